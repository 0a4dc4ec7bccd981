"""moto's EC2, Auto Scaling, CloudWatch and Budgets, as engine.py is for the rest: nobody else knows their insides.

What is mended here: groups spread their servers over Availability Zones and shrink in a fixed order; a new alarm has no
data yet; servers start as launches.py says. Nothing is imported before a request needs it.
"""

import functools
from datetime import UTC

from helpers._account import engine, launches

BILLING_REGION = "us-east-1"  # the only Region in which AWS publishes charges to CloudWatch


def prepare(services):
    """Return nothing: moto behaves as AWS does in those of these services that are mended here."""
    if "autoscaling" in services or "ec2" in services:
        launches.mend()
    if "autoscaling" in services:
        _balance_groups()
    if "cloudwatch" in services:
        _start_alarms_without_data()


def get_group(name, region):
    """Return moto's Auto Scaling group of that name, or None."""
    return engine.get_backend("autoscaling", region).autoscaling_groups.get(name)


def get_template(parameters, region):
    """Return moto's launch template that a LaunchTemplate parameter (by name or id) means, or None."""
    templates = engine.get_backend("ec2", region).launch_templates
    found = [one for one in templates.values() if one.name == parameters.get("LaunchTemplateName")]
    return templates.get(parameters.get("LaunchTemplateId")) or (found[0] if found else None)


def get_budgets():
    """Return moto's budgets of the account by name."""
    return engine.get_backend("budgets").budgets[engine.ACCOUNT_ID]


def make_notification(details, subscribers):
    """Return a budget's notification as moto keeps it."""
    from moto.budgets.models import Notification

    return Notification(details=details, subscribers=subscribers)


def list_alarms(region=BILLING_REGION):
    """Return moto's alarms of a Region."""
    return list(engine.get_backend("cloudwatch", region).alarms.values())


def list_points(namespace, metric_name, region=BILLING_REGION):
    """Return the (time, value) pairs that were published for a metric, oldest first."""
    data = engine.get_backend("cloudwatch", region).metric_data
    found = [one for one in data if (one.namespace, one.name) == (namespace, metric_name)]
    return sorted((one.timestamp.replace(tzinfo=UTC), one.value) for one in found)


def publish(namespace, metric_name, dimensions, time, value, region=BILLING_REGION):
    """Return nothing: CloudWatch has one more value of a metric, as a service of AWS itself would send it."""
    pairs = [{"Name": name, "Value": text} for name, text in dimensions.items()]
    datum = {"MetricName": metric_name, "Dimensions": pairs, "Timestamp": _strip(time), "Value": value, "Unit": "None"}
    engine.get_backend("cloudwatch", region).put_metric_data(namespace, [datum])


def set_alarm_state(alarm, state, reason, time):
    """Return nothing: an alarm has that state since that time."""
    alarm.update_state(reason, "{}", state)
    alarm.state_updated_timestamp = _strip(time)


def _strip(time):
    """A time as moto keeps it: UTC, without saying so."""
    return time.astimezone(UTC).replace(tzinfo=None)


def forget_points(namespace, region=BILLING_REGION):
    """Return nothing: nothing was ever published in that namespace, and no mail was sent about it."""
    backend = engine.get_backend("cloudwatch", region)
    backend.metric_data = [one for one in backend.metric_data if one.namespace != namespace]
    list_notices(region).clear()


def list_notices(region=BILLING_REGION):
    """Return the list of what alarms had to tell, to be added to: (time or None for now, alarm, new state)."""
    return engine.get_backend("cloudwatch", region).__dict__.setdefault("notices", [])


@functools.cache
def _balance_groups():
    from moto.autoscaling.models import FakeAutoScalingGroup as Group

    launch, set_capacity = Group.replace_autoscaling_group_instances, Group.set_desired_capacity

    def launch_balanced(group, count, tags):
        zones, subnets = group.availability_zones, group.vpc_zone_identifier
        names = (subnets or "").split(",")
        for _ in range(count):
            for place in sorted(range(len(zones)), key=lambda number: _count_in(group, zones[number])):
                group.availability_zones, group.vpc_zone_identifier = [zones[place]], names[place] if subnets else None
                if _try_to_launch(launch, group, tags):
                    break
        group.availability_zones, group.vpc_zone_identifier = zones, subnets

    def shrink_in_order(group, capacity):
        launched = {state: number for number, state in enumerate(group.instance_states)}
        group.instance_states = _order_for_leaving(group)
        set_capacity(group, capacity)
        group.instance_states = sorted(group.instance_states, key=lambda one: launched.get(one, len(launched)))

    Group.replace_autoscaling_group_instances, Group.set_desired_capacity = launch_balanced, shrink_in_order


def _try_to_launch(launch, group, tags):
    """Whether one more server could be started in the zone that the group is left with: not every zone has the type."""
    try:
        launch(group, 1, tags)
    except Exception as error:
        if not launches.is_not_offered(error):
            raise
        return False
    return True


def _count_in(group, zone):
    return sum(one.instance.placement.zone == zone for one in group.instance_states)


def _order_for_leaving(group):
    """The servers of a group in the order in which they go: always the oldest of the zone that has most."""
    left, order = list(group.instance_states), []
    while left:
        zones = [one.instance.placement.zone for one in left]
        fullest = max(group.availability_zones, key=zones.count)
        leaver = next((one for one in left if one.instance.placement.zone == fullest), left[0])
        order.append(leaver)
        left.remove(leaver)
    return order


@functools.cache
def _start_alarms_without_data():
    from moto.cloudwatch.models import CloudWatchBackend

    put = CloudWatchBackend.put_metric_alarm

    def put_alarm(backend, name, **parameters):
        old = backend.alarms.get(name)
        alarm = put(backend, name, **parameters)
        if old is None:
            alarm.state_value = "INSUFFICIENT_DATA"
        else:  # a changed alarm keeps its state until it is evaluated again
            for attribute in ("state_value", "state_reason", "state_reason_data", "state_updated_timestamp", "history"):
                setattr(alarm, attribute, getattr(old, attribute))
        return alarm

    CloudWatchBackend.put_metric_alarm = put_alarm
