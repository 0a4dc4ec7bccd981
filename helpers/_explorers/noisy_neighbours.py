"""Noisy neighbours: what tenants of one host who share a line do to each other's downloads, in a seeded simulation.

Time goes in steps of a tenth of a second. A neighbour is busy or quiet, stays so for some seconds, and is busy for the
share of the time that you choose. Whoever is busy gets an equal part of the line.
"""

import math
from dataclasses import dataclass

from helpers._explorers.explorer import Choice, Explorer, Slider

DOWNLOADS = 200
ALONE = 1.0  # seconds that a download takes when nobody else uses the line
STEP = 0.1  # seconds
BUSY_FOR = 2.0  # seconds that a busy neighbour stays so on average, where it is seldom busy
SEED = 800145
SHARED, SLICES = "shared by whoever uses it", "a fixed slice for each"


@dataclass(frozen=True)
class Downloads:
    """How long each of your downloads took, in seconds, and how long with a fixed slice of the line."""

    neighbours: int
    busy: int
    line: str
    seconds: tuple
    sliced: float

    @property
    def median(self):
        """Half of the downloads took no longer."""
        return find_share(self.seconds, 0.5)

    @property
    def slow(self):
        """One download in twenty took longer than this."""
        return find_share(self.seconds, 0.95)


def compute(neighbours, busy, line):
    """The `Downloads` of one tenant beside so many neighbours, each busy for `busy` percent of the time."""
    sliced = ALONE * (1 + neighbours)
    if line == SLICES:
        return Downloads(neighbours, busy, line, (sliced,) * DOWNLOADS, sliced)
    return Downloads(neighbours, busy, line, tuple(simulate(neighbours, busy / 100)), sliced)


def simulate(neighbours, busy):
    """The seconds of each download: all of them side by side, each in a world of its own, until the last is done."""
    import numpy as np

    random = np.random.default_rng(SEED)
    active = random.random((DOWNLOADS, neighbours)) < busy
    done, seconds = np.zeros(DOWNLOADS), np.zeros(DOWNLOADS)
    stop = STEP / BUSY_FOR * (1 - busy)  # chances in one step, such that a neighbour is busy for the share chosen
    start = STEP / BUSY_FOR * busy
    while (done < ALONE - 1e-9).any():
        speed = 1 / (1 + active.sum(axis=1))
        needed = np.clip((ALONE - done) / speed, 0, STEP)
        seconds += needed
        done += needed * speed
        chance = random.random(active.shape)
        active = np.where(active, chance >= stop, chance < start)
    return [round(float(one), 2) for one in seconds]


def find_share(seconds, share):
    """The time that this share of the downloads did not exceed: the nearest rank, so one of the times themselves."""
    rank = math.ceil(round(share * len(seconds), 6))
    return sorted(seconds)[rank - 1]


def say(downloads):
    """How long the downloads took, against being alone and against the other way to divide the line."""
    beside = f"{downloads.neighbours} neighbour{'' if downloads.neighbours == 1 else 's'}"
    if downloads.neighbours == 0:
        return f"Nobody else is on the host: each of your {DOWNLOADS} downloads takes {ALONE:.1f} s, every time."
    if downloads.line == SLICES:
        return (
            f"Each of the {1 + downloads.neighbours} tenants has a fixed slice of the line. Every download takes "
            f"{downloads.sliced:.1f} s, whatever the {beside} do, also while they do nothing. Steady, and never fast."
        )
    worth = "That is the bargain of a pool: mostly faster than a slice of your own, and you cannot know beforehand."
    if downloads.median > 0.9 * downloads.sliced:
        worth = "Everybody is busy nearly all the time, so a shared line is hardly better than a slice of your own."
    if downloads.slow < 1.2 * ALONE:
        worth = "The neighbours are so quiet that you hardly notice them."
    took = (
        f"half of your {DOWNLOADS} downloads took {downloads.median:.1f} s or less, and one in twenty more than "
        f"{downloads.slow:.1f} s"
    )
    if min(downloads.seconds) == max(downloads.seconds):
        took = f"each of your {DOWNLOADS} downloads took {downloads.median:.1f} s"
    return (
        f"Beside {beside}, each busy for {downloads.busy} % of the time, {took}. Alone each takes "
        f"{ALONE:.1f} s, and with a fixed slice {downloads.sliced:.1f} s. Nothing of yours changed in between. {worth}"
    )


def draw(downloads):
    """A dot for each download, in the order in which they were made, and lines for the median and the slow ones."""
    import matplotlib.pyplot as plt

    plt.style.use("helpers.course")
    figure, axes = plt.subplots()
    axes.plot(range(1, DOWNLOADS + 1), downloads.seconds, "o", markersize=4, color="#0072B2")
    axes.axhline(downloads.median, color="#1A1A1A", linewidth=1.4, label=f"half took at most {downloads.median:.1f} s")
    axes.axhline(
        downloads.slow,
        color="#D55E00",
        linewidth=1.8,
        linestyle="--",
        label=f"one in 20 took over {downloads.slow:.1f} s",
    )
    axes.set(xlabel="your downloads, one after the other", ylabel="seconds", title="The same download, 200 times")
    axes.set_ylim(0, 1.3 * max(max(downloads.seconds), 2 * ALONE))
    axes.set_xlim(0, DOWNLOADS + 1)
    axes.legend(loc="upper left", ncols=2)
    return figure


def make():
    """The explorer."""
    return Explorer(
        "Neighbours on one host, and one line for all",
        controls={
            "neighbours": Slider("Neighbours on your host", 0, 15, value=7),
            "busy": Slider("Each is busy for", 0, 100, value=20, step=5, unit="% of the time"),
            "line": Choice("The line is", (SHARED, SLICES)),
        },
        compute=compute,
        draw=draw,
        say=say,
        source="A simulation with invented numbers, simpler than AWS: no part of the shared line is yours for sure.",
    )
