"""Answers to the exercises of the lesson on storage."""

from .answers import Right, Wrong

NOT_ABOUT_PERMISSIONS = {
    "add_guest_safely",
    "ask_the_right_drawer",
    "bring_back_the_list",
    "cheapest_class",
    "claim_a_seat",
    "keys_for_the_host",
    "rename_the_folder",
    "rules_for_the_archive",
    "second_upload",
    "sell_the_last_seat",
    "store_as_parquet",
    "weigh_all_pages",
    "which_store",
}

COPY = 'client.copy_object(Bucket="meetup", Key={new}, CopySource={{"Bucket": "meetup", "Key": {old}}})'
DELETE = 'client.delete_object(Bucket="meetup", Key={old})'
EACH = 'for old in s3.list_keys("meetup", "guests/"):\n    '
READ = 'table = pd.read_csv(stored["Body"], parse_dates=["time"])\n'
READ_TEXT = 'table = pd.read_csv(stored["Body"])\n'
PUT = 'client.put_object(Bucket="meetup", Key="air/november.parquet", Body={body})'
VERSIONS = 'versions = client.list_object_versions(Bucket="lists", Prefix="2026.csv")\n'
RULES = 'client.put_bucket_lifecycle_configuration(Bucket="archive", LifecycleConfiguration={{"Rules": [{rules}]}})'
TIDY = (
    '{"Status": "Enabled", "Filter": {"Prefix": ""}, "NoncurrentVersionExpiration": {"NoncurrentDays": 30}, '
    '"AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7}}'
)


def recordings(days=90, to="GLACIER_IR", end=1095, prefix="recordings/", status="Enabled"):
    return (
        f'{{"Status": "{status}", "Filter": {{"Prefix": "{prefix}"}}, "Transitions": [{{"Days": {days}, '
        f'"StorageClass": "{to}"}}], "Expiration": {{"Days": {end}}}}}'
    )


def put(*rules):
    return RULES.format(rules=", ".join(rules))


def classes(**changed):
    return "answers = " + repr(
        {"a": "DEEP_ARCHIVE", "b": "STANDARD", "c": "GLACIER_IR", "d": "STANDARD", "e": "STANDARD_IA"} | changed
    )


def stores(**changed):
    return "answers = " + repr(
        {"a": "S3", "b": "DynamoDB", "c": "EBS", "d": "EFS", "e": "RDS", "f": "Athena"} | changed
    )


def sign(call="get_object", key="2026/opening.mp4", seconds=3600):
    where = f'{{"Bucket": "talks", "Key": "{key}"}}'
    return f'link = client.generate_presigned_url("{call}", Params={where}, ExpiresIn={seconds})'


def claim(*lines):
    return "\n    ".join(["def claim_seat(client, seat, name):", *lines])


def add(*lines):
    return "\n    ".join(["def add_guest(client, name):", *lines])


def adding_until(refusal, *more):
    """`add_guest` that goes round at one refusal; more are lines of its `except`."""
    return add(
        "while True:",
        f"    {SEEN}",
        f"    {BODY}",
        "    try:",
        "        " + SAVE.format(more=', IfMatch=seen["ETag"]'),
        "        return",
        "    except ClientError as error:",
        '        code = error.response["Error"]["Code"]',
        *(f"    {line}" for line in more),
        f'        if code != "{refusal}":',
        "            raise",
    )


def selling(*lines):
    return "\n    ".join(["def sell(table, talk):", *lines])


def query(condition, more=', ReturnConsumedCapacity="TOTAL"'):
    return f"answer = signups.query(KeyConditionExpression={condition}{more})"


def policy(effect="Deny", action='"s3:DeleteObjectVersion"', resource='"arn:aws:s3:::lists/*"', who='"*"'):
    part = f'{{"Effect": "{effect}", "Principal": {who}, "Action": {action}, "Resource": {resource}}}'
    return f's3.put_bucket_policy("lists", {{"Version": "2012-10-17", "Statement": [{part}]}})'


