"""Temporary credentials in the practice account: roles, session tokens and codes of MFA devices."""

import dataclasses
import time

import boto3
import people
import pytest
from people import allow, deny, document, is_allowed, make_user, refuse, role_arn, take_role, trust, user_arn

from helpers._account import account as accounts
from helpers._account import mfa

BLUE = {"AWS": user_arn("blue")}
WHOLE_ACCOUNT = {"AWS": people.ROOT}
LAMBDA = {"Service": "lambda.amazonaws.com"}
WITH_MFA = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
WITHOUT_MFA = {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}


@pytest.fixture(autouse=True)
def running(practice_account):
    """The running account, with nothing in it."""
    people.empty_account()
    found = accounts.get_running()
    found.used_mfa_steps.clear()
    return found


def assume(session, name="door", **more):
    return refuse(session.client("sts").assume_role, RoleArn=role_arn(name), RoleSessionName="visit", **more)


# Who may take a role


def test_a_trust_policy_that_names_a_user_is_enough_for_that_user():
    blue = make_user("blue")
    people.make_role("door", trust(BLUE), allow("s3:ListAllMyBuckets"))
    session = take_role(blue, "door")
    arn = f"arn:aws:sts::{people.ACCOUNT}:assumed-role/door/visit"
    assert session.client("sts").get_caller_identity()["Arn"] == arn
    assert is_allowed(session.client("s3").list_buckets)
    assert arn in refuse(session.client("iam").list_users)[1]


def test_who_is_not_trusted_is_refused_whatever_their_own_policies_say():
    make_user("blue")
    people.make_role("door", trust(BLUE))
    code, message = assume(make_user("matt", allow("*")))
    assert code == "AccessDenied"
    assert message == (
        f"User: {user_arn('matt')} is not authorized to perform: sts:AssumeRole "
        "because no role trust policy allows the sts:AssumeRole action"
    )


def test_a_trust_policy_for_the_account_needs_an_identity_policy_too():
    people.make_role("door", trust(WHOLE_ACCOUNT))
    code, message = assume(make_user("orange"))
    assert code == "AccessDenied" and "no identity-based policy allows the sts:AssumeRole action" in message
    assert take_role(make_user("green", allow("sts:AssumeRole", role_arn("door"))), "door")


def test_a_role_for_a_service_only_is_taken_by_nobody_else():
    people.make_role("door", trust(LAMBDA))
    assert assume(make_user("matt", allow("*")))[0] == "AccessDenied"


def test_root_takes_no_role():
    people.make_role("door", trust(WHOLE_ACCOUNT))
    for name in ("door", "missing"):
        assert assume(boto3, name) == ("AccessDenied", "Roles may not be assumed by root accounts.")


def test_a_missing_role_is_refused_like_a_closed_one():
    matt = make_user("matt", allow("*"))
    people.make_role("closed", trust(LAMBDA))
    assert assume(matt, "missing") == assume(matt, "closed")


def test_an_explicit_deny_in_the_trust_policy_says_so():
    people.make_role("door", {**trust(WHOLE_ACCOUNT), "Effect": "Deny"})
    code, message = assume(make_user("matt", allow("*")))
    assert code == "AccessDenied" and message.endswith("with an explicit deny in the role trust policy")


def test_an_external_id_must_be_the_agreed_one():
    blue = make_user("blue")
    people.make_role("door", trust(BLUE, Condition={"StringEquals": {"sts:ExternalId": "hotel-42"}}))
    assert assume(blue)[0] == "AccessDenied"
    assert assume(blue, ExternalId="hotel-43")[0] == "AccessDenied"
    assert take_role(blue, "door", ExternalId="hotel-42")


def test_a_role_may_take_another_role_that_trusts_it():
    blue = make_user("blue")
    first = people.make_role("first", trust(BLUE), allow("sts:AssumeRole"))
    people.make_role("second", trust({"AWS": first}), allow("s3:*"))
    assert is_allowed(take_role(take_role(blue, "first"), "second").client("s3").list_buckets)
    assert assume(blue, "second")[0] == "AccessDenied"


# What a session may do


def test_a_role_s_session_has_the_role_s_rights_and_not_its_taker_s():
    blue = make_user("blue", allow("*"))
    people.make_role("door", trust(BLUE), allow("s3:ListAllMyBuckets"))
    session = take_role(blue, "door")
    assert is_allowed(session.client("s3").list_buckets)
    assert not is_allowed(session.client("iam").list_users)


