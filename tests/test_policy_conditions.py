"""Condition operators, one documented rule a test."""

import datetime

import pytest

from helpers import policy

BLUE = "arn:aws:iam::123456789012:user/blue"
NOW = datetime.datetime(2026, 11, 24, 12, 0, tzinfo=datetime.UTC)
NEGATED = [
    ("StringNotEquals", "x"),
    ("StringNotEqualsIgnoreCase", "x"),
    ("StringNotLike", "x*"),
    ("NumericNotEquals", "1"),
    ("DateNotEquals", "2026-01-01"),
    ("NotIpAddress", "10.0.0.0/8"),
    ("ArnNotEquals", "arn:aws:s3:::x"),
    ("ArnNotLike", "arn:aws:s3:::x*"),
]
POSITIVE = [
    ("StringEquals", "x"),
    ("StringEqualsIgnoreCase", "x"),
    ("StringLike", "*"),
    ("NumericEquals", "1"),
    ("NumericLessThan", "1"),
    ("NumericLessThanEquals", "1"),
    ("NumericGreaterThan", "1"),
    ("NumericGreaterThanEquals", "1"),
    ("DateEquals", "2026-01-01"),
    ("DateLessThan", "2026-01-01"),
    ("DateLessThanEquals", "2026-01-01"),
    ("DateGreaterThan", "2026-01-01"),
    ("DateGreaterThanEquals", "2026-01-01"),
    ("Bool", "true"),
    ("Bool", "false"),
    ("BinaryEquals", "QQ=="),
    ("IpAddress", "0.0.0.0/0"),
    ("ArnEquals", "arn:*:*:*:*:*"),
    ("ArnLike", "arn:*:*:*:*:*"),
]


def met(operator, wanted, *present, version="2012-10-17", **context):
    """Whether a statement with this condition on the key app:Key applies. Without `present` the key is missing."""
    statement = {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {operator: {"app:Key": wanted}}}
    keys = {name.replace("_", ":"): value for name, value in context.items()}
    if present:
        keys["app:Key"] = present[0]
    document = {"Version": version, "Statement": statement}
    return policy.decide(BLUE, "s3:GetObject", "arn:aws:s3:::a/b", keys, [document]).allowed


# --- Missing keys ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("operator", "wanted"), POSITIVE)
def test_a_missing_key_fails_a_positive_operator(operator, wanted):
    assert not met(operator, wanted)
    assert not met(operator, wanted, None)


@pytest.mark.parametrize(("operator", "wanted"), NEGATED)
def test_a_missing_key_passes_a_negated_operator(operator, wanted):
    assert met(operator, wanted)


@pytest.mark.parametrize(("operator", "wanted"), POSITIVE + NEGATED)
def test_a_missing_key_passes_every_operator_with_if_exists(operator, wanted):
    assert met(f"{operator}IfExists", wanted)


@pytest.mark.parametrize(("operator", "wanted"), POSITIVE + NEGATED)
def test_a_missing_key_passes_for_all_values_and_fails_for_any_value(operator, wanted):
    assert met(f"ForAllValues:{operator}", wanted)
    assert not met(f"ForAnyValue:{operator}", wanted)


def test_if_exists_still_compares_a_key_that_is_there():
    assert met("StringEqualsIfExists", "x", "x")
    assert not met("StringEqualsIfExists", "x", "y")
    assert not met("StringNotEqualsIfExists", "x", "x")


@pytest.mark.parametrize("nothing", [None, [], (), set()])
def test_a_key_without_a_value_counts_as_missing(nothing):
    assert not met("StringLike", "*", nothing)
    assert met("StringNotLike", "*", nothing) and met("StringLikeIfExists", "x", nothing)
    assert met("Null", "true", nothing) and not met("Null", "false", nothing)
    assert not met("StringEquals", "${aws:username}", "blue", aws_username=nothing)


@pytest.mark.parametrize("something", ["", 0, False])
def test_an_empty_text_zero_and_false_are_values(something):
    assert met("Null", "false", something)


