"""The page on where the practice account differs from AWS: each row's "here" is proven, and no row is without proof."""

import contextlib
import datetime
import io
import json
import platform
import re
import urllib.error
import urllib.request
from pathlib import Path

import boto3
import numpy
import people
import pytest
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError
from people import allow, deny, document, fetch, is_allowed, make_user, refuse, role_arn, trust, user_arn

from helpers import authenticator, billing, console, ec2, sandbox
from helpers._account import engine, qr, trial

PAGE = Path(__file__).parents[1] / "docs" / "practice-account.md"
ROW = re.compile(r"^\| `([a-z0-9-]+)` \| (.+) \| (.+) \|$", re.MULTILINE)
GUESTS = "arn:aws:s3:::guests"
OBJECTS = "arn:aws:s3:::guests/*"
proofs = {}


def proves(row):
    """Mark a test as the proof of one row of the page."""

    def keep(test):
        proofs.setdefault(row, []).append(test.__name__)
        return test

    return keep


@pytest.fixture(autouse=True)
def iam(practice_account):
    people.empty_account()
    return boto3.client("iam")


def test_every_row_has_one_test_and_every_test_has_a_row():
    rows = [name for name, _, _ in ROW.findall(PAGE.read_text(encoding="utf-8"))]
    assert rows and len(rows) == len(set(rows))
    assert sorted(rows) == sorted(proofs)
    assert all(len(tests) == 1 for tests in proofs.values())


def test_every_line_of_a_table_is_a_row_with_three_full_cells():
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    bodies = [line for line in lines if line not in ("| test | here | on AWS |", "| --- | --- | --- |")]
    assert all(ROW.match(line) and line.count(" | ") == 2 for line in bodies), bodies


@proves("changes-at-once")
def test_what_is_changed_counts_from_the_next_call_on(iam):
    s3 = make_user("blue").client("s3")
    for _ in range(3):
        assert not is_allowed(s3.list_buckets)
        iam.put_user_policy(UserName="blue", PolicyName="p", PolicyDocument=document(allow("s3:*")))
        assert is_allowed(s3.list_buckets)
        iam.delete_user_policy(UserName="blue", PolicyName="p")
    people.empty_fleet()
    people.give_role(run_server()["InstanceId"], "agent", people.AWS_POLICY + "AmazonSSMManagedInstanceCore")
    [given] = boto3.client("ec2").describe_iam_instance_profile_associations()["IamInstanceProfileAssociations"]
    assert given["State"] == "associated"


@proves("root-keys")
def test_root_has_temporary_keys_and_is_asked_for_nothing(iam):
    key = boto3.Session().get_credentials()
    assert key.access_key.startswith("ASIA") and key.token
    give_root_mfa()
    with contextlib.redirect_stdout(io.StringIO()):
        sandbox.sign_in_as_root()
    assert boto3.Session().get_credentials().access_key == key.access_key
    assert boto3.client("iam").get_account_summary()["SummaryMap"]["AccountMFAEnabled"] == 1


def give_root_mfa():
    device = console.add_root_mfa()
    phone = authenticator.scan(device)
    assert console.activate_root_mfa(device, phone.read_code(), phone.read_code()).ok


@proves("one-account")
def test_a_policy_may_name_strangers_in_other_accounts(iam):
    assert boto3.client("sts").get_caller_identity()["Account"] == "123456789012"
    people.put_bucket()
    people.put_bucket_policy({**allow("s3:*", OBJECTS), "Principal": {"AWS": "arn:aws:iam::210987654321:user/nobody"}})


@proves("organizations")
def test_service_control_policies_limit_nobody():
    client = boto3.client("organizations")
    client.create_organization()
    made = client.create_policy(Content=document(deny("*")), Description="no", Name="no", Type="SERVICE_CONTROL_POLICY")
    client.attach_policy(PolicyId=made["Policy"]["PolicySummary"]["Id"], TargetId=people.ACCOUNT)
    assert is_allowed(make_user("blue", allow("s3:*")).client("s3").list_buckets)


@proves("identity-center")
def test_identity_center_and_federation_do_not_answer():
    assert refuse(boto3.client("sso-admin").list_instances)[0] in ("InvalidAction", "NotImplemented", "404")
    assert refuse(boto3.client("sts").get_federation_token, Name="guest")[0] == "NotImplemented"
    token = {"RoleArn": role_arn("door"), "RoleSessionName": "visit", "WebIdentityToken": "token"}
    with pytest.raises(ClientError):
        boto3.client("sts").assume_role_with_web_identity(**token)


@proves("log-in")
def test_logging_in_asks_for_no_password_and_no_code(iam):
    iam.create_user(UserName="blue")
    with contextlib.redirect_stdout(io.StringIO()):
        sandbox.log_in("blue")
    assert boto3.client("sts").get_caller_identity()["Arn"] == user_arn("blue")
    with contextlib.redirect_stdout(io.StringIO()):
        sandbox.sign_in_as_root()


@proves("console")
def test_there_is_no_web_page_and_signing_in_to_the_console_changes_nothing_for_boto3(iam):
    iam.create_user(UserName="blue")
    iam.create_login_profile(UserName="blue", Password="Guests2026")
    assert fetch(f"{sandbox._environment.endpoint}/console")[0] in (403, 404)
    assert console.sign_in("blue", "Guests2026").ok
    assert boto3.client("sts").get_caller_identity()["Arn"] == people.ROOT


