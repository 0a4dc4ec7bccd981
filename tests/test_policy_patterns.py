"""Which actions and resources a statement covers, and properties that hold for any documents."""

import copy
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import policy
from helpers._policy.patterns import compile_arn, compile_glob

BLUE = "arn:aws:iam::123456789012:user/blue"
OBJECT = "arn:aws:s3:::guests/2026.csv"
PROPERTY = settings(max_examples=150, deadline=None, derandomize=True, database=None)


def covers(action="s3:GetObject", resource=OBJECT, context=None, version="2012-10-17", **elements):
    """Whether an Allow statement with these elements covers the request."""
    statement = {"Effect": "Allow", **elements}
    if not {"Action", "NotAction"} & elements.keys():
        statement["Action"] = "*"
    if not {"Resource", "NotResource"} & elements.keys():
        statement["Resource"] = "*"
    document = {"Version": version, "Statement": [statement]}
    return policy.decide(BLUE, action, resource, context, [document]).allowed


# --- Actions --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pattern", ["*", "s3:*", "s3:GetObject", "S3:getobject", "s3:Get*", "s3:*Object", "s3:?etObject", "s*:Get*", "*:*"]
)
def test_actions_match_with_wildcards_and_whatever_the_case(pattern):
    assert covers(Action=pattern)
    assert covers(Action=["ec2:RunInstances", pattern])
    assert not covers(NotAction=pattern)
    assert not covers(NotAction=["ec2:RunInstances", pattern])


@pytest.mark.parametrize("pattern", ["s3:Get", "s3:GetObjec", "s3:etObject", "s3:?GetObject", "s3:GetObject?", "ec2:*"])
def test_actions_match_whole_or_not_at_all(pattern):
    assert not covers(Action=pattern)
    assert covers(NotAction=pattern)


# --- Resources ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pattern",
    [
        "*",
        OBJECT,
        "arn:aws:s3:::guests/*",
        "arn:aws:s3:::*",
        "arn:aws:s3:::gue?ts/20??.csv",
        "arn:*:s3:*:*:guests/*.csv",
        "arn:aws:s3:::*/*.csv",
        "arn:aws:s3:::guests*",
    ],
)
def test_resources_match_with_wildcards(pattern):
    assert covers(Resource=pattern)
    assert covers(Resource=["arn:aws:s3:::other", pattern])
    assert not covers(NotResource=pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "arn:aws:s3:::guests",
        "arn:aws:s3:::Guests/*",
        "arn:aws:s3:::guests/*.CSV",
        "arn:aws:s3:::guests/?.csv",
        "arn:aws:s3:::guests/2026.csv/*",
        "arn:aws:ec2:::guests/*",
        "arn:aws:s3:us-east-1::guests/*",
    ],
)
def test_resources_are_case_sensitive_and_match_whole(pattern):
    assert not covers(Resource=pattern)
    assert covers(NotResource=pattern)


def test_a_wildcard_stays_inside_its_part_of_the_arn():
    table = "arn:aws:dynamodb:us-east-1:123456789012:table/guests"
    assert covers(resource=table, Resource="arn:aws:dynamodb:*:123456789012:table/*")
    assert not covers(resource=table, Resource="arn:aws:dynamodb:*:table/guests:*")
    assert not covers(resource=table, Resource="arn:aws:dynamodb:us-*:12*:x:table/guests")
    assert not covers(resource=table, Resource="arn:aws:*:us-east-1:123456789012:guests")


def test_a_wildcard_in_the_last_part_may_match_colons_and_slashes():
    version = "arn:aws:lambda:us-east-1:123456789012:function:score:7"
    assert covers(resource=version, Resource="arn:aws:lambda:us-east-1:123456789012:function:*")
    assert covers(resource=version, Resource="arn:aws:lambda:us-east-1:123456789012:*")
    assert covers(resource="arn:aws:s3:::b/a/b/c:d\ne", Resource="arn:aws:s3:::b/*")
    assert covers(resource="arn:aws:s3:::b/a/b/c:d\ne", Resource="arn:*:s3:::b/*/*e")
    assert covers(resource="arn:aws:s3:::b/a/b/c:d\ne", Resource="arn:aws:s3:::b/*/*e")


