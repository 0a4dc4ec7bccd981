"""AWS Budgets: what it refuses, and its notifications with their subscribers, which moto keeps but cannot show.

Source: AWS Billing and Cost Management API reference (Budgets), and the user guide's "Best practices for AWS Budgets",
read 2026-11-24.
"""

import re

from helpers._account import engine, fleet
from helpers._account.errors import Refusal

MOST_NOTIFICATIONS, MOST_EMAILS, MOST_TOPICS = 10, 10, 1  # a budget's, a notification's, a notification's
COMPARISONS = ("GREATER_THAN", "LESS_THAN", "EQUAL_TO")
NEW_SPEND = {"ActualSpend": {"Amount": "0.0", "Unit": "USD"}}
MAIL_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
DIMENSION_OF_BILL = ("CostFilters", "FilterExpression", "AutoAdjustData", "PlannedBudgetLimits")


def check(call, principal):
    """Return nothing; raise `Refusal` where AWS would refuse an allowed call, or a budget is of a kind unknown here."""
    parameters = call.parameters
    if parameters.get("AccountId") != engine.ACCOUNT_ID:
        raise Refusal("AccessDeniedException", "The account ID in the request is not that of the caller.", 400)
    if call.name in ("CreateBudget", "UpdateBudget"):
        _check_budget(parameters.get("Budget") or parameters.get("NewBudget"))
    pairs = [(one["Notification"], one["Subscribers"]) for one in parameters.get("NotificationsWithSubscribers", [])]
    if len(pairs) > MOST_NOTIFICATIONS:
        raise Refusal(
            "CreationLimitExceededException", f"A budget has {MOST_NOTIFICATIONS} notifications at most.", 400
        )
    for details, subscribers in pairs:
        _check_notification(details)
        _check_subscribers(subscribers)


def set_new_spend(call, answer):
    """Return moto's answer: the new budget has seen no charges yet, and makes no forecast."""
    fleet.get_budgets()[call.parameters["Budget"]["BudgetName"]].budget["CalculatedSpend"] = NEW_SPEND
    return answer


def get_kind(details):
    """Return what tells one notification of a budget from another; percentages are meant where no kind is named."""
    threshold = float(details["Threshold"])
    return (
        details["NotificationType"],
        details["ComparisonOperator"],
        threshold,
        details.get("ThresholdType", "PERCENTAGE"),
    )


def answer(account, call, principal):
    """Return the result of an operation that moto cannot answer or answers untruly, None where moto shall answer."""
    maker = ANSWERS.get(call.name)
    return maker(call.parameters) if maker else None


def _update_budget(parameters):
    new = parameters["NewBudget"]
    budget = _find(new["BudgetName"])
    kept = {name: budget.budget[name] for name in ("CalculatedSpend", "TimePeriod") if name in budget.budget}
    budget.budget = {**kept, "LastUpdatedTime": budget.budget["LastUpdatedTime"], **new}
    return {}


def _describe_notifications(parameters):
    return {"Notifications": [_show(one) for one in _find(parameters["BudgetName"]).notifications]}


def _describe_all_notifications(parameters):
    budgets = fleet.get_budgets().items()
    shown = [{"BudgetName": name, "Notifications": [_show(one) for one in one.notifications]} for name, one in budgets]
    return {"BudgetNotificationsForAccount": shown}


def _create_notification(parameters):
    details, subscribers = parameters["Notification"], parameters["Subscribers"]
    budget = _find(parameters["BudgetName"])
    _check_notification(details)
    _check_subscribers(subscribers)
    if any(get_kind(one.details) == get_kind(details) for one in budget.notifications):
        raise Refusal("DuplicateRecordException", "Error creating notification - the notification already exists.", 400)
    if len(budget.notifications) >= MOST_NOTIFICATIONS:
        raise Refusal(
            "CreationLimitExceededException", f"A budget has {MOST_NOTIFICATIONS} notifications at most.", 400
        )
    budget.notifications.append(fleet.make_notification(details, subscribers))
    return {}


def _update_notification(parameters):
    _check_notification(parameters["NewNotification"])
    notification = _find_notification(parameters["BudgetName"], parameters["OldNotification"])
    notification.details = parameters["NewNotification"]
    return {}


def _delete_notification(parameters):
    notification = _find_notification(parameters["BudgetName"], parameters["Notification"])
    _find(parameters["BudgetName"]).notifications.remove(notification)
    return {}