def test_a_key_with_several_values_agrees_when_one_of_them_does_without_a_set_operator():
    assert met("StringEquals", "x", ["y", "x"]) and not met("StringEquals", "x", ["y"])
    assert not met("StringNotEquals", "x", ["y", "x"]) and met("StringNotEquals", "x", ["y"])


def test_null_asks_whether_the_key_is_missing():
    assert met("Null", "true") and not met("Null", "false")
    assert met("Null", "false", "x") and not met("Null", "true", "x")
    assert met("Null", True) and met("Null", False, "x")
    assert met("Null", "true", []) and met("Null", "true", None)


def test_null_with_a_set_operator_ignores_the_request():
    for wanted in ("true", "false"):
        assert met("ForAllValues:Null", wanted) and met("ForAllValues:Null", wanted, "x")
        assert not met("ForAnyValue:Null", wanted) and not met("ForAnyValue:Null", wanted, "x")


def test_an_empty_list_of_wanted_values_matches_nothing():
    assert not met("StringEquals", [], "x")
    assert met("StringEqualsIfExists", []) and not met("StringEqualsIfExists", [], "x")
    assert met("StringNotEquals", [], "x")
    assert met("ForAllValues:StringEquals", []) and not met("ForAllValues:StringEquals", [], ["x"])
    assert not met("ForAnyValue:StringEquals", [], ["x"])


# --- And, or, not ---------------------------------------------------------------------------------------------------


def test_several_wanted_values_are_alternatives():
    assert met("StringEquals", ["x", "y"], "y")
    assert not met("StringEquals", ["x", "y"], "z")


def test_several_unwanted_values_are_all_excluded():
    assert not met("StringNotEquals", ["x", "y"], "y")
    assert met("StringNotEquals", ["x", "y"], "z")
    assert not met("NotIpAddress", ["10.0.0.0/8", "192.0.2.0/24"], "192.0.2.7")


def test_all_operators_and_all_keys_must_hold():
    condition = {"StringEquals": {"app:A": "1", "app:B": "2"}, "Bool": {"app:C": "true"}}
    document = {
        "Version": "2012-10-17",
        "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": condition},
    }
    keys = {"app:A": "1", "app:B": "2", "app:C": "true"}
    assert policy.decide(BLUE, "s3:GetObject", "*", keys, [document]).allowed
    for name in keys:
        assert not policy.decide(BLUE, "s3:GetObject", "*", keys | {name: "other"}, [document]).allowed


def test_the_names_of_keys_are_not_case_sensitive():
    statement = {
        "Effect": "Allow",
        "Action": "*",
        "Resource": "*",
        "Condition": {"Bool": {"AWS:securetransport": "true"}},
    }
    document = {"Version": "2012-10-17", "Statement": statement}
    assert policy.decide(BLUE, "s3:GetObject", "*", {"aws:SecureTransport": "true"}, [document]).allowed
    assert policy.decide(BLUE, "s3:GetObject", "*", {"aws:SECURETRANSPORT": "true"}, [document]).allowed


# --- Keys with several values ---------------------------------------------------------------------------------------


def test_for_all_values_wants_every_value_of_the_request_in_the_policy():
    assert met("ForAllValues:StringEquals", ["team", "cost"], ["team"])
    assert met("ForAllValues:StringEquals", ["team", "cost"], ["cost", "team"])
    assert not met("ForAllValues:StringEquals", ["team", "cost"], ["team", "owner"])


def test_for_any_value_wants_one_value_of_the_request_in_the_policy():
    assert met("ForAnyValue:StringEquals", ["team", "cost"], ["owner", "team"])
    assert not met("ForAnyValue:StringEquals", ["team", "cost"], ["owner"])


def test_set_operators_turn_a_negated_operator_value_by_value():
    assert met("ForAllValues:StringNotEquals", ["x", "y"], ["a", "b"])
    assert not met("ForAllValues:StringNotEquals", ["x", "y"], ["a", "x"])
    assert met("ForAnyValue:StringNotEquals", ["x", "y"], ["a", "x"])
    assert not met("ForAnyValue:StringNotEquals", ["x", "y"], ["x", "y"])


