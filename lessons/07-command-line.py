# %% [markdown]
# # The command line
#
# AWS has a command, `aws`. It does from a terminal what boto3 does from Python, in one line, and most guides and
# colleagues use it. Here you learn to say who you are, to copy whole folders, and to notice when something went wrong.
#
# **You will be able to**
# - set up a profile, and say beforehand as whom and in which Region a command runs,
# - say with `aws` what you can say with boto3, and pick from the answer what you need,
# - copy whole folders, and say beforehand what will be sent and what will be deleted,
# - tell whether a command worked, and let a script stop when AWS says no,
# - tell from an error message what would help, and repair a command,
# - if time is left: scale a group of servers by a script, and send ten thousand files.
#
# **Time:** about 100 minutes in two sittings, and 45 more with what is marked *if time is left*. **You need:**
# [Start here](00-start-here.ipynb). [Lesson 06](06-iam.ipynb) helps: users, keys and AccessDenied are from there.

# %%
import os
import shutil
import textwrap
import time
from pathlib import Path

import boto3
import matplotlib.pyplot as plt
import numpy as np

from helpers import charts, check, command_line, facts, iam, progress, quiz, s3, sandbox

sandbox.start()

# %% [markdown]
# As in the other lessons, put root away and work as an administrator, the coordinator. The lesson's files go into a
# folder of their own, `07-files`, which is emptied whenever this cell runs.

# %%
sandbox.sign_in_as_root()
iam.start_over("coordinator")
iam.create_admin("coordinator")
sandbox.sign_in("coordinator")
coordinator_key = boto3.Session().get_credentials()  # the key with which you have just signed in
lesson_folder = Path("07-files")
shutil.rmtree(lesson_folder, ignore_errors=True)
lesson_folder.mkdir()

# %% [markdown]
# ## One command for all of AWS
#
# In a notebook a line that begins with `!` goes to the command line. Each command takes about a second.

# %%
# !aws sts get-caller-identity

# %% [markdown]
# `Arn` is your full name on AWS, the ARN. After `aws` comes the service, then what to do, then options: the call of
# boto3, `boto3.client("sts").get_caller_identity()`, in lower case with hyphens. Its `Bucket="meetup"` is
# `--bucket meetup` here.
#
# Which `aws` is it?

# %%
# version = !aws --version
version[0].split()[0]

# %%
cli = facts.read_table("cli-versions").set_index("fact")["value"]
print("version 1 has had only repairs since", cli["version 1 lives on with mends only since"])
print("version 1 ends on", cli["version 1 ends on"])

# %% [markdown]
# The course installs with `pip`, and `pip install awscli` gives version 1. The commands of this lesson are the same in
# both; where they differ, the text says so. **For a real account install version 2.** AWS has installers for Windows,
# macOS and Linux. Only version 2 has `aws login` and `aws sso login`, with which a person signs in today. If both are
# installed, the first one on the PATH answers.
#
# ## Type it yourself
#
# The command line is at home in a terminal, and JupyterLab has one: *File*, *New*, *Terminal*. It knows nothing of the
# practice account until you run a line there. This cell prints the line:

# %%
sandbox.terminal()

# %% [markdown]
# Do that now, and type `aws sts get-caller-identity` there. Whatever follows a `!` in this lesson you can type in the
# terminal, without the `!`. (Paths begin where you are: `cd` to the folder of this notebook first.)
#
# **On Windows:** do this lesson in WSL (Linux inside Windows) if you can. Otherwise a `!` line goes to cmd, which
# wants double quotes in place of single ones; the terminal is PowerShell, with single ones as here, and
# `$Env:AWS_PROFILE = "blue"` in place of `export`. What has `;`, `$?` or `bash` in it needs Git Bash or WSL.
#
# ## A profile is a name for a key
#
# You are the coordinator here because the course has put a key where `aws` looks for it. On your computer you do that
# yourself, with `aws configure`. It asks four questions and writes the answers into two files, under a name: the
# **profile**. Blue and Orange work on your computer tonight. Each has an access key:

# %%
sandbox.sign_in("coordinator")
iam.start_over("blue", "orange")
client = boto3.client("iam")
blue_key = client.create_access_key(UserName="blue")["AccessKey"]
orange_key = client.create_access_key(UserName="orange")["AccessKey"]

# %% [markdown]
# In a notebook a command has no keyboard. So `command_line.type_in` starts it and types the answers, here for Orange:

# %%
command_line.type_in(
    "aws configure --profile orange",
    orange_key["AccessKeyId"],
    orange_key["SecretAccessKey"],
    "eu-west-1",
    "json",
)

# %% [markdown]
# What did it write? Two files. On your own computer they are `~/.aws/config` and `~/.aws/credentials`; here they lie in
# a folder of the practice account, and yours are not touched. The second holds the keys, so this shows only the names
# in it. (`root` and `coordinator` are the course's own.)

# %%
print(Path(os.environ["AWS_CONFIG_FILE"]).read_text())
print("and in the other file:\n")
for line in Path(os.environ["AWS_SHARED_CREDENTIALS_FILE"]).read_text().splitlines():
    print(line.partition("=")[0])

# %% [markdown]
# Keys lie there as plain text, and every program that you run can read them. So on a real account a person's profile
# should hold no such key at all: `aws login` and `aws configure sso` write a profile without any key, and signing in
# fetches credentials that run out.
#
# ### Exercise: a profile for Blue
#
# Blue works in the Region `us-west-2`. Make the profile `blue` with her key (`blue_key` is a dict with `AccessKeyId`
# and `SecretAccessKey`), that Region, and the output format `json`.
#
# <details><summary>Hint 1</summary>The cell for Orange, with three things changed. Or type <code>aws configure
# --profile blue</code> in the terminal; <code>print(blue_key)</code> shows what to type (clear that output
# afterwards).</details>
# <details><summary>Hint 2</summary>The order is: id of the key, secret, Region, output format. To correct a profile,
# run the command again: an empty answer, <code>""</code>, leaves what is there.</details>

