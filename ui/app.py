"""The composition root of the window, and the order of start-up.

1. Qt, fonts, language and theme: nothing else is imported before the sign-in window is on screen.
2. The sign-in window, made without what its first painting does not need (`ui.first_paint`); once it is painted, that
   is made up for, and a thread imports what the store needs while the person types.
3. Signed in: the workplace (store, tasks, sync), the shell of the person's role, its first page, each in a turn of the
   event loop of its own; sync begins when that page is there. Instead of the shell the lock, while this laptop may not
   be worked with.
4. Signed out or closed: sync stops, every save is finished, the store is closed; then back to 2, or the end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6 import QtCore
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from fieldapp import clock
from ui import first_paint, opengl, singletons, theme
from ui.crash import CrashReporter
from ui.destroyed_here import destroyed_here, notice_of
from ui.garbage import GarbageRounds
from ui.i18n import translate
from ui.people_here import known_here, with_last_use
from ui.preferences import Preferences
from ui.preload import Preload
from ui.sign_in import Access, SignIn, Ways
from ui.tasks import Tasks

if TYPE_CHECKING:
    from fieldapp.services.desk import Desk
    from fieldapp.store.laptop.safe_copy import PutBack
    from fieldapp.sync.lease import Lease, Standing
    from fieldapp.sync.network import Network
    from ui.locking import Locking
    from ui.shell import Shell
    from ui.sign_in_network import FirstWay
    from ui.single_instance import SingleInstance
    from ui.workplace import Workplace

LISTEN_AFTER_MS = 600
"""A second start is heard so long after the first window came: Qt's network module must not delay the first key."""
LOAD_AFTER_MS = 60
"""What is heavy begins to load so long after the first window came: the first keys find the interpreter free."""


class Options(NamedTuple):
    """How the window starts.

    Attributes:
        home: where stores and preferences are kept.
        known: people offered at sign-in; with a passphrase only in practice.
        practice: the data is practice data; the window says so.
        start_practice: makes the practice office and says who may sign in; None where there is none to be had.
        begin_with_practice: make it at once, without being asked.
        before_sign_in: called before every sign-in, off the GUI thread: waits for the practice server.
    """

    home: Path
    known: tuple[Access, ...] = ()
    practice: bool = False
    start_practice: Callable[[], tuple[Access, ...]] | None = None
    begin_with_practice: bool = False
    before_sign_in: Callable[[], None] | None = None


