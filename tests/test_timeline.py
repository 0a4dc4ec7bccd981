"""The timeline: where dates stand, and that no words cover others."""

import itertools

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import _timeline, charts, facts


@pytest.mark.parametrize(
    ("date", "year"), [("2006", 2006.5), ("2006-01", 2006.0), ("2006-07-01", 2006.5), ("2006-03-14", 2006.2)]
)
def test_a_date_stands_at_its_place_in_the_year(date, year):
    assert _timeline.read_year(date) == pytest.approx(year, abs=0.01)


def test_words_that_have_room_stay_where_they_are():
    assert _timeline.spread([1, 3, 6], 1) == [1, 3, 6]


def test_words_that_are_too_near_share_the_room_around_them():
    assert _timeline.spread([1, 1.2, 5], 1) == pytest.approx([0.6, 1.6, 5])


@given(st.lists(st.floats(0, 30), min_size=1, max_size=40), st.floats(0.1, 2))
def test_no_words_are_nearer_than_the_gap_and_their_order_stays(places, gap):
    spread = _timeline.spread(sorted(places), gap)
    assert len(spread) == len(places)
    assert all(later - earlier >= gap - 1e-6 for earlier, later in itertools.pairwise(spread))


def test_every_event_is_written_and_every_kind_has_a_mark_of_its_own():
    events = facts.read_table("aws-timeline")
    figure = _timeline.draw(events, "History")
    written = {text.get_text() for text in figure.axes[0].texts}
    assert written == set(events["event"])
    assert {text.get_text() for text in figure.axes[0].get_legend().get_texts()} == set(events["kind"])
    shapes = [mark for _, mark in _timeline.MARKS.values()]
    assert len(set(shapes)) == len(shapes)
    plt.close(figure)


def test_the_picture_has_words_and_a_source():
    events = pd.DataFrame({"date": ["2006", "2008-02"], "event": ["a", "b"], "kind": ["idea", "launch"]})
    picture = charts.timeline(events, "History", "What it says.", "Source")
    assert repr(picture) == "What it says.\nSource" and 'alt="What it says."' in picture._repr_html_()
