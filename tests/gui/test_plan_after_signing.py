"""After a plan is signed: it is taken back, money comes, a guarantor did not consent; nothing of it stays unseen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from fieldapp.domain.lending.loan import Payment
from fieldapp.domain.plans.plan_life import PlanContent, PlanState
from fieldapp.services import arrange_plan, issue_document, list_plans
from fieldapp.services.issue_document import SealedPaper
from fieldapp.store.laptop.unit import ChangeSet
from tests.documents.papers import handwriting
from tests.gui.plan_page import AtDesk, at_desk, press
from tests.gui.plan_window import sealed_plan, settle, supervisor_window
from tests.office import PASSPHRASE, sync
from ui.collector.plans import PlansPage
from ui.parts.plan_notes import PlanNotes
from ui.widgets.figure_table import FigureTable
from ui.widgets.ledger import Reason

__all__ = ["at_desk"]


def sealed_by_the_desk(at: AtDesk) -> SealedPaper:
    """What the desk recommends, signed by borrower and collector and not by the guarantor."""
    bench = arrange_plan.lay_bench(at.desk, at.case_id)
    fitting, *_ = arrange_plan.propose(bench, [bench.sites[0].loan.id])
    (content,) = arrange_plan.contents(bench, fitting, "生意在恢复")
    drawn = issue_document.draw_up(at.desk, at.case_id, content)
    inks = {"borrower": handwriting(1), "collector": handwriting(2)}
    return issue_document.seal_plan(at.desk, drawn, inks, {"device_id": at.desk.device_id}, PASSPHRASE)


def pays(at: AtDesk, amount: int, on: date) -> None:
    """The bank's next file brings a payment."""
    case = at.office.cases["李建国"]
    (loan,) = case.loans
    more = replace(loan, payments=(*loan.payments, Payment("LATE-1", on, amount, "transfer")))
    at.office.save(replace(case, loans=(more,)))


def said(notes: QWidget) -> list[str]:
    return [one.accessibleName() for one in notes.findChildren(Reason)]


def test_a_plan_that_waits_is_taken_back_at_the_desk_asked_once_more(at_desk: AtDesk) -> None:
    sealed_plan(at_desk.desk, at_desk.case_id)
    page = at_desk.open()
    assert "正在等审批" in page._news.accessibleName()
    page._news._action.click()
    at_desk.settle()
    assert page._news._action.text() == "确定撤回"
    (line,) = list_plans.plans(at_desk.desk)
    assert line.standing.plan.state is PlanState.PROPOSED
    page._news._action.click()
    at_desk.settle()
    (line,) = list_plans.plans(at_desk.desk)
    assert line.standing.plan.state is PlanState.WITHDRAWN
    assert page._news.isHidden()
    assert page._draw_button.isEnabled()


def test_a_plan_is_taken_back_from_the_list_with_a_word_why(at_desk: AtDesk) -> None:
    sealed_plan(at_desk.desk, at_desk.case_id)
    at_desk.work.changed.emit(ChangeSet({at_desk.case_id}))
    at_desk.shell.go("plans")
    at_desk.settle()
    page = at_desk.shell.page()
    assert isinstance(page, PlansPage)
    press(page.detail, "撤回这份方案")
    press(page.detail, "不撤回")
    press(page.detail, "撤回这份方案")
    press(page.detail, "确定撤回")
    at_desk.settle()
    (line,) = list_plans.plans(at_desk.desk)
    assert line.standing.plan.state is PlanState.WITHDRAWN


def test_collector_and_approver_see_what_came_after_signing_and_what_remains(at_desk: AtDesk) -> None:
    paper = sealed_by_the_desk(at_desk)
    pays(at_desk, 500_000, date(2026, 7, 24))
    sync(at_desk.desk)
    sync(at_desk.desk)
    (line,) = list_plans.plans(at_desk.desk)
    assert line.standing.plan.state is PlanState.PROPOSED, "what the borrower signed stands"
    assert line.standing.paid == 500_000
    at_desk.work.changed.emit(ChangeSet({at_desk.case_id}))
    at_desk.shell.go("plans")
    at_desk.settle()
    (notes,) = at_desk.shell.findChildren(PlanNotes)
    told = said(notes)
    assert "2026-07-24 到账 ¥ 5,000.00（LATE-1）" in told
    assert "方案原共 ¥ 101,546.02，抵扣后还剩 ¥ 96,546.02。" in told
    table = notes.findChild(FigureTable)
    assert table is not None
    assert [str(table.model().index(0, column).data()) for column in range(5)] == [
        "1",
        "2026-08-25",
        "2,538.64",
        "2,538.64",
        "已抵清",
    ]
    assert str(table.model().index(1, 4).data()) == "77.28"
    other = at_desk.office.desk("chenlan")
    sync(other)
    with supervisor_window(other) as (work, shell):
        settle(at_desk.bot, work)
        shown = [told for notes in shell.findChildren(PlanNotes) for told in said(notes)]
        assert "2026-07-24 到账 ¥ 5,000.00（LATE-1）" in shown
        assert any("张伟" in one and "没有书面同意" in one for one in shown)
        assert any("不承担保证责任" in one for one in shown)
    assert paper.plan_id == line.standing.plan.id


def test_where_there_is_nothing_to_say_nothing_is_shown(at_desk: AtDesk) -> None:
    sealed_plan(at_desk.desk, at_desk.case_id, months=1)
    (line,) = list_plans.plans(at_desk.desk)
    notes = PlanNotes(line.file, replace(line.standing.plan, content=_short(line)), line.as_of)
    at_desk.bot.addWidget(notes)
    assert not notes.findChildren(QLabel)
    assert notes.isHidden()


def _short(line: list_plans.PlanLine) -> PlanContent:
    """The plan's content as if it asked for nothing beyond the contract."""
    content = line.standing.plan.content
    (row,) = content.rows
    return replace(content, rows=(replace(row, interest=0),))


def test_the_desk_is_left_and_entered_by_keys_alone(at_desk: AtDesk) -> None:
    page = at_desk.open()
    QTest.keyClick(page.board.proposals[2], Qt.Key.Key_Space)
    at_desk.settle()
    assert page.state.chosen == 2
    assert len(page.board.table.texts()) == 2