@proves("sign-up")
def test_signing_up_takes_any_address_and_may_be_done_again(iam):
    start_again()
    assert boto3.client("iam").get_account_summary()["SummaryMap"]["AccountPasswordPresent"] == 0
    for email in ("nobody@example.com", "somebody@example.org"):
        assert console.sign_up(account_name="meet-up", email=email, password="Guests2026").ok
        assert console.change_root(email=f"new-{email}").ok


@proves("alias")
def test_everyday_words_are_taken_and_anything_else_is_free(iam):
    for taken in ("data", "meetup", "data-science"):
        assert refuse(iam.create_account_alias, AccountAlias=taken)[0] == "EntityAlreadyExists"
    for free in ("aws-web-services", "meetup-of-blue-and-orange", "data7"):
        iam.create_account_alias(AccountAlias=free)
    iam.delete_account_alias(AccountAlias="data7")


@proves("password-age")
def test_a_password_that_is_too_old_still_opens_the_console(iam):
    iam.create_user(UserName="blue")
    iam.create_login_profile(UserName="blue", Password="Guests2026")
    iam.update_account_password_policy(MaxPasswordAge=1)
    engine.get_iam().users["blue"].password_changed -= datetime.timedelta(days=2)
    assert console.sign_in("blue", "Guests2026").ok
    iam.delete_account_password_policy()


@proves("credential-report")
def test_every_credential_report_is_new_and_ready_at_once(iam):
    for count in range(3):
        iam.create_user(UserName=f"guest-{count}")
        iam.generate_credential_report()
        assert iam.get_credential_report()["Content"].count(b"guest-") == 2 * (count + 1)


@proves("where-from")
def test_every_request_comes_from_this_computer_and_counts_as_encrypted():
    condition = {"IpAddress": {"aws:SourceIp": "127.0.0.1/32"}, "Bool": {"aws:SecureTransport": "true"}}
    people.put_bucket(a_csv=b"ada")
    blue = make_user("blue", allow("s3:GetObject", Condition=condition)).client("s3")
    url = blue.generate_presigned_url("get_object", Params={"Bucket": "guests", "Key": "a.csv"})
    assert url.startswith("http://") and fetch(url) == (200, "ada")


@proves("user-ids")
def test_a_user_s_id_does_not_begin_as_on_aws(iam):
    assert not iam.create_user(UserName="blue")["User"]["UserId"].startswith("AIDA")


@proves("made-again")
def test_a_user_made_again_is_the_same_to_a_bucket_policy(iam):
    people.put_bucket(a_csv=b"1")
    iam.create_user(UserName="blue")
    people.put_bucket_policy({**allow("s3:GetObject", OBJECTS), "Principal": {"AWS": user_arn("blue")}})
    iam.delete_user(UserName="blue")
    assert is_allowed(make_user("blue").client("s3").get_object, Bucket="guests", Key="a.csv")


@proves("needs-version")
def test_a_policy_without_version_is_refused(iam):
    iam.create_user(UserName="blue")
    text = document(allow("s3:*")).replace('"Version": "2012-10-17", ', "")
    code, message = refuse(iam.put_user_policy, UserName="blue", PolicyName="p", PolicyDocument=text)
    assert code == "MalformedPolicyDocument" and "Version" in message


@proves("link-age")
def test_the_age_of_a_link_is_never_asked():
    s3 = people.put_bucket(a_csv=b"1")
    too_old = {"NumericGreaterThanEquals": {"s3:signatureAge": 0}}
    policy = document(deny("s3:GetObject", OBJECTS, Principal="*", Condition=too_old))
    s3.put_bucket_policy(Bucket="guests", Policy=policy)
    client = boto3.client("s3", config=Config(signature_version="s3v4"))
    link = client.generate_presigned_url("get_object", Params={"Bucket": "guests", "Key": "a.csv"})
    assert urllib.request.urlopen(link).read() == b"1"


@proves("condition-values")
def test_a_condition_value_of_the_wrong_kind_is_refused(iam):
    iam.create_user(UserName="blue")
    text = document(allow("s3:*", Condition={"NumericLessThan": {"s3:max-keys": "many"}}))
    code, _ = refuse(iam.put_user_policy, UserName="blue", PolicyName="p", PolicyDocument=text)
    assert code == "MalformedPolicyDocument"


@proves("policy-size")
def test_a_policy_may_be_of_any_length(iam):
    iam.create_user(UserName="blue")
    text = document(allow("s3:*", [f"arn:aws:s3:::bucket-{number}" for number in range(500)]))
    assert len(text) > 6144
    iam.put_user_policy(UserName="blue", PolicyName="p", PolicyDocument=text)
    iam.create_policy(PolicyName="p", PolicyDocument=text)


@proves("resource-policies")
def test_a_queue_s_own_policy_grants_nothing_and_a_function_s_does():
    make_user("blue")
    arn = f"arn:aws:sqs:us-east-1:{people.ACCOUNT}:open"
    text = document({**allow("sqs:SendMessage", arn), "Principal": {"AWS": user_arn("blue")}})
    queue = boto3.client("sqs").create_queue(QueueName="open", Attributes={"Policy": text})["QueueUrl"]
    assert not trial.may("blue", "sqs.send_message", QueueUrl=queue, MessageBody="x").allowed
    more = {"StatementId": "blue", "Action": "lambda:InvokeFunction", "Principal": user_arn("blue")}
    make_function().add_permission(FunctionName="hello", **more)
    assert trial.may("blue", "lambda.invoke", FunctionName="hello").allowed


