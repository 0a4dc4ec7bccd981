"""The checks of what the owner closed: the attacker's way is shut, and those who work there go on working.

What the intern had is in `intern`.
"""

from helpers import break_in
from helpers._account import trial
from helpers._break_in import plot, ways

from .._asking import as_list, list_users, read_bucket_policy, split, summarize
from .._judging import READ_ERROR
from .._verdict import correct, exercise, not_attempted, not_yet
from .flags import START

AGAIN = "If it cannot be put back: `break_in.start()`, then go on from *Now you are Orange*."


ALLOW_PAGES = "Allow `s3:GetObject` below `site/`."


def find_other_account():
    """The Verdict where this is not Orange's account, else None."""
    return not_attempted(f"This is not Orange's account. {START}") if break_in.get_case() is None else None


# The prefix


@exercise("10")
def close_the_prefix():
    """The web pages are public, and nothing else of the bucket is."""
    return (
        find_other_account()
        or _find_unchanged_website()
        or _find_broken_website()
        or _find_open_website()
        or correct("Everybody reads the pages, also next week's. What lies beside them is for those who work with it.")
    )


def _find_unchanged_website():
    policy = summarize(split(read_bucket_policy(plot.WEBSITE))) == summarize(split(plot.PUBLIC_WEBSITE))
    if (
        policy
        and {"backup/README.txt", plot.NOTEBOOK} <= set(ways.list_keys(plot.WEBSITE))
        and ways.reads(None, plot.WEBSITE, "site/index.html")
    ):
        return not_attempted(f"The bucket's policy is as it was. Put a narrower one on it. {READ_ERROR}")
    return None


def _find_broken_website():
    """The Verdict where the pages, or Blue's work on them, have suffered, else None."""
    keys = ways.list_keys(plot.WEBSITE)
    if "site/index.html" not in keys:
        return not_yet("The page `site/index.html` is gone.", "The website was to stay.", AGAIN)
    if not ways.reads(None, plot.WEBSITE, "site/index.html"):
        block = "Block Public Access is on, and shuts all of a bucket." if _blocks_public() else ""
        why = block or "The bucket policy has to allow that to everybody."
        todo = "Switch it off (`delete_public_access_block`), narrow the policy." if block else ALLOW_PAGES
        return not_yet("Nobody can read the website any more.", why, todo)
    for new in ("site/2027/new.html", "site/map.png"):
        if not trial.decision(None, "s3:GetObject", plot.make_arn(plot.WEBSITE, new)).allowed:
            why = f"Next week there will be others, such as `{new}`."
            return not_yet("The pages of today are public, and no others.", why, "A pattern ends in `/*`.")
    if not ways.lists("blue", plot.WEBSITE):
        why = "A deny for `*` catches her, and you as well. Where nothing allows, no deny is needed."
        return not_yet("Blue cannot list the bucket any more.", why, "Locked out? `sandbox.sign_in_as_root()`.")
    for key in (plot.NOTEBOOK, "backup/README.txt"):
        if key not in keys:
            why = "Blue works with it there, and who has copied it keeps the copy."
            return not_yet(f"`{key}` is gone.", why, f"Close the door and leave the things. {AGAIN}")
        if not ways.reads("blue", plot.WEBSITE, key):
            why = "A deny for everybody catches Blue too, whose own policy allows it."
            return not_yet(f"Blue cannot read `{key}` any more.", why, "Where nothing allows, no deny is needed.")
    if not ways.writes("blue", plot.WEBSITE, "site/new.html"):
        return not_yet("Blue cannot upload pages any more.", "Her own policy allows it.", "Is a deny too wide?")
    return None


def _blocks_public():
    client = trial.client("s3")
    try:
        block = client.get_public_access_block(Bucket=plot.WEBSITE)["PublicAccessBlockConfiguration"]
    except client.exceptions.ClientError:
        return False
    return block.get("RestrictPublicBuckets", False)


def _find_open_website():
    seen = ways.find_public()
    if ways.writes(None, plot.WEBSITE, "site/new.html"):
        return not_yet("A stranger can write pages.", "Reading was to be public.", "Allow `s3:GetObject` alone.")
    if trial.decision(None, "s3:DeleteObject", plot.make_arn(plot.WEBSITE, "site/index.html")).allowed:
        return not_yet("A stranger can delete pages.", "Reading was to be public.", "Allow `s3:GetObject` alone.")
    if seen is None:
        return None
    if seen.startswith("list"):
        why = "The list names everything, also what nobody has linked to."
        return not_yet(f"A stranger can still {seen}.", why, "A website needs no `s3:ListBucket`.")
    why = "Hidden is not closed: a name can be guessed, or stand in an older list."
    if "condition" in seen:
        why = "A request can say of itself whatever it likes."
    return not_yet(f"A stranger can still {seen}.", why, f"Only `{plot.make_arn(plot.WEBSITE, 'site/*')}` is meant.")


# The role


@exercise("10")
def close_the_role():
    """Blue can take the role, and it does its work; nobody else of the team can."""
    return (
        find_other_account()
        or _find_broken_role()
        or _find_open_role()
        or correct("Blue takes the role, and the role reads the pay. Of the others nobody gets in by `sts:AssumeRole`.")
    )


