# %% [markdown]
# # Compute: servers and functions
#
# Your code has to run somewhere. On AWS that is a server that you rent and look after, or a function that AWS runs
# for you when something happens. Here you rent the right server, close its doors, give it rights without a key, put it
# away again, and then do the same work with a function that starts whenever a file arrives.
#
# **You will be able to**
# - choose a server type for a job,
# - start a server with a name on it, and say who can reach it,
# - work on a server without an open door, and let it read S3 without a key,
# - say what stopping and terminating leave behind, and what that costs,
# - use spot for long jobs without losing them,
# - write, deploy and trigger a function, with no more rights than it needs,
# - say when a function, a container or a server is the right place.
#
# **Time:** about 100 minutes in two sittings, and 45 more with what is marked *if time is left*. **You
# need:** [Start here](00-start-here.ipynb). [Lesson 06](06-iam.ipynb) helps: policies and roles are from there.

# %%
import json
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor

import boto3
import numpy as np
from botocore.exceptions import ClientError

from helpers import billing, check, ec2, facts, functions, iam, progress, quiz, s3, sandbox, widgets

sandbox.start()

# %% [markdown]
# `ec2` and `functions` are helpers of this course, so do not use these names for anything of yours. As in the other
# lessons, put root away and work as an administrator:

# %%
sandbox.sign_in_as_root()
iam.start_over("coordinator")
iam.create_admin("coordinator")
sandbox.sign_in("coordinator")

# %% [markdown]
# ## Which server?
#
# A server type such as `m5.xlarge` says three things: the *family* (`m`: a balance of processors and memory), the
# *generation* (5), and the *size*. From `large` to `xlarge` to `2xlarge` each has twice the processors and the
# memory, at twice the price. (Not so the small `t`, nor `g`: several of its sizes have the same GPU.)

# %%
types = facts.read_table("ec2-prices")
types = types[types["region"] == "us-east-1"].set_index("instance_type")
columns = ["family_use", "vcpu", "memory_gib", "accelerator", "on_demand_usd_per_hour"]
names = ["t3.large", "m5.large", "m5.xlarge", "c5.xlarge", "r5.xlarge", "g5.xlarge"]
types.loc[names, columns].rename(columns={"on_demand_usd_per_hour": "usd_per_hour"})

# %% [markdown]
# - `c` has more processor for its memory, `r` more memory for its processors, `g` and `p` have GPUs.
# - **Burstable** types (`t`) are cheap because you get only a part of each processor for good. While yours are idle
#   you save up credit, and spend it when they are busy. Busy all the time, they cost extra (`t3` and
#   `t4g`, unless you choose the mode *standard*) or slow down.
# - A `g` after the number (`t4g`, `m7g`) means ARM processors. Python runs there; a package that was built for Intel
#   or AMD alone does not.
#
# The explorer knows the types of the list. Say what a job needs, and see what suffices.

# %%
widgets.choose_server()

# %% [markdown]
# ### Exercise: a type for each job
#
# Choose the cheapest type of the list that suffices. ARM is fine for all four.
#
# | | job |
# | --- | --- |
# | a | the sign-up form of the meet-up: idle for most of the day, needs 1 GiB of memory |
# | b | a table of 55 GiB has to fit into memory; 4 vCPUs are enough |
# | c | trains a model every night: 8 vCPUs, busy for hours, 12 GiB |
# | d | fine-tunes a language model, which needs 20 GB of memory on one GPU |
#
# <details><summary>Hint 1</summary>Move the controls of the explorer for each job, also the one that says how busy the
# processors are. It names the cheapest.</details>
# <details><summary>Hint 2</summary>The memory of a GPU is its own, apart from the server's. And "busy for hours" is no
# job for a <code>t</code>.</details>

# %% exercise="types_for_jobs"
answers = {
    "a": None,
    "b": None,
    "c": None,
    "d": None,
}
# solution
answers = {
    "a": "t4g.micro",
    "b": "r5.2xlarge",
    "c": "c5.2xlarge",
    "d": "g5.xlarge",
}

# %%
check.types_for_jobs(answers)

# %% [markdown]
# (AWS has hundreds of types, and newer ones each year. The way to choose stays the same. A new account may start few
# of them: its quota counts vCPUs, and for GPUs it often begins at zero.)
#
# ## A name on every server
#
# A server costs money until somebody gives it back, and nobody gives back what nobody knows. So write on it what it is
# and whose: a **tag** is a name and a value. `Name` is the tag that AWS's console shows in its lists.

# %%
client = boto3.client("ec2")
latest_linux = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
image = boto3.client("ssm").get_parameter(Name=latest_linux)["Parameter"]["Value"]
wish = {"ImageId": image, "MinCount": 1, "MaxCount": 1}

ec2.start_over()  # a fresh start, so that this cell may run again
tags = [{"Key": "Name", "Value": "notebook"}, {"Key": "owner", "Value": "blue"}]
response = client.run_instances(
    **wish,
    InstanceType="t3.medium",
    TagSpecifications=[{"ResourceType": "instance", "Tags": tags}],
)

# %% [markdown]
# The server has a disk, which AWS calls a *volume*, and which is a thing of its own with tags of its own.
#
# **Before you run the next cell:** whose is the disk, by its tags?


# %%
def read_tags(thing):
    """The tags of a server or a disk, as a dict."""
    return {tag["Key"]: tag["Value"] for tag in thing.get("Tags", [])}


server = client.describe_instances()["Reservations"][-1]["Instances"][0]
print("The tags:")
print("server:", read_tags(server))
print("disk:  ", read_tags(client.describe_volumes()["Volumes"][-1]))

