"""Refusing the documents that IAM refuses: each message names the statement and says what to write instead.

Rules: "Grammar of the IAM JSON policy language" and "IAM policy validation check reference" in the IAM User Guide.
Two things are stricter than AWS: a document needs its Version (on AWS it counts as 2008-10-17 without one, and policy
variables stay unread), and condition values must suit their operator (AWS only warns).
"""

import re

from .elements import check_actions, check_conditions, check_principal, check_resources, closest
from .errors import PolicyError

VERSIONS = ("2012-10-17", "2008-10-17")
DOCUMENT_KEYS = ("Version", "Id", "Statement")
STATEMENT_KEYS = (
    "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition",
)  # fmt: skip
EXCLUSIVE = (("Principal", "NotPrincipal"), ("Action", "NotAction"), ("Resource", "NotResource"))


def check_document(document, kind):
    """Return the statements of a document as a list of dicts. `kind` is "identity", "resource" or "trust".

    Raises PolicyError at the first thing that IAM would refuse.
    """
    if not isinstance(document, dict):
        raise PolicyError(f"A policy must be a JSON object (a dict) with Version and Statement, not {document!r}.")
    refuse_unknown(document, DOCUMENT_KEYS)
    if "Version" not in document:
        raise PolicyError('Version is missing. Write "Version": "2012-10-17" beside Statement.')
    if document["Version"] not in VERSIONS:
        raise PolicyError(
            f'Version {document["Version"]!r} is not a version of the policy language. Write "Version": "2012-10-17".'
        )
    if "Statement" not in document:
        raise PolicyError('Statement is missing. Write "Statement": [...] with at least one statement in it.')
    statements = document["Statement"]
    statements = [statements] if isinstance(statements, dict) else statements
    if not isinstance(statements, (list, tuple)) or not statements:
        raise PolicyError(f"Statement must be a list of at least one statement, not {document['Statement']!r}.")
    for number, statement in enumerate(statements, 1):
        try:
            check_statement(statement, kind, document["Version"] == VERSIONS[0])
        except PolicyError as error:
            raise PolicyError(f"{name_statement(statement, number)}: {error}") from None
    check_sids(statements)
    return statements


def name_statement(statement, number):
    """Return what messages call a statement: "Statement 2 (ReadGuests)"."""
    sid = statement.get("Sid") if isinstance(statement, dict) else None
    return f"Statement {number} ({sid})" if sid else f"Statement {number}"


def check_statement(statement, kind, expands):
    """Raise PolicyError where a statement is malformed."""
    if not isinstance(statement, dict):
        raise PolicyError(f"must be a JSON object (a dict) with Effect, Action and Resource, not {statement!r}.")
    refuse_unknown(statement, STATEMENT_KEYS)
    for name, opposite in EXCLUSIVE:
        if name in statement and opposite in statement:
            raise PolicyError(f"{name} and {opposite} cannot stand together. Keep one of them.")
    if "Sid" in statement:
        check_sid(statement["Sid"], kind)
    if "Effect" not in statement:
        raise PolicyError('Effect is missing. Write "Effect": "Allow" or "Effect": "Deny".')
    if statement["Effect"] not in ("Allow", "Deny"):
        raise PolicyError(f'Effect {statement["Effect"]!r} must be "Allow" or "Deny", with a capital letter.')
    check_principal(statement, kind)
    check_actions(statement, kind)
    check_resources(statement, kind, expands)
    if "Condition" in statement:
        check_conditions(statement["Condition"], expands)


def refuse_unknown(keys, known):
    """Raise PolicyError for an element that IAM does not know, with the name that was probably meant."""
    for key in keys:
        if key not in known:
            meant = closest(key, known)
            hint = f"Did you mean {meant}?" if meant else f"Known elements: {', '.join(known)}."
            raise PolicyError(f"{key!r} is not an element of the policy language. {hint}")


def check_sid(sid, kind):
    """Raise PolicyError for a Sid of the wrong type or with characters that IAM does not take."""
    if not isinstance(sid, str):
        raise PolicyError(f"Sid must be text, not {sid!r}.")
    if kind != "resource" and not re.fullmatch(r"[A-Za-z0-9]*", sid):
        raise PolicyError(f"Sid {sid!r} may hold only letters and digits, without spaces or signs.")


def check_sids(statements):
    """Raise PolicyError where two statements have the same Sid."""
    seen = {}
    for number, statement in enumerate(statements, 1):
        sid = statement.get("Sid")
        if sid and sid in seen:
            raise PolicyError(f"Statements {seen[sid]} and {number} both have the Sid {sid!r}. Give each its own.")
        seen[sid] = number
