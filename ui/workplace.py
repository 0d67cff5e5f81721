"""The workplace: what every page of a signed-in window works with.

It holds the desk (store and person), the tasks, the window, and the background sync; it tells pages what has changed,
wherever the change came from, so that each refreshes itself and nothing else. Pages do not know each other: they ask
the workplace to open something by name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from fieldapp.services.desk import Desk
from fieldapp.services.plan_day import bring_up_to_date
from fieldapp.store.laptop.unit import ChangeSet
from fieldapp.sync.background import BackgroundSync
from fieldapp.sync.driver import SyncDriver
from fieldapp.sync.network import Network, keep_network, network_of
from fieldapp.sync.one_at_a_time import Turn
from fieldapp.sync.sign_in import transport_for
from fieldapp.sync.status import SyncPhase, SyncStatus, read_status
from fieldapp.sync.steps import SyncReport
from fieldapp.sync.way_out import way_out
from fieldapp.sync.when import EVERY_SECONDS, SETTING, Cause, Pace
from fieldapp.sync.wipe import wiping
from ui.map_downloads import MapDownloads
from ui.place_finder import PlaceFinder
from ui.recent import Recent
from ui.shell import Shell
from ui.sync_events import SystemEvents
from ui.tasks import Tasks

Opener = Callable[[str], QWidget]
MIDNIGHT_CHECK_MS = 60_000
PAGE_MS = 1000
"""A first page that does not say when it is there is taken to be there by then."""
PAINTED_MS = 200
"""After a page is there, before what competes with it: it is painted, and the first press finds the window free."""
WIPED = "device.wiped"


class Workplace(QObject):
    """One signed-in window's world.

    Signals:
        changed: (ChangeSet) the store has changed: by a use case here, or by sync.
        status: (SyncStatus) how sync stands.
        progress: (int, int) while a round runs: records that have come so far, files moved. Sent from sync's thread:
            connect to a slot of a QObject, queued.
        heard: (SyncReport) a round has ended, before anything is read anew.
        signed_out: the person wants to leave; the application closes this workplace.
        lock_wanted: the person goes away for a moment: lock what is on screen.
        front_wanted: bring to the front whatever stands for this workplace now, be it the lock.
        tray_changed: (bool) what waits is to be shown in the system's tray, or no more.
        idle_minutes_changed: (int) the screen is to lock after so many minutes without anybody.
    """

    changed = Signal(object)
    status = Signal(object)
    progress = Signal(int, int)
    heard = Signal(object)
    signed_out = Signal()
    lock_wanted = Signal()
    idle_minutes_changed = Signal(int)
    front_wanted = Signal()
    tray_changed = Signal(bool)
    _sync_started = Signal()
    _sync_finished = Signal(object, object)

    def __init__(self, desk: Desk, tasks: Tasks, *, practice: bool = False) -> None:
        super().__init__()
        self.desk, self.tasks, self.practice = desk, tasks, practice
        self.shell: Shell | None = None
        self.working = False
        self.last_status: SyncStatus | None = None
        self.last_report: SyncReport | None = None
        self._openers: dict[str, tuple[str, Opener]] = {}
        self._transport = transport_for(desk)
        self._driver = SyncDriver(desk.store, self._transport, desk.device_id, wipe=wiping(desk))
        self.sync = BackgroundSync(
            self._driver,
            started=self._sync_started.emit,
            progress=self.progress.emit,
            finished=self._sync_finished.emit,
            pace=Pace(_every(desk)),
            turn=Turn(desk.folder),
            watch=way_out,
            interrupt=self._transport.interrupt,
        )
        self.events = SystemEvents(self)
        self.events.network_back.connect(self.sync.network_returned)
        self.events.going_to_sleep.connect(lambda: self.sync.request(Cause.SLEEP))
        queued = Qt.ConnectionType.QueuedConnection
        self._sync_started.connect(self._on_started, queued)
        self._sync_finished.connect(self._on_finished, queued)
        self.recent = Recent(desk, tasks, self)
        self.finder = PlaceFinder(desk, tasks, self)
        self.finder.found.connect(self.changed)
        self.maps = MapDownloads(desk, self)
        self.heard.connect(self.maps.hear)
        self.maps.changed.connect(self.finder.find_soon)  # a pack has streets: addresses are looked up in them
        self._day = QTimer(self, interval=MIDNIGHT_CHECK_MS)
        self._day.timeout.connect(self.refresh_day)
        self._beginning = QTimer(self, singleShot=True, interval=PAGE_MS)
        self._beginning.timeout.connect(self.start)

    def begin(self) -> None:
        """Start as soon as the first page says that it is there: sync and figures would compete with it."""
        self._beginning.start()

    def page_is_there(self) -> None:
        """A page has put on screen what it read; what waited for the first may go on, after what it still paints."""
        if self._beginning.isActive():
            self._beginning.start(PAINTED_MS)

    def start(self) -> None:
        """Bring the list to today's date and begin to sync."""
        self.refresh_day()
        self._day.start()
        self.events.start()
        self.sync.start()

    def close(self) -> None:
        """End sync and tasks, and let go of the store. What was saved stays saved."""
        self._beginning.stop()
        self._day.stop()
        self.events.stop()
        self.sync.stop()
        self.finder.stop()
        self.maps.end()
        self.recent.end()
        self.tasks.close()
        self._transport.close()
        self.desk.store.close()

    def can_open(self, name: str, under: str, make: Opener) -> None:
        """Register how a thing is shown: `open(name, id)` makes `make(id)` on the pile of the entry `under`."""
        self._openers[name] = (under, make)

    def can(self, name: str) -> bool:
        """Whether something of that name can be opened in this window."""
        return name in self._openers

    def opens(self, name: str) -> bool:
        """Whether a thing of that name can be shown in this window."""
        return name in self._openers

    def day_changed(self) -> None:
        """Somebody made another plan of the day: nothing of it goes to the office, and the page of the day follows."""
        self.changed.emit(ChangeSet())

    def open(self, name: str, id_: str) -> None:
        """Show a thing: a case, a visit, a plan, a paper.

        Raises:
            KeyError: nothing of that name can be opened in this window.
        """
        under, make = self._openers[name]
        assert self.shell is not None
        self.shell.open(f"{name}:{id_}", lambda: make(id_), under=under)

    def saved(self, changes: ChangeSet) -> None:
        """A use case has saved something: pages refresh, and sync runs soon."""
        self.changed.emit(changes)
        self.read_status()
        self.sync.request(Cause.SAVED)
        if changes.cases:
            self.finder.find_soon()

    def sync_now(self, cause: Cause = Cause.ASKED) -> None:
        """Sync as soon as possible."""
        self.sync.request(cause)

    def renewed(self) -> None:
        """The sign-in was renewed: the calls carry the new token from now on."""
        with self.desk.store.reading() as unit:
            self._transport.token = unit.settings.get("token", str) or ""
        self.sync.request()

    def read_network(self) -> Network:
        """The way to the server that this person chose; on a reader thread."""
        with self.desk.store.reading() as unit:
            return network_of(unit)

    def keep_network(self, network: Network) -> None:
        """Keep another way to the server, in force from the next call on; on the writer thread."""
        with self.desk.store.writing() as unit:
            keep_network(unit, network)
        self._transport.use(network)
        self.sync.request()

    def read_every(self) -> float:
        """Seconds between rounds by themselves, 0 for none; on a reader thread."""
        return _every(self.desk)

    def keep_every(self, seconds: float) -> None:
        """Keep another schedule, in force at once; on the writer thread."""
        with self.desk.store.writing() as unit:
            unit.settings.set(SETTING, seconds)
        self.sync.set_every(seconds)

    def read_status(self) -> None:
        """Ask the store how sync stands and tell everybody."""
        self.tasks.read(self._status, done=self._say_status, owner=self)

    def refresh_day(self) -> None:
        """Rows of another day are brought to today's, a few at a time, until none is left."""
        self.tasks.write(lambda: bring_up_to_date(self.desk), done=self._refreshed, owner=self)

    def _refreshed(self, more: bool) -> None:
        if more:
            self.changed.emit(ChangeSet())
            self.refresh_day()
        else:
            self.finder.find_soon()  # figures first: nobody waits for places

    def _status(self) -> SyncStatus:
        with self.desk.store.reading() as unit:
            return read_status(unit, working=self.working, next_try=self.sync.next_try())

    def _say_status(self, status: SyncStatus) -> None:
        self.last_status = status
        self.status.emit(status)

    def _on_started(self) -> None:
        self.working = True
        if self.last_status is not None:
            self._say_status(replace(self.last_status, phase=SyncPhase.WORKING))

    def _on_finished(self, report: SyncReport, changes: ChangeSet) -> None:
        self.working = False
        self.last_report = report
        self.events.ready_to_sleep()
        self.heard.emit(report)
        if report.error is not None and report.error.code == WIPED:
            return  # there is nothing left to read
        if changes:
            self.changed.emit(changes)
        if changes.sketched:
            self.refresh_day()  # many came at once: their figures are worked out now, a few at a time
        elif changes.cases:
            self.finder.find_soon()
        self.read_status()


def _every(desk: Desk) -> float:
    with desk.store.reading() as unit:
        kept = unit.settings.get(SETTING, float)
    return EVERY_SECONDS if kept is None else kept
