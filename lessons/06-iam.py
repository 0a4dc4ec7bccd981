# %% [markdown]
# # Who may do what: IAM
#
# IAM (Identity and Access Management) decides about every call to AWS: who asks, and may they? When a call of yours
# fails, it is often IAM that refused it. When data leak, it is often because IAM was told to allow too much.
#
# **You will be able to**
# - put the root user away and work as an administrator instead,
# - write policies that allow what somebody needs and nothing more,
# - read an AccessDenied and find the statement behind it,
# - say beforehand how AWS will decide,
# - take a role for a while,
# - act in the right order when an access key has leaked.
#
# **Time:** about an hour and a half in two sittings, and half an hour more with what is marked *if time is left*. **You
# need:** [Start here](00-start-here.ipynb).

# %%
import json
import textwrap

import boto3
from botocore.exceptions import ClientError

from helpers import charts, check, iam, policy, progress, quiz, s3, sandbox

sandbox.start()

# %% [markdown]
# `iam`, `s3` and `policy` are helpers of this course. They save typing, and you will see the real calls of boto3 first.
# Do not use these names for anything of yours: call a client `client` and a policy `my_policy`. If it has happened, run
# the first cell again.
#
# You still coordinate the meet-up. The bucket `guests` holds the guest lists, some sign-ups and two private files. The
# bucket `budget` is yours.

# %%
guest_files = {
    "2025.csv": "name,seats\nFern,1\n",
    "2026.csv": "name,seats\nFern,2\nHazel,1\nRowan,4\n",
    "menu.txt": "soup\nbread\n",
    "private/pay.csv": "name,usd\nBlue,120\nOrange,90\n",
    "private/phones.csv": "name,phone\nFern,555-0100\n",
    "signups/0001.json": '{"name": "Ash", "seats": 2}',
}
s3.start_over("guests", guest_files)
s3.start_over("budget", {"2026.csv": "item,usd\nhall,1200\n"})

# %% [markdown]
# ## Put the root user away
#
# Who are you at the moment? STS, the service that hands out temporary credentials, tells you.

# %%
boto3.client("sts").get_caller_identity()["Arn"]

# %% [markdown]
# That is an **ARN**, the name of a thing on AWS. Colons divide it into six parts: `arn`, `aws`, the service `iam`, a
# Region, the account `123456789012`, and the thing, `root`. A Region is a part of the world such as `us-east-1`. IAM is
# the same everywhere, so here that place is empty. An S3 ARN leaves the account empty as well.
#
# The root user is whoever opened the account with an e-mail address. No policy on users limits it. So root is for the
# few things that only root can do, such as closing the account, or opening a bucket again after a policy has locked
# everybody out. It gets MFA (a second proof besides the password) and no access keys, and then it stays unused.
#
# Here you make an administrator as a user of IAM, in a group, because that shows how permissions work. On a real
# account AWS advises Identity Center (below), and full rights only for what needs them.

# %%
client = boto3.client("iam")
client.create_group(GroupName="admins")
administrator = "arn:aws:iam::aws:policy/AdministratorAccess"
client.attach_group_policy(GroupName="admins", PolicyArn=administrator)
client.create_user(UserName="coordinator")
client.create_user(UserName="deputy")
client.add_user_to_group(GroupName="admins", UserName="coordinator")
[user["UserName"] for user in client.list_users()["Users"]]

# %% [markdown]
# (A second run says `EntityAlreadyExists`, as do later cells that create something. You can go on. The helper
# `iam.create_admin("coordinator")` does the same and may run twice.)
#
# **Before you run the next cell:** which of the two users may start a machine (`ec2:RunInstances`)?

# %%
charts.who_may(
    users=["coordinator", "deputy"],
    actions=["ec2:RunInstances", "iam:CreateUser"],
    resource="*",
)

# %% [markdown]
# A new user may do nothing at all. The group made the difference.
#
# ### Exercise: a deputy
#
# Make `deputy` an administrator too, as the coordinator is and remains one: through the group.
#
# <details><summary>Hint 1</summary>The group has the permission already, and the user is there. One line is
# missing.</details>
# <details><summary>Hint 2</summary>It is the last call but one in the cell that made the group:
# <code>add_user_to_group</code>.</details>

# %% exercise="deputy_is_admin"
# Make deputy an administrator. Begin with response =
# solution
response = client.add_user_to_group(GroupName="admins", UserName="deputy")

# %%
check.deputy_is_admin()

# %% [markdown]
# ## An access key is shown once
#
# A program, such as this notebook, shows who it is with an **access key**: an id, and a secret to sign each call with.

