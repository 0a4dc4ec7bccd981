"""Running the cells of a lesson outside a notebook: Python with `!aws ...`, `%%writefile` and the like in it.

`fork_with` runs code in a copy of this process that shares nothing with it: not the account, not its profiles, not the
files that the lesson has written.
"""

import functools
import gc
import os
import pickle
import shutil
import tempfile
from pathlib import Path

from IPython.core.inputtransformer2 import TransformerManager
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

PARENTS = []  # what a copy must not clear away: warm functions, and their folders, belong to the parent


def make_namespace(**names):
    """The variables that cells run in, with a shell for their `!` and `%` lines that keeps no history."""
    quiet = Config({"HistoryManager": {"enabled": False}})
    folder = tempfile.mkdtemp(prefix="ipython-")
    shell = InteractiveShell(user_ns=names, ipython_dir=folder, config=quiet)
    return shell.user_ns


def run_cell(source, namespace):
    """Return nothing: the cell has run."""
    exec(translate(source), namespace)


@functools.cache
def translate(source):
    """The cell as plain Python: `!aws` becomes a call of the shell."""
    return TransformerManager().transform_cell(source)


def fork_with(function, *arguments):
    """What `function` returns in a child of this process; EOFError where the child has come to a bad end."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        gc.disable()  # to look through a large heap would copy all of it from the parent
        status = 1
        try:
            with os.fdopen(writer, "wb") as pipe, tempfile.TemporaryDirectory(prefix="answer-") as folder:
                move_out(Path(folder))
                pickle.dump(function(*arguments), pipe)
                os.chdir("/")
            status = 0
        finally:
            os._exit(status)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        content = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(content)


def move_out(folder):
    """Return nothing: this process works in copies, below `folder`, of its working folder and its account's profiles.

    The HTTP door is opened anew as well: the thread that served it has stayed behind in the parent.
    """
    from helpers import sandbox
    from helpers._account import account
    from helpers._account.server import Server

    shutil.copytree(".", folder / "work")
    os.chdir(folder / "work")
    environment, running = sandbox._environment, account.get_running()
    shutil.copytree(environment.folder, folder / "profiles")
    sandbox._server = Server(running)
    moved = {"AWS_ENDPOINT_URL": sandbox._server.endpoint}
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        moved[name] = str(folder / "profiles" / Path(os.environ[name]).name)
    environment.folder, environment.endpoint = folder / "profiles", sandbox._server.endpoint
    running.endpoint = sandbox._server.endpoint
    PARENTS.append(running.functions)
    running.functions = None
    os.environ.update(moved)