@pytest.mark.parametrize("nothing", [[], "", [""]])
def test_an_empty_set_passes_for_all_values_and_fails_for_any_value(nothing):
    assert met("ForAllValues:StringEquals", "team", nothing)
    assert not met("ForAnyValue:StringEquals", "team", nothing)
    assert not met("ForAnyValue:StringNotEquals", "team", nothing)


def test_set_operators_ignore_if_exists():
    assert met("ForAllValues:StringEqualsIfExists", "team")
    assert not met("ForAnyValue:StringEqualsIfExists", "team")


def test_set_operators_take_a_single_value_as_a_set_of_one():
    assert met("ForAllValues:StringLike", "t*", "team")
    assert met("ForAnyValue:StringLike", "t*", "team")
    assert not met("ForAnyValue:StringLike", "t*", "owner")


def test_set_operators_combine_with_every_kind_of_value():
    assert met("ForAllValues:NumericLessThan", "10", [1, 2.5])
    assert met("ForAnyValue:IpAddress", "10.0.0.0/8", ["192.0.2.1", "10.1.1.1"])
    assert not met("ForAllValues:ArnLike", "arn:aws:s3:::a*", ["arn:aws:s3:::a", "arn:aws:s3:::b"])


# --- Strings --------------------------------------------------------------------------------------------------------


def test_string_equals_compares_exactly_and_knows_no_wildcards():
    assert met("StringEquals", "Data", "Data")
    assert not met("StringEquals", "Data", "data")
    assert not met("StringEquals", "D*", "Data") and met("StringEquals", "D*", "D*")
    assert met("StringNotEquals", "D*", "Data")


def test_string_equals_ignore_case_ignores_case():
    assert met("StringEqualsIgnoreCase", "DaTa", "dAtA")
    assert not met("StringNotEqualsIgnoreCase", "DaTa", "dAtA")
    assert not met("StringEqualsIgnoreCase", "d*", "data")
    assert met("StringEqualsIgnoreCase", "${aws:username}", "BLUE")


def test_string_like_knows_wildcards_and_case():
    assert met("StringLike", "home/*", "home/blue/x") and met("StringLike", "b?ue", "blue")
    assert not met("StringLike", "home/*", "Home/blue") and not met("StringLike", "b?ue", "bue")
    assert met("StringLike", "", "") and not met("StringLike", "", "x")
    assert met("StringNotLike", "home/*", "etc") and not met("StringNotLike", "home/*", "home/")


def test_json_values_compare_as_text():
    assert met("StringEquals", 5, "5") and met("StringEquals", "5", 5)
    assert met("StringEquals", True, "true") and met("StringEquals", "false", False)


# --- Numbers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("operator", "below", "equal", "above"),
    [
        ("NumericEquals", False, True, False),
        ("NumericNotEquals", True, False, True),
        ("NumericLessThan", True, False, False),
        ("NumericLessThanEquals", True, True, False),
        ("NumericGreaterThan", False, False, True),
        ("NumericGreaterThanEquals", False, True, True),
    ],
)
def test_numbers_compare_as_numbers(operator, below, equal, above):
    assert [met(operator, "300", value) for value in ("99.5", "300.0", "1000")] == [below, equal, above]
    assert [met(operator, 300, value) for value in (-5, 300, 3e2 + 1)] == [below, equal, above]


@pytest.mark.parametrize("strange", ["", "many", "0x10", "1_000", "nan", "inf", "\uff11\uff12"])
def test_what_is_no_number_matches_no_numeric_operator(strange):
    for operator in ("NumericEquals", "NumericLessThan", "NumericGreaterThanEquals"):
        assert not met(operator, "12", strange)
    assert met("NumericNotEquals", "12", strange)


def test_whole_numbers_compare_exactly_however_long():
    assert not met("NumericEquals", "9007199254740993", "9007199254740992")
    assert met("NumericEquals", "+1.50", "1.5")


