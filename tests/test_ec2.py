"""Servers: who reaches them, what a script on them may, how spot ends."""

import contextlib

import boto3
import people
import pytest
from people import allow, give_role, make_group, make_user, refuse

from helpers import ec2, sandbox

CORE = people.AWS_POLICY + "AmazonSSMManagedInstanceCore"
OUTSIDE = "203.0.113.9"
WHO = (
    "import boto3\nprint(boto3.Session().get_credentials().method, boto3.client('sts').get_caller_identity()['Arn'])\n"
)


@pytest.fixture(autouse=True)
def empty(practice_account):
    people.empty_account()
    people.empty_fleet()


def launch(**more):
    wish = {"ImageId": people.find_image(), "InstanceType": "t3.micro", "MinCount": 1, "MaxCount": 1}
    return boto3.client("ec2").run_instances(**wish | more)["Instances"][0]["InstanceId"]


def test_only_the_port_and_the_addresses_of_a_rule_get_through():
    server = launch(SecurityGroupIds=[make_group("office", 22, "203.0.113.0/24")])
    assert ec2.can_reach(server, 22, OUTSIDE)
    assert not ec2.can_reach(server, 22, "198.51.100.1")
    assert not ec2.can_reach(server, 443, OUTSIDE)
    assert not ec2.can_reach(server, 22, OUTSIDE, protocol="udp")


def test_rules_of_several_groups_add_up():
    groups = [make_group("web", 443, "0.0.0.0/0"), make_group("office", 22, "203.0.113.0/24")]
    server = launch(SecurityGroupIds=groups)
    assert ec2.can_reach(server, 443, OUTSIDE) and ec2.can_reach(server, 22, OUTSIDE)


def test_a_rule_for_a_group_lets_its_servers_in_and_nobody_else():
    web = make_group("web", 443, "0.0.0.0/0")
    database = launch(SecurityGroupIds=[make_group("database", 5432, web)])
    front, stranger = launch(SecurityGroupIds=[web]), launch()
    assert ec2.can_reach(database, 5432, front)
    assert not ec2.can_reach(database, 5432, stranger) and not ec2.can_reach(database, 5432, OUTSIDE)


def test_a_server_without_a_wish_is_closed_from_outside_and_so_is_a_stopped_one():
    assert not ec2.can_reach(launch(), 22, OUTSIDE)
    server = launch(SecurityGroupIds=[make_group("web", 443, "0.0.0.0/0")])
    boto3.client("ec2").stop_instances(InstanceIds=[server])
    assert "stopped" in repr(ec2.can_reach(server, 443, OUTSIDE))


def test_a_rule_for_all_protocols_covers_every_port():
    assert ec2.find_way([("all", {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]})], 5432, OUTSIDE)


def test_a_script_on_a_server_has_the_credentials_of_its_role_and_no_others():
    server = launch()
    give_role(server, "scorer", CORE)
    assert ec2.run_on(server, WHO) == f"iam-role arn:aws:sts::{people.ACCOUNT}:assumed-role/scorer/{server}\n"
    said = ec2.run_on(server, "import boto3\nboto3.client('s3').list_buckets()\n")
    assert "AccessDenied" in said and "assumed-role/scorer" in said and 'File "script.py", line 2' in said


def test_a_server_without_the_agent_s_permissions_is_not_connected():
    server = launch()
    assert refuse(ec2.run_on, instance_id=server, code=WHO)[0] == "TargetNotConnected"
    give_role(server, "scorer", statements=[allow("s3:*")])
    assert refuse(ec2.run_on, instance_id=server, code=WHO)[0] == "TargetNotConnected"


def test_a_role_that_ec2_may_not_take_gives_a_server_nothing():
    server = launch()
    give_role(server, "scorer", CORE)
    by_lambda = people.document(people.trust({"Service": "lambda.amazonaws.com"}))
    boto3.client("iam").update_assume_role_policy(RoleName="scorer", PolicyDocument=by_lambda)
    assert refuse(ec2.run_on, instance_id=server, code=WHO)[0] == "TargetNotConnected"


