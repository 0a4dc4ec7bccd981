"""Documents made ready to be asked, and the question itself: does this statement speak about this request?"""

import marshal
from typing import NamedTuple

from .conditions import compile_condition, holds
from .errors import PolicyError
from .patterns import compile_arn, compile_glob, expand_variables
from .principals import DIRECT, NOBODY, Caller, compile_principal, is_left_out, measure_grant
from .validation import VERSIONS, check_document

CACHE_SIZE = 2048
_compiled = {}


class Request(NamedTuple):
    """One call that somebody makes."""

    caller: Caller
    action: str  # as written
    action_lower: str
    resource: str
    context: dict  # keys in lower case
    bounded: bool  # the caller has a permissions boundary


class Statement(NamedTuple):
    """One statement of a policy, ready to be asked."""

    number: int
    sid: str | None
    allows: bool
    actions: tuple  # functions on the action in lower case; one is enough
    not_action: bool
    resources: tuple  # functions (resource, context) -> bool; one is enough
    not_resource: bool
    principals: tuple | None  # None in policies that are attached to an identity
    not_principal: bool
    conditions: tuple
    source: dict  # what was written, for explanations


def read_statements(document, kind, name):
    """Return the Statements of a document; raises PolicyError, which starts with the policy's name, for a malformed one.

    Compiled documents are kept under a snapshot of their whole content, so that a document which its owner changes
    later is read anew.
    """
    try:
        snapshot = (kind, marshal.dumps(document, 2))
    except ValueError:  # not plain JSON: either malformed, or a kind of dict of its own
        snapshot = None
    statements = _compiled.get(snapshot)
    if statements is None:
        try:
            statements = compile_document(document, kind)
        except PolicyError as error:
            raise PolicyError(f"{name}: {error}") from None
        if len(_compiled) >= CACHE_SIZE:
            _compiled.clear()
        if snapshot:
            _compiled[snapshot] = statements
    return statements


def forget_documents():
    """Forget every compiled document; the next decisions read them anew."""
    _compiled.clear()


def compile_document(document, kind):
    """Return the Statements of a document after validating it."""
    statements = check_document(document, kind)
    expands = document["Version"] == VERSIONS[0]
    return tuple(compile_statement(source, number, expands) for number, source in enumerate(statements, 1))


def compile_statement(source, number, expands):
    """Return one Statement."""
    not_action, not_resource, not_principal = (f"Not{name}" in source for name in ("Action", "Resource", "Principal"))
    actions = as_list(source["NotAction" if not_action else "Action"])
    resources = as_list(source.get("NotResource" if not_resource else "Resource", "*"))
    principal = source.get("NotPrincipal" if not_principal else "Principal")
    return Statement(
        number=number,
        sid=source.get("Sid") or None,
        allows=source["Effect"] == "Allow",
        actions=tuple(compile_glob(action.lower()) for action in actions),
        not_action=not_action,
        resources=tuple(compile_resource(resource, expands) for resource in resources),
        not_resource=not_resource,
        principals=None if principal is None else compile_principal(principal),
        not_principal=not_principal,
        conditions=tuple(
            compile_condition(operator, key, as_list(values), expands)
            for operator, keys in source.get("Condition", {}).items()
            for key, values in keys.items()
        ),
        source=source,
    )


def as_list(value):
    """Return a value that may stand alone or in a list as a list."""
    return value if isinstance(value, (list, tuple)) else [value]


def compile_resource(pattern, expands):
    """Return a function (resource, context) -> bool for a pattern of Resource."""
    if pattern == "*":
        return lambda resource, context: True
    if expands and "${" in pattern:
        return lambda resource, context: (
            (want := expand_variables(pattern, context)) is not None and bool(compile_arn(want)(resource))
        )
    matches = compile_arn(pattern)
    return lambda resource, context: bool(matches(resource))


def match_statement(statement, request):
    """Return how directly a matching statement means the caller, up to DIRECT; NOBODY when it does not match.

    A statement without Principal, in a policy attached to the caller, is DIRECT.
    """
    if not match_action(statement, request) or not match_resource(statement, request):
        return NOBODY
    for condition in statement.conditions:
        if not holds(condition, request.context):
            return NOBODY
    return match_principal(statement, request)


def match_action(statement, request):
    """Return whether Action, or NotAction, covers the action."""
    for matches in statement.actions:
        if matches(request.action_lower):
            return not statement.not_action
    return statement.not_action


def match_resource(statement, request):
    """Return whether Resource, or NotResource, covers the resource."""
    for matches in statement.resources:
        if matches(request.resource, request.context):
            return not statement.not_resource
    return statement.not_resource


def match_principal(statement, request):
    """Return how directly Principal, or NotPrincipal, means the caller.

    AWS documents that a Deny with NotPrincipal always denies callers who have a permissions boundary.
    """
    if statement.principals is None:
        return DIRECT
    if statement.not_principal:
        return DIRECT if request.bounded or not is_left_out(statement.principals, request.caller) else NOBODY
    return measure_grant(statement.principals, request.caller)