def test_a_session_policy_only_takes_away():
    blue = make_user("blue")
    people.make_role("door", trust(BLUE), allow("s3:*"))
    session = take_role(blue, "door", Policy=document(allow(["s3:ListAllMyBuckets", "iam:ListUsers"])))
    assert is_allowed(session.client("s3").list_buckets)
    code, message = refuse(session.client("s3").create_bucket, Bucket="guests")
    assert code == "AccessDenied" and message.endswith("because no session policy allows the s3:CreateBucket action")
    assert "no identity-based policy" in refuse(session.client("iam").list_users)[1]
    read_only = [{"arn": "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"}]
    session = take_role(blue, "door", PolicyArns=read_only)
    assert is_allowed(session.client("s3").list_buckets)
    assert not is_allowed(session.client("s3").create_bucket, Bucket="guests")


def test_a_malformed_session_policy_is_refused():
    people.make_role("door", trust(WHOLE_ACCOUNT))
    matt = make_user("matt", allow("*"))
    assert assume(matt, Policy="{}")[0] == "MalformedPolicyDocument"
    assert assume(matt, PolicyArns=[{"arn": "arn:aws:iam::aws:policy/NoSuchPolicy"}])[0] == "NoSuchEntity"


def test_session_tags_and_tags_of_the_role_count_as_principal_tags():
    blue = make_user("blue")
    condition = {"StringEquals": {"aws:PrincipalTag/team": "guests"}}
    trusted = {**trust(BLUE), "Action": ["sts:AssumeRole", "sts:TagSession"]}
    people.make_role("door", trusted, allow("s3:*", Condition=condition))
    assert not is_allowed(take_role(blue, "door").client("s3").list_buckets)
    tags = [{"Key": "team", "Value": "guests"}]
    assert is_allowed(take_role(blue, "door", Tags=tags).client("s3").list_buckets)
    boto3.client("iam").tag_role(RoleName="door", Tags=tags)
    assert is_allowed(take_role(blue, "door").client("s3").list_buckets)


def test_a_boundary_limits_a_role_too():
    blue, iam = make_user("blue"), boto3.client("iam")
    people.make_role("door", trust(BLUE), allow("*"))
    session = take_role(blue, "door")
    assert is_allowed(session.client("iam").list_users)
    arn = people.make_policy("only-s3", allow("s3:*"))
    iam.put_role_permissions_boundary(RoleName="door", PermissionsBoundary=arn)
    assert iam.get_role(RoleName="door")["Role"]["PermissionsBoundary"]["PermissionsBoundaryArn"] == arn
    assert is_allowed(session.client("s3").list_buckets)
    assert "no permissions boundary allows" in refuse(session.client("iam").list_users)[1]
    iam.delete_role_permissions_boundary(RoleName="door")
    assert is_allowed(session.client("iam").list_users)


def test_a_bucket_policy_can_name_a_role():
    blue = make_user("blue")
    arn = people.make_role("door", trust(BLUE))
    people.put_bucket(a_csv=b"1")
    people.put_bucket_policy({**allow("s3:GetObject", "arn:aws:s3:::guests/*"), "Principal": {"AWS": arn}})
    assert is_allowed(take_role(blue, "door").client("s3").get_object, Bucket="guests", Key="a.csv")
    assert not is_allowed(blue.client("s3").get_object, Bucket="guests", Key="a.csv")


def test_a_role_must_name_the_user_whom_it_means():
    blue = make_user("blue")
    people.make_role("door", trust(BLUE), allow("iam:*"))
    iam = take_role(blue, "door").client("iam")
    for operation in ("get_user", "create_access_key", "list_access_keys", "list_mfa_devices"):
        code, message = refuse(getattr(iam, operation))
        assert (code, message) == ("ValidationError", "Must specify userName when calling with non-User credentials")


# How long a session lasts


def test_a_session_lasts_as_long_as_its_role_allows_and_no_longer():
    matt = make_user("matt", allow("*"))
    people.make_role("short", trust(WHOLE_ACCOUNT))
    people.make_role("long", trust(WHOLE_ACCOUNT), MaxSessionDuration=7200)
    assert assume(matt, "short", DurationSeconds=3601)[0] == "ValidationError"
    assert assume(matt, "long", DurationSeconds=7201)[0] == "ValidationError"
    assert take_role(matt, "long", DurationSeconds=7200)


def test_a_chained_session_lasts_an_hour_at_most():
    blue = make_user("blue")
    first = people.make_role("first", trust(BLUE), allow("*"))
    people.make_role("second", trust({"AWS": first}), MaxSessionDuration=7200)
    session = take_role(blue, "first")
    assert assume(session, "second", DurationSeconds=3601)[0] == "ValidationError"
    assert take_role(session, "second", DurationSeconds=3600)


