"""Taking a paper out of the program: as a file beside the encrypted store, or on real paper. Both leave its protection,
so both are only done at the wish of whoever sits here, and it is said where the copy went."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QStandardPaths, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from fieldapp.documents.pdfium import POINTS_PER_INCH, page_picture, page_sizes
from fieldapp.errors import KnownError
from fieldapp.services.examine_paper import save_copy
from ui.i18n import translate
from ui.tasks import current_job
from ui.widgets.pdf_view import as_image

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from ui.workplace import Workplace

PRINT_DPI = 300


def offer_copy(parent: QWidget, work: Workplace, pdf: bytes, name: str) -> None:
    """Ask where to, and write a copy there; what came of it is said at the foot of the window."""
    title = translate("PaperCopies", "另存文书副本")
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, title, str(Path(folder) / f"{name}.pdf"), "PDF (*.pdf)")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")
    dialog.fileSelected.connect(lambda chosen: _write_copy(work, pdf, Path(chosen), title))
    dialog.open()


def offer_print(parent: QWidget, work: Workplace, pdf: bytes, name: str) -> None:
    """Ask for a printer and print; off the GUI thread, for a page of 300 dpi takes its time."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda _printer: _print(work, pdf, printer))
    QDialog.open(dialog)  # its own `open` wants a slot by name


def _write_copy(work: Workplace, pdf: bytes, path: Path, title: str) -> None:
    told = translate("PaperCopies", "已另存到 {path}。副本不再加密，请妥善保管。").format(path=path)
    shell = work.shell
    assert shell is not None
    work.tasks.write(lambda: save_copy(pdf, path), done=lambda _done: shell.say(told), words=title)


def _print(work: Workplace, pdf: bytes, printer: QPrinter) -> None:
    told = translate("PaperCopies", "已交给打印机。")
    shell = work.shell
    assert shell is not None
    words = translate("PaperCopies", "正在打印…")
    work.tasks.read(lambda: print_paper(pdf, printer), done=lambda _done: shell.say(told), words=words)


def print_paper(pdf: bytes, printer: QPrinter) -> None:
    """Print every page to the edge, as it is on screen, seals included; may run on any thread within a task.

    Raises:
        KnownError: `document.print_failed`, `documents.damaged`.
    """
    sizes = page_sizes(pdf)
    printer.setResolution(PRINT_DPI)
    whole = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF())
    whole.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(whole)
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
    finally:
        painter.end()