# --- Dates ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("operator", "before", "same", "after"),
    [
        ("DateEquals", False, True, False),
        ("DateNotEquals", True, False, True),
        ("DateLessThan", True, False, False),
        ("DateLessThanEquals", True, True, False),
        ("DateGreaterThan", False, False, True),
        ("DateGreaterThanEquals", False, True, True),
    ],
)
def test_dates_compare_as_moments(operator, before, same, after):
    moments = ("2026-11-24T11:59:59Z", "2026-11-24T12:00:00Z", "2026-11-24T12:00:01Z")
    assert [met(operator, "2026-11-24T12:00:00Z", moment) for moment in moments] == [before, same, after]


@pytest.mark.parametrize(
    "same",
    [
        "2026-11-24T12:00:00Z",
        "2026-11-24T12:00Z",
        "2026-11-24T12:00:00.000Z",
        "2026-11-24T13:00:00+01:00",
        "2026-11-24T06:30:00-0530",
        "2026-11-24t12:00:00z",
        "2026-11-24T12:00:00",
        "1795521600",
        1795521600,
        NOW,
    ],
)
def test_a_moment_may_be_written_in_many_ways(same):
    assert met("DateEquals", "2026-11-24T12:00:00Z", same)


def test_a_date_without_a_time_is_its_first_moment():
    assert met("DateEquals", "2026-11-24", "2026-11-24T00:00:00Z")
    assert met("DateEquals", "2026-11", "2026-11-01")
    assert met("DateEquals", "2026", "2026-01-01")


def test_fractions_of_a_second_count():
    assert met("DateGreaterThan", "2026-11-24T12:00:00Z", "2026-11-24T12:00:00.25Z")


@pytest.mark.parametrize("strange", ["", "tomorrow", "2026-02-30", "2026-11-24T25:00:00Z", "2026-11-*"])
def test_what_is_no_date_matches_no_date_operator(strange):
    assert not met("DateLessThan", "2030-01-01", strange)
    assert not met("DateGreaterThan", "2000-01-01", strange)


# --- True and false, bytes ------------------------------------------------------------------------------------------


def test_bool_compares_whatever_the_case():
    assert met("Bool", "true", "True") and met("Bool", True, "true") and met("Bool", "FALSE", False)
    assert not met("Bool", "true", "false") and not met("Bool", "false", "true")
    assert not met("Bool", "false", "0")


def test_binary_equals_compares_bytes():
    assert met("BinaryEquals", "QmluYXJ5", "QmluYXJ5") and met("BinaryEquals", "QmluYXJ5", b"Binary")
    assert not met("BinaryEquals", "QmluYXJ5", "qmluyxj5")
    assert not met("BinaryEquals", "QmluYXJ5", "not base 64!")


# --- Addresses ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "inside", "outside"),
    [
        ("203.0.113.0/24", "203.0.113.255", "203.0.114.0"),
        ("203.0.113.0/25", "203.0.113.127", "203.0.113.128"),
        ("203.0.113.9", "203.0.113.9", "203.0.113.10"),
        ("203.0.113.9/32", "203.0.113.9", "203.0.113.8"),
        ("203.0.113.77/24", "203.0.113.1", "203.0.112.1"),
        ("0.0.0.0/0", "8.8.8.8", "2001:db8::1"),
        ("2001:DB8:1234:5678::/64", "2001:db8:1234:5678::9", "2001:db8:1234:5679::9"),
        ("2001:db8::1", "2001:0db8:0:0::1", "2001:db8::2"),
        ("::/0", "2001:db8::1", "8.8.8.8"),
    ],
)
def test_addresses_lie_inside_or_outside_a_range(wanted, inside, outside):
    assert met("IpAddress", wanted, inside) and not met("IpAddress", wanted, outside)
    assert met("NotIpAddress", wanted, outside) and not met("NotIpAddress", wanted, inside)


def test_ranges_of_both_kinds_may_stand_together():
    both = ["203.0.113.0/24", "2001:db8::/32"]
    assert met("IpAddress", both, "203.0.113.5") and met("IpAddress", both, "2001:db8::5")


