"""Starting, stopping and signing in. The learner's own AWS settings are not touched; nothing leaves the machine."""

import http.server
import json
import os
import re
import stat
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import boto3
import pytest
from botocore.exceptions import ClientError
from moto.core.base_backend import BackendDict
from outside import Watched, nothing_changes

from helpers import sandbox
from helpers._account import local

# What a machine that is used for real work may have set.
REAL_SETTINGS = {
    "AWS_ACCESS_KEY_ID": "AKIAREALREALREALREAL",
    "AWS_SECRET_ACCESS_KEY": "real/real+realrealrealrealrealrealrealre",
    "AWS_SESSION_TOKEN": "IQoJreal",
    "AWS_SECURITY_TOKEN": "IQoJreal",
    "AWS_PROFILE": "work",
    "AWS_DEFAULT_PROFILE": "work",
    "AWS_REGION": "eu-west-3",
    "AWS_DEFAULT_REGION": "eu-west-3",
    "AWS_ENDPOINT_URL": "https://real.example.com",
    "AWS_ENDPOINT_URL_S3": "https://s3.real.example.com",
    "AWS_ENDPOINT_URL_STS": "https://sts.real.example.com",
    "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true",
    "AWS_CA_BUNDLE": "/nowhere/ca.pem",
    "AWS_USE_FIPS_ENDPOINT": "true",
    "AWS_DEFAULT_OUTPUT": "yaml-stream",
    "AWS_PAGER": "false",
    "AWS_ROLE_ARN": "arn:aws:iam::999999999999:role/real",
    "AWS_WEB_IDENTITY_TOKEN_FILE": "/nowhere/token",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://169.254.170.23/v1/credentials",
    "AWS_CLI_FILE_ENCODING": "no-such-encoding",
    "aws_lower_case": "kept as it is",
    "BOTO_CONFIG": "/nowhere/boto.cfg",
    "HTTP_PROXY": "http://192.0.2.9:3128",
    "http_proxy": "http://192.0.2.9:3128",
    "HTTPS_PROXY": "http://192.0.2.9:3128",
    "ALL_PROXY": "http://192.0.2.9:3128",
    "NO_PROXY": "intranet.example.com",
}
TRAP = "[{profile}]\nregion = eu-west-3\nendpoint_url = https://real.example.com\ncredential_process = /bin/false\n"


def list_accounts(base):
    """The folders of accounts in the base folder; the script for terminals beside them stays."""
    return list(base.glob("[0-9]*-*"))


