"""The checks of the lesson on IAM. Each tries what should work and what should not, as the users themselves."""

from helpers import policy

from ._asking import (
    call_user,
    deletes,
    does,
    find_allowed,
    find_refused,
    list_groups,
    list_own_policies,
    list_statements,
    lists,
    read_bucket_policy,
    reads,
    split,
    summarize,
    writes,
)
from ._keys_06 import rotate_the_key, stop_the_leak  # noqa: F401
from ._reasons import explain_excess, explain_refusal, find_loose_policy, find_misdirected
from ._verdict import correct, exercise, not_attempted, not_yet

READ_ERROR = "If your cell ended in an error, read its last line."
READ_2026 = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::guests/2026.csv"}
READ_ALL = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::guests/*"}
ORANGE_MENU = {
    "Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::123456789012:user/orange"},
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::guests/menu.txt",
}
KEEP_2026 = {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:DeleteObject",
    "Resource": "arn:aws:s3:::guests/2026.csv",
}
KEEP_PRIVATE = {"Effect": "Deny", "Action": "s3:Get*", "Resource": "arn:aws:s3:::guests/*"}
EVERYTHING = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
REFUSALS = {
    "a": ("who are you", "AWS does not know this key, so it never came to permissions."),
    "b": ("may you", "AWS knows who asks and names the action that nothing allows."),
    "c": ("who are you", "The secret does not fit the key, so AWS cannot tell who asks."),
    "d": ("is it there", "In S3 a key is the name of an object, and no object has this name."),
    "e": ("is there room", "You may, but the account's quota is used up. More permissions do not help."),
    "f": ("who are you", "Credentials that have run out are as good as none. Sign in again."),
}
FORM_NEEDS = (
    does("lambda:InvokeFunction", "arn:aws:lambda:us-east-1:123456789012:function:sign-up"),
    does("lambda:CreateFunction", "arn:aws:lambda:us-east-1:123456789012:function:sign-up"),
    does("apigateway:POST", "arn:aws:apigateway:us-east-1::/restapis"),
    does("cloudwatch:PutMetricData"),
    reads("signups/0001.json"),
    writes("signups/0002.json"),
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


@exercise("06")
def deputy_is_admin():
    """The deputy is an administrator through the group admins."""
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
    return correct("`deputy` is an administrator, and only through the group.")


@exercise("06")
def sort_the_refusals(answers):
    """Each refusal is in its family."""
    given = {letter: str(family).strip(" .?").lower() for letter, family in dict(answers).items() if family}
    if not given:
        return not_attempted("Write a family for each letter into `answers`, then run this again.")
    families = sorted({family for family, _ in REFUSALS.values()})
    for letter, (family, why) in REFUSALS.items():
        said = given.get(letter)
        if said is None:
            return not_yet(f"`{letter}` is still open.", "", f"Choose from: {', '.join(families)}.")
        if said not in families:
            return not_yet(f"`{letter}` is {said!r}.", "That is none of the four.", f"Use: {', '.join(families)}.")
        if said != family:
            return not_yet(f"`{letter}` is not {said!r}.", why, "Ask of each: would more permissions help?")
    return correct("Only b is a matter of permissions. For the others, more permissions change nothing.")


@exercise("06")
def blue_lists_guests():
    """Blue lists the bucket and reads one object."""
    needs = [lists("guests"), reads("2026.csv")]
    must_not = [lists("budget"), reads("2025.csv"), reads("private/pay.csv"), writes("2026.csv"), deletes("2026.csv")]
    if _has_only("blue", READ_2026) and not _went_elsewhere("blue", needs[0]):
        return not_attempted(f"Blue's policies are as they were. Give her what she needs. {READ_ERROR}")
    return _judge("blue", needs, must_not) or correct("Blue sees what is there and reads the one list, nothing else.")


@exercise("06")
def blue_reads_every_list():
    """Blue reads each year's list, nothing else."""
    needs = [reads("2026.csv"), reads("2025.csv"), reads("2027.csv"), reads("2031.csv")]
    must_not = [
        *(reads("private/pay.csv"), reads("private/phones.csv"), reads("signups/2027.csv"), reads("2027/pay.csv")),
        *(reads("menu.txt"), reads("signups/0001.json"), reads("prices.csv"), reads("menu.csv")),
        *(writes("2026.csv"), deletes("2026.csv"), reads("2026.csv", bucket="budget")),
    ]
    if _has_only("blue", READ_2026) and not _went_elsewhere("blue", needs[1]):
        return not_attempted(f"Blue still has the one policy for `2026.csv`. {READ_ERROR}")
    return _judge("blue", needs, must_not) or correct("Blue reads each year's list, also next year's, and no more.")


@exercise("06")
def orange_builds_the_form():
    """Orange has her three services and the sign-ups."""
    if _has_only("orange") and not _went_elsewhere("orange", FORM_NEEDS[0]):
        return not_attempted(f"Orange has no policy. Write one and attach it. {READ_ERROR}")
    return _judge("orange", FORM_NEEDS, FORM_MUST_NOT) or correct("Orange has her services and the sign-ups, no more.")


@exercise("06")
def bucket_lets_blue_in():
    """The bucket's own policy lets Blue read, and Orange still."""
    own = list_own_policies("blue")
    if own:
        return not_yet(
            f"Blue has the policy `{own[0]}` of her own.",
            "Here the bucket is to allow her, not a policy on Blue.",
            "Take it off her and add a statement to the bucket policy.",
        )
    if summarize(split(read_bucket_policy("guests"))) == summarize([ORANGE_MENU]):
        return not_attempted(f"The bucket's policy is as it was. Put a new one on `guests`. {READ_ERROR}")
    if find_refused("orange", [reads("menu.txt")]):
        return not_yet(
            "Orange cannot read `menu.txt` any more.",
            "A bucket has one policy, and yours has taken the place of the old one.",
            "Put both statements into one policy.",
        )
    refused = find_refused("blue", [reads("2026.csv")])
    if refused and _names_account_root():
        return not_yet(
            "Blue cannot read `2026.csv`.",
            "The principal `...:root` means the account: it lets Blue's own policies decide, and she has none.",
            "Name Blue herself: `arn:aws:iam::123456789012:user/blue`.",
        )
    must_not = [reads("2025.csv"), reads("private/pay.csv"), writes("2026.csv"), deletes("2026.csv")]
    return (
        _judge("blue", [reads("2026.csv")], must_not)
        or _judge("orange", [], [reads("2026.csv"), reads("private/pay.csv"), writes("menu.txt")])
        or _judge(None, [], [reads("2026.csv"), reads("menu.txt")])
        or correct("The bucket lets Blue read the list and Orange the menu. Neither has a policy of her own.")
    )


@exercise("06")
def orange_lists_signups():
    """Orange lists signups/ and below, nothing else."""
    needs = [lists(prefix="signups/2027/"), lists(prefix="signups/")]
    must_not = [
        *(lists(), lists(prefix=""), lists(prefix="private/"), lists(prefix="signups-old/"), lists("budget")),
        *(reads("2026.csv"), reads("private/pay.csv")),
    ]
    if _has_only("orange"):
        return not_attempted(f"Orange has no policy. Blue's, above, is a good start. {READ_ERROR}")
    return _judge("orange", needs, must_not) or correct("Orange lists the sign-ups and what is below, no other folder.")


@exercise("06")
def folder_for_everybody():
    """Everybody in the team has a folder of their own."""
    team = ("blue", "orange", "green")
    if all(_has_only(user) for user in team):
        return not_attempted(f"The group `team` has no policy. Put one on it. {READ_ERROR}")
    for user in team:
        own = f"notes/{user}/todo.txt"
        others = [ask for other in team if other != user for ask in _both(f"notes/{other}/todo.txt")]
        verdict = _judge(user, _both(own), [*others, deletes(own), reads("2026.csv"), reads("private/pay.csv")])
        if verdict:
            return verdict
    return correct("Each of the three has a folder of their own, and so has whoever joins the group.")


@exercise("06")
def nobody_deletes():
    """Nobody deletes an object; the administrator can do all else."""
    statements = split(read_bucket_policy("guests"))
    if summarize(statements) == summarize([KEEP_2026]):
        return not_attempted(f"The bucket's policy still protects `2026.csv` only. {READ_ERROR}")
    goes_on = [reads("2026.csv"), lists(), writes("2027.csv"), does("s3:PutBucketPolicy", "arn:aws:s3:::guests")]
    refused = find_refused("coordinator", goes_on)
    if refused:
        return not_yet(f"The coordinator cannot {refused.words}.", *explain_refusal("coordinator", refused))
    protected = [deletes(key) for key in ("2026.csv", "2025.csv", "private/pay.csv", "signups/0001.json")]
    allowed = find_allowed("coordinator", protected)
    if allowed:
        return not_yet(f"The coordinator can still {allowed.words}.", *_explain_missing_deny(statements))
    if not _bucket_denies("blue", protected[0]):
        return not_yet(
            "The coordinator cannot delete any more, but somebody else with the right permission could.",
            "The deny does not speak of everybody.",
            'Give its statement on the bucket `"Principal": "*"`.',
        )
    return correct("Nobody can delete an object in `guests`, and the coordinator can still do everything else.")


@exercise("06")
def find_the_deny():
    """Blue reads the list, private stays closed."""
    if summarize(part for _, part in list_statements("blue")) == summarize([KEEP_PRIVATE, READ_ALL]):
        return not_attempted(
            "Nothing that counts for Blue has changed. Ask `policy.explain` which statement stops her."
        )
    must_not = [reads("private/pay.csv"), reads("private/phones.csv"), writes("2026.csv"), does("iam:CreateUser")]
    refused = find_refused("blue", [reads("2026.csv")])
    if refused and refused.decide("blue").outcome == "ExplicitlyDenied":
        return not_yet(
            "Blue still cannot read `2026.csv`.",
            f"{explain_refusal('blue', refused)[0]} More allows do not help.",
            "Change that statement, so that it denies only what lies below `private/`.",
        )
    return _judge("blue", [reads("2026.csv")], must_not) or correct("Blue reads the list, and `private/` is closed.")


def _judge(user, needs, must_not):
    """A "not yet" verdict for the first thing that is refused or allowed against what should be; else None."""
    name = call_user(user)
    refused = find_refused(user, needs)
    if refused:
        return not_yet(f"{name} cannot {refused.words}.", *explain_refusal(user, refused))
    allowed = find_allowed(user, must_not)
    if allowed:
        done = f"{name} can {needs[0].words}, as it should be, but" if needs else name
        return not_yet(f"{done} can also {allowed.words}.", *explain_excess(user, allowed))
    return None


def _both(key):
    return [reads(key), writes(key)]


def _has_only(user, *statements):
    """True when just these statements count for a user, on the bucket `guests` too."""
    return summarize(part for _, part in list_statements(user)) == summarize(statements)


def _went_elsewhere(user, ask):
    """True when a policy for it was written, but for somebody else or for nobody."""
    return bool(find_misdirected(user, ask) or find_loose_policy(user, ask))


def _names_account_root():
    return any(":root" in str(part.get("Principal")) for part in split(read_bucket_policy("guests")))


def _bucket_denies(user, ask):
    """True when the bucket's policy refuses it even to a user who is allowed everything."""
    principal = f"arn:aws:iam::123456789012:user/{user}"
    document = read_bucket_policy("guests") or None
    decision = policy.decide(
        principal, ask.action, ask.resource, identity_policies=[EVERYTHING], resource_policy=document
    )
    return not decision.allowed


def _explain_missing_deny(statements):
    """Why deleting still works, for the statements of the bucket's policy."""
    denies = [part for part in statements if part["Effect"] == "Deny"]
    if not denies:
        return "The bucket's policy has no deny.", 'Write one for `s3:DeleteObject`, with `"Principal": "*"`.'
    shown = denies[0].get("Resource")
    if "/" not in str(shown):
        return (
            f"Deleting acts on objects, and your deny speaks of `{shown}`, the bucket.",
            "Use `arn:aws:s3:::guests/*`.",
        )
    return f"Your deny speaks of `{denies[0].get('Action')}` on `{shown}`.", "It must match every object in `guests`."