# %% exercise="profile_for_blue"
# Make the profile blue.
# solution
command_line.type_in(
    "aws configure --profile blue",
    blue_key["AccessKeyId"],
    blue_key["SecretAccessKey"],
    "us-west-2",
    "json",
)

# %%
check.profile_for_blue(blue_key)

# %% [markdown]
# ## Who am I, and where?
#
# Several places can say who you are. `aws` (and boto3) takes the first that has an answer:
#
# | | who: credentials | where: the Region |
# | --- | --- | --- |
# | 1 | the option `--profile` | the option `--region` |
# | 2 | the variables `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY` | `AWS_REGION` (version 2), `AWS_DEFAULT_REGION` |
# | 3 | the profile that the variable `AWS_PROFILE` names | the profile that is chosen, by option or variable |
# | 4 | the profile `default`, if no other is chosen | the profile `default`, if no other is chosen |
# | 5 | on a machine of AWS: the machine's role | version 2 there: its Region; else `You must specify a region` |
#
# *Variables* are those of the **shell**, the program that reads what you type (such as bash). In a terminal
# `export AWS_PROFILE=blue` sets one for all that follows. In the notebook each `!` is a new shell, so set it for one
# command: `!AWS_PROFILE=blue aws sts get-caller-identity`.
#
# Two profiles, again, so that everybody has the same: Blue's in `us-west-2` and, as `default`, Orange's in `eu-west-1`.
# A policy lets both ask for Availability Zones, the parts of a Region, such as `us-east-1a`.

# %%
sandbox.sign_in("coordinator")
look = {"Effect": "Allow", "Action": "ec2:DescribeAvailabilityZones", "Resource": "*"}
for user in ("blue", "orange"):
    iam.put_inline_policy(user, "look", {"Version": "2012-10-17", "Statement": [look]})
sandbox.sign_out()
for command, key, region in (
    ("aws configure --profile blue", blue_key, "us-west-2"),
    ("aws configure", orange_key, "eu-west-1"),
):
    answers = (key["AccessKeyId"], key["SecretAccessKey"], region, "json")
    command_line.type_in(command, *answers)

# %% [markdown]
# ### Exercise: six times, who and where
#
# Somebody runs `aws sts get-caller-identity`. Who is it (`"blue"`, `"orange"` or `"coordinator"`), and in which Region?
# Predict all six. `KEY` stands for the coordinator's key in the two variables for keys.
#
# | | variables | option |
# | --- | --- | --- |
# | a | none | none |
# | b | `AWS_PROFILE=blue` | none |
# | c | `AWS_PROFILE=blue`, `AWS_DEFAULT_REGION=us-east-2` | `--profile default` |
# | d | `AWS_PROFILE=blue`, `KEY` | none |
# | e | `KEY` | `--profile blue` |
# | f | `AWS_PROFILE=blue`, `AWS_DEFAULT_REGION=us-east-2` | `--region eu-north-1` |
#
# <details><summary>Hint 1</summary>Go down the table above, once for who and once for where. The first row that has an
# answer wins. An option can name a profile, and so can a variable; the option wins.</details>
# <details><summary>Hint 2</summary>d is the one that catches people: the key comes from one place, the Region from
# another.</details>

# %% exercise="who_and_where"
answers = {
    "a": (None, None),  # (who, where)
    "b": (None, None),
    "c": (None, None),
    "d": (None, None),
    "e": (None, None),
    "f": (None, None),
}
# solution
answers = {
    "a": ("orange", "eu-west-1"),
    "b": ("blue", "us-west-2"),
    "c": ("orange", "us-east-2"),
    "d": ("coordinator", "us-west-2"),
    "e": ("blue", "us-west-2"),
    "f": ("blue", "eu-north-1"),
}

# %%
check.who_and_where(answers)

# %% [markdown]
# **Before you run the next cell:** it asks AWS in each of the six cases, and then signs the coordinator in again. (It
# takes half a minute. `InvalidClientTokenId`? Then a profile holds an old key: run the cell above the exercise again.)

# %%
exported = {
    "AWS_ACCESS_KEY_ID": coordinator_key.access_key,
    "AWS_SECRET_ACCESS_KEY": coordinator_key.secret_key,
}
blue, ohio = {"AWS_PROFILE": "blue"}, {"AWS_DEFAULT_REGION": "us-east-2"}
print("AWS says:")
print("a:", command_line.who_and_where())
print("b:", command_line.who_and_where(**blue))
print("c:", command_line.who_and_where("--profile default", **blue, **ohio))
print("d:", command_line.who_and_where(**blue, **exported))
print("e:", command_line.who_and_where("--profile blue", **exported))
print("f:", command_line.who_and_where("--region eu-north-1", **blue, **ohio))
sandbox.sign_in("coordinator")

# %% [markdown]
# No case gave an error. With a forgotten `export` you work in the wrong account, and nothing says so. So before
# anything that deletes or costs, ask `aws sts get-caller-identity`. And `aws configure list` says where each part
# comes from. (For a terminal that is open already, run the `source` line again: signing in or out here changes nothing
# there.)

# %%
quiz.ask("exported_keys")

# %% [markdown]
# ## The same in other words
#
# For S3 there are two sets of commands. **`aws s3`** is short and works with files and whole folders: `ls`, `cp`, `mv`,
# `rm`, `sync`, `mb` (make bucket), `rb` (remove bucket). **`aws s3api`** has every call of S3, one to one as in boto3.
# Here is a bucket with some files of the meet-up, and two ways to list what is below `plans/`.

