"""The door for other processes: aws and presigned URLs get in, intruders do not and change nothing."""

import contextlib
import datetime
import json
import re
import urllib.error
import urllib.parse
import urllib.request

import boto3
import pytest
from botocore.auth import SigV4Auth
from botocore.config import Config
from outside import Watched, nothing_changes, send, send_bytes, sign

from helpers import sandbox
from helpers._account import account as accounts
from helpers._account import credentials

READ_ALL = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:Get*", "Resource": "*"}]}
FORM = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
MEBIBYTE = 2**20


@pytest.fixture(scope="module")
def running():
    """One account for all tests here that do not need an empty one: a bucket, an object, and Blue, who may little."""
    with contextlib.redirect_stdout(None):
        sandbox._stop_quietly()
        sandbox.start()
    s3, iam = boto3.client("s3"), boto3.client("iam")
    s3.create_bucket(Bucket="guests")
    s3.put_object(Bucket="guests", Key="2026.csv", Body=b"name,age\n")
    iam.create_user(UserName="blue")
    iam.put_user_policy(UserName="blue", PolicyName="read", PolicyDocument=json.dumps(READ_ALL))
    boto3.client("dynamodb").create_table(
        TableName="guests",
        KeySchema=[{"AttributeName": "name", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "name", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    boto3.client("lambda").list_functions()  # so that moto has a backend of each service asked below
    yield accounts.get_running()
    sandbox._stop_quietly()


@pytest.fixture(scope="module")
def blue(running):
    key = boto3.client("iam").create_access_key(UserName="blue")["AccessKey"]
    return credentials.Credential(key["AccessKeyId"], key["SecretAccessKey"], None)


@pytest.fixture(scope="module")
def endpoint(running):
    return sandbox._server.endpoint


@pytest.fixture
def s3(running):
    return boto3.client("s3")


def refused(answer, *statuses):
    status, _, body = answer
    assert status in (statuses or (403, 404)), answer
    assert b"Traceback" not in body and b"PracticeAccountFailure" not in body
    return body.decode()


# Intruders


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/guests",
        "/guests/2026.csv",
        "/guests?policy",
        "//guests//2026.csv",
        "/?Action=ListUsers&Version=2010-05-08",
        "/?Action=DeleteUser&UserName=blue",
        "/moto-api",
        "/moto-api/",
        "/moto-api/reset",
        "/moto-api/reset-auth",
        "/moto-api/data.json",
        "/moto-api/seed?a=1",
        "/moto-api/config",
        "/moto-api/state-manager/get-transition",
        "/moto-api/recorder/start-recording",
        "/latest/meta-data/",
        "/latest/meta-data/iam/security-credentials/",
        "/favicon.ico",
        "/..;/moto-api/reset",
        "/guests/../moto-api/reset",
        "/%2e%2e/moto-api/reset",
        "http://motoapi.amazonaws.com/moto-api/reset",
    ],
)
def test_an_unsigned_request_is_refused_and_changes_nothing(running, endpoint, method, path):
    with nothing_changes(running):
        refused(send_raw(endpoint, method, path))


def send_raw(endpoint, method, path, headers=(), body=b""):
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Connection: close", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in dict(headers).items()]
    answer = send_bytes(endpoint, "\r\n".join([*lines, "", ""]).encode("latin-1") + body)
    head, _, content = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), {}, content


@pytest.mark.parametrize(
    "host",
    [
        "iam.amazonaws.com",
        "motoapi.amazonaws.com",
        "guests.s3.amazonaws.com",
        "169.254.169.254",
        "sts.us-east-1.amazonaws.com",
        "[",
        "a/b?c#d@e",
        "",
    ],
)
def test_the_host_header_opens_no_door(running, endpoint, host):
    with nothing_changes(running):
        for path in ("/", "/2026.csv", "/moto-api/reset", "/latest/meta-data/"):
            body = b"Action=CreateUser&UserName=eve"
            refused(send(endpoint + path, "POST", {"Host": host, **FORM}, body), 400, 403, 404)
            refused(send(endpoint + path, "GET", {"Host": host}), 400, 403, 404)


