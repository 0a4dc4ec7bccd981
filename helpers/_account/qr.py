"""The QR code of an MFA device: a picture that a phone's authenticator app reads.

Source of the text in it: IAM API reference, VirtualMFADevice (QRCodePNG), read 2026-11-25; the issuer is this course's.
"""

import io
from urllib.parse import quote

from helpers._account import engine

ISSUER = "AWS practice account"  # so that a real phone does not take it for a real account


def make_text(serial, seed):
    """Return what the code says: "otpauth://totp/DEVICE@ACCOUNT?secret=SEED&issuer=..."."""
    name = serial.rpartition("/")[2]
    return f"otpauth://totp/{quote(name)}@{engine.ACCOUNT_ID}?secret={seed}&issuer={quote(ISSUER)}"


def make_png(serial, seed):
    """Return the QR code as the bytes of a PNG picture."""
    import segno  # only now: most lessons need none

    with io.BytesIO() as file:
        segno.make(make_text(serial, seed), error="m", micro=False).save(file, kind="png", scale=6, border=4)
        return file.getvalue()
