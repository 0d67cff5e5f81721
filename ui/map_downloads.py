"""Map packs on their way, whatever page is on screen: one at a time, paused and gone on with, also after a restart.

What the network and the disk take their time for happens on threads of its own, so that neither reading a page nor
saving a visit waits for a map. Pages ask here and are told; they keep nothing.
"""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from fieldapp import clock, paths
from fieldapp.errors import KnownError

if TYPE_CHECKING:
    from fieldapp.protocol.maps import MapOffer
    from fieldapp.services.desk import Desk
    from fieldapp.sync.steps import SyncReport
    from fieldapp.sync.transport import Transport

TELL_EVERY = 0.2
"""Seconds from one word about a download to the next."""
JOIN_SECONDS = 0.2
METERED = "line_metered"
Errand = Callable[["Transport"], None]


@dataclass(frozen=True, slots=True)
class UnderWay:
    """The download that runs now: bytes here, of how many, and bytes a second since it began (0: too early to say)."""

    sha256: str
    have: int
    size: int
    speed: int = 0


class MapDownloads(QObject):
    """The downloads of one workplace.

    Signals:
        changed: the packs on this laptop are others now.
        moved: a download began, went on or ended; at most five times a second.
        offered: (KnownError or None) the office was asked which packs there are; None when it answered.
    """

    changed = Signal()
    moved = Signal()
    offered = Signal(object)
    _told = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asking, self._bringing = _Lane(desk, "map offers"), _Lane(desk, "map packs")
        self.now: UnderWay | None = None
        self.waiting: list[str] = []
        """Digests of the packs that wait for their turn."""
        self.failed: dict[str, KnownError] = {}
        """Why the last try of a pack ended, by its digest."""
        self._stop: set[str] = set()
        self._stalled: dict[str, MapOffer] = {}
        self._looked = False
        self._told.connect(lambda hear: hear(), Qt.ConnectionType.QueuedConnection)

    def ask(self) -> None:
        """Ask the office which packs there are."""
        self._asking.do(self._ask)

    def fetch(self, offer: MapOffer) -> None:
        """Bring a pack here, after those that were asked for before it."""
        if offer.sha256 in self.waiting or (self.now is not None and self.now.sha256 == offer.sha256):
            return
        self.failed.pop(offer.sha256, None)
        self._stalled.pop(offer.sha256, None)
        self._stop.discard(offer.sha256)
        self.waiting.append(offer.sha256)
        self._bringing.do(lambda line: self._bring(offer, line))
        self.moved.emit()

    def pause(self, offer: MapOffer) -> None:
        """Stop for now; what has come stays, and nothing goes on by itself."""
        self._let_be(offer)
        self._bringing.do(lambda _line: self._mark(offer))

    def cancel(self, offer: MapOffer) -> None:
        """Stop, and throw away what has come."""
        self._let_be(offer)
        self._bringing.do(lambda _line: self._forget(offer))

    def tell_changed(self) -> None:
        """Somebody added a pack by hand or removed one."""
        self.changed.emit()

    def hear(self, report: SyncReport) -> None:
        """Sync went through, so there is a line: go on with what a cut line, or a killed program, left half done."""
        if report.error is not None:
            return
        stalled, self._stalled = self._stalled, {}
        for offer in stalled.values():
            self.fetch(offer)
        if not self._looked:
            self._looked = True
            if paths.map_packs_coming().is_dir():
                self._asking.do(self._look_for_half_done)

    def end(self) -> None:
        """Stop everything; what has come stays and goes on next time."""
        for lane in (self._asking, self._bringing):
            lane.end()

    def _let_be(self, offer: MapOffer) -> None:
        self._stop.add(offer.sha256)
        self._stalled.pop(offer.sha256, None)
        self.failed.pop(offer.sha256, None)
        if self.now is not None and self.now.sha256 == offer.sha256:
            self._bringing.interrupt()
        if offer.sha256 in self.waiting:
            self.waiting.remove(offer.sha256)
        self.moved.emit()

    def _ask(self, line: Transport) -> None:
        from fieldapp.sync.map_packs import ask_offers

        try:
            ask_offers(self._desk.store, line)
        except KnownError as error:
            self._say(partial(self.offered.emit, error))
        else:
            self._say(lambda: self.offered.emit(None))

    def _look_for_half_done(self, _line: Transport) -> None:
        from fieldapp.sync.map_packs import Arrivals

        with self._desk.store.reading() as unit:
            sparing = bool(unit.settings.get(METERED, bool))
        for one in () if sparing else Arrivals(paths.map_packs()).coming():
            if not one.paused:
                self._say(partial(self.fetch, one.offer))

    def _bring(self, offer: MapOffer, line: Transport) -> None:
        from fieldapp.sync.map_packs import Arrivals, fetch

        if offer.sha256 in self._stop:
            return
        arrivals = Arrivals(paths.map_packs())
        speed = _Speed()

        def heard(have: int, size: int) -> bool:
            told = speed.told(have)
            if told is not None:
                self._say(lambda: self._now(UnderWay(offer.sha256, have, size, told)))
            return offer.sha256 not in self._stop and not self._bringing.ending

        self._say(lambda: self._now(UnderWay(offer.sha256, 0, offer.size)))
        try:
            fetch(offer, line, arrivals, heard)
        except KnownError as error:
            self._say(partial(self._over, offer, error))
        else:
            self._say(lambda: self._over(offer, None))

    def _mark(self, offer: MapOffer) -> None:
        """Remember that the person paused it, or say why that cannot be kept."""
        self._on_disk(offer, lambda arrivals: arrivals.wish(offer, paused=True))

    def _forget(self, offer: MapOffer) -> None:
        self._on_disk(offer, lambda arrivals: arrivals.forget(offer))

    def _on_disk(self, offer: MapOffer, act: Callable[..., None]) -> None:
        from fieldapp.sync.map_packs import Arrivals

        try:
            act(Arrivals(paths.map_packs()))
        except KnownError as error:
            self._say(partial(self._over, offer, error))
        else:
            self._say(self.moved.emit)

    def _say(self, hear: Callable[[], object]) -> None:
        """Have something done on the GUI thread; nobody is there any more once the workplace has gone."""
        if not self._bringing.ending:
            self._told.emit(hear)

    def _now(self, under_way: UnderWay) -> None:
        if under_way.sha256 in self._stop:
            return
        if under_way.sha256 in self.waiting:
            self.waiting.remove(under_way.sha256)
        self.now = under_way
        self.moved.emit()

    def _over(self, offer: MapOffer, error: KnownError | None) -> None:
        if self.now is not None and self.now.sha256 == offer.sha256:
            self.now = None
        if offer.sha256 in self.waiting:
            self.waiting.remove(offer.sha256)
        if error is not None and offer.sha256 not in self._stop:
            self.failed[offer.sha256] = error
            if error.retryable and error.code.startswith(("sync.", "network.")):
                self._stalled[offer.sha256] = offer
        self.moved.emit()
        if error is None:
            self.changed.emit()


