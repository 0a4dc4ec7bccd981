"""Every point of moto that the practice account leans on. A new moto that moves one fails here and is told which.

Nothing of helpers/_account is imported before the first test has run: the names must be there for it to be importable.
"""

import importlib
import inspect
import json
import subprocess
import sys

import pytest

# (module, name in it, what it is used for)
NAMES = [
    ("moto.autoscaling.models", "FakeAutoScalingGroup.replace_autoscaling_group_instances", "fleet: zones of a group"),
    (
        "moto.autoscaling.models",
        "FakeAutoScalingGroup.set_desired_capacity",
        "fleet: the order in which a group shrinks",
    ),
    ("moto.budgets.models", "Notification", "fleet: notifications of a budget"),
    ("moto.cloudwatch.models", "CloudWatchBackend.put_metric_alarm", "fleet: a new alarm has no data"),
    ("moto.cloudwatch.models", "Alarm.update_state", "fleet: alarms on the bill"),
    ("moto.core.base_backend", "BackendDict._instances", "reset: a new account starts from the same ids"),
    ("moto.ec2.exceptions", "EC2ClientError.code", "launches: a type that a zone does not have"),
    ("moto.ec2.models.availability_zones_and_regions", "RegionsAndZonesBackend.zones", "launches: zone ids"),
    ("moto.ec2.models.instances", "InstanceBackend.run_instances", "launches: the disk of an image"),
    ("moto.ec2.models.instances", "InstancePlacement", "launches: zone ids"),
    ("moto.ec2.models.instance_types", "INSTANCE_TYPE_OFFERINGS", "launches: which types there are"),
    (
        "moto.ec2.models.instance_types",
        "InstanceTypeOfferingBackend.describe_instance_type_offerings",
        "launches: what a zone offers",
    ),
    ("moto.ec2.responses.instances", "InstanceResponse.run_instances", "launches: zone ids"),
    ("moto.ec2.responses.instances", "InstanceResponse._parse_block_device_mapping", "launches: the disk of an image"),
    ("moto.ec2.models.subnets", "Subnet._base_avail_ip_iterator.cache_clear", "reset: old accounts are forgotten"),
    ("moto.core", "DEFAULT_ACCOUNT_ID", "the account's number"),
    ("moto.backend_index", "backend_url_patterns", "run: which service a host belongs to"),
    ("moto.backends", "get_backend", "get_iam, get_bucket: the state of a service"),
    ("moto.core.base_backend", "BaseBackend.urls", "run: a service's addresses, listed once"),
    ("moto.core.base_backend", "AccountSpecificBackend._generate_regions", "a service's Regions, listed once"),
    ("moto.core.base_backend", "BackendDict.reset", "reset: a new account is empty"),
    ("moto.core.botocore_stubber", "BotocoreStubber.process_request", "run: moto's answer"),
    ("moto.core.config", "default_user_config", "get_iam: AWS's managed policies"),
    ("moto.core.loaders", "Loader.list_available_services", "the quick loader"),
    ("moto.core.loaders", "moto_root", "the quick loader"),
    ("moto.core.model_instances", "reset_model_data", "reset: a new account is empty"),
    ("moto.core.parse", "PROTOCOL_PARSERS", "parse: the parameters of a request"),
    ("moto.core.request", "Request.from_primitives", "call.py: a request as moto reads it"),
    ("moto.core.request", "determine_request_protocol", "the format of requests and answers"),
    ("moto.core.routing", "get_service_router", "match: the operation of a request"),
    ("moto.core.serialize", "get_serializer_class", "serialize: answers that moto has not"),
    ("moto.core.utils", "create_loader", "the quick loader"),
    ("moto.core.utils", "get_service_model", "the format of requests and answers"),
    ("moto.iam.models", "IAMBackend._init_aws_policies", "get_iam: AWS's managed policies"),
    ("moto.iam.models", "IAMBackend._init_managed_policies", "get_iam: AWS's managed policies"),
    ("moto.iam.models", "mark_account_as_visited", "note_use: when an access key was used last"),
    ("moto.moto_api._internal", "mock_random", "reset: the same ids in every account"),
    ("moto.s3.models", "FakeBucket.get_permission", "run: the gate alone decides on bucket policies"),
    ("moto.s3.models", "PublicAccessBlock", "set_bucket_defaults: new buckets are private"),
    ("cryptography", "x509", "the lazy import of cryptography"),
]


