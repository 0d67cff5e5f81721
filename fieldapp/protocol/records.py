"""Records as bytes: JSON with the fields of the domain's frozen values, by entity.

A field the reader does not know is ignored and a missing one takes its default, so that an older laptop reads what
a newer server wrote; the bytes themselves are kept as they came.
"""

from __future__ import annotations

from typing import Any

import msgspec

from fieldapp.domain.attached_file import AttachedFile
from fieldapp.domain.case import Case, Entity, Visit
from fieldapp.domain.case_card import CaseCard
from fieldapp.domain.cash import Deposit, Receipt
from fieldapp.domain.conduct import HelpCall, RuleOverride
from fieldapp.domain.contact_log import LoggedContact
from fieldapp.domain.document import Document
from fieldapp.domain.matter import Matter
from fieldapp.domain.particulars import Particular
from fieldapp.domain.plans.plan_life import Plan
from fieldapp.domain.plans.promise import Promise
from fieldapp.domain.staff import Office, Staff

RECORD_TYPES: dict[Entity, type[Any]] = {
    Entity.OFFICE: Office,
    Entity.STAFF: Staff,
    Entity.CASE: Case,
    Entity.VISIT: Visit,
    Entity.PROMISE: Promise,
    Entity.PLAN: Plan,
    Entity.DOCUMENT: Document,
    Entity.CARD: CaseCard,
    Entity.FILE: AttachedFile,
    Entity.CONTACT: LoggedContact,
    Entity.PARTICULAR: Particular,
    Entity.MATTER: Matter,
    Entity.RECEIPT: Receipt,
    Entity.DEPOSIT: Deposit,
    Entity.OVERRIDE: RuleOverride,
    Entity.HELP: HelpCall,
}
_encoder = msgspec.json.Encoder(order="sorted")
_decoders = {entity: msgspec.json.Decoder(kind) for entity, kind in RECORD_TYPES.items()}


def encode_record(record: Any) -> bytes:
    """The record as canonical JSON, so that equal records have equal bytes.

    By msgspec's own encoder, which writes the same bytes as `canonical` an order of magnitude faster (a test compares).
    """
    return _encoder.encode(record)


def decode_record(entity: Entity, content: bytes) -> Any:
    """The record of this entity.

    Raises:
        msgspec.ValidationError: bytes that are no such record: a bug of the other end, never repaired by guessing.
    """
    return _decoders[entity].decode(content)
