"""Answers to the first half of the capstone: an account, a function, a report, rights, and the end of it all."""

from .answers import Wrong

NOT_ABOUT_PERMISSIONS = {
    "score_100",
    "clean_the_lists",
    "late_lists",
    "clean_on_upload",
    "seats_by_evening",
    "take_it_down",
}

# The account

BUDGET = """
boto3.client("budgets").create_budget(
    AccountId="123456789012",
    Budget={
        "BudgetName": "pipeline",
        "BudgetType": "COST",
        "TimeUnit": "MONTHLY",
        "BudgetLimit": {"Amount": "5", "Unit": "USD"},
        "CostTypes": {"IncludeCredit": False},
    },
    NotificationsWithSubscribers=[
        {
            "Notification": {
                "NotificationType": "ACTUAL",
                "ComparisonOperator": "GREATER_THAN",
                "Threshold": 2,
                "ThresholdType": "ABSOLUTE_VALUE",
            },
            "Subscribers": [{"SubscriptionType": "EMAIL", "Address": "coordinator@example.com"}],
        }
    ],
)
"""
ALARM = """
topic = boto3.client("sns").create_topic(Name="bill")["TopicArn"]
boto3.client("sns").subscribe(TopicArn=topic, Protocol="email", Endpoint="coordinator@example.com")
boto3.client("cloudwatch").put_metric_alarm(
    AlarmName="bill",
    Namespace="AWS/Billing",
    MetricName="EstimatedCharges",
    Dimensions=[{"Name": "Currency", "Value": "USD"}],
    Statistic="Maximum",
    Period=21600,
    EvaluationPeriods=1,
    ComparisonOperator="GreaterThanThreshold",
    Threshold=3,
    AlarmActions=[topic],
)
"""
PASSWORDS = """
boto3.client("iam").update_account_password_policy(
    MinimumPasswordLength=16,
    RequireUppercaseCharacters=True,
    RequireLowercaseCharacters=True,
    RequireSymbols=True,
    AllowUsersToChangePassword=True,
)
"""

# The function's code


def indent(body):
    return "\n".join(f"    {line}" for line in body.strip().splitlines())


def clean(*parts):
    """An answer whose `clean` has this body."""
    code = f"\nimport csv\nimport io\n\n\ndef clean(raw):\n{indent(''.join(parts))}\n"
    return f"cleaning_code = {code!r}"


def store(*parts):
    """An answer whose `store` has this body."""
    code = f"\ndef store(table, evening, row):\n{indent(''.join(parts))}\n"
    return f"storing_code = {code!r}"


DECODE = """
try:
    text = raw.decode("utf-8-sig")
except UnicodeDecodeError:
    text = raw.decode("cp1252")
"""
LATEST = """
found = {}
rows = list(csv.DictReader(io.StringIO(text)))
for row in sorted(rows, key=lambda row: row["answered"]):
    name = row["name"].strip().title()
    if name:
        found[name] = row | {"name": name, "seats": int(row["seats"])}
return list(found.values())
"""
TWO_PASSES = """
rows = [row for row in csv.DictReader(io.StringIO(text)) if row["name"].strip()]
names = {row["name"].strip().title() for row in rows}
result = []
for name in names:
    mine = [row for row in rows if row["name"].strip().title() == name]
    best = max(mine, key=lambda row: row["answered"])
    result.append({**best, "name": name, "seats": int(best["seats"])})
return result
"""
PUT = 'table.put_item(Item={"evening": evening, **row}, '
FIRST = 'ConditionExpression="attribute_not_exists(answered)")\n'
CONDITION = (
    'ConditionExpression="attribute_not_exists(answered) OR answered < :new", '
    'ExpressionAttributeValues={":new": row["answered"]})\n'
)
TRY = "try:\n    "
CAUGHT = "except table.meta.client.exceptions.ConditionalCheckFailedException:\n    pass"
BY_CODE = """except ClientError as error:
    if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
        raise
"""
READ_FIRST = """
known = table.get_item(Key={"evening": evening, "name": row["name"]}).get("Item")
if known is None or known["answered"] <= row["answered"]:
    table.put_item(Item={"evening": evening, **row})
"""
WITHOUT_DISH = """try:
    item = {"evening": evening, "name": row["name"], "seats": row["seats"], "answered": row["answered"]}
    table.put_item(Item=item, """


