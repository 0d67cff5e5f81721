"""Begun on a case that has moved to a colleague: told without a name, thrown away only on one's word."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.services import record_visit
from fieldapp.services.custody import Missing, safe_to_hand_in
from fieldapp.services.desk import Desk
from fieldapp.services.draft_plan import PlanDraft, held_plan, keep_plan
from fieldapp.store.laptop.unit import ChangeSet
from tests.gui.field_window import FieldWindow, field_window, press, texts
from tests.office import TestOffice, some_cases, sync

VISIT, PLAN = "外访草稿，案件已转给同事", "方案草稿，案件已转给同事"


def moved_away(office: TestOffice, desk: Desk) -> Case:
    """A visit and a plan were begun on a case which then moved to a colleague."""
    case = office.cases["李建国"]
    record_visit.begin_visit(desk, case.id)
    keep_plan(desk, PlanDraft(case.id, reason="李建国说下月能还"))
    office.save(replace(case, assigned_to=office.people["wudi"].id, assigned_at=clock.now()))
    assert sync(desk).complete
    return case


def on_screen(window: FieldWindow, part: str) -> bool:
    return any(part in text for text in texts(window.page()))


def buttons(window: FieldWindow, words: str) -> list[QPushButton]:
    found = window.page().findChildren(QPushButton)
    return [one for one in found if one.text() == words and one.isVisibleTo(window.page())]


def test_what_was_begun_on_a_case_that_has_gone_is_told_without_a_name_and_discarded_after_a_question(
    office: TestOffice, qtbot: QtBot
) -> None:
    office.save(*some_cases(office.people["zhouming"]))
    desk = office.desk("zhouming")
    sync(desk)
    case = moved_away(office, desk)
    with field_window(qtbot, desk) as window:
        assert on_screen(window, VISIT)
        assert on_screen(window, PLAN)
        assert not on_screen(window, "李建国")
        assert not safe_to_hand_in(desk).safe
        press(buttons(window, "丢弃草稿")[0])
        assert on_screen(window, "确定丢弃吗")
        press(buttons(window, "先留着")[0])
        assert len(buttons(window, "丢弃草稿")) == 2
        for _ in range(2):
            press(buttons(window, "丢弃草稿")[0])
            press(buttons(window, "确定丢弃")[0])
            window.settle()
        assert not on_screen(window, "已转给同事")
    with desk.store.reading() as unit:
        assert unit.drafts.all() == []
    assert held_plan(desk, case.id) is None
    assert Missing.VISITS_BEGUN not in safe_to_hand_in(desk).missing


def test_a_question_stays_open_while_news_come_in_and_a_case_that_comes_back_is_a_stop_again(
    office: TestOffice, qtbot: QtBot
) -> None:
    office.save(*some_cases(office.people["zhouming"]))
    desk = office.desk("zhouming")
    sync(desk)
    case = moved_away(office, desk)
    with field_window(qtbot, desk) as window:
        press(buttons(window, "丢弃草稿")[0])
        window.work.changed.emit(ChangeSet(outbox=True))
        window.settle()
        assert on_screen(window, "确定丢弃吗")
        office.save(replace(case, assigned_at=clock.now()))
        sync(desk)
        window.work.changed.emit(ChangeSet(cases={case.id}))
        window.settle()
        assert not on_screen(window, "已转给同事")
        assert on_screen(window, "李建国")
        assert on_screen(window, "1 次外访未完成")
