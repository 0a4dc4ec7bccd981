"""The progress file: what is correct stays, nothing is lost, and nothing that is wrong with it stops a lesson."""

import json
import multiprocessing
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import check, progress, quiz, sandbox

LESSONS = [
    ("00", "Start here", {"exercises": ["first_bucket", "second_bucket"], "extra": [], "quiz": ["cost"]}),
    ("06", "Who may do <what>", {"exercises": ["blue_reads"], "extra": ["blue_writes"], "quiz": ["root", "keys"]}),
]


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch):
    path = tmp_path / "of its own" / "progress.json"
    monkeypatch.setenv("AWS_ESSENTIALS_PROGRESS", str(path))
    return path


def read_result(name="blue_reads"):
    return progress.read()["06"]["exercises"][name]


def test_the_environment_chooses_the_file_and_otherwise_it_is_in_a_folder_of_its_own(file, monkeypatch):
    assert progress.path() == file
    monkeypatch.delenv("AWS_ESSENTIALS_PROGRESS")
    assert progress.path().name == "progress.json" and "aws-essentials-for-data-science" in progress.path().parts


def test_nothing_done_is_an_empty_file_content():
    assert progress.read() == {}


def test_not_attempted_leaves_no_trace(file):
    progress.record("06", "blue_reads", "not attempted", "Write a policy.")
    assert progress.read() == {}


def test_attempts_are_counted_until_the_exercise_is_correct():
    progress.record("06", "blue_reads", "not yet", "Too broad.")
    progress.record("06", "blue_reads", "not yet", "Too broad.")
    progress.record("06", "blue_reads", "not yet", "Too narrow.")
    progress.record("06", "blue_reads", "correct")
    progress.record("06", "blue_reads", "correct")
    result = read_result()
    assert result["attempts"] == 4 and result["not_yet"] == {"Too broad.": 2, "Too narrow.": 1}
    assert len(result["first_correct"]) == len("2026-01-31")


def test_once_correct_stays_correct():
    progress.record("06", "blue_reads", "correct")
    progress.record("06", "blue_reads", "not yet", "Too broad.")
    assert read_result()["outcome"] == "correct" and read_result()["not_yet"] == {}


def test_different_messages_are_kept_up_to_a_limit():
    for number in range(100):
        progress.record("06", "blue_reads", "not yet", f"Seen {number}.")
    assert read_result()["attempts"] == 100 and len(read_result()["not_yet"]) == progress.MOST_MESSAGES


def test_an_exercise_and_a_question_of_the_same_name_are_two_things():
    progress.record("06", "keys", "correct", kind="quiz")
    progress.record("06", "keys", "not yet", "No key.")
    assert progress.read()["06"]["quiz"]["keys"]["outcome"] == "correct"
    assert read_result("keys")["outcome"] == "not yet"
    with pytest.raises(ValueError, match="kind is 'game'"):
        progress.record("06", "keys", "correct", kind="game")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"06": []}',
        b'{"06": {"exercises": {"blue_reads": "correct"}}}',
        b'{"06": {"exercises": {"blue_reads": {}}}}',
        b'{"06": {"exercises": {"blue_reads": {"outcome": ["correct"], "attempts": 1, "not_yet": {}}}}}',
        b'{"06": {"exercises": {"blue_reads": {"outcome": "correct", "attempts": "many", "not_yet": {}}}}}',
        b'{"06": {"exercises": {"blue_reads": {"outcome": "not yet", "attempts": 1, "not_yet": [1]}}}}',
    ],
)
def test_a_damaged_file_is_kept_aside_and_the_lesson_goes_on(file, capsys, content):
    file.parent.mkdir()
    file.write_bytes(content)
    progress.record("06", "blue_reads", "correct")
    assert read_result()["outcome"] == "correct"
    aside = file.with_name("progress.json.damaged")
    assert aside.read_bytes() == content
    warning = capsys.readouterr().err
    assert warning.count("\n") == 1 and str(aside) in warning


def test_a_second_damaged_file_does_not_overwrite_the_first(file):
    file.parent.mkdir()
    for content in ("one", "two", "three"):
        file.write_text(content)
        progress.read()
    kept = sorted(path.name for path in file.parent.glob("*.damaged*"))
    assert kept == ["progress.json.damaged", "progress.json.damaged-2", "progress.json.damaged-3"]
    assert file.with_name("progress.json.damaged").read_text() == "one"


def break_by_a_folder_that_cannot_be_made(file, monkeypatch):
    file.parent.write_text("a file stands where the folder should be")


def break_by_a_folder_in_place_of_the_file(file, monkeypatch):
    file.mkdir(parents=True)


