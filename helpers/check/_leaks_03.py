"""The check of the account with open doors: strangers are kept out, and what must go on goes on."""

from helpers import cases
from helpers._account import trial

from ._asking import (
    deletes,
    does,
    lists,
    read_bucket_policy,
    reads,
    split,
    summarize,
    writes,
)
from ._judging import READ_ERROR
from ._reasons import explain_refusal
from ._verdict import correct, exercise, not_attempted, not_yet

LEAKING = ("signups", "photos")
OFFICE = {"aws:SourceIp": "203.0.113.9"}
LOCKS = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")


@exercise("03")
def close_the_buckets():
    """Strangers are kept out of two buckets; Blue, the menu's readers and the office still get what they need."""
    if all(_is_untouched(bucket) for bucket in LEAKING):
        return _explain_encryption() or not_attempted(f"`signups` and `photos` are as they were. {READ_ERROR}")
    return (
        _judge_what_goes_on()
        or _judge_strangers()
        or _judge_colleagues()
        or _judge_locks()
        or correct("Strangers are out; Blue, the menu and the archive work; and the locks are on.")
    )


def _is_untouched(bucket):
    """True where a bucket has the policy with which it began, and no lock."""
    same = summarize(split(read_bucket_policy(bucket))) == summarize(cases.list_statements(bucket))
    return same and not _read_locks(bucket)


def _read_locks(bucket):
    """The names of the settings of Block Public Access that are on for a bucket."""
    client = trial.client("s3")
    try:
        found = client.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"]
    except client.exceptions.ClientError as error:
        if error.response["Error"]["Code"] not in ("NoSuchPublicAccessBlockConfiguration", "NoSuchBucket"):
            raise
        return []
    return [name for name in LOCKS if found.get(name)]


def _explain_encryption():
    """The verdict for somebody who encrypted the sign-ups and left the door open, else None."""
    rules = trial.client("s3").get_bucket_encryption(Bucket="signups")["ServerSideEncryptionConfiguration"]["Rules"]
    if rules[0]["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256":
        return None
    return not_yet(
        "You changed the encryption of `signups`, and its policy still lets everybody read.",
        "S3 decrypts for whoever may read.",
        "Change whom the policy lets in.",
    )


def _judge_what_goes_on():
    """The verdict when something that must go on does not, else None."""
    for bucket in ("signups", "menu", "archive"):
        if gone := _find_missing(bucket):
            return not_yet(
                f"`{gone}` is gone from `{bucket}`.",
                "It is still needed.",
                "Run the cell with `inherit_account` again.",
            )
    if not trial.may("blue", "s3.get_object", Bucket="signups", Key="2026.csv").allowed:
        return not_yet("Blue cannot read `signups/2026.csv` any more.", *_explain_blue())
    if not trial.may(None, "s3.get_object", Bucket="menu", Key="menu.txt").allowed:
        return not_yet(
            "A guest at the door cannot read the menu any more.",
            "That bucket is public on purpose.",
            "Run the cell with `inherit_account` again, and close only what leaks.",
        )
    if not trial.decision(None, "s3:GetObject", "arn:aws:s3:::archive/2019.csv", OFFICE).allowed:
        return not_yet(
            "The office cannot read the archive any more.",
            "Its policy lets in the office's addresses only, so it was never public.",
            "Run the cell with `inherit_account` again, and leave `archive` alone.",
        )
    return None


def _find_missing(bucket):
    """The first object that the case put into a bucket and that is not there, or None."""
    client = trial.client("s3")
    there = bucket in [found["Name"] for found in client.list_buckets()["Buckets"]]
    found = client.list_objects_v2(Bucket=bucket).get("Contents", []) if there else []
    return next((key for key in cases.OBJECTS[bucket] if key not in [item["Key"] for item in found]), None)


def _explain_blue():
    """Why Blue was shut out, and what to try."""
    statements = split(read_bucket_policy("signups"))
    if any(part["Effect"] == "Deny" for part in statements):
        return "A deny for everybody is one for Blue too, and it beats every allow.", "Allow Blue, and deny nobody."
    if not statements:
        return "The policy was what let her in, and it is gone.", "Put one in its place that names her."
    return explain_refusal("blue", reads("2026.csv", "signups"), elsewhere=False)


def _judge_strangers():
    """The verdict when a stranger still gets in somewhere, else None."""
    for bucket in LEAKING:
        key = next(iter(cases.OBJECTS[bucket]))
        public = _is_public(bucket) and "RestrictPublicBuckets" not in _read_locks(bucket)
        if trial.may(None, "s3.get_object", Bucket=bucket, Key=key).allowed or public:
            return not_yet(f"A stranger can still read `{bucket}/{key}`.", *_explain_stranger(bucket))
    return None


def _is_public(bucket):
    """True where AWS calls the bucket's policy public."""
    if not read_bucket_policy(bucket):
        return False
    return trial.client("s3").get_bucket_policy_status(Bucket=bucket)["PolicyStatus"]["IsPublic"]


def _explain_stranger(bucket):
    """Why strangers still get in, and what to try."""
    if _is_untouched(bucket) and bucket == "photos":
        return "Its condition asks for a header that anybody can write.", "Nobody needs this policy: delete it."
    conditions = [part for part in split(read_bucket_policy(bucket)) if part.get("Condition")]
    if conditions:
        return "Anybody can meet that condition.", "Let the policy name whom it lets in."
    if _read_locks(bucket):
        on = " and ".join(f"`{name}`" for name in _read_locks(bucket))
        return f"Of the four settings you switched on {on}.", "`RestrictPublicBuckets` is what shuts strangers out."
    return 'Its policy lets in `"Principal": "*"`, which is everybody.', "Let the policy name whom it lets in."


def _judge_colleagues():
    """The verdict when Orange can read the sign-ups, or Blue more than read them, else None."""
    if trial.may("orange", "s3.get_object", Bucket="signups", Key="2026.csv").allowed:
        why = "Only Blue needs them."
        if _is_public("signups"):
            why = 'With the lock on, `"Principal": "*"` still means every user of the account.'
        return not_yet("Strangers are out, but Orange can read the sign-ups too.", why, "Name Blue in the policy.")
    extra = [*_both("signups/2026.csv"), lists("signups"), does("s3:PutBucketPolicy", "arn:aws:s3:::signups")]
    allowed = next((ask for ask in extra if ask.is_allowed("blue")), None)
    if allowed:
        return not_yet(f"Blue can read the sign-ups, but also {allowed.words}.", "She only reads.", "Allow that alone.")
    return None


def _both(place):
    bucket, _, key = place.partition("/")
    return [writes(key, bucket), deletes(key, bucket)]


def _judge_locks():
    """The verdict when a closed bucket has not all of Block Public Access, else None."""
    for bucket in LEAKING:
        off = [name for name in LOCKS if name not in _read_locks(bucket)]
        if off:
            return not_yet(
                f"`{bucket}` is closed, but `{off[0]}` is not on for it.",
                "The next policy in a hurry would open it again.",
                "`put_public_access_block` with all four settings `True`.",
            )
    return None
