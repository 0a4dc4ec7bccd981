"""Whether somebody is told when the account gets dear: by a budget, and by an alarm on the bill. Pure.

Source: AWS Cost Management user guide, "Managing your costs with AWS Budgets" and "Best practices for AWS Budgets";
Amazon CloudWatch user guide, "Create a billing alarm to monitor your estimated AWS charges"; read 2026-11-25.
"""

from helpers._account import alarms
from helpers._billing import mails
from helpers._panels.finding import Finding, list_words

BILL = f"{alarms.NAMESPACE} {alarms.METRIC}"
RISING = ("GreaterThanThreshold", "GreaterThanOrEqualToThreshold")
WEEKS_BEFORE_FORECASTS = mails.HOURS_BEFORE_FORECASTS // (7 * 24)
NO_BUDGET = (9, "There is no budget.", "Make a budget on the cost of each month, with a mail to you.")
NO_ALARM = (
    9,
    "There is no alarm in us-east-1.",
    "Make one on the estimated charges, in us-east-1, with a topic to tell.",
)


def judge_budget(watches):
    """Whether a budget mails somebody when the actual cost goes beyond an amount in dollars, its limit at most."""
    _, seen, todo = min(map(_try_budget, watches.budgets), key=_get_distance, default=NO_BUDGET)
    why = "By itself a budget stops nothing: somebody has to be told, and act."
    return Finding("budget", "A budget that mails you", seen, why, todo)


def judge_billing_alarm(watches):
    """Whether an alarm on the charges of the whole account tells somebody when they rise too far."""
    limit = max((one.limit for one in watches.budgets), default=float("inf"))
    tried = (_try_alarm(one, limit) for one in watches.alarms)
    _, seen, todo = min(tried, key=_get_distance, default=NO_ALARM)
    why = "A second watch by other means: where one is deleted or wrong, the other still tells."
    return Finding("billing_alarm", "A billing alarm that tells somebody", seen, why, todo)


def _get_distance(tried):
    return tried[0]


def _try_budget(budget):
    """(how far it is from what is wanted, what was seen, what to do next or "")."""
    name = f"Budget {budget.name}"
    rising = [one for one in budget.alerts if one.comparison == "GREATER_THAN"]
    heard = [one for one in rising if one.addresses]
    actual = [one for one in heard if one.kind == "ACTUAL"]
    absolute = [one for one in actual if one.is_absolute]
    timely = [one for one in absolute if one.usd <= budget.limit]
    if timely:
        first = min(timely, key=lambda one: one.usd)
        return 0, f"{name} mails {list_words(first.addresses)} beyond {first.usd:.2f} USD.", ""
    if absolute:
        seen = f"{name} mails beyond {absolute[0].usd:.2f} USD, and its limit is {budget.limit:.2f}."
        return 1, seen, "Let it mail at an amount within the limit."
    if actual:
        seen = f"{name} mails at a share of its limit: somebody raises the limit, and the mail comes later."
        return 2, seen, "Let it mail at an amount in dollars as well."
    if heard:
        seen = f"{name} mails about forecasts alone, and AWS makes none for about {WEEKS_BEFORE_FORECASTS} weeks."
        return 3, seen, "Let it mail about the actual cost as well."
    if rising:
        return 4, f"{name} tells a topic to which nobody has subscribed.", "Subscribe, or give it a mail address."
    return 5, f"{name} tells nobody when costs rise.", "Let it mail when the cost is greater than an amount in dollars."


def _try_alarm(alarm, limit):
    """(how far it is from what is wanted, what was seen, what to do next or ""); `limit`: the highest budget's."""
    name = f"Alarm {alarm.name}"
    if alarm.metric != BILL:
        return 6, f"{name} watches something else than the bill.", NO_ALARM[2]
    if alarm.dimensions != alarms.DIMENSIONS:
        return 5, f"{name} does not watch the whole bill in USD.", "Give it the dimension Currency, USD, and no other."
    if alarm.comparison not in RISING or alarm.statistic == "SampleCount":
        return 4, f"{name} does not wait for charges that rise.", "Let it compare their maximum: greater than."
    if not alarm.has_action:
        return 3, f"{name} has no action, so nobody hears of it.", "Give it a topic of SNS as its action."
    if not alarm.addresses:
        return 2, f"{name} tells a topic to which nobody has subscribed.", "Subscribe your address to the topic."
    if alarm.threshold > limit:
        seen = f"{name} waits for {alarm.threshold:,.2f} USD, and no budget goes beyond {limit:,.2f}."
        return 1, seen, "Let it tell at an amount within the budget."
    return 0, f"{name} tells {list_words(alarm.addresses)} at {alarm.threshold:.2f} USD.", ""
