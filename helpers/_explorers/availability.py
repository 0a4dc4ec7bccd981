"""The explorer of availability: spare servers, parts that are all needed, and a cause that stops them all at once."""

from dataclasses import dataclass

from .explorer import Explorer, Slider

HOURS_A_YEAR = 8760
MOST_COPIES = 6
YEARS = 50  # that the simulation plays
SEED = 20110421
OTHER_PART = 0.9999  # availability of each other part: invented, of the order of what AWS promises for a load balancer
LEAST = 1e-8  # hours: what servers do is never said to be "nothing"
UNITS = ((24, "days"), (1, "hours"), (1 / 60, "minutes"), (1 / 3600, "seconds"))


@dataclass(frozen=True)
class Availability:
    """Hours down a year for 1 to MOST_COPIES servers, and what a simulation of the chosen number came to."""

    server: float  # share of the time that one server works
    copies: int
    others: int
    shared: float  # hours a year that a shared cause takes
    alone: tuple  # hours down a year if every part fails on its own account
    together: tuple  # the same with the shared cause
    simulated: float


def chain(*parts):
    """The availability (0 to 1) of parts that are all needed: the product of theirs, if each fails on its own account.

    Source of this formula and the next: AWS Well-Architected Framework, Reliability Pillar, "Availability".
    """
    product = 1.0
    for part in parts:
        product *= part
    return product


def spare(part, copies):
    """The availability (0 to 1) of equal parts of which one is enough, if each fails on its own account."""
    return 1 - (1 - part) ** copies


def count_hours_down(availability):
    """Hours down in a year of 8,760 hours."""
    return (1 - availability) * HOURS_A_YEAR


def compute(server, copies, others, shared):
    """The Availability for one server's percentage, how many there are, other parts needed, and shared hours a year."""
    share, rest = server / 100, chain(*[OTHER_PART] * others)
    alone = [chain(rest, spare(share, number)) for number in range(1, MOST_COPIES + 1)]
    up = 1 - shared / HOURS_A_YEAR
    return Availability(
        server=share,
        copies=copies,
        others=others,
        shared=shared,
        alone=tuple(map(count_hours_down, alone)),
        together=tuple(count_hours_down(up * part) for part in alone),
        simulated=simulate(share, copies, others, shared),
    )


def simulate(server, copies, others, shared, years=YEARS, seed=SEED):
    """Hours down a year in `years` played hour by hour; each part fails or works in each hour at random, but seeded."""
    import numpy

    random = numpy.random.RandomState(seed)  # this generator's numbers stay the same in every version of numpy
    hours = years * HOURS_A_YEAR
    down = numpy.ones(hours, dtype=bool)
    for _ in range(copies):
        down &= random.random_sample(hours) >= server
    for _ in range(others):
        down |= random.random_sample(hours) >= OTHER_PART
    down |= random.random_sample(hours) < shared / HOURS_A_YEAR
    return down.sum() / years


def draw(result):
    """Hours down a year against the number of servers, on a scale of powers, with and without the shared cause."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots()
    copies = range(1, MOST_COPIES + 1)
    axes.plot(copies, result.alone, "o--", label="if each failed alone")
    axes.plot(copies, result.together, "s-", label="with the cause that all share")
    if result.simulated > 0:
        axes.plot(result.copies, result.simulated, "D", color="black", markersize=9, label=f"{YEARS} years simulated")
    axes.axvline(result.copies, color="#C4C4C4", zorder=0)
    ticks = {1 / 3600: "1 second", 1 / 60: "1 minute", 1: "1 hour", 24: "1 day", 240: "10 days"}
    axes.set_yscale("log")
    axes.set_yticks(list(ticks), list(ticks.values()))
    axes.minorticks_off()
    axes.set_ylim(1 / 7200, 1000)
    axes.set(title="Time down in a year", xlabel="servers, of which one is enough", ylabel="time down (powers of ten)")
    axes.legend()
    return figure


def say(result):
    """What the picture shows: alone, simulated, with the shared cause, and what one more server would bring."""
    at = result.copies - 1
    servers = "1 server" if result.copies == 1 else f"{result.copies} servers, of which one is enough"
    needed = {0: "", 1: ", and 1 other part that is needed"}.get(result.others, f", and {result.others} other parts")
    needed += ", all needed" if result.others > 1 else ""
    parts = [
        f"{servers}, each working {result.server:.1%} of the time{needed}.",
        f"If each failed alone: {say_time(max(result.alone[at], LEAST))} down in a year.",
    ]
    if result.others:
        rest = count_hours_down(chain(*[OTHER_PART] * result.others))
        parts.append(f"Of that {say_time(rest)} comes from the other part{'s' * (result.others > 1)}.")
    if result.shared:
        parts.append(f"With the cause that stops them all: {say_time(result.together[at])}.")
    parts.append(f"In a simulation of {YEARS} years it was {say_time(result.simulated)} a year.")
    if result.copies < MOST_COPIES:
        saved = result.together[at] - result.together[at + 1]
        parts.append(f"One more server would save {say_time(saved)}.")
    if result.shared and result.alone[at] < result.shared:
        parts.append("Most of what is left is the shared cause, and no number of servers takes that away.")
    return " ".join(parts)


def say_time(hours):
    """Hours in the unit that suits them: "1.9 hours", "12 seconds", "nothing" below a tenth of a second."""
    for size, unit in UNITS:
        if hours >= size * 1.5:
            return f"{hours / size:.3g} {unit}"
    return "less than a second" if hours > 1e-9 else "nothing"


def make():
    """The explorer as it starts: two servers of 99.5 percent, nothing else, four shared hours a year."""
    controls = {
        "server": Slider("One server works", 95, 99.9, value=99.5, step=0.1, unit="% of the time", readout=".1f"),
        "copies": Slider("Servers, one is enough", 1, MOST_COPIES, value=2, unit="servers"),
        "others": Slider("Other parts, all needed", 0, 4, value=0, unit="parts"),
        "shared": Slider("A cause that stops all", 0, 24, value=4, unit="hours a year"),
    }
    return Explorer(
        "Spare servers", controls, compute, draw, say, "All values are invented; each other part works 99.99 %."
    )
