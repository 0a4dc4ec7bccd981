"""What a new account needs before it is used, and what of it is there: pure, from what `reading` saw.

Source: AWS's IAM User Guide, "Root user best practices for your AWS account", "Security best practices in IAM" and
"Set an account password policy"; AWS Security Hub's controls IAM.1 to IAM.9 and Budgets' and CloudWatch's guides on
alerts; read 2026-11-25.
"""

from dataclasses import dataclass

# Points by what hurts most. Whoever holds root has everything, and no policy helps: 35. Then whoever holds an
# administrator: 37, most of it for MFA, without which a guessed password is enough. Then a bill that nobody watches:
# 16, the budget before the alarm, because it needs no topic. Then what makes all this weaker by and by: 12.
POINTS = {
    "root_mfa": 20,
    "root_keys": 15,
    "administrator": 12,
    "console_mfa": 15,
    "administrator_keys": 10,
    "budget": 10,
    "billing_alarm": 6,
    "password_policy": 5,
    "tags": 4,
    "alias": 3,
}
SHORTEST_BY_DEFAULT, KINDS_BY_DEFAULT = 8, 3  # AWS's default: 8 characters, three of the four kinds
KINDS = ("Uppercase", "Lowercase", "Numbers", "Symbols")
OWNER = "owner"
RISING = ("GreaterThanThreshold", "GreaterThanOrEqualToThreshold")
BILL = "AWS/Billing EstimatedCharges"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: its name and title, whether it is as it should be, and for how many points.

    `seen` is what was seen, `why` why it matters, `next` what to do where it is not met.
    """

    name: str
    title: str
    met: bool
    seen: str
    why: str
    next: str

    @property
    def points(self):
        """What it counts of 100, met or not."""
        return POINTS[self.name]


def list_findings(state):
    """The findings about a `State`, the weightiest of each kind first."""
    people, watches = state.people, state.watches
    return [
        judge_root_mfa(people),
        judge_root_keys(people),
        judge_administrator(people),
        judge_console_mfa(people),
        judge_administrator_keys(people),
        judge_budget(watches),
        judge_billing_alarm(watches),
        judge_password_policy(people),
        judge_tags(people),
        judge_alias(people),
    ]


def judge_root_mfa(people):
    """Whether root has MFA."""
    return Finding(
        "root_mfa",
        "Root user has MFA",
        people.root_has_mfa,
        "Root has an MFA device." if people.root_has_mfa else "Root signs in with a password alone.",
        "Root may do everything and no policy limits it.",
        "Give the root user an MFA device, and turn it on with two codes.",
    )


def judge_root_keys(people):
    """Whether root has no access keys."""
    return Finding(
        "root_keys",
        "Root user has no access keys",
        not people.root_has_keys,
        "Root has an access key." if people.root_has_keys else "Root has no access key.",
        "A key lies in files, and needs no MFA.",
        "Delete the access keys of the root user.",
    )


def judge_administrator(people):
    """Whether somebody other than root is an administrator, through a group, and nobody is one directly."""
    all_of_them = [user for user in people.users if user.is_administrator]
    direct = [user for user in all_of_them if not user.by_group]
    why = "Root is for the few things that only root can do. A group is one place to look, and to take rights away."
    if not all_of_them:
        seen, todo = "No user is an administrator.", "Make a user, put it into a group that may administer."
    elif direct:
        user = direct[0]
        policies = _list_words(user.direct) or "policies of its own"
        seen = f"{user.name} is an administrator by what hangs on the user: {policies}."
        todo = f"Take that off {user.name}, and put {user.name} into a group that has it."
    else:
        seen, todo = f"Administrators by a group: {_list_words(user.name for user in all_of_them)}.", ""
    met = bool(all_of_them) and not direct
    return Finding("administrator", "An administrator, by a group", met, seen, why, todo)


def judge_console_mfa(people):
    """Whether an administrator can sign in to the console, and everybody who can has MFA."""
    able = [user for user in people.users if user.has_password]
    bare = [user.name for user in able if not user.has_mfa]
    administrators = [user.name for user in able if user.is_administrator]
    why = "A password alone can be guessed, stolen, or used elsewhere too."
    if bare:
        seen = f"{_list_words(bare)} can sign in to the console with a password alone."
        todo = "Give each of them an MFA device, or take the password away."
    elif not administrators:
        seen = "No administrator can sign in to the console."
        todo = "Give the administrator console access: a password, and an MFA device."
    else:
        seen, todo = f"With MFA in the console: {_list_words(user.name for user in able)}.", ""
    return Finding("console_mfa", "Console access with MFA", not todo, seen, why, todo)


def judge_administrator_keys(people):
    """Whether there are administrators and none has an active access key."""
    administrators = [user for user in people.users if user.is_administrator]
    holders = [user.name for user in administrators if user.active_keys]
    why = "Keys leak from files and repositories, last until somebody deletes them, and ask for no MFA."
    if not administrators:
        seen, todo = "There is no administrator yet.", "Make one first."
    elif holders:
        seen = f"{_list_words(holders)}: an administrator with an active access key."
        todo = "Delete the key. A program gets a user or a role of its own, with less."
    else:
        seen, todo = "No administrator has an active access key.", ""
    return Finding("administrator_keys", "No access keys for administrators", not todo, seen, why, todo)


def judge_budget(watches):
    """Whether a budget mails somebody when costs go beyond an absolute amount, its limit at most."""
    tries = [_judge_one_budget(budget) for budget in watches.budgets]
    best = min(tries, key=lambda one: one[0], default=(9, "There is no budget.", "Make a budget on cost."))
    _, seen, todo = best
    why = "On AWS nothing stops at a limit: somebody has to be told."
    return Finding("budget", "A budget that mails you", not todo, seen, why, todo)


def _judge_one_budget(budget):
    """(how far from right, what was seen, what to do next or "") of a budget."""
    name, alerts = f"Budget {budget.name}", [one for one in budget.alerts if one.comparison == "GREATER_THAN"]
    reached = [one for one in alerts if one.addresses]
    absolute = [one for one in reached if one.is_absolute]
    timely = [one for one in absolute if one.usd <= budget.limit]
    if timely:
        first = min(timely, key=lambda one: one.usd)
        return 0, f"{name} mails {_list_words(first.addresses)} beyond {first.usd:.2f} USD.", ""
    if absolute:
        seen = f"{name} mails beyond {absolute[0].usd:.2f} USD only, and its limit is {budget.limit:.2f}."
        return 1, seen, "Let it mail at an amount within the limit."
    if reached:
        seen = f"{name} mails at a percentage of its limit."
        return 2, seen, "Add a notification at an amount in dollars: it stays when somebody raises the limit."
    if alerts:
        return 3, f"{name} has a notification that reaches nobody.", "Give the notification a mail address."
    return 4, f"{name} tells nobody.", "Add a notification with a mail address, at an amount in dollars."


def judge_billing_alarm(watches):
    """Whether an alarm watches the charges of the whole account and tells somebody when they rise too far."""
    tries = [_judge_one_alarm(alarm) for alarm in watches.alarms]
    none = (9, "There is no alarm on the bill.", "Make a CloudWatch alarm on the estimated charges, in us-east-1.")
    _, seen, todo = min(tries, key=lambda one: one[0], default=none)
    why = "A second watch, by another way, for the day on which the budget is deleted."
    return Finding("billing_alarm", "A billing alarm that tells somebody", not todo, seen, why, todo)


def _judge_one_alarm(alarm):
    """(how far from right, what was seen, what to do next or "") of an alarm."""
    name = f"Alarm {alarm.name}"
    if alarm.metric != BILL:
        return 5, f"{name} watches {alarm.metric.replace(' ', ', ')}.", "Make one on AWS/Billing, EstimatedCharges."
    if alarm.dimensions != {"Currency": "USD"}:
        return 4, f"{name} does not watch the whole bill in USD.", "Give it the dimension Currency, USD, and no other."
    if alarm.comparison not in RISING or alarm.statistic == "SampleCount":
        return 3, f"{name} does not wait for charges that rise.", "Compare the maximum, greater than a threshold."
    if not alarm.has_action:
        return 2, f"{name} has no action: it turns red, and nobody hears.", "Give it a topic of SNS as its action."
    if not alarm.addresses:
        return 1, f"{name} tells a topic to which nobody has subscribed.", "Subscribe your address to the topic."
    return 0, f"{name} tells {_list_words(alarm.addresses)} above {alarm.threshold:.2f} USD.", ""


def judge_password_policy(people):
    """Whether passwords must be longer than AWS's default asks, and of as many kinds of characters."""
    policy = people.password_policy
    why = "It holds for every password that a user chooses from now on."
    title = "Passwords stronger than AWS's default"
    if policy is None:
        seen = f"AWS's default is in force: {SHORTEST_BY_DEFAULT} characters."
        return Finding("password_policy", title, False, seen, why, "Set a password policy that asks for more.")
    length, kinds = policy.get("MinimumPasswordLength", 0), _count_kinds(policy)
    seen = f"Passwords need {length} characters, of {kinds} kinds that it names."
    todo = ""
    if length <= SHORTEST_BY_DEFAULT:
        todo = f"Ask for more than {SHORTEST_BY_DEFAULT} characters."
    elif kinds < KINDS_BY_DEFAULT:
        todo = f"Require {KINDS_BY_DEFAULT} kinds of characters at least, as the default does."
    return Finding("password_policy", title, not todo, seen, why, todo)


