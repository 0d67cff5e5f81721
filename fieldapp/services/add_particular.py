"""Adding, correcting and ending particulars of a case: a person, a number, an address, premises.

Several that belong together (a new person with their number) are kept together or not at all. The bank's record is
not touched: what is kept here stands beside it (`domain.known_case`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec

from fieldapp import clock
from fieldapp.domain.case import CaseFile
from fieldapp.domain.caseview import CaseView, view
from fieldapp.domain.facts import FactKind
from fieldapp.domain.particular_rules import same_number_of
from fieldapp.domain.particulars import ParticularContent, ParticularKind, Told
from fieldapp.domain.party import Party, Place, PremisesKind
from fieldapp.domain.staff import Staff
from fieldapp.errors import KnownError
from fieldapp.rule_packs.agreements import agreement_rules
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.unit import ChangeSet, LaptopUnit

KIND = "particular"
UNSETTLED = frozenset({"waiting", "accepted", "held"})
NEW_PERSON = "+"
"""Stands for the person that is added in the same breath, as the owner of a number or an address."""


@dataclass(frozen=True, slots=True)
class ParticularDesk:
    """What the sheet needs: the case as it is known, who noted what, and a draft that was begun."""

    seen: CaseView
    staff: dict[str, Staff]
    draft: bytes | None


@dataclass(frozen=True, slots=True)
class SavedParticulars:
    """Particulars that are safely in the store, in the order they were given."""

    ids: tuple[str, ...]
    changes: ChangeSet


def particular_desk(desk: Desk, case_id: str, ref: str) -> ParticularDesk:
    """The sheet of a case; `ref` names the draft of what is added or corrected.

    Raises:
        KnownError: `case.not_here`.
    """
    with desk.store.reading() as unit:
        file = unit.files.get(case_id)
        staff, held = unit.shadow.staff(), unit.drafts.find(KIND, ref)
    seen = view(file, clock.today(file.case.zone), agreement_rules())
    return ParticularDesk(seen, staff, held.body if held else None)


def keep_particular(desk: Desk, ref: str, draft: object) -> None:
    """Keep what is filled in so far."""
    with desk.store.writing() as unit:
        unit.drafts.save(KIND, ref, msgspec.json.encode(draft), clock.now())


def discard_particular(desk: Desk, ref: str) -> None:
    """Throw away what was begun."""
    with desk.store.writing() as unit:
        unit.drafts.discard(KIND, ref)


def add_particulars(desk: Desk, case_id: str, said: Sequence[ParticularContent], ref: str = "") -> SavedParticulars:
    """Keep these, all or none, with the end of the draft `ref`. `of` may be `NEW_PERSON`: the first of them.

    Raises:
        KnownError: a rule's refusal (`particular.…`), `case.not_here`.
    """
    made: list[str] = []
    with desk.store.writing() as unit:
        file = unit.files.get(case_id)
        for one in said:
            content = replace(one, of=made[0]) if one.of == NEW_PERSON else one
            fact = desk.fact(FactKind.PARTICULAR_ADDED, case_id, content)
            rests_on = depends_on_particulars(unit, case_id, content.of, content.corrects)
            file = desk.record(unit, file, fact, depends_on=rests_on)
            made.append(fact.id)
        if ref:
            unit.drafts.discard(KIND, ref)
        return SavedParticulars(tuple(made), unit.changes)


def place_to_visit(
    desk: Desk, case_id: str, party_id: str, kind: PremisesKind = PremisesKind.HOME_BUSINESS, place: Place | None = None
) -> tuple[str, ChangeSet]:
    """The premises at a party's address, noted now if they are not yet: so that a guarantor can be visited at home.

    Returns:
        Their id for the visit, and what changed (nothing where they were there already).

    Raises:
        KnownError: `contact.unknown_party`, `particular.no_address`.
    """
    with desk.store.reading() as unit:
        file = unit.files.get(case_id)
    known = file.known_on(clock.today(file.case.zone))
    party = known.party(party_id)
    if party is None:
        raise KnownError("contact.unknown_party")
    if not party.address:
        raise KnownError("particular.no_address")
    there = next((one for one in known.premises if one.address == party.address), None)
    if there is not None:
        return there.id, ChangeSet()
    said = ParticularContent(
        ParticularKind.PREMISES,
        party.name,
        _source(file, party),
        of=party.id,
        premises_kind=kind,
        address=party.address,
        place=place,
    )
    saved = add_particulars(desk, case_id, (said,))
    return saved.ids[0], saved.changes


def same_numbers(seen: CaseView, number: str, besides: str) -> tuple[Party, ...]:
    """Other parties of the case that have this number already."""
    return same_number_of(seen.case, number, besides)


def depends_on_particulars(unit: LaptopUnit, case_id: str, *ids: str) -> tuple[str, ...]:
    """Those of these ids that are facts of this laptop which the office may not have yet."""
    waiting = {entry.fact.id for entry in unit.outbox.of_case(case_id) if entry.status in UNSETTLED}
    return tuple(dict.fromkeys(one for one in ids if one in waiting))


def _source(file: CaseFile, party: Party) -> Told:
    """Where the address that is used now is known from."""
    noted = [one for one in file.particulars if one.content.kind is ParticularKind.ADDRESS]
    mine = [one for one in noted if one.content.of == party.id and one.content.value == party.address]
    return mine[-1].content.source if mine else Told.BANK
