"""What you have finished in this course, kept in one small file on this machine.

The file holds, for each exercise and quiz question, the outcome, the attempts, the day of the first right answer and
how often each "not yet" message was given. Whatever is wrong with that file, a lesson goes on.
"""

import contextlib
import datetime
import errno
import html
import json
import os
import re
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import platformdirs

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None
try:
    import msvcrt
except ImportError:  # anything but Windows
    msvcrt = None

FOLDER = "aws-essentials-for-data-science"
KINDS = ("exercises", "quiz")
# The columns of the table: heading, part of a lesson, and the kind under which its results are kept.
COLUMNS = (("Exercises", "exercises", "exercises"), ("Quiz", "quiz", "quiz"), ("If time is left", "extra", "exercises"))
HEADINGS = ("Lesson", *(heading for heading, _, _ in COLUMNS))
LONGEST_WAIT = 5  # seconds, for another notebook that writes at the same moment
MOST_MESSAGES = 20  # different "not yet" messages kept for one exercise

_in_memory = {}  # path -> results, for a file that cannot be written


def path():
    """Path of the progress file: your user data folder, or what AWS_ESSENTIALS_PROGRESS says."""
    chosen = os.environ.get("AWS_ESSENTIALS_PROGRESS")
    if chosen:
        return Path(chosen).expanduser().absolute()
    return Path(platformdirs.user_data_dir(FOLDER, appauthor=False)) / "progress.json"


def read():
    """All results as {lesson: {"exercises" or "quiz": {name: result}}}; empty when nothing was done yet.

    A result is {"outcome": ..., "attempts": ..., "not_yet": {message: times}}, and "first_correct" once it is correct.
    """
    file = path()
    if file not in _in_memory:
        try:
            with _lock(file):
                return _load(file)
        except OSError as error:
            _go_on_in_memory(file, error)
    return _in_memory[file]


def record(lesson, name, outcome, message="", kind="exercises"):
    """None; adds one outcome to the file. What is correct stays correct; "not attempted" leaves no trace."""
    if kind not in KINDS:
        raise ValueError(f"kind is '{kind}', but must be one of {', '.join(KINDS)}.")
    if outcome == "not attempted":
        return
    file = path()
    if file not in _in_memory:
        try:
            with _lock(file):
                results = _load(file)
                _add(results, lesson, name, outcome, message, kind)
                _save(file, results)
            return
        except OSError as error:
            _go_on_in_memory(file, error)
    _add(_in_memory[file], lesson, name, outcome, message, kind)


def show():
    """A table of the lessons: how many exercises and quiz questions of each are done, and what comes next."""
    return ProgressTable(_lessons(), read())


def _add(results, lesson, name, outcome, message, kind):
    """Change `results` by one outcome."""
    of_kind = results.setdefault(lesson, {}).setdefault(kind, {})
    result = of_kind.setdefault(name, {"outcome": "not yet", "attempts": 0, "not_yet": {}})
    if result["outcome"] == "correct":
        return
    result["outcome"] = outcome
    result["attempts"] += 1
    if outcome == "correct":
        result["first_correct"] = datetime.date.today().isoformat()
    elif message in result["not_yet"] or len(result["not_yet"]) < MOST_MESSAGES:
        result["not_yet"][message] = result["not_yet"].get(message, 0) + 1


def _load(file):
    """The results in the file; a damaged file is set aside and counts as empty."""
    try:
        return _parse(file.read_bytes())
    except FileNotFoundError:
        return {}
    except (ValueError, RecursionError):
        aside = _set_aside(file)
        print(f"Your progress file could not be read. It is kept as {aside}, and a new one begins.", file=sys.stderr)
        return {}


def _parse(content):
    """The results in the bytes of a progress file; ValueError where they have not the shape that `record` writes."""
    results = json.loads(content.decode("utf-8"))
    for kinds in _values(results):
        for of_kind in _values(kinds):
            for result in _values(of_kind):
                _check_result(result)
    return results


def _values(thing):
    if not isinstance(thing, dict):
        raise ValueError("not a JSON object")
    return thing.values()


def _check_result(result):
    if not isinstance(result, dict) or result.get("outcome") not in ("not yet", "correct"):
        raise ValueError("not a result")
    counts = [result.get("attempts"), *_values(result.get("not_yet"))]
    if not all(isinstance(count, int) for count in counts):
        raise ValueError("not a count")


def _set_aside(file):
    """The new path of a damaged file, which is moved and never overwritten."""
    aside = file.with_name(file.name + ".damaged")
    number = 2
    while aside.exists():
        aside = file.with_name(f"{file.name}.damaged-{number}")
        number += 1
    return file.replace(aside)


