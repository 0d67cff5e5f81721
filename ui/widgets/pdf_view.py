"""A paper at reading size: its pages one below the other, painted off the GUI thread, seals and ink included.

Qt's own viewer leaves out form fields, and with them the look of every seal, so the pages come from PDFium as pictures
(`fieldapp.documents.pdfium`). Places on the paper can be marked: where somebody is to sign, and what they have signed.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScroller

from fieldapp.documents.pdfium import PagePicture, page_picture, page_sizes
from fieldapp.errors import KnownError
from ui import theme
from ui.tasks import Task, Tasks
from ui.widgets.page_marks import PageMark, paint_mark, paint_watermark

WIDEST = 860
"""Width in px at which a page stops growing with the window, at normal text size; zooming goes beyond."""
ZOOMS = (0.5, 0.65, 0.8, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0)
POINTS = 72
"""Points of an inch of paper."""
PAUSE_MS = 80
"""How long the size must rest before pages are painted anew; until then the old pictures are stretched."""
Size = tuple[float, float]


class Fit(Enum):
    """What the size of a page follows: the width of the view, all of it, or nothing but the paper's own size."""

    WIDTH = "width"
    PAGE = "page"
    SIZE = "size"


class PdfView(QAbstractScrollArea):
    """Fits the width by itself. Keys: arrows, Page, Home, End and Space move; Ctrl with + and − zoom, Ctrl with 0 fits
    the width, with 9 the whole page. `set_watermark` writes words across every page that stand in no file.

    Signals:
        opened: (int) the pages are known, so many.
        page_changed: (int) the page in the middle of the view, from 1.
        painted: every page in view has its picture.
        zoomed: pages are shown in another size.
        failed: (KnownError) the file cannot be read.
    """

    opened = Signal(int)
    page_changed = Signal(int)
    painted = Signal()
    zoomed = Signal()
    failed = Signal(object)

    def __init__(self, tasks: Tasks, says: str) -> None:
        super().__init__()
        self._tasks, self._says = tasks, says
        self._pdf = b""
        self._sizes: tuple[Size, ...] = ()
        self._marks: tuple[PageMark, ...] = ()
        self._pictures: dict[int, QImage] = {}
        self._asked: dict[int, Task] = {}
        self._fit, self._zoom, self._page = Fit.WIDTH, 1.0, 0
        self._watermark = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(says)
        self.setMinimumSize(240, 180)
        self._rest = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._rest.timeout.connect(self._ask)
        self.verticalScrollBar().valueChanged.connect(self._on_scroll)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    def show_pdf(self, pdf: bytes) -> None:
        """Show another paper from its first page; empty bytes show none."""
        self._drop_asked()
        self._pdf, self._sizes, self._page = pdf, (), 0
        self._pictures.clear()
        self._measure()
        if pdf:
            self._tasks.read(lambda: page_sizes(pdf), done=self._on_sizes, failed=self.failed.emit, owner=self)

    def set_marks(self, marks: Sequence[PageMark]) -> None:
        """Point at these places, instead of those before."""
        self._marks = tuple(marks)
        self.viewport().update()

    def set_watermark(self, words: str) -> None:
        """Write these words across every page; none when empty."""
        self._watermark = words
        self.viewport().update()
        self.setAccessibleName(f"{self._says} · {words}" if words else self._says)

    def go_to_page(self, page: int) -> None:
        """Bring the top of a page (from 1) to the top of the view."""
        if 1 <= page <= len(self._sizes):
            self.verticalScrollBar().setValue(self._top(page - 1) - theme.S)

    def page(self) -> int:
        """The page in the middle of the view, from 1; 0 while there is none."""
        return self._page

    def go_to(self, mark: PageMark) -> None:
        """Bring a place into the middle of the view."""
        if mark.page <= len(self._sizes):
            top = self._top(mark.page - 1) + round((mark.box[1] + mark.box[3] / 2) * self._scale(mark.page - 1))
            self.verticalScrollBar().setValue(top - self.viewport().height() // 2)

    def pages(self) -> int:
        """How many pages there are; 0 while nobody knows."""
        return len(self._sizes)

    def zoom(self) -> float:
        """The zoom against what the size follows; 1 where it fits exactly."""
        return self._zoom

    def fit(self) -> Fit:
        """What the size of a page follows."""
        return self._fit

    def percent(self) -> int:
        """How large the first page is shown, in percent of the paper."""
        return round(100 * self._wide(0) / self._true_width(0)) if self._sizes else 100

    def set_zoom(self, zoom: float, fit: Fit | None = None) -> None:
        """Show the pages so much larger than `fit` makes them (as now, if None). What is in the middle stays there."""
        bar, before = self.verticalScrollBar(), self._wide(0) if self._sizes else 1
        middle = bar.value() + self.viewport().height() / 2
        self._fit = fit or self._fit
        self._zoom = min(max(zoom, ZOOMS[0]), ZOOMS[-1])
        self._measure()
        grown = (self._wide(0) if self._sizes else 1) / before
        bar.setValue(round(middle * grown - self.viewport().height() / 2))
        self._rest.start()
        self.zoomed.emit()

    def zoom_step(self, step: int) -> None:
        """The next larger (1) or smaller (-1) zoom."""
        nearest = min(range(len(ZOOMS)), key=lambda number: abs(ZOOMS[number] - self._zoom))
        self.set_zoom(ZOOMS[min(max(nearest + step, 0), len(ZOOMS) - 1)])

    def picture(self, page: int) -> QImage | None:
        """The picture of a page (from 1), once it was painted."""
        return self._pictures.get(page - 1)

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(WIDEST), 640)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), theme.colour("canvas"))
        for number in self._in_view():
            where = self._place(number)
            painter.fillRect(where, theme.colour("paper"))
            if number in self._pictures:
                painter.drawImage(where, self._pictures[number])
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawRect(where.adjusted(0, 0, -1, -1))
            if self._watermark:
                paint_watermark(painter, where, self._watermark)
        for mark in self._marks:
            if mark.page <= len(self._sizes):
                paint_mark(painter, mark, self._place(mark.page - 1).topLeft(), self._scale(mark.page - 1))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
        self._rest.start()
        self.zoomed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_step(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        leap = self.viewport().height() - theme.XL
        moves = {
            Qt.Key.Key_Down: theme.XL, Qt.Key.Key_Up: -theme.XL, Qt.Key.Key_PageDown: leap, Qt.Key.Key_PageUp: -leap,
            Qt.Key.Key_Space: leap, Qt.Key.Key_Home: -bar.maximum(), Qt.Key.Key_End: bar.maximum(),
        }  # fmt: skip
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.ZoomIn) or (control and event.key() == Qt.Key.Key_Equal):
            self.zoom_step(1)
        elif event.matches(QKeySequence.StandardKey.ZoomOut):
            self.zoom_step(-1)
        elif control and event.key() in {Qt.Key.Key_0, Qt.Key.Key_9}:
            self.set_zoom(1, Fit.WIDTH if event.key() == Qt.Key.Key_0 else Fit.PAGE)
        elif not control and Qt.Key(event.key()) in moves:
            bar.setValue(bar.value() + moves[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.viewport().update()
        return super().event(event)

    def _on_sizes(self, sizes: tuple[Size, ...]) -> None:
        self._sizes = sizes
        self._measure()
        self.verticalScrollBar().setValue(0)
        self.opened.emit(len(sizes))
        self._on_scroll()
        self._ask()

    def _measure(self) -> None:
        """Tell the scroll bars how large everything is."""
        tall = self._top(len(self._sizes))
        wide = max((self._wide(number) for number in range(len(self._sizes))), default=0) + 2 * theme.S
        room = self.viewport().size()
        for bar, whole, shown in (
            (self.verticalScrollBar(), tall, room.height()),
            (self.horizontalScrollBar(), wide, room.width()),
        ):
            bar.setPageStep(shown)
            bar.setSingleStep(theme.XL)
            bar.setRange(0, max(whole - shown, 0))
        self.viewport().update()

    def _wide(self, number: int) -> int:
        fitted = float(min(self.viewport().width() - 2 * theme.S, theme.scaled(WIDEST)))
        if self._fit is Fit.PAGE and self._sizes:
            wide, high = self._sizes[number]
            fitted = min(fitted, (self.viewport().height() - 2 * theme.S) * wide / high)
        elif self._fit is Fit.SIZE and self._sizes:
            fitted = self._true_width(number)
        return max(round(fitted * self._zoom), 120)

    def _true_width(self, number: int) -> float:
        """How many px the paper itself is wide."""
        return self._sizes[number][0] * self.logicalDpiX() / POINTS

    def _scale(self, number: int) -> float:
        """Pixels a point."""
        return self._wide(number) / self._sizes[number][0]

    def _top(self, number: int) -> int:
        """Where a page begins, in px from the top of all pages."""
        tall = sum(round(self._sizes[before][1] * self._scale(before)) for before in range(number))
        return tall + theme.S * (number + 1)

    def _place(self, number: int) -> QRect:
        """Where a page is in the viewport."""
        wide = self._wide(number)
        left = max((self.viewport().width() - wide) // 2, theme.S) - self.horizontalScrollBar().value()
        top = self._top(number) - self.verticalScrollBar().value()
        return QRect(left, top, wide, round(self._sizes[number][1] * self._scale(number)))

    def _in_view(self) -> list[int]:
        room = self.viewport().rect()
        return [number for number in range(len(self._sizes)) if self._place(number).intersects(room)]

    def _on_scroll(self) -> None:
        self.viewport().update()
        middle = self.viewport().height() / 2
        page = next((n + 1 for n in range(len(self._sizes)) if self._place(n).bottom() >= middle), len(self._sizes))
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
        if any(number not in self._pictures for number in self._in_view()):
            self._rest.start()

    def _ask(self) -> None:
        """Have the pages in view painted at their present size."""
        for number in self._in_view():
            wide = round(self._wide(number) * self.devicePixelRatioF())
            kept = self._pictures.get(number)
            if (kept is None or kept.width() != wide) and number not in self._asked:
                self._asked[number] = self._paint(self._pdf, number, wide)

    def _paint(self, pdf: bytes, number: int, wide: int) -> Task:
        return self._tasks.read(
            lambda: as_image(page_picture(pdf, number, wide)),
            done=lambda image: self._on_picture(number, image),
            failed=self._on_failed,
            owner=self,
        )

    def _on_picture(self, number: int, image: QImage) -> None:
        self._asked.pop(number, None)
        self._pictures[number] = image
        self.viewport().update()
        self._ask()
        if not self._asked:
            self.painted.emit()

    def _on_failed(self, error: KnownError) -> None:
        self._drop_asked()
        self.failed.emit(error)

    def _drop_asked(self) -> None:
        for task in self._asked.values():
            task.cancel()
        self._asked.clear()


def as_image(picture: PagePicture) -> QImage:
    """The pixels as an image of its own."""
    stride = picture.stride
    return QImage(picture.pixels, picture.width, picture.height, stride, QImage.Format.Format_BGR888).copy()
