"""Runs the engine on the real store and the real network, in whichever thread calls it. One round at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Protocol

from fieldapp import clock
from fieldapp.errors import KnownError
from fieldapp.protocol.canonical import sha256 as digest_of
from fieldapp.protocol.messages import MAX_FACTS, MAX_PUSH_BYTES, Frame, PageFrame, SyncRequest
from fieldapp.store.laptop.attachments import Attachment
from fieldapp.store.laptop.sync_state import SyncRound
from fieldapp.store.laptop.unit import ChangeSet, LaptopStore
from fieldapp.sync import engine as e
from fieldapp.sync.apply import apply_page, drop_scopes, files_to_move, restart_scope

PIECE = 1024 * 1024


class Calls(Protocol):
    """What the driver needs of the network."""

    def exchange(self, request: SyncRequest) -> Iterator[Frame]: ...
    def uploaded(self, sha256: str) -> int: ...
    def upload(self, sha256: str, offset: int, content: bytes) -> bool: ...
    def download(self, sha256: str) -> bytes: ...


Progress = Callable[[int, int], None]
"""Called with how many records have come so far, and how many files have moved."""


class SyncDriver:
    """Sync for one store."""

    def __init__(self, store: LaptopStore, calls: Calls, device_id: str) -> None:
        self._store = store
        self._calls = calls
        self._device_id = device_id
        self._cancelled = threading.Event()
        self.changes = ChangeSet()

    def cancel(self) -> None:
        """Stop at the next safe point; what was applied stays, what was not comes next time."""
        self._cancelled.set()

    def run(self, progress: Progress | None = None) -> e.SyncReport:
        """One whole round; never raises a known error but reports it. What changed is in `changes` afterwards."""
        self._cancelled.clear()
        self.changes = ChangeSet()
        started = clock.monotonic()
        engine = e.SyncEngine()
        report: e.SyncReport | None = None
        effects = list(engine.start())
        while report is None:
            effect = effects.pop(0)
            if isinstance(effect, e.Finish):
                report = effect.report
            elif isinstance(effect, e.Exchange):
                effects += self._exchange(engine, effect.request, progress)
            else:
                event = self._do(effect)
                effects += engine.on(event) if event is not None else []
        return self._logged(report, int((clock.monotonic() - started) * 1000))

    def _exchange(self, engine: e.SyncEngine, request: SyncRequest, progress: Progress | None) -> list[e.Effect]:
        """Send, and do what each frame asks for before the next one is read, so that a cut loses nothing applied."""
        pulled = 0
        try:
            for frame in self._calls.exchange(request):
                if self._cancelled.is_set():
                    return engine.on(e.Failed(KnownError("sync.cancelled", retryable=True)))
                for effect in engine.on(e.Arrived(frame)):
                    self._do(effect)
                if progress is not None and isinstance(frame, PageFrame):
                    pulled += len(frame.rows)
                    progress(pulled, 0)
        except KnownError as error:
            return engine.on(e.Failed(error))
        return engine.on(e.AnswerEnded())

    def _do(self, effect: e.Effect) -> e.Event | None:
        if isinstance(effect, e.Prepare):
            return self._prepare()
        if isinstance(effect, e.ListFiles):
            with self._store.reading() as unit:
                up, down = files_to_move(unit)
            return e.FilesListed(up, down)
        if isinstance(effect, e.Upload | e.Download):
            return self._move(effect)
        self._keep(effect)
        return None

    def _prepare(self) -> e.Event:
        with self._store.reading() as unit:
            return e.Prepared(
                facts=tuple(unit.outbox.waiting(MAX_FACTS, MAX_PUSH_BYTES)),
                cursors=unit.sync.cursors(),
                epoch=unit.settings.get("epoch", str) or "",
                ack_through=unit.outbox.acknowledged_through(),
                device_id=self._device_id,
                client_time=clock.now().isoformat(),
            )

    def _keep(self, effect: e.Effect) -> None:
        with self._store.writing() as unit:
            if isinstance(effect, e.KeepVerdicts):
                unit.changes.cases |= unit.outbox.take_verdicts(effect.verdicts, clock.now())
                unit.changes.outbox = bool(effect.verdicts)
            elif isinstance(effect, e.ApplyPage):
                apply_page(unit, effect.page, clock.now())
            elif isinstance(effect, e.RestartScope):
                restart_scope(unit, effect.scope, effect.boot)
            elif isinstance(effect, e.DropScopes):
                drop_scopes(unit, effect.scopes)
            elif isinstance(effect, e.KeepEpoch):
                unit.settings.set("epoch", effect.epoch)
            elif isinstance(effect, e.SayAgain):
                unit.changes.cases |= unit.outbox.say_again()
                unit.attachments.check_again(clock.now())
            changes = unit.changes
        self.changes.cases |= changes.cases
        self.changes.outbox = self.changes.outbox or changes.outbox
        self.changes.files = self.changes.files or changes.files

    def _move(self, effect: e.Upload | e.Download) -> e.Event:
        if self._cancelled.is_set():
            return e.FileFailed(effect.sha256, KnownError("sync.cancelled", retryable=True))
        try:
            if isinstance(effect, e.Upload):
                self._upload(effect.sha256)
            else:
                self._download(effect.sha256)
        except KnownError as error:
            return e.FileFailed(effect.sha256, error)
        self.changes.files = True
        return e.FileMoved(effect.sha256)

    def _upload(self, sha256: str) -> None:
        with self._store.reading() as unit:
            file, content = unit.attachments.find(sha256), unit.attachments.content(sha256)
        assert file is not None
        assert content is not None
        offset = self._calls.uploaded(sha256)
        whole = offset >= len(content)
        while not whole and offset < len(content) and not self._cancelled.is_set():
            piece = content[offset : offset + PIECE]
            whole = self._calls.upload(sha256, offset, piece)
            offset += len(piece)
        self._sent(file, whole=whole)
        if not whole:
            code = "sync.cancelled" if self._cancelled.is_set() else "file.not_whole"
            raise KnownError(code, {"have": offset}, retryable=True)

    def _sent(self, file: Attachment, *, whole: bool) -> None:
        """Remember how far a file is; one of a case that has left this laptop has no business here any more."""
        with self._store.writing() as unit:
            unit.attachments.set_state(file.sha256, "verified" if whole else "sent", clock.now())
            if unit.cases.line(file.case_id) is None:
                unit.attachments.drop_case(file.case_id)

    def _download(self, sha256: str) -> None:
        content = self._calls.download(sha256)
        if digest_of(content) != sha256:
            raise KnownError("file.digest_differs", retryable=True)
        with self._store.writing() as unit:
            unit.attachments.set_state(sha256, "here", clock.now(), content)

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
