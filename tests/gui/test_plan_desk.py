"""The plan desk: what can be paid, the proposals, terms set by hand, loans agreed together."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fieldapp import clock
from fieldapp.domain.plans.plan import PlanKind
from fieldapp.store.laptop.unit import ChangeSet
from tests.gui.plan_page import AtDesk, at_desk, own_terms, press, reasons, retype, two_loans
from tests.gui.plan_window import collector_window, settle
from tests.office import TestOffice, borrower_case, sync
from ui import i18n
from ui.collector.plan_desk import PlanDesk
from ui.collector.plan_terms import OFFERED
from ui.parts.requirement import RequirementNote
from ui.viewmodels.plan_history import OWN
from ui.widgets.choice import Choice

__all__ = ["at_desk", "two_loans"]


def test_own_terms_that_are_asked_for_come_into_sight(at_desk: AtDesk) -> None:
    page = at_desk.open()
    page._own_button.click()
    at_desk.settle()
    assert page._scroll is not None
    seen = page._scroll.viewport().height()
    top = page.board.own.mapTo(page._scroll.viewport(), page.board.own.rect().topLeft()).y()
    assert 0 <= top < seen // 2


def test_the_desk_answers_what_can_be_paid_and_chooses_the_plan_that_fits(at_desk: AtDesk) -> None:
    page = at_desk.open()
    assert page._title.text() == "李建国 · 还款方案"
    assert "以 2026-07-25 结清金额 ¥ 83,743.07 为准" in page._facts.text()
    assert "取最低" in page.board.capacity._sentence.text()
    assert page.state.chosen == 0
    assert [card.accessibleName().split("：")[0] for card in page.board.proposals] == ["等额分期", "展期", "一次结清"]
    assert reasons(page.board.proposals[0]) == ["每期都在可还能力之内"]
    assert reasons(page.board.proposals[1]) == ["8 期超出可还能力，最多超出 ¥ 9,327.01（第 1 期）"]
    assert reasons(page.board.proposals[2]) == ["须一次拿出，相当于 33 个月的可还能力：问清这笔钱从哪里来"]
    assert page._draw_button.isEnabled()


def test_the_schedule_is_the_chosen_plans_and_adds_up(at_desk: AtDesk) -> None:
    page = at_desk.open()
    first = page.board.table.texts()
    page.board.proposals[1].setFocus()
    QTest.keyClick(page.board.proposals[1], Qt.Key.Key_Return)
    rows = page.board.table.texts()
    assert len(first) == 41
    assert first[-1][2:6] == ["81,581.10", "17,802.95", "2,161.97", "101,546.02"]
    assert len(rows) == 9
    assert rows[-1][5] == "87,246.34"
    assert [row[7] for row in rows[:-1]] == [f"▲ {row[7][2:]}" for row in rows[:-1]], "each asks for more than fits"


def test_without_an_observation_the_desk_leads_to_a_visit(qtbot: QtBot, office: TestOffice) -> None:
    case = borrower_case(office.people["zhouming"])
    office.save(case)
    desk = office.desk("zhouming")
    sync(desk)
    with collector_window(desk) as (work, shell):
        work.open("plan", case.id)
        settle(qtbot, work)
        page = shell.page()
        assert isinstance(page, PlanDesk)
        assert page.board.capacity._nothing.isVisible()
        assert page.state.chosen is None, "nobody recommends what nobody can judge"
        assert not page._draw_button.isEnabled()
        assert [card._chip.text() for card in page.board.proposals] == ["能力未知"] * 3
        page.board.capacity._nothing._action.click()
        assert shell.page_key() == f"visit:{case.id}"


def test_terms_set_by_hand_are_worked_out_at_once(at_desk: AtDesk) -> None:
    at_desk.open()
    page = own_terms(at_desk)
    assert page.state.chosen == OWN
    assert page.board.table.texts()[0][5] == "7,969.03"
    assert page.board.table.texts()[-1][5] == "89,142.57"
    assert "12 期 · 首期 08-25 · 末期 2027-07-25" in page.board.own.result.accessibleName()
    (note,) = page.board.own.result.findChildren(RequirementNote)
    assert note.accessibleName().startswith("须支行负责人批准")
    form = page.board.own.form
    assert form is not None
    press(form.waivers["waived_penalty"], "免半")
    at_desk.settle()
    assert page._opened is not None
    assert page._opened.own is not None
    assert page._opened.own.option.terms.waived_penalty == 14_806
    press(form.waivers["waived_penalty"], "全免")
    press(form.waivers["waived_compound"], "全免")
    press(form.waivers["waived_interest"], "免半")
    at_desk.settle()
    terms = page._opened.own.option.terms
    assert (terms.waived_penalty, terms.waived_compound, terms.waived_interest) == (29_612, 2_374, 92_105)
    assert page._opened.own.merged is not None
    assert page._opened.own.merged.total == 8_914_257 - 29_612 - 2_374 - 92_105


def test_what_keeps_terms_from_being_a_plan_is_said_under_its_field(at_desk: AtDesk) -> None:
    at_desk.open()
    page = own_terms(at_desk, instalments=6, arrears=9)
    form = page.board.own.form
    assert form is not None
    assert form._slots["arrears"]._rule.accessibleName() == "往期欠息最多分摊到 6 期。请修改分摊期数。"
    assert not page._draw_button.isEnabled()
    retype(form.arrears, "2")
    at_desk.settle()
    assert form._slots["arrears"]._rule.accessibleName() == ""
    assert page._draw_button.isEnabled()
    retype(form.rate, "12.5")
    at_desk.settle()
    assert form.rate.reason() == "不能高于合同利率 12%"
    assert not page._draw_button.isEnabled()
    retype(form.first_due, "2026-09-30")
    QTest.keyClick(form.first_due, Qt.Key.Key_Tab)
    assert form.first_due.reason() == "不能晚于 2026-08-25"


def test_a_deferral_asks_for_months_and_not_for_instalments(at_desk: AtDesk) -> None:
    at_desk.open()
    page = own_terms(at_desk)
    form = page.board.own.form
    assert form is not None
    form.kind._segments[OFFERED.index(PlanKind.DEFERRAL)].click()
    retype(form.deferral, "1")
    at_desk.settle()
    assert not form.instalments.isVisible()
    assert form.deferral.isVisible()
    assert form._slots["deferral"]._rule.accessibleName().startswith("展期后首期仍早于")
    retype(form.deferral, "3")
    at_desk.settle()
    assert len(page.board.table.texts()) == 9


def test_what_was_set_is_there_again_in_a_new_page_and_in_another_language(at_desk: AtDesk) -> None:
    at_desk.open()
    page = own_terms(at_desk, instalments=18)
    page.board.reason.setPlainText("月底结算到账")
    page.board.reason.flush()
    at_desk.settle()
    at_desk.shell.back()
    again = at_desk.open()
    assert again is not page
    assert again.state.chosen == OWN
    assert again.board.own.form is not None
    assert again.board.own.form.instalments.value() == 18
    assert again.board.reason.text() == "月底结算到账"
    i18n.switch("en")
    try:
        at_desk.settle()
        rebuilt = at_desk.page()
        assert rebuilt.board.own.form is not None
        assert rebuilt.board.own.form.instalments.value() == 18
        assert rebuilt.board.reason.text() == "月底结算到账"
    finally:
        i18n.switch("zh_CN")


def test_news_of_the_case_do_not_disturb_what_is_being_set(at_desk: AtDesk) -> None:
    at_desk.open()
    page = own_terms(at_desk)
    form = page.board.own.form
    assert form is not None
    retype(form.rate, "")
    form.rate.clear()
    form.rate.textEdited.emit("")
    at_desk.work.changed.emit(ChangeSet({at_desk.case_id}))
    at_desk.settle()
    assert page.board.own.form is form
    assert form.rate.text() == ""
    assert page.state.chosen == OWN


def test_only_the_last_of_many_quick_changes_counts(at_desk: AtDesk) -> None:
    at_desk.open()
    page = own_terms(at_desk)
    form = page.board.own.form
    assert form is not None
    form.instalments.setFocus()
    for _ in range(10):
        QTest.keyClick(form.instalments, Qt.Key.Key_Up)
    at_desk.settle()
    assert form.instalments.value() == 22
    assert len(page.board.table.texts()) == 23


def test_several_loans_are_agreed_together_and_their_rows_add_up(two_loans: AtDesk) -> None:
    page = two_loans.open()
    first, second = page.board.loans._checks.values()
    assert (first.isChecked(), second.isChecked()) == (True, False)
    alone = page.board.table.texts()
    second.click()
    two_loans.settle()
    assert "2 笔借款一并安排" in page._facts.text()
    page._own_button.click()
    two_loans.settle()
    together = page.board.table.texts()
    assert together[-1][2] == "153,316.16"
    assert alone[-1][2] == "81,581.10"
    choice = page.board.schedule.findChild(Choice)
    assert choice is not None
    parts = []
    for segment in choice._segments[1:]:
        segment.click()
        parts.append(page.board.table.texts())
    for number, row in enumerate(together[:-1]):
        sums = [int(part[number][5].replace(",", "").replace(".", "")) for part in parts]
        assert sum(sums) == int(row[5].replace(",", "").replace(".", ""))
    first.click()
    two_loans.settle()
    assert page.state.loans == (page._opened.bench.sites[1].loan.id,) if page._opened else False
    second.click()
    assert second.isChecked(), "a plan covers at least one loan"


def test_a_case_that_has_gone_is_said_calmly_with_a_way_to_try_again(at_desk: AtDesk) -> None:
    page = at_desk.open()
    gone = PlanDesk(at_desk.work, "no-such-case")
    at_desk.bot.addWidget(gone)
    gone.show()
    at_desk.settle()
    assert "不在本机上" in gone._trouble.accessibleName()
    assert not gone._draw_button.isEnabled()
    assert page._trouble.isHidden()


def test_the_day_after_the_terms_are_worked_out_at_the_new_days_sums(at_desk: AtDesk) -> None:
    at_desk.open()
    page = own_terms(at_desk)
    before = clock.use(clock.PracticeClock(clock.now() + timedelta(days=1)))
    try:
        at_desk.work.changed.emit(ChangeSet())
        at_desk.settle()
        assert "以 2026-07-26 结清金额 ¥ 83,774.33 为准" in page._facts.text()
        assert page._opened is not None
        assert page._opened.own is not None
        assert page._opened.own.option.terms.as_of.isoformat() == "2026-07-26"
    finally:
        clock.use(before)
