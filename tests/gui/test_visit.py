"""A visit in the window: kept with every answer, saved once, thrown away only after asking."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton
from pytestqt.qtbot import QtBot

from fieldapp import clock
from fieldapp.domain.ids import new_id
from fieldapp.domain.observation import Crowd, Observation, OpenStatus, OwnerPresent
from fieldapp.domain.party import Premises, PremisesKind
from fieldapp.domain.plans.promise import PayChannel
from fieldapp.domain.visit import Met, Outcome
from fieldapp.errors import KnownError
from fieldapp.services import record_visit
from fieldapp.services.look_at_case import look_at_case
from fieldapp.store.laptop.unit import ChangeSet
from tests.gui.place_window import place_window, press, says, segment, texts, write
from tests.gui.visit_page import desk_with, fill, form, kept, pick, shown, toasts
from tests.office import TestOffice, borrower_case, sync, worked_loan
from ui import i18n
from ui.collector.visit import VisitPage


def test_every_answer_is_in_the_store_within_a_second_without_being_asked(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with(office)
    case = office.cases["李建国"]
    with place_window(qtbot, desk) as window:
        page = window.visit(case.id)
        pick(page, "met", "borrower")
        pick(page, "open_status", "open_reduced")
        fill(page, "customers_10min", "11")
        fill(page, "sales_month_claimed", "42000")
        fill(page, "companion", "Wu Di")
        form(page).arrival.identified.click()
        QTest.keyClicks(form(page).note, "lunch was busy")
        qtbot.waitUntil(
            lambda: (draft := kept(desk, case.id)) is not None and draft.note == "lunch was busy", timeout=1000
        )
        draft = kept(desk, case.id)
        assert draft is not None
        assert (draft.met, draft.companion, draft.identified) == (Met.BORROWER, "Wu Di", True)
        wanted = Observation(
            OpenStatus.OPEN_REDUCED,
            customers_10min=11,
            sales_month_claimed=4_200_000,
            owner_present=OwnerPresent.PRESENT,  # who was met says so, in sight and changeable
        )
        assert draft.observation == wanted
        qtbot.waitUntil(lambda: says(page, "草稿已存"), timeout=2000)


def test_a_page_that_is_left_or_made_anew_goes_on_where_it_was(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with(office)
    case = office.cases["李建国"]
    with place_window(qtbot, desk) as window:
        page = window.visit(case.id)
        arrived = form(page).draft.arrived_at
        pick(page, "outcome", "dispute")
        window.shell.back()  # before the timer ran: leaving keeps what was given
        window.settle()
        draft = kept(desk, case.id)
        assert draft is not None
        assert draft.outcome is Outcome.DISPUTE
        page = window.visit(case.id)
        assert segment(form(page).rows["outcome"].editor, "dispute").isChecked()
        pick(page, "met", "family")
        i18n.switch("zh_CN")
        window.settle()
        again = window.shell.page()
        assert isinstance(again, VisitPage)
        assert again is not page
        window.bot.waitUntil(lambda: again.is_settled)
        assert segment(form(again).rows["met"].editor, "family").isChecked()
        assert form(again).draft.arrived_at == arrived


def test_closing_the_window_keeps_the_answer_given_a_moment_before(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with(office)
    case = office.cases["李建国"]
    with place_window(qtbot, desk) as window:
        pick(window.visit(case.id), "outcome", "hardship")
    again = office.desk("zhouming")
    draft = kept(again, case.id)
    again.store.close()
    assert draft is not None
    assert draft.outcome is Outcome.HARDSHIP


def test_leaving_too_early_names_what_is_missing_and_moves_there(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with(office)
    case = office.cases["李建国"]
    with place_window(qtbot, desk) as window:
        page = window.visit(case.id)
        pick(page, "met", "borrower")
        QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: says(page, "还差：结果、营业状态。填好后再离开。"))
        assert texts(form(page)).count("请选择") == 2
        focus = QApplication.focusWidget()
        assert isinstance(focus, QRadioButton)
        assert form(page).rows["outcome"].editor.isAncestorOf(focus)
        QTest.keyClick(focus, Qt.Key.Key_3)  # the third answer
        assert form(page).draft.outcome is Outcome.PAID_CLAIM
        assert not says(page, "还差：结果")
        with desk.store.reading() as unit:
            assert unit.outbox.counts()["waiting"] == 0


def test_a_finished_visit_is_a_fact_and_saved_is_said_only_then(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with(office)
    case = office.cases["李建国"]
    with place_window(qtbot, desk) as window:
        page = window.visit(case.id)
        pick(page, "met", "borrower")
        pick(page, "outcome", "promise")
        pick(page, "cause", "sales_fall")
        pick(page, "open_status", "open_normal")
        assert page.promise is not None
        assert page.promise.isVisibleTo(page)
        assert says(page.promise, "今日应还 ¥ 21,643.56")
        page.finish()
        assert says(page, "还差：承诺金额、承诺日期。")
        write(page.promise.amount, "8000")
        assert says(page.promise, "比今日应还少 13,643.56")
        write(page.promise.due, "+3")
        QTest.mouseClick(segment(page.promise.channel, "debit"), Qt.MouseButton.LeftButton)
        changes: list[ChangeSet] = []
        window.work.changed.connect(changes.append)
        page.finish()
        page.finish()  # a hand that presses twice records one visit
        assert toasts(window) == [], "nothing is said before the store has answered"
        window.settle()
        assert changes == [ChangeSet(cases={case.id}, outbox=True)]
        assert any("外访已保存" in said for said in toasts(window))
        assert window.shell.page_key() == f"case:{case.id}"
        assert kept(desk, case.id) is None
        file = look_at_case(desk, case.id).seen.file
        assert [visit.content.outcome for visit in file.visits] == [Outcome.PROMISE]
        promise = file.promises[0].content
        assert (promise.amount, promise.channel) == (800_000, PayChannel.DEBIT)
        assert promise.due == clock.today() + timedelta(days=3)


def test_a_refused_save_keeps_the_form_and_the_draft(
    office: TestOffice, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_with(office)
    case = office.cases["李建国"]

    def full(*_: object) -> None:
        raise KnownError("store.disk_full", retryable=True)

    with place_window(qtbot, desk) as window:
        page = window.visit(case.id)
        pick(page, "met", "nobody")
        pick(page, "outcome", "not_found")
        monkeypatch.setattr("ui.collector.visit.finish_visit", full)
        page.finish()
        window.settle()
        assert says(page, "磁盘已满")
        assert toasts(window) == []
        assert window.shell.page() is page
        assert form(page).isEnabled()
        monkeypatch.undo()
        page.finish()
        window.settle()
        assert window.shell.page_key() == f"case:{case.id}"


def test_a_draft_that_cannot_be_kept_says_so_and_is_tried_again(
    office: TestOffice, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_with(office)
    case = office.cases["李建国"]

    def full(*_: object) -> None:
        raise KnownError("store.disk_full", retryable=True)

    with place_window(qtbot, desk) as window:
        page = window.visit(case.id)
        monkeypatch.setattr("ui.collector.visit_draft.keep_draft", full)
        pick(page, "met", "staff")
        qtbot.waitUntil(lambda: says(page, "草稿未存"), timeout=3000)
        assert says(page, "磁盘已满")
        monkeypatch.undo()
        pick(page, "outcome", "refused")
        qtbot.waitUntil(lambda: (draft := kept(desk, case.id)) is not None and draft.met is Met.STAFF, timeout=3000)


def test_a_visit_is_thrown_away_only_after_asking_once_more(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with(office)
    case = office.cases["李建国"]
    with place_window(qtbot, desk) as window:
        page = window.visit(case.id)
        pick(page, "met", "borrower")
        press(page, "放弃这次外访")
        press(page, "继续填写")
        assert kept(desk, case.id) is not None
        press(page, "放弃这次外访")
        press(page, "确定放弃")
        window.settle()
        assert kept(desk, case.id) is None, "no later write brings it back"
        assert window.shell.page_key() == f"case:{case.id}"


def test_outside_the_hours_the_page_says_when_a_visit_is_possible_and_begins_none(
    office: TestOffice, qtbot: QtBot
) -> None:
    desk = desk_with(office)
    case = office.cases["李建国"]
    clock.use(clock.PracticeClock(datetime(2026, 7, 25, 14, 30, tzinfo=UTC)))  # 22:30 in China
    with place_window(qtbot, desk) as window:
        page = window.visit(case.id)
        assert says(page, "现在不是可联系时段（08:00–22:00）")
        assert says(page, "明日 08:00 起可以外访")
        assert page.form is None
        assert kept(desk, case.id) is None
        press(page, "回到案件")
        assert window.shell.page_key() == f"case:{case.id}"


def test_a_begun_visit_can_be_finished_after_the_hours(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with(office)
    case = office.cases["李建国"]
    record_visit.begin_visit(desk, case.id)
    clock.use(clock.PracticeClock(datetime(2026, 7, 25, 14, 30, tzinfo=UTC)))
    with place_window(qtbot, desk) as window:
        page = window.visit(case.id)
        assert says(page, "现在不是可联系时段")
        assert form(page).isEnabled()


def test_several_premises_and_several_loans_are_chosen_from(office: TestOffice, qtbot: QtBot) -> None:
    loans = (worked_loan("A-1"), worked_loan("A-2", paid=5))
    case = borrower_case(office.people["zhouming"], loans=loans)
    second = Premises(new_id(), "李记加工间", "食品加工", PremisesKind.FACTORY, "姑苏区", "苏州市姑苏区仓街 2 号", None)
    desk = desk_with(office, replace(case, premises=(*case.premises, second)))
    with place_window(qtbot, desk) as window:
        page = window.visit(case.id)
        assert shown(page, "crowd")
        pick(page, "premises", second.id)
        assert not shown(page, "crowd"), "a workshop has no customers to count"
        pick(page, "outcome", "promise")
        assert page.promise is not None
        assert says(page.promise, "今日应还 ¥ 21,643.56")
        QTest.mouseClick(segment(page.promise.rows["loan"].editor, loans[1].id), Qt.MouseButton.LeftButton)
        assert says(page.promise, "今日应还 ¥ 10,741.81")
        window.shell.back()
        window.settle()
        draft = kept(desk, case.id)
        assert draft is not None
        assert (draft.premises_id, draft.promise.loan_id) == (second.id, loans[1].id)


def test_a_case_that_has_gone_says_so_and_the_draft_stays(office: TestOffice, qtbot: QtBot) -> None:
    case = borrower_case(office.people["zhouming"])
    desk = desk_with(office, case)
    with place_window(qtbot, desk) as window:
        page = window.visit(case.id)
        pick(page, "met", "borrower")
        office.save(replace(case, assigned_to=office.people["wudi"].id, assigned_at=clock.now()))
        sync(desk)
        window.work.changed.emit(ChangeSet(cases={case.id}))
        window.settle()
        assert says(page, "这个案件不在本机上")
        window.shell.back()
        window.settle()
        draft = kept(desk, case.id)
        assert draft is not None
        assert draft.met is Met.BORROWER


def test_a_case_that_is_not_here_is_told_in_place(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with(office)
    with place_window(qtbot, desk) as window:
        page = window.visit(new_id())
        assert says(page, "这个案件不在本机上")
        assert page.form is None


def test_all_controls_have_names_and_targets_one_can_hit(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with(office)
    with place_window(qtbot, desk) as window:
        page = window.visit(office.cases["李建国"].id)
        pick(page, "outcome", "promise")
        pick(page, "met", "family")
        window.settle()
        window.bot.waitUntil(lambda: form(page).rows["premises_type"].editor.height() >= 32)
        for name, row in form(page).rows.items():
            assert row.editor.accessibleName(), name
            assert row.editor.height() >= 32 or not row.editor.isVisibleTo(page), name
        assert form(page).draft.observation.crowd is None
        pick(page, "crowd", Crowd.FEWER.value)
        assert form(page).draft.observation.crowd is Crowd.FEWER
