"""Everybody at the table with a paper open to be signed: what the tests of signing start from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fieldapp.services import issue_document, negotiate_plan
from fieldapp.services.desk import Desk
from tests.gui.plan_window import collector_window, settle, visited, write_name
from tests.office import TestOffice, borrower_case, sync
from ui.collector.signing import SigningPage
from ui.shell import Shell
from ui.viewmodels.signing import Signing
from ui.workplace import Workplace

READ, BORROWER, GUARANTOR, COLLECTOR, SEAL = range(-1, 4)


@dataclass
class AtTable:
    """Everybody at the table with the paper open."""

    bot: QtBot
    desk: Desk
    case_id: str
    work: Workplace
    shell: Shell
    drawn: issue_document.DrawnPaper

    def settle(self) -> None:
        settle(self.bot, self.work)

    def page(self) -> SigningPage:
        page = self.shell.page()
        assert isinstance(page, SigningPage)
        return page

    def read_aloud(self) -> None:
        step = self.page().read_step
        step.all_heard.click()
        step.next.click()

    def sign(self, number: int) -> None:
        if self.page().step() == READ:
            self.read_aloud()
        step = self.page().ink_steps[number]
        if step.identity.isVisible():
            step.identity._segments[0].click()
        write_name(step.pad)
        step.next.click()

    def type_passphrase(self, passphrase: str) -> None:
        field = self.page().seal_step.passphrase
        field.selectAll()
        QTest.keyClicks(field, passphrase)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.settle()

    def stored(self) -> int:
        """How many facts and files this laptop holds."""
        with self.desk.store.reading() as unit:
            files = unit.attachments.in_state("local", "sent", "here", "verified", "wanted")
            return len(unit.outbox.entries()) + len(files)


def drawn_for(desk: Desk, case_id: str, months: int = 12) -> issue_document.DrawnPaper:
    table = negotiate_plan.lay_out(desk, case_id)
    terms = replace(table.options[0].terms, instalments=months, arrears_rows=1)
    option = negotiate_plan.work_out(table.loan, terms, table.quote, desk.matrix, None)
    return issue_document.draw_up(desk, case_id, negotiate_plan.content(table, option, desk.matrix, ""))


@pytest.fixture
def table(qtbot: QtBot, office: TestOffice) -> Iterator[AtTable]:
    case = borrower_case(office.people["zhouming"])
    office.save(case)
    desk = office.desk("zhouming")
    sync(desk)
    visited(desk, case.id)
    drawn = drawn_for(desk, case.id)
    with collector_window(desk) as (work, shell):
        shell.resize(1366, 768)
        signing = Signing(drawn)
        shell.open("sign", lambda: SigningPage(work, drawn, signing), under="plans")
        settle(qtbot, work)
        yield AtTable(qtbot, desk, case.id, work, shell, drawn)
