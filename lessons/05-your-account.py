# %% [markdown]
# # Opening and securing an account
#
# To open an AWS account you need an e-mail address and a card. From then on, whoever gets hold of its password, or of
# one of its keys, can spend your money. Here you take over an account that is one day old and make it safe, until
# nothing on its home page is red. You need no real account for that. If you open one alongside this lesson, you find
# below each step what to click there.
#
# **You will be able to**
# - say what signing up asks for, and what is free today,
# - decide which tasks need root, and lock root away: an address and a password that are yours, MFA, no access key,
# - be told in time what the account costs,
# - make the first administrator: group, user, tags, a password, a second factor, and no key,
# - set a rule for passwords, and say which passwords it applies to,
# - choose how a person or a program signs in,
# - audit an account.
#
# **Time:** about an hour and three quarters in two sittings, and half an hour more with what is marked *if time is
# left*. **You need:** [Start here](00-start-here.ipynb).

# %%
import io
import json
import textwrap

import boto3
import pandas as pd
from botocore.exceptions import ClientError

from helpers import authenticator, check, console, facts, iam, progress, quiz, sandbox, widgets

sandbox.start()

# %% [markdown]
# ## One day old
#
# The meet-up needs an account of its own, and Orange opened one yesterday, following a video from 2016. The video said:
# sign up with your e-mail address, then make an access key, "so that the command line works". Orange did both. The cell
# does the same. (Everything in it is invented. A real password never belongs in a notebook.)

# %%
sandbox.sign_in_as_root()
root_password = "Meetup-in-Queens-26"
signed_up = console.sign_up(
    account_name="NY Data Meet-up",
    email="orange@example.com",
    password=root_password,
)
# Run again, the cell makes Orange's key again, too
if not boto3.client("iam").list_access_keys()["AccessKeyMetadata"]:
    video_key = boto3.client("iam").create_access_key()["AccessKey"]
signed_up

# %% [markdown]
# So the account is yours now. How safe is it?

# %%
widgets.console_home()

# %% [markdown]
# AWS's website is called the **console**. This is the course's own first page for it, the *console home*: what is red
# is mended in this lesson. (AWS's own shows costs and what you use; the first two lines are on its page on IAM, as
# *Security recommendations*.) It changes with each cell that you run. To keep it in sight, right-click on it, choose
# *Create New View for Cell Output*, and drag the new tab to the right edge.
#
# ## What signing up asks for
#
# A real account asks for all of this. (For home: tick what you have at hand. Your ticks are kept on this computer.)

# %%
widgets.sign_up_checklist()

# %% [markdown]
# (Since September 2026 AWS shows some new customers a shorter sign-up, with a login that they have already, and
# projects in place of much that follows. This list is about the other one, *Sign up for AWS (advanced)*.)
#
# The first line matters most. The e-mail address *is* the owner, the **root user**: whoever can read its mail can set a
# new password. Orange gave a private address. When Orange leaves the team, the account leaves too.
#
# ### Exercise: the account changes hands
#
# Give root an address that several of you read, and a password that Orange does not know.
#
# <details><summary>Hint 1</summary>A list of the meet-up's outlives each of you. Invent its address, such as
# <code>aws@...</code>.</details>
# <details><summary>Hint 2</summary><code>console.change_root(email="...", password=root_password)</code>, after a line
# that gives <code>root_password</code> a new value: 8 characters or more, of three kinds.</details>

# %% exercise="account_changes_hands"
sandbox.sign_in_as_root()  # this page is root's alone
# Choose a new root_password. Then change root's address and password: console.change_root
# solution
root_password = "Bronx-and-Brooklyn-27"
console.change_root(email="aws@ny-data-meetup.example", password=root_password)

# %%
check.account_changes_hands(root_password)

# %% [markdown]
# > **On a real account:** your account's name at the top right, *Account*. AWS mails codes to the old and to the new
# > address.

# %%
quiz.ask("whose_address")

# %% [markdown]
# And what is free? Since July 2025 a new customer chooses between two plans:

# %%
plans = facts.read_table("free-plan")
plans = plans[plans["plan"].isin(["free", "free or paid"])]
plans[["plan", "item", "limit", "unit"]].astype({"limit": int})

# %% [markdown]
# On the **free plan** AWS charges nothing. When the credits are used up or the months are over, the account is closed,
# and 90 days later all in it is deleted. On the **paid plan** the same credits are used up first, and when they are
# gone or out of date your card pays, without asking. Some small amounts are free for everybody, on both.

