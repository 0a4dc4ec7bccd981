"""Which server types suffice."""

from hypothesis import given
from hypothesis import strategies as st

from helpers._explorers.choose_server import GPUS, LOADS, compute, list_types, read_gpu, say

wishes = {
    "vcpus": st.integers(1, 96),
    "memory": st.integers(1, 400),
    "gpu": st.sampled_from(list(GPUS)),
    "load": st.sampled_from(LOADS),
    "hours": st.integers(1, 730),
}


def names(**wish):
    default = {"vcpus": 1, "memory": 1, "gpu": "none", "load": LOADS[0], "hours": 730}
    return [one.name for one in compute(**default | wish).found]


def test_the_cheapest_that_suffices_comes_first():
    assert names(vcpus=4, memory=60)[0] == "r5.2xlarge"
    assert names(vcpus=8, memory=12, load=LOADS[1])[0] == "c5.2xlarge"
    assert names(gpu="24 GB")[0] == "g5.xlarge"
    assert names()[0] == "t4g.micro"


def test_a_burstable_type_does_for_now_and_then_alone():
    assert names(vcpus=8, memory=12)[0] == "t3.2xlarge"
    assert not any(name.startswith("t") for name in names(load=LOADS[1]))


def test_the_memory_of_a_gpu_is_read_and_none_is_nothing():
    assert read_gpu("4x NVIDIA A10G 24GB") == 24 and read_gpu("") == 0


def test_where_nothing_suffices_it_says_so():
    assert "No type of this list" in say(compute(96, 400, "16 GB", LOADS[0], 1).__class__([], [], 1))


@given(**wishes)
def test_whatever_is_found_suffices_and_nothing_that_suffices_is_cheaper(vcpus, memory, gpu, load, hours):
    found = compute(vcpus, memory, gpu, load, hours).found
    assert all(one.vcpus >= vcpus and one.memory >= memory and one.gpu >= GPUS[gpu] for one in found)
    assert [one.usd for one in found] == sorted(one.usd for one in found)
    assert set(found) <= set(list_types())
