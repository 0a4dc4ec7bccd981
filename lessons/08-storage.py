# %% [markdown]
# # Storage
#
# Guest lists, recordings of talks, the air in the hall: a meet-up leaves data behind. Here you keep them in S3 and in
# a DynamoDB table, find them again, bring back what was deleted, and know beforehand what it costs.
#
# **You will be able to**
# - put tables into S3 as Parquet, and see what reading one column of them takes,
# - count and weigh what is in a bucket, all of it,
# - bring back a deleted object, and write rules for what may go,
# - say which storage class is cheapest, and when a cold one is dearer,
# - lend an object to somebody without an account,
# - keep two writers from overwriting each other,
# - choose the keys of a table by the questions that it must answer,
# - say which store suits which need.
#
# **Time:** about two hours in two sittings, and 40 minutes more with what is marked *if time is left*. **You need:**
# [Start here](00-start-here.ipynb). [Lesson 06](06-iam.ipynb) helps: users and AccessDenied are from there.

# %%
import io
import shutil
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import boto3
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
from boto3.dynamodb.conditions import Attr, Key
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError
from tqdm import tqdm

from helpers import check, facts, iam, lifecycle, progress, quiz, s3, sandbox, widgets

sandbox.start()

# %% [markdown]
# As in the other lessons, put root away and work as an administrator, the coordinator. Blue is a colleague who may do
# nothing yet. Then a bucket with some files of the meet-up:

# %%
sandbox.sign_in_as_root()
iam.start_over("coordinator", "blue")
iam.create_admin("coordinator")
sandbox.sign_in("coordinator")
client = boto3.client("s3")
files = {
    "guests/2025.csv": "name,seats\nFern,1\n",
    "guests/2026.csv": "name,seats\nFern,2\nHazel,1\nRowan,4\n",
    "menu.txt": "soup\nbread\n",
    "plans/hall.svg": "<svg/>",
}
s3.start_over("meetup", files)

# %% [markdown]
# ## A bucket has keys, and no folders
#
# A bucket is one long list. Each object has a key, which is a text, such as `guests/2026.csv`. The slash in it is a
# letter like any other. Programs *draw* folders: they ask S3 for what stands before the next slash.

# %%
shown = client.list_objects_v2(Bucket="meetup", Delimiter="/")
print("drawn as folders:", [found["Prefix"] for found in shown["CommonPrefixes"]])
print("drawn as files:  ", [found["Key"] for found in shown["Contents"]])

# %% [markdown]
# What stands before the slash is a **prefix**, the beginning of a key. Nobody made a folder `plans`, yet there it is.
#
# **Before you run the next cell:** it deletes the only object whose key begins with `plans/`. Is there a folder
# `plans/` afterwards?

# %%
client.delete_object(Bucket="meetup", Key="plans/hall.svg")
shown = client.list_objects_v2(Bucket="meetup", Delimiter="/")
print("Drawn as folders now:")
print([found["Prefix"] for found in shown["CommonPrefixes"]])

# %% [markdown]
# It went with its last object. So nothing can be done to a folder: to rename it means to copy every object to a new
# key and delete the old one, request by request. Choose keys well, with dates as `2026-11-25`, so that they sort.
#
# Once S3 has answered a write of an object, everybody reads the new content (since December 2020). A bucket's settings
# may take a while.

# %% [markdown]
# ### If time is left: rename a folder
#
# Let `guests/` be called `guest-lists/`: the same two lists, under new keys, and the old keys gone.
#
# <details><summary>Hint 1</summary><code>client.copy_object(Bucket="meetup", Key=new, CopySource={"Bucket": "meetup",
# "Key": old})</code>, then <code>delete_object</code>.</details>
# <details><summary>Hint 2</summary><code>s3.list_keys("meetup", "guests/")</code> names the old keys, and
# <code>old.replace("guests/", "guest-lists/")</code> makes the new one.</details>

# %% exercise="rename_the_folder" extra=true
# Copy, then delete, one key after the other.
# solution
for old in s3.list_keys("meetup", "guests/"):
    new = old.replace("guests/", "guest-lists/")
    client.copy_object(Bucket="meetup", Key=new, CopySource={"Bucket": "meetup", "Key": old})
    client.delete_object(Bucket="meetup", Key=old)

# %%
check.rename_the_folder()

# %% [markdown]
# ## A table goes in, one column comes out
#
# Twenty sensors measured the air in the hall, every five minutes for ten days. (Invented, from a seed.)

# %%
generator = np.random.default_rng(8)
times = pd.date_range("2026-11-14", periods=2880, freq="5min")
air = pd.DataFrame(
    {
        "time": np.repeat(times, 20),
        "sensor": np.tile(np.arange(20), 2880),
        "co2_ppm": generator.integers(420, 1400, 57_600),
        "celsius": generator.normal(21, 1.5, 57_600).round(1),
    }
)
air.head(3)

# %% [markdown]
# S3 stores bytes, and pandas writes and reads them. CSV is text:

# %%
client.put_object(Bucket="meetup", Key="air/november.csv", Body=air.to_csv(index=False))
stored = client.get_object(Bucket="meetup", Key="air/november.csv")
pd.read_csv(stored["Body"]).dtypes

# %% [markdown]
# The times came back as text, because a CSV file does not say what its columns are. **Parquet** does, it compresses,
# and it keeps each column apart from the others.
#
# **Before you run the next cell:** how much smaller is the same table as Parquet?

# %%
as_parquet = air.to_parquet(index=False)
print("The sizes:")
print(f"CSV     {stored['ContentLength'] / 1024:8,.0f} KB")
print(f"Parquet {len(as_parquet) / 1024:8,.0f} KB")

# %% [markdown]
# And whoever needs one column reads that one. Here is a file that counts how many bytes are read from it. (With
# `get_object(..., Range=...)`, programs fetch just these bytes from S3.)