# %%
quiz.ask("free_plan")

# %% [markdown]
# ## Who needs root?
#
# You are signed in as root, because nobody else is there yet. (The course signs Python in as root. On AWS you would
# click the same steps in the console, or type them in *CloudShell*, a terminal on its pages.) Ask STS, the service that
# says who is calling. It answers with an ARN, the full name of one thing or person on AWS:

# %%
boto3.client("sts").get_caller_identity()["Arn"]

# %% [markdown]
# Root may do everything. (A *policy* is a rule about who may do what, lesson 06.) For daily work you make an
# *administrator*, a user who may do nearly everything too, and whom you can limit, replace or delete. A few tasks are
# left that only root can do, in an account that stands alone.
#
# ### Exercise: sort the tasks
#
# Who is needed for each task: `"root"`, or is an `"administrator"` enough?
#
# | letter | task |
# | --- | --- |
# | a | start a server |
# | b | change the account's e-mail address |
# | c | make a user for a new colleague |
# | d | close the account |
# | e | let users see the bill at all |
# | f | look at the bill every Monday, after e |
# | g | reopen a bucket whose policy denies everybody |
# | h | give a colleague a new password in place of a lost one |
#
# <details><summary>Hint 1</summary>Is it about the account as such, its owner and its money? Or about what happens
# inside?</details>
# <details><summary>Hint 2</summary>Four need root. One of the four opens a lock that shuts out even the administrators.
# The list is <code>list(facts.read_table("root-only-tasks")["task"])</code>.</details>

# %% exercise="who_needs_root"
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
answers = {
    "a": "administrator",
    "b": "root",
    "c": "administrator",
    "d": "root",
    "e": "root",
    "f": "administrator",
    "g": "root",
    "h": "administrator",
}

# %%
check.who_needs_root(answers)

# %% [markdown]
# ## A second factor for root
#
# Whoever knows the address and the password is root. Try it. (`console.sign_in` plays AWS's sign-in page. On AWS no
# program can sign in there, and that is on purpose.)

# %%
console.sign_in("root", root_password)

# %% [markdown]
# **MFA**, multi-factor authentication, asks for something that you *have* besides what you know. Here that is a phone
# with an authenticator app. AWS makes a secret, shows it once as a QR code, and from then on phone and AWS both compute
# a new six-digit code from it and from the time, every 30 seconds.

# %%
device = console.add_root_mfa()
console.show_qr(device)

# %% [markdown]
# Point your phone at it, if you have an authenticator app: the code is real. (It holds until the kernel restarts.
# Afterwards delete the entry, *AWS practice account*.) If you have none, the course has a phone for you,
# `authenticator`.
#
# ### Exercise: MFA for root
#
# Turn the device on. AWS wants two codes that follow one another, to see that your phone's clock is right.
#
# <details><summary>Hint 1</summary><code>phone.read_code()</code> gives the next code, as text. Each call gives a new
# one; after some the next takes up to 30 seconds. (With your own phone: write two codes down, one after the other, as
# <code>"123456"</code>.)</details>
# <details><summary>Hint 2</summary><code>console.activate_root_mfa(device, ..., ...)</code>, with a code in place of
# each <code>...</code>.</details>

# %% exercise="mfa_for_root"
phone = authenticator.scan(device)
# Turn the device on: console.activate_root_mfa(device, first code, second code)
# solution
first_code = phone.read_code()
second_code = phone.read_code()
console.activate_root_mfa(device, first_code, second_code)

# %%
check.mfa_for_root()

# %% [markdown]
# **Before you run the next cell:** it signs in three times, with a wrong code, with the code of the phone, and with the
# same code once more. Which of them does AWS let in? (With a phone of your own, put its next code into `code`.)

# %%
code = phone.read_code()
print("Wrong, right, the same again:")
for attempted in ("000000", code, code):
    print("-", console.sign_in("root", root_password, attempted))

# %% [markdown]
# A code works once, so whoever looks over your shoulder cannot use it a second later. (If all three were let in, the
# exercise above is still waiting for you.)
#
# > **On a real account:** your account's name at the top right, *Security credentials*, *Assign MFA device*. Better
# > still is a passkey or a security key, which a notebook cannot play: nobody can be tricked into typing it into a fake
# > page. Register a second device, too. If the only phone is lost, root has to show that it reads the account's mail
# > *and* answers its telephone. AWS insists on MFA: from 35 days after the first sign-in, root gets in no other way.
#
# ## Root's access key
#
# There is a second way into this account. An **access key** is for programs: an id, and a secret that signs each call.
# Orange made one, for root. Say somebody has found it:

