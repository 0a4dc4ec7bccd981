"""The check of the first lesson."""

import io

import pandas as pd

from helpers._account import trial

from .._verdict import correct, exercise, not_attempted, not_yet

BUCKET, KEY, DRAFT = "meetup", "2026.csv", "draft.csv"
GUESTS = pd.DataFrame(
    {"name": ["Fern", "Hazel", "Rowan"], "borough": ["Queens", "Bronx", "Brooklyn"], "seats": [2, 1, 4]}
)


@exercise("00")
def store_guest_list():
    """The guest list lies in the bucket as CSV."""
    s3 = trial.client("s3")
    found = list(_list_objects(s3))
    if (BUCKET, KEY) not in found:
        return _say_where_it_is([place for place in found if place != (BUCKET, DRAFT)])
    return _judge_content(s3.get_object(Bucket=BUCKET, Key=KEY)["Body"].read())


def _list_objects(s3):
    for bucket in s3.list_buckets()["Buckets"]:
        for item in s3.list_objects_v2(Bucket=bucket["Name"]).get("Contents", []):
            yield bucket["Name"], item["Key"]


def _say_where_it_is(others):
    if not others:
        return not_attempted(f"Store the table under the key `{KEY}` in the bucket `{BUCKET}`, then run this again.")
    bucket, key = others[-1]
    return not_yet(
        f"There is an object `{key}` in the bucket `{bucket}`, but no `{KEY}` in `{BUCKET}`.",
        "A key is compared letter by letter: capitals and slashes count, and the bucket's name is not part of it.",
        f'Use `Bucket="{BUCKET}"` and `Key="{KEY}"`.',
    )


def _judge_content(body):
    try:
        table = pd.read_csv(io.BytesIO(body))
    except (ValueError, UnicodeDecodeError):
        table = pd.DataFrame()
    if table.empty:
        return not_yet(
            f"`{KEY}` is there, but pandas cannot read a table from it.",
            f"It begins with `{body[:30].decode(errors='replace')}`." if body else "It is empty.",
            "Give `guests.to_csv(index=False)` as the body.",
        )
    columns = list(table.columns)
    if columns[0].startswith("Unnamed"):
        return not_yet(
            f"`{KEY}` has {len(columns)} columns; the first one has no name.",
            "pandas wrote the row numbers along.",
            "Write `guests.to_csv(index=False)`.",
        )
    if sorted(columns) != sorted(GUESTS.columns) or len(table) != len(GUESTS):
        rows, names = f"{len(table)} row{'' if len(table) == 1 else 's'}", ", ".join(f"`{name}`" for name in columns)
        return not_yet(
            f"`{KEY}` has {rows} and the columns {names}.",
            "The table `guests` has 3 rows and the columns `name`, `borough` and `seats`.",
            "Give `guests.to_csv(index=False)` as the body.",
        )
    return _find_change(table) or correct(
        f"`{KEY}` lies in the bucket `{BUCKET}`: {len(table)} guests, {table['seats'].sum()} seats."
    )


def _find_change(table):
    """The verdict when a guest stands there with something else than in the table `guests`, else None."""
    found = _list_guests(table)
    for guest in _list_guests(GUESTS):
        if guest not in found:
            return not_yet(
                f"`{KEY}` has no row with {', '.join(f'`{value}`' for value in guest)}.",
                "The form is right, but it is not the table `guests` as it was.",
                "Run the cell that makes `guests` again, then your answer.",
            )
    return None


def _list_guests(table):
    return [tuple(str(value) for value in row) for row in table[list(GUESTS.columns)].itertuples(index=False)]
