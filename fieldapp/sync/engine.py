"""The sync engine: what to do next, given what has happened. No clock, no network, no store: events in, effects out.

A round: push what waits, take verdicts, apply pages as they come (each with its cursor), repeat while there is more,
compare digests, repair once what differs, then move files. Because nothing here touches the world, the same code runs
on a laptop and under a simulator.
"""

from __future__ import annotations

from enum import Enum, auto

from fieldapp.errors import KnownError
from fieldapp.protocol.dictionaries import CURRENT
from fieldapp.protocol.envelope import FactEnvelope
from fieldapp.protocol.messages import (
    DICTIONARY,
    MOVES,
    RECEIPTS,
    REPAIR,
    UPDATE_PROGRAM,
    WIPE,
    BucketsFrame,
    BucketSums,
    EndFrame,
    Frame,
    PageFrame,
    ResetFrame,
    SyncRequest,
    VerdictsFrame,
)
from fieldapp.protocol.verdicts import FactVerdict, VerdictStatus
from fieldapp.sync.steps import (
    AnswerEnded,
    ApplyPage,
    Arrived,
    CompareDigests,
    DigestsCompared,
    Download,
    DropScopes,
    Effect,
    Event,
    Exchange,
    Failed,
    FileMoved,
    FilesListed,
    Finish,
    FinishScope,
    KeepTerms,
    KeepVerdicts,
    ListFiles,
    NewHistory,
    Prepare,
    Prepared,
    Rechain,
    Repair,
    RestartScope,
    SayAgainFrom,
    SyncReport,
    Upload,
    Wipe,
)

MAX_EXCHANGES = 500
CAPABILITIES = (MOVES, REPAIR, RECEIPTS, f"{DICTIONARY}{CURRENT}")


class _Phase(Enum):
    IDLE = auto()
    PREPARING = auto()
    EXCHANGING = auto()
    FILES = auto()
    DONE = auto()


