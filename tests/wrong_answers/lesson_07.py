"""Answers to the exercises of the lesson on the command line."""

from .answers import Wrong

NOT_ABOUT_PERMISSIONS = {
    "profile_for_blue",
    "who_and_where",
    "three_tasks",
    "large_objects",
    "weigh_a_folder",
    "only_the_csv",
    "what_sync_sends",
    "four_commands",
    "stops_or_goes_on",
    "scale_script",
    "what_would_help",
    "three_broken_commands",
    "count_them_all",
    "nothing_left",
}

LIST = "!aws s3api list-objects-v2 --bucket meetup"
COPY = "!aws s3 cp 07-files/evening s3://archive/evening --recursive --no-progress"
MAKE, SEND = "!aws s3 mb s3://hall\n", "!aws s3 cp 07-files/plan.txt s3://hall/plans/2026.txt --no-progress\n"
GROUP_GOES = "!aws autoscaling delete-auto-scaling-group --auto-scaling-group-name site --force-delete\n"
ALL_GO = 'for name in ("archive", "backup", "hall", "hall-air", "meetup"):\n    !aws s3 rb s3://{name} --force\n'
COUNT = "!aws s3api list-objects-v2 --bucket hall-air"

# Parts of scripts.
READ = (
    "now=$(aws autoscaling describe-auto-scaling-groups --auto-scaling-group-names site "
    '--query "AutoScalingGroups[0].DesiredCapacity" --output text)\n'
)
SET = "aws autoscaling set-desired-capacity --auto-scaling-group-name site --desired-capacity"
UP_OR_DOWN = "case $1 in up) change=$2 ;; down) change=-$2 ;; *) exit 2 ;; esac\n"
MOVE = " $((now + change))\n"
NUMBER = "[[ $# -eq 2 && $2 =~ ^[1-9][0-9]*$ ]] || exit 2\n"


def configure(key="blue_key", region="us-west-2", output="json", options="--profile blue"):
    """The call that types a key, a Region and a format into `aws configure`."""
    answers = f'{key}["AccessKeyId"], {key}["SecretAccessKey"], "{region}", "{output}"'
    return f'command_line.type_in("aws configure {options}", {answers})\n'


def predict(**changed):
    """The right answers to the six settings, but for those that are changed."""
    right = {
        "a": ("orange", "eu-west-1"),
        "b": ("blue", "us-west-2"),
        "c": ("orange", "us-east-2"),
        "d": ("coordinator", "us-west-2"),
        "e": ("blue", "us-west-2"),
        "f": ("blue", "eu-north-1"),
    }
    return f"answers = {right | changed!r}"


def choose(words, separator=None):
    """The line that gives the letters a, b, c ... these answers."""
    words = words.split(separator)
    return f"answers = {dict(zip('abcdefgh', words, strict=False))!r}"


def write_script(*lines):
    return f"script = {''.join(lines)!r}"


def mend(**changed):
    """The right commands, but for those that are changed."""
    right = {
        "a": "aws s3 cp s3://meetup/guests/2026.csv -",
        "b": "aws ec2 describe-availability-zones --profile traveller --region us-west-2",
        "c": 'aws s3api list-objects-v2 --bucket meetup --query "length(Contents)"',
    }
    return f"mended = {right | changed!r}"


