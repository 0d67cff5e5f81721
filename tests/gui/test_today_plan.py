"""Planning the day on its page: by one key, with progress and a way to stop it; what is left out; nobody there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from fieldapp import clock
from fieldapp.domain.strategy.day_task import WhyLeft
from fieldapp.domain.visit import Outcome
from fieldapp.errors import KnownError
from fieldapp.services import day_plan, lay_day
from fieldapp.services.day_made import Left, Made
from fieldapp.services.desk import Desk
from fieldapp.services.plan_day import plan_day
from tests.gui.field_window import at, field_window, named, press, texts, visit
from tests.gui.planning_window import HOUR, button, cards, kept, planned, planning_desk
from tests.gui.test_today import WANTED, names, today
from ui.collector.today_menu import Wish
from ui.viewmodels import day_why
from ui.widgets.place_layout import Spot
from ui.widgets.place_sketch import PlaceSketch


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    yield from planning_desk(tmp_path, monkeypatch)


def test_one_key_plans_the_day_says_why_each_stop_is_there_then_and_can_be_undone(desk: Desk, qtbot: QtBot) -> None:
    with field_window(qtbot, desk) as window:
        before = names(window)
        assert "按直线路程估算" in texts(window.page())
        QTest.keyClick(window.page(), Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: plan_day(desk).schedule is not None, timeout=10_000)
        window.settle()
        shown = texts(window.page())
        assert any("没有路网：直线 × 1.4，22 公里/时；2 站位置未知" in one for one in shown)
        assert "今天余下的第一站" in texts(cards(window)[0])
        assert any("午休后 13:00 开始" in one for one in shown)
        assert any("位置未知，路上按 20 分钟估" in one for one in shown)
        assert button(window, "重新排程")
        assert any("已排好 5 站" in one for one in texts(window.shell))
        press(next(one for one in window.shell.findChildren(QPushButton) if one.text() == "撤销"))
        qtbot.waitUntil(lambda: names(window) == before and "按直线路程估算" in texts(window.page()))


def planning_until_stopped(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """The planner goes on until it is stopped; set once it has told how far it is."""
    told, seen = threading.Event(), threading.Event()

    def slowly(_desk: Desk, heard: Callable[[int, int], bool]) -> Made:
        done = 0
        while heard(min(done := done + 1, 99), 100):
            told.set()
            seen.wait(0.01)
        raise KnownError("day.cancelled")

    monkeypatch.setattr(lay_day, "lay_day", slowly)
    return told


def test_planning_shows_how_far_it_is_and_stops_when_asked(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = planning_until_stopped(monkeypatch)
    with field_window(qtbot, desk) as window:
        planning = today(window)._doing.planning
        press(button(window, "排好今天"))
        qtbot.waitUntil(lambda: told.is_set() and planning._bar.value() > 0)
        assert planning.isVisible()
        assert planning.accessibleName() == "正在排程…"
        press(planning.stop)
        qtbot.waitUntil(lambda: not planning.isVisible())
        window.settle()
        assert plan_day(desk).schedule is None
        assert names(window) == WANTED


def test_what_was_left_out_says_why_and_comes_in_all_the_same(desk: Desk, qtbot: QtBot) -> None:
    at(25, 16, 40)
    with field_window(qtbot, desk) as window:
        planned(window)
        left = plan_day(desk).schedule
        assert left is not None
        count = len(left.left)
        assert count > 1
        assert f"没排进今天 · {count}" in texts(window.page())
        assert any("今天排满了" in one or "就算只去这一处" in one for one in texts(window.page()))
        name = next(one.line.borrower_name for one in left.left if one.left.why.value == "no_time")
        press(named(window.page(), f"仍要排入 {name}"))
        qtbot.waitUntil(lambda: name in names(window), timeout=10_000)
        window.settle()
        assert len(kept(desk).musts) == 1


def test_a_visit_that_the_rules_forbid_is_told_with_its_rule_and_cannot_be_put_in(desk: Desk, qtbot: QtBot) -> None:
    at(25, 22, 30)
    with field_window(qtbot, desk) as window:
        planned(window)
        assert not cards(window)
        assert "没排进今天 · 5" in texts(window.page())
        assert any("R01" in one for one in texts(window.page()))
        assert not [one for one in window.page().findChildren(QPushButton) if one.text() == "仍要排入"]


def test_one_key_says_that_nobody_is_there_and_plans_the_rest(desk: Desk, qtbot: QtBot) -> None:
    with field_window(qtbot, desk) as window:
        planned(window)
        first = names(window)[0]
        at(25, 10, 40)
        window.news()
        cards(window)[0].setFocus()
        QTest.keyClick(cards(window)[0], Qt.Key.Key_N)
        qtbot.waitUntil(lambda: first not in names(window) and len(cards(window)) == 4, timeout=10_000)
        qtbot.waitUntil(lambda: (made := kept(desk).made) is not None and made.from_words == first, timeout=10_000)
        window.settle()
        assert "10:40 没人在" in texts(window.page())
        assert any(card.hasFocus() for card in cards(window))
        press(named(window.page(), f"放回今日 {first}"))
        qtbot.waitUntil(lambda: first in names(window))


def test_nobody_at_the_last_stop_is_no_error_and_what_is_left_to_record_is_said(desk: Desk, qtbot: QtBot) -> None:
    with field_window(qtbot, desk) as window:
        for card in cards(window)[1:]:
            day_plan.take_out(desk, card.stop.line.case_id)
        window.news()
        last = names(window)[0]
        QTest.keyClick(cards(window)[0], Qt.Key.Key_N)
        qtbot.waitUntil(lambda: any(f"{last}没人在，外访还要记录" in one for one in texts(window.shell)))
        window.settle()
        assert not cards(window)
        assert not today(window)._error.isVisible()
        assert any(f"{last}没人在" in one and "还没有记录" in one for one in texts(window.page()))
        press(next(one for one in window.shell.findChildren(QPushButton) if one.text() == "撤销"))
        qtbot.waitUntil(lambda: names(window) == [last])
        assert kept(desk).nobody == {}


def test_nobody_is_kept_and_shown_though_the_planning_was_stopped(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    planning_until_stopped(monkeypatch)
    with field_window(qtbot, desk) as window:
        first = names(window)[0]
        QTest.keyClick(cards(window)[0], Qt.Key.Key_N)
        qtbot.waitUntil(today(window)._doing.planning.isVisible)
        press(today(window)._doing.planning.stop)
        qtbot.waitUntil(lambda: first not in names(window))
        window.settle()
        assert kept(desk).made is None


def test_two_wishes_in_one_breath_end_in_one_plan(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    with field_window(qtbot, desk) as window:
        planned(window)
        before, gone = kept(desk).made, names(window)[:2]
        doing = today(window)._doing
        for card in cards(window)[:2]:
            doing.wish(card.stop.line.case_id, Wish.NOBODY)
        qtbot.waitUntil(lambda: not window.work.tasks.running() and kept(desk).made != before, timeout=10_000)
        window.settle()
        assert not set(gone) & set(names(window))
        made = kept(desk).made
        assert made is not None
        assert len(made.order) == 3
        assert not doing.planning.busy


def test_an_order_given_while_the_day_is_planned_is_what_is_wanted(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    planning_until_stopped(monkeypatch)
    with field_window(qtbot, desk) as window:
        press(button(window, "排好今天"))
        qtbot.waitUntil(today(window)._doing.planning.isVisible)
        QTest.keyClick(cards(window)[0], Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda: names(window) == [WANTED[1], WANTED[0], *WANTED[2:]])
        qtbot.waitUntil(lambda: not today(window)._doing.planning.busy)


def test_a_day_that_does_not_fit_says_so_and_offers_to_be_planned(desk: Desk, qtbot: QtBot) -> None:
    at(25, 16, 40)
    with field_window(qtbot, desk) as window:
        offer = today(window)._doing.proposal
        assert offer.isVisible()
        assert "18:00 前走得完 1 站" in offer.accessibleName()
        press(next(one for one in offer.findChildren(QPushButton) if one.text() == "排好今天"))
        qtbot.waitUntil(lambda: plan_day(desk).schedule is not None, timeout=10_000)
        window.settle()
        assert not offer.isVisible()


def test_the_sketch_shows_its_places_with_the_cards_and_not_before(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with field_window(qtbot, desk) as window:
        seen: list[int] = []
        show = PlaceSketch.show_spots

        def counted(sketch: PlaceSketch, spots: Sequence[Spot]) -> None:
            seen.append(len(cards(window)))
            show(sketch, spots)

        monkeypatch.setattr(PlaceSketch, "show_spots", counted)
        window.shell.rebuild()
        qtbot.waitUntil(lambda: bool(seen))
        window.settle()
        assert seen == [5]


def test_every_reason_to_leave_a_case_out_has_its_sentence() -> None:
    told = {why: day_why._why_left(Left("case", why)) for why in WhyLeft}
    assert all(told.values())
    assert len(set(told.values())) == len(told)


def test_an_agreed_time_stands_on_its_card_before_the_day_is_planned(desk: Desk, qtbot: QtBot) -> None:
    with field_window(qtbot, desk) as window:
        key = cards(window)[-1].stop.line.case_id
        day_plan.agree(desk, key, clock.today(), 10 * HOUR, 10 * HOUR + 900)
        window.news()
        assert "约好 10:00–10:15" in today(window)._stops.card(key).why
        assert "赶不上" in today(window)._stops.card(key).why


def test_a_visit_that_found_nobody_offers_to_plan_the_rest(desk: Desk, qtbot: QtBot) -> None:
    with field_window(qtbot, desk) as window:
        planned(window)
        first = cards(window)[0].stop.line
        at(25, 10, 40)
        visit(desk, first.case_id, outcome=Outcome.NOT_FOUND)
        window.news()
        offer = today(window)._doing.found_nobody
        qtbot.waitUntil(offer.isVisible)
        assert f"{first.borrower_name}没人在" in offer.accessibleName()
        press(button(window, "重排余下"))
        qtbot.waitUntil(lambda: not offer.isVisible(), timeout=10_000)
        window.settle()
        made = kept(desk).made
        assert made is not None
        assert made.from_words == first.borrower_name


def test_where_a_visit_was_saved_on_another_page_the_news_offer_to_plan_the_rest(desk: Desk, qtbot: QtBot) -> None:
    with field_window(qtbot, desk) as window:
        planned(window)
        first = cards(window)[0].stop.line
        at(25, 10, 40)
        window.shell.go("cases")
        window.work.saved(visit(desk, first.case_id, outcome=Outcome.NOT_FOUND).changes)
        qtbot.waitUntil(lambda: any("余下的站可以从这里重排" in one for one in texts(window.shell)))
        press(
            next(one for one in window.shell.findChildren(QPushButton) if one.text() == "重排余下" and one.isVisible())
        )
        qtbot.waitUntil(
            lambda: (made := kept(desk).made) is not None and made.from_words == first.borrower_name, timeout=10_000
        )
        window.settle()
        assert today(window).isVisible()
