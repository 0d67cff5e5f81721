"""The frame of a signed-in window, the same for every role: rail, search, sync state, who is signed in.

Each role gives its own places; what they share (search for cases, the sync line, settings) is wired here once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fieldapp.domain.staff import StaffRole
from fieldapp.store.laptop.case_list import CaseFilter
from fieldapp.sync.status import SyncStatus
from ui import conflict_desk, sync_words
from ui.i18n import translate
from ui.preferences import Preferences
from ui.settings_page import SettingsPage
from ui.shell import Shell
from ui.sync_leave import Leaving
from ui.sync_page import SyncPage
from ui.widgets.rail import RailEntry
from ui.widgets.search import Hit
from ui.workplace import Workplace

FOUND = 8
COMMAND = "command:"
"""What the keys of commands begin with; those of cases are ids."""
SETTINGS, SYNC_NOW, SHORTCUTS = "settings", "sync_now", "shortcuts"
CONFLICTS, REFUSED, SIGN_OUT = "conflicts", "refused", "sign_out"


def make_shell(
    work: Workplace, preferences: Preferences, entries: Callable[[], Sequence[RailEntry]], *, opens: str
) -> Shell:
    """The window of a role; a case found by search is opened by the name `opens` ("case")."""
    shell = Shell(lambda: translate("frame", "催收\n外访"), entries, work.tasks, memory=preferences.path)
    work.shell = shell
    shell.setWindowTitle(translate("frame", "催收外访"))
    shell.set_user(_who(work))
    shell.set_provider(lambda text: [*find(work, text), *find_commands(entries(), text)])
    shell.chosen.connect(lambda hit: _carry_out(work, shell, hit, opens))
    shell.settings_wanted.connect(lambda: shell.open_beside(SETTINGS, lambda: SettingsPage(work, preferences)))
    shell.user_wanted.connect(shell.settings_wanted)  # who is signed in, and the way out, stand there
    shell.sync_wanted.connect(lambda: shell.go("sync"))
    work.status.connect(lambda status: show_status(shell, status))
    shell.rebuilt.connect(lambda: _say_anew(work, shell))
    shell.may_close = Leaving(work).closing
    return shell


def find(work: Workplace, text: str) -> list[Hit]:
    """Cases for what was typed into the search field; on a reader thread."""
    with work.desk.store.reading() as unit:
        lines = unit.cases.page(CaseFilter(text), 0, FOUND) if text.strip() else []
    kind = translate("frame", "案件")
    return [
        Hit(kind, f"{line.borrower_name} · {line.premises_name}", f"{line.case_no} · {line.address}", line.case_id)
        for line in lines
    ]


def find_commands(entries: Sequence[RailEntry], text: str) -> list[Hit]:
    """Commands whose words hold what was typed: the places of the rail, and what may be done anywhere."""
    kind, wanted = translate("frame", "命令"), text.strip().casefold()
    known = [(entry.key, entry.words, f"Ctrl+{number}") for number, entry in enumerate(entries, start=1)]
    known.append((SETTINGS, translate("frame", "设置"), "Ctrl+,"))
    known.append((SYNC_NOW, translate("frame", "立即同步"), ""))
    known.append((CONFLICTS, translate("frame", "冲突台"), ""))
    known.append((REFUSED, translate("frame", "查看未被接收的记录"), ""))
    known.append((SIGN_OUT, translate("frame", "退出登录"), ""))
    known.append((SHORTCUTS, translate("frame", "显示快捷键"), "F1"))
    return [Hit(kind, says, keys, COMMAND + key) for key, says, keys in known if wanted and wanted in says.casefold()]


def _carry_out(work: Workplace, shell: Shell, hit: Hit, opens: str) -> None:
    """Do what was picked from the search results."""
    command = hit.key.removeprefix(COMMAND)
    if command == hit.key:
        work.open(opens, hit.key)
    elif command == SETTINGS:
        shell.settings_wanted.emit()
    elif command == SYNC_NOW:
        shell.go("sync")
        work.sync_now()
    elif command == CONFLICTS:
        conflict_desk.open_desk(work)
    elif command == REFUSED:
        shell.go("sync")
        page = shell.page()
        if isinstance(page, SyncPage):
            page.show_refused()
    elif command == SIGN_OUT:
        Leaving(work).sign_out()
    elif command == SHORTCUTS:
        shell.show_shortcuts()
    else:
        shell.go(command)


def show_status(shell: Shell, status: SyncStatus) -> None:
    """The sync line of the top bar and the badge on the rail."""
    words, tone, last = sync_words.line(status)
    shell.set_sync(words, tone, last)
    shell.set_badge("sync", status.refused + status.files_refused)


def _say_anew(work: Workplace, shell: Shell) -> None:
    """What the bar says is words made here: in another language they are others."""
    shell.setWindowTitle(translate("frame", "催收外访"))
    shell.set_user(_who(work))
    if work.last_status is not None:
        show_status(shell, work.last_status)


def _who(work: Workplace) -> str:
    staff = work.desk.staff
    role = translate("frame", "主管") if staff.role is StaffRole.SUPERVISOR else translate("frame", "催收员")
    words = f"{staff.name} · {role} · {staff.team}"
    if work.practice:
        words += " · " + translate("frame", "练习")
    return words
