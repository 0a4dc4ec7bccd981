"""Amazon S3 in the practice account: who gets in, what is closed by default, and what S3 says."""

import re

import boto3
import people
import pytest
from botocore import UNSIGNED
from botocore.config import Config
from people import allow, deny, document, fetch, is_allowed, make_user, refuse, user_arn

from helpers import sandbox
from helpers._account import decisions

GUESTS = "arn:aws:s3:::guests"
OBJECTS = "arn:aws:s3:::guests/*"
BLUE = {"AWS": user_arn("blue")}
EVERYBODY = {**allow("s3:GetObject", OBJECTS), "Principal": "*"}
BLOCK = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")


@pytest.fixture(autouse=True)
def s3(practice_account):
    """Root's S3 client in an account with nothing but the bucket guests with two objects."""
    people.empty_account()
    return people.put_bucket(a_csv=b"ada", b_csv=b"bob")


@pytest.fixture
def stranger():
    """A client that signs nothing."""
    return boto3.client("s3", config=Config(signature_version=UNSIGNED))


def block_everything(s3):
    s3.put_public_access_block(Bucket="guests", PublicAccessBlockConfiguration=dict.fromkeys(BLOCK, True))


# Bucket policies


def test_a_bucket_policy_alone_lets_a_user_in():
    blue = make_user("blue").client("s3")
    assert not is_allowed(blue.get_object, Bucket="guests", Key="a.csv")
    people.put_bucket_policy({**allow("s3:GetObject", OBJECTS), "Principal": BLUE})
    assert is_allowed(blue.get_object, Bucket="guests", Key="a.csv")
    assert not is_allowed(blue.put_object, Bucket="guests", Key="a.csv", Body=b"1")
    assert not is_allowed(make_user("orange").client("s3").get_object, Bucket="guests", Key="a.csv")


def test_a_bucket_policy_for_the_whole_account_leaves_it_to_identity_policies():
    people.put_bucket_policy({**allow("s3:GetObject", OBJECTS), "Principal": {"AWS": people.ROOT}})
    assert not is_allowed(make_user("blue").client("s3").get_object, Bucket="guests", Key="a.csv")


def test_a_bucket_policy_alone_keeps_an_administrator_and_root_out(s3):
    people.put_bucket_policy({**deny("s3:GetObject", OBJECTS), "Principal": "*"})
    for client, arn in ((make_user("matt", allow("*")).client("s3"), user_arn("matt")), (s3, people.ROOT)):
        code, message = refuse(client.get_object, Bucket="guests", Key="a.csv")
        assert code == "AccessDenied"
        assert message == (
            f"User: {arn} is not authorized to perform: s3:GetObject on resource: {GUESTS}/a.csv "
            "with an explicit deny in a resource-based policy"
        )


def test_root_can_always_mend_a_bucket_policy_that_denies_everything(s3):
    people.put_bucket_policy({**deny("s3:*", [GUESTS, OBJECTS]), "Principal": "*"})
    assert refuse(s3.list_objects_v2, Bucket="guests")[0] == "AccessDenied"
    assert "Deny" in s3.get_bucket_policy(Bucket="guests")["Policy"]
    admin = make_user("matt", allow("*")).client("s3")
    assert refuse(admin.delete_bucket_policy, Bucket="guests")[0] == "AccessDenied"
    people.put_bucket_policy({**deny("s3:DeleteBucket", GUESTS), "Principal": "*"})
    s3.delete_bucket_policy(Bucket="guests")
    assert is_allowed(s3.list_objects_v2, Bucket="guests")


def test_a_deny_for_one_user_leaves_the_others_alone():
    blue, orange = (make_user(name, allow("s3:*")).client("s3") for name in ("blue", "orange"))
    people.put_bucket_policy({**deny("s3:*", OBJECTS), "Principal": BLUE})
    assert not is_allowed(blue.get_object, Bucket="guests", Key="a.csv")
    assert is_allowed(orange.get_object, Bucket="guests", Key="a.csv")