@pytest.fixture
def watched(tmp_path):
    return Watched(tmp_path)


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    """The folder of this user's accounts is an empty one for the length of a test."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path / f"aws-essentials-{os.getuid()}"


@pytest.fixture
def stopped(monkeypatch):
    """No account is running, before and after the test."""
    sandbox._stop_quietly()
    yield
    sandbox._stop_quietly()


def make_user(name, keys=1):
    iam = boto3.client("iam")
    iam.create_user(UserName=name)
    return [iam.create_access_key(UserName=name)["AccessKey"] for _ in range(keys)]


def who_am_i(client=None):
    return (client or boto3.client("sts")).get_caller_identity()["Arn"]


def list_buckets():
    return [bucket["Name"] for bucket in boto3.client("s3").list_buckets()["Buckets"]]


def read_line(capsys):
    """The one line that was printed."""
    text = capsys.readouterr().out
    assert text.count("\n") == 1 and text.endswith("\n"), text
    return text


# Starting and stopping


def test_start_says_in_one_line_which_account_is_ready(stopped, capsys):
    sandbox.start()
    line = "The practice account is ready: account 123456789012, Region us-east-1, signed in as root.\n"
    assert read_line(capsys) == line
    assert who_am_i() == "arn:aws:iam::123456789012:root"


def test_a_second_start_says_so_and_keeps_the_account(account, capsys):
    boto3.client("s3").create_bucket(Bucket="guests")
    with nothing_changes(account):
        sandbox.start()
    assert "already running, signed in as root" in read_line(capsys)
    assert list_buckets() == ["guests"]


def test_a_second_stop_says_that_nothing_is_running(stopped, capsys):
    sandbox.start()
    boto3.client("s3").create_bucket(Bucket="guests")
    capsys.readouterr()
    sandbox.stop()
    assert "closed" in read_line(capsys)
    assert BackendDict._instances == []  # nothing is kept in memory
    sandbox.stop()
    assert read_line(capsys) == "No practice account is running.\n"


def test_a_start_after_a_stop_gives_a_new_account_and_one_line(stopped, capsys):
    sandbox.start()
    boto3.client("s3").create_bucket(Bucket="guests")
    sandbox.stop()
    capsys.readouterr()
    sandbox.start()
    assert "ready" in read_line(capsys)
    assert list_buckets() == []


def test_the_same_cells_give_the_same_ids_and_other_secrets_after_a_restart(stopped):
    seen = []
    for _ in range(2):
        sandbox.start()
        root = boto3.Session().get_credentials()
        key = make_user("blue")[0]
        device = boto3.client("iam").create_virtual_mfa_device(VirtualMFADeviceName="phone")["VirtualMFADevice"]
        session = boto3.client("sts").get_session_token()["Credentials"]
        ids = [root.access_key, key["AccessKeyId"], device["SerialNumber"], session["AccessKeyId"]]
        secrets = [root.secret_key, key["SecretAccessKey"], device["Base32StringSeed"], session["SecretAccessKey"]]
        seen.append((ids, [*secrets, root.token, session["SessionToken"]]))
        sandbox.stop()
    (ids, secrets), (same_ids, other_secrets) = seen
    assert ids == same_ids
    assert not set(map(str, secrets)) & set(map(str, other_secrets))


def test_a_kernel_that_crashed_leaves_a_folder_that_the_next_start_clears(watched):
    watched.run("import os; from helpers import sandbox; sandbox.start(); os._exit(0)")
    (left,) = list_accounts(watched.accounts)
    code = (
        "import os; from helpers import sandbox; sandbox.start(); print(os.listdir(input()), flush=True); os._exit(0)"
    )
    printed, _ = watched.open(code).communicate(f"{watched.accounts}\n")
    assert "ready" in printed and printed.count("\n") == 2
    assert left.name not in printed and left.name.partition("-")[0].isdigit()


def test_a_kernel_that_ends_without_stop_leaves_nothing_behind(watched):
    watched.run("from helpers import sandbox; sandbox.start()")
    assert list_accounts(watched.accounts) == []


def test_two_kernels_side_by_side_have_an_account_each(watched):
    code = """
