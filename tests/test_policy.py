"""The decision itself: which layer allows, which limits, and what the learner is told."""

import copy
import json
from pathlib import Path

import pytest

from helpers import policy

ACCOUNT = "123456789012"
ROOT = f"arn:aws:iam::{ACCOUNT}:root"
BLUE = f"arn:aws:iam::{ACCOUNT}:user/blue"
ORANGE = f"arn:aws:iam::{ACCOUNT}:user/team/orange"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/report"
SESSION = f"arn:aws:sts::{ACCOUNT}:assumed-role/report/nightly"
STRANGER = "arn:aws:iam::999999999999:user/stranger"
OBJECT = "arn:aws:s3:::guests/2026.csv"
CASES = Path(__file__).parent / "iam_cases"


def document(*statements, version="2012-10-17"):
    return {"Version": version, "Statement": list(statements)}


def allow(action="s3:*", resource="*", **more):
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


def deny(action="s3:*", resource="*", **more):
    return {"Effect": "Deny", "Action": action, "Resource": resource, **more}


def trust(principal, **more):
    return document({"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole", **more})


def bucket_policy(principal, effect="Allow", **more):
    return document({"Effect": effect, "Principal": principal, "Action": "s3:*", "Resource": "*", **more})


EVERYTHING = document(allow("*"))
READ_ONLY = document(allow("s3:GetObject"))
NOTHING_HERE = document(allow("ec2:*"))


def decide(principal=BLUE, action="s3:GetObject", resource=OBJECT, **policies):
    return policy.decide(principal, action, resource, **policies)


# --- The cases of an independent simulator --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["policy-cases", "role-cases"])
def test_every_case_of_the_independent_simulator_agrees(name):
    cases = [json.loads(line) for line in (CASES / f"{name}.jsonl").read_text().splitlines()]
    wrong = []
    for number, case in enumerate(cases, 1):
        expected = case.pop("expected")
        decision = policy.decide(**case)
        if decision.outcome != expected:
            wrong.append(f"line {number}: {decision.outcome} instead of {expected}: {decision.reason}")
    assert not wrong
    assert len(cases) == {"policy-cases": 300, "role-cases": 150}[name]


# --- Deny, allow, nothing -------------------------------------------------------------------------------------------


def test_what_nothing_allows_is_denied():
    decision = decide()
    assert (decision.outcome, decision.kind, decision.allowed) == ("ImplicitlyDenied", "identity", False)
    assert not decision


def test_one_identity_policy_that_allows_is_enough():
    decision = decide(identity_policies=[NOTHING_HERE, READ_ONLY])
    assert (decision.outcome, decision.kind, decision.policy) == ("Allowed", "identity", "identity policy 2")
    assert decision


@pytest.mark.parametrize("layer", ["identity", "resource", "boundary", "session"])
def test_an_explicit_deny_in_any_layer_wins_over_every_allow(layer):
    denial = deny("s3:Get*", Sid="NoReading")
    layers = {
        "identity_policies": [EVERYTHING] + [document(denial)] * (layer == "identity"),
        "resource_policy": document(
            allow(Principal={"AWS": SESSION}), *[{**denial, "Principal": "*"}] * (layer == "resource")
        ),
        "permissions_boundary": document(allow("*"), *[denial] * (layer == "boundary")),
        "session_policy": document(allow("*"), *[denial] * (layer == "session")),
    }
    decision = decide(SESSION, **layers)
    assert (decision.outcome, decision.kind, decision.sid) == ("ExplicitlyDenied", layer, "NoReading")


def test_a_deny_for_someone_else_does_not_count():
    decision = decide(identity_policies=[READ_ONLY], resource_policy=bucket_policy({"AWS": ORANGE}, "Deny"))
    assert decision.allowed


def test_a_single_statement_may_stand_without_a_list():
    assert decide(identity_policies=[{"Version": "2012-10-17", "Statement": allow()}]).allowed


