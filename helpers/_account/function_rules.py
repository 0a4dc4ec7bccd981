"""What AWS refuses of Lambda functions and of S3's notifications, and the events that S3 sends.

Sources: AWS Lambda API reference (CreateFunction), Amazon S3 user guide ("Configuring event notifications using object
key name filtering", "Event message structure"), read 2026-11-25.
"""

import json
from datetime import UTC, datetime
from urllib.parse import quote_plus
from xml.etree import ElementTree

from helpers import policy
from helpers._account import account as accounts
from helpers._account import decisions, engine, function_store, functions
from helpers._account.errors import Refusal

LIMITS = {"Timeout": ("timeout", 1, 900), "MemorySize": ("memorySize", 128, 10240)}
CANNOT_ASSUME = "The role defined for the function cannot be assumed by Lambda."
UNREACHABLE = "Unable to validate the following destination configurations"
OVERLAP = (
    "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are "
    "overlapping for the same event type."
)


def check_function(call):
    """Return nothing; raise `Refusal` where AWS would not take a function's settings."""
    function_store.know_aws_layers()
    parameters = call.parameters
    if call.name == "AddPermission":
        _check_statement(parameters, call.signature.region)
    for name, (member, least, most) in LIMITS.items():
        value = parameters.get(name)
        if value is not None and not least <= int(value) <= most:
            word = f"less than or equal to {most}" if int(value) > most else f"greater than or equal to {least}"
            message = f"Value '{value}' at '{member}' failed to satisfy constraint: Member must have value {word}"
            raise Refusal("ValidationException", f"1 validation error detected: {message}", 400)
    role = next((one for one in engine.get_iam().roles.values() if one.arn == parameters.get("Role")), None)
    if role is not None and not trusts(role, "lambda.amazonaws.com"):
        raise Refusal("InvalidParameterValueException", CANNOT_ASSUME, 400)


def _check_statement(parameters, region):
    function = function_store.find(parameters["FunctionName"], None, region)
    name = parameters["StatementId"]
    if function is not None and any(one.get("Sid") == name for one in function.policy.statements):
        message = (
            f"The statement id ({name}) provided already exists. Please provide a new statement id, or remove the "
            "existing statement."
        )
        raise Refusal("ResourceConflictException", message, 409)


def trusts(role, service):
    """Return True where a role lets a service of AWS take it."""
    document = decisions.read_document(role.assume_role_policy_document)
    return policy.decide(service, "sts:AssumeRole", role.arn, resource_policy=document).allowed


def check_notification(call):
    """Return nothing; raise `Refusal` where S3 would not take a bucket's notifications."""
    function_store.hand_over_events(receive)
    found = _read_configurations(call.body)
    for one in found:
        if not may_invoke(one["arn"], call.parameters["Bucket"]):
            raise Refusal("InvalidArgument", UNREACHABLE, 400)
    for number, one in enumerate(found):
        if any(_overlap(one, other) for other in found[:number]):
            raise Refusal("InvalidArgument", OVERLAP, 400)


def _read_configurations(body):
    """The functions that a notification configuration names, as dicts."""
    root = ElementTree.fromstring(body or b"<none/>")
    found = []
    for element in root.iter():
        if element.tag.rpartition("}")[2] != "CloudFunctionConfiguration":
            continue
        texts = [(one.tag.rpartition("}")[2], (one.text or "").strip()) for one in element.iter()]
        names = [text.lower() for tag, text in texts if tag == "Name"]
        rules = dict(zip(names, [text for tag, text in texts if tag == "Value"], strict=False))
        arn = next(text for tag, text in texts if tag == "CloudFunction")
        events = {text for tag, text in texts if tag == "Event"}
        found.append(
            {"arn": arn, "events": events, "prefix": rules.get("prefix", ""), "suffix": rules.get("suffix", "")}
        )
    return found


def _overlap(one, other):
    same_event = any(_covers(a, b) or _covers(b, a) for a in one["events"] for b in other["events"])
    prefixes = one["prefix"].startswith(other["prefix"]) or other["prefix"].startswith(one["prefix"])
    suffixes = one["suffix"].endswith(other["suffix"]) or other["suffix"].endswith(one["suffix"])
    return same_event and prefixes and suffixes


def _covers(wide, narrow):
    return wide == narrow or (wide.endswith("*") and narrow.startswith(wide[:-1]))


def may_invoke(arn, bucket):
    """Return True where the policy on a function lets S3 run it for a bucket."""
    function = function_store.find(arn, None, arn.split(":")[3])
    document = function_store.read_policy(function) if function is not None else None
    if document is None:
        return False
    source = {"aws:SourceArn": f"arn:aws:s3:::{bucket}", "aws:SourceAccount": engine.ACCOUNT_ID}
    whole = function.function_arn
    decision = policy.decide("s3.amazonaws.com", "lambda:InvokeFunction", whole, source, resource_policy=document)
    return decision.allowed


def receive(event_name, bucket, key, notification):
    """Return nothing: the function that a bucket's notification names has the event in its queue."""
    running = accounts.get_running()
    region = notification.arn.split(":")[3]
    function = function_store.find(notification.arn, None, region)
    if running is None or function is None or not may_invoke(notification.arn, bucket.name):
        return
    waiting, caller = functions.get(running), running.calling
    chain = waiting.find_chain(caller.signature.key_id) if caller else ()
    event = json.dumps(make_event(event_name, bucket, key, notification, caller))
    waiting.add(functions.Job(function, region, event, str(engine.get_random().uuid4()), chain))


def make_event(event_name, bucket, key, notification, caller):
    """Return what S3 tells a function: one record, with the key as in a form, so that a blank is a plus."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
    thing = {"key": quote_plus(key.name, safe="/"), "sequencer": f"{int(datetime.now(UTC).timestamp() * 1e6):016X}"}
    if "ObjectCreated" in event_name:
        thing |= {"size": key.size, "eTag": key.etag.strip('"')}
    if getattr(bucket, "versioning_status", None) == "Enabled" and getattr(key, "version_id", None):
        thing["versionId"] = key.version_id
    owner = {"principalId": engine.ACCOUNT_ID}
    return {
        "Records": [
            {
                "eventVersion": "2.1",
                "eventSource": "aws:s3",
                "awsRegion": bucket.region_name,
                "eventTime": now,
                "eventName": event_name.removeprefix("s3:"),
                "userIdentity": {"principalId": f"AWS:{caller.signature.key_id}" if caller else "AWS"},
                "requestParameters": {"sourceIPAddress": "127.0.0.1"},
                "responseElements": {"x-amz-request-id": "0000000000000000"},
                "s3": {
                    "s3SchemaVersion": "1.0",
                    "configurationId": notification.id,
                    "bucket": {"name": bucket.name, "ownerIdentity": owner, "arn": f"arn:aws:s3:::{bucket.name}"},
                    "object": thing,
                },
            }
        ]
    }
