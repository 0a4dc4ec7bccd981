"""The short ways to Lambda."""

import io
import json
import zipfile

import boto3
import people
import pytest
from people import allow, make_role, trust

from helpers import functions

CODE = "def handler(event, context):\n    print('seats', event.get('seats'))\n    return event['seats']\n"
COPY = (
    "import boto3\n"
    "def handler(event, context):\n"
    "    key = event['Records'][0]['s3']['object']['key']\n"
    "    boto3.client('s3').put_object(Bucket='guests', Key='out/' + key.split('/')[-1])\n"
)


@pytest.fixture(autouse=True)
def role(practice_account):
    people.empty_account()
    people.empty_functions()
    return make_role("page", trust({"Service": "lambda.amazonaws.com"}), allow(["logs:*", "s3:PutObject"]))


def invoke(name="page", **event):
    answer = boto3.client("lambda").invoke(FunctionName=name, Payload=json.dumps(event))
    return json.loads(answer["Payload"].read())


def test_a_package_holds_its_modules_and_is_the_same_every_time():
    packed = functions.pack(CODE, table="seats = 4")
    assert sorted(zipfile.ZipFile(io.BytesIO(packed)).namelist()) == ["app.py", "table.py"]
    assert packed == functions.pack(CODE, table="seats = 4")


def test_a_function_is_deployed_and_deployed_again(role):
    arn = functions.deploy("page", CODE, role)
    assert invoke(seats=2) == 2
    assert functions.deploy("page", CODE.replace("return event", "return 1 + event"), role, Timeout=9) == arn
    assert invoke(seats=2) == 3
    assert boto3.client("lambda").get_function_configuration(FunctionName="page")["Timeout"] == 9


def test_an_upload_runs_it_and_telling_it_twice_does_no_harm(role):
    s3 = people.put_bucket()
    functions.deploy("page", COPY, role)
    for _ in range(2):
        functions.run_on_upload("page", "guests", prefix="in/", suffix=".csv")
    for key in ("in/a.csv", "in/b.txt", "c.csv"):
        s3.put_object(Bucket="guests", Key=key, Body=b"1")
    keys = [one["Key"] for one in s3.list_objects_v2(Bucket="guests", Prefix="out/")["Contents"]]
    assert keys == ["out/a.csv"]


def test_the_log_is_what_the_function_printed_and_its_errors(role):
    functions.deploy("page", CODE, role, Timeout=1)
    assert functions.read_log("page") == []
    invoke(seats=2)
    invoke()
    lines = functions.read_log("page")
    assert lines[:3] == ["seats 2", "seats None", "[ERROR] KeyError: 'seats'"]
    functions.deploy("page", "import time\ndef handler(event, context):\n    time.sleep(5)\n", role, Timeout=1)
    invoke()
    assert functions.read_log("page")[-1] == "Task timed out after 1.00 seconds"


def test_starting_over_deletes_functions_and_logs(role, capsys):
    functions.deploy("page", CODE, role)
    invoke(seats=2)
    functions.start_over("page", "other")
    assert boto3.client("lambda").list_functions()["Functions"] == [] and functions.read_log("page") == []
    assert "page or other" in capsys.readouterr().out