# %%
sandbox.sign_in("coordinator")
s3.start_over(
    "meetup",
    {
        "guests/2025.csv": "name,seats\n" + "Fern,1\n" * 127,
        "guests/2026.csv": "name,seats\n" + "Hazel,2\n" * 300,
        "menu.txt": "soup\nbread\n",
        "plans/exits.svg": "x" * 2000,
        "plans/hall.svg": "x" * 5200,
        "talks/opening.mp3": "x" * 40000,
    },
)
shown = boto3.client("s3").list_objects_v2(Bucket="meetup", Prefix="plans/")["Contents"]
print([found["Key"] for found in shown])

# %%
# !aws s3api list-objects-v2 --bucket meetup --prefix plans/ --query "Contents[].Key"

# %% [markdown]
# Which of the two, `aws` or boto3? `aws` for a look, for files and folders, and for the line that a guide gives you.
# boto3 where there is something to decide, to repeat or to put into a table.
#
# Where boto3 takes a dict or a list, `aws` takes JSON, or a shorthand: `Key=owner,Value=coordinator` for a dict,
# `[...]` around a list. A dict in a list needs braces, the outer name in front, and double quotes around all of it, or
# bash breaks it up: `"Rules=[{ID=old,Status=Enabled}]"`. A simple list has blanks, no commas: `--instance-ids i-1 i-2`.
#
# Here is a file to work with:


# %%
def write(name, text, hours_ago=3):
    """Write a file below 07-files that was last saved some hours ago, as far as one can tell."""
    path = lesson_folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, newline="\n")
    moment = time.time() - 3600 * hours_ago
    os.utime(path, (moment, moment))


write("plan.txt", "12 tables, 3 exits\n")

# %% [markdown]
# ### Exercise: three calls
#
# Do with `aws` what these three calls do:
#
# ```python
# client = boto3.client("s3")
# client.create_bucket(Bucket="hall")
# client.upload_file("07-files/plan.txt", "hall", "plans/2026.txt")
# client.put_bucket_tagging(Bucket="hall", Tagging={"TagSet": [{"Key": "owner", "Value": "blue"}]})
# ```
#
# <details><summary>Hint 1</summary><code>!aws s3 mb s3://hall</code> makes the bucket. <code>!aws s3 cp</code> takes
# two places, from and to; one in S3 is written <code>s3://bucket/key</code>. For tags only <code>aws s3api</code> has a
# command.</details>
# <details><summary>Hint 2</summary><code>!aws s3api put-bucket-tagging --bucket hall --tagging
# "TagSet=[{Key=owner,Value=blue}]"</code>. The copy goes to <code>s3://hall/plans/2026.txt</code>, with the whole
# key.</details>

# %% exercise="three_tasks"
# Three lines that begin with !aws
# solution
# !aws s3 mb s3://hall
# !aws s3 cp 07-files/plan.txt s3://hall/plans/2026.txt --no-progress
# !aws s3api put-bucket-tagging --bucket hall --tagging "TagSet=[{Key=owner,Value=blue}]"

# %%
check.three_tasks()

# %% [markdown]
# ## Pick what you need
#
# AWS answers in JSON, and at length. `--query` picks from it, in a language called **JMESPath**. `Contents[]` goes
# through the list, `.Key` takes a field, `[Key, Size]` takes two. `--output` says how it is written: `json`, `table`
# for people, or `text`, with tabs between the columns.

# %%
# !aws s3api list-objects-v2 --bucket meetup --query "Contents[].[Key, Size]" --output text

# %% [markdown]
# A condition stands between `[?` and `]`, and a number in it between backticks. `sum(...)`, `length(...)` and
# `sort_by(..., &Size)` count and sort. First the small files, then the number of all:

# %%
# !aws s3api list-objects-v2 --bucket meetup --query 'Contents[?Size < `1000`].Key'
# !aws s3api list-objects-v2 --bucket meetup --query "length(Contents)"

# %% [markdown]
# **Before you run the next cell:** the first query again, with double quotes around it, as the others have. What
# happens? (`said = !aws ...` puts what a command writes into a variable, as a list of lines.)

# %%
# said = !aws s3api list-objects-v2 --bucket meetup --query "Contents[?Size < `1000`].Key"
print("The answer:")
bad = (line for line in said if line.startswith("Bad value"))
print(textwrap.fill(next(bad, " ".join(said)), 88))

# %% [markdown]
# The number is gone. Within double quotes the shell takes backticks for itself: it tried to run a program called
# `1000`, and put what that wrote, nothing, in its place. **Single quotes keep a query as it is.** (In Windows' cmd
# the double quotes are right. And `--query` is worked out on your computer, after everything has arrived: it makes
# the answer short, not quick. Options such as `--prefix` or `--filters` let AWS send less.)
#
# ### Exercise: the large ones
#
# Put the keys of all objects in `meetup` that are larger than 2,000 bytes into `large`, with one `aws` command.
#
# <details><summary>Hint 1</summary><code>large = !aws s3api list-objects-v2 --bucket meetup --query ...</code>, with
# the condition of the small ones turned round.</details>
# <details><summary>Hint 2</summary><code>'Contents[?Size > `2000`].Key'</code>, in single quotes. Look at
# <code>large</code> before you check it.</details>

# %% exercise="large_objects"
large = None
# Write: large = !aws ...
# solution
# large = !aws s3api list-objects-v2 --bucket meetup --query 'Contents[?Size > `2000`].Key'

# %%
check.large_objects(large)