def say(point, use):
    return f"moto changed: {point}. This is used for: {use} (helpers/_account/engine.py)"


@pytest.mark.parametrize(("module", "name", "use"), NAMES, ids=[f"{module}.{name}" for module, name, _ in NAMES])
def test_the_name_is_still_there(module, name, use):
    try:
        found = importlib.import_module(module)
        for part in name.split("."):
            found = getattr(found, part)
    except (ImportError, AttributeError) as error:
        pytest.fail(say(f"there is no {name} in {module} ({error})", use))


@pytest.fixture
def engine(account):
    from helpers._account import engine

    return engine


def make_request(engine, method, service, path="/", headers=(), body=b""):
    scope = f"AKIA/20260101/us-east-1/{service}/aws4_request"
    headers = {
        "authorization": f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=x",
        **dict(headers),
    }
    return engine.Request.from_primitives(method, f"https://{service}.us-east-1.amazonaws.com{path}", headers, body)


FORM = {"content-type": "application/x-www-form-urlencoded"}
JSON = {"content-type": "application/x-amz-json-1.0", "x-amz-target": "DynamoDB_20120810.ListTables"}
# service, request, operation, the parameters that are found in it
REQUESTS = [
    ("s3", ("PUT", "s3", "/guests/a%20b/c?tagging"), "PutObjectTagging", {"Bucket": "guests", "Key": "a b/c"}),
    ("s3", ("GET", "s3", "/guests?list-type=2&prefix=a"), "ListObjectsV2", {"Bucket": "guests", "Prefix": "a"}),
    ("s3", ("HEAD", "s3", "/guests"), "HeadBucket", {"Bucket": "guests"}),
    ("iam", ("POST", "iam", "/", FORM, b"Action=GetUser&UserName=blue"), "GetUser", {"UserName": "blue"}),
    ("ec2", ("POST", "ec2", "/", FORM, b"Action=RunInstances&MaxCount=1&MinCount=1"), "RunInstances", {"MaxCount": 1}),
    ("dynamodb", ("POST", "dynamodb", "/", JSON, b'{"Limit": 5}'), "ListTables", {"Limit": 5}),
    ("lambda", ("GET", "lambda", "/2015-03-31/functions/f"), "GetFunction", {"FunctionName": "f"}),
]


@pytest.mark.parametrize(("service", "parts", "name", "parameters"), REQUESTS, ids=[one[2] for one in REQUESTS])
def test_a_request_is_still_matched_and_read(engine, service, parts, name, parameters):
    request = make_request(engine, *parts)
    operation, labels = engine.match(request, service)
    assert operation.name == name, say("get_service_router(...).match finds another operation", "match")
    found = engine.parse(request, operation, labels)
    assert parameters.items() <= found.items(), say(f"PROTOCOL_PARSERS read {found}", "parse")


def test_the_router_still_says_not_found_where_there_is_no_operation(engine):
    from werkzeug.exceptions import NotFound

    with pytest.raises(NotFound):
        engine.match(make_request(engine, "POST", "iam", "/", FORM, b"Action=Nothing"), "iam")
    with pytest.raises(NotFound):
        engine.match(make_request(engine, "GET", "lambda", "/moto-api/reset"), "lambda")


def test_a_service_that_does_not_exist_is_still_unknown_to_the_router(engine):
    from botocore.exceptions import UnknownServiceError

    with pytest.raises(UnknownServiceError):
        engine.match(make_request(engine, "GET", "motoapi", "/moto-api/reset"), "motoapi")


