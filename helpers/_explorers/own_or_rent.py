"""Own the servers or rent them by the hour? Costs of a month, and from how many hours on owning is cheaper.

A server of the dating app has 16 vCPUs. Owned, it is a quarter of a machine: 64 vCPUs of those that 37signals bought.
Machines are bought whole. Memory, disks and the age of the processors are left out of the comparison.
Prices, electricity and wages: data/server-purchase.csv and data/ec2-prices.csv, where each row names its source.
"""

import functools
import math
from dataclasses import dataclass

from helpers import facts
from helpers._explorers.explorer import Explorer, Slider

MONTH = 730  # hours: 365 * 24 / 12
SERVERS_OF_A_MACHINE = 4
INK, BLUE, GREEN, VERMILLION = "#1A1A1A", "#0072B2", "#009E73", "#D55E00"
PRICE_ITEM = "64 vCPUs of a bought server"
LIFETIME_ITEM = "lifetime, 37signals plan"
POWER_ITEM = "average draw for the exercise"
PUE_ITEM = "PUE, survey average"
ELECTRICITY_ITEM = "electricity, New York commercial"
WAGE_ITEM = "system administrator, median wage"
SHARE_ITEM = "share of an administrator for the exercise"
SPACE_ITEM = "space for the exercise"
ITEMS = (PRICE_ITEM, LIFETIME_ITEM, POWER_ITEM, PUE_ITEM, ELECTRICITY_ITEM, WAGE_ITEM, SHARE_ITEM, SPACE_ITEM)


@dataclass(frozen=True)
class Costs:
    """Costs of a month, in USD, of so many servers always and so many at the peak."""

    always: int
    peak: int
    hours: int  # a month, at the peak
    usd_per_hour: float
    own: float  # enough for the peak
    rent: float  # by the hour
    mixed: float | None  # own what always runs, rent the rest; None where nothing runs always
    break_even: float | None  # hours at the peak from which owning is cheaper; None where they make no difference

    @property
    def ways(self):
        """The cost of each way by its name; the ways that make sense here."""
        ways = {"rent": self.rent, "own": self.own, "mixed": self.mixed}
        return {name: usd for name, usd in ways.items() if usd is not None}

    @property
    def cheapest(self):
        """The name of the cheapest way: "rent", "own" or "mixed"."""
        return min(self.ways, key=self.ways.get)


@functools.cache
def read_items():
    """What owning costs: a dict of the items that are used here, each with its value."""
    table = facts.read_table("server-purchase").set_index("item")["value"]
    return {item: float(table[item]) for item in ITEMS}


def cost_of_machine():
    """USD a month for one machine with 64 vCPUs: its price spread over its lifetime, and electricity.

    Electricity is power times PUE (the building's share: cooling and losses) times hours times the price of a kWh.
    """
    items = read_items()
    price = items[PRICE_ITEM] / (items[LIFETIME_ITEM] * 12)
    return price + items[POWER_ITEM] / 1000 * items[PUE_ITEM] * MONTH * items[ELECTRICITY_ITEM]


def cost_of_people_and_space():
    """USD a month for a part of an administrator's time and a place for the machines: both assumptions."""
    items = read_items()
    return items[WAGE_ITEM] / 12 * items[SHARE_ITEM] + items[SPACE_ITEM]


def cost_of_owning(servers, people):
    """USD a month for machines that hold so many servers, with so much for people and space; 0 for no server."""
    machines = math.ceil(servers / SERVERS_OF_A_MACHINE)
    return machines * cost_of_machine() + people if servers else 0.0


def compute(always, peak, hours, usd_per_hour, people):
    """The costs of owning, renting and mixing, and the break-even. A peak below `always` counts as `always`."""
    peak = max(peak, always)
    extra = (peak - always) * usd_per_hour  # USD for each hour at the peak
    base = always * MONTH * usd_per_hour
    own = cost_of_owning(peak, people)
    mixed = cost_of_owning(always, people) + extra * hours if 0 < always < peak else None
    break_even = (own - base) / extra if extra else None
    return Costs(always, peak, hours, usd_per_hour, own, base + extra * hours, mixed, break_even)


