"""boto3 in the kernel and the aws command over HTTP: one account; what goes in by one door comes out by the other."""

import contextlib
import json
import os
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor

import boto3
import pytest
from boto3.s3.transfer import TransferConfig
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError
from outside import send

from helpers import sandbox

MEBIBYTE = 2**20


@pytest.fixture
def empty(account):
    """An empty bucket in an account of the test's own."""
    boto3.client("s3").create_bucket(Bucket="shared")
    return boto3.client("s3")


def aws(*command):
    child = subprocess.run(["aws", *command], capture_output=True, text=True, timeout=100)
    assert child.returncode == 0, child.stderr
    return child.stdout


@pytest.fixture
def over_http(account):
    """An S3 client in this process that goes through the HTTP door, as aws does."""
    from botocore.httpsession import URLLib3Session

    door = URLLib3Session.send
    real = sandbox._environment._send
    client = boto3.client("s3")
    session = client._endpoint.http_session
    session.send = real.__get__(session)
    assert door is not real
    return client


def test_what_one_makes_the_other_sees(empty):
    aws("s3", "mb", "s3://by-aws")
    assert "by-aws" in [bucket["Name"] for bucket in empty.list_buckets()["Buckets"]]
    assert sorted(aws("s3api", "list-buckets", "--query", "Buckets[].Name", "--output", "text").split()) == [
        "by-aws",
        "shared",
    ]