class Application(QObject):
    """The running window, from sign-in to sign-out and again."""

    def __init__(self, app: QApplication, options: Options, instance: SingleInstance | None = None) -> None:
        super().__init__()
        self.app, self.options, self.instance = app, options, instance
        if instance is not None:
            instance.knocked.connect(self.bring_to_front)
        self.preferences = Preferences(options.home)
        self.preferences.put_in_force(app)
        self.crash = CrashReporter(options.home / "crashes")
        self.crash.install()
        self._hearing = QTimer(self, singleShot=True, interval=LISTEN_AFTER_MS)
        self._hearing.timeout.connect(self._listen)
        self._loading = QTimer(self, singleShot=True, interval=LOAD_AFTER_MS)
        self._loading.timeout.connect(first_paint.release)
        self._preload = Preload(self)
        self._loading.timeout.connect(self._preload.start)
        self._garbage = GarbageRounds()
        self._garbage.start()
        self.sign_in: SignIn | None = None
        self.workplace: Workplace | None = None
        self.locking: Locking | None = None
        self._lease: tuple[Lease, Standing] | None = None
        self._put_back: PutBack | None = None
        self._entering: Desk | None = None
        self._tasks: Tasks | None = None
        app.setQuitOnLastWindowClosed(False)

    def start(self) -> None:
        """Show the sign-in window; what was begun to be destroyed is destroyed before anybody signs in."""
        self._tasks = Tasks()
        wiped = destroyed_here(self.options.home)
        self.sign_in = SignIn(
            self._tasks,
            self.preferences,
            with_last_use(known_here(self.options.home, self.options.known), self.preferences),
            self._enter,
            practice=self.options.practice,
            can_practise=self.options.start_practice is not None,
            destroyed=[notice_of(self.options.home, one) for one in wiped if not one.read_at],
            ways=_ways(self.options.home),
        )
        self.sign_in.done.connect(self._signed_in)
        self.sign_in.painted.connect(self._loading.start)
        self._hearing.start()
        if any(one.token for one in wiped):
            self.sign_in.painted.connect(self._confirm)
        self.sign_in.practice_wanted.connect(self._practise)
        self.crash.set_known(self.sign_in.say_error)
        self.sign_in.installEventFilter(self)
        self.sign_in.show()
        if self.options.begin_with_practice:
            self._practise()

    def stop(self) -> None:
        """End everything in order; windows go now, for no loop runs any more that would take them away later."""
        self._hearing.stop()
        self._loading.stop()
        self._preload.stop()
        self._leave()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._garbage.stop()
        self.crash.uninstall()

    def bring_to_front(self) -> None:
        """The program was started once more: show what is there."""
        if self.locking is not None:
            self.locking.bring_to_front()
        elif self.sign_in is not None:
            window = self.sign_in
            window.setWindowState(window.windowState() & ~QtCore.Qt.WindowState.WindowMinimized)
            window.show()
            window.raise_()
            window.activateWindow()

    def _listen(self) -> None:
        """Hear a second start from now on; only once, and after the first paint."""
        if self.instance is not None and not self.instance.listens:
            self.instance.listen()

    def eventFilter(self, watched: QObject, event: Any) -> bool:
        """The sign-in window closed by hand ends the program."""
        if watched is self.sign_in and event.type() == event.Type.Close:
            self.app.quit()
        return False

    def _enter(
        self,
        server_url: str,
        login: str,
        passphrase: str,
        old: str = "",
        way: FirstWay | None = None,
        *,
        put_back: bool = False,
    ) -> Desk:
        from fieldapp.sync.lease import Lease
        from fieldapp.sync.sign_in import sign_in

        if self.options.before_sign_in is not None:
            self.options.before_sign_in()
        network = None if way is None else _network(way)
        desk = sign_in(
            self.options.home,
            server_url,
            login,
            passphrase,
            old=old,
            network=network,
            put_back=put_back,
            told=self._keep_put_back,
        )
        lease = Lease(desk.store)
        self._lease = (lease, lease.look())
        return desk

    def _keep_put_back(self, done: PutBack) -> None:
        self._put_back = done

    def _signed_in(self, desk: Desk) -> None:
        self._entering = desk
        self._preload.when_finished(self._enter_workplace)

    def _enter_workplace(self) -> None:
        from ui.in_pieces import InPieces
        from ui.locking import Locking
        from ui.workplace import Workplace

        assert self._tasks is not None
        assert self._lease is not None
        assert self._entering is not None
        desk, self._entering = self._entering, None
        work = Workplace(desk, self._tasks, practice=self.options.practice)
        work.signed_out.connect(self._sign_out)
        self.workplace, self.locking = work, Locking(work, *self._lease, self.preferences.idle_minutes)
        self.locking.opened.connect(self._show_shell)
        self.locking.left.connect(self._sign_out, QtCore.Qt.ConnectionType.QueuedConnection)
        self.locking.closed.connect(self.app.quit)
        self.preferences.keep_used(desk.staff.login, clock.now())
        InPieces(work, [self._make_shell, self._open_first, self._begin])

    def _make_shell(self) -> None:
        """The window of the role, in a turn for itself; not while this laptop is locked."""
        assert self.locking is not None
        assert self.workplace is not None
        if not self.locking.guard.standing.locked:
            self._made_shell(self.workplace)

    def _open_first(self) -> None:
        """Its first page, in a turn for itself."""
        assert self.workplace is not None
        if self.workplace.shell is not None:
            self.workplace.shell.open_first()

    def _begin(self) -> None:
        """On screen, or the lock instead; and the sign-in window goes."""
        assert self.locking is not None
        assert self.workplace is not None
        self.locking.begin()
        self.workplace.begin()
        self._close_sign_in()

    def _show_shell(self) -> None:
        """The window of the role, made when it is first wanted: not while this laptop is locked."""
        work = self.workplace
        assert work is not None
        shell = work.shell or self._made_shell(work)
        self.crash.set_known(shell.say_error)
        shell.show()
        done, self._put_back = self._put_back, None
        if done is not None:
            shell.say(_saved(done), "warn")

    def _made_shell(self, work: Workplace) -> Shell:
        shell = shell_maker(work.desk.staff.role)(work, self.preferences)
        shell.closed.connect(self.app.quit)
        assert self.locking is not None
        self.locking.adopt(shell)
        work.read_status()
        return shell

    def _confirm(self) -> None:
        """Tell the office what was destroyed here, as soon as there is a way to it."""
        from fieldapp.sync import wipe

        home = self.options.home
        assert self._tasks is not None
        self._tasks.read(lambda: wipe.confirm(home), owner=self)

    def _sign_out(self) -> None:
        shell = self.workplace.shell if self.workplace else None
        if shell is not None:
            shell.closed.disconnect(self.app.quit)
            shell.close()
        self._leave()
        self.start()

    def _leave(self) -> None:
        if self.locking is not None:
            self.locking.end()
            self.locking = None
        if self.workplace is not None:
            shell = self.workplace.shell
            if shell is not None:
                shell.close()  # pages keep their drafts while there are still tasks to do it with
            self.workplace.close()
            self.workplace = None
            if shell is not None:
                shell.deleteLater()
        elif self._tasks is not None:
            self._tasks.close()
            if self._entering is not None:
                self._entering.store.close()
                self._entering = None
        self._close_sign_in()
        self._tasks = None

    def _close_sign_in(self) -> None:
        if self.sign_in is not None:
            window, self.sign_in = self.sign_in, None
            window.removeEventFilter(self)
            window.close()
            window.deleteLater()

    def _practise(self) -> None:
        assert self._tasks is not None
        assert self.sign_in is not None
        start = self.options.start_practice
        if start is None:
            return
        window = self.sign_in
        window.say_progress(translate("SignIn", "正在准备练习数据，大约需要半分钟…"))
        self._tasks.write(start, done=self._practice_ready, failed=window.say_error, owner=window)

    def _practice_ready(self, known: Sequence[Access]) -> None:
        if self.sign_in is not None:
            self.sign_in.set_known(known, practice=True)


