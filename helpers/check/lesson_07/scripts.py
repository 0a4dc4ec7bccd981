"""The checks of scripts: which lines stop one, and one that scales a group of servers."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from helpers._account import trial

from .._given import judge_choices
from .._verdict import correct, exercise, not_attempted, not_yet

GROUP, FEWEST = "site", 2
COMMENT = re.compile(r"^\s*#.*$", re.M)
# What the script lacks that the learner begins with, in one of its forms.
ATTEMPTED = re.compile(r"\bdown\b|\bset -|=~|\bif\b|\*\)|&&|\|\|.*\|\||\bexit\b.*\bexit\b", re.S)
LONGEST = 60  # seconds for one run of a learner's script
NONSENSE = (("sideways", "2"), ("up",), ("up", "two"), ("up", "-1"), ())


@exercise("07")
def stops_or_goes_on(answers):
    """Four lines of a script with `set -e`: after which does it go on?"""
    expected = {"a": "stops", "b": "goes on", "c": "goes on", "d": "stops"}
    reasons = {
        "a": "No error is shown. But `aws s3 ls` ends with 1 when nothing begins like that.",
        "b": "A pipe ends as its last command does, and `sort` had nothing to complain of.",
        "c": "An `if` is there to ask how a command ends.",
        "d": "A variable that takes what a command writes also takes its exit code.",
    }
    return judge_choices(
        answers, expected, reasons, ["goes on", "stops"], praise="All four. `pipefail` would stop b as well."
    )


@exercise("07")
def scale_script(script):
    """The script is run, with sense and with nonsense. The group is put back afterwards."""
    if not isinstance(script, str) or not script.strip():
        return not_attempted("Write the script as a text into `script`.")
    if not ATTEMPTED.search(COMMENT.sub("", script)):
        return not_attempted("Add to `script` what is missing, then run this again.")
    if shutil.which("bash") is None:
        return not_yet("There is no `bash` here.", "On Windows it comes with Git Bash or WSL.", "Or read the solution.")
    before = get_capacity()
    if before is None:
        return not_yet(
            "There is no group `site` in us-east-1.",
            "",
            "Run the cell above that makes it, as the coordinator. (`aws configure list` says where you are.)",
        )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scale.sh"
        path.write_text(script, encoding="utf-8", newline="\n")
        try:
            return _judge(path)
        except subprocess.TimeoutExpired:
            said = f"The script did not end within {LONGEST} seconds."
            return not_yet(said, "Does it wait for somebody to type?", "Take everything from `$1` and `$2`.")
        finally:
            set_capacity(before)


def _judge(path):
    return (
        _judge_move(path, ("up", "2"), FEWEST, FEWEST + 2)
        or _judge_move(path, ("down", "1"), FEWEST + 2, FEWEST + 1)
        or next(filter(None, (_judge_nonsense(path, words) for words in NONSENSE)), None)
        or _judge_refusal(path)
        or correct("It goes up and down, refuses nonsense, and does not hide what AWS says. The group is as it was.")
    )


def _judge_move(path, words, before, wanted):
    code, said, after = try_script(path, words, before)
    called = f"`scale.sh {' '.join(words)}`"
    if after == wanted and code == 0:
        return None
    if after == wanted:
        return not_yet(
            f"{called} does what it should, and ends with {code}.",
            "0 means that it worked.",
            "How does the last command end?",
        )
    if "AccessDenied" in said:
        return not_yet(
            f"{called} was refused.",
            "You are not signed in as the coordinator.",
            'Run `sandbox.sign_in("coordinator")`.',
        )
    if after == before and words[0] == "down" and (not said.strip() or "down" not in COMMENT.sub("", path.read_text())):
        how = "Does `case` have a line for `down`, before `*)`?"
        return not_yet(f"{called} left the group at {before} servers.", "`up` works.", how)
    last = (said.strip().splitlines() or ["nothing"])[-1][:90]
    if code and after == before and not said.strip():
        why = f"It ended with {code}, and said nothing: one of your conditions refuses these words."
        return not_yet(
            f"{called} left the group at {before} servers.", why, "Is the pattern in quotes? It must not be."
        )
    if after == before:
        return not_yet(
            f"{called} left the group at {before} servers.", f"It said: {last}", "Run it yourself, and read."
        )
    return not_yet(
        f"{called} brought the group from {before} to {after} servers.", f"Wanted: {wanted}.", "Check the sum."
    )


def _judge_nonsense(path, words):
    code, _, after = try_script(path, words, FEWEST + 2)
    called = f"`scale.sh {' '.join(words)}`".replace(" `", "`")
    if after != FEWEST + 2:
        return not_yet(
            f"{called} brought the group from {FEWEST + 2} to {after} servers.",
            "That is nonsense, and nobody asked.",
            "Look at the words first, and `exit 2` where they make no sense.",
        )
    if code == 0:
        return not_yet(
            f"{called} changes nothing, and ends with 0.",
            "So whoever calls it believes that it worked.",
            "`exit 2` says that it did not.",
        )
    return None


def _judge_refusal(path):
    code, _, _ = try_script(path, ("up", "90"), FEWEST)
    if code == 0:
        return not_yet(
            "`scale.sh up 90` ends with 0, although AWS refused.",
            "`bash` goes on after an error, and ends as its last command does.",
            "Begin with `set -euo pipefail`.",
        )
    return None


def try_script(path, words, capacity):
    """(exit code, what it said, the group's capacity afterwards) of a run of a script that finds the group so large."""
    set_capacity(capacity)
    ended = subprocess.run(
        ["bash", str(path), *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=LONGEST,
        env=os.environ,
    )
    return ended.returncode, ended.stdout, get_capacity()


def get_capacity():
    """The desired capacity of the group; None where there is no such group."""
    groups = trial.client("autoscaling").describe_auto_scaling_groups(AutoScalingGroupNames=[GROUP])
    found = groups["AutoScalingGroups"]
    return found[0]["DesiredCapacity"] if found else None


def set_capacity(capacity):
    """None; the group has so many servers."""
    if get_capacity() != capacity:
        trial.client("autoscaling").set_desired_capacity(AutoScalingGroupName=GROUP, DesiredCapacity=capacity)
