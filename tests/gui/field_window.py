"""A collector's window with the pages under test, over a real office: what was opened beyond them is written down."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from fieldapp import clock
from fieldapp.domain.observation import Crowd, Observation, OpenStatus, StockLevel
from fieldapp.domain.visit import Cause, Met, Outcome
from fieldapp.services import issue_document, negotiate_plan, record_visit
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.unit import ChangeSet
from tests.documents.papers import handwriting
from tests.office import PASSPHRASE
from ui.collector.borrower.page import BorrowerPage
from ui.collector.cases import CasesPage
from ui.collector.today import TodayPage
from ui.shell import Shell
from ui.tasks import Tasks
from ui.widgets.page import PageFrame
from ui.widgets.rail import RailEntry
from ui.workplace import Workplace

BEFORE = Observation(
    open_status=OpenStatus.OPEN_REDUCED,
    customers_10min=7,
    crowd=Crowd.FEWER,
    stock_level=StockLevel.THIN,
    staff_now=3,
    staff_usual=5,
    sales_month_claimed=3_600_000,
    margin_percent=28,
    costs_month=350_000,
)
NOW = Observation(
    open_status=OpenStatus.OPEN_NORMAL,
    customers_10min=11,
    crowd=Crowd.SAME,
    stock_level=StockLevel.NORMAL,
    staff_now=4,
    staff_usual=5,
    sales_month_claimed=4_200_000,
    purchases_month=2_772_000,
    margin_percent=28,
    costs_month=380_000,
    household_month=250_000,
    other_debt_month=80_000,
)


@dataclass
class FieldWindow:
    """The window while a test runs; `opened` are the visits, plans and papers that were asked for."""

    bot: QtBot
    desk: Desk
    work: Workplace
    shell: Shell
    opened: list[tuple[str, str]] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until nothing is being read or written any more, and what came of it is on screen."""
        QCoreApplication.processEvents()
        self.bot.waitUntil(lambda: not self.work.tasks.running() and self._is_whole(), timeout=10_000)
        QCoreApplication.processEvents()

    def _is_whole(self) -> bool:
        """Whether a page that is put together piece by piece has all of them."""
        page = self.shell.page()
        if isinstance(page, TodayPage):
            return not page.is_building
        return not isinstance(page, BorrowerPage) or page.is_whole or page.is_empty

    def activate(self) -> None:
        """Have the keyboard, which the platform takes away between the set-up of a test and the test."""
        self.shell.activateWindow()
        self.bot.waitUntil(self.shell.isActiveWindow)

    def page(self) -> QWidget:
        """The page on screen."""
        page = self.shell.page()
        assert page is not None
        return page

    def news(self, changes: ChangeSet | None = None) -> None:
        """What a use case or sync tells all pages; nothing said means everything may have changed."""
        self.work.changed.emit(changes or ChangeSet())
        self.settle()


@contextmanager
def field_window(bot: QtBot, desk: Desk, *, place: str = "today") -> Iterator[FieldWindow]:
    """The window of whoever sits at `desk`, on screen and at rest."""
    work = Workplace(desk, Tasks())
    entries: list[tuple[str, str, Callable[[], QWidget]]] = [
        ("today", "今日", lambda: TodayPage(work)),
        ("cases", "案件", lambda: CasesPage(work)),
        ("sync", "同步", lambda: PageFrame("同步")),
    ]
    shell = Shell(lambda: "催收", lambda: [RailEntry(key, name, key, make) for key, name, make in entries], work.tasks)
    window = FieldWindow(bot, desk, work, shell)
    work.shell = shell
    work.can_open("case", "cases", lambda case_id: BorrowerPage(work, case_id))
    for name in ("visit", "plan", "paper", "contact", "particular", "matter", "receipt", "cash", "correct_visit"):
        work.can_open(name, "cases", _writes_down(window, name))
    bot.addWidget(shell)
    shell.resize(1366, 768)
    shell.show()
    try:
        window.activate()
        shell.go(place)
        window.settle()
        yield window
    finally:
        work.close()
        shell.close()


def _writes_down(window: FieldWindow, name: str) -> Callable[[str], QWidget]:
    def make(ref: str) -> QWidget:
        window.opened.append((name, ref))
        return PageFrame(name, can_go_back=True)

    return make


def at(day: int, hour: int = 10, minute: int = 0, month: int = 7) -> None:
    """Set the clock to this moment of 2026 in China."""
    clock.use(clock.PracticeClock(datetime(2026, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)))


def visit(
    desk: Desk,
    case_id: str,
    seen: Observation = NOW,
    outcome: Outcome = Outcome.PROMISE,
    *,
    due_in: int = 2,
    cause: Cause = Cause.RECEIVABLE_DELAYED,
    note: str = "",
) -> record_visit.SavedVisit:
    """A visit from arrival to leaving; a promise is of 8,000."""
    draft = record_visit.begin_visit(desk, case_id).draft
    draft.met, draft.outcome, draft.cause = Met.BORROWER, outcome, cause
    draft.observation, draft.note, draft.companion = seen, note, "吴迪"
    draft.promise.amount, draft.promise.due = 800_000, clock.today() + timedelta(days=due_in)
    return record_visit.finish_visit(desk, draft)


def sealed_plan(desk: Desk, case_id: str) -> issue_document.SealedPaper:
    """A plan of twelve rows, signed and sealed."""
    table = negotiate_plan.lay_out(desk, case_id)
    terms = replace(table.options[0].terms, instalments=12, arrears_rows=3)
    option = negotiate_plan.work_out(table.loan, terms, table.quote, desk.matrix, None)
    drawn = issue_document.draw_up(desk, case_id, negotiate_plan.content(table, option, desk.matrix, "生意在恢复"))
    inks = {"borrower": handwriting(1), "collector": handwriting(2)}
    return issue_document.seal_plan(desk, drawn, inks, {"device": desk.device_id}, PASSPHRASE)


def press(widget: QWidget, at_: QPoint | QPointF | None = None) -> None:
    """A press with the pointer, in the middle if nowhere else is said."""
    where = widget.rect().center() if at_ is None else at_.toPoint() if isinstance(at_, QPointF) else at_
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)


def texts(widget: QWidget) -> list[str]:
    """What can be read in a widget: labels on screen, in no particular order."""
    QCoreApplication.processEvents()
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget) and one.text()]


def named(widget: QWidget, name: str) -> QWidget:
    """The control on screen with this accessible name.

    Raises:
        LookupError: there is none.
    """
    for one in widget.findChildren(QWidget):
        if one.accessibleName() == name and one.isVisible():
            return one
    raise LookupError(name)
