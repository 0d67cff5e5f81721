"""A small store with the S3 calls that the file store makes, over real HTTP, whose line can be cut and whose answers
can be refusals. It stands in for the network's troubles; the real thing is Swift, in `tests/cluster`."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

BUCKET = "office"
PAGE = 3
"""Names in one page of a list: few, so that every list of some length comes in pages."""


@dataclass
class S3Server:
    """The store while it runs.

    Attributes:
        objects: what lies there.
        cut_puts: so many more PUTs are cut in the middle of their body, and keep nothing.
        refuse: statuses of the next answers, whatever is asked.
        asked: (method, name) of every call.
    """

    url: str
    objects: dict[str, bytes] = field(default_factory=dict)
    cut_puts: int = 0
    refuse: list[int] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def place(self) -> str:
        """As `--files` is told it."""
        return f"s3://{BUCKET}/blobs?endpoint={self.url}&region=here"


@contextmanager
def s3_server() -> Iterator[S3Server]:
    """The store, on a port of its own."""
    server = _Quiet(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.store = store = S3Server(f"http://127.0.0.1:{server.server_port}")  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield store
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


class _Quiet(ThreadingHTTPServer):
    """A caller that goes away is what happens here."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    @property
    def _store(self) -> S3Server:
        return self.server.store  # type: ignore[attr-defined, no-any-return]

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is inherited
        pass

    def _name(self) -> str | None:
        """The object asked for; None when the answer was a refusal."""
        parts = unquote(urlsplit(self.path).path).strip("/").split("/", 1)
        name = parts[1] if len(parts) > 1 else ""
        self._store.asked.append((self.command, name))
        status = 404 if parts[0] != BUCKET else self._store.refuse.pop(0) if self._store.refuse else 0
        if not (self.headers.get("Authorization") or "").startswith("AWS4-HMAC-SHA256 "):
            status = 403
        if status:
            self._answer(status, f"<Error><Code>Told{status}</Code><Message>no</Message></Error>".encode())
            return None
        return name

    def do_HEAD(self) -> None:
        name = self._name()
        if name is not None:
            content = self._store.objects.get(name)
            missing = bool(name) and content is None
            self._answer(404 if missing else 200, content or b"", body=False)

    def do_GET(self) -> None:
        name = self._name()
        if name == "":
            self._list(parse_qs(urlsplit(self.path).query))
        elif name is not None:
            content = self._store.objects.get(name)
            first, _, last = (self.headers.get("Range") or "bytes=0-").removeprefix("bytes=").partition("-")
            if content is None:
                self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
            elif int(first) and int(first) >= len(content):
                self._answer(416, b"<Error><Code>InvalidRange</Code></Error>")
            else:
                self._answer(200, content[int(first) : int(last) + 1 if last else None])

    def do_PUT(self) -> None:
        length, expects = int(self.headers["Content-Length"]), self.headers.get("Expect")
        if self._store.cut_puts:
            self._store.cut_puts -= 1
            self.rfile.read(length // 2)
            self.close_connection = True
            self.connection.close()
            return
        assert expects in {None, "100-continue"}
        content = self.rfile.read(length)
        name = self._name()
        if name is not None:
            with self._store.lock:
                self._store.objects[name] = content
            self._answer(200)

    def do_DELETE(self) -> None:
        name = self._name()
        if name is not None:
            with self._store.lock:
                self._store.objects.pop(name, None)
            self._answer(204)

    def _list(self, asked: dict[str, list[str]]) -> None:
        start, after = asked["prefix"][0], asked.get("continuation-token", [""])[0]
        names = sorted(n for n in self._store.objects if n.startswith(start) and n > after)
        page, more = names[:PAGE], len(names) > PAGE
        entries = "".join(f"<Contents><Key>{escape(n)}</Key></Contents>" for n in page)
        token = f"<NextContinuationToken>{escape(page[-1])}</NextContinuationToken>" if more else ""
        truncated = str(more).lower()
        text = f"<ListBucketResult><IsTruncated>{truncated}</IsTruncated>{token}{entries}</ListBucketResult>"
        self._answer(200, text.encode())

    def _answer(self, status: int, content: bytes = b"", *, body: bool = True) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if body:
            self.wfile.write(content)