# %% [markdown]
# ### If time is left: what a folder weighs
#
# How many bytes lie below `guests/`? Let one command put it into `weight`.
#
# <details><summary>Hint 1</summary><code>--prefix guests/</code> lists only these. Then add up.</details>
# <details><summary>Hint 2</summary><code>sum(...)</code> takes a list of numbers, and <code>Contents[].Size</code> is
# one.</details>

# %% exercise="weigh_a_folder" extra=true
weight = None
# Write: weight = !aws ...
# solution
# weight = !aws s3api list-objects-v2 --bucket meetup --prefix guests/ --query "sum(Contents[].Size)"

# %%
check.weigh_a_folder(weight)

# %%
quiz.ask("query_and_traffic")

# %% [markdown]
# **A good place for a pause.** If you come back tomorrow, the account is new: click into the next code cell and choose
# *Restart Kernel and Run up to Selected Cell* in the menu *Kernel*. It takes about a minute.
#
# ## Many files at once
#
# After an evening you have a folder like this:

# %%
for name in ("guests.csv", "votes.csv", "drafts/votes.csv", "private/phones.csv"):
    write(f"evening/{name}", "name,number\nFern,2\nHazel,1\n")
write("evening/notes.txt", "Rowan brings a microphone\n")
write("evening/photo.jpg", "(everybody, smiling)\n")
s3.start_over("archive", {})

# %% [markdown]
# `aws s3 cp` with `--recursive` takes a folder and everything in it. `--exclude` and `--include` choose. And
# **`--dryrun`** tells what would be done, without doing it. (`| sort` hands the lines on to the program `sort`: several
# files go at once, in any order.)
#
# **Before you run the next cell:** of the six files, which would be copied?

# %%
print("The answer:")
# !aws s3 cp 07-files/evening s3://archive/evening --recursive --include "*.csv" --dryrun | sort

# %% [markdown]
# All six. At the start everything is included, so an `--include` alone changes nothing. The filters are read from left
# to right. **For each file the last one that matches wins.** So first exclude, then take back in.
#
# A pattern begins in the folder that you copy: `drafts/*`, not `evening/drafts/*`. A `*` matches everything, the slash
# too. Keep it in quotes, or the shell puts file names in its place. (`cp` takes one source, so `*.csv` there fails.)
#
# ### Exercise: the CSV files, and nothing private
#
# Copy all CSV files of the evening to `s3://archive/evening/`, the draft too, but nothing of the folder `private`.
# Other files stay here. Rehearse it with `--dryrun`, then do it.
#
# <details><summary>Hint 1</summary>Three filters: nothing, then the CSV files, then not those in
# <code>private</code>.</details>
# <details><summary>Hint 2</summary><code>--exclude "*" --include "*.csv" --exclude "private/*"</code>. Copied too much?
# <code>!aws s3 rm s3://archive/evening --recursive</code> empties it again.</details>

# %% exercise="only_the_csv"
# Write: !aws s3 cp ...
# solution
# !aws s3 cp 07-files/evening s3://archive/evening --recursive --no-progress \
#     --exclude "*" --include "*.csv" --exclude "private/*" | sort

# %%
check.only_the_csv()

# %% [markdown]
# `mv` and `rm` take the same options. An ordinary bucket cannot rename: `mv` copies and then deletes, object by object.

# %%
quiz.ask("include_alone")

# %% [markdown]
# ## What does sync look at?
#
# `aws s3 sync` takes a folder too, and sends only what has changed. How does it know?

# %%
s3.start_over("backup", {})
shutil.rmtree(lesson_folder / "lists", ignore_errors=True)
menu = "soup\nbread\n"
for name, text in {
    "guests.csv": "Fern,2\n",
    "votes.csv": "soup,14\n",
    "menu.txt": menu,
    "old.csv": "Rowan,1\n",
}.items():
    write(f"lists/{name}", text)
# !aws s3 sync 07-files/lists s3://backup/lists --no-progress | sort

# %% [markdown]
# Now five things happen to the folder:

# %%
write("lists/guests.csv", "Fern,2\nHazel,1\n", hours_ago=0)  # a: one guest more, just saved
write("lists/votes.csv", "soup,41\n", hours_ago=5)  # b: another number, unpacked from a ZIP file
write("lists/menu.txt", menu, hours_ago=0)  # c: opened and saved again, nothing changed
write("lists/ash.csv", "Ash,2\n", hours_ago=5)  # d: a new file, from the same ZIP file
(lesson_folder / "lists/old.csv").unlink(missing_ok=True)  # e: deleted

# %% [markdown]
# ### Exercise: what will be sent?
#
# The same `sync` runs again. What does it do for each of the five: `"sent"`, `"deleted in the bucket"` or `"nothing"`?
# Predict first.
#
# <details><summary>Hint 1</summary>Reading every file and every object would take as long as sending them. What does a
# list alone tell of a file, and of an object?</details>
# <details><summary>Hint 2</summary>A file is sent when it is not in the bucket, or its size differs, or it was saved
# after the object was stored. It deletes only when told to.</details>

# %% exercise="what_sync_sends"
answers = {
    "a": None,
    "b": None,
    "c": None,
    "d": None,
    "e": None,
}
# solution
answers = {
    "a": "sent",
    "b": "nothing",
    "c": "sent",
    "d": "sent",
    "e": "nothing",
}

# %%
check.what_sync_sends(answers)

# %% [markdown]
# **Before you run the next cell:** it lets `sync` say what it would do.

# %%
print("The answer:")
# !aws s3 sync 07-files/lists s3://backup/lists --dryrun | sort

# %% [markdown]
# **`sync` compares size and time, never content.** So the votes in your backup are wrong, 14 in place of 41, and no
# message says so. That happens with files that are unpacked or copied with their old times. `aws s3 cp` sends a file
# whatever its time. In the other direction, from the bucket to your computer, a file is fetched when its size
# differs or when *yours* is newer: what you have just edited is overwritten.
#
# ## Rehearse before you delete
#
# With `--delete`, `sync` also deletes at the destination what is not at the source. That makes a true copy, and has
# wiped out backups. Here are a backup, your lists, and a memory stick that is not plugged in: its folder is there, and
# empty.

