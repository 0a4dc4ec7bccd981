"""Which Regions the practice account lists: those that a new account can use, and all when asked."""

import boto3
import pytest

from helpers import facts
from helpers._account import regions


@pytest.fixture(scope="module")
def ec2(practice_account):
    return boto3.client("ec2")


def list_names(client, **parameters):
    return [one["RegionName"] for one in client.describe_regions(**parameters)["Regions"]]


def test_a_new_account_can_use_the_seventeen_regions_of_before_march_2019(ec2):
    names = list_names(ec2)
    assert len(names) == 17 and names == sorted(names)
    assert {"us-east-1", "eu-north-1", "ap-northeast-3"} <= set(names)
    assert not {"ap-east-1", "me-south-1", "af-south-1"} & set(names)


def test_all_regions_are_those_of_the_table_and_say_whether_they_are_enabled(ec2):
    shown = ec2.describe_regions(AllRegions=True)["Regions"]
    assert {one["RegionName"] for one in shown} == set(facts.read_table("regions")["region_code"])
    status = {one["RegionName"]: one["OptInStatus"] for one in shown}
    assert status["us-east-1"] == "opt-in-not-required" and status["eu-south-2"] == "not-opted-in"


def test_one_region_can_be_asked_for(ec2):
    assert list_names(ec2, RegionNames=["us-west-2"]) == ["us-west-2"]


def test_the_first_regions_that_are_opt_in_were_opened_in_2019():
    table = facts.read_table("regions").set_index("region_code")["launch_year"]
    assert {code for code, enabled in regions.read_regions().items() if enabled} == set(table[table < 2019].index)
