"""What happens on and around a server of the practice account: who reaches it, what it runs, what ends it.

A server is only a record here, so these functions stand for what AWS's network, Session Manager and the spot market
would do. They look as root at what is stored, whoever you are signed in as. Where this differs from AWS:
docs/practice-account.md.
"""

import ipaddress
from dataclasses import dataclass

import boto3
from botocore.exceptions import ClientError

SECONDS = 30  # that a script on a server may take
ANYWHERE = "0.0.0.0/0"


@dataclass(frozen=True)
class Reach:
    """Whether a connection comes about, and why. Counts as true where it does."""

    allowed: bool
    reason: str

    def __bool__(self):
        return self.allowed

    def __repr__(self):
        return f"{'reached' if self.allowed else 'not reached'}: {self.reason}"


def can_reach(instance_id, port, source, protocol="tcp"):
    """Whether `source` (an IPv4 address, or another server's id) gets through to a port of a server: a `Reach`.

    Decided by the server's state, its public address and the rules of its security groups. Raises ValueError for a
    source that is neither.
    """
    return try_ports(instance_id, [port], source, protocol)[port]


def try_ports(instance_id, ports, source, protocol="tcp"):
    """The same for several ports: port -> `Reach`. Server and rules are read once."""
    client = _client()
    server = _find(instance_id, client)
    if server["State"]["Name"] != "running":
        return dict.fromkeys(ports, Reach(False, f"the server is {server['State']['Name']}"))
    address, of_source = source, ()
    if source.startswith("i-"):
        other = _find(source, client)
        address, of_source = other["PrivateIpAddress"], _list_groups(other)
    elif not ipaddress.ip_address(source).is_private and not server.get("PublicIpAddress"):
        return dict.fromkeys(ports, Reach(False, "the server has no public address"))
    groups = client.describe_security_groups(GroupIds=_list_groups(server))["SecurityGroups"]
    rules = [(group["GroupName"], rule) for group in groups for rule in group["IpPermissions"]]
    return {port: find_way(rules, port, address, of_source, protocol) for port in ports}


def find_way(rules, port, address, groups=(), protocol="tcp"):
    """Which rule of security groups lets an address in, as a `Reach`. Rules only allow: without one the door is shut.

    `rules` are pairs (group name, permission as AWS describes it); `groups` the ids of the groups that the address
    belongs to. Source: Amazon VPC user guide, "Security group rules".
    """
    for name, rule in rules:
        if not _covers(rule, port, protocol):
            continue
        for one in rule.get("IpRanges", []):
            if ipaddress.ip_address(address) in ipaddress.ip_network(one["CidrIp"], strict=False):
                return Reach(True, f"group {name} lets {one['CidrIp']} in at {_name_ports(rule)}")
        for one in rule.get("UserIdGroupPairs", []):
            if one["GroupId"] in groups:
                return Reach(True, f"group {name} lets the servers of group {one['GroupId']} in at {_name_ports(rule)}")
    return Reach(False, f"no rule lets {address} in at port {port}")


def run_on(instance_id, code, session=None):
    """What a Python script prints on a server, run through Session Manager as whoever is signed in: text.

    boto3 in it finds the credentials of the server's role, and none of yours. Raises ClientError, worded as AWS words
    it, where you may not start a session or the server's agent cannot be reached.
    """
    from helpers._account import account, machines

    running, server = account.get_running(), _find(instance_id)
    region = server["Placement"]["AvailabilityZone"][:-1]
    key_id = (session or boto3.Session()).get_credentials().access_key
    with running.lock:
        caller = machines.find_caller(running, key_id)
        arn = f"arn:aws:ec2:{region}:{account.engine.ACCOUNT_ID}:instance/{instance_id}"
        if caller is None or not machines.may(caller, "ssm:StartSession", arn, region):
            who = caller.arn if caller else key_id
            said = f"User: {who} is not authorized to perform: ssm:StartSession on resource: {arn}"
            raise _make_error("AccessDeniedException", said)
        principal = machines.make_session(machines.find_role(_find_profile(server)), instance_id)
        connected = server["State"]["Name"] == "running" and _reaches_out(server)
        if not connected or not machines.is_agent_connected(principal, region):
            raise _make_error("TargetNotConnected", f"{instance_id} is not connected.")
    return machines.run_script(running, code, principal, instance_id, region, SECONDS)