@pytest.mark.parametrize(
    ("service", "content_type", "protocol"),
    [
        ("s3", "application/json", "rest-xml"),
        ("iam", FORM["content-type"], "query"),
        ("ec2", FORM["content-type"], "ec2"),
        ("dynamodb", JSON["content-type"], "json"),
        ("lambda", "", "rest-json"),
    ],
)
def test_the_protocols_still_have_their_names(engine, service, content_type, protocol):
    found = engine.get_protocol(service, content_type)
    assert found == protocol, say(f"determine_request_protocol says {found} for {service}", "errors.py, call.py")


def test_moto_still_answers_a_request_object_without_a_decorator_or_credentials(engine):
    status, headers, body = engine.run(make_request(engine, "PUT", "s3", "/guests"))
    assert status == 200, say("BotocoreStubber.process_request wants more than a request", "run")
    assert isinstance(dict(headers), dict) and isinstance(body, (str, bytes))
    assert engine.get_bucket("guests").name == "guests", say("buckets are kept elsewhere", "get_bucket")


def test_moto_still_decides_nothing_by_itself_about_who_may_do_what(engine):
    """The gate has decided: moto gets a signature that is no signature and an access key that does not exist."""
    status, _, body = engine.run(make_request(engine, "POST", "iam", "/", FORM, b"Action=CreateUser&UserName=blue"))
    assert status == 200, say(f"moto authorises requests on its own now: {body}", "run")
    assert "blue" in engine.get_iam().users


def test_a_deny_in_a_bucket_policy_is_still_asked_for_in_one_place_and_left_to_the_gate(engine):
    statement = {"Effect": "Deny", "Principal": {"AWS": "x"}, "Action": "s3:*", "Resource": "arn:aws:s3:::guests/*"}
    engine.run(make_request(engine, "PUT", "s3", "/guests"))
    engine.run(make_request(engine, "PUT", "s3", "/guests/a", {}, b"x"))
    engine.get_bucket("guests").policy = json.dumps({"Statement": [statement]}).encode()
    status, _, body = engine.run(make_request(engine, "GET", "s3", "/guests/a"))
    assert (int(status), body) == (200, b"x"), say("bucket policies are evaluated elsewhere", "run")


def test_moto_would_still_apply_that_deny_to_everybody_otherwise(engine):
    """When this fails, moto reads Principal and Condition, and `_leave_bucket_policies_to_the_gate` may go."""
    code = """
import json
from moto.s3.models import FakeBucket
bucket = FakeBucket("guests", "123456789012", "us-east-1")
deny = {"Effect": "Deny", "Principal": {"AWS": "x"}, "Action": "s3:*", "Resource": "arn:aws:s3:::guests/*"}
bucket.policy = json.dumps({"Version": "2012-10-17", "Statement": [deny]}).encode()
print(bucket.get_permission("s3:GetObject", "arn:aws:s3:::guests/a").name)
"""
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "DENIED\n"


def test_a_path_still_leads_moto_astray_and_is_kept_from_it(engine):
    from moto import backend_index

    plain, astray = (
        "https://iam.us-east-1.amazonaws.com/",
        "https://iam.us-east-1.amazonaws.com/x.datasync.x.amazonaws.com",
    )
    found = [{name for name, one in backend_index.backend_url_patterns if one.match(url)} for url in (plain, astray)]
    assert found == [{"iam"}, {"iam", "datasync"}], say("addresses are matched in another way", "run")
    with pytest.raises(NotImplementedError):
        engine.run(make_request(engine, "POST", "iam", "/x.datasync.x.amazonaws.com", FORM, b"Action=GetUser"))


def test_a_services_addresses_are_listed_once_and_are_those_that_moto_lists(engine):
    backend = engine.get_backend("s3")
    remembered = backend.urls
    assert remembered is backend.urls, say("another attribute than `urls` is asked", "a quick answer")
    code = """
from moto.s3.models import s3_backends
print([(url, handler.__name__) for url, handler in s3_backends["123456789012"]["aws"].urls.items()])
"""
    plain = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert str([(url, handler.__name__) for url, handler in remembered.items()]) == plain.strip()


def test_every_address_that_moto_knows_still_has_aws_in_it():
    from moto import backend_index

    others = {name for name, one in backend_index.backend_url_patterns if "aws" not in one.pattern}
    assert others == {"instance_metadata"}, say(f"{others} have other addresses", "run: paths that lead astray")


