"""The condition operators: what each compares, and what a missing key means.

Rules: "IAM JSON policy elements: Condition operators" and "Single-valued vs. multivalued context keys" in the IAM
User Guide.
"""

import binascii
import re
from functools import lru_cache
from operator import eq, ge, gt, le, lt
from typing import NamedTuple

from .patterns import as_text, compile_arn, compile_glob, expand_variables, unmark

# Not compiled here: most sessions never need them, and re keeps what it has compiled.
NUMBER = r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?"
DATE = r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[Tt](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?([Zz]|[+-]\d\d:?\d\d)?)?)?)?"
COMPARISONS = {"Equals": eq, "LessThan": lt, "LessThanEquals": le, "GreaterThan": gt, "GreaterThanEquals": ge}


class Condition(NamedTuple):
    """One line of a Condition block, ready to be tested."""

    operator: str  # as written, for explanations
    key: str  # as written
    values: tuple  # as written, as text
    lookup: str  # the key in lower case
    base: str  # the operator without ForAllValues:, ForAnyValue: and IfExists
    quantifier: str  # "ForAllValues", "ForAnyValue" or ""
    if_exists: bool
    negated: bool
    tests: tuple  # functions (request value, context) -> bool; one is enough


def compile_condition(operator, key, values, expands):
    """Return a Condition. `expands` says whether variables are filled in (documents of 2012-10-17)."""
    quantifier, base, if_exists = split_operator(operator)
    texts = tuple(as_text(value) for value in values)
    positive, negated = OPERATORS[base]
    tests = tuple(positive(text, expands) for text in texts)
    return Condition(operator, key, texts, key.lower(), base, quantifier, if_exists, negated, tests)


def split_operator(operator):
    """Return (quantifier, base, if_exists) of an operator's name, or None where IAM knows no such operator."""
    quantifier, colon, base = operator.rpartition(":")
    if_exists = base.endswith("IfExists")
    base = base.removesuffix("IfExists")
    known = base in OPERATORS and (quantifier in ("ForAllValues", "ForAnyValue") or not colon)
    if not known or (base == "Null" and if_exists):
        return None
    return quantifier, base, if_exists


def holds(condition, context):
    """Return whether the condition is met by a request's context (keys in lower case)."""
    present = context.get(condition.lookup)
    if condition.quantifier:
        return holds_for_set(condition, list_values(present), context)
    absent = has_no_value(present)
    if condition.base == "Null":
        return any(test(absent, context) for test in condition.tests)
    if absent:
        return condition.negated or condition.if_exists
    if isinstance(present, str):
        return any_test(condition, present, context) != condition.negated
    return any(any_test(condition, value, context) for value in list_values(present)) != condition.negated


def holds_for_set(condition, values, context):
    """Return whether a condition with ForAllValues or ForAnyValue is met.

    Without a value (a single empty text counts as none) ForAllValues is met and ForAnyValue is not, IfExists or not;
    Null with ForAllValues always holds and with ForAnyValue never does.
    """
    every = condition.quantifier == "ForAllValues"
    if condition.base == "Null" or not values or values == [""]:
        return every
    results = (any_test(condition, value, context) != condition.negated for value in values)
    return all(results) if every else any(results)


def has_no_value(present):
    """Return whether a context key is missing: None, or a set of values with none in it."""
    return present is None or (not present and isinstance(present, (list, tuple, set, frozenset)))


def any_test(condition, value, context):
    """Return whether a value of the request agrees with one of the policy's values."""
    return any(test(value, context) for test in condition.tests)


def list_values(value):
    """Return the values of a context key as a list of texts."""
    if value is None:
        return []
    if isinstance(value, (list, tuple, set, frozenset)):
        return [as_text(each) for each in value]
    return [as_text(value)]


def compare_text(text, expands):
    """Return the test of StringEquals."""
    if not (expands and "${" in text):
        return lambda value, context: value == text
    return lambda value, context: (want := expand_variables(text, context)) is not None and value == unmark(want)


def compare_text_ignoring_case(text, expands):
    """Return the test of StringEqualsIgnoreCase."""
    if not (expands and "${" in text):
        return lambda value, context: value.lower() == text.lower()
    return lambda value, context: (
        (want := expand_variables(text, context)) is not None and value.lower() == unmark(want).lower()
    )


