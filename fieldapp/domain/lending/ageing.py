"""The ageing buckets M0…M4+, their finer split for reports, and the five classes of card debts."""

from __future__ import annotations

from enum import StrEnum


class Bucket(StrEnum):
    """Ageing buckets in the order of worsening."""

    M0 = "M0"
    M1 = "M1"
    M2 = "M2"
    M3 = "M3"
    M4_PLUS = "M4+"


class CardClass(StrEnum):
    """The five risk classes of card debts (商业银行信用卡业务监督管理办法 92)."""

    NORMAL = "normal"
    SPECIAL_MENTION = "special_mention"
    SUBSTANDARD = "substandard"
    DOUBTFUL = "doubtful"
    LOSS = "loss"


_UPPER = ((0, Bucket.M0), (30, Bucket.M1), (60, Bucket.M2), (90, Bucket.M3))
_SPLIT = ((120, "M4"), (150, "M5"), (180, "M6"))
_CARD = (
    (0, CardClass.NORMAL),
    (90, CardClass.SPECIAL_MENTION),
    (120, CardClass.SUBSTANDARD),
    (180, CardClass.DOUBTFUL),
)


def bucket_of(days_past_due: int) -> Bucket:
    """M0: 0 days, M1: 1–30, M2: 31–60, M3: 61–90, M4+: over 90."""
    for limit, bucket in _UPPER:
        if days_past_due <= limit:
            return bucket
    return Bucket.M4_PLUS


def report_bucket_of(days_past_due: int) -> str:
    """The bucket with M4+ split by months: M4 91–120, M5 121–150, M6 151–180, M7+ over 180."""
    bucket = bucket_of(days_past_due)
    if bucket is not Bucket.M4_PLUS:
        return bucket.value
    return next((name for limit, name in _SPLIT if days_past_due <= limit), "M7+")


def card_class_of(days_past_due: int) -> CardClass:
    """1–90 special mention, 91–120 substandard, 121–180 doubtful, over 180 loss."""
    return next((each for limit, each in _CARD if days_past_due <= limit), CardClass.LOSS)
