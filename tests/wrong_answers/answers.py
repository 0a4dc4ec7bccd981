"""The forms that answers take, and the short words in which they may write policies."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wrong:
    """A wrong answer; `error` names the error that its last line ends in, where AWS or boto3 refuses it."""

    code: str
    words: tuple
    error: str = ""
    outcome: str = "not yet"


@dataclass(frozen=True)
class Right:
    """Another right answer whose verdict says something besides."""

    code: str
    words: tuple


def document(*statements, version="2012-10-17"):
    return {"Version": version, "Statement": list(statements)}


def allow(action, resource, **more):
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


def deny(action, resource, **more):
    return {"Effect": "Deny", "Action": action, "Resource": resource, **more}
