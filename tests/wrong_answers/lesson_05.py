"""Answers to the exercises of the lesson on opening and securing an account."""

from .answers import Right, Wrong

NOT_ABOUT_PERMISSIONS = {
    "account_changes_hands",
    "put_it_right",
    "budget_that_tells",
    "choose_an_alias",
    "longer_passwords",
    "mend_what_is_left",
    "mfa_for_root",
    "no_key_for_root",
    "somebody_leaves",
    "which_way_in",
    "who_needs_root",
}

RIGHT_TASKS = (
    'answers = dict(zip("abcdefgh", ["administrator", "root", "administrator", "root", "root", "administrator", '
    '"root", "administrator"]))\n'
)
RIGHT_WAYS = 'answers = dict(zip("abcdef", ["role", "aws login", "root", "Identity Center", "access key", "role"]))\n'
FIRST_CODES = "first, second = phone.read_code(), phone.read_code()\n"
ROOT_KEYS = 'client.list_access_keys()["AccessKeyMetadata"]'
DELETE_ROOT_KEYS = f'[client.delete_access_key(AccessKeyId=one["AccessKeyId"]) for one in {ROOT_KEYS}]\n'
READER = '[{"SubscriptionType": "EMAIL", "Address": "coordinator@example.com"}]'
DOLLARS = '{**warning, "Threshold": 10, "ThresholdType": "ABSOLUTE_VALUE"}'
USER = 'client.create_user(UserName="coordinator", Tags=[{"Key": "owner", "Value": "the meet-up"}])\n'
JOIN = 'client.add_user_to_group(GroupName="admins", UserName="coordinator")\n'
CHANGE = "PasswordResetRequired=True"
ATTACH = 'client.attach_user_policy(UserName="coordinator", PolicyArn=administrator)\n'
DEVICE = (
    'made_here = client.create_virtual_mfa_device(VirtualMFADeviceName="mine")["VirtualMFADevice"]\n'
    "scanned = authenticator.scan(made_here)\n"
)
KINDS = "RequireUppercaseCharacters=True, RequireLowercaseCharacters=True, RequireNumbers=True"
OWN = "AllowUsersToChangePassword=True"
NO_KEY = (
    '[client.delete_access_key(UserName="coordinator", AccessKeyId=one["AccessKeyId"]) '
    'for one in client.list_access_keys(UserName="coordinator")["AccessKeyMetadata"]]\n'
)
NO_PASSWORD = 'client.delete_login_profile(UserName="blue")\n'
OWNERS = '[client.tag_user(UserName=one, Tags=[{"Key": "owner", "Value": one}]) for one in ("coordinator", "blue")]\n'
NO_DIRECT = 'client.detach_user_policy(UserName="orange", PolicyArn=administrator)\n'
NO_ORANGE_KEY = (
    '[client.delete_access_key(UserName="orange", AccessKeyId=one["AccessKeyId"]) '
    'for one in client.list_access_keys(UserName="orange")["AccessKeyMetadata"]]\n'
)
OWNER_ORANGE = 'client.tag_user(UserName="orange", Tags=[{"Key": "owner", "Value": "orange"}])\n'
LONG = f"client.update_account_password_policy(MinimumPasswordLength=14, {KINDS}, {OWN})\n"
HEARD = 'cloudwatch.put_metric_alarm(AlarmName="bill", **charges, Threshold=20, AlarmActions=[topic])\n'
LEAVE = 'client.remove_user_from_group(GroupName="admins", UserName="ash")\n'
NO_ASH_KEY = (
    '[client.delete_access_key(UserName="ash", AccessKeyId=one["AccessKeyId"]) '
    'for one in client.list_access_keys(UserName="ash")["AccessKeyMetadata"]]\n'
)
GONE = 'client.delete_user(UserName="ash")\n'


def make_budget(warning=DOLLARS, readers=READER, month="month"):
    """The call that makes a budget with one notification."""
    return (
        f'budgets.create_budget(AccountId="123456789012", Budget={month}, '
        f'NotificationsWithSubscribers=[{{"Notification": {warning}, "Subscribers": {readers}}}])'
    )