# %%
s3.start_over(
    "backup",
    {f"lists/{name}": "Fern,2\n" for name in ("guests.csv", "menu.txt", "old.csv", "votes.csv")}
    | {f"photos/{number}.jpg": "(smiling)\n" for number in (1, 2, 3)},
)
shutil.rmtree(lesson_folder / "lists", ignore_errors=True)
for name in ("ash.csv", "guests.csv", "menu.txt", "votes.csv"):
    write(f"lists/{name}", "Fern,2\n")
(lesson_folder / "stick").mkdir(exist_ok=True)

# %% [markdown]
# ### Exercise: four commands for the night
#
# How many files or objects would each of these delete? Let `--dryrun` tell you, with `!{commands["a"]} --dryrun` and so
# on, and write down the numbers. Nothing may really be deleted.
#
# <details><summary>Hint 1</summary>Count the lines that begin with <code>(dryrun) delete:</code>. Uploads and
# downloads do not count.</details>
# <details><summary>Hint 2</summary>Did one run without <code>--dryrun</code>? Run the cell above again: it puts all
# back.</details>

# %% exercise="four_commands"
commands = {
    "a": "aws s3 sync 07-files/lists s3://backup/lists --delete",
    "b": "aws s3 sync 07-files/lists s3://backup --delete",
    "c": "aws s3 sync 07-files/stick s3://backup/photos --delete",
    "d": "aws s3 sync s3://backup/lists 07-files/lists --delete",
}
deleted = {
    "a": None,
    "b": None,
    "c": None,
    "d": None,
}
# solution
deleted = {"a": 1, "b": 7, "c": 3, "d": 1}

# %%
check.four_commands(deleted)

# %% [markdown]
# a is what you wanted. In b somebody forgot a word, and the whole bucket would have gone. In c the source was not
# there, in d the direction was wrong. So: `--dryrun` first, no `--delete` in a script that does not check its source,
# and versioning on the bucket (lesson 08).

# %%
quiz.ask("sync_and_equal")

# %% [markdown]
# ## Did it work?
#
# Every command ends with a number that is not shown, its **exit code**: 0 means that it worked. `$?` is the exit code
# of the last command. This one has a typo in the bucket's name:

# %%
# !aws s3 ls s3://meetpu; echo "exit code $?"

# %% [markdown]
# **Before you run the next cell:** there is no object `none.csv`. What does `rm` say, and which exit code?

# %%
print("The answer:")
# !aws s3 rm s3://meetup/none.csv; echo "exit code $?"

# %% [markdown]
# Deleting what is not there counts as done: afterwards it is not there. A message and an exit code tell what the
# command did, not whether it is what you meant. (Ask only: 0 or not?
# The other numbers differ between versions.)
#
# A script is a text file with commands, which `bash` runs one after the other. This one sends the plan, to the bucket
# with the typo.

# %%
deliver = """
aws s3 cp 07-files/plan.txt s3://meetpu/plan.txt --no-progress
echo "The plan is in the cloud."
"""
write("deliver.sh", deliver)

# %% [markdown]
# **Before you run the next cell:** the first command fails. What is the exit code of the script? (`command_line.show`
# runs a command too, breaks long lines, and says the exit code.)

# %%
print("The script says:")
command_line.show("bash 07-files/deliver.sh")

# %% [markdown]
# Not so: `bash` goes on after an error, and the exit code of a script is that of its last command. One line at its
# beginning changes that: `set -e` stops at the first command that fails, `-u` at a variable that does not exist, and
# `-o pipefail` makes a pipe (`|`) fail when any part of it does.

# %%
write("deliver.sh", "set -euo pipefail\n" + deliver)
command_line.show("bash 07-files/deliver.sh")

# %% [markdown]
# ### Exercise: does the script go on?
#
# A script begins with `set -e` and nothing else. There is no bucket `meetpu`, and in `meetup` nothing begins with
# `2031/`. Does the script go on after each of these lines, or stop? Write `"goes on"` or `"stops"`. You may try them.
#
# | | line |
# | --- | --- |
# | a | `aws s3 ls s3://meetup/2031/` |
# | b | `aws s3 ls s3://meetpu \| sort` |
# | c | `if aws s3 ls s3://meetpu; then echo yes; fi` |
# | d | `count=$(aws s3 ls s3://meetpu)` (`$(...)` is what a command writes) |
#
# <details><summary>Hint 1</summary>With <code>; echo "exit code $?"</code> behind a line and <code>!</code> in front of
# it you see its exit code.</details>
# <details><summary>Hint 2</summary>Without <code>pipefail</code> a pipe ends as its last command does. And an
# <code>if</code> asks how a command ends, so a failure there is an answer.</details>

# %% exercise="stops_or_goes_on"
answers = {
    "a": None,
    "b": None,
    "c": None,
    "d": None,
}
# solution
answers = {
    "a": "stops",
    "b": "goes on",
    "c": "goes on",
    "d": "stops",
}

# %%
check.stops_or_goes_on(answers)

# %%
quiz.ask("quiet_script")

# %% [markdown]
# ## What it says when it fails
#
# Two failures that everybody meets. First: you took temporary credentials, for an hour. (They are three strings; the
# third is the session token, for which version 1 does not ask.)

# %%
session = boto3.client("sts").get_session_token(DurationSeconds=3600)["Credentials"]
command_line.type_in(
    "aws configure --profile evening",
    session["AccessKeyId"],
    session["SecretAccessKey"],
    "us-east-1",
    "json",
)
# !aws configure set aws_session_token {session["SessionToken"]} --profile evening
# !aws sts get-caller-identity --query Arn --profile evening

