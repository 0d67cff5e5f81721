"""What becomes of a fact that was kept aside: judged once more, or refused by somebody who has looked at it.

Its laptop asks about it with every sync, and gets the verdict as soon as there is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from fieldapp import clock
from fieldapp.domain.plans.authority import AuthorityMatrix
from fieldapp.domain.staff import Staff
from fieldapp.errors import KnownError
from fieldapp.protocol.verdicts import FactVerdict, VerdictStatus
from fieldapp.server.intake import AFTER_RESTORE, Sender, judge_held, said_of, scopes_seen
from fieldapp.store.office.ledger import Held
from fieldapp.store.office.unit import OfficeStore, OfficeUnit, UnstorableError


def asked_again(
    store: OfficeStore, fact_ids: Sequence[str], sender: Sender, matrix: AuthorityMatrix
) -> list[FactVerdict]:
    """What became of facts of this laptop that are kept aside.

    Those that only wait for what they rest on are judged anew. Of other laptops' facts nothing is told.
    """
    with store.reading() as unit:
        makers = unit.facts.makers_of(fact_ids)
        said = said_of(unit, [one for one in fact_ids if makers.get(one) == sender.device_id])
    once = frozenset(one.fact_id for one in said.values() if one.code == AFTER_RESTORE)
    waiting = once | {one.fact_id for one in said.values() if one.code == "fact.dependency_held"}
    if waiting:
        # one that the database will not take stays where it is
        with suppress(UnstorableError), store.writing() as unit:
            kept = [held.envelope for fact_id in waiting for held in unit.facts.held(fact_id)]
            # the laptop's row, then the cases, and only then what is numbered: the order of every push
            unit.facts.device_tip(sender.device_id)
            unit.records.lock_cases(envelope.case_id for envelope in kept)
            again = replace(sender, once_accepted=once)
            for envelope in sorted(kept, key=lambda one: one.device_seq):
                if (envelope.device_id, envelope.made_by) == (sender.device_id, sender.staff.id):
                    said[envelope.fact_id] = judge_held(unit, envelope, again, matrix, clock.now())
    return list(said.values())


def retry(unit: OfficeUnit, fact_id: str, matrix: AuthorityMatrix, now: datetime) -> FactVerdict:
    """Judge it once more, for instance after the program was brought up to date.

    Raises:
        KnownError: `quarantine.unknown` when nothing with this id is kept aside.
    """
    held = _held(unit, fact_id)
    maker = _maker(unit, held)
    if maker is None:
        return FactVerdict(fact_id, VerdictStatus.HELD, held.code)
    owner = Sender(maker, held.envelope.device_id, frozenset(scopes_seen(unit, maker)))
    return judge_held(unit, held.envelope, owner, matrix, now)


def refuse(unit: OfficeUnit, fact_id: str, now: datetime) -> FactVerdict:
    """Refuse it for good: its laptop shows it as refused.

    Raises:
        KnownError: `quarantine.unknown`.
    """
    held = _held(unit, fact_id)
    given = FactVerdict(fact_id, VerdictStatus.REJECTED, "fact.refused_by_office", at=now.isoformat())
    unit.facts.answer([(held.envelope, given)])
    unit.facts.settle_held(fact_id)
    return given


def _held(unit: OfficeUnit, fact_id: str) -> Held:
    found = unit.facts.held(fact_id)
    if not found:
        raise KnownError("quarantine.unknown", {"fact": fact_id})
    return found[0]


def _maker(unit: OfficeUnit, held: Held) -> Staff | None:
    """Whoever made it, if the laptop it came from is theirs."""
    owner = unit.accounts.device_owner(held.envelope.device_id)
    return next((a.staff for a in unit.accounts.everyone_ever() if a.staff.id == owner == held.envelope.made_by), None)
