"""The way out of a company's network: which proxy, with what sign-in, and what it means when the proxy says no.

What a proxy refuses is never told as if the server had refused it: its sign-in (407) is another one than ours.
Only Basic sign-in is known here. It travels to the proxy as the proxy asks for it, not further.
"""

from __future__ import annotations

import base64
import contextlib
import ipaddress
import re
import socket
import urllib.request
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

from fieldapp.errors import KnownError
from fieldapp.sync.network import Network, ProxyMode

ASK_SECONDS = 5.0
HEAD_BYTES = 16 * 1024
_TUNNEL = re.compile(r"Tunnel connection failed: (\d{3})")
_SCHEME = re.compile(r"^proxy-authenticate:\s*([\w-]+)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ProxyRoute:
    """Calls go through this proxy. `address` never holds the sign-in, so that it can be told."""

    address: str
    headers: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def signs_in(self) -> bool:
        """Whether a name and a password are sent."""
        return bool(self.headers)


def route_to(url: str, network: Network) -> ProxyRoute | None:
    """The proxy for calls to `url`; None for the straight way. This computer itself is never asked for by a proxy.

    Raises:
        KnownError: `network.proxy_wrong` for an address that is none, `network.proxy_kind` for one we cannot use.
    """
    host = urlsplit(url).hostname or ""
    if network.mode is ProxyMode.NONE or is_loopback(host):
        return None
    given = network.proxy if network.mode is ProxyMode.MANUAL else _of_the_system(url, host)
    return _route(given, network) if given.strip() else None


def checked_proxy(address: str) -> str:
    """A proxy's address as typed, completed ("proxy.example:3128" is one) and without a sign-in in it.

    Raises:
        KnownError: `network.proxy_wrong`, `network.proxy_kind`.
    """
    return _split(address)[0]


def refused_by(status: int, route: ProxyRoute, host: str, port: int) -> KnownError:
    """What it means that the proxy answered our wish for a way to `host` with `status`."""
    told: dict[str, object] = {"proxy": route.address, "status": status, "host": host}
    if status == 407:
        schemes = _schemes(route, host, port)
        if schemes and "basic" not in {one.lower() for one in schemes}:
            return KnownError("network.proxy_scheme", told | {"schemes": ", ".join(schemes)})
        return KnownError("network.proxy_sign_in_refused" if route.signs_in else "network.proxy_sign_in", told)
    if status in {502, 503, 504}:
        return KnownError("network.proxy_cannot_reach", told, retryable=True)
    return KnownError("network.proxy_forbids", told)


def tunnel_status(error: OSError) -> int | None:
    """The proxy's answer to a wish for a tunnel, if this error is one."""
    found = _TUNNEL.search(str(error))
    return int(found[1]) if found else None


def is_loopback(host: str) -> bool:
    """Whether a host is this computer, whatever a name server says."""
    if host == "localhost":
        return True
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return False


def _of_the_system(url: str, host: str) -> str:
    """What environment, registry or system settings say; an exception for the host counts."""
    if urllib.request.proxy_bypass(host):
        return ""
    proxies = urllib.request.getproxies()
    return proxies.get(urlsplit(url).scheme) or proxies.get("all", "")


def _route(given: str, network: Network) -> ProxyRoute:
    address, login, password = _split(given)
    if network.login:
        login, password = network.login, network.password
    if not login:
        return ProxyRoute(address)
    words = base64.b64encode(f"{login}:{password}".encode()).decode()
    return ProxyRoute(address, {"Proxy-Authorization": f"Basic {words}"})


def _split(given: str) -> tuple[str, str, str]:
    text = given.strip()
    whole = text if "://" in text else f"http://{text}"
    try:
        parts = urlsplit(whole)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise KnownError("network.proxy_wrong", {"proxy": _told(given)}) from error
    if not parts.hostname or parts.path not in {"", "/"} or parts.query or " " in text:
        raise KnownError("network.proxy_wrong", {"proxy": _told(given)})
    if parts.scheme not in {"http", "https"}:
        raise KnownError("network.proxy_kind", {"proxy": _told(given), "kind": parts.scheme})
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}:{port}", unquote(parts.username or ""), unquote(parts.password or "")


def _told(given: str) -> str:
    """An address as it may be shown: without a name and a password in it."""
    return given.rpartition("@")[2]


def _schemes(route: ProxyRoute, host: str, port: int) -> list[str]:
    """Ways to sign in that the proxy offers; none if it does not say. HTTP's own client drops them, so ask again."""
    parts = urlsplit(route.address)
    if parts.scheme != "http" or parts.hostname is None:
        return []
    target = f"[{host}]:{port}" if ":" in host else f"{quote(host)}:{port}"
    head = b""
    with (
        contextlib.suppress(OSError),
        socket.create_connection((parts.hostname, parts.port or 80), ASK_SECONDS) as line,
    ):
        line.sendall(f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n".encode())
        while b"\r\n\r\n" not in head and len(head) < HEAD_BYTES:
            part = line.recv(4096)
            if not part:
                break
            head += part
    return _SCHEME.findall(head.partition(b"\r\n\r\n")[0].decode("latin-1"))