class SyncEngine:
    """One round of sync."""

    def __init__(self) -> None:
        self._phase = _Phase.IDLE
        self._exchanges = 0
        self._sent: tuple[FactEnvelope, ...] = ()
        self._epoch = ""
        self._read: dict[str, int] = {}
        self._more_facts = self._again = False
        self._end: EndFrame | None = None
        self._said_again = self._forked = self._rechained = False
        self._repairing: tuple[BucketSums, ...] = ()
        self._repaired = False
        self._pushed = self._pulled = self._files = 0
        self._error: KnownError | None = None
        self._moves: list[Upload | Download] = []

    @property
    def epoch(self) -> str:
        """The history that the answer under way belongs to; empty before the first one is known."""
        return self._epoch

    def start(self) -> list[Effect]:
        """Begin the round."""
        self._phase = _Phase.PREPARING
        return [Prepare()]

    def on(self, event: Event) -> list[Effect]:
        """What follows from an event."""
        if isinstance(event, Prepared):
            return self._prepared(event)
        if isinstance(event, Arrived):
            return self._arrived(event.frame)
        if isinstance(event, AnswerEnded):
            return self._answer_ended()
        if isinstance(event, Failed):
            return self._finish(event.error)
        if isinstance(event, DigestsCompared):
            return self._compared(event.differing)
        if isinstance(event, FilesListed):
            self._moves = [*(Upload(s) for s in event.up), *(Download(s) for s in event.down)]
            return self._next_file()
        if isinstance(event, FileMoved):
            self._files += 1
        elif event.error.code != "file.not_here":
            # a colleague's file that has not reached the server is nothing wrong: it stays wanted
            self._error = self._error or event.error
        return self._next_file()

    def _prepared(self, event: Prepared) -> list[Effect]:
        self._phase, self._sent, self._epoch = _Phase.EXCHANGING, event.facts, event.epoch
        self._read = {cursor.scope: cursor.seq for cursor in event.cursors}
        self._more_facts, self._again, self._end = event.more_facts, False, None
        self._exchanges += 1
        request = SyncRequest(
            device_id=event.device_id,
            epoch=event.epoch,
            cursors=event.cursors,
            facts=event.facts,
            client_time=event.client_time,
            ack_through=event.ack_through,
            capabilities=CAPABILITIES,
            # asked about once in a round
            held=event.held if self._exchanges == 1 else (),
            buckets=self._repairing,
            once_accepted=event.once_accepted,
            receipt_blocks=event.receipt_blocks,
        )
        self._repairing = ()
        return [Exchange(request)]

    def _arrived(self, frame: Frame) -> list[Effect]:
        if isinstance(frame, VerdictsFrame):
            return self._verdicts(frame.verdicts)
        if isinstance(frame, ResetFrame):
            begun = self._history(frame.epoch)
            return [*begun, RestartScope(frame.scope, frame.boot, self._moved_to(frame.scope, 0))]
        if isinstance(frame, PageFrame):
            self._pulled += len(frame.rows)
            return [ApplyPage(frame, self._moved_to(frame.scope, frame.cursor))]
        if isinstance(frame, BucketsFrame):
            self._pulled += len(frame.rows)
            return [Repair(frame, self._read)]
        return self._ended(frame)

    def _moved_to(self, scope: str, cursor: int) -> dict[str, int]:
        """From here on the scope is read up to `cursor`; where all of them stood until now."""
        before, self._read = self._read, self._read | {scope: cursor}
        return before

    def _verdicts(self, verdicts: tuple[FactVerdict, ...]) -> list[Effect]:
        sent = {envelope.fact_id for envelope in self._sent}
        taken = [given for given in verdicts if given.status is not VerdictStatus.RETRY and given.fact_id in sent]
        self._pushed += len(taken)
        self._again = self._again or (self._more_facts and len(taken) == len(sent))
        effects: list[Effect] = [KeepVerdicts(verdicts)]
        for given in verdicts:
            if given.status is VerdictStatus.RETRY:
                effects += self._retried(given)
        return effects

    def _retried(self, given: FactVerdict) -> list[Effect]:
        """A fact that cannot be judged yet: what must come first is said again, once in a round.

        What is not here any more either cannot be: what waits is chained anew then, as after a fork.
        """
        lacking = given.params.get("expected")
        gap = given.code == "fact.out_of_order" and isinstance(lacking, int)
        if gap and isinstance(lacking, int) and not self._said_again:
            self._said_again = self._again = True
            return [SayAgainFrom(lacking)]
        if (gap or given.code == "fact.chain_forked") and not self._rechained:
            self._forked = self._rechained = True
            return []
        self._error = self._error or KnownError(given.code, given.params, retryable=True)
        return []

    def _history(self, epoch: str) -> list[Effect]:
        """Another epoch than the one our cursors belong to. It is kept with its consequences as soon as it is seen."""
        if not epoch or self._epoch in {"", epoch}:
            self._epoch = epoch or self._epoch
            return []
        self._epoch, self._read = epoch, dict.fromkeys(self._read, 0)
        self._again, self._error = True, None
        return [NewHistory(epoch)]

    def _ended(self, frame: EndFrame) -> list[Effect]:
        self._end = frame
        if WIPE in frame.directives:
            return [Wipe()]
        effects: list[Effect] = [*self._history(frame.epoch), KeepTerms(frame)]
        if self._forked:
            self._forked, self._again = False, True
            effects.append(Rechain(frame.chain_seq, frame.chain_hash))
        if UPDATE_PROGRAM in frame.directives:
            self._error = KnownError("sync.update_program")
            return effects
        self._again = self._again or frame.more
        effects += [FinishScope(head.scope, head.seq, self._read) for head in frame.heads]
        if frame.dropped_scopes:
            effects.append(DropScopes(frame.dropped_scopes))
        return effects

    def _answer_ended(self) -> list[Effect]:
        end = self._end
        if end is None:
            return self._finish(KnownError("sync.cut_off", retryable=True))
        if WIPE in end.directives:
            return self._finish(KnownError("device.wiped"))
        if self._again and self._exchanges < MAX_EXCHANGES:
            self._phase = _Phase.PREPARING
            return [Prepare()]
        if end.digests:
            return [CompareDigests(end.heads, end.digests)]
        return self._go_on()

    def _compared(self, differing: tuple[BucketSums, ...]) -> list[Effect]:
        """What differs is repaired, once in a round; what then still differs is told, and tried again next time."""
        if differing and not self._repaired:
            self._repaired, self._repairing = True, differing
            self._phase = _Phase.PREPARING
            return [Prepare()]
        if differing:
            self._error = self._error or KnownError("sync.digest_differs", {"scopes": len(differing)}, retryable=True)
        return self._go_on()

    def _go_on(self) -> list[Effect]:
        self._phase = _Phase.FILES
        return [ListFiles()]

    def _next_file(self) -> list[Effect]:
        if self._moves:
            return [self._moves.pop(0)]
        return self._finish(None)

    def _finish(self, error: KnownError | None) -> list[Effect]:
        self._phase = _Phase.DONE
        return [Finish(SyncReport(self._pushed, self._pulled, self._files, error or self._error))]
