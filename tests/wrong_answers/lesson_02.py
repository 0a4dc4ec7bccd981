"""Answers to the exercises of the lesson on the five characteristics."""

from .answers import Right, Wrong

NOT_ABOUT_PERMISSIONS = {
    "swap_the_server",
    "two_zones",
    "valentines_evening",
    "tune_the_group",
    "alarm_in_time",
    "down_to_zero",
    "five_setups",
}

LARGE = 'ec2.run_instances(**{**wish, "InstanceType": "m5.large"})\n'
PHOTO = '{"Bucket": "dating-app", "Key": "photos/fern.txt"}'
GROUP = 'AutoScalingGroupName="site"'
ABOVE = 'ComparisonOperator="GreaterThanThreshold"'
NO_GROUP = f"scaling.delete_auto_scaling_group({GROUP}, ForceDelete=True)\n"
TERMINATE_ALL = (
    'ids = [one["InstanceId"] for part in ec2.describe_instances()["Reservations"] for one in part["Instances"]]\n'
    "ec2.terminate_instances(InstanceIds=ids)\n"
)
NO_VOLUMES = '[ec2.delete_volume(VolumeId=one["VolumeId"]) for one in ec2.describe_volumes()["Volumes"]]\n'
NO_OBJECTS = '[s3_client.delete_object(Bucket="dating-app", Key=key) for key in files]\n'
FIVE = '["self-service", "network", "pooling", "elasticity", "measured"]'
RIGHT_SETUPS = (
    'answers = {"laptop": [], "web host": ["network", "pooling"], "server room": ["network"], '
    f'"S3": {FIVE}, "GPU rental": ["self-service", "network", "pooling", "measured"]}}\n'
)


def make_alarm(*settings, client="cloudwatch"):
    """The call that puts an alarm with these settings."""
    return f'{client}.put_metric_alarm(AlarmName="bill", {", ".join(settings)})'


def tune(fill, wait, ceiling):
    return f'settings = {{"fill": {fill}, "wait": {wait}, "ceiling": {ceiling}}}'


