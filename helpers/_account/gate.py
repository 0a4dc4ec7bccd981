"""The one way in: every request, from the kernel or over HTTP, is authenticated, authorised, then carried out."""

import re
import threading
from urllib.parse import quote

from botocore.exceptions import UnknownServiceError
from werkzeug.exceptions import NotFound

from helpers._account import (
    answers,
    authorization,
    batch_delete,
    credentials,
    decisions,
    engine,
    errors,
    mfa,
    resources,
    rules,
)
from helpers._account.errors import Refusal, refuse

REGION = re.compile(r"[a-z]{2,3}(-[a-z]+)+-\d")


LONGEST_PAGE = 1000  # keys in one answer of S3

# A bucket policy that locks everybody out does not keep root from mending it (S3's API reference, GetBucketPolicy).
_nested = threading.local()  # how many calls of this thread are under way: stacks make some of their own

ROOT_ALWAYS_MAY = ("s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy")


class Rehearsed(Exception):
    """Raised in place of an answer to a rehearsed call that the gate would let through."""


def answer(account, call, rehearse=False):
    """Return the answer (status, headers, body) of the practice account to a call.

    With `rehearse` an allowed call is not carried out: `Rehearsed` is raised instead, and nothing has changed.
    """
    depth = _nested.depth = getattr(_nested, "depth", 0) + 1
    try:
        answered = _answer_alone(account, call, rehearse)
        if callable(answered):  # a function is to run, which makes calls itself: it cannot wait for this one to end
            answered = _run_function(answered, call)
        if depth == 1 and account.functions is not None and not rehearse:
            _work_off(account, call)
        return answered
    finally:
        _nested.depth -= 1


def _answer_alone(account, call, rehearse):
    """The answer to a call while no other one is carried out; to Invoke a function that gives it."""
    with account.lock:
        account.calling = call
        try:
            answered = _answer(account, call, rehearse)
            account.note_change(call)
            return answered
        except Refusal as refusal:
            return errors.render(refusal, call)
        except Rehearsed:
            raise
        except (NotImplementedError, ImportError):
            return errors.render(_say_unsupported(call), call)
        except Exception as error:  # a slip in moto or here must reach the learner as an answer, not as a dead line
            return errors.render(_say_failed(error), call)


def _run_function(run, call):
    try:
        return run()
    except Refusal as refusal:
        return errors.render(refusal, call)
    except Exception as error:
        return errors.render(_say_failed(error), call)


def _work_off(account, call):
    """What the call has started runs now, before it is answered; what a function's own call has started waits."""
    if not account.functions.find_chain(call.signature.key_id):
        account.functions.work_off()


def _answer(account, call, rehearse):
    _check_scope(call)
    principal = credentials.authenticate(call, account.sessions)
    if not rehearse:
        account.note_use(call, principal)
    _find_operation(call)
    if not rehearse:
        principal = mfa.add_code(account, call, principal)
    if _is_about_missing_bucket(call) and not rehearse:
        raise Refusal("NoSuchBucket", "The specified bucket does not exist", 404)
    needs = authorization.list_needs(call, principal)
    if call.name == "DeleteObjects" and call.service == "s3" and not rehearse:
        return batch_delete.answer(call, principal, needs)
    for need in needs:
        _authorize(call, principal, need)
    _hide_missing_key(call, principal, needs)
    rules.check_before(call, principal)
    if rehearse:
        raise Rehearsed
    if (call.service, call.name) == ("lambda", "Invoke"):
        from helpers._account import functions

        return functions.prepare(account, call)
    own = _answer_here(account, call, principal)
    if own is not None:
        return engine.serialize(call.request, call.operation, own)
    changed = _launch_all(_cap_page(_name_caller(call, principal)))
    return rules.tidy_after(call, engine.run(changed.request))


def _answer_here(account, call, principal):
    """The result of what is not left to moto, else None."""
    if call.service == "budgets":
        from helpers._account import budgets

        return budgets.answer(account, call, principal)
    if call.service == "cloudformation":
        from helpers._account import stacks

        return stacks.answer(account, call, principal)
    if (call.service, call.name) == ("ec2", "DescribeRegions"):
        from helpers._account import regions

        return regions.answer(call.parameters)
    return answers.answer(account, call, principal)


def _check_scope(call):
    """A signature names a Region and a service; both lead to moto's door, so neither may be anything else."""
    _read_signature(call)
    if not REGION.fullmatch(call.signature.region) or not re.fullmatch(r"[a-z0-9-]+", call.signature.service):
        raise refuse("wrong signature", call.service)


