"""The checks on people: the alias, the first administrator with a second factor, passwords, and somebody who leaves."""

import difflib

from helpers._account import engine, trial

from .._verdict import correct, exercise, not_attempted, not_yet
from .state import (
    READ_ERROR,
    has_signed_in,
    has_tag,
    is_administrator,
    list_access_keys,
    list_groups,
    list_own_policies,
    list_users,
    read_login_profile,
    read_password_policy,
)

USER, GROUP, OWNER, LEAVER, PHOTOS = "coordinator", "admins", "owner", "ash", "photos-of-the-evening"
SHORTEST, SHORTEST_UNNAMED, HARD_TO_TYPE, KINDS = 14, 6, 40, 3


@exercise("05")
def choose_an_alias():
    """The account has an alias."""
    aliases = trial.client("iam").list_account_aliases()["AccountAliases"]
    if aliases == [engine.ACCOUNT_ID]:
        return not_yet("That is the account's number again.", "Nobody remembers it.", "Put a word there.")
    if aliases:
        return correct(f"Your users sign in at `https://{aliases[0]}.signin.aws.amazon.com/console`.")
    return not_attempted(
        "The account has no alias. If your cell ended in an error: `EntityAlreadyExists` says that somebody has it, "
        "`ValidationError` that it has letters which are not allowed."
    )


@exercise("05")
def first_administrator(first_password=None):
    """The coordinator is an administrator by a group, has a tag and a first password, and no key."""
    if USER not in list_users():
        return _say_no_user()
    return (
        _judge_permissions()
        or _judge_keys()
        or _judge_password(first_password)
        or _judge_tag()
        or correct("A person with an owner, rights by the group, a password to be changed, and no key. MFA is next.")
    )


def _say_no_user():
    near = difflib.get_close_matches(USER, list_users(), n=1, cutoff=0.5)
    near = near or [name for name in list_users() if name.lower() == USER]
    if near:
        return not_yet(f"There is a user `{near[0]}`.", f"The name was to be `{USER}`, letter by letter.", "Make it.")
    return not_attempted(f"Make the user `{USER}`, then run this again. {READ_ERROR}")


def _judge_permissions():
    own, groups = list_own_policies(USER), list_groups(USER)
    if own:
        why = "So each administrator has to be found and mended one by one. By the group it is one place."
        return not_yet(f"`{own[0]}` stands on the user itself.", why, "Detach it, and add the user to the group.")
    if not groups:
        why = "It has no permission at all: a new user may do nothing."
        return not_yet(f"`{USER}` is in no group.", why, f'Add it: `add_user_to_group(GroupName="{GROUP}", ...)`.')
    if not is_administrator(USER):
        why = f"The group `{groups[0]}` does not allow all that an administrator needs."
        return not_yet(f"`{USER}` is no administrator.", why, f"Use the group `{GROUP}`, as the cell above made it.")
    return None


def _judge_keys():
    if not list_access_keys(USER):
        return None
    why = "Console access needs none: a password and a key are two separate choices."
    return not_yet(f"`{USER}` has an access key.", why, "Delete it with `delete_access_key`.")


def _judge_password(first_password):
    profile = read_login_profile(USER)
    if profile is None:
        why = "Without a login profile nobody can sign in to the console as this user."
        return not_yet(f"`{USER}` has no password.", why, "Make one with `create_login_profile`.")
    if not profile.get("PasswordResetRequired") and not has_signed_in(USER):
        why = "You handed the password out, so you know it too. Only the user should."
        todo = f'`client.update_login_profile(UserName="{USER}", PasswordResetRequired=True)`'
        return not_yet("The first password need not be changed.", why, todo)
    if not has_signed_in(USER) and first_password not in (None, engine.get_iam().users[USER].password):
        why = "The cell below signs in with that name."
        todo = f'`client.update_login_profile(UserName="{USER}", Password=first_password, PasswordResetRequired=True)`'
        return not_yet("The password you set is not the one in `first_password`.", why, todo)
    return None


def _judge_tag():
    if has_tag(USER, OWNER):
        return None
    why = "In a year somebody asks whose user this is, and nobody knows."
    todo = f'`client.tag_user(UserName="{USER}", Tags=[{{"Key": "{OWNER}", "Value": ...}}])`'
    return not_yet(f"`{USER}` has no tag `{OWNER}` that says something.", why, todo)


