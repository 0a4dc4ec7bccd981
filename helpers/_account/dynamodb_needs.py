"""What DynamoDB's operations need: which actions, on which tables, and whose items they touch.

Source: Amazon DynamoDB developer guide, "Using IAM with DynamoDB transactions", "IAM policies with PartiQL" and "Using
IAM policy conditions for fine-grained access control", and the service authorization reference, read 2026-11-24.
"""

import re

from helpers._account import engine

TRANSACTION_ACTIONS = {
    "ConditionCheck": "ConditionCheckItem",
    "Delete": "DeleteItem",
    "Get": "GetItem",
    "Put": "PutItem",
    "Update": "UpdateItem",
}
STATEMENT = re.compile(r"\s*(?:(select)\b.*?\bfrom|(insert)\s+into|(update)|(delete)\s+from)\s+(\S+)", re.I | re.S)


def list_pairs(operation, parameters, region):
    """Return the (action, ARN of a table or index) pairs of an operation, [] where it touches none by name."""
    if operation == "ListTables":
        return [("dynamodb:ListTables", make_arn("*", region))]
    if operation == "ExecuteStatement":
        return _list_statement(parameters.get("Statement", ""), region)
    if items := parameters.get("TransactItems"):
        return _list_transaction(items, region)
    names = [parameters["TableName"]] if "TableName" in parameters else list(parameters.get("RequestItems") or {})
    if not names:
        return [(f"dynamodb:{operation}", parameters["ResourceArn"])] if "ResourceArn" in parameters else []
    arns = [make_arn(name, region) for name in names]
    if parameters.get("IndexName"):
        arns = [f"{arns[0]}/index/{parameters['IndexName']}"]
    return [(f"dynamodb:{operation}", arn) for arn in arns]


def _list_transaction(items, region):
    """A transaction needs what its parts would need one by one."""
    parts = [(TRANSACTION_ACTIONS.get(kind, kind), part) for item in items for kind, part in item.items()]
    pairs = [(f"dynamodb:{action}", make_arn(part.get("TableName", "*"), region)) for action, part in parts]
    return list(dict.fromkeys(pairs))


def _list_statement(text, region):
    found = STATEMENT.match(text)
    if not found:
        return [("dynamodb:PartiQLSelect", "*")]
    *verbs, target = found.groups()
    verb = next(filter(None, verbs))
    table, _, index = target.replace('"', "").partition(".")
    arn = make_arn(table, region)
    return [(f"dynamodb:PartiQL{verb.capitalize()}", f"{arn}/index/{index}" if index else arn)]


def make_arn(name, region):
    """Return the ARN of a table; a name that is one already is returned as it is."""
    return name if name.startswith("arn:") else f"arn:aws:dynamodb:{region}:{engine.ACCOUNT_ID}:table/{name}"


def list_leading_keys(parameters, arn):
    """Return the values of the partition key that a request asks for in one table (given by its or its index's ARN)."""
    parts = arn.split(":", 5)
    table, _, index = parts[5].removeprefix("table/").partition("/index/")
    name = engine.get_partition_key(table, index, parts[3])
    if name is None:
        return []
    values = [item[name] for item in _list_items(parameters, table) if isinstance(item.get(name), dict)]
    values += _read_key_condition(parameters, name)
    return list(dict.fromkeys(str(next(iter(value.values()))) for value in values if value))


def _list_items(parameters, table):
    """Every item, or key of one, that a request names in a table."""
    items = [parameters.get("Key"), parameters.get("Item")] if _is(parameters, table) else []
    for name, request in (parameters.get("RequestItems") or {}).items():
        if _is({"TableName": name}, table):
            items += request.get("Keys", []) if isinstance(request, dict) else [_unwrap(one) for one in request]
    for item in parameters.get("TransactItems", []):
        items += [part.get("Key") or part.get("Item") for part in item.values() if _is(part, table)]
    return [item for item in items if isinstance(item, dict)]


def _is(part, table):
    return part.get("TableName", "").rpartition("table/")[2] == table


def _unwrap(request):
    return request.get("PutRequest", {}).get("Item") or request.get("DeleteRequest", {}).get("Key")


def _read_key_condition(parameters, name):
    """The value that a Query demands of the partition key, as a list of none or one."""
    old = parameters.get("KeyConditions", {}).get(name, {})
    if old.get("ComparisonOperator") == "EQ":
        return old.get("AttributeValueList", [])
    aliases = [alias for alias, real in parameters.get("ExpressionAttributeNames", {}).items() if real == name]
    words = "|".join(re.escape(word) for word in [name, *aliases])
    found = re.search(rf"(?<![\w#])(?:{words})\s*=\s*(:\w+)", parameters.get("KeyConditionExpression", ""))
    value = parameters.get("ExpressionAttributeValues", {}).get(found[1]) if found else None
    return [value] if value else []
