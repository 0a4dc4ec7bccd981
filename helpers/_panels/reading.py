"""What the panels know about the account: who is there, what watches the money, what exists. Asked as root, by boto3.

Each part is read again only where a call since the last look may have changed it; a look changes nothing in the
account, not even the ids that come later.
"""

import contextlib
import weakref
from dataclasses import dataclass, field

from helpers._account import account, credentials, engine, inventory, trial

BILLING_REGION = "us-east-1"  # all figures on charges are there, whatever Region is used
PARTS = {
    "people": ("iam",),
    "watches": ("budgets", "cloudwatch", "sns"),
    "things": ("s3", "ec2", "autoscaling"),
}


@dataclass(frozen=True)
class User:
    """An IAM user: groups, whether there is a console password and MFA, ids of active access keys, tags."""

    name: str
    groups: tuple = ()
    has_password: bool = False
    has_mfa: bool = False
    active_keys: tuple = ()
    tags: dict = field(default_factory=dict)
    is_administrator: bool = False
    by_group: bool = False  # an administrator through groups alone
    direct: tuple = ()  # the policies directly on an administrator, named


@dataclass(frozen=True)
class People:
    """Who is there, and how they sign in. `password_policy` is None where AWS's default is in force."""

    root_has_mfa: bool
    root_has_keys: bool
    alias: str
    password_policy: dict | None
    users: tuple
    groups: int = 0
    roles: int = 0


@dataclass(frozen=True)
class Alert:
    """One notification of a budget: `usd` is its threshold; `addresses` are the mail addresses that it reaches."""

    kind: str  # "ACTUAL" or "FORECASTED"
    comparison: str
    usd: float
    is_absolute: bool
    addresses: tuple


@dataclass(frozen=True)
class Budget:
    """A budget on cost, with its limit and what was spent in its period, in USD."""

    name: str
    limit: float
    spent: float
    alerts: tuple


@dataclass(frozen=True)
class Alarm:
    """A CloudWatch alarm of the Region in which charges are known, with the addresses that it tells."""

    name: str
    metric: str  # "AWS/Billing EstimatedCharges"
    dimensions: dict
    statistic: str
    comparison: str
    threshold: float
    state: str
    has_action: bool
    addresses: tuple


@dataclass(frozen=True)
class Watches:
    """What watches the money."""

    budgets: tuple
    alarms: tuple


@dataclass(frozen=True)
class Things:
    """What exists: the names of the buckets, and what costs money by the hour, as `inventory` lists it."""

    buckets: tuple
    costing: tuple


@dataclass(frozen=True)
class State:
    """All of it at one moment."""

    people: People
    watches: Watches
    things: Things


_readers = weakref.WeakKeyDictionary()  # account -> Reader


def read_account(fresh=True):
    """The `State` of the running account; with `fresh=False` only what calls may have changed is asked again.

    Raises `trial.NotRunning`, whose message says what to do, where no account runs.
    """
    running = account.get_running()
    if running is None:
        raise trial.NotRunning("No practice account is running. Run the first code cell: it calls sandbox.start().")
    reader = _readers.setdefault(running, Reader())
    with running.lock, leave_no_trace():
        return reader.read(running, fresh)


@contextlib.contextmanager
def leave_no_trace():
    """The ids that the account gives out later are those that it would have given without what is done in between."""
    generator = engine.get_random()
    state = generator.getstate()
    try:
        yield
    finally:
        generator.setstate(state)