# %% [markdown]
# **Before you run the next cell:** you come back after lunch, and the session is over. What does `aws` say?

# %%
print("After lunch:")
sandbox.expire_sessions()
command_line.show("aws sts get-caller-identity --query Arn --profile evening")

# %% [markdown]
# Nothing is broken, and no permission is missing. Credentials that you pasted you fetch and paste anew. If you use `aws
# login` or `aws sso login`, sign in again with it.
#
# Second: a profile without a Region. (A `-` in place of a file shows the object on the screen.)

# %%
command_line.type_in(
    "aws configure --profile traveller",
    coordinator_key.access_key,
    coordinator_key.secret_key,
    "",
    "",
)
command_line.show("aws s3 cp s3://meetup/menu.txt - --profile traveller")
command_line.show("aws ec2 describe-availability-zones --profile traveller")

# %% [markdown]
# S3 manages without a Region, most others do not. So a profile seems fine for weeks, until the first server.
#
# ### Exercise: what would help?
#
# Choose for each message what helps: `"spelling"` (a name is wrong), `"region"` (name one, or the right one), `"sign
# in"` (sign in again, or for the first time), `"key"` (the key that was set up is wrong), `"permission"` (ask for one).
#
# | | message |
# | --- | --- |
# | a | `(NoSuchBucket) when calling the ListObjectsV2 operation: The specified bucket does not exist` |
# | b | `Unable to locate credentials.` |
# | c | `The config profile (bleu) could not be found` |
# | d | `(SignatureDoesNotMatch) ... The request signature we calculated does not match ...` |
# | e | `(AccessDenied) ... because no identity-based policy allows the s3:ListBucket action` |
# | f | `Could not connect to the endpoint URL: "https://ec2.us-east-1a.amazonaws.com/"` |
#
# <details><summary>Hint 1</summary>Ask as in lesson 06: does AWS know who asks? may they? is it there? And before that:
# did the command leave the computer at all?</details>
# <details><summary>Hint 2</summary><code>us-east-1a</code> is an Availability Zone. And each call is signed with the
# secret: with a wrong secret the signature is wrong.</details>

# %% exercise="what_would_help"
answers = {
    "a": None,
    "b": None,
    "c": None,
    "d": None,
    "e": None,
    "f": None,
}
# solution
answers = {
    "a": "spelling",
    "b": "sign in",
    "c": "spelling",
    "d": "key",
    "e": "permission",
    "f": "region",
}

# %%
check.what_would_help(answers)

# %% [markdown]
# ### Exercise: three broken commands
#
# Each of these should do what its comment says. Run them, read what they say, and write down commands that work.
#
# <details><summary>Hint 1</summary>Run one with <code>!</code> in front. <code>!{broken["a"]}</code> works as
# well.</details>
# <details><summary>Hint 2</summary>a: small and capital letters differ in keys; <code>aws s3 ls
# s3://meetup/guests/</code> shows them. b: see above. c: <code>s3://</code> belongs to <code>aws s3</code>; a
# <code>--bucket</code> is a name alone.</details>

# %% exercise="three_broken_commands"
broken = {
    "a": "aws s3 cp s3://meetup/guests/2026.CSV -",  # shows this year's guests
    "b": "aws ec2 describe-availability-zones --profile traveller",  # the zones of us-west-2
    "c": 'aws s3api list-objects-v2 --bucket s3://meetup --query "length(Contents)"',  # counts
}
mended = {"a": "", "b": "", "c": ""}
# solution
mended = {
    "a": "aws s3 cp s3://meetup/guests/2026.csv -",
    "b": "aws ec2 describe-availability-zones --profile traveller --region us-west-2",
    "c": 'aws s3api list-objects-v2 --bucket meetup --query "length(Contents)"',
}

# %%
check.three_broken_commands(mended)

# %%
quiz.ask("wrong_region")

# %% [markdown]
# ## If time is left: more servers for the evening
#
# Your friend's dating app runs on a group of servers, between 2 and 12 (lesson 02). In the evening somebody has to add
# some. Here is the group, made with `aws`. `{image[0]}` puts a Python value into the command. (A second run says that
# the names are taken.)

# %%
linux = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
# image = !aws ssm get-parameter --name {linux} --query Parameter.Value --output text
# !aws ec2 create-launch-template --launch-template-name site \
#     --launch-template-data ImageId={image[0]},InstanceType=t3.micro \
#     --query LaunchTemplate.LaunchTemplateName
# !aws autoscaling create-auto-scaling-group --auto-scaling-group-name site \
#     --launch-template LaunchTemplateName=site --min-size 2 --max-size 12 \
#     --availability-zones us-east-1a us-east-1b

# %% [markdown]
# Somebody wrote a script for it. `$1` and `$2` are the words after its name, `$(...)` is what a command writes, and
# `$((...))` calculates:

# %%
careless = r"""#!/usr/bin/env bash
# usage: bash scale.sh up NUMBER
now=$(aws autoscaling describe-auto-scaling-groups --auto-scaling-group-names site \
    --query "AutoScalingGroups[0].DesiredCapacity" --output text)
aws autoscaling set-desired-capacity --auto-scaling-group-name site \
    --desired-capacity $((now + $2))
echo "done"
"""
write("scale.sh", careless)
command_line.show("bash 07-files/scale.sh up 1")

# %% [markdown]
# It works. **Before you run the next cell:** the cell asks for `up 20`, though the group may have 12 servers at most,
# and then for `sideways 1`. What will the script say?

