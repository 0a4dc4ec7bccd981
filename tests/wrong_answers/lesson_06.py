"""Answers to the exercises of the lesson on IAM."""

from .answers import Right, Wrong
from .too_much_06 import TOO_MUCH

NOT_ABOUT_PERMISSIONS = {"sort_the_refusals"}

GUESTS, OBJECTS = '"arn:aws:s3:::guests"', '"arn:aws:s3:::guests/*"'
BLUE = '{"AWS": "arn:aws:iam::123456789012:user/blue"}'

WRONG = {
    "deputy_is_admin": {
        "the policy on the user": Wrong(
            'client.attach_user_policy(UserName="deputy", PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")',
            ("not in the group `admins`", "add_user_to_group"),
        ),
        "too narrow: all but IAM": Wrong(
            'client.attach_user_policy(UserName="deputy", PolicyArn="arn:aws:iam::aws:policy/PowerUserAccess")',
            ("cannot do `iam:CreateUser`", "`admins`"),
        ),
        "a group of its own": Wrong(
            'iam.create_admin("deputy", group_name="deputies")', ("not in the group `admins`", "add_user_to_group")
        ),
        "too broad: group and policy": Wrong(
            'client.add_user_to_group(GroupName="admins", UserName="deputy")\n'
            'client.attach_user_policy(UserName="deputy", PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")',
            ("`AdministratorAccess`", "of its own"),
        ),
        "a name in place of an ARN": Wrong(
            'client.attach_user_policy(UserName="deputy", PolicyArn="AdministratorAccess")',
            ("in no group",),
            error="ParamValidationError",
            outcome="not attempted",
        ),
        "in place of the coordinator": Wrong(
            'client.add_user_to_group(GroupName="admins", UserName="deputy")\n'
            'client.remove_user_from_group(GroupName="admins", UserName="coordinator")',
            ("`coordinator` is not in `admins` any more", 'UserName="coordinator"'),
        ),
    },
    "sort_the_refusals": {
        "AccessDenied taken for a wrong key": Wrong(
            'answers = dict(a="who are you", b="who are you", c="who are you", d="is it there", e="is there room", '
            'f="who are you")',
            ("`b`", "names the action"),
        ),
        "an unknown key taken for a missing permission": Wrong(
            'answers = dict(a="may you", b="may you", c="who are you", d="is it there", e="is there room", '
            'f="who are you")',
            ("`a`", "does not know this key"),
        ),
        "the name of an object taken for an access key": Wrong(
            'answers = dict(a="who are you", b="may you", c="who are you", d="who are you", e="is there room", '
            'f="who are you")',
            ("`d`", "name of an object"),
        ),
        "a quota taken for a permission": Wrong(
            'answers = dict(a="who are you", b="may you", c="who are you", d="is it there", e="may you", '
            'f="who are you")',
            ("`e`", "quota"),
        ),
        "one left open": Wrong(
            'answers.update(a="who are you", b="may you", c="who are you", d="is it there", e="is there room")',
            ("Still open: `f`",),
        ),
        "a family that is none": Wrong('answers.update(a="wrong key")', ("'wrong key'", "who are you")),
        "an unknown key taken for a missing thing": Wrong(
            'answers = dict(a="is it there", b="may you", c="who are you", d="is it there", e="is there room", '
            'f="who are you")',
            ("`a`", "does not know this key", "never get that far"),
        ),
        "a missing thing taken for an unknown caller": Wrong(
            'answers = dict(a="who are you", b="may you", c="who are you", d="who are you", e="is there room", '
            'f="who are you")',
            ("`d`", "does AWS know who is calling"),
        ),
        "a list": Wrong(
            'answers = ["who are you", "may you", "who are you", "is it there", "is there room", "who are you"]',
            ("`answers` is a list", 'answers = {"a": "..."'),
        ),
        "a letter too many": Wrong('answers.update(a="who are you", g="may you")', ("'g'", "The letters are a, b")),
    },
    "blue_lists_guests": {
        "the name of the call": Wrong(
            f'iam.put_inline_policy("blue", "list", document(allow("s3:ListObjectsV2", {GUESTS})))',
            ("`s3:ListObjectsV2`", "name of a call", "Use `s3:ListBucket`"),
        ),
        "too narrow: the objects in place of the bucket": Wrong(
            f'iam.put_inline_policy("blue", "list", document(allow("s3:ListBucket", {OBJECTS})))',
            ("acts on the bucket", "`arn:aws:s3:::guests/*`", "without a slash"),
        ),
        "too narrow: all of S3, on the objects": Wrong(
            f'iam.put_inline_policy("blue", "list", document(allow("s3:*", {OBJECTS})))',
            ("acts on the bucket", "`arn:aws:s3:::guests/*`"),
        ),
        "too narrow: the list of buckets": Wrong(
            'iam.put_inline_policy("blue", "list", document(allow("s3:ListAllMyBuckets", "*")))',
            ("cannot list", "`s3:ListBucket`"),
        ),
        "too narrow: the old permission is replaced": Wrong(
            f'iam.put_inline_policy("blue", "read-guests", document(allow("s3:ListBucket", {GUESTS})))',
            ("cannot read `2026.csv`", "No statement allows", "replaces the old"),
        ),
        "too broad: every bucket": Wrong(
            'iam.put_inline_policy("blue", "list", document(allow("s3:ListBucket", "*")))',
            ("`budget`", "`s3:ListBucket` on `*`", "everything"),
        ),
        "too broad: all of S3 here": Wrong(
            f'iam.put_inline_policy("blue", "list", document(allow("s3:*", [{GUESTS}, {OBJECTS}])))',
            ("can also read", "`s3:*`", "more actions"),
        ),
        "too broad: AWS's read-only policy": Wrong(
            'client.attach_user_policy(UserName="blue", PolicyArn="arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess")',
            ("`budget`", "AWS's own policy `AmazonS3ReadOnlyAccess`", "Take it off"),
        ),
        "on the wrong user": Wrong(
            f'iam.put_inline_policy("orange", "list", document(allow("s3:ListBucket", {GUESTS})))',
            ("Orange", "Put the policy on `blue`"),
        ),
        "created and not attached": Wrong(
            'client.create_policy(PolicyName="list", '
            f'PolicyDocument=json.dumps(document(allow("s3:ListBucket", {GUESTS}))))',
            ("`list`", "attached to nobody"),
        ),
        "a dict in place of text": Wrong(
            'client.put_user_policy(UserName="blue", PolicyName="list", '
            f'PolicyDocument=document(allow("s3:ListBucket", {GUESTS})))',
            ("If your cell ended in an error",),
            error="ParamValidationError",
            outcome="not attempted",
        ),
        "a principal in a user's policy": Wrong(
            f'iam.put_inline_policy("blue", "list", document(allow("s3:ListBucket", {GUESTS}, Principal={BLUE})))',
            ("If your cell ended in an error",),
            error="MalformedPolicyDocument",
            outcome="not attempted",
        ),
        "the empty policy from above": Wrong(
            'iam.put_inline_policy("blue", "list-guests", list_guests)',
            ("If your cell ended in an error",),
            error="MalformedPolicyDocument",
            outcome="not attempted",
        ),
        "a dict and no more": Wrong(
            f'list_guests["Statement"] = [allow("s3:ListBucket", {GUESTS})]',
            ("A dict alone changes nothing", "`iam.put_inline_policy`"),
            outcome="not attempted",
        ),
    },
    "blue_reads_every_list": {
        "too broad: the star matches the slash": Wrong(
            'iam.put_inline_policy("blue", "read-guests", document('
            'allow("s3:GetObject", "arn:aws:s3:::guests/*.csv")))',
            ("`private/pay.csv`", "`arn:aws:s3:::guests/*.csv`", "matches the slash too", "deny"),
        ),
        "too broad: every object": Wrong(
            f'iam.put_inline_policy("blue", "read-guests", document(allow("s3:GetObject", {OBJECTS})))',
            ("`private/pay.csv`", "matches the slash too"),
        ),
        "too broad: everything": Wrong(
            'iam.put_inline_policy("blue", "read-guests", document(allow("s3:GetObject", "*")))',
            ("`private/pay.csv`", "on `*`", "everything"),
        ),
        "too broad: a deny for one file only": Wrong(
            'iam.put_inline_policy("blue", "read-guests", document('
            'allow("s3:GetObject", "arn:aws:s3:::guests/*.csv"), deny("s3:*", "arn:aws:s3:::guests/private/pay.csv")))',
            ("`private/phones.csv`", "slash"),
        ),
        "too broad: a deny for one folder only": Wrong(
            'iam.put_inline_policy("blue", "read-guests", document('
            'allow("s3:GetObject", "arn:aws:s3:::guests/*.csv"), deny("s3:*", "arn:aws:s3:::guests/private/*")))',
            ("`signups/2027.csv`", "matches the slash too", "what lies in folders"),
        ),
        "too broad: the star after 20 matches the slash": Wrong(
            'iam.put_inline_policy("blue", "read-guests", document('
            'allow("s3:GetObject", "arn:aws:s3:::guests/20*.csv")))',
            ("`2027/pay.csv`", "`arn:aws:s3:::guests/20*.csv`", "matches the slash too"),
        ),
        "too broad: any four characters": Wrong(
            'iam.put_inline_policy("blue", "read-guests", document('
            'allow("s3:GetObject", "arn:aws:s3:::guests/????.csv")))',
            ("`menu.csv`", "`arn:aws:s3:::guests/????.csv`", "Narrow the pattern"),
        ),
        "too broad: whatever lies at the top": Wrong(
            'iam.put_inline_policy("blue", "read-guests", document('
            'allow("s3:GetObject", "arn:aws:s3:::guests/*.csv"), deny("s3:*", "arn:aws:s3:::guests/*/*")))',
            ("`prices.csv`", "`arn:aws:s3:::guests/*.csv`", "Narrow the pattern"),
        ),
        "too broad: all actions": Wrong(
            'iam.put_inline_policy("blue", "read-guests", document(allow("s3:*", "arn:aws:s3:::guests/20??.csv")))',
            ("write `2026.csv`", "`s3:*`", "more actions"),
        ),
        "too narrow: one year more": Wrong(
            'iam.put_inline_policy("blue", "more", document(allow("s3:GetObject", "arn:aws:s3:::guests/2027.csv")))',
            ("cannot read `2025.csv`", "only"),
        ),
        "too narrow: three years by name": Wrong(
            'iam.put_inline_policy("blue", "read-guests", document(allow("s3:GetObject", '
            '[f"arn:aws:s3:::guests/{year}.csv" for year in (2025, 2026, 2027)])))',
            ("cannot read `2031.csv`", "`arn:aws:s3:::guests/2026.csv`", "only"),
        ),
        "too narrow: the bucket in place of its objects": Wrong(
            f'iam.put_inline_policy("blue", "more", document(allow("s3:GetObject", {GUESTS})))',
            ("acts on objects", "`arn:aws:s3:::guests`", "a bucket"),
        ),
        "too narrow: the deny takes it all": Wrong(
            'iam.put_inline_policy("blue", "read-guests", document('
            f'allow("s3:GetObject", "arn:aws:s3:::guests/*.csv"), deny("s3:*", {OBJECTS})))',
            ("cannot read `2026.csv`", "`s3:*` on `arn:aws:s3:::guests/*`", "a deny beats every allow"),
        ),
        "on the wrong user": Wrong(
            'iam.put_inline_policy("orange", "more", document(allow("s3:GetObject", "arn:aws:s3:::guests/20*.csv")))',
            ("Orange", "Put the policy on `blue`"),
        ),
    },
    "orange_builds_the_form": {
        "too narrow: sign-ups of one kind only": Wrong(
            'iam.attach_managed_policy("orange", "build-form", document('
            'allow(["lambda:*", "apigateway:*", "cloudwatch:*"], "*"), '
            'allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::guests/signups/*.json")))',
            ("cannot write `signups/list.csv`",),
        ),
        "too narrow: a service is missing": Wrong(
            'iam.attach_managed_policy("orange", "build-form", document(allow(["lambda:*", "apigateway:*"], "*"), '
            'allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::guests/signups/*")))',
            ("No statement allows `cloudwatch:PutMetricData`",),
        ),
        "too narrow: a service under a name of one's own": Wrong(
            'iam.attach_managed_policy("orange", "build-form", document('
            'allow(["lambda:*", "api-gateway:*", "cloudwatch:*"], "*"), '
            'allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::guests/signups/*")))',
            ("`api-gateway:*`", "calls this service `apigateway`"),
        ),
        "too narrow: the folder without what is in it": Wrong(
            'iam.attach_managed_policy("orange", "build-form", document('
            'allow(["lambda:*", "apigateway:*", "cloudwatch:*"], "*"), '
            'allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::guests/signups/")))',
            ("cannot read `signups/0001.json`", "`arn:aws:s3:::guests/signups/`", "must match"),
        ),
        "too narrow: reading only": Wrong(
            'iam.attach_managed_policy("orange", "build-form", document('
            'allow(["lambda:*", "apigateway:*", "cloudwatch:*"], "*"), '
            'allow("s3:GetObject", "arn:aws:s3:::guests/signups/*")))',
            ("cannot write `signups/0002.json`", "`s3:PutObject`"),
        ),
        "too broad: all of S3": Wrong(
            'iam.attach_managed_policy("orange", "build-form", document('
            'allow(["lambda:*", "apigateway:*", "cloudwatch:*", "s3:*"], "*")))',
            ("can also read `2026.csv`", "`s3:*` on `*`"),
        ),
        "too broad: the whole bucket": Wrong(
            'iam.attach_managed_policy("orange", "build-form", document('
            'allow(["lambda:*", "apigateway:*", "cloudwatch:*"], "*"), '
            f'allow(["s3:GetObject", "s3:PutObject"], {OBJECTS})))',
            ("can also read `2026.csv`", "Narrow the pattern"),
        ),
        "too broad: deleting too": Wrong(
            'iam.attach_managed_policy("orange", "build-form", document('
            'allow(["lambda:*", "apigateway:*", "cloudwatch:*"], "*"), '
            'allow("s3:*", "arn:aws:s3:::guests/signups/*")))',
            ("can also delete `signups/0001.json`", "`s3:*`"),
        ),
        "too broad: administrator": Wrong(
            'client.attach_user_policy(UserName="orange", PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")',
            ("can also read `2026.csv`", "AWS's own policy `AdministratorAccess`", "Take it off"),
        ),
        "too broad: all but IAM": Wrong(
            'client.attach_user_policy(UserName="orange", PolicyArn="arn:aws:iam::aws:policy/PowerUserAccess")',
            ("can also read `2026.csv`", "AWS's own policy `PowerUserAccess`", "Take it off"),
        ),
        "on the wrong user": Wrong(
            'iam.attach_managed_policy("blue", "build-form", document('
            'allow(["lambda:*", "apigateway:*", "cloudwatch:*"], "*"), '
            'allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::guests/signups/*")))',
            ("Blue", "Put the policy on `orange`"),
        ),
        "created and not attached": Wrong(
            'client.create_policy(PolicyName="build-form", PolicyDocument=json.dumps(document('
            'allow(["lambda:*", "apigateway:*", "cloudwatch:*"], "*"))))',
            ("`build-form`", "attached to nobody"),
        ),
        "too narrow: the services on the objects": Wrong(
            'iam.attach_managed_policy("orange", "build-form", document('
            f'allow(["lambda:*", "apigateway:*", "cloudwatch:*"], {OBJECTS}), '
            'allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::guests/signups/*")))',
            ("cannot do `lambda:InvokeFunction`", "that is S3's", '`"*"`'),
        ),
        "a dict and no more": Wrong(
            'build_form["Statement"] = [allow("lambda:*", "*")]',
            ("A dict alone changes nothing", "`iam.attach_managed_policy`"),
            outcome="not attempted",
        ),
    },
    "bucket_lets_blue_in": {
        "too narrow: the old policy is replaced": Wrong(
            f's3.put_bucket_policy("guests", document(allow("s3:GetObject", "arn:aws:s3:::guests/2026.csv", '
            f"Principal={BLUE})))",
            ("Orange cannot read `menu.txt`", "one policy"),
        ),
        "too narrow: the bucket in place of the object": Wrong(
            's3.put_bucket_policy("guests", document(*menu_policy["Statement"], '
            f'allow("s3:GetObject", {GUESTS}, Principal={BLUE})))',
            ("acts on objects", "`arn:aws:s3:::guests`, which is a bucket"),
        ),
        "too narrow: the account as principal": Wrong(
            's3.put_bucket_policy("guests", document(*menu_policy["Statement"], '
            'allow("s3:GetObject", "arn:aws:s3:::guests/2026.csv", '
            'Principal={"AWS": "arn:aws:iam::123456789012:root"})))',
            ("means the account", "user/blue"),
        ),
        "too broad: every object": Wrong(
            's3.put_bucket_policy("guests", document(*menu_policy["Statement"], '
            f'allow("s3:GetObject", {OBJECTS}, Principal={BLUE})))',
            ("can also read `2025.csv`", "the bucket policy"),
        ),
        "too broad: both for both": Wrong(
            's3.put_bucket_policy("guests", document(allow("s3:GetObject", '
            '["arn:aws:s3:::guests/menu.txt", "arn:aws:s3:::guests/2026.csv"], Principal={"AWS": '
            '["arn:aws:iam::123456789012:user/blue", "arn:aws:iam::123456789012:user/orange"]})))',
            ("Blue can read `2026.csv`, as it should be, but can also read `menu.txt`", "Take that out"),
        ),
        "too broad: everybody": Wrong(
            's3.put_bucket_policy("guests", document(*menu_policy["Statement"], '
            'allow("s3:GetObject", "arn:aws:s3:::guests/2026.csv", Principal="*")))',
            ("The bucket's policy is as it was", "error"),
            error="AccessDenied",
            outcome="not attempted",
        ),
        "a policy on Blue": Wrong(
            'iam.put_inline_policy("blue", "read", document(allow("s3:GetObject", "arn:aws:s3:::guests/2026.csv")))',
            ("`read` of her own", "bucket"),
        ),
        "no principal": Wrong(
            's3.put_bucket_policy("guests", document(*menu_policy["Statement"], '
            'allow("s3:GetObject", "arn:aws:s3:::guests/2026.csv")))',
            ("The bucket's policy is as it was",),
            error="MalformedPolicy",
            outcome="not attempted",
        ),
        "too narrow: writing in place of reading": Wrong(
            's3.put_bucket_policy("guests", document(*menu_policy["Statement"], '
            f'allow("s3:PutObject", "arn:aws:s3:::guests/2026.csv", Principal={BLUE})))',
            ("allows `s3:PutObject` there", "Use `s3:GetObject`"),
        ),
        "too narrow: the account's number as principal": Wrong(
            's3.put_bucket_policy("guests", document(*menu_policy["Statement"], '
            'allow("s3:GetObject", "arn:aws:s3:::guests/2026.csv", Principal={"AWS": "123456789012"})))',
            ("means the account", "user/blue"),
        ),
        "too narrow: Orange's statement, with her ARN": Wrong(
            's3.put_bucket_policy("guests", document(*menu_policy["Statement"], '
            '{**menu_policy["Statement"][0], "Sid": "Blue", "Resource": "arn:aws:s3:::guests/2026.csv"}))',
            ("has `arn:aws:iam::123456789012:user/orange` as its principal", "Change the `Principal`", "user/blue"),
        ),
        "a dict and no more": Wrong(
            f'menu_policy["Statement"] += [allow("s3:GetObject", "arn:aws:s3:::guests/2026.csv", Principal={BLUE})]',
            ("A dict alone changes nothing", "`s3.put_bucket_policy"),
            outcome="not attempted",
        ),
    },
    "orange_lists_signups": {
        "too broad: no condition": Wrong(
            f'iam.put_inline_policy("orange", "list", document(allow("s3:ListBucket", {GUESTS})))',
            ("list the whole bucket", "no condition"),
        ),
        "too broad: a star without the slash": Wrong(
            f'iam.put_inline_policy("orange", "list", document(allow("s3:ListBucket", {GUESTS}, '
            'Condition={"StringLike": {"s3:prefix": "signups*"}})))',
            ("`signups-old/`", "signups*"),
        ),
        "too broad: the condition may be missing": Wrong(
            f'iam.put_inline_policy("orange", "list", document(allow("s3:ListBucket", {GUESTS}, '
            'Condition={"StringLikeIfExists": {"s3:prefix": "signups/*"}})))',
            ("list the whole bucket", "StringLikeIfExists"),
        ),
        "too narrow: folders that are years": Wrong(
            f'iam.put_inline_policy("orange", "list", document(allow("s3:ListBucket", {GUESTS}, '
            'Condition={"StringLike": {"s3:prefix": ["signups/", "signups/20*/"]}})))',
            ("cannot list `signups/archive/`",),
        ),
        "too narrow: this folder exactly": Wrong(
            f'iam.put_inline_policy("orange", "list", document(allow("s3:ListBucket", {GUESTS}, '
            'Condition={"StringEquals": {"s3:prefix": "signups/"}})))',
            ("cannot list `signups/2027/`", "condition"),
        ),
        "too narrow: a star that StringEquals does not understand": Wrong(
            f'iam.put_inline_policy("orange", "list", document(allow("s3:ListBucket", {GUESTS}, '
            'Condition={"StringEquals": {"s3:prefix": "signups/*"}})))',
            ("cannot list `signups/2027/`", "`StringEquals`", "`StringLike`"),
        ),
        "too narrow: the folder as resource": Wrong(
            'iam.put_inline_policy("orange", "list", document('
            'allow("s3:ListBucket", "arn:aws:s3:::guests/signups/*")))',
            ("acts on the bucket", "`arn:aws:s3:::guests/signups/*`"),
        ),
        "the name of the call": Wrong(
            f'iam.put_inline_policy("orange", "list", document(allow("s3:ListObjectsV2", {GUESTS}, '
            'Condition={"StringLike": {"s3:prefix": "signups/*"}})))',
            ("name of a call", "Use `s3:ListBucket`"),
        ),
        "too narrow: two folders by name": Wrong(
            f'iam.put_inline_policy("orange", "list", document(allow("s3:ListBucket", {GUESTS}, '
            'Condition={"StringEquals": {"s3:prefix": ["signups/", "signups/2027/"]}})))',
            ("cannot list `signups/archive/`", "only what it names", "`StringLike`"),
        ),
        "on the wrong user": Wrong(
            f'iam.put_inline_policy("blue", "list", document(allow("s3:ListBucket", {GUESTS}, '
            'Condition={"StringLike": {"s3:prefix": "signups/*"}})))',
            ("Blue", "Put the policy on `orange`"),
        ),
    },
    "folder_for_everybody": {
        "too narrow: one kind of file": Wrong(
            'client.put_group_policy(GroupName="team", PolicyName="notes", PolicyDocument=json.dumps(document('
            'allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::guests/notes/${aws:username}/*.txt"))))',
            ("cannot read `notes/blue/2031/plan.csv`",),
        ),
        "too broad: all folders": Wrong(
            'client.put_group_policy(GroupName="team", PolicyName="notes", PolicyDocument=json.dumps(document('
            'allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::guests/notes/*"))))',
            (
                "`notes/orange/todo.txt`",
                "`arn:aws:s3:::guests/notes/*`",
                "counts for all its members",
                "${aws:username}",
            ),
        ),
        "too broad: all actions": Wrong(
            'client.put_group_policy(GroupName="team", PolicyName="notes", PolicyDocument=json.dumps(document('
            'allow("s3:*", "arn:aws:s3:::guests/notes/${aws:username}/*"))))',
            ("delete `notes/blue/todo.txt`", "`s3:*`"),
        ),
        "too narrow: one colleague": Wrong(
            'client.put_group_policy(GroupName="team", PolicyName="notes", PolicyDocument=json.dumps(document('
            'allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::guests/notes/blue/*"))))',
            ("Orange cannot read", "`arn:aws:s3:::guests/notes/blue/*`", "all its members", "${aws:username}"),
        ),
        "too narrow: a policy for Blue alone": Wrong(
            'iam.put_inline_policy("blue", "notes", document('
            'allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::guests/notes/blue/*")))',
            ("Orange cannot read `notes/orange/todo.txt`",),
        ),
        "too narrow: reading only": Wrong(
            'client.put_group_policy(GroupName="team", PolicyName="notes", PolicyDocument=json.dumps(document('
            'allow("s3:GetObject", "arn:aws:s3:::guests/notes/${aws:username}/*"))))',
            ("cannot write `notes/blue/todo.txt`", "`s3:PutObject`"),
        ),
        "too narrow: the dollar is lost": Wrong(
            'client.put_group_policy(GroupName="team", PolicyName="notes", PolicyDocument=json.dumps(document('
            'allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::guests/notes/{aws:username}/*"))))',
            ("`arn:aws:s3:::guests/notes/{aws:username}/*`", "`${aws:username}`"),
        ),
        "the old version, which knows no variables": Wrong(
            'client.put_group_policy(GroupName="team", PolicyName="notes", PolicyDocument=json.dumps(document('
            'allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::guests/notes/${aws:username}/*"), '
            'version="2008-10-17")))',
            ("If your cell ended in an error",),
            error="MalformedPolicyDocument",
            outcome="not attempted",
        ),
        "too narrow: name and folder swapped": Wrong(
            'client.put_group_policy(GroupName="team", PolicyName="notes", PolicyDocument=json.dumps(document('
            'allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::guests/${aws:username}/notes/*"))))',
            ("cannot read `notes/blue/todo.txt`", "Compare it with the key"),
        ),
        "too narrow: one policy for each": Wrong(
            'for name in ["blue", "orange", "green"]:\n'
            '    iam.put_inline_policy(name, "notes", document('
            'allow(["s3:GetObject", "s3:PutObject"], f"arn:aws:s3:::guests/notes/{name}/*")))',
            ("Whoever joins the group next has none", "on the group `team`", "${aws:username}"),
        ),
    },
    "nobody_deletes": {
        "too broad: everything in the bucket": Wrong(
            f's3.put_bucket_policy("guests", document(deny("s3:*", {OBJECTS}, Principal="*")))',
            ("The coordinator cannot read `2026.csv`", "`s3:*`", "a deny beats every allow"),
        ),
        "too broad: locked out": Wrong(
            f's3.put_bucket_policy("guests", document(deny("s3:*", [{GUESTS}, {OBJECTS}], Principal="*")))',
            ("locked everybody out", "Only root", "Run the cell with `keep_2026` again"),
        ),
        "too broad: uploading too": Wrong(
            f's3.put_bucket_policy("guests", document(deny(["s3:DeleteObject", "s3:PutObject"], {OBJECTS}, '
            'Principal="*")))',
            ("cannot write `2027.csv`",),
        ),
        "too narrow: the bucket in place of its objects": Wrong(
            f's3.put_bucket_policy("guests", document(deny("s3:DeleteObject", {GUESTS}, Principal="*")))',
            ("can still delete `2026.csv`", "the bucket"),
        ),
        "too narrow: deleting the bucket": Wrong(
            f's3.put_bucket_policy("guests", document(deny("s3:DeleteBucket", {GUESTS}, Principal="*")))',
            ("can still delete `2026.csv`", "speaks of `arn:aws:s3:::guests`, the bucket"),
        ),
        "too narrow: lists only": Wrong(
            's3.put_bucket_policy("guests", document(deny("s3:DeleteObject", "arn:aws:s3:::guests/*.csv", '
            'Principal="*")))',
            ("can still delete `signups/0001.json`", "`arn:aws:s3:::guests/*.csv`"),
        ),
        "too narrow: the coordinator only": Wrong(
            f's3.put_bucket_policy("guests", document(deny("s3:DeleteObject", {OBJECTS}, '
            'Principal={"AWS": "arn:aws:iam::123456789012:user/coordinator"})))',
            ("somebody else", '`"Principal": "*"`'),
        ),
        "too narrow: the administrators only": Wrong(
            'iam.put_inline_policy("coordinator", "keep", document(deny("s3:DeleteObject", '
            f"{OBJECTS})))\n"
            'boto3.client("s3").delete_bucket_policy(Bucket="guests")',
            ("somebody else", '`"Principal": "*"`'),
        ),
        "taking the deny away": Wrong(
            'boto3.client("s3").delete_bucket_policy(Bucket="guests")', ("can still delete", "has no deny")
        ),
        "too narrow: the six keys by name": Wrong(
            's3.put_bucket_policy("guests", document(deny("s3:DeleteObject", '
            '[f"arn:aws:s3:::guests/{key}" for key in guest_files], Principal="*")))',
            ("can still delete `2031.csv`", "not there yet", "`arn:aws:s3:::guests/*`"),
        ),
        "too narrow: keys with a dot": Wrong(
            's3.put_bucket_policy("guests", document(deny("s3:DeleteObject", "arn:aws:s3:::guests/*.*", '
            'Principal="*")))',
            ("can still delete `README`", "not there yet"),
        ),
        "too narrow: the name of a call": Wrong(
            f's3.put_bucket_policy("guests", document(deny("s3:DeleteObjects", {OBJECTS}, Principal="*")))',
            ("The resource is right", "`s3:DeleteObjects`", "Use `s3:DeleteObject`"),
        ),
        "too narrow: Blue and Orange only": Wrong(
            f's3.put_bucket_policy("guests", document(deny("s3:DeleteObject", {OBJECTS}, Principal={{"AWS": '
            '["arn:aws:iam::123456789012:user/blue", "arn:aws:iam::123456789012:user/orange"]})))',
            ("can still delete", "does not speak of everybody", '`"Principal": "*"`'),
        ),
        "too narrow: all but the coordinator": Wrong(
            's3.put_bucket_policy("guests", document({"Effect": "Deny", "Action": "s3:DeleteObject", "NotPrincipal": '
            '{"AWS": ["arn:aws:iam::123456789012:user/coordinator", "arn:aws:iam::123456789012:root"]}, '
            f'"Resource": {OBJECTS}}}))',
            ("The coordinator can still delete", "`NotPrincipal` leaves out"),
        ),
        "too broad: all but reading and uploading": Wrong(
            's3.put_bucket_policy("guests", document({"Effect": "Deny", "Principal": "*", "NotAction": '
            f'["s3:GetObject", "s3:PutObject"], "Resource": {OBJECTS}}}))',
            ("The coordinator cannot do", "a deny beats every allow"),
        ),
        "too narrow: a deny on the coordinator": Wrong(
            f'iam.put_inline_policy("coordinator", "keep", document(deny("s3:DeleteObject", {OBJECTS})))',
            ("The policy `keep` denies it", "Put the deny on the bucket"),
        ),
        "too narrow: a deny on the group": Wrong(
            'boto3.client("iam").put_group_policy(GroupName="admins", PolicyName="keep", '
            f'PolicyDocument=json.dumps(document(deny("s3:DeleteObject", {OBJECTS}))))',
            ("The policy `keep` denies it", "Put the deny on the bucket"),
        ),
        "a dict and no more": Wrong(
            f'keep_all = deny("s3:DeleteObject", {OBJECTS}, Principal="*")',
            ("A dict alone changes nothing",),
            outcome="not attempted",
        ),
    },
    "find_the_deny": {
        "too broad: administrator": Wrong(
            'client.attach_user_policy(UserName="blue", PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")',
            ("still cannot read `2026.csv`", "`KeepPrivate`", "More allows do not help"),
        ),
        "one more allow": Wrong(
            'iam.put_inline_policy("blue", "read", document(allow("s3:GetObject", "arn:aws:s3:::guests/2026.csv")))',
            ("still cannot read `2026.csv`", "`KeepPrivate`", "More allows do not help"),
        ),
        "too broad: out of the group": Wrong(
            'client.remove_user_from_group(GroupName="volunteers", UserName="blue")',
            ("can also read `private/pay.csv`", "No deny", "`privacy`"),
        ),
        "too broad: no deny any more": Wrong(
            'client.delete_group_policy(GroupName="volunteers", PolicyName="privacy")',
            ("can also read `private/pay.csv`", "No deny", "`arn:aws:s3:::guests/private/*`"),
        ),
        "too broad: private files of one kind only": Wrong(
            'client.put_group_policy(GroupName="volunteers", PolicyName="privacy", PolicyDocument=json.dumps('
            'document(deny("s3:Get*", "arn:aws:s3:::guests/private/*.csv"))))',
            ("can also read `private/2031/notes.txt`", "`arn:aws:s3:::guests/private/*`"),
        ),
        "too broad: one private file forgotten": Wrong(
            'client.put_group_policy(GroupName="volunteers", PolicyName="privacy", PolicyDocument=json.dumps('
            'document(deny("s3:Get*", "arn:aws:s3:::guests/private/pay.csv"))))',
            ("can also read `private/phones.csv`",),
        ),
        "too narrow: a second deny beside the first": Wrong(
            'client.put_group_policy(GroupName="volunteers", PolicyName="privacy-2", PolicyDocument=json.dumps('
            'document(deny("s3:Get*", "arn:aws:s3:::guests/private/*"))))',
            ("still cannot read `2026.csv`", "`KeepPrivate`"),
        ),
        "too narrow: a pattern that still catches it": Wrong(
            'client.put_group_policy(GroupName="volunteers", PolicyName="privacy", PolicyDocument=json.dumps('
            'document(deny("s3:Get*", "arn:aws:s3:::guests/*.csv"))))',
            ("still cannot read `2026.csv`", "denies only what lies below `private/`"),
        ),
        "too broad: a deny for the folder without what is in it": Wrong(
            'client.put_group_policy(GroupName="volunteers", PolicyName="privacy", PolicyDocument=json.dumps('
            'document(deny("s3:Get*", "arn:aws:s3:::guests/private/"))))',
            ("can also read `private/pay.csv`", "stops nothing", "`arn:aws:s3:::guests/private/*`"),
        ),
    },
    "stop_the_leak": {
        "the owner's other key": Wrong(
            'owner = client.get_access_key_last_used(AccessKeyId=leaked["AccessKeyId"])["UserName"]\n'
            'keys = [key["AccessKeyId"] for key in client.list_access_keys(UserName=owner)["AccessKeyMetadata"]]\n'
            'other = next(key for key in keys if key != leaked["AccessKeyId"])\n'
            'client.update_access_key(UserName=owner, AccessKeyId=other, Status="Inactive")',
            ("has not leaked", "still works", "Activate it again"),
        ),
        "too broad: all keys of the owner": Wrong(
            'owner = client.get_access_key_last_used(AccessKeyId=leaked["AccessKeyId"])["UserName"]\n'
            'for key in client.list_access_keys(UserName=owner)["AccessKeyMetadata"]:\n'
            '    client.update_access_key(UserName=owner, AccessKeyId=key["AccessKeyId"], Status="Inactive")',
            ("has not leaked", "belongs to a program"),
        ),
        "too broad: the owner is deleted": Wrong(
            'owner = client.get_access_key_last_used(AccessKeyId=leaked["AccessKeyId"])["UserName"]\n'
            'for key in client.list_access_keys(UserName=owner)["AccessKeyMetadata"]:\n'
            '    client.delete_access_key(UserName=owner, AccessKeyId=key["AccessKeyId"])\n'
            "client.delete_user(UserName=owner)",
            ("has lost its key", "Only the leaked key"),
        ),
        "deleted at once": Wrong(
            'owner = client.get_access_key_last_used(AccessKeyId=leaked["AccessKeyId"])["UserName"]\n'
            'client.delete_access_key(UserName=owner, AccessKeyId=leaked["AccessKeyId"])',
            ("is deleted", "cannot be undone", "Inactive"),
        ),
        "too narrow: a policy against the owner": Wrong(
            'owner = client.get_access_key_last_used(AccessKeyId=leaked["AccessKeyId"])["UserName"]\n'
            'client.attach_user_policy(UserName=owner, PolicyArn="arn:aws:iam::aws:policy/AWSDenyAll")',
            ("still works", "`AWSDenyAll`", "Deactivate the key too"),
        ),
        "a status that AWS does not know": Wrong(
            'owner = client.get_access_key_last_used(AccessKeyId=leaked["AccessKeyId"])["UserName"]\n'
            'client.update_access_key(UserName=owner, AccessKeyId=leaked["AccessKeyId"], Status="Disabled")',
            ("still works", "read its last line"),
            error="ValidationError",
            outcome="not attempted",
        ),
        "a status in small letters": Wrong(
            'owner = client.get_access_key_last_used(AccessKeyId=leaked["AccessKeyId"])["UserName"]\n'
            'client.update_access_key(UserName=owner, AccessKeyId=leaked["AccessKeyId"], Status="inactive")',
            ("still works", "read its last line"),
            error="ValidationError",
            outcome="not attempted",
        ),
        "a status of another meaning": Wrong(
            'owner = client.get_access_key_last_used(AccessKeyId=leaked["AccessKeyId"])["UserName"]\n'
            'client.update_access_key(UserName=owner, AccessKeyId=leaked["AccessKeyId"], Status="Expired")',
            ("is `Expired`", '`Status="Inactive"`'),
        ),
    },
    "rotate_the_key": {
        "a third key": Wrong(
            'new = client.create_access_key(UserName="reminders")["AccessKey"]',
            ("two old keys", "error"),
            error="LimitExceeded",
            outcome="not attempted",
        ),
        "too narrow: both deleted and no new one": Wrong(
            'for key in client.list_access_keys(UserName="reminders")["AccessKeyMetadata"]:\n'
            '    client.delete_access_key(UserName="reminders", AccessKeyId=key["AccessKeyId"])',
            ("`new` holds no new key", "no key to go on with"),
        ),
        "a key for oneself": Wrong(
            'new = client.create_access_key()["AccessKey"]', ("belongs to `coordinator`", 'UserName="reminders"')
        ),
        "too broad: the old key still works": Wrong(
            'for key in client.list_access_keys(UserName="reminders")["AccessKeyMetadata"]:\n'
            '    if key["AccessKeyId"] != old["AccessKeyId"]:\n'
            '        client.delete_access_key(UserName="reminders", AccessKeyId=key["AccessKeyId"])\n'
            'new = client.create_access_key(UserName="reminders")["AccessKey"]',
            ("still works", "Whoever has a copy of it can still use it"),
        ),
        "the old key only deactivated": Wrong(
            'for key in client.list_access_keys(UserName="reminders")["AccessKeyMetadata"]:\n'
            '    if key["AccessKeyId"] != old["AccessKeyId"]:\n'
            '        client.delete_access_key(UserName="reminders", AccessKeyId=key["AccessKeyId"])\n'
            'new = client.create_access_key(UserName="reminders")["AccessKey"]\n'
            'client.update_access_key(UserName="reminders", AccessKeyId=old["AccessKeyId"], Status="Inactive")',
            ("still there, inactive", "Delete it"),
        ),
        "the old key called new": Wrong(
            'for key in client.list_access_keys(UserName="reminders")["AccessKeyMetadata"]:\n'
            '    if key["AccessKeyId"] != old["AccessKeyId"]:\n'
            '        client.delete_access_key(UserName="reminders", AccessKeyId=key["AccessKeyId"])\n'
            "new = old",
            ("`new` holds no new key",),
        ),
        "the wrong one deleted": Wrong(
            'client.delete_access_key(UserName="reminders", AccessKeyId=old["AccessKeyId"])\n'
            'new = client.create_access_key(UserName="reminders")["AccessKey"]',
            ("nobody has used", "Delete it"),
        ),
    },
}