def test_a_lone_document_counts_as_a_list_of_one():
    assert decide(identity_policies=READ_ONLY).allowed


# --- Resource policies within one account ---------------------------------------------------------------------------


@pytest.mark.parametrize("principal", ["*", {"AWS": "*"}, {"AWS": BLUE}, {"AWS": [ORANGE, BLUE]}])
def test_a_bucket_policy_that_names_the_user_or_everyone_is_enough(principal):
    decision = decide(resource_policy=bucket_policy(principal))
    assert (decision.outcome, decision.kind, decision.policy) == ("Allowed", "resource", "bucket policy")


@pytest.mark.parametrize("principal", [{"AWS": ROOT}, {"AWS": ACCOUNT}])
def test_a_bucket_policy_that_names_the_account_leaves_the_decision_to_identity_policies(principal):
    assert decide(resource_policy=bucket_policy(principal)).outcome == "ImplicitlyDenied"
    assert decide(resource_policy=bucket_policy(principal), identity_policies=[READ_ONLY]).allowed


@pytest.mark.parametrize("principal", [{"AWS": ROOT}, {"AWS": ACCOUNT}, {"AWS": BLUE}, "*"])
def test_a_deny_reaches_a_user_through_the_account_the_name_and_everyone(principal):
    decision = decide(resource_policy=bucket_policy(principal, "Deny"), identity_policies=[EVERYTHING])
    assert (decision.outcome, decision.kind) == ("ExplicitlyDenied", "resource")


def test_the_path_of_a_user_belongs_to_the_name():
    without_path = f"arn:aws:iam::{ACCOUNT}:user/orange"
    assert decide(ORANGE, resource_policy=bucket_policy({"AWS": ORANGE})).allowed
    assert not decide(ORANGE, resource_policy=bucket_policy({"AWS": without_path})).allowed


def test_names_of_users_are_case_sensitive():
    assert not decide(resource_policy=bucket_policy({"AWS": f"arn:aws:iam::{ACCOUNT}:user/Blue"})).allowed


def test_a_service_in_the_policy_does_not_mean_a_user():
    assert not decide(resource_policy=bucket_policy({"Service": "lambda.amazonaws.com"})).allowed


def test_without_a_bucket_policy_the_identity_policy_alone_decides():
    assert decide(identity_policies=[READ_ONLY]).allowed
    assert not decide(action="s3:PutObject", identity_policies=[READ_ONLY]).allowed


# --- Boundaries and sessions ----------------------------------------------------------------------------------------


def test_a_boundary_limits_what_identity_policies_allow():
    decision = decide(identity_policies=[EVERYTHING], permissions_boundary=NOTHING_HERE)
    assert (decision.outcome, decision.kind) == ("ImplicitlyDenied", "boundary")
    assert decide(identity_policies=[EVERYTHING], permissions_boundary=READ_ONLY).allowed


def test_a_boundary_alone_allows_nothing():
    decision = decide(permissions_boundary=EVERYTHING)
    assert (decision.outcome, decision.kind) == ("ImplicitlyDenied", "identity")


@pytest.mark.parametrize("principal", ["*", {"AWS": BLUE}])
def test_a_boundary_does_not_limit_what_a_bucket_policy_gives_to_the_user(principal):
    decision = decide(resource_policy=bucket_policy(principal), permissions_boundary=NOTHING_HERE)
    assert (decision.outcome, decision.kind) == ("Allowed", "resource")


def test_the_bucket_policy_is_named_when_the_boundary_stops_the_identity_policy():
    decision = decide(
        identity_policies=[READ_ONLY], resource_policy=bucket_policy({"AWS": BLUE}), permissions_boundary=NOTHING_HERE
    )
    assert (decision.outcome, decision.kind, decision.policy) == ("Allowed", "resource", "bucket policy")


def test_a_boundary_limits_what_the_account_delegates():
    decision = decide(
        identity_policies=[READ_ONLY], resource_policy=bucket_policy({"AWS": ROOT}), permissions_boundary=NOTHING_HERE
    )
    assert (decision.outcome, decision.kind) == ("ImplicitlyDenied", "boundary")


