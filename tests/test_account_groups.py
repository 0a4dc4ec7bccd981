"""EC2 and Auto Scaling: servers and their disks, groups that grow and shrink within their bounds, and who may do it."""

import boto3
import people
import pytest
from people import ACCOUNT, allow, deny, make_user, refuse, run_aws, user_arn

GROUP = f"arn:aws:autoscaling:us-east-1:{ACCOUNT}:autoScalingGroup:*:autoScalingGroupName/site"
ZONES = ["us-east-1a", "us-east-1b", "us-east-1c"]


@pytest.fixture(autouse=True)
def scaling(practice_account):
    people.empty_account()
    people.empty_fleet()
    return boto3.client("autoscaling")


def make_template(name="site", **more):
    data = {"ImageId": people.find_image(), "InstanceType": "m5.large"} | more
    boto3.client("ec2").create_launch_template(LaunchTemplateName=name, LaunchTemplateData=data)


def make_group(client=None, **more):
    if not boto3.client("ec2").describe_launch_templates()["LaunchTemplates"]:
        make_template()
    sizes = {"MinSize": 1, "MaxSize": 4, "AvailabilityZones": ZONES}
    wish = {"AutoScalingGroupName": "site", "LaunchTemplate": {"LaunchTemplateName": "site"}} | sizes | more
    (client or boto3.client("autoscaling")).create_auto_scaling_group(**wish)


def list_members():
    [group] = boto3.client("autoscaling").describe_auto_scaling_groups()["AutoScalingGroups"]
    return [(one["InstanceId"], one["AvailabilityZone"]) for one in group["Instances"]]


def list_servers(state="running"):
    pages = boto3.client("ec2").describe_instances(Filters=[{"Name": "instance-state-name", "Values": [state]}])
    return [one for reservation in pages["Reservations"] for one in reservation["Instances"]]


def run(**more):
    wish = {"ImageId": people.find_image(), "InstanceType": "t3.micro", "MinCount": 1, "MaxCount": 1} | more
    return boto3.client("ec2").run_instances(**wish)["Instances"]


def list_volumes():
    volumes = boto3.client("ec2").describe_volumes()["Volumes"]
    return sorted((one["VolumeType"], one["Size"], one["State"]) for one in volumes)


# Servers


def test_the_newest_amazon_linux_is_found_by_its_public_name():
    found = people.find_image()
    [image] = boto3.client("ec2").describe_images(ImageIds=[found])["Images"]
    assert image["Name"].startswith("al2023") and image["Architecture"] == "x86_64"
    assert people.find_image("eu-west-1") != found  # each Region has images of its own


def test_as_many_servers_start_as_max_count_says():
    assert len(run(MinCount=1, MaxCount=3)) == 3
    query = ("--count", "1:2", "--query", "Instances[].InstanceType", "--output", "text")
    status, out, errors = run_aws(
        boto3.Session(),
        "ec2",
        "run-instances",
        "--image-id",
        people.find_image(),
        "--instance-type",
        "t3.micro",
        *query,
    )
    assert (status, out.split()) == (0, ["t3.micro"] * 2), errors


def want(device, **ebs):
    return {"DeviceName": device, "Ebs": {"VolumeType": "gp3", **ebs}}


def test_disks_at_launch_go_with_the_server_but_for_those_that_are_to_stay():
    more = [want("/dev/sdf", VolumeSize=500), want("/dev/sdg", VolumeSize=600, DeleteOnTermination=False)]
    [server] = run(BlockDeviceMappings=more)
    late = boto3.client("ec2").create_volume(AvailabilityZone="us-east-1a", Size=700, VolumeType="gp3")
    device = {"Device": "/dev/sdh", "InstanceId": server["InstanceId"]}
    boto3.client("ec2").attach_volume(VolumeId=late["VolumeId"], **device)
    assert list_volumes() == [("gp3", size, "in-use") for size in (8, 500, 600, 700)]
    boto3.client("ec2").terminate_instances(InstanceIds=[server["InstanceId"]])
    assert list_volumes() == [("gp3", size, "available") for size in (600, 700)]


def test_the_disk_of_the_image_may_be_larger_and_may_be_kept():
    [kept] = run(
        BlockDeviceMappings=[{"DeviceName": "/dev/xvda", "Ebs": {"VolumeSize": 30, "DeleteOnTermination": False}}]
    )
    [larger] = run(BlockDeviceMappings=[{"DeviceName": "/dev/xvda", "Ebs": {"VolumeSize": 20}}])
    assert list_volumes() == [("gp3", 20, "in-use"), ("gp3", 30, "in-use")]
    assert kept["RootDeviceName"] == "/dev/xvda" == kept["BlockDeviceMappings"][0]["DeviceName"]
    boto3.client("ec2").terminate_instances(InstanceIds=[kept["InstanceId"], larger["InstanceId"]])
    assert list_volumes() == [("gp3", 30, "available")]


