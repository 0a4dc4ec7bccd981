"""Fixtures that several test modules use."""

import contextlib
import io

import pytest

from helpers import sandbox


@pytest.fixture
def account():
    """A practice account that is running for the length of a test, signed in as root. Gives its `Account`."""
    with run_account() as running:
        yield running


@pytest.fixture(scope="module")
def practice_account():
    """The same for the length of a module, for tests that empty the account themselves: that is quicker."""
    with run_account() as running:
        yield running


@contextlib.contextmanager
def run_account():
    from helpers._account.account import get_running

    with contextlib.redirect_stdout(io.StringIO()):
        sandbox.stop()
        sandbox.start()
    try:
        yield get_running()
    finally:
        with contextlib.redirect_stdout(io.StringIO()):
            sandbox.stop()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Keep each file's tests on one core, but those that take the longest lesson by lesson: exercises and browser."""
    for item in items:
        lesson = getattr(item, "callspec", None) and item.callspec.params.get("lesson")
        apart = lesson and item.path.name in ("test_exercises.py", "test_browser.py")
        together = f"{item.path.name} of {getattr(lesson, 'number', lesson)}" if apart else item.path.name
        item.add_marker(pytest.mark.xdist_group(together))
