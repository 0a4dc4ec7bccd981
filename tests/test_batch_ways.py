"""Scoring in four ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers._explorers import batch_ways
from helpers._explorers.batch_ways import MONTH, compute, count_functions, say, say_minutes


def find(result, name):
    return next(one for one in result.ways if one.name == name)


def test_a_server_that_always_runs_costs_its_month_whatever_it_does():
    on_demand = batch_ways.read_prices()[0]
    assert find(compute(1, 1), "a server that always runs").usd == pytest.approx(MONTH * on_demand)


def test_small_and_seldom_is_cheapest_in_functions():
    assert compute(10, 30).cheapest.name == "functions"


def test_much_at_once_is_cheapest_on_spot_and_quickest_in_functions():
    result = compute(300_000, 4)
    assert result.cheapest.name == "a spot server for each run" and result.quickest.name == "functions"


def test_a_run_is_cut_into_functions_of_about_a_minute():
    assert count_functions(1000) == 1
    assert count_functions(batch_ways.ROWS_PER_SECOND * 60 * 7) == 7
    assert count_functions(10**12) == batch_ways.MOST_FUNCTIONS


def test_times_are_said_in_the_unit_that_suits_them():
    assert [say_minutes(value) for value in (0.05, 12, 600)] == ["3 seconds", "12.0 minutes", "10.0 hours"]


@given(rows=st.integers(1, 500_000), runs=st.integers(1, 50_000))
def test_spot_is_never_dearer_than_on_demand_and_more_runs_never_cheaper(rows, runs):
    result = compute(rows, runs)
    assert find(result, "a spot server for each run").usd <= find(result, "a server for each run").usd
    more = compute(rows, runs + 1)
    assert all(a.usd <= b.usd for a, b in zip(result.ways, more.ways, strict=True))
    assert say(result)
