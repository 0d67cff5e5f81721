"""Whether a logged call or message may stand: it must be of this case, and true to itself."""

from __future__ import annotations

from fieldapp.domain.case import CaseFile
from fieldapp.domain.contact_log import ContactContent
from fieldapp.domain.refusal import Refusal


def against_contact(file: CaseFile, contact: ContactContent) -> Refusal | None:
    """Why this cannot be logged on the case; None if it can."""
    if file.case.party(contact.party_id) is None:
        return Refusal("contact.unknown_party")
    return None
