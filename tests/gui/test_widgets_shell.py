"""The frame: pages made when wanted, piles of detail pages, search by keyboard, language, news, keys."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from fieldapp.errors import KnownError
from ui import i18n, theme
from ui.shell import SMALLEST, Shell
from ui.tasks import Tasks
from ui.widgets.page import Action, PageFrame
from ui.widgets.rail import RailEntry
from ui.widgets.search import Hit
from ui.widgets.states import BusyOverlay
from ui.widgets.toast import Toast

MADE: list[str] = []


def page(name: str) -> PageFrame:
    MADE.append(name)
    made = PageFrame(name)
    field = QLineEdit()
    field.setAccessibleName(name)
    made.body.addWidget(field)
    return made


def entries() -> list[RailEntry]:
    words = {"zh_CN": ("今日", "案件", "地图"), "en": ("Today", "Cases", "Map")}[i18n.language()]
    keys = ("today", "cases", "map")
    return [RailEntry(key, word, key, partial(page, word)) for key, word in zip(keys, words, strict=True)]


@pytest.fixture
def shell(qtbot: QtBot, tasks: Tasks) -> Iterator[Shell]:
    MADE.clear()
    made = Shell(lambda: "催收\n外访", entries, tasks)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitActive(made)
    yield made
    tasks.close()


def find_cases(text: str) -> list[Hit]:
    names = ("李建国", "李秀英", "王德顺")
    return [Hit("案件", name, "李记小炒", name) for name in names if text in name]


def search_for(qtbot: QtBot, shell: Shell, text: str) -> None:
    field = shell.topbar.search
    field.setText(text)
    with qtbot.waitSignal(field.searched):
        field.textEdited.emit(text)
    qtbot.waitUntil(lambda: shell.tasks.running() == 0)


def test_a_page_is_made_when_first_gone_to_and_then_kept(shell: Shell) -> None:
    assert MADE == ["今日"]
    shell.go("cases")
    first = shell.page()
    shell.go("today")
    shell.go("cases")
    assert MADE == ["今日", "案件"]
    assert shell.page() is first
    with pytest.raises(KeyError):
        shell.go("nowhere")
    assert shell.page_key() == "cases"


def test_the_keys_go_to_places_whatever_has_the_focus(qtbot: QtBot, shell: Shell) -> None:
    shell.topbar.search.setFocus()
    qtbot.keyClick(shell, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert shell.page_key() == "map"
    qtbot.keyClick(shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert shell.topbar.search.hasFocus()
    with qtbot.waitSignal(shell.settings_wanted):
        qtbot.keyClick(shell, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)


def test_detail_pages_lie_on_their_entry_and_back_takes_them_off(qtbot: QtBot, shell: Shell) -> None:
    shell.go("cases")
    shell.open("case:1", lambda: page("李建国"))
    shell.open("visit:1", lambda: page("外访"))
    shell.go("today")
    shell.go("cases")
    assert shell.page_key() == "visit:1"
    qtbot.keyClick(shell, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shell.page_key() == "case:1"
    detail = shell.page()
    assert isinstance(detail, PageFrame)
    detail.back.emit()
    assert shell.page_key() == "cases"
    shell.back()
    assert shell.page_key() == "cases"
    assert MADE.count("李建国") == 1


def test_a_page_beside_the_places_closes_nothing_and_leads_back(qtbot: QtBot, shell: Shell) -> None:
    shell.open("visit:1", lambda: page("外访"), under="cases")
    visit = shell.page()
    shell.open_beside("settings", lambda: page("设置"))
    shell.open_beside("settings", lambda: page("设置"))
    shell.back()
    assert shell.page() is visit
    shell.open_beside("settings", lambda: page("设置"))
    qtbot.keyClick(shell, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert shell.page() is visit, "the place is gone to with what was opened on it"
    shell.open_beside("settings", lambda: page("设置"))
    shell.rebuild()
    assert shell.page_key() == "settings"
    shell.back()
    assert shell.page_key() == "visit:1"


def test_opening_what_is_open_comes_back_to_it(shell: Shell) -> None:
    shell.open("case:1", lambda: page("李建国"), under="cases")
    shell.open("visit:1", lambda: page("外访"))
    shell.open("case:1", lambda: page("李建国"))
    assert shell.page_key() == "case:1"
    assert MADE.count("李建国") == 1


def test_pressing_the_entry_one_is_at_shows_its_own_page(qtbot: QtBot, shell: Shell) -> None:
    shell.open("case:1", lambda: page("李建国"), under="cases")
    cases = next(one for one in shell.findChildren(QToolButton) if one.accessibleName() == "案件")
    qtbot.mouseClick(cases, Qt.MouseButton.LeftButton)
    assert shell.page_key() == "cases"
    assert cases.isChecked()


def test_the_language_changes_while_one_is_deep_in_a_pile(qtbot: QtBot, shell: Shell) -> None:
    shell.set_sync("离线工作", "text_2", "上次 08:12")
    shell.set_user("周明")
    shell.set_badge("map", 4)
    shell.open("case:1", lambda: page("李建国"), under="cases")
    i18n.switch("en")
    try:
        assert shell.page_key() == "case:1"
        QApplication.processEvents()
        names = [one.accessibleName() for one in shell.findChildren(QToolButton) if one.isVisible()]
        assert {"Today", "Cases", "Map 4"} <= set(names)
        assert shell.topbar.search.placeholderText().startswith("Find cases")
        shell.back()
        assert shell.page_key() == "cases"
        assert "周明" in [one.text() for one in shell.findChildren(QPushButton)]
    finally:
        i18n.switch("zh_CN")
    assert shell.page_key() == "cases"


def test_larger_text_makes_the_frame_anew(shell: Shell, look: QApplication) -> None:
    shell.go("cases")
    low = shell.topbar.height()
    theme.apply(look, "light", 1.5)
    try:
        assert shell.topbar.height() > low
        assert shell.page_key() == "cases"
    finally:
        theme.apply(look, "light")
    assert shell.topbar.height() == low


def test_search_shows_hits_and_chooses_by_keyboard(qtbot: QtBot, shell: Shell) -> None:
    shell.set_provider(find_cases)
    field = shell.topbar.search
    field.setFocus()
    search_for(qtbot, shell, "李")
    popup = field.popup()
    assert popup is not None
    assert popup.isVisible()
    assert popup.count() == 2
    assert field.hasFocus()
    assert field.accessibleDescription() == "案件 李建国 李记小炒"
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.accessibleDescription() == "案件 李秀英 李记小炒"
    with qtbot.waitSignal(shell.chosen) as chosen:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert chosen.args[0].key == "李秀英"
    assert not popup.isVisible()
    assert field.text() == ""


def test_search_that_finds_nothing_says_so_and_escape_closes_then_empties(qtbot: QtBot, shell: Shell) -> None:
    shell.set_provider(find_cases)
    field = shell.topbar.search
    field.setFocus()
    search_for(qtbot, shell, "赵")
    popup = field.popup()
    assert popup is not None
    frame = popup.parentWidget()
    assert frame is not None
    assert frame.isVisible()
    assert not popup.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not frame.isVisible()
    assert field.text() == "赵"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_an_answer_to_an_older_search_is_dropped(qtbot: QtBot, shell: Shell) -> None:
    go_on = threading.Event()

    def provider(text: str) -> list[Hit]:
        if text == "李":
            go_on.wait(5)
        return find_cases(text)

    shell.set_provider(provider)
    field = shell.topbar.search
    field.setFocus()
    field.setText("李")
    with qtbot.waitSignal(field.searched):
        field.textEdited.emit("李")
    field.setText("王")
    with qtbot.waitSignal(field.searched):
        field.textEdited.emit("王")
    qtbot.waitUntil(lambda: (found := field.popup()) is not None and found.count() == 1)
    go_on.set()
    qtbot.waitUntil(lambda: shell.tasks.running() == 0)
    popup = field.popup()
    assert popup is not None
    assert popup.count() == 1


def test_the_search_list_goes_when_the_focus_leaves(qtbot: QtBot, shell: Shell) -> None:
    shell.set_provider(find_cases)
    shell.topbar.search.setFocus()
    search_for(qtbot, shell, "李")
    current = shell.page()
    assert current is not None
    current.setFocus()
    popup = shell.topbar.search.popup()
    assert popup is not None
    assert not popup.isVisible()


def test_news_never_takes_the_focus_and_bad_news_stays(qtbot: QtBot, shell: Shell) -> None:
    shell.topbar.search.setFocus()
    shell.say("外访已保存在本机")
    shell.say_error(KnownError("setup.resource_missing", {"name": "icons"}))
    assert shell.topbar.search.hasFocus()
    good, bad = shell.toaster._toasts
    for toast in (good, bad):  # wherever the pointer of this machine happens to be
        toast.leaveEvent(QEvent(QEvent.Type.Leave))
    assert good._timer.isActive()
    assert not bad._timer.isActive()
    assert shell.toaster.shown()[1].startswith("缺少安装资源：icons。")
    good._timer.timeout.emit()
    assert len(shell.toaster.shown()) == 1
    qtbot.mouseClick(bad.close_button, Qt.MouseButton.LeftButton)
    assert shell.toaster.shown() == []


def test_at_most_three_news_are_shown_and_they_stay_inside(shell: Shell) -> None:
    for number in range(5):
        shell.say(f"第 {number} 条很长的消息，" + "长" * 80, "warn")
    assert [words[2] for words in shell.toaster.shown()] == ["2", "3", "4"]
    shell.resize(1024, 640)
    QApplication.processEvents()
    for toast in (one for one in shell.findChildren(Toast) if one.isVisible()):
        assert shell.rect().contains(toast.geometry())


def test_the_action_of_news_is_done_once(qtbot: QtBot, shell: Shell) -> None:
    done: list[int] = []
    toast = shell.toaster.say("已移出今日", action="撤销", then=lambda: done.append(1))
    assert toast.act is not None
    qtbot.mouseClick(toast.act, Qt.MouseButton.LeftButton)
    assert done == [1]
    assert shell.toaster.shown() == []


def test_a_known_error_of_a_task_nobody_took_is_said(qtbot: QtBot, shell: Shell) -> None:
    def fail() -> None:
        raise KnownError("setup.resource_missing", {"name": "map"})

    shell.tasks.write(fail)
    qtbot.waitUntil(lambda: len(shell.toaster.shown()) == 1)
    assert "map" in shell.toaster.shown()[0]


def test_the_window_remembers_its_size(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> None:
    memory = tmp_path / "window.ini"
    first = Shell(lambda: "", entries, tasks, memory=memory)
    qtbot.addWidget(first)
    first.show()
    first.resize(1100, 700)
    with qtbot.waitSignal(first.closed):
        first.close()
    second = Shell(lambda: "", entries, tasks, memory=memory)
    qtbot.addWidget(second)
    second.show()  # as in the program; PySide trips over the layouts of a window that goes without having been shown
    assert second.width() == max(min(1100, second.screen().availableSize().width()), SMALLEST.width())
    assert second.height() == 700
    tasks.close()


def test_the_head_of_a_page_has_at_most_three_actions_and_fills_the_last(qtbot: QtBot) -> None:
    made = PageFrame("李建国", "李记小炒 · 四环西路 18 号")
    qtbot.addWidget(made)
    done: list[str] = []
    actions = [Action(words, partial(done.append, words)) for words in ("电话登记", "还款方案", "开始外访")]
    buttons = made.set_actions(actions)
    assert [one.property("kind") for one in buttons] == ["", "", "primary"]
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert done == ["电话登记"]
    with pytest.raises(ValueError, match="at most 3"):
        made.set_actions([*actions, actions[0]])


def test_a_page_scrolls_by_keyboard(qtbot: QtBot, shell: Shell) -> None:
    def tall() -> PageFrame:
        made = PageFrame("很长")
        block = QWidget()
        block.setFixedHeight(3_000)
        made.body.addWidget(block)
        return made

    shell.open("tall", tall, under="cases")
    current = shell.page()
    assert isinstance(current, PageFrame)
    assert current._scroll is not None
    QApplication.processEvents()
    bar = current._scroll.verticalScrollBar()
    qtbot.keyClick(current, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    qtbot.keyClick(current, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_a_slow_task_covers_its_place_shows_progress_and_can_be_cancelled(
    qtbot: QtBot, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui import tasks as tasks_module
    from ui.tasks import current_job

    monkeypatch.setattr(tasks_module, "SLOW_AFTER", 0.05)
    place = QWidget()
    qtbot.addWidget(place)
    place.resize(400, 300)
    place.show()
    overlay = BusyOverlay(place, tasks)
    stopped = threading.Event()

    def work() -> None:
        job = current_job()
        job.progress(3, 10)
        while not job.cancelled():
            stopped.wait(0.005)
        stopped.set()

    overlay.watch(tasks.read(work, words="正在核对账务…"))
    assert not overlay.isVisible()
    qtbot.waitUntil(overlay.isVisible)
    assert overlay.size() == QSize(400, 300)
    assert overlay._bar.value() == 3
    with qtbot.waitSignal(overlay.cancelled):
        qtbot.mouseClick(overlay._stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not overlay.isVisible())
    assert stopped.is_set()
