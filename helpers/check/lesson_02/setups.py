"""The checks on answers that are written down: settings of a scaling policy, and which characteristics hold where."""

import difflib

from helpers._explorers import follow_demand

from .._given import BLANKS, join_words, read_number, show
from .._verdict import correct, exercise, not_attempted, not_yet

READY = 5  # minutes until a new server helps
MOST_REFUSED, MOST_DOLLARS, MOST_STARTED = 1, 384, 100  # in 1,000; USD; servers in two days
MEANING = {"fill": "percent", "wait": "minutes", "ceiling": "servers"}

WORDS = ("self-service", "network", "pooling", "elasticity", "measured")
SETUPS = {
    "laptop": set(),
    "web host": {"network", "pooling"},
    "server room": {"network"},
    "S3": set(WORDS),
    "GPU rental": {"self-service", "network", "pooling", "measured"},
}
# Why a characteristic does not hold although it was named (True), or holds although it was not (False).
REASONS = {
    ("laptop", "self-service", True): "You may use what you have. For more of it you have to buy, and wait.",
    ("laptop", "network", True): "It uses a network. Nobody else reaches it as a service over one.",
    ("laptop", "pooling", True): "One machine for one person: nothing is shared among customers.",
    ("laptop", "elasticity", True): "It is as large on Monday as on Sunday, whatever you need.",
    ("laptop", "measured", True): "A battery gauge is no bill: you paid once, whatever you use.",
    ("web host", "self-service", True): "Somebody there must read your mail and set it up.",
    ("web host", "network", False): "You reach your files from anywhere, by standard means.",
    ("web host", "pooling", False): "A hundred customers share its machines, and the host decides who is where.",
    ("web host", "elasticity", True): "More means another package, another mail, and two days.",
    ("web host", "measured", True): "You pay the same each month, used or not: nobody counts.",
    (
        "server room",
        "self-service",
        True,
    ): "An administrator has to open your account, and a fourth server must be bought.",
    ("server room", "network", False): "You work on it from the office, from home, from any computer.",
    ("server room", "pooling", True): "Each team has a machine of its own, and an idle one helps nobody else.",
    ("server room", "elasticity", True): "There are three, and for a fourth somebody has to buy.",
    ("server room", "measured", True): "Nobody counts who uses what.",
    ("S3", "self-service", False): "You made a bucket with one call, and nobody had to agree.",
    ("S3", "network", False): "boto3, `aws` and a phone all reached it over HTTPS.",
    (
        "S3",
        "pooling",
        False,
    ): "You chose a Region, and know nothing of the disks; other customers' objects lie there too.",
    ("S3", "elasticity", False): "You never said how much room you need. It takes more and gives it back by itself.",
    ("S3", "measured", False): "The bill had a line for every byte in the bucket.",
    ("GPU rental", "self-service", False): "You click, and have a machine within a minute.",
    ("GPU rental", "network", False): "You reach it from anywhere.",
    ("GPU rental", "pooling", False): "One hall for all customers, and you get whichever is free.",
    ("GPU rental", "elasticity", True): "One machine each, and often none: it does not grow with what you need.",
    ("GPU rental", "measured", False): "You pay by the second.",
}


@exercise("02")
def tune_the_group(settings):
    """The settings refuse few, cost little and do not start servers all the time."""
    if not isinstance(settings, dict) or set(settings) != set(MEANING):
        names = ", ".join(f'`"{name}"`' for name in MEANING)
        return not_yet(f"`settings` is `{show(settings)}`.", f"It has to be a dict with {names}.", "Keep its form.")
    if all(value in BLANKS for value in settings.values()):
        return not_attempted("Write your settings down, then run this again.")
    controls = follow_demand.make().controls
    for name, unit in MEANING.items():
        number, control = read_number(settings[name]), controls[name]
        if number is None or not control.low <= number <= control.high:
            said = f"`{name}` is `{show(settings[name])}`."
            advice = f"Write a number from {control.low} to {control.high}."
            if name == "fill" and number is not None and 0 < number <= 1:
                advice = f"Write {100 * number:g} for {100 * number:g} %."
            return not_yet(said, f"It counts {unit}, from {control.low} to {control.high}.", advice)
    values = {name: round(read_number(settings[name])) for name in MEANING}
    return _judge_weekend(follow_demand.compute(ready=READY, **values), values)


