"""The checks of the lesson on the command line: profiles, and who one is with which settings."""

import configparser
import os
import re

from helpers._account import engine, trial

from .._verdict import correct, exercise, not_attempted, not_yet
from .answers import count_them_all, large_objects, weigh_a_folder  # noqa: F401
from .messages import nothing_left, three_broken_commands, what_would_help  # noqa: F401
from .scripts import scale_script, stops_or_goes_on  # noqa: F401
from .transfers import four_commands, only_the_csv, three_tasks, what_sync_sends  # noqa: F401

REGION, OUTPUT = "us-west-2", "json"
MEND = 'This mends the other: `sandbox.sign_in("coordinator")`, then `!aws configure set region us-east-1`.'


@exercise("07")
def profile_for_blue(key):
    """The profile `blue` has a key of Blue's that works, the Region and the output format."""
    keys, settings = read_profiles("AWS_SHARED_CREDENTIALS_FILE"), read_profiles("AWS_CONFIG_FILE")
    if "blue" not in keys:
        return _say_no_profile(keys, key["AccessKeyId"])
    if "blue" in settings and "profile blue" not in settings:
        return not_yet(
            "The file of settings has a heading `[blue]`.",
            "In that file, and only there, the heading of a profile is `[profile blue]`.",
            "Let `aws configure --profile blue` write it, or add the word.",
        )
    return (
        _judge_key(keys["blue"])
        or _judge_settings(settings.get("profile blue", {}))
        or _find_overwritten(keys, settings, key["AccessKeyId"])
        or correct("`--profile blue` now means Blue, in `us-west-2`.")
    )


def read_profiles(variable):
    """The sections of one of the two files of `aws configure`, as dicts by heading."""
    found = configparser.RawConfigParser(strict=False, allow_no_value=True, default_section="")
    found.read(os.environ[variable], encoding="utf-8")
    return {name: dict(found[name]) for name in found.sections()}


def _say_no_profile(keys, key_id):
    places = [name for name, values in keys.items() if values.get("aws_access_key_id") == key_id]
    if not places:
        return not_attempted("Make the profile `blue`, then run this again.")
    return not_yet(
        f"Blue's key stands in the profile `{places[0]}`.",
        "Without `--profile`, `aws configure` writes into the profile that is chosen now, over what is there.",
        "Run it again with `--profile blue`." + (f" {MEND}" if places[0] == "coordinator" else ""),
    )


def _judge_key(values):
    """A "not yet" where the key in a profile is not one of Blue's that works; else None."""
    key_id, secret = values.get("aws_access_key_id") or "", values.get("aws_secret_access_key") or ""
    if "{" in key_id + secret:
        return not_yet(
            "The whole of `blue_key` was typed.",
            "It is a dict with both halves of the key in it.",
            'Type `blue_key["AccessKeyId"]`, then `blue_key["SecretAccessKey"]`.',
        )
    if not (key_id and secret):
        return not_yet("The profile `blue` has half a key.", "A key is an id and a secret.", "Run it again with both.")
    if len(key_id) == 40 and len(secret) == 20:
        return not_yet(
            "The secret stands where the id belongs.", "`aws configure` asks for the id first.", "Run it again."
        )
    owner = next((user.name for user in engine.get_iam().users.values() if _has_key(user, key_id)), None)
    if owner != "blue":
        whose = f"That is a key of {owner}." if owner else "AWS knows no key with that id."
        return not_yet(
            "The key in the profile `blue` is not Blue's.",
            whose,
            "Run it again. Blue's id is in `blue_key`, under `AccessKeyId`.",
        )
    if not trial.works(key_id, secret):
        return not_yet(
            "The id is Blue's, and AWS does not accept the secret.",
            "One letter too many or too few is enough.",
            'Run it again, with `blue_key["SecretAccessKey"]`.',
        )
    return None


def _has_key(user, key_id):
    return any(key.access_key_id == key_id for key in user.access_keys)


def _judge_settings(values):
    region, output = values.get("region") or "", values.get("output") or ""
    if region == OUTPUT or output == REGION:
        return not_yet("Region and output format are swapped.", "`aws configure` asks for the Region first.", "Again.")
    if region != REGION:
        return not_yet(
            f"{_say_region(region)}", "Blue works in `us-west-2`.", "Run it again: an empty answer keeps a value."
        )
    if output != OUTPUT:
        said = f"The output format is `{output}`." if output else "There is no output format."
        return not_yet(said, "It was to be `json`.", "It is the fourth answer.")
    return None


