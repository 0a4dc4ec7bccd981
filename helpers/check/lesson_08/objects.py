"""The checks of objects in buckets: renamed, stored as Parquet, weighed, and brought back."""

import io

from botocore.exceptions import ClientError

from helpers._account import engine, trial

from .._given import judge_number, read_number
from .._verdict import correct, exercise, not_attempted, not_yet

OLD, NEW = "guests/", "guest-lists/"
YEARS = ("2025.csv", "2026.csv")
CSV, PARQUET = "air/november.csv", "air/november.parquet"
GUESTS = "name,seats\nFern,2\nHazel,1\nRowan,4\n"


def read(bucket, key):
    """The bytes of an object, None where there is none."""
    client = trial.client("s3")
    try:
        return client.get_object(Bucket=bucket, Key=key)["Body"].read()
    except ClientError as error:
        if error.response["Error"]["Code"] not in ("NoSuchKey", "NoSuchBucket"):
            raise
        return None


def list_sizes(bucket):
    """The keys of a bucket with their sizes in bytes, from all pages."""
    pages = trial.client("s3").get_paginator("list_objects_v2").paginate(Bucket=bucket)
    return {found["Key"]: found["Size"] for page in pages for found in page.get("Contents", [])}


@exercise("08")
def rename_the_folder():
    """Both lists lie under new keys, and the old keys are gone."""
    sizes = list_sizes("meetup")
    old = [key for key in sizes if key.startswith(OLD)]
    new = [key for key in sizes if key.startswith(NEW)]
    if not new and len(old) == len(YEARS):
        strange = [key for key in sizes if "guest-list" in key]
        if strange:
            return not_yet(f"There is `{strange[0]}`.", f"The new keys begin with `{NEW}`.", "Every letter counts.")
        return not_attempted(f"The keys still begin with `{OLD}`. Copy each, then delete the old one.")
    missing = [name for name in YEARS if NEW + name not in sizes]
    if missing and any(key.startswith(NEW) and key.endswith(missing[0]) for key in new):
        wrong = next(key for key in new if key.endswith(missing[0]))
        return not_yet(
            f"There is `{wrong}`.", f"It was to be `{NEW}{missing[0]}`.", "Print old and new before you copy."
        )
    if missing:
        gone = "" if old else " And its old key is gone: run the cell with `s3.start_over` again."
        return not_yet(f"`{NEW}{missing[0]}` is not there.", f"The loop must go over all keys.{gone}", "Copy it too.")
    if old:
        return not_yet(
            f"Both are under their new keys, and `{old[0]}` is still there.",
            "S3 can only copy. What is left behind costs, and somebody will read the old one.",
            "Delete the old keys.",
        )
    if not all(sizes[NEW + name] for name in YEARS):
        return not_yet("One of the new objects is empty.", "The content was to come along.", "Use `copy_object`.")
    return correct("Two copies and two deletes, for two objects. With two million it would be two million of each.")


@exercise("08")
def store_as_parquet():
    """The table of the CSV file lies in the bucket as Parquet, with real times in it."""
    import pandas as pd

    body = read("meetup", PARQUET)
    if body is None:
        return _say_elsewhere() or not_attempted(f"There is no `{PARQUET}` in `meetup` yet.")
    if body[:4] != b"PAR1":
        what = "CSV under another name" if b"co2_ppm" in body[:200] else "something else"
        return not_yet(f"`{PARQUET}` is no Parquet file but {what}.", "A key makes no format.", "Use `to_parquet`.")
    stored, wanted = pd.read_parquet(io.BytesIO(body)), pd.read_csv(io.BytesIO(read("meetup", CSV)))
    extra = [name for name in stored.columns if name not in wanted.columns]
    if extra or not isinstance(stored.index, pd.RangeIndex):
        named = f" `{extra[0]}`" if extra else ""
        return not_yet(f"The table has a column{named} more.", "That is the index.", "Leave it out: `index=False`.")
    lost = [name for name in wanted.columns if name not in stored.columns]
    if lost:
        return not_yet(f"The column `{lost[0]}` is missing.", "All four were to come along.", "Store the whole table.")
    if len(stored) != len(wanted):
        seen = f"It has {len(stored):,} rows, and the CSV file has {len(wanted):,}."
        return not_yet(seen, "", "Store all of them.")
    if not pd.api.types.is_datetime64_any_dtype(stored["time"]):
        return not_yet(
            "It is Parquet, and `time` is still text.",
            "Parquet keeps the types that it is given, and `read_csv` gave text.",
            'Read with `parse_dates=["time"]`.',
        )
    if not (stored["co2_ppm"].to_numpy() == wanted["co2_ppm"].to_numpy()).all():
        return not_yet("The rows are not those of the CSV file.", "", "Read it again, and store it as it is.")
    return correct(f"{len(stored):,} rows, with real times, in {len(body) / 1024:,.0f} KB.")


