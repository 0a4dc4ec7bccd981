# %% [markdown]
# # The five characteristics of a cloud
#
# Everybody sells "the cloud". In 2011 NIST, the American standards institute, wrote down on seven pages what deserves
# the name. Five things must hold: *on-demand self-service*, *broad network access*, *resource pooling*, *rapid
# elasticity* and *measured service*. Here you try each of them, and in the end you judge what is sold to you.
#
# **You will be able to**
# - start servers and give them back for good,
# - hand out a link to a private file,
# - say what AWS tells you about where your servers are, and what it does not,
# - let a group of servers follow the demand (if time is left: neither too slow nor too hasty),
# - read the meter, be warned in time, and bring the cost back to zero,
# - say of a service or a set-up which characteristics hold, and why.
#
# **Time:** about 65 minutes in two sittings, and 30 more with what is marked *if time is left*. **You need:**
# [Start here](00-start-here.ipynb). Lesson 01 helps: the dating app is from there.

# %%
import subprocess
import sys
import time

import boto3
import matplotlib.pyplot as plt
from botocore.config import Config
from botocore.exceptions import ClientError

from helpers import billing, charts, check, facts, iam, progress, quiz, sandbox, widgets

sandbox.start()

# %% [markdown]
# You begin as root, the owner of the account. Work is done as an administrator, so become one at once. (Lesson 01
# stayed root to keep it short. Lesson 06 explains each step, and what is better than a permanent key.)

# %%
iam.create_admin("coordinator")
response = boto3.client("iam").create_access_key(UserName="coordinator")
sandbox.sign_in("coordinator")

# %% [markdown]
# ## You ask, and nobody has to say yes
#
# *On-demand self-service*: what you want you take yourself, when you want it, from a program or a web page. (The *on
# demand* of lesson 01 is a price. Here it means: when you ask.) As in lesson 01 one call rents a server. Here look at
# who has to say yes.
#
# Your friend with the dating app wants to try out a new ranking (whom to show to whom) on a server of its own. AWS
# calls a rented server an **instance**, and the service that rents them out EC2. You say which type (`t3.micro`, a
# small one) and which **image** (AMI) its disk starts with: here AWS's own Linux. The long name below leads to its
# newest version. `MinCount` and `MaxCount`: one server. (The first call takes some seconds.)

# %%
latest_linux = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
image = boto3.client("ssm").get_parameter(Name=latest_linux)["Parameter"]["Value"]
wish = {"ImageId": image, "InstanceType": "t3.micro", "MinCount": 1, "MaxCount": 1}

ec2 = boto3.client("ec2")
start = time.perf_counter()
server = ec2.run_instances(**wish)["Instances"][0]["InstanceId"]
ec2.get_waiter("instance_running").wait(InstanceIds=[server])
print(server, "is running. In less than 60 seconds:", time.perf_counter() - start < 60)

# %% [markdown]
# One call, and you have a server. The next one gives it back. **Terminate** means for good: the server and the disk
# that it started from are gone.

# %%
response = ec2.terminate_instances(InstanceIds=[server])
response["TerminatingInstances"][0]["CurrentState"]["Name"]

# %% [markdown]
# The command line shows the same. A terminated server stays in the list for a while and costs nothing:

# %%
# !aws ec2 describe-instances --query "Reservations[].Instances[].State.Name"

# %% [markdown]
# Here a server is only a record, so it "runs" at once. How long does it really take? And how long if you buy one?

# %%
waiting = facts.read_table("waiting-times")
waiting[["what", "time", "unit"]]

# %% [markdown]
# About half a minute with Linux, against weeks. (Small measurements by others, and one dealer's plan. We found no
# promise of AWS's.)
#
# Start one again, for the exercise:

# %%
small = ec2.run_instances(**wish)["Instances"][0]["InstanceId"]