# %%
stranger = boto3.Session(
    aws_access_key_id=video_key["AccessKeyId"],
    aws_secret_access_key=video_key["SecretAccessKey"],
)
stranger.client("sts").get_caller_identity()["Arn"]

# %% [markdown]
# No password, no code, and it is root. Can you at least forbid this key something? This policy forbids everything.
#
# **Before you run the next cell:** it tries to put the policy on root. What will AWS say?


# %%
def attempt(call, **arguments):
    """Make a call and print, below its name, "done" or what AWS says against it."""
    named = [value for name, value in arguments.items() if name != "PolicyDocument"]
    print(call.__name__, *named, end=":\n")
    try:
        call(**arguments)
        print("done")
    except ClientError as error:
        print(textwrap.fill(str(error), 88, break_on_hyphens=False))


forbid_all = {"Effect": "Deny", "Action": "*", "Resource": "*"}
attempt(
    boto3.client("iam").put_user_policy,
    UserName="root",
    PolicyName="forbid-all",
    PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": forbid_all}),
)

# %% [markdown]
# Root is not in the list of users, so no policy can be put on it. (An organisation of several accounts can limit the
# root of its members, lesson 06.) There is one remedy.
#
# ### Exercise: no key for root
#
# Find root's key, and make sure that it is gone for good. `client` is signed in as root.
#
# <details><summary>Hint 1</summary>Without a user's name, <code>client.list_access_keys()</code> lists the keys of
# whoever asks. You are root.</details>
# <details><summary>Hint 2</summary><code>client.delete_access_key(AccessKeyId=...)</code>. An inactive key is still
# there.</details>

# %% exercise="no_key_for_root"
sandbox.sign_in_as_root()
client = boto3.client("iam")
# Look first, then act. Begin the call with response =, else Python prints AWS's whole answer
# solution
for found in client.list_access_keys()["AccessKeyMetadata"]:
    response = client.delete_access_key(AccessKeyId=found["AccessKeyId"])

# %%
check.no_key_for_root(video_key)

# %% [markdown]
# And the stranger?

# %%
attempt(stranger.client("sts").get_caller_identity)

# %% [markdown]
# AWS does not know this key any more. (If it says *done*, the exercise is still waiting for you.) What was made with it
# before stays: users, machines, and sessions for up to an hour. After a real leak look for them in *CloudTrail*, *Event
# history*. And the page?

# %%
widgets.console_home()

# %%
quiz.ask("thief_with_roots_key")

# %% [markdown]
# > **On a real account:** *Security credentials* again, *Access keys*. If there is none, leave it at that. If there is
# > one, *Last used* says whether a program needs it. Give that program something else first. Then deactivate the key,
# > and delete it.
#
# ## Money, before anything else
#
# Nothing runs yet, so now is the time to arrange a warning. A budget compares the month's cost with an amount and sends
# mails. (Credits that pay hide the cost, so this one leaves them out.) Set the warning in dollars: "90 %" becomes
# another amount as soon as somebody raises the limit.
#
# ### Exercise: a budget that tells somebody
#
# You mean to spend little. Make a budget of 30 USD a month which sends a mail to `coordinator@example.com` as soon as
# **10 USD** have actually been spent.
#
# The cell lacks two settings of the warning, `"Threshold"` and `"ThresholdType"`, and the call. It first deletes an
# earlier try, so run it as often as you like.
#
# <details><summary>Hint 1</summary>There are two types, <code>"PERCENTAGE"</code> of the limit and
# <code>"ABSOLUTE_VALUE"</code>, which is in dollars.</details>
# <details><summary>Hint 2</summary><code>warning["Threshold"] = ...</code>, and the other one likewise; then the call
# without its <code>#</code>.</details>

# %% exercise="budget_that_tells"
budgets = boto3.client("budgets")
for old in budgets.describe_budgets(AccountId="123456789012").get("Budgets", []):
    response = budgets.delete_budget(AccountId="123456789012", BudgetName=old["BudgetName"])
