"""Codes of an MFA device: really checked, each usable once.

Source: RFC 6238 (time-based one-time passwords): HMAC-SHA-1, 30 seconds, 6 digits, as AWS's virtual MFA devices use it.
"""

import base64
import hmac
import secrets
import struct
import time
from dataclasses import replace

from helpers._account import engine, qr
from helpers._account.errors import Refusal

STEP = 30  # seconds that one code lasts
TWIN = "-2"  # ends the name of the device that is to replace one of root's
DRIFT = 2  # steps before and after the present one that a slow or hurried phone may be off


def make_seed():
    """Return a new device's seed: 64 characters of base32 that nobody else on this machine can guess."""
    return base64.b32encode(secrets.token_bytes(40)).decode()


def make_code(seed, step):
    """Return the six digits that a device with this seed (base32 text) shows in the given 30-second step."""
    digest = hmac.digest(base64.b32decode(seed), struct.pack(">Q", step), "sha1")
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def check_code(account, user, serial, code, now=time.time):
    """Return the present moment (Unix time) where `code` is right for the user's device and was not used before.

    Raises `Refusal` (AccessDenied) for a device that is not the user's, a wrong code and a used one.
    """
    device = account.get_mfa_device(serial)
    if user is None or device is None or device.user is not user:
        raise Refusal(
            "AccessDenied", f"MultiFactorAuthentication failed, unable to validate MFA code for {serial}.", 403
        )
    step = _find_step(device.base32_string_seed, code, now())
    if step is None or step <= account.used_mfa_steps.get(serial, -1):
        raise Refusal("AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code.", 403)
    account.used_mfa_steps[serial] = step
    return now()


def add_code(account, call, principal):
    """Return the principal; with the moment of the MFA code where an AssumeRole call brings one along."""
    if (call.service, call.name) != ("sts", "AssumeRole") or principal.kind != "user":
        return principal
    serial, code = call.parameters.get("SerialNumber"), call.parameters.get("TokenCode")
    if serial is None and code is None:
        return principal
    holder = engine.get_iam().users.get(principal.name)
    return replace(principal, mfa_time=check_code(account, holder, serial, code))


def check_first_codes(account, device, first, second, now=time.time):
    """Return nothing where both codes are right and follow one another, as AWS asks when a device is turned on."""
    if device is None:
        raise Refusal(
            "NoSuchEntity",
            "There is no MFA device with this serial number: make it with create_virtual_mfa_device.",
            404,
        )
    step = _find_step(device.base32_string_seed, first, now())
    if step is None or make_code(device.base32_string_seed, step + 1) != second:
        message = (
            "Authentication code for device is not valid. Enter two codes that the device shows one after the other."
        )
        raise Refusal("InvalidAuthenticationCode", message, 403)
    account.used_mfa_steps[device.serial_number] = step + 1


def is_used(account, serial, code, now=time.time):
    """Return whether this code is right for a device at present, and too late because it, or a later one, was used."""
    step = _find_step(account.get_mfa_device(serial).base32_string_seed, code, now())
    return step is not None and step <= account.used_mfa_steps.get(serial, -1)


def make_device_for_root(account, name):
    """Return a new virtual MFA device, not turned on yet; one of that name that is on stays, and this is its twin."""
    if _make_serial(name) in account.root_user.mfa_devices:
        name += TWIN
    _forget(account, _make_serial(name))
    device = engine.get_iam().create_virtual_mfa_device(name, "/")
    protect(device)
    return device


def _make_serial(name):
    return f"arn:aws:iam::{engine.ACCOUNT_ID}:mfa/{name}"


def _forget(account, serial):
    for found in (account.root_user.mfa_devices, account.used_mfa_steps, engine.get_iam().virtual_mfa_devices):
        found.pop(serial, None)


def protect(device):
    """Return nothing: the device's seed is no secret of moto's generator any more, and its QR code is a picture."""
    device.base32_string_seed = make_seed()
    device.qr_code_png = qr.make_png(device.serial_number, device.base32_string_seed)


def give_to_root(account, device, moment):
    """Return nothing: the device is root's, and on, in place of its twin."""
    root = account.root_user
    one = device.serial_number
    _forget(account, one.removesuffix(TWIN) if one.endswith(TWIN) else one + TWIN)
    root.mfa_devices[device.serial_number] = device.enable_date = moment
    device.user = root


def _find_step(seed, code, moment):
    present = int(moment // STEP)
    steps = range(present - DRIFT, present + DRIFT + 1)
    return next((step for step in steps if hmac.compare_digest(make_code(seed, step), str(code))), None)
