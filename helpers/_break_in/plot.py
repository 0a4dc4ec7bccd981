"""What lies in Orange's account: policies as dicts, files as texts. Nothing here makes a call."""

import json

ACCOUNT = "123456789012"
WEBSITE, TEAM = "orange-website", "orange-team"
POLICY = "intern-work"
POLICY_ARN = f"arn:aws:iam::{ACCOUNT}:policy/{POLICY}"
ROLE_ARN, POSTERS_ARN = f"arn:aws:iam::{ACCOUNT}:role/treasury", f"arn:aws:iam::{ACCOUNT}:role/posters"
NOTEBOOK, CHAT, ARCHIVE = "backup/seating.ipynb", "pay/chat.txt", "archive/guests-2025.csv"
FLAGS = {  # the number of a flag -> where it lies
    1: (WEBSITE, "backup/README.txt"),
    2: (TEAM, "seating/to-do.txt"),
    3: (TEAM, "board/minutes.txt"),
    4: (TEAM, "pay/2026-11.txt"),
    5: (TEAM, ARCHIVE),
}
EXAMPLE_KEY = "AKIAIOSFODNN7EXAMPLE"  # AWS's own, in its documentation


def make_document(*statements):
    return {"Version": "2012-10-17", "Statement": list(statements)}


def allow(action, resource="*", sid="", **more):
    named = {"Sid": sid} if sid else {}
    return {**named, "Effect": "Allow", **more, "Action": action, "Resource": resource}


def make_arn(bucket, key=""):
    return f"arn:aws:s3:::{bucket}" + (f"/{key}" if key else "")


def list_below(bucket, prefix, sid=""):
    """A statement that lets somebody list what lies below a prefix, and nothing else of the bucket."""
    below = {"StringLike": {"s3:prefix": f"{prefix}*"}}
    return allow("s3:ListBucket", make_arn(bucket), sid) | {"Condition": below}


PUBLIC_WEBSITE = make_document(
    allow(
        ["s3:GetObject", "s3:ListBucket"],
        [make_arn(WEBSITE), make_arn(WEBSITE, "*")],
        "PublicWebsite",
        Principal="*",
    )
)
PAY_BY_ROLE_ALONE = make_document(
    {
        "Sid": "PayByRoleAlone",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:GetObject",
        "Resource": make_arn(TEAM, "pay/*"),
        "Condition": {"ArnNotEquals": {"aws:PrincipalArn": ROLE_ARN}},
    }
)
SETTING_UP = make_document(allow("*"))
INTERN_WORK = make_document(
    list_below(TEAM, "seating/", "ListSeating"),
    allow(["s3:GetObject", "s3:PutObject"], make_arn(TEAM, "seating/*"), "Seating"),
    allow(["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion"], POLICY_ARN, "NeedNotAskEachTime"),
)
OPEN_TRUST = make_document(
    {
        "Sid": "OurPeopleOnly",
        "Effect": "Allow",
        "Principal": {"AWS": "*"},
        "Action": "sts:AssumeRole",
        "Condition": {"StringEquals": {"aws:PrincipalAccount": ACCOUNT}},
    }
)
ROLES = {  # name -> (trust policy, policy)
    "treasury": (OPEN_TRUST, make_document(list_below(TEAM, "pay/"), allow("s3:GetObject", make_arn(TEAM, "pay/*")))),
    "posters": (
        make_document(
            {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "sts:AssumeRole"}
        ),
        make_document(allow("s3:GetObject", make_arn(WEBSITE, "site/*"))),
    ),
    "site-builder": (
        make_document(
            {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
        ),
        make_document(allow("s3:PutObject", make_arn(WEBSITE, "site/*"))),
    ),
}
TEAM_LOOKS = make_document(allow(["iam:Get*", "iam:List*"]))
USERS = {  # name -> what is written inside the user; all but the program are in the group team
    "blue": make_document(
        allow(["s3:GetObject", "s3:PutObject"], make_arn(WEBSITE, "*")),
        allow("s3:ListBucket", make_arn(WEBSITE)),
        allow("s3:GetObject", make_arn(TEAM, "archive/*")),
        allow("sts:AssumeRole", ROLE_ARN),
    ),
    "green": make_document(allow("sts:AssumeRole")),
    "intern": None,
    "reminders": make_document(allow("s3:GetObject", make_arn(TEAM, "archive/*"))),
}


def make_website(flag):
    """The objects of the website's bucket, key to text, but the notebook, which needs a key to leak."""
    return {
        "backup/README.txt": f"Copies of the team's notebooks, until there is a better place.\n{flag}\n",
        "site/dates.html": "<h1>Fridays at seven</h1>\n",
        "site/index.html": "<h1>The meet-up</h1>\n",
    }


def make_team_files(flags, link):
    """The objects of the team's bucket, key to text."""
    return {
        ARCHIVE: f"name,seats\nFern,2\nHazel,1\n{flags[5]},0\n",
        "board/minutes.txt": f"The hall gets dearer. Not a word to the guests before March.\n{flags[3]}\n",
        "pay/2026-11.txt": f"Blue 120 USD, Green 60 USD\n{flags[4]}\n",
        CHAT: CHAT_LINES.format(link=link),
        "seating/tables.csv": "table,seats\nA,6\nB,8\n",
        "seating/to-do.txt": f"- two tables more for Friday\n- ask for a key of my own?\n{flags[2]}\n",
    }


CHAT_LINES = """Mon 09:12 Orange: the printer wants last year's list, and has no account
Mon 09:20 Blue:   send them a link from the laptop, a week will do
Mon 09:31 Orange: {link}
Mon 09:40 Blue:   printed, thanks
Wed 18:02 Orange: the laptop is sold, by the way
"""


def make_notebook(key_id, secret):
    """The text of a notebook file: its cells are careful with the key, and an old output is not."""
    printed = [f"AWS_ACCESS_KEY_ID={key_id}\n", f"AWS_SECRET_ACCESS_KEY={secret}\n"]
    cells = [
        _markdown("# Seating\n", f"Keys look like `{EXAMPLE_KEY}`: never write yours into a cell."),
        _code(1, ["import boto3, os\n", "from getpass import getpass\n", "# the key is asked for, and not kept"]),
        _code(2, ["!env | grep AWS_"], printed),
        _code(3, ['read = boto3.client("s3").get_object\n', 'read(Bucket="orange-team", Key="seating/tables.csv")']),
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1)


def _markdown(*lines):
    return {"cell_type": "markdown", "metadata": {}, "source": list(lines)}


def _code(number, source, printed=()):
    outputs = [{"output_type": "stream", "name": "stdout", "text": list(printed)}] if printed else []
    return {"cell_type": "code", "execution_count": number, "metadata": {}, "source": source, "outputs": outputs}
