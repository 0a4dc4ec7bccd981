"""A request to the practice account: what came in, how it is signed, and what it asks for."""

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from helpers._account import engine

# Where the name in a signature is not the name of boto3's client.
CLIENT_NAMES = {
    "monitoring": "cloudwatch",
    "email": "ses",
    "elasticfilesystem": "efs",
    "states": "stepfunctions",
    "tagging": "resourcegroupstaggingapi",
}
BUCKET_IN_HOST = re.compile(r"(?P<bucket>.+)\.s3[.-][a-z0-9.-]*amazonaws\.com$")
GLOBAL_HOSTS = {"budgets": "budgets.amazonaws.com"}  # where moto knows AWS's one address for the whole world
IN_PATH = {"Bucket", "Key"}  # S3 takes these from the path alone
QUERY_SIGNATURE = {"awsaccesskeyid", "signature", "expires"}


@dataclass
class Call:
    """One HTTP request. `headers` has lower-case names; `body` is bytes; `door` is "kernel" or "http"."""

    method: str
    url: str
    headers: dict
    body: bytes = b""
    door: str = "kernel"

    def copy(self, **changes):
        """Return the same call with some parts changed, for moto to read; its signature no longer holds."""
        parts = {"method": self.method, "url": self.url, "headers": self.headers, "body": self.body, "door": self.door}
        return Call(**(parts | changes))

    @cached_property
    def query(self):
        """The query string as a dict; of a repeated name the first value counts."""
        pairs = parse_qsl(urlsplit(self.url).query, keep_blank_values=True)
        return dict(reversed(pairs))

    @cached_property
    def signature(self):
        """How the request says that it is signed, as a `Signature`."""
        return read_signature(self)

    @cached_property
    def service(self):
        """The service's boto3 name. An unsigned request can only mean S3, as on AWS the host would say."""
        name = self.signature.service
        return CLIENT_NAMES.get(name, name)

    @cached_property
    def request(self):
        """The request as moto reads it: with AWS's own host, and without a signature in the query string."""
        parts = urlsplit(self.url)
        # The host follows from what was signed, never from the request: the gate and moto must mean the same service.
        name = self.signature.service
        host = GLOBAL_HOSTS.get(name, f"{name}.{self.signature.region}.amazonaws.com")
        in_host = BUCKET_IN_HOST.match(parts.netloc) if self.service == "s3" else None
        path = f"/{in_host['bucket']}{parts.path}" if in_host else parts.path
        query = parts.query
        headers = {name: value for name, value in self.headers.items() if name not in ("host", "x-moto-account-id")}
        if self.signature.kind != "header":
            query = "&".join(part for part in query.split("&") if not _belongs_to_signature(part))
            headers["authorization"] = _plain_authorization(self.signature)
        url = urlunsplit(("https", host, path or "/", query, ""))
        body = self.body
        if self.service != "s3" and headers.get("content-encoding") == "gzip":  # boto3 packs large lists of metrics
            body = gzip.decompress(body)
            del headers["content-encoding"]
        request = engine.Request.from_primitives(self.method, url, headers, body)
        if self.service == "s3":
            request.get_data()  # read as it is: an object may look like a form, and would be stored empty
        return request

    @cached_property
    def operation(self):
        """moto's model of the operation that is asked for. Raises werkzeug's NotFound where there is none."""
        operation, self._labels = engine.match(self.request, self.service)
        return operation

    @property
    def _has_two_subresources(self):
        names = set(self.request.args)
        return len(names) > 1 and len(engine.list_subresources() & names) > 1

    @property
    def is_contradictory(self):
        """True where moto may not carry out the operation that was authorised, because the request names several."""
        request, target = self.request, "x-amz-target" in self.headers
        protocol = engine.get_protocol(self.service, request.content_type)
        if protocol in ("query", "ec2"):
            return target or bool(request.args and request.form)
        if self.service == "s3":
            return target or "Action" in request.args or self._has_two_subresources
        return "Action" in request.args or (target and protocol != "json")

    @property
    def name(self):
        """The operation's API name, such as "GetObject"."""
        return self.operation.name

    @cached_property
    def parameters(self):
        """The operation's parameters by their API names. S3's bodies are not read for this: they may be large."""
        operation = self.operation
        if self.service == "s3":
            return {name: value for name, value in self.query.items() if name not in IN_PATH} | self._labels
        return engine.parse(self.request, operation, self._labels)


