"""Answers to the exercises of the lesson on what AWS is."""

from .answers import Right, Wrong

NOT_ABOUT_PERMISSIONS = {
    "count_the_services",
    "which_level",
    "job_from_another_cloud",
    "region_for_two_cities",
    "find_the_server",
    "read_arn",
    "write_arns",
    "workshop_as_template",
    "leave_nothing_behind",
    "when_they_passed",
}

DOORS = 'doors = len([name for name in names if name.startswith("sagemaker")])\n'
EC2 = 'vpc_client = "ec2"\n'
LEVELS = {
    "a": "function",
    "b": "container",
    "c": "managed service",
    "d": "server",
    "e": "managed service",
    "f": "server",
}
STEPS = {"a": "S3", "b": "Lambda", "c": "Athena", "d": "DynamoDB", "e": "SageMaker AI", "f": "S3"}
ASK_ALL = 'for one in boto3.client("ec2").describe_regions()["Regions"]:\n    name = one["RegionName"]\n'
TERMINATE = 'boto3.client("ec2", region_name={0!r}).terminate_instances(InstanceIds=list_servers({0!r}))\n'
LOST, KEPT = "ap-southeast-1", "eu-central-1"
FIVE = '"partition": a, "service": b, "region": c, "account": d, "resource": e'
ARNS = {
    "topic": "arn:aws:sns:us-east-1:123456789012:volunteers",
    "table": "arn:aws:dynamodb:us-east-1:123456789012:table/seats",
    "objects": "arn:aws:s3:::meetup-berlin/*",
}
TAGS = '[{"Key": "event", "Value": "workshop"}]'
EMPTY_IT = 'client.delete_object(Bucket="meetup-stack", Key="guests.csv")\n'
DELETE_STACK = 'cloudformation.delete_stack(StackName="meetup")\n'


def level(**other):
    return f"answers = {LEVELS | other}"


def step(**other):
    return f"steps = {STEPS | other}"


def arn(**other):
    return f"arns = {ARNS | other}"


def make(
    bucket=f'{{"BucketName": "workshop-data", "Tags": {TAGS}}}',
    server='{"ImageId": newest, "InstanceType": "t3.small"}',
    kind="AWS::S3::Bucket",
    name="workshop",
    call="create_stack",
    more="",
):
    """Code that makes a stack with these properties; None leaves a resource out."""
    parts = [f'"Data": {{"Type": "{kind}", "Properties": {bucket}}}'] if bucket else []
    parts += [f'"Machine": {{"Type": "AWS::EC2::Instance", "Properties": {server}}}'] if server else []
    code = f'workshop = {{"Resources": {{{", ".join(parts)}}}}}\n{more}'
    return code + f'cloudformation.{call}(StackName="{name}", TemplateBody=json.dumps(workshop))\n' if call else code


