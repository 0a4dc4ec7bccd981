"""What hides behind the number of services, and when the next two passed the largest."""

import boto3

from helpers import facts

from .._given import BLANKS, is_near, read_number, show
from .._verdict import correct, exercise, not_attempted, not_yet

CLIENTS = ("vpc-lattice", "networkmanager", "ec2")


def _is_blank(given):
    return isinstance(given, str | type(None) | type(...)) and given in BLANKS


@exercise("04")
def count_the_services(doors, vpc_client):
    """Eleven doors to one product, and one door to three products."""
    if _is_blank(doors) and _is_blank(vpc_client):
        return not_attempted("Fill in the two variables, then run this again.")
    return _judge_doors(doors) or _judge_client(vpc_client) or _praise()


def _judge_doors(doors):
    names = boto3.Session().get_available_services()
    right = _count_doors()
    if _is_blank(doors):
        return not_yet("`doors` is still open.", "", 'Count the names that begin with `"sagemaker"`.')
    number = read_number(doors)
    if number is None:
        seen = f"`doors` is `{show(doors)}`."
        return not_yet(seen, "It is to be a number.", "If it is a list of names, take its `len`.")
    if number == right:
        return None
    if number == sum(name.startswith("sagemaker-") for name in names):
        why = "With the hyphen you lose `sagemaker` itself, and those that are written without one."
        return not_yet(f"`doors` is {number:g}.", why, 'Begin with `"sagemaker"`, no hyphen.')
    if number == len(names):
        return not_yet(f"`doors` is {number:g}: that is every name.", "", "Count only those of SageMaker.")
    return not_yet(
        f"`doors` is {number:g}.", "The list says another number.", "Let Python count: `name.startswith(...)`."
    )


def _judge_client(vpc_client):
    if _is_blank(vpc_client):
        return not_yet("`doors` is right.", "`vpc_client` is still open.", 'Try `hasattr(client, "create_vpc")`.')
    name = getattr(getattr(vpc_client, "meta", None), "service_model", None)
    name = name.service_name if name else str(vpc_client).strip().lower()
    if name == "ec2":
        return None
    if name in CLIENTS:
        why = "The name sounds right, and names mislead here. It has no method `create_vpc`."
        return not_yet(f"`vpc_client` is `{name}`.", why, "Ask each of the three with `hasattr`.")
    return not_yet(f"`vpc_client` is `{show(vpc_client)}`.", "It is one of the three named above.", "Write its name.")


def _praise():
    calls = len(boto3.client("ec2").meta.service_model.operation_names)
    return correct(
        f"One product with {_count_doors()} doors, and one door with {calls} calls, to servers, disks and networks. "
        "Others are second versions, such as `sesv2`. The number of clients says little."
    )


def _count_doors():
    return sum(name.startswith("sagemaker") for name in boto3.Session().get_available_services())


@exercise("04")
def when_they_passed(quarter, lead):
    """The first quarter in which the next two together have more than the largest, and how far ahead they are now."""
    if _is_blank(quarter) and _is_blank(lead):
        return not_attempted("Fill in `quarter` and `lead`, then run this again.")
    wide = facts.read_table("market-share").pivot(index="quarter", columns="provider", values="share_percent")
    ahead = wide["Microsoft"] + wide["Google"] - wide["AWS"]
    return _judge_quarter(quarter, ahead, wide) or _judge_lead(lead, ahead, wide)


def _judge_quarter(quarter, ahead, wide):
    first = ahead.index[ahead > 0][0]
    if hasattr(quarter, "index") and not isinstance(quarter, str):
        return not_yet("`quarter` is a whole column.", "", "Take the first one in which it is True: see hint 2.")
    given = str(quarter).strip().upper().replace(" ", "-")
    if _is_blank(quarter):
        return not_yet("`quarter` is still open.", "", "Where is the dashed line first above the other?")
    if given == first:
        return None
    if given not in ahead.index:
        return not_yet(f"The table has no quarter `{show(quarter)}`.", "", 'Write it as the table does: "2024-Q1".')
    seen = f"In {given} AWS has {wide.loc[given, 'AWS']:.0f} percent and the two {_sum(wide, given):.0f}."
    if ahead[given] == 0:
        return not_yet(seen, "That is as much, not more.", "Take the first one with `>`.")
    if ahead[given] < 0:
        return not_yet(seen, "There AWS is still ahead of both.", "Go on along the lines.")
    return not_yet(seen, "The two are ahead, but not for the first time.", "Take the first, not the last or largest.")


def _sum(wide, quarter):
    return wide.loc[quarter, "Microsoft"] + wide.loc[quarter, "Google"]


def _judge_lead(lead, ahead, wide):
    last, right = ahead.index[-1], float(ahead.iloc[-1])
    if _is_blank(lead):
        return not_yet("`quarter` is right.", "`lead` is still open.", "Subtract in the last quarter.")
    number = read_number(lead)
    if number is None:
        return not_yet(f"`lead` is `{show(lead)}`.", "It is to be one number.", "Take the last one: `.iloc[-1]`.")
    if is_near(number, right):
        return correct(
            f"{right:.0f} points in {last}: the two together sell more than AWS does. Whether AWS sells less than "
            "before is another question: read on."
        )
    if is_near(number, -right):
        return not_yet(f"`lead` is {number:g}.", "You subtracted the other way round.", "Take the two minus AWS.")
    if is_near(number, 100 * right / wide["AWS"].iloc[-1], 0.03):
        why = "That is how much larger they are, in percent of AWS's share. Points are a plain difference."
        return not_yet(f"`lead` is {number:.1f}.", why, "Subtract, do not divide.")
    return not_yet(f"`lead` is {number:g}.", "", f"Microsoft plus Google minus AWS, in {last}.")
