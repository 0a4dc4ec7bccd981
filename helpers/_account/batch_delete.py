"""DeleteObjects: one request, many keys, and a permission for each of them."""

from xml.sax.saxutils import escape

from helpers._account import context, decisions, engine, errors


def answer(call, principal, needs):
    """Return the answer to a DeleteObjects call: keys that the caller may not delete are reported, the others go."""
    denied = {}
    for need in needs:
        decision = decisions.decide(principal, need)
        if not decision.allowed:
            key = need.resource.partition(":::")[2].partition("/")[2]
            denied[key] = errors.word_denial(principal, need, decision)
    if not denied:
        return engine.run(call.request)
    kept = [key for key in context.read_deleted_keys(call) if key not in denied]
    reports = "".join(_report(key, message) for key, message in denied.items())
    if not kept:
        body = f'<DeleteResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">{reports}</DeleteResult>'
        return 200, {"content-type": "application/xml"}, body
    status, headers, body = engine.run(_rewrite(call, kept).request)
    body = body.decode() if isinstance(body, bytes) else body
    return status, headers, body.replace("</DeleteResult>", f"{reports}</DeleteResult>")


def _report(key, message):
    return f"<Error><Key>{escape(key)}</Key><Code>AccessDenied</Code><Message>{escape(message)}</Message></Error>"


def _rewrite(call, keys):
    objects = "".join(f"<Object><Key>{escape(key)}</Key></Object>" for key in keys)
    body = f'<Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/">{objects}</Delete>'
    return call.copy(body=body.encode())
