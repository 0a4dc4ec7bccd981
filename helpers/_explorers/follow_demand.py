"""Auto Scaling against the dating app's Valentine's weekend: what a policy that is too slow or too hasty costs.

The group follows a rule like target tracking: it wants just as many servers as keep each of them filled to a share that
you choose. It asks for more at once; they help some minutes later, and are paid for from the start. It lets servers go
when they have been too many for a while.
"""

import functools
from dataclasses import dataclass

from helpers import facts
from helpers._explorers.explorer import Explorer, Slider

DAYS = (13, 14)  # of February 2027: the eve and Valentine's Day, a Saturday and a Sunday
PER_SERVER = 100  # requests a second that one server can take, as in the table of the demand
FEWEST = 2  # servers, also at night
INSTANCE_TYPE, REGION = "m5.4xlarge", "us-east-1"  # the site's servers, as in lesson 01
JITTER, SEED = 0.07, 214  # people come in bursts of some minutes: one standard deviation, as a share of the demand
BURST = 4  # minutes
REMINDER, JUMP, FADE = 17, 0.35, 30  # at 17:00 the app reminds everybody: so much more at once, fading over minutes
MINUTES = 60
HASTY = 120  # servers started in two days: far more than the few dozen that the two evenings need


@dataclass(frozen=True)
class Weekend:
    """What a group of servers did on the two days, minute by minute, and in sum."""

    demand: tuple  # requests a second, in each minute
    ready: tuple  # servers that could take requests, in each minute
    paid: tuple  # servers that were paid for, in each minute
    started: int  # servers that were started, without those that were there at the beginning
    ceiling: int
    price: float  # USD for a server and hour

    @property
    def asked(self):
        """Requests that came in."""
        return sum(self.demand) * MINUTES

    @property
    def refused(self):
        """Requests that no server had room for."""
        return sum(self.refused_in(minute) for minute in range(len(self.demand)))

    def refused_in(self, minute):
        """Requests refused in one minute."""
        return max(0.0, self.demand[minute] - PER_SERVER * self.ready[minute]) * MINUTES

    @property
    def refused_in_1000(self):
        """Of a thousand requests, how many were refused."""
        return 1000 * self.refused / self.asked

    @property
    def dollars(self):
        """USD for the servers, by the minute."""
        return sum(self.paid) * self.price / MINUTES

    @property
    def peak(self):
        """Servers that the highest minute needs."""
        return count_servers(max(self.demand), PER_SERVER)

    @property
    def dollars_for_peak(self):
        """USD for as many servers as the peak needs, all the time."""
        return self.peak * len(self.demand) * self.price / MINUTES

    @property
    def minutes_at_ceiling(self):
        """Minutes in which more servers were needed than the group may have."""
        return sum(count_servers(demand, PER_SERVER) > self.ceiling for demand in self.demand)


def compute(fill, ready, wait, ceiling):
    """The `Weekend` of a group that fills each server to `fill` percent.

    A new server helps `ready` minutes after the demand rose. Servers go when they have been too many for `wait`
    minutes. There are at least 2 and at most `ceiling` of them.
    """
    demand = read_demand()
    wanted = [min(ceiling, max(FEWEST, count_servers(now, PER_SERVER * fill / 100))) for now in demand]
    fleet = [-ready] * wanted[0]  # the minute in which each server was started; the first ones are ready
    able, paid, started = [], [], 0
    for minute, target in enumerate(wanted):
        missing = target - len(fleet)
        if missing > 0:
            fleet += [minute] * missing
            started += missing
        keep = max(wanted[max(0, minute - wait) : minute + 1])
        fleet = fleet[: max(keep, FEWEST)]  # the youngest go first
        able.append(sum(since + ready <= minute for since in fleet))
        paid.append(len(fleet))
    return Weekend(tuple(demand), tuple(able), tuple(paid), started, ceiling, read_price())


