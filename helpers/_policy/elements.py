"""Refusing what IAM refuses inside a statement: principals, actions, resources and conditions."""

import re

from .conditions import OPERATORS, parse_bool, parse_bytes, parse_date, parse_network, parse_number, split_operator
from .errors import PolicyError
from .patterns import as_text

PRINCIPAL_KEYS = ("AWS", "Service", "Federated", "CanonicalUser")
ACTION = re.compile(r"\*|[A-Za-z0-9*?-]+:[A-Za-z0-9*?-]+")
ARN_EXAMPLE = "arn:partition:service:region:account:resource, for example arn:aws:s3:::guests/*"
VALUE_KINDS = {
    "Numeric": (parse_number, "a number, for example 3600"),
    "Date": (parse_date, "a date, for example 2026-12-31T23:59:59Z"),
    "Bool": (parse_bool, "true or false"),
    "Null": (parse_bool, "true (the key is absent) or false (it is there)"),
    "BinaryEquals": (parse_bytes, "text in base 64"),
    "IpAddress": (parse_network, "an IP address or range, for example 203.0.113.0/24"),
    "NotIpAddress": (parse_network, "an IP address or range, for example 203.0.113.0/24"),
}


def check_principal(statement, kind, place):
    """Raise PolicyError for a Principal that is missing, out of place or malformed."""
    name = next((key for key in ("Principal", "NotPrincipal") if key in statement), None)
    if kind == "identity":
        if name:
            raise PolicyError(
                f"{place}: {name} does not belong in a policy attached to a user, group or role: "
                "the policy is for whoever it is attached to. Remove it."
            )
        return
    if not name:
        raise PolicyError(f'{place} has no Principal. Say who it is about, for example "Principal": "*".')
    if name == "NotPrincipal" and (kind == "trust" or statement["Effect"] == "Allow"):
        raise PolicyError(f"{place}: NotPrincipal works only with Deny, and not in a trust policy. Use Principal.")
    element = statement[name]
    if element == "*":
        return
    if not isinstance(element, dict) or not element:
        example = '{"AWS": "arn:aws:iam::123456789012:user/blue"}'
        raise PolicyError(f'{place}: {name} must be "*" or an object such as {example}, not {element!r}.')
    for key, values in element.items():
        if key not in PRINCIPAL_KEYS:
            raise PolicyError(f"{place}: {name} {key!r} must be one of {', '.join(PRINCIPAL_KEYS)}.")
        for value in list_texts(values, f"{place}: {name} {key}"):
            check_principal_value(key, value, f"{place}: {name}")


def check_principal_value(key, value, place):
    """Raise PolicyError for one name in a Principal element that cannot name a principal."""
    if value == "*" and key in ("AWS", "Federated"):
        return
    if "*" in value or "?" in value:
        raise PolicyError(
            f'{place} {value!r}: a wildcard cannot stand for a part of a name. List each one, or use "*".'
        )
    if key == "AWS" and ":group/" in value:
        raise PolicyError(f"{place} {value!r} is a group, and a group cannot be a principal. Name the users or a role.")
    user = r"arn:[\w-]+:iam::\d{12}:(root|user/.+|role/.+)"
    session = r"arn:[\w-]+:sts::\d{12}:(assumed-role/[^/]+/.+|federated-user/.+)"
    if key == "AWS" and not re.fullmatch(rf"\d{{12}}|{user}|{session}|A[A-Z0-9]{{15,}}", value):
        raise PolicyError(
            f'{place} {value!r} must be "*", an account id of 12 digits, or the ARN of a user, role or session, '
            "for example arn:aws:iam::123456789012:user/blue."
        )
    if key == "Service" and not re.fullmatch(r"[\w-]+(\.[\w-]+)+", value):
        raise PolicyError(f"{place} {value!r} must be the name of a service, for example lambda.amazonaws.com.")


def check_actions(statement, kind, place):
    """Raise PolicyError for actions that are missing or malformed."""
    name = next((key for key in ("Action", "NotAction") if key in statement), None)
    if not name:
        raise PolicyError(f'{place} has no Action. Say what it is about, for example "Action": "s3:GetObject".')
    for action in list_texts(statement[name], f"{place}: {name}"):
        if not ACTION.fullmatch(action):
            raise PolicyError(
                f"{place}: {name} {action!r} must be a service, a colon and an action, for example s3:GetObject, or *."
            )
        if kind == "trust" and not action.lower().startswith("sts:"):
            raise PolicyError(f"{place}: {name} {action!r} does not belong in a trust policy. Use sts:AssumeRole.")


