"""What AWS refuses or sets up and moto does not. Each rule looks before moto acts, or tidies up after it."""

import base64
import ipaddress
import re

from helpers._account import answers, credentials, decisions, engine, mfa
from helpers._account.errors import Refusal

# Operations that carry a policy: the parameter, and what kind of policy it is.
POLICY_PARAMETERS = {
    ("iam", "CreatePolicy"): ("PolicyDocument", "identity"),
    ("iam", "CreatePolicyVersion"): ("PolicyDocument", "identity"),
    ("iam", "PutUserPolicy"): ("PolicyDocument", "identity"),
    ("iam", "PutGroupPolicy"): ("PolicyDocument", "identity"),
    ("iam", "PutRolePolicy"): ("PolicyDocument", "identity"),
    ("iam", "CreateRole"): ("AssumeRolePolicyDocument", "trust"),
    ("iam", "UpdateAssumeRolePolicy"): ("PolicyDocument", "trust"),
}
ACL_OPERATIONS = {"PutBucketAcl", "PutObjectAcl"}
OWNER_ACLS = {"", "private", "bucket-owner-full-control"}


def check_before(call, principal):
    """Return nothing; raise `Refusal` where AWS would refuse an allowed call that moto would carry out."""
    if (call.service, call.name) in POLICY_PARAMETERS:
        parameter, kind = POLICY_PARAMETERS[call.service, call.name]
        answers.check_document(call.parameters[parameter], kind, "MalformedPolicyDocument")
    check = BEFORE.get((call.service, call.name))
    if check:
        check(call, principal)
    if call.service == "s3":
        _check_acl(call)


def tidy_after(call, answer):
    """Return moto's answer, changed where AWS's would differ."""
    tidy = AFTER.get((call.service, call.name))
    return tidy(call, answer) if tidy and int(answer[0]) < 300 else answer


def _check_delete_user(call, principal):
    user = engine.get_iam().users.get(call.parameters["UserName"])
    if user is None:
        return
    groups = engine.get_iam().get_groups_for_user(user.name)
    _conflict(user.access_keys, "must delete access keys first")
    _conflict(groups, "must remove users from group first")
    _conflict(user.password, "must delete login profile first")
    _conflict(user.mfa_devices, "must delete MFA device first")


def _check_delete_group(call, principal):
    group = engine.get_iam().groups.get(call.parameters["GroupName"])
    if group is not None:
        _conflict(group.users, "must remove users from group first")
        _conflict(group.policies, "must delete policies first")
        _conflict(group.managed_policies, "must detach all policies first")


def _check_delete_policy(call, principal):
    managed = engine.get_iam().managed_policies.get(call.parameters["PolicyArn"])
    if managed is not None:
        _conflict(
            managed.attachment_count > 0, "must detach the policy from all users, groups and roles first", "a policy"
        )


def _conflict(found, remedy, what="entity"):
    if found:
        raise Refusal("DeleteConflict", f"Cannot delete {what}, {remedy}.", 409)


def _check_create_access_key(call, principal):
    if principal.kind == "root" and "UserName" not in call.parameters:
        message = (
            "The practice account gives the root user no access keys: on a real account root should have none. "
            "Name an IAM user: create_access_key(UserName=...)."
        )
        raise Refusal("AccessDenied", message, 403)


def _check_bucket_name(call, principal):
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
    answers.check_document(call.body.decode("utf-8", "replace"), "resource", "MalformedPolicy")
    document = decisions.read_document(call.body.decode())
    name = call.parameters["Bucket"]
    _check_policy_resources(document, name)
    bucket = engine.get_bucket(name)
    block = bucket.public_access_block if bucket is not None else None
    if block and block.block_public_policy and decisions.is_public(document):
        who = f"User: {principal.arn} is not authorized to perform: s3:PutBucketPolicy on resource: arn:aws:s3:::{name}"
        why = "because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access."
        raise Refusal("AccessDenied", f"{who} {why}", 403)


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


def _check_acl(call):
    if call.name not in ACL_OPERATIONS and call.headers.get("x-amz-acl", "") in OWNER_ACLS:
        return
    bucket = engine.get_bucket(call.parameters.get("Bucket", ""))
    enforced = bucket is None or bucket.ownership_rule == "BucketOwnerEnforced"
    if (
        call.name == "CreateBucket"
        and enforced
        and call.headers.get("x-amz-object-ownership", "BucketOwnerEnforced") == "BucketOwnerEnforced"
    ):
        message = "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting"
        raise Refusal("InvalidBucketAclWithObjectOwnership", message, 400)
    if bucket is not None and enforced and call.name != "CreateBucket":
        raise Refusal("AccessControlListNotSupported", "The bucket does not allow ACLs", 400)


def _set_bucket_defaults(call, answer):
    """New buckets block public access and have no ACLs (since April 2023), and use SSE-S3 (since January 2023)."""
    bucket = engine.get_bucket(call.parameters["Bucket"])
    if bucket is not None and bucket.public_access_block is None:
        engine.set_bucket_defaults(bucket)
    return answer


def _hide_access_key(call, answer):
    """The id of a new key is from the seed, so that lessons show the same one; its secret must not be."""
    body = _read_text(answer[2])
    keys = [key for user in engine.get_iam().users.values() for key in user.access_keys if key.access_key_id in body]
    return _replace_secret(answer, keys[0], "secret_access_key", credentials.make_secret())


def _hide_mfa_seed(call, answer):
    device = list(engine.get_iam().virtual_mfa_devices.values())[-1]
    return _replace_secret(answer, device, "base32_string_seed", mfa.make_seed())


def _replace_secret(answer, thing, name, secret):
    status, headers, body = answer
    old, body = getattr(thing, name), _read_text(body)
    for spell in (str, _spell_as_blob):
        body = body.replace(spell(old), spell(secret))
    setattr(thing, name, secret)
    return status, headers, body


def _spell_as_blob(text):
    return base64.b64encode(text.encode()).decode()


def _read_text(body):
    return body.decode() if isinstance(body, bytes) else body


def _keep_boundary(call, answer):
    arn = call.parameters.get("PermissionsBoundary")
    if arn:
        engine.set_user_boundary(engine.get_iam().users[call.parameters["UserName"]], arn)
    return answer


BEFORE = {
    ("iam", "CreateAccessKey"): _check_create_access_key,
    ("iam", "DeleteUser"): _check_delete_user,
    ("iam", "DeleteGroup"): _check_delete_group,
    ("iam", "DeletePolicy"): _check_delete_policy,
    ("s3", "CreateBucket"): _check_bucket_name,
    ("s3", "PutBucketPolicy"): _check_bucket_policy,
}
AFTER = {
    ("iam", "CreateAccessKey"): _hide_access_key,
    ("iam", "CreateUser"): _keep_boundary,
    ("iam", "CreateVirtualMFADevice"): _hide_mfa_seed,
    ("s3", "CreateBucket"): _set_bucket_defaults,
}
