"""The checks of what the owner closed about the intern: the key that leaked, the policy that could change itself."""

from helpers import break_in
from helpers._account import trial
from helpers._break_in import plot, ways

from .._asking import list_access_keys, list_users, split, summarize
from .._judging import READ_ERROR
from .._verdict import correct, exercise, not_attempted, not_yet
from .closed import AGAIN, find_other_account

LADDER = ("iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion", "s3:GetObject")  # s3: of what is not seating

# The key


@exercise("10")
def burn_the_key():
    """The key that leaked signs nothing any more, and the intern can go on working."""
    if (problem := find_other_account()) is not None:
        return problem
    case = break_in.get_case()
    if "intern" not in list_users():
        return not_yet("The user `intern` is gone.", "The key was to go, not the intern.", AGAIN)
    works = ways.key_works(case.leaked)
    if not _intern_works():
        still = ", and the leaked key still signs" if works else ""
        why = "That takes the work away from the intern, too."
        return not_yet(f"The intern cannot work below `seating/` any more{still}.", why, "Only the key has to go.")
    if not ways.key_works(case.server):
        return not_yet("The key of the program `reminders` is off.", "It has not leaked here.", "Activate it again.")
    if works:
        return _say_key_works(case.leaked["AccessKeyId"])
    keys = [key for key, status in list_access_keys("intern").items() if status == "Active"]
    more = "The intern works on with a new one." if keys else "The intern can have a new one, or sign in without."
    return correct(f"The key that stood in the notebook signs nothing any more. {more}")


def _intern_works():
    below = {"Bucket": plot.TEAM, "Prefix": "seating/"}
    return (
        trial.may("intern", "s3.list_objects_v2", **below).allowed
        and ways.reads("intern", plot.TEAM, "seating/tables.csv")
        and ways.writes("intern", plot.TEAM, "seating/new.csv")
    )


def _say_key_works(leaked):
    keys = list_access_keys("intern")
    if plot.NOTEBOOK not in ways.list_keys(plot.WEBSITE):
        why = "Whoever read the notebook has the key, wherever the notebook is now."
        return not_yet("The notebook is gone, and the key still works.", why, "Deactivate the key.")
    if len(keys) > 1:
        why = "A new key does not end the old one."
        return not_yet(f"The intern has a new key, and `{leaked}` still works.", why, f"Deactivate `{leaked}`.")
    return not_attempted(f"The intern's key `{leaked}` still works. {READ_ERROR}")


# The ladder


@exercise("10")
def take_the_ladder_away():
    """The intern cannot give themselves more rights, and still does the seating."""
    if (problem := find_other_account()) is not None:
        return problem
    if "intern" not in list_users():
        return not_yet("The user `intern` is gone.", "The seating has to be done by somebody.", AGAIN)
    if not _intern_works():
        why = "The work was to stay: listing, reading and writing there."
        return not_yet(
            "The intern cannot do the seating any more.", why, "Leave the first two statements as they were."
        )
    step = ways.find_ladder()
    if step is not None:
        return _say_ladder(step)
    if ways.lists("intern", plot.TEAM):
        why = "The names of what lies below `pay/` and `board/` are not for interns."
        return not_yet("The intern can list the whole bucket.", why, "Keep the condition on `s3:prefix`.")
    for key in ("board/minutes.txt", plot.ARCHIVE):
        if ways.reads("intern", plot.TEAM, key):
            return not_yet(f"The intern can read `{key}`.", "The seating needs no more than `seating/`.", "Narrow it.")
    return correct(f"The intern does the seating, and cannot write their own rights. {_name_spare_versions()}".strip())


def _say_ladder(step):
    versions = _read_versions()
    in_force = next((text for is_default, _, text in versions if is_default), {})
    unchanged = summarize(split(in_force)) == summarize(split(plot.INTERN_WORK))
    both = trial.decision("intern", "iam:SetDefaultPolicyVersion", plot.POLICY_ARN).allowed
    narrow = [one for one in versions if not any(_allows(one[2], action) for action in LADDER)]
    untouched = unchanged and both and not narrow and "v1" in [one[1] for one in versions]
    if untouched and step == "iam:CreatePolicyVersion":
        return not_attempted(f"The intern's policy is as it was. {READ_ERROR}")
    if unchanged and narrow:
        why = "The newest version is not the one in force by itself."
        return not_yet("Version `v2` is still in force.", why, "`SetAsDefault=True`, or `set_default_policy_version`.")
    if step == "iam:SetDefaultPolicyVersion":
        kept = [one[1] for one in versions if not one[0] and _allows(one[2], "s3:GetObject")]
        why = (
            f"Nothing need be written for that: `{kept[0]}` allows it, and is still kept."
            if kept
            else "One day there is one again."
        )
        return not_yet("The intern can still put an old version in force.", why, f"Take `{step}` away too.")
    if step == "iam:CreatePolicyVersion" and _allows(in_force, "s3:GetObject"):
        seen = "The version in force allows far more than the seating."
        return not_yet(seen, "A stranger has seen to that.", "Put one in force for the seating alone.")
    if step == "iam:CreatePolicyVersion":
        why = "The next version can say anything, whatever this one says."
        return not_yet("The intern can still write the next version of their policy.", why, f"Take `{step}` away.")
    return not_yet(f"The intern can do `{step}`.", "That is another ladder.", "Allow the seating alone.")


def _read_versions():
    """(whether it is in force, its id, the document) for each version of the intern's policy."""
    client = trial.client("iam")
    try:
        versions = client.list_policy_versions(PolicyArn=plot.POLICY_ARN)["Versions"]
    except client.exceptions.NoSuchEntityException:
        return []
    return [
        (
            one["IsDefaultVersion"],
            one["VersionId"],
            client.get_policy_version(PolicyArn=plot.POLICY_ARN, VersionId=one["VersionId"])["PolicyVersion"][
                "Document"
            ],
        )
        for one in versions
    ]


def _name_spare_versions():
    """What to do about versions that nobody should put in force again; "" where there are none."""
    spare = [
        version
        for is_default, version, text in _read_versions()
        if not is_default and any(_allows(text, action) for action in LADDER)
    ]
    if not spare:
        return ""
    names = ", ".join(f"`{version}`" for version in sorted(spare))
    return f"Old versions that allow more lie there still: {names}. Delete them when you have time."


def _allows(document, action):
    from helpers import policy

    board, intern = plot.make_arn(plot.TEAM, "board/minutes.txt"), f"arn:aws:iam::{plot.ACCOUNT}:user/intern"
    resource = board if action.startswith("s3:") else plot.POLICY_ARN
    return policy.decide(intern, action, resource, identity_policies=[document]).allowed
