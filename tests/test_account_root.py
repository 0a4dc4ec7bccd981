"""Root's access keys, the account's alias, password policy, summary and credential report, by boto3 and by `aws`."""

import base64
import csv
import io
import json

import boto3
import people
import pytest
from people import allow, deny, document, is_allowed, make_user, refuse, user_arn

GOOD = "Guests2026"
TOO_WEAK = ("PasswordPolicyViolation", "Password does not conform to the account password policy.")


@pytest.fixture(autouse=True)
def iam(practice_account):
    people.empty_account()
    return boto3.client("iam")


def make_root_key():
    key = boto3.client("iam").create_access_key()["AccessKey"]
    return key, people.sign_in(key)


# Root's access keys


def test_a_key_of_root_s_signs_in_as_root_and_lasts(iam):
    key, session = make_root_key()
    assert key["AccessKeyId"].startswith("AKIA") and len(key["SecretAccessKey"]) == 40 and key["Status"] == "Active"
    assert session.client("sts").get_caller_identity()["Arn"] == people.ROOT
    assert session.client("iam").list_users()["Users"] == []
    assert session.client("iam").list_access_keys()["AccessKeyMetadata"][0]["AccessKeyId"] == key["AccessKeyId"]
    status, out, error = people.run_aws(session, "sts", "get-caller-identity", "--query", "Arn", "--output", "text")
    assert (status, out.strip(), error) == (0, people.ROOT, "")


def test_the_summary_says_whether_root_has_keys(iam):
    def count():
        return iam.get_account_summary()["SummaryMap"]["AccountAccessKeysPresent"]

    assert count() == 0
    key, _ = make_root_key()
    assert count() == 1
    iam.update_access_key(AccessKeyId=key["AccessKeyId"], Status="Inactive")
    assert count() == 1  # it is there, and could be turned on again
    iam.delete_access_key(AccessKeyId=key["AccessKeyId"])
    assert count() == 0


def test_an_inactive_or_deleted_key_of_root_s_signs_in_no_more(iam):
    key, session = make_root_key()
    which = {"AccessKeyId": key["AccessKeyId"]}
    iam.update_access_key(**which, Status="Inactive")
    assert iam.list_access_keys()["AccessKeyMetadata"][0]["Status"] == "Inactive"
    assert refuse(session.client("sts").get_caller_identity)[0] == "InvalidClientTokenId"
    iam.update_access_key(**which, Status="Active")
    assert session.client("sts").get_caller_identity()["Arn"] == people.ROOT
    assert refuse(iam.update_access_key, **which, Status="Off")[0] == "ValidationError"
    iam.delete_access_key(**which)
    assert refuse(session.client("sts").get_caller_identity)[0] == "InvalidClientTokenId"
    assert refuse(iam.delete_access_key, **which)[0] == "NoSuchEntity"


def test_root_has_two_keys_at_most(iam):
    make_root_key(), make_root_key()
    assert refuse(iam.create_access_key) == ("LimitExceeded", "Cannot exceed quota for AccessKeysPerUser: 2")


def test_only_root_makes_root_s_keys_and_a_user_s_key_is_not_root_s(iam):
    matt = make_user("matt", allow("*")).client("iam")
    assert matt.create_access_key()["AccessKey"]["UserName"] == "matt"
    assert iam.list_access_keys()["AccessKeyMetadata"] == []
    key, _ = make_root_key()
    assert refuse(matt.delete_access_key, AccessKeyId=key["AccessKeyId"])[0] == "NoSuchEntity"
    assert refuse(matt.create_access_key, UserName="root")[0] == "NoSuchEntity"
    (own, _) = iam.list_access_keys(UserName="matt")["AccessKeyMetadata"]
    assert refuse(iam.delete_access_key, AccessKeyId=own["AccessKeyId"])[0] == "NoSuchEntity"


