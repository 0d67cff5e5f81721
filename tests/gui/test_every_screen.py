"""Every screen in every language and in the sizes it is used at: nothing is cut off, nothing is left untranslated.

And every control has a name and can be reached with the keyboard.

The office is a real one, with a borrower who has been visited, called, promised, disputed and proposed a plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.domain.contact_log import Channel, ContactContent
from fieldapp.domain.facts import FactKind
from fieldapp.domain.matter import MatterKind, MatterRaised
from fieldapp.domain.visit import Outcome
from fieldapp.services import day_plan
from fieldapp.services.desk import Desk
from fieldapp.services.find_places import find_places
from fieldapp.services.lay_day import lay_day
from fieldapp.services.take_cash import CashTaken, take_cash
from tests.gui.field_window import sealed_plan, visit
from tests.gui.reading import cut, untranslated
from tests.office import TestOffice, some_cases, sync
from ui import i18n, theme
from ui.collector import places as collector
from ui.i18n import Language
from ui.in_pieces import InPieces
from ui.maps_page import open_maps
from ui.preferences import Preferences
from ui.shell import Shell
from ui.supervisor import places as supervisor
from ui.tasks import Tasks
from ui.workplace import Workplace

LOOKS: tuple[tuple[Language, int, int, float], ...] = (
    ("zh_CN", 1366, 768, 1.0),
    ("zh_TW", 1366, 768, 1.0),
    ("en", 1366, 768, 1.0),
    ("en", 1920, 1080, 1.0),
    ("en", 1366, 768, 1.5),
    ("zh_CN", 1280, 720, 0.9),
)
PLACES = ("today", "cases", "map", "plans", "documents", "sync")
OPENED = (
    ("case", "{case}"),
    ("visit", "{case}"),
    ("plan", "{case}"),
    ("contact", "{case}|{borrower}|call"),
    ("contact", "{case}|{borrower}|sms"),
    ("contact", "{case}|{guarantor}|call"),
    ("particular", "{case}|person|"),
    ("particular", "{case}|phone|{borrower}"),
    ("particular", "{case}|premises|"),
    ("matter", "{case}|dispute"),
    ("matter", "{case}|hardship"),
    ("matter", "{case}|paid_claim"),
    ("receipt", "{case}"),
    ("cash", ""),
    ("places", ""),
    ("correct_visit", "{case}|{visit}"),
    ("sign", "{case}"),
)
SMALLEST_TARGET = 24


@contextmanager
def whole_window(desk: Desk, bot: QtBot, folder: Path, size: tuple[int, int]) -> Iterator[Workplace]:
    """The window as the program makes it, for whoever sits at the desk."""
    work = Workplace(desk, Tasks())
    make = supervisor.shell_for if desk.staff.role.value == "supervisor" else collector.shell_for
    shell = make(work, Preferences(folder))
    work.shell = shell
    bot.addWidget(shell)
    shell.resize(*size)
    shell.show()
    try:
        shell.activateWindow()
        bot.waitUntil(shell.isActiveWindow)
        yield work
    finally:
        work.close()
        shell.close()


@pytest.fixture
def looking(look: QApplication) -> Iterator[QApplication]:
    """Whatever a test chose is put back."""
    yield look
    i18n.switch("zh_CN")
    theme.apply(look, "light")


@dataclass(frozen=True, slots=True)
class LivedIn:
    """A desk, and the case on it that has a story."""

    desk: Desk
    case: Case
    visit_id: str


@pytest.fixture
def lived_in(office: TestOffice) -> LivedIn:
    """A collector's desk where much has happened to the first borrower."""
    person = office.people["zhouming"]
    office.save(*some_cases(person))
    desk = office.desk("zhouming")
    sync(desk)
    with desk.store.reading() as unit:
        case = unit.files.get(_first(desk)).case
    seen = visit(desk, case.id, note="货款月底到账，愿意先还一部分。")
    take_cash(desk, CashTaken(case.id, case.loans[0].id, case.borrower.id, 120_000))
    spoke = ContactContent(
        clock.now() - timedelta(minutes=20), Channel.CALL, case.borrower.id, "13900000412", True, 95, Outcome.PLAN_TALKS
    )
    today = clock.today(case.zone)
    raised = MatterRaised(MatterKind.DISPUTE, case.borrower.id, "罚息算多了", today)
    claimed = MatterRaised(
        MatterKind.PAID_CLAIM, case.borrower.id, "上周五转的", today, case.loans[0].id, 300_000, today, "transfer"
    )
    with desk.store.writing() as unit:
        for kind, payload in (
            (FactKind.CONTACT_LOGGED, spoke),
            (FactKind.MATTER_RAISED, raised),
            (FactKind.MATTER_RAISED, claimed),
        ):
            desk.record(unit, unit.files.get(case.id), desk.fact(kind, case.id, payload))
    sealed_plan(desk, _others(desk)[0])
    sync(desk)
    find_places(desk)
    day_plan.keep_made(desk, clock.today(), lay_day(desk))
    return LivedIn(desk, case, seen.visit_id)


