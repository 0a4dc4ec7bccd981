"""Why a user may not do what they should: the usual mistakes, found and named.

Every function returns a pair (why, what to try) with the learner's own values in it.
"""

import difflib

from helpers import policy
from helpers._account import trial

from ._asking import as_list, call_user, list_statements, list_users, read_managed_policy, split

ALIKE = 0.8  # from here on two names of services are taken for the same, misspelt
COLLEAGUES = ("blue", "orange", "green")
ANY_RESOURCE = {"Resource": "*", "Condition": None}
CALLS_NOT_PERMISSIONS = {
    "s3:listobjectsv2": "s3:ListBucket",
    "s3:listobjects": "s3:ListBucket",
    "s3:headbucket": "s3:ListBucket",
    "s3:headobject": "s3:GetObject",
    "s3:getobjects": "s3:GetObject",
    "s3:readobject": "s3:GetObject",
    "s3:downloadfile": "s3:GetObject",
    "s3:uploadfile": "s3:PutObject",
}


def explain_refusal(user, ask, elsewhere=True):
    """Why a user is refused something that they should be able to do.

    `elsewhere`: look also at policies that stand with a colleague or with nobody.
    """
    decision = ask.decide(user)
    if decision.outcome == "ExplicitlyDenied":
        return _explain_deny(user, ask, decision)
    allows = [found for found in list_statements(user, _find_bucket(ask)) if found[1]["Effect"] == "Allow"]
    for where, part in allows:
        for action in as_list(part.get("Action")):
            if CALLS_NOT_PERMISSIONS.get(action.lower()) == ask.action:
                return (
                    f"`{action}` in {where} is the name of a call. No permission is called so.",
                    f"Use `{ask.action}`.",
                )
    found = [_explain_near_miss(user, ask, *each) for each in allows if covers(user, ask, each[1], **ANY_RESOURCE)]
    other = find_misdirected(user, ask) if elsewhere else None
    if other:
        found.append((4, f"{call_user(other)} may do it instead.", f"Put the policy on `{user}`, not on `{other}`."))
    if found:
        return min(found)[1:]
    loose = find_loose_policy(user, ask) if elsewhere else None
    if loose:
        return f"The policy `{loose}` allows it, but it is attached to nobody.", "Attach it with `attach_user_policy`."
    return _explain_nothing(ask, [action for _, part in allows for action in as_list(part.get("Action"))])


def _find_bucket(ask):
    """The bucket of what is asked; where it is about no bucket, the one that most exercises are about."""
    found = ask.resource.removeprefix("arn:aws:s3:::").partition("/")[0]
    return found if ask.resource.startswith("arn:aws:s3:::") else "guests"


def _explain_nothing(ask, actions):
    """Why no statement allows it: most often one is missing; sometimes a service is not called as IAM calls it."""
    service = ask.action.split(":")[0]
    for action in actions:
        said = action.split(":")[0]
        if said != service and difflib.SequenceMatcher(None, said, service).ratio() > ALIKE:
            return f"You allow `{action}`, but IAM calls this service `{service}`.", f"Use `{service}:` in its place."
    why = f"No statement allows `{ask.action}` on `{ask.resource}`."
    return why, "Add one. (If there was one: a policy that is put under an old name replaces the old policy.)"


def covers(user, ask, statement, **changes):
    """True when the statement, taken alone as an Allow and with these changes, covers what is asked."""
    changed = {**statement, "Effect": "Allow", **changes}
    document = {"Version": "2012-10-17", "Statement": [{key: value for key, value in changed.items() if value}]}
    where = {"resource_policy": document} if "Principal" in statement else {"identity_policies": [document]}
    principal = f"arn:aws:iam::123456789012:user/{user}" if user else None
    return policy.decide(principal, ask.action, ask.resource, ask.context, **where).allowed


def _explain_deny(user, ask, decision):
    denies = [found for found in list_statements(user, _find_bucket(ask)) if found[1]["Effect"] == "Deny"]
    where, part = next((found for found in denies if covers(user, ask, found[1])), (decision.policy, {}))
    name = f"The deny `{decision.sid}`" if decision.sid else "A deny"
    named = "Action" in part and "Resource" in part  # and not NotAction or NotResource
    shown = f" speaks of {show(part['Action'])} on {show(part['Resource'])}" if named else " catches it"
    return f"{name} in {where}{shown}, and a deny beats every allow.", "Narrow that deny to what it is meant for."


def show(value):
    """The values of Action or Resource as a message shows them: the first three, as code."""
    values = as_list(value)
    return ", ".join(f"`{one}`" for one in values[:3]) + (" ..." if len(values) > 3 else "")


def _explain_near_miss(user, ask, where, statement):
    """(how common the mistake is, why, what to try) for a statement that allows the action, but not in this request."""
    resources = as_list(statement.get("Resource"))
    shown = show(resources) or "`NotResource`"
    if any("username" in resource.lower() for resource in resources):
        return 1, *_explain_variable(where, resources[0])
    if covers(user, ask, statement, Condition=None):
        return 2, *_explain_condition(where, statement.get("Condition"))
    service = ask.action.split(":")[0]
    if service != "s3" and any(resource.startswith("arn:aws:s3:::") for resource in resources):
        return 3, f"{capital(where)} allows `{service}` on {shown}, and that is S3's.", 'For this service use `"*"`.'
    if "/" not in ask.resource and any("/" in resource for resource in resources):
        why = f"`{ask.action}` acts on the bucket `{ask.resource}`, but {where} speaks of objects: {shown}."
        return 3, why, "Name the bucket itself, without a slash."
    if "/" in ask.resource and all("/" not in resource for resource in resources):
        why = f"`{ask.action}` acts on objects, but {where} names {shown}, which is a bucket."
        return 3, why, f"Name the object: `{ask.resource}`, or a pattern that matches it."
    return 5, f"{capital(where)} allows the action on {shown} only.", f"It must match `{ask.resource}`."


def _explain_variable(where, resource):
    if "${aws:username}" not in resource:
        return (
            f"{capital(where)} has the resource `{resource}`.",
            "Write `${aws:username}`, in a string without an `f`.",
        )
    return f"{capital(where)} has the resource `{resource}`.", "Compare it with the key of the object."


def _explain_condition(where, condition):
    if "StringEquals" in condition and "*" in str(condition["StringEquals"]):
        return f"`StringEquals` in {where} takes the `*` as a letter like any other.", "`StringLike` understands it."
    if "StringEquals" in condition:
        why = f"The condition in {where} lets through only what it names: `{condition}`."
        return why, "`StringLike` with a `*` matches whatever lies below."
    return f"The condition in {where} is not met: `{condition}`.", "Compare it with what the call asks for."


def find_misdirected(user, ask):
    """Another colleague who may do what this user should be able to do, or None."""
    others = [name for name in COLLEAGUES if name != user and name in list_users()]
    return next((name for name in others if ask.is_allowed(name)), None)


def find_loose_policy(user, ask):
    """The name of a managed policy that would allow it and is attached to nobody, or None."""
    iam = trial.client("iam")
    for found in iam.list_policies(Scope="Local")["Policies"]:
        document = read_managed_policy(iam, found["Arn"])
        if found["AttachmentCount"] == 0 and any(covers(user, ask, part) for part in split(document)):
            return found["PolicyName"]
    return None


def capital(words):
    """The words with a capital at their beginning."""
    return words[0].upper() + words[1:]