# %% [markdown]
# Nobody's. Each kind of thing must be named in `TagSpecifications`, or its tags stay empty, and with them the bill by
# owner. (The bill knows a tag once it is switched on there, as a *cost allocation tag*.)
#
# ### Exercise: a server of your own
#
# Start one `t3.small` with the tags `Name` = `practice` and `owner` = `coordinator`, on the server *and* on its disk.
#
# <details><summary>Hint 1</summary>Give <code>TagSpecifications</code> two entries. The second has the
# <code>ResourceType</code> <code>volume</code>.</details>
# <details><summary>Hint 2</summary><code>[{"ResourceType": kind, "Tags": my_tags} for kind in ("instance",
# "volume")]</code>. Ran it twice? Then there are two: run the cell with <code>ec2.start_over()</code> again, and your
# cell once.</details>

# %% exercise="launch_with_a_name"
# Start it. Begin the call with response =
# solution
my_tags = [{"Key": "Name", "Value": "practice"}, {"Key": "owner", "Value": "coordinator"}]
response = client.run_instances(
    **wish,
    InstanceType="t3.small",
    TagSpecifications=[{"ResourceType": kind, "Tags": my_tags} for kind in ("instance", "volume")],
)

# %%
check.launch_with_a_name()

# %% [markdown]
# ## Who gets through the door?
#
# In front of each server stands a **security group**: a list of rules, each of which lets some addresses in at some
# ports. A rule can only allow. What no rule allows does not get through. Nearly every server on the internet is tried
# out by strangers within minutes, first at port 22, where a terminal answers (SSH).
#
# Two helpers, to start a server in one line and to write a rule in one line:


# %%
def launch(name, groups=(), **more):
    """The id of a new small server of yours, with a name, in these security groups."""
    marks = [{"Key": "Name", "Value": name}, {"Key": "owner", "Value": "coordinator"}]
    kinds = [{"ResourceType": kind, "Tags": marks} for kind in ("instance", "volume")]
    settings = {"InstanceType": "t3.small", "TagSpecifications": kinds, **more}
    if groups:
        settings["SecurityGroupIds"] = list(groups)
    return client.run_instances(**wish, **settings)["Instances"][0]["InstanceId"]


def allow_addresses(group, port, addresses):
    """Add a rule to a group: whoever has one of these addresses may come in at the port."""
    rule = {"IpProtocol": "tcp", "FromPort": port, "ToPort": port}
    rule["IpRanges"] = [{"CidrIp": addresses}]
    client.authorize_security_group_ingress(GroupId=group, IpPermissions=[rule])


# %% [markdown]
# And a group that many people make, because a guide said so:

# %%
ec2.start_over()
ssh = client.create_security_group(GroupName="ssh", Description="From a guide")["GroupId"]
allow_addresses(ssh, 22, "0.0.0.0/0")
server = launch("lab", [ssh])

# %% [markdown]
# `0.0.0.0/0` is every address there is. `203.0.113.0/24` stands for your office: the number after the slash says how
# many of the 32 bits are fixed, so these are 256 addresses. `ec2.can_reach` reads the rules as AWS's network does.

# %%
print("your office, port 22: ", ec2.can_reach(server, 22, "203.0.113.9"))
print("a stranger, port 22:  ", ec2.can_reach(server, 22, "198.51.100.7"))
print("a stranger, port 5432:", ec2.can_reach(server, 5432, "198.51.100.7"))

# %% [markdown]
# A rule can name another *group* in place of addresses: then the servers of that group get in, whichever private
# address they have today. Here are two web servers and a database (port 5432). The groups have no rules yet.

# %%
ec2.start_over()
web = client.create_security_group(GroupName="web", Description="Web servers")["GroupId"]
database = client.create_security_group(GroupName="database", Description="Database")["GroupId"]
web_1, web_2 = launch("web-1", [web]), launch("web-2", [web])
table_server = launch("database", [database])

# %% [markdown]
# ### Exercise: open what is needed
#
# - Everybody in the world reaches the web servers at port **443**.
# - The web servers, and nobody else, reach the database at port **5432**. Next week there will be a third one.
# - Nothing else gets through anywhere, above all not at port 22.
#
# <details><summary>Hint 1</summary>One rule for each group. For the first there is <code>allow_addresses</code>. The
# second names a group: in place of <code>IpRanges</code> it has <code>"UserIdGroupPairs": [{"GroupId":
# web}]</code>.</details>
# <details><summary>Hint 2</summary><code>rule = {"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432,
# "UserIdGroupPairs": [{"GroupId": web}]}</code>, then <code>client.authorize_security_group_ingress(GroupId=database,
# IpPermissions=[rule])</code>. A rule too many? Run the cell that makes the groups again.
# <code>InvalidPermission.Duplicate</code>? That rule is there already: leave its call out.</details>

