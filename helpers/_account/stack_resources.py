"""The kinds of resources that a stack can make here: how each is made, changed and deleted, by calls of boto3.

Each kind has the properties that it takes, and three functions. `clients(service)` gives a client that signs as whoever
asked for the stack. Source: "Resource and property types reference" of AWS CloudFormation, read 2026-11-25.
"""

import re
from dataclasses import dataclass, field

from botocore.exceptions import ClientError

from helpers._account import engine

GONE = {"NoSuchBucket", "InvalidInstanceID.NotFound", "ResourceNotFoundException", "NotFound"}
PARAMETER = re.compile(r"\{\{resolve:ssm:([^:}]+)(?::\d+)?\}\}")  # a dynamic reference to Systems Manager
LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass
class Resource:
    """One resource of a stack: its name in the template, what it is called in the account, and how it is."""

    logical: str
    kind: str
    physical: str = ""
    attributes: dict = field(default_factory=dict)  # what Fn::GetAtt gives
    properties: dict = field(default_factory=dict)  # as they were when it was made
    retain: bool = False
    status: str = "CREATE_IN_PROGRESS"
    reason: str = ""


@dataclass(frozen=True)
class Kind:
    """How resources of one type are made, changed where they are, and deleted."""

    properties: frozenset
    needed: frozenset
    make: object  # (clients, properties, default name) -> (physical id, attributes)
    change: object  # (clients, resource, properties) -> nothing; for what can change in place
    delete: object  # (clients, physical id) -> nothing
    replaced_by: frozenset = frozenset()  # a change of these makes a new one, and deletes the old one
    set_up: object = None  # (clients, physical id, properties) -> nothing; what is still to be done to a new one


class Invalid(Exception):
    """Raised where the properties of a resource are not what its type takes; the message says which."""


def check(resource_kind, logical, properties):
    """Return nothing; raises `Invalid` in CloudFormation's words for a property that is unknown or missing."""
    kind = KINDS[resource_kind]
    wrong = [f"#: extraneous key [{name}] is not permitted" for name in properties if name not in kind.properties]
    wrong += [f"#: required key [{name}] not found" for name in sorted(kind.needed - set(properties))]
    wrong += _find_wrong_tags(properties.get("Tags", []))
    if wrong:
        raise Invalid(f"Properties validation failed for resource {logical} with message:\n[{', '.join(wrong)}]")


def _find_wrong_tags(tags):
    """What is wrong with tags, in CloudFormation's words: they are a list of {"Key": ..., "Value": ...}."""
    if not isinstance(tags, list):
        return [f"#/Tags: expected type: JSONArray, found: {'JSONObject' if isinstance(tags, dict) else 'String'}"]
    wrong = []
    for number, tag in enumerate(tags):
        if not isinstance(tag, dict):
            wrong.append(f"#/Tags/{number}: expected type: JSONObject, found: String")
            continue
        wrong += [f"#/Tags/{number}: required key [{name}] not found" for name in ("Key", "Value") if name not in tag]
        strange = sorted(set(tag) - {"Key", "Value"})
        wrong += [f"#/Tags/{number}: extraneous key [{name}] is not permitted" for name in strange]
    return wrong


def delete(clients, resource):
    """Return nothing: the resource is gone, whoever deleted it."""
    try:
        KINDS[resource.kind].delete(clients, resource.physical)
    except ClientError as error:
        if error.response["Error"]["Code"] not in GONE:
            raise


def make_name(stack_name, logical, random):
    """Return the name that CloudFormation gives where a template names none: stack, logical id, a few letters."""
    ending = "".join(random.choice(LETTERS) for _ in range(12))
    return f"{stack_name}-{logical}-{ending}"


def _make_bucket(clients, properties, default_name):
    name = properties.get("BucketName", default_name.lower())
    client = clients("s3")
    region = client.meta.region_name
    place = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
    if engine.get_bucket(name) is not None:  # in us-east-1 the call would succeed for a bucket of one's own
        raise Invalid(f"{name} already exists")
    client.create_bucket(Bucket=name, **place)
    return name, {"Arn": f"arn:aws:s3:::{name}", "DomainName": f"{name}.s3.amazonaws.com"}


def _change_bucket(clients, resource, properties):
    _set_up_bucket(clients, resource.physical, properties, resource.properties)


