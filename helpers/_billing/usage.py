"""From what exists to what it costs by the hour. Pure: takes an inventory of the account, asks nobody."""

from helpers._account import inventory
from helpers._billing import prices
from helpers._billing.bill import Item

GIB = 2**30  # a "GB" in AWS's prices of storage is this many bytes
SMALLEST_BILLED = 128 * 1024  # bytes that an object in these classes counts for at least (note in data/s3-prices.csv)
CLASSES_WITH_MINIMUM = {"STANDARD_IA", "ONEZONE_IA", "GLACIER_IR"}
SERVER, VOLUME, ADDRESS, GATEWAY, STORAGE = range(5)  # the order of a bill
IPV4, NAT = "public IPv4 address", "NAT gateway hour"  # as data/transfer-prices.csv calls them


def list_items(things, hours_in_month):
    """Return the `Item`s of an inventory. A price per GB-month is spread over `hours_in_month`.

    Raises UnknownPrice for the first thing that has no price: nothing is left out in silence.
    """
    items = [_make_item(one, hours_in_month) for one in things]
    taken = {one.address for one in things if isinstance(one, inventory.Address)}
    own = [one for one in things if isinstance(one, inventory.Server) and one.address and one.address not in taken]
    return items + [_make_hourly(ADDRESS, one.id, IPV4, IPV4, one.region) for one in own]


def _make_item(thing, hours_in_month):
    if isinstance(thing, inventory.Server):
        return _make_server(thing)
    if isinstance(thing, inventory.Volume):
        price = _find(thing.id, prices.find_volume, thing.type, thing.region)
        what = f"{thing.type} volume, {thing.size} GB{_say_region(thing.region)}"
        return Item(VOLUME, thing.id, what, price.usd * thing.size / hours_in_month, price)
    if isinstance(thing, inventory.Address):
        return _make_hourly(ADDRESS, thing.id, IPV4, IPV4, thing.region)
    if isinstance(thing, inventory.Gateway):
        return _make_hourly(GATEWAY, thing.id, "NAT gateway", NAT, thing.region)
    return _make_storage(thing, hours_in_month)


def _make_server(server):
    name = server.name or server.group
    resource = f"{server.id} ({name})" if name else server.id
    if server.state in ("stopping", "stopped"):
        return Item(SERVER, resource, f"{server.type}, stopped{_say_region(server.region)}", 0.0)
    if server.windows:
        raise prices.UnknownPrice(
            f"{server.id} has no price here. It runs Windows, whose licence costs extra, and the course's tables have "
            "the prices of Linux alone. Terminate it, and launch an Amazon Linux image instead."
        )
    market = "spot" if server.spot else "on-demand"
    price = _find(server.id, prices.find_server, server.type, market, server.region)
    what = f"{server.type}, {market.replace('-', ' ')}{_say_region(server.region)}"
    return Item(SERVER, resource, what, price.usd, price)


def _make_hourly(order, resource, what, item, region):
    price = _find(resource, prices.find_hour_of, item, region)
    return Item(order, resource, f"{what}{_say_region(region)}", price.usd, price)


def _make_storage(stored, hours_in_month):
    if stored.region != prices.S3_REGION:
        raise prices.UnknownPrice(
            f"Bucket {stored.bucket} has no price here. It is in {stored.region}, and the course's tables have S3's "
            f"prices of {prices.S3_REGION} alone. Empty the bucket, or make one there."
        )
    price = _find(f"Bucket {stored.bucket}", prices.find_storage, stored.storage_class)
    smallest = SMALLEST_BILLED if stored.storage_class in CLASSES_WITH_MINIMUM else 0
    size = sum(max(one, smallest) for one in stored.sizes)
    what = f"{prices.STORAGE_CLASSES[stored.storage_class]}, {format_size(size)}"
    return Item(STORAGE, stored.bucket, what, price.usd * size / GIB / hours_in_month, price)


def format_size(size):
    """Return a number of bytes as text in the unit that suits it, where 1 KB is 1,024 bytes, as AWS counts."""
    for unit, bytes_each in (("GB", GIB), ("MB", 2**20), ("KB", 2**10)):
        if size >= bytes_each:
            return f"{size / bytes_each:.1f} {unit}"
    return f"{size} bytes"


def _find(resource, find, *words):
    """The price of a resource; an error about it names the resource too."""
    try:
        return find(*words)
    except prices.UnknownPrice as error:
        raise prices.UnknownPrice(f"{resource} has no price here. {error}") from None


def _say_region(region):
    return "" if region == "us-east-1" else f" in {region}"
