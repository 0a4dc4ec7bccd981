"""What of a new account's people is as it should be: root, administrators, passwords, owners. Pure.

Source: AWS IAM user guide, "Root user best practices for your AWS account", "Security best practices in IAM" and "Set
an account password policy for IAM users", read 2026-11-25.
"""

from helpers._account import passwords
from helpers._panels.finding import Finding, list_words

OWNER = "owner"


def judge_root_mfa(people):
    """Whether root has MFA."""
    title, why = "MFA for the root user", "Root may do everything, and no policy of IAM limits it."
    if people.root_has_mfa:
        return Finding("root_mfa", title, "Root has an MFA device.", why)
    todo = "Give the root user an MFA device, and turn it on with two codes."
    return Finding("root_mfa", title, "No MFA: root's password alone is enough to sign in.", why, todo)


def judge_root_keys(people):
    """Whether root has no access keys."""
    title, why = "Root user without access keys", "A key lies in a file, and no MFA stands before what root may do."
    if not people.root_has_keys:
        return Finding("root_keys", title, "Root has no access key.", why)
    return Finding("root_keys", title, "Root has an access key.", why, "Delete each access key of the root user.")


def judge_administrator(people):
    """Whether somebody other than root is an administrator, through groups, and nobody is one directly."""
    direct = [user for user in people.administrators if not user.power.by_group]
    todo = ""
    if not people.administrators:
        seen = "No user is an administrator, so all is done as root."
        todo = "Make a group with an administrator's rights, and put a user into it."
    elif direct:
        name, policies = direct[0].name, list_words(direct[0].power.direct)
        seen = f"{name} is an administrator by what stands on the user alone: {policies}."
        todo = f"Take that off {name}, and let a group give the rights."
    else:
        seen = f"Administrators by group: {list_words(user.name for user in people.administrators)}."
    why = "Root is for what only root can do. A group is one place to see who may what, and to end it."
    return Finding("administrator", "An administrator by group", seen, why, todo)


def judge_console_mfa(people):
    """Whether an administrator can sign in to the console, and whoever can has MFA."""
    able = [user for user in people.users if user.has_password]
    bare = [user.name for user in able if not user.has_mfa]
    todo = ""
    if bare:
        seen = f"A password alone is enough for {list_words(bare)}."
        todo = "Give each of them an MFA device, or take console access away."
    elif not any(user in people.administrators for user in able):
        seen = "No administrator can sign in to the console."
        todo = "Give the administrator a password for the console, and an MFA device."
    else:
        seen = f"In the console with MFA: {list_words(user.name for user in able)}."
    why = "A password can be guessed, stolen, or be the one that was used elsewhere too."
    return Finding("console_mfa", "Console access with MFA", seen, why, todo)


def judge_administrator_keys(people):
    """Whether there are administrators, and none has an access key."""
    holders = [user for user in people.administrators if user.keys]
    active = [user.name for user in holders if "Active" in user.keys.values()]
    todo = "Delete it. A program that needs a key gets a user of its own, who may do less."
    if not people.administrators:
        seen, todo = "There is no administrator yet.", "Make the administrator first."
    elif active:
        seen = f"With an access key: {list_words(active)}."
    elif holders:
        seen = f"With an access key that one call makes active again: {list_words(one.name for one in holders)}."
    else:
        seen, todo = "No administrator has an access key.", ""
    why = "A key leaks from files and repositories, lasts until it is deleted, and is asked for no MFA code."
    return Finding("administrator_keys", "Administrators without access keys", seen, why, todo)


def judge_password_policy(people):
    """Whether passwords must be longer than by AWS's default, and of as many kinds of characters."""
    policy, todo = people.password_policy, ""
    length, kinds = passwords.DEFAULT_LENGTH, passwords.KINDS_BY_DEFAULT
    if policy is None:
        seen = f"AWS's default is in force: {length} characters, {kinds} of 4 kinds."
        todo = "Set a password policy that asks for more."
    else:
        asked = sum(bool(policy.get(name)) for name in passwords.ASKED)
        seen = f"Passwords need {policy['MinimumPasswordLength']} characters, of {asked} of 4 kinds."
        if policy["MinimumPasswordLength"] <= length:
            todo = f"Ask for more than the {length} characters of AWS's default."
        elif asked < kinds:
            todo = f"Ask for {kinds} kinds at least, as AWS's default does."
    why = "It holds for each password that a user sets from now on."
    return Finding("password_policy", "Passwords stronger than AWS's default", seen, why, todo)


def judge_owners(people):
    """Whether there are users, and a tag says of each whose it is."""
    bare = [user.name for user in people.users if not _find_owner(user)]
    todo = ""
    if not people.users:
        seen, todo = "There are no users yet.", f"Give each user that you make a tag {OWNER}."
    elif bare:
        seen, todo = f"Without a tag {OWNER}: {list_words(bare)}.", f"Give each a tag {OWNER} that says whose it is."
    else:
        seen = f"Each user has a tag {OWNER}."
    why = "In a year nobody knows what a user was for, so nobody dares to delete it."
    return Finding("owners", "An owner for each user", seen, why, todo)


def _find_owner(user):
    return any(key.lower() == OWNER and value.strip() for key, value in user.tags.items())
