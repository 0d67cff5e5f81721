"""Intake: what happens to facts that arrive. Functions over a store, so that they can be run anywhere.

Asked twice, it answers twice the same. Facts are judged by the domain's own rules, folded into the case file, kept,
and their records put into the feed, in one transaction with their verdicts. A push is taken as a whole, because that
costs little more than one fact; a fact that cannot be judged is kept aside and nothing waits for it.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import msgspec

from fieldapp.domain.case import Case, CaseFile
from fieldapp.domain.facts import Fact
from fieldapp.domain.folding import fold
from fieldapp.domain.judgement import Verdict, judge
from fieldapp.domain.plans.authority import AuthorityMatrix
from fieldapp.domain.staff import Staff, StaffRole
from fieldapp.protocol.codec import UNREADABLE
from fieldapp.protocol.envelope import FactEnvelope, link_hash, open_envelope
from fieldapp.protocol.verdicts import KEPT, FactVerdict, VerdictStatus
from fieldapp.rule_packs.agreements import agreement_rules
from fieldapp.server.known_places import beside, share_all
from fieldapp.server.named_files import named_files
from fieldapp.server.receipt_numbers import against_number
from fieldapp.store.office.feed import staff_scope
from fieldapp.store.office.unit import OfficeUnit

MOST_SKEW = timedelta(days=2)
"""A laptop's clock may be wrong, which is flagged and never refused; a fact from another age is no fact."""
LONGEST_OFFLINE = timedelta(days=3660)
AFTER_RESTORE = "fact.held_after_restore"
STANDING_REFUSALS = frozenset({"fact.refused_by_office", "fact.not_yours", "fact.id_taken"})
"""What no other history makes good: somebody has decided it, or the fact is not its sender's."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends, from which laptop, and which scopes that laptop may see.

    Attributes:
        once_accepted: facts that, as the laptop says, were accepted before this server was restored from a backup.
            What they rest on may be what was lost: they are never refused, but kept aside until it is here again.
    """

    staff: Staff
    device_id: str
    scopes: frozenset[str]
    once_accepted: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Push:
    """What one push has brought about so far, before anything of it is written."""

    unit: OfficeUnit
    sender: Sender
    matrix: AuthorityMatrix
    now: datetime
    said: dict[str, FactVerdict]
    before: Mapping[str, CaseFile]
    files: dict[str, CaseFile]
    seq: int
    tip: str
    once_theirs: frozenset[str]
    corrected: frozenset[str]
    taken_back: frozenset[str]
    makers: Mapping[str, str]
    accepted: list[tuple[FactEnvelope, Fact, FactVerdict]] = field(default_factory=list)
    refused: list[tuple[FactEnvelope, FactVerdict]] = field(default_factory=list)
    held: list[tuple[FactEnvelope, FactVerdict, str]] = field(default_factory=list)
    numbers: dict[int, str] = field(default_factory=dict)


def scopes_seen(unit: OfficeUnit, staff: Staff) -> list[str]:
    """The scopes of cases that somebody may see: their own, or those of the team."""
    if staff.role is StaffRole.COLLECTOR:
        return [staff_scope(staff.id)]
    return sorted(staff_scope(member) for member in unit.accounts.collectors_of(staff.team))


def take(
    unit: OfficeUnit, envelope: FactEnvelope, sender: Sender, matrix: AuthorityMatrix, now: datetime
) -> FactVerdict:
    """The verdict on one fact, with everything that follows from it done within `unit`."""
    return take_all(unit, (envelope,), sender, matrix, now)[0]


def take_all(
    unit: OfficeUnit, envelopes: Sequence[FactEnvelope], sender: Sender, matrix: AuthorityMatrix, now: datetime
) -> tuple[FactVerdict, ...]:
    """The verdicts on facts in the order sent, up to the first that must be sent again; all of it within `unit`."""
    if not envelopes:
        return ()
    push = _begin(unit, envelopes, sender, matrix, now)
    given: list[FactVerdict] = []
    for envelope in envelopes:
        given.append(_said_before(push, envelope) or _take(push, envelope))
        push.said[envelope.fact_id] = given[-1]
        if given[-1].status is VerdictStatus.RETRY:
            break
    final = _keep(push)
    return tuple(final.get(one.fact_id, one) for one in given)