@proves("other-services")
def test_in_other_services_a_right_on_a_named_resource_is_not_enough():
    queue = boto3.client("sqs").create_queue(QueueName="page")["QueueUrl"]
    make_user("narrow", allow("sqs:*", f"arn:aws:sqs:us-east-1:{people.ACCOUNT}:page"))
    make_user("wide", allow("sqs:*"))
    assert not trial.may("narrow", "sqs.send_message", QueueUrl=queue, MessageBody="x").allowed
    assert trial.may("wide", "sqs.send_message", QueueUrl=queue, MessageBody="x").allowed


@proves("audit")
def test_cloudtrail_and_access_analyzer_do_not_answer():
    assert refuse(boto3.client("cloudtrail").lookup_events)[0] == "NotImplemented"
    call = boto3.client("accessanalyzer").validate_policy
    assert refuse(call, policyDocument=document(allow("*")), policyType="IDENTITY_POLICY")


@proves("qr-code")
def test_the_qr_code_of_a_device_names_the_practice_account(iam):
    device = iam.create_virtual_mfa_device(VirtualMFADeviceName="page")["VirtualMFADevice"]
    text = qr.make_text(device["SerialNumber"], device["Base32StringSeed"].decode())
    assert text.endswith("&issuer=AWS%20practice%20account")
    assert device["QRCodePNG"] == qr.make_png(device["SerialNumber"], device["Base32StringSeed"].decode())


@proves("authenticator")
def test_a_phone_shows_four_codes_without_a_wait(iam):
    device = iam.create_virtual_mfa_device(VirtualMFADeviceName="page")
    waits, start = [], 1_800_000_000
    phone = authenticator.scan(device)
    phone._now, phone._wait = (lambda: start), waits.append
    codes = {phone.read_code() for _ in range(4)}
    assert len(codes) == 4 and waits == []
    phone.read_code()
    assert waits == [30]


@proves("context-keys")
def test_the_simulator_does_not_list_context_keys(iam):
    policies = {"PolicyInputList": [document(allow("s3:*"))]}
    assert refuse(iam.get_context_keys_for_custom_policy, **policies)[0] == "NotImplemented"
    assert iam.simulate_custom_policy(**policies, ActionNames=["s3:GetObject"])["EvaluationResults"]


@proves("s3-quotes")
def test_s3_names_the_arn_without_quotes():
    make_user("blue")
    message = trial.may("blue", "s3.get_object", Bucket="guests", Key="a").message
    assert f"on resource: {GUESTS}/a because" in message


@proves("encoded-message")
def test_ec2_refuses_in_plain_words():
    make_user("blue")
    message = trial.may("blue", "ec2.terminate_instances", InstanceIds=["i-0123456789abcdef0"]).message
    assert "ec2:TerminateInstances" in message and "ncoded" not in message
    assert refuse(boto3.client("sts").decode_authorization_message, EncodedMessage="x")[0] == "NotImplemented"


@proves("status-403")
def test_refusals_are_403_in_every_service():
    nobody = people.sign_in({"AccessKeyId": "AKIANOBODYHASTHISKEY", "SecretAccessKey": "x" * 40})
    blue = make_user("blue")
    for call in (
        nobody.client("ec2").describe_instances,
        nobody.client("dynamodb").list_tables,
        blue.client("dynamodb").list_tables,
    ):
        with pytest.raises(ClientError) as caught:
            call()
        assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403


@proves("request-id")
def test_the_request_id_of_a_refusal_is_all_zeros():
    with pytest.raises(ClientError) as caught:
        make_user("blue").client("iam").list_users()
    assert set(caught.value.response["ResponseMetadata"]["RequestId"]) == set("0-")


@proves("unsigned")
def test_an_unsigned_request_is_understood_by_s3_only():
    unsigned = Config(signature_version=UNSIGNED)
    assert refuse(boto3.client("s3", config=unsigned).list_buckets)[0] == "AccessDenied"
    with pytest.raises(ClientError, match="Unknown"):
        boto3.client("iam", config=unsigned).list_users()


@proves("copy-missing")
def test_copying_a_missing_object_says_so_to_everybody_who_may_read():
    people.put_bucket()
    blue = make_user("blue", allow(["s3:GetObject", "s3:PutObject"])).client("s3")
    code, _ = refuse(blue.copy_object, Bucket="guests", Key="b", CopySource="guests/missing")
    assert code == "NoSuchKey"


@proves("bucket-names")
def test_a_bucket_s_name_must_be_new_in_this_account_only():
    people.put_bucket("data-science")
    people.put_bucket("test-bucket")


@proves("bucket-tags")
def test_tags_given_while_a_bucket_is_made_are_dropped():
    tags = [{"Key": "event", "Value": "meetup"}]
    boto3.client("s3").create_bucket(Bucket="venues", CreateBucketConfiguration={"Tags": tags})
    assert refuse(boto3.client("s3").get_bucket_tagging, Bucket="venues")[0] == "NoSuchTagSet"