# %%
class Counting(io.BytesIO):
    """Bytes that count how many of them were read."""

    count = 0

    def read(self, size=-1):
        found = super().read(size)
        self.count += len(found)
        return found


for columns in (["celsius"], ["sensor"], None):
    source = Counting(as_parquet)
    pq.read_table(source, columns=columns, pre_buffer=False)
    print(f"{columns or 'all'!s:12} {source.count / 1024:6.0f} KB")

# %% [markdown]
# Each of the three first reads 64 KB from the end of the file, where it says what lies where, and then the columns. So
# all of it is more than the file has, and small Parquet files gain little.
#
# You pay for requests and for what leaves AWS, and you wait for bytes. So store tables as Parquet, of some megabytes
# each or more. (With the package `s3fs`, pandas reads `pd.read_parquet("s3://meetup/...")`, and does all this by
# itself.)
#
# ### Exercise: the November table, better
#
# Read `air/november.csv` from the bucket, let `time` be times again, and store the table as Parquet under
# `air/november.parquet`, with the same columns and rows.
#
# <details><summary>Hint 1</summary><code>pd.read_csv(..., parse_dates=["time"])</code> makes times of
# text.</details>
# <details><summary>Hint 2</summary><code>november.to_parquet(index=False)</code> without a path returns bytes: the
# <code>Body</code> of <code>put_object</code>.</details>

# %% exercise="store_as_parquet"
stored = client.get_object(Bucket="meetup", Key="air/november.csv")
# Read it, and put the Parquet file into the bucket. Begin the last call with response =
# solution
november = pd.read_csv(stored["Body"], parse_dates=["time"])
body = november.to_parquet(index=False)
response = client.put_object(Bucket="meetup", Key="air/november.parquet", Body=body)

# %%
check.store_as_parquet()

# %% [markdown]
# ## A list comes in pages
#
# Before that table, each of the twenty sensors wrote a small file every hour. Here are ten thousand of them:

# %%
hours = [(sensor, hour) for sensor in range(20) for hour in range(500)]
small = {
    f"sensor-{sensor:02}/hour-{hour:03}.csv": f"minute,co2_ppm\n0,{600 + 10 * sensor + hour}\n"
    for sensor, hour in hours
}
s3.start_over("hall-air", small)

# %% [markdown]
# **Before you run the next cell:** how many keys does this call return?

# %%
page = client.list_objects_v2(Bucket="hall-air")
print("The answer:")
print(f"{len(page['Contents']):,} keys, and more to come: {page['IsTruncated']}")

# %% [markdown]
# No error, no warning: whoever does not look at `IsTruncated` counts wrong. A page has 1,000 keys at most, and nearly
# every list of AWS comes in pages. A **paginator** fetches one after the other:

# %%
paginator = client.get_paginator("list_objects_v2")
for page in paginator.paginate(Bucket="hall-air"):
    print(len(page["Contents"]), "keys, the last is", page["Contents"][-1]["Key"])

# %% [markdown]
# ### Exercise: weigh all of it
#
# How many bytes do all objects in `hall-air` have together?
#
# <details><summary>Hint 1</summary>Each object of a page has a <code>Size</code>. Add them up, over all
# pages.</details>
# <details><summary>Hint 2</summary><code>sum(found["Size"] for page in ... for found in
# page["Contents"])</code></details>

# %% exercise="weigh_all_pages"
weight = None  # bytes
# solution
pages = paginator.paginate(Bucket="hall-air")
weight = sum(found["Size"] for page in pages for found in page["Contents"])

# %%
check.weigh_all_pages(weight)

# %% [markdown]
# (An empty page has no `Contents` at all: `page.get("Contents", [])` is safe.)
#
# ## Large files go in parts
#
# `upload_file` cuts a large file into parts, sends several at a time, and sends again what failed. That is a
# **multipart upload**. `Callback` tells how far it is; here it moves a progress bar.

# %%
lesson_folder = Path("08-files")
lesson_folder.mkdir(exist_ok=True)
recording = lesson_folder / "opening.mp4"
recording.write_bytes(bytes(24 * 1024**2))  # 24 MB of silence
s3.start_over("talks", {})

# %%
in_parts = TransferConfig(multipart_threshold=8 * 1024**2, multipart_chunksize=8 * 1024**2)
about = {"Metadata": {"speaker": "hazel"}, "ContentType": "video/mp4"}
look = {"bar_format": "{percentage:3.0f}% |{bar:40}| {n:.0f} of {total} MB", "ascii": " #"}
with tqdm(total=24, file=sys.stdout, **look) as bar:
    client.upload_file(
        recording,
        "talks",
        "2026/opening.mp4",
        Config=in_parts,
        ExtraArgs=about,
        Callback=lambda sent: bar.update(sent / 1024**2),
    )

# %% [markdown]
# Besides its bytes an object has **metadata**, up to 2 KB of your own. You ask for them one object at a
# time (`head_object` leaves the bytes out), a list does not show them, and changing them means copying the object.

# %%
head = client.head_object(Bucket="talks", Key="2026/opening.mp4")
{name: head[name] for name in ("ContentLength", "ContentType", "ETag", "Metadata")}

# %% [markdown]
# The **ETag** tells one content from another. (The `-3` says that it came in three parts.)
#
# **Before you run the next cell:** somebody began a second upload, sent one part of 8 MB, and the train went into a
# tunnel. What does a list of the bucket show?

# %%
begun = client.create_multipart_upload(Bucket="talks", Key="2026/closing.mp4")
part = {"UploadId": begun["UploadId"], "PartNumber": 1, "Body": bytes(8 * 1024**2)}
client.upload_part(Bucket="talks", Key="2026/closing.mp4", **part)
print("The list shows:")
print(s3.list_keys("talks"))
uploads = client.list_multipart_uploads(Bucket="talks")["Uploads"]
print("not finished:", {upload["Key"] for upload in uploads})

