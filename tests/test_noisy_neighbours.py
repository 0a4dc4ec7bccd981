"""Noisy neighbours: what must hold for every number of them, and the cases that can be told without a simulation."""

import pytest

from helpers._explorers import noisy_neighbours
from helpers._explorers.noisy_neighbours import SHARED, SLICES, compute, find_share


def test_alone_every_download_takes_the_same_time():
    assert set(compute(0, 50, SHARED).seconds) == {1.0}


def test_quiet_neighbours_are_not_noticed():
    assert set(compute(9, 0, SHARED).seconds) == {1.0}


def test_neighbours_who_are_always_busy_leave_an_equal_part():
    assert set(compute(4, 100, SHARED).seconds) == {5.0}


def test_a_fixed_slice_is_the_same_whatever_the_neighbours_do():
    assert set(compute(4, 0, SLICES).seconds) == set(compute(4, 100, SLICES).seconds) == {5.0}


def test_a_shared_line_is_never_slower_than_a_slice_nor_faster_than_being_alone():
    downloads = compute(7, 60, SHARED)
    assert min(downloads.seconds) >= 1.0
    assert max(downloads.seconds) <= downloads.sliced


@pytest.mark.parametrize("busy", [10, 20, 40])
def test_the_usual_download_takes_about_as_long_as_the_average_number_of_busy_neighbours_says(busy):
    downloads = compute(10, busy, SHARED)
    mean = sum(downloads.seconds) / len(downloads.seconds)
    assert mean == pytest.approx(1 + 10 * busy / 100, rel=0.15)


def test_more_or_busier_neighbours_make_slower_downloads():
    assert compute(3, 20, SHARED).median < compute(12, 20, SHARED).median
    assert compute(7, 10, SHARED).slow < compute(7, 50, SHARED).slow


def test_the_same_values_give_the_same_downloads():
    assert compute(7, 20, SHARED) == compute(7, 20, SHARED)


def test_a_share_is_one_of_the_times_by_nearest_rank():
    seconds = list(range(1, 21))
    assert find_share(seconds, 0.5) == 10
    assert find_share(seconds, 0.95) == 19
    assert find_share([3.0], 0.5) == 3.0


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((0, 20, SHARED), "Nobody else"),
        ((1, 20, SHARED), "Beside 1 neighbour, "),
        ((7, 20, SHARED), "bargain of a pool"),
        ((7, 100, SHARED), "hardly better"),
        ((1, 0, SHARED), "hardly notice"),
        ((7, 20, SLICES), "Steady"),
    ],
)
def test_the_words_fit_the_picture(values, words):
    assert words in noisy_neighbours.say(compute(*values))
