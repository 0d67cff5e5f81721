"""A case file taken apart into its records and put together again: one list of what a case has, for both ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from fieldapp.domain.case import CaseFile, Entity

MANY: dict[Entity, str] = {
    Entity.VISIT: "visits",
    Entity.PROMISE: "promises",
    Entity.PLAN: "plans",
    Entity.DOCUMENT: "documents",
    Entity.FILE: "files",
    Entity.CONTACT: "contacts",
    Entity.PARTICULAR: "particulars",
    Entity.MATTER: "matters",
    Entity.RECEIPT: "receipts",
    Entity.DEPOSIT: "deposits",
    Entity.OVERRIDE: "overrides",
    Entity.HELP: "help_calls",
}
"""Records of a case of which there may be many, with the field of the case file that holds them."""
ONE: dict[Entity, str] = {Entity.CASE: "case", Entity.CARD: "card"}
"""Records of which a case has one at most."""


def children_of(file: CaseFile) -> Iterator[tuple[Entity, Any]]:
    """All records of a case but the case itself, as (entity, record)."""
    for entity, name in MANY.items():
        for thing in getattr(file, name):
            yield entity, thing
    if file.card is not None:
        yield Entity.CARD, file.card


def case_file_of(things: Iterable[tuple[Entity, Any]]) -> CaseFile | None:
    """The case file of these records, each kind in the order given; None without the case itself."""
    many: dict[str, list[Any]] = {name: [] for name in MANY.values()}
    one: dict[str, Any] = {}
    for entity, thing in things:
        if entity in MANY:
            many[MANY[entity]].append(thing)
        elif entity in ONE:
            one[ONE[entity]] = thing
    if "case" not in one:
        return None
    children: dict[str, Any] = {name: tuple(some) for name, some in many.items()}
    return CaseFile(one["case"], card=one.get("card"), **children)