@proves("bucket-regions")
def test_a_bucket_answers_a_client_of_any_region_and_tables_and_machines_do_not():
    europe = {"region_name": "eu-west-1"}
    people.put_bucket(a_csv=b"ada")
    assert boto3.client("s3", **europe).get_object(Bucket="guests", Key="a.csv")["Body"].read() == b"ada"
    make_table()
    assert boto3.client("dynamodb", **europe).list_tables()["TableNames"] == []
    boto3.client("ec2").run_instances(ImageId="ami-12c6146b", MinCount=1, MaxCount=1)
    assert boto3.client("ec2", **europe).describe_instances()["Reservations"] == []


@proves("unknown-regions")
def test_a_region_that_does_not_exist_fails_in_the_account_and_not_on_the_way():
    nowhere = {"region_name": "us-east-9"}
    zones, tables = boto3.client("ec2", **nowhere), boto3.client("dynamodb", **nowhere)
    for call in (zones.describe_availability_zones, tables.list_tables):
        with pytest.raises(ClientError, match="PracticeAccountFailure"):
            call()


@proves("account-lock")
def test_block_public_access_is_set_for_each_bucket_and_not_for_the_account():
    s3 = people.put_bucket(a_csv="1")
    on = {"BlockPublicPolicy": True, "RestrictPublicBuckets": True}
    s3.put_public_access_block(Bucket="guests", PublicAccessBlockConfiguration=on)
    for_all = boto3.client("s3control").put_public_access_block
    parameters = {"AccountId": people.ACCOUNT, "PublicAccessBlockConfiguration": on}
    assert refuse(for_all, **parameters)[0] == "NoSuchBucket"


@proves("public-means-here")
def test_a_presigned_url_points_to_this_computer():
    url = boto3.client("s3").generate_presigned_url("get_object", Params={"Bucket": "guests", "Key": "a"})
    assert url.startswith(sandbox._environment.endpoint) and "//127.0.0.1:" in url


@proves("fitting-actions")
def test_a_bucket_policy_may_hold_actions_that_fit_nothing():
    people.put_bucket(a_csv=b"1")
    blue = make_user("blue").client("s3")
    people.put_bucket_policy(
        {**allow(["s3:GetObject", "s3:NoSuchAction"], GUESTS), "Principal": {"AWS": user_arn("blue")}}
    )
    assert not is_allowed(blue.get_object, Bucket="guests", Key="a.csv")


@proves("acls")
def test_access_control_lists_grant_nothing():
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket="with-lists", ObjectOwnership="ObjectWriter")
    people.open_bucket("with-lists")
    s3.put_object(Bucket="with-lists", Key="a", Body=b"1", ACL="public-read")
    assert not trial.may(None, "s3.get_object", Bucket="with-lists", Key="a").allowed


@proves("kms")
def test_an_object_under_a_disabled_key_can_be_read():
    kms, s3 = boto3.client("kms"), people.put_bucket()
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    s3.put_object(Bucket="guests", Key="a", Body=b"1", ServerSideEncryption="aws:kms", SSEKMSKeyId=key)
    kms.disable_key(KeyId=key)
    assert s3.get_object(Bucket="guests", Key="a")["Body"].read() == b"1"


@proves("form-uploads")
def test_a_form_that_is_signed_for_an_upload_is_refused():
    s3 = people.put_bucket()
    form = s3.generate_presigned_post("guests", "a.csv")
    fields = "".join(
        f'--line\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in {**form["fields"], "file": "1"}.items()
    )
    headers = {"Content-Type": "multipart/form-data; boundary=line"}
    request = urllib.request.Request(form["url"], f"{fields}--line--\r\n".encode(), headers, method="POST")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=30)
    assert refused.value.code in (403, 404)
    assert "Contents" not in s3.list_objects_v2(Bucket="guests")


@proves("lifecycle")
def test_a_lifecycle_rule_deletes_nothing():
    s3 = people.put_bucket(a_csv=b"1")
    rule = {"ID": "old", "Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Date": "2020-01-01T00:00:00Z"}}
    s3.put_bucket_lifecycle_configuration(Bucket="guests", LifecycleConfiguration={"Rules": [rule]})
    assert s3.get_object(Bucket="guests", Key="a.csv")["Body"].read() == b"1"


@proves("versioning")
def test_versioning_counts_from_the_next_write_on():
    s3 = people.put_bucket()
    s3.put_bucket_versioning(Bucket="guests", VersioningConfiguration={"Status": "Enabled"})
    first = s3.put_object(Bucket="guests", Key="a.csv", Body=b"1")["VersionId"]
    s3.put_object(Bucket="guests", Key="a.csv", Body=b"2")
    assert s3.get_object(Bucket="guests", Key="a.csv", VersionId=first)["Body"].read() == b"1"


@proves("restores")
def test_a_restored_object_can_be_read_at_once():
    s3 = people.put_bucket()
    s3.put_object(Bucket="guests", Key="old.csv", Body=b"1", StorageClass="DEEP_ARCHIVE")
    assert refuse(s3.get_object, Bucket="guests", Key="old.csv")[0] == "InvalidObjectState"
    s3.restore_object(Bucket="guests", Key="old.csv", RestoreRequest={"Days": 1})
    assert s3.get_object(Bucket="guests", Key="old.csv")["Body"].read() == b"1"


