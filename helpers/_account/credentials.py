"""Who is asking: access keys, sessions, and whether a signature holds."""

import hmac
import re
import secrets
import string
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit, urlunsplit

from botocore.auth import HmacV1QueryAuth, S3SigV4Auth, S3SigV4QueryAuth, SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from helpers._account import engine
from helpers._account.call import hash_body
from helpers._account.errors import Refusal, refuse

ROOT_ARN = f"arn:aws:iam::{engine.ACCOUNT_ID}:root"
CLOCK_TOLERANCE = 15 * 60  # seconds, as AWS allows
LONGEST_LINK = 7 * 24 * 3600  # seconds that a presigned URL of signature version 4 may last
SECONDS = re.compile(r"[0-9]{1,12}")


@dataclass(frozen=True)
class Principal:
    """Who asks. `kind` is "root", "user", "role" or "anonymous"; `name` is the user's or the role's.

    `arn` is what AccessDenied shows, `identity_arn` what policies know as aws:PrincipalArn: they differ for a role's
    session. `mfa_time` is when an MFA code was given, in Unix time; None without one. `temporary` tells session
    credentials from keys; `issued` is when STS handed them out, in Unix time, None for keys.
    """

    kind: str
    name: str = ""
    arn: str = ""
    identity_arn: str = ""
    user_id: str = ""
    temporary: bool = False
    mfa_time: float | None = None
    session_policies: tuple = ()
    session_tags: tuple = ()
    issued: float | None = None


ANONYMOUS = Principal(kind="anonymous", arn="anonymous", identity_arn="anonymous")
ROOT = Principal(kind="root", name="root", arn=ROOT_ARN, identity_arn=ROOT_ARN, user_id=engine.ACCOUNT_ID)


@dataclass(frozen=True)
class Credential:
    """An access key with its secret. `expires` is in Unix time, None for a key that lasts."""

    key_id: str
    secret: str
    principal: Principal
    token: str = ""
    expires: float | None = None
    active: bool = True


def make_credential(principal, *, prefix="ASIA", seconds=None, now=time.time):
    """Return a new `Credential` for a principal. Its id is from the seed; secret and token cannot be guessed.

    One that ends knows since when it holds: policies ask for it as aws:TokenIssueTime.
    """
    if seconds:
        principal = replace(principal, issued=now())
    letters = engine.get_random().choices(string.ascii_uppercase + "234567", k=16)
    return Credential(
        key_id=prefix + "".join(letters),
        secret=make_secret(),
        principal=principal,
        token=secrets.token_urlsafe(90) if prefix == "ASIA" else "",
        expires=now() + seconds if seconds else None,
    )


def make_secret():
    """Return a secret access key of 40 characters that nobody else on this machine can guess."""
    return "".join(secrets.choice(string.ascii_letters + string.digits + "+/") for _ in range(40))


def make_user_principal(user, **session):
    """Return the `Principal` of one of moto's IAM users."""
    return Principal(kind="user", name=user.name, arn=user.arn, identity_arn=user.arn, user_id=user.id, **session)


def authenticate(call, sessions, now=time.time):
    """Return the `Principal` whose credentials signed the call; `ANONYMOUS` for an unsigned request to S3.

    `sessions` maps the ids of keys that IAM does not list (root's, temporary ones) to `Credential`s.
    Raises `Refusal` in the service's own words for an unknown or inactive key, an expired session, a wrong signature.
    """
    if call.signature.kind == "none":
        if call.service != "s3" or "authorization" in call.headers:
            raise refuse("unsigned", call.service)
        return ANONYMOUS
    credential = find_credential(call.signature.key_id, sessions)
    if credential is None or not credential.active:
        raise refuse("unknown key", call.service)
    if not hmac.compare_digest(credential.token.encode(), call.signature.token.encode()):
        raise refuse("wrong token" if credential.token == "" or call.signature.token else "unknown key", call.service)
    _check_time(call, now())
    _check_signature(call, credential)
    if credential.expires is not None and credential.expires <= now():
        raise refuse("expired", call.service)
    return credential.principal


