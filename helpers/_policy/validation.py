"""Refusing what IAM refuses: each message names the statement and says what to write instead.

Rules: "Grammar of the IAM JSON policy language" and "IAM policy validation check reference" in the IAM User Guide.
One thing is stricter than AWS, where a document without Version counts as 2008-10-17 and variables are not filled in.
"""

import re

from .elements import check_actions, check_conditions, check_principal, check_resources, closest
from .errors import PolicyError

VERSIONS = ("2012-10-17", "2008-10-17")
DOCUMENT_KEYS = ("Version", "Id", "Statement")
STATEMENT_KEYS = (
    "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition",
)  # fmt: skip


def check_document(document, kind):
    """Return the statements of a document as a list of dicts. `kind` is "identity", "resource" or "trust".

    Raises PolicyError at the first thing that IAM would refuse.
    """
    if not isinstance(document, dict):
        raise PolicyError(f"A policy must be a JSON object (a dict) with Version and Statement, not {document!r}.")
    refuse_unknown(document, DOCUMENT_KEYS, "The policy")
    if "Version" not in document:
        raise PolicyError('The policy has no Version. Write "Version": "2012-10-17" beside Statement.')
    if document["Version"] not in VERSIONS:
        raise PolicyError(
            f'Version {document["Version"]!r} is not a version of the policy language. Write "Version": "2012-10-17".'
        )
    if "Statement" not in document:
        raise PolicyError('The policy has no Statement. Write "Statement": [...] with at least one statement in it.')
    statements = document["Statement"]
    statements = [statements] if isinstance(statements, dict) else statements
    if not isinstance(statements, (list, tuple)) or not statements:
        raise PolicyError(f"Statement must be a list of at least one statement, not {document['Statement']!r}.")
    for number, statement in enumerate(statements, 1):
        check_statement(statement, kind, place_of(statement, number), document["Version"] == VERSIONS[0])
    check_sids(statements)
    return statements


def place_of(statement, number):
    """Return how messages call a statement: "Statement 2 (ReadGuests)"."""
    sid = statement.get("Sid") if isinstance(statement, dict) else None
    return f"Statement {number} ({sid})" if sid else f"Statement {number}"


def check_statement(statement, kind, place, expands):
    """Raise PolicyError where a statement is malformed."""
    if not isinstance(statement, dict):
        raise PolicyError(
            f"{place} must be a JSON object (a dict) with Effect, Action and Resource, not {statement!r}."
        )
    refuse_unknown(statement, STATEMENT_KEYS, place)
    for first in ("Principal", "Action", "Resource"):
        if first in statement and f"Not{first}" in statement:
            raise PolicyError(f"{place} has both {first} and Not{first}. Keep one of them.")
    check_sid(statement, kind, place)
    if "Effect" not in statement:
        raise PolicyError(f'{place} has no Effect. Write "Effect": "Allow" or "Effect": "Deny".')
    if statement["Effect"] not in ("Allow", "Deny"):
        raise PolicyError(f'{place}: Effect {statement["Effect"]!r} must be "Allow" or "Deny", with a capital letter.')
    check_principal(statement, kind, place)
    check_actions(statement, kind, place)
    check_resources(statement, kind, place, expands)
    check_conditions(statement, place, expands)


def refuse_unknown(keys, known, place):
    """Raise PolicyError for an element that IAM does not know, with the name that was probably meant."""
    for key in keys:
        if key not in known:
            meant = closest(key, known)
            hint = f" Did you mean {meant}?" if meant else f" Known elements: {', '.join(known)}."
            raise PolicyError(f"{place} has an unknown element {key!r}.{hint}")


def check_sid(statement, kind, place):
    """Raise PolicyError for a Sid of the wrong type or with characters that IAM does not take."""
    sid = statement.get("Sid", "")
    if not isinstance(sid, str):
        raise PolicyError(f"{place}: Sid must be text, not {sid!r}.")
    if kind != "resource" and not re.fullmatch(r"[A-Za-z0-9]*", sid):
        raise PolicyError(f"{place}: Sid {sid!r} may hold only letters and digits, without spaces or signs.")


def check_sids(statements):
    """Raise PolicyError where two statements have the same Sid."""
    seen = {}
    for number, statement in enumerate(statements, 1):
        sid = statement.get("Sid")
        if sid and sid in seen:
            raise PolicyError(f"Statements {seen[sid]} and {number} both have the Sid {sid!r}. Give each its own.")
        seen[sid] = number