# %% [markdown]
# The part is stored, and paid for every month, although no list of objects shows it. A rule against that is below.

# %% [markdown]
# ### If time is left: a folder, and only what changed
#
# Many small files wait for the network one by one. The course's `s3.upload_folder` sends ten at a time, goes on where
# one fails and names it, and leaves out what is there with the same content.

# %%
day = lesson_folder / "day"
shutil.rmtree(day, ignore_errors=True)
day.mkdir(parents=True)
for hour in range(60):
    (day / f"hour-{hour:02}.csv").write_text(f"minute,co2_ppm\n0,{600 + hour}\n", newline="\n")
s3.start_over("hall-day", {})
s3.upload_folder(day, "hall-day", "2026-11-24")

# %% [markdown]
# Then four things happen to the folder:

# %%
(day / "hour-60.csv").write_text("minute,co2_ppm\n0,660\n", newline="\n")  # a new file
(day / "hour-00.csv").write_text("minute,co2_ppm\n0,999\n", newline="\n")  # as long, other content
(day / "hour-01.csv").touch()  # saved again, nothing changed
(day / "hour-02.csv").unlink(missing_ok=True)  # deleted

# %% [markdown]
# How many files does a second run send, and how many objects are there afterwards?
#
# <details><summary>Hint 1</summary>It compares the content (by size and ETag), not the time as <code>aws s3
# sync</code> does.</details>
# <details><summary>Hint 2</summary>It sends, and never deletes. Try it: <code>s3.upload_folder(day, "hall-day",
# "2026-11-24")</code></details>

# %% exercise="second_upload" extra=true
sent, there = None, None
# solution
sent, there = 2, 61
s3.upload_folder(day, "hall-day", "2026-11-24")

# %%
check.second_upload(sent, there)

# %% [markdown]
# `s3.download_folder` is the way back. A file gets its name when it is whole, so a line that breaks leaves no half
# files. And `hour-02.csv`, deleted here and not there, comes back:

# %%
transfer = s3.download_folder("hall-day", "2026-11-24", lesson_folder / "back")
print("hour-02.csv:", (lesson_folder / "back" / "hour-02.csv").read_text())

# %% [markdown]
# ## Deleted, and still there
#
# S3 loses practically nothing by itself. Against *your* mistakes it does nothing, unless you turn on **versioning**:
# then every write makes a new version and the old ones stay.

# %%
s3.start_over("lists", {})
boto3.resource("s3").Bucket("lists").object_versions.delete()  # for when you run this cell again
client.put_bucket_versioning(Bucket="lists", VersioningConfiguration={"Status": "Enabled"})
client.put_object(Bucket="lists", Key="menu.txt", Body=b"soup\n")
client.put_object(Bucket="lists", Key="menu.txt", Body=b"soup\nbread\n")
deleted = client.delete_object(Bucket="lists", Key="menu.txt")
s3.list_keys("lists")

# %% [markdown]
# An empty list. **Before you run the next cell:** what is really in the bucket?


# %%
def show_versions(bucket):
    """What a bucket really holds, as a table."""
    found = client.list_object_versions(Bucket=bucket)
    rows = [("delete marker", one) for one in found.get("DeleteMarkers", [])]
    rows += [("version", one) for one in found.get("Versions", [])]
    shown = [(one["Key"], what, one.get("Size", 0), one["IsLatest"]) for what, one in rows]
    return pd.DataFrame(shown, columns=["key", "what", "bytes", "latest"])


print("Really in the bucket:")
print(show_versions("lists").to_string(index=False))

# %% [markdown]
# Deleting only put a **delete marker** on top. Both versions are there, and both are paid for. Take the marker away,
# by its version's id, and the object is back:

# %%
client.delete_object(Bucket="lists", Key="menu.txt", VersionId=deleted["VersionId"])
client.get_object(Bucket="lists", Key="menu.txt")["Body"].read().decode()

# %% [markdown]
# A delete *with* a `VersionId` is for good. A delete without one is not.
#
# Now for a real mess. Orange's form wrote an empty list over the guest list, and then Orange deleted it:

# %%
client.put_object(Bucket="lists", Key="2026.csv", Body=files["guests/2026.csv"].encode())
client.put_object(Bucket="lists", Key="2026.csv", Body=b"name,seats\n")
client.delete_object(Bucket="lists", Key="2026.csv")["DeleteMarker"]

# %% [markdown]
# ### Exercise: bring the guest list back
#
# Let `2026.csv` in `lists` hold the guests again: Fern, Hazel and Rowan.
#
# <details><summary>Hint 1</summary>Without the marker the empty list is on top. List the versions with
# <code>client.list_object_versions(Bucket="lists", Prefix="2026.csv")["Versions"]</code>: each has a
# <code>VersionId</code> and a <code>Size</code>.</details>
# <details><summary>Hint 2</summary>Copy the good version over the key: <code>client.copy_object(Bucket="lists",
# Key="2026.csv", CopySource={"Bucket": "lists", "Key": "2026.csv", "VersionId": ...})</code>. It becomes the newest,
# and nothing is lost.</details>

# %% exercise="bring_back_the_list"
# Find the good version and make it the newest. Begin the last call with response =
# solution
versions = client.list_object_versions(Bucket="lists", Prefix="2026.csv")["Versions"]
good = max(versions, key=lambda version: version["Size"])
source = {"Bucket": "lists", "Key": "2026.csv", "VersionId": good["VersionId"]}
response = client.copy_object(Bucket="lists", Key="2026.csv", CopySource=source)

# %%
check.bring_back_the_list()

# %%
quiz.ask("deleted_but_paid")

