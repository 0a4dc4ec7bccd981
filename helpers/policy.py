"""IAM's decision rules as pure functions: who may do what, and which statement says so.

The rules are the ones that AWS documents under "Policy evaluation logic" in the IAM User Guide. Nothing here calls AWS.
"""

from ._policy.decision import Decision, decide_request, read_policies, read_request
from ._policy.errors import PolicyError
from ._policy.validation import check_document

__all__ = ["Decision", "PolicyError", "decide", "explain", "validate"]


def decide(
    principal,
    action,
    resource,
    context=None,
    identity_policies=(),
    resource_policy=None,
    permissions_boundary=None,
    session_policy=None,
):
    """Return the Decision about one request: `allowed`, `outcome` and the `reason` in one sentence.

    `principal` is the ARN of a user, of a role's session or of the root user, the name of a service such as
    lambda.amazonaws.com, or None for an anonymous request. `context` holds condition keys and their values;
    `aws:username`, `aws:PrincipalArn`, `aws:PrincipalAccount` and `aws:PrincipalType` are filled in from the principal
    where they are missing. `identity_policies` are documents (dicts) or pairs (name, document). For sts:AssumeRole
    `resource_policy` is the role's trust policy. Raises PolicyError for a malformed document.
    """
    request = read_request(principal, action, resource, context, permissions_boundary is not None)
    policies = read_policies(request, identity_policies, resource_policy, permissions_boundary, session_policy)
    return decide_request(request, policies)


def explain(
    principal,
    action,
    resource,
    context=None,
    identity_policies=(),
    resource_policy=None,
    permissions_boundary=None,
    session_policy=None,
):
    """Return a table of the whole decision: each statement, whether it matches the request, and if not, why not.

    Takes the arguments of `decide`. The table shows itself in a notebook and prints as text; `rows` and `decision`
    hold what it shows. Raises PolicyError for a malformed document.
    """
    from ._policy.table import explain_request

    request = read_request(principal, action, resource, context, permissions_boundary is not None)
    policies = read_policies(request, identity_policies, resource_policy, permissions_boundary, session_policy)
    return explain_request(request, policies)


def validate(document, kind="identity"):
    """Return None for a document that IAM accepts; raise PolicyError, naming the place, for one that it refuses.

    `kind` is "identity" (attached to users, groups and roles), "resource" (a bucket policy) or "trust" (a role's).
    """
    if kind not in ("identity", "resource", "trust"):
        raise ValueError(f'kind must be "identity", "resource" or "trust", not {kind!r}')
    check_document(document, kind)
