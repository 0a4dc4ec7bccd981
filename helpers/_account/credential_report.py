"""The credential report: a table of who can sign in to the account, and with what.

Source: IAM user guide, "Generate credential reports for your AWS account"
(https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html), read 2026-11-25.
"""

import csv
import io
from datetime import timedelta

from helpers._account import credentials, engine
from helpers._account.errors import Refusal
from helpers._account.root_user import make_now

KEY_PARTS = ("active", "last_rotated", "last_used_date", "last_used_region", "last_used_service")
COLUMNS = (
    ["user", "arn", "user_creation_time", "password_enabled", "password_last_used", "password_last_changed"]
    + ["password_next_rotation", "mfa_active"]
    + [f"access_key_{number}_{part}" for number in (1, 2) for part in KEY_PARTS]
    + [f"cert_{number}_{part}" for number in (1, 2) for part in ("active", "last_rotated")]
)
NO_KEY = ["false", "N/A", "N/A", "N/A", "N/A"]
NO_CERTIFICATES = ["false", "N/A"] * 2


def generate(account, call, principal):
    """Return that a report is under way, or, from the second time on, that it is there."""
    first, account.report = account.report is None, (make_text(account), make_now())
    if first:
        return {"State": "STARTED", "Description": "No report exists. Starting a new report generation task"}
    return {"State": "COMPLETE"}


def get(account, call, principal):
    if account.report is None:
        raise Refusal("ReportNotPresent", "Unknown", 410)
    text, made = account.report
    return {"Content": text.encode(), "ReportFormat": "text/csv", "GeneratedTime": made}


def make_text(account):
    """Return the report as CSV: root first, then the users by name."""
    users = sorted(engine.get_iam().users.values(), key=lambda user: user.name.lower())
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([COLUMNS, _list_root(account), *map(_list_user, users)])
    return text.getvalue().rstrip("\n")


def _list_root(account):
    root = account.root_user
    used = _tell(root.password_last_used) or "no_information"
    password = ["true", used, _tell(root.password_changed)] if root.password else ["false", "N/A", "N/A"]
    keys = [[_tell_bool(key.status == "Active"), _tell(key.created), *_tell_use(key)] for key in root.keys.values()]
    who = ["<root_account>", credentials.ROOT_ARN, _tell(account.started)]
    mfa = _tell_bool(root.mfa_devices)
    return [*who, *password, "not_supported", mfa, *_fill(keys), *NO_CERTIFICATES]


def _list_user(user):
    password = ["false", "N/A", "N/A", "N/A"]
    if user.password:
        used = _tell(user.password_last_used) or "no_information"
        changed = getattr(user, "password_changed", user.create_date)
        password = ["true", used, _tell(changed), _tell_rotation(changed)]
    keys = [
        [_tell_bool(key.status == "Active"), _tell(key.create_date), *_tell_moto_use(key)] for key in user.access_keys
    ]
    mfa = _tell_bool(user.mfa_devices)
    return [user.name, user.arn, _tell(user.create_date), *password, mfa, *_fill(keys), *NO_CERTIFICATES]


def _tell_rotation(changed):
    policy = engine.get_iam().account_password_policy
    days = policy.max_password_age if policy else 0
    return _tell(changed + timedelta(days=days)) if days else "N/A"


def _fill(keys):
    return [part for key in [*keys, NO_KEY, NO_KEY][:2] for part in key]


def _tell_use(key):
    if key.last_used is None:
        return ["N/A"] * 3
    moment, service, region = key.last_used
    return [_tell(moment), "N/A" if service == "s3" else region, service]


def _tell_moto_use(key):
    used = key.last_used
    if used is None:
        return ["N/A"] * 3
    return [_tell(used.timestamp), "N/A" if used.service == "s3" else used.region, used.service]


def _tell(moment):
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else None


def _tell_bool(value):
    return "true" if value else "false"
