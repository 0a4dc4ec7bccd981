"""The helpers for users and policies: each call is seen in the account afterwards."""

import json

import boto3
import pytest
from botocore.exceptions import ClientError

from helpers import iam, sandbox
from helpers._account import trial

pytestmark = pytest.mark.usefixtures("account")


def allow(action, resource="*"):
    return {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": action, "Resource": resource}]}


def test_an_admin_is_one_through_the_group():
    arn = iam.create_admin("coordinator")
    client = boto3.client("iam")
    assert arn == "arn:aws:iam::123456789012:user/coordinator"
    assert [group["GroupName"] for group in client.list_groups_for_user(UserName="coordinator")["Groups"]] == ["admins"]
    assert trial.may("coordinator", "iam.list_users").allowed


def test_an_admin_can_be_made_twice_and_a_second_one_joins_the_group():
    iam.create_admin("coordinator")
    iam.create_admin("coordinator")
    iam.create_admin("deputy")
    members = boto3.client("iam").get_group(GroupName="admins")["Users"]
    assert sorted(user["UserName"] for user in members) == ["coordinator", "deputy"]


def test_only_what_exists_already_is_forgiven():
    iam.start_over("blue")
    sandbox.sign_in("blue")
    with pytest.raises(ClientError, match="AccessDenied"):
        iam.create_admin("coordinator")


def test_an_inline_policy_is_replaced_by_the_next_of_its_name():
    iam.start_over("blue")
    iam.put_inline_policy("blue", "read", allow("s3:GetObject"))
    iam.put_inline_policy("blue", "read", allow("s3:ListBucket"))
    assert iam.list_policies("blue") == [("read", allow("s3:ListBucket"))]


def test_a_managed_policy_is_replaced_by_a_new_version():
    iam.start_over("blue")
    first = iam.attach_managed_policy("blue", "read", allow("s3:GetObject"))
    second = iam.attach_managed_policy("blue", "read", allow("s3:ListBucket"))
    assert first == second == "arn:aws:iam::123456789012:policy/read"
    assert iam.list_policies("blue") == [("read", allow("s3:ListBucket"))]


def test_the_policies_of_a_user_are_their_own_and_those_of_their_groups():
    iam.start_over("blue", group="team")
    client = boto3.client("iam")
    client.put_group_policy(GroupName="team", PolicyName="group", PolicyDocument=json.dumps(allow("s3:PutObject")))
    iam.put_inline_policy("blue", "inline", allow("s3:GetObject"))
    iam.attach_managed_policy("blue", "managed", allow("s3:ListBucket"))
    assert [name for name, _ in iam.list_policies("blue")] == ["inline", "managed", "group"]


def test_starting_over_takes_everything_away_and_leaves_one_new_key(capsys):
    iam.start_over("blue", group="team")
    client = boto3.client("iam")
    before = client.list_access_keys(UserName="blue")["AccessKeyMetadata"][0]["AccessKeyId"]
    iam.put_inline_policy("blue", "inline", allow("s3:GetObject"))
    iam.attach_managed_policy("blue", "managed", allow("s3:ListBucket"))
    client.put_user_permissions_boundary(UserName="blue", PermissionsBoundary=iam.ADMINISTRATOR_ACCESS)
    capsys.readouterr()
    iam.start_over("blue")
    keys = client.list_access_keys(UserName="blue")["AccessKeyMetadata"]
    assert iam.list_policies("blue") == []
    assert client.list_groups_for_user(UserName="blue")["Groups"] == []
    assert "PermissionsBoundary" not in client.get_user(UserName="blue")["User"]
    assert len(keys) == 1 and keys[0]["AccessKeyId"] != before
    assert capsys.readouterr().out == "blue: no policies, no groups, one new access key.\n"


def test_starting_over_empties_the_group_too():
    iam.start_over("blue", group="team")
    client = boto3.client("iam")
    client.put_group_policy(GroupName="team", PolicyName="group", PolicyDocument=json.dumps(allow("s3:PutObject")))
    client.attach_group_policy(GroupName="team", PolicyArn=iam.ADMINISTRATOR_ACCESS)
    iam.start_over("blue", "orange", group="team")
    assert iam.list_policies("orange") == []


def test_starting_over_works_whoever_is_signed_in():
    iam.start_over("blue")
    sandbox.sign_in("blue")
    iam.start_over("blue", "orange")
    sandbox.sign_in("orange")


def test_a_leaked_key_works_and_belongs_to_one_of_the_users():
    iam.start_over("newsletter", "statistics")
    leaked = iam.leak_key("newsletter", "statistics")
    owner = boto3.client("iam").get_access_key_last_used(AccessKeyId=leaked["AccessKeyId"])["UserName"]
    assert owner in ("newsletter", "statistics")
    assert trial.works(leaked["AccessKeyId"], leaked["SecretAccessKey"])
