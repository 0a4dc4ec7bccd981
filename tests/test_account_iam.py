"""What IAM decides in the practice account, tried with real boto3 calls, and what AWS says where it refuses."""

import json

import boto3
import people
import pytest
from botocore.exceptions import ClientError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from people import allow, deny, document, is_allowed, make_policy, make_user, refuse, user_arn

from helpers._account import trial

GUESTS = "arn:aws:s3:::guests"
OBJECTS = "arn:aws:s3:::guests/*"
OWN_USER = f"arn:aws:iam::{people.ACCOUNT}:user/${{aws:username}}"


@pytest.fixture(autouse=True)
def iam(practice_account):
    """Root's IAM client in an account with nothing in it."""
    people.empty_account()
    return boto3.client("iam")


# Where policies may stand


def test_a_user_without_policies_may_do_nothing():
    blue = make_user("blue")
    code, message = refuse(blue.client("s3").list_buckets)
    who = f"User: {user_arn('blue')} is not authorized to perform: s3:ListAllMyBuckets"
    assert (code, message) == (
        "AccessDenied",
        f"{who} because no identity-based policy allows the s3:ListAllMyBuckets action",
    )


def test_an_inline_policy_works_from_the_moment_it_is_written_until_it_is_deleted(iam):
    s3 = make_user("blue").client("s3")
    assert not is_allowed(s3.list_buckets)
    iam.put_user_policy(UserName="blue", PolicyName="list", PolicyDocument=document(allow("s3:ListAllMyBuckets")))
    assert is_allowed(s3.list_buckets)
    iam.put_user_policy(UserName="blue", PolicyName="list", PolicyDocument=document(allow("s3:ListBucket")))
    assert not is_allowed(s3.list_buckets)
    iam.put_user_policy(UserName="blue", PolicyName="list", PolicyDocument=document(allow("s3:*")))
    assert is_allowed(s3.list_buckets)
    iam.delete_user_policy(UserName="blue", PolicyName="list")
    assert not is_allowed(s3.list_buckets)


def test_a_managed_policy_counts_while_it_is_attached(iam):
    s3 = make_user("blue").client("s3")
    arn = make_policy("readers", allow("s3:List*"))
    assert not is_allowed(s3.list_buckets)
    iam.attach_user_policy(UserName="blue", PolicyArn=arn)
    assert is_allowed(s3.list_buckets)
    iam.detach_user_policy(UserName="blue", PolicyArn=arn)
    assert not is_allowed(s3.list_buckets)


def test_aws_own_managed_policies_are_there(iam):
    blue = make_user("blue")
    iam.attach_user_policy(UserName="blue", PolicyArn="arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess")
    people.put_bucket(a_csv=b"1")
    assert is_allowed(blue.client("s3").get_object, Bucket="guests", Key="a.csv")
    assert not is_allowed(blue.client("s3").put_object, Bucket="guests", Key="a.csv", Body=b"2")


def test_nobody_changes_aws_own_managed_policies(iam):
    arn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"
    text = document(allow("*"))
    assert refuse(iam.create_policy_version, PolicyArn=arn, PolicyDocument=text, SetAsDefault=True)[0] == "AccessDenied"
    assert refuse(iam.delete_policy, PolicyArn=arn)[0] == "AccessDenied"
    assert iam.get_policy(PolicyArn=arn)["Policy"]["PolicyName"] == "AmazonS3ReadOnlyAccess"


def test_only_the_default_version_of_a_managed_policy_counts(iam):
    s3 = make_user("blue").client("s3")
    arn = make_policy("changing", allow("s3:ListAllMyBuckets"))
    iam.attach_user_policy(UserName="blue", PolicyArn=arn)
    iam.create_policy_version(PolicyArn=arn, PolicyDocument=document(deny("*")))
    assert is_allowed(s3.list_buckets)
    iam.set_default_policy_version(PolicyArn=arn, VersionId="v2")
    assert not is_allowed(s3.list_buckets)
    for _ in range(2):  # the second time it is in force already
        iam.set_default_policy_version(PolicyArn=arn, VersionId="v1")
        assert is_allowed(s3.list_buckets)


def test_a_managed_policy_has_five_versions_at_most(iam):
    arn = make_policy("changing", allow("s3:*"))
    for _ in range(4):
        iam.create_policy_version(PolicyArn=arn, PolicyDocument=document(allow("s3:*")))
    code, _ = refuse(iam.create_policy_version, PolicyArn=arn, PolicyDocument=document(allow("s3:*")))
    assert code == "LimitExceeded"


def test_a_group_gives_its_inline_and_managed_policies_to_its_members_only(iam):
    s3, other = make_user("blue").client("s3"), make_user("orange").client("s3")
    people.put_bucket()
    iam.create_group(GroupName="readers")
    iam.put_group_policy(GroupName="readers", PolicyName="list", PolicyDocument=document(allow("s3:ListAllMyBuckets")))
    arn = make_policy("inside", allow("s3:ListBucket", GUESTS))
    iam.attach_group_policy(GroupName="readers", PolicyArn=arn)
    iam.add_user_to_group(GroupName="readers", UserName="blue")
    assert is_allowed(s3.list_buckets) and is_allowed(s3.list_objects_v2, Bucket="guests")
    assert not is_allowed(other.list_buckets)
    iam.detach_group_policy(GroupName="readers", PolicyArn=arn)
    assert not is_allowed(s3.list_objects_v2, Bucket="guests")
    iam.remove_user_from_group(GroupName="readers", UserName="blue")
    assert not is_allowed(s3.list_buckets)


