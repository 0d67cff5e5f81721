"""The story of a case on its page: newest first, narrowed on request, with where a record is and what was refused."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fieldapp.domain.case import Case
from fieldapp.domain.visit import Outcome
from tests.gui.borrower_page import shown, story, window
from tests.gui.field_window import BEFORE, FieldWindow, at, field_window, named, press, texts, visit
from tests.long_story import long_story, open_page
from tests.office import TestOffice, sync
from ui.collector.borrower.custody import CustodyCard
from ui.collector.borrower.story import StoryCard
from ui.widgets.buttons import Select
from ui.widgets.filter_chips import FilterChip
from ui.widgets.timeline import TimelineRow

__all__ = ["window"]


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
