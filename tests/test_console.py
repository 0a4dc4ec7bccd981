"""The pages of the console: signing up, signing in with password and code, MFA for root; the phone with the codes."""

import io
import re
import struct
import subprocess

import boto3
import matplotlib.image
import people
import pytest
import segno
from people import allow, deny, document, make_user, refuse

from helpers import authenticator, console, sandbox
from helpers._account import account as accounts
from helpers._account import mfa, signing_in

GOOD = "Guests2026"
WRONG = "Your authentication information is incorrect. Please try again."


@pytest.fixture(autouse=True)
def iam(practice_account):
    people.empty_account()
    return boto3.client("iam")


def sign_up(**changes):
    return console.sign_up(
        **{"account_name": "meet-up", "email": "me@example.com", "password": "Meet-up-2026"} | changes
    )


def make_person(name="matt", password=GOOD, **more):
    iam = boto3.client("iam")
    iam.create_user(UserName=name)
    iam.create_login_profile(UserName=name, Password=password, **more)


def give_device(name="matt"):
    iam = boto3.client("iam")
    device = iam.create_virtual_mfa_device(VirtualMFADeviceName=name)
    phone = authenticator.scan(device)
    codes = {f"AuthenticationCode{number}": phone.read_code() for number in (1, 2)}
    iam.enable_mfa_device(UserName=name, SerialNumber=device["VirtualMFADevice"]["SerialNumber"], **codes)
    return phone


def read_summary():
    return boto3.client("iam").get_account_summary()["SummaryMap"]


# Signing up


def test_signing_up_gives_root_a_password_that_opens_the_console():
    page = console.sign_in("root", "Meet-up-2026")
    assert not page.ok and page.says == WRONG and "console.sign_up" in page.help
    assert read_summary()["AccountPasswordPresent"] == 0
    assert repr(sign_up()) == "✓ Signed up: account meet-up, root user me@example.com."
    assert read_summary()["AccountPasswordPresent"] == 1
    for name in ("root", "me@example.com", "Me@Example.com"):
        assert console.sign_in(name, "Meet-up-2026").ok
    for name, password in (("root", "Meet-up-2027"), ("you@example.com", "Meet-up-2026")):
        page = console.sign_in(name, password)
        assert not page.ok and page.says == WRONG


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"account_name": " "}, "1 to 50 characters"),
        ({"account_name": "x" * 51}, "1 to 50 characters"),
        ({"email": "me@example"}, "name@example.com"),
        ({"password": "Short-1"}, "8 to 128 characters"),
        ({"password": "onlylowercase"}, "mix three"),
        ({"password": "lower-and-symbols"}, "mix three"),
        ({"password": "Meet-up-2026", "account_name": "Meet-up-2026"}, "must not be the account's name"),
        ({"password": "Me-1@example.com", "email": "Me-1@example.com"}, "must not be the account's name"),
    ],
)
def test_a_form_that_aws_refuses_is_refused_in_words_and_changes_nothing(changes, words):
    page = sign_up(**changes)
    assert not page.ok and words in page.says + page.help
    assert accounts.get_running().root_user.password is None


def test_signing_up_a_second_time_says_what_it_undoes():
    sign_up()
    assert sign_up().help == ""
    console.change_root(email="aws@example.com")
    assert "are undone" in sign_up().help


# Changing root


def test_root_changes_address_and_password_and_the_old_ones_open_nothing():
    sign_up()
    page = console.change_root(email="aws@example.com", password="Queens-2027")
    assert page.ok and page.says == "Changed: root user aws@example.com and its password."
    for name, password, ok in (
        ("me@example.com", "Queens-2027", False),
        ("aws@example.com", "Meet-up-2026", False),
        ("aws@example.com", "Queens-2027", True),
    ):
        assert console.sign_in(name, password).ok is ok
    assert console.change_root(password="Bronx-2028").says == "Changed: its password."
    assert console.sign_in("aws@example.com", "Bronx-2028").ok
    assert console.change_root(email="list@example.com").says == "Changed: root user list@example.com."
    assert console.change_root(email="list@example.com").says == "Both are as they were."


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"email": "aws"}, "name@example.com"), ({"password": "queens"}, "8 to 128"), ({}, "Name what is new")],
)
def test_what_root_cannot_change_to_is_refused_in_words_and_changes_nothing(changes, words):
    sign_up()
    page = console.change_root(**changes)
    assert not page.ok and words in page.help
    assert console.sign_in("me@example.com", "Meet-up-2026").ok