def test_iam_knows_when_a_key_of_root_s_was_used_and_for_what(iam):
    key, session = make_root_key()
    ask = {"AccessKeyId": key["AccessKeyId"]}
    assert iam.get_access_key_last_used(**ask)["AccessKeyLastUsed"] == {"Region": "N/A", "ServiceName": "N/A"}
    session.client("s3").list_buckets()
    used = iam.get_access_key_last_used(**ask)["AccessKeyLastUsed"]
    assert (used["ServiceName"], used["Region"]) == ("s3", "us-east-1") and used["LastUsedDate"]
    assert not is_allowed(make_user("blue").client("iam").get_access_key_last_used, **ask)


# The alias


@pytest.mark.parametrize("alias", ["meetup", "data-science", "security"])
def test_an_alias_that_another_customer_has_is_refused(iam, alias):
    code, message = refuse(iam.create_account_alias, AccountAlias=alias)
    assert (code, message) == ("EntityAlreadyExists", f"The account alias {alias} already exists.")
    assert iam.list_account_aliases()["AccountAliases"] == []


@pytest.mark.parametrize(
    "alias", ["-meetup-7", "meetup-7-", "meet--up-7", "Meetup-7", "meetup_7", "meetup.7", "x" * 64]
)
def test_an_alias_that_breaks_the_rules_is_refused(iam, alias):
    code, message = refuse(iam.create_account_alias, AccountAlias=alias)
    assert code == "ValidationError" and "accountAlias" in message


def test_a_new_alias_takes_the_place_of_the_old_one(iam):
    for alias in ("meetup-nyc-7", "m7p", "7" + "x" * 62):
        iam.create_account_alias(AccountAlias=alias)
        assert iam.list_account_aliases()["AccountAliases"] == [alias]
    assert refuse(iam.create_account_alias, AccountAlias=alias)[0] == "EntityAlreadyExists"
    assert refuse(iam.delete_account_alias, AccountAlias="meetup-nyc-7")[0] == "NoSuchEntity"
    iam.delete_account_alias(AccountAlias=alias)
    assert iam.list_account_aliases()["AccountAliases"] == []


def test_aws_shows_that_an_alias_is_taken():
    words = ["iam", "create-account-alias", "--account-alias"]
    status, _, error = people.run_aws(boto3.Session(), *words, "meetup")
    assert status != 0 and "(EntityAlreadyExists) when calling the CreateAccountAlias operation" in error
    assert people.run_aws(boto3.Session(), *words, "meetup-nyc-7")[0] == 0


# The password policy


def make_login(password=GOOD, name="blue", **more):
    iam = boto3.client("iam")
    iam.create_user(UserName=name)
    return iam.create_login_profile(UserName=name, Password=password, **more)["LoginProfile"]


@pytest.mark.parametrize("password", ["Short-1", "onlylowercase", "lowercase-and-symbols", "ONLYUPPER2026", "x" * 128])
def test_without_a_policy_aws_s_default_refuses_weak_passwords(iam, password):
    iam.create_user(UserName="blue")
    assert refuse(iam.create_login_profile, UserName="blue", Password=password) == TOO_WEAK
    assert refuse(iam.get_login_profile, UserName="blue")[0] == "NoSuchEntity"


@pytest.mark.parametrize("password", ["Guests26", "guests-2026", "GUESTS-2026", "Guests-list"])
def test_three_kinds_of_characters_and_eight_of_them_are_enough_by_default(password):
    assert make_login(password)["UserName"] == "blue"


