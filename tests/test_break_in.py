"""Orange's account: five flags, each behind one door, and every door shuts without harm to those who work there."""

import json
import re
import urllib.error
import urllib.request

import boto3
import pytest
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError, NoCredentialsError

from helpers import break_in, check, iam, sandbox
from helpers._account import trial
from helpers._break_in import plot

FLAG = re.compile(r"flag\{[0-9a-f]{12}\}")
CLOSINGS = ("close_the_prefix", "burn_the_key", "take_the_ladder_away", "close_the_role", "kill_the_link")


@pytest.fixture(autouse=True)
def progress_file(tmp_path, monkeypatch):
    monkeypatch.setenv("AWS_ESSENTIALS_PROGRESS", str(tmp_path / "progress.json"))


@pytest.fixture
def orange(practice_account, capsys):
    """Orange's account, made anew; gives what the checks know of it."""
    break_in.start()
    capsys.readouterr()
    return break_in.get_case()


def read(session, bucket, key):
    return session.client("s3").get_object(Bucket=bucket, Key=key)["Body"].read().decode()


def read_as_nobody(bucket, key):
    client = boto3.client("s3", config=Config(signature_version=UNSIGNED))
    return client.get_object(Bucket=bucket, Key=key)["Body"].read().decode()


def find_flags(read_one):
    """The numbers of the flags that somebody can read."""
    found = set()
    for number, (bucket, key) in plot.FLAGS.items():
        try:
            assert FLAG.search(read_one(bucket, key))
        except ClientError as error:
            assert error.response["Error"]["Code"] == "AccessDenied"
        else:
            found.add(number)
    return found


# The account as it is opened


def test_it_says_one_line_and_leaves_nobody_signed_in(practice_account, capsys):
    boto3.client("s3").create_bucket(Bucket="of-before")
    break_in.start()
    out = capsys.readouterr().out
    assert out.count("\n") == 1 and out.startswith("This is Orange's account now") and not FLAG.search(out)
    with pytest.raises(NoCredentialsError):
        boto3.client("sts", region_name="us-east-1").get_caller_identity()
    sandbox.sign_in_as_root()
    names = [bucket["Name"] for bucket in boto3.client("s3").list_buckets()["Buckets"]]
    assert sorted(names) == ["orange-team", "orange-website"]


def test_a_second_start_makes_the_same_keys_and_other_flags(orange):
    first = {number: key for key, number in orange.digests.items()}
    break_in.start()
    again = break_in.get_case()
    assert again.leaked["AccessKeyId"] == orange.leaked["AccessKeyId"]
    assert again.leaked["SecretAccessKey"] != orange.leaked["SecretAccessKey"]
    assert {number: key for key, number in again.digests.items()}.items().isdisjoint(first.items())
    assert break_in.get_case() is not orange and not orange.is_running


def test_each_identity_reads_its_own_flags_alone(orange):
    assert find_flags(read_as_nobody) == {1}
    intern, treasury = break_in.hand_over("intern"), break_in.hand_over("treasury")
    assert find_flags(lambda bucket, key: read(intern, bucket, key)) == {1, 2}
    assert find_flags(lambda bucket, key: read(treasury, bucket, key)) == {1, 4}


@pytest.mark.parametrize("way", ["an old version", "a new version"])
def test_the_intern_climbs_to_everything_but_the_pay(orange, way):
    intern = break_in.hand_over("intern")
    client = intern.client("iam")
    if way == "an old version":
        client.set_default_policy_version(PolicyArn=plot.POLICY_ARN, VersionId="v1")
    else:
        text = json.dumps(plot.make_document(plot.allow("*")))
        client.create_policy_version(PolicyArn=plot.POLICY_ARN, PolicyDocument=text, SetAsDefault=True)
    assert find_flags(lambda bucket, key: read(intern, bucket, key)) == {1, 2, 3, 5}
    verdict = check.take_the_ladder_away()
    assert verdict.outcome == "not yet" and "far more than the seating" in verdict.message


def test_the_link_in_the_chat_opens_for_anybody_and_is_good_for_a_week(orange):
    chat = break_in.hand_over("chat")
    assert chat == read(break_in.hand_over("treasury"), plot.TEAM, plot.CHAT)
    link = re.search(r"http\S+", chat).group()
    assert link == orange.link and "X-Amz-Expires=604800" in link
    assert FLAG.search(urllib.request.urlopen(link).read().decode())
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(link.partition("?")[0])


def test_what_the_checks_know_is_no_flag(orange):
    assert not FLAG.search(repr(vars(orange)))
    assert not FLAG.search(json.dumps(break_in.hand_over("notebook")))


# What is handed over


def test_the_notebook_that_is_handed_over_is_the_one_in_the_bucket(orange, capsys):
    assert break_in.hand_over("notebook") == json.loads(read_as_nobody(plot.WEBSITE, plot.NOTEBOOK))
    break_in.hand_over("intern"), break_in.hand_over("treasury")
    assert capsys.readouterr().out == ""


