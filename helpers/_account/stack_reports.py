"""What CloudFormation tells about stacks: their status, what they made, and what happened, in the API's own names."""

from helpers._account import stack_templates
from helpers._account.stack_resources import KINDS
from helpers._account.stack_templates import refuse


def _show_stack(stack):
    parameters = [{"ParameterKey": key, "ParameterValue": value} for key, value in stack.parameters.items()]
    return {
        "StackName": stack.name,
        "StackId": stack.id,
        "StackStatus": stack.status,
        "CreationTime": stack.created,
        "DisableRollback": False,
        **({"StackStatusReason": stack.reason} if stack.reason else {}),
        **({"Outputs": stack.outputs} if stack.outputs else {}),
        **({"Parameters": parameters} if parameters else {}),
        **({"Description": stack.template["Description"]} if "Description" in stack.template else {}),
    }


def describe_stacks(desk, parameters):
    """The result of DescribeStacks: one stack, or all that are not deleted, the newest first."""
    if name := parameters.get("StackName"):
        return {"Stacks": [_show_stack(desk.find(name))]}
    return {"Stacks": [_show_stack(one) for one in _newest_first(desk) if one.status != "DELETE_COMPLETE"]}


def list_stacks(desk, parameters):
    """The result of ListStacks, deleted ones too."""
    wanted = parameters.get("StackStatusFilter")
    shown = [one for one in _newest_first(desk) if not wanted or one.status in wanted]
    names = ("StackName", "StackId", "StackStatus", "CreationTime", "StackStatusReason")
    return {
        "StackSummaries": [{name: value for name, value in _show_stack(one).items() if name in names} for one in shown]
    }


def _newest_first(desk):
    return list(reversed(desk.stacks.values()))


def _show_resource(stack, resource):
    return {
        "StackName": stack.name,
        "StackId": stack.id,
        "LogicalResourceId": resource.logical,
        "PhysicalResourceId": resource.physical,
        "ResourceType": resource.kind,
        "ResourceStatus": resource.status,
        "Timestamp": stack.created,
        "LastUpdatedTimestamp": stack.created,
        **({"ResourceStatusReason": resource.reason} if resource.reason else {}),
    }


def describe_resources(desk, parameters):
    """The result of DescribeStackResources: what a stack has made."""
    if "StackName" not in parameters:
        raise refuse("Either StackName or PhysicalResourceId must be specified. (Here: StackName.)")
    stack = desk.find(parameters["StackName"])
    wanted = parameters.get("LogicalResourceId")
    shown = [_show_resource(stack, one) for name, one in stack.resources.items() if wanted in (None, name)]
    return {"StackResources": shown}


def list_resources(desk, parameters):
    """The result of ListStackResources."""
    stack = desk.find(parameters["StackName"])
    return {"StackResourceSummaries": [_show_resource(stack, one) for one in stack.resources.values()]}


def describe_events(desk, parameters):
    """The result of DescribeStackEvents, the newest first."""
    stack = desk.find(parameters["StackName"])
    return {"StackEvents": [_show_event(stack, number, *one) for number, one in enumerate(stack.events)]}


def _show_event(stack, number, resource, status, reason):
    of_stack = resource is None
    return {
        "StackName": stack.name,
        "StackId": stack.id,
        "EventId": f"{len(stack.events) - number}",
        "LogicalResourceId": stack.name if of_stack else resource.logical,
        "PhysicalResourceId": stack.id if of_stack else resource.physical,
        "ResourceType": "AWS::CloudFormation::Stack" if of_stack else resource.kind,
        "ResourceStatus": status,
        "Timestamp": stack.created,
        **({"ResourceStatusReason": reason} if reason else {}),
    }


def get_template(desk, parameters):
    """The result of GetTemplate: the text as it was given."""
    return {"TemplateBody": desk.find(parameters["StackName"]).text, "StagesAvailable": ["Original", "Processed"]}


def validate_template(desk, parameters):
    """The result of ValidateTemplate: the template's parameters. Raises `Refusal` where it cannot be used."""
    template = stack_templates.read(parameters.get("TemplateBody", ""), KINDS)
    shown = [
        {"ParameterKey": name, "NoEcho": False, **({"DefaultValue": str(one["Default"])} if "Default" in one else {})}
        for name, one in template.get("Parameters", {}).items()
    ]
    return {"Parameters": shown, **({"Description": template["Description"]} if "Description" in template else {})}