def make_password(password="first_password", more=CHANGE):
    """The call that gives the coordinator console access."""
    return f'client.create_login_profile(UserName="coordinator", Password={password}, {more})\n'


def turn_on(user, device="made_here", phone="scanned"):
    """The call that turns a device on for a user, with two codes of a phone."""
    return (
        f'client.enable_mfa_device(UserName="{user}", SerialNumber={device}["SerialNumber"], '
        f"AuthenticationCode1={phone}.read_code(), AuthenticationCode2={phone}.read_code())\n"
    )


def set_policy(*settings):
    """The call that sets the password policy."""
    return f"client.update_account_password_policy({', '.join(settings)})"


WRONG = {
    "account_changes_hands": {
        "the address alone": Wrong(
            'console.change_root(email="aws@meetup.example")', ("password is still Orange's", "gets this notebook")
        ),
        "the password alone": Wrong(
            'root_password = "Bronx-27-hall"\nconsole.change_root(password=root_password)',
            ("address is still Orange's", "can set a new password"),
        ),
        "one person in place of another": Wrong(
            'root_password = "Bronx-27-hall"\n'
            'console.change_root(email="coordinator@example.com", password=root_password)',
            ("one person's", "the account leaves too"),
        ),
        "the first one's other address": Wrong(
            'root_password = "Bronx-27-hall"\nconsole.change_root(email="orange2@example.com", password=root_password)',
            ("one person's", "the account leaves too"),
        ),
        "a list that everybody reads": Wrong(
            'root_password = "Bronx-27-hall"\n'
            'console.change_root(email="newsletter@example.com", password=root_password)',
            ("goes to many", "can become root"),
        ),
        "another password than the name holds": Wrong(
            'console.change_root(email="aws@meetup.example", password="Bronx-27-hall")',
            ("not the one in `root_password`", "sign in with that name"),
        ),
        "a weak password": Wrong(
            'console.change_root(email="aws@meetup.example", password="bronx")',
            ("Change both", "it says why"),
            outcome="not attempted",
        ),
        "in Python only": Wrong('root_password = "Bronx-27-hall"', ("Change both",), outcome="not attempted"),
    },
    "who_needs_root": {
        "root for all of it": Wrong(
            'answers = {letter: "root" for letter in answers}', ("`a` is not", "a policy can allow it")
        ),
        "administrators do everything": Wrong(
            'answers = {letter: "administrator" for letter in answers}', ("`b` is not", "the new owner")
        ),
        "the bill is always root's": Wrong(RIGHT_TASKS + 'answers["f"] = "root"', ("`f` is not", "a policy decides")),
        "an administrator closes the account": Wrong(
            RIGHT_TASKS + 'answers["d"] = "administrator"', ("`d` is not", "its owner")
        ),
        "an administrator beats a deny": Wrong(
            RIGHT_TASKS + 'answers["g"] = "administrator"', ("`g` is not", "A deny beats")
        ),
        "another word": Wrong(RIGHT_TASKS + 'answers["a"] = "admin"', ("`'admin'`", "none of the choices")),
    },
    "mfa_for_root": {
        "one code twice": Wrong(
            "first = phone.read_code()\nconsole.activate_root_mfa(device, first, first)",
            ("two codes that follow one another",),
            outcome="not attempted",
        ),
        "an old phone": Wrong(
            "device = console.add_root_mfa()\nconsole.activate_root_mfa(device, phone.read_code(), phone.read_code())",
            ("scan it again",),
            outcome="not attempted",
        ),
        "codes made up": Wrong(
            'console.activate_root_mfa(device, "000000", "111111")', ("Turn the device on",), outcome="not attempted"
        ),
        "the second code first": Wrong(
            FIRST_CODES + "console.activate_root_mfa(device, second, first)",
            ("two codes that follow one another",),
            outcome="not attempted",
        ),
        "a user called root": Wrong(
            'users = boto3.client("iam")\nusers.create_user(UserName="root")\n'
            'made_here = users.create_virtual_mfa_device(VirtualMFADeviceName="root")["VirtualMFADevice"]\n'
            "scanned = authenticator.scan(made_here)\n" + turn_on("root").replace("client.", "users."),
            ("The IAM user `root` has MFA", "Root is no user of IAM"),
        ),
        "by the API": Wrong(
            'serial = device["VirtualMFADevice"]["SerialNumber"]\n'
            'boto3.client("iam").enable_mfa_device(UserName="root", SerialNumber=serial, '
            "AuthenticationCode1=phone.read_code(), AuthenticationCode2=phone.read_code())",
            ("Turn the device on",),
            error="NoSuchEntity",
            outcome="not attempted",
        ),
    },
    "no_key_for_root": {
        "deactivated is enough": Wrong(
            'client.update_access_key(AccessKeyId=video_key["AccessKeyId"], Status="Inactive")',
            ("inactive", "one call of root's", "Delete it"),
        ),
        "a fresh key in its place": Wrong(
            DELETE_ROOT_KEYS + "response = client.create_access_key()",
            ("The old key is gone, and there is another one",),
        ),
        "a second one, to be safe": Wrong("client.create_access_key()", ("Root has 2 keys", "Delete both")),
        "forgotten in Python": Wrong("del stranger", ("is there, and works",), outcome="not attempted"),
        "looked for among the users": Wrong(
            'client.delete_access_key(UserName="root", AccessKeyId=video_key["AccessKeyId"])',
            ("is there, and works", "read its last line"),
            error="NoSuchEntity",
            outcome="not attempted",
        ),
    },
    "budget_that_tells": {
        "ten percent": Wrong(
            make_budget('{**warning, "Threshold": 10, "ThresholdType": "PERCENTAGE"}'),
            ("10 percent", "3 USD", '"ABSOLUTE_VALUE"'),
        ),
        "the kind of threshold left out": Wrong(
            make_budget('{**warning, "Threshold": 10}'), ("10 percent", "3 USD as long as the limit is 30")
        ),
        "a third, which is ten dollars": Wrong(
            make_budget('{**warning, "Threshold": 33.33, "ThresholdType": "PERCENTAGE"}'),
            ("33.33 percent", "when somebody raises it"),
        ),
        "a forecast": Wrong(
            make_budget(
                '{**warning, "NotificationType": "FORECASTED", "Threshold": 10, "ThresholdType": "ABSOLUTE_VALUE"}'
            ),
            ("forecast", "five weeks"),
        ),
        "a limit is a brake": Wrong(
            'budgets.create_budget(AccountId="123456789012", Budget=month)', ("no notification", "stops nothing")
        ),
        "at the limit": Wrong(
            make_budget('{**warning, "Threshold": 30, "ThresholdType": "ABSOLUTE_VALUE"}'), ("30 USD", "at 10")
        ),
        "less than": Wrong(
            make_budget(
                '{**warning, "ComparisonOperator": "LESS_THAN", "Threshold": 10, "ThresholdType": "ABSOLUTE_VALUE"}'
            ),
            ("the wrong way", "GREATER_THAN"),
        ),
        "a year's money": Wrong(
            make_budget(month='{**month, "TimeUnit": "ANNUALLY"}'), ("`ANNUALLY`", "when the year is nearly over")
        ),
        "a lower limit in place of a warning": Wrong(
            make_budget(month='{**month, "BudgetLimit": {"Amount": "10", "Unit": "USD"}}'), ("limit of", "10 USD")
        ),
        "the # taken away and nothing more": Wrong(
            make_budget("warning"),
            ("Create the budget", "read its last line"),
            error="ParamValidationError",
            outcome="not attempted",
        ),
        "Orange reads it": Wrong(
            make_budget(readers='[{"SubscriptionType": "EMAIL", "Address": "orange@example.com"}]'),
            ("goes to `orange@example.com`",),
        ),
    },
    "choose_an_alias": {
        "capitals": Wrong(
            'client.create_account_alias(AccountAlias="NY-Data-Meetup")',
            ("letters which are not allowed",),
            error="ValidationError",
            outcome="not attempted",
        ),
        "an everyday word": Wrong(
            'client.create_account_alias(AccountAlias="meetup")',
            ("somebody has it",),
            error="EntityAlreadyExists",
            outcome="not attempted",
        ),
        "two hyphens": Wrong(
            'client.create_account_alias(AccountAlias="ny--data-meetup")',
            ("letters which are not allowed",),
            error="ValidationError",
            outcome="not attempted",
        ),
        "an underscore": Wrong(
            'client.create_account_alias(AccountAlias="ny_data_meetup")',
            ("letters which are not allowed",),
            error="ValidationError",
            outcome="not attempted",
        ),
        "the number": Wrong('client.create_account_alias(AccountAlias="123456789012")', ("number again", "a word")),
        "chosen and taken back": Wrong(
            'client.create_account_alias(AccountAlias="ny-data-2026")\n'
            'client.delete_account_alias(AccountAlias="ny-data-2026")',
            ("has no alias",),
            outcome="not attempted",
        ),
    },
    "first_administrator": {
        "too narrow: in no group": Wrong(USER + make_password(), ("is in no group", "may do nothing")),
        "too narrow: a group that may only look": Wrong(
            USER
            + 'client.create_group(GroupName="readers")\n'
            + 'client.attach_group_policy(GroupName="readers", PolicyArn="arn:aws:iam::aws:policy/ReadOnlyAccess")\n'
            + 'client.add_user_to_group(GroupName="readers", UserName="coordinator")\n'
            + make_password(),
            ("is no administrator", "`readers`"),
        ),
        "too narrow: no password": Wrong(USER + JOIN, ("has no password", "login profile")),
        "too broad: the policy on the user": Wrong(
            USER + ATTACH + make_password(), ("stands on the user itself", "By the group")
        ),
        "too broad: in the group, and the policy besides": Wrong(
            USER + JOIN + ATTACH + make_password(), ("stands on the user itself",)
        ),
        "too broad: a key besides": Wrong(
            USER + JOIN + make_password() + 'client.create_access_key(UserName="coordinator")',
            ("has an access key", "two separate choices"),
        ),
        "a key in place of a password": Wrong(
            USER + JOIN + 'client.create_access_key(UserName="coordinator")', ("has an access key",)
        ),
        "a password for ever": Wrong(
            USER + JOIN + make_password(more="PasswordResetRequired=False"), ("need not be changed", "you know it too")
        ),
        "no label": Wrong(
            'client.create_user(UserName="coordinator")\n' + JOIN + make_password(), ("no tag `owner`", "In a year")
        ),
        "an empty label": Wrong(
            USER.replace("the meet-up", "") + JOIN + make_password(), ("no tag `owner` that says something",)
        ),
        "another password than the name holds": Wrong(
            USER + JOIN + make_password('"Another-word-26"'), ("not the one in `first_password`", "signs in with")
        ),
        "a weak password": Wrong(
            USER + JOIN + make_password('"meetup"'), ("has no password",), error="PasswordPolicyViolation"
        ),
        "a capital letter": Wrong(USER.replace("coordinator", "Coordinator"), ("`Coordinator`", "letter by letter")),
    },
    "longer_passwords": {
        "symbols make it stronger": Wrong(
            set_policy("RequireSymbols=True"), ("6 characters are enough", "fewer than before")
        ),
        "twelve": Wrong(set_policy("MinimumPasswordLength=12", KINDS, OWN), ("12 characters are enough", "14 were")),
        "only the length": Wrong(
            set_policy("MinimumPasswordLength=14", OWN), ("asks for 0 kinds", "takes the place of AWS's")
        ),
        "in two calls": Wrong(
            set_policy("MinimumPasswordLength=14") + "\n" + set_policy(KINDS, OWN), ("6 characters are enough",)
        ),
        "nobody may change it": Wrong(
            set_policy("MinimumPasswordLength=14", KINDS), ("may not change their password", "stays for ever")
        ),
        "locked out when late": Wrong(
            set_policy("MinimumPasswordLength=14", KINDS, OWN, "MaxPasswordAge=90", "HardExpiry=True"),
            ("`HardExpiry` is on", "locked out", "the only one"),
        ),
        "locked out one day": Wrong(
            set_policy("MinimumPasswordLength=14", KINDS, OWN, "HardExpiry=True"),
            ("`HardExpiry` is on", "Nothing expires yet"),
        ),
    },
    "which_way_in": {
        "a key is simplest": Wrong(
            'answers = {letter: "access key" for letter in answers}', ("`a` is not", "lie there for good")
        ),
        "aws login on a server": Wrong(RIGHT_WAYS + 'answers["a"] = "aws login"', ("`a` is not", "no browser")),
        "a key for the laptop": Wrong(RIGHT_WAYS + 'answers["b"] = "access key"', ("`b` is not", "no code asked")),
        "Identity Center, whatever it costs": Wrong(
            RIGHT_WAYS + 'answers["b"] = "Identity Center"', ("`b` is not", "the free plan is over")
        ),
        "root is me": Wrong(RIGHT_WAYS + 'answers["b"] = "root"', ("`b` is not", "only root can do")),
        "a user for each volunteer": Wrong(RIGHT_WAYS + 'answers["d"] = "access key"', ("`d` is not", "up to 36 keys")),
        "a role for the box": Wrong(RIGHT_WAYS + 'answers["e"] = "role"', ("`e` is not", "knows keys only")),
        "a key for the friend": Wrong(RIGHT_WAYS + 'answers["f"] = "access key"', ("`f` is not", "who deletes it")),
        "the short name": Wrong(RIGHT_WAYS + 'answers["d"] = "SSO"', ("`'SSO'`", "none of the choices")),
    },
    "mend_what_is_left": {
        "deactivated is enough": Wrong(
            'for one in client.list_access_keys(UserName="coordinator")["AccessKeyMetadata"]:\n'
            '    client.update_access_key(UserName="coordinator", AccessKeyId=one["AccessKeyId"], Status="Inactive")\n'
            + NO_PASSWORD
            + OWNERS,
            ("inactive access key",),
        ),
        "only the key": Wrong(NO_KEY, ("`blue` signs in with a password alone", "`Spring26`")),
        "only the owners": Wrong(OWNERS, ("has an access key", "needs no code")),
        "a longer password in place of MFA": Wrong(
            NO_KEY + OWNERS + 'client.update_login_profile(UserName="blue", Password="Longer-Than-Spring-26")',
            ("with a password alone", "A better password is no second factor"),
        ),
        "Blue is deleted": Wrong(
            NO_KEY
            + NO_PASSWORD
            + 'client.delete_user(UserName="blue")\n'
            + OWNERS.replace('("coordinator", "blue")', '("coordinator",)'),
            ("`blue` is gone", "belongs to the team"),
        ),
        "MFA, and the guessed password stays": Wrong(
            NO_KEY + OWNERS + DEVICE + turn_on("blue"), ("`blue` has MFA, and still `Spring26`", "a new one")
        ),
        "another label": Wrong(
            NO_KEY + NO_PASSWORD + OWNERS.replace('"owner"', '"name"'), ("has no owner", "A tag `owner`")
        ),
        "the coordinator thrown out of the group": Wrong(
            'client.remove_user_from_group(GroupName="admins", UserName="coordinator")\n' + NO_PASSWORD + OWNERS,
            ("is no administrator any more", "only root"),
            error="AccessDenied",
        ),
    },
    "put_it_right": {
        "Orange deleted at once": Wrong(
            'client.delete_user(UserName="orange")',
            ("Mend what Orange changed",),
            error="DeleteConflict",
            outcome="not attempted",
        ),
        "the key only": Wrong(NO_ORANGE_KEY, ("`AdministratorAccess` still stands on `orange`",)),
        "the group besides": Wrong(
            'client.add_user_to_group(GroupName="admins", UserName="orange")\n'
            + NO_ORANGE_KEY
            + OWNER_ORANGE
            + LONG
            + HEARD,
            ("still stands on `orange`", "detach_user_policy"),
        ),
        "the length alone": Wrong(
            NO_DIRECT + NO_ORANGE_KEY + OWNER_ORANGE + HEARD + set_policy("MinimumPasswordLength=14", OWN),
            ("of 0 kinds", "all that is not named is set back"),
        ),
        "the policy deleted": Wrong(
            NO_DIRECT + NO_ORANGE_KEY + OWNER_ORANGE + HEARD + "client.delete_account_password_policy()",
            ("no password policy any more",),
        ),
        "an alarm without a topic": Wrong(
            NO_DIRECT
            + NO_ORANGE_KEY
            + OWNER_ORANGE
            + LONG
            + 'cloudwatch.put_metric_alarm(AlarmName="bill", **charges, Threshold=10)',
            ("has no action", "nobody hears"),
        ),
        "a topic without readers": Wrong(
            NO_DIRECT
            + NO_ORANGE_KEY
            + OWNER_ORANGE
            + LONG
            + 'empty = sns.create_topic(Name="empty")["TopicArn"]\n'
            + HEARD.replace("[topic]", "[empty]"),
            ("nobody has subscribed",),
        ),
        "an alarm that never rings": Wrong(
            NO_DIRECT + NO_ORANGE_KEY + OWNER_ORANGE + LONG + HEARD.replace("=20,", "=20_000,"),
            ("20000.00 USD", "far too much"),
        ),
    },
    "somebody_leaves": {
        "at once": Wrong(GONE, ("has to go first",), error="DeleteConflict", outcome="not attempted"),
        "out of the group only": Wrong(LEAVE, ("still has an access key",)),
        "the key deactivated": Wrong(
            LEAVE
            + NO_ASH_KEY.replace("delete_access_key", "update_access_key").replace(
                'one["AccessKeyId"])', 'one["AccessKeyId"], Status="Inactive")'
            )
            + GONE,
            ("An inactive key counts too",),
            error="DeleteConflict",
        ),
        "the bucket with the user": Wrong(
            LEAVE + NO_ASH_KEY + GONE + 'boto3.client("s3").delete_bucket(Bucket="photos-of-the-evening")',
            ("is gone too", "belongs to the account"),
        ),
        "the group's policy taken away": Wrong(
            'client.detach_group_policy(GroupName="admins", PolicyArn=administrator)\n' + LEAVE + NO_ASH_KEY + GONE,
            ("no administrator any more", "mend the group"),
            error="AccessDenied",
        ),
    },
}

