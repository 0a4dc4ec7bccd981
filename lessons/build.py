"""Builds the notebooks from the lesson scripts: `python lessons/build.py [06-iam ...] [--force | --check]`.

Each script gives two notebooks, both executed: notebooks/NN-topic.ipynb for learners, without the solutions, and
notebooks/solutions/NN-topic.ipynb with them. A notebook is built again only where what it is made from has changed.
The words of lessons/glossary.md become links in the text, and notebooks/glossary.md what these lead to.
"""

import argparse
import copy
import hashlib
import json
import re
import sys
import time
import tomllib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

import nbformat
from glossary import PAGE, make_page, read_glossary
from kernel import CellError, cache_folder, run_notebook, warm_up_fonts
from linking import link_lesson
from rules import (
    LessonError,
    called_checks,
    find_problems,
    find_shared_names,
    list_lessons,
    read_lesson,
    split_solution,
)

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = {"learner": "notebooks", "solved": "notebooks/solutions"}
PAGES = {"learner": PAGE, "solved": f"../{PAGE}"}  # the glossary, as a notebook of each edition links to it
VERDICTS = {"learner": "not attempted", "solved": "correct"}
QUESTION = '"id":'  # once in each question of a quiz
PREDICTION = re.compile(r"\*\*(Before you run|What do you expect)")
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python", "file_extension": ".py", "pygments_lexer": "ipython3"},
}


# From scripts to notebooks that have not run yet


def read_lessons(root):
    """All lessons of the course; raises LessonError with one line for each rule that one of them breaks."""
    lessons = [read_lesson(path) for path in list_lessons(root / "lessons")]
    problems = [line for lesson in lessons for line in find_problems(lesson)] + find_shared_names(lessons)
    if problems:
        raise LessonError("\n".join(problems))
    return lessons


def make_notebook(lesson, edition, entries=()):
    """The notebook of one edition ("learner" or "solved"), not executed, with the glossary's words as links."""
    notebook = nbformat.v4.new_notebook(metadata=copy.deepcopy(METADATA))
    linked, previous = link_lesson(lesson, entries, PAGES[edition]), None
    for cell, name, text in zip(lesson.cells, name_cells(lesson), linked, strict=True):
        new_cell = getattr(nbformat.v4, f"new_{cell.kind}_cell")
        metadata = dict(cell.options) | hide_answer(previous, cell)
        source = edit_source(cell, edition) if cell.kind == "code" else text
        notebook.cells.append(new_cell(source, id=name, metadata=metadata))
        previous = cell
    nbformat.validate(notebook)
    return notebook


def hide_answer(previous, cell):
    """The metadata that folds a stored output away where the text before it asks for a prediction.

    JupyterLab unfolds it when the cell runs.
    """
    asked = previous is not None and cell.kind == "code" and PREDICTION.search(previous.source)
    return {"jupyter": {"outputs_hidden": True}} if asked else {}


def edit_source(cell, edition):
    """A cell's text in one edition: never the marker, and the solution in the solved edition only."""
    starter, solution = split_solution(cell)
    return f"{starter}\n{solution}" if solution and edition == "solved" else starter


def name_cells(lesson):
    """An id for each cell: the same in both editions, and unchanged when cells are added before it."""
    seen = Counter()
    for cell in lesson.cells:
        content = digest(cell.kind + cell.source)[:10]
        name = f"exercise-{cell.exercise}" if cell.exercise else f"{lesson.number}-{content}"
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}-{seen[name]}"


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def notebook_path(root, lesson, edition):
    return root / FOLDERS[edition] / f"{lesson.path.stem}.ipynb"


# Running them


