# %% [markdown]
# # What is AWS?
#
# AWS rents out computers, and hundreds of services that run on them, in 34 parts of the world. In this lesson you count
# the services and find the dozen that you need. You lose a server and find it again, and you meet four ways to make
# the same thing.
#
# **You will be able to**
# - say what is behind the number of AWS's services,
# - choose for a task between server, container, function and managed service, and say what stays your work,
# - find what stands in another Region,
# - read and write ARNs, the names of things on AWS,
# - say how the same thing is made in four ways, make it with a template, and take it away again,
# - *(if time is left)* move a job from another cloud, choose a Region for two cities, and read market shares.
#
# **Time:** about an hour and a half in two or three sittings, and 35 minutes more with what is marked *if time is
# left*. **You need:** [Start here](00-start-here.ipynb). Lesson 02 helps: Regions and zones are from there.

# %%
import json

import boto3
import matplotlib.pyplot as plt
import pandas as pd

from helpers import cases, charts, check, facts, iam, progress, quiz, sandbox, widgets, world

plt.style.use("helpers.course")
sandbox.start()

# %% [markdown]
# ## Count the services
#
# AWS advertises "over 200 fully featured services" and does not say what it counts. Nearly all of them have a client in
# boto3, and boto3 can list its clients.
#
# **Before you run the next cell:** will there be fewer than 200, about 200, or many more?

# %%
claim = facts.read_table("service-counts").iloc[0]
names = boto3.Session().get_available_services()
print("Services that AWS advertises, and clients of this boto3:")
print(claim["value_kind"], claim["count"], "and", len(names))
print("Some of them:", ", ".join(names[15::43]))

# %% [markdown]
# (A newer boto3 has more.) Why twice as many? Look closer.
#
# ### Exercise: what hides behind the number
#
# Find out two things:
#
# - `doors`: how many of the names begin with `sagemaker`? All belong to one product, SageMaker AI, which trains models.
# - `vpc_client`: AWS sells the *VPC*, a private network, as a service of its own. Yet no client is called `vpc`. Which
#   client has the method `create_vpc`: `"vpc-lattice"`, `"networkmanager"` or `"ec2"`?
#
# <details><summary>Hint 1</summary><code>hasattr(boto3.client("ec2"), "create_vpc")</code> says whether a client has a
# method.</details>
# <details><summary>Hint 2</summary><code>sum(name.startswith("sagemaker") for name in names)</code> counts.</details>

# %% exercise="count_the_services"
doors = None
vpc_client = None
# solution
doors = sum(name.startswith("sagemaker") for name in names)
vpc_client = "ec2"

# %%
check.count_the_services(doors, vpc_client)

# %% [markdown]
# So a client is a door to an **API**, the list of calls that a program answers. One product can have many doors, and
# three products (servers, their disks, their networks) mostly share one, `ec2`.

# %% [markdown]
# ## A dozen is enough
#
# These are the services that a data scientist meets, described in this course's words.

# %%
services = facts.read_table("services")
services[["service", "abstraction", "what_it_does"]]

# %% [markdown]
# The column *abstraction* says how much of a computer you still see:
#
# | | server | container | function | managed service |
# | --- | --- | --- | --- | --- |
# | you bring | all of it | a *container image*: a program with its needs | some code | data and questions |
# | data, and who may see them | you | you | you | you |
# | your program and its libraries | you | you | you | AWS, except code of yours |
# | how many run, and when | you | you say it, AWS does it | AWS | AWS, or in a size that you choose |
# | operating system | you | AWS, below the container | AWS | AWS |
# | building and machine | AWS | AWS | AWS | AWS |
#
# (The container here runs on *Fargate*. If it runs on servers of your own, you look after those too.) The further
# right, the less work you have, and the less freedom: an ordinary function of Lambda ends after 15 minutes at the
# latest, and a managed service does what it does.
#
# ### Exercise: which level?
#
# Choose for each task the level that leaves you the least work and still does it: `"server"`, `"container"`,
# `"function"` or `"managed service"`.
#
# | letter | task |
# | --- | --- |
# | a | A guest uploads a photo: make a small copy of it. A second of Python, a few hundred times a day, at any hour |
# | b | Every night for two hours: your colleague Orange's program in R, with three odd libraries, in a Docker image |
# | c | Find a guest by number, a thousand times a second in the evening |
# | d | Train a model for nine hours, on a GPU driver that you choose and install yourself |
# | e | Once a month, one SQL question about 300 CSV files in S3 |
# | f | A seat-planning program that runs only on Windows, is set up with the mouse, and has to run all week |
#
# <details><summary>Hint 1</summary>Begin at the right of the table: is there a service in the list that does the task
# as it is? If not, go one column to the left.</details>
# <details><summary>Hint 2</summary>Two tasks need a machine on which you may change anything. Two need no program of
# yours at all. One of the others takes too long for a function.</details>

