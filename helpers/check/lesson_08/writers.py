"""The checks of two writers: what you wrote runs, with somebody else who writes at the worst moment."""

import boto3
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ClientError

from helpers._account import trial
from helpers._account.environment import REGION

from .._verdict import correct, describe_error, exercise, not_attempted, not_yet

BUCKET, LIST = "seats", "guests.txt"
CONFLICT = "ConditionalRequestConflict"
SEAT = "hall/check"
OTHER_CLIENT = "You wrote with another client than the one given: write with `client.put_object`."
MOST_WRITES = 12
LATE = "Between looking and writing somebody else wrote"


class TooManyWrites(Exception):
    """Raised where a function would write for ever."""


class Rival:
    """Somebody else who writes to the bucket just before the learner's function does, once."""

    def __init__(self, key, change):
        self.other, self.key, self.change = trial.client("s3"), key, change
        self.client = trial.make_client("s3")
        self.writes, self.conditions, self.keys = 0, [], []
        self.client.meta.events.register("before-parameter-build.s3.PutObject", self.note_key)
        self.client.meta.events.register("before-call.s3.PutObject", self.come_first)

    def note_key(self, params, **_):
        """Note under which key the function writes."""
        self.keys.append(params.get("Key"))

    def come_first(self, params, **_):
        """Write first, the first time; note what the function's own write says about a condition."""
        self.writes += 1
        headers = {name.lower() for name in params.get("headers", {})}
        self.conditions.append(bool(headers & {"if-none-match", "if-match"}))
        if self.writes > MOST_WRITES:
            raise TooManyWrites(f"it wrote {MOST_WRITES} times")
        if self.writes == 1 and self.change is not None:
            self.other.put_object(Bucket=BUCKET, Key=self.key, Body=self.change(self.read()))

    def read(self):
        """The bytes under the key, b"" where there is none."""
        try:
            return self.other.get_object(Bucket=BUCKET, Key=self.key)["Body"].read()
        except ClientError as error:
            if error.response["Error"]["Code"] != "NoSuchKey":
                raise
            return b""


@exercise("08")
def claim_a_seat(claim_seat):
    """Who comes first has the seat, whatever happens at the same moment."""
    root = trial.client("s3")
    root.delete_object(Bucket=BUCKET, Key=SEAT)
    before = _list_keys(root)
    try:
        return _judge_claim(claim_seat)
    except TooManyWrites:
        return not_yet("It writes again and again.", "A seat that is taken stays taken.", "Return False then.")
    except ClientError as error:
        seen = f"`claim_seat` ended in {describe_error(error)}"
        return not_yet(seen, "A taken seat is no accident: you were to return False.", "Catch that one error code.")
    finally:
        for key in _list_keys(root) - before:
            root.delete_object(Bucket=BUCKET, Key=key)


def _list_keys(client):
    return {found["Key"] for found in client.list_objects_v2(Bucket=BUCKET).get("Contents", [])}


def _judge_claim(claim_seat):
    free = Rival(SEAT, None)
    said = claim_seat(free.client, SEAT, "Fern")
    if not free.writes and free.read():
        return not_yet(OTHER_CLIENT, "", "It is the function's first argument.")
    if not free.writes:
        return not_attempted(f"`claim_seat` has written nothing to `{SEAT}`. Write it, then run this again.")
    if SEAT not in free.keys:
        return not_yet(
            f"You wrote to `{free.keys[-1]}`.", f"It was to be `{SEAT}`.", "Use the variable `seat`, without quotes."
        )
    if free.read() != b"Fern":
        found = free.read().decode("utf-8", "replace")[:20]
        shown = found if found.isprintable() and found else repr(found)
        return not_yet(f"The seat holds `{shown}`.", "It was to hold the name `Fern`.", "`Body=name.encode()`")
    if said is not True:
        return not_yet(f"The seat was free, and `claim_seat` returned `{said}`.", "", "Return True after writing.")
    taken = Rival(SEAT, None)
    said = claim_seat(taken.client, SEAT, "Ash")
    if taken.read() != b"Fern":
        return not_yet(
            "Ash now sits where Fern sat.", "Without a condition the last one wins.", 'Use `IfNoneMatch="*"`.'
        )
    if said is not False:
        return not_yet(f"The seat was taken, and `claim_seat` returned `{said}`.", "", "Return False then.")
    return (
        _judge_race(claim_seat)
        or _judge_other_errors(claim_seat)
        or correct("One of many gets the seat, also at the same moment. S3 decides, so nothing can come in between.")
    )


def _judge_race(claim_seat):
    trial.client("s3").delete_object(Bucket=BUCKET, Key=SEAT)
    race = Rival(SEAT, lambda before: b"Rowan")
    said = claim_seat(race.client, SEAT, "Ash")
    if race.read() == b"Rowan" and said is False:
        return None
    if race.read() == b"Rowan":
        return not_yet(f"Rowan was first, and `claim_seat` told Ash `{said}`.", "", "Return False then.")
    return not_yet(
        "Rowan took the seat a moment before Ash wrote, and now Ash has it.",
        f"{LATE}: looking first does not help.",
        'Leave it to S3, with `IfNoneMatch="*"` in the write.',
    )