def build_notebook(lesson, edition, root, entries=()):
    """Build one edition, execute it and write it; raises LessonError where a cell or a verdict is not as it must be."""
    notebook, path = make_notebook(lesson, edition, entries), notebook_path(root, lesson, edition)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        run_notebook(notebook, path.parent, root)
    except CellError as error:
        raise LessonError(f"{path.relative_to(root)}: a cell failed.\n{error}") from error
    for cell in notebook.cells:
        check_verdict(cell, edition, path.relative_to(root))
    notebook.metadata = nbformat.from_dict(METADATA)  # without the exact Python version, which the kernel added
    nbformat.write(notebook, path)


def write_links(lesson, edition, root, entries):
    """Write the text of an edition anew, where only the glossary has changed; True where the text differs from before.

    Nothing is executed: code cells and outputs stay as they are.
    """
    path, wanted = notebook_path(root, lesson, edition), make_notebook(lesson, edition, entries)
    if not compare(path, wanted):
        return False
    notebook = nbformat.read(path, as_version=4)
    for old, new in zip(notebook.cells, wanted.cells, strict=True):
        old.source = new.source
    nbformat.write(notebook, path)
    return True


def write_page(root, lessons, entries):
    """Write the glossary's page, where the course has a glossary."""
    if entries:
        path = root / FOLDERS["learner"] / PAGE
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(make_page(lessons, entries), encoding="utf-8", newline="\n")


def check_verdict(cell, edition, path):
    """Raise LessonError where a check does not say what its edition must show."""
    if cell.cell_type != "code" or not called_checks(cell.source):
        return
    said, wanted = read_outputs(cell), VERDICTS[edition]
    if not re.match(wanted, said, re.IGNORECASE):
        raise LessonError(f"{path}: {cell.source.strip()} must begin with '{wanted}' here, but says:\n{said}")


def read_outputs(cell):
    """The outputs of a cell, as text."""
    return "\n".join(output.get("text") or output.get("data", {}).get("text/plain", "") for output in cell.outputs)


# Only what changed


