"""Notices that nobody has touched this laptop for some minutes.

Only the windows' own handles are watched, not every event of the program: keys, pointer and touch arrive there first,
and there are few of them. Time is counted by the clock that no one can set; a laptop that slept counts as untouched.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from fieldapp import clock

LOOK_EVERY_MS = 5_000
CHOICES = (2, 5, 10, 15, 30)
"""Minutes one may choose; there is no "never": an open case on a table is read by whoever passes."""
USUAL = 10
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)


class IdleWatch(QObject):
    """The watch; `start` it when somebody has signed in.

    Signals:
        idle: nobody has touched anything for the minutes chosen; said once until somebody does again.
    """

    idle = Signal()

    def __init__(self, minutes: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.minutes = minutes
        self._last = clock.monotonic()
        self._said = False
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Watch from now on."""
        self.touched()
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._attach)
        self._attach(app.focusWindow())
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        if self._timer.isActive():
            self._timer.stop()
            app = QGuiApplication.instance()
            assert isinstance(app, QGuiApplication)
            app.focusWindowChanged.disconnect(self._attach)

    def touched(self) -> None:
        """Somebody is here."""
        self._last, self._said = clock.monotonic(), False

    def look(self) -> None:
        """See whether somebody still is."""
        if not self._said and clock.monotonic() - self._last >= self.minutes * 60:
            self._said = True
            self.idle.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.touched()
        return False

    def _attach(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)
