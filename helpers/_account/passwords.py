"""Console passwords of IAM users, and the account's password policy.

Sources, read 2026-11-25: IAM user guide, "Set an account password policy for IAM users"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html), and IAM API reference
(CreateLoginProfile, UpdateLoginProfile, ChangePassword, UpdateAccountPasswordPolicy).
"""

import re
import string

from helpers._account import engine
from helpers._account.errors import Refusal
from helpers._account.root_user import make_now

SYMBOLS = "!@#$%^&*()_+-=[]{}|'"
KINDS = {
    "an uppercase letter": string.ascii_uppercase,
    "a lowercase letter": string.ascii_lowercase,
    "a number": string.digits,
    f"a symbol ({SYMBOLS})": SYMBOLS,
}
# What a policy may ask for, in the order of KINDS.
REQUIREMENTS = (
    "require_uppercase_characters",
    "require_lowercase_characters",
    "require_numbers",
    "require_symbols",
)
ASKED = ("RequireUppercaseCharacters", "RequireLowercaseCharacters", "RequireNumbers", "RequireSymbols")
DEFAULT_LENGTH, LONGEST, KINDS_BY_DEFAULT = 8, 128, 3
LIMITS = {"MinimumPasswordLength": (6, 128), "MaxPasswordAge": (1, 1095), "PasswordReusePrevention": (1, 24)}


def find_weakness(password, account_name=None, email=None, policy=None, old=()):
    """Return in words what a password lacks under a policy (moto's; None for AWS's default), None where it is fine.

    `old` are the user's passwords so far, the last one last: a policy may forbid to use them again.
    """
    if policy is None:
        return _find_weakness_by_default(password, account_name, email)
    if len(password) < policy.minimum_password_length:
        return f"it must have at least {policy.minimum_password_length} characters"
    for requirement, (kind, letters) in zip(REQUIREMENTS, KINDS.items(), strict=True):
        if getattr(policy, requirement) and not set(password) & set(letters):
            return f"it must have at least {kind}"
    count = policy.password_reuse_prevention or 0
    if count and password in old[-count:]:
        return f"it must differ from the last {count} passwords"
    return None


def _find_weakness_by_default(password, account_name, email):
    if not DEFAULT_LENGTH <= len(password) <= LONGEST:
        return f"it must have {DEFAULT_LENGTH} to {LONGEST} characters"
    if sum(bool(set(password) & set(letters)) for letters in KINDS.values()) < KINDS_BY_DEFAULT:
        return "it must mix three of these: uppercase letters, lowercase letters, numbers, symbols"
    if password in (account_name, email):
        return "it must not be the account's name or e-mail address"
    return None


def create_login_profile(account, call, principal):
    user = _get_user(call, principal)
    if user.password:
        raise Refusal("EntityAlreadyExists", f"Login Profile for user {user.name} already exists.", 409)
    if "Password" not in call.parameters:
        raise Refusal("ValidationError", "Must specify password when creating a login profile.", 400)
    user.old_passwords, user.login_since = [], make_now()
    set_password(account, user, call.parameters["Password"], bool(call.parameters.get("PasswordResetRequired")))
    return {"LoginProfile": _show(user)}


def get_login_profile(account, call, principal):
    return {"LoginProfile": _show(_get_holder(call, principal))}


def update_login_profile(account, call, principal):
    user, parameters = _get_holder(call, principal), call.parameters
    reset = parameters.get("PasswordResetRequired")
    if "Password" in parameters:
        set_password(account, user, parameters["Password"], bool(reset))
    elif reset is not None:
        user.password_reset_required = bool(reset)
    return {}


def delete_login_profile(account, call, principal):
    user = _get_holder(call, principal)
    user.password, user.password_reset_required = None, False
    return {}


