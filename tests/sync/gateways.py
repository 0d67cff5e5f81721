"""What stands between a laptop and its server in real networks: a TLS front, a company's proxy, a server below a path.

All are real sockets in threads of their own; when the `with` ends, every line is closed and every thread has ended.
"""

from __future__ import annotations

import base64
import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

Serve = Callable[[socket.socket], None]


@dataclass
class Gateway:
    """Where it listens, and what came by."""

    host: str
    port: int
    asked: list[str] = field(default_factory=list)
    lines: list[socket.socket] = field(default_factory=list)


@contextmanager
def listening(serve: Callable[[Gateway, socket.socket], None], host: str = "127.0.0.1") -> Iterator[Gateway]:
    """Serve every line in a thread of its own."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    door = socket.create_server((host, 0), family=family)
    gateway = Gateway(host, door.getsockname()[1])
    threads: list[threading.Thread] = []

    def one(line: socket.socket) -> None:
        with line, contextlib.suppress(OSError):
            serve(gateway, line)

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                line, _ = door.accept()
                gateway.lines.append(line)
                threads.append(threading.Thread(target=one, args=(line,), daemon=True))
                threads[-1].start()

    accepting = threading.Thread(target=accept, daemon=True)
    accepting.start()
    try:
        yield gateway
    finally:
        with contextlib.suppress(OSError):
            door.shutdown(socket.SHUT_RDWR)
        door.close()
        accepting.join(5)
        for line in gateway.lines:
            _hang_up(line)
        for thread in threads:
            thread.join(5)


@contextmanager
def tls_front(server_url: str, context: Callable[[], ssl.SSLContext], host: str = "127.0.0.1") -> Iterator[Gateway]:
    """TLS before a plain server; `context` is asked for every line, so that a test may change the certificate."""
    target = _target(server_url)

    def serve(gateway: Gateway, line: socket.socket) -> None:
        with context().wrap_socket(line, server_side=True) as inside:
            gateway.lines.append(inside)
            with socket.create_connection(target, 5) as behind:
                gateway.lines.append(behind)
                _couple(inside, behind)

    with listening(serve, host) as gateway:
        yield gateway


@dataclass
class Rules:
    """Whom a proxy lets through. `names` are hosts only it knows; `login` is "name:password", or empty for anybody."""

    names: dict[str, tuple[str, int]] = field(default_factory=dict)
    login: str = ""
    scheme: str = "Basic"
    answer: int = 0


@contextmanager
def company_proxy(rules: Rules) -> Iterator[Gateway]:
    """An HTTP proxy that makes tunnels."""

    def serve(gateway: Gateway, line: socket.socket) -> None:
        head = _head(line)
        first = head.split("\r\n", 1)[0]
        gateway.asked.append(first)
        wanted = base64.b64encode(rules.login.encode()).decode()
        if rules.login and f"proxy-authorization: basic {wanted}".lower() not in head.lower():
            line.sendall(
                "HTTP/1.1 407 Proxy Authentication Required\r\n"
                f'Proxy-Authenticate: {rules.scheme} realm="office"\r\nContent-Length: 0\r\n\r\n'.encode()
            )
        elif rules.answer:
            line.sendall(f"HTTP/1.1 {rules.answer} No\r\nContent-Length: 0\r\n\r\n".encode())
        else:
            with socket.create_connection(rules.names[first.split()[1].rpartition(":")[0]], 5) as behind:
                gateway.lines.append(behind)
                line.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                _couple(line, behind)

    with listening(serve) as gateway:
        yield gateway


@contextmanager
def below(server_url: str, prefix: str) -> Iterator[str]:
    """The server below a path, as a company's web server has it; elsewhere there is nothing."""
    target = _target(server_url)

    def serve(gateway: Gateway, line: socket.socket) -> None:
        head = _head(line)
        method, path, rest = head.split(" ", 2)
        gateway.asked.append(path)
        if not path.startswith(prefix + "/"):
            line.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n")
            return
        with socket.create_connection(target, 5) as behind:
            gateway.lines.append(behind)
            behind.sendall(f"{method} {path.removeprefix(prefix)} {rest}".replace("\r\n", _CLOSE, 1).encode("latin-1"))
            _couple(line, behind)

    with listening(serve) as gateway:
        yield f"http://{gateway.host}:{gateway.port}{prefix}"


_CLOSE = "\r\nConnection: close\r\n"


def _target(server_url: str) -> tuple[str, int]:
    parts = urlsplit(server_url)
    assert parts.hostname
    assert parts.port
    return parts.hostname, parts.port


def _head(line: socket.socket) -> str:
    """Up to the blank line, and what came with it."""
    head = b""
    while b"\r\n\r\n" not in head:
        part = line.recv(65536)
        if not part:
            break
        head += part
    return head.decode("latin-1")


def _couple(one: socket.socket, other: socket.socket) -> None:
    """Carry bytes both ways until either side ends."""
    back = threading.Thread(target=_carry, args=(other, one), daemon=True)
    back.start()
    _carry(one, other)
    back.join(5)


def _carry(source: socket.socket, to: socket.socket) -> None:
    with contextlib.suppress(OSError, ValueError):
        while part := source.recv(65536):
            to.sendall(part)
    _hang_up(to)
    _hang_up(source)


def _hang_up(line: socket.socket) -> None:
    with contextlib.suppress(OSError, ValueError):
        line.shutdown(socket.SHUT_RDWR)
