"""Identity numbers of people (GB 11643-1999) and firms (GB 32100-2015), checked by their check digits."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

from fieldapp.importers.cells import CellError
from fieldapp.importers.grid import Cell

_PERSON_WEIGHTS = tuple(2 ** (17 - position) % 11 for position in range(17))
_PERSON_CHECKS = "10X98765432"
_FIRM_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_FIRM_WEIGHTS = tuple(pow(3, position, 31) for position in range(17))
_SAFE_DIGITS = 15  # a spreadsheet keeps no more of a number


def identity(cell: Cell) -> str:
    """An identity number in capitals, or empty.

    Raises:
        CellError: the number is not of 18 characters, its birthday is no date, or its check digit does not fit; or the
            spreadsheet made a number of it and lost its end.
    """
    if isinstance(cell, Decimal) or (isinstance(cell, int) and len(str(cell)) > _SAFE_DIGITS):
        raise CellError("import.id_as_number")
    written = "".join(unicodedata.normalize("NFKC", str("" if cell is None else cell)).split()).upper()
    if not written:
        return ""
    if len(written) == 15 and written.isdecimal():
        raise CellError("import.id_old_form")
    if len(written) != 18 or not written.isascii() or not written.isalnum():
        raise CellError("import.id_length")
    if written[:17].isdecimal() and _is_person(written):
        return written
    # digits that do not begin with the 9 of a firm registered for trade: a person's number with a slip in it
    if (written[0] == "9" or not written[:17].isdecimal()) and _is_firm(written):
        return written
    raise CellError("import.id_check_digit")


def masked(cell: Cell) -> str:
    """A personal number as a report may show it: how it begins, how it ends, how long it is."""
    written = str("" if cell is None else cell).strip()
    hidden = len(written) - 4
    return f"{written[:2]}{'*' * hidden}{written[-2:]}" if hidden > 2 else "*" * len(written)


def _is_person(number: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(number, _PERSON_WEIGHTS, strict=False))
    if _PERSON_CHECKS[total % 11] != number[17]:
        return False
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return True


def _is_firm(number: str) -> bool:
    if any(char not in _FIRM_DIGITS for char in number):
        return False
    total = sum(_FIRM_DIGITS.index(char) * weight for char, weight in zip(number, _FIRM_WEIGHTS, strict=False))
    return _FIRM_DIGITS[-total % 31] == number[17]
