"""moto's Lambda, its CloudWatch Logs and its events of S3: as engine.py, the only module that knows them inside."""

import functools
import io
import json
import time
import zipfile

from helpers._account import engine

# Layers that AWS itself publishes in every Region, and the packages in them that the course has too. Source: the page
# "AWS Lambda Managed Layers" of AWS SDK for pandas (aws-sdk-pandas.readthedocs.io), read 2026-11-25.
AWS_LAYER = ":336392948345:layer:AWSSDKPandas-Python"
IN_AWS_LAYER = ("numpy", "pandas", "pyarrow", "pytz", "tzdata", "awswrangler")


def find(name, qualifier, region):
    """Return moto's function of that name or ARN (a version of it, or what an alias points to), None without one."""
    try:
        return engine.get_backend("lambda", region).get_function(name, qualifier)
    except Exception as error:
        if type(error).__name__ in ("UnknownFunctionException", "UnknownAliasException", "GenericResourcNotFound"):
            return None
        raise


def unpack(function, folder):
    """Return nothing: the files of a function's deployment package lie in `folder`. Raises zipfile.BadZipFile."""
    with zipfile.ZipFile(io.BytesIO(function.code_bytes)) as archive:
        archive.extractall(folder)


def list_layer_packages(function):
    """Return the names of the packages that a function's layers bring with them."""
    return IN_AWS_LAYER if any(AWS_LAYER in layer["Arn"] for layer in function.layers) else ()


def read_policy(function):
    """Return the policy on a function itself, None without one."""
    statements = function.policy.statements
    return {"Version": "2012-10-17", "Statement": [_complete(one) for one in statements]} if statements else None


def _complete(statement):
    """A statement as AWS writes it: with the whole function, and with what kind of principal it names."""
    who = statement["Principal"]
    who = {"AWS": who} if isinstance(who, str) and who != "*" else who
    return {**statement, "Resource": statement["Resource"].removesuffix(":"), "Principal": who}


def has_log_group(name, region):
    return name in engine.get_backend("logs", region).groups


def create_log_group(name, region):
    engine.get_backend("logs", region).create_log_group(name, {})


def write_log(group, stream, messages, region):
    """Return nothing: a stream of a log group, made where it is missing, has these messages at its end."""
    backend, now = engine.get_backend("logs", region), int(time.time() * 1000)
    backend.ensure_log_stream(group, stream)
    backend.put_log_events(group, stream, [{"timestamp": now, "message": text} for text in messages])


@functools.cache
def hand_over_events(receive):
    """Return nothing: `receive(event name, bucket, key, notification)` is told of all that happens in buckets."""
    from moto.s3 import notifications

    def send(account_id, event_name, bucket, key):
        for notification in getattr(bucket.notification_configuration, "cloud_function", ()):
            if notification.matches(event_name, key.name):
                receive(str(getattr(event_name, "value", event_name)), bucket, key, notification)
        _send_the_rest(send_event, account_id, event_name, bucket, key)

    send_event, notifications.send_event = notifications.send_event, send


def _send_the_rest(send_event, account_id, event_name, bucket, key):
    """Queues and topics are left to moto."""
    configuration = bucket.notification_configuration
    if configuration is None:
        return
    functions, configuration.cloud_function = configuration.cloud_function, []
    try:
        send_event(account_id, event_name, bucket, key)
    finally:
        configuration.cloud_function = functions


@functools.cache
def know_aws_layers():
    """Return nothing: a function may use the layers that AWS publishes for pandas."""
    from moto.awslambda.models import LambdaFunction

    look_up = LambdaFunction._get_layers_data

    def get_layers(function, arns):
        ours = [arn for arn in arns if AWS_LAYER not in arn]
        found = {layer["Arn"]: layer for layer in look_up(function, ours)}
        return [found.get(arn) or {"Arn": arn, "CodeSize": 0} for arn in arns]

    LambdaFunction._get_layers_data = get_layers


def parse_order(payload):
    """Return the event in an invocation's body as JSON text. Raises ValueError for what is no JSON."""
    text = (payload or b"").decode("utf-8") or "{}"
    json.loads(text)
    return text
