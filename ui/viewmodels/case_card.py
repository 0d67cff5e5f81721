"""The working card in words: what was written, by whom and when, beside what the bank says."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.domain.case import Case
from fieldapp.domain.case_card import OF_PARTY, CaseCard, FieldKind, field_name, split_name
from fieldapp.domain.compliance.for_case import Permission
from fieldapp.services.look_at_case import CasePage
from ui import words
from ui.i18n import translate
from ui.viewmodels.conflict_sides import value_words, who_and_when

OF_THE_CASE = (FieldKind.NOTE, FieldKind.TAGS, FieldKind.BEST_TIME)


@dataclass(frozen=True, slots=True)
class CardLine:
    """One field of the card.

    Attributes:
        about: whose it is; empty for those of the case itself.
        value: as it is kept; empty when nobody has written it.
        shown: as people read it; `told` by whom and when.
        bank: what the bank has there.
        proposals: how many other values wait for a choice.
        locked: a number of somebody who may not be approached: not shown in full.
    """

    field: str
    kind: FieldKind
    name: str
    about: str
    value: str
    shown: str
    told: str
    bank: str
    proposals: int
    locked: bool


def card_lines(page: CasePage) -> list[CardLine]:
    """Every field the card of this case can have, those of the case first."""
    case, locked = page.seen.case, _locked(page)
    return [_line(page, name, locked) for name in _names(case)]


def is_written(line: CardLine) -> bool:
    """Whether there is anything to show."""
    return bool(line.value or line.proposals)


def _names(case: Case) -> list[str]:
    people = (case.borrower, *case.parties)
    return [
        *(field_name(kind) for kind in OF_THE_CASE),
        *(field_name(FieldKind.HOURS, premises.id) for premises in case.premises),
        *(field_name(kind, party.id) for party in people for kind in (FieldKind.PHONE, FieldKind.ADDRESS)),
    ]


def _locked(page: CasePage) -> set[str]:
    return {party.id for party, answer in page.parties if answer.permission is Permission.BLOCKED}


def _line(page: CasePage, name: str, locked: set[str]) -> CardLine:
    split = split_name(name)
    assert split is not None
    kind, of = split
    case, card = page.seen.case, page.seen.file.working_card
    field = card.field(name)
    value = field.value if field else ""
    return CardLine(
        field=name,
        kind=kind,
        name=words.card_field(kind),
        about=_about(case, of),
        value=value,
        shown=value_words(name, value),
        told=who_and_when(page.staff, field.by, field.at, case.zone) if field else "",
        bank=_bank(case, kind, of),
        proposals=len(card.proposals_on(name)),
        locked=of in locked,
    )


def _about(case: Case, of: str) -> str:
    party = case.party(of)
    if party is not None:
        return party.name
    return next((premises.name for premises in case.premises if premises.id == of), "")


def _bank(case: Case, kind: FieldKind, of: str) -> str:
    """What the bank has in this place; it knows nothing of notes and opening hours."""
    party = case.party(of) if kind in OF_PARTY else None
    if party is None:
        return ""
    if kind is FieldKind.PHONE:
        return party.phones[0] if party.phones else translate("case_card", "无登记")
    return party.address or translate("case_card", "无登记")


def seen_card(page: CasePage) -> CaseCard:
    """The card that is on screen: an edit is made on top of it."""
    return page.seen.file.working_card
