"""CloudFormation: stacks, which make what a template names by calls of whoever asked, and take it away again.

The calls go through the gate like any other, so a missing permission makes the stack fail and roll back, as on AWS.
Source: AWS CloudFormation API reference and user guide, read 2026-11-25.
"""

import functools
import re
import weakref
from dataclasses import dataclass, field
from datetime import UTC, datetime

from botocore.exceptions import ClientError, ParamValidationError

from helpers._account import engine, stack_reports, stack_resources, stack_templates
from helpers._account.errors import Refusal
from helpers._account.stack_resources import KINDS, Invalid, Resource
from helpers._account.stack_templates import refuse

NAME = re.compile(r"[a-zA-Z][-a-zA-Z0-9]{0,127}")
CAN_CHANGE = {"CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE"}
_kept = weakref.WeakKeyDictionary()  # account -> Region -> stacks by their ids
FAILURES = (ClientError, ParamValidationError, Invalid, stack_templates.NotMadeYet, Refusal)


@dataclass
class Stack:
    """One stack: its template, what it has made, how it is, and what happened to it."""

    name: str
    id: str
    text: str = ""
    template: dict = field(default_factory=dict)
    parameters: dict = field(default_factory=dict)
    status: str = "CREATE_IN_PROGRESS"
    reason: str = ""
    resources: dict = field(default_factory=dict)
    outputs: list = field(default_factory=list)
    events: list = field(default_factory=list)
    created: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))

    def note(self, status, reason="", about=None):
        """None: the stack, or a resource of it, has this status from now on, and its events tell."""
        (about or self).status, (about or self).reason = status, reason
        self.events.insert(0, (about, status, reason))


def answer(account, call, principal):
    """Return the result of an operation of CloudFormation. Raises `Refusal` where AWS would, or it is unknown here."""
    if call.name not in ANSWERS:
        raise Refusal("NotImplemented", f"The practice account cannot do cloudformation:{call.name}.", 501)
    region = call.signature.region
    stacks = _kept.setdefault(account, {}).setdefault(region, {})
    desk = Desk(stacks, region, _lend_clients(principal, region))
    return ANSWERS[call.name](desk, call.parameters)


@dataclass(frozen=True)
class Desk:
    """Where an operation works: the Region's stacks by their ids, the Region, and clients that sign as the caller."""

    stacks: dict
    region: str
    clients: object

    def find(self, name, gone_too=False):
        """The stack of that name or id; raises `Refusal` where there is none."""
        for stack in reversed(self.stacks.values()):
            alive = stack.status != "DELETE_COMPLETE"
            if name == stack.id or (name == stack.name and (alive or gone_too)):
                return stack
        raise refuse(f"Stack with id {name} does not exist")

    def has(self, name):
        """True where a stack of that name is there and not deleted."""
        return any(one.name == name and one.status != "DELETE_COMPLETE" for one in self.stacks.values())


def _lend_clients(principal, region):
    from helpers._account import trial
    from helpers._account.account import get_running

    session = trial._make_session(trial._lend_key(get_running(), principal))
    return functools.cache(lambda service: session.client(service, region_name=region))


def _create_stack(desk, parameters):
    name = parameters["StackName"]
    if not NAME.fullmatch(name):
        rule = "must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*"
        raise refuse(f"1 validation error detected: Value '{name}' at 'stackName' failed to satisfy constraint: {rule}")
    if desk.has(name):
        raise Refusal("AlreadyExistsException", f"Stack [{name}] already exists", 400)
    text, template, chosen = _read(parameters)
    order = stack_templates.list_in_order(template)
    number = engine.get_random().uuid4()
    stack = Stack(name, f"arn:aws:cloudformation:{desk.region}:{engine.ACCOUNT_ID}:stack/{name}/{number}")
    desk.stacks[stack.id] = stack
    stack.text, stack.template, stack.parameters = text, template, chosen
    stack.note("CREATE_IN_PROGRESS", "User Initiated")
    failed = _make_all(desk, stack, order)
    if not failed:
        _finish(desk, stack, "CREATE_COMPLETE")
    elif parameters.get("DisableRollback") or parameters.get("OnFailure") == "DO_NOTHING":
        stack.note("CREATE_FAILED", _say_failed(failed, "create"))
    else:
        stack.note("ROLLBACK_IN_PROGRESS", f"{_say_failed(failed, 'create')} Rollback requested by user.")
        left = _delete_all(desk, stack, keep=False)
        stack.note("ROLLBACK_FAILED" if left else "ROLLBACK_COMPLETE", _say_failed(left, "delete") if left else "")
    return {"StackId": stack.id}


