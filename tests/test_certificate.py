"""The certificate: what it counts, when it says "completed", what it refuses, what it leaves behind."""

import datetime
import json

import pytest

from helpers import certificate, check, progress, quiz


@pytest.fixture
def results(tmp_path, monkeypatch):
    """A function that writes a progress file in which these exercises and questions are correct."""
    file = tmp_path / "progress.json"
    monkeypatch.setenv("AWS_ESSENTIALS_PROGRESS", str(file))
    monkeypatch.chdir(tmp_path)

    def write(exercises, questions):
        done = {"outcome": "correct", "attempts": 1, "not_yet": {}, "first_correct": "2027-01-01"}
        found = {}
        for kind, names in (("exercises", exercises), ("quiz", questions)):
            for number, name in names:
                found.setdefault(number, {}).setdefault(kind, {})[name] = done
        file.write_text(json.dumps(found))

    return write


def list_all():
    numbers = quiz.list_lessons()
    exercises = [(number, name) for number in numbers for name in check.EXERCISES.get(number, [])]
    questions = [(number, one["id"]) for number in numbers for one in quiz.read_lesson(number)["questions"]]
    return exercises, questions


def test_who_has_done_everything_has_completed_the_course(results, tmp_path):
    exercises, questions = list_all()
    core = [one for one in exercises if one[1] not in check.EXTRA]
    results(core, questions)
    picture = certificate.make("Fern", today=datetime.date(2027, 3, 1))
    assert "Fern has completed AWS Essentials for Data Science" in picture.says
    assert f"{len(core)} of {len(core)} exercises" in picture.says
    assert f"0 of {len(exercises) - len(core)} exercises for time that is left" in picture.says
    assert (tmp_path / "certificate.png").read_bytes() == picture.png


def test_one_missing_question_is_enough_not_to_have_completed_it(results):
    exercises, questions = list_all()
    results(exercises, questions[1:])
    picture = certificate.make("Fern")
    assert "Fern is on the way through" in picture.says and "completed" not in picture.says
    assert f"{len(questions) - 1} of {len(questions)} questions" in picture.says


def test_one_missing_exercise_is_enough_too(results):
    exercises, questions = list_all()
    results(exercises[1:], questions)
    assert "is on the way through" in certificate.make("Fern").says


def test_the_day_is_in_the_picture_and_not_in_the_words(results):
    results([], [])
    one, other = (certificate.make("Fern", today=datetime.date(2027, 3, day)) for day in (1, 2))
    assert one.png != other.png and one.says == other.says


@pytest.mark.parametrize(("name", "words"), [("", "Whose"), ("  ", "Whose"), (None, "Whose"), ("F" * 41, "40 fit")])
def test_a_name_that_does_not_fit_is_refused_with_words(results, tmp_path, name, words):
    results([], [])
    with pytest.raises(ValueError, match=words):
        certificate.make(name)
    assert not (tmp_path / "certificate.png").exists()


def test_a_damaged_progress_file_does_not_break_it(results, tmp_path, capsys):
    results([], [])
    progress.path().write_text("{")
    assert "0 of" in certificate.make("Fern").says
    assert "could not be read" in capsys.readouterr().err
