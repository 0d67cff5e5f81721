"""A proxy that cuts the line: between a laptop and the server, after so many bytes down or up, as a tunnel would.

Both sides see the line end in the middle of what was being said. With no cut set it is a plain wire.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

PIECE = 4096


@dataclass
class CuttingProxy:
    """The proxy while it runs. `down` and `up`: bytes a connection may still carry that way before it is cut."""

    url: str
    target: tuple[str, int]
    down: int | None = None
    up: int | None = None
    cuts: int = 0
    for_good: bool = False
    carried: dict[str, int] = field(default_factory=lambda: {"down": 0, "up": 0})
    _links: list[_Link] = field(default_factory=list)

    def cut_after(self, *, down: int | None = None, up: int | None = None, for_good: bool = False) -> None:
        """Cut every connection made from now on after so many bytes; `for_good`: after the first cut, all at once."""
        self.down, self.up, self.for_good = down, up, for_good

    def mend(self) -> None:
        """A plain wire again."""
        self.cut_after()


@contextmanager
def cutting_proxy(server_url: str) -> Iterator[CuttingProxy]:
    """A proxy before `server_url`, on a port of its own."""
    parts = urlsplit(server_url)
    assert parts.hostname is not None
    assert parts.port is not None
    listening = socket.create_server(("127.0.0.1", 0))
    proxy = CuttingProxy(f"http://127.0.0.1:{listening.getsockname()[1]}", (parts.hostname, parts.port))
    thread = threading.Thread(target=_accept, args=(proxy, listening), name="proxy", daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(5)
        for link in proxy._links:
            link.close()


def _accept(proxy: CuttingProxy, listening: socket.socket) -> None:
    while True:
        try:
            near, _ = listening.accept()
        except OSError:
            return
        try:
            proxy._links.append(_Link(proxy, near))
        except ConnectionRefusedError:  # the server behind is down
            near.close()


class _Link:
    """One connection: a thread for each way."""

    def __init__(self, proxy: CuttingProxy, near: socket.socket) -> None:
        self._proxy, self._near = proxy, near
        self._far = socket.create_connection(proxy.target)
        ways = (("up", near, self._far, proxy.up), ("down", self._far, near, proxy.down))
        self._threads = [threading.Thread(target=self._carry, args=way, daemon=True) for way in ways]
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        for end in (self._near, self._far):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)
        self._near.close()
        self._far.close()

    def _carry(self, way: str, source: socket.socket, sink: socket.socket, left: int | None) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(PIECE if left is None else min(PIECE, max(1, left))):
                if left is not None and left <= 0:
                    self._cut()
                    return
                sink.sendall(piece)
                self._proxy.carried[way] += len(piece)
                left = None if left is None else left - len(piece)
            sink.shutdown(socket.SHUT_WR)

    def _cut(self) -> None:
        self._proxy.cuts += 1
        if self._proxy.for_good:
            self._proxy.up = 0
        for end in (self._near, self._far):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
