"""The checks of the lesson on IAM. Each tries what should work and what should not, as the users themselves."""

from .._asking import does, find_refused, list_groups, list_own_policies, lists
from .._given import judge_choices
from .._verdict import correct, exercise, not_attempted, not_yet
from .bucket import bucket_lets_blue_in  # noqa: F401
from .denies import find_the_deny, nobody_deletes  # noqa: F401
from .keys import rotate_the_key, stop_the_leak  # noqa: F401
from .users import (  # noqa: F401
    blue_lists_guests,
    blue_reads_every_list,
    folder_for_everybody,
    orange_builds_the_form,
    orange_lists_signups,
)

FAMILIES = {
    "a": "who are you",
    "b": "may you",
    "c": "who are you",
    "d": "is it there",
    "e": "is there room",
    "f": "who are you",
}
REASONS = {
    "a": "AWS does not know this key, so it never came to permissions.",
    "b": "AWS knows who asks and names the action that nothing allows.",
    "c": "The secret does not fit the key, so AWS cannot tell who asks.",
    "d": "In S3 a key is the name of an object, and no object has this name.",
    "e": "You may, but the account's quota is used up. More permissions do not help.",
    "f": "Credentials that have run out are as good as none. Sign in again.",
}
QUESTIONS = {
    "who are you": "Ask: does AWS know who is calling? If it does, it is another family.",
    "may you": "Ask: would more permissions help?",
    "is it there": "Ask: has AWS looked for the thing and not found it, or did it never get that far?",
    "is there room": "Ask: would a higher limit help?",
}


@exercise("06")
def deputy_is_admin():
    """The deputy is an administrator through the group admins, and the coordinator still is one."""
    needs = [does("iam:CreateUser"), does("ec2:RunInstances"), lists("guests")]
    groups, own = list_groups("deputy"), list_own_policies("deputy")
    refused = find_refused("deputy", needs)
    if refused and not groups and not own:
        return not_attempted("`deputy` is in no group and has no policy. Add one line, then run this again.")
    if refused:
        return not_yet(f"`deputy` cannot {refused.words}.", "An administrator can.", "Put `deputy` into `admins`.")
    if "admins" not in groups:
        return not_yet(
            "`deputy` is an administrator now, but is not in the group `admins`.",
            "With groups, who joins or leaves needs one line, and nobody is forgotten.",
            'Use `add_user_to_group(GroupName="admins", UserName="deputy")`, and take the other permission away.',
        )
    if own:
        return not_yet(
            f"`deputy` is in `admins`, and also has the policy `{own[0]}` of its own.",
            "After leaving the group, it would still be there.",
            "Take that policy off `deputy`.",
        )
    return _judge_coordinator(needs) or correct("`deputy` is an administrator, and only through the group.")


def _judge_coordinator(needs):
    """The verdict when the coordinator has lost what the deputy has got, else None."""
    if "admins" in list_groups("coordinator") and not find_refused("coordinator", needs):
        return None
    return not_yet(
        "`deputy` is an administrator, but `coordinator` is not in `admins` any more.",
        "A group has room for both, and the rest of the lesson needs the coordinator.",
        'Use `add_user_to_group(GroupName="admins", UserName="coordinator")`.',
    )


@exercise("06")
def sort_the_refusals(answers):
    """Each refusal is in its family."""
    praise = "Only b is a matter of permissions. For the others, more permissions change nothing."
    return judge_choices(answers, FAMILIES, REASONS, nudges=QUESTIONS, praise=praise)
