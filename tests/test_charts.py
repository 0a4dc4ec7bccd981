"""Pictures of decisions: each has a text form, words besides colours, and one result that is drawn strong."""

import base64
import itertools
import json
import re
import subprocess
import sys
import xml.etree.ElementTree
from pathlib import Path
from types import SimpleNamespace

import boto3
import pytest

from helpers import charts, sandbox

OBJECT = "arn:aws:s3:::guests/2026.csv"
REASONS = {
    "Allowed": "Allowed: statement ReadGuests allows it.",
    "ImplicitlyDenied": "Not allowed: no policy <allows> it.",
    "ExplicitlyDenied": "Denied: statement NoPrivate denies it.",
}


def make_decision(outcome, kind="identity"):
    return SimpleNamespace(outcome=outcome, kind=kind, reason=REASONS[outcome])


def decide(user, action, resource):
    """Blue may read and is denied PutObject; nobody else may do anything. ListBucket must be asked of the bucket."""
    if user == "blue" and (action, resource) in (("s3:GetObject", OBJECT), ("s3:ListBucket", "arn:aws:s3:::guests")):
        return make_decision("Allowed")
    return make_decision("ExplicitlyDenied" if user == "blue" else "ImplicitlyDenied")


def draw_table():
    return charts.who_may(["blue", None], ["s3:GetObject", "s3:ListBucket", "s3:PutObject"], OBJECT, decide)


def draw_path(outcome, kind="identity"):
    return charts.decision_path("blue", "s3:GetObject", OBJECT, decide=lambda *request: make_decision(outcome, kind))


def test_who_may_has_a_text_form():
    assert repr(draw_table()).splitlines() == [
        "Who may do what on arn:aws:s3:::guests/2026.csv",
        "                         s3:GetObject   s3:ListBucket   s3:PutObject",
        "blue                     yes            yes             denied",
        "anyone (not signed in)   no             no              no",
        "yes: a policy allows it. no: nothing allows it. denied: a statement forbids it.",
        "s3:ListBucket is asked about arn:aws:s3:::guests.",
    ]


def test_who_may_gives_the_reason_of_a_cell():
    assert draw_table().why("blue", "s3:PutObject") == "Denied: statement NoPrivate denies it."


def test_who_may_in_the_notebook_has_headings_and_words_besides_icons_and_colours():
    shown = draw_table()._repr_html_()
    assert shown.count('scope="row"') == 2 and shown.count('scope="col"') == 3
    assert shown.count("</span> yes</td>") == 2 and shown.count("</span> no</td>") == 3
    assert shown.count("</span> denied</td>") == 1
    assert shown.startswith("<div>\n<p>Who may do what on <code>arn:aws:s3:::guests/2026.csv</code></p><table")
    assert "no policy &lt;allows&gt; it." in shown and "<allows>" not in shown


def test_the_three_answers_have_three_words_icons_and_colours():
    for column in zip(*charts.ANSWERS.values(), strict=True):
        assert len(set(column)) == 3


@pytest.mark.parametrize(
    ("action", "resource", "asked"),
    [
        ("s3:ListBucket", OBJECT, "arn:aws:s3:::guests"),
        ("S3:getbucketpolicy", OBJECT, "arn:aws:s3:::guests"),
        ("s3:GetObject", OBJECT, OBJECT),
        ("s3:ListBucket", "*", "*"),
        ("dynamodb:GetItem", "arn:aws:dynamodb:us-east-1:123456789012:table/bucket", None),
    ],
)
def test_an_action_on_buckets_is_asked_about_the_bucket(action, resource, asked):
    assert charts.find_resource(action, resource) == (asked or resource)


@pytest.mark.parametrize(
    ("outcome", "kind", "answers"),
    [
        ("ExplicitlyDenied", "resource", ["yes", "not asked", "not asked", "not asked"]),
        ("Allowed", "resource", ["no", "yes", "not asked", "not asked"]),
        ("ImplicitlyDenied", "boundary", ["no", "no", "yes", "no"]),
        ("ImplicitlyDenied", "session", ["no", "no", "yes", "no"]),
        ("Allowed", "identity", ["no", "no", "yes", "yes"]),
        ("ImplicitlyDenied", "identity", ["no", "no", "no", "not asked"]),
        ("ImplicitlyDenied", "resource", ["no", "no", "no", "not asked"]),
    ],
)
def test_the_path_follows_the_order_of_the_questions(outcome, kind, answers):
    assert charts.find_answers(make_decision(outcome, kind)) == answers


