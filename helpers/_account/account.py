"""The one practice account of this kernel: its lock, its sessions, its folder."""

import threading
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

from helpers._account import credentials, engine, root_user

READING = ("Get", "List", "Describe", "Head")  # how the names of calls begin that change nothing


class Account:
    """A running practice account.

    `sessions` maps key ids to the credentials that IAM does not list: root's, temporary ones, and those lent to trials.
    `lent` and `trial_clients` are kept for `trial`: a key for each principal, and boto3 clients signed with it.
    `changes` counts by service the calls that may have changed something, and as ("user", name) those about an IAM user
    (None: the caller), so that who shows the account knows where to look again. `meter` is the meter of
    `helpers.billing` that was started last, or None.
    `root_user` is what moto does not know of root; `report` the last credential report (text, when), or None.
    `functions` runs Lambda functions, None before there are any; `calling` is the call that moto carries out just now;
    `endpoint` is the address at which other processes reach the account.
    """

    def __init__(self):
        self.lock = threading.RLock()
        self.sessions = {}
        self.lent = {}
        self.trial_clients = {}
        self.used_mfa_steps = {}
        self.changes = Counter()
        self.meter = None
        self.report = None
        self.functions, self.calling, self.endpoint = None, None, ""
        self.started = datetime.now(UTC).replace(microsecond=0)
        self.root_user = root_user.RootUser(self.started)
        engine.reset()
        self.root = self.add(credentials.make_credential(credentials.ROOT))

    def add(self, credential):
        """Return the credential, which the account knows from now on."""
        self.sessions[credential.key_id] = credential
        return credential

    def note_change(self, call):
        """Return nothing: a call was carried out, and one that does not merely read may have changed something."""
        if call.name.startswith(READING):
            return
        self.changes[call.service] += 1
        shape = call.operation.input_shape
        if call.service == "iam" and shape is not None and "UserName" in shape.members:
            self.changes["user", call.parameters.get("UserName")] += 1

    def note_use(self, call, principal):
        """Return nothing: IAM knows when the access key of a call was used last, and for what."""
        used = (call.signature.key_id, call.signature.service, call.signature.region)
        if principal.kind == "root":
            self.root_user.note_use(*used)
        elif principal.kind == "user" and not principal.temporary:
            engine.note_use(*used)

    def issue(self, principal, seconds):
        """Return new session credentials for a principal as STS hands them out; they end after `seconds`."""
        credential = self.add(credentials.make_credential(principal, seconds=seconds))
        return {
            "AccessKeyId": credential.key_id,
            "SecretAccessKey": credential.secret,
            "SessionToken": credential.token,
            "Expiration": datetime.fromtimestamp(credential.expires, UTC),
        }

    def close(self):
        """Return nothing: no process of the account is running any more."""
        if self.functions is not None:
            self.functions.close()

    def expire_sessions(self):
        """Return how many temporary credentials were in force; all of them have run out now."""
        now = time.time()
        current = [one for one in self.sessions.values() if one.expires is not None and one.expires > now]
        for credential in current:
            self.add(replace(credential, expires=now))
        return len(current)

    def get_mfa_device(self, serial):
        """Return moto's virtual MFA device with that serial number (an ARN), or None."""
        return engine.get_iam().virtual_mfa_devices.get(serial)


_running = None


def get_running():
    """Return the running `Account`, or None."""
    return _running


def set_running(account):
    """Return nothing: `account` is the running one from now on; None for no account."""
    global _running
    _running = account
