"""The borrower page with one case open in a collector's window: what the tests of its parts start from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from fieldapp.domain.case import Case
from tests.gui.field_window import FieldWindow, field_window
from tests.office import TestOffice, sync
from ui.collector.borrower.page import BorrowerPage
from ui.widgets.timeline import TimelineRow


@pytest.fixture
def window(office: TestOffice, case: Case, qtbot: QtBot) -> Iterator[FieldWindow]:
    desk = office.desk("zhouming")
    sync(desk)
    with field_window(qtbot, desk) as one:
        yield one


def shown(window: FieldWindow, case: Case) -> BorrowerPage:
    """The page of the case, opened if it is not on screen."""
    if window.shell.page_key() != f"case:{case.id}":
        window.work.open("case", case.id)
    window.activate()
    window.settle()
    page = window.page()
    assert isinstance(page, BorrowerPage)
    return page


def action(page: BorrowerPage) -> QPushButton:
    return next(one for one in page.findChildren(QPushButton) if one.property("kind") == "primary")


def story(page: BorrowerPage) -> list[str]:
    return [row.accessibleName() for row in page.findChildren(TimelineRow)]


def named_or_none(page: QWidget, name: str) -> QWidget | None:
    """The control on screen with this accessible name, if there is one."""
    return next((one for one in page.findChildren(QWidget) if one.accessibleName() == name and one.isVisible()), None)


def everything_in(page: QWidget) -> str:
    """Every text that any control of a page holds, on screen or not, with its names and tool tips."""
    found = []
    for one in page.findChildren(QWidget):
        found += [one.accessibleName(), one.accessibleDescription(), one.toolTip()]
        if isinstance(one, (QLabel, QAbstractButton, QLineEdit)):
            found.append(one.text())
    return "\n".join(found)


def row_of(table: QTableView, number: int) -> list[str]:
    model = table.model()
    return [model.index(number, column).data() for column in range(model.columnCount())]
