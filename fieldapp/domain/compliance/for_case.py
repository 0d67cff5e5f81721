"""The question as a case asks it: whether its borrower may be visited or called now, and who else may be approached.

A case file knows visits and no calls, so calls count as none, and an attempt to reach the borrower is a visit that met
nobody. What the newest visit found (a dispute, a claim of having paid, illness) is what rules are told until a newer
visit finds otherwise. A limitation that is near is told by the clocks and needs no reason before every call, so only
one that has run out is asked about here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from fieldapp.domain.case import Visit
from fieldapp.domain.caseview import CaseView
from fieldapp.domain.compliance.answer import Answer, Outcome, Spoken, may_i
from fieldapp.domain.compliance.question import (
    Action,
    Contact,
    ContactChannel,
    Person,
    Question,
    Situation,
)
from fieldapp.domain.compliance.rule import CompliancePack
from fieldapp.domain.compliance.said import Params
from fieldapp.domain.compliance.verbs import Purpose, Role, Verb, Vulnerability
from fieldapp.domain.party import Party, PartyRole
from fieldapp.domain.visit import Met
from fieldapp.domain.visit import Outcome as VisitOutcome

FIRST_TOLD = ("R06", "R07", "R24", "R25", "R05", "R01", "R17", "R18", "R02")
"""Which rule is told first among those that are equally grave: what is about the person before what is about time."""
PERSONAL = frozenset({"R05", "R06", "R07", "R24", "R25"})
"""Rules about a person; what is about the hour or the case is told once for all, not beside every name."""
IN_VAIN = frozenset({VisitOutcome.NOT_FOUND, VisitOutcome.MOVED})


class Permission(StrEnum):
    """Whether it may be done."""

    ALLOWED = "allowed"
    WARN = "warn"
    BLOCKED = "blocked"


_PERMISSIONS = {
    Outcome.ALLOWED: Permission.ALLOWED,
    Outcome.RECORD: Permission.WARN,
    Outcome.WARN: Permission.WARN,
    Outcome.BLOCK: Permission.BLOCKED,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """The answer as a screen tells it: one sentence, and everything behind it.

    Attributes:
        code, params: of the sentence; `rule` is the rule for those who look it up.
        plainly: code of what is said where nothing is against it, its figures are in `params` as well.
    """

    permission: Permission
    code: str
    rule: str
    params: Params
    plainly: str
    answer: Answer

    @property
    def others(self) -> tuple[Spoken, ...]:
        """What else is to be known, besides the sentence."""
        spoke = [rule for rule in self.answer.rules if rule.outcome is not Outcome.ALLOWED]
        return tuple(rule for rule in spoke if rule.code != self.code)


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What a case tells the rules, worked out once for everything that is asked of it."""

    seen: CaseView
    situation: Situation
    history: tuple[Contact, ...]


def facts_of(seen: CaseView) -> CaseFacts:
    """What the rules are told of a case."""
    return CaseFacts(seen, _situation(seen), _history(seen))


def may_visit(facts: CaseFacts, now: datetime, pack: CompliancePack) -> Standing:
    """Whether the borrower may be visited at `now`."""
    return _of_borrower(facts, Verb.PLAN_VISIT, "may.visit", now, pack)


def may_call(facts: CaseFacts, now: datetime, pack: CompliancePack) -> Standing:
    """Whether the borrower may be called at `now`."""
    return _of_borrower(facts, Verb.CALL, "may.call", now, pack)


def may_approach(facts: CaseFacts, party: Party, now: datetime, pack: CompliancePack) -> Standing:
    """Whether `party`, who is not the borrower, may be approached at `now`."""
    contact = party.role is PartyRole.CONTACT
    action = Action(Verb.CONTACT_THIRD_PARTY, Purpose.RELAY) if contact else Action(Verb.CALL)
    plainly, rule = ("may.contact_open", "R06") if contact else ("may.co_debtor", "R05")
    answer = _ask(facts, action, _person(facts.seen, party), now, pack)
    spoke = [one for one in answer.against if one.outcome is Outcome.BLOCK or one.rule_id in PERSONAL]
    told = _first(spoke)
    name: Params = {"name": party.name}
    if told is None:
        return Standing(Permission.ALLOWED, plainly, rule, name, plainly, answer)
    code = "may.party_outside_hours" if told.code == "may.outside_hours" else told.code
    return Standing(_PERMISSIONS[told.outcome], code, told.rule_id, {**told.params, **name}, plainly, answer)