month = {
    "BudgetName": "month",
    "BudgetType": "COST",
    "TimeUnit": "MONTHLY",
    "BudgetLimit": {"Amount": "30", "Unit": "USD"},
    "CostTypes": {"IncludeCredit": False},
}
warning = {"NotificationType": "ACTUAL", "ComparisonOperator": "GREATER_THAN"}
readers = [{"SubscriptionType": "EMAIL", "Address": "coordinator@example.com"}]
# Complete the warning. Then make the call:
# response = budgets.create_budget(
#     AccountId="123456789012",
#     Budget=month,
#     NotificationsWithSubscribers=[{"Notification": warning, "Subscribers": readers}],
# )
# solution
warning = {**warning, "Threshold": 10, "ThresholdType": "ABSOLUTE_VALUE"}
response = budgets.create_budget(
    AccountId="123456789012",
    Budget=month,
    NotificationsWithSubscribers=[{"Notification": warning, "Subscribers": readers}],
)

# %%
check.budget_that_tells()

# %% [markdown]
# A second guard watches the same money in another way: an alarm of CloudWatch, where AWS keeps its figures. It tells a
# *topic*, and the topic tells whoever has subscribed to it. Nothing to do here: just run it. (The figures of the bill
# are in the Region `us-east-1` alone.)

# %%
sns = boto3.client("sns", region_name="us-east-1")
topic = sns.create_topic(Name="money")["TopicArn"]
response = sns.subscribe(TopicArn=topic, Protocol="email", Endpoint="coordinator@example.com")
charges = {  # what it looks at: the month's bill so far, in dollars
    "Namespace": "AWS/Billing",
    "MetricName": "EstimatedCharges",
    "Dimensions": [{"Name": "Currency", "Value": "USD"}],
    "Statistic": "Maximum",
    "Period": 21600,  # seconds: six hours
    "EvaluationPeriods": 1,
    "ComparisonOperator": "GreaterThanThreshold",
}
cloudwatch = boto3.client("cloudwatch", region_name="us-east-1")
response = cloudwatch.put_metric_alarm(
    AlarmName="bill",
    **charges,
    Threshold=20,  # USD
    AlarmActions=[topic],  # without it nobody hears
)

# %% [markdown]
# While you are root, do one of root's own tasks: let users see the bill at all.

# %%
console.open_billing()
widgets.console_home()

# %%
quiz.ask("budget_and_stop")

# %% [markdown]
# > **On a real account:** *Billing and Cost Management*, *Budgets*, *Create budget*. What the alarm needs stands at the
# > end of the lesson.
#
# **A good place for a pause.** If you come back tomorrow, the account is new: click into the next code cell and choose
# *Restart Kernel and Run up to Selected Cell* in the menu *Kernel*. That does your answers again, too. (Codes of your
# own phone are old by then: scan the new picture, or go on without.)
#
# ## The first administrator
#
# A **user** of IAM stands for one person or one program. You make three separate choices for each:
#
# - *permissions*: best through a **group**, so that the next administrator is one line,
# - *console access*: a password, for people,
# - *access keys*: for programs. None comes by itself.
#
# (AWS recommends *Identity Center* for people. It needs an organisation, and an organisation ends the free plan. So you
# make a user, and protect it well. More under *Which way in?*)
#
# First the group. It holds users only, no other groups, and a user can be in several. AWS has written the policy that
# this one needs, `AdministratorAccess`.

# %%
attempt(client.create_group, GroupName="admins")
administrator = "arn:aws:iam::aws:policy/AdministratorAccess"
response = client.attach_group_policy(GroupName="admins", PolicyArn=administrator)

# %% [markdown]
# ### Exercise: the coordinator
#
# Make the user `coordinator`: yourself, in daily life.
#
# - with a **tag** (a label: a key and a value): the key `owner`, and a value that says who is behind the user,
# - in the group `admins`, and with no other permission,
# - with console access. You hand out a first password, which must be changed at the first sign-in,
# - with no access key.
#
# <details><summary>Hint 1</summary>Three calls: <code>create_user(UserName=..., Tags=[{"Key": ..., "Value":
# ...}])</code>, <code>add_user_to_group</code>, <code>create_login_profile</code>. A *login profile* is AWS's word for
# console access.</details>
# <details><summary>Hint 2</summary><code>client.create_login_profile(UserName="coordinator",
# Password=first_password, PasswordResetRequired=True)</code>. Is the user there already? <code>client.tag_user</code>
# and <code>client.update_login_profile</code> change it.</details>

