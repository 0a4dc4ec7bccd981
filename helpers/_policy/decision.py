"""How the statements of all policies become one decision.

Rules: "Policy evaluation logic" in the IAM User Guide, with its sections on requests within one account, on
resource-based policies beside other policies' implicit denies, and on cross-account requests.
"""

from dataclasses import dataclass
from typing import NamedTuple

from .principals import BY_ROLE, DIRECT, NOBODY, read_caller
from .statements import Request, Statement, match_statement, read_statements

ASSUME_ROLE = {
    "sts:assumerole", "sts:assumerolewithsaml", "sts:assumerolewithwebidentity", "sts:tagsession",
    "sts:setsourceidentity",
}  # fmt: skip


@dataclass(frozen=True)
class Decision:
    """What IAM decides about one request, and why. True where the request is allowed."""

    outcome: str  # "Allowed", "ExplicitlyDenied" or "ImplicitlyDenied"
    reason: str  # one sentence
    kind: str  # which layer decided, or whose allow is missing: "identity", "resource", "boundary" or "session"
    policy: str | None = None  # the policy of the statement that decided
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

    kind: str  # "identity", "resource", "boundary" or "session"
    name: str  # "identity policy 1", "bucket policy"
    statements: tuple


class Match(NamedTuple):
    """A statement that matches the request, and how directly it means the caller."""

    policy: Policy
    statement: Statement
    grant: int


def read_request(principal, action, resource, context, bounded):
    """Return the Request, its context's keys in lower case and completed from the principal."""
    caller = read_caller(principal)
    keys = dict(caller.context)
    for key, value in (context or {}).items():
        keys[key.lower()] = value
    return Request(caller, action, action.lower(), resource, keys, bounded)


def read_policies(request, identity_policies, resource_policy, permissions_boundary, session_policy):
    """Return the Policies that take part; raises PolicyError, which names the policy, for a malformed document."""
    policies = []
    items = [identity_policies] if isinstance(identity_policies, dict) else identity_policies or ()
    for number, item in enumerate(items, 1):
        name, document = item if isinstance(item, tuple) else (f"identity policy {number}", item)
        policies.append(Policy("identity", name, read_statements(document, "identity", name)))
    if resource_policy is not None:
        name = name_resource_policy(request)
        kind = "trust" if name == "trust policy" else "resource"
        policies.append(Policy("resource", name, read_statements(resource_policy, kind, name)))
    if permissions_boundary is not None:
        name = "permissions boundary"
        policies.append(Policy("boundary", name, read_statements(permissions_boundary, "identity", name)))
    if session_policy is not None:
        policies.append(
            Policy("session", "session policy", read_statements(session_policy, "identity", "session policy"))
        )
    return policies


def name_resource_policy(request):
    """Return what a resource's own policy is called for this request."""
    if request.action_lower in ASSUME_ROLE:
        return "trust policy"
    return "bucket policy" if request.resource.startswith("arn:aws:s3:::") else "resource policy"


def decide_request(request, policies):
    """Return the Decision: an explicit deny first, then what is missing, then what allows."""
    denied, found = find_matches(request, policies)
    if denied:
        return deny_explicitly(request, denied)
    kinds = {policy.kind for policy in policies}
    missing = find_missing(request, found, kinds)
    return deny_implicitly(request, found, missing) if missing else allow(request, found, kinds)


def find_matches(request, policies):
    """Return (the first statement that denies or None, the strongest that allows by kind of policy).

    Identity policies, boundaries and sessions do not apply to the root user.
    """
    found = {}
    for policy in policies:
        if request.caller.kind == "root" and policy.kind != "resource":
            continue
        for statement in policy.statements:
            best = found[policy.kind].grant if policy.kind in found else NOBODY
            if statement.allows and best == DIRECT:
                continue
            grant = match_statement(statement, request)
            if grant and not statement.allows:
                return Match(policy, statement, grant), found
            if grant > best:
                found[policy.kind] = Match(policy, statement, grant)
    return None, found