def _of_borrower(facts: CaseFacts, verb: Verb, plainly: str, now: datetime, pack: CompliancePack) -> Standing:
    person = _person(facts.seen, facts.seen.case.borrower)
    answer = _ask(facts, Action(verb), person, now, pack)
    told = _first([one for one in answer.rules if one.outcome is not Outcome.ALLOWED])
    hours = _hours(pack)
    if told is None:
        return Standing(Permission.ALLOWED, plainly, "R01", hours, plainly, answer)
    return Standing(_PERMISSIONS[told.outcome], told.code, told.rule_id, {**hours, **told.params}, plainly, answer)


def _ask(facts: CaseFacts, action: Action, party: Person, now: datetime, pack: CompliancePack) -> Answer:
    """Ask; where nothing but a dispute stands against it, what is asked is whether it may be answered."""
    zone = facts.seen.case.zone
    question = Question(action, now, zone, party=party, case=facts.situation, history=facts.history)
    answer = may_i(question, pack)
    blocks = {rule.rule_id for rule in answer.rules if rule.outcome is Outcome.BLOCK}
    if blocks != {"R17"}:
        return answer
    return may_i(replace(question, action=replace(action, purpose=Purpose.ANSWER)), pack)


def _first(spoke: list[Spoken]) -> Spoken | None:
    """The gravest; of those that are equally grave the one that is told first."""
    return min(spoke, key=lambda rule: (-rule.outcome.rank, _place(rule.rule_id)), default=None)


def _place(rule_id: str) -> int:
    return FIRST_TOLD.index(rule_id) if rule_id in FIRST_TOLD else len(FIRST_TOLD)


def _hours(pack: CompliancePack) -> Params:
    rule = pack.rules["R01"]
    return {"open": f"{rule.of('open_at', time):%H:%M}", "close": f"{rule.of('close_at', time):%H:%M}"}


def _person(seen: CaseView, party: Party) -> Person:
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


def _vulnerable(seen: CaseView) -> tuple[Vulnerability, ...]:
    cause = seen.last_visit.content.cause if seen.last_visit else None
    known = {one.value for one in Vulnerability} - {Vulnerability.OTHER.value}
    return (Vulnerability(cause.value),) if cause is not None and cause.value in known else ()


def _situation(seen: CaseView) -> Situation:
    vain = _in_vain(seen)
    days = {visit.content.arrived_at.astimezone(ZoneInfo(seen.case.zone)).date() for visit in vain}
    ends = [loan.limitation.ends_on for loan in seen.loans if not loan.ended_by_plan]
    barred = max(ends, default=None)
    return Situation(
        unanswered_attempts=len(vain),
        unanswered_days=len(days),
        failed_visits=len(vain),
        dispute_on=_raised(seen, VisitOutcome.DISPUTE),
        paid_claim_on=_raised(seen, VisitOutcome.PAID_CLAIM),
        limitation_ends_on=barred if barred is not None and barred < seen.as_of else None,
    )


def _in_vain(seen: CaseView) -> list[Visit]:
    """Visits since the borrower was last met that met nobody, or found that the borrower is not there."""
    vain: list[Visit] = []
    for visit in sorted(seen.file.visits, key=lambda one: one.content.arrived_at):
        if visit.content.met is Met.NOBODY or visit.content.outcome in IN_VAIN:
            vain.append(visit)
        elif visit.content.met is Met.BORROWER:
            vain.clear()
    return vain


def _raised(seen: CaseView, outcome: VisitOutcome) -> date | None:
    """When the newest visit was told of it; a newer visit with another outcome has answered it."""
    last = seen.last_visit
    if last is None or last.content.outcome is not outcome:
        return None
    return last.content.arrived_at.astimezone(ZoneInfo(seen.case.zone)).date()


def _history(seen: CaseView) -> tuple[Contact, ...]:
    return tuple(
        Contact(
            visit.content.arrived_at,
            ContactChannel.VISIT,
            connected=visit.content.met is Met.BORROWER,
            party_id=seen.case.borrower.id,
        )
        for visit in seen.file.visits
    )
