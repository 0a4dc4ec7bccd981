"""What the account with open doors shows of a bucket: its locks, whether it is public, and whom its policy lets in."""

import re

from helpers import cases
from helpers._account import trial

from .._asking import as_list, read_bucket_policy, split, summarize

LOCKS = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
SIGNED = ("aws:principal", "aws:userid", "aws:username")  # how keys begin that only a signed request has


def is_untouched(bucket):
    """True where a bucket has the policy with which it began, and no lock."""
    same = summarize(split(read_bucket_policy(bucket))) == summarize(cases.list_statements(bucket))
    return same and not read_locks(bucket)


def read_locks(bucket):
    """The names of the settings of Block Public Access that are on for a bucket."""
    client = trial.client("s3")
    try:
        found = client.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"]
    except client.exceptions.ClientError as error:
        if error.response["Error"]["Code"] not in ("NoSuchPublicAccessBlockConfiguration", "NoSuchBucket"):
            raise
        return []
    return [name for name in LOCKS if found.get(name)]


def is_public(bucket):
    """True where AWS calls the bucket's policy public."""
    if not read_bucket_policy(bucket):
        return False
    return trial.client("s3").get_bucket_policy_status(Bucket=bucket)["PolicyStatus"]["IsPublic"]


def find_missing(bucket):
    """The first object that the case put into a bucket and that is not there, or None."""
    client = trial.client("s3")
    there = bucket in [found["Name"] for found in client.list_buckets()["Buckets"]]
    found = client.list_objects_v2(Bucket=bucket).get("Contents", []) if there else []
    return next((key for key in cases.OBJECTS[bucket] if key not in [item["Key"] for item in found]), None)


def find_condition(bucket):
    """The condition in a bucket's policy that lets in whoever meets it, without having signed, or None."""
    resource = f"arn:aws:s3:::{bucket}/{next(iter(cases.OBJECTS[bucket]))}"
    for part in _list_allows(bucket):
        tests = [pair for values in part.get("Condition", {}).values() for pair in values.items()]
        context = {name: _pick(value) for name, value in tests if not name.lower().startswith(SIGNED)}
        if context and trial.decision(None, "s3:GetObject", resource, context).allowed:
            return part["Condition"]
    return None


def _pick(value):
    """A value that meets a test: the first one asked for, of a range of addresses the first, anything for a star."""
    return str(as_list(value)[0]).partition("/")[0].replace("*", "any")


def list_principals(bucket):
    """Whom a bucket's policy allows something, as it names them: "*", ARNs, numbers of accounts, names of services."""
    allowed = [part.get("Principal", {}) for part in _list_allows(bucket)]
    named = [{"AWS": who} if isinstance(who, str) else who for who in allowed]
    return [name for who in named for names in who.values() for name in as_list(names)]


def find_other_account(name):
    """The number of another account in the name of a principal, or None."""
    numbers = re.findall(r"(?<!\d)\d{12}(?!\d)", name)
    return next((number for number in numbers if number != cases.ACCOUNT), None)


def _list_allows(bucket):
    return [part for part in split(read_bucket_policy(bucket)) if part["Effect"] == "Allow"]
