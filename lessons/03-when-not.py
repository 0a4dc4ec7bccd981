# %% [markdown]
# # When is the cloud not right for me?
#
# The cloud fails, leaks and surprises with its bill. Here you look at how that happens, put some of it right with your
# own hands, and end with a sheet on which you decide five cases.
#
# **You will be able to**
# - say what a provider's promise is worth, and work out what it pays,
# - work out how long a site is down in a year, with and without spares, and say when the sum is wrong,
# - find what strangers can read in an account, close it without breaking what must go on, and give a program no more
#   than it needs,
# - find the waste in a bill, and say what moving data costs,
# - choose what a content delivery network may keep, and what never,
# - decide between cloud, own machines and a mix, and name the reason.
#
# **Time:** about 85 minutes in two sittings, and 15 more with what is marked *if time is left*. **You need:**
# [Start here](00-start-here.ipynb). Lessons 01 and 02 help.

# %%
import os
import urllib.request

import boto3
import pandas as pd
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError

from helpers import billing, cases, charts, check, facts, iam, progress, quiz, s3, sandbox, widgets

pd.set_option("display.max_colwidth", None)  # long texts in full
sandbox.start()

# %% [markdown]
# ## The biggest ones fail too
#
# Fifteen outages of the three largest providers that took many customers down with them. (A choice of well-documented
# ones, not all. Where the hours are missing, the sources do not agree.)

# %%
outages = facts.read_table("outages")
outages[["date", "provider", "region", "cause", "duration_hours"]]

# %% [markdown]
# Read the column `cause`. **Before you run the next cell:** how many of the fifteen began with something physical, such
# as a storm, a fire or a broken machine?

# %%
physical = outages["cause"].str.contains("storm|fire")
outages[physical][["date", "region", "cause"]]

# %% [markdown]
# Two. In all the others somebody gave a wrong command, or a program did something that nobody had meant. A spare server
# does not help against that: the wrong command reaches the spare too.
#
# ## A promise that pays a credit
#
# A **service level agreement** (SLA) says how much of a month a service shall be up, and what you get if it is not. For
# S3 Standard, its ordinary kind of storage, S3 promises 99.9 %, and pays in steps:

# %%
steps = facts.read_table("sla-credits")
steps[steps["service"] == "S3 Standard"][["uptime_from", "uptime_below", "credit_percent"]]

# %% [markdown]
# Read it so: up from 99.0 but less than 99.9 percent of the month, and you get 10 percent of *that month's bill for S3
# Standard in that Region* as a credit on later bills. You must ask for it, in time and with your logs. The SLA is a
# price for failing, and knows nothing of what the outage cost you.
#
# ### Exercise: the credit for an outage
#
# On 28 February 2017 a mistyped command stopped S3 in `us-east-1` for 4.28 hours. Say that all your requests failed all
# that time, and that today's SLA applied. Your bill for S3 Standard there was 200 USD that February, and your friend's
# dating app, which could show no picture, lost 150 USD an hour (both invented). Write down
# - `minutes`: how many minutes S3 might fail in that month (28 days) and still keep 99.9 %,
# - `uptime`: how much of that month it was up, in percent,
# - `credit`: what the SLA pays, in USD.
#
# Python may do the sums: `uptime = 100 * (1 - ...)`.
#
# <details><summary>Hint 1</summary>The month has 28 * 24 hours. 99.9 % up means that a thousandth of it may be
# lost.</details>
# <details><summary>Hint 2</summary><code>uptime = 100 * (1 - 4.28 / (28 * 24))</code>. In which row of the table does
# it lie? That row's percentage of the bill is the credit.</details>

# %% exercise="credit_for_an_outage"
month = 28 * 24  # hours
minutes = None
uptime = None
credit = None
# solution
minutes = month * 60 * (1 - 0.999)
uptime = 100 * (1 - 4.28 / month)
credit = 200 * 0.10

# %%
check.credit_for_an_outage(minutes, uptime, credit)

# %%
quiz.ask("what_an_sla_is")

# %% [markdown]
# ## Every part you need costs uptime, a spare brings it back
#
# **Availability** is the share of the time that something works. The site of the dating app needs three parts: a *load
# balancer*, which hands visitors on to servers, a server, and a database. Take what AWS's SLAs promise for each as its
# availability. (A promise is not a measurement; it will do for the sums.)

