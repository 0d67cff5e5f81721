"""What a case tells the rules: whom it is about, what was tried and said, what rests, and what this laptop knows.

Visits, calls and messages are one history. An attempt is in vain when nobody was met or answered, or when whoever did
said that the borrower is not there; the first time the borrower is reached, the count begins anew. What a borrower
raised (a dispute, a complaint, a payment said to be made, hardship) is what the rules are told while the matter rests;
where it was only noted as the outcome of a visit or a call, it holds until something newer was heard.

A limitation that is near is told by the clocks and needs no reason before every call, so only one that has run out is
told here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from fieldapp.domain.caseview import CaseView
from fieldapp.domain.compliance.question import Actor, Contact, ContactChannel, Person, Quota, Situation
from fieldapp.domain.compliance.rule import CompliancePack
from fieldapp.domain.compliance.verbs import Role, Vulnerability
from fieldapp.domain.contact_log import Channel, LoggedContact
from fieldapp.domain.matter import MatterKind
from fieldapp.domain.party import Party, PartyRole
from fieldapp.domain.visit import Cause, Met, Outcome

IN_VAIN = frozenset({Outcome.NOT_FOUND, Outcome.MOVED})
_RAISED_BY = {MatterKind.DISPUTE: Outcome.DISPUTE, MatterKind.PAID_CLAIM: Outcome.PAID_CLAIM}


@dataclass(frozen=True, slots=True)
class Laptop:
    """The laptop that asks. What it did after its last sync is what it took of its own share of the daily caps.

    Attributes:
        synced_at: when it last heard from the office; None: never, or it is not told.
        alone: it has not heard for so long that what others did today is not known.
    """

    device_id: str = ""
    staff_id: str = ""
    synced_at: datetime | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What a case tells the rules, worked out once for everything that is asked of it."""

    seen: CaseView
    situation: Situation
    history: tuple[Contact, ...]
    laptop: Laptop = Laptop()

    @property
    def actor(self) -> Actor:
        """Whoever sits at the laptop."""
        return Actor(id=self.laptop.staff_id)

    def quota(self, pack: CompliancePack) -> Quota | None:
        """The share of the daily caps that this laptop keeps to while it is alone; None while it is not."""
        if not self.laptop.alone:
            return None
        calls, attempts = pack.rules.get("R02"), pack.rules.get("R03")
        return Quota(
            self.laptop.device_id,
            calls.of("reserve_offline", int) if calls else None,
            attempts.of("reserve_offline", int) if attempts else None,
        )


@dataclass(frozen=True, slots=True)
class _Heard:
    """What a visit or a call was told."""

    at: datetime
    outcome: Outcome | None
    cause: Cause | None


@dataclass(frozen=True, slots=True)
class _Try:
    """One attempt to reach the borrower: in vain, or they were reached, or neither (somebody else was met)."""

    at: datetime
    vain: bool
    reached: bool
    visit: bool


def facts_of(seen: CaseView, laptop: Laptop | None = None) -> CaseFacts:
    """What the rules are told of a case."""
    known = laptop or Laptop()
    return CaseFacts(seen, _situation(seen), tuple(_history(seen, known)), known)


def person_of(seen: CaseView, party: Party) -> Person:
    """The party as the rules look at them."""
    person = Person(Role(party.role.value), party.id, party.name)
    if party.role is PartyRole.BORROWER:
        return replace(person, vulnerable=_vulnerable(seen))
    if party.role is PartyRole.CO_DEBTOR:  # who owes jointly has signed the loan itself
        return replace(person, contract_ref=seen.case.loans[0].contract_no if seen.case.loans else "")
    guarantee = party.guarantee
    if party.role is not PartyRole.GUARANTOR or guarantee is None:
        return person
    period = next((one.period for one in seen.guarantees if one.party.id == party.id), None)
    return replace(
        person,
        contract_ref=guarantee.contract_no,
        guarantee_kind=guarantee.kind,
        guarantee_ends_on=guarantee.period_end if period is None else period.ends_on,
    )


