"""A hand that uses no mouse: it goes to things with Tab and the arrows and presses them with Space.

So the day that it drives shows that everything on the way can be reached by the keyboard, in an order that ends. The
one thing it leaves to the pen is the pen's: a signature is drawn, whatever else one has in the hand.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit, QWidget

from ui.tour.hand import Hand, TourFailedError, type_in

MOST_TABS = 400
MOST_ARROWS = 40


class KeyboardHand(Hand):
    """The same hand for the same script, by key events alone."""

    def press_on(self, widget: QWidget, words: str = "", at: QPoint | None = None) -> None:  # noqa: ARG002
        """Go to a control and press it; a row of a list is gone to with the arrows."""
        self._bring_to_front()
        named = words or widget.accessibleName()
        view = widget.parentWidget()
        if isinstance(view, QAbstractItemView):
            self._go_to(view, named)
            self._key(Qt.Key.Key_Home)
            self._key(Qt.Key.Key_Down if view.currentIndex().row() < 0 else Qt.Key.Key_Home)
        elif not self._choose(widget, named):
            self._go_to(widget, named)
            self._key(Qt.Key.Key_Space)
        self.note(f"key to {named}")
        self.settle()

    def write(self, words: str, text: str, kind: type[QWidget] = QLineEdit) -> None:
        """Go to the field called `words`, replace what stands in it with `text`."""
        field = self.find(words, kind)
        self._bring_to_front()
        self._go_to(field, words)
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(field, Qt.Key.Key_Delete)
        type_in(field, text)
        self.note(f"key to {words}: {text}")
        self.settle()

    def _choose(self, widget: QWidget, named: str) -> bool:
        """One answer of several that share one place in the order of focus: whether it was one, and is chosen now."""
        group = widget.group() if isinstance(widget, QAbstractButton) else None
        if group is None or not group.exclusive():
            return False
        stop = next((one for one in group.buttons() if one.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
        if stop is None:
            return False
        self._go_to(stop, named)
        if widget is stop:
            self._key(Qt.Key.Key_Space)
            return True
        for _ in range(MOST_ARROWS):
            if group.checkedButton() is widget:
                return True
            self._key(Qt.Key.Key_Right)
        raise TourFailedError(f"the arrows do not lead to “{named}”")

    def _go_to(self, widget: QWidget, named: str) -> None:
        """Press Tab until the focus is on the widget or within it.

        Raises:
            TourFailedError: it is not in the order of focus.
        """
        for _ in range(MOST_TABS):
            focus = self._app.focusWidget()
            if focus is not None and (focus is widget or widget.isAncestorOf(focus) or widget.focusProxy() is focus):
                return
            self._key(Qt.Key.Key_Tab)
            if self._app.focusWidget() is focus:
                self.settle()  # a web page passes the focus on in a turn of its own
        self.shot("failed")
        raise TourFailedError(f"Tab does not lead to “{named}” ({type(widget).__name__})")

    def _key(self, key: Qt.Key) -> None:
        QTest.keyClick(self._app.focusWidget() or self.window(), key)
