"""The console home and the checklist: what they show, that they follow the learner, and that stored outputs hold."""

import json
import re

import boto3
import ipywidgets
import kernel
import nbformat
import pytest
import secured
from secured import client
from test_nbval import ROOT, run_nbval

from conftest import run_account
from helpers import billing, console, progress, sandbox, widgets
from helpers import iam as helper
from helpers._panels import checklist, following, reading, ticks
from helpers._panels import console as home


def read_line(text, start):
    """The rest of the line of a text form that begins with these words."""
    return next(
        line.strip().removeprefix(start).strip() for line in text.splitlines() if line.strip().startswith(start)
    )


def show():
    return repr(widgets.console_home())


# What the console home shows


def test_a_new_account_has_nothing_and_costs_nothing(account):
    text = show()
    assert read_line(text, "Account") == "123456789012 | Region us-east-1 | the root user"
    assert read_line(text, "Security recommendations:") == "1 of 9 done, 15 of 100 points"
    assert read_line(text, "This month so far:") == "0.00 USD"
    assert read_line(text, "What exists costs:") == "nothing: 0.00 USD an hour"
    assert [read_line(text, f"{word}:") for word in ("Budgets", "Alarms on the bill")] == ["none", "none"]
    assert [read_line(text, f"{word}:") for word in ("IAM", "S3", "EC2")] == [
        "0 users; 0 groups",
        "0 buckets",
        "0 servers",
    ]
    assert max(map(len, text.splitlines())) <= 95


def test_a_secured_account_shows_its_names_its_people_and_who_is_told(account):
    console.sign_up(account_name="Meet-up", email="you@example.com", password="correct-Horse-9")
    secured.secure()
    client("iam").create_account_alias(AccountAlias="meetup-ny")
    console.open_billing()
    text = show()
    assert read_line(text, "Account").startswith("Meet-up, meetup-ny (123456789012) |")
    assert read_line(text, "Security recommendations:") == "9 of 9 done, 100 of 100 points"
    assert "TO DO" not in text
    assert read_line(text, "IAM:") == "1 user: coordinator; 1 group"
    assert read_line(text, "Budgets:") == "month: 0.00 of 20.00 USD, mails you@example.com"
    assert read_line(text, "Alarms on the bill:") == "bill: at 20.00 USD, no data yet, tells you@example.com"
    assert read_line(text, "Billing pages are open to:") == "root, and IAM users who have the permission"


def test_recommendations_are_those_of_the_audit(account):
    from helpers import audit

    helper.create_admin("coordinator")
    text = show()
    for one in audit.run().findings:
        assert f"{'done ' if one.met else 'TO DO'}  {one.title}" in text


def start_servers(number=2):
    ec2 = boto3.client("ec2")
    ec2.run_instances(ImageId="ami-12345678", InstanceType="t3.micro", MinCount=number, MaxCount=number)


def test_what_exists_is_counted_and_priced_from_the_tables(account):
    start_servers()
    client("s3").create_bucket(Bucket="guests")
    text = show()
    hourly = float(read_line(text, "What exists costs:").split()[0])
    assert hourly == pytest.approx(2 * (billing.hourly_price("t3.micro") + 0.005 + 8 * 0.10 / (28 * 24)), abs=1e-4)
    assert read_line(text, "2 x t3.micro,") == "on demand"
    assert read_line(text, "EC2:") == "2 servers, 2 running"
    assert read_line(text, "S3:") == "1 bucket: guests"


def test_the_month_is_what_the_meter_of_this_account_says(account):
    start_servers()
    assert read_line(show(), "This month so far:") == "0.00 USD"
    meter = billing.start_meter().advance(48)
    assert read_line(show(), "This month so far:") == f"{meter.total:.2f} USD"
    assert read_line(show(), "by the meter's clock,") == "3 February 2027 00:00 UTC"
    meter.advance(26 * 24)
    march = meter.advance(24).total - meter._find_total(meter.now.replace(day=1))
    assert read_line(show(), "This month so far:") == f"{march:.2f} USD"
    assert march < meter.total / 20


def test_a_meter_that_has_not_moved_has_charged_nothing_and_a_new_account_has_none(account):
    billing.start_meter()
    assert read_line(show(), "This month so far:") == "0.00 USD"
    with run_account():
        assert "by the meter's clock" not in show()