def _situation(seen: CaseView) -> Situation:
    zone = ZoneInfo(seen.case.zone)
    vain = _in_vain(seen)
    ends = [loan.limitation.ends_on for loan in seen.loans if not loan.ended_by_plan]
    barred = max(ends, default=None)
    return Situation(
        unanswered_attempts=len(vain),
        unanswered_days=len({one.at.astimezone(zone).date() for one in vain}),
        failed_visits=sum(one.visit for one in vain),
        dispute_on=_raised(seen, MatterKind.DISPUTE),
        complaint_on=_raised(seen, MatterKind.COMPLAINT),
        paid_claim_on=_raised(seen, MatterKind.PAID_CLAIM),
        limitation_ends_on=barred if barred is not None and barred < seen.as_of else None,
    )


def _in_vain(seen: CaseView) -> list[_Try]:
    """Attempts since the borrower was last reached that reached nobody, or found that the borrower is not there."""
    vain: list[_Try] = []
    for one in sorted(_tries(seen), key=lambda each: each.at):
        if one.vain:
            vain.append(one)
        elif one.reached:
            vain.clear()
    return vain


def _tries(seen: CaseView) -> Iterator[_Try]:
    for visit in seen.standing_visits:
        told = visit.content
        vain = told.met is Met.NOBODY or told.outcome in IN_VAIN
        yield _Try(told.arrived_at, vain, told.met is Met.BORROWER, visit=True)
    for contact in seen.file.contacts:
        call = contact.content
        if call.channel is Channel.CALL and call.party_id == seen.case.borrower.id:
            vain = not call.incoming and (not call.connected or call.outcome in IN_VAIN)
            yield _Try(call.at, vain, reached=call.connected, visit=False)


def _last_heard(seen: CaseView) -> _Heard | None:
    """The newest visit, or call that was told something."""
    heard = [_Heard(contact.content.at, contact.content.outcome, contact.content.cause)
             for contact in seen.file.contacts if contact.content.outcome or contact.content.cause]  # fmt: skip
    if seen.last_visit is not None:
        told = seen.last_visit.content
        heard.append(_Heard(told.arrived_at, told.outcome, told.cause))
    return max(heard, key=lambda one: one.at, default=None)


def _raised(seen: CaseView, kind: MatterKind) -> date | None:
    """When it was raised, while it rests; else when it was last heard, if no matter was made of it since."""
    matters = [matter for matter in seen.file.matters if matter.content.kind is kind]
    resting = [matter.content.on for matter in seen.file.resting_matters(kind)]
    if resting:
        return max(resting)
    heard = _last_heard(seen)
    if heard is None or heard.outcome is None or heard.outcome is not _RAISED_BY.get(kind):
        return None
    day = heard.at.astimezone(ZoneInfo(seen.case.zone)).date()
    return None if any(matter.content.on >= day for matter in matters) else day


def _vulnerable(seen: CaseView) -> tuple[Vulnerability, ...]:
    """Why the borrower needs care: the cause that was last heard, or hardship that is being looked into."""
    heard = _last_heard(seen)
    known = {one.value for one in Vulnerability} - {Vulnerability.OTHER.value}
    if heard is not None and heard.cause is not None and heard.cause.value in known:
        return (Vulnerability(heard.cause.value),)
    return (Vulnerability.OTHER,) if seen.file.resting_matters(MatterKind.HARDSHIP) else ()


def _history(seen: CaseView, laptop: Laptop) -> Iterator[Contact]:
    for visit in seen.standing_visits:
        yield Contact(
            visit.content.arrived_at,
            ContactChannel.VISIT,
            connected=visit.content.met is Met.BORROWER,
            party_id=seen.case.borrower.id,
        )
    for contact in seen.file.contacts:
        party = seen.file.ever.party(contact.content.party_id)
        yield Contact(
            contact.content.at,
            ContactChannel(contact.content.channel.value),
            connected=contact.content.connected,
            role=Role(party.role.value) if party else Role.OTHER,
            party_id=contact.content.party_id,
            number=contact.content.number,
            device_id=laptop.device_id if _of_this_laptop(contact, laptop) else "",
            by_collector=not contact.content.incoming,
            refused=contact.content.refused,
        )


def _of_this_laptop(contact: LoggedContact, laptop: Laptop) -> bool:
    """Whether it was done here since the last sync: only that comes out of this laptop's share."""
    if contact.made_by != laptop.staff_id:
        return False
    return laptop.synced_at is None or contact.made_at > laptop.synced_at