# %%
key = boto3.client("iam").create_access_key(UserName="coordinator")["AccessKey"]
print("id:    ", key["AccessKeyId"])
print("secret:", "*" * len(key["SecretAccessKey"]))

# %% [markdown]
# This answer is the only place where the secret ever appears. Ask again. These are the fields that AWS tells you, and
# the secret is not among them:

# %%
listed = boto3.client("iam").list_access_keys(UserName="coordinator")["AccessKeyMetadata"]
sorted(listed[0])

# %% [markdown]
# Lost the secret? Make a new key and delete the old one. A user can have two at most, so that one can be replaced while
# the other still works. (The cell that makes one says `LimitExceeded` at its third run.)
#
# **On a real account you would rather have no such key at all.** A key lasts until somebody deletes it, and it works
# for whoever finds it. Nor does AWS ask for MFA when a call is signed with a key, unless a policy demands it. AWS's
# advice: people sign in through **IAM Identity Center** (`aws sso login`) or with their sign-in to the console, AWS's
# website (`aws login`), and get credentials that run out by themselves. This lesson uses keys because they show how
# signing in works.
#
# Signing in counts for the clients that you make afterwards. A client that exists keeps the identity it was made with.
# That is why the cells below make new ones.
#
# Now become the coordinator. (The course keeps everybody's key for you; on AWS nobody gets in without it.)

# %%
sandbox.sign_in("coordinator")
boto3.client("sts").get_caller_identity()["Arn"]

# %% [markdown]
# ## IAM starts from no
#
# Two colleagues help you. Blue plans the seating, Orange builds the sign-up form. `iam.start_over` makes both users,
# without any permission. Blue tries to read the guest list.

# %%
iam.start_over("blue", "orange")
sandbox.sign_in("blue")
try:
    boto3.client("s3").get_object(Bucket="guests", Key="2026.csv")
except ClientError as error:
    print(textwrap.fill(str(error), 88, break_on_hyphens=False))

# %% [markdown]
# The message names **who** asked (Blue's ARN), **what** she tried (`s3:GetObject`), **on what** (the object's ARN), and
# **why not**: no *identity-based* policy says yes. That is AWS's word for a policy on a user, a group or a role.
# Nothing is broken.
#
# A wrong key looks different. Here is somebody with a key that AWS has never seen:


# %%
def attempt(call, **arguments):
    """Make a call and print, below its name, "allowed" or what AWS says against it."""
    named = [value for name, value in arguments.items() if name != "Policy"]
    print(call.__name__, *named, end=":\n")
    try:
        call(**arguments)
        print("allowed")
    except ClientError as error:
        print(textwrap.fill(str(error), 88, break_on_hyphens=False))


nobody = boto3.client(
    "s3",
    aws_access_key_id="AKIAIOSFODNN7EXAMPLE",
    aws_secret_access_key="made-up",
)
attempt(nobody.list_buckets)

# %% [markdown]
# **Authentication** asks *who are you?*, and this key failed there. **Authorisation** asks *may you?*, and Blue failed
# there: AWS knew who she was. More permissions help in the second case only.
#
# ### Exercise: sort the refusals
#
# The six errors below belong to four families: `"who are you"` (AWS cannot tell who asks), `"may you"` (a permission is
# missing), `"is it there"` (the thing is missing), `"is there room"` (a limit is reached). Write the family of each
# into `answers`.
#
# | letter | what AWS said |
# | --- | --- |
# | a | `InvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our records.` |
# | b | `AccessDenied: User ... is not authorized to perform: s3:ListBucket ...` |
# | c | `SignatureDoesNotMatch: The request signature we calculated does not match the signature you provided.` |
# | d | `NoSuchKey: The specified key does not exist.` |
# | e | `VcpuLimitExceeded: You have requested more vCPU capacity ...` (vCPU: a rented processor) |
# | f | `ExpiredToken: The provided token has expired.` |
#
# <details><summary>Hint 1</summary>Would more permissions help? Only then it is "may you".</details>
# <details><summary>Hint 2</summary>Three of the six are "who are you". In S3, a "key" can also be the name of an
# object.</details>

# %% exercise="sort_the_refusals"
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
    "a": "who are you",
    "b": "may you",
    "c": "who are you",
    "d": "is it there",
    "e": "is there room",
    "f": "who are you",
}

# %%
check.sort_the_refusals(answers)

# %% [markdown]
# ## Least privilege: what Blue needs, and no more
#
# A **policy** is a list of statements. Each says *allow* or *deny*, for which actions, on which resources. It is JSON;
# in Python, a dict. This one is for Blue:

# %%
read_guests = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "ReadTheGuestList",
            "Effect": "Allow",
            "Action": "s3:GetObject",
            "Resource": "arn:aws:s3:::guests/2026.csv",
        }
    ],
}

