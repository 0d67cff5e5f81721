"""Writing on the working card of a case: one field at a time, on top of what its writer saw.

What was seen comes from the screen, not from the store: if sync brought another value while somebody typed, theirs
must become a proposal beside it, and never pass for an answer to a value they did not see.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from fieldapp.domain.card_rules import TAG_SEPARATOR
from fieldapp.domain.case_card import CardEdited, CaseCard, FieldKind, clashes, edit_of, split_name
from fieldapp.domain.facts import FactKind
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.unit import ChangeSet

_BLANKS = re.compile(r"\s+")
_BETWEEN_TAGS = re.compile(r"[,，、;；\n]+")


@dataclass(frozen=True, slots=True)
class SavedEdit:
    """An edit that is safely in the store.

    Attributes:
        fact_id: empty when nothing was changed, and so nothing was kept.
        clashed: somebody else was there first; what was written is a proposal for now.
    """

    fact_id: str
    clashed: bool
    changes: ChangeSet


def edit_card(desk: Desk, case_id: str, seen: CaseCard | None, field: str, value: str) -> SavedEdit:
    """Give a field another value, in the place of what `seen` shows; an empty value takes back what was said.

    Raises:
        KnownError: `case.not_here`, or why this cannot be written there (`card.bad_phone`, `card.text_too_long` …).
    """
    edit = edit_of(seen, field, tidy(field, value))
    before = seen.field(field) if seen else None
    if edit.value == (before.value if before else ""):
        return SavedEdit("", clashed=False, changes=ChangeSet())
    return _keep(desk, case_id, edit)


def undo_edit(desk: Desk, case_id: str, field: str, saved: SavedEdit, value: str) -> SavedEdit:
    """Put `value`, what stood there before, back on top of the edit that was `saved`."""
    base = CardEdited(field, value, 0, saved.fact_id)
    return _keep(desk, case_id, base)


def tidy(field: str, value: str) -> str:
    """A text as it is kept: no blanks at its ends, one line except in notes, plain digits, tags each once."""
    split = split_name(field)
    kind = split[0] if split else FieldKind.NOTE
    value = "".join(each for each in value if each == "\n" or unicodedata.category(each) != "Cc")
    if kind is FieldKind.TAGS:
        parts = (_BLANKS.sub(" ", part).strip() for part in _BETWEEN_TAGS.split(value))
        return TAG_SEPARATOR.join(dict.fromkeys(part for part in parts if part))
    if kind is FieldKind.PHONE:
        value = unicodedata.normalize("NFKC", value)
    if kind is not FieldKind.NOTE:
        value = _BLANKS.sub(" ", value)
    return value.strip()


def _keep(desk: Desk, case_id: str, edit: CardEdited) -> SavedEdit:
    with desk.store.writing() as unit:
        file = unit.files.get(case_id)
        present = file.working_card.field(edit.field)
        if present is not None and present.fact_id == edit.instead_of:
            edit = CardEdited(edit.field, edit.value, present.ver, present.fact_id)
        clashed = clashes(file.working_card, edit)
        fact = desk.fact(FactKind.CARD_EDITED, case_id, edit)
        desk.record(unit, file, fact)
        return SavedEdit(fact.id, clashed, unit.changes)
