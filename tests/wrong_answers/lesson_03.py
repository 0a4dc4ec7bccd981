"""Answers to the exercises of the lesson on when the cloud is not right."""

from .answers import Right, Wrong

NOT_ABOUT_PERMISSIONS = {"credit_for_an_outage", "hours_down", "find_the_waste", "what_to_cache", "decision_sheet"}

BLUE = '{"AWS": "arn:aws:iam::123456789012:user/blue"}'
SIGNUPS = '"arn:aws:s3:::signups/*"'
LOCK = "client.put_public_access_block(Bucket={}, PublicAccessBlockConfiguration=all_four)\n"
LOCKS = f'for name in ("signups", "photos", "archive"):\n    {LOCK.format("name")}'
BLUE_READS = f'allow("s3:GetObject", {SIGNUPS}, Principal={BLUE})'
FOR_BLUE = f's3.put_bucket_policy("signups", document({BLUE_READS}))\n'
TWO = '{"AWS": ["arn:aws:iam::123456789012:user/blue", "arn:aws:iam::999999999999:root"]}'
NO_PHOTOS = 'client.delete_bucket_policy(Bucket="photos")\n'
BIG = '"arn:aws:iam::aws:policy/AmazonS3FullAccess"'
DETACH = f'boto3.client("iam").detach_user_policy(UserName="report-robot", PolicyArn={BIG})\n'
READ, WRITE = (
    'allow("s3:GetObject", "arn:aws:s3:::budget/*")',
    'allow("s3:PutObject", "arn:aws:s3:::reports/*")',
)


def robot(*statements):
    """Code that gives the robot these statements and takes the big policy off."""
    return f'iam.put_inline_policy("report-robot", "report", document({", ".join(statements)}))\n{DETACH}'


def everybody(condition):
    """A statement that lets everybody read the sign-ups who meets a condition (a dict)."""
    return f'allow("s3:GetObject", {SIGNUPS}, Principal="*", Condition={condition})'


def let_in(*statements, lock=LOCKS):
    """Code that puts these statements on the sign-ups, and does the rest as it should be."""
    return f's3.put_bucket_policy("signups", document({", ".join(statements)}))\n{NO_PHOTOS}{lock}'


def numbers(minutes="month * 60 * 0.001", uptime="100 * (1 - 4.28 / month)", credit="20"):
    return f"minutes, uptime, credit = {minutes}, {uptime}, {credit}"


def hours(
    row="(1 - row) * year",
    one="(1 - balancer * zone * (1 - (1 - server) ** 2) * database) * year",
    two="(1 - balancer * (1 - (1 - zone * server) ** 2) * database) * year",
):
    return f"row_hours, one_zone, two_zones = {row}, {one}, {two}"


def waste(letters, saved='bill.loc[waste, "usd"].sum()'):
    return f"waste = list({letters!r})\nsaved = {saved}"


def cache(**changes):
    right = {"a": "long", "b": "short", "c": "never", "d": "never", "e": "long", "f": "never", "g": "short"}
    return f"answers = {right | changes}"


def sheet(**changes):
    right = {
        "a": ("own", "steady load"),
        "b": ("cloud", "short peaks"),
        "c": ("own", "must work when the line is cut"),
        "d": ("own", "the law says where"),
        "e": ("cloud", "seldom used"),
    }
    return f"sheet = {right | changes}"


