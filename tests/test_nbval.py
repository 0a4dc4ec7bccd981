"""The strict comparison by nbval: that it compares, and that its kernels start as a learner's do (see conftest.py)."""

import os
import subprocess
import sys
from pathlib import Path

import kernel
import nbformat
import pytest

ROOT = Path(__file__).resolve().parent.parent
ASK_FOR_TRACES = """import os
names = [name for name in os.environ if name.startswith(("AWS", "XDG"))]
print(names, "secret.txt" in os.listdir(os.environ["HOME"]), os.path.basename(os.getcwd()))"""
LEAVE_TRACES = """import pathlib
pathlib.Path(os.environ["HOME"], "secret.txt").touch()"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with a notebook as the builder makes it, a copy of it, and one whose stored outputs were changed."""
    folder = tmp_path_factory.mktemp("notebooks")
    notebook = nbformat.v4.new_notebook()
    cells = [ASK_FOR_TRACES, LEAVE_TRACES + ";", "1 + 1;", "In[3]", "print('shown')", "'value'"]
    notebook.cells = [nbformat.v4.new_code_cell(text) for text in cells]
    kernel.run_notebook(notebook, folder, ROOT)
    nbformat.write(notebook, folder / "a.ipynb")
    nbformat.write(notebook, folder / "b.ipynb")
    notebook.cells[4].outputs[0].text = "changed\n"
    notebook.cells[5].outputs = []
    nbformat.write(notebook, folder / "changed.ipynb")
    return folder


def run_nbval(*paths):
    """What pytest says of the notebooks, started by somebody with AWS settings and folders of their own."""
    command = [sys.executable, "-m", "pytest", "--nbval", "-p", "conftest", "-p", "no:cacheprovider", "-q", "-rA"]
    theirs = {"AWS_PROFILE": "work", "XDG_DATA_HOME": "/somewhere", "PYTHONPATH": str(ROOT)}
    sanitize = f"--nbval-sanitize-with={ROOT / 'tests' / 'nbval-sanitize.cfg'}"
    arguments = ["-c", os.devnull, "--rootdir", str(paths[0].parent), sanitize, *map(str, paths)]
    run = subprocess.run(command + arguments, env=os.environ | theirs, cwd=ROOT, capture_output=True, text=True)
    return run.stdout + run.stderr


def test_a_notebook_as_built_passes_and_leaves_nothing_for_the_next(folder):
    said = run_nbval(folder / "a.ipynb", folder / "b.ipynb")
    assert "12 passed" in said, said


def test_a_changed_and_a_missing_output_fail(folder):
    said = run_nbval(folder / "changed.ipynb")
    assert "2 failed, 4 passed" in said, said
    assert "changed.ipynb::Cell 4" in said
    assert "changed.ipynb::Cell 5" in said


SHOW_PICTURE = """from helpers import charts
import matplotlib.pyplot as plt
figure, axes = plt.subplots()
axes.plot([1, {height}])
charts.picture(figure, "It rises to {words}.", "Invented.")"""


def run_picture(folder, name, height, words):
    """What nbval says where the stored picture shows 2 and says "two", and the code is another."""
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell(SHOW_PICTURE.format(height=2, words="two"))]
    kernel.run_notebook(notebook, folder, ROOT)
    assert "data:image/png;base64," in notebook.cells[0].outputs[0].data["text/html"]
    notebook.cells[0].source = SHOW_PICTURE.format(height=height, words=words)
    nbformat.write(notebook, folder / name)
    return run_nbval(folder / name)


def test_a_picture_is_not_compared_and_its_words_are(tmp_path):
    assert "1 passed" in run_picture(tmp_path, "another.ipynb", 3, "two")
    assert "1 failed" in run_picture(tmp_path, "said.ipynb", 2, "three")