def test_before_signing_up_there_is_nothing_to_change():
    page = console.change_root(email="aws@example.com")
    assert not page.ok and "console.sign_up" in page.help
    assert accounts.get_running().root_user.email is None


# Signing in


def test_an_access_key_opens_no_page_and_a_password_does(iam):
    make_user("matt", allow("*"))
    page = console.sign_in("matt", GOOD)
    assert not page.ok and page.says == WRONG and "no console access" in page.help
    iam.create_login_profile(UserName="matt", Password=GOOD)
    assert repr(console.sign_in("matt", GOOD)) == (
        "✓ Signed in to account 123456789012 as matt.\nBy password alone: there is no MFA device."
    )
    iam.create_account_alias(AccountAlias="meet-up-7")
    assert "account 123456789012 (meet-up-7) as matt" in console.sign_in("matt", GOOD).says
    iam.delete_login_profile(UserName="matt")
    assert not console.sign_in("matt", GOOD).ok


@pytest.mark.parametrize("name, password", [("matt", "guests2026"), ("matt", ""), ("Matt", GOOD), ("fern", GOOD)])
def test_every_wrong_sign_in_gets_the_same_words(name, password):
    make_person()
    page = console.sign_in(name, password)
    assert not page.ok and page.says == WRONG and GOOD not in page.help


def test_a_user_with_a_device_needs_its_code_and_each_code_once():
    make_person()
    phone = give_device()
    assert not console.sign_in("matt", GOOD).ok
    assert "MFA device" in console.sign_in("matt", GOOD).says
    code = phone.read_code()
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    page = console.sign_in("matt", GOOD, wrong)
    assert not page.ok and page.says == WRONG and "wrong, or too old" in page.help
    assert not console.sign_in("matt", "wrong", code).ok  # and the code is not used up by it
    page = console.sign_in("matt", GOOD, code)
    assert page.ok and page.help == "By password and MFA code."
    page = console.sign_in("matt", GOOD, code)
    assert not page.ok and "was used before" in page.help


def test_a_code_that_signed_in_by_sts_is_used_for_the_console_too():
    make_person()
    phone = give_device()
    session = people.sign_in(boto3.client("iam").create_access_key(UserName="matt")["AccessKey"])
    code, serial = phone.read_code(), f"arn:aws:iam::{people.ACCOUNT}:mfa/matt"
    session.client("sts").get_session_token(SerialNumber=serial, TokenCode=code)
    assert not console.sign_in("matt", GOOD, code).ok


def test_one_user_s_code_does_not_sign_in_another():
    make_person()
    make_person("fern")
    phone, _ = give_device(), give_device("fern")
    assert not console.sign_in("fern", GOOD, phone.read_code()).ok


def test_mfa_does_not_protect_access_keys():
    make_person()
    give_device()
    session = people.sign_in(boto3.client("iam").create_access_key(UserName="matt")["AccessKey"])
    assert session.client("sts").get_caller_identity()["Arn"].endswith("user/matt")


# A password for one sign-in only


def test_a_password_that_must_be_changed_is_changed_on_the_page(iam):
    make_person(PasswordResetRequired=True)
    page = console.sign_in("matt", GOOD)
    assert not page.ok and page.says == "You must change your password to continue." and "new_password" in page.help
    page = console.sign_in("matt", GOOD, new_password="Venues2027")
    assert not page.ok and "iam:ChangePassword" in page.says and "No policy allows matt" in page.help
    arn = "arn:aws:iam::aws:policy/IAMUserChangePassword"
    iam.attach_user_policy(UserName="matt", PolicyArn=arn)
    for weak, words in (("venues", "8 to 128"), (GOOD, "another one")):
        page = console.sign_in("matt", GOOD, new_password=weak)
        assert not page.ok and words in page.help
    assert console.sign_in("matt", GOOD, new_password="Venues2027").ok
    page = console.sign_in("matt", GOOD)
    assert not page.ok and page.says == WRONG and "has been changed since" in page.help
    assert console.sign_in("matt", "Venues2027").ok
    assert not iam.get_login_profile(UserName="matt")["LoginProfile"]["PasswordResetRequired"]


