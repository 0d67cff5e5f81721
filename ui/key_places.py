"""The keys of places that one may not have opened yet, for the overview: each with the place where it works.

Keys that a page gives its buttons are read off the page when it is on screen; here stand those that somebody should
know before. A test reads the pages for keys that are missing here.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from fieldapp.domain.staff import StaffRole
from ui.i18n import translate
from ui.widgets.shortcuts import Shortcuts
from ui.workplace import Workplace

_COLLECTOR: tuple[tuple[str, object, object], ...] = (
    ("Down", QT_TRANSLATE_NOOP("keys", "下一站、下一行"), QT_TRANSLATE_NOOP("keys", "今日与案件")),
    ("Return", QT_TRANSLATE_NOOP("keys", "打开"), QT_TRANSLATE_NOOP("keys", "今日与案件")),
    ("Space", QT_TRANSLATE_NOOP("keys", "快速查看"), QT_TRANSLATE_NOOP("keys", "今日与案件")),
    ("Ctrl+F", QT_TRANSLATE_NOOP("keys", "在列表里查找"), QT_TRANSLATE_NOOP("keys", "今日与案件")),
    ("1…9", QT_TRANSLATE_NOOP("keys", "选第几个答案"), QT_TRANSLATE_NOOP("keys", "外访与表单")),
    ("Tab", QT_TRANSLATE_NOOP("keys", "下一项"), QT_TRANSLATE_NOOP("keys", "外访与表单")),
    ("Backspace", QT_TRANSLATE_NOOP("keys", "清除答案"), QT_TRANSLATE_NOOP("keys", "外访与表单")),
    ("Ctrl+Return", QT_TRANSLATE_NOOP("keys", "完成这一步"), QT_TRANSLATE_NOOP("keys", "外访与表单")),
    ("Ctrl+Shift+A", QT_TRANSLATE_NOOP("keys", "添加照片或文件"), QT_TRANSLATE_NOOP("keys", "外访与表单")),
    ("Ctrl+P", QT_TRANSLATE_NOOP("keys", "打印"), QT_TRANSLATE_NOOP("keys", "文书")),
    ("Ctrl++", QT_TRANSLATE_NOOP("keys", "放大页面"), QT_TRANSLATE_NOOP("keys", "文书")),
)
_SUPERVISOR: tuple[tuple[str, object, object], ...] = (
    ("Down", QT_TRANSLATE_NOOP("keys", "下一件"), QT_TRANSLATE_NOOP("keys", "审批")),
    ("Return", QT_TRANSLATE_NOOP("keys", "列出这里的案件"), QT_TRANSLATE_NOOP("keys", "地图")),
    ("Ctrl+Return", QT_TRANSLATE_NOOP("keys", "分派所选案件"), QT_TRANSLATE_NOOP("keys", "地图")),
    ("Ctrl+P", QT_TRANSLATE_NOOP("keys", "打印"), QT_TRANSLATE_NOOP("keys", "文书")),
)
_PALETTE: tuple[tuple[str, object, object], ...] = (
    ("Down", QT_TRANSLATE_NOOP("keys", "下一条"), QT_TRANSLATE_NOOP("keys", "命令面板")),
    ("Ctrl+Down", QT_TRANSLATE_NOOP("keys", "下一组"), QT_TRANSLATE_NOOP("keys", "命令面板")),
    ("Return", QT_TRANSLATE_NOOP("keys", "执行或打开"), QT_TRANSLATE_NOOP("keys", "命令面板")),
    ("Esc", QT_TRANSLATE_NOOP("keys", "关闭"), QT_TRANSLATE_NOOP("keys", "命令面板")),
)


def add_key_places(keys: Shortcuts, work: Workplace) -> None:
    """List them in the language in force."""
    own = _SUPERVISOR if work.desk.staff.role is StaffRole.SUPERVISOR else _COLLECTOR
    for pressed, says, place in (*_PALETTE, *own):
        keys.add(pressed, translate("keys", str(says)), translate("keys", str(place)))
