"""The supervisor's places: what waits for a decision, what the team does and where, and how sync stands."""

from __future__ import annotations

from ui.frame import make_shell
from ui.i18n import translate
from ui.preferences import Preferences
from ui.shell import Shell
from ui.supervisor.approvals import ApprovalsPage
from ui.supervisor.help_watch import HelpWatch
from ui.supervisor.map import TeamMapPage
from ui.supervisor.team import TeamPage
from ui.sync_page import SyncPage
from ui.widgets.rail import RailEntry
from ui.workplace import Workplace


def shell_for(work: Workplace, preferences: Preferences) -> Shell:
    """The supervisor's window."""

    def entries() -> list[RailEntry]:
        return [
            RailEntry("approvals", translate("places", "审批"), "approvals", lambda: ApprovalsPage(work)),
            RailEntry("team", translate("places", "督导"), "team", lambda: TeamPage(work)),
            RailEntry("team_map", translate("places", "地图"), "map", lambda: TeamMapPage(work)),
            RailEntry("sync", translate("places", "同步"), "sync", lambda: SyncPage(work)),
        ]

    work.can_open("case", "approvals", lambda case_id: ApprovalsPage(work, case_id))
    shell = make_shell(work, preferences, entries, opens="case")
    HelpWatch(work)
    return shell
