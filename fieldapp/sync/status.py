"""What is true about sync, in one value: what waits here, what was refused, when it last worked, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from fieldapp.domain.attached_file import FileKind
from fieldapp.domain.facts import FactKind
from fieldapp.store.laptop.pending import PendingCounts
from fieldapp.store.laptop.unit import LaptopUnit
from fieldapp.sync.network import AWAY

LAST_CONTACT = "last_contact"
"""Setting: when an exchange was last complete (ISO 8601)."""


class SyncPhase(StrEnum):
    """What sync is doing. Away is normal in the field and never shown as an alarm."""

    IDLE = "idle"
    WORKING = "working"
    AWAY = "away"
    TROUBLE = "trouble"


class Waiting(StrEnum):
    """Kinds of what waits to be sent, as a person counts them, in the order in which they are told."""

    VISITS = "visits"
    PROMISES = "promises"
    PLANS = "plans"
    DECISIONS = "decisions"
    PAPERS = "papers"
    PHOTOS = "photos"
    RECORDINGS = "recordings"
    FILES = "files"
    EDITS = "edits"
    OTHERS = "others"


_FACTS: dict[str, Waiting] = {
    FactKind.VISIT_RECORDED: Waiting.VISITS,
    FactKind.PROMISE_MADE: Waiting.PROMISES,
    FactKind.PLAN_PROPOSED: Waiting.PLANS,
    FactKind.PLAN_WITHDRAWN: Waiting.PLANS,
    FactKind.PLAN_APPROVED: Waiting.DECISIONS,
    FactKind.PLAN_RETURNED: Waiting.DECISIONS,
    FactKind.PLAN_REJECTED: Waiting.DECISIONS,
    FactKind.CARD_EDITED: Waiting.EDITS,
    FactKind.CARD_SETTLED: Waiting.EDITS,
}
_WITH_A_FILE: frozenset[str] = frozenset({FactKind.DOCUMENT_SEALED, FactKind.FILE_ATTACHED})
"""Facts that are told by the file they name: a photo is one photo, not a record and a photo."""
_FILES: dict[str, Waiting] = {
    FileKind.PHOTO: Waiting.PHOTOS,
    FileKind.RECORDING: Waiting.RECORDINGS,
    FileKind.OTHER: Waiting.FILES,
}

_TOLD_AS_FILES = frozenset({Waiting.PAPERS, *_FILES.values()})


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """One status line's worth of truth; `code` and `params` say what is wrong, if anything is.

    Attributes:
        waiting: facts that wait to be sent.
        refused: facts that were refused or clashed and that nobody has read; `conflicts` are some of them.
        kinds: what waits, facts and files, as a person counts it.
        held: facts that the office keeps aside until they can be judged.
        files_refused: files the server will not take.
        drafts: what was begun here and not finished.
        last_success: when an exchange was last complete.
        next_try: when the next round begins by itself.
    """

    phase: SyncPhase
    waiting: int
    refused: int
    files_up: int
    files_down: int
    last_success: datetime | None
    code: str = ""
    params: dict[str, str | int] | None = None
    kinds: Mapping[Waiting, int] = field(default_factory=dict)
    conflicts: int = 0
    held: int = 0
    files_refused: int = 0
    drafts: int = 0
    next_try: datetime | None = None

    @property
    def records_waiting(self) -> int:
        """Records that wait to be sent, besides those that are told by the file they name."""
        told_as_files = sum(count for kind, count in self.kinds.items() if kind in _TOLD_AS_FILES)
        return sum(self.kinds.values()) - told_as_files if self.kinds else self.waiting

    @property
    def pending(self) -> bool:
        """Whether something made here has not reached the server."""
        return bool(self.waiting or self.files_up)

    @property
    def safe_to_hand_in(self) -> bool:
        """Whether nothing would be lost with this laptop: the server has verified all, and nobody has to look."""
        only_here = self.waiting or self.held or self.files_up or self.files_refused or self.drafts
        return self.last_success is not None and not only_here and not self.refused


def read_status(unit: LaptopUnit, *, working: bool, next_try: datetime | None = None) -> SyncStatus:
    """The status as the store tells it. A round that failed is never told as one that worked."""
    found = unit.pending.counts()
    rounds = unit.sync.rounds(1)
    code = rounds[0].code if rounds and rounds[0].code != "sync.done" else ""
    phase = SyncPhase.TROUBLE if code and code not in AWAY else SyncPhase.AWAY if code else SyncPhase.IDLE
    return SyncStatus(
        phase=SyncPhase.WORKING if working else phase,
        waiting=sum(found.facts.values()),
        refused=found.rejected + found.conflicts,
        files_up=sum(found.files.values()),
        files_down=found.wanted,
        last_success=_last_contact(unit),
        code=code,
        params=rounds[0].params if code else None,
        kinds=kinds_of(found),
        conflicts=found.conflicts,
        held=found.held,
        files_refused=found.files_refused,
        drafts=found.drafts,
        next_try=next_try,
    )


def kinds_of(found: PendingCounts) -> dict[Waiting, int]:
    """What waits as a person counts it, in the order of `Waiting`; kinds of which nothing waits are left out."""
    counted = dict.fromkeys(Waiting, 0)
    for kind, count in found.facts.items():
        if kind not in _WITH_A_FILE:
            counted[_FACTS.get(kind, Waiting.OTHERS)] += count
    for kind, count in found.files.items():
        counted[_FILES.get(kind, Waiting.PAPERS)] += count
    naming = sum(count for kind, count in found.facts.items() if kind in _WITH_A_FILE)
    counted[Waiting.OTHERS] += max(0, naming - sum(found.files.values()))
    return {kind: count for kind, count in counted.items() if count}


def _last_contact(unit: LaptopUnit) -> datetime | None:
    said = unit.settings.get(LAST_CONTACT, str)
    return datetime.fromisoformat(said) if said else unit.sync.last_success()