@dataclass(frozen=True)
class Signature:
    """What a request says of its own signature; nothing in it has been checked yet.

    `kind` is "header", "query" (a presigned URL), "query-v2" (a presigned URL of the old scheme) or "none".
    `scope` is the whole of what it states about key, day and service. `time` is "YYYYMMDDTHHMMSSZ"; `expires` is
    in seconds after it, or for "query-v2" the moment itself in Unix time.
    """

    kind: str
    key_id: str = ""
    token: str = ""
    service: str = "s3"
    region: str = "us-east-1"
    scope: str = ""
    signed_headers: tuple = ()
    value: str = ""
    time: str = ""
    expires: str = ""


def read_call(method, url, headers, body, door):
    """Return a `Call` from the parts of an HTTP request; `body` may be bytes, text, a file or None."""
    if hasattr(body, "read"):
        body = body.read()
    if isinstance(body, str):
        body = body.encode()
    names = {_text(name).lower(): _text(value) for name, value in headers.items()}
    return Call(method.upper(), url, names, bytes(body or b""), door)


def read_signature(call):
    """Return the `Signature` that a call carries, in its Authorization header or in its query string."""
    header, query = call.headers.get("authorization", ""), call.query
    if header.startswith("AWS4-HMAC-SHA256"):
        fields = dict(part.strip().partition("=")[::2] for part in header.partition(" ")[2].split(","))
        scope, token, time = fields.get("Credential", ""), call.headers.get("x-amz-security-token", ""), ""
        return _signature(
            "header", scope, fields.get("SignedHeaders", ""), fields.get("Signature", ""), token, time, call
        )
    if "X-Amz-Signature" in query:
        scope, token = query.get("X-Amz-Credential", ""), query.get("X-Amz-Security-Token", "")
        time = query.get("X-Amz-Date", "")
        return _signature(
            "query", scope, query.get("X-Amz-SignedHeaders", ""), query["X-Amz-Signature"], token, time, call
        )
    if "Signature" in query and "AWSAccessKeyId" in query:
        return Signature(
            kind="query-v2",
            key_id=query["AWSAccessKeyId"],
            token=query.get("x-amz-security-token", ""),
            value=query["Signature"],
            expires=query.get("Expires", ""),
        )
    return Signature(kind="none")


def _signature(kind, scope, signed_headers, value, token, time, call):
    key_id, _, region, service = (scope.split("/") + [""] * 4)[:4]
    return Signature(
        kind=kind,
        key_id=key_id,
        token=token,
        service=service or "s3",
        region=region or "us-east-1",
        scope=scope,
        signed_headers=tuple(signed_headers.split(";")),
        value=value,
        time=time or call.headers.get("x-amz-date", ""),
        expires=call.query.get("X-Amz-Expires", ""),
    )


def _belongs_to_signature(part):
    name = part.partition("=")[0].lower()
    return name in QUERY_SIGNATURE or name.startswith("x-amz-")


def _plain_authorization(signature):
    # moto has rules of its own for requests without this header; the gate has decided already.
    scope = f"{signature.key_id or 'anonymous'}/20260101/{signature.region}/{signature.service}/aws4_request"
    return f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=checked"


def _text(value):
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def hash_body(call):
    """Return the SHA-256 of the body, in hex, as a signature states it."""
    return hashlib.sha256(call.body).hexdigest()
