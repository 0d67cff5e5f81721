"""A paper with what one needs to read it: its pages as small pictures, the page one is on, sizes to choose from, and a
sentence when it will not open."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.tasks import Tasks
from ui.widgets.buttons import Select, icon_button
from ui.widgets.labels import label
from ui.widgets.pdf_pages import PdfPages
from ui.widgets.pdf_view import Fit, PdfView
from ui.widgets.states import Banner

PERCENTS = (50, 75, 100, 125, 150, 200, 300)
ROOM_FOR_PAGES = 720
"""Width in px from which on the small pictures stand beside the paper by themselves, at normal text size."""


class PdfPane(QWidget):
    """`view` shows the paper; parts put into `bar` stand at the end of the thin row above it."""

    def __init__(self, tasks: Tasks, says: str) -> None:
        super().__init__()
        self.view = PdfView(tasks, says)
        self.pages = PdfPages(tasks)
        self.bar = QHBoxLayout()
        self._where = label("", "faint")
        self._percent = label("", "faint")
        self.size_choice = Select(self.tr("大小"), self._sizes())
        self.size_choice.setPlaceholderText(self.tr("自定大小"))
        self.size_choice.setToolTip(
            self.tr("适合宽度 Ctrl+0，适合整页 Ctrl+9，放大缩小 Ctrl++ 和 Ctrl+−，或按住 Ctrl 滚动")
        )
        self.show_pages = icon_button("list", self.tr("显示或隐藏页面缩略图"))
        self.show_pages.setCheckable(True)
        self._pages_asked: bool | None = None
        self._trouble = Banner("", "stop")
        self._trouble.hide()
        self._lay_out()
        self.view.opened.connect(lambda _pages: self._trouble.hide())
        self.view.page_changed.connect(self._say_where)
        self.view.failed.connect(self._trouble.say_error)
        self.view.zoomed.connect(self._say_size)
        self.view.opened.connect(lambda _pages: self._say_size())
        self.pages.wanted.connect(self.view.go_to_page)
        self.size_choice.activated.connect(self._choose_size)
        self.show_pages.clicked.connect(self._ask_pages)
        self._say_size()

    def show_pdf(self, pdf: bytes) -> None:
        """Show another paper; empty bytes show none."""
        self._trouble.hide()
        self._where.setText("")
        self.view.show_pdf(pdf)
        self.pages.show_pdf(pdf)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._pages_asked is None:
            self._set_pages(self.width() >= theme.scaled(ROOM_FOR_PAGES))

    def _sizes(self) -> list[str]:
        return [self.tr("适合宽度"), self.tr("适合整页"), *(f"{percent}%" for percent in PERCENTS)]

    def _lay_out(self) -> None:
        smaller = icon_button("zoom_out", self.tr("缩小（Ctrl+−）"))
        larger = icon_button("zoom_in", self.tr("放大（Ctrl++）"))
        smaller.clicked.connect(lambda: self.view.zoom_step(-1))
        larger.clicked.connect(lambda: self.view.zoom_step(1))
        row = QHBoxLayout()
        row.setContentsMargins(theme.XXS, 0, theme.XXS, 0)
        row.setSpacing(theme.XXS)
        row.addWidget(self.show_pages)
        row.addWidget(self._where)
        row.addStretch(1)
        for part in (smaller, self.size_choice, larger, self._percent):
            row.addWidget(part)
        row.addLayout(self.bar)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.pages)
        beside.addWidget(self.view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._trouble)
        column.addLayout(beside, 1)
        self._set_pages(False)

    def _ask_pages(self) -> None:
        """From now on as the reader wants it, whatever the width."""
        self._pages_asked = self.show_pages.isChecked()
        self._set_pages(self._pages_asked)

    def _set_pages(self, shown: bool) -> None:
        self.pages.setVisible(shown)
        self.show_pages.setChecked(shown)

    def _choose_size(self, number: int) -> None:
        if number < 2:
            self.view.set_zoom(1, Fit.WIDTH if number == 0 else Fit.PAGE)
        else:
            self.view.set_zoom(PERCENTS[number - 2] / 100, Fit.SIZE)

    def _say_size(self) -> None:
        """The percentage always; the choice only where it says exactly this."""
        percent, fit = self.view.percent(), self.view.fit()
        self._percent.setText(f"{percent}%")
        chosen = -1
        if self.view.zoom() == 1 and fit is not Fit.SIZE:
            chosen = 0 if fit is Fit.WIDTH else 1
        elif fit is Fit.SIZE and percent in PERCENTS:
            chosen = 2 + PERCENTS.index(percent)
        self.size_choice.setCurrentIndex(chosen)

    def _say_where(self, page: int) -> None:
        words = self.tr("第 {page} 页，共 {pages} 页").format(page=page, pages=self.view.pages())
        self._where.setText(words)
        self.view.setAccessibleDescription(words)
        self.pages.mark_page(page)
