"""The explorer of S3's storage classes: what it costs to keep data in each, to read them, and to have small objects.

Not counted: moving data out to the internet, asking for a restore, and the copy that a restore makes for some days.
Prices: data/s3-prices.csv (us-east-1); minimum days and sizes: data/storage-classes.csv.
"""

import functools
from dataclasses import dataclass

from .explorer import Choice, Explorer, Slider

GB = 1024**2  # in KB
DAYS = 30  # of a month
SIZES = {"10 KB": 10, "100 KB": 100, "1 MB": 1024, "100 MB": 102_400}  # KB
ROWS = {"STANDARD": "S3 Standard (first 50 TB)"}  # where the two tables differ in the name
COLOURS = {"storage": "#0072B2", "requests": "#E69F00", "reading": "#D55E00"}
HATCHES = {"storage": "", "requests": "...", "reading": "///"}


@dataclass(frozen=True)
class StorageClass:
    """A class with its prices in USD (a GB and a month, a GB read, a request) and its minimum days and KB."""

    code: str
    name: str
    opens: str
    stored: float
    read: float
    put: float
    get: float
    min_days: int
    min_kb: int
    overhead_kb: int
    overhead_standard_kb: int

    @property
    def opens_at_once(self):
        """True where an object can be read without a restore."""
        return self.opens == "at once"


@dataclass(frozen=True)
class Costs:
    """USD for all the time, in one storage class."""

    kind: StorageClass
    storage: float
    requests: float
    reading: float

    @property
    def total(self):
        """All of it, in USD."""
        return self.storage + self.requests + self.reading


@functools.cache
def read_classes():
    """The storage classes, from warm to cold."""
    from helpers import facts

    prices = facts.read_table("s3-prices").set_index("storage_class")
    return [_make_class(row, prices.loc[ROWS.get(row.storage_class, row.label)]) for row in _rows()]


def _rows():
    from helpers import facts

    table = facts.read_table("storage-classes").rename(columns={"name": "label"})
    return list(table.itertuples(index=False))


def price(kind, standard, gigabytes, size_kb, months, reads):
    """The Costs of so many GB in objects of a size in KB, kept for some months and read `reads` times, all of it."""
    objects = gigabytes * GB / size_kb
    billed = objects * (max(size_kb, kind.min_kb) + kind.overhead_kb) / GB  # GB
    paid_months = max(months, kind.min_days / DAYS)
    storage = billed * kind.stored * paid_months
    storage += objects * kind.overhead_standard_kb / GB * standard.stored * paid_months
    reading = gigabytes * kind.read * reads
    return Costs(kind, storage, objects * (kind.put + kind.get * reads), reading)


def compute(gigabytes, size, months, reads):
    """The Costs in every storage class, from warm to cold. `reads`: how often in a year all of it is read."""
    classes = read_classes()
    return [price(kind, classes[0], gigabytes, SIZES[size], months, reads * months / 12) for kind in classes]


def find_cheapest(result, at_once=False):
    """The Costs of the cheapest class; with `at_once` only of those that open without a restore."""
    return min((one for one in result if one.kind.opens_at_once or not at_once), key=lambda one: one.total)


def draw(result):
    """A bar for each class, made of storage, requests and reading."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(7, 3.2))
    names = [one.kind.name.removeprefix("S3 ") for one in result]
    left = [0.0] * len(result)
    for part, colour in COLOURS.items():
        usd = [getattr(one, part) for one in result]
        axes.barh(names, usd, left=left, color=colour, hatch=HATCHES[part], edgecolor="white", label=part)
        left = [start + value for start, value in zip(left, usd, strict=True)]
    for number, one in enumerate(result):
        axes.text(one.total, number, f" {one.total:,.2f}", va="center")
    axes.set(title="All that it costs to keep and read", xlabel="USD, for all the time", xlim=(0, max(left) * 1.2))
    axes.invert_yaxis()
    axes.grid(axis="y", visible=False)
    axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    return figure


def say(result):
    """What each class costs, which is cheapest, and which of those that open at once."""
    listed = ", ".join(f"{one.kind.name.removeprefix('S3 ')} {one.total:,.2f}" for one in result)
    cheapest, quick = find_cheapest(result), find_cheapest(result, at_once=True)
    words = f"USD for all the time: {listed}. Cheapest: {cheapest.kind.name}, which opens {cheapest.kind.opens}."
    if cheapest is not quick:
        words += f" Of those that open at once: {quick.kind.name}."
    warm = result[0].total
    dearer = [one.kind.name.removeprefix("S3 ") for one in result[1:] if one.total > warm]
    return words + (f" Dearer than Standard: {', '.join(dearer)}." if dearer else " Standard is the dearest.")


def make():
    """The explorer as it starts: recordings of talks, kept for a year and never read."""
    controls = {
        "gigabytes": Slider("Data", 1, 5000, value=500, step=1, unit="GB", readout=",d"),
        "size": Choice("One object has", tuple(SIZES), "100 MB"),
        "months": Slider("Kept for", 1, 120, value=12, unit="months"),
        "reads": Slider("All of it is read", 0, 60, value=0, unit="times a year"),
    }
    return Explorer("What storage costs", controls, compute, draw, say, _say_source())


def _say_source():
    from helpers import facts

    used = [ROWS.get(row.storage_class, row.label) for row in _rows()]
    prices = facts.read_table("s3-prices")
    dates = sorted(prices[prices["storage_class"].isin(used)]["as_of"])
    return (
        f"Prices in us-east-1: the table s3-prices (as of {dates[0]} to {dates[-1]}); minimum days and sizes: "
        "storage-classes. Reading at standard speed. Requests for a restore and traffic to the internet are left out."
    )


def _make_class(row, prices):
    return StorageClass(
        row.storage_class,
        row.label,
        row.opens,
        float(prices["usd_per_gb_month"]),
        float(prices["retrieval_usd_per_gb"]),
        float(prices["put_usd_per_1000"]) / 1000,
        float(prices["get_usd_per_1000"]) / 1000,
        int(row.min_days),
        int(row.min_billed_kb),
        int(row.overhead_kb),
        int(row.overhead_standard_kb),
    )
