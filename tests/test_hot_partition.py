"""Likes that all go to one profile: what is refused, and what more keys do about it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import facts
from helpers._explorers import hot_partition
from helpers._explorers.hot_partition import OTHERS, SECONDS, compute, say


def test_the_limit_comes_from_the_table():
    limits = facts.read_table("dynamodb-limits").set_index("limit")["value"]
    assert hot_partition.read_limit() == limits["writes of a partition"]


def test_one_key_refuses_whatever_is_beyond_the_limit():
    minute = compute(likes=8000, share=75, keys=1)
    assert minute.taken + minute.refused == 8000 * SECONDS
    assert minute.share_refused == pytest.approx((6000 - 1000) / 8000, abs=0.01)


def test_below_the_limit_nothing_is_refused():
    assert compute(likes=1000, share=50, keys=1).refused == 0


def test_as_many_keys_as_the_average_needs_are_too_few_because_chance_is_uneven():
    assert compute(8000, 75, 6).refused > 0
    assert compute(8000, 75, 7).refused == 0


def test_without_a_favourite_more_keys_change_nothing():
    assert compute(8000, 1, 1).refused == compute(8000, 1, 20).refused == 0
    assert compute(8000, 1, 1).others > 8000 * 0.99 / OTHERS


def test_the_words_count_the_queries():
    assert "takes 1 query." in say(compute(8000, 75, 1))
    assert "takes 7 queries." in say(compute(8000, 75, 7))


@settings(max_examples=25, deadline=None)
@given(st.integers(500, 12_000), st.integers(1, 95), st.integers(1, 20))
def test_every_like_is_taken_or_refused(likes, share, keys):
    minute = compute(likes, share, keys)
    assert minute.taken + minute.refused == likes * SECONDS and minute.refused >= 0
    assert len(minute.loads) == keys