# %%
print("The script says:")
command_line.show("bash 07-files/scale.sh up 20")
command_line.show("bash 07-files/scale.sh sideways 1")
# !aws autoscaling describe-auto-scaling-groups --query "AutoScalingGroups[0].DesiredCapacity"

# %% [markdown]
# ### If time is left: up and down, and nothing else
#
# Make it a script that you can rely on:
#
# - `up 2` adds two servers, `down 1` takes one away;
# - anything else (another word, no number, `two`, `-1`) changes nothing and ends with an exit code that is not 0;
# - when AWS refuses, it does not say how many servers there are now, and does not end with 0.
#
# The cell has the beginning. `[[ $# -eq 2 ]] || exit 2` means: there are two words, or else end with exit code 2.
# `case` chooses by a word, and `*)` is any other word. `[[ $2 =~ ^[1-9][0-9]*$ ]]` asks whether `$2` looks like a
# whole number. The check runs your script, and puts the group back as it was.
#
# <details><summary>Hint 1</summary>Four lines are missing: <code>set -euo pipefail</code> at the top, a second
# condition that ends with <code>|| exit 2</code>, and two in <code>case</code>.</details>
# <details><summary>Hint 2</summary><code>down) change=-$2 ;;</code> and <code>*) exit 2 ;;</code>. The pattern of the
# number stands without quotes.</details>

# %% exercise="scale_script" extra=true
script = r"""#!/usr/bin/env bash
# usage: bash scale.sh up|down NUMBER
[[ $# -eq 2 ]] || exit 2
case $1 in
    up) change=$2 ;;
esac
now=$(aws autoscaling describe-auto-scaling-groups --auto-scaling-group-names site \
    --query "AutoScalingGroups[0].DesiredCapacity" --output text)
aws autoscaling set-desired-capacity --auto-scaling-group-name site \
    --desired-capacity $((now + change))
echo "from $now to $((now + change)) servers"
"""
# solution
script = r"""#!/usr/bin/env bash
# usage: bash scale.sh up|down NUMBER
set -euo pipefail
[[ $# -eq 2 ]] || exit 2
[[ $2 =~ ^[1-9][0-9]*$ ]] || exit 2
case $1 in
    up) change=$2 ;;
    down) change=-$2 ;;
    *) exit 2 ;;
esac
now=$(aws autoscaling describe-auto-scaling-groups --auto-scaling-group-names site \
    --query "AutoScalingGroups[0].DesiredCapacity" --output text)
aws autoscaling set-desired-capacity --auto-scaling-group-name site \
    --desired-capacity $((now + change))
echo "from $now to $((now + change)) servers"
"""

# %%
check.scale_script(script)

# %% [markdown]
# (On AWS the servers come within minutes, and each costs by the second. A rule that follows the load, as in lesson 02,
# beats somebody with a script.)

# %% [markdown]
# ## If time is left: ten thousand files
#
# Twenty sensors in the hall wrote a file every hour, for 500 hours: the CO2 every five minutes, in parts per million.
# (Invented, from a seed.)

# %%
generator = np.random.default_rng(7)
for sensor in range(20):
    for hour in range(500):
        levels = generator.integers(420, 1400, 12)
        lines = [f"{5 * step},{level}" for step, level in enumerate(levels)]
        text = "\n".join(["minute,co2_ppm", *lines])
        write(f"air/sensor-{sensor:02}/hour-{hour:03}.csv", text + "\n")
paths = sorted(lesson_folder.glob("air/*/*.csv"))
s3.start_over("hall-air", {})
print(f"{len(paths):,} files, {paths[0].as_posix()} and so on")

# %% [markdown]
# The plain way is a loop, one command for each file. Measure it with the first twelve:

# %%
start = time.perf_counter()
for path in paths[:12]:
    command_line.run(f"aws s3 cp {path} s3://hall-air/trial/")
one_by_one = (time.perf_counter() - start) / 12 * len(paths) / 60  # minutes
print(f"All of them, at this pace, would take more than half an hour: {one_by_one > 30}")

# %% [markdown]
# Each command starts Python, loads its description of S3, and opens a connection, for a file of 100 bytes. `sync` does
# that once, and then sends several files at a time.
#
# **Before you run the next cell:** how long for all ten thousand? (`command_line.show_progress` runs the command and
# moves a bar for each line `upload: ...`.)

# %%
print("The upload:")
upload = command_line.show_progress(
    "aws s3 sync 07-files/air s3://hall-air/air --no-progress",
    total=len(paths),
)
upload

# %% [markdown]
# And once more:

# %%
again = command_line.run("aws s3 sync 07-files/air s3://hall-air/air --no-progress")
again

# %%
ways = ["one command a file", "sync", "sync again"]
minutes = [one_by_one, upload.seconds / 60, again.seconds / 60]
plt.style.use("helpers.course")
figure, axes = plt.subplots()
bars = axes.barh(ways, minutes)
axes.bar_label(bars, labels=[f" {value:,.1f}" for value in minutes])
axes.set(title="10,000 small files", xlabel="minutes, measured here (the first: from 12 files)")
axes.set_xlim(0, 1.15 * one_by_one)
axes.invert_yaxis()
charts.picture(
    figure,
    f"Measured here: one command a file would take {minutes[0]:,.1f} minutes, "
    f"sync {minutes[1]:,.1f} minutes, and sync again {minutes[2]:,.1f} minutes.",
)

# %% [markdown]
# A loop in boto3 starts once too. (On AWS the network takes time as well.) Each file is a request, which costs. And now
# that everything is in the bucket, the folder here can go:

# %%
shutil.rmtree(lesson_folder / "air", ignore_errors=True)
puts = facts.read_table("s3-prices").iloc[0]["put_usd_per_1000"]
once = len(paths) / 1000 * puts
print(f"{once:.2f} USD for {len(paths):,} uploads to S3 Standard")
print(f"{once * 24 * 30:.0f} USD a month, with as many every hour")

