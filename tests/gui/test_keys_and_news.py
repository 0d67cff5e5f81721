"""What can be read again and looked up: the keys by place (F1), and what the window has said (Ctrl+J)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from fieldapp.errors import KnownError
from tests.gui.test_widgets_shell import entries, page
from ui.shell import Shell
from ui.tasks import Tasks
from ui.widgets.news import NewsDrawer
from ui.widgets.page import Action
from ui.widgets.shortcuts import ShortcutOverview


@pytest.fixture
def shell(qtbot: QtBot, tasks: Tasks) -> Iterator[Shell]:
    made = Shell(lambda: "催收\n外访", entries, tasks)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitActive(made)
    yield made
    tasks.close()


def test_f1_lists_the_keys(qtbot: QtBot, shell: Shell) -> None:
    shell.set_shortcuts(lambda keys: keys.add("Ctrl+R", "重新排程", "今日", lambda: None))
    qtbot.keyClick(shell, Qt.Key.Key_F1)
    overview = shell.findChild(QDialog)
    assert isinstance(overview, QDialog)
    assert isinstance(overview, ShortcutOverview)
    listed = {(one.keys, one.words) for one in overview.shown()}
    assert {("Ctrl+K", "查找案件或命令"), ("Ctrl+2", "案件"), ("Ctrl+R", "重新排程")} <= listed
    assert not overview.isModal()
    assert overview.filter.hasFocus() or not overview.isActiveWindow()
    overview.filter.setText("重新")
    assert [one.keys for one in overview.shown()] == ["Ctrl+R"]
    overview.filter.setText("没有这个")
    assert overview.shown() == []
    overview.close()


def test_the_keys_of_the_page_on_screen_stand_first_in_the_overview(shell: Shell) -> None:
    made = page("李建国")
    made.set_actions([Action("开始外访", lambda: None, keys="Ctrl+Return")])
    shell.open("case:1", lambda: made, under="cases")
    shell.show_shortcuts()
    overview = shell.findChild(ShortcutOverview)
    assert overview is not None
    assert (overview.shown()[0].keys, overview.shown()[0].words) == ("Ctrl+Return", "开始外访")
    overview.close()


def test_news_that_went_can_be_read_again(qtbot: QtBot, shell: Shell) -> None:
    assert not shell.foot.news.isVisible()
    shell.say("外访已保存在本机")
    assert shell.foot.news.text() == "消息"
    shell.say_error(KnownError("setup.resource_missing", {"name": "icons"}))
    assert shell.foot.news.text() == "1 条未读消息"
    for toast in list(shell.toaster._toasts):
        toast.close_button.click()
    qtbot.keyClick(shell, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    drawer = shell.findChild(NewsDrawer)
    assert drawer is not None
    told = [one.text() for one in drawer.findChildren(QLabel)]
    assert "外访已保存在本机" in told
    assert told.index("外访已保存在本机") > next(at for at, one in enumerate(told) if one.startswith("缺少安装资源"))
    assert shell.foot.news.text() == "消息"
    qtbot.keyClick(drawer, Qt.Key.Key_Escape)
    assert not drawer.isVisible()