def test_a_deny_keeps_a_user_from_changing_a_password_although_the_account_allows_it(iam):
    make_person(PasswordResetRequired=True)
    iam.update_account_password_policy(AllowUsersToChangePassword=True)
    iam.put_user_policy(UserName="matt", PolicyName="no", PolicyDocument=document(deny("iam:ChangePassword")))
    assert not console.sign_in("matt", GOOD, new_password="Venues2027").ok
    iam.delete_user_policy(UserName="matt", PolicyName="no")
    assert console.sign_in("matt", GOOD, new_password="Venues2027").ok


# Root's MFA


def give_root_device():
    device = console.add_root_mfa()
    phone = authenticator.scan(device)
    assert console.activate_root_mfa(device, phone.read_code(), phone.read_code()).ok
    return phone


def test_root_s_device_is_on_after_two_codes_in_a_row_and_asked_for(iam):
    sign_up()
    device = console.add_root_mfa()
    phone = authenticator.scan(device)
    first, second = phone.read_code(), phone.read_code()
    pairs = {
        ("000000", second): "scanned again",
        (first, first): "twice",
        (second, first): "follow",
        (first, ""): "follow",
    }
    for pair, words in pairs.items():
        page = console.activate_root_mfa(device, *pair)
        assert not page.ok and "not valid" in page.says and words in page.help
    assert read_summary()["AccountMFAEnabled"] == 0 and console.sign_in("root", "Meet-up-2026").ok
    assert console.activate_root_mfa(device, first, second).ok
    counts = read_summary()
    assert [counts[name] for name in ("AccountMFAEnabled", "MFADevices", "MFADevicesInUse")] == [1, 1, 1]
    assert not console.sign_in("root", "Meet-up-2026").ok
    assert not console.sign_in("root", "Meet-up-2026", second).ok
    assert console.sign_in("root", "Meet-up-2026", phone.read_code()).ok


def test_root_s_device_is_listed_as_root_s_and_without_its_seed(iam):
    give_root_device()
    serial = f"arn:aws:iam::{people.ACCOUNT}:mfa/root-account-mfa-device"
    (device,) = iam.list_virtual_mfa_devices(AssignmentStatus="Assigned")["VirtualMFADevices"]
    assert device["SerialNumber"] == serial and device["User"]["Arn"] == people.ROOT
    assert "Base32StringSeed" not in device and "QRCodePNG" not in device
    assert [one["SerialNumber"] for one in iam.list_mfa_devices()["MFADevices"]] == [serial]
    make_user("matt")
    assert iam.list_mfa_devices(UserName="matt")["MFADevices"] == []


def test_no_call_gives_root_a_device_or_takes_it_away(iam):
    phone = authenticator.scan(iam.create_virtual_mfa_device(VirtualMFADeviceName="phone"))
    serial = f"arn:aws:iam::{people.ACCOUNT}:mfa/phone"
    codes = {"AuthenticationCode1": phone.read_code(), "AuthenticationCode2": phone.read_code()}
    assert refuse(iam.enable_mfa_device, UserName="root", SerialNumber=serial, **codes)[0] == "NoSuchEntity"
    phone = give_root_device()
    root_s = f"arn:aws:iam::{people.ACCOUNT}:mfa/root-account-mfa-device"
    assert refuse(iam.delete_virtual_mfa_device, SerialNumber=root_s)[0] == "DeleteConflict"
    make_user("matt")
    codes = {"AuthenticationCode1": phone.read_code(), "AuthenticationCode2": phone.read_code()}
    assert refuse(iam.enable_mfa_device, UserName="matt", SerialNumber=root_s, **codes)[0] == "EntityAlreadyExists"
    assert read_summary()["AccountMFAEnabled"] == 1


def test_a_device_added_again_takes_the_place_of_the_old_one_once_it_is_on():
    sign_up()
    old = give_root_device()
    console.add_root_mfa()
    assert console.sign_in("root", "Meet-up-2026", old.read_code()).ok and read_summary()["AccountMFAEnabled"] == 1
    new = give_root_device()
    assert len(boto3.client("iam").list_mfa_devices()["MFADevices"]) == 1
    assert not console.sign_in("root", "Meet-up-2026", old.read_code()).ok
    assert console.sign_in("root", "Meet-up-2026", new.read_code()).ok