WRONG = {
    "count_the_services": {
        "only names with a hyphen": Wrong(
            'doors = sum(name.startswith("sagemaker-") for name in names)\n' + EC2,
            ("With the hyphen you lose", "no hyphen"),
        ),
        "a product is a client: one door": Wrong(f"doors = 1\n{EC2}", ("`doors` is 1", "Let Python count")),
        "all names": Wrong(f"doors = len(names)\n{EC2}", ("that is every name",)),
        "the names in place of their number": Wrong(
            f'doors = [name for name in names if name.startswith("sagemaker")]\n{EC2}', ("take its `len`",)
        ),
        "the client whose name sounds right": Wrong(
            DOORS + 'vpc_client = "vpc-lattice"', ("`vpc_client` is `vpc-lattice`", "names mislead", "hasattr")
        ),
        "a client that there is not": Wrong(
            DOORS + 'vpc_client = "vpc"', ("`vpc_client` is `'vpc'`", "one of the three")
        ),
        "one of two": Wrong(DOORS, ("`vpc_client` is still open",)),
    },
    "which_level": {
        "a server for everything": Wrong(
            f"answers = {dict.fromkeys(LEVELS, 'server')}",
            ("2 of 6", "`a` is not", "you pay for the waiting", "while nobody uploads"),
        ),
        "a function for everything: serverless has no limits": Wrong(
            f"answers = {dict.fromkeys(LEVELS, 'function')}", ("`b` is not", "15 minutes", "takes the image as it is")
        ),
        "a managed service does all": Wrong(
            f"answers = {dict.fromkeys(LEVELS, 'managed service')}", ("`a` is not", "takes some lines of yours")
        ),
        "a container for what is old": Wrong(
            level(f="container"), ("5 of 6", "Windows and a mouse", "all of the computer")
        ),
        "SageMaker runs anything": Wrong(level(b="managed service"), ("still yours to build",)),
        "a container with a GPU": Wrong(level(d="container"), ("Fargate has no GPU", "may you install a driver?")),
        "SageMaker for all that is trained": Wrong(level(d="managed service"), ("install the driver yourself",)),
        "a database of one's own": Wrong(level(c="server"), ("update it and back it up", "finds items by key?")),
        "a function that asks": Wrong(level(c="function"), ("have to be kept", "finds items by key?")),
        "a container that reads files": Wrong(level(e="container"), ("packed a database", "with SQL?")),
        "another word": Wrong(level(a="lambda"), ("none of the choices", '"function"')),
        "half of it": Wrong('answers = {"a": "function", "b": "container"}', ("2 of 6 are there", "Still open")),
    },
    "job_from_another_cloud": {
        "the first row that fits": Wrong(step(c="Redshift"), ("5 of 6", "has to be loaded")),
        "a language model for training": Wrong(step(e="Bedrock"), ("models that others have trained",)),
        "a disk for files": Wrong(step(f="EBS"), ("disk of a server", "Blobs are objects")),
        "a container for a function": Wrong(step(b="Amazon ECS with AWS Fargate"), ("counterpart of `Cloud Run`",)),
        "a database with SQL": Wrong(step(d="RDS"), ("finds items by key",)),
        "the names of the other cloud": Wrong(step(a="Cloud Storage"), ("none of the choices",)),
    },
    "region_for_two_cities": {
        "the nearest to New York": Wrong(
            'best, longest = "us-east-1", 85.9', ("nearest to New York, and Lagos waits", "larger of the two")
        ),
        "the nearest to Lagos": Wrong('best, longest = "eu-south-2", 56.5', ("nearest to Lagos", "all Regions")),
        "the best on average": Wrong(
            'a = world.rank_regions("Lagos").set_index("region_code")["ms"]\n'
            'b = world.rank_regions("New York").set_index("region_code")["ms"]\n'
            "best, longest = (a + b).idxmin(), (a + b).min() / 2",
            ("On average that is best", "not the sum"),
        ),
        "it lies between them on the map": Wrong(
            'best, longest = "af-south-1", 122', ("Another one keeps both below",)
        ),
        "a zone": Wrong('best, longest = "eu-west-1a", 51.8', ("That is a zone",)),
        "a city": Wrong('best, longest = "Dublin", 51.8', ("none of the Regions", "region_code")),
        "one way": Wrong('best, longest = "eu-west-1", 25.9', ("one way", "Double it")),
        "the shorter of the two": Wrong(
            'best, longest = "eu-west-1", 50.1', ("shorter of the two", "Who waits longest")
        ),
        "kilometres": Wrong('best, longest = "eu-west-1", 5285', ("kilometres", "`ms`")),
        "only the Region": Wrong('best = "eu-west-1"', ("`longest` is still open",)),
    },
    "find_the_server": {
        "the first one that is found": Wrong(f"lost_in = {KEPT!r}", ("is your own", "another Region has one too")),
        "everything terminated": Wrong(
            f"{ASK_ALL}    if list_servers(name):\n        lost_in = name\n"
            "        boto3.client('ec2', region_name=name).terminate_instances(InstanceIds=list_servers(name))",
            (f"no server in `{KEPT}` any more", "Berlin"),
        ),
        "found, and left running": Wrong(f"lost_in = {LOST!r}", (f"`{LOST}` it is", "still runs there")),
        "a client of the wrong Region": Wrong(
            f'lost_in = {LOST!r}\nboto3.client("ec2").terminate_instances(InstanceIds=list_servers({LOST!r}))',
            ("still runs there", "A client of another Region"),
            error="InvalidInstanceID.NotFound",
        ),
        "stopped is given back": Wrong(
            f'lost_in = {LOST!r}\nec2 = boto3.client("ec2", region_name={LOST!r})\n'
            f"ec2.stop_instances(InstanceIds=list_servers({LOST!r}))",
            ("is stopped there", "disk goes on"),
        ),
        "gone, and not written down": Wrong(TERMINATE.format(LOST), ("The server is gone", "`lost_in` is still open")),
        "where one always looks": Wrong('lost_in = "us-east-1"', ("`us-east-1` has no server", "in a loop")),
        "a server of one's own": Wrong(
            'boto3.client("ec2").run_instances(ImageId="ami-12c6146b", MinCount=1, MaxCount=1)\nlost_in = "us-east-1"',
            ("not Hazel's", "Name = workshop", "in a loop"),
        ),
        "a zone": Wrong(f"lost_in = '{LOST}a'", ("is a zone",)),
        "another Region": Wrong('lost_in = "eu-west-1"', ("has no server",)),
        "a city": Wrong('lost_in = "Singapore"', ("is no Region",)),
    },
    "read_arn": {
        "every colon divides": Wrong(
            f'def read_arn(arn):\n    _, a, b, c, d, e = arn.split(":")\n    return {{{FIVE}}}',
            ("its resource has colons", "`ValueError`", "five colons"),
        ),
        "only the last piece of the resource": Wrong(
            'def read_arn(arn):\n    p = arn.split(":")\n    a, b, c, d, e = *p[1:5], p[-1]\n'
            + f"    return {{{FIVE}}}",
            ("its resource has colons", "`resource` is `'2'`"),
        ),
        "only the name of a resource": Wrong(
            'def read_arn(arn):\n    a, b, c, d, e = arn.split(":", 5)[1:]\n    e = e.split("/")[-1]\n'
            f"    return {{{FIVE}}}",
            ("`'coordinator'`, a piece of it", "behind the fifth colon"),
        ),
        "the account as a number": Wrong(
            f'def read_arn(arn):\n    a, b, c, d, e = arn.split(":", 5)[1:]\n    d = int(d)\n    return {{{FIVE}}}',
            ("number of Python's", "begin with 0"),
        ),
        "empty parts dropped": Wrong(
            'def read_arn(arn):\n    p = [part for part in arn.split(":", 5) if part]\n    a, b, c, d, e = p[1:6]\n'
            f"    return {{{FIVE}}}",
            ("its Region is empty", "ends in `ValueError`"),
        ),
        "empty parts as None": Wrong(
            'def read_arn(arn):\n    a, b, c, d, e = (part or None for part in arn.split(":", 5)[1:])\n'
            f"    return {{{FIVE}}}",
            ("`region` is None", "an empty text"),
        ),
        "one part further left": Wrong(
            f'def read_arn(arn):\n    a, b, c, d, e, _ = arn.split(":", 5)\n    return {{{FIVE}}}',
            ("`partition` is `'arn'`", "the first one is always `arn`"),
        ),
        "a list": Wrong('def read_arn(arn):\n    return arn.split(":", 5)', ("Return a dict",)),
        "printed, not returned": Wrong(
            'def read_arn(arn):\n    print(arn.split(":", 5))',
            ("returns None", "`return` gives back"),
        ),
        "worked out, not returned": Wrong(
            'def read_arn(arn):\n    parts = arn.split(":", 5)', ("returns None", "Return a dict")
        ),
        "other names": Wrong(
            'def read_arn(arn):\n    a, b, c, d, e = arn.split(":", 5)[1:]\n'
            '    return {"partition": a, "service": b, "region": c, "account_id": d, "resource": e}',
            ("has no `account`",),
        ),
        "the partition fixed": Wrong(
            'def read_arn(arn):\n    _, _, b, c, d, e = arn.split(":", 5)\n    a = "aws"\n' + f"    return {{{FIVE}}}",
            ("another partition", "`aws-cn`"),
        ),
    },
    "write_arns": {
        "addresses": Wrong(
            arn(topic="https://sns.us-east-1.amazonaws.com/volunteers"), ("That is an address", "An ARN is a name")
        ),
        "as aws writes an object": Wrong(arn(objects="s3://meetup-berlin/*"), ("That is an address", "`arn:aws:`")),
        "the Region of the topic above": Wrong(
            arn(topic="arn:aws:sns:eu-central-1:123456789012:volunteers"), ("`doors-open`", "in Virginia")
        ),
        "the capitals left in": Wrong(arn(topic="arn:aws:sns:us-east-1:ACCOUNT:volunteers"), ("a word in capitals",)),
        "another account": Wrong(
            arn(topic="arn:aws:sns:us-east-1:111122223333:volunteers"), ("SNS says", "account is `'111122223333'`")
        ),
        "the table without its kind": Wrong(
            arn(table="arn:aws:dynamodb:us-east-1:123456789012:seats"), ("DynamoDB says", "resource is `'seats'`")
        ),
        "the bucket in place of its objects": Wrong(
            arn(objects="arn:aws:s3:::meetup-berlin"), ("opens no object", "the bucket itself")
        ),
        "Region and account in the bucket's": Wrong(
            arn(objects="arn:aws:s3:eu-central-1:123456789012:meetup-berlin/*"), ("leave Region and account empty",)
        ),
        "two colons are enough": Wrong(arn(objects="arn:aws:s3::meetup-berlin/*"), ("It has 4 colons", "need five")),
        "all buckets": Wrong(arn(objects="arn:aws:s3:::*"), ("opens other buckets too",)),
        "a star for a name": Wrong(arn(topic="*"), ("everything there is",)),
        "only one object": Wrong(
            arn(objects="arn:aws:s3:::meetup-berlin/guests.csv"), ("opens the one object `guests.csv`", "end with `/*`")
        ),
        "only some objects": Wrong(arn(objects="arn:aws:s3:::meetup-berlin/photos/*"), ("only some objects",)),
        "only one kind of file": Wrong(arn(objects="arn:aws:s3:::meetup-berlin/*.csv"), ("only some objects",)),
        "a slash and nothing behind it": Wrong(arn(objects="arn:aws:s3:::meetup-berlin/"), ("opens no object of",)),
        "the objects of another bucket": Wrong(
            arn(objects="arn:aws:s3:::meetup-munich/*"), ("opens no object of `meetup-berlin`", "meetup-munich/*")
        ),
        "the table in the Region of the bucket": Wrong(
            arn(table="arn:aws:dynamodb:eu-central-1:123456789012:table/seats"),
            ("`seats` is in Virginia, `us-east-1`",),
        ),
        "the table in no Region": Wrong(
            arn(table="arn:aws:dynamodb::123456789012:table/seats"), ("The Region is empty. A table stands in one.",)
        ),
        "the table in no account": Wrong(
            arn(table="arn:aws:dynamodb:us-east-1::table/seats"), ("Its account is `''`", "twelve digits")
        ),
        "the topic in no Region": Wrong(
            arn(topic="arn:aws:sns::123456789012:volunteers"), ("The Region is empty. A topic stands in one.",)
        ),
        "the topic in Ireland": Wrong(
            arn(topic="arn:aws:sns:eu-west-1:123456789012:volunteers"), ("`volunteers` is in Virginia",)
        ),
        "another service": Wrong(
            arn(topic="arn:aws:sqs:us-east-1:123456789012:volunteers"), ("Its service is `'sqs'`",)
        ),
        "the name tried, as a call takes it": Wrong(
            arn(topic="volunteers") + '\nboto3.client("sns").publish(TopicArn=arns["topic"], Message="a")',
            ("It has 0 colons",),
            error="InvalidParameter",
        ),
        "two of three": Wrong(arn(objects=None), ("2 of 3 work", "`objects`")),
        "one of three": Wrong(arn(objects=None, table=None), ("1 of 3 work", "`table` and `objects`")),
    },
    "workshop_as_template": {
        "a stack is a picture: only the dict": Wrong(make(call=None), ("nothing is made from it", "a wish on paper")),
        "the bucket made by hand": Wrong(
            'client.create_bucket(Bucket="workshop-data")', ("no stack", "neither knows nor deletes")
        ),
        "the bucket made by hand before": Wrong(
            make(more='client.create_bucket(Bucket="workshop-data")\n'),
            ("ROLLBACK_COMPLETE", "already exists", "`client.delete_bucket"),
        ),
        "no server": Wrong(make(server=None), ("no server", "second resource")),
        "no bucket": Wrong(make(bucket=None), ("no bucket", "`AWS::S3::Bucket`")),
        "another type of server": Wrong(
            make(server='{"ImageId": newest, "InstanceType": "t3.micro"}'), ("is a `t3.micro`", "`t3.small`")
        ),
        "a name that S3 refuses": Wrong(
            make(bucket=f'{{"BucketName": "Workshop_Data", "Tags": {TAGS}}}'), ("ROLLBACK_COMPLETE", "gone again")
        ),
        "no name": Wrong(make(bucket=f'{{"Tags": {TAGS}}}'), ("makes up a name", "`workshop-data`")),
        "no tag": Wrong(make(bucket='{"BucketName": "workshop-data"}'), ("has no tag", "event = workshop")),
        "the tag of the meet-up": Wrong(
            make(bucket='{"BucketName": "workshop-data", "Tags": guest_tags}'), ("has event = meetup",)
        ),
        "a tag as a dict": Wrong(
            make(bucket='{"BucketName": "workshop-data", "Tags": {"event": "workshop"}}'),
            ("ROLLBACK_COMPLETE", "Tags are a list", '`{"Key": ..., "Value": ...}`'),
        ),
        "a tag with a Name": Wrong(
            make(bucket='{"BucketName": "workshop-data", "Tags": [{"Name": "event", "Value": "workshop"}]}'),
            ("required key [Key] not found", "Tags are a list"),
        ),
        "the server image of Frankfurt": Wrong(
            make(server='{"ImageId": ami, "InstanceType": "t3.small"}'),
            ("is the server image of Frankfurt", "`newest`"),
        ),
        "any server image": Wrong(
            make(server='{"ImageId": "ami-12345678", "InstanceType": "t3.small"}'), ("not the newest server image",)
        ),
        "in Frankfurt": Wrong(
            make().replace("cloudformation.", 'boto3.client("cloudformation", region_name="eu-central-1").'),
            ("`workshop` in `eu-central-1`", "Delete it there"),
        ),
        "more than ordered": Wrong(
            make(more='workshop["Resources"]["Bell"] = {"Type": "AWS::SNS::Topic"}\n'),
            ("There are three resources; two are asked for", "`Bell`"),
        ),
        "a second server": Wrong(
            make(more='workshop["Resources"]["Spare"] = workshop["Resources"]["Machine"]\n'),
            ("There are three resources; two are asked for", "`Spare`"),
        ),
        "a second bucket": Wrong(
            make(
                more='workshop["Resources"]["More"] = {"Type": "AWS::S3::Bucket", '
                '"Properties": {"BucketName": "workshop-more"}}\n'
            ),
            ("There are three resources; two are asked for", "`More`"),
        ),
        "another name": Wrong(
            make(bucket=f'{{"BucketName": "workshop-more", "Tags": {TAGS}}}'),
            ("called `workshop-more`", "It is to be `workshop-data`"),
        ),
        "no tag, after a try with it": Wrong(
            make()
            + 'cloudformation.delete_stack(StackName="workshop")\n'
            + make(bucket='{"BucketName": "workshop-data"}'),
            ("has no tag", "event = workshop"),
        ),
        "the resources at the top": Wrong(
            make(more='workshop = workshop["Resources"]\n'),
            ("`Data` stands at the top", "under the key `Resources`"),
            error="ValidationError",
        ),
        "a dict in place of a text": Wrong(
            make(call=None) + 'cloudformation.create_stack(StackName="workshop", TemplateBody=workshop)',
            ("nothing is made from it", "`json.dumps(...)`"),
            error="ParamValidationError",
        ),
        "a type that there is not": Wrong(
            make(kind="AWS::S3::Buckets"), ("nothing is made from it", "last line"), error="ValidationError"
        ),
        "a property that there is not": Wrong(
            make(bucket=f'{{"Name": "workshop-data", "Tags": {TAGS}}}'), ("ROLLBACK_COMPLETE", "extraneous key [Name]")
        ),
        "another name for the stack": Wrong(make(name="hazel"), ("a stack `hazel`", "`workshop`")),
        "only validated": Wrong(
            make(call=None) + "\ncloudformation.validate_template(TemplateBody=json.dumps(workshop))",
            ("nothing is made from it",),
        ),
        "the server terminated by hand": Wrong(
            make() + 'found = cloudformation.describe_stack_resources(StackName="workshop")["StackResources"]\n'
            'ids = [one["PhysicalResourceId"] for one in found if "Instance" in one["ResourceType"]]\n'
            'boto3.client("ec2").terminate_instances(InstanceIds=ids)',
            ("is terminated", "does not know"),
        ),
    },
    "leave_nothing_behind": {
        "the same call again": Wrong(DELETE_STACK, ("2 times", "`'guests.csv'`", "object first")),
        "emptied, and no more": Wrong(EMPTY_IT, ("is empty, and still there", "Delete the stack now")),
        "the bucket deleted by hand": Wrong(
            EMPTY_IT + 'client.delete_bucket(Bucket="meetup-stack")', ("still counts it", "once more")
        ),
        "the bucket let go": Wrong(
            'cloudformation.delete_stack(StackName="meetup", RetainResources=["Guests"])',
            ("is still there", "let go of it"),
        ),
        "all buckets of the meet-up": Wrong(
            EMPTY_IT
            + DELETE_STACK
            + 'for name in ["meetup-aws", "meetup-boto3"]:\n    client.delete_object(Bucket=name, Key="guests.csv")\n'
            "    client.delete_bucket(Bucket=name)",
            ("There is no `meetup-aws`", "had not made it"),
        ),
        "nothing yet, and the cell with the command left out": Wrong(
            'client.delete_object(Bucket="meetup-aws", Key="guests.csv")\nclient.delete_bucket(Bucket="meetup-aws")\n'
            + DELETE_STACK,
            ("2 times", "`'guests.csv'`", "object first"),
        ),
        "done, and the cell with the command left out": Wrong(
            'client.delete_object(Bucket="meetup-aws", Key="guests.csv")\nclient.delete_bucket(Bucket="meetup-aws")\n'
            + EMPTY_IT
            + DELETE_STACK,
            ("There is no `meetup-aws`", "left out its cell, run it"),
        ),
        "a bucket with something in it": Wrong(
            'client.delete_bucket(Bucket="meetup-stack")',
            ("Take away what is in the bucket",),
            error="BucketNotEmpty",
            outcome="not attempted",
        ),
    },
    "when_they_passed": {
        "as much is more": Wrong('quarter, lead = "2021-Q4", 7', ("no quarter",)),
        "the first quarter": Wrong(
            'quarter, lead = wide.index[0], (both - wide["AWS"]).iloc[-1]', ("33 percent and the two 27", "still ahead")
        ),
        "the last one": Wrong(
            'quarter, lead = wide.index[-1], (both - wide["AWS"]).iloc[-1]', ("not for the first time",)
        ),
        "the lead the other way round": Wrong(
            'quarter, lead = "2022-Q4", (wide["AWS"] - both).iloc[-1]', ("the other way round",)
        ),
        "in percent of the share": Wrong(
            'quarter, lead = "2022-Q4", (100 * (both / wide["AWS"] - 1)).iloc[-1]', ("Points are a plain difference",)
        ),
        "the whole column": Wrong('quarter, lead = "2022-Q4", both - wide["AWS"]', ("one number", "iloc[-1]")),
        "the date as people write it": Wrong('quarter, lead = "Q4 2022", 7', ("no quarter", "as the table does")),
    },
}

