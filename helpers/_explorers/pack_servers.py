"""Tenants rent servers by the hour; their servers are packed onto hosts, alone or together. How much stands idle?

The tenants and their days are invented. A server is a slice of a host: one, two or four of its vCPUs.
"""

import math
from dataclasses import dataclass

from helpers._explorers.explorer import Choice, Explorer, Slider

HOURS = range(24)
EDGES = [hour - 0.5 for hour in range(25)]  # of their columns
EVENING = 21
SAME, SPREAD = "all in the evening", "spread over the day"

# Name, busiest hour where the hours are spread, slices of one server, slices in use at the quietest and busiest hour.
KINDS = (
    ("office", 11, 2, 2, 14),
    ("dating app", 21, 4, 4, 20),
    ("bakery", 5, 1, 1, 9),
    ("night reports", 2, 4, 0, 24),
    ("school", 9, 2, 2, 12),
    ("shop", 16, 2, 4, 14),
    ("news", 7, 1, 3, 13),
    ("game", 23, 4, 4, 16),
)
HOURS_BUSY = 2.4  # the width of a tenant's busy time
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7", "#8A8A8A", "#F0E442")
DARK, INK = (0,), "#1A1A1A"  # the tenants on whose colour text is white; the colour of other text
CONTROLS = {
    "tenants": Slider("Tenants", 1, len(KINDS), value=6),
    "busy": Choice("Their busy hours", (SPREAD, SAME)),
    "slices": Slider("vCPUs of one host", 8, 32, value=16, step=4),
    "hour": Slider("Hour shown below", 0, 23, value=21, unit="o'clock"),
}


@dataclass(frozen=True)
class Tenant:
    """A customer: name, slices of each of its servers, and how many servers it rents in each hour of a day."""

    name: str
    size: int
    servers: tuple


@dataclass(frozen=True)
class Packed:
    """What the packing came to: the tenants, the hosts they need alone and together, and what stands on them when."""

    tenants: tuple
    busy: str  # when
    slices: int  # of one host
    hour: int  # the hour whose hosts are shown
    alone: int  # hosts, where each tenant has its own
    together: int  # hosts, where all share
    hosts: tuple  # at that hour: for each host the slices of each tenant

    @property
    def in_use(self):
        """Slices in use in each hour, all tenants together."""
        return [sum(tenant.servers[hour] * tenant.size for tenant in self.tenants) for hour in HOURS]

    def idle(self, hosts):
        """The share of the slices of so many hosts that stands idle, on average over the day."""
        return 1 - sum(self.in_use) / len(HOURS) / (hosts * self.slices)


def make_tenants(count, busy):
    """The first `count` tenants, busy all in the evening or each at an hour of its own."""
    return tuple(make_tenant(*kind, EVENING if busy == SAME else kind[1]) for kind in KINDS[:count])


def make_tenant(name, _, size, low, high, peak):
    """A tenant whose need rises from `low` slices to `high` slices at the hour `peak`, in whole servers."""
    needed = [low + (high - low) * math.exp(-((find_distance(hour, peak) / HOURS_BUSY) ** 2) / 2) for hour in HOURS]
    return Tenant(name, size, tuple(math.ceil(round(slices / size, 6)) for slices in needed))


def find_distance(hour, other):
    """Hours between two hours of the day, over midnight where that is nearer."""
    return min(abs(hour - other), 24 - abs(hour - other))


def pack(sizes, slices):
    """Hosts as lists of positions in `sizes`: largest server first, each onto the first host with room (first fit).

    Where every size divides the next larger one and the host, no other way needs fewer hosts.
    """
    hosts, free = [], []
    for position in sorted(range(len(sizes)), key=lambda at: -sizes[at]):
        size = sizes[position]
        if size > slices:
            raise ValueError(f"A server of {size} slices does not fit onto a host of {slices}.")
        at = next((host for host, room in enumerate(free) if room >= size), None)
        if at is None:
            at = len(hosts)
            hosts.append([])
            free.append(slices)
        hosts[at].append(position)
        free[at] -= size
    return hosts


def count_hosts(tenants, slices):
    """How many hosts these tenants need together, so that it is enough in every hour."""
    return max(len(pack(list_sizes(tenants, hour), slices)) for hour in HOURS)


def list_sizes(tenants, hour):
    """The size of each server that runs in an hour, tenant by tenant."""
    return [tenant.size for tenant in tenants for _ in range(tenant.servers[hour])]


def fill_hosts(tenants, slices, hour):
    """For each host in use in an hour, how many slices of it each tenant has: {number of the tenant: slices}."""
    owners = [number for number, tenant in enumerate(tenants) for _ in range(tenant.servers[hour])]
    filled = []
    for host in pack(list_sizes(tenants, hour), slices):
        shares = {}
        for position in sorted(host):
            owner = owners[position]
            shares[owner] = shares.get(owner, 0) + tenants[owner].size
        filled.append(shares)
    return tuple(filled)


