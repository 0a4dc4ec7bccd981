"""Answers to the exercises of the lesson on compute."""

from .answers import Right, Wrong

NOT_ABOUT_PERMISSIONS = {
    "break_the_loop",
    "cheapest_in_time",
    "count_the_seats",
    "give_it_time",
    "how_often_to_save",
    "launch_with_a_name",
    "put_them_away",
    "types_for_jobs",
    "where_does_it_run",
}


def types(**changed):
    return f"answers = { ({'a': 't4g.micro', 'b': 'r5.2xlarge', 'c': 'c5.2xlarge', 'd': 'g5.xlarge'} | changed)!r}"


def start(name="practice", owner="coordinator", kinds=("instance", "volume"), size="t3.small", more=""):
    """The call that starts a server with two tags."""
    tags = [{"Key": "Name", "Value": name}, {"Key": "owner", "Value": owner}]
    marks = [{"ResourceType": kind, "Tags": tags} for kind in kinds]
    return f'response = client.run_instances(**{{**wish{more}}}, InstanceType="{size}", TagSpecifications={marks})\n'


def let_in(group, port, group_inside, last=None):
    """The call that lets the servers of a group into another, at a port or some ports."""
    rule = f'"IpProtocol": "tcp", "FromPort": {port}, "ToPort": {last or port}'
    rule = f'{{{rule}, "UserIdGroupPairs": [{{"GroupId": {group_inside}}}]}}'
    return f"response = client.authorize_security_group_ingress(GroupId={group}, IpPermissions=[{rule}])\n"


WORLD = 'allow_addresses(web, 443, "0.0.0.0/0")\n'
INSIDE = let_in("database", 5432, "web")
ADDRESSES = (
    'for one in client.describe_instances(InstanceIds=[web_1, web_2])["Reservations"]:\n'
    '    allow_addresses(database, 5432, one["Instances"][0]["PrivateIpAddress"] + "/32")\n'
)

READ = 'allow("s3:GetObject", "arn:aws:s3:::meetup/guests/*")'
WRITE = 'allow("s3:PutObject", "arn:aws:s3:::meetup/scores/*")'


def give(*statements, call="put_role_policy(RoleName"):
    """The call that puts a policy of these statements on the role, or on somebody else."""
    text = f"json.dumps(document({', '.join(statements)}))"
    who = "coordinator" if "user" in call else "scorer"
    return f'response = client_iam.{call}="{who}", PolicyName="score", PolicyDocument={text})\n'


def attach(name):
    return f'client_iam.attach_role_policy(RoleName="scorer", PolicyArn="arn:aws:iam::aws:policy/{name}")\n'


def stop(*names):
    return f"response = client.stop_instances(InstanceIds=[servers[one] for one in {names!r}])\n"


def end(*names):
    return f"response = client.terminate_instances(InstanceIds=[servers[one] for one in {names!r}])\n"


LEFT = (
    'for one in client.describe_volumes(Filters=[{"Name": "status", "Values": ["available"]}])["Volumes"]:\n'
    '    client.delete_volume(VolumeId=one["VolumeId"])\n'
)
DETACH = (
    'mine = [{"Name": "attachment.instance-id", "Values": [servers["lab"]]}]\n'
    'for one in client.describe_volumes(Filters=mine)["Volumes"]:\n'
    '    client.detach_volume(VolumeId=one["VolumeId"], InstanceId=servers["lab"])\n'
)
ROWS = 'rows = [line.split(",") for line in event["csv"].splitlines()[1:]]'


def seats(*lines, name="seats", handler="handler", heading="", deploy=True):
    """Code of a function with these lines in its handler, and its deployment."""
    code = heading + "\n    ".join([f"def {handler}(event, context):", *lines]) + "\n"
    return f"seats_code = {code!r}\n" + (f'response = functions.deploy("{name}", seats_code, role)' if deploy else "")


def permit(**changed):
    """The permission for S3, but for the arguments that are changed (None: left out)."""
    arguments = {
        "FunctionName": "score",
        "StatementId": "s3",
        "Action": "lambda:InvokeFunction",
        "Principal": "s3.amazonaws.com",
        "SourceArn": "arn:aws:s3:::meetup",
        "SourceAccount": "123456789012",
    }
    left = {name: value for name, value in (arguments | changed).items() if value is not None}
    return f"response = client_lambda.add_permission(**{left!r})\n"