@pytest.mark.parametrize(
    ("service", "operation", "code"),
    [
        ("s3", "list_buckets", "ExpiredToken"),
        ("iam", "list_users", "ExpiredToken"),
        ("dynamodb", "list_tables", "ExpiredTokenException"),
        ("ec2", "describe_instances", "RequestExpired"),
    ],
)
def test_an_expired_session_is_refused_in_each_service_s_words(running, service, operation, code):
    blue = make_user("blue")
    people.make_role("door", trust(BLUE), allow("*"))
    session = take_role(blue, "door", DurationSeconds=900)
    client = session.client(service)
    assert is_allowed(getattr(client, operation))
    let_time_pass(running, session, 901)
    assert refuse(getattr(client, operation))[0] == code


def let_time_pass(running, session, seconds):
    """Return nothing: the session's credentials end as many seconds earlier."""
    key = session.get_credentials().access_key
    old = running.sessions[key]
    running.sessions[key] = dataclasses.replace(old, expires=old.expires - seconds)


def test_a_session_s_three_strings_belong_together():
    blue = make_user("blue")
    people.make_role("door", trust(BLUE), allow("*"))
    key = blue.client("sts").assume_role(RoleArn=role_arn("door"), RoleSessionName="visit")["Credentials"]
    without = people.sign_in({name: key[name] for name in ("AccessKeyId", "SecretAccessKey")})
    wrong = people.sign_in({**key, "SessionToken": key["SessionToken"][:-1] + "x"})
    for session, code in ((without, "InvalidAccessKeyId"), (wrong, "InvalidToken")):
        assert refuse(session.client("s3").list_buckets)[0] == code
    assert is_allowed(people.sign_in(key).client("s3").list_buckets)


# GetCallerIdentity and GetSessionToken


def test_everybody_may_ask_who_they_are():
    blue = make_user("blue", deny("*"))
    assert blue.client("sts").get_caller_identity()["Arn"] == user_arn("blue")


def test_a_session_token_needs_no_permission_and_carries_the_user_s_rights():
    blue = make_user("blue", allow("s3:*"))
    session = people.sign_in(blue.client("sts").get_session_token()["Credentials"])
    assert session.client("sts").get_caller_identity()["Arn"] == user_arn("blue")
    assert is_allowed(session.client("s3").list_buckets)
    assert not is_allowed(session.client("dynamodb").list_tables)
    assert refuse(session.client("sts").get_session_token)[0] == "AccessDenied"


def test_without_mfa_a_session_token_does_not_open_iam():
    blue = make_user("blue", allow("*"))
    session = people.sign_in(blue.client("sts").get_session_token()["Credentials"])
    assert refuse(session.client("iam").list_users)[0] == "InvalidClientTokenId"


def test_a_session_token_lasts_36_hours_at_most_and_root_s_one_hour():
    blue = make_user("blue").client("sts")
    assert refuse(blue.get_session_token, DurationSeconds=129601)[0] == "ValidationError"
    assert is_allowed(blue.get_session_token, DurationSeconds=129600)
    assert refuse(boto3.client("sts").get_session_token, DurationSeconds=3601)[0] == "ValidationError"


# MFA