@pytest.mark.parametrize(
    ("rule", "weak", "strong"),
    [
        ({"MinimumPasswordLength": 14}, "Guests-2026-x", "Guests-2026-xy"),
        ({"RequireSymbols": True}, "Guests2026", "Guests 2026!"),
        ({"RequireNumbers": True}, "Guests-list", "Guests-list1"),
        ({"RequireUppercaseCharacters": True}, "guests-2026", "gUests-2026"),
        ({"RequireLowercaseCharacters": True}, "GUESTS-2026", "GUESTs-2026"),
        ({}, "short", "shorts"),  # a policy of one's own without rules is weaker than AWS's default
    ],
)
def test_a_policy_refuses_what_it_forbids_in_each_call_that_sets_a_password(iam, rule, weak, strong):
    iam.update_account_password_policy(**rule, AllowUsersToChangePassword=True)
    session = make_user("blue")
    assert refuse(iam.create_login_profile, UserName="blue", Password=weak) == TOO_WEAK
    iam.create_login_profile(UserName="blue", Password=strong)
    assert refuse(iam.update_login_profile, UserName="blue", Password=weak) == TOO_WEAK
    change = session.client("iam").change_password
    assert refuse(change, OldPassword=strong, NewPassword=weak) == TOO_WEAK
    change(OldPassword=strong, NewPassword=f"{strong}-2")


def test_a_policy_may_forbid_the_last_passwords(iam):
    iam.update_account_password_policy(PasswordReusePrevention=2, AllowUsersToChangePassword=True)
    session = make_user("blue")
    iam.create_login_profile(UserName="blue", Password="first-1")
    change = session.client("iam").change_password
    change(OldPassword="first-1", NewPassword="second-2")
    for old in ("first-1", "second-2"):
        assert refuse(change, OldPassword="second-2", NewPassword=old) == TOO_WEAK
    change(OldPassword="second-2", NewPassword="third-3")
    change(OldPassword="third-3", NewPassword="first-1")


def test_a_policy_is_shown_as_it_was_set_and_what_is_left_out_falls_back(iam):
    assert refuse(iam.get_account_password_policy)[0] == "NoSuchEntity"
    assert refuse(iam.delete_account_password_policy)[0] == "NoSuchEntity"
    iam.update_account_password_policy(MinimumPasswordLength=14, RequireSymbols=True, MaxPasswordAge=90)
    shown = iam.get_account_password_policy()["PasswordPolicy"]
    assert (shown["MinimumPasswordLength"], shown["RequireSymbols"], shown["MaxPasswordAge"]) == (14, True, 90)
    assert shown["ExpirePasswords"] and not shown["AllowUsersToChangePassword"]
    iam.update_account_password_policy(RequireNumbers=True)
    shown = iam.get_account_password_policy()["PasswordPolicy"]
    assert (shown["MinimumPasswordLength"], shown["RequireSymbols"], shown["RequireNumbers"]) == (6, False, True)
    assert not {"MaxPasswordAge", "PasswordReusePrevention"} & set(shown)
    iam.delete_account_password_policy()
    assert refuse(iam.get_account_password_policy)[0] == "NoSuchEntity"


@pytest.mark.parametrize(
    "rule", [{"MinimumPasswordLength": 129}, {"MaxPasswordAge": 1096}, {"PasswordReusePrevention": 25}]
)
def test_a_policy_with_a_number_out_of_range_is_refused(iam, rule):
    code, message = refuse(iam.update_account_password_policy, **rule)
    assert code == "ValidationError" and "Member must have value less than or equal to" in message
    assert refuse(iam.get_account_password_policy)[0] == "NoSuchEntity"


def test_a_policy_with_too_small_a_number_is_refused_also_where_boto3_does_not_look(iam):
    from botocore.config import Config

    unchecked = boto3.client("iam", config=Config(parameter_validation=False))
    code, message = refuse(unchecked.update_account_password_policy, MinimumPasswordLength=5)
    assert code == "ValidationError" and "greater than or equal to 6" in message


# Who may change a password


