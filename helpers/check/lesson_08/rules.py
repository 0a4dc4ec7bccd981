"""The check of lifecycle rules: what they would do to a recording, a list, an old version and an unfinished upload."""

from helpers import lifecycle
from helpers._account import trial

from .._verdict import correct, exercise, not_attempted, not_yet

BIG = 5_000_000  # bytes
RECORDING, LIST, PLAN = "recordings/opening.mp4", "guests.csv", "plans/2027/hall.svg"
NEAR = "recordings.csv"  # begins as the recordings do, but for the slash
COLD, WANTED_MOVE, END = "GLACIER_IR", 90, 1095  # class, days, days
OLD, UNFINISHED = 30, 7  # days


@exercise("08")
def rules_for_the_archive():
    """Recordings get cold and end, old versions and unfinished uploads go, and the rest stays."""
    client = trial.client("s3")
    try:
        stored = client.get_bucket_lifecycle_configuration(Bucket="archive")["Rules"]
    except client.exceptions.ClientError:
        stored = []
    if [rule.get("ID") for rule in stored] == ["tidy-tests"]:
        return not_attempted("The bucket still has the rule `tidy-tests` from above. Put yours in its place.")
    rules = [rule for rule in stored if rule["Status"] == "Enabled"]
    if not rules:
        why = "Rules with the status `Disabled` do nothing." if stored else "It was taken away."
        return not_yet("The bucket has no rule that is in force.", why, 'Put your rules, with `"Status": "Enabled"`.')
    return (
        _judge_what_stays(rules)
        or _judge_recordings(rules)
        or _judge_old(rules)
        or _judge_unfinished(rules)
        or correct("Recordings get cold and end, leftovers go everywhere, and the guests stay.")
    )


def _judge_what_stays(rules):
    for key in (LIST, PLAN, NEAR):
        steps = lifecycle.plan_current(rules, key, BIG)
        if not steps:
            continue
        words = "deleted" if steps[-1][1] == "deleted" else f"moved {steps[-1][1]}"
        seen = f"`{key}` would be {words} on day {steps[-1][0]}."
        if key == NEAR:
            why = "A prefix is the beginning of a key, and this key begins so too."
            return not_yet(seen, why, "Write the prefix with its slash: `recordings/`.")
        return not_yet(
            seen,
            "The rule's filter takes the whole bucket, or its action is one for current objects: `Expiration` and "
            "`Transitions` are.",
            "Give that rule the prefix `recordings/`; old versions have `NoncurrentVersionExpiration`.",
        )
    return None


def _judge_recordings(rules):
    steps = lifecycle.plan_current(rules, RECORDING, BIG)
    moves = [(day, words) for day, words in steps if words.startswith("to ")]
    ends = [day for day, words in steps if words == "deleted"]
    if not steps:
        both = ". A bucket has one set of rules: did a second put replace the first?" if len(rules) == 1 else "."
        return not_yet(f"`{RECORDING}` stays where it is{both}", "", "Write a rule with the prefix `recordings/`.")
    if moves != [(WANTED_MOVE, f"to {COLD}")]:
        said = ", ".join(f"{words} on day {day}" for day, words in moves) or "not moved at all"
        return not_yet(f"A recording would be moved: {said}.", f"It was to go to `{COLD}` after 90 days.", "Change it.")
    if ends != [END]:
        said = f"be deleted on day {ends[0]}" if ends else "stay for ever"
        return not_yet(f"A recording would {said}.", "Three years are 1,095 days.", "`Expiration` says when it ends.")
    return None


def _judge_old(rules):
    for key, where in ((LIST, "at the top"), (RECORDING, "below `recordings/`"), (PLAN, "below `plans/`")):
        steps = lifecycle.plan_old(rules, key, BIG)
        ends = [day for day, words in steps if "gone" in words]
        if ends and (ends != [OLD] or "perhaps" in steps[-1][1]):
            seen = f"An old version {where} would be gone on day {ends[0]}, or kept by a number."
            return not_yet(seen, "It was to go after 30 days, however many there are.", "Change `NoncurrentDays`.")
        if not ends:
            return not_yet(
                f"An old version {where} stays for ever.",
                "`NoncurrentVersionExpiration` is the action for old versions, and the filter says where.",
                'The whole bucket is `"Filter": {"Prefix": ""}`.',
            )
    return None


def _judge_unfinished(rules):
    for key in (RECORDING, LIST, PLAN):
        steps = lifecycle.plan_unfinished(rules, key)
        if not steps:
            return not_yet(
                f"An unfinished upload to `{key}` stays for ever.",
                "Only `AbortIncompleteMultipartUpload` clears them, and the filter says where.",
                "Put it into the rule for the whole bucket.",
            )
        if steps[0][0] != UNFINISHED:
            return not_yet(f"Unfinished uploads would go on day {steps[0][0]}.", "Seven days was asked.", "Change it.")
    return None
