"""The checks of servers: which there are, who reaches them, what their role may, and what was given back."""

from helpers import ec2
from helpers._account import engine, machines, trial

from .._judging import READ_ERROR
from .._verdict import correct, exercise, not_attempted, not_yet

TAGS = {"Name": "practice", "owner": "coordinator"}
TYPE = "t3.small"
OTHERS = {"notebook", "lab", "web-1", "web-2", "database", "scorer", "web", "demo", "labels", "trainer"}
STRANGER, OFFICE = "198.51.100.7", "203.0.113.9"
OTHER_PORTS = (22, 80, 3389, 5432, 8888)
BUCKET = "arn:aws:s3:::meetup"
REGION = "us-east-1"


def list_servers():
    """The servers that are not terminated, in the order in which they were started."""
    pages = trial.client("ec2").get_paginator("describe_instances").paginate()
    found = [one for page in pages for part in page["Reservations"] for one in part["Instances"]]
    return [one for one in found if one["State"]["Name"] not in ("terminated", "shutting-down")]


def read_tags(thing):
    """The tags of a server or a disk, as a dict."""
    return {tag["Key"]: tag["Value"] for tag in thing.get("Tags", [])}


@exercise("09")
def launch_with_a_name():
    """One small server with two tags, on itself and on its disk."""
    servers = list_servers()
    found = [one for one in servers if read_tags(one).get("Name") not in OTHERS]
    found += [one for one in servers if read_tags(one).get("Name") == "notebook"][1:]  # the cell above, copied
    if not found:
        return not_attempted(f"Start a `{TYPE}` with its tags, then run this again. {READ_ERROR}")
    server = found[-1]
    if len(found) > 1:
        why = "Each costs, also the one that a second run of your cell started."
        return not_yet(f"There are {len(found)} new servers.", why, "Run the cell with `ec2.start_over()`, then yours.")
    if server["InstanceType"] != TYPE:
        again = "Run the cell with `ec2.start_over()`, then start the right one."
        return not_yet(f"Your server is a `{server['InstanceType']}`.", f"A `{TYPE}` was asked for.", again)
    return _judge_tags(server) or correct("Now a list, and the bill, can say whose server and whose disk that is.")


def _judge_tags(server):
    disks = [one["Ebs"]["VolumeId"] for one in server["BlockDeviceMappings"]]
    volumes = trial.client("ec2").describe_volumes(VolumeIds=disks)["Volumes"]
    for what, thing in [("server", server), *(("disk", volume) for volume in volumes)]:
        tags = read_tags(thing)
        missing = [name for name, value in TAGS.items() if tags.get(name) != value]
        if not missing:
            continue
        name = missing[0]
        near = next((other for other in tags if other.lower() == name.lower() and other != name), None)
        seen = f"The {what} has {f'the tags {show_tags(tags)}' if tags else 'no tags'}."
        if near:
            return not_yet(seen, "Capitals count in the name of a tag.", f"Write it `{name}`.")
        if what == "disk" and not tags:
            why = "A disk has tags of its own: `TagSpecifications` has to name it too."
            return not_yet(seen, why, 'Add an entry with the `ResourceType` `"volume"`.')
        return not_yet(seen, f"`{name}` = `{TAGS[name]}` is missing there.", "Add it to the tags of that entry.")
    return None


def show_tags(tags):
    return ", ".join(f"`{name}` = `{value}`" for name, value in tags.items())


@exercise("09")
def open_what_is_needed():
    """The world gets to the web servers at 443, they get to the database, and nothing else gets through."""
    by_name = {read_tags(one).get("Name"): one["InstanceId"] for one in list_servers()}
    if not {"web-1", "web-2", "database"} <= set(by_name):
        return not_yet(
            "The three servers are not there.", "", "Run the cell that makes the groups `web` and `database`."
        )
    web, database = (by_name["web-1"], by_name["web-2"]), by_name["database"]
    groups = trial.client("ec2").describe_security_groups()["SecurityGroups"]
    if not any(group["IpPermissions"] for group in groups if group["GroupName"] in ("web", "database")):
        return not_attempted(f"Add the two rules, then run this again. {READ_ERROR}")
    return _find_open(web, database) or _find_shut(web, database) or _judge_future(groups, database) or correct(PRAISE)


PRAISE = "The world reaches port 443, the web servers reach the database, and nobody gets further."
AGAIN = "Run the cell that makes the groups again, and add the right rule."
ONE_PORT = "Name the one port in `FromPort` and `ToPort`. Run the cell that makes the groups again first."


