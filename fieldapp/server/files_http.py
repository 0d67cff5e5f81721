"""The addresses of files: how much has arrived, a piece from an offset, a stretch to read.

A piece whose line is cut is kept as far as it came: on a line that never holds for a whole piece, files still arrive.
A laptop that comes back does not wait until the server notices that its old line is dead: it asks, and the piece that
was on its way is closed with what came of it.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from fieldapp.errors import KnownError
from fieldapp.server.files_call import Arrived, Files
from fieldapp.store.office.accounts import SignedIn

MAX_PIECE = 8 * 1024 * 1024
QUIET_SECONDS = 0.3
"""A piece that somebody asks about again, and of which nothing came for so long, is not coming."""
HAVE, KEPT_AT = "X-Have", "X-Kept-At"
OCTETS = "application/octet-stream"


def add_file_routes(app: FastAPI, calls: Files, who: Callable[..., SignedIn]) -> None:
    """Add `/v1/files`; `who` finds the caller behind a request."""
    Caller = Annotated[SignedIn, Depends(who)]  # noqa: N806 (a type)
    coming = _Coming()

    @app.head("/v1/files/{sha256}")
    async def head_file(sha256: str, caller: Caller) -> Response:
        await coming.settle(sha256)
        return Response(headers=_said(await run_in_threadpool(calls.have, caller, sha256)))

    @app.put("/v1/files/{sha256}")
    async def put_file(sha256: str, request: Request, caller: Caller, offset: int = 0) -> Response:
        async with coming.piece(sha256) as asked_again:
            content, cut = await _piece(request, asked_again)
            now = await run_in_threadpool(calls.receive, caller, sha256, offset, content, cut=cut)
        return Response(status_code=201 if now.whole else 202, headers=_said(now))

    @app.get("/v1/files/{sha256}")
    def get_file(sha256: str, caller: Caller, range_: Annotated[str, Header(alias="Range")] = "") -> Response:
        asked = _stretch(range_)
        if asked is None:
            return Response(calls.read(caller, sha256), media_type=OCTETS)
        offset, length = asked
        return Response(calls.read(caller, sha256, offset, length), status_code=206, media_type=OCTETS)


class _Coming:
    """The pieces on their way in this process."""

    def __init__(self) -> None:
        self._by_digest: dict[str, tuple[asyncio.Event, asyncio.Event]] = {}

    async def settle(self, sha256: str) -> None:
        """Wait until nothing of this file is on its way any more."""
        while (on_its_way := self._by_digest.get(sha256)) is not None:
            asked_again, kept = on_its_way
            asked_again.set()
            await kept.wait()

    @asynccontextmanager
    async def piece(self, sha256: str) -> AsyncIterator[asyncio.Event]:
        """A piece comes; the event is set when somebody asks about the file meanwhile."""
        await self.settle(sha256)
        asked_again, kept = asyncio.Event(), asyncio.Event()
        self._by_digest[sha256] = asked_again, kept
        try:
            yield asked_again
        finally:
            del self._by_digest[sha256]
            kept.set()


def _said(arrived: Arrived) -> dict[str, str]:
    return {HAVE: str(arrived.have), KEPT_AT: arrived.kept_at}


async def _piece(request: Request, asked_again: asyncio.Event) -> tuple[bytes, bool]:
    """What came of the body, and whether the line was cut before its end."""
    parts, size = [], 0
    stream, asking = request.stream(), asyncio.ensure_future(asked_again.wait())
    try:
        while (part := await _next(stream, asking)) is not None:
            size += len(part)
            if size > MAX_PIECE:
                raise KnownError("server.body_too_large", {"limit_mb": MAX_PIECE // 1024 // 1024})
            parts.append(part)
    except (ClientDisconnect, TimeoutError):
        return b"".join(parts), True
    finally:
        asking.cancel()
    return b"".join(parts), False


async def _next(stream: AsyncIterator[bytes], asking: "asyncio.Future[Any]") -> bytes | None:
    """The next part, None at the end; TimeoutError when it does not come and somebody has asked again."""
    coming: asyncio.Future[bytes | None] = asyncio.ensure_future(anext(stream, None))
    either: set[asyncio.Future[Any]] = {coming, asking}
    try:
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        if not coming.done():
            await asyncio.wait({coming}, timeout=QUIET_SECONDS)
        if not coming.done():
            raise TimeoutError
        return coming.result()
    finally:
        coming.cancel()


def _stretch(asked: str) -> tuple[int, int] | None:
    """Offset and length of `bytes=FIRST-LAST`; None for anything else, which means all of it."""
    first, dash, last = asked.removeprefix("bytes=").partition("-")
    if not asked.startswith("bytes=") or not dash or not (first.isdecimal() and last.isdecimal()):
        return None
    offset, end = int(first), int(last)
    return (offset, end - offset + 1) if end >= offset else None
