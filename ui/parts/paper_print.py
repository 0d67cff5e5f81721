"""Printing a paper: which printer, how many copies, how far it is, and a clear word where there is no printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from fieldapp.documents.pdfium import POINTS_PER_INCH, page_picture, page_sizes
from fieldapp.errors import KnownError
from ui import messages, theme
from ui.i18n import translate
from ui.tasks import Task, current_job
from ui.widgets.buttons import Select, button
from ui.widgets.choice import Choice
from ui.widgets.drawer import Drawer
from ui.widgets.labels import label
from ui.widgets.page_marks import paint_watermark
from ui.widgets.pdf_view import as_image
from ui.widgets.states import Banner

if TYPE_CHECKING:
    from ui.workplace import Workplace

PRINT_DPI = 300
MOST_COPIES = 6
A5_POINTS = 600
"""Longest side in points below which a page is printed on A5."""


def printers() -> list[str]:
    """Names of the printers, the usual one first; on a reader thread, for a print server may take its time."""
    usual = QPrinterInfo.defaultPrinterName()
    return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != usual, name))


def printer_named(name: str) -> QPrinter:
    """The printer of that name."""
    return QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)


class PrintSheet(Drawer):
    """The sheet over a page.

    Signals:
        printed: everything was handed to the printer.
    """

    printed = Signal()

    def __init__(self, over: QWidget, work: Workplace, pdf: bytes, name: str, mark: str = "") -> None:
        super().__init__(over, self.tr("打印"))
        self._work, self._pdf, self._name, self._mark = work, pdf, name, mark
        self._task: Task | None = None
        self.printer = Select(self.tr("打印机"))
        self.copies = Choice(self.tr("份数"), [(str(n), str(n)) for n in range(1, MOST_COPIES + 1)], "2")
        self._bar = QProgressBar()
        self._bar.setAccessibleName(self.tr("打印的进度"))
        self._bar.setTextVisible(False)
        self._told = Banner("", "info")
        self.start = button(self.tr("打印"), "primary", "printer", keys="Ctrl+Return")
        self.stop = button(self.tr("取消打印"), "quiet", "close")
        self.again = button(self.tr("重新查找打印机"), "quiet", "sync")
        self._make_form()
        self.start.clicked.connect(self._print)
        self.stop.clicked.connect(self._cancel)
        self.again.clicked.connect(self.look)
        work.tasks.progressed.connect(self._on_progress)
        self.closed.connect(self.deleteLater)
        self.look()

    def look(self) -> None:
        """Ask which printers there are."""
        self._told.say(self.tr("正在查找打印机…"), "info")
        self._told.show()
        self.start.setEnabled(False)
        self._work.tasks.read(printers, done=self._on_printers, owner=self)

    def _make_form(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(theme.S)
        column.addWidget(label(self._name, "muted", wrap=True))
        for name, part in ((self.tr("打印机"), self.printer), (self.tr("份数"), self.copies)):
            column.addWidget(label(name, "strong"))
            column.addWidget(part)
        if self._mark:
            told = self.tr("这份文书还不生效，每一页都会印上“{mark}”。").format(mark=self._mark)
            column.addWidget(label(told, "muted", wrap=True))
        column.addWidget(self._told)
        column.addWidget(self._bar)
        row = QHBoxLayout()
        row.addWidget(self.again)
        row.addStretch(1)
        row.addWidget(self.stop)
        row.addWidget(self.start)
        column.addLayout(row)
        column.addStretch(1)
        self.body.addLayout(column, 1)
        self._bar.hide()
        self.stop.hide()

    def _on_printers(self, names: list[str]) -> None:
        self.printer.clear()
        self.printer.addItems(names)
        self.printer.setEnabled(bool(names))
        self.start.setEnabled(bool(names))
        if names:
            self._told.hide()
            self.start.setFocus()
        else:
            self._told.say(str(messages.say("document.print_none")), "warn")
            self._told.show()

    def _print(self) -> None:
        if self._task is not None or not self.printer.currentText():
            return
        pdf, mark, chosen, name = self._pdf, self._mark, self.printer.currentText(), self._name
        copies = int(self.copies.value() or 1)
        self._show_busy(busy=True)

        def work() -> None:
            made = printer_named(chosen)
            made.setDocName(name)
            made.setCopyCount(copies)
            print_paper(pdf, made, mark)

        # the window owns it: a drawer that was closed does not stop the printer
        self._task = self._work.tasks.read(
            work, done=lambda _done: self._on_printed(), failed=self._on_failed, owner=self._work,
            words=self.tr("正在打印…"),
        )  # fmt: skip

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self._show_busy(busy=False)
            self._told.say(self.tr("已取消打印；已经送出的页面可能仍会印出来。"), "info")
            self._told.show()

    def _on_progress(self, task: Task, done: int, total: int) -> None:
        if task is self._task:
            self._bar.setRange(0, total)
            self._bar.setValue(done)

    def _on_printed(self) -> None:
        if self._work.shell is not None:
            self._work.shell.say(translate("PrintSheet", "已交给打印机。"))
        if isValid(self):
            self._task = None
            self.printed.emit()
            self.close_up()

    def _on_failed(self, error: KnownError) -> None:
        if not isValid(self):
            if self._work.shell is not None:
                self._work.shell.say_error(error)
            return
        self._task = None
        self._show_busy(busy=False)
        self._told.say_error(error)
        self._told.show()

    def _show_busy(self, *, busy: bool) -> None:
        self._bar.setRange(0, 0)
        self._bar.setVisible(busy)
        self.stop.setVisible(busy)
        self.start.setEnabled(not busy)
        self.printer.setEnabled(not busy)
        self._told.hide()


def print_paper(pdf: bytes, printer: QPrinter, mark: str = "") -> None:
    """Print every page to the edge, as it is on screen, seals included, with `mark` across each of a paper that is not
    in force; may run on any thread within a task.

    Raises:
        KnownError: `document.print_failed`, `documents.damaged`.
    """
    sizes = page_sizes(pdf)
    printer.setResolution(PRINT_DPI)
    printer.setPageLayout(_layout(sizes[0]))
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise KnownError("document.print_failed", retryable=True)
    try:
        for number, (wide, _high) in enumerate(sizes):
            current_job().check()
            current_job().progress(number, len(sizes))
            if number and not printer.newPage():
                raise KnownError("document.print_failed", retryable=True)
            image = as_image(page_picture(pdf, number, round(wide * PRINT_DPI / POINTS_PER_INCH)))
            painter.drawImage(QRectF(painter.viewport()), image)
            if mark:
                paint_watermark(painter, painter.viewport(), mark)
    finally:
        painter.end()


def _layout(size: tuple[float, float]) -> QPageLayout:
    """The sheet of a page: A4 or A5, standing or lying, without margins."""
    wide, high = size
    sheet = QPageSize(QPageSize.PageSizeId.A5 if max(size) < A5_POINTS else QPageSize.PageSizeId.A4)
    lying = QPageLayout.Orientation.Landscape if wide > high else QPageLayout.Orientation.Portrait
    whole = QPageLayout(sheet, lying, QMarginsF())
    whole.setMode(QPageLayout.Mode.FullPageMode)
    return whole
