"""Recording what a borrower raises, where it is heard, and moving it on; what rests meanwhile, and until when.

From the moment it is kept the rules treat the case differently (R17, R18), also offline. What a matter freezes, by when
it has to be answered and what the bank has posted meanwhile is read here for every screen that shows it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

import msgspec

from fieldapp import clock
from fieldapp.domain.case import CaseFile, Entity
from fieldapp.domain.compliance.rule import CompliancePack
from fieldapp.domain.facts import FactKind
from fieldapp.domain.lending.loan import Loan, Payment
from fieldapp.domain.matter import Matter, MatterKind, MatterMoved, MatterRaised, MatterState
from fieldapp.domain.matter_rules import STEPS, frozen_until, may_move
from fieldapp.domain.staff import Staff
from fieldapp.domain.strategy.case_situation import HOLDS
from fieldapp.domain.strategy.playbook_rules import Playbook
from fieldapp.errors import KnownError
from fieldapp.rule_packs import playbook
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.unit import ChangeSet

FREEZE_RULE = "R17"
DRAFT = "matter"
"""The kind of their drafts; each is of "case|kind", as the sheet is opened."""
FROZEN = frozenset({MatterKind.DISPUTE, MatterKind.COMPLAINT, MatterKind.PAID_CLAIM})
"""What R17 freezes; hardship softens instead (R18)."""


@dataclass(frozen=True, slots=True)
class SavedMatter:
    """A matter that is safely in the store."""

    matter_id: str
    changes: ChangeSet


@dataclass(frozen=True, slots=True)
class MatterDates:
    """By which days something has to happen: see `matter_dates`. None where the rules say nothing."""

    frozen_until: date | None
    answer_by: date | None


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A matter as it is shown.

    Attributes:
        raised_by: the name of whoever said it; empty for somebody who is not of the case.
        state: where it is; POSTED too where the bank has the payment and nobody confirmed it yet.
        payment: the payment that answers a claim.
        waits_for_confirmation: the payment is there, the supervisor's step is not.
        may: where whoever sits here may move it.
    """

    matter: Matter
    raised_by: str
    state: MatterState
    payment: Payment | None
    dates: MatterDates
    may: tuple[MatterState, ...]
    loan: Loan | None
    recorded_by: str = ""

    @property
    def resting(self) -> bool:
        """Whether it still freezes something."""
        return self.matter.resting and self.payment is None

    @property
    def waits_for_confirmation(self) -> bool:
        """Whether the bank has posted what nobody has confirmed yet."""
        return self.matter.resting and self.payment is not None


@dataclass(frozen=True, slots=True)
class CaseMatters:
    """All matters of a case, those that rest first, then the newest; and whom they can be raised for."""

    file: CaseFile
    lines: tuple[MatterLine, ...]
    today: date
    staff: dict[str, Staff]


def raise_matter(desk: Desk, case_id: str, raised: MatterRaised) -> SavedMatter:
    """Record what was raised; what it freezes is frozen from now on.

    Raises:
        KnownError: `matter.already_open` for the same claim again, or why it cannot be recorded (`matter.no_consent`,
            `matter.claim_incomplete` …), `case.not_here`.
    """
    with desk.store.writing() as unit:
        file = unit.files.get(case_id)
        if _is_open(file, raised):
            raise KnownError("matter.already_open")
        fact = desk.fact(FactKind.MATTER_RAISED, case_id, raised)
        heard = tuple(one for one in (raised.visit_id, raised.contact_id, *raised.vouchers) if one)
        desk.record(unit, file, fact, depends_on=tuple(one for one in heard if unit.outbox.entry(one) is not None))
        unit.drafts.discard(DRAFT, _draft_ref(case_id, raised.kind))
        return SavedMatter(fact.id, unit.changes)


@dataclass(slots=True)
class MatterDraft:
    """A matter as far as it was filled in; None where nothing was said yet. Sums in minor units."""

    raised_by: str = ""
    said: str = ""
    on: date | None = None
    loan_id: str = ""
    amount: int | None = None
    paid_on: date | None = None
    method: str = ""
    reference: str = ""
    consent: bool = False
    vouchers: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MatterDesk:
    """What the sheet needs: the case, what was begun, what the rules will do, and a visit of today it belongs to."""

    file: CaseFile
    kind: MatterKind
    draft: MatterDraft | None
    today: date
    dates: MatterDates
    visit_id: str


def begin_matter(desk: Desk, case_id: str, kind: MatterKind) -> MatterDesk:
    """Open the sheet, or go on where it was left.

    Raises:
        KnownError: `case.not_here`.
    """
    with desk.store.reading() as unit:
        file = unit.files.get(case_id)
        held = unit.drafts.find(DRAFT, _draft_ref(case_id, kind))
    today, now = clock.today(file.case.zone), clock.now()
    sample = Matter("", case_id, desk.staff.id, now, MatterRaised(kind, "", "", today))
    dates = matter_dates(sample, desk.compliance(today), playbook.in_force(today))
    zone = ZoneInfo(file.case.zone)
    mine = [one for one in file.visits if one.made_by == desk.staff.id]
    heard = [one.id for one in mine if one.content.left_at.astimezone(zone).date() == today]
    draft = msgspec.json.decode(held.body, type=MatterDraft) if held else None
    return MatterDesk(file, kind, draft, today, dates, heard[-1] if heard else "")


