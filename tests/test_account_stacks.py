"""CloudFormation in the practice account: what stacks make, change and take away, as whom, and what they say."""

import json

import boto3
import people
import pytest
from botocore.exceptions import ClientError, WaiterError
from people import allow, make_user, refuse, run_aws

from helpers._account import stack_templates
from helpers._account.errors import Refusal
from helpers._account.stack_resources import KINDS

NEWEST = "{{resolve:ssm:" + people.AL2023 + "}}"
BUCKET = {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "venues"}}
SERVER = {"Type": "AWS::EC2::Instance", "Properties": {"ImageId": NEWEST, "InstanceType": "t3.micro"}}
TOPIC = {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "doors"}}
TABLE = {
    "Type": "AWS::DynamoDB::Table",
    "Properties": {
        "TableName": "seats",
        "KeySchema": [{"AttributeName": "guest", "KeyType": "HASH"}],
        "AttributeDefinitions": [{"AttributeName": "guest", "AttributeType": "S"}],
        "BillingMode": "PAY_PER_REQUEST",
    },
}


@pytest.fixture(autouse=True)
def stacks(account):
    return boto3.client("cloudformation")


def create(client, name="meetup", more=None, **resources):
    text = json.dumps({"Resources": resources, **(more or {})})
    return client.create_stack(StackName=name, TemplateBody=text)


def update(client, name="meetup", **resources):
    return client.update_stack(StackName=name, TemplateBody=json.dumps({"Resources": resources}))


def describe(client, name="meetup"):
    return client.describe_stacks(StackName=name)["Stacks"][0]


def read_resources(client, name="meetup"):
    found = client.describe_stack_resources(StackName=name)["StackResources"]
    return {one["LogicalResourceId"]: one for one in found}


def read_reasons(client, name="meetup"):
    events = client.describe_stack_events(StackName=name)["StackEvents"]
    return [one["ResourceStatusReason"] for one in events if "ResourceStatusReason" in one]


def list_buckets():
    return [one["Name"] for one in boto3.client("s3").list_buckets()["Buckets"]]


def list_servers(region="us-east-1"):
    answer = boto3.client("ec2", region_name=region).describe_instances()
    found = [one for group in answer["Reservations"] for one in group["Instances"]]
    return [one for one in found if one["State"]["Name"] != "terminated"]


def say_refusal(call, **parameters):
    with pytest.raises(ClientError) as caught:
        call(**parameters)
    return caught.value.response["Error"]["Message"]


def test_a_stack_makes_what_its_template_names(stacks):
    create(stacks, Guests=BUCKET, Door=SERVER, Bell=TOPIC, Seats=TABLE)
    stacks.get_waiter("stack_create_complete").wait(StackName="meetup")
    made = {name: one["PhysicalResourceId"] for name, one in read_resources(stacks).items()}
    assert made["Guests"] == "venues" and list_buckets() == ["venues"]
    assert [one["InstanceId"] for one in list_servers()] == [made["Door"]]
    assert [one["TopicArn"] for one in boto3.client("sns").list_topics()["Topics"]] == [made["Bell"]]
    assert boto3.client("dynamodb").list_tables()["TableNames"] == [made["Seats"]] == ["seats"]


def test_a_bucket_of_a_stack_is_as_private_as_one_made_by_hand(stacks):
    create(stacks, Guests=BUCKET)
    block = boto3.client("s3").get_public_access_block(Bucket="venues")["PublicAccessBlockConfiguration"]
    assert all(block.values())


def test_deleting_a_stack_deletes_what_it_made_and_nothing_else(stacks):
    boto3.client("s3").create_bucket(Bucket="by-hand")
    create(stacks, Guests=BUCKET, Door=SERVER, Bell=TOPIC, Seats=TABLE)
    stacks.delete_stack(StackName="meetup")
    stacks.get_waiter("stack_delete_complete").wait(StackName="meetup")
    assert list_buckets() == ["by-hand"] and list_servers() == []
    assert boto3.client("sns").list_topics()["Topics"] == []
    assert boto3.client("dynamodb").list_tables()["TableNames"] == []
    assert say_refusal(stacks.describe_stacks, StackName="meetup") == "Stack with id meetup does not exist"
    assert stacks.describe_stacks()["Stacks"] == []


def test_a_bucket_that_is_not_empty_keeps_its_stack_from_going(stacks):
    create(stacks, Guests=BUCKET, Door=SERVER)
    boto3.client("s3").put_object(Bucket="venues", Key="a", Body=b"a")
    stacks.delete_stack(StackName="meetup")
    assert describe(stacks)["StackStatus"] == "DELETE_FAILED" and list_servers() == []
    assert any("not empty" in reason for reason in read_reasons(stacks))
    boto3.client("s3").delete_object(Bucket="venues", Key="a")
    stacks.delete_stack(StackName="meetup")
    assert list_buckets() == [] and stacks.describe_stacks()["Stacks"] == []


