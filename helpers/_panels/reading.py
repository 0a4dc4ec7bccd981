"""Reads what the panels show from the account: asked as root, by boto3.

Each part is read again only where a call since the last look may have changed it; a look changes nothing in the
account, not even the ids that come later.
"""

import contextlib
import weakref

from helpers._account import account, engine, inventory, trial
from helpers._panels import who
from helpers._panels.state import Alarm, Alert, Budget, People, State, Things, User, Watches

BILLING_REGION = "us-east-1"  # all figures on charges are there, whatever Region is used
# Which services' calls may change a part. What a stack of CloudFormation makes, it makes by such calls.
PARTS = {
    "people": ("iam",),
    "watches": ("budgets", "cloudwatch", "sns"),
    "things": ("s3", "ec2", "autoscaling"),
}
EMPTY = {"watches": Watches(), "things": Things()}  # a new account's: known without a question

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
        self._users = {}  # name -> (what had changed about the user by then, what was read)

    def read(self, running, fresh):
        """The `State`, every part of it asked for anew where `fresh` or where something may have changed."""
        if fresh:
            self._users.clear()
        makers = {"people": self._read_people, "watches": self._read_watches, "things": self._read_things}
        for part, make in makers.items():
            seen = [running.changes[service] for service in PARTS[part]]
            if part in EMPTY and not any(seen):
                self._kept[part] = EMPTY[part]
            elif fresh or self._seen.get(part) != seen:
                self._kept[part] = make()
                self._seen[part] = seen
        return State(**self._kept)

    def _client(self, service):
        if service not in self._clients:
            self._clients[service] = trial.client(service)
        return self._clients[service]

    # People

    def _read_people(self):
        iam = self._client(
            "iam",
        )
        summary = iam.get_account_summary()["SummaryMap"]
        details = iam.get_account_authorization_details(Filter=["User", "Group", "Role"])
        root = account.get_running().root_user
        return People(
            root_has_mfa=bool(summary["AccountMFAEnabled"]),
            root_has_keys=bool(summary["AccountAccessKeysPresent"]),
            alias="".join(iam.list_account_aliases()["AccountAliases"][:1]),
            account_name=root.account_name or "",
            password_policy=self._read_password_policy(),
            users=self._read_users([one["UserName"] for one in details["UserDetailList"]]),
            groups=len(details["GroupDetailList"]),
            roles=len(details["RoleDetailList"]),
            billing_is_open=root.opened_billing,
        )

    def _read_password_policy(self):
        iam = self._client(
            "iam",
        )
        try:
            return iam.get_account_password_policy()["PasswordPolicy"]
        except iam.exceptions.NoSuchEntityException:
            return None

    def _read_users(self, names):
        devices = self._client(
            "iam",
        ).list_virtual_mfa_devices(AssignmentStatus="Assigned")["VirtualMFADevices"]
        with_mfa = {one["User"]["Arn"].rpartition("/")[2] for one in devices if "User" in one}
        return tuple(
            User(name, has_mfa=name in with_mfa, power=who.judge_power(name), **self._recall_user(name))
            for name in sorted(names, key=str.lower)
        )

    def _recall_user(self, name):
        """What stands at a user alone, asked again only where a call about the user came in between."""
        changes = account.get_running().changes
        seen = [changes[key] for key in (("user", name), ("user", None))]
        if self._users.get(name, [None])[0] != seen:
            self._users[name] = (seen, self._read_user(name))
        return self._users[name][1]

    def _read_user(self, name):
        iam = self._client(
            "iam",
        )
        keys = iam.list_access_keys(UserName=name)["AccessKeyMetadata"]
        return {
            "has_password": self._has_password(name),
            "keys": {key["AccessKeyId"]: key["Status"] for key in keys},
            "tags": {tag["Key"]: tag["Value"] for tag in iam.list_user_tags(UserName=name)["Tags"]},
        }

    def _has_password(self, name):
        iam = self._client(
            "iam",
        )
        try:
            return bool(iam.get_login_profile(UserName=name))
        except iam.exceptions.NoSuchEntityException:
            return False

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
