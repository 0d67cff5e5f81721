"""Runs the engine on the real store and the real network, in whichever thread calls it. One round at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Protocol

from fieldapp import clock
from fieldapp.errors import KnownError
from fieldapp.protocol import dictionaries
from fieldapp.protocol.messages import MAX_FACTS, MAX_PUSH_BYTES, EndFrame, Frame, PageFrame, SyncRequest
from fieldapp.store.laptop.sync_state import SyncRound
from fieldapp.store.laptop.unit import ChangeSet, LaptopStore, LaptopUnit
from fieldapp.sync import apply
from fieldapp.sync import steps as e
from fieldapp.sync.engine import SyncEngine
from fieldapp.sync.file_moves import FileCalls, FileMover
from fieldapp.sync.frames import together

SETTLE_AT_ONCE = 100
"""If no more cases came in bulk, a round works out their figures; else whoever runs rounds sees to them after it."""
SETTLE_BATCH = 20
MAX_HELD = 500


class Calls(FileCalls, Protocol):
    """What the driver needs of the network."""

    def exchange(self, request: SyncRequest) -> Iterator[Frame]: ...
    def dictionary(self, dictionary_id: int) -> bytes: ...


Progress = Callable[[int, int], None]
"""Called with how many records have come so far, and how many files have moved."""


class SyncDriver:
    """Sync for one store."""

    def __init__(
        self, store: LaptopStore, calls: Calls, device_id: str, *, wipe: Callable[[], None] | None = None
    ) -> None:
        """`wipe` destroys what is on this laptop when the office says so."""
        self._store = store
        self._calls = calls
        self._device_id = device_id
        self._wipe = wipe
        self._cancelled = threading.Event()
        self._mover = FileMover(store, calls, self._cancelled)
        self.changes = ChangeSet()

    def cancel(self) -> None:
        """Stop at the next safe point; what was applied stays, what was not comes next time."""
        self._cancelled.set()

    def run(self, progress: Progress | None = None) -> e.SyncReport:
        """One whole round; never raises a known error but reports it. What changed is in `changes` afterwards."""
        self._cancelled.clear()
        self.changes = ChangeSet()
        started = clock.monotonic()
        try:
            report = self._round(progress)
        except KnownError as error:  # of the store: a disk that is full, a page that cannot be read
            report = e.SyncReport(0, 0, 0, error)
        if report.error is not None and report.error.code == "device.wiped":
            return report
        logged = self._logged(report, int((clock.monotonic() - started) * 1000))
        self._store.keep_copy()
        return logged

    def settle_some(self) -> bool:
        """Work out the figures of the next few cases that came in bulk; whether any were left. Stops when cancelled."""
        if self._cancelled.is_set():
            return False
        with self._store.writing() as unit:
            settled = unit.refresh_stale(SETTLE_BATCH)
            self.changes.cases |= settled
        return bool(settled)

    def _round(self, progress: Progress | None) -> e.SyncReport:
        engine = SyncEngine()
        effects = list(engine.start())
        moved = 0
        while True:
            effect = effects.pop(0)
            if isinstance(effect, e.Finish):
                self._mover.tidy()
                return effect.report
            if isinstance(effect, e.Exchange):
                effects += self._exchange(engine, effect.request, progress)
                continue
            event = self._do(effect)
            if isinstance(event, e.FileMoved) and progress is not None:
                moved += 1
                progress(0, moved)
            effects += engine.on(event) if event is not None else []

    def _exchange(self, engine: SyncEngine, request: SyncRequest, progress: Progress | None) -> list[e.Effect]:
        """Send, and do what each frame asks for before the next one is read, so that a cut loses nothing applied."""
        pulled = 0
        try:
            for frame in together(self._calls.exchange(request)):
                if self._cancelled.is_set():
                    return engine.on(e.Failed(KnownError("sync.cancelled", retryable=True)))
                for effect in engine.on(e.Arrived(frame)):
                    self._do(effect, engine.epoch)
                if progress is not None and isinstance(frame, PageFrame):
                    pulled += len(frame.rows)
                    progress(pulled, 0)
        except KnownError as error:
            return engine.on(e.Failed(error))
        return engine.on(e.AnswerEnded())

    def _do(self, effect: e.Effect, epoch: str = "") -> e.Event | None:
        if isinstance(effect, e.Prepare):
            return self._prepare()
        if isinstance(effect, e.CompareDigests):
            with self._store.reading() as unit:
                return e.DigestsCompared(apply.differing_scopes(unit, effect.heads, effect.digests))
        if isinstance(effect, e.ListFiles):
            self._settle()
            return e.FilesListed(*self._mover.to_move())
        if isinstance(effect, e.Upload | e.Download):
            return self._move(effect)
        if isinstance(effect, e.Wipe):
            if self._wipe is not None:
                self._store.close()
                self._wipe()
            return None
        self._keep(effect, epoch)
        return None

    def _prepare(self) -> e.Event:
        with self._store.reading() as unit:
            facts = tuple(unit.outbox.waiting(MAX_FACTS, MAX_PUSH_BYTES))
            return e.Prepared(
                facts=facts,
                more_facts=unit.outbox.counts()["waiting"] > len(facts),
                cursors=unit.sync.cursors(),
                epoch=unit.settings.get("epoch", str) or "",
                ack_through=unit.outbox.acknowledged_through(),
                device_id=self._device_id,
                client_time=clock.now().isoformat(),
                held=tuple(unit.outbox.held(MAX_HELD)),
                once_accepted=tuple(unit.outbox.once_accepted([one.fact_id for one in facts])),
                receipt_blocks=unit.receipts.blocks(),
            )

    def _keep(self, effect: e.Effect, epoch: str) -> None:
        try:
            self._written(effect, epoch)
        except KnownError as error:
            if error.code != "sync.dictionary_unknown":
                raise
            self._learn(int(str(error.params["dictionary"])))
            self._written(effect, epoch)

    def _written(self, effect: e.Effect, epoch: str) -> None:
        # a page that a power cut takes is fetched again, and a verdict asked for again
        with self._store.writing(lasting=isinstance(effect, _LASTING)) as unit:
            if not isinstance(effect, e.NewHistory):
                apply.check_history(unit, epoch)
            if isinstance(effect, _FOR_THIS_COPY):
                apply.check_standing(unit, effect.stands)
            _apply(unit, effect)
            changes = unit.changes
        self.changes.add(changes)

    def _learn(self, dictionary_id: int) -> None:
        """A newer server compresses records with a dictionary that did not come with this program."""
        content = self._calls.dictionary(dictionary_id)
        dictionaries.learn(content)
        with self._store.writing() as unit:
            unit.dictionaries.keep(dictionary_id, content)

    def _settle(self) -> None:
        if not 0 < len(self.changes.sketched) <= SETTLE_AT_ONCE:
            return
        for _ in range(SETTLE_AT_ONCE // SETTLE_BATCH):
            if not self.settle_some():
                return

    def _move(self, effect: e.Upload | e.Download) -> e.Event:
        if self._cancelled.is_set():
            return e.FileFailed(effect.sha256, KnownError("sync.cancelled", retryable=True))
        try:
            if isinstance(effect, e.Upload):
                self._mover.upload(effect.sha256)
            else:
                self._mover.download(effect.sha256)
        except KnownError as error:
            return e.FileFailed(effect.sha256, error)
        self.changes.files = True
        return e.FileMoved(effect.sha256)

    def _logged(self, report: e.SyncReport, took_ms: int) -> e.SyncReport:
        """Keep the round in the log; a disk too full even for that is what is wrong with the round, and no crash."""
        code = report.error.code if report.error else "sync.done"
        params = {
            k: v if isinstance(v, int) else str(v) for k, v in (report.error.params if report.error else {}).items()
        }
        try:
            with self._store.writing() as unit:
                unit.sync.log(SyncRound(clock.now(), code, params, report.pushed, report.pulled, took_ms))
        except KnownError as error:
            return replace(report, error=report.error or error)
        return report


_FOR_THIS_COPY = e.RestartScope | e.ApplyPage | e.Repair | e.FinishScope
_LASTING = e.NewHistory | e.SayAgainFrom | e.Rechain | e.DropScopes


def _apply(unit: LaptopUnit, effect: e.Effect) -> None:
    """One effect on the store, within one transaction."""
    now = clock.now()
    if isinstance(effect, e.KeepVerdicts):
        apply.keep_verdicts(unit, effect.verdicts, now)
    elif isinstance(effect, e.ApplyPage):
        apply.apply_page(unit, effect.page, now)
    elif isinstance(effect, e.RestartScope):
        apply.begin_scope(unit, effect.scope, effect.boot)
    elif isinstance(effect, e.FinishScope):
        apply.finish_scope(unit, effect.scope, effect.seq, now)
    elif isinstance(effect, e.Repair):
        apply.repair(unit, effect.frame, now)
    elif isinstance(effect, e.DropScopes):
        apply.drop_scopes(unit, effect.scopes)
    elif isinstance(effect, e.NewHistory):
        apply.new_history(unit, effect.epoch, now)
    elif isinstance(effect, e.SayAgainFrom):
        apply.touch(unit, unit.outbox.say_again_from(effect.number))
    elif isinstance(effect, e.Rechain):
        unit.outbox.rechain(effect.seq, effect.tip)
    elif isinstance(effect, e.KeepTerms):
        _keep_terms(unit, effect.end)


def _keep_terms(unit: LaptopUnit, end: EndFrame) -> None:
    terms = {"epoch": end.epoch, "backup_at": end.backup_at, "lease_days": end.lease_days}
    for key, value in (terms | {"file_limits": end.file_limits}).items():
        unit.settings.set_if_other(key, value)
    unit.settings.set("last_contact", clock.now().isoformat())
    unit.receipts.told(end.receipt_blocks)
