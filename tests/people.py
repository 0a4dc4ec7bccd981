"""Users, roles and policies for tests of the practice account, in few words."""

import contextlib
import io
import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile

import boto3
import botocore.loaders
import botocore.session
import pytest
from botocore.exceptions import ClientError
from moto.backends import get_backend
from moto.s3.models import s3_backends

from helpers import facts, sandbox
from helpers._account import engine
from helpers._account.account import get_running
from helpers._account.root_user import RootUser

ACCOUNT = "123456789012"
ROOT = f"arn:aws:iam::{ACCOUNT}:root"
PRICES = ("usd_per_hour", "usd_per_gb_month")  # columns of the tables of prices
AL2023 = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
AWS_POLICY = "arn:aws:iam::aws:policy/"
_loader = botocore.loaders.create_loader()  # shared: reading the services' models is what takes time in a new session


def empty_account():
    """Return nothing: no user, group, role, policy, bucket or table is left. Quicker than a new account."""
    iam = engine.get_iam()
    for things in (iam.users, iam.groups, iam.roles, iam.instance_profiles, iam.virtual_mfa_devices):
        things.clear()
    for arn in [arn for arn, policy in iam.managed_policies.items() if not arn.startswith("arn:aws:iam::aws:")]:
        del iam.managed_policies[arn]
    for policy in iam.managed_policies.values():
        policy.attachment_count = 0
    iam.account_aliases, iam.account_password_policy = [], None
    forget_root()
    engine.get_backend("s3").buckets.clear()
    s3_backends.bucket_accounts.clear()
    engine.get_backend("dynamodb", "us-east-1").tables.clear()


def forget_root():
    """Return nothing: the root user has no name, no password, no access keys and no MFA device."""
    running = get_running()
    for key_id in running.root_user.keys:
        del running.sessions[key_id]
    running.root_user, running.report = RootUser(running.started), None
    running.used_mfa_steps.clear()


def empty_fleet():
    """Return nothing: no server, disk, group, alarm, topic or budget is left, in any Region."""
    for service in ("autoscaling", "budgets", "cloudwatch", "ec2", "sns"):
        if f"moto.{service}" in sys.modules:
            get_backend(service)[ACCOUNT].clear()


@contextlib.contextmanager
def new_account():
    """Within the block another, empty account is running, in the place of the one before."""
    with contextlib.redirect_stdout(io.StringIO()):
        sandbox.stop()
        sandbox.start()
    yield


@contextlib.contextmanager
def signed_in(name):
    """Within the block the default session of boto3 is that of an IAM user."""
    with contextlib.redirect_stdout(io.StringIO()):
        sandbox.sign_in(name)
        yield
        sandbox.sign_in_as_root()


def give_role(instance_id, name, *policies, statements=()):
    """Return nothing: a server has a new role with these managed policies (ARNs) and statements."""
    iam = boto3.client("iam")
    make_role(name, trust({"Service": "ec2.amazonaws.com"}), *statements)
    for arn in policies:
        iam.attach_role_policy(RoleName=name, PolicyArn=arn)
    iam.create_instance_profile(InstanceProfileName=name)
    iam.add_role_to_instance_profile(InstanceProfileName=name, RoleName=name)
    profile = {"Name": name}
    boto3.client("ec2").associate_iam_instance_profile(InstanceId=instance_id, IamInstanceProfile=profile)


def make_group(name, port, source):
    """Return the id of a new security group that lets a source (addresses, or another group's id) in at one port."""
    ec2 = boto3.client("ec2")
    made = ec2.create_security_group(GroupName=name, Description=name)["GroupId"]
    where = {"IpRanges": [{"CidrIp": source}]} if "/" in source else {"UserIdGroupPairs": [{"GroupId": source}]}
    rule = {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, **where}
    ec2.authorize_security_group_ingress(GroupId=made, IpPermissions=[rule])
    return made


def find_image(region="us-east-1"):
    """Return the id of the newest Amazon Linux image, as AWS publishes it."""
    return boto3.client("ssm", region_name=region).get_parameter(Name=AL2023)["Parameter"]["Value"]


def price_of(table, **row):
    """Return the one price in the row of a table that has these values."""
    found = facts.read_table(table)
    for name, value in row.items():
        found = found[found[name] == value]
    [price] = [found.iloc[0][name] for name in PRICES if name in found and found.iloc[0][name] == found.iloc[0][name]]
    return price


def allow(action, resource="*", **more):
    """Return a statement that allows."""
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


def deny(action, resource="*", **more):
    """Return a statement that denies."""
    return {"Effect": "Deny", "Action": action, "Resource": resource, **more}


