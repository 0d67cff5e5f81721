"""Laptops that sync under load: each records visits and papers and syncs with the product's own driver, over and over.

What the server acknowledged is noted by a witness between driver and network, so that it does not rest on what either
end remembers.
"""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.protocol.messages import Frame, SyncRequest, VerdictsFrame
from fieldapp.protocol.verdicts import VerdictStatus
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.attachments import Attachment
from fieldapp.sync.driver import SyncDriver
from fieldapp.sync.sign_in import sign_in, transport_for
from fieldapp.sync.steps import SyncReport
from tests import field_work
from tests.office import CHEAP, PASSPHRASE

PAUSE = 0.2
PAPER_EVERY = 6
PAPER_BYTES = 1_300_000


@dataclass
class Witness:
    """Notes what the server said, and passes everything on."""

    calls: Any
    accepted: dict[str, float] = field(default_factory=dict)
    other: Counter[str] = field(default_factory=Counter)

    def exchange(self, request: SyncRequest) -> Iterator[Frame]:
        for frame in self.calls.exchange(request):
            if isinstance(frame, VerdictsFrame):
                for given in frame.verdicts:
                    if given.status is VerdictStatus.ACCEPTED:
                        self.accepted.setdefault(given.fact_id, time.monotonic())
                    else:
                        self.other[given.code or given.status.value] += 1
            yield frame

    def __getattr__(self, name: str) -> Any:
        return getattr(self.calls, name)


@dataclass
class Laptop:
    """One laptop with what it did and heard."""

    desk: Desk
    cases: list[Case]
    witness: Witness
    made: list[str] = field(default_factory=list)
    papers: dict[str, str] = field(default_factory=dict)
    rounds: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    broken: BaseException | None = None

    @classmethod
    def signed_in(cls, folder: Path, url: str, login: str, cases: list[Case]) -> Laptop:
        """Somebody signs in on a new laptop."""
        desk = sign_in(folder / login, url, login, PASSPHRASE, cost=CHEAP)
        return cls(desk, cases, Witness(transport_for(desk)))

    def sync(self) -> SyncReport:
        """One round."""
        report = SyncDriver(self.desk.store, self.witness, self.desk.device_id).run()
        if report.error is not None:
            self.errors[report.error.code] += 1
        elif report.complete:
            self.rounds.append(time.monotonic())
        return report

    def work(self, until: threading.Event) -> None:
        """Visits, now and then a paper, a round after each; a little slower while the server is away."""
        try:
            turn = 0
            while not until.is_set():
                self._record(turn)
                turn += 1
                if self.sync().error is not None:
                    until.wait(PAUSE)
        except BaseException as error:  # noqa: BLE001 - told in the main thread
            self.broken = error

    def settle(self, rounds: int = 60) -> None:
        """Round after round until nothing waits."""
        for _ in range(rounds):
            report = self.sync()
            if report.complete and report.pushed == 0 and not self.waiting():
                return
        raise AssertionError(f"{self.desk.staff.login} did not come to rest: {self.errors}, {self.waiting()} wait")

    def waiting(self) -> int:
        """How many files have not been kept by the server yet."""
        with self.desk.store.reading() as unit:
            states = [unit.attachments.find(sha256) for sha256 in self.papers]
        return sum(file is None or file.state in {"local", "sent"} for file in states)

    def close(self) -> None:
        self.witness.calls.close()
        self.desk.store.close()

    def _record(self, turn: int) -> None:
        case = self.cases[turn % len(self.cases)]
        facts = [field_work.visit(case, self.desk.staff, note=f"第{turn}次")]
        content = b""
        if turn % PAPER_EVERY == 0 and turn // PAPER_EVERY < len(self.cases):
            case = self.cases[turn // PAPER_EVERY]  # a case has one plan at a time
            content = b"%PDF-1.7\n" + os.urandom(PAPER_BYTES)
            plan = field_work.plan(case, self.desk.staff)
            facts += [plan, field_work.sealed(case, self.desk.staff, plan.id, content)]
        with self.desk.store.writing() as unit:
            for fact in facts:
                self.desk.record(unit, unit.files.get(fact.case_id), fact)
            if content:
                digest = hashlib.sha256(content).hexdigest()
                kept = Attachment(digest, "document", case.id, facts[-1].id, len(content), "local", facts[-1].id)
                unit.attachments.keep(kept, content, clock.now())
                self.papers[digest] = case.id
        self.made += [fact.id for fact in facts]


def longest_silence(laptops: list[Laptop], since: float) -> float:
    """The longest time after `since` in which no laptop at all heard that anything was accepted, in seconds."""
    heard = sorted(at for one in laptops for at in one.witness.accepted.values() if at >= since)
    return max((later - earlier for earlier, later in zip([since, *heard], heard, strict=False)), default=float("inf"))
