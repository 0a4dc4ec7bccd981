"""The check of the evening for which eighteen servers are rented and given back."""

from helpers import billing
from helpers._account import trial

from .._verdict import correct, exercise, not_attempted, not_yet

TYPE, EXTRA, HOURS = "m5.4xlarge", 18, 6
ALL_BUT_YOURS = (
    '`ended = ec2.terminate_instances(InstanceIds=[one["InstanceId"] for call in '
    'ec2.describe_instances()["Reservations"] for one in call["Instances"] if one["InstanceId"] not in always])`'
)
START_AGAIN = "Run the cell with `MinCount=2` again, which makes `always` anew, then yours."


@exercise("01")
def rehearse_the_evening(always, meter):
    """Eighteen servers ran for six hours beside the two, and are terminated; the two still run."""
    found, hours = list_servers(), read_hours(meter)
    if not isinstance(always, list) or len(always) != 2 or set(always) - set(found):
        return not_yet("`always` does not hold the ids of the two servers any more.", "", START_AGAIN)
    extra = {number: server for number, server in found.items() if number not in always}
    # AWS forgets a terminated server after an hour or so. The bill does not.
    extra = extra or {number: (TYPE, "terminated", 0) for number in hours if number not in always}
    if not extra:
        return not_attempted(
            f"Only your two servers are there. Rent {EXTRA} more, then let six hours pass, then give them back."
        )
    return (
        _find_lost({number: found[number] for number in always})
        or _find_other_type(extra)
        or _find_left_over(extra, hours)
        or _find_other_count(extra)
        or _find_other_hours(extra, hours)
        or correct(f"{EXTRA} more servers were there for the evening and are gone, and your two still run.")
    )


def list_servers():
    """Every server of the Region by its id, also those that were given back: (type, state, number of its call)."""
    reservations = trial.client("ec2").describe_instances()["Reservations"]
    return {
        server["InstanceId"]: (server["InstanceType"], server["State"]["Name"], call)
        for call, reservation in enumerate(reservations)
        for server in reservation["Instances"]
    }


def read_hours(meter):
    """For how many hours the bill has each server of the type that the site needs, by its id."""
    lines = [line for line in meter.bill().lines if line.item.what.startswith(f"{TYPE}, on demand")]
    return {line.item.resource.split()[0]: line.hours for line in lines}


def _find_lost(always):
    lost = {number: state for number, (_, state, _) in always.items() if state != "running"}
    if not lost:
        return None
    number, state = next(iter(lost.items()))
    return not_yet(
        f"`{number}` is {state}. It is one of the two that always run.",
        "Now nobody serves the visitors who come at night. (At the end of the lesson that is as it should be.)",
        f"Give back only the servers in `extra`. {START_AGAIN}",
    )


def _find_left_over(extra, hours):
    stopped = [number for number, (_, state, _) in extra.items() if state in ("stopped", "stopping")]
    if stopped:
        return not_yet(
            f"{count(stopped)} stopped, not given back.",
            "A stopped server costs no hours, but its disk stays yours and costs until you terminate the server.",
            ALL_BUT_YOURS,
        )
    running = [number for number, (_, state, _) in extra.items() if state in ("running", "pending")]
    if len(running) == EXTRA and not any(hours.get(number) for number in running):
        return not_yet(f"{EXTRA} more are running.", "", "Now let six hours pass, then give them back.")
    if running:
        ids = ", ".join(f'"{number}"' for number in running[:2])
        usd = len(running) * billing.hourly_price(TYPE) * 24
        return not_yet(
            f"{count(running)} still running beside your two.",
            f"Forgotten, that costs about {usd:,.0f} USD a day. (Each run of your cell rents more.)",
            f"`ec2.terminate_instances(InstanceIds=[{ids}])`" if len(running) < 3 else ALL_BUT_YOURS,
        )
    return None


def _find_other_type(extra):
    other = sorted({kind for kind, _, _ in extra.values() if kind != TYPE})
    if not other or EXTRA in _count_by_call(extra, TYPE):
        return None
    return not_yet(
        f"You rented `{other[0]}`.",
        f"The site counts in servers of the type `{TYPE}`; another size carries another load, at another price.",
        f"Give these back, and rent {EXTRA} of `{TYPE}` in their place.",
    )


def _find_other_count(extra):
    sizes = _count_by_call(extra, TYPE)
    if EXTRA in sizes or sum(sizes) == EXTRA:
        return None
    number = sizes[-1]
    return not_yet(
        f"You rented {number} more, which made {number + 2} with the two that run.",
        "The site needs 20 in all. `MinCount` is the least that you accept, `MaxCount` the most that you want.",
        f"Rent {EXTRA} and give them back.",
    )


def _find_other_hours(extra, hours):
    calls = {call for _, _, call in extra.values()}
    groups = [list(extra), *([number for number in extra if extra[number][2] == call] for call in calls)]
    if any([round(hours.get(number, 0), 6) for number in group] == [HOURS] * EXTRA for group in groups):
        return None
    longest = max(hours.get(number, 0) for number in extra)
    return not_yet(
        f"They ran for {longest:g} hour{'' if longest == 1 else 's'} by the meter's clock."
        if longest
        else "The clock stood still while they ran.",
        f"From six to midnight all {EXTRA} are wanted, {HOURS} hours, and the bill should show it.",
        f"Rent {EXTRA} again, then `meter.advance(hours={HOURS})`, then give them back.",
    )


def _count_by_call(extra, wanted):
    """How many servers of a type each call has rented, in the order of the calls."""
    calls = {}
    for kind, _, call in extra.values():
        if kind == wanted:
            calls[call] = calls.get(call, 0) + 1
    return [calls[call] for call in sorted(calls)]


def count(servers):
    """Servers with their number and verb: "1 server is", "18 servers are"."""
    return "1 server is" if len(servers) == 1 else f"{len(servers)} servers are"