def test_only_a_star_covers_a_request_about_no_single_resource():
    assert covers("s3:ListAllMyBuckets", "*", Resource="*")
    assert not covers("s3:ListAllMyBuckets", "*", Resource="arn:aws:s3:::guests")


# --- Variables ------------------------------------------------------------------------------------------------------


def test_a_variable_in_a_resource_stands_for_the_callers_value():
    home = "arn:aws:s3:::guests/home/${aws:username}/*"
    assert covers(resource="arn:aws:s3:::guests/home/blue/x", Resource=home)
    assert not covers(resource="arn:aws:s3:::guests/home/carol/x", Resource=home)
    assert not covers(resource="arn:aws:s3:::guests/home/blue/x", NotResource=home)


def test_the_context_wins_over_what_the_principal_says():
    home = "arn:aws:s3:::${aws:username}"
    assert covers(resource="arn:aws:s3:::carol", Resource=home, context={"AWS:UserName": "carol"})


def test_tags_and_defaults_work_as_variables():
    team = "arn:aws:s3:::team-${aws:PrincipalTag/team, 'everyone'}"
    assert covers(resource="arn:aws:s3:::team-everyone", Resource=team)
    assert covers(resource="arn:aws:s3:::team-web", Resource=team, context={"aws:PrincipalTag/team": "web"})
    assert not covers(resource="arn:aws:s3:::team-everyone", Resource=team, context={"aws:PrincipalTag/team": "web"})


def test_a_variable_without_a_value_covers_nothing():
    tagged = "arn:aws:s3:::${aws:PrincipalTag/team}*"
    assert not covers(resource="arn:aws:s3:::x", Resource=tagged)
    assert not covers(resource="arn:aws:s3:::${aws:PrincipalTag/team}", Resource=tagged)
    assert covers(resource="arn:aws:s3:::x", NotResource=tagged)


def test_the_value_of_a_variable_is_no_wildcard():
    assert not covers(resource="arn:aws:s3:::abc", Resource="arn:aws:s3:::${app:Name}", context={"app:Name": "*"})
    assert covers(resource="arn:aws:s3:::*", Resource="arn:aws:s3:::${app:Name}", context={"app:Name": "*"})
    assert covers(resource="arn:aws:s3:::a*b", Resource="arn:aws:s3:::a${*}?")
    assert not covers(resource="arn:aws:s3:::axb", Resource="arn:aws:s3:::a${*}b")


def test_the_value_of_a_variable_does_not_shift_the_parts_of_the_arn():
    pattern = "arn:aws:sqs:us-east-1:${app:Account}:jobs"
    assert covers(
        resource="arn:aws:sqs:us-east-1:123456789012:jobs", Resource=pattern, context={"app:Account": "123456789012"}
    )
    assert not covers(
        resource="arn:aws:sqs:us-east-1:1:2:jobs",
        Resource="arn:aws:sqs:us-east-1:1:3${app:X}",
        context={"app:X": ":jobs"},
    )


def test_documents_of_2008_take_variables_as_plain_text():
    home = "arn:aws:s3:::${aws:username}"
    assert not covers(resource="arn:aws:s3:::blue", Resource=home, version="2008-10-17")
    assert covers(resource="arn:aws:s3:::${aws:username}", Resource=home, version="2008-10-17")


def test_a_role_session_has_no_user_name():
    document = {
        "Version": "2012-10-17",
        "Statement": {"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::${aws:username}"},
    }
    session = "arn:aws:sts::123456789012:assumed-role/report/blue"
    assert not policy.decide(session, "s3:GetObject", "arn:aws:s3:::blue", None, [document]).allowed


# --- Properties -----------------------------------------------------------------------------------------------------

words = st.text("ab*?:/.", max_size=8)
texts = st.text("ab:/.", max_size=10)


def glob_matches(pattern, text):
    """The definition of a glob, one character at a time."""
    if not pattern:
        return not text
    if pattern[0] == "*":
        return glob_matches(pattern[1:], text) or (bool(text) and glob_matches(pattern, text[1:]))
    return bool(text) and pattern[0] in ("?", text[0]) and glob_matches(pattern[1:], text[1:])


@given(words, texts)
@PROPERTY
def test_globs_match_by_their_definition(pattern, text):
    assert bool(compile_glob(pattern)(text)) == glob_matches(pattern, text)


