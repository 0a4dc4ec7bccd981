"""The practice account's place in this process: environment variables, profiles, and the door for boto3."""

import contextlib
import io
import os
import re
import shutil
import sys
import threading
from datetime import datetime
from pathlib import Path

import boto3
import botocore.httpsession
import botocore.loaders
import botocore.utils
from botocore.awsrequest import AWSResponse

from helpers._account import gate, hidden, local, profiles
from helpers._account.call import read_call

REGION = "us-east-1"
ISO_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z")  # as in S3's lists: 2026-11-25T08:00:00.000Z
# Variables that come before the profile where boto3 and `aws` look for credentials.
WINNING = (
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_SECURITY_TOKEN",
    "AWS_DEFAULT_PROFILE",
)
_rehearsal = threading.local()


class Environment:
    """What `open` changed in this process, so that `close` can put it back."""

    def __init__(self, account, endpoint):
        self.account, self.endpoint = account, endpoint
        self.folder = local.make_folder()
        self.profiles = {}

    def open(self):
        """Return nothing: boto3 and `aws` speak to the practice account from now on, and nothing else."""
        ours = [name for name in os.environ if local.is_ours(name)]
        self._saved = {name: os.environ.get(name) for name in [*ours, "PATH", *local.make_no_proxy(os.environ)]}
        for name in ours:
            del os.environ[name]
        os.environ.update(self._make_variables() | local.make_no_proxy(os.environ))
        os.environ["PATH"] = os.pathsep.join([*self._make_path(), os.environ.get("PATH", os.defpath)])
        self._send = botocore.httpsession.URLLib3Session.send
        self._models = botocore.loaders.Loader.CUSTOMER_DATA_PATH
        self._list_services = botocore.loaders.Loader.list_available_services
        self._parse_time = botocore.utils._parse_timestamp_with_tzinfo
        botocore.httpsession.URLLib3Session.send = make_door(self.account)
        botocore.loaders.Loader.CUSTOMER_DATA_PATH = str(self.folder / "models")  # botocore would look into ~/.aws
        botocore.loaders.Loader.list_available_services = make_quick_list(self._list_services)
        botocore.utils._parse_timestamp_with_tzinfo = make_quick_parser(self._parse_time)
        hidden.watch()

    def close(self):
        """Return nothing: every variable is as it was before `open`, and the folder is gone."""
        hidden.stop_watching()
        botocore.httpsession.URLLib3Session.send = self._send
        botocore.loaders.Loader.CUSTOMER_DATA_PATH = self._models
        botocore.loaders.Loader.list_available_services = self._list_services
        botocore.utils._parse_timestamp_with_tzinfo = self._parse_time
        for name in [name for name in os.environ if local.is_ours(name) or name in self._saved]:
            del os.environ[name]
        os.environ.update({name: value for name, value in self._saved.items() if value is not None})
        boto3.DEFAULT_SESSION = None
        shutil.rmtree(self.folder, ignore_errors=True)

    def use_profile(self, name, credential):
        """Return the variables that stood in the way, by name and gone now: `name` is the profile of new sessions.

        `credential` is written into that profile; other profiles, and what else a learner wrote, stay as they are.
        """
        self._write_profile(name, credential)
        self.profiles[name] = credential
        return self._choose_profile(name)

    def use_no_profile(self):
        """Return the variables that are gone now: new sessions and `aws` have to find credentials by themselves."""
        return self._choose_profile(None)

    def forget_cached_sessions(self):
        """Return nothing: profiles with a role ask for new credentials, as when the old ones have run out."""
        keys = boto3.DEFAULT_SESSION.get_credentials() if boto3.DEFAULT_SESSION else None
        if keys is not None and keys.method == "assume-role":
            boto3.DEFAULT_SESSION = None
        shutil.rmtree(self.folder / ".aws" / "cli" / "cache", ignore_errors=True)

    def _choose_profile(self, name):
        found = [variable for variable in WINNING if os.environ.pop(variable, None) is not None]
        os.environ.pop("AWS_PROFILE", None)
        if name is not None:
            os.environ["AWS_PROFILE"] = name
        boto3.DEFAULT_SESSION = None
        ours = {key: value for key, value in os.environ.items() if local.is_ours(key)}
        local.announce(self.folder, ours, self._make_path())
        return found

    def _make_variables(self):
        return {
            "AWS_CONFIG_FILE": str(self.folder / "config"),
            "AWS_SHARED_CREDENTIALS_FILE": str(self.folder / "credentials"),
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_PAGER": "",
        }

    def _make_path(self):
        """The folders where `aws` is looked for first: ours, then that of this Python, whose venv may not be active."""
        if not (self.folder / "bin").exists():
            local.write_aws_command(self.folder / "bin")
            local.write_terminal_script()
        return [str(self.folder / "bin"), str(Path(sys.executable).parent)]

    def _write_profile(self, name, credential):
        keys = {"aws_access_key_id": credential.key_id, "aws_secret_access_key": credential.secret}
        if credential.token:
            keys["aws_session_token"] = credential.token
        text = self._read("credentials")
        drop = profiles.ELSEWHERE | {"aws_session_token", "aws_security_token"}
        local.write_private(self.folder / "credentials", profiles.set_profile(text, name, keys, drop))
        text, header = self._read("config"), f"profile {name}"
        found = profiles.list_settings(text, header)
        lacks_region = found is None or (name not in self.profiles and "region" not in found)
        drop = profiles.ELSEWHERE | set(keys)
        values = {"region": REGION} if lacks_region else {}
        local.write_private(self.folder / "config", profiles.set_profile(text, header, values, drop))

    def _read(self, name):
        path = self.folder / name
        return path.read_text(encoding="utf-8") if path.exists() else ""


def make_door(account):
    """Return the function that takes the place of botocore's `send`: no request of boto3 leaves this process."""

    def send(session, request):
        call = read_call(request.method, request.url, request.headers, request.body, "kernel")
        status, headers, body = gate.answer(account, call, getattr(_rehearsal, "on", False))
        return AWSResponse(request.url, int(status), {str(k): str(v) for k, v in dict(headers).items()}, RawBody(body))

    return send


def make_quick_list(list_services):
    """Return a quicker form of botocore's list of services: it opened 400 folders for every first client.

    Every folder of botocore's own data has the two kinds of files that a client asks for (a test holds it to that).
    """

    def list_quickly(loader, type_name):
        if type_name in ("service-2", "endpoint-rule-set-1"):
            return sorted(folder.name for folder in Path(loader.BUILTIN_DATA_PATH).iterdir() if folder.is_dir())
        return list_services(loader, type_name)

    return list_quickly


def make_quick_parser(parse):
    """Return a quicker form of botocore's parser of times: half of a list of ten thousand objects went by with it."""

    def parse_quickly(value, tzinfo):
        if isinstance(value, str) and ISO_TIME.fullmatch(value):
            with contextlib.suppress(ValueError):  # botocore says it better
                return datetime.fromisoformat(value).replace(tzinfo=botocore.utils.tzutc())
        return parse(value, tzinfo)

    return parse_quickly


class rehearsing:
    """Within `with rehearsing():` the calls of this thread are decided and not carried out."""

    def __enter__(self):
        _rehearsal.on = True

    def __exit__(self, *error):
        _rehearsal.on = False


class RawBody(io.BytesIO):
    """The body of an answer, in the form in which botocore reads one."""

    def __init__(self, body):
        super().__init__(body.encode("utf-8") if isinstance(body, str) else body or b"")

    def stream(self, amt=None, decode_content=None):
        """Yield the body's bytes once."""
        if content := self.read():
            yield content
