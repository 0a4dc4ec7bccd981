"""Refusing what IAM refuses inside a statement: principals, actions, resources and conditions.

The messages name the element; whoever calls adds the statement.
"""

import re

from .conditions import OPERATORS, parse_bool, parse_bytes, parse_date, parse_network, parse_number, split_operator
from .errors import PolicyError
from .patterns import as_text

PRINCIPAL_KEYS = ("AWS", "Service", "Federated", "CanonicalUser")
ACTION = re.compile(r"\*|[\w*?-]+:[\w*?-]+", re.ASCII)
# Not compiled here: few documents need them, and re keeps what it has compiled.
AWS_PRINCIPAL = (
    r"\d{12}|A[A-Z0-9]{15,}|arn:[\w-]+:iam::\d{12}:(root|user/.+|role/.+)|"
    r"arn:[\w-]+:sts::\d{12}:(assumed-role/[^/]+/.+|federated-user/.+)"
)
SERVICE = r"[\w-]+(\.[\w-]+)+"
ARN_EXAMPLE = "arn:partition:service:region:account:resource, for example arn:aws:s3:::guests/*"
ADDRESS = (parse_network, "an IP address or range, for example 203.0.113.0/24")
VALUE_KINDS = {
    "Numeric": (parse_number, "a number, for example 3600"),
    "Date": (parse_date, "a date, for example 2026-12-31T23:59:59Z"),
    "Bool": (parse_bool, "true or false"),
    "Null": (parse_bool, "true (the key is absent) or false (it is there)"),
    "BinaryEquals": (parse_bytes, "text in base 64"),
    "IpAddress": ADDRESS,
    "NotIpAddress": ADDRESS,
}


def check_principal(statement, kind):
    """Raise PolicyError for a Principal that is missing, out of place or malformed."""
    name = "Principal" if "Principal" in statement else "NotPrincipal"
    if kind == "identity":
        if name in statement:
            raise PolicyError(
                f"{name} does not belong in a policy attached to a user, group or role: "
                "the policy is for whoever it is attached to. Remove it."
            )
        return
    if name not in statement:
        raise PolicyError('Principal is missing. Say who it is about, for example "Principal": "*".')
    if name == "NotPrincipal" and (kind == "trust" or statement["Effect"] == "Allow"):
        raise PolicyError("NotPrincipal works only with Deny, and not in a trust policy. Use Principal.")
    element = statement[name]
    if element == "*":
        return
    if not isinstance(element, dict) or not element:
        example = '{"AWS": "arn:aws:iam::123456789012:user/blue"}'
        raise PolicyError(f'{name} must be "*" or an object such as {example}, not {element!r}.')
    for key, values in element.items():
        if key not in PRINCIPAL_KEYS:
            raise PolicyError(f"{name} {key!r} must be one of {', '.join(PRINCIPAL_KEYS)}.")
        for value in list_texts(values, f"{name} {key}"):
            check_principal_value(key, value, name)


def check_principal_value(key, value, name):
    """Raise PolicyError for one name in a Principal element that cannot name a principal."""
    if value == "*" and key in ("AWS", "Federated"):
        return
    if "*" in value or "?" in value:
        raise PolicyError(f'{name} {value!r}: a wildcard cannot stand for a part of a name. List each one, or use "*".')
    if key == "AWS" and ":group/" in value:
        raise PolicyError(f"{name} {value!r} is a group, and a group cannot be a principal. Name the users or a role.")
    if key == "AWS" and not re.fullmatch(AWS_PRINCIPAL, value, re.ASCII):
        raise PolicyError(
            f'{name} {value!r} must be "*", an account id of 12 digits, or the ARN of a user, role or session, '
            "for example arn:aws:iam::123456789012:user/blue."
        )
    if key == "Service" and not re.fullmatch(SERVICE, value, re.ASCII):
        raise PolicyError(f"{name} {value!r} must be the name of a service, for example lambda.amazonaws.com.")


def check_actions(statement, kind):
    """Raise PolicyError for actions that are missing or malformed."""
    name = "Action" if "Action" in statement else "NotAction"
    if name not in statement:
        raise PolicyError('Action is missing. Say what it is about, for example "Action": "s3:GetObject".')
    for action in list_texts(statement[name], name):
        if not ACTION.fullmatch(action):
            raise PolicyError(f"{name} {action!r} must be a service, a colon and an action such as s3:GetObject, or *.")
        if kind == "trust" and not action.lower().startswith("sts:"):
            raise PolicyError(f"{name} {action!r} does not belong in a trust policy. Use sts:AssumeRole.")


