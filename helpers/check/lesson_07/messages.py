"""The checks of what helps against a message, of commands that were mended, and of an account that was tidied."""

import re

from helpers import command_line
from helpers._account import trial

from .._given import judge_choices
from .._verdict import correct, exercise, not_attempted, not_yet
from .answers import list_objects
from .scripts import get_capacity

COMMAND = re.compile(r"(?:[A-Za-z_]\w*=\S* +)*aws ")  # a terminal takes `NAME=value aws ...` as well
OURS = ("archive", "backup", "hall", "hall-air", "meetup")


@exercise("07")
def what_would_help(answers):
    """Six messages, and what helps against each."""
    expected = {"a": "spelling", "b": "sign in", "c": "spelling", "d": "key", "e": "permission", "f": "region"}
    reasons = {
        "a": "AWS knows who asks, and would tell. What it does not find is the bucket.",
        ("b", "key"): "No key was set up wrongly: none was found.",
        ("b", "permission"): "To be refused, somebody must ask. Here nobody is there yet.",
        "b": "`aws` looked in all places for who you are, and found nothing.",
        ("c", "sign in"): "Signing in does not help a name that is misspelt.",
        "c": "Read the name in the message aloud.",
        ("d", "permission"): "AWS cannot tell who asks, so it has not come to permissions.",
        ("d", "sign in"): "The id is known. It is the secret with which the call was signed that does not fit.",
        "d": "What is a call signed with?",
        ("e", "key"): "AWS knew the key, and names its owner.",
        "e": "The message says what is missing: a policy that allows it.",
        ("f", "spelling"): "All letters are right. Only, it is a name of another kind of thing.",
        ("f", "sign in"): "There is no computer at that address, so nobody asked who you are.",
        "f": "Look at the address. Which part of it did somebody choose?",
    }
    options = ["spelling", "region", "sign in", "key", "permission"]
    return judge_choices(answers, expected, reasons, options, praise="All six. Only one of them was about permissions.")


@exercise("07")
def three_broken_commands(mended):
    """Three commands are run, and must do what was asked."""
    if not isinstance(mended, dict):
        return not_yet("`mended` is no dict any more.", "", 'Keep its form: `mended = {"a": "aws ...", ...}`.')
    given = {letter: _clean(mended.get(letter)) for letter in "abc"}
    if not any(given.values()):
        return not_attempted("Write each command, as a text, into `mended`.")
    for letter, judge in (("a", _judge_guests), ("b", _judge_zones), ("c", _judge_count)):
        if given[letter] and not COMMAND.match(given[letter]):
            return not_yet(f"{letter} does not begin with `aws`.", "", "Write it as you would type it in a terminal.")
        if given[letter] and (verdict := judge(command_line.run(given[letter]))) is not None:
            return verdict
    if missing := [letter for letter, command in given.items() if not command]:
        return not_yet("So far all work.", "", f"Still open: {', '.join(missing)}.")
    return correct("All three work.")


def _clean(command):
    return command.strip().removeprefix("!").strip() if isinstance(command, str) else ""


def _judge_guests(ended):
    wanted = trial.client("s3").get_object(Bucket="meetup", Key="guests/2026.csv")["Body"].read().decode()
    if ended.exit_code == 0 and ended.output.strip() == wanted.strip():
        return None
    if "404" in ended.output:
        return not_yet(
            "a: S3 finds no such object.", "Keys are compared letter by letter.", "Look at the list of keys."
        )
    if ended.exit_code == 0 and "Fern" in ended.output:
        return not_yet("a shows last year's list.", "This year is 2026.", "The command asked for `2026`, and rightly.")
    if ended.exit_code == 0:
        return not_yet("a does not show this year's guests.", "", "A `-` at the end copies to the screen.")
    return _say_failed("a", ended)


def _judge_zones(ended):
    if ended.exit_code == 0 and "us-west-2a" in ended.output:
        return None
    if ended.exit_code == 0 and "us-" in ended.output:
        return not_yet("b lists zones of another Region.", "", "It was to be `us-west-2`.")
    if "AuthFailure" in ended.output:
        return not_yet(
            "b: EC2 says AuthFailure.", "Is there a zone in your command?", "The Region is `us-west-2`, no `a`."
        )
    if "specify a region" in ended.output:
        return not_yet("b still lacks a Region.", "The profile has none.", "An option can name one.")
    return _say_failed("b", ended)


def _judge_count(ended):
    if ended.exit_code == 0 and ended.output.strip() == str(len(list_objects("meetup"))):
        return None
    if "Invalid bucket name" in ended.output:
        return not_yet(
            "c: that is no name of a bucket.",
            "`s3://` is how `aws s3` writes a place.",
            "`aws s3api` takes the name alone.",
        )
    if ended.exit_code == 0:
        return not_yet("c does not write the number of objects in `meetup`.", "", "Keep the query as it was.")
    return _say_failed("c", ended)


def _say_failed(letter, ended):
    last = (ended.output.strip().splitlines() or ["nothing"])[-1][:100]
    return not_yet(f"{letter} ends with exit code {ended.exit_code}.", f"It says: {last}", "Run it with `!` in front.")


@exercise("07")
def nothing_left():
    """Neither the group nor a bucket of the lesson is left."""
    names = [one["Name"] for one in trial.client("s3").list_buckets()["Buckets"]]
    buckets, capacity = [name for name in OURS if name in names], get_capacity()
    group_is_deleted = capacity is None and _has_template()
    if {"archive", "backup", "meetup"} <= set(buckets) and not group_is_deleted:
        return not_attempted("The buckets are still there.")
    if capacity is not None:
        return not_yet(
            f"The group `site` is still there, for {capacity} servers.",
            "Each costs by the second, and if you terminate one, the group starts another.",
            "Delete the group itself, with `--force-delete`.",
        )
    if buckets:
        full = list_objects(buckets[0])
        why = "Only an empty bucket can be removed." if full else "It is empty, but not gone."
        how = "`--force` empties it first." if full else f"`aws s3 rb s3://{buckets[0]}`"
        return not_yet(f"The bucket `{buckets[0]}` is still there.", why, how)
    return correct("No server, no bucket, nothing that costs.")


def _has_template():
    """Whether there is the launch template of the group, which is made with it and stays."""
    found = trial.client("ec2").describe_launch_templates()["LaunchTemplates"]
    return "site" in [one["LaunchTemplateName"] for one in found]