def test_a_template_says_disk_and_type():
    disk = {"DeviceName": "/dev/xvda", "Ebs": {"VolumeSize": 50, "VolumeType": "gp2", "DeleteOnTermination": True}}
    make_template(BlockDeviceMappings=[disk])
    template = {"LaunchTemplateName": "site"}
    [made] = boto3.client("ec2").run_instances(LaunchTemplate=template, MinCount=1, MaxCount=1)["Instances"]
    assert made["InstanceType"] == "m5.large" and list_volumes() == [("gp2", 50, "in-use")]


def test_a_stop_releases_the_address_and_a_start_brings_another():
    client, [server] = boto3.client("ec2"), run()
    client.stop_instances(InstanceIds=[server["InstanceId"]])
    [stopped] = list_servers("stopped")
    assert "PublicIpAddress" not in stopped and server["PublicIpAddress"]
    client.start_instances(InstanceIds=[server["InstanceId"]])
    assert list_servers()[0]["PublicIpAddress"] != server["PublicIpAddress"]


def test_the_zones_of_a_region_have_names_and_ids():
    zones = boto3.client("ec2").describe_availability_zones()["AvailabilityZones"]
    assert [one["ZoneName"] for one in zones] == [f"us-east-1{letter}" for letter in "abcdef"]
    assert sorted(one["ZoneId"] for one in zones) == [f"use1-az{number}" for number in range(1, 7)]


def test_a_zone_may_be_named_by_its_id():
    [server] = run(Placement={"AvailabilityZoneId": "use1-az1"})
    assert server["Placement"] == {
        "AvailabilityZone": "us-east-1b",
        "AvailabilityZoneId": "use1-az1",
        "GroupName": "",
        "Tenancy": "default",
    }
    assert refuse(run, Placement={"AvailabilityZoneId": "use1-az9"})[0] == "InvalidParameterValue"
    assert refuse(run, Placement={"AvailabilityZone": "use1-az1"})[0] == "InvalidParameterValue"


def test_a_type_is_refused_in_a_zone_that_does_not_have_it_in_the_words_of_aws():
    subnets = boto3.client("ec2").describe_subnets()["Subnets"]
    [subnet] = [one["SubnetId"] for one in subnets if one["AvailabilityZone"] == "us-east-1e"]
    zone = {"AvailabilityZone": "us-east-1e"}
    for place in ({"Placement": zone}, {"SubnetId": subnet}, {"Placement": {"AvailabilityZoneId": "use1-az3"}}):
        code, message = refuse(run, InstanceType="t3.small", **place)
        assert code == "Unsupported" and not list_servers()
        assert message == (
            "Your requested instance type (t3.small) is not supported in your requested Availability Zone (us-east-1e)."
            " Please retry your request by not specifying an Availability Zone or choosing us-east-1a, us-east-1b, "
            "us-east-1c, us-east-1d, us-east-1f."
        )
    run(InstanceType="t2.micro", Placement=zone)
    make_template()
    template = {"LaunchTemplate": {"LaunchTemplateName": "site"}, "MinCount": 1, "MaxCount": 1}
    assert refuse(boto3.client("ec2").run_instances, Placement=zone, **template)[0] == "Unsupported"


def test_a_type_that_there_is_not_is_refused():
    assert refuse(run, InstanceType="m5large") == (
        "InvalidParameterValue",
        "Invalid value 'm5large' for InstanceType.",
    )
    people.find_image("eu-north-1")
    wish = {"ImageId": people.find_image("eu-north-1"), "InstanceType": "t2.micro", "MinCount": 1, "MaxCount": 1}
    assert refuse(boto3.client("ec2", region_name="eu-north-1").run_instances, **wish)[0] == "Unsupported"
    make_template(InstanceType="m5.lrage")
    assert refuse(make_group)[0] == "InvalidParameterValue"
    assert boto3.client("autoscaling").describe_auto_scaling_groups()["AutoScalingGroups"] == []


def test_who_may_not_launch_is_told_so_in_the_words_of_ec2():
    blue = make_user("blue", allow("ssm:GetParameter")).client("ec2")
    wish = {"ImageId": people.find_image(), "MinCount": 1, "MaxCount": 1}
    code, message = refuse(blue.run_instances, **wish)
    assert code == "UnauthorizedOperation"
    assert f"User: {user_arn('blue')} is not authorized to perform: ec2:RunInstances on resource: " in message
    assert refuse(blue.terminate_instances, InstanceIds=["i-0123456789abcdef0"])[0] == "UnauthorizedOperation"
    assert refuse(blue.describe_instances)[0] == "UnauthorizedOperation"


