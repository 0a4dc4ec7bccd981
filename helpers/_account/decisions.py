"""Which policies apply to a request, and what they decide."""

import json
from functools import lru_cache

from helpers._account import engine, passwords

# Conditions that narrow "everybody" down to somebody, so that a statement with them does not count as public.
# Source: Amazon S3 user guide, "The meaning of public" (access-control-block-public-access.html), read 2026-11-24.
NARROWING_KEYS = {
    "aws:principalarn",
    "aws:principalaccount",
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:sourceaccount",
    "aws:sourcearn",
    "aws:sourceip",
    "aws:sourcevpc",
    "aws:sourcevpce",
    "aws:sourceowner",
    "aws:userid",
    "s3:dataaccesspointaccount",
    "s3:dataaccesspointarn",
    "s3:x-amz-server-side-encryption-aws-kms-key-id",
}


def decide(principal, need):
    """Return the `policy.Decision` for one need of a principal, with every policy that the account holds for it."""
    from helpers import policy

    return policy.decide(**collect_arguments(principal, need))


def collect_arguments(principal, need):
    """Return the arguments of `policy.decide` for one need: the request, and the policies that apply to it."""
    return {
        "principal": None if principal.kind == "anonymous" else principal.arn,
        "action": need.action,
        "resource": need.resource,
        "context": need.context,
        "identity_policies": list_identity_policies(principal),
        "resource_policy": find_resource_policy(need),
        "permissions_boundary": find_boundary(principal),
        "session_policy": _merge(principal.session_policies),
    }


def list_identity_policies(principal):
    """Return the (name, document) pairs of the policies on a user (and the user's groups) or on a role."""
    if principal.kind not in ("user", "role"):
        return []
    iam = engine.get_iam()
    holder = find_holder(principal)
    if holder is None:
        return []
    holders = [(holder, "")]
    if principal.kind == "user":
        holders += [(group, f" (group {group.name})") for group in iam.get_groups_for_user(principal.name)]
    found = [pair for one, note in holders for pair in list_policies_of(one, note)]
    grant = passwords.make_grant(principal.identity_arn) if principal.kind == "user" else None
    return [*found, ("account password policy", grant)] if grant else found


def list_policies_of(holder, note=""):
    """Return the (name, document) pairs of the policies on one of moto's users, groups or roles alone."""
    found = [(f"inline policy {name}{note}", read_document(text)) for name, text in holder.policies.items()]
    for managed in holder.managed_policies.values():
        found.append((f"managed policy {managed.name}{note}", read_document(engine.get_policy_text(managed))))
    return found


def find_holder(principal):
    """Return moto's user or role behind a principal, or None."""
    if principal.kind == "user":
        return engine.get_iam().users.get(principal.name)
    return next((role for role in engine.get_iam().roles.values() if role.arn == principal.identity_arn), None)


def find_boundary(principal):
    """Return the document of a user's or role's permissions boundary, None without one."""
    holder = find_holder(principal) if principal.kind in ("user", "role") else None
    arn = getattr(holder, "permissions_boundary_arn", None)
    managed = engine.get_iam().managed_policies.get(arn) if arn else None
    return read_document(engine.get_policy_text(managed)) if managed else None


def find_resource_policy(need):
    """Return the policy on the resource itself: a bucket's, a function's, or, to assume a role, its trust policy."""
    if need.action.lower().startswith("sts:assumerole"):
        role = next((role for role in engine.get_iam().roles.values() if role.arn == need.resource), None)
        return read_document(role.assume_role_policy_document) if role else None
    if need.action.lower().startswith("lambda:") and ":function:" in need.resource:
        return find_function_policy(need.resource)
    if need.resource.startswith("arn:aws:s3:::"):
        return find_bucket_policy(need.resource.removeprefix("arn:aws:s3:::").partition("/")[0])
    return None


def find_function_policy(arn):
    """Return the policy on a Lambda function, None without one."""
    from helpers._account import function_store  # loads moto's Lambda

    function = function_store.find(arn, None, arn.split(":")[3])
    return function_store.read_policy(function) if function is not None else None


def find_bucket_policy(name):
    """Return the document of a bucket's policy, None without one."""
    bucket = engine.get_bucket(name)
    return read_document(bucket.policy.decode()) if bucket is not None and bucket.policy else None


def is_public(document):
    """Return True where a bucket policy lets anybody in: an Allow for "*" that no condition narrows down."""
    for statement in _as_list(document.get("Statement")):
        who = statement.get("Principal")
        everybody = who == "*" or (isinstance(who, dict) and "*" in _as_list(who.get("AWS")))
        everybody = everybody or "NotPrincipal" in statement
        if statement.get("Effect") == "Allow" and everybody and not _is_narrowed(statement.get("Condition", {})):
            return True
    return False


def _is_narrowed(condition):
    """True where a condition asks for fixed values of a key that only some callers have."""
    return any(
        key.lower() in NARROWING_KEYS and all(_is_fixed(str(value)) for value in _as_list(values))
        for operator, tests in condition.items()
        if not any(word in operator for word in ("Not", "Null", "IfExists", "ForAllValues"))
        for key, values in tests.items()
    )


def _is_fixed(value):
    """True for a value without wildcard; of addresses, a range that is narrower than a large part of the internet."""
    address, slash, bits = value.rpartition("/")
    wide = slash and bits.isdigit() and int(bits) < (32 if ":" in address else 8)
    return not wide and not any(sign in value for sign in "*?$")


@lru_cache(maxsize=4096)
def read_document(text):
    """Return a policy's JSON text as a dict. It is shared by everybody who asks: do not change it."""
    return json.loads(text)


def _merge(documents):
    """Session policies as one document: a session has an inline one, managed ones, or none."""
    if not documents:
        return None
    statements = [statement for text in documents for statement in _as_list(read_document(text)["Statement"])]
    return {"Version": "2012-10-17", "Statement": statements}


def _as_list(value):
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
