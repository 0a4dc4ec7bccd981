"""Which resources an operation touches, as ARNs, for the services other than S3.

Source: AWS service authorization reference (https://docs.aws.amazon.com/service-authorization/latest/reference/), read
2026-11-24. A service that is not named here is asked about "*", which is also what AWS does for operations on no
resource of their own.
"""

from helpers._account import engine

ACCOUNT_ID = engine.ACCOUNT_ID

# EC2: the parameter that names a resource, and the resource's type. A list of ids has the same name with an s.
EC2_TYPES = {
    "AllocationId": "elastic-ip",
    "GroupId": "security-group",
    "ImageId": "image",
    "InstanceId": "instance",
    "InternetGatewayId": "internet-gateway",
    "KeyName": "key-pair",
    "LaunchTemplateId": "launch-template",
    "NatGatewayId": "natgateway",
    "NetworkInterfaceId": "network-interface",
    "RouteTableId": "route-table",
    "SecurityGroupId": "security-group",
    "SnapshotId": "snapshot",
    "SubnetId": "subnet",
    "VolumeId": "volume",
    "VpcId": "vpc",
}
EC2_PLURALS = {"Resources": None, "SecurityGroupIds": "security-group", "GroupIds": "security-group"}
EC2_CREATES = {
    "CreateKeyPair": "key-pair",
    "CreateLaunchTemplate": "launch-template",
    "CreateSecurityGroup": "security-group",
    "CreateSnapshot": "snapshot",
    "CreateVolume": "volume",
    "CreateVpc": "vpc",
    "ImportKeyPair": "key-pair",
    "AllocateAddress": "elastic-ip",
}

# IAM: the parameter that names what the operation acts on, in this order, and the kind in the ARN.
IAM_KINDS = {
    "InstanceProfileName": "instance-profile",
    "GroupName": "group",
    "RoleName": "role",
    "UserName": "user",
}
# Operations that may leave out UserName and then mean the caller.
OWN_USER = {
    "ChangePassword",
    "CreateAccessKey",
    "CreateLoginProfile",
    "DeleteAccessKey",
    "DeleteLoginProfile",
    "GetLoginProfile",
    "GetUser",
    "ListAccessKeys",
    "ListMFADevices",
    "ListSSHPublicKeys",
    "ListSigningCertificates",
    "UpdateAccessKey",
}
IAM_LISTS = {
    "ListGroups": "group/",
    "ListInstanceProfiles": "instance-profile/",
    "ListPolicies": "policy/",
    "ListRoles": "role/",
    "ListUsers": "user/",
    "ListVirtualMFADevices": "mfa/",
}


def get_resources(service, operation, parameters, region, principal):
    """Return the ARNs that an operation touches, at least one; "*" where it has no resource of its own."""
    find = {"iam": _find_iam, "sts": _find_sts, "ec2": _find_ec2, "lambda": _find_lambda}
    find |= {"apigateway": _find_apigateway, "logs": _find_logs, "cloudwatch": _find_cloudwatch}
    find |= {"autoscaling": _find_autoscaling, "budgets": _find_budgets}
    if service not in find:
        return ["*"]
    return find[service](operation, parameters, region, principal) or ["*"]


def get_user_arn(name):
    """Return the ARN of the IAM user with that name, which tells its path; a plain ARN where there is no such user."""
    return _find_arn(engine.get_iam().users.get(name), "user", name)


def get_role_arn(name):
    """Return the ARN of the IAM role with that name, which tells its path; a plain ARN where there is no such role."""
    role = next((role for role in engine.get_iam().roles.values() if role.name == name), None)
    return _find_arn(role, "role", name)


def _find_arn(thing, kind, name):
    return thing.arn if thing is not None else f"arn:aws:iam::{ACCOUNT_ID}:{kind}/{name}"


def _find_iam(operation, parameters, region, principal):
    iam = f"arn:aws:iam::{ACCOUNT_ID}:"
    if operation in IAM_LISTS:
        return [iam + IAM_LISTS[operation]]
    if operation.startswith("Simulate"):
        return [parameters.get("PolicySourceArn", "*")]
    if operation == "CreatePolicy":
        return [f"{iam}policy{parameters.get('Path', '/')}{parameters.get('PolicyName')}"]
    if operation in ("CreateVirtualMFADevice", "DeleteVirtualMFADevice"):
        return [parameters.get("SerialNumber") or f"{iam}mfa/{parameters.get('VirtualMFADeviceName')}"]
    for parameter, kind in IAM_KINDS.items():
        if name := parameters.get(parameter):
            return [_find_iam_arn(kind, name, parameters.get("Path") if operation.startswith("Create") else None)]
    if operation in OWN_USER:
        return [principal.identity_arn]
    if operation == "GetAccessKeyLastUsed":
        return [_find_key_owner(parameters.get("AccessKeyId"))]
    if arn := parameters.get("PolicyArn"):
        return [arn]
    return ["*"]