def find_credential(key_id, sessions):
    """Return the `Credential` with that id, or None. An IAM user's key says whether it is active."""
    if key_id in sessions:
        return sessions[key_id]
    for user in engine.get_iam().users.values():
        for key in user.access_keys:
            if key.access_key_id == key_id:
                return Credential(
                    key_id, key.secret_access_key, make_user_principal(user), active=key.status == "Active"
                )
    return None


def _check_time(call, now):
    signature = call.signature
    if signature.kind == "query-v2":
        if not SECONDS.fullmatch(signature.expires) or int(signature.expires) <= now:
            raise refuse("link expired", call.service)
        return
    signed_at = _read_time(signature.time, call.service)
    if signature.kind == "query":
        if not SECONDS.fullmatch(signature.expires) or int(signature.expires) > LONGEST_LINK:
            message = "X-Amz-Expires must be a number of seconds, at most a week (604800)"
            raise Refusal("AuthorizationQueryParametersError", message, 403)
        if now > signed_at + int(signature.expires):
            raise refuse("link expired" if call.service == "s3" else "expired", call.service)
        if signed_at > now + CLOCK_TOLERANCE:
            raise refuse("wrong clock", call.service)
    elif abs(now - signed_at) > CLOCK_TOLERANCE:
        raise refuse("wrong clock", call.service)


def _read_time(text, service):
    try:
        return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).timestamp()
    except ValueError:
        raise refuse("wrong signature", service) from None


def _check_signature(call, credential):
    expected = _sign_old_link(call, credential) if call.signature.kind == "query-v2" else _sign(call, credential)
    if not hmac.compare_digest(expected.encode(), call.signature.value.encode()):
        raise refuse("wrong signature", call.service)
    stated = call.headers.get("x-amz-content-sha256", "")
    if len(stated) == 64 and stated != hash_body(call):
        raise Refusal(
            "XAmzContentSHA256Mismatch",
            "The provided 'x-amz-content-sha256' header does not match what was computed.",
            403,
        )


def _sign(call, credential):
    # botocore signs the request once more, from what arrived, exactly as the sender should have.
    signature, in_header = call.signature, call.signature.kind == "header"
    if "host" not in signature.signed_headers:
        raise refuse("wrong signature", call.service)
    if any(name.startswith("x-amz-") and name not in signature.signed_headers for name in call.headers):
        raise Refusal("AccessDenied", "There were headers present in the request which were not signed", 403)
    kinds = (S3SigV4Auth, SigV4Auth) if in_header else (S3SigV4QueryAuth, SigV4QueryAuth)
    signer = kinds[signature.service != "s3"](
        Credentials(credential.key_id, credential.secret), signature.service, signature.region
    )
    headers = {name: call.headers[name] for name in signature.signed_headers if name in call.headers}
    url = call.url if in_header else _drop_query(call.url, {"x-amz-signature"})
    request = AWSRequest(method=call.method, url=url, data=call.body, headers=headers)
    request.context["timestamp"] = signature.time
    if signer.scope(request) != signature.scope:
        raise refuse("wrong signature", call.service)
    return signer.signature(signer.string_to_sign(request, signer.canonical_request(request)), request)


def _sign_old_link(call, credential):
    signer = HmacV1QueryAuth(Credentials(credential.key_id, credential.secret, credential.token or None))
    signer._get_date = lambda: call.signature.expires
    url = _drop_query(call.url, {"awsaccesskeyid", "signature", "expires"})
    signed = {name: value for name, value in call.query.items() if name.startswith("x-amz-")}
    signed |= {name: value for name, value in call.headers.items() if name in ("content-md5", "content-type")}
    signed |= {name: value for name, value in call.headers.items() if name.startswith("x-amz-")}
    request = AWSRequest(method=call.method, url=url, headers=signed)
    parts = urlsplit(url)
    path = parts.path if "/" in parts.path[1:] else f"{parts.path}/"  # boto3 signs a bucket's path with a slash
    return signer.get_signature(call.method, parts, request.headers, auth_path=path)


def _drop_query(url, names):
    parts = urlsplit(url)
    kept = [part for part in parts.query.split("&") if part.partition("=")[0].lower() not in names]
    return urlunsplit(parts._replace(query="&".join(kept)))
