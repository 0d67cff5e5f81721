"""The playbook's next step on the borrower page, with the reason it follows from."""

from __future__ import annotations

from fieldapp.domain.case import Case
from fieldapp.domain.visit import Cause, Outcome
from tests.gui.borrower_page import window
from tests.gui.field_window import FieldWindow, named, press, texts, visit
from ui.collector.borrower.advice import AdviceCard

__all__ = ["window"]


def advice(window: FieldWindow, case: Case) -> AdviceCard:
    """What is advised on the page of the case."""
    window.work.open("case", case.id)
    window.settle()
    card = window.page().findChild(AdviceCard)
    assert card is not None
    return card


def test_the_next_step_is_told_once_with_its_reasons(window: FieldWindow, case: Case) -> None:
    read = texts(advice(window, case))
    assert "建议：首次走访：核实经营场所，了解逾期原因。" in read
    assert "逾期 45 天，从未走访 · 逾期四日以上，外访不足两次" in read
    assert "做法：上门外访" in read


def test_what_else_may_be_done_and_what_may_not_is_one_press_away(window: FieldWindow, case: Case) -> None:
    visit(window.desk, case.id, outcome=Outcome.HARDSHIP, cause=Cause.ILLNESS)
    card = advice(window, case)
    assert "做法：了解逾期原因" in texts(card)
    assert not any(line.startswith("暂不可") for line in texts(card))
    press(named(card, "其他办法"))
    assert "暂不可：上门外访（自述有困难，正在了解）" in texts(card)


def test_a_dispute_leaves_its_answer(window: FieldWindow, case: Case) -> None:
    visit(window.desk, case.id, outcome=Outcome.DISPUTE)
    read = texts(advice(window, case))
    assert "建议：答复异议" in read
    assert any(line.startswith("对债务有异议") for line in read)


def test_what_is_due_leads_and_the_playbook_says_how(window: FieldWindow, case: Case) -> None:
    visit(window.desk, case.id, due_in=0)
    read = texts(advice(window, case))
    assert "建议：当面确认款项与还款渠道；如有困难，商谈分期方案。" in read
    assert sum(line.startswith("建议：") for line in read) == 1, "one voice"
    assert any(line.startswith("做法：") for line in read)