# %%
sla = facts.read_table("sla").set_index(["service", "scope"])["percent"]
balancer = sla["Elastic Load Balancing", "load balancer in two or more AZs"] / 100
server = sla["EC2", "single instance"] / 100  # EC2 rents servers; an instance is one
database = sla["RDS", "Multi-AZ"] / 100  # RDS rents databases, here with a spare one
print(f"load balancer {balancer:.4f}, server {server:.4f}, database {database:.4f}")

# %% [markdown]
# All three are needed, so all three must work at once. If each fails by itself, whatever the others do, multiply:

# %%
year = 8760  # hours
row = balancer * server * database
print(f"up {row:.2%} of the time, so down {(1 - row) * year:.1f} hours a year")

# %% [markdown]
# Most of it comes from the server. So take two, of which one is enough. The pair is down only while both are down, so
# here the *failures* are multiplied: `pair = 1 - (1 - server) ** 2`.
#
# But where do they stand? A **Region** has several **Availability Zones** (AZ), each one or more data centres with
# power and network of their own. Two servers in one zone go dark together when that zone does. Say a zone works 99.9 %
# of the time (invented).
#
# ### If time is left: two servers, one zone or two
#
# How many hours a year is the site down
# - `row_hours`: with the single server, as printed above,
# - `one_zone`: with two servers in the same zone,
# - `two_zones`: with one server in each of two zones?
#
# Load balancer and database are spread over zones already: they stay as they are.
#
# <details><summary>Hint 1</summary>In one zone, the zone is one more part in the row: <code>zone * pair</code>. In two
# zones, a server works only while its own zone works: one copy has <code>zone * server</code>.</details>
# <details><summary>Hint 2</summary>For two zones: <code>copies = 1 - (1 - zone * server) ** 2</code>, then
# <code>(1 - balancer * copies * database) * year</code>.</details>

# %% exercise="hours_down" extra=true
zone = 0.999
pair = 1 - (1 - server) ** 2
row_hours = None
one_zone = None
two_zones = None
# solution
row_hours = (1 - row) * year
one_zone = (1 - balancer * zone * pair * database) * year
copies = 1 - (1 - zone * server) ** 2
two_zones = (1 - balancer * copies * database) * year

# %%
check.hours_down(row_hours, one_zone, two_zones)

# %% [markdown]
# ## Spares do not help against what they share
#
# All these sums began with *if each fails by itself*. But a wrong command can reach a whole Region at once. On 1 March
# 2026 drones put two of the three zones of one Region out of action on the same day.
#
# In the explorer each server is down for 0.5 % of the time, whatever the others do, and for four hours a year something
# stops them all (invented).
#
# **Before you run the next cell:** there are two servers. How much would a third one save?

# %%
widgets.spare_servers()

# %% [markdown]
# And a fourth? Move the other controls as well. Spares soon bring nothing: what is left is what all of them share, a
# cause or another part. Against a cause in one Region a second Region helps, and against one of the provider's only
# another place. Each step costs more than the one before.
#
# And a plan can need the very thing that fails. In October 2025 running servers went on, but for hours no new ones
# could be started in `us-east-1`. Whoever had planned to start a spare in that moment had none.

# %%
quiz.ask("two_in_one_zone")

# %% [markdown]
# ## Leaks: mostly nobody broke in
#
# Now to data that got out. Again a choice of cases, with what the owner or the press said of the cause.

# %%
leaks = facts.read_table("leaks")
leaks[["date", "organisation", "what_got_out", "root_cause"]]

# %%
open_to_all = leaks["root_cause"].str.contains("readable|open|set public|without access")
print(open_to_all.sum(), "of", len(leaks), "had left storage open to everybody")

# %% [markdown]
# In none of the eleven did somebody break into the provider. The others lost a key, gave a program too much power, or
# made a mistake in a setting. AWS guards the building and the service, you guard the settings.
#
# ## An account that somebody left open
#
# You take over the meet-up's account. It was set up by somebody in a hurry. (You look at it as root, to keep it short.)

# %%
cases.inherit_account()

# %% [markdown]
# A bucket can have a **bucket policy**: statements about who may do what with it, written in JSON. Here is one.

# %%
client = boto3.client("s3")
client.get_bucket_policy(Bucket="signups")["Policy"]

# %% [markdown]
# `Effect` allows or denies. `Principal` is who; `*` is everybody in the world. `Action` is what: `s3:GetObject` reads a
# file, `s3:PutObject` writes one. `Resource` is on what, by its **ARN**, the long name that things and users have on
# AWS: `arn:aws:s3:::signups/*` are all files in `signups`, `arn:aws:iam::123456789012:user/blue` is the user Blue of
# this account. (A **user** is a person or a program with keys of its own; IAM is the service that keeps them.)
#
# The policies of all buckets, read by the helper `s3.list_statements`:

# %%
for bucket in cases.OBJECTS:
    print(bucket)
    for statement in s3.list_statements(bucket):
        print("   ", statement["Principal"], statement["Action"], statement["Resource"])
        print("   ", statement.get("Condition", "without condition"))

# %% [markdown]
# `budget` and `reports` have none: nobody gets in but you and users with a policy of their own. Two of the others have
# a condition.
#
# - `aws:SourceIp` is the address that a request comes from; `203.0.113.0/24` are the 256 addresses of the office.
# - `aws:Referer` is a line of the request in which a browser says from which page it comes. Here that must be the
#   meet-up's own site.
#
# A stranger is a client that signs nothing. **Before you run the next cell:** what can a stranger read?

# %%
stranger = boto3.client("s3", config=Config(signature_version=UNSIGNED))
print("A stranger:")
for bucket, objects in cases.OBJECTS.items():
    for key in objects:
        try:
            found = stranger.get_object(Bucket=bucket, Key=key)
            print(bucket, "read, encryption:", found["ServerSideEncryption"])
        except ClientError as error:
            print(bucket, error.response["Error"]["Code"])

# %% [markdown]
# Two buckets. The menu is meant for everybody: its address hangs at the door. The sign-ups are names and telephone
# numbers. And look at *encryption*: since January 2023 S3 encrypts each new object with a key of its own, and decrypts
# it for whoever may read it.
#
# `photos` was refused. But a program can say too that it comes from the meet-up's own site. **Before you run the next
# cell:** is that enough to get in?

# %%
address = os.environ["AWS_ENDPOINT_URL"] + "/photos/party.txt"  # the practice account's
request = urllib.request.Request(address, headers={"Referer": "https://meetup.example/"})
print("The answer:", urllib.request.urlopen(request).read().decode(), sep="\n")

# %% [markdown]
# It is. A browser writes `Referer`, and so can anybody. AWS knows this, and tells you which policies it counts as
# public:

# %%
for bucket in ("menu", "signups", "photos", "archive"):
    status = client.get_bucket_policy_status(Bucket=bucket)["PolicyStatus"]
    print(f"{bucket:9}public: {status['IsPublic']}")

# %% [markdown]
# So two leak: `signups` and `photos`. (Not public is not yet well guarded: whoever sits in the office's network, guest
# or colleague, reads the archive without signing in.) How did that come about? New buckets have four settings, **Block
# Public Access**, that refuse public policies and ignore them where they stand. (Two of the four do so for ACLs, an
# older way to let people in.) Somebody switched them off for these four buckets.
#
# ### Exercise: close the two buckets
#
# Shut strangers out of `signups` and `photos`, and switch all four settings on for these two and for `archive`. What
# must go on:
# - your colleague Blue, who plans the seating, reads the sign-ups. Nobody else needs them (you, as root, may read
#   anything), and she only reads;
# - everybody reads the menu, the office reads the archive.
#
# The photos need no policy: the site that showed them is gone.
#
# <details><summary>Hint 1</summary>Blue gets in through the policy that lets in everybody. Change the
# <code>Principal</code> of the statement to Blue, by her ARN, then <code>s3.put_bucket_policy("signups",
# policy)</code>. It replaces the old policy.</details>
# <details><summary>Hint 2</summary><code>"Principal": {"AWS": "arn:aws:iam::123456789012:user/blue"}</code>. For the
# photos <code>client.delete_bucket_policy(Bucket="photos")</code>. The settings:
# <code>client.put_public_access_block(Bucket=..., PublicAccessBlockConfiguration=all_four)</code>.</details>

