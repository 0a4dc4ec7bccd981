"""What S3 refuses in lifecycle rules, and moto stores: moves that come too soon, and an end before the last move.

Source: Amazon S3 user guide, "Transitioning objects using Amazon S3 Lifecycle", and API reference, "Transition", read
2026-11-25; the words of the refusals are those that people quote who met them.
"""

from helpers._account import engine
from helpers._account.errors import Refusal

INFREQUENT = {"STANDARD_IA", "ONEZONE_IA"}
SOONEST = 30  # days until an object may be moved to these two


def check(call):
    """Return nothing; raise `Refusal` where S3 would not take these rules."""
    parsed = engine.parse(call.request, call.operation, call.parameters)
    for rule in (parsed.get("LifecycleConfiguration") or {}).get("Rules") or []:
        _check_rule(rule)


def _check_rule(rule):
    if "Filter" not in rule and "Prefix" not in rule:  # moto would take the old rules away before it refuses
        message = "The XML you provided was not well-formed or did not validate against our published schema"
        raise Refusal("MalformedXML", message, 400)
    moves = [move for move in rule.get("Transitions") or [] if move.get("Days") is not None]
    for move in moves:
        if move.get("StorageClass") in INFREQUENT and int(move["Days"]) < SOONEST:
            message = f"'Days' in Transition action must be greater than or equal to {SOONEST} for storageClass "
            raise Refusal("InvalidArgument", message + f"'{move['StorageClass']}'", 400)
    ends = (rule.get("Expiration") or {}).get("Days")
    if ends is not None and int(ends) < 1:
        raise Refusal("InvalidArgument", "'Days' for Expiration action must be a positive integer", 400)
    if ends is not None and moves and int(ends) <= max(int(move["Days"]) for move in moves):
        prefix = (rule.get("Filter") or {}).get("Prefix") or ""
        message = f"'Days' in the Expiration action for filter '(prefix={prefix})' must be greater than 'Days' in the "
        raise Refusal("InvalidArgument", f"{message}Transition action", 400)