WRONG = {
    "credit_for_an_outage": {
        "a month of thirty days": Wrong(numbers(minutes="30 * 24 * 60 * 0.001"), ("43.2 minutes", "28")),
        "four nines in place of three": Wrong(numbers(minutes="month * 60 * 0.0001"), ("99.99 %", "99.9 %")),
        "hours in place of minutes": Wrong(numbers(minutes="month * 0.001"), ("those are hours", "60")),
        "the time it must work": Wrong(numbers(minutes="month * 60 * 0.999"), ("must work", "left")),
        "a share in place of percent": Wrong(numbers(uptime="1 - 4.28 / month"), ("that is a share", "100")),
        "uptime of thirty days": Wrong(numbers(uptime="100 * (1 - 4.28 / 720)"), ("30 days", "28 days")),
        "uptime of one day": Wrong(numbers(uptime="100 * (1 - 4.28 / 24)"), ("one day", "whole month")),
        "the time lost": Wrong(numbers(uptime="100 * 4.28 / month"), ("share that was lost",)),
        "the promise taken for what happened": Wrong(numbers(uptime="99.9"), ("what was promised",)),
        "the whole bill back": Wrong(numbers(credit="200"), ("below 95 %", "row")),
        "the price of the lost hours": Wrong(numbers(credit="200 * 4.28 / month"), ("lost hours", "steps")),
        "the loss is paid": Wrong(numbers(credit="150 * 4.28"), ("does not pay losses",)),
        "an SLA means it does not fail": Wrong(numbers(credit="0"), ("does pay", "row")),
        "the percentage in place of the sum": Wrong(numbers(credit="10"), ("percentage", "USD")),
        "one is missing": Wrong(numbers(credit="None"), ("Still to do: `credit`",)),
        "words": Wrong(numbers(credit='"ten percent"'), ("'ten percent'", "not one number")),
    },
    "hours_down": {
        "the average": Wrong(hours(row="(1 - (balancer + server + database) / 3) * year"), ("average", "multiply")),
        "the weakest part alone": Wrong(hours(row="(1 - server) * year"), ("weakest", "multiply all three")),
        "a row taken for spares": Wrong(
            hours(row="(1 - balancer) * (1 - server) * (1 - database) * year"), ("one of the three", "Multiply")
        ),
        "two copies in one zone are safe": Wrong(
            hours(one="(1 - balancer * (1 - (1 - server) ** 2) * database) * year"), ("zone is missing", "both servers")
        ),
        "both servers needed": Wrong(
            hours(one="(1 - balancer * zone * server ** 2 * database) * year"), ("with both servers needed",)
        ),
        "a second server forgotten": Wrong(
            hours(one="(1 - balancer * zone * server * database) * year"), ("one server", "Two")
        ),
        "one zone taken for two": Wrong(
            hours(one="(1 - balancer * (1 - (1 - zone * server) ** 2) * database) * year"), ("a zone for each",)
        ),
        "both zones needed": Wrong(
            hours(two="(1 - balancer * zone ** 2 * (1 - (1 - server) ** 2) * database) * year"),
            ("with both zones needed",),
        ),
        "zones never fail": Wrong(
            hours(two="(1 - balancer * (1 - (1 - server) ** 2) * database) * year"), ("zones are missing",)
        ),
        "a second zone brings nothing": Wrong(hours(two="14.229"), ("one zone for both",)),
        "shares in place of hours": Wrong(hours(row="row"), ("share that works", "year")),
        "percent in place of hours": Wrong(
            hours(two="100 * balancer * (1 - (1 - zone * server) ** 2) * database"), ("share that works",)
        ),
        "a day lost somewhere": Wrong(hours(two="30"), ("30 hours for `two_zones`", "too much", "share of the time")),
        "the servers and their zone alone": Wrong(
            hours(one="(1 - zone * pair) * year"), ("their zone alone", "in the row too")
        ),
        "the copies alone": Wrong(
            hours(two="(1 - zone * server) ** 2 * year"), ("their zones alone", "in the row too")
        ),
        "the zone in everything": Wrong(
            hours(one="(1 - balancer * zone * pair * zone * database) * year"), ("zone is in it twice", "once")
        ),
        "the zone in the single server's row": Wrong(
            hours(row="(1 - row * zone) * year"), ("zone is in it", "printed above")
        ),
        "a share that fails": Wrong(hours(one="0.0016"), ("share that fails", "* year")),
        "the hours that it works": Wrong(hours(row="row * year"), ("hours that it works", "down")),
        "only one": Wrong(hours(one="None", two="None"), ("Still to do: `one_zone`, `two_zones`",)),
    },
    "close_the_buckets": {
        "too narrow: deny everything": Wrong(
            f's3.put_bucket_policy("signups", document(deny("s3:*", {SIGNUPS}, Principal="*")))\n{NO_PHOTOS}{LOCKS}',
            ("Blue cannot read", "beats every allow"),
        ),
        "too narrow: the policy is gone": Wrong(
            f'client.delete_bucket_policy(Bucket="signups")\n{NO_PHOTOS}{LOCKS}',
            ("Blue cannot read", "it is gone", "names her"),
        ),
        "too narrow: listing in place of reading": Wrong(
            's3.put_bucket_policy("signups", '
            f'document(allow("s3:ListBucket", "arn:aws:s3:::signups", Principal={BLUE})))\n{NO_PHOTOS}{LOCKS}',
            ("Blue cannot read", "`s3:GetObject`"),
        ),
        "too narrow: every bucket locked": Wrong(
            f"{FOR_BLUE}{NO_PHOTOS}for name in cases.OBJECTS:\n    {LOCK.format('name')}",
            ("the menu", "public on purpose"),
        ),
        "too narrow: the archive closed too": Wrong(
            f'{FOR_BLUE}{NO_PHOTOS}client.delete_bucket_policy(Bucket="archive")\n{LOCKS}',
            ("The office", "never public"),
        ),
        "too narrow: the data deleted": Wrong(
            f'client.delete_object(Bucket="signups", Key="2026.csv")\n{FOR_BLUE}{NO_PHOTOS}{LOCKS}',
            ("`2026.csv` is gone", "inherit_account"),
        ),
        "too narrow: the bucket deleted": Wrong(
            'client.delete_object(Bucket="signups", Key="2026.csv")\nclient.delete_bucket(Bucket="signups")\n'
            f"{NO_PHOTOS}",
            ("`2026.csv` is gone", "inherit_account"),
        ),
        "too broad: the lock alone": Wrong(LOCKS, ("Orange can read", "every user of the account", "Name Blue")),
        "too broad: the photos look closed": Wrong(
            f"{FOR_BLUE}{LOCK.format(chr(34) + 'signups' + chr(34))}", ("`photos/party.txt`", "anybody can write")
        ),
        "too broad: only half of the lock": Wrong(
            'half = {"BlockPublicAcls": True, "BlockPublicPolicy": True}\n'
            'for name in ("signups", "photos"):\n'
            "    client.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration=half)",
            ("can read `signups/2026.csv`", "switched on", "RestrictPublicBuckets"),
        ),
        "too broad: a condition that anybody can meet": Wrong(
            f's3.put_bucket_policy("signups", document(allow("s3:GetObject", {SIGNUPS}, Principal="*", '
            'Condition={"StringLike": {"aws:UserAgent": "*"}})))',
            ("can read `signups/2026.csv`", "meet that condition"),
        ),
        "too broad: Blue may do all": Wrong(
            f's3.put_bucket_policy("signups", document(allow("s3:*", {SIGNUPS}, Principal={BLUE})))\n'
            f"{NO_PHOTOS}{LOCKS}",
            ("also write `2026.csv`", "She only reads"),
        ),
        "too broad: the office, unsigned": Wrong(
            let_in(BLUE_READS, everybody({"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}})),
            ("can read `signups/2026.csv`", "203.0.113.0/24", "without signing in", "Name Blue"),
        ),
        "too broad: a name as a condition": Wrong(
            let_in(everybody({"StringEquals": {"aws:username": "blue"}})),
            ("AWS still calls the policy of `signups` public", "Only the lock", "Name Blue"),
        ),
        "too broad: another account": Wrong(
            let_in(
                BLUE_READS.replace(
                    BLUE, BLUE.replace('"AWS": ', '"AWS": ["arn:aws:iam::999999999999:root", ')[:-1] + "]}"
                )
            ),
            ("`999999999999` is another account", "Name Blue, and only her"),
        ),
        "too broad: another account, by its number, at the photos": Wrong(
            's3.put_bucket_policy("photos", document(allow("s3:GetObject", "arn:aws:s3:::photos/*", '
            f'Principal={{"AWS": "999999999999"}})))\n{FOR_BLUE}{LOCKS}',
            ("`photos`", "`999999999999` is another account", "delete it"),
        ),
        "too broad: Blue can open it again": Wrong(
            let_in(BLUE_READS.replace('"s3:GetObject"', '["s3:GetObject", "s3:PutObjectAcl"]')),
            ("also do `s3:PutObjectAcl`", "She only reads"),
        ),
        "too broad: all that begins with Get": Wrong(
            let_in(BLUE_READS.replace("s3:GetObject", "s3:Get*")),
            ("Blue can read the sign-ups, but also", "`s3:GetObject`"),
        ),
        "too broad: a policy on Blue that covers more buckets": Wrong(
            'iam.put_inline_policy("blue", "signups", document(allow("s3:GetObject", "arn:aws:s3:::s*")))\n'
            f'client.delete_bucket_policy(Bucket="signups")\n{NO_PHOTOS}{LOCKS}',
            ("also read `old` in the bucket `s-old`", "on `signups`"),
        ),
        "too broad: the photos' policy behind the lock": Wrong(
            f"{LOCKS}{FOR_BLUE}", ("AWS still calls the policy of `photos` public", "delete it")
        ),
        "too broad: the robot too": Wrong(
            let_in(BLUE_READS.replace(BLUE, TWO.replace("999999999999:root", "123456789012:user/report-robot"))),
            ("lets in `arn:aws:iam::123456789012:user/report-robot`", "Name Blue, and only her"),
        ),
        "too broad: Blue at the photos": Wrong(
            's3.put_bucket_policy("photos", document(allow("s3:GetObject", "arn:aws:s3:::photos/*", '
            f"Principal={BLUE})))\n{FOR_BLUE}{LOCKS}",
            ("`photos` lets in", "delete it"),
        ),
        "too narrow: the whole account": Wrong(
            let_in(BLUE_READS.replace(BLUE, '{"AWS": "123456789012"}')),
            ("Blue cannot read", "names the account", "hand the right on", "Name her"),
        ),
        "too narrow: the bucket without its files": Wrong(
            let_in(BLUE_READS.replace("signups/*", "signups")), ("Blue cannot read", "which is a bucket")
        ),
        "too narrow: Blue in the office": Wrong(
            let_in(BLUE_READS[:-1] + ', Condition={"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}})'),
            ("Blue cannot read", "condition in the bucket policy is not met"),
        ),
        "too narrow: Orange in place of Blue": Wrong(
            let_in(BLUE_READS.replace("user/blue", "user/orange")), ("Blue cannot read", "user/orange", "not name her")
        ),
        "too narrow: the photos deleted, bucket and all": Wrong(
            'client.delete_object(Bucket="photos", Key="party.txt")\nclient.delete_bucket(Bucket="photos")\n'
            f"{FOR_BLUE}",
            ("`party.txt` is gone from `photos`", "Nobody asked", "inherit_account"),
        ),
        "too broad: the archive opened": Wrong(
            's3.put_bucket_policy("archive", document(allow("s3:GetObject", "arn:aws:s3:::archive/*", '
            f'Principal="*")))\n{FOR_BLUE}{NO_PHOTOS}',
            ("A stranger can read `archive/2019.csv`", "inherit_account"),
        ),
        "too broad: Orange too": Wrong(
            f's3.put_bucket_policy("signups", document(allow("s3:GetObject", {SIGNUPS}, Principal={{"AWS": '
            '["arn:aws:iam::123456789012:user/blue", "arn:aws:iam::123456789012:user/orange"]})))\n'
            f"{NO_PHOTOS}{LOCKS}",
            ("Orange can read", "Only Blue"),
        ),
        "encrypted, so safe": Wrong(
            'client.put_bucket_encryption(Bucket="signups", ServerSideEncryptionConfiguration={"Rules": '
            '[{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}}]})',
            ("encryption", "new objects", "no substitute for a policy"),
        ),
        "no lock": Wrong(f"{FOR_BLUE}{NO_PHOTOS}", ("`BlockPublicAcls` is not on", "hurry")),
        "a lock on the sign-ups only": Wrong(
            f"{FOR_BLUE}{NO_PHOTOS}{LOCK.format(chr(34) + 'signups' + chr(34))}", ("kept out of `photos`", "not on")
        ),
        "no lock on the archive": Wrong(
            let_in(BLUE_READS, lock=LOCKS.replace(', "archive"', "")), ("kept out of `archive`", "not on", "hurry")
        ),
        "a name that is no principal": Wrong(
            f's3.put_bucket_policy("signups", document(allow("s3:GetObject", {SIGNUPS}, Principal={{"AWS": "blue"}})))',
            ("as they were", "last line"),
            error="MalformedPolicy",
            outcome="not attempted",
        ),
        "a dict and no more": Wrong(f'statement["Principal"] = {BLUE}', ("as they were",), outcome="not attempted"),
    },
    "shrink_the_robot": {
        "too broad: the big one stays": Wrong(
            f'iam.put_inline_policy("report-robot", "report", document({READ}, {WRITE}))',
            ("as well", "Policies add up", "detach_user_policy"),
        ),
        "too broad: the big one with a deny": Wrong(
            'iam.put_inline_policy("report-robot", "report", document(deny("s3:DeleteObject", "*")))',
            ("as well", "what you have thought of", "allow the two things"),
        ),
        "too broad: let into the sign-ups too": Wrong(
            f"{FOR_BLUE.replace('user/blue', 'user/report-robot')}{robot(READ, WRITE)}",
            ("also read the sign-ups", "`signups` lets it in", "only Blue"),
        ),
        "too broad: all of S3 on two buckets": Wrong(
            robot('allow("s3:*", ["arn:aws:s3:::budget/*", "arn:aws:s3:::reports/*"])'),
            ("can also write `2026.csv` in the bucket `budget`", "`s3:*`"),
        ),
        "too broad: both actions on both buckets": Wrong(
            robot('allow(["s3:GetObject", "s3:PutObject"], ["arn:aws:s3:::budget/*", "arn:aws:s3:::reports/*"])'),
            ("can also write `2026.csv` in the bucket `budget`", "two statements"),
        ),
        "too broad: reading everything": Wrong(
            robot('allow("s3:GetObject", "*")', WRITE), ("`2019.csv` in the bucket `archive`", "on `*`")
        ),
        "too broad: AWS's read-only policy": Wrong(
            robot(READ, WRITE) + 'boto3.client("iam").attach_user_policy(UserName="report-robot", '
            'PolicyArn="arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess")',
            ("`2019.csv` in the bucket `archive`", "AmazonS3ReadOnlyAccess"),
        ),
        "too broad: deleting old reports": Wrong(
            robot(READ, 'allow(["s3:PutObject", "s3:DeleteObject"], "arn:aws:s3:::reports/*")'),
            ("also delete `2026-10.csv`", "nobody asked for"),
        ),
        "too broad: a star in the bucket's name": Wrong(
            robot(READ, WRITE.replace("reports/", "report")),
            ("can also write", "in the bucket `report-old`", "in the bucket's name"),
        ),
        "too broad: a second statement on all that begins with b": Wrong(
            robot(READ, WRITE, READ.replace("budget/", "b")),
            ("can also read", "in the bucket `b-old`", "`arn:aws:s3:::b*`"),
        ),
        "too broad: any role": Wrong(
            robot(READ, WRITE, 'allow("sts:AssumeRole", "*")'), ("also take roles", "needs none")
        ),
        "too broad: listing": Wrong(
            robot(READ, WRITE, 'allow("s3:ListBucket", "arn:aws:s3:::budget")'), ("also list", "nobody asked for")
        ),
        "too narrow: only reading": Wrong(
            robot(READ), ("cannot write `2026-11.csv` in the bucket `reports`", "`s3:PutObject`")
        ),
        "too narrow: one file": Wrong(
            robot('allow("s3:GetObject", "arn:aws:s3:::budget/2026.csv")', WRITE), ("cannot read `2027.csv`",)
        ),
        "too narrow: the bucket without its objects": Wrong(
            robot('allow("s3:GetObject", "arn:aws:s3:::budget")', WRITE), ("cannot read", "which is a bucket")
        ),
        "too narrow: a deny for all that is not its own": Wrong(
            'iam.put_inline_policy("report-robot", "report", document(deny("s3:*", "*")))',
            ("cannot read", "deny"),
        ),
        "too narrow: only the big one taken off": Wrong(DETACH, ("cannot read `2026.csv`", "No statement allows")),
        "a policy on somebody else": Wrong(
            f'iam.put_inline_policy("blue", "report", document({READ}, {WRITE}))\n{DETACH}',
            ("cannot read `2026.csv`", "No statement allows"),
        ),
        "a dict and no more": Wrong(
            f'robot_policy["Statement"] = [{READ}, {WRITE}]', ("nothing else",), outcome="not attempted"
        ),
    },
    "find_the_waste": {
        "stopped means free": Wrong(waste("be"), ("2 of 3", "stopped server", "costs on")),
        "moving inside AWS is free": Wrong(waste("bc"), ("2 of 3", "NAT gateway", "S3 in its own Region")),
        "all of the NAT gateway": Wrong(waste("bcde"), ("`d` is no waste", "its updates")),
        "visitors are the waste": Wrong(waste("bceg"), ("`g` is no waste", "business itself")),
        "the storage": Wrong(waste("bcf"), ("`f` is no waste", "visitors look at")),
        "addresses": Wrong(waste("bceh"), ("`h` is no waste",)),
        "the servers that are busy": Wrong(waste("abc"), ("`a` is no waste", "run on them")),
        "only the idle server": Wrong(waste("b"), ("1 of 3",)),
        "the disk and the road, not the server": Wrong(waste("ce"), ("nobody uses it",)),
        "the whole bill": Wrong(waste("bce", 'bill["usd"].sum()'), ("whole bill",)),
        "what remains": Wrong(waste("bce", 'bill["usd"].drop(list("bce")).sum()'), ("what remains",)),
        "a year": Wrong(waste("bce", '12 * bill.loc[waste, "usd"].sum()'), ("that is a year",)),
        "no sum": Wrong(waste("bce", "None"), ("All three found", "`saved`")),
        "words": Wrong('waste = ["the idle server"]', ("`'the idle server'`", "a to h")),
        "a number": Wrong("waste = 3", ("`3`", "list")),
    },
    "what_to_cache": {
        "a page behind a login": Wrong(cache(c="short"), ("`c`", "Who asks second")),
        "the answer to a login": Wrong(cache(d="short"), ("`d`", "one person")),
        "a price that changes": Wrong(cache(f="short"), ("`f`", "before the last item")),
        "what changes, for a day": Wrong(cache(b="long"), ("`b`", "changes during the day")),
        "nothing that changes": Wrong(cache(b="never"), ("`b`", "same for everybody")),
        "a number of seats, for a day": Wrong(cache(g="long"), ("`g`", "full")),
        "a logo, for minutes": Wrong(cache(a="short"), ("`a`", "fetch it again")),
        "pictures, never": Wrong(cache(e="never"), ("`e`", "keeps its content")),
        "minutes in place of a word": Wrong(cache(b="5 minutes"), ("`'5 minutes'`", "none of the choices")),
        "one left open": Wrong(cache(g=None), ("6 of 7", "`g`")),
    },
    "decision_sheet": {
        "the cloud is always cheaper": Wrong(
            sheet(a=("cloud", "steady load")), ("`a`", "busy day and night", "does not follow")
        ),
        "own for one evening": Wrong(sheet(b=("own", "short peaks")), ("`b`", "twenty", "does not follow")),
        "an SLA means it does not fail": Wrong(sheet(c=("cloud", "the SLA")), ("`c`", "pays a credit")),
        "the cloud in a storm": Wrong(
            sheet(c=("cloud", "must work when the line is cut")), ("`c`", "storm", "does not follow")
        ),
        "it is encrypted, so it may go anywhere": Wrong(
            sheet(d=("cloud", "it is encrypted")), ("`d`", "where the data lie")
        ),
        "the law, and yet abroad": Wrong(
            sheet(d=("cloud", "the law says where")), ("`d`", "no cloud provider has a Region there")
        ),
        "a server for three evenings": Wrong(sheet(e=("own", "seldom used")), ("`e`", "three evenings")),
        "the wrong reason": Wrong(sheet(a=("own", "short peaks")), ("`a`", "not decided by", "day and night")),
        "a reason of its own": Wrong(sheet(e=("cloud", "it is modern")), ("`'it is modern'`", "short peaks")),
        "a choice of its own": Wrong(sheet(e=("on premises", "seldom used")), ("`'on premises'`", '"own"')),
        "no reasons": Wrong(
            'sheet = dict(a="own", b="cloud", c="own", d="own", e="cloud")', ("`a`", "reason are wanted")
        ),
        "two left open": Wrong(sheet(d=(None, None), e=(None, None)), ("Still to do: `d`, `e`",)),
        "a reason left open": Wrong(sheet(e=("cloud", None)), ("`e`", "reason is")),
        "a list": Wrong('sheet = ["own", "cloud", "own", "own", "cloud"]', ("`sheet` is a list",)),
    },
}

RIGHT = {
    "credit_for_an_outage": {
        "by hand, rounded": "minutes, uptime, credit = 40.3, 99.36, 20",
        "rounded to a tenth": "minutes, uptime, credit = 40.3, 99.4, 20",
        "as texts": 'minutes, uptime, credit = "40.32", "99.363 %", "20 USD"',
        "with the minutes": 'minutes, uptime, credit = 28 * 1.44, (1 - 256.8 / 40320) * 100, "$20"',
    },
    "hours_down": {
        "failures added": hours(
            row="(0.0001 + 0.005 + 0.0005) * year",
            one="(0.0001 + 0.001 + 0.005**2 + 0.0005) * year",
            two="(0.0001 + (0.005 + 0.001) ** 2 + 0.0005) * year",
        ),
        "rounded": "row_hours, one_zone, two_zones = 49.0, 14.2, 5.57",
    },
    "close_the_buckets": {
        "a policy on Blue": 'iam.put_inline_policy("blue", "signups", document('
        f'allow("s3:GetObject", {SIGNUPS})))\nclient.delete_bucket_policy(Bucket="signups")\n{NO_PHOTOS}{LOCKS}',
        "one file": 's3.put_bucket_policy("signups", '
        f'document(allow("s3:GetObject", "arn:aws:s3:::signups/2026.csv", Principal={BLUE})))\n{NO_PHOTOS}{LOCKS}',
        "the lock first": f"{LOCKS}{FOR_BLUE}{NO_PHOTOS}",
        "her ARN as a condition, which AWS does not call public": let_in(
            everybody({"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::123456789012:user/blue"}})
        ),
    },
    "shrink_the_robot": {
        "a managed policy": f'iam.attach_managed_policy("report-robot", "report", document({READ}, {WRITE}))\n{DETACH}',
        "the sign-ups still open to everybody": Right(robot(WRITE, READ), ("what everybody may read",)),
        "the sign-ups closed": Right(FOR_BLUE + robot(WRITE, READ), ("and no more",)),
        "two policies": f'iam.put_inline_policy("report-robot", "read", document({READ}))\n'
        f'iam.put_inline_policy("report-robot", "write", document({WRITE}))\n{DETACH}',
    },
    "find_the_waste": {
        "picked from the table": "waste = bill.index[[1, 2, 4]]\nsaved = bill.loc[waste, 'usd'].sum()",
        "letters in a text": 'waste = "B, C, E"\nsaved = bill["usd"][list("bce")].sum()',
        "another order, rounded": Right(waste("ecb", "1359"), ("75%", "snapshot")),
    },
    "what_to_cache": {"capitals": cache(a="Long", c="NEVER")},
    "decision_sheet": {
        "mixed where it can be defended": sheet(
            b=("mixed", "steady load"),
            c=("mixed", "must work when the line is cut"),
            d=("mixed", "the law says where"),
            e=("cloud", "short peaks"),
        ),
        "lists and capitals": sheet(a=["Own", "Steady load"], b=["mixed", "short peaks"]),
    },
}
