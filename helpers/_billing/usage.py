"""What in the practice account costs money by the hour: read with boto3 as root, whoever is signed in."""

from helpers._billing import prices
from helpers._billing.bill import Item

GIB = 2**30  # a "GB" in AWS's prices of storage is this many bytes
SMALLEST_BILLED = 128 * 1024  # bytes that an object in these classes counts for at least (note in data/s3-prices.csv)
CLASSES_WITH_MINIMUM = {"STANDARD_IA", "ONEZONE_IA", "GLACIER_IR"}
SERVER, VOLUME, ADDRESS, GATEWAY, STORAGE = range(5)  # the order of a bill


def list_items(client, regions, hours_in_month):
    """The `Item`s of the whole account. `client(service, region_name=...)` makes a boto3 client.

    `regions` are those in which EC2 was used. A price per GB-month is spread over `hours_in_month`. Raises UnknownPrice
    for the first thing that has no price: nothing is left out in silence.
    """
    items = []
    for region in regions:
        items += _list_region(client("ec2", region_name=region), region, hours_in_month)
    return items + _list_storage(client, hours_in_month)


def _list_region(ec2, region, hours_in_month):
    states = [{"Name": "instance-state-name", "Values": ["pending", "running", "stopping", "stopped"]}]
    pages = ec2.get_paginator("describe_instances").paginate(Filters=states)
    servers = [one for page in pages for reservation in page["Reservations"] for one in reservation["Instances"]]
    items = [_make_server(one, region) for one in servers]
    for page in ec2.get_paginator("describe_volumes").paginate():
        items += [_make_volume(one, region, hours_in_month) for one in page["Volumes"]]
    items += _list_addresses(ec2, servers, region)
    for page in ec2.get_paginator("describe_nat_gateways").paginate():
        alive = [one for one in page["NatGateways"] if one["State"] == "available"]
        items += [
            _make_hourly(GATEWAY, one["NatGatewayId"], "NAT gateway", "NAT gateway hour", region) for one in alive
        ]
    return items


def _make_server(server, region):
    kind, name = server["InstanceType"], _add_name(server["InstanceId"], server.get("Tags", []))
    if server["State"]["Name"] in ("stopping", "stopped"):
        return Item(SERVER, name, f"{kind}, stopped{_say_region(region)}", 0.0)
    if "windows" in server.get("Platform", "").lower():
        raise prices.UnknownPrice(
            f"{server['InstanceId']} has no price here. It runs Windows, whose licence costs extra, and the course's "
            "tables have the prices of Linux alone. Terminate it, and launch an Amazon Linux image instead."
        )
    market = "spot" if server.get("InstanceLifecycle") == "spot" else "on-demand"
    price = _find(server["InstanceId"], prices.find_server, kind, market, region)
    return Item(SERVER, name, f"{kind}, {market.replace('-', ' ')}{_say_region(region)}", price.usd, price)


def _make_volume(volume, region, hours_in_month):
    price = _find(volume["VolumeId"], prices.find_volume, volume["VolumeType"], region)
    what = f"{volume['VolumeType']} volume, {volume['Size']} GB{_say_region(region)}"
    return Item(VOLUME, volume["VolumeId"], what, price.usd * volume["Size"] / hours_in_month, price)


def _list_addresses(ec2, servers, region):
    """Every public IPv4 address costs the same: a server's own, and an Elastic IP whether it is in use or not."""
    elastic = {one["PublicIp"]: one["AllocationId"] for one in ec2.describe_addresses()["Addresses"]}
    own = {one["PublicIpAddress"]: one["InstanceId"] for one in servers if one.get("PublicIpAddress")}
    holders = own | elastic
    return [
        _make_hourly(ADDRESS, holder, "public IPv4 address", "public IPv4 address", region)
        for holder in holders.values()
    ]


def _make_hourly(order, resource, what, item, region):
    price = _find(resource, prices.find_hour_of, item, region)
    return Item(order, resource, f"{what}{_say_region(region)}", price.usd, price)


def _list_storage(client, hours_in_month):
    s3 = client("s3")
    items = []
    for bucket in s3.list_buckets()["Buckets"]:
        name = bucket["Name"]
        for storage_class, size in sorted(_measure_bucket(s3, name).items()):
            _check_bucket_region(s3, name)
            price = _find(f"Bucket {name}", prices.find_storage, storage_class)
            what = f"{prices.STORAGE_CLASSES[storage_class]}, {format_size(size)}"
            items.append(Item(STORAGE, name, what, price.usd * size / GIB / hours_in_month, price))
    return items


def _measure_bucket(s3, bucket):
    """Bytes by storage class: all versions of all objects, and the parts of uploads that were never completed."""
    sizes = {}
    for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
        for one in page.get("Versions", []):
            smallest = SMALLEST_BILLED if one["StorageClass"] in CLASSES_WITH_MINIMUM else 0
            sizes[one["StorageClass"]] = sizes.get(one["StorageClass"], 0) + max(one["Size"], smallest)
    for page in s3.get_paginator("list_multipart_uploads").paginate(Bucket=bucket):
        for upload in page.get("Uploads", []):
            parts = s3.get_paginator("list_parts").paginate(
                Bucket=bucket, Key=upload["Key"], UploadId=upload["UploadId"]
            )
            size = sum(part["Size"] for parts_page in parts for part in parts_page.get("Parts", []))
            sizes["STANDARD"] = sizes.get("STANDARD", 0) + size
    return {storage_class: size for storage_class, size in sizes.items() if size}


def _check_bucket_region(s3, bucket):
    region = s3.get_bucket_location(Bucket=bucket).get("LocationConstraint") or "us-east-1"
    if region != prices.S3_REGION:
        raise prices.UnknownPrice(
            f"Bucket {bucket} has no price here. It is in {region}, and the course's tables have S3's prices of "
            f"{prices.S3_REGION} alone. Empty the bucket, or make one there."
        )


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


def _add_name(resource_id, tags):
    names = [tag["Value"] for tag in tags if tag["Key"] in ("Name", "aws:autoscaling:groupName")]
    return f"{resource_id} ({names[0]})" if names else resource_id


def _say_region(region):
    return "" if region == "us-east-1" else f" in {region}"