import boto3, json, subprocess
from helpers import sandbox
sandbox.start()
boto3.client("s3").create_bucket(Bucket=input())
user = boto3.client("iam").create_user(UserName="blue")["User"]["UserId"]
print("made", flush=True)
input()
listed = [bucket["Name"] for bucket in boto3.client("s3").list_buckets()["Buckets"]]
by_aws = json.loads(subprocess.run(["aws", "s3api", "list-buckets"], capture_output=True, check=True).stdout)
print(json.dumps([listed, [bucket["Name"] for bucket in by_aws["Buckets"]], user]))
"""
    kernels = [watched.open(code), watched.open(code)]
    for number, kernel in enumerate(kernels):
        print(f"guests-{number}", file=kernel.stdin, flush=True)
    for kernel in kernels:
        assert "ready" in kernel.stdout.readline()
        assert kernel.stdout.readline() == "made\n"
    assert len(list_accounts(watched.accounts)) == 2
    seen = [json.loads(kernel.communicate("go\n", timeout=60)[0]) for kernel in kernels]
    assert [one[:2] for one in seen] == [[["guests-0"], ["guests-0"]], [["guests-1"], ["guests-1"]]]
    assert seen[0][2] == seen[1][2]  # same cells, same ids


def test_only_this_user_may_read_the_folder_and_the_keys_in_it(stopped, own_folder):
    sandbox.start()
    make_user("blue")
    sandbox.sign_in("blue")
    paths = [own_folder, *own_folder.rglob("*")]
    assert {path.name for path in paths} >= {"config", "credentials", "environment.json", "aws"}
    assert [path for path in paths if stat.S_IMODE(path.stat().st_mode) & 0o077] == []
    sandbox.stop()
    assert list_accounts(own_folder) == []


def test_a_folder_that_somebody_else_prepared_is_not_used(stopped, own_folder):
    own_folder.mkdir()
    own_folder.chmod(0o777)
    sandbox.start()
    assert not Path(os.environ["AWS_CONFIG_FILE"]).is_relative_to(own_folder)
    assert who_am_i().endswith(":root")


# The learner's own settings


@pytest.mark.parametrize("meddle", [False, True], ids=["left alone", "changed meanwhile"])
def test_stop_puts_every_variable_back(stopped, monkeypatch, meddle):
    for name, value in REAL_SETTINGS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("no_proxy", raising=False)
    before = dict(os.environb)
    sandbox.start()
    assert [
        name for name, value in REAL_SETTINGS.items() if os.environ.get(name) == value and "PROXY" not in name.upper()
    ] == []
    if meddle:
        monkeypatch.setitem(os.environ, "AWS_PROFILE", "other")
        os.environ.update({"AWS_ACCESS_KEY_ID": "AKIAOTHER", "AWS_NEW": "new", "PATH": "/other", "NO_PROXY": ""})
        del os.environ["AWS_CONFIG_FILE"], os.environ["no_proxy"]
    sandbox.stop()
    assert dict(os.environb) == before


def test_stop_leaves_no_variable_where_there_was_none(stopped, monkeypatch):
    for name in [name for name in os.environ if name.startswith("AWS_")] + ["PATH", "NO_PROXY", "no_proxy"]:
        monkeypatch.delenv(name, raising=False)
    before = dict(os.environb)
    sandbox.start()
    assert "PATH" in os.environ
    sandbox.stop()
    assert dict(os.environb) == before


def test_the_progress_file_of_the_course_stays_where_it_is(stopped, monkeypatch):
    monkeypatch.setenv("AWS_ESSENTIALS_PROGRESS", "/somewhere/progress.json")
    sandbox.start()
    assert os.environ["AWS_ESSENTIALS_PROGRESS"] == "/somewhere/progress.json"


def fill_home(home):
    """Files of somebody with real accounts, each of which would break or change an answer, or tell who read it."""
    folder = home / ".aws"
    files = {
        "config": TRAP.format(profile="default") + TRAP.format(profile="profile work") + TRAP.format(profile="root"),
        "credentials": "[default]\naws_access_key_id = AKIAREAL\naws_secret_access_key = real\n",
        "models/s3/2099-01-01/service-2.json": "{}",
        "models/s3/2006-03-01/service-2.json": "{}",
        "models/sts/2011-06-15/service-2.json": "not JSON",
        "models/endpoints.json": "not JSON",
        "models/partitions.json": "not JSON",
        "cli/alias": "[toplevel]\nsts = !echo hijacked\ns3api = !echo hijacked\n",
        "cli/cache/0123.json": "{}",
        "sso/cache/0123.json": '{"accessToken": "real"}',
        "boto/cache/0123.json": "{}",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    (home / ".boto").write_text("[Credentials]\naws_access_key_id = AKIAREAL\n")


def describe_files(folder):
    return {path: (path.stat().st_mtime_ns, path.is_file() and path.read_bytes()) for path in folder.rglob("*")}


WORK_A_LITTLE = """
import boto3, json, subprocess
from helpers import sandbox
sandbox.start()
boto3.client("s3").create_bucket(Bucket="guests")
boto3.client("s3").put_object(Bucket="guests", Key="a.csv", Body=b"name")
boto3.resource("dynamodb").meta.client.list_tables()
boto3.Session(profile_name="root").client("sts").get_caller_identity()
boto3.client("iam").create_user(UserName="blue")
boto3.client("iam").create_access_key(UserName="blue")
sandbox.sign_in("blue")
run = lambda *command: subprocess.run(["aws", *command], capture_output=True, text=True)
seen = [boto3.client("sts").get_caller_identity()["Arn"], run("sts", "get-caller-identity", "--query", "Arn")]
sandbox.sign_in_as_root()
seen += [run("s3", "ls", "s3://guests"), run("configure", "set", "output", "text"), run("s3api", "list-buckets")]
run("configure", "set", "cli_history", "enabled")
run("s3", "ls")
sandbox.stop()
print(json.dumps([one if isinstance(one, str) else one.stdout + one.stderr for one in seen]))
"""


def test_with_real_settings_all_around_the_practice_account_answers_and_nothing_of_them_is_touched(watched):
    fill_home(watched.home)
    before = describe_files(watched.home)
    lines = watched.run(WORK_A_LITTLE, **REAL_SETTINGS).stdout.splitlines()
    kernel, command, listing, _, buckets = json.loads(lines[-1])
    assert kernel == "arn:aws:iam::123456789012:user/blue"
    assert json.loads(command) == kernel
    assert listing.endswith(" a.csv\n")
    assert "guests" in buckets
    assert watched.read_log() == []
    assert describe_files(watched.home) == before


def test_the_watchman_would_have_seen_a_call_that_leaves_and_a_file_that_is_read(watched):
    fill_home(watched.home)
    code = """
