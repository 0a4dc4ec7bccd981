"""moto, the engine that plays AWS: with fleet.py and launches.py the only module that knows how moto works inside.

moto is used as a library, without its decorator, its server or its control pages: a request that the gate let through
is handed to the handler that moto keeps for its address. For every point that is used here, tests/test_engine.py says
what broke when a new moto changes it.
"""

import functools
import importlib.util
import sys
from pathlib import Path

import moto.core.utils
from moto import backend_index
from moto.core import DEFAULT_ACCOUNT_ID as ACCOUNT_ID
from moto.core.base_backend import AccountSpecificBackend, BackendDict, BaseBackend
from moto.core.botocore_stubber import BotocoreStubber
from moto.core.config import default_user_config
from moto.core.loaders import Loader, moto_root
from moto.core.model_instances import reset_model_data
from moto.core.parse import PROTOCOL_PARSERS
from moto.core.request import Request, determine_request_protocol
from moto.core.routing import get_service_router
from moto.core.utils import get_service_model
from moto.moto_api._internal import mock_random

SEED = 20260101  # any number will do: the same one gives the same ids in every learner's account
PARTITION = "aws"
MENDED = {"autoscaling", "cloudwatch", "ec2"}  # services that fleet.py mends


class _QuickLoader(Loader):
    """moto's loader of service models, which looks for AWS's services once and not anew for every service."""

    def list_available_services(self, type_name):
        return [folder.name for folder in Path(self.BUILTIN_DATA_PATH).iterdir()]


@functools.cache
def _make_loader():
    return _QuickLoader(extra_search_paths=[moto_root])


def _import_lazily(name):
    """Return nothing: the module `name` is loaded when something in it is used, not when it is imported."""
    if name in sys.modules:
        return
    spec = importlib.util.find_spec(name)
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    parent, _, child = name.rpartition(".")
    setattr(sys.modules[parent], child, module)  # else `from parent import child` asks the module, and so loads it


def _remember_addresses():
    """Return nothing: moto lists a service's addresses once, not at each request (S3's by loading a module again)."""
    make_list, known = BaseBackend.urls.fget, {}

    def list_addresses(backend):
        if type(backend) not in known:
            known[type(backend)] = make_list(backend)
        return known[type(backend)]

    BaseBackend.urls = property(list_addresses)


def _remember_regions():
    """Return nothing: moto lists the Regions of a service once. It did so in every account, and kept each for it."""
    list_regions = functools.cache(AccountSpecificBackend._generate_regions.__wrapped__)
    AccountSpecificBackend._generate_regions = lambda _, service: list_regions(None, service)


moto.core.utils.create_loader = _make_loader
_remember_addresses()
_remember_regions()
_import_lazily("cryptography.x509")  # a tenth of a second of every first call, for certificates that IAM seldom sees


def reset():
    """Return nothing: every backend is empty again and ids start from the seed."""
    used = list(BackendDict._instances)
    BackendDict.reset()
    for backends in used:  # some are made anew while others are reset, before the seed: Auto Scaling asks for EC2
        backends.clear()
    reset_model_data()
    if "moto.ec2.models.subnets" in sys.modules:  # its cache would keep the networks of old accounts, and all of EC2
        sys.modules["moto.ec2.models.subnets"].Subnet._base_avail_ip_iterator.cache_clear()
    mock_random.seed(SEED)
    _load_managed_policies.cache_clear()


def run(request):
    """Return moto's answer (status, headers, body) to a request that has been authorised."""
    services = _find_services(f"https://{request.host}/")
    if not services or _is_led_astray(request, services):
        raise NotImplementedError(f"moto has no service at {request.host}{request.raw_path}")
    if "s3" in services:
        _leave_bucket_policies_to_the_gate()
    elif services & MENDED:
        from helpers._account import fleet

        fleet.prepare(services)
    if "dynamodb" in services:
        from helpers._account import capacity

        return capacity.count(request, BotocoreStubber().process_request)
    return BotocoreStubber().process_request(request)


@functools.cache
def _find_services(url):
    return {service for service, pattern in backend_index.backend_url_patterns if pattern.match(url)}


def _is_led_astray(request, services):
    # moto looks for its services' addresses anywhere in a URL: a path must not lead to another service than the host.
    path = request.raw_path
    return "aws" in path and _find_services.__wrapped__(f"https://{request.host}{path}") != services


@functools.cache
def _leave_bucket_policies_to_the_gate():
    # moto would apply a Deny in a bucket policy to everybody, whatever its Principal and Condition say.
    from moto.s3.models import FakeBucket

    FakeBucket.get_permission = lambda bucket, action, resource: None


def match(request, service):
    """Return the operation that a request asks for (moto's operation model) and the labels of its path."""
    return get_service_router(service).match(request)


@functools.cache
def list_subresources():
    """Return the names in S3's query strings that choose the operation ("acl", "policy", "uploadId", ...)."""
    model = get_service_model("s3")
    names = {
        name for operation in model.operation_names for name in model.operation_model(operation).http_trait.query_args
    }
    return names - {"select-type"} | {"uploadId"}


def parse(request, operation, labels):
    """Return the request's parameters by their API names, as boto3 takes them."""
    protocol = determine_request_protocol(operation.service_model, request.content_type)
    parsed = PROTOCOL_PARSERS[protocol](operation).parse(
        {
            "method": request.method,
            "values": request.values,
            "headers": request.headers,
            "body": request.data,
            "url_path": request.path,
            "url_params": labels,
        }
    )
    return {**labels, **parsed}