# %% [markdown]
# ## What may go, and when
#
# Old versions and unfinished uploads pile up. **Lifecycle rules** clear them: S3 looks about once a day. Here is a
# bucket that needs some.

# %%
s3.start_over("archive", {})
boto3.resource("s3").Bucket("archive").object_versions.delete()  # for when you run it again
client.put_bucket_versioning(Bucket="archive", VersioningConfiguration={"Status": "Enabled"})
for key in ("guests.csv", "recordings.csv", "recordings/opening.mp4"):
    client.put_object(Bucket="archive", Key=key, Body=bytes(200_000))
client.put_object(Bucket="archive", Key="guests.csv", Body=bytes(200_000))  # once more
for upload in client.list_multipart_uploads(Bucket="archive").get("Uploads", []):
    which = {"Key": upload["Key"], "UploadId": upload["UploadId"]}
    client.abort_multipart_upload(Bucket="archive", **which)
begun = client.create_multipart_upload(Bucket="archive", Key="recordings/closing.mp4")

# %% [markdown]
# A rule has a filter and one or more actions. This one has four: move to a colder storage class, delete, delete old
# versions, delete what uploads have left behind.

# %%
rule = {
    "ID": "tidy-tests",
    "Status": "Enabled",
    "Filter": {"Prefix": "tests/"},  # "" is the whole bucket
    "Transitions": [{"Days": 30, "StorageClass": "GLACIER_IR"}],
    "Expiration": {"Days": 365},
    "NoncurrentVersionExpiration": {"NoncurrentDays": 30},
    "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7},
}
rules = {"Rules": [rule]}
response = client.put_bucket_lifecycle_configuration(Bucket="archive", LifecycleConfiguration=rules)

# %% [markdown]
# The practice account stores rules and never acts on them. So `lifecycle.foresee` works out what S3 would do:

# %%
lifecycle.foresee("archive")

# %% [markdown]
# ### Exercise: rules for the archive
#
# Write rules for the bucket `archive` so that
#
# - what lies below `recordings/` goes to `GLACIER_IR` after 90 days, and is deleted after 1,095 (three years),
# - old versions go 30 days after they were replaced, in the whole bucket,
# - unfinished uploads go after 7 days, in the whole bucket,
# - the current `guests.csv` and `recordings.csv`, a list of the recordings, stay.
#
# <details><summary>Hint 1</summary>Two rules, with different filters, in one list: a bucket has one set of rules, and
# each put replaces it.</details>
# <details><summary>Hint 2</summary>First rule: <code>"Filter": {"Prefix": "recordings/"}</code> with Transitions and
# Expiration. Second: <code>"Filter": {"Prefix": ""}</code> with the other two actions. Then look at
# <code>lifecycle.foresee("archive")</code>.</details>

# %% exercise="rules_for_the_archive"
rules = []
# Fill the list, put it on the bucket, and look at lifecycle.foresee("archive").
# solution
rules = [
    {
        "ID": "recordings",
        "Status": "Enabled",
        "Filter": {"Prefix": "recordings/"},
        "Transitions": [{"Days": 90, "StorageClass": "GLACIER_IR"}],
        "Expiration": {"Days": 1095},
    },
    {
        "ID": "tidy",
        "Status": "Enabled",
        "Filter": {"Prefix": ""},
        "NoncurrentVersionExpiration": {"NoncurrentDays": 30},
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7},
    },
]
client.put_bucket_lifecycle_configuration(Bucket="archive", LifecycleConfiguration={"Rules": rules})
lifecycle.foresee("archive")

# %%
check.rules_for_the_archive()

# %% [markdown]
# (With versioning, `Expiration` puts a delete marker on top, and 30 days later the second rule takes the version away.
# Objects below 128 KB are not moved by default, for a reason that comes next.)
#
# **A good place for a pause.** If you come back tomorrow, the account is new: click into the next code cell and choose
# *Restart Kernel and Run up to Selected Cell* in the menu *Kernel*. It takes about a minute.
#
# ## Cold is cheap, and not always cheaper
#
# S3 has **storage classes**. Colder ones cost less to keep and more to read, and have small print: minimum days,
# minimum sizes, and two do not open at once.

# %%
classes = facts.read_table("storage-classes")
classes[["storage_class", "name", "opens", "min_days", "min_billed_kb", "overhead_kb"]]

# %% [markdown]
# An object is billed for at least so many days and KB, even if it is smaller or goes earlier. The last two add 32 KB
# for every object (and 8 KB at Standard's price). Reading them fails until you ask for a restore, and wait. (S3 then
# makes a copy in Standard for as many days as you say, and you pay for both.)

# %%
client.put_object(Bucket="talks", Key="2019.zip", Body=b"...", StorageClass="DEEP_ARCHIVE")
try:
    client.get_object(Bucket="talks", Key="2019.zip")
except ClientError as error:
    print(error.response["Error"]["Code"], "-", error.response["Error"]["Message"])

# %% [markdown]
# What does it all cost? Move the controls. Two things make every Glacier class dearer than Standard: can you find them?

# %%
widgets.storage_classes()

# %% [markdown]
# <details><summary>What makes it dearer?</summary>Small objects: each request and each minimum counts. And reading
# often. A short time alone does not: objects of 100 MB that are kept for one month, and billed for three or six, still
# cost less there. With objects of 1 MB they do not.</details>
#
# ### Exercise: the cheapest class
#
# Which class is cheapest for each of these? Try them in the explorer above. (`GLACIER` is Flexible Retrieval.)
#
# | | what | GB | one object | kept for | all read | must open at once |
# | --- | --- | --- | --- | --- | --- | --- |
# | a | recordings, kept by law | 500 | 100 MB | 60 months | never | no |
# | b | recordings that people watch | 500 | 100 MB | 60 months | 24 times a year | yes |
# | c | photos of guests | 500 | 1 MB | 36 months | once a year | yes |
# | d | hourly sensor files | 50 | 10 KB | 24 months | never | no |
# | e | data for reports | 200 | 100 MB | 12 months | 8 times a year | yes |
#
# <details><summary>Hint 1</summary>The words beside the picture name the cheapest class, and the cheapest that opens
# at once.</details>
# <details><summary>Hint 2</summary>For d, look at what the requests cost: each file is one.</details>