@pytest.mark.parametrize(("language", "width", "height", "scale"), LOOKS)
def test_nothing_is_cut_off_or_left_in_another_language(
    lived_in: LivedIn,
    looking: QApplication,
    qtbot: QtBot,
    tmp_path: Path,
    language: Language,
    width: int,
    height: int,
    scale: float,
) -> None:
    i18n.switch(language)
    theme.apply(looking, "light", scale)
    wrong = []
    with whole_window(lived_in.desk, qtbot, tmp_path / "preferences", (width, height)) as work:
        for name, page in screens(work, lived_in, qtbot):
            wrong += [f"{name}: {each}" for each in cut(page) + untranslated(page, language)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_nothing_of_the_supervisors_is_cut_off_or_left_in_another_language(
    lived_in: LivedIn, office: TestOffice, looking: QApplication, qtbot: QtBot, tmp_path: Path, language: Language
) -> None:
    i18n.switch(language)
    theme.apply(looking, "light")
    desk = office.desk("chenlan")
    sync(desk)
    wrong = []
    with whole_window(desk, qtbot, tmp_path / "preferences", (1366, 768)) as work:
        shell = work.shell
        assert shell is not None
        for key in ("approvals", "team", "team_map", "sync"):
            shell.go(key)
            page = _at_rest(shell, qtbot)
            wrong += [f"{key}: {each}" for each in cut(page) + untranslated(page, language) + unreachable(page)]
    assert not wrong, "\n".join(wrong)


def test_every_control_has_a_name_a_size_and_a_place_in_the_order_of_focus(
    lived_in: LivedIn, looking: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    theme.apply(looking, "light")
    wrong = []
    with whole_window(lived_in.desk, qtbot, tmp_path / "preferences", (1366, 768)) as work:
        for name, page in screens(work, lived_in, qtbot):
            wrong += [f"{name}: {each}" for each in unreachable(page)]
    assert not wrong, "\n".join(wrong)


def screens(work: Workplace, lived_in: LivedIn, bot: QtBot) -> Iterator[tuple[str, QWidget]]:
    """Every place of the rail and everything that opens on one, each at rest."""
    shell = work.shell
    assert shell is not None
    case = lived_in.case
    names = {"case": case.id, "borrower": case.borrower.id, "guarantor": case.parties[0].id, "visit": lived_in.visit_id}
    for key in PLACES:
        shell.go(key)
        yield key, _at_rest(shell, bot)
    for kind, ref in OPENED:
        work.open(kind, ref.format(**names))
        yield f"{kind} {ref}", _at_rest(shell, bot)
        shell.back()
    shell.settings_wanted.emit()
    yield "settings", _at_rest(shell, bot)
    open_maps(work)
    yield "maps", _at_rest(shell, bot)


def unreachable(page: QWidget) -> list[str]:
    """Controls without a name, too small to be hit, or outside the order of focus."""
    found = []
    for one in page.findChildren(QWidget):
        if not isinstance(one, QAbstractButton | QLineEdit | QPlainTextEdit | QComboBox) or not one.isVisible():
            continue
        name = one.accessibleName() or (one.text() if isinstance(one, QAbstractButton) else "")
        within = one.parentWidget()
        if not name and one.window() is page.window() and (within is None or within.focusProxy() is not one):
            found.append(f"{type(one).__name__} without a name in {type(within).__name__}")
        if min(one.width(), one.height()) < SMALLEST_TARGET and isinstance(one, QAbstractButton):
            found.append(f"{type(one).__name__} “{name}” is {one.width()}x{one.height()}")
        group = one.group() if isinstance(one, QAbstractButton) else None
        stops = group.buttons() if group is not None and group.exclusive() else [one]
        if one.property("byKey"):
            continue  # a key of the field beside it does the same
        if one.isEnabled() and not any(each.focusPolicy() & Qt.FocusPolicy.TabFocus for each in stops):
            found.append(f"{type(one).__name__} “{name}” cannot be reached with Tab")
    return found


def _at_rest(shell: Shell, bot: QtBot) -> QWidget:
    """The page on screen once nothing is read or built any more."""
    quiet = 0

    def still() -> bool:
        nonlocal quiet
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        busy = shell.tasks.running() or shell.findChildren(InPieces)
        quiet = 0 if busy else quiet + 1
        return quiet >= 8

    bot.waitUntil(still, timeout=20_000)
    page = shell.page()
    assert page is not None
    return page


def _first(desk: Desk) -> str:
    with desk.store.reading() as unit:
        return unit.cases.urgent(clock.today(), 1)[0].case_id


def _others(desk: Desk) -> list[str]:
    with desk.store.reading() as unit:
        return [line.case_id for line in unit.cases.urgent(clock.today(), 9)[1:]]
