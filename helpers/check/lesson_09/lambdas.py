"""The checks of functions: what they answer, what runs them, and what they may."""

import json

from helpers._account import function_rules, function_store, functions, trial

from .._judging import READ_ERROR
from .._verdict import correct, exercise, not_attempted, not_yet
from .servers import judge_scorer

REGION = "us-east-1"
LISTS = {
    "two guests": ("name,seats\nFern,2\nHazel,1\n", {"guests": 2, "seats": 3}),
    "nobody": ("name,seats\n", {"guests": 0, "seats": 0}),
    "one guest": ("name,seats\nAsh,7", {"guests": 1, "seats": 7}),
    "four guests": ("name,seats\nA,1\nB,10\nC,100\nD,0\n", {"guests": 4, "seats": 111}),
}
LEAST, MOST = 5, 30  # seconds


def call(name, event):
    """(what a function answers, the error or None)."""
    answer = trial.client("lambda").invoke(FunctionName=name, Payload=json.dumps(event))
    payload = json.loads(answer["Payload"].read() or "null")
    return (None, payload) if answer.get("FunctionError") else (payload, None)


def find(name):
    """The function of that name as it is stored, or None."""
    return function_store.find(name, None, REGION)


@exercise("09")
def count_the_seats():
    """The function counts the guests and the seats of any list."""
    if find("seats") is None:
        return not_attempted(f"Write the code and deploy it as `seats`, then run this again. {READ_ERROR}")
    for words, (text, expected) in LISTS.items():
        answer, error = call("seats", {"csv": text})
        if error is not None:
            said = f"With a list of {words} the function fails: `{error['errorType']}`: {error['errorMessage'][:120]}."
            return not_yet(said, "", _advise(error))
        if answer != expected:
            return _say_other_answer(words, answer, expected)
    return correct(f"Tried with {len(LISTS)} lists, also an empty one.")


def _advise(error):
    if error["errorType"] == "Runtime.UserCodeSyntaxError" and "unterminated" in error["errorMessage"]:
        return LINE_BREAK
    if error["errorType"] == "ValueError" and "seats'" in error["errorMessage"]:  # int("seats")
        return "Leave out the heading before you count, and deploy again."
    return ADVICE.get(error["errorType"], 'Try it with `call("seats", ...)` and read `functions.read_log("seats")`.')


LINE_BREAK = r"In a text between three quotes `\n` is a real line break. Write `\\n`, or put `r` before the quotes."
ADVICE = {
    "Runtime.HandlerNotFound": "Keep the name `handler`, in the text that you deploy.",
    "Runtime.ImportModuleError": "AWS's Python brings its standard library and boto3, not pandas. Do without.",
    "Runtime.UserCodeSyntaxError": "Python cannot read the text that you deployed. Mend it, and deploy again.",
    "KeyError": 'The list is in `event["csv"]`.',
}


def _say_other_answer(words, answer, expected):
    seen = f"With a list of {words} it answers `{json.dumps(answer)}`."
    if answer is None:
        why = "What a handler prints goes to the log. Only what it returns is the answer."
        return not_yet(seen, why, "Give the dict back with `return`, and deploy again.")
    if isinstance(answer, str):
        return not_yet(seen, "That is text.", "Return the dict itself: Lambda makes JSON of it.")
    if not isinstance(answer, dict) or set(answer) != set(expected):
        return not_yet(seen, "Two entries were asked for.", 'Return `{"guests": ..., "seats": ...}`.')
    if answer["guests"] == expected["guests"] + 1:
        return not_yet(seen, "The heading is no guest.", "Begin with the second line, and deploy again.")
    if any(isinstance(value, str) for value in answer.values()):
        return not_yet(seen, "Numbers were asked for.", "Turn the text into numbers with `int`.")
    return not_yet(seen, f"Right is `{json.dumps(expected)}`.", "Count what is in `event`, and deploy again.")


