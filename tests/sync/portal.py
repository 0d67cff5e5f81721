"""Something on the network that is not our server: it answers every call with one page, as a hotel's Wi-Fi does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = "<html><body>请先登录酒店网络</body></html>".encode()


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # so that closing waits for every call

    def handle_error(self, *_: object) -> None:
        """A laptop that hangs up is no error of the portal's."""


@dataclass
class Portal:
    """What it answers, and what it was asked."""

    url: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    body: bytes = PAGE
    asked: list[str] = field(default_factory=list)


@contextmanager
def portal() -> Iterator[Portal]:
    """A portal on a port of its own."""
    one = Portal()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 5  # of a connection on which nothing is said

        def answer(self) -> None:
            one.asked.append(f"{self.command} {self.path}")
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(one.status)
            for name, value in one.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(one.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(one.body)

        do_GET = do_POST = do_PUT = do_HEAD = answer

        def log_message(self, *_: object) -> None:
            """Nothing to be heard of it."""

    server = _Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    one.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield one
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