# %% [markdown]
# ### Exercise: swap the server
#
# The ranking needs more. Have one `m5.large` (two vCPUs, 8 GiB of memory) running in place of the `t3.micro`, and
# give the small one back, so that it costs nothing any more.
#
# <details><summary>Hint 1</summary>Two calls, both as above. <code>{**wish, "InstanceType": "m5.large"}</code> is the
# same wish for another type.</details>
# <details><summary>Hint 2</summary><code>ec2.terminate_instances(InstanceIds=[small])</code> gives the small one back.
# <code>stop_instances</code> would only switch it off.</details>

# %% exercise="swap_the_server"
# Start the large one, then give back the small one. Begin each call with response =
# solution
response = ec2.run_instances(**{**wish, "InstanceType": "m5.large"})
response = ec2.terminate_instances(InstanceIds=[small])

# %%
check.swap_the_server(small)

# %% [markdown]
# ## One door for every device
#
# *Broad network access*: the service is reached over a network by standard means, so that a laptop, a phone or another
# server can use it. AWS's standard means is HTTPS: every call of this course is a web request, signed with an access
# key.
#
# Three ways to one object. First boto3. (`signature_version` picks the newer way to sign links.)

# %%
s3_client = boto3.client("s3", config=Config(signature_version="s3v4"))
s3_client.create_bucket(Bucket="dating-app")
files = {"welcome.txt": "Welcome to the dating app.", "photos/fern.txt": "(Fern, smiling)"}
for key, text in files.items():
    s3_client.put_object(Bucket="dating-app", Key=key, Body=text)
s3_client.get_object(Bucket="dating-app", Key="welcome.txt")["Body"].read()

# %% [markdown]
# Then the command line:

# %%
# !aws s3 cp s3://dating-app/welcome.txt -

# %% [markdown]
# A phone has neither boto3 nor an access key. Let plain Python play it, in a process of its own, which can
# open web addresses and nothing else.

# %%
phone = """
import sys, urllib.error, urllib.request
try:
    print(urllib.request.urlopen(sys.argv[1]).read().decode())
except urllib.error.HTTPError as error:
    print("refused:", error.code, error.reason)
"""


def fetch(link):
    """What the phone gets when it opens a link, as text."""
    done = subprocess.run([sys.executable, "-c", phone, link], capture_output=True, text=True)
    return (done.stdout or done.stderr).strip()


# %% [markdown]
# You give it a **presigned URL**: the address of one object with your signature in it, valid for a time that you set.
# Without the part after the question mark it is just the address of the object.
#
# **Before you run the next cell:** the bucket is private. What does the phone get with the signature, and what
# without?

# %%
welcome = {"Bucket": "dating-app", "Key": "welcome.txt"}
link = s3_client.generate_presigned_url("get_object", Params=welcome, ExpiresIn=3600)
print("Signed, then unsigned:")
print(fetch(link))
print(fetch(link.partition("?")[0]))

# %% [markdown]
# The network is open to everybody, the object is not. Whoever has the link can use it until it ends, so treat it like a
# password. It ends after seven days at the latest, and earlier if the access key that signed it stops working. (Here it
# leads to `127.0.0.1`, this machine. On AWS your own phone could open it.)
#
# ### Exercise: a link for a phone
#
# Fern's photo is the object `photos/fern.txt`. Put a link into `photo_link` with which a phone can fetch it for **ten
# minutes**. The bucket stays private. Try it with `fetch(photo_link)`.
#
# <details><summary>Hint 1</summary>As above, with another key. <code>ExpiresIn</code> counts seconds.</details>
# <details><summary>Hint 2</summary>The object's key is <code>photos/fern.txt</code>, and ten minutes are 600
# seconds.</details>

# %% exercise="link_for_a_phone"
photo_link = None
# solution
photo = {"Bucket": "dating-app", "Key": "photos/fern.txt"}
photo_link = s3_client.generate_presigned_url("get_object", Params=photo, ExpiresIn=600)

# %%
check.link_for_a_phone(photo_link)

# %%
quiz.ask("link_in_a_group")