# %% exercise="which_level"
answers = {
    "a": None,
    "b": None,
    "c": None,
    "d": None,
    "e": None,
    "f": None,
}
# solution
answers = dict.fromkeys("df", "server") | dict.fromkeys("ce", "managed service")
answers |= {"a": "function", "b": "container"}

# %%
check.which_level(answers)

# %%
quiz.ask("what_is_in_the_image")

# %% [markdown]
# ### If time is left: a job from another cloud
#
# A colleague's job ran at Google and in part on Azure. Which service of AWS takes over each step? Write its `service`
# from the table, such as `"Amazon EC2"` (or short: `"EC2"`). The columns `google_cloud` and `azure` name counterparts.
#
# | letter | step |
# | --- | --- |
# | a | raw files wait in *Cloud Storage* (Google) |
# | b | *Cloud Run functions* (Google) checks each new file |
# | c | *BigQuery* (Google) asks the files one question a month |
# | d | *Cosmos DB* (Azure) finds a guest by number |
# | e | a model is trained in *Vertex AI*, as Google called it until 2026 |
# | f | *Blob Storage* (Azure) keeps the results |
#
# <details><summary>Hint 1</summary><code>services[["service", "google_cloud", "azure"]]</code> shows the table that you
# need.</details>
# <details><summary>Hint 2</summary>Some counterparts appear in two rows. Then look at what the step does:
# <code>used_for</code> helps. Two steps lead to the same service.</details>

# %% exercise="job_from_another_cloud" extra=true
steps = {
    "a": None,
    "b": None,
    "c": None,
    "d": None,
    "e": None,
    "f": None,
}
# solution
steps = {"a": "S3", "b": "Lambda", "c": "Athena", "d": "DynamoDB", "e": "SageMaker AI", "f": "S3"}

# %%
check.job_from_another_cloud(steps)

# %% [markdown]
# Counterparts share a purpose. Their calls, prices and limits differ, so code has to be rewritten.
#
# ## Where the machines are
#
# Lesson 02 had zones: each is one or more data centres, some way from the next. A Region is a group of zones.

# %%
regions = facts.read_table("regions")
zones, date = regions["availability_zones"].sum(), regions["as_of"].max()
print(f"{len(regions)} Regions with {zones} zones, as of {date}")

# %% [markdown]
# (Anybody can use these. Five more need accounts of their own: two in China, two for the American government, and the
# European Sovereign Cloud.)
#
# What does distance cost? Time: in glass, light travels about 204 km in a millisecond, and nothing is faster. The
# explorer shows the least time *there and back*, a round trip. Real cables make detours, and routers add more. A page
# often needs several round trips, one after another: move the slider.
#
# **Before you use the next explorer:** from Lagos, is the nearest Region in Africa or in Europe?
#
# - Choose Lagos. Was your guess right?
# - Where is the server dearest: New York, Berlin or Tokyo? (The course knows prices in seven Regions.)

# %%
widgets.nearest_region()

# %% [markdown]
# Distance and price are not all. There is the law, if the data must stay in a country; whether the Region has the
# service at all; and whether it is safe. (Some Regions are on the Gulf, where drones hit in March 2026: lesson 03.)
#
# ### If time is left: one Region for two cities
#
# Half the guests of an online evening are in New York, the other half in Lagos. You rent in one Region only. In which
# one do the guests who wait longest wait least? Write its code into `best`, and into `longest` how many milliseconds
# their round trip takes at least.
#
# `world.rank_regions("Lagos")` gives the Regions with `km` and `ms`, the nearest first.
#
# <details><summary>Hint 1</summary>Put both next to each other: <code>lagos =
# world.rank_regions("Lagos").set_index("region_code")["ms"]</code>, the same for New York, then
# <code>pd.concat([lagos, new_york], axis=1)</code>.</details>
# <details><summary>Hint 2</summary>For each Region only the <em>larger</em> of the two numbers matters. Take the
# smallest of these. pandas: <code>.max(axis=1)</code>, then <code>.idxmin()</code> and <code>.min()</code>.</details>