def trigger(*lines):
    code = "\n".join(["from helpers import functions", *lines, ""])
    return f"trigger_code = {code!r}"


RAW_CALLS = """
import boto3

client = boto3.client("lambda")
arn = client.get_function(FunctionName="clean-lists")["Configuration"]["FunctionArn"]
try:
    client.add_permission(
        FunctionName="clean-lists",
        StatementId="s3",
        Action="lambda:InvokeFunction",
        Principal="s3.amazonaws.com",
        SourceArn="arn:aws:s3:::meetup-raw",
        SourceAccount="123456789012",
    )
except client.exceptions.ResourceConflictException:
    pass
rules = [{"Name": "prefix", "Value": "lists/"}, {"Name": "suffix", "Value": ".csv"}]
listen = {"LambdaFunctionArn": arn, "Events": ["s3:ObjectCreated:*"], "Filter": {"Key": {"FilterRules": rules}}}
boto3.client("s3").put_bucket_notification_configuration(
    Bucket="meetup-raw", NotificationConfiguration={"LambdaFunctionConfigurations": [listen]}
)
"""

# The report

READ = """
tables = []
for key in february:
    content = boto3.client("s3").get_object(Bucket="meetup-clean", Key=key)["Body"]
    tables.append(pd.read_csv(content).assign(evening=key.split("/")[1]))
answers = pd.concat(tables)
"""

# Rights

RAW, CLEAN = "arn:aws:s3:::meetup-raw", "arn:aws:s3:::meetup-clean"
TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/guests"


def give(role, *statements):
    """The line that puts these (action, resource) pairs, or whole statements, into `rights`."""
    made = [
        one if isinstance(one, dict) else {"Effect": "Allow", "Action": one[0], "Resource": one[1]}
        for one in statements
    ]
    return f'rights["{role}"] = {made!r}'


FUNCTION = (("s3:GetObject", f"{RAW}/lists/*"), ("s3:PutObject", f"{CLEAN}/clean/*"), ("dynamodb:PutItem", TABLE))
LISTING = {
    "Effect": "Allow",
    "Action": "s3:ListBucket",
    "Resource": CLEAN,
    "Condition": {"StringLike": {"s3:prefix": "clean/*"}},
}
BOTH_PREFIXES = {**LISTING, "Condition": {"StringLike": {"s3:prefix": ["clean/", "clean/*"]}}}
BLUE = (LISTING, ("s3:GetObject", f"{CLEAN}/clean/*"), ("s3:PutObject", f"{CLEAN}/reports/*"))
ORANGE = ((["dynamodb:GetItem", "dynamodb:Query"], TABLE),)
GREEN = (("s3:PutObject", f"{RAW}/lists/*"),)


def three(blue=BLUE, orange=ORANGE, green=GREEN):
    return "\n".join((give("blue-reports", *blue), give("orange-door", *orange), give("green-lists", *green)))


# The end

