"""The checks of lesson 03 that ask for numbers: what an SLA pays, and hours down in a year."""

from .._given import BLANKS, is_near, judge_number, read_number, say_number
from .._verdict import CORRECT, NOT_ATTEMPTED, correct, exercise, not_attempted, not_yet

HOURS_A_YEAR = 8760
FEBRUARY = 28 * 24  # hours
BILL, LOSS_AN_HOUR, ZONE = 200, 150, 0.999  # invented: USD of S3 in the month, USD lost an hour, a zone's availability


def judge_numbers(answers, praise):
    """The Verdict on several numbers, or on the first wrong one. `answers`: (name, given, options of judge_number)."""
    verdicts = {}
    for name, given, options in answers:
        verdict = judge_number(given, **options)
        if verdict.outcome not in (CORRECT, NOT_ATTEMPTED):
            return verdict
        verdicts[name] = verdict.outcome
    missing = [f"`{name}`" for name, outcome in verdicts.items() if outcome == NOT_ATTEMPTED]
    if len(missing) == len(verdicts):
        return not_attempted(f"Give {', '.join(missing)} a number, then run this again.")
    if missing:
        return not_yet("What is there is right.", "", f"Still to do: {', '.join(missing)}.")
    return correct(praise)


@exercise("03")
def credit_for_an_outage(minutes, uptime, credit):
    """What S3's SLA allowed and paid for the outage of February 2017, by today's terms."""
    hours = read_outage_hours()
    right = 100 * (1 - hours / FEBRUARY)
    if uptime not in BLANKS and read_number(uptime) == round(right, 1):
        uptime = right  # rounded to a tenth: else it would look like that of a month of 30 days
    return judge_numbers(
        [
            ("minutes", minutes, {"expected": FEBRUARY * 60 * 0.001, "unit": "minutes", **_minutes_mistakes()}),
            ("uptime", uptime, {"expected": right, "unit": "% uptime", "tolerance": 0.0002, **_uptime_mistakes(hours)}),
            ("credit", credit, {"expected": BILL * 0.10, "unit": "USD", **_credit_mistakes(hours)}),
        ],
        f"The SLA pays {BILL * 0.10:.0f} USD, if you ask. Your friend lost {hours * LOSS_AN_HOUR:.0f}.",
    )


def read_outage_hours():
    """How long S3 in us-east-1 was down on 28 February 2017, in hours."""
    from helpers import facts

    outages = facts.read_table("outages")
    return float(outages[outages["date"] == "2017-02-28"]["duration_hours"].iloc[0])


def _minutes_mistakes():
    minutes = FEBRUARY * 60
    return {
        "mistakes": [
            (30 * 24 * 60 * 0.001, "that is a month of 30 days.", "This February had 28."),
            (31 * 24 * 60 * 0.001, "that is a month of 31 days.", "This February had 28."),
            (minutes * 0.0001, "that is what 99.99 % would leave.", "S3's SLA says 99.9 %."),
            (minutes * 0.01, "that is what 99 % would leave.", "99.9 % leaves a thousandth."),
            (minutes * 0.999, "that is the time that S3 must work.", "What is left of the month?"),
            (FEBRUARY * 0.001, "those are hours.", "Multiply by 60."),
        ],
        "hint": "28 days, in minutes, times the share that may be lost: 1 - 0.999.",
    }


def _uptime_mistakes(hours):
    return {
        "mistakes": [
            (1 - hours / FEBRUARY, "that is a share.", "Multiply by 100 for percent."),
            (100 * (1 - hours / 720), "that is for a month of 30 days.", "This February had 28 days."),
            (100 * (1 - hours / 24), "that is the uptime of one day.", "The SLA counts the whole month."),
            (100 * hours / FEBRUARY, "that is the share that was lost.", "Take it from 100."),
            (99.9, "that is what was promised.", "What came true in a month of 28 * 24 hours?"),
        ],
        "hint": "100 * (1 - hours down / hours of the month).",
    }


def _credit_mistakes(hours):
    return {
        "mistakes": [
            (0, "an SLA does pay when it is not kept.", "In which row of the table does the uptime lie?"),
            (BILL, "the whole bill comes back below 95 % only.", "In which row does your uptime lie?"),
            (BILL * 0.25, "25 % is for less than 99.0 %.", "In which row does your uptime lie?"),
            (BILL * hours / FEBRUARY, "that is the price of the lost hours.", "The SLA pays by steps: see the table."),
            (hours * LOSS_AN_HOUR, "that is the loss.", "An SLA does not pay losses, but a share of the bill."),
            (10, "that is the percentage.", "Of how many USD?"),
        ],
        "hint": "Find the row in which the uptime lies; its percentage of the bill is the credit.",
    }