def _say_elsewhere():
    keys = [key for key in list_sizes("meetup") if key.endswith(("parquet", ".pq"))]
    return keys and not_yet(f"There is `{keys[0]}`.", f"It was to be `{PARQUET}`.", "Every letter of a key counts.")


@exercise("08")
def weigh_all_pages(weight):
    """The bytes of all objects of a bucket with more than one page."""
    stored = engine.get_bucket("hall-air").keys  # ten pages of a list would take seconds
    sizes = [thing.size for _, thing in sorted(stored.items())]
    mistakes = [
        (sum(sizes[:1000]), "that is the first page.", "Go over all pages of the paginator."),
        (sum(sizes[-1000:]), "that is the last page alone.", "Add up over all pages, not only after the loop."),
        (len(sizes), "that is how many objects there are.", "Add up their `Size`."),
        (1000, "that is how many keys a page has.", "Add up the `Size` of every object on every page."),
    ]
    praise = f"{sum(sizes):,} bytes, in {len(sizes):,} objects on {len(sizes) // 1000} pages."
    hint = 'Add up `found["Size"]` over all pages.'
    return judge_number(weight, sum(sizes), "bytes", 0.00001, mistakes, hint, praise, "Put the number into `weight`.")


@exercise("08")
def second_upload(sent, there):
    """How many files a second run of upload_folder sends, and how many objects there are then."""
    given = [read_number(one) for one in (sent, there)]
    if None in given:
        return not_attempted("Write both numbers: how many are `sent`, and how many objects are `there` afterwards.")
    whys = {
        1: "One file is new, and one has other content, as long as it was.",
        3: "A newer time alone is no change here: the content is the same.",
        4: "One of the four changes is a newer time, one a deleted file. Neither has content to send.",
        61: "That would be all of them. What is there with the same content is left out.",
    }
    if given[0] != 2:
        why = whys.get(int(given[0]), "It sends what is new and what has other content.")
        return not_yet(f"It does not send {given[0]:g}.", why, "Run it, and read what it says.")
    if given[1] != 61:
        why = "The deleted file's object stays: it sends, and never deletes." if given[1] == 60 else ""
        return not_yet(f"2 are sent. There are not {given[1]:g} objects then.", why, "60 were there. One is new.")
    return correct("Two are sent, and nothing is ever deleted: 61 objects.")


@exercise("08")
def bring_back_the_list():
    """The guest list is on top again."""
    body = read("lists", "2026.csv")
    versions = trial.client("s3").list_object_versions(Bucket="lists", Prefix="2026.csv")
    left = [one for one in versions.get("Versions", []) if one["Key"] == "2026.csv"]
    if not any(one["Size"] == len(GUESTS) for one in left):
        return not_yet(
            "No version holds the guests any more.",
            "A delete with a `VersionId` is for good.",
            "Run the cell with Orange's mess again, and try once more.",
        )
    if body is None:
        return not_attempted("`2026.csv` still looks deleted. Find the good version and make it the newest.")
    text = body.decode("utf-8", "replace")
    if text == "name,seats\n":
        return not_yet(
            "`2026.csv` is back, with an empty list.",
            "The delete marker is gone. What was on top before it is Orange's empty list.",
            "Look at the sizes of the versions: which one has guests?",
        )
    if text != GUESTS:
        return not_yet(f"`2026.csv` begins with `{text[:30].strip()}`.", "The old list was to come back.", "Copy it.")
    if len(left) < 3:
        return correct(
            "The guests are back. What you deleted by its version is gone for good, though: copying loses less."
        )
    return correct("The guests are back, as the newest version, and every older one can still be looked at.")
