"""The thin side of budgets and alarms: writes a meter's figures into the practice account, and collects the mails."""

from helpers._account import alarms, budgets, fleet, inventory
from helpers._billing import mails

YEARLY, QUARTERLY, MONTHLY, DAILY = "ANNUALLY", "QUARTERLY", "MONTHLY", "DAILY"


def start_over():
    """Return nothing: no charge was ever published, no budget has seen any, nobody was told anything."""
    alarms.forget_charges()
    for budget in fleet.get_budgets().values():
        budget.budget["CalculatedSpend"] = budgets.NEW_SPEND
        for notification in budget.notifications:
            notification.state, notification.told = "OK", None


def forget_terminated():
    """Return nothing: terminated servers are no longer listed."""
    inventory.forget_terminated()


def publish_charges(time, usd):
    """Return nothing: CloudWatch knows what the month had cost by then."""
    fleet.publish(alarms.NAMESPACE, alarms.METRIC, alarms.DIMENSIONS, time, usd)


def find_start(time_unit, now):
    """Return when the period of a budget began that `now` (its last moment included) is in."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if time_unit == DAILY:
        return midnight
    month = {YEARLY: 1, QUARTERLY: (now.month - 1) // 3 * 3 + 1}.get(time_unit, now.month)
    return midnight.replace(month=month, day=1)


def refresh_budgets(now, see, find_hour, list_addresses):
    """Return the `Mail`s that budgets send at a refresh; `describe_budgets` shows the new figures from now on.

    `see(start)` returns the `Spending` of a period that began then, `find_hour(start, usd)` when it went beyond that.
    """
    sent = []
    for name, budget in fleet.get_budgets().items():
        start = find_start(budget.budget.get("TimeUnit"), now)
        spending = see(start, budget.budget.get("TimeUnit"))
        _write(budget, spending, now)
        limit = float(budget.budget.get("BudgetLimit", {}).get("Amount", 0))
        for notification in budget.notifications:
            if _must_tell(notification, limit, spending, start):
                about = mails.word_budget_mail(name, notification.details, limit, spending)
                past = notification.details["NotificationType"] == "ACTUAL"
                passed = find_hour(start, mails.find_threshold(notification.details, limit)) if past else None
                sent += [(address, passed, about) for address in list_addresses(notification.subscribers)]
    return sent


def _write(budget, spending, now):
    spend = {"ActualSpend": {"Amount": mails.format_amount(spending.spent), "Unit": "USD"}}
    if spending.forecast is not None:
        spend["ForecastedSpend"] = {"Amount": mails.format_amount(spending.forecast), "Unit": "USD"}
    budget.budget |= {"CalculatedSpend": spend, "LastUpdatedTime": now.timestamp()}


def _must_tell(notification, limit, spending, start):
    """Whether a mail goes out. Actual costs are told once a period; a forecast each time that it gets there again."""
    reached = mails.is_reached(notification.details, limit, spending)
    before, told = getattr(notification, "state", "OK"), getattr(notification, "told", None)
    notification.state = "ALARM" if reached else "OK"
    if not reached or (notification.details["NotificationType"] == "ACTUAL" and told == start):
        return False
    if notification.details["NotificationType"] == "FORECASTED" and before == "ALARM" and told == start:
        return False
    notification.told = start
    return True


def evaluate_alarms(now):
    """Return nothing: alarms on the bill have the state that they have at this time."""
    alarms.update_all(now)


def take_notices():
    """Return, and forget, what alarms had to tell: (time or None, alarm, new state, the topics that are told).

    An alarm that was deleted or put anew in the meantime, while the meter's clock stood still, tells nothing.
    """
    notices, kept = fleet.list_notices(), fleet.list_alarms()
    there = [one for one in notices if any(one[1] is alarm for alarm in kept)]
    found = [(time, alarm, state, _list_topics(alarm, state)) for time, alarm, state in there]
    notices.clear()
    return found


def _list_topics(alarm, state):
    actions = {
        "ALARM": alarm.alarm_actions,
        "OK": alarm.ok_actions,
        "INSUFFICIENT_DATA": alarm.insufficient_data_actions,
    }
    return [arn for arn in actions[state] or [] if alarm.actions_enabled and arn.startswith("arn:aws:sns:")]
