"""Packing servers onto hosts: hand-made cases, and what must hold for all tenants."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers._explorers import pack_servers
from helpers._explorers.pack_servers import SAME, SPREAD, Tenant, compute, count_hosts, fill_hosts, pack

settings = {
    "tenants": st.integers(1, 8),
    "busy": st.sampled_from((SAME, SPREAD)),
    "slices": st.sampled_from(range(8, 33, 4)),
    "hour": st.integers(0, 23),
}


def steady(name, size, servers):
    return Tenant(name, size, (servers,) * 24)


def test_largest_servers_go_first_and_each_onto_the_first_host_with_room():
    assert pack([1, 4, 2, 2], slices=4) == [[1], [2, 3], [0]]


def test_no_servers_need_no_hosts():
    assert pack([], slices=8) == []


def test_a_server_larger_than_a_host_is_refused():
    with pytest.raises(ValueError, match="4 slices does not fit onto a host of 2"):
        pack([4], slices=2)


def test_two_tenants_whose_peaks_differ_share_one_host():
    day = Tenant("day", 1, (4,) * 12 + (0,) * 12)
    night = Tenant("night", 1, (0,) * 12 + (4,) * 12)
    assert count_hosts((day,), 4) + count_hosts((night,), 4) == 2
    assert count_hosts((day, night), 4) == 1


def test_two_tenants_with_the_same_peak_need_as_many_hosts_as_before():
    tenants = (steady("one", 2, 2), steady("two", 2, 2))
    assert count_hosts(tenants, 4) == 2


def test_the_slices_on_each_host_are_told_tenant_by_tenant():
    tenants = (steady("big", 4, 1), steady("small", 1, 3))
    assert fill_hosts(tenants, 4, hour=0) == ({0: 4}, {1: 3})


def test_idle_is_the_share_of_slices_that_nobody_uses():
    result = pack_servers.Packed((steady("one", 1, 4),), SAME, 8, 0, 1, 1, ({0: 4},))
    assert result.idle(1) == 0.5
    assert result.idle(2) == 0.75


def test_distance_goes_over_midnight():
    assert pack_servers.find_distance(23, 2) == 3
    assert pack_servers.find_distance(2, 23) == 3
    assert pack_servers.find_distance(12, 0) == 12


def test_a_tenant_is_busiest_at_its_hour():
    for tenant, kind in zip(pack_servers.make_tenants(8, SPREAD), pack_servers.KINDS, strict=True):
        assert max(tenant.servers) == tenant.servers[kind[1]]
        assert (max(tenant.servers) - 1) * tenant.size < kind[4] <= max(tenant.servers) * tenant.size


@given(**settings)
def test_sharing_never_needs_more_hosts(**values):
    result = compute(**values)
    assert 1 <= result.together <= result.alone
    assert 0 <= result.idle(result.together) <= result.idle(result.alone) < 1


@given(**settings)
def test_no_host_is_overfull_and_no_server_is_lost(**values):
    result = compute(**values)
    assert all(sum(shares.values()) <= result.slices for shares in result.hosts)
    assert sum(sum(shares.values()) for shares in result.hosts) == result.in_use[result.hour]
    assert len(result.hosts) <= result.together


@given(slices=settings["slices"], tenants=settings["tenants"])
def test_different_hours_never_need_more_shared_hosts_than_the_same_hour(slices, tenants):
    spread, same = (compute(tenants, busy, slices, 0) for busy in (SPREAD, SAME))
    assert spread.alone == same.alone
    assert spread.together <= same.together


@given(sizes=st.lists(st.sampled_from((1, 2, 4))), slices=settings["slices"])
def test_first_fit_needs_as_few_hosts_as_there_can_be(sizes, slices):
    assert len(pack(sizes, slices)) == -(-sum(sizes) // slices)


def test_the_words_say_hosts_and_idle_capacity_alone_and_together():
    words = pack_servers.say(compute(6, SPREAD, 16, 21))
    assert "need 8 hosts; on average 66% of the vCPUs stand idle" in words
    assert "When they share, they need 4 hosts, with 32% idle" in words
    assert "quiet hours" in words


def test_the_words_do_not_praise_the_hours_where_all_peaks_come_together():
    words = pack_servers.say(compute(8, SAME, 8, 21))
    assert "all peaks come together" in words and "quiet hours" not in words


def test_one_tenant_saves_nothing_by_sharing():
    words = pack_servers.say(compute(1, SPREAD, 16, 3))
    assert "Sharing saves nothing here." in words and "1 host;" in words
