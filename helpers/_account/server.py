"""The door for everything outside this process: HTTP on 127.0.0.1, on a port that the system chooses."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from helpers._account import gate
from helpers._account.call import read_call

OMITTED = {"connection", "content-length", "date", "server", "status", "transfer-encoding"}
STOP_SECONDS = 0.1  # at most, until a stopped server has noticed
LARGEST_BODY = 2**30  # bytes: all accounts live in memory


class Server:
    """An HTTP server in a thread of its own. `endpoint` is its address."""

    def __init__(self, account):
        handler = type("Handler", (_Handler,), {"account": account})
        self._server = _QuietServer(("127.0.0.1", 0), handler)
        self.endpoint = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(STOP_SECONDS,), name="practice-account", daemon=True
        )
        self._thread.start()

    def stop(self):
        """Return nothing: the port is closed."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """Say nothing when a client goes away early: a notebook's output is no place for a server's log."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "PracticeAccount", ""
    timeout = 60  # seconds that a silent connection is kept
    account = None

    def handle_any(self):
        try:
            body = self._read_body()
        except ValueError as error:
            self.close_connection = True
            self._write(
                400, {"Content-Type": "text/plain"}, f"This is not a request that can be read: {error}.".encode()
            )
            return
        url = f"http://{self.headers.get('Host', '127.0.0.1')}{self.path}"
        call = read_call(self.command, url, self.headers, body, "http")
        status, headers, body = gate.answer(self.account, call)
        self._write(int(status), dict(headers), body.encode() if isinstance(body, str) else body or b"")

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = handle_any

    def _read_body(self):
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            return b"".join(self._read_chunks())
        return self.rfile.read(_read_size(self.headers.get("Content-Length") or "0", 10))

    def _read_chunks(self):
        total = 0
        while size := _read_size(self.rfile.readline(100).partition(b";")[0].strip().decode("latin-1"), 16):
            total = _read_size(str(total + size), 10)
            yield self.rfile.read(size)
            self.rfile.readline(2)
        while self.rfile.readline().strip():
            pass

    def _write(self, status, headers, body):
        self.send_response(status)
        for name, value in headers.items():
            if name.lower() not in OMITTED:
                self.send_header(name, _make_header(value))
        lengths = [value for name, value in headers.items() if name.lower() == "content-length"]
        # The answer to HEAD has no body and states the length that GET would send.
        self.send_header("Content-Length", lengths[0] if self.command == "HEAD" and lengths else str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *parts):
        """Say nothing: a notebook's output is no place for a server's log."""


def _read_size(text, base):
    if not text.isalnum() or not 0 <= int(text, base) <= LARGEST_BODY:
        raise ValueError(f"{text!r} is no number of bytes up to {LARGEST_BODY}")
    return int(text, base)


def _make_header(value):
    """A header's value as http.server can send it: bytes beyond ASCII as they are, and no line of its own."""
    return str(value).replace("\r", " ").replace("\n", " ").encode().decode("latin-1")
