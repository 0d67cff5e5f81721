"""The frame of a signed-in window, the same for every role: rail, palette, sync state, status line, tray, who is here.

Each role gives its own places; what they share is wired here once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from fieldapp.domain.staff import StaffRole
from fieldapp.sync.status import SyncStatus
from ui import conflict_desk, sync_words
from ui.i18n import translate
from ui.key_places import add_key_places
from ui.looks import set_look, set_size
from ui.maps_page import KEY as MAPS
from ui.maps_page import open_maps
from ui.palette import COMMAND, Command, Palette
from ui.preferences import Preferences
from ui.settings_page import SettingsPage
from ui.shell import Shell
from ui.status_line import StatusLine
from ui.sync_leave import Leaving
from ui.sync_page import SyncPage
from ui.tray import Tray
from ui.user_menu import Entry, show_menu
from ui.widgets.rail import RailEntry
from ui.widgets.shortcuts import Shortcuts
from ui.workplace import Workplace

SETTINGS = "settings"
LOCK_KEYS = "Ctrl+L"
OF_COLLECTORS = frozenset({"cash", "places"})
"""Commands that open what only a collector's window has."""


class Frame:
    """Wires one window; kept by it."""

    def __init__(
        self,
        work: Workplace,
        preferences: Preferences,
        entries: Callable[[], Sequence[RailEntry]],
        opens: str,
    ) -> None:
        self.work, self.preferences, self.entries = work, preferences, entries
        shell = Shell(lambda: translate("frame", "催收\n外访"), entries, work.tasks, memory=preferences.path)
        self.shell = work.shell = shell
        self.leaving = Leaving(work)
        self.palette = Palette(work, self.commands, opens, work.recent)
        self.tray = Tray(shell)
        self.line = StatusLine(work, shell, self.tray)
        shell.setWindowTitle(translate("frame", "催收外访"))
        shell.set_user(_who(work))
        shell.set_provider(self.palette.find)
        shell.set_shortcuts(self._add_keys)
        shell.begin = self._begin
        shell.may_close = self.leaving.closing
        self._connect()

    def _connect(self) -> None:
        work, shell, tray = self.work, self.shell, self.tray
        shell.chosen.connect(self.palette.choose)
        shell.page_shown.connect(self.palette.at)
        shell.page_shown.connect(work.recent.at)
        shell.settings_wanted.connect(self.open_settings)
        shell.user_wanted.connect(self.show_user_menu)
        shell.sync_wanted.connect(lambda: shell.go("sync"))
        shell.rebuilt.connect(self._say_anew)
        shell.closed.connect(tray.hide)
        work.tray_changed.connect(tray.set_shown)
        work.status.connect(lambda status: show_status(shell, status))
        tray.front_wanted.connect(work.front_wanted)
        tray.sync_wanted.connect(work.sync_now)
        tray.lock_wanted.connect(work.lock_wanted)
        tray.leave_wanted.connect(self._leave_by_tray)

    def _leave_by_tray(self) -> None:
        """The question about what is not sent is asked on the window, so it must be there; the lock has its own way."""
        self.work.front_wanted.emit()
        if self.shell.isVisible():
            self.leaving.sign_out()

    def open_settings(self) -> None:
        """Settings, beside the places."""
        self.shell.open_beside(SETTINGS, lambda: SettingsPage(self.work, self.preferences))

    def show_user_menu(self) -> None:
        """What one can do as whoever is signed in."""
        work = self.work
        entries: list[Entry] = [
            (translate("frame", "设置"), "settings", "Ctrl+,", self.open_settings),
            (translate("frame", "锁定屏幕"), "lock", LOCK_KEYS, work.lock_wanted.emit),
            ("", "", "", self.open_settings),
            (translate("frame", "换人登录"), "users", "", work.signed_out.emit),
            (translate("frame", "退出登录"), "sign_out", "", self.leaving.sign_out),
        ]
        show_menu(self.shell.topbar.user, _who(work), entries)

    def commands(self) -> list[Command]:
        """All that can be done anywhere, in the language in force."""
        found = [*self._places(), *self._about_sync(), *self._about_person(), *self._about_window()]
        return [one for one in found if one.key not in OF_COLLECTORS or self.work.can(one.key)]

    def _places(self) -> list[Command]:
        go = translate("frame", "去{place}")
        found = [
            Command(one.key, one.words, partial(self.shell.go, one.key), f"Ctrl+{number}", one.icon,
                    go.format(place=one.words))
            for number, one in enumerate(self.entries(), start=1)
        ]  # fmt: skip
        found.append(
            Command(SETTINGS, translate("frame", "设置"), self.shell.settings_wanted.emit, "Ctrl+,", "settings")
        )
        found.append(Command(MAPS, translate("frame", "离线地图"), partial(open_maps, self.work), "", "map"))
        return found

    def _about_sync(self) -> list[Command]:
        work, shell = self.work, self.shell

        def sync() -> None:
            shell.go("sync")
            work.sync_now()

        def refused() -> None:
            shell.go("sync")
            page = shell.page()
            if isinstance(page, SyncPage):
                page.show_refused()

        return [
            Command("sync_now", translate("frame", "立即同步"), sync, "", "sync"),
            Command("conflicts", translate("frame", "冲突台"), lambda: conflict_desk.open_desk(work), "", "compare"),
            Command("refused", translate("frame", "查看未被接收的记录"), refused, "", "cloud_alert"),
            Command("cash", translate("frame", "现金与缴存"), lambda: work.open("cash", ""), "", "cash"),
            Command("places", translate("frame", "待确认位置"), lambda: work.open("places", ""), "", "place_unsure"),
        ]

    def _about_person(self) -> list[Command]:
        work = self.work
        return [
            Command("lock", translate("frame", "锁定屏幕"), work.lock_wanted.emit, LOCK_KEYS, "lock"),
            Command("switch", translate("frame", "换人登录"), work.signed_out.emit, "", "users"),
            Command("sign_out", translate("frame", "退出登录"), self.leaving.sign_out, "", "sign_out"),
        ]

    def _about_window(self) -> list[Command]:
        shell, kept = self.shell, self.preferences
        return [
            Command("shortcuts", translate("frame", "显示快捷键"), shell.show_shortcuts, "F1", "keyboard"),
            Command("news", translate("frame", "再看一遍说过的消息"), shell.show_news, "Ctrl+J", "bell"),
            Command("light", translate("frame", "浅色外观"), lambda: set_look(kept, "light"), "", "theme_light"),
            Command("dark", translate("frame", "深色外观"), lambda: set_look(kept, "dark"), "", "theme_dark"),
            Command("larger", translate("frame", "放大文字"), lambda: set_size(kept, 1), "", "text_size"),
            Command("smaller", translate("frame", "缩小文字"), lambda: set_size(kept, -1), "", "text_size"),
        ]

    def _add_keys(self, keys: Shortcuts) -> None:
        anywhere = translate("frame", "随处可用")
        keys.add(LOCK_KEYS, translate("frame", "锁定屏幕"), anywhere, self.work.lock_wanted.emit)
        add_key_places(keys, self.work)

    def _begin(self) -> bool:
        """Come back to where one was today, when the window is shown the first time."""
        self.tray.set_shown(self.preferences.tray)
        self.line.begin()
        name, _, id_ = self.work.recent.page().partition(":")
        if id_ and self.work.can(name):
            self.work.open(name, id_)
        elif not id_ and name in {one.key for one in self.entries()}:
            self.shell.go(name)
        else:
            return False
        return True

    def _say_anew(self) -> None:
        """What the bar says is words made here: in another language they are others."""
        self.palette.forget()
        self.shell.setWindowTitle(translate("frame", "催收外访"))
        self.shell.set_user(_who(self.work))
        if self.work.last_status is not None:
            show_status(self.shell, self.work.last_status)


def make_shell(
    work: Workplace, preferences: Preferences, entries: Callable[[], Sequence[RailEntry]], *, opens: str
) -> Shell:
    """The window of a role; a case found by search is opened by the name `opens` ("case")."""
    frame = Frame(work, preferences, entries, opens)
    frame.shell.frame = frame
    return frame.shell


def show_status(shell: Shell, status: SyncStatus) -> None:
    """The sync line of the top bar and the badge on the rail."""
    words, tone, last = sync_words.line(status)
    shell.set_sync(words, tone, last)
    shell.set_badge("sync", status.refused + status.files_refused)


def _who(work: Workplace) -> str:
    staff = work.desk.staff
    role = translate("frame", "主管") if staff.role is StaffRole.SUPERVISOR else translate("frame", "催收员")
    words = f"{staff.name} · {role} · {staff.team}"
    if work.practice:
        words += " · " + translate("frame", "练习")
    return words


__all__ = ["COMMAND", "Frame", "make_shell", "show_status"]