# Groups


def test_a_group_starts_with_its_smallest_number_or_the_one_that_is_desired(scaling):
    make_group()
    assert len(list_members()) == 1
    make_group(AutoScalingGroupName="more", DesiredCapacity=3)
    assert len(list_servers()) == 4


def test_the_servers_of_a_group_are_in_ec2_with_its_name_on_them(scaling):
    make_group(DesiredCapacity=2)
    servers = list_servers()
    assert [one["InstanceType"] for one in servers] == ["m5.large"] * 2
    tags = [{tag["Key"]: tag["Value"] for tag in one["Tags"]} for one in servers]
    assert [one["aws:autoscaling:groupName"] for one in tags] == ["site", "site"]
    assert list_volumes() == [("gp3", 8, "in-use")] * 2


def test_a_group_spreads_over_its_zones_and_shrinks_evenly_the_oldest_first(scaling):
    make_group(MaxSize=9, DesiredCapacity=7)
    before = list_members()
    assert [zone[-1] for _, zone in before] == list("abcabca")
    scaling.set_desired_capacity(AutoScalingGroupName="site", DesiredCapacity=3)
    assert list_members() == [before[number] for number in (4, 5, 6)]
    assert len(list_servers()) == 3 and len(list_servers("terminated")) == 4


def test_a_group_that_has_lost_its_balance_gets_it_back_when_it_shrinks(scaling):
    make_group(DesiredCapacity=4)
    boto3.client("ec2").terminate_instances(InstanceIds=[list_members()[0][0]])
    before = list_members()
    assert [zone[-1] for _, zone in before] == list("bcaa")
    scaling.set_desired_capacity(AutoScalingGroupName="site", DesiredCapacity=3)
    assert list_members() == [before[number] for number in (0, 1, 3)]


def test_a_group_starts_its_servers_where_their_type_is(scaling):
    make_group(DesiredCapacity=3, AvailabilityZones=["us-east-1e", "us-east-1f"])
    assert [zone for _, zone in list_members()] == ["us-east-1f"] * 3
    scaling.delete_auto_scaling_group(AutoScalingGroupName="site", ForceDelete=True)
    make_group(DesiredCapacity=3, AvailabilityZones=["us-east-1e"])
    assert list_members() == []


def test_a_group_in_subnets_spreads_over_them(scaling):
    subnets = boto3.client("ec2").describe_subnets()["Subnets"][:2]
    make_template()
    scaling.create_auto_scaling_group(
        AutoScalingGroupName="site",
        LaunchTemplate={"LaunchTemplateName": "site"},
        MinSize=4,
        MaxSize=4,
        VPCZoneIdentifier=",".join(one["SubnetId"] for one in subnets),
    )
    assert sorted(one["SubnetId"] for one in list_servers()) == sorted([one["SubnetId"] for one in subnets] * 2)


def test_the_ids_and_the_order_of_a_group_are_the_same_in_every_new_account():
    found = []
    for _ in range(2):
        with people.new_account():
            make_group(MaxSize=9, DesiredCapacity=8)
            boto3.client("autoscaling").set_desired_capacity(AutoScalingGroupName="site", DesiredCapacity=4)
            found.append(list_members())
    assert found[0] == found[1]


def test_a_terminated_server_of_a_group_is_replaced(scaling):
    make_group(DesiredCapacity=2)
    first = list_members()[0][0]
    boto3.client("ec2").terminate_instances(InstanceIds=[first])
    assert len(list_members()) == 2 and first not in [name for name, _ in list_members()]


@pytest.mark.parametrize(("wanted", "words"), [(5, "5 is above max value 4"), (0, "0 is below min value 1")])
def test_a_capacity_out_of_bounds_is_refused_and_nothing_changes(scaling, wanted, words):
    make_group(DesiredCapacity=2)
    code, message = refuse(scaling.set_desired_capacity, AutoScalingGroupName="site", DesiredCapacity=wanted)
    assert (code, message) == ("ValidationError", f"New SetDesiredCapacity value {words} for the AutoScalingGroup.")
    assert len(list_members()) == 2