RIGHT = {
    "count_the_services": {
        "counted by hand": "doors, vpc_client = 11, boto3.client('ec2')",
        "in capitals": DOORS + 'vpc_client = "EC2"',
    },
    "which_level": {
        "with capitals": Right(f"answers = { {k: v.title() for k, v in LEVELS.items()} }", ("All of them",))
    },
    "job_from_another_cloud": {
        "full names": 'steps = {"a": "Amazon S3", "b": "AWS Lambda", "c": "Amazon Athena", "d": "Amazon DynamoDB", '
        '"e": "Amazon SageMaker AI", "f": "Amazon S3"}',
        "as boto3 calls them": 'steps = {"a": "s3", "b": "lambda", "c": "athena", "d": "dynamodb", "e": "sagemaker", '
        '"f": "s3"}',
    },
    "region_for_two_cities": {
        "with concat": 'import pandas as pd\nboth = pd.concat([world.rank_regions(city).set_index("region_code")["ms"] '
        'for city in ["Lagos", "New York"]], axis=1).max(axis=1)\nbest, longest = both.idxmin(), both.min()',
        "from kilometres": 'best, longest = "eu-west-1", 2 * 5286 / 204',
        "rounded": 'best, longest = "eu-west-1", 52',
    },
    "find_the_server": {
        "by its tag": f'{ASK_ALL}    ec2 = boto3.client("ec2", region_name=name)\n'
        '    filters = [{"Name": "tag:Name", "Values": ["workshop"]}]\n'
        '    for group in ec2.describe_instances(Filters=filters)["Reservations"]:\n'
        "        lost_in = name\n"
        '        ec2.terminate_instances(InstanceIds=[one["InstanceId"] for one in group["Instances"]])',
        "through the list of all Regions": 'for name in world.rank_regions("Singapore")["region_code"].head(3):\n'
        '    if list_servers(name):\n        lost_in = name\n        boto3.client("ec2", region_name=name)'
        ".terminate_instances(InstanceIds=list_servers(name))",
    },
    "read_arn": {
        "with zip": 'def read_arn(arn):\n    names = ["partition", "service", "region", "account", "resource"]\n'
        '    return dict(zip(names, arn.split(":", 5)[1:]))',
        "with a pattern": "import re\n\ndef read_arn(arn):\n    form = r'arn:(?P<partition>[^:]*):(?P<service>[^:]*):"
        "(?P<region>[^:]*):(?P<account>[^:]*):(?P<resource>.*)'\n    return re.match(form, arn).groupdict()",
        "the pieces joined again": 'def read_arn(arn):\n    p = arn.split(":")\n'
        '    return {"arn": "arn", "partition": p[1], "service": p[2], "region": p[3], "account": p[4], '
        '"resource": ":".join(p[5:])}',
    },
    "write_arns": {
        "put together": 'account = me.split(":")[4]\n'
        'arns = {"topic": f"arn:aws:sns:us-east-1:{account}:volunteers", '
        '"table": f"arn:aws:dynamodb:us-east-1:{account}:table/seats", "objects": "arn:aws:s3:::meetup-berlin/*"}'
    },
    "workshop_as_template": {
        "at the second try": make(bucket='{"BucketName": "workshop-data", "Tags": {"event": "workshop"}}')
        + 'cloudformation.delete_stack(StackName="workshop")\n'
        + make(),
        "in YAML, by the command": 'workshop = {"Resources": {}}\n'
        'text = """\nResources:\n  Data:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: workshop-data\n'
        "      Tags:\n        - Key: event\n          Value: workshop\n  Machine:\n    Type: AWS::EC2::Instance\n"
        '    Properties:\n      ImageId: %s\n      InstanceType: t3.small\n""" % json.dumps(newest)\n'
        'cloudformation.create_stack(StackName="workshop", TemplateBody=text)',
        "the image by a parameter": make(
            server='{"ImageId": {"Ref": "Image"}, "InstanceType": "t3.small"}',
            more='kind = "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>"\n'
            'workshop["Parameters"] = {"Image": {"Type": kind, "Default": linux}}\n',
        ),
        "mended by an update": make(server=None)
        + make(call="update_stack").replace("cloudformation.update_stack(", "cloudformation.update_stack("),
        "deleted and made again": make(bucket=None) + 'cloudformation.delete_stack(StackName="workshop")\n' + make(),
    },
    "leave_nothing_behind": {
        "the bucket first": EMPTY_IT + 'client.delete_bucket(Bucket="meetup-stack")\n' + DELETE_STACK,
        "let go, and deleted by hand": EMPTY_IT
        + 'cloudformation.delete_stack(StackName="meetup", RetainResources=["Guests"])\n'
        'client.delete_bucket(Bucket="meetup-stack")',
    },
    "when_they_passed": {"read from the picture": 'quarter, lead = "2022-q4", 7'},
}
