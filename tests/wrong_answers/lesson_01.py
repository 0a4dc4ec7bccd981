"""Answers to the exercises of the lesson on why the cloud."""

from .answers import Wrong

NOT_ABOUT_PERMISSIONS = {
    "buy_or_rent_the_hall",
    "hosts_after_mixing",
    "bill_for_february",
    "hours_to_break_even",
    "spot_for_which_job",
    "growth_behind_the_share",
    "whose_duty",
    "rehearse_the_evening",
}

IDS = '[one["InstanceId"] for one in extra["Instances"]]'
GIVE_BACK, SIX = f"ec2.terminate_instances(InstanceIds={IDS})\n", "meter.advance(hours=6)\n"
OWNED, RENTED = "owned = 5 * machine + people + space\n", "rented = servers.sum() * hour\n"
SAVED = 'saved = 100 * (1 - prices.loc["m5.4xlarge", "spot"] / prices.loc["m5.4xlarge", "on-demand"])\n'
JOBS = 'jobs = dict(a="spot", b="on demand", c="on demand", d="spot")\n'
DUTIES = 'answers = dict(zip("abcdefgh", "AWS you AWS you both you AWS both".split()))\n'


def rent(number, kind="m5.4xlarge"):
    return f'extra = ec2.run_instances(ImageId=image, InstanceType="{kind}", MinCount={number}, MaxCount={number})\n'


