"""Why a call did not come through, read off whatever the HTTP library raised: each reason has a sentence of its own."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Iterator
from urllib.parse import urlsplit

import urllib3.exceptions as u

from fieldapp.errors import KnownError
from fieldapp.sync import certificates, portal, proxy
from fieldapp.sync.proxy import ProxyRoute

NO_ROUTE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL})


def why(error: Exception, address: str, route: ProxyRoute | None) -> KnownError:
    """The known error for a failed call to `address`; asks for a portal where one may be the reason."""
    reasons = list(_reasons(error))
    known = _by_proxy(reasons, address, route) if route is not None else None
    if known is None:
        known = _straight(reasons, address)
    if route is None and known.code not in {"network.name_unknown", "network.no_route"}:
        page = _portal(known, address)
        if page:
            return portal.portal_error(page, address)
    return known


def _by_proxy(reasons: list[BaseException], address: str, route: ProxyRoute) -> KnownError | None:
    for one in reasons:
        status = proxy.tunnel_status(one) if isinstance(one, OSError) else None
        if status is not None:
            parts = urlsplit(address)
            return proxy.refused_by(status, route, parts.hostname or "", parts.port or 443)
    if any(isinstance(one, u.ProxyError) for one in reasons):
        return KnownError("network.proxy_away", {"proxy": route.address}, retryable=True)
    return None


def _straight(reasons: list[BaseException], address: str) -> KnownError:
    told = {"address": address, "host": urlsplit(address).hostname or ""}
    for one in reasons:
        if isinstance(one, ssl.SSLError) and not isinstance(one, ssl.SSLEOFError):
            return certificates.untrusted(one, address)
        if isinstance(one, u.NameResolutionError | socket.gaierror):
            return KnownError("network.name_unknown", told, retryable=True)
        if isinstance(one, u.TimeoutError | TimeoutError) and not isinstance(one, u.NewConnectionError):
            return KnownError("network.timeout", told, retryable=True)
        if isinstance(one, OSError) and one.errno in NO_ROUTE:
            return KnownError("network.no_route", told, retryable=True)
    if any(isinstance(one, u.ProtocolError | ConnectionResetError | ssl.SSLEOFError) for one in reasons):
        return KnownError("sync.cut_off", told, retryable=True)
    return KnownError("sync.server_away", told, retryable=True)


def _portal(known: KnownError, address: str) -> str:
    """The page of a portal that may stand behind this failure; a server on this computer has none before it."""
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port or 443
    if known.code == "network.no_tls":
        return portal.ask(host, port)
    return "" if proxy.is_loopback(host) else portal.ask(host, portal.PLAIN_PORT)


def _reasons(error: BaseException) -> Iterator[BaseException]:
    """An error with what lies behind it, the outermost first."""
    waiting, seen = [error], set()
    while waiting:
        one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        behind = (getattr(one, "reason", None), getattr(one, "original_error", None), one.__cause__, one.__context__)
        waiting += [b for b in (*behind, *one.args) if isinstance(b, BaseException)]