def said_of(unit: OfficeUnit, fact_ids: Sequence[str]) -> dict[str, FactVerdict]:
    """What was already said of these facts."""
    said = unit.facts.verdicts_on(fact_ids)
    unsaid = [fact_id for fact_id in fact_ids if fact_id not in said]
    return said | unit.facts.accepted_before(unsaid) if unsaid else said


def hold(unit: OfficeUnit, envelope: FactEnvelope, sender: Sender, code: str, detail: str) -> FactVerdict:
    """Keep a fact aside, as the next of its device's chain; for one that the database itself would not take."""
    unit.facts.device_tip(envelope.device_id)
    given = FactVerdict(envelope.fact_id, VerdictStatus.HELD, code)
    if unit.facts.held(envelope.fact_id):  # it came once more, corrected in vain: what came first is kept
        return given
    unit.facts.hold(envelope, code, detail)
    unit.facts.answer([(envelope, given)])
    if envelope.device_id == sender.device_id:
        unit.facts.move_tip(envelope.device_id, envelope.device_seq, envelope.hash)
    return given


def judge_held(
    unit: OfficeUnit, envelope: FactEnvelope, owner: Sender, matrix: AuthorityMatrix, now: datetime
) -> FactVerdict:
    """Judge a fact that was kept aside once more; settled unless it must stay there."""
    push = _begin(unit, (envelope,), owner, matrix, now)
    push.corrected = frozenset({envelope.fact_id})
    given = _judged(push, envelope)
    return _keep(push).get(envelope.fact_id, given)


def _begin(
    unit: OfficeUnit, envelopes: Sequence[FactEnvelope], sender: Sender, matrix: AuthorityMatrix, now: datetime
) -> _Push:
    """Everything that is asked of the database about a push, asked once; the device's row is locked first."""
    seq, tip = unit.facts.device_tip(sender.device_id)
    asked = {envelope.fact_id for envelope in envelopes} | {one for e in envelopes for one in e.depends_on}
    said = said_of(unit, sorted(asked))
    held = {fact_id for fact_id, given in said.items() if given.status is VerdictStatus.HELD}
    taken_back = _taken_back(unit, envelopes, sender, said)
    fresh = {envelope.case_id for envelope in envelopes if envelope.fact_id not in said.keys() - held - taken_back}
    unit.records.lock_cases(fresh | beside(unit, envelopes, fresh))
    files = unit.records.case_files(fresh, lock=True)
    once_theirs = unit.records.ever_assigned(sender.staff.id, sorted(fresh))
    corrected = frozenset(e.fact_id for e in envelopes if _corrects(unit, e, said.get(e.fact_id)))
    said = {fact_id: given for fact_id, given in said.items() if fact_id not in corrected | taken_back}
    again = [envelope.fact_id for envelope in envelopes if envelope.fact_id in said]
    makers = unit.facts.makers_of(again) if again else {}
    before, after = files, dict(files)
    return _Push(unit, sender, matrix, now, said, before, after, seq, tip, once_theirs, corrected, taken_back, makers)


def _corrects(unit: OfficeUnit, envelope: FactEnvelope, given: FactVerdict | None) -> bool:
    """Whether a fact that was kept aside comes again from its laptop, sound and another than what came before."""
    if given is None or given.status is not VerdictStatus.HELD or link_hash(envelope) != envelope.hash:
        return False
    before = [held.envelope for held in unit.facts.held(envelope.fact_id)]
    return any(one.device_id == envelope.device_id and one != envelope for one in before)


def _taken_back(
    unit: OfficeUnit, envelopes: Sequence[FactEnvelope], sender: Sender, said: Mapping[str, FactVerdict]
) -> frozenset[str]:
    """Refusals that do not stand, because another history of this server had accepted those facts of this laptop.

    A server can be put back twice: to a history in which a fact was accepted, and then to a backup of the one that was
    given up for it, in which it had been refused.
    """
    claimed = [e.fact_id for e in envelopes if e.fact_id in sender.once_accepted and link_hash(e) == e.hash]
    refusals = {one: said[one].code for one in claimed if one in said and said[one].status is VerdictStatus.REJECTED}
    open_ones = [fact_id for fact_id, code in refusals.items() if code not in STANDING_REFUSALS]
    makers = unit.facts.makers_of(open_ones) if open_ones else {}
    return frozenset(fact_id for fact_id in open_ones if makers.get(fact_id) == sender.device_id)


