"""Where running accounts of this computer's user keep their profiles, so that a terminal can find them."""

import getpass
import json
import os
import shutil
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


def announce(folder, variables):
    """Return nothing: a terminal can now find this account's environment variables."""
    write_private(folder / "environment.json", json.dumps(variables))


def find_environments():
    """Return the environment variables of each running account, the one that was used last first."""
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