def test_a_bucket_policy_can_have_conditions_and_user_names():
    blue = make_user("blue").client("s3")
    condition = {"StringEquals": {"aws:username": "blue"}, "IpAddress": {"aws:SourceIp": "127.0.0.1"}}
    people.put_bucket_policy(
        {**allow("s3:PutObject", f"{GUESTS}/${{aws:username}}/*", Condition=condition), "Principal": BLUE}
    )
    assert is_allowed(blue.put_object, Bucket="guests", Key="blue/a", Body=b"1")
    assert not is_allowed(blue.put_object, Bucket="guests", Key="orange/a", Body=b"1")


def test_a_bucket_policy_stops_counting_when_it_is_deleted(s3):
    blue = make_user("blue").client("s3")
    people.put_bucket_policy({**allow("s3:GetObject", OBJECTS), "Principal": BLUE})
    s3.delete_bucket_policy(Bucket="guests")
    assert not is_allowed(blue.get_object, Bucket="guests", Key="a.csv")
    assert refuse(s3.get_bucket_policy, Bucket="guests")[0] == "NoSuchBucketPolicy"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("{", "JSON"),
        ("{}", "Version"),
        (document(allow("s3:GetObject", OBJECTS)), "Principal"),
        (document({**allow("s3:GetObject", "guests/*"), "Principal": BLUE}), "guests/*"),
        (document({**allow("s3:GetObject", "arn:aws:s3:::other/*"), "Principal": BLUE}), "other"),
        (document({**allow("s3:GetObject", OBJECTS), "Principal": {"AWS": user_arn("nobody")}}), "Invalid principal"),
        (document({**allow("s3:GetObject", OBJECTS, Condition={"Is": {"a": "b"}}), "Principal": BLUE}), "Statement 1"),
    ],
)
def test_a_malformed_bucket_policy_is_refused_with_the_place_named(s3, text, place):
    make_user("blue")
    code, message = refuse(s3.put_bucket_policy, Bucket="guests", Policy=text)
    assert code == "MalformedPolicy" and place in message
    assert refuse(s3.get_bucket_policy, Bucket="guests")[0] == "NoSuchBucketPolicy"


# Public or not