def shell_maker(role: str) -> Callable[[Workplace, Preferences], Shell]:
    """How the window of a role is made; imported only now, for it brings every page."""
    if role == "supervisor":
        from ui.supervisor.places import shell_for as of_supervisor

        return of_supervisor
    from ui.collector.places import shell_for

    return shell_for


def run(options: Options, arguments: Sequence[str] = ()) -> int:
    """Open the window and stay until it is closed; the exit code."""
    from ui.single_instance import SingleInstance

    singletons.keep()
    opengl.share()
    first_paint.hold()
    app = theme.application(arguments)
    app.setApplicationName("FieldApp")
    app.setDesktopFileName("fieldapp")
    instance = SingleInstance(options.home)
    if not instance.is_first():
        instance.knock()
        return 0
    whole = Application(app, options, instance)
    whole.start()
    code = app.exec()
    whole.stop()
    instance.let_go()
    return code


def _network(way: FirstWay) -> Network:
    """The way to the server as it was typed before there was a store."""
    from fieldapp.sync.certificates import read_authorities
    from fieldapp.sync.network import Network, ProxyMode
    from fieldapp.sync.proxy import checked_proxy

    return Network(
        ProxyMode.MANUAL if way.proxy else ProxyMode.SYSTEM,
        checked_proxy(way.proxy) if way.proxy else "",
        way.login,
        way.password,
        read_authorities(Path(way.authorities)) if way.authorities else "",
    )


def _ways(home: Path) -> Ways:
    """What a forgotten passphrase needs; heavy, so imported when it is asked for, off the GUI thread."""

    def request(login: str) -> object:
        from fieldapp.sync import recovery

        return recovery.request(home, login)

    def recover(login: str, answer: str, passphrase: str) -> None:
        from fieldapp.sync import recovery

        recovery.recover(home, login, answer, passphrase)

    return Ways(request, recover)


def _saved(done: PutBack) -> str:
    """What came of going on with the copy of a damaged store."""
    from fieldapp.store.laptop.mending import local_time
    from ui import messages

    return str(messages.say("store.copy_put_back", {"at": local_time(done.made_at), "saved": done.saved}))


__all__ = ["Access", "Application", "Options", "run"]
