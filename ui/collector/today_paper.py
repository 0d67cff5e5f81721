"""The day out of the program: on paper, as a PDF, and as a calendar file, at the wish of whoever sits here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from fieldapp.errors import KnownError
from fieldapp.services.day_calendar import today_as_calendar
from fieldapp.services.day_sheet import Sheet, today_on_paper
from fieldapp.services.examine_paper import save_copy
from ui.i18n import language, translate
from ui.parts import paper_copies
from ui.workplace import Workplace

if TYPE_CHECKING:
    from fieldapp.documents.plan_paper import PaperLanguage

Fail = Callable[[KnownError], object]


def offer_print(page: QWidget, work: Workplace, fail: Fail) -> None:
    """Make the sheet and open the print sheet over the page."""
    _make(page, work, lambda sheet: paper_copies.offer_print(page, work, sheet.pdf, sheet.name), fail)


def offer_copy(page: QWidget, work: Workplace, fail: Fail) -> None:
    """Make the sheet and ask where to keep it."""
    _make(page, work, lambda sheet: paper_copies.offer_copy(page, work, sheet.pdf, sheet.name), fail)


def offer_calendar(page: QWidget, work: Workplace, fail: Fail) -> None:
    """Make the calendar file and ask where to keep it."""
    desk, words = work.desk, translate("DayPaper", "外出 {number}")
    work.tasks.read(
        lambda: today_as_calendar(desk, words),
        done=lambda found: _ask_where(page, work, found),
        failed=fail,
        owner=page,
    )


def _make(page: QWidget, work: Workplace, then: Callable[[Sheet], object], fail: Fail) -> None:
    desk = work.desk
    lang: PaperLanguage = "en" if language() == "en" else "zh_CN"
    work.tasks.write(
        lambda: today_on_paper(desk, lang), done=then, failed=fail, owner=page,
        words=translate("DayPaper", "正在生成日程单…"),
    )  # fmt: skip


def _ask_where(page: QWidget, work: Workplace, calendar: bytes) -> None:
    title = translate("DayPaper", "导出日历")
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(page, title, str(Path(folder) / "fieldapp.ics"), "iCalendar (*.ics)")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("ics")
    dialog.fileSelected.connect(lambda chosen: _write(work, calendar, Path(chosen)))
    dialog.open()


def _write(work: Workplace, calendar: bytes, path: Path) -> None:
    told = translate("DayPaper", "已导出到 {path}").format(path=path)
    shell = work.shell
    assert shell is not None
    work.tasks.write(lambda: save_copy(calendar, path), done=lambda _done: shell.say(told))
