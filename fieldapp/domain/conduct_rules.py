"""Whether an override or a call for help may stand: a reason is needed for the one, nothing for the other."""

from __future__ import annotations

from fieldapp.domain.conduct import OverrideContent
from fieldapp.domain.refusal import Refusal


def against_override(content: OverrideContent) -> Refusal | None:
    """Why this override cannot stand; None if it can."""
    if not content.rules:
        return Refusal("override.nothing")
    if not content.reason.strip():
        return Refusal("override.no_reason")
    return None