@exercise("05")
def longer_passwords():
    """New passwords have at least 14 characters of three kinds, and everybody may change their own."""
    policy = read_password_policy()
    if policy is None:
        return not_attempted(f"AWS's own rule is in force. Set yours, then run this again. {READ_ERROR}")
    return _judge_length(policy) or _judge_change(policy) or correct(_praise(policy))


def _judge_length(policy):
    length, kinds = policy.get("MinimumPasswordLength", SHORTEST_UNNAMED), count_kinds(policy)
    if length < SHORTEST:
        unnamed = "You did not name a length, and then it is 6: fewer than before. " * (length == SHORTEST_UNNAMED)
        return not_yet(
            f"{length} characters are enough.", f"{unnamed}{SHORTEST} were asked for.", "Name `MinimumPasswordLength`."
        )
    if kinds < KINDS:
        why = f"A rule of yours takes the place of AWS's, which wants {KINDS} of the four."
        todo = "Name `RequireUppercaseCharacters` and others like it."
        return not_yet(f"Your rule asks for {kinds} kinds of characters.", why, todo)
    return None


def count_kinds(policy):
    """How many of the four kinds of characters a password policy asks for."""
    names = ("RequireUppercaseCharacters", "RequireLowercaseCharacters", "RequireNumbers", "RequireSymbols")
    return sum(bool(policy.get(name)) for name in names)


def _judge_change(policy):
    if policy.get("HardExpiry"):
        why = "Whoever is late is locked out, until an administrator helps. You are the only one."
        if not policy.get("MaxPasswordAge"):
            why = "Nothing expires yet. But once somebody sets an expiry, whoever is late is locked out."
        return not_yet("`HardExpiry` is on.", why, "Leave it out.")
    if policy.get("AllowUsersToChangePassword"):
        return None
    why = "Then a first password, which an administrator knows, stays for ever."
    return not_yet("Users may not change their password.", why, "Name `AllowUsersToChangePassword=True` too.")


def _praise(policy):
    length = policy["MinimumPasswordLength"]
    said = f"From now on a password needs {length} characters."
    return said + " But who types that many? People will write it down: 14 are enough." * (length >= HARD_TO_TYPE)


@exercise("05")
def somebody_leaves():
    """Ash's user is gone, the bucket is still there, and the coordinator is still an administrator."""
    if USER in list_users() and not is_administrator(USER):
        return say_locked_out()
    if LEAVER in list_users():
        return _say_still_there()
    if PHOTOS not in [one["Name"] for one in trial.client("s3").list_buckets()["Buckets"]]:
        why = "It belongs to the account, not to Ash, and was not yours to throw away with the user."
        return not_yet(
            f"The bucket `{PHOTOS}` is gone too.", why, "Run the cell above again, and delete the user only."
        )
    return correct(
        f"The user is gone. The bucket `{PHOTOS}` is still there: it belongs to the account, which pays for it."
    )


def say_locked_out():
    """The verdict where the coordinator, who is signed in, has lost the rights of an administrator."""
    why = "You are the coordinator, and took the rights from yourself. Now only root can give them back."
    todo = f'`sandbox.sign_in_as_root()`, mend the group `{GROUP}`, and `sandbox.log_in("{USER}")` again.'
    return not_yet(f"`{USER}` is no administrator any more.", why, todo)


def _say_still_there():
    groups, keys = list_groups(LEAVER), list_access_keys(LEAVER)
    if groups and "Active" in keys.values():
        return not_attempted(f"Delete the user `{LEAVER}`, then run this again. The error says what has to go first.")
    left = ([f"the group `{groups[0]}`"] if groups else []) + (["an access key"] if keys else [])
    if left:
        why = (
            f"It still has {' and '.join(left)}. An inactive key counts too." if keys else f"It is still in {left[0]}."
        )
        return not_yet(f"The user `{LEAVER}` is still there.", why, "Take that away, then `delete_user`.")
    return not_yet(f"The user `{LEAVER}` is still there.", "Nothing is in the way any more.", "`delete_user`.")
