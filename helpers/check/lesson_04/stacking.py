"""What a stack has made, and what is left when it goes."""

import re

from botocore.exceptions import ClientError

from helpers import cases
from helpers._account import engine, regions, trial

from .._given import show
from .._verdict import correct, exercise, not_attempted, not_yet

REGION = "us-east-1"
WORKSHOP, DATA, TYPE = "workshop", "workshop-data", "t3.small"
TAG = {"Key": "event", "Value": "workshop"}
MEETUP, LEFT, BY_HAND = "meetup", "meetup-stack", ("meetup-aws", "meetup-boto3")
AGAIN = "Mend it, and run the whole cell again: its first line deletes the old stack."


@exercise("04")
def workshop_as_template(template):
    """A stack has made a bucket and a server as they were ordered."""
    stack = _find_stack(WORKSHOP)
    if stack is None:
        return _say_no_stack(template)
    status = stack["StackStatus"]
    if status not in ("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE"):
        return _explain_failure(status)
    resources = _list_resources(WORKSHOP)
    made = {one["ResourceType"]: one for one in resources}
    return _judge_number(resources) or _judge_bucket(made) or _judge_server(made) or _praise()


def _find_stack(name, region=REGION):
    try:
        return trial.client("cloudformation", region_name=region).describe_stacks(StackName=name)["Stacks"][0]
    except ClientError as error:
        if error.response["Error"]["Code"] != "ValidationError":
            raise
        return None


def _list_resources(name):
    answer = trial.client("cloudformation", region_name=REGION).describe_stack_resources(StackName=name)
    return [one for one in answer["StackResources"] if one["ResourceStatus"] != "DELETE_COMPLETE"]


def _say_no_stack(template):
    elsewhere = _find_elsewhere()
    if elsewhere:
        why = "A stack belongs to a Region, and a list shows one."
        return not_yet(
            f"There is a stack `{WORKSHOP}` in `{elsewhere}`.", why, f"Delete it there, make it in `{REGION}`."
        )
    others = [one["StackName"] for one in trial.client("cloudformation").describe_stacks()["Stacks"]]
    others = [name for name in others if name != MEETUP]
    if others:
        return not_yet(f"There is a stack `{others[0]}`.", "", f"It is to be called `{WORKSHOP}`.")
    if engine.get_bucket(DATA) is not None:
        why = "You made it with a call. A stack neither knows nor deletes what it has not made."
        return not_yet(f"The bucket `{DATA}` is there, but no stack.", why, "Delete it, and let the stack make it.")
    astray = [name for name, part in template.items() if _is_resource(part)] if isinstance(template, dict) else []
    if astray:
        why = "The resources belong under the key `Resources`."
        return not_yet(f"`{astray[0]}` stands at the top of the template.", why, f"Move it there. {AGAIN}")
    if isinstance(template, dict) and template.get("Resources"):
        why = "Until then it is a wish on paper. If `create_stack` ended in an error, read its last line."
        return not_yet(
            "The template is written, and nothing is made from it.", why, "Call `create_stack`, with `json.dumps(...)`."
        )
    return not_attempted(f"Write the template, and make the stack `{WORKSHOP}` from it.")


def _is_resource(part):
    return isinstance(part, dict) and str(part.get("Type", "")).startswith("AWS::") and "Properties" in part


def _find_elsewhere():
    """A Region with a stack of that name, other than the one that is meant; "" where there is none."""
    for code in regions.read_regions():
        if code != REGION and _find_stack(WORKSHOP, code):
            return code
    return ""


def _explain_failure(status):
    events = trial.client("cloudformation", region_name=REGION).describe_stack_events(StackName=WORKSHOP)
    failed = [one for one in events["StackEvents"] if one["ResourceStatus"].endswith("CREATE_FAILED")]
    reason = " ".join(failed[-1].get("ResourceStatusReason", "").split()) if failed else ""
    about = f"`{failed[-1]['LogicalResourceId']}` could not be made: {reason[:150]}" if failed else ""
    seen = f"The stack is in {status}."
    if f"{DATA} already exists" in reason:
        why = "A stack takes over nothing that it has not made."
        return not_yet(seen, f"{about}. {why}", f'`client.delete_bucket(Bucket="{DATA}")`, then run your cell again.')
    if "#/Tags" in reason:
        return not_yet(seen, about, f'Tags are a list, each `{{"Key": ..., "Value": ...}}`. {AGAIN}')
    return not_yet(seen, about, f"All it had made is gone again. {AGAIN}")


def _judge_bucket(made):
    bucket = made.get("AWS::S3::Bucket")
    if bucket is None:
        return not_yet("The stack has made no bucket.", "", f"Add a resource of the type `AWS::S3::Bucket`. {AGAIN}")
    name = bucket["PhysicalResourceId"]
    if name != DATA:
        made_up = re.fullmatch(f"{WORKSHOP}-{bucket['LogicalResourceId']}-[a-z0-9]{{12}}", name, re.IGNORECASE)
        why = "Without `BucketName` CloudFormation makes up a name." if made_up else ""
        return not_yet(f"Its bucket is called `{name}`.", why, f"It is to be `{DATA}`. {AGAIN}")
    tags = _read_tags(name)
    if TAG not in tags:
        said = ", ".join(f"{tag['Key']} = {tag['Value']}" for tag in tags) or "no tag"
        return not_yet(f"The bucket has {said}.", "", f"It is to have the tag event = workshop. {AGAIN}")
    return None


