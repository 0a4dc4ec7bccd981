"""The checks of the lesson on IAM about policies on users and groups: what each needs, and no more."""

from helpers import policy

from .._asking import (
    call_user,
    deletes,
    does,
    find_refused,
    list_group_policies,
    lists,
    read_bucket_policy,
    reads,
    split,
    writes,
)
from .._excess import explain_excess
from .._judging import DICT_ALONE, READ_ERROR, both, find_excess, has_only, judge, went_elsewhere
from .._reasons import covers, explain_refusal, show
from .._verdict import correct, exercise, not_attempted, not_yet

PUT_IT = f"{DICT_ALONE}: put it on her with `iam.put_inline_policy`."
READ_2026 = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::guests/2026.csv"}
FORM_NEEDS = (
    does("lambda:InvokeFunction", "arn:aws:lambda:us-east-1:123456789012:function:sign-up"),
    does("lambda:CreateFunction", "arn:aws:lambda:us-east-1:123456789012:function:sign-up"),
    does("apigateway:POST", "arn:aws:apigateway:us-east-1::/restapis"),
    does("cloudwatch:PutMetricData"),
    reads("signups/0001.json"),
    writes("signups/0002.json"),
    writes("signups/list.csv"),
    reads("signups/2031/late.txt"),
)
FORM_MUST_NOT = (
    reads("2026.csv"),
    writes("2026.csv"),
    deletes("signups/0001.json"),
    reads("2026.csv", bucket="budget"),
    does("dynamodb:GetItem", "arn:aws:dynamodb:us-east-1:123456789012:table/seats"),
    does("iam:CreateUser"),
    does("ec2:RunInstances"),
)
FORM_WANTED = r"(lambda|apigateway|cloudwatch):.* .*|s3:(Get|Put)Object guests/signups/.*"
OWN_FOLDER = "arn:aws:s3:::guests/notes/${aws:username}/*"
NEWCOMER = "violet"  # nobody: the name with which a group's policies are asked about whoever joins next


@exercise("06")
def blue_lists_guests():
    """Blue lists the bucket and reads one object."""
    needs = [lists("guests"), reads("2026.csv")]
    must_not = [lists("budget"), reads("2025.csv"), reads("private/pay.csv"), writes("2026.csv"), deletes("2026.csv")]
    if has_only("blue", READ_2026) and not went_elsewhere("blue", needs[0]):
        return not_attempted(f"Blue's policies are as they were. {PUT_IT} {READ_ERROR}")
    return judge("blue", needs, must_not, r"s3:ListBucket guests|s3:GetObject guests/2026\.csv") or correct(
        "Blue sees what is there and reads the one list, nothing else."
    )


@exercise("06")
def blue_reads_every_list():
    """Blue reads each year's list, nothing else."""
    needs = [reads("2026.csv"), reads("2025.csv"), reads("2027.csv"), reads("2031.csv")]
    must_not = [
        *(reads("private/pay.csv"), reads("private/phones.csv"), reads("2026.csv", bucket="budget")),
        *(reads("signups/2027.csv"), reads("2027/pay.csv"), reads("menu.txt"), reads("signups/0001.json")),
        *(reads("prices.csv"), reads("menu.csv"), reads("2026-pay.txt"), writes("2026.csv"), deletes("2026.csv")),
    ]
    if has_only("blue", READ_2026) and not went_elsewhere("blue", needs[1]):
        return not_attempted(f"Blue still has the one policy for `2026.csv`. {PUT_IT} {READ_ERROR}")
    return judge("blue", needs, must_not, r"s3:GetObject guests/20[^/]*\.csv") or correct(
        "Blue reads each year's list, also next year's."
    )


@exercise("06")
def orange_builds_the_form():
    """Orange has her three services and the sign-ups."""
    if has_only("orange") and not went_elsewhere("orange", FORM_NEEDS[0]):
        put_it = f"{DICT_ALONE}: put it on her with `iam.attach_managed_policy`."
        return not_attempted(f"Orange has no policy. {put_it} {READ_ERROR}")
    return judge("orange", FORM_NEEDS, FORM_MUST_NOT, FORM_WANTED) or correct(
        "Orange has her services and the sign-ups, no more."
    )