def test_what_is_no_address_is_in_no_range():
    assert not met("IpAddress", "0.0.0.0/0", "vpce-1234")
    assert met("NotIpAddress", "0.0.0.0/0", "vpce-1234")


# --- ARNs -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("operator", ["ArnEquals", "ArnLike"])
def test_arn_operators_compare_part_by_part(operator):
    role = "arn:aws:iam::123456789012:role/team/report"
    assert met(operator, role, role)
    assert met(operator, "arn:aws:iam::123456789012:role/*", role)
    assert met(operator, "arn:*:iam:*:1234567890??:role/team/rep*", role)
    assert not met(operator, "arn:aws:iam::123456789012:Role/*", role)
    assert not met(operator, "arn:aws:iam::999999999999:role/*", role)
    assert not met(operator, "arn:aws:*", role)
    assert not met(operator, "*", "report")


def test_a_wildcard_of_an_arn_operator_stays_inside_its_part():
    value = "arn:aws:some:us-east-2:999999999999:store/abc:111122223333:finance/document.txt"
    pattern = "arn:aws:some:*:111122223333:finance/*"
    assert met("StringLike", pattern, value)
    assert not met("ArnLike", pattern, value)
    assert met("ArnNotLike", pattern, value)
    assert met("ArnLike", "arn:aws:some:*:*:store/*", value)


# --- Variables in values --------------------------------------------------------------------------------------------


def test_variables_are_filled_in_for_strings_and_arns():
    assert met("StringEquals", "${aws:username}", "blue")
    assert met("StringLike", "home/${aws:username}/*", "home/blue/x")
    assert met("ArnLike", "arn:aws:iam::*:user/${aws:username}", BLUE)
    assert not met("StringLike", "home/${aws:username}/*", "home/carol/x")


def test_the_value_of_a_variable_is_plain_text():
    assert met("StringLike", "${app:Name}", "a*", app_Name="a*")
    assert not met("StringLike", "${app:Name}", "abc", app_Name="a*")
    assert met("StringLike", "a${*}", "a*") and not met("StringLike", "a${*}", "ab")
    assert met("StringLike", "a${?}${$}", "a?$") and not met("StringLike", "a${?}", "ab")
    assert met("StringEquals", "${$}{x}", "${x}")


def test_a_variable_without_a_value_matches_nothing():
    for operator in ("StringEquals", "StringLike", "StringEqualsIgnoreCase", "ArnLike"):
        assert not met(operator, "${aws:PrincipalTag/team}", "")
        assert not met(operator, "${aws:PrincipalTag/team}", "${aws:PrincipalTag/team}")
    for operator in ("StringNotEquals", "StringNotLike", "ArnNotLike"):
        assert met(operator, "${aws:PrincipalTag/team}", "x")


def test_a_variable_may_have_a_default():
    assert met("StringEquals", "${aws:PrincipalTag/team, 'everyone'}", "everyone")
    assert not met(
        "StringEquals", "${aws:PrincipalTag/team, 'everyone'}", "everyone", **{"aws_PrincipalTag/team": "web"}
    )
    assert met("StringEquals", "${aws:PrincipalTag/team, 'everyone'}", "web", **{"aws_PrincipalTag/team": "web"})
    assert met("StringEquals", "${aws:PrincipalTag/team, ''}", "")


def test_a_key_with_several_values_is_no_variable():
    assert not met("StringLike", "*${app:Tags}*", "team", app_Tags=["team"])
    assert not met("StringLike", "*${app:Tags}*", "['team']", app_Tags=["team"])
    assert met("StringEquals", "${app:Tags, 'none'}", "none", app_Tags=["team"])


def test_documents_of_2008_do_not_know_variables():
    assert not met("StringEquals", "${aws:username}", "blue", version="2008-10-17")
    assert met("StringEquals", "${aws:username}", "${aws:username}", version="2008-10-17")
    assert met("StringLike", "b*", "blue", version="2008-10-17")
