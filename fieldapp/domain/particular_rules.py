"""Whether a particular may stand: of this case, fit for its kind, and corrected only where there is something to."""

from __future__ import annotations

from fieldapp.domain.case import CaseFile
from fieldapp.domain.particulars import ParticularContent
from fieldapp.domain.refusal import Refusal


def against_particular(file: CaseFile, particular: ParticularContent) -> Refusal | None:
    """Why this cannot be added to the case; None if it can."""
    if particular.of and file.case.party(particular.of) is None:
        return Refusal("particular.unknown_party")
    return None
