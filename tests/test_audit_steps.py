"""The audit on the way from a new account to a secured one, and what it leaves behind: nothing."""

import boto3
import pytest
import secured
from secured import client

from conftest import run_account
from helpers import audit, console, sandbox
from helpers import iam as helper
from helpers._panels.finding import POINTS


def test_a_new_account_has_the_points_for_a_root_user_without_keys_alone(account):
    found = audit.run()
    assert found.score == POINTS["root_keys"] == 15
    assert len(found.missing) == len(POINTS) - 1 and "root_keys" not in found.missing


def test_every_finding_is_met_by_its_own_step_and_its_points_are_added(account):
    assert audit.run().score == 15
    secured.make_administrator()
    assert audit.run().score == 15 + 12 + 10  # an administrator, and one without keys
    steps = {
        "root_mfa": secured.give_root_mfa,
        "console_mfa": lambda: [secured.give_console_access(), secured.give_mfa()],
        "budget": secured.make_budget,
        "billing_alarm": lambda: secured.make_alarm(secured.make_topic()),
        "password_policy": secured.set_password_policy,
        "owners": secured.tag,
    }
    for name, step in steps.items():
        before = audit.run()
        step()
        after = audit.run()
        assert set(before.missing) - set(after.missing) == {name}
        assert after.score == before.score + POINTS[name]
    assert (after.score, after.missing) == (100, [])


def test_a_device_of_root_that_was_not_turned_on_is_none(account):
    console.add_root_mfa()
    assert "root_mfa" in audit.run().missing


def test_each_finding_says_why_in_few_words_and_no_code(account):
    for one in audit.run().findings:
        assert 5 <= len(one.why.split()) <= 25, one.why
        assert one.met or 4 <= len(one.next.split()) <= 20, one.next
        assert "(" not in one.next and "_" not in one.next


def test_it_looks_as_root_whoever_is_signed_in(account, capsys):
    helper.start_over("blue")
    sandbox.sign_in("blue")
    assert audit.run().score == 15
    assert boto3.client("sts").get_caller_identity()["Arn"].endswith("user/blue")


def test_an_audit_changes_no_id_that_comes_later(capsys):
    def make_key(look):
        with run_account():
            client("iam").create_user(UserName="blue")
            look()
            return client("iam").create_access_key(UserName="blue")["AccessKey"]["AccessKeyId"]

    assert make_key(lambda: None) == make_key(audit.run)


def test_without_an_account_it_says_what_to_do(capsys):
    sandbox.stop()
    with pytest.raises(RuntimeError, match="Run the first code cell"):
        audit.run()
