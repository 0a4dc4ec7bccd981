"""Availability: chains, spare parts, a shared cause, and the simulation beside the sums."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers._explorers.availability import (
    HOURS_A_YEAR,
    MOST_COPIES,
    chain,
    compute,
    count_hours_down,
    make,
    say_time,
    simulate,
    spare,
)

shares = st.floats(0, 1)


def test_a_chain_multiplies():
    assert chain(0.9, 0.5) == pytest.approx(0.45)
    assert chain() == 1


def test_spare_parts_multiply_their_failures():
    assert spare(0.9, 1) == pytest.approx(0.9)
    assert spare(0.9, 2) == pytest.approx(0.99)
    assert spare(0.9, 3) == pytest.approx(0.999)


def test_four_nines_are_fifty_minutes_a_year():
    assert count_hours_down(0.9999) * 60 == pytest.approx(52.56)


@given(st.lists(shares, min_size=1, max_size=5))
def test_a_chain_is_never_better_than_its_weakest_part(parts):
    assert chain(*parts) <= min(parts) + 1e-12


@given(shares, st.integers(1, 5))
def test_one_more_spare_never_harms(part, copies):
    assert spare(part, copies + 1) >= spare(part, copies) >= part - 1e-12


def test_computed_by_hand_for_two_servers_and_a_shared_cause():
    result = compute(server=99.0, copies=2, others=1, shared=8.76)
    up = 0.9999 * (1 - 0.01**2)
    assert result.alone[1] == pytest.approx((1 - up) * HOURS_A_YEAR)
    assert result.together[1] == pytest.approx((1 - up * 0.999) * HOURS_A_YEAR)


def test_no_number_of_servers_gets_below_the_shared_cause():
    result = compute(server=99.0, copies=1, others=0, shared=8)
    assert result.alone[-1] < 1e-6
    assert min(result.together) == pytest.approx(8)


def test_the_simulation_agrees_with_the_sum():
    for copies, others, shared in [(1, 0, 0), (1, 4, 24), (2, 0, 0)]:
        result = compute(server=95, copies=copies, others=others, shared=shared)
        assert result.simulated == pytest.approx(result.together[copies - 1], rel=0.05)


def test_the_simulation_is_the_same_every_time():
    assert simulate(0.97, 2, 1, 4) == simulate(0.97, 2, 1, 4)


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0, "nothing"),
        (1e-8, "less than a second"),
        (0.01, "36 seconds"),
        (0.2, "12 minutes"),
        (1, "60 minutes"),
        (9.8, "9.8 hours"),
        (48, "2 days"),
    ],
)
def test_a_time_is_said_in_the_unit_that_suits_it(hours, words):
    assert say_time(hours) == words


def test_what_one_more_server_saves_is_not_said_of_the_last():
    assert "One more server" in make().words
    assert "One more server" not in make().set(copies=MOST_COPIES).words


def test_many_servers_are_never_said_to_be_down_for_nothing():
    words = make().set(server=99.9, copies=MOST_COPIES).words
    assert "If each failed alone: less than a second down" in words


def test_it_is_said_what_other_parts_add():
    assert "Of that" not in make().words
    assert "Of that 52.6 minutes comes from the other part." in make().set(others=1).words
    assert "Of that 3.5 hours comes from the other parts." in make().set(others=4).words


def test_nothing_is_said_of_a_shared_cause_that_is_not_there():
    assert "cause" not in make().set(shared=0).words
