"""What the system tells that sync wants to know: there is a network again, the laptop goes to sleep, it woke.

Network: Qt's own watching of the system. Sleep: the login manager's signal on Linux, the power messages on Windows;
elsewhere nobody tells, and sync keeps to its schedule. On Linux sleep is put off for the few seconds that the system
grants, so that a round can end before it; the wish goes with this program, however it ends.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QCoreApplication, QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

SERVICE = "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"
MANAGER = "org.freedesktop.login1.Manager"
MOST_MS = 4500
"""How long sleep is put off at most; systems grant five seconds."""
WM_POWERBROADCAST, SUSPEND, RESUME, RESUME_BY_PERSON = 0x0218, 0x0004, 0x0012, 0x0007
Release = Callable[[], None]


class SystemEvents(QObject):
    """The events. `start` and `stop` once each; what the system does not tell is never said.

    Signals:
        network_back: there is a way out again.
        going_to_sleep: the laptop is about to sleep; say `ready_to_sleep` as soon as it may.
        woke: it is awake again.
    """

    network_back = Signal()
    going_to_sleep = Signal()
    woke = Signal()

    def __init__(self, parent: QObject | None = None, *, put_off: Callable[[], Release | None] | None = None) -> None:
        """`put_off` asks the system to wait before it sleeps, and gives what ends the wish."""
        super().__init__(parent)
        self._put_off = put_off or put_off_sleep
        self._release: Release | None = None
        self._online = True
        self._filter: PowerFilter | None = None
        self._listening = False
        self._watched: Any = None
        self._too_long = QTimer(self, interval=MOST_MS, singleShot=True)
        self._too_long.timeout.connect(self.ready_to_sleep)
        self.woke.connect(self.network_back)

    def start(self) -> None:
        """Listen from now on."""
        self._watch_network()
        if sys.platform == "win32":
            self._filter = PowerFilter(self)
            _app().installNativeEventFilter(self._filter)
        elif sys.platform == "linux":
            from PySide6.QtDBus import QDBusConnection

            self.listen_on(QDBusConnection.systemBus())

    def listen_on(self, bus: QDBusConnection) -> bool:
        """Listen to a login manager on this bus; whether there is such a bus."""
        slot: Any = SLOT("on_sleep(bool)")
        self._listening = bus.isConnected() and bus.connect(SERVICE, PATH, MANAGER, "PrepareForSleep", self, slot)
        if self._listening:
            self._hold()
        return self._listening

    def stop(self) -> None:
        """Listen no more."""
        self._listening = False
        self._too_long.stop()
        self._let_go()
        if self._filter is not None:
            _app().removeNativeEventFilter(self._filter)
            self._filter = None
        if self._watched is not None:
            self._watched.reachabilityChanged.disconnect(self.on_reachability)
            self._watched = None

    def ready_to_sleep(self) -> None:
        """What had to be done before sleep is done."""
        if self._too_long.isActive() or self.sender() is self._too_long:
            self._too_long.stop()
            self._let_go()

    @Slot(bool)
    def on_sleep(self, begins: bool) -> None:
        """The login manager says that the laptop goes to sleep, or woke."""
        if begins:
            self._too_long.start()
            self.going_to_sleep.emit()
            return
        self._too_long.stop()
        self._hold()
        self.woke.emit()

    def on_reachability(self, reachability: Any) -> None:
        """The system sees another network, or none."""
        online = reachability.name in {"Online", "Site"}
        if online and not self._online:
            self.network_back.emit()
        self._online = online

    def _watch_network(self) -> None:
        from PySide6.QtNetwork import QNetworkInformation

        QNetworkInformation.loadDefaultBackend()
        self._watched = QNetworkInformation.instance()
        if self._watched is not None:
            self._online = self._watched.reachability().name in {"Online", "Site"}
            self._watched.reachabilityChanged.connect(self.on_reachability)

    def _hold(self) -> None:
        self._let_go()
        self._release = self._put_off()

    def _let_go(self) -> None:
        if self._release is not None:
            release, self._release = self._release, None
            release()


class PowerFilter(QAbstractNativeEventFilter):
    """Hears Windows say that it goes to sleep or woke."""

    def __init__(self, events: SystemEvents) -> None:
        super().__init__()
        self._events = events

    def nativeEventFilter(self, kind: Any, message: int) -> tuple[bool, int]:
        """Look at a message and let it pass."""
        if bytes(kind) == b"windows_generic_MSG":
            from ctypes import wintypes

            told = wintypes.MSG.from_address(int(message))
            hear_power(self._events, told.message, told.wParam)
        return False, 0


def hear_power(events: SystemEvents, message: int, what: int) -> None:
    """A message of Windows' power management (WM_POWERBROADCAST)."""
    if message != WM_POWERBROADCAST:
        return
    if what == SUSPEND:
        events.going_to_sleep.emit()
    elif what in {RESUME, RESUME_BY_PERSON}:
        events.woke.emit()


def put_off_sleep() -> Release | None:
    """Ask the login manager to wait for us before sleep; None where nobody can be asked.

    The wish is held by a child that lives as long as our end of its input is open.
    """
    helper, waiter = shutil.which("systemd-inhibit"), shutil.which("cat")
    if helper is None or waiter is None:
        return None
    wish = [helper, "--what=sleep", "--mode=delay", "--who=FieldApp", "--why=sync", waiter]
    child = subprocess.Popen(wish, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def release() -> None:
        assert child.stdin is not None
        child.stdin.close()
        child.wait(5)

    return release


def _app() -> QCoreApplication:
    app = QCoreApplication.instance()
    assert app is not None
    return app