def test_a_price_that_the_tables_lack_is_not_invented(account):
    boto3.client("ec2").run_instances(ImageId="ami-12345678", InstanceType="x1.32xlarge", MinCount=1, MaxCount=1)
    said = read_line(show(), "What exists costs:")
    assert said.startswith("not known here: ") and "x1.32xlarge" in show()


def test_long_lists_of_names_are_cut(account):
    for number in range(6):
        client("iam").create_user(UserName=f"guest{number}")
    assert read_line(show(), "IAM:") == "6 users: guest0, guest1, guest2, guest3 and 2 more; 0 groups"


def test_it_says_who_is_signed_in_and_where(account, monkeypatch, capsys):
    helper.start_over("blue")
    sandbox.sign_in("blue")
    assert read_line(show(), "Account").endswith("| IAM user blue")
    keys = boto3.client("sts").get_session_token()["Credentials"]
    names = ("aws_access_key_id", "aws_secret_access_key", "aws_session_token")
    values = (keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"])
    boto3.setup_default_session(**dict(zip(names, values, strict=True)), region_name="eu-west-1")
    assert read_line(show(), "Account").endswith("| Region eu-west-1 | IAM user blue")
    boto3.setup_default_session(aws_access_key_id="AKIAUNKNOWN", aws_secret_access_key="x", region_name="us-east-1")
    assert read_line(show(), "Account").endswith("| nobody that this account knows")
    sandbox.sign_in_as_root()
    assert read_line(show(), "Account").endswith("| the root user")


def test_looking_uses_no_key_of_the_learner_and_leaves_no_trace(account, capsys):
    helper.start_over("blue")
    sandbox.sign_in("blue")
    show()
    key = client("iam").list_access_keys(UserName="blue")["AccessKeyMetadata"][0]["AccessKeyId"]
    assert "LastUsedDate" not in client("iam").get_access_key_last_used(AccessKeyId=key)["AccessKeyLastUsed"]


def test_without_an_account_it_says_what_to_do(capsys):
    sandbox.stop()
    assert show() == home.NO_ACCOUNT
    assert "sandbox.start()" in widgets.console_home()._repr_html_()


# Its HTML


def test_the_page_has_named_headings_lists_and_nothing_that_an_untrusted_notebook_loses(account):
    html = widgets.console_home()._repr_html_()
    assert html.startswith("<div>\n")
    assert re.findall(r'role="heading" aria-level="(\d)"', html) == ["3", "4", "4", "4"]
    assert html.count("<ul") == html.count("</ul>") == 3
    assert not re.search(r"<style|<script|<h\d| id=|overflow", html)
    assert html.count('aria-hidden="true"') == 9 and html.count("<strong>To do</strong>") == 8


def test_names_cannot_break_the_page(account):
    console.sign_up(account_name="<script>", email="you@example.com", password="correct-Horse-9")
    assert "<script>" not in widgets.console_home()._repr_html_()


def test_the_same_steps_give_the_same_page():
    def make():
        with run_account():
            secured.make_administrator()
            start_servers()
            billing.start_meter().advance(30)
            return show(), widgets.console_home()._repr_html_()

    assert make() == make()


# It follows the learner


class Shell:
    """What a notebook's shell gives its extensions: events."""

    def __init__(self):
        self.events, self.callbacks = self, []

    def register(self, event, callback):
        assert event == "post_run_cell"
        self.callbacks.append(callback)

    def run_cell(self):
        for callback in self.callbacks:
            callback(None)


@pytest.fixture
def shell(monkeypatch, account):
    """A shell whose notebook shows the console home."""
    made = Shell()
    made.kernel = None
    monkeypatch.setattr(following, "_shown", {})
    monkeypatch.setattr("IPython.get_ipython", lambda: made)
    widgets.console_home()._repr_mimebundle_()
    return made


def read_page():
    return following._shown["widget"].value


def test_a_shown_page_follows_each_cell_and_says_what_changed(shell):
    assert "Latest change" not in read_page()
    secured.make_budget()
    assert "mails you@example.com" not in read_page()
    shell.run_cell()
    assert "mails you@example.com" in read_page() and "Latest change: Done: A budget that mails you." in read_page()
    shell.run_cell()
    assert "Latest change: Done: A budget" in read_page()
    client("budgets").delete_budget(AccountId=secured.ME, BudgetName="month")
    shell.run_cell()
    assert "Latest change: To do again: A budget that mails you." in read_page()


def test_it_follows_what_no_call_has_changed(shell, capsys):
    console.sign_up(account_name="Meet-up", email="you@example.com", password="correct-Horse-9")
    shell.run_cell()
    assert "Meet-up" in read_page()
    start_servers()
    billing.start_meter().advance(10)
    shell.run_cell()
    assert "by the meter&#x27;s clock, 1 February 2027 10:00 UTC" in read_page()
    helper.start_over("blue")
    sandbox.sign_in("blue")
    shell.run_cell()
    assert "IAM user blue" in read_page()


def test_two_shown_pages_are_one_widget_and_one_follower(shell):
    first = following._shown["widget"]
    bundle = widgets.console_home()._repr_mimebundle_()
    assert bundle[following.WIDGET_VIEW]["model_id"] == first.model_id
    assert len(shell.callbacks) == 1


def test_a_cell_that_changed_nothing_asks_nothing(shell, monkeypatch):
    asked = []
    monkeypatch.setattr(reading.Reader, "_client", lambda *_: asked.append(1))
    shell.run_cell()
    client("iam").list_users()
    shell.run_cell()
    assert asked == []


def test_a_cell_that_changed_iam_asks_iam_alone(shell, monkeypatch):
    asked, ask = set(), reading.Reader._client
    monkeypatch.setattr(reading.Reader, "_client", lambda reader, name: asked.add(name) or ask(reader, name))
    client("iam").create_user(UserName="blue")
    shell.run_cell()
    assert asked == {"iam"}


def test_a_user_is_looked_at_again_after_each_kind_of_change(shell, capsys):
    def see():
        shell.run_cell()
        fresh = widgets.console_home()._repr_mimebundle_()["text/html"]
        assert home.format_html(following._shown["view"]) == fresh
        return reading.read_account(fresh=False).people.users

    secured.make_administrator()
    assert see()[0].keys == {}
    helper.start_over("blue")
    assert len(see()[0].keys) == 1 and see()[1].name == "coordinator"
    sandbox.sign_in("blue")
    client("iam").put_user_policy(UserName="blue", PolicyName="p", PolicyDocument=secured.ALL)
    assert see()[0].power.is_administrator
    boto3.client("iam").create_access_key()  # blue's own, without a name
    assert len(see()[0].keys) == 2
    secured.give_console_access()
    secured.give_mfa()
    secured.tag()
    assert see()[1].has_password and see()[1].has_mfa and see()[1].tags == {"owner": "you"}


def test_what_a_stack_makes_is_seen_too(shell):
    template = {"Resources": {"Guests": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "from-a-stack"}}}}
    client("cloudformation").create_stack(StackName="s", TemplateBody=json.dumps(template))
    shell.run_cell()
    assert "1 bucket: from-a-stack" in read_page()


