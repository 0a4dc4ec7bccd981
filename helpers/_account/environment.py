"""The practice account's place in this process: environment variables, profiles, and the door for boto3."""

import configparser
import io
import os
import shutil
import sys
import threading
from pathlib import Path

import boto3
import botocore.httpsession
import botocore.loaders
from botocore.awsrequest import AWSResponse

from helpers._account import gate, local
from helpers._account.call import read_call

REGION = "us-east-1"
_rehearsal = threading.local()


class Environment:
    """What `open` changed in this process, so that `close` can put it back."""

    def __init__(self, account, endpoint):
        self.account, self.endpoint = account, endpoint
        self.folder = local.make_folder()
        self.profiles = {}

    def open(self):
        """Return nothing: boto3 and `aws` speak to the practice account from now on, and nothing else."""
        self._saved = {name: value for name, value in os.environ.items() if _is_ours(name)}
        self._path = os.environ.get("PATH")
        for name in self._saved:
            del os.environ[name]
        os.environ.update(self._make_variables())
        _put_scripts_on_path()
        self._send = botocore.httpsession.URLLib3Session.send
        self._models = botocore.loaders.Loader.CUSTOMER_DATA_PATH
        botocore.httpsession.URLLib3Session.send = make_door(self.account)
        botocore.loaders.Loader.CUSTOMER_DATA_PATH = str(self.folder / "models")  # botocore would look into ~/.aws

    def close(self):
        """Return nothing: every variable is as it was before `open`, and the folder is gone."""
        botocore.httpsession.URLLib3Session.send = self._send
        botocore.loaders.Loader.CUSTOMER_DATA_PATH = self._models
        for name in [name for name in os.environ if _is_ours(name)]:
            del os.environ[name]
        os.environ.update(self._saved)
        if self._path is not None:
            os.environ["PATH"] = self._path
        boto3.DEFAULT_SESSION = None
        shutil.rmtree(self.folder, ignore_errors=True)

    def use_profile(self, name, credential):
        """Return nothing: `credential` is written down as profile `name`, which new sessions and `aws` use."""
        self.profiles[name] = credential
        self._write_profiles()
        os.environ["AWS_PROFILE"] = name
        boto3.DEFAULT_SESSION = None
        local.announce(self.folder, {key: value for key, value in os.environ.items() if _is_ours(key)})

    def _make_variables(self):
        return {
            "AWS_CONFIG_FILE": str(self.folder / "config"),
            "AWS_SHARED_CREDENTIALS_FILE": str(self.folder / "credentials"),
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_PAGER": "",
        }

    def _write_profiles(self):
        config, keys = configparser.ConfigParser(), configparser.ConfigParser()
        for name, credential in self.profiles.items():
            config[f"profile {name}"] = {"region": REGION}
            keys[name] = {"aws_access_key_id": credential.key_id, "aws_secret_access_key": credential.secret}
            if credential.token:
                keys[name]["aws_session_token"] = credential.token
        for file, content in (("config", config), ("credentials", keys)):
            text = io.StringIO()
            content.write(text)
            local.write_private(self.folder / file, text.getvalue())


def make_door(account):
    """Return the function that takes the place of botocore's `send`: no request of boto3 leaves this process."""

    def send(session, request):
        call = read_call(request.method, request.url, request.headers, request.body, "kernel")
        status, headers, body = gate.answer(account, call, getattr(_rehearsal, "on", False))
        return AWSResponse(request.url, int(status), {str(k): str(v) for k, v in dict(headers).items()}, RawBody(body))

    return send


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


def _is_ours(name):
    """True for a variable that AWS's tools read. AWS_ESSENTIALS_PROGRESS is the course's own and stays as it is."""
    name = name.upper()
    return name == "BOTO_CONFIG" or (name.startswith("AWS_") and not name.startswith("AWS_ESSENTIALS_"))


def _put_scripts_on_path():
    """`!aws` in a notebook must find the `aws` that was installed beside this Python, active environment or not."""
    scripts = str(Path(sys.executable).parent)
    parts = os.environ.get("PATH", "").split(os.pathsep)
    if scripts not in parts:
        os.environ["PATH"] = os.pathsep.join([scripts, *parts])
