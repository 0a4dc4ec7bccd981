"""The explorer of Regions: who is nearest, how long light needs, what a server costs, and the words about it."""

import itertools
import math

import pytest

from helpers import facts, world
from helpers._explorers import nearest_region
from helpers._explorers.nearest_region import HOME, SERVERS, compute, say

PLACES = list(facts.read_table("places")["place"])


def test_the_nearest_region_to_nairobi_is_not_in_africa():
    result = compute("Nairobi", "t3.micro", 1)
    assert result.nearest["region_code"] == "me-south-1"
    assert "af-south-1" in result.table["region_code"].head(nearest_region.NUMBERED).tolist()


def test_more_round_trips_take_so_many_times_as_long():
    one, ten = compute("Lagos", "t3.micro", 1), compute("Lagos", "t3.micro", 10)
    assert ten.table["ms"].tolist() == pytest.approx((one.table["ms"] * 10).tolist())
    assert "10 round trips take at least" in say(ten)


@pytest.mark.parametrize("server", SERVERS)
def test_every_server_has_its_price_in_the_same_seven_regions(server):
    priced = set(compute("Berlin", server, 1).priced["region_code"])
    assert len(priced) == 7 and HOME in priced


def test_the_price_is_that_of_the_table_and_is_compared_with_virginia():
    result = compute("Tokyo", "m5.large", 1)
    prices = facts.read_table("ec2-prices").query("instance_type == 'm5.large'").set_index("region")
    tokyo, home = (prices.loc[code, "on_demand_usd_per_hour"] for code in ("ap-northeast-1", HOME))
    assert result.home_usd == home
    assert f"the m5.large costs {tokyo:.4g} USD an hour, {tokyo / home - 1:.0%} more than in us-east-1." in say(result)


def test_where_the_nearest_has_no_price_the_words_say_whose_it_is():
    assert "In ap-south-1, the nearest whose price the course has, the t3.micro costs" in say(
        compute("Nairobi", "t3.micro", 1)
    )


def test_virginia_is_not_compared_with_itself():
    words = say(compute("New York", "t3.micro", 1))
    assert "From us-east-1" not in words and words.endswith("USD an hour.")


def test_in_the_same_city_hardly_any_time_is_needed():
    assert "in the same city. There a round trip takes hardly any time." in say(compute("Singapore", "t3.micro", 1))


def test_no_region_of_the_table_is_cheaper_than_virginia():
    """The lesson asks the learner to look for one."""
    for server in SERVERS:
        result = compute("Berlin", server, 1)
        assert result.priced["usd"].min() == result.home_usd


@pytest.mark.parametrize("place", PLACES)
def test_no_number_on_the_map_covers_another_or_the_city(place):
    table = facts.read_table("regions").set_index("region_code")
    near = table.loc[compute(place, "t3.micro", 1).table["region_code"].head(nearest_region.NUMBERED)]
    here = world.find_place(place)
    spots = nearest_region.spread([here, *near[["latitude", "longitude"]].to_numpy()])
    assert spots[0] == here and all(math.dist(*pair) > 9.5 for pair in itertools.combinations(spots, 2))
    assert all(
        math.dist(spot, there) < 16
        for spot, there in zip(spots[1:], near[["latitude", "longitude"]].to_numpy(), strict=True)
    )


@pytest.mark.parametrize("place", PLACES)
def test_the_words_and_the_picture_come_for_every_city(place):
    explorer = nearest_region.make().set(place=place)
    assert f"Nearest to {place}" in explorer.words and "nan" not in explorer.words
    assert len(explorer.draw()) > 5000
