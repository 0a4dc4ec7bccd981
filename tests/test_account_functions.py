"""Lambda functions that run: what they get, what they may, how they fail, and what starts them."""

import base64
import json
import threading
import time
from pathlib import Path

import boto3
import people
import pytest
from botocore.exceptions import ClientError
from people import allow, make_role, make_user, refuse, trust

from helpers._account import account as accounts
from helpers._account import functions, trial, workers

BY_LAMBDA = trust({"Service": "lambda.amazonaws.com"})
LOGS = allow(["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], "arn:aws:logs:us-east-1:*:*")
ARN = f"arn:aws:lambda:us-east-1:{people.ACCOUNT}:function:page"
ECHO = "def handle(event, context):\n    return event\n"


@pytest.fixture(autouse=True)
def empty(practice_account):
    people.empty_account()
    people.empty_functions()


def make(code=ECHO, *statements, name="page", **more):
    """Return Lambda's client after making a function whose role has these statements and those for its log."""
    role = make_role(f"{name}-role", BY_LAMBDA, LOGS, *statements)
    client = boto3.client("lambda")
    wish = {"Runtime": "python3.13", "Handler": "main.handle", "Code": {"ZipFile": people.zip_code(code)}, "Role": role}
    client.create_function(FunctionName=name, **wish | more)
    return client


def invoke(client, event=None, name="page", **more):
    """Return (payload, FunctionError or None, the lines of the log's tail)."""
    answer = client.invoke(FunctionName=name, Payload=json.dumps(event or {}), LogType="Tail", **more)
    log = base64.b64decode(answer.get("LogResult", "")).decode()
    return json.loads(answer["Payload"].read() or "null"), answer.get("FunctionError"), log


def read_log(name="page"):
    found = boto3.client("logs").filter_log_events(logGroupName=f"/aws/lambda/{name}")["events"]
    return [event["message"] for event in found]


def listen(client, bucket="guests", name="page", prefix="in/", suffix="", permit=True):
    """Return nothing: a function runs for each new object below a prefix."""
    source = {"SourceArn": f"arn:aws:s3:::{bucket}", "SourceAccount": people.ACCOUNT}
    if permit:
        who = {"Action": "lambda:InvokeFunction", "Principal": "s3.amazonaws.com"}
        client.add_permission(FunctionName=name, StatementId="s3", **who, **source)
    rules = [{"Name": name, "Value": text} for name, text in (("prefix", prefix), ("suffix", suffix)) if text]
    one = {"LambdaFunctionArn": ARN.replace("page", name), "Events": ["s3:ObjectCreated:*"]}
    one["Filter"] = {"Key": {"FilterRules": rules}}
    wish = {"LambdaFunctionConfigurations": [one]}
    boto3.client("s3").put_bucket_notification_configuration(Bucket=bucket, NotificationConfiguration=wish)


# What a function gets, and what comes back


def test_a_function_gets_its_event_and_its_answer_comes_back():
    payload, error, log = invoke(make(), {"seats": 2})
    assert (payload, error) == ({"seats": 2}, None)
    assert log.startswith("START RequestId: ") and "REPORT RequestId: " in log and "Init Duration" in log


def test_the_context_tells_name_memory_and_the_time_that_is_left():
    code = (
        "def handle(event, context):\n"
        "    left = context.get_remaining_time_in_millis()\n"
        "    return [context.function_name, context.memory_limit_in_mb, 6000 < left <= 7000, context.aws_request_id]\n"
    )
    payload, _, log = invoke(make(code, Timeout=7, MemorySize=256))
    assert payload[:3] == ["page", "256", True] and f"START RequestId: {payload[3]}" in log


def test_environment_variables_are_its_own_and_none_of_the_notebook_s(monkeypatch):
    monkeypatch.setenv("SECRET_OF_THE_NOTEBOOK", "1")
    code = "import os\ndef handle(event, context):\n    return dict(os.environ)\n"
    seen, _, _ = invoke(make(code, Environment={"Variables": {"TABLE": "seats"}}))
    assert seen["TABLE"] == "seats" and "SECRET_OF_THE_NOTEBOOK" not in seen
    assert "AWS_PROFILE" not in seen and not seen["HOME"].startswith(f"{Path.home()}/")


def test_what_stands_outside_the_handler_runs_once_for_each_warm_process():
    code = "print('loading')\nruns = []\ndef handle(event, context):\n    runs.append(1)\n    return len(runs)\n"
    client = make(code)
    assert [invoke(client)[0] for _ in range(3)] == [1, 2, 3]
    assert sum("loading" in line for line in read_log()) == 1
    client.update_function_code(FunctionName="page", ZipFile=people.zip_code(code + "# new\n"))
    assert invoke(client)[0] == 1
    client.update_function_configuration(FunctionName="page", Timeout=5)
    assert invoke(client)[0] == 1


def test_a_dry_run_and_an_event_answer_without_a_payload():
    client = make("def handle(event, context):\n    print('ran')\n")
    assert client.invoke(FunctionName="page", InvocationType="DryRun")["StatusCode"] == 204
    assert client.invoke(FunctionName="page", InvocationType="Event")["StatusCode"] == 202
    assert sum(line == "ran\n" for line in read_log()) == 1


def test_a_function_can_be_named_by_its_arn_and_a_missing_one_is_not_found():
    assert invoke(make(), name=ARN)[1] is None
    code, message = refuse(boto3.client("lambda").invoke, FunctionName="nobody")
    assert code == "ResourceNotFoundException" and message.endswith("function:nobody")


# How it fails


def test_an_exception_comes_back_as_aws_words_it():
    code = (
        "def seat(name):\n    raise ValueError(f'no seat for {name}')\ndef handle(event, context):\n    seat('Ash')\n"
    )
    payload, error, log = invoke(make(code))
    assert error == "Unhandled" and payload["errorType"] == "ValueError"
    assert payload["errorMessage"] == "no seat for Ash"
    assert payload["stackTrace"][0].startswith('  File "/var/task/main.py", line 4, in handle')
    assert "[ERROR] ValueError: no seat for Ash\nTraceback" in log


@pytest.mark.parametrize(
    "code, handler, kind, words",
    [
        ("import nothing_like_it\n" + ECHO, "main.handle", "Runtime.ImportModuleError", "No module named"),
        ("def handle(:\n", "main.handle", "Runtime.UserCodeSyntaxError", "Syntax error in module 'main'"),
        (ECHO, "main.handler", "Runtime.HandlerNotFound", "Handler 'handler' missing on module 'main'"),
        (ECHO, "app.handle", "Runtime.ImportModuleError", "Unable to import module 'app': No module named 'app'"),
        (ECHO, "handle", "Runtime.MalformedHandlerName", "Bad handler 'handle'"),
        ("def handle(e, c):\n    return {1}\n", "main.handle", "Runtime.MarshalError", "not JSON serializable"),
        ("import os\ndef handle(e, c):\n    os._exit(3)\n", "main.handle", "Runtime.ExitError", "exit status 3"),
    ],
)
def test_what_goes_wrong_has_the_name_that_aws_gives_it(code, handler, kind, words):
    payload, error, _ = invoke(make(code, Handler=handler))
    assert error == "Unhandled" and payload["errorType"] == kind and words in payload["errorMessage"]


def test_a_function_that_takes_too_long_is_ended():
    client = make("def handle(event, context):\n    while True: pass\n", Timeout=1)
    start = time.monotonic()
    payload, error, log = invoke(client)
    assert time.monotonic() - start < 5 and error == "Unhandled"
    assert payload["errorType"] == "Sandbox.Timedout" and "Task timed out after 1.00 seconds" in payload["errorMessage"]
    assert "Status: timeout" in log


def test_what_a_function_started_ends_with_it():
    code = "import subprocess\ndef handle(e, c):\n    subprocess.run(['sleep', '30'])\n"
    start = time.monotonic()
    assert invoke(make(code, Timeout=1))[0]["errorType"] == "Sandbox.Timedout"
    assert time.monotonic() - start < 5


def test_a_function_that_needs_too_much_memory_is_killed():
    code = "def handle(event, context):\n    data = bytearray(400 * 2**20)\n    return len(data)\n"
    client = make(code)
    payload, error, log = invoke(client)
    assert (error, payload["errorType"]) == ("Unhandled", "Runtime.OutOfMemory")
    assert "signal: killed" in payload["errorMessage"] and "Max Memory Used: 128 MB" in log
    client.update_function_configuration(FunctionName="page", MemorySize=1024)
    assert invoke(client)[:2] == (400 * 2**20, None)


def test_interrupting_the_notebook_ends_the_function(monkeypatch):
    client = make("import time\ndef handle(event, context):\n    time.sleep(30)\n", Timeout=30)
    looked = []

    def interrupt(worker, until, memory):
        looked.append(worker)
        if len(looked) > 60:
            raise KeyboardInterrupt

    monkeypatch.setattr(workers.Worker, "_watch", interrupt)
    with pytest.raises(KeyboardInterrupt):
        invoke(client)
    assert looked[-1].process.poll() is not None


@pytest.mark.parametrize("wish", [{"Timeout": 901}, {"Timeout": 0}, {"MemorySize": 64}, {"MemorySize": 10241}])
def test_settings_beyond_the_limits_are_refused(wish):
    with pytest.raises((ClientError, Exception), match="alid"):
        make(**wish)


# What it may


def test_each_call_is_decided_as_the_role():
    code = (
        "import boto3\n"
        "def handle(event, context):\n"
        "    boto3.client('s3').get_object(Bucket='guests', Key=event['key'])\n"
        "    return boto3.client('sts').get_caller_identity()['Arn']\n"
    )
    people.put_bucket(a_csv=b"1", b_csv=b"2")
    client = make(code, allow("s3:GetObject", "arn:aws:s3:::guests/a.csv"))
    assert invoke(client, {"key": "a.csv"})[0] == f"arn:aws:sts::{people.ACCOUNT}:assumed-role/page-role/page"
    payload, _, _ = invoke(client, {"key": "b.csv"})
    assert payload["errorType"] in ("AccessDenied", "ClientError") and "assumed-role/page-role/page" in str(payload)


def test_without_permissions_for_logs_a_function_runs_and_leaves_no_log():
    role = make_role("silent", BY_LAMBDA)
    client = make(name="page")
    client.update_function_configuration(FunctionName="page", Role=role)
    payload, error, tail = invoke(client, {"a": 1})
    assert (payload, error) == ({"a": 1}, None) and "START" in tail
    assert boto3.client("logs").describe_log_groups()["logGroups"] == []


def test_a_role_that_lambda_may_not_take_is_refused():
    role = make_role("door", trust({"AWS": people.ROOT}))
    wish = {"Runtime": "python3.13", "Handler": "main.handle", "Code": {"ZipFile": people.zip_code()}, "Role": role}
    code, message = refuse(boto3.client("lambda").create_function, FunctionName="page", **wish)
    assert code == "InvalidParameterValueException" and "cannot be assumed by Lambda" in message


def test_who_makes_a_function_must_be_allowed_to_pass_its_role():
    role = make_role("page-role", BY_LAMBDA)
    blue = make_user("blue", allow("lambda:*")).client("lambda")
    wish = {"Runtime": "python3.13", "Handler": "main.handle", "Code": {"ZipFile": people.zip_code()}, "Role": role}
    assert "iam:PassRole" in refuse(blue.create_function, FunctionName="page", **wish)[1]


def test_a_function_s_own_policy_lets_somebody_run_it():
    client = make()
    make_user("blue")
    assert not trial.may("blue", "lambda.invoke", FunctionName="page").allowed
    more = {"Action": "lambda:InvokeFunction", "Principal": people.user_arn("blue")}
    client.add_permission(FunctionName="page", StatementId="blue", **more)
    assert trial.may("blue", "lambda.invoke", FunctionName="page").allowed
    assert not trial.may("blue", "lambda.get_function", FunctionName="page").allowed


def test_a_trial_runs_nothing():
    make("def handle(event, context):\n    print('ran')\n")
    make_user("blue", allow("lambda:InvokeFunction", ARN))
    assert trial.may("blue", "lambda.invoke", FunctionName="page").allowed
    assert boto3.client("logs").describe_log_groups()["logGroups"] == []


# Packages


def test_what_aws_does_not_bring_cannot_be_imported_until_a_layer_brings_it():
    client = make("import numpy\ndef handle(event, context):\n    return int(numpy.arange(4).sum())\n", MemorySize=512)
    payload, _, _ = invoke(client)
    assert payload["errorMessage"] == "Unable to import module 'main': No module named 'numpy'"
    layer = "arn:aws:lambda:us-east-1:336392948345:layer:AWSSDKPandas-Python313:11"
    client.update_function_configuration(FunctionName="page", Layers=[layer])
    assert invoke(client)[:2] == (6, None)
    assert client.get_function_configuration(FunctionName="page")["Layers"][0]["Arn"] == layer


def test_a_module_in_the_package_can_be_imported():
    code = people.zip_code("import table\ndef handle(e, c):\n    return table.seats\n", table="seats = 4\n")
    assert invoke(make(Code={"ZipFile": code}))[0] == 4


# What an upload starts

COPY = (
    "import boto3\nfrom urllib.parse import unquote_plus\n"
    "def handle(event, context):\n"
    "    for record in event['Records']:\n"
    "        bucket, key = record['s3']['bucket']['name'], unquote_plus(record['s3']['object']['key'])\n"
    "        name = key.rpartition('/')[2]\n"
    "        print(record['eventName'], record['s3']['object']['key'], record['s3']['object']['size'])\n"
    "        boto3.client('s3').put_object(Bucket=bucket, Key=TARGET + name, Body=b'done')\n"
)
PUT = allow("s3:PutObject", "arn:aws:s3:::guests/*")


def list_keys():
    return [one["Key"] for one in boto3.client("s3").list_objects_v2(Bucket="guests").get("Contents", [])]


def test_an_upload_starts_the_function_that_listens():
    s3 = people.put_bucket()
    listen(make(COPY.replace("TARGET", "'out/'"), PUT), suffix=".csv")
    for key in ("in/a list.csv", "in/menu.txt", "b.csv"):
        s3.put_object(Bucket="guests", Key=key, Body=b"12345")
    assert list_keys() == ["b.csv", "in/a list.csv", "in/menu.txt", "out/a list.csv"]
    assert "ObjectCreated:Put in/a+list.csv 5\n" in read_log()


def test_an_upload_of_the_aws_command_and_a_copy_start_it_too(tmp_path):
    s3 = people.put_bucket()
    listen(make(COPY.replace("TARGET", "'out/'"), PUT))
    (tmp_path / "a.csv").write_text("1")
    status, _, said = people.run_aws(boto3.Session(), "s3", "cp", str(tmp_path / "a.csv"), "s3://guests/in/a.csv")
    assert status == 0, said
    s3.copy_object(Bucket="guests", Key="in/b.csv", CopySource="guests/in/a.csv")
    assert {"out/a.csv", "out/b.csv"} <= set(list_keys())


def test_a_bucket_may_not_name_a_function_that_does_not_let_s3_run_it():
    people.put_bucket()
    client = make()
    with pytest.raises(ClientError, match="Unable to validate the following destination"):
        listen(client, permit=False)
    client.add_permission(
        FunctionName="page",
        StatementId="other",
        Action="lambda:InvokeFunction",
        Principal="s3.amazonaws.com",
        SourceArn="arn:aws:s3:::another-bucket",
    )
    with pytest.raises(ClientError, match="Unable to validate"):
        listen(client, permit=False)


def test_a_permission_has_a_name_of_its_own():
    people.put_bucket()
    client = make()
    listen(client)
    again = {"Action": "lambda:InvokeFunction", "Principal": "s3.amazonaws.com", "SourceArn": "arn:aws:s3:::menu"}
    code, message = refuse(client.add_permission, FunctionName="page", StatementId="s3", **again)
    assert code == "ResourceConflictException" and "(s3) provided already exists" in message


def test_two_rules_for_the_same_objects_are_refused():
    s3 = people.put_bucket()
    client = make()
    listen(client)
    one = {"LambdaFunctionArn": ARN, "Events": ["s3:ObjectCreated:*"]}
    two = {"LambdaFunctionArn": ARN, "Events": ["s3:ObjectCreated:Put"]}
    wish = {"LambdaFunctionConfigurations": [one, two]}
    put = s3.put_bucket_notification_configuration
    assert "overlapping" in refuse(put, Bucket="guests", NotificationConfiguration=wish)[1]


def test_a_failed_event_is_tried_three_times_with_the_same_request_id():
    s3 = people.put_bucket()
    listen(make("def handle(event, context):\n    raise RuntimeError('again')\n"))
    s3.put_object(Bucket="guests", Key="in/a.csv", Body=b"1")
    starts = [line for line in read_log() if line.startswith("START")]
    assert len(starts) == 3 and len(set(starts)) == 1


def test_a_function_that_writes_where_it_listens_is_stopped_after_sixteen_rounds():
    s3 = people.put_bucket()
    listen(make(COPY.replace("TARGET", "'in/again-'"), PUT))
    s3.put_object(Bucket="guests", Key="in/a.csv", Body=b"1")
    assert sum(line.startswith("START") for line in read_log()) == 16
    assert len(list_keys()) == 17


def test_reserved_concurrency_of_zero_stops_a_function():
    s3 = people.put_bucket()
    client = make(COPY.replace("TARGET", "'in/again-'"), PUT)
    listen(client)
    client.put_function_concurrency(FunctionName="page", ReservedConcurrentExecutions=0)
    s3.put_object(Bucket="guests", Key="in/a.csv", Body=b"1")
    assert list_keys() == ["in/a.csv"]


def test_many_uploads_at_once_all_arrive():
    s3 = people.put_bucket()
    listen(make(COPY.replace("TARGET", "'out/'"), PUT))
    put = [threading.Thread(target=s3.put_object, kwargs={"Bucket": "guests", "Key": f"in/{n}"}) for n in range(6)]
    for thread in put:
        thread.start()
    for thread in put:
        thread.join()
    accounts.get_running().functions.work_off()
    assert sum(key.startswith("out/") for key in list_keys()) == 6


def test_deleting_an_object_starts_nothing_that_listens_for_new_ones():
    s3 = people.put_bucket()
    client = make("def handle(event, context):\n    print('ran')\n")
    listen(client)
    s3.delete_object(Bucket="guests", Key="in/a.csv")
    assert boto3.client("logs").describe_log_groups()["logGroups"] == []


# The end


def test_no_process_is_left_when_the_account_ends():
    client = make()
    invoke(client)
    held = accounts.get_running().functions
    processes = [sandbox.worker.process for sandbox in held.warm]
    assert processes and all(process.poll() is None for process in processes)
    with people.new_account():
        assert all(process.poll() is not None for process in processes)


def test_few_idle_processes_are_kept():
    make()
    for number in range(functions.MOST_WARM + 2):
        invoke(make(name=f"page-{number}"), name=f"page-{number}")
    assert len(accounts.get_running().functions.warm) == functions.MOST_WARM


def test_a_deleted_function_leaves_no_process_and_the_next_of_its_name_loads_its_code_again():
    code = people.zip_code("runs = []\ndef handle(event, context):\n    runs.append(1)\n    return len(runs)\n")
    client = make(name="other")
    invoke(client, name="other")
    role = make_role("page-role", BY_LAMBDA, LOGS)
    page = {"FunctionName": "page", "Runtime": "python3.13", "Handler": "main.handle", "Role": role}
    client.create_function(**page, Code={"ZipFile": code})
    assert [invoke(client)[0] for _ in range(2)] == [1, 2]
    held = accounts.get_running().functions
    other, process = (sandbox.worker.process for sandbox in held.warm)
    client.delete_function(FunctionName="page")
    assert process.poll() is not None and other.poll() is None
    client.create_function(**page, Code={"ZipFile": code})
    assert invoke(client)[0] == 1


def test_a_function_that_deletes_itself_is_not_kept_warm():
    code = (
        "import boto3\ndef handle(event, context):\n    boto3.client('lambda').delete_function(FunctionName='page')\n"
    )
    invoke(make(code, allow("lambda:DeleteFunction", ARN)))
    assert accounts.get_running().functions.warm == []