@proves("conflicts")
def test_two_conditional_writes_end_in_one_success_and_one_412():
    s3 = people.put_bucket()
    s3.put_object(Bucket="guests", Key="seat", Body=b"Fern", IfNoneMatch="*")
    with pytest.raises(ClientError) as refused:
        s3.put_object(Bucket="guests", Key="seat", Body=b"Ash", IfNoneMatch="*")
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 412


@proves("no-encryption")
def test_a_bucket_without_encryption_setting_has_none():
    s3 = people.put_bucket()
    s3.delete_bucket_encryption(Bucket="guests")
    assert refuse(s3.get_bucket_encryption, Bucket="guests")[0] == "ServerSideEncryptionConfigurationNotFoundError"


@proves("machines")
def test_a_machine_runs_at_once():
    ec2 = boto3.client("ec2")
    made = ec2.run_instances(ImageId="ami-12c6146b", MinCount=1, MaxCount=1)["Instances"][0]["InstanceId"]
    (reservation,) = ec2.describe_instances(InstanceIds=[made])["Reservations"]
    assert reservation["Instances"][0]["State"]["Name"] == "running"


@proves("launch-checks")
def test_any_image_and_number_of_machines_is_taken():
    more = {"ImageId": "ami-nosuchimage", "InstanceType": "p5.48xlarge", "MinCount": 10, "MaxCount": 10}
    assert len(boto3.client("ec2").run_instances(**more)["Instances"]) == 10


def make_function(code="def handle(event, context): return 1", **more):
    """A function called hello, and what it answers."""
    people.empty_functions()
    logs = allow("logs:*")
    wish = {"Runtime": "python3.13", "Handler": "main.handle", "Code": {"ZipFile": people.zip_code(code)}} | more
    client = boto3.client("lambda")
    role = people.make_role("hello-role", trust({"Service": "lambda.amazonaws.com"}), logs)
    client.create_function(FunctionName="hello", Role=role, **wish)
    return client


def run_function(client):
    return json.loads(client.invoke(FunctionName="hello")["Payload"].read())


def read_function_log():
    found = boto3.client("logs").filter_log_events(logGroupName="/aws/lambda/hello")["events"]
    return [event["message"] for event in found]


@proves("functions")
def test_a_function_in_python_runs_on_this_computer_and_others_do_not():
    code = "import platform\ndef handle(event, context): return [platform.python_version(), platform.node()]"
    client = make_function(code, Runtime="python3.9")
    assert run_function(client) == [platform.python_version(), platform.node()]
    client.update_function_configuration(FunctionName="hello", Runtime="nodejs22.x")
    assert refuse(client.invoke, FunctionName="hello")[0] == "NotImplemented"


@proves("function-time")
def test_no_function_runs_longer_than_fifty_seconds():
    code = "def handle(event, context): return context.get_remaining_time_in_millis()"
    assert 40_000 < run_function(make_function(code, Timeout=900)) <= 50_000


@proves("function-memory")
def test_a_function_is_ended_when_it_was_seen_to_use_too_much():
    from helpers._account import workers

    assert workers.LOOK_SECONDS == 0.01
    code = "def handle(event, context): return len(bytearray(300 * 2**20))"
    assert run_function(make_function(code))["errorType"] == "Runtime.OutOfMemory"


@proves("function-events")
def test_what_an_upload_starts_has_run_when_it_is_answered_three_times_if_it_fails():
    client, s3 = make_function("def handle(event, context): raise ValueError"), people.put_bucket()
    grant = {"Action": "lambda:InvokeFunction", "Principal": "s3.amazonaws.com", "SourceArn": GUESTS}
    client.add_permission(FunctionName="hello", StatementId="s3", **grant)
    arn = client.get_function(FunctionName="hello")["Configuration"]["FunctionArn"]
    one = {"LambdaFunctionArn": arn, "Events": ["s3:ObjectCreated:*"]}
    s3.put_bucket_notification_configuration(
        Bucket="guests", NotificationConfiguration={"LambdaFunctionConfigurations": [one]}
    )
    s3.put_object(Bucket="guests", Key="a.csv", Body=b"1")
    assert sum(line.startswith("START") for line in read_function_log()) == 3


@proves("function-packages")
def test_a_function_imports_numpy_with_the_layer_of_aws_and_nothing_from_another_layer():
    client = make_function("import numpy\ndef handle(event, context): return numpy.__version__", MemorySize=512)
    assert "No module named 'numpy'" in run_function(client)["errorMessage"]
    own = client.publish_layer_version(LayerName="own", Content={"ZipFile": people.zip_code(numpy="__version__ = 0")})
    client.update_function_configuration(FunctionName="hello", Layers=[own["LayerVersionArn"]])
    assert "No module named 'numpy'" in run_function(client)["errorMessage"]
    layer = "arn:aws:lambda:us-east-1:336392948345:layer:AWSSDKPandas-Python313:11"
    client.update_function_configuration(FunctionName="hello", Layers=[layer])
    assert run_function(client) == numpy.__version__


@proves("function-logs")
def test_the_log_begins_with_start():
    run_function(make_function())
    assert [line.split()[0] for line in read_function_log()] == ["START", "END", "REPORT"]


