"""The sync engine: what to do next, given what has happened. No clock, no network, no store: events in, effects out.

A round: push what waits, take verdicts, apply pages as they come (each with its cursor), repeat while there is more,
then move files. Because nothing here touches the world, the same code runs on a laptop and under a simulator.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from fieldapp.errors import KnownError
from fieldapp.protocol.envelope import FactEnvelope
from fieldapp.protocol.messages import (
    EndFrame,
    Frame,
    PageFrame,
    ResetFrame,
    ScopeCursor,
    SyncRequest,
    VerdictsFrame,
)
from fieldapp.protocol.verdicts import FactVerdict, VerdictStatus

MAX_EXCHANGES = 500


# --- events: what has happened ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Prepared:
    """The store was read: this is what waits and how far we are."""

    facts: tuple[FactEnvelope, ...]
    cursors: tuple[ScopeCursor, ...]
    epoch: str
    ack_through: int
    device_id: str
    client_time: str


@dataclass(frozen=True, slots=True)
class Arrived:
    """A frame of the answer."""

    frame: Frame


@dataclass(frozen=True, slots=True)
class AnswerEnded:
    """The answer is over; whether complete shows by the frames."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The exchange broke off with a known error."""

    error: KnownError


@dataclass(frozen=True, slots=True)
class FilesListed:
    """What files are to go up and to come down, by digest, in order."""

    up: tuple[str, ...]
    down: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileMoved:
    """One file has gone up or come down."""

    sha256: str


@dataclass(frozen=True, slots=True)
class FileFailed:
    """One file could not be moved; the others may still."""

    sha256: str
    error: KnownError


Event = Prepared | Arrived | AnswerEnded | Failed | FilesListed | FileMoved | FileFailed


# --- effects: what to do ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Prepare:
    """Read the store, answer with `Prepared`."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """Send the request; answer with `Arrived` for each frame and `AnswerEnded`, or `Failed`."""

    request: SyncRequest


@dataclass(frozen=True, slots=True)
class KeepVerdicts:
    """Store what was said of each fact."""

    verdicts: tuple[FactVerdict, ...]


@dataclass(frozen=True, slots=True)
class RestartScope:
    """Drop the copy of a scope; it comes anew."""

    scope: str
    boot: int


@dataclass(frozen=True, slots=True)
class ApplyPage:
    """Apply rows and cursor in one transaction."""

    page: PageFrame


@dataclass(frozen=True, slots=True)
class DropScopes:
    """These scopes are no longer ours: remove what came with them."""

    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeepEpoch:
    """The history that our cursors belong to from now on."""

    epoch: str


@dataclass(frozen=True, slots=True)
class SayAgain:
    """All facts of this laptop wait to be sent again, and its files to be checked again."""


@dataclass(frozen=True, slots=True)
class ListFiles:
    """Look which files are to be moved, answer with `FilesListed`."""


@dataclass(frozen=True, slots=True)
class Upload:
    """Send a file; answer with `FileMoved` or `FileFailed`."""

    sha256: str


@dataclass(frozen=True, slots=True)
class Download:
    """Fetch a file; answer with `FileMoved` or `FileFailed`."""

    sha256: str


@dataclass(frozen=True, slots=True)
class Finish:
    """The round is over."""

    report: SyncReport


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a round did. `error` is the first thing that went wrong, if anything did."""

    pushed: int
    pulled: int
    files: int
    error: KnownError | None

    @property
    def complete(self) -> bool:
        """Whether everything that could be done was done."""
        return self.error is None


Effect = (
    Prepare | Exchange | KeepVerdicts | RestartScope | ApplyPage | DropScopes | KeepEpoch | SayAgain
    | ListFiles | Upload | Download | Finish
)  # fmt: skip


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
        self._again = False
        self._ended = False
        self._pushed = self._pulled = self._files = 0
        self._error: KnownError | None = None
        self._moves: list[Upload | Download] = []

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
        self._again = self._ended = False
        self._exchanges += 1
        request = SyncRequest(
            device_id=event.device_id,
            epoch=event.epoch,
            cursors=event.cursors,
            facts=event.facts,
            client_time=event.client_time,
            ack_through=event.ack_through,
        )
        return [Exchange(request)]

    def _arrived(self, frame: Frame) -> list[Effect]:
        if isinstance(frame, VerdictsFrame):
            return self._verdicts(frame.verdicts)
        if isinstance(frame, ResetFrame):
            return [RestartScope(frame.scope, frame.boot)]
        if isinstance(frame, PageFrame):
            self._pulled += len(frame.rows)
            return [ApplyPage(frame)]
        return self._end(frame)

    def _verdicts(self, verdicts: tuple[FactVerdict, ...]) -> list[Effect]:
        final = [given for given in verdicts if given.status is not VerdictStatus.RETRY]
        self._pushed += len(final)
        for given in verdicts:
            if given.status is VerdictStatus.RETRY:
                self._error = self._error or KnownError(given.code, given.params, retryable=True)
        # a batch that was wholly answered may have left more behind it
        self._again = self._again or (bool(self._sent) and len(final) == len(self._sent))
        return [KeepVerdicts(verdicts)]

    def _end(self, frame: EndFrame) -> list[Effect]:
        self._ended = True
        self._again = self._again or frame.more
        effects: list[Effect] = [KeepEpoch(frame.epoch)]
        if self._epoch not in {"", frame.epoch}:
            # the server was restored from a backup: everything done here is said again, and nothing doubles by it
            effects.append(SayAgain())
            self._again, self._error = True, None
        if frame.dropped_scopes:
            effects.append(DropScopes(frame.dropped_scopes))
        return effects

    def _answer_ended(self) -> list[Effect]:
        if not self._ended:
            return self._finish(KnownError("sync.cut_off", retryable=True))
        if self._again and self._exchanges < MAX_EXCHANGES:
            self._phase = _Phase.PREPARING
            return [Prepare()]
        self._phase = _Phase.FILES
        return [ListFiles()]

    def _next_file(self) -> list[Effect]:
        if self._moves:
            return [self._moves.pop(0)]
        return self._finish(None)

    def _finish(self, error: KnownError | None) -> list[Effect]:
        self._phase = _Phase.DONE
        return [Finish(SyncReport(self._pushed, self._pulled, self._files, error or self._error))]
