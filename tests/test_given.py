"""Judging what a learner writes down: choices and numbers."""

import numpy as np
import pandas as pd
import pytest

from helpers.check._given import judge_choices, judge_number

EXPECTED = {"a": "AWS", "b": "you", "c": ("you", "both")}
REASONS = {"a": "A data centre is not yours.", "b": "It is your data.", ("b", "AWS"): "AWS never looks into it."}
REASONS["c"] = "Think of who sets it."


def judge(answers):
    verdict = judge_choices(answers, EXPECTED, REASONS, options=["AWS", "you", "both"])
    return verdict.outcome, verdict.message


def test_blank_choices_are_not_attempted_and_name_the_choices():
    outcome, message = judge({"a": None, "b": None, "c": ...})
    assert outcome == "not attempted"
    assert '`"AWS"`, `"you"` or `"both"`' in message


@pytest.mark.parametrize("defended", ["you", "both", " Both. "])
def test_right_choices_are_correct_whatever_their_capitals(defended):
    assert judge({"a": "aws", "b": "You", "c": defended})[0] == "correct"


def test_a_wrong_choice_is_told_why_and_not_what_is_right():
    outcome, message = judge({"a": "you", "b": "you", "c": None})
    assert outcome == "not yet"
    assert "1 of 3" in message and "A data centre is not yours." in message
    assert "AWS" not in message


def test_a_reason_of_a_choice_comes_before_the_reason_of_its_letter():
    assert "AWS never looks" in judge({"a": "AWS", "b": "AWS", "c": "you"})[1]
    assert "It is your data" in judge({"a": "AWS", "b": "both", "c": "you"})[1]


def test_an_unknown_choice_is_told_the_nearest():
    assert 'Did you mean `"both"`?' in judge({"a": "AWS", "b": "you", "c": "bothe"})[1]
    assert "Use one of" in judge({"a": "AWS", "b": "you", "c": 17})[1]


def test_an_open_letter_is_named():
    outcome, message = judge({"a": "AWS", "b": "you", "c": None})
    assert outcome == "not yet" and "Still open: `c`" in message


@pytest.mark.parametrize("answers", [["AWS", "you", "you"], {"a": "AWS", "b": "you", "c": "you", "d": "you"}])
def test_another_form_is_not_yet(answers):
    assert judge(answers)[0] == "not yet"


MISTAKES = [(86400, "That is a day in seconds.", "Ask for hours.")]


@pytest.mark.parametrize("blank", [None, ..., "", " "])
def test_a_blank_number_is_not_attempted(blank):
    assert judge_number(blank, 24, ask="Count the hours.").message == "Count the hours."
    assert judge_number(blank, 24).outcome == "not attempted"


@pytest.mark.parametrize(
    "given", [24, 24.0, 24.1, "24", "24 USD", np.float64(24), np.array([24]), pd.Series([24]), np.int64(24)]
)
def test_a_right_number_is_correct_in_any_form(given):
    assert judge_number(given, 24).outcome == "correct"


def test_a_known_mistake_is_told_its_reason():
    verdict = judge_number(86_400, 24, unit="hours", mistakes=MISTAKES)
    assert verdict.outcome == "not yet"
    assert "86,400 hours" in verdict.message and "Ask for hours." in verdict.message


@pytest.mark.parametrize(
    ("given", "words"), [(25, "too much"), (0, "too little"), (23.7, "too little"), (-3, "less than nothing")]
)
def test_another_number_is_told_the_direction_and_the_hint(given, words):
    verdict = judge_number(given, 24, hint="A day has them.", mistakes=MISTAKES)
    assert verdict.outcome == "not yet"
    assert words in verdict.message and "A day has them." in verdict.message


def test_one_is_said_in_the_singular():
    assert "1 evening is too little" in judge_number(1, 4, unit="evenings").message


@pytest.mark.parametrize(
    "given", [True, "many", [24], pd.DataFrame({"a": [24]}), pd.Series([1, 2]), float("nan"), float("inf"), judge]
)
def test_what_is_not_one_number_is_shown_back(given):
    verdict = judge_number(given, 24)
    assert verdict.outcome == "not yet" and "not one number" in verdict.message