def _find_open(web, database):
    """What gets through and should not."""
    ports = _list_ports()
    for server, name in ((database, "the database"), (web[0], "`web-1`"), (web[1], "`web-2`")):
        shut = ports if server == database else ports - {443}
        for port, way in ec2.try_ports(server, shut, STRANGER).items():
            if way:
                seen = f"A stranger ({STRANGER}) reaches {name} at port {port}: {way.reason}."
                why = "Databases that the world can reach are found and emptied." if server == database else ""
                return not_yet(seen, why, AGAIN)
        for port, way in ec2.try_ports(server, shut, OFFICE).items():
            if way:
                return not_yet(f"The office ({OFFICE}) reaches {name} at port {port}.", "Nobody asked for that.", AGAIN)
    for server, name, needed in ((database, "the database", 5432), (web[1], "`web-2`", 443)):
        for port, way in ec2.try_ports(server, ports - {needed}, web[0]).items():
            if way:
                return not_yet(f"`web-1` reaches {name} at port {port}.", f"It needs {needed} alone.", ONE_PORT)
    return None


def _list_ports():
    """The ports to try: some that are often open, and the first and last of each rule."""
    groups = trial.client("ec2").describe_security_groups()["SecurityGroups"]
    rules = [rule for group in groups for rule in group["IpPermissions"]]
    return {
        *OTHER_PORTS,
        443,
        *(rule[end] for rule in rules for end in ("FromPort", "ToPort") if rule.get(end, -1) > 0),
    }


def _find_shut(web, database):
    """What does not get through and should."""
    for server, name in zip(web, ("web-1", "web-2"), strict=True):
        if not ec2.can_reach(server, 443, STRANGER):
            inside = ec2.can_reach(server, 443, OFFICE)
            why = "Only a part of the world gets in." if inside else "No rule lets the world in there."
            return not_yet(f"A guest at {STRANGER} cannot reach `{name}` at port 443.", why, "Use `0.0.0.0/0`.")
        if not ec2.can_reach(database, 5432, server):
            other = web[1] if server == web[0] else web[0]
            why = "The other one can." if ec2.can_reach(database, 5432, other) else "The group `database` says no."
            return not_yet(
                f"`{name}` cannot reach the database at port 5432.", why, "Name the group `web` in the rule."
            )
    return None


def _judge_future(groups, database):
    """A third web server, which has no address yet, must get in too, and no other server of the network."""
    ids = {group["GroupName"]: group["GroupId"] for group in groups}
    rules = [
        (group["GroupName"], rule)
        for group in groups
        if group["GroupName"] == "database"
        for rule in group["IpPermissions"]
    ]
    neighbour = next(one["PrivateIpAddress"] for one in list_servers() if one["InstanceId"] == database)
    if not ec2.find_way(rules, 5432, ELSEWHERE, [ids["web"]]):
        why = "A third web server will have another address, and stay outside. And somebody else may get one of these."
        return not_yet("Both web servers reach the database, by their addresses.", why, NAME_GROUP)
    if way := ec2.find_way(rules, 5432, neighbour):
        why = "The web servers, and nobody else, should get in."
        return not_yet(f"Any server of your network reaches the database: {way.reason}.", why, NAME_GROUP)
    return None


ELSEWHERE = "192.0.2.1"  # outside of every range that somebody may have named
NAME_GROUP = "Make the groups again, and let the rule name the group `web`, and no addresses."


@exercise("09")
def what_the_scorer_needs():
    """The server's role reads the guest lists and writes scores, and may nothing else."""
    role = next((one for one in engine.get_iam().roles.values() if one.name == "scorer"), None)
    if role is None:
        return not_yet("There is no role `scorer`.", "", "Run the cell above that makes it.")
    own = list(role.policies) + [one.name for one in role.managed_policies.values()]
    if own == ["AmazonSSMManagedInstanceCore"]:
        return _say_no_policy()
    return judge_scorer(machines.make_session(role, "i-check")) or correct(
        "The server reads lists and writes scores, without a key. In S3, whoever takes it over gets no more than that."
    )


def _say_no_policy():
    from helpers._account import decisions

    users = engine.get_iam().users.values()
    if any("guests/" in str(text) for user in users for _, text in decisions.list_policies_of(user)):
        why = "The script on the server does not run as a user."
        return not_yet("You put the policy on a user.", why, "Put it on the role: `put_role_policy`.")
    return not_attempted(f"Put a policy on the role `scorer`, then run this again. {READ_ERROR}")


