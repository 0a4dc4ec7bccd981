"""The checks of the DynamoDB table: a query that reads only what it returns, and seats that are sold once."""

import boto3
from botocore.exceptions import ClientError

from helpers._account import trial
from helpers._account.environment import REGION

from .._verdict import correct, describe_error, exercise, not_attempted, not_yet

TABLE, TALK = "signups", "talk-42"
FIRST, LAST = "guest-1000", "guest-1999"
SOLD = "talk-check"


@exercise("08")
def ask_the_right_drawer(answer):
    """An answer of a query that read no more than it returned."""
    if answer is None or answer is ...:
        return not_attempted("Put the answer of `signups.query(...)` into `answer`.")
    if not isinstance(answer, dict) or "Items" not in answer:
        what = f"`answer` is a {type(answer).__name__}, not the whole answer."
        return not_yet(
            what, "The answer is a dict with `Items`, `Count` and more.", "Leave out what is behind `query()`."
        )
    guests, wanted = _list_guests(answer["Items"]), _list_wanted()
    if guests != wanted:
        return _say_wrong_guests(answer, guests, wanted)
    if answer["ScannedCount"] > answer["Count"]:
        read = answer["ScannedCount"]
        why = "A filter throws away after reading." if read < 100 else "A scan goes through the whole table."
        return not_yet(
            f"The guests are right. But {read:,} items were read for {answer['Count']}.",
            why,
            'Put both into the key condition: `Key("talk")...` & `Key("guest")...`.',
        )
    if "ConsumedCapacity" not in answer:
        seen = "The guests are right, and nothing else was read."
        return not_yet(seen, "What it cost does not stand there.", 'Add `ReturnConsumedCapacity="TOTAL"`.')
    return correct(f"{answer['Count']} read, {answer['Count']} returned: the sort key can narrow a drawer.")


def _list_guests(items):
    """Pairs of talk and guest; of items as boto3's client gives them, too."""
    return sorted(tuple(_plain(item.get(name)) for name in ("talk", "guest")) for item in items)


def _plain(value):
    return value.get("S") if isinstance(value, dict) else value


def _list_wanted():
    names = ("talk", "guest")
    asked = {
        "TableName": TABLE,
        "KeyConditionExpression": "talk = :talk AND guest BETWEEN :first AND :last",
        "ExpressionAttributeValues": {":talk": {"S": TALK}, ":first": {"S": FIRST}, ":last": {"S": LAST}},
    }
    items = trial.client("dynamodb").query(**asked)["Items"]
    return sorted(tuple(_plain(item[name]) for name in names) for item in items)


def _say_wrong_guests(answer, guests, wanted):
    talks = sorted({talk for talk, _ in guests if talk})
    seen = f"{len(guests)} items came back, and {len(wanted)} fit."
    if not guests:
        return not_yet(seen, "A key condition compares whole texts.", "Is it `talk-42`, and `guest-1000`?")
    if talks != [TALK]:
        return not_yet(f"Guests of `{talks[0]}` are among them.", f"`{TALK}` was asked for.", 'Look at `Key("talk")`.')
    if len(guests) > len(wanted):
        return not_yet(
            seen, "The drawer is right, and the names are not narrowed.", 'Add `& Key("guest").between(...)`.'
        )
    return not_yet(seen, "Some are missing.", f"From `{FIRST}` to `{LAST}`, both included.")


class Shop:
    """A table whose item changes just before the learner's function writes, once, as if another shop had sold."""

    def __init__(self, seats, rival_takes=0):
        self.root = trial.client("dynamodb")
        self.rival_takes, self.writes = rival_takes, 0
        self.set(seats)
        resource = trial.resource("dynamodb")
        for operation in ("UpdateItem", "PutItem", "TransactWriteItems"):
            resource.meta.client.meta.events.register(f"before-call.dynamodb.{operation}", self.come_first)
        self.table = resource.Table(TABLE)

    def come_first(self, **_):
        """Take seats first, the first time."""
        self.writes += 1
        if self.writes == 1 and self.rival_takes:
            self.set(self.get() - self.rival_takes)

    def set(self, seats):
        """Write the number of seats, or take the item away (None)."""
        key = {"talk": {"S": SOLD}, "guest": {"S": "#left"}}
        if seats is None:
            self.root.delete_item(TableName=TABLE, Key=key)
        else:
            self.root.put_item(TableName=TABLE, Item={**key, "seats": {"N": str(seats)}})

    def get(self):
        """The number of seats, None where there is no item."""
        key = {"talk": {"S": SOLD}, "guest": {"S": "#left"}}
        item = self.root.get_item(TableName=TABLE, Key=key, ConsistentRead=True).get("Item")
        return int(item["seats"]["N"]) if item and "seats" in item else None


@exercise("08")
def sell_the_last_seat(sell):
    """Places are sold until none is left, also when two sell at the same moment."""
    try:
        return _judge_selling(sell)
    except ClientError as error:
        seen = f"`sell` ended in {describe_error(error)}"
        return not_yet(seen, "When nothing is left you were to return False.", "Catch that one error code.")
    finally:
        Shop(None)


def _judge_selling(sell):
    shop = Shop(2)
    said = sell(shop.table, SOLD)
    if not shop.writes:
        return not_attempted("`sell` has written nothing to the table. Write it, then run this again.")
    if shop.get() != 1:
        return not_yet(f"Two seats were left, and now there are {shop.get()}.", "", "Take away one, of that talk.")
    if said is not True:
        return not_yet(f"A seat was sold, and `sell` returned `{said}`.", "", "Return True then.")
    for seats, what in ((0, "No seat was left"), (None, "There was no such item")):
        shop = Shop(seats)
        said = sell(shop.table, SOLD)
        if shop.get() != seats:
            return not_yet(f"{what}, and now it says {shop.get()}.", "Nothing kept it.", 'Use `"seats >= :one"`.')
        if said is not False:
            return not_yet(f"{what}, and `sell` returned `{said}`.", "", "Return False then.")
    return (
        _judge_race(sell) or _judge_errors(sell) or correct("No seat is sold twice, whoever sells at the same moment.")
    )


def _judge_race(sell):
    shop = Shop(1, rival_takes=1)
    said = sell(shop.table, SOLD)
    if shop.get() == 0 and said is False:
        return None
    return not_yet(
        f"Another shop sold the last seat a moment before. `sell` returned `{said}`, and {shop.get()} are left.",
        "Looking first does not help: the condition must be in the write.",
        "Use `ConditionExpression` in `update_item`.",
    )


def _judge_errors(sell):
    unknown = {"aws_access_key_id": "AKIAIOSFODNN7EXAMPLE", "aws_secret_access_key": "made-up"}
    table = boto3.Session(**unknown, region_name=REGION).resource("dynamodb").Table(TABLE)
    try:
        said = sell(table, SOLD)
    except ClientError:
        return None
    return not_yet(
        f"With a key that AWS does not know, `sell` returned `{said}`.",
        "Then everything looks sold out, and nobody learns that the key is wrong.",
        "Catch only `ConditionalCheckFailedException`, and `raise` the rest.",
    )
