"""The list as a file: what is visible, with masked numbers, marked with who took it out, when, what for and how much.

Taking personal data out of the store is a question for the rules (R36): whoever collects may take only a working list
with nothing on it that is masked on screen, and only for a purpose. Who did it is kept, and stands in the file itself.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

from fieldapp import clock
from fieldapp.domain.compliance.answer import Answer, Outcome, may_i
from fieldapp.domain.compliance.question import Action, Actor, DataUse, Question
from fieldapp.domain.compliance.verbs import Job, Purpose, Verb
from fieldapp.domain.ids import new_id
from fieldapp.domain.staff import StaffRole
from fieldapp.errors import KnownError
from fieldapp.services.desk import Desk

LOG = "list_exports"
KEPT = 200
MOST_ROWS = 20_000
"""Rows of one file at most: a working list, never the whole store."""
JOBS = {StaffRole.SUPERVISOR: Job.SUPERVISOR}


class ExportPurpose(StrEnum):
    """What a list is taken out for."""

    VISITS = "visits"
    MEETING = "meeting"
    CHECK = "check"


class FileKind(StrEnum):
    """What is written."""

    XLSX = "xlsx"
    CSV = "csv"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Exported:
    """One list that was taken out, as it is kept: its number stands in the file too."""

    number: str
    at: datetime
    by: str
    purpose: ExportPurpose
    kind: FileKind
    rows: int
    file: str


@dataclass(frozen=True, slots=True)
class Table:
    """What is to be written: titles, rows of words in their order, and the words of the mark."""

    titles: tuple[str, ...]
    rows: Iterable[Sequence[str]]
    count: int
    mark: str
    figures: frozenset[int] = frozenset()


def may_export(desk: Desk, purpose: ExportPurpose | None) -> Answer:
    """What the rules say to taking the visible list out, masked as it is on screen."""
    actor = Actor(desk.staff.id, JOBS.get(desk.staff.role, Job.COLLECTOR), days_since_sync=_days_since_sync(desk))
    use = DataUse(purpose_code=purpose.value if purpose else "", masked=True)
    question = Question(Action(Verb.EXPORT, Purpose.OTHER), clock.now(), actor=actor, records=use)
    return may_i(question, desk.compliance(clock.today()))


def must_be_allowed(desk: Desk, purpose: ExportPurpose, count: int) -> None:
    """The rules allow it and it is no more than a working list.

    Raises:
        KnownError: the code of the rule, or `list.too_many_rows`.
    """
    answer = may_export(desk, purpose)
    if answer.outcome is Outcome.BLOCK:
        raise KnownError(answer.against[0].code, dict(answer.against[0].params))
    if count > MOST_ROWS:
        raise KnownError("list.too_many_rows", {"count": count, "limit": MOST_ROWS})


def new_number() -> str:
    """A short number for a file, by which its entry is found again."""
    return new_id().replace("-", "")[-10:].upper()


def keep_export(desk: Desk, exported: Exported) -> None:
    """Keep that it was done; the newest come first."""
    with desk.store.writing() as unit:
        kept = unit.settings.get(LOG, tuple[Exported, ...]) or ()
        unit.settings.set(LOG, (exported, *kept)[:KEPT])


def exports(desk: Desk) -> tuple[Exported, ...]:
    """Lists that were taken out of this store, the newest first."""
    with desk.store.reading() as unit:
        return unit.settings.get(LOG, tuple[Exported, ...]) or ()


def write_file(path: Path, kind: FileKind, table: Table) -> None:
    """Write a sheet or a text file beside `path` first, so that a cancelled one leaves nothing.

    Raises:
        KnownError: `list.not_written` where the place cannot be written to.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        (_write_sheet if kind is FileKind.XLSX else _write_text)(beside, table)
        beside.replace(path)
    except OSError as error:
        raise KnownError("list.not_written", {"path": str(path), "detail": error.strerror or ""}) from error
    finally:
        beside.unlink(missing_ok=True)


def counted(rows: Iterable[Sequence[str]], total: int, step: Callable[[int, int], object]) -> Iterator[Sequence[str]]:
    """The rows, telling between them how many are done; `step` may raise to stop."""
    for done, row in enumerate(rows):
        if done % 200 == 0:
            step(done, total)
        yield row


def _write_text(path: Path, table: Table) -> None:
    """As a Chinese spreadsheet reads it: UTF-8 with its mark; nothing in it may pass for a formula."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([table.mark])
        writer.writerow(table.titles)
        writer.writerows([_harmless(cell) for cell in row] for row in table.rows)
        writer.writerow([table.mark])


def _write_sheet(path: Path, table: Table) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    rows = list(table.rows)  # read before anything is written: a sheet that is given up would leave its scratch file
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A3"
    for number in range(len(table.titles)):
        sheet.column_dimensions[chr(ord("A") + number)].width = 22
    sheet.oddHeader.left.text = sheet.oddFooter.left.text = table.mark.replace("&", "&&")
    sheet.oddFooter.right.text = "&P / &N"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.append([_cell(WriteOnlyCell(sheet, table.mark), Font(color="888888", italic=True))])
    sheet.append([_cell(WriteOnlyCell(sheet, title), Font(bold=True)) for title in table.titles])
    right = Alignment(horizontal="right")
    for row in rows:
        cells = [WriteOnlyCell(sheet, text) for text in row]
        for number, cell in enumerate(cells):
            cell.data_type = "s"  # a text that begins with = stays a text
            if number in table.figures:
                _as_sum(cell, row[number], right)
        sheet.append(cells)
    sheet.append([_cell(WriteOnlyCell(sheet, table.mark), Font(color="888888", italic=True))])
    book.properties.title = book.properties.description = table.mark
    book.save(path)


def _cell(cell: Any, font: object) -> Any:
    cell.font = font
    return cell


def _as_sum(cell: Any, text: str, right: object) -> None:
    """A sum as a number, so that a sheet can add it up; one that is being worked out stays a text."""
    cell.alignment = right
    plain = text.replace(",", "").replace("−", "-")
    if re.fullmatch(r"-?\d+\.\d\d", plain):
        cell.value, cell.number_format = Decimal(plain), "#,##0.00"


def _harmless(text: str) -> str:
    """A text as a spreadsheet takes it for one; a sum below zero is written with a minus sign of its own."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def _days_since_sync(desk: Desk) -> int | None:
    with desk.store.reading() as unit:
        last = unit.sync.last_success()
    return None if last is None else max((clock.now() - last).days, 0)