# %% [markdown]
# `Version` is the version of the language: always write this date. `Sid` is a name of your choice. The dict alone
# changes nothing: make it text, as AWS wants it, and put it on Blue.

# %%
sandbox.sign_in("coordinator")
client = boto3.client("iam")
text = json.dumps(read_guests)
client.put_user_policy(UserName="blue", PolicyName="read-guests", PolicyDocument=text)
client.list_user_policies(UserName="blue")["PolicyNames"]

# %% [markdown]
# **Before you run the next cell:** can Blue now list what is in the bucket?

# %%
charts.who_may(
    users=["blue", "orange"],
    actions=["s3:GetObject", "s3:PutObject", "s3:ListBucket"],
    resource="arn:aws:s3:::guests/2026.csv",
)

# %% [markdown]
# She cannot. Two things here catch nearly everybody.
#
# - **The bucket and its objects have different ARNs.** Listing acts on the bucket, `arn:aws:s3:::guests`. Reading,
#   writing and deleting act on objects, `arn:aws:s3:::guests/2026.csv`.
# - **The permission is not always called like the call.** `list_objects_v2` needs `s3:ListBucket`. There is no
#   permission `s3:ListObjectsV2`; IAM saves a policy with it and it allows nothing.
#
# The helper `iam.put_inline_policy("blue", "a-name", {...})` calls `put_user_policy`, and takes the dict as it is.
# (*Inline* means: inside one user.)
#
# ### Exercise: let Blue see what is there
#
# Let Blue list the bucket `guests`, and still read `2026.csv`. Nothing else: no other object, no other bucket, no other
# action.
#
# <details><summary>Hint 1</summary>Put a second policy on her, beside the first. The action is
# <code>s3:ListBucket</code>.</details>
# <details><summary>Hint 2</summary>The resource of its statement is the bucket itself, without a slash or a star:
# <code>arn:aws:s3:::guests</code>.</details>

# %% exercise="blue_lists_guests"
list_guests = {"Version": "2012-10-17", "Statement": []}
# Fill in the statement, then put the policy on Blue.
# solution
list_guests["Statement"] = [
    {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::guests"},
]
iam.put_inline_policy("blue", "list-guests", list_guests)

# %%
check.blue_lists_guests()

# %% [markdown]
# `policy.explain` takes a request (the *principal* is who asks) and the policies that count for it, and says of each
# statement whether it matched. `iam.list_policies("blue")` collects all of Blue's. Why may she not read
# `private/pay.csv`?

# %%
sandbox.sign_in("coordinator")
policy.explain(
    principal="arn:aws:iam::123456789012:user/blue",
    action="s3:GetObject",
    resource="arn:aws:s3:::guests/private/pay.csv",
    identity_policies=iam.list_policies("blue"),
)

# %% [markdown]
# AWS reads policies in this way too: each statement must match in action *and* resource.
#
# The cell below gives Blue a fresh start. Whenever you are lost, or still signed in as somebody else, run such a cell
# again.

# %%
sandbox.sign_in("coordinator")
iam.start_over("blue")
iam.put_inline_policy("blue", "read-guests", read_guests)

# %% [markdown]
# ### Exercise: every year's list, and still nothing else
#
# Let Blue read each year's list at the top of `guests`, from 2000 to 2099: `2025.csv`, `2026.csv`, `2027.csv` and so
# on. Everything else, above all `private/`, must stay closed to her, also a `.csv` that another folder may hold one
# day.
#
# <details><summary>Hint 1</summary>In a resource a <code>*</code> matches any characters, the slash too. A
# <code>?</code> matches exactly one, of any kind.</details>
# <details><summary>Hint 2</summary>Two <code>?</code> stand for the two digits. Or write two statements, as a deny
# beats every allow: allow <code>guests/20*.csv</code> and deny what lies in a folder,
# <code>guests/*/*</code>.</details>

# %% exercise="blue_reads_every_list"
# Change Blue's policy read-guests, or put another one on her.
# solution
every_list = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::guests/20??.csv"},
    ],
}
iam.put_inline_policy("blue", "read-guests", every_list)

# %%
check.blue_reads_every_list()

# %% [markdown]
# There is no `2027.csv` yet. If Blue asks for it, AWS says AccessDenied for `s3:ListBucket`: who may not list a bucket
# is not told what is missing in it. So a misspelt key looks like a missing right.
#
# ## Two colleagues, two jobs, a managed policy each
#
# Blue works with S3 and DynamoDB (a database, lesson 08). Orange works with S3, Lambda (runs functions), API Gateway
# (lets the web call them) and CloudWatch (shows how they are doing). Neither should have the other's services.
#
# So far you wrote each policy inside one user: an **inline** policy, gone with the user. A **managed** policy stands on
# its own, and you attach it to users, groups or roles. AWS has written some, such as `AdministratorAccess`: a start,
# often too wide. Write one of your own for Blue: create it, then attach it by its ARN.

