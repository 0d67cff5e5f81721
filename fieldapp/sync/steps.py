"""The words of the sync engine: what has happened (events), and what is to be done (effects)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fieldapp.errors import KnownError
from fieldapp.protocol.envelope import FactEnvelope
from fieldapp.protocol.messages import (
    BucketsFrame,
    BucketSums,
    EndFrame,
    Frame,
    PageFrame,
    ReceiptBlock,
    ScopeCursor,
    SyncRequest,
)
from fieldapp.protocol.verdicts import FactVerdict

# --- events: what has happened ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Prepared:
    """The store was read: this is what waits, what the office holds, and how far we are.

    `more_facts`: more waits than fits one request.
    """

    facts: tuple[FactEnvelope, ...]
    cursors: tuple[ScopeCursor, ...]
    epoch: str
    ack_through: int
    device_id: str
    client_time: str
    held: tuple[str, ...] = ()
    once_accepted: tuple[str, ...] = ()
    more_facts: bool = False
    receipt_blocks: tuple[ReceiptBlock, ...] = ()


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
class DigestsCompared:
    """Scopes that are not what the server has, with the sums of their buckets."""

    differing: tuple[BucketSums, ...]


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


Event = Prepared | Arrived | AnswerEnded | Failed | DigestsCompared | FilesListed | FileMoved | FileFailed


# --- effects: what to do ---------------------------------------------------------------------------------------------

Standing = Mapping[str, int]
"""How far each scope was read when the server said this. What carries it is done only if all of them are still there:
else another process runs a round too, and what was read for its older copy might undo what that brought."""


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
    """A scope comes from its beginning, and is whole when the head `boot` at least was reached."""

    scope: str
    boot: int
    stands: Standing


@dataclass(frozen=True, slots=True)
class FinishScope:
    """All of a scope up to its head `seq` is here: if it came anew, it takes the place of what was shown."""

    scope: str
    seq: int
    stands: Standing


@dataclass(frozen=True, slots=True)
class Repair:
    """Make some buckets of a scope what the server says they are."""

    frame: BucketsFrame
    stands: Standing


@dataclass(frozen=True, slots=True)
class CompareDigests:
    """Compare what is here with these digests, answer with `DigestsCompared`."""

    heads: tuple[ScopeCursor, ...]
    digests: dict[str, str]


@dataclass(frozen=True, slots=True)
class ApplyPage:
    """Apply rows and cursor in one transaction."""

    page: PageFrame
    stands: Standing


@dataclass(frozen=True, slots=True)
class DropScopes:
    """These scopes are no longer ours: remove what came with them."""

    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewHistory:
    """The server was restored from a backup: all that is its own comes anew, all that was done here is said again."""

    epoch: str


@dataclass(frozen=True, slots=True)
class KeepTerms:
    """What the office told at the end of an answer: its epoch, how far its backup goes, lease and limits."""

    end: EndFrame


@dataclass(frozen=True, slots=True)
class SayAgainFrom:
    """The server lacks facts of this laptop from this number on: they wait to be sent again."""

    number: int


@dataclass(frozen=True, slots=True)
class Rechain:
    """The server has facts of this laptop that are not here (its store was put back): what waits follows those."""

    seq: int
    tip: str


@dataclass(frozen=True, slots=True)
class Wipe:
    """Destroy everything on this laptop."""


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
    Prepare | Exchange | KeepVerdicts | RestartScope | FinishScope | ApplyPage | Repair | CompareDigests | DropScopes
    | NewHistory | KeepTerms | SayAgainFrom | Rechain | Wipe | ListFiles | Upload | Download | Finish
)  # fmt: skip