@exercise("06")
def orange_lists_signups():
    """Orange lists signups/ and below, nothing else."""
    needs = [lists(prefix="signups/2027/"), lists(prefix="signups/archive/"), lists(prefix="signups/")]
    must_not = [
        *(lists(), lists(prefix=""), lists(prefix="private/"), lists(prefix="signups-old/"), lists("budget")),
        *(reads("2026.csv"), reads("private/pay.csv")),
    ]
    if has_only("orange") and not went_elsewhere("orange", needs[0]):
        return not_attempted(f"Orange has no policy. Blue's, above, is a good start. {PUT_IT} {READ_ERROR}")
    return judge("orange", needs, must_not, "s3:ListBucket guests", needs[0].context) or correct(
        "Orange lists the sign-ups and what is below, no other folder."
    )


@exercise("06")
def folder_for_everybody():
    """Everybody in the team has a folder of their own, whoever joins too."""
    team = ("blue", "orange", "green")
    if all(has_only(user) for user in team):
        put_it = f"{DICT_ALONE}: put it on the group with `put_group_policy`."
        return not_attempted(f"The group `team` has no policy. {put_it} {READ_ERROR}")
    for user in team:
        verdict = _judge_folder(user, [other for other in team if other != user])
        if verdict:
            return verdict
    return _judge_newcomer() or correct("Each of the three has a folder of their own, and so has whoever joins.")


def _judge_folder(user, others):
    """The verdict when one of the team is refused their folder or gets anywhere else, else None."""
    own, name = f"notes/{user}/todo.txt", call_user(user)
    refused = find_refused(user, [*both(own), *both(f"notes/{user}/2031/plan.csv")])
    if refused:
        return not_yet(f"{name} cannot {refused.words}.", *(_advise_group(refused) or explain_refusal(user, refused)))
    theirs = [ask for other in others for ask in both(f"notes/{other}/todo.txt")]
    must_not = [*theirs, deletes(own), reads("2026.csv"), reads("private/pay.csv")]
    allowed = find_excess(user, must_not, rf"s3:(Get|Put)Object guests/notes/{user}/.*")
    if allowed:
        why = (_advise_group(allowed) if allowed in theirs else None) or explain_excess(
            user, allowed, ("s3:GetObject", "s3:PutObject")
        )
        return not_yet(f"{name} has her folder, but can also {allowed.words}.", *why)
    return None


def _advise_group(ask):
    """What is wrong with a group's policy that allows the action and names folders one by one, or all of them."""
    parts = [part for document in list_group_policies("team") for part in split(document) if part["Effect"] == "Allow"]
    fixed = [part for part in parts if "username" not in str(part).lower() and "notes" in str(part)]
    fixed = [part for part in fixed if covers(NEWCOMER, ask, part, Resource="*", Condition=None)]
    if not fixed:
        return None
    why = f"A group's policy counts for all its members, and this one names {show(fixed[0].get('Resource'))}."
    return why, f"Let `${{aws:username}}` stand for the name: `{OWN_FOLDER}`."


def _judge_newcomer():
    """The verdict when a new member of the group would have no folder, else None."""
    documents, bucket = list_group_policies("team"), read_bucket_policy("guests") or None
    principal = f"arn:aws:iam::123456789012:user/{NEWCOMER}"
    for ask in both(f"notes/{NEWCOMER}/todo.txt"):
        found = policy.decide(principal, ask.action, ask.resource, identity_policies=documents, resource_policy=bucket)
        if not found.allowed:
            return not_yet(
                "Blue, Orange and Green each have a folder. Whoever joins the group next has none.",
                "A policy on a user counts for that user only.",
                f"Take these off, and put one policy on the group `team`, with the resource `{OWN_FOLDER}`.",
            )
    return None