def _find_broken_role():
    if ways.find_role() is None:
        return not_yet("The role `treasury` is gone.", "Blue does the pay with it.", AGAIN)
    if not ways.role_reads_pay():
        return not_yet("The role cannot read the pay any more.", "That is what it is for.", "Change who may take it.")
    if not ways.can_take_treasury("blue"):
        return not_yet("Blue cannot take the role any more.", *_explain_shut_role())
    if not trial.may("green", "sts.assume_role", RoleArn=plot.POSTERS_ARN, RoleSessionName="check").allowed:
        return not_yet("Green cannot take the role `posters` any more.", "Her work needs it.", "Is a deny too wide?")
    return None


def _explain_shut_role():
    text = str(ways.read_trust())
    if ":group/" in text:
        return "A group is no principal.", "Name Blue's ARN."
    if "MultiFactor" in text:
        return "She has no MFA device here.", "Name her ARN as the principal."
    return "She does the pay each month with it.", f"Trust `arn:aws:iam::{plot.ACCOUNT}:user/blue`."


def _find_open_role():
    open_to = [
        user for user in ("intern", "green", "reminders") if user in list_users() and ways.can_take_treasury(user)
    ]
    if not open_to:
        return None
    trust = ways.read_trust()
    if summarize(trust) == summarize(split(plot.OPEN_TRUST)) and len(open_to) == 3:
        return not_attempted(f"The trust policy of `treasury` is as it was. {READ_ERROR}")
    who = {"intern": "The intern", "green": "Green", "reminders": "The program `reminders`"}[open_to[0]]
    if open_to == ["reminders"]:
        why = "So can the next colleague: you have held back those whom you know."
        return not_yet(f"{who} can take the role.", why, "Name who may, not who may not.")
    seen = f"{who} can still take the role."
    if "ExternalId" in ways.read_asked_words() or "RoleSessionName" in ways.read_asked_words():
        why = "An external id or a session's name is no secret: whoever takes the role just says it."
        return not_yet(seen, why, "Say *who*, in the `Principal`.")
    if open_to[0] == "green" and any(_names_account(part.get("Principal")) for part in trust):
        why = "The account as principal lets in whose own policy allows `sts:AssumeRole`, and hers does, on `*`."
        return not_yet(seen, why, "Name Blue's ARN in place of the account.")
    if summarize(trust) == summarize(split(plot.OPEN_TRUST)):
        why = "The door stands open for all; you have held back one."
        return not_yet(seen, why, "Change the trust policy: who may take the role?")
    return not_yet(seen, "The trust policy lets them in.", "Name the one who needs the role, and nobody else.")


def _names_account(principal):
    named = as_list(principal.get("AWS")) if isinstance(principal, dict) else []
    return any(one == plot.ACCOUNT or one.endswith(":root") for one in named)


# The link


@exercise("10")
def kill_the_link():
    """The link is dead; the program and Blue go on reading the archive."""
    if (problem := find_other_account()) is not None:
        return problem
    case = break_in.get_case()
    works = ways.link_works(case)
    if plot.ARCHIVE not in ways.list_keys(plot.TEAM):
        why = "Blue and the program `reminders` look for it there."
        return not_yet(f"`{plot.ARCHIVE}` is gone.", why, f"The link was to end, not the list. {AGAIN}")
    if not ways.key_works(case.server):
        why = "That is the key of the program on the server." + (" The link still works." if works else "")
        return not_yet(f"The key `{case.server['AccessKeyId']}` is off.", why, "Which key stands in the link?")
    if not ways.reads("reminders", plot.TEAM, plot.ARCHIVE):
        why = "The program on the server reads it too, with a key of its own."
        return not_yet("`reminders` cannot read the archive any more.", why, "End one key, not the user's rights.")
    if not ways.reads("blue", plot.TEAM, plot.ARCHIVE):
        return not_yet("Blue cannot read the archive any more.", "A deny for everybody is too wide.", "End one key.")
    if works:
        return _say_link_works()
    if ways.key_works(case.laptop):
        why = "But the key that signed it still works, for other calls, and the laptop is sold."
        return not_yet("The link is dead.", why, "Switch that key off, and leave the rest as it was.")
    return correct("The link is dead, as is whatever else the laptop's key has signed. The program works on.")


def _say_link_works():
    if plot.CHAT not in ways.list_keys(plot.TEAM):
        why = "Whoever read the chat has the link."
        return not_yet("The chat is gone, and the link still works.", why, "It dies with the key that signed it.")
    if _has_changed_team_bucket():
        why = "A presigned URL is no public access: it comes as the user who signed it."
        return not_yet("The link still works.", why, "It dies with the key that signed it.")
    return not_attempted(f"The link still works: the key that signed it does. {READ_ERROR}")


def _has_changed_team_bucket():
    policy = summarize(split(read_bucket_policy(plot.TEAM)))
    return policy != summarize(split(plot.PAY_BY_ROLE_ALONE))