# %% [markdown]
# ## Somewhere in the pool
#
# *Resource pooling*: the provider has one pool of machines for all its customers and hands out parts of it as they
# come and go. You can say roughly where, but not on which machine.
#
# What does AWS tell about the place of a server?

# %%
server = ec2.run_instances(**wish)["Instances"][0]
server["Placement"]

# %% [markdown]
# It names a *zone*, twice, and says that you share the machine with others (`Tenancy`: `default`). No building, no
# rack, no neighbours. (Exceptions: servers for AI and supercomputing, and whole machines that you can rent.) What is a
# zone?
#
# - A **Region** is a part of the world, such as `us-east-1` in Virginia. It is not one data centre.
# - An **Availability Zone**, or zone, is one or more data centres of a Region, with power and network of their own.
#   `us-east-1a` is one: the name of the Region and a letter.

# %%
# !aws ec2 describe-availability-zones --query "AvailabilityZones[].[ZoneName,ZoneId]" --output text

# %% [markdown]
# The **zone id** on the right means the same place for everybody. The letter may not: for accounts opened before
# November 2025 AWS mixed the letters in the oldest Regions, and your `us-east-1a` may be your friend's `us-east-1c`.
#
# ### Exercise: two zones
#
# A zone can fail, and all that is in it fails too. Start two servers of the type `t3.small`, each in a zone of its own,
# in this Region.
#
# <details><summary>Hint 1</summary>Add <code>"Placement": {"AvailabilityZone": ...}</code> to the wish. It takes the
# zone's name, with the letter. (For its id there is <code>"AvailabilityZoneId"</code>.)</details>
# <details><summary>Hint 2</summary>One call for each zone, for example <code>us-east-1a</code> and
# <code>us-east-1b</code>: all that one call starts goes into one zone. Not every zone has every type.</details>

# %% exercise="two_zones"
# Start two t3.small. Begin each call with response =
# solution
for zone in ("us-east-1a", "us-east-1b"):
    place = {"InstanceType": "t3.small", "Placement": {"AvailabilityZone": zone}}
    response = ec2.run_instances(**{**wish, **place})

# %%
check.two_zones()

# %%
quiz.ask("region_and_zone")

# %% [markdown]
# ## If time is left: neighbours
#
# You share the machine with people whom you do not know. Memory and processors are yours alone (the processors of a `t`
# type only for a part of the time). The network is shared: of "up to 10 gigabits" a part is always yours, and the rest
# only while there is room. **Before you run the next cell:** you share a line with seven neighbours, each busy for a
# fifth of the time. How much slower is your usual download? Then move the controls.

# %%
widgets.noisy_neighbours()

# %% [markdown]
# **A good place for a pause.** If you come back tomorrow, the account is new: run the first cell, then the ones with
# `create_admin`, `latest_linux` and `create_bucket`, and go on here.
#
# ## It grows and shrinks
#
# *Rapid elasticity*: you get more within minutes and give it back as fast, if you like by a rule of your own. To you
# the supply looks endless. It is not.
#
# An **Auto Scaling group** keeps as many servers running as its *desired capacity* says, between a smallest and a
# largest number. A **launch template** tells it which kind: here the servers of the site in lesson 01. (A second run
# says that the name is taken: then it worked the first time.)

# %%
template = {"ImageId": image, "InstanceType": "m5.4xlarge"}
ec2.create_launch_template(LaunchTemplateName="site", LaunchTemplateData=template)
scaling = boto3.client("autoscaling")
response = scaling.create_auto_scaling_group(
    AutoScalingGroupName="site",
    LaunchTemplate={"LaunchTemplateName": "site"},
    MinSize=2,
    MaxSize=12,
    AvailabilityZones=["us-east-1a", "us-east-1b", "us-east-1c"],
)

# %% [markdown]
# No desired capacity is given, so it is the smallest number. How many servers are there?


# %%
def count_servers():
    """How many servers the group has now."""
    groups = scaling.describe_auto_scaling_groups(AutoScalingGroupNames=["site"])
    return len(groups["AutoScalingGroups"][0]["Instances"])


