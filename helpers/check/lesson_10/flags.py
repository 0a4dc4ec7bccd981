"""The checks of what an attacker found: five flags."""

import re

from helpers import break_in

from .._given import show
from .._verdict import correct, exercise, not_attempted, not_yet

FLAG = re.compile(r"flag\{[0-9a-f]{12}\}")
START = "Run the cell with `break_in.start()` and those after it."


@exercise("10")
def find_the_public_prefix(flag_1):
    """The flag that lies below a prefix which everybody can read."""
    return judge_flag(
        flag_1,
        1,
        "List the bucket as nobody, and read what is no web page.",
        "Nobody signed in, and nothing was guessed: the bucket told its list, and then its files.",
    )


@exercise("10")
def find_the_key_in_the_notebook(flag_2):
    """The flag that the owner of a leaked key can read."""
    return judge_flag(
        flag_2,
        2,
        "Find the key in `notebook`, make a session with it, and list what lies where the notebook itself read.",
        "The code was careful with the key. An output that nobody looked at was not.",
    )


@exercise("10")
def climb_by_policy(flag_3):
    """The flag that the intern could read only after changing their own policy."""
    return judge_flag(
        flag_3,
        3,
        "Put another version of the intern's policy in force, then read below `board/`.",
        "Who may write their own policy is an administrator, whatever the policy says today.",
    )


@exercise("10")
def take_the_open_role(flag_4):
    """The flag that only a role can read."""
    return judge_flag(
        flag_4,
        4,
        "Find the role whose trust policy lets the intern in, take it, and read below `pay/`.",
        "No policy of the intern speaks of roles. The role itself said yes, to everybody in the account.",
    )


@exercise("10")
def use_the_old_link(flag_5):
    """The flag behind a presigned URL."""
    return judge_flag(
        flag_5,
        5,
        "Take the link out of `chat` and open it.",
        "No key, no session: whoever has the link reads, until it ends or what signed it does.",
    )


def judge_flag(given, number, what_to_do, praise):
    """The Verdict on what stands in `flag_N`: the flag, or a text with it."""
    case = break_in.get_case()
    if case is None:
        return not_attempted(f"This is not Orange's account. {START}")
    name = f"flag_{number}"
    if given is None or given is ... or given == "":
        return not_attempted(f"Put the flag into `{name}`. {what_to_do}")
    found = FLAG.findall(read_text(given))
    if not found:
        return _say_no_flag(given, name, what_to_do)
    from helpers._break_in import building

    numbers = [case.digests.get(building.digest(one)) for one in found]
    if number in numbers:
        return correct(praise)
    if numbers[0] is None:
        return not_yet("There is no such flag.", "`break_in.start()` hides new ones each time.", "Find it once more.")
    return not_yet(f"That is flag {numbers[0]}.", f"Here flag {number} was asked for.", what_to_do)


def read_text(given):
    """An answer as one text, whether it came as text, bytes, lines of a command, or an answer of boto3."""
    if isinstance(given, bytes):
        return given.decode("utf-8", "replace")
    if isinstance(given, re.Match):
        return given.group()
    if isinstance(given, (list, tuple)):
        return "\n".join(str(one) for one in given)
    return str(given)


def _say_no_flag(given, name, what_to_do):
    if hasattr(given, "read") or (isinstance(given, dict) and "Body" in given):
        return not_yet(
            f"`{name}` is AWS's answer, not its text.", "The text is in its `Body`.", 'Use `["Body"].read().decode()`.'
        )
    if isinstance(given, dict) and "SecretAccessKey" in str(given):
        return not_yet(f"`{name}` holds credentials.", "They open the door; the flag is behind it.", what_to_do)
    text = read_text(given)
    if re.search(r"\bA[KS]IA[A-Z0-9]{16}\b", text) and "http" not in text:
        return not_yet(f"`{name}` holds a key.", "It opens the door; the flag is behind it.", what_to_do)
    if text.startswith("http"):
        return not_yet(f"`{name}` is the link.", "The flag is what the link opens.", "`urllib.request.urlopen(...)`")
    seen = f"`{name}` is `{show(given)}`."
    return not_yet(seen, "A flag looks like `flag{0123456789ab}`.", what_to_do)