def test_what_is_gone_already_does_not_keep_a_stack_from_going(stacks):
    create(stacks, Guests=BUCKET, Door=SERVER, Seats=TABLE)
    boto3.client("s3").delete_bucket(Bucket="venues")
    boto3.client("dynamodb").delete_table(TableName="seats")
    stacks.delete_stack(StackName="meetup")
    assert stacks.describe_stacks()["Stacks"] == []


def test_a_resource_may_be_kept_by_its_policy_or_after_a_failed_delete(stacks):
    create(stacks, Guests={**BUCKET, "DeletionPolicy": "Retain"}, Bell=TOPIC)
    stacks.delete_stack(StackName="meetup")
    assert list_buckets() == ["venues"] and boto3.client("sns").list_topics()["Topics"] == []
    create(stacks, "second", Photos={"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "photos"}})
    boto3.client("s3").put_object(Bucket="photos", Key="a", Body=b"a")
    stacks.delete_stack(StackName="second")
    stacks.delete_stack(StackName="second", RetainResources=["Photos"])
    assert "photos" in list_buckets() and stacks.describe_stacks()["Stacks"] == []


def test_when_one_part_fails_all_parts_are_taken_back_and_the_call_raises_nothing(stacks):
    wrong = {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "Not_A_Name"}}
    create(stacks, Door=SERVER, Guests=wrong)
    assert describe(stacks)["StackStatus"] == "ROLLBACK_COMPLETE" and list_servers() == []
    assert any("failed to create: [Guests]. Rollback requested" in one for one in read_reasons(stacks))
    assert any("InvalidBucketName" in reason for reason in read_reasons(stacks))
    with pytest.raises(WaiterError):
        stacks.get_waiter("stack_create_complete").wait(StackName="meetup")
    assert "ROLLBACK_COMPLETE state and can not be updated" in say_refusal(
        stacks.update_stack, StackName="meetup", TemplateBody=json.dumps({"Resources": {"Bell": TOPIC}})
    )


@pytest.mark.parametrize(
    ("tags", "words"),
    [
        ({"event": "meetup"}, "#/Tags: expected type: JSONArray, found: JSONObject"),
        (["meetup"], "#/Tags/0: expected type: JSONObject, found: String"),
        ([{"Name": "event", "Value": "meetup"}], "#/Tags/0: required key [Key] not found"),
        ([{"Key": "event", "Value": "meetup", "Name": "a"}], "#/Tags/0: extraneous key [Name] is not permitted"),
    ],
)
def test_tags_of_another_form_fail_before_anything_is_made(stacks, tags, words):
    create(stacks, Guests={"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "venues", "Tags": tags}})
    assert any(words in reason for reason in read_reasons(stacks)) and list_buckets() == []
    create(stacks, "second", Guests=BUCKET)
    assert describe(stacks, "second")["StackStatus"] == "CREATE_COMPLETE"


def test_what_is_made_and_cannot_be_set_up_is_taken_back(stacks):
    twice = {"BucketName": "venues", "Tags": [{"Key": "event", "Value": "a"}, {"Key": "event", "Value": "b"}]}
    create(stacks, Guests={"Type": "AWS::S3::Bucket", "Properties": twice})
    assert describe(stacks)["StackStatus"] == "ROLLBACK_COMPLETE" and list_buckets() == []


def test_what_is_to_replace_another_and_cannot_be_set_up_leaves_the_old_one(stacks):
    create(stacks, Guests=BUCKET)
    twice = {"BucketName": "halls", "Tags": [{"Key": "event", "Value": "a"}, {"Key": "event", "Value": "b"}]}
    update(stacks, Guests={"Type": "AWS::S3::Bucket", "Properties": twice})
    assert describe(stacks)["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE" and list_buckets() == ["venues"]
    stacks.delete_stack(StackName="meetup")
    assert list_buckets() == []


def test_a_bucket_that_exists_is_not_taken_over(stacks):
    boto3.client("s3").create_bucket(Bucket="venues")
    create(stacks, Guests=BUCKET)
    assert describe(stacks)["StackStatus"] == "ROLLBACK_COMPLETE" and list_buckets() == ["venues"]
    assert "venues already exists" in read_reasons(stacks)


def test_a_stack_may_do_what_its_maker_may_and_no_more():
    blue = make_user("blue", allow("cloudformation:*"), allow("s3:CreateBucket")).client("cloudformation")
    create(blue, Guests=BUCKET)
    assert describe(blue)["StackStatus"] == "CREATE_COMPLETE"
    create(blue, "second", Door=SERVER)
    assert describe(blue, "second")["StackStatus"] == "ROLLBACK_COMPLETE"
    assert any("is not authorized to perform: ssm:GetParameter" in reason for reason in read_reasons(blue, "second"))
    blue.delete_stack(StackName="meetup")
    assert describe(blue)["StackStatus"] == "DELETE_FAILED" and list_buckets() == ["venues"]


def test_who_has_no_permission_for_stacks_is_refused():
    green = make_user("green", allow("s3:*"))
    assert refuse(green.client("cloudformation").describe_stacks)[0] == "AccessDenied"


def test_an_update_changes_adds_replaces_and_removes(stacks):
    create(stacks, Guests=BUCKET, Door=SERVER)
    [door] = list_servers()
    tags = [{"Key": "event", "Value": "meetup"}]
    larger = {**SERVER, "Properties": {**SERVER["Properties"], "InstanceType": "t3.small", "Tags": tags}}
    renamed = {**BUCKET, "Properties": {"BucketName": "halls", "Tags": tags}}
    update(stacks, Guests=renamed, Door=larger, Bell=TOPIC)
    stacks.get_waiter("stack_update_complete").wait(StackName="meetup")
    [same] = list_servers()
    assert (same["InstanceId"], same["InstanceType"], same["State"]["Name"]) == (
        door["InstanceId"],
        "t3.small",
        "running",
    )
    assert list_buckets() == ["halls"]
    assert boto3.client("s3").get_bucket_tagging(Bucket="halls")["TagSet"] == tags
    update(stacks, Door=larger)
    assert list_buckets() == [] and boto3.client("sns").list_topics()["Topics"] == []
    assert list(read_resources(stacks)) == ["Door"]


def test_an_update_that_fails_goes_back(stacks):
    create(stacks, Guests=BUCKET)
    update(stacks, Guests=BUCKET, Wrong={"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "NO"}})
    assert describe(stacks)["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert list_buckets() == ["venues"] and list(read_resources(stacks)) == ["Guests"]


def test_an_update_that_changes_nothing_is_refused(stacks):
    create(stacks, Guests=BUCKET)
    text = json.dumps({"Resources": {"Guests": BUCKET}})
    assert say_refusal(stacks.update_stack, StackName="meetup", TemplateBody=text) == "No updates are to be performed."


def test_references_parameters_and_outputs_are_filled_in(stacks):
    more = {
        "Parameters": {"Event": {"Type": "String", "Default": "meetup"}},
        "Outputs": {
            "Arn": {"Value": {"Fn::GetAtt": ["Guests", "Arn"]}, "Description": "the bucket"},
            "Where": {"Value": {"Fn::Join": ["/", [{"Ref": "AWS::Region"}, {"Ref": "Guests"}]]}},
        },
    }
    named = {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": {"Fn::Sub": "${Event}-${AWS::AccountId}"}}}
    bell = {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Ref": "Guests"}}}
    text = json.dumps({"Resources": {"Bell": bell, "Guests": named}, **more})
    given = [{"ParameterKey": "Event", "ParameterValue": "party"}]
    stacks.create_stack(StackName="meetup", TemplateBody=text, Parameters=given)
    outputs = {one["OutputKey"]: one["OutputValue"] for one in describe(stacks)["Outputs"]}
    name = f"party-{people.ACCOUNT}"
    assert outputs == {"Arn": f"arn:aws:s3:::{name}", "Where": f"us-east-1/{name}"}
    assert read_resources(stacks)["Bell"]["PhysicalResourceId"].endswith(f":{name}")


def test_a_resource_without_a_name_is_given_one_from_the_stacks_and_its_own(stacks):
    create(stacks, Guests={"Type": "AWS::S3::Bucket"})
    [name] = list_buckets()
    assert name.startswith("meetup-guests-") and read_resources(stacks)["Guests"]["PhysicalResourceId"] == name


def test_a_stack_belongs_to_a_region_and_so_does_what_it_makes():
    frankfurt = boto3.client("cloudformation", region_name="eu-central-1")
    create(frankfurt, Guests=BUCKET, Door=SERVER)
    assert boto3.client("s3").head_bucket(Bucket="venues")["BucketRegion"] == "eu-central-1"
    assert list_servers() == [] and len(list_servers("eu-central-1")) == 1
    assert boto3.client("cloudformation").describe_stacks()["Stacks"] == []


def test_a_name_can_be_used_once_and_again_after_it_is_gone(stacks):
    create(stacks, Guests=BUCKET)
    text = json.dumps({"Resources": {"Bell": TOPIC}})
    assert say_refusal(stacks.create_stack, StackName="meetup", TemplateBody=text) == "Stack [meetup] already exists"
    stacks.delete_stack(StackName="meetup")
    create(stacks, Bell=TOPIC)
    assert describe(stacks)["StackStatus"] == "CREATE_COMPLETE"
    assert [one["StackStatus"] for one in stacks.list_stacks()["StackSummaries"]] == [
        "CREATE_COMPLETE",
        "DELETE_COMPLETE",
    ]


def test_a_new_account_has_no_stacks(stacks):
    create(stacks, Guests=BUCKET)
    with people.new_account():
        assert boto3.client("cloudformation").describe_stacks()["Stacks"] == []


def test_the_command_makes_a_stack_from_a_file_in_yaml(stacks, tmp_path):
    file = tmp_path / "meetup.yaml"
    file.write_text(
        "Resources:\n  Guests:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: !Sub 'v-${AWS::Region}'\n"
    )
    run_aws(
        boto3.Session(), "cloudformation", "create-stack", "--stack-name", "meetup", "--template-body", f"file://{file}"
    )
    assert list_buckets() == ["v-us-east-1"]
    assert "Sub" in stacks.get_template(StackName="meetup")["TemplateBody"]


def test_an_operation_that_is_not_built_is_said_to_be_missing_here(stacks):
    assert refuse(stacks.create_change_set, StackName="meetup", ChangeSetName="a")[0] == "NotImplemented"


# Templates


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{", "Template format error"),
        ("- a", "unsupported structure"),
        ("{}", "At least one Resources member must be defined"),
        ({"Resource": {"A": BUCKET}}, "Invalid template property or properties [Resource]"),
        ({"Resources": {"A-B": BUCKET}}, "Resource name A-B is non alphanumeric"),
        ({"Resources": {"A": {"Properties": {}}}}, "must contain a Type member"),
        ({"Resources": {"A": {"Type": "AWS::S3::Bucket", "Property": {}}}}, "property 'Property'"),
        ({"Resources": {"A": {"Type": "AWS::S3::Buckets"}}}, "Unrecognized resource types: [AWS::S3::Buckets]"),
        (
            {"Resources": {"A": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Ref": "B"}}}}},
            "Unresolved resource dependencies [B] in the Resources block",
        ),
    ],
)
def test_a_template_that_cannot_be_used_is_refused_in_cloudformations_words(template, words):
    text = template if isinstance(template, str) else json.dumps(template)
    with pytest.raises(Refusal) as caught:
        stack_templates.read(text, KINDS)
    assert words in caught.value.message


def test_resources_that_wait_for_each_other_are_refused():
    part = {name: {"Type": "AWS::SNS::Topic", "DependsOn": other} for name, other in (("A", "B"), ("B", "A"))}
    with pytest.raises(Refusal) as caught:
        stack_templates.list_in_order({"Resources": part})
    assert "Circular dependency between resources: [A, B]" in caught.value.message


def test_an_unknown_property_fails_the_resource(stacks):
    create(stacks, Guests={"Type": "AWS::S3::Bucket", "Properties": {"Name": "venues"}})
    assert any("extraneous key [Name] is not permitted" in reason for reason in read_reasons(stacks))


def test_parameters_must_be_known_and_have_a_value(stacks):
    template = {"Resources": {"A": BUCKET}, "Parameters": {"Event": {"Type": "String"}}}
    text = json.dumps(template)
    assert "[Event] must have values" in say_refusal(stacks.create_stack, StackName="a", TemplateBody=text)
    given = [{"ParameterKey": "Evnt", "ParameterValue": "x"}]
    refused = say_refusal(stacks.create_stack, StackName="a", TemplateBody=text, Parameters=given)
    assert "[Evnt] do not exist in the template" in refused


def test_a_bucket_made_again_by_a_stack_has_the_tags_of_its_template_only(stacks):
    tagged = {"BucketName": "venues", "Tags": [{"Key": "event", "Value": "meetup"}]}
    create(stacks, Guests={"Type": "AWS::S3::Bucket", "Properties": tagged})
    stacks.delete_stack(StackName="meetup")
    create(stacks, Guests=BUCKET)
    assert refuse(boto3.client("s3").get_bucket_tagging, Bucket="venues")[0] == "NoSuchTagSet"


def test_a_parameter_may_name_a_value_in_systems_manager(stacks):
    kind = "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>"
    server = {"Type": "AWS::EC2::Instance", "Properties": {"ImageId": {"Ref": "Image"}}}
    create(stacks, more={"Parameters": {"Image": {"Type": kind, "Default": people.AL2023}}}, Door=server)
    newest = boto3.client("ssm").get_parameter(Name=people.AL2023)["Parameter"]["Value"]
    [found] = boto3.client("ec2").describe_instances()["Reservations"]
    assert found["Instances"][0]["ImageId"] == newest
