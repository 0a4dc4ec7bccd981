"""The checks at the end: what the audit still finds, and what Orange has changed."""

from helpers import audit
from helpers._account import engine, trial

from .._verdict import correct, exercise, not_attempted, not_yet
from .people import count_kinds, say_locked_out
from .root import is_still_oranges
from .state import (
    READ_ERROR,
    has_tag,
    is_administrator,
    list_access_keys,
    list_devices,
    list_own_policies,
    list_users,
    read_login_profile,
    read_password_policy,
)

USER, GUEST, ORANGE, ALARM = "coordinator", "blue", "orange", "bill"
GUESSED = "Spring26"
MOST = 100  # USD: an alarm above it comes too late for a team that means to spend 30


@exercise("05")
def mend_what_is_left():
    """No administrator has a key, nobody signs in with a password alone, each user has an owner."""
    users = list_users()
    if not users:
        return not_yet("There are no users.", "A restarted kernel is a new account.", "Run the cells above again.")
    if USER in users and not is_administrator(USER):
        return say_locked_out()
    if _is_untouched(users):
        return not_attempted(f"Mend what the audit found, then run this again. {READ_ERROR}")
    if GUEST not in users:
        why = "Its red line went with it. But Blue belongs to the team."
        return not_yet(f"`{GUEST}` is gone.", why, "Make the user again, and mend it.")
    return _judge_keys(users) or _judge_passwords() or _judge_owners(users) or correct(_say_score())


def _is_untouched(users):
    lesson = {USER, GUEST} <= set(users)
    return lesson and bool(list_access_keys(USER)) and _has_bare_password(GUEST) and not has_tag(GUEST, "owner")


def _has_bare_password(user):
    return read_login_profile(user) is not None and not list_devices(user)


def _judge_keys(users):
    for user in users:
        keys = list_access_keys(user) if user == USER or is_administrator(user) else {}
        if "Active" in keys.values():
            why = "It needs no code, and whoever finds it is an administrator."
            return not_yet(f"`{user}` has an access key that works.", why, "Delete it.")
        if keys:
            why = "It opens nothing now. Nobody needs it, so why keep it?"
            return not_yet(f"`{user}` has an inactive access key.", why, "Delete it.")
    return None


def _judge_passwords():
    if not _has_bare_password(GUEST):
        return _judge_guessed()
    why = "A better password is no second factor."
    if _is_guessed():
        why = f"The old password is `{GUESSED}`, and no second factor stands behind it."
    todo = "Give the user MFA, as the coordinator got it, or take console access away: `delete_login_profile`."
    return not_yet(f"`{GUEST}` signs in with a password alone.", why, todo)


def _is_guessed():
    found = engine.get_iam().users[GUEST]
    return found.password == GUESSED and not found.password_reset_required


def _judge_guessed():
    if not _is_guessed():
        return None
    why = "Whoever guesses passwords tries it early, and you know it too."
    return not_yet(
        f"`{GUEST}` has MFA, and still `{GUESSED}`.", why, "`update_login_profile`: a new one at the next sign-in."
    )


def _judge_owners(users):
    bare = [user for user in users if not has_tag(user, "owner")]
    if not bare:
        return None
    why = "A tag `owner` with a value says whose it is."
    return not_yet(f"`{bare[0]}` has no owner.", why, "`client.tag_user(UserName=..., Tags=[...])`")


def _say_score():
    found = audit.run()
    if is_still_oranges():
        return f"Mended, {found.score} of 100 points. But root's address is still Orange's: who reads it owns it all."
    if not found.missing:
        return "All lines of the audit are green: 100 of 100 points. Look again once a month."
    waiting = ", ".join(found[name].title for name in found.missing[:3])
    return f"Mended. The account has {found.score} of 100 points. Still red, from exercises above: {waiting}."


@exercise("05")
def put_it_right():
    """What Orange changed is mended: rights by the group, no key, passwords, the alarm, an owner."""
    if _is_as_orange_left_it():
        return not_attempted(f"Mend what Orange changed, then run this again. {READ_ERROR}")
    there = ORANGE in list_users()
    return (there and (_judge_orange() or None)) or _judge_policy() or _judge_alarm() or correct(_praise(there))


def _is_as_orange_left_it():
    if ORANGE not in list_users() or not list_own_policies(ORANGE) or not list_access_keys(ORANGE):
        return False
    return _judge_policy() is not None and not _read_alarm().get("AlarmActions")


def _judge_orange():
    own = list_own_policies(ORANGE)
    if own:
        why = "Rights that hang on one user are found only by looking at each."
        return not_yet(f"`{own[0]}` still stands on `{ORANGE}`.", why, "`detach_user_policy`, and use the group.")
    if list_access_keys(ORANGE):
        why = "Deactivated or not: nobody but a program needs one."
        return not_yet(f"`{ORANGE}` still has an access key.", why, "Delete it.")
    if _has_bare_password(ORANGE):
        return not_yet(f"`{ORANGE}` signs in with a password alone.", "", "Give Orange MFA.")
    if not has_tag(ORANGE, "owner"):
        return not_yet(f"`{ORANGE}` has no owner.", "Whose user is it, in a year?", "`client.tag_user`")
    return None


def _judge_policy():
    policy = read_password_policy()
    if policy is None:
        why = "AWS's own takes 8 characters."
        return not_yet("There is no password policy any more.", why, "Set it as before.")
    if policy.get("MinimumPasswordLength", 6) < 14 or count_kinds(policy) < 3:
        length = policy.get("MinimumPasswordLength", 6)
        why = "Orange named the symbols alone, and all that is not named is set back, the length to 6."
        return not_yet(f"Passwords need {length} characters, of {count_kinds(policy)} kinds.", why, "Name all of it.")
    if not policy.get("AllowUsersToChangePassword"):
        return not_yet("Users may not change their own password.", "It was not named.", "Name it too.")
    return None


def _read_alarm():
    found = trial.client("cloudwatch").describe_alarms(AlarmNames=[ALARM])["MetricAlarms"]
    return found[0] if found else {}


def _judge_alarm():
    finding = audit.run()["billing_alarm"]
    if not finding.met:
        return not_yet(finding.seen, finding.why, finding.next)
    if _read_alarm().get("Threshold", 0) > MOST:
        return not_yet(finding.seen, "By then far too much is spent.", "Set it at 20 USD, as before.")
    return None


def _praise(there):
    kept = "Orange has rights by the group or none, and no key." if there else "Orange's user is gone."
    return f"{kept} Passwords are long again, and the alarm is heard. An audit once a month finds such things."