def match_with(compiler):
    """Return the maker of tests that match patterns with a compiler of patterns: StringLike and the ARN operators."""

    def make(text, expands):
        if not (expands and "${" in text):
            matches = compiler(text)
            return lambda value, context: bool(matches(value))
        return lambda value, context: (
            (want := expand_variables(text, context)) is not None and bool(compiler(want)(value))
        )

    return make


def compare_parsed(parse, compare):
    """Return the maker of tests that parse both sides first: numbers, dates, true and false."""

    def make(text, expands):
        want = parse(text)

        def test(value, context):
            have = parse(value)
            return have is not None and want is not None and compare(have, want)

        return test

    return make


def compare_bytes(text, expands):
    """Return the test of BinaryEquals: both sides in base 64, compared byte for byte."""
    want = parse_bytes(text)
    return lambda value, context: want is not None and parse_bytes(value) == want


def inside_network(text, expands):
    """Return the test of IpAddress: an address or a range such as 203.0.113.0/24 or 2001:db8::/32."""
    network = parse_network(text)

    def test(value, context):
        address = parse_network(value)
        return bool(network and address and network[0] == address[0] and address[1] & network[2] == network[1])

    return test


def check_null(text, expands):
    """Return the test of Null: "true" wants the key absent, "false" wants it there."""
    want = parse_bool(text)
    return lambda absent, context: absent is want


@lru_cache(maxsize=1024)
def parse_number(text):
    """Return a whole or decimal number, or None."""
    text = text.strip()
    if not re.fullmatch(NUMBER, text, re.ASCII):
        return None
    return int(text) if text.lstrip("+-").isdigit() else float(text)


@lru_cache(maxsize=1024)
def parse_date(text):
    """Return seconds since 1970 of an ISO 8601 date (W3C's forms) or of epoch seconds, or None."""
    found = re.fullmatch(DATE, text.strip(), re.ASCII)
    if not found:
        return parse_number(text)
    from datetime import UTC, datetime, timedelta

    year, month, day, hour, minute, second, fraction, zone = found.groups()
    try:
        moment = datetime(
            int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0), int(second or 0), tzinfo=UTC
        )  # fmt: skip
    except ValueError:
        return None
    offset = timedelta()
    if zone and zone not in "Zz":
        offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:])) * (-1 if zone[0] == "-" else 1)
    seconds = (moment - offset).timestamp()
    return seconds + float(f"0.{fraction}") if fraction else seconds


def parse_bool(text):
    """Return True or False, whatever the case of the word, or None."""
    return {"true": True, "false": False}.get(text.lower())


def parse_bytes(text):
    """Return the bytes of a base 64 text, or None."""
    try:
        return binascii.a2b_base64(text, strict_mode=True)
    except (binascii.Error, ValueError):
        return None


@lru_cache(maxsize=1024)
def parse_network(text):
    """Return (version, first address as a number, mask as a number) of an address or range, or None."""
    from ipaddress import ip_network

    try:
        network = ip_network(text.strip(), strict=False)
    except ValueError:
        return None
    return network.version, int(network.network_address), int(network.netmask)


OPERATORS = {
    "StringEquals": (compare_text, False),
    "StringNotEquals": (compare_text, True),
    "StringEqualsIgnoreCase": (compare_text_ignoring_case, False),
    "StringNotEqualsIgnoreCase": (compare_text_ignoring_case, True),
    "StringLike": (match_with(compile_glob), False),
    "StringNotLike": (match_with(compile_glob), True),
    "ArnEquals": (match_with(compile_arn), False),
    "ArnLike": (match_with(compile_arn), False),
    "ArnNotEquals": (match_with(compile_arn), True),
    "ArnNotLike": (match_with(compile_arn), True),
    "NumericNotEquals": (compare_parsed(parse_number, eq), True),
    "DateNotEquals": (compare_parsed(parse_date, eq), True),
    "Bool": (compare_parsed(parse_bool, eq), False),
    "BinaryEquals": (compare_bytes, False),
    "IpAddress": (inside_network, False),
    "NotIpAddress": (inside_network, True),
    "Null": (check_null, False),
    **{f"Numeric{name}": (compare_parsed(parse_number, compare), False) for name, compare in COMPARISONS.items()},
    **{f"Date{name}": (compare_parsed(parse_date, compare), False) for name, compare in COMPARISONS.items()},
}
