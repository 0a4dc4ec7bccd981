"""What a lesson script must hold, and where one does not."""

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path

import jupytext

MARKER = "# solution"
WIDEST_CODE = 100  # characters in a line: at 1280 pixels JupyterLab cuts off what is longer
CELL_START = re.compile(r"^# %%(?!%)")
OPTIONS = {"exercise", "extra", "tags"}
EXTRA_HEADING = "### If time is left: "
ADDED_BY_JUPYTEXT = {"lines_to_next_cell", "lines_to_end_of_cell_marker", "cell_marker"}


class LessonError(Exception):
    """A lesson that cannot be built; the message names the file and the line."""


@dataclass(frozen=True)
class Cell:
    """One cell of a lesson script; `line` is the line of its `# %%`."""

    kind: str
    source: str
    line: int
    options: dict = field(default_factory=dict)

    @property
    def exercise(self):
        return self.options.get("exercise")

    @property
    def extra(self):
        """True for an exercise that the lesson marks as one for those who have time left."""
        return bool(self.options.get("extra"))


@dataclass(frozen=True)
class Lesson:
    """A lesson script, read into cells."""

    path: Path
    cells: list

    @property
    def number(self):
        return self.path.stem.split("-")[0]

    @property
    def exercises(self):
        return [cell for cell in self.cells if cell.exercise]

    def place(self, line):
        return f"{self.path.parent.name}/{self.path.name}:{line}"


def list_lessons(folder):
    """The paths of the lesson scripts in a folder, in the order of their numbers."""
    return sorted(folder.glob("[0-9][0-9]-*.py"))


def read_lesson(path):
    """The lesson in a percent script; raises LessonError where the script's cells cannot be told apart."""
    text = path.read_text(encoding="utf-8")
    lines = [number for number, line in enumerate(text.splitlines(), start=1) if CELL_START.match(line)]
    notebook = jupytext.reads(text, fmt="py:percent")
    if len(lines) != len(notebook.cells):
        place, found = Lesson(path, []).place(1), len(notebook.cells)
        raise LessonError(f"{place}: {len(lines)} lines start with '# %%', but jupytext finds {found} cells.")
    return Lesson(path, [read_cell(cell, line) for cell, line in zip(notebook.cells, lines, strict=True)])


def read_cell(cell, line):
    """The Cell made from one of jupytext's."""
    options = {name: value for name, value in cell.metadata.items() if name not in ADDED_BY_JUPYTEXT}
    return Cell(cell.cell_type, cell.source, line, options)


def split_solution(cell):
    """The starter above the solution marker and the solution below it, which is None where no marker stands."""
    lines = cell.source.splitlines()
    if MARKER not in lines:
        return cell.source, None
    at = lines.index(MARKER)
    return "\n".join(lines[:at]).strip("\n"), "\n".join(lines[at + 1 :]).strip("\n")


def find_problems(lesson):
    """One line for each rule that the lesson breaks: file, line, what is wrong and what to do."""
    checks = (check_options, check_first_code, check_exercises, check_checks, check_width)
    found = [problem for look in checks for problem in look(lesson)]
    return [f"{lesson.place(line)}: {message}" for line, message in sorted(found)]


def check_options(lesson):
    """Cell options that nobody reads, and solution markers in a cell that is no exercise."""
    for cell in lesson.cells:
        for name in sorted(set(cell.options) - OPTIONS):
            yield cell.line, f"the cell option {name!r} is not known. Known are: {', '.join(sorted(OPTIONS))}."
        if cell.exercise and cell.kind != "code":
            yield cell.line, f"exercise {cell.exercise!r} stands on a {cell.kind} cell. Move it to the code cell."
        if not cell.exercise and MARKER in cell.source.splitlines():
            line = cell.line + 1 + cell.source.splitlines().index(MARKER)
            yield line, f"'{MARKER}' in a cell without exercise=\"name\": learners would see what is below it."


def check_first_code(lesson):
    """A first code cell that does not import from helpers and end with sandbox.start()."""
    first = next((cell for cell in lesson.cells if cell.kind == "code"), None)
    if first is None or not starts_account(first.source):
        line = first.line if first else 1
        yield line, "the first code cell must import sandbox from helpers and end with sandbox.start()."


