"""Situations to put right: an account with its doors open, a bill that surprises, a server that nobody can find.

For practice only: these functions work in the practice account, as root, whoever you are signed in as.
"""

import json

from helpers import s3

ACCOUNT = "123456789012"
FULL_ACCESS = "arn:aws:iam::aws:policy/AmazonS3FullAccess"
OBJECTS = {
    "menu": {"menu.txt": "soup\nbread\n"},
    "signups": {"2026.csv": "name,phone\nFern,555-0100\nHazel,555-0101\nRowan,555-0102\n"},
    "photos": {"party.txt": "(here would be a picture of the guests)\n"},
    "archive": {"2019.csv": "name,seats\nAsh,2\n"},
    "budget": {"2026.csv": "item,usd\nhall,1200\n"},
    "reports": {},
}
# Whom each bucket lets in besides its owner: (resource, condition). A bucket that is not here lets nobody in.
OPENED = {
    "menu": ("menu/menu.txt", None),
    "signups": ("signups/*", None),
    "photos": ("photos/*", {"StringLike": {"aws:Referer": "https://meetup.example/*"}}),
    "archive": ("archive/*", {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}),
}
USERS = ("blue", "orange", "report-robot")
LOST_IN = "ap-southeast-1"
IMAGE = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
HOURS = 720  # of a month of 30 days
OUT_GB, NAT_GB, STORED_GB, DISK_GB = 1_500, 20_000, 3_000, 1_000


def inherit_account():
    """None. Makes six buckets and three users as somebody in a hurry left them, and says so; a second run starts over.

    The report robot has AWS's policy AmazonS3FullAccess; Blue and Orange have no policy.
    """
    from helpers._account import trial

    client = trial.client("s3")
    for bucket, objects in OBJECTS.items():
        _make_bucket(client, bucket, objects)
    _make_users(trial.client("iam"))
    print(f"An account as somebody left it. Buckets: {', '.join(OBJECTS)}. Users: {', '.join(USERS)}.")


def lose_server():
    """None. One server with the tag Name = workshop runs in another Region than yours; a second run starts over."""
    from helpers._account import trial

    client = trial.client("ec2", region_name=LOST_IN)
    wanted = [{"Name": "tag:Name", "Values": ["workshop"]}]
    for group in client.describe_instances(Filters=wanted)["Reservations"]:
        client.terminate_instances(InstanceIds=[server["InstanceId"] for server in group["Instances"]])
    image = trial.client("ssm", region_name=LOST_IN).get_parameter(Name=IMAGE)
    tags = [{"ResourceType": "instance", "Tags": [{"Key": "Name", "Value": "workshop"}]}]
    wish = {"ImageId": image["Parameter"]["Value"], "InstanceType": "g4dn.xlarge", "TagSpecifications": tags}
    client.run_instances(**wish, MinCount=1, MaxCount=1)
    print("Hazel has started a server for her workshop, with the tag Name = workshop. It costs money by the hour.")


def list_statements(bucket):
    """The statements with which a bucket's policy begins, as a list of dicts; empty for a bucket without policy."""
    if bucket not in OPENED:
        return []
    resource, condition = OPENED[bucket]
    statement = {
        "Effect": "Allow",
        "Principal": "*",
        "Action": "s3:GetObject",
        "Resource": f"arn:aws:s3:::{resource}",
    }
    return [statement | ({"Condition": condition} if condition else {})]


def read_bill():
    """One month's bill of a small company as a DataFrame: a letter for each line, what it is, what is known of it, USD.

    What was used is invented; the prices are AWS's in us-east-1, from the tables of facts.
    """
    import pandas as pd

    lines = [*_list_machines(), *_list_network()]
    table = pd.DataFrame(lines, columns=["what", "known of it", "usd"], index=list("abcdefgh"))
    return table.round({"usd": 2})


def _list_machines():
    """The lines of the bill for servers and disks."""
    from helpers import billing
    from helpers._billing import prices

    busy, idle = 3 * HOURS * billing.hourly_price("m5.large"), HOURS * billing.hourly_price("g4dn.xlarge")
    return [
        ("3 servers m5.large", "two for the site, a private one that sorts its pictures; 38 % busy", busy),
        ("1 server g4dn.xlarge", "for a class that ended last month; 1 % busy", idle),
        ("1,000 GB of disk (EBS)", "of a server that is stopped since March", DISK_GB * prices.find_volume("gp3").usd),
    ]


def _list_network():
    """The lines of the bill for the way out, storage, traffic and addresses."""
    from helpers import billing
    from helpers._billing import prices

    gateway = HOURS * prices.find_hour_of("NAT gateway hour").usd
    processed = billing.transfer_cost(NAT_GB, "NAT gateway data processing")
    addresses = 2 * HOURS * prices.find_hour_of("public IPv4 address").usd
    return [
        ("NAT gateway, 720 hours", "lets the private server fetch its updates", gateway),
        ("NAT gateway, 20,000 GB", "pictures that the private server reads from S3, same Region", processed),
        ("3,000 GB in S3", "the guests' pictures", STORED_GB * billing.storage_price("S3 Standard")),
        ("1,500 GB to the internet", "pages and pictures for visitors", billing.transfer_cost(OUT_GB)),
        ("2 public addresses", "of the two web servers", addresses),
    ]


def _make_bucket(client, bucket, objects):
    """None. The bucket holds just these objects, with the policy and the lock with which the case begins."""
    s3.fill_bucket(client, bucket, objects)
    if statements := list_statements(bucket):
        client.delete_public_access_block(Bucket=bucket)
        document = {"Version": "2012-10-17", "Statement": statements}
        client.put_bucket_policy(Bucket=bucket, Policy=json.dumps(document))


def _make_users(client):
    """None. The three users exist; only the robot has a policy, and far too much of one."""
    import contextlib
    import io

    from helpers import iam

    with contextlib.redirect_stdout(io.StringIO()):
        iam.start_over(*USERS)
    client.attach_user_policy(UserName="report-robot", PolicyArn=FULL_ACCESS)
