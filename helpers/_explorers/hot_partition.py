"""The explorer of a hot partition: likes that all go to one profile, and the same spread over several keys.

A simulation of one minute. The table has grown with its traffic, and every key lies in a partition of its own, as
DynamoDB arranges it in time for keys that are asked for much. A partition takes 1,000 write units a second
(data/dynamodb-limits.csv), a like is one unit.
"""

import functools
from dataclasses import dataclass

from .explorer import Explorer, Slider

SECONDS = 60
OTHERS = 50  # profiles besides the popular one, all alike
SEED = 20270214
LIMIT_ROW = "writes of a partition"


@dataclass(frozen=True)
class Minute:
    """What came of a minute: likes that were taken and refused, and the load of the busiest second."""

    taken: int
    refused: int
    keys: int  # over which the popular profile is spread
    loads: tuple  # the highest load of each of these keys in a second
    others: int  # the highest load of any other profile
    limit: int

    @property
    def share_refused(self):
        """The part of the likes that was refused, 0 to 1."""
        return self.refused / (self.taken + self.refused)


@functools.cache
def read_limit():
    """Write units that a partition takes in a second."""
    from helpers import facts

    return int(facts.read_table("dynamodb-limits").set_index("limit")["value"][LIMIT_ROW])


def compute(likes, share, keys):
    """The Minute with so many likes a second, so many percent of them to one profile that has so many keys."""
    import numpy

    random = numpy.random.RandomState(SEED)  # this generator's numbers stay the same in every version of numpy
    popular, limit = share / 100, read_limit()
    chances = [popular / keys] * keys + [(1 - popular) / OTHERS] * OTHERS
    loads = random.multinomial(likes, chances, size=SECONDS)
    taken = int(numpy.minimum(loads, limit).sum())
    highest = loads.max(axis=0).tolist()
    return Minute(taken, int(loads.sum()) - taken, keys, tuple(highest[:keys]), max(highest[keys:]), limit)


def draw(result):
    """The busiest second of each key, against what a partition takes."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(7, 3))
    names = [f"{number}" for number in range(1, result.keys + 1)] + ["other"]
    loads = [*result.loads, result.others]
    colours = ["#D55E00" if load > result.limit else "#0072B2" for load in loads]
    axes.bar(range(len(loads)), loads, color=colours)
    axes.axhline(result.limit, color="#1A1A1A", linestyle="--", lw=1.4, label="what a partition takes")
    axes.set_xticks(range(len(loads)), names, fontsize=8 if len(names) > 12 else 10)
    axes.set(title="The busiest second of each key", xlabel="keys of the popular profile", ylabel="likes a second")
    axes.set_ylim(0, max(*loads, result.limit) * 1.15)
    axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    return figure


def say(result):
    """How many likes were refused, and why."""
    total = result.taken + result.refused
    words = f"Of {total:,} likes in the minute {result.refused:,} were refused ({result.share_refused:.1%})."
    spread = "its one key" if result.keys == 1 else f"the busiest of its {result.keys} keys"
    words += f" In its busiest second {spread} got {max(result.loads):,}, and a partition takes {result.limit:,}."
    words += f" No other profile got more than {result.others:,}."
    return words + (f" To read all its likes takes {result.keys} quer{'y' if result.keys == 1 else 'ies'}.")


def make():
    """The explorer as it starts: Valentine's evening, and everybody likes the host of the show."""
    controls = {
        "likes": Slider("Likes", 500, 12_000, value=8000, step=500, unit="a second", readout=",d"),
        "share": Slider("Of them to one profile", 1, 95, value=75, unit="%"),
        "keys": Slider("Its likes are spread over", 1, 20, value=1, unit="keys"),
    }
    source = f"Simulated: a table used to this traffic, each key in a partition of its own. {OTHERS} other profiles."
    return Explorer("A hot partition", controls, compute, draw, say, source)