count_servers()

# %% [markdown]
# Lesson 01 drew the demand of the dating app in February, hour by hour. Rehearse Friday the 12th. This many servers
# are needed:

# %%
demand = facts.read_table("dating-app-demand")
friday = demand[demand["day"] == 12]
print(list(friday["servers_needed"]))

# %% [markdown]
# **Before you run the next cell:** it is eight in the evening, and the crowd is there. How many servers does the
# group have?

# %%
evening = friday[friday["hour_of_day"] == 20].iloc[0]
print("At 20:00:")
print(evening["servers_needed"], "needed,", count_servers(), "in the group")

# %% [markdown]
# Still two. **Servers do not scale by themselves.** None is added or taken away unless somebody says so. So say it, for
# each hour of the Friday. (Here servers come and go at once, on AWS within some minutes.)

# %%
running = []
for servers in friday["servers_needed"]:
    scaling.set_desired_capacity(AutoScalingGroupName="site", DesiredCapacity=int(servers))
    running.append(count_servers())

# %%
plt.style.use("helpers.course")
figure, axes = plt.subplots()
axes.bar(friday["hour_of_day"], running, label="servers in the group")
load = friday["requests_per_second"] / 100  # in servers
axes.plot(friday["hour_of_day"], load, color="#D55E00", label="demand")
axes.set(title="Friday 12 February", xlabel="hour", ylabel="servers")
axes.legend()
charts.picture(
    figure,
    f"Bars: the group, from {min(running)} servers at night to {max(running)} in the evening. "
    "Line: the demand, counted in servers of 100 requests per second each.",
    "Demand: invented for this course.",
)

# %% [markdown]
# `aws` shows the group as it stands after the last hour:

# %%
# !aws autoscaling describe-auto-scaling-groups --query "AutoScalingGroups[].DesiredCapacity"

# %% [markdown]
# And Valentine's Day? Sunday the 14th, 20:00:

# %%
sunday = demand[(demand["day"] == 14) & (demand["hour_of_day"] == 20)].iloc[0]
needed = int(sunday["servers_needed"])
try:
    scaling.set_desired_capacity(AutoScalingGroupName="site", DesiredCapacity=needed)
except ClientError as error:
    print(error.response["Error"]["Code"] + ":", error.response["Error"]["Message"])

# %% [markdown]
# The largest number of the group is *your* limit, against a program that runs wild. Two more limits are AWS's. Your
# account has a **quota** in each Region: beyond it AWS says `VcpuLimitExceeded`, and you ask for more, days ahead. And
# AWS may have no such server free in that zone just now: `InsufficientInstanceCapacity`. (The practice account has
# neither limit. On AWS a group raises no error for them: it notes them in its activities, and tries again.)
#
# ### Exercise: Valentine's evening
#
# Bring the group to the servers that Valentine's evening needs. Leave the smallest number at two, so that it can
# shrink again afterwards, and let the largest go on protecting you: no more than 30.
#
# <details><summary>Hint 1</summary>First raise the largest number: <code>update_auto_scaling_group</code> takes
# <code>MaxSize</code>. A higher limit alone starts nothing.</details>
# <details><summary>Hint 2</summary><code>scaling.update_auto_scaling_group(AutoScalingGroupName="site", MaxSize=...,
# DesiredCapacity=...)</code> does both. How many, the cell above has put into <code>needed</code>.</details>

# %% exercise="valentines_evening"
# Change the group. Begin each call with response =
# solution
response = scaling.update_auto_scaling_group(
    AutoScalingGroupName="site",
    MaxSize=24,
    DesiredCapacity=needed,
)

# %%
check.valentines_evening()

# %%
quiz.ask("quota_or_shortage")

# %% [markdown]
# Nobody sits there and does that every hour. You give the group a rule, a **scaling policy**. This one says: have as
# many servers as keep the processors 60 % busy. (Here it is only stored: these servers have no processors. On AWS the
# group would follow the load, which it learns every five minutes, and a *load balancer*, which you set up too, would
# share out the requests.)

