"""What owning, renting and mixing cost: hand-made cases with round prices, and what must hold for all values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import facts
from helpers._explorers import own_or_rent
from helpers._explorers.own_or_rent import MONTH, compute, say

# A machine of 6,000 USD that lasts five years and draws 500 W at a PUE of 2, at 0.1 USD a kWh: 100 + 73 USD a month.
ROUND = dict(zip(own_or_rent.ITEMS, (6000.0, 5.0, 500.0, 2.0, 0.1, 120_000.0, 0.1, 200.0), strict=True))
MACHINE = 173.0

values = {
    "always": st.integers(0, 40),
    "peak": st.integers(1, 40),
    "hours": st.integers(0, MONTH),
    "usd_per_hour": st.floats(0.05, 1.5),
    "people": st.integers(0, 6000),
}


@pytest.fixture
def round_prices(monkeypatch):
    monkeypatch.setattr(own_or_rent, "read_items", lambda: ROUND)


def test_a_machine_costs_its_price_over_its_lifetime_and_its_electricity(round_prices):
    assert own_or_rent.cost_of_machine() == pytest.approx(MACHINE)


def test_people_and_space_are_a_part_of_a_wage_and_a_rent(round_prices):
    assert own_or_rent.cost_of_people_and_space() == pytest.approx(120_000 / 12 * 0.1 + 200)


def test_machines_are_bought_whole(round_prices):
    assert own_or_rent.cost_of_owning(4, people=0) == pytest.approx(MACHINE)
    assert own_or_rent.cost_of_owning(5, people=0) == pytest.approx(2 * MACHINE)
    assert own_or_rent.cost_of_owning(0, people=900) == 0


def test_the_three_ways_by_hand(round_prices):
    costs = compute(always=4, peak=8, hours=100, usd_per_hour=0.5, people=1000)
    assert costs.own == pytest.approx(2 * MACHINE + 1000)
    assert costs.rent == pytest.approx(4 * 730 * 0.5 + 4 * 100 * 0.5)
    assert costs.mixed == pytest.approx(MACHINE + 1000 + 4 * 100 * 0.5)


def test_break_even_by_hand(round_prices):
    costs = compute(always=0, peak=4, hours=0, usd_per_hour=0.5, people=27)
    assert costs.break_even == pytest.approx((MACHINE + 27) / (4 * 0.5))  # 100 hours


def test_steady_load_has_no_break_even_and_no_mixture(round_prices):
    costs = compute(always=8, peak=8, hours=100, usd_per_hour=0.5, people=0)
    assert costs.break_even is None and costs.mixed is None
    assert costs.cheapest == "own"
    assert "there is no peak to wait for" in say(costs)


def test_a_peak_below_what_always_runs_counts_as_that():
    assert compute(8, 3, 100, 0.5, 0) == compute(8, 8, 100, 0.5, 0)


def test_a_high_price_for_people_makes_renting_right_and_none_makes_owning_right(round_prices):
    assert compute(2, 20, 70, 0.77, 2400).cheapest == "rent"
    assert compute(2, 20, 70, 0.77, 0).cheapest == "own"


def test_a_large_steady_base_with_a_rare_peak_is_best_mixed():
    costs = compute(16, 40, 10, 0.77, 2400)
    assert costs.cheapest == "mixed"
    assert "Buy for the 16 that always run, rent the rest" in say(costs)


def test_the_words_do_not_advise_to_buy_for_the_peak_where_a_mixture_is_cheaper(round_prices):
    costs = compute(2, 20, 20, 0.77, 300)
    assert costs.cheapest == "mixed" and 0 < costs.break_even < 20
    assert "the mixture is cheaper than both" in say(costs) and "should buy" not in say(costs)


@given(**values)
def test_at_the_break_even_renting_costs_as_much_as_owning(**given_values):
    costs = compute(**given_values)
    if costs.break_even is not None:
        there = compute(**given_values | {"hours": costs.break_even})
        assert there.rent == pytest.approx(there.own)


@given(**values)
def test_more_hours_never_make_renting_cheaper_and_never_change_owning(**given_values):
    longer = compute(**given_values | {"hours": MONTH})
    costs = compute(**given_values)
    assert costs.rent <= longer.rent
    assert costs.own == longer.own


@given(**values)
def test_the_cheapest_way_is_the_one_that_the_words_advise(**given_values):
    costs = compute(**given_values)
    advice = {"rent": "Rent: that", "own": "Buy: that", "mixed": "Buy for the"}[costs.cheapest]
    assert advice in say(costs)
    assert costs.ways[costs.cheapest] == min(costs.ways.values())


def test_the_words_name_the_break_even_and_the_side_on_which_you_are(round_prices):
    assert "Break-even is at 154 hours a month" in say(compute(2, 20, 70, 0.77, 2400))
    assert "You have less: 70." in say(compute(2, 20, 70, 0.77, 2400))
    assert "You have more: 300." in say(compute(2, 20, 300, 0.77, 2400))
    assert "even if the peak lasts all 730 hours" in say(compute(0, 1, 70, 0.1, 6000))
    assert "however short the peak" in say(compute(16, 20, 0, 0.77, 2400))


def test_every_item_stands_once_in_its_table_with_date_and_source():
    table = facts.read_table("server-purchase")
    for item in own_or_rent.ITEMS:
        rows = table[table["item"] == item]
        assert len(rows) == 1, item
        assert rows["as_of"].iloc[0] and rows["source"].iloc[0]


def test_the_three_assumptions_are_called_so_in_the_table_and_below_the_picture():
    table = facts.read_table("server-purchase").set_index("item")
    for item in (own_or_rent.POWER_ITEM, own_or_rent.SHARE_ITEM, own_or_rent.SPACE_ITEM):
        assert table.loc[item, "kind"] == "assumption"
    assert "450 W for a machine, people and space are assumptions" in own_or_rent.say_source()