def tell(prefix="guests/", suffix=".csv", events=("s3:ObjectCreated:*",)):
    """The call that tells the bucket on what it runs the function."""
    rules = [{"Name": kind, "Value": text} for kind, text in (("prefix", prefix), ("suffix", suffix)) if text]
    return (
        f'listen["Filter"], listen["Events"] = {{"Key": {{"FilterRules": {rules!r}}}}}, {list(events)!r}\n'
        'response = boto3.client("s3").put_bucket_notification_configuration(**tell_s3)\n'
    )


def set_slow(**settings):
    return f'response = client_lambda.update_function_configuration(FunctionName="slow", **{settings!r})\n'


def write_to(expression):
    """Deploy the stamping function with another key that it writes."""
    code = f"stamp_code.replace('folder + \"/stamped-\" + name', {expression!r})"
    return f'response = functions.deploy("stamp", {code}, stamp_role)\n'


LISTEN_TO_LISTS = 'functions.run_on_upload("stamp", "stamps", prefix="lists/")\n'
SKIP = (
    "better = stamp_code.replace('        folder, _, name = key.rpartition(\"/\")', "
    '\'        folder, _, name = key.rpartition("/")\\n        if name.startswith("stamped-"):\\n'
    "            continue')\n"
    'response = functions.deploy("stamp", better, stamp_role)\n'
)


def places(**changed):
    right = {"a": "function", "b": "server", "c": "container", "d": "function", "e": "server", "f": "container"}
    return f"answers = {right | changed!r}"


def ways(**changed):
    return f"answers = { ({'a': 'functions', 'b': 'spot', 'c': 'functions'} | changed)!r}"


