"""What lesson 02 says in its text about numbers is what its cells show, in both editions."""

import re
from pathlib import Path

import nbformat
import pytest

from helpers import billing, facts
from helpers._explorers import follow_demand

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = (ROOT / "lessons" / "02-five-characteristics.py").read_text(encoding="utf-8")
TEXT = " ".join(line[2:] for line in SCRIPT.splitlines() if line.startswith("# "))
EDITIONS = [ROOT / "notebooks" / folder / "02-five-characteristics.ipynb" for folder in ("", "solutions")]
BUDGET, SHARE = 300, 90  # USD, percent


def read_mails(path):
    """The (hour at which it came, hour at which the money was spent, text) of the mails in a notebook, in order."""
    outputs = [one for cell in nbformat.read(path, as_version=4).cells for one in cell.get("outputs", [])]
    shown = "\n".join(one.get("data", {}).get("text/plain", "") for one in outputs)
    return re.findall(r"^(\d+) +([\d.]+) +\S+@\S+ +(.+)$", shown, re.MULTILINE)


@pytest.mark.parametrize("path", EDITIONS, ids=("learner's", "solved"))
def test_the_mail_of_the_budget_comes_hours_late_whatever_was_solved_before(path):
    came, passed, about = read_mails(path)[0]
    assert about.startswith("Budget") and float(came) - float(passed) >= 2
    assert f"hours after {BUDGET * SHARE // 100} USD were passed" in TEXT and f"mail when {SHARE} %" in TEXT
    assert f"is more than {BUDGET * SHARE / 100:.2f} USD" in about


def test_the_alarm_of_the_solved_edition_goes_off_hours_late_too():
    came, passed, about = read_mails(EDITIONS[1])[-1]
    assert about.startswith("ALARM") and float(came) - float(passed) >= 2


def test_the_peak_is_higher_by_the_minute_than_by_the_hour():
    by_hour = facts.read_table("dating-app-demand")["servers_needed"].max()
    by_minute = follow_demand.compute(fill=90, ready=5, wait=30, ceiling=30).peak
    assert f"for a while {by_minute} servers are needed, not {by_hour}." in TEXT


def test_a_careful_group_refuses_nobody_and_costs_more_than_is_asked_for():
    weekend = follow_demand.compute(fill=60, ready=5, wait=30, ceiling=30)
    assert weekend.refused_in_1000 < 0.05 and weekend.dollars > 384


def test_the_disks_of_the_stopped_server_cost_what_the_text_says():
    price = (
        facts.read_table("ebs-prices")
        .set_index(["volume_type", "region"])
        .loc[("gp3", "us-east-1"), "usd_per_gb_month"]
    )
    a_day = (500 + 8) * price / 28  # GB, and days of February
    assert TEXT.count(f"about {a_day:.2f} USD") == 2
    assert f"running, the server cost {billing.hourly_price('g5.12xlarge') * 24:.0f} USD a day" in TEXT
