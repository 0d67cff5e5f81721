"""How large a file may be and how much one person may send: told by the server, and asked before a file is taken.

A limit that is met only while sending comes too late: the collector has left the shop by then. So the laptop knows
the server's limits and refuses or warns at once; the server holds to the same ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fieldapp.domain.attached_file import FileKind
from fieldapp.domain.refusal import Refusal

MB = 1024 * 1024
NEAR_PERCENT = 90
"""From here on a person is told that the room is nearly used up."""
QUOTA, USED = "quota_bytes", "quota_used"
USUAL = {"document": 20 * MB, "photo": 20 * MB, "recording": 200 * MB, "other": 20 * MB}
"""Where an office has not chosen: a bound against mistakes, and room without end."""


@dataclass(frozen=True, slots=True)
class FileLimits:
    """Largest size of a file by kind, and the room of one person, in bytes; 0 or absent for no limit."""

    largest: Mapping[str, int]
    quota: int = 0
    used: int = 0

    def against(self, kind: FileKind, size: int, waiting: int = 0) -> Refusal | None:
        """Why a file of this size may not be taken; `waiting` bytes are on their way and will use room too."""
        most = self.largest.get(kind.value, 0)
        if most and size > most:
            return Refusal("file.too_large", {"size_mb": megabytes(size), "limit_mb": most // MB})
        if self.quota and self.used + waiting + size > self.quota:
            left = max(0, self.quota - self.used - waiting)
            return Refusal("file.quota_full", {"size_mb": megabytes(size), "left_mb": left // MB})
        return None

    def nearly_full(self, waiting: int = 0) -> Refusal | None:
        """The warning that little room is left; None while there is enough."""
        if not self.quota or (self.used + waiting) * 100 < self.quota * NEAR_PERCENT:
            return None
        left = max(0, self.quota - self.used - waiting)
        return Refusal("file.quota_near", {"left_mb": left // MB, "quota_mb": self.quota // MB})


def limits_from(told: Mapping[str, int] | None) -> FileLimits:
    """The limits as the server told them; none before it ever did."""
    held = told or {}
    return FileLimits({kind.value: held.get(kind.value, 0) for kind in FileKind}, held.get(QUOTA, 0), held.get(USED, 0))


def megabytes(size: int) -> int:
    """A size as it is told: whole megabytes, rounded up so that what is too large never looks as if it fitted."""
    return -(-size // MB)
