"""What a file said that could not be taken: where it stands, and why, so that somebody can put it right.

The sentence of a code lives in `resources/messages/*/import.json`. Identity and phone numbers are masked before they
get here: the row and column are enough to find them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fieldapp.errors import KnownError, reason_of
from fieldapp.sentences import say

_HEADERS = {
    "zh_CN": ("文件", "工作表", "行", "列", "内容", "原因", "处理办法", "代码"),
    "en": ("File", "Sheet", "Row", "Column", "Value", "Reason", "What to do", "Code"),
}
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Reject:
    """One reason not to take a row. `row` is the number a person sees beside it; `column` is empty for whole rows.

    Sums in `params` are text in yuan with two decimals.
    """

    file: str
    sheet: str
    row: int
    column: str
    value: str
    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def dependent(self) -> bool:
        """Whether the row itself is sound and only falls with another one."""
        return self.code == "import.dependent"

    def sentence(self, language: str = "zh_CN") -> str:
        """Why, as a person reads it."""
        return say(self.code, self._values(), language).text

    def action(self, language: str = "zh_CN") -> str:
        """What to do about it."""
        return say(self.code, self._values(), language).action

    def place(self, language: str = "zh_CN") -> str:
        """Where it stands in the file."""
        code = "import.place_cell" if self.column else "import.place_row"
        return say(code, self._values(), language).text

    def _values(self) -> dict[str, object]:
        own: dict[str, object] = {"file": self.file, "row": self.row, "column": self.column, "value": self.value}
        return own | {"sheet": self.sheet or self.file} | dict(self.params)


def write_report(rejects: Iterable[Reject], path: Path, language: str = "zh_CN") -> None:
    """Write all rejects as a CSV that a spreadsheet opens (UTF-8 with a byte order mark), one line each.

    Raises:
        KnownError: `import.report_unwritable`.
    """
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([_HEADERS[language], *(_line(reject, language) for reject in rejects)])
    except OSError as error:
        raise KnownError("import.report_unwritable", {"path": str(path), "reason": reason_of(error)}) from error


def _line(r: Reject, language: str) -> list[str | int]:
    where = (r.file, r.sheet, r.row, r.column, r.value)
    return [_harmless(cell) for cell in (*where, r.sentence(language), r.action(language), r.code)]


def _harmless(cell: str | int) -> str | int:
    """A cell that no spreadsheet takes for a formula: what stands in a file was written by strangers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell
