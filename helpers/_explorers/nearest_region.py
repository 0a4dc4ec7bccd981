"""Which Region is nearest to your guests: how long light needs there and back, and what the same server costs there."""

from dataclasses import dataclass

from helpers import facts, world
from helpers._explorers.explorer import Choice, Explorer, Slider

BLUE, VERMILLION, FADED, INK = "#0072B2", "#D55E00", "#707070", "#1A1A1A"
SHOWN = 6  # Regions in the lower picture
NUMBERED = 4  # Regions with a number on the map
GAP = 10.0  # degrees on the map between two marks, so that none covers another
HOME = "us-east-1"
SERVERS = ("t3.micro", "m5.large", "g4dn.xlarge")  # types whose price the course has in seven Regions


@dataclass(frozen=True)
class Ranking:
    """The Regions by distance from a place: a DataFrame with region_code, city, km, ms and usd (NaN: no price)."""

    place: str
    server: str
    trips: int
    table: object

    @property
    def nearest(self):
        return self.table.iloc[0]

    @property
    def priced(self):
        """The Regions whose price the course has, nearest first."""
        return self.table.dropna(subset="usd")

    @property
    def home_usd(self):
        """USD an hour in us-east-1."""
        return float(self.table.set_index("region_code").loc[HOME, "usd"])


def compute(place, server, trips):
    """The Ranking for a place: `ms` is the least that so many round trips can take."""
    table = world.rank_regions(place)
    prices = facts.read_table("ec2-prices")
    here = prices[prices["instance_type"] == server].set_index("region")["on_demand_usd_per_hour"]
    return Ranking(place, server, trips, table.assign(ms=table["ms"] * trips, usd=table["region_code"].map(here)))


def say(result):
    """The nearest Regions, the least time that light leaves, and the price where the course has one."""
    first, second, last = result.table.iloc[0], result.table.iloc[1], result.table.iloc[-1]
    trips = "a round trip takes" if result.trips == 1 else f"{result.trips} round trips take"
    home = result.table.set_index("region_code").loc[HOME]
    away = f"{first['km']:,.0f} km" if first["km"] >= 10 else "in the same city"
    least = f"at least {_time(first['ms'])}" if first["ms"] >= 1 else "hardly any time"
    words = (
        f"Nearest to {result.place}: {_name(first)}, {away}. There {trips} {least}. "
        f"Next: {_name(second)}, {_time(second['ms'])}. "
    )
    if first["region_code"] != HOME:
        words += f"From {HOME} it would be {_time(home['ms'])}. "
    words += f"Farthest: {_name(last)}, {_time(last['ms'])}. {_say_price(result)}"
    return words


def _say_price(result):
    first, near = result.nearest, result.priced.iloc[0]
    known = "" if first["region_code"] == near["region_code"] else ", the nearest whose price the course has,"
    price = f"In {near['region_code']}{known} the {result.server} costs {near['usd']:.4g} USD an hour"
    more = near["usd"] / result.home_usd - 1
    if near["region_code"] == HOME:
        return f"{price}."
    if abs(more) < 0.005:
        return f"{price}, as in {HOME}."
    return f"{price}, {abs(more):.0%} {'more' if more > 0 else 'less'} than in {HOME}."


def _name(row):
    return f"{row['region_code']} ({row['city']})"


def _time(ms):
    if ms < 1:
        return "less than 1 ms"
    return f"{ms:,.0f} ms" if ms >= 10 else f"{ms:.1f} ms"


def draw(result):
    """The map with the place and the Regions, the nearest numbered; below it the nearest, with time and price."""
    import matplotlib.pyplot as plt

    figure, (above, below) = plt.subplots(2, figsize=(7, 5.4), height_ratios=[1.45, 1], layout="constrained")
    _draw_map(above, result)
    near = result.table.head(SHOWN)
    names = [f"{number}. {row.region_code}" for number, row in enumerate(near.itertuples(), start=1)]
    below.barh(names, near["ms"], color=[BLUE if number < NUMBERED else FADED for number in range(SHOWN)], height=0.62)
    for number, row in enumerate(near.itertuples()):
        below.annotate(_label(row, result), (row.ms, number), (4, 0), textcoords="offset points", va="center", size=9)
    below.invert_yaxis()
    below.set(xlim=(0, max(near["ms"].max(), 1) * 1.45), xlabel="milliseconds at least")
    below.set_title(f"Nearest to {result.place}", fontsize=11)
    below.grid(False, axis="y")
    return figure


def _label(row, result):
    price = f", {row.usd:.4g} USD an hour" if row.usd == row.usd else ""
    return f"{_time(row.ms)}{price}"


def _draw_map(axes, result):
    places = facts.read_table("regions").set_index("region_code")
    here = world.find_place(result.place)
    world.draw_land(axes)
    axes.scatter(places["longitude"], places["latitude"], s=16, color=FADED, zorder=3)
    near = places.loc[result.table["region_code"].head(NUMBERED), ["latitude", "longitude"]].to_numpy()
    spots = spread([here, *near])[1:]
    for number, (there, spot) in enumerate(zip(near, spots, strict=True), start=1):
        axes.plot(*world.trace_way(here, there), color=BLUE, linewidth=1, zorder=2)
        axes.plot((there[1], spot[1]), (there[0], spot[0]), color=BLUE, linewidth=0.7, zorder=3)
        axes.scatter(there[1], there[0], s=16, color=BLUE, zorder=4)
        axes.scatter(spot[1], spot[0], s=100, color=BLUE, zorder=4)
        axes.text(spot[1], spot[0], str(number), color="white", size=7.5, ha="center", va="center", zorder=5)
    axes.scatter(here[1], here[0], s=150, marker="*", color=VERMILLION, edgecolor="white", linewidth=0.6, zorder=6)
    axes.set_title(f"{len(places)} Regions, and {result.place} (star)", fontsize=11)


def spread(places, rounds=60):
    """Where the marks of (latitude, longitude) go: none nearer to another than GAP degrees. The first one stays."""
    import numpy as np

    spots = np.array(places, dtype=float) + [[0, 0.01 * number] for number in range(len(places))]
    for _ in range(rounds):
        for one in range(len(spots)):
            for two in range(one):
                way = spots[one] - spots[two]
                lacks = GAP - np.hypot(*way)
                if lacks > 0:
                    push = way / np.hypot(*way) * lacks
                    spots[one] += push if two == 0 else push / 2
                    spots[two] -= 0 if two == 0 else push / 2
    return [tuple(spot) for spot in spots]


def make():
    """The explorer; it begins in New York."""
    places = tuple(facts.read_table("places")["place"])
    controls = {
        "place": Choice("Where are your guests?", places),
        "server": Choice("Server", SERVERS),
        "trips": Slider("Round trips for a page", 1, 20, value=1),
    }
    return Explorer("Which Region is nearest?", controls, compute, draw, say, say_source())


def say_source():
    """Where the numbers come from, in short."""
    return (
        "Least times: light in a straight glass fibre; real ways are longer. Sources: the tables regions, places, "
        "world-land (Natural Earth) and ec2-prices in the folder data."
    )