# %% exercise="open_what_is_needed"
# Add two rules. Begin each call with response =
# solution
response = allow_addresses(web, 443, "0.0.0.0/0")
rule = {"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432}
rule["UserIdGroupPairs"] = [{"GroupId": web}]
response = client.authorize_security_group_ingress(GroupId=database, IpPermissions=[rule])

# %%
check.open_what_is_needed()

# %% [markdown]
# These rules are about the way in. On the way out a new group allows everything. And groups remember: the answer to a
# request that got through needs no rule of its own. So a server whose group lets nobody in can still fetch packages and
# call AWS.
#
# ## In without a door, and rights without a key
#
# How do you work on a server that nobody can reach? With **Session Manager**. A small program on the server, the agent,
# calls AWS from inside, over port 443 outwards, and a session comes to you through AWS, as a terminal. IAM decides who
# may start one, and no port is open, and no SSH key lies around.
#
# Here is a server that scores guests: how likely is each to come? `ec2.run_on` starts a session and runs a Python
# script in it. (You would type into a terminal. Here the script runs in a process of its own on your computer, which
# has nothing of yours.)

# %%
ec2.start_over()
iam.drop_roles("scorer")
guests = {"guests/2026.csv": "name,seats,came_before\nFern,2,3\nHazel,1,0\nRowan,4,1\n"}
s3.start_over("meetup", {**guests, "pay/2026.csv": "name,usd\nBlue,120\n"})
scorer = launch("scorer")
who_am_i = """
import boto3
print(boto3.Session().get_credentials().method)
print(boto3.client("sts").get_caller_identity()["Arn"])
"""
try:
    print(ec2.run_on(scorer, who_am_i))
except ClientError as error:
    print(textwrap.fill(str(error), 88))

# %% [markdown]
# The agent may not speak to AWS: the server has no rights at all. They come from a role, as in lesson 06, and a server
# takes it through an **instance profile**, a thin wrapping around one role. Four steps: a role that EC2 may take, AWS's
# own policy for the agent, the profile, and the profile on the server.

# %%
client_iam = boto3.client("iam")
trust_ec2 = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"Service": "ec2.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
    ],
}
iam.drop_roles("scorer")
client_iam.create_role(RoleName="scorer", AssumeRolePolicyDocument=json.dumps(trust_ec2))
agent = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
client_iam.attach_role_policy(RoleName="scorer", PolicyArn=agent)
client_iam.create_instance_profile(InstanceProfileName="scorer")
client_iam.add_role_to_instance_profile(InstanceProfileName="scorer", RoleName="scorer")
client_iam.get_waiter("instance_profile_exists").wait(InstanceProfileName="scorer")
profile = {"Name": "scorer"}
try:
    client.associate_iam_instance_profile(InstanceId=scorer, IamInstanceProfile=profile)
except ClientError as error:
    if error.response["Error"]["Code"] != "IncorrectState":  # at a second run it is there already
        raise

# %% [markdown]
# (On AWS the last call may still be refused for some seconds, because a new profile is not known everywhere at once.)

# %%
print(ec2.run_on(scorer, who_am_i))

# %% [markdown]
# Nobody put a key on that server. boto3 asked the server's own *metadata service*, an address that only the server can
# reach, and got temporary credentials of the role. They are renewed before they run out. **A key in a script on a
# server is never needed.** Whoever copies the disk would have it.
#
# Now let it score. The script reads a list and writes a score for each guest. (The weights of the little model are
# invented.)

# %%
score_script = """
import boto3, csv, io, math
s3 = boto3.client("s3")
text = s3.get_object(Bucket="meetup", Key="guests/2026.csv")["Body"].read().decode()
rows = list(csv.DictReader(io.StringIO(text)))
scores = [1 / (1 + math.exp(0.3 - 0.8 * int(row["came_before"]))) for row in rows]
body = "".join(f"{row['name']},{score:.2f}\\n" for row, score in zip(rows, scores))
s3.put_object(Bucket="meetup", Key="scores/2026.csv", Body=body)
print("scored", len(rows), "guests")
"""
said = ec2.run_on(scorer, score_script).splitlines()
print(textwrap.fill(said[-1], 88, break_on_hyphens=False))

# %% [markdown]
# ### Exercise: what the scorer needs
#
# Give the *role* `scorer` a policy, so that the server can read what is below `guests/` in the bucket `meetup`, and
# write below `scores/`. Nothing more: no `pay/`, no deleting, no other bucket. Then run the cell above again.
#
# <details><summary>Hint 1</summary><code>client_iam.put_role_policy(RoleName="scorer", PolicyName=...,
# PolicyDocument=json.dumps(...))</code>. Two statements: reading is <code>s3:GetObject</code>, writing
# <code>s3:PutObject</code>.</details>
# <details><summary>Hint 2</summary>Both act on objects: <code>arn:aws:s3:::meetup/guests/*</code> and
# <code>arn:aws:s3:::meetup/scores/*</code>.</details>

