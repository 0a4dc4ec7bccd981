"""Users, groups and policies in few words: thin functions on boto3's IAM client. Lessons show the raw calls first."""

import json

import boto3

ADMINISTRATOR_ACCESS = "arn:aws:iam::aws:policy/AdministratorAccess"
MOST_VERSIONS = 5


def create_admin(user_name, group_name="admins", session=None):
    """The ARN of a user who is an administrator through a group. Makes the group and the user where they are missing.

    Four calls: create_group, attach_group_policy with AWS's own AdministratorAccess, create_user, add_user_to_group.
    """
    iam = _iam(session)
    _create_unless_there(iam.create_group, GroupName=group_name)
    iam.attach_group_policy(GroupName=group_name, PolicyArn=ADMINISTRATOR_ACCESS)
    _create_unless_there(iam.create_user, UserName=user_name)
    iam.add_user_to_group(GroupName=group_name, UserName=user_name)
    return iam.get_user(UserName=user_name)["User"]["Arn"]


def put_inline_policy(user_name, policy_name, document, session=None):
    """None. Writes a policy (a dict) inside one user; a policy of that name there is replaced."""
    _iam(session).put_user_policy(UserName=user_name, PolicyName=policy_name, PolicyDocument=json.dumps(document))


def attach_managed_policy(user_name, policy_name, document, session=None):
    """The ARN of a managed policy (from a dict), attached to a user. One of that name is replaced by a new version."""
    iam = _iam(session)
    account = (session or boto3).client("sts").get_caller_identity()["Account"]
    arn = f"arn:aws:iam::{account}:policy/{policy_name}"
    text = json.dumps(document)
    if not _create_unless_there(iam.create_policy, PolicyName=policy_name, PolicyDocument=text):
        _make_room_for_version(iam, arn)
        iam.create_policy_version(PolicyArn=arn, PolicyDocument=text, SetAsDefault=True)
    iam.attach_user_policy(UserName=user_name, PolicyArn=arn)
    return arn


def list_policies(user_name, session=None):
    """All identity policies that count for a user, as (name, document) pairs: inline, attached, and those of groups."""
    iam = _iam(session)
    found = list(_read_policies(iam, "user", user_name))
    for group in iam.list_groups_for_user(UserName=user_name)["Groups"]:
        found += _read_policies(iam, "group", group["GroupName"])
    return found


def start_over(*user_names, group=None):
    """None. Makes these users new, with no policies and one access key each, in one group or in none, and says so.

    The group, where one is named, has no policies either. For practice only: it works in the practice account, as root,
    whoever you are signed in as.
    """
    from helpers._account import trial

    iam = trial.client("iam")
    if group and not _create_unless_there(iam.create_group, GroupName=group):
        _strip_policies(iam, "group", group)
    for user_name in user_names:
        if not _create_unless_there(iam.create_user, UserName=user_name):
            _strip_user(iam, user_name)
        iam.create_access_key(UserName=user_name)
        if group:
            iam.add_user_to_group(GroupName=group, UserName=user_name)
    where = f"all in the group {group}, which has none either" if group else "no groups"
    print(f"{', '.join(user_names)}: no policies, {where}, one new access key{' each' if len(user_names) > 1 else ''}.")


def drop_roles(*role_names):
    """None. Deletes these roles with their policies and instance profiles, so that a cell may make them again.

    For practice only: as root, whoever you are signed in as. Roles that are not there are passed over, silently.
    """
    from helpers._account import trial

    iam = trial.client("iam")
    for role_name in role_names:
        try:
            iam.get_role(RoleName=role_name)
        except iam.exceptions.NoSuchEntityException:
            continue
        for profile in iam.list_instance_profiles_for_role(RoleName=role_name)["InstanceProfiles"]:
            name = profile["InstanceProfileName"]
            iam.remove_role_from_instance_profile(InstanceProfileName=name, RoleName=role_name)
            iam.delete_instance_profile(InstanceProfileName=name)
        _strip_policies(iam, "role", role_name)
        iam.delete_role(RoleName=role_name)


def leak_key(*user_names):
    """A new access key (id and secret, as a dict) of one of these users: what a stranger finds in a public repository.

    For practice only, and deliberately silent about whose key it is.
    """
    from helpers._account import trial

    owner = sorted(user_names)[len(user_names) // 2]
    key = trial.client("iam").create_access_key(UserName=owner)["AccessKey"]
    return {"AccessKeyId": key["AccessKeyId"], "SecretAccessKey": key["SecretAccessKey"]}


def _iam(session):
    return (session or boto3).client("iam")


def _create_unless_there(create, **arguments):
    """True when the call made something, False when it was there already; any other error is raised."""
    try:
        create(**arguments)
    except create.__self__.exceptions.EntityAlreadyExistsException:
        return False
    return True


def _make_room_for_version(iam, arn):
    """None. A managed policy has five versions at most: the oldest that is not in force goes when there are five."""
    versions = iam.list_policy_versions(PolicyArn=arn)["Versions"]
    if len(versions) >= MOST_VERSIONS:
        spare = [version for version in versions if not version["IsDefaultVersion"]]
        oldest = min(spare, key=lambda version: int(version["VersionId"].removeprefix("v")))
        iam.delete_policy_version(PolicyArn=arn, VersionId=oldest["VersionId"])


def _read_policies(iam, kind, name):
    """The (name, document) pairs of the policies inside and attached to one user or group."""
    owner = {f"{kind.title()}Name": name}
    for policy_name in getattr(iam, f"list_{kind}_policies")(**owner)["PolicyNames"]:
        yield policy_name, getattr(iam, f"get_{kind}_policy")(**owner, PolicyName=policy_name)["PolicyDocument"]
    for attached in getattr(iam, f"list_attached_{kind}_policies")(**owner)["AttachedPolicies"]:
        arn = attached["PolicyArn"]
        version = iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
        document = iam.get_policy_version(PolicyArn=arn, VersionId=version)["PolicyVersion"]["Document"]
        yield attached["PolicyName"], document


def _strip_user(iam, user_name):
    """None. Takes away a user's policies, groups, permissions boundary and access keys."""
    user = {"UserName": user_name}
    _strip_policies(iam, "user", user_name)
    for group in iam.list_groups_for_user(**user)["Groups"]:
        iam.remove_user_from_group(**user, GroupName=group["GroupName"])
    if "PermissionsBoundary" in iam.get_user(**user)["User"]:
        iam.delete_user_permissions_boundary(**user)
    for key in iam.list_access_keys(**user)["AccessKeyMetadata"]:
        iam.delete_access_key(**user, AccessKeyId=key["AccessKeyId"])


def _strip_policies(iam, kind, name):
    """None. Deletes the policies inside one user or group, and detaches those attached to it."""
    owner = {f"{kind.title()}Name": name}
    for policy_name in getattr(iam, f"list_{kind}_policies")(**owner)["PolicyNames"]:
        getattr(iam, f"delete_{kind}_policy")(**owner, PolicyName=policy_name)
    for attached in getattr(iam, f"list_attached_{kind}_policies")(**owner)["AttachedPolicies"]:
        getattr(iam, f"detach_{kind}_policy")(**owner, PolicyArn=attached["PolicyArn"])
