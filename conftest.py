"""For every test: finds the builder's modules. For notebooks under nbval: a kernel that starts as a learner's would."""

import os
import sys
import tempfile
from pathlib import Path
from unittest import mock

import pytest

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "lessons"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item):
    """Start each notebook's kernel, which happens while its first cell is set up, in a clean environment."""
    if type(item).__name__ != "IPyNbCell" or item.parent.kernel is not None:
        return (yield)
    from kernel import clean_environment, warm_up_fonts

    warm_up_fonts(ROOT)
    home = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    item.config.add_cleanup(home.cleanup)
    with mock.patch.dict(os.environ, clean_environment(home.name, ROOT), clear=True):
        result = yield
    keep_history(item.parent.kernel.kc)
    return result


def keep_history(client):
    """Let the kernel remember what ran, as JupyterLab does and nbval does not: only then a `;` hides a cell's value."""
    execute = client.execute
    client.execute = lambda code, **options: execute(code, **options | {"store_history": True})
