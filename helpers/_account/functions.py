"""Lambda that runs: a function's code in a process of its own, as the function's role.

A call to Invoke is decided under the account's lock like any other, and carried out without it, because the function
makes calls of its own. What an event starts waits in a queue, which is emptied before the call that filled it is
answered: so a function has run when an upload returns. Sources: AWS Lambda developer guide (invocation-async-error-
handling, invocation-recursion, gettingstarted-limits, configuration-memory), read 2026-11-25.
"""

import base64
import contextlib
import json
import math
import secrets
import shutil
import tempfile
import threading
import time
import zipfile
from collections import deque
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from helpers._account import authorization, context, credentials, decisions, engine, function_store, workers
from helpers._account.errors import Refusal

LONGEST = 50  # seconds that a function may run here, whatever its Timeout: the aws command waits for 60
MOST_AT_ONCE = 8  # processes; on AWS 1,000 in a Region, in a new account fewer
MOST_WARM = 4  # idle processes that are kept
ATTEMPTS = 3  # of an asynchronous invocation: the first and two more
LOOP = 16  # a chain of events in which a function has been so often goes no further
MEGABYTE = 2**20
SESSION_SECONDS = 12 * 3600
LARGEST_EVENT = {"RequestResponse": 6 * MEGABYTE, "Event": MEGABYTE}


@dataclass(frozen=True)
class Job:
    """An event for a function. `chain` holds the ARNs of the functions that led to it, oldest first."""

    function: object
    region: str
    event: str
    request_id: str
    chain: tuple = ()

    @property
    def arn(self):
        return self.function.function_arn


@dataclass
class Sandbox:
    """A worker with what belongs to it: the configuration it was made for, its credentials, its log stream."""

    worker: workers.Worker
    made_for: tuple
    principal: credentials.Principal
    key_id: str
    stream: str
    folder: str
    init_ms: float = 0.0
    cold: bool = True
    deleted: bool = False

    def has_function(self):
        """Whether the function, or the version of it, is still there."""
        *_, region, _, _, name, version = self.made_for[0].split(":")
        return function_store.find(name, version, region) is not None

    def stop(self):
        self.worker.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


@dataclass
class Outcome:
    """What came of one run: the payload (JSON text), whether it is an error, and the lines of the log."""

    payload: str
    failed: bool
    messages: list


