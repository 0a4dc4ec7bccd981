"""The checks around the function: the account, what starts it, the report, the end."""

import csv
import io
import numbers
from contextlib import redirect_stdout, suppress

from helpers import audit, break_in
from helpers._account import trial

from .._judging import READ_ERROR
from .._verdict import correct, exercise, not_attempted, not_yet
from .function_code import HEADING

RAW, CLEAN, TABLE, FUNCTION = "meetup-raw", "meetup-clean", "guests", "clean-lists"
ROLES = ("list-cleaner", "blue-reports", "orange-door", "green-lists")
ACCOUNT, MAIL, EARLY = "123456789012", "coordinator@example.com", 5  # USD
BUILD_AGAIN = "Run the cells from *A first version* on again."


@exercise("10")
def score_100():
    """The audit finds nothing any more."""
    if break_in.get_case() is not None:
        return not_attempted("This is Orange's account, of the second half. For yours, restart the kernel.")
    found = audit.run()
    if not found.missing:
        return _judge_budget() or correct(
            "100 of 100 points, in an account without a single object in it. That is the right order."
        )
    if not _has_begun():
        return not_attempted(
            f"The account has {found.score} of 100 points. `audit.run()` says what is red. {READ_ERROR}"
        )
    first = found[found.missing[0]]
    return not_yet(f"{found.score} points. {first.seen}", first.why, first.next)


def _has_begun():
    """Whether there is a budget, an alarm or a password policy already, good or not."""
    iam = trial.client("iam")
    with suppress(iam.exceptions.NoSuchEntityException):
        return bool(iam.get_account_password_policy())
    budgets = trial.client("budgets").describe_budgets(AccountId=ACCOUNT).get("Budgets")
    return bool(budgets or trial.client("cloudwatch").describe_alarms()["MetricAlarms"])


def _judge_budget():
    """A "not yet" verdict where no budget mails the coordinator early enough, else None."""
    client, seen = trial.client("budgets"), "no mail to that address"
    for budget in client.describe_budgets(AccountId=ACCOUNT).get("Budgets", []):
        named = {"AccountId": ACCOUNT, "BudgetName": budget["BudgetName"]}
        for alert in client.describe_notifications_for_budget(**named).get("Notifications", []):
            readers = client.describe_subscribers_for_notification(**named, Notification=alert)["Subscribers"]
            if MAIL in [one["Address"] for one in readers] and alert.get("ThresholdType") == "ABSOLUTE_VALUE":
                if alert["Threshold"] <= EARLY:
                    return None
                seen = f"the mail comes at {alert['Threshold']:g} USD"
    why = f"Asked for was a mail to `{MAIL}` as soon as {EARLY} USD are spent, or earlier."
    return not_yet(f"100 points, but {seen}.", why, "Delete the budget and make it again.")


# What starts it


@exercise("10")
def clean_on_upload():
    """An uploaded list runs the function; other objects do not."""
    client = trial.client("s3")
    try:
        told = client.get_bucket_notification_configuration(Bucket=RAW).get("LambdaFunctionConfigurations", [])
    except client.exceptions.ClientError:
        return not_yet(f"There is no bucket `{RAW}`.", "", BUILD_AGAIN)
    if not told:
        return _say_nothing_listens(client)
    return _judge_filters(told) or _judge_other_bucket(client) or _try_upload(client)


def _judge_other_bucket(client):
    """A "not yet" verdict where the other bucket runs the function as well, from an earlier try, else None."""
    if not client.get_bucket_notification_configuration(Bucket=CLEAN).get("LambdaFunctionConfigurations"):
        return None
    why = "It is from an earlier try: each bucket keeps its own. On AWS that may run for ever."
    empty = '`put_bucket_notification_configuration(Bucket="meetup-clean", NotificationConfiguration={})`'
    return not_yet(f"`{CLEAN}` runs the function as well.", why, f"Empty it: {empty}")


def _say_nothing_listens(client):
    elsewhere = client.get_bucket_notification_configuration(Bucket=CLEAN).get("LambdaFunctionConfigurations")
    if elsewhere:
        why = f"Lists come into `{RAW}`. And a function that writes where it listens may run for ever."
        return not_yet(f"The bucket `{CLEAN}` runs the function.", why, "Name the other bucket.")
    return not_attempted(f"Complete `trigger_code`, run the cell that builds, then this again. {READ_ERROR}")