def _said_before(push: _Push, envelope: FactEnvelope) -> FactVerdict | None:
    """What was already said of a fact of this laptop; of another one's it learns nothing.

    Another laptop's fact under the same id is another fact: it is told so, and its maker records it again.
    """
    given = push.said.get(envelope.fact_id)
    if given is None or envelope.device_id != push.sender.device_id:
        return None
    _take_place(push, envelope)
    if push.makers.get(envelope.fact_id, envelope.device_id) != envelope.device_id:
        return FactVerdict(envelope.fact_id, VerdictStatus.REJECTED, "fact.id_taken")
    return given


def _take_place(push: _Push, envelope: FactEnvelope) -> None:
    """A fact that comes again still takes its place in its laptop's chain: the next ones follow it."""
    follows = envelope.device_seq == push.seq + 1 and envelope.prev_hash == push.tip
    if follows and envelope.hash == link_hash(envelope):
        push.seq, push.tip = envelope.device_seq, envelope.hash


def _take(push: _Push, envelope: FactEnvelope) -> FactVerdict:
    """What is said of a fact that was never seen before; it continues its device's chain, or is kept aside."""
    if envelope.device_id != push.sender.device_id:
        # not kept: its maker's own laptop shall still be heard
        return FactVerdict(envelope.fact_id, VerdictStatus.REJECTED, "fact.not_yours")
    if envelope.fact_id in push.corrected | push.taken_back:
        _take_place(push, envelope)
        return _judged_if_theirs(push, envelope)
    if envelope.device_seq > push.seq + 1:
        return FactVerdict(envelope.fact_id, VerdictStatus.RETRY, "fact.out_of_order", {"expected": push.seq + 1})
    if envelope.device_seq <= push.seq:
        # the laptop's store was put back to an earlier state and went on from there: it must chain this one anew
        return FactVerdict(envelope.fact_id, VerdictStatus.RETRY, "fact.chain_forked", {"expected": push.seq + 1})
    whole = envelope.prev_hash == push.tip and envelope.hash == link_hash(envelope)
    push.seq, push.tip = envelope.device_seq, envelope.hash
    if not whole:
        return _hold(push, envelope, "fact.chain_broken", "does not continue the fact before it")
    return _judged_if_theirs(push, envelope)


def _judged_if_theirs(push: _Push, envelope: FactEnvelope) -> FactVerdict:
    if envelope.made_by != push.sender.staff.id:
        return _refuse(push, envelope, "fact.not_yours")
    return _judged(push, envelope)


def _judged(push: _Push, envelope: FactEnvelope) -> FactVerdict:
    """Judge and fold in memory. A bug that a fact brings to light holds this fact and no other."""
    try:
        return _judge(push, envelope)
    except Exception as bug:  # noqa: BLE001 - logged and kept aside with its fact; the next facts must not wait for it
        _log.exception("fact %s could not be judged", envelope.fact_id)
        return _hold(push, envelope, "fact.held", f"{type(bug).__name__}: {bug}")


def _judge(push: _Push, envelope: FactEnvelope) -> FactVerdict:
    try:
        fact = open_envelope(envelope)
    except (*UNREADABLE, ValueError) as error:
        # a newer laptop may know kinds that this server will know after its next update
        return _hold(push, envelope, "fact.unreadable", str(error))
    if not -LONGEST_OFFLINE <= fact.made_at - push.now <= MOST_SKEW:
        return _refuse(push, envelope, "fact.out_of_time")
    for needed in envelope.depends_on:
        earlier = push.said.get(needed)
        if earlier is not None and earlier.status is VerdictStatus.HELD:
            once = envelope.fact_id in push.sender.once_accepted
            return _hold(push, envelope, AFTER_RESTORE if once else "fact.dependency_held", needed)
        if earlier is None or earlier.status not in KEPT:
            return _refuse(push, envelope, "fact.dependency_refused")
    file = push.files.get(envelope.case_id)
    if file is None or not _knows(push, file.case):
        return _refuse(push, envelope, "fact.unknown_case")
    number = against_number(push.unit, push.numbers, fact, envelope.device_id)
    if number is not None:
        return _refuse(push, envelope, number.code, number.params)
    try:
        verdict = judge(file, fact, push.sender.staff, push.matrix, agreement_rules())
    except ArithmeticError:  # a rate that is no number, a date beyond the calendar: no laptop of ours made this
        return _refuse(push, envelope, "fact.unreadable")
    if verdict.refusal is not None:
        return _refuse(push, envelope, verdict.refusal.code, verdict.refusal.params, verdict.present)
    return _accept(push, envelope, fact, file, verdict)


