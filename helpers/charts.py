"""Pictures: of IAM's decisions and of data. Each has a text form too, so that it can be read without being seen.

The pictures are HTML and SVG made here from strings: quick, sharp at every size, the same on every machine.
Diagrams of data use matplotlib and the course's style sheet, `plt.style.use("helpers.course")`, and are shown with
`charts.picture(figure, "what it says")`.
"""

import base64
import html
from dataclasses import dataclass

from helpers._pictures import Picture, draw_png, wrap_block

# Okabe and Ito's palette, which survives colour-blindness and print.
GREEN, BLUE, VERMILLION = "#009E73", "#0072B2", "#D55E00"
INK, FADED, LINE = "#1A1A1A", "#707070", "#C4C4C4"
STEP_HEIGHT = 106

# For each outcome of a decision: word, icon, colour.
ANSWERS = {
    "Allowed": ("yes", "✓", GREEN),
    "ImplicitlyDenied": ("no", "○", FADED),
    "ExplicitlyDenied": ("denied", "✗", VERMILLION),
}
LEGEND = "yes: a policy allows it. no: nothing allows it. denied: a statement forbids it."
ANYONE = "anyone (not signed in)"
CELL = "padding: 0.45em 0.9em; text-align: center; border: none; font-size: 1.05em;"


def who_may(users, actions, resource, decide=None):
    """A table of users and actions that says for each pair whether IAM allows it on the resource (an ARN).

    `.why("blue", "s3:GetObject")` gives the reason of one cell. A user None stands for somebody who has not signed in.
    `decide(user, action, resource)` returns the decision; without it the practice account decides.
    """
    decide = decide or _decide_in_practice_account
    asked = {action: find_resource(action, resource) for action in actions}
    cells = {(user, action): decide(user, action, asked[action]) for user in users for action in actions}
    return WhoMay(tuple(users), tuple(actions), resource, asked, cells)


def decision_path(user, action, resource, context=None, decide=None):
    """A picture of the questions that AWS asks about one request, in order, with the path that this one took."""
    resource = find_resource(action, resource)
    if decide:
        decision = decide(user, action, resource)
    else:
        decision = _decide_in_order(user, action, resource, context)
    return DecisionPath(f"May {user or ANYONE} do {action} on {resource}?", decision)


def picture(figure, says, source=""):
    """A matplotlib figure with the words that say what it shows, for those too who cannot see it; closes the figure."""
    return Picture(draw_png(figure), says, source)


def timeline(events, title, says, source=""):
    """A picture of events (a DataFrame with the columns date, event and kind) along the years, with what it says."""
    from helpers import _timeline

    return Picture(draw_png(_timeline.draw(events, title)), says, source)


def find_resource(action, resource):
    """The ARN that an action is asked about: the bucket for s3:ListBucket and its like."""
    service, _, name = action.partition(":")
    if service.lower() == "s3" and "bucket" in name.lower() and resource.startswith("arn:"):
        return resource.partition("/")[0]
    return resource


def _decide_in_practice_account(user, action, resource):
    from helpers._account import trial

    return trial.decision(user, action, resource)


def _decide_in_order(user, action, resource, context):
    """The decision, by the resource's policy where that allows alone: AWS asks it before the caller's policies."""
    from helpers import policy
    from helpers._account import trial

    request = trial.arguments(user, action, resource, context)
    by_resource = policy.decide(**{**request, "identity_policies": []})
    decision = policy.decide(**request)
    return by_resource if decision.allowed and by_resource.allowed else decision


