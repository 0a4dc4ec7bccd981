"""The helpers for users and policies: each call is seen in the account afterwards."""

import json

import boto3
import botocore.handlers
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


def test_a_managed_policy_can_be_replaced_more_often_than_it_has_versions():
    iam.start_over("blue")
    for number in range(8):
        arn = iam.attach_managed_policy("blue", "read", allow("s3:GetObject", f"arn:aws:s3:::guests/{number}.csv"))
    assert iam.list_policies("blue") == [("read", allow("s3:GetObject", "arn:aws:s3:::guests/7.csv"))]
    versions = boto3.client("iam").list_policy_versions(PolicyArn=arn)["Versions"]
    assert sorted(version["VersionId"] for version in versions) == ["v4", "v5", "v6", "v7", "v8"]


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


def name_last_use(key):
    client = boto3.client("iam")
    return client.get_access_key_last_used(AccessKeyId=key["AccessKeyId"])["AccessKeyLastUsed"]["ServiceName"]


def test_iam_tells_which_key_was_used_and_a_check_leaves_no_trace_there():
    iam.start_over("blue")
    used = boto3.client("iam").create_access_key(UserName="blue")["AccessKey"]
    unused = boto3.client("iam").list_access_keys(UserName="blue")["AccessKeyMetadata"][0]
    assert trial.works(used["AccessKeyId"], used["SecretAccessKey"])
    assert (name_last_use(used), name_last_use(unused)) == ("N/A", "N/A")
    session = boto3.Session(used["AccessKeyId"], used["SecretAccessKey"])
    with pytest.raises(ClientError, match="AccessDenied"):
        session.client("s3").list_buckets()
    assert (name_last_use(used), name_last_use(unused)) == ("s3", "N/A")


@pytest.mark.parametrize(
    ("service", "name"), [("iam", "start_over"), ("iam", "put_inline_policy"), ("s3", "list_keys")]
)
def test_a_client_that_hides_a_helper_says_how_to_bring_the_helper_back(service, name):
    with pytest.raises(AttributeError, match=f"{name}.*from helpers import {service}"):
        getattr(boto3.client(service), name)


@pytest.mark.parametrize("name", ["no_such_call", "json", "_iam", "boto3"])
def test_what_neither_client_nor_helper_has_is_refused_in_boto3s_own_words(name):
    with pytest.raises(AttributeError, match="'IAM' object has no attribute"):
        getattr(boto3.client("iam"), name)


def test_botocore_is_as_before_when_the_practice_account_is_closed():
    sandbox.stop()
    before = list(botocore.handlers.BUILTIN_HANDLERS)
    sandbox.start()
    assert before != botocore.handlers.BUILTIN_HANDLERS
    sandbox.stop()
    assert before == botocore.handlers.BUILTIN_HANDLERS


def make_server_role(name):
    """A role with an inline policy, one of AWS's policies and an instance profile."""
    client = boto3.client("iam")
    client.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(TRUST))
    client.put_role_policy(RoleName=name, PolicyName="read", PolicyDocument=json.dumps(allow("s3:GetObject")))
    client.attach_role_policy(RoleName=name, PolicyArn="arn:aws:iam::aws:policy/ReadOnlyAccess")
    client.create_instance_profile(InstanceProfileName=name)
    client.add_role_to_instance_profile(InstanceProfileName=name, RoleName=name)


EC2 = {"Service": "ec2.amazonaws.com"}
TRUST = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": EC2, "Action": "sts:AssumeRole"}]}


def test_a_dropped_role_is_gone_with_its_profile_and_can_be_made_again():
    make_server_role("scorer")
    iam.drop_roles("scorer", "nobody")
    client = boto3.client("iam")
    assert client.list_roles()["Roles"] == []
    assert client.list_instance_profiles()["InstanceProfiles"] == []
    make_server_role("scorer")


def test_other_roles_stay_when_one_is_dropped():
    make_server_role("scorer")
    make_server_role("other")
    iam.drop_roles("scorer")
    client = boto3.client("iam")
    assert [role["RoleName"] for role in client.list_roles()["Roles"]] == ["other"]
    assert client.list_role_policies(RoleName="other")["PolicyNames"] == ["read"]
    assert len(client.list_instance_profiles()["InstanceProfiles"]) == 1


def test_roles_are_dropped_whoever_is_signed_in():
    make_server_role("scorer")
    iam.start_over("blue")
    sandbox.sign_in("blue")
    iam.drop_roles("scorer")
    sandbox.sign_in_as_root()
    assert boto3.client("iam").list_roles()["Roles"] == []
