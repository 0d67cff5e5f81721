"""Whether a matter may be raised, and who may move it where: the state machine behind a hold."""

from __future__ import annotations

from fieldapp.domain.case import CaseFile
from fieldapp.domain.matter import MatterMoved, MatterRaised
from fieldapp.domain.refusal import Refusal
from fieldapp.domain.staff import Staff


def against_raising(file: CaseFile, raised: MatterRaised) -> Refusal | None:
    """Why this cannot be raised on the case; None if it can."""
    if raised.loan_id and file.case.loan(raised.loan_id) is None:
        return Refusal("matter.unknown_loan")
    return None


def against_moving(file: CaseFile, moved: MatterMoved, _actor: Staff) -> Refusal | None:
    """Why `actor` cannot move the matter so; None if they can."""
    if all(matter.id != moved.matter_id for matter in file.matters):
        return Refusal("matter.unknown")
    return None
