"""The group that follows the demand: hand-computed weekends, and what must hold whatever the settings."""

import pytest

from helpers import billing
from helpers._explorers import follow_demand
from helpers._explorers.follow_demand import Weekend, compute, count_servers

EASY = {"fill": 80, "ready": 5, "wait": 15, "ceiling": 30}


def watch(demand, monkeypatch, **settings):
    """The weekend of a short demand, given minute by minute."""
    monkeypatch.setattr(follow_demand, "read_demand", lambda: demand)
    return compute(**{"fill": 100, "ready": 2, "wait": 0, "ceiling": 30} | settings)


def test_servers_are_counted_upwards():
    assert [count_servers(requests, 100) for requests in (0, 1, 100, 100.1, 250)] == [0, 1, 1, 2, 3]


def test_a_steady_demand_refuses_nobody_and_starts_nothing(monkeypatch):
    weekend = watch([300.0] * 6, monkeypatch)
    assert (weekend.ready, weekend.paid, weekend.started, weekend.refused) == ((3,) * 6, (3,) * 6, 0, 0)


def test_there_are_two_servers_even_when_nobody_comes(monkeypatch):
    assert watch([0.0] * 3, monkeypatch).paid == (2, 2, 2)


def test_new_servers_are_paid_at_once_and_help_later(monkeypatch):
    weekend = watch([200.0, 500.0, 500.0, 500.0], monkeypatch)
    assert weekend.paid == (2, 5, 5, 5)
    assert weekend.ready == (2, 2, 2, 5)
    assert weekend.refused == 2 * 300 * 60
    assert weekend.started == 3


def test_servers_go_only_after_the_wait(monkeypatch):
    demand = [400.0, 200.0, 200.0, 200.0, 200.0]
    assert watch(demand, monkeypatch, wait=0).paid == (4, 2, 2, 2, 2)
    assert watch(demand, monkeypatch, wait=2).paid == (4, 4, 4, 2, 2)


def test_room_to_spare_means_more_servers(monkeypatch):
    assert watch([400.0] * 2, monkeypatch, fill=50).paid == (8, 8)


def test_a_ceiling_holds_and_is_told(monkeypatch):
    weekend = watch([900.0] * 60, monkeypatch, ceiling=6)
    assert set(weekend.paid) == {6}
    assert weekend.refused == 60 * 300 * 60
    assert weekend.minutes_at_ceiling == 60
    assert "For 1.0 hours" in follow_demand.say(weekend) and "no rule helps" in follow_demand.say(weekend)


def test_dollars_are_server_hours_at_the_dated_price(monkeypatch):
    weekend = watch([300.0] * 60, monkeypatch)
    assert weekend.price == billing.hourly_price("m5.4xlarge")
    assert weekend.dollars == pytest.approx(3 * billing.hourly_price("m5.4xlarge"))
    assert weekend.dollars_for_peak == pytest.approx(3 * billing.hourly_price("m5.4xlarge"))


def test_the_demand_is_that_of_the_table_within_its_bursts():
    table = follow_demand.facts.read_table("dating-app-demand")
    days = table[table["day"].isin(follow_demand.DAYS)]
    demand = follow_demand.read_demand()
    assert len(demand) == 48 * 60
    assert sum(demand) / len(demand) == pytest.approx(days["requests_per_second"].mean(), rel=0.02)
    assert min(demand) > 0


@pytest.mark.parametrize(("setting", "less", "more"), [("ready", 5, 40), ("fill", 70, 100)])
def test_slower_servers_and_less_room_refuse_more(setting, less, more):
    assert compute(**EASY | {setting: less}).refused < compute(**EASY | {setting: more}).refused


def test_waiting_longer_costs_more_and_starts_fewer():
    hasty, patient = compute(**EASY | {"wait": 0}), compute(**EASY | {"wait": 60})
    assert hasty.dollars < patient.dollars
    assert hasty.started > patient.started


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"fill": 100, "wait": 0}, "too hasty"),
        ({"fill": 100, "wait": 15, "ready": 30}, "too slow, or too little room"),
        ({"fill": 40, "wait": 30}, "stood idle"),
        ({"fill": 75, "wait": 0}, "all the time"),
        ({}, "only while they were needed"),
        ({"ceiling": 12}, "no rule helps"),
    ],
)
def test_the_words_name_what_stands_in_the_way(settings, words):
    assert words in follow_demand.say(compute(**EASY | settings))


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0"), (999, "999"), (48_300, "48 thousand"), (1_260_000, "1.3 million")]
)
def test_counts_are_said_in_few_digits(count, said):
    assert follow_demand.say_count(count) == said


def test_refusals_are_said_per_thousand():
    weekend = Weekend((200.0, 200.0), (1, 2), (2, 2), 0, 30, 0.1)
    assert weekend.refused_in_1000 == 250
    assert "(250.0 in 1,000)" in follow_demand.say(weekend)


def test_the_reminder_at_17_makes_a_jump_that_fades():
    table = follow_demand.facts.read_table("dating-app-demand")
    hourly = list(table[table["day"] == follow_demand.DAYS[0]]["requests_per_second"])
    demand = follow_demand.read_demand()
    share = {hour: sum(demand[hour * 60 : hour * 60 + 4]) / 4 / hourly[hour] for hour in (16, 17, 18)}
    assert share == {
        16: pytest.approx(1, abs=0.15),
        17: pytest.approx(1.35, abs=0.15),
        18: pytest.approx(1.05, abs=0.15),
    }
