"""HTTP to the server: each failure becomes a known error with a sentence of its own, and nothing else gets through.

What answers may not be our server at all (a captive portal, a proxy's page): only our own content types are believed.
"""

from __future__ import annotations

import contextlib
import ipaddress
from collections.abc import Iterator
from urllib.parse import urlsplit

import msgspec
import urllib3

from fieldapp.errors import KnownError
from fieldapp.protocol.codec import UNREADABLE, encode_request, read_frames
from fieldapp.protocol.messages import Frame, SyncRequest
from fieldapp.protocol.signin import ErrorAnswer, SignInAnswer, SignInRequest

CONNECT_SECONDS = 5.0
READ_SECONDS = 60.0
PIECE = 1024 * 1024
OCTETS = "application/octet-stream"
JSON = "application/json"
# an answer to HEAD has no body, so its status must tell what the server's words would
WITHOUT_WORDS = {401: "signin.expired", 403: "device.revoked", 404: "file.unknown"}


class Transport:
    """Calls to one server."""

    def __init__(self, server_url: str, token: str = "") -> None:
        """Prepare to call `server_url`.

        Raises:
            KnownError: `sync.address_wrong`, `sync.address_not_safe` (plain HTTP to another machine).
        """
        self._base = checked_address(server_url)
        self.token = token
        self._pool = urllib3.PoolManager(
            num_pools=2, maxsize=2, retries=False, timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
        )

    def sign_in(self, request: SignInRequest) -> SignInAnswer:
        """Sign in; the token is kept for later calls.

        Raises:
            KnownError: what the server says, or why it was not reached.
        """
        response = self._call("POST", "/v1/sign-in", body=msgspec.json.encode(request), expect=JSON)
        try:
            given = msgspec.json.decode(response.data, type=SignInAnswer)
        except UNREADABLE as error:
            raise KnownError("sync.not_our_server", {"address": self._base}) from error
        self.token = given.token
        return given

    def exchange(self, request: SyncRequest) -> Iterator[Frame]:
        """One sync call; frames as they come.

        Raises:
            KnownError: also in the middle, when the line is cut.
        """
        response = self._call("POST", "/v1/sync", body=encode_request(request), expect=OCTETS, stream=True)
        try:
            yield from read_frames(_Whole(response))
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise KnownError("sync.cut_off", retryable=True) from error
        finally:
            response.close()

    def uploaded(self, sha256: str) -> int:
        """How many bytes of a file the server has."""
        return self._have(self._call("HEAD", f"/v1/files/{sha256}"))

    def upload(self, sha256: str, offset: int, content: bytes) -> bool:
        """Send a piece of a file; whether the server has all of it now."""
        response = self._call("PUT", f"/v1/files/{sha256}?offset={offset}", body=content)
        self._have(response)
        return response.status == 201

    def download(self, sha256: str) -> bytes:
        """A whole file."""
        return bytes(self._call("GET", f"/v1/files/{sha256}", expect=OCTETS).data)

    def close(self) -> None:
        """Close all connections that no call is using; one under way closes its own when it ends."""
        for key in self._pool.pools.keys():  # noqa: SIM118 - no plain mapping: it has no iterator
            self._pool.pools[key].close()
        self._pool.clear()

    def _call(
        self, method: str, path: str, *, body: bytes | None = None, expect: str = "", stream: bool = False
    ) -> urllib3.BaseHTTPResponse:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        try:
            response = self._pool.request(
                method, self._base + path, body=body, headers=headers, preload_content=not stream, redirect=False
            )
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise _unreached(error, self._base) from error
        if response.status >= 300:
            try:
                raise self._refused(response, method)
            finally:
                response.close()
        if expect and not (response.headers.get("Content-Type") or "").startswith(expect):
            response.close()
            raise self._not_ours()
        return response

    def _have(self, response: urllib3.BaseHTTPResponse) -> int:
        """How many bytes of a file our server says it has; nobody else says so."""
        said = response.headers.get("X-Have", "")
        if not said.isdecimal():
            raise self._not_ours()
        return int(said)

    def _refused(self, response: urllib3.BaseHTTPResponse, method: str) -> KnownError:
        """The server's own error, or that what answered is not our server."""
        ours = (response.headers.get("Content-Type") or "").startswith(JSON)
        if ours and method == "HEAD" and response.status in WITHOUT_WORDS:
            return KnownError(WITHOUT_WORDS[response.status])
        with contextlib.suppress(*UNREADABLE, urllib3.exceptions.HTTPError):
            if ours:
                said = msgspec.json.decode(response.data, type=ErrorAnswer)
                return KnownError(said.code, said.params, retryable=said.retryable)
        if response.status in {502, 503, 504}:
            return KnownError("sync.server_busy", {"status": response.status}, retryable=True)
        return self._not_ours()

    def _not_ours(self) -> KnownError:
        return KnownError("sync.not_our_server", {"address": self._base}, retryable=True)


class _Whole:
    """Reads exactly what was asked for, or what is left: a socket may give less at a time."""

    def __init__(self, response: urllib3.BaseHTTPResponse) -> None:
        self._response = response

    def read(self, size: int, /) -> bytes:
        parts: list[bytes] = []
        while size > 0:
            part = self._response.read(size)
            if not part:
                break
            parts.append(part)
            size -= len(part)
        return b"".join(parts)


def checked_address(server_url: str) -> str:
    """The address without a trailing slash.

    Raises:
        KnownError: `sync.address_wrong`; `sync.address_not_safe` for plain HTTP to another machine, because names and
            phone numbers would travel in clear.
    """
    try:
        parts = urlsplit(server_url.strip())
        complete = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise KnownError("sync.address_wrong", {"address": server_url}) from error
    if not complete or parts.hostname is None:
        raise KnownError("sync.address_wrong", {"address": server_url})
    if parts.scheme == "http" and not _loopback(parts.hostname):
        raise KnownError("sync.address_not_safe", {"address": server_url})
    return server_url.strip().rstrip("/")


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return False


def _unreached(error: Exception, address: str) -> KnownError:
    if isinstance(error, urllib3.exceptions.SSLError):
        return KnownError("sync.certificate_wrong", {"address": address})
    return KnownError("sync.server_away", {"address": address}, retryable=True)
