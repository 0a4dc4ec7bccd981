"""The check of the link for a phone: what somebody gets who has the link, and somebody who has only the address."""

import re
import time
from urllib.parse import parse_qs, unquote, urlsplit

from helpers._account import account, gate
from helpers._account.call import read_call

from .._verdict import correct, exercise, not_attempted, not_yet

BUCKET, KEY, SECONDS = "dating-app", "photos/fern.txt", 600
SLACK = 60  # seconds
MAKE_ONE = f"Make it with `s3_client.generate_presigned_url`, for the key `{KEY}` and `ExpiresIn={SECONDS}`."


@exercise("02")
def link_for_a_phone(photo_link):
    """Whoever has the link gets the photo for ten minutes, and nobody else does."""
    if isinstance(photo_link, list) and len(photo_link) == 1:  # as `photo_link = !aws s3 presign ...` gives it
        photo_link = str(photo_link[0])
    if photo_link is None or photo_link == "":
        return not_attempted(f"Put a link to `{KEY}` into `photo_link`, then run this again.")
    if not isinstance(photo_link, str) or not photo_link.startswith("http"):
        return _say_no_link(photo_link)
    return (
        _judge_privacy(photo_link)
        or _judge_place(photo_link)
        or _judge_answer(photo_link)
        or _judge_time(photo_link)
        or correct("A phone gets Fern's photo with this link for ten minutes. Without the signature it gets nothing.")
    )


def _say_no_link(given):
    if isinstance(given, str) and given.startswith("s3://"):
        why = "Only `aws` and a few libraries understand that spelling, a phone does not."
        return not_yet("Your link begins with `s3://`.", why, MAKE_ONE)
    what = "a text that is no web address" if isinstance(given, str) else f"of the type `{type(given).__name__}`"
    return not_yet(f"`photo_link` is {what}.", "A phone opens addresses that begin with `http`.", MAKE_ONE)


def _judge_privacy(link):
    address = link.partition("?")[0]
    if _open(address)[0] != 200:
        return None
    return not_yet(
        "The photo opens without any signature.",
        "Now everybody in the world can read it, for as long as it lies there.",
        "Delete the bucket's policy and switch Block Public Access on again. A signed link needs neither.",
    )


def _judge_place(link):
    if "?" not in link:
        why = "That is only an address. The object is private, so the phone is refused."
        return not_yet("The link has no signature.", why, MAKE_ONE)
    place = unquote(urlsplit(link).path).strip("/")
    if place == f"{BUCKET}/{KEY}":
        return None
    return not_yet(f"The link leads to `{place}`.", f"The photo is `{KEY}` in the bucket `{BUCKET}`.", MAKE_ONE)


def _judge_answer(link):
    status, code = _open(link)
    if status == 200:
        return None
    if code == "SignatureDoesNotMatch":
        said = "The signature does not fit the request."
        if any(_fits(link, method) for method in ("PUT", "HEAD", "DELETE")):
            return not_yet(said, "It was signed for something else than reading.", 'Sign it for `"get_object"`.')
        return not_yet(said, "A link is signed as a whole: for one key, one time. Changed, it is void.", MAKE_ONE)
    if status == 404:
        return not_yet(
            "The link is good, and nothing is there.", "The object is gone.", "Run the cell that puts it there."
        )
    return not_yet(f"The phone is refused (`{code}`).", "Perhaps the time of the link is over.", MAKE_ONE)


def _judge_time(link):
    query = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
    if "X-Amz-Expires" in query:
        seconds = int(query["X-Amz-Expires"])
    else:  # the old way to sign names the moment at which the link ends: how long it was to last can only be guessed
        left = int(query["Expires"]) - time.time()
        seconds = SECONDS if left <= SECONDS + SLACK else round(left)
    if abs(seconds - SECONDS) <= SLACK:
        return None
    hour = "An hour is what you get when `ExpiresIn` is left out. " if seconds == 3600 else ""
    why = "`ExpiresIn` counts seconds, not minutes." if seconds == 10 else f"{hour}Who finds it can use it that long."
    return not_yet(f"The link lasts {say_duration(seconds)}.", why, f"Ten minutes are `ExpiresIn={SECONDS}`.")


def say_duration(seconds):
    """A duration in the largest unit that it fills."""
    for name, length in (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1)):
        if seconds >= length:
            count = round(seconds / length)
            return f"{count} {name}{'' if count == 1 else 's'}"
    return "no time at all"


def _fits(link, method):
    """Whether the signature is one for another method: asked without carrying anything out."""
    call = read_call(method, link, {"Host": urlsplit(link).netloc}, b"", "http")
    try:
        status, *_ = gate.answer(account.get_running(), call, rehearse=True)
    except gate.Rehearsed:
        return True
    return int(status) < 400


def _open(link):
    """(status, error code) of what somebody gets who opens the link, by the same way in as over the network."""
    call = read_call("GET", link, {"Host": urlsplit(link).netloc}, b"", "http")
    status, _, body = gate.answer(account.get_running(), call)
    text = body if isinstance(body, str) else (body or b"").decode(errors="replace")
    found = re.search(r"<Code>(\w+)</Code>", text)
    return int(status), found[1] if found else ""
