"""The addresses of map packs: what there is, and a pack's bytes from any offset, streamed.

A pack is named by the digest of its content, so the same address always gives the same bytes: whoever was cut off
asks for the rest, and what came before and after the cut belongs together.
"""

import re
from collections.abc import Callable
from typing import Annotated

import msgspec
from fastapi import Depends, FastAPI, Header, Response
from fastapi.responses import StreamingResponse

from fieldapp.server.map_packs import MapCalls
from fieldapp.store.office.accounts import SignedIn

OCTETS = "application/octet-stream"
_OFFSET = re.compile(r"[0-9]{1,18}")


def add_map_routes(app: FastAPI, calls: MapCalls, who: Callable[..., SignedIn]) -> None:
    """Add `/v1/maps`; `who` finds the caller behind a request."""
    Caller = Annotated[SignedIn, Depends(who)]  # noqa: N806 (a type)

    @app.get("/v1/maps")
    def get_maps(caller: Caller) -> Response:  # noqa: ARG001 - for those signed in only
        return Response(msgspec.json.encode(calls.offers()), media_type="application/json")

    @app.get("/v1/maps/{sha256}")
    def get_pack(
        sha256: str,
        caller: Caller,  # noqa: ARG001 - for those signed in only
        range_: Annotated[str, Header(alias="Range")] = "",
        if_range: Annotated[str, Header()] = "",
    ) -> Response:
        size = calls.size(sha256)
        told = {"ETag": f'"{sha256}"', "Accept-Ranges": "bytes"}
        asked = stretch(range_, size) if if_range.strip('"') in {"", sha256} else (0, size)
        if asked is None:
            return Response(status_code=416, headers={**told, "Content-Range": f"bytes */{size}"})
        first, end = asked
        told["Content-Length"] = str(end - first)
        if range_ and asked != (0, size):
            told["Content-Range"] = f"bytes {first}-{end - 1}/{size}"
        status = 206 if "Content-Range" in told else 200
        return StreamingResponse(calls.pieces(sha256, first, end), status, headers=told, media_type=OCTETS)


def stretch(asked: str, size: int) -> tuple[int, int] | None:
    """First byte and the one after the last of `bytes=FIRST-` or `bytes=FIRST-LAST`; None for one beyond the end.

    Anything else means all of it, as RFC 9110 14.2 lets a server say.
    """
    first, dash, last = asked.removeprefix("bytes=").partition("-")
    if (
        not asked.startswith("bytes=")
        or not dash
        or not _OFFSET.fullmatch(first)
        or (last and not _OFFSET.fullmatch(last))
    ):
        return 0, size
    offset, end = int(first), min(int(last) + 1, size) if last else size
    return (offset, end) if offset < end else None