def test_the_sessions_go_on_when_somebody_else_has_signed_in(orange):
    intern, treasury = break_in.hand_over("intern"), break_in.hand_over("treasury")
    intern.client("s3"), treasury.client("s3")
    sandbox.log_in("orange")
    assert intern.client("sts").get_caller_identity()["Arn"].endswith(":user/intern")
    assert treasury.client("sts").get_caller_identity()["Arn"].endswith(":assumed-role/treasury/november")


def test_what_was_handed_over_once_is_there_again_when_the_door_is_shut(orange):
    treasury, chat = break_in.hand_over("treasury"), break_in.hand_over("chat")
    close("burn_the_key", orange)
    trial.client("s3").delete_object(Bucket=plot.TEAM, Key=plot.CHAT)
    assert break_in.hand_over("treasury") is treasury and break_in.hand_over("chat") == chat


def test_an_unknown_thing_is_refused_with_those_that_there_are(orange):
    with pytest.raises(ValueError, match=r'no "flag" to hand over. There are: notebook, intern, treasury, chat'):
        break_in.hand_over("flag")


@pytest.mark.parametrize("ask", [lambda: break_in.hand_over("intern"), break_in.try_doors])
def test_in_another_account_it_says_where_to_begin(account, ask):
    with pytest.raises(sandbox.SandboxError, match=r"break_in.start\(\)"):
        ask()
    for name in CLOSINGS:
        verdict = getattr(check, name)()
        assert verdict.outcome == "not attempted" and "break_in.start()" in verdict.message
    assert "break_in.start()" in check.find_the_public_prefix(None).message


# The doors


def close(name, case):
    """Close one door, as the lesson does."""
    sandbox.sign_in_as_root()
    client = boto3.client("iam")
    if name == "close_the_prefix":
        pages = plot.allow("s3:GetObject", plot.make_arn(plot.WEBSITE, "site/*"), Principal="*")
        policy = json.dumps(plot.make_document(pages))
        boto3.client("s3").put_bucket_policy(Bucket=plot.WEBSITE, Policy=policy)
    elif name == "burn_the_key":
        client.update_access_key(UserName="intern", AccessKeyId=case.leaked["AccessKeyId"], Status="Inactive")
    elif name == "take_the_ladder_away":
        iam.attach_managed_policy("intern", plot.POLICY, plot.make_document(*plot.INTERN_WORK["Statement"][:2]))
    elif name == "close_the_role":
        blue = {"AWS": f"arn:aws:iam::{plot.ACCOUNT}:user/blue"}
        trust = plot.make_document({"Effect": "Allow", "Principal": blue, "Action": "sts:AssumeRole"})
        client.update_assume_role_policy(RoleName="treasury", PolicyDocument=json.dumps(trust))
    else:
        client.update_access_key(UserName="reminders", AccessKeyId=case.laptop["AccessKeyId"], Status="Inactive")


def list_doors(capsys):
    capsys.readouterr()
    break_in.try_doors()
    return [line.split()[-1] for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("number", range(5))
def test_each_closing_shuts_its_own_door(orange, capsys, number):
    assert list_doors(capsys) == ["open"] * 5
    close(CLOSINGS[number], orange)
    assert list_doors(capsys) == ["shut" if at == number else "open" for at in range(5)]
    outcomes = [getattr(check, name)().outcome for name in CLOSINGS]
    assert outcomes == ["correct" if at == number else "not attempted" for at in range(5)]


def test_with_all_doors_shut_every_check_is_content(orange, capsys):
    for name in CLOSINGS:
        close(name, orange)
    assert list_doors(capsys) == ["shut"] * 5
    assert {getattr(check, name)().outcome for name in CLOSINGS} == {"correct"}
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(orange.link)


def test_trying_the_doors_leaves_no_trace(orange):
    before = last_use(orange.leaked)
    break_in.try_doors()
    check.kill_the_link()
    check.burn_the_key()
    assert last_use(orange.leaked) == before == "N/A"
    assert last_use(orange.server) == "s3"


def last_use(key):
    sandbox.sign_in_as_root()
    used = boto3.client("iam").get_access_key_last_used(AccessKeyId=key["AccessKeyId"])
    return used["AccessKeyLastUsed"]["ServiceName"]


# A session that was taken before


@pytest.mark.parametrize(("moment", "ends"), [("2020-01-01T00:00:00Z", False), ("2999-01-01T00:00:00Z", True)])
def test_a_deny_for_older_sessions_ends_those_that_were_taken_before_its_time(orange, moment, ends):
    treasury = break_in.hand_over("treasury")
    close("close_the_role", orange)
    assert read(treasury, plot.TEAM, "pay/2026-11.txt")
    older = {"Effect": "Deny", "Action": "*", "Resource": "*"}
    older |= {"Condition": {"DateLessThan": {"aws:TokenIssueTime": moment}}}
    text = json.dumps(plot.make_document(older))
    boto3.client("iam").put_role_policy(RoleName="treasury", PolicyName="revoke", PolicyDocument=text)
    if ends:
        with pytest.raises(ClientError, match="explicit deny"):
            read(treasury, plot.TEAM, "pay/2026-11.txt")
    else:
        assert read(treasury, plot.TEAM, "pay/2026-11.txt")
