"""How a paper writes figures and dates, in one place, so that the page and the verifier cannot disagree."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def grouped(fen: int) -> str:
    """Fen as yuan with two decimals and thousands grouped: 10700053 -> 107,000.53."""
    yuan, cents = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{yuan:,}.{cents:02d}"


def day_in_words(day: date, language: str) -> str:
    """A date as the language writes it in running text: 2026年11月21日, 21 November 2026."""
    if language == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def fill(sentence: str, values: Mapping[str, str]) -> str:
    """Fill `{name}` placeholders in one pass, so that a value which itself holds braces is printed as it is.

    Raises:
        KeyError: the sentence asks for a value that is not there.
    """
    return _PLACEHOLDER.sub(lambda found: values[found[1]], sentence)


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
