"""AWS Budgets under IAM: what it keeps, what it shows, what it refuses, and who may ask."""

import boto3
import people
import pytest
from people import ACCOUNT, allow, deny, make_user, refuse, run_aws

from helpers._account import fleet

LIMIT = {"Amount": "10", "Unit": "USD"}
MONTH = {"BudgetName": "month", "BudgetType": "COST", "TimeUnit": "MONTHLY", "BudgetLimit": LIMIT}
AT_80 = {"NotificationType": "ACTUAL", "ComparisonOperator": "GREATER_THAN", "Threshold": 80}
ME = {"SubscriptionType": "EMAIL", "Address": "me@example.com"}
YOU = {"SubscriptionType": "EMAIL", "Address": "you@example.com"}
BUDGETS = f"arn:aws:budgets::{ACCOUNT}:budget/"


@pytest.fixture(autouse=True)
def budgets(practice_account):
    people.empty_account()
    fleet.get_budgets().clear()
    return boto3.client("budgets")


def create(client, told=(), **more):
    pairs = [{"Notification": AT_80 | one, "Subscribers": [ME]} for one in told]
    return client.create_budget(AccountId=ACCOUNT, Budget=MONTH | more, NotificationsWithSubscribers=pairs)


def ask(operation, **parameters):
    return operation(AccountId=ACCOUNT, BudgetName="month", **parameters)


def test_a_budget_is_shown_as_it_was_made_with_nothing_spent(budgets):
    create(budgets)
    [shown] = budgets.describe_budgets(AccountId=ACCOUNT)["Budgets"]
    assert {name: shown[name] for name in MONTH} == MONTH
    assert shown["CalculatedSpend"] == {"ActualSpend": {"Amount": "0.0", "Unit": "USD"}}
    assert shown["CostTypes"]["IncludeTax"] and shown["TimePeriod"]["Start"].day == 1
    assert ask(budgets.describe_budget)["Budget"] == shown


def test_notifications_and_subscribers_are_shown_with_their_state(budgets):
    create(budgets, told=[{}, {"NotificationType": "FORECASTED", "ThresholdType": "ABSOLUTE_VALUE"}])
    found = ask(budgets.describe_notifications_for_budget)["Notifications"]
    first = {**AT_80, "Threshold": 80.0, "ThresholdType": "PERCENTAGE", "NotificationState": "OK"}
    second = {**first, "NotificationType": "FORECASTED", "ThresholdType": "ABSOLUTE_VALUE"}
    assert found == [first, second]
    assert ask(budgets.describe_subscribers_for_notification, Notification=AT_80)["Subscribers"] == [ME]
    [of_account] = budgets.describe_budget_notifications_for_account(AccountId=ACCOUNT)["BudgetNotificationsForAccount"]
    assert (of_account["BudgetName"], of_account["Notifications"]) == ("month", found)


def test_notifications_and_subscribers_come_change_and_go(budgets):
    create(budgets)
    ask(budgets.create_notification, Notification=AT_80, Subscribers=[ME])
    ask(budgets.create_subscriber, Notification=AT_80 | {"ThresholdType": "PERCENTAGE"}, Subscriber=YOU)
    at_50 = AT_80 | {"Threshold": 50}
    ask(budgets.update_notification, OldNotification=AT_80, NewNotification=at_50)
    assert ask(budgets.describe_subscribers_for_notification, Notification=at_50)["Subscribers"] == [ME, YOU]
    ask(budgets.delete_subscriber, Notification=at_50, Subscriber=ME)
    assert ask(budgets.describe_subscribers_for_notification, Notification=at_50)["Subscribers"] == [YOU]
    ask(budgets.delete_notification, Notification=at_50)
    assert ask(budgets.describe_notifications_for_budget)["Notifications"] == []


def test_a_changed_budget_keeps_its_notifications_and_a_deleted_one_is_gone(budgets):
    create(budgets, told=[{}])
    budgets.update_budget(AccountId=ACCOUNT, NewBudget=MONTH | {"BudgetLimit": {"Amount": "20", "Unit": "USD"}})
    assert ask(budgets.describe_budget)["Budget"]["BudgetLimit"]["Amount"] == "20"
    assert len(ask(budgets.describe_notifications_for_budget)["Notifications"]) == 1
    ask(budgets.delete_budget)
    assert budgets.describe_budgets(AccountId=ACCOUNT)["Budgets"] == []


@pytest.mark.parametrize(
    ("operation", "more"),
    [
        ("describe_budget", {}),
        ("delete_budget", {}),
        ("describe_notifications_for_budget", {}),
        ("create_notification", {"Notification": AT_80, "Subscribers": [ME]}),
        ("describe_subscribers_for_notification", {"Notification": AT_80}),
    ],
)
def test_a_budget_that_is_not_there_is_not_found(budgets, operation, more):
    assert refuse(getattr(budgets, operation), AccountId=ACCOUNT, BudgetName="none", **more)[0] == "NotFoundException"


def test_what_is_there_twice_is_a_duplicate(budgets):
    create(budgets, told=[{}])
    assert refuse(create, client=budgets)[0] == "DuplicateRecordException"
    same = {"Notification": AT_80 | {"ThresholdType": "PERCENTAGE"}, "Subscribers": [YOU]}
    assert refuse(ask, operation=budgets.create_notification, **same)[0] == "DuplicateRecordException"
    twice = {"Notification": AT_80, "Subscriber": ME}
    assert refuse(ask, operation=budgets.create_subscriber, **twice)[0] == "DuplicateRecordException"