@proves("function-versions")
def test_the_right_to_a_function_covers_its_versions():
    make_user("blue", allow("lambda:InvokeFunction", f"arn:aws:lambda:us-east-1:{people.ACCOUNT}:function:hello"))
    assert trial.may("blue", "lambda.invoke", FunctionName="hello", Qualifier="7").allowed


@proves("api-gateway")
def test_api_gateway_is_decided_and_does_not_answer():
    make_user("orange", allow("apigateway:GET"))
    make_user("blue")
    assert trial.may("orange", "apigateway.get_rest_apis").allowed
    assert trial.may("blue", "apigateway.get_rest_apis").error == "AccessDeniedException"
    assert refuse(boto3.client("apigateway").get_rest_apis)[0] == "NotImplemented"


@proves("cloudfront")
def test_cloudfront_keeps_lists_and_delivers_nothing():
    assert boto3.client("cloudfront").list_distributions()["DistributionList"]["Quantity"] == 0


@proves("tables")
def test_a_table_is_ready_at_once():
    assert make_table()["TableStatus"] == "ACTIVE"


def make_table():
    key = [{"AttributeName": "name", "KeyType": "HASH"}]
    kinds = [{"AttributeName": "name", "AttributeType": "S"}]
    more = {"KeySchema": key, "AttributeDefinitions": kinds, "BillingMode": "PAY_PER_REQUEST"}
    return boto3.client("dynamodb").create_table(TableName="guests", **more)["TableDescription"]


def run_server(**more):
    wish = {"ImageId": people.find_image(), "InstanceType": "m5.large", "MinCount": 1, "MaxCount": 1} | more
    return boto3.client("ec2").run_instances(**wish)["Instances"][0]


@proves("terminated")
def test_a_terminated_machine_leaves_the_list_when_the_meter_has_moved_an_hour():
    people.empty_fleet()
    second_disk = {"DeviceName": "/dev/sdf", "Ebs": {"VolumeSize": 9, "DeleteOnTermination": False}}
    client, server = boto3.client("ec2"), run_server(BlockDeviceMappings=[second_disk])
    client.terminate_instances(InstanceIds=[server["InstanceId"]])
    [disk] = client.describe_volumes(Filters=[{"Name": "size", "Values": ["9"]}])["Volumes"]
    assert disk["State"] == "available"
    client.delete_volume(VolumeId=disk["VolumeId"])
    meter = billing.start_meter().advance(0.9)
    assert client.describe_instances()["Reservations"]
    meter.advance(1)
    assert client.describe_instances()["Reservations"] == []


@proves("zones")
def test_a_machine_without_a_wish_starts_in_the_first_zone_which_is_the_same_for_all():
    assert run_server()["Placement"]["AvailabilityZone"] == "us-east-1a"
    [zone] = boto3.client("ec2").describe_availability_zones(ZoneNames=["us-east-1a"])["AvailabilityZones"]
    assert zone["ZoneId"] == "use1-az6"


@proves("newest-image")
def test_the_newest_amazon_linux_is_one_of_september_2026():
    found = boto3.client("ssm").get_parameter(Name=people.AL2023)["Parameter"]
    assert (found["Value"], f"{found['LastModifiedDate']:%Y-%m}") == ("ami-0d27e0fb3bac4d724", "2026-09")


@proves("session-manager")
def test_a_role_lets_a_script_run_on_a_machine_at_once():
    people.empty_fleet()
    server = run_server()["InstanceId"]
    assert refuse(ec2.run_on, instance_id=server, code="print(1)")[0] == "TargetNotConnected"
    people.give_role(server, "agent", people.AWS_POLICY + "AmazonSSMManagedInstanceCore")
    assert ec2.run_on(server, "import numpy\nprint(1)") == "1\n"


@proves("reach")
def test_network_acls_have_no_say_in_who_reaches_a_machine():
    people.empty_fleet()
    client = boto3.client("ec2")
    group = people.make_group("web", 443, "0.0.0.0/0")
    server = run_server(SecurityGroupIds=[group])
    for acl in client.describe_network_acls()["NetworkAcls"]:
        rule = {"RuleNumber": 1, "Protocol": "-1", "RuleAction": "deny", "Egress": False, "CidrBlock": "0.0.0.0/0"}
        client.create_network_acl_entry(NetworkAclId=acl["NetworkAclId"], **rule)
    assert ec2.can_reach(server["InstanceId"], 443, "203.0.113.9")


@proves("spot")
def test_a_spot_machine_runs_on_at_a_fixed_price():
    people.empty_fleet()
    run_server(InstanceMarketOptions={"MarketType": "spot"})
    line = billing.start_meter().advance(1000).bill().lines[0]
    assert (line.hours, line.item.usd_per_hour) == (1000, billing.hourly_price("m5.large", "spot"))
    server = run_server(InstanceMarketOptions={"MarketType": "spot"})["InstanceId"]
    assert server in ec2.take_back(server)


@proves("elastic-ips")
def test_an_elastic_ip_address_begins_with_127():
    assert boto3.client("ec2").allocate_address(Domain="vpc")["PublicIp"].startswith("127.")