def _read(parameters, old=None):
    """The text of the template, the template, and its parameters' values; what is not given is the old stack's."""
    text = parameters.get("TemplateBody")
    if old and parameters.get("UsePreviousTemplate"):
        text = old.text
    if not text:
        raise refuse("Either Template URL or Template Body must be specified. (Here: TemplateBody.)")
    template = stack_templates.read(text, KINDS)
    given = {
        one["ParameterKey"]: old.parameters.get(one["ParameterKey"]) if old and one.get("UsePreviousValue") else value
        for one in parameters.get("Parameters", [])
        for value in [one.get("ParameterValue")]
    }
    return text, template, stack_templates.choose_parameters(template, given)


def _make_all(desk, stack, order):
    """The logical ids whose making failed: none, or one, after which nothing more is made."""
    for name in order:
        resource = Resource(name, stack.template["Resources"][name]["Type"])
        stack.resources[name] = resource
        stack.note("CREATE_IN_PROGRESS", "", resource)
        try:
            _make(desk, stack, resource)
        except FAILURES as error:
            stack.note("CREATE_FAILED", _say(error), resource)
            return [name]
        stack.note("CREATE_COMPLETE", "", resource)
    return []


def _make(desk, stack, resource):
    part = stack.template["Resources"][resource.logical]
    properties = stack_templates.fill(part.get("Properties") or {}, _place(desk, stack))
    stack_resources.check(resource.kind, resource.logical, properties)
    default = stack_resources.make_name(stack.name, resource.logical, engine.get_random())
    kind = KINDS[resource.kind]
    resource.physical, resource.attributes = kind.make(desk.clients, properties, default)
    if kind.set_up:  # should it fail, the stack knows what it has made, and takes it back
        kind.set_up(desk.clients, resource.physical, properties)
    resource.properties, resource.retain = properties, part.get("DeletionPolicy", "Delete") != "Delete"


def _place(desk, stack):
    pseudo = stack_templates.list_pseudo_parameters(desk.region, stack.name, stack.id)
    made = {name: one for name, one in stack.resources.items() if one.physical}
    parameters = stack_resources.read_parameters(desk.clients, stack.template, stack.parameters)
    return stack_templates.Place({**pseudo, **parameters}, made)


def _finish(desk, stack, status):
    stack.outputs = [
        {"OutputKey": key, "OutputValue": str(stack_templates.fill(one["Value"], _place(desk, stack)))}
        | ({"Description": one["Description"]} if "Description" in one else {})
        for key, one in stack.template.get("Outputs", {}).items()
    ]
    stack.note(status)


def _delete_all(desk, stack, keep=True):
    """The logical ids that could not be deleted. The last made goes first."""
    failed = []
    for resource in reversed(stack.resources.values()):
        if not resource.physical or resource.status == "DELETE_COMPLETE":
            continue
        if resource.retain and keep:
            stack.note("DELETE_SKIPPED", "", resource)
        elif not _delete(desk, stack, resource):
            failed.append(resource.logical)
    return failed


def _delete(desk, stack, resource):
    """True where the resource is gone."""
    try:
        stack_resources.delete(desk.clients, resource)
    except FAILURES as error:
        stack.note("DELETE_FAILED", _say(error), resource)
        return False
    stack.note("DELETE_COMPLETE", "", resource)
    return True


def _say(error):
    if isinstance(error, ClientError):
        details = error.response["Error"]
        return f"{details['Message']} (Error Code: {details['Code']})"
    return error.message if isinstance(error, Refusal) else str(error)


def _say_failed(names, verb):
    return f"The following resource(s) failed to {verb}: [{', '.join(names)}]."