WRONG = {
    "types_for_jobs": {
        "burstable for hours": Wrong(types(c="t3.2xlarge"), ("`c`", "burstable", "slows down")),
        "the first GPU": Wrong(types(d="g4dn.xlarge"), ("`d`", "a GPU with 16 GB", "20 GB")),
        "the GPU's memory for the server's": Wrong(types(d="m5.2xlarge"), ("`d`", "no GPU")),
        "by vCPUs, not by memory": Wrong(types(b="r5.xlarge"), ("`b`", "32 GiB", "55 GiB")),
        "large enough, and dearer": Wrong(types(b="m5.4xlarge"), ("`b`", "Another one suffices for less")),
        "too small": Wrong(types(a="t3.nano"), ("`a`", "0.5 GiB", "1 GiB")),
        "nearly the cheapest": Wrong(types(a="t3.micro"), ("`a`", "suffices for less")),
        "half of it": Wrong(types(c=None, d=None), ("2 of 4", "Still open")),
        "a type of another list": Wrong(types(c="c7i.2xlarge"), ("`c`", "none of the choices", "c5.2xlarge")),
        "a family": Wrong(types(b="r5"), ("`b`", "none of the choices")),
    },
    "launch_with_a_name": {
        "the server alone": Wrong(start(kinds=("instance",)), ("disk has no tags", '`"volume"`')),
        "the disk alone": Wrong(start(kinds=("volume",)), ("The server has no tags", "`Name` = `practice`")),
        "in small letters": Wrong(start().replace("'Name'", "'name'"), ("Capitals count", "`Name`")),
        "as large as the first": Wrong(start(size="t3.medium"), ("`t3.medium`", "`t3.small` was asked for")),
        "twice": Wrong(start() + start(), ("2 new servers", "Each costs")),
        "two at once": Wrong(start(more=', "MaxCount": 2'), ("2 new servers",)),
        "Blue's tag": Wrong(start(owner="blue"), ("`owner` = `blue`", "`owner` = `coordinator` is missing")),
        "the cell above once more": Wrong(
            start(name="notebook", owner="blue", size="t3.small"), ("`Name` = `notebook`", "`Name` = `practice`")
        ),
        "tags as a dict": Wrong(
            'response = client.run_instances(**wish, InstanceType="t3.small", TagSpecifications=[{"ResourceType": '
            '"instance", "Tags": {"Name": "practice"}}])',
            ("read its last line",),
            error="ParamValidationError",
            outcome="not attempted",
        ),
        "the tags left out": Wrong(
            'response = client.run_instances(**wish, InstanceType="t3.small")', ("The server has no tags",)
        ),
    },
    "open_what_is_needed": {
        "too narrow: the web alone": Wrong(WORLD, ("`web-1` cannot reach the database", "group `web`")),
        "too narrow: the database alone": Wrong(INSIDE, ("198.51.100.7 cannot reach `web-1`", "`0.0.0.0/0`")),
        "too narrow: the office for the world": Wrong(
            'allow_addresses(web, 443, "203.0.113.0/24")\n' + INSIDE, ("Only a part of the world",)
        ),
        "too narrow: another port": Wrong(
            'allow_addresses(web, 80, "0.0.0.0/0")\n' + INSIDE, ("reaches `web-1` at port 80", "makes the groups again")
        ),
        "too narrow: by the addresses of today": Wrong(
            WORLD + ADDRESSES, ("by their addresses", "third web server", "group `web`")
        ),
        "too narrow: the wrong way round": Wrong(
            WORLD + let_in("web", 5432, "database"), ("`web-1` cannot reach the database",)
        ),
        "too narrow: the database names itself": Wrong(
            WORLD + let_in("database", 5432, "database"), ("`web-1` cannot reach the database", "group `web`")
        ),
        "too broad: the database for the world": Wrong(
            WORLD + 'allow_addresses(database, 5432, "0.0.0.0/0")', ("reaches the database at port 5432", "emptied")
        ),
        "too broad: the database for the office": Wrong(
            WORLD + INSIDE + 'allow_addresses(database, 5432, "203.0.113.0/24")', ("The office", "Nobody asked")
        ),
        "too broad: SSH too": Wrong(
            WORLD + INSIDE + 'allow_addresses(web, 22, "0.0.0.0/0")', ("reaches `web-1` at port 22",)
        ),
        "too broad: SSH for the office": Wrong(
            WORLD + INSIDE + 'allow_addresses(database, 22, "203.0.113.0/24")', ("reaches the database at port 22",)
        ),
        "too broad: every protocol": Wrong(
            INSIDE + 'response = client.authorize_security_group_ingress(GroupId=web, IpPermissions=[{"IpProtocol": '
            '"-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}])',
            ("reaches `web-1` at port", "all ports"),
        ),
        "too broad: ports from 443 on": Wrong(
            INSIDE + 'response = client.authorize_security_group_ingress(GroupId=web, IpPermissions=[{"IpProtocol": '
            '"tcp", "FromPort": 443, "ToPort": 500, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}])',
            ("reaches `web-1` at port 500", "ports 443 to 500"),
        ),
        "too broad: all ports for the web servers": Wrong(
            WORLD + let_in("database", 0, "web", last=65535), ("`web-1` reaches the database at port", "5432 alone")
        ),
        "too broad: web servers among themselves": Wrong(
            WORLD + INSIDE + let_in("web", 22, "web"), ("`web-1` reaches `web-2` at port 22", "443 alone")
        ),
        "too broad: the network too": Wrong(
            WORLD + INSIDE + 'allow_addresses(database, 5432, "10.0.0.0/8")', ("Any server of your network",)
        ),
        "too broad: the network in place of the group": Wrong(
            WORLD + ADDRESSES.replace("/32", "/16"), ("by their addresses", "no addresses")
        ),
    },
    "what_the_scorer_needs": {
        "too broad: all of S3": Wrong(give('allow("s3:*", "*")'), ("can also read `pay/2026.csv`",)),
        "too broad: AWS's policy for S3": Wrong(attach("AmazonS3FullAccess"), ("can also read `pay/2026.csv`",)),
        "too broad: both in the whole bucket": Wrong(
            give('allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::meetup/*")'), ("read `pay/2026.csv`",)
        ),
        "too broad: both in both folders": Wrong(
            give(
                'allow(["s3:GetObject", "s3:PutObject"], ["arn:aws:s3:::meetup/guests/*", '
                '"arn:aws:s3:::meetup/scores/*"])'
            ),
            ("overwrite `guests/2026.csv`",),
        ),
        "too broad: everything below scores": Wrong(
            give(READ, 'allow("s3:*", "arn:aws:s3:::meetup/scores/*")'), ("delete what is below `scores/`",)
        ),
        "too broad: listing too": Wrong(
            give(READ, WRITE, 'allow("s3:ListBucket", "arn:aws:s3:::meetup")'), ("list the whole bucket",)
        ),
        "too narrow: the bucket itself": Wrong(
            give('allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::meetup")'), ("cannot read", "ARNs of their own")
        ),
        "too narrow: reading alone": Wrong(give(READ), ("cannot write `scores/2026.csv`", "`meetup/scores/*`")),
        "too narrow: writing alone": Wrong(give(WRITE), ("cannot read `guests/2026.csv`",)),
        "too narrow: the list of this year": Wrong(
            give(READ.replace("*", "2026.csv"), WRITE), ("`guests/2026.csv` alone", "Next year's")
        ),
        "too narrow: folders without a star": Wrong(
            give(READ.replace("*", ""), WRITE.replace("*", "")), ("cannot read `guests/2026.csv`",)
        ),
        "too narrow: on the user": Wrong(
            give(READ, WRITE, call="put_user_policy(UserName"), ("on a user", "`put_role_policy`")
        ),
        "too narrow: AWS's policy for reading": Wrong(attach("AmazonS3ReadOnlyAccess"), ("cannot write",)),
        "not as text": Wrong(
            'response = client_iam.put_role_policy(RoleName="scorer", PolicyName="score", PolicyDocument={})',
            ("read its last line",),
            error="ParamValidationError",
            outcome="not attempted",
        ),
        "too narrow: an action that is none": Wrong(
            give('allow("s3:ReadObject", "arn:aws:s3:::meetup/guests/*")', WRITE), ("cannot read", "`s3:GetObject`")
        ),
    },
    "put_them_away": {
        "all stopped": Wrong(stop("web", "lab", "demo", "labels"), ("`web` is stopped", "with `start_instances`")),
        "all three stopped": Wrong(stop("lab", "demo", "labels"), ("`demo` is stopped", "goes on costing")),
        "all three terminated": Wrong(end("lab", "demo", "labels"), ("`lab` is terminated", "Blue's experiments")),
        "Blue's server running": Wrong(end("demo", "labels") + LEFT, ("`lab` is running", "Stop it")),
        "the disk forgotten": Wrong(stop("lab") + end("demo", "labels"), ("200 GB is left", "`describe_volumes`")),
        "labels stopped for its disk": Wrong(stop("lab", "labels") + end("demo"), ("`labels` is stopped",)),
        "one forgotten": Wrong(stop("lab") + end("labels") + LEFT, ("`demo` is running", "Terminate it")),
        "the web server too": Wrong(
            end("web", "demo", "labels") + stop("lab"),
            ("`web` is terminated", "gone for good", "starts the four again"),
        ),
        "the web server started after its end": Wrong(
            end("web") + 'client.start_instances(InstanceIds=[servers["web"]])',
            ("`web` is terminated", "gone for good"),
            error="IncorrectInstanceState",
        ),
        "the disk of experiments too": Wrong(
            stop("lab") + end("demo", "labels") + DETACH + LEFT, ("`lab` has lost its disk", "starts the four again")
        ),
    },
    "how_often_to_save": {
        "often, to lose nothing": Wrong("interval = 10", ("go into saving", 'is "One save takes" at 10')),
        "seldom, to lose no time": Wrong("interval = 720", ("takes away too much", 'is "Interrupted" at 12')),
        "in hours": Wrong("interval = 2", ("minutes", "Are these hours")),
        "hours under the root": Wrong("interval = (2 * 10 * 12) ** 0.5", ("hours for one of the two",)),
        "as often as it is interrupted": Wrong("interval = 12 * 60", ("Save more often",)),
        "only at the end": Wrong("interval = 20 * 60", ("Save more often",)),
        "in words": Wrong('interval = "often"', ("'often'", "number of minutes")),
        "a negative number": Wrong("interval = -5", ("number of minutes",)),
    },
    "count_the_seats": {
        "printed": Wrong(
            seats(ROWS, 'print({"guests": len(rows), "seats": sum(int(row[1]) for row in rows)})'),
            ("`null`", "goes to the log", "`return`"),
        ),
        "as it was": Wrong('functions.deploy("seats", seats_code, role)', ("`null`", "`return`")),
        "the heading counted": Wrong(
            seats(
                'lines = event["csv"].splitlines()',
                'return {"guests": len(lines), "seats": sum(int(line.split(",")[1]) for line in lines[1:])}',
            ),
            ("The heading is no guest", "second line"),
        ),
        "the heading added up": Wrong(
            seats(
                'rows = [line.split(",") for line in event["csv"].splitlines()]',
                'return {"guests": len(rows), "seats": sum(int(row[1]) for row in rows)}',
            ),
            ("`ValueError`", "Leave out the heading"),
        ),
        "as text": Wrong(
            seats(
                ROWS,
                "import json",
                'return json.dumps({"guests": len(rows), "seats": sum(int(row[1]) for row in rows)})',
            ),
            ("That is text", "Return the dict itself"),
        ),
        "one number": Wrong(seats(ROWS, "return len(rows)"), ("Two entries",)),
        "other names": Wrong(seats(ROWS, 'return {"rows": len(rows), "seats": 3}'), ("Two entries",)),
        "the example": Wrong(seats('return {"guests": 2, "seats": 3}'), ("Right is", "Count what is in `event`")),
        "the body of a web request": Wrong(
            seats('rows = event["body"].splitlines()', "return rows"), ("`KeyError`", '`event["csv"]`')
        ),
        "seats as text": Wrong(
            seats(ROWS, 'return {"guests": len(rows), "seats": "".join(row[1] for row in rows)}'),
            ("Numbers were asked for", "`int`"),
        ),
        "another name of the handler": Wrong(
            seats(ROWS, "return {}", handler="main"), ("`Runtime.HandlerNotFound`", "Keep the name `handler`")
        ),
        "with pandas": Wrong(
            seats("return {}", heading="import pandas as pd\n\n\n"), ("`Runtime.ImportModuleError`", "not pandas")
        ),
        "a line break in the deployed text": Wrong(
            seats('rows = event["csv"].split("\n")[1:]', "return rows"),
            ("`Runtime.UserCodeSyntaxError`", r"Write `\\n`, or put `r` before the quotes"),
        ),
        "a row too far": Wrong(
            seats(ROWS, 'return {"guests": len(rows), "seats": sum(int(row[2]) for row in rows)}'),
            ("`IndexError`", '`functions.read_log("seats")`'),
        ),
        "not deployed": Wrong(seats(ROWS, deploy=False), ("deploy it as `seats`",), outcome="not attempted"),
        "under another name": Wrong(
            seats(ROWS, "return {}", name="seat"), ("deploy it as `seats`",), outcome="not attempted"
        ),
        "a slip in Python": Wrong(
            seats(ROWS, "return {"), ("the function fails: `Runtime.UserCodeSyntaxError`", "Mend it, and deploy again")
        ),
    },
    "score_each_list": {
        "too narrow: the permission alone": Wrong(permit(), ("bucket says nothing", "`tell_s3`")),
        "too narrow: the bucket alone": Wrong(
            tell(), ("Let S3 call the function",), error="InvalidArgument", outcome="not attempted"
        ),
        "too narrow: one way of coming in": Wrong(
            permit() + tell(events=("s3:ObjectCreated:Put",)), ("`Copy` does not run", "all ways")
        ),
        "too narrow: another folder": Wrong(permit() + tell(prefix="guest/"), ("`guests/2027.csv` runs nothing",)),
        "too narrow: with the bucket's name": Wrong(
            permit() + tell(prefix="meetup/guests/"), ("`guests/2027.csv` runs nothing",)
        ),
        "too narrow: the objects' ARN": Wrong(
            permit(SourceArn="arn:aws:s3:::meetup/*") + tell(),
            ("for something else", "`SourceArn`"),
            error="InvalidArgument",
        ),
        "too narrow: another service": Wrong(
            permit(Principal="lambda.amazonaws.com") + tell(), ("S3 is not among them",), error="InvalidArgument"
        ),
        "too broad: without the ending": Wrong(permit() + tell(suffix=""), ("`guests/photo.jpg` runs", "`.csv`")),
        "too broad: without the folder": Wrong(permit() + tell(prefix=""), ("`scores/2027.csv`", "again and again")),
        "too broad: without the slash": Wrong(permit() + tell(prefix="guests"), ("`guests-old/a.csv`", "`guests/`")),
        "too broad: deleting too": Wrong(
            permit() + tell(events=("s3:ObjectCreated:*", "s3:ObjectRemoved:*")), ("`s3:ObjectRemoved:*` runs",)
        ),
        "too broad: for any bucket": Wrong(
            permit(SourceArn=None, SourceAccount=None) + tell(), ("for any bucket", "`remove_permission(")
        ),
    },
    "give_it_time": {
        "as long as it takes": Wrong(set_slow(Timeout=4), ("It has 4 seconds", "cold start")),
        "a second more": Wrong(set_slow(Timeout=5), ("It has 5 seconds", "some room")),
        "as much as there is": Wrong(set_slow(Timeout=900), ("It has 900 seconds", "30 at most")),
        "memory": Wrong(set_slow(MemorySize=512), ("more than the 3 seconds",), outcome="not attempted"),
        "in milliseconds": Wrong(
            set_slow(Timeout=10000),
            ("more than the 3 seconds",),
            error="ValidationException",
            outcome="not attempted",
        ),
    },
    "break_the_loop": {
        "no more notifications": Wrong(
            'boto3.client("s3").put_bucket_notification_configuration(Bucket="stamps", NotificationConfiguration={})',
            ("runs nothing any more", "and the stamps"),
        ),
        "nobody may run it": Wrong(
            write_to('"stamped/" + name') + LISTEN_TO_LISTS + "client_lambda.put_function_concurrency("
            'FunctionName="stamp", ReservedConcurrentExecutions=0)',
            ("Nobody may run", "`delete_function_concurrency"),
        ),
        "the bucket alone": Wrong(LISTEN_TO_LISTS, ("It writes `lists/stamped-b.csv`", "`stamped/`")),
        "the code alone": Wrong(write_to('"stamped/" + name'), ("It writes `stamped/b.csv`", "for `lists/` alone")),
        "it skips its own": Wrong(SKIP + LISTEN_TO_LISTS, ("It writes `lists/stamped-b.csv`", "goes round")),
        "a folder below the first": Wrong(
            write_to('"lists/stamped/" + name') + LISTEN_TO_LISTS, ("`lists/stamped/b.csv`", "goes round")
        ),
        "the slash forgotten": Wrong(
            write_to('"stamped" + name') + LISTEN_TO_LISTS, ("`stampedb.csv`", "into `stamped/`")
        ),
        "it listens where it writes": Wrong(
            write_to('"stamped/" + name') + 'functions.run_on_upload("stamp", "stamps", prefix="stamped/")',
            ("`lists/b.csv` runs nothing", "`lists/`"),
        ),
        "a name that is none": Wrong(
            write_to('"stamped/" + nme') + LISTEN_TO_LISTS, ("fails with a list", "`functions.read_log`")
        ),
    },
    "where_does_it_run": {
        "everything is a server": Wrong(
            places(a="server", c="server", d="server", f="server"), ("2 of 6", "`a`", "it would stand there")
        ),
        "everything is a function": Wrong(places(b="function", c="function"), ("`b`", "15 minutes")),
        "a container for the few calls": Wrong(places(d="container"), ("`d`", "wait for the few calls")),
        "a container with a kernel of its own": Wrong(places(e="container"), ("`e`", "shares the kernel")),
        "a GPU on Fargate": Wrong(places(b="container"), ("`b`", "no GPU")),
        "forty minutes of a function": Wrong(places(f="function"), ("`f`", "40 minutes")),
        "a service's name": Wrong(places(a="Lambda"), ("`a`", "none of the choices")),
    },
    "cheapest_in_time": {
        "spot is always cheapest": Wrong(ways(a="spot"), ("`a`", "the job has a minute")),
        "functions are always cheapest": Wrong(ways(b="functions"), ("`b`", "Another way in time costs less")),
        "the cheapest, and too late": Wrong(ways(c="spot"), ("`c`", "half an hour")),
        "a server that waits": Wrong(ways(a="always"), ("`a`", "costs less")),
        "never taken away": Wrong(ways(b="server"), ("`b`", "costs less")),
        "another word": Wrong(ways(b="lambda"), ("`b`", "none of the choices")),
    },
}

