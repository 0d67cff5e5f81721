"""Looks after whether this laptop may be worked with: the lease that runs out, the office's word, a worn-out sign-in.

It only looks and says so; what is shown for it is the application's choice. A lock that comes while the window is open
needs the passphrase besides the contact, for whoever sits there by then may be somebody else.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from fieldapp.sync.lease import Lease, Standing
from fieldapp.sync.steps import SyncReport
from ui.workplace import WIPED, Workplace

LOOK_EVERY_MS = 60_000
EXPIRED = "signin.expired"


class Guard(QObject):
    """The guard of one workplace.

    Signals:
        locked: (Standing) from now on it may not be worked with.
        unlocked: it may again.
        looked: (Standing) after each look while it is locked, for those who wait.
        expired: the server asks for the passphrase; work goes on.
        wiped: everything was destroyed, as the office said.
    """

    locked = Signal(object)
    unlocked = Signal()
    looked = Signal(object)
    expired = Signal()
    wiped = Signal()

    def __init__(self, work: Workplace, lease: Lease, standing: Standing) -> None:
        super().__init__(work)
        self._work, self._lease = work, lease
        self.standing = standing
        self._proven = True  # at sign-in the passphrase was just given
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        work.heard.connect(self._heard)

    def begin(self) -> None:
        """Look from time to time."""
        self._timer.start()

    def end(self) -> None:
        """Look no more."""
        self._timer.stop()

    def proven(self) -> None:
        """The person at the lock has given the passphrase."""
        self._proven = True

    def look(self) -> None:
        """See how it stands now."""
        self._work.tasks.write(self._lease.look, done=self._take, failed=_let_be, owner=self)

    def _heard(self, report: SyncReport) -> None:
        code = report.error.code if report.error is not None else ""
        if code == WIPED:
            self.end()
            self.wiped.emit()
            return
        if code == EXPIRED:
            self.expired.emit()
        self._work.tasks.write(lambda: self._lease.heard(code), done=self._take, failed=_let_be, owner=self)

    def _take(self, standing: Standing) -> None:
        was, self.standing = self.standing, standing
        if standing.locked and not was.locked:
            self._proven = False
        if standing.locked and was.code != standing.code:
            self.locked.emit(standing)
        if was.locked and not standing.locked and not self._proven:
            # a contact came by itself; what is missing is only who sits here
            self.standing = was
        elif was.locked and not standing.locked:
            self.unlocked.emit()
        self.looked.emit(standing)


def _let_be(_error: object) -> None:
    """A look that failed (a full disk) is made again in a minute."""
