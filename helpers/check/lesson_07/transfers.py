"""The checks of what was copied, and of what a sync would send or delete."""

from pathlib import Path

from helpers._account import trial

from .._given import judge_choices, read_number, show
from .._verdict import correct, exercise, not_attempted, not_yet
from .answers import list_objects

PLAN, OWNER = "plans/2026.txt", ("owner", "blue")
WANTED = {f"evening/{name}" for name in ("guests.csv", "votes.csv", "drafts/votes.csv")}
FILES = Path("07-files")


@exercise("07")
def three_tasks():
    """A bucket, an object in it, a tag on it."""
    objects = list_objects("hall")
    if objects is None:
        return not_attempted("Make the bucket `hall`, then run this again. Did your command say why not?")
    if PLAN not in objects:
        return _say_no_plan(sorted(objects))
    body = trial.client("s3").get_object(Bucket="hall", Key=PLAN)["Body"].read()
    if body.strip() != b"12 tables, 3 exits":
        return not_yet(f"`{PLAN}` holds something else than the file.", "", "Copy `07-files/plan.txt` there.")
    tags = read_tags("hall")
    if OWNER in tags.items():
        return correct("Bucket, plan and tag: the same calls, in other words.")
    if not tags and trial.client("s3").get_object_tagging(Bucket="hall", Key=PLAN)["TagSet"]:
        return not_yet("You tagged the object.", "The bucket was meant.", "`put-bucket-tagging`, without `--key`.")
    if not tags:
        return not_yet(
            "The bucket has no tag.",
            "`aws s3` has no command for that, `aws s3api put-bucket-tagging` has.",
            "Used it already? `Unknown options`: quotes around the value. `Invalid type`: braces around the dict. "
            "`Invalid JSON`: the outer name in front.",
        )
    said = ", ".join(f"`{name}={value}`" for name, value in tags.items())
    only_capitals = OWNER in {(name.lower(), value.lower()) for name, value in tags.items()}
    why = "Capital letters count." if only_capitals else "That is another tag than in the call."
    return not_yet(f"The bucket has the tag {said}.", why, "It was to be `owner=blue`.")


def _say_no_plan(keys):
    if not keys:
        return not_yet("The bucket is there, and empty.", "", "`aws s3 cp` takes from where, and to where.")
    key = keys[0]
    if key in ("plans", "plan", PLAN.removesuffix(".txt")):
        return not_yet(
            f"There is an object `{key}`.", "S3 takes what you write as the whole key.", f"Copy to `s3://hall/{PLAN}`."
        )
    if key.endswith("plan.txt"):
        why = "A destination that ends in a slash is a folder: the file keeps its name there."
        return not_yet(f"The object is called `{key}`.", why, f"Write the whole key: `s3://hall/{PLAN}`.")
    return not_yet(f"The object is called `{key}`.", f"It was to be `{PLAN}`.", "Copy it again.")


def read_tags(bucket):
    """The tags of a bucket, as a dict."""
    client = trial.client("s3")
    try:
        found = client.get_bucket_tagging(Bucket=bucket)["TagSet"]
    except client.exceptions.ClientError as error:
        if error.response["Error"]["Code"] != "NoSuchTagSet":
            raise
        return {}
    return {tag["Key"]: tag["Value"] for tag in found}


