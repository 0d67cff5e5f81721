"""The card before a call or a visit: answer, reasons, other ways, a reason for going on, and time that passes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from fieldapp.domain.case import Case
from fieldapp.domain.compliance.for_case import Permission
from fieldapp.domain.compliance.verbs import Verb
from fieldapp.domain.visit import Outcome
from fieldapp.errors import KnownError
from fieldapp.services.may_act import may_act, open_number, override_rule
from tests.gui.borrower_page import window
from tests.gui.field_window import FieldWindow, at, named, press, texts, visit
from ui.parts.may_i import MayI

__all__ = ["window"]


def card(window: FieldWindow, case: Case, verb: Verb = Verb.CALL, party: str = "") -> MayI:
    """The card in a window of its own."""
    made = MayI(window.work, case.id, verb, party or case.borrower.id)
    window.bot.addWidget(made)
    made.resize(520, 300)
    made.show()
    window.settle()
    return made


def edit_of(made: MayI) -> QLineEdit:
    """Where a reason is typed."""
    edit = made.findChild(QLineEdit)
    assert edit is not None
    return edit


def test_a_free_way_is_said_with_what_has_to_be_kept(window: FieldWindow, case: Case) -> None:
    made = MayI(window.work, case.id, Verb.CALL, case.borrower.id)
    window.bot.addWidget(made)
    with window.bot.waitSignal(made.opened) as heard:
        made.show()
    window.settle()
    assert heard.args == [""]
    read = texts(made)
    assert "可以电话联系，08:00–22:00" in read
    assert not any("通话记录" in line for line in read)
    press(named(made, "须留存的记录"))
    assert any("通话记录" in line for line in texts(made))
    assert not edit_of(made).isVisible()


def test_a_locked_contact_says_what_is_missing_and_offers_the_borrower(window: FieldWindow, case: Case) -> None:
    made = card(window, case, Verb.CALL, case.parties[1].id)
    read = texts(made)
    assert "联系人李敏：借款人可以联系，暂不可联系（还差：联系未果 3 次、分在 2 天、外访未遇 1 次）" in read
    assert "R06" in read
    press(named(made, "改为：电话联系李建国"))
    assert window.opened == [("contact", f"{case.id}|{case.borrower.id}|call")]
    assert not edit_of(made).isVisible(), "what is forbidden is nobody's to allow"


def test_a_warning_is_gone_over_with_a_reason_that_becomes_a_fact(window: FieldWindow, case: Case) -> None:
    for _ in range(2):
        visit(window.desk, case.id)
    made = card(window, case, Verb.PLAN_VISIT)
    standing = made.standing()
    assert standing is not None
    assert (standing.permission, standing.needs_reason) == (Permission.WARN, True)
    go = next(one for one in made.findChildren(QPushButton) if one.text() == "说明理由并继续")
    press(go)
    window.settle()
    assert any("请写明理由" in one for one in texts(made))
    edit = edit_of(made)
    QTest.keyClicks(edit, "customer asked")
    with window.bot.waitSignal(made.opened, timeout=5000) as heard:
        QTest.keyClick(edit, Qt.Key.Key_Return)
    window.settle()
    with window.desk.store.reading() as unit:
        (kept,) = unit.files.get(case.id).overrides
    assert heard.args == [kept.id]
    assert (kept.content.rules, kept.content.verb, kept.content.reason) == (("R02",), "plan_visit", "customer asked")
    assert not edit.isVisible()
    assert any("理由已记录，主管可见" in line for line in texts(made))
    assert may_act(window.desk, case.id, Verb.VISIT_START, case.borrower.id).free, "one reason is enough at the door"
    at(26)
    assert not may_act(window.desk, case.id, Verb.VISIT_START, case.borrower.id).free, "and for one day"


def test_a_usual_reason_is_one_press(window: FieldWindow, case: Case) -> None:
    made = card(window, case, Verb.CALL, case.parties[0].id)
    assert "保证人张伟：可以联系，须先出示授权" in texts(made)
    with window.bot.waitSignal(made.opened, timeout=5000):
        press(named(made, "以此理由继续：先出示授权再谈"))
    window.settle()


def test_the_answer_is_asked_again_when_its_time_is_over(window: FieldWindow, case: Case) -> None:
    at(25, 21, 29)
    made = card(window, case)
    before = made.standing()
    assert before is not None
    assert before.permission is Permission.ALLOWED
    at(25, 22, 1)
    with window.bot.waitSignal(made.closed, timeout=5000):
        made._timer.timeout.emit()
    window.settle()
    assert "现在不是可联系时段（08:00–22:00）" in texts(made)
    assert any("07-26 08:00 起可以" in line for line in texts(made))
    at(26, 8, 0)
    with window.bot.waitSignal(made.opened, timeout=5000):
        made._timer.timeout.emit()
    window.settle()


def test_what_is_raised_elsewhere_closes_the_way_without_a_press(window: FieldWindow, case: Case) -> None:
    made = card(window, case)
    before = made.standing()
    saved = visit(window.desk, case.id, outcome=Outcome.DISPUTE)
    window.work.changed.emit(saved.changes)
    window.settle()
    assert before != made.standing()
    assert "债务异议处理中，只可答复，不得催收" in texts(made)


def test_a_locked_number_is_not_handed_out_and_an_opened_one_is_kept(window: FieldWindow, case: Case) -> None:
    guarantor, contact = case.parties
    with pytest.raises(KnownError) as refused:
        open_number(window.desk, case.id, contact.id)
    assert refused.value.code == "may.contact_locked"
    assert open_number(window.desk, case.id, guarantor.id).number == "13900000011"
    assert open_number(window.desk, case.id, case.borrower.id).number == case.borrower.phones[0]
    with window.desk.store.reading() as unit:
        (kept,) = unit.files.get(case.id).overrides
    assert (kept.content.opened_number, kept.content.party_id) == (True, guarantor.id)


def test_what_nothing_speaks_against_needs_no_reason(window: FieldWindow, case: Case) -> None:
    with pytest.raises(KnownError) as refused:
        override_rule(window.desk, case.id, Verb.CALL, case.borrower.id, "because")
    assert refused.value.code == "override.nothing"
    at(25, 23)
    with pytest.raises(KnownError) as refused:
        override_rule(window.desk, case.id, Verb.CALL, case.borrower.id, "because")
    assert refused.value.code == "override.blocked"
