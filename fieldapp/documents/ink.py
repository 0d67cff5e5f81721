"""Handwriting as evidence: the raw samples of a signature pad, kept exactly as they came, and whether they are a
signature at all.

A still picture of a signature proves little; examiners look at order, speed and pressure. So every sample is kept, with
the channels of ISO/IEC 19794-7: T (ms since the first pen-down), X and Y (1/100 mm from the pad's top left), F (force
0..1000, -1 where the device has none), TX and TY (tilt in degrees).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from math import hypot
from typing import Any, Literal, cast

import msgspec

from fieldapp.errors import KnownError
from fieldapp.protocol.canonical import digest as canonical_digest

Sample = tuple[int, int, int, int, int, int]
Stroke = tuple[Sample, ...]
DeviceKind = Literal["pen", "touch", "mouse"]

FEWEST_SAMPLES = 12
MOST_SAMPLES = 20_000
SHORTEST_MM = 15
NARROWEST_MM = 2


@dataclass(frozen=True, slots=True)
class InkRecord:
    """One person's signature as the pad saw it: integers only, so that its digest is the same everywhere.

    Attributes:
        pad: width and height of the pad in 1/100 mm.
        started: the moment of the first pen-down, ISO 8601 UTC.
    """

    pad: tuple[int, int]
    device_kind: DeviceKind
    device_name: str
    started: str
    strokes: tuple[Stroke, ...]
    channels: tuple[str, ...] = ("T", "X", "Y", "F", "TX", "TY")
    schema: Literal["fieldapp.ink/1"] = "fieldapp.ink/1"

    def to_canonical(self) -> dict[str, Any]:
        """Plain values for `fieldapp.protocol.canonical`."""
        return cast(dict[str, Any], msgspec.to_builtins(self))

    def digest(self) -> str:
        """SHA-256 over the canonical form, in hex."""
        return canonical_digest(self.to_canonical())


@dataclass(frozen=True, slots=True)
class InkMeasures:
    """What a signature measures: durations in ms, lengths in mm."""

    strokes: int
    samples: int
    duration_ms: int
    pen_down_ms: int
    length_mm: int
    width_mm: int
    height_mm: int
    has_pressure: bool


def ink_record(
    strokes: Iterable[Sequence[Sample]],
    *,
    pad_mm: tuple[float, float],
    device_kind: DeviceKind,
    device_name: str,
    started: datetime,
) -> InkRecord:
    """Make the record of what a pad collected; strokes without samples are dropped. `started` must be aware."""
    return InkRecord(
        pad=(round(pad_mm[0] * 100), round(pad_mm[1] * 100)),
        device_kind=device_kind,
        device_name=device_name,
        started=started.astimezone(UTC).isoformat(timespec="milliseconds"),
        strokes=tuple(tuple(stroke) for stroke in strokes if stroke),
    )


def ink_record_from(plain: object) -> InkRecord:
    """The record that `to_canonical` wrote.

    Raises:
        KnownError: `documents.ink_unreadable` when it has another shape.
    """
    try:
        return msgspec.convert(plain, InkRecord)
    except (msgspec.ValidationError, RecursionError) as error:
        raise KnownError("documents.ink_unreadable", {"detail": str(error)}) from error


def measure(record: InkRecord) -> InkMeasures:
    """Count, time and size of a signature; all zero when the pad is empty."""
    samples = [sample for stroke in record.strokes for sample in stroke]
    if not samples:
        return InkMeasures(0, 0, 0, 0, 0, 0, 0, has_pressure=False)
    across, down = [sample[1] for sample in samples], [sample[2] for sample in samples]
    return InkMeasures(
        strokes=len(record.strokes),
        samples=len(samples),
        duration_ms=samples[-1][0] - samples[0][0],
        pen_down_ms=sum(stroke[-1][0] - stroke[0][0] for stroke in record.strokes),
        length_mm=round(sum(map(_length, record.strokes)) / 100),
        width_mm=round((max(across) - min(across)) / 100),
        height_mm=round((max(down) - min(down)) / 100),
        has_pressure=any(sample[3] >= 0 for sample in samples),
    )


def acceptable(record: InkRecord) -> str | None:
    """None when this may be a signature, else the code of the reason why it is not.

    Deliberately mild: it refuses an empty pad, a dot and a single dash, never an unusual hand.
    """
    seen = measure(record)
    if seen.samples > MOST_SAMPLES:
        return "documents.ink_too_long"
    if seen.samples < FEWEST_SAMPLES or seen.length_mm < SHORTEST_MM:
        return "documents.ink_too_short"
    if min(seen.width_mm, seen.height_mm) < NARROWEST_MM and seen.strokes == 1:
        return "documents.ink_only_a_line"
    return None


def _length(stroke: Stroke) -> float:
    return sum(hypot(b[1] - a[1], b[2] - a[2]) for a, b in pairwise(stroke))