import boto3, socket
try: boto3.client("s3")
except Exception as error: print(error)
for address in ("192.0.2.1", 443), ("example.com", 443):
    try: socket.create_connection(address)
    except OSError as error: print(error)
"""
    watched.run(code, AWS_EC2_METADATA_DISABLED="true", AWS_MAX_ATTEMPTS="1")
    text = "\n".join(watched.read_log())
    assert "/.aws/models" in text and "look up 192.0.2.1" in text and "look up example.com" in text
    assert watched.run_command(["aws", "sts", "get-caller-identity"]).stdout.startswith("hijacked")
    assert "/.aws/cli/alias" in "\n".join(watched.read_log())


class Recorder(http.server.BaseHTTPRequestHandler):
    """Stands for AWS: counts who comes."""

    seen: list = []  # noqa: RUF012 (one list for the one test)

    def do_POST(self):
        self.seen.append(self.path)
        self.send_response(403)
        self.end_headers()
        self.wfile.write(b"<ErrorResponse><Error><Code>Outside</Code></Error></ErrorResponse>")

    def log_message(self, *parts):
        pass


def test_clients_from_before_the_start_stay_in_the_process_and_work_again_after_the_stop(stopped):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Recorder)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    old = boto3.client(
        "sts",
        region_name="us-east-1",
        aws_access_key_id="AKIAREAL",
        aws_secret_access_key="real",
        endpoint_url=f"http://127.0.0.1:{server.server_address[1]}",
    )

    def ask():
        with pytest.raises(ClientError) as refused:
            old.get_caller_identity()
        return refused.value.response["Error"]["Code"]

    assert ask() == "Outside"
    sandbox.start()
    assert ask() == "InvalidClientTokenId"
    assert len(Recorder.seen) == 1
    sandbox.stop()
    assert ask() == "Outside"
    server.shutdown()
    server.server_close()


# Signing in


def test_signing_in_switches_new_clients_and_aws_and_leaves_old_clients_as_they_are(account, capsys):
    make_user("blue")
    as_root = boto3.client("sts")
    sandbox.sign_in("blue")
    assert read_line(capsys) == "Signed in as blue (arn:aws:iam::123456789012:user/blue).\n"
    as_blue = boto3.client("sts")
    command = ["aws", "sts", "get-caller-identity", "--query", "Arn", "--output", "text"]
    assert subprocess.run(command, capture_output=True, text=True).stdout == who_am_i(as_blue) + "\n"
    assert who_am_i(as_blue) == "arn:aws:iam::123456789012:user/blue"
    sandbox.sign_in_as_root()
    assert read_line(capsys) == "Signed in as root (arn:aws:iam::123456789012:root).\n"
    assert who_am_i() == who_am_i(as_root) == "arn:aws:iam::123456789012:root"
    assert who_am_i(as_blue).endswith("user/blue")
    assert sandbox.get_user() == "root"


def test_each_user_who_signed_in_has_a_profile(account):
    make_user("blue")
    make_user("orange")
    sandbox.sign_in("blue")
    sandbox.sign_in("orange")
    seen = {name: who_am_i(boto3.Session(profile_name=name).client("sts")) for name in ("root", "blue", "orange")}
    assert {name: arn.rpartition(":")[2] for name, arn in seen.items()} == {
        "root": "root",
        "blue": "user/blue",
        "orange": "user/orange",
    }


def test_who_logs_in_needs_no_access_key_and_may_do_what_policies_allow(account, capsys):
    make_user("blue", keys=0)
    sandbox.log_in("blue")
    assert read_line(capsys) == "Logged in as blue (arn:aws:iam::123456789012:user/blue), without an access key.\n"
    assert who_am_i() == "arn:aws:iam::123456789012:user/blue" and sandbox.get_user() == "blue"
    with pytest.raises(ClientError, match="not authorized to perform: iam:ListUsers"):
        boto3.client("iam").list_users()
    boto3.Session(profile_name="root").client("iam").attach_user_policy(
        UserName="blue", PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess"
    )
    iam = boto3.client("iam")
    assert iam.list_access_keys(UserName="blue")["AccessKeyMetadata"] == []
    sandbox.expire_sessions()
    with pytest.raises(ClientError, match="ExpiredToken"):
        iam.list_users()


def test_who_logs_in_where_nobody_is_called_so_is_told_who_there_is(account):
    with pytest.raises(sandbox.SandboxError, match='no IAM user "blue"'):
        sandbox.log_in("blue")


def refuse_sign_in(name, words):
    before = dict(os.environ)
    with pytest.raises(sandbox.SandboxError, match=words):
        sandbox.sign_in(name)
    assert dict(os.environ) == before


def test_an_unknown_user_is_told_how_to_make_one_and_who_there_is(account):
    refuse_sign_in("blue", r"no users yet.*Run the cells above")
    make_user("orange")
    refuse_sign_in("blue", r"The users are: orange\..*create_user\(UserName=\"blue\"\)")


def test_whoever_signs_in_as_a_user_called_root_is_told_how_to_become_root(account):
    refuse_sign_in("root", r"no IAM user\. .*sandbox\.sign_in_as_root\(\)")
    make_user("orange")
    refuse_sign_in("root", r"sandbox\.sign_in_as_root\(\)")


def test_a_deleted_user_is_unknown(account):
    (key,) = make_user("blue")
    sandbox.sign_in("blue")
    sandbox.sign_in_as_root()
    iam = boto3.client("iam")
    iam.delete_access_key(UserName="blue", AccessKeyId=key["AccessKeyId"])
    iam.delete_user(UserName="blue")
    refuse_sign_in("blue", 'There is no IAM user "blue"')


def test_a_user_without_access_keys_is_told_to_create_one(account):
    make_user("blue", keys=0)
    refuse_sign_in("blue", r"no access key.*create_access_key\(UserName=\"blue\"\)")


def test_a_user_whose_keys_are_inactive_is_told_to_turn_one_on(account):
    (key,) = make_user("blue")
    boto3.client("iam").update_access_key(UserName="blue", AccessKeyId=key["AccessKeyId"], Status="Inactive")
    refuse_sign_in("blue", r"is inactive.*update_access_key\(\.\.\., Status='Active'\)")


def test_of_two_keys_the_newest_active_one_signs_in(account):
    old, new = make_user("blue", keys=2)
    sandbox.sign_in("blue")
    assert boto3.Session().get_credentials().access_key == new["AccessKeyId"]
    sandbox.sign_in_as_root()
    boto3.client("iam").update_access_key(UserName="blue", AccessKeyId=new["AccessKeyId"], Status="Inactive")
    sandbox.sign_in("blue")
    assert boto3.Session().get_credentials().access_key == old["AccessKeyId"]


def test_a_key_that_is_turned_off_while_signed_in_no_longer_works(account):
    (key,) = make_user("blue")
    as_root = boto3.client("iam")
    sandbox.sign_in("blue")
    as_root.update_access_key(UserName="blue", AccessKeyId=key["AccessKeyId"], Status="Inactive")
    with pytest.raises(ClientError, match="InvalidClientTokenId"):
        who_am_i()


@pytest.mark.parametrize(
    "do", [lambda: sandbox.sign_in("blue"), lambda: sandbox.log_in("blue"), sandbox.sign_in_as_root, sandbox.terminal]
)
def test_without_an_account_every_word_says_to_start_one(stopped, do):
    with pytest.raises(sandbox.SandboxError, match=r"sandbox\.start\(\)"):
        do()


# A terminal


def read_shell_line(capsys):
    text = capsys.readouterr().out
    (line,) = [line.strip() for line in text.splitlines() if line.startswith("    ")]
    return line


def run_in_terminal(script, **environment):
    """What a JupyterLab terminal shows at worst: a login shell that has lost the kernel's environment and its PATH."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "PYTHON"))}
    clean["PATH"] = os.defpath
    return subprocess.run(
        ["bash", "--norc", "-c", script], env=clean | environment, capture_output=True, text=True, timeout=60
    )