def stamp_sources(lesson, root):
    """A text that changes whenever anything does that the lesson's notebooks are made from, but the glossary."""
    sources = [lesson.path, *(path for path in (root / "lessons").glob("*.py") if not path.stem[0].isdigit())]
    for folder in ("helpers", "data"):
        sources += [path for path in (root / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    mine = sorted(path for path in sources if not belongs_elsewhere(path.relative_to(root), lesson))
    parts = [f"{path.relative_to(root).as_posix()} {stamp_file(path)}" for path in mine]
    parts += [f"{name} {version(name)}" for name in pinned_packages(root)]
    parts += count_questions(root)
    return digest("\n".join(parts))


def stamp_file(path):
    """A text that changes whenever the file does; "missing" where there is none."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "missing"


def count_questions(root):
    """How many quiz questions each lesson has: the table of one's progress, which every lesson shows, counts them."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in (root / "helpers/quiz_questions").glob("*.json")}
    return [f"{name} {text.count(QUESTION)} questions" for name, text in sorted(texts.items()) if QUESTION in text]


def belongs_elsewhere(path, lesson):
    """True for a helper's file that serves another lesson: its stem or a folder of it ends in that lesson's number."""
    names = (*path.parent.parts, path.stem)
    found = [match[1] for name in names if (match := re.fullmatch(r"(?:.*_)?(\d\d)", name))]
    return path.parts[0] == "helpers" and found not in ([], [lesson.number])


def pinned_packages(root):
    """The names of the packages that pyproject.toml pins exactly, because stored outputs depend on them."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return sorted(re.match(r"[\w.-]+", line)[0] for line in project["project"]["dependencies"] if "==" in line)


# The commands


def build(root=ROOT, names=(), force=False):
    """Build what changed, two notebooks at a time, and print one line for each; returns how many failed."""
    lessons, entries = read_lessons(root), read_glossary(root)
    work = [(lesson, edition) for lesson in choose(lessons, names) for edition in FOLDERS]
    write_page(root, lessons, entries)
    stamps_path = cache_folder(root) / "stamps.json"
    stamps = json.loads(stamps_path.read_text()) if stamps_path.exists() else {}
    warm_up_fonts(root)
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda pair: build_if_changed(*pair, root, entries, {} if force else stamps), work))
    stamps_path.write_text(json.dumps(stamps | dict(results), indent=1, sort_keys=True))
    return sum(new is None for _, new in results)


def build_if_changed(lesson, edition, root, entries, stamps):
    """The notebook's name and its stamps, after building it where that was needed; None for stamps where it failed."""
    path, sources, start = notebook_path(root, lesson, edition), stamp_sources(lesson, root), time.monotonic()
    name = path.relative_to(root).as_posix()
    if stamps.get(name) == [sources, stamp_file(path)]:
        done = "new links " if write_links(lesson, edition, root, entries) else "unchanged "
        print(f"{done} {name}", flush=True)
        return name, [sources, stamp_file(path)]
    try:
        build_notebook(lesson, edition, root, entries)
    except LessonError as error:
        print(f"failed     {error}", file=sys.stderr, flush=True)
        return name, None
    print(f"built      {name} in {time.monotonic() - start:.0f} s", flush=True)
    return name, [sources, stamp_file(path)]


def choose(lessons, names):
    """The lessons whose number or name is given; all where none is."""
    unknown = set(names) - {name for lesson in lessons for name in (lesson.number, lesson.path.stem)}
    if unknown:
        known = ", ".join(lesson.path.stem for lesson in lessons)
        raise LessonError(f"There is no lesson {', '.join(sorted(unknown))}. There are: {known}.")
    return [lesson for lesson in lessons if not names or {lesson.number, lesson.path.stem} & set(names)]


def find_differences(root=ROOT):
    """One line for each notebook that is missing, left over, or differs from its script; nothing is executed."""
    lessons, entries = read_lessons(root), read_glossary(root)
    expected = {
        notebook_path(root, lesson, edition): make_notebook(lesson, edition, entries)
        for lesson in lessons
        for edition in FOLDERS
    }
    found = {path for folder in FOLDERS.values() for path in (root / folder).glob("*.ipynb")}
    lines = [f"{left.relative_to(root)}: no lesson makes it. Remove it." for left in sorted(found - set(expected))]
    for path, notebook in expected.items():
        message = "is missing" if path not in found else compare(path, notebook)
        if message:
            lines.append(f"{path.relative_to(root)}: {message}. Run `make notebooks`.")
    return lines + find_page_differences(root, lessons, entries)


def find_page_differences(root, lessons, entries):
    """A line where the glossary's page is not as it would be written now."""
    path, wanted = root / FOLDERS["learner"] / PAGE, make_page(lessons, entries) if entries else None
    stored = path.read_text(encoding="utf-8") if path.exists() else None
    return [] if stored == wanted else [f"{path.relative_to(root)}: differs from the glossary. Run `make notebooks`."]


def compare(path, expected):
    """How the notebook in a file differs from the expected one in what its script decides; "" where it does not."""
    stored = nbformat.read(path, as_version=4)
    if stored.metadata != expected.metadata:
        return "its metadata differ"
    for number, (old, new) in enumerate(zip(stored.cells, expected.cells, strict=False), start=1):
        if any(old.get(part) != new[part] for part in ("cell_type", "id", "metadata", "source")):
            return f"cell {number} differs from the script, which says:\n{new.source}\n"
    return "" if len(stored.cells) == len(expected.cells) else f"{len(stored.cells)} cells, not {len(expected.cells)}"


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Build the notebooks from the lesson scripts.")
    parser.add_argument("names", nargs="*", help="lessons to build, as 06 or 06-iam (default: all)")
    parser.add_argument("--force", action="store_true", help="build also what has not changed")
    parser.add_argument("--check", action="store_true", help="build nothing; fail where a notebook differs")
    options = parser.parse_args(arguments)
    try:
        if options.check:
            differences = find_differences()
            print("\n".join(differences) or "Every notebook is as its script says.")
            return 1 if differences else 0
        return 1 if build(names=options.names, force=options.force) else 0
    except LessonError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
