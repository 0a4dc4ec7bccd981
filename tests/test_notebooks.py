"""What is committed: notebooks that are as their scripts say, complete, and tell nothing of the machine they ran on.

That their outputs still come out as stored is nbval's part: `pytest --nbval notebooks`. It has gaps, which these guards
close: it passes a cell that has never run, and compares neither pictures nor widgets.
"""

import json
import re
import subprocess
from pathlib import Path

import build
import nbformat
import pytest
from rules import MARKER, list_lessons, read_lesson, split_solution

from helpers import check, quiz

ROOT = Path(__file__).resolve().parent.parent
LESSONS = [read_lesson(path) for path in list_lessons(ROOT / "lessons")]
NOTEBOOKS = [build.notebook_path(ROOT, lesson, edition) for edition in build.FOLDERS for lesson in LESSONS]
SOLUTIONS = [(lesson, cell) for lesson in LESSONS for cell in lesson.exercises]

# Cells whose output nbval does not compare: notebook and cell id, with the reason. None so far, and none without need.
NOT_COMPARED = {}

# What an output must not show, because it differs from machine to machine or from run to run.
VOLATILE = {
    "a path on this machine": r"(?:/home/|/Users/|/root\b|/tmp/|/var/folders/|\b[A-Z]:\\)[^\s'\"]*",
    "a port": r"(?:127\.0\.0\.1|localhost|\[::1\]):\d+",
    "a time of day": r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\d\d:\d\d:\d\d (?:GMT|UTC)|datetime\.datetime\([^)]*\)",
    "a memory address": r"\bat 0x[0-9a-f]{6,}",
    "a colour code of the terminal": r"\x1b\[",
}

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: str(path.relative_to(ROOT)))
every_solution = pytest.mark.parametrize(
    ("lesson", "cell"), SOLUTIONS, ids=[f"{lesson.number}-{cell.exercise}" for lesson, cell in SOLUTIONS]
)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def output_texts(cell):
    """All that an output shows as text: streams, plain text, HTML, error tracebacks."""
    for output in cell.outputs:
        yield output.get("text", "")
        yield "\n".join(output.get("traceback", []))
        yield from (str(data) for kind, data in output.get("data", {}).items() if not kind.startswith("image/png"))


# The guards, as functions that return what is wrong, so that they are tested themselves below


def find_unfinished_cells(notebook):
    """Cells that have not run in order from top to bottom: their counts are not 1, 2, 3 ..."""
    counts = [cell.execution_count for cell in code_cells(notebook)]
    return [f"cell count {count}, not {wanted}" for wanted, count in enumerate(counts, start=1) if count != wanted]


def find_errors(notebook):
    return [cell.id for cell in code_cells(notebook) for output in cell.outputs if output.output_type == "error"]


def find_volatile_text(notebook):
    """What outputs show of the machine or the moment, unless the lesson's own text says the same."""
    written = "\n".join(cell.source for cell in notebook.cells)
    found = []
    for cell in code_cells(notebook):
        for text in output_texts(cell):
            for what, pattern in VOLATILE.items():
                shown = (match[0] for match in re.finditer(pattern, text))
                found += [f"{cell.id} shows {what}: {part!r}" for part in shown if part not in written]
    return found


def find_silent_pictures(notebook):
    """Pictures and widgets that nothing says in words: nbval could not see them change, nor could a blind reader."""
    return [cell.id for cell in code_cells(notebook) if shows_picture(cell) and not says_something(cell)]


def shows_picture(cell):
    kinds = {kind for output in cell.outputs for kind in output.get("data", {})}
    return bool(kinds & {"image/png", "image/svg+xml", "image/jpeg"}) or "Box(children=" in "".join(output_texts(cell))


def says_something(cell):
    plain = [output.get("text") or output.get("data", {}).get("text/plain", "") for output in cell.outputs]
    return any(text and not re.match(r"<[\w.]+ |\w*Box\(children=", text) for text in plain)


def find_answers_given_away(notebook):
    """Cells after a prediction whose stored output begins with its answer: JupyterLab shows that line, though folded.

    The line may be "<div>", as the course's HTML and pandas begin, say who signed in, or what follows, with a colon.
    """
    folded = [cell for cell in code_cells(notebook) if cell.metadata.get("jupyter", {}).get("outputs_hidden")]
    lines = [(cell.id, find_first_line(cell)) for cell in folded]
    return [f"{name} shows {line!r}" for name, line in lines if not re.fullmatch(r"<div>|Signed in as .*|.*:", line)]


def find_first_line(cell):
    """The line that JupyterLab shows of a folded output: the first that is not empty, of the HTML if there is any."""
    data = cell.outputs[0].get("data", {}) if cell.outputs else {}
    text = data.get("text/html") or data.get("text/plain") or next(output_texts(cell), "")
    return next((line.strip() for line in text.splitlines() if line.strip()), "")


