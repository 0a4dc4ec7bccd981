"""One verdict for two answers."""

from .._verdict import CORRECT, NOT_ATTEMPTED, Verdict, correct, not_yet


def judge_two(first, second, praise):
    """One Verdict for two answers, each given as (its name, its own Verdict)."""
    pair = (first, second)
    if all(verdict.outcome == NOT_ATTEMPTED for _, verdict in pair):
        return first[1]
    for name, verdict in pair:
        if verdict.outcome not in (NOT_ATTEMPTED, CORRECT):
            return Verdict(verdict.outcome, f"`{name}`: {verdict.message}")
    for (name, verdict), (other, _) in (pair, pair[::-1]):
        if verdict.outcome == NOT_ATTEMPTED:
            return not_yet(f"`{other}` is right.", "", f"`{name}` is still to do.")
    return correct(praise)