def serialize(request, operation, result):
    """Return an answer (status, headers, body) with `result`, a dict by API names, in the service's own format."""
    from moto.core.serialize import get_serializer_class

    protocol = determine_request_protocol(operation.service_model, request.content_type)
    serializer = get_serializer_class(operation.service_model.service_name, protocol)(operation_model=operation)
    answer = serializer.serialize(result)
    return answer["status_code"], answer["headers"], answer["body"]


def get_protocol(service, content_type):
    """Return the name of the protocol that a request to `service` speaks ("query", "json", "rest-xml", ...)."""
    return determine_request_protocol(get_service_model(service), content_type)


def get_random():
    """Return moto's seeded random generator, for ids that must be the same in every learner's account."""
    return mock_random


def get_iam():
    """Return moto's IAM backend of the account, with AWS's managed policies in it."""
    backend = get_backend("iam")
    _load_managed_policies()
    return backend


def note_use(key_id, service, region):
    """Return nothing: IAM knows that this access key was used now, and for what. Unknown ids are passed over."""
    from moto.iam.models import mark_account_as_visited

    mark_account_as_visited(ACCOUNT_ID, key_id, service, region)


def set_user_boundary(user, arn):
    """Return nothing: the user has that managed policy as permissions boundary from now on (None takes it away)."""
    user.permissions_boundary_arn = arn
    shown = {"PermissionsBoundaryType": "Policy", "PermissionsBoundaryArn": arn}
    user.permissions_boundary = shown if arn else None


def set_bucket_defaults(bucket):
    """Return nothing: the bucket has what AWS gives every new one (no public access, no ACLs, SSE-S3)."""
    from moto.s3.models import PublicAccessBlock

    bucket.public_access_block = PublicAccessBlock("true", "true", "true", "true")
    bucket.ownership_rule = bucket.ownership_rule or "BucketOwnerEnforced"
    default = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}, "BucketKeyEnabled": "false"}
    bucket.encryption = {"Rule": default}


def get_policy_text(managed):
    """Return the JSON text of a managed policy's version in force."""
    return next(version.document for version in managed.versions if version.version_id == managed.default_version_id)


def get_bucket(name):
    """Return moto's bucket of that name, or None."""
    return get_backend("s3").buckets.get(name)


def forget_bucket_tags(name):
    """Return nothing: a bucket of that name, made later, begins without tags (moto keeps those of deleted buckets)."""
    get_backend("s3").tagger.delete_all_tags_for_resource(f"arn:{PARTITION}:s3:::{name}")


def get_object_tags(bucket, key):
    """Return the tags (name to value) of an object in S3, {} where there are none or no such object."""
    found = get_bucket(bucket)
    thing = found.keys.get(key) if found is not None else None
    arn = getattr(thing, "arn", None)  # a delete marker has none
    return get_backend("s3").tagger.get_tag_dict_for_resource(arn) if arn else {}


def has_topic(arn, region):
    """Return True where there is a topic of that ARN (moto calls a missing one a missing endpoint)."""
    return arn in get_backend("sns", region).topics


def put_objects(bucket, objects):
    """Return nothing: the bucket holds these objects (key -> text), as after a put of each. Nothing is notified."""
    backend, acl = get_backend("s3"), get_bucket(bucket).acl
    for key, text in objects.items():
        made = backend.put_object(bucket, key, text.encode(), disable_notification=True)
        made.set_acl(acl)
        backend.put_object_tagging(made, {})  # an object that was there before may have had some


def get_ec2_tags(resource_id, region="us-east-1"):
    """Return the tags (name to value) of an EC2 resource, {} where there are none."""
    return dict(get_backend("ec2", region).tags.get(resource_id, {}))


def list_used_regions(service):
    """Return the Regions in which something was asked of a service, in order. Nothing is made by asking here."""
    from moto.backends import get_backend

    return sorted(get_backend(service)[ACCOUNT_ID]) if f"moto.{service}" in sys.modules else []


def get_partition_key(table, index, region):
    """Return the name of the partition key of a DynamoDB table, or of its index, None where there is no such table."""
    found = get_backend("dynamodb", region).tables.get(table)
    if found is None or not index:
        return found.hash_key_attr if found else None
    schemas = [one.schema for one in [*found.indexes, *found.global_indexes] if one.name == index]
    return next((part["AttributeName"] for schema in schemas for part in schema if part["KeyType"] == "HASH"), None)


def get_backend(service, place=PARTITION):
    """Return moto's backend of a service in a Region; services of the whole account are in the place "aws"."""
    from moto.backends import get_backend

    return get_backend(service)[ACCOUNT_ID][place]


@functools.cache
def _load_managed_policies():
    # AWS's 1,500 managed policies take a fifth of a second, so they wait for the first call to IAM.
    backend = get_backend("iam")
    default_user_config["iam"] = {"load_aws_managed_policies": True}
    try:
        backend.aws_managed_policies = backend._init_aws_policies()
        backend.managed_policies.update(backend._init_managed_policies())
    finally:
        default_user_config["iam"] = {"load_aws_managed_policies": False}


__all__ = ["ACCOUNT_ID", "PARTITION", "Request"]
