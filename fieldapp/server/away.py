"""What callers hear while something that the server stands on is away: come again soon, and nothing of our insides.

A fail-over of the database takes some seconds. Laptops keep what they have and ask again by themselves; whoever runs
the server reads the reason in its log.
"""

from __future__ import annotations

import logging

from fastapi import Response

from fieldapp import clock
from fieldapp.errors import KnownError

AWAY = frozenset(
    {
        "server.database_away",
        "server.database_crowded",
        "server.database_gave_way",
        "server.files_away",
        "server.files_refused",
    }
)
RETRY_AFTER_SECONDS = 5
LOG_EVERY_SECONDS = 10.0

_log = logging.getLogger("fieldapp.server")


class Away:
    """Answers for such errors; each kind is logged at most once in ten seconds, for in an outage every call is one."""

    def __init__(self) -> None:
        self._logged: dict[str, float] = {}

    def answer(self, error: KnownError) -> Response | None:
        """503 with a time to come again; None for an error of another kind."""
        if error.code not in AWAY:
            return None
        now = clock.monotonic()
        if now - self._logged.get(error.code, -LOG_EVERY_SECONDS) >= LOG_EVERY_SECONDS:
            self._logged[error.code] = now
            _log.warning("%s", error)
        return Response(status_code=503, headers={"Retry-After": str(RETRY_AFTER_SECONDS)})