def break_by_a_full_disk(file, monkeypatch):
    def refuse(*arguments, **named_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(json, "dump", refuse)


def break_by_a_read_only_file(file, monkeypatch):
    file.parent.mkdir()
    file.write_text("{}")
    monkeypatch.setattr(progress.os, "access", lambda path, mode: False)


@pytest.mark.parametrize(
    "break_file",
    [
        break_by_a_folder_that_cannot_be_made,
        break_by_a_folder_in_place_of_the_file,
        break_by_a_full_disk,
        break_by_a_read_only_file,
    ],
)
def test_a_file_that_cannot_be_written_gives_one_line_and_progress_lasts_in_memory(
    break_file, file, monkeypatch, capsys
):
    break_file(file, monkeypatch)
    progress.record("06", "blue_reads", "not yet", "Too broad.")
    progress.record("06", "blue_reads", "correct")
    progress.record("06", "other", "correct")
    assert read_result()["outcome"] == "correct" and read_result()["attempts"] == 2
    assert read_result("other")["outcome"] == "correct"
    warning = capsys.readouterr().err
    assert warning.count("\n") == 1 and "cannot be saved" in warning and str(file) in warning
    assert not list(file.parent.glob("*.new")) if file.parent.is_dir() else True


def test_what_a_read_only_file_holds_is_still_shown(file, monkeypatch):
    progress.record("06", "blue_reads", "correct")
    monkeypatch.setattr(progress.os, "access", lambda path, mode: False)
    progress.record("06", "other", "correct")
    assert set(progress.read()["06"]["exercises"]) == {"blue_reads", "other"}


def record_many(name):
    for number in range(25):
        progress.record("06", f"{name}_{number}", "correct")
        progress.record("06", "shared", "not yet", "Too broad.")


def test_two_notebooks_at_once_lose_nothing(file):
    context = multiprocessing.get_context("spawn")
    notebooks = [context.Process(target=record_many, args=(name,)) for name in ("one", "two", "three")]
    for notebook in notebooks:
        notebook.start()
    for notebook in notebooks:
        notebook.join()
    results = progress.read()["06"]["exercises"]
    assert len(results) == 76 and results["shared"]["attempts"] == 75


def test_a_lock_that_never_opens_does_not_stop_the_lesson(monkeypatch):
    monkeypatch.setattr(progress, "_try_lock", lambda handle: False)
    monkeypatch.setattr(progress, "LONGEST_WAIT", 0.05)
    progress.record("06", "blue_reads", "correct")
    assert read_result()["outcome"] == "correct"


def test_the_table_counts_what_is_done_and_names_what_is_next():
    results = {"00": {"exercises": {"first_bucket": {"outcome": "correct"}, "gone": {"outcome": "correct"}}}}
    assert repr(progress.ProgressTable(LESSONS, results)).splitlines() == [
        "Lesson                 Exercises   Quiz     If time is left",
        "00 Start here          1 of 2      0 of 1   none",
        "06 Who may do <what>   0 of 1      0 of 2   0 of 1",
        "Next: check.second_bucket() in lesson 00.",
    ]


def test_the_table_says_when_all_is_done():
    done = {"outcome": "correct"}
    results = {
        number: {kind: dict.fromkeys(names, done) for kind, names in parts.items()} for number, _, parts in LESSONS
    }
    table = progress.ProgressTable(LESSONS, results)
    assert repr(table).endswith("Every exercise and every question is done.")
    assert "0 of 1" in repr(table)  # blue_writes, for which there was no time, holds nobody up


def test_an_exercise_for_time_that_is_left_is_counted_apart():
    results = {"06": {"exercises": {"blue_writes": {"outcome": "correct"}}}}
    assert list(progress.ProgressTable(LESSONS, results)._rows())[1] == (
        "06 Who may do <what>",
        [(0, 1), (0, 2), (1, 1)],
    )


def test_the_table_in_the_notebook_has_headings_words_and_no_raw_markup():
    shown = progress.ProgressTable(LESSONS, {})._repr_html_()
    assert shown.count('scope="row"') == 2 and shown.count('scope="col"') == 4
    assert "0 of 2" in shown and "Who may do &lt;what&gt;" in shown and "<caption" in shown
    assert "<p>Next: <code>check.first_bucket()</code> in lesson 00.</p>" in shown


def test_show_prints_no_date(file):
    for number, _, parts in progress.show().lessons:
        for name in parts["exercises"] + parts["extra"]:
            progress.record(number, name, "correct")
    day = json.dumps(progress.read()).partition('"first_correct": "')[2][:10]
    shown = progress.show()
    assert day == "" or (day not in repr(shown) and day not in shown._repr_html_())


def test_show_counts_every_exercise_and_every_question_of_the_course():
    lessons = progress.show().lessons
    assert [number for number, _, _ in lessons] == quiz.list_lessons()
    counted = {number: {*parts["exercises"], *parts["extra"]} for number, _, parts in lessons}
    assert counted == {number: set(names) for number, names in check.EXERCISES.items()}


def test_the_practice_account_leaves_the_choice_of_the_file_alone(file):
    sandbox.start()
    try:
        assert progress.path() == file
    finally:
        sandbox.stop()
    assert progress.path() == file


def test_importing_progress_needs_neither_boto3_nor_moto():
    code = "import sys; from helpers import progress; sys.exit(bool({'boto3', 'moto', 'IPython'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[1]).returncode == 0
