"""Operations that moto cannot answer, or answers untruly: sessions, the policy simulator, boundaries, MFA."""

import json
from dataclasses import replace

from helpers._account import context, credentials, decisions, engine, mfa
from helpers._account.errors import Refusal

HOUR = 3600
LONGEST_SESSION = {"root": HOUR, "user": 36 * HOUR}  # seconds that GetSessionToken may give, as on AWS


def answer(account, call, principal):
    """Return the result (a dict by API names) of an operation that is answered here, None where moto shall answer."""
    maker = ANSWERS.get((call.service, call.name))
    return maker(account, call, principal) if maker else None


def _get_caller_identity(account, call, principal):
    return {"UserId": principal.user_id, "Account": engine.ACCOUNT_ID, "Arn": principal.arn}


def _get_user(account, call, principal):
    if "UserName" in call.parameters or principal.kind != "root":
        return None
    created = account.started.isoformat()
    return {"User": {"UserId": principal.user_id, "Arn": principal.arn, "CreateDate": created, "Path": "/"}}


def _list_access_keys(account, call, principal):
    if "UserName" in call.parameters or principal.kind != "root":
        return None
    return {"AccessKeyMetadata": [], "IsTruncated": False}


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
        check_document(text, "identity", "MalformedPolicyDocument")
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
    if principal.kind == "role" or (principal.temporary and principal.kind != "root"):
        raise Refusal("AccessDenied", "Cannot call GetSessionToken with session credentials", 403)
    longest = LONGEST_SESSION[principal.kind]
    seconds = int(parameters.get("DurationSeconds", min(12 * HOUR, longest)))
    if not 900 <= seconds <= longest:
        raise Refusal("ValidationError", f"DurationSeconds must be from 900 to {longest} seconds.", 400)
    mfa_time = None
    if "SerialNumber" in parameters or "TokenCode" in parameters:
        holder = engine.get_iam().users.get(principal.name)
        mfa_time = mfa.check_code(account, holder, parameters.get("SerialNumber"), parameters.get("TokenCode"))
    session = replace(principal, temporary=True, mfa_time=mfa_time)
    return {"Credentials": account.issue(session, seconds)}


def _simulate_principal_policy(account, call, principal):
    arn = call.parameters["PolicySourceArn"]
    subject = find_principal(arn)
    if subject is None:
        raise Refusal("NoSuchEntity", f"The user, group or role {arn} does not exist in this account.", 404)
    return _simulate(call, subject, decisions.list_identity_policies(subject), decisions.find_boundary(subject))


def _simulate_custom_policy(account, call, principal):
    return _simulate(call, principal, [], None)


def _simulate(call, subject, policies, boundary):
    """Return the simulator's results. As on AWS it looks at no bucket policy but the one that is passed in."""
    from helpers import policy

    parameters = call.parameters
    texts = parameters.get("PolicyInputList", [])
    documents = policies + [(f"PolicyInputList.{number}", _read(text)) for number, text in enumerate(texts, 1)]
    if boundaries := parameters.get("PermissionsBoundaryPolicyInputList"):
        boundary = _read(boundaries[0])
    keys = context.make_principal_context(subject)
    for entry in parameters.get("ContextEntries", []):
        values = entry.get("ContextKeyValues", [])
        keys[entry["ContextKeyName"]] = values if entry.get("ContextKeyType", "").endswith("List") else values[0]
    resource_policy = _read(parameters["ResourcePolicy"]) if "ResourcePolicy" in parameters else None
    results = []
    for action in parameters["ActionNames"]:
        for resource in parameters.get("ResourceArns") or ["*"]:
            decision = policy.decide(
                principal=subject.arn,
                action=action,
                resource=resource,
                context=keys,
                identity_policies=documents,
                resource_policy=resource_policy,
                permissions_boundary=boundary,
            )
            results.append(_make_result(action, resource, decision))
    return {"EvaluationResults": results, "IsTruncated": False}


def _make_result(action, resource, decision):
    words = {"Allowed": "allowed", "ExplicitlyDenied": "explicitDeny", "ImplicitlyDenied": "implicitDeny"}
    matched = []
    if decision.policy:
        kind = "Resource Policy" if decision.kind == "resource" else "IAM Policy"
        matched = [{"SourcePolicyId": str(decision.policy), "SourcePolicyType": kind}]
    return {
        "EvalActionName": action,
        "EvalResourceName": resource,
        "EvalDecision": words[decision.outcome],
        "MatchedStatements": matched,
        "MissingContextValues": [],
    }


def find_principal(arn):
    """Return the `Principal` with that ARN (root, a user or a role of this account), or None."""
    if arn == credentials.ROOT_ARN:
        return credentials.ROOT
    iam = engine.get_iam()
    user = next((user for user in iam.users.values() if user.arn == arn), None)
    if user is not None:
        return credentials.make_user_principal(user)
    role = next((role for role in iam.roles.values() if role.arn == arn), None)
    if role is None:
        return None
    session = f"arn:aws:sts::{engine.ACCOUNT_ID}:assumed-role/{role.name}/simulated"
    return credentials.Principal(kind="role", name=role.name, arn=session, identity_arn=arn, user_id=role.id)


def _put_user_boundary(account, call, principal):
    user = _get_existing_user(call.parameters["UserName"])
    arn = call.parameters["PermissionsBoundary"]
    if arn not in engine.get_iam().managed_policies:
        raise Refusal("NoSuchEntity", f"Policy {arn} does not exist or is not attachable.", 404)
    engine.set_user_boundary(user, arn)
    return {}


def _delete_user_boundary(account, call, principal):
    engine.set_user_boundary(_get_existing_user(call.parameters["UserName"]), None)
    return {}


def _enable_mfa_device(account, call, principal):
    parameters = call.parameters
    device = engine.get_iam().virtual_mfa_devices.get(parameters["SerialNumber"])
    mfa.check_first_codes(account, device, parameters["AuthenticationCode1"], parameters["AuthenticationCode2"])
    return


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


def _read(text):
    check_document(text, None, "InvalidInput")
    return decisions.read_document(text)


def check_document(text, kind, code):
    """Return nothing; raise `Refusal` with that error code where a policy's text is not one that AWS would take."""
    from helpers import policy

    try:
        document = json.loads(text)
    except ValueError as error:
        raise Refusal(code, f"Syntax errors in policy: this is not JSON ({error}).", 400) from None
    if kind is None:
        return
    try:
        policy.validate(document, kind)
    except policy.PolicyError as error:
        raise Refusal(code, str(error), 400) from None


ANSWERS = {
    ("sts", "GetCallerIdentity"): _get_caller_identity,
    ("sts", "AssumeRole"): _assume_role,
    ("sts", "GetSessionToken"): _get_session_token,
    ("iam", "GetUser"): _get_user,
    ("iam", "ListAccessKeys"): _list_access_keys,
    ("iam", "SimulatePrincipalPolicy"): _simulate_principal_policy,
    ("iam", "SimulateCustomPolicy"): _simulate_custom_policy,
    ("iam", "PutUserPermissionsBoundary"): _put_user_boundary,
    ("iam", "DeleteUserPermissionsBoundary"): _delete_user_boundary,
    ("iam", "EnableMFADevice"): _enable_mfa_device,
}