def starts_account(source):
    """True where the code imports sandbox from helpers and its last statement is sandbox.start()."""
    try:
        statements = ast.parse(source).body
    except SyntaxError:
        return False
    imports = [part for part in statements if isinstance(part, ast.ImportFrom) and part.module == "helpers"]
    imported = {name.name for part in imports for name in part.names}
    return "sandbox" in imported and ast.unparse(statements[-1]) == "sandbox.start()"


def check_exercises(lesson):
    """A lesson without exercise, and whatever an exercise lacks: a name of its own, marker, solution, hints, check."""
    if not lesson.exercises:
        yield 1, 'no exercise. A lesson needs a code cell that starts with `# %% exercise="name"`.'
    first_lines = {}
    for cell in lesson.exercises:
        if cell.exercise in first_lines:
            line = first_lines[cell.exercise]
            yield cell.line, f"exercise {cell.exercise!r} stands already in line {line}. Choose another name."
        first_lines.setdefault(cell.exercise, cell.line)
        for message in check_exercise(lesson, cell):
            yield cell.line, f"exercise {cell.exercise!r} {message}"


def check_exercise(lesson, cell):
    """What one exercise lacks."""
    starter, solution = split_solution(cell)
    if not re.fullmatch(r"[a-z][a-z0-9_]{2,50}", str(cell.exercise)):
        yield "needs a name of small letters, digits and _ (it is the name of its check too)."
    if solution is None:
        yield f"has no line that is exactly '{MARKER}'. Write one between the starter and the solution."
    elif not solution:
        yield f"has nothing below '{MARKER}'. Write the solution there."
    elif MARKER in solution.splitlines():
        yield f"has more than one line '{MARKER}'. Keep the first."
    if not starter.strip():
        yield f"has nothing above '{MARKER}'. Write a comment there that says what to do."
    if cell.extra != find_heading(lesson, cell).startswith(EXTRA_HEADING):
        yield f"must have both, extra=true and a heading that begins with '{EXTRA_HEADING}', or neither."
    hints = count_hints(lesson, cell)
    if hints < 2:
        yield f"has {hints} of 2 hints. Write them as <details> in the text before its cell."
    if cell.exercise not in [name for later in lesson.cells if later.line > cell.line for name in checks_in(later)]:
        yield f"has no check. Write a cell with check.{cell.exercise}() after it."


def find_heading(lesson, cell):
    """The last heading before a cell; "" where there is none."""
    before = [other for other in lesson.cells[: lesson.cells.index(cell)] if other.kind == "markdown"]
    headings = [line for other in before for line in other.source.splitlines() if line.startswith("#")]
    return headings[-1] if headings else ""


def count_hints(lesson, cell):
    """How many <details> stand in the text between the code cell before and this one."""
    at, hints = lesson.cells.index(cell), 0
    for before in reversed(lesson.cells[:at]):
        if before.kind == "code":
            break
        hints += before.source.count("<details")
    return hints


def checks_in(cell):
    """The names of the checks that a cell calls."""
    return called_checks(cell.source) if cell.kind == "code" else []


def called_checks(code):
    """The names of the checks that some code calls."""
    return re.findall(r"\bcheck\.(\w+)\(", code)


def check_checks(lesson):
    """Calls of checks that belong to no exercise of this lesson."""
    names = {cell.exercise for cell in lesson.exercises}
    for cell in lesson.cells:
        for name in checks_in(cell):
            if name not in names:
                yield cell.line, f'check.{name}() has no exercise. Name one exercise="{name}", or take the call away.'


def check_width(lesson):
    """Lines of code, the solution's too, that a learner would have to scroll to read."""
    for cell in lesson.cells:
        for number, line in enumerate(cell.source.splitlines() if cell.kind == "code" else [], start=1):
            if len(line) > WIDEST_CODE:
                yield cell.line + number, f"{len(line)} characters of code, and {WIDEST_CODE} fit. Break the line."


def find_shared_names(lessons):
    """One line for each exercise name that two lessons use: progress is recorded under that name."""
    first, found = {}, []
    for lesson in lessons:
        for cell in lesson.exercises:
            name, place = cell.exercise, lesson.place(cell.line)
            if name in first and first[name][0] is not lesson:
                found.append(f"{place}: exercise {name!r} stands already in {first[name][1]}. Choose another name.")
            first.setdefault(name, (lesson, place))
    return found
