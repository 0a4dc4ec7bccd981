"""Processes that run a learner's code outside the kernel: a function's, or what is done "on" a server.

Nothing in here knows AWS. A worker never hangs whoever asks: its time and its memory are limited, and it is ended when
either is over, when the asker is interrupted, and when the practice account ends.
"""

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from helpers._account import local, runtime

INIT_SECONDS = 10  # as on AWS, for what stands outside the handler
LOOK_SECONDS = 0.01  # how often the memory of a running process is looked at
KEPT = ("PATH", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "PATHEXT", "COMSPEC", "LANG", "LC_ALL", "LD_LIBRARY_PATH")


class OutOfTime(Exception):
    """The process had not answered when its time was over. It has been ended."""


class OutOfMemory(Exception):
    """The process needed more memory than it was given. It has been ended. `peak` is in bytes."""

    def __init__(self, peak):
        super().__init__(f"{peak} bytes")
        self.peak = peak


class Ended(Exception):
    """The process ended by itself before it answered. `status` is its exit status."""

    def __init__(self, status):
        super().__init__(f"exit status {status}")
        self.status = status


class Worker:
    """A process with a function's code in it. `log` holds what it wrote since the last order."""

    def __init__(self, code_folder, handler, environment, layers=()):
        command = [sys.executable, "-I", "-u", "-X", "utf8", "-B", runtime.__file__]
        self._home = tempfile.TemporaryDirectory(prefix="aws-essentials-function-", ignore_cleanup_errors=True)
        self.folder = code_folder
        self.process = start(command, environment, self._home.name, stdin=subprocess.PIPE)
        self.peak, self._log, self._replies = 0, [], queue.Queue()
        for read in (self._read_replies, self._read_log):
            threading.Thread(target=read, daemon=True).start()
        self._send({"folder": str(code_folder), "handler": handler, "layers": list(layers)})

    def wait_ready(self, seconds=INIT_SECONDS, memory=None):
        """What went wrong while the code was loaded, None where nothing did."""
        return self._wait(time.monotonic() + seconds, memory)["error"]

    def ask(self, order, seconds, memory=None):
        """The reply to an order. `memory` in bytes. Raises OutOfTime, OutOfMemory, Ended: it is gone then."""
        self._send(order)
        return self._wait(time.monotonic() + seconds, memory)

    def take_log(self):
        """The text that was written since this was asked last."""
        taken, self._log = "".join(self._log), []
        return taken

    def stop(self):
        """Return nothing: the process and all that it started have ended."""
        end(self.process)
        self._home.cleanup()

    def _send(self, order):
        with contextlib.suppress(OSError):  # a process that is gone is noticed while its answer is waited for
            self.process.stdin.write(json.dumps(order).encode() + b"\n")
            self.process.stdin.flush()

    def _wait(self, until, memory):
        try:
            return self._wait_for_both(until, memory)
        except BaseException:  # an interrupted notebook too must leave nothing running
            self.stop()
            raise

    def _wait_for_both(self, until, memory):
        """The reply and the end of the log come by two roads."""
        reply, logged = None, False
        while reply is None or not logged:
            try:
                kind, found = self._replies.get(timeout=LOOK_SECONDS)
            except queue.Empty:
                self._watch(until, memory)
                continue
            if kind == "end":
                raise Ended(self.process.wait(5))
            reply, logged = (found, logged) if kind == "reply" else (reply, True)
        self.peak = max(reply["peak"], self.peak)
        if memory and self.peak > memory:
            raise OutOfMemory(self.peak)
        return reply

    def _watch(self, until, memory):
        if memory:
            self.peak = max(self.peak, measure(self.process.pid))
            if self.peak > memory:
                raise OutOfMemory(self.peak)
        if time.monotonic() > until:
            raise OutOfTime

    def _read_replies(self):
        for line in self.process.stdout:
            self._replies.put(("reply", json.loads(line)))
        self._replies.put(("end", None))

    def _read_log(self):
        for line in self.process.stderr:
            text = line.decode("utf-8", "replace")
            if runtime.MARK in text:
                self._log.append(text.partition(runtime.MARK)[0])
                self._replies.put(("logged", None))
            else:
                self._log.append(text)


def start(command, environment, home, **streams):
    """A process that sees only these environment variables, a home of its own and no settings of AWS's."""
    own = {name: os.environ[name] for name in KEPT if name in os.environ}
    nowhere = str(Path(home) / "none")
    own |= {"HOME": home, "USERPROFILE": home, "TMPDIR": home, "TEMP": home, "TMP": home, "TZ": "UTC"}
    own |= {"AWS_CONFIG_FILE": nowhere, "AWS_SHARED_CREDENTIALS_FILE": nowhere}
    own |= local.make_no_proxy(os.environ)
    session = {"start_new_session": True} if os.name == "posix" else {}
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | streams
    return subprocess.Popen(command, env=own | environment, cwd=home, **pipes, **session)


def end(process):
    """Return nothing: a process that `start` made, and what it started itself, have ended."""
    with contextlib.suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(5)
    if process.stdin:
        with contextlib.suppress(OSError):
            process.stdin.close()


def measure(pid):
    """The memory in use by a process, in bytes; 0 where that cannot be said."""
    import psutil

    try:
        return psutil.Process(pid).memory_info().rss
    except psutil.Error:
        return 0