def keep_matter(desk: Desk, case_id: str, kind: MatterKind, draft: MatterDraft) -> None:
    """Keep what was filled in so far, so that a killed program opens where it was."""
    with desk.store.writing() as unit:
        unit.drafts.save(DRAFT, _draft_ref(case_id, kind), msgspec.json.encode(draft), clock.now())


def discard_matter(desk: Desk, case_id: str, kind: MatterKind) -> None:
    """Throw what was begun away."""
    with desk.store.writing() as unit:
        unit.drafts.discard(DRAFT, _draft_ref(case_id, kind))


def _draft_ref(case_id: str, kind: MatterKind) -> str:
    return f"{case_id}|{kind.value}"


def move_matter(desk: Desk, case_id: str, moved: MatterMoved) -> ChangeSet:
    """Move a matter on.

    Raises:
        KnownError: `matter.moved_meanwhile`, `matter.supervisor_only`, `matter.four_eyes`, `matter.no_comment`,
            `matter.unknown_payment` …, `case.not_here`.
    """
    with desk.store.writing() as unit:
        file = unit.files.get(case_id)
        fact = desk.fact(FactKind.MATTER_MOVED, case_id, moved)
        made_here = unit.outbox.entry(moved.matter_id) is not None
        desk.record(unit, file, fact, depends_on=(moved.matter_id,) if made_here else ())
        return unit.changes


def case_matters(desk: Desk, case_id: str) -> CaseMatters:
    """What was raised on a case, and how it stands.

    Raises:
        KnownError: `case.not_here`.
    """
    with desk.store.reading() as unit:
        file, staff = unit.files.get(case_id), unit.shadow.staff()
    today = clock.today(file.case.zone)
    pack, found, book = desk.compliance(today), file.found_payments, playbook.in_force(today)
    lines = [_line(desk, file, one, found.get(one.id), matter_dates(one, pack, book), staff) for one in file.matters]
    lines.sort(key=lambda one: one.matter.made_at, reverse=True)
    lines.sort(key=lambda one: not one.matter.resting)
    return CaseMatters(file, tuple(lines), today, staff)


def matter_dates(matter: Matter, pack: CompliancePack, book: Playbook) -> MatterDates:
    """How long R17 freezes collection, and by when the playbook wants an answer (working days)."""
    content = matter.content
    rule = pack.rules.get(FREEZE_RULE) if content.kind in FROZEN else None
    row = next((one for one in book.rows if one.id == f"hold.{HOLDS[content.kind].value}"), None)
    wait = row.next.workdays if row is not None else None
    return MatterDates(
        frozen_until(content.on, rule.of("freeze_days", int)) if rule else None,
        book.work.add_workdays(content.on, wait) if wait is not None else None,
    )


def _line(
    desk: Desk, file: CaseFile, matter: Matter, payment: Payment | None, dates: MatterDates, staff: dict[str, Staff]
) -> MatterLine:
    party = file.ever.party(matter.content.raised_by)
    reachable = STEPS[matter.content.kind].get(matter.state, frozenset())
    may = tuple(state for state in MatterState if state in reachable and may_move(matter, state, desk.staff) is None)
    recorder = staff.get(matter.made_by)
    return MatterLine(
        matter=matter,
        raised_by=party.name if party else "",
        state=MatterState.POSTED if payment is not None else matter.state,
        payment=payment,
        dates=dates,
        may=may,
        loan=file.case.loan(matter.content.loan_id),
        recorded_by=recorder.name if recorder else "",
    )


def _is_open(file: CaseFile, raised: MatterRaised) -> bool:
    """Whether the very same payment is claimed already and being looked for."""
    if raised.kind is not MatterKind.PAID_CLAIM:
        return False
    told = (raised.loan_id, raised.amount, raised.paid_on)
    open_ = file.resting_matters(MatterKind.PAID_CLAIM)
    return any((one.content.loan_id, one.content.amount, one.content.paid_on) == told for one in open_)


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """A matter that waits, with the case it is of and how it stands."""

    case_id: str
    case_no: str
    borrower: str
    collector: str
    line: MatterLine
    whole: CaseMatters


def open_matters(desk: Desk) -> tuple[OpenMatter, ...]:
    """Every matter on this laptop that has not ended, those that must be answered first before the others."""
    with desk.store.reading() as unit:
        cases = {*unit.shadow.cases_with(Entity.MATTER), *unit.outbox.cases_with(FactKind.MATTER_RAISED)}
        here = {case_id for case_id in cases if unit.files.find(case_id) is not None}
    found: list[OpenMatter] = []
    for case_id in sorted(here):
        whole = case_matters(desk, case_id)
        case = whole.file.case
        holder = whole.staff.get(case.assigned_to)
        name = holder.name if holder else ""
        for line in whole.lines:
            if line.matter.resting:
                found.append(OpenMatter(case_id, case.case_no, case.borrower.name, name, line, whole))
    return tuple(sorted(found, key=lambda one: (one.line.dates.answer_by or date.max, one.line.matter.made_at)))
