"""Answers that allow what is asked and something more, for each exercise: (code, the words that they must be told).

They stand apart from `lesson_06.py` because they are many: whatever is left over must be found, not only the usual.
"""

SERVICES = 'allow(["lambda:*", "apigateway:*", "cloudwatch:*"], "*")'
SIGNUPS = 'allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::guests/signups/*")'
LIST = 'allow("s3:ListBucket", "arn:aws:s3:::guests")'
BLUE = 'Principal={"AWS": "arn:aws:iam::123456789012:user/blue"}'
READ_LIST = f'allow("s3:GetObject", "arn:aws:s3:::guests/2026.csv", {BLUE})'
BELOW = 'Condition={"StringLike": {"s3:prefix": "signups/*"}}'
LEFT_OVERS = {
    "iam:CreateAccessKey": "do `iam:CreateAccessKey`",
    "iam:PassRole": "do `iam:PassRole`",
    "iam:List*": "do `iam:ListUsers`",
    "iam:Get*": "do `iam:GetUser`",
    "dynamodb:Scan": "do `dynamodb:Scan`",
    "ec2:DescribeInstances": "do `ec2:DescribeInstances`",
    "logs:*": "do `logs:GetLogEvents`",
    "sts:*": "do `sts:GetSessionToken`",
    "polly:SynthesizeSpeech": "do `polly:SynthesizeSpeech`",
    "polly:*": "do `polly:*`",
    "s3:ListBucket": "list `guests`",
    "s3:CreateBucket": "do `s3:CreateBucket` on `guests`",
    "s3:ListAllMyBuckets": "do `s3:ListAllMyBuckets`",
    "s3:PutObjectAcl": "do `s3:PutObjectAcl` on `guests/menu.txt`",
}


def put(user, *statements):
    return f'iam.put_inline_policy("{user}", "too-much", document({", ".join(statements)}))'


def put_on_bucket(*statements):
    return f's3.put_bucket_policy("guests", document(*menu_policy["Statement"], {", ".join(statements)}))'


def put_on_team(*statements):
    document = f"json.dumps(document({', '.join(statements)}))"
    return f'client.put_group_policy(GroupName="team", PolicyName="notes", PolicyDocument={document})'