def test_a_user_changes_the_own_password_with_the_permission_or_where_the_account_allows_it_to_all(iam):
    session = make_user("blue")
    iam.create_login_profile(UserName="blue", Password=GOOD)
    change = {"OldPassword": GOOD, "NewPassword": "Venues2027"}
    code, message = refuse(session.client("iam").change_password, **change)
    assert code == "AccessDenied" and f"iam:ChangePassword on resource: {user_arn('blue')}" in message
    iam.update_account_password_policy(MinimumPasswordLength=8)
    assert not is_allowed(session.client("iam").change_password, **change)
    iam.update_account_password_policy(MinimumPasswordLength=8, AllowUsersToChangePassword=True)
    assert session.client("iam").get_account_password_policy()["PasswordPolicy"]["MinimumPasswordLength"] == 8
    iam.put_user_policy(UserName="blue", PolicyName="no", PolicyDocument=document(deny("iam:ChangePassword")))
    assert "explicit deny" in refuse(session.client("iam").change_password, **change)[1]
    iam.delete_user_policy(UserName="blue", PolicyName="no")
    session.client("iam").change_password(**change)
    assert not is_allowed(session.client("iam").update_login_profile, UserName="blue", Password=GOOD)


def test_the_old_password_must_be_right_and_root_has_none_of_this_kind(iam):
    session = make_user("blue", allow("iam:ChangePassword"))
    change = {"OldPassword": "wrong", "NewPassword": "Venues2027"}
    assert refuse(session.client("iam").change_password, **change)[0] == "NoSuchEntity"
    iam.create_login_profile(UserName="blue", Password=GOOD)
    assert refuse(session.client("iam").change_password, **change)[0] == "AccessDenied"
    assert refuse(iam.change_password, **change)[0] == "InvalidUserType"


def test_login_profiles_are_made_once_changed_and_deleted(iam):
    assert make_login(PasswordResetRequired=True)["PasswordResetRequired"] is True
    code, message = refuse(iam.create_login_profile, UserName="blue", Password=GOOD)
    assert (code, message) == ("EntityAlreadyExists", "Login Profile for user blue already exists.")
    iam.update_login_profile(UserName="blue", PasswordResetRequired=False)
    assert iam.get_login_profile(UserName="blue")["LoginProfile"]["PasswordResetRequired"] is False
    iam.delete_login_profile(UserName="blue")
    for call in (iam.get_login_profile, iam.delete_login_profile):
        assert refuse(call, UserName="blue")[0] == "NoSuchEntity"
    assert refuse(iam.update_login_profile, UserName="blue", Password=GOOD)[0] == "NoSuchEntity"
    assert refuse(iam.create_login_profile, UserName="fern", Password=GOOD)[0] == "NoSuchEntity"
    assert refuse(iam.create_login_profile, UserName="blue", Password="Gäste-日本-26")[0] == "ValidationError"


def test_aws_shows_that_a_password_is_too_weak(iam):
    iam.create_user(UserName="blue")
    words = ["iam", "create-login-profile", "--user-name", "blue", "--password"]
    status, _, error = people.run_aws(boto3.Session(), *words, "guests")
    assert status != 0 and "(PasswordPolicyViolation) when calling the CreateLoginProfile operation" in error
    status, out, _ = people.run_aws(boto3.Session(), *words, GOOD, "--password-reset-required")
    assert status == 0 and json.loads(out)["LoginProfile"]["PasswordResetRequired"] is True


NEW = {
    "CreateAccountAlias": ("create_account_alias", {"AccountAlias": "meetup-nyc-7"}),
    "DeleteAccountAlias": ("delete_account_alias", {"AccountAlias": "meetup-nyc-7"}),
    "ListAccountAliases": ("list_account_aliases", {}),
    "GetAccountSummary": ("get_account_summary", {}),
    "GetAccountPasswordPolicy": ("get_account_password_policy", {}),
    "UpdateAccountPasswordPolicy": ("update_account_password_policy", {}),
    "DeleteAccountPasswordPolicy": ("delete_account_password_policy", {}),
    "GenerateCredentialReport": ("generate_credential_report", {}),
    "GetCredentialReport": ("get_credential_report", {}),
    "CreateLoginProfile": ("create_login_profile", {"UserName": "fern", "Password": GOOD}),
    "UpdateLoginProfile": ("update_login_profile", {"UserName": "fern", "Password": GOOD}),
}