def find_missing(request, found, kinds):
    """Return the kind of policy whose allow is missing, or None when the request is allowed."""
    grant = found["resource"].grant if "resource" in found else NOBODY
    assumes = request.action_lower in ASSUME_ROLE
    abroad = crosses_accounts(request)
    if not grant and (assumes or abroad or request.caller.account is None):
        return "resource"
    if request.caller.account is None:
        return None
    if request.caller.kind == "root":
        return "identity" if assumes else None
    if not abroad and grant >= granted_without_limits(request, kinds):
        return None
    needed = ["boundary", "session"] if grant >= BY_ROLE and not abroad else ["identity", "boundary", "session"]
    return next((kind for kind in needed if kind not in found and (kind in kinds or kind == "identity")), None)


def granted_without_limits(request, kinds):
    """Return how directly a resource's policy must mean the caller so that nothing else needs to allow.

    A user who works in a session with a session policy (GetFederationToken) is limited by it, as a role is.
    """
    federated = request.caller.kind == "user" and "session" in kinds
    return DIRECT + 1 if federated else DIRECT


def crosses_accounts(request):
    """Return whether the resource belongs to another account than the caller's.

    The owner stands in the ARN; where it does not (S3) it is aws:ResourceAccount of the context, else the caller.
    """
    parts = request.resource.split(":", 5)
    owner = parts[4] if len(parts) == 6 and parts[4].isdigit() else request.context.get("aws:resourceaccount")
    return owner is not None and owner != request.caller.account


def allow(request, found, kinds):
    """Return the Decision for an allowed request, naming each statement without which it would not be allowed."""
    what = f"{request.action} on {request.resource}"
    if request.caller.kind == "root" and not crosses_accounts(request):
        reason = f"Allowed: the root user may do everything in its own account, so also {what}."
        return Decision("Allowed", reason, "identity")
    matches = pick_deciders(request, found, kinds)
    places = " and ".join(name_place(match) for match in matches)
    verb = "allows" if len(matches) == 1 else "allow"
    policy, statement, _ = matches[0]
    reason = f"Allowed: {places} {verb} {what}, and nothing denies it."
    return Decision("Allowed", reason, policy.kind, policy.name, statement.sid, statement.number)


def pick_deciders(request, found, kinds):
    """Return the Matches without which an allowed request would not be allowed."""
    both = [found[kind] for kind in ("identity", "resource") if kind in found]
    if len(both) < 2 or crosses_accounts(request):
        return both
    identity, resource = both
    if request.action_lower in ASSUME_ROLE:
        return [resource] if resource.grant >= BY_ROLE else both
    limited = any(kind in kinds and kind not in found for kind in ("boundary", "session"))
    return [resource] if limited else [identity]


def deny_explicitly(request, match):
    """Return the Decision that a Deny statement makes."""
    policy, statement, _ = match
    reason = f"Denied: {name_place(match)} denies {request.action} on {request.resource}. An explicit deny always wins."
    return Decision("ExplicitlyDenied", reason, policy.kind, policy.name, statement.sid, statement.number)


def deny_implicitly(request, found, missing):
    """Return the Decision for a request that a kind of policy does not allow."""
    what = f"{request.action} on {request.resource}"
    who = request.caller.arn
    if request.caller.kind == "root" and missing == "identity":
        reason = "Not allowed: the root user cannot assume roles; only users, other roles and services can."
    elif missing == "identity":
        reason = f"Not allowed: no identity policy of {who} allows {what}. Without an Allow the answer is no."
    elif missing == "resource":
        reason = (
            f"Not allowed: no {name_resource_policy(request)} allows {who} to do {what}, and this request needs one."
        )
    else:
        limit = "permissions boundary" if missing == "boundary" else "session policy"
        allowed_by = name_place(found.get("identity") or found["resource"])
        reason = f"Not allowed: {allowed_by} allows {what}, but the {limit} does not, and it sets the limit."
    return Decision("ImplicitlyDenied", reason, missing)


def name_place(match):
    """Return where a statement stands: "statement 2 (ReadGuests) of the bucket policy"."""
    sid = f" ({match.statement.sid})" if match.statement.sid else ""
    name = match.policy.name
    article = "" if match.policy.kind == "identity" else "the "
    return f"statement {match.statement.number}{sid} of {article}{name}"