def _save(file, results):
    """None; the file is replaced as a whole or not at all."""
    if file.exists() and not os.access(file, os.W_OK):
        raise PermissionError(errno.EACCES, "the file is read-only")
    handle, draft = tempfile.mkstemp(dir=file.parent, prefix=file.name, suffix=".new")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(results, stream, indent=1, sort_keys=True)
        Path(draft).replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            Path(draft).unlink()
        raise


@contextlib.contextmanager
def _lock(file):
    """Keeps other notebooks from reading or writing the file meanwhile. The system frees the lock of a dead kernel."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.with_name(file.name + ".lock").open("a") as handle:
        deadline = time.monotonic() + LONGEST_WAIT
        while not _try_lock(handle) and time.monotonic() < deadline:
            time.sleep(0.02)
        yield


def _try_lock(handle):
    """False while another notebook holds the lock; True once it is ours, or where the folder knows no locks."""
    try:
        if fcntl:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        elif msvcrt:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
    except OSError as error:
        return error.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
    return True


def _go_on_in_memory(file, error):
    """None; says once that nothing can be saved, and keeps what the file held."""
    try:
        results = _parse(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        results = {}
    _in_memory[file] = results
    reason = error.strerror or type(error).__name__
    print(
        f"Your progress cannot be saved in {file} ({reason}). The lesson goes on; results last until the kernel stops.",
        file=sys.stderr,
    )


def _lessons():
    """The lessons that exist as [(number, title, {"exercises": names, "extra": names, "quiz": names})], in order."""
    from helpers import check, quiz

    lessons = []
    for number in quiz.list_lessons():
        content = quiz.read_lesson(number)
        names = check.EXERCISES.get(number, [])
        parts = {
            "exercises": [name for name in names if name not in check.EXTRA],
            "extra": [name for name in names if name in check.EXTRA],
            "quiz": [question["id"] for question in content["questions"]],
        }
        lessons.append((number, content["title"], parts))
    return lessons


@dataclass(frozen=True, repr=False)
class ProgressTable:
    """What is done, as text and as a table in JupyterLab."""

    lessons: list
    results: dict

    def count_done(self, number, kind, names):
        """How many of the names are correct."""
        return sum(self._is_done(number, kind, name) for name in names)

    def name_next(self):
        """A sentence with the first exercise or question that is not done, its call in backticks."""
        for number, _, parts in self.lessons:
            for kind, call in (("exercises", "check.{}()"), ("quiz", 'quiz.ask("{}")')):
                for name in parts[kind]:
                    if not self._is_done(number, kind, name):
                        return f"Next: `{call.format(name)}` in lesson {number}."
        return "Every exercise and every question is done."

    def _is_done(self, number, kind, name):
        return self.results.get(number, {}).get(kind, {}).get(name, {}).get("outcome") == "correct"

    def _rows(self):
        """Each lesson's name with (done, total) for each column."""
        for number, title, parts in self.lessons:
            counts = [(self.count_done(number, kind, parts[part]), len(parts[part])) for _, part, kind in COLUMNS]
            yield f"{number} {title}", counts

    def __repr__(self):
        rows = [list(HEADINGS)]
        rows += [[name, *(_say_count(*count) for count in counts)] for name, counts in self._rows()]
        wide = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
        lines = ["   ".join(cell.ljust(width) for cell, width in zip(row, wide, strict=True)).rstrip() for row in rows]
        return "\n".join([*lines, self.name_next().replace("`", "")])

    def _repr_html_(self):
        rows = "".join(
            f'<tr><th scope="row" style="text-align: left">{html.escape(name)}</th>'
            + "".join(f'<td style="text-align: left">{_draw_bar(*count)}</td>' for count in counts)
            + "</tr>"
            for name, counts in self._rows()
        )
        head = "".join(f'<th scope="col" style="text-align: left">{word}</th>' for word in HEADINGS)
        following = re.sub(r"`(.+)`", r"<code>\1</code>", html.escape(self.name_next()))
        return (
            '<table style="color: var(--jp-ui-font-color1, inherit)"><caption style="text-align: left">Your progress'
            f"</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table><p>{following}</p>"
        )


def _draw_bar(done, total):
    """HTML for "2 of 5" with a bar before the words; the words say it all, the bar is hidden from screen readers."""
    if not total:
        return _say_count(done, total)
    share = 100 * done // total
    filled = f'<span style="display: block; width: {share}%; height: 100%; background: #009E73"></span>'
    return (
        '<span aria-hidden="true" style="display: inline-block; width: 6em; height: 0.6em; margin-right: 0.6em; '
        'border: 1px solid var(--jp-border-color1, #999); border-radius: 0.3em; overflow: hidden">'
        f"{filled}</span>{_say_count(done, total)}"
    )


def _say_count(done, total):
    return f"{done} of {total}" if total else "none"