@exercise("03")
def hours_down(row_hours, one_zone, two_zones):
    """Hours down in a year: one of each; two servers in one zone; two servers in two zones."""
    balancer, server, database = read_promises()
    rest = balancer * database
    right = {
        "row_hours": rest * server,
        "one_zone": rest * ZONE * (1 - (1 - server) ** 2),
        "two_zones": rest * (1 - (1 - ZONE * server) ** 2),
    }
    given = {"row_hours": row_hours, "one_zone": one_zone, "two_zones": two_zones}
    mistakes = _row_mistakes(balancer, server, database) | _zone_mistakes(rest, server, right)
    answers = [(name, given[name], _options_of_hours(name, right[name], mistakes[name])) for name in right]
    praise = "A second zone saves most of it. What is left is mostly load balancer and database."
    return _find_share(given, right) or judge_numbers(answers, praise)


def _row_mistakes(balancer, server, database):
    """Usual wrong availabilities of three parts in a row, each with why and what to try."""
    one_is_enough = 1 - (1 - balancer) * (1 - server) * (1 - database)
    return {
        "row_hours": [
            ((balancer + server + database) / 3, "that is the average.", "All three are needed: multiply."),
            (min(balancer, server), "that is the weakest part alone.", "The others fail too: multiply all three."),
            (one_is_enough, "that is with one of the three enough.", "Multiply."),
            (balancer * server * database * ZONE, "the zone is in it.", "Here as printed above, without it."),
        ]
    }


def _zone_mistakes(rest, server, right):
    """Usual wrong availabilities of two servers in one zone and in two. `rest`: of all but servers and zones."""
    pair, copies = 1 - (1 - server) ** 2, 1 - (1 - ZONE * server) ** 2
    return {
        "one_zone": [
            (rest * pair, "the zone is missing.", "If it fails, both servers do. Multiply by it once."),
            (right["two_zones"], "that is with a zone for each.", "Here the zone is one part, needed by both."),
            (rest * ZONE * server**2, "that is with both servers needed.", "One is enough: 1 - (1 - server) ** 2."),
            (rest * ZONE * server, "that is one server.", "Two: 1 - (1 - server) ** 2."),
            (
                ZONE * pair,
                "that is the servers and their zone alone.",
                "Load balancer and database are in the row too.",
            ),
            (rest * ZONE**2 * pair, "the zone is in it twice.", "Load balancer and database do not stand in it: once."),
        ],
        "two_zones": [
            (rest * pair, "the zones are missing.", "A server works while its zone works: zone * server."),
            (right["one_zone"], "that is one zone for both.", "Put the zone inside: a copy is zone * server."),
            (rest * ZONE**2 * pair, "that is with both zones needed.", "One copy, zone * server, is enough."),
            (copies, "that is the servers and their zones alone.", "Load balancer and database are in the row too."),
        ],
    }


def read_promises():
    """The availabilities (0 to 1) of load balancer, server and database in the example, from the table of SLAs."""
    from helpers import facts

    sla = facts.read_table("sla").set_index(["service", "scope"])["percent"] / 100
    places = (
        ("Elastic Load Balancing", "load balancer in two or more AZs"),
        ("EC2", "single instance"),
        ("RDS", "Multi-AZ"),
    )
    return tuple(float(sla[place]) for place in places)


def _options_of_hours(name, share, mistakes):
    hours = [((1 - wrong) * HOURS_A_YEAR, why, try_this) for wrong, why, try_this in mistakes]
    return {
        "expected": (1 - share) * HOURS_A_YEAR,
        "unit": f"hours for `{name}`",
        "mistakes": hours,
        "hint": "First the share of the time that it works; then (1 - share) * year.",
    }


def _find_share(given, right):
    """The verdict on a share, a percentage or hours up that work out, where hours down are asked for, else None."""
    for name, answer in given.items():
        number, up = None if answer in BLANKS else read_number(answer), right[name]
        for usual, tolerance, why in (
            (up, 1e-5, "that is the share that works, and right."),
            (100 * up, 1e-5, "that is the share that works, in percent, and right."),
            (1 - up, 3e-2, "that is the share that fails, and right."),
            (up * HOURS_A_YEAR, 1e-4, "those are the hours that it works."),
        ):
            if number is not None and is_near(number, usual, tolerance):
                return not_yet(f"{say_number(number, f'for `{name}`')}:", why, "Hours down: (1 - share) * year.")
    return None
