"""Tells a person that there was a bug, without alarm: what is safe, where the report lies, how to hand it on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.buttons import Kind, button
from ui.widgets.labels import label


class CrashDialog(QDialog):
    """Says that something went wrong, that what was saved is safe, and where the report lies. Blocks nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = Path()
        self._count = 0
        self.setWindowTitle(self.tr("程序出错"))
        self.setModal(False)
        self.setMinimumWidth(560)
        self._words = label("", "muted", wrap=True)
        self._where = label("", "faint", wrap=True, selectable=True)
        self._text = QPlainTextEdit(readOnly=True)
        self._text.setAccessibleName(self.tr("错误报告"))
        self._text.setMinimumHeight(160)
        self._lay_out()

    def add(self, report: str, path: Path) -> None:
        """Show one more report; the newest is the one shown and copied."""
        self._count += 1
        self._path = path
        self._words.setText(
            self.tr("刚才的操作没有完成。已保存的记录都在，窗口可以继续使用。出错 %n 次。", "", self._count)
        )
        self._where.setText(self.tr("报告：{path}").format(path=path))
        self._text.setPlainText(report)
        self.show()

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self._text.toPlainText())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.L, theme.L, theme.L, theme.M)
        column.setSpacing(theme.S)
        column.addWidget(label(self.tr("程序遇到一个错误"), "h1"))
        for part in (self._words, self._text, self._where):
            column.addWidget(part)
        row = QHBoxLayout()
        offers: tuple[tuple[str, Kind, Callable[[], object]], ...] = (
            (self.tr("打开所在文件夹"), "quiet", self._open_folder),
            (self.tr("复制报告"), "", self.copy),
            (self.tr("继续工作"), "primary", self.accept),
        )
        for words, kind, act in offers:
            made = button(words, kind)
            made.clicked.connect(act)
            row.addWidget(made)
        row.insertStretch(1)
        column.addLayout(row)
        made.setDefault(True)
        made.setFocus()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))
