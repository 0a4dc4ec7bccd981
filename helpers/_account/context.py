"""The condition keys of a request: what a policy's Condition may ask about.

Source: IAM user guide, "AWS global condition context keys"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html) and, for the keys that begin
with a service's name, the service authorization reference, both read 2026-11-24.
"""

import time
from datetime import UTC, datetime
from urllib.parse import unquote
from xml.etree import ElementTree

from helpers._account import dynamodb_needs, engine

S3_QUERY_KEYS = {
    "prefix": "s3:prefix",
    "delimiter": "s3:delimiter",
    "max-keys": "s3:max-keys",
    "versionId": "s3:VersionId",
}
S3_HEADER_KEYS = (
    "x-amz-acl",
    "x-amz-content-sha256",
    "x-amz-copy-source",
    "x-amz-metadata-directive",
    "x-amz-server-side-encryption",
    "x-amz-server-side-encryption-aws-kms-key-id",
    "x-amz-storage-class",
)


def make_context(call, principal, resource="*", now=time.time):
    """Return the condition keys of a call (name to text, or to a list of texts where a key has several values)."""
    moment = now()
    keys = {
        "aws:CurrentTime": datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "aws:EpochTime": str(int(moment)),
        "aws:RequestedRegion": call.signature.region,
        "aws:SecureTransport": "true",  # this account stands for AWS, which is spoken to over TLS
        "aws:SourceIp": "127.0.0.1",
        "aws:UserAgent": call.headers.get("user-agent", ""),
    }
    if "referer" in call.headers:
        keys["aws:Referer"] = call.headers["referer"]
    keys |= make_principal_context(principal, moment)
    if call.service == "s3":
        return keys | _make_s3_context(call, resource)
    return keys | _make_service_context(call, resource)


def make_principal_context(principal, moment=None):
    """Return the condition keys that tell who asks; without `moment` (Unix time) the age of an MFA code is left out."""
    if principal.kind == "anonymous":
        return {}
    keys = {
        "aws:PrincipalArn": principal.identity_arn,
        "aws:PrincipalAccount": engine.ACCOUNT_ID,
        "aws:PrincipalType": {"root": "Account", "user": "User", "role": "AssumedRole"}[principal.kind],
        "aws:userid": principal.user_id,
    }
    if principal.kind == "user":
        keys["aws:username"] = principal.name
    if principal.issued:
        keys["aws:TokenIssueTime"] = datetime.fromtimestamp(principal.issued, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if principal.temporary or principal.mfa_time:
        keys["aws:MultiFactorAuthPresent"] = "true" if principal.mfa_time else "false"
        if principal.mfa_time and moment:
            keys["aws:MultiFactorAuthAge"] = str(int(moment - principal.mfa_time))
    return keys | {f"aws:PrincipalTag/{key}": value for key, value in list_tags(principal)}


def list_tags(principal):
    """Return the (name, value) pairs of a principal's tags, a session's own before those of its user or role."""
    if principal.kind not in ("user", "role"):
        return []
    tags = engine.get_iam().tagger.list_tags_for_resource(principal.identity_arn)["Tags"]
    if principal.kind == "role":
        role = next((role for role in engine.get_iam().roles.values() if role.arn == principal.identity_arn), None)
        tags = tags or (role.tags if role and not isinstance(role.tags, dict) else [])
        if role and isinstance(role.tags, dict):
            tags = list(role.tags.values())
    return list({tag["Key"]: tag["Value"] for tag in tags}.items()) + list(principal.session_tags)


def read_deleted_keys(call):
    """Return the keys that a DeleteObjects request names."""
    try:
        root = ElementTree.fromstring(call.body)
    except ElementTree.ParseError:
        return []
    return [element.text or "" for element in root.iter() if element.tag.rpartition("}")[2] == "Key"]


def _make_s3_context(call, resource):
    keys = {key: call.query[name] for name, key in S3_QUERY_KEYS.items() if name in call.query}
    keys |= {f"s3:{name}": call.headers[name] for name in S3_HEADER_KEYS if name in call.headers}
    keys["s3:authType"] = "REST-HEADER" if call.signature.kind == "header" else "REST-QUERY-STRING"
    keys["s3:signatureversion"] = "AWS" if call.signature.kind == "query-v2" else "AWS4-HMAC-SHA256"
    for pair in filter(None, call.headers.get("x-amz-tagging", "").split("&")):
        name, _, value = pair.partition("=")
        keys[f"s3:RequestObjectTag/{unquote(name)}"] = unquote(value)
    tags = engine.get_object_tags(call.parameters.get("Bucket", ""), call.parameters.get("Key"))
    keys |= {f"s3:ExistingObjectTag/{name}": value for name, value in tags.items()}
    return keys


def _make_service_context(call, resource):
    parameters, keys = call.parameters, {}
    tags = parameters.get("Tags")
    if isinstance(tags, list):
        for tag in tags:
            if isinstance(tag, dict) and "Key" in tag:
                keys[f"aws:RequestTag/{tag['Key']}"] = tag.get("Value", "")
    names = [key.partition("/")[2] for key in keys] + list(parameters.get("TagKeys", []))
    if names:
        keys["aws:TagKeys"] = names
    makers = {
        "iam": _make_iam_context,
        "sts": _make_sts_context,
        "ec2": _make_ec2_context,
        "dynamodb": _make_dynamodb_context,
    }
    return keys | makers[call.service](parameters, resource) if call.service in makers else keys


def _make_iam_context(parameters, resource):
    wanted = {
        "PolicyArn": "iam:PolicyARN",
        "PermissionsBoundary": "iam:PermissionsBoundary",
        "AWSServiceName": "iam:AWSServiceName",
    }
    return {key: parameters[name] for name, key in wanted.items() if isinstance(parameters.get(name), str)}


def _make_sts_context(parameters, resource):
    wanted = {
        "ExternalId": "sts:ExternalId",
        "RoleSessionName": "sts:RoleSessionName",
        "SourceIdentity": "sts:SourceIdentity",
    }
    return {key: parameters[name] for name, key in wanted.items() if name in parameters}


def _make_ec2_context(parameters, resource):
    keys = {"ec2:InstanceType": parameters["InstanceType"]} if "InstanceType" in parameters else {}
    for specification in parameters.get("TagSpecifications", []):
        for tag in specification.get("Tags", []):
            keys[f"aws:RequestTag/{tag.get('Key')}"] = tag.get("Value", "")
    _, _, place = resource.partition("arn:aws:ec2:")
    for name, value in engine.get_ec2_tags(place.rpartition("/")[2], place.partition(":")[0]).items() if place else ():
        keys |= {f"ec2:ResourceTag/{name}": value, f"aws:ResourceTag/{name}": value}
    return keys


def _make_dynamodb_context(parameters, resource):
    keys = {}
    leading = dynamodb_needs.list_leading_keys(parameters, resource) if ":table/" in resource else []
    if leading:
        keys["dynamodb:LeadingKeys"] = leading
    names = parameters.get("AttributesToGet") or [
        name.strip() for name in parameters.get("ProjectionExpression", "").split(",") if name.strip()
    ]
    return keys | ({"dynamodb:Attributes": names} if names else {})