class Reader:
    """Asks one account, and keeps clients and answers."""

    def __init__(self):
        self._clients, self._seen, self._kept = {}, {}, {}

    def read(self, running, fresh):
        """The `State`, every part of it asked for anew where `fresh` or where something may have changed."""
        makers = {"people": self._read_people, "watches": self._read_watches, "things": self._read_things}
        for part, make in makers.items():
            seen = [running.changes[service] for service in PARTS[part]]
            if fresh or self._seen.get(part) != seen:
                self._kept[part] = make()
                self._seen[part] = seen
        return State(**self._kept)

    def _client(self, service):
        if service not in self._clients:
            self._clients[service] = trial.client(service)
        return self._clients[service]

    # People

    def _read_people(self):
        iam = self._client("iam")
        summary = iam.get_account_summary()["SummaryMap"]
        details = iam.get_account_authorization_details(Filter=["User", "Group", "Role"])
        with_mfa = self._list_mfa_holders()
        return People(
            root_has_mfa=bool(summary["AccountMFAEnabled"]),
            root_has_keys=bool(summary["AccountAccessKeysPresent"]),
            alias="".join(iam.list_account_aliases()["AccountAliases"][:1]),
            password_policy=self._read_password_policy(),
            users=tuple(self._read_user(one, with_mfa) for one in details["UserDetailList"]),
            groups=len(details["GroupDetailList"]),
            roles=len(details["RoleDetailList"]),
        )

    def _list_mfa_holders(self):
        devices = self._client("iam").list_virtual_mfa_devices(AssignmentStatus="Assigned")["VirtualMFADevices"]
        return {one["User"]["Arn"] for one in devices if "User" in one}

    def _read_password_policy(self):
        iam = self._client("iam")
        try:
            return iam.get_account_password_policy()["PasswordPolicy"]
        except iam.exceptions.NoSuchEntityException:
            return None

    def _read_user(self, details, with_mfa):
        iam, name = self._client("iam"), details["UserName"]
        keys = iam.list_access_keys(UserName=name)["AccessKeyMetadata"]
        try:
            has_password = bool(iam.get_login_profile(UserName=name))
        except iam.exceptions.NoSuchEntityException:
            has_password = False
        return User(
            name,
            groups=tuple(details["GroupList"]),
            has_password=has_password,
            has_mfa=details["Arn"] in with_mfa,
            active_keys=tuple(key["AccessKeyId"] for key in keys if key["Status"] == "Active"),
            tags={tag["Key"]: tag["Value"] for tag in details.get("Tags", [])},
            **judge_power(name),
        )

    # Money

    def _read_watches(self):
        budgets, watch = self._client("budgets"), self._client("cloudwatch")
        known = budgets.describe_budgets(AccountId=engine.ACCOUNT_ID)["Budgets"]
        alarms = watch.describe_alarms()["MetricAlarms"]
        return Watches(tuple(map(self._read_budget, known)), tuple(map(self._read_alarm, alarms)))

    def _read_budget(self, budget):
        client, name = self._client("budgets"), budget["BudgetName"]
        which = {"AccountId": engine.ACCOUNT_ID, "BudgetName": name}
        limit = float(budget.get("BudgetLimit", {}).get("Amount", 0))
        alerts = []
        for one in client.describe_notifications_for_budget(**which).get("Notifications", []):
            asked = {key: value for key, value in one.items() if key != "NotificationState"}
            found = client.describe_subscribers_for_notification(**which, Notification=asked)["Subscribers"]
            alerts.append(_make_alert(one, limit, self._list_addresses(found)))
        spent = float(budget.get("CalculatedSpend", {}).get("ActualSpend", {}).get("Amount", 0))
        return Budget(name, limit, spent, tuple(alerts))

    def _list_addresses(self, subscribers):
        found = []
        for one in subscribers:
            is_topic = one["SubscriptionType"] == "SNS"
            found += self._list_subscribed(one["Address"]) if is_topic else [one["Address"]]
        return tuple(dict.fromkeys(found))

    def _list_subscribed(self, topic):
        """The addresses of whatever kind that a topic tells; none where there is no such topic."""
        region = topic.split(":")[3] if topic.startswith("arn:aws:sns:") else ""
        if region != BILLING_REGION:  # a budget and an alarm reach topics of their own Region alone
            return []
        sns = self._client("sns")
        try:
            subscriptions = sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
        except sns.exceptions.NotFoundException:
            return []
        return [one["Endpoint"] for one in subscriptions if one["SubscriptionArn"] != "PendingConfirmation"]

    def _read_alarm(self, alarm):
        actions = [arn for arn in alarm.get("AlarmActions", []) if alarm.get("ActionsEnabled", True)]
        return Alarm(
            name=alarm["AlarmName"],
            metric=f"{alarm.get('Namespace', '')} {alarm.get('MetricName', '')}",
            dimensions={one["Name"]: one["Value"] for one in alarm.get("Dimensions", [])},
            statistic=alarm.get("Statistic", ""),
            comparison=alarm.get("ComparisonOperator", ""),
            threshold=float(alarm.get("Threshold", 0)),
            state=alarm["StateValue"],
            has_action=bool(actions),
            addresses=tuple(dict.fromkeys(one for arn in actions for one in self._list_subscribed(arn))),
        )

    # Things

    def _read_things(self):
        buckets = [bucket["Name"] for bucket in self._client("s3").list_buckets()["Buckets"]]
        return Things(tuple(sorted(buckets)), tuple(inventory.list_everything()))


def _make_alert(details, limit, addresses):
    is_absolute = details.get("ThresholdType", "PERCENTAGE") == "ABSOLUTE_VALUE"
    threshold = float(details["Threshold"])
    usd = threshold if is_absolute else limit * threshold / 100
    return Alert(details["NotificationType"], details["ComparisonOperator"], usd, is_absolute, addresses)


# Power: who may do everything

# Across services and on everything: what an administrator may do, and nobody of whom one would not call so.
PROBES = (
    "iam:AttachUserPolicy",
    "iam:CreateUser",
    "s3:DeleteBucket",
    "ec2:TerminateInstances",
    "dynamodb:DeleteTable",
    "lambda:DeleteFunction",
    "budgets:ModifyBudget",
    "cloudwatch:DeleteAlarms",
)
SIGNED_IN = {"aws:MultiFactorAuthPresent": "true"}  # a policy may grant its rights only to those who gave an MFA code


def judge_power(user_name):
    """{"is_administrator", "by_group", "direct"} of a user: as IAM decides, whatever the policies look like."""
    arguments = trial.arguments(user_name, PROBES[0], "*", SIGNED_IN)
    policies = arguments["identity_policies"]
    own = [pair for pair in policies if not pair[0].endswith(")")]  # those of groups end with "(group NAME)"
    if not _may_all(arguments, policies):
        return {}
    by_group = _may_all(arguments, [pair for pair in policies if pair not in own])
    needed = [] if by_group and not _may_all(arguments, own) else [name for name, _ in own]
    return {"is_administrator": True, "by_group": by_group and not needed, "direct": tuple(needed)}


def _may_all(arguments, policies):
    from helpers import policy

    asked = arguments | {"identity_policies": policies}
    return all(policy.decide(**asked | {"action": action}).allowed for action in PROBES)


def find_caller():
    """Who the notebook's new clients act as: (kind, name) such as ("root", "root"), ("user", "blue"), ("role", "x").

    ("nobody", "") where they hold no credentials that the account knows.
    """
    import boto3

    session = boto3.DEFAULT_SESSION or boto3.Session()
    keys = session.get_credentials()
    running = account.get_running()
    known = credentials.find_credential(keys.access_key, running.sessions) if keys and running else None
    region = session.region_name or ""
    return (known.principal.kind, known.principal.name, region) if known else ("nobody", "", region)