# %% exercise="region_for_two_cities" extra=true
best = None
longest = None
# solution
lagos = world.rank_regions("Lagos").set_index("region_code")["ms"]
new_york = world.rank_regions("New York").set_index("region_code")["ms"]
slowest = pd.concat([lagos, new_york], axis=1).max(axis=1)
best, longest = slowest.idxmin(), slowest.min()

# %%
check.region_for_two_cities(best, longest)

# %%
quiz.ask("data_in_a_region")

# %% [markdown]
# **A good place for a pause.** If you come back tomorrow, the account is new: run the first cell, and go on here.
#
# ## My server is gone
#
# From here on you make things. Work is done as an administrator, not as root, so become one. (Here with a key, for
# practice. On a real account an administrator signs in with `aws login`, and has no key: lesson 05.)

# %%
iam.create_admin("coordinator")
user = {"UserName": "coordinator"}
if not boto3.client("iam").list_access_keys(**user)["AccessKeyMetadata"]:
    response = boto3.client("iam").create_access_key(**user)
sandbox.sign_in("coordinator")

# %% [markdown]
# You have guests in Berlin too, so you start a server in Frankfurt, `eu-central-1`. A client belongs to a Region: you
# name it when you make the client. Without a name it takes the one from your settings. A server's disk starts as a copy
# of a **server image** (AMI). AWS keeps the id of its newest Linux image in the service SSM, under a public name.


# %%
def list_servers(region):
    """The ids of the servers that are not terminated, in one Region."""
    answer = boto3.client("ec2", region_name=region).describe_instances()
    found = [one for group in answer["Reservations"] for one in group["Instances"]]
    return [one["InstanceId"] for one in found if one["State"]["Name"] != "terminated"]


linux = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
if not list_servers("eu-central-1"):
    ssm = boto3.client("ssm", region_name="eu-central-1")
    ami = ssm.get_parameter(Name=linux)["Parameter"]["Value"]
    wish = {"ImageId": ami, "InstanceType": "t3.micro", "MinCount": 1, "MaxCount": 1}
    response = boto3.client("ec2", region_name="eu-central-1").run_instances(**wish)

# %% [markdown]
# **Before you run the next cell:** an hour later you open a new notebook and list your servers, without
# naming a Region. How many are there?

# %%
default = boto3.client("ec2").meta.region_name
print(f"In {default}:")
print(list_servers(default))
print("In eu-central-1:")
print(list_servers("eu-central-1"))

# %% [markdown]
# It is not gone. **A list shows one Region.** Nearly all of AWS's web pages do the same: the top right names the Region
# that you see, and another Region looks like an empty account. Meanwhile the server runs, and costs.
#
# The same has happened to Hazel:

# %%
cases.lose_server()
lost_in = None  # the Region, once you know it

# %% [markdown]
# ### Exercise: find the server
#
# She no longer knows which Region her laptop was set to. Find it: set `lost_in` to the Region, and *terminate* that
# server: give it back for good. (A server that is only stopped can start again, and its disk costs.) Yours in Frankfurt
# stays. To start anew, run the cell above again.
#
# `boto3.client("ec2").describe_regions()["Regions"]` lists the Regions that your account can use, each with a
# `RegionName`.
#
# <details><summary>Hint 1</summary>A loop over the Regions, and <code>list_servers</code> in it. It takes some
# seconds.</details>
# <details><summary>Hint 2</summary>The one in Frankfurt is yours. For Hazel's: <code>boto3.client("ec2",
# region_name=lost_in).terminate_instances(InstanceIds=[...])</code>: the client must belong to that Region
# too.</details>

# %% exercise="find_the_server"
# Find it: lost_in = ... Then terminate it. Begin a call with response =
# solution
for region in boto3.client("ec2").describe_regions()["Regions"]:
    name = region["RegionName"]
    if name not in ("eu-central-1", "us-east-1") and list_servers(name):  # yours, a stack's
        lost_in = name
        ec2 = boto3.client("ec2", region_name=name)
        response = ec2.terminate_instances(InstanceIds=list_servers(name))
        break