class Phone:
    """Blue's MFA device. Each code it shows is another one: time does not pass, so the codes come from the future."""

    def __init__(self, session, running):
        self.iam, self.sts = session.client("iam"), session.client("sts")
        device = self.iam.create_virtual_mfa_device(VirtualMFADeviceName="blue")["VirtualMFADevice"]
        self.serial, self.seed = device["SerialNumber"], device["Base32StringSeed"].decode()
        self.step = int(time.time() // mfa.STEP)

    def show(self, later=0):
        return mfa.make_code(self.seed, self.step + later)

    def enable(self):
        first, second = self.show(-1), self.show()
        self.iam.enable_mfa_device(
            UserName="blue", SerialNumber=self.serial, AuthenticationCode1=first, AuthenticationCode2=second
        )
        self.step += 1
        return self


@pytest.fixture
def blue():
    """Blue, who may do with S3 what she wants, but only with a code; her device she may set up without one."""
    own = allow(["iam:CreateVirtualMFADevice", "iam:EnableMFADevice"])
    return make_user("blue", own, allow(["s3:*", "iam:List*"], Condition=WITH_MFA))


@pytest.fixture
def phone(blue, running):
    return Phone(blue, running)


def test_a_code_makes_multi_factor_auth_present(blue, phone):
    phone.enable()
    assert not is_allowed(blue.client("s3").list_buckets)
    key = phone.sts.get_session_token(SerialNumber=phone.serial, TokenCode=phone.show())["Credentials"]
    session = people.sign_in(key)
    assert is_allowed(session.client("s3").list_buckets)
    assert is_allowed(session.client("iam").list_users)


def test_a_session_token_without_a_code_is_a_session_without_mfa(blue):
    session = people.sign_in(blue.client("sts").get_session_token()["Credentials"])
    assert not is_allowed(session.client("s3").list_buckets)


def test_bool_if_exists_also_stops_plain_keys_and_bool_alone_does_not():
    plain = deny("s3:*", Condition={"Bool": {"aws:MultiFactorAuthPresent": "false"}})
    strict = deny("s3:*", Condition=WITHOUT_MFA)
    loose = make_user("loose", allow("s3:*"), plain)
    tight = make_user("tight", allow("s3:*"), strict)
    assert is_allowed(loose.client("s3").list_buckets)
    assert not is_allowed(tight.client("s3").list_buckets)
    session = people.sign_in(loose.client("sts").get_session_token()["Credentials"])
    assert not is_allowed(session.client("s3").list_buckets)


def test_a_wrong_or_used_code_and_somebody_else_s_device_are_refused(phone):
    phone.enable()
    ask, serial = phone.sts.get_session_token, {"SerialNumber": phone.serial}
    wrong = f"{(int(phone.show()) + 1) % 1_000_000:06d}"
    assert "invalid MFA one time pass code" in refuse(ask, **serial, TokenCode=wrong)[1]
    assert is_allowed(ask, **serial, TokenCode=phone.show())
    assert refuse(ask, **serial, TokenCode=phone.show())[0] == "AccessDenied"
    assert refuse(ask, **serial)[0] == "AccessDenied"
    other = make_user("orange").client("sts")
    assert refuse(other.get_session_token, **serial, TokenCode=phone.show(1))[0] == "AccessDenied"
    assert is_allowed(ask, **serial, TokenCode=phone.show(1))


def test_a_device_is_turned_on_with_two_codes_in_a_row(phone):
    turn_on = {"UserName": "blue", "SerialNumber": phone.serial}
    for first, second in (("000000", "000000"), (phone.show(), phone.show()), (phone.show(), phone.show(-1))):
        codes = {"AuthenticationCode1": first, "AuthenticationCode2": second}
        assert refuse(phone.iam.enable_mfa_device, **turn_on, **codes)[0] == "InvalidAuthenticationCode"
    early = {"SerialNumber": phone.serial, "TokenCode": phone.show()}
    assert refuse(phone.sts.get_session_token, **early)[0] == "AccessDenied"
    phone.enable()
    assert len(boto3.client("iam").list_mfa_devices(UserName="blue")["MFADevices"]) == 1
    missing = {"UserName": "blue", "SerialNumber": f"{phone.serial}-missing"}
    codes = {"AuthenticationCode1": "000000", "AuthenticationCode2": "000000"}
    assert refuse(phone.iam.enable_mfa_device, **missing, **codes)[0] == "NoSuchEntity"


def test_the_seed_of_a_device_is_shown_once(phone):
    (device,) = boto3.client("iam").list_virtual_mfa_devices()["VirtualMFADevices"]
    assert device["SerialNumber"] == phone.serial
    assert "Base32StringSeed" not in device and "QRCodePNG" not in device


def test_a_role_can_ask_for_a_code(blue, phone):
    people.make_role("door", trust(BLUE, Condition=WITH_MFA), allow("s3:*"))
    phone.enable()
    assert assume(blue)[0] == "AccessDenied"
    code = {"SerialNumber": phone.serial, "TokenCode": phone.show()}
    assert is_allowed(take_role(blue, "door", **code).client("s3").list_buckets)
    assert "one time pass code" in assume(blue, **code)[1]


def test_a_user_with_a_device_is_not_deleted(phone):
    phone.enable()
    iam = boto3.client("iam")
    key = iam.list_access_keys(UserName="blue")["AccessKeyMetadata"][0]["AccessKeyId"]
    iam.delete_access_key(UserName="blue", AccessKeyId=key)
    code, message = refuse(iam.delete_user, UserName="blue")
    assert code == "DeleteConflict" and "MFA device" in message


# The aws command


def test_the_aws_command_takes_roles_too():
    blue = make_user("blue")
    people.make_role("door", trust(BLUE), allow("s3:ListAllMyBuckets"))
    words = ["--role-arn", role_arn("door"), "--role-session-name", "visit", "--query", "AssumedRoleUser.Arn"]
    status, out, error = people.run_aws(blue, "sts", "assume-role", *words, "--output", "text")
    assert status == 0, error
    assert out.strip().endswith("assumed-role/door/visit")
    status, out, error = people.run_aws(make_user("orange"), "sts", "assume-role", *words)
    assert status != 0 and "no role trust policy allows the sts:AssumeRole action" in error


def test_credentials_that_end_know_since_when_they_hold_and_a_key_does_not():
    from helpers._account import credentials

    session = credentials.make_credential(credentials.ROOT, seconds=60, now=lambda: 7)
    assert (session.principal.issued, session.expires) == (7, 67)
    assert credentials.make_credential(credentials.ROOT, prefix="AKIA").principal.issued is None
