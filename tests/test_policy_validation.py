"""What is refused, with the place named, and what is not."""

import copy

import pytest

from helpers import policy

BLUE = "arn:aws:iam::123456789012:user/blue"
GOOD = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::guests"},
        {"Sid": "ReadGuests", "Effect": "Allow", "Action": ["s3:GetObject"], "Resource": ["arn:aws:s3:::guests/*"]},
    ],
}
BUCKET = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::guests/*"}],
}
TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}
PLACE = "Statement 2 (ReadGuests): "
MISSING = object()


def changed(document, **elements):
    """Return the document with elements of its last statement changed; MISSING takes one out."""
    document = copy.deepcopy(document)
    statement = document["Statement"][-1]
    for name, value in elements.items():
        if value is MISSING:
            del statement[name]
        else:
            statement[name] = value
    return document


def refusal(document, kind="identity"):
    """Return the message with which a document is refused."""
    with pytest.raises(policy.PolicyError) as caught:
        policy.validate(document, kind)
    return str(caught.value)


@pytest.mark.parametrize(("document", "kind"), [(GOOD, "identity"), (BUCKET, "resource"), (TRUST, "trust")])
def test_good_documents_are_accepted(document, kind):
    assert policy.validate(document, kind) is None


def test_identity_is_the_usual_kind_and_an_unknown_kind_is_an_error():
    assert policy.validate(GOOD) is None
    with pytest.raises(ValueError, match="identity"):
        policy.validate(GOOD, "bucket")


def test_an_error_about_a_policy_is_a_value_error():
    assert issubclass(policy.PolicyError, ValueError)


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("text", "must be a JSON object"),
        ([], "must be a JSON object"),
        (None, "must be a JSON object"),
        ({"Statement": []}, 'Version is missing. Write "Version": "2012-10-17"'),
        ({"Version": "2012-10-17"}, "Statement is missing"),
        ({"Version": "2012-10-17", "Statement": []}, "at least one statement"),
        ({"Version": "2012-10-17", "Statement": "Allow"}, "list of at least one statement"),
        ({"Version": "2012-10-17", "Statement": ["Allow"]}, "Statement 1: must be a JSON object"),
        ({**GOOD, "Version": "2012-10-18"}, "Version '2012-10-18' is not a version"),
        ({**GOOD, "Version": 20121017}, "Version 20121017 is not a version"),
        ({**GOOD, "Statements": []}, "'Statements' is not an element of the policy language. Did you mean Statement?"),
    ],
)
def test_a_document_without_its_frame_is_refused(document, words):
    assert words in refusal(document)


@pytest.mark.parametrize(
    ("elements", "words"),
    [
        ({"Effect": MISSING}, "Effect is missing"),
        ({"Effect": "allow"}, 'Effect \'allow\' must be "Allow" or "Deny", with a capital letter'),
        ({"Effect": ["Allow"]}, "Effect ['Allow'] must be"),
        ({"Action": MISSING}, "Action is missing"),
        ({"Action": []}, "Action must be a text or a list of texts, not []"),
        ({"Action": 5}, "Action must be a text or a list of texts, not 5"),
        ({"Action": {"s3": "GetObject"}}, "Action must be a text or a list"),
        ({"Action": ["s3:GetObject", None]}, "Action must hold texts, not None"),
        ({"Action": "GetObject"}, "Action 'GetObject' must be a service, a colon and an action"),
        ({"Action": "s3:"}, "Action 's3:' must be"),
        ({"Action": "s3:Get Object"}, "Action 's3:Get Object' must be"),
        ({"Action": "s3:GetObject:x"}, "must be a service, a colon and an action"),
        ({"NotAction": "s3:*"}, "Action and NotAction cannot stand together"),
        ({"Resource": MISSING}, "Resource is missing"),
        ({"Resource": "guests"}, "Resource 'guests' must be an ARN or *"),
        ({"Resource": "s3://guests/*"}, "Resource 's3://guests/*' must be an ARN or *"),
        ({"Resource": "arn:aws:s3:guests"}, "Resource 'arn:aws:s3:guests' has 4 of an ARN's six parts"),
        ({"Resource": "arn::s3:::guests"}, "leaves the partition or the service of the ARN empty"),
        ({"Resource": "arn:aws::::guests"}, "leaves the partition or the service of the ARN empty"),
        ({"Resource": "arn:aws:s3::guests"}, "has 5 of an ARN's"),
        ({"Resource": ["arn:aws:s3:::guests", "arn:aws:s3"]}, "Resource 'arn:aws:s3' has 3"),
        ({"Resource": []}, "Resource must be a text or a list of texts"),
        ({"Resource": True}, "Resource must be a text or a list of texts, not True"),
        ({"NotResource": "*"}, "Resource and NotResource cannot stand together"),
        ({"Resource": "arn:aws:s3:::guests/${aws:username"}, "is not closed"),
        ({"Resource": "arn:aws:s3:::guests/${}"}, "a variable needs a name"),
        ({"Principal": "*"}, "Principal does not belong in a policy attached to a user, group or role"),
        ({"NotPrincipal": {"AWS": BLUE}}, "NotPrincipal does not belong"),
        ({"Resources": "*"}, "'Resources' is not an element of the policy language. Did you mean Resource?"),
        ({"effect": "Allow"}, "'effect' is not an element of the policy language. Did you mean Effect?"),
        ({"Zzz": 1}, "Known elements: Sid, Effect"),
        ({"Condition": []}, "Condition must be an object of operators, not []"),
        ({"Condition": {"StringEquals": "x"}}, "StringEquals must be an object of condition keys and values"),
        ({"Condition": {"StringEqual": {"aws:a": "x"}}}, "unknown operator 'StringEqual'. Did you mean StringEquals?"),
        ({"Condition": {"stringequals": {"aws:a": "x"}}}, "Did you mean StringEquals?"),
        ({"Condition": {"Xyzzy": {"aws:a": "x"}}}, "unknown operator 'Xyzzy'. Operators are, for example"),
        (
            {"Condition": {"ForSomeValues:StringEquals": {"aws:a": "x"}}},
            "unknown operator 'ForSomeValues:StringEquals'",
        ),
        ({"Condition": {":StringEquals": {"aws:a": "x"}}}, "unknown operator ':StringEquals'"),
        ({"Condition": {"IfExists": {"aws:a": "x"}}}, "unknown operator 'IfExists'"),
        ({"Condition": {"NullIfExists": {"aws:a": "true"}}}, "Null cannot be combined with IfExists"),
        ({"Condition": {"Bool": {"SecureTransport": "true"}}}, "'SecureTransport' must have a prefix"),
        ({"Condition": {"Bool": {"aws:a": "true", "AWS:A": "false"}}}, "has the same key twice"),
        ({"Condition": {"Bool": {"aws:a": "yes"}}}, "Bool aws:a: the value 'yes' must be true or false"),
        ({"Condition": {"Null": {"aws:a": "maybe"}}}, "Null aws:a: the value 'maybe' must be true (the key is absent)"),
        ({"Condition": {"NumericLessThan": {"aws:a": "soon"}}}, "the value 'soon' must be a number"),
        ({"Condition": {"DateLessThan": {"aws:a": "tomorrow"}}}, "the value 'tomorrow' must be a date"),
        ({"Condition": {"IpAddress": {"aws:a": "10.0.0.300"}}}, "the value '10.0.0.300' must be an IP address"),
        ({"Condition": {"NotIpAddress": {"aws:a": "home"}}}, "the value 'home' must be an IP address"),
        ({"Condition": {"BinaryEquals": {"aws:a": "?"}}}, "the value '?' must be text in base 64"),
        ({"Condition": {"ForAnyValue:BoolIfExists": {"aws:a": "yes"}}}, "must be true or false"),
        ({"Condition": {"StringEquals": {"aws:a": None}}}, "the value None must be text, a number, or true or false"),
        ({"Condition": {"StringEquals": {"aws:a": {"b": 1}}}}, "must be text, a number, or true or false"),
        ({"Condition": {"StringLike": {"aws:a": "${aws:username"}}}, "is not closed"),
    ],
)
def test_a_malformed_statement_is_refused_with_its_place(elements, words):
    message = refusal(changed(GOOD, **elements))
    assert message.startswith(PLACE)
    assert words in message


@pytest.mark.parametrize("sid", ["Read guests", "read-guests", "lesen_ä", 7])
def test_a_sid_outside_letters_and_digits_is_refused_in_identity_and_trust_policies(sid):
    assert "Sid" in refusal(changed(GOOD, Sid=sid))
    assert "Sid" in refusal(changed(TRUST, Sid=sid), "trust")


def test_a_bucket_policy_may_have_spaces_in_its_sids():
    assert policy.validate(changed(BUCKET, Sid="Read guests"), "resource") is None


def test_a_statement_without_sid_is_named_by_its_number():
    assert refusal({**GOOD, "Statement": [{"Effect": "Allow"}]}).startswith("Statement 1: Action is missing")


def test_two_statements_with_one_sid_are_refused():
    twice = {**GOOD, "Statement": [dict(GOOD["Statement"][1]), dict(GOOD["Statement"][1])]}
    assert "Statements 1 and 2 both have the Sid 'ReadGuests'" in refusal(twice)


@pytest.mark.parametrize(
    ("principal", "words"),
    [
        (MISSING, "Principal is missing"),
        ("arn:aws:iam::123456789012:user/blue", 'Principal must be "*" or an object such as {"AWS"'),
        ({}, 'Principal must be "*" or an object'),
        ([], 'Principal must be "*" or an object'),
        ({"aws": BLUE}, "Principal 'aws' must be one of AWS, Service, Federated, CanonicalUser"),
        ({"AWS": 123456789012}, "Principal AWS must be a text or a list of texts"),
        ({"AWS": []}, "Principal AWS must be a text or a list of texts"),
        ({"AWS": "blue"}, "Principal 'blue' must be"),
        ({"AWS": "arn:aws:iam::123456789012:user/*"}, "a wildcard cannot stand for a part of a name"),
        ({"AWS": "arn:aws:iam::123456789012:group/admins"}, "a group cannot be a principal"),
        ({"AWS": "arn:aws:s3:::guests"}, "Principal 'arn:aws:s3:::guests' must be"),
        ({"AWS": "12345"}, "Principal '12345' must be"),
        ({"Service": "lambda"}, "Principal 'lambda' must be the name of a service"),
        ({"Service": "*"}, "a wildcard cannot stand"),
    ],
)
@pytest.mark.parametrize(("document", "kind"), [(BUCKET, "resource"), (TRUST, "trust")])
def test_a_malformed_principal_is_refused(document, kind, principal, words):
    assert words in refusal(changed(document, Principal=principal), kind)


@pytest.mark.parametrize(
    "principal",
    [
        "*",
        {"AWS": "*"},
        {"AWS": ["123456789012", "arn:aws:iam::123456789012:root", BLUE, "arn:aws:iam::123456789012:role/a/b"]},
        {"AWS": "arn:aws:sts::123456789012:assumed-role/report/nightly"},
        {"AWS": "arn:aws:sts::123456789012:federated-user/blue"},
        {"AWS": "AIDACKCEVSQ6C2EXAMPLE"},
        {"AWS": BLUE, "Service": ["ec2.amazonaws.com", "logging.s3.amazonaws.com"]},
        {"Federated": "accounts.google.com"},
        {"CanonicalUser": "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"},
    ],
)
def test_every_kind_of_principal_is_accepted(principal):
    assert policy.validate(changed(BUCKET, Principal=principal), "resource") is None


def test_not_principal_goes_only_with_deny_and_only_in_resource_policies():
    without = {"Principal": MISSING, "NotPrincipal": {"AWS": BLUE}}
    assert policy.validate(changed(BUCKET, Effect="Deny", **without), "resource") is None
    assert "NotPrincipal works only with Deny" in refusal(changed(BUCKET, **without), "resource")
    assert "NotPrincipal works only with Deny" in refusal(changed(TRUST, Effect="Deny", **without), "trust")
    assert "cannot stand together" in refusal(changed(BUCKET, NotPrincipal="*"), "resource")


def test_a_trust_policy_has_no_resource_and_only_sts_actions():
    assert "Resource does not belong in a trust policy" in refusal(changed(TRUST, Resource="*"), "trust")
    assert "'s3:GetObject' does not belong in a trust policy" in refusal(changed(TRUST, Action="s3:GetObject"), "trust")
    assert "'*' does not belong in a trust policy" in refusal(changed(TRUST, Action=["sts:AssumeRole", "*"]), "trust")
    assert policy.validate(changed(TRUST, Action=["sts:AssumeRole", "STS:TagSession"]), "trust") is None


def test_a_bucket_policy_needs_a_resource():
    assert "Resource is missing" in refusal(changed(BUCKET, Resource=MISSING), "resource")


def test_documents_of_2008_may_have_open_variables():
    old = {**changed(GOOD, Resource="arn:aws:s3:::guests/${x"), "Version": "2008-10-17"}
    assert policy.validate(old) is None


@pytest.mark.parametrize("argument", ["identity_policies", "resource_policy", "permissions_boundary", "session_policy"])
def test_deciding_refuses_malformed_documents_and_names_policy_and_statement(argument):
    broken = changed(BUCKET if argument == "resource_policy" else GOOD, Condition={"StringEqual": {"aws:a": "b"}})
    value = [GOOD, broken] if argument == "identity_policies" else broken
    for ask in (policy.decide, policy.explain):
        with pytest.raises(policy.PolicyError) as caught:
            ask(BLUE, "s3:GetObject", "arn:aws:s3:::guests/x", **{argument: value})
        name = {"identity_policies": "identity policy 2", "resource_policy": "bucket policy"}.get(argument)
        assert str(caught.value).startswith(f"{name or argument.replace('_', ' ')}: Statement ")
        assert "StringEqual" in str(caught.value)


@pytest.mark.parametrize("broken", [{}, {"Statement": []}, "text", 5, [GOOD], {1: 2}, {"Version": object()}])
def test_deciding_never_takes_a_broken_document_for_no_document(broken):
    with pytest.raises(policy.PolicyError):
        policy.decide(BLUE, "s3:GetObject", "*", identity_policies=[broken])
    with pytest.raises(policy.PolicyError):
        policy.decide(BLUE, "s3:GetObject", "*", permissions_boundary=broken)


def test_a_broken_document_is_refused_every_time():
    for _ in range(2):
        with pytest.raises(policy.PolicyError):
            policy.decide(BLUE, "s3:GetObject", "*", identity_policies=[changed(GOOD, Effect="allow")])


def test_every_policy_that_aws_manages_is_accepted():
    from moto.iam.aws_managed_policies import aws_managed_policies_data

    documents = [managed["Document"] for managed in json_of(aws_managed_policies_data).values()]
    assert len(documents) > 1000
    for document in documents:
        policy.validate(document)


def json_of(data):
    """Return parsed data that moto keeps as text in some versions."""
    import json

    return json.loads(data) if isinstance(data, (str, bytes)) else data