# %%
check.find_the_server(lost_in)

# %% [markdown]
# (`describe_regions` names 17. On AWS the other 17, all opened since 2019, are closed until you enable them in the
# account's settings. A stranger with an administrator's key may do that too; `AllRegions=True` names all.)
#
# Is everything in a Region? **Before you run the next cell:** you make a bucket in Frankfurt and ask in Virginia. Is it
# in the list? And your user?

# %%
place = {"LocationConstraint": "eu-central-1"}
european = boto3.client("s3", region_name="eu-central-1")
try:
    european.create_bucket(Bucket="meetup-berlin", CreateBucketConfiguration=place)
except european.exceptions.BucketAlreadyOwnedByYou:
    pass  # you have run this cell before

virginia = boto3.client("s3", region_name="us-east-1")
print("Asked in us-east-1:")
print([bucket["Name"] for bucket in virginia.list_buckets()["Buckets"]])
print("The bucket stands in", virginia.head_bucket(Bucket="meetup-berlin")["BucketRegion"])
print([user["UserName"] for user in boto3.client("iam").list_users()["Users"]])

# %% [markdown]
# The *list* of your buckets and their names are the same in every Region. What lies in a bucket lies in its Region
# alone. Users belong to the whole account: IAM is **global**.

# %%
quiz.ask("what_is_global")

# %% [markdown]
# ## A full name for each thing
#
# A short name such as `doors-open` does not say whose the thing is, where it is, or of which service. Its **ARN**
# (Amazon Resource Name) does:

# %%
sns = boto3.client("sns", region_name="eu-central-1")
topic = sns.create_topic(Name="doors-open")["TopicArn"]
me = boto3.client("sts").get_caller_identity()["Arn"]
print(topic, me, sep="\n")

# %% [markdown]
# (A *topic* of SNS passes messages on.) An ARN has six parts, with colons between them:
#
# | part | topic | you | |
# | --- | --- | --- | --- |
# | 1 | `arn` | `arn` | always |
# | 2, partition | `aws` | `aws` | `aws-cn` in China; the other groups of Regions apart have theirs |
# | 3, service | `sns` | `iam` | |
# | 4, Region | `eu-central-1` | | empty, where the thing is in no Region, or the name says enough |
# | 5, account | `123456789012` | `123456789012` | whose it is, 12 digits; `aws` where it is AWS's own |
# | 6, resource | `doors-open` | `user/coordinator` | each service has its own form here, some with more colons |
#
# An ARN names a thing and opens nothing: knowing it gives no rights. It is no web address either. The account's number
# in it is no secret, but do not put it on display.
#
# Some calls take nothing but an ARN, and policies (lesson 06) are full of them. The forms:
#
# | thing | ARN |
# | --- | --- |
# | a topic | `arn:aws:sns:REGION:ACCOUNT:NAME` |
# | a table of DynamoDB | `arn:aws:dynamodb:REGION:ACCOUNT:table/NAME` |
# | an object in S3 | `arn:aws:s3:::BUCKET/KEY`, with `*` for any key |
#
# In Virginia, `us-east-1`, you have a table `seats`, and a topic for the volunteers:

# %%
table = {
    "TableName": "seats",
    "KeySchema": [{"AttributeName": "guest", "KeyType": "HASH"}],
    "AttributeDefinitions": [{"AttributeName": "guest", "AttributeType": "S"}],
    "BillingMode": "PAY_PER_REQUEST",
}
dynamodb = boto3.client("dynamodb")
if "seats" not in dynamodb.list_tables()["TableNames"]:
    response = dynamodb.create_table(**table)
response = boto3.client("sns").create_topic(Name="volunteers")

# %% [markdown]
# ### Exercise: write ARNs that work
#
# Write the ARNs of the topic `volunteers`, of the table `seats`, and of *all objects* in the bucket `meetup-berlin`. Do
# not ask AWS for them. The check uses each: in a call, or in a policy. Try the first one yourself:
# `boto3.client("sns").publish(TopicArn=arns["topic"], Message="Doors open at seven")`.
#
# <details><summary>Hint 1</summary>The account's number is in every ARN further up. The topic of this exercise is not
# in the Region of the one above.</details>
# <details><summary>Hint 2</summary>In an ARN of S3 there are three colons after <code>s3</code>: Region and account
# stay empty. All objects: <code>BUCKET/*</code>.</details>