@pytest.mark.parametrize("action", NEW)
def test_each_operation_asks_for_its_permission(iam, action):
    name, parameters = NEW[action]
    iam.create_user(UserName="fern")
    call = getattr(make_user("blue", allow("s3:*")).client("iam"), name)
    code, message = refuse(call, **parameters)
    assert code == "AccessDenied" and f"not authorized to perform: iam:{action} " in message
    iam.put_user_policy(UserName="blue", PolicyName="own", PolicyDocument=document(allow(f"iam:{action}")))
    assert is_allowed(call, **parameters)


# The summary and the credential report


def test_the_summary_counts(iam):
    make_login()
    iam.create_group(GroupName="readers")
    iam.create_virtual_mfa_device(VirtualMFADeviceName="phone")
    counts = iam.get_account_summary()["SummaryMap"]
    names = ("Users", "Groups", "MFADevices", "MFADevicesInUse", "AccountMFAEnabled", "AccountPasswordPresent")
    assert [counts[name] for name in names] == [1, 1, 1, 0, 0, 0]


def read_report(iam):
    text = iam.get_credential_report()["Content"].decode()
    return {row["user"]: row for row in csv.DictReader(io.StringIO(text))}


def test_a_report_must_be_generated_first(iam):
    assert refuse(iam.get_credential_report)[0] == "ReportNotPresent"
    assert iam.generate_credential_report()["State"] == "STARTED"
    assert iam.generate_credential_report()["State"] == "COMPLETE"
    answer = iam.get_credential_report()
    assert answer["ReportFormat"] == "text/csv" and answer["GeneratedTime"].year >= 2026


def test_the_report_tells_of_root_first_and_of_every_user(iam):
    make_login(name="fern")
    blue = make_user("blue")
    blue.client("s3", region_name="eu-west-1")
    key, session = make_root_key()
    session.client("sts").get_caller_identity()
    iam.update_account_password_policy(MaxPasswordAge=90)
    iam.generate_credential_report()
    rows = read_report(iam)
    assert list(rows) == ["<root_account>", "blue", "fern"] and len(rows["fern"]) == 22
    root, fern, blue = rows["<root_account>"], rows["fern"], rows["blue"]
    assert root["arn"] == people.ROOT and root["password_enabled"] == "false" and root["mfa_active"] == "false"
    assert (root["access_key_1_active"], root["access_key_1_last_used_service"]) == ("true", "sts")
    assert root["password_next_rotation"] == "not_supported" and root["access_key_2_active"] == "false"
    assert (fern["password_enabled"], fern["password_last_used"]) == ("true", "no_information")
    assert (
        fern["password_last_changed"].endswith("Z") and fern["password_next_rotation"] > fern["password_last_changed"]
    )
    assert (fern["access_key_1_active"], fern["access_key_1_last_rotated"]) == ("false", "N/A")
    assert (blue["password_enabled"], blue["password_last_used"]) == ("false", "N/A")
    assert (blue["access_key_1_active"], blue["access_key_1_last_used_service"]) == ("true", "N/A")
    iam.update_access_key(AccessKeyId=key["AccessKeyId"], Status="Inactive")
    assert read_report(iam)["<root_account>"]["access_key_1_active"] == "true"  # as of when it was made
    iam.generate_credential_report()
    assert read_report(iam)["<root_account>"]["access_key_1_active"] == "false"


def test_aws_gets_the_report_too(iam):
    assert people.run_aws(boto3.Session(), "iam", "generate-credential-report")[0] == 0
    words = ["--query", "Content", "--output", "text"]
    status, out, error = people.run_aws(boto3.Session(), "iam", "get-credential-report", *words)
    assert status == 0, error
    assert base64.b64decode(out).decode().splitlines()[1].startswith("<root_account>,")
