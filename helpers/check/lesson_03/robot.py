"""The check of the robot that may do everything: it keeps what its work needs, and loses the rest."""

from .._asking import (
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
from .._excess import explain_excess
from .._extras import matches
from .._judging import READ_ERROR, find_excess
from .._reasons import covers, explain_refusal
from .._verdict import correct, exercise, not_attempted, not_yet

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
SIGNUPS = reads("2026.csv", "signups")
TAKES_A_ROLE = does("sts:AssumeRole", "arn:aws:iam::123456789012:role/admin")
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
        why = "Policies add up: a small one beside a big one takes nothing away."
        if any(part["Effect"] == "Deny" for _, part in list_statements(ROBOT)):
            why = "A deny beside it takes away only what you have thought of."
        seen = "The robot has your policy, and `AmazonS3FullAccess` as well."
        return not_yet(seen, why, "Detach the big one with `detach_user_policy`, and allow the two things.")
    allowed = find_excess(ROBOT, ROBOT_MUST_NOT, ROBOT_WANTED) or _find_roles()
    if allowed == TAKES_A_ROLE:
        return not_yet("The robot works, but may also take roles.", "Its work needs none.", "Take `sts` out.")
    if allowed:
        why = _explain_pairs(allowed) or explain_excess(ROBOT, allowed, ("s3:GetObject", "s3:PutObject"))
        return not_yet(f"The robot works, but can also {allowed.words}.", *why)
    return _judge_signups() or correct(
        "The robot does its work. Whoever steals its key reads the budget and can overwrite the reports, and no more."
    )


def _judge_signups():
    """The verdict where the robot reads the sign-ups by their bucket's policy, else None."""
    if not SIGNUPS.is_allowed(ROBOT):
        return None
    if SIGNUPS.is_allowed(None):
        return correct("The robot does its work. Its key opens the budget, the reports, and what everybody may read.")
    why = "The policy of the bucket `signups` lets it in."
    return not_yet("The robot works, but can also read the sign-ups.", why, "Take it out there: only Blue needs them.")


def _find_roles():
    """The taking of a role, where a policy of the robot's allows it, whatever the role itself will say; else None."""
    allowed = [part.get("Action") for _, part in list_statements(ROBOT) if part["Effect"] == "Allow"]
    return TAKES_A_ROLE if any(matches(one, TAKES_A_ROLE.action) for some in allowed for one in as_list(some)) else None


def _explain_pairs(ask):
    """What is wrong with one statement for both actions and both buckets, else None."""
    for _, part in list_statements(ROBOT):
        several = len(as_list(part.get("Action"))) > 1 and len(as_list(part.get("Resource"))) > 1
        if several and covers(ROBOT, ask, part):
            why = "A statement allows each of its actions on each of its resources."
            return why, "Write two statements, one for reading and one for writing."
    return None
