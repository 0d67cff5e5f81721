"""The evidence that goes into a signed file beside its data: which bytes were shown, whose ink was taken and under what
circumstances. The raw ink stays outside (it is as personal as a fingerprint); the file carries its digest."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

import msgspec

from fieldapp.documents.ink import InkMeasures, InkRecord, measure
from fieldapp.errors import KnownError
from fieldapp.protocol.canonical import canonical, sha256


@dataclass(frozen=True, slots=True)
class InkEvidence:
    """Whose ink stands in which box: the digest of the raw record, and what it measures."""

    box: str
    sha256: str
    measures: InkMeasures


@dataclass(frozen=True, slots=True)
class Evidence:
    """What evidence.json says.

    Attributes:
        prepared_at: when the ink was put into the file, ISO 8601 UTC.
        circumstances: plain values the caller adds: device, place, how identity was checked, who read aloud.
    """

    plan_sha256: str
    shown_sha256: str
    shown_bytes: int
    prepared_at: str
    inks: tuple[InkEvidence, ...]
    circumstances: dict[str, Any] = field(default_factory=dict)
    schema: Literal["fieldapp.evidence/1"] = "fieldapp.evidence/1"

    def canonical(self) -> bytes:
        """The exact bytes of evidence.json."""
        return canonical(msgspec.to_builtins(self))


def evidence_of(
    shown: bytes,
    plan_sha256: str,
    inks: dict[str, InkRecord],
    circumstances: dict[str, Any],
    when: datetime,
) -> Evidence:
    """Evidence for the shown bytes and the inks by box; `when` is aware."""
    return Evidence(
        plan_sha256=plan_sha256,
        shown_sha256=sha256(shown),
        shown_bytes=len(shown),
        prepared_at=when.astimezone(UTC).isoformat(timespec="milliseconds"),
        inks=tuple(InkEvidence(box, ink.digest(), measure(ink)) for box, ink in sorted(inks.items())),
        circumstances=circumstances,
    )


def read_evidence(content: bytes) -> Evidence:
    """What an attached evidence.json says.

    Raises:
        KnownError: `documents.evidence_unreadable`.
    """
    try:
        return msgspec.json.decode(content, type=Evidence)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise KnownError("documents.evidence_unreadable", {"detail": str(error)}) from error
