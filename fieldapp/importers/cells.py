"""What a single cell says: amounts, dates, numbers of people and phones, words. Each refuses what it cannot be sure of.

A spreadsheet's cell may be a number, a date or text that looks like one, with full-width digits, a currency sign or
thousands separators. What cannot be read in exactly one way is a `CellError` with the reason.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from fieldapp.importers.grid import Cell, is_blank

_PLAIN = re.compile(r"\d+(\.\d+)?|\.\d+")
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
_YMD = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日)"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
_MOBILE, _LANDLINE, _SERVICE = (
    re.compile(r"1[3-9]\d{9}"),
    re.compile(r"0\d{2,3}[1-9]\d{6,7}"),
    re.compile(r"[48]00\d{7}"),
)
_BETWEEN_PHONES = re.compile(r"[/;；、,，|]+|\s{2,}|\n")
_CURRENCY = "¥￥"
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#GETTING_DATA"})
_EARLIEST_YEAR, _LATEST_YEAR = 1990, 2100
_MOST_MINOR = 10**13  # a hundred thousand million yuan: more is a slip of the keyboard
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


class CellError(Exception):
    """A cell that cannot be taken: the code of the reason and its figures."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def shown(cell: Cell) -> str:
    """A cell as its reader saw it."""
    return "" if cell is None else str(cell)


def text(cell: Cell, limit: int) -> str:
    """Text without space around it; several lines become one."""
    plain = " ".join(_visible(str("" if cell is None else cell)).split())
    if plain in _ERRORS:
        raise CellError("import.error_cell")
    if "\ufffd" in plain or (not plain.isprintable() and _unreadable(plain)):
        raise CellError("import.unreadable_characters")
    if len(plain) > limit:
        raise CellError("import.too_long", limit=limit)
    return plain


def number(cell: Cell) -> Decimal:
    """A decimal number, not negative."""
    if isinstance(cell, bool | date):
        raise CellError("import.not_a_number")
    if isinstance(cell, int | Decimal):
        return _not_negative(Decimal(cell))
    plain = _narrow(cell)
    in_brackets = plain.startswith("(") and plain.endswith(")")
    negative = plain.startswith("-") or in_brackets
    plain = plain[1:-1] if in_brackets else plain[plain.startswith(("+", "-")) :]
    if not (_PLAIN.fullmatch(plain) or _GROUPED.fullmatch(plain)):
        raise CellError("import.not_a_number")
    try:
        value = Decimal(plain.replace(",", ""))
    except InvalidOperation as error:  # digits of a script that Decimal does not know
        raise CellError("import.not_a_number") from error
    return _not_negative(-value if negative else value)


def amount(cell: Cell) -> int:
    """A sum in yuan, as minor units: never negative, never a fraction of a 分."""
    if isinstance(cell, str):
        cell = _narrow(cell).translate(dict.fromkeys(map(ord, _CURRENCY))).removesuffix("元").removeprefix("CNY")
    minor = number(cell).scaleb(2)
    if minor != minor.to_integral_value():
        raise CellError("import.fraction_of_a_cent")
    if minor > _MOST_MINOR:
        raise CellError("import.amount_implausible")
    return int(minor)


def whole(cell: Cell, lowest: int, highest: int) -> int:
    """A whole number from `lowest` to `highest`."""
    value = number(cell)
    if value != value.to_integral_value():
        raise CellError("import.not_a_whole_number")
    if not lowest <= value <= highest:
        raise CellError("import.out_of_range", lowest=lowest, highest=highest)
    return int(value)


def percent(cell: Cell, highest: int) -> Decimal:
    """A percentage as a fraction: 12 is 0.12. Less than 1 % but not 0 is taken for a fraction written by mistake."""
    if isinstance(cell, str):
        cell = _narrow(cell).removesuffix("%")
    value = number(cell)
    if 0 < value < 1:
        raise CellError("import.percent_or_fraction")
    if value > highest:
        raise CellError("import.out_of_range", lowest=0, highest=highest)
    if value.as_tuple().exponent < -6:  # type: ignore[operator]  # finite: `number` let it through
        raise CellError("import.too_many_decimals", decimals=6)
    return value.scaleb(-2).normalize()  # 12 and 12.00 are the same rate, and must be written the same