def _update_stack(desk, parameters):
    stack = desk.find(parameters["StackName"])
    if stack.status not in CAN_CHANGE:
        raise refuse(f"Stack:{stack.id} is in {stack.status} state and can not be updated.")
    text, template, chosen = _read(parameters, stack)
    if (template, chosen) == (stack.template, stack.parameters):
        raise refuse("No updates are to be performed.")
    order = stack_templates.list_in_order(template)
    before = (stack.text, stack.template, stack.parameters)
    stack.text, stack.template, stack.parameters = text, template, chosen
    stack.note("UPDATE_IN_PROGRESS", "User Initiated")
    failed = _change_all(desk, stack, order)
    if failed:
        stack.note("UPDATE_ROLLBACK_IN_PROGRESS", _say_failed(failed, "create or update"))
        stack.text, stack.template, stack.parameters = before
        _change_all(desk, stack, stack_templates.list_in_order(stack.template))
    _delete_left_out(desk, stack)
    _finish(desk, stack, "UPDATE_ROLLBACK_COMPLETE" if failed else "UPDATE_COMPLETE")
    return {"StackId": stack.id}


def _change_all(desk, stack, order):
    """The logical ids that could not be made or changed: none, or one."""
    for name in order:
        resource = stack.resources.get(name)
        kind = stack.template["Resources"][name]["Type"]
        if resource is None or resource.kind != kind or not resource.physical:
            if failed := _make_all(desk, stack, [name]):
                return failed
            continue
        try:
            _change(desk, stack, resource)
        except FAILURES as error:
            stack.note("UPDATE_FAILED", _say(error), resource)
            return [name]
    return []


def _change(desk, stack, resource):
    """None: the resource is as its template says; changed where it is, or replaced by a new one."""
    part, kind = stack.template["Resources"][resource.logical], KINDS[resource.kind]
    resource.retain = part.get("DeletionPolicy", "Delete") != "Delete"
    properties = stack_templates.fill(part.get("Properties") or {}, _place(desk, stack))
    if properties == resource.properties:
        return
    stack_resources.check(resource.kind, resource.logical, properties)
    names = set(properties) | set(resource.properties)
    changed = {name for name in names if properties.get(name) != resource.properties.get(name)}
    if changed & kind.replaced_by:
        _replace(desk, stack, resource)
    else:
        kind.change(desk.clients, resource, properties)
        resource.properties = properties
    stack.note("UPDATE_COMPLETE", "", resource)


def _replace(desk, stack, resource):
    """None: a new one is in the place of the old one; or, where it cannot be made, the old one is as before."""
    new = Resource(resource.logical, resource.kind)
    try:
        _make(desk, stack, new)
    except FAILURES:
        if new.physical:
            stack_resources.delete(desk.clients, new)
        raise
    stack_resources.delete(desk.clients, resource)
    resource.physical, resource.attributes, resource.properties = new.physical, new.attributes, new.properties


def _delete_left_out(desk, stack):
    for name in [one for one in stack.resources if one not in stack.template["Resources"]]:
        resource = stack.resources[name]
        if resource.physical and not resource.retain:
            _delete(desk, stack, resource)
        del stack.resources[name]


def _delete_stack(desk, parameters):
    if not desk.has(parameters["StackName"]) and not parameters["StackName"].startswith("arn:"):
        return {}  # AWS says nothing either
    stack = desk.find(parameters["StackName"])
    for name in parameters.get("RetainResources", []):
        if stack.status == "DELETE_FAILED" and name in stack.resources:
            stack.resources[name].retain = True
    stack.note("DELETE_IN_PROGRESS", "User Initiated")
    failed = _delete_all(desk, stack)
    stack.note("DELETE_FAILED" if failed else "DELETE_COMPLETE", _say_failed(failed, "delete") if failed else "")
    return {}


ANSWERS = {
    "CreateStack": _create_stack,
    "DeleteStack": _delete_stack,
    "DescribeStackEvents": stack_reports.describe_events,
    "DescribeStackResources": stack_reports.describe_resources,
    "DescribeStacks": stack_reports.describe_stacks,
    "GetTemplate": stack_reports.get_template,
    "ListStackResources": stack_reports.list_resources,
    "ListStacks": stack_reports.list_stacks,
    "UpdateStack": _update_stack,
    "ValidateTemplate": stack_reports.validate_template,
}