# %%
seats = "arn:aws:dynamodb:us-east-1:123456789012:table/seats"
plan_seating = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::guests/2026.csv"},
        {"Effect": "Allow", "Action": "dynamodb:*", "Resource": seats},
    ],
}
client = boto3.client("iam")
created = client.create_policy(PolicyName="plan-seating", PolicyDocument=json.dumps(plan_seating))
client.attach_user_policy(UserName="blue", PolicyArn=created["Policy"]["Arn"])
created["Policy"]["Arn"]

# %%
charts.who_may(
    users=["blue", "orange"],
    actions=["dynamodb:PutItem", "dynamodb:DeleteTable"],
    resource=seats,
)

# %% [markdown]
# The helper `iam.attach_managed_policy(user, name, dict)` makes both calls, and replaces the policy at the next call.
#
# ### Exercise: Orange builds the form
#
# Give Orange what she needs:
# - all of Lambda (`lambda:*`), API Gateway (`apigateway:*`) and CloudWatch (`cloudwatch:*`), on everything (`*`);
# - in S3, reading and writing (`s3:GetObject`, `s3:PutObject`) below `guests/signups/`;
# - no other service and no other action: not the guest lists, no deleting, no IAM.
#
# AWS's ready-made policies for these services allow more than that, so write her one of your own.
#
# <details><summary>Hint 1</summary>Two statements. The first has a list of three actions and the resource
# <code>"*"</code>. The second has a list of two actions.</details>
# <details><summary>Hint 2</summary>The resource of the second is <code>arn:aws:s3:::guests/signups/*</code>.</details>

# %% exercise="orange_builds_the_form"
build_form = {"Version": "2012-10-17", "Statement": []}
# Fill in the statements, then give Orange the policy.
# solution
build_form["Statement"] = [
    {"Effect": "Allow", "Action": ["lambda:*", "apigateway:*", "cloudwatch:*"], "Resource": "*"},
    {
        "Effect": "Allow",
        "Action": ["s3:GetObject", "s3:PutObject"],
        "Resource": "arn:aws:s3:::guests/signups/*",
    },
]
iam.attach_managed_policy("orange", "build-form", build_form)

# %%
check.orange_builds_the_form()

# %% [markdown]
# `service:*` is a start, not yet least privilege: Blue can delete her table, and Orange can change any function and so
# act with its rights. (To make one she also needs `iam:PassRole` for its role, and `logs:...` to read what it says.)
#
# **Pause here.** If you come back tomorrow, the account will be new: click into the next code cell and choose *Restart
# Kernel and Run up to Selected Cell* in the menu *Kernel*.
#
# ## The bucket can say yes as well
#
# A **bucket policy** stands on the bucket itself, so it must say whom it means: its `Principal`. AWS calls it a
# *resource-based* policy.
#
# Orange starts over without any policy, and the bucket lets her read the menu.

# %%
sandbox.sign_in("coordinator")
iam.start_over("blue", "orange")
menu_policy = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "OrangeReadsTheMenu",
            "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::123456789012:user/orange"},
            "Action": "s3:GetObject",
            "Resource": "arn:aws:s3:::guests/menu.txt",
        }
    ],
}
response = boto3.client("s3").put_bucket_policy(Bucket="guests", Policy=json.dumps(menu_policy))

# %% [markdown]
# **Before you run the next cell:** Orange's own policies allow her nothing. The bucket allows her something. Who wins?

# %%
sandbox.sign_in("orange")
attempt(boto3.client("s3").get_object, Bucket="guests", Key="menu.txt")
attempt(boto3.client("s3").get_object, Bucket="guests", Key="2026.csv")
sandbox.sign_in("coordinator")

# %% [markdown]
# Within one account a single yes is enough, from her policies or from the bucket's. (Between two accounts both must say
# yes. And roles and encryption keys insist on a yes of their own.)
#
# `"Principal": "*"` lets in everybody in the world. Many leaks came from such a policy, or from the older access lists.
# You are an administrator. **What do you expect?**

# %%
open_to_all = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": "*",
            "Action": "s3:GetObject",
            "Resource": "arn:aws:s3:::guests/*",
        }
    ],
}
text = json.dumps(open_to_all)
attempt(boto3.client("s3").put_bucket_policy, Bucket="guests", Policy=text)

