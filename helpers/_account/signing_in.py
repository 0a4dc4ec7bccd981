"""Signing in on the console's page: by password, and by an MFA code where there is a device.

AWS answers every wrong sign-in with the same words, so that nobody learns which user names and passwords exist. The
help beneath is the course's.
"""

import hmac

from helpers._account import authorization, context, credentials, decisions, engine, mfa, passwords, root_user
from helpers._account.errors import Refusal

WRONG = "Your authentication information is incorrect. Please try again."
ASK_CODE = "Multi-factor authentication: enter the code that your MFA device shows."
MUST_CHANGE = "You must change your password to continue."
NOT_CHANGED = (
    "Either user is not authorized to perform iam:ChangePassword or entered password does not comply with account "
    "password policy set by administrator."
)


def answer(running, name, password, code=None, new_password=None):
    """Return (whether the page lets in, what it says, help); `name` is a user's, "root", or root's e-mail address."""
    holder, label = _find_holder(running, name)
    known = holder is not None and holder.password
    if not known or not hmac.compare_digest(holder.password.encode(), str(password).encode()):
        return False, WRONG, _explain(holder, label, password)
    if holder.mfa_devices:
        if code is None:
            return (
                False,
                ASK_CODE,
                f"The password is right. There is an MFA device for {label}, so it is not enough: code=...",
            )
        if problem := _check_code(running, holder, code):
            return False, WRONG, problem
    if getattr(holder, "password_reset_required", False):
        if new_password is None:
            again = ", with a new code" if holder.mfa_devices else ""
            return False, MUST_CHANGE, f"This password was for one sign-in only. Sign in again{again}: new_password=..."
        if problem := _change_password(running, holder, new_password):
            return False, NOT_CHANGED, problem
    holder.password_last_used = root_user.make_now()
    how = "By password and MFA code." if holder.mfa_devices else "By password alone: there is no MFA device."
    return True, f"Signed in to account {_name_account()} as {label}.", how


def _find_holder(running, name):
    root = running.root_user
    if name == credentials.ROOT.name or (root.email and str(name).lower() == root.email.lower()):
        return root, "the root user"
    return engine.get_iam().users.get(name), str(name)


def _explain(holder, label, password):
    if holder is None:
        return f"There is no IAM user {label} in this account. AWS does not say so: a stranger could learn names by it."
    if holder.password and password in getattr(holder, "old_passwords", []):
        return f"This was the password of {label}. It has been changed since."
    if holder.password:
        return f"This is not the password of {label}."
    if label == "the root user":
        return "The root user has no password here yet: console.sign_up(...) sets one."
    return (
        f"{label} has no console access: an access key opens no page. Console access is a password of its own: "
        f'create_login_profile(UserName="{label}", Password=...).'
    )


def _check_code(running, holder, code):
    """What is wrong with a code, None where one of the holder's devices shows it now. It is used up then."""
    for serial in holder.mfa_devices:
        try:
            mfa.check_code(running, holder, serial, code)
        except Refusal:
            continue
        return None
    if any(mfa.is_used(running, serial, code) for serial in holder.mfa_devices):
        return "This code was used before. Each opens one door once: wait for the next one."
    return "The code is wrong, or too old: a device shows a new one every 30 seconds."


def _change_password(running, user, password):
    principal = credentials.make_user_principal(user)
    need = authorization.Need("iam:ChangePassword", user.arn, context.make_principal_context(principal))
    if not decisions.decide(principal, need).allowed:
        return f"No policy allows {user.name} iam:ChangePassword; the account's password policy can allow it to all."
    weakness = passwords.find_user_weakness(running, user, password)
    if weakness or password == user.password:
        return f"The new password: {weakness or 'it must be another one'}."
    passwords.set_password(running, user, password)
    return None


def _name_account():
    alias = "".join(engine.get_iam().account_aliases)
    return f"{engine.ACCOUNT_ID} ({alias})" if alias else engine.ACCOUNT_ID
