"""CloudWatch's alarms on the bill: evaluated whenever charges were published, and when an alarm is made.

Source: Amazon CloudWatch user guide, "Alarm evaluation", "Configuring how CloudWatch alarms treat missing data" and
"Create a billing alarm to monitor your estimated AWS charges", read 2026-11-24.
"""

from datetime import timedelta

from helpers._account import fleet

REGION = fleet.BILLING_REGION
NAMESPACE, METRIC, DIMENSIONS = "AWS/Billing", "EstimatedCharges", {"Currency": "USD"}
COMPARISONS = {
    "GreaterThanThreshold": ("greater than", lambda value, threshold: value > threshold),
    "GreaterThanOrEqualToThreshold": ("greater than or equal to", lambda value, threshold: value >= threshold),
    "LessThanThreshold": ("less than", lambda value, threshold: value < threshold),
    "LessThanOrEqualToThreshold": ("less than or equal to", lambda value, threshold: value <= threshold),
}
STATISTICS = {
    "Maximum": max,
    "Minimum": min,
    "Sum": sum,
    "SampleCount": len,
    "Average": lambda values: sum(values) / len(values),
}


def update_all(now=None):
    """Return nothing: every alarm on the bill has the state that the published charges give it at a time.

    Without `now` that is the time of the last charge. A change of state is noted for the mails, with `now`.
    """
    points = fleet.list_points(NAMESPACE, METRIC)
    time = points[-1][0] if now is None and points else now
    for alarm in fleet.list_alarms() if time else ():
        if _is_about_bill(alarm) and _update(alarm, points, time):
            fleet.list_notices().append((now, alarm, alarm.state_value))


def forget_charges():
    """Return nothing: no charge was ever published, and alarms on the bill have no data."""
    fleet.forget_points(NAMESPACE)
    for alarm in fleet.list_alarms():
        if _is_about_bill(alarm):
            alarm.state_value, alarm.state_reason = "INSUFFICIENT_DATA", "Unchecked: Initial alarm creation"


def evaluate(alarm, points, now):
    """Return (state, reason) of an alarm at a time, from (time, value) pairs; the state None where it stays as it is.

    Looks at the last `evaluation_periods` periods of `period` seconds before `now`.
    """
    count, needed = alarm.evaluation_periods, alarm.datapoints_to_alarm or alarm.evaluation_periods
    words, compare = COMPARISONS[alarm.comparison_operator]
    found = _summarise(alarm, points, now)
    missing = count - len(found)
    breaching = sum(compare(value, alarm.threshold) for _, value in found)
    treatment = alarm.treat_missing_data or "missing"
    if not found and treatment in ("missing", "ignore"):
        reason = f"Insufficient Data: {_count(count)} {'was' if count == 1 else 'were'} unknown."
        return ("INSUFFICIENT_DATA" if treatment == "missing" else None), reason
    if treatment == "breaching":
        breaching += missing
    if missing and treatment == "ignore" and breaching < needed:
        return None, ""
    if missing and treatment == "missing":
        needed = min(needed, len(found))
    state = "ALARM" if breaching >= needed else "OK"
    return state, _word_reason(alarm, found, breaching, state, words)


def _is_about_bill(alarm):
    dimensions = {one.name: one.value for one in alarm.dimensions}
    plain = alarm.statistic in STATISTICS and alarm.comparison_operator in COMPARISONS
    plain = plain and None not in (alarm.threshold, alarm.period, alarm.evaluation_periods)
    return plain and (alarm.namespace, alarm.metric_name, dimensions) == (NAMESPACE, METRIC, DIMENSIONS)


def _summarise(alarm, points, now):
    """The (start of a period, statistic in it) pairs of the periods that have data, the newest first."""
    length, found = timedelta(seconds=int(alarm.period)), []
    for number in range(alarm.evaluation_periods):
        end = now - number * length
        values = [value for time, value in points if end - length < time <= end]
        if values:
            found.append((end - length, STATISTICS[alarm.statistic](values)))
    return found


def _word_reason(alarm, found, breaching, state, words):
    shown = ", ".join(f"{value:g} ({start:%d/%m/%y %H:%M:%S})" for start, value in found)
    number = breaching if state == "ALARM" else len(found)
    was, no = ("was" if number == 1 else "were"), ("" if state == "ALARM" else "not ")
    said = f"{number} out of the last {_count(alarm.evaluation_periods)} [{shown}] {was} {no}{words}"
    return f"Threshold Crossed: {said} the threshold ({float(alarm.threshold)})."


def _count(number):
    return f"{number} datapoint{'' if number == 1 else 's'}"


def _update(alarm, points, now):
    """Whether the alarm has another state now."""
    state, reason = evaluate(alarm, points, now)
    if state is None or state == alarm.state_value:
        return False
    fleet.set_alarm_state(alarm, state, reason, now)
    return True
