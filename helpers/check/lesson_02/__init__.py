"""The checks of the lesson on the five characteristics: which servers run, where they are, and what a group does."""

from helpers import facts
from helpers._account import engine, trial

from .._verdict import correct, exercise, not_attempted, not_yet
from .links import link_for_a_phone  # noqa: F401
from .money import alarm_in_time, down_to_zero  # noqa: F401
from .setups import five_setups, tune_the_group  # noqa: F401

HOME, GROUP = "us-east-1", "site"
SMALL, LARGE, IN_ZONES, OF_SITE, TRAINING = "t3.micro", "m5.large", "t3.small", "m5.4xlarge", "g5.12xlarge"
FEWEST, MOST = 2, 30  # what the group is to keep as its smallest number, and may have as its largest
FRIDAY_LIMIT = 12  # the group's largest number in the lesson
READ_ERROR = "If your cell ended in an error, read its last line."


@exercise("02")
def swap_the_server(small):
    """One large server runs, and the small one is given back for good."""
    servers = list_servers()
    large = [one for one in servers.values() if one["InstanceType"] == LARGE]
    old = servers.get(small)
    swapped = old is not None and old["InstanceType"] == LARGE  # stopped, changed and started again: as good
    if not large:
        return _say_nothing_large(servers, small)
    if len(large) > 1:
        said = f"There are {len(large)} servers of the type `{LARGE}`."
        return not_yet(
            said, "Each costs, also the one that a second run of your cell started.", "Terminate all but one."
        )
    if large[0]["State"]["Name"] != "running":
        return not_yet(f"The `{LARGE}` is {large[0]['State']['Name']}.", "It is there and does nothing.", "Start it.")
    if old is not None and not swapped:
        return _say_small_is_left(small, old["State"]["Name"])
    return _judge_others(servers, large[0])


def _judge_others(servers, large):
    """The verdict on a swap that is done: correct, unless this exercise has left a server of another type behind.

    A small one may be of a cell further down, when somebody comes back to this exercise: it is only spoken of.
    """
    later = {LARGE, SMALL, IN_ZONES, OF_SITE, TRAINING}  # what cells further down start
    before = list(servers)[: list(servers).index(large["InstanceId"])]
    left = [one for one in servers.values() if one["InstanceType"] not in later]
    if left:
        return not_yet(_say_left(left[0]), "It costs as long as it is there. Did a cell run twice?", "Terminate it.")
    done = f"One `{LARGE}` is there, and of the small one nothing is left."
    if before:
        return correct(
            f"{done} ({_say_left(servers[before[0]])} It costs as long as it is there: did a cell run twice?)"
        )
    return correct(done)


def _say_left(server):
    return f"`{server['InstanceId']}`, a {server['InstanceType']}, is {server['State']['Name']} too."


def _say_nothing_large(servers, small):
    other = sorted({one["InstanceType"] for name, one in servers.items() if name != small} - {SMALL, IN_ZONES})
    if other:
        said = f"There is a server of the type `{other[0]}`, and none of the type `{LARGE}`."
        return not_yet(said, "", f'Terminate it, and start one with `"InstanceType": "{LARGE}"`.')
    if small not in servers:
        return not_yet(f"No `{LARGE}` is there.", f"`{small}` is given back. {READ_ERROR}", "Start the large one.")
    if servers[small]["State"]["Name"] == "stopped":
        return _say_small_is_left(small, "stopped")
    return not_attempted(f"Start an `{LARGE}` and give `{small}` back, then run this again. {READ_ERROR}")


def _say_small_is_left(small, state):
    if state == "stopped":
        return not_yet(
            f"`{small}` is stopped.",
            "It is switched off and still yours: its disk goes on costing money.",
            "Give it back with `terminate_instances`.",
        )
    return not_yet(
        f"`{small}` is still {state}.",
        "You asked for a second server, and now you pay for two.",
        "Give it back with `terminate_instances`.",
    )


@exercise("02")
def two_zones():
    """Two small servers, each in a zone of its own."""
    found = [one for one in list_servers().values() if one["InstanceType"] == IN_ZONES]
    running = [one for one in found if one["State"]["Name"] == "running"]
    zones = sorted({one["Placement"]["AvailabilityZone"] for one in running})
    if not found:
        return _say_no_pair()
    if len(running) < len(found):
        return not_yet(
            f"One `{IN_ZONES}` is not running.", "Two running ones were asked for.", "Start it, or terminate it."
        )
    if len(running) == 1:
        return not_yet(f"There is one `{IN_ZONES}`, in `{zones[0]}`.", READ_ERROR, "Start another one in another zone.")
    if len(zones) == 1:
        return not_yet(
            f"{'Both' if len(running) == 2 else f'All {len(running)}'} servers are in `{zones[0]}`.",
            "Several servers are no help when the zone fails that they share.",
            "Terminate one, and name another zone in `Placement`.",
        )
    if len(running) > 2:
        said = f"{len(running)} servers of the type `{IN_ZONES}` are running, in {', '.join(zones)}."
        return not_yet(said, "Two were asked for, and each costs.", "Terminate what is too many.")
    return correct(f"If `{zones[0]}` fails, the server in `{zones[1]}` goes on.")