def find_broken_links(notebook, folder):
    """Relative links in the text to files that do not exist."""
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    targets = re.findall(r"\]\(([^)\s]+)\)|(?:href|src)=\"([^\"]+)\"", text)
    files = {target.split("#")[0] for pair in targets for target in pair if target and ":" not in target}
    return sorted(file for file in files if file and not (folder / file).exists())


def find_ignored_cells(notebook):
    """Cells that tell nbval not to run them, not to compare them, or to expect an error."""
    tags = {"nbval-skip", "nbval-ignore-output", "nbval-raises-exception", "raises-exception"}
    comment = r"^\s*#\s*(NBVAL_SKIP|NBVAL_IGNORE_OUTPUT|NBVAL_RAISES_EXCEPTION|PYTEST_VALIDATE_IGNORE_OUTPUT)\s*$"
    marked = (cell for cell in code_cells(notebook) if tags & set(cell.metadata.get("tags", [])))
    said = (cell for cell in code_cells(notebook) if re.search(comment, cell.source, re.MULTILINE))
    return sorted({cell.id for cell in [*marked, *said]})


def squeeze(text):
    """Text without white space, so that a copy is found however it is laid out."""
    return "".join(text.split())


# What is committed passes them


def test_there_are_lessons():
    assert LESSONS


def test_every_notebook_is_as_its_script_says():
    assert build.find_differences(ROOT) == []


def test_the_checks_are_those_of_the_exercises_and_in_their_order():
    assert {lesson.number: [cell.exercise for cell in lesson.exercises] for lesson in LESSONS} == check.EXERCISES
    assert {cell.exercise for lesson in LESSONS for cell in lesson.exercises if cell.extra} == check.EXTRA


def test_every_quiz_question_is_asked_in_its_lesson():
    """Progress counts them all, so that one which nobody asks could never be done."""
    for lesson in LESSONS:
        asked = re.findall(
            r'quiz\.ask\("(\w+)"\)', "\n".join(cell.source for cell in lesson.cells if cell.kind == "code")
        )
        written = [question["id"] for question in quiz.read_lesson(lesson.number)["questions"]]
        assert sorted(asked) == sorted(written)


@every_notebook
def test_every_cell_has_run_in_order(path):
    assert find_unfinished_cells(nbformat.read(path, as_version=4)) == []


@every_notebook
def test_no_cell_ends_in_an_error(path):
    assert find_errors(nbformat.read(path, as_version=4)) == []


@every_notebook
def test_no_output_shows_the_machine_or_the_moment(path):
    assert find_volatile_text(nbformat.read(path, as_version=4)) == []


@every_notebook
def test_every_picture_is_told_in_words_too(path):
    assert find_silent_pictures(nbformat.read(path, as_version=4)) == []


@every_notebook
def test_no_folded_output_gives_its_answer_away(path):
    assert find_answers_given_away(nbformat.read(path, as_version=4)) == []


@every_notebook
def test_every_link_to_a_file_of_the_course_leads_somewhere(path):
    assert find_broken_links(nbformat.read(path, as_version=4), path.parent) == []


@every_notebook
def test_no_cell_is_kept_from_nbval_but_those_listed(path):
    name = path.relative_to(ROOT).as_posix()
    listed = sorted(cell for file, cell in NOT_COMPARED if file == name)
    assert find_ignored_cells(nbformat.read(path, as_version=4)) == listed


@every_notebook
def test_every_verdict_is_the_one_of_its_edition(path):
    edition = "solved" if path.parent.name == "solutions" else "learner"
    for cell in code_cells(nbformat.read(path, as_version=4)):
        build.check_verdict(cell, edition, path.name)


@every_solution
def test_a_solution_is_not_in_the_learners_edition(lesson, cell):
    starter, solution = split_solution(cell)
    notebook = nbformat.read(build.notebook_path(ROOT, lesson, "learner"), as_version=4)
    assert next(other.source for other in notebook.cells if other.metadata.get("exercise") == cell.exercise) == starter
    assert squeeze(solution) not in squeeze(json.dumps([other.source for other in notebook.cells]))
    assert all(MARKER not in other.source.splitlines() for other in notebook.cells)


@every_solution
def test_a_solution_stands_in_its_lesson_and_nowhere_else(lesson, cell):
    solution = squeeze(split_solution(cell)[1])
    assert [name for name, text in other_files().items() if solution in text] == []


def other_files():
    """The squeezed text of every file of the project, but the lessons and what is built from them."""
    if not hasattr(other_files, "texts"):
        command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
        files = [ROOT / name for name in names if not name.startswith(("lessons/", "notebooks/"))]
        files = [path for path in files if path.suffix in {".py", ".md", ".json", ".jsonl", ".yaml", ".yml", ".ipynb"}]
        other_files.texts = {str(path): squeeze(path.read_text(encoding="utf-8")) for path in files if path.exists()}
    return other_files.texts