WRONG = {
    "swap_the_server": {
        "stopped is free": Wrong(
            LARGE + "ec2.stop_instances(InstanceIds=[small])", ("is stopped", "disk", "terminate_instances")
        ),
        "the small one only stopped": Wrong("ec2.stop_instances(InstanceIds=[small])", ("is stopped", "still yours")),
        "the small one forgotten": Wrong(LARGE, ("is still running", "you pay for two")),
        "two large ones, from running the cell twice": Wrong(
            LARGE + LARGE + "ec2.terminate_instances(InstanceIds=[small])", ("There are 2 servers", "second run")
        ),
        "released, and nothing started": Wrong(
            "ec2.terminate_instances(InstanceIds=[small])", ("No `m5.large`", "Start the large one")
        ),
        "another type": Wrong(
            'ec2.run_instances(**{**wish, "InstanceType": "m5.xlarge"})\nec2.terminate_instances(InstanceIds=[small])',
            ("`m5.xlarge`", "none of the type `m5.large`"),
        ),
        "another type left from a first try": Wrong(
            'ec2.run_instances(**{**wish, "InstanceType": "m5.xlarge"})\n'
            + LARGE
            + "ec2.terminate_instances(InstanceIds=[small])",
            ("a m5.xlarge, is running too", "Terminate it"),
        ),
        "another type, the small one kept": Wrong(
            'ec2.run_instances(**{**wish, "InstanceType": "m5.xlarge"})', ("`m5.xlarge`", "none of the type `m5.large`")
        ),
    },
    "link_for_a_phone": {
        "too broad: a day": Wrong(
            f'photo_link = s3_client.generate_presigned_url("get_object", Params={PHOTO}, ExpiresIn=86400)',
            ("lasts 1 day", "ExpiresIn=600"),
        ),
        "too broad: the hour that comes by default": Wrong(
            f'photo_link = s3_client.generate_presigned_url("get_object", Params={PHOTO})', ("lasts 1 hour", "left out")
        ),
        "too broad: the object opened to everybody": Wrong(
            'policy = document(allow("s3:GetObject", "arn:aws:s3:::dating-app/*", Principal="*"))\n'
            "import json\n"
            's3_client.delete_public_access_block(Bucket="dating-app")\n'
            's3_client.put_bucket_policy(Bucket="dating-app", Policy=json.dumps(policy))\n'
            'photo_link = link.partition("?")[0].replace("welcome.txt", "photos/fern.txt")',
            ("without any signature", "everybody in the world", "Block Public Access"),
        ),
        "too narrow: the bare address": Wrong(
            'photo_link = link.partition("?")[0].replace("welcome.txt", "photos/fern.txt")',
            ("no signature", "The object is private"),
        ),
        "too narrow: ten seconds": Wrong(
            f'photo_link = s3_client.generate_presigned_url("get_object", Params={PHOTO}, ExpiresIn=10)',
            ("lasts 10 seconds", "not minutes"),
        ),
        "too narrow: signed for writing": Wrong(
            f'photo_link = s3_client.generate_presigned_url("put_object", Params={PHOTO}, ExpiresIn=600)',
            ("does not fit", '"get_object"'),
        ),
        "the link of the cell above": Wrong("photo_link = link", ("`dating-app/welcome.txt`", "photos/fern.txt")),
        "the link of the cell above, changed": Wrong(
            'photo_link = link.replace("welcome.txt", "photos/fern.txt")', ("does not fit", "for one key", "Make it")
        ),
        "signed for a look at the size": Wrong(
            f'photo_link = s3_client.generate_presigned_url("head_object", Params={PHOTO}, ExpiresIn=600)',
            ("does not fit", "something else than reading", '"get_object"'),
        ),
        "as aws writes it": Wrong('photo_link = "s3://dating-app/photos/fern.txt"', ("`s3://`", "a phone does not")),
        "the object in place of a link": Wrong(
            'photo_link = s3_client.get_object(Bucket="dating-app", Key="photos/fern.txt")',
            ("of the type `dict`", "`http`"),
        ),
        "a key that is not there": Wrong(
            's3_client.delete_object(Bucket="dating-app", Key="photos/fern.txt")\n'
            f'photo_link = s3_client.generate_presigned_url("get_object", Params={PHOTO}, ExpiresIn=600)',
            ("nothing is there", "Run the cell"),
        ),
    },
    "two_zones": {
        "two in the zone that AWS chose": Wrong(
            'ec2.run_instances(**{**wish, "InstanceType": "t3.small", "MinCount": 2, "MaxCount": 2})',
            ("Both servers are in `us-east-1a`", "no help"),
        ),
        "the second one in another Region": Wrong(
            'place = {**wish, "InstanceType": "t3.small"}\n'
            'boto3.client("ec2", region_name="us-west-2").run_instances(**place)',
            ("`us-west-2`", "another Region, not another zone"),
        ),
        "one here, one in another Region": Wrong(
            'place = {**wish, "InstanceType": "t3.small"}\n'
            "ec2.run_instances(**place)\n"
            'boto3.client("ec2", region_name="us-west-2").run_instances(**place)',
            ("There is one `t3.small`", "another zone"),
        ),
        "the zone as a Region": Wrong(
            'place = {**wish, "InstanceType": "t3.small"}\n'
            "ec2.run_instances(**place)\n"
            'boto3.client("ec2", region_name="us-east-1b").run_instances(**place)',
            ("There is one `t3.small`", "last line"),
            error="AuthFailure",
        ),
        "the zone id as its name": Wrong(
            'ec2.run_instances(**{**wish, "InstanceType": "t3.small"})\n'
            'ec2.run_instances(**{**wish, "InstanceType": "t3.small", "Placement": {"AvailabilityZone": "use1-az1"}})',
            ("There is one `t3.small`", "last line"),
            error="InvalidParameterValue",
        ),
        "a zone that does not have the type": Wrong(
            'for letter in "ae":\n'
            '    place = {"InstanceType": "t3.small", "Placement": {"AvailabilityZone": f"us-east-1{letter}"}}\n'
            "    ec2.run_instances(**{**wish, **place})",
            ("There is one `t3.small`", "last line"),
            error="Unsupported",
        ),
        "three of them": Wrong(
            'for letter in "abc":\n'
            '    place = {"InstanceType": "t3.small", "Placement": {"AvailabilityZone": f"us-east-1{letter}"}}\n'
            "    ec2.run_instances(**{**wish, **place})",
            ("3 servers", "Two were asked for"),
        ),
        "the wish as it was": Wrong(
            'for letter in "ab":\n'
            '    ec2.run_instances(**{**wish, "Placement": {"AvailabilityZone": f"us-east-1{letter}"}})',
            ("There is a `t3.micro` in `us-east-1b`", "`t3.small`"),
        ),
        "one of them stopped": Wrong(
            'for letter in "ab":\n'
            '    place = {"InstanceType": "t3.small", "Placement": {"AvailabilityZone": f"us-east-1{letter}"}}\n'
            '    last = ec2.run_instances(**{**wish, **place})["Instances"][0]["InstanceId"]\n'
            "ec2.stop_instances(InstanceIds=[last])",
            ("is not running",),
        ),
    },
    "valentines_evening": {
        "a higher limit alone": Wrong(
            f"scaling.update_auto_scaling_group({GROUP}, MaxSize=24)", ("has 6", "do not scale by themselves")
        ),
        "always as many": Wrong(
            f"scaling.update_auto_scaling_group({GROUP}, MinSize=20, MaxSize=24)",
            ("smallest number is 20", "at night", "MinSize=2"),
        ),
        "nobody at night": Wrong(
            f"scaling.update_auto_scaling_group({GROUP}, MinSize=0, MaxSize=24, DesiredCapacity=needed)",
            ("smallest number is 0", "down to fewer", "MinSize=2"),
        ),
        "a higher limit, and Friday's number": Wrong(
            f"scaling.update_auto_scaling_group({GROUP}, MaxSize=30, DesiredCapacity=12)",
            ("has 12 servers", "may have 30", "DesiredCapacity=20"),
        ),
        "as many as may be": Wrong(
            f"scaling.update_auto_scaling_group({GROUP}, MaxSize=30, DesiredCapacity=30)", ("10 that stand idle",)
        ),
        "no limit worth the name": Wrong(
            f"scaling.update_auto_scaling_group({GROUP}, MaxSize=1000, DesiredCapacity=needed)",
            ("largest number is 1000", "protect you"),
        ),
        "servers beside the group": Wrong(
            'ec2.run_instances(**{**wish, "InstanceType": "m5.4xlarge", "MinCount": 14, "MaxCount": 14})',
            ("outside the group", "will not let them go"),
        ),
        "as far as the old limit goes": Wrong(
            f"scaling.set_desired_capacity({GROUP}, DesiredCapacity=12)", ("has 12 servers", "its largest number")
        ),
        "the afternoon's number": Wrong(
            f"scaling.update_auto_scaling_group({GROUP}, MaxSize=24, DesiredCapacity=14)",
            ("has 14 servers", "needs 20"),
        ),
        "against the limit once more": Wrong(
            f"scaling.set_desired_capacity({GROUP}, DesiredCapacity=needed)",
            ("Change the group",),
            error="ValidationError",
            outcome="not attempted",
        ),
    },
    "tune_the_group": {
        "servers quite full, and let go at once": Wrong(tune(100, 0, 30), ("32.6 of 1,000", "Raise `wait`")),
        "servers quite full": Wrong(tune(100, 30, 30), ("no room", "Lower `fill`")),
        "much room to be safe": Wrong(tune(60, 30, 30), ("532 USD", "stand idle", "384 USD")),
        "Friday's limit": Wrong(tune(90, 30, 12), ("ceiling of 12", "Raise `ceiling`")),
        "room to spare, and let go at once": Wrong(tune(80, 0, 30), ("366 USD", "restless", "Raise `wait`")),
        "the evening's number": Wrong(tune(90, 30, 20), ("1.4 of 1,000", "ceiling of 20", "Raise `ceiling`")),
        "the evening's number, and fewer in each": Wrong(tune(80, 30, 20), ("ceiling of 20",)),
        "a hair too many": Wrong(tune(95, 20, 30), ("1.04", "Lower `fill`")),
        "a share of one": Wrong(tune(0.9, 30, 26), ("`fill` is `0.9`", "counts percent", "Write 90 for 90 %")),
        "a ceiling beyond the slider": Wrong(tune(90, 30, 100), ("`ceiling` is `100`", "from 4 to 30")),
        "the slider's time for starting": Wrong(
            'settings = {"fill": 90, "ready": 1, "wait": 30, "ceiling": 26}', ("has to be a dict",)
        ),
    },
    "alarm_in_time": {
        "the wrong way round": Wrong(
            make_alarm("**charges", "Threshold=800", 'ComparisonOperator="LessThanThreshold"', "AlarmActions=[topic]"),
            ("wrong way round", "GreaterThanThreshold"),
        ),
        "a percentage, as in a budget": Wrong(
            make_alarm("**charges", "Threshold=80", ABOVE, "AlarmActions=[topic]"), ("goes off at 799 USD", "is 80 USD")
        ),
        "an extra nought": Wrong(
            make_alarm("**charges", "Threshold=8000", ABOVE, "AlarmActions=[topic]"),
            ("says nothing at 801 USD", "not percent"),
        ),
        "an alarm that tells nobody": Wrong(
            make_alarm("**charges", "Threshold=800", ABOVE), ("tells nobody", "AlarmActions=[topic]")
        ),
        "an address in place of a topic": Wrong(
            make_alarm("**charges", "Threshold=800", ABOVE, "AlarmActions=[address]"),
            ("`coordinator@example.com`", "the topic knows the addresses", "AlarmActions=[topic]"),
        ),
        "the topic's name": Wrong(
            make_alarm("**charges", "Threshold=800", ABOVE, 'AlarmActions=["money"]'),
            ("`money`", "by its ARN", "AlarmActions=[topic]"),
        ),
        "a topic that nobody reads": Wrong(
            'other = sns.create_topic(Name="other")["TopicArn"]\n'
            + make_alarm("**charges", "Threshold=800", ABOVE, "AlarmActions=[other]"),
            ("Nobody has subscribed to `other`",),
        ),
        "with its actions switched off": Wrong(
            make_alarm("**charges", "Threshold=800", ABOVE, "AlarmActions=[topic]", "ActionsEnabled=False"),
            ("tells nobody", "`ActionsEnabled` is `False`"),
        ),
        "the starter's settings alone": Wrong(make_alarm("**charges"), ("has no `ComparisonOperator`", "never knows")),
        "no threshold": Wrong(make_alarm("**charges", ABOVE, "AlarmActions=[topic]"), ("no `Threshold`", "=800")),
        "no period": Wrong(
            'del charges["Period"]\n' + make_alarm("**charges", "Threshold=800", ABOVE, "AlarmActions=[topic]"),
            ("no `Period`",),
        ),
        "after five days above it": Wrong(
            make_alarm('**{**charges, "EvaluationPeriods": 20}', "Threshold=800", ABOVE, "AlarmActions=[topic]"),
            ("waits", "120 hours"),
        ),
        "in a Region without charges": Wrong(
            'elsewhere = boto3.client("cloudwatch", region_name="eu-west-1")\n'
            + make_alarm("**charges", "Threshold=800", ABOVE, client="elsewhere"),
            ("`eu-west-1`", "`us-east-1` alone"),
        ),
        "the charges summed up": Wrong(
            make_alarm('**{**charges, "Statistic": "Sum"}', "Threshold=800", ABOVE, "AlarmActions=[topic]"),
            ("takes the Sum", '"Maximum"'),
        ),
        "without the currency": Wrong(
            make_alarm('**{**charges, "Dimensions": []}', "Threshold=800", ABOVE, "AlarmActions=[topic]"),
            ("no dimension", "`Currency`"),
        ),
        "on the processors": Wrong(
            make_alarm('**{**charges, "Namespace": "AWS/EC2", "MetricName": "CPUUtilization"}', "Threshold=800", ABOVE),
            ("`CPUUtilization`", "not the bill"),
        ),
        "a budget in its place": Wrong(
            'budgets.create_budget(AccountId="123456789012", Budget={"BudgetName": "800", "TimeUnit": "MONTHLY", '
            '"BudgetType": "COST", "BudgetLimit": {"Amount": "800", "Unit": "USD"}})',
            ("Put the alarm",),
            outcome="not attempted",
        ),
    },
    "down_to_zero": {
        "servers terminated, the group left": Wrong(TERMINATE_ALL, ("starts a new one", "ForceDelete=True")),
        "stopped is free": Wrong(
            NO_GROUP + 'ids = [one["InstanceId"] for part in ec2.describe_instances()["Reservations"] for one in '
            'part["Instances"] if one["State"]["Name"] == "running"]\n'
            "ec2.stop_instances(InstanceIds=ids)",
            ("are stopped", "not given back", "Terminate them"),
        ),
        "everything stopped": Wrong(
            'ids = [one["InstanceId"] for part in ec2.describe_instances()["Reservations"] for one in '
            'part["Instances"] if one["State"]["Name"] == "running"]\n'
            "ec2.stop_instances(InstanceIds=ids)",
            ("are stopped", "not given back", "ForceDelete=True"),
        ),
        "the group down to nothing, by one call": Wrong(
            f"scaling.set_desired_capacity({GROUP}, DesiredCapacity=0)",
            ("read its last line",),
            error="ValidationError",
            outcome="not attempted",
        ),
        "terminate removes everything": Wrong(
            NO_GROUP + TERMINATE_ALL + NO_OBJECTS, ("500 GB", "outlive", "delete_volume")
        ),
        "the objects forgotten": Wrong(
            NO_GROUP + TERMINATE_ALL + NO_VOLUMES, ("Less than 0.0001", "`photos/fern.txt`", "Delete its objects")
        ),
        "the group alone": Wrong(NO_GROUP, ("still there", "Terminate it")),
        "the group without force": Wrong(
            f"scaling.delete_auto_scaling_group({GROUP})",
            ("Give back what costs",),
            error="ResourceInUse",
            outcome="not attempted",
        ),
        "a server left in another Region": Wrong(
            'boto3.client("ec2", region_name="us-west-2").run_instances(**wish)\n'
            + NO_GROUP
            + TERMINATE_ALL
            + NO_VOLUMES
            + NO_OBJECTS,
            ("a t3.micro, running", "`us-west-2`"),
        ),
    },
    "five_setups": {
        "mine, so at my service": Wrong(
            RIGHT_SETUPS + 'answers["laptop"] = ["self-service"]', ("laptop", "you have to buy, and wait")
        ),
        "a monthly price is a measure": Wrong(
            RIGHT_SETUPS + 'answers["web host"] = ["network", "pooling", "measured"]', ("web host", "nobody counts")
        ),
        "ordered by mail is self-service": Wrong(
            RIGHT_SETUPS + 'answers["web host"] = ["self-service", "network", "pooling"]', ("read your mail",)
        ),
        "shared by colleagues is a pool": Wrong(
            RIGHT_SETUPS + 'answers["server room"] = ["network", "pooling"]', ("server room", "a machine of its own")
        ),
        "in the cloud, so elastic": Wrong(
            RIGHT_SETUPS + f'answers["GPU rental"] = {FIVE}', ("GPU rental", "One machine each")
        ),
        "S3 is in one Region, so not pooled": Wrong(
            RIGHT_SETUPS + 'answers["S3"] = ["self-service", "network", "elasticity", "measured"]',
            ("S3", "nothing of the disks"),
        ),
        "another word": Wrong(RIGHT_SETUPS + 'answers["S3"] = ["elastic"]', ("`'elastic'`", '`"elasticity"`')),
        "two of them only": Wrong(
            'answers["laptop"] = []\nanswers["server room"] = ["network"]', ("2 of 5", "Still to do: web host")
        ),
        "all are clouds": Wrong(f"answers = {{name: {FIVE} for name in answers}}", ("1 of 5 is right", "laptop")),
    },
}