@exercise("09")
def score_each_list():
    """A new list of guests runs the function, and nothing else does."""
    if find("score") is None:
        return not_yet("There is no function `score`.", "", "Run the cell above that deploys it.")
    client, arn = trial.client("s3"), find("score").function_arn
    told = client.get_bucket_notification_configuration(Bucket="meetup").get("LambdaFunctionConfigurations", [])
    mine = [one for one in told if one["LambdaFunctionArn"] == arn]
    if not function_rules.may_invoke(arn, "meetup"):
        return _say_not_allowed()
    if not mine:
        why = "S3 may call the function, and the bucket does not know on what."
        return not_yet("The bucket says nothing of the function.", why, "Make the call with `tell_s3` again.")
    return _judge_keys(mine) or _judge_role() or _judge_source() or correct(PRAISE)


PRAISE = "A list that comes in is scored at once, and nobody has to be there."


def _say_not_allowed():
    statements = find("score").policy.statements
    if not statements:
        return not_attempted(f"Let S3 call the function, and tell the bucket. {READ_ERROR}")
    names = str(statements)
    if "s3.amazonaws.com" not in names:
        return not_yet("Somebody may call the function, and S3 is not among them.", "", 'Principal="s3.amazonaws.com".')
    why = "For the bucket `meetup` it may not: look at `SourceArn`, and at the account."
    return not_yet("S3 may call the function for something else.", why, "`remove_permission`, then add it again.")


def _listens(told, key):
    for one in told:
        rules = {
            rule["Name"].lower(): rule["Value"] for rule in one.get("Filter", {}).get("Key", {}).get("FilterRules", [])
        }
        created = any(event.startswith("s3:ObjectCreated") for event in one["Events"])
        if created and key.startswith(rules.get("prefix", "")) and key.endswith(rules.get("suffix", "")):
            return True
    return False


def _judge_keys(told):
    if not _listens(told, "guests/2027.csv"):
        return not_yet(
            "A new `guests/2027.csv` runs nothing.", "Look at `Events` and at the two rules.", "Repair them."
        )
    if _listens(told, "scores/2027.csv"):
        why = "The function writes there: it would start itself, again and again."
        return not_yet("A new `scores/2027.csv` runs the function too.", why, "Set the prefix to `guests/`.")
    outside = ("notes/a.csv", "guests-old/a.csv")
    for key, what in (*((key, "below `guests/`") for key in outside), ("guests/photo.jpg", "that ends in `.csv`")):
        if _listens(told, key):
            return not_yet(f"A new `{key}` runs the function too.", f"Only one {what} should.", "Mend the rules.")
    return _judge_events({event for one in told for event in one["Events"]})


def _judge_events(events):
    """Each way in which an object comes into a bucket runs the function, and nothing else does."""
    other = next((event for event in sorted(events) if not event.startswith("s3:ObjectCreated:")), None)
    if other:
        return not_yet(f"`{other}` runs the function too.", "Only a new list should.", "Take it out of `Events`.")
    missing = [way for way in ("Put", "Copy", "CompleteMultipartUpload") if f"s3:ObjectCreated:{way}" not in events]
    if "s3:ObjectCreated:*" not in events and missing:
        why = "Objects also come by copying, and large ones in parts."
        return not_yet(f"`{missing[0]}` does not run the function.", why, "`s3:ObjectCreated:*` means all ways.")
    return None


def _judge_role():
    session = functions.make_role_session(find("score").role, "score")
    return judge_scorer(session, "The function")


def _judge_source():
    """Whoever makes a bucket must not be able to run the function through S3."""
    arn = find("score").function_arn
    if not function_rules.may_invoke(arn, "bucket-of-a-stranger"):
        return None
    why = "The permission names no bucket, so any bucket whose owner names your function could run it."
    again = 'Take it back with `remove_permission(FunctionName="score", StatementId=...)`, and give `SourceArn`.'
    return not_yet("S3 may call the function for any bucket.", why, again)


