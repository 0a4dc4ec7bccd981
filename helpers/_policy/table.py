"""The table of one whole decision: every statement, whether it matches, and if not, why not."""

from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from helpers._pictures import wrap_block

from .conditions import has_no_value, holds
from .decision import decide_request
from .principals import BY_ACCOUNT
from .statements import match_action, match_principal, match_resource

COLUMNS = ("policy", "statement", "effect", "matches", "remark")


class Row(NamedTuple):
    """What the table says about one statement."""

    policy: str
    statement: str  # its number and Sid
    effect: str
    matches: bool
    remark: str  # why it does not match

    def cells(self):
        """Return the row as texts."""
        return (self.policy, self.statement, self.effect, "yes" if self.matches else "no", self.remark)


@dataclass(frozen=True)
class Explanation:
    """One decision with every statement that took part. Shows itself as a table."""

    decision: object
    rows: tuple

    def __repr__(self):
        lines = [COLUMNS, *(row.cells() for row in self.rows)]
        widths = [max(len(line[column]) for line in lines) for column in range(len(COLUMNS) - 1)] + [len(COLUMNS[-1])]
        lines.insert(1, tuple("-" * width for width in widths))
        texts = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines]
        table = "\n".join(text.rstrip() for text in texts)
        return f"{table}\n\n{self.decision.reason}" if self.rows else self.decision.reason

    def _repr_html_(self):
        head = "".join(f'<th style="text-align:left">{name}</th>' for name in COLUMNS)
        body = "".join(html_row(row) for row in self.rows)
        return wrap_block(
            f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
            f"<p><strong>{escape(self.decision.reason)}</strong></p>"
        )


def html_row(row):
    """Return one row of the table as HTML; a statement that matches stands out by weight, not by colour alone."""
    weight = "bold" if row.matches else "normal"
    style = f"text-align:left;font-weight:{weight}"
    *cells, remark = [escape(cell) for cell in row.cells()]
    shown = "".join(f'<td style="{style}">{cell}</td>' for cell in cells)
    return f'<tr>{shown}<td style="{style};overflow-wrap:anywhere">{remark}</td></tr>'


def explain_request(request, policies):
    """Return the Explanation of a request."""
    rows = tuple(
        explain_statement(policy, statement, request) for policy in policies for statement in policy.statements
    )
    return Explanation(decide_request(request, policies), rows)


def explain_statement(policy, statement, request):
    """Return the Row of one statement."""
    label = f"{statement.number} ({statement.sid})" if statement.sid else str(statement.number)
    mismatches = find_mismatches(policy, statement, request)
    remark = "; ".join(mismatches)
    if not mismatches and statement.allows and match_principal(statement, request) == BY_ACCOUNT:
        remark = "it names the account, so an identity policy must allow it too"
    return Row(policy.name, label, "Allow" if statement.allows else "Deny", not mismatches, remark)


def find_mismatches(policy, statement, request):
    """Return every reason why a statement does not match a request; none where it matches."""
    if request.caller.kind == "root" and policy.kind != "resource":
        return ["the root user is not bound by it"]
    reasons = []
    if not match_action(statement, request):
        reasons.append(describe(statement, "Action", request.action))
    if not match_resource(statement, request):
        reasons.append(describe(statement, "Resource", request.resource))
    if not match_principal(statement, request):
        reasons.append(describe(statement, "Principal", request.caller.arn))
    unmet = (condition for condition in statement.conditions if not holds(condition, request.context))
    return reasons + [describe_condition(condition, request.context) for condition in unmet]


def describe(statement, name, asked):
    """Return why an element does not cover what the request asks."""
    if f"Not{name}" in statement.source:
        return f"its Not{name} leaves out {asked}"
    return f"its {name} {list_names(statement.source[name])} is not {asked}"


def list_names(element):
    """Return the texts of an element for people: "s3:GetObject or s3:PutObject"."""
    if isinstance(element, dict):
        element = [value for values in element.values() for value in ([values] if isinstance(values, str) else values)]
    return element if isinstance(element, str) else " or ".join(element)


def describe_condition(condition, context):
    """Return why a condition is not met: what it wants and what the request has."""
    value = context.get(condition.lookup)
    has = "has no such key" if has_no_value(value) else f"has {show_value(value)}"
    wanted = " or ".join(condition.values)
    return f"its condition {condition.operator} {condition.key} {wanted} is not met: the request {has}"


def show_value(value):
    """Return a context value as people read it."""
    return ", ".join(str(each) for each in value) if isinstance(value, (list, tuple, set)) else str(value)
