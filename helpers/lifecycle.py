"""What a bucket's lifecycle rules will do, worked out beforehand: the practice account itself moves nothing.

Source of the rules: Amazon S3 user guide, "Managing the lifecycle of objects", read 2026-11-25.
"""

import boto3

LEAST_TO_MOVE = 128 * 1024  # bytes: by default smaller objects are not moved to another class
SIZES = ("ObjectSizeGreaterThan", "ObjectSizeLessThan")


def foresee(bucket, session=None):
    """What comes of everything in a bucket, as a DataFrame with the columns key, kind, bytes and fate.

    Kinds are "current", "old version" and "unfinished upload". Days count from when the object was made, the version
    became an old one, or the upload began. A rule with a filter by tag is passed over.
    """
    import pandas as pd

    client = (session or boto3).client("s3")
    rules = read_rules(client, bucket)
    versioned = client.get_bucket_versioning(Bucket=bucket).get("Status") == "Enabled"
    rows = []
    for version in _list_versions(client, bucket):
        key, size, is_current = version["Key"], version["Size"], version["IsLatest"]
        steps = plan_current(rules, key, size, versioned) if is_current else plan_old(rules, key, size)
        rows.append((key, "current" if is_current else "old version", size, _say(steps)))
    for upload in client.list_multipart_uploads(Bucket=bucket).get("Uploads", []):
        rows.append((upload["Key"], "unfinished upload", None, _say(plan_unfinished(rules, upload["Key"]))))
    return pd.DataFrame(rows, columns=["key", "kind", "bytes", "fate"]).astype({"bytes": "Int64"})


def read_rules(client, bucket):
    """The enabled lifecycle rules of a bucket, as a list of dicts; empty where there are none."""
    try:
        rules = client.get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"]
    except client.exceptions.ClientError as error:
        if error.response["Error"]["Code"] != "NoSuchLifecycleConfiguration":
            raise
        return []
    return [rule for rule in rules if rule["Status"] == "Enabled"]


def plan_current(rules, key, size, versioned=False):
    """What happens to the current version of an object: a list of (day, words), in order, until it is gone."""
    fitting = [rule for rule in rules if matches(rule, key, size)]
    ends = [rule["Expiration"]["Days"] for rule in fitting if rule.get("Expiration", {}).get("Days")]
    moves = _list_moves(fitting, "Transitions", "Days", size)
    gone = "delete marker" if versioned else "deleted"
    return _cut(moves, min(ends, default=None), gone)


def plan_old(rules, key, size):
    """The same for an old version; its days count from when it was replaced or deleted.

    Of `NewerNoncurrentVersions`, so many old versions to keep, nothing is worked out but the word "perhaps".
    """
    fitting = [rule for rule in rules if matches(rule, key, size)]
    found = [rule["NoncurrentVersionExpiration"] for rule in fitting if "NoncurrentVersionExpiration" in rule]
    ends = [one["NoncurrentDays"] for one in found if one.get("NoncurrentDays")]
    keeps = any(one.get("NewerNoncurrentVersions") for one in found)
    moves = _list_moves(fitting, "NoncurrentVersionTransitions", "NoncurrentDays", size)
    return _cut(moves, min(ends, default=None), "perhaps gone for good" if keeps else "gone for good")


def plan_unfinished(rules, key):
    """The same for the parts of an upload that was never completed."""
    found = [
        rule["AbortIncompleteMultipartUpload"]["DaysAfterInitiation"]
        for rule in rules
        if "AbortIncompleteMultipartUpload" in rule and matches(rule, key)
    ]
    return [(min(found), "parts deleted")] if found else []


def matches(rule, key, size=None):
    """True where a rule's filter takes an object of this key and size in bytes."""
    chosen = rule.get("Filter", {})
    chosen = {**chosen, **chosen.get("And", {})}
    if chosen.get("Tag") or chosen.get("Tags"):
        return False
    fits = key.startswith(chosen.get("Prefix") or rule.get("Prefix") or "")
    if size is not None:
        fits = fits and size > chosen.get("ObjectSizeGreaterThan", -1)
        fits = fits and size < chosen.get("ObjectSizeLessThan", float("inf"))
    return fits


def _list_moves(rules, what, when, size):
    moves = []
    for rule in rules:
        chosen = rule.get("Filter", {})
        own_limit = any(name in {**chosen, **chosen.get("And", {})} for name in SIZES)
        if size >= LEAST_TO_MOVE or own_limit:
            moves += [(move.get(when, 0), f"to {move['StorageClass']}") for move in rule.get(what, [])]
    return sorted(moves)


def _cut(moves, end, gone):
    """The moves before the end, and the end, where there is one."""
    return moves if end is None else [move for move in moves if move[0] < end] + [(end, gone)]


def _list_versions(client, bucket):
    pages = client.get_paginator("list_object_versions").paginate(Bucket=bucket)
    return [version for page in pages for version in page.get("Versions", [])]


def _say(steps):
    return "; ".join(f"day {day}: {words}" for day, words in steps) or "stays for ever"
