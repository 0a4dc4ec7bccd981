"""moto's launching of servers, mended: the disk of an image, which disks go with their server, and what a zone offers.

A terminated server is not started or stopped again.

Sources: Amazon EC2 user guide ("Preserve data when an instance is terminated": disks at launch go with a server that a
program starts, others stay) and API reference (Placement, DescribeInstanceTypeOfferings), read 2026-11-25. What a zone
offers is in moto's copy of AWS's list; the wording of the refusals is AWS's, as people report it.
"""

import functools

DEFAULT_VOLUME = 8  # GB of the root volume of AWS's Linux images
NOT_IN_REGION = (
    "The requested configuration is currently not supported. Please check the documentation for supported "
    "configurations."
)


@functools.cache
def mend():
    """Return nothing: moto launches, starts and stops servers as AWS does from now on."""
    from moto.ec2.models.instances import InstanceBackend, InstancePlacement
    from moto.ec2.responses.instances import InstanceResponse

    launch, answer = InstanceBackend.run_instances, InstanceResponse.run_instances
    read_volumes = InstanceResponse._parse_block_device_mapping

    def launch_as_aws(backend, image_id, count, user_data, security_groups, **wishes):
        template = backend._get_template_from_args(wishes["launch_template"]) if wishes.get("launch_template") else None
        data = template.data if template else {}
        named = not wishes.get("is_instance_type_default")
        _check_type(backend, wishes["instance_type"] if named else data.get("InstanceType"), wishes)
        wanted = wishes.get("block_device_mappings") or data.get("BlockDeviceMappings")
        image = backend.amis.get(image_id or data.get("ImageId"))
        wishes["block_device_mappings"] = _list_disks(image, wanted or [])
        return launch(backend, image_id, count, user_data, security_groups, **wishes)

    def answer_zone_ids(response):
        _name_zone(response.ec2_backend, response._get_param("Placement") or {})
        return answer(response)

    def tell_no_from_nothing(response):
        volumes = read_volumes(response)
        for volume, said in zip(volumes, response._get_param("BlockDeviceMappings", []), strict=True):
            volume["Ebs"]["DeleteOnTermination"] = said.get("Ebs", {}).get("DeleteOnTermination")
        return volumes

    InstanceBackend.run_instances, InstanceResponse.run_instances = launch_as_aws, answer_zone_ids
    InstanceResponse._parse_block_device_mapping = tell_no_from_nothing
    InstancePlacement.availability_zone_id = property(_find_zone_id)
    InstanceBackend.start_instances = _refuse_terminated(InstanceBackend.start_instances, "The", "started")
    InstanceBackend.stop_instances = _refuse_terminated(InstanceBackend.stop_instances, "This", "stopped")


def is_not_offered(error):
    """Return True where moto's error says that a zone does not have the instance type."""
    return getattr(error, "code", "") == "Unsupported"


def _refuse_terminated(act, article, done):
    """moto's way of starting or stopping servers, which leaves all as they are where one of them is terminated."""
    from moto.ec2.exceptions import EC2ClientError

    def act_on_others(backend, instance_ids):
        for server in backend.get_multi_instances_by_id(instance_ids):
            if server.state == "terminated":
                message = f"{article} instance '{server.id}' is not in a state from which it can be {done}."
                raise EC2ClientError("IncorrectInstanceState", message)
        return act(backend, instance_ids)

    return act_on_others


def _list_disks(image, wanted):
    """The disks of a new server: the one that its image starts from, and those that are wanted."""
    device = image.root_device_name if image else "/dev/sda1"
    kind = "gp3" if image and image.name.startswith("al2023") else "gp2"
    own = [one for one in wanted if one["DeviceName"] == device]
    root = own[0] if own else {"DeviceName": device}
    others = [_fill_in(one) for one in wanted if one["DeviceName"] != device]
    return [_fill_in(root, VolumeSize=DEFAULT_VOLUME, VolumeType=kind), *others]


def _fill_in(disk, **default):
    said = {name: value for name, value in disk.get("Ebs", {}).items() if value is not None}
    return {**disk, "Ebs": {**default, "DeleteOnTermination": True, **said}}


def _check_type(backend, kind, wishes):
    """Refuse an instance type that there is not at all, or not in this Region, or not in the zone wished for."""
    from moto.ec2.exceptions import EC2ClientError

    if kind and kind not in _list_types():
        raise EC2ClientError("InvalidParameterValue", f"Invalid value '{kind}' for InstanceType.")
    subnet = wishes.get("subnet_id")
    zone = backend.get_subnet(subnet).availability_zone if subnet else wishes.get("placement")
    zones = [one.name for one in backend.describe_availability_zones()]
    offers = backend.describe_instance_type_offerings("availability-zone", {"instance-type": [kind]})
    places = sorted(one["Location"] for one in offers)
    if kind and not places:
        raise EC2ClientError("Unsupported", NOT_IN_REGION)
    if kind and zone in zones and zone not in places:
        raise EC2ClientError(
            "Unsupported",
            f"Your requested instance type ({kind}) is not supported in your requested Availability Zone ({zone}). "
            f"Please retry your request by not specifying an Availability Zone or choosing {', '.join(places)}.",
        )


@functools.cache
def _list_types():
    """The instance types that any Region has."""
    from moto.ec2.models.instance_types import INSTANCE_TYPE_OFFERINGS

    return {one["InstanceType"] for some in INSTANCE_TYPE_OFFERINGS["region"].values() for one in some}


def _name_zone(backend, placement):
    """Give a placement by zone id the zone's name too; an id that is unknown stays, and is refused as a name."""
    if zone_id := placement.get("AvailabilityZoneId"):
        names = {one.zone_id: one.name for one in backend.describe_availability_zones()}
        placement.setdefault("AvailabilityZone", names.get(zone_id, zone_id))


def _find_zone_id(placement):
    from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend

    zones = [zone for some in RegionsAndZonesBackend.zones.values() for zone in some]
    return next((one.zone_id for one in zones if one.name == placement.zone), None)