def test_only_root_sees_root_s_pages():
    make_user("matt", allow("*"))
    with people.signed_in("matt"):
        pages = (console.add_root_mfa, console.open_billing, lambda: console.change_root(email="a@b.c"))
        for open_page in (*pages, lambda: console.activate_root_mfa({}, "", "")):
            with pytest.raises(sandbox.SandboxError, match="sign_in_as_root"):
                open_page()
    assert not accounts.get_running().root_user.opened_billing
    assert console.open_billing().ok and accounts.get_running().root_user.opened_billing


def test_root_s_session_with_a_code_reaches_iam_and_one_without_does_not(iam):
    phone = give_root_device()
    sts = boto3.client("sts")
    serial = f"arn:aws:iam::{people.ACCOUNT}:mfa/root-account-mfa-device"
    plain = people.sign_in(sts.get_session_token()["Credentials"])
    assert refuse(plain.client("iam").list_users)[0] == "InvalidClientTokenId"
    assert plain.client("s3").list_buckets()["Buckets"] == []
    assert refuse(plain.client("sts").get_session_token)[0] == "AccessDenied"
    code = phone.read_code()
    strong = people.sign_in(sts.get_session_token(SerialNumber=serial, TokenCode=code)["Credentials"])
    assert strong.client("iam").list_users()["Users"] == []
    assert refuse(sts.get_session_token, SerialNumber=serial, TokenCode=code)[0] == "AccessDenied"


def test_who_shows_the_account_is_told_of_each_change():
    changes = accounts.get_running().changes
    change_root = lambda: console.change_root(password="Queens-2027")  # noqa: E731
    for change in (sign_up, change_root, give_root_device, console.open_billing, lambda: console.sign_in("root", "x")):
        before = changes["iam"]
        change()
        assert changes["iam"] > before


def test_without_an_account_a_page_says_to_start_one(monkeypatch):
    monkeypatch.setattr(accounts, "get_running", lambda: None)
    for open_page in (sign_up, lambda: console.sign_in("root", "x"), console.add_root_mfa, console.open_billing):
        with pytest.raises(sandbox.SandboxError, match=r"sandbox\.start\(\)"):
            open_page()


# How a page looks


def test_a_page_shows_words_and_a_sign_and_escapes_what_was_typed():
    html = console.sign_in("<b>fern</b>", "x")._repr_html_()
    assert html.startswith("<div>\n") and "✗" in html and WRONG in html and "<b>fern" not in html
    assert bool(console.sign_in("fern", "x")) is False and bool(sign_up()) is True
    lines = repr(console.sign_in("matt", "x")).splitlines()
    make_person(PasswordResetRequired=True)
    lines += repr(console.sign_in("matt", GOOD, new_password="x")).splitlines()
    assert max(map(len, lines)) <= 95


# The QR code


def read_modules(png):
    """The black and white squares of a QR code's picture, without its margin."""
    width, height = struct.unpack(">II", png[16:24])
    assert png[:8] == b"\x89PNG\r\n\x1a\n" and width == height
    picture = matplotlib.image.imread(io.BytesIO(png))
    grey = picture if picture.ndim == 2 else picture[:, :, 0]
    return [[int(value < 0.5) for value in row[27:-24:6]] for row in grey[27:-24:6]]


def test_the_qr_code_says_what_an_authenticator_app_reads(iam):
    for device in (iam.create_virtual_mfa_device(VirtualMFADeviceName="phone")["VirtualMFADevice"], root_device()):
        seed, name = device["Base32StringSeed"].decode(), device["SerialNumber"].rpartition("/")[2]
        text = f"otpauth://totp/{name}@123456789012?secret={seed}&issuer=AWS%20practice%20account"
        assert read_modules(device["QRCodePNG"]) == [
            list(row) for row in segno.make(text, error="m", micro=False).matrix
        ]
        other = text.replace(seed, mfa.make_seed())
        assert read_modules(device["QRCodePNG"]) != [
            list(row) for row in segno.make(other, error="m", micro=False).matrix
        ]


def root_device():
    return console.add_root_mfa()["VirtualMFADevice"]