# %%
response = scaling.put_scaling_policy(
    AutoScalingGroupName="site",
    PolicyName="keep-60-percent",
    PolicyType="TargetTrackingScaling",
    TargetTrackingConfiguration={
        "PredefinedMetricSpecification": {"PredefinedMetricType": "ASGAverageCPUUtilization"},
        "TargetValue": 60.0,
    },
)
[policy["PolicyName"] for policy in scaling.describe_policies()["ScalingPolicies"]]

# %%
quiz.ask("scales_by_itself")

# %% [markdown]
# ### If time is left: too slow, too hasty
#
# How good is such a rule? One of the same kind runs here through the two days of Valentine's, minute by minute: so
# seen, for a while 23 servers are needed, not 20. At 17:00 the app reminds everybody of tonight, and the crowd jumps.
# What is refused is gone, and so are those visitors.
#
# You set how full each server may get, how long to wait before servers go, and the largest number, the *ceiling*. (In
# the policy above AWS decides how long to wait, and takes its time.) How long a new server takes to help, while you pay
# for it already, is not yours to choose. Move the controls.

# %%
widgets.follow_demand()

# %% [markdown]
# 60 % is a careful start: nobody is refused, and it costs. (Real servers get slow before they refuse, so real groups
# stay careful.) How far can you go here? A new server helps after 5 minutes. Find settings with which at most **1 of
# 1,000** requests is refused, the weekend costs at most **384 USD**, and the group starts at most **100** servers (each
# start can go wrong). Write them down.
#
# <details><summary>Hint 1</summary>A full server has no room for the next minute's crowd, and a group that lets go at
# once misses the server soon after.</details>
# <details><summary>Hint 2</summary>Leave some room (between 85 and 95 %), wait between 15 and 45 minutes, and do not
# let the ceiling get in the way of the 23.</details>

# %% exercise="tune_the_group" extra=true
settings = {
    "fill": None,  # fill each server up to so many percent
    "wait": None,  # let servers go after so many minutes
    "ceiling": None,  # never more than so many servers
}
# solution
settings = {"fill": 90, "wait": 30, "ceiling": 26}

# %%
check.tune_the_group(settings)

# %% [markdown]
# ## It is counted, used or not
#
# *Measured service*: what you use is counted, both sides can see the figures, and usually you pay by them. The practice
# account has a meter with dated prices of AWS. Its clock stands still until you move it. It begins on Monday, 1
# February. The rehearsal is over: put the site back to two servers, and let a day go by. Cells with `advance` move
# the clock each time: run each once. (To begin anew, restart the kernel, and run what stands at
# *A good place for a pause*.)

# %%
scaling.update_auto_scaling_group(
    AutoScalingGroupName="site",
    MinSize=2,
    MaxSize=30,
    DesiredCapacity=2,
)
meter = billing.start_meter()
meter.advance(hours=24)
meter.bill(by="what")

# %% [markdown]
# The bill has every hour (AWS counts seconds) of every server, every disk, every public address and every byte in the
# bucket. Some you started long ago, and never used. Nobody asks: **they cost because they are there.**
#
# So set a **budget**: 300 USD a month, and a mail when 90 % of them are spent.

# %%
budgets = boto3.client("budgets")
limit = {"Amount": "300", "Unit": "USD"}
warning = {
    "Notification": {
        "NotificationType": "ACTUAL",
        "ComparisonOperator": "GREATER_THAN",
        "Threshold": 90,
    },
    "Subscribers": [{"SubscriptionType": "EMAIL", "Address": "coordinator@example.com"}],
}
response = budgets.create_budget(
    AccountId="123456789012",
    Budget={
        "BudgetName": "month",
        "BudgetLimit": limit,
        "TimeUnit": "MONTHLY",
        "BudgetType": "COST",
    },
    NotificationsWithSubscribers=[warning],
)

