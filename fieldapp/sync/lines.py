"""The way to the server and the lines open on it: looked at before anything is said, cut when a person asks."""

from __future__ import annotations

import contextlib
import socket
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from fieldapp.sync.certificates import context_for
from fieldapp.sync.network import Network
from fieldapp.sync.proxy import ProxyRoute

CONNECT_SECONDS = 5.0
READ_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Way:
    """A way to the server: through which proxy, if any, with the connections on it."""

    route: ProxyRoute | None
    pool: urllib3.PoolManager

    def close(self) -> None:
        """Close all connections that no call is using; one under way closes its own when it ends."""
        for key in self.pool.pools.keys():  # noqa: SIM118 - no plain mapping: it has no iterator
            self.pool.pools[key].close()
        self.pool.clear()


def make_way(address: str, network: Network, route: ProxyRoute | None) -> Way:
    """The way to `address`; trust is read here, which takes some hundredths of a second.

    Raises:
        KnownError: `network.authorities_unreadable`.
    """
    timeout = urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
    context = context_for(network.authorities) if address.startswith("https") else None
    if route is None:
        pool = urllib3.PoolManager(num_pools=2, maxsize=2, retries=False, timeout=timeout, ssl_context=context)
        return Way(None, pool)
    through = urllib3.ProxyManager(
        route.address,
        num_pools=2,
        proxy_headers=route.headers,
        maxsize=2,
        retries=False,
        timeout=timeout,
        ssl_context=context,
        proxy_ssl_context=context,
    )
    return Way(route, through)


class Lines:
    """Open lines. `opened` is called with each new one before a byte of ours is sent, and may raise."""

    def __init__(self, opened: Callable[[Any], None]) -> None:
        self._opened = opened
        self._open: weakref.WeakSet[Any] = weakref.WeakSet()

    def put_into(self, pool: urllib3.PoolManager) -> None:
        """Have all connections of a pool looked at."""
        pool.pool_classes_by_scheme = {
            "http": _watched(urllib3.HTTPConnectionPool, HTTPConnection, self._look_at),
            "https": _watched(urllib3.HTTPSConnectionPool, HTTPSConnection, self._look_at),
        }

    def cut(self) -> None:
        """End what is being said on every line, from whichever thread."""
        for line in list(self._open):
            with contextlib.suppress(OSError):
                # below TLS, whose own shutdown is for the thread that reads
                socket.socket.shutdown(line, socket.SHUT_RDWR)

    def _look_at(self, line: Any) -> None:
        if isinstance(line, socket.socket):
            self._open.add(line)
        self._opened(line)


def _watched(pool: Any, connection: Any, opened: Callable[[Any], None]) -> Any:
    """A kind of pool whose connections show themselves as soon as they stand."""

    class Watched(connection):  # type: ignore[misc]
        def connect(self) -> None:
            super().connect()
            try:
                opened(self.sock)
            except Exception:
                self.close()
                raise

    class WatchedPool(pool):  # type: ignore[misc]
        ConnectionCls = Watched

    return WatchedPool
