"""Every check, proven both ways: blank, solution, wrong answers with what they are told, and other right answers.

The cells of a lesson run once, with the exercises left blank as a learner finds them. At each exercise the process
divides: every answer is tried in a child of its own, in the account as it stands there, and leaves no trace.
"""

import contextlib
import functools
import io
import os
import sys
import tempfile
from pathlib import Path

import pytest
from cells import fork_with, make_namespace, run_cell
from quick_aws import quick_aws
from rules import called_checks, list_lessons, read_lesson, split_solution
from wrong_answers import NOT_ABOUT_PERMISSIONS, RIGHT, WRONG, Right, allow, deny, document

LESSONS = {path.stem: read_lesson(path) for path in list_lessons(Path(__file__).resolve().parent.parent / "lessons")}
EXERCISES = [(name, cell.exercise) for name, lesson in LESSONS.items() for cell in lesson.exercises]
MOST_WORDS = 60


def list_answers(kind):
    answers = {"wrong": WRONG, "right": RIGHT}[kind]
    return [
        pytest.param(lesson, exercise, name, id=f"{exercise}: {name}")
        for lesson, exercise in EXERCISES
        for name in answers.get(exercise, {})
    ]


def try_answers(lesson_name):
    """What came of each answer of a lesson: (exercise, kind, name) -> (error, outcome, message)."""
    found, failure = run_once(lesson_name)
    if failure:
        raise failure
    return found


@functools.cache
def run_once(lesson_name):
    """(what came of each answer, None), or (None, the error in which a cell of the lesson ended)."""
    home = Path.cwd()
    with contextlib.ExitStack() as stack:
        os.chdir(stack.enter_context(tempfile.TemporaryDirectory(prefix="lesson-")))
        stack.enter_context(contextlib.redirect_stdout(io.StringIO()))
        stack.enter_context(quick_aws())
        try:
            return run_lesson(LESSONS[lesson_name]), None
        except Exception as error:
            return None, error
        finally:
            os.chdir(home)


def run_lesson(lesson):
    namespace, found = make_namespace(document=document, allow=allow, deny=deny), {}
    for at, cell in enumerate(lesson.cells):
        if cell.kind != "code":
            continue
        if cell.exercise:
            between, check = find_check(lesson.cells[at + 1 :], cell.exercise)
            for key, code in collect_answers(cell).items():
                found[key] = fork_with(judge, [code, *between], check.source, namespace)
        run_cell(split_solution(cell)[0], namespace)
    namespace["sandbox"].stop()
    return found


def find_check(cells, exercise):
    """The sources of the code cells before the check of an exercise, and the check's cell."""
    code = [cell for cell in cells if cell.kind == "code"]
    at = next(number for number, cell in enumerate(code) if calls_check(cell, exercise))
    return [cell.source for cell in code[:at]], code[at]


def calls_check(cell, exercise):
    return cell.kind == "code" and exercise in called_checks(cell.source)


def collect_answers(cell):
    starter, solution = split_solution(cell)
    exercise = cell.exercise
    answers = {(exercise, "blank", ""): starter, (exercise, "solution", ""): f"{starter}\n{solution}"}
    answers |= {
        (exercise, "wrong", name): f"{starter}\n{wrong.code}" for name, wrong in WRONG.get(exercise, {}).items()
    }
    right = {name: read_right(answer).code for name, answer in RIGHT.get(exercise, {}).items()}
    return answers | {(exercise, "right", name): f"{starter}\n{code}" for name, code in right.items()}


def read_right(answer):
    return answer if isinstance(answer, Right) else Right(answer, ())


def judge(cells, check, namespace):
    """(error, outcome, message) after the answer and what the lesson runs between it and its check."""
    error = ""
    try:
        for source in cells:
            run_cell(source, namespace)
    except Exception as raised:
        error = getattr(raised, "response", {}).get("Error", {}).get("Code") or type(raised).__name__
    try:
        verdict = eval(check, namespace)
    except BaseException as raised:
        return error, "raised", repr(raised)
    return error, verdict.outcome, verdict.message


@pytest.fixture(autouse=True)
def progress_file(tmp_path, monkeypatch):
    monkeypatch.setenv("AWS_ESSENTIALS_PROGRESS", str(tmp_path / "progress.json"))


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs os.fork")


@pytest.mark.parametrize(("lesson", "exercise"), EXERCISES)
def test_a_blank_exercise_is_not_attempted(lesson, exercise):
    error, outcome, message = try_answers(lesson)[exercise, "blank", ""]
    assert (error, outcome) == ("", "not attempted"), message


@pytest.mark.parametrize(("lesson", "exercise"), EXERCISES)
def test_the_solution_is_correct(lesson, exercise):
    error, outcome, message = try_answers(lesson)[exercise, "solution", ""]
    assert (error, outcome) == ("", "correct"), message


@pytest.mark.parametrize(("lesson", "exercise", "name"), list_answers("wrong"))
def test_a_wrong_answer_is_told_what_is_wrong(lesson, exercise, name):
    wrong = WRONG[exercise][name]
    error, outcome, message = try_answers(lesson)[exercise, "wrong", name]
    assert (error, outcome) == (wrong.error, wrong.outcome), message
    assert [words for words in wrong.words if words not in message] == [], message


@pytest.mark.parametrize(("lesson", "exercise", "name"), list_answers("right"))
def test_another_right_answer_is_correct(lesson, exercise, name):
    error, outcome, message = try_answers(lesson)[exercise, "right", name]
    assert (error, outcome) == ("", "correct"), message
    assert [words for words in read_right(RIGHT[exercise][name]).words if words not in message] == [], message


@pytest.mark.parametrize(("lesson", "exercise"), EXERCISES)
def test_every_exercise_has_wrong_answers_and_another_right_one(lesson, exercise):
    wrong = WRONG.get(exercise, {})
    assert len(wrong) >= 2, f"tests/wrong_answers/ needs two wrong answers for {exercise}"
    assert len(RIGHT.get(exercise, {})) >= 1, f"tests/wrong_answers/ needs another right answer for {exercise}"
    if exercise not in NOT_ABOUT_PERMISSIONS:
        for kind in ("too narrow", "too broad"):
            assert any(name.startswith(kind) for name in wrong), f"{exercise} has no answer that is {kind}"


def test_no_answers_are_left_over_from_an_exercise_that_is_gone():
    known = {exercise for _, exercise in EXERCISES}
    assert (WRONG.keys() | RIGHT.keys()) - known == set()


@pytest.mark.parametrize("lesson", LESSONS)
def test_no_message_is_long(lesson):
    long = {key: message for key, (_, _, message) in try_answers(lesson).items() if len(message.split()) > MOST_WORDS}
    assert long == {}