@dataclass(frozen=True, repr=False)
class WhoMay:
    """Who may do what on one resource: text in a terminal, a table in JupyterLab."""

    users: tuple
    actions: tuple
    resource: str
    asked: dict  # action -> the ARN it was asked about
    decisions: dict  # (user, action) -> decision

    def why(self, user, action):
        """The reason of one cell, as a sentence."""
        return self.decisions[user, action].reason

    def _notes(self):
        elsewhere = [f"{action} is asked about {arn}." for action, arn in self.asked.items() if arn != self.resource]
        return [LEGEND, *elsewhere]

    def __repr__(self):
        rows = [["", *self.actions]]
        rows += [
            [user or ANYONE, *(ANSWERS[self.decisions[user, action].outcome][0] for action in self.actions)]
            for user in self.users
        ]
        return "\n".join([f"Who may do what on {self.resource}", format_table(rows), *self._notes()])

    def _repr_html_(self):
        head = "".join(f'<th scope="col" style="{CELL}">{html.escape(action)}</th>' for action in self.actions)
        rows = "".join(self._draw_row(user) for user in self.users)
        title = f"Who may do what on <code>{html.escape(self.resource)}</code>"
        notes = "<br>".join(html.escape(note) for note in self._notes())
        return wrap_block(
            f'<p>{title}</p><table aria-label="Who may do what" '
            'style="color: var(--jp-ui-font-color1, inherit); border-collapse: separate; border-spacing: 3px">'
            f'<thead><tr style="background: none"><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>'
            f"<small>{notes}</small>{self._draw_reasons()}"
        )

    def _draw_row(self, user):
        cells = "".join(_draw_cell(self.decisions[user, action]) for action in self.actions)
        name = f'<th scope="row" style="{CELL} text-align: left">{html.escape(user or ANYONE)}</th>'
        return f'<tr style="background: none">{name}{cells}</tr>'

    def _draw_reasons(self):
        reasons = "".join(
            f"<li>{html.escape(user or ANYONE)}, <code>{html.escape(action)}</code>: "
            f"{ANSWERS[decision.outcome][0]}. {html.escape(decision.reason)}</li>"
            for (user, action), decision in self.decisions.items()
        )
        return f"<details><summary>Why?</summary><ul>{reasons}</ul></details>"


def _draw_cell(decision):
    word, icon, colour = ANSWERS[decision.outcome]
    return (
        f'<td style="{CELL} border-bottom: 3px solid {colour}; background: {colour}22">'
        f'<span aria-hidden="true">{icon}</span> {word}</td>'
    )


def format_table(rows):
    """Rows of words as lines with aligned columns."""
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "   ".join(word.ljust(width) for word, width in zip(row, wide, strict=True)).rstrip() for row in rows
    )


@dataclass(frozen=True)
class Step:
    """One question of a decision: what it asks, the answer that ends it, the result then."""

    question: str
    remark: str
    ends_with: str
    result: str


# In the order of "Policy evaluation logic" in AWS's IAM User Guide, for a request inside one account. Left out: the
# ceilings of an organisation (resource and service control policies), which AWS asks right after the first question.
STEPS = (
    Step("Does any policy deny it?", "An explicit deny beats every allow.", "yes", "Denied"),
    Step("Does the resource's own policy allow it?", "A bucket policy, for example.", "yes", "Allowed"),
    Step("Does a policy of the caller allow it?", "On the user, its groups or its role.", "no", "Not allowed"),
    Step("Do the limits leave room for it?", "Permissions boundary and session policy, if any.", "no", "Not allowed"),
)
LAST_RESULT = "Allowed"  # nothing stopped it


def find_answers(decision):
    """The answers ("yes", "no" or "not asked") to the four questions of STEPS for a decision, in order."""
    last = len(STEPS) - 1
    if decision.outcome == "ExplicitlyDenied":
        last = 0
    elif decision.outcome == "Allowed" and decision.kind == "resource":
        last = 1
    elif decision.outcome == "ImplicitlyDenied" and decision.kind not in ("boundary", "session"):
        last = 2
    answer = "no" if decision.outcome == "ImplicitlyDenied" else "yes"
    passed = [{"yes": "no", "no": "yes"}[step.ends_with] for step in STEPS[:last]]
    return [*passed, answer, *["not asked"] * (len(STEPS) - last - 1)]


@dataclass(frozen=True, repr=False)
class DecisionPath:
    """The way of one request through AWS's questions: lines in a terminal, a picture in JupyterLab."""

    title: str
    decision: object

    def _lines(self):
        answers = find_answers(self.decision)
        asked = enumerate(zip(STEPS, answers, strict=True), start=1)
        return [f"{number}. {step.question} {answer}" for number, (step, answer) in asked]

    def __repr__(self):
        return "\n".join([self.title, *self._lines(), self.decision.reason])

    def _repr_html_(self):
        alt = html.escape(" ".join(f"{line}." for line in self._lines()) + f" {self.decision.reason}", quote=True)
        picture = base64.b64encode(draw_path(find_answers(self.decision)).encode()).decode()
        return wrap_block(
            f'<figure style="margin: 0.5em 0; max-width: 700px"><p><strong>{html.escape(self.title)}</strong></p>'
            f'<img alt="{alt}" src="data:image/svg+xml;base64,{picture}" style="width: 100%; max-width: 700px">'
            f"<figcaption>{html.escape(self.decision.reason)}</figcaption></figure>"
        )


