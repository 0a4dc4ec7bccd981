"""ARNs, read and written: a function is tried on some, and each written one is used."""

import contextlib
import io
import re

from botocore.exceptions import ClientError, ParamValidationError

from helpers import policy
from helpers._account import trial

from .._given import BLANKS, show
from .._verdict import correct, exercise, not_attempted, not_yet

PARTS = ("partition", "service", "region", "account", "resource")
# ARNs with what is hard about them.
SAMPLES = {
    "arn:aws:sns:eu-central-1:123456789012:doors-open": "a plain one",
    "arn:aws:iam::123456789012:user/coordinator": "its Region is empty",
    "arn:aws:s3:::guests/2026.csv": "Region and account are empty",
    "arn:aws:lambda:us-east-1:123456789012:function:resize:2": "its resource has colons",
    "arn:aws-cn:ec2:cn-north-1:123456789012:instance/i-0abc": "another partition",
    "arn:aws:iam::aws:policy/ReadOnlyAccess": "AWS's own",
}
ACCOUNT, REGION = "123456789012", "us-east-1"
TOPIC = f"arn:aws:sns:{REGION}:{ACCOUNT}:volunteers"
TABLE = f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/seats"
BUCKET = "meetup-berlin"
COMPARE = "Compare it with the form in the table."


def split_arn(arn):
    """The parts of an ARN as a dict."""
    return dict(zip(PARTS, arn.split(":", 5)[1:], strict=True))


@exercise("04")
def read_arn(function):
    """The learner's function takes ARNs apart, those too that have empty parts or colons in the last one."""
    if not callable(function):
        why = "It is to be a function, which the check can call."
        return not_yet(f"`read_arn` is `{show(function)}`.", why, "Hand it over without brackets.")
    answers = {arn: _try(function, arn) for arn in SAMPLES}
    if all(answer is None for answer in answers.values()):
        if _does_something(function):
            return not_yet("Your function returns None.", "`print` shows, `return` gives back.", "Return a dict.")
        return not_attempted("Write what `read_arn` does, and let it return a dict. Then run both cells.")
    for arn, why in SAMPLES.items():
        verdict = _judge_parts(arn, answers[arn], why)
        if verdict:
            return verdict
    return correct("It reads all six, with empty parts, with colons in the resource, and from China.")


def _does_something(function):
    """True where there is more in a function than its docstring."""
    code = getattr(function, "__code__", None)
    return code is not None and bool(code.co_names or code.co_nlocals > code.co_argcount)


def _try(function, arn):
    """What a function of the learner's returns, or the error that it raises. What it prints is not shown."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            return function(arn)
    except Exception as error:
        return error


def _judge_parts(arn, answer, difficulty):
    right, seen = split_arn(arn), f"`{arn}` ({difficulty}):"
    if isinstance(answer, Exception):
        said = f"your function ends in `{type(answer).__name__}`."
        return not_yet(f"{seen} {said}", str(answer)[:80], _advise(arn))
    if answer is None:
        return not_yet(f"{seen} your function returns nothing.", "", "End it with `return {...}`.")
    if not isinstance(answer, dict):
        return not_yet(f"{seen} your function returns `{show(answer)}`.", "", "Return a dict with the five names.")
    missing = [part for part in PARTS if part not in answer]
    if missing:
        return not_yet(f"{seen} the dict has no `{missing[0]}`.", "", f"Its names are {', '.join(PARTS)}.")
    wrong = [part for part in PARTS if answer[part] != right[part]]
    if not wrong:
        return None
    part = wrong[0]
    if answer[part] is None and right[part] == "":
        return not_yet(f"{seen} `{part}` is None.", "In the ARN it is an empty text.", "Leave it as it is.")
    if str(answer[part]) == right[part]:
        why = f"`{part}` is a number of Python's."
        return not_yet(f"{seen} {why}", "Account numbers may begin with 0.", "Leave it a text, with all digits.")
    if part == "resource" and right[part].endswith(str(answer[part])) and arn.count(":") == 5:
        why = f"`resource` is `{show(answer[part])}`, a piece of it."
        return not_yet(f"{seen} {why}", "", "Keep all that stands behind the fifth colon, with its slash.")
    return not_yet(f"{seen} `{part}` is `{show(answer[part])}`.", f"It says `{right[part]}`.", _advise(arn))


def _advise(arn):
    if arn.count(":") > 5:
        return "Only the first five colons divide. How can `split` stop there?"
    return "Count the parts: the first one is always `arn`."


@exercise("04")
def write_arns(arns):
    """Three ARNs that work where they are used: in two calls, and in a policy."""
    if not isinstance(arns, dict):
        return not_yet(
            f"`arns` is `{show(arns)}`.", "", 'Keep its form: `{"topic": ..., "table": ..., "objects": ...}`.'
        )
    names = ("topic", "table", "objects")
    blank = [name for name in names if arns.get(name) in BLANKS]
    if len(blank) == len(names):
        return not_attempted("Write the three ARNs, then run this again.")
    for name, judge in zip(names, (_use_topic, _use_table, _use_objects), strict=True):
        verdict = None if name in blank else _judge_form(name, arns[name]) or judge(arns[name].strip())
        if verdict:
            return verdict
    if blank:
        left = " and ".join(f"`{name}`" for name in blank)
        return not_yet(f"{len(names) - len(blank)} of 3 work.", "", f"Still open: {left}.")
    return correct("The topic takes a message, the table shows its tags, and a policy on the objects opens just these.")


def _judge_form(name, arn):
    """What is wrong with a text that cannot be an ARN of this account's, or None."""
    if not isinstance(arn, str):
        return not_yet(f"`{name}` is `{show(arn)}`.", "An ARN is a text.", "Write it between quotes.")
    arn = arn.strip()
    if re.match(r"https?://|s3://", arn):
        why = "That is an address, at which something is reached. An ARN is a name."
        return not_yet(f"`{name}` is `{show(arn)}`.", why, "Begin with `arn:aws:`.")
    if arn == "*":
        return not_yet(f"`{name}` is `*`.", "That stands for everything there is.", "Name the one thing that is meant.")
    if re.search("REGION|ACCOUNT|NAME|BUCKET|KEY", arn):
        return not_yet(f"`{name}` still has a word in capitals.", "It stands for something of yours.", "Put that in.")
    if not arn.startswith("arn:aws:") or arn.count(":") < 5:
        why = f"It has {arn.count(':')} colons. The six parts need five, also where a part is empty."
        return not_yet(f"`{name}` is `{show(arn)}`.", why, "Compare it with the form in the table, colon by colon.")
    return None


