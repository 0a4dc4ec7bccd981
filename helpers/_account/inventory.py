"""What exists in the account and costs money by the hour, read from moto's own state: quick, and nothing changes by it.

With engine.py, fleet.py and launches.py it alone knows moto's insides; tests/test_account_inventory.py compares what
is found here with what boto3 is told.
"""

from dataclasses import dataclass

from helpers._account import engine


@dataclass(frozen=True)
class Server:
    """An EC2 instance that is not terminated. `state` is AWS's word; `address` its public IPv4 address or ""."""

    id: str
    region: str
    type: str
    state: str
    name: str = ""
    group: str = ""
    address: str = ""
    spot: bool = False
    windows: bool = False


@dataclass(frozen=True)
class Volume:
    """An EBS volume, attached or not, with its size in GB (2**30 bytes)."""

    id: str
    region: str
    type: str
    size: int


@dataclass(frozen=True)
class Address:
    """An Elastic IP address, in use or not."""

    id: str
    region: str
    address: str


@dataclass(frozen=True)
class Gateway:
    """A NAT gateway."""

    id: str
    region: str


@dataclass(frozen=True)
class Stored:
    """All objects of one storage class in a bucket: their number, and their sizes in bytes, old versions included."""

    bucket: str
    region: str
    storage_class: str
    sizes: tuple


def list_everything():
    """Return all of the above that the account holds, in every Region."""
    found = []
    for region in engine.list_used_regions("ec2"):
        backend = engine.get_backend("ec2", region)
        found += [_read_server(one, region) for one in _list_instances(backend)]
        found += [Volume(one.id, region, one.volume_type, one.size) for one in backend.volumes.values()]
        found += [Address(one.allocation_id or one.public_ip, region, one.public_ip) for one in backend.addresses]
        gateways = backend.nat_gateways.values()
        found += [Gateway(one.id, region) for one in gateways if one.state == "available"]
    return found + _list_stored()


def forget_terminated():
    """Return nothing: servers that were terminated are no longer listed, as on AWS after about an hour."""
    for region in engine.list_used_regions("ec2"):
        reservations = engine.get_backend("ec2", region).reservations
        for key, reservation in list(reservations.items()):
            reservation.instances = [one for one in reservation.instances if one.state != "terminated"]
            if not reservation.instances:
                del reservations[key]


def _list_instances(backend):
    found = [one for reservation in backend.reservations.values() for one in reservation.instances]
    return [one for one in found if one.state != "terminated"]


def _read_server(instance, region):
    tags = {tag["key"]: tag["value"] for tag in instance.get_tags()}
    return Server(
        instance.id,
        region,
        instance.instance_type,
        instance.state,
        name=tags.get("Name", ""),
        group=tags.get("aws:autoscaling:groupName", ""),
        address=instance.public_ip or "",
        spot=instance.lifecycle == "spot",
        windows="windows" in (instance.platform or "").lower(),
    )


def _list_stored():
    found = []
    for bucket in engine.get_backend("s3").buckets.values() if engine.list_used_regions("s3") else ():
        sizes = {}
        for kind, size in [*_list_versions(bucket), *_list_unfinished(bucket)]:
            sizes.setdefault(kind, []).append(size)
        found += [Stored(bucket.name, bucket.region_name, kind, tuple(some)) for kind, some in sorted(sizes.items())]
    return found


def _list_versions(bucket):
    """The (storage class, bytes) of every version of every object; a delete marker has no size."""
    versions = [version for _, some in bucket.keys.lists() for version in some]
    return [(one.storage_class or "STANDARD", one.size) for one in versions if hasattr(one, "size")]


def _list_unfinished(bucket):
    """The same of the parts of uploads that were never completed: they are stored, and paid, until they are aborted."""
    uploads = bucket.multiparts.values()
    return [(one.storage or "STANDARD", part.size) for one in uploads for part in one.parts.values()]
