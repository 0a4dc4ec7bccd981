"""The running meter: a clock of its own, and what everything in the practice account has cost up to it."""

from datetime import UTC, datetime, timedelta

from helpers._billing import mails, usage, watch
from helpers._billing.bill import Bill, Ledger, summarise

START = datetime(2027, 2, 1, tzinfo=UTC)  # the month of the course's story; the meter never looks at a real clock
HOURS_BETWEEN_CHARGES = 6  # CloudWatch gets the estimated charges "several times daily"
HOURS_TERMINATED_ARE_LISTED = 1  # about
HOUR, INSTANT = timedelta(hours=1), timedelta(microseconds=1)
PERIODS = {watch.YEARLY: 12, watch.QUARTERLY: 3, watch.MONTHLY: 1}  # in months


def get_running():
    """The meter of the running account that was started last, or None."""
    from helpers._account import account

    running = account.get_running()
    return running.meter if running else None


class Meter:
    """What the practice account costs, by a clock that stands still until `advance` moves it.

    `hours` is how far it was moved, `now` the time that it shows, `total` the USD that everything cost until then.
    """

    def __init__(self):
        from helpers._account import account, trial

        self._make_client, self._account = trial.client, account.get_running()
        if self._account is None:
            raise RuntimeError(
                "No practice account is running. Run the notebook's first code cell: it calls sandbox.start()."
            )
        self._clients, self._ledger, self._mails = {}, Ledger(), []
        self._history = [(0, 0.0)]  # (hour, total) wherever the rate may have changed
        self.hours = 0
        self._account.meter = self
        watch.start_over()

    @property
    def now(self):
        """The time on the meter's clock, in UTC: it starts at midnight on 1 February 2027."""
        return START + self.hours * HOUR

    @property
    def total(self):
        """All charges so far, in USD."""
        return self._ledger.total

    @property
    def this_month(self):
        """The charges of the month that the clock is in, in USD; at midnight of the first, of the one before."""
        return self._sum_since(watch.find_start(watch.MONTHLY, self.now - INSTANT)) if self.hours else 0.0

    @property
    def hours_in_month(self):
        """How many hours the month has that the clock is in."""
        start = watch.find_start(watch.MONTHLY, self.now)
        return (_add_months(start, 1) - start) / HOUR

    def say_time(self):
        """What the clock shows, as text."""
        return _say_time(self.now)

    def advance(self, hours=24):
        """The meter itself, after everything that exists now has cost money for `hours` more.

        Raises UnknownPrice, and does not move, where something has no price in the course's tables.
        """
        if not hours > 0:
            raise ValueError(f"A meter runs forward: hours must be more than 0, not {hours}.")
        with self._account.lock:
            self._collect_notices()
            self._advance_to(self.hours + hours)
            if hours >= HOURS_TERMINATED_ARE_LISTED:
                watch.forget_terminated()
        return self

    def _advance_to(self, end):
        month, items = None, []
        while self.hours < end:
            if self.now.month != month:  # a price for a month is another one by the hour
                month, items = self.now.month, self._read_items()
            self._run(items, min(end, *map(self._find_next, (HOURS_BETWEEN_CHARGES, mails.HOURS_BETWEEN_REFRESHES))))
        self._evaluate_alarms()

    def bill(self, by="resource"):
        """The `Bill` so far: a line for each resource, or with by="what" a line for each kind of thing."""
        if by not in ("resource", "what"):
            raise ValueError(f'A bill is by="resource" or by="what", not by={by!r}.')
        lines = self._ledger.list_lines()
        title = f"Bill at hour {self.hours:g}, {_say_time(self.now)} by the meter's clock"
        return Bill(summarise(lines) if by == "what" else lines, title)

    def mails(self):
        """The mails that AWS would have sent so far: when each came, and when what it tells of had happened."""
        self._collect_notices()
        return mails.Mails(sorted(self._mails, key=lambda mail: (mail.hour, mail.about, mail.to)))

    def _find_next(self, every):
        return (self.hours // every + 1) * every

    def _run(self, items, hour):
        """Charge up to an hour, and tell CloudWatch and Budgets where it is time for that."""
        self._ledger.charge(items, hour - self.hours)
        self.hours = hour
        self._history.append((hour, self.total))
        if hour % HOURS_BETWEEN_CHARGES == 0:
            month_start = watch.find_start(watch.MONTHLY, self.now - INSTANT)
            watch.publish_charges(self.now, round(self._sum_since(month_start), 2))
            self._evaluate_alarms()
        if hour % mails.HOURS_BETWEEN_REFRESHES == 0:
            found = watch.refresh_budgets(self.now - INSTANT, self._see, self._find_hour, self._list_addresses)
            self._mails += [mails.Mail(hour, passed, address, about) for address, passed, about in found]

    def _sum_since(self, start):
        return self.total - self._find_total(start)

    def _find_total(self, time):
        """The total at a time, which was the end of a day."""
        hour = (time - START) / HOUR
        return max((total for known, total in self._history if known <= hour), default=0.0)

    def _see(self, start, time_unit):
        spent, elapsed = self._sum_since(start), (self.now - start) / HOUR
        end = start + 24 * HOUR if time_unit == watch.DAILY else _add_months(start, PERIODS.get(time_unit, 1))
        return mails.Spending(spent, mails.forecast(spent, elapsed, (end - start) / HOUR, self.hours))

    def _find_hour(self, start, usd):
        return mails.find_passing(self._history, self._find_total(start) + usd)

    def _evaluate_alarms(self):
        watch.evaluate_alarms(self.now)
        self._collect_notices()

    def _collect_notices(self):
        for told, alarm, state, topics in watch.take_notices():
            time = told or self.now  # an alarm that is put over what was spent already tells so at once
            hour = (time - START) / HOUR
            passed = self._find_hour(watch.find_start(watch.MONTHLY, time - INSTANT), float(alarm.threshold))
            about = mails.word_alarm_mail(alarm, state)
            addresses = self._list_addresses([{"SubscriptionType": "SNS", "Address": topic} for topic in topics])
            self._mails += [mails.Mail(hour, passed if state == "ALARM" else None, one, about) for one in addresses]

    def _list_addresses(self, subscribers):
        """The mail addresses behind subscribers; a topic to which no address is subscribed stands for itself."""
        found = []
        for one in subscribers:
            emails = self._list_emails(one["Address"]) if one["SubscriptionType"] == "SNS" else [one["Address"]]
            found += emails or [one["Address"]]
        return list(dict.fromkeys(found))

    def _list_emails(self, topic):
        sns = self._get_client("sns", region_name=topic.split(":")[3])
        try:
            subscriptions = sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
        except sns.exceptions.NotFoundException:
            return []
        return [one["Endpoint"] for one in subscriptions if one["Protocol"] == "email"]

    def _read_items(self):
        from helpers._account import account, inventory

        if account.get_running() is not self._account:
            raise RuntimeError("This meter belongs to an account that is gone. Start one anew: billing.start_meter().")
        return usage.list_items(inventory.list_everything(), self.hours_in_month)

    def _get_client(self, service, **options):
        key = (service, *options.values())
        if key not in self._clients:
            self._clients[key] = self._make_client(service, **options)
        return self._clients[key]

    def __repr__(self):
        return f"{_say_time(self.now)}, hour {self.hours:g}: {self.total:.4f} USD so far."


def _add_months(start, months):
    number = start.year * 12 + start.month - 1 + months
    return start.replace(year=number // 12, month=number % 12 + 1)


def _say_time(time):
    return f"{time.day} {time:%B %Y %H:%M} UTC"