RIGHT = {
    "swap_the_server": {
        "a small one besides, from a second run or a later cell": Right(
            "ec2.run_instances(**wish)\n" + LARGE + "ec2.terminate_instances(InstanceIds=[small])",
            ("a t3.micro, is running too", "did a cell run twice"),
        ),
        "first the one, then the other": "ec2.terminate_instances(InstanceIds=[small])\n" + LARGE,
        "the small one made large": (
            "ec2.stop_instances(InstanceIds=[small])\n"
            'ec2.modify_instance_attribute(InstanceId=small, InstanceType={"Value": "m5.large"})\n'
            "ec2.start_instances(InstanceIds=[small])"
        ),
        "boto3's resources": (
            'resource = boto3.resource("ec2")\n'
            'resource.create_instances(ImageId=image, InstanceType="m5.large", MinCount=1, MaxCount=1)\n'
            "resource.Instance(small).terminate()"
        ),
    },
    "link_for_a_phone": {
        "the same in one line": (
            f'photo_link = s3_client.generate_presigned_url("get_object", Params={PHOTO}, ExpiresIn=10 * 60)'
        ),
        "another client, the older signature": (
            f'photo_link = boto3.client("s3").generate_presigned_url("get_object", Params={PHOTO}, ExpiresIn=600)'
        ),
        "from the command line": (
            "done = subprocess.run(['aws', 's3', 'presign', 's3://dating-app/photos/fern.txt', '--expires-in', '600'], "
            "capture_output=True, text=True)\nphoto_link = done.stdout.splitlines()"
        ),
        "as root": (
            "sandbox.sign_in_as_root()\n"
            f'photo_link = boto3.client("s3").generate_presigned_url("get_object", Params={PHOTO}, ExpiresIn=600)'
        ),
    },
    "two_zones": {
        "other zones": (
            'for zone in ("us-east-1c", "us-east-1f"):\n'
            '    ec2.run_instances(**{**wish, "InstanceType": "t3.small", "Placement": {"AvailabilityZone": zone}})'
        ),
        "by id": (
            'for zone in ("use1-az1", "use1-az2"):\n'
            '    ec2.run_instances(**{**wish, "InstanceType": "t3.small", "Placement": {"AvailabilityZoneId": zone}})'
        ),
        "by subnet": (
            'subnets = ec2.describe_subnets()["Subnets"]\n'
            "for subnet in subnets[:2]:\n"
            '    ec2.run_instances(**{**wish, "InstanceType": "t3.small", "SubnetId": subnet["SubnetId"]})'
        ),
    },
    "valentines_evening": {
        "in two calls": (
            f"scaling.update_auto_scaling_group({GROUP}, MaxSize=20)\n"
            f"scaling.set_desired_capacity({GROUP}, DesiredCapacity=20)"
        ),
        "all three at once": f"scaling.update_auto_scaling_group({GROUP}, MinSize=2, MaxSize=30, DesiredCapacity=20)",
    },
    "tune_the_group": {
        "fuller, and more patient": tune(95, 45, 30),
        "a little less room to spare": tune(85, 15, 23),
    },
    "alarm_in_time": {
        "from 800 dollars and a cent": make_alarm(
            "**charges",
            "Threshold=800.01",
            'ComparisonOperator="GreaterThanOrEqualToThreshold"',
            "AlarmActions=[topic]",
        ),
        "a day's charges": make_alarm('**{**charges, "Period": 86400}', "Threshold=800", ABOVE, "AlarmActions=[topic]"),
    },
    "down_to_zero": {
        "the bucket goes too": NO_GROUP
        + TERMINATE_ALL
        + NO_VOLUMES
        + NO_OBJECTS
        + 's3_client.delete_bucket(Bucket="dating-app")',
        "the group to zero, and the rest": Right(
            f"scaling.update_auto_scaling_group({GROUP}, MinSize=0, DesiredCapacity=0)\n"
            + TERMINATE_ALL
            + NO_VOLUMES
            + NO_OBJECTS,
            ("0 USD per hour",),
        ),
    },
    "five_setups": {
        "sets, texts and other capitals": RIGHT_SETUPS
        + 'answers["laptop"] = ""\nanswers["web host"] = {"pooling", "network"}\nanswers["server room"] = "Network"',
    },
}
