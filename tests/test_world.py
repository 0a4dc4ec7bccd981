"""Distances on the globe, what light needs for them, and the map."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import facts, world

POLE, EQUATOR = (90, 0), (0, 0)
points = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def test_a_quarter_of_the_globe_is_about_ten_thousand_kilometres():
    assert world.measure_distance(POLE, EQUATOR) == pytest.approx(10_008, abs=1)
    assert world.measure_distance((0, 0), (0, 180)) == pytest.approx(20_015, abs=1)


def test_new_york_and_london_are_as_far_apart_as_an_atlas_says():
    london = (51.5099, -0.1181)
    assert world.measure_distance(world.find_place("New York"), london) == pytest.approx(5570, rel=0.005)


def test_the_way_over_the_date_line_is_the_short_one():
    assert world.measure_distance((0, 179), (0, -179)) == pytest.approx(222.4, abs=0.1)


def test_columns_are_measured_at_once():
    found = world.measure_distance((0, 0), (np.array([0, 90]), np.array([90, 0])))
    assert found == pytest.approx([10_008, 10_008], abs=1)


@given(points, points)
def test_there_is_as_far_as_back_and_never_beyond_half_the_globe(start, end):
    km = world.measure_distance(start, end)
    assert 0 <= km <= np.pi * world.EARTH_KM + 1e-6
    assert km == pytest.approx(world.measure_distance(end, start), abs=1e-6)


def test_light_in_fibre_needs_about_a_millisecond_for_a_hundred_kilometres_and_back():
    assert world.fastest_round_trip(100) == pytest.approx(0.98, abs=0.005)
    assert world.fastest_round_trip(0) == 0


def test_light_in_glass_is_a_third_slower_than_in_vacuum():
    assert 2 * 1000 / world.fastest_round_trip(1000) == pytest.approx(0.68 * world.LIGHT_KM_PER_MS, rel=0.01)


def test_the_nearest_region_comes_first():
    table = world.rank_regions("Tokyo")
    assert table["region_code"].iloc[0] == "ap-northeast-1" and table["km"].is_monotonic_increasing
    assert len(table) == len(facts.read_table("regions"))
    assert table["ms"].tolist() == pytest.approx(world.fastest_round_trip(table["km"]).round(1).tolist())


def test_an_unknown_city_is_refused_with_all_that_there_are():
    with pytest.raises(ValueError, match=r"'Atlantis'.*New York"):
        world.rank_regions("Atlantis")


@given(points, points)
def test_a_way_begins_and_ends_where_it_should(start, end):
    if world.measure_distance(start, end) > 19_900:  # every way to the other side of the globe is as short
        return
    longitudes, latitudes = world.trace_way(start, end)
    for at, (latitude, longitude) in ((0, start), (-1, end)):
        there = (latitudes[at], longitudes[at])
        assert world.measure_distance(there, (latitude, longitude)) < 1


def test_a_way_over_the_date_line_is_cut_there():
    longitudes, _ = world.trace_way((10, 170), (10, -170))
    assert np.isnan(longitudes).sum() == 1


def test_the_map_has_land_and_neither_ticks_nor_frame():
    figure, axes = plt.subplots()
    world.draw_land(axes)
    assert len(axes.patches) > 50 and not len(axes.get_xticks()) and not len(axes.get_yticks())
    plt.close(figure)


def test_every_place_and_region_is_on_the_map():
    for name in ("places", "regions"):
        table = facts.read_table(name)
        assert table["latitude"].between(world.LOWEST, world.HIGHEST).all() and table["longitude"].abs().max() <= 180