# %% exercise="cheapest_class"
answers = {
    "a": None,  # "STANDARD", "STANDARD_IA", "GLACIER_IR", "GLACIER" or "DEEP_ARCHIVE"
    "b": None,
    "c": None,
    "d": None,
    "e": None,
}
# solution
answers = {
    "a": "DEEP_ARCHIVE",
    "b": "STANDARD",
    "c": "GLACIER_IR",
    "d": "STANDARD",
    "e": "STANDARD_IA",
}

# %%
check.cheapest_class(answers)

# %% [markdown]
# Pack small files first, then move them. And if you do not know how often something is read: the class
# `INTELLIGENT_TIERING` watches each object of 128 KB or more, for a small fee, and moves it by itself.

# %%
quiz.ask("glacier_small_files")

# %% [markdown]
# ## Who gets in
#
# Two things are on in a new bucket without your doing. Its objects are encrypted, since January 2023, with keys that
# S3 keeps (**SSE-S3**). And since April 2023 **Block Public Access** keeps it closed: until somebody switches that off,
# no policy can open the bucket to the world.

# %%
client.create_bucket(Bucket="brand-new")
encryption = client.get_bucket_encryption(Bucket="brand-new")
print(encryption["ServerSideEncryptionConfiguration"]["Rules"][0])
block = client.get_public_access_block(Bucket="brand-new")["PublicAccessBlockConfiguration"]
print("on:", ", ".join(name for name, is_on in block.items() if is_on))
client.delete_bucket(Bucket="brand-new")["ResponseMetadata"]["HTTPStatusCode"]

# %% [markdown]
# Encryption helps against a stolen disk. It does not keep out whoever is *allowed* to read: S3 decrypts for them. (A
# key of your own in *KMS*, AWS's service for keys, needs a second permission, so you can lock the data by locking the
# key. That is called SSE-KMS.)

# %%
quiz.ask("encrypted_so_safe")

# %% [markdown]
# **Before you run the next cell:** it puts a bucket policy that lets everybody read. You are an administrator. What
# happens?

# %%
everybody = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": "*",
            "Action": "s3:GetObject",
            "Resource": "arn:aws:s3:::talks/*",
        }
    ],
}
try:
    s3.put_bucket_policy("talks", everybody)
except ClientError as error:
    print("AWS says:")
    print(str(error).partition(" because ")[2])

# %% [markdown]
# Good. For a colleague, name her in the policy (lesson 06). For somebody without an account there is a **presigned
# URL**: a link for one object, one kind of request and some time, signed with *your* key. Whoever has the link acts
# as you. (Links of the practice account open on this computer alone. Those of AWS open anywhere.)
#
# Blue, who may read nothing, makes such a link. (`s3v4` is the newer way to sign, which works in every Region.)
# **Before you run the next cell:** does making it work? Does the link?


# %%
def open_link(link):
    """What a browser gets: the beginning of the content, or AWS's error code."""
    try:
        with urllib.request.urlopen(link) as reply:
            return f"{reply.status}, {len(reply.read()) / 1024**2:.0f} MB"
    except urllib.error.HTTPError as error:
        text = error.read().decode()
        said = text.partition("<Message>")[2].partition("</Message>")[0]
        return f"{error.code}: {said.partition(' because ')[2] or said}"


wanted = {"Bucket": "talks", "Key": "2026/opening.mp4"}
newer = Config(signature_version="s3v4")
sandbox.sign_in("blue")
blues_client = boto3.client("s3", config=newer)
by_blue = blues_client.generate_presigned_url("get_object", Params=wanted, ExpiresIn=60)
print("Blue's link:", open_link(by_blue))
sandbox.sign_in("coordinator")

# %% [markdown]
# Making a link asks nobody: it is arithmetic on your computer. AWS decides when the link is opened, and then the
# *signer's* rights count. Now the coordinator, with a link for three seconds:

# %%
client = boto3.client("s3", config=newer)
short = client.generate_presigned_url("get_object", Params=wanted, ExpiresIn=3)
print("At once:", open_link(short))
time.sleep(4)
print("Later:  ", open_link(short))

# %% [markdown]
# Signed in this way a link lasts a week at most. Signed with temporary credentials it ends with *them*, whatever you
# wrote: after hours with a role, after 15 minutes at most with `aws login`, which renews its credentials but not your
# link.
#
# ### Exercise: a link for the speaker
#
# Hazel has no account and wants to hear her own talk. Make a link that downloads `2026/opening.mp4` from `talks` and
# ends after one hour. Put it into `link`.
#
# <details><summary>Hint 1</summary>One line, as above, as the coordinator. The time is in seconds.</details>
# <details><summary>Hint 2</summary><code>client.generate_presigned_url("get_object", Params=...,
# ExpiresIn=3600)</code></details>

# %% exercise="link_for_the_speaker"
link = None
# solution
link = client.generate_presigned_url("get_object", Params=wanted, ExpiresIn=3600)

# %%
check.link_for_the_speaker(link)

# %%
quiz.ask("seven_days")