BETWEEN = 'Key("guest").between("guest-1000", "guest-1999")'
WRITE = 'client.put_object(Bucket="seats", Key=seat, Body=name.encode(){more})'
ONCE = WRITE.format(more=', IfNoneMatch="*"')
SEEN = 'seen = client.get_object(Bucket="seats", Key="guests.txt")'
BODY = 'body = seen["Body"].read() + f"{name}\\n".encode()'
SAVE = 'client.put_object(Bucket="seats", Key="guests.txt", Body=body{more})'
UPDATE = 'table.update_item(**{**take_one, "Key": {"talk": talk, "guest": "#left"}})'

WRONG = {
    "rename_the_folder": {
        "copied and not deleted": Wrong(
            EACH + COPY.format(new='old.replace("guests/", "guest-lists/")', old="old"),
            ("`guests/2025.csv` is still there", "Delete the old keys"),
        ),
        "one list only": Wrong(
            COPY.format(new='"guest-lists/2026.csv"', old='"guests/2026.csv"')
            + "\n"
            + DELETE.format(old='"guests/2026.csv"'),
            ("`guest-lists/2025.csv` is not there", "all keys"),
        ),
        "the old folder inside the new one": Wrong(
            EACH + COPY.format(new='"guest-lists/" + old', old="old"),
            ("`guest-lists/guests/2025.csv`", "was to be `guest-lists/2025.csv`"),
        ),
        "the folder as if it were an object": Wrong(
            COPY.format(new='"guest-lists/"', old='"guests/"'),
            ("still begin with `guests/`",),
            error="NoSuchKey",
            outcome="not attempted",
        ),
        "an underscore": Wrong(
            EACH + COPY.format(new='old.replace("guests/", "x-guest-lists/")', old="old"),
            ("`x-guest-lists/2025.csv`", "Every letter counts"),
        ),
        "deleted before the copy": Wrong(
            DELETE.format(old='"guests/2025.csv"')
            + "\n"
            + COPY.format(new='"guest-lists/2026.csv"', old='"guests/2026.csv"')
            + "\n"
            + DELETE.format(old='"guests/2026.csv"'),
            ("`guest-lists/2025.csv` is not there", "`s3.start_over` again"),
        ),
    },
    "store_as_parquet": {
        "times as text": Wrong(
            READ_TEXT + PUT.format(body="table.to_parquet(index=False)"), ("`time` is still text", "parse_dates")
        ),
        "CSV under another name": Wrong(
            READ + PUT.format(body="table.to_csv(index=False)"), ("no Parquet file but CSV", "to_parquet")
        ),
        "the index too": Wrong(
            READ + PUT.format(body='table.set_index("sensor", append=True).to_parquet()'), ("the index", "index=False")
        ),
        "one column only": Wrong(
            READ + PUT.format(body='table[["time", "co2_ppm"]].to_parquet(index=False)'),
            ("`sensor` is missing", "whole table"),
        ),
        "the first rows only": Wrong(
            READ + PUT.format(body="table.head(100).to_parquet(index=False)"), ("100 rows", "all of them")
        ),
        "another key": Wrong(
            READ + 'client.put_object(Bucket="meetup", Key="november.parquet", Body=table.to_parquet(index=False))',
            ("`november.parquet`", "was to be `air/november.parquet`"),
        ),
        "only a file on the disk": Wrong(
            READ + 'table.to_parquet("november.parquet")', ("no `air/november.parquet`",), outcome="not attempted"
        ),
    },
    "weigh_all_pages": {
        "one page": Wrong(
            'weight = sum(found["Size"] for found in client.list_objects_v2(Bucket="hall-air")["Contents"])',
            ("the first page", "all pages"),
        ),
        "the last page": Wrong(
            'for page in paginator.paginate(Bucket="hall-air"):\n'
            '    weight = sum(found["Size"] for found in page["Contents"])',
            ("the last page alone", "over all pages"),
        ),
        "counted": Wrong('weight = len(s3.list_keys("hall-air"))', ("how many objects", "`Size`")),
        "a list of sizes": Wrong(
            'weight = [found["Size"] for page in paginator.paginate(Bucket="hall-air") for found in page["Contents"]]',
            ("not one number",),
        ),
        "in KB": Wrong(
            'weight = sum(found["Size"] for page in paginator.paginate(Bucket="hall-air") '
            'for found in page["Contents"]) / 1024',
            ("too little", "Size"),
        ),
    },
    "second_upload": {
        "by the time, as sync does": Wrong("sent, there = 3, 61", ("does not send 3", "newer time alone")),
        "the new one alone": Wrong("sent, there = 1, 61", ("other content",)),
        "everything again": Wrong("sent, there = 61, 61", ("all of them", "left out")),
        "deleted there too": Wrong("sent, there = 2, 60", ("never deletes", "One is new")),
        "one number": Wrong("sent = 2", ("both numbers",), outcome="not attempted"),
    },
    "bring_back_the_list": {
        "the marker away": Wrong(
            VERSIONS + 'marker = [one for one in versions["DeleteMarkers"] if one["IsLatest"]][0]\n'
            'client.delete_object(Bucket="lists", Key="2026.csv", VersionId=marker["VersionId"])',
            ("with an empty list", "sizes of the versions"),
        ),
        "deleted once more": Wrong(
            'client.delete_object(Bucket="lists", Key="2026.csv")', ("still looks deleted",), outcome="not attempted"
        ),
        "every version deleted": Wrong(
            'boto3.resource("s3").Bucket("lists").object_versions.delete()', ("No version holds", "Orange's mess again")
        ),
        "a new list by heart": Wrong(
            'client.put_object(Bucket="lists", Key="2026.csv", Body=b"name,seats\\nFern,2\\n")',
            ("The old list was to come back", "begins with"),
        ),
        "the latest real version": Wrong(
            VERSIONS + 'source = {"Bucket": "lists", "Key": "2026.csv", "VersionId": versions["Versions"][0]'
            '["VersionId"]}\nclient.copy_object(Bucket="lists", Key="2026.csv", CopySource=source)',
            ("empty list", "which one has guests"),
        ),
    },
    "rules_for_the_archive": {
        "the whole bucket": Wrong(
            put(recordings(prefix=""), TIDY), ("`guests.csv` would be deleted on day 1095", "`recordings/`")
        ),
        "Expiration for old versions": Wrong(
            put(recordings(), '{"Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 30}}'),
            ("`guests.csv` would be deleted on day 30", "`NoncurrentVersionExpiration`"),
        ),
        "the prefix without its slash": Wrong(
            put(recordings(prefix="recordings"), TIDY),
            ("`recordings.csv` would be deleted on day 1095", "with its slash"),
        ),
        "two puts": Wrong(put(recordings()) + "\n" + put(TIDY), ("stays where it is", "second put replace the first")),
        "one rule for all of it, below recordings": Wrong(
            put(recordings()[:-1] + ", " + TIDY.partition('"Prefix": ""}, ')[2]),
            ("An old version at the top stays for ever", "whole bucket"),
        ),
        "unfinished uploads forgotten": Wrong(
            put(
                recordings(),
                TIDY.partition(', "Abort')[0] + "}",
            ),
            ("An unfinished upload", "`AbortIncompleteMultipartUpload`"),
        ),
        "not in force": Wrong(
            put(recordings(status="Disabled"), TIDY.replace("Enabled", "Disabled")), ("`Disabled` do nothing",)
        ),
        "another class": Wrong(put(recordings(to="DEEP_ARCHIVE"), TIDY), ("to DEEP_ARCHIVE on day 90", "`GLACIER_IR`")),
        "too soon": Wrong(put(recordings(days=9), TIDY), ("to GLACIER_IR on day 9", "after 90 days")),
        "three years of 360 days": Wrong(put(recordings(end=1080), TIDY), ("deleted on day 1080", "1,095")),
        "an end before the move": Wrong(
            put(recordings(end=3), TIDY),
            ("still has the rule `tidy-tests`",),
            error="InvalidArgument",
            outcome="not attempted",
        ),
        "a rule without a filter": Wrong(
            put('{"Status": "Enabled", "Expiration": {"Days": 1095}}'),
            ("still has the rule `tidy-tests`",),
            error="MalformedXML",
            outcome="not attempted",
        ),
        "old versions too late": Wrong(
            put(recordings(), TIDY.replace('"NoncurrentDays": 30', '"NoncurrentDays": 90')), ("day 90", "after 30 days")
        ),
        "taken away": Wrong('client.delete_bucket_lifecycle(Bucket="archive")', ("no rule", "taken away")),
    },
    "cheapest_class": {
        "cold is always cheaper": Wrong(
            classes(b="GLACIER_IR", d="DEEP_ARCHIVE", e="GLACIER_IR"), ("`b`", "24 times a year")
        ),
        "small files into the archive": Wrong(classes(d="DEEP_ARCHIVE"), ("`d`", "five million requests")),
        "photos that open in hours": Wrong(classes(c="DEEP_ARCHIVE"), ("`c`", "only after a restore")),
        "Standard for everything": Wrong(
            classes(a="STANDARD", c="STANDARD", e="STANDARD"), ("`a`", "only the price of storing")
        ),
        "too cold for reports": Wrong(classes(e="GLACIER_IR"), ("`e`", "too often for the coldest")),
        "a name that is none": Wrong(classes(a="ICE"), ("`a`", "none of the choices")),
    },
    "link_for_the_speaker": {
        "too broad: a week": Wrong(sign(seconds=7 * 86400), ("for another 7 days", "after one hour")),
        "too narrow: signed by Blue": Wrong(
            'sandbox.sign_in("blue")\nclient = boto3.client("s3")\n' + sign(), ("signed by blue", "its signer may do")
        ),
        "too narrow: a minute": Wrong(sign(seconds=60), ("for another", "ExpiresIn=3600")),
        "not signed": Wrong(
            'link = client.generate_presigned_url("get_object", Params=wanted).partition("?")[0]',
            ("not signed", "generate_presigned_url"),
        ),
        "to upload": Wrong(sign("put_object"), ("signature does not fit", "get_object")),
        "another object": Wrong(sign(key="2026/closing.mp4"), ("`/talks/2026/closing.mp4`", "`2026/opening.mp4`")),
        "ended already": Wrong(sign(seconds=1) + "\ntime.sleep(2.5)", ("ended already", "3,600")),
        "the link of Blue's from above": Wrong("link = by_blue", ("signed by blue",)),
    },
    "keep_every_version": {
        "too broad: all of S3": Wrong(policy(action='"s3:*"'), ("Nobody can do `s3:DeleteObject`", "alone")),
        "too broad: every delete": Wrong(
            policy(action='"s3:Delete*"'), ("Nobody can do `s3:DeleteObject`", "wider than the one action")
        ),
        "too narrow: one list": Wrong(
            policy(resource='"arn:aws:s3:::lists/2026.csv"'), ("A version of `menu.txt`", "match every object")
        ),
        "too narrow: Blue alone": Wrong(
            policy(who='{"AWS": "arn:aws:iam::123456789012:user/blue"}'), ("names somebody", 'Principal": "*"')
        ),
        "too broad: the delete that can be undone": Wrong(
            policy(action='"s3:DeleteObject"'), ("Nobody can do `s3:DeleteObject`",)
        ),
        "too narrow: the bucket": Wrong(
            policy(resource='"arn:aws:s3:::lists"'), ("A version of `2026.csv`", "match every object")
        ),
        "allowed in place of denied": Wrong(
            policy(effect="Allow", who='{"AWS": "arn:aws:iam::123456789012:user/blue"}'), ("denies nothing", "Deny")
        ),
    },
    "claim_a_seat": {
        "the last one wins": Wrong(
            claim(WRITE.format(more=""), "return True"), ("Ash now sits where Fern sat", "IfNoneMatch")
        ),
        "looking first": Wrong(
            claim(
                "try:",
                '    client.head_object(Bucket="seats", Key=seat)',
                "    return False",
                "except ClientError as error:",
                '    if error.response["Error"]["Code"] != "404":',
                "        raise",
                WRITE.format(more=""),
                "return True",
            ),
            ("a moment before", "looking first does not help"),
        ),
        "the error let through": Wrong(claim(ONCE, "return True"), ("ended in `PreconditionFailed`", "return False")),
        "every error is a taken seat": Wrong(
            claim("try:", f"    {ONCE}", "    return True", "except ClientError:", "    return False"),
            ("AWS does not know", "raise"),
        ),
        "nothing returned": Wrong(
            claim(
                "try:",
                f"    {ONCE}",
                "except ClientError as error:",
                '    if error.response["Error"]["Code"] != "PreconditionFailed":',
                "        raise",
            ),
            ("returned `None`", "Return True"),
        ),
        "the name as it stands there": Wrong(
            claim('client.put_object(Bucket="seats", Key=seat, Body=b"name", IfNoneMatch="*")', "return True"),
            ("holds `name`", "name.encode()"),
        ),
        "the variable in quotes": Wrong(
            claim(ONCE.replace("Key=seat", 'Key="seat"'), "return True"),
            ("You wrote to `seat`", "was to be `hall/check`", "without quotes"),
        ),
        "the seat of the example": Wrong(
            claim(
                "try:",
                "    " + ONCE.replace("Key=seat", 'Key="hall/1"'),
                "    return True",
                "except ClientError:",
                "    return False",
            ),
            ("You wrote to `hall/1`", "was to be `hall/check`"),
        ),
        "no body": Wrong(
            claim('client.put_object(Bucket="seats", Key=seat, IfNoneMatch="*")', "return True"),
            ("holds `''`", "name.encode()"),
        ),
        "two lines": Wrong(
            claim(ONCE.replace("name.encode()", '(name + "\\n").encode()'), "return True"),
            (r"holds `'Fern\n'`", "name.encode()"),
        ),
        "with the client of the lesson": Wrong(
            claim('boto3.client("s3").put_object(Bucket="seats", Key=seat, Body=name.encode())', "return True"),
            ("another client than the one given", "`client.put_object`"),
        ),
    },
    "add_guest_safely": {
        "the other refusal let through": Wrong(adding_until("PreconditionFailed"), ("409", "gave up", "round again")),
        "the other refusal passed over": Wrong(
            adding_until("PreconditionFailed", "    if code == 'ConditionalRequestConflict':", "        return"),
            ("Oak is not on the list", "Try again"),
        ),
        "no condition": Wrong(add(SEEN, BODY, SAVE.format(more="")), ("Birch", "IfMatch")),
        "with the lesson's write_names": Wrong(
            add(
                "while True:",
                f"    {SEEN}",
                "    try:",
                '        write_names(seen["Body"].read().decode() + name + "\\n", IfMatch=seen["ETag"])',
                "        return",
                "    except ClientError as error:",
                '        if error.response["Error"]["Code"] != "PreconditionFailed":',
                "            raise",
            ),
            ("another client than the one given", "`client.put_object`"),
        ),
        "no newline": Wrong(
            add(
                "while True:",
                f"    {SEEN}",
                '    body = seen["Body"].read() + name.encode()',
                "    try:",
                "        " + SAVE.format(more=', IfMatch=seen["ETag"]'),
                "        return",
                "    except ClientError as error:",
                '        if error.response["Error"]["Code"] != "PreconditionFailed":',
                "            raise",
            ),
            ("WillowHazel", "line of its own"),
        ),
        "one try": Wrong(
            add(SEEN, BODY, SAVE.format(more=', IfMatch=seen["ETag"]')),
            ("ended in `PreconditionFailed`", "Try again"),
        ),
        "the same try again": Wrong(
            add(
                SEEN,
                BODY,
                "while True:",
                "    try:",
                "        " + SAVE.format(more=', IfMatch=seen["ETag"]'),
                "        return",
                "    except ClientError:",
                "        pass",
            ),
            ("never got through", "Read again"),
        ),
        "a refusal passed over": Wrong(
            add(
                SEEN,
                BODY,
                "try:",
                "    " + SAVE.format(more=', IfMatch=seen["ETag"]'),
                "except ClientError:",
                "    pass",
            ),
            ("The list holds Fern, Birch", "read and write again"),
        ),
        "the new ETag with the old content": Wrong(
            add(
                SEEN,
                BODY,
                "try:",
                "    " + SAVE.format(more=', IfMatch=seen["ETag"]'),
                "except ClientError:",
                '    tag = client.head_object(Bucket="seats", Key="guests.txt")["ETag"]',
                "    " + SAVE.format(more=", IfMatch=tag"),
            ),
            ("Birch", "not read", "read anew"),
        ),
    },
    "ask_the_right_drawer": {
        "a scan": Wrong(
            'answer = signups.scan(FilterExpression=Attr("talk").eq("talk-42") & '
            'Attr("guest").between("guest-1000", "guest-1999"), ReturnConsumedCapacity="TOTAL")',
            ("3,000 items were read", "whole table"),
        ),
        "the whole drawer": Wrong(query('Key("talk").eq("talk-42")'), ("50 items came back", "between")),
        "another drawer": Wrong(query(f'Key("talk").eq("talk-07") & {BETWEEN}'), ("`talk-07`", "`talk-42`")),
        "the items alone": Wrong(
            query(f'Key("talk").eq("talk-42") & {BETWEEN}') + '["Items"]', ("a list", "the whole answer")
        ),
        "without the cost": Wrong(
            query(f'Key("talk").eq("talk-42") & {BETWEEN}', ""), ("right", "ReturnConsumedCapacity")
        ),
        "no zeros": Wrong(
            query('Key("talk").eq("talk-42") & Key("guest").between("1000", "1999")'), ("0 items", "`guest-1000`")
        ),
        "only the first hundred": Wrong(
            query('Key("talk").eq("talk-42") & Key("guest").between("guest-1000", "guest-1099")'), ("Some are missing",)
        ),
    },
    "sell_the_last_seat": {
        "looking first": Wrong(
            selling(
                'item = table.get_item(Key={"talk": talk, "guest": "#left"}).get("Item")',
                'if not item or item["seats"] < 1:',
                "    return False",
                'table.update_item(Key={"talk": talk, "guest": "#left"}, '
                'UpdateExpression="SET seats = seats - :one", ExpressionAttributeValues={":one": 1})',
                "return True",
            ),
            ("a moment before", "condition must be in the write"),
        ),
        "the error let through": Wrong(
            selling(UPDATE, "return True"), ("ended in `ConditionalCheckFailedException`", "return False")
        ),
        "every error is sold out": Wrong(
            selling("try:", f"    {UPDATE}", "    return True", "except ClientError:", "    return False"),
            ("AWS does not know", "raise"),
        ),
        "always the talk from above": Wrong(
            selling("table.update_item(**take_one)", "return True"),
            ("ended in `ConditionalCheckFailedException`",),
        ),
        "nothing returned": Wrong(
            selling(
                "try:",
                f"    {UPDATE}",
                "except ClientError as error:",
                '    if error.response["Error"]["Code"] != "ConditionalCheckFailedException":',
                "        raise",
            ),
            ("returned `None`", "Return True"),
        ),
    },
    "keys_for_the_host": {
        "the average": Wrong("keys = 6", ("Chance", "One more")),
        "one": Wrong("keys = 1", ("most likes are refused",)),
        "plenty": Wrong("keys = 20", ("20 queries", "fewer")),
        "one more than needed": Wrong("keys = 8", ("not the smallest", "fewer")),
    },
    "which_store": {
        "a disk for all notebooks": Wrong(stores(a="EBS"), ("`a`", "one server")),
        "files for seats": Wrong(stores(b="S3"), ("`b`", "whole objects")),
        "S3 as a folder": Wrong(stores(d="S3"), ("`d`", "only files")),
        "keys for ever new questions": Wrong(stores(e="DynamoDB"), ("`e`", "keys")),
        "a database for one question": Wrong(stores(f="RDS"), ("`f`", "all month")),
        "one left open": Wrong(stores(f=None), ("Still open: `f`",)),
    },
}