def test_a_session_policy_limits_the_role():
    decision = decide(SESSION, identity_policies=[EVERYTHING], session_policy=NOTHING_HERE)
    assert (decision.outcome, decision.kind) == ("ImplicitlyDenied", "session")
    assert decide(SESSION, identity_policies=[EVERYTHING], session_policy=READ_ONLY).allowed
    assert not decide(SESSION, session_policy=READ_ONLY).allowed


@pytest.mark.parametrize("limit", ["permissions_boundary", "session_policy"])
def test_a_bucket_policy_that_names_the_role_is_limited_by_boundary_and_session(limit):
    grant = bucket_policy({"AWS": ROLE})
    assert decide(SESSION, resource_policy=grant).allowed
    decision = decide(SESSION, resource_policy=grant, **{limit: NOTHING_HERE})
    kind = {"permissions_boundary": "boundary", "session_policy": "session"}[limit]
    assert (decision.outcome, decision.kind) == ("ImplicitlyDenied", kind)
    assert decide(SESSION, resource_policy=grant, **{limit: READ_ONLY}).allowed


@pytest.mark.parametrize("limit", ["permissions_boundary", "session_policy"])
@pytest.mark.parametrize("principal", [{"AWS": SESSION}, "*"])
def test_a_bucket_policy_that_names_the_session_or_everyone_is_not_limited(limit, principal):
    decision = decide(SESSION, resource_policy=bucket_policy(principal), **{limit: NOTHING_HERE})
    assert (decision.outcome, decision.kind) == ("Allowed", "resource")


def test_the_strongest_of_several_grants_counts():
    grants = document(
        {"Effect": "Allow", "Principal": {"AWS": ROOT}, "Action": "s3:*", "Resource": "*"},
        {"Effect": "Allow", "Principal": {"AWS": ROLE}, "Action": "s3:*", "Resource": "*"},
        {"Effect": "Allow", "Principal": {"AWS": SESSION}, "Action": "s3:*", "Resource": "*"},
    )
    decision = decide(SESSION, resource_policy=grants, session_policy=NOTHING_HERE)
    assert (decision.outcome, decision.statement) == ("Allowed", 3)


def test_another_session_of_the_role_is_not_meant():
    other = f"arn:aws:sts::{ACCOUNT}:assumed-role/report/weekly"
    assert not decide(other, resource_policy=bucket_policy({"AWS": SESSION})).allowed


def test_a_role_is_known_by_its_name_whatever_its_path():
    assert decide(SESSION, resource_policy=bucket_policy({"AWS": f"arn:aws:iam::{ACCOUNT}:role/team/report"})).allowed
    assert not decide(SESSION, resource_policy=bucket_policy({"AWS": f"arn:aws:iam::{ACCOUNT}:role/rep"})).allowed


def test_a_user_in_a_session_with_a_session_policy_is_limited_by_it():
    grant = bucket_policy({"AWS": BLUE})
    assert decide(resource_policy=grant, session_policy=NOTHING_HERE).kind == "session"
    federated = f"arn:aws:sts::{ACCOUNT}:federated-user/blue"
    direct = bucket_policy({"AWS": federated})
    assert decide(federated, resource_policy=direct, session_policy=NOTHING_HERE).allowed


# --- Assuming roles and passing them --------------------------------------------------------------------------------


def assume(principal, trust_policy, **policies):
    return decide(principal, "sts:AssumeRole", ROLE, resource_policy=trust_policy, **policies)


def test_a_role_without_a_trust_policy_that_allows_cannot_be_assumed():
    for trust_policy in (None, trust({"AWS": ORANGE}), trust({"Service": "ec2.amazonaws.com"})):
        decision = assume(BLUE, trust_policy, identity_policies=[EVERYTHING])
        assert (decision.outcome, decision.kind) == ("ImplicitlyDenied", "resource")