def day(cell: Cell) -> date:
    """A date: a real one, or text with the year first."""
    moment = _moment(cell)
    if isinstance(moment, datetime):
        if moment.time() != time():
            raise CellError("import.date_with_time")
        return moment.date()
    return moment


def moment(cell: Cell) -> date | datetime:
    """A date with or without a time of day, in civil time."""
    return _moment(cell)


def _moment(cell: Cell) -> date | datetime:
    if isinstance(cell, datetime):
        found: date | datetime = cell
    elif isinstance(cell, date):
        found = cell
    elif isinstance(cell, str) or (isinstance(cell, int) and not isinstance(cell, bool)):
        found = _written_moment(_narrow(str(cell), spaces=True))
    else:
        raise CellError("import.not_a_date")
    if not _EARLIEST_YEAR <= found.year <= _LATEST_YEAR:
        raise CellError("import.date_implausible")
    return found


def _written_moment(written: str) -> date | datetime:
    written = written.replace("T", " ").strip()
    written, _, clock = written.partition(" ")
    match = _YMD.fullmatch(written) or _COMPACT.fullmatch(written)
    if match is None:
        raise CellError("import.not_a_date")
    year, month, in_month = (int(part) for part in match.groups() if part is not None)
    try:
        if not clock.strip():
            return date(year, month, in_month)
        at = _CLOCK.fullmatch(clock.strip())
        if at is None:
            raise CellError("import.not_a_date")
        hours, minutes, seconds = (int(part or 0) for part in at.groups())
        return datetime(year, month, in_month, hours, minutes, seconds)  # noqa: DTZ001 - civil time of the file
    except ValueError as error:
        raise CellError("import.no_such_date") from error


def phones(cell: Cell) -> tuple[str, ...]:
    """Telephone numbers as digits; several may stand in one cell, separated by / ; 、 or two spaces."""
    if isinstance(cell, Decimal):
        raise CellError("import.phone_invalid")
    written = _visible(unicodedata.normalize("NFKC", "" if cell is None else str(cell)))
    found = []
    for part in _BETWEEN_PHONES.split(written.strip()):
        digits = re.sub(r"[\s()\-–—]", "", part).removeprefix("+86")
        if digits.startswith("86") and len(digits) == 13:
            digits = digits[2:]
        if digits and not any(kind.fullmatch(digits) for kind in (_MOBILE, _LANDLINE, _SERVICE)):
            raise CellError("import.phone_invalid")
        if digits and digits not in found:
            found.append(digits)
    return tuple(found)


def degrees_e6(cell: Cell, lowest: int, highest: int) -> int:
    """Degrees as millionths, between whole degrees; west and south are negative, and outside."""
    outside = CellError("import.place_outside", lowest=lowest, highest=highest)
    try:
        value = number(cell)
    except CellError as bad:
        raise outside if bad.code == "import.negative" else bad from bad
    if not lowest <= value <= highest:
        raise outside
    return int(value.scaleb(6).to_integral_value())


def _visible(written: str) -> str:
    """Without characters of no width, which some programs put into names and numbers."""
    return written if written.isascii() else written.translate(_INVISIBLE)


def _unreadable(plain: str) -> bool:
    return any(unicodedata.category(char) in {"Cc", "Cs", "Co"} for char in plain)


def _narrow(cell: Cell, *, spaces: bool = False) -> str:
    """Full-width characters as narrow ones; without any space unless it is wanted."""
    plain = "" if is_blank(cell) else str(cell)
    if not plain.isascii():
        plain = _visible(unicodedata.normalize("NFKC", plain))
    return " ".join(plain.split()) if spaces else "".join(plain.split())


def _not_negative(value: Decimal) -> Decimal:
    if not value.is_finite():
        raise CellError("import.not_a_number")
    if value < 0:
        raise CellError("import.negative")
    return value
