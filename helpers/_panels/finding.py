"""One finding of the audit, and what it counts."""

from dataclasses import dataclass

# Points by what hurts most. Whoever holds root has everything, and no policy of IAM limits that: 35. Then whoever holds
# an administrator: 37, most of it for MFA, without which one stolen password is enough, and for not working as root.
# Then a bill that nobody watches: 18, the budget before the alarm, because it needs less to work. Then what makes all
# this weaker by and by: 10. AWS's own severities agree (Security Hub's controls, read 2026-11-25): critical are MFA and
# access keys of root (IAM.9, IAM.4), medium the users' MFA and passwords (IAM.5, IAM.7), low are policies on users
# (IAM.2). It has none for money; that order is ours.
POINTS = {
    "root_mfa": 20,
    "root_keys": 15,
    "administrator": 12,
    "console_mfa": 15,
    "administrator_keys": 10,
    "budget": 12,
    "billing_alarm": 6,
    "password_policy": 6,
    "owners": 4,
}


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    `seen` says what was seen, `why` why it matters, and `next` what to do, where something is to do: "" means met.
    """

    name: str
    title: str
    seen: str
    why: str
    next: str = ""

    @property
    def met(self):
        """Whether it is as it should be."""
        return not self.next

    @property
    def points(self):
        """What it counts of 100, met or not."""
        return POINTS[self.name]


def list_words(names):
    """Names as text: "a", "a and b", "a, b and c"."""
    *others, last = list(names) or [""]
    return f"{', '.join(others)} and {last}" if others else last