# %% exercise="write_arns"
arns = {
    "topic": None,
    "table": None,
    "objects": None,
}
# solution
arns = {
    "topic": "arn:aws:sns:us-east-1:123456789012:volunteers",
    "table": "arn:aws:dynamodb:us-east-1:123456789012:table/seats",
    "objects": "arn:aws:s3:::meetup-berlin/*",
}

# %%
check.write_arns(arns)

# %%
quiz.ask("arn_in_a_log")

# %% [markdown]
# ### If time is left: take ARNs apart
#
# Write the function `read_arn(arn)`. It returns a dict with `partition`, `service`, `region`, `account` and `resource`.
#
# <details><summary>Hint 1</summary><code>arn.split(":")</code> makes a list. But the last part may have colons of its
# own, as in <code>arn:aws:lambda:us-east-1:123456789012:function:resize:2</code>.</details>
# <details><summary>Hint 2</summary><code>split(":", 5)</code> splits at the first five colons only, and the sixth piece
# keeps the rest.</details>


# %% exercise="read_arn" extra=true
def read_arn(arn):
    """The parts of an ARN as a dict."""


# solution
def read_arn(arn):
    """The parts of an ARN as a dict."""
    _, partition, service, region, account, resource = arn.split(":", 5)
    return {
        "partition": partition,
        "service": service,
        "region": region,
        "account": account,
        "resource": resource,
    }


# %%
check.read_arn(read_arn)

# %% [markdown]
# **Another place for a pause.** If you come back tomorrow, click the next cell with code, and choose *Restart Kernel
# and Run up to Selected Cell* in the menu *Kernel*.
#
# ## Four ways to make a bucket
#
# You need a bucket with a tag, `event = meetup`, and a guest list in it. (A **tag** is a label of your own, a key and a
# value; bills can be split by it.) There are four ways.
#
# **1. With the mouse**, on AWS's web pages, the **console** (the practice account has none): sign in. Look at the
# Region at the top right. Search for *S3*. *Create bucket*, type `meetup-console`, further down *Add tag*, then
# *Create bucket*. Click the bucket, *Upload*, *Add files*, choose the file, *Upload*. About two minutes, and next
# month again.
#
# **2. With the command line** (this takes about ten seconds):

# %%
# !aws s3 mb s3://meetup-aws
# !aws s3api put-bucket-tagging --bucket meetup-aws --tagging 'TagSet=[{Key=event,Value=meetup}]'
# !echo "Fern,2" | aws s3 cp - s3://meetup-aws/guests.csv

# %% [markdown]
# **3. With an SDK**, a library for a programming language. For Python it is boto3:

# %%
client = boto3.client("s3")
client.create_bucket(Bucket="meetup-boto3")
guest_tags = [{"Key": "event", "Value": "meetup"}]
client.put_bucket_tagging(Bucket="meetup-boto3", Tagging={"TagSet": guest_tags})
response = client.put_object(Bucket="meetup-boto3", Key="guests.csv", Body=b"Fern,2\n")

# %% [markdown]
# **4. With a template.** You write down what there is to be, not how to make it, and the service **CloudFormation**
# makes it. All that it has made from one template is a **stack**. Working like this is called *infrastructure as code*.
# (Templates are often YAML files. JSON says the same, and here a dict becomes JSON.) This one asks for a server too:

# %%
guest_bucket = {
    "Type": "AWS::S3::Bucket",
    "Properties": {"BucketName": "meetup-stack", "Tags": guest_tags},
}
newest = "{{resolve:ssm:" + linux + "}}"  # CloudFormation looks the AMI up
door_server = {
    "Type": "AWS::EC2::Instance",
    "Properties": {"ImageId": newest, "InstanceType": "t3.micro", "Tags": guest_tags},
}
template = {"Resources": {"Guests": guest_bucket, "Door": door_server}}

cloudformation = boto3.client("cloudformation")
try:
    cloudformation.create_stack(StackName="meetup", TemplateBody=json.dumps(template))
    cloudformation.get_waiter("stack_create_complete").wait(StackName="meetup")
