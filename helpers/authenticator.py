"""The app on a phone that shows MFA codes, for those who have no phone at hand.

A real app such as Google Authenticator does the same: it reads the seed from a QR code once, and computes from it and
from the time a new code every 30 seconds (RFC 6238). Who wants to uses a real phone instead: `console.show_qr(device)`.
"""

import base64
import binascii
import math
import time
from pathlib import Path

_shown = {}  # seed -> the newest 30-second step whose code was shown, so that a second scan shows no code twice


class Phone:
    """A phone that has scanned a device's QR code. `read_code()` is what its screen shows."""

    def __init__(self, name, seed, now=time.time, wait=time.sleep):
        self.name = name
        self._seed, self._now, self._wait = seed, now, wait

    def __repr__(self):
        return f"A phone with the codes of {self.name}"  # no code and no seed: who has the seed has all codes

    def read_code(self):
        """The next code, six digits as text; never the same one twice.

        AWS takes a code that is a little early or late. So four codes come at once, from the one before the present on;
        after them this says so and waits for the next, up to 30 seconds each.
        """
        from helpers._account import mfa

        present = int(self._now() // mfa.STEP)
        step = max(present - 1, _shown.get(self._seed, 0) + 1)
        if step > present + mfa.DRIFT:
            seconds = (step - mfa.DRIFT) * mfa.STEP - self._now()
            print(f"The next code comes in {math.ceil(seconds)} seconds ...", flush=True)
            self._wait(seconds)
        _shown[self._seed] = step
        return mfa.make_code(self._seed, step)


def scan(device):
    """A `Phone` that shows the codes of a device.

    `device` is the answer of `create_virtual_mfa_device` or of `console.add_root_mfa()`, the QR code as PNG bytes or as
    the file into which `aws iam create-virtual-mfa-device --outfile` wrote it, or the seed, typed in as text.
    Raises ValueError, with words, for what is none of these.
    """
    if isinstance(device, dict):
        return _scan_answer(device)
    if isinstance(device, str) and _is_seed(device):
        return Phone("a device", device)
    png = getattr(device, "png", device)
    if not isinstance(png, bytes):
        png = _read_file(png)
    return _scan_picture(png)


def _scan_answer(answer):
    device = answer.get("VirtualMFADevice", answer)
    seed = device.get("Base32StringSeed")
    if not seed:
        raise ValueError(
            "There is no seed in this answer. AWS shows a device's seed and QR code once, when the device is made: "
            "scan what create_virtual_mfa_device returned, or delete the device and make a new one."
        )
    seed = seed.decode() if isinstance(seed, bytes) else seed
    return Phone(device["SerialNumber"].rpartition("/")[2], seed)


def _scan_picture(png):
    from helpers._account import account, engine

    running = account.get_running()
    devices = engine.get_iam().virtual_mfa_devices.values() if running else []
    found = next((device for device in devices if device.qr_code_png == png), None)
    if found is None:
        raise ValueError("This is no QR code of an MFA device in the practice account that is running.")
    return Phone(found.serial_number.rpartition("/")[2], found.base32_string_seed)


def _read_file(path):
    try:
        return Path(path).read_bytes()
    except (OSError, TypeError):
        raise ValueError(
            f"This cannot be scanned ({type(path).__name__}): it is neither an answer of create_virtual_mfa_device nor "
            "the picture of a QR code."
        ) from None


def _is_seed(text):
    try:
        return len(base64.b32decode(text)) >= 16
    except binascii.Error:
        return False