def count_servers(requests_per_second, per_server):
    """The whole number of servers that so many requests need."""
    return int(-(-requests_per_second // per_server))


@functools.cache
def read_demand():
    """Requests a second in each minute of the two days: the hourly table, with seeded bursts and the reminders."""
    import numpy as np

    table = facts.read_table("dating-app-demand")
    hourly = table[table["day"].isin([*DAYS, DAYS[-1] + 1])].head(24 * len(DAYS) + 1)["requests_per_second"]
    minutes = np.arange(24 * MINUTES * len(DAYS))
    smooth = np.interp(minutes / MINUTES, np.arange(len(hourly)), hourly)
    noise = np.random.default_rng(SEED).normal(0, JITTER * np.sqrt(BURST), len(minutes) + BURST - 1)
    bursts = np.convolve(noise, np.ones(BURST) / BURST, mode="valid")
    since = minutes % (24 * MINUTES) - REMINDER * MINUTES
    reminded = np.where(since >= 0, JUMP * np.exp(-since.clip(0) / FADE), 0)
    return [round(float(value), 1) for value in smooth * (1 + bursts + reminded)]


def read_price():
    """USD for an hour of one server, on demand."""
    return float(_find_price()["on_demand_usd_per_hour"].iloc[0])


def _find_price():
    table = facts.read_table("ec2-prices")
    return table[(table["instance_type"] == INSTANCE_TYPE) & (table["region"] == REGION)]


def say(weekend):
    """What the weekend cost, in dollars and in refused requests, and why."""
    refused = f"{say_count(weekend.refused)} of {say_count(weekend.asked)} requests were refused"
    return (
        f"{refused} ({weekend.refused_in_1000:.1f} in 1,000). The servers cost {weekend.dollars:,.0f} USD; "
        f"{weekend.peak} servers all the time would have cost {weekend.dollars_for_peak:,.0f} USD and refused nobody. "
        f"The group started {weekend.started} servers in two days. {explain(weekend)}"
    )


def explain(weekend):
    """One sentence on what most stands in the way."""
    if weekend.minutes_at_ceiling:
        hours = weekend.minutes_at_ceiling / MINUTES
        return (
            f"For {hours:.1f} hours the demand needed more than the {weekend.ceiling} servers that the group may have: "
            "no rule helps against that."
        )
    if weekend.refused_in_1000 >= 1 and weekend.started > HASTY:
        return "It let servers go in every lull, and missed them minutes later: too hasty."
    if weekend.refused_in_1000 >= 1:
        return "New servers came after the crowd: too slow, or too little room to spare."
    if weekend.dollars > 0.7 * weekend.dollars_for_peak:
        return "Hardly anybody was refused, and you paid for many servers that stood idle."
    if weekend.started > HASTY:
        return "Hardly anybody was refused, but it started and stopped servers all the time."
    return "Hardly anybody was refused, and most servers were there only while they were needed."


def say_count(number):
    """A count in few digits: "1.3 million", "480 thousand", "37"."""
    if number >= 999_500:
        return f"{number / 1e6:.1f} million"
    if number >= 1000:
        return f"{number / 1e3:.0f} thousand"
    return f"{number:.0f}"


def draw(weekend):
    """Demand as an area, what the servers could take as a line, and what was refused filled in between."""
    import matplotlib.pyplot as plt

    plt.style.use("helpers.course")
    figure, axes = plt.subplots()
    hours = [minute / MINUTES for minute in range(len(weekend.demand))]
    able = [PER_SERVER * count for count in weekend.ready]
    axes.fill_between(hours, weekend.demand, color="#D9D9D9", label="requests that came in")
    short = [asked > could for asked, could in zip(weekend.demand, able, strict=True)]
    axes.fill_between(
        hours, able, weekend.demand, where=short, color="#D55E00", label="refused", hatch="////", edgecolor="#7A3600"
    )
    axes.step(hours, able, where="post", linewidth=1.6, label="what the servers could take")
    axes.set(ylabel="requests per second", title="What came in, and what the group could take", ylim=(0, None))
    axes.set_xlim(0, hours[-1])
    axes.set_xticks(
        range(0, 49, 6), ["Sat 0:00", "6:00", "12:00", "18:00", "Sun 0:00", "6:00", "12:00", "18:00", "24:00"]
    )
    axes.legend(loc="upper left")
    return figure


def make():
    """The explorer."""
    return Explorer(
        "A group that follows the demand of Valentine's weekend",
        controls={
            "fill": Slider("Fill each server up to", 30, 100, value=100, step=5, unit="%"),
            "ready": Slider("A new server helps after", 1, 60, value=5, unit="minutes"),
            "wait": Slider("Let servers go after", 0, 120, value=0, step=5, unit="minutes"),
            "ceiling": Slider("Never more than", 4, 30, value=30, unit="servers"),
        },
        compute=compute,
        draw=draw,
        say=say,
        source=f"Demand: invented for this course. Price of {INSTANCE_TYPE}, on demand, {REGION}. "
        + facts.cite(_find_price()),
    )