except cloudformation.exceptions.AlreadyExistsException:
    pass  # you have run this cell before
stack_id = cloudformation.describe_stacks(StackName="meetup")["Stacks"][0]["StackId"]
for one in cloudformation.describe_stack_resources(StackName=stack_id)["StackResources"]:
    print(one["LogicalResourceId"], one["ResourceType"], one["ResourceStatus"])

# %% [markdown]
# (`create_stack` answers at once, and the work goes on, on AWS for a minute or so. A *waiter* asks again and again
# until it is done, and raises an error if it fails. `ROLLBACK_COMPLETE` means: one part failed, so all was taken back.
# In the exercise below the check says which part.)
#
# The guest list itself is not in the template: a template makes what holds data, and has no type for an object. So
# upload it as before. **Before you run the next cell:** you have three buckets, made in three ways. What tells them
# apart?

# %%
response = client.put_object(Bucket="meetup-stack", Key="guests.csv", Body=b"Fern,2\n")
there = [bucket["Name"] for bucket in client.list_buckets()["Buckets"]]
print("Bucket, tag, objects:")
for name in ["meetup-aws", "meetup-boto3", "meetup-stack"]:
    if name not in there:
        print(name, "is not there. Run the cell that makes it.")
        continue
    found = client.get_bucket_tagging(Bucket=name)["TagSet"]
    event = {tag["Key"]: tag["Value"] for tag in found}["event"]
    objects = client.list_objects_v2(Bucket=name)["Contents"]
    print(name, f"event={event}", [one["Key"] for one in objects])

# %% [markdown]
# Nothing but the name. (AWS adds tags of its own to what a stack makes.) Console, `aws`, boto3 and template all send
# requests to the same API. **There is an API for nearly everything:** what only the web pages can do concerns the
# account itself (lesson 05).
#
# Which of the four at work? Look around with the mouse, do a thing once with `aws`, in a program use boto3, and write
# a template for what has to be there again next month.

# %%
quiz.ask("console_and_api")

# %% [markdown]
# ### Exercise: a workshop as a template
#
# Hazel holds her workshop again. Write a template with *two* resources, and make the stack `workshop` from it, in
# `us-east-1`:
#
# - a bucket called `workshop-data`, with the tag `event = workshop`,
# - a server, `t3.small`, from the newest server image.
#
# The cell first deletes an earlier try, so run it as often as you like.
#
# <details><summary>Hint 1</summary>The template above has all that you need. Change the names, the tag, the
# type.</details>
# <details><summary>Hint 2</summary>A dict alone makes nothing: <code>create_stack(StackName="workshop",
# TemplateBody=json.dumps(workshop))</code>. On AWS wait for it.</details>

# %% exercise="workshop_as_template"
response = cloudformation.delete_stack(StackName="workshop")  # no such stack: no error
cloudformation.get_waiter("stack_delete_complete").wait(StackName="workshop")
workshop = {"Resources": {}}
# Fill in the resources, then make the stack. Begin the call with response =
# solution
workshop_tags = [{"Key": "event", "Value": "workshop"}]
workshop["Resources"] = {
    "Data": {
        "Type": "AWS::S3::Bucket",
        "Properties": {"BucketName": "workshop-data", "Tags": workshop_tags},
    },
    "Machine": {
        "Type": "AWS::EC2::Instance",
        "Properties": {"ImageId": newest, "InstanceType": "t3.small"},
    },
}
text = json.dumps(workshop)
response = cloudformation.create_stack(StackName="workshop", TemplateBody=text)
cloudformation.get_waiter("stack_create_complete").wait(StackName="workshop")

# %%
check.workshop_as_template(workshop)

# %% [markdown]
# ## Take it all away again
#
# The meet-up is over. One call takes a stack away, with all that it made. **Before you run the next cell:** the stack
# `meetup` made a server and the bucket `meetup-stack`. You put the guest list in. What is left after the call?

# %%
try:  # the list once more, in case you have left out the cell with the upload
    response = client.put_object(Bucket="meetup-stack", Key="guests.csv", Body=b"Fern,2\n")
except client.exceptions.NoSuchBucket:
    pass  # you have done the next exercise already

