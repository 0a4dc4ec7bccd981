"""Scoring many rows with a small model: on a server that always runs, on one by the hour, on spot, in functions.

How fast one processor scores, and how long a server needs until it works, are invented for this course. Prices:
data/ec2-prices.csv and data/lambda.csv. The free allowance of Lambda is left out.
"""

import functools
import math
from dataclasses import dataclass

from helpers import facts
from helpers._explorers.explorer import Explorer, Slider

TYPE, REGION = "c5.xlarge", "us-east-1"
VCPUS = 4
MONTH = 730  # hours
START = 90  # seconds until a server works, for which it is paid; invented
COLD = 2  # seconds until a function works, for which it is paid; invented
ROWS_PER_SECOND = 5_000  # that one processor scores, reading and writing included; invented
MOST_FUNCTIONS = 100  # at a time: far below the quota of a grown account
BLUE, VERMILLION, GREEN, GREY = "#0072B2", "#D55E00", "#009E73", "#777777"


@dataclass(frozen=True)
class Way:
    """One way to do it: its name, minutes until one run is done, USD a month."""

    name: str
    minutes: float
    usd: float


@dataclass(frozen=True)
class Result:
    """The ways, in a fixed order, and what was asked: rows in a run, runs in a month."""

    ways: list
    rows: int
    runs: int

    @property
    def cheapest(self):
        """The cheapest `Way`."""
        return min(self.ways, key=lambda one: one.usd)

    @property
    def quickest(self):
        """The `Way` that is done first."""
        return min(self.ways, key=lambda one: one.minutes)


@functools.cache
def read_prices():
    """USD: (an hour on demand, an hour on spot, a run of a function with one processor for a second, a request)."""
    table = facts.read_table("ec2-prices")
    row = table[(table["instance_type"] == TYPE) & (table["region"] == REGION)].iloc[0]
    lambdas = facts.read_table("lambda").set_index("fact")["value"]
    second = lambdas["price of memory and time"] * lambdas["memory with one whole processor"] / 1024
    request = lambdas["price of a request"] / 1e6
    return float(row["on_demand_usd_per_hour"]), float(row["spot_usd_per_hour"]), float(second), float(request)


def count_functions(rows):
    """Into how many functions the rows of a run are cut: a minute's work each, as far as that goes."""
    return max(1, min(MOST_FUNCTIONS, math.ceil(rows / ROWS_PER_SECOND / 60)))


def compute(rows, runs):
    """Minutes and USD of each way, for `rows` thousand rows in a run and `runs` runs a month."""
    on_demand, spot, second, request = read_prices()
    work = rows * 1000 / ROWS_PER_SECOND  # seconds of one processor
    server = work / VCPUS
    hours = min(runs * (server + START) / 3600, MONTH)
    count = count_functions(rows * 1000)
    function = work / count + COLD
    ways = [
        Way("a server that always runs", server / 60, MONTH * on_demand),
        Way("a server for each run", (server + START) / 60, hours * on_demand),
        Way("a spot server for each run", (server + START) / 60, hours * spot),
        Way("functions", function / 60, runs * count * (function * second + request)),
    ]
    return Result(ways, rows, runs)


def say(result):
    """What each way takes and costs, the cheapest and the quickest."""
    ways = "; ".join(f"{one.name}: {say_minutes(one.minutes)}, {one.usd:,.2f} USD a month" for one in result.ways)
    return f"{ways}. Cheapest: {result.cheapest.name}. First done: {result.quickest.name}."


def say_minutes(minutes):
    """A time in the unit that suits it."""
    if minutes < 1:
        return f"{minutes * 60:.0f} seconds"
    return f"{minutes:,.1f} minutes" if minutes < 90 else f"{minutes / 60:,.1f} hours"


def draw(result):
    """A point for each way: how long, and how dear."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(7, 3.2))
    for way, colour, mark in zip(result.ways, (GREY, BLUE, GREEN, VERMILLION), "sDo^", strict=True):
        axes.plot(max(way.minutes, 0.005), max(way.usd, 0.001), mark, color=colour, markersize=9, label=way.name)
    axes.set(title="Four ways to score", xlabel="minutes until a run is done", ylabel="USD a month")
    axes.set(xscale="log", yscale="log", xlim=(0.003, 5000), ylim=(0.0005, 3000))
    axes.legend(loc="upper left", bbox_to_anchor=(1, 1), fontsize=9.5)
    return figure


def make():
    """The explorer; it begins with a list of ten thousand rows, every hour."""
    controls = {
        "rows": Slider("Rows in a run", 1, 500_000, value=10, unit="thousand", readout=",d"),
        "runs": Slider("Runs a month", 1, 50_000, value=720, readout=",d"),
    }
    rows = facts.read_table("ec2-prices").query("region == @REGION and instance_type == @TYPE")
    lambda_date = facts.read_table("lambda")["as_of"].iloc[0]
    source = (
        f"Prices: the tables ec2-prices ({TYPE}, as of {rows['as_of'].iloc[0]}) and lambda ({lambda_date}). Invented: "
        f"{ROWS_PER_SECOND:,} rows a second for each processor, {START} seconds until a server works, {COLD} for "
        "a function."
    )
    return Explorer("Scoring: four ways", controls, compute, draw, say, source)
