"""What lesson 04 says in its text about numbers is what tables and boto3 hold."""

import re
from pathlib import Path

import boto3

from helpers import facts, world
from helpers._account import regions

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = (ROOT / "lessons" / "04-what-is-aws.py").read_text(encoding="utf-8")
TEXT = " ".join(line[2:] for line in SCRIPT.splitlines() if line.startswith("# "))
NAMES = boto3.Session().get_available_services()


def test_the_first_sentence_counts_programs_and_parts_of_the_world():
    assert "hundreds of services that run on them" in TEXT and 400 < len(NAMES) < 500
    assert f"in {len(facts.read_table('regions'))} parts of the world" in TEXT


def test_what_aws_advertises_is_in_the_table_and_half_of_what_boto3_has():
    claim = facts.read_table("service-counts").iloc[0]
    assert f'"over {claim["count"]} fully featured services"' in TEXT
    assert "Why twice as many?" in TEXT and 1.8 < len(NAMES) / claim["count"] < 2.5


def test_from_the_paper_to_the_first_server_it_took_three_years():
    events = facts.read_table("aws-timeline")
    paper = events[events["event"].str.startswith("a paper")].iloc[0]
    server = events[events["event"].str.startswith("EC2: servers")].iloc[0]
    assert (paper["year"], server["year"]) == (2003, 2006)
    assert "In 2003 an engineer and his manager wrote down" in TEXT


def test_seventeen_regions_are_open_at_once_and_as_many_are_not():
    enabled = list(regions.read_regions().values())
    assert sum(enabled) == 17 and len(enabled) - sum(enabled) == 17
    assert "`describe_regions` names 17. On AWS the other 17, all opened since 2019" in TEXT


def test_light_in_glass_does_as_many_kilometres_as_the_text_says():
    a_millisecond = 2 / world.fastest_round_trip(1)
    said = re.search(r"in glass, light travels about (\d+) km in a millisecond", TEXT)[1]
    assert round(a_millisecond) == int(said)


def test_prices_are_known_in_seven_regions():
    prices = facts.read_table("ec2-prices")
    for server in ("t3.micro", "m5.large", "g4dn.xlarge"):
        assert prices[prices["instance_type"] == server]["region"].nunique() == 7
    assert "The course knows prices in seven Regions" in TEXT


def test_the_services_are_about_a_dozen():
    assert 11 <= len(facts.read_table("services")) <= 15


def test_the_practice_account_makes_four_kinds_of_resources():
    from helpers._account.stack_resources import KINDS

    assert len(KINDS) == 4 and "makes four kinds of resources in stacks" in TEXT


def test_the_share_fell_as_the_text_says_while_the_sales_grew():
    shares = facts.read_table("market-share").query("provider == 'AWS' and quarter >= '2020'").sort_values("quarter")
    first, last = shares["share_percent"].iloc[0], shares["share_percent"].iloc[-1]
    assert f"since 2020 AWS's share has fallen from {first} to {last} percent" in TEXT
    sales = facts.read_table("aws-sales").query("year >= 2020")
    assert sales["net_sales_usd_billion"].is_monotonic_increasing
    assert sales[sales["value_kind"] == "derived"]["year"].tolist() == [2020]


def test_drones_hit_regions_at_the_gulf():
    outages = facts.read_table("outages")
    gulf = outages[outages["region"].str.contains("me-central-1") & outages["region"].str.contains("me-south-1")].iloc[
        0
    ]
    assert "drone" in gulf["cause"] and str(gulf["date"]).startswith("2026-03")
    assert "drones hit in March 2026" in TEXT


def test_the_nearest_region_to_lagos_is_not_in_africa():
    """The lesson asks for a guess before the explorer."""
    assert world.rank_regions("Lagos").iloc[0]["region_code"] == "eu-south-2"