# %% [markdown]
# And whoever reads ten thousand tiny files waits as you did. One file a day for all sensors is better for both.
#
# ### If time is left: count them all
#
# How many objects does the bucket `hall-air` hold now? Let `aws` count, and put the number into `count`. Look at what
# comes back with `--output text` and without.
#
# <details><summary>Hint 1</summary><code>length(Contents)</code>, as above. S3 lists at most 1,000 objects at a time:
# such a part is called a page, and <code>aws</code> fetches one after the other.</details>
# <details><summary>Hint 2</summary>With <code>--output text</code> the query is worked out for each page, with
# <code>json</code> for all together.</details>

# %% exercise="count_them_all" extra=true
count = None
# Write: count = !aws ...
# solution
# count = !aws s3api list-objects-v2 --bucket hall-air --query "length(Contents)" --output json

# %%
check.count_them_all(count)

# %% [markdown]
# `aws s3 rm --recursive` sends one request for each object, ten thousand again. boto3 can delete a thousand with one:

# %%
replies = boto3.resource("s3").Bucket("hall-air").objects.delete()
print(len(replies), "requests,", sum(len(reply["Deleted"]) for reply in replies), "objects")

# %% [markdown]
# ## If time is left: nothing left
#
# At the end give everything back, as on a real account. (Here it all goes when the kernel stops.)
#
# ### If time is left: give it back
#
# Give back, with `aws`, all buckets, and the group `site` with its servers if you made it. (The launch template costs
# nothing and may stay.)
#
# <details><summary>Hint 1</summary><code>aws s3 ls</code> shows the buckets. <code>aws s3 rb s3://...</code> removes an
# empty one, with <code>--force</code> a full one too (but none with versioning: lesson 08). In a Python loop:
# <code>!aws s3 rb s3://{name} --force</code>.</details>
# <details><summary>Hint 2</summary><code>aws autoscaling delete-auto-scaling-group --auto-scaling-group-name site
# --force-delete</code>. It takes the servers with it. If you terminated them alone, the group would start new
# ones.</details>

# %% exercise="nothing_left" extra=true
# Write: !aws ...
# solution
# !aws autoscaling delete-auto-scaling-group --auto-scaling-group-name site --force-delete
# !aws s3 rb s3://archive --force | tail -1
# !aws s3 rb s3://backup --force | tail -1
# !aws s3 rb s3://hall --force | tail -1
# !aws s3 rb s3://hall-air --force | tail -1
# !aws s3 rb s3://meetup --force | tail -1

# %%
check.nothing_left()

# %% [markdown]
# The lesson's files can go too:

# %%
shutil.rmtree(lesson_folder, ignore_errors=True)

# %%
progress.show()

# %% [markdown]
# ## Recap
#
# - Who: `--profile`, then exported keys, then `AWS_PROFILE`, then `default`. Where: `--region`, the variable, the
#   profile. Ask `aws sts get-caller-identity` before you delete anything.
# - `aws s3` for files, `aws s3api` for every call. `--query` in single quotes; `--output text` for scripts, but beware
#   of pages.
# - Filters: the last that matches wins. `sync` compares size and time, never content. `--dryrun` before `--delete`.
# - Exit code 0 or not; `set -euo pipefail` at the top of every script.
# - Read the message: spelling, Region, sign in, key, permission.
#
# ## On a real account
#
# Commands and answers are the same there, with these differences:
#
# - With version 2 a long answer opens in a pager: leave it with `q`, or set `AWS_PAGER=""`, above all in scripts. An
#   error begins with `aws: [ERROR]:` and may name details, and the exit codes are finer.
# - `aws configure` of version 2 points you to `aws login`, asks for a session token where one is needed, and
#   `aws configure sso` sets up a profile for IAM Identity Center.
# - A bucket's name must by default be free among all customers, so `meetup` is taken. And a misspelt one may be
#   somebody else's: then it says AccessDenied or, if it stands open, takes your file.
# - A Region that does not exist says `Could not connect to the endpoint URL`, as does a right one without a network;
#   here it fails in another way.
# - The words differ between services. An expired session: ExpiredToken, or EC2's RequestExpired. A key id that nobody
#   knows: InvalidClientTokenId, S3's InvalidAccessKeyId, EC2's AuthFailure.
# - Requests and storage cost a little, servers by the second: see lessons 02 and 08.
#
# `docs/practice-account.md`, in the course's folder, lists what else differs.

# %% [markdown]
# ## What comes next
#
# Lesson 08 is about storage: what S3 keeps, for how long, and at what price.
#
# **Sources** (checked 2026-11-25)
#
# - [Installing the AWS CLI](https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html),
#   [what changed in version 2](https://docs.aws.amazon.com/cli/latest/userguide/cliv2-migration-changes.html),
#   [end of version 1](https://aws.amazon.com/blogs/developer/cli-v1-maintenance-mode-announcement),
#   [aws-cli, README.rst](https://github.com/aws/aws-cli)
# - [Settings and which comes first](https://docs.aws.amazon.com/cli/latest/userguide/cli-chap-configure.html),
#   [environment variables](https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html),
#   [aws login](https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sign-in.html)
# - [--query and --output](https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-filter.html),
#   [pages](https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-pagination.html),
#   [JMESPath](https://jmespath.org/)
# - [aws s3](https://docs.aws.amazon.com/cli/latest/reference/s3/),
#   [sync](https://docs.aws.amazon.com/cli/latest/reference/s3/sync.html),
#   [how much at once](https://docs.aws.amazon.com/cli/latest/topic/s3-config.html)
# - [Exit codes](https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-returncodes.html)
