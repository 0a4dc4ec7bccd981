"""An audit of the practice account: what a new account needs before it is used, and how much of that is there.

`audit.run()` looks at the account as it is now, as root, whoever is signed in. Nothing changes by it.
"""

import html
import textwrap
from dataclasses import dataclass

from helpers._pictures import wrap_block

__all__ = ["Audit", "run"]

WIDTH = 92  # of the text form
HEADINGS = ("Result", "What is asked", "What was seen, and what to do", "Points")


@dataclass(frozen=True, repr=False)
class Audit:
    """The findings, each with `name`, `title`, `met`, `points`, `seen`, `why` and `next`; the score from 0 to 100."""

    findings: tuple

    @property
    def score(self):
        """The sum of the points of what is met."""
        return sum(one.points for one in self.findings if one.met)

    @property
    def missing(self):
        """The names of what is not met, in order."""
        return [one.name for one in self.findings if not one.met]

    def __getitem__(self, name):
        """The finding of that name, such as "root_mfa"; raises KeyError with all names otherwise."""
        for one in self.findings:
            if one.name == name:
                return one
        raise KeyError(f"There is no finding {name!r}. There are: {', '.join(one.name for one in self.findings)}.")

    def _say_score(self):
        met = len(self.findings) - len(self.missing)
        return f"Score: {self.score} of 100 points, {met} of {len(self.findings)} met"

    def __repr__(self):
        lines = [f"{self._say_score()}:"]
        for one in self.findings:
            said = f"{one.seen} {one.next}".strip() if not one.met else one.seen
            lines.append(f"  {_say_result(one.met)}  {_say_points(one):>8}  {one.title}")
            lines.append(textwrap.fill(said, WIDTH, initial_indent=" " * 21, subsequent_indent=" " * 21))
        return "\n".join(lines)

    def _repr_html_(self):
        from helpers._panels import page

        rows = [
            (page.mark(one.met), f"<strong>{html.escape(one.title)}</strong>", _explain(one), _say_points(one))
            for one in self.findings
        ]
        caption = f"<strong>{self._say_score()}.</strong>"
        return wrap_block(page.make_table(caption, HEADINGS, rows))


def run():
    """The `Audit` of the account as it is now: nine findings, from MFA for root to owners of users, weighed to 100.

    Raises RuntimeError, which says what to do, where no practice account runs.
    """
    from helpers._panels import findings, reading

    return Audit(tuple(findings.list_findings(reading.read_account())))


def _say_result(met):
    return "done " if met else "to do"


def _say_points(finding):
    return f"{finding.points if finding.met else 0} of {finding.points}"


def _explain(finding):
    seen = html.escape(finding.seen)
    if finding.met:
        return seen
    return f"{seen}<br>{html.escape(finding.why)}<br><strong>Next:</strong> {html.escape(finding.next)}"
