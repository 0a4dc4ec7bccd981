"""Numbers that lesson 01 says in its text follow from the tables: who renews a table is told which sentence is old."""

from pathlib import Path

import pytest

from helpers import billing, facts
from helpers._explorers import own_or_rent

SCRIPT = Path(__file__).resolve().parent.parent / "lessons" / "01-why-cloud.py"
TEXT = " ".join(line[2:] for line in SCRIPT.read_text(encoding="utf-8").splitlines() if line.startswith("# "))
OWNING = facts.read_table("server-purchase").set_index("item")["value"]
SHARES = facts.read_table("market-share").set_index(["quarter", "provider"])["share_percent"]
HOUR = billing.hourly_price("m5.4xlarge")


@pytest.mark.parametrize(
    "words",
    [
        f"Twenty forgotten servers cost {20 * 24 * HOUR:.0f} USD a day",
        f"two servers for 18 hours, at {HOUR} USD an hour, are {2 * 18 * HOUR:.2f} USD",
        f"Eighteen servers for six hours at {HOUR} USD: {18 * 6 * HOUR:.0f} USD",
        f"a machine draws {OWNING['average draw for the exercise']:.0f} watts",
        f"pays up to {OWNING['Savings Plans, saving at most']:.0f} percent less",
        f"falls in 2024, from {SHARES['2024-Q1', 'Microsoft']} to {SHARES['2024-Q3', 'Microsoft']}",
        f"the share of AWS fell from {SHARES['2021-Q2', 'AWS']} to {SHARES['2025-Q4', 'AWS']} percent",
    ],
)
def test_a_number_in_the_text_is_that_of_the_table(words):
    assert words in TEXT


def test_a_quarter_of_an_administrator_is_what_the_text_says():
    assert OWNING["share of an administrator for the exercise"] == 0.25


def test_the_bought_vcpus_come_with_half_the_memory_of_four_rented_servers():
    prices = facts.read_table("ec2-prices").drop_duplicates("instance_type").set_index("instance_type")
    rented = own_or_rent.SERVERS_OF_A_MACHINE * prices.loc["m5.4xlarge", "memory_gib"]
    bought = 64 * OWNING["memory of that batch"] / OWNING["capacity of that batch"]
    assert 0.4 < bought / rented < 0.6


def test_the_machines_alone_would_cost_less_than_the_rent_in_that_february():
    servers = facts.read_table("dating-app-demand")["servers_needed"]
    assert 5 * own_or_rent.cost_of_machine() < servers.sum() * HOUR
    assert 1 - servers.mean() / servers.max() == pytest.approx(0.8, abs=0.02)  # idle four fifths of the time


def test_a_commitment_turns_the_answer_round_where_sixteen_always_run():
    committed, on_demand = (own_or_rent.compute(16, 20, 70, usd, 2500) for usd in (0.30, own_or_rent.read_rent()))
    assert (committed.cheapest, on_demand.cheapest) == ("rent", "mixed")
