"""The checks of the lesson on IAM about denies: to make one that nobody gets past, and to find one."""

from helpers import policy

from .._asking import (
    as_list,
    deletes,
    does,
    find_allowed,
    find_refused,
    list_group_policies,
    list_statements,
    list_users,
    lists,
    read_bucket_policy,
    reads,
    split,
    summarize,
    writes,
)
from .._extras import S3, acts_on
from .._judging import PUT_ON_BUCKET, READ_ERROR, judge
from .._reasons import capital, covers, explain_refusal, show
from .._verdict import correct, exercise, not_attempted, not_yet

ACCOUNT = "123456789012"
READ_ALL = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::guests/*"}
KEEP_2026 = {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:DeleteObject",
    "Resource": "arn:aws:s3:::guests/2026.csv",
}
KEEP_PRIVATE = {"Effect": "Deny", "Action": "s3:Get*", "Resource": "arn:aws:s3:::guests/*"}
EVERYTHING = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
PRIVATE = "arn:aws:s3:::guests/private/*"
ANYBODY = "violet"  # nobody: a user whom no policy can name


@exercise("06")
def nobody_deletes():
    """Nobody deletes an object; the administrator can do all else."""
    statements, protected = split(read_bucket_policy("guests")), [deletes(key) for key in PROTECTED]
    untouched = summarize(statements) == summarize([KEEP_2026])
    if untouched and not _find_other_deny(protected[1]):
        return not_attempted(f"The bucket's policy still protects `2026.csv` only. {PUT_ON_BUCKET} {READ_ERROR}")
    stopped = _judge_what_goes_on()
    if stopped:
        return stopped
    allowed = find_allowed("coordinator", protected)
    if allowed:
        return not_yet(f"The coordinator can still {allowed.words}.", *_explain_missing_deny(statements, allowed))
    open_to_others = next((ask for ask in protected if not _bucket_denies(ask)), None)
    if open_to_others:
        seen = f"The coordinator cannot, but somebody else with the right permission could {open_to_others.words}."
        return not_yet(seen, *_explain_missing_deny(statements, open_to_others))
    return correct("Nobody can delete an object in `guests`, and reading, listing and uploading go on.")


PROTECTED = (
    "2026.csv",
    "2025.csv",
    "private/pay.csv",
    "signups/0001.json",
    "2031.csv",
    "private/2031/pay.csv",
    "README",
)


def _judge_what_goes_on():
    """The verdict when the coordinator can no longer do what is not deleting, else None."""
    bucket = "arn:aws:s3:::guests"
    if find_refused("coordinator", [does("s3:PutBucketPolicy", bucket)]):
        return not_yet(
            "The coordinator cannot change the bucket's policy any more: the deny has locked everybody out.",
            "Only root still gets in.",
            "Run the cell with `keep_2026` again: it starts the bucket anew, as root. Then deny deleting only.",
        )
    goes_on = [reads("2026.csv"), lists(), writes("2027.csv")]
    for action in S3:
        resource = f"{bucket}/2026.csv" if acts_on(action, f"{bucket}/2026.csv") else bucket
        goes_on += [] if "delete" in action.lower() else [does(action, resource)]
    refused = find_refused("coordinator", goes_on)
    return refused and not_yet(
        f"The coordinator cannot {refused.words}.", *explain_refusal("coordinator", refused, elsewhere=False)
    )


def _bucket_denies(ask):
    """True when the bucket's policy refuses it even to a user who is allowed everything."""
    principal = f"arn:aws:iam::{ACCOUNT}:user/{ANYBODY}"
    document = read_bucket_policy("guests") or None
    decision = policy.decide(
        principal, ask.action, ask.resource, identity_policies=[EVERYTHING], resource_policy=document
    )
    return not decision.allowed


def _find_other_deny(ask):
    """Where a deny stands that stops it for somebody, but not on the bucket; or None."""
    for user in list_users():
        for where, part in list_statements(user):
            if where != "the bucket policy" and part["Effect"] == "Deny" and covers(user, ask, part):
                return where
    return None


def _explain_missing_deny(statements, ask):
    """Why deleting still works for some, for the statements of the bucket's policy."""
    denies = [part for part in statements if part["Effect"] == "Deny"]
    elsewhere = _find_other_deny(ask)
    if elsewhere:
        why = f"{capital(elsewhere)} denies it, and that counts only for its user or group."
        return why, 'Put the deny on the bucket, with `"Principal": "*"`: there it counts for everybody.'
    if not denies:
        return "The bucket's policy has no deny.", 'Write one for `s3:DeleteObject`, with `"Principal": "*"`.'
    for part in denies:
        if "NotPrincipal" in part:
            return "`NotPrincipal` leaves out whom it names.", 'Write `"Principal": "*"` in its place.'
        if covers(ANYBODY, ask, part, Principal="*", Condition=None):
            return "The deny does not speak of everybody.", 'Give its statement `"Principal": "*"`, and no condition.'
        if covers(ANYBODY, ask, part, Action=ask.action):
            why = f"The resource is right, but the action {show(part.get('Action'))} is not what deleting needs."
            return why, "Use `s3:DeleteObject`. It covers deleting many at once, too."
    shown = show(denies[-1].get("Resource"))
    if "/" not in shown:
        return f"Deleting acts on objects, and your deny speaks of {shown}, the bucket.", "Use `arn:aws:s3:::guests/*`."
    why = f"Your deny speaks of {show(denies[-1].get('Action'))} on {shown}."
    return why, "It must match every object in `guests`, also those that are not there yet: `arn:aws:s3:::guests/*`."


@exercise("06")
def find_the_deny():
    """Blue reads the list, private stays closed."""
    if summarize(part for _, part in list_statements("blue")) == summarize([KEEP_PRIVATE, READ_ALL]):
        return not_attempted(
            f"Nothing that counts for Blue has changed. Ask `policy.explain` which statement stops her. {READ_ERROR}"
        )
    wanted = reads("2026.csv")
    if find_refused("blue", [wanted]) and wanted.decide("blue").outcome == "ExplicitlyDenied":
        return not_yet(
            "Blue still cannot read `2026.csv`.",
            f"{explain_refusal('blue', wanted)[0]} More allows do not help.",
            "Change that statement, so that it denies only what lies below `private/`.",
        )
    private = [reads(f"private/{name}") for name in ("pay.csv", "phones.csv", "2031/notes.txt", "new")]
    must_not = [*private, writes("2026.csv"), does("iam:CreateUser")]
    idle = _find_idle_deny(must_not[0])
    if idle and find_allowed("blue", must_not[:1]):
        why = f"The deny on `{idle}` stops nothing: no object has just this name."
        return not_yet(f"Blue can also {must_not[0].words}.", why, f"What lies below is `{idle.rstrip('/')}/*`.")
    leak = find_allowed("blue", private)
    if leak and not find_refused("blue", [wanted]):
        why = "No deny that counts for her covers that any more."
        return not_yet(f"Blue can also {leak.words}.", why, f"Let the group's policy `privacy` deny `{PRIVATE}`.")
    return judge("blue", [wanted], must_not, r"s3:Get\w* guests(/.*)?") or correct(_say_found(wanted, private[0]))


def _find_idle_deny(ask):
    """The resource of a deny that names a folder without what is in it, or None."""
    for _, part in list_statements("blue"):
        for resource in as_list(part.get("Resource")) if part["Effect"] == "Deny" else []:
            if "*" not in resource and covers("blue", ask, part, Resource=f"{resource.rstrip('/')}/*"):
                return resource
    return None


def _say_found(wanted, private):
    """What now holds, with a word about the group where its deny is as wide as before, or gone."""
    said = "Blue reads the list, and `private/` is closed."
    if _stops_next_volunteer(wanted):
        wide = "But the group's deny is as wide as it was, and stops the next volunteer"
        return f"{said} {wide}: that is the place to repair."
    if not _stops_next_volunteer(private):
        gone = "But nothing denies `private/` to the next volunteer any more"
        return f"{said} {gone}: the group's policy was the place for that."
    return said


def _stops_next_volunteer(ask):
    """True when the group's policies or the bucket's deny it to whoever joins the volunteers."""
    documents, bucket = list_group_policies("volunteers"), read_bucket_policy("guests") or None
    principal = f"arn:aws:iam::{ACCOUNT}:user/{ANYBODY}"
    decision = policy.decide(principal, ask.action, ask.resource, identity_policies=documents, resource_policy=bucket)
    return decision.outcome == "ExplicitlyDenied"
