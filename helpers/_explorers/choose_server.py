"""Which server types have enough of everything, and what the cheapest of them cost.

Prices, processors, memory and GPUs: data/ec2-prices.csv, on demand with Linux in us-east-1.
"""

import functools
import re
from dataclasses import dataclass

from helpers import facts
from helpers._explorers.explorer import Choice, Explorer, Slider

REGION = "us-east-1"
SHOWN = 5
GPUS = {"none": 0, "16 GB": 16, "24 GB": 24, "40 GB": 40, "80 GB": 80}
LOADS = ("now and then", "all the time")
BLUE, GREY, INK = "#0072B2", "#BBBBBB", "#1A1A1A"


@dataclass(frozen=True)
class Type:
    """A server type: processors, memory in GiB, memory of one GPU in GB (0: none), USD an hour, burstable or not."""

    name: str
    vcpus: int
    memory: float
    gpu: int
    usd: float
    burstable: bool


@dataclass(frozen=True)
class Result:
    """The types that suffice, the cheapest first, cheaper ones that do not, the hours of a month, and the wish."""

    found: list
    near: list
    hours: int
    wish: str = ""


@functools.cache
def list_types():
    """Every type of the list in us-east-1, the cheapest first."""
    table = facts.read_table("ec2-prices")
    rows = table[table["region"] == REGION].itertuples()
    found = [
        Type(
            row.instance_type,
            int(row.vcpu),
            float(row.memory_gib),
            read_gpu(row.accelerator),
            float(row.on_demand_usd_per_hour),
            row.family_use == "burstable",
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.usd, one.name))


def read_gpu(text):
    """GB of memory of one GPU in a text such as "4x NVIDIA A10G 24GB"; 0 for none."""
    found = re.search(r"(\d+)GB", str(text))
    return int(found[1]) if found else 0


def suffices(kind, vcpus, memory, gpu, busy):
    """Whether a type has enough; a burstable one has not, where the processors are busy all the time."""
    enough = kind.vcpus >= vcpus and kind.memory >= memory and kind.gpu >= gpu
    return enough and not (busy and kind.burstable)


def compute(vcpus, memory, gpu, load, hours):
    """The types that suffice, and cheaper ones that do not."""
    types, busy = list_types(), load == LOADS[1]
    found = [one for one in types if suffices(one, vcpus, memory, GPUS[gpu], busy)]
    near = [one for one in types if one not in found and found and one.usd < found[0].usd]
    wish = f"{vcpus} vCPUs, {memory:g} GiB, {'no GPU' if not GPUS[gpu] else f'a GPU with {GPUS[gpu]} GB'}, busy {load}"
    return Result(found, near, hours, wish)


def describe(kind):
    """A type in a few words."""
    gpu = f", GPU with {kind.gpu} GB" if kind.gpu else ""
    burst = ", burstable" if kind.burstable else ""
    return f"{kind.name}: {kind.vcpus} vCPUs, {kind.memory:g} GiB{gpu}{burst}"


def say(result):
    """Which types suffice, and what the cheapest costs."""
    if not result.found:
        return f"Asked for: {result.wish}. No type of this list has all of that. (AWS has several hundred more.)"
    best = result.found[0]
    words = f"Asked for: {result.wish}. Cheapest that suffices: {describe(best)}, {best.usd:g} USD an hour"
    words += f", {best.usd * result.hours:,.2f} USD for {result.hours} hours a month."
    others = "; ".join(f"{one.name} {one.usd:g}" for one in result.found[1:SHOWN])
    words += f" Next: {others}." if others else " No other one suffices."
    if result.near:
        words += f" The dearest of those that are too small: {describe(result.near[-1])}."
    return words


def draw(result):
    """A bar for each of the cheapest types that suffice, in USD a month."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(7, 3))
    shown = result.found[:SHOWN]
    names = [f"{one.name}\n{one.vcpus} vCPUs, {one.memory:g} GiB" for one in shown]
    usd = [one.usd * result.hours for one in shown]
    bars = axes.barh(names, usd, color=[BLUE] + [GREY] * (len(shown) - 1))
    axes.bar_label(bars, labels=[f" {value:,.2f}" for value in usd])
    axes.set(title="The cheapest types that suffice", xlabel=f"USD for {result.hours} hours a month")
    axes.set_xlim(0, max(usd, default=1) * 1.2)
    axes.tick_params(axis="y", labelsize=9)
    axes.invert_yaxis()
    axes.grid(axis="y", visible=False)
    return figure


def make():
    """The explorer; it begins with a small server."""
    controls = {
        "vcpus": Slider("Processors (vCPUs), at least", 1, 96, value=2),
        "memory": Slider("Memory, at least", 1, 400, value=4, unit="GiB"),
        "gpu": Choice("GPU with at least", tuple(GPUS)),
        "load": Choice("Its processors are busy", LOADS),
        "hours": Slider("Hours a month", 1, 730, value=730),
    }
    dates = sorted(facts.read_table("ec2-prices").query("region == @REGION")["as_of"])
    source = (
        f"Prices on demand, Linux, us-east-1: the table ec2-prices ({dates[0]} to {dates[-1]}), "
        f"{len(list_types())} of AWS's types. Disks, traffic and taxes are left out."
    )
    return Explorer("Which server?", controls, compute, draw, say, source)