def draw_path(answers):
    """The four questions as an SVG picture, the way that was taken drawn strong and the rest pale."""
    parts = []
    for number, (step, answer) in enumerate(zip(STEPS, answers, strict=True)):
        top = 16 + number * STEP_HEIGHT
        ended = answer == step.ends_with
        asked = answer != "not asked"
        parts += _draw_question(number, step, top, asked)
        parts += _draw_arrow(440, top + 32, 524, top + 32, step.ends_with, ended)
        parts += _draw_result(530, top + 8, step.result, ended)
        parts += _draw_arrow(60, top + 64, 60, top + STEP_HEIGHT - 6, _opposite(step.ends_with), asked and not ended)
    parts += _draw_result(20, 16 + len(STEPS) * STEP_HEIGHT, LAST_RESULT, answers[-1] == _opposite(STEPS[-1].ends_with))
    height = len(STEPS) * STEP_HEIGHT + 80
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 700 {height}" width="700" height="{height}" '
        f"font-family=\"system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif\">"
        f'<rect width="700" height="{height}" rx="10" fill="#FFFFFF"/>{"".join(parts)}</svg>'
    )


def _opposite(answer):
    return {"yes": "no", "no": "yes"}[answer]


def _write(x, y, words, colour, size=16, weight="normal", anchor="start"):
    return (
        f'<text x="{x}" y="{y}" fill="{colour}" font-size="{size}" font-weight="{weight}" '
        f'text-anchor="{anchor}">{html.escape(words)}</text>'
    )


def _draw_question(number, step, top, asked):
    colour, line, width = (INK, BLUE, 2.5) if asked else (FADED, LINE, 1.5)
    return [
        f'<rect x="20" y="{top}" width="420" height="64" rx="8" fill="{"#EFF6FB" if asked else "#FFFFFF"}" '
        f'stroke="{line}" stroke-width="{width}"/>',
        _write(38, top + 28, f"{number + 1}. {step.question}", colour, weight="600" if asked else "normal"),
        _write(38, top + 50, step.remark, colour if asked else FADED, size=13.5),
    ]


def _draw_arrow(x1, y1, x2, y2, word, taken):
    colour, width = (INK, 3) if taken else (LINE, 1.5)
    if x1 == x2:
        tip = f"{x2 - 6},{y2 - 9} {x2 + 6},{y2 - 9} {x2},{y2}"
        x, y, end = x1 + 14, (y1 + y2) / 2 + 3, (x2, y2 - 8)
    else:
        tip = f"{x2 - 9},{y2 - 6} {x2 - 9},{y2 + 6} {x2},{y2}"
        x, y, end = (x1 + x2) / 2 - 14, y1 - 9, (x2 - 8, y2)
    return [
        f'<path d="M{x1} {y1} L{end[0]} {end[1]}" stroke="{colour}" stroke-width="{width}"/>',
        f'<polygon points="{tip}" fill="{colour}"/>',
        _write(x, y, word, INK if taken else FADED, size=14.5, weight="700" if taken else "normal"),
    ]


def _draw_result(x, top, result, reached):
    icon, strong, tint = ("✓", GREEN, "#DDF3EC") if result == "Allowed" else ("✗", VERMILLION, "#FBE7DB")
    fill, line, width, colour = (tint, strong, 3.5, INK) if reached else ("#FFFFFF", LINE, 1.5, FADED)
    return [
        f'<rect x="{x}" y="{top}" width="150" height="48" rx="24" '
        f'fill="{fill}" stroke="{line}" stroke-width="{width}"/>',
        _write(x + 75, top + 30, f"{icon} {result}", colour, 16.5, "700" if reached else "normal", "middle"),
    ]
