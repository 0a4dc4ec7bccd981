"""The root user: what signing up asked for, its access keys and its MFA devices, of which moto knows nothing.

Source: IAM API reference (CreateAccessKey, ListAccessKeys, GetAccountSummary) and IAM user guide, "AWS account root
user" (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html), read 2026-11-25.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from helpers._account import credentials, engine
from helpers._account.errors import Refusal

MOST_KEYS = 2  # as every user


@dataclass
class Key:
    """An access key of root's, without its secret. `last_used` is (moment, service, Region), None before its first."""

    key_id: str
    created: datetime
    status: str = "Active"
    last_used: tuple | None = None


@dataclass(repr=False)  # a password is in it
class RootUser:
    """The root user. Before `sign_up` on the console's page there is no name, no e-mail address and no password.

    `arn`, `id` and `create_date` are called as moto calls those of a user, so that it can list root's MFA device.
    """

    create_date: datetime
    arn: str = credentials.ROOT_ARN
    id: str = engine.ACCOUNT_ID
    account_name: str | None = None
    email: str | None = None
    password: str | None = None
    password_changed: datetime | None = None
    password_last_used: datetime | None = None
    keys: dict = field(default_factory=dict)  # id -> Key
    mfa_devices: dict = field(default_factory=dict)  # serial number -> when it was turned on
    opened_billing: bool = False

    def note_use(self, key_id, service, region):
        """Return nothing: IAM knows when this key was used last, and for what."""
        if key_id in self.keys:
            self.keys[key_id].last_used = (make_now(), service, region)


def make_now():
    """Return the present moment in whole seconds, as AWS tells it."""
    return datetime.now(UTC).replace(microsecond=0)


def is_about_root(call, principal):
    """Return whether an operation that may leave out UserName means the root user: it asks about itself."""
    return principal.kind == "root" and "UserName" not in call.parameters


def get_user(account, call, principal):
    if not is_about_root(call, principal):
        return None
    root = account.root_user
    shown = {"UserId": root.id, "Arn": root.arn, "CreateDate": root.create_date, "Path": "/"}
    return {"User": shown | ({"PasswordLastUsed": root.password_last_used} if root.password_last_used else {})}


def list_mfa_devices(account, call, principal):
    if not is_about_root(call, principal):
        return None
    devices = [{"SerialNumber": serial, "EnableDate": date} for serial, date in account.root_user.mfa_devices.items()]
    return {"MFADevices": devices, "IsTruncated": False}


def create_access_key(account, call, principal):
    if not is_about_root(call, principal):
        return None
    keys = account.root_user.keys
    if len(keys) >= MOST_KEYS:
        raise Refusal("LimitExceeded", f"Cannot exceed quota for AccessKeysPerUser: {MOST_KEYS}", 409)
    made = account.add(credentials.make_credential(credentials.ROOT, prefix="AKIA"))
    keys[made.key_id] = Key(made.key_id, make_now())
    return {"AccessKey": _show_key(keys[made.key_id]) | {"SecretAccessKey": made.secret}}


def list_access_keys(account, call, principal):
    if not is_about_root(call, principal):
        return None
    return {"AccessKeyMetadata": [_show_key(key) for key in account.root_user.keys.values()], "IsTruncated": False}


def update_access_key(account, call, principal):
    if not is_about_root(call, principal):
        return None
    key, status = _find_key(account, call), call.parameters["Status"]
    key.status = status
    account.add(replace(account.sessions[key.key_id], active=status == "Active"))
    return {}


def delete_access_key(account, call, principal):
    if not is_about_root(call, principal):
        return None
    key = _find_key(account, call)
    del account.root_user.keys[key.key_id], account.sessions[key.key_id]
    return {}


def get_access_key_last_used(account, call, principal):
    """Return when a key of root's was used; None for a user's key, of which moto knows."""
    key = account.root_user.keys.get(call.parameters["AccessKeyId"])
    if key is None:
        return None
    if key.last_used is None:
        return {"AccessKeyLastUsed": {"Region": "N/A", "ServiceName": "N/A"}}
    moment, service, region = key.last_used
    return {"AccessKeyLastUsed": {"LastUsedDate": moment, "ServiceName": service, "Region": region}}


def get_account_summary(account, call, principal):
    """Return moto's counts and quotas, with the truth about root."""
    root, counts = account.root_user, dict(engine.get_iam().account_summary.summary_map)
    counts |= {
        "AccountMFAEnabled": int(bool(root.mfa_devices)),
        "AccountAccessKeysPresent": int(bool(root.keys)),
        "AccountPasswordPresent": int(bool(root.password)),
        "MFADevicesInUse": counts["MFADevicesInUse"] + len(root.mfa_devices),
    }
    return {"SummaryMap": counts}


def _find_key(account, call):
    key_id = call.parameters["AccessKeyId"]
    if key_id not in account.root_user.keys:
        raise Refusal("NoSuchEntity", f"The Access Key with id {key_id} cannot be found.", 404)
    return account.root_user.keys[key_id]


def _show_key(key):
    return {"AccessKeyId": key.key_id, "Status": key.status, "CreateDate": key.created}