def test_another_process_gets_nowhere_without_keys(running, endpoint, tmp_path):
    code = f"""
import urllib.request, urllib.error
for method, path in [("POST", "/moto-api/reset"), ("GET", "/"), ("GET", "/guests/2026.csv"), ("DELETE", "/guests")]:
    try: print(urllib.request.urlopen(urllib.request.Request({endpoint!r} + path, method=method)).status)
    except urllib.error.HTTPError as error: print(error.code)
"""
    with nothing_changes(running):
        seen = Watched(tmp_path).run(code).stdout.split()
    assert set(seen) <= {"403", "404"} and len(seen) == 4


def make_key(key_id="AKIAUNKNOWNUNKNOWN01", secret="x" * 40, token=""):
    return credentials.Credential(key_id, secret, None, token)


REQUESTS = {
    "s3": ("PUT", "/guests/evil.csv", {}, b"evil"),
    "iam": ("POST", "/", FORM, b"Action=CreateUser&UserName=eve&Version=2010-05-08"),
    "sts": ("POST", "/", FORM, b"Action=GetCallerIdentity&Version=2011-06-15"),
    "ec2": ("POST", "/", FORM, b"Action=DescribeInstances&Version=2016-11-15"),
    "dynamodb": (
        "POST",
        "/",
        {"X-Amz-Target": "DynamoDB_20120810.DeleteTable", "Content-Type": "application/x-amz-json-1.0"},
        b'{"TableName": "guests"}',
    ),
    "lambda": ("GET", "/2015-03-31/functions", {}, b""),
}


def ask(endpoint, credential, service, *, change=None, **options):
    """The answer to one of `REQUESTS`, signed for that service; `change` alters it on its way."""
    method, path, headers, body = REQUESTS[service]
    headers = sign(credential, method, endpoint + path, service=service, body=body, headers=headers, **options)
    request = {"method": method, "path": path, "headers": headers, "body": body}
    if change:
        change(request)
    return send(endpoint + request["path"], request["method"], request["headers"], request["body"])


@pytest.mark.parametrize("service", REQUESTS)
def test_unknown_keys_wrong_secrets_and_wrong_tokens_are_refused_in_the_words_of_the_service(
    running, endpoint, service
):
    root = running.root
    words = {"s3": "InvalidAccessKeyId", "ec2": "AuthFailure", "iam": "InvalidClientTokenId"}
    with nothing_changes(running):
        body = refused(ask(endpoint, make_key(), service))
        assert words.get(service, "security token included in the request is invalid") in body
        refused(ask(endpoint, make_key(root.key_id, "x" * 40, root.token), service))
        refused(ask(endpoint, make_key(root.key_id, root.secret, "wrong"), service))
        refused(ask(endpoint, make_key(root.key_id, root.secret), service))


def test_a_token_beyond_ascii_is_merely_wrong(running, endpoint):
    def change(request):
        request["headers"]["X-Amz-Security-Token"] = "ä"

    with nothing_changes(running):
        refused(ask(endpoint, running.root, "iam", change=change))


