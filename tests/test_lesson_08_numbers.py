"""What lesson 08 calls the cheapest storage class, against the explorer and its dated prices."""

from pathlib import Path

import pytest

from helpers._explorers.storage_classes import compute, find_cheapest
from helpers.check.lesson_08.choices import CASES, CHEAPEST

LESSON = (Path(__file__).resolve().parent.parent / "lessons" / "08-storage.py").read_text(encoding="utf-8")
CLEARLY = 1.02  # the second cheapest costs at least so many times as much, so that nobody has to guess


def read_rows():
    """Letter -> the other cells of its row, in the table of the exercise."""
    section = LESSON.partition("### Exercise: the cheapest class")[2].partition("<details>")[0]
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in section.splitlines() if "|" in line]
    return {row[0]: row[1:] for row in cells if len(row[0]) == 1}


def write_row(case):
    """The cells of a case as the lesson writes them: GB, one object, kept for, all read, must open at once."""
    (gigabytes, size, months, reads), at_once = case
    often = {0: "never", 1: "once a year"}.get(reads, f"{reads} times a year")
    return [str(gigabytes), size, f"{months} months", often, "yes" if at_once else "no"]


def test_the_lesson_asks_for_the_cases_that_the_check_knows():
    assert {letter: row[1:] for letter, row in read_rows().items()} == {
        letter: write_row(case) for letter, case in CASES.items()
    }


@pytest.mark.parametrize("letter", CASES)
def test_each_answer_is_the_cheapest_by_the_prices_and_clearly_so(letter):
    values, at_once = CASES[letter]
    result = compute(*values)
    cheapest = find_cheapest(result, at_once)
    assert cheapest.kind.code == CHEAPEST[letter]
    others = [one for one in result if one is not cheapest and (one.kind.opens_at_once or not at_once)]
    assert min(one.total for one in others) > CLEARLY * cheapest.total
