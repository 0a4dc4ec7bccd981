"""What runs in a function's own process: it loads the handler once and answers event after event.

Started as a script by workers.py and never imported by the rest. Orders come in as lines of JSON on standard input,
replies go out as lines of JSON on what was standard output; what the handler itself prints goes to standard error.
The words of errors follow AWS's own Lambda runtime for Python (aws-lambda-python-runtime-interface-client).
"""

import importlib.abc
import importlib.machinery
import importlib.util
import json
import logging
import os
import queue
import sys
import threading
import time
import traceback
from pathlib import Path

MARK = "\0logged\0"  # ends what one event wrote to the log
TASK_FOLDER = "/var/task"  # where AWS unpacks a function
# What AWS's Python runtime brings besides the standard library.
PROVIDED = {"boto3", "botocore", "s3transfer", "jmespath", "dateutil", "six", "urllib3"}


class MissingOnAws(importlib.abc.MetaPathFinder):
    """Hides what is installed here and would not be there on AWS, so that its import fails as it would fail there."""

    def __init__(self, folder, layers):
        self.folder, self.known = folder, PROVIDED | set(sys.stdlib_module_names) | set(layers)

    def find_spec(self, name, path=None, target=None):
        if path is not None or name in self.known or name.startswith("_"):
            return
        if importlib.machinery.PathFinder.find_spec(name, [self.folder]) is not None:
            return
        raise ModuleNotFoundError(f"No module named '{name}'", name=name)


class Context:
    """The second argument of a handler, as on AWS."""

    identity, client_context = None, None

    def __init__(self, order):
        self.aws_request_id, self._deadline = order["id"], order["deadline"]
        self.invoked_function_arn = order["arn"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]

    def get_remaining_time_in_millis(self):
        """Milliseconds until the function's time is over."""
        return max(int((self._deadline - time.time()) * 1000), 0)


class LogHandler(logging.Handler):
    """Writes what the logging module is told, in the form that AWS's runtime gives it."""

    request_id = ""

    def emit(self, record):
        moment = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        text = f"[{record.levelname}]\t{moment}.{int(record.msecs):03}Z\t{LogHandler.request_id}\t{record.getMessage()}"
        if record.exc_info:
            text += "\n" + "".join(traceback.format_exception(*record.exc_info)).rstrip()
        print(text.replace("\n", "\r"), flush=True)


def main():
    """Loads the handler, says so, and answers events until standard input ends."""
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    orders = start_reading()
    settings = orders.get()
    folder = settings["folder"]
    sys.path.insert(0, folder)
    sys.meta_path.insert(0, MissingOnAws(folder, settings["layers"]))
    logging.getLogger().addHandler(LogHandler())
    handler, failure = load_handler(settings["handler"], folder)
    reply(replies, {"ready": True, "error": failure})
    while (order := orders.get()) is not None:
        reply(replies, answer(handler, failure, order, folder))


def start_reading():
    """A queue of orders. When the notebook goes away the orders end, and this process with them, whatever it does."""
    source = os.fdopen(os.dup(0), encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    orders = queue.Queue()

    def read():
        for line in source:
            orders.put(json.loads(line))
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    return orders


def reply(replies, message):
    sys.stdout.flush()
    sys.stderr.flush()
    os.write(2, f"{MARK}\n".encode())
    replies.write(json.dumps(message | {"peak": read_peak()}) + "\n")
    replies.flush()


def load_handler(name, folder):
    """(handler, None), or (None, what went wrong as AWS words it)."""
    module_name, dot, function_name = (name or "").rpartition(".")
    if not dot:
        return None, fail("Runtime.MalformedHandlerName", f"Bad handler '{name}': not enough values to unpack")
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        return None, fail("Runtime.ImportModuleError", f"Unable to import module '{module_name}': {error}")
    except SyntaxError as error:
        where = f"{error.msg} ({Path(error.filename or '').name}, line {error.lineno})"
        return None, fail("Runtime.UserCodeSyntaxError", f"Syntax error in module '{module_name}': {where}")
    except Exception as error:
        return None, describe(error, folder)
    if not hasattr(module, function_name):
        return None, fail("Runtime.HandlerNotFound", f"Handler '{function_name}' missing on module '{module_name}'")
    return getattr(module, function_name), None


def answer(handler, failure, order, folder):
    """The reply to one event: {"result": JSON text} or {"error": ...}."""
    if failure is not None:
        return {"error": failure}
    LogHandler.request_id = order["id"]
    try:
        result = handler(json.loads(order["event"]), Context(order))
    except Exception as error:
        return {"error": describe(error, folder)}
    try:
        return {"result": json.dumps(result)}
    except (TypeError, ValueError) as error:
        return {"error": fail("Runtime.MarshalError", f"Unable to marshal response: {error}")}


def describe(error, folder):
    """An exception as Lambda returns it. The lines of the trace leave out this file, as AWS leaves out its own."""
    trace = []
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename == __file__ or "importlib" in frame.filename:
            continue
        place = name_place(frame.filename, folder)
        trace.append(f'  File "{place}", line {frame.lineno}, in {frame.name}\n    {frame.line}\n')
    return fail(type(error).__name__, str(error), trace)


def name_place(path, folder):
    """Where a file would lie on AWS."""
    python = os.environ["AWS_EXECUTION_ENV"].rpartition("_")[2]
    _, installed, rest = path.replace(os.sep, "/").rpartition("/site-packages/")
    return f"/var/lang/lib/{python}{installed}{rest}" if installed else path.replace(folder, TASK_FOLDER)


def fail(kind, message, trace=()):
    return {"errorMessage": message, "errorType": kind, "stackTrace": list(trace)}


def read_peak():
    """The largest memory of this process so far, in bytes; 0 where the system does not say."""
    try:
        with Path("/proc/self/status").open() as lines:
            return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        return 0


if __name__ == "__main__":
    main()
