"""The pages of a paper as small pictures, one below the other: to see how long it is, and to go to one of them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QFrame, QListView, QListWidget, QListWidgetItem

from fieldapp.documents.pdfium import page_picture, page_sizes
from ui import theme
from ui.tasks import Task, Tasks
from ui.widgets.pdf_view import as_image

PICTURE = QSize(76, 108)
WIDTH = 124


class PdfPages(QListWidget):
    """A list of pages; arrows walk through it.

    Signals:
        wanted: (int) go to this page, from 1.
    """

    wanted = Signal(int)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._pdf = b""
        self._asked: list[Task] = []
        self.setAccessibleName(self.tr("页面缩略图"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setIconSize(PICTURE)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(theme.scaled(WIDTH))
        self.currentRowChanged.connect(lambda row: self.wanted.emit(row + 1) if row >= 0 else None)

    def show_pdf(self, pdf: bytes) -> None:
        """Show the pages of another paper; empty bytes show none."""
        for task in self._asked:
            task.cancel()
        self._asked.clear()
        self._pdf = pdf
        self.clear()
        if pdf:
            self._asked.append(
                self._tasks.read(
                    lambda: page_sizes(pdf),
                    done=lambda sizes: self._on_sizes(pdf, sizes),
                    failed=lambda _error: None,  # the view beside it says what is wrong
                    owner=self,
                )
            )

    def mark_page(self, page: int) -> None:
        """Mark the page one is on, without going there."""
        self.blockSignals(True)
        self.setCurrentRow(page - 1)
        self.blockSignals(False)

    def _on_sizes(self, pdf: bytes, sizes: tuple[tuple[float, float], ...]) -> None:
        if pdf is not self._pdf:
            return
        blank = QPixmap(PICTURE)
        blank.fill(theme.colour("paper"))
        self.blockSignals(True)
        for number in range(len(sizes)):
            item = QListWidgetItem(_untinted(blank), str(number + 1))
            says = self.tr("第 {page} 页").format(page=number + 1)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, says)
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            item.setSizeHint(QSize(theme.scaled(WIDTH) - 2 * theme.S, PICTURE.height() + theme.scaled(28)))
            self.addItem(item)
        self.setCurrentRow(0)
        self.blockSignals(False)
        self._paint(pdf, 0, len(sizes))

    def _paint(self, pdf: bytes, number: int, count: int) -> None:
        """One page after the other, so that the large pages are never kept waiting for long."""
        if number >= count:
            return
        wide = round(PICTURE.width() * self.devicePixelRatioF())
        self._asked.append(
            self._tasks.read(
                lambda: as_image(page_picture(pdf, number, wide)),
                done=lambda image: self._on_picture(pdf, number, count, image),
                failed=lambda _error: None,
                owner=self,
            )
        )

    def _on_picture(self, pdf: bytes, number: int, count: int, image: QImage) -> None:
        if pdf is self._pdf and number < self.count():
            picture = QPixmap.fromImage(image)
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            self.item(number).setIcon(_untinted(picture))
            self._paint(pdf, number + 1, count)


def _untinted(picture: QPixmap) -> QIcon:
    """An icon that looks the same when it is chosen: a page is not to be read through a colour."""
    made = QIcon(picture)
    made.addPixmap(picture, QIcon.Mode.Selected)
    return made