# %% exercise="close_the_buckets"
all_four = {
    "BlockPublicAcls": True,
    "IgnorePublicAcls": True,
    "BlockPublicPolicy": True,
    "RestrictPublicBuckets": True,
}
statement = {
    "Effect": "Allow",
    "Principal": "*",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::signups/*",
}
policy = {"Version": "2012-10-17", "Statement": [statement]}
# Change the statement, put the policy on the bucket, and so on.
# solution
statement["Principal"] = {"AWS": "arn:aws:iam::123456789012:user/blue"}
s3.put_bucket_policy("signups", policy)
client.delete_bucket_policy(Bucket="photos")
for bucket in ("signups", "photos", "archive"):
    client.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=all_four)

# %%
check.close_the_buckets()

# %% [markdown]
# (Gone wrong? Run the cell with `inherit_account` again: it puts all back as it was, the robot too.)
#
# Closing does not call back what was read. On a real account you would now tell whoever is responsible for data
# protection, and look who read it; S3 logs single reads only if that was switched on before.
#
# ## A robot that may do everything
#
# The user `report-robot` is a program. (On AWS a program better has a role, whose keys expire: lesson 06.) Each night
# it reads the files in `budget` and writes into `reports`. A policy can also stand on a user; it says what that user
# may do. The robot has one that AWS wrote, `AmazonS3FullAccess`. **Before you run the next cell:** may the robot delete
# the sign-ups?

# %%
charts.who_may(
    users=["report-robot"],
    actions=["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
    resource="arn:aws:s3:::signups/2026.csv",
)

# %% [markdown]
# Whoever finds the robot's access key has all of S3. So it went at Capital One in 2019: through a gap a stranger could
# act as one of its servers, and that server was allowed far more than its work needed.
#
# ### Exercise: shrink the robot
#
# Leave the robot what it needs, and nothing else: `s3:GetObject` on `budget/*`, `s3:PutObject` on `reports/*`. Write a
# policy of two statements and put it on the robot. Then take the big one off: policies add up.
#
# <details><summary>Hint 1</summary>A statement looks like <code>{"Effect": "Allow", "Action": "s3:GetObject",
# "Resource": "arn:aws:s3:::budget/*"}</code>. Put the policy on with <code>iam.put_inline_policy("report-robot",
# "nightly-report", robot_policy)</code>.</details>
# <details><summary>Hint 2</summary><code>response = boto3.client("iam").detach_user_policy(UserName="report-robot",
# PolicyArn="arn:aws:iam::aws:policy/AmazonS3FullAccess")</code></details>

# %% exercise="shrink_the_robot"
robot_policy = {"Version": "2012-10-17", "Statement": []}
# Fill in two statements, put the policy on the robot, and last take AmazonS3FullAccess off,
# with response = before that call. (In a second run it says NoSuchEntity: it is off already.)
# solution
robot_policy["Statement"] = [
    {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::budget/*"},
    {"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::reports/*"},
]
iam.put_inline_policy("report-robot", "nightly-report", robot_policy)
big = "arn:aws:iam::aws:policy/AmazonS3FullAccess"
response = boto3.client("iam").detach_user_policy(UserName="report-robot", PolicyArn=big)

# %%
check.shrink_the_robot()

# %%
quiz.ask("who_reads_it")

# %% [markdown]
# **A good place for a pause.** When you come back, run the first cell again, then go on here.
#
# ## A bill grows where nobody looks
#
# One month of a small company. What was used is invented; the prices, here and below, are AWS's of 2026 in `us-east-1`.
# (EBS: disks of servers. A **NAT gateway** is the way out for private servers, those without a public address; it costs
# by the hour and by the gigabyte.)

# %%
bill = cases.read_bill()
print(f"{bill['usd'].sum():,.2f} USD")
bill

# %% [markdown]
# ### Exercise: find the waste
#
# Three lines can go, and nobody would miss anything. Write their letters into `waste`, and into `saved` what they cost
# together in this month.
#
# <details><summary>Hint 1</summary>One runs for nobody. One is kept for nobody: a stopped server costs nothing, its
# disk does. The third is work that could go another way for nothing.</details>
# <details><summary>Hint 2</summary>Servers can reach S3 in their own Region free of charge, past the NAT gateway. And
# <code>bill.loc[waste, "usd"].sum()</code> adds up.</details>

# %% exercise="find_the_waste"
waste = []
saved = None
# solution
waste = ["b", "c", "e"]
saved = bill.loc[waste, "usd"].sum()

# %%
check.find_the_waste(waste, saved)

# %% [markdown]
# None of the three is a mistake of AWS's. Each ran because nobody looked. (Line e goes away with a **gateway
# endpoint**, a free way from servers to S3, past the NAT gateway.)
#
# **Before you run the next cell:** one terabyte, five ways. Which are free?

# %%
print("One terabyte:")
for route in (
    "internet in",
    "S3 to EC2 same region",
    "cross-AZ, each direction",
    "NAT gateway data processing",
    "internet out",
):
    print(f"{billing.transfer_cost(1024, route):7.2f} USD  {route}")

# %% [markdown]
# `cross-AZ` is from one zone to another, inside one Region. It is billed at both ends, as out and as in, so that
# terabyte costs twice the number shown. In the last line the first 100 GB of the month are free.

# %%
quiz.ask("what_moving_costs")

# %% [markdown]
# ## Moving in is free, moving out is not
#
# Say you have 50 terabytes in S3 and want to take them elsewhere. **Before you run the next cell:** does that cost as
# much as keeping them there for a week, for four months, or for three years?

# %%
terabytes = 50
cost = billing.transfer_cost(terabytes * 1024)
months = cost / (terabytes * 1024 * billing.storage_price("S3 Standard"))
print("The way out:")
print(f"{cost:,.0f} USD, as much as keeping them for {months:.1f} months")

# %% [markdown]
# It is seldom this that holds people: AWS waives it for those who take everything away and ask first, and in the
# European Union the Data Act allows no more than the cost, and from 12 January 2027 nothing. (Who keeps two clouds side
# by side may still pay.) What holds is all that knows only AWS: your policies, functions and tables, and what your
# colleagues have learned. That is **lock-in**.
#
# ## If time is left: busy day and night, owning wins
#
# In lesson 01 you rented for Valentine's Day. Now the other side: 20 servers, busy day and night, all year.
#
# **Before you run the next cell:** how many times cheaper is owning?

# %%
widgets.own_or_rent().set(always=20, peak=20, hours=730)

# %% [markdown]
# Set the servers that always run back to 2 and shorten the peak: where does it turn? Renting pays where you often do
# *not* use. Whoever uses all the time pays for a freedom to stop, and never takes it. (These are on-demand prices;
# whoever commits for one or three years pays less.)
#
# ## Copies near the visitors are quick, and may be old
#
# A visitor in California waits for each picture to come from Virginia. A **content delivery network** (CDN) keeps
# copies in many cities; AWS's is **CloudFront**. The first visitor in a city waits, the others get the copy: a *hit*.
# How long a copy may be kept is its **time to live** (TTL).

# %%
widgets.cache_near_visitors()

# %% [markdown]
# Try it, one control after the other:
# - More room helps much at first, then little, because few pictures are asked for most.
# - Kept for a minute only, fewer hits. But let the originals change, and who keeps long shows old ones.
# - Beyond the free first terabyte a month you buy speed, and hardly any savings. (Outside North America prices differ.
#   There are also plans with a flat price, from 0 USD.)
#
# ## What a copy must never hold
#
# Here is a CDN in six lines. It knows pages by their address.


# %%
def make_page(address, user):
    return f"{address} for {user}"


copies = {}


def visit(address, user):
    if address not in copies:
        copies[address] = make_page(address, user)
    return copies[address]


visit("/my-matches", "Hazel")

# %% [markdown]
# **Before you run the next cell:** ten seconds later Ash asks for the same address. What does Ash see?

# %%
print("Ash sees:", visit("/my-matches", "Ash"), sep="\n")

# %% [markdown]
# Hazel's matches. CloudFront, as it comes, neither passes on nor compares cookies, by which a site knows who you are;
# who switches on only the passing gets just this. So pages behind a login say that they must not be kept:
# `Cache-Control: no-store, private`. For them CloudFront has the setting `CachingDisabled`; its `CachingOptimized`
# keeps at least for a second whatever a page says, and for a day what says nothing.

# %%
quiz.ask("hazels_page")

# %% [markdown]
# ### Exercise: what to keep
#
# How long may a copy be kept: `"long"` (a day or more), `"short"` (seconds to minutes), or `"never"`?
#
# | letter | what |
# | --- | --- |
# | a | the logo, `logo-v7.png`; a new one gets a new name |
# | b | the list of this week's events, the same for all, edited a few times a day |
# | c | the page "my matches" |
# | d | what the site answers when somebody logs in |
# | e | a picture of the hall; a picture never changes under its name |
# | f | the total that somebody is about to pay |
# | g | "about 20 seats left", on the front page |
#
# <details><summary>Hint 1</summary>First ask whether everybody gets the same. If not: never.</details>
# <details><summary>Hint 2</summary>Then ask whether it can change under its address. If not: long. If it can: what
# harm does a copy do that is five minutes old?</details>

# %% exercise="what_to_cache"
answers = {"a": None, "b": None, "c": None, "d": None, "e": None, "f": None, "g": None}
# solution
answers = {
    "a": "long",
    "b": "short",
    "c": "never",
    "d": "never",
    "e": "long",
    "f": "never",
    "g": "short",
}

# %%
check.what_to_cache(answers)

# %% [markdown]
# ## What must not depend on a far-away Region
#
# - **Where data may lie.** Laws, contracts and ethics boards can say in which country personal data must stay, and who
#   may be able to get at them. You choose the Region, and the data stay there unless you copy them or let a service do
#   it, as a CDN does. But not every country has one, and encryption does not change where data lie.
# - **What people's lives hang on.** A cable, a Region or a setting can fail for hours, and an SLA pays a credit. What
#   must work even then has to work with what is in the building.
#
# Often the answer is a mix: own what is steady, secret or vital, and rent the rest.
#
# ### Exercise: the decision sheet
#
# | letter | case |
# | --- | --- |
# | a | A university's 40 GPU machines, busy day and night for four years. It has a room and two people for them. |
# | b | The dating app: two servers do at night, twenty are needed on Valentine's Day. |
# | c | A hospital's emergency dispatch, which must take calls in a storm that cuts the town off from the world. |
# | d | A survey on health, with names. By law the answers stay in a country where no cloud provider has a Region. |
# | e | The meet-up's own site, used on three evenings a month. |
#
# Give each a choice (`"cloud"`, `"own"` or `"mixed"`) and the reason that decides: `"short peaks"`, `"steady load"`,
# `"seldom used"`, `"must work when the line is cut"`, `"the law says where"`, `"the SLA"` or `"it is encrypted"`.
# Where two answers can be defended, both count.
#
# <details><summary>Hint 1</summary>Choose the reason first: what in the case could you not change? Two of the seven are
# no reasons at all.</details>
# <details><summary>Hint 2</summary>Peaks and seldom used speak for renting, steady load for owning. For c and d ask
# what must be at home, and whether anything may be elsewhere.</details>

# %% exercise="decision_sheet"
sheet = {
    "a": (None, None),
    "b": (None, None),
    "c": (None, None),
    "d": (None, None),
    "e": (None, None),
}
# solution
sheet = {
    "a": ("own", "steady load"),
    "b": ("cloud", "short peaks"),
    "c": ("own", "must work when the line is cut"),
    "d": ("own", "the law says where"),
    "e": ("cloud", "seldom used"),
}

# %%
check.decision_sheet(sheet)

# %%
progress.show()

# %% [markdown]
# ## Recap
#
# - Big providers fail, in our fifteen cases mostly by commands and programs. An SLA pays a credit, not your loss.
# - Parts that are all needed: multiply what works. Spares: multiply what fails. Both only if each part fails by itself.
# - Most leaks are settings. Try as a stranger, ask what AWS calls public, name whom you let in, keep the locks on.
# - Look at the bill for servers that stand idle, disks of stopped ones, data that go the long way round or out to the
#   internet.
# - Steady load speaks for owning, peaks for renting; law and life come before both.
# - Keep copies of what is the same for all. Never of what is personal or paid for.

# %% [markdown]
# ## On a real account
#
# The buckets, the robot and the checks by trying work in the same way, and cost next to nothing. Work as an
# administrator there, not as root (lesson 06). Do not leave a public bucket standing to see what happens: programs look
# for them all day. IAM Access Analyzer, once you have made an analyzer in your Region, lists what outsiders can reach.
# CloudFront itself is not part of the practice account.

# %% [markdown]
# ## What comes next
#
# [Lesson 06](06-iam.ipynb) is about policies like the ones you mended here; lessons 04 and 05 will stand between.
#
# **Sources** (checked 2026-11-24)
#
# - Outages, leaks, prices, promises: the tables in the folder `data`, with a source in each row;
#   [October 2025](https://aws.amazon.com/message/101925/)
# - Leaving: [Data Act](https://eur-lex.europa.eu/eli/reg/2023/2854/oj), article 29;
#   [what AWS waives](https://aws.amazon.com/blogs/aws/free-data-transfer-out-to-internet-when-moving-out-of-aws/)
# - SLAs: [S3](https://aws.amazon.com/s3/sla/), [all](https://aws.amazon.com/legal/service-level-agreements/)
# - [Availability](https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/availability.html) of rows and
#   spares
# - [Block Public Access, and what "public" means](https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html)
# - [Gateway endpoints](https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html)
# - CloudFront: [prices](https://aws.amazon.com/cloudfront/pricing/),
#   [cookies](https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Cookies.html),
#   [ready-made settings](https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html),
#   [how long copies stay](https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html)