@exercise("07")
def only_the_csv():
    """Three of six files are in the bucket, below their folder."""
    keys = set(list_objects("archive") or {})
    if not keys:
        return not_attempted(
            "Nothing is in `archive`. (Only `--dryrun` so far? A folder needs `--recursive`. "
            "The last filter that matches wins. `Unknown options`? Then a star stood without quotes.)"
        )
    private = sorted(key for key in keys if "private" in key)
    if private:
        why = "`*.csv` matches it too: a `*` matches every character, the slash as well."
        how = "Take it back out with a filter: the last, its path begins inside `evening`, with a star at the end."
        return not_yet(f"`{private[0]}` is in the bucket.", why, f"{how} {_say_empty()}")
    others = sorted(key for key in keys if not key.endswith(".csv"))
    if others:
        why = "At the start everything is included, and only an `--exclude` takes away."
        return not_yet(f"`{others[0]}` is in the bucket too.", why, f"Exclude all first. {_say_empty()}")
    if not keys & WANTED:
        said = f"The files lie at `{sorted(keys)[0]}` and so on."
        return not_yet(
            said, "They were to lie below `evening/`.", f"The destination is `s3://archive/evening`. {_say_empty()}"
        )
    if missing := sorted(WANTED - keys):
        why = "A filter took it out, or the folder was left out."
        return not_yet(f"`{missing[0]}` is missing.", why, "`*.csv` matches files in folders too.")
    if strange := sorted(keys - WANTED):
        return not_yet(f"`{strange[0]}` is in the bucket too.", "It was not asked for.", _say_empty())
    return correct("Three files, and nothing private.")


def _say_empty():
    return "(To empty it: `!aws s3 rm s3://archive --recursive`.)"


@exercise("07")
def what_sync_sends(answers):
    """Five predictions of what a second sync does."""
    expected = {"a": "sent", "b": "nothing", "c": "sent", "d": "sent", "e": "nothing"}
    reasons = {
        "a": "The file is longer now than the object, and newer too.",
        ("b", "sent"): "The content differs. But to notice that, `sync` would have to read both.",
        ("b", "deleted in the bucket"): "`sync` deletes nothing by itself, and this file is still there.",
        (
            "c",
            "nothing",
        ): "The content is the same. But `sync` does not look at content, and the file is newer than the object.",
        "c": "The file is still there.",
        ("d", "nothing"): "The file is old, true. But there is no object of that name with which to compare its time.",
        "d": "There is no such object yet.",
        ("e", "deleted in the bucket"): "That would make both sides equal. `sync` does so only with `--delete`.",
        "e": "There is no file any more that could be sent.",
    }
    options = ["sent", "deleted in the bucket", "nothing"]
    return judge_choices(answers, expected, reasons, options, praise="All five. Content was never looked at.")


NUMBERS = {"a": 1, "b": 7, "c": 3, "d": 1}
WHY = {
    "a": "One object has no file any more.",
    "b": "The destination is the whole bucket. No object there is called like one of the files.",
    "c": "The source is empty, so all that is at the destination is too much.",
    "d": "Here the bucket is the source. At the destination, on your computer, one file is too many.",
}


@exercise("07")
def four_commands(deleted):
    """Four numbers, found without deleting anything."""
    if (damage := _find_damage()) is not None:
        return damage
    if not isinstance(deleted, dict):
        return not_yet("`deleted` is no dict any more.", "", 'Keep its form: `deleted = {"a": ..., ...}`.')
    given = {letter: deleted.get(letter) for letter in NUMBERS}
    blank = [letter for letter, answer in given.items() if answer in (None, ..., "")]
    if len(blank) == len(NUMBERS):
        return not_attempted("Rehearse each command with `--dryrun`, and write down how much it would delete.")
    for letter, answer in given.items():
        if letter not in blank and read_number(answer) != NUMBERS[letter]:
            said = f"{letter} would not delete {show(answer)}."
            return not_yet(said, WHY[letter], "Count the lines `(dryrun) delete:`, and only those.")
    if blank:
        return not_yet(f"{4 - len(blank)} of 4 are right.", "", f"Still open: {', '.join(blank)}.")
    return correct("And nothing is lost. Three of the four were not what anybody wants.")


def _find_damage():
    """A "not yet" where a command was run in earnest; else None."""
    objects = [key for key in list_objects("backup") or {} if key.startswith(("lists/", "photos/"))]
    again = "Run the cell above again, which puts all back. Then add `--dryrun`."
    if len(objects) < 7:
        said = f"Of the 7 objects in `backup` {7 - len(objects)} are gone."
        return not_yet(said, "One of the commands ran in earnest.", again)
    files = [path.name for path in (FILES / "lists").glob("*.csv")]
    if "ash.csv" not in files:
        return not_yet("`ash.csv` is gone from your computer.", "Command d ran in earnest.", again)
    return None