# %% exercise="first_administrator"
first_password = "Borrow-a-hall-26"
# Make the user. Begin each call with response =
# solution
response = client.create_user(
    UserName="coordinator",
    Tags=[{"Key": "owner", "Value": "you"}],
)
response = client.add_user_to_group(GroupName="admins", UserName="coordinator")
response = client.create_login_profile(
    UserName="coordinator",
    Password=first_password,
    PasswordResetRequired=True,
)

# %%
check.first_administrator(first_password)

# %% [markdown]
# What does the sign-in page say to the coordinator? `new_password` fills in the page that comes next. (In a second run
# the first password opens nothing any more: it has been changed.)

# %%
print(console.sign_in("coordinator", first_password))
print(console.sign_in("coordinator", first_password, new_password="Known-to-me-alone-26"))

# %% [markdown]
# > **On a real account:** IAM, *Users*, *Create user*. *Provide user access to the AWS Management Console* is a
# > checkbox of its own, and no access key is made.

# %%
quiz.ask("console_and_keys")

# %% [markdown]
# An administrator can do nearly as much harm as root, so the second factor comes next. What root did by hand, a program
# can do for a user: one call makes the secret, and another turns the device on, with two codes that follow one another.

# %%
made = iam.create_admin("coordinator")  # does nothing new where the exercise is done
if not client.list_mfa_devices(UserName="coordinator")["MFADevices"]:
    answer = client.create_virtual_mfa_device(VirtualMFADeviceName="coordinator")
    second_phone = authenticator.scan(answer)
    response = client.enable_mfa_device(
        UserName="coordinator",
        SerialNumber=answer["VirtualMFADevice"]["SerialNumber"],
        AuthenticationCode1=second_phone.read_code(),
        AuthenticationCode2=second_phone.read_code(),
    )
print(console.sign_in("coordinator", "Known-to-me-alone-26"))

# %% [markdown]
# Look at the page again:

# %%
widgets.console_home()

# %% [markdown]
# ## From here you are the coordinator
#
# There is an administrator now, so root can rest. How does a person sign in from Python, without a key? On AWS with
# **`aws login`**: the browser opens, you give password and code, and boto3 and the command line are signed in, for 12
# hours at most. The course plays it, without the browser:

# %%
sandbox.log_in("coordinator")
client = boto3.client("iam")

# %% [markdown]
# Many guides make an access key instead.
#
# **Before you run the next cell:** MFA is on. The cell makes a key, and signs in with it alone. Who is asked for a
# code?

# %%
attempt(client.create_access_key, UserName="coordinator")
sandbox.sign_in("coordinator")
print("By the key Python is", boto3.client("sts").get_caller_identity()["Arn"])
sandbox.log_in("coordinator")

# %% [markdown]
# Nobody. MFA guards the sign-in with a password. A key signs its calls alone, day and night, for whoever has it, until
# somebody deletes it. (A policy can demand MFA of a key, lesson 06.) So a person should have none.
#
# ## A rule for passwords
#
# Blue joins you. As long as you set no rule, AWS applies its own to users' passwords.
#
# **Before you run the next cell:** three passwords for Blue. Which of them does AWS take? (In a second run AWS says
# that Blue is there already, or refuses all three by your new rule.)

# %%
attempt(client.create_user, UserName="blue")
for password in ("spring", "springtime", "Spring26"):
    attempt(client.create_login_profile, UserName="blue", Password=password)

# %% [markdown]
# Eight characters, of three kinds out of four: lower case, upper case, digits, others. `Spring26` is all that, and
# every program that guesses passwords tries it. Length helps more.
#
# ### Exercise: longer passwords
#
# Set a **password policy**: at least 14 characters, of three kinds, and everybody may change their own password.
#
# <details><summary>Hint 1</summary>The call is <code>client.update_account_password_policy(...)</code>. What you leave
# out is reset, and not to the rule that you have just met.</details>
# <details><summary>Hint 2</summary>Five settings: <code>MinimumPasswordLength</code>,
# <code>RequireUppercaseCharacters</code>, <code>RequireLowercaseCharacters</code>, <code>RequireNumbers</code>,
# <code>AllowUsersToChangePassword</code>. <code>client.get_account_password_policy()["PasswordPolicy"]</code> shows
# what holds.</details>

