"""What becomes of a fact that was kept aside: judged once more, or refused by somebody who has looked at it.

Its laptop asks about it with every sync, and gets the verdict as soon as there is one.
"""

from __future__ import annotations

from datetime import datetime

from fieldapp.domain.plans.authority import AuthorityMatrix
from fieldapp.domain.staff import Staff
from fieldapp.errors import KnownError
from fieldapp.protocol.verdicts import FactVerdict, VerdictStatus
from fieldapp.server.intake import Sender, judge_held
from fieldapp.store.office.feed import staff_scope
from fieldapp.store.office.ledger import Held
from fieldapp.store.office.unit import OfficeUnit


def retry(unit: OfficeUnit, fact_id: str, matrix: AuthorityMatrix, now: datetime) -> FactVerdict:
    """Judge it once more, for instance after the program was brought up to date.

    Raises:
        KnownError: `quarantine.unknown` when nothing with this id is kept aside.
    """
    held = _held(unit, fact_id)
    maker = _maker(unit, held)
    if maker is None:
        return FactVerdict(fact_id, VerdictStatus.HELD, held.code)
    owner = Sender(maker, held.envelope.device_id, frozenset({staff_scope(maker.id)}))
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