# %% [markdown]
# Refused, although you may do everything. **Block Public Access**, switched on for every new bucket since April 2023,
# refuses a policy that opens it to the world. Leave it on.
#
# ### Exercise: the bucket lets Blue in
#
# Let the bucket `guests` allow Blue to read `2026.csv`, and nothing else. Put no policy on Blue. Orange must still be
# able to read the menu. The helper `s3.put_bucket_policy("guests", {...})` takes the dict as it is.
#
# <details><summary>Hint 1</summary>A bucket has one policy. Putting a new one replaces the old, so the new one needs
# both statements.</details>
# <details><summary>Hint 2</summary>Blue's statement looks like Orange's, with her ARN as the principal and
# <code>arn:aws:s3:::guests/2026.csv</code> as the resource.</details>

# %% exercise="bucket_lets_blue_in"
client = boto3.client("s3")
# menu_policy, above, is a good start.
# solution
blue_statement = {
    "Sid": "BlueReadsTheList",
    "Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::123456789012:user/blue"},
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::guests/2026.csv",
}
both = [*menu_policy["Statement"], blue_statement]
s3.put_bucket_policy("guests", {**menu_policy, "Statement": both})

# %%
check.bucket_lets_blue_in()

# %% [markdown]
# ## Yes, if: conditions
#
# A statement can carry a `Condition`. It then counts only for requests that meet it. You need that for listing, which
# acts on the whole bucket. S3 has no folders: `signups/` is a *prefix*, the beginning of some keys. The condition key
# `s3:prefix` holds the prefix that a list call asks for.

# %%
sandbox.sign_in("coordinator")
iam.start_over("blue", "orange")
s3.start_over("guests", guest_files)
list_signups = {
    "Effect": "Allow",
    "Action": "s3:ListBucket",
    "Resource": "arn:aws:s3:::guests",
    "Condition": {"StringEquals": {"s3:prefix": "signups/"}},
}
list_policy = {"Version": "2012-10-17", "Statement": [list_signups]}
iam.put_inline_policy("blue", "list-signups", list_policy)

# %% [markdown]
# **Before you run the next cell:** one of these three calls is allowed. Which?

# %%
sandbox.sign_in("blue")
listing = boto3.client("s3").list_objects_v2
attempt(listing, Bucket="guests")
attempt(listing, Bucket="guests", Prefix="signups/")
attempt(listing, Bucket="guests", Prefix="signups/2027/")
sandbox.sign_in("coordinator")

# %% [markdown]
# Only the second. The first names no prefix, so the condition is not met. The third names another one: `StringEquals`
# wants exactly `signups/`. `StringLike` understands `*`.
#
# ### If time is left: Orange lists the sign-ups
#
# Let Orange list `signups/` and every folder below it, such as `signups/2027/`, and nothing else: not the whole bucket,
# not `private/`.
#
# <details><summary>Hint 1</summary>As above, with <code>StringLike</code> and a star.</details>
# <details><summary>Hint 2</summary><code>"Condition": {"StringLike": {"s3:prefix": "signups/*"}}</code>. A star matches
# nothing as well, so <code>signups/</code> itself is covered. The resource is the bucket, without a star.</details>

# %% exercise="orange_lists_signups" extra=true
client = boto3.client("iam")
# Put a policy on Orange.
# solution
list_below = {**list_signups, "Condition": {"StringLike": {"s3:prefix": "signups/*"}}}
iam.put_inline_policy("orange", "list-signups", {**list_policy, "Statement": [list_below]})

# %%
check.orange_lists_signups()

# %% [markdown]
# A policy can also speak of whoever asks. In it, `${aws:username}` stands for that user's name, so one policy on a
# **group** does for all (`put_group_policy`, in place of `put_user_policy`). Green joins next week. The next cell makes
# the group `team` and puts all three in it, without any policy.

# %%
sandbox.sign_in("coordinator")
iam.start_over("blue", "orange", "green", group="team")

# %% [markdown]
# ### If time is left: a folder for everybody
#
# Everybody in `team` gets a folder of their own: Blue may read and write (`s3:GetObject`, `s3:PutObject`) below
# `guests/notes/blue/`, Green below `guests/notes/green/`, and so on. Nobody gets into another's folder. Do it
# with one policy, on the group, so that whoever joins has a folder too.
#
# <details><summary>Hint 1</summary>The resource is <code>arn:aws:s3:::guests/notes/${aws:username}/*</code>. Write no
# f-string.</details>
# <details><summary>Hint 2</summary><code>client.put_group_policy(GroupName="team", PolicyName=...,
# PolicyDocument=json.dumps(...))</code>. Variables need the <code>Version</code> 2012-10-17.</details>

