"""The borrower page over a real store: sums, clocks, what may be done, people and places, and what keeps it fresh."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fieldapp.domain.case import Case
from fieldapp.domain.party import Guarantee, GuaranteeKind
from fieldapp.domain.survey import Survey
from fieldapp.domain.visit import Cause, Outcome
from fieldapp.services import decide_plan
from fieldapp.store.laptop.unit import ChangeSet
from tests.gui.borrower_page import shown, story, window
from tests.gui.field_window import BEFORE, FieldWindow, at, field_window, named, press, sealed_plan, texts, visit
from tests.office import PASSPHRASE, TestOffice, borrower_case, sync
from ui.collector.borrower.business import BusinessCard
from ui.collector.borrower.clocks import ClockRow
from ui.collector.borrower.owed import OwedCard
from ui.collector.borrower.places import PlacesCard
from ui.collector.borrower.scores import ScoresPart
from ui.collector.borrower.story import StoryCard
from ui.widgets.place_sketch import PlaceSketch
from ui.widgets.states import EmptyState

__all__ = ["window"]


def test_the_head_says_who_where_how_late_and_how_fresh(window: FieldWindow, case: Case) -> None:
    page = shown(window, case)
    read = texts(page)
    assert "李建国" in read
    assert "李记小炒 · 苏州市姑苏区四环西路 18 号（位置已人工标注） · 案件 HK-2026-0412 · 按 07-25 06:00 账务" in read
    assert named(page, "M2 · 45 天").isVisible()


def test_the_sum_of_today_is_to_the_cent_with_its_parts_beside_it(window: FieldWindow, case: Case) -> None:
    card = shown(window, case).findChild(OwedCard)
    assert card is not None
    read = texts(card)
    assert "¥ 21,643.56" in read
    assert "结清须 ¥ 83,743.07 · 每延一日约 + ¥ 31.26" in read
    assert {"19,790.54", "1,533.16", "296.12", "23.74"} <= set(read)
    assert "费用" not in read, "a part that is hardly ever there is shown only when it is"


def test_what_may_be_done_now_is_said_in_sentences_with_the_rule_after_it(window: FieldWindow, case: Case) -> None:
    read = texts(shown(window, case))
    assert "可以外访，08:00–22:00，请两人同行" in read
    assert "可以电话联系，08:00–22:00" in read
    assert "联系人李敏：借款人可以联系，暂不可联系（还差：联系未果 3 次、分在 2 天、外访未遇 1 次）" in read
    assert {"R01", "R05", "R06"} <= set(read)
    assert "建议：首次走访：核实经营场所，了解逾期原因。" in read
    told = "逾期 45 天，从未走访 · 逾期四日以上，外访不足两次"
    assert told in read, "what one reason says the next does not say again"


def test_clocks_tell_what_they_are_counted_from_on_focus(window: FieldWindow, case: Case) -> None:
    page = shown(window, case)
    rows = {row.accessibleName(): row for row in page.findChildren(ClockRow)}
    limitation = rows["诉讼时效 2030-01-10 · 余 1,265 天"]
    why = "自 2027-01-10 最后一期到期起算 3 年（民法典第 188、189、195 条）"
    keeps = "还款、书面承诺、签署方案、送达催收或起诉，都使时效重新起算（第 195 条）"
    assert limitation.accessibleDescription() == f"{why}\n{keeps}"
    assert not any(why in one for one in texts(limitation))
    limitation.setFocus()
    assert f"{why}\n{keeps}" in texts(limitation)


@pytest.mark.parametrize(
    ("agreed", "ends", "why"),
    [
        (None, "2027-07-10", "未约定保证期间：自主债务 2027-01-10 全部到期起 6 个月"),
        (date(2026, 9, 2), "2027-07-10", "约定的期间不晚于主债务到期，视为没有约定"),
        (date(2028, 1, 10), "2028-01-10", "保证合同约定的最后一日"),
    ],
)
def test_a_guarantee_period_says_whether_it_was_agreed(
    office: TestOffice, qtbot: QtBot, agreed: date | None, ends: str, why: str
) -> None:
    one = borrower_case(office.people["zhouming"])
    guarantee = Guarantee("G", GuaranteeKind.JOINT, date(2026, 1, 8), agreed)
    one = replace(one, parties=(replace(one.parties[0], guarantee=guarantee), one.parties[1]))
    office.save(one)
    desk = office.desk("zhouming")
    sync(desk)
    with field_window(qtbot, desk) as window:
        rows = [row for row in shown(window, one).findChildren(ClockRow) if "保证期间" in row.accessibleName()]
        assert ends in rows[0].accessibleName()
        assert rows[0].accessibleDescription().startswith(why)


def test_the_business_is_compared_with_the_visit_before(office: TestOffice, case: Case, qtbot: QtBot) -> None:
    desk = office.desk("zhouming")
    sync(desk)
    at(10)
    visit(desk, case.id, BEFORE, Outcome.REFUSED)
    at(25)
    visit(desk, case.id, due_in=0)
    with field_window(qtbot, desk) as window:
        page = shown(window, case)
        card = page.findChild(BusinessCard)
        assert card is not None
        rows = [one.accessibleName() for one in card.findChildren(QWidget) if one.accessibleName()]
        assert "十分钟客流 11 人 上次 7 人" in rows
        assert "在岗人数 4 人（平时 5 人） 上次 3 人" in rows
        assert "¥ 2,576.00 / 月" in texts(card)
        assert "每月剩余" not in texts(card)
        press(named(card, "怎么算"))
        read = texts(card)
        assert {"按进货 ÷（1 − 毛利率）", "取最低", "每月剩余", "方案最多用其中 7 成", "上次 3,500.00"} <= set(read)


def test_illness_is_met_with_help_before_anything_else(window: FieldWindow, case: Case) -> None:
    visit(window.desk, case.id, outcome=Outcome.HARDSHIP, cause=Cause.ILLNESS)
    read = texts(shown(window, case))
    assert "建议：先听情况、提供扶助，不施加压力。" in read
    assert "上次了解到的原因是生病，按困难情形处理" in read


def test_a_plan_that_runs_never_hides_how_late_the_contract_is(office: TestOffice, case: Case, qtbot: QtBot) -> None:
    desk, other = office.desk("zhouming"), office.desk("chenlan")
    sync(desk)
    paper = sealed_plan(desk, case.id)
    sync(desk)
    with field_window(qtbot, desk) as window:
        page = shown(window, case)
        assert named(page, "方案待审批").isVisible()
        assert any(row.accessibleName().startswith("方案审批 2026-08-01") for row in page.findChildren(ClockRow))
        assert any("还款计划书" in line and "待审批人签章" in line for line in story(page))
        sync(other)
        decide_plan.approve(other, case.id, paper.plan_id, PASSPHRASE, "同意")
        sync(other)
        sync(desk)
        window.news()
        read = texts(page)
        assert named(page, "方案按期履行").isVisible()
        assert "合同逾期 45 天 · 还款计划逾期 0 天" in read
        assert "¥ 0.00" in read
        assert any(text.startswith("今日没有应还款项，还款计划下一期 08-25 应还") for text in read)
        assert any("陈岚批准了方案" in line for line in story(page))
        press(named(page, "逐笔核对"))
        assert "履行中的还款计划" in texts(page)


def test_a_case_that_has_moved_away_says_so_and_leads_back(office: TestOffice, case: Case, qtbot: QtBot) -> None:
    desk = office.desk("zhouming")
    sync(desk)
    with field_window(qtbot, desk, place="cases") as window:
        page = shown(window, case)
        office.save(replace(case, assigned_to=office.people["wudi"].id))
        sync(desk)
        window.news()
        gone = next(one for one in page.findChildren(EmptyState) if one.isVisible())
        assert gone.accessibleName() == "这个案件不在本机上"
        assert not [one for one in page.findChildren(QPushButton) if one.property("kind") == "primary"]
        press(gone.findChildren(QPushButton)[0])
        assert window.shell.page_key() == "cases"


def test_a_refresh_keeps_the_focus_on_the_same_control(window: FieldWindow, case: Case) -> None:
    page = shown(window, case)
    named(page, "逐笔核对").setFocus()
    visit(window.desk, case.id)
    window.news()
    assert named(page, "逐笔核对").hasFocus()


def test_a_change_of_another_case_does_not_touch_the_page(window: FieldWindow, case: Case) -> None:
    page = shown(window, case)
    card = page.findChild(OwedCard)
    window.news(ChangeSet(cases={"another"}))
    assert page.findChild(OwedCard) is card
    assert page.findChild(StoryCard) is not None


def test_the_places_say_how_exactly_they_are_known(window: FieldWindow, case: Case) -> None:
    card = shown(window, case).findChild(PlacesCard)
    assert card is not None
    read = texts(card)
    assert "位置已人工标注（约 30 米以内）" in read
    assert "还没有去过" in read
    assert card.findChild(PlaceSketch) is not None


def test_the_scores_explain_themselves(window: FieldWindow, case: Case) -> None:
    visit(window.desk, case.id)
    page = shown(window, case)
    card = page.findChild(ScoresPart)
    assert card is not None
    assert not any(line.startswith("还没有了解") for line in texts(card))
    press(named(page, "评分依据"))
    read = texts(card)
    assert "营业状态" in read
    assert "现场所见" in read
    assert any(line.startswith("还没有了解") for line in read)


def test_the_survey_before_the_loan_stands_beside_what_is_seen_now(office: TestOffice, qtbot: QtBot) -> None:
    seen = replace(BEFORE, sales_month_claimed=5_000_000)
    case = replace(
        borrower_case(office.people["zhouming"]), survey=Survey(date(2025, 12, 20), "王磊", seen, "贷前实地调查")
    )
    office.save(case)
    desk = office.desk("zhouming")
    sync(desk)
    with field_window(qtbot, desk) as window:
        card = shown(window, case).findChild(BusinessCard)
        assert card is not None
        assert "还没有走访看过经营；2025-12-20 贷前调查（王磊）所见" in texts(card)
        window.news(visit(desk, case.id).changes)
        card = window.page().findChild(BusinessCard)
        assert card is not None
        press(named(card, "与贷前比较"))
        read = texts(card)
        assert "07-25 10:00 外访所见，与 2025-12-20 贷前调查 比较" in read
        assert "贷前 50,000.00" in read
