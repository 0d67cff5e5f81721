"""Changes at the plan desk: every kind by hand, every change taken back and made again, advice taken, consent told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from fieldapp.domain.plans.guarantor_consent import Stance
from fieldapp.domain.plans.plan import PlanKind
from fieldapp.services.draft_plan import held_plan
from tests.gui.plan_page import AtDesk, at_desk, own_terms, press, retype
from tests.gui.plan_window import settle
from tests.watchdog import Watchdog
from ui.collector.plan_rows import AMOUNT, PRINCIPAL
from ui.collector.plan_terms import OFFERED, TermsForm
from ui.viewmodels.plan_history import OWN, DeskState, History
from ui.widgets.figure_table import FigureTable
from ui.widgets.ledger import LedgerLine, Reason

__all__ = ["at_desk"]
UNDO = (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
REDO = (Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)


def form_of(at: AtDesk) -> TermsForm:
    form = at.page().board.own.form
    assert form is not None
    return form


def choose_kind(at: AtDesk, kind: PlanKind) -> None:
    form_of(at).kind._segments[OFFERED.index(kind)].click()
    at.settle()


def test_every_change_is_taken_back_and_made_again_by_keys(at_desk: AtDesk) -> None:
    page = at_desk.open()
    first = page.state
    QTest.keyClick(page.board.proposals[1], Qt.Key.Key_Return)
    QTest.keyClick(page.board.proposals[0], Qt.Key.Key_Return)
    own_terms(at_desk, instalments=18, arrears=3)
    form = form_of(at_desk)
    assert page.state.own[0].instalments == 18
    QTest.keyClick(form.arrears, *UNDO)
    at_desk.settle()
    assert page.state.own[0].arrears_rows != 3
    form.instalments.setFocus()
    QTest.keyClick(form.instalments, *UNDO)
    at_desk.settle()
    assert page.state.own[0].instalments != 18, "a number that was typed is one step"
    QTest.keyClick(form.instalments, *REDO)
    at_desk.settle()
    assert form.instalments.value() == 18
    assert page.board.table.texts()[-1][0] == "合计"
    page.board.reason.setFocus()
    for _ in range(12):
        QTest.keyClick(page.board.reason, *UNDO)
        at_desk.settle()
    assert page.state == first
    assert page.board.own.form is None
    held = held_plan(at_desk.desk, at_desk.case_id)
    assert held is not None
    assert held.own is None
    for _ in range(12):
        QTest.keyClick(page, *REDO)
        at_desk.settle()
    assert page.state.own[0].arrears_rows == 3
    assert page.state.chosen == OWN


def test_the_reason_is_a_step_of_its_own(at_desk: AtDesk) -> None:
    page = at_desk.open()
    page.board.reason.setFocus()
    page.board.reason.setPlainText("月底到账")
    page.board.reason.flush()
    QTest.keyClick(page.board.reason, *UNDO)
    assert page.board.reason.text() == ""
    QTest.keyClick(page.board.reason, *REDO)
    assert page.board.reason.text() == "月底到账"


def test_steps_of_one_field_are_one_and_old_ones_are_forgotten() -> None:
    history = History()
    history.begin(DeskState(("a",), "a"))
    assert history.back() is None
    assert history.again() is None
    for number in range(3):
        assert history.push(DeskState(("a",), "a", number), "count")
    assert len(history.steps) == 2
    assert not history.push(history.now)
    assert history.back() == DeskState(("a",), "a")
    assert history.push(DeskState(("a",), "a", 9))
    assert history.again() is None, "what was taken back is gone once something else is done"
    for number in range(400):
        history.push(DeskState(("a",), "a", number))
    assert len(history.steps) == 300


@pytest.mark.parametrize("kind", list(PlanKind))
def test_every_kind_of_plan_can_be_set_by_hand(at_desk: AtDesk, kind: PlanKind) -> None:
    at_desk.open()
    page = own_terms(at_desk)
    choose_kind(at_desk, kind)
    assert page._opened is not None
    assert page._opened.own is not None
    option = page._opened.own.option
    assert option.terms.kind is kind
    if kind is PlanKind.DEFERRAL:
        retype(form_of(at_desk).deferral, "2")
        at_desk.settle()
        option = page._opened.own.option
    assert not option.problems
    assert page._draw_button.isEnabled()
    merged = page._opened.own.merged
    assert merged is not None
    assert int(page.board.table.texts()[-1][5].replace(",", "").replace(".", "")) == merged.total


def test_rows_written_one_by_one_are_worked_out_as_they_are_written(at_desk: AtDesk) -> None:
    at_desk.open()
    page = own_terms(at_desk, instalments=4, arrears=1)
    choose_kind(at_desk, PlanKind.CUSTOM)
    rows = form_of(at_desk).rows
    assert len(rows.rows()) == 4
    rows.mode._segments[1].click()
    at_desk.settle()
    model = rows._model
    assert model.mode == AMOUNT
    for number in range(3):
        model.setData(model.index(number, 1), 2_000_000)
    at_desk.settle()
    texts = page.board.table.texts()
    assert [row[5] for row in texts[1:3]] == ["20,000.00", "20,000.00"]
    assert texts[-1][2] == "81,581.10"
    press(rows, "加一期")
    rows.view.selectRow(0)
    press(rows, "去掉所选")
    at_desk.settle()
    assert len(page.board.table.texts()) == 5
    rows._count.set_value(6)
    press(rows, "每月一期")
    rows.mode._segments[2].click()
    assert model.mode == PRINCIPAL
    rows.mode._segments[0].click()
    at_desk.settle()
    assert len(page.board.table.texts()) == 7
    at_desk.page().undo()
    at_desk.settle()
    assert len(rows.rows()) == 4, "the six rows were one step"


def test_a_row_is_edited_in_place_by_keys(at_desk: AtDesk) -> None:
    at_desk.open()
    own_terms(at_desk, instalments=3, arrears=1)
    choose_kind(at_desk, PlanKind.CUSTOM)
    rows = form_of(at_desk).rows
    rows.mode._segments[1].click()
    rows.view.setFocus()
    rows.view.setCurrentIndex(rows._model.index(0, 1))
    QTest.keyClick(rows.view, Qt.Key.Key_F2)
    editor = next(one for one in rows.view.findChildren(QLineEdit) if one.isVisible())
    QTest.keyClicks(editor, "30000")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    at_desk.settle()
    assert rows._model.sums[0] == 3_000_000
    rows.view.setCurrentIndex(rows._model.index(1, 0))
    QTest.keyClick(rows.view, Qt.Key.Key_F2)
    editor = next(one for one in rows.view.findChildren(QLineEdit) if one.isVisible())
    editor.selectAll()
    QTest.keyClicks(editor, "2026-10-01")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    at_desk.settle()
    assert rows._model.days[1].isoformat() == "2026-10-01"


def test_steps_are_added_and_taken_away(at_desk: AtDesk) -> None:
    at_desk.open()
    page = own_terms(at_desk, instalments=24, arrears=24)
    choose_kind(at_desk, PlanKind.STEP_UP)
    steps = form_of(at_desk).steps
    press(steps, "再加一段")
    at_desk.settle()
    assert [step.rows for step in page.state.own[0].steps] == [3, 3]
    assert page.board.table.texts()[3][5] != page.board.table.texts()[0][5]
    steps._steps[0].less.click()
    at_desk.settle()
    assert len(page.state.own[0].steps) == 1
    retype(steps._steps[0].amount, "100")
    at_desk.settle()
    assert "不足以付当期利息" in form_of(at_desk)._slots["steps"]._rule.accessibleName()


def test_the_contracts_rows_stand_beside_the_plans(at_desk: AtDesk) -> None:
    page = at_desk.open()
    page._compare_button.click()
    at_desk.settle()
    table = page.board.compare.findChild(FigureTable)
    assert table is not None
    assert page.board.compare.isVisible()
    last = table.model().rowCount() - 1
    sums = [str(table.model().index(last, column).data()) for column in (2, 4, 5)]
    assert sums == ["85,614.72", "101,546.02", "+15,931.30"]
    page._compare_button.click()
    at_desk.settle()
    assert not page.board.compare.isVisible()


def test_advice_that_is_taken_brings_the_plan_to_a_lower_level(at_desk: AtDesk) -> None:
    page = at_desk.open()
    press(page.board.authority, "按此修改")
    at_desk.settle()
    assert page.state.own[0].instalments == 24
    assert page._opened is not None
    assert page._opened.own is not None
    need = page._opened.own.arrangement.requirement
    assert need is not None
    assert need.level.name == "BRANCH_MANAGER"


def test_what_is_lost_without_a_guarantor_is_said_and_goes_into_the_plan(at_desk: AtDesk) -> None:
    page = at_desk.open()
    (row,) = page.board.guarantors._rows
    assert [one.accessibleName() for one in row.findChildren(Reason)] == []
    row._choice._segments[2].click()
    at_desk.settle()
    (row,) = page.board.guarantors._rows
    said = [one.accessibleName() for one in row.findChildren(Reason)]
    assert said[0] == "张伟 对加重的 ¥ 15,931.30 不承担保证责任。"
    assert "仍到 2027-07-10 为止" in said[1]
    row._told.setText("联系不上")
    row._told.textEdited.emit("联系不上")
    at_desk.settle()
    (consent,) = page.state.consents
    assert (consent.stance, consent.why) == (Stance.NONE, "联系不上")
    row._choice._segments[1].click()
    at_desk.settle()
    assert page.state.consents[0].stance is Stance.SEPARATE
    page.undo()
    page.undo()
    page.undo()
    at_desk.settle()
    assert page.state.consents == ()
    assert row.consent().stance is Stance.SIGNS


def test_the_worth_is_opened_to_its_assumptions_and_to_what_would_turn_it(at_desk: AtDesk) -> None:
    page = at_desk.open()
    worth = page.board.worth
    assert "预期多收回" in worth._verdict.text()
    press(worth, "根据哪些假设")
    told = [line.accessibleName() for line in worth._lines.findChildren(LedgerLine)]
    assert "折现率（年） 10%" in told
    press(worth, "哪个假设会改变结论？")
    settle(at_desk.bot, at_desk.work)
    assert worth._turned.isVisible()
    assert worth._turned.text()
    press(worth, "收起假设")
    assert not worth._lines.isVisible()


def test_what_a_present_value_means_is_told_by_keyboard_too(at_desk: AtDesk) -> None:
    page = at_desk.open()
    marks = [one for one in page.board.proposals[0].findChildren(QToolButton) if one.accessibleDescription()]
    assert marks
    assert "折成今天的价值" in marks[0].accessibleDescription()
    assert marks[0].toolTip() == marks[0].accessibleDescription()
    assert marks[0].focusPolicy() & Qt.FocusPolicy.TabFocus
    marks[0].setFocus()
    marks[0].click()


def test_the_window_is_never_held_up_while_terms_are_typed(at_desk: AtDesk, watchdog: Watchdog, qtbot: QtBot) -> None:
    at_desk.open()
    own_terms(at_desk, instalments=60, arrears=60)
    form = form_of(at_desk)
    form.rate.setFocus()
    qtbot.wait(300)
    watchdog.look()
    for text in ("11.5", "11", "10.75", "9.9"):
        form.rate.selectAll()
        for key in text:
            QTest.keyClicks(form.rate, key)
            qtbot.wait(20)
        qtbot.wait(250)
    assert watchdog.look() == []
