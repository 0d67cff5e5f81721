"""Ctrl+Z and Ctrl+Y over a whole page: every change is a step of the page, also one made in a field of text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

CTRL_Y = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Y)
"""Where the platform's own key is another one (Ctrl+Shift+Z)."""


class UndoKeys(QObject):
    """Takes the two keys from whatever has the keyboard inside `page`; watches that one widget alone."""

    def __init__(self, page: QWidget, undo: Callable[[], object], redo: Callable[[], object]) -> None:
        super().__init__(page)
        self._page, self._undo, self._redo = page, undo, redo
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)
        page.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() not in {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress} or not isinstance(event, QKeyEvent):
            return False
        act: Callable[[], object] | None = None
        if event.matches(QKeySequence.StandardKey.Undo):
            act = self._undo
        elif event.matches(QKeySequence.StandardKey.Redo) or event.keyCombination() == CTRL_Y:
            act = self._redo
        if act is None:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            act()
        return True

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None and isValid(before) and before is not self._page:
            before.removeEventFilter(self)
        if now is not None and now is not self._page and self._page.isAncestorOf(now):
            now.installEventFilter(self)