WRONG = {
    "profile_for_blue": {
        "without --profile": Wrong(
            configure(options=""), ("profile `coordinator`", "Without `--profile`", "mends the other")
        ),
        "without --profile, then with it": Wrong(
            configure(options="") + configure(), ("coordinator's was overwritten", "set region us-east-1")
        ),
        "without --profile, then with it and signed in again": Wrong(
            configure(options="") + configure() + 'sandbox.sign_in("coordinator")',
            ("coordinator's was overwritten", "set region us-east-1"),
        ),
        "the whole dict": Wrong(
            'command_line.type_in("aws configure --profile blue", blue_key, blue_key["SecretAccessKey"], '
            '"us-west-2", "json")',
            ("whole of `blue_key`", "AccessKeyId"),
        ),
        "under another name": Wrong(configure(options="--profile Blue"), ("profile `Blue`", "`--profile blue`")),
        "a zone for the Region": Wrong(configure(region="us-west-2a"), ("Availability Zone, not a Region",)),
        "another Region": Wrong(configure(region="us-east-1"), ("The Region is `us-east-1`", "`us-west-2`")),
        "no Region": Wrong(configure(region=""), ("no Region in the profile",)),
        "another format": Wrong(configure(output="text"), ("output format is `text`", "fourth answer")),
        "Region and format swapped": Wrong(configure(region="json", output="us-west-2"), ("swapped", "Region first")),
        "Orange's key": Wrong(configure(key="orange_key"), ("not Blue's", "a key of orange")),
        "id and secret swapped": Wrong(
            'command_line.type_in("aws configure --profile blue", blue_key["SecretAccessKey"], '
            'blue_key["AccessKeyId"], "us-west-2", "json")',
            ("secret stands where the id belongs",),
        ),
        "a letter of the secret lost": Wrong(
            'command_line.type_in("aws configure --profile blue", blue_key["AccessKeyId"], '
            'blue_key["SecretAccessKey"][:-1], "us-west-2", "json")',
            ("does not accept the secret",),
        ),
        "by hand, with the wrong heading": Wrong(
            'with open(os.environ["AWS_SHARED_CREDENTIALS_FILE"], "a") as file:\n'
            "    file.write(f\"\\n[blue]\\naws_access_key_id = {blue_key['AccessKeyId']}\\n\"\n"
            "               f\"aws_secret_access_key = {blue_key['SecretAccessKey']}\\n\")\n"
            'with open(os.environ["AWS_CONFIG_FILE"], "a") as file:\n'
            '    file.write("\\n[blue]\\nregion = us-west-2\\noutput = json\\n")',
            ("heading `[blue]`", "`[profile blue]`"),
        ),
    },
    "who_and_where": {
        "AWS_PROFILE decides": Wrong(
            predict(d=("blue", "us-west-2")), ("11 of 12", "user is not `blue`", "Exported keys")
        ),
        "exported keys beat everything": Wrong(
            predict(e=("coordinator", "us-west-2")), ("For e the user", "`--profile` comes before")
        ),
        "a key brings its Region": Wrong(
            predict(d=("coordinator", "us-east-1")), ("For d the Region", "brings no Region")
        ),
        "the profile's Region beats the variable": Wrong(predict(c=("orange", "eu-west-1")), ("A variable does",)),
        "the variable beats the option": Wrong(predict(f=("blue", "us-east-2")), ("Three places", "first")),
        "the variable beats --profile": Wrong(predict(c=("blue", "us-east-2")), ("The option comes first",)),
        "nothing set means as before": Wrong(
            predict(a=("coordinator", "us-east-1")), ("10 of 12", "Which profile is left")
        ),
        "half of it": Wrong(predict(e=(None, None), f=("blue", None)), ("9 of 12", "Still open: e, f")),
        "somebody else": Wrong(predict(a=("root", "eu-west-1")), ("you wrote `root`", "no user of this exercise")),
    },
    "three_tasks": {
        "only the bucket": Wrong(MAKE, ("there, and empty",)),
        "the folder without its key": Wrong(
            MAKE + "!aws s3 cp 07-files/plan.txt s3://hall/plans --no-progress", ("an object `plans`", "whole key")
        ),
        "to the folder": Wrong(
            MAKE + "!aws s3 cp 07-files/plan.txt s3://hall/plans/ --no-progress",
            ("called `plans/plan.txt`", "ends in a slash"),
        ),
        "to the top": Wrong(MAKE + "!aws s3 cp 07-files/plan.txt s3://hall/2026.txt --no-progress", ("`2026.txt`",)),
        "no tag": Wrong(MAKE + SEND, ("has no tag", "put-bucket-tagging")),
        "a capital": Wrong(
            MAKE + SEND + '!aws s3api put-bucket-tagging --bucket hall --tagging "TagSet=[{Key=owner,Value=Blue}]"',
            ("`owner=Blue`", "Capital letters count"),
        ),
        "a tag on the object": Wrong(
            MAKE + SEND + "!aws s3api put-object-tagging --bucket hall --key plans/2026.txt "
            '--tagging "TagSet=[{Key=owner,Value=blue}]"',
            ("tagged the object", "put-bucket-tagging"),
        ),
        "no braces": Wrong(
            MAKE + SEND + '!aws s3api put-bucket-tagging --bucket hall --tagging "TagSet=[Key=owner,Value=blue]"',
            ("has no tag", "`Invalid type`: braces"),
        ),
        "no name in front": Wrong(
            MAKE + SEND + '!aws s3api put-bucket-tagging --bucket hall --tagging "[{Key=owner,Value=blue}]"',
            ("has no tag", "`Invalid JSON`: the outer name"),
        ),
        "the tag of the text": Wrong(
            MAKE
            + SEND
            + '!aws s3api put-bucket-tagging --bucket hall --tagging "TagSet=[{Key=owner,Value=coordinator}]"',
            ("`owner=coordinator`", "another tag"),
        ),
        "a bucket without its place": Wrong("!aws s3 mb hall", ("say why not",), outcome="not attempted"),
    },
    "large_objects": {
        "double quotes": Wrong(
            f'large = {LIST} --query "Contents[?Size > `2000`].Key"', ("read the query", "single quotes")
        ),
        "no backticks": Wrong(
            f"large = {LIST} --query 'Contents[?Size > 2000].Key'", ("could not read the query", "between backticks")
        ),
        "a text for a number": Wrong(
            f"large = {LIST} --query \"Contents[?Size > '2000'].Key\"", ("could not compare", "a text", "or quotes")
        ),
        "at least": Wrong(f"large = {LIST} --query 'Contents[?Size >= `2000`].Key'", ("plans/exits.svg", "too many")),
        "all keys": Wrong(f'large = {LIST} --query "Contents[].Key"', ("guests/2025.csv", "chooses")),
        "the small ones": Wrong(f"large = {LIST} --query 'Contents[?Size < `2000`].Key'", ("guests/2025.csv", "sign")),
        "the very large": Wrong(f"large = {LIST} --query 'Contents[?Size > `5000`].Key'", ("guests/2026.csv", "2,411")),
        "with their sizes": Wrong(
            f"large = {LIST} --query 'Contents[?Size > `2000`].[Key, Size]' --output text", ("Only the keys", "`.Key`")
        ),
        "a comma in the number": Wrong(
            f"large = {LIST} --query 'Contents[?Size > `2,000`].Key'", ("could not compare", "without comma")
        ),
        "another bucket": Wrong(
            "large = !aws s3api list-objects-v2 --bucket meetpu --query 'Contents[?Size > `2000`].Key'",
            ("The command failed", "NoSuchBucket"),
        ),
    },
    "weigh_a_folder": {
        "the whole bucket": Wrong(f'weight = {LIST} --query "sum(Contents[].Size)"', ("whole bucket", "--prefix")),
        "counted": Wrong(f'weight = {LIST} --prefix guests/ --query "length(Contents)"', ("how many objects",)),
        "not added up": Wrong(f'weight = {LIST} --prefix guests/ --query "Contents[].Size"', ("One number", "adds up")),
        "no brackets": Wrong(
            f'weight = {LIST} --prefix guests/ --query "sum(Contents.Size)"', ("not there", "`[]` behind its name")
        ),
        "the first": Wrong(f'weight = {LIST} --prefix guests/ --query "Contents[0].Size"', ("one of the objects",)),
    },
    "only_the_csv": {
        "include alone": Wrong(f'{COPY} --include "*.csv"', ("private", "the slash as well")),
        "include alone, private taken out": Wrong(
            f'{COPY} --include "*.csv" --exclude "private/*"', ("notes.txt", "everything is included")
        ),
        "exclude last": Wrong(f'{COPY} --include "*.csv" --exclude "*"', ("last filter",), outcome="not attempted"),
        "private too": Wrong(f'{COPY} --exclude "*" --include "*.csv"', ("private/phones.csv", "a filter")),
        "private taken out too early": Wrong(
            f'{COPY} --exclude "*" --exclude "private/*" --include "*.csv"', ("private/phones.csv", "a filter")
        ),
        "private taken out with the folder's name": Wrong(
            f'{COPY} --exclude "*" --include "*.csv" --exclude "evening/private/*"',
            ("private/phones.csv", "begins inside `evening`"),
        ),
        "private taken out without a star": Wrong(
            f'{COPY} --exclude "*" --include "*.csv" --exclude "private/"', ("private/phones.csv", "a star at the end")
        ),
        "a star in the source": Wrong(
            "!aws s3 cp 07-files/evening/*.csv s3://archive/evening/",
            ("`Unknown options`", "without quotes"),
            outcome="not attempted",
        ),
        "the names at the top": Wrong(
            f'{COPY} --exclude "*" --include "guests.csv" --include "votes.csv"', ("drafts/votes.csv", "is missing")
        ),
        "to the top of the bucket": Wrong(
            COPY.replace("archive/evening", "archive") + ' --exclude "*" --include "*.csv" --exclude "private/*"',
            ("below `evening/`",),
        ),
        "only rehearsed": Wrong(
            f'{COPY} --exclude "*" --include "*.csv" --exclude "private/*" --dryrun',
            ("Only `--dryrun` so far",),
            outcome="not attempted",
        ),
    },
    "what_sync_sends": {
        "compares content": Wrong(choose("sent,sent,nothing,sent,nothing", ","), ("3 of 5", "would have to read both")),
        "makes both sides equal": Wrong(
            choose("sent,nothing,sent,sent,deleted in the bucket", ","), ("4 of 5", "only with `--delete`")
        ),
        "an old file is not sent": Wrong(choose("sent,nothing,sent,nothing,nothing", ","), ("no object of that name",)),
        "size alone": Wrong(choose("sent,nothing,nothing,sent,nothing", ","), ("does not look at content",)),
        "half of it": Wrong('answers = {"a": "sent", "b": "nothing"}', ("2 of 5", "Still open")),
    },
    "four_commands": {
        "done in earnest": Wrong("!aws s3 sync 07-files/stick s3://backup/photos --delete", ("3 are gone", "--dryrun")),
        "done in earnest, the other way": Wrong(
            "!aws s3 sync s3://backup/lists 07-files/lists --delete", ("`ash.csv` is gone", "Command d")
        ),
        "uploads counted": Wrong(
            'deleted = {"a": 1, "b": 11, "c": 3, "d": 1}', ("b would not delete 11", "whole bucket")
        ),
        "only what lies in the folder": Wrong('deleted = {"a": 1, "b": 1, "c": 3, "d": 1}', ("whole bucket",)),
        "an empty source does nothing": Wrong('deleted = {"a": 1, "b": 7, "c": 0, "d": 1}', ("source is empty",)),
        "downloads delete nothing": Wrong('deleted = {"a": 1, "b": 7, "c": 3, "d": 0}', ("bucket is the source",)),
        "half of it": Wrong('deleted = {"a": 1, "b": 7}', ("2 of 4", "c, d")),
    },
    "stops_or_goes_on": {
        "an error is an error": Wrong(choose("stops,stops,stops,stops", ","), ("2 of 4", "`sort` had nothing")),
        "an empty list is fine": Wrong(choose("goes on,goes on,goes on,stops", ","), ("3 of 4", "ends with 1")),
        "an if stops too": Wrong(choose("stops,goes on,stops,stops", ","), ("`if` is there to ask",)),
        "a variable swallows it": Wrong(choose("stops,goes on,goes on,goes on", ","), ("takes its exit code",)),
        "half of it": Wrong('answers = {"a": "stops", "b": "goes on"}', ("2 of 4", "Still open")),
    },
    "scale_script": {
        "only set -e": Wrong(
            'script = "set -euo pipefail\\n" + careless', ("scale.sh down 1", "from 4 to 5", "Wanted: 3")
        ),
        "no line for down": Wrong(
            write_script(
                "set -euo pipefail\n", NUMBER, UP_OR_DOWN.replace("down) change=-$2 ;; ", ""), READ, SET, MOVE
            ),
            ("left the group at 4", "`up` works", "a line for `down`"),
        ),
        "any other word before down": Wrong(
            write_script(
                "set -e\n",
                NUMBER,
                "case $1 in up) change=$2 ;; *) exit 2 ;; down) change=-$2 ;; esac\n",
                READ,
                SET,
                MOVE,
            ),
            ("`up` works", "before `*)`"),
        ),
        "neither down nor another word": Wrong(
            write_script("set -e\n", NUMBER, UP_OR_DOWN.partition("down")[0] + "esac\n", READ, SET, MOVE),
            ("`up` works", "a line for `down`"),
        ),
        "no set -e": Wrong(
            write_script(NUMBER, UP_OR_DOWN, READ, SET, " $((now + change))\necho done\n"),
            ("`scale.sh up 90` ends with 0", "set -euo pipefail"),
        ),
        "any word means up": Wrong(
            write_script(
                "set -e\n", NUMBER, READ, "if [ $1 = down ]; then c=-$2; else c=$2; fi\n", SET, " $((now + c))\n"
            ),
            ("scale.sh sideways 2", "That is nonsense"),
        ),
        "nonsense, and fine": Wrong(
            write_script(
                "set -euo pipefail\n",
                NUMBER.replace("exit 2", "exit 0"),
                UP_OR_DOWN.replace("exit 2", "exit 0"),
                READ,
                SET,
                " $((now + change))\n",
            ),
            ("ends with 0", "believes that it worked"),
        ),
        "a negative number": Wrong(
            write_script("set -euo pipefail\n", UP_OR_DOWN, READ, SET, " $((now + change))\n"),
            ("`scale.sh up -1`", "from 4 to 3"),
        ),
        "sets in place of adding": Wrong(
            write_script("set -euo pipefail\n", NUMBER, UP_OR_DOWN, SET, " $2\n"),
            ("scale.sh up 2", "left the group at 2"),
        ),
        "a word forgotten in the command": Wrong(
            write_script("set -euo pipefail\n", NUMBER, UP_OR_DOWN, READ, SET, "\n"), ("left the group", "argument")
        ),
        "the pattern in quotes": Wrong(
            write_script("set -e\n", NUMBER.replace("^[1-9][0-9]*$", "'^[1-9][0-9]*$'"), UP_OR_DOWN, READ, SET, " 9\n"),
            ("left the group at 2", "Is the pattern in quotes"),
        ),
        "ends with something else": Wrong(
            write_script(NUMBER, UP_OR_DOWN, READ, SET, " $((now + change))\n", "[ $now -gt 100 ] && echo many\n"),
            ("does what it should, and ends with 1",),
        ),
    },
    "what_would_help": {
        "more permissions for a wrong secret": Wrong(
            choose("spelling,sign in,spelling,permission,permission,region", ","), ("5 of 6", "who asks")
        ),
        "no credentials means no permission": Wrong(
            choose("spelling,permission,spelling,key,permission,region", ","), ("Here nobody is there yet",)
        ),
        "a zone is a Region with a typo": Wrong(
            choose("spelling,sign in,spelling,key,permission,spelling", ","), ("another kind of thing",)
        ),
        "refused means a wrong key": Wrong(
            choose("spelling,sign in,spelling,key,key,region", ","), ("AWS knew the key",)
        ),
        "a profile is something to sign in to": Wrong(
            choose("spelling,sign in,sign in,key,permission,region", ","), ("name that is misspelt",)
        ),
    },
    "three_broken_commands": {
        "the capitals left": Wrong(mend(a="aws s3 cp s3://meetup/guests/2026.CSV -"), ("a: S3 finds no such",)),
        "last year's": Wrong(mend(a="aws s3 cp s3://meetup/guests/2025.csv -"), ("last year's list", "2026")),
        "no Region": Wrong(
            mend(b="aws ec2 describe-availability-zones --profile traveller"), ("b still lacks a Region",)
        ),
        "another Region": Wrong(
            mend(b="aws ec2 describe-availability-zones --profile traveller --region us-east-1"),
            ("zones of another Region",),
        ),
        "a zone": Wrong(
            mend(b="aws ec2 describe-availability-zones --profile traveller --region us-west-2a"),
            ("b: EC2 says AuthFailure", "a zone in your command"),
        ),
        "still a place": Wrong(
            mend(c='aws s3api list-objects-v2 --bucket s3://meetup --query "length(Contents)"'),
            ("c: that is no name", "takes the name alone"),
        ),
        "a list for a number": Wrong(mend(c="aws s3 ls s3://meetup --recursive"), ("does not write the number",)),
        "not shown": Wrong(
            mend(a="aws s3 cp s3://meetup/guests/2026.csv guests.csv --no-progress"), ("does not show this year's",)
        ),
        "only one": Wrong(mend(b="", c=""), ("So far all work", "b, c")),
        "boto3": Wrong(mend(a="client.get_object(...)"), ("does not begin with `aws`",)),
    },
    "count_them_all": {
        "a number for each page": Wrong(
            f'count = {COUNT} --query "length(Contents)" --output text', ("11 numbers", "one page")
        ),
        "the first page": Wrong(
            'count = len(boto3.client("s3").list_objects_v2(Bucket="hall-air")["Contents"])', ("1,000", "one page")
        ),
        "the files of the folder": Wrong("count = len(paths)", ("10,000", "The first 12 went to")),
        "a typo": Wrong(f'count = {COUNT} --query "length(Content)"', ("not there", "misspelt")),
    },
    "nothing_left": {
        "only the group": Wrong(GROUP_GOES, ("bucket `archive` is still there",)),
        "only the buckets": Wrong(ALL_GO, ("group `site` is still there", "starts another")),
        "the servers terminated": Wrong(
            ALL_GO + 'ids = !aws ec2 describe-instances --query "Reservations[].Instances[].InstanceId" --output text\n'
            "!aws ec2 terminate-instances --instance-ids {ids[0]}",
            ("group `site` is still there",),
        ),
        "without --force": Wrong(
            GROUP_GOES + ALL_GO.replace(" --force", ""), ("`backup` is still there", "Only an empty bucket")
        ),
        "the empty one forgotten": Wrong(
            GROUP_GOES + ALL_GO.replace(' "hall-air",', ""), ("`hall-air` is still there", "It is empty")
        ),
    },
}

