"""Today over a real store: order, selection, keys, what is begun, what is done, and the days when nothing is there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from fieldapp.domain.visit import Outcome
from fieldapp.errors import KnownError
from fieldapp.services import record_visit
from fieldapp.store.laptop.unit import ChangeSet
from fieldapp.sync.status import SyncPhase, SyncStatus
from tests.gui.field_window import FieldWindow, at, field_window, named, press, texts, visit
from tests.office import TestOffice, some_cases, sync
from ui.collector.first_sync import FirstSync
from ui.collector.today import TodayPage
from ui.collector.today_card import StopCard
from ui.viewmodels import day as day_view
from ui.widgets.place_sketch import PlaceSketch
from ui.widgets.states import Banner, EmptyState

WANTED = ["孙国庆", "赵德顺", "李建国", "陈晓梅", "王秀英"]


def filled(office: TestOffice) -> None:
    office.save(*some_cases(office.people["zhouming"]))


def today(window: FieldWindow) -> TodayPage:
    page = window.page()
    assert isinstance(page, TodayPage)
    return page


def cards(window: FieldWindow) -> list[StopCard]:
    return window.page().findChildren(StopCard)


def main_action(window: FieldWindow) -> QPushButton:
    return next(one for one in window.page().findChildren(QPushButton) if one.property("kind") == "primary")


def test_the_most_urgent_cases_are_numbered_in_order_with_reason_address_and_sum(
    office: TestOffice, qtbot: QtBot
) -> None:
    filled(office)
    desk = office.desk("zhouming")
    sync(desk)
    with field_window(qtbot, desk) as window:
        assert [card.stop.line.borrower_name for card in cards(window)] == WANTED
        assert [card.stop.number for card in cards(window)] == [1, 2, 3, 4, 5]
        read = texts(cards(window)[2])
        assert "李建国" in read
        assert "逾期 45 天，从未走访" in read
        assert "苏州市姑苏区四环西路 18 号" in read
        assert "¥ 21,643.56" in read
        head = texts(window.page())
        assert "7 月 25 日 · 星期六" in head
        assert "5 站 · 共 6 个案件 · 今日应还合计 ¥ 142,069.17" in head


def test_the_main_action_begins_the_visit_of_the_chosen_stop(office: TestOffice, qtbot: QtBot) -> None:
    filled(office)
    desk = office.desk("zhouming")
    sync(desk)
    with field_window(qtbot, desk) as window:
        assert main_action(window).text() == "开始第 1 站"
        press(cards(window)[2])
        assert main_action(window).text() == "开始第 3 站"
        press(main_action(window))
        qtbot.waitUntil(lambda: window.opened == [("visit", office.cases["李建国"].id)])


def test_a_stop_is_worked_by_keyboard_alone(office: TestOffice, qtbot: QtBot) -> None:
    filled(office)
    desk = office.desk("zhouming")
    sync(desk)
    with field_window(qtbot, desk) as window:
        cards(window)[0].setFocus()
        QTest.keyClick(cards(window)[0], Qt.Key.Key_Down)
        assert cards(window)[1].hasFocus()
        assert main_action(window).text() == "开始第 2 站"
        QTest.keyClick(cards(window)[1], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: window.opened == [("visit", office.cases["赵德顺"].id)])
        window.shell.go("today")
        QTest.keyClick(cards(window)[1], Qt.Key.Key_Return)
        assert window.shell.page_key() == f"case:{office.cases['赵德顺'].id}"
        window.settle()


def test_choosing_a_stop_moves_nothing_in_the_list(office: TestOffice, qtbot: QtBot) -> None:
    filled(office)
    desk = office.desk("zhouming")
    sync(desk)
    with field_window(qtbot, desk) as window:

        def places() -> list[tuple[int, int]]:
            window.settle()
            found = [card.findChildren(QLabel)[1] for card in cards(window)]
            at_ = [one.mapTo(window.page(), one.rect().topLeft()) for one in found]
            return [(point.x(), point.y()) for point in at_]

        before = places()
        press(cards(window)[3])
        assert places() == before


def test_list_and_sketch_have_one_selection(office: TestOffice, qtbot: QtBot) -> None:
    filled(office)
    desk = office.desk("zhouming")
    sync(desk)
    with field_window(qtbot, desk) as window:
        sketch = today(window).findChild(PlaceSketch)
        assert sketch is not None
        wang = office.cases["王秀英"].id
        press(sketch, sketch.marker(wang))
        assert main_action(window).text() == "开始第 5 站"
        assert next(card for card in cards(window) if card.property("chosen") == "true").stop.line.case_id == wang
        press(cards(window)[0])
        assert sketch.accessibleName().endswith("1 孙国庆 国庆养殖场")


def test_a_case_without_a_place_is_listed_under_the_sketch_and_can_be_chosen_there(
    office: TestOffice, qtbot: QtBot
) -> None:
    filled(office)
    desk = office.desk("zhouming")
    sync(desk)
    with field_window(qtbot, desk) as window:
        unplaced = [one for one in window.page().findChildren(QPushButton) if "步行街 3 区 21 号" in one.text()]
        assert len(unplaced) == 1
        press(unplaced[0])
        assert main_action(window).text() == "开始第 4 站"


def test_a_visit_that_was_begun_comes_first_and_is_continued(office: TestOffice, qtbot: QtBot) -> None:
    filled(office)
    desk = office.desk("zhouming")
    sync(desk)
    wang = office.cases["王秀英"].id
    record_visit.begin_visit(desk, wang)
    with field_window(qtbot, desk) as window:
        assert [card.stop.line.borrower_name for card in cards(window)] == ["王秀英", *WANTED[:4]]
        assert main_action(window).text() == "继续外访"
        assert any("1 次外访未完成" in text for text in texts(window.page()))
        press(main_action(window))
        assert window.opened == [("visit", wang)]


def test_what_was_visited_today_moves_to_the_foot_with_where_its_record_is(office: TestOffice, qtbot: QtBot) -> None:
    filled(office)
    desk = office.desk("zhouming")
    sync(desk)
    with field_window(qtbot, desk) as window:
        saved = visit(desk, office.cases["孙国庆"].id, outcome=Outcome.REFUSED)
        window.work.saved(saved.changes)
        window.settle()
        qtbot.waitUntil(lambda: "今日已走访 · 1" in texts(window.page()))
        assert [card.stop.line.borrower_name for card in cards(window)] == WANTED[1:]
        foot = texts(window.page())
        assert "拒绝还款 · 10:00" in foot
        sync(desk)
        window.news()
        qtbot.waitUntil(lambda: "今日已走访 · 1" in texts(window.page()))


def test_a_refresh_that_changes_nothing_leaves_the_cards_and_the_focus_alone(office: TestOffice, qtbot: QtBot) -> None:
    filled(office)
    desk = office.desk("zhouming")
    sync(desk)
    with field_window(qtbot, desk) as window:
        before = cards(window)
        before[3].setFocus()
        window.news(ChangeSet(cases={office.cases["周小川"].id}))
        assert cards(window) == before
        assert before[3].hasFocus()
        visit(desk, office.cases["孙国庆"].id, outcome=Outcome.REFUSED)
        window.news()
        assert cards(window)[2].stop.line.borrower_name == "陈晓梅"
        assert cards(window)[2].hasFocus(), "the card of the same case keeps the focus"


def test_when_the_chosen_stop_was_visited_the_first_of_the_others_is_chosen(office: TestOffice, qtbot: QtBot) -> None:
    filled(office)
    desk = office.desk("zhouming")
    sync(desk)
    with field_window(qtbot, desk) as window:
        cards(window)[0].setFocus()
        visit(desk, office.cases["孙国庆"].id, outcome=Outcome.REFUSED)
        window.news()
        assert cards(window)[0].stop.line.borrower_name == "赵德顺"
        assert cards(window)[0].hasFocus()
        assert main_action(window).accessibleName() == "开始第 1 站 赵德顺"


def test_refused_records_are_left_to_finish_and_lead_to_sync(office: TestOffice, qtbot: QtBot) -> None:
    filled(office)
    desk = office.desk("zhouming")
    sync(desk)
    visit(desk, office.cases["李建国"].id)
    moved = replace(office.cases["李建国"], assigned_to=office.people["wudi"].id)
    at(20)  # the case moved before the visit was made, so that the visit is not taken
    office.save(replace(moved, assigned_at=moved.assigned_at))
    at(25)
    sync(desk)
    with field_window(qtbot, desk) as window:
        words = "2 项记录未被办公室接收"
        qtbot.waitUntil(lambda: words in texts(window.page()))
        press(named(window.page(), words))
        assert window.shell.page_key() == "sync"


def test_before_the_first_sync_the_page_follows_it_and_then_shows_the_day(office: TestOffice, qtbot: QtBot) -> None:
    filled(office)
    desk = office.desk("zhouming")
    with field_window(qtbot, desk) as window:
        first = window.page().findChild(FirstSync)
        assert first is not None
        assert first.isVisible()
        window.work.progress.emit(240, 0)
        qtbot.waitUntil(lambda: "240" in first.accessibleDescription())
        window.work.status.emit(SyncStatus(SyncPhase.AWAY, 0, 0, 0, 0, None, "sync.server_away", {"address": "x"}))
        assert first.accessibleName() == "还没有取回案件"
        assert "连不上服务器" in first.accessibleDescription()
        sync(desk)
        window.news()
        qtbot.waitUntil(lambda: len(cards(window)) == 5)
        assert not first.isVisible()


def test_without_any_case_the_page_says_who_gives_them_out(office: TestOffice, qtbot: QtBot) -> None:
    desk = office.desk("zhouming")
    sync(desk)
    with field_window(qtbot, desk) as window:
        shown = [one for one in window.page().findChildren(EmptyState) if one.isVisible()]
        assert [one.accessibleName() for one in shown] == ["名下还没有案件"]


def test_a_day_with_nothing_pressing_leads_to_all_cases(office: TestOffice, qtbot: QtBot) -> None:
    office.save(some_cases(office.people["zhouming"])[5])
    desk = office.desk("zhouming")
    sync(desk)
    with field_window(qtbot, desk) as window:
        shown = [one for one in window.page().findChildren(EmptyState) if one.isVisible()]
        assert [one.accessibleName() for one in shown] == ["今天没有要走访的案件"]
        press(shown[0].findChildren(QPushButton)[0])
        assert window.shell.page_key() == "cases"


def test_a_day_that_cannot_be_read_says_so_and_can_be_tried_again(
    office: TestOffice, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(office)
    desk = office.desk("zhouming")
    sync(desk)
    real = day_view.read_day

    def broken(_desk: object) -> object:
        raise KnownError("store.disk_full", retryable=True)

    monkeypatch.setattr(day_view, "read_day", broken)
    with field_window(qtbot, desk) as window:
        shown = [one for one in window.page().findChildren(Banner) if one.isVisible()]
        assert "磁盘已满" in shown[0].accessibleName()
        monkeypatch.setattr(day_view, "read_day", real)
        press(next(one for one in shown[0].findChildren(QPushButton) if one.text() == "重试"))
        window.settle()
        assert len(cards(window)) == 5
        assert not shown[0].isVisible()


def test_the_page_may_be_made_anew_while_news_come_in(office: TestOffice, qtbot: QtBot) -> None:
    filled(office)
    desk = office.desk("zhouming")
    sync(desk)
    with field_window(qtbot, desk) as window:
        old = window.page()
        window.shell.rebuild()
        assert window.page() is not old
        window.news()
        qtbot.waitUntil(lambda: len(cards(window)) == 5)


def names(window: FieldWindow) -> list[str]:
    found = sorted(cards(window), key=lambda card: card.y())
    return [card.stop.line.borrower_name for card in found]


def test_stops_are_put_in_another_order_by_keys_and_the_order_is_kept(office: TestOffice, qtbot: QtBot) -> None:
    filled(office)
    desk = office.desk("zhouming")
    sync(desk)
    with field_window(qtbot, desk) as window:
        third = cards(window)[2]
        third.setFocus()
        QTest.keyClick(third, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        wanted = [WANTED[n] for n in (0, 2, 1, 3, 4)]
        qtbot.waitUntil(lambda: names(window) == wanted)
        assert third.hasFocus()
        assert window.shell.toaster.shown()[-1].startswith("已调整顺序：")
        window.shell.rebuild()
        qtbot.waitUntil(lambda: len(cards(window)) == 5 and names(window) == wanted)


def test_a_stop_is_dragged_and_what_it_costs_is_said_on_the_way(office: TestOffice, qtbot: QtBot) -> None:
    filled(office)
    desk = office.desk("zhouming")
    sync(desk)
    with field_window(qtbot, desk) as window:
        first = cards(window)[0]
        start, below = QPoint(60, 20), cards(window)[2].geometry().bottom() - first.y() + 4
        QTest.mousePress(first, Qt.MouseButton.LeftButton, pos=start)
        for y in (40, below):
            _move(first, QPointF(60, y))
        told = [one for one in texts(today(window)._stops) if "多 " in one or "少 " in one or "路程不变" in one]
        assert told, "the price is shown while dragging"
        QTest.mouseRelease(first, Qt.MouseButton.LeftButton, pos=QPoint(60, below))
        qtbot.waitUntil(lambda: names(window) == [WANTED[n] for n in (1, 2, 0, 3, 4)])


def _move(card: StopCard, to: QPointF) -> None:
    buttons, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    moved = QMouseEvent(QEvent.Type.MouseMove, to, card.mapToGlobal(to), none, buttons, Qt.KeyboardModifier.NoModifier)
    QCoreApplication.sendEvent(card, moved)


def test_a_stop_is_taken_out_for_today_and_put_back(office: TestOffice, qtbot: QtBot) -> None:
    filled(office)
    desk = office.desk("zhouming")
    sync(desk)
    with field_window(qtbot, desk) as window:
        QTest.keyClick(cards(window)[0], Qt.Key.Key_Delete)
        qtbot.waitUntil(lambda: "今日不去 · 1" in texts(window.page()))
        assert names(window) == WANTED[1:]
        press(named(window.page(), "放回今日 孙国庆"))
        qtbot.waitUntil(lambda: names(window) == WANTED)


def test_the_day_says_when_it_ends_and_whether_it_is_tight(office: TestOffice, qtbot: QtBot) -> None:
    filled(office)
    desk = office.desk("zhouming")
    sync(desk)
    with field_window(qtbot, desk) as window:
        assert any("宽松" in text for text in texts(window.page()))
        at(25, 17, 0)
        window.news()
        qtbot.waitUntil(lambda: any("比收工晚" in text for text in texts(window.page())))


def test_outside_the_hours_the_key_says_why_not_and_opens_nothing(office: TestOffice, qtbot: QtBot) -> None:
    filled(office)
    desk = office.desk("zhouming")
    sync(desk)
    at(25, 22, 30)
    with field_window(qtbot, desk) as window:
        press(main_action(window))
        qtbot.waitUntil(today(window)._ask.isVisible)
        assert window.opened == []
