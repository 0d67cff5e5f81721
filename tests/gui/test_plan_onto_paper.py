"""A plan's way from the desk onto paper, and back to the desk with what became of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fieldapp import clock
from fieldapp.services import decide_plan
from fieldapp.services.draft_plan import held_plan
from tests.gui.plan_page import AtDesk, at_desk, own_terms, two_loans
from tests.gui.plan_window import collector_window, sealed_plan, settle
from tests.office import PASSPHRASE, TestOffice, borrower_case, sync
from ui.collector.plan_desk import PlanDesk
from ui.collector.signing import SigningPage
from ui.viewmodels.plan_history import OWN

__all__ = ["at_desk", "two_loans"]


def test_a_bundle_goes_onto_one_paper_and_comes_back_as_it_was(two_loans: AtDesk) -> None:
    page = two_loans.open()
    list(page.board.loans._checks.values())[1].click()
    two_loans.settle()
    page.board.proposals[0].pressed.emit()
    two_loans.settle()
    bundle = page.state.bundle
    page.draw_up()
    two_loans.bot.waitUntil(lambda: two_loans.shell.page() is not page, timeout=20_000)
    two_loans.settle()
    signing = two_loans.shell.page()
    assert isinstance(signing, SigningPage)
    drawn = signing._signing.drawn
    assert [one.bundle for one in drawn.contents] == [bundle, bundle]
    two_loans.shell.back()
    again = two_loans.open()
    assert again.state.bundle == bundle
    assert len(again.state.loans) == 2


def test_a_returned_plan_is_on_the_desk_again_with_what_was_said(at_desk: AtDesk) -> None:
    paper = sealed_plan(at_desk.desk, at_desk.case_id)
    sync(at_desk.desk)
    other = at_desk.office.desk("chenlan")
    sync(other)
    decide_plan.send_back(other, at_desk.case_id, paper.plan_id, "首期太高")
    sync(other)
    sync(at_desk.desk)
    other.store.close()
    page = at_desk.open()
    assert "首期太高" in page._news.accessibleName()
    assert page.state.chosen == OWN
    assert page.board.own.form is not None
    assert page.board.own.form.instalments.value() == 12
    assert page._draw_button.isEnabled()


def test_a_plan_nobody_decided_on_in_time_is_on_the_desk_again(at_desk: AtDesk) -> None:
    sealed_plan(at_desk.desk, at_desk.case_id)
    before = clock.use(clock.PracticeClock(clock.now() + timedelta(days=9)))
    try:
        page = at_desk.open()
        assert page._news.accessibleName().startswith("上次的方案没有在 2026-08-01 前批准，已失效。")
        assert page.board.own.form is not None
        assert page.board.own.form.instalments.value() == 12
        assert page.board.reason.text() == "生意在恢复"
        assert page._opened is not None
        assert page._opened.own is not None
        assert page._opened.own.option.terms.as_of.isoformat() == "2026-08-03"
    finally:
        clock.use(before)


def test_a_running_plan_leaves_no_room_for_another(at_desk: AtDesk) -> None:
    paper = sealed_plan(at_desk.desk, at_desk.case_id)
    sync(at_desk.desk)
    other = at_desk.office.desk("chenlan")
    sync(other)
    decide_plan.approve(other, at_desk.case_id, paper.plan_id, PASSPHRASE)
    sync(other)
    sync(at_desk.desk)
    other.store.close()
    page = at_desk.open()
    assert page._news.accessibleName() == "这笔借款已有正在履行的方案，不能再提出新的。"
    assert not page._draw_button.isEnabled()
    page._news._action.click()
    at_desk.settle()
    assert at_desk.shell.page_key() == f"paper:{paper.document_id}"


def test_the_chosen_plan_goes_onto_paper_and_opens_for_signing(at_desk: AtDesk) -> None:
    at_desk.open()
    page = own_terms(at_desk)
    page.board.reason.setPlainText("  愿意按月还  ")
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    at_desk.bot.waitUntil(lambda: at_desk.shell.page() is not page, timeout=20_000)
    at_desk.settle()
    signing = at_desk.shell.page()
    assert isinstance(signing, SigningPage)
    paper = signing._signing.drawn
    assert len(paper.paper.rows) == 12
    assert paper.paper.grand_total == 8_914_257
    assert paper.content.reason == "愿意按月还"
    held = held_plan(at_desk.desk, at_desk.case_id)
    assert held is not None
    assert held.own is not None
    assert held.own.instalments == 12


def test_a_name_that_cannot_be_printed_is_said_on_the_desk(qtbot: QtBot, office: TestOffice) -> None:
    case = borrower_case(office.people["zhouming"])
    strange = replace(case, borrower=replace(case.borrower, name="王\U0002e9f5"))
    office.save(strange)
    desk = office.desk("zhouming")
    sync(desk)
    with collector_window(desk) as (work, shell):
        work.open("plan", case.id)
        settle(qtbot, work)
        page = shell.page()
        assert isinstance(page, PlanDesk)
        page.board.proposals[0].pressed.emit()
        settle(qtbot, work)
        page.draw_up()
        settle(qtbot, work)
        assert shell.page() is page
        assert "无法印在文书上" in page._trouble.accessibleName()
        assert page._draw_button.isEnabled()
