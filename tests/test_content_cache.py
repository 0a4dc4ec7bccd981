"""The cache of a content delivery network: hits, ages and room, by hand and as properties; what a terabyte costs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers._explorers import content_cache
from helpers._explorers.content_cache import PICTURES, list_requests, make, play, price_terabyte

FOREVER = 10**9
requests = st.lists(st.integers(0, 9), max_size=60)


def test_the_second_request_for_a_picture_is_a_hit():
    assert play([7, 7, 7], room=1, keep=FOREVER) == (2, 0, 1)


def test_a_cache_without_room_or_time_serves_nothing():
    assert play([7, 7, 7], room=0, keep=FOREVER) == (0, 0, 3)
    assert play([7, 7, 7], room=1, keep=0) == (0, 0, 3)


def test_a_full_cache_drops_what_was_asked_for_longest_ago():
    assert play([1, 2, 1, 3, 1], room=2, keep=FOREVER) == (2, 0, 3)  # 3 takes the place of 2, so 1 is still there
    assert play([1, 2, 1, 3, 2], room=2, keep=FOREVER) == (1, 0, 4)


def test_a_copy_that_is_too_old_is_fetched_again():
    assert play([7, 7, 7, 7], room=1, keep=2, per_minute=1) == (2, 0, 2)  # at minute 2 it has been kept for 2


def test_a_copy_of_something_that_has_changed_is_out_of_date_until_it_is_fetched_again():
    assert play([7] * 6, room=1, keep=4, changes=3, per_minute=1) == (3, 1, 2)  # minute 3 is stale; 4 fetches anew


@given(requests, st.integers(0, 10), st.integers(0, 40))
def test_every_request_is_answered_once(asked, room, keep):
    assert sum(play(asked, room, keep, changes=5, per_minute=1)) == len(asked)


@given(requests, st.integers(0, 9))
def test_more_room_never_means_more_misses(asked, room):
    """So it is for a cache that drops what was asked for longest ago; not for every kind."""
    assert play(asked, room + 1, FOREVER)[2] <= play(asked, room, FOREVER)[2]


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(list(content_cache.MINUTES)), st.sampled_from([0, 50, 300, PICTURES]))
def test_the_shares_add_up(keep, room):
    result = make().set(keep=keep, room=room, changes="every 10 minutes").result
    assert result.fresh + result.stale + result.missed == pytest.approx(1)


def test_favourites_make_a_small_cache_useful():
    even, few = (make().set(popularity=words).result.hits for words in ("all alike", "a few are asked for most"))
    assert even < 0.15 < 0.6 < few


def test_keeping_longer_serves_more_and_older():
    short, long = (make().set(keep=words, changes="every 10 minutes").result for words in ("1 minute", "1 hour"))
    assert long.hits > short.hits and long.stale > short.stale


def test_the_requests_are_the_same_every_time_and_follow_popularity():
    asked = list_requests(1.2)
    assert asked == list_requests(1.2)
    assert asked.count(0) > asked.count(1) > asked.count(100)


def test_a_terabyte_computed_by_hand(monkeypatch):
    prices = {
        "get": 1e-6,
        "internet gb": 0.1,
        "cloudfront gb": 0.05,
        "cloudfront request": 2e-6,
        "free requests": 500_000,
    }
    monkeypatch.setattr(content_cache, "read_prices", lambda: prices)
    from_s3, from_cloudfront, free = price_terabyte(missed=0.25, megabytes=1)
    count = 1024 * 1024
    assert from_s3 == pytest.approx(102.4 + count * 1e-6)
    assert from_cloudfront == pytest.approx(51.2 + count * 2e-6 + count * 1e-6 * 0.25)
    assert free == pytest.approx((count - 500_000) * 2e-6 + count * 1e-6 * 0.25)


def test_a_better_cache_costs_no_more():
    assert price_terabyte(0.1)[1] < price_terabyte(0.9)[1] < price_terabyte(0.9)[0]