@exercise("09")
def give_it_time():
    """The slow function has enough time, and not a quarter of an hour."""
    function = find("slow")
    if function is None:
        return not_yet("There is no function `slow`.", "", "Run the cell above that deploys it.")
    seconds = int(function.timeout)
    if seconds == 3:
        return not_attempted("Give `slow` more than the 3 seconds that come by default, then run this again.")
    if seconds <= LEAST:
        why = "It needs four, and a cold start or a slow network on top."
        return not_yet(f"It has {seconds} seconds.", why, "Leave it some room.")
    if seconds > MOST:
        why = "If what it waits for hangs, it waits that long, and you pay for it."
        return not_yet(f"It has {seconds} seconds.", why, f"Take {MOST} at most.")
    _, error = call("slow", {})
    if error is not None:
        return not_yet(f"It fails: `{error['errorMessage'][:100]}`.", "", "Look at its log with `functions.read_log`.")
    return correct(f"With {seconds} seconds it gets to its end.")


@exercise("09")
def break_the_loop():
    """The stamping function stamps a list once, and does not run for what it writes itself."""
    function = find("stamp")
    if function is None:
        return not_yet("There is no function `stamp`.", "", "Run the cell above that deploys it.")
    told = trial.client("s3").get_bucket_notification_configuration(Bucket="stamps")
    told = told.get("LambdaFunctionConfigurations", [])
    if not told:
        return not_yet("The bucket runs nothing any more.", "That ends the loop, and the stamps.", "Let it run again.")
    if functions.is_throttled(function):
        return not_yet("Nobody may run the function.", "That ends the loop, and the stamps.", UNTHROTTLE)
    written = find_target(function)
    if written is None:
        return not_yet("The function fails with a list below `lists/`.", "", "Look at `functions.read_log`.")
    if not _listens(told, "lists/b.csv"):
        return not_yet("A new `lists/b.csv` runs nothing.", "It should be stamped.", "Set the prefix to `lists/`.")
    if _listens(told, written):
        return _say_loop(written, _listens(told, "notes/b.csv"))
    if not written.startswith("stamped/"):
        return not_yet(f"It writes `{written}`.", "The stamped lists should go into `stamped/`.", "Change the code.")
    return correct(f"`lists/b.csv` becomes `{written}`, and that runs nothing.")


UNTHROTTLE = 'Take it back: `delete_function_concurrency(FunctionName="stamp")`.'


def find_target(function):
    """The key that the function writes for a list, tried out on a bucket of its own; None where it fails."""
    s3 = trial.client("s3")
    before = {one["Key"] for one in s3.list_objects_v2(Bucket="stamps").get("Contents", [])}
    told = s3.get_bucket_notification_configuration(Bucket="stamps")
    told.pop("ResponseMetadata")
    s3.put_bucket_notification_configuration(Bucket="stamps", NotificationConfiguration={})  # the trial starts nothing
    try:
        record = {"s3": {"bucket": {"name": "stamps"}, "object": {"key": "lists/check-of-the-loop.csv", "size": 1}}}
        s3.put_object(Bucket="stamps", Key="lists/check-of-the-loop.csv", Body=b"a")
        _, error = call(function.function_name, {"Records": [record]})
        after = {one["Key"] for one in s3.list_objects_v2(Bucket="stamps").get("Contents", [])}
        new = after - before - {"lists/check-of-the-loop.csv"}
        for key in after - before:
            s3.delete_object(Bucket="stamps", Key=key)
    finally:
        s3.put_bucket_notification_configuration(Bucket="stamps", NotificationConfiguration=told)
    return min(new).replace("check-of-the-loop", "b") if new and error is None else None


def _say_loop(written, everywhere):
    if written.startswith("lists/stamped-") and everywhere:
        return not_attempted("A stamped list still runs the function. Mend it, then run this again.")
    if written.startswith("lists/"):
        why = "The bucket runs the function for what lies there: it goes round."
        return not_yet(f"It writes `{written}`.", why, "Let it write into `stamped/`.")
    why = "The bucket runs the function for that too: it goes round."
    return not_yet(f"It writes `{written}`.", why, "Let the bucket run it for `lists/` alone.")