# %% [markdown]
# The week goes by.

# %%
meter.advance(hours=90)

# %% [markdown]
# It is Friday, 18:00. To train the ranking your friend starts a server with four GPUs and a second disk of 500 GB,
# which is to stay when the server goes. Then she drives to the sea. (Run the cell once: each run starts another
# server.)

# %%
disk = {"VolumeSize": 500, "VolumeType": "gp3", "DeleteOnTermination": False}
second = {"DeviceName": "/dev/sdf", "Ebs": disk}  # /dev/sdf: a name that is free on that server
large = {**wish, "InstanceType": "g5.12xlarge", "BlockDeviceMappings": [second]}
training = ec2.run_instances(**large)["Instances"][0]["InstanceId"]
print(billing.hourly_price("g5.12xlarge"), "USD per hour, without the disk")

# %% [markdown]
# **Before you run the next cell:** the budget is 300 USD. What does the bill say on Monday at 9:00, 63 hours later?
# And when does the mail come?

# %%
print("Monday morning:")
print(meter.advance(hours=63))
meter.mails()

# %%
# !aws budgets describe-budgets --account-id 123456789012 --query "Budgets[].CalculatedSpend"

# %% [markdown]
# The mail came hours after 270 USD were passed: AWS looks at budgets a few times a day. (Real charges arrive late
# too: count on up to a day.) What `aws` shows is from the last look, and too small. After the mail nothing happened:
# **a budget tells you, it stops nothing.** (*Budget actions* can stop servers that you named beforehand, or forbid
# new ones. They are as late.)
#
# ### If time is left: an alarm in time
#
# CloudWatch, where AWS keeps its figures, the metrics, can warn you as well. The bill of all Regions together is one
# of them, in the Region `us-east-1` alone. An alarm watches a metric and tells a **topic** of SNS. The topic tells
# the addresses on its list:

# %%
sns = boto3.client("sns", region_name="us-east-1")
topic = sns.create_topic(Name="money")["TopicArn"]
address = "coordinator@example.com"
response = sns.subscribe(TopicArn=topic, Protocol="email", Endpoint=address)

# %% [markdown]
# Complete the alarm, so that it goes off when the month's charges are above **800 USD**, and tells the topic.
#
# <details><summary>Hint 1</summary>Missing are <code>Threshold</code>, <code>ComparisonOperator</code> and
# <code>AlarmActions</code>, a list of topics.</details>
# <details><summary>Hint 2</summary><code>Threshold=800, ComparisonOperator="GreaterThanThreshold",
# AlarmActions=[topic]</code></details>

# %% exercise="alarm_in_time" extra=true
charges = {
    "Namespace": "AWS/Billing",  # three lines say which metric: who writes it,
    "MetricName": "EstimatedCharges",  # its name,
    "Dimensions": [{"Name": "Currency", "Value": "USD"}],  # and which of several
    "Statistic": "Maximum",  # look at the highest of the charges that came in
    "Period": 21600,  # within six hours (in seconds)
    "EvaluationPeriods": 1,  # and decide at once
}
cloudwatch = boto3.client("cloudwatch", region_name="us-east-1")
# Call cloudwatch.put_metric_alarm(AlarmName="bill", **charges, ...). Begin with response =
# solution
response = cloudwatch.put_metric_alarm(
    AlarmName="bill",
    **charges,
    Threshold=800,
    ComparisonOperator="GreaterThanThreshold",
    AlarmActions=[topic],
)

# %%
check.alarm_in_time()

# %% [markdown]
# ### Stopped is not free
#
# Your friend stays at the sea for two more days. **Before you run the next cell:** above 800 USD, who stops the server?

# %%
print("Wednesday morning:")
print(meter.advance(hours=48))
meter.mails()

# %% [markdown]
# Nobody. (An alarm, if you put it, sent a mail, hours late too.)
#
# You find the server at last, and stop it. **Stop** switches a server off, as you switch off a laptop: what lies on its
# disks stays. (This type also has a disk inside the machine. What is on that one is lost. AWS calls the others
# *volumes*.)
#
# **Before you run the next cell:** running, the server cost 136 USD a day. What does it cost stopped: nothing, about
# 1.45 USD, or half?

