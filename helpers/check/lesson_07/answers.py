"""The checks of what a command wrote into a variable: keys, sums and counts."""

import json
import re

from helpers._account import inventory, trial

from .._given import judge_number, read_number, show
from .._verdict import correct, exercise, not_attempted, not_yet

LIMIT = 2000  # bytes
TICKS = "Write `` `2000` `` for the number, and single quotes around the query."
QUOTES = "Put the query in single quotes: within double ones the shell takes the backticks for itself."


def list_objects(bucket, prefix=""):
    """The objects of a bucket as {key: size in bytes}, from all pages; None where there is no such bucket."""
    client = trial.client("s3")
    if bucket not in [one["Name"] for one in client.list_buckets()["Buckets"]]:
        return None
    pages = client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    return {item["Key"]: item["Size"] for page in pages for item in page.get("Contents", [])}


def count_objects(bucket):
    """How many objects a bucket holds: quicker than listing them, where there are thousands."""
    found = [one for one in inventory.list_everything() if isinstance(one, inventory.Stored) and one.bucket == bucket]
    return sum(len(one.sizes) for one in found)


def read_text(given):
    """What a command wrote, as one text, whether it came as lines, as a text or as something else."""
    if isinstance(given, (list, tuple)):
        return "\n".join(str(line) for line in given).strip()
    return "" if given is None or given is ... else str(given).strip()


def find_error(text):
    """A "not yet" for what a command wrote, where that is an error and no answer; else None."""
    if "Bad value for --query" in text and re.search(r"[<>=] *\d", text):
        return not_yet("`aws` could not read the query.", "In it a number stands between backticks.", TICKS)
    if "Bad value for --query" in text:
        return not_yet("`aws` could not read the query.", "A shell changed it, or a bracket is missing.", QUOTES)
    if text.startswith("In function"):
        how = "Is a name misspelt? A list takes `[]` behind its name before you ask for a field: `List[].Field`."
        return not_yet("The query met something that is not there.", "Every letter of a name counts.", how)
    if "not supported between instances" in text:
        how = "Write the number bare, without comma or quotes, between backticks."
        return not_yet("`aws` could not compare with your number.", "To it that is a text.", how)
    if "An error occurred" in text or "error:" in text or "usage:" in text:
        last = text.splitlines()[-1][:120]
        return not_yet(f"The command failed: {last}", "That is no answer.", "Read it, and run the command again.")
    return None


def read_words(text):
    """The words of an answer, be it JSON or text with tabs."""
    try:
        found = json.loads(text)
    except ValueError:
        return text.replace('"', " ").replace(",", " ").split()
    return list(_flatten(found))


def _flatten(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _flatten(one)
    else:
        yield str(value)


@exercise("07")
def large_objects(large):
    """The keys of the objects above a size, and nothing else."""
    text, sizes = read_text(large), list_objects("meetup")
    if not text:
        return not_attempted("Put what your command writes into `large`, with `large = !aws ...`.")
    if (problem := find_error(text)) is not None:
        return problem
    words, expected = set(read_words(text)), {key for key, size in sizes.items() if size > LIMIT}
    if not words & set(sizes):
        why = "The condition held for no object. Between single quotes a number is a mere text."
        return not_yet("No key came back.", why, "Put the number between backticks.")
    small = sorted((words & set(sizes)) - expected)
    if small:
        return _say_too_many(small, sizes)
    missing = sorted(expected - words)
    if missing:
        said = f"`{missing[0]}` is not among them, with {sizes[missing[0]]:,} bytes."
        return not_yet(said, "It is larger than 2,000 bytes.", "Look at the number and the sign in your condition.")
    if words - expected:
        said = f"The keys are there, and besides them `{sorted(words - expected)[0]}`."
        return not_yet(said, "Only the keys were asked for.", "End the query with `.Key`.")
    return correct("These two, and only their keys." if len(expected) == 2 else "These, and only their keys.")


def _say_too_many(small, sizes):
    size = sizes[small[0]]
    said = f"`{small[0]}` is among them, with {size:,} bytes."
    if size == LIMIT:
        return not_yet(said, "That is not more than 2,000.", "`>=` is one sign too many.")
    if len(small) > 2:
        return not_yet(said, "It is not larger than 2,000 bytes.", "A condition between `[?` and `]` chooses.")
    return not_yet(said, "It is not larger than 2,000 bytes.", "Look at the number and the sign in your condition.")


@exercise("07")
def weigh_a_folder(weight):
    """How many bytes lie below a prefix."""
    text, sizes = read_text(weight), list_objects("meetup")
    if not text:
        return not_attempted("Put what your command writes into `weight`, with `weight = !aws ...`.")
    if (problem := find_error(text)) is not None:
        return problem
    folder = [size for key, size in sizes.items() if key.startswith("guests/")]
    if len(read_words(text)) > 1:
        return not_yet(
            f"There are {len(read_words(text))} words in `weight`.", "One number was asked for.", "`sum(...)` adds up."
        )
    mistakes = [
        (sum(sizes.values()), "that is the whole bucket.", "`--prefix` limits the list."),
        (len(folder), "that is how many objects there are.", "`sum(...)` adds up their sizes."),
        *((size, "that is one of the objects.", "`Contents[].Size` takes all.") for size in folder),
    ]
    return judge_number(text, sum(folder), "bytes", 0.0001, mistakes, "`sum(Contents[].Size)` adds up.")


@exercise("07")
def count_them_all(count):
    """How many objects a bucket of more than a page holds."""
    text = read_text(count)
    if not text:
        return not_attempted("Put what your command writes into `count`, with `count = !aws ...`.")
    if (problem := find_error(text)) is not None:
        return problem
    total = count_objects("hall-air")
    if total < 10_000:
        return not_yet("The bucket `hall-air` is not full.", "", "Run the cells of this section again, in order.")
    numbers = [read_number(word) for word in read_words(text)]
    if len(numbers) > 1 and all(number is not None for number in numbers):
        return _say_pages(numbers, total)
    mistakes = [
        (1000, "that is one page.", "Let `aws` fetch all pages, or add them up."),
        (10_000, "that many came from `air`. The first 12 went to `trial`.", "Count the whole bucket."),
        (total // 1000 + 1, "that is how many pages there are.", "Count what is on them."),
    ]
    if len(numbers) > 1 and "Total Objects" in text:
        numbers = [read_number(text.partition("Total Objects:")[2].split()[0])]
    given = numbers[0] if len(numbers) == 1 and numbers[0] is not None else show(text)
    return judge_number(given, total, "objects", 0.00001, mistakes, "`length(Contents)`, with `--output json`.")


def _say_pages(numbers, total):
    said = f"`count` holds {len(numbers)} numbers."
    if sum(numbers) == total:
        return not_yet(
            said, "Each counts one page.", "Leave out `--output text`, or add them up: `sum(map(int, count))`."
        )
    return not_yet(said, "One was asked for.", "`length(Contents)` counts.")
