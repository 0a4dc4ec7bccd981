"""How often a job on a spot server should save."""

import numpy as np
import pytest

from helpers._explorers import save_points
from helpers._explorers.save_points import compute, run_once, say


class Never:
    """A generator under which nothing ever interrupts."""

    def exponential(self, mean):
        return np.inf


class Every:
    """A generator under which an interruption comes after exactly so many minutes, again and again."""

    def __init__(self, minutes):
        self.minutes = minutes

    def exponential(self, mean):
        return self.minutes


def test_without_interruptions_only_saving_costs_time():
    minutes, saving, taken = run_once(120.0, 30.0, 5.0, 60.0, Never())
    assert (minutes, saving, taken) == (135.0, 15.0, 0)


def test_an_interruption_takes_back_to_the_last_save():
    # 30 of work and 5 of saving are done at 35; at 50 it is interrupted, and from there on 60 minutes of work are left.
    minutes, _, taken = run_once(60.0, 30.0, 5.0, 50.0, Every(50.0))
    assert taken == 1 and minutes == 35 + 15 + save_points.RESTART + 30


def test_saving_less_often_than_one_is_interrupted_never_ends():
    result = compute(12, 720, 4, 1)
    assert result.never and "never done" in say(result)


def test_too_often_and_too_seldom_both_take_longer_than_young_s_rule():
    best = compute(12, 60, 4, 8)
    assert best.best == pytest.approx(62, abs=1)
    assert compute(12, 5, 4, 8).hours > best.hours and compute(12, 480, 4, 8).hours > best.hours


def test_the_parts_add_up_and_the_price_is_that_of_spot():
    result = compute(12, 60, 4, 8)
    on_demand, spot = save_points.read_prices()
    assert result.hours >= result.work + result.saving + result.lost
    assert result.usd == pytest.approx((result.work + result.saving + result.lost) * spot)
    assert result.on_demand == 12 * on_demand


def test_the_same_values_give_the_same_numbers():
    save_points.simulate.cache_clear()
    first = compute(12, 60, 4, 8)
    save_points.simulate.cache_clear()
    assert compute(12, 60, 4, 8) == first