# %%
response = ec2.stop_instances(InstanceIds=[training])
meter.advance(hours=24)
meter.bill(by="what")

# %% [markdown]
# The server cost for 111 hours, and stopped it costs nothing. Its disks go on, for about 1.45 USD a day: AWS keeps them
# for you. (The large one has cost for 135 hours.) `terminate_instances` deletes the disk that a server started from.
# The second disk stays even then, because your friend asked for it (`DeleteOnTermination`). Never trust the default: a
# disk that a program adds at the start is deleted, one that is added on AWS's website or later stays.
#
# ### Exercise: down to zero
#
# The app moves into your friend's own account. In yours, give back everything that costs money by the hour: servers,
# disks, and what lies in the bucket. Templates, budgets and alarms may stay. (A loop through the nested answer about
# servers is in hint 1.)
#
# <details><summary>Hint 1</summary>The group starts a new server for each that you terminate. Delete it first:
# <code>scaling.delete_auto_scaling_group(AutoScalingGroupName="site", ForceDelete=True)</code>. Then go through all
# servers: <code>for reservation in ec2.describe_instances()["Reservations"]:</code>, in it <code>for server in
# reservation["Instances"]:</code>, and terminate <code>server["InstanceId"]</code>. (Terminating one twice does no
# harm.)</details>
# <details><summary>Hint 2</summary><code>ec2.describe_volumes()["Volumes"]</code> shows disks that are left:
# <code>ec2.delete_volume(VolumeId=...)</code>. (On AWS a server first has to be really gone:
# <code>ec2.get_waiter("instance_terminated")</code> waits for that.) Objects go with
# <code>s3_client.delete_object(Bucket="dating-app", Key=...)</code>.</details>

# %% exercise="down_to_zero"
# Give everything back. In a loop, begin each call with response =
# solution
scaling.delete_auto_scaling_group(AutoScalingGroupName="site", ForceDelete=True)
ids = []
for reservation in ec2.describe_instances()["Reservations"]:
    for server in reservation["Instances"]:
        ids.append(server["InstanceId"])
response = ec2.terminate_instances(InstanceIds=ids)
ec2.get_waiter("instance_terminated").wait(InstanceIds=ids)  # on AWS this takes a while
left = ec2.describe_volumes(Filters=[{"Name": "status", "Values": ["available"]}])
for volume in left["Volumes"]:
    response = ec2.delete_volume(VolumeId=volume["VolumeId"])
for key in files:
    response = s3_client.delete_object(Bucket="dating-app", Key=key)

# %%
check.down_to_zero()

# %% [markdown]
# The meter has the last word:

# %%
before = meter.total
meter.advance(hours=24)
print(f"{meter.total - before:.2f} USD in 24 hours")

# %%
quiz.ask("stopped_server")

# %% [markdown]
# ## Not all that is called a cloud is one
#
# NIST calls something a cloud when all five hold. Fewer need not be bad, as long as you know which are missing.
#
# ### Exercise: five set-ups
#
# Which characteristics hold? Take the descriptions as they stand; they are invented, but for S3.
#
# - **laptop**: yours, on your desk.
# - **web host**: a small company. You order a package by mail, somebody there sets it up within two days, and you pay
#   the same each month. Your site and a hundred others share its machines, and it moves them as it needs. You reach
#   your files from anywhere.
# - **server room**: your employer bought three servers, one for each team. The administrators open accounts for new
#   colleagues. You work on yours from the office, from home, from any computer. Nobody counts who uses what.
# - **S3**: what you used above.
# - **GPU rental**: a young company. You click, and within a minute you have a machine from its hall, whichever is free.
#   You reach it from anywhere and pay by the second. Each customer may have one machine, and often all are taken.
#
# Write a list for each, with the words `"self-service"`, `"network"`, `"pooling"`, `"elasticity"`, `"measured"`. An
# empty list means that none holds.
#
# <details><summary>Hint 1</summary>Ask of each: can I get <em>more</em> of it, now, without anybody's help? And is it
# one thing for many customers, or mine alone?</details>
# <details><summary>Hint 2</summary>Two of the five have four or five characteristics. One has none. The other two have
# one and two.</details>