# %% exercise="longer_passwords"
client = boto3.client("iam")
# Set the rule. Begin the call with response =
# solution
response = client.update_account_password_policy(
    MinimumPasswordLength=14,
    RequireUppercaseCharacters=True,
    RequireLowercaseCharacters=True,
    RequireNumbers=True,
    AllowUsersToChangePassword=True,
)

# %%
check.longer_passwords()

# %% [markdown]
# **Before you run the next cell:** Blue's password is still `Spring26`. Does it open the door? And may it be set once
# more?

# %%
print("Signing in, then setting it once more:")
print("-", console.sign_in("blue", "Spring26"))
attempt(client.update_login_profile, UserName="blue", Password="Spring26")

# %% [markdown]
# A rule applies to passwords that are set from now on. The old ones go on working until you have them changed:
# `update_login_profile(..., PasswordResetRequired=True)`. (If AWS took `Spring26` again, the exercise is still waiting.
# An expiry date, which you can set too, applies to old passwords at once. Root's password never follows this rule.)
#
# > **On a real account:** IAM, *Account settings*, *Password policy*, *Edit*, *Custom*.
#
# ## Which way in?
#
# You have met two ways in that last, a password and a key. AWS would rather see neither of them used much. A *role* has
# neither: whoever may take it on gets its rights, by keys that end by themselves.
#
# | way in | for whom | how long it lasts |
# | --- | --- | --- |
# | root | the owner, for what only root can do | as long as the browser is signed in |
# | Identity Center | people: one sign-in for all accounts and the command line (`aws sso login`) | some hours |
# | `aws login` | you, with a password and MFA for the console | 12 hours at most |
# | role | programs on AWS; somebody from another account, for a while | some hours |
# | access key | programs elsewhere that can use none of the above | until it is deleted |
#
# AWS recommends **IAM Identity Center** for people, even in a small team. But it needs an *organisation*, AWS's frame
# for several accounts, and with that the free plan is over and its credits are lost. So on the free plan: a user with
# MFA, and `aws login`.
#
# ### Exercise: six situations
#
# Which way in fits? `"root"`, `"Identity Center"`, `"aws login"`, `"role"` or `"access key"`.
#
# | letter | situation |
# | --- | --- |
# | a | A program on an EC2 server reads the guest list. |
# | b | You alone, on the free plan, with a user and MFA, want to try boto3 on your laptop. |
# | c | The meet-up closes its account for good. |
# | d | Twelve volunteers work in three accounts, and every month one comes and one goes. |
# | e | An old box in a hall, far from AWS and without a browser, uploads a file each night. It can use only keys. |
# | f | A friend's program, in an account of its own, may read your bucket this week. |
#
# <details><summary>Hint 1</summary>First ask: a person or a program? A person is there to sign in. A program on AWS
# gets what it needs from AWS.</details>
# <details><summary>Hint 2</summary>Two are for roles, and one for each other way.</details>

# %% exercise="which_way_in"
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
    "a": "role",
    "b": "aws login",
    "c": "root",
    "d": "Identity Center",
    "e": "access key",
    "f": "role",
}

# %%
check.which_way_in(answers)

# %% [markdown]
# ## The audit
#
# How safe is the account now? AWS makes a list of who can sign in and how, as CSV. (On AWS it may be four hours old.)

# %%
response = client.generate_credential_report()
report = pd.read_csv(io.BytesIO(client.get_credential_report()["Content"]))
report[["user", "password_enabled", "mfa_active", "access_key_1_active"]]

# %% [markdown]
# This is where auditors begin. The course's own audit looks at a little more, and gives points. (AWS's lists ask for
# more still: a *security contact* on the account's page, a second device for root, a trail of all calls.)

# %%
from helpers import audit

audit.run()

# %% [markdown]
# ### Exercise: mend what is left
#
# Three lines are red even if you did every exercise: the coordinator's key, Blue's password with no second factor, and
# the owners. Mend them. (Any other red line belongs to an exercise further up.)
#
# <details><summary>Hint 1</summary>Either Blue gets MFA, as the coordinator did, and has to choose a new password:
# <code>client.update_login_profile(UserName="blue", PasswordResetRequired=True)</code>. Or Blue signs in nowhere for
# now: <code>client.delete_login_profile(UserName="blue")</code>.</details>
# <details><summary>Hint 2</summary><code>client.list_access_keys(UserName="coordinator")</code> and
# <code>client.delete_access_key(UserName=..., AccessKeyId=...)</code>. Owners: <code>client.tag_user(UserName=...,
# Tags=[{"Key": "owner", "Value": ...}])</code>, for each user that has none.</details>

