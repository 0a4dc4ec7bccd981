"""Questions that the checks put to the practice account: may this user do that?"""

import json
from dataclasses import dataclass, field

from botocore.exceptions import ClientError

from helpers import iam
from helpers._account import trial

NAMES = {"blue": "Blue", "orange": "Orange", "green": "Green", "coordinator": "The coordinator", None: "Anybody at all"}


@dataclass(frozen=True)
class Ask:
    """Something that a user may or may not do: words for it, IAM's names for action and resource, and the call to try.

    Without a call, the account's policies are asked and nothing is tried.
    """

    words: str
    action: str
    resource: str
    call: str = ""
    arguments: dict = field(default_factory=dict)
    context: dict = field(default_factory=dict)

    def decide(self, user):
        """The account's present decision about it, with the statement that decided."""
        return trial.decision(user, self.action, self.resource, self.context or None)

    def is_allowed(self, user):
        """True when the account lets the user (None: anybody) do it now."""
        if self.call and trial.may(user, self.call, **self.arguments).allowed:
            return True
        # A missing object is refused to whoever may not list the bucket, whatever they may read: so ask the policies.
        reads_missing = self.call == "s3.get_object" and user is not None
        return (reads_missing or not self.call) and self.decide(user).allowed


def reads(key, bucket="guests"):
    return Ask(
        _word("read", key, bucket),
        "s3:GetObject",
        f"arn:aws:s3:::{bucket}/{key}",
        "s3.get_object",
        _object(bucket, key),
    )


def writes(key, bucket="guests"):
    arguments = _object(bucket, key) | {"Body": b"check"}
    return Ask(_word("write", key, bucket), "s3:PutObject", f"arn:aws:s3:::{bucket}/{key}", "s3.put_object", arguments)


def deletes(key, bucket="guests"):
    arn = f"arn:aws:s3:::{bucket}/{key}"
    return Ask(_word("delete", key, bucket), "s3:DeleteObject", arn, "s3.delete_object", _object(bucket, key))


def lists(bucket="guests", prefix=None):
    words = f"list `{prefix}` in `{bucket}`" if prefix else f"list the whole bucket `{bucket}`"
    words += " with an empty prefix" if prefix == "" else ""
    arguments = {"Bucket": bucket} | ({} if prefix is None else {"Prefix": prefix})
    context = {} if prefix is None else {"s3:prefix": prefix}
    return Ask(words, "s3:ListBucket", f"arn:aws:s3:::{bucket}", "s3.list_objects_v2", arguments, context)


def does(action, resource="*"):
    return Ask(f"do `{action}`", action, resource)


def _word(verb, key, bucket):
    return f"{verb} `{key}`" + ("" if bucket == "guests" else f" in the bucket `{bucket}`")


def _object(bucket, key):
    return {"Bucket": bucket, "Key": key}


def find_refused(user, asks):
    """The first of the asks that the account refuses this user, or None."""
    return next((ask for ask in asks if not ask.is_allowed(user)), None)


def find_allowed(user, asks):
    """The first of the asks that the account allows this user, or None."""
    return next((ask for ask in asks if ask.is_allowed(user)), None)


def list_statements(user, bucket="guests"):
    """The statements that count for a user: (where it stands, statement) for each."""
    policies = [(f"the policy `{name}`", document) for name, document in iam.list_policies(user, trial)]
    policies += [("the bucket policy", read_bucket_policy(bucket))]
    return [(where, part) for where, document in policies for part in split(document)]


def split(document):
    """The statements of a policy as a list; a single one may stand there without the list."""
    statements = document.get("Statement", [])
    return [statements] if isinstance(statements, dict) else statements


def as_list(value):
    """The value of Action or Resource as a list: a single one may stand there without brackets."""
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)


def read_bucket_policy(bucket):
    """The policy of a bucket as a dict, empty when it has none."""
    try:
        return json.loads(trial.client("s3").get_bucket_policy(Bucket=bucket)["Policy"])
    except ClientError as error:
        if error.response["Error"]["Code"] not in ("NoSuchBucketPolicy", "NoSuchBucket"):
            raise
        return {}


def summarize(statements):
    """What statements say, without their names and order, to compare them with the ones that a lesson began with."""
    return sorted(
        json.dumps(
            [part.get(key) for key in ("Effect", "Principal", "Action", "Resource", "Condition")], sort_keys=True
        )
        for part in statements
    )


def list_users():
    """The names of all users."""
    return [user["UserName"] for user in trial.client("iam").list_users()["Users"]]


def list_groups(user):
    """The names of a user's groups."""
    return [group["GroupName"] for group in trial.client("iam").list_groups_for_user(UserName=user)["Groups"]]


def list_own_policies(user):
    """The names of the policies inside or attached to a user, without those of groups."""
    iam, owner = trial.client("iam"), {"UserName": user}
    attached = iam.list_attached_user_policies(**owner)["AttachedPolicies"]
    return iam.list_user_policies(**owner)["PolicyNames"] + [found["PolicyName"] for found in attached]


def list_group_policies(group):
    """The policies inside or attached to a group, as dicts; none where there is no such group."""
    client, owner = trial.client("iam"), {"GroupName": group}
    try:
        names = client.list_group_policies(**owner)["PolicyNames"]
    except client.exceptions.NoSuchEntityException:
        return []
    inside = [client.get_group_policy(**owner, PolicyName=name)["PolicyDocument"] for name in names]
    attached = client.list_attached_group_policies(**owner)["AttachedPolicies"]
    return inside + [read_managed_policy(client, found["PolicyArn"]) for found in attached]


def read_managed_policy(client, arn):
    """The policy that is in force under this ARN, as a dict."""
    version = client.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
    return client.get_policy_version(PolicyArn=arn, VersionId=version)["PolicyVersion"]["Document"]


def list_access_keys(user):
    """A user's keys as a dict of id to "Active" or "Inactive"."""
    keys = trial.client("iam").list_access_keys(UserName=user)["AccessKeyMetadata"]
    return {key["AccessKeyId"]: key["Status"] for key in keys}


def call_user(user):
    """How a message calls a user."""
    return NAMES.get(user, f"`{user}`")
