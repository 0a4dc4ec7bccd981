"""What the policies in force allow a user beyond what an exercise asks for.

Nobody can try every action. But an action is only ever allowed by a statement, so it is enough to ask about what the
user's own statements speak of: their actions and resources, with samples where they have wildcards.
"""

import re

from helpers._account import s3_actions

from ._asking import Ask, as_list, list_statements

# One action that reads and one that writes, of services that a too wide policy would open. Others are found by name.
SERVICES = (
    *("iam:GetUser", "iam:CreateAccessKey", "iam:ListUsers", "iam:PassRole", "sts:GetSessionToken"),
    *("ec2:DescribeInstances", "ec2:RunInstances", "dynamodb:GetItem", "dynamodb:Scan", "dynamodb:PutItem"),
    *("rds:DescribeDBInstances", "rds:DeleteDBInstance", "lambda:ListFunctions", "lambda:CreateFunction"),
    *("logs:GetLogEvents", "logs:DeleteLogGroup", "kms:Decrypt", "kms:ScheduleKeyDeletion", "sqs:ReceiveMessage"),
    *("sqs:DeleteQueue", "sns:Publish", "organizations:LeaveOrganization", "secretsmanager:GetSecretValue"),
    *("cloudtrail:StopLogging", "cloudformation:DeleteStack", "apigateway:GET", "cloudwatch:PutMetricData"),
)
OTHER_S3 = (
    *("GetObject", "PutObject", "DeleteObject", "RestoreObject", "GetObjectVersion", "DeleteObjectVersion"),
    *("CreateBucket", "DeleteBucket", "GetBucketPolicy", "PutBucketPolicy", "GetBucketAcl", "PutBucketAcl"),
    *("GetBucketLocation", "ListBucketVersions", "PutObjectVersionAcl"),
)
S3 = tuple(f"s3:{name}" for name in dict.fromkeys((*OTHER_S3, *s3_actions.VERSIONED, *s3_actions.ACTIONS.values())))
PLACES = ("guests/menu.txt", "guests/2026.csv", "guests", "budget/2026.csv", "budget")
MULTIPART = ("s3:abortmultipartupload", "s3:listmultipartuploadparts")
ARN = "arn:aws:s3:::"
MADE_UP = "Something"
VERBS = {"s3:GetObject": "read", "s3:PutObject": "write", "s3:DeleteObject": "delete", "s3:ListBucket": "list"}


def find_extra(user, wanted, context=None, bucket="guests"):
    """The first thing that the user may do and that is not wanted, or None.

    `wanted` is a regular expression for "action resource", where an S3 resource is written as "bucket/key". The policy
    of `bucket` counts as well as those of the user.
    """
    for ask in _list_samples(user, context or {}, bucket):
        said = f"{ask.action} {ask.resource.removeprefix(ARN)}"
        if not re.fullmatch(wanted, said, re.IGNORECASE) and ask.decide(user).allowed:
            return ask
    return None


def _list_samples(user, context, bucket):
    """A question for every pair of action and resource that a statement with an Allow speaks of, each one once."""
    pairs = {}
    for _, part in list_statements(user, bucket):
        if part["Effect"] == "Allow":
            pairs |= {
                (action, resource): None
                for action in _sample_actions(part.get("Action"))
                for resource in _sample_resources(action, user, part.get("Resource"), bucket)
            }
    return [Ask(_word(action, resource), action, resource, context=context) for action, resource in pairs]


def _sample_actions(patterns):
    """Actions that the patterns match: known ones where there are any, else one that is made up. None: all known ones.

    A statement with NotAction has no patterns.
    """
    if patterns is None:
        return [*SERVICES, *S3]
    found = []
    for pattern in as_list(patterns):
        matching = [action for action in (*S3, *SERVICES) if matches(pattern, action)]
        found += matching or [re.sub(r"[*?]+", MADE_UP, pattern)]
    return found


def _sample_resources(action, user, patterns, bucket):
    """Resources that the patterns match and that the action acts on. A star alone stands for the usual places."""
    patterns = ["*"] if patterns is None else as_list(patterns)
    if not action.lower().startswith("s3:"):
        return [fill(pattern, user) for pattern in patterns if not pattern.startswith(ARN)]
    places = [f"{ARN}{place}" for place in (*PLACES, f"{bucket}/2026.csv", bucket)]
    found = [place for pattern in patterns for place in places if matches(pattern, place)]
    made_up = [fill(pattern, user) for pattern in patterns]
    made_up += [f"{place}/old" for place in made_up if ARN in place and "/" not in place]  # "gue*" matches a slash too
    return [place for place in (*found, *made_up) if acts_on(action, place)]


def acts_on(action, resource):
    """True when an action of S3 acts on this kind of resource: an object, a bucket, or the account (`*`)."""
    name = action.lower()
    if "allmybuckets" in name or "account" in name:
        return resource == "*"
    on_object = ("object" in name and "bucket" not in name) or name in MULTIPART
    return resource != "*" and ("/" in resource) == on_object


def fill(pattern, user):
    """A resource that the pattern matches, with a tail of its own where the pattern has a star."""
    if pattern == "*":
        return pattern
    named = re.sub(r"\$\{aws:username\}", user, pattern, flags=re.IGNORECASE)
    return re.sub(r"(?<=[:/])\*", "old", named.replace("?", "1")).replace("*", "-old")


def matches(pattern, text):
    """True when a pattern with * and ? matches a text, without regard to capitals."""
    regex = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    return re.fullmatch(regex, text, re.IGNORECASE) is not None


def _word(action, resource):
    """How a message calls it, such as "read `menu.txt`" or "do `s3:PutBucketPolicy` on `guests`"."""
    place = resource.removeprefix(ARN)
    if action in VERBS and resource.startswith(ARN):
        bucket, _, key = place.partition("/")
        there = "" if bucket == "guests" or not key else f" in the bucket `{bucket}`"
        return f"{VERBS[action]} `{key or place}`{there}"
    return f"do `{action.replace(MADE_UP, '*')}`" + (f" on `{place}`" if resource.startswith(ARN) else "")