response = cloudformation.delete_stack(StackName="meetup")
stack = cloudformation.describe_stacks(StackName=stack_id)["Stacks"][0]
print("The stack says:")
print(stack["StackStatus"], stack.get("StackStatusReason", ""))
for one in cloudformation.describe_stack_resources(StackName=stack_id)["StackResources"]:
    print(one["LogicalResourceId"], one["ResourceStatus"], one.get("ResourceStatusReason", ""))

# %% [markdown]
# The server is gone. The bucket is not: S3 deletes no bucket that holds something, and the stack did not make the list.
# (On AWS this takes minutes, and `DELETE_IN_PROGRESS` comes first: wait, as above, and the waiter ends with an error.
# `stack_id` is the stack's ARN. By it you find a stack that is gone, too: `DELETE_COMPLETE`.)
#
# ### Exercise: leave nothing behind
#
# Take the stack `meetup` away for good, with its bucket. What you made by hand stays: `meetup-aws`, `meetup-boto3`.
#
# <details><summary>Hint 1</summary>First the object: <code>client.delete_object(Bucket=..., Key=...)</code>.</details>
# <details><summary>Hint 2</summary>Then the same call once more:
# <code>cloudformation.delete_stack(StackName="meetup")</code>.</details>

# %% exercise="leave_nothing_behind"
# Take away what is in the way, then the stack. Begin the calls with response =
# solution
response = client.delete_object(Bucket="meetup-stack", Key="guests.csv")
response = cloudformation.delete_stack(StackName="meetup")

# %%
check.leave_nothing_behind()

# %% [markdown]
# A stack is more than a picture of what it made: it owns those things. Change the template, call `update_stack`, and
# they change; delete the stack, and they go. It does not notice what you change by hand. (On AWS you can ask:
# `detect_stack_drift`.)

# %%
quiz.ask("stack_is_alive")

# %% [markdown]
# ## If time is left: it began inside a shop
#
# Amazon's shop was one large program, and the more people worked on it, the more they stood in each other's way. So it
# was taken apart: each team now offered its part to the others as a service, through an API and nothing else. In 2003
# an engineer and his manager wrote down how computers could be handed out like that too: all alike, and set up by
# programs. Near the end they wrote that one could also sell it.
#
# **Before you run the next cell:** how many years from that paper to the first server that a stranger could rent?

# %%
events = facts.read_table("aws-timeline")
events = events[events["kind"] != "region"]  # the map of the explorer has these
years = events.set_index("event")["year"]
paper = years[years.index.str.startswith("a paper")].iloc[0]
waited = years[years.index.str.startswith("EC2: servers")].iloc[0] - paper
says = f"From the paper of {paper} it took {waited} years to the first servers for everybody."
source = "Source: data/aws-timeline.csv names the page of each event."
charts.timeline(events, "From a shop's computers to everybody's", says, source)

# %% [markdown]
# It is often told that Amazon rented out machines which stood idle after Christmas. Those who built AWS deny it: its
# machines were bought for it.

# %% [markdown]
# ## If time is left: the largest, and the next two
#
# Lesson 01 looked at what a share says. Here is another question: AWS is the largest, but is it larger than the next
# two *together*?

# %%
shares = facts.read_table("market-share")
shares = shares[shares["quarter"] >= "2020"]
wide = shares.pivot(index="quarter", columns="provider", values="share_percent")
both = wide["Microsoft"] + wide["Google"]

figure, axes = plt.subplots()
axes.plot(wide.index, wide["AWS"], "o-", label="AWS")
axes.plot(wide.index, both, "s--", label="Microsoft and Google together")
axes.set(title="The largest and the next two", xlabel="quarter", ylabel="percent of spending")
axes.set(ylim=(0, 40), xticks=range(0, len(wide), 4))
axes.legend(loc="lower right")
says = f"AWS: {wide['AWS'].iloc[0]:.0f} percent in {wide.index[0]}, "
says += f"{wide['AWS'].iloc[-1]:.0f} in {wide.index[-1]}. "
says += f"The other two together: {both.iloc[0]:.0f}, then {both.iloc[-1]:.0f}."
where = "Synergy Research Group; data/market-share.csv names the page of each quarter"
charts.picture(figure, says, f"Source: {where}.")

