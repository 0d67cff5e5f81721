"""What the borrower page says of the rules: one sentence each, and what stands behind it on hovering."""

from __future__ import annotations

from fieldapp.domain.case import Case
from fieldapp.domain.visit import Cause, Outcome
from tests.gui.borrower_page import action, shown, window
from tests.gui.field_window import FieldWindow, at, texts, visit
from ui.widgets.ledger import Reason

__all__ = ["window"]


def test_what_stands_behind_an_answer_is_in_its_tooltip(window: FieldWindow, case: Case) -> None:
    page = shown(window, case)
    tips = {reason.accessibleName(): reason.toolTip() for reason in page.findChildren(Reason)}
    assert tips["可以外访，08:00–22:00，请两人同行"] == "", "nothing else is to be known"
    locked = next(tip for name, tip in tips.items() if name.startswith("联系人李敏"))
    assert locked == "可以：联系借款人本人、外访借款人"


def test_after_a_dispute_a_visit_brings_the_answer_and_nothing_else(window: FieldWindow, case: Case) -> None:
    visit(window.desk, case.id, outcome=Outcome.DISPUTE, cause=Cause.DISPUTE)
    page = shown(window, case)
    told = "外访、电话：债务异议处理中，只可答复，不得催收"
    assert told in texts(page)
    assert action(page).isEnabled(), "the answer may be brought"


def test_at_a_late_hour_that_the_third_visit_is_one_too_many_stands_behind_the_hour(
    window: FieldWindow, case: Case
) -> None:
    visit(window.desk, case.id)
    visit(window.desk, case.id)
    at(25, 21, 40)
    page = shown(window, case)
    tips = {reason.accessibleName(): reason.toolTip() for reason in page.findChildren(Reason)}
    told = "外访、电话：快到 22:00 了，请尽快结束"
    assert tips[told].splitlines() == ["R02 七天内已外访 2 次（上限 2 次），请先与主管沟通", "可以：先与主管沟通"]


def test_illness_is_told_once_and_the_hours_beside_it(window: FieldWindow, case: Case) -> None:
    visit(window.desk, case.id, outcome=Outcome.HARDSHIP, cause=Cause.ILLNESS)
    read = texts(shown(window, case))
    assert [text for text in read if "困难情形" in text] == ["上次了解到的原因是生病，按困难情形处理"]
    assert {"可以外访，08:00–22:00，请两人同行", "可以电话联系，08:00–22:00"} <= set(read)