def test_no_service_name_leads_to_motos_control_pages(engine):
    import botocore.session

    names = botocore.session.get_session().get_available_services()
    assert len(names) > 300
    found = {service for name in names for service in engine._find_services(f"https://{name}.us-east-1.amazonaws.com/")}
    assert {"s3", "iam"} <= found and not found & {"moto_api", "instance_metadata"}


def test_an_answer_is_still_written_in_the_format_of_the_service(engine):
    request = make_request(engine, "POST", "sts", "/", FORM, b"Action=GetCallerIdentity")
    operation, _ = engine.match(request, "sts")
    status, headers, body = engine.serialize(request, operation, {"Arn": "arn:aws:iam::1:root"})
    assert status == 200 and "xml" in headers["Content-Type"], say("serializers answer otherwise", "serialize")
    assert "<Arn>arn:aws:iam::1:root</Arn>" in (body if isinstance(body, str) else body.decode())


def test_a_reset_still_empties_every_service_and_starts_the_ids_from_the_seed(engine):
    def make_ids():
        engine.run(make_request(engine, "POST", "iam", "/", FORM, b"Action=CreateUser&UserName=blue"))
        engine.run(make_request(engine, "POST", "iam", "/", FORM, b"Action=CreateAccessKey&UserName=blue"))
        engine.run(make_request(engine, "PUT", "s3", "/guests"))
        user = engine.get_iam().users["blue"]
        return user.id, user.access_keys[0].access_key_id

    engine.reset()
    first = make_ids()
    engine.reset()
    assert engine.get_bucket("guests") is None and not engine.get_iam().users, say("state is kept elsewhere", "reset")
    engine.reset()
    assert make_ids() == first, say("ids come from another generator than mock_random", "reset: the same ids")


def test_the_managed_policies_still_wait_for_the_first_call_to_iam(engine):
    engine.reset()
    backend = engine.get_backend("iam")
    assert not backend.managed_policies, say("they are loaded at once", "get_iam: a quick first answer")
    assert engine.get_iam() is backend
    policy = backend.managed_policies["arn:aws:iam::aws:policy/AdministratorAccess"]
    document = json.loads(engine.get_policy_text(policy))
    assert document["Statement"][0]["Action"] == "*", say("a policy keeps its text elsewhere", "get_policy_text")
    assert len(backend.managed_policies) == len(backend.aws_managed_policies) > 1000


def test_a_policys_version_in_force_is_still_the_one_that_counts(engine):
    import boto3

    iam = boto3.client("iam")
    statement = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
    texts = [json.dumps({"Version": "2012-10-17", "Statement": [statement | {"Sid": sid}]}) for sid in ("One", "Two")]
    arn = iam.create_policy(PolicyName="p", PolicyDocument=texts[0])["Policy"]["Arn"]
    iam.create_policy_version(PolicyArn=arn, PolicyDocument=texts[1], SetAsDefault=True)
    assert engine.get_policy_text(engine.get_iam().managed_policies[arn]) == texts[1], say(
        "versions", "get_policy_text"
    )


