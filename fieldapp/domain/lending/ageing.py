"""Days past due and the ageing buckets M0…M4+: always computed at a date, never stored by hand."""

from __future__ import annotations

from enum import StrEnum


class Bucket(StrEnum):
    """Ageing buckets in the order of worsening."""

    M0 = "M0"
    M1 = "M1"
    M2 = "M2"
    M3 = "M3"
    M4_PLUS = "M4+"


_UPPER = ((0, Bucket.M0), (30, Bucket.M1), (60, Bucket.M2), (90, Bucket.M3))


def bucket_of(days_past_due: int) -> Bucket:
    """M0: 0 days, M1: 1–30, M2: 31–60, M3: 61–90, M4+: over 90."""
    for limit, bucket in _UPPER:
        if days_past_due <= limit:
            return bucket
    return Bucket.M4_PLUS