def test_bounds_that_contradict_each_other_are_refused(scaling):
    code, message = refuse(make_group, DesiredCapacity=9)
    assert (code, message) == (
        "ValidationError",
        "Desired capacity:9 must be between the specified min size:1 and max size:4",
    )
    assert refuse(make_group, MinSize=5)[0] == "ValidationError"
    make_group()
    update = scaling.update_auto_scaling_group
    assert refuse(update, AutoScalingGroupName="site", MaxSize=0)[0] == "ValidationError"
    assert refuse(update, AutoScalingGroupName="site", DesiredCapacity=7)[0] == "ValidationError"
    update(AutoScalingGroupName="site", MinSize=3, MaxSize=7, DesiredCapacity=7)
    assert len(list_members()) == 7
    update(AutoScalingGroupName="site", MaxSize=5)
    assert len(list_members()) == 5


def test_a_group_that_is_there_not_there_or_without_a_template_is_told(scaling):
    make_group()
    assert refuse(make_group)[0] == "AlreadyExists"
    assert refuse(scaling.set_desired_capacity, AutoScalingGroupName="none", DesiredCapacity=1)[0] == "ValidationError"
    assert refuse(scaling.delete_auto_scaling_group, AutoScalingGroupName="none")[0] == "ValidationError"
    template = {"LaunchTemplate": {"LaunchTemplateName": "nothing"}, "AutoScalingGroupName": "other"}
    code, message = refuse(make_group, **template)
    assert code == "ValidationError" and "nothing" in message


def test_a_group_with_servers_is_deleted_by_force_alone(scaling):
    make_group(DesiredCapacity=2)
    assert refuse(scaling.delete_auto_scaling_group, AutoScalingGroupName="site")[0] == "ResourceInUse"
    scaling.delete_auto_scaling_group(AutoScalingGroupName="site", ForceDelete=True)
    assert list_servers() == [] and list_volumes() == []
    assert scaling.describe_auto_scaling_groups()["AutoScalingGroups"] == []


# Who may


def test_the_administrator_may_and_others_may_not_in_the_words_of_aws(scaling):
    make_group(make_user("admin", allow("*")).client("autoscaling"))
    blue = make_user("blue").client("autoscaling")
    code, message = refuse(blue.set_desired_capacity, AutoScalingGroupName="site", DesiredCapacity=2)
    assert code == "AccessDenied"
    assert message == (
        f"User: {user_arn('blue')} is not authorized to perform: autoscaling:SetDesiredCapacity on resource: {GROUP} "
        "because no identity-based policy allows the autoscaling:SetDesiredCapacity action"
    )
    assert "on resource: * because" in refuse(blue.describe_auto_scaling_groups)[1]
    assert len(list_members()) == 1


def test_a_policy_can_name_one_group(scaling):
    make_group()
    make_group(AutoScalingGroupName="other")
    orange = make_user("orange", allow("autoscaling:SetDesiredCapacity", GROUP)).client("autoscaling")
    orange.set_desired_capacity(AutoScalingGroupName="site", DesiredCapacity=2)
    code, _ = refuse(orange.set_desired_capacity, AutoScalingGroupName="other", DesiredCapacity=2)
    assert code == "AccessDenied"


def test_who_may_not_launch_servers_may_not_have_a_group_do_it(scaling):
    make_template()
    orange = make_user("orange", allow("autoscaling:*"))
    code, message = refuse(make_group, client=orange.client("autoscaling"))
    assert (code, message) == ("AccessDenied", "You are not authorized to use launch template: site")
    large = {"StringEquals": {"ec2:InstanceType": "m5.large"}}
    fern = make_user("fern", allow(["autoscaling:*", "ec2:*"]), deny("ec2:RunInstances", Condition=large))
    assert refuse(make_group, client=fern.client("autoscaling"))[0] == "AccessDenied"
    hazel = make_user("hazel", allow(["autoscaling:*", "ec2:RunInstances"]))
    make_group(hazel.client("autoscaling"))


def test_a_launch_template_needs_its_own_permission():
    blue = make_user("blue", allow("autoscaling:*")).client("ec2")
    code, message = refuse(
        blue.create_launch_template, LaunchTemplateName="x", LaunchTemplateData={"InstanceType": "t3.micro"}
    )
    assert code == "UnauthorizedOperation" and "ec2:CreateLaunchTemplate" in message


def test_the_aws_command_scales_a_group_too(scaling):
    make_group()
    words = ("autoscaling", "set-desired-capacity", "--auto-scaling-group-name", "site", "--desired-capacity")
    assert run_aws(boto3.Session(), *words, "3")[0] == 0
    assert len(list_members()) == 3
    status, _, errors = run_aws(boto3.Session(), *words, "9")
    assert status != 0 and "New SetDesiredCapacity value 9 is above max value 4" in errors