def say(result):
    """What each way costs, which is cheapest, and who should buy."""
    ways = f"Renting by the hour costs {result.rent:,.0f} USD a month, owning enough for the peak {result.own:,.0f}"
    if result.mixed is not None:
        ways += f", owning what always runs and renting the rest {result.mixed:,.0f}"
    verdict = {
        "rent": "Rent",
        "own": "Buy",
        "mixed": f"Buy for the {result.always} that always run, rent the rest",
    }[result.cheapest]
    return f"{ways}. {verdict}: that is cheapest here. {say_break_even(result)}"


def say_break_even(result):
    """From how many hours a month on owning beats renting, in words."""
    if result.break_even is None:
        return f"All {result.peak} run all the time, so there is no peak to wait for."
    if result.break_even <= 0:
        return "Owning all beats renting all however short the peak: what always runs pays for it."
    if result.break_even >= MONTH:
        return f"Renting all beats owning all even if the peak lasts all {MONTH} hours of the month."
    if result.cheapest == "mixed":
        return (
            f"(Renting all and owning all would cost the same at {result.break_even:.0f} hours a month at the peak. "
            "Here the mixture is cheaper than both.)"
        )
    side = "more" if result.hours > result.break_even else "less"
    return (
        f"Break-even is at {result.break_even:.0f} hours a month at the peak: whoever has longer peaks should buy. "
        f"You have {side}: {result.hours}."
    )


def draw(result):
    """Costs of a month against the hours at the peak, a line for each way, with the break-even and where you are."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(7, 3.4))
    ends = (0, MONTH)
    extra = (result.peak - result.always) * result.usd_per_hour
    rent, mixed = ([usd + extra * (hours - result.hours) for hours in ends] for usd in (result.rent, result.mixed or 0))
    axes.plot(ends, rent, color=BLUE, label="rent by the hour")
    axes.plot(ends, [result.own] * 2, color=VERMILLION, linestyle="--", label="own for the peak")
    if result.mixed is not None:
        axes.plot(ends, mixed, color=GREEN, linestyle="-.", label="own what always runs, rent the rest")
    axes.axvline(result.hours, color=INK, linestyle=":", lw=1.4, label=f"you: {result.hours} hours")
    if result.break_even is not None and 0 < result.break_even < MONTH:
        axes.plot(result.break_even, result.own, "o", color=INK, label=f"break-even: {result.break_even:.0f} hours")
    axes.set(title="Own or rent?", xlabel="hours a month at the peak", ylabel="USD a month")
    axes.set(xlim=ends, ylim=(0, 1.05 * max(*rent, *mixed, result.own)))
    axes.yaxis.set_major_formatter("{x:,.0f}")
    axes.legend(loc="upper left", bbox_to_anchor=(1, 1), fontsize=9.5)
    return figure


def make():
    """The explorer; it begins with the site of the dating app in February."""
    people = int(round(cost_of_people_and_space(), -2))
    controls = {
        "always": Slider("Servers that always run", 0, 30, value=2),
        "peak": Slider("Servers at the peak", 1, 40, value=20),
        "hours": Slider("Hours a month at the peak", 0, MONTH, value=70, step=10),
        "usd_per_hour": Slider("Rent of a server", 0.05, 1.5, value=read_rent(), step=0.01, unit="USD an hour"),
        "people": Slider("People and space, USD a month", 0, 6000, value=people, step=100),
    }
    return Explorer("Own or rent?", controls, compute, draw, say, say_source())


def read_rent():
    """USD for an hour of an m5.4xlarge (16 vCPUs) on demand in us-east-1, in whole cents."""
    prices = facts.read_table("ec2-prices")
    rented = prices[(prices["instance_type"] == "m5.4xlarge") & (prices["region"] == "us-east-1")]
    return round(float(rented["on_demand_usd_per_hour"].iloc[0]), 2)


def say_source():
    """Where the numbers come from, in short, with their dates."""
    table = facts.read_table("server-purchase")
    dates = sorted(table[table["item"].isin(ITEMS)]["as_of"])
    return (
        f"Sources: the tables server-purchase (as of {dates[0]} to {dates[-1]}) and ec2-prices in the folder data. "
        f"{read_items()[POWER_ITEM]:.0f} W for a machine, people and space are assumptions."
    )