def _find_iam_arn(kind, name, path):
    if path:
        return f"arn:aws:iam::{ACCOUNT_ID}:{kind}{path}{name}"
    if kind == "user":
        return get_user_arn(name)
    if kind == "role":
        return get_role_arn(name)
    if kind == "group":
        return _find_arn(engine.get_iam().groups.get(name), kind, name)
    return f"arn:aws:iam::{ACCOUNT_ID}:{kind}/{name}"


def _find_key_owner(key_id):
    users = engine.get_iam().users.values()
    return next((user.arn for user in users for key in user.access_keys if key.access_key_id == key_id), "*")


def _find_sts(operation, parameters, region, principal):
    return [parameters.get("RoleArn", "*")]


def _find_lambda(operation, parameters, region, principal):
    name = parameters.get("FunctionName")
    if not name:
        return ["*"]
    name = name.removeprefix(f"{ACCOUNT_ID}:function:").removeprefix("function:")
    return [name if name.startswith("arn:") else f"arn:aws:lambda:{region}:{ACCOUNT_ID}:function:{name}"]


def _find_apigateway(operation, parameters, region, principal):
    # API Gateway's actions are HTTP's methods on paths; the gate passes the path in.
    return [f"arn:aws:apigateway:{region}::{parameters.get('path', '/*')}"]


def _find_logs(operation, parameters, region, principal):
    name = parameters.get("logGroupName", "*")
    return [f"arn:aws:logs:{region}:{ACCOUNT_ID}:log-group:{name}"]


def _find_cloudwatch(operation, parameters, region, principal):
    names = list(parameters.get("AlarmNames", [])) + [parameters[key] for key in ("AlarmName",) if key in parameters]
    return [f"arn:aws:cloudwatch:{region}:{ACCOUNT_ID}:alarm:{name}" for name in names]


def _find_autoscaling(operation, parameters, region, principal):
    name = parameters.get("AutoScalingGroupName")
    if operation.startswith("Describe") or not name:
        return ["*"]
    return [f"arn:aws:autoscaling:{region}:{ACCOUNT_ID}:autoScalingGroup:*:autoScalingGroupName/{name}"]


def _find_budgets(operation, parameters, region, principal):
    budget = parameters.get("Budget") or parameters.get("NewBudget") or parameters
    return [f"arn:aws:budgets::{ACCOUNT_ID}:budget/{budget.get('BudgetName', '*')}"]


def _find_ec2(operation, parameters, region, principal):
    if operation.startswith("Describe"):
        return ["*"]
    if operation == "RunInstances":
        return _find_launch(parameters, region)
    arns = [_make_ec2_arn(EC2_CREATES[operation], "*", region)] if operation in EC2_CREATES else []
    for name, value in parameters.items():
        kind = EC2_TYPES.get(name) or EC2_TYPES.get(name.removesuffix("s")) or EC2_PLURALS.get(name)
        ids = value if isinstance(value, list) else [value]
        if name == "Resources":
            arns += [_make_ec2_arn(_guess_kind(one), one, region) for one in ids]
        elif kind and operation not in ("CreateKeyPair", "ImportKeyPair"):
            arns += [_make_ec2_arn(kind, one, region) for one in ids]
    return arns


def list_tagged(parameters, region):
    """Return the ARNs of what an EC2 operation creates with tags on it; that needs ec2:CreateTags too."""
    kinds = [one.get("ResourceType") for one in parameters.get("TagSpecifications", []) if one.get("Tags")]
    return [_make_ec2_arn(kind, "*", region) for kind in kinds if kind]


def _find_launch(parameters, region):
    subnet = parameters.get("SubnetId", "*")
    groups = parameters.get("SecurityGroupIds") or ["*"]
    parts = [
        ("image", parameters.get("ImageId", "*")),
        ("instance", "*"),
        ("network-interface", "*"),
        ("subnet", subnet),
    ]
    parts += [("security-group", group) for group in groups] + [("volume", "*")]
    if parameters.get("KeyName"):
        parts.append(("key-pair", parameters["KeyName"]))
    return [_make_ec2_arn(kind, name, region) for kind, name in parts]


def _make_ec2_arn(kind, name, region):
    owner = "" if kind in ("image", "snapshot") else ACCOUNT_ID
    return f"arn:aws:ec2:{region}:{owner}:{kind}/{name}"


def _guess_kind(resource_id):
    prefixes = {
        "i": "instance",
        "vol": "volume",
        "sg": "security-group",
        "ami": "image",
        "snap": "snapshot",
        "eni": "network-interface",
    }
    prefix = resource_id.rpartition("-")[0]
    return prefixes.get(prefix, prefix)
