"""The checks on what the dating app's servers cost, owned and rented."""

from helpers import billing, facts
from helpers._explorers import own_or_rent

from .._given import judge_number
from .._verdict import exercise
from .two import judge_two

PEAK, MACHINES = 20, 5
COUNTED_FOR_FEBRUARY = 0.011  # so that electricity for its 672 hours, not for an average month, is right too
PAGE_KB = 100  # an example of what goes out to a guest for each request


@exercise("01")
def bill_for_february(owned, rented):
    """Owning for the peak of twenty servers, and renting hour by hour."""
    return judge_two(("owned", _judge_owned(owned)), ("rented", _judge_rented(rented)), _compare_february())


def _judge_owned(owned):
    machine, extra = own_or_rent.cost_of_machine(), own_or_rent.cost_of_people_and_space()
    bare = own_or_rent.read_items()[own_or_rent.PRICE_ITEM]
    again = "Five machines, plus people and space once."
    return judge_number(
        owned,
        MACHINES * machine + extra,
        "USD",
        COUNTED_FOR_FEBRUARY,
        [
            (MACHINES * machine, "people and space are missing.", "They cost, also where nobody sends a bill."),
            (PEAK * machine + extra, "that is 20 machines. Four of the site's servers fit on one.", again),
            (MACHINES * (machine + extra), "people and space stand in it five times.", again),
            (machine + extra, "that is one machine: enough for four servers, and the peak needs 20.", again),
            (MACHINES * bare, "that is what the machines cost to buy.", "They last five years. Count one month."),
            (MACHINES * bare + extra, "the machines' whole price is in it.", "They last five years. Count one month."),
        ],
        hint=f"`machine`, `people` and `space` are costs of a month. {again}",
        ask="Work out `owned` and `rented`, in USD.",
    )


def _judge_rented(rented):
    servers = facts.read_table("dating-app-demand")["servers_needed"]
    price = billing.hourly_price("m5.4xlarge")
    again = "Each hour has its own number of servers: add these up, then multiply by the price."
    return judge_number(
        rented,
        servers.sum() * price,
        "USD",
        mistakes=[
            (PEAK * len(servers) * price, "that rents for the peak all month long.", again),
            (PEAK * own_or_rent.MONTH * price, "that rents for the peak all month long.", again),
            (len(servers) * price, "that is one server, all month long.", again),
            (servers.sum(), "those are server-hours.", "Multiply them by the price of an hour, in `hour`."),
            (servers.mean() * own_or_rent.MONTH * price, "that is 730 hours.", f"February has {len(servers)}."),
            (servers.mean() * price, "that is an average hour.", f"February has {len(servers)} of them."),
        ],
        hint=again,
    )


def _compare_february():
    owned = MACHINES * own_or_rent.cost_of_machine() + own_or_rent.cost_of_people_and_space()
    demand = facts.read_table("dating-app-demand")
    rented = demand["servers_needed"].sum() * billing.hourly_price("m5.4xlarge")
    gb = demand["requests_per_second"].sum() * 3600 * PAGE_KB / 2**20
    return (
        f"Owned {owned:,.0f} USD, rented {rented:,.0f}. Without people and space owning would have cost "
        f"{owned - own_or_rent.cost_of_people_and_space():,.0f}: see how much hangs on that assumption. And if each "
        f"request sends {PAGE_KB} KB to a visitor, that adds {billing.transfer_cost(gb):,.0f} USD to the rent."
    )


@exercise("01")
def hours_to_break_even(hours_to_buy):
    """Owning five machines costs as much as renting twenty servers for so many hours."""
    machine, extra = own_or_rent.cost_of_machine(), own_or_rent.cost_of_people_and_space()
    hour = PEAK * billing.hourly_price("m5.4xlarge")
    hours = count_hours_to_break_even()
    again = "What owning costs a month, divided by what one hour of all twenty costs."
    start = own_or_rent.make().result.break_even
    return judge_number(
        hours_to_buy,
        hours,
        "hours",
        mistakes=[
            (MACHINES * machine / hour, "people and space are missing.", "They cost as before."),
            (hours * PEAK, f"a month has {own_or_rent.MONTH} hours. You divided by the rent of one server.", again),
            (hours * PEAK / MACHINES, "you divided by five servers. Rented, they are twenty.", again),
            ((PEAK * machine + extra) / hour, "that is 20 machines. Four of the servers fit on one.", again),
            (hours / PEAK, "that divides by twenty once too often.", again),
            (MACHINES * (machine + extra) / hour, "people and space stand in it five times.", again),
            (start, "that is the explorer's number while two servers always run.", "Here none does. " + again),
        ],
        hint=again,
        praise=(
            f"About {hours:.0f} of {own_or_rent.MONTH} hours: {hours / own_or_rent.MONTH:.0%} of the month. Whoever "
            "trains more should look hard at buying. (Training that notes how far it is can rent more cheaply, on "
            f"spot, which comes after the pause: then it takes {count_hours_to_break_even('spot'):.0f} hours.)"
        ),
        ask="Write the hours a month into `hours_to_buy`.",
    )


def count_hours_to_break_even(market="on-demand"):
    """Hours a month for which renting all twenty servers costs as much as owning five machines."""
    owned = MACHINES * own_or_rent.cost_of_machine() + own_or_rent.cost_of_people_and_space()
    return owned / (PEAK * billing.hourly_price("m5.4xlarge", market))