# %% exercise="folder_for_everybody" extra=true
client = boto3.client("iam")
# Put one policy on the group team. Begin the call with response =
# solution
own_folder = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": ["s3:GetObject", "s3:PutObject"],
            "Resource": "arn:aws:s3:::guests/notes/${aws:username}/*",
        }
    ],
}
text = json.dumps(own_folder)
response = client.put_group_policy(GroupName="team", PolicyName="own-folder", PolicyDocument=text)

# %%
check.folder_for_everybody()

# %% [markdown]
# ## A deny beats every allow
#
# The list for 2026 must not vanish. A statement on the bucket denies deleting it, to everybody.

# %%
sandbox.sign_in("coordinator")
s3.start_over("guests", guest_files)
keep_2026 = {
    "Sid": "Keep2026",
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:DeleteObject",
    "Resource": "arn:aws:s3:::guests/2026.csv",
}
s3.put_bucket_policy("guests", {"Version": "2012-10-17", "Statement": [keep_2026]})

# %% [markdown]
# (Here `"Principal": "*"` is welcome: Block Public Access minds an *allow* for the world, not a deny.)
#
# **Before you run the next cell:** you are signed in as the coordinator, and `AdministratorAccess` allows `*` on `*`.
# Can you delete the object?

# %%
attempt(boto3.client("s3").delete_object, Bucket="guests", Key="2026.csv")

# %% [markdown]
# The message now says *with an explicit deny*. Before, nothing said yes. Now something says no, and no Allow changes
# that. This is how AWS decided:

# %%
charts.decision_path("coordinator", "s3:DeleteObject", "arn:aws:s3:::guests/2026.csv")

# %% [markdown]
# One Deny, wherever it stands, and AWS asks no further. Question 4 is about limits that large organisations set, as are
# their control policies, which AWS asks before the bucket and which are not drawn. A limit can only take away. You can
# leave all that for later.
#
# ### Exercise: nobody deletes anything
#
# Extend this to the whole bucket: nobody, not even the coordinator, may delete any object in `guests`, also one that is
# not there yet. All else must go on working for the coordinator.
#
# <details><summary>Hint 1</summary>Only the resource has to change. Deleting an object acts on an object.</details>
# <details><summary>Hint 2</summary>The resource is <code>arn:aws:s3:::guests/*</code>. Leave the action at
# <code>s3:DeleteObject</code>: a deny for <code>s3:*</code> would stop reading and uploading too. Locked out?
# Run the cell with <code>keep_2026</code> again, or <code>sandbox.sign_in_as_root()</code>: root may always replace the
# policy.</details>

# %% exercise="nobody_deletes"
client = boto3.client("s3")
# Put a new policy on the bucket guests.
# solution
keep_all = {**keep_2026, "Sid": "KeepAll", "Resource": "arn:aws:s3:::guests/*"}
s3.put_bucket_policy("guests", {"Version": "2012-10-17", "Statement": [keep_all]})

# %%
check.nobody_deletes()

# %% [markdown]
# (That stops slips. It stops neither overwriting nor an administrator who first changes the policy: against those there
# are versioning and Object Lock, lesson 08.)
#
# ## Ask before it hurts
#
# `charts` ask the whole practice account, `policy.explain` only the policies that you give it. IAM's own simulator
# (`simulate_principal_policy`) looks at the user's policies, so here it would say that you may delete.

# %% [markdown]
# A case: Blue is in a group that has a policy. She says: "I cannot read `2026.csv`. Somebody gave me a policy that
# allows it, and it did not help."

