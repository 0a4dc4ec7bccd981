"""The checks of the lesson on when the cloud is not right: sums, choices, and an account whose doors must be closed."""

from .._given import judge_choices, judge_number, show
from .._verdict import NOT_ATTEMPTED, exercise, not_attempted, not_yet
from .leaks import close_the_buckets  # noqa: F401
from .robot import shrink_the_robot  # noqa: F401
from .sheet import decision_sheet  # noqa: F401
from .sums import credit_for_an_outage, hours_down  # noqa: F401

USED = {
    "a": "the site and its pictures run on them. That is what the money is for",
    "d": "the private server needs a way out for its updates, and it costs this little",
    "f": "it stores what visitors look at",
    "g": "visitors came. That traffic is the business itself",
    "h": "visitors reach the site by them",
}
WASTED = {
    "b": "One more line runs, and nobody uses it.",
    "c": "One more: a stopped server computes nothing, and what it keeps costs on. Who reads it?",
    "e": "One more: this road through the NAT gateway is not the only one from a server to S3 in its own Region.",
}


@exercise("03")
def find_the_waste(waste, saved):
    """The three lines that buy nothing, and what they cost a month."""
    if isinstance(waste, str):
        waste = list(waste.replace(",", "").replace(" ", ""))
    waste = waste.tolist() if hasattr(waste, "tolist") else waste  # an index or a column of pandas
    if not isinstance(waste, list | tuple | set):
        return not_yet(f"`waste` is `{show(waste)}`.", "A list is wanted.", 'Write the letters: `["a", ...]`.')
    letters = {str(letter).strip().lower() for letter in waste}
    if not letters:
        return not_attempted("Put the letters of the lines that can go into `waste`.")
    unknown = sorted(letters - USED.keys() - WASTED.keys())
    if unknown:
        return not_yet(f"`waste` holds `{show(unknown[0])}`.", "The lines are a to h.", "Write letters.")
    needed = sorted(letters & USED.keys())
    if needed:
        return not_yet(f"Line `{needed[0]}` is no waste:", f"{USED[needed[0]]}.", "Look for what nobody would miss.")
    missing = sorted(WASTED.keys() - letters)
    if missing:
        return not_yet(f"{len(letters)} of 3 found.", WASTED[missing[0]], "Read what is known of each line.")
    return _judge_saving(saved)


def _judge_saving(saved):
    from helpers import cases

    bill = cases.read_bill()["usd"]
    wasted, total = float(bill[list(WASTED)].sum()), float(bill.sum())
    verdict = judge_number(
        saved,
        wasted,
        unit="USD a month",
        tolerance=0.001,
        mistakes=[
            (total, "that is the whole bill.", "Add the three lines only."),
            (total - wasted, "that is what remains.", "What is saved?"),
            (wasted * 12, "that is a year.", "The bill is of one month."),
        ],
        hint='Add the three lines: `bill.loc[waste, "usd"].sum()`.',
        praise=f"{wasted:,.2f} of {total:,.2f} USD can be saved: {wasted / total:.0%}. "
        "(Before you delete a disk, keep a copy of it, a snapshot: that costs less.)",
    )
    if verdict.outcome == NOT_ATTEMPTED:
        return not_yet("All three found.", "", "Now `saved`: what do they cost together?")
    return verdict


CACHE = {"a": "long", "b": "short", "c": "never", "d": "never", "e": "long", "f": "never", "g": "short"}
CACHE_REASONS = {
    "a": "everybody gets the same bytes, and a new logo gets a new name, so an old copy can never be wrong.",
    ("a", "short"): "under this name it never changes, so why fetch it again?",
    "b": "it is the same for everybody. Think of what a copy that is some minutes old would harm.",
    ("b", "long"): "it changes during the day, under the same address, and for a day nobody would see that.",
    "c": "the address is the same for everybody, and the page is not. Who asks second gets the first one's.",
    "d": "it is made for one person, and it holds what lets that person in.",
    "e": "a picture that keeps its name keeps its content.",
    "f": "somebody pays what stands there. A copy may show the total from before the last item was added.",
    "g": "it is the same for everybody and only says about how many. How old may it be?",
    ("g", "long"): "it would say `20 seats` all day, also when the room is full.",
}
CACHE_NUDGES = {
    "never": "Ask: is it the same for everybody?",
    "long": "Ask: does it change under this address, or from person to person?",
    "short": "Ask: whom would a copy of five minutes ago harm, or why not keep it?",
}


@exercise("03")
def what_to_cache(answers):
    """How long a copy of each thing may be kept near the visitors."""
    return judge_choices(
        answers,
        CACHE,
        CACHE_REASONS,
        nudges=CACHE_NUDGES,
        praise="Same for everybody and unchanging: long. Same and changing: short. Personal, or paid for: never.",
    )
