"""One tag on many cases: each gets it on its card, as if it had been written there, and each can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fieldapp.domain.card_rules import TAG_SEPARATOR, tags_of
from fieldapp.domain.case_card import FieldKind
from fieldapp.errors import KnownError
from fieldapp.services.desk import Desk
from fieldapp.services.edit_card import SavedEdit, edit_card, undo_edit
from fieldapp.store.laptop.unit import ChangeSet

MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Tagged:
    """What was done: the edits with what stood there before; cases whose card is full are counted in `full`."""

    edits: tuple[tuple[str, SavedEdit, str], ...]
    full: int
    changes: ChangeSet


def tag_cases(
    desk: Desk, case_ids: Sequence[str], tag: str, *, step: Callable[[int, int], object] = lambda _done, _all: None
) -> Tagged:
    """Put a tag on these cases; those that have it already stay as they are. `step(done, all)` is called between.

    Raises:
        KnownError: `list.too_many_chosen`; `card.text_too_long` and the like for a tag no card may have.
    """
    if len(case_ids) > MOST_AT_ONCE:
        raise KnownError("list.too_many_chosen", {"count": len(case_ids), "limit": MOST_AT_ONCE})
    edits, full, changes = [], 0, ChangeSet()
    for done, case_id in enumerate(case_ids):
        step(done, len(case_ids))
        with desk.store.reading() as unit:
            file = unit.files.find(case_id)
        if file is None:
            continue
        field = file.working_card.field(FieldKind.TAGS.value)
        before = field.value if field else ""
        try:
            value = TAG_SEPARATOR.join((*tags_of(before), tag))
            saved = edit_card(desk, case_id, file.working_card, FieldKind.TAGS.value, value)
        except KnownError as error:
            if error.code != "card.too_many_tags":
                raise
            full += 1
            continue
        if saved.fact_id:
            edits.append((case_id, saved, before))
            changes.add(saved.changes)
    return Tagged(tuple(edits), full, changes)


def untag(desk: Desk, tagged: Tagged) -> ChangeSet:
    """Put back what stood on the cards before."""
    changes = ChangeSet()
    for case_id, saved, before in tagged.edits:
        changes.add(undo_edit(desk, case_id, FieldKind.TAGS.value, saved, before).changes)
    return changes