CHANGES = {
    "another body": lambda request: request.update(body=request["body"] + b" "),
    "another method": lambda request: request.update(method="PATCH"),
    "another path": lambda request: request.update(path=request["path"] + "x"),
    "another query": lambda request: request.update(path=request["path"] + "?x=y"),
    "another host": lambda request: request["headers"].update(Host="127.0.0.1:1"),
    "another day": lambda request: request["headers"].update({"X-Amz-Date": "20200101T000000Z"}),
    "no day": lambda request: request["headers"].pop("X-Amz-Date"),
    "no signature": lambda request: request["headers"].pop("Authorization"),
    "an empty signature": lambda request: request["headers"].update(Authorization="AWS4-HMAC-SHA256 "),
    "an old signature": lambda request: request["headers"].update(Authorization="AWS AKIA:c2lnbmVk"),
    "a basic login": lambda request: request["headers"].update(Authorization="Basic cm9vdDpyb290"),
    "half a signature": lambda request: edit_authorization(request, lambda text: text[:-32]),
    "a signature beyond ASCII": lambda request: edit_authorization(request, lambda text: text[:-1] + "é"),
    "no signed headers": lambda request: edit_authorization(request, drop_signed_headers),
    "another Region": lambda request: edit_authorization(request, lambda text: text.replace("us-east-1", "eu-west-1")),
    "nonsense as Region": lambda request: edit_authorization(request, lambda text: text.replace("us-east-1", "x/../y")),
    "an empty Region": lambda request: edit_authorization(request, lambda text: text.replace("us-east-1", "")),
    "no end of scope": lambda request: edit_authorization(request, lambda text: text.replace("/aws4_request", "")),
    "another end of scope": lambda request: edit_authorization(request, lambda text: text.replace("4_request", "5_x")),
    "a header that is not signed": lambda request: request["headers"].update({"X-Amz-Acl": "public-read"}),
}


def edit_authorization(request, edit):
    request["headers"]["Authorization"] = edit(request["headers"]["Authorization"])


def drop_signed_headers(text):
    start, _, end = text.partition("SignedHeaders=")
    return f"{start}SignedHeaders=, {end.partition(', ')[2]}"


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
@pytest.mark.parametrize("service", ["s3", "iam", "dynamodb"])
def test_a_request_that_was_changed_after_signing_is_refused(running, endpoint, service, change):
    with nothing_changes(running):
        refused(ask(endpoint, running.root, service, change=change))


@pytest.mark.parametrize("minutes", [-24 * 60, -16, 16])
@pytest.mark.parametrize("service", ["s3", "iam", "dynamodb", "ec2"])
def test_a_request_is_refused_when_it_was_signed_more_than_15_minutes_from_now(running, endpoint, service, minutes):
    when = datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes=minutes)
    with nothing_changes(running):
        refused(ask(endpoint, running.root, service, when=f"{when:%Y%m%dT%H%M%SZ}"))


def test_a_signature_must_cover_the_host(running, endpoint, monkeypatch):
    monkeypatch.setattr(SigV4Auth, "headers_to_sign", lambda signer, request: request.headers)
    url = endpoint + "/?Action=GetUser&Version=2010-05-08"
    headers = sign(running.root, "GET", url, service="iam")
    assert "SignedHeaders=host" not in headers["Authorization"]
    monkeypatch.undo()
    refused(send(url, "GET", headers))


def test_everybody_is_told_that_a_bucket_does_not_exist(running, endpoint, blue):
    url = endpoint + "/no-such-bucket/a"
    with nothing_changes(running):
        for headers in ({}, sign(blue, "GET", url), sign(running.root, "GET", url)):
            assert "<Code>NoSuchBucket</Code>" in refused(send(url, "GET", headers), 404)


def test_a_scope_of_another_day_than_the_request_is_refused(running, endpoint):
    when = datetime.datetime.now(datetime.UTC)

    def change(request):
        edit_authorization(request, lambda text: text.replace(f"{when:%Y%m%d}", "20200101"))

    with nothing_changes(running):
        refused(ask(endpoint, running.root, "iam", change=change))


SERVICES = [
    ("motoapi", "/moto-api/reset"),
    ("moto-api", "/moto-api/reset"),
    ("s3", "/moto-api/reset"),
    ("instance_metadata", "/latest/meta-data/"),
    ("no-such-service", "/"),
    ("../s3", "/guests"),
    ("iam.amazonaws.com/", "/"),
    ("sts", "/moto-api/reset"),
    ("iam", "/x.datasync.x.amazonaws.com"),
    ("iam", "/guests.s3.amazonaws.com/2026.csv"),
    ("lambda", "/2015-03-31/functions/x.datasync.x.amazonaws.com"),
]


