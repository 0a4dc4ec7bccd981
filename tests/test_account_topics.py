"""Amazon SNS in the practice account: what it says about the ARN of a topic."""

import boto3
import people
import pytest
from people import ACCOUNT, refuse


@pytest.fixture(autouse=True)
def topic(practice_account):
    """The ARN of a topic in Virginia."""
    people.empty_account()
    return boto3.client("sns").create_topic(Name="volunteers")["TopicArn"]


def say(topic_arn):
    return refuse(boto3.client("sns").publish, TopicArn=topic_arn, Message="Doors open at seven")


def test_a_message_is_sent_to_a_topic_of_the_clients_region(topic):
    assert boto3.client("sns").publish(TopicArn=topic, Message="Doors open at seven")["MessageId"]


def test_a_name_in_place_of_an_arn_is_told_how_many_elements_it_has():
    reason = "Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1"
    assert say("volunteers") == ("InvalidParameter", reason)


def test_a_topic_of_another_region_is_an_invalid_parameter(topic):
    assert say(topic.replace("us-east-1", "eu-central-1")) == ("InvalidParameter", "Invalid parameter: TopicArn")


def test_a_topic_that_there_is_not_is_not_found():
    assert say(f"arn:aws:sns:us-east-1:{ACCOUNT}:guests") == ("NotFound", "Topic does not exist")