ASK = "aws sts get-caller-identity --query Arn --output text"


def test_the_line_for_a_terminal_makes_aws_there_speak_to_this_account(stopped, own_folder, capsys):
    sandbox.start()
    make_user("blue")
    capsys.readouterr()
    sandbox.terminal()
    line = read_shell_line(capsys)
    seen = run_in_terminal(f"{line}\n{ASK}", **REAL_SETTINGS)
    assert (seen.stdout, seen.stderr) == ("arn:aws:iam::123456789012:root\n", "")


def test_a_terminal_follows_the_kernel_to_another_user_when_the_line_is_run_again(stopped, own_folder, capsys):
    sandbox.start()
    make_user("blue")
    capsys.readouterr()
    sandbox.terminal()
    line = read_shell_line(capsys)
    clean = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    terminal = subprocess.Popen(["bash", "--norc"], stdin=-1, stdout=-1, text=True, env=clean)
    with terminal:
        print(f"{line}; echo ready", file=terminal.stdin, flush=True)
        assert terminal.stdout.readline() == "ready\n"
        sandbox.sign_in("blue")
        output, _ = terminal.communicate(f"{ASK}\n{ASK} --profile blue\n{line}\n{ASK}\n", timeout=60)
    assert [arn.rpartition(":")[2] for arn in output.splitlines()] == ["root", "user/blue", "user/blue"]