def _find_overwritten(keys, settings, key_id):
    """A "not yet" where a run without `--profile` has left Blue's key or Region with the coordinator; else None."""
    name = "coordinator"
    region = settings.get(f"profile {name}", {}).get("region")
    if keys.get(name, {}).get("aws_access_key_id") != key_id and region != REGION:
        return None
    return not_yet(
        "The profile `blue` is right. But the coordinator's was overwritten.",
        "Without `--profile`, `aws configure` writes into the profile that is chosen now.",
        MEND,
    )


def _say_region(region):
    if not region:
        return "There is no Region in the profile."
    if re.fullmatch(r"[a-z-]+\d[a-z]", region):
        return f"`{region}` is an Availability Zone, not a Region."
    return f"The Region is `{region}`."


EXPECTED = {
    "a": ("orange", "eu-west-1"),
    "b": ("blue", "us-west-2"),
    "c": ("orange", "us-east-2"),
    "d": ("coordinator", "us-west-2"),
    "e": ("blue", "us-west-2"),
    "f": ("blue", "eu-north-1"),
}
WHOM, WHERE = ("blue", "orange", "coordinator"), ("us-east-1", "us-east-2", "us-west-2", "eu-west-1", "eu-north-1")
# Why an answer for (letter, part) is not right, by the answer given or for any.
REASONS = {
    ("a", 0): "No option and no variable says anything. Which profile is left?",
    ("b", 0): "Neither an option nor a key in a variable is set. The third place has an answer.",
    ("c", 0): "Both the option and the variable name a profile. The option comes first.",
    ("d", 0): "Exported keys come before the profile that `AWS_PROFILE` names.",
    ("e", 0): "Keys are exported, but the option `--profile` comes before them.",
    ("f", 0): "Nothing but `AWS_PROFILE` says who. `--region` says where, not who.",
    ("a", 1): "The Region comes from the profile, and only one is in question.",
    ("b", 1): "No option and no variable names a Region, so it is that of the profile.",
    ("c", 1): "No option names a Region. A variable does, and it comes before every profile's own.",
    ("d", 1): "`KEY` brings no Region. `AWS_PROFILE` still chooses a profile, and that one has a Region.",
    ("e", 1): "`KEY` brings no Region. The chosen profile has one.",
    ("f", 1): "Three places name a Region. Take the first.",
}


@exercise("07")
def who_and_where(answers):
    """Six predictions of a user and a Region."""
    if not isinstance(answers, dict):
        return not_yet("`answers` is no dict any more.", "", 'Keep its form: `answers = {"a": ("...", "..."), ...}`.')
    given = {letter: _read_pair(answers.get(letter)) for letter in EXPECTED}
    parts = {(letter, part): given[letter][part] for letter in EXPECTED for part in (0, 1)}
    if not any(parts.values()):
        return not_attempted("Write a user and a Region for each letter.")
    right = [place for place, answer in parts.items() if answer == EXPECTED[place[0]][place[1]]]
    wrong = [place for place, answer in parts.items() if answer and place not in right]
    if wrong:
        return _say_wrong(wrong[0], parts[wrong[0]], len(right))
    still_open = sorted({letter for (letter, _), answer in parts.items() if not answer})
    if still_open:
        return not_yet(f"{len(right)} of 12 are there, and right.", "", f"Still open: {', '.join(still_open)}.")
    return correct("All twelve are right. Key and Region are looked up separately.")


def _read_pair(answer):
    """A user and a Region, in small letters; None where one is missing."""
    words = re.split(r"[\s,]+", answer.strip()) if isinstance(answer, str) else list(answer or ())
    words = [str(word).strip().lower() if word else None for word in words if word != "in"]
    return tuple([*words, None, None][:2])


def _say_wrong(place, answer, count):
    letter, part = place
    known = WHERE if part else WHOM
    what = "Region" if part else "user"
    if answer not in known:
        choices = ", ".join(f"`{one}`" for one in known)
        return not_yet(
            f"For {letter} you wrote `{answer}`.", f"That is no {what} of this exercise.", f"Use one of {choices}."
        )
    seen = f"{count} of 12 are right. For {letter} the {what} is not `{answer}`."
    return not_yet(seen, REASONS[place], "Go down the table from the top.")
