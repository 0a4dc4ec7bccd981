"""What a check says, and the frame that every check runs in.

A check is a plain function that looks at the practice account and ends in one of three ways:

    @exercise("06")
    def blue_reads_guests():
        if not trial.may("blue", "s3.get_object", Bucket="guests", Key="2026.csv").allowed:
            return not_yet("Blue cannot read `2026.csv`.", "No policy of hers allows it.", "Attach one to her.")
        return correct("Blue reads the guest list.")

Text in `backticks` is shown as code. Nothing here raises into the learner's notebook.
"""

import functools
import html
import re
from dataclasses import dataclass

from helpers import progress

NOT_ATTEMPTED = "not attempted"
NOT_YET = "not yet"
CORRECT = "correct"

# Words, icon and colour (Okabe and Ito) of each outcome: the colour never stands alone.
LOOKS = {
    NOT_ATTEMPTED: ("Not attempted yet", "○", "#56B4E9"),
    NOT_YET: ("Not yet", "◐", "#E69F00"),
    CORRECT: ("Correct", "✓", "#009E73"),
}
LONGEST_ERROR = 300


@dataclass(frozen=True, repr=False)
class Verdict:
    """What a check found: an outcome ("not attempted", "not yet" or "correct") and a message in plain text."""

    outcome: str
    message: str

    def __repr__(self):
        words, _, _ = LOOKS[self.outcome]
        return f"{words}. {self.message}".replace(" \n", "\n").rstrip()

    def _repr_html_(self):
        words, icon, colour = LOOKS[self.outcome]
        return (
            f'<div role="status" style="border-left: 5px solid {colour}; padding: 0.4em 1em; margin: 0.3em 0; '
            'color: var(--jp-ui-font-color1, inherit); max-width: 46em; line-height: 1.5;">'
            f'<strong><span aria-hidden="true">{icon}</span> {words}.</strong> {format_as_html(self.message)}</div>'
        )


def not_attempted(what_to_do):
    """A "not attempted" verdict that says what to do first."""
    return Verdict(NOT_ATTEMPTED, what_to_do)


def not_yet(seen, why, try_this):
    """A "not yet" verdict: what was seen, why that is not right, and on a line of its own what to try."""
    return Verdict(NOT_YET, f"{seen} {why}".strip() + f"\n{try_this}")


def correct(message=""):
    """A "correct" verdict; the message says what now holds."""
    return Verdict(CORRECT, message)


def format_as_html(text):
    """`text` as safe HTML: escaped, `backticks` as code, a new line where the text has one."""
    escaped = html.escape(text)
    return re.sub(r"`([^`\n]+)`", r"<code>\1</code>", escaped).replace("\n", "<br>")


class Exercise:
    """A check that belongs to a lesson. Call it and it returns a Verdict, whatever state the account is in."""

    def __init__(self, check, lesson):
        functools.update_wrapper(self, check)
        self.check, self.lesson, self.name = check, lesson, check.__name__

    def __call__(self, *arguments, **named_arguments):
        verdict = self._judge(*arguments, **named_arguments)
        progress.record(self.lesson, self.name, verdict.outcome, verdict.message)
        return verdict

    def __repr__(self):
        return f"To run this check, add the brackets: check.{self.name}()"

    def _judge(self, *arguments, **named_arguments):
        try:
            verdict = self.check(*arguments, **named_arguments)
            if not isinstance(verdict, Verdict):
                raise TypeError(f"check.{self.name} gave {verdict!r} in place of a verdict")
        except Exception as error:
            verdict = explain_error(error)
        return verdict


def exercise(lesson):
    """A decorator that makes a check function the exercise of that name in a lesson, such as "06"."""
    return functools.partial(Exercise, lesson=lesson)


def explain_error(error):
    """The "not yet" verdict for an error that a check did not expect: its name, its message, what to do."""
    if not account_is_running():
        return not_yet(
            "The practice account is not running.",
            "A check needs it to look at your work.",
            "Run the first code cell of this notebook, the one with `sandbox.start()`, then those below it in order.",
        )
    return not_yet(
        f"The check met an error that it did not expect: {describe_error(error)}",
        "Most often something that an earlier cell makes is missing or was changed.",
        'Click into this cell and choose "Restart Kernel and Run up to Selected Cell" in the menu Kernel, then run '
        "this check again. Should it stop at a cell of yours on the way, repair or empty that cell.",
    )


def describe_error(error):
    """One line for an error: AWS's code or Python's type, and the message, without memory addresses."""
    response = getattr(error, "response", None)
    aws_error = response.get("Error", {}) if isinstance(response, dict) else {}
    code = aws_error.get("Code", type(error).__name__)
    message = " ".join(re.sub(r" at 0x[0-9a-fA-F]+", "", str(error)).split())
    if len(message) > LONGEST_ERROR:
        message = message[:LONGEST_ERROR].rstrip() + "…"
    return f"`{code}`: {message}".rstrip(": .") + "."


def account_is_running():
    """True while the practice account runs in this kernel."""
    from helpers._account import account

    return account.get_running() is not None