def _knows(push: _Push, case: Case) -> bool:
    """Whether the case is one the sender may see, or was theirs once; to everybody else it does not exist."""
    return staff_scope(case.assigned_to) in push.sender.scopes or case.id in push.once_theirs


def _accept(push: _Push, envelope: FactEnvelope, fact: Fact, file: CaseFile, verdict: Verdict) -> FactVerdict:
    push.files[fact.case_id] = fold(file, fact, late=verdict.late)
    given = FactVerdict(fact.id, VerdictStatus.ACCEPTED, late=verdict.late)
    if verdict.conflict is not None:
        given = FactVerdict(
            fact.id, VerdictStatus.CONFLICT, verdict.conflict.code, verdict.conflict.params, present=verdict.present
        )
    push.accepted.append((envelope, fact, given))
    return given


def _refuse(
    push: _Push,
    envelope: FactEnvelope,
    code: str,
    params: dict[str, str | int] | None = None,
    present: dict[str, str | int] | None = None,
) -> FactVerdict:
    if envelope.fact_id in push.sender.once_accepted and code != "fact.not_yours":
        return _hold(push, envelope, AFTER_RESTORE, code)
    given = FactVerdict(envelope.fact_id, VerdictStatus.REJECTED, code, params or {}, present=present or {})
    push.refused.append((envelope, given))
    return given


def _hold(push: _Push, envelope: FactEnvelope, code: str, detail: str) -> FactVerdict:
    given = FactVerdict(envelope.fact_id, VerdictStatus.HELD, code)
    if envelope.fact_id not in push.corrected:
        push.held.append((envelope, given, detail))
    return given


def _keep(push: _Push) -> dict[str, FactVerdict]:
    """Write everything; the verdicts, with the place in the feed where their records are."""
    for case_id, after in push.files.items():
        if after is not push.before[case_id]:
            push.unit.records.save_changes(push.before[case_id], after)
    share_all(push.unit, [fact for _, fact, _ in push.accepted], push.files)
    # in one order for all, so that two laptops that name the same files never wait for each other
    named = [(file, envelope) for envelope, fact, _ in push.accepted for file in named_files(fact)]
    for file, envelope in sorted(named, key=lambda one: one[0].sha256):
        push.unit.files.name(
            file.sha256, file.size, envelope.case_id, file.record_id, kind=file.kind, staff_id=envelope.made_by
        )
    for number, receipt_id in push.numbers.items():
        push.unit.receipts.use(number, receipt_id, push.sender.device_id)
    final = _final(push, push.unit.flush())
    facts = push.unit.facts
    facts.append([(envelope, given.late) for envelope, _, given in push.accepted])
    for envelope, given, detail in push.held:
        facts.hold(envelope, given.code, detail)
    facts.answer(list(final.values()))
    for fact_id in push.corrected & final.keys():
        facts.settle_held(fact_id)
    facts.move_tip(push.sender.device_id, push.seq, push.tip)
    return {fact_id: given for fact_id, (_, given) in final.items()}


def _final(push: _Push, heads: Mapping[str, int]) -> dict[str, tuple[FactEnvelope, FactVerdict]]:
    at = push.now.isoformat()
    replace = msgspec.structs.replace
    final = {e.fact_id: (e, replace(given, at=at)) for e, given in push.refused}
    final |= {e.fact_id: (e, replace(given, at=at)) for e, given, _ in push.held}
    for envelope, fact, given in push.accepted:
        scope = staff_scope(push.files[fact.case_id].case.assigned_to)
        seen = scope in push.sender.scopes and scope in heads
        placed = replace(given, scope=scope, seq=heads[scope]) if seen else given
        final[fact.id] = (envelope, replace(placed, at=at))
    return final
