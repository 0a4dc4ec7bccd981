"""How many capacity units a call to DynamoDB consumes: moto says 1 of everything, whatever was read or written.

A read unit is 4 KB read with strong consistency, half of one without; a query or scan adds up what it reads, before any
filter, and rounds once. A write unit is 1 KB, of the item before or after, whichever is larger. Source: Amazon DynamoDB
developer guide, "DynamoDB read and write operations", read 2026-11-25. Writes to indexes are not counted.
"""

import functools
import inspect
import json
import math

from helpers._account import engine

READ_UNIT, WRITE_UNIT = 4096, 1024  # bytes
READS = ("GetItem", "Query", "Scan")
WRITES = ("DeleteItem", "PutItem", "UpdateItem")
STALE = ("x-amz-crc32", "content-length")  # of moto's answer: boto3 asks again where the first does not fit
_read = []  # bytes that each query or scan of the call under way has read


def count(request, carry_out):
    """Return moto's answer to a request, with the capacity in it that AWS would count."""
    operation = request.headers.get("X-Amz-Target", "").rpartition(".")[2]
    if operation not in READS + WRITES:
        return carry_out(request)
    body = json.loads(request.data or b"{}")
    if body.get("ReturnConsumedCapacity", "NONE") == "NONE":
        return carry_out(request)
    _watch_reading()
    _read.clear()
    region = _find_region(request)
    before = _measure(body, region)
    status, headers, answer = carry_out(request)
    if int(status) < 300:
        size = sum(_read) if operation in ("Query", "Scan") else max(before, _measure(body, region))
        answer = _write(json.loads(answer), body, _get_units(operation, size, body.get("ConsistentRead")))
        headers = {name: value for name, value in headers.items() if name.lower() not in STALE}
    return status, headers, answer


def _get_units(operation, size, consistent):
    if operation in WRITES:
        return float(max(1, math.ceil(size / WRITE_UNIT)))
    return max(1, math.ceil(size / READ_UNIT)) * (1.0 if consistent else 0.5)


def _write(answer, body, units):
    """The answer as text, with these units in place of moto's."""
    shown = {"TableName": body["TableName"], "CapacityUnits": units}
    index = body.get("IndexName")
    if body["ReturnConsumedCapacity"] == "INDEXES":
        shown["Table"] = {"CapacityUnits": 0.0 if index else units}
        if index:
            shown["GlobalSecondaryIndexes"] = {index: {"CapacityUnits": units}}
    return json.dumps({**answer, "ConsumedCapacity": shown})


def _measure(body, region):
    """Bytes of the item that a request is about, as it is in the table now; 0 where there is none."""
    table = engine.get_backend("dynamodb", region).tables.get(body.get("TableName"))
    keys = body.get("Key") or body.get("Item")
    if table is None or not keys:
        return 0
    wanted = {name: keys.get(name) for name in (table.hash_key_attr, table.range_key_attr) if name}
    found = next((one for one in table.all_items() if _has_keys(one, wanted)), None)
    return found.size() if found is not None else 0


def _has_keys(item, wanted):
    return all(name in item.attrs and item.attrs[name].to_json() == value for name, value in wanted.items())


def _find_region(request):
    return request.host.split(".")[1]


@functools.cache
def _watch_reading():
    """Return nothing: from now on each query and scan of moto notes in `_read` how many bytes it has read."""
    from moto.dynamodb.models.table import Table

    Table.query = _note_size(Table.query, "projection_expressions")
    Table.scan = _note_size(Table.scan, "projection_expression")


def _note_size(original, projection):
    """The method, which then looks once more without filter and projection, to see what lies on the way."""

    @functools.wraps(original)
    def read(*given, **named):
        found = original(*given, **named)
        arguments = inspect.signature(original).bind(*given, **named)
        arguments.apply_defaults()
        changes = {"filter_expression": None, projection: None, "limit": found[1]}
        arguments.arguments.update(changes)
        items = original(*arguments.args, **arguments.kwargs)[0] if found[1] else []
        _read.append(sum(item.size() for item in items[: found[1]]))
        return found

    return read