def test_an_explicit_deny_stops_an_administrator(iam):
    admin = make_user("matt")
    iam.attach_user_policy(UserName="matt", PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")
    people.put_bucket(a_csv=b"1")
    assert is_allowed(admin.client("s3").get_object, Bucket="guests", Key="a.csv")
    iam.put_user_policy(UserName="matt", PolicyName="no", PolicyDocument=document(deny("s3:GetObject", OBJECTS)))
    code, message = refuse(admin.client("s3").get_object, Bucket="guests", Key="a.csv")
    assert code == "AccessDenied" and message.endswith("with an explicit deny in an identity-based policy")
    assert is_allowed(admin.client("s3").list_objects_v2, Bucket="guests")


def test_a_group_can_deny_what_a_user_s_own_policy_allows(iam):
    s3 = make_user("blue", allow("s3:*")).client("s3")
    iam.create_group(GroupName="quiet")
    iam.put_group_policy(GroupName="quiet", PolicyName="no", PolicyDocument=document(deny("s3:ListAllMyBuckets")))
    assert is_allowed(s3.list_buckets)
    iam.add_user_to_group(GroupName="quiet", UserName="blue")
    assert not is_allowed(s3.list_buckets)


# How a statement matches


def test_actions_match_whatever_their_case_and_with_question_marks():
    s3 = make_user("blue", allow(["S3:LISTALLMYBUCKET?"])).client("s3")
    assert is_allowed(s3.list_buckets)


def test_not_action_allows_all_but_what_it_names():
    blue = make_user("blue", {"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"})
    assert is_allowed(blue.client("s3").list_buckets)
    assert not is_allowed(blue.client("iam").list_users)


def test_not_resource_spares_what_it_names():
    s3 = people.put_bucket(a_csv=b"1")
    s3.put_object(Bucket="guests", Key="private/b.csv", Body=b"2")
    no = {"Effect": "Deny", "Action": "s3:GetObject", "NotResource": f"{GUESTS}/private/*"}
    blue = make_user("blue", allow("s3:*"), no).client("s3")
    assert is_allowed(blue.get_object, Bucket="guests", Key="private/b.csv")
    assert not is_allowed(blue.get_object, Bucket="guests", Key="a.csv")


def test_user_name_in_a_resource_gives_everybody_their_own_folder():
    own = allow(["s3:PutObject", "s3:GetObject"], f"{GUESTS}/${{aws:username}}/*")
    blue, orange = (make_user(name, own).client("s3") for name in ("blue", "orange"))
    people.put_bucket()
    assert is_allowed(blue.put_object, Bucket="guests", Key="blue/a.csv", Body=b"1")
    assert not is_allowed(orange.get_object, Bucket="guests", Key="blue/a.csv")
    assert not is_allowed(blue.put_object, Bucket="guests", Key="orange/a.csv", Body=b"1")


def test_a_condition_on_the_prefix_limits_what_is_listed():
    people.put_bucket()
    s3 = make_user(
        "blue", allow("s3:ListBucket", GUESTS, Condition={"StringLike": {"s3:prefix": ["${aws:username}/*", ""]}})
    ).client("s3")
    assert is_allowed(s3.list_objects_v2, Bucket="guests", Prefix="blue/2026")
    assert is_allowed(s3.list_objects_v2, Bucket="guests", Prefix="")
    assert not is_allowed(s3.list_objects_v2, Bucket="guests", Prefix="orange/")


def test_a_negated_condition_holds_where_its_key_is_missing():
    people.put_bucket()
    s3 = make_user("blue", allow("s3:ListBucket", Condition={"StringNotEquals": {"s3:prefix": "x"}})).client("s3")
    assert is_allowed(s3.list_objects_v2, Bucket="guests", Prefix="y")
    assert not is_allowed(s3.list_objects_v2, Bucket="guests", Prefix="x")


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"IpAddress": {"aws:SourceIp": "127.0.0.0/8"}}, True),
        ({"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}, False),
        ({"Bool": {"aws:SecureTransport": "true"}}, True),
        ({"Bool": {"aws:SecureTransport": "false"}}, False),
        ({"StringEquals": {"aws:RequestedRegion": "us-east-1"}}, True),
        ({"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}, False),
        ({"DateGreaterThan": {"aws:CurrentTime": "2020-01-01T00:00:00Z"}}, True),
        ({"DateGreaterThan": {"aws:CurrentTime": "2120-01-01T00:00:00Z"}}, False),
        ({"ArnEquals": {"aws:PrincipalArn": user_arn("blue")}}, True),
        ({"ArnEquals": {"aws:PrincipalArn": user_arn("orange")}}, False),
        ({"StringEquals": {"aws:PrincipalAccount": people.ACCOUNT}}, True),
        ({"StringLike": {"aws:UserAgent": "Boto3*"}}, True),
        ({"StringLike": {"aws:UserAgent": "curl*"}}, False),
    ],
)
def test_a_request_carries_the_condition_keys_that_aws_sets(condition, expected):
    s3 = make_user("blue", allow("s3:*", Condition=condition)).client("s3")
    assert is_allowed(s3.list_buckets) is expected


def test_tags_of_a_user_count_as_principal_tags(iam):
    condition = {"StringEquals": {"aws:PrincipalTag/team": "guests"}}
    s3 = make_user("blue", allow("s3:ListAllMyBuckets", Condition=condition)).client("s3")
    assert not is_allowed(s3.list_buckets)
    iam.tag_user(UserName="blue", Tags=[{"Key": "team", "Value": "guests"}])
    assert is_allowed(s3.list_buckets)
    iam.untag_user(UserName="blue", TagKeys=["team"])
    assert not is_allowed(s3.list_buckets)


# Root


def test_root_may_do_everything_without_a_policy(iam):
    assert boto3.client("sts").get_caller_identity()["Arn"] == people.ROOT
    assert is_allowed(iam.list_users) and is_allowed(boto3.client("dynamodb").list_tables)


def test_root_is_no_user_and_begins_without_keys_and_devices(iam):
    assert iam.get_user()["User"]["Arn"] == people.ROOT
    assert iam.list_access_keys()["AccessKeyMetadata"] == []
    assert iam.list_mfa_devices()["MFADevices"] == []


def test_root_must_name_the_user_whose_password_it_means(iam):
    for call, more in ((iam.create_login_profile, {"Password": "Guests2026"}), (iam.delete_login_profile, {})):
        code, message = refuse(call, **more)
        assert code == "ValidationError" and "UserName" in message


# A user's own things


def test_users_manage_their_own_keys_without_naming_themselves(iam):
    own = allow(["iam:GetUser", "iam:*AccessKey*"], OWN_USER)
    blue = make_user("blue", own).client("iam")
    make_user("orange")
    assert blue.get_user()["User"]["UserName"] == "blue"
    key = blue.create_access_key()["AccessKey"]
    assert key["UserName"] == "blue" and len(blue.list_access_keys()["AccessKeyMetadata"]) == 2
    blue.update_access_key(AccessKeyId=key["AccessKeyId"], Status="Inactive")
    blue.delete_access_key(AccessKeyId=key["AccessKeyId"])
    assert len(iam.list_access_keys(UserName="blue")["AccessKeyMetadata"]) == 1
    for call in (blue.get_user, blue.list_access_keys, blue.create_access_key):
        code, message = refuse(call, UserName="orange")
        assert code == "AccessDenied" and f"on resource: {user_arn('orange')} because" in message


def test_the_arn_in_a_refusal_tells_a_user_s_path(iam):
    iam.create_user(UserName="deep", Path="/guests/")
    blue = make_user("blue").client("iam")
    assert f"on resource: arn:aws:iam::{people.ACCOUNT}:user/guests/deep" in refuse(blue.get_user, UserName="deep")[1]


def test_users_change_their_own_password(iam):
    blue = make_user("blue", allow("iam:ChangePassword", OWN_USER)).client("iam")
    passwords = {"OldPassword": "first-Secret-1", "NewPassword": "second-Secret-2"}
    assert refuse(blue.change_password, **passwords)[0] == "NoSuchEntity"
    iam.create_login_profile(UserName="blue", Password="first-Secret-1")
    blue.change_password(**passwords)
    assert refuse(blue.change_password, **passwords) == ("AccessDenied", "The old password was incorrect.")
    assert refuse(iam.change_password, **passwords)[0] == "InvalidUserType"


def test_a_password_is_not_changed_without_the_right_to():
    blue = make_user("blue").client("iam")
    code, message = refuse(blue.change_password, OldPassword="a-Secret-1", NewPassword="b-Secret-2")
    assert code == "AccessDenied" and user_arn("blue") in message


def test_an_account_lists_whose_key_it_is(iam):
    key = make_user("blue").get_credentials().access_key
    unused = iam.get_access_key_last_used(AccessKeyId=key)
    assert unused["UserName"] == "blue" and unused["AccessKeyLastUsed"]["ServiceName"] == "N/A"
    orange = make_user("orange", allow("iam:GetAccessKeyLastUsed", OWN_USER)).client("iam")
    assert user_arn("blue") in refuse(orange.get_access_key_last_used, AccessKeyId=key)[1]


def test_the_last_use_of_a_key_is_written_down(iam):
    blue = make_user("blue", allow("s3:*"))
    blue.client("s3").list_buckets()
    used = iam.get_access_key_last_used(AccessKeyId=blue.get_credentials().access_key)["AccessKeyLastUsed"]
    assert used["ServiceName"] == "s3" and used["LastUsedDate"]


# Access keys that no longer work


def test_an_inactive_key_is_refused_and_works_again_when_active(iam):
    blue = make_user("blue", allow("*"))
    key = {"UserName": "blue", "AccessKeyId": blue.get_credentials().access_key}
    iam.update_access_key(**key, Status="Inactive")
    assert refuse(blue.client("s3").list_buckets)[0] == "InvalidAccessKeyId"
    assert refuse(blue.client("sts").get_caller_identity)[0] == "InvalidClientTokenId"
    iam.update_access_key(**key, Status="Active")
    assert is_allowed(blue.client("s3").list_buckets)


@pytest.mark.parametrize("status", ["Disabled", "inactive", "Off", ""])
def test_a_key_takes_no_status_but_those_of_aws(iam, status):
    blue = make_user("blue", allow("*"))
    key = {"UserName": "blue", "AccessKeyId": blue.get_credentials().access_key}
    code, message = refuse(iam.update_access_key, **key, Status=status)
    assert code == "ValidationError" and f"'{status}'" in message and "[Active, Inactive, Expired]" in message
    assert is_allowed(blue.client("s3").list_buckets)


def test_a_deleted_key_is_refused(iam):
    blue = make_user("blue", allow("*"))
    iam.delete_access_key(UserName="blue", AccessKeyId=blue.get_credentials().access_key)
    assert refuse(blue.client("iam").list_users)[0] == "InvalidClientTokenId"


@pytest.mark.parametrize(
    ("service", "operation", "code"),
    [
        ("s3", "list_buckets", "InvalidAccessKeyId"),
        ("iam", "list_users", "InvalidClientTokenId"),
        ("sts", "get_caller_identity", "InvalidClientTokenId"),
        ("dynamodb", "list_tables", "UnrecognizedClientException"),
        ("lambda", "list_functions", "UnrecognizedClientException"),
        ("ec2", "describe_instances", "AuthFailure"),
        ("cloudwatch", "list_metrics", "InvalidClientTokenId"),
    ],
)
def test_each_service_refuses_an_unknown_key_in_its_own_words(service, operation, code):
    nobody = people.sign_in({"AccessKeyId": "AKIANOBODYHASTHISKEY", "SecretAccessKey": "x" * 40})
    assert refuse(getattr(nobody.client(service), operation))[0] == code


@pytest.mark.parametrize(
    ("service", "operation", "code"),
    [
        ("s3", "list_buckets", "SignatureDoesNotMatch"),
        ("iam", "list_users", "SignatureDoesNotMatch"),
        ("dynamodb", "list_tables", "InvalidSignatureException"),
        ("ec2", "describe_instances", "AuthFailure"),
    ],
)
def test_each_service_refuses_a_wrong_secret_in_its_own_words(service, operation, code):
    key = make_user("blue", allow("*")).get_credentials().access_key
    thief = people.sign_in({"AccessKeyId": key, "SecretAccessKey": "x" * 40})
    assert refuse(getattr(thief.client(service), operation))[0] == code


def test_a_user_has_two_keys_at_most(iam):
    make_user("blue")
    iam.create_access_key(UserName="blue")
    assert refuse(iam.create_access_key, UserName="blue")[0] == "LimitExceeded"


# What a refusal looks like, service by service


def test_iam_names_the_resource_in_a_refusal():
    blue = make_user("blue").client("iam")
    code, message = refuse(blue.create_user, UserName="green")
    assert code == "AccessDenied"
    assert message == (
        f"User: {user_arn('blue')} is not authorized to perform: iam:CreateUser on resource: {user_arn('green')} "
        "because no identity-based policy allows the iam:CreateUser action"
    )


def test_dynamodb_refuses_in_json():
    dynamodb = make_user("blue").client("dynamodb")
    with pytest.raises(ClientError) as caught:
        dynamodb.get_item(TableName="guests", Key={"name": {"S": "Ada"}})
    code, message = people.read_error(caught.value)
    table = f"arn:aws:dynamodb:us-east-1:{people.ACCOUNT}:table/guests"
    assert code == "AccessDeniedException" and "<" not in message
    assert f"dynamodb:GetItem on resource: {table} because no identity-based policy allows" in message
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] in (400, 403)


def test_lambda_and_ec2_refuse_with_their_own_codes():
    blue = make_user("blue")
    code, message = refuse(blue.client("lambda").invoke, FunctionName="hello")
    function = f"arn:aws:lambda:us-east-1:{people.ACCOUNT}:function:hello"
    assert code == "AccessDeniedException" and f"lambda:InvokeFunction on resource: {function} because" in message
    code, message = refuse(blue.client("ec2").describe_instances)
    assert code == "UnauthorizedOperation"
    assert message == (
        f"You are not authorized to perform this operation. User: {user_arn('blue')} is not authorized to perform: "
        "ec2:DescribeInstances because no identity-based policy allows the ec2:DescribeInstances action"
    )


# Permissions boundaries


def test_a_boundary_limits_a_user_and_shows_in_get_user(iam):
    blue = make_user("blue", allow("*"))
    arn = make_policy("only-s3", allow("s3:*"))
    iam.put_user_permissions_boundary(UserName="blue", PermissionsBoundary=arn)
    assert iam.get_user(UserName="blue")["User"]["PermissionsBoundary"]["PermissionsBoundaryArn"] == arn
    assert is_allowed(blue.client("s3").list_buckets)
    code, message = refuse(blue.client("iam").list_users)
    assert code == "AccessDenied" and message.endswith(
        "because no permissions boundary allows the iam:ListUsers action"
    )
    iam.delete_user_permissions_boundary(UserName="blue")
    assert "PermissionsBoundary" not in iam.get_user(UserName="blue")["User"]
    assert is_allowed(blue.client("iam").list_users)


def test_a_boundary_alone_allows_nothing(iam):
    blue = make_user("blue")
    iam.put_user_permissions_boundary(UserName="blue", PermissionsBoundary=make_policy("wide", allow("*")))
    code, message = refuse(blue.client("s3").list_buckets)
    assert code == "AccessDenied" and "no identity-based policy" in message


def test_an_explicit_deny_in_a_boundary_says_so(iam):
    blue = make_user("blue", allow("*"))
    arn = make_policy("wide-but", allow("*"), deny("iam:*"))
    iam.put_user_permissions_boundary(UserName="blue", PermissionsBoundary=arn)
    assert refuse(blue.client("iam").list_users)[1].endswith("with an explicit deny in a permissions boundary")


def test_a_user_can_be_made_with_a_boundary(iam):
    arn = make_policy("only-s3", allow("s3:*"))
    made = iam.create_user(UserName="green", PermissionsBoundary=arn)["User"]
    assert made["PermissionsBoundary"]["PermissionsBoundaryArn"] == arn
    iam.put_user_policy(UserName="green", PolicyName="all", PolicyDocument=document(allow("*")))
    assert trial.may("green", "s3.list_buckets").allowed
    assert not trial.may("green", "iam.list_users").allowed


def test_who_makes_users_can_be_made_to_set_a_boundary(iam):
    arn = make_policy("only-s3", allow("s3:*"))
    condition = {"StringEquals": {"iam:PermissionsBoundary": arn}}
    helper = make_user("helper", allow("iam:CreateUser", Condition=condition)).client("iam")
    assert refuse(helper.create_user, UserName="free")[0] == "AccessDenied"
    assert is_allowed(helper.create_user, UserName="limited", PermissionsBoundary=arn)


def test_a_boundary_that_does_not_exist_is_refused(iam):
    make_user("blue")
    missing = {"PermissionsBoundary": f"arn:aws:iam::{people.ACCOUNT}:policy/missing"}
    trusted = document(people.trust({"Service": "ec2.amazonaws.com"}))
    assert refuse(iam.put_user_permissions_boundary, UserName="blue", **missing)[0] == "NoSuchEntity"
    assert refuse(iam.create_user, UserName="green", **missing)[0] == "NoSuchEntity"
    refused = refuse(iam.create_role, RoleName="door", AssumeRolePolicyDocument=trusted, **missing)
    assert refused[0] == "NoSuchEntity"
    arn = make_policy("only-s3", allow("s3:*"))
    refused = refuse(iam.put_user_permissions_boundary, UserName="nobody", PermissionsBoundary=arn)
    assert refused[0] == "NoSuchEntity"


# The policy simulator


def simulate(client, **parameters):
    results = client.simulate_principal_policy(**parameters)["EvaluationResults"]
    return {one["EvalActionName"]: one["EvalDecision"] for one in results}


def test_the_simulator_says_what_a_user_may_do(iam):
    make_user("blue", allow("s3:Get*", OBJECTS), deny("s3:GetObjectAcl"))
    actions = ["s3:GetObject", "s3:PutObject", "s3:GetObjectAcl"]
    assert simulate(iam, PolicySourceArn=user_arn("blue"), ActionNames=actions, ResourceArns=[f"{GUESTS}/a.csv"]) == {
        "s3:GetObject": "allowed",
        "s3:PutObject": "implicitDeny",
        "s3:GetObjectAcl": "explicitDeny",
    }


def test_the_simulator_takes_more_policies_context_and_boundaries(iam):
    make_user("blue", allow("s3:*", Condition={"StringEquals": {"s3:prefix": "a/"}}))
    question = {"PolicySourceArn": user_arn("blue"), "ActionNames": ["s3:ListBucket"], "ResourceArns": [GUESTS]}
    (result,) = iam.simulate_principal_policy(**question)["EvaluationResults"]
    assert (result["EvalDecision"], result["MissingContextValues"]) == ("implicitDeny", ["s3:prefix"])
    entry = {"ContextKeyName": "s3:prefix", "ContextKeyValues": ["a/"], "ContextKeyType": "string"}
    assert simulate(iam, **question, ContextEntries=[entry]) == {"s3:ListBucket": "allowed"}
    more = {"PolicyInputList": [document(allow("s3:ListBucket"))]}
    assert simulate(iam, **question, **more) == {"s3:ListBucket": "allowed"}
    limit = {"PermissionsBoundaryPolicyInputList": [document(allow("ec2:*"))]}
    assert simulate(iam, **question, **more, **limit) == {"s3:ListBucket": "implicitDeny"}


def test_the_simulator_looks_at_groups_roles_and_a_resource_policy(iam):
    iam.create_group(GroupName="readers")
    iam.put_group_policy(GroupName="readers", PolicyName="get", PolicyDocument=document(allow("s3:GetObject")))
    group = f"arn:aws:iam::{people.ACCOUNT}:group/readers"
    assert simulate(iam, PolicySourceArn=group, ActionNames=["s3:GetObject"]) == {"s3:GetObject": "allowed"}
    role = people.make_role("door", people.trust({"Service": "ec2.amazonaws.com"}), allow("s3:GetObject"))
    assert simulate(iam, PolicySourceArn=role, ActionNames=["s3:PutObject"]) == {"s3:PutObject": "implicitDeny"}
    make_user("blue")
    policy = document({**allow("s3:GetObject", OBJECTS), "Principal": {"AWS": user_arn("blue")}})
    question = {"PolicySourceArn": user_arn("blue"), "ActionNames": ["s3:GetObject"], "ResourceArns": [OBJECTS]}
    assert simulate(iam, **question) == {"s3:GetObject": "implicitDeny"}
    assert simulate(iam, **question, ResourcePolicy=policy) == {"s3:GetObject": "allowed"}


def test_the_simulator_does_not_look_at_a_bucket_s_policy_by_itself(iam):
    make_user("blue")
    people.put_bucket()
    people.put_bucket_policy({**allow("s3:GetObject", OBJECTS), "Principal": {"AWS": user_arn("blue")}})
    question = {"PolicySourceArn": user_arn("blue"), "ActionNames": ["s3:GetObject"], "ResourceArns": [OBJECTS]}
    assert simulate(iam, **question) == {"s3:GetObject": "implicitDeny"}


def test_a_custom_simulation_knows_only_the_policies_in_the_request(iam):
    policies = [document(allow("s3:*", f"{GUESTS}/${{aws:username}}/*"))]
    question = {"PolicyInputList": policies, "ActionNames": ["s3:GetObject"], "ResourceArns": [f"{GUESTS}/blue/a.csv"]}
    (result,) = iam.simulate_custom_policy(**question)["EvaluationResults"]
    assert (result["EvalDecision"], result["MissingContextValues"]) == ("implicitDeny", ["aws:username"])
    make_user("blue", deny("*"))
    (result,) = iam.simulate_custom_policy(**question, CallerArn=user_arn("blue"))["EvaluationResults"]
    assert result["EvalDecision"] == "allowed"
    assert result["MatchedStatements"][0]["SourcePolicyId"] == "PolicyInputList.1"


@pytest.mark.parametrize("bad", ["{", "{}", document({"Effect": "Allow", "Action": "s3:*"})])
def test_the_simulator_refuses_what_is_no_policy(iam, bad):
    make_user("blue")
    question = {"PolicySourceArn": user_arn("blue"), "ActionNames": ["s3:GetObject"]}
    assert refuse(iam.simulate_principal_policy, **question, PolicyInputList=[bad])[0] == "InvalidInput"
    assert (
        refuse(iam.simulate_principal_policy, **question, PermissionsBoundaryPolicyInputList=[bad])[0] == "InvalidInput"
    )
    assert refuse(iam.simulate_principal_policy, **question, ResourcePolicy=bad)[0] == "InvalidInput"
    assert refuse(iam.simulate_custom_policy, ActionNames=["s3:GetObject"], PolicyInputList=[bad])[0] == "InvalidInput"


def test_the_simulator_refuses_strangers_and_needs_permission_itself(iam):
    stranger = {"PolicySourceArn": user_arn("nobody"), "ActionNames": ["s3:GetObject"]}
    assert refuse(iam.simulate_principal_policy, **stranger)[0] == "NoSuchEntity"
    blue = make_user("blue").client("iam")
    question = {"PolicySourceArn": user_arn("blue"), "ActionNames": ["s3:GetObject"]}
    assert refuse(blue.simulate_principal_policy, **question)[0] == "AccessDenied"
    assert (
        refuse(iam.simulate_principal_policy, PolicySourceArn=user_arn("blue"), ActionNames=["GetObject"])[0]
        == "InvalidInput"
    )


def test_the_aws_command_simulates_too():
    blue = make_user("blue", allow("iam:SimulatePrincipalPolicy"), allow("s3:GetObject", OBJECTS))
    words = ["--policy-source-arn", user_arn("blue"), "--action-names", "s3:GetObject", "s3:PutObject"]
    status, out, error = people.run_aws(
        blue, "iam", "simulate-principal-policy", *words, "--resource-arns", f"{GUESTS}/a.csv"
    )
    assert status == 0, error
    decisions = [one["EvalDecision"] for one in json.loads(out)["EvaluationResults"]]
    assert decisions == ["allowed", "implicitDeny"]


def test_the_aws_command_decides_as_boto3_does():
    blue = make_user("blue", allow("s3:ListBucket", GUESTS))
    people.put_bucket(a_csv=b"1")
    status, out, error = people.run_aws(blue, "s3", "ls", "s3://guests")
    assert status == 0 and "a.csv" in out, error
    status, out, error = people.run_aws(blue, "s3api", "get-object", "--bucket", "guests", "--key", "a.csv", "-")
    assert status != 0 and "no identity-based policy allows the s3:GetObject action" in error
    status, out, error = people.run_aws(blue, "dynamodb", "list-tables")
    assert status != 0 and "(AccessDeniedException)" in error and "dynamodb:ListTables" in error


# Malformed policies

MALFORMED = [
    ("{", "JSON"),
    ("[]", "JSON object"),
    ('{"Statement": []}', "Version"),
    (json.dumps({"Version": "2012-10-17"}), "Statement"),
    (document({"Effect": "Allow", "Action": "s3:*"}), "Statement 1"),
    (document(allow("s3:*"), {**allow("s3:*", "guests"), "Sid": "ReadGuests"}), "Statement 2 (ReadGuests): Resource"),
    (document(allow("s3:*", Condition={"StringIs": {"aws:username": "blue"}})), "StringIs"),
    (document(allow("ListBucket")), "Statement 1"),
    (document({**allow("s3:*"), "Effect": "allow"}), "Effect"),
    (document({**allow("s3:*"), "Principal": "*"}), "Principal"),
]


@pytest.mark.parametrize(("text", "place"), MALFORMED)
def test_every_place_for_an_identity_policy_refuses_a_malformed_one_and_names_the_place(iam, text, place):
    iam.create_user(UserName="blue")
    iam.create_group(GroupName="readers")
    people.make_role("door", people.trust({"Service": "ec2.amazonaws.com"}))
    arn = make_policy("good", allow("s3:*"))
    calls = [
        (iam.put_user_policy, {"UserName": "blue", "PolicyName": "p"}),
        (iam.put_group_policy, {"GroupName": "readers", "PolicyName": "p"}),
        (iam.put_role_policy, {"RoleName": "door", "PolicyName": "p"}),
        (iam.create_policy, {"PolicyName": "bad"}),
        (iam.create_policy_version, {"PolicyArn": arn}),
    ]
    for call, more in calls:
        code, message = refuse(call, PolicyDocument=text, **more)
        assert code == "MalformedPolicyDocument" and place in message
    assert iam.list_user_policies(UserName="blue")["PolicyNames"] == []
    assert len(iam.list_policies(Scope="Local")["Policies"]) == 1


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("{", "JSON"),
        (document(allow("sts:AssumeRole")), "Principal"),
        (document({**people.trust({"Service": "ec2.amazonaws.com"}), "Resource": "*"}), "Resource"),
        (document(people.trust({"AWS": user_arn("nobody")})), "nobody"),
    ],
)
def test_a_role_refuses_a_malformed_trust_policy(iam, text, place):
    code, message = refuse(iam.create_role, RoleName="door", AssumeRolePolicyDocument=text)
    assert code == "MalformedPolicyDocument" and place in message
    people.make_role("gate", people.trust({"Service": "ec2.amazonaws.com"}))
    code, message = refuse(iam.update_assume_role_policy, RoleName="gate", PolicyDocument=text)
    assert code == "MalformedPolicyDocument" and place in message


