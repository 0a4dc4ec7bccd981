"""Fixtures that several test modules use."""

import contextlib
import io

import pytest

from helpers import sandbox


@pytest.fixture
def account():
    """A practice account that is running for the length of a test, signed in as root. Gives its `Account`."""
    from helpers._account.account import get_running

    with contextlib.redirect_stdout(io.StringIO()):
        sandbox.stop()
        sandbox.start()
    yield get_running()
    with contextlib.redirect_stdout(io.StringIO()):
        sandbox.stop()
