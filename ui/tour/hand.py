"""The hand that drives the tour: it knows a window only as a person does, by what is visible and what it says.

It acts by mouse and key events alone. What it looks for must be visible and enabled, is scrolled into view with the
wheel if need be, and is pressed in its middle; if it does not come within some seconds the tour has failed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollArea, QWidget

from fieldapp import clock
from ui.tour.wording import Wording
from ui.widgets.toast import Toast

SECONDS = 60.0
W = TypeVar("W", bound=QWidget)


class TourFailedError(Exception):
    """A step of the day could not be done."""


class Hand:
    """One hand on one application; writes down what it does and takes pictures."""

    def __init__(self, app: QApplication, folder: Path, wording: Wording) -> None:
        self._app, self._folder, self._wording = app, folder, wording
        self._shots = 0
        self._started = clock.monotonic()
        self.log: list[str] = []
        folder.mkdir(parents=True, exist_ok=True)

    def window(self) -> QWidget:
        """The window in front; a dialog that wants an answer comes before everything else."""
        modal = self._app.activeModalWidget()
        if modal is not None:
            return modal
        shown = [w for w in self._app.topLevelWidgets() if w.isVisible() and w.isWindow() and w.width() > 300]
        active = self._app.activeWindow()
        if active is not None and active in shown:
            return active
        if not shown:
            raise TourFailedError("no window is on screen")
        return shown[-1]

    def find(self, words: str, kind: type[W], *, nth: int = 0, part: bool = False) -> W:
        """The `nth` visible, enabled widget of this kind that says `words` (anything, if empty); waits for it."""
        found: list[W] = []

        def there() -> bool:
            found[:] = list(self._saying(words, kind, part=part))
            return len(found) > nth

        self.wait(there, f"{kind.__name__} “{words}”")
        return found[nth]

    def sees(self, words: str) -> bool:
        """Whether anything on screen says these words."""
        return any(True for _ in self._saying(words, QWidget, part=True))

    def press(self, words: str, *, nth: int = 0, part: bool = False) -> None:
        """Press the button that says `words`."""
        self.press_on(self.find(words, QAbstractButton, nth=nth, part=part), words)

    def press_on(self, widget: QWidget, words: str = "", at: QPoint | None = None) -> None:
        """Press a widget in its middle, or at a point of it."""
        self._bring_to_front()
        self._bring_into_view(widget)
        self.note(f"press {words or widget.accessibleName()}")
        QTest.mouseClick(
            widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at or widget.rect().center()
        )
        self.settle()

    def write(self, words: str, text: str, kind: type[QWidget] = QLineEdit) -> None:
        """Press into the field called `words`, replace what stands in it with `text`."""
        field = self.find(words, kind)
        self._bring_into_view(field)
        QTest.mouseClick(field, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, field.rect().center())
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(field, Qt.Key.Key_Delete)
        type_in(field, text)
        self.note(f"write {words}: {text}")
        self.settle()

    def keys(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        self._bring_to_front()
        target = self._app.focusWidget() or self.window()
        QTest.keyClick(target, key, modifier)
        self.note(f"key {key.name} on {type(target).__name__} {target.accessibleName()}")
        self.settle()

    def _bring_to_front(self) -> None:
        """What a desktop does by itself: when a window has closed, the next one is the active one."""
        window = self.window()
        if not window.isActiveWindow():
            window.activateWindow()
            self.wait(window.isActiveWindow, "the window to be in front")

    def draw(self, pad: QWidget, strokes: list[list[QPoint]]) -> None:
        """Sign on a pad, stroke by stroke, with the mouse."""
        self._bring_into_view(pad)
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        for stroke in strokes:
            QTest.mousePress(pad, left, none, stroke[0])
            for point in stroke[1:]:
                QTest.mouseMove(pad, point, 4)
            QTest.mouseRelease(pad, left, none, stroke[-1])
        self.note(f"sign on {pad.accessibleName()}")
        self.settle()

    def wait(self, condition: Callable[[], bool], what: str, seconds: float = SECONDS) -> None:
        """Let the program work until something holds.

        Raises:
            TourFailedError: it did not come to hold in time.
        """
        deadline = clock.monotonic() + seconds
        while not condition():
            if clock.monotonic() > deadline:
                self.shot("failed")
                raise TourFailedError(f"waited {seconds:.0f} s in vain for {what}")
            self._let_work(20)

    def settle(self) -> None:
        """Let what was just asked for happen and be painted."""
        self._let_work(60)

    def shot(self, name: str) -> Path:
        """A picture of the window in front, numbered, as soon as it holds still; news is put away after it."""
        self._hold_still()
        self._shots += 1
        path = self._folder / f"{self._shots:02d}-{name}.png"
        self.window().grab().save(str(path))
        self.note(f"picture {path.name}")
        self.put_away_news()
        return path

    def put_away_news(self) -> None:
        """Close what was said at the foot of the window."""
        for news in self.window().findChildren(Toast):
            if news.isVisible():
                self.press_on(news.close_button, f"close of “{news.accessibleName()}”")

    def _hold_still(self) -> None:
        """Wait until nothing moves any more, two seconds at the most: a map glides, a cursor blinks."""
        deadline = clock.monotonic() + 2
        before, now = None, self.window().grab().toImage()
        while now != before and clock.monotonic() < deadline:
            self._let_work(120)
            before, now = now, self.window().grab().toImage()

    def note(self, words: str) -> None:
        """Write down what was done."""
        self.log.append(f"{clock.monotonic() - self._started:7.2f} s  {words}")

    def _saying(self, words: str, kind: type[W], *, part: bool) -> Iterator[W]:
        wanted = self._wording.forms(words)
        for widget in self.window().findChildren(kind):
            if not widget.isVisible() or not widget.isEnabled():
                continue
            said = (widget.accessibleName(), _text(widget))
            if not words or any(form == text or (part and form in text) for form in wanted for text in said if text):
                yield widget

    def _bring_into_view(self, widget: QWidget) -> None:
        """Turn the wheel until the widget's middle can be seen in every scrolling part around it."""
        around = widget.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea):
                self._scroll(around, widget)
            around = around.parentWidget()

    def _scroll(self, area: QScrollArea, widget: QWidget) -> None:
        viewport = area.viewport()
        for _ in range(80):
            middle = widget.mapTo(viewport, widget.rect().center()).y() if viewport.isAncestorOf(widget) else 0
            if 20 <= middle <= viewport.height() - 20 or not area.verticalScrollBar().isVisible():
                return
            before = area.verticalScrollBar().value()
            _turn_wheel(viewport, -120 if middle > viewport.height() / 2 else 120)
            self._let_work(5)
            if area.verticalScrollBar().value() == before:
                return

    def _let_work(self, milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()


def _turn_wheel(viewport: QWidget, amount: int) -> None:
    at = QPointF(viewport.rect().center())
    event = QWheelEvent(
        at,
        viewport.mapToGlobal(at),
        QPoint(0, 0),
        QPoint(0, amount),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


def type_in(field: QWidget, text: str) -> None:
    """Latin letters come from the keys; Chinese comes from an input method, which commits whole words."""
    if text.isascii():
        QTest.keyClicks(field, text)
        return
    committed = QInputMethodEvent()
    committed.setCommitString(text)
    QApplication.sendEvent(field, committed)


def _text(widget: QWidget) -> str:
    if isinstance(widget, QAbstractButton | QLabel):
        return widget.text().replace("&&", "&")
    return ""
