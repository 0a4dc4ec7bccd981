"""The capacity that a call to DynamoDB consumes, as AWS counts it."""

import boto3
import people
import pytest
from boto3.dynamodb.conditions import Attr, Key

ASKED = {"ReturnConsumedCapacity": "TOTAL"}


@pytest.fixture
def table(practice_account):
    """Ten talks with twenty guests each; an item has about 200 bytes."""
    people.empty_account()
    resource = boto3.resource("dynamodb")
    for old in resource.tables.all():
        old.delete()
    made = resource.create_table(
        TableName="signups",
        KeySchema=[{"AttributeName": "talk", "KeyType": "HASH"}, {"AttributeName": "guest", "KeyType": "RANGE"}],
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("talk", "guest")],
        BillingMode="PAY_PER_REQUEST",
    )
    with made.batch_writer() as batch:
        for number in range(200):
            item = {"talk": f"t{number // 20:02}", "guest": f"g{number:03}", "note": "x" * 181}
            batch.put_item(Item=item)
    return made


def units(answer):
    return answer["ConsumedCapacity"]["CapacityUnits"]


def test_a_query_adds_up_what_it_reads_and_rounds_once(table):
    # 20 items of 4+3 + 5+4 + 4+181 = 201 bytes: 4,020, so one block of 4 KB, read without strong consistency
    asked = {"KeyConditionExpression": Key("talk").eq("t03"), **ASKED}
    assert units(table.query(**asked)) == 0.5
    assert units(table.query(**asked, ConsistentRead=True)) == 1.0


def test_a_filter_saves_nothing(table):
    asked = {"KeyConditionExpression": Key("talk").eq("t03"), **ASKED}
    filtered = table.query(**asked, FilterExpression=Attr("note").eq("no"))
    assert filtered["Count"] == 0 and units(filtered) == 0.5


def test_a_scan_pays_for_the_whole_table_whatever_its_filter_leaves(table):
    scanned = table.scan(FilterExpression=Attr("talk").eq("t03"), **ASKED)
    assert (scanned["Count"], scanned["ScannedCount"]) == (20, 200)
    assert units(scanned) == 5.0  # 40,200 bytes: ten blocks of 4 KB


def test_a_page_pays_for_itself_only(table):
    page = table.scan(Limit=20, **ASKED)
    rest = table.scan(ExclusiveStartKey=page["LastEvaluatedKey"], **ASKED)
    assert units(page) == 0.5 and rest["ScannedCount"] == 180 and units(rest) == 4.5


def test_a_projection_saves_nothing(table):
    assert units(table.scan(ProjectionExpression="guest", **ASKED)) == 5.0


def test_one_item_costs_at_least_a_unit_or_half(table):
    key = {"talk": "t03", "guest": "g060"}
    assert units(table.get_item(Key=key, **ASKED)) == 0.5
    assert units(table.get_item(Key=key, ConsistentRead=True, **ASKED)) == 1.0
    assert units(table.get_item(Key={"talk": "none", "guest": "none"}, **ASKED)) == 0.5


def test_a_write_counts_the_larger_of_before_and_after(table):
    key = {"talk": "t99", "guest": "g"}
    assert units(table.put_item(Item={**key, "note": "x" * 3000}, **ASKED)) == 3.0
    assert units(table.put_item(Item={**key, "note": "x"}, **ASKED)) == 3.0
    assert units(table.put_item(Item={**key, "note": "x"}, **ASKED)) == 1.0
    grown = {"UpdateExpression": "SET note = :n", "ExpressionAttributeValues": {":n": "x" * 1100}}
    assert units(table.update_item(Key=key, **grown, **ASKED)) == 2.0
    assert units(table.delete_item(Key=key, **ASKED)) == 2.0


def test_a_call_is_made_once(table):
    for answer in (table.scan(**ASKED), table.put_item(Item={"talk": "a", "guest": "b"}, **ASKED)):
        assert answer["ResponseMetadata"]["RetryAttempts"] == 0


def test_nothing_is_told_unless_asked(table):
    assert "ConsumedCapacity" not in table.scan()


def test_an_index_is_counted_apart(table):
    index = {
        "IndexName": "by-guest",
        "KeySchema": [{"AttributeName": "guest", "KeyType": "HASH"}],
        "Projection": {"ProjectionType": "ALL"},
    }
    attributes = [{"AttributeName": name, "AttributeType": "S"} for name in ("talk", "guest")]
    table.meta.client.update_table(
        TableName="signups", AttributeDefinitions=attributes, GlobalSecondaryIndexUpdates=[{"Create": index}]
    )
    asked = {"IndexName": "by-guest", "KeyConditionExpression": Key("guest").eq("g060")}
    told = table.query(**asked, ReturnConsumedCapacity="INDEXES")["ConsumedCapacity"]
    assert told["Table"]["CapacityUnits"] == 0 and told["GlobalSecondaryIndexes"] == {
        "by-guest": {"CapacityUnits": 0.5}
    }
