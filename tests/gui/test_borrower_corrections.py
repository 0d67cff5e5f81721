"""A visit is put right from the story of its case, and stays there beside the one that corrects it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QPushButton

from fieldapp.domain.case import Case
from fieldapp.domain.visit import Outcome
from fieldapp.services import record_visit
from fieldapp.services.look_at_case import look_at_case
from tests.gui.borrower_page import shown, window
from tests.gui.field_window import FieldWindow, press, visit
from tests.office import TestOffice, sync
from ui.collector.borrower.page import BorrowerPage
from ui.viewmodels.happenings import story
from ui.widgets.timeline import TimelineRow

__all__ = ["window"]
ACT = "更正这次外访"


def visits(page: BorrowerPage) -> list[TimelineRow]:
    return [row for row in page.findChildren(TimelineRow) if "外访 · " in row.accessibleName()]


def acts(row: TimelineRow) -> list[QPushButton]:
    return [one for one in row.findChildren(QPushButton) if one.text() == ACT]


def test_a_visit_of_ones_own_can_be_put_right_from_the_story(window: FieldWindow, case: Case) -> None:
    shown(window, case)
    saved = visit(window.desk, case.id, outcome=Outcome.REFUSED)
    window.news(saved.changes)
    (row,) = visits(shown(window, case))
    (act,) = acts(row)
    assert act.accessibleName() == f"{ACT}：{row.happening.when} {row.happening.title}"
    press(act)
    assert window.opened == [("correct_visit", f"{case.id}|{saved.visit_id}")]


def test_a_corrected_visit_stays_beside_the_one_that_corrects_it_with_the_reason(
    window: FieldWindow, case: Case
) -> None:
    shown(window, case)
    wrong = visit(window.desk, case.id, outcome=Outcome.REFUSED)
    draft = record_visit.begin_correction(window.desk, case.id, wrong.visit_id).draft
    draft.outcome, draft.correction_reason = Outcome.PLAN_TALKS, "结果选错了"
    right = record_visit.finish_visit(window.desk, draft)
    window.news(right.changes)
    new, old = visits(shown(window, case))
    assert (new.happening.about, new.happening.state) == (right.visit_id, "更正后的记录")
    assert "商谈方案" in new.happening.title
    assert "更正原因：结果选错了" in new.happening.detail
    assert len(acts(new)) == 1
    assert "拒绝还款" in old.happening.title
    assert old.happening.state.endswith("更正")
    assert acts(old) == [], "what was put right once is put right again by way of the newer one"


def test_nobody_puts_a_colleagues_visit_right(office: TestOffice, window: FieldWindow, case: Case) -> None:
    colleague = office.people["wudi"]
    other = office.desk("wudi")
    visit(window.desk, case.id, outcome=Outcome.REFUSED)
    sync(window.desk)
    office.save(replace(case, assigned_to=colleague.id))
    sync(other)
    told = [one.happening for one in story(look_at_case(other, case.id)) if "外访 · " in one.happening.title]
    assert [one.act for one in told] == [""]
