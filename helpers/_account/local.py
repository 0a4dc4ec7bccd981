"""Where running accounts of this computer's user keep their profiles, so that a terminal can find them."""

import getpass
import json
import os
import shlex
import shutil
import sys
import tempfile
from pathlib import Path


def get_base_folder():
    """Return the folder of all running accounts of this user; nobody else may look into it."""
    user = os.getuid() if hasattr(os, "getuid") else getpass.getuser()
    base = Path(tempfile.gettempdir()) / f"aws-essentials-{user}"
    base.mkdir(mode=0o700, exist_ok=True)
    if hasattr(os, "getuid") and (
        base.is_symlink() or base.stat().st_uid != os.getuid() or base.stat().st_mode & 0o077
    ):
        return Path(tempfile.mkdtemp(prefix="aws-essentials-"))  # somebody else's: keep away from it
    return base


def make_folder():
    """Return a new, empty folder for an account of this process."""
    return Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=get_base_folder()))


def remove_leftovers():
    """Return how many folders were left behind by kernels that ended without stop(); they are gone now."""
    dead = [folder for folder in get_base_folder().iterdir() if folder.is_dir() and not _is_alive(_get_process(folder))]
    for folder in dead:
        shutil.rmtree(folder, ignore_errors=True)
    return len(dead)


def write_private(path, text):
    """Return nothing: `path` holds `text`, whole or not at all, and only this user may read it."""
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(name).replace(path)


def is_ours(name):
    """Return True for a variable that AWS's tools read. AWS_ESSENTIALS_PROGRESS is the course's own: it stays."""
    name = name.upper()
    return name == "BOTO_CONFIG" or (name.startswith("AWS_") and not name.startswith("AWS_ESSENTIALS_"))


def make_no_proxy(environ):
    """Return the variables that keep a proxy, where one is set, from being asked for this computer's own address."""
    found = {name: environ.get(name, "") for name in ("NO_PROXY", "no_proxy")}
    enough = {"*", "127.0.0.1"}
    return {
        name: old if enough & set(old.split(",")) else f"{old},127.0.0.1".lstrip(",") for name, old in found.items()
    }


def write_aws_command(folder):
    """Return nothing: `folder` holds an `aws` for PATH that does not look into ~/.aws."""
    folder.mkdir(mode=0o700)
    target = str(Path(__file__).with_name("aws_command.py"))
    if os.name == "nt":
        (folder / "aws.cmd").write_text(f'@"{sys.executable}" -P "{target}" %*\n')
        return
    command = shlex.join([sys.executable, "-P", target])
    (folder / "aws").write_text(f'#!/bin/sh\nexec {command} "$@"\n')
    (folder / "aws").chmod(0o700)


def write_terminal_script():
    """Return nothing: `terminal.sh` in the base folder gives a shell this account's environment.

    It names this Python by its place: a login shell, as JupyterLab opens one on many servers, has forgotten the PATH.
    """
    course = shlex.quote(str(Path(__file__).parents[2]))
    command = f"PYTHONPATH={course} {shlex.quote(sys.executable)} -m helpers.sandbox"
    write_private(get_base_folder() / "terminal.sh", f'eval "$({command})"\n')


def announce(folder, variables, path):
    """Return nothing: a terminal can now find this account's environment variables and the folders for its PATH."""
    write_private(folder / "environment.json", json.dumps({"variables": variables, "path": path}))


def find_environments():
    """Return {"variables": ..., "path": ...} of each running account, the one that was used last first."""
    files = [file for file in get_base_folder().glob("*/environment.json") if _is_alive(_get_process(file.parent))]
    files.sort(key=lambda file: file.stat().st_mtime, reverse=True)
    return [json.loads(file.read_text(encoding="utf-8")) for file in files]


def _get_process(folder):
    number = folder.name.partition("-")[0]
    return int(number) if number.isdigit() else 0


def _is_alive(process):
    if os.name == "nt":
        return True  # Windows cannot ask without ending the process; leftovers there wait for the system's own clean-up
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return process > 0
