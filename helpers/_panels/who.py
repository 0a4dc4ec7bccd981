"""Who is an administrator, and who is signed in."""

import os
from pathlib import Path

from helpers._account import account, credentials, local, trial
from helpers._panels.state import Power

# Across services and on everything: what an administrator may do, and nobody of whom one would not call so.
PROBES = (
    "iam:AttachUserPolicy",
    "iam:CreateUser",
    "s3:DeleteBucket",
    "ec2:TerminateInstances",
    "dynamodb:DeleteTable",
    "lambda:DeleteFunction",
    "budgets:ModifyBudget",
    "cloudwatch:DeleteAlarms",
)
SIGNED_IN = {"aws:MultiFactorAuthPresent": "true"}  # a policy may grant its rights only to those who gave an MFA code

_remembered = {}  # "key": what a new session would read; "session": the one that was made from it


def judge_power(user_name):
    """The `Power` of a user: as IAM decides with all that is in force, whatever the policies look like."""
    arguments = trial.arguments(user_name, PROBES[0], "*", SIGNED_IN)
    policies = arguments["identity_policies"]
    own = [pair for pair in policies if not pair[0].endswith(")")]  # those of groups end with "(group NAME)"
    if not _may_all(arguments, policies):
        return Power()
    by_group = _may_all(arguments, [pair for pair in policies if pair not in own]) and not _may_all(arguments, own)
    return Power(True, by_group, () if by_group else tuple(name for name, _ in own))


def _may_all(arguments, policies):
    from helpers import policy

    asked = arguments | {"identity_policies": policies}
    return all(policy.decide(**asked | {"action": action}).allowed for action in PROBES)


def find_caller():
    """Who new boto3 clients act as, and where: (kind, name, Region), such as ("user", "blue", "us-east-1").

    The kind is "root", "user" or "role"; "profile" for one whose credentials would first have to be fetched, which a
    look must not do; "nobody" where there are none that the account knows.
    """
    from botocore.credentials import RefreshableCredentials

    session = _find_session()
    region = session.region_name or "none"
    keys = session.get_credentials()
    if isinstance(keys, RefreshableCredentials):
        return "profile", session.profile_name, region
    running = account.get_running()
    known = credentials.find_credential(keys.access_key, running.sessions) if keys and running else None
    return (known.principal.kind, known.principal.name, region) if known else ("nobody", "", region)


def _find_session():
    """boto3's default session, or the one that it would make; that is dear, so the last one is kept while it holds."""
    import boto3

    if boto3.DEFAULT_SESSION is not None:
        return boto3.DEFAULT_SESSION
    files = [os.environ.get(name, "") for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE")]
    times = [Path(file).stat().st_mtime_ns for file in files if Path(file).is_file()]
    key = (sorted((name, value) for name, value in os.environ.items() if local.is_ours(name)), times)
    if _remembered.get("key") != key:
        _remembered.update(key=key, session=boto3.Session())
    return _remembered["session"]
