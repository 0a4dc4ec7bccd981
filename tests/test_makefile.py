"""What `make` does on a machine, from nothing and the second time. It is asked what it would do, or stopped early."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def run(*command, cwd=ROOT, **variables):
    """A program's result, without what make and PYTHON say outside of this test."""
    outside = ("PYTHON", "ARGS", "CHROMIUM", "MAKEFLAGS", "MFLAGS", "MAKELEVEL")
    environment = {name: value for name, value in os.environ.items() if name not in outside}
    return subprocess.run(command, cwd=cwd, env=environment | variables, capture_output=True, text=True, timeout=60)


def write_program(path, script):
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def course(tmp_path):
    """A fresh copy of what make reads, in a folder with a space in its name."""
    folder = tmp_path / "my course"
    (folder / "tests").mkdir(parents=True)
    for name in ("Makefile", "pyproject.toml", "tests/get_chromium.sh"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def set_up(course, *stamps):
    """Let .venv look as if it had been made, an hour ago, and the stamps after that."""
    (course / ".venv/bin").mkdir(parents=True)
    (course / ".venv/bin/python").symlink_to(sys.executable)
    (course / ".venv/pyvenv.cfg").write_text(f"command = python3 -m venv {course}/.venv\n")
    for file in (course / "pyproject.toml", course / ".venv/pyvenv.cfg"):
        os.utime(file, (file.stat().st_atime, file.stat().st_mtime - 3600))
    for stamp in stamps:
        (course / ".venv" / stamp).touch()


def steps(course, *words):
    """What make would do, as one text."""
    done = run("make", "-n", *words, cwd=course)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_make_lab_keeps_the_question_about_jupyter_news_off_the_first_page(course):
    (settings,) = re.findall(r"echo '(\{.*\})' > \.venv/etc/jupyter/labconfig/page_config\.json", steps(course, "lab"))
    (plugin,) = json.loads(settings)["disabledExtensions"]
    assert f'labextension disable "{plugin}"' in (ROOT / "postBuild").read_text()  # the same on Binder


def test_make_lab_sets_up_and_opens_the_first_lesson(course):
    would_do = steps(course, "lab")
    assert "-m venv --clear .venv" in would_do
    assert re.search(r"pip install .*--editable \.$", would_do, re.MULTILINE)
    assert "jupyterlab" in would_do and "notebooks/00-start-here.ipynb" in would_do
    assert "[test]" not in would_do


def test_make_lab_hands_on_what_is_meant_for_jupyterlab(course):
    assert steps(course, "lab", "ARGS=--no-browser").rstrip().endswith("--no-browser")


def test_make_test_installs_the_tests_and_runs_what_ci_runs(course):
    would_do = steps(course, "test")
    assert '--editable ".[test]"' in would_do
    for step in ("ruff check", "ruff format --check", "pytest", "--nbval", "get_chromium.sh"):
        assert step in would_do


@pytest.mark.parametrize(
    ("stamps", "word", "installs"),
    [
        (["lab-ready"], "lab", False),
        (["lab-ready", "test-ready"], "lab", False),
        (["lab-ready", "test-ready"], "test", False),
        (["lab-ready"], "test", True),
        ([], "lab", True),
    ],
)
def test_make_installs_only_what_is_not_there_yet(course, stamps, word, installs):
    set_up(course, *stamps)
    would_do = steps(course, word)
    assert "-m venv" not in would_do
    assert ("pip install" in would_do) == installs


def test_make_lab_after_make_test_has_nothing_to_install(course):
    assert "touch .venv/lab-ready .venv/test-ready" in steps(course, "test")


def test_make_installs_again_when_pyproject_changed(course):
    set_up(course, "lab-ready")
    os.utime(course / ".venv/lab-ready", (0, (course / ".venv/pyvenv.cfg").stat().st_mtime + 60))
    (course / "pyproject.toml").touch()
    assert "pip install" in steps(course, "lab")


def test_make_renews_a_venv_whose_folder_was_moved(course):
    set_up(course, "lab-ready")
    moved = course.rename(course.with_name("moved"))
    would_do = steps(moved, "lab")
    assert "-m venv --clear .venv" in would_do and "pip install" in would_do


def test_make_renews_a_venv_whose_python_is_gone(course):
    set_up(course, "lab-ready")
    (course / ".venv/bin/python").unlink()
    assert "-m venv --clear .venv" in steps(course, "lab")


def test_make_renews_a_venv_when_another_python_is_asked_for(course, tmp_path):
    set_up(course, "lab-ready")
    other = write_program(tmp_path / "python3.99", "echo Python 3.99.1")
    assert "-m venv --clear .venv" in steps(course, "lab", f"PYTHON={other}")
    assert "-m venv" not in steps(course, "lab", f"PYTHON={sys.executable}")


def test_a_python_that_is_too_old_is_refused_with_what_to_do(course, tmp_path):
    old = write_program(tmp_path / "python3", "exit 1")
    done = run("make", "lab", f"PYTHON={old}", cwd=course)
    assert done.returncode != 0
    assert "needs Python 3.11 or newer" in done.stderr and "make lab PYTHON=" in done.stderr
    assert not (course / ".venv").exists()


def test_a_python_without_venv_is_refused_with_what_to_do(course, tmp_path):
    bare = write_program(tmp_path / "python3", 'case "$2" in venv) mkdir .venv; exit 1;; esac')
    done = run("make", "lab", f"PYTHON={bare}", cwd=course)
    assert done.returncode != 0
    assert "apt-get install python3-venv" in done.stderr
    assert not (course / ".venv").exists()


# The browser that make test needs


@pytest.fixture
def programs(tmp_path):
    """A folder with the few programs that get_chromium.sh may find, in place of the machine's."""
    if sys.platform == "darwin":
        pytest.skip("a Mac's Chrome lies in a place of its own")
    folder = tmp_path / "programs"
    folder.mkdir()
    (folder / "env").symlink_to(shutil.which("env"))
    write_program(folder / "id", "echo 0")
    return folder


def get_chromium(programs):
    return run("/bin/sh", ROOT / "tests/get_chromium.sh", PATH=str(programs))


@pytest.mark.parametrize("name", ["chromium", "google-chrome"])
def test_a_browser_that_is_there_is_taken_as_it_is(programs, name):
    write_program(programs / name, "exit 1")
    write_program(programs / "apt-get", "exit 1")
    done = get_chromium(programs)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_chromium_is_installed_where_apt_get_may_be_used(programs):
    write_program(programs / "apt-get", 'echo apt-get "$@"')
    done = get_chromium(programs)
    assert done.returncode == 0
    assert "--no-install-recommends chromium fonts-dejavu-core" in done.stdout


def test_without_a_browser_and_apt_get_it_says_what_to_do(programs):
    done = get_chromium(programs)
    assert done.returncode == 1
    assert "make test CHROMIUM=" in done.stderr


def test_an_ordinary_user_without_sudo_is_told_what_to_do(programs):
    write_program(programs / "apt-get", "exit 1")
    write_program(programs / "id", "echo 1000")
    done = get_chromium(programs)
    assert done.returncode == 1
    assert "sudo apt-get install chromium" in done.stderr