def test_a_trust_policy_that_names_the_user_is_enough():
    decision = assume(BLUE, trust({"AWS": BLUE}))
    assert (decision.outcome, decision.policy) == ("Allowed", "trust policy")


def test_a_trust_policy_that_names_the_account_needs_an_identity_policy_too():
    assert assume(BLUE, trust({"AWS": ROOT})).kind == "identity"
    decision = assume(BLUE, trust({"AWS": ACCOUNT}), identity_policies=[document(allow("sts:AssumeRole", ROLE))])
    assert decision.allowed
    assert "identity policy 1" in decision.reason and "trust policy" in decision.reason


def test_an_explicit_deny_in_the_identity_policy_stops_a_trusted_user():
    decision = assume(BLUE, trust({"AWS": BLUE}), identity_policies=[document(deny("sts:*"))])
    assert decision.outcome == "ExplicitlyDenied"


def test_a_service_needs_the_trust_policy_and_nothing_else():
    assert assume("lambda.amazonaws.com", trust({"Service": "lambda.amazonaws.com"})).allowed
    assert not assume("lambda.amazonaws.com", trust({"Service": "ec2.amazonaws.com"})).allowed
    assert not assume("lambda.amazonaws.com", trust({"AWS": ROOT}), identity_policies=[EVERYTHING]).allowed


def test_a_session_of_one_role_may_assume_another_that_trusts_the_role():
    other = f"arn:aws:iam::{ACCOUNT}:role/admin"
    decision = decide(SESSION, "sts:AssumeRole", other, resource_policy=trust({"AWS": ROLE}))
    assert decision.allowed


def test_a_condition_in_the_trust_policy_must_hold():
    outside = trust({"AWS": BLUE}, Condition={"StringEquals": {"sts:ExternalId": "meetup-42"}})
    assert assume(BLUE, outside, context={"sts:ExternalId": "meetup-42"}).allowed
    assert not assume(BLUE, outside).allowed


def test_a_web_identity_needs_a_trust_policy_that_names_its_provider():
    federated = document(
        {
            "Effect": "Allow",
            "Principal": {"Federated": "accounts.google.com"},
            "Action": "sts:AssumeRoleWithWebIdentity",
        }
    )
    request = {"action": "sts:AssumeRoleWithWebIdentity", "resource": ROLE, "resource_policy": federated}
    assert policy.decide("accounts.google.com", **request).allowed
    assert not policy.decide("graph.facebook.com", **request).allowed


def test_the_root_user_cannot_assume_a_role():
    decision = assume(ROOT, trust({"AWS": ROOT}))
    assert decision.outcome == "ImplicitlyDenied"
    assert "root user cannot assume" in decision.reason


