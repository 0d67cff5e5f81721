"""A window with the places of plans and papers alone, and hands that sign: so that these pages are tested as they run,
whatever else the window holds."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fieldapp.domain.observation import Observation, OpenStatus
from fieldapp.domain.visit import Cause, Met, Outcome
from fieldapp.services import issue_document, negotiate_plan, record_visit
from fieldapp.services.desk import Desk
from fieldapp.services.issue_document import SealedPaper
from tests.documents.papers import handwriting
from tests.gui.closing_window import closed_after
from tests.office import PASSPHRASE
from ui.collector.documents import DocumentsPage
from ui.collector.plan_desk import PlanDesk
from ui.collector.plans import PlansPage
from ui.collector.signing_resume import ResumeSigning
from ui.in_pieces import InPieces
from ui.shell import Shell
from ui.supervisor.approvals import ApprovalsPage
from ui.supervisor.team import TeamPage
from ui.tasks import Tasks
from ui.widgets.ink_pad import InkPad
from ui.widgets.page import PageFrame
from ui.widgets.paged_model import PagedModel
from ui.widgets.pdf_view import PdfView
from ui.widgets.rail import RailEntry
from ui.workplace import Workplace

SEEN = Observation(
    open_status=OpenStatus.OPEN_NORMAL,
    sales_month_claimed=4_200_000,
    purchases_month=2_772_000,
    margin_percent=28,
    costs_month=380_000,
    household_month=250_000,
    other_debt_month=80_000,
)


@contextmanager
def collector_window(desk: Desk) -> Iterator[tuple[Workplace, Shell]]:
    """The collector's window with plans, papers and stand-ins for the pages of others."""
    with _window(desk, ("plans", "documents", "cases")) as (work, shell):
        work.can_open("case", "cases", lambda case_id: PageFrame(f"case {case_id}"))
        work.can_open("visit", "cases", lambda case_id: PageFrame(f"visit {case_id}"))
        work.can_open("plan", "plans", lambda case_id: PlanDesk(work, case_id))
        work.can_open("sign", "plans", lambda case_id: ResumeSigning(work, case_id))
        work.can_open("paper", "documents", lambda document_id: DocumentsPage(work, document_id))
        yield work, shell


@contextmanager
def supervisor_window(desk: Desk) -> Iterator[tuple[Workplace, Shell]]:
    """The supervisor's window with what waits for a decision."""
    with _window(desk, ("approvals", "team")) as (work, shell):
        work.can_open("case", "approvals", lambda case_id: ApprovalsPage(work, case_id))
        yield work, shell


@contextmanager
def _window(desk: Desk, places: tuple[str, ...]) -> Iterator[tuple[Workplace, Shell]]:
    work = Workplace(desk, Tasks())
    pages = {
        "plans": lambda: PlansPage(work),
        "documents": lambda: DocumentsPage(work),
        "cases": lambda: PageFrame("cases"),
        "approvals": lambda: ApprovalsPage(work),
        "team": lambda: TeamPage(work),
    }
    words = {"plans": "方案", "documents": "文书", "cases": "案件", "approvals": "审批", "team": "督导"}
    entries = [RailEntry(name, words[name], name, pages[name]) for name in places]
    shell = Shell(lambda: "催收\n外访", lambda: entries, work.tasks)
    work.shell = shell
    shell.show()
    shell.activateWindow()
    assert QTest.qWaitForWindowActive(shell), "keys only reach a window that is active"
    with closed_after(work, shell):
        yield work, shell


def settle(bot: QtBot, work: Workplace) -> None:
    """Wait until nothing is read or written any more, and what came of it is on screen."""
    quiet = 0
    while quiet < 2:  # an answer may ask the next question
        QApplication.processEvents()
        bot.waitUntil(lambda: _at_rest(work), timeout=20_000)
        QApplication.processEvents()
        quiet = quiet + 1 if _at_rest(work) else 0


def _at_rest(work: Workplace) -> bool:
    """Whether no task runs and no view is about to start one."""
    shell = work.shell
    views = shell.findChildren(PdfView) if shell is not None else []
    models = shell.findChildren(PagedModel) if shell is not None else []
    timers = [view._rest for view in views] + [model._soon for model in models]
    if shell is not None:
        timers += [pieces._timer for pieces in shell.findChildren(InPieces)]
        timers += [desk._rests for desk in shell.findChildren(PlanDesk)]
    timers += [pieces._timer for pieces in shell.findChildren(InPieces)] if shell is not None else []
    return not work.tasks.running() and not any(timer.isActive() for timer in timers)


def visited(desk: Desk, case_id: str, seen: Observation = SEEN) -> record_visit.SavedVisit:
    """A visit that saw how the business does."""
    draft = record_visit.begin_visit(desk, case_id).draft
    draft.met, draft.outcome, draft.cause = Met.BORROWER, Outcome.PLAN_TALKS, Cause.RECEIVABLE_DELAYED
    draft.observation = seen
    return record_visit.finish_visit(desk, draft)


def sealed_plan(desk: Desk, case_id: str, months: int = 12, reason: str = "生意在恢复") -> SealedPaper:
    """A plan of so many months, signed and sealed without the screen."""
    table = negotiate_plan.lay_out(desk, case_id)
    terms = replace(table.options[0].terms, instalments=months, arrears_rows=min(3, months))
    monthly = table.capacity.monthly if table.capacity else None
    option = negotiate_plan.work_out(table.loan, terms, table.quote, desk.matrix, monthly)
    chosen = negotiate_plan.content(table, option, desk.matrix, reason)
    drawn = issue_document.draw_up(desk, case_id, chosen)
    inks = {"borrower": handwriting(1), "collector": handwriting(2)}
    return issue_document.seal_plan(desk, drawn, inks, {"device_id": desk.device_id}, PASSPHRASE)


def write_name(pad: InkPad, strokes: int = 3) -> None:
    """Sign on a pad with the mouse: arcs beside each other, as a hand draws them."""
    left = Qt.MouseButton.LeftButton
    for number in range(strokes):
        begin = 30 + number * 90
        points = [QPoint(begin + step * 3, round(70 + 35 * math.sin(number + step / 4))) for step in range(24)]
        QTest.mousePress(pad, left, pos=points[0])
        for point in points[1:]:
            QTest.mouseMove(pad, point)
        QTest.mouseRelease(pad, left, pos=points[-1])