# %% [markdown]
# ### If time is left: nobody deletes a version
#
# With versioning, a delete with a `VersionId` is the one that hurts. Put a policy on the bucket `lists` by which
# nobody may delete a *version* of any object. Deleting without `VersionId`, reading and writing must go on.
#
# <details><summary>Hint 1</summary>It has a permission of its own: <code>s3:DeleteObjectVersion</code>. It acts on
# objects.</details>
# <details><summary>Hint 2</summary>A Deny with <code>"Principal": "*"</code> on <code>arn:aws:s3:::lists/*</code>,
# put with <code>s3.put_bucket_policy("lists", {...})</code>.</details>

# %% exercise="keep_every_version" extra=true
# Put a policy on the bucket lists.
# solution
keep = {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:DeleteObjectVersion",
    "Resource": "arn:aws:s3:::lists/*",
}
s3.put_bucket_policy("lists", {"Version": "2012-10-17", "Statement": [keep]})

# %%
check.keep_every_version()

# %% [markdown]
# (Whoever may change the policy can still take it away, and lifecycle rules go on deleting. **Object Lock** in its
# *compliance mode* is stricter: until a date that you set not even root can delete.)
#
# ## Two writers
#
# Blue and Orange both add a guest to one list. Each reads it, adds a line, and writes it back.


# %%
def read_names():
    return client.get_object(Bucket="seats", Key="guests.txt")["Body"].read().decode()


def write_names(names, **condition):
    client.put_object(Bucket="seats", Key="guests.txt", Body=names.encode(), **condition)


s3.start_over("seats", {"guests.txt": "Fern\n"})

# %% [markdown]
# **Before you run the next cell:** Fern is on the list. Blue adds Hazel, Orange adds Rowan. Who is on it in the end?

# %%
write_names("Fern\n")  # for when you run this cell again
seen_by_blue, seen_by_orange = read_names(), read_names()
write_names(seen_by_blue + "Hazel\n")
write_names(seen_by_orange + "Rowan\n")
print("On the list:")
print(*read_names().split())

# %% [markdown]
# Hazel is gone, and nobody got an error. That is a **lost update**. S3 keeps the last write whole, and knows nothing
# of what it was based on, unless you say it. With a **conditional write** you do: `IfMatch` takes the ETag that you
# have read, and S3 writes only if it is still the same.

# %%
seen = client.get_object(Bucket="seats", Key="guests.txt")  # Blue reads
write_names("Fern\nRowan\nAsh\n")  # meanwhile Orange writes
try:
    write_names("Fern\nRowan\nHazel\n", IfMatch=seen["ETag"])
except ClientError as error:
    print(error.response["Error"]["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"])

# %% [markdown]
# Refused: Blue reads again, adds, and tries again. And `IfNoneMatch="*"` writes only if the key is *not there*. So of
# many who create the same key at the same time, one succeeds.

# %%
client.delete_object(Bucket="seats", Key="hall/1")  # for when you run this cell again
client.put_object(Bucket="seats", Key="hall/1", Body=b"Fern", IfNoneMatch="*")
try:
    client.put_object(Bucket="seats", Key="hall/1", Body=b"Ash", IfNoneMatch="*")
except ClientError as error:
    print("Ash:", error.response["Error"]["Code"])
client.get_object(Bucket="seats", Key="hall/1")["Body"].read().decode()

# %% [markdown]
# ### Exercise: who comes first sits
#
# Write `claim_seat`: it writes `name` to the key that `seat` holds (such as `"hall/1"`) in the bucket `seats`, and
# returns True. If somebody has the seat already, it changes nothing and returns False. Any other error is raised as it
# is.
#
# <details><summary>Hint 1</summary>Do not look first whether the seat is free: between looking and writing somebody
# else may write. Let S3 decide.</details>
# <details><summary>Hint 2</summary><code>try</code> with <code>IfNoneMatch="*"</code>, and in <code>except
# ClientError as error</code> ask whether <code>error.response["Error"]["Code"]</code> is
# <code>"PreconditionFailed"</code>; if not, <code>raise</code>.</details>


# %% exercise="claim_a_seat"
def claim_seat(client, seat, name):
    """True if this name has the seat now, False if somebody else was first."""


# solution
def claim_seat(client, seat, name):
    """True if this name has the seat now, False if somebody else was first."""
    try:
        client.put_object(Bucket="seats", Key=seat, Body=name.encode(), IfNoneMatch="*")
    except ClientError as error:
        if error.response["Error"]["Code"] != "PreconditionFailed":
            raise
        return False
    return True


# %%
check.claim_a_seat(claim_seat)

# %% [markdown]
# On AWS, a write that meets another one at the very same moment may also end in another refusal, 409
# `ConditionalRequestConflict`. It wrote nothing, and does not say who won: try again.
#
# ### If time is left: add a guest and lose nobody
#
# Write `add_guest`: it adds a name, on a line of its own, to `guests.txt` in `seats`, whatever others do meanwhile.
# Both refusals may come.
#
# <details><summary>Hint 1</summary>A loop: read with <code>get_object</code>, write with <code>IfMatch=</code> its
# ETag, and return if that worked.</details>
# <details><summary>Hint 2</summary>At <code>PreconditionFailed</code> and at <code>ConditionalRequestConflict</code> go
# round again, and read anew. Any other error: <code>raise</code>.</details>


# %% exercise="add_guest_safely" extra=true
def add_guest(client, name):
    """Nothing; the name is on the list, and nobody else was lost."""


# solution
def add_guest(client, name):
    """Nothing; the name is on the list, and nobody else was lost."""
    while True:
        seen = client.get_object(Bucket="seats", Key="guests.txt")
        body = seen["Body"].read() + f"{name}\n".encode()
        try:
            client.put_object(Bucket="seats", Key="guests.txt", Body=body, IfMatch=seen["ETag"])
            return
        except ClientError as error:
            refusals = ("PreconditionFailed", "ConditionalRequestConflict")
            if error.response["Error"]["Code"] not in refusals:
                raise


# %%
check.add_guest_safely(add_guest)