# %%
sandbox.sign_in("coordinator")
iam.start_over("blue", group="volunteers")
s3.start_over("guests", guest_files)
keep_private = {
    "Sid": "KeepPrivate",
    "Effect": "Deny",
    "Action": "s3:Get*",
    "Resource": "arn:aws:s3:::guests/*",
}
read_all = {
    "Sid": "ReadAll",
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::guests/*",
}
client = boto3.client("iam")
group_policy = json.dumps({"Version": "2012-10-17", "Statement": [keep_private]})
client.put_group_policy(GroupName="volunteers", PolicyName="privacy", PolicyDocument=group_policy)
iam.put_inline_policy("blue", "read-all", {"Version": "2012-10-17", "Statement": [read_all]})

# %% [markdown]
# ### Exercise: find the deny
#
# Repair it, in the group's policy, so that Blue can read `2026.csv` and `private/` stays closed to her. Look first, as
# the coordinator: copy the cell with `policy.explain` from further up and ask about `2026.csv`.
#
# <details><summary>Hint 1</summary>The reason is a Deny, and its Sid says what it was meant for. It catches far more
# than that.</details>
# <details><summary>Hint 2</summary>Write the group's policy <code>privacy</code> again, with the same call as above and
# a narrower resource: <code>arn:aws:s3:::guests/private/*</code>.</details>

# %% exercise="find_the_deny"
# Look, then repair. Begin the call with response =
# solution
narrow = {**keep_private, "Resource": "arn:aws:s3:::guests/private/*"}
group_policy = json.dumps({"Version": "2012-10-17", "Statement": [narrow]})
response = client.put_group_policy(
    GroupName="volunteers",
    PolicyName="privacy",
    PolicyDocument=group_policy,
)

# %%
check.find_the_deny()

# %% [markdown]
# ## Roles: rights that one takes for a while
#
# A **role** is an identity without password or key. Somebody *assumes* it, that is, takes it for a while, and gets
# temporary credentials: id, secret and a third string, the *session token*. Its **trust policy** says who may assume
# it; its other policies say what it may do. Programs on AWS's own machines get their rights this way, with no key to
# lose. Here is a role for the door, which may only read the list.

# %%
sandbox.sign_in("coordinator")
client = boto3.client("iam")
me = {"AWS": "arn:aws:iam::123456789012:user/coordinator"}
trust = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": me, "Action": "sts:AssumeRole"}],
}
client.create_role(RoleName="door", AssumeRolePolicyDocument=json.dumps(trust))
client.put_role_policy(RoleName="door", PolicyName="read", PolicyDocument=json.dumps(read_guests))
client.list_role_policies(RoleName="door")["PolicyNames"]

# %% [markdown]
# Now assume it:

# %%
visit = boto3.client("sts").assume_role(
    RoleArn="arn:aws:iam::123456789012:role/door",
    RoleSessionName="tonight",
)
door = boto3.Session(
    aws_access_key_id=visit["Credentials"]["AccessKeyId"],
    aws_secret_access_key=visit["Credentials"]["SecretAccessKey"],
    aws_session_token=visit["Credentials"]["SessionToken"],
)
sorted(visit["Credentials"])

# %% [markdown]
# **Before you run the next cell:** you took the role as an administrator. May the session delete the list?

# %%
print("You are now:", door.client("sts").get_caller_identity()["Arn"], sep="\n")
attempt(door.client("s3").get_object, Bucket="guests", Key="2026.csv")
attempt(door.client("s3").delete_object, Bucket="guests", Key="2026.csv")

# %% [markdown]
# Who takes a role puts their own rights aside. **IAM Identity Center** is built on this: people sign in once and get a
# role in each account they work in, for some hours.
#
# ## A key has leaked
#
# A key stands in a public repository. Programs look for such keys day and night and need minutes. You have three
# programs, each with a user and a key. One user has a second key: the one that leaked.

# %%
sandbox.sign_in("coordinator")
iam.start_over("newsletter", "signup-form", "statistics")
leaked = iam.leak_key("newsletter", "signup-form", "statistics")
print("found in the repository:", leaked["AccessKeyId"])

# %% [markdown]
# **Deactivate first.** `update_access_key(..., Status="Inactive")` stops a key within seconds and can be undone.
# Deleting cannot, and a deleted key is harder to trace.
#
# ### Exercise: stop the leak
#
# Find out whose key it is, and deactivate it. Touch no other key: the programs need theirs.
#
# <details><summary>Hint 1</summary><code>client.get_access_key_last_used(...)["UserName"]</code> names the owner. Or
# list the keys of all three.</details>
# <details><summary>Hint 2</summary><code>client.update_access_key(UserName=..., AccessKeyId=leaked["AccessKeyId"],
# Status="Inactive")</code></details>

# %% exercise="stop_the_leak"
client = boto3.client("iam")
# Find the owner of leaked["AccessKeyId"] and deactivate that key, with response =
# solution
bad = leaked["AccessKeyId"]
owner = client.get_access_key_last_used(AccessKeyId=bad)["UserName"]
response = client.update_access_key(UserName=owner, AccessKeyId=bad, Status="Inactive")

# %%
check.stop_the_leak(leaked)

# %% [markdown]
# What does a stranger with the key get now?

# %%
stranger = boto3.Session(
    aws_access_key_id=leaked["AccessKeyId"],
    aws_secret_access_key=leaked["SecretAccessKey"],
)
attempt(stranger.client("sts").get_caller_identity)

# %% [markdown]
# (If it says *allowed*, the exercise above is still waiting for you.)
#
# The key is dead, but a session that somebody opened with it before lives on, up to 36 hours. Against that, put a
# policy on the user that denies everything (AWS has one, `AWSDenyAll`) and leave it there that long. The program needs
# another user meanwhile.
#
# Then look in **every Region** what was done: strangers start machines where you never look. CloudTrail keeps what was
# done to the account for 90 days, but who read which object only where that was switched on. If AWS found the key
# first, the user may have a policy `AWSCompromisedKeyQuarantine...`. Leave it there until you have done what AWS's
# support case says.
#
# ## A key is replaced while its program runs
#
# Where nothing has leaked, the program need not stand still: **new key, change the program, deactivate the old key, see
# for some days that all works, delete the old key.** That is called rotating.
#
# A fourth program sends reminders. Its key has not leaked, it is only due. Its user `reminders` has two: `old`, which
# the program uses, and the one from `start_over`, which nobody has ever used.

# %%
iam.start_over("reminders")
old = boto3.client("iam").create_access_key(UserName="reminders")["AccessKey"]
program = boto3.Session(
    aws_access_key_id=old["AccessKeyId"],
    aws_secret_access_key=old["SecretAccessKey"],
)
program.client("sts").get_caller_identity()
print("the program has just used", old["AccessKeyId"])
new = None

# %% [markdown]
# ### If time is left: rotate the key
#
# In the end `reminders` has exactly one key: a new one, in the variable `new`. You will meet an error on the way. Read
# it.
#
# <details><summary>Hint 1</summary>Two keys is the limit, and inactive ones count. <code>list_access_keys</code> names
# them, and <code>get_access_key_last_used</code> says which of them is in use. Delete the unused one first.</details>
# <details><summary>Hint 2</summary>Then <code>new = client.create_access_key(UserName="reminders")["AccessKey"]</code>,
# and for the old one <code>update_access_key</code>, <code>delete_access_key</code>.</details>

# %% exercise="rotate_the_key" extra=true
client = boto3.client("iam")
# In the end new holds the new key, as old holds the old one.
# solution
user = {"UserName": "reminders"}
for found in client.list_access_keys(**user)["AccessKeyMetadata"]:
    if found["AccessKeyId"] != old["AccessKeyId"]:
        client.delete_access_key(**user, AccessKeyId=found["AccessKeyId"])
new = client.create_access_key(**user)["AccessKey"]  # and now the program gets it
client.update_access_key(**user, AccessKeyId=old["AccessKeyId"], Status="Inactive")
response = client.delete_access_key(**user, AccessKeyId=old["AccessKeyId"])

# %%
check.rotate_the_key(old, new)

# %% [markdown]
# ## Quiz

# %%
quiz.ask("mfa_and_keys")

# %%
quiz.ask("more_allow")

# %%
quiz.ask("bucket_and_objects")

# %%
quiz.ask("what_is_a_role")

# %%
quiz.ask("unknown_or_refused")

# %%
quiz.ask("deleted_commit")

# %%
progress.show()

# %% [markdown]
# ## Recap
#
# - Root stays unused: MFA, no keys. People get Identity Center. Groups carry permissions.
# - IAM starts from no. One Allow is enough, one Deny beats them all.
# - A statement must match in action *and* resource: bucket ARN for listing, object ARN for reading and writing.
# - AccessDenied names who, what, on what and why not. An unknown key is another matter.
# - A role lends its rights for a while, and only those.
# - A leaked key: deactivate, shut out its sessions, replace, delete, look around.

# %% [markdown]
# ## On a real account
#
# IAM itself costs nothing. A change takes some seconds until it holds everywhere; here it holds at once. Callers from
# outside your organisation are told only "Access Denied". Sessions of a role, and so people from Identity Center, have
# no `${aws:username}`: use a tag of theirs, `${aws:PrincipalTag/...}`. `docs/practice-account.md`, in the course's
# folder, lists what else differs.

# %% [markdown]
# ## What comes next
#
# Lesson 07 works with the same account from the command line.
#
# **Sources** (checked 2026-11-24)
#
# - [Root user](https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html)
# - [When to use IAM users](https://docs.aws.amazon.com/IAM/latest/UserGuide/gs-identities-iam-users.html)
# - Access keys: [managing them](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html),
#   [replacing them](https://docs.aws.amazon.com/IAM/latest/UserGuide/id-credentials-access-keys-update.html),
#   [ending sessions](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_disable-perms.html),
#   [quarantine](https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCompromisedKeyQuarantineV4.html)
#   (V4, since November 2026)
# - [CloudTrail](https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html)
# - Deciding:
#   [rules](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html),
#   [denies](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_AccessPolicyLanguage_Interplay.html)
# - S3: [actions](https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html),
#   [AccessDenied](https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html),
#   [own folders](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_s3_home-directory-console.html)
# - [aws login](https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sign-in.html)