def check_resources(statement, kind, expands):
    """Raise PolicyError for resources that are missing, out of place or no ARNs."""
    name = "Resource" if "Resource" in statement else "NotResource"
    if kind == "trust":
        if name in statement:
            raise PolicyError(f"{name} does not belong in a trust policy: its resource is the role. Remove it.")
        return
    if name not in statement:
        raise PolicyError('Resource is missing. Say on what, for example "Resource": "arn:aws:s3:::guests/*".')
    for resource in list_texts(statement[name], name):
        if resource != "*":
            check_arn(resource, name)
        if expands and "$" in resource:
            check_variables(resource, name)


def check_arn(resource, name):
    """Raise PolicyError for a resource that is no ARN of six parts."""
    parts = resource.split(":", 5)
    if parts[0] != "arn":
        raise PolicyError(f"{name} {resource!r} must be an ARN or *. An ARN looks like {ARN_EXAMPLE}.")
    if len(parts) < 6:
        raise PolicyError(f"{name} {resource!r} has {len(parts)} of an ARN's six parts: {ARN_EXAMPLE}.")
    if not parts[1] or not parts[2]:
        raise PolicyError(f"{name} {resource!r} leaves the partition or the service of the ARN empty: {ARN_EXAMPLE}.")


def check_variables(text, name):
    """Raise PolicyError for a policy variable that is not closed or has no name."""
    for piece in text.split("${")[1:]:
        if "}" not in piece:
            raise PolicyError(f"{name} {text!r}: the variable that ${{ opens is not closed with }}.")
        if not piece.partition("}")[0].strip():
            raise PolicyError(f"{name} {text!r}: a variable needs a name, for example ${{aws:username}}.")


def check_conditions(block, expands):
    """Raise PolicyError for an unknown operator, a malformed key or a value of the wrong type."""
    if not isinstance(block, dict):
        raise PolicyError(f"Condition must be an object of operators, not {block!r}.")
    for operator, keys in block.items():
        check_operator(operator)
        if not isinstance(keys, dict):
            raise PolicyError(f"{operator} must be an object of condition keys and values, not {keys!r}.")
        if len(keys) > 1 and len({str(key).lower() for key in keys}) < len(keys):
            raise PolicyError(f"{operator} has the same key twice; capital letters make no difference.")
        for key, values in keys.items():
            if not isinstance(key, str) or ":" not in key:
                raise PolicyError(f"The condition key {key!r} must have a prefix, for example aws:SourceIp.")
            check_values(operator, key, values, expands)


def check_operator(operator):
    """Raise PolicyError for an operator that IAM does not know."""
    if isinstance(operator, str) and split_operator(operator):
        return
    if str(operator).endswith("NullIfExists"):
        raise PolicyError("Null cannot be combined with IfExists. Write Null.")
    meant = closest(str(operator).rpartition(":")[2], OPERATORS)
    hint = f"Did you mean {meant}?" if meant else "Operators are, for example, StringEquals, Bool and IpAddress."
    raise PolicyError(f"Condition has an unknown operator {operator!r}. {hint}")


def check_values(operator, key, values, expands):
    """Raise PolicyError for condition values that the operator cannot compare."""
    base = split_operator(operator)[1]
    parse, wanted = next((VALUE_KINDS[name] for name in VALUE_KINDS if base.startswith(name)), (None, None))
    for value in values if isinstance(values, (list, tuple)) else (values,):
        if not isinstance(value, (str, int, float)):
            raise PolicyError(f"{operator} {key}: the value {value!r} must be text, a number, or true or false.")
        if parse and parse(as_text(value)) is None:
            raise PolicyError(f"{operator} {key}: the value {value!r} must be {wanted}.")
        if expands and not parse:
            check_variables(as_text(value), f"{operator} {key}")


def list_texts(value, name):
    """Return a text or a list of texts as a list. Raises PolicyError for anything else, and for an empty list."""
    texts = (value,) if isinstance(value, str) else value
    if not isinstance(texts, (list, tuple)) or not texts:
        raise PolicyError(f"{name} must be a text or a list of texts, not {value!r}.")
    for text in texts:
        if not isinstance(text, str) or not text:
            raise PolicyError(f"{name} must hold texts, not {text!r}.")
    return texts


def closest(word, known):
    """Return the known word nearest to a word, whatever its case, or None."""
    import difflib

    lower = {each.lower(): each for each in known}
    found = difflib.get_close_matches(str(word).lower(), lower, 1)
    return lower[found[0]] if found else None
