"""What lifecycle rules will do, worked out beforehand, and what S3 refuses to take as a rule."""

import boto3
import people
import pytest
from botocore.exceptions import ClientError

from helpers import lifecycle

BIG = 5_000_000  # bytes


def rule(prefix="", **actions):
    return {"Status": "Enabled", "Filter": {"Prefix": prefix}, **actions}


def move(days, to="GLACIER_IR"):
    return {"Days": days, "StorageClass": to}


def test_an_object_without_a_rule_stays():
    assert lifecycle.plan_current([], "a", BIG) == []


def test_moves_and_end_come_in_order():
    rules = [rule(Transitions=[move(90, "DEEP_ARCHIVE"), move(30)], Expiration={"Days": 365})]
    steps = [(30, "to GLACIER_IR"), (90, "to DEEP_ARCHIVE"), (365, "deleted")]
    assert lifecycle.plan_current(rules, "a", BIG) == steps


def test_of_two_ends_the_earlier_one_counts_and_later_moves_do_not():
    rules = [rule(Transitions=[move(90)]), rule(Expiration={"Days": 60}), rule(Expiration={"Days": 70})]
    assert lifecycle.plan_current(rules, "a", BIG) == [(60, "deleted")]


def test_with_versioning_an_object_only_gets_a_delete_marker():
    assert lifecycle.plan_current([rule(Expiration={"Days": 1})], "a", 1, versioned=True) == [(1, "delete marker")]


def test_a_rule_takes_only_what_its_prefix_fits():
    rules = [rule("recordings/", Expiration={"Days": 9})]
    assert lifecycle.plan_current(rules, "recordings/a", 1) == [(9, "deleted")]
    assert lifecycle.plan_current(rules, "guests/a", 1) == []


def test_small_objects_are_not_moved_unless_the_rule_says_from_which_size():
    assert lifecycle.plan_current([rule(Transitions=[move(30)])], "a", 128 * 1024 - 1) == []
    assert lifecycle.plan_current([rule(Transitions=[move(30)])], "a", 128 * 1024) != []
    sized = {"Status": "Enabled", "Filter": {"ObjectSizeGreaterThan": 10}, "Transitions": [move(30)]}
    assert lifecycle.plan_current([sized], "a", 11) != []
    assert lifecycle.plan_current([sized], "a", 10) == []


def test_both_parts_of_a_filter_must_fit():
    both = {
        "Status": "Enabled",
        "Filter": {"And": {"Prefix": "a/", "ObjectSizeLessThan": 10}},
        "Expiration": {"Days": 1},
    }
    assert lifecycle.plan_current([both], "a/x", 9) and not lifecycle.plan_current([both], "a/x", 10)
    assert not lifecycle.plan_current([both], "b/x", 9)


def test_old_versions_and_unfinished_uploads_have_actions_of_their_own():
    rules = [rule(NoncurrentVersionExpiration={"NoncurrentDays": 30})]
    assert lifecycle.plan_old(rules, "a", 1) == [(30, "gone for good")]
    assert lifecycle.plan_current(rules, "a", 1) == lifecycle.plan_unfinished(rules, "a") == []
    rules = [rule("b/", AbortIncompleteMultipartUpload={"DaysAfterInitiation": 7})]
    assert lifecycle.plan_unfinished(rules, "b/x") == [(7, "parts deleted")]
    assert lifecycle.plan_unfinished(rules, "a") == []


@pytest.fixture
def s3(practice_account):
    people.empty_account()
    return people.put_bucket(a_csv=b"ada", b_csv=b"bob")


def test_a_bucket_is_foreseen_with_its_old_versions_and_unfinished_uploads(s3):
    s3.put_bucket_versioning(Bucket="guests", VersioningConfiguration={"Status": "Enabled"})
    s3.delete_object(Bucket="guests", Key="b.csv")
    s3.create_multipart_upload(Bucket="guests", Key="talk.mp4")
    put(
        s3,
        rule(NoncurrentVersionExpiration={"NoncurrentDays": 30}),
        rule(Expiration={"Days": 2}) | {"Status": "Disabled"},
    )
    table = lifecycle.foresee("guests")
    rows = [tuple(row) for row in table[["key", "kind", "fate"]].to_numpy()]
    assert rows == [
        ("a.csv", "current", "stays for ever"),
        ("b.csv", "old version", "day 30: gone for good"),
        ("talk.mp4", "unfinished upload", "stays for ever"),
    ]


def test_a_bucket_without_rules_is_foreseen_too(s3):
    assert set(lifecycle.foresee("guests")["fate"]) == {"stays for ever"}


def put(s3, *rules):
    s3.put_bucket_lifecycle_configuration(Bucket="guests", LifecycleConfiguration={"Rules": list(rules)})


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (rule(Transitions=[move(10, "STANDARD_IA")]), "greater than or equal to 30 for storageClass 'STANDARD_IA'"),
        (rule("x/", Transitions=[move(60)], Expiration={"Days": 60}), "(prefix=x/)' must be greater than 'Days'"),
        (rule(Expiration={"Days": 0}), "positive integer"),
    ],
)
def test_rules_that_s3_does_not_take_are_refused(s3, wrong, words):
    with pytest.raises(ClientError) as refused:
        put(s3, wrong)
    assert refused.value.response["Error"]["Code"] == "InvalidArgument" and words in str(refused.value)
    assert lifecycle.read_rules(boto3.client("s3"), "guests") == []


def test_a_rule_without_a_filter_is_refused_and_the_old_rules_stay(s3):
    put(s3, rule(Expiration={"Days": 9}))
    with pytest.raises(ClientError, match="MalformedXML"):
        put(s3, {"Status": "Enabled", "Expiration": {"Days": 1}})
    assert [kept["Expiration"]["Days"] for kept in lifecycle.read_rules(s3, "guests")] == [9]


def test_an_empty_filter_is_a_filter(s3):
    put(s3, {"Status": "Enabled", "Filter": {}, "Expiration": {"Days": 9}})
    assert len(lifecycle.read_rules(s3, "guests")) == 1


def test_rules_at_the_limit_are_taken(s3):
    put(s3, rule(Transitions=[move(30, "STANDARD_IA"), move(0)], Expiration={"Days": 31}))
    assert len(lifecycle.read_rules(boto3.client("s3"), "guests")) == 1
