"""What Auto Scaling refuses and moto does not: sizes out of bounds, and groups that are unknown or still in use.

Source: Amazon EC2 Auto Scaling API reference and user guide ("Scaling limits", "Delete your Auto Scaling
infrastructure"), read 2026-11-24.
"""

from helpers._account import authorization, context, decisions, fleet, resources
from helpers._account.errors import Refusal

TEMPLATE_KEYS = ("LaunchTemplateId", "LaunchTemplateName")


def check(call, principal):
    """Return nothing; raise `Refusal` where AWS would refuse an allowed call to Auto Scaling."""
    if rule := RULES.get(call.name):
        name = call.parameters.get("AutoScalingGroupName")
        rule(call.parameters, fleet.get_group(name, call.signature.region), call, principal)


def _check_create(parameters, group, call, principal):
    if group is not None:
        message = f"AutoScalingGroup by this name already exists - A group with the name {group.name} already exists"
        raise Refusal("AlreadyExists", message, 400)
    _check_template(parameters, call, principal)
    _check_bounds(parameters["MinSize"], parameters["MaxSize"], parameters.get("DesiredCapacity"))


def _check_update(parameters, group, call, principal):
    _check_exists(parameters, group)
    _check_template(parameters, call, principal)
    smallest, largest = parameters.get("MinSize", group.min_size), parameters.get("MaxSize", group.max_size)
    _check_bounds(smallest, largest, parameters.get("DesiredCapacity"))


def _check_desired(parameters, group, call, principal):
    _check_exists(parameters, group)
    wanted = int(parameters["DesiredCapacity"])
    if wanted > group.max_size:
        message = f"New SetDesiredCapacity value {wanted} is above max value {group.max_size} for the AutoScalingGroup."
        raise Refusal("ValidationError", message, 400)
    if wanted < group.min_size:
        message = f"New SetDesiredCapacity value {wanted} is below min value {group.min_size} for the AutoScalingGroup."
        raise Refusal("ValidationError", message, 400)


def _check_delete(parameters, group, call, principal):
    _check_exists(parameters, group)
    if group.instance_states and not parameters.get("ForceDelete"):
        message = (
            "You cannot delete an AutoScalingGroup while there are instances or pending Spot instance request(s) still "
            "in the group."
        )
        raise Refusal("ResourceInUse", message, 400)


def _check_exists(parameters, group):
    if group is None:
        name = parameters.get("AutoScalingGroupName")
        raise Refusal("ValidationError", f"AutoScalingGroup name not found - AutoScalingGroup {name} not found", 400)


def _check_template(parameters, call, principal):
    """A group launches servers for whoever makes it, so its maker must be allowed to launch them."""
    wanted = parameters.get("LaunchTemplate")
    if not wanted:
        return
    template = fleet.get_template(wanted, call.signature.region)
    name = next((wanted[key] for key in TEMPLATE_KEYS if key in wanted), "")
    if template is None:
        message = f"The specified launch template, with template name {name}, does not exist."
        raise Refusal("ValidationError", f"You must use a valid fully-formed launch template. {message}", 400)
    if principal.kind != "root" and not _may_launch(template, call, principal):
        raise Refusal("AccessDenied", f"You are not authorized to use launch template: {name}", 403)


def _may_launch(template, call, principal):
    data = template.get_version("$Latest").data
    arns = resources.get_resources("ec2", "RunInstances", data, call.signature.region, principal)
    keys = context.make_context(call, principal) | {"ec2:InstanceType": data.get("InstanceType", "")}
    needs = [authorization.Need("ec2:RunInstances", arn, keys) for arn in arns]
    return all(decisions.decide(principal, need).allowed for need in needs)


def _check_bounds(smallest, largest, wanted):
    smallest, largest = int(smallest), int(largest)
    if smallest > largest:
        raise Refusal(
            "ValidationError", f"Max bound, {largest}, must be greater than or equal to min bound, {smallest}", 400
        )
    if wanted is not None and not smallest <= int(wanted) <= largest:
        message = f"Desired capacity:{wanted} must be between the specified min size:{smallest} and max size:{largest}"
        raise Refusal("ValidationError", message, 400)


RULES = {
    "CreateAutoScalingGroup": _check_create,
    "DeleteAutoScalingGroup": _check_delete,
    "SetDesiredCapacity": _check_desired,
    "UpdateAutoScalingGroup": _check_update,
}
