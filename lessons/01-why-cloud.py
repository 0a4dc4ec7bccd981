# %% [markdown]
# # Why the cloud?
#
# A friend of yours starts a dating app. Should she buy servers or rent them? At the end of this lesson you can answer
# her with numbers. You will also have rented twenty servers for an evening, in the practice account, and given them
# back.
#
# **You will be able to**
# - find how much use it takes until buying beats renting, with the costs that people forget,
# - work out what sharing machines saves, and say when it saves nothing,
# - work out what an app's servers cost, owned and rented, and say which work suits the cheaper kind,
# - tell the provider's duties from yours,
# - rent servers with boto3, read the bill, and give them back,
# - *(if time is left)* read what a provider's market share says and what it hides.
#
# **Time:** about 60 minutes in two sittings, and 12 more with what is marked *if time is left*.
# **You need:** [Start here](00-start-here.ipynb).

# %%
import boto3
import matplotlib.pyplot as plt
import pandas as pd

from helpers import billing, charts, check, facts, progress, quiz, sandbox, widgets

plt.style.use("helpers.course")
sandbox.start()

# %% [markdown]
# ## A hall for one evening a month
#
# Your meet-up needs a hall, one evening a month. You can rent it, or buy it. (The numbers are invented.) Change
# `evenings` and run the cell again: what happens to each of the two costs?

# %%
price, years, upkeep = 600_000, 25, 1_900  # USD, years of use, USD a month
rent = 1_200  # USD an evening
evenings = 1

own = price / (years * 12) + upkeep
print(f"own: {own:,.0f} USD a month    rent: {evenings * rent:,.0f} USD a month")

# %% [markdown]
# Owning costs the same whether anybody comes or not. Rent follows use. Where the two meet is the **break-even**.
#
# ### Exercise: buy or rent the hall?
#
# The meet-up grows. How many evenings a month make owning cheaper? Write the smallest whole number.
#
# <details><summary>Hint 1</summary>Try: set <code>evenings</code> above to 2, then 3, then more, until owning is the
# smaller number.</details>
# <details><summary>Hint 2</summary>Or divide <code>own</code> by <code>rent</code>. At that number both cost the
# same; go up to the next whole evening.</details>

