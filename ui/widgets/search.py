"""The search field of the top bar, which is the command palette: whatever can be done or found, from the keyboard.

The field asks a `Provider` off the GUI thread a moment after the last key; answers to an older text are dropped. With
nothing typed yet the provider is asked what was used lately.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QListWidget

from ui import icons, theme
from ui.mirror import mirrored
from ui.tasks import Task, Tasks
from ui.widgets.search_popup import Hit, Popup

PAUSE_MS = 120
WIDTH = 420
ICON = 16

Provider = Callable[[str], Sequence[Hit]]


class SearchField(QLineEdit):
    """The field. Down and Up move in the list, Ctrl with them from group to group, Return chooses, Escape closes the
    list, then empties the field.

    Signals:
        searched: (str) the text, a moment after the last key; also when it was emptied.
        chosen: (Hit) one of those found.
    """

    searched = Signal(str)
    chosen = Signal(object)

    def __init__(self, tasks: Tasks, hint: str, *, pause_ms: int = PAUSE_MS) -> None:
        """`pause_ms` after the last key is when to search: 0 where answers come at once and old ones are given up."""
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setMinimumWidth(WIDTH // 2)
        self.setMaximumWidth(round(WIDTH * theme.current().text_scale))
        self._indent()
        self._tasks = tasks
        self._provider: Provider | None = None
        self._popup: Popup | None = None
        self._task: Task | None = None
        self._asked = self._told = ""
        self._lately = self._wanted = False
        self._pause = QTimer(self, singleShot=True, interval=pause_ms)
        self._pause.timeout.connect(self._ask)
        self.textEdited.connect(self._on_edited)

    def set_provider(self, provider: Provider | None) -> None:
        """Who finds things; called on a reader thread with the text, an empty one for what was used lately."""
        self._provider = provider

    def open_up(self) -> None:
        """Take the keyboard; with nothing typed, show what was used lately and what can be done here."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._lately = self._provider is not None
        if self._lately and not self.text():
            self._ask()

    def popup(self) -> QListWidget | None:
        """The list, if it has been opened yet."""
        return self._popup.list if self._popup is not None else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(key)
        popup = self._popup if self._popup is not None and self._popup.isVisible() else None
        if step and popup is not None:
            popup.move_by(step, group=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
            self._read_out(popup.current())
        elif step and self._provider is not None and popup is None:
            self.open_up()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and (popup is not None or self._is_finding()):
            self._return(None if popup is None else popup.current())
        elif key == Qt.Key.Key_Escape and popup is not None:
            self._lately = False
            popup.hide()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._ask()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self._provider is not None and not self.text():
            self.open_up()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._lately = False
        if self._popup is not None:
            self._popup.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        where = QRect(theme.S, (self.height() - ICON) // 2, ICON, ICON)
        where = mirrored(self.layoutDirection(), self.rect(), where)
        icons.draw(QPainter(self), "search", where, "text_3")

    def _indent(self) -> None:
        """Room for the picture, at the side where reading begins."""
        from_left = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        self.setTextMargins(22 if from_left else 0, 0, 0 if from_left else 22, 0)

    def changeEvent(self, event: object) -> None:
        super().changeEvent(event)  # type: ignore[arg-type]
        self._indent()

    def _on_edited(self) -> None:
        self._wanted = False
        self._pause.start()

    def _is_finding(self) -> bool:
        """Whether what stands there was not answered yet."""
        return self._provider is not None and self._told != self.text().strip()

    def _return(self, hit: Hit | None) -> None:
        """Choose from what was found for the very text that stands there; what is still being found is waited for."""
        if self._is_finding():
            self._wanted = True
        else:
            self._choose(hit)

    def _ask(self) -> None:
        text = self._asked = self.text().strip()
        self.searched.emit(text)
        provider = self._provider
        if self._task is not None and not self._task.over:
            self._task.cancel()
        if provider is None:
            return
        if not text and not self._lately:
            self._show(text, [])
            return
        self._task = self._tasks.read(lambda: provider(text), done=lambda hits: self._show(text, hits), owner=self)

    def _show(self, text: str, hits: Sequence[Hit]) -> None:
        if text != self._asked:
            return
        self._told = text
        if self._popup is None:
            self._popup = Popup(self.window())
            self._popup.picked.connect(self._choose)
            self.destroyed.connect(self._popup.deleteLater)
        if (text or (self._lately and hits)) and self.hasFocus():
            self._popup.show_hits(hits, self)
            self._read_out(self._popup.current())
            if self._wanted:
                self._wanted = False
                self._choose(self._popup.current())
        else:
            self._popup.hide()

    def _choose(self, hit: Hit | None) -> None:
        if hit is not None and self._popup is not None:
            self._popup.hide()
            self.clear()
            self._asked = self._told = ""
            self._lately = False
            self.chosen.emit(hit)

    def _read_out(self, hit: Hit | None) -> None:
        self.setAccessibleDescription("" if hit is None else f"{hit.kind} {hit.title} {hit.subtitle}")


__all__ = ["Hit", "Provider", "SearchField"]