RIGHT = {
    "deputy_is_admin": {
        "the helper": 'iam.create_admin("deputy")',
        "boto3's resources": 'boto3.resource("iam").Group("admins").add_user(UserName="deputy")',
    },
    "sort_the_refusals": {
        "capital letters": (
            'answers = dict(A="who are you", B="may you", C="who are you", D="is it there", E="is there room", '
            'F="who are you")'
        ),
        "as questions": (
            'answers = dict(a="Who are you?", b="May you?", c="Who are you?", d="Is it there?", e="Is there room?", '
            'f="Who are you?")'
        ),
    },
    "blue_lists_guests": {
        "one policy for both": (
            'iam.put_inline_policy("blue", "read-guests", document(*read_guests["Statement"], '
            f'allow("s3:ListBucket", {GUESTS})))'
        ),
        "a managed policy": f'iam.attach_managed_policy("blue", "look", document(allow("s3:ListBucket", {GUESTS})))',
        "a group": (
            'client.create_group(GroupName="seating")\n'
            'client.put_group_policy(GroupName="seating", PolicyName="look", '
            f'PolicyDocument=json.dumps(document(allow("s3:ListBucket", {GUESTS}))))\n'
            'client.add_user_to_group(GroupName="seating", UserName="blue")'
        ),
        "the bucket's policy": (
            f's3.put_bucket_policy("guests", document(allow("s3:ListBucket", {GUESTS}, Principal={BLUE})))'
        ),
        "capitals do not matter in an action": (
            f'iam.put_inline_policy("blue", "look", document(allow("S3:listBUCKET", {GUESTS})))'
        ),
        "a wide allow, cut down": (
            'iam.put_inline_policy("blue", "wide", document(allow("s3:ListBucket", "*"), '
            '{"Effect": "Deny", "Action": "s3:ListBucket", "NotResource": "arn:aws:s3:::guests"}))'
        ),
        "both actions on both resources": (
            f'iam.put_inline_policy("blue", "both", document(allow(["s3:ListBucket", "s3:GetObject"], '
            f'[{GUESTS}, "arn:aws:s3:::guests/2026.csv"])))'
        ),
    },
    "blue_reads_every_list": {
        "two allows and no deny": (
            'iam.put_inline_policy("blue", "more", document(allow("s3:GetObject", "arn:aws:s3:::guests/20??.csv")))'
        ),
        "a deny for all folders": (
            'iam.put_inline_policy("blue", "read-guests", document(allow("s3:GetObject", '
            '"arn:aws:s3:::guests/20*.csv"), deny("s3:*", "arn:aws:s3:::guests/*/*")))'
        ),
        "the deny on the bucket": (
            'iam.put_inline_policy("blue", "read-guests", document(allow("s3:GetObject", '
            '"arn:aws:s3:::guests/20*.csv")))\n'
            's3.put_bucket_policy("guests", document(deny("s3:GetObject", "arn:aws:s3:::guests/*/*", '
            f"Principal={BLUE})))"
        ),
        "a hundred years by name": (
            'iam.put_inline_policy("blue", "read-guests", document(allow("s3:GetObject", '
            '[f"arn:aws:s3:::guests/{year}.csv" for year in range(2000, 2100)])))'
        ),
        "a wide allow and a deny for the rest": (
            f'iam.put_inline_policy("blue", "read-guests", document(allow("s3:GetObject", {OBJECTS}), '
            '{"Effect": "Deny", "Action": "s3:*", "NotResource": "arn:aws:s3:::guests/20??.csv"}))'
        ),
    },
    "orange_builds_the_form": {
        "two inline policies": (
            'iam.put_inline_policy("orange", "services", document('
            'allow(["cloudwatch:*", "lambda:*", "apigateway:*"], "*")))\n'
            'iam.put_inline_policy("orange", "signups", document('
            'allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::guests/signups/*")))'
        ),
        "a wide allow in S3, cut down": (
            'iam.put_inline_policy("orange", "all", document('
            'allow(["lambda:*", "apigateway:*", "cloudwatch:*", "s3:GetObject", "s3:PutObject"], "*"), '
            '{"Effect": "Deny", "Action": "s3:*", "NotResource": "arn:aws:s3:::guests/signups/*"}))'
        ),
        "a group": (
            'client.create_group(GroupName="form")\n'
            'client.put_group_policy(GroupName="form", PolicyName="form", PolicyDocument=json.dumps(document('
            'allow(["lambda:*", "apigateway:*", "cloudwatch:*"], "*"), '
            'allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::guests/signups/*"))))\n'
            'client.add_user_to_group(GroupName="form", UserName="orange")'
        ),
    },
    "bucket_lets_blue_in": {
        "the present policy, extended": (
            'present = json.loads(boto3.client("s3").get_bucket_policy(Bucket="guests")["Policy"])\n'
            f'present["Statement"].append(allow("s3:GetObject", "arn:aws:s3:::guests/2026.csv", Principal={BLUE}))\n'
            's3.put_bucket_policy("guests", present)'
        ),
        "everybody, if it is Blue": (
            's3.put_bucket_policy("guests", document(*menu_policy["Statement"], '
            'allow("s3:GetObject", "arn:aws:s3:::guests/2026.csv", Principal={"AWS": '
            '["arn:aws:iam::123456789012:user/blue"]})))'
        ),
        "a star as principal, with a condition": (
            's3.put_bucket_policy("guests", document(*menu_policy["Statement"], '
            'allow("s3:GetObject", "arn:aws:s3:::guests/2026.csv", Principal="*", Condition={"ArnEquals": '
            '{"aws:PrincipalArn": "arn:aws:iam::123456789012:user/blue"}})))'
        ),
    },
    "orange_lists_signups": {
        "two prefixes": (
            f'iam.put_inline_policy("orange", "list", document(allow("s3:ListBucket", {GUESTS}, '
            'Condition={"StringLike": {"s3:prefix": ["signups/", "signups/*"]}})))'
        ),
        "the bucket's policy": (
            f's3.put_bucket_policy("guests", document(allow("s3:ListBucket", {GUESTS}, '
            'Principal={"AWS": "arn:aws:iam::123456789012:user/orange"}, '
            'Condition={"StringLike": {"s3:prefix": "signups/*"}})))'
        ),
        "a wide allow and a deny for other prefixes": (
            f'iam.put_inline_policy("orange", "list", document(allow("s3:ListBucket", {GUESTS}), '
            f'deny("s3:ListBucket", {GUESTS}, Condition={{"StringNotLike": {{"s3:prefix": "signups/*"}}}})))'
        ),
    },
    "folder_for_everybody": {
        "a managed policy on the group": (
            'notes = document(allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::guests/notes/${aws:username}/*"))\n'
            'created = client.create_policy(PolicyName="notes", PolicyDocument=json.dumps(notes))["Policy"]\n'
            'client.attach_group_policy(GroupName="team", PolicyArn=created["Arn"])'
        ),
        "a policy on the group for each action": (
            'for action in ["s3:GetObject", "s3:PutObject"]:\n'
            '    client.put_group_policy(GroupName="team", PolicyName=action[3:], PolicyDocument=json.dumps(document('
            'allow(action, "arn:aws:s3:::guests/notes/${aws:username}/*"))))'
        ),
    },
    "nobody_deletes": {
        "versions too": (
            f's3.put_bucket_policy("guests", document(deny(["s3:DeleteObject", "s3:DeleteObjectVersion"], {OBJECTS}, '
            'Principal="*")))'
        ),
        "all kinds of deleting": (
            f's3.put_bucket_policy("guests", document(deny("s3:Delete*", [{GUESTS}, {OBJECTS}], '
            'Principal={"AWS": "*"})))'
        ),
        "a second statement beside the first": (
            f's3.put_bucket_policy("guests", document(keep_2026, deny("s3:DeleteObject", {OBJECTS}, Principal="*")))'
        ),
        "all but the bucket": (
            's3.put_bucket_policy("guests", document({"Effect": "Deny", "Principal": "*", '
            '"Action": "s3:DeleteObject", "NotResource": "arn:aws:s3:::guests"}))'
        ),
        "everybody of this account": (
            f's3.put_bucket_policy("guests", document(deny("s3:DeleteObject", {OBJECTS}, Principal="*", '
            'Condition={"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::123456789012:*"}})))'
        ),
    },
    "find_the_deny": {
        "a narrower allow and no deny": (
            'client.delete_group_policy(GroupName="volunteers", PolicyName="privacy")\n'
            'iam.put_inline_policy("blue", "read-all", document(allow("s3:GetObject", "arn:aws:s3:::guests/20*.csv")))'
        ),
        "out of the group, with a deny of her own": Right(
            'client.remove_user_from_group(GroupName="volunteers", UserName="blue")\n'
            'iam.put_inline_policy("blue", "privacy", document(deny("s3:*", "arn:aws:s3:::guests/private/*")))',
            ("Blue reads the list", "the group's deny is as wide", "next volunteer"),
        ),
    },
    "stop_the_leak": {
        "by looking at the keys of all": (
            'for user in ["newsletter", "signup-form", "statistics"]:\n'
            '    for key in client.list_access_keys(UserName=user)["AccessKeyMetadata"]:\n'
            '        if key["AccessKeyId"] == leaked["AccessKeyId"]:\n'
            '            client.update_access_key(UserName=user, AccessKeyId=key["AccessKeyId"], Status="Inactive")'
        ),
        "and no sessions either": (
            'owner = client.get_access_key_last_used(AccessKeyId=leaked["AccessKeyId"])["UserName"]\n'
            'client.update_access_key(UserName=owner, AccessKeyId=leaked["AccessKeyId"], Status="Inactive")\n'
            'client.attach_user_policy(UserName=owner, PolicyArn="arn:aws:iam::aws:policy/AWSDenyAll")'
        ),
    },
    "rotate_the_key": {
        "by what was used last": (
            'for key in client.list_access_keys(UserName="reminders")["AccessKeyMetadata"]:\n'
            '    used = client.get_access_key_last_used(AccessKeyId=key["AccessKeyId"])["AccessKeyLastUsed"]\n'
            '    if used["ServiceName"] == "N/A":\n'
            '        client.delete_access_key(UserName="reminders", AccessKeyId=key["AccessKeyId"])\n'
            'new = client.create_access_key(UserName="reminders")["AccessKey"]\n'
            'client.delete_access_key(UserName="reminders", AccessKeyId=old["AccessKeyId"])'
        ),
        "the whole answer in new": (
            'for key in client.list_access_keys(UserName="reminders")["AccessKeyMetadata"]:\n'
            '    client.delete_access_key(UserName="reminders", AccessKeyId=key["AccessKeyId"])\n'
            'new = client.create_access_key(UserName="reminders")'
        ),
        "the user made anew": (
            'for key in client.list_access_keys(UserName="reminders")["AccessKeyMetadata"]:\n'
            '    client.delete_access_key(UserName="reminders", AccessKeyId=key["AccessKeyId"])\n'
            'client.delete_user(UserName="reminders")\n'
            'client.create_user(UserName="reminders")\n'
            'new = client.create_access_key(UserName="reminders")["AccessKey"]'
        ),
    },
}
for exercise, answers in TOO_MUCH.items():
    WRONG[exercise] |= {name: Wrong(*answer) for name, answer in answers.items()}
