"""Which pieces the page has, in which column, in the order in which they are made, and what each is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from ui.collector.borrower.advice import AdviceCard
from ui.collector.borrower.business import BusinessCard
from ui.collector.borrower.case_card import CaseCardPanel
from ui.collector.borrower.clocks import ClocksCard, clocks
from ui.collector.borrower.custody import CustodyCard, refused, unsettled
from ui.collector.borrower.loans import LoansCard
from ui.collector.borrower.owed import OwedCard
from ui.collector.borrower.people import PeopleCard
from ui.collector.borrower.pieces import ABSENT, Piece, ahead
from ui.collector.borrower.places import PlacesCard
from ui.collector.borrower.plans import AgreedCard, shown_plans, shown_promises
from ui.collector.borrower.shown import Shown
from ui.collector.borrower.story import StoryCard
from ui.collector.files import FilesCard
from ui.parts.cash_card import CashCard
from ui.parts.matters_card import MattersCard
from ui.parts.navigate import navigate
from ui.workplace import Workplace

if TYPE_CHECKING:
    from ui.collector.borrower.page import BorrowerPage

LEFT, MIDDLE, RIGHT = range(3)


def pieces_of(page: BorrowerPage, work: Workplace) -> list[Piece]:
    """The pieces of `page`: those that answer the first look come first."""

    def owed() -> OwedCard:
        made = OwedCard()
        made.lines_wanted.connect(page.look_at_lines)
        return made

    def loans() -> LoansCard:
        made = LoansCard()
        made.lines_wanted.connect(page.look_at_lines)
        return made

    def people() -> PeopleCard:
        made = PeopleCard(work)
        made.contact_wanted.connect(page.contact)
        made.add_wanted.connect(lambda: page.open("particular", "person"))
        made.number_wanted.connect(lambda party_id: page.open("particular", "phone", party_id))
        made.visit_wanted.connect(page.visit_party)
        return made

    def places(shown: Shown) -> QWidget:
        made = PlacesCard(shown.page.seen, shown.page.premises)
        made.add_wanted.connect(lambda: page.open("particular", "premises"))
        made.visit_wanted.connect(lambda premises_id: page.open("visit", premises_id))
        made.way_wanted.connect(lambda premises_id, near: navigate(work, near, page.case_id, premises_id))
        made.confirm_wanted.connect(lambda premises_id: page.open("places", premises_id))
        return made

    def matters(_shown: Shown) -> QWidget:
        return MattersCard(work, page.case_id)

    def waits(shown: Shown) -> QWidget:
        return CustodyCard(shown.page)

    return [
        ahead("owed", LEFT, _owed, owed, lambda card, shown: card.show_case(shown.page.seen), turn=0),
        Piece("agreed", LEFT, _agreed, lambda shown: AgreedCard(shown.page.seen), turn=1),
        ahead("clocks", LEFT, _clocks, ClocksCard, lambda card, shown: card.show_case(shown.page.seen), turn=1),
        ahead("loans", LEFT, _loans, loans, lambda card, shown: card.show_case(shown.page.seen), turn=2),
        Piece("raise", LEFT, lambda shown: _raised(shown, there=False), matters),
        Piece("card", LEFT, lambda shown: shown, lambda shown: _card(CaseCardPanel(work, page.case_id), shown),
              _tell_card),
        ahead("advice", MIDDLE, _advice, AdviceCard, lambda card, shown: card.show_page(shown.page), turn=1),
        Piece("matters", MIDDLE, lambda shown: _raised(shown, there=True), matters, turn=1),
        ahead("story", MIDDLE, lambda shown: shown, lambda: page.story, StoryCard.show_story, StoryCard.show_story,
              turn=2),
        Piece("refused", RIGHT, lambda shown: _custody(shown, refused_too=True), waits, turn=3),
        ahead("business", RIGHT, _business, BusinessCard, lambda card, shown: card.show_page(shown.page), turn=3),
        ahead("people", RIGHT, _people, people, lambda card, shown: card.show_page(shown.page), turn=3),
        Piece("places", RIGHT, _places, places, turn=4),
        Piece("cash", RIGHT, lambda _shown: page.case_id, lambda _shown: CashCard(work, page.case_id)),
        Piece("files", RIGHT, lambda _shown: page.case_id, lambda _shown: FilesCard(work, page.case_id, page)),
        Piece("custody", RIGHT, lambda shown: _custody(shown, refused_too=False), waits),
    ]  # fmt: skip


def _owed(shown: Shown) -> object:
    seen = shown.page.seen
    return seen.owed, seen.payoff, seen.per_diem, tuple(loan.running_plan for loan in seen.loans)


def _advice(shown: Shown) -> object:
    page = shown.page
    last = page.seen.last_visit
    return page.outlook.advice, page.visit, page.call, page.parties, last.content.cause if last else None


def _raised(shown: Shown, *, there: bool) -> object:
    """What was raised stands above the story; while nothing was, the way to record it stands aside."""
    return there if bool(shown.page.seen.file.matters) is there else ABSENT


def _agreed(shown: Shown) -> object:
    plans, promises = shown_plans(shown.page.seen), shown_promises(shown.page.seen)
    return (plans, promises) if plans or promises else ABSENT


def _clocks(shown: Shown) -> object:
    return clocks(shown.page.seen), shown.page.seen.as_of


def _loans(shown: Shown) -> object:
    seen = shown.page.seen
    return seen.case.loans, tuple((loan.days_past_due, loan.running_plan) for loan in seen.loans)


def _custody(shown: Shown, *, refused_too: bool) -> object:
    """What waits here stands at the end of the page, unless something was refused: then it stands on top."""
    found = unsettled(shown.page)
    if not found or any(refused(one) for one in found) is not refused_too:
        return ABSENT
    return tuple((one.fact.id, one.status) for one in found)


def _business(shown: Shown) -> object:
    page = shown.page
    visits = tuple(visit.id for visit in page.seen.standing_visits)
    return visits, page.capacity, page.outlook.assessment, page.seen.case.survey


def _people(shown: Shown) -> object:
    page = shown.page
    return page.seen.case.borrower, page.call.permission, page.parties, page.seen.as_of


def _places(shown: Shown) -> object:
    seen = shown.page.seen
    return shown.page.premises, seen.bucket, tuple(visit.id for visit in seen.standing_visits)


def _card(card: CaseCardPanel, shown: Shown) -> QWidget:
    card.show_page(shown.page)
    return card


def _tell_card(card: QWidget, shown: Shown) -> None:
    cast(CaseCardPanel, card).show_page(shown.page)
