"""One window for each home folder: a second start brings the first to the front instead of fighting it for the store.

A lock file decides who is first. The system lets go of it when its holder dies, however it died, so a killed program is
never taken for a running one, and of two that start at once exactly one gets it. The second then knocks on a local
socket that the first opens once its window is painted; Qt's network module is loaded by nobody before that.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

from fieldapp import clock

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

LOCK = "window.lock"
KNOCK = b"front\n"
PATIENCE_S = 5.0
TRY_EVERY_S = 0.05


class SingleInstance(QObject):
    """For one home folder.

    Signals:
        knocked: somebody has started the program again: come to the front.
    """

    knocked = Signal()

    def __init__(self, home: Path) -> None:
        super().__init__()
        home.mkdir(parents=True, exist_ok=True)
        self._home = home
        self._lock: QLockFile | IO[bytes] | None = None
        self._server: QLocalServer | None = None

    @property
    def listens(self) -> bool:
        """Whether it hears those who start the program again."""
        return self._server is not None

    def is_first(self) -> bool:
        """Whether nobody else has this folder's window; from then on it is ours."""
        if self._lock is None:
            self._lock = _held(self._home / LOCK) if sys.platform == "win32" else _flocked(self._home / LOCK)
        return self._lock is not None

    def listen(self) -> None:
        """Hear those who start the program again; what a killed one left of its socket is taken away."""
        from PySide6.QtNetwork import QLocalServer

        name = socket_name(self._home)
        QLocalServer.removeServer(name)  # the lock is ours, so nobody alive listens there
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        self._server.listen(name)

    def knock(self, patience_s: float = PATIENCE_S) -> bool:
        """Ask the window that is there to come to the front; whether it heard. It may still be starting."""
        from PySide6.QtNetwork import QLocalSocket

        name = socket_name(self._home)
        ends = clock.monotonic() + patience_s
        while True:
            socket = QLocalSocket()
            socket.connectToServer(name)
            if socket.waitForConnected(200):
                socket.write(KNOCK)
                heard = socket.waitForBytesWritten(1000)
                socket.disconnectFromServer()
                return heard
            if clock.monotonic() >= ends:
                return False
            time.sleep(TRY_EVERY_S)

    def let_go(self) -> None:
        """The window has gone; the next one may come."""
        if self._server is not None:
            self._server.close()
            self._server = None
        lock, self._lock = self._lock, None
        if isinstance(lock, QLockFile):
            lock.unlock()
        elif lock is not None:
            lock.close()

    def _answer(self) -> None:
        while self._server is not None and (caller := self._server.nextPendingConnection()) is not None:
            caller.disconnected.connect(caller.deleteLater)
            self.knocked.emit()


def _flocked(path: Path) -> QLockFile | IO[bytes] | None:
    """Ours now, or None: somebody holds it. Qt's own lock waits for the disk, up to twenty milliseconds of a start."""
    import fcntl

    file = path.open("ab")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    except OSError:  # a share whose system knows no such locks
        file.close()
        return _held(path.with_name(f"{path.name}.qt"))
    return file


def _held(path: Path) -> QLockFile | None:
    """The same by Qt, where a system has no such locks."""
    lock = QLockFile(str(path))
    lock.setStaleLockTime(0)  # never by age: only when its holder is gone
    return lock if lock.tryLock(0) else None


def socket_name(home: Path) -> str:
    """The socket of a folder: short, because systems allow no long ones, and another for each folder."""
    from PySide6.QtCore import QCryptographicHash

    whole = QCryptographicHash.hash(str(home.resolve()).encode(), QCryptographicHash.Algorithm.Sha256)
    return "fieldapp-" + bytes(whole.toHex().data()).decode()[:20]
