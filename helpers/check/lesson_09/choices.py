"""The checks of what a learner decides: a type for a job, how often to save, where code runs, which way to score."""

from helpers._explorers import batch_ways, save_points
from helpers._explorers.choose_server import list_types, suffices

from .._given import is_near, judge_choices, read_number, show
from .._verdict import correct, exercise, not_attempted, not_yet

# What each job needs: vCPUs, GiB of memory, GB of memory of a GPU, busy all the time; and the same in words.
JOBS = {
    "a": ((1, 1, 0, False), "1 GiB"),
    "b": ((4, 55, 0, False), "55 GiB and 4 vCPUs"),
    "c": ((8, 12, 0, True), "8 vCPUs and 12 GiB"),
    "d": ((1, 1, 20, False), "a GPU with 20 GB"),
}
TRAINING = {"work": 20, "save": 10, "between": 12}
NEAR = 1.03  # times the best
PLACES = {"a": "function", "b": "server", "c": "container", "d": "function", "e": "server", "f": "container"}
WHY_NOT = {
    ("a", "container"): "each is over in two seconds, and on many days none comes. Who would you pay then?",
    ("a", "server"): "on days without a photo it would stand there and cost.",
    ("b", "function"): "a night is longer than 15 minutes, and a function has no GPU.",
    ("b", "container"): "Fargate has no GPU.",
    ("c", "function"): "two hours are more than a function's 15 minutes.",
    ("c", "server"): "that would work, and you would look after an operating system for two hours a week.",
    ("d", "container"): "it would have to wait for the few calls all day, and cost meanwhile.",
    ("d", "server"): "it would stand there all day for a few moments of work.",
    ("e", "function"): "day and night is more than 15 minutes, and the kernel is not yours.",
    ("e", "container"): "a container brings its program along, and shares the kernel of the machine it runs on.",
    ("f", "function"): "40 minutes are more than a function's 15.",
    ("f", "server"): "that would work, with an operating system to look after for 40 minutes a month.",
}
WAYS = {
    "always": "a server that always runs",
    "server": "a server for each run",
    "spot": "a spot server for each run",
    "functions": "functions",
}
RUNS = {"a": (10, 720, 1), "b": (200_000, 1, 8 * 60), "c": (200_000, 1, 30)}  # thousand rows, a month, minutes
TIMES = {"a": "a minute", "b": "a night", "c": "half an hour"}


@exercise("09")
def types_for_jobs(answers):
    """The cheapest type that suffices, for each of four jobs."""
    names = [one.name for one in list_types()]
    expected = {letter: find_cheapest(needs).name for letter, (needs, _) in JOBS.items()}
    reasons = {(letter, name): explain_type(letter, name) for letter in JOBS for name in names}
    if isinstance(answers, dict) and not any(answers.values()):
        return not_attempted("Write the name of a type, such as `m5.large`, for each letter.")
    tries = dict.fromkeys(names, "Set the explorer to what the job needs.")
    return judge_choices(answers, expected, reasons | dict.fromkeys(JOBS, ""), names, tries, "Four jobs, four types.")


def find_cheapest(needs):
    """The cheapest type that has what is needed."""
    return next(one for one in list_types() if suffices(one, *needs))


def explain_type(letter, name):
    """Why a type is not the answer for a job."""
    (vcpus, memory, gpu, busy), words = JOBS[letter]
    kind = next(one for one in list_types() if one.name == name)
    if kind.gpu < gpu:
        return f"it has {f'a GPU with {kind.gpu} GB' if kind.gpu else 'no GPU'}, and the model needs {gpu} GB on one."
    if kind.memory < memory or kind.vcpus < vcpus:
        return f"it has {kind.vcpus} vCPUs and {kind.memory:g} GiB, and the job needs {words}."
    if busy and kind.burstable:
        return "it is burstable: busy for hours, it slows down or costs extra."
    return f"it suffices, for {kind.usd:g} USD an hour. Another one suffices for less."


@exercise("09")
def how_often_to_save(interval):
    """An interval between two saves with which the training is done nearly as soon as it can be."""
    minutes = read_number(interval)
    if interval is None or interval is ... or interval == "":
        return not_attempted("Write the number of minutes into `interval`.")
    if minutes is None or not 1 <= minutes <= 10_000:
        return not_yet(f"`interval` is {show(interval)}.", "A number of minutes was asked for.", "Such as `60`.")
    given, best = measure(minutes), min(measure(one) for one in range(60, 241, 10))
    if given.hours <= best.hours * NEAR:
        return correct(f"With a save every {minutes:g} minutes it takes {given.hours:.1f} hours, close to the best.")
    seen = f"Every {minutes:g} minutes: {say_hours(given)}."
    if minutes in (1, 2, 3) or is_near(minutes, 2):
        return not_yet(seen, "Are these hours? `interval` counts minutes.", "Turn it into minutes.")
    if is_near(minutes, 15.49, 0.04):
        return not_yet(seen, "That is the rule of thumb, with hours for one of the two times.", "Both in minutes.")
    if given.interval < 100:
        why = f"{given.saving:.1f} hours of it go into saving."
        return not_yet(seen, why, 'Save less often. With the explorer: is "One save takes" at 10 minutes?')
    why = "An interruption takes away too much that was done since the last save."
    return not_yet(seen, why, 'Save more often. With the explorer: is "Interrupted" at 12 hours?')


def measure(minutes):
    """The simulated result with so many minutes between two saves."""
    result = save_points.compute(TRAINING["work"], minutes, TRAINING["save"], TRAINING["between"])
    return _Measured(result.hours, result.saving, minutes, result.never)


class _Measured:
    def __init__(self, hours, saving, interval, never):
        self.hours, self.saving, self.interval, self.never = hours, saving, interval, never

    def __lt__(self, other):
        return self.hours < other.hours


def say_hours(measured):
    """How long the training takes, in words."""
    return "it is never done" if measured.never else f"it takes {measured.hours:.1f} hours"


@exercise("09")
def where_does_it_run(answers):
    """A function, a container or a server for each of six jobs."""
    reasons = WHY_NOT | dict.fromkeys(PLACES, "that is not the one that suits best.")
    options = ["function", "container", "server"]
    return judge_choices(answers, PLACES, reasons, options, praise="Each where it suits: limits first, then cost.")


@exercise("09")
def cheapest_in_time(answers):
    """The cheapest way of scoring that is done in time, for three jobs."""
    expected = {letter: find_way(*job) for letter, job in RUNS.items()}
    reasons = {(letter, name): explain_way(letter, name) for letter in RUNS for name in WAYS}
    return judge_choices(answers, expected, reasons | dict.fromkeys(RUNS, ""), list(WAYS), praise="In time, and cheap.")


def list_ways(rows, runs):
    """The ways by their short names."""
    found = {way.name: way for way in batch_ways.compute(rows, runs).ways}
    return {name: found[long_name] for name, long_name in WAYS.items()}


def find_way(rows, runs, minutes):
    """The short name of the cheapest way that is done within some minutes."""
    ways = list_ways(rows, runs)
    return min((name for name, way in ways.items() if way.minutes <= minutes), key=lambda name: ways[name].usd)


def explain_way(letter, name):
    """Why a way is not the answer for a job."""
    rows, runs, minutes = RUNS[letter]
    way = list_ways(rows, runs)[name]
    if way.minutes > minutes:
        return f"it takes {batch_ways.say_minutes(way.minutes)}, and the job has {TIMES[letter]}."
    return f"it is in time, for {way.usd:,.2f} USD a month. Another way in time costs less."
