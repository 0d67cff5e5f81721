"""A network that wants its own sign-in on a page first (a hotel, a station, a guest Wi-Fi) before it lets us out.

Such a network answers in the server's place: with a page, with a redirect to one, with 511, or by breaking TLS, for
it has no certificate for our server. Where TLS broke, the plain-HTTP door of the same host is asked: a portal answers
there. Nothing of ours is sent along: no token, no name, no content.
"""

from __future__ import annotations

import contextlib
from urllib.parse import urlsplit

import urllib3

from fieldapp.errors import KnownError
from fieldapp.sync.network import PORTAL

ASK_SECONDS = 3.0
PLAIN_PORT = 80
NETWORK_WANTS_SIGN_IN = 511
REDIRECTS = frozenset({301, 302, 303, 307, 308})


def portal_error(page: str, address: str) -> KnownError:
    """The network wants a sign-in on `page` before it lets anybody through to `address`."""
    return KnownError(PORTAL, {"page": page, "address": address}, retryable=True)


def page_of(response: urllib3.BaseHTTPResponse, asked: str) -> str:
    """Where the network's page is if this answer to `asked` comes from a portal; empty if it does not look like one."""
    html = (response.headers.get("Content-Type") or "").startswith("text/html")
    if response.status in REDIRECTS:
        to = response.headers.get("Location") or ""
        return to if _leads_elsewhere(to, asked) else ""
    if response.status == NETWORK_WANTS_SIGN_IN or (response.status == 200 and html):
        return asked
    return ""


def ask(host: str, port: int) -> str:
    """Where the page of a portal is that answers plain HTTP in the place of `host`; empty if none does."""
    named = f"[{host}]" if ":" in host else host
    url = f"http://{named}:{port}/"
    with (
        contextlib.suppress(urllib3.exceptions.HTTPError, OSError),
        urllib3.PoolManager(retries=False, timeout=ASK_SECONDS) as pool,
    ):
        response = pool.request("GET", url, redirect=False, preload_content=False)
        try:
            return page_of(response, url)
        finally:
            response.close()
    return ""


def _leads_elsewhere(to: str, asked: str) -> bool:
    """Whether a redirect leads to another host; a server that sends plain callers to its own https is no portal."""
    with contextlib.suppress(ValueError):
        parts = urlsplit(to)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.hostname != urlsplit(asked).hostname
    return False
