"""What AWS tells about money, and when: budgets and their notifications, alarms on the bill, and the mails of both.

Source: AWS Cost Management user guide, "Managing your costs with AWS Budgets" (updated up to three times a day, 8 to 12
hours after the last time) and "Best practices for AWS Budgets" (alerts on actual costs once a period; forecasts need
about 5 weeks of data), read 2026-11-24.
"""

import html
from dataclasses import dataclass
from itertools import pairwise

from helpers._billing import table
from helpers._pictures import wrap_block

HOURS_BETWEEN_REFRESHES = 10  # AWS: 8 to 12
HOURS_BEFORE_FORECASTS = 5 * 7 * 24
COMPARISONS = {
    "GREATER_THAN": ("more than", lambda value, threshold: value > threshold),
    "LESS_THAN": ("less than", lambda value, threshold: value < threshold),
    "EQUAL_TO": ("exactly", lambda value, threshold: value == threshold),
}
ALARM_WORDS = {
    "GreaterThanThreshold": "greater than",
    "GreaterThanOrEqualToThreshold": "greater than or equal to",
    "LessThanThreshold": "less than",
    "LessThanOrEqualToThreshold": "less than or equal to",
}
HEADINGS = ("came at hour", "passed at hour", "to", "about")


@dataclass(frozen=True)
class Mail:
    """A mail that AWS would have sent, and the hour at which the money it tells of had been spent, where there is one.

    Both hours are the meter's.
    """

    hour: float
    passed: float | None
    to: str
    about: str


class Mails(tuple):
    """Mails in the order in which they came: a table, as text and in JupyterLab."""

    def _rows(self):
        return [(f"{one.hour:g}", "" if one.passed is None else f"{one.passed:.1f}", one.to, one.about) for one in self]

    def __repr__(self):
        return table.format_text(HEADINGS, self._rows(), 4) if self else "No mail so far."

    def _repr_html_(self):
        shown = table.format_html(HEADINGS, self._rows(), 4) if self else f"<p>{html.escape(repr(self))}</p>"
        return wrap_block(shown)


@dataclass(frozen=True)
class Spending:
    """What a budget sees when it is refreshed: USD spent in its period, and the forecast for it or None."""

    spent: float
    forecast: float | None


def forecast(spent, elapsed, length, known):
    """Return the USD that a period will cost if it goes on as it began, None where fewer hours are `known` than needed.

    `elapsed` and `length` are the period's hours. AWS does not publish its method; this is a straight line.
    """
    return spent / elapsed * length if known >= HOURS_BEFORE_FORECASTS and elapsed else None


def find_threshold(details, limit):
    """Return the threshold of a notification in USD, for a budget of `limit` USD."""
    absolute = details.get("ThresholdType", "PERCENTAGE") == "ABSOLUTE_VALUE"
    return float(details["Threshold"]) if absolute else limit * float(details["Threshold"]) / 100


def is_reached(details, limit, spending):
    """Return whether a notification's condition holds; None where it asks for a forecast that there is not."""
    value = spending.spent if details["NotificationType"] == "ACTUAL" else spending.forecast
    if value is None:
        return None
    return COMPARISONS[details["ComparisonOperator"]][1](value, find_threshold(details, limit))


def word_budget_mail(name, details, limit, spending):
    """Return the sentence that a budget's mail says."""
    kind = details["NotificationType"]
    value = spending.spent if kind == "ACTUAL" else spending.forecast
    threshold = f"{find_threshold(details, limit):.2f} USD"
    if details.get("ThresholdType", "PERCENTAGE") == "PERCENTAGE":
        threshold += f" ({float(details['Threshold']):g} % of {limit:.2f})"
    words = COMPARISONS[details["ComparisonOperator"]][0]
    return f'Budget "{name}": {kind} cost {value:.2f} USD is {words} {threshold}'


def word_alarm_mail(alarm, state):
    """Return the sentence that an alarm's mail says."""
    words = ALARM_WORDS[alarm.comparison_operator]
    holds = {"ALARM": "charges are", "OK": "charges are no longer"}.get(state)
    said = f"{holds} {words} {float(alarm.threshold):.2f} USD" if holds else "there are no figures of charges"
    return f'{state}: "{alarm.name}": {said}'


def find_passing(history, amount):
    """Return the hour at which the total went beyond `amount` USD, None where it never did.

    `history` holds (hour, total) pairs in order; between two of them the total rises in a straight line.
    """
    for (hour, total), (next_hour, next_total) in pairwise(history):
        if total <= amount < next_total:
            return hour + (next_hour - hour) * (amount - total) / (next_total - total)
    return None


def format_amount(usd):
    """Return an amount of money as AWS's Budgets writes it."""
    return f"{usd:.3f}"