WRONG = {
    "buy_or_rent_the_hall": {
        "rounded down": Wrong("evenings_to_buy = 3", ("three cost 3,600 USD", "3,900 USD a month")),
        "not a whole number": Wrong("evenings_to_buy = own / rent", ("3.25 evenings", "next whole one")),
        "without the upkeep": Wrong("evenings_to_buy = 2", ("leaves out the upkeep",)),
        "price divided by rent": Wrong("evenings_to_buy = price / rent", ("500 evenings", "in all years")),
        "one evening, since owning is for ever": Wrong(
            "evenings_to_buy = 1", ("too little", "for each rented evening")
        ),
        "too many": Wrong("evenings_to_buy = 10", ("already with fewer",)),
        "far too many": Wrong("evenings_to_buy = 100", ("too much",)),
        "a word": Wrong('evenings_to_buy = "rent"', ("not one number", "3,900 USD a month")),
    },
    "hosts_after_mixing": {
        "each alone": Wrong("hosts = 7", ("hosts of their own",)),
        "sum of the peaks": Wrong("hosts = -(-need.max().sum() // 32)", ("6 hosts", "different times")),
        "rounded down": Wrong("hosts = need.sum(axis=1).max() // 32", ("they hold 64 vCPUs", "94 are needed")),
        "not whole": Wrong("hosts = need.sum(axis=1).max() / 32", ("2.938 hosts", "a part of a host")),
        "the average": Wrong("hosts = need.sum(axis=1).mean() / 32", ("on average, yes", "busiest time")),
        "vCPUs": Wrong("hosts = need.sum(axis=1).max()", ("those are vCPUs", "32 of them")),
        "the whole table": Wrong("hosts = need.sum(axis=1)", ("not one number", "busiest time")),
        "everything in the day added up": Wrong("hosts = need.sum().sum() / 32", ("too much", "busiest time")),
    },
    "bill_for_february": {
        "twenty machines": Wrong(
            "owned = 20 * machine + people + space\n" + RENTED, ("`owned`", "20 machines", "fit on one")
        ),
        "people and space forgotten": Wrong("owned = 5 * machine\n" + RENTED, ("people and space are missing",)),
        "people once per machine": Wrong("owned = 5 * (machine + people + space)\n" + RENTED, ("five times",)),
        "bought in one month": Wrong(
            'owned = 5 * value["64 vCPUs of a bought server"]\n' + RENTED, ("48,000 USD", "five years")
        ),
        "enough for the average": Wrong("owned = machine + people + space\n" + RENTED, ("the peak needs 20",)),
        "rented for the peak all month": Wrong(
            OWNED + "rented = 20 * 672 * hour", ("`rented`", "for the peak all month", "its own number of servers")
        ),
        "one server": Wrong(OWNED + "rented = 672 * hour", ("one server, all month long",)),
        "hours, no money": Wrong(OWNED + "rented = servers.sum()", ("server-hours", "Multiply")),
        "730 hours in February": Wrong(OWNED + "rented = servers.mean() * 730 * hour", ("February has 672",)),
        "an average hour": Wrong(OWNED + "rented = servers.mean() * hour", ("an average hour",)),
        "spot price": Wrong(
            OWNED + 'rented = servers.sum() * billing.hourly_price("m5.4xlarge", "spot")', ("`rented`", "too little")
        ),
        "only one of them": Wrong(OWNED, ("`owned` is right", "`rented` is still to do")),
        "a list": Wrong(OWNED + "rented = servers * hour", ("`rented`", "not one number")),
    },
    "hours_to_break_even": {
        "people forgotten": Wrong("hours_to_buy = 5 * machine / (20 * hour)", ("people and space are missing",)),
        "rent of one server": Wrong(
            "hours_to_buy = (5 * machine + people + space) / hour", ("a month has 730 hours", "one server")
        ),
        "rent of five": Wrong("hours_to_buy = (5 * machine + people + space) / (5 * hour)", ("they are twenty",)),
        "twenty machines": Wrong(
            "hours_to_buy = (20 * machine + people + space) / (20 * hour)", ("20 machines", "fit on one")
        ),
        "never, the cloud is always cheaper": Wrong("hours_to_buy = 730", ("too much", "divided by")),
        "as in the explorer with two that always run": Wrong("hours_to_buy = 192", ("the explorer's number",)),
        "people once per machine": Wrong(
            "hours_to_buy = 5 * (machine + people + space) / (20 * hour)", ("five times",)
        ),
    },
    "spot_for_which_job": {
        "what is still paid": Wrong(
            'saved = 100 * prices.loc["m5.4xlarge", "spot"] / prices.loc["m5.4xlarge", "on-demand"]\n' + JOBS,
            ("`saved`", "still pay"),
        ),
        "a share": Wrong(
            'saved = 1 - prices.loc["m5.4xlarge", "spot"] / prices.loc["m5.4xlarge", "on-demand"]\n' + JOBS,
            ("that is a share", "a half is 50"),
        ),
        "as a part of the spot price": Wrong(
            'saved = 100 * (prices.loc["m5.4xlarge", "on-demand"] / prices.loc["m5.4xlarge", "spot"] - 1)\n' + JOBS,
            ("share of the spot price", "on-demand price"),
        ),
        "in USD": Wrong(
            'saved = prices.loc["m5.4xlarge", "on-demand"] - prices.loc["m5.4xlarge", "spot"]\n' + JOBS,
            ("USD an hour",),
        ),
        "spot for everything, it is cheaper": Wrong(
            SAVED + 'jobs = dict.fromkeys("abcd", "spot")', ("`jobs`", "`b`", "only copy of the profiles")
        ),
        "spot is never safe": Wrong(
            SAVED + 'jobs = dict.fromkeys("abcd", "on demand")', ("`a`", "more than twice the price")
        ),
        "an evening is short enough": Wrong(
            SAVED + 'jobs = dict(a="spot", b="on demand", c="spot", d="spot")', ("`c`", "200 guests")
        ),
        "photos are too many": Wrong(
            SAVED + 'jobs = dict(a="spot", b="on demand", c="on demand", d="on demand")', ("`d`", "done again")
        ),
        "the jobs only": Wrong(JOBS, ("`jobs` is right", "`saved` is still to do")),
    },
    "growth_behind_the_share": {
        "the shares only": Wrong("growth = 28 / 33", ("compares the shares", "has grown")),
        "the market only": Wrong(
            'growth = spending["2025-Q4"] / spending["2021-Q2"]', ("growth of the whole market", "has changed too")
        ),
        "what was added": Wrong(
            'growth = spending["2025-Q4"] * 0.28 / (spending["2021-Q2"] * 0.33) - 1', ("what was added", "is 2")
        ),
        "in percent": Wrong(
            'growth = 100 * spending["2025-Q4"] * 0.28 / (spending["2021-Q2"] * 0.33)', ("in percent", "the factor")
        ),
        "the difference": Wrong(
            'growth = spending["2025-Q4"] * 0.28 - spending["2021-Q2"] * 0.33', ("difference in billion",)
        ),
        "upside down": Wrong(
            'growth = spending["2021-Q2"] * 0.33 / (spending["2025-Q4"] * 0.28)', ("other way round",)
        ),
        "it shrank": Wrong("growth = -0.05", ("less than nothing", "the market times the share")),
    },
    "whose_duty": {
        "AWS secures everything": Wrong('answers = dict.fromkeys("abcdefgh", "AWS")', ("`b`", "no login")),
        "all is mine": Wrong('answers = dict.fromkeys("abcdefgh", "you")', ("`a`", "entering the building")),
        "both, to be safe": Wrong('answers = dict.fromkeys("abcdefgh", "both")', ("`a`", "on each side")),
        "AWS brings deleted files back": Wrong(DUTIES + 'answers["f"] = "AWS"', ("`f`", "old versions")),
        "AWS decides who reads": Wrong(DUTIES + 'answers["d"] = "AWS"', ("`d`", "whoever owns the bucket")),
        "AWS trains everybody": Wrong(DUTIES + 'answers["e"] = "AWS"', ("`e`", "two staffs")),
        "all layers are AWS's": Wrong(DUTIES + 'answers["h"] = "AWS"', ("`h`", "that you set up")),
        "the customer keeps machines apart": Wrong(DUTIES + 'answers["c"] = "both"', ("`c`", "no customer can reach")),
        "one left out": Wrong(DUTIES + 'answers["h"] = None', ("7 of 8", "`h`")),
        "another word": Wrong(DUTIES + 'answers["a"] = "Amazon"', ("`'Amazon'`", "none of the choices")),
    },
    "rehearse_the_evening": {
        "only rented": Wrong(rent(18), ("18 more are running", "Now let six hours pass")),
        "two too many left": Wrong(
            rent(18) + SIX + GIVE_BACK + rent(2), ("2 servers are still running", 'InstanceIds=["i-')
        ),
        "forgotten": Wrong(rent(18) + SIX, ("18 servers are still running", "USD a day")),
        "rented twice, the first ones out of reach": Wrong(
            rent(18) + SIX + rent(18) + GIVE_BACK,
            ("18 servers are still running", 'if one["InstanceId"] not in always'),
        ),
        "another type that still runs": Wrong(rent(18, "t3.micro"), ("`t3.micro`", "in their place")),
        "stopped": Wrong(
            rent(18) + SIX + f"ec2.stop_instances(InstanceIds={IDS})",
            ("18 servers are stopped", "its disk stays yours"),
        ),
        "the two given back as well": Wrong(
            rent(18) + SIX + f"ec2.terminate_instances(InstanceIds={IDS} + always)",
            ("one of the two that always run", "only the servers in `extra`"),
        ),
        "twenty more": Wrong(rent(20) + SIX + GIVE_BACK, ("20 more", "made 22", "20 in all")),
        "one call, one server": Wrong(rent(1) + SIX + GIVE_BACK, ("You rented 1 more", "MaxCount")),
        "a small type": Wrong(rent(18, "t3.micro") + SIX + GIVE_BACK, ("`t3.micro`", "another load")),
        "half of them given back": Wrong(
            rent(18) + SIX + f"ec2.terminate_instances(InstanceIds={IDS}[:17])", ("1 server is still running",)
        ),
        "the clock forgotten": Wrong(rent(18) + GIVE_BACK, ("The clock stood still", "hours=6")),
        "the clock moved before": Wrong(SIX + rent(18) + GIVE_BACK, ("The clock stood still", "then give them back")),
        "the clock moved after": Wrong(
            rent(18) + GIVE_BACK + SIX, ("then let six hours pass, then give them back",), outcome="not attempted"
        ),
        "a whole day": Wrong(rent(18) + "meter.advance()\n" + GIVE_BACK, ("ran for 24 hours", "From six to midnight")),
        "nine, and nine after them": Wrong(
            (rent(9) + "meter.advance(hours=0.5)\n" + GIVE_BACK) * 2, ("ran for 0.5 hours", "all 18 are wanted")
        ),
        "twenty, and the clock moved on": Wrong(rent(20) + SIX + GIVE_BACK + SIX, ("20 more", "20 in all")),
        "only the clock": Wrong(SIX, ("Rent 18 more",), outcome="not attempted"),
        "the ids overwritten": Wrong(
            rent(18) + SIX + f"always = {IDS}\nec2.terminate_instances(InstanceIds=always)",
            ("does not hold the ids", "MinCount=2"),
        ),
        "another list in always": Wrong("always = []", ("does not hold the ids", "MinCount=2")),
    },
}

