"""The checks on money: an alarm that goes off in time, and an account in which nothing costs anything any more."""

from datetime import UTC, datetime

from helpers import billing
from helpers._account import alarms, fleet, inventory, trial
from helpers._billing import usage

from .._verdict import correct, exercise, not_attempted, not_yet

LIMIT = 800  # USD
NEEDED = {
    "ComparisonOperator": '"GreaterThanThreshold"',
    "Threshold": LIMIT,
    "Period": 21600,
    "EvaluationPeriods": 1,
}
LONGEST = 86400  # seconds that an alarm may look back: of more it is too late
HOURS_IN_MONTH = 672  # February 2027: only whether something costs matters here
DATA_VOLUME, GROUP, BUCKET = 500, "site", "dating-app"
PRAISE = f"Above {LIMIT} USD it goes off and tells the topic. It stops nothing, and it too is some hours late."


@exercise("02")
def alarm_in_time():
    """An alarm goes off when the charges pass 800 USD, not before, and tells somebody."""
    found = trial.client("cloudwatch").describe_alarms()["MetricAlarms"]
    if not found:
        return _say_no_alarm()
    about_bill = [alarm for alarm in found if _watches_bill(alarm)]
    if not about_bill:
        return _say_other_metric(found[-1])
    verdicts = [_judge_alarm(alarm) for alarm in about_bill]
    return next((one for one in verdicts if one.outcome == "correct"), verdicts[-1])


def _say_no_alarm():
    for region in ("us-east-2", "us-west-1", "us-west-2", "eu-west-1", "eu-central-1"):
        if trial.client("cloudwatch", region_name=region).describe_alarms()["MetricAlarms"]:
            why = "AWS writes charges to `us-east-1` alone, so this alarm will never see any."
            return not_yet(f"Your alarm is in `{region}`.", why, "Use the client `cloudwatch` of the starter.")
    return not_attempted("Put the alarm, then run this again. If your cell ended in an error, read its last line.")


def _watches_bill(alarm):
    dimensions = {one["Name"]: one["Value"] for one in alarm.get("Dimensions", [])}
    said = (alarm.get("Namespace"), alarm.get("MetricName"), dimensions)
    return said == (alarms.NAMESPACE, alarms.METRIC, alarms.DIMENSIONS)


def _say_other_metric(alarm):
    if not alarm.get("Dimensions"):
        why = "CloudWatch has the charges under the dimension `Currency` alone. Without it the alarm has no data, ever."
        return not_yet(f"The alarm `{alarm['AlarmName']}` names no dimension.", why, "Give all of `**charges`.")
    said = f"The alarm `{alarm['AlarmName']}` watches `{alarm.get('Namespace')}`, `{alarm.get('MetricName')}`."
    return not_yet(said, "That is not the bill.", "Give all of `**charges`.")


def _judge_alarm(alarm):
    name = f"The alarm `{alarm['AlarmName']}`"
    for missing, example in NEEDED.items():
        if alarm.get(missing) is None:
            why = "So it never knows when to go off. AWS would have refused it."
            return not_yet(f"{name} has no `{missing}`.", why, f"Add `{missing}={example}`.")
    return _judge_time(alarm, name) or _judge_condition(alarm, name) or _judge_actions(alarm, name) or correct(PRAISE)


def _judge_time(alarm, name):
    hours = alarm["Period"] * alarm["EvaluationPeriods"] / 3600
    if hours * 3600 <= LONGEST:
        return None
    why = f"It goes off only after {hours:g} hours above the threshold, and the money runs on."
    return not_yet(f"{name} waits.", why, "Keep `Period` and `EvaluationPeriods` as in `charges`.")


def _judge_condition(alarm, name):
    if alarm.get("Statistic") != "Maximum":
        what = alarm.get("Statistic") or alarm.get("ExtendedStatistic")
        why = (
            "The bill only grows within a month, so its latest figure is the largest one. Nothing else is what you owe."
        )
        return not_yet(f"The alarm `{alarm['AlarmName']}` takes the {what}.", why, 'Use `"Maximum"`, as in `charges`.')
    below, above = _try_charges(alarm, LIMIT - 1), _try_charges(alarm, LIMIT + 1)
    threshold = alarm["Threshold"]
    if below == "ALARM" and above != "ALARM":
        why = "It goes off while little is spent, and is quiet when much is."
        return not_yet(f"{name} compares the wrong way round.", why, "Use `GreaterThanThreshold`.")
    if below == "ALARM":
        why = f"Its threshold is {threshold:g} USD, compared by `{alarm['ComparisonOperator']}`."
        return not_yet(f"{name} goes off at {LIMIT - 1} USD already.", why, f"Set `Threshold={LIMIT}`.")
    if above != "ALARM":
        why = f"Its threshold is {threshold:g}. It counts US dollars, not percent of anything."
        return not_yet(f"{name} says nothing at {LIMIT + 1} USD.", why, f"Set `Threshold={LIMIT}`.")
    return None