# %% exercise="mend_what_is_left"
client = boto3.client("iam")
# Mend what the audit found. Begin the calls with response =
# solution
for found in client.list_access_keys(UserName="coordinator")["AccessKeyMetadata"]:
    key_id = found["AccessKeyId"]
    response = client.delete_access_key(UserName="coordinator", AccessKeyId=key_id)
response = client.delete_login_profile(UserName="blue")
for name in ("coordinator", "blue"):
    response = client.tag_user(UserName=name, Tags=[{"Key": "owner", "Value": name}])

# %%
check.mend_what_is_left()

# %%
widgets.console_home()

# %% [markdown]
# ## If time is left: a name for the account
#
# Users sign in at an address with the account's number in it. An **alias** puts a word there: a convenience, no
# security.
#
# **Before you run the next cell:** an account's name may be anything. Is the alias `meetup` yours to take?

# %%
client = boto3.client("iam")
attempt(client.create_account_alias, AccountAlias="meetup")

# %% [markdown]
# Somebody has it: an alias must be free among all customers of AWS, like an ordinary bucket's name.
#
# ### If time is left: choose an alias
#
# Give the account an alias that is free: 3 to 63 lower-case letters, digits and single hyphens. It is public, so put no
# secret in it.
#
# <details><summary>Hint 1</summary>What nobody else would think of: add the city and a year.</details>
# <details><summary>Hint 2</summary><code>client.create_account_alias(AccountAlias="ny-...")</code></details>

# %% exercise="choose_an_alias" extra=true
# Choose an alias. Begin the call with response =
# solution
response = client.create_account_alias(AccountAlias="ny-data-meetup-2026")

# %%
check.choose_an_alias()

# %% [markdown]
# ## If time is left: a week away
#
# You have been away for a week, and Orange has "simplified a few things". The cell does what Orange did. (On AWS
# *CloudTrail*, *Event history*, tells who did it. It does not answer here.)

# %%
attempt(client.create_user, UserName="orange")
client.attach_user_policy(UserName="orange", PolicyArn=administrator)
attempt(client.create_access_key, UserName="orange")
client.update_account_password_policy(RequireSymbols=True)
cloudwatch = boto3.client("cloudwatch", region_name="us-east-1")
cloudwatch.put_metric_alarm(AlarmName="bill", **charges, Threshold=20)
audit.run()

# %% [markdown]
# ### If time is left: put it right
#
# Make these lines of the audit green again: the administrators, the keys, the passwords, the alarm, the owners. Orange
# may stay an administrator, in the way that you are one.
#
# <details><summary>Hint 1</summary>Permissions come by the group: <code>detach_user_policy</code>, then
# <code>add_user_to_group</code>. And a person needs no key.</details>
# <details><summary>Hint 2</summary>The policy for passwords and the alarm: the same calls as above, with everything
# that they need. A tag with Orange's name.</details>

# %% exercise="put_it_right" extra=true
client = boto3.client("iam")
# Mend it, line by line. Begin the calls with response =
# solution
orange = {"UserName": "orange"}
response = client.detach_user_policy(**orange, PolicyArn=administrator)
for found in client.list_access_keys(**orange)["AccessKeyMetadata"]:
    response = client.delete_access_key(**orange, AccessKeyId=found["AccessKeyId"])
response = client.tag_user(**orange, Tags=[{"Key": "owner", "Value": "orange"}])
response = client.update_account_password_policy(
    MinimumPasswordLength=14,
    RequireUppercaseCharacters=True,
    RequireLowercaseCharacters=True,
    RequireNumbers=True,
    AllowUsersToChangePassword=True,
)
response = cloudwatch.put_metric_alarm(
    AlarmName="bill",
    **charges,
    Threshold=20,
    AlarmActions=[topic],
)

# %%
check.put_it_right()

# %% [markdown]
# ### If time is left: somebody leaves
#
# Ash helped for one evening, with a user in `admins`, and made a bucket for the photos.

# %%
iam.create_admin("ash")
attempt(client.create_access_key, UserName="ash")
sandbox.sign_in("ash")
boto3.client("s3").create_bucket(Bucket="photos-of-the-evening")
sandbox.log_in("coordinator")

