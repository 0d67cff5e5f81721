"""Sums and days as a sentence speaks of them: shorter than in a column, never less exact."""

from __future__ import annotations

from datetime import date

from fieldapp import clock
from ui import formats
from ui.i18n import translate


def spoken_sum(minor: int) -> str:
    """A sum within a sentence: 800000 -> "8,000 元", 800050 -> "8,000.50 元"; only empty decimals are left out."""
    return translate("words.sums", "{amount} 元").format(amount=formats.amount(minor).removesuffix(".00"))


def this_day(day: date) -> str:
    """A day within a sentence: "今日", "明日", "昨日", else its short date."""
    near = (day - clock.today()).days
    if near == 0:
        return translate("words.sums", "今日")
    if near == 1:
        return translate("words.sums", "明日")
    if near == -1:
        return translate("words.sums", "昨日")
    return formats.short_date(day)
