"""A signing under way, kept encrypted after every person and every stroke, so that a program that was killed, or a pen
that was put down, costs nobody their signature.

What is held here binds nobody: without the seal there is no paper. It is thrown away with the seal, and when the plan
is drawn up otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec

from fieldapp import clock
from fieldapp.documents.ink import InkRecord
from fieldapp.documents.plan_paper import PlanPaper
from fieldapp.domain.plans.plan_life import PlanContent
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.unit import LaptopUnit

KIND = "signing"


class Outcome(StrEnum):
    """What came of asking somebody to sign."""

    SIGNED = "signed"
    REFUSED = "refused"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken from somebody.

    Attributes:
        ink: None where they did not sign.
        identity_check: how their identity was checked; `id_last4` what was compared, where that was the way.
        reason: in the words of whoever refused.
        at: ISO 8601 UTC.
    """

    ink: InkRecord | None
    identity_check: str = ""
    outcome: Outcome = Outcome.SIGNED
    reason: str = ""
    id_last4: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class HeldSigning:
    """How far a signing is.

    Attributes:
        heard: passages that were read aloud, by key, with the time (ISO 8601 UTC).
        taken: by box. pads: unfinished strokes by box, as the pad recorded them.
    """

    case_id: str
    contents: tuple[PlanContent, ...]
    paper: PlanPaper
    heard: dict[str, str] = field(default_factory=dict)
    taken: dict[str, Taken] = field(default_factory=dict)
    pads: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OpenSigning:
    """One signing that waits to be finished, for lists."""

    case_id: str
    doc_no: str
    borrower: str
    signed: int
    asked: int
    saved_at: datetime


def held_signing(desk: Desk, case_id: str) -> HeldSigning | None:
    """The signing of a case that was not finished, if there is one."""
    with desk.store.reading() as unit:
        held = unit.drafts.find(KIND, case_id)
    return None if held is None else _read(held.body)


def held_signings(desk: Desk) -> list[OpenSigning]:
    """All signings that were not finished, newest first."""
    with desk.store.reading() as unit:
        drafts = [draft for draft in unit.drafts.all() if draft.kind == KIND]
    found = []
    for draft in drafts:
        held = _read(draft.body)
        if held is not None:
            signed = sum(one.outcome is Outcome.SIGNED for one in held.taken.values())
            paper = held.paper
            asked = len(paper.people) + 1
            found.append(OpenSigning(draft.ref, paper.doc_no, paper.borrower.name, signed, asked, draft.saved_at))
    return found


def keep_signing(desk: Desk, held: HeldSigning) -> datetime:
    """Keep it in place of what was held before; when it was kept."""
    now = clock.now()
    with desk.store.writing() as unit:
        unit.drafts.save(KIND, held.case_id, msgspec.json.encode(held), now)
    return now


def discard_signing(unit: LaptopUnit, case_id: str) -> None:
    """The same within a transaction: the paper is sealed."""
    unit.drafts.discard(KIND, case_id)


def stamped(taken: Taken) -> Taken:
    """With the time of now, where it has none yet."""
    return taken if taken.at else replace(taken, at=clock.now().isoformat(timespec="seconds"))


def _read(body: bytes) -> HeldSigning | None:
    """None for one that another version of the program wrote: signing begins anew then."""
    try:
        return msgspec.json.decode(body, type=HeldSigning)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None