TOO_MUCH = {
    "orange_builds_the_form": {
        **{
            f"too broad: {action} besides": (
                put("orange", SERVICES, SIGNUPS, f'allow("{action}", "*")'),
                ("can also " + words, f"`{action}`"),
            )
            for action, words in LEFT_OVERS.items()
        },
        "too broad: all but four services": (
            put(
                "orange",
                '{"Effect": "Allow", "NotAction": ["iam:*", "ec2:*", "dynamodb:*", "s3:*"], "Resource": "*"}',
                SIGNUPS,
            ),
            ("can also do `sts:GetSessionToken`", "`NotAction`"),
        ),
        "too broad: a folder's name without the slash": (
            put("orange", SERVICES, 'allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::guests/signups*")'),
            ("can also read `signups-old`", "`arn:aws:s3:::guests/signups*`", "Narrow"),
        ),
        "too broad: all kinds of getting and putting": (
            put("orange", SERVICES, 'allow(["s3:Get*", "s3:Put*"], "arn:aws:s3:::guests/signups/*")'),
            ("`s3:Get*`", "more actions than needed"),
        ),
        "too broad: AWS's policies for the services": (
            'for name in ["AWSLambda_FullAccess", "AmazonAPIGatewayAdministrator", "CloudWatchFullAccess"]:\n'
            '    client.attach_user_policy(UserName="orange", PolicyArn=f"arn:aws:iam::aws:policy/{name}")\n'
            + put("orange", SIGNUPS),
            ("AWS's own policy `AWSLambda_FullAccess`", "wider than this task", "Take it off"),
        ),
    },
    "blue_lists_guests": {
        "too broad: all of S3 on the bucket": (
            put("blue", 'allow("s3:*", "arn:aws:s3:::guests")'),
            ("on `guests`", "`s3:*`", "more actions than needed"),
        ),
        "too broad: deleting the bucket": (
            put("blue", 'allow(["s3:ListBucket", "s3:DeleteBucket", "s3:PutBucketPolicy"], "arn:aws:s3:::guests")'),
            ("`s3:DeleteBucket` on `guests`", "nobody asked for", "Take that out"),
        ),
        "too broad: a star after the bucket": (
            put("blue", 'allow("s3:ListBucket", "arn:aws:s3:::guests*")'),
            ("can also list `guests-old`", "`arn:aws:s3:::guests*`", "other buckets"),
        ),
        "too broad: all but a few": (
            put(
                "blue", '{"Effect": "Allow", "NotAction": ["s3:*Object*", "iam:*"], "Resource": "arn:aws:s3:::guests"}'
            ),
            ("can also", "`NotAction`"),
        ),
        "too broad: another service": (
            put("blue", LIST, 'allow("ec2:*", "*")'),
            ("can also do `ec2:DescribeInstances`", "`ec2:*`"),
        ),
    },
    "blue_reads_every_list": {
        "too broad: in every bucket": (
            put("blue", 'allow("s3:GetObject", "arn:aws:s3:::*/20*.csv")'),
            ("in the bucket `budget`", "the bucket's name", "in full"),
        ),
        "too broad: whatever begins with 20": (
            put("blue", 'allow("s3:GetObject", "arn:aws:s3:::guests/20*")', 'deny("s3:*", "arn:aws:s3:::guests/*/*")'),
            ("`2026-pay.txt`", "`arn:aws:s3:::guests/20*`", "Narrow"),
        ),
        "too broad: other centuries": (
            put("blue", 'allow("s3:GetObject", "arn:aws:s3:::guests/2???.csv")'),
            ("`2111.csv`", "`arn:aws:s3:::guests/2???.csv`"),
        ),
    },
    "bucket_lets_blue_in": {
        "too broad: listing too": (
            put_on_bucket(READ_LIST, f'allow("s3:ListBucket", "arn:aws:s3:::guests", {BLUE})'),
            ("Blue can read `2026.csv`, as it should be, but can also list `guests`", "nobody asked for"),
        ),
        "too broad: all of S3 on the bucket": (
            put_on_bucket(READ_LIST, f'allow("s3:*", "arn:aws:s3:::guests", {BLUE})'),
            ("on `guests`", "`s3:*`", "more actions than needed"),
        ),
    },
    "orange_lists_signups": {
        "too broad: in every bucket": (
            put("orange", f'allow("s3:ListBucket", "*", {BELOW})'),
            ("can also list `budget`", "on `*`", "Name the resource"),
        ),
        "too broad: any prefix": (
            put("orange", f'allow("s3:ListBucket", "arn:aws:s3:::guests", {BELOW.replace("signups/*", "*")})'),
            ("with an empty prefix", "asks for everything", "`signups/*`"),
        ),
    },
    "folder_for_everybody": {
        "too broad: the name without the slash": (
            put_on_team('allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::guests/notes/${aws:username}*")'),
            ("can also read `notes/blue-old`", "Narrow"),
        ),
        "too broad: in any folder": (
            put_on_team('allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::guests/*/${aws:username}/*")'),
            ("can also read `old/blue/old`", "Narrow"),
        ),
        "too broad: three statements on the group": (
            put_on_team(
                *(
                    f'allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::guests/notes/{name}/*")'
                    for name in ("blue", "orange", "green")
                )
            ),
            ("`notes/orange/todo.txt`", "counts for all its members", "${aws:username}"),
        ),
    },
    "find_the_deny": {
        "too broad: repaired, and another service": (
            'client.put_group_policy(GroupName="volunteers", PolicyName="privacy", PolicyDocument=json.dumps('
            'document(deny("s3:Get*", "arn:aws:s3:::guests/private/*"))))\n' + put("blue", 'allow("sqs:*", "*")'),
            ("can also do `sqs:ReceiveMessage`", "`sqs:*`"),
        ),
    },
}