def judge_scorer(session, who="The role"):
    """A "not yet" verdict for the first thing that a scoring role cannot do, or can do and should not; else None."""
    needs = (("s3:GetObject", "guests/2026.csv", "read"), ("s3:PutObject", "scores/2026.csv", "write"))
    for action, key, verb in needs:
        if not machines.may(session, action, f"{BUCKET}/{key}", REGION):
            other = machines.may(session, action, BUCKET, REGION)
            why = (
                "Objects have ARNs of their own, below the bucket's."
                if other
                else f"Nothing allows it `{action}` there."
            )
            return not_yet(
                f"{who} cannot {verb} `{key}`.", why, f"The resource ends in `meetup/{key.split('/')[0]}/*`."
            )
        if not machines.may(session, action, f"{BUCKET}/{key.replace('2026', 'another')}", REGION):
            return not_yet(f"{who} can {verb} `{key}` alone.", "Next year's list has another name.", "End it in `/*`.")
    excess = (
        ("s3:GetObject", f"{BUCKET}/pay/2026.csv", "read `pay/2026.csv`"),
        ("s3:PutObject", f"{BUCKET}/guests/2026.csv", "overwrite `guests/2026.csv`"),
        ("s3:PutObject", f"{BUCKET}/pay/2026.csv", "overwrite `pay/2026.csv`"),
        ("s3:DeleteObject", f"{BUCKET}/guests/2026.csv", "delete `guests/2026.csv`"),
        ("s3:DeleteObject", f"{BUCKET}/scores/2026.csv", "delete what is below `scores/`"),
        ("s3:GetObject", "arn:aws:s3:::budget/2026.csv", "read another bucket"),
        ("s3:ListAllMyBuckets", "*", "list all buckets"),
        ("s3:ListBucket", BUCKET, "list the whole bucket"),
        ("iam:CreateUser", "*", "create users"),
        ("ec2:RunInstances", "*", "start servers"),
    )
    for action, resource, words in excess:
        if machines.may(session, action, resource, REGION):
            why = "The code does not need it, and whoever gets into the code would have it."
            return not_yet(f"{who} can also {words}.", why, "Name only the two actions, each on its own folder.")
    return None


@exercise("09")
def put_them_away(servers):
    """One runs, one is stopped, two are given back, and no disk is left that nobody needs."""
    client = trial.client("ec2")
    pages = client.get_paginator("describe_instances").paginate()
    found = {one["InstanceId"]: one for page in pages for part in page["Reservations"] for one in part["Instances"]}
    if not isinstance(servers, dict) or not set(servers.values()) <= set(found):
        return not_yet("The four servers are not there.", "", "Run the cell above that starts them.")
    states = {name: found[server]["State"]["Name"] for name, server in servers.items()}
    free = [one for one in client.describe_volumes()["Volumes"] if not one["Attachments"]]
    if set(states.values()) == {"running"}:
        return not_attempted(f"All four are running. Put them away, then run this again. {READ_ERROR}")
    return (
        _judge_states(states, free)
        or _judge_disk(servers["lab"])
        or correct("What Blue needs is kept, and the rest costs nothing any more.")
    )


def _judge_states(states, free):
    if states["web"] == "stopped":
        return not_yet("`web` is stopped.", "The sign-up form is down.", "Start it again with `start_instances`.")
    if states["web"] != "running":
        why = "The sign-up form is down. A terminated server is gone for good."
        return not_yet(f"`web` is {states['web']}.", why, FOUR_AGAIN)
    if states["lab"] == "terminated":
        return not_yet("`lab` is terminated.", "Its disk went with it, and Blue's experiments too.", FOUR_AGAIN)
    if states["lab"] == "running":
        return not_yet("`lab` is running.", "Nobody works on it for a week.", "Stop it: its disk stays.")
    for name in ("demo", "labels"):
        if states[name] == "stopped":
            return not_yet(f"`{name}` is stopped.", "Nobody needs it any more, and its disk goes on costing.", END)
        if states[name] == "running":
            return not_yet(f"`{name}` is running.", "It costs, and nobody needs it.", END)
    large = [one for one in free if one["Size"] == 200]
    if large:
        why = "`labels` is gone, its disk was to stay, and costs more than the server did. All on it is in S3."
        return not_yet("A disk of 200 GB is left.", why, "Find it with `describe_volumes`, and delete it.")
    return None


def _judge_disk(lab):
    mine = [{"Name": "attachment.instance-id", "Values": [lab]}]
    if trial.client("ec2").describe_volumes(Filters=mine)["Volumes"]:
        return None
    return not_yet("`lab` has lost its disk.", "Blue's experiments lie on it.", FOUR_AGAIN)


END = "Terminate it."
FOUR_AGAIN = "Run the cell that starts the four again."