def test_the_picture_of_a_code_has_words_without_the_secret(iam):
    device = iam.create_virtual_mfa_device(VirtualMFADeviceName="phone")
    seed = device["VirtualMFADevice"]["Base32StringSeed"].decode()
    shown = console.show_qr(device)
    html = shown._repr_html_()
    assert "phone" in repr(shown) and seed not in repr(shown) and seed not in html
    assert re.search('<img alt="QR code of the MFA device phone', html) and shown.png.startswith(b"\x89PNG")
    (listed,) = iam.list_virtual_mfa_devices()["VirtualMFADevices"]
    for nothing in (listed, {}, "phone"):
        with pytest.raises(ValueError, match="shows it once"):
            console.show_qr(nothing)


def test_root_s_new_device_hides_its_seed_when_it_is_printed():
    device = console.add_root_mfa()
    seed = device["VirtualMFADevice"]["Base32StringSeed"].decode()
    assert seed not in repr(device) and len(seed) == 64


# The phone


def test_a_phone_reads_the_answer_the_picture_its_file_and_the_seed(iam, tmp_path):
    answer = iam.create_virtual_mfa_device(VirtualMFADeviceName="phone")
    device = answer["VirtualMFADevice"]
    (tmp_path / "code.png").write_bytes(device["QRCodePNG"])
    seed = device["Base32StringSeed"].decode()
    things = (answer, device, device["QRCodePNG"], tmp_path / "code.png", str(tmp_path / "code.png"), seed)
    for thing in (*things, console.show_qr(answer)):
        assert authenticator.scan(thing)._seed == seed


def test_aws_writes_a_code_into_a_file_that_a_phone_reads(iam, tmp_path):
    file = tmp_path / "code.png"
    words = ["--virtual-mfa-device-name", "phone", "--outfile", str(file), "--bootstrap-method", "QRCodePNG"]
    done = subprocess.run(["aws", "iam", "create-virtual-mfa-device", *words], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    phone = authenticator.scan(file)
    make_person()
    words = ["--user-name", "matt", "--serial-number", f"arn:aws:iam::{people.ACCOUNT}:mfa/phone"]
    words += ["--authentication-code1", phone.read_code(), "--authentication-code2", phone.read_code()]
    done = subprocess.run(["aws", "iam", "enable-mfa-device", *words], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert console.sign_in("matt", GOOD, phone.read_code()).ok


def test_what_is_no_code_is_refused_in_words(iam):
    iam.create_virtual_mfa_device(VirtualMFADeviceName="phone")
    (listed,) = iam.list_virtual_mfa_devices()["VirtualMFADevices"]
    for nothing, words in (
        (listed, "once"),
        (b"picture", "no QR code"),
        ("no-such.png", "cannot be"),
        (7, "cannot be"),
    ):
        with pytest.raises(ValueError, match=words):
            authenticator.scan(nothing)


def make_phone(start):
    clock = [start]

    def wait(seconds):
        assert 0 < seconds <= mfa.STEP
        clock[0] += seconds

    return authenticator.Phone("phone", mfa.make_seed(), lambda: clock[0], wait), clock


def test_a_phone_never_shows_a_code_twice_and_each_is_in_time(capsys):
    phone, clock = make_phone(1_800_000_013)
    seen = [(phone.read_code(), clock[0]) for _ in range(12)]
    assert len({code for code, _ in seen}) == 12
    for code, moment in seen:
        step = mfa._find_step(phone._seed, code, moment)
        assert step is not None and step >= moment // mfa.STEP - 1
    assert [moment for _, moment in seen[:4]] == [1_800_000_013] * 4
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "The next code comes in 17 seconds ..." and len(said) == 8
    clock[0] += 3600
    assert mfa._find_step(phone._seed, phone.read_code(), clock[0]) == clock[0] // mfa.STEP - 1


def test_a_second_scan_of_the_same_code_goes_on_where_the_first_was(iam):
    device = iam.create_virtual_mfa_device(VirtualMFADeviceName="phone")
    codes = [authenticator.scan(device).read_code() for _ in range(3)]
    assert len(set(codes)) == 3


def test_a_phone_prints_neither_seed_nor_code(iam):
    phone = authenticator.scan(iam.create_virtual_mfa_device(VirtualMFADeviceName="phone"))
    code = phone.read_code()
    assert repr(phone) == str(phone) == "A phone with the codes of phone"
    assert phone._seed not in f"{phone!r}" and code not in f"{phone!r}"


def test_the_words_of_the_page_are_said_once():
    assert signing_in.WRONG == WRONG
