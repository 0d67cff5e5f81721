"""What the search knows of a case beyond the bank's record: what was learnt in the field, and what its card says.

A number that was corrected is still found, because it stands on somebody's old list; so is one that is gone. The bank's
record alone decides what a case is drawn from while many come at once; these words follow with the figures.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from datetime import date

from fieldapp.domain.case import CaseFile
from fieldapp.domain.case_card import FieldKind
from fieldapp.domain.particulars import Particular

_ON_CARD = (FieldKind.TAGS.value, f"{FieldKind.PHONE.value}:", f"{FieldKind.ADDRESS.value}:")
_IDS = {"of", "corrects", "visit_id", "contact_id"}
"""Fields of a particular that are ids: nobody looks for those."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """Names of places that were added or corrected, and all other text and figures that were learnt."""

    names: tuple[str, ...]
    texts: tuple[str, ...]


def known_by(mark: bytes, file: CaseFile, today: date) -> bytes:
    """What a row is drawn from: the mark of the bank's record, and what was learnt and holds today, if anything."""
    told = [repr(particular.content) for particular in file.particulars] + _card(file)
    if file.particulars:
        told.append(repr(file.known_on(today).premises))
    return hashlib.blake2b(mark + "\n".join(told).encode(), digest_size=16).digest() if told else mark


def learnt(file: CaseFile) -> Learnt | None:
    """What was learnt about a case; None while the bank's record is all there is."""
    texts = [text for particular in file.particulars for text in _texts(particular)] + _card(file)
    if not texts:
        return None
    return Learnt(tuple(premises.name for premises in file.ever.premises), tuple(texts))


def _texts(particular: Particular) -> list[str]:
    content = particular.content
    values = [getattr(content, field.name) for field in fields(content) if field.name not in _IDS]
    return [value for value in values if type(value) is str and value]


def _card(file: CaseFile) -> list[str]:
    return [field.value for field in file.working_card.fields if field.value and field.field.startswith(_ON_CARD)]