@pytest.mark.parametrize(("service", "path"), SERVICES)
def test_even_root_finds_no_control_page_behind_any_service_name(running, endpoint, service, path):
    with nothing_changes(running):
        for method in ("GET", "POST", "DELETE"):
            headers = sign(running.root, method, endpoint + path, service=service)
            refused(send(endpoint + path, method, headers), 403, 404, 501)
            headers = sign(
                running.root, method, endpoint + path, service=service, headers={"Host": "motoapi.amazonaws.com"}
            )
            refused(send(endpoint + path, method, headers), 403, 404, 501)


CONFUSING = {
    "two actions": ("iam", "POST", "/?Action=GetUser&UserName=blue", FORM, b"Action=CreateUser&UserName=eve"),
    "two actions, the other way": ("iam", "POST", "/?Action=CreateUser&UserName=eve", FORM, b"Action=GetUser"),
    "parameters in two places": ("iam", "POST", "/?UserName=blue", FORM, b"Action=GetUser&UserName=eve"),
    "an action and a target": ("iam", "POST", "/", {**FORM, "X-Amz-Target": "x.CreateUser"}, b"Action=GetUser"),
    "a target and an action": (
        "dynamodb",
        "POST",
        "/?Action=DeleteTable",
        {"X-Amz-Target": "DynamoDB_20120810.ListTables", "Content-Type": "application/x-amz-json-1.0"},
        b'{"TableName": "guests"}',
    ),
    "another service's target": (
        "dynamodb",
        "POST",
        "/",
        {"X-Amz-Target": "TrentService.CreateKey", "Content-Type": "application/x-amz-json-1.0"},
        b"{}",
    ),
    "a target for a REST service": (
        "lambda",
        "GET",
        "/2015-03-31/functions",
        {"X-Amz-Target": "x.DeleteFunction"},
        b"",
    ),
    "an action for a REST service": ("lambda", "GET", "/2015-03-31/functions?Action=DeleteFunction", {}, b""),
    "two subresources": ("s3", "PUT", "/guests?tagging&policy", {}, b"{}"),
    "an upload and an ACL": ("s3", "PUT", "/guests/a?acl&partNumber=1&uploadId=x", {}, b""),
    "an action for S3": ("s3", "GET", "/guests?Action=DeleteBucket", {}, b""),
}


@pytest.mark.parametrize("request_", CONFUSING.values(), ids=CONFUSING.keys())
def test_a_request_that_names_two_operations_is_refused(running, endpoint, request_):
    service, method, path, headers, body = request_
    with nothing_changes(running):
        signed = sign(running.root, method, endpoint + path, service=service, body=body, headers=headers)
        refused(send(endpoint + path, method, signed, body))


