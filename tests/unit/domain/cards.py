"""Working cards for tests: who wrote what on top of what."""

from __future__ import annotations

from datetime import datetime, timedelta

from fieldapp.domain.case import CaseFile
from fieldapp.domain.case_card import CardEdited, CaseCard, Choice, edit_of, settlement_of
from fieldapp.domain.facts import Fact, FactKind, Payload
from fieldapp.domain.folding import fold
from fieldapp.domain.staff import Staff
from tests.unit.domain.builders import COLLEAGUE, COLLECTOR, NOON, case_file, fact

EMPTY = CaseCard("case-1", "case-1")


def edited(payload: CardEdited, number: str, by: Staff = COLLECTOR, at: datetime = NOON) -> Fact:
    return fact(FactKind.CARD_EDITED, payload, number, by, at)


def settled(payload: Payload, number: str, by: Staff = COLLECTOR) -> Fact:
    return fact(FactKind.CARD_SETTLED, payload, number, by, NOON + timedelta(hours=1))


def written(file: CaseFile, name: str, value: str, number: str, by: Staff = COLLECTOR) -> CaseFile:
    """`file` after somebody who looks at it has written on its card."""
    return fold(file, edited(edit_of(file.card, name, value), number, by))


def clashed() -> CaseFile:
    """Both began with the note of f1; the colleague's f2 came first, ours (f3) is a proposal."""
    seen = written(case_file(), "note", "店主下午在", "f1")
    first = written(seen, "note", "店主上午在", "f2", COLLEAGUE)
    return fold(first, edited(edit_of(seen.card, "note", "找他儿子"), "f3"))


def settlement(file: CaseFile, choice: Choice, number: str = "f9", by: Staff = COLLECTOR, value: str = "") -> Fact:
    """The settlement of the first open proposal by somebody who looks at `file`."""
    card = file.working_card
    return settled(settlement_of(card, card.proposals[0], choice, value or None), number, by)