class Functions:
    """The functions of one practice account: what waits, what runs, and what is kept warm."""

    def __init__(self, account):
        self.account, self.waiting, self.warm, self.busy, self.running = account, deque(), [], {}, {}
        self._guard, self._slots, self._closed = threading.Lock(), threading.BoundedSemaphore(MOST_AT_ONCE), False

    def invoke(self, job, wants_log):
        """The answer (status, headers, body) to a synchronous invocation."""
        if not self._slots.acquire(blocking=False):
            raise Refusal("TooManyRequestsException", "Rate Exceeded.", 429)
        try:
            outcome = self._run(job)
        finally:
            self._slots.release()
        headers = {"Content-Type": "application/json", "X-Amz-Executed-Version": str(job.function.version)}
        if outcome.failed:
            headers["X-Amz-Function-Error"] = "Unhandled"
        if wants_log:
            tail = "\n".join(text.rstrip("\n") for text in outcome.messages).encode()[-4096:]
            headers["X-Amz-Log-Result"] = base64.b64encode(tail + b"\n").decode()
        return 200, headers, outcome.payload.encode()

    def add(self, job):
        """Whether an event waits for its function from now on; not where it goes round in circles."""
        if job.chain.count(job.arn) >= LOOP:
            return False
        self.waiting.append(job)
        return True

    def find_chain(self, key_id):
        """The functions that led to a call with this access key, itself the last; () for everybody else's calls."""
        job = self.busy.get(key_id)
        return (*job.chain, job.arn) if job else ()

    def work_off(self):
        """Return nothing: nothing waits any more. Failed events are tried again, at once."""
        while self.waiting:
            with contextlib.suppress(IndexError), self._slots:
                job = self.waiting.popleft()
                for _ in range(ATTEMPTS):
                    if is_throttled(job.function) or not self._run(job).failed:
                        break

    def end_deleted(self):
        """Return nothing: no process is kept warm for a function that has been deleted, nor will one that runs now."""
        for sandbox in list(self.running.values()):
            sandbox.deleted = sandbox.deleted or not sandbox.has_function()
        with self._guard:
            gone = [sandbox for sandbox in self.warm if not sandbox.has_function()]
            self.warm = [sandbox for sandbox in self.warm if sandbox not in gone]
        for sandbox in gone:
            sandbox.stop()

    def close(self):
        """Return nothing: every process has ended."""
        self._closed = True
        self.waiting.clear()
        with self._guard:
            idle, self.warm = self.warm, []
        for sandbox in [*idle, *list(self.running.values())]:
            sandbox.stop()

    def _run(self, job):
        sandbox = None
        try:
            sandbox = self._take(job.function) or self._start(job)
            self.busy[sandbox.key_id], self.running[sandbox.key_id] = job, sandbox
            outcome = run_once(sandbox, job)
        except zipfile.BadZipFile:
            error = {"errorType": "Runtime.ImportModuleError", "errorMessage": "The deployment package is no ZIP file."}
            return Outcome(json.dumps(error), True, [])
        finally:
            if sandbox is not None:
                self.busy.pop(sandbox.key_id, None)
                self.running.pop(sandbox.key_id, None)
                self._put_back(sandbox)
        with self.account.lock:
            write_log(sandbox, job, outcome.messages)
        return outcome

    def _take(self, function):
        """A warm sandbox of exactly this code and configuration, or None. Older ones of the function are stopped."""
        wanted, taken, stale = describe(function), None, []
        with self._guard:
            for sandbox in list(self.warm):
                same = sandbox.made_for[0] == wanted[0]
                if same and sandbox.made_for == wanted and taken is None:
                    taken = sandbox
                    self.warm.remove(sandbox)
                elif same and sandbox.made_for != wanted:
                    stale.append(sandbox)
                    self.warm.remove(sandbox)
        for sandbox in stale:
            sandbox.stop()
        return taken

    def _put_back(self, sandbox):
        if self._closed or sandbox.deleted or sandbox.worker.process.poll() is not None:
            sandbox.stop()
            return
        with self._guard:
            self.warm.append(sandbox)
            surplus = self.warm.pop(0) if len(self.warm) > MOST_WARM else None
        if surplus:
            surplus.stop()

    def _start(self, job):
        function = job.function
        folder = tempfile.mkdtemp(prefix="aws-essentials-code-")
        function_store.unpack(function, folder)
        with self.account.lock:
            principal, credential = self._sign_in(function)
        day = datetime.now(UTC).strftime("%Y/%m/%d")
        stream = f"{day}/[{function.version}]{secrets.token_hex(16)}"
        environment = make_environment(function, job.region, credential, stream, self.account.endpoint)
        layers = function_store.list_layer_packages(function)
        worker = workers.Worker(folder, function.handler, environment, layers)
        return Sandbox(worker, describe(function), principal, credential.key_id, stream, folder)

    def _sign_in(self, function):
        """The role's session and its temporary credentials, whose id is not from the seed: runs may overlap."""
        principal = make_role_session(function.role, function.function_name)
        credential = credentials.make_credential(principal, seconds=SESSION_SECONDS)
        return principal, self.account.add(replace(credential, key_id=f"ASIA{secrets.token_hex(8).upper()}"))


def make_role_session(role_arn, session_name):
    """Return the `Principal` of somebody whom AWS itself let take a role, such as a function or a server."""
    name = role_arn.rpartition("/")[2]
    role = next((one for one in engine.get_iam().roles.values() if one.arn == role_arn), None)
    return credentials.Principal(
        kind="role",
        name=name,
        arn=f"arn:aws:sts::{engine.ACCOUNT_ID}:assumed-role/{name}/{session_name}",
        identity_arn=role_arn,
        user_id=f"{role.id if role else 'AROA'}:{session_name}",
        temporary=True,
    )


