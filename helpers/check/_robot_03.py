"""The check of the robot that may do everything: it keeps what its work needs, and loses the rest."""

from ._asking import (
    as_list,
    deletes,
    does,
    find_refused,
    list_own_policies,
    list_statements,
    lists,
    reads,
    writes,
)
from ._excess import explain_excess
from ._judging import READ_ERROR, find_excess
from ._reasons import covers, explain_refusal
from ._verdict import correct, exercise, not_attempted, not_yet

ROBOT = "report-robot"
ROBOT_NEEDS = (
    reads("2026.csv", "budget"),
    reads("2027.csv", "budget"),
    writes("2026-11.csv", "reports"),
    writes("2027/01.csv", "reports"),
)
ROBOT_MUST_NOT = (
    deletes("2026.csv", "signups"),
    reads("2019.csv", "archive"),
    writes("2026.csv", "budget"),
    deletes("2026.csv", "budget"),
    reads("2026-10.csv", "reports"),
    deletes("2026-10.csv", "reports"),
    writes("2026.csv", "signups"),
    lists("archive"),
    lists("budget"),
    does("s3:DeleteBucket", "arn:aws:s3:::reports"),
    does("iam:CreateAccessKey"),
)
ROBOT_WANTED = r"s3:GetObject budget/.*|s3:PutObject reports/.*"


@exercise("03")
def shrink_the_robot():
    """The robot reads the budget and writes reports, and may do nothing else."""
    own = list_own_policies(ROBOT)
    if own == ["AmazonS3FullAccess"]:
        return not_attempted(f"The robot has `AmazonS3FullAccess` and nothing else. {READ_ERROR}")
    refused = find_refused(ROBOT, ROBOT_NEEDS)
    if refused:
        return not_yet(f"The robot cannot {refused.words}.", *explain_refusal(ROBOT, refused, elsewhere=False))
    if "AmazonS3FullAccess" in own:
        return not_yet(
            "The robot has your policy, and `AmazonS3FullAccess` as well.",
            "Policies add up: a small one beside a big one takes nothing away.",
            "Detach the big one with `detach_user_policy`.",
        )
    allowed = find_excess(ROBOT, ROBOT_MUST_NOT, ROBOT_WANTED)
    if allowed:
        why = _explain_pairs(allowed) or explain_excess(ROBOT, allowed, ("s3:GetObject", "s3:PutObject"))
        return not_yet(f"The robot works, but can also {allowed.words}.", *why)
    return correct("The robot does its work. Whoever steals its key gets the budget, not the account.")


def _explain_pairs(ask):
    """What is wrong with one statement for both actions and both buckets, else None."""
    for _, part in list_statements(ROBOT):
        several = len(as_list(part.get("Action"))) > 1 and len(as_list(part.get("Resource"))) > 1
        if several and covers(ROBOT, ask, part):
            why = "A statement allows each of its actions on each of its resources."
            return why, "Write two statements, one for reading and one for writing."
    return None
