"""IAM's decision rules as pure functions: who may do what, and which statement says so.

The rules are the ones that AWS documents under "Policy evaluation logic" in the IAM User Guide, for one account and
across two. Nothing here calls AWS.
"""

from dataclasses import dataclass
from typing import NamedTuple

from ._policy.errors import PolicyError
from ._policy.principals import BY_ROLE, DIRECT, read_caller
from ._policy.statements import Request, match_statement, read_statements
from ._policy.validation import check_document

__all__ = ["Decision", "PolicyError", "decide", "explain", "validate"]

ASSUME_ROLE = (
    "sts:assumerole", "sts:assumerolewithsaml", "sts:assumerolewithwebidentity", "sts:tagsession",
    "sts:setsourceidentity",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decision:
    """What IAM decides about one request, and why."""

    outcome: str  # "Allowed", "ExplicitlyDenied" or "ImplicitlyDenied"
    reason: str  # one sentence
    kind: str  # which layer decided, or whose allow was missing: "identity", "resource", "boundary" or "session"
    policy: str | None = None  # the deciding statement's policy
    sid: str | None = None  # its Sid, where it has one
    statement: int | None = None  # its number, from 1

    @property
    def allowed(self):
        """Whether the request goes through."""
        return self.outcome == "Allowed"

    def __bool__(self):
        return self.allowed


class Policy(NamedTuple):
    """A policy that takes part in a decision."""

    kind: str
    name: str  # as in "statement 2 of the bucket policy"
    statements: tuple


def decide(
    principal,
    action,
    resource,
    context=None,
    identity_policies=(),
    resource_policy=None,
    permissions_boundary=None,
    session_policy=None,
):
    """Return the Decision about one request.

    `principal` is the ARN of a user, a role's session or the root user, the name of a service such as
    lambda.amazonaws.com, or None for an anonymous request. `context` holds condition keys and their values;
    `aws:username`, `aws:PrincipalArn` and the like are filled in from the principal where they are missing.
    `identity_policies` are documents (dicts) or pairs (name, document). For sts:AssumeRole the resource policy is the
    role's trust policy. Raises PolicyError for a malformed document.
    """
    request = read_request(principal, action, resource, context, permissions_boundary)
    policies = read_policies(request, identity_policies, resource_policy, permissions_boundary, session_policy)
    return decide_request(request, policies)


def validate(document, kind="identity"):
    """Return None for a document that IAM accepts; raise PolicyError, naming the place, for one that it refuses.

    `kind` is "identity" (attached to users, groups, roles), "resource" (a bucket policy) or "trust" (a role's).
    """
    if kind not in ("identity", "resource", "trust"):
        raise ValueError(f'kind must be "identity", "resource" or "trust", not {kind!r}')
    check_document(document, kind)


def explain(*request, **policies):
    """Return a table of the whole decision: each statement, whether it speaks about the request, and why not.

    Takes the arguments of `decide`.
    """
    from ._policy.table import explain_decision

    return explain_decision(*request, **policies)


def read_request(principal, action, resource, context, permissions_boundary):
    """Return the Request, its context's keys in lower case and completed from the principal."""
    caller = read_caller(principal)
    given = {key.lower(): value for key, value in (context or {}).items()}
    return Request(caller, action, resource, {**caller.context, **given}, permissions_boundary is not None)


def read_policies(request, identity_policies, resource_policy, permissions_boundary, session_policy):
    """Return the list of Policies that take part, identity policies first."""
    policies = []
    for number, item in enumerate(identity_policies or (), 1):
        name, document = (None, item) if isinstance(item, dict) else item
        label = f"the policy {name}" if name else f"identity policy {number}"
        policies.append(Policy("identity", label, read_statements(document, "identity")))
    if resource_policy is not None:
        name = name_resource_policy(request)
        kind = "trust" if name == "the trust policy" else "resource"
        policies.append(Policy("resource", name, read_statements(resource_policy, kind)))
    if permissions_boundary is not None:
        policies.append(Policy("boundary", "the permissions boundary", read_statements(permissions_boundary, "identity")))
    if session_policy is not None:
        policies.append(Policy("session", "the session policy", read_statements(session_policy, "identity")))
    return policies


def name_resource_policy(request):
    """Return what a resource policy is called for this request."""
    if is_assume_role(request):
        return "the trust policy"
    return "the bucket policy" if request.resource.startswith("arn:aws:s3:::") else "the resource policy"


def is_assume_role(request):
    """Return whether the request asks for a role, so that the role's trust policy must allow it."""
    return request.action.lower() in ASSUME_ROLE


def decide_request(request, policies):
    """Return the Decision: an explicit deny first, then who allows and who limits."""
    found = find_statements(request, policies)
    if "deny" in found:
        policy, statement, _ = found["deny"]
        return make_decision("ExplicitlyDenied", request, policy, statement)
    kinds = {policy.kind for policy in policies}
    missing = find_missing(request, found, kinds)
    if missing:
        return refuse(missing, request, found)
    if request.caller.kind == "root" and "identity" not in found and "resource" not in found:
        reason = f"Allowed: the root user may do everything in its own account, and no policy denies {request.action}."
        return Decision("Allowed", reason, "identity")
    policy, statement, _ = found["resource" if "resource" in found and "identity" not in found else "identity"]
    return make_decision("Allowed", request, policy, statement)


def find_statements(request, policies):
    """Return the statements that count: {"deny": ...} at once, else the best allow of each kind of policy.

    Each is (policy, statement, how directly it speaks about the caller).
    """
    action = request.action.lower()
    root = request.caller.kind == "root"
    found = {}
    for policy in policies:
        if root and policy.kind != "resource":
            continue
        for statement in policy.statements:
            if statement.allows and policy.kind in found and policy.kind != "resource":
                continue
            grant = match_statement(statement, request, action)
            if grant and not statement.allows:
                return {"deny": (policy, statement, grant)}
            if grant and grant > found.get(policy.kind, (None, None, 0))[2]:
                found[policy.kind] = (policy, statement, grant)
    return found


def find_missing(request, found, kinds):
    """Return the kind of policy whose allow is missing, or None when the request is allowed."""
    grant = found["resource"][2] if "resource" in found else 0
    caller = request.caller
    assumes = is_assume_role(request)
    if caller.account is None:
        return None if grant else "resource"
    if not grant and (assumes or crosses_accounts(request)):
        return "resource"
    if caller.kind == "root":
        return "identity" if assumes else None
    direct_user = caller.kind != "user" or "session" not in kinds
    if grant == DIRECT and direct_user and not crosses_accounts(request):
        return None
    by_role = grant >= BY_ROLE and not crosses_accounts(request)
    needed = ("boundary", "session") if by_role else ("identity", "boundary", "session")
    return next((kind for kind in needed if kind not in found and (kind in kinds or kind == "identity")), None)


def crosses_accounts(request):
    """Return whether the resource belongs to another account than the caller's.

    The account stands in the ARN; where it does not (S3) it is the context's aws:ResourceAccount, else the caller's.
    """
    parts = request.resource.split(":", 5)
    owner = parts[4] if len(parts) == 6 and parts[4].isdigit() else request.context.get("aws:resourceaccount")
    return owner is not None and owner != request.caller.account


def make_decision(outcome, request, policy, statement):
    """Return the Decision that one statement makes."""
    place = f"statement {statement.number}" + (f" ({statement.sid})" if statement.sid else "")
    what = f"{request.action} on {request.resource}"
    if outcome == "Allowed":
        reason = f"Allowed: {place} of {policy.name} allows {what}, and nothing denies it."
    else:
        reason = f"Denied: {place} of {policy.name} denies {what}, and an explicit deny always wins."
    return Decision(outcome, reason, policy.kind, policy.name, statement.sid, statement.number)


def refuse(missing, request, found):
    """Return the Decision for a request that a kind of policy does not allow."""
    what = f"{request.action} on {request.resource}"
    if request.caller.kind == "root" and missing == "identity":
        reason = "Denied: the root user cannot assume a role. Sign in as a user or use another role."
    elif missing == "identity":
        reason = f"Denied: no identity policy of {request.caller.arn} allows {what}, and what nothing allows is denied."
    elif missing == "resource":
        name = name_resource_policy(request).removeprefix("the ")
        reason = f"Denied: no {name} lets {request.caller.arn} do {what}, and here it must."
    else:
        limit = "permissions boundary" if missing == "boundary" else "session policy"
        by, _, _ = found.get("identity") or found["resource"]
        reason = f"Denied: {by.name} allows {what}, but the {limit} does not, and a {limit} sets the limit."
    return Decision("ImplicitlyDenied", reason, missing)
