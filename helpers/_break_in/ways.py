"""What a stranger can do in Orange's account at the moment, and what those who work there can do."""

from helpers import s3
from helpers._account import account, engine, functions, gate, machines, trial
from helpers._account.call import read_call
from helpers._account.environment import REGION

from . import plot

# What makes an administrator of somebody who has it: each with something of this account that it would be used on.
# The first two are the ladder that stands in the account.
LADDERS = {
    "iam:CreatePolicyVersion": plot.POLICY_ARN,
    "iam:SetDefaultPolicyVersion": plot.POLICY_ARN,
    "iam:AttachUserPolicy": f"arn:aws:iam::{plot.ACCOUNT}:user/intern",
    "iam:PutUserPolicy": f"arn:aws:iam::{plot.ACCOUNT}:user/intern",
    "iam:AttachGroupPolicy": f"arn:aws:iam::{plot.ACCOUNT}:group/team",
    "iam:PutGroupPolicy": f"arn:aws:iam::{plot.ACCOUNT}:group/team",
    "iam:AddUserToGroup": f"arn:aws:iam::{plot.ACCOUNT}:group/admins",
    "iam:CreateAccessKey": f"arn:aws:iam::{plot.ACCOUNT}:user/orange",
    "iam:CreateLoginProfile": f"arn:aws:iam::{plot.ACCOUNT}:user/orange",
    "iam:UpdateAssumeRolePolicy": plot.ROLE_ARN,
    "iam:PassRole": f"arn:aws:iam::{plot.ACCOUNT}:role/site-builder",
}


NEW = {  # keys that may be there next week and are no pages -> in words
    "backup/2027/new.ipynb": "whatever is new below `backup/`",
    "backup/2027/new.html": "whatever is new below `backup/` and ends in `.html`",
    "site-old.txt": "`site-old.txt`, which lies beside `site/`",
}


def reads(user, bucket, key):
    """True where the user (None: anybody) can read the object, which is there."""
    return _may(user, "s3.get_object", Bucket=bucket, Key=key)


def writes(user, bucket, key):
    return _may(user, "s3.put_object", Bucket=bucket, Key=key, Body=b"")


def lists(user, bucket, **arguments):
    return _may(user, "s3.list_objects_v2", Bucket=bucket, **arguments)


def _may(user, call, **arguments):
    try:
        return trial.may(user, call, **arguments).allowed
    except LookupError:  # there is no such user any more
        return False


def find_public():
    """What a stranger can see of the website's bucket that is no page of it, in words; None where there is nothing."""
    for key in sorted(key for key in list_keys(plot.WEBSITE) if not key.startswith("site/")):
        if reads(None, plot.WEBSITE, key):
            return f"read `{key}`"
        if trial.decision(None, "s3:GetObject", plot.make_arn(plot.WEBSITE, key), read_asked_headers()).allowed:
            return f"read `{key}`, by saying what a condition asks for"
    for new, words in NEW.items():
        allowed = trial.decision(None, "s3:GetObject", plot.make_arn(plot.WEBSITE, new)).allowed
        if allowed and reads(None, plot.WEBSITE, "site/index.html"):
            return f"read {words}"
    if lists(None, plot.WEBSITE):
        return "list the whole bucket"
    for prefix in ("backup/", "site/"):
        if lists(None, plot.WEBSITE, Prefix=prefix):
            return f"list `{prefix}`"
    if trial.decision(None, "s3:ListBucketVersions", plot.make_arn(plot.WEBSITE)).allowed:
        return "list the bucket's versions"
    return None


def read_asked_headers():
    """The headers that the website's bucket policy asks for, with values that it takes: anybody can send them."""
    found = {}
    for statement in s3.list_statements(plot.WEBSITE, trial):
        for tests in statement.get("Condition", {}).values():
            for key, value in tests.items():
                if key.lower() in ("aws:referer", "aws:useragent"):
                    found[key] = (value if isinstance(value, str) else value[0]).replace("*", "x")
    return found


def list_keys(bucket):
    """The keys of a bucket, whatever its policy denies; none where the bucket is gone."""
    found = engine.get_bucket(bucket)
    return sorted(found.keys) if found is not None else []


def key_works(key):
    return trial.works(key["AccessKeyId"], key["SecretAccessKey"])


def find_ladder():
    """The first action with which the intern could make an administrator of themselves, or None."""
    for action, resource in LADDERS.items():
        try:
            if trial.decision("intern", action, resource).allowed:
                return action
        except LookupError:
            return None
    return None


def can_take_treasury(user):
    """True where the user can take the role, also by saying whatever word its trust policy asks for."""
    words = read_asked_words()
    return any(
        _may(user, "sts.assume_role", RoleArn=plot.ROLE_ARN, **{"RoleSessionName": "check"} | more)
        for more in ({}, words)
    )


def read_asked_words():
    """The ExternalId and RoleSessionName that the trust policy of the role asks for, where it names them."""
    found = {}
    for statement in read_trust():
        for tests in statement.get("Condition", {}).values():
            for key, value in tests.items():
                word = value if isinstance(value, str) else str(value[0])
                if key.lower() == "sts:externalid":
                    found["ExternalId"] = word.replace("*", "x")
                if key.lower() == "sts:rolesessionname":
                    found["RoleSessionName"] = word.replace("*", "x").replace("${aws:username}", "intern")
    return found


def read_trust():
    """The statements of the role's trust policy; none where the role is gone."""
    role = find_role()
    document = role["AssumeRolePolicyDocument"] if role else {"Statement": []}
    statements = document["Statement"]
    return [statements] if isinstance(statements, dict) else statements


def find_role():
    client = trial.client("iam")
    try:
        return client.get_role(RoleName="treasury")["Role"]
    except client.exceptions.NoSuchEntityException:
        return None


def role_reads_pay():
    """True where whoever has taken the role reads what it is for."""
    session = functions.make_role_session(plot.ROLE_ARN, "check")
    return machines.may(session, "s3:GetObject", plot.make_arn(plot.TEAM, "pay/2026-11.txt"), REGION)


def link_works(case):
    """True where the link still opens; it is not opened, so nothing is noted of it."""
    host = case.link.split("/")[2]
    call = read_call("GET", case.link, {"Host": host}, b"", "http")
    try:
        status, _, _ = gate.answer(account.get_running(), call, rehearse=True)
    except gate.Rehearsed:
        return True
    return int(status) < 300


DOORS = {
    "a folder that is public": lambda case: find_public() is not None,
    "a key in a notebook": lambda case: key_works(case.leaked),
    "a policy that can change itself": lambda case: find_ladder() is not None,
    "a role that anybody may take": lambda case: any(can_take_treasury(user) for user in ("intern", "green")),
    "a link that was forgotten": link_works,
}