RIGHT = {
    "types_for_jobs": {"with a capital and a blank": types(a="T4g.micro ")},
    "launch_with_a_name": {
        "tagged afterwards": 'response = client.run_instances(**wish, InstanceType="t3.small")\n'
        'made = response["Instances"][0]["InstanceId"]\n'
        'mine = [{"Name": "attachment.instance-id", "Values": [made]}]\n'
        'disk = client.describe_volumes(Filters=mine)["Volumes"][0]["VolumeId"]\n'
        'client.create_tags(Resources=[made, disk], Tags=[{"Key": "Name", "Value": "practice"}, '
        '{"Key": "owner", "Value": "coordinator"}])',
        "on the command line": "!aws ec2 run-instances --image-id {image} --instance-type t3.small "
        "--tag-specifications "
        '"ResourceType=instance,Tags=[{{Key=Name,Value=practice}},{{Key=owner,Value=coordinator}}]" '
        '"ResourceType=volume,Tags=[{{Key=Name,Value=practice}},{{Key=owner,Value=coordinator}}]"',
        "one tag more": start().replace("[{'Key'", "[{'Key': 'project', 'Value': 'meetup'}, {'Key'"),
    },
    "open_what_is_needed": {
        "the database first": INSIDE + WORLD,
        "in the short form": 'client.authorize_security_group_ingress(GroupId=web, IpProtocol="tcp", FromPort=443, '
        'ToPort=443, CidrIp="0.0.0.0/0")\n' + INSIDE,
        "a mistake taken back": 'allow_addresses(web, 22, "0.0.0.0/0")\n'
        'client.revoke_security_group_ingress(GroupId=web, IpProtocol="tcp", FromPort=22, ToPort=22, '
        'CidrIp="0.0.0.0/0")\n' + WORLD + INSIDE,
        "at IPv6 too": WORLD
        + INSIDE
        + 'client.authorize_security_group_ingress(GroupId=web, IpPermissions=[{"IpProtocol": "tcp", "FromPort": 443, '
        '"ToPort": 443, "Ipv6Ranges": [{"CidrIpv6": "::/0"}]}])',
    },
    "what_the_scorer_needs": {
        "two policies": give(READ) + give(WRITE).replace('"score"', '"write"'),
        "a policy of its own, attached": f"made = client_iam.create_policy(PolicyName='score', "
        f"PolicyDocument=json.dumps(document({READ}, {WRITE})))\n"
        'client_iam.attach_role_policy(RoleName="scorer", PolicyArn=made["Policy"]["Arn"])',
    },
    "put_them_away": {
        "labels first, its disk by its size": end("labels")
        + 'disk = client.describe_volumes(Filters=[{"Name": "size", "Values": ["200"]}])["Volumes"][0]["VolumeId"]\n'
        "client.delete_volume(VolumeId=disk)\n" + end("demo") + stop("lab"),
        "the disk goes with the server": 'client.modify_instance_attribute(InstanceId=servers["labels"], '
        'BlockDeviceMappings=[{"DeviceName": "/dev/sdf", "Ebs": {"DeleteOnTermination": True}}])\n'
        + stop("lab")
        + end("demo", "labels")
        + LEFT,
    },
    "how_often_to_save": {
        "by the rule of thumb": "import math\n\ninterval = math.sqrt(2 * 10 * 12 * 60)",
        "as text": 'interval = "120"',
        "a little more often": Right("interval = 110", ("close to the best",)),
    },
    "count_the_seats": {
        "with the csv module": seats(
            'rows = list(csv.DictReader(event["csv"].splitlines()))',
            'return {"seats": sum(int(row["seats"]) for row in rows), "guests": len(rows)}',
            heading="import csv\n\n\n",
        ),
        "with the raw calls": seats(
            ROWS, 'return {"guests": len(rows), "seats": sum(int(row[1]) for row in rows)}', deploy=False
        )
        + 'client_lambda.create_function(FunctionName="seats", Runtime="python3.13", Handler="app.handler", '
        'Role=role, Code={"ZipFile": functions.pack(seats_code)})',
    },
    "score_each_list": {
        "with the helper": 'functions.run_on_upload("score", "meetup", prefix="guests/", suffix=".csv")',
        "without the account": permit(SourceAccount=None) + tell(),
        "each way by its name": permit()
        + tell(events=[f"s3:ObjectCreated:{way}" for way in ("Put", "Post", "Copy", "CompleteMultipartUpload")]),
    },
    "give_it_time": {"deployed again": 'functions.deploy("slow", slow_code, role, Timeout=20)'},
    "break_the_loop": {
        "the bucket first": LISTEN_TO_LISTS + write_to("f'stamped/{name}'"),
        "by the ending of a folder": write_to('"stamped/" + key') + LISTEN_TO_LISTS,
    },
    "where_does_it_run": {"with capitals": places(a="Function", b="SERVER")},
    "cheapest_in_time": {"with a blank": ways(b="spot ")},
}