def test_a_stopped_server_and_one_that_may_not_reach_out_are_not_connected():
    client = boto3.client("ec2")
    group = make_group("web", 443, "0.0.0.0/0")
    server = launch(SecurityGroupIds=[group])
    give_role(server, "scorer", CORE)
    assert ec2.run_on(server, "print(1)") == "1\n"
    everything = [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]
    client.revoke_security_group_egress(GroupId=group, IpPermissions=everything)
    assert refuse(ec2.run_on, instance_id=server, code=WHO)[0] == "TargetNotConnected"
    client.authorize_security_group_egress(GroupId=group, IpPermissions=everything)
    client.stop_instances(InstanceIds=[server])
    assert refuse(ec2.run_on, instance_id=server, code=WHO)[0] == "TargetNotConnected"


def test_who_runs_something_needs_the_right_to_start_a_session():
    server = launch()
    give_role(server, "scorer", CORE)
    arn = f"arn:aws:ec2:us-east-1:{people.ACCOUNT}:instance/{server}"
    may, may_not = make_user("blue", allow("ssm:StartSession", arn)), make_user("orange")
    assert ec2.run_on(server, "print(1)", session=may) == "1\n"
    with pytest.raises(Exception, match="ssm:StartSession"):
        ec2.run_on(server, "print(1)", session=may_not)


def test_a_script_that_does_not_end_is_ended(monkeypatch):
    monkeypatch.setattr(ec2, "SECONDS", 1)
    server = launch()
    give_role(server, "scorer", CORE)
    assert ec2.run_on(server, "while True: pass") == "(ended after 1 seconds)\n"


def test_handing_a_role_to_a_running_server_needs_pass_role():
    server = launch()
    give_role(server, "scorer", CORE)
    other = launch()
    blue = make_user("blue", allow("ec2:*")).client("ec2")
    profile = {"InstanceId": other, "IamInstanceProfile": {"Name": "scorer"}}
    assert "iam:PassRole" in refuse(blue.associate_iam_instance_profile, **profile)[1]


def test_a_spot_server_is_taken_back_and_another_is_not():
    spot, other = launch(InstanceMarketOptions={"MarketType": "spot"}), launch()
    assert "two minutes" in ec2.take_back(spot)
    with pytest.raises(ValueError, match="no spot server"):
        ec2.take_back(other)
    found = boto3.client("ec2").describe_instances(InstanceIds=[spot])["Reservations"][0]["Instances"][0]
    assert found["State"]["Name"] == "terminated"


def test_a_terminated_server_is_neither_started_nor_stopped():
    gone, other = launch(), launch()
    client = boto3.client("ec2")
    client.terminate_instances(InstanceIds=[gone])
    for act, done in ((client.start_instances, "started"), (client.stop_instances, "stopped")):
        code, message = refuse(act, InstanceIds=[other, gone])
        assert code == "IncorrectInstanceState"
        assert message.endswith(f" instance '{gone}' is not in a state from which it can be {done}.")
    found = client.describe_instances(InstanceIds=[gone, other])["Reservations"]
    assert {one["State"]["Name"] for part in found for one in part["Instances"]} == {"terminated", "running"}


def test_nothing_of_it_depends_on_who_is_signed_in():
    server = launch(SecurityGroupIds=[make_group("web", 443, "0.0.0.0/0")])
    people.make_user("blue")
    with people.signed_in("blue"), contextlib.suppress(sandbox.SandboxError):
        assert ec2.can_reach(server, 443, OUTSIDE)


def test_starting_over_leaves_no_server_no_disk_and_no_group(capsys):
    client = boto3.client("ec2")
    web = make_group("web", 443, "0.0.0.0/0")
    database = make_group("database", 5432, web)
    kept = {"VolumeSize": 20, "DeleteOnTermination": False}
    launch(SecurityGroupIds=[database], BlockDeviceMappings=[{"DeviceName": "/dev/sdf", "Ebs": kept}])
    ec2.start_over()
    states = [one["Instances"][0]["State"]["Name"] for one in client.describe_instances()["Reservations"]]
    assert set(states) == {"terminated"}
    assert client.describe_volumes()["Volumes"] == []
    assert {group["GroupName"] for group in client.describe_security_groups()["SecurityGroups"]} == {"default"}
    assert "no server, no disk and no security group" in capsys.readouterr().out


def test_starting_over_works_twice_and_without_a_right_of_ones_own():
    launch()
    make_user("reader")
    sandbox.sign_in("reader")
    ec2.start_over()
    ec2.start_over()
    sandbox.sign_in_as_root()
    states = [one["Instances"][0]["State"]["Name"] for one in boto3.client("ec2").describe_instances()["Reservations"]]
    assert states == ["terminated"]
