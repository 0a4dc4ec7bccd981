"""The running meter: a clock of its own, and what everything in the practice account has cost up to it."""

from datetime import UTC, datetime, timedelta

from helpers._billing import usage
from helpers._billing.bill import Bill, Ledger, summarise

START = datetime(2027, 2, 1, tzinfo=UTC)  # the month of the course's story; the meter never looks at a real clock


class Meter:
    """What the practice account costs, by a clock that stands still until `advance` moves it.

    `hours` is how far it was moved, `now` the time that it shows, `total` the USD that everything cost until then.
    """

    def __init__(self):
        from helpers._account import account, trial

        self._client, self._account = trial.client, account.get_running()
        self._clients = {}
        self._months = {}
        self.hours = 0

    @property
    def now(self):
        """The time on the meter's clock, in UTC: it starts at midnight on 1 February 2027."""
        return START + timedelta(hours=self.hours)

    @property
    def total(self):
        """All charges so far, in USD."""
        return sum(ledger.total for ledger in self._months.values())

    def advance(self, hours=24):
        """The meter itself, after everything that exists now has cost money for `hours` more.

        Raises UnknownPrice, and does not move, where something has no price in the course's tables.
        """
        if not hours > 0:
            raise ValueError(f"A meter runs forward: hours must be more than 0, not {hours}.")
        end = self.hours + hours
        while self.hours < end:
            step = min(end - self.hours, self._hours_left_in_month())
            items = self._read_items()
            self._charge(items, step)
        return self

    def bill(self, by="resource"):
        """The `Bill` so far: a line for each resource, or with by="what" a line for each kind of thing."""
        lines = [line for month in sorted(self._months) for line in self._months[month].list_lines()]
        if by not in ("resource", "what"):
            raise ValueError(f'A bill is by="resource" or by="what", not by={by!r}.')
        title = f"Bill after {self.hours:,g} hours, {self.now:%-d %B %Y %H:%M} UTC by the meter's clock"
        return Bill(summarise(lines) if by == "what" else lines, title)

    def _charge(self, items, step):
        month = (self.now.year, self.now.month)
        self._months.setdefault(month, Ledger()).charge(items, step)
        self.hours += step

    def _read_items(self):
        from helpers._account import account, engine

        if account.get_running() is not self._account:
            raise RuntimeError("This meter belongs to an account that is gone. Start one anew: billing.start_meter().")
        return usage.list_items(self._get_client, engine.list_used_regions("ec2"), self._count_hours_of_month())

    def _get_client(self, service, **options):
        key = (service, *options.values())
        if key not in self._clients:
            self._clients[key] = self._client(service, **options)
        return self._clients[key]

    def _month_end(self):
        now = self.now
        return datetime(now.year + now.month // 12, now.month % 12 + 1, 1, tzinfo=UTC)

    def _hours_left_in_month(self):
        return (self._month_end() - self.now) / timedelta(hours=1)

    def _count_hours_of_month(self):
        now = self.now
        return (self._month_end() - datetime(now.year, now.month, 1, tzinfo=UTC)) / timedelta(hours=1)

    def __repr__(self):
        return f"{self.now:%-d %B %Y %H:%M} UTC, hour {self.hours:,g}: {self.total:.4f} USD so far."
