"""Identity numbers of people and firms as a cell of a table has them."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from fieldapp.domain.identity_number import is_firm, is_person
from fieldapp.importers.cells import CellError
from fieldapp.importers.grid import Cell

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
    if written[:17].isdecimal() and is_person(written):
        return written
    # digits that do not begin with the 9 of a firm registered for trade: a person's number with a slip in it
    if (written[0] == "9" or not written[:17].isdecimal()) and is_firm(written):
        return written
    raise CellError("import.id_check_digit")


def masked(cell: Cell) -> str:
    """A personal number as a report may show it: how it begins, how it ends, how long it is."""
    written = str("" if cell is None else cell).strip()
    hidden = len(written) - 4
    return f"{written[:2]}{'*' * hidden}{written[-2:]}" if hidden > 2 else "*" * len(written)
