"""The borrower page over a real store: sums and lines, clocks, what may be done, the story, who may see what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QMenu, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from fieldapp.domain.case import Case
from fieldapp.domain.lending.loan import Payment
from fieldapp.domain.party import Guarantee, GuaranteeKind
from fieldapp.domain.survey import Survey
from fieldapp.domain.visit import Cause, Outcome
from fieldapp.services import decide_plan, record_visit
from fieldapp.store.laptop.unit import ChangeSet
from tests.gui.field_window import BEFORE, FieldWindow, at, field_window, named, press, sealed_plan, texts, visit
from tests.long_story import long_story, open_page
from tests.office import PASSPHRASE, TestOffice, borrower_case, sync, worked_loan
from ui.collector.borrower import BorrowerPage
from ui.collector.borrower.actions import ActionsRow
from ui.collector.borrower.business import BusinessCard
from ui.collector.borrower.clocks import ClockRow
from ui.collector.borrower.custody import CustodyCard
from ui.collector.borrower.lines import LinesDrawer
from ui.collector.borrower.owed import OwedCard
from ui.collector.borrower.people import PeopleCard, PersonRow
from ui.collector.borrower.places import PlacesCard
from ui.collector.borrower.scores import ScoresPart
from ui.collector.borrower.story import StoryCard
from ui.parts.number_lock import NumberLock
from ui.widgets.buttons import Select
from ui.widgets.filter_chips import FilterChip
from ui.widgets.place_sketch import PlaceSketch
from ui.widgets.states import EmptyState
from ui.widgets.timeline import TimelineRow


@pytest.fixture
def case(office: TestOffice) -> Case:
    one = borrower_case(office.people["zhouming"])
    office.save(one)
    return one


@pytest.fixture
def window(office: TestOffice, case: Case, qtbot: QtBot) -> Iterator[FieldWindow]:
    desk = office.desk("zhouming")
    sync(desk)
    with field_window(qtbot, desk) as one:
        yield one


def shown(window: FieldWindow, case: Case) -> BorrowerPage:
    """The page of the case, opened if it is not on screen."""
    if window.shell.page_key() != f"case:{case.id}":
        window.work.open("case", case.id)
    window.activate()
    window.settle()
    page = window.page()
    assert isinstance(page, BorrowerPage)
    return page


def action(page: BorrowerPage) -> QPushButton:
    return next(one for one in page.findChildren(QPushButton) if one.property("kind") == "primary")


def story(page: BorrowerPage) -> list[str]:
    return [row.accessibleName() for row in page.findChildren(TimelineRow)]


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


def test_the_phone_number_is_shown_only_on_a_press_and_never_copied(window: FieldWindow, case: Case) -> None:
    page = shown(window, case)
    phone = page.findChildren(NumberLock)[0]
    QGuiApplication.clipboard().clear()
    assert phone.text() == "139 **** 0412 · 显示号码"
    assert "13900000412" not in everything_in(page)
    press(phone)
    window.bot.waitUntil(phone.shown)
    assert phone.text() == "13900000412 · 隐藏"
    assert QGuiApplication.clipboard().text() == ""
    press(phone)
    assert "13900000412" not in everything_in(page)
    press(phone)
    window.bot.waitUntil(phone.shown)
    phone._timer.timeout.emit()
    assert not phone.shown(), "after a while it locks by itself"
    press(phone)
    window.bot.waitUntil(phone.shown)
    window.shell.go("today")
    assert not phone.shown(), "leaving the page masks it"
    assert "13900000412" not in everything_in(page)


def named_or_none(page: QWidget, name: str) -> QWidget | None:
    """The control on screen with this accessible name, if there is one."""
    return next((one for one in page.findChildren(QWidget) if one.accessibleName() == name and one.isVisible()), None)


def everything_in(page: QWidget) -> str:
    """Every text that any control of a page holds, on screen or not, with its names and tool tips."""
    found = []
    for one in page.findChildren(QWidget):
        found += [one.accessibleName(), one.accessibleDescription(), one.toolTip()]
        if isinstance(one, (QLabel, QAbstractButton, QLineEdit)):
            found.append(one.text())
    return "\n".join(found)


def test_a_locked_number_is_nowhere_in_the_window_and_an_opened_one_is_written_down(
    window: FieldWindow, case: Case
) -> None:
    guarantor, contact = case.parties
    page = shown(window, case)
    assert contact.phones[0] not in everything_in(page)
    locks = page.findChildren(NumberLock)
    locked = next(one for one in locks if "未解锁" in one.text())
    press(locked)
    window.settle()
    assert not locked.shown()
    assert contact.phones[0] not in everything_in(page)
    opened = next(one for one in locks if one.text() == "139 **** 0011 · 显示号码")
    press(opened)
    window.bot.waitUntil(opened.shown)
    window.settle()
    with window.desk.store.reading() as unit:
        (kept,) = unit.files.get(case.id).overrides
    assert (kept.content.verb, kept.content.party_id) == ("reveal_number", guarantor.id)
    assert any("查看了张伟的号码" in line for line in story(page))


def test_one_key_takes_every_sum_and_everybody_else_off_the_screen(window: FieldWindow, case: Case) -> None:
    page = shown(window, case)
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_F8)
    window.bot.waitUntil(lambda: named_or_none(page, "恢复显示") is not None)
    read = "\n".join(texts(page))
    assert "21,643.56" not in read
    assert "M2" not in read
    assert "张伟" not in read
    assert "李敏" not in read
    assert not [one for one in page.findChildren(NumberLock) if one.isVisible()]
    assert "苏南惠农小额贷款有限公司 周明（工号 C0417）" in read
    assert "请转告李建国回电：0512-60000000" in read
    assert "还款" not in read, "no word of the debt stays on the screen"
    window.news()
    assert "21,643.56" not in "\n".join(texts(page)), "news do not lift the curtain"
    QTest.keyClick(page, Qt.Key.Key_F8)
    window.bot.waitUntil(lambda: named_or_none(page, "恢复显示") is None)
    assert "¥ 21,643.56" in texts(page)


def test_a_contact_is_locked_and_a_guarantor_comes_with_conditions(window: FieldWindow, case: Case) -> None:
    card = shown(window, case).findChild(PeopleCard)
    assert card is not None
    _borrower, guarantor, contact = card.findChildren(PersonRow)
    assert guarantor.accessibleName() == "张伟 连带责任保证 · 朋友 有条件可联系"
    assert [one.text() for one in guarantor.findChildren(NumberLock)] == ["139 **** 0011 · 显示号码"]
    assert contact.accessibleName() == "李敏 联系人 · 妹 未解锁"
    assert [one.text() for one in contact.findChildren(NumberLock)] == ["139 **** 0012 · 未解锁"]
    assert "只可请其转告借款人回电，不得透露债务。" in texts(contact)


def test_what_may_be_done_now_is_said_in_sentences_with_the_rule_after_it(window: FieldWindow, case: Case) -> None:
    read = texts(shown(window, case))
    assert "可以外访，08:00–22:00，请两人同行" in read
    assert "可以电话联系，08:00–22:00" in read
    assert "联系人李敏：借款人可以联系，暂不可联系（还差：联系未果 3 次、分在 2 天、外访未遇 1 次）" in read
    assert {"R01", "R05", "R06"} <= set(read)
    assert "建议：首次走访：核实经营场所，了解逾期原因。" in read
    told = "逾期 45 天，从未走访 · 逾期四日以上，外访不足两次"
    assert told in read, "what one reason says the next does not say again"


def test_a_visit_at_night_is_not_offered_and_the_reason_stands_there(
    office: TestOffice, case: Case, qtbot: QtBot
) -> None:
    desk = office.desk("zhouming")
    sync(desk)
    at(25, 22, 30)
    with field_window(qtbot, desk) as window:
        page = shown(window, case)
        assert not action(page).isEnabled()
        assert "现在不是可联系时段（08:00–22:00）" in action(page).toolTip()
        read = texts(page)
        assert any(text.startswith("外访、电话：现在不是可联系时段") for text in read)


def test_a_visit_that_was_begun_can_be_continued_at_any_hour(office: TestOffice, case: Case, qtbot: QtBot) -> None:
    desk = office.desk("zhouming")
    sync(desk)
    at(25, 21, 50)
    record_visit.begin_visit(desk, case.id)
    at(25, 22, 10)
    with field_window(qtbot, desk) as window:
        page = shown(window, case)
        assert action(page).text() == "继续外访"
        assert action(page).isEnabled()
        QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: window.opened == [("visit", case.id)])


def test_a_draft_begun_elsewhere_is_seen_when_the_page_comes_back(window: FieldWindow, case: Case) -> None:
    page = shown(window, case)
    assert action(page).text() == "开始外访"
    window.shell.go("today")
    record_visit.begin_visit(window.desk, case.id)
    window.shell.go("cases")
    window.settle()
    assert action(page).text() == "继续外访"


def test_every_sum_opens_into_schedule_and_payments_with_where_each_went(window: FieldWindow, case: Case) -> None:
    page = shown(window, case)
    press(named(page, "逐笔核对"))
    window.settle()
    drawer = page.findChild(LinesDrawer)
    assert drawer is not None
    assert drawer.isVisible()
    read = texts(drawer)
    assert {"补齐逾期", "21,643.56", "今日结清", "83,743.07", "未到期本金", "61,790.56", "308.95"} <= set(read)
    schedule, payments = drawer.findChildren(QTableView)
    assert _row(schedule, 4) == [
        "5", "2026-06-10", "9,846.04", "815.81", "—", "10,661.85", "221.54", "18.36", "逾期 45 天",
    ]  # fmt: skip
    assert _row(schedule, 12)[1:] == [
        "合计", "120,000.00", "7,942.26", "42,647.40", "85,294.86", "296.12", "23.74", "",
    ]  # fmt: skip
    assert _row(payments, 0) == ["2026-05-10", "10,661.85", "9,748.55", "913.30", "—", "—", "—", "—", "第 4 期"]
    QTest.keyClick(drawer, Qt.Key.Key_Escape)
    assert not drawer.isVisible()
    assert named(page, "逐笔核对").hasFocus(), "the focus goes back to what opened it"


def test_tab_stays_within_the_open_drawer(window: FieldWindow, case: Case) -> None:
    page = shown(window, case)
    press(named(page, "逐笔核对"))
    window.settle()
    drawer = page.findChild(LinesDrawer)
    assert drawer is not None
    for _ in range(8):
        QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
        assert drawer.isAncestorOf(page.window().focusWidget())


def test_a_payment_that_was_taken_back_stays_in_story_and_lines_as_such(office: TestOffice, qtbot: QtBot) -> None:
    loan = worked_loan()
    back = replace(loan.payments[3], reversed_on=date(2026, 5, 14))
    small = Payment("small", date(2026, 6, 20), 200_000, "转账")
    one = borrower_case(office.people["zhouming"], loans=(replace(loan, payments=(*loan.payments[:3], back, small)),))
    office.save(one)
    desk = office.desk("zhouming")
    sync(desk)
    with field_window(qtbot, desk) as window:
        page = shown(window, one)
        assert any("05-14 已冲回" in line for line in story(page))
        press(named(page, "逐笔核对"))
        payments = page.findChildren(QTableView)[1]
        assert _row(payments, 1)[-1] == "05-14 已冲回"
        assert _row(payments, 0)[-1].startswith("第 4")


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


def test_the_story_has_everything_newest_first_and_can_be_narrowed(
    office: TestOffice, case: Case, qtbot: QtBot
) -> None:
    desk = office.desk("zhouming")
    sync(desk)
    at(10)
    visit(desk, case.id, BEFORE, Outcome.REFUSED, note="邻铺称停业两周。")
    at(25)
    visit(desk, case.id, due_in=0)
    with field_window(qtbot, desk) as window:
        page = shown(window, case)
        lines = story(page)
        assert len(lines) == 7
        assert lines[1].startswith("07-25 10:00 外访 · 见到本人 · 承诺还款")
        assert lines[0] == "07-25 10:00 承诺 07-25 还 8,000 元 到期待核"
        assert lines[2].startswith("07-10 10:00 外访 · 见到本人 · 拒绝还款")
        assert lines[3] == "05-10 还款 10,661.85"
        row = page.findChildren(TimelineRow)[2]
        assert "邻铺称停业两周。" in row.accessibleDescription()
        press(next(chip for chip in page.findChildren(FilterChip) if chip.filter.words == "还款"))
        assert [line.split()[1] for line in story(page)] == ["还款"] * 4
        window.news()
        assert len(story(page)) == 4, "a refresh keeps the filter"


def test_a_new_visit_comes_into_the_story_with_where_it_is(window: FieldWindow, case: Case) -> None:
    page = shown(window, case)
    assert page.findChild(CustodyCard) is None
    saved = visit(window.desk, case.id, due_in=0)
    window.news(saved.changes)
    assert "等待发送" in story(page)[1]
    card = page.findChild(CustodyCard)
    assert card is not None
    assert sum("等待发送" in one.accessibleName() for one in card.findChildren(QWidget)) > 0
    sync(window.desk)
    window.news()
    assert page.findChild(CustodyCard) is None
    assert "待上传" not in story(page)[1]


def test_a_refused_record_stays_with_its_reason(office: TestOffice, case: Case, qtbot: QtBot) -> None:
    desk = office.desk("zhouming")
    sync(desk)
    visit(desk, case.id)
    office.save(replace(case, assigned_to=office.people["wudi"].id, assigned_at=case.assigned_at))
    sync(desk)
    office.save(case)
    sync(desk)
    with field_window(qtbot, desk) as window:
        page = shown(window, case)
        refused = [row for row in page.findChildren(TimelineRow) if "未被接收" in row.accessibleName()]
        assert len(refused) == 2
        assert "HK-2026-0412" in refused[1].accessibleDescription()


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


def _row(table: QTableView, number: int) -> list[str]:
    model = table.model()
    return [model.index(number, column).data() for column in range(model.columnCount())]


def test_a_story_is_narrowed_by_person_and_by_words(window: FieldWindow, case: Case) -> None:
    visit(window.desk, case.id, note="外卖平台月底结算")
    page = shown(window, case)
    assert len(story(page)) == 6
    card = page.findChild(StoryCard)
    assert card is not None
    search = card.findChildren(QLineEdit)[0]
    QTest.keyClicks(search, "10,661")
    window.settle()
    assert [line.split()[1] for line in story(page)] == ["还款"] * 4
    search.setText("平台 月底")
    window.settle()
    assert ["外访" in line for line in story(page)] == [True]
    search.setText("nothing like this")
    window.settle()
    assert "没有符合筛选的记录。" in texts(card)
    search.clear()
    person = card.findChild(Select)
    assert person is not None
    person.setCurrentIndex(person.findText("吴迪"))
    person.activated.emit(person.currentIndex())
    window.settle()
    assert ["外访" in line for line in story(page)] == [True]


def test_a_long_story_opens_further_on_request(office: TestOffice, qtbot: QtBot) -> None:
    desk = office.desk("zhouming")
    case = long_story(office, desk, 130)
    with field_window(qtbot, desk) as window:
        page = shown(window, case)
        assert len(story(page)) == 12
        for count in (52, 92):
            press(named(page, "显示更早的 40 条"))
            window.settle()
            assert len(story(page)) == count
        told = [row.happening.when for row in page.findChildren(TimelineRow)]
        days = [one.split()[0] for one in told]
        assert days == sorted(days, reverse=True), "what is read aloud is in order too"


def test_no_event_holds_the_window_up_while_a_long_page_opens(office: TestOffice, qtbot: QtBot) -> None:
    desk = office.desk("zhouming")
    case = long_story(office, desk)
    with field_window(qtbot, desk) as window:
        found = [open_page(window.work, case.id)]
        window.shell.back()
        window.settle()
        found.append(open_page(window.work, case.id))
        assert min(one.longest_event for one in found) < 0.05


def test_every_action_has_a_key_and_leads_to_its_page(window: FieldWindow, case: Case) -> None:
    page = shown(window, case)
    press(named(page, "电话联系"))
    press_back(window)
    press(named(page, "发消息"))
    press_back(window)
    press(named(page, "收现金"))
    press_back(window)
    assert window.opened == [
        ("contact", f"{case.id}|{case.borrower.id}|call"),
        ("contact", f"{case.id}|{case.borrower.id}|message"),
        ("receipt", case.id),
    ]
    buttons = [one for one in page.findChildren(QPushButton) if one.shortcut().toString()]
    keys = {one.shortcut().toString() for one in buttons if one.isVisible()}
    assert {"Ctrl+T", "Ctrl+P", "Ctrl+Return", "Ctrl+M", "Ctrl+D", "Ctrl+N", "F8"} <= keys


def test_what_can_be_raised_or_added_is_asked_in_a_menu(window: FieldWindow, case: Case) -> None:
    page = shown(window, case)
    row = page.findChild(ActionsRow)
    assert row is not None
    heard: list[tuple[str, str]] = []
    row.wanted.connect(lambda name, rest: heard.append((name, rest)))
    for name, count in (("登记事项", 4), ("添加信息", 4)):
        press(named(page, name))
        menu = row.findChildren(QMenu)[-1]
        assert len(menu.actions()) == count
        menu.actions()[0].trigger()
        menu.close()
        press_back(window)
    assert heard == [("matter", "paid_claim"), ("particular", "phone")]
    assert window.opened == [("matter", f"{case.id}|paid_claim"), ("particular", f"{case.id}|phone")]


def press_back(window: FieldWindow) -> None:
    """Back to the case."""
    if not isinstance(window.page(), BorrowerPage):
        window.shell.back()
        window.settle()


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
