"""Judging answers that a learner writes down: a choice for each letter, or a number."""

import difflib
import math
from numbers import Real

from ._verdict import correct, not_attempted, not_yet

BLANKS = (None, ..., "")


def judge_choices(answers, expected, reasons, options=None, nudges=None, praise="All of them are right."):
    """The Verdict on a dict of answers such as {"a": "you", ...}; blanks (None) count as not answered yet.

    `expected` holds the right answer of each letter, or a tuple of all that can be defended. `reasons` says for
    (letter, wrong answer), or for a letter alone, why that is not right; it must not name the answer. `options` are the
    answers that may be given, by default all that are expected. `nudges` say for a letter, or for a wrong answer, what
    to ask oneself.
    """
    expected = {letter: right if isinstance(right, tuple) else (right,) for letter, right in expected.items()}
    options = list(options or dict.fromkeys(one for right in expected.values() for one in right))
    if not isinstance(answers, dict):
        kind = f"`answers` is a {type(answers).__name__}."
        return not_yet(kind, "The check cannot tell which is which.", 'Keep its form: `answers = {"a": "...", ...}`.')
    answers = {letter.lower() if isinstance(letter, str) else letter: answer for letter, answer in answers.items()}
    unknown = [letter for letter in answers if letter not in expected]
    if unknown:
        known = f"The letters are {', '.join(expected)}."
        return not_yet(f"`answers` has an entry for {show(unknown[0])}.", known, "Take it out again.")
    given = {letter: clean(answers.get(letter), options) for letter in expected}
    open_letters = [letter for letter, answer in given.items() if answer in BLANKS]
    if len(open_letters) == len(expected):
        return not_attempted(f"Write one of {join_words(options)} for each letter.")
    return (
        _find_unknown(given, options)
        or _find_wrong(given, expected, reasons, open_letters, nudges or {})
        or _find_open(open_letters, len(expected))
        or correct(praise)
    )


def _find_unknown(given, options):
    for letter, answer in given.items():
        if answer not in BLANKS and answer not in options:
            near = difflib.get_close_matches(str(answer), options, n=1, cutoff=0.6)
            meant = f'Did you mean `"{near[0]}"`?' if near else f"Use one of {join_words(options)}."
            return not_yet(f"For `{letter}` you wrote `{show(answer)}`.", "That is none of the choices.", meant)
    return None


def _find_wrong(given, expected, reasons, open_letters, nudges):
    wrong = [letter for letter, right in expected.items() if letter not in open_letters and given[letter] not in right]
    if not wrong:
        return None
    letter = wrong[0]
    why = reasons.get((letter, given[letter])) or reasons[letter]
    count = len(expected) - len(wrong) - len(open_letters)
    seen = f'{count} of {len(expected)} are right. `{letter}` is not `"{given[letter]}"`:'
    return not_yet(seen, why, nudges.get(letter) or nudges.get(given[letter], "Think again."))


def _find_open(open_letters, total):
    if not open_letters:
        return None
    left = ", ".join(f"`{letter}`" for letter in open_letters)
    return not_yet(f"{total - len(open_letters)} of {total} are there, and right.", "", f"Still open: {left}.")


def judge_number(given, expected, unit="", tolerance=0.01, mistakes=(), hint="", praise="", ask="Write the number."):
    """The Verdict on a number that may be off by a share `tolerance` of the expected one (0.01: one percent).

    `mistakes` are (value, why, try_this) of known wrong ways: whoever comes near such a value is told that. `hint` is
    what everybody else is told to try. A text, a table or a column with one number in it counts as that number.
    """
    if isinstance(given, type(...)) or given is None or (isinstance(given, str) and not given.strip()):
        return not_attempted(ask)
    number = read_number(given)
    if number is None:
        return not_yet(f"Your answer is `{show(given)}`, not one number.", "", hint or ask)
    if is_near(number, expected, tolerance):
        return correct(praise or f"{say_number(number, unit)} it is.")
    for value, why, try_this in mistakes:
        if is_near(number, value, tolerance):
            return not_yet(f"{say_number(number, unit)}:", why, try_this)
    size = "too much" if number > expected else "too little"
    if number < 0 <= expected:
        return not_yet(f"{say_number(number, unit)}?", "It cannot be less than nothing.", hint or ask)
    return not_yet(f"{say_number(number, unit)} is {size}.", "", hint or "Go through it step by step again.")


def read_number(given):
    """The one number in an answer: a number, a text such as "1,200 USD", or anything with `.item()`; else None."""
    if isinstance(given, bool):
        return None
    if hasattr(given, "item") and getattr(given, "size", 1) == 1:
        given = given.item()
    if isinstance(given, str):
        try:
            return float(given.replace(",", "").replace("$", "").replace("USD", "").replace("%", "").strip())
        except ValueError:
            return None
    return float(given) if isinstance(given, Real) and math.isfinite(given) else None


def is_near(number, expected, tolerance=0.01):
    """True where two numbers differ by no more than this share of the expected one."""
    return math.isclose(number, expected, rel_tol=tolerance, abs_tol=1e-9)


def say_number(number, unit):
    """A number as a reader writes it, with its unit: "1,200 USD", "0.096 USD", "3 hosts"."""
    text = f"{number:,.0f}" if abs(number) >= 1000 or number == int(number) else f"{number:,.4g}"
    return f"{text} {unit.removesuffix('s') if number == 1 else unit}".strip()


def clean(answer, options):
    """An answer as the options spell it, whatever its capitals, spaces and final stop."""
    if not isinstance(answer, str):
        return answer
    return {option.lower(): option for option in options}.get(answer.strip(" .?").lower(), answer.strip())


def show(value):
    """A value as one short line."""
    text = " ".join(repr(value).split())
    return text if len(text) <= 60 else f"{text[:57]}..."


def join_words(options):
    """Options as a reader lists them: `"a"`, `"b"` or `"c"`."""
    quoted = [f'`"{option}"`' for option in options]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]]) if len(quoted) > 1 else quoted[0]