def _count_kinds(policy):
    names = ("RequireUppercaseCharacters", "RequireLowercaseCharacters", "RequireNumbers", "RequireSymbols")
    return sum(bool(policy.get(name)) for name in names)


def judge_tags(people):
    """Whether there are users, and each has a tag that says whose it is."""
    bare = [user.name for user in people.users if not _find_owner(user)]
    why = "In a year nobody knows any more what a user was for."
    if not people.users:
        seen, todo = "There are no users yet.", f"Make one, with a tag {OWNER}."
    elif bare:
        seen, todo = f"Without a tag {OWNER}: {_list_words(bare)}.", f"Tag each user with its {OWNER}."
    else:
        seen, todo = f"Each user has a tag {OWNER}.", ""
    return Finding("tags", "Users say whose they are", not todo, seen, why, todo)


def _find_owner(user):
    return next((value for key, value in user.tags.items() if key.lower() == OWNER and value.strip()), "")


def judge_alias(people):
    """Whether the account has an alias."""
    seen = f"The account is called {people.alias}." if people.alias else "The account has a number alone."
    why = "People sign in at a name that they can remember, and see which account they are in."
    return Finding("alias", "Account alias", bool(people.alias), seen, why, "Choose an alias that is still free.")


def _list_words(names):
    names = list(names)
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" and {names[-1]}" if names else ""
