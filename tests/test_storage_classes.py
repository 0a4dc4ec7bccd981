"""What storage costs in each class: cases by hand with the table's prices, and when a colder class is dearer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import facts
from helpers._explorers import storage_classes
from helpers._explorers.storage_classes import SIZES, StorageClass, compute, find_cheapest, price, say

WARM = StorageClass("A", "Warm", "at once", 0.02, 0, 0.00001, 0.000001, 0, 0, 0, 0)
COLD = StorageClass("B", "Cold", "at once", 0.01, 0.05, 0.00002, 0.00001, 90, 128, 0, 0)
ICE = StorageClass("C", "Ice", "after hours", 0.001, 0.02, 0.00005, 0.000001, 180, 0, 32, 8)


def test_storage_is_gigabytes_times_months_times_price():
    costs = price(WARM, WARM, gigabytes=100, size_kb=1024, months=3, reads=2)
    assert costs.storage == pytest.approx(100 * 3 * 0.02)
    assert costs.requests == pytest.approx(100 * 1024 * (0.00001 + 2 * 0.000001))
    assert costs.reading == 0 and costs.total == pytest.approx(costs.storage + costs.requests)


def test_small_objects_are_billed_at_the_minimum_size_and_short_stays_at_the_minimum_time():
    assert price(COLD, WARM, 1, 64, 12, 0).storage == pytest.approx(2 * 12 * 0.01)
    assert price(COLD, WARM, 1, 128, 1, 0).storage == pytest.approx(3 * 0.01)


def test_reading_is_paid_for_what_is_there_not_for_what_is_billed():
    assert price(COLD, WARM, 1, 64, 12, 4).reading == pytest.approx(4 * 0.05)


def test_each_archived_object_has_an_overhead_in_two_classes():
    stored = price(ICE, WARM, 1, 8, 12, 0).storage
    assert stored == pytest.approx(12 * (5 * 0.001 + 1 * 0.02))


def test_classes_and_prices_come_from_the_tables():
    codes = [one.code for one in storage_classes.read_classes()]
    assert codes == facts.read_table("storage-classes")["storage_class"].tolist()
    prices = facts.read_table("s3-prices").set_index("storage_class")
    instant = next(one for one in storage_classes.read_classes() if one.code == "GLACIER_IR")
    assert instant.stored == prices.loc["S3 Glacier Instant Retrieval"]["usd_per_gb_month"]
    assert instant.min_days == prices.loc["S3 Glacier Instant Retrieval"]["min_days"]


def test_the_two_tables_agree_on_the_minimum_days():
    prices = facts.read_table("s3-prices").set_index("storage_class")["min_days"]
    for row in facts.read_table("storage-classes").itertuples():
        assert row.min_days == prices[storage_classes.ROWS.get(row.storage_class, row.name)]


def test_what_is_never_read_is_cheapest_in_the_archive():
    assert find_cheapest(compute(500, "100 MB", 12, 0)).kind.code == "DEEP_ARCHIVE"
    assert find_cheapest(compute(500, "100 MB", 12, 0), at_once=True).kind.code == "GLACIER_IR"


@pytest.mark.parametrize(
    ("why", "code", "values"),
    [
        ("small objects", "GLACIER", ("10 KB", 12, 0)),
        ("small objects", "GLACIER_IR", ("10 KB", 12, 0)),
        ("a short stay", "DEEP_ARCHIVE", ("1 MB", 0.1, 0)),
        ("much reading", "GLACIER_IR", ("100 MB", 12, 12)),
    ],
)
def test_a_cold_class_is_dearer_than_standard(why, code, values):
    costs = {one.kind.code: one.total for one in compute(500, *values)}
    assert costs[code] > costs["STANDARD"], why


def test_the_words_name_what_is_dearer_than_standard():
    assert "Dearer than Standard" in say(compute(100, "10 KB", 12, 0))
    assert "Standard is the dearest" in say(compute(100, "100 MB", 24, 0))


@given(st.integers(1, 5000), st.sampled_from(tuple(SIZES)), st.integers(1, 119), st.integers(0, 59))
def test_more_time_and_more_reading_never_cost_less(gigabytes, size, months, reads):
    base = compute(gigabytes, size, months, reads)
    for more in (compute(gigabytes, size, months + 1, reads), compute(gigabytes, size, months, reads + 1)):
        assert all(after.total >= before.total for before, after in zip(base, more, strict=True))
