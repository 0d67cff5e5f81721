"""The command palette: whatever can be done or found, by keyboard alone, without the window ever waiting for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fieldapp.services.find_people import find_people, veiled
from tests.gui.frame_window import FrameWindow, desk_with_cases, frame_window
from tests.office import TestOffice
from ui.palette import COMMAND, DO, fits


@pytest.fixture
def window(office: TestOffice, qtbot: QtBot, tmp_path: Path) -> Iterator[FrameWindow]:
    with frame_window(qtbot, desk_with_cases(office), tmp_path) as made:
        made.settle()
        yield made


def kinds(window: FrameWindow) -> list[str]:
    return list(dict.fromkeys(hit.kind for hit in window.listed()))


def test_with_nothing_typed_it_shows_what_was_used_lately_and_all_commands(window: FrameWindow) -> None:
    case = next(hit for hit in window.type("李建国") if hit.kind == "案件")
    QTest.keyClick(window.shell.topbar.search, Qt.Key.Key_Escape)
    QTest.keyClick(window.shell.topbar.search, Qt.Key.Key_Escape)
    window.work.open("case", case.key)
    window.shell.go("today")
    QTest.keyClick(window.shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert kinds(window) == ["最近看过的", "操作"]
    assert window.listed()[0].key == case.key
    QTest.keyClick(window.shell.topbar.search, Qt.Key.Key_Return)
    assert window.shell.page_key() == f"case:{case.key}"


def test_return_never_takes_what_was_found_for_an_earlier_text(window: FrameWindow) -> None:
    case = next(hit for hit in window.type("李建国") if hit.kind == "案件")
    window.work.open("case", case.key)
    window.shell.go("today")
    field = window.shell.topbar.search
    field.clear()
    field.open_up()
    window.settle()
    assert window.listed()[0].key == case.key, "what was used lately is listed"
    chosen: list[str] = []
    window.shell.chosen.connect(lambda hit: chosen.append(hit.key))
    QTest.keyClicks(field, "tongbu")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert chosen == [], "nothing was found for it yet"
    window.bot.waitUntil(lambda: bool(chosen))
    assert chosen != [case.key]
    assert field.text() == ""


def test_on_a_case_it_offers_what_can_be_done_with_it(window: FrameWindow) -> None:
    case = next(hit for hit in window.type("李建国") if hit.kind == "案件")
    window.work.open("case", case.key)
    window.shell.topbar.search.clear()
    window.shell.topbar.search.open_up()
    window.settle()
    first = window.listed()[0]
    assert (first.kind, first.title, first.key) == ("对 李建国 可以做的", "开始外访", f"{DO}visit:{case.key}")
    found = window.type("收据")
    assert found[0].key == f"{DO}receipt:{case.key}"
    QTest.keyClick(window.shell.topbar.search, Qt.Key.Key_Return)
    assert window.shell.page_key() == f"receipt:{case.key}"


@pytest.mark.parametrize("typed", ["立即同步", "tongbu", "ljtb"])
def test_commands_are_found_by_words_and_by_their_sound(window: FrameWindow, typed: str) -> None:
    assert f"{COMMAND}sync_now" in [hit.key for hit in window.type(typed)]


def test_a_command_is_carried_out_and_says_its_own_keys(window: FrameWindow) -> None:
    hit = next(hit for hit in window.type("锁定") if hit.key == f"{COMMAND}lock")
    assert hit.keys == "Ctrl+L"
    with window.bot.waitSignal(window.work.lock_wanted):
        window.shell.chosen.emit(hit)
    window.shell.chosen.emit(next(hit for hit in window.type("文书") if hit.key == f"{COMMAND}documents"))
    assert window.shell.page_key() == "documents"


def test_people_of_every_role_are_found_by_name_pinyin_and_part_of_a_number(
    window: FrameWindow, office: TestOffice
) -> None:
    case = next(one for one in office.cases.values() if any(party.phones for party in one.parties))
    other = next(party for party in case.parties if party.phones)
    for typed in (other.name, other.phones[0][3:9]):
        people = [hit for hit in window.type(typed) if hit.kind == "人员"]
        mine = next(hit for hit in people if hit.key == case.id)
        assert mine.title == other.name
        assert f"{case.borrower.name} 的案件" in mine.subtitle
        assert other.phones[0] not in mine.subtitle, "a number is not given away by a search"
    assert [one.name for one in find_people(window.work.desk, "ljg")] == ["李建国"]
    assert find_people(window.work.desk, "  ") == []
    assert (veiled("13912340001"), veiled("12")) == ("*0001", "")


def test_the_keyboard_goes_from_group_to_group_and_round(window: FrameWindow) -> None:
    window.type("李")
    field = window.shell.topbar.search
    seen = []
    for _ in range(len(kinds(window)) + 1):
        seen.append(field.accessibleDescription().split()[0])
        QTest.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert seen == [*kinds(window), kinds(window)[0]]
    assert field.hasFocus()


def test_nothing_found_says_what_else_may_be_tried(window: FrameWindow) -> None:
    assert window.type("没有这样的东西") == []


def test_words_fit_by_parts_and_sound_but_not_by_a_single_letter() -> None:
    assert fits("立即同步", "同步")
    assert fits("立即同步", "lj")
    assert fits("Sync now", "NOW")
    assert fits("立即同步", "")
    assert not fits("立即同步", "l")
    assert not fits("立即同步", "zz")


def test_in_another_language_commands_speak_it(window: FrameWindow, english: None) -> None:
    window.shell.activateWindow()
    window.bot.waitActive(window.shell)
    assert any(hit.key == f"{COMMAND}sync_now" for hit in window.type("sync"))
