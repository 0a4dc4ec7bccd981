"""The audit: each finding of a secured account broken in each way, with the words that say so."""

import json
import os
import pickle
import traceback

import pytest
from secured import (
    ADMINISTRATOR,
    ALL,
    CHARGES,
    ME,
    client,
    give_console_access,
    give_mfa,
    make_administrator,
    make_alarm,
    make_budget,
    make_topic,
    secure,
    set_password_policy,
    tag,
)

from helpers import audit, console
from helpers._account import account, trial
from helpers._panels.finding import POINTS


@pytest.fixture(scope="module")
def secured(practice_account):
    """An account in which everything is met; each test changes a copy of it."""
    secure()
    assert audit.run().score == 100  # which also makes the clients that the copies use


def audit_after(*changes):
    """The `Audit` after some changes, made in a copy of this process that is gone afterwards."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with os.fdopen(writer, "wb") as pipe:
                for change in changes:
                    change()
                pickle.dump(audit.run(), pipe)
        except Exception:
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        found = pickle.load(pipe)
    os.waitpid(child, 0)
    return found


def find_broken(name, *changes):
    """The finding that is not met after some changes in a secured account: it alone, and for its points."""
    found = audit_after(*changes)
    assert found.missing == [name]
    assert found.score == 100 - POINTS[name]
    assert found[name].next and not found[name].met
    return found[name]


def call(service, method, **parameters):
    """A change: one call as root."""
    return lambda: getattr(client(service), method)(**parameters)


# The sum


def test_the_points_make_a_hundred():
    assert sum(POINTS.values()) == 100


# Root


def test_root_without_its_device_has_no_mfa(secured):
    assert "password alone" in find_broken("root_mfa", lambda: account.get_running().root_user.mfa_devices.clear()).seen


def test_a_second_device_that_is_not_turned_on_takes_nothing_from_root(secured):
    assert audit_after(console.add_root_mfa).score == 100


def list_devices():
    return [one["SerialNumber"] for one in client("iam").list_virtual_mfa_devices()["VirtualMFADevices"]]


def test_a_key_of_root_counts_active_or_not(secured):
    def deactivate():
        key = client("iam").list_access_keys()["AccessKeyMetadata"][0]["AccessKeyId"]
        client("iam").update_access_key(AccessKeyId=key, Status="Inactive")

    make = call("iam", "create_access_key")
    assert "has an access key" in find_broken("root_keys", make).seen
    assert "has an access key" in find_broken("root_keys", make, deactivate).seen


# The administrator

ORANGE = [call("iam", "create_user", UserName="orange"), lambda: tag("orange")]
LEAVE = call("iam", "remove_user_from_group", GroupName="admins", UserName="coordinator")
NOBODY = ["administrator", "console_mfa", "administrator_keys"]  # what is missing where there is no administrator


def test_a_user_who_left_the_group_is_no_administrator_and_a_group_without_users_is_none(secured):
    found = audit_after(LEAVE)
    assert found.missing == NOBODY
    assert "No user is an administrator" in found["administrator"].seen
    assert "no administrator yet" in found["administrator_keys"].seen


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        (call("iam", "attach_user_policy", UserName="orange", PolicyArn=ADMINISTRATOR), "AdministratorAccess"),
        (
            call("iam", "put_user_policy", UserName="orange", PolicyName="mine", PolicyDocument=ALL),
            "inline policy mine",
        ),
    ],
)
def test_an_administrator_by_a_policy_on_the_user_is_named_with_it(secured, policy, words):
    found = find_broken("administrator", *ORANGE, policy)
    assert "orange" in found.seen and words in found.seen
    assert "group" in found.next


def test_a_policy_on_a_user_who_is_in_the_group_as_well_is_found(secured):
    attach = call("iam", "attach_user_policy", UserName="coordinator", PolicyArn=ADMINISTRATOR)
    assert "coordinator" in find_broken("administrator", attach).seen


def test_a_customer_managed_policy_that_allows_all_makes_an_administrator(secured):
    arn = f"arn:aws:iam::{ME}:policy/all"
    make = call("iam", "create_policy", PolicyName="all", PolicyDocument=ALL)
    attach = call("iam", "attach_user_policy", UserName="orange", PolicyArn=arn)
    assert "managed policy all" in find_broken("administrator", *ORANGE, make, attach).seen


def write(**statement):
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "*", **statement}]})


HALVES = {"people": write(Action="iam:*"), "all-else": write(NotAction="iam:*")}


def put_into_groups(name, policies):
    """Changes: a user in a group for each policy."""
    found = []
    for group, text in policies.items():
        found.append(call("iam", "create_group", GroupName=group))
        found.append(call("iam", "put_group_policy", GroupName=group, PolicyName="p", PolicyDocument=text))
        found.append(call("iam", "add_user_to_group", GroupName=group, UserName=name))
    return found


def test_two_groups_that_allow_all_together_make_an_administrator(secured):
    assert audit_after(LEAVE, *put_into_groups("coordinator", HALVES)).score == 100
    one = dict(list(HALVES.items())[:1])
    assert audit_after(LEAVE, *put_into_groups("coordinator", one)).missing == NOBODY


def test_rights_half_by_a_group_and_half_on_the_user_are_not_by_group(secured):
    half = put_into_groups("coordinator", {"people": HALVES["people"]})
    rest = call("iam", "put_user_policy", UserName="coordinator", PolicyName="r", PolicyDocument=HALVES["all-else"])
    assert "inline policy r" in find_broken("administrator", LEAVE, *half, rest).seen


def test_rights_that_need_mfa_make_an_administrator_too(secured):
    text = write(Action="*", Condition={"Bool": {"aws:MultiFactorAuthPresent": "true"}})
    assert audit_after(LEAVE, *put_into_groups("coordinator", {"careful": text})).score == 100


@pytest.mark.parametrize("arn", ["PowerUserAccess", "ReadOnlyAccess", "IAMFullAccess"])
def test_who_may_do_much_is_no_administrator(secured, arn):
    attach = call("iam", "attach_user_policy", UserName="orange", PolicyArn=f"arn:aws:iam::aws:policy/{arn}")
    assert audit_after(*ORANGE, attach).score == 100


def test_a_deny_and_a_boundary_end_an_administrator(secured):
    deny = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:*", "Resource": "*"}]})
    put = call("iam", "put_user_policy", UserName="coordinator", PolicyName="no", PolicyDocument=deny)
    assert audit_after(put).missing == NOBODY
    boundary = "arn:aws:iam::aws:policy/ReadOnlyAccess"
    limit = call("iam", "put_user_permissions_boundary", UserName="coordinator", PermissionsBoundary=boundary)
    assert audit_after(limit).missing == NOBODY


# Console access, keys


def test_a_user_with_a_password_alone_is_named(secured):
    found = find_broken("console_mfa", *ORANGE, lambda: give_console_access("orange"))
    assert "orange" in found.seen and "coordinator" not in found.seen
    assert audit_after(*ORANGE, lambda: give_console_access("orange"), lambda: give_mfa("orange")).score == 100


def test_an_administrator_without_console_access_is_not_enough(secured):
    found = find_broken("console_mfa", call("iam", "delete_login_profile", UserName="coordinator"))
    assert "No administrator can sign in" in found.seen


def test_an_administrators_device_that_was_taken_away_is_missed(secured):
    serial = next(one for one in list_devices() if one.endswith("/coordinator"))
    take_away = call("iam", "deactivate_mfa_device", UserName="coordinator", SerialNumber=serial)
    assert "coordinator" in find_broken("console_mfa", take_away).seen


def test_a_second_administrator_without_password_and_keys_is_no_danger(secured):
    assert audit_after(lambda: make_administrator("deputy"), lambda: tag("deputy")).score == 100


def deactivate_key():
    key = client("iam").list_access_keys(UserName="coordinator")["AccessKeyMetadata"][0]["AccessKeyId"]
    client("iam").update_access_key(UserName="coordinator", AccessKeyId=key, Status="Inactive")


def test_a_key_of_an_administrator_counts_and_an_inactive_one_too(secured):
    make = call("iam", "create_access_key", UserName="coordinator")
    assert find_broken("administrator_keys", make).seen == "With an access key: coordinator."
    assert "makes active again" in find_broken("administrator_keys", make, deactivate_key).seen


def test_a_key_of_somebody_else_does_not_count(secured):
    assert audit_after(*ORANGE, call("iam", "create_access_key", UserName="orange")).score == 100


# Money

NO_BUDGET = call("budgets", "delete_budget", AccountId=ME, BudgetName="month")


def topic_arn(name):
    return f"arn:aws:sns:us-east-1:{ME}:{name}"


def subscriber(name):
    return [{"SubscriptionType": "SNS", "Address": topic_arn(name)}]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ([], "no budget"),
        ([lambda: make_budget(ThresholdType="PERCENTAGE", Threshold=80)], "share of its limit"),
        ([lambda: make_budget(Threshold=1000)], "beyond 1000.00 USD, and its limit is 20.00"),
        ([lambda: make_budget(NotificationType="FORECASTED")], "forecasts alone, and AWS makes none for about 5 weeks"),
        ([lambda: make_budget(ComparisonOperator="LESS_THAN")], "tells nobody when costs rise"),
        ([lambda: make_budget(subscribers=subscriber("gone"))], "nobody has subscribed"),
        ([lambda: make_topic("empty", False), lambda: make_budget(subscribers=subscriber("empty"))], "nobody has sub"),
    ],
)
def test_a_budget_that_does_not_tell_in_time_is_not_enough(secured, changes, words):
    assert words in find_broken("budget", NO_BUDGET, *changes).seen


def test_a_budget_without_a_subscriber_tells_nobody(secured):
    budget = {"BudgetName": "b", "BudgetType": "COST", "TimeUnit": "MONTHLY"}
    limit = {"BudgetLimit": {"Amount": "20", "Unit": "USD"}}
    make = call("budgets", "create_budget", AccountId=ME, Budget=budget | limit)
    assert "Budget b tells nobody" in find_broken("budget", NO_BUDGET, make).seen


def test_a_budget_may_tell_a_topic_and_a_second_budget_may_be_the_good_one(secured):
    heard = [lambda: make_topic("heard"), lambda: make_budget(subscribers=subscriber("heard"))]
    assert audit_after(NO_BUDGET, *heard).score == 100
    assert audit_after(lambda: make_budget("poor", Threshold=1000)).score == 100


NO_ALARM = call("cloudwatch", "delete_alarms", AlarmNames=["bill"])
OTHER_METRIC = {"Namespace": "AWS/EC2", "MetricName": "CPUUtilization", "Dimensions": []}
ONE_SERVICE = {"Dimensions": [*CHARGES["Dimensions"], {"Name": "ServiceName", "Value": "AmazonEC2"}]}
TOPIC = topic_arn("money")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ([], "no alarm in us-east-1"),
        ([lambda: make_alarm()], "has no action"),
        ([lambda: make_alarm(TOPIC, ActionsEnabled=False)], "has no action"),
        ([lambda: make_alarm(topic_arn("gone"))], "nobody has subscribed"),
        ([lambda: make_alarm(make_topic("empty", False))], "nobody has subscribed"),
        ([lambda: make_alarm(TOPIC, **OTHER_METRIC)], "something else than the bill"),
        ([lambda: make_alarm(TOPIC, **ONE_SERVICE)], "not watch the whole bill"),
        ([lambda: make_alarm(TOPIC, ComparisonOperator="LessThanThreshold")], "does not wait for charges that rise"),
        ([lambda: make_alarm(TOPIC, Threshold=20_000)], "20,000.00 USD, and no budget goes beyond 20.00"),
    ],
)
def test_an_alarm_that_nobody_hears_in_time_is_not_enough(secured, changes, words):
    assert words in find_broken("billing_alarm", NO_ALARM, *changes).seen


def test_an_alarm_in_another_region_never_gets_a_figure_and_does_not_count(secured):
    def make_elsewhere():
        trial.client("cloudwatch", "eu-west-1").put_metric_alarm(AlarmName="bill", **CHARGES)

    assert "no alarm in us-east-1" in find_broken("billing_alarm", NO_ALARM, make_elsewhere).seen


# The rest


@pytest.mark.parametrize(
    ("policy", "seen", "todo"),
    [
        ({"MinimumPasswordLength": 8}, "8 characters, of 3", "more than the 8"),
        ({"RequireNumbers": False}, "14 characters, of 2", "3 kinds at least"),
        ({"MinimumPasswordLength": 6, "RequireSymbols": True}, "6 characters, of 4", "more than the 8"),
    ],
)
def test_a_password_policy_that_is_weaker_than_the_default_in_anything_is_not_enough(secured, policy, seen, todo):
    found = find_broken("password_policy", lambda: set_password_policy(**policy))
    assert seen in found.seen and todo in found.next


def test_without_a_password_policy_the_default_is_named(secured):
    found = find_broken("password_policy", call("iam", "delete_account_password_policy"))
    assert found.seen == "AWS's default is in force: 8 characters, 3 of 4 kinds."


def test_nine_characters_of_three_kinds_are_stronger(secured):
    assert audit_after(lambda: set_password_policy(MinimumPasswordLength=9)).score == 100


@pytest.mark.parametrize("tags", [[], [{"Key": "owner", "Value": " "}], [{"Key": "team", "Value": "data"}]])
def test_a_user_without_an_owner_is_named(secured, tags):
    found = find_broken("owners", call("iam", "create_user", UserName="orange", Tags=tags))
    assert "orange" in found.seen and "coordinator" not in found.seen


def test_the_key_of_the_tag_may_be_written_large(secured):
    tags = [{"Key": "Owner", "Value": "Orange"}]
    assert audit_after(call("iam", "create_user", UserName="orange", Tags=tags)).score == 100


# What it says, and what it leaves behind


def forget_owner():
    tag(value=" ")


def test_the_text_has_score_results_and_what_to_do_next(secured):
    text = repr(audit_after(forget_owner))
    first, *others = text.splitlines()
    assert first == "Score: 96 of 100 points, 8 of 9 met:"
    assert "  to do    0 of 4  An owner for each user" in others
    assert "Give each a tag owner" in text and "  done   20 of 20  MFA for the root user" in others
    assert max(map(len, text.splitlines())) <= 95


def test_the_html_is_a_table_with_headings_words_and_no_colour_alone(secured):
    html = audit_after(forget_owner)._repr_html_()
    assert html.startswith("<div>\n<table")
    assert html.count('<th scope="col"') == 4 and html.count("<tr>") == 10
    assert html.count("<strong>Done</strong>") == 8 and html.count("<strong>To do</strong>") == 1
    assert html.count('<span aria-hidden="true"') == 9


def test_names_of_users_and_budgets_cannot_break_the_page(secured):
    html = audit_after(NO_BUDGET, lambda: make_budget("<b>&", ComparisonOperator="LESS_THAN"))._repr_html_()
    assert "Budget &lt;b&gt;&amp; tells" in html


def test_a_finding_is_found_by_its_name_and_an_unknown_name_says_which_there_are(secured):
    found = audit.run()
    assert found["owners"].title == "An owner for each user"
    with pytest.raises(KeyError, match="There are: root_mfa, root_keys"):
        found["root"]
