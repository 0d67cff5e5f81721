"""CSV as banks and spreadsheets write it: UTF-8 with or without a mark, GB18030, UTF-16; commas, semicolons or tabs.

Bytes that are no text in the file's encoding are refused with the line they stand on: replacing them would change a
name or a number without anybody noticing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from fieldapp.errors import KnownError
from fieldapp.importers.grid import Grid, Line

_DELIMITERS = (",", ";", "\t")
_SNIFFED_LINES = 20
_WIDE_ENOUGH = 2
# so many characters that are sound UTF-8 before the first that is not: the file is UTF-8 with damage, not GB18030
_SURELY_UTF8 = 6


def csv_grid(raw: bytes, file: str) -> Grid:
    """The file's only sheet.

    Raises:
        KnownError: `import.undecodable` or `import.damaged_line`, both naming the line.
    """
    text = decode(raw, file)
    return Grid("", tuple(_lines(text, delimiter_of(text), file)), ragged=True)


def decode(raw: bytes, file: str) -> str:
    """The text of `raw`."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strict(raw, "utf-16", file)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        sound = raw[: error.start].decode("utf-8-sig", errors="ignore")
        if raw.startswith(b"\xef\xbb\xbf") or sum(char > "\x7f" for char in sound) >= _SURELY_UTF8:
            raise _undecodable(file, "UTF-8", raw, error.start) from error
    return _strict(raw, "gb18030", file)


def _strict(raw: bytes, encoding: str, file: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(file, encoding.upper(), raw, error.start) from error


def _undecodable(file: str, encoding: str, raw: bytes, position: int) -> KnownError:
    line = raw.count(b"\n", 0, position) + 1
    return KnownError("import.undecodable", {"file": file, "encoding": encoding, "line": line})


def delimiter_of(text: str) -> str:
    """The delimiter of the first line with three cells or more: a note or the header, before any free text."""
    for line in text.splitlines()[:_SNIFFED_LINES]:
        likeliest = max(_DELIMITERS, key=line.count)
        if line.count(likeliest) >= _WIDE_ENOUGH:
            return likeliest
    return _DELIMITERS[0]


def _lines(text: str, delimiter: str, file: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    try:
        for cells in reader:
            yield Line(number, tuple(cells))
            number = reader.line_num + 1
    except csv.Error as error:
        raise KnownError("import.damaged_line", {"file": file, "line": number}) from error