def test_a_terminal_is_told_when_no_account_is_running(stopped, own_folder):
    local.write_terminal_script()
    seen = run_in_terminal('source "${TMPDIR:-/tmp}/aws-essentials-$UID/terminal.sh"; echo nothing changed')
    assert seen.stdout == "nothing changed\n"
    assert seen.stderr == "No practice account is running: open a lesson and run its first code cell.\n"


def test_of_several_accounts_a_terminal_gets_the_one_that_was_used_last(watched):
    first = watched.open("from helpers import sandbox; sandbox.start(); input(); sandbox.sign_in_as_root(); input()")
    first.stdout.readline()
    second = watched.open("from helpers import sandbox; sandbox.start(); input()")
    second.stdout.readline()

    def read_endpoint():
        seen = watched.run_command([sys.executable, "-m", "helpers.sandbox"])
        assert seen.stderr.startswith("2 practice accounts are running")
        return re.search(r"AWS_CONFIG_FILE=\S*/(\d+)-", seen.stdout)[1]

    assert read_endpoint() == str(second.pid)
    print(file=first.stdin, flush=True)
    first.stdout.readline()
    assert read_endpoint() == str(first.pid)
    for kernel in (first, second):
        kernel.communicate("\n", timeout=30)


def test_a_profile_name_cannot_smuggle_a_command_into_a_terminal():
    lines = sandbox._list_shell_lines({"AWS_PROFILE": "$(touch smuggled)'`"}, [])
    seen = subprocess.run(["bash", "-c", "\n".join([*lines, 'echo "$AWS_PROFILE"'])], capture_output=True, text=True)
    assert seen.stdout == "$(touch smuggled)'`\n"
