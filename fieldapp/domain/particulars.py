"""What was found out about people and places of a case: a new number, another shop, a person to be reached.

The bank's own record is never written over: each particular stands beside it with who said so, since when and until
when it holds, and whether the person concerned agreed to its being kept (个人信息保护法 13, 14). A correction is a new
particular that names what it takes the place of.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from fieldapp.domain.party import PartyRole, Place, PremisesKind


class ParticularKind(StrEnum):
    """What was found out."""

    PERSON = "person"
    PHONE = "phone"
    ADDRESS = "address"
    PREMISES = "premises"


class Told(StrEnum):
    """Where it is known from."""

    BORROWER = "borrower"
    GUARANTOR = "guarantor"
    FAMILY = "family"
    STAFF = "staff"
    SEEN = "seen"
    DOCUMENT = "document"
    REGISTER = "register"
    BANK = "bank"


@dataclass(frozen=True, slots=True)
class ParticularContent:
    """One particular. `value` is the number, the address, or the name of the person or the premises.

    Attributes:
        of: the party a number or address belongs to; empty for a person or premises of their own.
        consent: the person concerned agreed to its being kept and used.
        valid_from, valid_to: civil days, both included; None: not known, or until somebody corrects it.
        corrects: the id of the particular, party or premises, or the very number, that it takes the place of.
        gone: it says only that what it corrects no longer holds.
        role, relation, id_no: of a person. trade, premises_kind, district, address, place: of premises.
    """

    kind: ParticularKind
    value: str
    source: Told
    of: str = ""
    consent: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    corrects: str = ""
    gone: bool = False
    role: PartyRole | None = None
    relation: str = ""
    id_no: str = ""
    trade: str = ""
    premises_kind: PremisesKind | None = None
    district: str = ""
    address: str = ""
    place: Place | None = None
    note: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether it says anything about that day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Particular:
    """A particular as the case file holds it; `late` when it reached the server after the case had moved on."""

    id: str
    case_id: str
    made_by: str
    made_at: datetime
    content: ParticularContent
    late: bool = False