def _set_up_bucket(clients, name, properties, before=None):
    client = clients("s3")
    if properties.get("Tags"):
        client.put_bucket_tagging(Bucket=name, Tagging={"TagSet": properties["Tags"]})
    elif before and before.get("Tags"):
        client.delete_bucket_tagging(Bucket=name)
    status = (properties.get("VersioningConfiguration") or {}).get("Status")
    if status or (before and before.get("VersioningConfiguration")):
        client.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": status or "Suspended"})


def _delete_bucket(clients, name):
    clients("s3").delete_bucket(Bucket=name)


def _make_server(clients, properties, default_name):
    wish = {name: properties[name] for name in ("ImageId", "InstanceType") if name in properties}
    wish["ImageId"] = PARAMETER.sub(lambda match: _read_parameter(clients, match[1]), wish["ImageId"])
    wish.setdefault("InstanceType", "m1.small")
    tags = properties.get("Tags", [])
    named = {"TagSpecifications": [{"ResourceType": "instance", "Tags": tags}]} if tags else {}
    server = clients("ec2").run_instances(**wish, **named, MinCount=1, MaxCount=1)["Instances"][0]
    return server["InstanceId"], {
        "InstanceId": server["InstanceId"],
        "AvailabilityZone": server["Placement"]["AvailabilityZone"],
        "PrivateIp": server["PrivateIpAddress"],
    }


def read_parameters(clients, template, chosen):
    """Return the parameters' values; where the type says that one is a name in Systems Manager, what is kept there."""
    kinds = {name: details.get("Type", "") for name, details in template.get("Parameters", {}).items()}
    looked_up = [name for name in chosen if kinds[name].startswith("AWS::SSM::Parameter::Value<")]
    return chosen | {name: _read_parameter(clients, chosen[name]) for name in looked_up}


def _read_parameter(clients, name):
    return clients("ssm").get_parameter(Name=name)["Parameter"]["Value"]


def _change_server(clients, resource, properties):
    client, server = clients("ec2"), resource.physical
    if properties.get("InstanceType") != resource.properties.get("InstanceType"):  # as AWS does: with an interruption
        client.stop_instances(InstanceIds=[server])
        client.modify_instance_attribute(InstanceId=server, InstanceType={"Value": properties["InstanceType"]})
        client.start_instances(InstanceIds=[server])
    old = [{"Key": tag["Key"]} for tag in resource.properties.get("Tags", [])]
    if old:
        client.delete_tags(Resources=[server], Tags=old)
    if properties.get("Tags"):
        client.create_tags(Resources=[server], Tags=properties["Tags"])


def _delete_server(clients, server):
    clients("ec2").terminate_instances(InstanceIds=[server])


def _make_table(clients, properties, default_name):
    wish = {**properties, "TableName": properties.get("TableName", default_name)}
    made = clients("dynamodb").create_table(**wish)["TableDescription"]
    return made["TableName"], {"Arn": made["TableArn"]}


def _delete_table(clients, name):
    clients("dynamodb").delete_table(TableName=name)


def _make_topic(clients, properties, default_name):
    name = properties.get("TopicName", default_name)
    arn = clients("sns").create_topic(Name=name)["TopicArn"]
    return arn, {"TopicArn": arn, "TopicName": name}


def _delete_topic(clients, arn):
    clients("sns").delete_topic(TopicArn=arn)


def _change_nothing(clients, resource, properties):
    """Return nothing: all that can be changed of such a resource makes a new one."""


KINDS = {
    "AWS::S3::Bucket": Kind(
        frozenset({"BucketName", "Tags", "VersioningConfiguration"}),
        frozenset(),
        _make_bucket,
        _change_bucket,
        _delete_bucket,
        frozenset({"BucketName"}),
        _set_up_bucket,
    ),
    "AWS::EC2::Instance": Kind(
        frozenset({"ImageId", "InstanceType", "Tags"}),
        frozenset({"ImageId"}),
        _make_server,
        _change_server,
        _delete_server,
        frozenset({"ImageId"}),
    ),
    "AWS::DynamoDB::Table": Kind(
        frozenset({"AttributeDefinitions", "BillingMode", "KeySchema", "TableName", "Tags"}),
        frozenset({"KeySchema"}),
        _make_table,
        _change_nothing,
        _delete_table,
        frozenset({"AttributeDefinitions", "BillingMode", "KeySchema", "TableName", "Tags"}),
    ),
    "AWS::SNS::Topic": Kind(
        frozenset({"TopicName"}),
        frozenset(),
        _make_topic,
        _change_nothing,
        _delete_topic,
        frozenset({"TopicName"}),
    ),
}
