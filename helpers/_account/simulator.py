"""The policy simulator: what would IAM decide? It looks at policies only, never at real resources.

Source: IAM API reference, SimulatePrincipalPolicy and SimulateCustomPolicy, read 2026-11-24.
"""

import re

from helpers._account import context, credentials, decisions, documents, engine
from helpers._account.errors import Refusal

# Whom a simulation is about that names nobody: somebody in this account without a name.
SOMEBODY = credentials.Principal(
    kind="role", arn=f"arn:aws:sts::{engine.ACCOUNT_ID}:assumed-role/somebody/simulated", identity_arn="", user_id=""
)
WORDS = {"Allowed": "allowed", "ExplicitlyDenied": "explicitDeny", "ImplicitlyDenied": "implicitDeny"}


def simulate_principal_policy(account, call, principal):
    """Return the simulator's results with the policies that a user, group or role has."""
    arn = call.parameters["PolicySourceArn"]
    group = next((group for group in engine.get_iam().groups.values() if group.arn == arn), None)
    if group is not None:
        return _simulate(call, _find_caller(call), decisions.list_policies_of(group), None)
    subject = find_principal(arn)
    if subject is None:
        raise Refusal("NoSuchEntity", f"The user, group or role {arn} does not exist in this account.", 404)
    return _simulate(call, subject, decisions.list_identity_policies(subject), decisions.find_boundary(subject))


def simulate_custom_policy(account, call, principal):
    """Return the simulator's results with nothing but the policies in the request."""
    return _simulate(call, _find_caller(call), [], None)


def find_principal(arn):
    """Return the `Principal` with that ARN (a user or a role of this account), or None."""
    iam = engine.get_iam()
    user = next((user for user in iam.users.values() if user.arn == arn), None)
    if user is not None:
        return credentials.make_user_principal(user)
    role = next((role for role in iam.roles.values() if role.arn == arn), None)
    if role is None:
        return None
    session = f"arn:aws:sts::{engine.ACCOUNT_ID}:assumed-role/{role.name}/simulated"
    return credentials.Principal(kind="role", name=role.name, arn=session, identity_arn=arn, user_id=role.id)


def _find_caller(call):
    arn = call.parameters.get("CallerArn")
    if arn is None:
        return SOMEBODY
    subject = find_principal(arn)
    if subject is None:
        raise Refusal("InvalidInput", f"CallerArn {arn} must be the ARN of a user in this account.", 400)
    return subject


def _simulate(call, subject, policies, boundary):
    """Return the simulator's results. As on AWS it looks at no bucket policy but the one that is passed in."""
    from helpers import policy

    parameters = call.parameters
    texts = parameters.get("PolicyInputList", [])
    policies = policies + [(f"PolicyInputList.{number}", _read(text)) for number, text in enumerate(texts, 1)]
    for text in parameters.get("PermissionsBoundaryPolicyInputList", []):
        boundary = _read(text)
    resource_policy = _read(parameters["ResourcePolicy"], "resource") if "ResourcePolicy" in parameters else None
    keys = context.make_principal_context(subject) | _read_context(parameters)
    missing = _list_missing([document for _, document in policies] + [resource_policy or {}], keys)
    arguments = {
        "principal": subject.arn,
        "context": keys,
        "identity_policies": policies,
        "resource_policy": resource_policy,
        "permissions_boundary": boundary,
    }
    results = []
    for action in _check_actions(parameters["ActionNames"]):
        for resource in parameters.get("ResourceArns") or ["*"]:
            decision = policy.decide(action=action, resource=resource, **arguments)
            results.append(_make_result(action, resource, decision, missing))
    return {"EvaluationResults": results, "IsTruncated": False}


def _check_actions(actions):
    for action in actions:
        if not re.fullmatch(r"[A-Za-z0-9-]+:[A-Za-z0-9*?]+", action):
            raise Refusal("InvalidInput", f"Invalid Action: {action} must look like s3:GetObject.", 400)
    return actions


def _read_context(parameters):
    keys = {}
    for entry in parameters.get("ContextEntries", []):
        values = entry.get("ContextKeyValues") or [""]
        is_list = entry.get("ContextKeyType", "").endswith("List")
        keys[entry.get("ContextKeyName", "")] = values if is_list else values[0]
    return keys


def _list_missing(policies, keys):
    """The condition keys that the policies ask about and that the simulation does not know."""
    known, found = {key.lower() for key in keys}, []
    for document in policies:
        statements = document.get("Statement", [])
        for statement in [statements] if isinstance(statements, dict) else statements:
            found += [key for tests in statement.get("Condition", {}).values() for key in tests]
            found += re.findall(r"\$\{([\w:/-]+)", str(statement))
    return [key for key in dict.fromkeys(found) if key.lower() not in known]


def _make_result(action, resource, decision, missing):
    matched = []
    if decision.policy:
        kind = "Resource Policy" if decision.kind == "resource" else "IAM Policy"
        matched = [{"SourcePolicyId": str(decision.policy), "SourcePolicyType": kind}]
    return {
        "EvalActionName": action,
        "EvalResourceName": resource,
        "EvalDecision": WORDS[decision.outcome],
        "MatchedStatements": matched,
        "MissingContextValues": missing,
    }


def _read(text, kind="identity"):
    documents.check(text, kind, "InvalidInput")
    return decisions.read_document(text)
