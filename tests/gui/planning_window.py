"""What tests of the planned day on its page share: the desk, and a hand for cards and menus."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu, QPushButton

from fieldapp import clock
from fieldapp.services import day_plan
from fieldapp.services.desk import Desk
from fieldapp.services.plan_day import plan_day
from tests.gui.field_window import FieldWindow, press
from tests.laptops import bring_cases, desk_in
from tests.office import MORNING, some_cases, staff
from tests.services.planned_day import search_shortly
from ui.collector.today_card import StopCard

HOUR = 3600


def planning_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk with the cases of a morning, where planning does not take long."""
    monkeypatch.setenv("FIELDAPP_HOME", str(tmp_path / "home"))
    search_shortly(monkeypatch)
    before = clock.use(clock.PracticeClock(MORNING))
    person = staff()[0]
    own = desk_in(tmp_path / "desk", person)
    bring_cases(own.store, person, some_cases(person))
    yield own
    own.store.close()
    clock.use(before)


def cards(window: FieldWindow) -> list[StopCard]:
    """The cards as they stand, from the top."""
    return sorted(window.page().findChildren(StopCard), key=lambda card: card.y())


def button(window: FieldWindow, words: str) -> QPushButton:
    return next(one for one in window.page().findChildren(QPushButton) if one.text() == words and one.isVisible())


def planned(window: FieldWindow, words: str = "排好今天") -> None:
    """Plan by the key of the page, and wait for what comes of it."""
    press(button(window, words))
    window.bot.waitUntil(lambda: plan_day(window.desk).schedule is not None, timeout=10_000)
    window.settle()


def kept(desk: Desk) -> day_plan.DayPlan:
    return plan_day(desk).plan


def menu_of(window: FieldWindow, open_: Callable[[], object]) -> QMenu:
    open_()
    return next(one for one in window.shell.findChildren(QMenu) if one.isVisible())


def choose(window: FieldWindow, open_: Callable[[], object], words: str) -> None:
    """A line of a menu, as one would press it."""
    menu = menu_of(window, open_)
    action = next(one for one in menu.actions() if one.text().startswith(words))
    press(menu, menu.actionGeometry(action).center())
