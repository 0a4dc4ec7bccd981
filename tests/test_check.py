"""The frame that every check runs in: three outcomes, in words, and never a traceback."""

import dataclasses
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import check, progress
from helpers.check import _verdict
from helpers.check._verdict import LOOKS, Verdict, correct, exercise, not_attempted, not_yet


@pytest.fixture(autouse=True)
def progress_file(tmp_path, monkeypatch):
    monkeypatch.setenv("AWS_ESSENTIALS_PROGRESS", str(tmp_path / "progress.json"))


@pytest.fixture
def running_account(monkeypatch):
    monkeypatch.setattr(_verdict, "account_is_running", lambda: True)


def make_exercise(answer):
    @exercise("06")
    def blue_reads_guests():
        """Blue reads the guest list."""
        if isinstance(answer, Exception):
            raise answer
        return answer

    return blue_reads_guests


def test_a_verdict_reads_as_its_words_and_its_message():
    assert repr(not_attempted("Write a policy.")) == "Not attempted yet. Write a policy."
    assert repr(correct("Blue reads.")) == "Correct. Blue reads."
    assert repr(correct()) == "Correct."
    assert repr(not_yet("Blue cannot read.", "No policy allows it.", "Attach one.")) == (
        "Not yet. Blue cannot read. No policy allows it.\nAttach one."
    )


@pytest.mark.parametrize("outcome", LOOKS)
def test_a_verdict_in_the_notebook_says_it_in_words_besides_icon_and_colour(outcome):
    words, icon, colour = LOOKS[outcome]
    shown = Verdict(outcome, "Look.")._repr_html_()
    assert f"{words}." in shown and f'<span aria-hidden="true">{icon}</span>' in shown
    assert f"solid {colour}" in shown and 'role="status"' in shown and "var(--jp-ui-font-color1, inherit)" in shown


def test_the_message_is_escaped_and_backticks_become_code():
    shown = correct("`<b>` & `s3:*`\n<script>alert(1)</script>")._repr_html_()
    assert "<code>&lt;b&gt;</code> &amp; <code>s3:*</code><br>&lt;script&gt;" in shown
    assert "<script>" not in shown


def test_a_verdict_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        correct().outcome = "not yet"


def test_a_check_returns_its_verdict_and_progress_keeps_it():
    blue_reads_guests = make_exercise(correct("Blue reads."))
    assert blue_reads_guests() == correct("Blue reads.")
    assert progress.read()["06"]["exercises"]["blue_reads_guests"]["outcome"] == "correct"


def test_an_exercise_knows_its_lesson_and_its_docstring():
    blue_reads_guests = make_exercise(correct())
    assert (blue_reads_guests.lesson, blue_reads_guests.name) == ("06", "blue_reads_guests")
    assert blue_reads_guests.__doc__ == "Blue reads the guest list."


def test_a_check_without_brackets_says_to_add_them():
    assert repr(make_exercise(correct())) == "To run this check, add the brackets: check.blue_reads_guests()"


def test_an_unexpected_error_is_a_verdict_that_names_it(running_account):
    verdict = make_exercise(KeyError("guests"))()
    assert verdict.outcome == "not yet"
    assert "`KeyError`: 'guests'." in verdict.message and "Run up to Selected Cell" in verdict.message
    assert progress.read()["06"]["exercises"]["blue_reads_guests"]["attempts"] == 1


def test_an_error_of_aws_goes_by_its_code(running_account):
    error = RuntimeError("The specified bucket does not exist")
    error.response = {"Error": {"Code": "NoSuchBucket"}}
    assert "`NoSuchBucket`: The specified bucket does not exist." in make_exercise(error)().message


def test_an_error_with_a_strange_response_is_still_a_verdict(running_account):
    error = RuntimeError("odd")
    error.response = None
    assert "`RuntimeError`: odd." in make_exercise(error)().message


def test_an_error_reads_the_same_in_every_run(running_account):
    verdicts = {make_exercise(ValueError(f"cannot use {object()}"))() for _ in range(3)}
    assert len(verdicts) == 1 and " at 0x" not in verdicts.pop().message


def test_a_long_error_is_cut(running_account):
    assert len(make_exercise(ValueError("x" * 5000))().message) < 800


def test_a_check_that_gives_no_verdict_is_not_taken_as_correct(running_account):
    verdict = make_exercise(None)()
    assert verdict.outcome == "not yet" and "in place of a verdict" in verdict.message


def test_arguments_that_a_check_does_not_take_are_a_verdict_too(running_account):
    assert "takes 0 positional arguments" in make_exercise(correct())("blue").message


def test_without_the_practice_account_the_verdict_says_to_run_the_first_cell(monkeypatch):
    monkeypatch.setattr(_verdict, "account_is_running", lambda: False)
    verdict = make_exercise(RuntimeError("no account"))()
    assert verdict.outcome == "not yet"
    assert "not running" in verdict.message and "Run the first code cell" in verdict.message


def test_the_stop_button_still_stops_a_check():
    @exercise("06")
    def slow():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        slow()


def test_an_exercise_that_does_not_exist_names_the_nearest(monkeypatch):
    monkeypatch.setattr(check, "EXERCISES", {"06": ["blue_reads_guests", "rotate_key"]})
    with pytest.raises(AttributeError, match=r"no exercise 'blue_read_guest'. Did you mean check.blue_reads_guests\?"):
        _ = check.blue_read_guest
    with pytest.raises(AttributeError, match=r"Did you mean check\.blue_reads_guests or check\.rotate_key"):
        _ = check.zzz


def test_completion_offers_the_exercises_and_nothing_else():
    assert dir(check) == sorted(name for names in check.EXERCISES.values() for name in names)


def test_every_lesson_module_is_listed():
    packages = Path(check.__file__).parent.glob("lesson_*/__init__.py")
    assert sorted(check.EXERCISES) == sorted(file.parent.name.removeprefix("lesson_") for file in packages)


@pytest.mark.parametrize("lesson", check.EXERCISES)
def test_every_exercise_of_a_lesson_module_is_listed_and_belongs_to_its_lesson(lesson):
    module = importlib.import_module(f"helpers.check.lesson_{lesson}")
    written = {name: value for name, value in vars(module).items() if isinstance(value, _verdict.Exercise)}
    assert set(written) == set(check.EXERCISES[lesson])
    for name, value in written.items():
        assert (value.name, value.lesson) == (name, lesson) and getattr(check, name) is value


def test_importing_check_loads_no_lesson():
    code = "import sys; from helpers import check; sys.exit(bool({'boto3', 'moto', 'pandas'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[1]).returncode == 0
