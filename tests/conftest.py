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
