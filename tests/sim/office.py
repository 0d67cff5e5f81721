"""The server as one machine: the product's own store, sync call and files, on a real database that can die and come
back as it was, or as it was some time ago.

Everything that leaves it is looked at here: verdicts must repeat themselves, pages must hold nothing foreign.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import msgspec

from fieldapp import clock, rule_packs
from fieldapp.domain.case import Case, Entity
from fieldapp.domain.ids import NIL, new_id
from fieldapp.errors import KnownError
from fieldapp.protocol.codec import decode_request, decompress
from fieldapp.protocol.messages import Frame, PageFrame, VerdictsFrame
from fieldapp.protocol.records import decode_record
from fieldapp.protocol.verdicts import FactVerdict, VerdictStatus
from fieldapp.server.file_store import FileStore
from fieldapp.server.files_call import Arrived, Files
from fieldapp.server.folder_shelf import FolderShelf
from fieldapp.server.sync_call import answer
from fieldapp.services.share_places import placed
from fieldapp.store.office.accounts import SignedIn
from fieldapp.store.office.unit import OfficeStore
from tests.sim import stage
from tests.sim.fuse import CrashError
from tests.sim.letters import the_frame
from tests.sim.template import first_morning
from tests.sim.timeline import OFFICE, Timeline
from tests.sim.violations import ViolationError, hold

T = TypeVar("T")
FINAL = ("accepted", "rejected", "conflict")
AWAY = KnownError("sync.server_away", retryable=True)


class SimOffice:
    """The office's server, its backups, and what is known of all it ever said."""

    def __init__(self, timeline: Timeline) -> None:
        self._path = stage.folder() / "office.db"
        self._files = stage.folder() / "files"
        self._engine, self.fuse = stage.office()
        self.timeline = timeline
        self.said: dict[str, bytes] = {}
        self.ever_said: dict[str, set[str]] = defaultdict(set)
        self.cases: dict[str, Case] = {}
        self.holders: dict[str, list[tuple[float, str]]] = defaultdict(list)
        self.teams: dict[str, list[tuple[float, frozenset[str]]]] = defaultdict(list)
        self.generation = 0
        self.disturbed = 0
        self._path.write_bytes(first_morning().office_db)
        self._open()

    def _open(self) -> None:
        self.fuse.lay()
        self.store = OfficeStore(self._engine)
        self._calls = Files(self.store, FileStore(FolderShelf(self._files)))
        self.peek = sqlite3.connect(self._path, check_same_thread=False, isolation_level=None)
        self.epoch = self.peek.execute("SELECT value FROM meta WHERE key='epoch'").fetchone()[0]

    def close(self) -> None:
        """The end of the run."""
        self.fuse.dead = True
        self.peek.close()
        self._engine.dispose()

    def die(self) -> None:
        """The server's process is gone, with every answer it was giving; another one takes its place."""
        self.generation += 1
        self.close()
        self._open()

    # --- what it does by itself ---------------------------------------------------------------------------------------

    def hand_out(self, case: Case, staff_id: str) -> None:
        """The case is with this collector from now on."""
        with self.timeline.at(OFFICE):
            self.save(replace(case, assigned_to=staff_id, assigned_at=clock.now()))

    def save(self, case: Case) -> None:
        """The core banking export brings the case as it is now; the server may die of it."""
        # whether or not the transaction is kept, from here on either may be true
        self.holders[case.id].append((self.timeline.monotonic(), f"staff:{case.assigned_to}"))
        try:
            with self.timeline.at(OFFICE), self.store.writing() as unit:
                for one in placed(unit, [case]):
                    unit.records.save_case(one)
        except CrashError:
            self.die()
        self.cases[case.id] = now = self.present(case)
        self.holders[case.id].append((self.timeline.monotonic(), f"staff:{now.assigned_to}"))

    def present(self, case: Case) -> Case:
        """The case as the server has it; as it was given, when it has none."""
        found = self.peek.execute("SELECT blob FROM record WHERE entity='case' AND id=?", (case.id,)).fetchone()
        return decode_record(Entity.CASE, decompress(found[0])) if found else case

    def compact(self, age: timedelta) -> None:
        """Evictions and confirmed verdicts older than this are forgotten, as the office does it every night."""
        self.disturbed += 1
        before = self.timeline.true_time() - age
        try:
            with self.timeline.at(OFFICE), self.store.writing() as unit:
                unit.feed.purge(before)
                unit.facts.forget_verdicts(before)
        except CrashError:
            self.die()

    # --- backup -------------------------------------------------------------------------------------------------------

    def back_up(self) -> tuple[bytes, dict[str, bytes]]:
        """The database as it is, and what it has said."""
        return self.peek.serialize(), dict(self.said)

    def restore(self, backup: tuple[bytes, dict[str, bytes]], *, files_too: bool) -> None:
        """The database is as it was then, its history another one; the files may be lost or may be newer."""
        self.generation += 1
        self.disturbed += 1
        self.close()
        for old in self._path.parent.glob("office.db*"):
            old.unlink()
        self._path.write_bytes(backup[0])
        self.said = dict(backup[1])
        if files_too and self._files.exists():
            shutil.rmtree(self._files)
        self._open()
        with self.timeline.at(OFFICE), self.store.writing() as unit:
            unit.settings.set("epoch", new_id())
        self.epoch = self.peek.execute("SELECT value FROM meta WHERE key='epoch'").fetchone()[0]
        for case in list(self.cases.values()):
            self.cases[case.id] = now = self.present(case)
            self.holders[case.id].append((self.timeline.monotonic(), f"staff:{now.assigned_to}"))

    # --- what it is asked ---------------------------------------------------------------------------------------------

    def answer(self, token: str, body: bytes) -> Iterator[bytes]:
        """The answer to a sync call, piece by piece, as long as this server lives.

        Raises:
            KnownError: what the server says instead of an answer, or `sync.server_away` when it died.
        """
        generation, asked_at = self.generation, self.timeline.monotonic()
        frames: Iterator[bytes] | None = None
        while True:
            if generation != self.generation:
                raise AWAY
            try:
                with self.timeline.at(OFFICE):
                    if frames is None:
                        frames = self._begin(token, body)
                    piece = next(frames, None)
            except CrashError:
                self.die()
                raise AWAY from None
            if piece is None:
                return
            self._look_at(the_frame(piece), asked_at)
            yield piece

    def _begin(self, token: str, body: bytes) -> Iterator[bytes]:
        return answer(self.store, self._who(token), decode_request(body), rule_packs.load().authority)

    def _who(self, token: str) -> SignedIn:
        with self.store.reading() as unit:
            found = unit.accounts.behind_token(token, clock.now())
        if found is None:
            raise KnownError("signin.expired")
        if found.device_revoked:
            raise KnownError("device.revoked")
        return found

    def have(self, token: str, sha256: str) -> Arrived:
        """How much of a file has arrived."""
        return self._file_call(lambda who: self._calls.have(who, sha256), token)

    def receive(self, token: str, sha256: str, offset: int, content: bytes, *, cut: bool = False) -> Arrived:
        """A piece of a file, or as much of it as came through."""
        return self._file_call(lambda who: self._calls.receive(who, sha256, offset, content, cut=cut), token)

    def read(self, token: str, sha256: str, offset: int, length: int) -> bytes:
        """A stretch of a file."""
        return self._file_call(lambda who: self._calls.read(who, sha256, offset, length), token)

    def _file_call(self, call: Callable[[SignedIn], T], token: str) -> T:
        try:
            with self.timeline.at(OFFICE):
                return call(self._who(token))
        except CrashError:
            self.die()
            raise AWAY from None

    def status_of(self, fact_id: str) -> str:
        """What was said of a fact that was taken; the office may have let go of its own note of it."""
        found = self.peek.execute("SELECT body FROM verdict WHERE fact_id=?", (fact_id,)).fetchone()
        body = found[0] if found else self.said.get(fact_id)
        return msgspec.msgpack.decode(body, type=FactVerdict).status.value if body else "accepted"

    # --- what leaves it -----------------------------------------------------------------------------------------------

    def _look_at(self, frame: Frame, asked_at: float) -> None:
        if isinstance(frame, VerdictsFrame):
            for given in frame.verdicts:
                self._may_take_back(given)
                self.ever_said[given.fact_id].add(given.status.value)
                if given.status.value in FINAL:
                    # where its records are in the feed need not be remembered for ever; what was decided must be
                    decided = msgspec.structs.replace(given, scope=None, seq=None, at="")
                    said = msgspec.msgpack.encode(decided)
                    hold(1, self.said.setdefault(given.fact_id, said) == said, f"another verdict now: {given}")
        elif isinstance(frame, PageFrame):
            for row in frame.rows:
                if row.op == "put" and row.case_id != NIL:
                    self._belongs(frame.scope, row.case_id, asked_at)

    def _may_take_back(self, given: FactVerdict) -> None:
        """A refusal gives way where another history of this server had accepted the fact."""
        once = self.ever_said[given.fact_id] & {"accepted", "conflict"}
        before = self.said.get(given.fact_id)
        if once and before and msgspec.msgpack.decode(before, type=FactVerdict).status is VerdictStatus.REJECTED:
            del self.said[given.fact_id]

    def _belongs(self, scope: str, case_id: str, asked_at: float) -> None:
        """The case was in the scope at some moment since the call began."""
        known = self.holders[case_id]
        since = [holder for at, holder in known if at >= asked_at]
        before = [holder for at, holder in known if at < asked_at][-1:]
        if scope not in before + since:
            raise ViolationError(5, f"a record of case {case_id} was sent in {scope}, but it is in {before + since}")
