"""A paper with what one needs to read it: the page one is on, larger, smaller, and a sentence when it will not open."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.tasks import Tasks
from ui.widgets.buttons import button, icon_button
from ui.widgets.labels import label
from ui.widgets.pdf_view import PdfView
from ui.widgets.states import Banner


class PdfPane(QWidget):
    """`view` shows the paper; parts put into `bar` stand at the right of the thin row above it."""

    def __init__(self, tasks: Tasks, says: str) -> None:
        super().__init__()
        self.view = PdfView(tasks, says)
        self.bar = QHBoxLayout()
        self._where = label("", "faint")
        self._fit = button("", "plain", says=self.tr("适合宽度"))
        self._fit.setToolTip(self.tr("适合宽度（Ctrl+0）"))
        self._trouble = Banner("", "stop")
        self._trouble.hide()
        self._lay_out()
        self.view.opened.connect(lambda _pages: self._trouble.hide())
        self.view.page_changed.connect(self._say_where)
        self.view.failed.connect(self._trouble.say_error)
        self._say_zoom()

    def show_pdf(self, pdf: bytes) -> None:
        """Show another paper; empty bytes show none."""
        self._trouble.hide()
        self._where.setText("")
        self.view.show_pdf(pdf)

    def _lay_out(self) -> None:
        smaller = icon_button("zoom_out", self.tr("缩小（Ctrl+−）"))
        larger = icon_button("zoom_in", self.tr("放大（Ctrl++）"))
        smaller.clicked.connect(lambda: self._zoom(-1))
        larger.clicked.connect(lambda: self._zoom(1))
        self._fit.clicked.connect(lambda: self._zoom(0))
        row = QHBoxLayout()
        row.setContentsMargins(theme.S, 0, theme.XXS, 0)
        row.setSpacing(theme.XXS)
        row.addWidget(self._where)
        row.addStretch(1)
        for part in (smaller, self._fit, larger):
            row.addWidget(part)
        row.addLayout(self.bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._trouble)
        column.addWidget(self.view, 1)

    def _zoom(self, step: int) -> None:
        if step:
            self.view.zoom_step(step)
        else:
            self.view.set_zoom(1)
        self._say_zoom()

    def _say_zoom(self) -> None:
        self._fit.setText(f"{round(self.view.zoom() * 100)}%")

    def _say_where(self, page: int) -> None:
        words = self.tr("第 {page} 页，共 {pages} 页").format(page=page, pages=self.view.pages())
        self._where.setText(words)
        self.view.setAccessibleDescription(words)
        self._say_zoom()
