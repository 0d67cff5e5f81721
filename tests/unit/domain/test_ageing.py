"""Ageing buckets at their borders."""

from __future__ import annotations

import pytest

from fieldapp.domain.lending.ageing import Bucket, bucket_of


@pytest.mark.parametrize(
    ("days", "bucket"),
    [
        (0, Bucket.M0),
        (1, Bucket.M1),
        (30, Bucket.M1),
        (31, Bucket.M2),
        (60, Bucket.M2),
        (61, Bucket.M3),
        (90, Bucket.M3),
        (91, Bucket.M4_PLUS),
        (2000, Bucket.M4_PLUS),
    ],
)
def test_a_bucket_begins_and_ends_on_its_days(days: int, bucket: Bucket) -> None:
    assert bucket_of(days) is bucket


def test_more_days_never_lead_to_a_better_bucket() -> None:
    order = list(Bucket)
    ranks = [order.index(bucket_of(days)) for days in range(400)]
    assert ranks == sorted(ranks)
