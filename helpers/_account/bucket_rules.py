"""What S3 refuses and moto does not: bucket names, public policies, access control lists."""

import ipaddress
import re

from helpers._account import decisions, documents, engine, s3_actions
from helpers._account.errors import Refusal

ACL_OPERATIONS = {"PutBucketAcl", "PutObjectAcl"}
OWNER_ACLS = {"", "private", "bucket-owner-full-control"}
PUBLIC_ACLS = {"public-read", "public-read-write", "authenticated-read"}
EVERYBODY = re.compile(r"acs\.amazonaws\.com/groups/global/(AllUsers|AuthenticatedUsers)")


def check(call, principal):
    """Return nothing; raise `Refusal` where S3 would refuse an allowed call that moto would carry out."""
    if call.name == "CreateBucket":
        _check_bucket_name(call)
    if call.name == "PutBucketPolicy":
        _check_bucket_policy(call, principal)
    if call.name == "PutBucketLifecycleConfiguration":
        _check_lifecycle(call)
    _check_acl(call, principal)


def _check_bucket_name(call):
    """Source: Amazon S3 user guide, "General purpose bucket naming rules", read 2026-11-24."""
    name = call.parameters.get("Bucket", "")
    good = re.fullmatch(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", name) and ".." not in name and not _is_ip(name)
    forbidden = name.startswith(("xn--", "sthree-", "amzn-s3-demo-")) or name.endswith(
        ("-s3alias", "--ol-s3", ".mrap", "--x-s3")
    )
    if not good or forbidden:
        raise Refusal("InvalidBucketName", "The specified bucket is not valid.", 400)


def _is_ip(name):
    try:
        ipaddress.IPv4Address(name)
    except ValueError:
        return False
    return True


def _check_bucket_policy(call, principal):
    documents.check(call.body.decode("utf-8", "replace"), "resource", "MalformedPolicy")
    document = decisions.read_document(call.body.decode())
    documents.check_principals(call.body.decode(), "MalformedPolicy")
    name = call.parameters["Bucket"]
    _check_policy_resources(document, name)
    bucket = engine.get_bucket(name)
    block = bucket.public_access_block if bucket is not None else None
    if block and block.block_public_policy and decisions.is_public(document):
        raise _refuse_public(call, principal, "public policies are prevented by the BlockPublicPolicy setting")


def _check_policy_resources(document, name):
    """A bucket's policy may speak of that bucket and its objects only."""
    statements = document["Statement"]
    for statement in [statements] if isinstance(statements, dict) else statements:
        found = statement.get("Resource") or statement.get("NotResource") or []
        for arn in [found] if isinstance(found, str) else found:
            own = arn.removeprefix("arn:aws:s3:::").partition("/")[0]
            if own != "*" and not re.fullmatch(re.escape(own).replace(r"\*", ".*").replace(r"\?", "."), name):
                raise Refusal(
                    "MalformedPolicy",
                    f"Policy has invalid resource: {arn} is not bucket {name} or an object in it.",
                    400,
                )


def _check_lifecycle(call):
    from helpers._account import lifecycle_rules  # only now: the first answer of S3 shall not wait for it

    lifecycle_rules.check(call)


def _check_acl(call, principal):
    grants = [value for name, value in call.headers.items() if name.startswith("x-amz-grant-")]
    acl = call.headers.get("x-amz-acl", "")
    if call.name not in ACL_OPERATIONS and acl in OWNER_ACLS and not grants:
        return
    if call.name == "CreateBucket":
        _check_new_acl(call, acl)
        return
    bucket = engine.get_bucket(call.parameters.get("Bucket", ""))
    if bucket is None:
        return
    if bucket.ownership_rule == "BucketOwnerEnforced":
        raise Refusal("AccessControlListNotSupported", "The bucket does not allow ACLs", 400)
    body = call.body.decode("utf-8", "replace") if call.name in ACL_OPERATIONS else ""
    block = bucket.public_access_block
    if block and block.block_public_acls and (acl in PUBLIC_ACLS or EVERYBODY.search(" ".join([body, *grants]))):
        what = "public access control lists (ACLs) are prevented by the BlockPublicAcls setting"
        raise _refuse_public(call, principal, what)


def _check_new_acl(call, acl):
    """A new bucket blocks public access, and has no ACLs unless the request asks for another ownership of objects."""
    if call.headers.get("x-amz-object-ownership", "BucketOwnerEnforced") == "BucketOwnerEnforced":
        message = "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting"
        raise Refusal("InvalidBucketAclWithObjectOwnership", message, 400)
    if acl in PUBLIC_ACLS:
        message = "Bucket cannot have public ACLs set with BlockPublicAccess enabled"
        raise Refusal("InvalidBucketAclWithBlockPublicAccessError", message, 400)


def _refuse_public(call, principal, what):
    action, arn = s3_actions.get_action(call.name, call.parameters), s3_actions.get_resource(call.parameters)
    who = f"User: {principal.arn} is not authorized to perform: {action} on resource: {arn}"
    return Refusal("AccessDenied", f"{who} because {what} in S3 Block Public Access.", 403)