def test_the_path_has_a_text_form():
    assert repr(draw_path("Allowed")).splitlines() == [
        "May blue do s3:GetObject on arn:aws:s3:::guests/2026.csv?",
        "1. Does any policy deny it? no",
        "2. Does the resource's own policy allow it? no",
        "3. Does a policy of the caller allow it? yes",
        "4. Do the limits leave room for it? yes",
        "Allowed: statement ReadGuests allows it.",
    ]


@pytest.mark.parametrize(
    ("outcome", "kind"), [*itertools.product(REASONS, ["identity", "resource", "boundary", "session"])]
)
def test_exactly_one_result_is_drawn_strong_and_it_is_the_right_one(outcome, kind):
    picture = charts.draw_path(charts.find_answers(make_decision(outcome, kind)))
    strong = re.findall(r'font-weight="700" text-anchor="middle">. ([\w ]+)<', picture)
    assert strong == [{"Allowed": "Allowed", "ImplicitlyDenied": "Not allowed", "ExplicitlyDenied": "Denied"}[outcome]]


def test_the_picture_is_well_formed_and_has_a_text_alternative():
    shown = draw_path("ImplicitlyDenied")._repr_html_()
    alt, picture = re.search(r'<img alt="([^"]*)" src="data:image/svg\+xml;base64,([^"]*)"', shown).groups()
    assert xml.etree.ElementTree.fromstring(base64.b64decode(picture)).tag.endswith("svg")
    assert "1. Does any policy deny it? no." in alt and "Not allowed: no policy &lt;allows&gt; it." in alt


def test_the_picture_brings_its_own_white_ground_for_the_dark_theme():
    picture = charts.draw_path(["yes", *["not asked"] * 3])
    assert re.search(r'<svg[^>]*><rect width="700" height="\d+" rx="10" fill="#FFFFFF"/>', picture)


@pytest.fixture
def guests():
    """A practice account with the bucket guests and a user blue whose own policy lets her read it."""
    sandbox.start()
    boto3.client("s3").create_bucket(Bucket="guests")
    iam = boto3.client("iam")
    iam.create_user(UserName="blue")
    iam.put_user_policy(UserName="blue", PolicyName="read-guests", PolicyDocument=make_policy())
    yield
    sandbox.stop()


def make_policy(**principal):
    allow = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::guests/*", **principal}
    return json.dumps({"Version": "2012-10-17", "Statement": [allow]})


def test_the_practice_account_decides_where_nothing_else_is_given(guests):
    table = charts.who_may(["blue"], ["s3:GetObject", "s3:PutObject"], OBJECT)
    assert repr(table).splitlines()[2].split() == ["blue", "yes", "no"]
    assert "read-guests" in table.why("blue", "s3:GetObject")


def test_a_bucket_policy_that_allows_alone_is_asked_before_the_callers_policies(guests):
    assert "2. Does the resource's own policy allow it? no" in repr(
        charts.decision_path("blue", "s3:GetObject", OBJECT)
    )
    policy = make_policy(Principal={"AWS": "arn:aws:iam::123456789012:user/blue"})
    boto3.client("s3").put_bucket_policy(Bucket="guests", Policy=policy)
    path = repr(charts.decision_path("blue", "s3:GetObject", OBJECT))
    assert "2. Does the resource's own policy allow it? yes" in path and "bucket policy allows" in path


def test_the_same_decision_gives_the_same_picture():
    assert draw_path("Allowed")._repr_html_() == draw_path("Allowed")._repr_html_()
    assert draw_table()._repr_html_() == draw_table()._repr_html_()


def test_the_style_sheet_has_the_palette_and_a_white_ground():
    import matplotlib.style

    with matplotlib.style.context("helpers.course"):
        colours = matplotlib.rcParams["axes.prop_cycle"].by_key()["color"]
        assert matplotlib.rcParams["figure.facecolor"] == "white"
    assert set(colours) >= {charts.BLUE, charts.GREEN, charts.VERMILLION}


def test_importing_charts_needs_no_matplotlib():
    code = "import sys; from helpers import charts; sys.exit(bool({'matplotlib', 'boto3', 'moto'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[1]).returncode == 0
