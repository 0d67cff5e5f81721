"""The frame of the window: rail left, top bar, one page at a time. It knows no page; it is given how to make them.

A rail entry's page is made when it is first gone to and then kept. A detail page (a borrower, a visit) is opened on
top of the entry it belongs to: each entry keeps its own pile, so that one can look something up elsewhere and come
back to where one was. When the language or the size of text changes, everything is made anew from the same factories.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from fieldapp.errors import KnownError
from ui import i18n, theme, window_place
from ui.reading_order import go_on
from ui.tasks import Tasks
from ui.theme import Tone
from ui.widgets.focus_frame import KeyboardFocus
from ui.widgets.foot import Foot
from ui.widgets.news import NewsDrawer
from ui.widgets.page import PageFrame
from ui.widgets.rail import Rail, RailEntry
from ui.widgets.search import Provider
from ui.widgets.shortcuts import ShortcutOverview, Shortcuts, keys_of_page, without_doubles
from ui.widgets.toast import Toaster
from ui.widgets.topbar import TopBar

SMALLEST = QSize(1024, 640)
USUAL = QSize(1366, 768)


@dataclass
class _Opened:
    """A page on a pile: what it is, how to make it, and the widget once it was wanted."""

    key: str
    make: Callable[[], QWidget]
    widget: QWidget | None = None


class Shell(QMainWindow):
    """One window of one role.

    Signals:
        searched: (str) text in the search field.
        chosen: (Hit) what was picked from the search results.
        page_shown: (str) key of the page that is now on screen.
        sync_wanted, user_wanted, settings_wanted: that part of the frame was pressed.
        closed: the window has gone; end the tasks.
        rebuilt: frame and pages were made anew, in another language or size of text.
    """

    searched = Signal(str)
    chosen = Signal(object)
    page_shown = Signal(str)
    sync_wanted = Signal()
    user_wanted = Signal()
    settings_wanted = Signal()
    closed = Signal()
    rebuilt = Signal()

    def __init__(
        self,
        mark: Callable[[], str],
        entries: Callable[[], Sequence[RailEntry]],
        tasks: Tasks,
        *,
        memory: Path | None = None,
    ) -> None:
        """`mark` and `entries` are asked again when the language changes; `memory` is the file that keeps the size."""
        super().__init__()
        self.tasks, self.toaster = tasks, Toaster(self)
        self.shortcuts = Shortcuts(self)
        self._mark, self._entries = mark, entries
        self._extra_shortcuts: Callable[[Shortcuts], object] | None = None
        self.may_close: Callable[[], bool] | None = None
        """Asked when a person closes the window; False keeps it open, and whoever said so closes it later."""
        self.begin: Callable[[], bool] | None = None
        """Asked once, when the window is first shown, to show a page; False leaves it to the first entry."""
        self.frame: object | None = None
        """What wires this window; kept here because it lives as long."""
        self._memory = None if memory is None else QSettings(str(memory), QSettings.Format.IniFormat)
        self._piles: dict[str, list[_Opened]] = {}
        self._here = self._before = ""
        self._gone = False
        self._sync: tuple[str, Tone, str] = ("", "text_2", "")
        self._user = ""
        self._provider: Provider | None = None
        self._badges: dict[str, int] = {}
        self._scale = theme.current().text_scale
        self._focus = KeyboardFocus(self)
        self.setMinimumSize(SMALLEST)
        window_place.restore(self, self._memory, USUAL, SMALLEST)
        self._build()
        self.toaster.told.connect(self._say_news)
        tasks.known_error.connect(self.toaster.say_error)
        tasks.busy.connect(self._show_busy)
        i18n.changes.changed.connect(self.rebuild)
        theme.changes.changed.connect(self._on_theme)

    def open_first(self) -> None:
        """Make the page to begin with, if none is there: when the window is first shown, or in a turn before that."""
        if not self._here and not (self.begin is not None and self.begin()):
            self.go(next(iter(self._piles)))

    def go(self, key: str) -> None:
        """Show the entry's page, with what was opened on it.

        Raises:
            KeyError: there is no such entry.
        """
        self._piles[key][0]
        self._here = key
        self._rail.select(key)
        self._show_top()

    def open(self, key: str, make: Callable[[], QWidget], *, under: str = "") -> None:
        """Open a detail page on an entry (by default the one on screen); one with the same key is come back to."""
        entry = under or self._here
        pile = self._piles[entry]
        place = next((number for number, opened in enumerate(pile) if opened.key == key), None)
        if place is None:
            pile.append(_Opened(key, make))
        else:
            self._close_above(pile, place)
        self.go(entry)

    def open_beside(self, key: str, make: Callable[[], QWidget]) -> None:
        """Show a page that belongs to no entry; back leads to where one was, and nothing there is closed for it."""
        if key != self._here:
            self._before = self._here
            self._piles.setdefault(key, [_Opened(key, make)])
            self.go(key)

    def back(self) -> None:
        """Close the detail page on screen; what it was opened on shows again."""
        pile = self._piles[self._here]
        if len(pile) > 1:
            self._close_above(pile, len(pile) - 2)
            self._show_top()
        elif not self._rail.has(self._here):
            self._close_above(self._piles.pop(self._here), -1)
            self.go(self._before)

    def page(self) -> QWidget | None:
        """The page on screen."""
        return self._stack.currentWidget()

    def page_key(self) -> str:
        """Its key: an entry's or a detail page's; empty before the first."""
        return self._piles[self._here][-1].key if self._here else ""

    def set_provider(self, provider: Provider | None) -> None:
        """Who finds what is typed into the search field; called on a reader thread."""
        self._provider = provider
        self.topbar.search.set_provider(provider)

    def set_sync(self, words: str, tone: Tone = "text_2", last: str = "") -> None:
        """How the sync stands, in words, and when it last went through."""
        self._sync = (words, tone, last)
        self.topbar.set_sync(words, tone, last)

    def set_user(self, words: str) -> None:
        """Who is signed in."""
        self._user = words
        self.topbar.set_user(words)

    def set_badge(self, key: str, count: int) -> None:
        """How much waits at an entry; 0 shows none."""
        self._badges[key] = count
        self._rail.set_badge(key, count)

    def set_shortcuts(self, register: Callable[[Shortcuts], object]) -> None:
        """Keys beyond the frame's own; `register` is called now and after each change of language."""
        self._extra_shortcuts = register
        register(self.shortcuts)

    def show_shortcuts(self) -> None:
        """The overview of all keys by place, those of the page on screen first (F1)."""
        page = self.page()
        here = keys_of_page(page, self.tr("本页")) if page is not None else []
        ShortcutOverview(without_doubles([*here, *self.shortcuts.known()]), self).show()

    def show_news(self) -> None:
        """What was said at the foot of the window, to be read again."""
        over = self.centralWidget()
        if over is not None:
            NewsDrawer(over, self.toaster.read()).open_up()

    def say(self, words: str, tone: Tone = "ok") -> None:
        """Short news at the foot of the window."""
        self.toaster.say(words, tone)

    def say_error(self, error: KnownError) -> None:
        """A known error in its own sentence at the foot of the window."""
        self.toaster.say_error(error)

    def rebuild(self) -> None:
        """Make frame and pages anew, in the language and text size in force; the page on screen stays the same."""
        if self._gone:
            return
        keys = self._here
        piles = self._piles
        self._build()
        for key, pile in piles.items():
            if key in self._piles:
                self._piles[key] += [_Opened(opened.key, opened.make) for opened in pile[1:]]
            else:
                self._piles[key] = [_Opened(opened.key, opened.make) for opened in pile]
        if keys in self._piles:
            self.go(keys)
        self.rebuilt.emit()

    def focusNextPrevChild(self, forward: bool) -> bool:
        return go_on(self, forward=forward)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._gone = False
        self._focus.attach()
        self.open_first()

    def closeEvent(self, event: QCloseEvent) -> None:
        if event.spontaneous() and self.may_close is not None and not self.may_close():
            event.ignore()
            return
        if self._memory is not None:
            window_place.keep(self, self._memory)
        super().closeEvent(event)
        self._gone = True
        self.closed.emit()

    def _build(self) -> None:
        entries = list(self._entries())
        self._here = ""
        self._piles = {entry.key: [_Opened(entry.key, entry.make)] for entry in entries}
        self._rail = Rail(self._mark(), entries)
        self._rail.chosen.connect(self._on_rail)
        self._rail.settings.connect(self.settings_wanted)
        self.topbar = TopBar(self.tasks)
        self.topbar.search.searched.connect(self.searched)
        self.topbar.search.chosen.connect(self.chosen)
        self.topbar.sync_wanted.connect(self.sync_wanted)
        self.topbar.user_wanted.connect(self.user_wanted)
        self.foot = Foot()
        self.foot.news_wanted.connect(self.show_news)
        self.foot.keys_wanted.connect(self.show_shortcuts)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._laid_out())  # deletes what was there before
        self.toaster.above = self.foot.height()
        self._fill_frame()
        self._register_shortcuts([entry.words for entry in entries])

    def _laid_out(self) -> QWidget:
        root = QWidget()
        row = QHBoxLayout(root)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.topbar)
        right.addWidget(self._stack, 1)
        right.addWidget(self.foot)
        row.addLayout(right, 1)
        return root

    def _fill_frame(self) -> None:
        self.topbar.set_sync(*self._sync)
        self.topbar.set_user(self._user)
        self.topbar.search.set_provider(self._provider)
        for key, count in self._badges.items():
            if key in self._piles:
                self._rail.set_badge(key, count)
        self._say_news()

    def _say_news(self) -> None:
        """At the foot: how much was said, and whether something of it should be read."""
        count, unread = len(self.toaster.history), self.toaster.unread
        if unread:
            self.foot.news.say(self.tr("%n 条未读消息", "", unread), "warn")
        else:
            self.foot.news.say(self.tr("消息") if count else "", says=self.tr("再看一遍说过的消息"))

    def _register_shortcuts(self, places: Sequence[str]) -> None:
        self.shortcuts.forget()
        anywhere = self.tr("随处可用")
        self.shortcuts.add("Ctrl+K", self.tr("查找案件或命令"), anywhere, self._to_search)
        self.shortcuts.add("Alt+Left", self.tr("返回上一页"), anywhere, self.back)
        self.shortcuts.add("F1", self.tr("显示快捷键"), anywhere, self.show_shortcuts)
        self.shortcuts.add("Ctrl+J", self.tr("再看一遍说过的消息"), anywhere, self.show_news)
        self.shortcuts.add("Ctrl+,", self.tr("设置"), anywhere)
        for number, words in enumerate(places[:9], start=1):
            self.shortcuts.add(f"Ctrl+{number}", words, self.tr("去到"))
        if self._extra_shortcuts is not None:
            self._extra_shortcuts(self.shortcuts)

    def _on_rail(self, key: str) -> None:
        if key == self._here:
            self._close_above(self._piles[key], 0)
        self.go(key)

    def _show_top(self) -> None:
        opened = self._piles[self._here][-1]
        if opened.widget is None:
            opened.widget = opened.make()
            self._stack.addWidget(opened.widget)
            if isinstance(opened.widget, PageFrame):
                opened.widget.back.connect(self.back)
        self._stack.setCurrentWidget(opened.widget)
        (opened.widget.focusWidget() or opened.widget).setFocus(Qt.FocusReason.OtherFocusReason)
        self.page_shown.emit(opened.key)

    def _close_above(self, pile: list[_Opened], place: int) -> None:
        for gone in pile[place + 1 :]:
            if gone.widget is not None:
                self._stack.removeWidget(gone.widget)
                gone.widget.deleteLater()
        del pile[place + 1 :]

    def _to_search(self) -> None:
        self.topbar.search.open_up()

    def _show_busy(self, busy: bool) -> None:
        self.topbar.set_busy(busy)

    def _on_theme(self) -> None:
        if theme.current().text_scale != self._scale:
            self._scale = theme.current().text_scale
            self.rebuild()
