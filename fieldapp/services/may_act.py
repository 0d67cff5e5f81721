"""May I act now: asked before a call, a visit, a message, a word with somebody else, or the sight of a number.

The answer comes from the rules alone, also offline; it says why, what may be done instead, and when it is to be asked
again. Where rules only warn, one may go on with a reason: that is a fact, which the supervisor sees. Whoever's number
is opened, other than the borrower's, is kept too: the number itself is handed out here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from fieldapp import clock
from fieldapp.domain.case import CaseFile
from fieldapp.domain.caseview import view
from fieldapp.domain.compliance import audit
from fieldapp.domain.compliance.answer import Outcome
from fieldapp.domain.compliance.for_case import (
    PURPOSE,
    CaseFacts,
    Laptop,
    Manner,
    Permission,
    Standing,
    Way,
    facts_of,
    may,
    may_approach,
    may_open_number,
)
from fieldapp.domain.compliance.rule import CompliancePack
from fieldapp.domain.compliance.verbs import Verb
from fieldapp.domain.conduct import OverrideContent
from fieldapp.domain.facts import FactKind
from fieldapp.domain.party import Party, PartyRole
from fieldapp.errors import KnownError
from fieldapp.rule_packs.agreements import agreement_rules
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.unit import ChangeSet, LaptopUnit

LAST_CONTACT = "last_contact"
"""The setting in which sync keeps when an exchange was last complete (`fieldapp.sync.status`, which stands above)."""
ALONE_AFTER = timedelta(minutes=30)
"""A laptop that has not heard from the office for so long keeps to its own share of the daily caps."""
OTHER_WAYS = (Verb.CALL, Verb.PLAN_VISIT, Verb.MESSAGE)
MOST_WAYS = 3


@dataclass(frozen=True, slots=True)
class SavedOverride:
    """A reason that is safely in the store; the supervisor sees it with the next sync."""

    id: str
    changes: ChangeSet


@dataclass(frozen=True, slots=True)
class OpenedNumber:
    """A number somebody asked for, and what was kept of it; nothing is where it is the borrower's own."""

    number: str
    changes: ChangeSet


def laptop_of(desk: Desk, unit: LaptopUnit) -> Laptop:
    """What the rules are told of this laptop."""
    kept = unit.settings.get(LAST_CONTACT, str)
    heard = datetime.fromisoformat(kept) if kept else None
    alone = heard is None or clock.now() - heard > ALONE_AFTER
    return Laptop(desk.device_id, desk.staff.id, heard, alone)


def may_act(desk: Desk, case_id: str, verb: Verb, party_id: str, manner: Manner | None = None) -> Standing:
    """Whether `verb` may be done to a party of the case now; where it may not, `ways` says what may.

    Raises:
        KnownError: `case.not_here`, `override.unknown_party`.
    """
    with desk.store.reading() as unit:
        file, laptop = unit.files.get(case_id), laptop_of(desk, unit)
    facts, party, rules = _asked(desk, file, party_id, laptop)
    standing = _standing(facts, verb, party, rules, manner)
    if standing.free:
        return standing
    ways = [way for way in _ways(facts, verb, party, rules) if (way.verb, way.party_id) != (verb, party_id)]
    return replace(standing, ways=tuple(ways[:MOST_WAYS]))


def override_rule(
    desk: Desk, case_id: str, verb: Verb, party_id: str, reason: str, manner: Manner | None = None
) -> SavedOverride:
    """Go on in spite of warnings, with a reason that the supervisor sees.

    Raises:
        KnownError: `override.blocked` (what is forbidden is nobody's to allow), `override.nothing`,
            `override.no_reason`, `override.reason_too_long`, `case.not_here`, `override.unknown_party`.
    """
    with desk.store.writing() as unit:
        file = unit.files.get(case_id)
        facts, party, rules = _asked(desk, file, party_id, laptop_of(desk, unit))
        standing = _standing(facts, verb, party, rules, manner)
        assert standing.question is not None
        gone_over = audit.override(standing.question, standing.answer, reason)
        codes = tuple(rule.code for rule in standing.answer.against)
        at = clock.now()
        content = OverrideContent(
            verb.value, party_id, gone_over.rules, codes, gone_over.pack_version, gone_over.reason, at
        )
        fact = desk.fact(FactKind.RULE_OVERRIDDEN, case_id, content)
        desk.record(unit, file, fact)
        return SavedOverride(fact.id, unit.changes)


def open_number(desk: Desk, case_id: str, party_id: str, which: int = 0) -> OpenedNumber:
    """A party's number, the `which`-th of theirs, if it may be shown now; that it was asked for is kept.

    Raises:
        KnownError: the code of the rule that keeps it locked (`may.contact_locked` …), `number.unknown`,
            `case.not_here`, `override.unknown_party`.
    """
    with desk.store.writing() as unit:
        file = unit.files.get(case_id)
        facts, party, rules = _asked(desk, file, party_id, laptop_of(desk, unit))
        standing = may_open_number(facts, party, clock.now(), rules)
        if standing.permission is Permission.BLOCKED:
            raise KnownError(standing.code, dict(standing.params))
        if which >= len(party.phones):
            raise KnownError("number.unknown")
        if party.role is not PartyRole.BORROWER:
            content = OverrideContent(
                Verb.REVEAL_NUMBER.value,
                party_id,
                tuple(sorted({rule.rule_id for rule in standing.answer.rules})),
                (standing.code,),
                standing.answer.pack_version,
                PURPOSE,
                clock.now(),
            )
            desk.record(unit, file, desk.fact(FactKind.RULE_OVERRIDDEN, case_id, content))
        return OpenedNumber(party.phones[which], unit.changes)


def _asked(desk: Desk, file: CaseFile, party_id: str, laptop: Laptop) -> tuple[CaseFacts, Party, CompliancePack]:
    """The facts of the case today, the party asked about, and the rules in force.

    Raises:
        KnownError: `override.unknown_party`.
    """
    seen = view(file, clock.today(file.case.zone), agreement_rules())
    party = seen.case.party(party_id)
    if party is None:
        raise KnownError("override.unknown_party")
    return facts_of(seen, laptop), party, desk.compliance(seen.as_of)


def _standing(
    facts: CaseFacts, verb: Verb, party: Party, rules: CompliancePack, manner: Manner | None = None
) -> Standing:
    if verb is Verb.REVEAL_NUMBER:
        return may_open_number(facts, party, clock.now(), rules)
    return may(facts, verb, party, clock.now(), rules, manner)


def _ways(facts: CaseFacts, verb: Verb, party: Party, rules: CompliancePack) -> Iterator[Way]:
    """What may be done at once instead: another way to the same person, or the same thing with another who owes."""
    now, case = clock.now(), facts.seen.case
    for other in OTHER_WAYS if party.role is not PartyRole.CONTACT else ():
        if may(facts, other, party, now, rules).answer.outcome is Outcome.ALLOWED:
            yield Way(other, party.id, party.name, party.role)
    for somebody in (case.borrower, *case.parties):
        if somebody.id == party.id:
            continue
        same = verb if somebody.role is not PartyRole.CONTACT and verb in OTHER_WAYS else Verb.CALL
        asked = may_approach(facts, somebody, now, rules) if somebody is not case.borrower else None
        if asked is not None and asked.permission is Permission.BLOCKED:
            continue
        if may(facts, same, somebody, now, rules).answer.outcome is not Outcome.BLOCK:
            yield Way(same, somebody.id, somebody.name, somebody.role)