# %% exercise="buy_or_rent_the_hall"
evenings_to_buy = None
# solution
evenings_to_buy = int(own // rent) + 1

# %%
check.buy_or_rent_the_hall(evenings_to_buy)

# %% [markdown]
# Cloud computing is that rented hall, for computers. Others own the building, you pay for the hours.
#
# ## From the data centre to a slice of a machine
#
# A **data centre** is a building full of **servers**: computers without screen or keyboard, stacked in racks. Around
# them stands what keeps them running: power from more than one line, batteries and generators, cooling, cables to the
# world, guards at the door.
#
# One server is large. AWS's service **EC2** rents out whole ones, and **slices** of them: so many processors, so much
# memory. Ask it what it has. (The first call takes some seconds.)

# %%
ec2 = boto3.client("ec2")
names = ["m5.large", "m5.xlarge", "m5.4xlarge", "m5.24xlarge", "m5.metal"]
answer = ec2.describe_instance_types(InstanceTypes=names)["InstanceTypes"]

sizes = pd.json_normalize(answer).set_index("InstanceType").loc[names]
sizes = sizes[["VCpuInfo.DefaultVCpus", "MemoryInfo.SizeInMiB", "BareMetal"]]
sizes.columns = ["vCPUs", "memory_mib", "bare metal"]
sizes["fit on one machine"] = sizes["vCPUs"].max() // sizes["vCPUs"]
sizes

# %% [markdown]
# `m5.metal` is the bare machine. The others are **virtual machines**: slices of a machine that look like computers of
# their own. A small program on the machine, the hypervisor, makes them and keeps them apart. AWS calls a rented one an
# **instance**; this course mostly says *server*. A **vCPU** is a processor that you rent, here half a core.
#
# So one machine can serve many customers, its tenants.
#
# ## Strangers who share leave less idle
#
# A **host** is a machine that holds the virtual machines of its tenants. Here each host has 16 vCPUs, and six tenants
# rent servers of one, two or four of them, hour by hour. The office is busy at 11, the dating app at 21, the reports
# run at night.
#
# **Before you run the next cell:** with hosts of their own the six need 8. How many if they share: 8, 6 or 4?

# %%
widgets.pack_servers()

# %% [markdown]
# Move the controls (mouse or arrow keys), and read what changes:
#
# - Make all tenants busy in the evening. What is left of the saving?
# - Go from one tenant to eight. What happens, on the whole, to the share that is idle when they share? (Each new host
#   stands half empty at first.)
#
# This is one reason why renting out is a business: the provider buys for the peak of the *sum*, which is lower than the
# sum of the peaks. It works as long as their peaks come at different times.
#
# ### Exercise: how many hosts after mixing?
#
# The table shows how many vCPUs four tenants need. A host has 32, and their servers are small enough to fill every gap.
# With hosts of their own they need seven. How many are enough for all four together, at every time of the day?

# %%
need = pd.DataFrame(
    {
        "school": [4, 28, 20, 4],
        "cinema": [4, 4, 28, 60],
        "reports": [56, 8, 0, 0],
        "shop": [8, 20, 44, 30],
    },
    index=["night", "morning", "afternoon", "evening"],
)
need

# %% [markdown]
# <details><summary>Hint 1</summary><code>need.sum(axis=1)</code> adds up the tenants for each time of the
# day.</details>
# <details><summary>Hint 2</summary>Take the largest of these sums, divide by 32, and go up to the next whole
# host.</details>

# %% exercise="hosts_after_mixing"
hosts = None
# solution
import math

hosts = math.ceil(need.sum(axis=1).max() / 32)

# %%
check.hosts_after_mixing(hosts)

# %%
quiz.ask("when_sharing_saves")

# %% [markdown]
# ## The dating app has one great evening
#
# Your friend's app begins with three kinds of servers. *Storage* keeps the profiles, day and night. *Ranking* works out
# whom to show to whom, four hours each night. The *site* shows the pages. One of its servers answers 100 requests a
# second, so the more visitors, the more servers. Here is its February (invented, hour by hour):

# %%
demand = facts.read_table("dating-app-demand")
servers = demand["servers_needed"]

figure, axes = plt.subplots()
axes.step(1 + demand["hour"] / 24, servers, linewidth=1.2)
axes.set(title="Servers that the site needs", xlabel="day of February 2027", ylabel="servers")
axes.set(xticks=range(1, 29, 3), yticks=range(0, 21, 4))
busiest = demand.loc[servers.idxmax()]
axes.text(14.3, 19, f"evening of the {busiest['day']}th", ha="right")
says = f"Half of the time {servers.median():.0f} servers or fewer are enough. The most are "
says += f"{servers.max()}, at {busiest['hour_of_day']}:00 on the {busiest['day']}th."
charts.picture(figure, says, facts.cite(demand))

# %% [markdown]
# The peak is Valentine's Day. Your friend thinks of buying enough for all twenty servers.
#
# **Before you run the next cell:** how much of that would stand idle, on average over the month?

# %%
print("Idle, on average over the month:")
print(f"{1 - servers.mean() / servers.max():.0%}")

# %% [markdown]
# ## Owning costs more than the machine
#
# What does owning cost? Everybody counts the machine. The rest is easily forgotten.

# %%
bought = facts.read_table("server-purchase").set_index("item")
value = bought["value"]
bought["amount"] = value.map("{:,.10g}".format)  # to be read
items = [
    "64 vCPUs of a bought server",
    "lifetime, 37signals plan",
    "average draw for the exercise",
    "PUE, survey average",
    "electricity, New York commercial",
    "system administrator, median wage",
    "share of an administrator for the exercise",
    "space for the exercise",
]
bought.loc[items, ["amount", "unit", "kind", "as_of"]]

# %% [markdown]
# Most of these numbers have a source (`print(facts.cite(bought.loc[items]))` shows it). Three are **assumptions** of
# this course: that a machine draws 450 watts, that your own servers take a quarter of an administrator more than rented
# ones would, and what the space costs. The **PUE** tells how much power the building takes for each watt of its
# computers, with cooling and losses. Left out are the network's devices, a spare for the day when a machine breaks, and
# interest on money paid at once. For an average month:

# %%
watts = value["average draw for the exercise"] * value["PUE, survey average"]
power = watts / 1000 * 730 * value["electricity, New York commercial"]  # 730 hours: a month
machine = value["64 vCPUs of a bought server"] / (value["lifetime, 37signals plan"] * 12) + power
wage = value["system administrator, median wage"] / 12
people = wage * value["share of an administrator for the exercise"]
space = value["space for the exercise"]

print(f"a machine: {machine:.0f} USD a month, {power:.0f} of it electricity")
print(f"people and space: {people + space:,.0f} USD a month, for one machine or for ten")

# %% [markdown]
# And renting? For each server of the site your friend rents one `m5.4xlarge`, an older type. It has 16 vCPUs, so four
# of them do the work of one bought machine. (Not quite: the bought one has half the memory, but disks of its own and
# newer processors.) **On demand** you pay while it runs (by the second, at least a minute), and nothing before or
# after. What it sends to the visitors costs extra; lesson 03 counts that.

# %%
hour = billing.hourly_price("m5.4xlarge")
print(f"{hour} USD an hour, {hour * 730:.0f} USD for a month without a break")

# %% [markdown]
# ### Exercise: the site's February, owned and rented
#
# Work out two numbers in USD, only for the site's servers:
#
# - `owned`: machines enough for the peak of 20 servers, for one month, with people and space;
# - `rented`: on demand, in each hour of February just as many servers as the site needs (`servers`).
#
# <details><summary>Hint 1</summary>Owned: 20 servers are 5 machines. People and space come once, not five
# times.</details>
# <details><summary>Hint 2</summary>Rented: <code>servers.sum()</code> is the number of server-hours of the whole
# month. Multiply it by the price of one.</details>

# %% exercise="bill_for_february"
owned = None
rented = None
# solution
owned = servers.max() / 4 * machine + people + space
rented = servers.sum() * hour

# %%
check.bill_for_february(owned, rented)

# %% [markdown]
# Count the servers only, and renting wins in this February. Look why: the machines alone, idle four fifths of the time,
# would cost less than the rent. People and space make the difference, and they cost the same for five machines or for
# fifty: with ten times the servers, owning would win. And traffic, which is not in the sum, can turn it round: at
# 100 KB a request AWS would charge three times as much for it as for the servers. (An owner pays for a line too.)
#
# The explorer has the same costs and a simpler month: some servers always run, and for some hours, the peak, more of
# them do.

# %%
widgets.own_or_rent()

# %% [markdown]
# - Make the peak longer. Where does the cheapest way change?
# - Your friend's cousin looks after the machines for nothing, in his cellar: set people and space to 0. What is
#   cheapest now?
# - Put people and space back to 2,500, and let 16 servers always run. Which two ways are close now, and what decides
#   between them?
#
# ### If time is left: how many hours make buying cheaper?
#
# Your colleague Blue trains models on 20 such servers (5 machines). Either all of them run, or none.
# People and space cost the same as above. How many hours a month must they run until owning costs her no more than
# renting?
#
# <details><summary>Hint 1</summary>First what owning costs a month, as you did above. Then what one hour of all twenty
# costs, rented.</details>
# <details><summary>Hint 2</summary>Divide the first by the second. Owning: <code>5 * machine + people + space</code>.
# </details>

# %% exercise="hours_to_break_even" extra=true
hours_to_buy = None
# solution
hours_to_buy = (5 * machine + people + space) / (20 * hour)

# %%
check.hours_to_break_even(hours_to_buy)

# %% [markdown]
# ## For steady work owning can win
#
# 37signals, which makes software for offices, left AWS's servers for its own in 2023. What it had spent, and what it
# expected to spend:

# %%
bought.loc[bought.index.str.startswith("37signals"), ["amount", "unit", "as_of"]]

# %% [markdown]
# (In the first number are AWS's discounts, and databases that AWS ran. Later 37signals reported that it saved even
# more: the new machines fitted into racks that it had.) Its load was large and steady, and its team did not grow. So
# the cloud is not always cheaper. It is cheaper while your need swings, is unknown, or is small. And it is quick: a
# rented server is there in a minute, and a wrong guess costs hours, not five years.
#
# For steady load AWS has an answer too, **Savings Plans**: whoever commits to one or three years pays up to 72 percent
# less, and pays for that use even if there is none. (In the explorer, with people and
# space at 2,500 and 16 servers that always run, set the rent to 0.30: it comes out about even.)

# %%
quiz.ask("always_cheaper")

# %% [markdown]
# **A good place for a pause.** If you come back tomorrow, run the first cell and the one with `describe_instance_types`
# again, and go on here.
#
# ## Spot: cheap, and taken back at two minutes' notice
#
# AWS, too, has machines that stand idle. It rents them out as **spot**, at a price that follows supply and demand, and
# takes them back when it needs them. As a rule you get a notice two minutes before.

# %%
types = ["m5.large", "m5.4xlarge", "c5.xlarge", "g5.xlarge"]
prices = pd.DataFrame(index=types)
for kind in ["on-demand", "spot"]:
    prices[kind] = [billing.hourly_price(name, kind) for name in types]
prices

# %% [markdown]
# USD an hour in the Region `us-east-1`, early in 2026. (Spot prices have changed since. The `g5` has a graphics card.)
#
# ### Exercise: spot, for which job?
#
# First: how many **percent** of the on-demand price does spot save for `m5.4xlarge`? Then decide for each job: `"spot"`
# or `"on demand"`.
#
# | letter | job |
# | --- | --- |
# | a | Ranking: four hours each night, writes down every minute how far it is, and can go on from there |
# | b | Storage: the server that alone holds the profiles, day and night |
# | c | A live evening: 200 guests talk on video for 90 minutes, one server carries them all |
# | d | Small versions of 50,000 photos: a second each, in any order, some time this week |
#
# <details><summary>Hint 1</summary>Saved is what you do not pay: the difference, as a share of the on-demand
# price.</details>
# <details><summary>Hint 2</summary>Ask of each job: what is lost if the server goes away in two minutes, and can
# somebody wait until there is another one?</details>

# %% exercise="spot_for_which_job"
saved = None
jobs = {
    "a": None,
    "b": None,
    "c": None,
    "d": None,
}
# solution
saved = 100 * (1 - prices.loc["m5.4xlarge", "spot"] / prices.loc["m5.4xlarge", "on-demand"])
jobs = {"a": "spot", "b": "on demand", "c": "on demand", "d": "spot"}

# %%
check.spot_for_which_job(saved, jobs)

# %%
quiz.ask("spot_is_no_auction")

# %% [markdown]
# ## What AWS takes off you, and what stays yours
#
# With the hall you rent the roof, the heating and the fire doors. Who comes in, and whether somebody locks up, stays
# your business. AWS calls this **shared responsibility**: AWS answers for the security *of* the cloud, you for security
# *in* the cloud. Some duties both have, each for its own part.
#
# How much is yours depends on what you rent. On an EC2 server the operating system is yours. S3 has one too, somewhere,
# but you never see it: AWS looks after it. What you put in, and who may read it, is your duty everywhere.
#
# ### Exercise: whose duty is it?
#
# The app runs on EC2 and keeps its photos in S3. Sort: `"AWS"`, `"you"` or `"both"`.
#
# | letter | duty |
# | --- | --- |
# | a | Let only authorised people into the building |
# | b | Install security updates in the operating system of your EC2 server |
# | c | Keep the virtual machines on one host apart from each other |
# | d | Decide who may read your bucket |
# | e | Train the staff in security |
# | f | Bring back a photo that your program deleted by mistake |
# | g | Replace a broken power supply |
# | h | Set up all layers safely, from the network's switches to your database |
#
# <details><summary>Hint 1</summary>AWS cannot look into your server, and does not decide who may read your data. You
# cannot enter the building.</details>
# <details><summary>Hint 2</summary>Two are "both": one speaks of all layers, one of people that both have.</details>

# %% exercise="whose_duty"
answers = {
    "a": None,
    "b": None,
    "c": None,
    "d": None,
    "e": None,
    "f": None,
    "g": None,
    "h": None,
}
# solution
answers = dict.fromkeys("acg", "AWS") | dict.fromkeys("bdf", "you") | dict.fromkeys("eh", "both")

# %%
check.whose_duty(answers)

# %%
quiz.ask("encrypted_and_open")

# %% [markdown]
# ## Twenty servers for one evening
#
# Now do it. It is the first of February, and your friend wants to rehearse the evening of the 14th. Two servers of the
# site always run. One call starts both (run it once: each run starts two more). It needs an **image** (AMI): what is on
# a new server's disk when it starts. AWS publishes the id of its newest Linux image under a long name:

# %%
name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
image = boto3.client("ssm").get_parameter(Name=name)["Parameter"]["Value"]

started = ec2.run_instances(ImageId=image, InstanceType="m5.4xlarge", MinCount=2, MaxCount=2)
always = [server["InstanceId"] for server in started["Instances"]]
always

# %% [markdown]
# (On real AWS they are computers now; here they are entries in a list, and nothing computes.)
#
# `billing.start_meter()` is this course's own: a meter that charges for whatever exists in your account. Its clock
# moves only when you move it. It begins at midnight; let it become six in the evening.
#
# **Before you run the next cell:** two servers for 18 hours, at 0.768 USD an hour, are 27.65 USD. Is that the whole
# bill?

# %%
meter = billing.start_meter()
meter.advance(hours=18)
meter.bill(by="what")

# %% [markdown]
# Each server came with a disk (the line *volume*) and a public address, at which the internet finds it. Both cost by
# the hour: little here, but do look for such lines.
#
# ### Exercise: rehearse the evening
#
# To be on the safe side, your friend wants 20 servers from six to midnight.
#
# 1. Rent the 18 that are missing, of the same type, in one call. Keep the answer in `extra`.
# 2. Let six hours pass: `meter.advance(hours=6)`.
# 3. Give these 18 back with `ended = ec2.terminate_instances(InstanceIds=[...])`, and keep the two in `always`.
#
# (If a line fails, mend it and run that line alone: each run of the first call rents 18 more.)
#
# <details><summary>Hint 1</summary>The first call is the one above with other numbers. <code>extra["Instances"]</code>
# is a list of dicts, each with an <code>InstanceId</code>.</details>
# <details><summary>Hint 2</summary>The ids: <code>[server["InstanceId"] for server in extra["Instances"]]</code>.
# <code>stop_instances</code> would not give them back: the disks would stay, and cost.</details>

# %% exercise="rehearse_the_evening"
# Rent, let six hours pass, give back. Begin with extra =
# solution
extra = ec2.run_instances(ImageId=image, InstanceType="m5.4xlarge", MinCount=18, MaxCount=18)
meter.advance(hours=6)
ended = ec2.terminate_instances(InstanceIds=[one["InstanceId"] for one in extra["Instances"]])

# %%
check.rehearse_the_evening(always, meter)

# %%
meter

# %% [markdown]
# Eighteen servers for six hours at 0.768 USD: 83 USD, and tomorrow nobody pays for them. Bought, they would be yours
# for five years.
#
# On real AWS such a call can fail: your account may not be allowed so many, or other customers' peaks come with yours.
# (Lesson 02 comes back to both.) Whoever must have 20 that evening reserves them before, and pays from then on.
#
# The meter goes on for the two that still run. End of the lesson, so ask what runs, and give all of it back. EC2
# answers in groups, one for each call that started servers:

# %%
running = [{"Name": "instance-state-name", "Values": ["running"]}]
for group in ec2.describe_instances(Filters=running)["Reservations"]:
    ids = [server["InstanceId"] for server in group["Instances"]]
    ec2.terminate_instances(InstanceIds=ids)
    print("given back:", *ids)

# %% [markdown]
# ## If time is left: a smaller share of a much larger market
#
# Is your friend alone in renting? Each quarter Synergy, a research firm, estimates how much money goes to all cloud
# providers together:

# %%
market = facts.read_table("cloud-market")
quarterly = market[market["period_type"] == "quarter"]
spending = quarterly.set_index("period")["usd_billion"]

axes = spending.plot.bar(xlabel="quarter", ylabel="billion USD", color="#0072B2")
axes.set(title="Spending on cloud infrastructure services", xticks=range(0, len(spending), 4))
first, last = spending.index[0], spending.index[-1]
says = f"From {spending[first]:.0f} billion USD in {first} to {spending[last]:.0f} in {last}."
where = "Synergy Research Group; data/cloud-market.csv names the page of each quarter"
charts.picture(axes.figure, says, f"Source: {where} ({first} to {last}).")

# %% [markdown]
# **Before you run the next cell:** in 2020 AWS had a third. How much has it now, and who gained most?

# %%
shares = facts.read_table("market-share")
shares = shares[shares["quarter"] >= "2020"]
wide = shares.pivot(index="quarter", columns="provider", values="share_percent")
wide = wide[["AWS", "Microsoft", "Google"]].dropna()
wide.index = pd.PeriodIndex(wide.index.str.replace("-", ""), freq="Q")

axes = wide.plot(style=["o-", "s--", "^:"], clip_on=False, ylabel="percent of spending")
axes.set(title="Shares of the three largest", xlabel="quarter", ylim=(0, 45))
axes.legend(loc="upper center", ncols=3)
first, last = wide.iloc[0], wide.iloc[-1]
says = "; ".join(f"{name} {first[name]:.0f}, then {last[name]:.0f} percent" for name in wide)
where = "Synergy Research Group; data/market-share.csv names the page of each quarter"
charts.picture(axes.figure, says + ".", f"Source: {where} ({first.name} to {last.name}).")

# %% [markdown]
# Each mark is a quarter for which we found all three. A *share* here is a share of the money spent on rented servers,
# storage and the like. Programs by subscription, such as Microsoft 365 or Gmail, are not counted. A share also moves
# when somebody counts anew: Microsoft's falls in 2024, from 25 to 20, and in August of that year the company took some
# products out of what it reports as its cloud, Azure. That probably explains a part; Synergy does not say.
#
# ### If time is left: what is behind the share?
#
# From 2021-Q2 to 2025-Q4 the share of AWS fell from 33 to 28 percent. Did it shrink? Work out **by what factor** the
# money that customers spent with AWS grew from the one quarter to the other (2 means twice as much).
#
# <details><summary>Hint 1</summary>USD with AWS in a quarter is the market of that quarter times AWS's share of
# it.</details>
# <details><summary>Hint 2</summary><code>spending["2021-Q2"]</code> is the market in billions. The shares stand in the
# text: 0.33 and 0.28.</details>

# %% exercise="growth_behind_the_share" extra=true
growth = None
# solution
growth = (spending["2025-Q4"] * 0.28) / (spending["2021-Q2"] * 0.33)

# %%
check.growth_behind_the_share(growth)

# %%
progress.show()

# %% [markdown]
# ## Recap
#
# - Owning costs the same at any use, rent follows it. Break-even: what owning costs, divided by the rent of an hour.
# - Count people, space, power (times PUE) and lifetime, not only the machine. Say which numbers are assumptions.
# - Virtual machines are slices of a host. Tenants whose peaks differ leave less of it idle.
# - Swinging, unknown or small need: rent, and look at the traffic. Large and steady: do the sum, owning or a commitment
#   may win. So your friend rents for now.
# - Spot is cheap for work that can be interrupted: two minutes' notice.
# - AWS secures the cloud. Your servers' operating systems, and who may see your data, are your duty.
# - (If time was left) A falling share of a growing market can be growth. Ask: share of what, counted by whom?

# %% [markdown]
# ## On a real account
#
# The same calls would cost what the meter said (list prices without tax). Twenty forgotten servers cost 369 USD a day.
# You would make the calls as a user, not as root, the account's owner: lesson 06. But a new account refuses them. On
# AWS's free plan EC2 starts only a few small types (`InvalidParameterCombination`). On the paid plan the default quota
# is 5 vCPUs, and these are 320: ask for more in *Service Quotas* days before. For experiments take `t3.micro`. The bill
# comes hours late, with lines such as `BoxUsage:m5.4xlarge`: look a day later whether all is given back. A real server
# needs about a minute to start.

# %% [markdown]
# ## What comes next
#
# You rented within seconds, without calling anybody, and paid by use. Lesson 02 looks at the five characteristics that
# make a cloud, with an experiment for each. Lesson 03 asks when to keep away.
#
# **Sources** (checked 2026-11-24; prices and figures: the tables in the folder `data` name theirs row by row)
#
# - Prices: on demand, AWS's price list; spot, [SkyPilot's catalogue](https://github.com/skypilot-org/skypilot-catalog)
# - Instances: [states and billing](https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-lifecycle.html),
#   [starting and stopping](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_StartInstances.html)
# - Spot: [interruptions](https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-interruptions.html),
#   [the notice](https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html)
# - [Savings Plans](https://docs.aws.amazon.com/savingsplans/latest/userguide/what-is-savings-plans.html)
# - [Shared responsibility](https://aws.amazon.com/compliance/shared-responsibility-model/)
# - What EC2 starts on the [free plan](https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-free-tier-usage.html)
# - EC2's [quotas](https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-resource-limits.html), and the
#   [default of one](https://docs.aws.amazon.com/cli/latest/userguide/cli_service-quotas_code_examples.html)
# - 37signals: [the plan](https://world.hey.com/dhh/we-stand-to-save-7m-over-five-years-from-our-cloud-exit-53996caa),
#   [what came of it][saved]
#
# [saved]: https://world.hey.com/dhh/our-cloud-exit-savings-will-now-top-ten-million-over-five-years-c7d9b5bd
