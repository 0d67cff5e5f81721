"""The playbook's next step on the borrower page, with the reason it follows from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from fieldapp.domain.case import Case
from fieldapp.domain.visit import Cause, Outcome
from tests.gui.field_window import FieldWindow, field_window, visit
from tests.office import TestOffice, borrower_case, sync
from ui.collector.borrower.advice import AdviceCard
from ui.widgets.ledger import Reason


@pytest.fixture
def case(office: TestOffice) -> Case:
    one = borrower_case(office.people["zhouming"])
    office.save(one)
    return one


@pytest.fixture
def window(office: TestOffice, case: Case, qtbot: QtBot) -> Iterator[FieldWindow]:
    desk = office.desk("zhouming")
    sync(desk)
    with field_window(qtbot, desk) as one:
        yield one


def step(window: FieldWindow, case: Case) -> Reason:
    """The line of the next step on the page of the case."""
    window.work.open("case", case.id)
    window.settle()
    card = window.page().findChild(AdviceCard)
    assert card is not None
    return next(one for one in card.findChildren(Reason) if one.accessibleName().startswith("按催收策略"))


def test_the_next_step_is_told_with_its_reason(window: FieldWindow, case: Case) -> None:
    line = step(window, case)
    assert line.accessibleName() == "按催收策略：上门外访（逾期四日以上，外访不足两次）"
    assert "可以：" in line.toolTip()
    assert "每日电话跟进" in line.toolTip()


def test_a_hardship_is_looked_into_and_what_presses_is_shown_as_barred(window: FieldWindow, case: Case) -> None:
    visit(window.desk, case.id, outcome=Outcome.HARDSHIP, cause=Cause.ILLNESS)
    line = step(window, case)
    assert line.accessibleName() == "按催收策略：了解逾期原因（自述有困难，正在了解）"
    assert "暂不可：上门外访（自述有困难，正在了解）" in line.toolTip().splitlines()


def test_a_dispute_leaves_its_answer(window: FieldWindow, case: Case) -> None:
    visit(window.desk, case.id, outcome=Outcome.DISPUTE)
    assert step(window, case).accessibleName() == "按催收策略：答复异议（对债务有异议）"