def _judge_filters(told):
    for one in told:
        if one["LambdaFunctionArn"].rpartition(":")[2] != FUNCTION:
            return not_yet(
                f"The bucket runs `{one['LambdaFunctionArn'].rpartition(':')[2]}`.", "", f"Name `{FUNCTION}`."
            )
        rules = one.get("Filter", {}).get("Key", {}).get("FilterRules", [])
        filters = {rule["Name"].lower(): rule["Value"] for rule in rules}
        if filters.get("prefix", "") != "lists/":
            seen = f"The prefix is `{filters.get('prefix', '')}`." if filters.get("prefix") else "There is no prefix."
            return not_yet(seen, "Only what is below `lists/` is a list.", 'Give the prefix `"lists/"`.')
        if filters.get("suffix", "").lower() != ".csv":
            seen = f"The ending is `{filters.get('suffix', '')}`." if filters.get("suffix") else "There is no ending."
            return not_yet(seen, "A photo below `lists/` would run it too, and fail.", 'Give the suffix `".csv"`.')
    return None


def _try_upload(client):
    """Uploads a tidy list, looks for what came of it, and takes all of it away again."""
    key, target = "lists/2000-01-01/check.csv", "clean/2000-01-01/check.csv"
    try:
        client.put_object(Bucket=RAW, Key=key, Body=(HEADING + "Fern,2,tea,2000-01-01\n").encode())
        found = client.list_objects_v2(Bucket=CLEAN, Prefix=target).get("KeyCount", 0)
    finally:
        client.delete_object(Bucket=RAW, Key=key)
        client.delete_object(Bucket=CLEAN, Key=target)
        item = {"evening": {"S": "2000-01-01"}, "name": {"S": "Fern"}}
        trial.client("dynamodb").delete_item(TableName=TABLE, Key=item)
    if not found:
        why = "S3 ran it, or tried to, and nothing came of it."
        look = f'Look: `functions.read_log("{FUNCTION}")`. Nothing there? Then S3 may not run it: `add_permission`.'
        return not_yet("A list was uploaded, and no clean one is there.", why, look)
    return correct("A list that was uploaded a moment ago is clean already, and in the table.")


# The report


@exercise("10")
def seats_by_evening(seats):
    """The seats of each evening, each guest once, by the latest answer."""
    if seats is None:
        return not_attempted(f"Put the seats by evening into `seats`, then run this again. {READ_ERROR}")
    tables = read_february()
    if not tables:
        return not_yet("There are no clean lists of February.", "", "Run the cell that puts them into the bucket.")
    given, problem = _read_given(seats)
    if problem:
        return problem
    right = count(tables, latest=True)
    if given == right:
        return correct("Each guest once, with the latest answer.")
    return _say_other_seats(given, tables, right)


def _read_given(seats):
    """(evening -> number, None), or (None, a verdict)."""
    if hasattr(seats, "columns"):
        return None, not_yet("`seats` is a table.", "", 'One column of it: `["seats"]`.')
    if not hasattr(seats, "items"):
        return None, not_yet(
            f"`seats` is `{str(seats)[:40]}`.", "A Series or a dict by evening was asked for.", "`groupby`"
        )
    given = {str(getattr(key, "date", lambda key=key: key)()): value for key, value in seats.items()}
    if not all(isinstance(value, numbers.Real) for value in given.values()):
        return None, not_yet("Some values are no numbers.", "", "Sum the column `seats`.")
    return {key: float(value) for key, value in given.items()}, None


def read_february():
    """evening -> rows (dicts) of its lists, from the bucket."""
    client, tables = trial.client("s3"), {}
    for item in client.list_objects_v2(Bucket=CLEAN, Prefix="clean/2027-02").get("Contents", []):
        text = client.get_object(Bucket=CLEAN, Key=item["Key"])["Body"].read().decode()
        tables.setdefault(item["Key"].split("/")[1], []).extend(csv.DictReader(io.StringIO(text)))
    return tables


def count(tables, latest):
    """evening -> seats; each guest once, with the latest answer or with the first."""
    found = {}
    for evening, rows in tables.items():
        ordered = sorted(rows, key=lambda row: row["answered"], reverse=not latest)
        found[evening] = float(sum({row["name"]: int(row["seats"]) for row in ordered}.values()))
    return found


def _halves(tables):
    """The two slices of an evening's rows: those of the late list, which comes first by its key, and the others."""
    late = sum(row["answered"] == max(one["answered"] for one in tables[min(tables)]) for row in tables[min(tables)])
    return slice(None, late), slice(late, None)


