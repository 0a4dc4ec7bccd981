"""Runs notebooks as a learner would: in their own folder, with an empty home and no AWS settings."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

NOT_INHERITED = ("AWS_", "BOTO_", "IPYTHON", "JUPYTER", "MPL", "XDG_")
CELL_TIMEOUT = 400  # seconds: ten thousand files take more than one minute, on a busy machine several
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


class CellError(Exception):
    """A cell that raised, ran out of time or lost its kernel; the message holds its text and the traceback."""


def clean_environment(home, root):
    """The environment variables for a kernel that knows nothing of who runs it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(NOT_INHERITED)}
    paths = [str(root), kept.get("PYTHONPATH", "")]
    return kept | {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "AWS_ESSENTIALS_PROGRESS": str(Path(home) / "progress.json"),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", "")]),  # the course's own `aws`
        "MPLCONFIGDIR": str(cache_folder(root) / "matplotlib"),
        "PYTHONPATH": os.pathsep.join(path for path in paths if path),
    }


def cache_folder(root):
    """The folder for what can be made again at any time; git ignores it."""
    folder = root / ".build"
    folder.mkdir(exist_ok=True)
    (folder / ".gitignore").write_text("*\n")
    return folder


def warm_up_fonts(root):
    """Let matplotlib list this machine's fonts once: where that takes long, it says so in a cell's output."""
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-c", "import matplotlib.font_manager"]
        subprocess.run(command, env=clean_environment(home, root), check=True)


def run_notebook(notebook, folder, root):
    """Run every cell, with `folder` as the working directory, and store outputs and counts; raises CellError."""
    begun = []
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=CELL_TIMEOUT,
        force_raise_errors=True,
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,
        extra_arguments=["--log-level=ERROR"],
        on_cell_execute=lambda cell, cell_index: begun.append(cell.source),
    )
    with tempfile.TemporaryDirectory() as home:
        try:
            client.execute(cwd=str(folder), env=clean_environment(home, root))
        except Exception as error:  # nbclient raises several kinds that share no parent
            raise CellError(describe_failure(error, begun)) from error
    drop_widget_views(notebook)


def describe_failure(error, begun):
    """What failed, without terminal colours: the cell that was running, and nbclient's own message."""
    message = re.sub(r"\x1b\[[0-9;]*m", "", str(error))
    if isinstance(error, CellExecutionError):  # its message begins with the cell's text
        return message
    return f"{message}\nThe last cell that had begun:\n{begun[-1] if begun else '(none)'}"


def drop_widget_views(notebook):
    """Take away the views of widgets, which died with their kernel; what they show as text stays."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET_VIEW, None)
