"""The question as a case asks it: whether somebody of it may be visited, called, written to or asked now, and why.

What the case tells the rules is `case_facts`; here is the asking, and the one sentence in which a screen answers. A
warning that was gone over with a reason on the same day is not asked about again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from fieldapp.domain.caseview import CaseView
from fieldapp.domain.compliance.answer import Answer, Outcome, Spoken, may_i
from fieldapp.domain.compliance.case_facts import CaseFacts, Laptop, facts_of, person_of
from fieldapp.domain.compliance.question import Action, DataUse, Person, Question, VisitConduct
from fieldapp.domain.compliance.rule import CompliancePack
from fieldapp.domain.compliance.said import Params
from fieldapp.domain.compliance.verbs import CHANNELS, OUTSIDERS, TEXTS, Purpose, Verb, alike
from fieldapp.domain.conduct import RuleOverride
from fieldapp.domain.party import Party, PartyRole

__all__ = [
    "CaseFacts",
    "Laptop",
    "Manner",
    "Permission",
    "Standing",
    "Way",
    "facts_of",
    "may",
    "may_approach",
    "may_call",
    "may_open_number",
    "may_visit",
    "whom_at",
]
FIRST_TOLD = ("R06", "R07", "R24", "R25", "R05", "R01", "R17", "R18", "R02")
"""Which rule is told first among those that are equally grave: what is about the person before what is about time."""
PERSONAL = frozenset({"R05", "R06", "R07", "R24", "R25"})
"""Rules about a person; what is about the hour or the case is told once for all, not beside every name."""
PURPOSE = "contact"
"""Purpose code under which a number is opened (R36): to reach the person of this case."""
PLAINLY = {
    Verb.CALL: "may.call",
    Verb.PLAN_VISIT: "may.visit",
    Verb.VISIT_START: "may.visit",
    Verb.SMS: "may.write",
    Verb.MESSAGE: "may.write",
    Verb.SEND_TEXT: "may.write",
}


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
class Manner:
    """How it is to be done, as far as that is known; what is asked for on the spot anyway is taken as done.

    Attributes:
        identified: work card and authorisation are shown (R10; before a guarantor R05).
        companions: colleagues who come along (R09).
        announced: a recording is announced (R12).
    """

    identified: bool = False
    companions: int = 1
    announced: bool = True


@dataclass(frozen=True, slots=True)
class Way:
    """Something else that may be done now: this verb, to this party."""

    verb: Verb
    party_id: str
    name: str
    role: PartyRole


@dataclass(frozen=True, slots=True)
class Standing:
    """The answer as a screen tells it: one sentence, and everything behind it.

    Attributes:
        code, params: of the sentence; `rule` is the rule for those who look it up.
        plainly: code of what is said where nothing is against it, its figures are in `params` as well.
        override_id: the warnings were gone over with a reason today already.
        ways: what may be done instead right now.
        question: what was asked, for the record.
    """

    permission: Permission
    code: str
    rule: str
    params: Params
    plainly: str
    answer: Answer
    override_id: str = ""
    ways: tuple[Way, ...] = ()
    question: Question | None = field(default=None, compare=False)

    @property
    def others(self) -> tuple[Spoken, ...]:
        """What else is to be known, besides the sentence."""
        spoke = [rule for rule in self.answer.rules if rule.outcome is not Outcome.ALLOWED]
        return tuple(rule for rule in spoke if rule.code != self.code)

    @property
    def needs_reason(self) -> bool:
        """Whether it may be done, but only with a reason that the supervisor sees."""
        return self.answer.outcome is Outcome.WARN and not self.override_id

    @property
    def free(self) -> bool:
        """Whether it may be done now, as it stands."""
        return self.answer.outcome is not Outcome.BLOCK and not self.needs_reason


def may_visit(facts: CaseFacts, now: datetime, pack: CompliancePack) -> Standing:
    """Whether the borrower may be visited at `now`."""
    return may(facts, Verb.PLAN_VISIT, facts.seen.case.borrower, now, pack)


def may_call(facts: CaseFacts, now: datetime, pack: CompliancePack) -> Standing:
    """Whether the borrower may be called at `now`."""
    return may(facts, Verb.CALL, facts.seen.case.borrower, now, pack)


def may_approach(facts: CaseFacts, party: Party, now: datetime, pack: CompliancePack) -> Standing:
    """Whether `party`, who is not the borrower, may be approached at `now`: what is about them, not about the hour."""
    verb = Verb.CONTACT_THIRD_PARTY if party.role is PartyRole.CONTACT else Verb.CALL
    standing = may(facts, verb, party, now, pack)
    told = _first([one for one in standing.answer.against if one.outcome is Outcome.BLOCK or one.rule_id in PERSONAL])
    return _told(standing, told, party, pack)


def may_open_number(facts: CaseFacts, party: Party, now: datetime, pack: CompliancePack) -> Standing:
    """Whether a number of `party` may be shown at `now`: of others than the borrower only while they may be reached."""
    if party.role is not PartyRole.BORROWER:
        approach = may_approach(facts, party, now, pack)
        if approach.permission is Permission.BLOCKED:
            return approach
    return may(facts, Verb.REVEAL_NUMBER, party, now, pack)


def whom_at(seen: CaseView, premises_id: str) -> tuple[Verb, Party]:
    """What is asked before going to these premises, and about whom: theirs who live or work there, if that was noted.

    The bank's own premises are the borrower's. Somebody who owes nothing may only be asked about the borrower.
    """
    noted = seen.file.particular(premises_id)
    host = seen.case.party(noted.content.of) if noted is not None else None
    if host is None:
        return Verb.VISIT_START, seen.case.borrower
    return Verb.CONTACT_THIRD_PARTY if host.role is PartyRole.CONTACT else Verb.VISIT_START, host


def may(
    facts: CaseFacts, verb: Verb, party: Party, now: datetime, pack: CompliancePack, manner: Manner | None = None
) -> Standing:
    """Whether `verb` may be done to `party` at `now`, in this `manner`."""
    usual = Manner(identified=party.role is PartyRole.BORROWER or verb is Verb.VISIT_START)
    asked = _question(facts, verb, party, now, pack, manner or usual)
    answer, asked = _answered(asked, pack)
    told = _first([one for one in answer.rules if one.outcome is not Outcome.ALLOWED])
    standing = Standing(Permission.ALLOWED, "", "", {}, _plainly(verb, party), answer, question=asked)
    standing = replace(standing, override_id=_overridden(facts, verb, party, answer))
    return _told(standing, told, party, pack)


def _told(standing: Standing, told: Spoken | None, party: Party, pack: CompliancePack) -> Standing:
    """The standing with its sentence: of the rule that is told first, or plainly that it may be done."""
    params: Params = _hours(pack)
    if party.role is not PartyRole.BORROWER:
        params = {"name": party.name}
    if told is None:
        rule = "R06" if party.role is PartyRole.CONTACT else "R01" if party.role is PartyRole.BORROWER else "R05"
        return replace(standing, code=standing.plainly, rule=rule, params=params, permission=Permission.ALLOWED)
    code = told.code
    if code == "may.outside_hours" and party.role is not PartyRole.BORROWER:
        code = "may.party_outside_hours"
    permission = _PERMISSIONS[told.outcome]
    return replace(standing, permission=permission, code=code, rule=told.rule_id, params={**params, **told.params})


def _plainly(verb: Verb, party: Party) -> str:
    if verb is Verb.REVEAL_NUMBER:
        return "may.number"
    if party.role is PartyRole.BORROWER:
        return PLAINLY.get(verb, "may.free")
    if party.role is PartyRole.CONTACT:
        return "may.contact_open"
    return "may.co_debtor" if party.role is PartyRole.CO_DEBTOR else "may.guarantor"


def _question(
    facts: CaseFacts, verb: Verb, party: Party, now: datetime, pack: CompliancePack, manner: Manner
) -> Question:
    person = person_of(facts.seen, party)
    return Question(
        _action(verb, person),
        now,
        facts.seen.case.zone,
        actor=replace(facts.actor, identified=manner.identified, companions=manner.companions),
        party=person,
        case=facts.situation,
        visit=VisitConduct(recording_announced=manner.announced),
        records=DataUse(purpose_code=PURPOSE) if verb is Verb.REVEAL_NUMBER else DataUse(),
        history=facts.history,
        quota=facts.quota(pack),
    )


def _action(verb: Verb, person: Person) -> Action:
    """Through whoever owes nothing word is only passed on; texts come out of approved templates alone."""
    if person.role in OUTSIDERS and verb in CHANNELS | {Verb.CONTACT_THIRD_PARTY}:
        return Action(verb, Purpose.RELAY, template_approved=verb in TEXTS)
    return Action(verb, template_approved=verb in TEXTS)


def _answered(question: Question, pack: CompliancePack) -> tuple[Answer, Question]:
    """Ask; where nothing but a dispute stands against it, what is asked is whether it may be answered."""
    answer = may_i(question, pack)
    blocks = {rule.rule_id for rule in answer.rules if rule.outcome is Outcome.BLOCK}
    if blocks != {"R17"}:
        return answer, question
    question = replace(question, action=replace(question.action, purpose=Purpose.ANSWER))
    return may_i(question, pack), question


def _overridden(facts: CaseFacts, verb: Verb, party: Party, answer: Answer) -> str:
    """The override of today that covers everything that warns; empty for none."""
    warned = {rule.rule_id for rule in answer.against}
    if answer.outcome is not Outcome.WARN:
        return ""
    zone = ZoneInfo(facts.seen.case.zone)
    covering = (
        one.id
        for one in _of_today(facts.seen.file.overrides, answer.at.astimezone(zone).date(), zone)
        if one.made_by == facts.laptop.staff_id
        and one.content.party_id == party.id
        and alike(verb, one.content.verb)
        and warned <= set(one.content.rules)
    )
    return next(covering, "")


def _of_today(overrides: Iterable[RuleOverride], today: date, zone: ZoneInfo) -> list[RuleOverride]:
    return [one for one in overrides if one.content.at.astimezone(zone).date() == today]


def _first(spoke: list[Spoken]) -> Spoken | None:
    """The gravest; of those that are equally grave the one that is told first."""
    return min(spoke, key=lambda rule: (-rule.outcome.rank, _place(rule.rule_id)), default=None)


def _place(rule_id: str) -> int:
    return FIRST_TOLD.index(rule_id) if rule_id in FIRST_TOLD else len(FIRST_TOLD)


def _hours(pack: CompliancePack) -> Params:
    rule = pack.rules["R01"]
    return {"open": f"{rule.of('open_at', time):%H:%M}", "close": f"{rule.of('close_at', time):%H:%M}"}