def test_users_groups_roles_and_keys_still_have_the_attributes_that_decisions_read(engine):
    import boto3

    iam = boto3.client("iam")
    iam.create_user(UserName="blue")
    iam.create_access_key(UserName="blue")
    iam.create_group(GroupName="admins")
    iam.add_user_to_group(GroupName="admins", UserName="blue")
    iam.attach_user_policy(UserName="blue", PolicyArn="arn:aws:iam::aws:policy/ReadOnlyAccess")
    iam.create_virtual_mfa_device(VirtualMFADeviceName="phone")
    trust = {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    iam.create_role(RoleName="reader", AssumeRolePolicyDocument=document)
    backend = engine.get_iam()
    user = backend.users["blue"]
    (role,) = backend.roles.values()
    (device,) = backend.virtual_mfa_devices.values()
    wanted = [
        (user, "id arn name access_keys policies managed_policies mfa_devices password"),
        (user.access_keys[0], "access_key_id secret_access_key status"),
        (backend.get_groups_for_user("blue")[0], "name policies managed_policies users"),
        (role, "id arn name policies managed_policies assume_role_policy_document max_session_duration"),
        (device, "serial_number base32_string_seed user"),
        (next(iter(user.managed_policies.values())), "name versions default_version_id attachment_count"),
    ]
    missing = [
        (type(thing).__name__, one) for thing, names in wanted for one in names.split() if not hasattr(thing, one)
    ]
    assert missing == [], say(f"{missing} are gone", "decisions.py, credentials.py, rules.py")


def test_a_users_permissions_boundary_is_still_kept_where_it_is_set(engine):
    import boto3

    arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
    boto3.client("iam").create_user(UserName="blue")
    engine.set_user_boundary(engine.get_iam().users["blue"], arn)
    shown = boto3.client("iam").get_user(UserName="blue")["User"]
    assert shown["PermissionsBoundary"] == {
        "PermissionsBoundaryType": "Policy",
        "PermissionsBoundaryArn": arn,
    }, say("a user's boundary is shown from elsewhere", "set_user_boundary")
    engine.set_user_boundary(engine.get_iam().users["blue"], None)
    assert "PermissionsBoundary" not in boto3.client("iam").get_user(UserName="blue")["User"]


def test_a_new_buckets_defaults_are_still_kept_where_they_are_set(engine):
    import boto3

    s3 = boto3.client("s3")
    s3.create_bucket(Bucket="guests")
    block = s3.get_public_access_block(Bucket="guests")["PublicAccessBlockConfiguration"]
    assert set(block.values()) == {True} and len(block) == 4, say("the public access block", "set_bucket_defaults")
    rules = s3.get_bucket_ownership_controls(Bucket="guests")["OwnershipControls"]["Rules"]
    assert rules == [{"ObjectOwnership": "BucketOwnerEnforced"}], say("ownership", "set_bucket_defaults")
    rule = s3.get_bucket_encryption(Bucket="guests")["ServerSideEncryptionConfiguration"]["Rules"][0]
    assert rule["ApplyServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}, say("encryption", "defaults")
    bucket = engine.get_bucket("guests")
    assert bucket.public_access_block.restrict_public_buckets, say("a bucket's public access block", "gate.py")
    assert bucket.policy is None and "a" not in bucket.keys, say("a bucket's attributes", "decisions.py, gate.py")


def test_tags_of_ec2_are_still_found(engine):
    import boto3

    ec2 = boto3.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    ec2.create_tags(Resources=[vpc], Tags=[{"Key": "team", "Value": "blue"}])
    assert engine.get_ec2_tags(vpc) == {"team": "blue"}, say("describe_tags answers otherwise", "get_ec2_tags")
    assert engine.get_ec2_tags("i-0") == {}


def test_tags_of_an_object_are_still_found(engine):
    import boto3

    client = boto3.client("s3")
    client.create_bucket(Bucket="guests")
    client.put_object(Bucket="guests", Key="2026.csv", Body=b"", Tagging="team=blue")
    assert engine.get_object_tags("guests", "2026.csv") == {"team": "blue"}, say("S3's tagger", "get_object_tags")
    assert engine.get_object_tags("guests", "2027.csv") == {}


def test_partition_keys_of_a_table_and_of_its_index_are_still_found(engine):
    import boto3

    index = {
        "IndexName": "by-borough",
        "KeySchema": [{"AttributeName": "borough", "KeyType": "HASH"}],
        "Projection": {"ProjectionType": "ALL"},
    }
    boto3.client("dynamodb").create_table(
        TableName="seats",
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("guest", "borough")],
        KeySchema=[{"AttributeName": "guest", "KeyType": "HASH"}],
        GlobalSecondaryIndexes=[index],
        BillingMode="PAY_PER_REQUEST",
    )
    found = [engine.get_partition_key("seats", name, "us-east-1") for name in (None, "by-borough")]
    assert found == ["guest", "borough"], say("hash_key_attr or schema of a table", "get_partition_key")
    assert engine.get_partition_key("nothing", None, "us-east-1") is None


def test_the_names_that_choose_an_operation_of_s3_are_still_in_the_model(engine):
    names = engine.list_subresources()
    assert {"acl", "policy", "tagging", "uploads", "uploadId", "delete", "publicAccessBlock"} <= names, say(
        "http_trait.query_args", "list_subresources"
    )
    assert not names & {"prefix", "versionId", "partNumber", "x-id"}


def test_the_quick_loader_is_still_the_one_that_is_used_and_finds_the_same_services(engine):
    from moto.core import utils
    from moto.core.loaders import Loader, moto_root

    slow = Loader(extra_search_paths=[moto_root])
    quick = utils.create_loader()
    assert type(quick).__name__ == "_QuickLoader" and utils.create_loader() is quick
    assert "create_loader()" in inspect.getsource(utils), say("models are loaded in another way", "the quick loader")
    for name in ("s3", "iam", "sts", "dynamodb", "lambda", "ec2"):
        assert quick.load_service_model(name, "service-2") == slow.load_service_model(name, "service-2")
    assert set(slow.list_available_services("service-2")) <= set(quick.list_available_services("service-2"))


def test_cryptography_is_loaded_when_it_is_used_and_not_before():
    code = """
import sys
from helpers._account import engine
import moto.iam.models
before = "cryptography.x509.extensions" in sys.modules
from cryptography import x509
print(before, x509.NameOID.COMMON_NAME.dotted_string, "cryptography.x509.extensions" in sys.modules)
"""
    root = str(importlib.import_module("helpers").__path__[0]).removesuffix("helpers")
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root)
    assert child.stdout == "False 2.5.4.3 True\n", say(child.stdout + child.stderr, "a quick first answer")