# %% [markdown]
# (A mark for each quarter in the table; some are missing. About Microsoft's fall in 2024 see lesson 01.)
#
# ### If time is left: when did they pass?
#
# Write into `quarter` the first quarter of the table in which the two together have *more* than AWS, and into `lead` by
# how many percentage points they are ahead in the last one.
#
# <details><summary>Hint 1</summary><code>both > wide["AWS"]</code> is a column of True and False.</details>
# <details><summary>Hint 2</summary><code>wide.index[both > wide["AWS"]][0]</code> is the first one. The lead:
# <code>(both - wide["AWS"]).iloc[-1]</code>.</details>

# %% exercise="when_they_passed" extra=true
quarter = None
lead = None
# solution
quarter = wide.index[both > wide["AWS"]][0]
lead = (both - wide["AWS"]).iloc[-1]

# %%
check.when_they_passed(quarter, lead)

# %% [markdown]
# **Before you run the next cell:** since 2020 AWS's share has fallen from 33 to 28 percent. Has it sold less?

# %%
sales = facts.read_table("aws-sales").set_index("year")["net_sales_usd_billion"]
print("AWS sold, in billion USD a year:")
print(sales.loc[2020:].round().astype(int).to_dict())

# %% [markdown]
# A share is not a size: a smaller part of something that grows can be more. (From Amazon's reports; 2020 is worked out
# from 2021 and its growth.)

# %%
quiz.ask("largest_and_cheapest")

# %%
progress.show()

# %% [markdown]
# ## Recap
#
# - boto3's clients are doors to APIs. Several can belong to one product, several products can share one. A dozen is
#   enough.
# - Server, container, function, managed service: to the right AWS does more, and you choose less. Data and permissions
#   stay yours.
# - Choose a Region by distance, price, law, safety, and what it offers. Lists show one Region: look in all.
# - IAM and the names of buckets are global. What lies in a bucket lies in its Region.
# - `arn:partition:service:region:account:resource`. An ARN names a thing and opens nothing.
# - Console, `aws`, SDK and template call one API. A stack takes away what it made, and no more.

# %% [markdown]
# ## On a real account
#
# - The calls are the same, and some take minutes: wait for a stack before you use it, and before you say it is gone.
#   After `ROLLBACK_COMPLETE` delete it before you try again; `describe_stack_events` says why it failed.
# - A bucket's name must be free among all customers of AWS. Objects, topics, a table without use and a stack itself
#   cost next to nothing. Servers cost by the hour: at the end of this lesson one runs in Frankfurt, and one in the
#   stack `workshop`.
# - An update of a stack looks the newest AMI up again, and another AMI means another server, with a new disk and none
#   of your files. Write a fixed id for a server that you keep. `DeletionPolicy: Retain` keeps a resource, such as a
#   table with data, when its stack goes; a database of RDS leaves a snapshot by default, and that costs.
# - A key works in every enabled Region. After an accident look in all, and at the bill by Region. The page *AWS Global
#   View* in the console lists servers, disks and networks of all enabled Regions.
# - The practice account makes four kinds of resources in stacks; on AWS there are hundreds, and more. Other tools for
#   the same purpose are Terraform, and AWS's CDK, which writes templates from Python.
#
# `docs/practice-account.md`, in the course's folder, lists what else differs.

# %% [markdown]
# ## What comes next
#
# In lesson 05 you take over a new account, and secure it before anything else.
#
# **Sources** (checked 2026-11-25; figures: the tables in the folder `data` name theirs row by row)
#
# - How AWS began: the table of events, and on the tale of idle machines [Network World][tale]
# - [Regions](https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html), and
#   [enabling them](https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html)
# - [ARNs](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html); account numbers are
#   [not secret](https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html)
# - CloudFormation: [stacks](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacks.html), [what is
#   kept](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html)
# - Lambda's [15 minutes](https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html)
# - Counterparts: [Google](https://docs.cloud.google.com/docs/get-started/aws-azure-gcp-service-comparison),
#   [Microsoft](https://learn.microsoft.com/azure/architecture/aws-professional/)
# - Light in fibre: [4.9 microseconds a kilometre][fibre]
#
# [tale]:
# https://www.networkworld.com/article/936248/the-myth-about-how-amazon-s-web-service-started-just-won-t-die.html
# [fibre]: https://mapyourtech.com/the-5-microsecond-rule-fiber-propagation-latency-per-kilometer/
