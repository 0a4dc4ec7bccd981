"""IAM's rules behind `helpers.policy`: patterns, conditions, principals, validation. Pure functions, no boto3."""
