"""Refusals, in AWS's own words and in the format of the service that was asked."""

import json
import re
from xml.sax.saxutils import escape

from helpers._account import engine

REQUEST_ID = "00000000-0000-0000-0000-000000000000"

WRONG_SIGNATURE = "The request signature we calculated does not match the signature you provided."

# What each service calls the same failure. "query" also stands for services that are not named here.
CODES = {
    "unknown key": {
        "s3": ("InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records."),
        "ec2": ("AuthFailure", "AWS was not able to validate the provided access credentials"),
        "query": ("InvalidClientTokenId", "The security token included in the request is invalid."),
        "json": ("UnrecognizedClientException", "The security token included in the request is invalid."),
    },
    "wrong token": {
        "s3": ("InvalidToken", "The provided token is malformed or otherwise invalid."),
        "ec2": ("AuthFailure", "AWS was not able to validate the provided access credentials"),
        "query": ("InvalidClientTokenId", "The security token included in the request is invalid."),
        "json": ("UnrecognizedClientException", "The security token included in the request is invalid."),
    },
    "expired": {
        "s3": ("ExpiredToken", "The provided token has expired."),
        "ec2": ("RequestExpired", "Request has expired."),
        "query": ("ExpiredToken", "The security token included in the request is expired"),
        "json": ("ExpiredTokenException", "The security token included in the request is expired"),
    },
    "wrong signature": {
        "s3": (
            "SignatureDoesNotMatch",
            f"{WRONG_SIGNATURE} Check your key and signing method.",
        ),
        "ec2": ("AuthFailure", "AWS was not able to validate the provided access credentials"),
        "query": (
            "SignatureDoesNotMatch",
            f"{WRONG_SIGNATURE} Check your AWS Secret Access Key and signing method.",
        ),
        "json": (
            "InvalidSignatureException",
            f"{WRONG_SIGNATURE} Check your AWS Secret Access Key and signing method.",
        ),
    },
    "wrong clock": {
        "s3": ("RequestTimeTooSkewed", "The difference between the request time and the current time is too large."),
        "ec2": ("RequestExpired", "Request has expired."),
        "query": ("SignatureDoesNotMatch", "Signature expired: the request's time is more than 15 minutes off."),
        "json": ("InvalidSignatureException", "Signature expired: the request's time is more than 15 minutes off."),
    },
    "link expired": {"s3": ("AccessDenied", "Request has expired")},
    "unsigned": {
        "s3": ("AccessDenied", "Access Denied"),
        "ec2": ("AuthFailure", "AWS was not able to validate the provided access credentials"),
        "query": ("MissingAuthenticationToken", "Request is missing Authentication Token"),
        "json": ("MissingAuthenticationTokenException", "Request is missing Authentication Token"),
    },
    "denied": {
        "s3": ("AccessDenied", "{}"),
        "ec2": ("UnauthorizedOperation", "You are not authorized to perform this operation. {}"),
        "query": ("AccessDenied", "{}"),
        "json": ("AccessDeniedException", "{}"),
    },
}


class Refusal(Exception):
    """A request that is answered with an AWS error: `code`, `message`, HTTP `status`."""

    def __init__(self, code, message, status=403):
        super().__init__(f"{code}: {message}")
        self.code, self.message, self.status = code, message, status


def refuse(failure, service, message=""):
    """Return the `Refusal` for one of the failures in `CODES`, in the words of `service`."""
    words = CODES[failure]
    family = service if service in ("s3", "ec2") else _get_family(service)
    code, text = words.get(family) or words["s3"]
    # AWS answers some of these with 400 or 401. Here each is 403, so that no client takes it for a slip and retries.
    return Refusal(code, text.format(message), 403)


def render(refusal, call):
    """Return an answer (status, headers, body) that says the refusal in the format of the call's service."""
    protocol = _get_protocol(call)
    headers = {"x-amzn-requestid": REQUEST_ID}
    if call.method == "HEAD":
        return refusal.status, headers, ""
    if "json" in protocol:
        headers.update({"content-type": "application/x-amz-json-1.0", "x-amzn-errortype": refusal.code})
        return refusal.status, headers, json.dumps({"__type": refusal.code, "message": refusal.message})
    headers["content-type"] = "text/xml"
    error = f"<Code>{escape(refusal.code)}</Code><Message>{escape(_make_printable(refusal.message))}</Message>"
    if protocol == "rest-xml":
        body = f"<Error>{error}<RequestId>{REQUEST_ID}</RequestId></Error>"
    elif protocol == "ec2":
        body = f"<Response><Errors><Error>{error}</Error></Errors><RequestID>{REQUEST_ID}</RequestID></Response>"
    else:
        error = f"<Error><Type>Sender</Type>{error}</Error>"
        body = f"<ErrorResponse>{error}<RequestId>{REQUEST_ID}</RequestId></ErrorResponse>"
    return refusal.status, headers, f'<?xml version="1.0" encoding="UTF-8"?>\n{body}'


def _make_printable(text):
    """XML cannot hold control characters, which a request may bring along, and half of a surrogate pair."""
    return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)


def word_denial(principal, need, decision):
    """Return the sentence in which AWS says who may not do what, on which resource, and why."""
    who = f"User: {principal.arn} is not authorized to perform: {need.action}"
    trust = decision.kind == "resource" and need.action == "sts:AssumeRole"
    bare = trust or need.action == "s3:ListAllMyBuckets" or (need.resource == "*" and need.action.startswith("ec2:"))
    where = "" if bare else f" on resource: {need.resource}"
    kinds = {
        "identity": "an identity-based policy",
        "resource": "a resource-based policy",
        "boundary": "a permissions boundary",
        "session": "a session policy",
    }
    kind = "the role trust policy" if trust else kinds.get(decision.kind, kinds["identity"])
    if decision.outcome == "ExplicitlyDenied":
        return f"{who}{where} with an explicit deny in {kind}"
    missing = kind.partition(" ")[2]
    return f"{who}{where} because no {missing} allows the {need.action} action"


def _get_protocol(call):
    try:
        return engine.get_protocol(call.service, call.headers.get("content-type", ""))
    except Exception:  # an unknown service or content type still gets a readable refusal
        return "rest-xml"


def _get_family(service):
    try:
        protocol = engine.get_protocol(service, "")
    except Exception:
        return "query"
    return "json" if "json" in protocol else "query"