RIGHT = {
    "account_changes_hands": {
        "one after the other": Right(
            'root_password = "Bronx-27-hall"\n'
            'console.change_root(email="Owners@Meetup.example")\nconsole.change_root(password=root_password)',
            ("`Owners@Meetup.example`",),
        ),
        "signed up again": (
            'root_password = "Bronx-27-hall"\n'
            'console.sign_up(account_name="NY Data Meet-up", email="aws@meetup.example", password=root_password)'
        ),
    },
    "who_needs_root": {
        "other capitals": 'answers = {letter: "Root" if letter in "bdeg" else "Administrator" for letter in answers}',
    },
    "mfa_for_root": {
        "with another phone": (
            "other = authenticator.scan(device)\n"
            "console.activate_root_mfa(device, other.read_code(), other.read_code())"
        ),
        "with a new device": (
            "again = console.add_root_mfa()\nother = authenticator.scan(again)\n"
            "console.activate_root_mfa(again, other.read_code(), other.read_code())"
        ),
    },
    "no_key_for_root": {
        "by its id": 'client.delete_access_key(AccessKeyId=video_key["AccessKeyId"])',
        "deactivated first": (
            'key_id = video_key["AccessKeyId"]\n'
            'client.update_access_key(AccessKeyId=key_id, Status="Inactive")\n'
            "client.delete_access_key(AccessKeyId=key_id)"
        ),
        "from the command line": '!aws iam delete-access-key --access-key-id {video_key["AccessKeyId"]}',
    },
    "budget_that_tells": {
        "a forecast besides": (
            'ahead = {**warning, "NotificationType": "FORECASTED", "Threshold": 80}\n'
            f"at_ten = {DOLLARS}\n"
            'budgets.create_budget(AccountId="123456789012", Budget=month, NotificationsWithSubscribers=['
            f'{{"Notification": one, "Subscribers": {READER}}} for one in (at_ten, ahead)])'
        ),
        "the notification later": (
            'budgets.create_budget(AccountId="123456789012", Budget=month)\n'
            'budgets.create_notification(AccountId="123456789012", BudgetName="month", '
            f"Notification={DOLLARS}, Subscribers={READER})"
        ),
        "credits counted": make_budget(month='{**month, "CostTypes": {"IncludeCredit": True}}'),
    },
    "choose_an_alias": {
        "short": Right('client.create_account_alias(AccountAlias="nydm26")', ("https://nydm26.signin",)),
        "changed once more": Right(
            'client.create_account_alias(AccountAlias="ny-data-1")\n'
            'client.create_account_alias(AccountAlias="ny-data-2")',
            ("https://ny-data-2.signin",),
        ),
    },
    "first_administrator": {
        "one after the other": (
            'client.create_user(UserName="coordinator")\n'
            + make_password()
            + JOIN
            + 'client.tag_user(UserName="coordinator", Tags=[{"Key": "Owner", "Value": "me"}])'
        ),
        "by a group of one's own": (
            USER
            + 'client.create_group(GroupName="chairs")\n'
            + 'client.attach_group_policy(GroupName="chairs", PolicyArn=administrator)\n'
            + 'client.add_user_to_group(GroupName="chairs", UserName="coordinator")\n'
            + make_password()
        ),
        "with the helper": (
            'iam.create_admin("coordinator")\n'
            'client.tag_user(UserName="coordinator", Tags=[{"Key": "owner", "Value": "me"}])\n' + make_password()
        ),
    },
    "longer_passwords": {
        "all four kinds, and longer": set_policy("MinimumPasswordLength=20", KINDS, "RequireSymbols=True", OWN),
        "longer than anybody types": Right(
            set_policy("MinimumPasswordLength=128", KINDS, OWN), ("128 characters", "write it down")
        ),
        "without old ones again": set_policy("MinimumPasswordLength=14", KINDS, OWN, "PasswordReusePrevention=5"),
    },
    "which_way_in": {
        "other capitals": RIGHT_WAYS + "answers = {letter: answer.upper() for letter, answer in answers.items()}",
    },
    "mend_what_is_left": {
        "Blue gets MFA, and has to choose a new password": (
            NO_KEY
            + OWNERS
            + DEVICE
            + turn_on("blue")
            + 'client.update_login_profile(UserName="blue", PasswordResetRequired=True)'
        ),
        "Blue gets MFA, and a new password": (
            NO_KEY
            + OWNERS
            + DEVICE
            + turn_on("blue")
            + 'client.update_login_profile(UserName="blue", Password="Longer-Than-Spring-26")'
        ),
    },
    "put_it_right": {
        "Orange by the group": NO_DIRECT
        + 'client.add_user_to_group(GroupName="admins", UserName="orange")\n'
        + NO_ORANGE_KEY
        + OWNER_ORANGE
        + LONG
        + HEARD,
        "Orange gone": Right(
            NO_DIRECT + NO_ORANGE_KEY + 'client.delete_user(UserName="orange")\n' + LONG + HEARD,
            ("Orange's user is gone",),
        ),
    },
    "somebody_leaves": {
        "the key first": NO_ASH_KEY + LEAVE + GONE,
    },
}