def _describe_subscribers(parameters):
    return {"Subscribers": _find_notification(parameters["BudgetName"], parameters["Notification"]).subscribers}


def _create_subscriber(parameters):
    notification = _find_notification(parameters["BudgetName"], parameters["Notification"])
    wanted = [*notification.subscribers, parameters["Subscriber"]]
    _check_subscribers(wanted)
    notification.subscribers = wanted
    return {}


def _delete_subscriber(parameters):
    notification = _find_notification(parameters["BudgetName"], parameters["Notification"])
    left = [one for one in notification.subscribers if one != parameters["Subscriber"]]
    if len(left) == len(notification.subscribers):
        raise Refusal("NotFoundException", "Unable to delete subscriber - the subscriber doesn't exist.", 400)
    _check_subscribers(left)
    notification.subscribers = left
    return {}


def _find(name):
    budget = fleet.get_budgets().get(name)
    if budget is None:
        raise Refusal("NotFoundException", f"Unable to get budget: {name} - the budget doesn't exist.", 400)
    return budget


def _find_notification(name, details):
    for notification in _find(name).notifications:
        if get_kind(notification.details) == get_kind(details):
            return notification
    raise Refusal("NotFoundException", "Unable to get notification - the notification doesn't exist.", 400)


def _show(notification):
    state = getattr(notification, "state", "OK")
    return {"ThresholdType": "PERCENTAGE", **notification.details, "NotificationState": state}


def _check_budget(budget):
    other = [name for name in DIMENSION_OF_BILL if budget.get(name)]
    if budget["BudgetType"] != "COST" or other:
        what = other[0] if other else f"BudgetType {budget['BudgetType']}"
        message = f"The practice account has budgets for the cost of the whole account alone, without {what}."
        raise Refusal("NotImplemented", message, 501)
    limit = budget.get("BudgetLimit")
    if limit and not (_is_positive(limit["Amount"]) and limit["Unit"] == "USD"):
        raise _invalid(f"budget limit must be more than 0 USD, not {limit['Amount']} {limit['Unit']}")


def _check_notification(details):
    if details["NotificationType"] not in ("ACTUAL", "FORECASTED") or details["ComparisonOperator"] not in COMPARISONS:
        raise _invalid("a notification is ACTUAL or FORECASTED, and compares by " + ", ".join(COMPARISONS))
    if details.get("ThresholdType", "PERCENTAGE") not in ("PERCENTAGE", "ABSOLUTE_VALUE"):
        raise _invalid("a threshold is a PERCENTAGE of the budget or an ABSOLUTE_VALUE in its unit")
    if not _is_positive(details["Threshold"]):
        raise _invalid(f"notification threshold must be more than 0, not {details['Threshold']}")


def _check_subscribers(subscribers):
    emails = [one["Address"] for one in subscribers if one["SubscriptionType"] == "EMAIL"]
    topics = [one["Address"] for one in subscribers if one["SubscriptionType"] == "SNS"]
    if not subscribers or len(emails) > MOST_EMAILS or len(topics) > MOST_TOPICS:
        raise _invalid(f"a notification has 1 to {MOST_EMAILS} email subscribers and at most {MOST_TOPICS} SNS topic")
    wrong = [one for one in emails if not MAIL_ADDRESS.fullmatch(one)]
    wrong += [one for one in topics if not one.startswith("arn:aws:sns:")]
    if wrong:
        raise _invalid(f"{wrong[0]} is no address of a subscriber")
    if len(set(emails)) < len(emails):
        raise Refusal("DuplicateRecordException", "Error creating subscriber - the subscriber already exists.", 400)


def _is_positive(number):
    try:
        return float(number) > 0
    except ValueError:
        return False


def _invalid(why):
    return Refusal("InvalidParameterException", f"Unable to create/update budget - {why}.", 400)


ANSWERS = {
    "CreateNotification": _create_notification,
    "CreateSubscriber": _create_subscriber,
    "DeleteNotification": _delete_notification,
    "DeleteSubscriber": _delete_subscriber,
    "DescribeBudgetNotificationsForAccount": _describe_all_notifications,
    "DescribeNotificationsForBudget": _describe_notifications,
    "DescribeSubscribersForNotification": _describe_subscribers,
    "UpdateBudget": _update_budget,
    "UpdateNotification": _update_notification,
}
