"""The check of the account with open doors: strangers are kept out, and what must go on goes on."""

from helpers import cases
from helpers._account import trial

from .._asking import deletes, find_allowed, lists, read_bucket_policy, reads, split, writes
from .._extras import find_extra
from .._judging import READ_ERROR
from .._reasons import explain_refusal
from .._verdict import correct, exercise, not_attempted, not_yet
from .doors import (
    LOCKS,
    find_condition,
    find_missing,
    find_other_account,
    is_public,
    is_untouched,
    list_principals,
    read_locks,
)

LEAKING = ("signups", "photos")
LOCKED = (*LEAKING, "archive")  # when the work is done
OFFICE = {"aws:SourceIp": "203.0.113.9"}
BLUE = f"arn:aws:iam::{cases.ACCOUNT}:user/blue"
WHOLE_ACCOUNT = (f"arn:aws:iam::{cases.ACCOUNT}:root", cases.ACCOUNT)
WELCOME = {"signups": ("*", BLUE, *WHOLE_ACCOUNT), "photos": ("*",)}  # "*": judged by who gets in
BLUE_MAY = r"s3:GetObject signups/.*"


@exercise("03")
def close_the_buckets():
    """Strangers are kept out of two buckets; Blue, the menu's readers and the office still get what they need."""
    if all(is_untouched(bucket) for bucket in LEAKING):
        return _explain_encryption() or not_attempted(f"`signups` and `photos` are as they were. {READ_ERROR}")
    return (
        _judge_what_goes_on()
        or _judge_strangers()
        or _judge_others()
        or _judge_blue()
        or _judge_public()
        or _judge_locks()
        or correct("Strangers are out; Blue, the menu and the archive work; and the locks are on.")
    )


def _explain_encryption():
    """The verdict for somebody who encrypted the sign-ups and left the door open, else None."""
    rules = trial.client("s3").get_bucket_encryption(Bucket="signups")["ServerSideEncryptionConfiguration"]["Rules"]
    if rules[0]["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256":
        return None
    return not_yet(
        "You changed the encryption of `signups`, and its policy still lets everybody read.",
        "The new default is for new objects; this one is as it was. And encryption is no substitute for a policy.",
        "Change whom the policy lets in.",
    )


def _judge_what_goes_on():
    """The verdict when something that must go on does not, else None."""
    for bucket in ("signups", "photos", "menu", "archive"):
        if gone := find_missing(bucket):
            seen = f"`{gone}` is gone from `{bucket}`."
            return not_yet(seen, "Nobody asked for that.", "Run the cell with `inherit_account` again.")
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
            "Run the cell with `inherit_account` again, and leave the policy of `archive` alone.",
        )
    return None


def _explain_blue():
    """Why Blue was shut out, and what to try."""
    statements = split(read_bucket_policy("signups"))
    if any(part["Effect"] == "Deny" for part in statements):
        return "A deny for everybody is one for Blue too, and it beats every allow.", "Allow Blue, and deny nobody."
    if not statements:
        return "The policy was what let her in, and it is gone.", "Put one in its place that names her."
    names = list_principals("signups")
    if names and not {BLUE, "*"} & set(names):
        why = f"The policy lets in `{names[0]}`, and does not name her."
        if set(names) & set(WHOLE_ACCOUNT):
            why = "The policy names the account. That only lets the account hand the right on, by a policy on a user."
        return why, f"Name her: `{BLUE}`."
    return explain_refusal("blue", reads("2026.csv", "signups"), elsewhere=False)


def _judge_strangers():
    """The verdict when a stranger gets in somewhere, else None."""
    for bucket in LOCKED:
        key = next(iter(cases.OBJECTS[bucket]))
        public = is_public(bucket) and "RestrictPublicBuckets" not in read_locks(bucket)
        if public or trial.may(None, "s3.get_object", Bucket=bucket, Key=key).allowed:
            return not_yet(f"A stranger can read `{bucket}/{key}`.", *_explain_stranger(bucket))
        if bucket in LEAKING and not is_public(bucket) and (condition := find_condition(bucket)):
            why = f"Whoever meets the condition `{condition}` gets in without signing in."
            return not_yet(f"A stranger can read `{bucket}/{key}`.", why, _say_remedy(bucket))
    return None


def _explain_stranger(bucket):
    """Why a stranger gets in, and what to try."""
    if bucket == "archive":
        return "Its policy let in the office alone.", "Run the cell with `inherit_account` again."
    if is_untouched(bucket) and bucket == "photos":
        return "Its condition asks for a header that anybody can write.", _say_remedy(bucket)
    if any(part.get("Condition") for part in split(read_bucket_policy(bucket))):
        return "Anybody can meet that condition.", _say_remedy(bucket)
    if read_locks(bucket):
        on = " and ".join(f"`{name}`" for name in read_locks(bucket))
        return f"Of the four settings you switched on {on}.", "`RestrictPublicBuckets` is what shuts strangers out."
    return 'Its policy lets in `"Principal": "*"`, which is everybody.', _say_remedy(bucket)


def _say_remedy(bucket):
    """What to try where a bucket's policy lets in too many."""
    return "Nobody needs this policy: delete it." if bucket == "photos" else "Name Blue, and only her, in `Principal`."


def _judge_others():
    """The verdict when somebody who has signed in gets in besides Blue, else None."""
    if trial.may("orange", "s3.get_object", Bucket="signups", Key="2026.csv").allowed:
        why = "Only Blue needs them."
        if is_public("signups"):
            why = 'With the lock on, `"Principal": "*"` still means every user of the account.'
        return not_yet("Strangers are out, but Orange can read the sign-ups too.", why, _say_remedy("signups"))
    for bucket in LEAKING:
        if others := [name for name in list_principals(bucket) if name not in WELCOME[bucket]]:
            number = find_other_account(others[0])
            why = f"`{number}` is another account: everybody whom it lets may read." if number else "Why should it?"
            return not_yet(f"The policy of `{bucket}` lets in `{others[0]}`.", why, _say_remedy(bucket))
    return None


def _judge_blue():
    """The verdict when Blue may do more than read the sign-ups, else None."""
    known = (writes("2026.csv", "signups"), deletes("2026.csv", "signups"), lists("signups"))
    allowed = find_allowed("blue", known) or find_extra("blue", BLUE_MAY, bucket="signups")
    if allowed:
        seen = f"Blue can read the sign-ups, but also {allowed.words}."
        return not_yet(seen, "She only reads, and for that `s3:GetObject` on `signups` is enough.", "Allow that alone.")
    return None


def _judge_public():
    """The verdict when AWS calls a policy public although only the lock is left to keep strangers out, else None."""
    for bucket in LEAKING:
        if is_public(bucket):
            why = "Only the lock keeps strangers out, and with the lock on nobody could put this policy there again."
            return not_yet(f"AWS still calls the policy of `{bucket}` public.", why, _say_remedy(bucket))
    return None


def _judge_locks():
    """The verdict when a bucket has not all of Block Public Access, else None."""
    for bucket in LOCKED:
        off = [name for name in LOCKS if name not in read_locks(bucket)]
        if off:
            return not_yet(
                f"Strangers are kept out of `{bucket}`, but `{off[0]}` is not on for it.",
                "The next policy in a hurry would open it again.",
                "`put_public_access_block` with all four settings `True`.",
            )
    return None
