"""The checks of the lesson on why the cloud: owning and renting a hall, mixing tenants, reading the market."""

import math

from helpers import facts

from .._given import judge_number
from .._verdict import exercise
from .costs import bill_for_february, hours_to_break_even
from .servers import rehearse_the_evening
from .sorting import spot_for_which_job, whose_duty

__all__ = [
    "bill_for_february",
    "buy_or_rent_the_hall",
    "growth_behind_the_share",
    "hosts_after_mixing",
    "hours_to_break_even",
    "rehearse_the_evening",
    "spot_for_which_job",
    "whose_duty",
]

HALL_OWNED, HALL_RENT = 600_000 / 300 + 1_900, 1_200  # USD: a month, an evening
HOST = 32  # vCPUs
NEED = {  # vCPUs of the four tenants by night, in the morning, in the afternoon and in the evening
    "school": (4, 28, 20, 4),
    "cinema": (4, 4, 28, 60),
    "reports": (56, 8, 0, 0),
    "shop": (8, 20, 44, 30),
}
EXACT = 0.001  # for whole numbers


@exercise("01")
def buy_or_rent_the_hall(evenings_to_buy):
    """From four evenings a month on owning the hall is cheaper."""
    even = HALL_OWNED / HALL_RENT
    again = f"Compare: {HALL_OWNED:,.0f} USD a month for the own hall, {HALL_RENT:,} for each rented evening."
    return judge_number(
        evenings_to_buy,
        math.ceil(even),
        "evenings",
        EXACT,
        [
            (even, "there both cost the same, and nobody rents a part of an evening.", "Go up to the next whole one."),
            (math.floor(even), f"three cost {3 * HALL_RENT:,} USD, less than owning.", again),
            (2, "that leaves out the upkeep, which comes every month, or the price, spread over its years.", again),
            *((many, "owning is cheaper already with fewer.", again) for many in range(5, 32)),
            (500, "that is how many evenings the price alone would pay for, in all years.", again),
        ],
        hint=again,
        praise=f"Four evenings cost {4 * HALL_RENT:,} USD, owning {HALL_OWNED:,.0f}. With one evening a month: rent.",
        ask="Write how many evenings into `evenings_to_buy`.",
    )


@exercise("01")
def hosts_after_mixing(hosts):
    """Three hosts are enough for the four tenants together."""
    sums = [sum(times) for times in zip(*NEED.values(), strict=True)]
    peaks = [max(times) for times in NEED.values()]
    again = "Add up what all need at each time of the day, and look at the busiest time."
    return judge_number(
        hosts,
        math.ceil(max(sums) / HOST),
        "hosts",
        EXACT,
        [
            (sum(math.ceil(peak / HOST) for peak in peaks), "that is with hosts of their own.", again),
            (math.ceil(sum(peaks) / HOST), "that adds up the peaks, but they come at different times.", again),
            (
                math.floor(max(sums) / HOST),
                f"they hold {2 * HOST} vCPUs; in the evening {max(sums)} are needed.",
                again,
            ),
            (max(sums) / HOST, "nobody can set up a part of a host.", "Go up to the next whole one."),
            (max(sums), "those are vCPUs.", f"One host has {HOST} of them."),
            (sum(sums) / 4 / HOST, "on average, yes. But it must be enough at the busiest time too.", again),
        ],
        hint=again,
        praise=f"At the busiest time all need {max(sums)} vCPUs, and three hosts have {3 * HOST}. Alone it took seven.",
        ask="Write how many hosts into `hosts`.",
    )


@exercise("01")
def growth_behind_the_share(growth):
    """The money spent with AWS grew although its share fell."""
    market = facts.read_table("cloud-market").set_index("period")["usd_billion"]
    before, after = market["2021-Q2"], market["2025-Q4"]
    factor = after * 0.28 / (before * 0.33)
    again = "Work out AWS's USD for each of the two quarters: the market times the share. Then divide."
    return judge_number(
        growth,
        factor,
        "times",
        mistakes=[
            (0.28 / 0.33, "that compares the shares. The market behind them has grown.", again),
            (after / before, "that is the growth of the whole market.", "AWS's share of it has changed too."),
            (factor - 1, "that is what was added.", "The question is the factor: twice as much is 2."),
            (100 * factor, "that is in percent.", "The question is the factor: twice as much is 2."),
            (100 * (factor - 1), "that is what was added, in percent.", "The question is the factor."),
            (after * 0.28 - before * 0.33, "that is the difference in billion USD.", "Divide in place of that."),
            (1 / factor, "that is the other way round.", "Divide the later quarter by the earlier one."),
        ],
        hint=again,
        praise=(
            f"From {before * 0.33:.1f} to {after * 0.28:.1f} billion USD a quarter: {factor:.1f} times as much, while "
            "the share fell. The whole market grew even faster."
        ),
        ask="Write the factor into `growth`.",
    )
