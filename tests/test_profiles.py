"""Profiles that a learner writes, beside those that signing in writes; who wins; and sessions that run out."""

import os
import subprocess
from pathlib import Path

import boto3
import pytest
from botocore.exceptions import NoCredentialsError, NoRegionError
from people import allow, make_role, make_user, refuse, trust, user_arn

from helpers import sandbox
from helpers._account import profiles

ARN = ("sts", "get-caller-identity", "--query", "Arn", "--output", "text")


@pytest.fixture(autouse=True)
def running(account):
    return account


def run(*words, answers="", **environment):
    """What the `aws` command prints, or its error."""
    done = subprocess.run(
        ["aws", *words], input=answers, capture_output=True, text=True, timeout=60, env=os.environ | environment
    )
    return done.stdout if done.returncode == 0 else done.stderr


def who(**session):
    return boto3.Session(**session).client("sts").get_caller_identity()["Arn"]


def read(name):
    return Path(
        os.environ[{"config": "AWS_CONFIG_FILE", "credentials": "AWS_SHARED_CREDENTIALS_FILE"}[name]]
    ).read_text()


def write(name, text):
    Path(os.environ[{"config": "AWS_CONFIG_FILE", "credentials": "AWS_SHARED_CREDENTIALS_FILE"}[name]]).write_text(text)


def make_key(name):
    make_user(name)
    return boto3.client("iam").list_access_keys(UserName=name)["AccessKeyMetadata"][0]["AccessKeyId"], get_secret(name)


def get_secret(name):
    from helpers._account import engine

    return engine.get_iam().users[name].access_keys[0].secret_access_key


# A learner's own profiles


def test_a_profile_that_aws_configure_wrote_survives_signing_in():
    key, secret = make_key("blue")
    make_user("orange")
    run("configure", "--profile", "work", answers=f"{key}\n{secret}\neu-west-1\njson\n")
    for sign_in in (sandbox.sign_in_as_root, lambda: sandbox.sign_in("orange"), lambda: sandbox.sign_in("blue")):
        sign_in()
        assert who(profile_name="work") == run(*ARN, "--profile", "work").strip() == user_arn("blue")
        assert boto3.Session(profile_name="work").region_name == "eu-west-1"
    assert run("configure", "get", "output", "--profile", "work") == "json\n"


def test_everything_else_in_the_files_survives_too():
    config = (
        "# my notes\n[default]\nregion = eu-central-1\noutput = table\n\n[profile audit]\n"
        "role_arn = arn:aws:iam::123456789012:role/audit\nsource_profile = root\ns3 =\n    max_queue_size = 5\n\n"
        "[sso-session team]\nsso_region = eu-west-1\n\n[plugins]\ncli_legacy_plugin_path = x\n"
    )
    credentials = "[default]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = s3cret\n; end\n"
    make_user("blue")
    write("config", config)
    write("credentials", credentials)
    sandbox.sign_in_as_root()
    assert who().endswith(":root") and boto3.Session().region_name == "us-east-1"
    for _ in range(2):
        sandbox.sign_in("blue")
        sandbox.sign_in_as_root()
    assert config in read("config") and credentials in read("credentials")
    assert read("config").count("[profile root]") == read("config").count("[profile blue]") == 1
    assert read("credentials").count("[root]") == read("credentials").count("[blue]") == 1


def test_what_a_learner_set_in_a_user_s_profile_stays_and_the_key_is_the_user_s_newest():
    make_user("blue")
    sandbox.sign_in("blue")
    for name, value in (("region", "ap-south-1"), ("output", "text"), ("aws_access_key_id", "AKIAWRONG")):
        run("configure", "set", name, value)
    run("configure", "set", "aws_session_token", "stale")
    sandbox.sign_in("blue")
    assert who() == user_arn("blue") and boto3.Session().region_name == "ap-south-1"
    assert run("sts", "get-caller-identity", "--query", "Arn") == f"{user_arn('blue')}\n"


def test_a_role_in_the_profile_of_a_user_does_not_win_over_signing_in_as_the_user():
    make_user("blue")
    write("config", "[profile blue]\nrole_arn = arn:aws:iam::123456789012:role/x\nsource_profile = root\nregion = x\n")
    sandbox.sign_in("blue")
    assert boto3.Session().get_credentials().method == "shared-credentials-file"


def test_a_file_with_windows_line_ends_or_without_a_last_line_end_is_read():
    made = profiles.set_profile("[a]\r\nx = 1", "b", {"y": "2"})
    assert made == "[a]\nx = 1\n\n[b]\ny = 2\n"
    assert profiles.set_profile(made, "a", {"x": "3"}, drop={"y"}) == "[a]\nx = 3\n\n[b]\ny = 2\n"


