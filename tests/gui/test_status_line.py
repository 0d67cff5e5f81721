"""The foot of the window, the tray, and where one was: what they say, and what they do not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from fieldapp import clock
from fieldapp.domain.cash import CashInHand
from tests.field_work import visit
from tests.gui.frame_window import FrameWindow, desk_with_cases, frame_window
from tests.office import TestOffice
from ui import status_line
from ui.recent import Kept, read
from ui.tray import Tray, tray_picture


@pytest.fixture
def window(office: TestOffice, qtbot: QtBot, tmp_path: Path) -> Iterator[FrameWindow]:
    with frame_window(qtbot, desk_with_cases(office), tmp_path) as made:
        made.settle()
        yield made


def in_hand(monkeypatch: pytest.MonkeyPatch, amount: int, hours: int) -> None:
    """So much cash, to be paid in within so many hours."""
    held = CashInHand(amount, 2, clock.now(), clock.now() + timedelta(hours=hours))
    monkeypatch.setattr(status_line, "cash_in_hand", lambda _desk: held)


def test_with_nothing_to_say_it_is_quiet(window: FrameWindow) -> None:
    foot = window.shell.foot
    window.work.read_status()
    window.settle()
    assert foot.who.text().startswith("周明")
    assert not any(part.isVisible() for part in (foot.cash, foot.unsent, foot.trouble, foot.practice, foot.news))


def test_cash_says_its_sum_and_its_deadline_and_leads_to_the_book(
    window: FrameWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fieldapp.store.laptop.unit import ChangeSet

    in_hand(monkeypatch, 300_000, 30)
    window.work.changed.emit(ChangeSet())
    window.settle()
    cash = window.shell.foot.cash
    assert cash.text().startswith("现金 ¥ 3,000.00 · ")
    assert "前缴存" in cash.text()
    in_hand(monkeypatch, 300_000, -1)
    window.work.changed.emit(ChangeSet())
    window.settle()
    assert cash.text().endswith("已过缴存期限")
    cash.click()
    assert window.shell.page_key() == "cash:"


def test_what_waits_is_said_and_leads_to_sync(window: FrameWindow, office: TestOffice) -> None:
    with window.work.desk.store.writing() as unit:
        unit.outbox.add(visit(office.cases["李建国"], window.work.desk.staff), window.work.desk.device_id)
    window.work.read_status()
    window.settle()
    assert window.shell.foot.unsent.text() == "待发送 1 项"
    assert window.shell.foot.unsent.toolTip() == "1 份走访等待发送"
    window.shell.foot.unsent.click()
    assert window.shell.page_key() == "sync"


def test_practice_is_marked(office: TestOffice, qtbot: QtBot, tmp_path: Path) -> None:
    with frame_window(qtbot, desk_with_cases(office), tmp_path, practice=True) as made:
        made.settle()
        assert made.shell.foot.practice.isVisible()


def test_where_there_is_no_tray_nothing_happens(qtbot: QtBot, window: FrameWindow) -> None:
    tray = Tray(window.shell, available=lambda: False)
    assert not tray.show()
    tray.say(("1 份走访等待发送",))
    tray.hide()
    assert tray.icon is None


@pytest.mark.qt_log_ignore("propagateSizeHints", "QPlatformNativeInterface")
def test_where_there_is_a_tray_it_says_what_waits_and_leads_back(window: FrameWindow) -> None:
    tray = Tray(window.shell, available=lambda: True)
    assert tray.show()
    assert tray.icon is not None
    assert tray.menu is not None
    tray.say(("2 项未被接收", "现金 ¥ 3,000.00"), urgent=True)
    assert "2 项未被接收" in tray.icon.toolTip()
    assert tray.menu.actions()[0].text() == "2 项未被接收"
    with window.bot.waitSignal(tray.front_wanted):
        tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    with window.bot.waitSignal(tray.lock_wanted):
        next(one for one in tray.menu.actions() if one.text() == "锁定").trigger()
    assert tray_picture(urgent=True).pixmap(64).toImage() != tray_picture(urgent=False).pixmap(64).toImage()
    tray.hide()


def at(page: str, window: FrameWindow) -> None:
    window.shell.go(page) if ":" not in page else window.work.open(*page.split(":"))


@pytest.mark.parametrize(
    ("page", "back_at"), [("documents", "documents"), ("case:1234", "case:1234"), ("visit:1234", "case:1234")]
)
def test_the_window_comes_back_to_where_one_was_today_and_begins_nothing(
    office: TestOffice, qtbot: QtBot, tmp_path: Path, page: str, back_at: str
) -> None:
    with frame_window(qtbot, desk_with_cases(office), tmp_path) as made:
        at(page, made)
        assert made.shell.page_key() == page
    desk = office.desk("zhouming")
    with frame_window(qtbot, desk, tmp_path) as again:
        assert again.shell.page_key() == back_at


def test_it_is_written_a_moment_later_so_that_a_killed_program_comes_back_too(window: FrameWindow) -> None:
    window.work.open("case", "a-case")
    window.bot.waitUntil(lambda: read(window.work.desk).page == "case:a-case", timeout=5000)
    assert read(window.work.desk).cases == ("a-case",)


def test_another_day_begins_at_the_beginning(
    office: TestOffice, qtbot: QtBot, tmp_path: Path, days: Callable[[int], None]
) -> None:
    desk = desk_with_cases(office)
    with desk.store.writing() as unit:
        unit.settings.set("window_recent", Kept("documents", (), clock.today().isoformat()))
    days(1)
    with frame_window(qtbot, desk, tmp_path) as made:
        assert made.shell.page_key() == "today"


@pytest.fixture
def days() -> Iterator[Callable[[int], None]]:
    """Days go by."""
    before = clock.use(clock.PracticeClock(clock.now()))

    def pass_by(count: int) -> None:
        clock.use(clock.PracticeClock(clock.now() + timedelta(days=count)))

    yield pass_by
    clock.use(before)