def _judge_other_errors(claim_seat):
    """A refusal for another reason must not be told as "taken"."""
    unknown = {"aws_access_key_id": "AKIAIOSFODNN7EXAMPLE", "aws_secret_access_key": "made-up"}
    client = boto3.Session(**unknown, region_name=REGION).client("s3")
    try:
        said = claim_seat(client, SEAT, "Ash")
    except ClientError:
        return None
    return not_yet(
        f"With a key that AWS does not know, `claim_seat` returned `{said}`.",
        "Then the seat looks taken, and nobody learns that the key is wrong.",
        'Catch only `"PreconditionFailed"`, and `raise` the rest.',
    )


@exercise("08")
def add_guest_safely(add_guest):
    """A name is added, and a name that comes in between is not lost."""
    root = trial.client("s3")
    before = root.get_object(Bucket=BUCKET, Key=LIST)["Body"].read()
    try:
        return _judge_adding(add_guest)
    except TooManyWrites:
        return not_yet(
            f"It wrote {MOST_WRITES} times and never got through.",
            "A second try with the old ETag fails as the first did.",
            "Read again, content and ETag, in every round.",
        )
    except ClientError as error:
        return not_yet(
            f"`add_guest` ended in {describe_error(error)}", "Somebody had written first.", "Try again then."
        )
    finally:
        root.put_object(Bucket=BUCKET, Key=LIST, Body=before)


def _judge_adding(add_guest):
    rival = Rival(LIST, lambda before: before + b"Birch\n")
    rival.other.put_object(Bucket=BUCKET, Key=LIST, Body=b"Fern\n")
    add_guest(rival.client, "Willow")
    if not rival.writes and rival.read() != b"Fern\n":
        return not_yet(OTHER_CLIENT, "", "It is the function's first argument.")
    if not rival.writes:
        return not_attempted("`add_guest` has written nothing. Write it, then run this again.")
    names = rival.read().decode("utf-8", "replace").split("\n")
    if "Willow" not in names:
        seen = f"The list holds {', '.join(filter(None, names)) or 'nothing'}."
        return not_yet(seen, "Willow was to be added, on a line of its own.", "After a refusal, read and write again.")
    lost = next((name for name in ("Fern", "Birch") if name not in names), None)
    if lost == "Birch":
        why = f"{LATE}, and your write went over it." if not all(rival.conditions) else "The new content was not read."
        return not_yet(
            "Birch, who came in between, is lost.", why, "Write with `IfMatch`, and read anew in each round."
        )
    if lost:
        return not_yet(f"{lost} is lost.", "The list was to grow.", "Write what you read, and the name after it.")
    if names.count("Willow") != 1:
        return not_yet("Willow is on the list twice.", "", "Return as soon as the write has worked.")
    return (
        _judge_next(add_guest)
        or _judge_conflict(add_guest)
        or correct("Both are on the list: your write was refused, read again, and went through.")
    )


def _judge_conflict(add_guest):
    """The other refusal: another write came at the same moment."""
    calm = Rival(LIST, None)
    calm.client.meta.events.register_first("before-call.s3.PutObject", _refuse_once())
    try:
        add_guest(calm.client, "Oak")
    except ClientError as error:
        if error.response["Error"]["Code"] != CONFLICT:
            raise
        return not_yet(
            f"A write ended in 409 `{CONFLICT}`, and `add_guest` gave up.",
            "Another write came at the same moment, and yours wrote nothing.",
            f'Go round again at `"{CONFLICT}"`, too.',
        )
    if "Oak" in calm.read().decode("utf-8", "replace").split("\n"):
        return None
    return not_yet(
        f"A write ended in 409 `{CONFLICT}`, and Oak is not on the list.", "Nothing was written.", "Try again then."
    )


def _refuse_once():
    """A handler that refuses the first write as S3 does when two come at the same moment."""
    refusals = [(AWSResponse("", 409, {}, None), {"Error": {"Code": CONFLICT, "Message": "Conflict"}})]
    return lambda **_: refusals.pop() if refusals else None


def _judge_next(add_guest):
    """The next guest needs a line that nobody else is on."""
    calm = Rival(LIST, None)
    add_guest(calm.client, "Hazel")
    names = calm.read().decode("utf-8", "replace").split("\n")
    if {"Willow", "Hazel"} <= set(names):
        return None
    return not_yet(
        f"A second call added Hazel, and the list holds {', '.join(filter(None, names)) or 'nothing'}.",
        "Each name was to have a line of its own.",
        r'Write a newline after each name: `f"{name}\n"`.',
    )