def test_a_key_in_the_query_string_does_not_make_a_bucket_an_object(running, endpoint, blue):
    iam = boto3.client("iam")
    document = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::*/*"}],
    }
    iam.put_user_policy(UserName="blue", PolicyName="objects", PolicyDocument=json.dumps(document))
    try:
        with nothing_changes(running):
            url = f"{endpoint}/guests?Key=2026.csv&list-type=2"
            assert "is not authorized to perform: s3:ListBucket" in refused(send(url, "GET", sign(blue, "GET", url)))
    finally:
        iam.delete_user_policy(UserName="blue", PolicyName="objects")


def test_another_account_cannot_be_named_in_a_header(running, endpoint):
    body = b"Action=CreateUser&UserName=green&Version=2010-05-08"
    headers = {**FORM, "x-moto-account-id": "999999999999"}
    signed = sign(running.root, "POST", endpoint + "/", service="iam", body=body, headers=headers)
    assert send(endpoint + "/", "POST", signed, body)[0] == 200
    assert boto3.client("iam").get_user(UserName="green")["User"]["Arn"] == "arn:aws:iam::123456789012:user/green"


def test_the_services_name_in_the_signature_decides_and_not_the_host(running, endpoint, blue):
    """A request that is signed for S3 stays one for S3, whatever its Host header says."""
    body = b"Action=CreateUser&UserName=eve&Version=2010-05-08"
    with nothing_changes(running):
        for host in ("iam.amazonaws.com", "sts.amazonaws.com", "motoapi.amazonaws.com"):
            headers = sign(running.root, "POST", f"http://{host}/", body=body, headers=FORM)
            refused(send(endpoint + "/", "POST", headers, body, host=endpoint.partition("//")[2]))


def test_a_bucket_in_the_host_is_the_bucket_that_is_authorised(running, endpoint, blue):
    headers = sign(blue, "GET", "http://guests.s3.amazonaws.com/2026.csv")
    with nothing_changes(running):
        body = refused(send(endpoint + "/2026.csv", "GET", headers, host=endpoint.partition("//")[2]))
    assert "arn:aws:s3:::guests/2026.csv" in body
    headers = sign(running.root, "GET", "http://guests.s3.amazonaws.com/2026.csv")
    assert send(endpoint + "/2026.csv", "GET", headers, host=endpoint.partition("//")[2])[2] == b"name,age\n"


def test_a_secret_cannot_be_guessed_from_the_seed(running):
    """What a neighbour with the same software gets for the same cells, in an account of his own, opens nothing here."""
    first = credentials.make_credential(credentials.ROOT)
    again = credentials.make_credential(credentials.ROOT)
    assert first.secret != again.secret and first.token != again.token
    assert len(set(first.secret)) > 10


# Requests that nobody can read

MALFORMED = {
    "a length that is no number": b"PUT /guests/a HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
    "a negative length": b"PUT /guests/a HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    "a length beyond memory": b"PUT /guests/a HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999\r\n\r\n",
    "a length in other digits": "PUT /guests/a HTTP/1.1\r\nHost: x\r\nContent-Length: ²\r\n\r\n".encode("latin-1"),
    "a chunk that is no number": b"PUT /a/a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nmany\r\nx\r\n",
    "a negative chunk": b"PUT /a/a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nx\r\n0\r\n\r\n",
    "chunks without an end": b"PUT /a/a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
    "a body that is too short": b"PUT /guests/a HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc",
    "huge headers": b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
    "many headers": b"GET / HTTP/1.1\r\nHost: x\r\n" + b"".join(b"X%d: y\r\n" % n for n in range(200)) + b"\r\n",
    "a huge path": b"GET /" + b"y" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    "a path that is not UTF-8": b"GET /guests/\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
    "an escape that is not UTF-8": b"GET /guests/%ff%fe?%ff=%fe HTTP/1.1\r\nHost: x\r\n\r\n",
    "a header that is not UTF-8": b"GET /guests HTTP/1.1\r\nHost: x\r\nAuthorization: \xff\xfe\r\n\r\n",
    "a host that is no host": b"GET /guests HTTP/1.1\r\nHost: [::1\r\n\r\n",
    "a whole URL as path": b"GET http://motoapi.amazonaws.com/moto-api/reset HTTP/1.1\r\nHost: x\r\n\r\n",
    "a star": b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
    "an unknown method": b"BREW / HTTP/1.1\r\nHost: x\r\n\r\n",
    "no version": b"GET /\r\n\r\n",
    "TLS": bytes.fromhex("16030100c8010000c40303") + b"\x00" * 50 + b"\r\n\r\n",
    "nothing": b"",
}


@pytest.mark.parametrize("data", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_request_that_cannot_be_read_is_refused_quietly_and_the_server_lives_on(running, endpoint, data, capfd):
    with nothing_changes(running):
        answer = send_bytes(endpoint, data)
        found = re.search(rb"^HTTP/1.1 (400|403|404|414|431|501) |Error code: 400|Access Denied", answer)
        assert found or not data, answer[:300]
        assert b"Traceback" not in answer and b"PracticeAccountFailure" not in answer
    assert capfd.readouterr() == ("", "")
    assert send(endpoint + "/guests")[0] == 403


def test_a_client_that_goes_away_early_is_no_news(running, endpoint, s3, capfd):
    s3.put_object(Bucket="guests", Key="big", Body=bytes(5 * MEBIBYTE))
    url = endpoint + "/guests/big"
    lines = [f"{name}: {value}" for name, value in sign(running.root, "GET", url).items()]
    import socket

    parts = urllib.parse.urlsplit(endpoint)
    for _ in range(3):
        with socket.create_connection((parts.hostname, parts.port)) as connection:
            connection.sendall("\r\n".join(["GET /guests/big HTTP/1.1", *lines, "", ""]).encode())
            connection.recv(10)
    s3.delete_object(Bucket="guests", Key="big")
    assert send(endpoint + "/guests")[0] == 403
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("change", [{"body": b"\xff\xfe=%zz"}, {"body": b"Action=%ff"}, {"body": b""}])
def test_a_signed_request_with_nonsense_in_it_is_refused(running, endpoint, change):
    with nothing_changes(running):
        headers = sign(running.root, "POST", endpoint + "/", service="iam", headers=FORM, **change)
        refused(send(endpoint + "/", "POST", headers, change["body"]), 400, 403, 404)


def test_a_body_that_is_said_to_be_packed_and_is_not_is_refused(running, endpoint):
    body = b"Action=CreateUser&UserName=eve"
    packed = {**FORM, "Content-Encoding": "gzip"}
    headers = sign(running.root, "POST", endpoint + "/", service="iam", headers=packed, body=body)
    with nothing_changes(running):
        refused(send(endpoint + "/", "POST", headers, body), 400)


def test_the_server_listens_on_this_computer_alone(running):
    assert sandbox._server._server.server_address[0] == "127.0.0.1"


# Presigned URLs

OLD, NEW = None, Config(signature_version="s3v4")
KEYS = [
    "2026.csv",
    "with space.csv",
    "a/b//c.csv",
    "größe-日本.csv",
    "100%+&=?#;,'().csv",
    "/leading",
    "end/",
    "a%20b",
    "~x",
]
FETCH = """
import sys, urllib.request, urllib.error, json
for line in sys.stdin:
    method, url, body = json.loads(line)
    request = urllib.request.Request(url, method=method, data=body.encode() if body is not None else None)
    request.add_header("Content-Type", "")
    try:
        with urllib.request.urlopen(request) as answer: print(json.dumps([answer.status, answer.read().decode()]))
    except urllib.error.HTTPError as error: print(json.dumps([error.code, error.read().decode()]))
    sys.stdout.flush()
"""


@pytest.fixture(scope="module")
def browser(running, tmp_path_factory):
    """Another process that fetches a URL: (method, url, body) gives (status, text)."""
    child = Watched(tmp_path_factory.mktemp("browser")).open(FETCH)

    def fetch(url, method="GET", body=None):
        print(json.dumps([method, url, body]), file=child.stdin, flush=True)
        return tuple(json.loads(child.stdout.readline()))

    yield fetch
    child.stdin.close()
    child.wait(10)


def make_link(method="get_object", config=NEW, key="2026.csv", seconds=60, **parameters):
    parameters = {"Bucket": "guests", "Key": key} | parameters
    return boto3.client("s3", config=config).generate_presigned_url(method, Params=parameters, ExpiresIn=seconds)


both_versions = pytest.mark.parametrize("config", [OLD, NEW], ids=["default", "s3v4"])


def test_the_two_kinds_of_links_are_both_in_use(running):
    assert "X-Amz-Signature=" in make_link(config=NEW)
    assert "AWSAccessKeyId=" in make_link(config=Config(signature_version="s3"))


@both_versions
@pytest.mark.parametrize("key", KEYS)
def test_a_presigned_url_uploads_and_downloads_from_another_process(running, browser, s3, config, key):
    assert browser(make_link("put_object", config, key), "PUT", f"of {key}")[0] == 200
    assert s3.get_object(Bucket="guests", Key=key)["Body"].read().decode() == f"of {key}"
    assert browser(make_link("get_object", config, key)) == (200, f"of {key}")


@both_versions
def test_a_presigned_url_of_session_credentials_works(running, browser, config):
    session = boto3.client("sts").get_session_token()["Credentials"]
    client = boto3.client(
        "s3",
        config=config,
        aws_access_key_id=session["AccessKeyId"],
        aws_secret_access_key=session["SecretAccessKey"],
        aws_session_token=session["SessionToken"],
    )
    url = client.generate_presigned_url("get_object", Params={"Bucket": "guests", "Key": "2026.csv"})
    assert browser(url)[0] == 200
    parts = urllib.parse.urlsplit(url)
    kept = [part for part in parts.query.split("&") if "token" not in part.lower()]
    assert browser(urllib.parse.urlunsplit(parts._replace(query="&".join(kept))))[0] == 403


@both_versions
@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("head_object", {}),
        ("list_objects_v2", {"Prefix": "2026"}),
        ("get_object", {"ResponseContentType": "text/plain"}),
        ("get_object", {"ResponseContentDisposition": "attachment; filename=größe-日本.csv\r\nX-Injected: yes"}),
    ],
)
def test_other_links_work_too(running, endpoint, config, method, parameters):
    parameters = parameters | ({} if method.startswith("list") else {"Key": "2026.csv"})
    client = boto3.client("s3", config=config)
    url = client.generate_presigned_url(method, Params={"Bucket": "guests"} | parameters)
    status, headers, _ = send(url, "HEAD" if method == "head_object" else "GET")
    assert status == 200
    assert "X-Injected" not in headers


TAMPERED = {
    "another key": lambda url: url.replace("2026.csv", "2025.csv"),
    "another bucket": lambda url: url.replace("/guests/", "/guest2/"),
    "a longer life": lambda url: url.replace("X-Amz-Expires=60", "X-Amz-Expires=600"),
    "a later end": lambda url: change_end(url, +1000),
    "an end in another script": lambda url: url.replace("Expires=", "Expires=%C2%B2"),
    "an endless end": lambda url: url.replace("Expires=", "Expires=" + "9" * 5000),
    "no end": lambda url: url.replace("Expires=", "NoExpires="),
    "another signature": lambda url: url.replace("ignature=", "ignature=0"),
    "an empty signature": lambda url: url.partition("ignature=")[0] + "ignature=",
    "another key id": lambda url: url.replace("=ASIA", "=ASIB"),
    "a subresource": lambda url: url + "&acl",
    "a version": lambda url: url + "&versionId=null",
    "another query": lambda url: url.replace("X-Amz-Date", "x=y&X-Amz-Date") if "X-Amz-Date" in url else url + "&acl=1",
}


def change_end(url, seconds):
    parts = urllib.parse.urlsplit(url)
    query = dict(urllib.parse.parse_qsl(parts.query))
    name = "X-Amz-Date" if "X-Amz-Date" in query else "Expires"
    if name == "Expires":
        query[name] = str(int(query[name]) + seconds)
    else:
        day = datetime.datetime.strptime(query[name], "%Y%m%dT%H%M%SZ") + datetime.timedelta(seconds=60)
        query[name] = f"{day:%Y%m%dT%H%M%SZ}"
    return urllib.parse.urlunsplit(parts._replace(query=urllib.parse.urlencode(query)))


@pytest.mark.parametrize("change", TAMPERED.values(), ids=TAMPERED.keys())
@both_versions
def test_a_tampered_link_is_refused(running, browser, config, change):
    url = make_link(config=config)
    tampered = change(url)
    if tampered == url:
        assert "X-Amz-Expires=60" in str(change("X-Amz-Expires=60")) or config is OLD
        return
    with nothing_changes(running):
        status, body = browser(tampered)
    assert status == 403, body


@both_versions
def test_a_link_for_one_method_does_not_work_for_another(running, browser, config):
    with nothing_changes(running):
        assert browser(make_link("get_object", config), "PUT", "evil")[0] == 403
        assert browser(make_link("get_object", config), "DELETE")[0] == 403
        assert browser(make_link("put_object", config), "GET")[0] == 403


@both_versions
@pytest.mark.parametrize("header", ["x-amz-copy-source", "x-amz-acl", "x-amz-tagging", "x-amz-meta-owner"])
def test_a_link_gives_no_more_than_what_was_signed(running, config, header):
    value = "/guests/2026.csv" if "copy" in header else "public-read"
    with nothing_changes(running):
        refused(send(make_link("put_object", config, "copy.csv"), "PUT", {header: value}, b"x"))


@both_versions
def test_a_link_past_its_time_is_refused(running, browser, config, monkeypatch):
    url = make_link(config=config, seconds=60)
    assert browser(url)[0] == 200
    _travel(monkeypatch, 61)
    with nothing_changes(running):
        status, body = browser(url)
    assert status == 403 and "Request has expired" in body


def test_a_link_that_would_last_longer_than_a_week_is_refused(running, browser):
    status, body = browser(make_link(seconds=8 * 24 * 3600))
    assert status == 403 and "604800" in body


def _travel(monkeypatch, seconds):
    """The practice account's clock shows a later time; the caller's does not."""
    import time

    real = credentials._check_time
    monkeypatch.setattr(credentials, "_check_time", lambda call, now: real(call, time.time() + seconds))


@both_versions
def test_a_link_by_somebody_without_the_right_is_refused(running, browser, blue, config):
    client = boto3.client("s3", config=config, aws_access_key_id=blue.key_id, aws_secret_access_key=blue.secret)
    url = client.generate_presigned_url("get_object", Params={"Bucket": "guests", "Key": "2026.csv"})
    status, body = browser(url)
    assert status == 403
    assert "user/blue is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::guests/2026.csv" in body


@both_versions
def test_a_link_dies_with_the_key_that_signed_it(running, browser, config):
    iam = boto3.client("iam")
    iam.create_user(UserName="leaver")
    document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
    iam.put_user_policy(UserName="leaver", PolicyName="s3", PolicyDocument=json.dumps(document))
    key = iam.create_access_key(UserName="leaver")["AccessKey"]
    names = {"aws_access_key_id": key["AccessKeyId"], "aws_secret_access_key": key["SecretAccessKey"]}
    client = boto3.client("s3", config=config, **names)
    url = client.generate_presigned_url("get_object", Params={"Bucket": "guests", "Key": "2026.csv"})
    assert browser(url)[0] == 200
    iam.update_access_key(UserName="leaver", AccessKeyId=key["AccessKeyId"], Status="Inactive")
    assert browser(url)[0] == 403
    iam.delete_access_key(UserName="leaver", AccessKeyId=key["AccessKeyId"])
    iam.delete_user_policy(UserName="leaver", PolicyName="s3")
    iam.delete_user(UserName="leaver")


# And to be sure that the refusals above are due to what is wrong with each request:


def test_the_same_requests_are_answered_when_nothing_is_wrong_with_them(running, endpoint, s3):
    assert {service: ask(endpoint, running.root, service)[0] for service in REQUESTS} == dict.fromkeys(REQUESTS, 200)
    assert boto3.client("iam").get_user(UserName="eve")
    assert s3.get_object(Bucket="guests", Key="evil.csv")["Body"].read() == b"evil"
    assert boto3.client("dynamodb").list_tables()["TableNames"] == []