# %% [markdown]
# Delete Ash's user. AWS will object, and say what has to go first. And the bucket: will it go too?
#
# <details><summary>Hint 1</summary>Start with <code>client.delete_user(UserName="ash")</code>, read the last line of
# the error, do what it asks, and try again.</details>
# <details><summary>Hint 2</summary><code>remove_user_from_group</code>, <code>delete_access_key</code>,
# <code>delete_user</code>.</details>

# %% exercise="somebody_leaves" extra=true
client = boto3.client("iam")
# Delete the user ash. Begin the calls with response =
# solution
response = client.remove_user_from_group(GroupName="admins", UserName="ash")
for found in client.list_access_keys(UserName="ash")["AccessKeyMetadata"]:
    response = client.delete_access_key(UserName="ash", AccessKeyId=found["AccessKeyId"])
response = client.delete_user(UserName="ash")

# %%
check.somebody_leaves()

# %%
quiz.ask("user_is_deleted")

# %%
progress.show()

# %% [markdown]
# ## Recap
#
# - The e-mail address is the owner. Take one that several read, and change the password of whoever had it before.
# - Root: MFA, no keys, and only for what only root can do.
# - Money first: a budget that says dollars and sends a mail, an alarm besides. Both tell, and stop nothing by
#   themselves.
# - Permissions, password and access key are three choices. A person needs the first two, and MFA.
# - MFA guards the password. Nobody asks a key for a code.
# - A rule for passwords applies to the next password, not to the old ones.
# - People: Identity Center, or `aws login`. Programs: roles. A key when nothing else is left.

# %% [markdown]
# ## On a real account
#
# - IAM, Identity Center, budgets that send mails, and the first ten alarms cost nothing (as of November 2026).
# - Mail addresses have to be confirmed, and a change takes some seconds to hold everywhere. What `console` does here is
#   done on web pages there, and no program can do it.
# - For the alarm first tick *Receive CloudWatch billing alerts* under *Billing preferences*. The bill for users:
#   *Account*, *IAM user and role access to Billing information*.
# - A budget can be given *actions*, which forbid new machines or stop those that you named. Since September 2026 some
#   accounts on the paid plan can set a *spend limit*, which pauses a project.
# - `aws login` needs version 2.32 of the command, and `pip install "boto3[crt]"` for Python. A user who is no
#   administrator needs AWS's policy `SignInLocalDevelopmentAccess`. Identity Center has a page of its own in the
#   console, *Enable*.
# - Programs elsewhere can take on a role, too, by a certificate or GitHub's sign-in.
# - Whoever loses the phone of a *user* asks an administrator, who takes the device off: `deactivate_mfa_device`.
# - Never put a real password, key or QR code into a notebook: whoever gets the notebook has it.
#
# `docs/practice-account.md`, in the course's folder, lists what else differs.

# %% [markdown]
# ## What comes next
#
# [Lesson 06](06-iam.ipynb) explains what a policy says, and gives Blue and Orange what they need and nothing more.
#
# **Sources** (checked 2026-11-25)
#
# - Root: [best practices](https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html),
#   [tasks](https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-tasks.html),
#   [MFA](https://docs.aws.amazon.com/IAM/latest/UserGuide/enable-mfa-for-root.html),
#   [a lost phone](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_lost-or-broken.html)
# - Users: [MFA by program](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_enable_cliapi.html),
#   [alias](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccountAlias.html),
#   [groups](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html),
#   [passwords](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html)
# - Money: [free and paid plan](https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/free-tier.html),
#   [what ends the free plan](https://aws.amazon.com/free/free-tier-faqs/),
#   [credits in a budget](https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_CostTypes.html),
#   [billing alarms](https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/monitor_estimated_charges_with_cloudwatch.html),
#   [spend limits](https://docs.aws.amazon.com/accounts/latest/reference/create-spend-limit.html)
# - Signing up: [both ways](https://docs.aws.amazon.com/accounts/latest/reference/getting-started.html)
# - Ways in: [aws login](https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sign-in.html),
#   [Identity Center](https://docs.aws.amazon.com/singlesignon/latest/userguide/identity-center-instances.html),
#   [when to use IAM users](https://docs.aws.amazon.com/IAM/latest/UserGuide/gs-identities-iam-users.html)
# - [Credential report](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html)