# Things that stand in each other's way, and things that are not there


def test_a_user_is_deleted_only_when_nothing_hangs_on_it(iam):
    make_user("blue", allow("s3:*"))
    iam.create_group(GroupName="readers")
    iam.add_user_to_group(GroupName="readers", UserName="blue")
    iam.create_login_profile(UserName="blue", Password="first-Secret-1")
    readers = {"UserName": "blue", "PolicyArn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}
    iam.attach_user_policy(**readers)
    key = iam.list_access_keys(UserName="blue")["AccessKeyMetadata"][0]["AccessKeyId"]
    steps = [
        ("access keys", iam.delete_access_key, {"UserName": "blue", "AccessKeyId": key}),
        ("group", iam.remove_user_from_group, {"UserName": "blue", "GroupName": "readers"}),
        ("login profile", iam.delete_login_profile, {"UserName": "blue"}),
        ("policies", iam.detach_user_policy, readers),
        ("policies", iam.delete_user_policy, {"UserName": "blue", "PolicyName": "own"}),
    ]
    for what, mend, more in steps:
        code, message = refuse(iam.delete_user, UserName="blue")
        assert code == "DeleteConflict" and what in message
        mend(**more)
    iam.delete_user(UserName="blue")
    assert refuse(iam.get_user, UserName="blue")[0] == "NoSuchEntity"


def test_a_group_is_deleted_only_when_it_is_empty(iam):
    iam.create_group(GroupName="readers")
    make_user("blue")
    iam.add_user_to_group(GroupName="readers", UserName="blue")
    assert refuse(iam.delete_group, GroupName="readers")[0] == "DeleteConflict"
    iam.remove_user_from_group(GroupName="readers", UserName="blue")
    iam.put_group_policy(GroupName="readers", PolicyName="p", PolicyDocument=document(allow("s3:*")))
    assert refuse(iam.delete_group, GroupName="readers")[0] == "DeleteConflict"
    iam.delete_group_policy(GroupName="readers", PolicyName="p")
    iam.delete_group(GroupName="readers")


def test_a_policy_is_deleted_only_when_nobody_uses_it(iam):
    make_user("blue")
    arn = make_policy("used", allow("s3:*"))
    iam.attach_user_policy(UserName="blue", PolicyArn=arn)
    assert refuse(iam.delete_policy, PolicyArn=arn)[0] == "DeleteConflict"
    iam.detach_user_policy(UserName="blue", PolicyArn=arn)
    iam.put_user_permissions_boundary(UserName="blue", PermissionsBoundary=arn)
    assert refuse(iam.delete_policy, PolicyArn=arn)[0] == "DeleteConflict"
    iam.delete_user_permissions_boundary(UserName="blue")
    iam.create_policy_version(PolicyArn=arn, PolicyDocument=document(allow("s3:*")))
    assert refuse(iam.delete_policy, PolicyArn=arn)[0] == "DeleteConflict"
    iam.delete_policy_version(PolicyArn=arn, VersionId="v2")
    iam.delete_policy(PolicyArn=arn)


def test_what_is_not_there_is_no_such_entity(iam):
    for call, more in [
        (iam.get_user, {"UserName": "nobody"}),
        (iam.delete_user, {"UserName": "nobody"}),
        (iam.get_group, {"GroupName": "nobody"}),
        (iam.get_role, {"RoleName": "nobody"}),
        (iam.attach_user_policy, {"UserName": "nobody", "PolicyArn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}),
        (iam.get_policy, {"PolicyArn": f"arn:aws:iam::{people.ACCOUNT}:policy/nothing"}),
        (iam.create_access_key, {"UserName": "nobody"}),
    ]:
        assert refuse(call, **more)[0] == "NoSuchEntity"


def test_names_must_be_new_and_well_formed(iam):
    iam.create_user(UserName="blue")
    assert refuse(iam.create_user, UserName="blue")[0] == "EntityAlreadyExists"
    assert refuse(iam.create_user, UserName="blue jay")[0] == "ValidationError"
    assert refuse(iam.create_group, GroupName="a/b")[0] == "ValidationError"
    iam.create_user(UserName="blue.jay@hotel+1=x,y-z_")


# Passing a role to a service


def test_who_makes_a_function_must_be_allowed_to_pass_its_role(iam):
    role = people.make_role("reader", people.trust({"Service": "lambda.amazonaws.com"}))
    function = {"FunctionName": "f", "Runtime": "python3.12", "Role": role, "Handler": "main.handle"}
    function["Code"] = {"ZipFile": people.zip_code()}
    blue = make_user("blue", allow("lambda:*"))
    code, message = refuse(blue.client("lambda").create_function, **function)
    assert code == "AccessDeniedException" and f"iam:PassRole on resource: {role} because" in message
    for service, expected in (("ec2", False), ("lambda", True)):
        condition = {"StringEquals": {"iam:PassedToService": f"{service}.amazonaws.com"}}
        text = document(allow("iam:PassRole", role, Condition=condition))
        iam.put_user_policy(UserName="blue", PolicyName="pass", PolicyDocument=text)
        assert trial.may("blue", "lambda.create_function", **function).allowed is expected
    blue.client("lambda").create_function(**function)


def test_who_starts_a_machine_with_a_role_must_be_allowed_to_pass_it(iam):
    role = people.make_role("machine", people.trust({"Service": "ec2.amazonaws.com"}))
    iam.create_instance_profile(InstanceProfileName="machine")
    iam.add_role_to_instance_profile(InstanceProfileName="machine", RoleName="machine")
    make_user("blue", allow("ec2:*"))
    make_user("orange", allow("ec2:*"), allow("iam:PassRole", role))
    launch = {"ImageId": "ami-12c6146b", "MinCount": 1, "MaxCount": 1}
    profiles = [{"Name": "machine"}, {"Arn": f"arn:aws:iam::{people.ACCOUNT}:instance-profile/machine"}]
    assert trial.may("blue", "ec2.run_instances", **launch).allowed
    for profile in profiles:
        refused = trial.may("blue", "ec2.run_instances", **launch, IamInstanceProfile=profile)
        assert refused.error == "UnauthorizedOperation" and "iam:PassRole" in refused.message
        assert trial.may("orange", "ec2.run_instances", **launch, IamInstanceProfile=profile).allowed


# EC2


@pytest.fixture
def machines():
    """Two new machines; the first has the tag owner=blue."""
    ec2 = boto3.client("ec2")
    made = ec2.run_instances(ImageId="ami-12c6146b", MinCount=2, MaxCount=2)["Instances"]
    first, second = (one["InstanceId"] for one in made)
    ec2.create_tags(Resources=[first], Tags=[{"Key": "owner", "Value": "blue"}])
    return first, second


def test_ec2_rights_can_name_one_machine(machines):
    first, second = machines
    arn = f"arn:aws:ec2:us-east-1:{people.ACCOUNT}:instance/{first}"
    ec2 = make_user("blue", allow("ec2:TerminateInstances", arn)).client("ec2")
    code, message = refuse(ec2.terminate_instances, InstanceIds=[second])
    assert code == "UnauthorizedOperation" and second in message
    assert refuse(ec2.terminate_instances, InstanceIds=[first, second])[0] == "UnauthorizedOperation"
    ec2.terminate_instances(InstanceIds=[first])


def test_ec2_rights_can_follow_a_machine_s_tags(machines):
    first, second = machines
    condition = {"StringEquals": {"ec2:ResourceTag/owner": "${aws:username}"}}
    ec2 = make_user("blue", allow("ec2:StopInstances", Condition=condition)).client("ec2")
    assert is_allowed(ec2.stop_instances, InstanceIds=[first])
    assert not is_allowed(ec2.stop_instances, InstanceIds=[second])
    assert not is_allowed(ec2.stop_instances, InstanceIds=[first, second])


def test_a_dry_run_tells_whether_it_would_be_allowed(machines):
    first, _ = machines
    assert refuse(boto3.client("ec2").stop_instances, InstanceIds=[first], DryRun=True)[0] == "DryRunOperation"
    blue = make_user("blue").client("ec2")
    assert refuse(blue.stop_instances, InstanceIds=[first], DryRun=True)[0] == "UnauthorizedOperation"
    state = boto3.client("ec2").describe_instances(InstanceIds=[first])["Reservations"][0]["Instances"][0]["State"]
    assert state["Name"] == "running"


def test_starting_a_machine_needs_every_resource_and_can_be_limited_to_a_type():
    make_user("blue", allow("ec2:RunInstances", f"arn:aws:ec2:us-east-1:{people.ACCOUNT}:instance/*"))
    make_user("orange", allow("ec2:RunInstances", Condition={"StringEquals": {"ec2:InstanceType": "t3.micro"}}))
    launch = {"ImageId": "ami-12c6146b", "MinCount": 1, "MaxCount": 1}
    assert "image/ami-12c6146b" in trial.may("blue", "ec2.run_instances", **launch).message
    assert trial.may("orange", "ec2.run_instances", **launch, InstanceType="t3.micro").allowed
    assert not trial.may("orange", "ec2.run_instances", **launch, InstanceType="p5.48xlarge").allowed


def test_starting_a_machine_with_tags_needs_the_right_to_tag():
    make_user("blue", allow("ec2:RunInstances"))
    make_user("orange", allow(["ec2:RunInstances", "ec2:CreateTags"]))
    tags = [{"ResourceType": "instance", "Tags": [{"Key": "owner", "Value": "blue"}]}]
    launch = {"ImageId": "ami-12c6146b", "MinCount": 1, "MaxCount": 1, "TagSpecifications": tags}
    assert "ec2:CreateTags" in trial.may("blue", "ec2.run_instances", **launch).message
    assert trial.may("orange", "ec2.run_instances", **launch).allowed


# DynamoDB and Lambda


@pytest.fixture
def table():
    """The ARN of a table of guests by name and date, with an index by date; a second table is called other."""
    dynamodb = boto3.client("dynamodb")
    for name in ("guests", "other"):
        dynamodb.create_table(
            TableName=name,
            KeySchema=[{"AttributeName": "name", "KeyType": "HASH"}, {"AttributeName": "day", "KeyType": "RANGE"}],
            AttributeDefinitions=[{"AttributeName": one, "AttributeType": "S"} for one in ("name", "day")],
            GlobalSecondaryIndexes=[
                {
                    "IndexName": "by_day",
                    "KeySchema": [{"AttributeName": "day", "KeyType": "HASH"}],
                    "Projection": {"ProjectionType": "ALL"},
                }
            ],
            BillingMode="PAY_PER_REQUEST",
        )
    return f"arn:aws:dynamodb:us-east-1:{people.ACCOUNT}:table/guests"


def make_item(name):
    return {"day": {"S": "2026-01-01"}, "name": {"S": name}}


def test_dynamodb_rights_can_name_one_table(table):
    dynamodb = make_user("blue", allow("dynamodb:*", table)).client("dynamodb")
    put, keys = {"PutRequest": {"Item": make_item("Ada")}}, {"Keys": [make_item("Ada")]}
    assert is_allowed(dynamodb.put_item, TableName="guests", Item=make_item("Ada"))
    assert is_allowed(dynamodb.put_item, TableName=table, Item=make_item("Ada"))
    assert is_allowed(dynamodb.batch_write_item, RequestItems={"guests": [put]})
    assert is_allowed(dynamodb.batch_get_item, RequestItems={"guests": keys})
    assert not is_allowed(dynamodb.put_item, TableName="other", Item=make_item("Ada"))
    assert not is_allowed(dynamodb.batch_write_item, RequestItems={"guests": [put], "other": [put]})
    assert not is_allowed(dynamodb.batch_get_item, RequestItems={"guests": keys, "other": keys})
    assert not is_allowed(dynamodb.list_tables)


def test_an_index_is_a_resource_of_its_own(table, iam):
    dynamodb = make_user("blue", allow("dynamodb:Query", table)).client("dynamodb")
    query = {"TableName": "guests", "IndexName": "by_day", "KeyConditionExpression": "#d = :d"}
    query |= {"ExpressionAttributeNames": {"#d": "day"}, "ExpressionAttributeValues": {":d": {"S": "2026-01-01"}}}
    assert f"{table}/index/by_day" in refuse(dynamodb.query, **query)[1]
    text = document(allow("dynamodb:Query", f"{table}/index/*"))
    iam.put_user_policy(UserName="blue", PolicyName="index", PolicyDocument=text)
    assert is_allowed(dynamodb.query, **query)


def test_a_transaction_needs_what_its_parts_need(table):
    transaction = {"TransactItems": [{"Put": {"TableName": "guests", "Item": make_item("Ada")}}]}
    putter = make_user("blue", allow("dynamodb:PutItem", table)).client("dynamodb")
    other = make_user("orange", allow("dynamodb:TransactWriteItems", table)).client("dynamodb")
    assert is_allowed(putter.transact_write_items, **transaction)
    assert "dynamodb:PutItem" in refuse(other.transact_write_items, **transaction)[1]


def test_partiql_has_permissions_of_its_own_by_table(table):
    dynamodb = make_user("blue", allow("dynamodb:PartiQLSelect", table)).client("dynamodb")
    assert is_allowed(dynamodb.execute_statement, Statement='SELECT * FROM "guests"')
    assert not is_allowed(dynamodb.execute_statement, Statement='SELECT * FROM "other"')
    insert = "INSERT INTO \"guests\" VALUE {'name': 'Ada', 'day': '2026-01-01'}"
    assert "dynamodb:PartiQLInsert" in refuse(dynamodb.execute_statement, Statement=insert)[1]
    delete = "DELETE FROM \"guests\" WHERE name = 'Ada' AND day = '2026-01-01'"
    assert "dynamodb:PartiQLDelete" in refuse(dynamodb.execute_statement, Statement=delete)[1]


def list_calls(name):
    """The DynamoDB calls that touch the items of one guest."""
    item, query = make_item(name), {"KeyConditionExpression": "#n = :n", "ExpressionAttributeNames": {"#n": "name"}}
    return [
        ("get_item", {"TableName": "guests", "Key": item}),
        ("put_item", {"TableName": "guests", "Item": item}),
        ("delete_item", {"TableName": "guests", "Key": item}),
        ("query", {"TableName": "guests", **query, "ExpressionAttributeValues": {":n": {"S": name}}}),
        ("batch_get_item", {"RequestItems": {"guests": {"Keys": [item]}}}),
        ("batch_write_item", {"RequestItems": {"guests": [{"DeleteRequest": {"Key": item}}]}}),
        ("transact_write_items", {"TransactItems": [{"Put": {"TableName": "guests", "Item": item}}]}),
    ]


def test_leading_keys_limit_users_to_their_own_items(table):
    condition = {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": ["${aws:username}"]}}
    dynamodb = make_user("blue", allow("dynamodb:*", table, Condition=condition)).client("dynamodb")
    for operation, own in list_calls("blue"):
        assert is_allowed(getattr(dynamodb, operation), **own), operation
    for operation, foreign in list_calls("orange"):
        assert not is_allowed(getattr(dynamodb, operation), **foreign), operation
    both = {"Keys": [make_item("blue"), make_item("orange")]}
    assert not is_allowed(dynamodb.batch_get_item, RequestItems={"guests": both})


def test_lambda_rights_can_name_one_function():
    arn = f"arn:aws:lambda:us-east-1:{people.ACCOUNT}:function:hello"
    make_user("blue", allow("lambda:InvokeFunction", arn))
    for name in ("hello", arn, f"{people.ACCOUNT}:function:hello"):
        assert trial.may("blue", "lambda.invoke", FunctionName=name).allowed
    assert not trial.may("blue", "lambda.invoke", FunctionName="other").allowed
    assert not trial.may("blue", "lambda.delete_function", FunctionName="hello").allowed


# Policies that learners write never break the gate

words = st.text(max_size=12)
values = st.recursive(st.none() | st.booleans() | st.integers() | words, lambda inner: st.lists(inner, max_size=3))
patterns = st.sampled_from(
    ["*", "s3:*", "S3:get?bject", "arn:aws:s3:::*", "arn:aws:s3:::guests/${aws:username}/*", "${"]
)
keys = st.sampled_from(["aws:username", "aws:SourceIp", "aws:CurrentTime", "s3:prefix", "aws:PrincipalTag/team", "x"])
operators = st.sampled_from(
    ["StringLike", "ForAllValues:StringEquals", "NumericLessThan", "DateLessThan", "IpAddress", "Null", "BoolIfExists"]
)
conditions = st.dictionaries(operators, st.dictionaries(keys, values | patterns, max_size=2), max_size=2)
statements = st.fixed_dictionaries(
    {"Effect": st.sampled_from(["Allow", "Deny"])},
    optional={
        "Action": patterns | st.lists(patterns) | values,
        "NotAction": patterns,
        "Resource": patterns | st.lists(patterns) | values,
        "NotResource": patterns,
        "Principal": st.just("*") | st.fixed_dictionaries({"AWS": patterns | values}),
        "Condition": conditions | values,
        "Sid": words | values,
    },
)
policies = st.fixed_dictionaries({"Version": st.just("2012-10-17"), "Statement": st.lists(statements) | statements})


@settings(max_examples=100, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(policies | st.dictionaries(words, values), st.booleans())
def test_whatever_policy_is_stored_every_call_is_still_answered(policy, on_bucket):
    """`is_allowed` fails on a PracticeAccountFailure, so each call is either allowed or properly refused."""
    iam, s3 = boto3.client("iam"), boto3.client("s3")
    if "fuzz" not in people.engine.get_iam().users:
        people.fuzzed = make_user("fuzz").client("s3")
        people.put_bucket("fuzzed")
    text = json.dumps(policy)
    if on_bucket:
        stored = is_stored(s3.put_bucket_policy, Bucket="fuzzed", Policy=text)
    else:
        stored = is_stored(iam.put_user_policy, UserName="fuzz", PolicyName="p", PolicyDocument=text)
    is_allowed(people.fuzzed.list_objects_v2, Bucket="fuzzed", Prefix="a")
    is_allowed(people.fuzzed.get_object, Bucket="fuzzed", Key="a")
    if stored and not on_bucket:
        is_allowed(iam.simulate_custom_policy, PolicyInputList=[text], ActionNames=["s3:GetObject"])


def is_stored(call, **parameters):
    try:
        call(**parameters)
    except ClientError as error:
        assert people.read_error(error)[0] in ("MalformedPolicyDocument", "MalformedPolicy", "AccessDenied")
        return False
    return True