# %% exercise="five_setups"
answers = {
    "laptop": None,
    "web host": None,
    "server room": None,
    "S3": None,
    "GPU rental": None,
}
# solution
answers = {
    "laptop": [],
    "web host": ["network", "pooling"],
    "server room": ["network"],
    "S3": ["self-service", "network", "pooling", "elasticity", "measured"],
    "GPU rental": ["self-service", "network", "pooling", "measured"],
}

# %%
check.five_setups(answers)

# %% [markdown]
# ## If time is left: who runs what, and for whom
#
# NIST sorts clouds in two more ways. By what you get (*service models*):
#
# | model | you get | you look after | for example |
# | --- | --- | --- | --- |
# | **IaaS**, infrastructure | servers, disks, networks | the operating system and all above it | EC2 |
# | **PaaS**, platform | a place that runs your code | your code and your data | Elastic Beanstalk |
# | **SaaS**, software | a finished program | your data, and who may see them | a web mail |
#
# And by whom it is for (*deployment models*): **private**, for one organisation; **community**, for several with the
# same needs, such as a few universities; **public**, for anybody, such as AWS; **hybrid**, two or more of these
# joined, so that work can move between them. A private cloud needs the five characteristics too: the server room
# above is none.

# %%
progress.show()

# %% [markdown]
# ## Recap
#
# - **On-demand self-service:** two calls, and nobody in between. Terminate gives back, stop only switches off.
# - **Broad network access:** HTTPS from every device. Reachable is not public; a presigned URL is a password that ends.
# - **Resource pooling:** you choose a Region and a zone, normally not the machine. Put what must not fail together
#   into two zones.
# - **Rapid elasticity:** by a rule that you write. Too hasty refuses visitors, too cautious costs money, and limits
#   stand above it.
# - **Measured service:** things cost because they are there. A budget tells, hours late, and stops nothing.

# %% [markdown]
# ## On a real account
#
# The calls are the same there, but some would fail. The others cost what the meter says, and more: traffic, requests,
# taxes.
#
# - Put in your account's number, and a name for the bucket that nobody has yet.
# - The free plan refuses all but a few small types (`InvalidParameterCombination`). On the paid plan a new account may
#   run few servers, and often none with a GPU. Quotas count vCPUs, for each family of types in each Region.
# - The address of a topic must confirm before mails arrive. Root must switch on the figures for billing alarms once,
#   and open the billing pages, budgets too, to the users of IAM.
# - Look in **every** Region when you clean up. A list shows one.
#
# `docs/practice-account.md`, in the course's folder, lists what else differs.

# %% [markdown]
# ## What comes next
#
# You have seen it grow, and you have seen the bill. [Lesson 03](03-when-not.ipynb) asks what else can go wrong, and
# when to stay away.
#
# **Sources** (checked 2026-11-25)
#
# - [NIST SP 800-145](https://doi.org/10.6028/NIST.SP.800-145), Mell and Grance, September 2011
# - [Availability Zones](https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html)
#   and their [ids](https://docs.aws.amazon.com/global-infrastructure/latest/regions/az-ids.html);
#   [network bandwidth](https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-network-bandwidth.html);
#   [how near machines are](https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/how-ec2-instance-topology-works.html)
# - [Presigned URLs](https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html)
# - [Target tracking](https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html),
#   [limits of a group](https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-capacity-limits.html)
# - [Budgets](https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html), [billing
#   alarms](https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/monitor_estimated_charges_with_cloudwatch.html),
#   [disks after
#   terminating](https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/preserving-volumes-on-termination.html)
