"""What is made before it is asked for, or only once it is: the next borrower's page, words that can be copied."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from fieldapp.domain.case import Case
from fieldapp.domain.ids import new_id
from tests.gui.borrower_page import shown, window
from tests.gui.field_window import FieldWindow, texts
from tests.office import TestOffice, sync
from ui.collector.borrower.owed import OwedCard
from ui.collector.borrower.page import BorrowerPage
from ui.collector.borrower.people import PeopleCard
from ui.collector.borrower.spare import SparePages
from ui.widgets.copyable import Copyable
from ui.widgets.labels import label

__all__ = ["window"]


@pytest.fixture
def other(office: TestOffice, window: FieldWindow, case: Case) -> Case:
    borrower = replace(case.borrower, id=new_id(), name="王秀兰")
    loans = tuple(replace(loan, id=new_id(), contract_no=f"{loan.contract_no}-2") for loan in case.loans)
    one = replace(case, id=new_id(), case_no="HK-2026-0999", borrower=borrower, parties=(), loans=loans)
    office.save(one)
    sync(window.desk)
    return one


def _ahead(window: FieldWindow) -> BorrowerPage:
    """The page that waits for the next borrower."""
    spare = window.work.findChild(SparePages)
    assert spare is not None
    spare.make_soon()
    window.bot.waitUntil(lambda: spare._spare is not None, timeout=10_000)
    assert spare._spare is not None
    return spare._spare


def test_the_page_made_ahead_is_the_next_borrowers(window: FieldWindow, case: Case, other: Case) -> None:
    window.work.can_open("case", "cases", SparePages(window.work).page)
    first = shown(window, case)
    waiting = _ahead(window)
    assert waiting is not first
    assert not waiting.isVisible()
    assert shown(window, other) is waiting
    read = texts(waiting)
    assert "王秀兰" in read
    assert "李建国" not in read
    card = waiting.findChild(PeopleCard)
    assert card is not None
    assert len([row for row in card.children() if isinstance(row, QWidget) and "王秀兰" in row.accessibleName()]) == 1
    assert not [one for one in texts(card) if not one.strip()], "rows for people who are not there are gone"
    assert waiting.findChild(OwedCard) is not None
    window.shell.back()
    assert shown(window, case) is first


def test_without_a_page_made_ahead_one_is_made_at_once(window: FieldWindow, case: Case, other: Case) -> None:
    window.work.can_open("case", "cases", SparePages(window.work).page)
    assert "李建国" in texts(shown(window, case))
    assert "王秀兰" in texts(shown(window, other))


def test_a_page_made_ahead_goes_with_its_window(window: FieldWindow, case: Case) -> None:
    window.work.can_open("case", "cases", SparePages(window.work).page)
    shown(window, case)
    waiting = _ahead(window)
    window.shell.rebuild()
    window.bot.waitUntil(lambda: not isValid(waiting))
    assert "李建国" in texts(shown(window, case))


def test_words_can_be_copied_once_somebody_presses_on_them_and_nothing_moves(qtbot: QtBot) -> None:
    told = "正常营业 · 在岗 4 人（平时 5 人） · 原因：货款未收回\n货款月底到账，愿意先还一部分。"
    quiet, always = Copyable(told, "muted"), label(told, "muted", wrap=True, selectable=True)
    for one in (quiet, always):
        qtbot.addWidget(one)
        one.resize(160, 400)
        one.show()
    tall = [quiet.heightForWidth(width) for width in (120, 333, 525)]
    assert quiet.textInteractionFlags() != Qt.TextInteractionFlag.TextSelectableByMouse
    QTest.mouseClick(quiet, Qt.MouseButton.LeftButton, pos=QPoint(20, 8))
    QTest.mouseDClick(quiet, Qt.MouseButton.LeftButton, pos=QPoint(20, 8))
    assert told.startswith(quiet.selectedText())
    assert quiet.selectedText()
    assert [quiet.heightForWidth(width) for width in (120, 333, 525)] == tall
    assert [always.heightForWidth(width) for width in (120, 333, 525)] == tall
