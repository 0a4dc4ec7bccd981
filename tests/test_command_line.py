"""Commands in a notebook: answers that are typed in, a bar that moves, long lines that fit."""

import contextlib
import io
import shlex
import sys

import pytest

from helpers import command_line

PYTHON = shlex.quote(sys.executable)


def make_command(code):
    """A command that runs this Python code."""
    return f"{PYTHON} -c {shlex.quote(code)}"


def printed(function, *arguments, **named):
    """(what came back, what was printed)."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        result = function(*arguments, **named)
    return result, said.getvalue()


def shown_at_last(text):
    """What a screen shows in the end, where a line was overwritten again and again."""
    return [line.split("\r")[-1] for line in text.split("\n")]


ASK = 'name = input("Name [None]: ")\nplace = input("Place [None]: ")\nprint(f"{name} in {place}")'


def test_answers_stand_behind_the_questions_that_they_answer():
    _, said = printed(command_line.type_in, make_command(ASK), "Fern", "Queens")
    assert said.splitlines()[-3:] == ["Name [None]: Fern", "Place [None]: Queens", "Fern in Queens"]
    assert "one more" not in said


def test_an_answer_that_is_missing_leaves_its_question_open_and_the_exit_code_is_said():
    _, said = printed(command_line.type_in, make_command(ASK), "Fern")
    assert "Place [None]: " in said
    assert said.splitlines()[-2].endswith(" got 1 answer, and asked for one more)")
    assert said.splitlines()[-1] == "(exit code 1)"


def test_an_error_of_version_2_is_no_question():
    code = 'import sys; print("aws: [ERROR]: oh"); sys.exit(253)'
    _, said = printed(command_line.type_in, make_command(code), "Fern")
    assert said.splitlines()[-2:] == ["aws: [ERROR]: oh", "(exit code 253)"]


@pytest.mark.parametrize("known", ["None", "****************abCD"])
def test_a_secret_key_is_not_shown_neither_the_new_one_nor_the_end_of_the_old_one(known):
    secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
    ask = f'input("AWS Secret Access Key [{known}]: ")'
    _, said = printed(command_line.type_in, make_command(ask), secret)
    answer = said.splitlines()[-1]
    assert answer.endswith("]: ****************")
    assert "abCD" not in answer
    assert secret not in said


def test_a_run_holds_exit_code_output_errors_and_how_many_files_were_done():
    code = 'import sys; print("upload: a to b"); print("copy: a to b"); print("oh", file=sys.stderr); sys.exit(3)'
    ended = command_line.run(make_command(code))
    assert (ended.exit_code, ended.files) == (3, 2)
    assert "oh" in ended.output
    assert repr(ended) == "exit code 3, 2 files done"
    assert ended.seconds > 0


def test_variables_are_set_and_taken_away_for_one_command(monkeypatch):
    monkeypatch.setenv("COLOUR", "red")
    ask = make_command('import os; print(os.environ.get("COLOUR"), os.environ.get("SHAPE"))')
    assert command_line.run(ask, COLOUR=None, SHAPE="round").output == "None round\n"
    assert command_line.run(ask).output == "red None\n"


def test_what_is_shown_fits_and_ends_with_the_exit_code():
    code = 'import sys; print(); print("word " * 60); sys.exit(254)'
    _, said = printed(command_line.show, make_command(code))
    lines = said.splitlines()
    assert lines[-1] == "(exit code 254)"
    assert max(map(len, lines[1:])) <= command_line.WIDTH
    assert "" not in lines


def test_a_bar_moves_with_each_file_and_ends_full():
    code = 'for number in range(40): print(f"upload: {number}.csv to s3://b/{number}.csv")'
    upload, said = printed(command_line.show_progress, make_command(code), total=40)
    assert (upload.files, upload.exit_code) == (40, 0)
    last = shown_at_last(said)[0]
    assert last.startswith("100 %")
    assert last.endswith("40 of 40 files")
    assert "0 of 40 files" in said


def test_the_bar_is_the_same_each_time():
    code = 'for number in range(40): print(f"upload: {number}.csv to s3://b/{number}.csv")'
    once, again = (printed(command_line.show_progress, make_command(code), total=40)[1] for _ in range(2))
    assert shown_at_last(once) == shown_at_last(again)


def test_lines_that_aws_overwrites_are_counted_once_and_its_errors_are_shown():
    code = (
        'import sys\nprint("Completed 1 of 2\\rupload: a to s3://b/a   \\rCompleted 2 of 2", end="\\r")\n'
        'print("upload failed: c to s3://b/c An error occurred (AccessDenied)"); sys.exit(1)'
    )
    upload, said = printed(command_line.show_progress, make_command(code), total=2)
    assert (upload.files, upload.exit_code) == (1, 1)
    assert shown_at_last(said)[0].endswith("1 of 2 files")
    assert "AccessDenied" in said
    assert "Completed" not in said


def test_who_and_where_asks_the_account_and_says_what_it_says_against_it(account):
    assert command_line.who_and_where() == "root in us-east-1"
    assert command_line.who_and_where("--region us-west-2") == "root in us-west-2"
    assert "could not be found" in command_line.who_and_where("--profile nobody")