def test_passing_a_role_needs_an_identity_policy_for_that_role_and_service():
    passing = document(
        allow("iam:PassRole", ROLE, Condition={"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}})
    )
    request = {"action": "iam:PassRole", "resource": ROLE, "identity_policies": [passing]}
    assert policy.decide(BLUE, context={"iam:PassedToService": "lambda.amazonaws.com"}, **request).allowed
    assert not policy.decide(BLUE, context={"iam:PassedToService": "ec2.amazonaws.com"}, **request).allowed
    assert not policy.decide(BLUE, **request).allowed


# --- Root, anonymous, services, other accounts ----------------------------------------------------------------------


def test_the_root_user_may_do_everything_without_a_policy():
    decision = decide(ROOT)
    assert (decision.outcome, decision.kind, decision.policy) == ("Allowed", "identity", None)
    assert "root user" in decision.reason


def test_identity_policies_and_boundaries_do_not_bind_the_root_user():
    denied = document(deny("*"))
    assert decide(ROOT, identity_policies=[denied], permissions_boundary=denied).allowed


@pytest.mark.parametrize("principal", ["*", {"AWS": ROOT}])
def test_a_bucket_policy_can_lock_out_the_root_user(principal):
    assert decide(ROOT, resource_policy=bucket_policy(principal, "Deny")).outcome == "ExplicitlyDenied"


def test_a_deny_for_one_user_does_not_bind_the_root_user():
    assert decide(ROOT, resource_policy=bucket_policy({"AWS": BLUE}, "Deny")).allowed


@pytest.mark.parametrize("nobody", [None, "*", "anonymous"])
def test_anonymous_requests_need_a_policy_for_everyone(nobody):
    assert decide(nobody).kind == "resource"
    assert decide(nobody, resource_policy=bucket_policy("*")).allowed
    assert decide(nobody, resource_policy=bucket_policy({"AWS": "*"})).allowed
    assert not decide(nobody, resource_policy=bucket_policy({"AWS": ACCOUNT})).allowed
    assert not decide(nobody, identity_policies=[EVERYTHING]).allowed


def test_a_service_may_write_where_the_bucket_policy_says_so():
    logs = bucket_policy({"Service": "logging.s3.amazonaws.com"})
    assert decide("logging.s3.amazonaws.com", resource_policy=logs).allowed
    assert not decide("lambda.amazonaws.com", resource_policy=logs).allowed


def test_another_account_needs_both_its_own_and_the_resource_policy():
    table = f"arn:aws:dynamodb:us-east-1:{ACCOUNT}:table/guests"
    request = {"principal": STRANGER, "action": "dynamodb:GetItem", "resource": table}
    grant = document(
        {"Effect": "Allow", "Principal": {"AWS": STRANGER}, "Action": "dynamodb:GetItem", "Resource": table}
    )
    assert policy.decide(**request, identity_policies=[EVERYTHING]).kind == "resource"
    assert policy.decide(**request, resource_policy=grant).kind == "identity"
    both = policy.decide(**request, resource_policy=grant, identity_policies=[EVERYTHING])
    assert both.allowed and "identity policy 1 and statement 1 of the resource policy allow" in both.reason
    bounded = policy.decide(
        **request, resource_policy=grant, identity_policies=[EVERYTHING], permissions_boundary=NOTHING_HERE
    )
    assert bounded.kind == "boundary"


def test_the_owner_of_a_bucket_comes_from_the_context():
    request = {"identity_policies": [EVERYTHING], "context": {"aws:ResourceAccount": ACCOUNT}}
    assert decide(BLUE, **request).allowed
    assert not decide(STRANGER, **request).allowed
    assert decide(STRANGER, **request, resource_policy=bucket_policy({"AWS": "999999999999"})).allowed
    assert not decide("arn:aws:iam::999999999999:root", context={"aws:ResourceAccount": ACCOUNT}).allowed


def test_policies_that_aws_owns_belong_to_no_other_account():
    managed = "arn:aws:iam::aws:policy/AdministratorAccess"
    assert decide(action="iam:GetPolicy", resource=managed, identity_policies=[EVERYTHING]).allowed


# --- NotPrincipal ---------------------------------------------------------------------------------------------------


def everyone_but(*names):
    return document({"Effect": "Deny", "NotPrincipal": {"AWS": list(names)}, "Action": "s3:*", "Resource": "*"})


def test_not_principal_spares_a_user_only_with_the_account_listed_too():
    assert decide(identity_policies=[EVERYTHING], resource_policy=everyone_but(BLUE, ROOT)).allowed
    assert not decide(identity_policies=[EVERYTHING], resource_policy=everyone_but(BLUE)).allowed
    assert not decide(ORANGE, identity_policies=[EVERYTHING], resource_policy=everyone_but(BLUE, ROOT)).allowed
    assert decide(ROOT, resource_policy=everyone_but(BLUE, ROOT)).allowed


def test_not_principal_spares_a_session_only_with_role_and_account_listed_too():
    request = {"principal": SESSION, "identity_policies": [EVERYTHING]}
    assert decide(**request, resource_policy=everyone_but(SESSION, ROLE, ROOT)).allowed
    assert not decide(**request, resource_policy=everyone_but(SESSION, ROOT)).allowed
    assert not decide(**request, resource_policy=everyone_but(ROLE, ROOT)).allowed


def test_not_principal_always_denies_a_user_with_a_boundary():
    decision = decide(
        identity_policies=[EVERYTHING], resource_policy=everyone_but(BLUE, ROOT), permissions_boundary=EVERYTHING
    )
    assert decision.outcome == "ExplicitlyDenied"


def test_not_principal_never_spares_an_anonymous_request():
    public = document(
        {"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"},
        everyone_but(BLUE, ROOT)["Statement"][0],
    )
    assert decide(None, resource_policy=public).outcome == "ExplicitlyDenied"


# --- What the learner is told ---------------------------------------------------------------------------------------


def test_the_reason_names_policy_and_statement_by_sid_or_number():
    named = decide(identity_policies=[("ReadGuests", document(deny("ec2:*"), allow(Sid="Reading")))])
    assert named.reason == (
        f"Allowed: statement 2 (Reading) of ReadGuests allows s3:GetObject on {OBJECT}, and nothing denies it."
    )
    assert (named.policy, named.sid, named.statement) == ("ReadGuests", "Reading", 2)
    unnamed = decide(identity_policies=[EVERYTHING], resource_policy=bucket_policy("*", "Deny"))
    assert unnamed.reason == (
        f"Denied: statement 1 of the bucket policy denies s3:GetObject on {OBJECT}. An explicit deny always wins."
    )
    assert (unnamed.policy, unnamed.sid, unnamed.statement) == ("bucket policy", None, 1)


def test_the_reason_says_what_is_missing():
    assert decide().reason == (
        f"Not allowed: no identity policy of {BLUE} allows s3:GetObject on {OBJECT}. Without an Allow the answer is no."
    )
    assert decide(identity_policies=[EVERYTHING], permissions_boundary=NOTHING_HERE).reason == (
        f"Not allowed: statement 1 of identity policy 1 allows s3:GetObject on {OBJECT}, "
        "but the permissions boundary does not, and it sets the limit."
    )
    assert "no trust policy allows" in assume(BLUE, None).reason


def test_a_decision_cannot_be_changed():
    with pytest.raises(AttributeError):
        decide().outcome = "Allowed"


@pytest.mark.parametrize("principal", ["blue", "arn:aws:iam::123456789012:group/admins", "arn:aws:s3:::guests"])
def test_a_principal_that_cannot_make_requests_is_refused(principal):
    with pytest.raises(policy.PolicyError, match="principal"):
        decide(principal)


# --- Documents that change ------------------------------------------------------------------------------------------


def test_a_document_that_changes_between_two_decisions_is_read_anew():
    changing = document(allow("s3:GetObject"))
    assert decide(identity_policies=[changing]).allowed
    changing["Statement"][0]["Effect"] = "Deny"
    assert decide(identity_policies=[changing]).outcome == "ExplicitlyDenied"
    changing["Statement"][0].update(Effect="Allow", Action=["s3:PutObject"])
    assert not decide(identity_policies=[changing]).allowed
    changing["Statement"][0]["Action"].append("s3:GetObject")
    assert decide(identity_policies=[changing]).allowed
    changing["Version"] = "1999-01-01"
    with pytest.raises(policy.PolicyError):
        decide(identity_policies=[changing])


def test_a_changed_document_does_not_change_its_equals():
    original, twin = document(allow("s3:GetObject", OBJECT)), document(allow("s3:GetObject", OBJECT))
    decide(action="s3:PutObject", identity_policies=[original])
    original["Statement"][0]["Resource"] = "arn:aws:s3:::other/*"
    assert decide(identity_policies=[twin]).allowed
    assert not decide(identity_policies=[original]).allowed


def test_deciding_leaves_the_documents_as_they_were():
    documents = [document(allow(["s3:Get*"], Condition={"Bool": {"aws:SecureTransport": True}}))]
    before = copy.deepcopy(documents)
    decide(identity_policies=documents, context={"aws:SecureTransport": "true"})
    assert documents == before


def test_a_dict_of_its_own_kind_is_read_as_a_dict():
    class Document(dict):
        pass

    changing = Document(document(allow()))
    assert decide(identity_policies=[changing]).allowed
    changing["Statement"] = [deny()]
    assert decide(identity_policies=[changing]).outcome == "ExplicitlyDenied"


# --- The table ------------------------------------------------------------------------------------------------------


def explained():
    documents = document(
        allow("s3:PutObject", Sid="Writing"),
        allow("s3:*", "arn:aws:s3:::other/*", Condition={"Bool": {"aws:SecureTransport": "true"}}),
        {"Effect": "Deny", "NotAction": "s3:Get*", "NotResource": "arn:aws:s3:::guests/*"},
        allow("s3:Get*"),
    )
    return policy.explain(
        BLUE,
        "s3:GetObject",
        OBJECT,
        identity_policies=[documents],
        resource_policy=bucket_policy({"AWS": ORANGE}),
        permissions_boundary=READ_ONLY,
    )


def test_the_table_has_a_row_for_every_statement_with_why_it_does_not_match():
    rows = explained().rows
    assert [row.matches for row in rows] == [False, False, False, True, False, True]
    assert rows[0].statement == "1 (Writing)"
    assert rows[0].remark == "its Action s3:PutObject is not s3:GetObject"
    assert f"its Resource arn:aws:s3:::other/* is not {OBJECT}" in rows[1].remark
    assert "Bool aws:SecureTransport true is not met: the request has no such key" in rows[1].remark
    assert rows[2].remark == f"its NotAction leaves out s3:GetObject; its NotResource leaves out {OBJECT}"
    assert rows[4].remark == f"its Principal {ORANGE} is not {BLUE}"


def test_the_table_reads_as_text_and_ends_with_the_decision():
    text = repr(explained())
    assert text.splitlines()[0].split() == ["policy", "statement", "effect", "matches", "remark"]
    assert text.endswith(explained().decision.reason)
    assert "bucket policy" in text and "permissions boundary" in text


def test_the_table_says_that_the_account_only_delegates():
    table = policy.explain(BLUE, "s3:GetObject", OBJECT, resource_policy=bucket_policy({"AWS": ROOT}))
    assert "names the account" in table.rows[0].remark
    assert not table.decision.allowed


def test_the_table_escapes_html():
    nasty = document(allow("s3:Get*", "arn:aws:s3:::<script>alert(1)</script>", Condition={"Bool": {"a:<b>": "true"}}))
    nasty_object = "arn:aws:s3:::guests/<b>"
    html = policy.explain(BLUE, "s3:GetObject", nasty_object, identity_policies=[("<i>x</i>", nasty)])._repr_html_()
    assert "<script>" not in html and "<i>" not in html and "<b>" not in html
    assert "&lt;script&gt;" in html


def test_a_long_remark_breaks_within_the_table():
    html = policy.explain(
        BLUE, "s3:GetObject", OBJECT, identity_policies=[document(allow("s3:PutObject"))]
    )._repr_html_()
    assert html.count("overflow-wrap:anywhere") == 1 and 'overflow-wrap:anywhere">its Action' in html


def test_the_table_of_no_policies_is_the_reason():
    assert repr(policy.explain(BLUE, "s3:GetObject", OBJECT)).startswith("Not allowed: no identity policy")


def test_the_table_agrees_with_the_decision_on_every_case():
    for line in (CASES / "policy-cases.jsonl").read_text().splitlines():
        case = json.loads(line)
        expected = case.pop("expected")
        table = policy.explain(**case)
        assert table.decision == policy.decide(**case)
        denies = any(row.matches and row.effect == "Deny" for row in table.rows)
        assert denies == (expected == "ExplicitlyDenied")
