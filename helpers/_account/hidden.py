"""A helper that a client hides, as after `iam = boto3.client("iam")`: the error says how to bring it back."""

import importlib

import botocore.handlers


def explain(event_name, **details):
    """Return nothing; raises AttributeError with a remedy where a client is asked for a function of our helper.

    botocore emits the event "getattr.iam.start_over" when its IAM client has no such attribute.
    """
    service, name = event_name.split(".")[1:3]
    helper = importlib.import_module(f"helpers.{service}")
    if not name.startswith("_") and getattr(getattr(helper, name, None), "__module__", "") == helper.__name__:
        raise AttributeError(
            f"boto3's client has no {name}: that is a helper of this course, and a client named {service} hides it. "
            f"Call your client something else, then bring the helper back with: from helpers import {service}"
        )


HANDLERS = [(f"getattr.{service}", explain) for service in ("iam", "s3")]


def watch():
    """Return nothing: clients made from now on explain a hidden helper."""
    botocore.handlers.BUILTIN_HANDLERS.extend(HANDLERS)


def stop_watching():
    """Return nothing: botocore's list is as it was before `watch`."""
    for handler in HANDLERS:
        botocore.handlers.BUILTIN_HANDLERS.remove(handler)
