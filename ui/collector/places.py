"""The collector's places: what the rail leads to, and what can be opened on top of it."""

from __future__ import annotations

from ui import receivers
from ui.collector.borrower.spare import SparePages
from ui.collector.cases import CasesPage
from ui.collector.cash_page import CashPage
from ui.collector.contact_sheet import ContactPage
from ui.collector.documents import DocumentsPage
from ui.collector.map import MapPage
from ui.collector.matter_sheet import MatterSheet
from ui.collector.particular_sheet import ParticularPage
from ui.collector.places_confirm import PlacesPage
from ui.collector.plan_desk import PlanDesk
from ui.collector.plans import PlansPage
from ui.collector.receipt_sheet import ReceiptSheet
from ui.collector.signing_resume import ResumeSigning
from ui.collector.today import TodayPage
from ui.collector.visit import VisitPage
from ui.collector.visit_reopen import reopen_visit
from ui.frame import make_shell
from ui.i18n import translate
from ui.preferences import Preferences
from ui.shell import Shell
from ui.sync_page import SyncPage
from ui.widgets.rail import RailEntry
from ui.workplace import Workplace


def shell_for(work: Workplace, preferences: Preferences) -> Shell:
    """The collector's window."""

    def entries() -> list[RailEntry]:
        return [
            RailEntry("today", translate("places", "今日"), "today", lambda: TodayPage(work)),
            RailEntry("cases", translate("places", "案件"), "cases", lambda: CasesPage(work)),
            RailEntry("map", translate("places", "地图"), "map", lambda: MapPage(work)),
            RailEntry("plans", translate("places", "方案"), "plans", lambda: PlansPage(work)),
            RailEntry("documents", translate("places", "文书"), "documents", lambda: DocumentsPage(work)),
            RailEntry("sync", translate("places", "同步"), "sync", lambda: SyncPage(work)),
        ]

    receivers.use(receivers.read_choice(preferences.receiver))
    spare = SparePages(work)
    work.can_open("case", "cases", spare.page)
    work.can_open("visit", "cases", lambda about: VisitPage(work, about))
    work.can_open("correct_visit", "cases", lambda about: VisitPage(work, *about.split("|")))
    work.can_open("contact", "cases", lambda ref: ContactPage(work, ref))
    work.can_open("particular", "cases", lambda ref: ParticularPage(work, ref))
    work.can_open("plan", "plans", lambda case_id: PlanDesk(work, case_id))
    work.can_open("paper", "documents", lambda document_id: DocumentsPage(work, document_id))
    work.can_open("sign", "plans", lambda case_id: ResumeSigning(work, case_id))
    work.can_open("matter", "cases", lambda id_: MatterSheet(work, id_))
    work.can_open("receipt", "cases", lambda case_id: ReceiptSheet(work, case_id))
    work.can_open("places", "map", lambda about: PlacesPage(work, about))
    work.can_open("cash", "cases", lambda _nothing: CashPage(work))
    shell = make_shell(work, preferences, entries, opens="case")
    spare.setParent(shell)
    shell.page_shown.connect(lambda _key: spare.make_soon())
    reopen_visit(work)
    return shell
