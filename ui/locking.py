"""What the window does about the guard's word: the lock in its place, the small card that asks for the passphrase; and
about nobody being there: the screen locks after some minutes, and when the laptop goes to sleep.

While it is locked the window of the role stays behind as it is, hidden: whoever unlocks it finds the page they left.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from fieldapp.sync.lease import TOLD_DAYS, Lease, Standing
from ui import i18n, messages
from ui.guard import Guard
from ui.idle_screen import IdleScreen
from ui.idle_watch import USUAL, IdleWatch
from ui.lock_screen import LockScreen
from ui.renew_prompt import RenewPrompt
from ui.shell import Shell
from ui.sign_in import SignIn
from ui.workplace import Workplace


def to_front(window: QWidget) -> None:
    """Out of the task bar, above the others, with the keyboard."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


class Locking(QObject):
    """For one workplace.

    Signals:
        opened: the window of the role may be shown.
        left: sign out: the person wants to, or everything here was destroyed.
        closed: the lock was closed, and with it the program.
    """

    opened = Signal()
    left = Signal()
    closed = Signal()

    def __init__(self, work: Workplace, lease: Lease, standing: Standing, idle_minutes: int = USUAL) -> None:
        super().__init__(work)
        self._work = work
        self.idle: IdleScreen | None = None
        self.watch = IdleWatch(idle_minutes, self)
        self.watch.idle.connect(self.lock_screen)
        work.lock_wanted.connect(self.lock_screen)
        work.front_wanted.connect(self.bring_to_front)
        work.idle_minutes_changed.connect(self._set_minutes)
        work.events.going_to_sleep.connect(self.lock_screen)
        self.prompt: RenewPrompt | None = None
        self.screen: LockScreen | None = None
        self._hidden: list[QWidget] = []
        self.guard = Guard(work, lease, standing)
        self.guard.locked.connect(self._lock)
        self.guard.looked.connect(self._looked)
        self.guard.unlocked.connect(self._unlock)
        self.guard.expired.connect(self._ask)
        self.guard.wiped.connect(self.left)
        i18n.changes.changed.connect(self._speak)

    def begin(self) -> None:
        """Show the window, or the lock; and look after it from then on."""
        if self.guard.standing.locked:
            self._lock(self.guard.standing)
        else:
            self.opened.emit()
        self.guard.begin()
        self.watch.start()

    def adopt(self, shell: Shell) -> None:
        """The window of the role, made when it was first wanted."""
        left = self.guard.standing.days_left
        if left is not None and left <= TOLD_DAYS:
            shell.say(messages.say("device.lease_near", {"left": left}).text, "warn")

    def end(self) -> None:
        """Look no more, and take the lock away."""
        self.guard.end()
        self.watch.stop()
        self._close_idle()
        i18n.changes.changed.disconnect(self._speak)
        self.prompt = None
        self._close()

    def lock_screen(self) -> None:
        """Nobody is here: only who knows the passphrase sees the window again. Sync goes on behind it."""
        shell = self._work.shell
        if self.idle is not None or self.screen is not None or shell is None:
            return
        self.idle = screen = IdleScreen(self._work.desk, self._work.tasks)
        screen.opened.connect(self._open_idle)
        screen.switched.connect(self.left)
        screen.closed.connect(self.closed)
        screen.setGeometry(shell.geometry())
        self._hide_all(but=screen)
        screen.show()

    def bring_to_front(self) -> None:
        """Show the window that stands for this workplace now: a lock stays a lock."""
        window = self.screen or self.idle or self._work.shell
        if window is not None:
            to_front(window)

    def _open_idle(self) -> None:
        self.watch.touched()
        self._show_hidden()
        self._close_idle()
        if self._work.shell is not None:
            self._work.shell.activateWindow()

    def _close_idle(self) -> None:
        if self.idle is not None:
            window, self.idle = self.idle, None
            window.closed.disconnect(self.closed)
            window.close()
            window.deleteLater()

    def _set_minutes(self, minutes: int) -> None:
        self.watch.minutes = minutes
        self.watch.touched()

    def _lock(self, standing: Standing) -> None:
        self._close_idle()  # one lock at a time: this one asks for more
        if self.screen is not None:
            self.screen.show_standing(standing)
            return
        self.screen = screen = LockScreen(self._work, standing)
        screen.proven.connect(self.guard.proven)
        screen.left.connect(self.left)
        screen.closed.connect(self.closed)
        if self._work.shell is not None:
            screen.setGeometry(self._work.shell.geometry())
        self._hide_all(but=screen)
        screen.show()

    def _hide_all(self, but: QWidget) -> None:
        """No dialog over a borrower's affairs stays on the screen either; what was open comes back afterwards."""
        for window in QApplication.topLevelWidgets():
            if window is not but and window.isVisible() and not isinstance(window, SignIn):
                window.hide()
                self._hidden.append(window)

    def _show_hidden(self) -> None:
        hidden, self._hidden = self._hidden, []
        for window in hidden:
            if isValid(window):
                window.show()

    def _looked(self, standing: Standing) -> None:
        if self.screen is not None and standing.locked:
            self.screen.show_standing(standing)

    def _unlock(self) -> None:
        self._show_hidden()
        self.opened.emit()
        self._close()

    def _close(self) -> None:
        if self.screen is not None:
            window, self.screen = self.screen, None
            window.closed.disconnect(self.closed)
            window.close()
            window.deleteLater()

    def _ask(self) -> None:
        """Ask for the passphrase in the corner of the window, unless it is hidden behind the lock."""
        shell = self._work.shell
        if shell is None or self.screen is not None:
            return
        if self.prompt is None:
            self.prompt = RenewPrompt(self._work, shell)
        self.prompt.ask()

    def _speak(self) -> None:
        """In another language the card is another one."""
        if self.prompt is not None:
            shown, old = self.prompt.isVisible(), self.prompt
            self.prompt = None
            old.hide()
            old.deleteLater()
            if shown:
                self._ask()