RIGHT = {
    "rename_the_folder": {
        "one by one": "\n".join(
            COPY.format(new=f'"guest-lists/{year}.csv"', old=f'"guests/{year}.csv"')
            + "\n"
            + DELETE.format(old=f'"guests/{year}.csv"')
            for year in (2025, 2026)
        ),
        "read and written": EACH + 'body = client.get_object(Bucket="meetup", Key=old)["Body"].read()\n    '
        'client.put_object(Bucket="meetup", Key="guest-lists/" + old.split("/")[1], Body=body)\n    '
        + DELETE.format(old="old"),
        "by the command line": "!aws s3 mv s3://meetup/guests/ s3://meetup/guest-lists/ --recursive --quiet",
    },
    "store_as_parquet": {
        "through a file": READ + 'table.to_parquet("a.parquet", index=False)\n'
        'client.upload_file("a.parquet", "meetup", "air/november.parquet")',
        "times made later, with a buffer": READ_TEXT + 'table["time"] = pd.to_datetime(table["time"])\n'
        "buffer = io.BytesIO()\ntable.to_parquet(buffer)\nbuffer.seek(0)\n"
        'client.upload_fileobj(buffer, "meetup", "air/november.parquet")',
    },
    "weigh_all_pages": {
        "a loop": "weight = 0\nfor page in paginator.paginate(Bucket='hall-air'):\n    for found in page['Contents']:\n"
        "        weight += found['Size']",
        "by the resource": "weight = sum(one.size for one in boto3.resource('s3').Bucket('hall-air').objects.all())",
    },
    "second_upload": {
        "as the transfer and the bucket say": 'transfer = s3.upload_folder(day, "hall-day", "2026-11-24")\n'
        'sent, there = len(transfer.sent), len(s3.list_keys("hall-day"))'
    },
    "bring_back_the_list": {
        "what lies above is deleted": Right(
            VERSIONS + 'for one in versions["DeleteMarkers"] + versions["Versions"]:\n    if one.get("Size") != 34:\n'
            '        client.delete_object(Bucket="lists", Key="2026.csv", VersionId=one["VersionId"])',
            ("gone for good",),
        ),
        "read and written anew": VERSIONS + 'good = [one for one in versions["Versions"] if one["Size"] > 20][0]\n'
        'old = client.get_object(Bucket="lists", Key="2026.csv", VersionId=good["VersionId"])["Body"].read()\n'
        'client.put_object(Bucket="lists", Key="2026.csv", Body=old)',
    },
    "rules_for_the_archive": {
        "three rules": put(
            recordings(),
            '{"Status": "Enabled", "Filter": {"Prefix": ""}, "NoncurrentVersionExpiration": {"NoncurrentDays": 30}}',
            '{"Status": "Enabled", "Filter": {"Prefix": ""}, '
            '"AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7}}',
        ),
        "the old way to write a prefix": put(
            recordings().replace('"Filter": {"Prefix": "recordings/"}', '"Prefix": "recordings/"'), TIDY
        ),
    },
    "cheapest_class": {"small letters": classes().replace("DEEP_ARCHIVE", "deep_archive")},
    "link_for_the_speaker": {
        "signed in the older way": 'client = boto3.client("s3")\n' + sign(),
        "the hour that is the default": 'link = client.generate_presigned_url("get_object", Params=wanted)',
    },
    "keep_every_version": {
        "everybody in the other form": policy(who='{"AWS": "*"}'),
        "the bucket and its objects": policy(resource='["arn:aws:s3:::lists", "arn:aws:s3:::lists/*"]'),
    },
    "claim_a_seat": {
        "by the exception's class": claim(
            "try:",
            f"    {ONCE}",
            "except client.exceptions.ClientError as error:",
            '    if error.response["ResponseMetadata"]["HTTPStatusCode"] == 412:',
            "        return False",
            "    raise",
            "return True",
        )
    },
    "add_guest_safely": {
        "with a limit": add(
            "for attempt in range(5):",
            f"    {SEEN}",
            f"    {BODY}",
            "    try:",
            "        " + SAVE.format(more=', IfMatch=seen["ETag"]'),
            "        break",
            "    except ClientError as error:",
            '        if error.response["Error"]["Code"] not in ("PreconditionFailed", "ConditionalRequestConflict"):',
            "            raise",
        )
    },
    "ask_the_right_drawer": {
        "in words": "answer = signups.query(KeyConditionExpression='talk = :t AND guest BETWEEN :a AND :b', "
        "ExpressionAttributeValues={':t': 'talk-42', ':a': 'guest-1000', ':b': 'guest-1999'}, "
        "ReturnConsumedCapacity='TOTAL')",
        "by the beginning of the name": query('Key("talk").eq("talk-42") & Key("guest").begins_with("guest-1")'),
    },
    "sell_the_last_seat": {
        "in its own words": selling(
            "try:",
            '    table.update_item(Key={"talk": talk, "guest": "#left"}, UpdateExpression="ADD seats :less", '
            'ConditionExpression=Attr("seats").gt(0), ExpressionAttributeValues={":less": -1})',
            "except table.meta.client.exceptions.ConditionalCheckFailedException:",
            "    return False",
            "return True",
        )
    },
    "keys_for_the_host": {"as text": 'keys = "7"'},
    "which_store": {"small letters": stores().replace("'DynamoDB'", "'dynamodb'")},
}