# %% [markdown]
# ## A table for many small questions
#
# S3 is for files. For thousands of small look-ups and changes a second there is **DynamoDB**, a database without a
# server of yours. An **item** is a dict. Its key says where it lies: the **partition key** in which drawer, and
# the **sort key**, which a table may have or not, in which place of the drawer. Here we use both.
#
# First write down the questions, then choose the key, for it cannot be changed:
#
# 1. Who has signed up for this talk?
# 2. Has Fern signed up for it?
# 3. Add a sign-up.
#
# All name the talk. So the talk is the partition key, the guest the sort key.

# %%
dynamodb = boto3.resource("dynamodb")
signups = dynamodb.Table("signups")
if "signups" in boto3.client("dynamodb").list_tables()["TableNames"]:
    signups.delete()  # for when you run this cell again
    signups.wait_until_not_exists()
dynamodb.create_table(
    TableName="signups",
    KeySchema=[
        {"AttributeName": "talk", "KeyType": "HASH"},  # the partition key
        {"AttributeName": "guest", "KeyType": "RANGE"},  # the sort key
    ],
    AttributeDefinitions=[
        {"AttributeName": "talk", "AttributeType": "S"},
        {"AttributeName": "guest", "AttributeType": "S"},
    ],
    BillingMode="PAY_PER_REQUEST",  # no traffic costs nothing, storage does
)
signups.wait_until_exists()

# %%
with signups.batch_writer() as batch:
    for number in range(3000):
        key = {"talk": f"talk-{number % 60:02}", "guest": f"guest-{number:04}"}
        batch.put_item(Item={**key, "seats": 1, "note": "vegetarian, no nuts, row near the door"})

# %% [markdown]
# Sixty talks, fifty guests each. Two ways to ask who comes to `talk-07`: a **query** goes to one drawer. A **scan**
# goes through the table, and the filter throws away what does not fit.
#
# **Before you run the next cell:** both return fifty items. How many does each *read*?

# %%
measure = {"ReturnConsumedCapacity": "TOTAL"}
by_query = signups.query(KeyConditionExpression=Key("talk").eq("talk-07"), **measure)
by_scan = signups.scan(FilterExpression=Attr("talk").eq("talk-07"), **measure)
print("The answer:")
for name, found in (("query", by_query), ("scan", by_scan)):
    units = found["ConsumedCapacity"]["CapacityUnits"]
    read = f"{found['ScannedCount']:,} items"
    print(f"{name:5} returned {found['Count']} items, read {read}, cost {units} read units")

# %% [markdown]
# One read unit pays for 4 KB. If the answer may be a moment old, which is the default and is so here, half a unit does.
# Fifty items are less than 4 KB: 0.5. You pay for what is read, not for what comes back, and a filter saves nothing.
# (Both answers come in pages, of 1 MB.)

# %%
quiz.ask("filter_pays")

# %% [markdown]
# ### Exercise: ask the right drawer
#
# Who of `talk-42` has a name from `guest-1000` to `guest-1999`? Ask so that nothing else is read, with
# `**measure` as above, and put the whole answer of `signups.query` into `answer`.
#
# <details><summary>Hint 1</summary>The sort key may be part of the condition:
# <code>Key("talk").eq(...) &amp; Key("guest").between(..., ...)</code></details>
# <details><summary>Hint 2</summary>It stands in <code>KeyConditionExpression</code> of <code>signups.query</code>. A
# <code>FilterExpression</code> would read all fifty first.</details>

# %% exercise="ask_the_right_drawer"
answer = None
# solution
names = Key("guest").between("guest-1000", "guest-1999")
answer = signups.query(KeyConditionExpression=Key("talk").eq("talk-42") & names, **measure)

# %%
check.ask_the_right_drawer(answer)

# %% [markdown]
# *What has guest-0123 signed up for?* That names no talk, so it would be a scan. For a question that comes often add
# an index: a second table with other keys, which DynamoDB keeps up to date, a moment later, and which is paid too.
#
# ### The last seat
#
# One seat is left, and two shops sell it, each after looking. How many are left stands in an item `#left`, which is no
# guest (`#` sorts before all names). `:one` stands for a value given below. The condition makes the second fail:

# %%
signups.put_item(Item={"talk": "talk-07", "guest": "#left", "seats": 1})
take_one = {
    "Key": {"talk": "talk-07", "guest": "#left"},
    "UpdateExpression": "SET seats = seats - :one",
    "ConditionExpression": "seats >= :one",
    "ExpressionAttributeValues": {":one": 1},
    "ReturnValues": "UPDATED_NEW",
}
for shop in ("Blue", "Orange"):
    try:
        print(shop, "sold it, left:", signups.update_item(**take_one)["Attributes"]["seats"])
    except ClientError as error:
        print(shop, "did not:", error.response["Error"]["Code"])
response = signups.delete_item(Key=take_one["Key"])

# %% [markdown]
# DynamoDB looks and writes in one step, so nobody comes in between. Without the condition there would be -1 seats. (The
# last line takes the item away again: it would come with the guests of every query.)
#
# ### If time is left: sell seats
#
# Write `sell(table, talk)`: it takes one seat off the item `#left` of that talk and returns True. If none is left, or
# there is no such item, it changes nothing and returns False. Any other error is raised.
#
# <details><summary>Hint 1</summary>The cell above, with the talk as a variable, in a function.</details>
# <details><summary>Hint 2</summary>The error's code is <code>ConditionalCheckFailedException</code>. Where there is no
# item, the condition is not met either.</details>


# %% exercise="sell_the_last_seat" extra=true
def sell(table, talk):
    """True if a seat was sold, False if none was left."""


# solution
def sell(table, talk):
    """True if a seat was sold, False if none was left."""
    try:
        table.update_item(**{**take_one, "Key": {"talk": talk, "guest": "#left"}})
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise
        return False
    return True


