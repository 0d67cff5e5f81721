"""What is true about sync, in one value: what waits here, what was refused, when it last worked, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from fieldapp.store.laptop.unit import LaptopUnit


class SyncPhase(StrEnum):
    """What sync is doing. Away is normal in the field and never shown as an alarm."""

    IDLE = "idle"
    WORKING = "working"
    AWAY = "away"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """One status line's worth of truth; `code` and `params` say what is wrong, if anything is."""

    phase: SyncPhase
    waiting: int
    refused: int
    files_up: int
    files_down: int
    last_success: datetime | None
    code: str = ""
    params: dict[str, str | int] | None = None


AWAY_CODES = frozenset({"sync.server_away", "sync.cut_off", "sync.server_busy", "sync.cancelled"})


def read_status(unit: LaptopUnit, *, working: bool) -> SyncStatus:
    """The status as the store tells it."""
    facts, files = unit.outbox.counts(), unit.attachments.counts()
    rounds = unit.sync.rounds(1)
    code = rounds[0].code if rounds and rounds[0].code != "sync.done" else ""
    phase = SyncPhase.TROUBLE if code and code not in AWAY_CODES else SyncPhase.AWAY if code else SyncPhase.IDLE
    return SyncStatus(
        phase=SyncPhase.WORKING if working else phase,
        waiting=facts["waiting"],
        refused=facts["refused"],
        files_up=files["up"],
        files_down=files["down"],
        last_success=unit.sync.last_success(),
        code=code,
        params=rounds[0].params if code else None,
    )