def _say_other_seats(given, tables, right):
    if set(given) != set(right):
        return not_yet(f"The evenings are {sorted(given)[:5]}.", "", "The four of February, as in the keys.")
    evening = sorted(right)[0]
    seen = f"For {evening} you have {given[evening]:g} seats."
    everything = {key: float(sum(int(row["seats"]) for row in rows)) for key, rows in tables.items()}
    if given == everything:
        return not_yet(seen, "Who answered twice is counted twice.", 'Drop duplicates of `["evening", "name"]`.')
    if given == count(tables, latest=False):
        why = "For who answered twice the first answer counts there."
        return not_yet(seen, why, 'Sort by `answered` before, and `keep="last"`.')
    if any(given == count({key: rows[half] for key, rows in tables.items()}, True) for half in _halves(tables)):
        return not_yet(seen, "That is one list of the two.", "Are all eight files in?")
    if given == {key: float(len({row["name"] for row in rows})) for key, rows in tables.items()}:
        return not_yet(seen, "That is the number of guests.", "Sum their seats.")
    return not_yet(seen, "It should be another number.", "Does `drop_duplicates` look at evening and name together?")


# The end


@exercise("10")
def take_it_down(script):
    """Nothing of the pipeline is left, and the script works too where some of it is gone; the users are there."""
    left = list_left()
    still_to_write = [one for one in left if "bucket" not in one and "table" not in one]  # the blank deletes these
    if len(still_to_write) == len(ROLES) + 2 and len(left) - len(still_to_write) in (0, 3):
        return not_attempted(f"Write the script, run the cell that runs it, then this again. {READ_ERROR}")
    users = {user["UserName"] for user in trial.client("iam").list_users()["Users"]}
    for name in ("coordinator", "blue", "orange", "green"):
        if name not in users:
            return not_yet(f"The user `{name}` is gone.", "Users cost nothing and were to stay.", BUILD_AGAIN)
    if left:
        return not_yet(f"{len(left)} left: {', '.join(left[:3])}.", "", _advise_end(left[0]))
    if not isinstance(script, str):
        return not_yet("`tear_down_script` is no text.", "", "It is the text of a file, between three quotes.")
    return _run_again(script) or correct("Nothing is left, and the script can build it all again.")


def _run_again(script):
    """A "not yet" verdict where the script fails, or leaves what is there, when the rest is gone; else None."""
    trial.client("logs").create_log_group(logGroupName=f"/aws/lambda/{FUNCTION}")
    keys = {"KeySchema": [{"AttributeName": "evening", "KeyType": "HASH"}]}
    keys |= {"AttributeDefinitions": [{"AttributeName": "evening", "AttributeType": "S"}]}
    trial.client("dynamodb").create_table(TableName=TABLE, BillingMode="PAY_PER_REQUEST", **keys)
    seen = "Tried once more, with a table and a log there and all else gone:"
    try:
        with redirect_stdout(io.StringIO()):
            exec(compile(script, "tear_down.py", "exec"), {"__name__": "tear_down"})
        left = list_left()
    except Exception as error:
        why = f"it ends in `{type(error).__name__}`: {str(error)[:110]}"
        return not_yet(f"{seen} {why}", "", "`suppress` that one error around that one call.")
    finally:
        _sweep()
    why = "What stands behind the first thing that is gone is never reached."
    return not_yet(f"{seen} {left[0]} stays.", why, "One `suppress` around each call.") if left else None


def _sweep():
    """Nothing; the table and the log that were made for the second try are gone."""
    client, logs = trial.client("dynamodb"), trial.client("logs")
    with suppress(client.exceptions.ResourceNotFoundException):
        client.delete_table(TableName=TABLE)
    with suppress(logs.exceptions.ResourceNotFoundException):
        logs.delete_log_group(logGroupName=f"/aws/lambda/{FUNCTION}")


def list_left():
    """What of the pipeline is still there, in words."""
    buckets = [one["Name"] for one in trial.client("s3").list_buckets()["Buckets"]]
    left = [f"the bucket `{name}`" for name in (RAW, CLEAN) if name in buckets]
    left += [f"the table `{TABLE}`"] if TABLE in trial.client("dynamodb").list_tables()["TableNames"] else []
    functions = [one["FunctionName"] for one in trial.client("lambda").list_functions()["Functions"]]
    left += [f"the function `{FUNCTION}`"] if FUNCTION in functions else []
    groups = trial.client("logs").describe_log_groups()["logGroups"]
    left += ["the function's log"] if f"/aws/lambda/{FUNCTION}" in [one["logGroupName"] for one in groups] else []
    roles = [one["RoleName"] for one in trial.client("iam").list_roles()["Roles"]]
    return left + [f"the role `{name}`" for name in ROLES if name in roles]


def _advise_end(first):
    if "bucket" in first:
        return "Delete its objects first. `BucketNotEmpty` in the error says so."
    if "log" in first:
        return 'Its name is `/aws/lambda/clean-lists`, and `boto3.client("logs")` deletes it.'
    if "role" in first:
        return "Inline policies go, attached ones are detached, then the role."
    return "One call deletes it."
