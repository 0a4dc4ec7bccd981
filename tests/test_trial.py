"""Asking "may she?": every answer is the gate's own, and asking changes nothing."""

import contextlib
import io

import boto3
import outside
import people
import pytest
from botocore.exceptions import ParamValidationError
from people import allow, deny, make_user, user_arn

from helpers import sandbox
from helpers._account import account as accounts
from helpers._account import trial

GUESTS = "arn:aws:s3:::guests"
OBJECTS = "arn:aws:s3:::guests/*"


@pytest.fixture(autouse=True)
def running(practice_account):
    """The running account, with nothing in it but the bucket guests and its object a.csv."""
    people.empty_account()
    people.put_bucket(a_csv=b"ada")
    return accounts.get_running()


def test_a_trial_says_allowed_or_gives_aws_s_words():
    make_user("blue", allow("s3:GetObject", OBJECTS))
    assert trial.may("blue", "s3.get_object", Bucket="guests", Key="a.csv") == trial.Trial(True)
    refused = trial.may("blue", "s3.put_object", Bucket="guests", Key="a.csv", Body=b"1")
    assert (refused.allowed, refused.error) == (False, "AccessDenied")
    assert refused.message.startswith(f"User: {user_arn('blue')} is not authorized to perform: s3:PutObject")
    assert trial.may("blue", "dynamodb.list_tables").error == "AccessDeniedException"
    assert trial.may("blue", "ec2.describe_instances").error == "UnauthorizedOperation"


def test_a_user_without_access_keys_can_be_tried(running):
    iam = boto3.client("iam")
    iam.create_user(UserName="keyless")
    iam.put_user_policy(UserName="keyless", PolicyName="p", PolicyDocument=people.document(allow("s3:*")))
    assert trial.may("keyless", "s3.list_buckets").allowed
    assert iam.list_access_keys(UserName="keyless")["AccessKeyMetadata"] == []


def test_a_user_with_an_inactive_key_can_be_tried():
    blue = make_user("blue", allow("s3:*"))
    key = blue.get_credentials().access_key
    boto3.client("iam").update_access_key(UserName="blue", AccessKeyId=key, Status="Inactive")
    assert trial.may("blue", "s3.list_buckets").allowed


CALLS = [
    ("s3.put_object", {"Bucket": "guests", "Key": "a.csv", "Body": b"gone"}),
    ("s3.delete_object", {"Bucket": "guests", "Key": "a.csv"}),
    ("s3.delete_objects", {"Bucket": "guests", "Delete": {"Objects": [{"Key": "a.csv"}]}}),
    ("s3.create_bucket", {"Bucket": "new-bucket"}),
    ("s3.delete_bucket", {"Bucket": "guests"}),
    ("iam.create_user", {"UserName": "green"}),
    ("iam.delete_user", {"UserName": "nobody"}),
    ("iam.create_access_key", {"UserName": "blue"}),
    (
        "iam.put_user_permissions_boundary",
        {"UserName": "blue", "PermissionsBoundary": f"{people.AWS_POLICY}ReadOnlyAccess"},
    ),
    ("iam.create_virtual_mfa_device", {"VirtualMFADeviceName": "phone"}),
    ("sts.get_session_token", {}),
    ("sts.assume_role", {"RoleArn": people.role_arn("door"), "RoleSessionName": "visit"}),
    ("dynamodb.delete_table", {"TableName": "guests"}),
    ("ec2.run_instances", {"ImageId": "ami-12c6146b", "MinCount": 1, "MaxCount": 1}),
    ("lambda.invoke", {"FunctionName": "hello"}),
]


@pytest.mark.parametrize("who", ["matt", "orange", "root", None])
def test_asking_changes_nothing(running, who):
    for name, statements in (("matt", [allow("*")]), ("orange", []), ("blue", [])):
        make_user(name, *statements)
    people.make_role("door", people.trust({"AWS": people.ROOT}), allow("*"))
    for call, parameters in CALLS:  # what a service needs to load at its first use shall not count as a change
        trial.may(who, call, **parameters)
    with outside.nothing_changes(running):
        answers = [trial.may(who, call, **parameters) for call, parameters in CALLS]
    assert all(answer.allowed or answer.error for answer in answers)
    assert any(answer.allowed for answer in answers) is (who in ("matt", "root", "orange"))


def test_nobody_and_root_can_be_tried():
    people.open_bucket()
    question = {"Bucket": "guests", "Key": "a.csv"}
    assert trial.may(None, "s3.get_object", **question) == trial.Trial(False, "AccessDenied", "Access Denied")
    people.put_bucket_policy({**allow("s3:GetObject", OBJECTS), "Principal": "*"})
    assert trial.may(None, "s3.get_object", **question).allowed
    assert not trial.may(None, "s3.put_object", **question, Body=b"1").allowed
    assert trial.may("root", "s3.put_object", **question, Body=b"1").allowed
    people.put_bucket_policy({**deny("s3:*", OBJECTS), "Principal": "*"})
    assert not trial.may("root", "s3.put_object", **question, Body=b"1").allowed


def test_what_aws_would_refuse_for_another_reason_is_not_allowed_either():
    public = people.document({**allow("s3:GetObject", OBJECTS), "Principal": "*"})
    refused = trial.may("root", "s3.put_bucket_policy", Bucket="guests", Policy=public)
    assert refused.error == "AccessDenied" and "Block Public Access" in refused.message
    assert trial.may("root", "s3.create_bucket", Bucket="My_Bucket").error in ("InvalidBucketName", None)


