"""What a call needs: the actions it performs, on which resources, under which circumstances."""

from dataclasses import dataclass

from helpers._account import context, dynamodb_needs, resources, s3_actions
from helpers._account.errors import Refusal

# Operations that are called by another name in policies.
ACTIONS = {
    ("budgets", "CreateBudget"): "budgets:ModifyBudget",
    ("budgets", "CreateNotification"): "budgets:ModifyBudget",
    ("budgets", "CreateSubscriber"): "budgets:ModifyBudget",
    ("budgets", "DeleteBudget"): "budgets:ModifyBudget",
    ("budgets", "DeleteNotification"): "budgets:ModifyBudget",
    ("budgets", "DeleteSubscriber"): "budgets:ModifyBudget",
    ("budgets", "DescribeBudget"): "budgets:ViewBudget",
    ("budgets", "DescribeBudgetNotificationsForAccount"): "budgets:ViewBudget",
    ("budgets", "DescribeBudgets"): "budgets:ViewBudget",
    ("budgets", "DescribeNotificationsForBudget"): "budgets:ViewBudget",
    ("budgets", "DescribeSubscribersForNotification"): "budgets:ViewBudget",
    ("budgets", "UpdateBudget"): "budgets:ModifyBudget",
    ("budgets", "UpdateNotification"): "budgets:ModifyBudget",
    ("budgets", "UpdateSubscriber"): "budgets:ModifyBudget",
    ("lambda", "Invoke"): "lambda:InvokeFunction",
    ("lambda", "InvokeAsync"): "lambda:InvokeFunction",
}
# AWS answers these whatever a policy says, even an explicit deny. (GetSessionToken only proves who asks.)
ALWAYS_ALLOWED = {("sts", "GetCallerIdentity"), ("sts", "GetSessionToken")}


PASSES_PROFILE = {"RunInstances", "AssociateIamInstanceProfile", "ReplaceIamInstanceProfileAssociation"}


@dataclass(frozen=True)
class Need:
    """One thing that must be allowed: an action on a resource (an ARN or "*"), with the request's condition keys."""

    action: str
    resource: str
    context: dict


def list_needs(call, principal):
    """Return every `Need` of a call, in the order in which AWS checks them; [] for what needs no permission."""
    asked = (call.service, call.name)
    if asked in ALWAYS_ALLOWED:
        return []
    if asked == ("sts", "AssumeRole") and principal.kind == "root":
        raise Refusal("AccessDenied", "Roles may not be assumed by root accounts.", 403)
    pairs = _list_pairs(call, principal)
    needs = [Need(action, resource, context.make_context(call, principal, resource)) for action, resource in pairs]
    return needs + _list_passed_roles(call, principal)


def _list_pairs(call, principal):
    """The (action, resource) pairs of a call."""
    region = call.signature.region
    if call.service == "s3":
        return _list_s3_needs(call)
    if call.service == "dynamodb" and (pairs := dynamodb_needs.list_pairs(call.name, call.parameters, region)):
        return pairs
    found = resources.get_resources(call.service, call.name, _get_parameters(call), region, principal)
    pairs = [(_get_action(call), resource) for resource in found]
    if call.service == "ec2":
        pairs += [("ec2:CreateTags", resource) for resource in resources.list_tagged(call.parameters, region)]
    return pairs


def _get_action(call):
    if call.service == "apigateway":
        return f"apigateway:{call.method}"
    return ACTIONS.get((call.service, call.name), f"{call.service}:{call.name}")


def _get_parameters(call):
    return {"path": call.request.path} if call.service == "apigateway" else call.parameters


def _list_s3_needs(call):
    parameters = call.parameters
    if call.name == "DeleteObjects":
        return [
            ("s3:DeleteObject", f"arn:aws:s3:::{parameters['Bucket']}/{key}") for key in context.read_deleted_keys(call)
        ]
    pairs = [(s3_actions.get_action(call.name, parameters), s3_actions.get_resource(parameters))]
    source = call.headers.get("x-amz-copy-source")
    if source:
        bucket, _, key = context.unquote(source.split("?")[0]).lstrip("/").partition("/")
        pairs.append(("s3:GetObject", f"arn:aws:s3:::{bucket}/{key}"))
    if "x-amz-tagging" in call.headers and call.name in ("PutObject", "CreateMultipartUpload", "CopyObject"):
        pairs.append(("s3:PutObjectTagging", pairs[0][1]))
    return pairs


def _list_passed_roles(call, principal):
    """A role that is handed to a service needs iam:PassRole on that role."""
    if (call.service, call.name) in (("lambda", "CreateFunction"), ("lambda", "UpdateFunctionConfiguration")):
        role, service = call.parameters.get("Role"), "lambda.amazonaws.com"
    elif call.service == "ec2" and call.name in PASSES_PROFILE:
        role, service = _find_profile_role(call.parameters.get("IamInstanceProfile")), "ec2.amazonaws.com"
    else:
        return []
    if not role:
        return []
    keys = context.make_context(call, principal, role) | {"iam:PassedToService": service}
    return [Need("iam:PassRole", role, keys)]


def _find_profile_role(profile):
    if not profile:
        return None
    name = profile.get("Name") or profile.get("Arn", "").rpartition("/")[2]
    found = resources.engine.get_iam().instance_profiles
    for instance_profile in found.values():
        if instance_profile.name == name and instance_profile.roles:
            return instance_profile.roles[0].arn
    return None