def test_an_error_stays_out_of_the_learners_cell(shell, monkeypatch, capsys):
    def fail(*_, **__):
        raise RuntimeError("a slip")

    before = read_page()
    monkeypatch.setattr(home, "take_view", fail)
    shell.run_cell()
    assert read_page() == before
    assert capsys.readouterr() == ("", "")


def test_it_says_so_when_the_account_is_closed_and_goes_on_with_the_next(shell, capsys):
    sandbox.stop()
    shell.run_cell()
    assert home.NO_ACCOUNT in read_page()
    sandbox.start()
    shell.run_cell()
    assert "15 of 100 points" in read_page()


def test_a_widget_that_was_closed_is_left_alone_and_made_anew_when_shown(shell):
    first = following._shown["widget"]
    first.close()
    shell.run_cell()
    bundle = widgets.console_home()._repr_mimebundle_()
    assert bundle[following.WIDGET_VIEW]["model_id"] == following._shown["widget"].model_id
    assert following._shown["widget"] is not first


def test_a_terminal_gets_text_and_html_alone(account):
    assert set(widgets.console_home()._repr_mimebundle_()) == {"text/plain", "text/html"}
    assert set(widgets.sign_up_checklist()._repr_mimebundle_()) == {"text/plain", "text/html"}


# Stored in a notebook

CELLS = [
    "from helpers import console, sandbox, widgets\nimport boto3\nsandbox.start()",
    "widgets.console_home()",
    "!aws iam create-account-alias --account-alias meetup-ny",
    "from helpers._panels import following\n'meetup-ny' in following._shown['widget'].value",
    "widgets.sign_up_checklist()",
    "boto3.client('iam').create_user(UserName='blue')['User']['UserName']",
    "widgets.console_home()",
]


