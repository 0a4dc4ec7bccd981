"""Which Region serves two cities, and where the lost server was."""

from helpers import billing, cases, facts, world
from helpers._account import trial

from .._given import BLANKS, is_near, read_number, show
from .._verdict import correct, exercise, not_attempted, not_yet

CITIES = ("New York", "Lagos")
KEPT_IN = "eu-central-1"
HOURS = 730  # in an average month


def _is_blank(given):
    return isinstance(given, str | type(None) | type(...)) and given in BLANKS


def rank_for_both():
    """A DataFrame of the Regions with the least round trip to each of the two cities, and the larger of both."""
    times = {city: world.rank_regions(city).set_index("region_code")["ms"] for city in CITIES}
    table = times[CITIES[0]].to_frame("first")
    table["second"] = times[CITIES[1]]
    return table.assign(larger=table.max(axis=1), total=table.sum(axis=1))


@exercise("04")
def region_for_two_cities(best, longest):
    """The Region in which those who wait longest wait as short as possible."""
    if _is_blank(best) and _is_blank(longest):
        return not_attempted("Fill in `best` and `longest`, then run this again.")
    table = rank_for_both()
    return _judge_region(best, table) or _judge_time(longest, table)


def _judge_region(best, table):
    if _is_blank(best):
        return not_yet("`best` is still open.", "", "Write the code of a Region.")
    code, right = str(best).strip().lower(), table["larger"].idxmin()
    if code == right:
        return None
    if code not in table.index:
        zone = code[:-1] in table.index
        why = "That is a zone, with its letter." if zone else "It is to be a code such as `us-east-1`."
        return not_yet(f"`{show(best)}` is none of the Regions.", why, "Take it from `region_code`.")
    row = table.loc[code]
    seen = f"From `{code}` it is {row['first']:.0f} ms to New York and {row['second']:.0f} to Lagos."
    if code == table["first"].idxmin():
        return not_yet(
            seen, "It is the nearest to New York, and Lagos waits.", "Look at the larger of the two numbers."
        )
    if code == table["second"].idxmin():
        why = "It is the nearest to Lagos. Another one makes those who wait longest wait less."
        return not_yet(seen, why, "Look at the larger of the two numbers, in all Regions.")
    if code == table["total"].idxmin():
        why = "On average that is best. But those who wait longest wait longer than they must."
        return not_yet(seen, why, "Take the larger of the two, not the sum.")
    return not_yet(seen, f"Another one keeps both below {row['larger']:.0f}.", "Take the smallest of the larger ones.")


def _judge_time(longest, table):
    right, code = float(table["larger"].min()), table["larger"].idxmin()
    if _is_blank(longest):
        return not_yet(
            f"`{code}` is right.", "`longest` is still open.", "How long is the longer of its two round trips?"
        )
    number = read_number(longest)
    if number is None:
        return not_yet(f"`longest` is `{show(longest)}`.", "It is to be one number.", "Write the milliseconds.")
    if is_near(number, right, 0.015):
        return correct(
            f"`{code}`: at least {right:.0f} ms for those who wait longest. With two Regions, one near each city, it "
            "would be less, and you would have everything twice."
        )
    if is_near(number, right / 2, 0.03):
        return not_yet(f"`longest` is {number:g}.", "That is one way. An answer has to come back.", "Double it.")
    if is_near(number, float(table.loc[code, ["first", "second"]].min()), 0.015):
        return not_yet(f"`longest` is {number:g}.", "That is the shorter of the two.", "Who waits longest?")
    if number > 1000:
        return not_yet(f"`longest` is {number:g}.", "Those look like kilometres.", "Take the column `ms`.")
    return not_yet(f"`longest` is {number:g}.", "", f"Look at `{code}` in both rankings, column `ms`.")


@exercise("04")
def find_the_server(lost_in):
    """The lost server is found and terminated, and the other one left alone."""
    lost, kept = _list_servers(cases.LOST_IN, "workshop"), _list_servers(KEPT_IN)
    if not lost and not _list_servers(cases.LOST_IN, "workshop", gone=True):
        why = "A restarted kernel is a new account."
        return not_yet("Hazel's server was never there.", why, "Run the cell with `cases.lose_server()`.")
    if not kept:
        why = "That one was yours, and guests in Berlin use it."
        again = "Start it again with the cell further up. Then keep looking: Hazel's has the tag Name = workshop."
        return not_yet(f"There is no server in `{KEPT_IN}` any more.", why, again)
    if _is_blank(lost_in):
        return _say_nothing_found(lost)
    code = str(lost_in).strip().lower()
    if code != cases.LOST_IN:
        return _explain_region(code, lost_in)
    if lost:
        return not_yet(f"`{code}` it is.", _say_left(lost), "Terminate it, with a client of that Region.")
    return correct(f"Found in `{code}`, and given back. {_say_price()} The one in `{KEPT_IN}` still runs.")


def _say_price():
    """What the lost server costs, from the course's table of prices (USD, on demand)."""
    kind = _list_servers(cases.LOST_IN, "workshop", gone=True)[0]["InstanceType"]
    usd = billing.hourly_price(kind, region=cases.LOST_IN)
    return f"It was a `{kind}`, with a GPU: {usd:g} USD an hour, {usd * HOURS:.0f} a month."


def _say_left(lost):
    if lost[0]["State"]["Name"] == "stopped":
        return "The server is stopped there, and its disk goes on costing money."
    return "But the server still runs there, and costs. A client of another Region does not know its id."


def _say_nothing_found(lost):
    if lost:
        return not_attempted("Find the Region, write it into `lost_in`, and terminate the server there.")
    again = "Write down where it was. Forgotten? The cell with `cases.lose_server()` starts anew."
    return not_yet("The server is gone.", "`lost_in` is still open.", again)


def _explain_region(code, given):
    if code == KEPT_IN:
        why = "The server there is your own, and it stays."
        return not_yet(f"`{code}` has a server.", why, "Keep looking: another Region has one too.")
    if code[:-1] in _list_codes():
        return not_yet(f"`{code}` is a zone.", "A Region has no letter at its end.", "Leave the letter out.")
    if code not in _list_codes():
        return not_yet(f"`{show(given)}` is no Region.", "", "Write its code, such as `eu-central-1`.")
    if code == "us-east-1" and _list_servers(code):
        why = "The server there is not Hazel's: hers has the tag Name = workshop."
        return not_yet(f"You wrote `{code}`.", why, "Ask every Region in a loop.")
    return not_yet(f"`{code}` has no server.", "", "Ask every Region in a loop, with `list_servers`.")


def _list_codes():
    return list(facts.read_table("regions")["region_code"])


def _list_servers(region, name=None, gone=False):
    """The servers of a Region, with a name tag if one is given; terminated ones only with `gone`."""
    filters = [{"Name": "tag:Name", "Values": [name]}] if name else []
    answer = trial.client("ec2", region_name=region).describe_instances(Filters=filters)
    found = [one for group in answer["Reservations"] for one in group["Instances"]]
    return [one for one in found if gone or one["State"]["Name"] not in ("terminated", "shutting-down")]
