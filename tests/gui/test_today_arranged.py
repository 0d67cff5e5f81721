"""Arranging a planned day on its page: locks, moves, agreed times, habits, tomorrow, and the day on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from fieldapp import clock
from fieldapp.services import day_plan
from fieldapp.services.day_habits import habits_of
from fieldapp.services.desk import Desk
from fieldapp.services.plan_day import plan_day
from tests.gui.field_window import at, field_window, named, press, texts
from tests.gui.planning_window import HOUR, button, cards, choose, kept, planned, planning_desk
from tests.gui.test_today import today
from ui.collector.today_habits import HabitsSheet
from ui.collector.today_meet import MeetSheet
from ui.parts.paper_print import PrintSheet


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    yield from planning_desk(tmp_path, monkeypatch)


def test_a_stop_is_locked_in_its_place_or_at_its_time_by_key_and_menu(desk: Desk, qtbot: QtBot) -> None:
    with field_window(qtbot, desk) as window:
        planned(window)
        card = cards(window)[1]
        key, time_ = card.stop.line.case_id, card.time
        QTest.keyClick(card, Qt.Key.Key_L)
        qtbot.waitUntil(lambda: "已锁定" in texts(today(window)._stops.card(key)))
        assert kept(desk).locks == {key: None}
        QTest.keyClick(today(window)._stops.card(key), Qt.Key.Key_L)
        qtbot.waitUntil(lambda: "已锁定" not in texts(today(window)._stops.card(key)))
        card = today(window)._stops.card(key)
        choose(window, lambda: QTest.keyClick(card, Qt.Key.Key_Menu), f"锁定时间 {time_}")
        qtbot.waitUntil(lambda: kept(desk).locks.get(key) is not None)
        window.settle()
        assert any("你锁定在" in one for one in texts(today(window)._stops.card(key)))


def test_moving_a_stop_in_a_planned_day_is_priced_by_the_clock(desk: Desk, qtbot: QtBot) -> None:
    with field_window(qtbot, desk) as window:
        planned(window)
        order = [card.stop.line.case_id for card in cards(window)]
        told = today(window)._price_of([order[-1], *order[:-1]])
        assert told.clocked
        assert told.metres or told.minutes
        QTest.keyClick(cards(window)[0], Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda: [card.stop.line.case_id for card in cards(window)][:2] == [order[1], order[0]])
        assert any("已调整顺序：" in one for one in texts(window.shell))
        times = [stop.at.begins for stop in plan_day(desk).stops if stop.at is not None]
        assert times == sorted(times)
        assert len(times) == 5


def test_the_habits_of_the_day_are_kept_and_the_plan_follows(desk: Desk, qtbot: QtBot) -> None:
    with field_window(qtbot, desk) as window:
        planned(window)
        choose(window, lambda: press(today(window)._bar.more), "当日设置")
        sheet = window.page().findChild(HabitsSheet)
        assert isinstance(sheet, HabitsSheet)
        sheet.ends.setText("9")
        press(sheet.save)
        qtbot.waitUntil(lambda: any("收工时间要晚于出发时间" in one for one in texts(sheet)))
        sheet.ends.setText("1730")
        sheet.lunch_from.setText("12:00")
        sheet.lunch_to.setText("12:00")
        sheet.start.setText("120.62,31.32")
        press(sheet.save)
        qtbot.waitUntil(
            lambda: (made := kept(desk).made) is not None and made.from_words == "120.62,31.32", timeout=10_000
        )
        window.settle()
        with desk.store.reading() as unit:
            assert f"{habits_of(unit).ends:%H:%M}" == "17:30"
        assert not any("午休后" in one for one in texts(window.page()))


def test_an_agreed_time_is_typed_in_and_the_plan_keeps_it(desk: Desk, qtbot: QtBot) -> None:
    with field_window(qtbot, desk) as window:
        planned(window)
        card = cards(window)[-1]
        key = card.stop.line.case_id
        choose(window, lambda: QTest.keyClick(card, Qt.Key.Key_Menu), "约好时间")
        sheet = window.page().findChild(MeetSheet)
        assert isinstance(sheet, MeetSheet)
        sheet.opens.setText("1030")
        sheet.closes.setText("10:45")
        press(sheet.save)
        qtbot.waitUntil(
            lambda: (made := kept(desk).made) is not None and made.notes[key].meeting is not None, timeout=10_000
        )
        window.settle()
        assert any("约好 10:30–10:45" in one for one in texts(today(window)._stops.card(key)))
        begins = next(one.at.begins for one in plan_day(desk).stops if one.at and one.line.case_id == key)
        assert 10.5 * HOUR <= begins <= 10.75 * HOUR


def test_tomorrow_is_drafted_from_the_menu(desk: Desk, qtbot: QtBot) -> None:
    at(25, 17, 0)
    with field_window(qtbot, desk) as window:
        choose(window, lambda: press(today(window)._bar.more), "为明天排一份")
        tomorrow = clock.today() + timedelta(days=1)
        qtbot.waitUntil(lambda: day_plan.planned_days(desk).get(tomorrow) == 5, timeout=10_000)
        window.settle()
        assert any("的草稿" in one for one in texts(window.shell))
        made = next(iter(plan_day(desk).tomorrow))
        assert f"明天的草稿 · {len(plan_day(desk).tomorrow)}" in texts(window.page())
        press(named(window.page(), f"明天不去{made.line.borrower_name}"))
        qtbot.waitUntil(lambda: made.line.case_id not in [one.line.case_id for one in plan_day(desk).tomorrow])
        window.settle()


def test_the_day_goes_to_the_printer_and_into_files(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    with field_window(qtbot, desk) as window:
        press(button(window, "打印日程"))
        qtbot.waitUntil(lambda: window.page().findChild(PrintSheet) is not None, timeout=10_000)
        window.settle()
        sheet = window.page().findChild(PrintSheet)
        assert isinstance(sheet, PrintSheet)
        sheet.close_up()
        for words, name, begins in (("日程单存为 PDF", "day.pdf", b"%PDF"), ("导出日历", "day.ics", b"BEGIN:VCAL")):
            choose(window, lambda: press(today(window)._bar.more), words)
            qtbot.waitUntil(lambda: window.page().findChild(QFileDialog) is not None, timeout=10_000)
            dialog = window.page().findChild(QFileDialog)
            assert isinstance(dialog, QFileDialog)
            path = tmp_path / name
            dialog.fileSelected.emit(str(path))
            dialog.close()
            qtbot.waitUntil(path.exists)
            window.settle()
            assert path.read_bytes().startswith(begins)
            qtbot.waitUntil(lambda: window.page().findChild(QFileDialog) is None)


def test_a_stop_that_the_rules_forbid_when_one_gets_there_says_so_with_its_rule(desk: Desk, qtbot: QtBot) -> None:
    with field_window(qtbot, desk) as window:
        planned(window)
        assert not any("到时不能去" in one for one in texts(window.page()))
        at(25, 21, 40)
        window.news()
        key = cards(window)[-1].stop.line.case_id
        qtbot.waitUntil(lambda: any("到时不能去" in one for one in texts(today(window)._stops.card(key))))
        assert "R01" in today(window)._stops.card(key).accessibleDescription()
        assert "到时不能去" not in cards(window)[0].accessibleDescription()
        press(button(window, "重新排程"))
        qtbot.waitUntil(lambda: not cards(window), timeout=10_000)
        window.settle()


def test_a_stop_that_will_be_reached_too_late_says_so(desk: Desk, qtbot: QtBot) -> None:
    with field_window(qtbot, desk) as window:
        planned(window)
        at(25, 21, 40)
        window.news()
        assert any("已过可去的时间" in one for one in texts(window.page()))
        assert any("比收工晚" in one for one in texts(window.page()))


def test_the_plan_is_there_again_after_the_program_ended(desk: Desk, qtbot: QtBot) -> None:
    with field_window(qtbot, desk) as window:
        planned(window)
        shown = [(card.stop.line.borrower_name, card.time) for card in cards(window)]
    with field_window(qtbot, desk) as window:
        assert [(card.stop.line.borrower_name, card.time) for card in cards(window)] == shown
