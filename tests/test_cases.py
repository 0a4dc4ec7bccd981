"""The situations to put right: what leaks and what does not, that a second run starts over, and the bill's sums."""

import boto3
import pytest
from people import is_allowed

from helpers import cases, facts, s3
from helpers._account import trial


def reads(user, bucket, key):
    return trial.may(user, "s3.get_object", Bucket=bucket, Key=key).allowed


@pytest.mark.usefixtures("account")
def test_a_stranger_reads_the_menu_and_the_signups_and_nothing_else():
    cases.inherit_account()
    found = {bucket: reads(None, bucket, next(iter(objects))) for bucket, objects in cases.OBJECTS.items() if objects}
    assert found == {"menu": True, "signups": True, "photos": False, "archive": False, "budget": False}


@pytest.mark.usefixtures("account")
def test_aws_calls_the_photos_public_and_the_archive_not():
    cases.inherit_account()
    status = boto3.client("s3").get_bucket_policy_status
    found = {bucket: status(Bucket=bucket)["PolicyStatus"]["IsPublic"] for bucket in cases.OPENED}
    assert found == {"menu": True, "signups": True, "photos": True, "archive": False}


@pytest.mark.usefixtures("account")
def test_the_robot_may_do_everything_in_s3_and_nothing_elsewhere():
    cases.inherit_account()
    assert trial.may("report-robot", "s3.delete_object", Bucket="signups", Key="2026.csv").allowed
    assert not trial.may("report-robot", "iam.list_users").allowed


@pytest.mark.usefixtures("account")
def test_a_second_run_puts_back_what_was_closed_deleted_or_added():
    cases.inherit_account()
    client = boto3.client("s3")
    client.delete_bucket_policy(Bucket="signups")
    client.put_public_access_block(
        Bucket="signups", PublicAccessBlockConfiguration={"BlockPublicPolicy": True, "RestrictPublicBuckets": True}
    )
    client.delete_object(Bucket="menu", Key="menu.txt")
    client.put_object(Bucket="reports", Key="new.csv", Body=b"1")
    boto3.client("iam").detach_user_policy(UserName="report-robot", PolicyArn=cases.FULL_ACCESS)
    cases.inherit_account()
    assert reads(None, "signups", "2026.csv") and reads(None, "menu", "menu.txt")
    assert s3.list_keys("reports") == [] and s3.list_keys("menu") == ["menu.txt"]
    assert trial.may("report-robot", "s3.delete_object", Bucket="signups", Key="2026.csv").allowed


@pytest.mark.usefixtures("account")
def test_a_second_run_opens_again_what_was_locked_for_everybody():
    cases.inherit_account()
    deny = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::signups/*"}
    s3.put_bucket_policy("signups", {"Version": "2012-10-17", "Statement": [deny]})
    assert not is_allowed(boto3.client("s3").get_object, Bucket="signups", Key="2026.csv")
    cases.inherit_account()
    assert reads(None, "signups", "2026.csv")


def test_the_bill_is_quantity_times_price():
    bill = cases.read_bill()["usd"]
    assert bill["a"] == pytest.approx(3 * 720 * 0.096)  # the price as in data/ec2-prices.csv
    assert bill["e"] == pytest.approx(20_000 * 0.045)  # prices as in data/transfer-prices.csv
    assert bill["d"] == pytest.approx(720 * 0.045)
    assert bill["g"] == pytest.approx((1_500 - 100) * 0.09)
    assert bill["h"] == pytest.approx(2 * 720 * 0.005)


def test_most_of_the_bill_is_waste():
    bill = cases.read_bill()["usd"]
    assert bill[["b", "c", "e"]].sum() > 0.7 * bill.sum()


def test_the_prices_of_the_bill_are_of_2026_as_the_lesson_says():
    tables = {
        "ec2-prices": ("instance_type", "m5.large", "g4dn.xlarge"),
        "ebs-prices": ("volume_type", "gp3"),
        "s3-prices": ("storage_class", "S3 Standard (first 50 TB)"),
        "transfer-prices": ("item", "NAT gateway hour", "NAT gateway data processing", "internet out: first 10 TB"),
    }
    for name, (column, *used) in tables.items():
        table = facts.read_table(name)
        here = table[table["region"] == "us-east-1"] if "region" in table else table
        assert all(here[here[column].isin(used)]["as_of"].str.startswith("2026")), name


def list_workshop_servers(region):
    wanted = [{"Name": "tag:Name", "Values": ["workshop"]}, {"Name": "instance-state-name", "Values": ["running"]}]
    groups = boto3.client("ec2", region_name=region).describe_instances(Filters=wanted)["Reservations"]
    return [server for group in groups for server in group["Instances"]]


@pytest.mark.usefixtures("account")
def test_one_server_is_lost_in_a_region_that_a_new_account_can_use_and_a_second_run_starts_over():
    for _ in range(2):
        cases.lose_server()
        assert len(list_workshop_servers(cases.LOST_IN)) == 1
    assert cases.LOST_IN in [one["RegionName"] for one in boto3.client("ec2").describe_regions()["Regions"]]
    assert list_workshop_servers("us-east-1") == []
