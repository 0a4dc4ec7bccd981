"""CloudWatch's alarms: how they are evaluated, and the state in which they begin."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import boto3
import people
import pytest
from people import allow, make_user, refuse

from helpers._account import alarms, fleet

NOON = datetime(2027, 2, 3, 12, tzinfo=UTC)
SIX_HOURS = timedelta(hours=6)
ANY = None  # the state stays as it is


@pytest.fixture(autouse=True)
def cloudwatch(practice_account):
    people.empty_account()
    people.empty_fleet()
    return boto3.client("cloudwatch")


def make_alarm(**more):
    terms = {
        "comparison_operator": "GreaterThanThreshold",
        "evaluation_periods": 1,
        "datapoints_to_alarm": None,
        "period": 21600,
        "statistic": "Maximum",
        "threshold": 5.0,
        "treat_missing_data": None,
    }
    return SimpleNamespace(**terms | more)


def make_points(*values):
    """Points every six hours, the last at noon; None leaves one out."""
    times = [NOON - SIX_HOURS * number for number in reversed(range(len(values)))]
    return [(time, value) for time, value in zip(times, values, strict=True) if value is not None]


@pytest.mark.parametrize(
    ("comparison", "below", "at", "above"),
    [
        ("GreaterThanThreshold", "OK", "OK", "ALARM"),
        ("GreaterThanOrEqualToThreshold", "OK", "ALARM", "ALARM"),
        ("LessThanThreshold", "ALARM", "OK", "OK"),
        ("LessThanOrEqualToThreshold", "ALARM", "ALARM", "OK"),
    ],
)
def test_an_alarm_compares_the_newest_period_with_its_threshold(comparison, below, at, above):
    alarm = make_alarm(comparison_operator=comparison)
    found = [alarms.evaluate(alarm, make_points(9.9, value), NOON)[0] for value in (4.9, 5.0, 5.1)]
    assert found == [below, at, above]


# The table of AWS's user guide for an alarm of 3 out of 3 ("0" is within the threshold, "X" beyond it, "-" missing).
@pytest.mark.parametrize(
    ("points", "missing", "ignore", "breaching", "not_breaching"),
    [
        ("00X", "OK", "OK", "OK", "OK"),
        ("--0", "OK", ANY, "OK", "OK"),
        ("---", "INSUFFICIENT_DATA", ANY, "ALARM", "OK"),
        ("XXX", "ALARM", "ALARM", "ALARM", "ALARM"),
        ("--X", "ALARM", ANY, "ALARM", "OK"),
    ],
)
def test_missing_points_count_as_the_alarm_says(points, missing, ignore, breaching, not_breaching):
    values = [{"0": 1.0, "X": 9.0, "-": None}[one] for one in points]
    treatments = (None, "missing", "ignore", "breaching", "notBreaching")
    made = [make_alarm(evaluation_periods=3, treat_missing_data=one) for one in treatments]
    found = [alarms.evaluate(alarm, make_points(*values), NOON)[0] for alarm in made]
    assert found == [missing, missing, ignore, breaching, not_breaching]


def test_two_of_three_periods_are_enough_where_the_alarm_says_so():
    alarm = make_alarm(evaluation_periods=3, datapoints_to_alarm=2)
    assert alarms.evaluate(alarm, make_points(9, 1, 9), NOON)[0] == "ALARM"
    assert alarms.evaluate(alarm, make_points(9, 1, 1), NOON)[0] == "OK"


@pytest.mark.parametrize(
    ("statistic", "state"),
    [("Maximum", "ALARM"), ("Minimum", "OK"), ("Average", "OK"), ("Sum", "ALARM"), ("SampleCount", "OK")],
)
def test_a_period_of_a_day_sums_up_its_points(statistic, state):
    alarm = make_alarm(period=86400, statistic=statistic)
    assert alarms.evaluate(alarm, make_points(1, 2, 3, 6), NOON)[0] == state


def test_a_period_shorter_than_the_time_between_two_charges_has_no_data_most_of_the_time():
    alarm = make_alarm(period=300)
    assert alarms.evaluate(alarm, make_points(9), NOON)[0] == "ALARM"
    assert alarms.evaluate(alarm, make_points(9), NOON + timedelta(hours=1))[0] == "INSUFFICIENT_DATA"


def test_the_reason_names_the_points_and_the_threshold():
    assert alarms.evaluate(make_alarm(), make_points(9.5), NOON)[1] == (
        "Threshold Crossed: 1 out of the last 1 datapoint [9.5 (03/02/27 06:00:00)] was greater than "
        "the threshold (5.0)."
    )
    assert "was not greater than" in alarms.evaluate(make_alarm(), make_points(1), NOON)[1]
    assert alarms.evaluate(make_alarm(), [], NOON)[1] == "Insufficient Data: 1 datapoint was unknown."


CHARGES = {
    "AlarmName": "bill",
    "Namespace": "AWS/Billing",
    "MetricName": "EstimatedCharges",
    "Dimensions": [{"Name": "Currency", "Value": "USD"}],
    "Statistic": "Maximum",
    "Period": 21600,
    "EvaluationPeriods": 1,
    "Threshold": 5,
    "ComparisonOperator": "GreaterThanThreshold",
}


def read_alarm(client, name="bill"):
    [alarm] = client.describe_alarms(AlarmNames=[name])["MetricAlarms"]
    return alarm


def publish(value, time=NOON):
    fleet.publish(alarms.NAMESPACE, alarms.METRIC, alarms.DIMENSIONS, time, value)


def test_a_new_alarm_has_no_data_and_a_changed_one_keeps_its_state(cloudwatch):
    cloudwatch.put_metric_alarm(**CHARGES | {"Namespace": "Mine"})
    assert read_alarm(cloudwatch)["StateValue"] == "INSUFFICIENT_DATA"
    cloudwatch.set_alarm_state(AlarmName="bill", StateValue="ALARM", StateReason="because")
    cloudwatch.put_metric_alarm(**CHARGES | {"Namespace": "Mine", "Threshold": 7})
    alarm = read_alarm(cloudwatch)
    assert (alarm["StateValue"], alarm["StateReason"], alarm["Threshold"]) == ("ALARM", "because", 7)


def test_charges_change_the_state_and_the_time_of_it(cloudwatch):
    cloudwatch.put_metric_alarm(**CHARGES)
    publish(9.0)
    alarms.update_all(NOON)
    alarm = read_alarm(cloudwatch)
    assert (alarm["StateValue"], alarm["StateUpdatedTimestamp"]) == ("ALARM", NOON)
    [(time, told, state)] = fleet.list_notices()
    assert (time, told.name, state) == (NOON, "bill", "ALARM")


@pytest.mark.parametrize(
    "other",
    [
        {"Namespace": "AWS/EC2"},
        {"MetricName": "CPUUtilization"},
        {"Dimensions": []},
        {"Dimensions": [{"Name": "Currency", "Value": "EUR"}]},
    ],
)
def test_alarms_on_anything_else_see_no_charges(cloudwatch, other):
    publish(9.0)
    cloudwatch.put_metric_alarm(**CHARGES | other)
    assert read_alarm(cloudwatch)["StateValue"] == "INSUFFICIENT_DATA"


@pytest.mark.parametrize("missing", ["ComparisonOperator", "EvaluationPeriods", "Period", "Threshold"])
def test_an_alarm_that_lacks_something_is_stored_and_never_goes_off(cloudwatch, missing):
    publish(9.0)
    cloudwatch.put_metric_alarm(**{name: value for name, value in CHARGES.items() if name != missing})
    assert read_alarm(cloudwatch)["StateValue"] == "INSUFFICIENT_DATA"


def test_the_charges_are_in_one_region_alone(cloudwatch):
    publish(9.0)
    ireland = boto3.client("cloudwatch", region_name="eu-west-1")
    ireland.put_metric_alarm(**CHARGES)
    assert read_alarm(ireland)["StateValue"] == "INSUFFICIENT_DATA"
    cloudwatch.put_metric_alarm(**CHARGES)
    assert read_alarm(cloudwatch)["StateValue"] == "ALARM"


def test_an_alarm_needs_permission_for_its_name():
    arn = f"arn:aws:cloudwatch:us-east-1:{people.ACCOUNT}:alarm:bill"
    blue = make_user("blue", allow("cloudwatch:PutMetricAlarm", arn)).client("cloudwatch")
    blue.put_metric_alarm(**CHARGES)
    code, message = refuse(blue.put_metric_alarm, **CHARGES | {"AlarmName": "other"})
    assert code in ("AccessDenied", "AccessDeniedException") and "alarm:other" in message
