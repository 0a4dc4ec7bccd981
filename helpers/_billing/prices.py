"""Prices, looked up in the tables in data/. Each comes back as a `Price`: the figure and the row it stands in."""

import difflib
from dataclasses import dataclass
from functools import lru_cache

# What S3's API calls a storage class, and what the price list calls it.
STORAGE_CLASSES = {
    "STANDARD": "S3 Standard",
    "INTELLIGENT_TIERING": "S3 Intelligent-Tiering",
    "STANDARD_IA": "S3 Standard-IA",
    "ONEZONE_IA": "S3 One Zone-IA",
    "GLACIER_IR": "S3 Glacier Instant Retrieval",
    "GLACIER": "S3 Glacier Flexible Retrieval",
    "DEEP_ARCHIVE": "S3 Glacier Deep Archive",
    "EXPRESS_ONEZONE": "S3 Express One Zone",
}
MARKETS = {"on-demand": "on_demand_usd_per_hour", "spot": "spot_usd_per_hour"}
S3_REGION = "us-east-1"  # the Region of every row of data/s3-prices.csv
TIERED_ROUTE = "internet out"  # its rows are tiers of one price, the first of them free


class UnknownPrice(LookupError):
    """A price that the course's tables do not hold; the message names what they do hold."""


@dataclass(frozen=True)
class Price:
    """A price in USD, for the unit that its finder names, with the table and the row number it was read from."""

    usd: float
    table: str
    row: int


def find_server(instance_type, market="on-demand", region="us-east-1"):
    """The `Price` of an hour of a Linux server. Raises UnknownPrice, naming the nearest types and what there is."""
    table = read_rows("ec2-prices")
    if market not in MARKETS:
        raise ValueError(f'There is no market {market!r}: it is "on-demand" or "spot".')
    of_type = [row for row in table if row["instance_type"] == instance_type]
    if not of_type:
        names = list(dict.fromkeys(row["instance_type"] for row in table))
        raise UnknownPrice(_say_missing(f"no price of an instance type {instance_type!r}", names, instance_type))
    here = [row for row in of_type if row["region"] == region]
    if not here:
        regions = [row["region"] for row in of_type]
        raise UnknownPrice(_say_missing(f"no price of {instance_type} in the Region {region!r}", regions, region))
    usd = here[0][MARKETS[market]]
    if usd != usd:  # NaN: the table has no such price
        with_spot = [row["instance_type"] for row in table if row["region"] == region and row[MARKETS[market]] > 0]
        raise UnknownPrice(_say_missing(f"no {market} price of {instance_type} in {region}", with_spot, instance_type))
    return Price(float(usd), "ec2-prices", here[0]["row"])


def find_storage(storage_class):
    """The `Price` of a GB stored for a month in an S3 storage class of us-east-1, the first tier where it has tiers.

    Takes the price list's name ("S3 Standard-IA") or the API's ("STANDARD_IA").
    """
    wanted = STORAGE_CLASSES.get(storage_class, storage_class)
    for row in read_rows("s3-prices"):
        if row["storage_class"] == wanted or row["storage_class"].partition(" (")[0] == wanted:
            return Price(float(row["usd_per_gb_month"]), "s3-prices", row["row"])
    names = list(dict.fromkeys(row["storage_class"].partition(" (")[0] for row in read_rows("s3-prices")))
    raise UnknownPrice(_say_missing(f"no price of a storage class {storage_class!r}", names, wanted))


def find_volume(volume_type, region="us-east-1"):
    """The `Price` of a GB of an EBS volume for a month."""
    rows = [row for row in read_rows("ebs-prices") if row["volume_type"] != "snapshot"]
    for row in rows:
        if (row["volume_type"], row["region"]) == (volume_type, region):
            return Price(float(row["usd_per_gb_month"]), "ebs-prices", row["row"])
    names = [f"{row['volume_type']} in {row['region']}" for row in rows]
    wanted = f"{volume_type} in {region}"
    raise UnknownPrice(_say_missing(f"no price of a {volume_type} volume in {region}", names, wanted))


def find_hour_of(item, region="us-east-1"):
    """The `Price` of an hour of something in data/transfer-prices.csv: "NAT gateway hour", "public IPv4 address"."""
    rows = [row for row in read_rows("transfer-prices") if row["usd_per_hour"] > 0]
    for row in rows:
        if row["item"] == item and row["region"] in (region, "all"):
            return Price(float(row["usd_per_hour"]), "transfer-prices", row["row"])
    names = [f"{row['item']} ({row['region']})" for row in rows]
    raise UnknownPrice(_say_missing(f"no hourly price of {item!r} in {region}", names, item))


def list_tiers(route):
    """The tiers of a route as (from GB, to GB, USD per GB) in order; one endless tier where the price is flat."""
    rows = [row for row in read_rows("transfer-prices") if row["usd_per_gb"] >= 0]
    found = [row for row in rows if row["item"] == route]
    if route == TIERED_ROUTE:
        found = [row for row in rows if row["item"].startswith(f"{TIERED_ROUTE}: ")]
    if not found:
        names = [row["item"] for row in rows if not row["item"].startswith(f"{TIERED_ROUTE}: ")]
        raise UnknownPrice(_say_missing(f"no price per GB of a route {route!r}", [TIERED_ROUTE, *names], route))
    tiers = [(_or(row["tier_from_gb"], 0.0), _or(row["tier_to_gb"], float("inf")), row["usd_per_gb"]) for row in found]
    return sorted(tiers)


@lru_cache(maxsize=16)
def read_rows(name):
    """The rows of a table in data/ as dicts, each with its number under "row"."""
    from helpers import facts

    return [{**row, "row": number} for number, row in enumerate(facts.read_table(name).to_dict("records"))]


def cite(found):
    """The sources and dates of some `Price`s as text, a line for each source, in the order of the tables."""
    from helpers import facts

    lines = {}
    for table in sorted({price.table for price in found}):
        rows = sorted({price.row for price in found if price.table == table})
        lines |= dict.fromkeys(facts.cite(facts.read_table(table).iloc[rows]).splitlines())
    return "\n".join(lines)


def _or(number, otherwise):
    return otherwise if number != number else float(number)


def _say_missing(fact, names, wanted):
    nearest = difflib.get_close_matches(wanted, names, n=3, cutoff=0.4)
    advice = f" Did you mean {' or '.join(nearest)}?" if nearest else ""
    return f"The course's tables have {fact}.{advice} There are: {', '.join(dict.fromkeys(names))}."