class _Speed:
    """How fast it comes, told now and then."""

    def __init__(self) -> None:
        self._began: tuple[float, int] | None = None
        self._told = 0.0

    def told(self, have: int) -> int | None:
        """Bytes a second since the first of them; None when it was told a moment ago."""
        now = clock.monotonic()
        if self._began is None:
            self._began = now, have
        if now - self._told < TELL_EVERY:
            return None
        self._told = now
        began, had = self._began
        return int((have - had) / (now - began)) if now - began >= 1 else 0


class _Lane:
    """A thread that runs one errand after the other, each with a line of its own; begun with the first errand."""

    def __init__(self, desk: Desk, name: str) -> None:
        self._desk, self._name = desk, name
        self._errands: queue.SimpleQueue[Errand | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._line: Transport | None = None
        self.ending = False

    def do(self, errand: Errand) -> None:
        """Run an errand after those before it."""
        if self.ending:
            return
        self._errands.put(errand)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()

    def interrupt(self) -> None:
        """End the call under way."""
        line = self._line
        if line is not None:
            line.interrupt()

    def end(self, timeout: float = 10.0) -> None:
        """Stop the errand under way at its next safe point, and the thread."""
        self.ending = True
        thread = self._thread
        if thread is None:
            return
        self._errands.put(None)
        until = clock.monotonic() + timeout
        while thread.is_alive() and clock.monotonic() < until:
            self.interrupt()  # again, for a call that was just about to begin
            thread.join(JOIN_SECONDS)

    def _run(self) -> None:
        from fieldapp.sync.sign_in import transport_for

        while (errand := self._errands.get()) is not None and not self.ending:
            self._line = transport_for(self._desk)
            try:
                errand(self._line)
            except Exception:  # noqa: BLE001 - a bug is reported as one, and later errands still run
                threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), threading.current_thread())))
            finally:
                self._line.close()
                self._line = None
