"""The checks of what is chosen: a storage class, a store, a number of keys."""

from helpers._explorers import hot_partition

from .._given import judge_choices, judge_number
from .._verdict import exercise

# The five cases of the lesson, as the explorer takes them, and whether the data must open at once.
CASES = {
    "a": ((500, "100 MB", 60, 0), False),
    "b": ((500, "100 MB", 60, 24), True),
    "c": ((500, "1 MB", 36, 1), True),
    "d": ((50, "10 KB", 24, 0), False),
    "e": ((200, "100 MB", 12, 8), True),
}
CLASSES = ("STANDARD", "STANDARD_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE")
CHEAPEST = {"a": "DEEP_ARCHIVE", "b": "STANDARD", "c": "GLACIER_IR", "d": "STANDARD", "e": "STANDARD_IA"}
WHY_DEARER = {
    "a": "Never read and kept for long: only the price of storing counts. One class is far below the rest.",
    "b": "All of it is read 24 times a year, and the cold classes charge for every gigabyte read.",
    "c": "It is read once a year and must open at once. Compare what storing costs with what reading costs.",
    "d": "Fifty GB in 10 KB files are five million requests, and each file is billed for more than it has.",
    "e": "Eight times a year is too often for the coldest that open at once, and rare enough to leave Standard.",
    ("c", "GLACIER"): "It is among the cheapest, but it opens only after a restore, in hours.",
    ("c", "DEEP_ARCHIVE"): "It is cheap, but it opens only after a restore, in hours.",
}
LOOK = "Set the explorer's controls to this row, and read its words."

STORES = {"a": "S3", "b": "DynamoDB", "c": "EBS", "d": "EFS", "e": "RDS", "f": "Athena"}
WHY_NOT = {
    "a": "A terabyte of files, for everybody who has a notebook: what keeps files under keys, from anywhere?",
    "b": "Always by one key, many times a second, tiny answers: what is made of items under keys?",
    "c": "A server starts from a disk. What is a disk?",
    "d": "Eight servers, one folder, and a program that knows only files: what can be mounted by many?",
    "e": "Joins in ever new ways, with transactions, all day: that is what relational databases are for.",
    "f": "One question a month needs no server that runs all the time. The files are in S3 already.",
    ("a", "EBS"): "A disk belongs to one server, and notebooks run on many.",
    ("a", "EFS"): "It would do, at a far higher price for each gigabyte, and only for machines that mount it.",
    ("b", "S3"): "S3 can do that, at a request each; but whole objects, and slower than a database of items.",
    ("d", "S3"): "S3 has no folders and no file locks, and the program knows only files.",
    ("d", "EBS"): "A disk belongs to one server at a time, and there are eight.",
    ("e", "DynamoDB"): "It answers the questions that its keys were made for. These change all the time.",
    ("e", "Athena"): "Athena reads files. Payments are changed, in transactions.",
    ("f", "RDS"): "It would run, and cost, all month for one question.",
}


@exercise("08")
def cheapest_class(answers):
    """Five kinds of data, each with its cheapest storage class."""
    nudges = dict.fromkeys(CLASSES, LOOK)
    praise = "All five. Cold is cheap for what is large, stays long and is seldom read."
    return judge_choices(answers, CHEAPEST, WHY_DEARER, CLASSES, nudges, praise)


@exercise("08")
def which_store(answers):
    """Six needs, each with its store."""
    praise = "All six. Start from the questions, not from the product."
    return judge_choices(answers, STORES, WHY_NOT, praise=praise)


@exercise("08")
def keys_for_the_host(keys):
    """The fewest keys with which no like is refused."""
    fewest = next(keys for keys in range(1, 21) if hot_partition.compute(8000, 75, keys).refused == 0)
    mistakes = [
        (fewest - 1, "that is 6,000 likes in equal parts of 1,000. Chance does not deal in equal parts.", "One more?"),
        (1, "with one key most likes are refused.", "Move the third control."),
        (8, "that works, and it is not the smallest number.", "Try fewer."),
        (20, "that works, and costs 20 queries for each look.", "Try fewer."),
    ]
    hint = "Leave the first two controls as they were, move the third, and read how many were refused."
    praise = f"{fewest} keys: even in its busiest second none of them gets more than 1,000 likes."
    return judge_number(keys, fewest, "keys", 0.001, mistakes, hint, praise, "Write the number of keys.")
