"""Orange's account is made: users, keys, roles, buckets, a link. As root, in the practice account that runs."""

import hashlib
import json
import os
import secrets
from dataclasses import dataclass, field

import boto3
import botocore.loaders
import botocore.session
from botocore.config import Config

from helpers import iam, s3
from helpers._account import account, environment, trial

from . import plot

_loader = botocore.loaders.create_loader()  # shared: reading the services' models is most of what a new session costs
WEEK = 7 * 24 * 3600  # seconds, the longest that a presigned URL of signature version 4 may last


@dataclass
class Case:
    """What only the course knows of Orange's account. Of the flags it knows digests alone."""

    account: object
    digests: dict  # the digest of a flag -> its number
    leaked: dict  # the intern's key: AccessKeyId, SecretAccessKey
    server: dict  # the key with which the program reminders works
    laptop: dict  # the other one of reminders, which signed the link
    link: str
    handed_over: dict = field(default_factory=dict)  # by name, what `break_in.hand_over` gave already

    @property
    def is_running(self):
        return account.get_running() is self.account


def build():
    """The `Case` of an account that was made just now, with new flags."""
    flags = {number: f"flag{{{secrets.token_hex(6)}}}" for number in plot.FLAGS}
    client = trial.client("iam")
    make_people(client)
    make_roles(client)
    leaked, server, laptop = (make_key(client, name) for name in ("intern", "reminders", "reminders"))
    link = sign_link(laptop)
    fill_buckets(flags, leaked, link)
    for key in (server, laptop):  # the program is at work, and the printer has opened the link
        open_session(key).client("s3").head_object(Bucket=plot.TEAM, Key=plot.ARCHIVE)
    digests = {digest(flag): number for number, flag in flags.items()}
    return Case(account.get_running(), digests, leaked, server, laptop, link)


def digest(flag):
    return hashlib.sha256(flag.encode()).hexdigest()


def make_people(client):
    """None; Orange is an administrator, the others have what they were given in a hurry."""
    iam.create_admin("orange", session=trial)
    client.create_group(GroupName="team")
    text = json.dumps(plot.TEAM_LOOKS)
    client.put_group_policy(GroupName="team", PolicyName="look-around", PolicyDocument=text)
    for name, document in plot.USERS.items():
        client.create_user(UserName=name)
        if document:
            iam.put_inline_policy(name, "work", document, session=trial)
        if name != "reminders":
            client.add_user_to_group(GroupName="team", UserName=name)
    client.create_policy(PolicyName=plot.POLICY, PolicyDocument=json.dumps(plot.SETTING_UP))
    text = json.dumps(plot.INTERN_WORK)
    client.create_policy_version(PolicyArn=plot.POLICY_ARN, PolicyDocument=text, SetAsDefault=True)
    client.attach_user_policy(UserName="intern", PolicyArn=plot.POLICY_ARN)


def make_roles(client):
    for name, (trust, document) in plot.ROLES.items():
        client.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))
        client.put_role_policy(RoleName=name, PolicyName="work", PolicyDocument=json.dumps(document))


def make_key(client, user_name):
    key = client.create_access_key(UserName=user_name)["AccessKey"]
    return {"AccessKeyId": key["AccessKeyId"], "SecretAccessKey": key["SecretAccessKey"]}


def sign_link(key):
    """A presigned URL of the archive, by this key, good for a week."""
    where = {"endpoint_url": os.environ["AWS_ENDPOINT_URL"], "config": Config(signature_version="s3v4")}
    client = open_session(key).client("s3", **where)
    wanted = {"Bucket": plot.TEAM, "Key": plot.ARCHIVE}
    return client.generate_presigned_url("get_object", Params=wanted, ExpiresIn=WEEK)


def fill_buckets(flags, leaked, link):
    client = trial.client("s3")
    notebook = {plot.NOTEBOOK: plot.make_notebook(leaked["AccessKeyId"], leaked["SecretAccessKey"])}
    s3.fill_bucket(client, plot.WEBSITE, plot.make_website(flags[1]) | notebook)
    client.delete_public_access_block(Bucket=plot.WEBSITE)
    client.put_bucket_policy(Bucket=plot.WEBSITE, Policy=json.dumps(plot.PUBLIC_WEBSITE))
    s3.fill_bucket(client, plot.TEAM, plot.make_team_files(flags, link))
    client.put_bucket_policy(Bucket=plot.TEAM, Policy=json.dumps(plot.PAY_BY_ROLE_ALONE))


def open_session(key, token=None):
    """A boto3 session that is signed in with this key, also when somebody else has signed in on this computer since."""
    base = botocore.session.Session({"profile": (None, None, None, None)})  # AWS_PROFILE names somebody else
    base.register_component("data_loader", _loader)
    return boto3.Session(key["AccessKeyId"], key["SecretAccessKey"], token, environment.REGION, botocore_session=base)
