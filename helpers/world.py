"""Where things are on the globe: distances, how fast light can be there and back, and a map without internet.

The map's outlines are Natural Earth's (in the public domain); Regions and cities come from the tables of facts.
"""

import functools

from helpers import facts

EARTH_KM = 6371.0088  # mean radius of the Earth, IUGG
LIGHT_KM_PER_MS = 299.792458  # in vacuum, by the definition of the metre
FIBRE_INDEX = 1.468  # how much slower in a glass fibre: group index of single-mode fibre at 1,550 nm (Corning SMF-28)
LAND, COAST = "#E4E4E4", "#B8B8B8"
LOWEST, HIGHEST = -58, 78  # degrees of latitude that the map shows


def measure_distance(start, end):
    """Kilometres between two (latitude, longitude) along the great circle, the shortest way over the globe.

    Each may be numbers or columns. Haversine formula, on a sphere: within half a percent of the true shape.
    """
    import numpy as np

    (lat1, lon1), (lat2, lon2) = (np.radians(np.asarray(one, dtype=float)) for one in (start, end))
    chord = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * np.arcsin(np.sqrt(chord))


def fastest_round_trip(km):
    """Milliseconds that light needs in a straight glass fibre over so many kilometres and back: nothing is faster."""
    return 2 * km * FIBRE_INDEX / LIGHT_KM_PER_MS


def find_place(name):
    """The (latitude, longitude) of a city in the table `places`; raises ValueError with all of them for another."""
    places = facts.read_table("places").set_index("place")
    if name not in places.index:
        raise ValueError(f"The course has no coordinates for {name!r}. There are: {', '.join(places.index)}.")
    return float(places.loc[name, "latitude"]), float(places.loc[name, "longitude"])


def rank_regions(place):
    """The Regions as a DataFrame, the nearest to a city first: region_code, city, country, km, ms.

    `ms` is the least that a round trip can take, in milliseconds: light in a straight fibre. Real ones take longer.
    """
    regions = facts.read_table("regions")
    there = (regions["latitude"], regions["longitude"])
    regions["km"] = measure_distance(find_place(place), there).round()
    regions["ms"] = fastest_round_trip(regions["km"]).round(1)
    near = regions.sort_values(["km", "region_code"], ignore_index=True)
    return near[["region_code", "city", "country", "km", "ms"]]


def draw_land(axes):
    """None; draws the land on a matplotlib axes, longitude across and latitude up, without ticks or frame."""
    for longitudes, latitudes in _read_outlines():
        axes.fill(longitudes, latitudes, facecolor=LAND, edgecolor=COAST, linewidth=0.5, zorder=0)
    axes.set(xlim=(-180, 180), ylim=(LOWEST, HIGHEST), xticks=[], yticks=[], aspect=1.15)
    axes.grid(False)
    for side in axes.spines.values():
        side.set_visible(False)


@functools.cache
def _read_outlines():
    """The outlines of the land: a (longitudes, latitudes) for each."""
    land = facts.read_table("world-land")
    return [(one["longitude"].to_numpy(), one["latitude"].to_numpy()) for _, one in land.groupby("shape")]


def trace_way(start, end, steps=60):
    """The great circle between two (latitude, longitude) as (longitudes, latitudes), cut where it leaves the map.

    So drawn, the shortest way is bent: that is the flat map's doing.
    """
    import numpy as np

    ends = []
    for latitude, longitude in (start, end):
        lat, lon = np.radians(latitude), np.radians(longitude)
        ends.append(np.array([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)]))
    angle = np.arccos(np.clip(ends[0] @ ends[1], -1, 1)) or 1e-9
    share = np.linspace(0, 1, steps)[:, None]
    points = (np.sin((1 - share) * angle) * ends[0] + np.sin(share * angle) * ends[1]) / np.sin(angle)
    latitudes = np.degrees(np.arcsin(np.clip(points[:, 2], -1, 1)))
    longitudes = np.degrees(np.arctan2(points[:, 1], points[:, 0]))
    jumps = np.flatnonzero(np.abs(np.diff(longitudes)) > 180) + 1
    return np.insert(longitudes, jumps, np.nan), np.insert(latitudes, jumps, np.nan)
