"""The checks on answers that are written down: who needs root, and which way in fits."""

from .._given import judge_choices
from .._verdict import exercise

ROOT, ADMINISTRATOR = "root", "administrator"
INSIDE = "That happens inside the account, and a policy can allow it to a user."
OWNER = "That is about the account as such, and its owner."
TASKS = {
    "a": ADMINISTRATOR,
    "b": ROOT,
    "c": ADMINISTRATOR,
    "d": ROOT,
    "e": ROOT,
    "f": ADMINISTRATOR,
    "g": ROOT,
    "h": ADMINISTRATOR,
}
WHY_TASKS = {
    "a": INSIDE,
    "b": f"{OWNER} Whoever could change it would be the new owner.",
    "c": INSIDE,
    "d": f"{OWNER} No policy in it can hand that out.",
    "e": "At first no user sees the bill, whatever their policies allow. Somebody has to open it once, for all.",
    "f": "It has been switched on, and from then on a policy decides, as elsewhere.",
    "g": "The policy denies everybody, root too. A deny beats what they are allowed. But root can always replace it.",
    "h": INSIDE,
}

ROLE, CENTER, LOGIN, KEY = "role", "Identity Center", "aws login", "access key"
WAYS = (ROOT, CENTER, LOGIN, ROLE, KEY)
SITUATIONS = {"a": ROLE, "b": LOGIN, "c": ROOT, "d": CENTER, "e": KEY, "f": ROLE}
ON_AWS = (
    "The program runs on AWS, which can lend it rights for some hours, over and over. A key would lie there for good."
)
WHY_SITUATIONS = {
    "a": ON_AWS,
    ("a", LOGIN): "There is no browser on a server, and nobody in front of it.",
    "b": "You are a person with a password and MFA for the console, and the free plan has no organisation.",
    ("b", KEY): "It would work, and lie on the laptop until somebody deletes it, with no code asked.",
    ("b", CENTER): "It would need an organisation, and with that the free plan is over.",
    ("b", ROOT): "Root is for what only root can do. boto3 works for any user.",
    "c": "It is one of the few tasks that nobody else can do.",
    "d": "Many people, several accounts, changes all the time: that wants one place where each begins and ends.",
    ("d", LOGIN): "That signs in a user of one account. Here it would be a user for each person in each account.",
    ("d", KEY): "Twelve people, three accounts: up to 36 keys, and nobody who collects them.",
    "e": "It is not on AWS, cannot open a browser and knows nothing else. Then a user of its own, with few rights.",
    ("e", ROLE): "Outside AWS a role asks for a certificate, or for another sign-in. The box knows keys only.",
    ("e", LOGIN): "There is no browser, and nobody in front of it at night.",
    "f": "The program signs in at home, and needs rights with you for a while. Nothing of yours should stay there.",
    ("f", KEY): "A key of yours in somebody else's program: who deletes it after this week?",
    ("f", CENTER): "That is for people of your own. This is a program of another account.",
}


@exercise("05")
def who_needs_root(answers):
    """Which of eight tasks need root."""
    return judge_choices(
        answers,
        TASKS,
        WHY_TASKS,
        nudges={
            ROOT: "For what an administrator can do, root stays away.",
            ADMINISTRATOR: "Ask whether any policy could allow it to a user.",
        },
        praise="Such tasks are rare. Everything else is for administrators.",
    )


@exercise("05")
def which_way_in(answers):
    """Which way in fits in six situations."""
    return judge_choices(
        answers,
        SITUATIONS,
        WHY_SITUATIONS,
        options=WAYS,
        praise="One key in six, and that one in a box that can do nothing else.",
    )