def test_an_account_that_is_closed_leaves_no_server_behind(engine):
    import gc

    import boto3
    from moto.ec2.models import EC2Backend

    from helpers import sandbox

    for _ in range(2):
        boto3.client("ec2").describe_instances()
        sandbox.stop()
        sandbox.start()
    gc.collect()
    assert [one for one in gc.get_objects() if isinstance(one, EC2Backend)] == []


def test_a_certificate_can_still_be_read_after_the_lazy_import(engine):
    import boto3
    from cryptography import x509

    assert x509.load_pem_x509_certificate
    boto3.client("iam").create_user(UserName="blue")
    with pytest.raises(Exception, match="MalformedCertificate"):
        boto3.client("iam").upload_signing_certificate(UserName="blue", CertificateBody="no certificate")


@pytest.mark.parametrize(
    "text", ["2026-11-25T08:00:00.000Z", "2026-11-25T08:00:00Z", "Wed, 25 Nov 2026 08:00:00 GMT", "1795593600.5", 12]
)
def test_the_quick_parser_of_times_says_what_botocore_says(account, text):
    from botocore import utils

    from helpers import sandbox

    slow = sandbox._environment._parse_time
    assert utils._parse_timestamp_with_tzinfo.__name__ == "parse_quickly" != slow.__name__
    quick, said = utils.parse_timestamp(text), slow(text, utils.get_tzinfo_options()[0])
    assert quick == said and quick.utcoffset() == said.utcoffset()


def test_a_time_that_is_none_is_refused_as_botocore_refuses_it(account):
    from botocore import utils

    with pytest.raises(ValueError, match='Invalid timestamp "2026-13-45T08:00:00Z"'):
        utils.parse_timestamp("2026-13-45T08:00:00Z")


@pytest.mark.parametrize("kind", ["service-2", "endpoint-rule-set-1"])
def test_the_quick_list_of_services_is_the_one_that_botocore_makes(account, kind):
    from botocore.loaders import Loader, create_loader

    quick = create_loader().list_available_services(kind)
    # pytest's account is open here: the slow list is asked in a child that has none.
    code = f"from botocore.loaders import create_loader; print(create_loader().list_available_services({kind!r}))"
    slow = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert Loader.list_available_services.__name__ == "list_quickly"
    assert str(quick) == slow.strip(), (
        "botocore's data folders hold something else now (helpers/_account/environment.py)"
    )