def _judge_weekend(weekend, values):
    refused, dollars, started = weekend.refused_in_1000, weekend.dollars, weekend.started
    digits = 1 if abs(refused - MOST_REFUSED) > 0.05 else 3
    seen = f"{refused:.{digits}f} of 1,000 refused, {dollars:,.0f} USD, {started} servers started."
    if refused > MOST_REFUSED and _is_ceiling_in_the_way(values, refused):
        why = f"The ceiling of {values['ceiling']} is in the way: the peak needs {weekend.peak}."
        return not_yet(seen, why, "Raise `ceiling`. It costs nothing until it is needed.")
    if refused > MOST_REFUSED and started > MOST_STARTED:
        return not_yet(seen, "It lets servers go in every lull, and misses them minutes later.", "Raise `wait`.")
    if refused > MOST_REFUSED:
        why = "Servers that are full have no room for the crowd of the next five minutes."
        return not_yet(seen, why, "Lower `fill` a little, so that there is room to spare.")
    if dollars > MOST_DOLLARS:
        why = "Hardly anybody is refused, because you pay for servers that stand idle."
        less_wait = ", or lower `wait`" if values["wait"] and started <= MOST_STARTED else ""
        return not_yet(seen, why, f"{MOST_DOLLARS} USD are enough: raise `fill`{less_wait}.")
    if started > MOST_STARTED:
        return not_yet(seen, "Cheap enough, and restless: servers come and go all night.", "Raise `wait`.")
    return correct(f"{seen} {weekend.peak} servers all the time would have cost {weekend.dollars_for_peak:,.0f} USD.")


def _is_ceiling_in_the_way(values, refused):
    """Whether the same settings without a ceiling would refuse no more than asked for, or less than half as much."""
    highest = follow_demand.make().controls["ceiling"].high
    free = follow_demand.compute(ready=READY, **values | {"ceiling": highest}).refused_in_1000
    return free < refused and (free <= MOST_REFUSED or free < refused / 2)


@exercise("02")
def five_setups(answers):
    """Which of the five characteristics hold for each of five set-ups."""
    if not isinstance(answers, dict) or set(answers) != set(SETUPS):
        names = ", ".join(f'`"{name}"`' for name in SETUPS)
        return not_yet("`answers` has lost its form.", "", f"It is a dict with {names}.")
    open_ones = [name for name, given in answers.items() if given is None or given is ...]
    if len(open_ones) == len(SETUPS):
        return not_attempted("Write a list of characteristics for each set-up. An empty list is an answer too.")
    given = {name: _read(answers[name]) for name in SETUPS if name not in open_ones}
    problem = next((found for found in (_find_unknown(name, given[name]) for name in given) if found), None)
    if problem:
        return problem
    wrong = [name for name in given if set(given[name]) != SETUPS[name]]
    if wrong:
        return _explain_setup(wrong[0], set(given[wrong[0]]), len(given) - len(wrong))
    if open_ones:
        return not_yet(
            f"{len(given)} of {len(SETUPS)} are there, and right.", "", f"Still to do: {', '.join(open_ones)}."
        )
    return correct("S3 is a cloud by NIST's words, the GPU rental nearly. The others may be good, but no clouds.")


def _read(given):
    """A list of words from an answer: a list, a set, or a text such as "network, pooling"."""
    if isinstance(given, str):
        given = given.replace(",", " ").split()
    try:
        return [str(word).strip().lower() for word in given]
    except TypeError:
        return [str(given)]


def _find_unknown(name, words):
    unknown = [word for word in words if word not in WORDS]
    if not unknown:
        return None
    near = difflib.get_close_matches(unknown[0], WORDS, n=1, cutoff=0.5)
    meant = f'Did you mean `"{near[0]}"`?' if near else f"Use {join_words(WORDS)}."
    return not_yet(f"For {name} you wrote `{show(unknown[0])}`.", "That is none of the five words.", meant)


def _explain_setup(name, given, right):
    expected = SETUPS[name]
    word = next(word for word in WORDS if (word in given) != (word in expected))
    named = word in given
    count = f"{right} of {len(SETUPS)} {'is' if right == 1 else 'are'} right."
    seen = f"{count} {name}: you say that `{word}` {'holds' if named else 'does not hold'}."
    return not_yet(seen, REASONS[name, word, named], "Read its description once more.")
