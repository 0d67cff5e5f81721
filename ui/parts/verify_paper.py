"""Verifying a paper that somebody brings: choose the file or drop it here, and read in sentences what it is worth."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout

from fieldapp.documents.verify import VerifyReport
from fieldapp.errors import KnownError
from fieldapp.services.verify_file import verify_file
from ui import messages, theme
from ui.parts.validity import Validity
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.labels import Picture, label, set_tone
from ui.workplace import Workplace


class VerifyPaper(Card):
    """The card."""

    def __init__(self, work: Workplace) -> None:
        super().__init__(self.tr("核验文书"))
        self._work = work
        self._asked: Path | None = None
        self._dialog: QFileDialog | None = None
        told = self.tr("任何人拿来的还款计划书都可以在这里核验：是否完整、谁签的、签后有没有改动。文件只在本机读取。")
        self.add(label(told, "muted", wrap=True))
        self.place = _DropPlace()
        self.choose = button(self.tr("选择 PDF 文件…"), icon="folder")
        self._name = label("", "strong", wrap=True, selectable=True)
        self.result = Validity()
        self._lay_out()
        self.choose.clicked.connect(self.ask_for_file)
        self.setAcceptDrops(True)

    def verify(self, path: Path) -> None:
        """Verify this file and say what was found."""
        self._asked = path
        self._name.setText(path.name)
        self._name.show()
        self.result.show()
        self.result.show_waiting()
        work = self._work
        work.tasks.read(
            lambda: verify_file(work.desk, path),
            done=lambda report: self._show(path, report),
            failed=lambda error: self._fail(path, error),
            owner=self,
            words=self.tr("正在核验…"),
        )

    def ask_for_file(self) -> None:
        """Open the file dialog; the window stays usable meanwhile."""
        dialog = self._dialog = QFileDialog(self, self.tr("选择要核验的文书"), "", "PDF (*.pdf)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.verify(Path(chosen)))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files(event):
            event.acceptProposedAction()
            self.place.set_lit(lit=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.place.set_lit(lit=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.place.set_lit(lit=False)
        found = _files(event)
        if found:
            event.acceptProposedAction()
            self.verify(found[0])

    def _lay_out(self) -> None:
        self.place.row.insertWidget(2, self.choose)
        self.add(self.place)
        self.add(self._name)
        self.add(self.result)
        self._name.hide()
        self.result.hide()

    def _show(self, path: Path, report: VerifyReport) -> None:
        if path == self._asked:
            named = [path.name, report.doc_no] if report.doc_no else [path.name]
            self._name.setText(" · ".join(named))
            self.result.show_report(report)

    def _fail(self, path: Path, error: KnownError) -> None:
        if path == self._asked:
            self.result.show_sentence(str(messages.sentence(error)), "warn")


class _DropPlace(QFrame):
    """Where a file may be dropped; it shows when one hangs over it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("note")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.M, theme.S, theme.M, theme.S)
        self.row = QHBoxLayout()
        self.row.setSpacing(theme.S)
        self.row.addWidget(Picture("file_plus", "text_3", 22))
        self.row.addWidget(label(self.tr("把 PDF 文件拖到这里，或者"), "muted"))
        column.addLayout(self.row)
        self.row.addStretch(1)

    def set_lit(self, *, lit: bool) -> None:
        """Whether a file hangs over it now."""
        set_tone(self, "accent" if lit else None)


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