def test_a_profile_without_region_is_missing_it_until_one_is_set():
    key, secret = make_key("blue")
    run("configure", "--profile", "work", answers=f"{key}\n{secret}\n\n\n")
    with pytest.raises(NoRegionError):
        boto3.Session(profile_name="work").client("dynamodb")
    assert "You must specify a region" in run("dynamodb", "list-tables", "--profile", "work")
    run("configure", "set", "region", "us-east-1", "--profile", "work")
    assert boto3.Session(profile_name="work").region_name == "us-east-1"


# Roles in profiles


def test_a_profile_with_a_role_takes_it_by_boto3_and_by_aws():
    make_user("blue")
    role = make_role("auditor", trust({"AWS": user_arn("blue")}), allow("iam:ListUsers"))
    sandbox.sign_in("blue")
    run("configure", "set", "role_arn", role, "--profile", "audit")
    run("configure", "set", "source_profile", "blue", "--profile", "audit")
    run("configure", "set", "region", "us-east-1", "--profile", "audit")
    sandbox.sign_in_as_root()
    assert ":assumed-role/auditor/" in who(profile_name="audit")
    assert ":assumed-role/auditor/" in run(*ARN, "--profile", "audit")


# Which credentials win


def test_keys_in_the_environment_win_over_the_chosen_profile_until_somebody_signs_in(monkeypatch, capsys):
    key, secret = make_key("blue")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", key)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", secret)
    assert who() == run(*ARN).strip() == user_arn("blue")
    assert who(profile_name="root").endswith(":root")
    capsys.readouterr()
    sandbox.sign_in_as_root()
    assert capsys.readouterr().out == (
        "Signed in as root (arn:aws:iam::123456789012:root).\n"
        "(Unset, because it comes before a profile: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY.)\n"
    )
    assert who() == run(*ARN).strip() == "arn:aws:iam::123456789012:root"


def test_signed_out_nobody_is_found_until_there_is_a_default_profile(capsys):
    key, secret = make_key("blue")
    capsys.readouterr()
    sandbox.sign_out()
    assert capsys.readouterr().out == "Signed out: nobody is signed in, and no profile is chosen.\n"
    assert sandbox.get_user() is None
    with pytest.raises(NoCredentialsError):
        boto3.client("s3").list_buckets()
    assert "Unable to locate credentials" in run("s3", "ls")
    run("configure", answers=f"{key}\n{secret}\nus-east-1\n\n")
    assert who() == run(*ARN).strip() == user_arn("blue")
    sandbox.sign_in_as_root()
    assert who().endswith(":root") and who(profile_name="default") == user_arn("blue")


# Sessions that run out


def take(session=None):
    role = {"RoleArn": "arn:aws:iam::123456789012:role/door", "RoleSessionName": "visit"}
    return (session or boto3).client("sts").assume_role(**role)["Credentials"]


def test_sessions_run_out_for_boto3_and_aws_and_keys_last_on(monkeypatch, capsys):
    blue = make_user("blue", allow("*"))
    make_role("door", trust({"AWS": user_arn("blue")}), allow("*"))
    key = take(blue)
    boto3.client("sts").get_session_token()
    capsys.readouterr()
    sandbox.expire_sessions()
    assert capsys.readouterr().out == "2 temporary credentials have run out.\n"
    names = {"aws_access_key_id": "AccessKeyId", "aws_secret_access_key": "SecretAccessKey"}
    names["aws_session_token"] = "SessionToken"
    values = {name: key[part] for name, part in names.items()}
    session = boto3.Session(**values, region_name="us-east-1")
    assert refuse(session.client("sts").get_caller_identity)[0] == "ExpiredToken"
    assert refuse(session.client("s3").list_buckets)[0] == "ExpiredToken"
    assert "ExpiredToken" in run(*ARN, **{name.upper(): value for name, value in values.items()})
    assert blue.client("sts").get_caller_identity()["Arn"] == user_arn("blue")
    assert who().endswith(":root")
    assert take(blue)
    sandbox.expire_sessions()
    assert capsys.readouterr().out == "1 temporary credential has run out.\n"
    sandbox.expire_sessions()
    assert capsys.readouterr().out.startswith("No temporary credential was in force")


def test_after_sessions_ran_out_a_profile_with_a_role_takes_it_anew():
    make_user("blue")
    role = make_role("door", trust({"AWS": user_arn("blue")}))
    sandbox.sign_in("blue")
    for name, value in (("role_arn", role), ("source_profile", "blue"), ("region", "us-east-1")):
        run("configure", "set", name, value, "--profile", "audit")
    assert "assumed-role/door" in run(*ARN, "--profile", "audit")
    cache = list((Path(os.environ["AWS_CONFIG_FILE"]).parent / ".aws" / "cli" / "cache").iterdir())
    assert len(cache) == 1
    sandbox.expire_sessions()
    assert "assumed-role/door" in run(*ARN, "--profile", "audit")


@pytest.mark.parametrize("do", [sandbox.sign_out, sandbox.expire_sessions])
def test_without_an_account_both_say_to_start_one(do):
    sandbox.stop()
    with pytest.raises(sandbox.SandboxError, match=r"sandbox\.start\(\)"):
        do()
