"""Documents made ready to be asked, and the question itself: does this statement match this request?"""

import marshal
from functools import cached_property
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


class Statement:
    """One valid statement of a policy. Each element is compiled when it is first asked."""

    def __init__(self, source, number, expands):
        self.source = source
        self.number = number
        self.sid = source.get("Sid") or None
        self.allows = source["Effect"] == "Allow"
        self.expands = expands  # variables are filled in: the document's version is 2012-10-17
        self.not_action = "NotAction" in source
        self.not_resource = "NotResource" in source
        self.not_principal = "NotPrincipal" in source

    @cached_property
    def actions(self):
        """Functions on the action in lower case; one is enough."""
        actions = self.source["NotAction" if self.not_action else "Action"]
        return [compile_glob(action.lower()) for action in as_list(actions)]

    @cached_property
    def resources(self):
        """Functions (resource, context) -> bool; one is enough."""
        resources = self.source.get("NotResource" if self.not_resource else "Resource", "*")
        return [compile_resource(resource, self.expands) for resource in as_list(resources)]

    @cached_property
    def principals(self):
        """The names in Principal or NotPrincipal; None in policies attached to an identity."""
        element = self.source.get("NotPrincipal" if self.not_principal else "Principal")
        return None if element is None else compile_principal(element)

    @cached_property
    def conditions(self):
        """Conditions that must all hold."""
        block = self.source.get("Condition", {})
        return [
            compile_condition(operator, key, as_list(values), self.expands)
            for operator, keys in block.items()
            for key, values in keys.items()
        ]


def read_statements(document, kind, name):
    """Return the Statements of a document; raises PolicyError for a malformed one and puts the policy's name in front.

    What was read is kept under a snapshot of the document's whole content, so that a document which its owner
    changes later is read anew.
    """
    try:
        snapshot = (kind, marshal.dumps(document, 2))
    except ValueError:  # not plain JSON: either malformed, or a kind of dict of its own
        return compile_document(document, kind, name)
    statements = _compiled.get(snapshot)
    if statements is None:
        if len(_compiled) >= CACHE_SIZE:
            _compiled.clear()
        statements = _compiled[snapshot] = compile_document(marshal.loads(snapshot[1]), kind, name)
    return statements


def forget_documents():
    """Forget every document; the next decisions read them anew."""
    _compiled.clear()


def compile_document(document, kind, name):
    """Return the Statements of a document after validating it."""
    try:
        statements = check_document(document, kind)
    except PolicyError as error:
        raise PolicyError(f"{name}: {error}") from None
    expands = document["Version"] == VERSIONS[0]
    return [Statement(source, number, expands) for number, source in enumerate(statements, 1)]


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