def take_back(instance_id):
    """The notice with which AWS takes a spot server back: text. Two minutes later, here at once, it is terminated.

    Raises ValueError for a server that is not a spot server: such a one AWS leaves to you.
    """
    server = _find(instance_id)
    if server.get("InstanceLifecycle") != "spot":
        raise ValueError(f"{instance_id} is no spot server. AWS takes back spot servers alone.")
    _client().terminate_instances(InstanceIds=[instance_id])
    return f'{{"action": "terminate"}} for {instance_id}, in two minutes'


def start_over():
    """None. Gives back every server, disk and security group of the account, and says so. For practice, as root."""
    client = _client()
    pages = client.get_paginator("describe_instances").paginate()
    servers = [one["InstanceId"] for page in pages for part in page["Reservations"] for one in part["Instances"]]
    if servers:
        client.terminate_instances(InstanceIds=servers)
    for disk in client.describe_volumes(Filters=[{"Name": "status", "Values": ["available"]}])["Volumes"]:
        client.delete_volume(VolumeId=disk["VolumeId"])
    groups = [one for one in client.describe_security_groups()["SecurityGroups"] if one["GroupName"] != "default"]
    for group in groups:
        client.delete_security_group(GroupId=group["GroupId"])
    print("Starting over: no server, no disk and no security group is left.")


def _client():
    from helpers._account import trial

    return trial.client("ec2")


def _find(instance_id, client=None):
    [reservation] = (client or _client()).describe_instances(InstanceIds=[instance_id])["Reservations"]
    return reservation["Instances"][0]


def _find_profile(server):
    """The ARN of the instance profile that a server has now, or None."""
    mine = [{"Name": "instance-id", "Values": [server["InstanceId"]]}]
    found = _client().describe_iam_instance_profile_associations(Filters=mine)["IamInstanceProfileAssociations"]
    current = [one["IamInstanceProfile"]["Arn"] for one in found if one["State"] in ("associated", "associating")]
    return current[0] if current else server.get("IamInstanceProfile", {}).get("Arn")


def _list_groups(server):
    """The ids of a server's security groups; the default one of its network where it was started without a wish."""
    named = [group["GroupId"] for group in server["SecurityGroups"]]
    default = [{"Name": "group-name", "Values": ["default"]}, {"Name": "vpc-id", "Values": [server.get("VpcId", "")]}]
    found = [] if named else _client().describe_security_groups(Filters=default)["SecurityGroups"]
    return named or [group["GroupId"] for group in found]


def _reaches_out(server):
    """Whether the rules for what goes out let the agent reach AWS, by HTTPS."""
    groups = _client().describe_security_groups(GroupIds=_list_groups(server))["SecurityGroups"]
    rules = [rule for group in groups for rule in group["IpPermissionsEgress"] if _covers(rule, 443, "tcp")]
    return any(one["CidrIp"] == ANYWHERE for rule in rules for one in rule.get("IpRanges", []))


def _covers(rule, port, protocol):
    if rule["IpProtocol"] == "-1":
        return True
    return rule["IpProtocol"] == protocol and rule["FromPort"] <= port <= rule["ToPort"]


def _name_ports(rule):
    if rule["IpProtocol"] == "-1":
        return "all ports"
    first, last = rule["FromPort"], rule["ToPort"]
    return f"port {first}" if first == last else f"ports {first} to {last}"


def _make_error(code, message):
    return ClientError({"Error": {"Code": code, "Message": message}}, "StartSession")
