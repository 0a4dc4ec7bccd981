"""What AWS refuses or sets up and moto does not. Each rule looks before moto acts, or tidies up after it."""

import base64
import re

from helpers._account import bucket_rules, credentials, documents, engine, mfa, passwords, resources
from helpers._account.errors import Refusal

# Operations of IAM that carry a policy: the parameter, and what kind of policy it is.
POLICY_PARAMETERS = {
    "CreatePolicy": ("PolicyDocument", "identity"),
    "CreatePolicyVersion": ("PolicyDocument", "identity"),
    "PutUserPolicy": ("PolicyDocument", "identity"),
    "PutGroupPolicy": ("PolicyDocument", "identity"),
    "PutRolePolicy": ("PolicyDocument", "identity"),
    "CreateRole": ("AssumeRolePolicyDocument", "trust"),
    "UpdateAssumeRolePolicy": ("PolicyDocument", "trust"),
}
# What root may ask about itself, naming no user: root_user.py answers.
ROOT_ANSWERS = {
    "ChangePassword",
    "CreateAccessKey",
    "DeleteAccessKey",
    "GetUser",
    "ListAccessKeys",
    "ListMFADevices",
    "UpdateAccessKey",
}
FUNCTIONS = {
    ("lambda", "AddPermission"),
    ("lambda", "CreateFunction"),
    ("lambda", "UpdateFunctionConfiguration"),
    ("s3", "PutBucketNotificationConfiguration"),
}
KEY_STATUSES = ("Active", "Inactive", "Expired")
NAMES = {"UserName", "GroupName", "RoleName", "PolicyName", "InstanceProfileName"}


def check_before(call, principal):
    """Return nothing; raise `Refusal` where AWS would refuse an allowed call that moto would carry out."""
    if call.service == "s3":
        bucket_rules.check(call, principal)
    if call.service == "sns":
        _check_topic(call)
    if call.service in ("autoscaling", "budgets"):
        _check_money(call, principal)
    if (call.service, call.name) in FUNCTIONS:
        _check_functions(call)
    if call.service != "iam":
        return
    if call.name in POLICY_PARAMETERS:
        parameter, kind = POLICY_PARAMETERS[call.name]
        documents.check(call.parameters[parameter], kind, "MalformedPolicyDocument")
        documents.check_principals(call.parameters[parameter], "MalformedPolicyDocument")
    _check_names(call)
    _check_own_user(call, principal)
    _check_boundary(call)
    _check_owner(call)
    if check := BEFORE.get(call.name):
        check(call, principal)


def tidy_after(call, answer):
    """Return moto's answer, changed where AWS's would differ."""
    tidy = AFTER.get((call.service, call.name))
    return tidy(call, answer) if tidy and int(answer[0]) < 300 else answer


def _check_topic(call):
    """SNS takes the ARN of a topic in the client's Region; in its words for others. Source: boto3's issue 646."""
    parts = call.parameters.get("TopicArn", "").split(":")
    if call.parameters.get("TopicArn") and len(parts) < 6:
        reason = f"An ARN must have at least 6 elements, not {len(parts)}"
        raise Refusal("InvalidParameter", f"Invalid parameter: TopicArn Reason: {reason}", 400)
    if len(parts) >= 6 and parts[3] != call.signature.region:
        raise Refusal("InvalidParameter", "Invalid parameter: TopicArn", 400)
    if len(parts) >= 6 and call.name == "Publish" and not engine.has_topic(":".join(parts), parts[3]):
        raise Refusal("NotFound", "Topic does not exist", 404)


def _check_names(call):
    names = [call.parameters.get(name) for name in NAMES] if call.name.startswith("Create") else []
    if not all(re.fullmatch(r"[A-Za-z0-9_+=,.@-]{1,128}", name) for name in names if name):
        message = "A name must contain only alphanumeric characters and/or the following: +=,.@_-"
        raise Refusal("ValidationError", message, 400)


def _check_own_user(call, principal):
    """Without UserName these operations mean the caller, which only a user can be."""
    if call.name not in resources.OWN_USER or "UserName" in call.parameters or principal.kind == "user":
        return
    if principal.kind == "role":
        raise Refusal("ValidationError", "Must specify userName when calling with non-User credentials", 400)
    if call.name not in ROOT_ANSWERS:
        message = f"Root is no IAM user: name the user whom {call.name} shall be about (UserName=...)."
        raise Refusal("ValidationError", message, 400)


def _check_owner(call):
    """AWS's own policies can be attached and read, not changed."""
    changes = call.name in ("DeletePolicy", "CreatePolicyVersion", "DeletePolicyVersion", "SetDefaultPolicyVersion")
    if changes and call.parameters.get("PolicyArn", "").startswith("arn:aws:iam::aws:"):
        raise Refusal("AccessDenied", "Policy is outside your own account.", 403)


def _check_boundary(call):
    arn = call.parameters.get("PermissionsBoundary")
    if arn and arn not in engine.get_iam().managed_policies:
        raise Refusal("NoSuchEntity", f"Policy {arn} does not exist or is not attachable.", 404)


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
    iam, arn = engine.get_iam(), call.parameters["PolicyArn"]
    managed = iam.managed_policies.get(arn)
    if managed is None:
        return
    holders = [*iam.users.values(), *iam.roles.values()]
    limits = any(getattr(one, "permissions_boundary_arn", None) == arn for one in holders)
    attached = managed.attachment_count > 0
    _conflict(attached, "must detach the policy from all users, groups and roles first", "a policy")
    _conflict(limits, "must remove it as permissions boundary first", "a policy")
    _conflict(len(managed.versions) > 1, "must delete all its other versions first", "a policy")


