"""HTTP to the server: each failure becomes a known error with a sentence of its own, and nothing else gets through.

What answers may not be our server at all (a captive portal, a proxy's page): only our own content types are believed,
and a TLS line is used only while the authority that vouched for the server at first contact still does.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import urlsplit

import msgspec
import urllib3

from fieldapp.errors import KnownError
from fieldapp.protocol.assign import AssignAnswer, AssignRequest
from fieldapp.protocol.codec import UNREADABLE, encode_request, read_frames
from fieldapp.protocol.maps import MapOffer, MapOffers
from fieldapp.protocol.messages import Frame, SyncRequest
from fieldapp.protocol.signin import ErrorAnswer, SignInAnswer, SignInRequest
from fieldapp.sync import certificates, portal, unreached
from fieldapp.sync.certificates import Authority
from fieldapp.sync.file_moves import FileAtServer
from fieldapp.sync.lines import Lines, Way, make_way
from fieldapp.sync.network import Network
from fieldapp.sync.proxy import is_loopback, refused_by, route_to
from fieldapp.sync.when import seconds_asked_for

PIECE = 1024 * 1024
SIP = 16 * 1024
"""Of a map pack: what is read at a time, and may be lost where the line is cut."""
OCTETS = "application/octet-stream"
JSON = "application/json"
# an answer to HEAD has no body, so its status must tell what the server's words would
WITHOUT_WORDS = {401: "signin.expired", 403: "device.revoked", 404: "file.unknown"}
PARTIAL = 206
BUSY = frozenset({429, 502, 503, 504})


class Transport:
    """Calls to one server."""

    def __init__(
        self,
        server_url: str,
        token: str = "",
        *,
        network: Network | None = None,
        learnt: Callable[[Network], object] | None = None,
    ) -> None:
        """Prepare to call `server_url`.

        `network` is the way there (what the system says, if none is given); `learnt` is called, in the thread of the
        call, when the first contact has shown who vouches for the server.

        Raises:
            KnownError: `sync.address_wrong`, `sync.address_not_safe` (plain HTTP to another machine).
        """
        self._base = checked_address(server_url)
        self._learnt = learnt
        self._first: Authority | None = None
        self._lines = Lines(self._met)
        self._interrupted = False
        self._way: Way | None = None
        self.token = token
        self.network = network or Network()

    def use(self, network: Network) -> None:
        """Take another way from the next call on."""
        self.network = network
        self._way = None

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
        self._believe()
        self.token = given.token
        return given

    def exchange(self, request: SyncRequest) -> Iterator[Frame]:
        """One sync call; frames as they come.

        Raises:
            KnownError: also in the middle, when the line is cut.
        """
        response = self._call("POST", "/v1/sync", body=encode_request(request), expect=OCTETS, stream=True)
        try:
            for frame in read_frames(_Whole(response)):
                self._believe()
                yield frame
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise KnownError("sync.cancelled" if self._interrupted else "sync.cut_off", retryable=True) from error
        finally:
            response.close()

    def dictionary(self, dictionary_id: int) -> bytes:
        """A dictionary for records that is newer than this program."""
        return bytes(self._call("GET", f"/v1/dictionaries/{dictionary_id}", expect=OCTETS).data)

    def file_at(self, sha256: str) -> FileAtServer:
        """How much of a file the server has."""
        return self._at(self._call("HEAD", f"/v1/files/{sha256}"))

    def send_piece(self, sha256: str, offset: int, content: bytes) -> FileAtServer:
        """Send a piece of a file; how much of it the server has now."""
        return self._at(self._call("PUT", f"/v1/files/{sha256}?offset={offset}", body=content))

    def fetch_piece(self, sha256: str, offset: int, length: int) -> bytes:
        """Up to `length` bytes of a file from `offset`."""
        stretch = {"Range": f"bytes={offset}-{offset + length - 1}"}
        return bytes(self._call("GET", f"/v1/files/{sha256}", expect=OCTETS, more=stretch).data)

    def assign(self, request: AssignRequest) -> AssignAnswer:
        """Give cases to another collector."""
        answered = self._call("POST", "/v1/assign", body=msgspec.json.encode(request), expect=JSON)
        try:
            return msgspec.json.decode(answered.data, type=AssignAnswer)
        except UNREADABLE as error:
            raise KnownError("sync.not_our_server", {"address": self._base}) from error

    def maps(self) -> tuple[MapOffer, ...]:
        """Which map packs the office offers."""
        answered = self._call("GET", "/v1/maps", expect=JSON)
        try:
            return msgspec.json.decode(answered.data, type=MapOffers).packs
        except UNREADABLE as error:
            raise KnownError("sync.not_our_server", {"address": self._base}) from error

    def map_pack(self, sha256: str, offset: int) -> Iterator[bytes]:
        """A map pack from `offset` to its end, as it comes.

        Some proxies leave out the stretch that was asked for and bring all of it: what is here already is passed over.

        Raises:
            KnownError: also in the middle, when the line is cut.
        """
        rest = {"Range": f"bytes={offset}-", "If-Range": f'"{sha256}"'}
        response = self._call("GET", f"/v1/maps/{sha256}", expect=OCTETS, stream=True, more=rest)
        here = offset if response.status != PARTIAL else 0
        try:
            if offset > here and not response.headers.get("Content-Range", "").startswith(f"bytes {offset}-"):
                raise self._not_ours(response)
            for piece in response.stream(SIP):
                self._believe()
                if here < len(piece):
                    yield piece[here:]
                here = max(0, here - len(piece))
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise KnownError("sync.cancelled" if self._interrupted else "sync.cut_off", retryable=True) from error
        finally:
            response.close()

    def interrupt(self) -> None:
        """End the call under way, from another thread: it fails as `sync.cancelled`."""
        self._interrupted = True
        self._lines.cut()

    def wiped(self) -> None:
        """Tell the office that this laptop has destroyed what it held."""
        self._call("POST", "/v1/wiped").close()

    def close(self) -> None:
        """Close all connections that no call is using; one under way closes its own when it ends."""
        if self._way is not None:
            self._way.close()

    def _way_now(self) -> Way:
        """The way to the server as the network is now: a laptop goes from one network, and one proxy, to another.

        Raises:
            KnownError: `network.proxy_wrong`, `network.proxy_kind`, `network.authorities_unreadable`.
        """
        network, route = self.network, route_to(self._base, self.network)
        way = self._way
        if way is None or way.route != route:
            if way is not None:
                way.close()
            way = self._way = make_way(self._base, network, route)
            self._lines.put_into(way.pool)
        return way

    def _met(self, line: object) -> None:
        """Somebody vouches for the server of a new line: somebody new is not believed without a person."""
        authority = certificates.authority_of(line)
        if authority is None:
            return
        if self.network.pin and self.network.pin != authority.pin:
            raise certificates.changed(self._base, self.network.pinned, self.network.pin, authority)
        self._first = authority

    def _believe(self) -> None:
        """What answered is our server; who vouched for it the first time is remembered."""
        if self._first is not None and not self.network.pin:
            self.network = msgspec.structs.replace(self.network, pin=self._first.pin, pinned=self._first.name)
            if self._learnt is not None:
                self._learnt(self.network)

    def _call(
        self,
        method: str,
        path: str,
        *,
        body: bytes | None = None,
        expect: str = "",
        stream: bool = False,
        more: Mapping[str, str] | None = None,
    ) -> urllib3.BaseHTTPResponse:
        headers = {**({"Authorization": f"Bearer {self.token}"} if self.token else {}), **(more or {})}
        self._interrupted = False
        way = self._way_now()
        try:
            response = way.pool.request(
                method, self._base + path, body=body, headers=headers, preload_content=not stream, redirect=False
            )
        except (urllib3.exceptions.HTTPError, OSError) as error:
            if self._interrupted:
                raise KnownError("sync.cancelled", retryable=True) from error
            raise unreached.why(error, self._base, way.route) from error
        if response.status >= 300:
            try:
                raise self._refused(response, method)
            finally:
                response.close()
        if expect and not (response.headers.get("Content-Type") or "").startswith(expect):
            response.close()
            raise self._not_ours(response)
        return response

    def _have(self, response: urllib3.BaseHTTPResponse) -> int:
        """How many bytes of a file our server says it has; nobody else says so."""
        said = response.headers.get("X-Have", "")
        if not said.isdecimal():
            raise self._not_ours(response)
        return int(said)

    def _at(self, response: urllib3.BaseHTTPResponse) -> FileAtServer:
        return FileAtServer(self._have(response), response.headers.get("X-Kept-At", ""))

    def _refused(self, response: urllib3.BaseHTTPResponse, method: str) -> KnownError:
        """The server's own error, or that what answered is not our server."""
        ours = (response.headers.get("Content-Type") or "").startswith(JSON)
        seconds = seconds_asked_for(response.headers.get("Retry-After"))
        wait: dict[str, str | int] = {} if seconds is None else {"seconds": seconds}
        if ours and method == "HEAD" and response.status in WITHOUT_WORDS:
            return KnownError(WITHOUT_WORDS[response.status])
        with contextlib.suppress(*UNREADABLE, urllib3.exceptions.HTTPError):
            if ours:
                said = msgspec.json.decode(response.data, type=ErrorAnswer)
                return KnownError(said.code, wait | said.params, retryable=said.retryable)
        route = self._way.route if self._way is not None else None
        if response.status == 407 and route is not None:
            parts = urlsplit(self._base)
            return refused_by(407, route, parts.hostname or "", parts.port or 443)
        if response.status in BUSY:
            code = "network.busy_for" if wait else "sync.server_busy"
            return KnownError(code, wait | {"status": response.status}, retryable=True)
        return self._not_ours(response)

    def _not_ours(self, response: urllib3.BaseHTTPResponse) -> KnownError:
        """Somebody else answered: the page of the network we are in, or anything."""
        page = portal.page_of(response, self._base)
        if page:
            return portal.portal_error(page, self._base)
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
    """The address without a trailing slash; it may lead below a path ("https://office.example/field").

    Raises:
        KnownError: `sync.address_wrong`; `sync.address_not_safe` for plain HTTP to another machine, because names and
            phone numbers would travel in clear.
    """
    try:
        parts = urlsplit(server_url.strip())
        complete = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise KnownError("sync.address_wrong", {"address": server_url}) from error
    if not complete or parts.hostname is None or parts.query or parts.fragment:
        raise KnownError("sync.address_wrong", {"address": server_url})
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise KnownError("sync.address_not_safe", {"address": server_url})
    return server_url.strip().rstrip("/")
