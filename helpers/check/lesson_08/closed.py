"""The checks of who gets in: a link that is lent for an hour, and versions that nobody can delete."""

import time
import urllib.error
import urllib.request
from urllib.parse import parse_qs, unquote, urlsplit

from helpers import policy
from helpers._account import engine

from .._asking import read_bucket_policy, split
from .._verdict import correct, exercise, not_attempted, not_yet

BUCKET, KEY = "talks", "2026/opening.mp4"
HOUR, SHORTEST = 3600, 3000  # seconds; a link of an hour that was made some minutes ago is one of an hour
EVERYTHING = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
SOMEBODY = "arn:aws:iam::123456789012:user/violet"  # nobody: a user whom no policy can name
OBJECTS = ("2026.csv", "menu.txt", "2031/notes.txt")


@exercise("08")
def link_for_the_speaker(link):
    """A link opens the recording now, and for an hour."""
    if link is None or link is ... or not str(link).strip():
        return not_attempted("Put the link into `link`.")
    parts = urlsplit(str(link).strip())
    asked = {name.lower(): values[0] for name, values in parse_qs(parts.query).items()}
    if not asked.get("signature") and not asked.get("x-amz-signature"):
        return not_yet(
            "The link is not signed.",
            "Block Public Access is on, so that S3 answers nobody who does not show who asks.",
            "Let `client.generate_presigned_url` make it.",
        )
    if unquote(parts.path) != f"/{BUCKET}/{KEY}" and unquote(parts.path) != f"/{KEY}":
        return not_yet(
            f"The link is for `{unquote(parts.path)}`.", f"It was to be `{KEY}` in `{BUCKET}`.", "Change it."
        )
    return _judge_answer(str(link).strip(), asked) or _judge_time(asked)


def _judge_answer(link, asked):
    try:
        with urllib.request.urlopen(link) as answer:
            content = answer.read(100)
    except urllib.error.HTTPError as error:
        return _say_refused(error.read().decode("utf-8", "replace"), asked)
    if not content:
        return not_yet("The link opens, and what comes is empty.", "", "Run the cell with `upload_file` again.")
    return None


def _say_refused(said, asked):
    key_id = asked.get("awsaccesskeyid") or asked.get("x-amz-credential", "").partition("/")[0]
    users = engine.get_iam().users.values()
    signer = next((user.name for user in users if any(key.access_key_id == key_id for key in user.access_keys)), "")
    if "expired" in said:
        return not_yet("The link has ended already.", "Its time is in seconds: an hour has 3,600.", "Make it again.")
    if "SignatureDoesNotMatch" in said:
        return not_yet(
            "AWS says that the signature does not fit.",
            "The link was made for another request than a download, such as `put_object`, or changed afterwards.",
            'Sign `"get_object"`.',
        )
    if "NoSuchKey" in said or "NoSuchBucket" in said:
        return not_yet("The link opens nothing: no such object.", "Signing does not look.", "Is `talks` still filled?")
    whose = f" It is signed by {signer}." if signer else " Its key is not known here any more."
    return not_yet(
        f"AWS refuses the link.{whose}",
        "A link can do what its signer may do, and no more.",
        "Sign in as the coordinator, make a new client, and sign with it.",
    )


def _judge_time(asked):
    left = _read_seconds(asked)
    if left > HOUR + 60:
        said = f"{left / 86400:.0f} days" if left > 2 * 86400 else f"{left / 3600:.0f} hours"
        return not_yet(
            f"The link works, for another {said}.",
            "Whoever gets hold of it can use it as long, and you cannot call it back alone.",
            "Let it end after one hour.",
        )
    if left < SHORTEST:
        seen = f"The link works, for another {left:.0f} seconds."
        return not_yet(seen, "Hazel needs an hour.", "`ExpiresIn=3600`. (Made a while ago? Make it again.)")
    return correct("It opens for whoever has it, for an hour. On AWS you would send it by mail.")


def _read_seconds(asked):
    """Seconds until a link ends, in both schemes of signing."""
    if "expires" in asked:
        return float(asked["expires"]) - time.time()
    import calendar

    made = calendar.timegm(time.strptime(asked["x-amz-date"], "%Y%m%dT%H%M%SZ"))
    return made + float(asked["x-amz-expires"]) - time.time()


@exercise("08")
def keep_every_version():
    """No version can be deleted for good, and all else goes on."""
    document = read_bucket_policy("lists")
    if not document:
        return not_attempted("The bucket `lists` has no policy yet. Put one with `s3.put_bucket_policy`.")
    blocked = _find_blocked(document)
    if blocked:
        return not_yet(
            f"Nobody can do `{blocked}` in `lists` any more.",
            "The deny is wider than the one action.",
            "Deny `s3:DeleteObjectVersion` alone.",
        )
    open_key = next((key for key in OBJECTS if _allows(document, "s3:DeleteObjectVersion", key)), None)
    if open_key is None:
        return correct("No version can be deleted by anybody, and a delete without a version can always be undone.")
    return not_yet(f"A version of `{open_key}` can still be deleted for good.", *_explain_open(split(document)))


def _find_blocked(document):
    goes_on = [
        ("s3:DeleteObject", "2026.csv"),
        ("s3:GetObject", "2026.csv"),
        ("s3:GetObjectVersion", "2026.csv"),
        ("s3:PutObject", "2026.csv"),
        ("s3:ListBucket", ""),
        ("s3:PutBucketPolicy", ""),
    ]
    return next((action for action, key in goes_on if not _allows(document, action, key)), None)


def _allows(document, action, key):
    """True where the bucket's policy does not refuse it to a user who may do everything."""
    resource = "arn:aws:s3:::lists" + (f"/{key}" if key else "")
    decided = policy.decide(SOMEBODY, action, resource, identity_policies=[EVERYTHING], resource_policy=document)
    return decided.allowed


def _explain_open(statements):
    denies = [part for part in statements if part.get("Effect") == "Deny"]
    text = str(denies)
    if not denies:
        return "The policy denies nothing, and an administrator's Allow is enough.", 'Use `"Effect": "Deny"`.'
    if "DeleteObjectVersion" not in text:
        return "With a `VersionId` it is another action than `s3:DeleteObject`.", "Deny `s3:DeleteObjectVersion`."
    if not any(part.get("Principal") in ("*", {"AWS": "*"}) for part in denies):
        return "The deny names somebody, and everybody else may.", 'Everybody is `"Principal": "*"`.'
    return "The deny does not match every object.", "All objects are `arn:aws:s3:::lists/*`."