def test_a_large_upload_by_aws_arrives_whole_in_parts(empty, tmp_path):
    content = bytes(range(256)) * (20 * MEBIBYTE // 256)
    (tmp_path / "large").write_bytes(content)
    aws("s3", "cp", str(tmp_path / "large"), "s3://shared/large", "--quiet")
    answer = empty.get_object(Bucket="shared", Key="large")
    assert answer["Body"].read() == content
    assert answer["ETag"].endswith('-3"')
    (tmp_path / "empty").touch()
    aws("s3", "sync", str(tmp_path), "s3://shared/all", "--quiet")
    listed = empty.list_objects_v2(Bucket="shared", Prefix="all/")["Contents"]
    assert {one["Key"]: one["Size"] for one in listed} == {"all/empty": 0, "all/large": 20 * MEBIBYTE}


def test_uploads_and_downloads_with_threads_arrive_whole_through_both_doors(empty, over_http, tmp_path):
    content = bytes(range(256)) * (20 * MEBIBYTE // 256)
    (tmp_path / "large").write_bytes(content)
    parts = TransferConfig(multipart_threshold=5 * MEBIBYTE, multipart_chunksize=5 * MEBIBYTE, max_concurrency=8)
    for number, (there, back) in enumerate([(empty, over_http), (over_http, empty)]):
        there.upload_file(str(tmp_path / "large"), "shared", f"large-{number}", Config=parts)
        back.download_file("shared", f"large-{number}", str(tmp_path / f"back-{number}"), Config=parts)
        assert (tmp_path / f"back-{number}").read_bytes() == content


@pytest.mark.parametrize("door", ["kernel", "http"])
def test_objects_come_back_as_they_were_stored(empty, over_http, door):
    client = empty if door == "kernel" else over_http
    metadata = {"made_by": "ann", "x": ""}
    client.put_object(Bucket="shared", Key="a", Body=b"0123456789", Metadata=metadata, ContentType="text/csv")
    client.put_object(Bucket="shared", Key="nothing", Body=b"")
    head = client.head_object(Bucket="shared", Key="a")
    assert (head["ContentLength"], head["ContentType"]) == (10, "text/csv")
    assert head["Metadata"] == metadata
    assert client.head_object(Bucket="shared", Key="nothing")["ContentLength"] == 0
    assert client.get_object(Bucket="shared", Key="nothing")["Body"].read() == b""
    part = client.get_object(Bucket="shared", Key="a", Range="bytes=2-4")
    assert (part["Body"].read(), part["ContentRange"]) == (b"234", "bytes 2-4/10")
    body = client.get_object(Bucket="shared", Key="a")["Body"]
    assert [body.read(4), body.read(4), body.read()] == [b"0123", b"4567", b"89"]
    assert list(client.get_object(Bucket="shared", Key="a")["Body"].iter_chunks(4)) == [b"0123", b"4567", b"89"]
    assert client.get_object(Bucket="shared", Key="a")["Body"].read() == b"0123456789"
    with pytest.raises(ClientError) as missing:
        client.head_object(Bucket="shared", Key="b")
    assert missing.value.response["Error"]["Code"] == "404"


def test_metadata_with_an_underscore_keeps_it_through_both_doors(empty, over_http):
    for client, other in ((empty, over_http), (over_http, empty)):
        client.put_object(Bucket="shared", Key="a", Body=b"x", Metadata={"made_by": "ann"})
        assert other.head_object(Bucket="shared", Key="a")["Metadata"] == {"made_by": "ann"}


def test_a_sync_of_many_files_brings_each_and_the_second_time_none(empty, tmp_path):
    for number in range(50):
        (tmp_path / f"file {number}.csv").write_text(f"{number}\n" * number)
        os.utime(tmp_path / f"file {number}.csv", (0, 0))  # S3 tells whole seconds: a file of this one would look newer
    assert aws("s3", "sync", str(tmp_path), "s3://shared/files/").count("upload:") == 50
    assert aws("s3", "sync", str(tmp_path), "s3://shared/files/") == ""
    assert empty.list_objects_v2(Bucket="shared")["KeyCount"] == 50
    assert empty.get_object(Bucket="shared", Key="files/file 3.csv")["Body"].read() == b"3\n3\n3\n"


def test_many_threads_through_both_doors_and_aws_at_once_lose_nothing(empty, over_http, tmp_path):
    for number in range(10):
        (tmp_path / str(number)).write_text("x")

    def put(number):
        client = (empty, over_http)[number % 2]
        client.put_object(Bucket="shared", Key=f"threads/{number}", Body=str(number).encode())
        return client.get_object(Bucket="shared", Key=f"threads/{number}")["Body"].read().decode()

    command = threading.Thread(target=aws, args=("s3", "sync", str(tmp_path), "s3://shared/aws/", "--quiet"))
    command.start()
    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(put, range(200)))
    command.join()
    assert seen == [str(number) for number in range(200)]
    assert empty.list_objects_v2(Bucket="shared")["KeyCount"] == 210


def test_aws_shows_a_refusal_in_its_own_words(account):
    boto3.client("iam").create_user(UserName="blue")
    boto3.client("iam").create_access_key(UserName="blue")
    with contextlib.redirect_stdout(None):
        sandbox.sign_in("blue")
    child = subprocess.run(["aws", "dynamodb", "list-tables"], capture_output=True, text=True)
    assert child.returncode != 0
    assert "(AccessDeniedException) when calling the ListTables operation" in child.stderr
    assert "user/blue is not authorized to perform: dynamodb:ListTables" in child.stderr


def test_a_large_list_of_metrics_which_boto3_packs_arrives(account):
    client = boto3.client("cloudwatch")
    client.put_metric_data(Namespace="course", MetricData=[{"MetricName": "m" * 100, "Value": 1.0}] * 500)
    assert client.list_metrics(Namespace="course")["Metrics"]


def test_a_deny_in_a_bucket_policy_holds_for_whom_it_names_alone(empty, account):
    empty.put_object(Bucket="shared", Key="a", Body=b"x")
    user = boto3.client("iam").create_user(UserName="blue")["User"]["Arn"]
    deny = {"Effect": "Deny", "Principal": {"AWS": user}, "Action": "s3:*", "Resource": "arn:aws:s3:::shared/*"}
    empty.put_bucket_policy(Bucket="shared", Policy=json.dumps({"Version": "2012-10-17", "Statement": [deny]}))
    assert empty.get_object(Bucket="shared", Key="a")["Body"].read() == b"x"
    assert empty.delete_objects(Bucket="shared", Delete={"Objects": [{"Key": "a"}]})["Deleted"]


def test_an_anonymous_reader_gets_what_a_public_policy_gives_and_no_more(empty, endpoint_of_test):
    empty.put_object(Bucket="shared", Key="a", Body=b"x")
    assert send(f"{endpoint_of_test}/shared/a")[0] == 403
    empty.delete_public_access_block(Bucket="shared")
    allow = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::shared/*"}
    empty.put_bucket_policy(Bucket="shared", Policy=json.dumps({"Version": "2012-10-17", "Statement": [allow]}))
    assert send(f"{endpoint_of_test}/shared/a")[::2] == (200, b"x")
    assert send(f"{endpoint_of_test}/shared/a", "PUT", {}, b"y")[0] == 403
    anonymous = boto3.client("s3", config=Config(signature_version=UNSIGNED))
    assert anonymous.get_object(Bucket="shared", Key="a")["Body"].read() == b"x"


@pytest.fixture
def endpoint_of_test(account):
    return sandbox._server.endpoint