def describe(function):
    """What a process must have been started with to be used again: name and version first, then code and settings."""
    settings = (function.code_sha_256, function.handler, function.role, function.memory_size, function.timeout)
    layers = tuple(layer["Arn"] for layer in function.layers)
    return (f"{function.function_arn}:{function.version}", *settings, layers, tuple(function.environment_vars.items()))


def make_environment(function, region, credential, stream, endpoint):
    """Return the environment variables of a function: its own, and those that AWS sets."""
    return {
        **{name: str(value) for name, value in function.environment_vars.items()},
        "AWS_ACCESS_KEY_ID": credential.key_id,
        "AWS_SECRET_ACCESS_KEY": credential.secret,
        "AWS_SESSION_TOKEN": credential.token,
        "AWS_REGION": region,
        "AWS_DEFAULT_REGION": region,
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_EXECUTION_ENV": f"AWS_Lambda_{function.run_time}",
        "AWS_LAMBDA_FUNCTION_NAME": function.function_name,
        "AWS_LAMBDA_FUNCTION_VERSION": str(function.version),
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(function.memory_size),
        "AWS_LAMBDA_LOG_GROUP_NAME": f"/aws/lambda/{function.function_name}",
        "AWS_LAMBDA_LOG_STREAM_NAME": stream,
        "OPENBLAS_NUM_THREADS": "1",
        "_HANDLER": function.handler or "",
    }


def run_once(sandbox, job):
    """Return the `Outcome` of one run of a function, however it ends."""
    function, started = job.function, time.monotonic()
    memory, seconds = int(function.memory_size) * MEGABYTE, min(int(function.timeout), LONGEST)
    error, payload, log = None, "null", ""
    try:
        if sandbox.cold:
            sandbox.worker.wait_ready(memory=memory)
            sandbox.init_ms, started = (time.monotonic() - started) * 1000, time.monotonic()
        order = {"id": job.request_id, "event": job.event, "arn": job.arn, "deadline": time.time() + seconds}
        reply = sandbox.worker.ask(order, seconds, memory)
        error, payload = reply.get("error"), reply.get("result", "null")
    except workers.OutOfTime:
        error = word_end("Sandbox.Timedout", job, f"Task timed out after {seconds:.2f} seconds")
    except workers.OutOfMemory:
        error = word_end("Runtime.OutOfMemory", job, "Runtime exited with error: signal: killed")
    except workers.Ended as ended:
        error = word_end("Runtime.ExitError", job, f"Runtime exited with error: exit status {ended.status}")
    duration = (time.monotonic() - started) * 1000
    log = sandbox.worker.take_log()
    if error is not None and "stackTrace" in error:
        error = {**error, "requestId": job.request_id}
        payload = json.dumps({name: error[name] for name in ("errorMessage", "errorType", "requestId", "stackTrace")})
    elif error is not None:
        payload = json.dumps(error)
    messages = list_messages(sandbox, job, log, error, duration)
    sandbox.cold = False
    return Outcome(payload, error is not None, messages)


def word_end(kind, job, what):
    """Return the error of a function that could not answer itself."""
    return {"errorType": kind, "errorMessage": f"RequestId: {job.request_id} Error: {what}"}


def list_messages(sandbox, job, log, error, duration):
    """Return the lines of a run as CloudWatch Logs keeps them."""
    function, run = job.function, f"RequestId: {job.request_id}"
    lines = [text.replace("\r", "\n") + "\n" for text in log.split("\n") if text]
    if error is not None:
        lines.append(word_error(error, job) + "\n")
    init = sandbox.init_ms if sandbox.cold else 0
    parts = [
        f"REPORT {run}",
        f"Duration: {duration:.2f} ms",
        f"Billed Duration: {math.ceil(duration + init)} ms",
        f"Memory Size: {function.memory_size} MB",
        f"Max Memory Used: {min(math.ceil(sandbox.worker.peak / MEGABYTE), int(function.memory_size))} MB",
    ]
    parts += [f"Init Duration: {init:.2f} ms"] if init else []
    parts += [f"Status: {name}" for name in [_name_status(error)] if name]
    return [f"START {run} Version: {function.version}\n", *lines, f"END {run}\n", "\t".join(parts) + "\n"]