RIGHT = {
    "profile_for_blue": {
        "one setting at a time": (
            'key_id, secret = blue_key["AccessKeyId"], blue_key["SecretAccessKey"]\n'
            "!aws configure set aws_access_key_id {key_id} --profile blue\n"
            "!aws configure set aws_secret_access_key {secret} --profile blue\n"
            "!aws configure set region us-west-2 --profile blue\n"
            "!aws configure set output json --profile blue"
        ),
        "a mistake, mended": configure(region="us-west-2a")
        + 'command_line.type_in("aws configure --profile blue", "", "", "us-west-2", "")',
    },
    "who_and_where": {
        "as a text": 'answers = {"a": "orange in eu-west-1", "b": "blue in us-west-2", "c": "orange, us-east-2", '
        '"d": "coordinator us-west-2", "e": "Blue us-west-2", "f": ["blue", "eu-north-1"]}'
    },
    "three_tasks": {
        "all with s3api": (
            '!aws s3api create-bucket --bucket hall --query "Location"\n'
            '!aws s3api put-object --bucket hall --key plans/2026.txt --body 07-files/plan.txt --query "Size"\n'
            "import json\n"
            'write("tags.json", json.dumps({"TagSet": [{"Key": "owner", "Value": "blue"}]}))\n'
            "!aws s3api put-bucket-tagging --bucket hall --tagging file://07-files/tags.json"
        ),
    },
    "large_objects": {
        "as a text": f"large = {LIST} --query 'Contents[?Size > `2000`].Key' --output text",
        "in double quotes": f"large = {LIST} --query \"Contents[?Size > to_number('2000')].Key\"",
        "in Python": 'found = boto3.client("s3").list_objects_v2(Bucket="meetup")["Contents"]\n'
        'large = [one["Key"] for one in found if one["Size"] > 2000]',
    },
    "weigh_a_folder": {
        "in Python": 'found = boto3.client("s3").list_objects_v2(Bucket="meetup", Prefix="guests/")["Contents"]\n'
        'weight = sum(one["Size"] for one in found)',
    },
    "only_the_csv": {
        "with sync": (
            "!aws s3 sync 07-files/evening s3://archive/evening --no-progress "
            '--exclude "*" --include "*.csv" --exclude "private/*"'
        ),
        "one by one": (
            'for name in ("guests.csv", "votes.csv", "drafts/votes.csv"):\n'
            "    !aws s3 cp 07-files/evening/{name} s3://archive/evening/{name} --no-progress"
        ),
    },
    "what_sync_sends": {"with capitals": choose("Sent,Nothing,Sent,Sent,Nothing", ",")},
    "four_commands": {"as texts": 'deleted = {"a": "1", "b": "7", "c": "3", "d": "1"}'},
    "stops_or_goes_on": {"with capitals": choose("Stops,Goes on,Goes on,Stops", ",")},
    "scale_script": {
        "with if": write_script(
            "set -e\n",
            'if ! [[ "$2" =~ ^[0-9]+$ ]]; then echo "no number" >&2; exit 1; fi\n',
            READ,
            'if [ "$1" = up ]; then wanted=$((now + $2))\n',
            'elif [ "$1" = down ]; then wanted=$((now - $2))\n',
            'else echo "up or down" >&2; exit 1; fi\n',
            SET,
            " $wanted && echo done\n",
        ),
    },
    "what_would_help": {
        "with capitals": choose("Spelling,Sign in,Spelling,Key,Permission,Region", ","),
    },
    "three_broken_commands": {
        "a variable in front": mend(
            b="AWS_DEFAULT_REGION=us-west-2 aws ec2 describe-availability-zones --profile traveller"
        ),
        "other ways": mend(
            a="!aws s3 cp s3://meetup/guests/2026.csv - --profile coordinator",
            b="aws ec2 describe-availability-zones --region us-west-2 --output text",
            c="aws s3api list-objects-v2 --bucket meetup --query 'length(Contents)' --output text",
        ),
    },
    "count_them_all": {
        "the pages added up": f'pages = {COUNT} --query "length(Contents)" --output text\ncount = sum(map(int, pages))',
        "with a summary": "count = !aws s3 ls s3://hall-air --recursive --summarize | tail -2",
    },
    "nothing_left": {
        "in a loop": GROUP_GOES + ALL_GO,
        "with boto3": (
            'boto3.client("autoscaling").delete_auto_scaling_group(AutoScalingGroupName="site", ForceDelete=True)\n'
            'for bucket in boto3.resource("s3").buckets.all():\n'
            "    bucket.objects.delete()\n"
            "    response = bucket.delete()"
        ),
    },
}