def _read_tags(bucket):
    try:
        return trial.client("s3").get_bucket_tagging(Bucket=bucket)["TagSet"]
    except ClientError as error:
        if error.response["Error"]["Code"] not in ("NoSuchTagSet", "NoSuchBucket"):
            raise
        return []


def _judge_server(made):
    server = made.get("AWS::EC2::Instance")
    if server is None:
        return not_yet("The stack has the bucket, and no server.", "", f"Add the second resource. {AGAIN}")
    found = trial.client("ec2", region_name=REGION).describe_instances(InstanceIds=[server["PhysicalResourceId"]])
    one = found["Reservations"][0]["Instances"][0]
    if one["State"]["Name"] == "terminated":
        why = "You terminated it by hand, and the stack does not know."
        return not_yet("The server of the stack is terminated.", why, AGAIN)
    if one["InstanceType"] != TYPE:
        return not_yet(f"The server is a `{one['InstanceType']}`.", "", f"It is to be a `{TYPE}`. {AGAIN}")
    return _judge_image(one["ImageId"])


def _judge_image(ami):
    if ami == _read_newest(REGION):
        return None
    if ami == _read_newest("eu-central-1"):
        why = f"An AMI belongs to a Region: AWS does not know this one in `{REGION}`."
        return not_yet(f"`{ami}` is the server image of Frankfurt.", why, f"Take `newest`. {AGAIN}")
    return not_yet(f"`{ami}` is not the newest server image.", "", f"Take `newest`. {AGAIN}")


def _read_newest(region):
    return trial.client("ssm", region_name=region).get_parameter(Name=cases.IMAGE)["Parameter"]["Value"]


def _judge_number(resources):
    if len(resources) <= 2:
        return None
    names = ", ".join(f"`{one['LogicalResourceId']}`" for one in resources[:4])
    count = {3: "three", 4: "four"}.get(len(resources), str(len(resources)))
    return not_yet(
        f"There are {count} resources; two are asked for.", f"You have {names}.", f"Take out the rest. {AGAIN}"
    )


def _praise():
    return correct("One call, and Hazel has both. Next year the same text makes them again.")


@exercise("04")
def leave_nothing_behind():
    """The stack of the meet-up is gone with its bucket, and what was made by hand is still there."""
    stack, bucket = _find_stack(MEETUP), engine.get_bucket(LEFT)
    if stack is None and bucket is None:
        return _judge_what_stays()
    if stack is None:
        why = "The stack let go of it. Nobody will delete it for you now."
        return not_yet(f"The stack is gone, and the bucket `{LEFT}` is still there.", why, "Empty it, then delete it.")
    return _say_stack_is_left(stack, bucket)


def _judge_what_stays():
    missing = [name for name in BY_HAND if engine.get_bucket(name) is None]
    if not _was_there():
        return not_attempted("Run the cells that make the stack `meetup` and delete it, then do the exercise.")
    if missing:
        why = "If you deleted it: the stack had not made it, so it was to stay."
        return not_yet(f"There is no `{missing[0]}`.", f"If you left out its cell, run it. {why}", "Run that cell now.")
    return correct("The stack is gone, with its server and its bucket. Your own two buckets stay.")


def _was_there():
    stacks = trial.client("cloudformation", region_name=REGION).list_stacks()["StackSummaries"]
    return any(one["StackName"] == MEETUP for one in stacks)


def _say_stack_is_left(stack, bucket):
    status = stack["StackStatus"]
    if bucket is None:
        why = "You deleted the bucket by hand. The stack still counts it as its own."
        return not_yet(
            f"The stack is in {status}.", why, "Delete the stack once more: what is gone already is no trouble."
        )
    if bucket.keys and status == "DELETE_FAILED":
        tries = [one for one in _list_events() if one == "DELETE_IN_PROGRESS"]
        if len(tries) < 2:
            return not_attempted("Take away what is in the bucket, then the stack.")
        seen = f"The stack was deleted {len(tries)} times, and is in {status}."
        return not_yet(
            seen, f"In `{LEFT}` there is still `{show(next(iter(bucket.keys)))}`.", "Delete the object first."
        )
    if status == "DELETE_FAILED":
        return not_yet(
            "The bucket is empty, and still there.", "Nobody has tried again since.", "Delete the stack now."
        )
    return not_yet(f"The stack is in {status}.", "", "Run the cell that deletes it, and read what it says.")


def _list_events():
    """The statuses of the stack itself, the newest first."""
    events = trial.client("cloudformation", region_name=REGION).describe_stack_events(StackName=MEETUP)["StackEvents"]
    return [one["ResourceStatus"] for one in events if one["ResourceType"] == "AWS::CloudFormation::Stack"]
