"""Operations that moto cannot answer, or answers untruly: sessions, simulator, boundaries, MFA, public policies."""

from dataclasses import replace

from helpers._account import (
    aliases,
    credential_report,
    credentials,
    decisions,
    documents,
    engine,
    mfa,
    passwords,
    root_user,
    simulator,
)
from helpers._account.errors import Refusal

HOUR = 3600
LONGEST_SESSION = {"root": HOUR, "user": 36 * HOUR}  # seconds that GetSessionToken may give, as on AWS


def answer(account, call, principal):
    """Return the result (a dict by API names) of an operation that is answered here, None where moto shall answer."""
    maker = ANSWERS.get((call.service, call.name))
    return maker(account, call, principal) if maker else None


def _get_caller_identity(account, call, principal):
    return {"UserId": principal.user_id, "Account": engine.ACCOUNT_ID, "Arn": principal.arn}


def _assume_role(account, call, principal):
    parameters = call.parameters
    role = next((role for role in engine.get_iam().roles.values() if role.arn == parameters["RoleArn"]), None)
    seconds = int(parameters.get("DurationSeconds", HOUR))
    longest = HOUR if principal.kind == "role" else int(role.max_session_duration or HOUR)
    if not 900 <= seconds <= longest:
        limits = f"at least 900 seconds, at most {longest}"
        message = f"The requested DurationSeconds exceeds the MaxSessionDuration set for this role ({limits})."
        raise Refusal("ValidationError", message, 400)
    texts = [parameters["Policy"]] if "Policy" in parameters else []
    texts += [_read_managed(one["arn"] if "arn" in one else one["Arn"]) for one in parameters.get("PolicyArns", [])]
    for text in texts:
        documents.check(text, "identity", "MalformedPolicyDocument")
    name = parameters["RoleSessionName"]
    session = credentials.Principal(
        kind="role",
        name=role.name,
        arn=f"arn:aws:sts::{engine.ACCOUNT_ID}:assumed-role/{role.name}/{name}",
        identity_arn=role.arn,
        user_id=f"{role.id}:{name}",
        temporary=True,
        session_policies=tuple(texts),
        session_tags=tuple((tag["Key"], tag["Value"]) for tag in parameters.get("Tags", [])),
    )
    issued = account.issue(session, seconds)
    return {"Credentials": issued, "AssumedRoleUser": {"AssumedRoleId": session.user_id, "Arn": session.arn}}


def _get_session_token(account, call, principal):
    parameters = call.parameters
    if principal.kind == "role" or principal.temporary:
        raise Refusal("AccessDenied", "Cannot call GetSessionToken with session credentials", 403)
    longest = LONGEST_SESSION[principal.kind]
    seconds = int(parameters.get("DurationSeconds", min(12 * HOUR, longest)))
    if not 900 <= seconds <= longest:
        raise Refusal("ValidationError", f"DurationSeconds must be from 900 to {longest} seconds.", 400)
    mfa_time = None
    if "SerialNumber" in parameters or "TokenCode" in parameters:
        holder = account.root_user if principal.kind == "root" else engine.get_iam().users.get(principal.name)
        mfa_time = mfa.check_code(account, holder, parameters.get("SerialNumber"), parameters.get("TokenCode"))
    session = replace(principal, temporary=True, mfa_time=mfa_time)
    return {"Credentials": account.issue(session, seconds)}


def _get_federation_token(account, call, principal):
    raise Refusal("NotImplemented", "The practice account knows no federated users. Use a role instead.", 501)


def _put_user_boundary(account, call, principal):
    user = _get_existing_user(call.parameters["UserName"])
    arn = call.parameters["PermissionsBoundary"]
    engine.set_user_boundary(user, arn)
    return {}


def _delete_user_boundary(account, call, principal):
    engine.set_user_boundary(_get_existing_user(call.parameters["UserName"]), None)
    return {}


def _enable_mfa_device(account, call, principal):
    parameters = call.parameters
    device = engine.get_iam().virtual_mfa_devices.get(parameters["SerialNumber"])
    if device is not None and device.user is not None:
        raise Refusal("EntityAlreadyExists", "MFA Device is already in use.", 409)
    mfa.check_first_codes(account, device, parameters["AuthenticationCode1"], parameters["AuthenticationCode2"])
    return


def _get_bucket_policy_status(account, call, principal):
    document = decisions.find_bucket_policy(call.parameters["Bucket"])
    return {"PolicyStatus": {"IsPublic": decisions.is_public(document)}} if document else None


def _get_existing_user(name):
    user = engine.get_iam().users.get(name)
    if user is None:
        raise Refusal("NoSuchEntity", f"The user with name {name} cannot be found.", 404)
    return user


def _read_managed(arn):
    managed = engine.get_iam().managed_policies.get(arn)
    if managed is None:
        raise Refusal("NoSuchEntity", f"Policy {arn} does not exist or is not attachable.", 404)
    return engine.get_policy_text(managed)


def _set_default_version(account, call, principal):
    """{} where that version is in force already: moto would put none in force. None where moto shall answer."""
    managed = engine.get_iam().managed_policies.get(call.parameters["PolicyArn"])
    return {} if managed and managed.default_version_id == call.parameters["VersionId"] else None


ANSWERS = {
    ("sts", "GetCallerIdentity"): _get_caller_identity,
    ("sts", "AssumeRole"): _assume_role,
    ("sts", "GetFederationToken"): _get_federation_token,
    ("sts", "GetSessionToken"): _get_session_token,
    ("iam", "ChangePassword"): passwords.change_password,
    ("iam", "CreateLoginProfile"): passwords.create_login_profile,
    ("iam", "GetLoginProfile"): passwords.get_login_profile,
    ("iam", "UpdateLoginProfile"): passwords.update_login_profile,
    ("iam", "DeleteLoginProfile"): passwords.delete_login_profile,
    ("iam", "GetAccountPasswordPolicy"): passwords.get_policy,
    ("iam", "CreateAccountAlias"): aliases.create_account_alias,
    ("iam", "DeleteAccountAlias"): aliases.delete_account_alias,
    ("iam", "GenerateCredentialReport"): credential_report.generate,
    ("iam", "GetCredentialReport"): credential_report.get,
    ("iam", "GetAccountSummary"): root_user.get_account_summary,
    ("iam", "GetUser"): root_user.get_user,
    ("iam", "CreateAccessKey"): root_user.create_access_key,
    ("iam", "ListAccessKeys"): root_user.list_access_keys,
    ("iam", "UpdateAccessKey"): root_user.update_access_key,
    ("iam", "DeleteAccessKey"): root_user.delete_access_key,
    ("iam", "GetAccessKeyLastUsed"): root_user.get_access_key_last_used,
    ("iam", "ListMFADevices"): root_user.list_mfa_devices,
    ("iam", "SimulatePrincipalPolicy"): simulator.simulate_principal_policy,
    ("iam", "SimulateCustomPolicy"): simulator.simulate_custom_policy,
    ("iam", "PutUserPermissionsBoundary"): _put_user_boundary,
    ("iam", "DeleteUserPermissionsBoundary"): _delete_user_boundary,
    ("iam", "EnableMFADevice"): _enable_mfa_device,
    ("iam", "SetDefaultPolicyVersion"): _set_default_version,
    ("s3", "GetBucketPolicyStatus"): _get_bucket_policy_status,
}
