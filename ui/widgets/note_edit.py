"""A text of several lines that saves itself: what was seen and said, typed between two sentences at a shop counter."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent
from PySide6.QtWidgets import QPlainTextEdit

from ui import theme


class NoteEdit(QPlainTextEdit):
    """Says `draft` when typing pauses, at the latest every few seconds, and whenever the field is left or hidden.

    Tab moves on to the next field. It grows with its text between `lines` and `most_lines`.

    Signals:
        draft: (str) the text, to be stored now; only when it differs from what was said or set last.
    """

    PAUSE_MS = 800
    LATEST_MS = 5_000
    draft = Signal(str)

    def __init__(self, says: str, *, hint: str = "", lines: int = 3, most_lines: int = 10) -> None:
        super().__init__()
        self.setAccessibleName(says)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self._lines, self._most_lines = lines, most_lines
        self._said = ""
        self._pause = QTimer(self, singleShot=True, interval=self.PAUSE_MS)
        self._latest = QTimer(self, singleShot=True, interval=self.LATEST_MS)
        for timer in (self._pause, self._latest):
            timer.timeout.connect(self.flush)
        self.textChanged.connect(self._on_change)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self._grow()

    def text(self) -> str:
        """What stands in the field."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show a stored text; says no draft."""
        self._said = text
        self.setPlainText(text)
        self._stop()

    def flush(self) -> None:
        """Say what is not yet said, now."""
        self._stop()
        if self.text() != self._said:
            self._said = self.text()
            self.draft.emit(self._said)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    def _stop(self) -> None:
        self._pause.stop()
        self._latest.stop()

    def _on_change(self) -> None:
        if self.text() == self._said:
            return
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()

    def _grow(self) -> None:
        shown = min(max(self.document().size().height(), self._lines), self._most_lines)
        line = self.fontMetrics().lineSpacing()
        room = 2 * theme.XS + round(2 * self.document().documentMargin())
        self.setFixedHeight(max(theme.TARGET, round(shown * line) + room))
