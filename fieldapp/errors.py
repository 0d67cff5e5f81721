"""Known errors: what can go wrong without anybody having made a programming mistake.

Below the screen an error is a stable code with parameters; the sentence a person reads, and the action it
offers, are looked up by that code in `resources/messages` (see `fieldapp.sentences`). Everything that is not a
`KnownError` is a bug and must reach the crash report.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping

TOLD_REASONS = frozenset(
    {
        *("EACCES", "EPERM", "ENOENT", "ENOTDIR", "EISDIR", "EEXIST", "ENOSPC", "EROFS"),
        *("EADDRINUSE", "EADDRNOTAVAIL"),
    }
)
"""Reasons of the system that the catalogues have words for (`reason.…`)."""


class KnownError(Exception):
    """An error of the environment, the input or a rule.

    Attributes:
        code: stable, dotted, never shown to a user as such (`sync.server_away`).
        params: values for the placeholders of the sentence; plain strings and numbers.
        retryable: the same call may succeed later without anybody changing anything.
    """

    def __init__(self, code: str, params: Mapping[str, object] | None = None, *, retryable: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.params: dict[str, object] = dict(params or {})
        self.retryable = retryable

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}({shown})" if shown else self.code


def reason_of(error: OSError) -> str:
    """Why the system refused: its name where the catalogues have words for it, else the system's own words."""
    name = errno.errorcode.get(error.errno or 0, "")
    return name if name in TOLD_REASONS else error.strerror or type(error).__name__