def change_password(account, call, principal):
    if principal.kind != "user":
        raise Refusal("InvalidUserType", "Only IAM Users can change their own password", 400)
    user = _get_holder(call, principal)
    if user.password != call.parameters["OldPassword"]:
        raise Refusal("AccessDenied", "The old password was incorrect.", 403)
    set_password(account, user, call.parameters["NewPassword"])
    return {}


def set_password(account, user, password, must_change=False):
    """Return nothing: the user has that password. Raises `Refusal` (PasswordPolicyViolation) for one too weak."""
    if len(password) > LONGEST or not re.fullmatch("[\t\n\r\x20-\xff]+", password):
        wanted = f"Member must have 1 to {LONGEST} characters, from the space to \u00ff"
        message = f"1 validation error detected: Value at 'password' failed to satisfy constraint: {wanted}"
        raise Refusal("ValidationError", message, 400)
    if find_user_weakness(account, user, password):
        raise Refusal("PasswordPolicyViolation", "Password does not conform to the account password policy.", 400)
    user.password, user.password_reset_required, user.password_changed = password, must_change, make_now()
    user.old_passwords = [*_list_old(user), password]


def find_user_weakness(account, user, password):
    """Return in words what this password of an IAM user lacks, None where it is fine."""
    root, policy = account.root_user, engine.get_iam().account_password_policy
    return find_weakness(password, root.account_name, root.email, policy, _list_old(user))


def get_policy(account, call, principal):
    """Return the policy without an age where passwords never end; None, for moto to refuse, where there is none."""
    policy = engine.get_iam().account_password_policy
    if policy is None:
        return None
    names = {"AllowUsersToChangePassword": policy.allow_users_to_change_password, "HardExpiry": policy.hard_expiry}
    names |= {name: getattr(policy, requirement) for name, requirement in zip(ASKED, REQUIREMENTS, strict=True)}
    names |= {"MinimumPasswordLength": policy.minimum_password_length, "ExpirePasswords": policy.expire_passwords}
    more = {"MaxPasswordAge": policy.max_password_age, "PasswordReusePrevention": policy.password_reuse_prevention}
    return {"PasswordPolicy": names | {name: value for name, value in more.items() if value}}


def check_policy(call, principal):
    """Return nothing; raise `Refusal` where a new password policy holds a number that AWS does not take."""
    for name, (lowest, highest) in LIMITS.items():
        value = call.parameters.get(name)
        if value is not None and not lowest <= value <= highest:
            side = f"greater than or equal to {lowest}" if value < lowest else f"less than or equal to {highest}"
            place = name[0].lower() + name[1:]
            fact = f"Value '{value}' at '{place}' failed to satisfy constraint: Member must have value {side}"
            raise Refusal("ValidationError", f"1 validation error detected: {fact}", 400)


def make_grant(user_arn):
    """Return the policy that AllowUsersToChangePassword means for a user, None where the account does not allow it."""
    policy = engine.get_iam().account_password_policy
    if policy is None or not policy.allow_users_to_change_password:
        return None
    statements = [
        {"Effect": "Allow", "Action": "iam:ChangePassword", "Resource": user_arn},
        {"Effect": "Allow", "Action": "iam:GetAccountPasswordPolicy", "Resource": "*"},
    ]
    return {"Version": "2012-10-17", "Statement": statements}


def _get_user(call, principal):
    name = call.parameters.get("UserName", principal.name)
    user = engine.get_iam().users.get(name)
    if user is None:
        raise Refusal("NoSuchEntity", f"The user with name {name} cannot be found.", 404)
    return user


def _get_holder(call, principal):
    user = _get_user(call, principal)
    if not user.password:
        raise Refusal("NoSuchEntity", f"Login Profile for User {user.name} cannot be found.", 404)
    return user


def _list_old(user):
    return getattr(user, "old_passwords", [])  # moto knows of none


def _show(user):
    return {
        "UserName": user.name,
        "CreateDate": getattr(user, "login_since", user.create_date),
        "PasswordResetRequired": user.password_reset_required,
    }