# The guards find what they are for


def notebook_with(source="1 + 1", outputs=(), count=1, kind="code"):
    notebook = nbformat.v4.new_notebook()
    if kind == "markdown":
        notebook.cells.append(nbformat.v4.new_markdown_cell(source))
    else:
        notebook.cells.append(nbformat.v4.new_code_cell(source, execution_count=count, outputs=list(outputs)))
    return notebook


def stream(text):
    return nbformat.v4.new_output("stream", text=text)


def shown(**data):
    kinds = {"plain": "text/plain", "png": "image/png", "html": "text/html"}
    return nbformat.v4.new_output("display_data", data={kinds[name]: value for name, value in data.items()})


def test_a_cell_that_never_ran_or_ran_out_of_order_is_found():
    assert find_unfinished_cells(notebook_with(count=None)) != []
    assert find_unfinished_cells(notebook_with(count=2)) != []
    assert find_unfinished_cells(notebook_with(count=1)) == []


def test_an_error_output_is_found():
    error = nbformat.v4.new_output("error", ename="KeyError", evalue="'s3'", traceback=["KeyError: 's3'"])
    assert find_errors(notebook_with(outputs=[error])) != []


@pytest.mark.parametrize(
    "text",
    [
        "saved to /tmp/x.csv",
        "/home/ana/course",
        "C:\\Users\\ana",
        "http://127.0.0.1:41234/",
        "2026-03-01 10:00",
        "2026-03-01T10:00:00Z",
        "datetime.datetime(2026, 3, 1, 10, 0)",
        "Sun, 01 Mar 2026 10:00:00 GMT",
        "<object object at 0x7f2d876d2750>",
        "\x1b[31mred",
    ],
)
def test_what_differs_between_machines_or_moments_is_found(text):
    assert find_volatile_text(notebook_with(outputs=[stream(text)])) != []
    assert find_volatile_text(notebook_with(outputs=[shown(html=f"<p>{text}</p>")])) != []


def test_what_the_lesson_itself_says_is_no_trace_of_the_machine():
    outputs = [stream("until 2026-03-01T10:00:00Z")]
    assert find_volatile_text(notebook_with("until('2026-03-01T10:00:00Z')", outputs)) == []
    assert find_volatile_text(notebook_with(outputs=[stream("as of 2026-03-01, Version 2012-10-17")])) == []


def test_a_picture_or_a_widget_without_words_is_found():
    figure = shown(plain="<Figure size 640x480 with 1 Axes>", png="aGFsbG8=")
    assert find_silent_pictures(notebook_with(outputs=[figure])) != []
    assert find_silent_pictures(notebook_with(outputs=[shown(plain="VBox(children=(HTML(value=''),))")])) != []
    assert find_silent_pictures(notebook_with(outputs=[figure, stream("Blue may read.")])) == []
    assert find_silent_pictures(notebook_with(outputs=[shown(plain="blue  yes", png="aGFsbG8=")])) == []


def test_a_folded_answer_in_the_first_line_is_found():
    outputs = [
        nbformat.v4.new_output("stream", text="81% idle\n"),
        nbformat.v4.new_output("stream", text="Idle:\n81%\n"),
        nbformat.v4.new_output("execute_result", data={"text/plain": "Idle:\n81%", "text/html": "<p>81%</p>"}),
        nbformat.v4.new_output("execute_result", data={"text/plain": "81%", "text/html": "<div>\n<p>81%</p></div>"}),
    ]
    notebook = nbformat.v4.new_notebook()
    for output in outputs:
        cell = nbformat.v4.new_code_cell("guess", outputs=[output], metadata={"jupyter": {"outputs_hidden": True}})
        notebook.cells.append(cell)
    first, _, third, _ = (cell.id for cell in notebook.cells)
    assert find_answers_given_away(notebook) == [f"{first} shows '81% idle'", f"{third} shows '<p>81%</p>'"]


def test_a_link_to_nowhere_is_found(tmp_path):
    (tmp_path / "06-iam.ipynb").touch()
    text = "[good](06-iam.ipynb#roles) [away](https://aws.amazon.com) [within](#top)"
    assert find_broken_links(notebook_with(text, kind="markdown"), tmp_path) == []
    assert find_broken_links(notebook_with("[bad](07-cli.ipynb)", kind="markdown"), tmp_path) == ["07-cli.ipynb"]
    assert find_broken_links(notebook_with('<img src="a.png">', kind="markdown"), tmp_path) == ["a.png"]


def test_a_cell_hidden_from_nbval_is_found():
    assert find_ignored_cells(notebook_with("# NBVAL_IGNORE_OUTPUT\n1")) != []
    tagged = notebook_with()
    tagged.cells[0].metadata.tags = ["nbval-skip"]
    assert find_ignored_cells(tagged) != []
    assert find_ignored_cells(notebook_with()) == []
