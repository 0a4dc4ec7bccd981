"""What the account costs: this month so far, what exists and its price an hour, and who is told."""

from dataclasses import dataclass

from helpers._billing import bill, meter, usage
from helpers._billing.prices import UnknownPrice

HOURS_IN_FIRST_MONTH = 28 * 24  # February 2027, the month of the course's story, in which the meter begins


@dataclass(frozen=True)
class Cost:
    """USD of this month so far, the time on the meter's clock or "", kinds of what costs money, USD an hour or None."""

    month: float
    clock: str
    kinds: tuple  # (what, how many, USD an hour for all)
    hourly: float | None
    unknown: str = ""  # why the price of an hour is not known


def count_cost(costing):
    """The `Cost` of what `inventory` lists now, by the running meter where there is one."""
    running = meter.get_running()
    month, clock = (running.this_month, running.say_time()) if running else (0.0, "")
    hours = running.hours_in_month if running else HOURS_IN_FIRST_MONTH
    try:
        items = usage.list_items(costing, hours)
    except UnknownPrice as error:
        return Cost(month, clock, (), None, str(error))
    lines = bill.summarise([bill.Line(item, 1) for item in items])
    kinds = tuple((line.item.what, int(line.hours), line.usd) for line in lines)
    return Cost(month, clock, kinds, sum(usd for _, _, usd in kinds))
