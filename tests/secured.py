"""Makes an account secure, step by step, for the tests of the audit and of the console home."""

import json
import weakref

from helpers import authenticator, console
from helpers import iam as helper
from helpers._account import account, trial

ME = "123456789012"
ADMINISTRATOR = helper.ADMINISTRATOR_ACCESS
PASSWORD = "correct-Horse-battery-9"
CHARGES = {
    "Namespace": "AWS/Billing",
    "MetricName": "EstimatedCharges",
    "Dimensions": [{"Name": "Currency", "Value": "USD"}],
    "Statistic": "Maximum",
    "Period": 21600,
    "EvaluationPeriods": 1,
    "ComparisonOperator": "GreaterThanThreshold",
    "Threshold": 20,
}
STRONG = {
    "MinimumPasswordLength": 14,
    "RequireUppercaseCharacters": True,
    "RequireLowercaseCharacters": True,
    "RequireNumbers": True,
}
ALL = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]})


_clients = weakref.WeakKeyDictionary()  # account -> clients: a client is dear to make


def client(service):
    """A client of the running account that is signed in as root."""
    clients = _clients.setdefault(account.get_running(), {})
    if service not in clients:
        clients[service] = trial.client(service)
    return clients[service]


# A secured account, step by step: each step meets one finding


def give_root_mfa():
    device = console.add_root_mfa()
    phone = authenticator.scan(device)
    assert console.activate_root_mfa(device, phone.read_code(), phone.read_code())


def make_administrator(name="coordinator"):
    helper.create_admin(name)


def give_console_access(name="coordinator"):
    client("iam").create_login_profile(UserName=name, Password=PASSWORD)


def give_mfa(name="coordinator"):
    iam = client("iam")
    device = iam.create_virtual_mfa_device(VirtualMFADeviceName=name)
    phone, serial = authenticator.scan(device), device["VirtualMFADevice"]["SerialNumber"]
    codes = {"AuthenticationCode1": phone.read_code(), "AuthenticationCode2": phone.read_code()}
    iam.enable_mfa_device(UserName=name, SerialNumber=serial, **codes)


def make_budget(name="month", limit="20", subscribers=None, **changes):
    details = {"NotificationType": "ACTUAL", "ComparisonOperator": "GREATER_THAN", "Threshold": 10}
    details |= {"ThresholdType": "ABSOLUTE_VALUE"} | changes
    subscribers = subscribers or [{"SubscriptionType": "EMAIL", "Address": "you@example.com"}]
    budget = {"BudgetName": name, "BudgetType": "COST", "TimeUnit": "MONTHLY"}
    client("budgets").create_budget(
        AccountId=ME,
        Budget=budget | {"BudgetLimit": {"Amount": limit, "Unit": "USD"}},
        NotificationsWithSubscribers=[{"Notification": details, "Subscribers": subscribers}],
    )


def make_topic(name="money", subscribed=True):
    sns = client("sns")
    topic = sns.create_topic(Name=name)["TopicArn"]
    if subscribed:
        sns.subscribe(TopicArn=topic, Protocol="email", Endpoint="you@example.com")
    return topic


def make_alarm(topic=None, **changes):
    actions = {"AlarmActions": [topic]} if topic else {}
    client("cloudwatch").put_metric_alarm(AlarmName="bill", **CHARGES | actions | changes)


def tag(name="coordinator", key="owner", value="you"):
    client("iam").tag_user(UserName=name, Tags=[{"Key": key, "Value": value}])


def set_password_policy(**changes):
    client("iam").update_account_password_policy(**STRONG | changes)


def secure():
    give_root_mfa()
    make_administrator()
    give_console_access()
    give_mfa()
    make_budget()
    make_alarm(make_topic())
    set_password_policy()
    tag()