def test_a_page_that_follows_leaves_its_stored_outputs_as_they_were(tmp_path):
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell(text) for text in CELLS]
    kernel.run_notebook(notebook, tmp_path, ROOT)
    outputs = [cell.outputs for cell in notebook.cells]
    assert outputs[3][0].data["text/plain"] == "True"  # it has followed the command line
    assert "meetup-ny" not in outputs[1][0].data["text/html"] and "meetup-ny" in outputs[6][0].data["text/html"]
    assert [len(one) for one in outputs] == [1, 1, 0, 1, 1, 1, 1]
    nbformat.write(notebook, tmp_path / "follows.ipynb")
    outputs[1][0].data["text/plain"] = outputs[1][0].data["text/plain"].replace("15 of 100", "16 of 100")
    nbformat.write(notebook, tmp_path / "other.ipynb")
    said = run_nbval(tmp_path / "follows.ipynb", tmp_path / "other.ipynb")
    assert "1 failed, 13 passed" in said and "other.ipynb::Cell 1" in said, said


# The checklist


@pytest.fixture
def own_progress(monkeypatch, tmp_path):
    monkeypatch.setenv("AWS_ESSENTIALS_PROGRESS", str(tmp_path / "mine" / "progress.json"))
    monkeypatch.setattr(ticks, "_in_memory", {})
    return tmp_path / "mine" / "progress-ticks.json"


STEPS = [("a card", "to pay"), ("a code", "to see that the phone is yours"), ("<b>", "to break the page")]


def make_list():
    return checklist.Checklist("test", "What is asked", STEPS, "Source: nobody (as of 2026)")


def test_the_list_of_signing_up_has_each_step_of_the_table_with_why_and_source(own_progress):
    shown = widgets.sign_up_checklist()
    text = repr(shown)
    assert text.splitlines()[0] == "What AWS asks when you open an account:"
    assert text.count("[ ]") == len(shown.steps) >= 7
    assert "Source: AWS" in text and "as of" in text
    assert max(map(len, text.splitlines())) <= 95
    assert shown._repr_html_().count("<li>") == len(shown.steps)


def test_a_tick_is_kept_for_the_next_kernel(own_progress, monkeypatch):
    make_list().tick("a code")
    monkeypatch.setattr(ticks, "_in_memory", {})
    assert make_list().ticked == ["a code"]
    assert "[x] 2. A code." in repr(make_list()) and "[ ] 1. A card." in repr(make_list())
    assert make_list()._repr_html_().count("☑") == 1
    make_list().tick("a code", on=False)
    assert make_list().ticked == []
    assert json.loads(own_progress.read_text()) == {"test": []}


def test_boxes_show_what_is_ticked_and_keep_what_is_ticked_in_them(own_progress):
    make_list().tick("a card")
    box = make_list()._build_widget()
    boxes = [one for one in box.children if isinstance(one, ipywidgets.Checkbox)]
    assert [one.value for one in boxes] == [True, False, False]
    boxes[1].value = True
    assert make_list().ticked == ["a card", "a code"]
    assert any("2 of 3 ticked" in one.value for one in box.children if isinstance(one, ipywidgets.HTML))
    boxes[0].value = False
    assert make_list().ticked == ["a code"]


def test_ticks_stand_beside_the_progress_and_leave_it_alone(own_progress):
    progress.record("05", "an_exercise", "correct")
    before = progress.path().read_bytes()
    make_list().tick("a card")
    assert own_progress.exists() and progress.path().read_bytes() == before


@pytest.mark.parametrize("content", ["", "[1]", '{"test": 3}', "{", '{"test": null}'])
def test_a_damaged_file_counts_as_no_ticks_and_is_replaced(own_progress, content):
    own_progress.parent.mkdir()
    own_progress.write_text(content)
    assert make_list().ticked == []
    make_list().tick("a card")
    assert make_list().ticked == ["a card"]


def test_where_nothing_can_be_written_ticks_last_until_the_kernel_stops(own_progress, monkeypatch):
    def refuse(*_):
        raise PermissionError("read-only")

    monkeypatch.setattr(ticks, "_save", refuse)
    make_list().tick("a card")
    assert make_list().ticked == ["a card"] and not own_progress.exists()


def test_a_step_that_is_not_there_is_refused_and_words_are_escaped(own_progress):
    with pytest.raises(ValueError, match="There are: a card; a code"):
        make_list().tick("a cart")
    assert "<b>" not in make_list()._repr_html_()