def _check_delete_device(call, principal):
    device = engine.get_iam().virtual_mfa_devices.get(call.parameters["SerialNumber"])
    _conflict(device is not None and device.enable_date, "must deactivate the MFA device first")


def _conflict(found, remedy, what="entity"):
    if found:
        raise Refusal("DeleteConflict", f"Cannot delete {what}, {remedy}.", 409)


def _check_key_status(call, principal):
    status = call.parameters["Status"]
    if status not in KEY_STATUSES:
        wanted = f"Member must satisfy enum value set: [{', '.join(KEY_STATUSES)}]"
        message = f"1 validation error detected: Value '{status}' at 'status' failed to satisfy constraint: {wanted}"
        raise Refusal("ValidationError", message, 400)


def _set_bucket_defaults(call, answer):
    """New buckets block public access and have no ACLs (since April 2023), and use SSE-S3 (since January 2023)."""
    bucket = engine.get_bucket(call.parameters["Bucket"])
    if bucket is not None and bucket.public_access_block is None:
        engine.set_bucket_defaults(bucket)
    return answer


def _forget_bucket_tags(call, answer):
    engine.forget_bucket_tags(call.parameters["Bucket"])
    return answer


def _end_function(call, answer):
    from helpers._account import account  # it imports the gate's parts in its turn

    functions = account.get_running().functions
    if functions is not None:
        functions.end_deleted()
    return answer


def _hide_access_key(call, answer):
    """The id of a new key is from the seed, so that lessons show the same one; its secret must not be."""
    body = _read_text(answer[2])
    keys = [key for user in engine.get_iam().users.values() for key in user.access_keys if key.access_key_id in body]
    key, secret = keys[0], credentials.make_secret()
    body = body.replace(key.secret_access_key, secret)
    key.secret_access_key = secret
    return answer[0], answer[1], body


def _hide_mfa_seed(call, answer):
    """A device's seed is no secret from moto's generator; its QR code is a picture, as on AWS."""
    device = list(engine.get_iam().virtual_mfa_devices.values())[-1]
    mfa.protect(device)
    body = _read_text(answer[2])
    for name, content in (
        ("Base32StringSeed", device.base32_string_seed.encode()),
        ("QRCodePNG", device.qr_code_png),
    ):
        shown = f"<{name}>{base64.b64encode(content).decode()}</{name}>"
        body = re.sub(f"<{name}>.*?</{name}>", shown, body, flags=re.DOTALL)
    return answer[0], answer[1], body


def _read_text(body):
    return body.decode() if isinstance(body, bytes) else body


def _keep_boundary(call, answer):
    arn = call.parameters.get("PermissionsBoundary")
    if not arn:
        return answer
    engine.set_user_boundary(engine.get_iam().users[call.parameters["UserName"]], arn)
    parts = f"<PermissionsBoundaryType>Policy</PermissionsBoundaryType><PermissionsBoundaryArn>{arn}"
    shown = f"<PermissionsBoundary>{parts}</PermissionsBoundaryArn></PermissionsBoundary></User>"
    return answer[0], answer[1], _read_text(answer[2]).replace("</User>", shown)


def _hide_mfa_seeds(call, answer):
    """A device's seed is shown once, when the device is made."""
    body = re.sub(r"<(Base32StringSeed|QRCodePNG)>.*?</\1>", "", _read_text(answer[2]), flags=re.DOTALL)
    return answer[0], answer[1], body


def _check_money(call, principal):
    from helpers._account import budgets, groups  # only now: the first answer of S3 shall not wait for them

    (budgets if call.service == "budgets" else groups).check(call, principal)


def _check_functions(call):
    from helpers._account import function_rules

    (function_rules.check_function if call.service == "lambda" else function_rules.check_notification)(call)


def _set_new_spend(call, answer):
    from helpers._account import budgets

    return budgets.set_new_spend(call, answer)


def _evaluate_alarm(call, answer):
    """An alarm on charges that are over its threshold already is in alarm at once."""
    from helpers._account import alarms

    if call.signature.region == alarms.REGION:
        alarms.update_all()
    return answer


BEFORE = {
    "DeleteUser": _check_delete_user,
    "DeleteGroup": _check_delete_group,
    "DeletePolicy": _check_delete_policy,
    "DeleteVirtualMFADevice": _check_delete_device,
    "UpdateAccessKey": _check_key_status,
    "UpdateAccountPasswordPolicy": passwords.check_policy,
}
AFTER = {
    ("budgets", "CreateBudget"): _set_new_spend,
    ("cloudwatch", "PutMetricAlarm"): _evaluate_alarm,
    ("iam", "CreateAccessKey"): _hide_access_key,
    ("iam", "CreateUser"): _keep_boundary,
    ("iam", "CreateVirtualMFADevice"): _hide_mfa_seed,
    ("iam", "ListVirtualMFADevices"): _hide_mfa_seeds,
    ("lambda", "DeleteFunction"): _end_function,
    ("s3", "CreateBucket"): _set_bucket_defaults,
    ("s3", "DeleteBucket"): _forget_bucket_tags,
}
