"""Which lines of a checklist are ticked: kept in a small file beside that of your progress.

Whatever is wrong with the file, the lesson goes on: ticks then last until the kernel stops.
"""

import contextlib
import json
import os
import tempfile
from pathlib import Path

from helpers import progress

_in_memory = {}  # path -> {checklist: lines}, what this kernel has read or written


def path():
    """Path of the file: beside the progress file, and named after it."""
    file = progress.path()
    return file.with_name(f"{file.stem}-ticks.json")


def read(checklist):
    """The set of the lines that are ticked in the checklist of that name."""
    return set(_read_all(path()).get(checklist, []))


def write(checklist, lines):
    """None; these lines are ticked in the checklist from now on, and no others."""
    file = path()
    ticks = _read_all(file) | {checklist: sorted(lines)}
    _in_memory[file] = ticks
    with contextlib.suppress(OSError):
        _save(file, ticks)


def _read_all(file):
    """What the file holds; what this kernel remembers where it cannot be read or makes no sense."""
    try:
        ticks = json.loads(file.read_text(encoding="utf-8"))
        return {name: [str(line) for line in lines] for name, lines in ticks.items() if isinstance(lines, list)}
    except (OSError, ValueError, AttributeError, RecursionError):
        return dict(_in_memory.get(file, {}))


def _save(file, ticks):
    """None; the file is replaced as a whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=file.parent, prefix=file.name, suffix=".new")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(ticks, stream, indent=1, sort_keys=True)
        Path(draft).replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            Path(draft).unlink()
        raise
