"""Who holds what: for every fact and file made on this laptop, how far it has come, and whether the laptop may be
handed in.

Four places, each surer than the one before: on this laptop, on its way, checked at the server, in the server's backup.
Nothing is called safe that only one disk holds, and what is missing is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from fieldapp import clock
from fieldapp.domain.facts import FactKind
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.attachments import Attachment
from fieldapp.store.laptop.custody_rows import SEEN, FactPlace
from fieldapp.store.laptop.unit import ChangeSet, LaptopUnit

BACKUP_AT = "backup_at"
VISIT_DRAFT = "visit"


class Step(StrEnum):
    """How far something has come; the last two are places aside."""

    HERE = "here"
    SENT = "sent"
    VERIFIED = "verified"
    BACKED_UP = "backed_up"
    HELD = "held"
    REFUSED = "refused"


class Missing(StrEnum):
    """What keeps a laptop from being handed in."""

    FACTS = "facts"
    FACTS_HELD = "facts_held"
    FACTS_UNREAD = "facts_unread"
    FILES = "files"
    FILES_UNREAD = "files_unread"
    VISITS_BEGUN = "visits_begun"


@dataclass(frozen=True, slots=True)
class FactCustody:
    """One fact: what, about whom (empty when the case has left this laptop), and where it is since when."""

    fact_id: str
    kind: FactKind
    case_id: str
    borrower: str
    made_at: datetime
    step: Step
    kept_at: datetime | None
    code: str
    params: dict[str, str | int]
    read: bool


@dataclass(frozen=True, slots=True)
class FileCustody:
    """One file: what it is and where it is; `sent_bytes` of `size` are at the server while it is on its way.

    `fact_refused`: no record will ever name it; it can be saved elsewhere and waits for nothing.
    """

    sha256: str
    kind: str
    name: str
    case_id: str
    borrower: str
    size: int
    sent_bytes: int
    step: Step
    kept_at: datetime | None
    code: str
    params: dict[str, str | int]
    read: bool
    fact_refused: bool


@dataclass(frozen=True, slots=True)
class HandIn:
    """Whether this laptop may be handed in, lost or wiped without losing work: what is missing, by kind.

    Attributes:
        safe: everything made here was checked at the server, and nothing refused is unread.
        backed_up: all of it is also in the server's backup.
        kept_facts, kept_files: how many of each are at the server.
        backup_at: up to when the server's backup reaches, by its own word; None before the first one.
    """

    safe: bool
    backed_up: bool
    missing: dict[Missing, int]
    kept_facts: int
    kept_files: int
    backup_at: datetime | None


@dataclass(frozen=True, slots=True)
class CustodySheet:
    """The receipt: the light, and every fact and file with where it is; what is still on its way first."""

    made_at: datetime
    staff_name: str
    staff_no: str
    device_id: str
    hand_in: HandIn
    facts: tuple[FactCustody, ...]
    files: tuple[FileCustody, ...]


def custody(desk: Desk, *, limit: int = 1000) -> CustodySheet:
    """Where everything is, as the store tells it; up to `limit` facts, the newest."""
    with desk.store.reading() as unit:
        backup_at = _backup_at(unit)
        files = [custody_of_file(unit, row, backup_at) for row in unit.attachments.made_here()]
        return CustodySheet(
            made_at=clock.now(),
            staff_name=desk.staff.name,
            staff_no=desk.staff.staff_no,
            device_id=desk.device_id,
            hand_in=hand_in(unit),
            facts=tuple(_fact(place, backup_at) for place in unit.custody.facts(limit)),
            files=tuple(sorted(files, key=lambda one: _ORDER[one.step])),
        )


def safe_to_hand_in(desk: Desk) -> HandIn:
    """The light alone: a few counts, however much was done."""
    with desk.store.reading() as unit:
        return hand_in(unit)


def hand_in(unit: LaptopUnit) -> HandIn:
    """The light, within a transaction."""
    backup_at = _backup_at(unit)
    facts, files = unit.custody.fact_counts(backup_at), unit.custody.file_counts(backup_at)
    begun = sum(1 for draft in unit.drafts.all() if draft.kind == VISIT_DRAFT)
    found = {
        Missing.FACTS: facts["waiting"] - min(unit.pending.naming_files(), files["waiting"]),
        Missing.FACTS_HELD: facts["held"],
        Missing.FACTS_UNREAD: facts["unread"],
        Missing.FILES: files["waiting"],
        Missing.FILES_UNREAD: files["unread"],
        Missing.VISITS_BEGUN: begun,
    }
    missing = {what: count for what, count in found.items() if count}
    kept_facts, kept_files = facts["kept"], files["kept"]
    backed_up = not missing and facts["backed_up"] == kept_facts and files["backed_up"] == kept_files
    return HandIn(not missing, backed_up, missing, kept_facts, kept_files, backup_at)


def acknowledge_file(desk: Desk, sha256: str) -> ChangeSet:
    """Somebody has read why this file was refused."""
    with desk.store.writing() as unit:
        unit.custody.mark_file_read(sha256, clock.now())
    return ChangeSet(files=True)


def custody_of_file(unit: LaptopUnit, row: Attachment, backup_at: datetime | None) -> FileCustody:
    """Where a file made here is."""
    line = unit.cases.line(row.case_id)
    refused = unit.custody.fact_status(row.fact_id) == "rejected"
    return FileCustody(
        sha256=row.sha256,
        kind=row.kind,
        name=row.name,
        case_id=row.case_id,
        borrower=line.borrower_name if line else "",
        size=row.size,
        sent_bytes=min(row.sent_bytes, row.size),
        step=_file_step(row, backup_at),
        kept_at=row.kept_at,
        code=row.code,
        params={name: value for name, value in row.params.items() if name != SEEN},
        read=SEEN in row.params,
        fact_refused=refused and row.state in {"local", "sent"},
    )


def _file_step(row: Attachment, backup_at: datetime | None) -> Step:
    if row.state == "verified":
        return _kept(row.kept_at, backup_at)
    return {"local": Step.HERE, "sent": Step.SENT if row.sent_bytes else Step.HERE}.get(row.state, Step.REFUSED)


def _fact(place: FactPlace, backup_at: datetime | None) -> FactCustody:
    step = {
        "waiting": Step.HERE,
        "held": Step.HELD,
        "rejected": Step.REFUSED,
    }.get(place.status) or _kept(place.kept_at, backup_at)
    return FactCustody(
        fact_id=place.fact_id,
        kind=FactKind(place.kind),
        case_id=place.case_id,
        borrower=place.borrower,
        made_at=place.made_at,
        step=step,
        kept_at=place.kept_at if step in {Step.VERIFIED, Step.BACKED_UP} else None,
        code=place.code,
        params=place.params,
        read=place.read,
    )


def _kept(kept_at: datetime | None, backup_at: datetime | None) -> Step:
    """At the server, and in its backup only by the server's own clock on both sides."""
    return Step.BACKED_UP if kept_at and backup_at and kept_at <= backup_at else Step.VERIFIED


def _backup_at(unit: LaptopUnit) -> datetime | None:
    told = unit.settings.get(BACKUP_AT, str)
    return datetime.fromisoformat(told) if told else None


_ORDER = {step: number for number, step in enumerate((Step.REFUSED, Step.HELD, Step.HERE, Step.SENT, Step.VERIFIED,
                                                       Step.BACKED_UP))}  # fmt: skip