EMPTY = """
for bucket in ("meetup-raw", "meetup-clean"):
    things = boto3.resource("s3").Bucket(bucket)
    if things in boto3.resource("s3").buckets.all():
        things.objects.all().delete()
        things.delete()
"""
DROP = """
with suppress(boto3.client("dynamodb").exceptions.ClientError):
    boto3.client("dynamodb").delete_table(TableName="guests")
with suppress(boto3.client("lambda").exceptions.ClientError):
    boto3.client("lambda").delete_function(FunctionName="clean-lists")
"""
BARE_BUCKETS = """
for bucket in ("meetup-raw", "meetup-clean"):
    boto3.resource("s3").Bucket(bucket).objects.all().delete()
    boto3.client("s3").delete_bucket(Bucket=bucket)
"""
BARE = """
boto3.client("lambda").delete_function(FunctionName="clean-lists")
boto3.client("logs").delete_log_group(logGroupName="/aws/lambda/clean-lists")
boto3.client("dynamodb").delete_table(TableName="guests")
"""
LOG = """
with suppress(boto3.client("logs").exceptions.ClientError):
    boto3.client("logs").delete_log_group(logGroupName="/aws/lambda/clean-lists")
"""
DROP_ROLES = 'iam.drop_roles("list-cleaner", "blue-reports", "orange-door", "green-lists")\n'
PLAIN_ROLES = """
client = boto3.client("iam")
for name in ("list-cleaner", "blue-reports", "orange-door", "green-lists"):
    with suppress(client.exceptions.NoSuchEntityException):
        for policy in client.list_role_policies(RoleName=name)["PolicyNames"]:
            client.delete_role_policy(RoleName=name, PolicyName=policy)
        for policy in client.list_attached_role_policies(RoleName=name)["AttachedPolicies"]:
            client.detach_role_policy(RoleName=name, PolicyArn=policy["PolicyArn"])
        client.delete_role(RoleName=name)
"""


def tear_down(*parts):
    imports = "from contextlib import suppress\n\nimport boto3\n\nfrom helpers import iam, s3\n"
    return f"tear_down_script = {imports + ''.join(parts)!r}"


