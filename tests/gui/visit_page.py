"""The visit page in a test: a case with an earlier visit, answers given by name, what is kept and said."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fieldapp.domain.case import Case
from fieldapp.domain.observation import Observation, OpenStatus, StockLevel
from fieldapp.domain.visit import Cause, Met, Outcome
from fieldapp.services import record_visit
from fieldapp.services.desk import Desk
from fieldapp.services.record_visit import VisitDraft
from tests.gui.place_window import PlaceWindow, segment, write
from tests.office import TestOffice, borrower_case, sync
from ui.collector.visit import VisitPage
from ui.collector.visit_form import VisitForm
from ui.widgets.toast import Toast

BEFORE = Observation(
    open_status=OpenStatus.OPEN_NORMAL,
    customers_10min=7,
    stock_level=StockLevel.NORMAL,
    staff_now=4,
    staff_usual=5,
    sales_month_claimed=3_900_000,
    margin_percent=28,
)


def desk_with(office: TestOffice, *cases: Case) -> Desk:
    office.save(*(cases or (borrower_case(office.people["zhouming"]),)))
    desk = office.desk("zhouming")
    sync(desk)
    return desk


def seen_before(desk: Desk, case_id: str) -> None:
    draft = record_visit.begin_visit(desk, case_id).draft
    draft.met, draft.outcome, draft.cause = Met.BORROWER, Outcome.PLAN_TALKS, Cause.RECEIVABLE_DELAYED
    draft.observation = BEFORE
    record_visit.finish_visit(desk, draft)


def kept(desk: Desk, case_id: str) -> VisitDraft | None:
    """The draft as the store has it."""
    with desk.store.reading() as unit:
        held = unit.drafts.find("visit", case_id)
    return None if held is None else msgspec.json.decode(held.body, type=VisitDraft)


def form(page: VisitPage) -> VisitForm:
    assert page.form is not None
    return page.form


def pick(page: VisitPage, name: str, value: str) -> None:
    QTest.mouseClick(segment(form(page).rows[name].editor, value), Qt.MouseButton.LeftButton)


def fill(page: VisitPage, name: str, text: str) -> None:
    write(form(page).rows[name].editor, text)


def shown(page: VisitPage, name: str) -> bool:
    row = form(page).rows.get(name)
    return row is not None and row.editor.isVisibleTo(page)


def toasts(window: PlaceWindow) -> list[str]:
    return [one.accessibleName() for one in window.shell.findChildren(Toast)]
