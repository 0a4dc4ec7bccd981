"""CloudFormation's templates: reading one (JSON or YAML), and filling in its references.

Source: AWS CloudFormation user guide, "Template sections" and "Intrinsic function reference", read 2026-11-25.
"""

import re
from dataclasses import dataclass, field

from helpers._account import engine
from helpers._account.errors import Refusal

SECTIONS = {"AWSTemplateFormatVersion", "Description", "Metadata", "Outputs", "Parameters", "Resources"}
ATTRIBUTES = {"DeletionPolicy", "DependsOn", "Metadata", "Properties", "Type", "UpdateReplacePolicy"}
IN_TEXT = re.compile(r"\$\{([A-Za-z0-9:.]+)\}")  # ${Name} in Fn::Sub; ${!Name} is mere text


@dataclass
class Place:
    """What references may mean: parameters and pseudo parameters by name, and what has been made so far."""

    values: dict
    made: dict = field(default_factory=dict)  # logical id -> its Resource


class NotMadeYet(Exception):
    """Raised where a reference names a resource that is still to be made; the message is its logical id."""


def read(text, known_types):
    """Return a template as a dict. Raises `Refusal` in CloudFormation's words where it cannot be used."""
    from awscli.customizations.cloudformation.yamlhelper import yaml_parse

    try:
        template = yaml_parse(text)
    except Exception as error:  # of the YAML parser: it has many
        raise refuse(f"Template format error: {' '.join(str(error).split())[:200]}") from None
    if not isinstance(template, dict):
        raise refuse("Template format error: unsupported structure.")
    unknown = sorted(set(template) - SECTIONS)
    if unknown:
        raise refuse(f"Invalid template property or properties [{', '.join(unknown)}]")
    resources = template.get("Resources")
    if not isinstance(resources, dict) or not resources:
        raise refuse("Template format error: At least one Resources member must be defined.")
    for name, resource in resources.items():
        _check_resource(name, resource)
    strange = sorted({one["Type"] for one in resources.values()} - set(known_types))
    if strange:
        raise refuse(f"Template format error: Unrecognized resource types: [{', '.join(strange)}]{_add(known_types)}")
    _check_references(template)
    return template


def _add(known_types):
    """AWS has hundreds of types: so say which of them there are here."""
    return f" (the practice account makes {', '.join(sorted(known_types))})"


def refuse(message):
    """Return the `Refusal` that CloudFormation gives for nearly everything."""
    return Refusal("ValidationError", message, 400)


def _check_resource(name, resource):
    if not re.fullmatch(r"[A-Za-z0-9]+", str(name)):
        raise refuse(f"Template format error: Resource name {name} is non alphanumeric.")
    if not isinstance(resource, dict) or "Type" not in resource:
        raise refuse(f"Template format error: [/Resources/{name}] Every Resources object must contain a Type member.")
    unknown = sorted(set(resource) - ATTRIBUTES)
    if unknown:
        raise refuse(f"Invalid template resource property '{unknown[0]}'")


def _check_references(template):
    known = set(template["Resources"]) | set(template.get("Parameters", {}))
    for block in ("Resources", "Outputs"):
        missing = sorted({one for one in find_references(template.get(block, {})) if "::" not in one} - known)
        if missing:
            words = f"Unresolved resource dependencies [{', '.join(missing)}] in the {block} block of the template"
            raise refuse(f"Template format error: {words}")


def find_references(part):
    """Return the names, in order, that a part of a template refers to."""
    if isinstance(part, list):
        return [name for one in part for name in find_references(one)]
    if not isinstance(part, dict):
        return []
    if set(part) == {"Ref"}:
        return [part["Ref"]]
    if set(part) == {"Fn::GetAtt"}:
        return [_split_attribute(part["Fn::GetAtt"])[0]]
    found = find_references(list(part.values()))
    if set(part) == {"Fn::Sub"}:
        text, own = _split_sub(part["Fn::Sub"])
        found += [name.partition(".")[0] for name in IN_TEXT.findall(text) if name not in own]
    return found