def make_group():
    people.empty_fleet()
    template = {"ImageId": people.find_image(), "InstanceType": "m5.large"}
    boto3.client("ec2").create_launch_template(LaunchTemplateName="site", LaunchTemplateData=template)
    scaling = boto3.client("autoscaling")
    sizes = {"MinSize": 1, "MaxSize": 4, "AvailabilityZones": ["us-east-1a"]}
    wish = {"LaunchTemplate": {"LaunchTemplateName": "site"}, **sizes}
    scaling.create_auto_scaling_group(AutoScalingGroupName="site", **wish)
    return scaling


def count_members(scaling):
    [group] = scaling.describe_auto_scaling_groups()["AutoScalingGroups"]
    return [one["LifecycleState"] for one in group["Instances"]].count("InService")


@proves("groups")
def test_a_group_has_its_machines_at_once_and_remembers_nothing():
    scaling = make_group()
    scaling.set_desired_capacity(AutoScalingGroupName="site", DesiredCapacity=3)
    assert count_members(scaling) == 3
    assert scaling.describe_scaling_activities(AutoScalingGroupName="site")["Activities"] == []


@proves("scaling-policies")
def test_a_scaling_policy_is_stored_and_changes_nothing():
    scaling = make_group()
    load = {"PredefinedMetricSpecification": {"PredefinedMetricType": "ASGAverageCPUUtilization"}, "TargetValue": 1.0}
    more = {"PolicyType": "TargetTrackingScaling", "TargetTrackingConfiguration": load}
    scaling.put_scaling_policy(AutoScalingGroupName="site", PolicyName="follow", **more)
    billing.start_meter().advance(24)
    assert scaling.describe_policies()["ScalingPolicies"] and count_members(scaling) == 1


@proves("meter")
def test_the_meter_charges_what_exists_when_it_is_moved_and_no_requests():
    people.empty_fleet()
    meter, s3 = billing.start_meter(), people.put_bucket(a_csv=b"1")
    boto3.client("ec2").terminate_instances(InstanceIds=[run_server()["InstanceId"]])
    for _ in range(20):
        s3.get_object(Bucket="guests", Key="a.csv")
    bill = meter.advance(1).bill()
    assert [line.item.what for line in bill.lines] == ["S3 Standard, 1 bytes"]
    assert "Not metered here: requests, data transfer" in repr(bill)


CHARGES = {
    "Namespace": "AWS/Billing",
    "MetricName": "EstimatedCharges",
    "Dimensions": [{"Name": "Currency", "Value": "USD"}],
    "Statistic": "Maximum",
    "Period": 21600,
    "EvaluationPeriods": 1,
    "Threshold": 0.5,
    "ComparisonOperator": "GreaterThanThreshold",
}


@proves("billing-alarms")
def test_alarms_on_the_bill_follow_the_meter_and_others_wait_for_data():
    people.empty_fleet()
    client, meter = boto3.client("cloudwatch"), billing.start_meter()
    run_server()
    client.put_metric_alarm(AlarmName="a", **CHARGES)
    client.put_metric_alarm(AlarmName="b", **CHARGES | {"Namespace": "Mine", "Dimensions": []})
    client.put_metric_data(Namespace="Mine", MetricData=[{"MetricName": "EstimatedCharges", "Value": 9}])
    meter.advance(5.9)
    assert [one["StateValue"] for one in client.describe_alarms()["MetricAlarms"]] == ["INSUFFICIENT_DATA"] * 2
    meter.advance(0.1)
    assert [one["StateValue"] for one in client.describe_alarms()["MetricAlarms"]] == ["ALARM", "INSUFFICIENT_DATA"]


@proves("alarm-checks")
def test_an_alarm_is_stored_without_a_comparison_and_with_an_action_that_is_no_arn():
    people.empty_fleet()
    client = boto3.client("cloudwatch")
    without = {name: value for name, value in CHARGES.items() if name != "ComparisonOperator"}
    client.put_metric_alarm(AlarmName="a", AlarmActions=["money"], **without)
    [alarm] = client.describe_alarms()["MetricAlarms"]
    assert "ComparisonOperator" not in alarm and alarm["AlarmActions"] == ["money"]


def make_budget(**more):
    limit = {"Amount": "1", "Unit": "USD"}
    budget = {"BudgetName": "b", "BudgetType": "COST", "TimeUnit": "MONTHLY", "BudgetLimit": limit} | more
    boto3.client("budgets").create_budget(AccountId=people.ACCOUNT, Budget=budget)


def read_spend():
    return boto3.client("budgets").describe_budgets(AccountId=people.ACCOUNT)["Budgets"][0]["CalculatedSpend"]


@proves("budgets")
def test_a_budget_is_on_the_whole_cost_and_refreshed_every_ten_hours():
    people.empty_fleet()
    make_budget()
    run_server()
    meter, seen = billing.start_meter(), []
    for _ in range(21):
        meter.advance(1)
        seen.append(float(read_spend()["ActualSpend"]["Amount"]))
    assert [hour for hour in range(2, 22) if seen[hour - 1] != seen[hour - 2]] == [10, 20]
    for kind in ({"BudgetType": "USAGE"}, {"CostFilters": {"Service": ["Amazon Simple Storage Service"]}}):
        assert refuse(make_budget, BudgetName="c", **kind)[0] == "NotImplemented"
    actions = boto3.client("budgets").describe_budget_actions_for_account
    assert refuse(actions, AccountId=people.ACCOUNT)[0] == "NotImplemented"