WRONG = {
    "score_100": {
        "the budget alone": Wrong(BUDGET, ("88 points", "There is no alarm")),
        "an alarm that tells nobody": Wrong(
            BUDGET + PASSWORDS + ALARM.replace("    AlarmActions=[topic],\n", ""),
            ("94 points", "Alarm bill has no action"),
        ),
        "passwords of eight": Wrong(BUDGET + ALARM + PASSWORDS.replace("16", "8"), ("94 points", "8 characters")),
        "a mail to somebody else": Wrong(
            ALARM + PASSWORDS + BUDGET.replace("coordinator@", "me@"), ("no mail to that address", "coordinator@")
        ),
        "a mail at fifty": Wrong(
            ALARM + PASSWORDS + BUDGET.replace('"5"', '"100"').replace('"Threshold": 2', '"Threshold": 50'),
            ("the mail comes at 50 USD",),
        ),
        "a budget that tells nobody, and nothing else": Wrong(
            BUDGET.partition("    NotificationsWith")[0] + ")", ("76 points",)
        ),
        "a share of the limit": Wrong(
            ALARM + PASSWORDS + BUDGET.replace("ABSOLUTE_VALUE", "PERCENTAGE"), ("88 points", "an amount in dollars")
        ),
        "a budget without a mail": Wrong(
            ALARM + PASSWORDS + BUDGET.partition("    NotificationsWith")[0] + ")", ("88 points", "budget")
        ),
    },
    "clean_the_lists": {
        "the mark forgotten": Wrong(clean(DECODE.replace("-sig", ""), LATEST), ("mark before its UTF-8", "utf-8-sig")),
        "windows for all": Wrong(clean('text = raw.decode("cp1252")', LATEST), ("mark before its UTF-8", "utf-8-sig")),
        "what is strange left out": Wrong(
            clean('text = raw.decode("utf-8-sig", errors="ignore")\nreturn list(csv.DictReader(io.StringIO(text)))'),
            ("`seats` is `'2'`", "int"),
        ),
        "no windows": Wrong(clean('text = raw.decode("utf-8-sig")', LATEST), ("UnicodeDecodeError", "cp1252")),
        "what is strange left out, and all else right": Wrong(
            clean('text = raw.decode("utf-8-sig", errors="ignore")', LATEST), ("`brings` is `crme brle", "cp1252")
        ),
        "latin-1": Wrong(clean(DECODE.replace("cp1252", "latin-1"), LATEST), ("`brings` is", "in another encoding")),
        "a generator": Wrong(
            clean(DECODE, LATEST.replace("return list(found.values())", "yield from found.values()")),
            ("returns a generator", "Return a list"),
        ),
        "the last line wins": Wrong(
            clean(DECODE, LATEST.replace('sorted(rows, key=lambda row: row["answered"])', "rows")),
            ("three answers", "A later line is no later day"),
        ),
        "text for seats": Wrong(clean(DECODE, LATEST.replace('int(row["seats"])', 'row["seats"]')), ("is `'2'`",)),
        "blanks stay": Wrong(
            clean(DECODE, LATEST.replace('row["name"].strip()', 'row["name"]')), ("blanks and capitals", "strip")
        ),
        "empty names stay": Wrong(
            clean(DECODE, LATEST.replace("if name:", "if True:")), ("rows without a name", "ValueError", "Leave rows")
        ),
        "everybody as often as they answered": Wrong(
            clean(DECODE, LATEST.replace("found[name] =", "found[name, row['answered']] =")),
            ("3 times", "dict by name"),
        ),
        "pandas": Wrong(
            "cleaning_code = 'import pandas as pd\\n\\ndef clean(raw):\\n    return []'", ("imports `pandas`",)
        ),
        "nothing comes back": Wrong(
            clean(DECODE, LATEST.replace("return list", "print")), ("returns nothing", "return")
        ),
        "no python": Wrong("cleaning_code = 'def clean(raw)\\n    return 1'", ("Line 1", "no Python")),
        "another name": Wrong(clean(DECODE, LATEST).replace("clean(raw)", "clean_list(raw)"), ("no function `clean`",)),
        "a function in place of its text": Wrong(
            "def clean(raw):\n    return []\n\n\ncleaning_code = clean", ("no text",)
        ),
    },
    "late_lists": {
        "the error not caught": Wrong(store(PUT, CONDITION), ("ConditionalCheckFailed", "Catch this one error")),
        "first come": Wrong(store(TRY, PUT, FIRST, CAUGHT), ("A later answer does not replace",)),
        "nothing is first": Wrong(
            store(TRY, PUT, CONDITION.replace("attribute_not_exists(answered) OR ", ""), CAUGHT),
            ("A first answer is not in the table",),
        ),
        "the wrong way round": Wrong(
            store(TRY, PUT, CONDITION.replace("<", ">"), CAUGHT), ("A later answer does not replace",)
        ),
        "all errors caught": Wrong(
            store(TRY, PUT, CONDITION, "except Exception:\n    pass"), ("gives no error", "alone")
        ),
        "update_item": Wrong(
            store(TRY, PUT.replace("put_item", "update_item"), CONDITION, CAUGHT), ("uses `update_item`", "`PutItem`")
        ),
        "read, then write": Wrong(store(READ_FIRST), ("It reads, and then it writes", "ConditionExpression")),
        "a part of the row": Wrong(store(WITHOUT_DISH, CONDITION, CAUGHT), ("The item has",)),
    },
    "clean_on_upload": {
        "the whole bucket": Wrong(
            trigger('functions.run_on_upload("clean-lists", "meetup-raw")'), ("There is no prefix", '"lists/"')
        ),
        "each file below lists": Wrong(
            trigger('functions.run_on_upload("clean-lists", "meetup-raw", "lists/")'), ("There is no ending", "photo")
        ),
        "the bucket it writes to": Wrong(
            trigger('functions.run_on_upload("clean-lists", "meetup-clean", "clean/", ".csv")'),
            ("The bucket `meetup-clean` runs", "for ever"),
        ),
        "a slash before": Wrong(
            trigger('functions.run_on_upload("clean-lists", "meetup-raw", "/lists/", ".csv")'),
            ("The prefix is `/lists/`",),
        ),
        "both buckets": Wrong(
            trigger(
                'functions.run_on_upload("clean-lists", "meetup-clean", "clean/", ".csv")',
                'functions.run_on_upload("clean-lists", "meetup-raw", "lists/", ".csv")',
            ),
            ("`meetup-clean` runs the function as well", "Empty it"),
        ),
        "one evening": Wrong(
            trigger('functions.run_on_upload("clean-lists", "meetup-raw", "lists/2027-03-12/", ".csv")'),
            ("The prefix is `lists/2027-03-12/`",),
        ),
    },
    "seats_by_evening": {
        "everybody twice": Wrong(READ + 'seats = answers.groupby("evening")["seats"].sum()', ("counted twice",)),
        "the first answer": Wrong(
            READ + 'first = answers.sort_values("answered").drop_duplicates(["evening", "name"])\n'
            'seats = first.groupby("evening")["seats"].sum()',
            ("the first answer counts", "keep"),
        ),
        "the guests": Wrong(READ + 'seats = answers.groupby("evening")["name"].nunique()', ("number of guests",)),
        "each guest once in all of February": Wrong(
            READ + 'latest = answers.sort_values("answered").drop_duplicates("name", keep="last")\n'
            'seats = latest.groupby("evening")["seats"].sum()',
            ("evening",),
        ),
        "the first lists alone": Wrong(
            READ.replace("february", "february[1::2]") + 'seats = answers.groupby("evening")["seats"].sum()',
            ("one list of the two",),
        ),
        "a table": Wrong(READ + 'seats = answers.groupby("evening").sum()', ("`seats` is a table",)),
        "a number": Wrong(READ + 'seats = answers["seats"].sum()', ("by evening was asked for",)),
    },
    "rights_of_the_function": {
        "too narrow: one list": Wrong(
            give("list-cleaner", ("s3:GetObject", f"{RAW}/lists/2027-03-12/*"), *FUNCTION[1:]),
            ("cannot read `lists/2030-01-04/another.csv`", "other names"),
        ),
        "too narrow: no table": Wrong(give("list-cleaner", *FUNCTION[:2]), ("cannot do `dynamodb:PutItem`",)),
        "too narrow: the bucket in place of its objects": Wrong(
            give("list-cleaner", ("s3:GetObject", RAW), *FUNCTION[1:]), ("cannot read", "action on objects")
        ),
        "too broad: both buckets": Wrong(
            give("list-cleaner", (["s3:GetObject", "s3:PutObject"], [f"{RAW}/*", f"{CLEAN}/*"]), FUNCTION[2]),
            ("can also write `lists/",),
        ),
        "too broad: all of dynamodb": Wrong(
            give("list-cleaner", *FUNCTION[:2], ("dynamodb:*", "*")), ("can also do `dynamodb:Query`",)
        ),
        "too broad: all that begins with put": Wrong(
            give("list-cleaner", FUNCTION[0], ("s3:Put*", f"{CLEAN}/clean/*"), FUNCTION[2]),
            ("make a clean list public",),
        ),
        "too broad: the whole raw bucket": Wrong(
            give("list-cleaner", ("s3:GetObject", f"{RAW}/*"), *FUNCTION[1:]), ("can also read `payroll/2027.csv`",)
        ),
    },
    "rights_of_three": {
        "too narrow: blue cannot list": Wrong(three(blue=BLUE[1:]), ("`blue-reports` cannot list", "on the bucket")),
        "too narrow: listing on objects": Wrong(
            three(blue=(("s3:ListBucket", f"{CLEAN}/clean/*"), *BLUE[1:])), ("cannot list", "action on the bucket")
        ),
        "too narrow: orange asks for one guest only": Wrong(
            three(orange=(("dynamodb:GetItem", TABLE),)), ("`orange-door` cannot do `dynamodb:Query`",)
        ),
        "too narrow: green was forgotten": Wrong(three(green=()), ("`green-lists` cannot write",)),
        "too broad: blue lists everything": Wrong(
            three(blue=(("s3:ListBucket", CLEAN), *BLUE[1:])), ("can also list",)
        ),
        "too broad: a prefix without its slash": Wrong(
            three(blue=({**LISTING, "Condition": {"StringLike": {"s3:prefix": "clean*"}}}, *BLUE[1:])),
            ("can also list `cleaners/`",),
        ),
        "too broad: blue writes everywhere": Wrong(
            three(blue=(LISTING, (["s3:GetObject", "s3:PutObject"], f"{CLEAN}/*"))), ("can also write `clean/",)
        ),
        "too broad: orange changes the table": Wrong(
            three(orange=(("dynamodb:*", TABLE),)), ("`orange-door` can also do `dynamodb:PutItem`",)
        ),
        "too broad: orange scans": Wrong(
            three(orange=((["dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"], TABLE),)),
            ("can also do `dynamodb:Scan`",),
        ),
        "too broad: green reads what others handed in": Wrong(
            three(green=((["s3:PutObject", "s3:GetObject"], f"{RAW}/lists/*"),)), ("`green-lists` can also read",)
        ),
        "too broad: green deletes": Wrong(
            three(green=((["s3:PutObject", "s3:DeleteObject"], f"{RAW}/lists/*"),)), ("can also delete",)
        ),
    },
    "take_it_down": {
        "the log forgotten": Wrong(
            tear_down(EMPTY, DROP, DROP_ROLES), ("the function's log", "/aws/lambda/clean-lists")
        ),
        "the roles forgotten": Wrong(tear_down(EMPTY, DROP, LOG), ("4 left", "the role `list-cleaner`")),
        "a bucket that is not empty": Wrong(
            tear_down('boto3.client("s3").delete_bucket(Bucket="meetup-raw")\n'),
            (),
            outcome="not attempted",
            error="BucketNotEmpty",
        ),
        "one bucket": Wrong(
            tear_down(EMPTY.replace('("meetup-raw", "meetup-clean")', '("meetup-raw",)'), DROP, LOG, DROP_ROLES),
            ("1 left", "the bucket `meetup-clean`", "objects first"),
        ),
        "no thought of a second run": Wrong(
            tear_down(EMPTY, BARE, DROP_ROLES), ("Tried once more", "ResourceNotFoundException", "suppress")
        ),
        "one suppress around everything": Wrong(
            tear_down("with suppress(Exception):\n", indent(BARE_BUCKETS + BARE), "\n", DROP_ROLES),
            ("Tried once more", "the table `guests` stays", "never reached"),
        ),
        "a script that is no text": Wrong(
            tear_down(EMPTY, DROP, LOG, DROP_ROLES)
            + "\nwrite('tear_down.py', tear_down_script)\nrun('tear_down.py')\n"
            + "write, tear_down_script = print, None\nrun = print",
            ("`tear_down_script` is no text",),
        ),
        "the users too": Wrong(
            tear_down(EMPTY, DROP, LOG, DROP_ROLES, 'boto3.client("iam").delete_user(UserName="green")\n'),
            ("The user `green` is gone", "were to stay"),
        ),
    },
}

