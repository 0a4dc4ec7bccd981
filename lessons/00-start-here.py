# %% [markdown]
# # Start here
#
# You know Python and pandas, and you have never used AWS. In the next quarter of an hour you make your first bucket in
# the cloud, or rather in a good copy of it, and learn how every lesson of this course works.
#
# **You will be able to**
# - run a lesson, do an exercise and have it checked,
# - put a table into S3, Amazon's store for files, and get it back,
# - say what the practice account is, and what it is not.
#
# **Time:** 15 minutes. **You need:** nothing else. No AWS account, no credit card, no network.
#
# Click into the grey cell below and press **Shift+Enter**. That runs the cell and moves on to the next. An output that
# stands there already was stored when the lesson was made; running the cell replaces it.

# %%
import boto3
import pandas as pd

from helpers import check, progress, quiz, sandbox

sandbox.start()

# %% [markdown]
# The line that it printed means: you have an AWS account. It lives inside this notebook and is yours alone. (A *Region*
# is a part of the world where AWS has machines.)
#
# Let us use it. `boto3` is the Python library that AWS itself makes. You ask it for a *client* of one service, and the
# client has one method for each thing that the service can do. The service for files is called **S3**. A file there is
# an *object*, and objects live in a *bucket*.

# %%
client = boto3.client("s3")
client.create_bucket(Bucket="meetup")
[bucket["Name"] for bucket in client.list_buckets()["Buckets"]]

# %% [markdown]
# Your first bucket. On real AWS the same `create_bucket` makes a real one, under a name that nobody else has taken.
#
# ## Put something in, get it back
#
# Here is the story that runs through the course. You coordinate a meet-up in New York. Guests sign up, and you keep the
# list.

# %%
guests = pd.DataFrame(
    {
        "name": ["Fern", "Hazel", "Rowan"],
        "borough": ["Queens", "Bronx", "Brooklyn"],
        "seats": [2, 1, 4],
    }
)
guests

# %% [markdown]
# S3 stores bytes and does not care what they mean. So you turn the table into CSV text first. (pandas can write to S3
# itself, with an extra package called s3fs. Here boto3 does it.) The *key* is the object's name. (Every call answers
# with a dict. Here it only says that all went well, so it goes into a variable.)

# %%
response = client.put_object(Bucket="meetup", Key="draft.csv", Body=guests.to_csv(index=False))
client.get_object(Bucket="meetup", Key="draft.csv")["Body"].read()

# %% [markdown]
# The `b` before the quotation mark means bytes. pandas reads them as it reads a file:

# %%
answer = client.get_object(Bucket="meetup", Key="draft.csv")
pd.read_csv(answer["Body"])

# %% [markdown]
# ## Your first exercise
#
# From here on you write code too. An exercise has four parts: what to do, two hints that open with a click, a cell for
# your answer, and a cell that checks it. Try first, then look at a hint. Nothing can break: a check changes nothing,
# and you may try as often as you like.
#
# A check says one of three things: *not attempted* (it found nothing of yours), *not yet* (what it saw, why that is not
# right, and what to try), or *correct*. It looks at the bucket as it is now, so run it right after your answer. It does
# not look at your code: any way that leads there is right. What was correct once stays noted.
#
# ### Exercise: store the guest list
#
# Store the table `guests` as CSV, with the three columns that it has, under the key `2026.csv` in the bucket `meetup`.
#
# <details><summary>Hint 1</summary>Further up, one line did the same for <code>draft.csv</code>. Only the key
# changes.</details>
# <details><summary>Hint 2</summary>Begin with <code>response = client.put_object(Bucket=..., Key=..., Body=...)</code>.
# The body is <code>guests.to_csv(index=False)</code>. Without <code>index=False</code> pandas writes the row numbers as
# a fourth column.</details>

# %% exercise="store_guest_list"
# Write your answer here and begin it with response = . Then run this cell and the next one.
# solution
response = client.put_object(Bucket="meetup", Key="2026.csv", Body=guests.to_csv(index=False))

# %%
check.store_guest_list()

# %% [markdown]
# ## The same account from the command line
#
# AWS has a command as well, called `aws`. Many guides use it, so you will meet it. In a notebook, a line that begins
# with `!` goes to the command line. It speaks to the practice account only while that runs, so after a restart run the
# first cell first.
#
# This one copies an object to the screen (that is the `-` at its end). It takes a second or two:

# %%
# !aws s3 cp s3://meetup/draft.csv -

# %% [markdown]
# Same bucket, same object: boto3 and `aws` talk to one account. `s3://meetup/draft.csv` is how the command writes "the
# object `draft.csv` in the bucket `meetup`".
#
# The command that everybody types first is `aws s3 ls`, which lists your buckets. Type `!aws s3 ls` into the empty cell
# below and run it. The answer begins with the time at which you made the bucket, so yours differs from everybody
# else's. A `SyntaxError` means that the `!` is missing.

# %%
# Type here.

# %% [markdown]
# ## What the practice account is not
#
# The calls are real: the same boto3, the same `aws`, the same names. What answers them is a program called *moto*,
# which imitates AWS, together with this course's own rules for who may do what. They give AWS's answers and errors as
# far as the lessons go, and no further. So:
#
# | question | practice account | real AWS |
# | --- | --- | --- |
# | where it lives | in this notebook's memory | in Amazon's data centres |
# | how long | until the kernel stops | until you delete it, or the account closes |
# | what it costs | nothing | see each lesson's last part |
# | bucket names | all free: you are the only customer | by default shared by all customers: `meetup` is surely taken |
# | machines and functions | appear in lists, but nothing runs | run, and cost money |
# | your real AWS account, if you have one | never read, never touched, once `sandbox.start()` has run | yours |
#
# Two questions. The first is a guess; its answer explains.

# %%
quiz.ask("what_costs_money")

# %%
quiz.ask("where_things_live")

# %% [markdown]
# ## See how far you are
#
# Each check and each quiz answer is noted on this computer, in a small file of the course's own. This shows it:

# %%
progress.show()

# %% [markdown]
# ## When you are stuck
#
# - **An error.** Read its last line first; it nearly always says what is missing. Errors are part of the course.
# - **`NameError`.** A cell above has not run yet. Click into the cell where you are and choose *Restart Kernel and Run
#   up to Selected Cell* in the menu *Kernel*.
# - **It is a mess.** The same. A new kernel is a new, empty account, and the cells above fill it again. Should it stop
#   at a cell of yours, repair or empty that cell. What you have finished stays noted.
# - **A word is new to you.** Where a lesson first uses it, it is often a link. Let the mouse rest on it, or click: it
#   leads to the [glossary](glossary.md).
# - **The check says "not yet" and you disagree.** Read what it saw, and look there yourself, for example with
#   `client.list_objects_v2`.

# %% [markdown]
# ## Recap
#
# - Shift+Enter runs a cell. `sandbox.start()` opens your practice account.
# - `boto3.client("s3")` gives you S3; buckets hold objects, objects have keys and bytes.
# - boto3 and `aws` talk to the same account.
# - Try, look at a hint, check. Restarting the kernel gives you a new account.

# %% [markdown]
# ## On a real account
#
# The code above would work unchanged, if you were signed in (not as root, as you are here: lesson 06 says why) and had
# chosen a bucket name that is still free (and, outside the Region `us-east-1`, had told `create_bucket` the Region). A
# bucket by itself costs nothing; you pay for what you store, for requests and for what you send out of AWS. Lesson 08
# does the sums, with dates.
#
# The `aws` of this course is version 1. For real work install version 2: only that one has `aws login` and `aws sso
# login`. An account on AWS's free plan ends after six months, or when its credits are used up (as of November 2026).

# %% [markdown]
# ## What comes next
#
# [Lesson 01](01-why-cloud.ipynb): why rent computers at all? A friend starts a dating app, and you do her sums.
# (In a hurry for permissions? [Lesson 06](06-iam.ipynb) needs only this one.)
#
# **Sources** (checked 2026-11-24)
#
# - S3 from Python: [boto3's guide](https://docs.aws.amazon.com/boto3/latest/guide/s3-examples.html)
# - Bucket names: [the rules](https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html),
#   [whose names they are](https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html)
# - The command: [aws s3](https://docs.aws.amazon.com/cli/latest/userguide/cli-services-s3-commands.html)
# - What imitates AWS here: [moto](https://docs.getmoto.org/)