def _use_topic(arn):
    if split_arn(arn)["region"] == "eu-central-1":
        why = "SNS there does not know it: that is the Region of `doors-open`."
        return not_yet(f"`{arn}`:", why, "The topic `volunteers` is in Virginia.")
    verdict = _judge_place(arn, TOPIC, "topic `volunteers`")
    if verdict:
        return verdict
    try:
        trial.client("sns", region_name=REGION).get_topic_attributes(TopicArn=arn)
    except (ClientError, ParamValidationError) as error:
        return not_yet(_say("SNS", arn, error), _compare(arn, TOPIC), COMPARE)
    return None


def _use_table(arn):
    verdict = _judge_place(arn, TABLE, "table `seats`")
    if verdict:
        return verdict
    try:
        trial.client("dynamodb", region_name=REGION).list_tags_of_resource(ResourceArn=arn)
    except (ClientError, ParamValidationError) as error:
        return not_yet(_say("DynamoDB", arn, error), _compare(arn, TABLE), COMPARE)
    return None if arn == TABLE else not_yet(f"`{arn}`:", _compare(arn, TABLE), COMPARE)


def _judge_place(arn, right, thing):
    """What is wrong with the service or the Region of an ARN, or None."""
    found, wanted = split_arn(arn), split_arn(right)
    if found["service"] != wanted["service"]:
        return not_yet(f"`{arn}`:", _compare(arn, right), COMPARE)
    if not found["region"]:
        return not_yet(f"`{arn}`:", f"The Region is empty. A {thing.split()[0]} stands in one.", COMPARE)
    if found["region"] != wanted["region"]:
        why = f"The {thing} is in Virginia, `{REGION}`."
        return not_yet(f"`{arn}`: its Region is `{show(found['region'])}`.", why, COMPARE)
    return None


def _use_objects(arn):
    """None where a policy with this ARN opens the objects of the bucket, all of them and no others."""
    if _opens(arn, "another-bucket/2026.csv") or _opens(arn, f"{BUCKET}-2/2026.csv"):
        return not_yet(f"`{arn}`:", "A policy with it opens other buckets too.", "Name the bucket, and then `/*`.")
    bucket, _, key = arn.removeprefix("arn:aws:s3:::").partition("/")
    if bucket == BUCKET and key and not re.search(r"[*?]", key):
        return not_yet(f"`{arn}`:", f"It opens the one object `{key}`.", "All objects are meant: end with `/*`.")
    if bucket == BUCKET and key and not _opens(arn, f"{BUCKET}/2026.csv"):
        return not_yet(f"`{arn}` names only some objects.", "", "All of them: `*` in place of the key.")
    if not _opens(arn, f"{BUCKET}/2026.csv"):
        seen = f"A policy with `{arn}` opens no object of `{BUCKET}`."
        return not_yet(seen, _say_objects(arn), "Compare it with the table.")
    if not _opens(arn, f"{BUCKET}/photos/fern.jpg"):
        return not_yet(f"`{arn}` names only some objects.", "", "All of them: `*` in place of the key.")
    return None


def _say_objects(arn):
    parts = split_arn(arn)
    if parts["service"] != "s3":
        return f"Its service is `{parts['service']}`."
    if parts["region"] or parts["account"]:
        return "ARNs of buckets and objects leave Region and account empty: the bucket's name says enough."
    if parts["resource"] == BUCKET:
        return "That is the bucket itself. Its objects have names of their own, behind a slash."
    return f"Its resource is `{show(parts['resource'])}`."


def _opens(arn, resource):
    document = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": arn}],
    }
    return policy.decide(
        principal=f"arn:aws:iam::{ACCOUNT}:user/coordinator",
        action="s3:GetObject",
        resource=f"arn:aws:s3:::{resource}",
        identity_policies=[document],
    ).allowed


def _say(service, arn, error):
    """The ARN and the code of the service's error; a slip of the practice account's own is not the service's word."""
    code = error.response["Error"]["Code"] if isinstance(error, ClientError) else type(error).__name__
    return f"`{arn}`:" if code == "PracticeAccountFailure" else f"`{arn}`: {service} says `{code}`."


def _compare(given, right):
    """Which part of an ARN differs from the right one, without telling the right one whole."""
    found, wanted = split_arn(given), split_arn(right)
    part = next((part for part in PARTS if found[part] != wanted[part]), None)
    if part is None:
        return "The name is right, so the thing is missing: run the cell that makes it."
    if part == "account":
        return f"Its account is `{show(found[part])}`. Whose is that? Yours has twelve digits."
    return f"Its {part} is `{show(found[part])}`."
