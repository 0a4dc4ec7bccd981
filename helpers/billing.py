"""What AWS charges: dated prices, the cost of a transfer, and a running meter of the practice account.

Prices stand in data/*.csv, with their dates and sources; they are AWS's list prices for new customers, without tax.
"""

from helpers._billing import prices
from helpers._billing.prices import UnknownPrice

__all__ = ["UnknownPrice", "hourly_price", "start_meter", "storage_price", "transfer_cost"]


def hourly_price(instance_type, market="on-demand", region="us-east-1"):
    """USD for an hour of a Linux server, "on-demand" or "spot" (a median over the Region's zones on one day).

    Raises UnknownPrice for a type, Region or market that data/ec2-prices.csv does not hold, and names the nearest.
    """
    return prices.find_server(instance_type, market, region).usd


def storage_price(storage_class):
    """USD for a GB stored for a month in us-east-1, such as "S3 Standard": the first tier where there are tiers.

    Storage alone: requests and retrieval cost extra. Raises UnknownPrice for a class that data/s3-prices.csv lacks.
    """
    return prices.find_storage(storage_class).usd


def transfer_cost(gb, route="internet out"):
    """USD for moving `gb` over a route of data/transfer-prices.csv within one month, tier by tier.

    "internet out" begins with AWS's free allowance. Raises UnknownPrice for an unknown route, and names the routes.
    """
    if gb < 0:
        raise ValueError(f"Nobody moves {gb} GB: give a number from 0 up.")
    return sum(usd * max(0.0, min(gb, to_gb) - from_gb) for from_gb, to_gb, usd in prices.list_tiers(route))


def start_meter():
    """A `Meter` of the practice account at hour 0, nothing spent. Its clock stands still until `meter.advance(hours)`.

    meter.bill() is what everything cost so far; meter.total its sum in USD; meter.mails() what AWS would have sent.
    """
    from helpers._billing.meter import Meter

    return Meter()