def list_in_order(template):
    """Return the logical ids, each after those that it refers to. Raises `Refusal` where that goes in a circle."""
    resources, order = template["Resources"], []
    needs = {name: _list_needs(one, resources) for name, one in resources.items()}
    while len(order) < len(resources):
        ready = [name for name in resources if name not in order and needs[name] <= set(order)]
        if not ready:
            circle = ", ".join(name for name in resources if name not in order)
            raise refuse(f"Circular dependency between resources: [{circle}]")
        order += ready
    return order


def _list_needs(resource, resources):
    waits = resource.get("DependsOn", [])
    named = [waits] if isinstance(waits, str) else list(waits)
    return {name for name in [*named, *find_references(resource.get("Properties", {}))] if name in resources}


def fill(part, place):
    """Return a part of a template with its references filled in: Ref, Fn::GetAtt, Fn::Sub and Fn::Join."""
    if isinstance(part, list):
        return [fill(one, place) for one in part]
    if not isinstance(part, dict):
        return part
    if set(part) == {"Ref"}:
        return _look_up(part["Ref"], place)
    if set(part) == {"Fn::GetAtt"}:
        return _get_attribute(*_split_attribute(part["Fn::GetAtt"]), place)
    if set(part) == {"Fn::Join"}:
        between, parts = part["Fn::Join"]
        return between.join(str(fill(one, place)) for one in parts)
    if set(part) == {"Fn::Sub"}:
        text, own = _split_sub(part["Fn::Sub"])
        values = {name: fill(value, place) for name, value in own.items()}
        text = IN_TEXT.sub(lambda match: str(_say(match[1], values, place)), text)
        return text.replace("${!", "${")
    unknown = [name for name in part if name.startswith("Fn::")]
    if unknown:
        raise refuse(f"Template error: the practice account does not know the function {unknown[0]}")
    return {name: fill(value, place) for name, value in part.items()}


def _split_attribute(given):
    resource, _, attribute = given.partition(".") if isinstance(given, str) else (given[0], "", given[1])
    return resource, attribute


def _split_sub(given):
    return (given, {}) if isinstance(given, str) else (given[0], given[1])


def _say(name, values, place):
    if name in values:
        return values[name]
    resource, dot, attribute = name.partition(".")
    return _get_attribute(resource, attribute, place) if dot else _look_up(name, place)


def _look_up(name, place):
    if name in place.values:
        return place.values[name]
    if name not in place.made:
        raise NotMadeYet(name)
    return place.made[name].physical


def _get_attribute(name, attribute, place):
    if name not in place.made:
        raise NotMadeYet(name)
    attributes = place.made[name].attributes
    if attribute not in attributes:
        raise refuse(f"Template error: resource {name} does not support attribute type {attribute} in Fn::GetAtt")
    return attributes[attribute]


def choose_parameters(template, given):
    """Return the value of each parameter of a template, from what was given and the defaults."""
    declared, chosen = template.get("Parameters", {}), {}
    strange = [name for name in given if name not in declared]
    if strange:
        raise refuse(f"Parameters: [{', '.join(strange)}] do not exist in the template")
    for name, details in declared.items():
        chosen[name] = given.get(name, details.get("Default"))
        allowed = details.get("AllowedValues")
        if allowed and chosen[name] is not None and str(chosen[name]) not in map(str, allowed):
            raise refuse(f"Parameter '{name}' must be one of AllowedValues")
    missing = [name for name, value in chosen.items() if value is None]
    if missing:
        raise refuse(f"Parameters: [{', '.join(missing)}] must have values")
    return {name: str(value) for name, value in chosen.items()}


def list_pseudo_parameters(region, stack_name, stack_id):
    """Return what AWS itself gives to every template."""
    return {
        "AWS::AccountId": engine.ACCOUNT_ID,
        "AWS::Partition": engine.PARTITION,
        "AWS::Region": region,
        "AWS::StackId": stack_id,
        "AWS::StackName": stack_name,
        "AWS::URLSuffix": "amazonaws.com",
    }