# %% exercise="what_the_scorer_needs"
# Put a policy on the role. Begin the call with response =
# solution
read_and_write = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::meetup/guests/*"},
        {"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::meetup/scores/*"},
    ],
}
response = client_iam.put_role_policy(
    RoleName="scorer",
    PolicyName="score",
    PolicyDocument=json.dumps(read_and_write),
)

# %%
check.what_the_scorer_needs()

# %%
quiz.ask("key_on_a_server")

# %% [markdown]
# ## Switched off, or given back
#
# You do not need the servers tonight. **Stop** switches a server off: its disks stay, and so does what they cost.
# **Terminate** gives it back for good, with the disk that it started from. Others may stay: each that was attached
# later, and each that was told to. Four servers, and what is known about them:
#
# | server | |
# | --- | --- |
# | `web` | runs the sign-up form, day and night |
# | `lab` | Blue's experiments lie on its disk; she goes on with them next week |
# | `demo` | was for a talk that is over |
# | `labels` | is done; its second disk of 200 GB was to stay, and everything on it has been copied to S3 since |

# %%
ec2.start_over()
second_disk = {"VolumeSize": 200, "VolumeType": "gp3", "DeleteOnTermination": False}
servers = {name: launch(name) for name in ("web", "lab", "demo")}
disks = [{"DeviceName": "/dev/sdf", "Ebs": second_disk}]
servers["labels"] = launch("labels", BlockDeviceMappings=disks)
meter = billing.start_meter().advance(hours=672)  # the 28 days of a February
print("The month as it is:", meter.bill(by="what"), sep="\n")

# %% [markdown]
# ### Exercise: put them away
#
# Do with each of the four what its line in the table calls for, so that nothing costs more than it must and nothing is
# lost that somebody needs.
#
# <details><summary>Hint 1</summary><code>client.stop_instances(InstanceIds=[servers["lab"]])</code>,
# <code>client.terminate_instances(InstanceIds=[...])</code>. One goes on running.</details>
# <details><summary>Hint 2</summary>Once <code>labels</code> is terminated
# (<code>client.get_waiter("instance_terminated").wait(InstanceIds=[...])</code>) its second disk is left:
# <code>client.describe_volumes(Filters=[{"Name": "status", "Values": ["available"]}])["Volumes"]</code> finds it, and
# <code>client.delete_volume(VolumeId=...)</code> gives it back.</details>

# %% exercise="put_them_away"
# One of them goes on running. Begin each call with response =
# solution
response = client.stop_instances(InstanceIds=[servers["lab"]])
response = client.terminate_instances(InstanceIds=[servers["demo"], servers["labels"]])
client.get_waiter("instance_terminated").wait(InstanceIds=[servers["labels"]])
left = client.describe_volumes(Filters=[{"Name": "status", "Values": ["available"]}])["Volumes"]
for volume in left:
    response = client.delete_volume(VolumeId=volume["VolumeId"])

# %%
check.put_them_away(servers)

# %% [markdown]
# **Before you run the next cell:** which lines does the next month still have, and is the stopped server among them?

# %%
meter = billing.start_meter().advance(hours=672)  # the 28 days of a February
print("The next month:", meter.bill(by="what"), sep="\n")

# %% [markdown]
# Stopped, a server costs its disks, and nothing else. It loses its public address, and gets another one when it starts.
# (An *Elastic IP* address stays, and costs.) Some types, `g5` among them, have a fast disk built in, the *instance
# store*: what lies there is gone after a stop.
#
# ## Spot: cheap, until somebody else needs it
#
# **Spot** servers are machines that nobody has asked for at the moment, for a third to a half of the price here. You
# ask for one with one more setting. AWS may take it back, mostly with two minutes' notice.

# %%
market = {"MarketType": "spot"}
trainer = launch("trainer", InstanceType="g5.xlarge", InstanceMarketOptions=market)
prices = types.loc["g5.xlarge", ["on_demand_usd_per_hour", "spot_usd_per_hour"]]
print(f"g5.xlarge: {prices.iloc[0]:.2f} USD an hour on demand, {prices.iloc[1]:.2f} on spot")
print("the notice:", ec2.take_back(trainer).partition(" for ")[0])

# %% [markdown]
# That server is gone, and in the practice account at once. So a job on spot writes down where it is (a **checkpoint**),
# on S3, and goes on from there on another server. How often? Each save takes time, and so does work that has to be done
# again. The explorer plays it through 300 times.

# %%
widgets.save_points()

# %% [markdown]
# ### If time is left: how often to save
#
# Your training needs **20 hours**. One save takes **10 minutes**, because the model is large, and a server is taken
# away every **12 hours**, on average. After how many minutes of work should it save, to be done soonest? Within 3
# percent of the best is good enough.
#
# <details><summary>Hint 1</summary>Set the three controls, then move <em>Save after every</em>. The curve in the
# picture shows where the valley is.</details>
# <details><summary>Hint 2</summary>A rule of thumb: the square root of 2 times one save times the time between
# two interruptions, all in minutes.</details>

# %% exercise="how_often_to_save" extra=true
interval = None  # minutes
# solution
interval = 120

# %%
check.how_often_to_save(interval)

# %% [markdown]
# By the rule of thumb, the square root of 2 times one save times the time between two interruptions: the root of
# 2 · 10 · 720 is 120.
#
# A bid does not help: the price follows supply, and what ends a spot server is mostly that AWS needs the machine.
# Interruptions differ between types and zones, so let it choose among several.
#
# **Auto Scaling** (lesson 02) puts this together: a group keeps so many servers running, replaces those that fail or
# are taken, and grows by a rule that you set. It does nothing about a job's place: that is the checkpoint's.

# %%
quiz.ask("which_on_spot")

# %% [markdown]
# **A good place for a pause.** If you come back tomorrow, the account is new: run the first two code cells, and go on
# here.
#
# ## A function: code without a server
#
# With **Lambda** you hand AWS a *function*, and AWS runs it when it is called: on a machine that you never see. It
# may take 15 minutes at most, and costs nothing while nobody calls. The entry is a **handler** with two arguments:
# the *event*, a dict that says what happened, and the *context*, which knows the function's name, its memory, its
# time that is left.

# %%
greet_code = """
print("loading")


def handler(event, context):
    print("a greeting for", event["name"])
    return {"text": "Welcome, " + event["name"], "memory": context.memory_limit_in_mb}
"""

# %% [markdown]
# To deploy it you need a ZIP file with the code (`functions.pack` makes one, with the text as `app.py`) and a role that
# Lambda may take. AWS's policy `AWSLambdaBasicExecutionRole` lets it write its log, and no more.

# %%
functions.start_over("greet")  # a fresh start, so that this cell may run again
iam.drop_roles("greet")
client_iam = boto3.client("iam")
trust_lambda = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"Service": "lambda.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
    ],
}
document = json.dumps(trust_lambda)
role = client_iam.create_role(RoleName="greet", AssumeRolePolicyDocument=document)["Role"]["Arn"]
basic = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
client_iam.attach_role_policy(RoleName="greet", PolicyArn=basic)

client_lambda = boto3.client("lambda")
response = client_lambda.create_function(
    FunctionName="greet",
    Runtime="python3.13",
    Handler="app.handler",  # in app.py, the function handler
    Role=role,
    Code={"ZipFile": functions.pack(greet_code)},
)

# %% [markdown]
# (On AWS a new role needs some seconds until Lambda can take it.) Call it, with an event as JSON:


# %%
def call(name, event):
    """What a function answers to an event, and whether that is an error."""
    answer = client_lambda.invoke(FunctionName=name, Payload=json.dumps(event))
    return json.loads(answer["Payload"].read()), answer.get("FunctionError")


call("greet", {"name": "Fern"})

# %% [markdown]
# It really ran: in a process of its own on this computer, within Lambda's limits of time and memory, with nothing but
# the rights of its role.
#
# **Before you run the next cell:** the function is called twice more, once without a name. The code printed `loading`
# when it was loaded. How often does the log say so after three calls?

# %%
call("greet", {"name": "Hazel"})
payload, error = call("greet", {})
print("The log after three calls:")
print("\n".join(functions.read_log("greet")))
print("The answer to the third:", error, payload["errorType"], payload["errorMessage"])

# %% [markdown]
# Once. (The log is a *log group* in CloudWatch Logs, `/aws/lambda/greet`. Lambda adds lines of its own, such as
# `REPORT` with time and memory, which are left out here. AWS keeps all of it, and you pay, until you set for how long.)
#
# The first call is a **cold start**: Lambda loads your code, which takes a while. Then the process is kept *warm*
# for the next ones, for minutes or for hours. So what is slow belongs outside the handler: imports, clients, the
# weights of a model. And never count on it: the next call may meet a new process. AWS's Python brings the standard
# library and boto3. Anything else, such as pandas, must be in the ZIP file or in a **layer**, a package that AWS or you
# publish once and many functions use.
#
# An exception does not make `invoke` fail: the answer comes with `FunctionError`, and who does not look takes an error
# for a result.

# %%
quiz.ask("status_200")

# %% [markdown]
# ### Exercise: count the seats
#
# Write a function `seats`. Its event is `{"csv": "name,seats\nFern,2\nHazel,1\n"}`, with any number of guests. It
# returns `{"guests": 2, "seats": 3}`. Deploy it with `functions.deploy`, which makes it or changes it. The code stands
# in a text between three quotes, so a `\n` that you need in it is written `\\n`.
#
# <details><summary>Hint 1</summary><code>event["csv"].splitlines()[1:]</code> are the lines without the heading. Give
# the dict back with <code>return</code>: what is printed goes to the log.</details>
# <details><summary>Hint 2</summary><code>rows = [line.split(",") for line in event["csv"].splitlines()[1:]]</code>,
# then <code>len(rows)</code> and <code>sum(int(row[1]) for row in rows)</code>. Try it with <code>call("seats", {"csv":
# "name,seats\nFern,2\n"})</code>.</details>

# %% exercise="count_the_seats"
seats_code = """
def handler(event, context):
    ...
"""
# Write the code, then deploy it: response = functions.deploy("seats", seats_code, role)
# solution
seats_code = """
def handler(event, context):
    rows = [line.split(",") for line in event["csv"].splitlines()[1:]]
    return {"guests": len(rows), "seats": sum(int(row[1]) for row in rows)}
"""
response = functions.deploy("seats", seats_code, role)

# %%
check.count_the_seats()

# %% [markdown]
# ## An upload starts it
#
# Most functions are not called by you but by something that happens, such as a new object in a bucket. Here is the
# little model once more, as a function. S3's event tells where the object lies. (In it a key is written as in a web
# form: a blank becomes a plus, so it is turned back.)

# %%
score_code = """
import csv, io, math
from urllib.parse import unquote_plus
import boto3

s3 = boto3.client("s3")


def handler(event, context):
    for record in event["Records"]:
        bucket = record["s3"]["bucket"]["name"]
        key = unquote_plus(record["s3"]["object"]["key"])
        text = s3.get_object(Bucket=bucket, Key=key)["Body"].read().decode()
        rows = list(csv.DictReader(io.StringIO(text)))
        scores = [1 / (1 + math.exp(0.3 - 0.8 * int(row["came_before"]))) for row in rows]
        lines = [f"{row['name']},{score:.2f}" for row, score in zip(rows, scores)]
        target = "scores/" + key.removeprefix("guests/")
        s3.put_object(Bucket=bucket, Key=target, Body="\\n".join(lines))
        print("scored", key)
"""

# %% [markdown]
# Its role may do what the code needs, and no more: write the log, read below `guests/`, write below `scores/`. Each
# call in the code is decided as that role.

# %%
functions.start_over("score")
iam.drop_roles("score")
s3.start_over("meetup", {"notes/todo.txt": "chairs\n"})
made = client_iam.create_role(RoleName="score", AssumeRolePolicyDocument=document)
score_role = made["Role"]["Arn"]
client_iam.attach_role_policy(RoleName="score", PolicyArn=basic)
read_and_write = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::meetup/guests/*"},
        {"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::meetup/scores/*"},
    ],
}
text = json.dumps(read_and_write)
client_iam.put_role_policy(RoleName="score", PolicyName="score", PolicyDocument=text)
score_arn = functions.deploy("score", score_code, score_role)

# %% [markdown]
# Now S3 has to know. Two sides must agree: the *function* lets S3 call it, for this bucket (a policy on the function
# itself), and the *bucket* says on what it calls. (This call replaces *all* notifications of a bucket.) Only the
# second, and S3 refuses:

# %%
listen = {"LambdaFunctionArn": score_arn, "Events": ["s3:ObjectCreated:*"]}
listen["Filter"] = {"Key": {"FilterRules": [{"Name": "prefix", "Value": "guests/"}]}}
told = {"LambdaFunctionConfigurations": [listen]}
tell_s3 = {"Bucket": "meetup", "NotificationConfiguration": told}
try:
    boto3.client("s3").put_bucket_notification_configuration(**tell_s3)
except ClientError as error:
    print(textwrap.fill(str(error), 88))

# %% [markdown]
# ### Exercise: score each list that comes in
#
# Let each new **`.csv`** below **`guests/`** in the bucket `meetup` run the function `score`, and nothing else.
#
# <details><summary>Hint 1</summary>First <code>client_lambda.add_permission(FunctionName="score", StatementId="s3",
# Action="lambda:InvokeFunction", Principal="s3.amazonaws.com", SourceArn="arn:aws:s3:::meetup",
# SourceAccount="123456789012")</code>.</details>
# <details><summary>Hint 2</summary>Then <code>listen["Filter"]["Key"]["FilterRules"].append({"Name": "suffix", "Value":
# ".csv"})</code>, and the last call of the cell above, in yours. <code>ResourceConflictException</code>? The permission
# is there already: leave the first call out.</details>

# %% exercise="score_each_list"
# Two calls. Begin each with response =
# solution
response = client_lambda.add_permission(
    FunctionName="score",
    StatementId="s3",
    Action="lambda:InvokeFunction",
    Principal="s3.amazonaws.com",
    SourceArn="arn:aws:s3:::meetup",
    SourceAccount="123456789012",
)
rules = [{"Name": "prefix", "Value": "guests/"}, {"Name": "suffix", "Value": ".csv"}]
listen["Filter"] = {"Key": {"FilterRules": rules}}
response = boto3.client("s3").put_bucket_notification_configuration(**tell_s3)

# %%
check.score_each_list()

# %% [markdown]
# Upload a list, and look:

# %%
new_list = "name,seats,came_before\nFern,2,3\nHazel,1,0\n"
boto3.client("s3").put_object(Bucket="meetup", Key="guests/spring 2027.csv", Body=new_list)
print(s3.list_keys("meetup"))
print("\n".join(functions.read_log("score")))

# %% [markdown]
# (Nothing below `scores/`? Then the exercise is still waiting.) Without the prefix, the function's own file below
# `scores/` would start it again, and again: a function must not write where it listens.

# %%
quiz.ask("written_where_it_listens")

# %% [markdown]
# Here the function has run when the upload returns. On AWS it runs a little later, mostly within a second or two, and
# now and then twice for one upload. If it fails, Lambda tries again twice, after one and after two minutes, and then
# gives up. So a function must bear to be run twice for the same thing. This one does: it writes the same scores once
# more.
#
# ### If time is left: give it time
#
# Without a word of yours a function gets 3 seconds and 128 MB. This one fetches something that takes four seconds:

# %%
slow_code = """
import time


def handler(event, context):
    print("fetching, with", context.get_remaining_time_in_millis() // 1000, "seconds left")
    time.sleep(4)
    return "fetched"
"""
functions.start_over("slow")
response = functions.deploy("slow", slow_code, role)
payload, error = call("slow", {})
print("The answer:", payload["errorType"])
print("\n".join(functions.read_log("slow")))

# %% [markdown]
# Give it enough time, and not so much that one that hangs is paid for a quarter of an hour: between 6 and 30 seconds.
#
# <details><summary>Hint 1</summary>No new code is needed: <code>client_lambda.update_function_configuration</code>
# changes settings.</details>
# <details><summary>Hint 2</summary><code>FunctionName="slow", Timeout=10</code>.</details>

# %% exercise="give_it_time" extra=true
# Change the setting. Begin the call with response =
# solution
response = client_lambda.update_function_configuration(FunctionName="slow", Timeout=10)

# %%
check.give_it_time()

# %% [markdown]
# Memory is set in the same way, and processors come with it: the more memory, the faster. A whole processor comes with
# about 1,769 MB. (Here each function has a whole one.) What goes beyond its memory is killed, and the log says `signal:
# killed`.
#
# ### If time is left: the loop
#
# A friend's function stamps every list: it writes it once more, with `stamped-` before its name. It listens to the
# whole bucket.

# %%
stamp_code = """
from urllib.parse import unquote_plus
import boto3

s3 = boto3.client("s3")


def handler(event, context):
    for record in event["Records"]:
        key = unquote_plus(record["s3"]["object"]["key"])
        folder, _, name = key.rpartition("/")
        s3.put_object(Bucket="stamps", Key=folder + "/stamped-" + name, Body=b"stamped")
"""
functions.start_over("stamp")
iam.drop_roles("stamp")
s3.start_over("stamps", {})
made = client_iam.create_role(RoleName="stamp", AssumeRolePolicyDocument=document)
stamp_role = made["Role"]["Arn"]
client_iam.attach_role_policy(RoleName="stamp", PolicyArn=basic)
stamps = {"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::stamps/*"}
text = json.dumps({"Version": "2012-10-17", "Statement": [stamps]})
client_iam.put_role_policy(RoleName="stamp", PolicyName="write", PolicyDocument=text)
response = functions.deploy("stamp", stamp_code, stamp_role)
functions.run_on_upload("stamp", "stamps")

# %% [markdown]
# **Before you run the next cell:** one list is uploaded. How many objects does the bucket hold afterwards?

# %%
boto3.client("s3").put_object(Bucket="stamps", Key="lists/a.csv", Body=b"a")
print("In the bucket:")
print(len(s3.list_keys("stamps")), "objects")

# %% [markdown]
# The function wrote where it listens, and so it started itself, again and again. Lambda notices such loops with S3 and
# stops them after about sixteen rounds. It may not notice loops that go by another service. (To
# stop a function at once: `put_function_concurrency(FunctionName=...,
# ReservedConcurrentExecutions=0)`.)
#
# Mend it, so that a list below `lists/` is stamped once, into `stamped/`, and nothing goes round.
#
# <details><summary>Hint 1</summary>Let it write to another place than the one it listens to. Both are yours to change:
# the code, and what the bucket says.</details>
# <details><summary>Hint 2</summary>In the code <code>Key="stamped/" + name</code>, deployed again with
# <code>functions.deploy</code>. Then <code>functions.run_on_upload("stamp", "stamps",
# prefix="lists/")</code>.</details>

# %% exercise="break_the_loop" extra=true
# Deploy better code, and let the bucket call it for lists/ alone.
# solution
better = stamp_code.replace('folder + "/stamped-" + name', '"stamped/" + name')
response = functions.deploy("stamp", better, stamp_role)
functions.run_on_upload("stamp", "stamps", prefix="lists/")

# %%
check.break_the_loop()

# %% [markdown]
# ## A function, a container, or a server?
#
# There is a way between the two: a **container** is your program packed with all that it needs, such as a Docker image.
# AWS runs it for you with *Fargate*, by the second, without a server to look after. These are the limits that decide
# most often:

# %%
limits = facts.read_table("lambda").set_index("fact")
shown = ["longest run", "most memory", "runs at a time", "time that comes by default"]
limits.loc[shown, ["value", "unit"]]

# %% [markdown]
# | | ordinary function (Lambda) | container (Fargate) | server (EC2) |
# | --- | --- | --- | --- |
# | runs for | 15 minutes at most | as long as you like | as long as you like |
# | GPU | no | no | yes |
# | while nobody asks | costs nothing | costs, if one keeps running | costs |
# | starts within | a second or so | about a minute | half a minute, and its programs |
# | you look after | the code | the image | the operating system too |
#
# (Lambda has kinds of functions that run longer or have a GPU, on machines set apart for you. This lesson leaves them
# out.)
#
# ### Exercise: where does it run?
#
# Write `"function"`, `"container"` or `"server"` for each: the one that suits best.
#
# | | job |
# | --- | --- |
# | a | makes a small picture of each photo that is uploaded: two seconds each, some days none, some days ten thousand |
# | b | fine-tunes a language model on a GPU for a night |
# | c | a report, packed as a Docker image; computes for two hours on Sundays, on 4 vCPUs |
# | d | answers the sign-up form: a few calls an hour, each over in a moment |
# | e | a colleague's old program that needs its own version of the operating system's kernel, day and night |
# | f | an image of 6 GB with R and Python that cleans each month's data in 40 minutes |
#
# <details><summary>Hint 1</summary>Ask first: longer than 15 minutes? Then no function. A GPU, or the operating system
# itself? Then a server.</details>
# <details><summary>Hint 2</summary>Two of each.</details>

# %% exercise="where_does_it_run"
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
    "a": "function",
    "b": "server",
    "c": "container",
    "d": "function",
    "e": "server",
    "f": "container",
}

# %%
check.where_does_it_run(answers)

# %%
quiz.ask("numpy_in_a_function")

# %% [markdown]
# ## If time is left: the same scores, three ways
#
# A small model in NumPy scores 20,000 guests: on your own machine, on a server, and in ten functions that share the
# rows. (Guests and weights are invented. NumPy comes to the functions by a layer of AWS's.)

# %%
model = """
import json
import numpy as np

WEIGHTS = np.array([0.8, -0.2, 0.1])


def score(rows):
    return np.round(1 / (1 + np.exp(0.3 - np.array(rows) @ WEIGHTS)), 3).tolist()


def handler(event, context):
    return score(event["rows"])
"""
functions.start_over("batch")
layer = "arn:aws:lambda:us-east-1:336392948345:layer:AWSSDKPandas-Python313:1"
response = functions.deploy("batch", model, role, Layers=[layer], Timeout=30, MemorySize=1769)

# %% [markdown]
# The server, with a role for Session Manager as above:

# %%
ec2.start_over()
iam.drop_roles("batch")
trust_ec2 = json.dumps(trust_lambda).replace("lambda.amazonaws.com", "ec2.amazonaws.com")
client_iam.create_role(RoleName="batch", AssumeRolePolicyDocument=trust_ec2)
agent = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
client_iam.attach_role_policy(RoleName="batch", PolicyArn=agent)
client_iam.create_instance_profile(InstanceProfileName="batch")
client_iam.add_role_to_instance_profile(InstanceProfileName="batch", RoleName="batch")
latest_linux = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
image = boto3.client("ssm").get_parameter(Name=latest_linux)["Parameter"]["Value"]
one = {"ImageId": image, "MinCount": 1, "MaxCount": 1, "InstanceType": "c5.xlarge"}
made = boto3.client("ec2").run_instances(**one, IamInstanceProfile={"Name": "batch"})
batch_server = made["Instances"][0]["InstanceId"]

# %% [markdown]
# Each way scores the same rows, and the clock runs:


# %%
def score_here():
    """The scores, computed in this notebook."""
    names = {}
    exec(model, names)
    return names["score"](rows)


def score_on_server():
    """The scores, computed by a script on the server."""
    script = f"{model}\nprint(json.dumps(score({rows})))"
    return json.loads(ec2.run_on(batch_server, script))


def score_in_functions():
    """The scores, computed by functions side by side, each with a part of the rows."""
    parts = [{"rows": rows[at : at + 2000]} for at in range(0, len(rows), 2000)]
    with ThreadPoolExecutor(4) as pool:
        answers = pool.map(lambda part: call("batch", part)[0], parts)
    return [one for answer in answers for one in answer]


rows = np.random.default_rng(9).integers(0, 6, size=(20_000, 3)).tolist()
results, seconds = {}, {}
for way in (score_here, score_on_server, score_in_functions):
    began = time.perf_counter()
    results[way.__name__] = way()
    seconds[way.__name__] = time.perf_counter() - began
print("All three say the same:")
print(results["score_here"] == results["score_on_server"] == results["score_in_functions"])

# %% [markdown]
# A server is paid from its start, and 90 seconds pass until it and its packages are ready (invented). **Before you run
# the next cell:** which way is done first, and which is cheapest?

# %%
until_done = seconds | {"score_on_server": 90 + seconds["score_on_server"]}
prices = facts.read_table("ec2-prices").query("region == 'us-east-1'").set_index("instance_type")
an_hour = prices.loc["c5.xlarge", "on_demand_usd_per_hour"]
gb_second = facts.read_table("lambda").set_index("fact").loc["price of memory and time", "value"]
usd = {
    "score_here": 0.0,
    "score_on_server": until_done["score_on_server"] * an_hour / 3600,
    "score_in_functions": seconds["score_in_functions"] * 4 * gb_second * 1769 / 1024,  # 4 at once
}
print("The ways:")
print("first to last:      ", ", ".join(sorted(until_done, key=until_done.get)))
print("cheapest to dearest:", ", ".join(sorted(usd, key=usd.get)))

# %% [markdown]
# (The seconds differ from computer to computer: look at `until_done` and `usd` in a cell of your own.) Your own machine
# wins, as it does with a model as small as this one: no start, no bill, no role. For a server you pay from its start.
# But which way is cheapest depends on how much there is to score, and how often.

# %%
widgets.batch_ways()

# %% [markdown]
# ### If time is left: the cheapest way in time
#
# Set the controls and write down the cheapest way that is done in time: `"always"` (a server that always runs),
# `"server"`, `"spot"` (one of these for each run), or `"functions"`.
#
# | | job |
# | --- | --- |
# | a | 10 thousand rows, 720 times a month, each time within a minute |
# | b | 200 million (200,000 thousand) rows once a month, over night |
# | c | the same 200 million rows once a month, but within half an hour |
#
# <details><summary>Hint 1</summary>The words below the picture name minutes and dollars of each way. Cross out what is
# too slow, then take the cheapest of the rest.</details>
# <details><summary>Hint 2</summary>Functions work side by side, up to a hundred here; one server has four
# processors. Speed has a price.</details>

# %% exercise="cheapest_in_time" extra=true
answers = {
    "a": None,
    "b": None,
    "c": None,
}
# solution
answers = {
    "a": "functions",
    "b": "spot",
    "c": "functions",
}

# %%
check.cheapest_in_time(answers)

# %% [markdown]
# (The explorer leaves out your own machine: at night it is off, and its memory is what it is.)

# %%
progress.show()

# %% [markdown]
# ## Recap
#
# - The cheapest type that suffices; a burstable one only for work that comes now and then. A name and an owner on
#   server *and* disk.
# - Security groups only allow. Port 22 stays shut: Session Manager needs no open port. Groups can name groups.
# - A server takes a role by its instance profile. Keys have no place on it.
# - Stopped costs its disks. Terminated costs nothing, but for other disks that stayed.
# - Spot for work that can go on elsewhere: save as often as the square root says.
# - A function runs when something happens, for 15 minutes at most, as its role. It may run twice; it must not write
#   where it listens.

# %% [markdown]
# ## On a real account
#
# - A server needs about half a minute, the agent of Session Manager some minutes more after it got its role. From a
#   terminal: `aws ssm start-session --target i-...`, with a plug-in of its own; in the console, the button *Connect*.
#   What a script imports has to be installed on the server first, boto3 and NumPy too.
# - A `t3.small` costs two cents an hour, its disk of 8 GB two thirds of a dollar a month, its public address about as
#   much as the smallest server. A million calls of a small function cost less than a dollar, and each month's first
#   million is free.
# - What a function brings along must be built for Linux. AWS publishes a layer with NumPy and pandas
#   (`AWSSDKPandas-Python313`). What is too large for a ZIP file comes as a container image, of up to 10 GB.
# - With images such as Amazon Linux 2023 the metadata service answers only requests that bring a token (*IMDSv2*), so
#   that a web program on the server cannot so easily be tricked into handing out the role's credentials. Leave it so,
#   and ask for it where an image does not.
# - Quotas: a new account may run few servers, none with a GPU, and fewer functions at a time.
#
# `docs/practice-account.md`, in the course's folder, lists what else differs.

# %% [markdown]
# ## What comes next
#
# Lesson 10 puts everything together: a pipeline from nothing, and a break-in.
#
# **Sources** (checked 2026-11-25)
#
# - EC2: [instance types](https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-types.html),
#   [burstable](https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-performance-instances.html),
#   [security groups](https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html),
#   [stop and start](https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Stop_Start.html),
#   [disks after terminating](https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/preserving-volumes-on-termination.html),
#   [roles for servers](https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html),
#   [spot notices](https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html)
# - [Session Manager](https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager.html)
# - Lambda: [handler](https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html),
#   [limits](https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html),
#   [events of S3](https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html),
#   [retries](https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html),
#   [loops](https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html)
# - Prices: see `data/README.md`
# - J. W. Young, *A first order approximation to the optimum checkpoint interval*, 1974
