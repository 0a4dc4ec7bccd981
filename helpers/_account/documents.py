"""Policy texts that arrive in a request: read, and refused where AWS would refuse them."""

import json
import re

from helpers._account import engine
from helpers._account.errors import Refusal

OWN_IDENTITY = re.compile(rf"arn:aws:(?:iam|sts)::{engine.ACCOUNT_ID}:(user|role|assumed-role)/(.+)")


def check(text, kind, code):
    """Return nothing; raise `Refusal` with that error code where a policy's text is not one that AWS would take."""
    from helpers import policy

    try:
        document = json.loads(text)
    except ValueError as error:
        raise Refusal(code, f"Syntax errors in policy: this is not JSON ({error}).", 400) from None
    try:
        policy.validate(document, kind)
    except policy.PolicyError as error:
        raise Refusal(code, str(error), 400) from None


def check_principals(text, code):
    """Return nothing; raise `Refusal` where a policy names a user or role of this account that does not exist."""
    statements = json.loads(text)["Statement"]
    for statement in [statements] if isinstance(statements, dict) else statements:
        who = statement.get("Principal", statement.get("NotPrincipal"))
        names = who.get("AWS", []) if isinstance(who, dict) else []
        for arn in [names] if isinstance(names, str) else names:
            if not _exists(arn):
                raise Refusal(code, f'Invalid principal in policy: "AWS": "{arn}" does not exist in this account.', 400)


def _exists(arn):
    found = OWN_IDENTITY.fullmatch(arn)
    if not found:
        return True  # everybody, the whole account, or somebody in another account, which nobody here can look up
    kind, name = found.groups()
    iam = engine.get_iam()
    if kind == "assumed-role":
        return any(role.name == name.partition("/")[0] for role in iam.roles.values())
    return any(one.arn == arn for one in (iam.users if kind == "user" else iam.roles).values())
