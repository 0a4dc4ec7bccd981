"""The check of the decision sheet: for each case a choice and its reason, both where two can be defended."""

from .._given import BLANKS, clean, join_words, show
from .._verdict import correct, exercise, not_attempted, not_yet

CHOICES = ("cloud", "own", "mixed")
REASONS = (
    "short peaks",
    "steady load",
    "seldom used",
    "must work when the line is cut",
    "the law says where",
    "the SLA",
    "it is encrypted",
)
RIGHT = {
    "a": {("own", "steady load")},
    "b": {("cloud", "short peaks"), ("mixed", "short peaks"), ("mixed", "steady load")},
    "c": {("own", "must work when the line is cut"), ("mixed", "must work when the line is cut")},
    "d": {("own", "the law says where"), ("mixed", "the law says where")},
    "e": {("cloud", "seldom used"), ("cloud", "short peaks")},
}
# What each case says that decides it, for whoever has missed it.
FACTS = {
    "a": "the machines are busy day and night for years, and room and people are there.",
    "b": "two servers do at night, and twenty are needed for one evening of the year.",
    "c": "calls must be taken also when a storm has cut the town off from the world.",
    "d": "answers must stay in the country, and no cloud provider has a Region there.",
    "e": "it is used on three evenings of a month.",
}
WEAK = {
    "the SLA": "An SLA pays a credit afterwards. It keeps nothing running.",
    "it is encrypted": "Encryption says who can read, not where the data lie or whether they can be reached.",
}
TWO_WAYS = "In c and d two ways can be defended; in b a mix pays only if room and people are there anyway."


@exercise("03")
def decision_sheet(sheet):
    """For each case: cloud, own or mixed, with the reason that decides."""
    if not isinstance(sheet, dict):
        return not_yet(f"`sheet` is a {type(sheet).__name__}.", "", 'Keep its form: {"a": ("cloud", "..."), ...}.')
    unknown = [letter for letter in sheet if letter not in RIGHT]
    if unknown:
        return not_yet(f"`sheet` has an entry for `{show(unknown[0])}`.", "The cases are a to e.", "Take it out.")
    given = {letter: _read_pair(sheet.get(letter)) for letter in RIGHT}
    started = {letter: pair for letter, pair in given.items() if pair != (None, None)}
    if not started:
        return not_attempted("Give each case a choice and a reason.")
    for letter, pair in started.items():
        verdict = _judge_pair(letter, *pair)
        if verdict:
            return verdict
    missing = [f"`{letter}`" for letter in RIGHT if letter not in started]
    if missing:
        return not_yet("What is there can be defended.", "", f"Still to do: {', '.join(missing)}.")
    return correct(f"Each choice follows from its reason. {TWO_WAYS}")


def _read_pair(entry):
    """(choice, reason) of an entry, in the spelling of the lists; (None, None) for a blank one."""
    if entry in BLANKS:
        return None, None
    if isinstance(entry, str) or not hasattr(entry, "__len__") or len(entry) != 2:
        return entry, ...
    choice, reason = entry
    return clean(choice, CHOICES) or None, clean(reason, REASONS) or None


def _judge_pair(letter, choice, reason):
    """The verdict on one case when its entry cannot be defended, else None."""
    if reason is ...:
        return not_yet(
            f"`{letter}` is `{show(choice)}`.", "A choice and a reason are wanted.", 'Write `("cloud", "short peaks")`.'
        )
    if choice not in CHOICES:
        return not_yet(f"In `{letter}` the choice is `{show(choice)}`.", "", f"Use {join_words(CHOICES)}.")
    if reason not in REASONS:
        return not_yet(f"In `{letter}` the reason is `{show(reason)}`.", "", f"Use one of {join_words(REASONS)}.")
    if (choice, reason) in RIGHT[letter]:
        return None
    if reason in WEAK:
        return not_yet(f"`{letter}`: {show(reason)} is no reason.", WEAK[reason], "What in the case decides?")
    if reason not in {why for _, why in RIGHT[letter]}:
        return not_yet(f"`{letter}` is not decided by {show(reason)}:", FACTS[letter], "Which reason is that?")
    return not_yet(
        f"`{letter}`: {show(reason)} is the reason, and {show(choice)} does not follow from it.",
        f"Here {FACTS[letter]}",
        "What would that cost you, or risk, with your choice?",
    )