def _name_status(error):
    kind = (error or {}).get("errorType", "")
    return {"Sandbox.Timedout": "timeout", "Runtime.OutOfMemory": "error\tError Type: Runtime.OutOfMemory"}.get(kind)


def word_error(error, job):
    """Return an error as it stands in the log."""
    if "stackTrace" not in error:
        what = error["errorMessage"].partition(" Error: ")[2]
        return f"{job.request_id} {what}" if "timed out" in what else f"RequestId: {job.request_id} Error: {what}"
    trace = "".join(f"\xa0\xa0{line.strip(chr(10))}\n" for line in "".join(error["stackTrace"]).splitlines())
    head = f"[ERROR] {error['errorType']}: {error['errorMessage']}"
    return f"{head}\nTraceback (most recent call last):\n{trace}".rstrip("\n") if trace else head


def write_log(sandbox, job, messages):
    """Return nothing: CloudWatch Logs has the lines, where the function's role may write them."""
    group, region = f"/aws/lambda/{job.function.function_name}", job.region
    place = f"arn:aws:logs:{region}:{engine.ACCOUNT_ID}:log-group:{group}:log-stream:"
    if not function_store.has_log_group(group, region):
        if not _may(sandbox.principal, "logs:CreateLogGroup", place, region):
            return
        function_store.create_log_group(group, region)
    needs = (("logs:CreateLogStream", place), ("logs:PutLogEvents", place + sandbox.stream))
    if all(_may(sandbox.principal, action, resource, region) for action, resource in needs):
        function_store.write_log(group, sandbox.stream, messages, region)


def _may(principal, action, resource, region):
    keys = {"aws:RequestedRegion": region, **context.make_principal_context(principal)}
    return decisions.decide(principal, authorization.Need(action, resource, keys)).allowed


def is_throttled(function):
    """Return True where nobody may run a function at the moment: its reserved concurrency is 0."""
    return function.reserved_concurrency is not None and int(function.reserved_concurrency) == 0


def get(account):
    """Return the `Functions` of an account; S3 tells them what happens in its buckets from now on."""
    if account.functions is None:
        account.functions = Functions(account)
    return account.functions


def prepare(account, call):
    """Return what carries out an allowed Invoke, to be called without the account's lock. Raises `Refusal`."""
    parameters, region = call.parameters, call.signature.region
    name, kind = parameters["FunctionName"], call.headers.get("x-amz-invocation-type", "RequestResponse")
    function = function_store.find(name, parameters.get("Qualifier") or call.query.get("Qualifier"), region)
    if function is None:
        arn = name if name.startswith("arn:") else f"arn:aws:lambda:{region}:{engine.ACCOUNT_ID}:function:{name}"
        raise Refusal("ResourceNotFoundException", f"Function not found: {arn}", 404)
    if kind == "DryRun":
        return lambda: (204, {}, b"")
    _check(function, call.body, kind)
    event = _read_event(call.body)
    functions = get(account)
    chain = functions.find_chain(call.signature.key_id)
    job = Job(function, region, event, str(engine.get_random().uuid4()), chain)
    if kind == "Event":
        functions.add(job)
        return lambda: (202, {}, b"")
    wants_log = call.headers.get("x-amz-log-type") == "Tail"
    return lambda: functions.invoke(job, wants_log)


def _check(function, body, kind):
    if not str(function.run_time).startswith("python") or function.package_type != "Zip":
        raise Refusal("NotImplemented", "The practice account runs functions in Python, from ZIP files, alone.", 501)
    if is_throttled(function):
        raise Refusal("TooManyRequestsException", "Rate Exceeded.", 429)
    most = LARGEST_EVENT.get(kind, MEGABYTE)
    if len(body) > most:
        message = f"{len(body)} byte payload is too large for the {kind} invocation type (limit {most} bytes)"
        raise Refusal("RequestEntityTooLargeException", message, 413)


def _read_event(body):
    try:
        return function_store.parse_order(body)
    except ValueError as error:
        message = f"Could not parse request body into json: {error}"
        raise Refusal("InvalidRequestContentException", message, 400) from None
