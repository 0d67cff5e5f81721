"""Filters of the case list under names of one's own, and how the list looks: kept in the store of whoever made them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from fieldapp.domain.ids import new_id
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.case_filter import CaseFilter

FILTERS, LOOK = "case_filters", "case_look"
LONGEST_NAME = 30


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter with its name."""

    id: str
    name: str
    filter: CaseFilter


@dataclass(frozen=True, slots=True)
class ListLook:
    """How the list looks: the columns shown, in order, widths in px that somebody chose, and the order of the lines."""

    columns: tuple[str, ...] = ()
    widths: dict[str, int] = field(default_factory=dict)
    sort: str = "urgency"
    descending: bool | None = None


def saved_filters(desk: Desk) -> tuple[SavedFilter, ...]:
    """The filters in their order."""
    with desk.store.reading() as unit:
        return unit.settings.get(FILTERS, tuple[SavedFilter, ...]) or ()


def save_filter(desk: Desk, name: str, wanted: CaseFilter) -> tuple[SavedFilter, ...]:
    """Keep a filter at the end of the row; one of the same name takes the new meaning where it stands."""
    name = " ".join(name.split())[:LONGEST_NAME]

    def change(kept: list[SavedFilter]) -> list[SavedFilter]:
        same = next((at for at, one in enumerate(kept) if one.name == name), None)
        if same is None:
            return [*kept, SavedFilter(new_id(), name, wanted)]
        return [replace(one, filter=wanted) if at == same else one for at, one in enumerate(kept)]

    return _change(desk, change)


def rename_filter(desk: Desk, filter_id: str, name: str) -> tuple[SavedFilter, ...]:
    """Give it another name; an empty one changes nothing."""
    name = " ".join(name.split())[:LONGEST_NAME]
    return _change(desk, lambda kept: [replace(o, name=name) if name and o.id == filter_id else o for o in kept])


def move_filter(desk: Desk, filter_id: str, by: int) -> tuple[SavedFilter, ...]:
    """Move it up (-1) or down (1) the row."""

    def change(kept: list[SavedFilter]) -> list[SavedFilter]:
        here = next((at for at, one in enumerate(kept) if one.id == filter_id), None)
        if here is not None and 0 <= here + by < len(kept):
            kept.insert(here + by, kept.pop(here))
        return kept

    return _change(desk, change)


def delete_filter(desk: Desk, filter_id: str) -> tuple[SavedFilter, ...]:
    """Take it away; `restore_filters` with what was there before puts it back."""
    return _change(desk, lambda kept: [one for one in kept if one.id != filter_id])


def restore_filters(desk: Desk, before: Sequence[SavedFilter]) -> tuple[SavedFilter, ...]:
    """Put the row back as it was."""
    return _change(desk, lambda _kept: list(before))


def list_look(desk: Desk) -> ListLook:
    """How this person wants the list to look."""
    with desk.store.reading() as unit:
        return unit.settings.get(LOOK, ListLook) or ListLook()


def keep_look(desk: Desk, look: ListLook) -> None:
    """Keep how the list looks."""
    with desk.store.writing() as unit:
        unit.settings.set_if_other(LOOK, look)


def _change(desk: Desk, change: Callable[[list[SavedFilter]], list[SavedFilter]]) -> tuple[SavedFilter, ...]:
    with desk.store.writing() as unit:
        kept = change(list(unit.settings.get(FILTERS, tuple[SavedFilter, ...]) or ()))
        unit.settings.set_if_other(FILTERS, kept)
        return tuple(kept)