def _read_signature(call):
    try:
        return call.signature
    except ValueError as error:
        raise Refusal("InvalidRequest", f"This is not a request that can be read: {error}.", 400) from None


def _find_operation(call):
    try:
        operation, contradictory = call.operation, call.is_contradictory
    except (NotFound, UnknownServiceError, NotImplementedError):
        raise Refusal("InvalidAction", f"There is no such operation: {call.method} {call.request.path}.", 404) from None
    except (ValueError, OSError, EOFError) as error:
        raise Refusal("InvalidRequest", f"This is not a request that can be read: {error}.", 400) from None
    if contradictory:
        raise Refusal("MalformedQueryString", "The request names more than one operation.", 404)
    return operation


def _is_about_missing_bucket(call):
    """AWS says NoSuchBucket to everybody; permissions are asked only where there is something to protect."""
    bucket = call.parameters.get("Bucket") if call.service == "s3" else None
    return bool(bucket) and call.name != "CreateBucket" and engine.get_bucket(bucket) is None


def _authorize(call, principal, need):
    if principal.kind == "anonymous":
        _check_public_access(call)
    session = principal.kind in ("root", "user") and principal.temporary
    if session and call.service == "iam" and not principal.mfa_time:
        raise refuse("unknown key", call.service)  # GetSessionToken's credentials reach IAM only with MFA
    if principal.kind == "root" and (need.action in ROOT_ALWAYS_MAY or decisions.find_resource_policy(need) is None):
        return  # nothing can limit root but a policy on the resource; no rules need to be loaded to know that
    decision = decisions.decide(principal, need)
    if decision.allowed:
        return
    if principal.kind == "anonymous":
        raise refuse("unsigned", call.service)
    raise refuse("denied", call.service, errors.word_denial(principal, need, decision))


def _check_public_access(call):
    bucket = engine.get_bucket(call.parameters.get("Bucket", ""))
    block = bucket.public_access_block if bucket is not None else None
    document = decisions.find_bucket_policy(bucket.name) if bucket is not None else None
    if block and block.restrict_public_buckets and document and decisions.is_public(document):
        raise refuse("unsigned", call.service)


def _hide_missing_key(call, principal, needs):
    """Only who may list a bucket is told that a key is missing; the others get the same refusal as for a hidden one."""
    if call.service != "s3" or call.name not in ("GetObject", "HeadObject", "GetObjectAttributes"):
        return
    bucket = engine.get_bucket(call.parameters["Bucket"])
    if bucket is None or call.parameters["Key"] in bucket.keys:
        return
    need = authorization.Need("s3:ListBucket", f"arn:aws:s3:::{bucket.name}", needs[0].context)
    _authorize(call, principal, need)


def _name_caller(call, principal):
    """Operations of IAM without UserName mean the caller, whom moto would not know by session credentials."""
    own = call.service == "iam" and call.name in resources.OWN_USER and "UserName" not in call.parameters
    if own and principal.kind == "user":
        return call.copy(body=call.body + f"&UserName={quote(principal.name)}".encode())
    return call


def _launch_all(call):
    """AWS launches as many servers as it can up to MaxCount, and it always can here; moto counts MinCount alone."""
    if (call.service, call.name) != ("ec2", "RunInstances"):
        return call
    largest = str(call.parameters["MaxCount"]).encode()
    return call.copy(body=re.sub(rb"(^|&)MinCount=\d+", rb"\g<1>MinCount=" + largest, call.body))


def _cap_page(call):
    """A list of S3 holds at most 1,000 keys, however many `MaxKeys` asks for."""
    if call.service != "s3" or not call.name.startswith("ListObject") or not _asks_for_more(call):
        return call
    return call.copy(url=re.sub(r"([?&]max-keys=)\d+", rf"\g<1>{LONGEST_PAGE}", call.url))


def _asks_for_more(call):
    wanted = call.query.get("max-keys", "")
    return wanted.isdigit() and int(wanted) > LONGEST_PAGE


def _say_unsupported(call):
    """For what moto does not do at all, or only with packages that the course leaves out (API Gateway)."""
    message = f"The practice account cannot do {call.service}:{call.name}. On AWS the operation exists."
    return Refusal("NotImplemented", message, 501)


def _say_failed(error):
    message = f"The practice account failed at this call ({type(error).__name__}: {error}). AWS may well answer it."
    return Refusal("PracticeAccountFailure", message, 501)
