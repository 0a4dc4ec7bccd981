"""The helpers for buckets: each call is seen in the account afterwards."""

import boto3
import pytest

from helpers import iam, s3, sandbox

pytestmark = pytest.mark.usefixtures("account")

LOCKED = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": ["arn:aws:s3:::guests", "arn:aws:s3:::guests/*"],
        }
    ],
}


def test_starting_over_makes_a_bucket_with_just_these_objects(capsys):
    s3.start_over("guests", {"2026.csv": "name\n"})
    s3.start_over("guests", {"2025.csv": "name\n", "private/pay.csv": "usd\n"})
    assert s3.list_keys("guests") == ["2025.csv", "private/pay.csv"]
    assert capsys.readouterr().out.splitlines() == [
        "guests: 1 object, no bucket policy.",
        "guests: 2 objects, no bucket policy.",
    ]


def test_starting_over_opens_a_bucket_that_locks_everybody_out():
    s3.start_over("guests", {"2026.csv": "name\n"})
    s3.put_bucket_policy("guests", LOCKED)
    iam.create_admin("coordinator")
    iam.start_over("blue")
    sandbox.sign_in("blue")
    s3.start_over("guests", {"2026.csv": "name\n"})
    sandbox.sign_in_as_root()
    assert s3.list_keys("guests") == ["2026.csv"]


def test_keys_are_listed_by_prefix_and_over_all_pages():
    s3.start_over("guests", {f"signups/{number:04}.json": "{}" for number in range(1005)} | {"2026.csv": ""})
    assert s3.list_keys("guests", prefix="signups/")[-1] == "signups/1004.json"
    assert len(s3.list_keys("guests")) == 1006


def test_starting_over_with_many_objects_leaves_none_behind_and_makes_them_like_a_put():
    s3.start_over("guests", {f"{number:04}.csv": "name\n" for number in range(2100)})
    client = boto3.client("s3")
    client.put_object_tagging(Bucket="guests", Key="0007.csv", Tagging={"TagSet": [{"Key": "year", "Value": "2026"}]})
    s3.start_over("guests", {f"{number:04}.csv": "guest\n" for number in range(1050)})
    assert s3.list_keys("guests") == [f"{number:04}.csv" for number in range(1050)]
    assert client.get_object_tagging(Bucket="guests", Key="0007.csv")["TagSet"] == []
    client.put_object(Bucket="guests", Key="by-hand.csv", Body=b"guest\n")
    names = ("ContentLength", "ETag", "ContentType", "Metadata", "ServerSideEncryption")
    heads = [client.head_object(Bucket="guests", Key=key) for key in ("0007.csv", "by-hand.csv")]
    assert [heads[0].get(name) for name in names] == [heads[1].get(name) for name in names]
    assert client.get_object(Bucket="guests", Key="0007.csv")["Body"].read() == b"guest\n"


def test_a_bucket_policy_is_put_as_text(capsys):
    s3.start_over("guests", {})
    s3.put_bucket_policy(
        "guests",
        {
            **LOCKED,
            "Statement": [{**LOCKED["Statement"][0], "Action": "s3:DeleteObject", "Resource": "arn:aws:s3:::guests/*"}],
        },
    )
    assert '"s3:DeleteObject"' in boto3.client("s3").get_bucket_policy(Bucket="guests")["Policy"]
    assert capsys.readouterr().out.endswith("no bucket policy.\nguests: a bucket policy with 1 statement.\n")


def test_the_statements_of_a_bucket_are_those_of_its_policy_and_none_without_one():
    s3.start_over("guests", {})
    assert s3.list_statements("guests") == []
    s3.put_bucket_policy("guests", LOCKED)
    assert s3.list_statements("guests") == LOCKED["Statement"]


def test_a_single_statement_without_its_list_is_listed_too():
    s3.start_over("guests", {})
    s3.put_bucket_policy("guests", {**LOCKED, "Statement": LOCKED["Statement"][0]})
    assert s3.list_statements("guests") == LOCKED["Statement"]


def test_listing_the_statements_of_a_bucket_that_is_not_there_says_so():
    with pytest.raises(boto3.client("s3").exceptions.ClientError, match="NoSuchBucket"):
        s3.list_statements("nowhere")
