"""Why a user may do what they should not: the usual mistakes, found and named.

Every function returns a pair (why, what to try) with the learner's own values in it.
"""

from helpers._account import trial

from ._asking import as_list, list_groups, list_statements
from ._reasons import capital, covers


def explain_excess(user, ask, needed=()):
    """Why a user may do something that they should not. `needed`: the actions that they should be able to do at all."""
    for where, part in list_statements(user):
        if part["Effect"] == "Allow" and covers(user, ask, part):
            return _explain_wide(user, ask, where, part, {action.lower() for action in needed})
    return ask.decide(user).reason, "Take that away."


def _explain_wide(user, ask, where, statement, needed):
    """What makes a statement allow too much."""
    name = find_aws_policy(user, where)
    if name:
        why = f"It comes from AWS's own policy `{name}`: soon attached, but wider than this task."
        return why, "Take it off again, and write a policy of your own."
    if "Action" not in statement:
        return f"{capital(where)} uses `NotAction`: all but what it names.", "List what is needed."
    action = next(one for one in as_list(statement["Action"]) if covers(user, ask, statement, Action=one))
    if needed and ask.action.lower() not in needed:
        services = {name.split(":")[0] for name in needed}
        if set("*?") & set(action) and ask.action.lower().split(":")[0] in services:
            return f"`{action}` in {where} covers more actions than needed.", "List only those that are needed."
        return f"{capital(where)} allows `{action}`, which nobody asked for.", "Take that out."
    if "Resource" not in statement:
        return f"{capital(where)} uses `NotResource`: all but what it names.", "List what is needed."
    pattern = next(one for one in as_list(statement["Resource"]) if covers(user, ask, statement, Resource=one))
    if pattern != "*" and "*" in action:
        return f"`{action}` in {where} covers more actions than needed.", "List only those that are needed."
    return _explain_place(ask, where, action, pattern, statement.get("Condition"))


def _explain_place(ask, where, action, pattern, condition):
    """What is too wide about a resource, for an action that is needed somewhere else."""
    if pattern == "*":
        return f"{capital(where)} allows `{action}` on `*`, which is everything.", "Name the resource that is meant."
    if set("*?") & set(pattern.split("/")[0]):
        why = f"In `{pattern}` the `*` stands in the bucket's name, so it matches other buckets too."
        return why, "Write the bucket's name in full."
    if ask.action == "s3:ListBucket" and pattern == ask.resource:
        return _explain_prefix(ask, where, condition)
    if "*" in pattern and ask.resource.count("/") > pattern.count("/"):
        why = f"The `*` in `{pattern}` matches the slash too."
        return why, "Narrow the pattern, or add a deny for what lies in folders."
    if set("*?") & set(pattern):
        return f"`{pattern}` in {where} matches it.", "Narrow the pattern."
    return f"{capital(where)} allows `{ask.action}` there.", "Take that out."


def _explain_prefix(ask, where, condition):
    if not condition:
        return f"{capital(where)} has no condition, so it covers the whole bucket.", "Add one on `s3:prefix`."
    met = f"The condition in {where} is met: `{condition}`."
    if ask.context.get("s3:prefix") == "":
        return f"{met} An empty prefix asks for everything.", "Begin the pattern with the folder: `signups/*`."
    return met, "Which prefixes does it let through? Make it stricter."


def find_aws_policy(user, where):
    """The name of a policy of AWS's own that is meant by "the policy `name`", or None."""
    client = trial.client("iam")
    attached = client.list_attached_user_policies(UserName=user)["AttachedPolicies"] if user else []
    for group in list_groups(user) if user else []:
        attached += client.list_attached_group_policies(GroupName=group)["AttachedPolicies"]
    names = [found["PolicyName"] for found in attached if found["PolicyArn"].startswith("arn:aws:iam::aws:")]
    return next((name for name in names if where == f"the policy `{name}`"), None)