def check_resources(statement, kind, place, expands):
    """Raise PolicyError for resources that are missing, out of place or no ARNs."""
    name = next((key for key in ("Resource", "NotResource") if key in statement), None)
    if kind == "trust":
        if name:
            raise PolicyError(
                f"{place}: {name} does not belong in a trust policy: its resource is the role. Remove it."
            )
        return
    if not name:
        raise PolicyError(f'{place} has no Resource. Say on what, for example "Resource": "arn:aws:s3:::guests/*".')
    for resource in list_texts(statement[name], f"{place}: {name}"):
        check_arn(resource, f"{place}: {name}")
        if expands:
            check_variables(resource, f"{place}: {name}")


def check_arn(resource, place):
    """Raise PolicyError for a resource that is neither `*` nor an ARN of six parts."""
    if resource == "*":
        return
    parts = resource.split(":", 5)
    if parts[0] != "arn":
        raise PolicyError(f"{place} {resource!r} must be an ARN or *. An ARN looks like {ARN_EXAMPLE}.")
    if len(parts) < 6:
        raise PolicyError(f"{place} {resource!r} has {len(parts)} of an ARN's six parts: {ARN_EXAMPLE}.")
    if not parts[1] or not parts[2] or not parts[5]:
        raise PolicyError(f"{place} {resource!r} leaves a part of the ARN empty that must be there: {ARN_EXAMPLE}.")


def check_variables(text, place):
    """Raise PolicyError for a policy variable that is not closed or has no name."""
    for piece in text.split("${")[1:]:
        if "}" not in piece:
            raise PolicyError(f"{place} {text!r}: the variable that ${{ opens is not closed with }}.")
        if not piece.partition("}")[0].strip():
            raise PolicyError(f"{place} {text!r}: a variable needs a name, for example ${{aws:username}}.")


def check_conditions(statement, place, expands):
    """Raise PolicyError for an unknown operator, a malformed key or a value of the wrong type."""
    block = statement.get("Condition", {})
    if not isinstance(block, dict):
        raise PolicyError(f"{place}: Condition must be an object of operators, not {block!r}.")
    for operator, keys in block.items():
        check_operator(operator, f"{place}: Condition")
        if not isinstance(keys, dict):
            raise PolicyError(f"{place}: {operator} must be an object of condition keys and values, not {keys!r}.")
        if len({str(key).lower() for key in keys}) < len(keys):
            raise PolicyError(f"{place}: {operator} has the same key twice; capital letters make no difference.")
        for key, values in keys.items():
            if not isinstance(key, str) or ":" not in key:
                raise PolicyError(f"{place}: the condition key {key!r} must have a prefix, for example aws:SourceIp.")
            check_values(operator, key, values, f"{place}: {operator} {key}", expands)


def check_operator(operator, place):
    """Raise PolicyError for an operator that IAM does not know."""
    if split_operator(str(operator)):
        return
    if str(operator).endswith("NullIfExists"):
        raise PolicyError(f"{place}: Null cannot be combined with IfExists. Write Null.")
    meant = closest(str(operator).rpartition(":")[2], OPERATORS)
    hint = f" Did you mean {meant}?" if meant else " Operators are, for example, StringEquals, Bool and IpAddress."
    raise PolicyError(f"{place} has an unknown operator {operator!r}.{hint}")


def check_values(operator, key, values, place, expands):
    """Raise PolicyError for condition values that the operator cannot compare."""
    base = split_operator(operator)[1]
    family = next((name for name in VALUE_KINDS if base.startswith(name)), None)
    for value in values if isinstance(values, (list, tuple)) else [values]:
        if not isinstance(value, (str, int, float, bool)):
            raise PolicyError(f"{place}: the value {value!r} must be text, a number, or true or false.")
        if family and VALUE_KINDS[family][0](as_text(value)) is None:
            raise PolicyError(f"{place}: the value {value!r} must be {VALUE_KINDS[family][1]}.")
        if expands and not family:
            check_variables(as_text(value), place)


def list_texts(value, place):
    """Return a text or a list of texts as a list. Raises PolicyError for anything else, and for an empty list."""
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, (list, tuple)) or not texts:
        raise PolicyError(f"{place} must be a text or a list of texts, not {value!r}.")
    for text in texts:
        if not isinstance(text, str) or not text:
            raise PolicyError(f"{place} must hold texts, not {text!r}.")
    return texts


def closest(word, known):
    """Return the known word nearest to a word, whatever its case, or None."""
    import difflib

    lower = {each.lower(): each for each in known}
    found = difflib.get_close_matches(str(word).lower(), lower, 1)
    return lower[found[0]] if found else None