RIGHT = {
    "score_100": {"in another order, with symbols": PASSWORDS + ALARM + BUDGET},
    "clean_the_lists": {"sorted by day": clean(DECODE, LATEST), "two passes": clean(DECODE, TWO_PASSES)},
    "late_lists": {
        "less, not less or equal": store(TRY, PUT, CONDITION, CAUGHT),
        "the error's code": store("from botocore.exceptions import ClientError\n", TRY, PUT, CONDITION, BY_CODE),
    },
    "clean_on_upload": {"the raw calls": trigger(RAW_CALLS)},
    "seats_by_evening": {
        "a dict": READ + 'latest = answers.sort_values("answered").groupby(["evening", "name"])["seats"].last()\n'
        'seats = latest.groupby("evening").sum().to_dict()',
        "days as keys": READ + 'answers["evening"] = pd.to_datetime(answers["evening"])\n'
        'latest = answers.sort_values("answered").drop_duplicates(["evening", "name"], keep="last")\n'
        'seats = latest.groupby("evening")["seats"].sum()',
    },
    "rights_of_the_function": {"in another order": give("list-cleaner", *reversed(FUNCTION))},
    "rights_of_three": {"a prefix with and without a star": three(blue=(BOTH_PREFIXES, *BLUE[1:]))},
    "take_it_down": {"without helpers": tear_down(EMPTY, DROP, LOG, PLAIN_ROLES)},
}
