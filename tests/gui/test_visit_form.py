"""The form of a visit asks what fits, shows what was said last time, and leads to what is missing."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fieldapp.domain.party import PremisesKind
from fieldapp.errors import KnownError
from tests.gui.place_window import place_window, press, says, texts
from tests.gui.visit_page import desk_with, fill, form, pick, seen_before, shown
from tests.office import TestOffice, borrower_case
from ui.viewmodels.visit_form import possible_again


def test_only_what_fits_the_outcome_is_asked_but_no_answer_is_hidden(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with(office)
    with place_window(qtbot, desk) as window:
        page = window.visit(office.cases["李建国"].id)
        assert shown(page, "sales_month_claimed")
        fill(page, "household_month", "2500")
        pick(page, "outcome", "moved")
        assert shown(page, "open_status")
        assert not shown(page, "crowd")
        assert not shown(page, "sales_month_claimed")
        assert not shown(page, "cause")
        assert shown(page, "household_month"), "what was answered is recorded, so it stays in sight"
        pick(page, "outcome", "plan_talks")
        assert shown(page, "crowd")
        assert shown(page, "cause")
        assert not shown(page, "met_name")
        pick(page, "met", "guarantor")
        assert shown(page, "met_name")


@pytest.mark.parametrize(
    ("kind", "not_asked"),
    [(PremisesKind.FARM, "crowd"), (PremisesKind.VEHICLE, "stock_level"), (PremisesKind.HOME_BUSINESS, "staff_now")],
)
def test_only_what_fits_the_premises_is_asked(
    office: TestOffice, qtbot: QtBot, kind: PremisesKind, not_asked: str
) -> None:
    desk = desk_with(office, borrower_case(office.people["zhouming"], kind=kind, trade="养殖"))
    with place_window(qtbot, desk) as window:
        page = window.visit(office.cases["李建国"].id)
        assert not shown(page, not_asked)
        assert shown(page, "costs_month")
        assert says(page, "只问与养殖有关的")


def test_the_value_of_last_time_stands_beside_the_field_and_disagreement_speaks_at_once(
    office: TestOffice, qtbot: QtBot
) -> None:
    desk = desk_with(office)
    case = office.cases["李建国"]
    seen_before(desk, case.id)
    with place_window(qtbot, desk) as window:
        page = window.visit(case.id)
        for told in (
            "上次：见到本人",
            "上次：商谈方案",
            "上次：货款未收回",
            "上次：正常营业",
            "上次：39,000.00",
            "上次：7 人",
        ):
            assert told in texts(form(page))
        pick(page, "open_status", "open_normal")
        pick(page, "stock_level", "empty")
        assert says(form(page), "正常营业却没有备货，请核实。")
        pick(page, "stock_level", "full")
        assert not says(form(page), "正常营业却没有备货")
        fill(page, "sales_month_claimed", "20000")
        assert says(form(page), "月销售比上次少四成以上")
        pick(page, "met", "nobody")
        pick(page, "outcome", "promise")
        assert says(form(page), "没有见到人，请核对结果")
        pick(page, "cause", "illness")
        assert says(form(page), "先停止催促")


def test_the_capacity_is_worked_out_as_the_answers_come(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with(office)
    with place_window(qtbot, desk) as window:
        page = window.visit(office.cases["李建国"].id)
        assert says(page.capacity, "填写毛利率")
        answers = {"sales_month_claimed": "42000", "purchases_month": "27720", "margin_percent": "28"}
        answers |= {"costs_month": "3800", "household_month": "2500", "other_debt_month": "800"}
        for name, text in answers.items():
            fill(page, name, text)
        qtbot.waitUntil(lambda: "¥ 2,576.00" in texts(page.capacity))
        assert "38,500.00" in texts(page.capacity)
        assert says(form(page), "与进货倒推 38,500.00 相差 8%，可信")


def test_a_field_whose_text_is_no_answer_keeps_the_visit_open(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with(office)
    with place_window(qtbot, desk) as window:
        page = window.visit(office.cases["李建国"].id)
        pick(page, "met", "nobody")
        pick(page, "outcome", "not_found")
        fill(page, "customers_10min", "many")
        page.finish()
        assert says(page, "有的内容填得不对")
        assert QApplication.focusWidget() is form(page).rows["customers_10min"].editor
        assert window.shell.page() is page


def test_the_list_of_what_is_missing_leads_to_its_fields(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with(office)
    with place_window(qtbot, desk) as window:
        page = window.visit(office.cases["李建国"].id)
        assert says(page.gaps, "还差 3 项")
        press(page.gaps, "营业状态")
        focus = QApplication.focusWidget()
        assert focus is not None
        assert form(page).rows["open_status"].editor.isAncestorOf(focus)
        press(page.gaps, "写明同行人（应两人同行）")
        assert QApplication.focusWidget() is form(page).rows["companion"].editor
        pick(page, "met", "nobody")
        pick(page, "outcome", "not_found")
        qtbot.waitUntil(lambda: says(page.gaps, "可以离开"))


def test_a_note_that_is_too_long_is_counted_and_kept_from_leaving(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with(office)
    with place_window(qtbot, desk) as window:
        page = window.visit(office.cases["李建国"].id)
        pick(page, "met", "nobody")
        pick(page, "outcome", "not_found")
        form(page).note.setPlainText("字" * 301)
        assert says(page, "超出 1 字")
        page.finish()
        assert says(page, "所见所谈（太长）")
        assert QApplication.focusWidget() is form(page).note


@pytest.mark.parametrize(
    ("again", "told"),
    [("2026-07-26T00:00:00+00:00", "明日 08:00"), ("2026-07-25T13:30:00+00:00", "今日 21:30"), ("", "")],
)
def test_a_refusal_says_when_it_is_possible_again_if_time_alone_helps(
    office: TestOffice, again: str, told: str
) -> None:
    refusal = KnownError("may.outside_hours", {"again": again})
    assert possible_again(refusal, "Asia/Shanghai") == told
    assert possible_again(KnownError("may.outside_hours"), "Asia/Shanghai") == ""