def _say_no_pair():
    """What to say when no server of the pair's type is in the Region: elsewhere, of another type, or not started."""
    for region in engine.list_used_regions("ec2"):
        if region != HOME and any(one["InstanceType"] == IN_ZONES for one in list_servers(region).values()):
            said = f"There is a `{IN_ZONES}` in `{region}`, and none in `{HOME}`."
            return not_yet(said, "That is another Region, not another zone.", f"Start both in zones of `{HOME}`.")
    strange = [one for one in list_servers().values() if one["Placement"]["AvailabilityZone"] != f"{HOME}a"]
    if strange:
        said = f"There is a `{strange[0]['InstanceType']}` in `{strange[0]['Placement']['AvailabilityZone']}`."
        return not_yet(said, f"The type was to be `{IN_ZONES}`.", 'Terminate it, and give `"InstanceType"` too.')
    return not_attempted(f"Start two servers of the type `{IN_ZONES}`, then run this again. {READ_ERROR}")


@exercise("02")
def valentines_evening():
    """The group has the servers of Valentine's evening, and can shrink again."""
    groups = trial.client("autoscaling").describe_auto_scaling_groups(AutoScalingGroupNames=[GROUP])
    if not groups["AutoScalingGroups"]:
        said = f"There is no group `{GROUP}`."
        return not_yet(said, "A restarted kernel is a new account.", "Run the cells above again, from the first.")
    group = groups["AutoScalingGroups"][0]
    return _judge_limits(group) or _judge_size(group) or correct(_praise(group))


def _judge_limits(group):
    smallest, largest = group["MinSize"], group["MaxSize"]
    if smallest != FEWEST:
        why = "The group would keep so many at night too, and you would pay for them."
        if smallest < FEWEST:
            why = "At night the site could be down to fewer than it needs."
        return not_yet(
            f"The smallest number is {smallest}.",
            why,
            f"Set `MinSize={FEWEST}` again, and `DesiredCapacity` for the evening.",
        )
    if largest > MOST:
        return not_yet(
            f"The largest number is {largest}.",
            "It is there to protect you from a program that runs wild, and so large it does not.",
            f"Choose one between {count_needed()} and {MOST}.",
        )
    return None


def _judge_size(group):
    desired, largest, needed = group["DesiredCapacity"], group["MaxSize"], count_needed()
    if desired == needed:
        return None
    if largest > FRIDAY_LIMIT and desired < FRIDAY_LIMIT:
        why = "A higher limit starts nothing: servers do not scale by themselves."
        return not_yet(
            f"The group may have {largest} servers now, and has {desired}.", why, "Set `DesiredCapacity` too."
        )
    by_hand = [one for one in list_servers().values() if one["InstanceType"] == OF_SITE]
    if by_hand:
        said = f"You started {len(by_hand)} servers of the type `{OF_SITE}` outside the group."
        return not_yet(
            said, "The group does not know them and will not let them go.", "Terminate them, change the group."
        )
    if largest == FRIDAY_LIMIT and desired < FRIDAY_LIMIT:
        return not_attempted(f"Change the group `{GROUP}`, then run this again. {READ_ERROR}")
    said = f"The group has {desired} servers. The evening needs {needed}."
    if desired > needed:
        return not_yet(said, f"You pay for {desired - needed} that stand idle.", f"Set `DesiredCapacity={needed}`.")
    if desired == largest:
        return not_yet(said, "More than its largest number it cannot have.", "Raise `MaxSize` too.")
    return not_yet(said, f"It may have {largest}, and has what you asked for.", f"Set `DesiredCapacity={needed}`.")


def _praise(group):
    most = group["MaxSize"]
    return (
        f"{group['DesiredCapacity']} servers are there, it can go down to {group['MinSize']}, and never beyond {most}."
    )


def count_needed():
    """The servers that Valentine's evening needs: the most in the table of the demand."""
    return int(facts.read_table("dating-app-demand")["servers_needed"].max())


def list_servers(region=HOME):
    """The servers of a Region that are not terminated, by id as they were launched, without those of groups."""
    pages = trial.client("ec2", region_name=region).get_paginator("describe_instances").paginate()
    found = [one for page in pages for reservation in page["Reservations"] for one in reservation["Instances"]]
    return {
        one["InstanceId"]: one
        for one in found
        if one["State"]["Name"] not in ("terminated", "shutting-down")
        and "aws:autoscaling:groupName" not in {tag["Key"] for tag in one.get("Tags", [])}
    }
