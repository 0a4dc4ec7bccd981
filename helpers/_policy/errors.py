"""The error for a document that AWS would call a MalformedPolicyDocument."""


class PolicyError(ValueError):
    """A policy document, or a request, that IAM cannot read. The message names the place."""