def compute(tenants, busy, slices, hour):
    """The hosts that so many tenants need alone and together, and what runs on the shared ones at an hour."""
    chosen = make_tenants(tenants, busy)
    alone = sum(count_hosts((tenant,), slices) for tenant in chosen)
    return Packed(chosen, busy, slices, hour, alone, count_hosts(chosen, slices), fill_hosts(chosen, slices, hour))


def say(result):
    """What sharing saves and why, and what stands idle at the hour shown."""
    used, capacity = result.in_use[result.hour], result.together * result.slices
    return (
        f"With hosts of their own the tenants need {count(result.alone, 'host')}; on average "
        f"{result.idle(result.alone):.0%} of the vCPUs stand idle. "
        f"When they share, they need {count(result.together, 'host')}, with {result.idle(result.together):.0%} idle. "
        f"{say_why(result)} "
        f"At {result.hour}:00 they use {used} of {capacity} shared vCPUs."
    )


def say_why(result):
    """Why sharing saves hosts, or that it does not."""
    saved = result.alone - result.together
    if saved == 0:
        return "Sharing saves nothing here."
    if result.busy == SAME:
        return f"Sharing saves {count(saved, 'host')}: it fills up half-empty ones, but all peaks come together."
    return f"Sharing saves {count(saved, 'host')}: one tenant's peak falls into another's quiet hours."


def count(number, thing):
    """A number with its noun: "1 host", "2 hosts"."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def draw(result):
    """The day of all tenants, with the capacity that they need alone and together; below it the shared hosts."""
    import matplotlib.pyplot as plt

    figure, (day, hosts) = plt.subplots(2, 1, figsize=(7, 4.9), height_ratios=(5, 3))
    draw_day(day, result)
    draw_hosts(hosts, result)
    return figure


def number_band(axes, number, floor, used):
    """None; writes a tenant's number into its band at its busiest hour, so that colour is not needed."""
    hour = max(HOURS, key=lambda at: used[at])
    ink = "white" if number - 1 in DARK else INK
    axes.text(hour, floor[hour] + used[hour] / 2, number, color=ink, ha="center", va="center", fontsize=8.5)


def draw_day(axes, result):
    """Slices in use over the day, one tenant on top of the other, and two lines for the capacity."""
    floor = [0] * len(HOURS)
    for number, (tenant, colour) in enumerate(zip(result.tenants, COLOURS, strict=False), start=1):
        used = [servers * tenant.size for servers in tenant.servers]
        top = [below + slices for below, slices in zip(floor, used, strict=True)]
        axes.stairs(top, EDGES, baseline=floor, fill=True, color=colour, label=f"{number} {tenant.name}")
        number_band(axes, number, floor, used)
        floor = top
    draw_capacity(axes, result.alone * result.slices, f"alone: {count(result.alone, 'host')}", "--", "bottom")
    draw_capacity(axes, result.together * result.slices, f"together: {count(result.together, 'host')}", "-", "top")
    axes.axvline(result.hour, color=INK, lw=1.2, linestyle=":")
    axes.set(title="What they use, and what must stand there", xlabel="hour of the day", ylabel="vCPUs")
    axes.set(xlim=(-0.5, 23.5), xticks=range(0, 24, 3), ylim=(0, result.alone * result.slices * 1.15))
    handles, labels = axes.get_legend_handles_labels()
    axes.legend(handles[::-1], labels[::-1], loc="upper left", bbox_to_anchor=(1, 1), fontsize=9.5, handlelength=1)


def draw_capacity(axes, slices, words, line, side):
    """A line at so many slices, with its words above ("bottom" of the text at the line) or below it."""
    axes.axhline(slices, color=INK, linestyle=line, lw=1.8)
    ground = {"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1}
    axes.annotate(
        words, (0.5, slices), (0, 4 if side == "bottom" else -4), textcoords="offset points", va=side, bbox=ground
    )


def draw_hosts(axes, result):
    """The shared hosts at one hour, each as a column of its tenants' slices; what is idle is dotted."""
    for column in range(1, result.together + 1):
        axes.bar(column, result.slices, width=0.8, facecolor="white", edgecolor="#707070", hatch="...", lw=1)
    for column, shares in enumerate(result.hosts, start=1):
        floor = 0
        for number, slices in sorted(shares.items()):
            axes.bar(column, slices, bottom=floor, width=0.8, color=COLOURS[number], edgecolor="white", lw=1)
            ink = "white" if number in DARK else INK
            if slices >= result.slices / 8:
                axes.text(column, floor + slices / 2, number + 1, color=ink, ha="center", va="center", fontsize=9)
            floor += slices
    title = f"The shared hosts at {result.hour}:00 (dots: idle)"
    axes.set(title=title, xlabel="host", ylabel="vCPUs", xticks=range(1, result.together + 1))
    axes.set_xlim(0.4, max(result.together, 4) + 0.6)
    axes.grid(False)


def make():
    """The explorer."""
    source = (
        "Tenants and their days are invented for this course. Here all servers are packed anew each hour; a real one "
        "normally stays on its host."
    )
    return Explorer("Pack servers onto hosts", CONTROLS, compute, draw, say, source)
