"""The bill: what ran for how many hours at which price. Pure: nothing here asks an account or a clock."""

import html
from dataclasses import dataclass

from helpers._billing import prices, table
from helpers._pictures import wrap_block

UNMETERED = (
    "Not metered here: requests, data transfer, CPU credits, snapshots, extra IOPS, monitoring, load balancers, "
    "databases, functions and every other service; and neither taxes nor free allowances and credits."
)
HEADINGS = ("resource", "what", "hours", "USD per hour", "USD")


@dataclass(frozen=True)
class Item:
    """One thing that costs money by the hour while it exists, as `usage` found it.

    `order` sorts a bill: servers, volumes, addresses, NAT gateways, storage. `usd_per_hour` of a stopped server is 0.
    """

    order: int
    resource: str
    what: str
    usd_per_hour: float
    price: prices.Price | None = None


@dataclass(frozen=True)
class Line:
    """One line of a bill: an item and the hours for which it was charged."""

    item: Item
    hours: float

    @property
    def usd(self):
        """What the line costs, in USD."""
        return self.item.usd_per_hour * self.hours


class Ledger:
    """Hours by item. Charging the same item again adds to its line, so that many small steps sum up exactly."""

    def __init__(self):
        self._hours = {}

    def charge(self, items, hours):
        """Return nothing: each item has cost for `hours` more."""
        for item in items:
            self._hours[item] = self._hours.get(item, 0) + hours

    def list_lines(self):
        """Return the lines in the order of a bill."""
        lines = [Line(item, hours) for item, hours in self._hours.items()]
        return sorted(lines, key=lambda line: (line.item.order, line.item.resource, line.item.what))

    @property
    def total(self):
        """The sum in USD."""
        return sum(line.usd for line in self.list_lines())


def summarise(lines):
    """Return the lines put together by what was used: the hours of two servers of one type are added up."""
    groups = {}
    for line in lines:
        key = (line.item.order, line.item.what, line.item.usd_per_hour)
        groups.setdefault(key, []).append(line)
    return [
        Line(
            Item(order, f"{len({line.item.resource for line in group})} in all", what, usd, group[0].item.price), hours
        )
        for (order, what, usd), group in sorted(groups.items())
        for hours in [sum(line.hours for line in group)]
    ]


class Bill:
    """A bill: text in a terminal, a table in JupyterLab. `.lines`, `.total` (USD) and `.to_frame()` are its figures."""

    def __init__(self, lines, title):
        self.lines, self.title = list(lines), title

    @property
    def total(self):
        """The sum in USD."""
        return sum(line.usd for line in self.lines)

    def to_frame(self):
        """Return the lines as a DataFrame with the columns of the bill; hours and money are numbers."""
        import pandas as pd

        rows = [
            (line.item.resource, line.item.what, line.hours, line.item.usd_per_hour, line.usd) for line in self.lines
        ]
        return pd.DataFrame(rows, columns=list(HEADINGS))

    def _rows(self):
        return [
            (
                line.item.resource,
                line.item.what,
                format_hours(line.hours),
                format_rate(line.item.usd_per_hour),
                f"{line.usd:.4f}",
            )
            for line in self.lines
        ]

    def _notes(self):
        cited = prices.cite([line.item.price for line in self.lines if line.item.price])
        return [*cited.splitlines(), UNMETERED]

    def _rows_and_total(self):
        return [*self._rows(), ("Total", "", "", "", f"{self.total:.4f}")]

    def __repr__(self):
        return "\n".join([self.title, table.format_text(HEADINGS, self._rows_and_total(), 2), *self._notes()])

    def _repr_html_(self):
        rows = self._rows_and_total()
        notes = "<br>".join(html.escape(note) for note in self._notes())
        shown = table.format_html(HEADINGS, rows, 2, bold=(len(rows) - 1,))
        details = f"<details><summary>Sources of the prices, and what is not metered</summary>{notes}</details>"
        return wrap_block(f"<p><strong>{html.escape(self.title)}</strong></p>{shown}{details}")


def format_hours(hours):
    """Return hours as text: whole ones without a fraction."""
    return f"{hours:,.0f}" if hours == int(hours) else f"{hours:,.2f}"


def format_rate(usd):
    """Return a price per hour as text with the digits that it needs, six at most after the point."""
    if usd == 0:
        return "0"
    if usd < 0.000001:
        return "<0.000001"
    return f"{usd:.6f}".rstrip("0")
