"""Who makes a request, and which Principal elements mean them.

Rules: "AWS JSON policy elements: Principal" and "NotPrincipal" in the IAM User Guide.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from .errors import PolicyError

# How directly a Principal element means the caller. A grant to the account only hands the decision to the account's
# own identity policies; a grant to a role is still limited by the role's boundary and the session's policy; a grant
# to the user, the session or everyone needs nothing else (within one account).
NOBODY, BY_ACCOUNT, BY_ROLE, DIRECT = 0, 1, 2, 3


class Caller(NamedTuple):
    """Who makes a request."""

    kind: str  # user, root, session, role, federated, service or anonymous
    arn: str
    account: str | None
    names: dict  # what a Principal element may call the caller -> how directly
    chain: tuple  # what a NotPrincipal element must list so that the caller is left out: all of it
    context: dict  # condition keys that AWS fills in from the caller


@lru_cache(maxsize=1024)
def read_caller(principal):
    """Return the Caller for an ARN, an account id, the name of a service, or None for an anonymous request."""
    if principal in (None, "*", "anonymous"):
        return Caller("anonymous", "anonymous", None, {"*": DIRECT}, ("anonymous",), {})
    if is_account(principal):
        return read_caller(f"arn:aws:iam::{principal}:root")
    parts = principal.split(":", 5)
    if len(parts) == 6 and parts[0] == "arn" and is_account(parts[4]):
        return read_arn(principal, parts[1], parts[4], parts[5])
    if re.fullmatch(r"[\w.-]+\.[\w-]+", principal):
        names = {"*": DIRECT, f"Service {principal}": DIRECT, f"Federated {principal}": DIRECT}
        kind = "service" if ".amazonaws.com" in principal else "federated"
        return Caller(kind, principal, None, names, (f"Service {principal}",), {})
    raise PolicyError(
        f"The principal {principal!r} is not an ARN such as arn:aws:iam::123456789012:user/blue, "
        "nor a service such as lambda.amazonaws.com."
    )


def is_account(text):
    """Return whether a text is an account's id: twelve digits."""
    return len(text) == 12 and text.isdigit()


def read_arn(arn, partition, account, name):
    """Return the Caller for an ARN."""
    context = {"aws:principalarn": arn, "aws:principalaccount": account}
    names = {"*": DIRECT, account: BY_ACCOUNT}
    kind, _, rest = name.partition("/")
    if name == "root":
        return Caller("root", arn, account, names, (account,), context | {"aws:principaltype": "Account"})
    if kind == "user" and rest:
        context |= {"aws:username": rest.rpartition("/")[2], "aws:principaltype": "User"}
        return Caller("user", arn, account, names | {arn: DIRECT}, (account, arn), context)
    if kind == "assumed-role" and "/" in rest:
        role = f"arn:{partition}:iam::{account}:role/{rest.partition('/')[0]}"
        context |= {"aws:principalarn": role, "aws:principaltype": "AssumedRole"}
        return Caller("session", arn, account, names | {role: BY_ROLE, arn: DIRECT}, (account, role, arn), context)
    if kind == "role" and rest:
        role = shorten_role(arn)
        context |= {"aws:principaltype": "AssumedRole"}
        return Caller("role", arn, account, names | {role: BY_ROLE}, (account, role), context)
    if kind == "federated-user" and rest:
        context |= {"aws:principaltype": "FederatedUser"}
        return Caller("session", arn, account, names | {arn: DIRECT}, (account, arn), context)
    if kind in ("saml-provider", "oidc-provider"):
        names = {"*": DIRECT, f"Federated {arn}": DIRECT}
        return Caller("federated", arn, None, names, (f"Federated {arn}",), {})
    raise PolicyError(f"The principal {arn!r} is no user, role session or root user. Groups cannot make requests.")


def compile_principal(element):
    """Return the names in a Principal or NotPrincipal element, in the one form that Callers use."""
    if element == "*":
        return ("*",)
    names = []
    for kind, values in element.items():
        for value in [values] if isinstance(values, str) else values:
            names.append(shorten_role(value) if kind == "AWS" else f"{kind} {value}")
    return tuple(names)


def shorten_role(name):
    """Return the name without a role's path, and an account's ARN as its id: the forms that can be compared."""
    parts = name.split(":")
    if len(parts) == 6 and parts[5] == "root":
        return parts[4]
    before, role, path = name.partition(":role/")
    return f"{before}:role/{path.rpartition('/')[2]}" if role else name


def measure_grant(names, caller):
    """Return how directly the names of a Principal element mean the caller: NOBODY, BY_ACCOUNT, BY_ROLE or DIRECT."""
    means = caller.names
    best = NOBODY
    for name in names:
        directness = means.get(name, NOBODY)
        if directness > best:
            best = directness
    return best


def is_left_out(names, caller):
    """Return whether a NotPrincipal element leaves the caller out.

    It must list everything that stands above the caller too: the account, and for a session its role.
    """
    return "*" in names or all(name in names for name in caller.chain)