@proves("forecasts")
def test_a_forecast_comes_after_five_weeks_and_is_a_straight_line():
    people.empty_fleet()
    make_budget()
    run_server()
    meter = billing.start_meter().advance(5 * 7 * 24 - 1)
    assert "ForecastedSpend" not in read_spend()
    meter.advance(1)
    hours_of_march = 5 * 7 * 24 - 28 * 24
    actual, forecast = (float(read_spend()[name]["Amount"]) for name in ("ActualSpend", "ForecastedSpend"))
    assert forecast == pytest.approx(actual / hours_of_march * 31 * 24, abs=0.01)


@proves("mails")
def test_mails_are_listed_and_an_address_counts_at_once():
    people.empty_fleet()
    topic = boto3.client("sns").create_topic(Name="money")["TopicArn"]
    boto3.client("sns").subscribe(TopicArn=topic, Protocol="email", Endpoint="me@example.com")
    boto3.client("cloudwatch").put_metric_alarm(AlarmName="a", AlarmActions=[topic], **CHARGES)
    run_server()
    assert [mail.to for mail in billing.start_meter().advance(24).mails()] == ["me@example.com"]


@proves("billing-access")
def test_a_user_with_the_permission_may_use_budgets():
    viewer = make_user("viewer", allow("budgets:ViewBudget"))
    assert is_allowed(viewer.client("budgets").describe_budgets, AccountId=people.ACCOUNT)
    assert console.open_billing().ok
    assert is_allowed(viewer.client("budgets").describe_budgets, AccountId=people.ACCOUNT)


@proves("stacks")
def test_a_stack_is_complete_at_once_without_tags_of_aws_and_has_no_change_sets():
    client = boto3.client("cloudformation")
    bucket = {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "venues"}}
    client.create_stack(StackName="meetup", TemplateBody=json.dumps({"Resources": {"Guests": bucket}}))
    assert client.describe_stacks(StackName="meetup")["Stacks"][0]["StackStatus"] == "CREATE_COMPLETE"
    assert refuse(boto3.client("s3").get_bucket_tagging, Bucket="venues")[0] == "NoSuchTagSet"
    assert refuse(client.create_change_set, StackName="meetup", ChangeSetName="a")[0] == "NotImplemented"
    assert refuse(client.detect_stack_drift, StackName="meetup")[0] == "NotImplemented"
    client.delete_stack(StackName="meetup")
    assert client.list_stacks()["StackSummaries"][0]["StackStatus"] == "DELETE_COMPLETE"


@proves("opt-in-regions")
def test_a_region_that_is_not_enabled_answers_too_and_is_not_listed():
    assert is_allowed(boto3.client("ec2", region_name="eu-south-2").describe_instances)
    listed = [one["RegionName"] for one in boto3.client("ec2").describe_regions()["Regions"]]
    assert len(listed) == 17 and "eu-south-2" not in listed


@proves("costs")
def test_cost_explorer_is_empty_and_prices_do_not_answer():
    period = {"Start": "2026-01-01", "End": "2026-02-01"}
    ask = boto3.client("ce").get_cost_and_usage
    assert ask(TimePeriod=period, Granularity="MONTHLY", Metrics=["UnblendedCost"])["ResultsByTime"] == []
    assert refuse(boto3.client("pricing").describe_services)


def start_again():
    with contextlib.redirect_stdout(io.StringIO()):
        sandbox.stop()
        sandbox.start()


@proves("same-ids")
def test_every_new_account_gives_the_same_ids():
    found = []
    for _ in range(2):
        start_again()
        found.append(make_user("blue").get_credentials())
    assert found[0].access_key == found[1].access_key and found[0].secret_key != found[1].secret_key


@proves("forgets")
def test_a_new_account_is_empty():
    make_user("blue")
    people.put_bucket()
    start_again()
    assert boto3.client("s3").list_buckets()["Buckets"] == []
    assert boto3.client("iam").list_users()["Users"] == []


@proves("throttling")
def test_a_table_is_never_throttled():
    table = make_seats(
        BillingMode="PROVISIONED", ProvisionedThroughput={"ReadCapacityUnits": 1, "WriteCapacityUnits": 1}
    )
    for number in range(300):
        assert table.put_item(Item={"guest": str(number)})["ResponseMetadata"]["RetryAttempts"] == 0


@proves("capacity")
def test_a_batch_is_said_to_consume_one_unit():
    table = make_seats(BillingMode="PAY_PER_REQUEST")
    puts = [{"PutRequest": {"Item": {"guest": str(number)}}} for number in range(20)]
    asked = {"RequestItems": {"seats": puts}, "ReturnConsumedCapacity": "TOTAL"}
    told = table.meta.client.batch_write_item(**asked)["ConsumedCapacity"]
    assert [one["CapacityUnits"] for one in told] == [1.0]


def make_seats(**how):
    """A table `seats` with the partition key `guest`, made anew."""
    resource = boto3.resource("dynamodb")
    for old in resource.tables.all():
        old.delete()
    schema = [{"AttributeName": "guest", "KeyType": "HASH"}]
    attributes = [{"AttributeName": "guest", "AttributeType": "S"}]
    return resource.create_table(TableName="seats", KeySchema=schema, AttributeDefinitions=attributes, **how)
