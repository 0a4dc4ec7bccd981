"""A long job on a spot server that may be taken away: how often should it save where it is?

A simulation with a seed: the server is taken at random moments, on average every so many hours, and the job goes on
from its last save point on a new server. The rule of thumb for the best interval is Young's (1974): the square root of
2 x the time of one save x the average time between interruptions. Prices: data/ec2-prices.csv.
"""

import functools
import math
from dataclasses import dataclass

import numpy as np

from helpers import facts
from helpers._explorers.explorer import Explorer, Slider

TYPE, REGION = "g5.xlarge", "us-east-1"
RUNS, SEED = 300, 9
RESTART = 5  # minutes until a new server goes on where the old one was; invented
LONGEST = 50  # times the work: a job that is not done by then counts as never done
BLUE, VERMILLION, GREEN, INK = "#0072B2", "#D55E00", "#009E73", "#1A1A1A"


@dataclass(frozen=True)
class Result:
    """Means of many runs, in hours: all of it, spent saving, lost. `usd` and `on_demand` for the whole job."""

    work: float
    interval: int
    save: float
    between: float
    hours: float
    saving: float
    lost: float
    usd: float
    on_demand: float
    never: bool

    @property
    def best(self):
        """Minutes between two saves by Young's rule."""
        return math.sqrt(2 * self.save * self.between * 60)


@functools.cache
def read_prices():
    """USD an hour of the type, (on demand, spot)."""
    table = facts.read_table("ec2-prices")
    row = table[(table["instance_type"] == TYPE) & (table["region"] == REGION)].iloc[0]
    return float(row["on_demand_usd_per_hour"]), float(row["spot_usd_per_hour"])


def run_once(work, interval, save, between, generator):
    """(minutes in all, spent saving, interruptions) of one job; all arguments in minutes. Work is done in whole steps.

    A step is `interval` minutes of work and one save; an interruption within it takes the step away.
    """
    done, clock, saving, taken = 0.0, 0.0, 0.0, 0
    strike = generator.exponential(between)
    while done < work and clock < LONGEST * work:
        step = min(interval, work - done)
        cost = save if done + step < work else 0.0  # nothing to save when it is finished
        if strike >= step + cost:
            strike -= step + cost
            clock, done, saving = clock + step + cost, done + step, saving + cost
        else:
            clock, taken = clock + strike + RESTART, taken + 1
            strike = generator.exponential(between)
    return clock, saving, taken


@functools.lru_cache(maxsize=512)
def simulate(work, interval, save, between):
    """Means over many runs (all in minutes): in all, saving, waiting for a new server."""
    generator = np.random.default_rng(SEED)
    runs = np.array([run_once(work, interval, save, between, generator) for _ in range(RUNS)])
    return runs[:, 0].mean(), runs[:, 1].mean(), runs[:, 2].mean() * RESTART


def compute(work, interval, save, between):
    """What a job of `work` hours takes and costs that saves every `interval` minutes, `save` minutes each time."""
    on_demand, spot = read_prices()
    total, saving, waiting = simulate(float(work * 60), float(interval), float(save), float(between * 60))
    lost = total - saving - waiting - work * 60
    never = total > 0.8 * LONGEST * work * 60
    paid = (total - waiting) / 60
    return Result(
        work, interval, save, between, total / 60, saving / 60, lost / 60, paid * spot, work * on_demand, never
    )


def say(result):
    """How long it takes, what goes where, and what it costs beside a server that nobody takes away."""
    if result.never:
        return f"Saving every {result.interval} minutes, the job is never done: it is interrupted before each save."
    words = f"{result.work} hours of work take {result.hours:.1f} hours: {result.saving:.1f} go into saving, "
    words += f"{result.lost:.1f} are done again after interruptions. On spot that costs {result.usd:.2f} USD"
    share = result.usd / result.on_demand
    words += f", {share:.0%} of the {result.on_demand:.2f} USD of a server on demand that nobody takes away."
    if result.interval >= result.work * 60:
        words += " It saves nothing before the end."
    return words


def draw(result):
    """The hours of the job against the interval, with where you are."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(7, 3.2))
    intervals = [5, 10, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480]
    hours = [compute(result.work, one, result.save, result.between).hours for one in intervals]
    axes.plot(intervals, hours, color=BLUE, marker="o", markersize=3, label="takes in all")
    axes.axhline(result.work, color=GREEN, linestyle="--", label="the work alone")
    axes.axvline(result.interval, color=INK, linestyle=":", label=f"you: every {result.interval} minutes")
    axes.set(title="Too often, or too seldom", xlabel="minutes of work between two saves", ylabel="hours")
    axes.set_ylim(0, min(max(hours), 4 * result.work) * 1.1)
    axes.legend(loc="upper left", bbox_to_anchor=(1, 1), fontsize=9.5)
    return figure


def make():
    """The explorer; it begins with a night's training that saves far too often."""
    controls = {
        "work": Slider("Work", 2, 48, value=12, unit="hours"),
        "interval": Slider("Save after every", 5, 720, value=10, step=5, unit="minutes of work"),
        "save": Slider("One save takes", 1, 20, value=4, unit="minutes"),
        "between": Slider("Interrupted, on average, every", 1, 100, value=8, unit="hours"),
    }
    dates = facts.read_table("ec2-prices").query("region == @REGION and instance_type == @TYPE")["as_of"]
    source = (
        f"{RUNS} simulated runs. Prices of a {TYPE} in {REGION}: the table ec2-prices (as of {dates.iloc[0]}). How "
        f"often AWS takes a server is invented, and so are the {RESTART} minutes until a new one goes on."
    )
    return Explorer("How often to save", controls, compute, draw, say, source)