def test_a_new_bucket_blocks_public_access_has_no_acls_and_encrypts(s3):
    assert s3.get_public_access_block(Bucket="guests")["PublicAccessBlockConfiguration"] == dict.fromkeys(BLOCK, True)
    rules = s3.get_bucket_ownership_controls(Bucket="guests")["OwnershipControls"]["Rules"]
    assert rules == [{"ObjectOwnership": "BucketOwnerEnforced"}]
    (rule,) = s3.get_bucket_encryption(Bucket="guests")["ServerSideEncryptionConfiguration"]["Rules"]
    assert rule["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256"
    assert s3.head_object(Bucket="guests", Key="a.csv")["ServerSideEncryption"] == "AES256"


def test_block_public_access_refuses_a_public_policy_and_says_so(s3):
    code, message = refuse(s3.put_bucket_policy, Bucket="guests", Policy=document(EVERYBODY))
    assert code == "AccessDenied" and "BlockPublicPolicy setting in S3 Block Public Access" in message
    people.put_bucket_policy({**deny("s3:DeleteObject", OBJECTS), "Principal": "*"})


def test_an_opened_bucket_can_be_read_by_anybody_until_it_is_restricted_again(s3, stranger):
    assert refuse(stranger.get_object, Bucket="guests", Key="a.csv") == ("AccessDenied", "Access Denied")
    people.open_bucket()
    assert not is_allowed(stranger.get_object, Bucket="guests", Key="a.csv")
    people.put_bucket_policy(EVERYBODY)
    assert s3.get_bucket_policy_status(Bucket="guests")["PolicyStatus"]["IsPublic"]
    assert stranger.get_object(Bucket="guests", Key="a.csv")["Body"].read() == b"ada"
    address = boto3.client("s3", endpoint_url=sandbox._environment.endpoint).meta.endpoint_url
    assert fetch(f"{address}/guests/a.csv") == (200, "ada")
    assert fetch(f"{address}/guests/a.csv", "PUT", b"x")[0] == 403
    assert not is_allowed(stranger.list_objects_v2, Bucket="guests")
    block_everything(s3)
    assert not is_allowed(stranger.get_object, Bucket="guests", Key="a.csv")
    assert fetch(f"{address}/guests/a.csv")[0] == 403


def test_block_public_policy_alone_keeps_what_is_public_public(s3, stranger):
    people.open_bucket()
    people.put_bucket_policy(EVERYBODY)
    s3.put_public_access_block(Bucket="guests", PublicAccessBlockConfiguration={"BlockPublicPolicy": True})
    assert is_allowed(stranger.get_object, Bucket="guests", Key="a.csv")
    assert refuse(s3.put_bucket_policy, Bucket="guests", Policy=document(EVERYBODY))[0] == "AccessDenied"


def test_a_statement_for_everybody_at_fixed_addresses_is_not_public(stranger):
    at_home = {**EVERYBODY, "Condition": {"IpAddress": {"aws:SourceIp": "127.0.0.1/32"}}}
    people.put_bucket_policy(at_home)
    assert is_allowed(stranger.get_object, Bucket="guests", Key="a.csv")
    elsewhere = {**EVERYBODY, "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}
    people.put_bucket_policy(elsewhere)
    assert not is_allowed(stranger.get_object, Bucket="guests", Key="a.csv")


@pytest.mark.parametrize(
    ("statement", "public"),
    [
        ({"Principal": "*"}, True),
        ({"Principal": {"AWS": "*"}}, True),
        ({"Principal": {"AWS": ["*"]}}, True),
        ({"NotPrincipal": BLUE}, True),
        ({"Principal": BLUE}, False),
        ({"Principal": "*", "Effect": "Deny"}, False),
        ({"Principal": "*", "Condition": {"StringEquals": {"aws:PrincipalAccount": people.ACCOUNT}}}, False),
        ({"Principal": "*", "Condition": {"StringNotEquals": {"aws:PrincipalAccount": people.ACCOUNT}}}, True),
        ({"Principal": "*", "Condition": {"StringLike": {"aws:PrincipalArn": "*"}}}, True),
        ({"Principal": "*", "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}, False),
        ({"Principal": "*", "Condition": {"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}}, True),
        ({"Principal": "*", "Condition": {"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "0.0.0.0/1"]}}}, True),
        ({"Principal": "*", "Condition": {"IpAddress": {"aws:SourceIp": "2001:db8::/16"}}}, True),
        ({"Principal": "*", "Condition": {"StringEquals": {"aws:Referer": "https://hotel.example"}}}, True),
    ],
)
def test_what_counts_as_public(statement, public):
    policy = {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*", **statement}}
    assert decisions.is_public(policy) is public


def test_the_policy_status_calls_public_what_a_stranger_can_reach_by_naming_a_page(s3):
    for condition, public in [
        ({}, True),
        ({"Condition": {"StringLike": {"aws:Referer": "https://hotel.example/*"}}}, True),
        ({"Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}, False),
    ]:
        people.open_bucket()
        people.put_bucket_policy({**EVERYBODY, **condition})
        assert s3.get_bucket_policy_status(Bucket="guests")["PolicyStatus"]["IsPublic"] is public
    s3.delete_bucket_policy(Bucket="guests")
    assert refuse(s3.get_bucket_policy_status, Bucket="guests")[0] == "NoSuchBucketPolicy"


def test_access_control_lists_are_refused(s3):
    for call, more in [
        (s3.put_object, {"Key": "c.csv", "Body": b"1", "ACL": "public-read"}),
        (s3.put_object_acl, {"Key": "a.csv", "ACL": "public-read"}),
        (s3.put_bucket_acl, {"ACL": "public-read"}),
        (s3.put_object, {"Key": "c.csv", "Body": b"1", "GrantRead": 'id="1234"'}),
    ]:
        assert refuse(call, Bucket="guests", **more)[0] == "AccessControlListNotSupported"
    code, _ = refuse(s3.create_bucket, Bucket="open-bucket", ACL="public-read")
    assert code == "InvalidBucketAclWithObjectOwnership"
    assert is_allowed(s3.put_object, Bucket="guests", Key="c.csv", Body=b"1", ACL="bucket-owner-full-control")


def test_public_lists_are_refused_where_a_bucket_has_lists_but_blocks_public_ones(s3):
    s3.create_bucket(Bucket="with-lists", ObjectOwnership="ObjectWriter")
    code, message = refuse(s3.put_object, Bucket="with-lists", Key="a", Body=b"1", ACL="public-read")
    assert code == "AccessDenied" and "BlockPublicAcls setting in S3 Block Public Access" in message
    everybody = 'uri="http://acs.amazonaws.com/groups/global/AllUsers"'
    assert refuse(s3.put_bucket_acl, Bucket="with-lists", GrantRead=everybody)[0] == "AccessDenied"
    assert is_allowed(s3.put_object, Bucket="with-lists", Key="a", Body=b"1", ACL="private")
    code, _ = refuse(s3.create_bucket, Bucket="open-bucket", ObjectOwnership="ObjectWriter", ACL="public-read")
    assert code == "InvalidBucketAclWithBlockPublicAccessError"


# Unsigned requests


def test_an_unsigned_request_is_refused_not_crashed(stranger):
    assert refuse(stranger.list_buckets) == ("AccessDenied", "Access Denied")
    assert refuse(stranger.list_objects_v2, Bucket="guests") == ("AccessDenied", "Access Denied")
    assert refuse(stranger.put_object, Bucket="guests", Key="a.csv", Body=b"x")[0] == "AccessDenied"
    assert refuse(stranger.delete_object, Bucket="guests", Key="a.csv")[0] == "AccessDenied"
    assert boto3.client("s3").get_object(Bucket="guests", Key="a.csv")["Body"].read() == b"ada"


# Presigned URLs


def presign(session, operation="get_object", version=None, **more):
    options = Config(signature_version=version) if version else None
    client = session.client("s3", config=options, endpoint_url=sandbox._environment.endpoint)
    parameters = {"Bucket": "guests", "Key": "a.csv"} | more.pop("Params", {})
    return client.generate_presigned_url(operation, Params=parameters, **more)


@pytest.mark.parametrize("version", ["s3", "s3v4"])
def test_a_presigned_url_opens_one_object_for_whoever_has_it(version):
    blue = make_user("blue", allow("s3:GetObject", OBJECTS))
    url = presign(blue, version=version)
    assert fetch(url) == (200, "ada")
    assert fetch(url, "PUT", b"x")[0] == 403
    assert fetch(url, "DELETE")[0] == 403
    assert boto3.client("s3").get_object(Bucket="guests", Key="a.csv")["Body"].read() == b"ada"


@pytest.mark.parametrize("version", ["s3", "s3v4"])
@pytest.mark.parametrize(
    ("pattern", "tampered"),
    [(r"a\.csv", "b.csv"), (r"Expires=\d+", "Expires=99999999999"), (r"Signature=[^&]+", "Signature=aaaa")],
)
def test_a_tampered_presigned_url_is_refused(version, pattern, tampered):
    url = presign(make_user("blue", allow("s3:*")), version=version)
    assert re.search(pattern, url)
    status, body = fetch(re.sub(pattern, tampered, url))
    assert status == 403 and re.search("SignatureDoesNotMatch|AuthorizationQueryParametersError", body)


@pytest.mark.parametrize("version", ["s3", "s3v4"])
def test_a_presigned_url_past_its_time_is_refused(version):
    status, body = fetch(presign(make_user("blue", allow("s3:*")), version=version, ExpiresIn=-10))
    assert status == 403 and ("expired" in body or "X-Amz-Expires" in body)


@pytest.mark.parametrize("version", ["s3", "s3v4"])
def test_a_presigned_url_by_one_without_the_right_is_refused(version):
    status, body = fetch(presign(make_user("blue"), version=version))
    assert status == 403 and "no identity-based policy allows the s3:GetObject action" in body


def test_a_presigned_url_ends_with_the_rights_or_the_key_of_its_maker():
    blue = make_user("blue", allow("s3:*"))
    url = presign(blue)
    assert fetch(url)[0] == 200
    iam = boto3.client("iam")
    iam.delete_user_policy(UserName="blue", PolicyName="own")
    assert fetch(url)[0] == 403
    iam.put_user_policy(UserName="blue", PolicyName="own", PolicyDocument=document(allow("s3:*")))
    iam.update_access_key(UserName="blue", AccessKeyId=blue.get_credentials().access_key, Status="Inactive")
    status, body = fetch(url)
    assert status == 403 and "InvalidAccessKeyId" in body


def test_a_presigned_upload_works(s3):
    blue = make_user("blue", allow("s3:PutObject"))
    url = presign(blue, "put_object", version="s3v4", Params={"Key": "new.csv"})
    assert fetch(url, "PUT", b"new")[0] == 200
    assert s3.get_object(Bucket="guests", Key="new.csv")["Body"].read() == b"new"


def test_the_aws_command_makes_a_presigned_url_that_works():
    status, out, error = people.run_aws(make_user("blue", allow("s3:*")), "s3", "presign", "s3://guests/a.csv")
    assert status == 0, error
    assert fetch(out.strip()) == (200, "ada")
    status, out, error = people.run_aws(make_user("orange"), "s3", "presign", "s3://guests/a.csv")
    assert fetch(out.strip())[0] == 403


# Which permission an operation asks for


@pytest.mark.parametrize(
    ("action", "operation", "more"),
    [
        ("s3:ListBucket", "list_objects_v2", {}),
        ("s3:ListBucket", "head_bucket", {}),
        ("s3:GetObject", "head_object", {"Key": "a.csv"}),
        ("s3:PutObject", "create_multipart_upload", {"Key": "c.csv"}),
        ("s3:ListBucketVersions", "list_object_versions", {}),
        ("s3:PutBucketPublicAccessBlock", "delete_public_access_block", {}),
        ("s3:PutBucketTagging", "delete_bucket_tagging", {}),
        ("s3:GetEncryptionConfiguration", "get_bucket_encryption", {}),
        ("s3:GetBucketLocation", "get_bucket_location", {}),
        ("s3:DeleteObject", "delete_object", {"Key": "a.csv"}),
    ],
)
def test_an_operation_asks_for_the_permission_that_aws_names(action, operation, more):
    right = make_user("right", allow(action)).client("s3")
    wrong = make_user("wrong", allow("s3:*"), deny(action)).client("s3")
    assert is_allowed(getattr(right, operation), Bucket="guests", **more)
    assert not is_allowed(getattr(wrong, operation), Bucket="guests", **more)


def test_the_name_of_an_operation_is_no_permission():
    blue = make_user("blue", allow(["s3:ListObjectsV2", "s3:HeadObject"])).client("s3")
    assert not is_allowed(blue.list_objects_v2, Bucket="guests")
    assert not is_allowed(blue.head_object, Bucket="guests", Key="a.csv")


def test_the_arn_of_a_bucket_is_not_the_arn_of_its_objects():
    objects = make_user("objects", allow("s3:*", OBJECTS)).client("s3")
    bucket = make_user("bucket", allow("s3:*", GUESTS)).client("s3")
    assert is_allowed(objects.get_object, Bucket="guests", Key="a.csv")
    assert not is_allowed(objects.list_objects_v2, Bucket="guests")
    assert is_allowed(bucket.list_objects_v2, Bucket="guests")
    assert not is_allowed(bucket.get_object, Bucket="guests", Key="a.csv")


def test_an_old_version_has_permissions_of_its_own(s3):
    s3.put_bucket_versioning(Bucket="guests", VersioningConfiguration={"Status": "Enabled"})
    version = s3.put_object(Bucket="guests", Key="a.csv", Body=b"new")["VersionId"]
    blue = make_user("blue", allow("s3:GetObject")).client("s3")
    assert is_allowed(blue.get_object, Bucket="guests", Key="a.csv")
    assert "s3:GetObjectVersion" in refuse(blue.get_object, Bucket="guests", Key="a.csv", VersionId=version)[1]


def test_deleting_many_objects_is_decided_one_by_one(s3):
    blue = make_user("blue", allow("s3:DeleteObject", f"{GUESTS}/a*")).client("s3")
    answer = blue.delete_objects(Bucket="guests", Delete={"Objects": [{"Key": "a.csv"}, {"Key": "b.csv"}]})
    assert [one["Key"] for one in answer["Deleted"]] == ["a.csv"]
    (error,) = answer["Errors"]
    assert (error["Key"], error["Code"]) == ("b.csv", "AccessDenied") and "s3:DeleteObject" in error["Message"]
    assert [one["Key"] for one in s3.list_objects_v2(Bucket="guests")["Contents"]] == ["b.csv"]
    answer = blue.delete_objects(Bucket="guests", Delete={"Objects": [{"Key": "b.csv"}]})
    assert "Deleted" not in answer and len(answer["Errors"]) == 1


def test_copying_needs_the_right_to_read_and_to_write():
    order = {"Bucket": "guests", "Key": "copy.csv", "CopySource": "guests/a.csv"}
    writer = make_user("writer", allow("s3:PutObject")).client("s3")
    reader = make_user("reader", allow("s3:GetObject")).client("s3")
    both = make_user("both", allow(["s3:GetObject", "s3:PutObject"])).client("s3")
    assert "s3:GetObject on resource: arn:aws:s3:::guests/a.csv" in refuse(writer.copy_object, **order)[1]
    assert "s3:PutObject on resource: arn:aws:s3:::guests/copy.csv" in refuse(reader.copy_object, **order)[1]
    assert is_allowed(both.copy_object, **order)


def test_tags_of_an_object_can_decide(s3):
    s3.put_object(Bucket="guests", Key="c.csv", Body=b"1", Tagging="open=yes")
    condition = {"StringEquals": {"s3:ExistingObjectTag/open": "yes"}}
    blue = make_user("blue", allow("s3:GetObject", OBJECTS, Condition=condition)).client("s3")
    assert is_allowed(blue.get_object, Bucket="guests", Key="c.csv")
    assert not is_allowed(blue.get_object, Bucket="guests", Key="a.csv")


# What is not there


def test_only_who_may_list_is_told_that_a_key_is_missing():
    reader = make_user("reader", allow("s3:GetObject", OBJECTS)).client("s3")
    lister = make_user("lister", allow("s3:GetObject", OBJECTS), allow("s3:ListBucket", GUESTS)).client("s3")
    missing = {"Bucket": "guests", "Key": "missing.csv"}
    code, message = refuse(reader.get_object, **missing)
    assert code == "AccessDenied" and "s3:ListBucket on resource: arn:aws:s3:::guests " in message
    assert refuse(reader.head_object, **missing)[0] == "403"
    assert refuse(lister.get_object, **missing)[0] == "NoSuchKey"
    assert refuse(lister.head_object, **missing)[0] == "404"


def test_a_missing_bucket_is_no_such_bucket_to_everybody(s3, stranger):
    for client in (s3, make_user("blue").client("s3"), stranger):
        assert refuse(client.list_objects_v2, Bucket="not-there")[0] == "NoSuchBucket"
        assert refuse(client.get_object, Bucket="not-there", Key="a")[0] == "NoSuchBucket"
        assert refuse(client.head_bucket, Bucket="not-there")[0] == "404"


# Buckets


@pytest.mark.parametrize(
    "name",
    ["MyBucket", "my_bucket", "ab", "a" * 64, "-guests", "guests-", "a..b", "192.168.1.1", "xn--guests", "a-s3alias"],
)
def test_a_bucket_name_that_s3_does_not_take_is_refused(name):
    client = boto3.client("s3", config=Config(parameter_validation=False))
    with pytest.raises(Exception, match=r"InvalidBucketName|Invalid bucket name"):
        client.create_bucket(Bucket=name)
    assert name not in [one["Name"] for one in client.list_buckets()["Buckets"]]


def test_good_bucket_names_are_taken(s3):
    for name in ("abc", "a" * 63, "hotel.guests-2026", "2026"):
        s3.create_bucket(Bucket=name.ljust(4, "x"))


def test_a_bucket_with_objects_is_not_deleted(s3):
    assert refuse(s3.delete_bucket, Bucket="guests")[0] == "BucketNotEmpty"


def test_a_bucket_made_again_has_none_of_the_tags_of_the_one_before(s3):
    for _ in range(2):
        s3.create_bucket(Bucket="venues")
        assert refuse(s3.get_bucket_tagging, Bucket="venues")[0] == "NoSuchTagSet"
        s3.put_bucket_tagging(Bucket="venues", Tagging={"TagSet": [{"Key": "event", "Value": "meetup"}]})
        s3.delete_bucket(Bucket="venues")


@pytest.mark.parametrize("call", ["list_objects", "list_objects_v2", "list_object_versions"])
def test_a_list_holds_a_thousand_keys_at_most_however_many_are_asked_for(s3, call):
    for number in range(1001):
        s3.put_object(Bucket="guests", Key=f"signups/{number:04}", Body=b"")
    answer = getattr(s3, call)(Bucket="guests", Prefix="signups/", MaxKeys=5000)
    assert len(answer.get("Contents") or answer["Versions"]) == 1000
    assert answer["IsTruncated"] and answer["MaxKeys"] == 1000
    assert len(getattr(s3, call)(Bucket="guests", MaxKeys=7).get("Contents", [1] * 7)) == 7


# Versions


@pytest.fixture
def versioned(s3):
    s3.put_bucket_versioning(Bucket="guests", VersioningConfiguration={"Status": "Enabled"})
    s3.put_object(Bucket="guests", Key="a.csv", Body=b"second")
    return s3


def test_a_deleted_object_is_missing_and_comes_back_when_its_delete_marker_goes(versioned):
    marker = versioned.delete_object(Bucket="guests", Key="a.csv")["VersionId"]
    assert refuse(versioned.get_object, Bucket="guests", Key="a.csv")[0] == "NoSuchKey"
    assert refuse(versioned.head_object, Bucket="guests", Key="a.csv")[0] == "404"
    versioned.delete_object(Bucket="guests", Key="a.csv", VersionId=marker)
    assert versioned.get_object(Bucket="guests", Key="a.csv")["Body"].read() == b"second"


def test_an_object_behind_a_delete_marker_may_be_created_anew_on_condition(versioned):
    versioned.delete_object(Bucket="guests", Key="a.csv")
    assert is_allowed(versioned.put_object, Bucket="guests", Key="a.csv", Body=b"third", IfNoneMatch="*")
    found = versioned.list_object_versions(Bucket="guests", Prefix="a.csv")
    assert len(found["Versions"]) == 3 and len(found["DeleteMarkers"]) == 1


def test_a_write_on_condition_is_refused_where_something_else_has_come_first(s3):
    tag = s3.head_object(Bucket="guests", Key="a.csv")["ETag"]
    assert refuse(s3.put_object, Bucket="guests", Key="a.csv", Body=b"x", IfNoneMatch="*")[0] == "PreconditionFailed"
    assert is_allowed(s3.put_object, Bucket="guests", Key="a.csv", Body=b"x", IfMatch=tag)
    assert refuse(s3.put_object, Bucket="guests", Key="a.csv", Body=b"y", IfMatch=tag)[0] == "PreconditionFailed"
    assert s3.get_object(Bucket="guests", Key="a.csv")["Body"].read() == b"x"
