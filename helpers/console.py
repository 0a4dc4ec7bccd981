"""What a person does on AWS's web pages and no program can do: sign up, sign in, give the root user MFA.

Each function fills in one page and returns what that page would answer. Sources, read 2026-11-25: IAM user guide,
"Assign MFA devices in the AWS CLI or AWS API" (root's devices: in the console only), "Change the password for the root
user"; AWS Billing user guide, "Activating access to the Billing console".
"""

import re
import textwrap
from dataclasses import dataclass

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
LONGEST_NAME = 50  # characters of an account's name
ROOT_DEVICE = "root-account-mfa-device"


@dataclass(frozen=True, repr=False)
class Page:
    """What a page answers: `ok`, what it says, and beneath it help that AWS does not give."""

    ok: bool
    says: str
    help: str = ""

    def __bool__(self):
        return self.ok

    def __repr__(self):
        parts = (f"{self._mark()} {self.says}", self.help)
        return "\n".join(textwrap.fill(part, 95) for part in parts if part)

    def _repr_html_(self):
        from helpers import _pictures

        colour = "#009E73" if self.ok else "#D55E00"
        border = f"border-left: 4px solid {colour}; padding: 0.2em 0.8em; line-height: 1.5"
        help_line = f"<br>{_pictures.format_lines(self.help)}" if self.help else ""
        says = f"<b>{self._mark()}</b> {_pictures.format_lines(self.says)}"
        return _pictures.wrap_block(f'<div style="{border}; max-width: {_pictures.WIDEST}">{says}{help_line}</div>')

    def _mark(self):
        return "✓" if self.ok else "✗"


class Device(dict):
    """An MFA device as `create_virtual_mfa_device` returns it, with its seed out of sight."""

    def __repr__(self):
        return f"<MFA device {self['SerialNumber']}; seed and QR code: not shown>"


@dataclass(frozen=True, repr=False)
class QrCode:
    """A QR code as a picture (PNG, as bytes), and in words what it is. The secret in it is in no word."""

    png: bytes
    says: str

    def __repr__(self):
        return self.says

    def _repr_html_(self):
        import base64

        from helpers import _pictures

        words = _pictures.format_lines(self.says)
        style = "width: 14rem; image-rendering: pixelated"
        image = f'<img alt="{words}" src="data:image/png;base64,{base64.b64encode(self.png).decode()}" style="{style}">'
        return _pictures.wrap_block(f"<figure>{image}<figcaption>{words}</figcaption></figure>")


def sign_up(*, account_name, email, password):
    """The sign-up page's answer: the account has this name, and its root user this e-mail address and password.

    Nobody checks that the address is yours. A second time it begins anew, and says so; to change one: `change_root`.
    """
    running = _get_running()
    if not account_name.strip() or len(account_name) > LONGEST_NAME:
        return Page(False, f"The account name must have 1 to {LONGEST_NAME} characters.")
    problem = _refuse_root(account_name, email, password)
    if problem is not None:
        return problem
    root, again = running.root_user, ""
    if root.password and (root.email, root.password) != (email, password):
        again = "This is a second time: root's address and password, as you had changed them, are undone."
    _set_root(running, account_name, email, password)
    return Page(True, f"Signed up: account {account_name}, root user {email}.", again)


def change_root(*, email=None, password=None):
    """The account page's answer: root has this e-mail address, this password, or both. What is left out stays.

    Only root sees this page; raises SandboxError where somebody else is signed in. AWS also asks for the old password,
    and for codes that it mails to the old and to the new address; here nobody asks.
    """
    running = _require_root()
    root = running.root_user
    if not root.password:
        return Page(False, "Nobody has signed up yet.", "console.sign_up(...) comes first.")
    if email is None and password is None:
        return Page(False, "Nothing was changed.", "Name what is new: email=..., password=..., or both.")
    email, password = email or root.email, password or root.password
    problem = _refuse_root(root.account_name, email, password)
    if problem is not None:
        return problem
    what = [words for words, new, old in _compare_root(root, email, password) if new != old]
    _set_root(running, root.account_name, email, password)
    return Page(True, f"Changed: {' and '.join(what)}." if what else "Both are as they were.")


def _compare_root(root, email, password):
    """(words, new, old) of what root's page can change. A password stands in no words."""
    return [(f"root user {email}", email, root.email), ("its password", password, root.password)]


