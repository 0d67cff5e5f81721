"""A visit by the keyboard: nothing changed is said with one key a group, and what is missing is one key away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fieldapp.domain.observation import (
    Crowd,
    Freshness,
    Lasting,
    Observation,
    OpenStatus,
    OwnerPresent,
    RentStatus,
    SalesProof,
    StockLevel,
)
from fieldapp.domain.observation_form import Group
from fieldapp.domain.visit import Cause, Met, Outcome
from fieldapp.services import record_visit
from fieldapp.services.desk import Desk
from fieldapp.services.look_at_case import look_at_case
from tests.gui.devices import StillReceiver
from tests.gui.place_window import place_window, says, texts
from tests.gui.visit_page import desk_with, form, kept, pick, shown
from tests.office import TestOffice

BEFORE = Observation(
    open_status=OpenStatus.OPEN_NORMAL,
    customers_10min=7,
    crowd=Crowd.SAME,
    stock_level=StockLevel.NORMAL,
    stock_freshness=Freshness.FRESH,
    stock_value=1_200_000,
    staff_now=4,
    staff_usual=5,
    wages_unpaid=False,
    owner_present=OwnerPresent.PRESENT,
    sales_month_claimed=3_900_000,
    sales_proof=SalesProof.BOOK,
    margin_percent=28,
    purchases_month=2_772_000,
    purchases_invoice=True,
    costs_month=380_000,
    household_month=250_000,
    power_kwh=1_980,
    utility_arrears=False,
    rent_status=RentStatus.PAID,
    rent_paid_to=date(2026, 9, 30),
    receivables_total=0,
    seizure_notice=False,
    key_assets=("面包车", "冷柜"),
    dependants=3,
    cooperation=4,
    explains_openly=4,
    shows_books=3,
    avoidance=(),
    risk_to_staff=False,
    observer_confidence=4,
)


@pytest.fixture(autouse=True)
def receiver(monkeypatch: pytest.MonkeyPatch) -> StillReceiver:
    made = StillReceiver(why_not="没有定位设备")
    monkeypatch.setattr("ui.place_source.made_receiver", lambda: made)
    return made


class Keys:
    """Presses keys where the keyboard is, and counts them."""

    def __init__(self) -> None:
        self.pressed = 0

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        self.pressed += 1
        QTest.keyClick(focus, key, held)
        QApplication.processEvents()


def visited(desk: Desk, case_id: str) -> None:
    draft = record_visit.begin_visit(desk, case_id).draft
    draft.met, draft.outcome, draft.cause = Met.BORROWER, Outcome.PLAN_TALKS, Cause.RECEIVABLE_DELAYED
    draft.cause_lasting, draft.observation = Lasting.TEMPORARY, BEFORE
    record_visit.finish_visit(desk, draft)


def test_a_visit_where_nothing_changed_takes_forty_keys_at_most(office: TestOffice, qtbot: QtBot) -> None:
    """At least 22 observed fields, real key events, from the open form to the visit in the store."""
    desk = desk_with(office)
    case = office.cases["李建国"]
    visited(desk, case.id)
    with place_window(qtbot, desk) as window:
        page = window.visit(case.id)
        keys = Keys()
        keys.press(Qt.Key.Key_1)  # the borrower was met
        keys.press(Qt.Key.Key_Tab)
        keys.press(Qt.Key.Key_2)  # and a plan talked over
        keys.press(Qt.Key.Key_Equal)  # for the same cause
        while not form(page).note.hasFocus():
            assert keys.pressed < 40
            keys.press(Qt.Key.Key_Equal)  # one group after another, to the note
        observed = form(page).draft.observation
        assert observed == BEFORE
        assert len(observed.given()) >= 22
        assert "place" in form(page).draft.carried
        assert page.gaps.isVisible()
        keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: window.shell.page_key() == f"case:{case.id}", timeout=15_000)
        assert keys.pressed <= 40
        print(f"{len(observed.given())} observed fields, {keys.pressed} keys")
        newest = look_at_case(desk, case.id).seen.last_visit
        assert newest is not None
        assert newest.content.observation == BEFORE
        assert newest.content.cause_lasting is Lasting.TEMPORARY
        assert "place" in newest.content.carried, "what was repeated is told as repeated"


def test_what_was_changed_by_hand_is_not_overwritten_and_not_called_the_same(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with(office)
    case = office.cases["李建国"]
    visited(desk, case.id)
    with place_window(qtbot, desk) as window:
        page = window.visit(case.id)
        pick(page, "open_status", "open_reduced")
        form(page).groups[Group.PLACE].carry()
        assert form(page).draft.observation.open_status is OpenStatus.OPEN_REDUCED
        assert form(page).draft.observation.customers_10min == 7
        assert form(page).draft.carried == ("place",)
        pick(page, "crowd", "fewer")
        assert form(page).draft.carried == ()


def test_a_folded_group_tells_how_it_was_and_opens_where_it_is_wanted(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with(office)
    case = office.cases["李建国"]
    visited(desk, case.id)
    with place_window(qtbot, desk) as window:
        page = window.visit(case.id)
        meters = form(page).groups[Group.METERS]
        assert not shown(page, "power_kwh")
        assert says(meters, "上次：本月用电 1,980 度；欠水电费 否；场地 租金已交")
        assert form(page).go_to("power_kwh")
        focus = QApplication.focusWidget()
        assert focus is form(page).rows["power_kwh"].editor
        QTest.keyClicks(focus, "1120")
        assert says(page, "用电少了 43%，经营却说如常") is False
        pick(page, "open_status", "open_normal")
        assert says(meters, "用电少了 43%，经营却说如常，请再核对。")


def test_what_is_missing_stands_in_the_head_and_one_key_goes_there(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with(office)
    with place_window(qtbot, desk) as window:
        page = window.visit(office.cases["李建国"].id)
        assert page.missing.text() == "还差 3 项：见到谁"
        form(page).note.setFocus()
        QTest.keyClick(form(page).note, Qt.Key.Key_F6)
        met = form(page).rows["met"].editor
        qtbot.waitUntil(lambda: (at := QApplication.focusWidget()) is not None and met.isAncestorOf(at))
        pick(page, "met", "nobody")
        pick(page, "outcome", "not_found")
        assert not page.missing.isVisible()


def test_text_that_is_no_answer_yet_is_kept_too(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with(office)
    case = office.cases["李建国"]
    with place_window(qtbot, desk) as window:
        page = window.visit(case.id)
        edit = form(page).rows["customers_10min"].editor
        edit.setFocus()
        QTest.keyClicks(edit, "1x")
        qtbot.waitUntil(lambda: (draft := kept(desk, case.id)) is not None and draft.typed != {}, timeout=1500)
        window.shell.back()
        window.settle()
        again = window.visit(case.id)
        edit = form(again).rows["customers_10min"].editor
        assert edit.text() == "1x"  # type: ignore[attr-defined]
        QTest.keyClick(edit, Qt.Key.Key_Backspace)
        assert form(again).draft.typed == {}
        assert form(again).draft.observation.customers_10min == 1


def test_health_is_asked_only_after_consent(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with(office)
    with place_window(qtbot, desk) as window:
        page = window.visit(office.cases["李建国"].id)
        form(page).groups[Group.HOUSEHOLD].set_open(True)
        assert not shown(page, "household_illness")
        pick(page, "household_consent", "yes")
        assert shown(page, "household_illness")
        pick(page, "household_illness", "yes")
        pick(page, "household_consent", "no")
        assert shown(page, "household_illness"), "what was recorded stays in sight"
        assert says(page, "对方不同意记录家庭健康情况")
        page.finish()
        assert form(page).draft.observation == replace(Observation(), household_consent=False, household_illness=True)


def test_several_signs_may_hold_or_none(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with(office)
    with place_window(qtbot, desk) as window:
        page = window.visit(office.cases["李建国"].id)
        form(page).groups[Group.CONDUCT].set_open(True)
        marks = form(page).rows["avoidance"].editor
        marks.none.click()  # type: ignore[attr-defined]
        assert form(page).draft.observation.avoidance == ()
        for check in list(marks.checks.values())[:2]:  # type: ignore[attr-defined]
            check.click()
        assert [one.value for one in form(page).draft.observation.avoidance or ()] == ["hides", "false_info"]
        assert shown(page, "false_statement_proven")
        assert "没有迹象" not in [text for text in texts(page) if text.startswith("请")]
