"""What a server does that only has a record here: it runs a script, with its role's credentials.

They come from the metadata service, as on AWS (version 2 alone: a token first), at an address of this computer.
Sources: Amazon EC2 user guide, "Use the Instance Metadata Service" and "IAM roles for Amazon EC2"; AWS Systems Manager
user guide, "Session Manager prerequisites" and "Troubleshooting Session Manager"; read 2026-11-25.
"""

import contextlib
import json
import secrets
import subprocess
import sys
import tempfile
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from helpers._account import authorization, context, credentials, decisions, engine, function_rules, functions, workers

HOURS = 6  # for which a server's credentials last; it gets new ones before
AGENT_NEEDS = (
    "ssm:UpdateInstanceInformation",
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
)


def find_role(profile_arn):
    """Return moto's role in an instance profile, None where there is no profile or no role in it."""
    profiles = engine.get_iam().instance_profiles.values()
    found = next((one for one in profiles if one.arn == profile_arn), None)
    return found.roles[0] if found is not None and found.roles else None


def make_session(role, instance_id):
    """Return the `Principal` of a server with a role; None where the role does not let EC2 take it."""
    if role is None or not function_rules.trusts(role, "ec2.amazonaws.com"):
        return None
    return functions.make_role_session(role.arn, instance_id)


def may(principal, action, resource, region, more=None):
    """Return whether the policies in force allow a principal an action; `more`: further keys of the request."""
    keys = {"aws:RequestedRegion": region, **context.make_principal_context(principal), **(more or {})}
    if principal.kind == "root":
        return True
    return decisions.decide(principal, authorization.Need(action, resource, keys)).allowed


def is_agent_connected(principal, region):
    """Return whether Session Manager's agent on a server may speak to it, by the server's role."""
    return principal is not None and all(may(principal, action, "*", region) for action in AGENT_NEEDS)


def find_caller(account, key_id):
    """Return the `Principal` with that access key, None where the account does not know it."""
    found = credentials.find_credential(key_id, account.sessions)
    return found.principal if found else None


def run_script(account, code, principal, instance_id, region, seconds):
    """Return what a Python script prints "on" a server: in a process that has nothing but the metadata service."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home,
        serve_metadata(account, principal, instance_id) as address,
    ):
        script = Path(home) / "script.py"
        script.write_text(code, encoding="utf-8")
        environment = {
            "AWS_EC2_METADATA_SERVICE_ENDPOINT": address,
            "AWS_ENDPOINT_URL": account.endpoint,
            "AWS_DEFAULT_REGION": region,
        }
        command = [sys.executable, "-I", "-u", "-X", "utf8", str(script)]
        process = workers.start(command, environment, home, stderr=subprocess.STDOUT)
        try:
            said = process.communicate(timeout=seconds)[0].decode("utf-8", "replace")
        except subprocess.TimeoutExpired:
            return f"(ended after {seconds} seconds)\n"
        finally:
            workers.end(process)
        return said.replace(str(script), "script.py")


@contextlib.contextmanager
def serve_metadata(account, principal, instance_id):
    """Within the block the metadata of a server is at the address that this gives."""
    secret = secrets.token_urlsafe(16)  # another user of this computer cannot guess the address
    pages = {"instance-id": instance_id}
    if principal is not None:
        with account.lock:
            credential = credentials.make_credential(principal, seconds=HOURS * 3600)
            account.add(credential)
        pages["iam/security-credentials/"] = principal.name
        pages[f"iam/security-credentials/{principal.name}"] = json.dumps(describe(credential))
    handler = type("Metadata", (_Metadata,), {"secret": secret, "pages": pages, "token": secrets.token_urlsafe(16)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/{secret}"
    finally:
        server.shutdown()
        server.server_close()


def describe(credential):
    """Return temporary credentials as the metadata service words them."""
    return {
        "Code": "Success",
        "Type": "AWS-HMAC",
        "LastUpdated": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "AccessKeyId": credential.key_id,
        "SecretAccessKey": credential.secret,
        "Token": credential.token,
        "Expiration": datetime.fromtimestamp(credential.expires, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


class _Metadata(BaseHTTPRequestHandler):
    secret, token, pages = "", "", {}

    def do_PUT(self):
        self._answer(self.token if self.path == f"/{self.secret}/latest/api/token" else None)

    def do_GET(self):
        known = self.headers.get("X-aws-ec2-metadata-token") == self.token
        name = self.path.removeprefix(f"/{self.secret}/latest/meta-data/")
        self._answer(self.pages.get(name) if known else None, 404 if known else 401)

    def _answer(self, text, missing=404):
        body = (text or "").encode()
        self.send_response(200 if text is not None else missing)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *parts):
        """Say nothing: a notebook's output is no place for a server's log."""
