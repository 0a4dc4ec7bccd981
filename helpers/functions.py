"""Lambda functions in few words: thin functions on boto3's Lambda, S3 and CloudWatch Logs clients.

Lessons show the raw calls first. `start_over` is for practice only.
"""

import io
import re
import zipfile

import boto3

MODULE = "app"
DEFAULTS = {"Runtime": "python3.13", "Handler": f"{MODULE}.handler"}
FRAME = ("START ", "END ", "REPORT ")  # lines of the log that Lambda writes itself


def pack(code, **modules):
    """The bytes of a ZIP file with `code` as app.py, and with other modules by their names."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in {MODULE: code, **modules}.items():
            archive.writestr(zipfile.ZipInfo(f"{name}.py"), text)  # without the time: the same code, the same bytes
    return packed.getvalue()


def deploy(name, code, role, session=None, **settings):
    """The ARN of a function with this code (text; its entry is `handler`), this role (an ARN) and these settings.

    Makes the function, or gives the one of that name the new code and settings: `Timeout`, `MemorySize`, `Layers`, ...
    """
    client = (session or boto3).client("lambda")
    try:
        made = client.create_function(
            FunctionName=name, Code={"ZipFile": pack(code)}, Role=role, **{**DEFAULTS, **settings}
        )
    except client.exceptions.ResourceConflictException:
        client.update_function_code(FunctionName=name, ZipFile=pack(code))
        client.get_waiter("function_updated_v2").wait(FunctionName=name)
        made = client.update_function_configuration(FunctionName=name, Role=role, **{**DEFAULTS, **settings})
    client.get_waiter("function_active_v2").wait(FunctionName=name)
    return made["FunctionArn"]


def run_on_upload(name, bucket, prefix="", suffix="", session=None):
    """None. Each new object of a bucket below a prefix, and with that ending, runs the function.

    Two steps: the function lets S3 run it for this bucket, and the bucket is told. Replaces all notifications that the
    bucket had.
    """
    session = session or boto3
    client, account = session.client("lambda"), session.client("sts").get_caller_identity()["Account"]
    arn = client.get_function(FunctionName=name)["Configuration"]["FunctionArn"]
    try:
        client.add_permission(
            FunctionName=name,
            StatementId=f"s3-{bucket}".replace(".", "-"),
            Action="lambda:InvokeFunction",
            Principal="s3.amazonaws.com",
            SourceArn=f"arn:aws:s3:::{bucket}",
            SourceAccount=account,
        )
    except client.exceptions.ResourceConflictException:
        pass  # it was there already
    rules = [{"Name": kind, "Value": text} for kind, text in (("prefix", prefix), ("suffix", suffix)) if text]
    listen = {"LambdaFunctionArn": arn, "Events": ["s3:ObjectCreated:*"]}
    listen |= {"Filter": {"Key": {"FilterRules": rules}}} if rules else {}
    session.client("s3").put_bucket_notification_configuration(
        Bucket=bucket, NotificationConfiguration={"LambdaFunctionConfigurations": [listen]}
    )


def read_log(name, session=None):
    """What a function printed, and how it failed: lines of text, oldest first, without times and request ids.

    Left out are the lines that Lambda writes itself (START, END, REPORT). [] where there is no log.
    """
    client = (session or boto3).client("logs")
    pages = client.get_paginator("filter_log_events").paginate(logGroupName=f"/aws/lambda/{name}")
    try:
        messages = [event["message"].rstrip("\n") for page in pages for event in page["events"]]
    except client.exceptions.ResourceNotFoundException:
        return []
    lines = [line for text in messages if not text.startswith(FRAME) for line in text.splitlines()]
    return [re.sub(r"^(RequestId: )?[0-9a-f-]{36} (Error: )?", "", line) for line in lines]


def start_over(*names):
    """None. Deletes these functions with their logs, and says so. For practice: as root, whoever is signed in."""
    from helpers._account import trial

    client, logs = trial.client("lambda"), trial.client("logs")
    for name in names:
        for forget, arguments in (
            (client.delete_function, {"FunctionName": name}),
            (logs.delete_log_group, {"logGroupName": f"/aws/lambda/{name}"}),
        ):
            try:
                forget(**arguments)
            except (client.exceptions.ResourceNotFoundException, logs.exceptions.ResourceNotFoundException):
                continue
    print(f"Starting over: no function {' or '.join(names)} is there.")
