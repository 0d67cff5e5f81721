"""A collector with one case and the plan desk open on it: what the tests of the desk start from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fieldapp.services.desk import Desk
from tests.gui.plan_window import collector_window, settle, visited
from tests.office import TestOffice, borrower_case, sync, worked_loan
from ui.collector.plan_desk import PlanDesk
from ui.shell import Shell
from ui.widgets.card import Card
from ui.widgets.ledger import Reason
from ui.workplace import Workplace


@dataclass
class AtDesk:
    """A collector with one case, and the desk open on it."""

    bot: QtBot
    office: TestOffice
    desk: Desk
    case_id: str
    work: Workplace
    shell: Shell

    def settle(self) -> None:
        settle(self.bot, self.work)

    def page(self) -> PlanDesk:
        page = self.shell.page()
        assert isinstance(page, PlanDesk)
        return page

    def open(self) -> PlanDesk:
        self.work.open("plan", self.case_id)
        self.settle()
        return self.page()


@pytest.fixture
def at_desk(qtbot: QtBot, office: TestOffice) -> Iterator[AtDesk]:
    case = borrower_case(office.people["zhouming"])
    office.save(case)
    desk = office.desk("zhouming")
    sync(desk)
    visited(desk, case.id)
    with collector_window(desk) as (work, shell):
        yield AtDesk(qtbot, office, desk, case.id, work, shell)


@pytest.fixture
def two_loans(qtbot: QtBot, office: TestOffice) -> Iterator[AtDesk]:
    loans = (worked_loan("苏惠贷2026-0412"), worked_loan("苏惠贷2026-0999", paid=5))
    case = borrower_case(office.people["zhouming"], loans=loans)
    office.save(case)
    desk = office.desk("zhouming")
    sync(desk)
    visited(desk, case.id)
    with collector_window(desk) as (work, shell):
        yield AtDesk(qtbot, office, desk, case.id, work, shell)


def retype(edit: QLineEdit, text: str) -> None:
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)


def own_terms(at: AtDesk, instalments: int = 12, arrears: int = 3) -> PlanDesk:
    page = at.page()
    page._own_button.click()
    at.settle()
    form = page.board.own.form
    assert form is not None
    retype(form.instalments, str(instalments))
    retype(form.arrears, str(arrears))
    at.settle()
    return page


def press(part: QWidget, words: str) -> None:
    next(one for one in part.findChildren(QPushButton) if one.text() == words).click()


def reasons(card: Card) -> list[str]:
    return [reason.accessibleName() for reason in card.findChildren(Reason)]
