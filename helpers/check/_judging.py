"""The steps that most checks on permissions share: may they do what they should, and nothing more?"""

from ._asking import call_user, find_allowed, find_refused, list_statements, reads, summarize, writes
from ._excess import explain_excess
from ._extras import find_extra
from ._reasons import explain_refusal, find_loose_policy, find_misdirected
from ._verdict import not_yet

READ_ERROR = "If your cell ended in an error, read its last line."
DICT_ALONE = "A dict alone changes nothing"
PUT_ON_BUCKET = f'{DICT_ALONE}: put it on the bucket with `s3.put_bucket_policy("guests", ...)`.'


def judge(user, needs, must_not, wanted="", context=None):
    """A "not yet" verdict for the first thing that is refused or allowed against what should be; else None.

    `wanted` says what the user may do at all, as `find_extra` takes it; without it only `must_not` is looked at.
    """
    name = call_user(user)
    refused = find_refused(user, needs)
    if refused:
        return not_yet(f"{name} cannot {refused.words}.", *explain_refusal(user, refused))
    allowed = find_excess(user, must_not, wanted, context)
    if allowed:
        done = f"{name} can {needs[0].words}, as it should be, but" if needs else name
        why = explain_excess(user, allowed, [need.action for need in needs])
        return not_yet(f"{done} can also {allowed.words}.", *why)
    return None


def find_excess(user, must_not, wanted="", context=None):
    """The first thing that the user may do and should not: of `must_not`, or anything else that is not wanted."""
    return find_allowed(user, must_not) or (find_extra(user, wanted, context) if wanted else None)


def both(key):
    """The two questions about an object: reading and writing it."""
    return [reads(key), writes(key)]


def has_only(user, *statements):
    """True when just these statements count for a user, on the bucket `guests` too."""
    return summarize(part for _, part in list_statements(user)) == summarize(statements)


def went_elsewhere(user, ask):
    """True when a policy for it was written, but for somebody else or for nobody."""
    return bool(find_misdirected(user, ask) or find_loose_policy(user, ask))
