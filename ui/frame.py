"""The frame of a signed-in window, the same for every role: rail, search, sync state, who is signed in.

Each role gives its own places; what they share (search for cases, the sync line, settings) is wired here once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fieldapp.domain.staff import StaffRole
from fieldapp.store.laptop.case_list import CaseFilter
from fieldapp.sync.status import SyncStatus
from ui import sync_words
from ui.i18n import translate
from ui.preferences import Preferences
from ui.settings_page import SettingsPage
from ui.shell import Shell
from ui.widgets.rail import RailEntry
from ui.widgets.search import Hit
from ui.workplace import Workplace

FOUND = 8


def make_shell(
    work: Workplace, preferences: Preferences, entries: Callable[[], Sequence[RailEntry]], *, opens: str
) -> Shell:
    """The window of a role; a case found by search is opened by the name `opens` ("case")."""
    shell = Shell(lambda: translate("frame", "催收\n外访"), entries, work.tasks, memory=preferences.path)
    work.shell = shell
    shell.setWindowTitle(translate("frame", "催收外访"))
    shell.set_user(_who(work))
    shell.set_provider(lambda text: find(work, text))
    shell.chosen.connect(lambda hit: work.open(opens, hit.key))
    shell.settings_wanted.connect(lambda: shell.open("settings", lambda: SettingsPage(work, preferences)))
    shell.sync_wanted.connect(lambda: shell.go("sync"))
    work.status.connect(lambda status: show_status(shell, status))
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


def show_status(shell: Shell, status: SyncStatus) -> None:
    """The sync line of the top bar and the badge on the rail."""
    words, tone, last = sync_words.line(status)
    shell.set_sync(words, tone, last)
    shell.set_badge("sync", status.refused)


def _who(work: Workplace) -> str:
    staff = work.desk.staff
    role = translate("frame", "主管") if staff.role is StaffRole.SUPERVISOR else translate("frame", "催收员")
    words = f"{staff.name} · {role} · {staff.team}"
    if work.practice:
        words += " · " + translate("frame", "练习")
    return words
