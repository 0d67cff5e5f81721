"""What can be done with a stop of the day, by right button, menu key or the three dots."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from fieldapp.domain.party import CONFIRMED
from ui.i18n import translate

if TYPE_CHECKING:
    from ui.collector.today_card import StopCard


class Wish(Enum):
    """What may be wanted of a stop, besides another place."""

    LOCK_PLACE = auto()
    LOCK_TIME = auto()
    UNLOCK = auto()
    MEET = auto()
    NOBODY = auto()
    WAY = auto()
    PLACE = auto()


def stop_menu(parent: QWidget, card: StopCard, *, first: bool, last: bool) -> QMenu:
    """The menu of one stop; `first` and `last`: it cannot go further up, or down."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction(translate("StopCard", "打开案件")).triggered.connect(card.opened)
    wish(menu, card, translate("StopCard", "导航…"), Wish.WAY)
    if card.stop.line.place_source not in CONFIRMED:
        wish(menu, card, translate("StopCard", "确认位置"), Wish.PLACE)
    menu.addSeparator()
    up, down = menu.addAction(translate("StopCard", "上移")), menu.addAction(translate("StopCard", "下移"))
    up.setEnabled(not first)
    down.setEnabled(not last)
    up.triggered.connect(lambda: card.moved.emit(-1))
    down.triggered.connect(lambda: card.moved.emit(1))
    menu.addSeparator()
    lock = _locking(menu, card)
    wish(menu, card, translate("StopCard", "约好时间…"), Wish.MEET)
    menu.addSeparator()
    nobody = wish(menu, card, translate("StopCard", "没人在，重排余下"), Wish.NOBODY)
    out = menu.addAction(translate("StopCard", "今日不去"))
    for action in (nobody, out):
        action.setEnabled(not card.stop.begun)
    out.triggered.connect(card.taken_out)
    for action, keys in ((up, "Alt+Up"), (down, "Alt+Down"), (lock, "L"), (nobody, "N"), (out, "Del")):
        action.setShortcut(QKeySequence(keys))  # shown beside the words; the card itself listens to them
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    return menu


def wish(menu: QMenu, card: StopCard, words: str, what: Wish) -> QAction:
    """One line of the menu."""
    action = menu.addAction(words)
    action.triggered.connect(lambda: card.wished.emit(what))
    return action


def _locking(menu: QMenu, card: StopCard) -> QAction:
    if card.stop.locked:
        return wish(menu, card, translate("StopCard", "解除锁定"), Wish.UNLOCK)
    if card.planned:
        wish(menu, card, translate("StopCard", "锁定时间 {time}").format(time=card.time), Wish.LOCK_TIME)
    return wish(menu, card, translate("StopCard", "锁定次序"), Wish.LOCK_PLACE)