def test_a_missing_key_is_no_refusal_to_one_who_may_list():
    make_user("reader", allow("s3:GetObject"))
    make_user("lister", allow("s3:GetObject"), allow("s3:ListBucket"))
    for call in ("s3.get_object", "s3.head_object"):
        assert trial.may("reader", call, Bucket="guests", Key="missing").error == "AccessDenied"
        assert trial.may("lister", call, Bucket="guests", Key="missing").allowed


def test_an_unknown_user_is_explained_by_the_users_that_there_are():
    with pytest.raises(LookupError, match="There are no users yet: a restarted kernel is a new account"):
        trial.decision("blue", "s3:ListBucket", GUESTS)
    make_user("orange")
    with pytest.raises(LookupError, match="Run the cell above that makes it, or make one with create_user"):
        trial.decision("blue", "s3:ListBucket", GUESTS)


def test_an_unknown_user_and_wrong_parameters_are_told_apart():
    with pytest.raises(LookupError, match='no IAM user "nobody"'):
        trial.may("nobody", "s3.list_buckets")
    with pytest.raises(LookupError, match='no IAM user "nobody"'):
        trial.decision("nobody", "s3:ListBucket", GUESTS)
    make_user("blue")
    with pytest.raises(ParamValidationError):
        trial.may("blue", "s3.get_object", Bucket="guests")
    with pytest.raises(AttributeError):
        trial.may("blue", "s3.get_everything")


def test_after_a_trial_calls_are_carried_out_again():
    s3 = boto3.client("s3")
    trial.may("root", "s3.put_object", Bucket="guests", Key="b.csv", Body=b"1")
    with contextlib.suppress(ParamValidationError):
        trial.may("root", "s3.put_object", Bucket="guests")
    s3.put_object(Bucket="guests", Key="b.csv", Body=b"1")
    assert s3.get_object(Bucket="guests", Key="b.csv")["Body"].read() == b"1"


def test_a_decision_names_the_statement_with_the_policies_that_are_in_force_now():
    make_user("blue", {**allow("s3:GetObject", OBJECTS), "Sid": "ReadGuests"})
    decision = trial.decision("blue", "s3:GetObject", f"{GUESTS}/a.csv")
    assert decision.allowed and decision.sid == "ReadGuests" and "ReadGuests" in decision.reason
    people.put_bucket_policy({**deny("s3:GetObject", OBJECTS), "Principal": "*"})
    decision = trial.decision("blue", "s3:GetObject", f"{GUESTS}/a.csv")
    assert (decision.outcome, decision.kind) == ("ExplicitlyDenied", "resource")


def test_a_decision_takes_context():
    make_user("blue", allow("s3:ListBucket", Condition={"StringEquals": {"s3:prefix": "a/"}}))
    assert not trial.decision("blue", "s3:ListBucket", GUESTS).allowed
    assert trial.decision("blue", "s3:ListBucket", GUESTS, {"s3:prefix": "a/"}).allowed
    assert not trial.decision("blue", "s3:ListBucket", GUESTS, context={"s3:prefix": "b/"}).allowed


def test_a_decision_can_be_about_nobody_and_about_root():
    assert not trial.decision(None, "s3:GetObject", f"{GUESTS}/a.csv").allowed
    assert trial.decision("root", "s3:GetObject", f"{GUESTS}/a.csv").allowed
    people.open_bucket()
    people.put_bucket_policy({**allow("s3:GetObject", OBJECTS), "Principal": "*"})
    assert trial.decision(None, "s3:GetObject", f"{GUESTS}/a.csv").allowed
    people.put_bucket_policy({**deny("s3:GetObject", OBJECTS), "Principal": "*"})
    assert not trial.decision("root", "s3:GetObject", f"{GUESTS}/a.csv").allowed


def test_an_iam_user_called_root_is_not_the_root_user():
    boto3.client("iam").create_user(UserName="root")
    assert not trial.may("root", "s3.list_buckets").allowed
    assert not trial.decision("root", "s3:ListAllMyBuckets", "*").allowed


def test_works_says_whether_a_key_still_opens_the_door():
    iam = boto3.client("iam")
    blue = make_user("blue").get_credentials()
    assert trial.works(blue.access_key, blue.secret_key)
    assert not trial.works(blue.access_key, "x" * 40)
    assert not trial.works("AKIANOBODYHASTHISKEY", blue.secret_key)
    iam.update_access_key(UserName="blue", AccessKeyId=blue.access_key, Status="Inactive")
    assert not trial.works(blue.access_key, blue.secret_key)
    iam.update_access_key(UserName="blue", AccessKeyId=blue.access_key, Status="Active")
    assert trial.works(blue.access_key, blue.secret_key)
    iam.delete_access_key(UserName="blue", AccessKeyId=blue.access_key)
    assert not trial.works(blue.access_key, blue.secret_key)


def test_root_s_client_is_root_s_whoever_is_signed_in():
    make_user("blue")
    with contextlib.redirect_stdout(io.StringIO()):
        sandbox.sign_in("blue")
    try:
        assert boto3.client("sts").get_caller_identity()["Arn"] == user_arn("blue")
        assert trial.client("sts").get_caller_identity()["Arn"] == people.ROOT
    finally:
        with contextlib.redirect_stdout(io.StringIO()):
            sandbox.sign_in_as_root()


def test_without_a_practice_account_a_trial_says_what_to_do():
    with contextlib.redirect_stdout(io.StringIO()):
        sandbox.stop()
    try:
        for ask in (
            lambda: trial.may("blue", "s3.list_buckets"),
            lambda: trial.decision("blue", "s3:ListBucket", GUESTS),
            lambda: trial.client("s3"),
        ):
            with pytest.raises(trial.NotRunning, match=r"sandbox\.start"):
                ask()
    finally:
        with contextlib.redirect_stdout(io.StringIO()):
            sandbox.start()
