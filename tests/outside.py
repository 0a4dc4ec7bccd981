"""What tests of the practice account do from outside it: watched child processes, hand-signed requests, snapshots."""

import contextlib
import http.client
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from botocore.auth import S3SigV4Auth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from moto.core.base_backend import BackendDict
from moto.moto_api._internal import mock_random

ROOT = Path(__file__).parents[1]

# Runs in every child before its own code (`aws` is such a child too): no way out of this computer, and what is touched
# under ~/.aws, or asked of the network, is written down.
WATCHMAN = """
import os, sys

AWS_FOLDER = os.path.join(os.environ["HOME"], ".aws")
LOG = os.open(os.environ["WATCHMAN_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
LOOK_UPS = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
HERE = ("127.0.0.1", "::1", "localhost", None, "")

def watch(event, arguments):
    if event == "socket.connect" and isinstance(arguments[1], tuple) and arguments[1][0] not in HERE:
        report("connect", arguments[1][0])
        raise OSError("the network is cut off")
    if event in LOOK_UPS and arguments[0] not in HERE and arguments[0] not in (b"127.0.0.1", b"localhost"):
        report("look up", arguments[0])
        raise OSError("the network is cut off")
    for path in arguments if event.startswith(("open", "os.", "shutil.", "sqlite3.")) else ():
        if isinstance(path, (str, bytes)) and os.fsdecode(path).startswith(AWS_FOLDER):
            report(event, path)

def report(event, what):
    os.write(LOG, f"{event} {what}\\n".encode())

sys.addaudithook(watch)
"""


class Watched:
    """Child processes with an environment of their own, a temporary HOME, and a watchman who writes a log."""

    def __init__(self, folder):
        self.home, self.log = folder / "home", folder / "watchman.log"
        for path in (self.home, folder / "tmp", folder / "site"):
            path.mkdir()
        (folder / "site" / "sitecustomize.py").write_text(WATCHMAN)
        self.environment = {
            "HOME": str(self.home),
            "TMPDIR": str(folder / "tmp"),
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.defpath]),
            "PYTHONPATH": os.pathsep.join([str(folder / "site"), str(ROOT)]),
            "WATCHMAN_LOG": str(self.log),
        }
        self.accounts = folder / "tmp" / f"aws-essentials-{os.getuid()}"

    def run(self, code, **environment):
        """Return the ended child that ran this Python code; it must not have failed."""
        return self.run_command([sys.executable, "-c", code], **environment)

    def run_command(self, command, status=0, **environment):
        """Return the ended child that ran this command; its exit status must be `status`."""
        child = subprocess.run(
            command, env=self.environment | environment, capture_output=True, text=True, timeout=120, cwd=self.home
        )
        assert child.returncode == status, child.stdout + child.stderr
        return child

    def open(self, code, **environment):
        """Return a child that runs this Python code; talk to it through its stdin and stdout."""
        return subprocess.Popen(
            [sys.executable, "-uc", code],
            env=self.environment | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=self.home,
        )

    def read_log(self):
        """Return what the watchman wrote down, a list of lines."""
        return self.log.read_text().splitlines() if self.log.exists() else []


def sign(credential, method, url, *, service="s3", region="us-east-1", body=b"", headers=(), when=None):
    """Return the headers that a request to `url` needs to be signed by a credential, with those that are given."""
    signer = (S3SigV4Auth if service == "s3" else SigV4Auth)(
        Credentials(credential.key_id, credential.secret, credential.token or None), service, region
    )
    request = AWSRequest(method=method, url=url, data=body, headers=dict(headers))
    if when is None:
        signer.add_auth(request)
    else:  # what add_auth does, at another time
        request.context["timestamp"] = when
        signer._modify_request_before_signing(request)
        text = signer.string_to_sign(request, signer.canonical_request(request))
        signer._inject_signature_to_request(request, signer.signature(text, request))
    return {"Host": urlsplit(url).netloc, **dict(request.headers.items())}


def send(url, method="GET", headers=(), body=b"", host=None):
    """Return (status, headers, body) of the answer to a request over HTTP. `host` is the address to connect to."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(host or parts.netloc, timeout=20)
    with contextlib.closing(connection):
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.putrequest(method, target or "/", skip_host="host" in {name.lower() for name in dict(headers)})
        for name, value in {"Content-Length": str(len(body)), **dict(headers)}.items():
            connection.putheader(name, value)
        connection.endheaders(body or None)
        answer = connection.getresponse()
        return answer.status, dict(answer.headers), answer.read()


def send_bytes(endpoint, data):
    """Return all that the server answers to these bytes, until it closes the connection."""
    import socket

    parts = urlsplit(endpoint)
    with socket.create_connection((parts.hostname, parts.port), timeout=20) as connection:
        connection.sendall(data)
        with contextlib.suppress(OSError):  # the server may have had enough
            connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


@contextlib.contextmanager
def nothing_changes(account):
    """Within the block nothing in the account may change: no resource, no key, no session, not even the next id.

    When a key was last used may change: that is what a use of it does, refused or not.
    """
    before = take_snapshot(account)
    yield
    after = take_snapshot(account)
    assert after == before, find_difference(before, after)


def take_snapshot(account):
    """Return all of the account's state as one text: moto's backends, sessions, root, and the random generator."""
    state = {
        (backends.service_name, account_id, place): vars(backend)
        for backends in BackendDict._instances
        for account_id, regions in backends.items()
        for place, backend in regions.items()
    }
    kept = [account.sessions, account.used_mfa_steps, account.root_user, account.report]
    return describe([state, kept, mock_random.getstate()], set())


def describe(thing, seen):
    """Return a text that tells all that is in a thing, each object once."""
    if isinstance(thing, (str, bytes, int, float, bool, type(None), type)):
        return repr(thing)
    if id(thing) in seen:
        return "(as above)"
    seen.add(id(thing))
    name = type(thing).__name__
    if name == "AWSManagedPolicy":  # there are 1,500, and nobody can write to them
        return f"{name} {thing.name} {thing.attachment_count}"
    if hasattr(thing, "_value_buffer"):  # an object in S3, whose body is in a temporary file
        return f"{name} {thing.value!r} {describe(vars(thing), seen)}"
    if isinstance(thing, dict):
        return (
            "{"
            + ", ".join(f"{key!r}: {describe(value, seen)}" for key, value in thing.items() if key != "last_used")
            + "}"
        )
    if isinstance(thing, (list, tuple, set, frozenset)):
        return f"{name}[{', '.join(describe(one, seen) for one in thing)}]"
    return f"{name} {describe(vars(thing), seen)}" if hasattr(thing, "__dict__") else name


def find_difference(before, after):
    """Return where two snapshots begin to differ."""
    place = next((place for place, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), 0)
    part = slice(max(place - 200, 0), place + 200)
    return f"before: ...{before[part]}\nafter: ...{after[part]}"
