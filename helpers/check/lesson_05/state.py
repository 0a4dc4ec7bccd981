"""What the checks of this lesson read from the account, as root."""

from botocore.exceptions import ClientError

from helpers._account import trial

from .._asking import list_access_keys, list_groups, list_own_policies, list_users

__all__ = ["list_access_keys", "list_groups", "list_own_policies", "list_users"]  # handed on

READ_ERROR = "If your cell ended in an error, read its last line."


def call_or_none(call, **arguments):
    """The answer of a call of IAM, or None where what it asks for does not exist."""
    try:
        return call(**arguments)
    except ClientError as error:
        if error.response["Error"]["Code"] != "NoSuchEntity":
            raise
        return None


def read_login_profile(user):
    """A user's login profile as a dict, or None where the user has no console access."""
    found = call_or_none(trial.client("iam").get_login_profile, UserName=user)
    return found and found["LoginProfile"]


def read_password_policy():
    """The password policy of the account as a dict, or None while AWS's own is in force."""
    found = call_or_none(trial.client("iam").get_account_password_policy)
    return found and found["PasswordPolicy"]


def is_administrator(user):
    """True where the user may do what nobody but an administrator may."""
    asked = (("iam:CreateUser", "*"), ("ec2:TerminateInstances", "*"), ("s3:DeleteBucket", "*"))
    return all(trial.decision(user, action, resource).allowed for action, resource in asked)


def read_tags(user):
    """A user's tags as a dict."""
    return {tag["Key"]: tag["Value"] for tag in trial.client("iam").list_user_tags(UserName=user)["Tags"]}


def has_tag(user, key):
    """True where the user has this tag, in any spelling, and it says something."""
    return any(name.lower() == key and value.strip() for name, value in read_tags(user).items())


def has_signed_in(user):
    """True where the user has signed in to the console, and so has chosen a password if one had to be chosen."""
    return "PasswordLastUsed" in trial.client("iam").get_user(UserName=user)["User"]


def list_devices(user):
    """The serial numbers of a user's MFA devices."""
    return [one["SerialNumber"] for one in trial.client("iam").list_mfa_devices(UserName=user)["MFADevices"]]
