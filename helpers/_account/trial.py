"""Asking "may she?" with a real call that is decided by the gate and never carried out. For checks and charts."""

import secrets
from dataclasses import dataclass

import boto3
import botocore.loaders
import botocore.session
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError

from helpers import policy
from helpers._account import account, authorization, context, credentials, decisions, engine, errors, gate
from helpers._account.environment import REGION, rehearsing

HEAD_CODES = {"403": "AccessDenied", "404": "NotFound"}  # the answer to HEAD has no body that would name the error
_loader = botocore.loaders.create_loader()  # shared: reading the services' models is most of what a new session costs


@dataclass(frozen=True)
class Trial:
    """What came of a rehearsed call: allowed or not, and if not, AWS's error code and message."""

    allowed: bool
    error: str | None = None
    message: str = ""


class NotRunning(RuntimeError):
    """Raised where a practice account is needed and none is running."""


def client(service, region_name=REGION):
    """Return the boto3 client of a service that is signed in as root, whoever the learner is: one for all who ask."""
    _get_running()
    return _get_lent_client(credentials.ROOT, service, region_name)


def make_client(service):
    """Return a new client of root's, for those who listen to what is done with it."""
    return _make_session(_get_running().root).client(service)


def resource(service):
    """Return a boto3 resource that is signed in as root, whoever the learner is signed in as."""
    return _make_session(_get_running().root).resource(service)


def may(user_name, call, **parameters):
    """Return the `Trial` of a call such as "s3.get_object" by a user (None: unsigned). Nothing is changed by it.

    "root" is the root user. A user needs no access key. Raises LookupError where there is no such user, botocore's
    ParamValidationError for parameters that boto3 would not take.
    """
    _get_running()
    service, _, operation = call.partition(".")
    if user_name is None and service != "s3":  # the practice account takes every unsigned request for one to S3
        refusal = errors.refuse("unsigned", service)
        return Trial(False, refusal.code, refusal.message)
    lent = _get_lent_client(_find_principal(user_name), service)
    try:
        with rehearsing():
            getattr(lent, operation)(**parameters)
    except gate.Rehearsed:
        return Trial(True)
    except ClientError as error:
        details = error.response["Error"]
        return Trial(False, HEAD_CODES.get(details["Code"], details["Code"]), details.get("Message", ""))
    raise AssertionError(f"{call} was carried out although it was a rehearsal")


def decision(user_name, action, resource, context=None):
    """Return the `policy.Decision` for an action on a resource, with the policies that are in force now.

    The user is an IAM user's name, "root", or None for an anonymous request.
    """
    return policy.decide(**arguments(user_name, action, resource, context))


def arguments(user_name, action, resource, context_keys=None):
    """Return the arguments with which `policy.decide` or `policy.explain` is asked about a user of this account."""
    _get_running()
    principal = _find_principal(user_name)
    keys = {"aws:SecureTransport": "true", "aws:SourceIp": "127.0.0.1", "aws:RequestedRegion": REGION}
    keys |= context.make_principal_context(principal) | (context_keys or {})
    return decisions.collect_arguments(principal, authorization.Need(action, resource, keys))


def works(key_id, secret):
    """Return True where this access key still signs a call that is accepted. To IAM the key has not been used by it."""
    credential = credentials.Credential(key_id, secret, credentials.ANONYMOUS)
    try:
        with rehearsing():
            _make_session(credential).client("sts").get_caller_identity()
    except gate.Rehearsed:
        return True
    except ClientError:
        return False
    raise AssertionError("the call was carried out although it was a rehearsal")


def _get_running():
    running = account.get_running()
    if running is None:
        raise NotRunning(
            "No practice account is running. Run the notebook's first code cell: it calls sandbox.start()."
        )
    return running


def _find_principal(name):
    """The `Principal` with that user name. An IAM user who is really called root comes before the root user."""
    if name is None:
        return credentials.ANONYMOUS
    if name == credentials.ROOT.name and name not in engine.get_iam().users:
        return credentials.ROOT
    return credentials.make_user_principal(_get_user(name))


def _get_user(name):
    user = engine.get_iam().users.get(name)
    if user is None:
        raise LookupError(_say_unknown_user(name))
    return user


def _say_unknown_user(name):
    fact = f'There is no IAM user "{name}" in the practice account.'
    if not engine.get_iam().users:
        return (
            f"{fact} There are no users yet: a restarted kernel is a new account. Run the cells above, from the first."
        )
    return f'{fact} Run the cell above that makes it, or make one with create_user(UserName="{name}").'


def _get_lent_client(principal, service, region_name=REGION):
    """A boto3 client of a service that signs as a principal. A client is dear to make, and a check asks many times."""
    running, key = _get_running(), (principal, service, region_name)
    if key not in running.trial_clients:
        unsigned = Config(signature_version=UNSIGNED) if principal == credentials.ANONYMOUS else None
        session = _make_session(_lend_key(running, principal))
        running.trial_clients[key] = session.client(service, region_name=region_name, config=unsigned)
    return running.trial_clients[key]


def _lend_key(running, principal):
    """The key of a principal that only this process knows, the same one for as long as the account runs."""
    if principal in (credentials.ROOT, credentials.ANONYMOUS):
        return running.root
    if principal not in running.lent:
        key_id = f"AKIATRIAL{secrets.token_hex(6).upper()}"[:20]  # not from the seed: a trial must not change later ids
        key = credentials.Credential(key_id, credentials.make_secret(), principal)
        running.lent[principal] = running.add(key)
    return running.lent[principal]


def _make_session(credential):
    base = botocore.session.Session()
    base.register_component("data_loader", _loader)
    return boto3.Session(
        botocore_session=base,
        aws_access_key_id=credential.key_id,
        aws_secret_access_key=credential.secret,
        aws_session_token=credential.token or None,
        region_name=REGION,
    )