# %%
check.sell_the_last_seat(sell)

# %% [markdown]
# ### If time is left: everybody likes the host
#
# Your friend's dating app counts likes in a table, in one item for each profile, with the profile as partition key. On
# Valentine's evening the host of a show has a profile, and three of four likes go there. A **partition** is the machine
# part that holds a drawer, and it takes only so many writes a second. What is beyond is refused, however idle the rest
# of the table is: a **hot partition**. DynamoDB moves a busy item into a partition of its own, and one item cannot have
# more than that. The way out is to spread the one key over several: `host#1`, `host#2` and so on, chosen by chance.

# %%
widgets.hot_partition()

# %% [markdown]
# What is the smallest number of keys with which no like is refused?
#
# <details><summary>Hint 1</summary>Move the third control and read the words.</details>
# <details><summary>Hint 2</summary>The average is not enough: chance gives one key more than another.</details>

# %% exercise="keys_for_the_host" extra=true
keys = None
# solution
keys = 7

# %%
check.keys_for_the_host(keys)

# %% [markdown]
# The price: to read all likes of the host takes one query for each of these keys.

# %% [markdown]
# ## What else there is
#
# | | what it is | good for |
# | --- | --- | --- |
# | S3 | objects under keys, from anywhere, by whole objects or ranges | files, tables for analysis, backups |
# | DynamoDB | items under keys, in milliseconds | many small look-ups and changes |
# | EBS | a disk of one server | its system, its database files |
# | EFS | a file system that many servers mount | programs that want shared folders |
# | RDS | a relational database that AWS runs | SQL with joins and transactions, all day |
# | Athena | SQL on files in S3, paid by the data that it reads | a question now and then, without a server |
#
# ### Exercise: which store?
#
# Fill in the decision table: `"S3"`, `"DynamoDB"`, `"EBS"`, `"EFS"`, `"RDS"` or `"Athena"`.
#
# | | need |
# | --- | --- |
# | a | the sensors' Parquet files, a terabyte a year, for every notebook |
# | b | whose seat is it? thousands of times a second, always by the number of the seat |
# | c | the system disk of one EC2 server |
# | d | one folder that eight servers write to, with a program that knows only files |
# | e | orders, payments and refunds, joined in ever new ways by the accountants, all day |
# | f | once a month one question in SQL about those Parquet files |
#
# <details><summary>Hint 1</summary>Ask: files or small items? one machine or many? always by key, or in ever new
# ways?</details>
# <details><summary>Hint 2</summary>Each is the answer once.</details>

# %% exercise="which_store"
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
    "a": "S3",
    "b": "DynamoDB",
    "c": "EBS",
    "d": "EFS",
    "e": "RDS",
    "f": "Athena",
}

# %%
check.which_store(answers)

# %% [markdown]
# %%
shutil.rmtree(lesson_folder, ignore_errors=True)
progress.show()

# %% [markdown]
# ## Recap
#
# - A bucket is a list of keys. Folders are drawn, and renaming one copies every object.
# - Tables as Parquet, of some megabytes and more. Lists in pages: use a paginator.
# - Versioning keeps what is overwritten or deleted, and you pay for it. Lifecycle rules clear up, unfinished uploads
#   too.
# - Cold classes have minimum days, minimum sizes, fees for reading. Work it out before you move.
# - A presigned URL acts as its signer, until its time or the signer's credentials end.
# - Two writers need a condition: `IfNoneMatch`, `IfMatch`, `ConditionExpression`.
# - DynamoDB: questions first, then keys. You pay for what is read.
#
# ## On a real account
#
# - A bucket's name must by default be free among all customers: `meetup` is taken.
# - Storage, requests, and traffic to the internet cost: lesson 03 and the explorer above. This lesson would cost about
#   six cents, five of them for the ten thousand small files, a request each. Delete the buckets afterwards; one with
#   versions must lose all versions first.
# - After versioning is first turned on, AWS advises to wait 15 minutes before you write: until then an old version
#   may not be kept.
# - Lifecycle rules act about once a day, and a new table takes some seconds. Restores take minutes to days.
# - Without `s3v4`, boto3 signs links in the old way (version 2) where S3 still takes it, as in us-east-1. Objects under
#   SSE-KMS need the newer one.
# - Requests with a condition must be signed in the newer way (version 4) or go over HTTPS; boto3's do both.
# - DynamoDB refuses more calls than a table or a partition is ready for, and boto3 tries again. A new table such as
#   ours takes 4,000 writes a second, and more as its traffic grows.
#
# `docs/practice-account.md`, in the course's folder, lists what else differs.

# %% [markdown]
# ## What comes next
#
# [Lesson 09](09-compute.ipynb) is about computers: servers, and functions without a server.
#
# **Sources** (checked 2026-11-25)
#
# - S3: [prefixes](https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-prefixes.html),
#   [consistency](https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html#ConsistencyModel),
#   [pages](https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html),
#   [multipart uploads](https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html),
#   [metadata](https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html)
# - [Versioning](https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html), [delete
#   markers](https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeleteMarker.html),
#   [lifecycle](https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html), [what is
#   moved](https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html)
# - [Storage classes](https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html),
#   [restoring](https://docs.aws.amazon.com/AmazonS3/latest/userguide/restoring-objects-retrieval-options.html);
#   prices: see `data/README.md`
# - [Encryption](https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingServerSideEncryption.html), [Block Public
#   Access](https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html), [presigned
#   URLs](https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html), [conditional
#   writes](https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html)
# - DynamoDB: [units](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html),
#   [queries](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Other.html),
#   [conditions](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ConditionExpressions.html),
#   [hot
#   partitions](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/throttling-key-range-limit-exceeded-mitigation.html)