def _refuse_root(account_name, email, password):
    """The page that refuses this address or this password, None where both are fine."""
    from helpers._account import passwords

    if not EMAIL.fullmatch(email):
        return Page(False, "Enter a valid email address.", f"{email!r} has not the form name@example.com.")
    weakness = passwords.find_weakness(password, account_name, email)
    if weakness:
        return Page(False, "Your password does not meet the requirements.", f"A root user's password: {weakness}.")
    return None


def _set_root(running, account_name, email, password):
    from helpers._account import root_user

    root = running.root_user
    if password != root.password:
        root.password_changed = root_user.make_now()
    root.account_name, root.email, root.password = account_name, email, password
    _note_change(running)


def sign_in(user_name, password, code=None, new_password=None):
    """The sign-in page's answer to an IAM user, or to the root user ("root", or its e-mail address).

    A user with an MFA device is asked for its code. `new_password` fills in the page that asks for another password.
    Nobody is signed in to boto3 by this: programs sign in by access keys, and are asked for no code.
    """
    from helpers._account import signing_in

    running = _get_running()
    with running.lock:
        page = Page(*signing_in.answer(running, user_name, password, code, new_password))
        _note_change(running)
    return page


def show_qr(device):
    """The QR code of a device that was just made, to hold a phone before: an app such as Google Authenticator reads it.

    `device` is what `create_virtual_mfa_device` or `add_root_mfa` returned. Raises ValueError for one without a code.
    """
    made = device.get("VirtualMFADevice", device) if isinstance(device, dict) else {}
    if not made.get("QRCodePNG"):
        raise ValueError(
            "There is no QR code in this. AWS shows it once, in the answer of create_virtual_mfa_device; later it can "
            "only be replaced by a new device."
        )
    name = made["SerialNumber"].rpartition("/")[2]
    says = f"QR code of the MFA device {name}: scan it with an authenticator app. Whoever sees it can make the codes."
    return QrCode(made["QRCodePNG"], says)


def add_root_mfa(name=ROOT_DEVICE):
    """A new MFA device for root (serial number, seed, QR code), to be turned on with two codes: `activate_root_mfa`.

    Only root's own page can do this: AWS has no call for it. One of the same name that is on
    stays until the new one, then called NAME-2, is turned on in its place; AWS lets root have up to eight.
    Raises SandboxError where somebody else is signed in.
    """
    from helpers._account import mfa

    running = _require_root()
    with running.lock:
        device = mfa.make_device_for_root(running, name)
        _note_change(running)
    seed = device.base32_string_seed.encode()
    shown = {"SerialNumber": device.serial_number, "Base32StringSeed": seed, "QRCodePNG": device.qr_code_png}
    return {"VirtualMFADevice": Device(shown)}


def activate_root_mfa(device, first_code, second_code):
    """The page's answer: root's device is on where both codes are right and the second follows the first."""
    from helpers._account import mfa, root_user
    from helpers._account.errors import Refusal

    running = _require_root()
    serial = device.get("VirtualMFADevice", device)["SerialNumber"]
    with running.lock:
        made = running.get_mfa_device(serial)
        try:
            mfa.check_first_codes(running, made, first_code, second_code)
        except Refusal as refusal:
            return Page(False, refusal.message, _explain_codes(first_code, second_code))
        mfa.give_to_root(running, made, root_user.make_now())
        _note_change(running)
    return Page(True, "MFA device assigned.")


def _explain_codes(first, second):
    if first == second:
        return "That is one code twice. A phone shows a new one every 30 seconds: wait for it."
    return "The second code has to follow the first. A QR code that was made again has to be scanned again."


def open_billing():
    """The account page's answer: IAM users with the permissions for it may see the billing pages from now on."""
    running = _require_root()
    running.root_user.opened_billing = True
    _note_change(running)
    return Page(True, "IAM user/role access to billing information is activated.")


def _get_running():
    from helpers import sandbox
    from helpers._account import account

    running = account.get_running()
    if running is None:
        raise sandbox.SandboxError(
            "No practice account is running. Run the notebook's first code cell: it calls sandbox.start()."
        )
    return running


def _require_root():
    from helpers import sandbox

    running = _get_running()
    if sandbox.get_user() != "root":
        raise sandbox.SandboxError("Only the root user sees this page: sandbox.sign_in_as_root() first.")
    return running


def _note_change(running):
    """Who shows the account looks again: something may have changed without a call."""
    running.changes["iam"] += 1
