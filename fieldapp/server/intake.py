"""Intake: what happens to a fact that arrives. A function over a store, so that it can be run anywhere.

Asked twice, it answers twice the same. A fact is judged by the domain's own rules, folded into the case file, kept,
and its records put into the feed, in one transaction with its verdict.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from fieldapp.domain.case import Case, CaseFile, Entity
from fieldapp.domain.document import DocumentContent, Revision
from fieldapp.domain.facts import Fact, PlanDecided
from fieldapp.domain.folding import fold
from fieldapp.domain.judgement import judge
from fieldapp.domain.plans.authority import AuthorityMatrix
from fieldapp.domain.staff import Staff
from fieldapp.protocol.codec import UNREADABLE
from fieldapp.protocol.envelope import FactEnvelope, link_hash, open_envelope
from fieldapp.protocol.verdicts import FactVerdict, VerdictStatus
from fieldapp.rule_packs.agreements import agreement_rules
from fieldapp.store.office.feed import staff_scope

MOST_SKEW = timedelta(days=2)
"""A laptop's clock may be wrong, which is flagged and never refused; a fact from another age is no fact."""
LONGEST_OFFLINE = timedelta(days=3660)


class FactStore(Protocol):
    """What intake needs to know and keep about facts."""

    def verdict_on(self, fact_id: str) -> FactVerdict | None: ...
    def device_tip(self, device_id: str) -> tuple[int, str]: ...
    def append(self, envelope: FactEnvelope, *, late: bool) -> None: ...
    def answer(self, envelope: FactEnvelope, given: FactVerdict) -> None: ...


class RecordStore(Protocol):
    """What intake needs of the records."""

    def case_file(self, case_id: str, *, lock: bool = False) -> CaseFile | None: ...
    def save_changes(self, before: CaseFile, after: CaseFile) -> None: ...
    def version(self, entity: Entity, id_: str) -> int: ...


class FeedStore(Protocol):
    """What intake needs of the feed."""

    def number(self) -> dict[str, int]: ...
    def ever_had(self, scope: str, entity: str, id_: str) -> bool: ...


class FileStore(Protocol):
    """What intake needs of the files."""

    def name(self, sha256: str, size: int, case_id: str, document_id: str) -> None: ...


class IntakeUnit(Protocol):
    """One transaction."""

    @property
    def facts(self) -> FactStore: ...
    @property
    def records(self) -> RecordStore: ...
    @property
    def feed(self) -> FeedStore: ...
    @property
    def files(self) -> FileStore: ...


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends, from which laptop, and which scopes that laptop may see."""

    staff: Staff
    device_id: str
    scopes: frozenset[str]


def take(
    unit: IntakeUnit, envelope: FactEnvelope, sender: Sender, matrix: AuthorityMatrix, now: datetime
) -> FactVerdict:
    """The verdict on one fact, with everything that follows from it done within `unit`."""
    repeated = unit.facts.verdict_on(envelope.fact_id)
    if repeated is not None:
        return repeated
    broken = _chain_problem(unit, envelope, sender)
    if broken is not None:
        return broken
    given = _judge(unit, envelope, sender, matrix, now)
    if given.status is not VerdictStatus.RETRY:
        unit.facts.answer(envelope, given)
    return given


def _chain_problem(unit: IntakeUnit, envelope: FactEnvelope, sender: Sender) -> FactVerdict | None:
    """A fact that does not continue its device's chain is not judged: the missing ones must come first."""
    if envelope.device_id != sender.device_id or envelope.made_by != sender.staff.id:
        return _refuse(envelope, "fact.not_yours")
    seq, tip = unit.facts.device_tip(envelope.device_id)
    if envelope.device_seq != seq + 1:
        return FactVerdict(envelope.fact_id, VerdictStatus.RETRY, "fact.out_of_order", {"expected": seq + 1})
    if envelope.prev_hash != tip or envelope.hash != link_hash(envelope):
        return FactVerdict(envelope.fact_id, VerdictStatus.RETRY, "fact.chain_broken", {"number": envelope.device_seq})
    return None


def _judge(
    unit: IntakeUnit, envelope: FactEnvelope, sender: Sender, matrix: AuthorityMatrix, now: datetime
) -> FactVerdict:
    try:
        fact = open_envelope(envelope)
    except (*UNREADABLE, ValueError):
        return _refuse(envelope, "fact.unreadable")
    if not -LONGEST_OFFLINE <= fact.made_at - now <= MOST_SKEW:
        return _refuse(envelope, "fact.out_of_time")
    for needed in envelope.depends_on:
        earlier = unit.facts.verdict_on(needed)
        if earlier is None or earlier.status is not VerdictStatus.ACCEPTED:
            return _refuse(envelope, "fact.dependency_refused")
    file = unit.records.case_file(envelope.case_id, lock=True)
    if file is None or not _knows(unit, file.case, sender):
        return _refuse(envelope, "fact.unknown_case")
    try:
        verdict = judge(file, fact, sender.staff, matrix, agreement_rules())
    except ArithmeticError:  # a rate that is no number, a date beyond the calendar: no laptop of ours made this
        return _refuse(envelope, "fact.unreadable")
    if verdict.refusal is not None:
        return _refuse(envelope, verdict.refusal.code, verdict.refusal.params)
    return _accept(unit, envelope, fact, file, sender, late=verdict.late)


def _knows(unit: IntakeUnit, case: Case, sender: Sender) -> bool:
    """Whether the case is one the sender may see, or was theirs once; to everybody else it does not exist."""
    own = staff_scope(sender.staff.id)
    return staff_scope(case.assigned_to) in sender.scopes or unit.feed.ever_had(own, Entity.CASE.value, case.id)


def _accept(
    unit: IntakeUnit, envelope: FactEnvelope, fact: Fact, file: CaseFile, sender: Sender, *, late: bool
) -> FactVerdict:
    unit.records.save_changes(file, fold(file, fact, late=late))
    for document_id, revision in _named_files(fact):
        unit.files.name(revision.sha256, revision.size, fact.case_id, document_id)
    unit.facts.append(envelope, late=late)
    heads = unit.feed.number()
    (scope, seq), *_ = sorted(heads.items())
    if scope not in sender.scopes:
        return FactVerdict(fact.id, VerdictStatus.ACCEPTED, late=late)
    return FactVerdict(fact.id, VerdictStatus.ACCEPTED, scope=scope, seq=seq, late=late)


def _named_files(fact: Fact) -> list[tuple[str, Revision]]:
    if isinstance(fact.payload, DocumentContent):
        return [(fact.id, fact.payload.revision)]
    if isinstance(fact.payload, PlanDecided) and fact.payload.revision is not None:
        return [(fact.payload.document_id, fact.payload.revision)]
    return []


def _refuse(envelope: FactEnvelope, code: str, params: dict[str, str | int] | None = None) -> FactVerdict:
    return FactVerdict(envelope.fact_id, VerdictStatus.REJECTED, code, params or {})