@pytest.mark.parametrize(
    "wrong",
    [
        {"BudgetLimit": {"Amount": "0", "Unit": "USD"}},
        {"BudgetLimit": {"Amount": "ten", "Unit": "USD"}},
        {"BudgetLimit": {"Amount": "10", "Unit": "EUR"}},
        {"told": [{"Threshold": 0}]},
    ],
)
def test_a_budget_of_nothing_or_in_another_currency_is_refused(budgets, wrong):
    assert refuse(create, client=budgets, **wrong)[0] == "InvalidParameterException"
    assert fleet.get_budgets() == {}


def test_a_budget_without_a_limit_is_refused(budgets):
    without = {name: value for name, value in MONTH.items() if name != "BudgetLimit"}
    assert refuse(budgets.create_budget, AccountId=ACCOUNT, Budget=without)[0] == "InvalidParameterException"


@pytest.mark.parametrize(
    "subscribers",
    [
        [{"SubscriptionType": "EMAIL", "Address": "nobody"}],
        [{"SubscriptionType": "SNS", "Address": "money"}],
        [{"SubscriptionType": "EMAIL", "Address": f"{number}@example.com"} for number in range(11)],
        [{"SubscriptionType": "SNS", "Address": f"arn:aws:sns:us-east-1:{ACCOUNT}:{name}"} for name in "ab"],
    ],
)
def test_addresses_that_are_none_and_too_many_are_refused(budgets, subscribers):
    create(budgets)
    more = {"Notification": AT_80, "Subscribers": subscribers}
    assert refuse(ask, operation=budgets.create_notification, **more)[0] == "InvalidParameterException"


def test_the_last_subscriber_cannot_go_and_a_budget_has_ten_notifications_at_most(budgets):
    create(budgets, told=[{"Threshold": number} for number in range(1, 11)])
    first = AT_80 | {"Threshold": 1}
    assert (
        refuse(ask, operation=budgets.delete_subscriber, Notification=first, Subscriber=ME)[0]
        == "InvalidParameterException"
    )
    more = {"Notification": AT_80 | {"Threshold": 11}, "Subscribers": [ME]}
    assert refuse(ask, operation=budgets.create_notification, **more)[0] == "CreationLimitExceededException"


def test_another_account_is_refused(budgets):
    assert refuse(budgets.describe_budgets, AccountId="210987654321")[0] == "AccessDeniedException"


def test_the_administrator_may_and_others_may_not_in_the_words_of_aws(budgets):
    create(make_user("admin", allow("*")).client("budgets"))
    code, message = refuse(create, client=make_user("blue").client("budgets"), BudgetName="mine")
    assert code == "AccessDeniedException"
    assert message == (
        f"User: {people.user_arn('blue')} is not authorized to perform: budgets:ModifyBudget "
        f"on resource: {BUDGETS}mine because no identity-based policy allows the budgets:ModifyBudget action"
    )


def test_who_may_view_may_not_change(budgets):
    create(budgets, told=[{}])
    viewer = make_user("viewer", allow("budgets:ViewBudget")).client("budgets")
    assert ask(viewer.describe_budget)["Budget"]["BudgetName"] == "month"
    assert viewer.describe_budgets(AccountId=ACCOUNT)["Budgets"]
    assert ask(viewer.describe_subscribers_for_notification, Notification=AT_80)["Subscribers"] == [ME]
    for call, more in [
        (viewer.delete_budget, {}),
        (viewer.delete_notification, {"Notification": AT_80}),
        (viewer.create_subscriber, {"Notification": AT_80, "Subscriber": YOU}),
    ]:
        assert "budgets:ModifyBudget" in refuse(ask, operation=call, **more)[1]


def test_a_policy_can_name_one_budget(budgets):
    create(budgets)
    create(budgets, BudgetName="year", TimeUnit="ANNUALLY")
    orange = make_user("orange", allow("budgets:*"), deny("budgets:ModifyBudget", f"{BUDGETS}year")).client("budgets")
    ask(orange.delete_budget)
    code, message = refuse(orange.delete_budget, AccountId=ACCOUNT, BudgetName="year")
    assert code == "AccessDeniedException" and "explicit deny" in message
    new = MONTH | {"BudgetName": "year"}
    assert "explicit deny" in refuse(orange.update_budget, AccountId=ACCOUNT, NewBudget=new)[1]


def test_the_aws_command_makes_and_shows_budgets_too(budgets):
    status, _, errors = run_aws(
        boto3.Session(),
        *("budgets", "create-budget", "--account-id", ACCOUNT),
        *("--budget", "BudgetName=month,BudgetType=COST,TimeUnit=MONTHLY,BudgetLimit={Amount=10,Unit=USD}"),
    )
    assert status == 0, errors
    query = "Budgets[].CalculatedSpend.ActualSpend.Amount"
    shown = run_aws(boto3.Session(), "budgets", "describe-budgets", "--account-id", ACCOUNT, "--query", query)
    assert shown[1].split() == ["[", '"0.0"', "]"]