def document(*statements):
    """Return a policy with these statements, as JSON text."""
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def user_arn(name):
    return f"arn:aws:iam::{ACCOUNT}:user/{name}"


def role_arn(name):
    return f"arn:aws:iam::{ACCOUNT}:role/{name}"


def make_user(name, *statements):
    """Return a session with the key of a new user who has one inline policy with these statements, or none."""
    iam = boto3.client("iam")
    iam.create_user(UserName=name)
    if statements:
        iam.put_user_policy(UserName=name, PolicyName="own", PolicyDocument=document(*statements))
    return sign_in(iam.create_access_key(UserName=name)["AccessKey"])


def make_policy(name, *statements):
    """Return the ARN of a new managed policy."""
    return boto3.client("iam").create_policy(PolicyName=name, PolicyDocument=document(*statements))["Policy"]["Arn"]


def trust(principal, **more):
    """Return a statement by which a role trusts somebody."""
    return {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole", **more}


def make_role(name, trusted, *statements, **more):
    """Return the ARN of a new role; `trusted` is a statement that `trust` made."""
    iam = boto3.client("iam")
    role = iam.create_role(RoleName=name, AssumeRolePolicyDocument=document(trusted), **more)["Role"]
    if statements:
        iam.put_role_policy(RoleName=name, PolicyName="own", PolicyDocument=document(*statements))
    return role["Arn"]


def take_role(session, name, **more):
    """Return the session of somebody who assumed a role."""
    taken = session.client("sts").assume_role(RoleArn=role_arn(name), RoleSessionName="visit", **more)
    return sign_in(taken["Credentials"])


def sign_in(key, region="us-east-1"):
    """Return a session with an access key or with temporary credentials, as IAM and STS hand them out."""
    base = botocore.session.Session()
    base.register_component("data_loader", _loader)
    return boto3.Session(
        botocore_session=base,
        aws_access_key_id=key["AccessKeyId"],
        aws_secret_access_key=key["SecretAccessKey"],
        aws_session_token=key.get("SessionToken"),
        region_name=region,
    )


def refuse(call, **parameters):
    """Return (code, message) of the error that a boto3 call must end with."""
    with pytest.raises(ClientError) as caught:
        call(**parameters)
    return read_error(caught.value)


def read_error(error):
    details = error.response["Error"]
    assert details["Code"] not in ("PracticeAccountFailure", "500"), details
    return details["Code"], details.get("Message", "")


def is_allowed(call, **parameters):
    """Return whether a call is let through; any error but a refusal counts as let through."""
    try:
        call(**parameters)
    except ClientError as error:
        code, _ = read_error(error)
        return code not in ("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "403")
    return True


def put_bucket(name="guests", **objects):
    """Return root's S3 client after making a bucket; keyword arguments become objects, `a_csv` becomes `a.csv`."""
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket=name)
    for key, body in objects.items():
        s3.put_object(Bucket=name, Key=key.replace("_", "."), Body=body)
    return s3


def open_bucket(name="guests"):
    """Return nothing: Block Public Access is off for the bucket."""
    boto3.client("s3").delete_public_access_block(Bucket=name)


def put_bucket_policy(*statements, bucket="guests"):
    boto3.client("s3").put_bucket_policy(Bucket=bucket, Policy=document(*statements))


def run_aws(session, *words):
    """Return (status, stdout, stderr) of the real `aws` command in a child process, signed in by a session."""
    key = session.get_credentials()
    own = {
        "AWS_ACCESS_KEY_ID": key.access_key,
        "AWS_SECRET_ACCESS_KEY": key.secret_key,
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    if key.token:
        own["AWS_SESSION_TOKEN"] = key.token
    environment = {name: value for name, value in os.environ.items() if name != "AWS_PROFILE"} | own
    done = subprocess.run(["aws", *words], env=environment, capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout, done.stderr


def fetch(url, method="GET", data=None):
    """Return (status, body) of a plain HTTP request, as a browser would send it."""
    request = urllib.request.Request(url, method=method, data=data)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def zip_code(code="def handle(event, context): return 1", **modules):
    """Return the bytes of a Lambda function's package: main.py with this code, and other modules by their names."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in {"main": code, **modules}.items():
            archive.writestr(f"{name}.py", text)
    return packed.getvalue()


def empty_functions():
    """Return nothing: no function and no log is left, and no process of one runs."""
    running = get_running()
    if running.functions is not None:
        running.functions.close()
        running.functions = None
    for service in ("awslambda", "logs"):
        if f"moto.{service}" in sys.modules:
            get_backend({"awslambda": "lambda"}.get(service, service))[ACCOUNT].clear()
