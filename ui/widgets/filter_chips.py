"""Filters one can see: a row of chips that are on or off, each with how many there are behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui import formats, theme
from ui.mirror import mirrored
from ui.theme import Bucket
from ui.widgets.flow import Flow


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: its value for the program, its words, and its ageing colour if it has one.

    `meaning` explains the words on hover and to a screen reader.
    """

    value: str
    words: str
    bucket: Bucket | None = None
    meaning: str = ""


class FilterChips(Flow):
    """The row. Nothing chosen means everything, which the first chip says. Arrows move, Space or Return toggles.

    Signals:
        changed: (tuple of str) the values chosen by the person, in the order of the row.
    """

    changed = Signal(object)

    def __init__(self, says: str, everything: str, filters: Sequence[Filter], *, hide_empty: bool = False) -> None:
        """`says` names the row; `everything` stands on the chip that takes every filter back.

        `hide_empty` leaves out filters that let nothing through, unless they are chosen.
        """
        super().__init__()
        self.setAccessibleName(says)
        self._hide_empty = hide_empty
        self._all = FilterChip(Filter("", everything))
        self._all.setChecked(True)
        self._all.clicked.connect(self._take_back)
        self._chips = [FilterChip(one) for one in filters]
        for chip in (self._all, *self._chips):
            self.add(chip)
        for chip in self._chips:
            chip.clicked.connect(self._say)

    def set_counts(self, counts: Mapping[str, int] | None) -> None:
        """How many there are behind each filter, by its value; the first chip has their sum. None: nobody knows yet."""
        if counts is None:
            for chip in (self._all, *self._chips):
                chip.set_count(None)
            return
        for chip in self._chips:
            count = counts.get(chip.filter.value, 0)
            chip.set_count(count)
            chip.setVisible(bool(count) or chip.isChecked() or not self._hide_empty)
        self._all.set_count(sum(counts.values()))

    def set_chosen(self, values: Iterable[str]) -> None:
        """Choose without telling anybody."""
        wanted = set(values)
        for chip in self._chips:
            chip.setChecked(chip.filter.value in wanted)
        self._all.setChecked(not self.chosen())

    def chosen(self) -> tuple[str, ...]:
        """The values chosen now."""
        return tuple(chip.filter.value for chip in self._chips if chip.isChecked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        row = [chip for chip in (self._all, *self._chips) if not chip.isHidden()]
        here = next((number for number, chip in enumerate(row) if chip.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
        else:
            row[(here + step) % len(row)].setFocus(Qt.FocusReason.TabFocusReason)

    def _say(self) -> None:
        self._all.setChecked(not self.chosen())
        self.changed.emit(self.chosen())

    def _take_back(self) -> None:
        self.set_chosen(())
        self.changed.emit(())


class FilterChip(QPushButton):
    """One filter, on or off. A check button to the screen reader, painted by itself."""

    def __init__(self, one: Filter) -> None:
        super().__init__()
        self.filter = one
        self._count: int | None = 0
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(one.meaning)
        self.set_count(0)

    def set_count(self, count: int | None) -> None:
        """How many there are behind it; None while nobody knows."""
        self._count = count
        named = (self.filter.words, self.filter.meaning, "" if count is None else formats.number(count))
        self.setAccessibleName(" ".join(part for part in named if part))
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            event.ignore()  # the row moves the focus
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font("strong"))
        dot = theme.S if self.filter.bucket is not None else 0
        wide = metrics.horizontalAdvance(self._text()) + dot + 2 * theme.S
        return QSize(wide, max(theme.TARGET, metrics.height() + theme.XS))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        left = float(theme.S)
        if self.filter.bucket is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.bucket_colour(self.filter.bucket))
            painter.drawEllipse(QRectF(self._mirrored(QRect(int(left), self.height() // 2 - 3, 6, 6))))
            left += theme.S
        painter.setFont(theme.font("strong" if self.isChecked() else "body"))
        painter.setPen(theme.colour("accent" if self.isChecked() else "text_3" if self._count == 0 else "text"))
        where = self._mirrored(QRect(int(left), 0, int(self.width() - left), self.height()))
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._text())

    def _mirrored(self, part: QRect) -> QRect:
        return mirrored(self.layoutDirection(), self.rect(), part)

    def _paint_ground(self, painter: QPainter) -> None:
        thick = 2.0 if self.hasFocus() else 1.0
        edge = theme.colour("focus" if self.hasFocus() else "accent" if self._lit() else "field_line")
        box = QRectF(self.rect()).adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
        painter.setPen(QPen(edge, thick))
        painter.setBrush(theme.colour("accent_weak" if self.isChecked() else "surface"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)

    def _lit(self) -> bool:
        return self.isChecked() or self.underMouse()

    def _text(self) -> str:
        return self.filter.words if self._count is None else f"{self.filter.words}  {formats.number(self._count)}"