RIGHT = {
    "buy_or_rent_the_hall": {"as a float": "evenings_to_buy = 4.0", "as text": 'evenings_to_buy = "4"'},
    "hosts_after_mixing": {"typed": "hosts = 3", "as a float": "import numpy as np\nhosts = np.ceil(94 / 32)"},
    "bill_for_february": {
        "rounded": "owned = round(5 * machine + people + space)\nrented = round(servers.sum() * hour)",
        "electricity of February's hours": (
            'power = watts / 1000 * 672 * value["electricity, New York commercial"]\n'
            "owned = 5 * (9600 / 60 + power) + people + space\n" + RENTED
        ),
        "day by day": OWNED + 'rented = (demand.groupby("day")["servers_needed"].sum() * hour).sum()',
    },
    "hours_to_break_even": {
        "a whole number": "hours_to_buy = round((5 * machine + people + space) / (20 * hour))",
        "with the machine's rent": "hours_to_buy = (machine + (people + space) / 5) / (4 * hour)",
    },
    "spot_for_which_job": {
        "other capitals": SAVED + 'jobs = dict(a="Spot", b="On demand", c="on demand", d="SPOT")',
        "rounded": "saved = 61.6\n" + JOBS,
        "with hyphens": SAVED + JOBS.replace("on demand", "on-demand"),
    },
    "growth_behind_the_share": {
        "rounded": "growth = 2.4",
        "from the table": (
            'growth = spending["2025-Q4"] * wide.loc["2025Q4", "AWS"] / spending["2021-Q2"] / wide.loc["2021Q2", "AWS"]'
        ),
    },
    "whose_duty": {"small letters": DUTIES + 'answers["a"] = "aws"', "one by one": DUTIES},
    "rehearse_the_evening": {
        "a second try after a wrong one": rent(20) + SIX + GIVE_BACK + rent(18) + SIX + GIVE_BACK,
        "a second try after the clock was forgotten": rent(18) + GIVE_BACK + rent(18) + SIX + GIVE_BACK,
        "in two calls of nine": rent(9)
        + "first = extra\n"
        + rent(9)
        + SIX
        + GIVE_BACK
        + GIVE_BACK.replace("extra", "first"),
        "hour by hour": rent(18) + "for _ in range(6):\n    meter.advance(hours=1)\n" + GIVE_BACK,
        "the clock moved on after": rent(18) + SIX + GIVE_BACK + "meter.advance(hours=10)",
        "found again by their state": (
            rent(18)
            + SIX
            + 'running = [{"Name": "instance-state-name", "Values": ["running"]}]\n'
            + 'found = ec2.describe_instances(Filters=running)["Reservations"]\n'
            + 'ids = [one["InstanceId"] for group in found for one in group["Instances"]]\n'
            + "ec2.terminate_instances(InstanceIds=[one for one in ids if one not in always])"
        ),
    },
}
