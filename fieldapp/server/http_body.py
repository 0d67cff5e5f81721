"""The body of a request, read whole but never more of it than its address allows."""

from __future__ import annotations

from fastapi import Request
from starlette.requests import ClientDisconnect

from fieldapp.errors import KnownError

MEGABYTE = 1024 * 1024


async def whole_body(request: Request, most_mb: int) -> bytes:
    """The body, refused as soon as it grows beyond `most_mb` megabytes.

    Raises:
        KnownError: `server.body_too_large`; `sync.cut_off` (retryable) when the line was cut.
    """
    parts, size = [], 0
    try:
        async for part in request.stream():
            size += len(part)
            if size > most_mb * MEGABYTE:
                raise KnownError("server.body_too_large", {"limit_mb": most_mb})
            parts.append(part)
    except ClientDisconnect as error:  # nobody is there to be answered
        raise KnownError("sync.cut_off", retryable=True) from error
    return b"".join(parts)
