"""What the meter finds in moto's own state is what boto3 is told."""

import subprocess
import sys
from pathlib import Path

import boto3
import people
import pytest

from helpers._account import inventory


@pytest.fixture(autouse=True)
def ec2(practice_account):
    people.empty_account()
    people.empty_fleet()
    return boto3.client("ec2")


def find(kind):
    return [one for one in inventory.list_everything() if isinstance(one, kind)]


def run(client, **more):
    wish = {"ImageId": people.find_image(), "InstanceType": "t3.micro", "MinCount": 1, "MaxCount": 1} | more
    return client.run_instances(**wish)["Instances"][0]["InstanceId"]


def test_an_empty_account_has_nothing_and_asking_makes_nothing():
    assert inventory.list_everything() == []


def test_servers_are_found_with_what_a_bill_needs_of_them(ec2):
    tags = [{"ResourceType": "instance", "Tags": [{"Key": "Name", "Value": "site"}]}]
    running, stopped = run(ec2, TagSpecifications=tags), run(ec2, InstanceMarketOptions={"MarketType": "spot"})
    gone, windows = run(ec2), run(ec2, ImageId="ami-12c6146b")
    ec2.stop_instances(InstanceIds=[stopped])
    ec2.terminate_instances(InstanceIds=[gone])
    found = {one.id: one for one in find(inventory.Server)}
    assert set(found) == {running, stopped, windows}
    told = [one for page in ec2.describe_instances()["Reservations"] for one in page["Instances"]]
    for one in told:
        if one["InstanceId"] in found:
            server = found[one["InstanceId"]]
            expected = (one["InstanceType"], one["State"]["Name"], one.get("PublicIpAddress", ""))
            assert (server.type, server.state, server.address) == expected
            assert server.spot == (one.get("InstanceLifecycle") == "spot")
            assert server.windows == (one.get("Platform") == "windows")
    assert found[running].name == "site" and found[stopped].spot and found[windows].windows


def test_volumes_addresses_and_gateways_are_found_in_every_region(ec2):
    abroad = boto3.client("ec2", region_name="eu-west-1")
    volume = ec2.create_volume(AvailabilityZone="us-east-1a", Size=7, VolumeType="gp3")["VolumeId"]
    address = abroad.allocate_address(Domain="vpc")
    subnet = abroad.describe_subnets()["Subnets"][0]["SubnetId"]
    made = abroad.create_nat_gateway(SubnetId=subnet, AllocationId=address["AllocationId"])["NatGateway"]
    assert find(inventory.Volume) == [inventory.Volume(volume, "us-east-1", "gp3", 7)]
    assert find(inventory.Address) == [inventory.Address(address["AllocationId"], "eu-west-1", address["PublicIp"])]
    assert find(inventory.Gateway) == [inventory.Gateway(made["NatGatewayId"], "eu-west-1")]
    abroad.delete_nat_gateway(NatGatewayId=made["NatGatewayId"])
    assert find(inventory.Gateway) == []


def test_objects_are_found_by_class_with_their_versions_and_unfinished_parts():
    s3 = people.put_bucket(a_csv=b"12345")
    s3.put_bucket_versioning(Bucket="guests", VersioningConfiguration={"Status": "Enabled"})
    s3.put_object(Bucket="guests", Key="a.csv", Body=b"123")
    s3.delete_object(Bucket="guests", Key="a.csv")
    s3.put_object(Bucket="guests", Key="cold", Body=b"1", StorageClass="STANDARD_IA")
    upload = s3.create_multipart_upload(Bucket="guests", Key="b")["UploadId"]
    s3.upload_part(Bucket="guests", Key="b", UploadId=upload, PartNumber=1, Body=b"1234567")
    assert find(inventory.Stored) == [
        inventory.Stored("guests", "us-east-1", "STANDARD", (5, 3, 7)),
        inventory.Stored("guests", "us-east-1", "STANDARD_IA", (1,)),
    ]
    s3.abort_multipart_upload(Bucket="guests", Key="b", UploadId=upload)
    assert find(inventory.Stored)[0].sizes == (5, 3)


def test_asking_changes_no_later_id(ec2):
    ids = []
    for ask in (True, False):
        with people.new_account():
            client = boto3.client("ec2")
            run(client)
            if ask:
                inventory.list_everything()
            ids.append(run(client))
    assert ids[0] == ids[1]


def test_the_first_answer_of_s3_waits_for_nothing_of_all_this():
    code = """
import sys
import boto3
from helpers import sandbox
sandbox.start()
boto3.client("s3").create_bucket(Bucket="guests")
names = "alarms budgets fleet groups inventory".split()
late = [f"helpers._account.{name}" for name in names] + ["helpers.billing", "moto.ec2", "moto.autoscaling", "pandas"]
print(*[name for name in late if name in sys.modules])
"""
    root = Path(__file__).parents[1]
    child = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert child.stdout.splitlines()[1:] == [""]
