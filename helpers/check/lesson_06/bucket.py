"""The check of the lesson on IAM about a bucket that says yes by itself."""

from .._asking import (
    as_list,
    deletes,
    find_refused,
    list_own_policies,
    read_bucket_policy,
    reads,
    split,
    summarize,
    writes,
)
from .._judging import PUT_ON_BUCKET, READ_ERROR, judge
from .._reasons import covers, explain_refusal, show
from .._verdict import correct, exercise, not_attempted, not_yet

ACCOUNT = "123456789012"
BLUE_ARN = f"arn:aws:iam::{ACCOUNT}:user/blue"
ORANGE_MENU = {
    "Effect": "Allow",
    "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:user/orange"},
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::guests/menu.txt",
}


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
        return not_attempted(f"The bucket's policy is as it was. {PUT_ON_BUCKET} {READ_ERROR}")
    if find_refused("orange", [reads("menu.txt")]):
        gone = "and yours has taken the place of the old one" if read_bucket_policy("guests") else "and it is gone"
        return not_yet(
            "Orange cannot read `menu.txt` any more.",
            f"A bucket has one policy, {gone}.",
            "Put both statements into one policy.",
        )
    wanted = reads("2026.csv")
    if find_refused("blue", [wanted]):
        return not_yet("Blue cannot read `2026.csv`.", *_explain_closed_bucket(wanted))
    must_not = [reads("2025.csv"), reads("private/pay.csv"), writes("2026.csv"), deletes("2026.csv")]
    return (
        judge("blue", [wanted], must_not, r"s3:GetObject guests/2026\.csv")
        or judge("orange", [reads("menu.txt")], [wanted, writes("menu.txt")], r"s3:GetObject guests/menu\.txt")
        or judge(None, [], [reads("2026.csv"), reads("menu.txt")])
        or correct("The bucket lets Blue read the list and Orange the menu. Neither has a policy of her own.")
    )


def _explain_closed_bucket(ask):
    """Why the bucket's policy does not let Blue do it."""
    allows = [part for part in split(read_bucket_policy("guests")) if part["Effect"] == "Allow"]
    if any(_names_account(part.get("Principal")) for part in allows):
        return (
            "That principal means the account: it lets Blue's own policies decide, and she has none.",
            f"Name Blue herself: `{BLUE_ARN}`.",
        )
    for part in allows:
        if covers("blue", ask, part, Principal={"AWS": BLUE_ARN}):
            principal = part["Principal"]
            named = show(principal.get("AWS") if isinstance(principal, dict) else principal)
            why = f"The statement for `2026.csv` has {named} as its principal."
            return why, f"Change the `Principal` to Blue's ARN: `{BLUE_ARN}`."
    for part in allows:
        if covers("blue", ask, part, Action=ask.action):
            why = f"Her statement allows {show(part.get('Action'))} there, and reading is another action."
            return why, f"Use `{ask.action}`."
    return explain_refusal("blue", ask, elsewhere=False)


def _names_account(principal):
    named = as_list(principal.get("AWS")) if isinstance(principal, dict) else []
    return any(one == ACCOUNT or one.endswith(":root") for one in named)