def _judge_actions(alarm, name):
    said, actions = f"{name} goes off, and tells nobody.", alarm.get("AlarmActions", [])
    if not actions:
        return not_yet(said, "It changes its state, and nobody hears of it.", "Add `AlarmActions=[topic]`.")
    if not alarm.get("ActionsEnabled", True):
        return not_yet(said, "`ActionsEnabled` is `False`.", "Leave it out: then it is `True`.")
    sns = trial.client("sns")
    topics = [one["TopicArn"] for one in sns.list_topics()["Topics"]]
    found = [one for one in actions if one in topics]
    if not found:
        why = f"It calls `{actions[0]}`. An alarm speaks to a topic, by its ARN, and the topic knows the addresses."
        return not_yet(said, why, "The ARN is in `topic`: use `AlarmActions=[topic]`.")
    if not any(sns.list_subscriptions_by_topic(TopicArn=one)["Subscriptions"] for one in found):
        why = f"Nobody has subscribed to `{found[0].rpartition(':')[2]}`."
        return not_yet(said, why, "Use `AlarmActions=[topic]`, the topic of the cell above.")
    return None


def _try_charges(alarm, usd):
    """The state that an alarm of the account would have if the last charge had been so many dollars."""
    kept = next(one for one in fleet.list_alarms() if one.name == alarm["AlarmName"])
    now = datetime(2027, 2, 1, tzinfo=UTC)
    return alarms.evaluate(kept, [(now, usd)], now)[0]


@exercise("02")
def down_to_zero():
    """Nothing in the account costs money by the hour, and no server is left, running or stopped."""
    things = inventory.list_everything()
    servers = [one for one in things if isinstance(one, inventory.Server)]
    if _is_untouched(things, servers):
        return not_attempted(
            "Give back what costs money, then run this again. If your cell ended in an error, read its last line."
        )
    if servers:
        count = f"{len(servers)} server{' is' if len(servers) == 1 else 's are'} still there."
        return not_yet(count, *_explain_servers(servers))
    try:
        costing = [item for item in usage.list_items(things, HOURS_IN_MONTH) if item.usd_per_hour > 0]
    except billing.UnknownPrice as error:
        return not_yet(
            "Something is left that the course has no price for.", str(error).partition(". ")[0] + ".", "Delete it."
        )
    if not costing:
        return correct("Nothing is left that costs anything: the meter stands still at 0 USD per hour.")
    seen = f"{say_rate(sum(item.usd_per_hour for item in costing))} are still to pay."
    return not_yet(seen, *_explain_rest(costing[0]))


def _is_untouched(things, servers):
    """True while the group, one stopped machine, its disk, other servers and the bucket's objects are all there."""
    group = [one for one in servers if one.group == GROUP]
    stopped = [one for one in servers if one.state == "stopped"]
    disk = any(isinstance(one, inventory.Volume) and one.size == DATA_VOLUME for one in things)
    stored = any(isinstance(one, inventory.Stored) and one.bucket == BUCKET for one in things)
    others = len(servers) - len(group) - len(stopped)
    return bool(group and len(stopped) == 1 and disk and stored and others)


def _explain_servers(servers):
    grouped = [one for one in servers if one.group]
    stopped = [one for one in servers if one.state == "stopped"]
    if len(stopped) > 1:
        why = f"{len(stopped)} are stopped. Switched off is not given back: their disks go on costing."
        return why, "Delete the group with `ForceDelete=True`, then terminate." if grouped else "Terminate them."
    if grouped:
        why = f"The group `{grouped[0].group}` has {len(grouped)} servers, and starts a new one for each that goes."
        return why, "Delete the group, with `ForceDelete=True`."
    one = servers[0]
    why = f"`{one.id}` is a {one.type}, {one.state}."
    if one.state == "stopped":
        why += " Switched off is not given back: its disk goes on costing."
    where = "" if one.region == alarms.REGION else f", in the Region `{one.region}`"
    return why, f"Terminate it{where}."


def _explain_rest(item):
    if item.order == usage.VOLUME:
        why = f"`{item.resource}` is left ({item.what}): a disk can outlive its server."
        return why, "Delete it with `delete_volume`."
    if item.order == usage.ADDRESS:
        return f"The address `{item.resource}` is left, in use or not.", "Release it with `release_address`."
    if item.order == usage.STORAGE:
        keys = [one["Key"] for one in trial.client("s3").list_objects_v2(Bucket=item.resource).get("Contents", [])]
        left = f" in `{keys[0]}`" if keys else ""
        why = f"The bucket `{item.resource}` still holds {item.what.partition(', ')[2]}{left}. Little is not nothing."
        return why, "Delete its objects."
    return f"`{item.resource}` is left ({item.what}).", "Delete it."


def say_rate(usd_per_hour):
    """A price per hour, also a tiny one."""
    return f"{usd_per_hour:.4f} USD per hour" if usd_per_hour >= 0.0001 else "Less than 0.0001 USD per hour"