arn_patterns = st.lists(st.text("ab*?", max_size=3), min_size=4, max_size=4)


@given(arn_patterns, words, st.lists(st.text("ab", max_size=3), min_size=4, max_size=4), texts)
@PROPERTY
def test_arns_match_part_by_part(pattern_parts, pattern_end, parts, end):
    pattern, arn = ":".join(["arn", *pattern_parts, pattern_end]), ":".join(["arn", *parts, end])
    expected = all(map(glob_matches, pattern_parts, parts)) and glob_matches(pattern_end, end)
    assert bool(compile_arn(pattern)(arn)) == expected


def test_a_pattern_of_many_stars_is_quick():
    assert not compile_glob("a*" * 40 + "b")("a" * 5000)
    assert not compile_arn("arn:aws:s3:::" + "a*" * 40 + "b")("arn:aws:s3:::" + "a" * 5000)


def test_signs_of_regular_expressions_are_plain_text():
    assert compile_glob("a.c+(x)[y]^$|\\*")("a.c+(x)[y]^$|\\z")
    assert not compile_glob("a.c*")("abc")


statements = st.builds(
    dict,
    Effect=st.sampled_from(["Allow", "Deny"]),
    Action=st.sampled_from(["*", "s3:*", "s3:Get*", "s3:PutObject", "ec2:*"]),
    Resource=st.sampled_from(["*", "arn:aws:s3:::guests/*", "arn:aws:s3:::other/*", "arn:aws:s3:::*/${aws:username}"]),
    Condition=st.sampled_from(
        [{}, {"Bool": {"aws:SecureTransport": "true"}}, {"Null": {"app:X": "true"}}, {"StringNotLike": {"app:X": "a*"}}]
    ),
)
documents = st.builds(
    lambda found: {"Version": "2012-10-17", "Statement": found}, st.lists(statements, min_size=1, max_size=4)
)
requests = st.fixed_dictionaries(
    {
        "principal": st.just(BLUE),
        "action": st.sampled_from(["s3:GetObject", "s3:PutObject", "ec2:RunInstances"]),
        "resource": st.sampled_from([OBJECT, "arn:aws:s3:::other/blue", "arn:aws:s3:::guests/blue"]),
        "context": st.dictionaries(
            st.sampled_from(["aws:SecureTransport", "app:X"]), st.sampled_from(["true", "false", "abc"])
        ),
        "identity_policies": st.lists(documents, max_size=3),
    }
)


@given(requests, st.randoms())
@PROPERTY
def test_the_order_of_policies_and_statements_does_not_matter(request, random):
    before = policy.decide(**request).outcome
    shuffled = copy.deepcopy(request)
    random.shuffle(shuffled["identity_policies"])
    for document in shuffled["identity_policies"]:
        random.shuffle(document["Statement"])
    assert policy.decide(**shuffled).outcome == before


@given(requests, documents)
@PROPERTY
def test_a_boundary_and_a_session_policy_never_allow_more(request, limit):
    if not policy.decide(**request):
        assert not policy.decide(**request, permissions_boundary=limit)
        assert not policy.decide(**request, session_policy=limit)


@given(requests, statements)
@PROPERTY
def test_one_more_deny_never_allows_more_and_one_more_allow_never_less(request, statement):
    before = policy.decide(**request)
    more = {"Version": "2012-10-17", "Statement": [statement]}
    after = policy.decide(**request | {"identity_policies": [*request["identity_policies"], more]})
    if statement["Effect"] == "Deny":
        assert before.allowed or not after.allowed
    else:
        assert after.outcome == before.outcome or (before.outcome, after.outcome) == ("ImplicitlyDenied", "Allowed")


@given(requests)
@PROPERTY
def test_the_reason_names_the_statement_that_matches(request):
    decision = policy.decide(**request)
    rows = [row for row in policy.explain(**request).rows if row.matches]
    if decision.statement:
        effect = "Allow" if decision.allowed else "Deny"
        assert (decision.policy, str(decision.statement), effect) in {row[:3] for row in rows}
        assert re.search(rf"statement {decision.statement} of {decision.policy}", decision.reason)
    else:
        assert not rows
