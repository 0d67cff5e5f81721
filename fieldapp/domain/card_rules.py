"""What may be written on a working card, and who may settle a clash there.

Texts only, short ones, of the closed kinds: a note on a card is no place for a sum agreed or a promise made, which
have records of their own that nothing merges.
"""

from __future__ import annotations

import re

from fieldapp.domain.case import Case, CaseFile
from fieldapp.domain.case_card import (
    OF_PARTY,
    OF_PREMISES,
    CardEdited,
    CardSettled,
    Choice,
    FieldKind,
    is_stale,
    split_name,
)
from fieldapp.domain.refusal import Refusal
from fieldapp.domain.staff import Staff, StaffRole

LIMITS = {
    FieldKind.NOTE: 500,
    FieldKind.TAGS: 120,
    FieldKind.BEST_TIME: 60,
    FieldKind.PHONE: 20,
    FieldKind.ADDRESS: 120,
    FieldKind.HOURS: 60,
}
"""Characters a field may have."""
MOST_TAGS = 8
TAG_SEPARATOR = ","
_PHONE = re.compile(r"\+?[0-9]([0-9 -]{3,17})[0-9]")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def tags_of(value: str) -> tuple[str, ...]:
    """The tags within the value of the field `tags`."""
    return tuple(tag for tag in value.split(TAG_SEPARATOR) if tag)


def against_edit(case: Case, edit: CardEdited) -> Refusal | None:
    """Why this may not be written on the card of `case`; None if it may."""
    name = split_name(edit.field)
    if name is None or not _is_of(case, *name):
        return Refusal("card.unknown_field")
    return _against_value(name[0], edit.value)


def against_settlement(file: CaseFile, settled: CardSettled, actor: Staff) -> Refusal | None:
    """Why `actor` may not settle so; None if they may.

    The author may take the proposal back, or put it in the place of what they have seen meanwhile, like any other
    edit; once they left it to a supervisor, only a supervisor puts it there.
    """
    card = file.working_card
    proposal = card.proposal(settled.proposal_id)
    if proposal is None:
        return Refusal("card.already_settled")
    if actor.role is not StaffRole.SUPERVISOR:
        if proposal.by != actor.id:
            return Refusal("card.not_yours_to_settle")
        if proposal.for_supervisor and settled.choice is Choice.MINE:
            return Refusal("card.supervisor_decides")
    if settled.choice is not Choice.MINE:
        return None
    if is_stale(card.field(proposal.field), settled.instead_of):
        return Refusal("card.changed_meanwhile")
    return against_edit(file.ever, CardEdited(proposal.field, settled.value))


def _is_of(case: Case, kind: FieldKind, of: str) -> bool:
    if kind in OF_PARTY:
        return case.party(of) is not None
    return kind not in OF_PREMISES or any(premises.id == of for premises in case.premises)


def _against_value(kind: FieldKind, value: str) -> Refusal | None:
    if len(value) > LIMITS[kind]:
        return Refusal("card.text_too_long", {"limit": LIMITS[kind]})
    if value != value.strip() or _CONTROL.search(value) or ("\n" in value and kind is not FieldKind.NOTE):
        return Refusal("card.text_unfit")
    if kind is FieldKind.PHONE and value and not _PHONE.fullmatch(value):
        return Refusal("card.bad_phone")
    if kind is FieldKind.TAGS and len(tags_of(value)) > MOST_TAGS:
        return Refusal("card.too_many_tags", {"limit": MOST_TAGS})
    return None
