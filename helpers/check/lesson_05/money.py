"""The check on the budget: who hears of it, and at how many dollars."""

from helpers._account import engine, trial

from .._verdict import correct, exercise, not_attempted, not_yet
from .state import READ_ERROR

LIMIT, AMOUNT, READER = 30, 10, "coordinator@example.com"
AGAIN = "Mend it and run your cell again: its first lines delete the old budget."


@exercise("05")
def budget_that_tells():
    """A budget sends a mail to the coordinator as soon as ten dollars of the month are really spent."""
    budgets = trial.client("budgets").describe_budgets(AccountId=engine.ACCOUNT_ID).get("Budgets", [])
    if not budgets:
        return not_attempted(f"Create the budget, then run this again. {READ_ERROR}")
    verdicts = [_judge_budget(budget) for budget in budgets]
    return next((one for one in verdicts if one.outcome == "correct"), verdicts[-1])


def _judge_budget(budget):
    name, limit = budget["BudgetName"], float(budget.get("BudgetLimit", {}).get("Amount", 0))
    again = AGAIN
    if budget["TimeUnit"] != "MONTHLY":
        why = "A mail about a year's money comes when the year is nearly over."
        return not_yet(f"`{name}` counts by `{budget['TimeUnit']}`.", why, again)
    if limit != LIMIT:
        return not_yet(f"The limit of `{name}` is {limit:g} USD.", f"It was to be {LIMIT}.", again)
    asked = {"AccountId": engine.ACCOUNT_ID, "BudgetName": name}
    alerts = trial.client("budgets").describe_notifications_for_budget(**asked).get("Notifications", [])
    if not alerts:
        why = "A limit alone stops nothing, and nobody hears of it."
        return not_yet(f"`{name}` has a limit and no notification.", why, f"{again} Give it the warning.")
    verdicts = [_judge_alert(alert, asked, again) for alert in alerts]
    return next((one for one in verdicts if one.outcome == "correct"), verdicts[-1])


def _judge_alert(alert, asked, again):
    threshold, is_percent = float(alert["Threshold"]), alert.get("ThresholdType", "PERCENTAGE") == "PERCENTAGE"
    said = f"The mail comes at {threshold:g} {'percent' if is_percent else 'USD'}."
    if alert["NotificationType"] != "ACTUAL":
        why = "AWS forecasts only after about five weeks of use. Until then no mail comes."
        return not_yet("The warning looks at a forecast.", why, f'{again} Use `"ACTUAL"`.')
    if alert["ComparisonOperator"] != "GREATER_THAN":
        why = f"`{alert['ComparisonOperator']}` does not say that too much is spent."
        return not_yet("The warning compares the wrong way.", why, f'{again} Use `"GREATER_THAN"`.')
    if is_percent:
        usd = threshold * LIMIT / 100
        why = f"That is {usd:g} USD as long as the limit is {LIMIT}, and something else when somebody raises it."
        return not_yet(said, why, f'{again} Add `"ThresholdType": "ABSOLUTE_VALUE"`, which is in dollars.')
    if threshold != AMOUNT:
        return not_yet(said, f"It was to come at {AMOUNT}.", again)
    return _judge_readers(alert, asked, again)


def _judge_readers(alert, asked, again):
    found = trial.client("budgets").describe_subscribers_for_notification(**asked, Notification=_strip(alert))
    addresses = [one["Address"] for one in found.get("Subscribers", []) if one["SubscriptionType"] == "EMAIL"]
    if READER not in addresses:
        seen = f"The mail goes to `{addresses[0]}`." if addresses else "No mail is sent."
        return not_yet(seen, f"`{READER}` will not hear of it.", again)
    return correct(f"Beyond {AMOUNT} USD a mail goes to `{READER}`. It stops nothing, and it may come some hours late.")


def _strip(alert):
    """A notification as the API wants to be asked about it: without its state."""
    return {name: value for name, value in alert.items() if name != "NotificationState"}
