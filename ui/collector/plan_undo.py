"""Ctrl+Z and Ctrl+Y over a whole page: every change is a step of the page, also one made in a field of text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget


class UndoKeys(QObject):
    """Takes the two keys from whatever has the keyboard inside `page`; goes with the page."""

    def __init__(self, page: QWidget, undo: Callable[[], object], redo: Callable[[], object]) -> None:
        super().__init__(page)
        self._page, self._undo, self._redo = page, undo, redo
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress} or not isinstance(event, QKeyEvent):
            return False
        if not isinstance(watched, QWidget) or not (watched is self._page or self._page.isAncestorOf(watched)):
            return False
        act: Callable[[], object] | None = None
        if event.matches(QKeySequence.StandardKey.Undo):
            act = self._undo
        elif event.matches(QKeySequence.StandardKey.Redo) or event.keyCombination() == QKeySequence("Ctrl+Y")[0]:
            act = self._redo
        if act is None:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            act()
        return True
