"""The survey before the loan on its whole way: made up for practice, imported, sent, and held beside a visit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from fieldapp.domain.case import Case
from fieldapp.importers import IdBook, read_portfolio
from fieldapp.sample import make_portfolio, write_workbook
from fieldapp.sample.model import SampleSurvey
from fieldapp.services.look_at_case import look_at_case
from tests.gui.borrower_page import shown
from tests.gui.field_window import BEFORE, field_window, named, press, texts, visit
from tests.office import TestOffice, sync
from ui import formats
from ui.collector.borrower.business import BusinessCard


def imported(office: TestOffice, folder: Path) -> tuple[Case, SampleSurvey]:
    """The first case of the practice portfolio as the office has it, and what the sample says of its survey."""
    portfolio = make_portfolio(date(2026, 7, 25))
    portfolio = replace(portfolio, cases=portfolio.cases[:1])
    write_workbook(portfolio, folder / "p.xlsx")
    (case,) = read_portfolio(folder / "p.xlsx", IdBook(), {"zhouming": office.people["zhouming"].id}).cases
    office.save(case)
    survey = portfolio.cases[0].survey
    assert survey is not None
    return case, survey


def test_the_survey_of_the_practice_portfolio_stands_beside_what_is_seen_now(
    office: TestOffice, qtbot: QtBot, tmp_path: Path
) -> None:
    case, told = imported(office, tmp_path)
    desk = office.desk("zhouming")
    sync(desk)
    survey = look_at_case(desk, case.id).seen.case.survey
    assert survey is not None
    assert (survey.on, survey.by, survey.note) == (told.on, told.by, told.note)
    assert survey.observation.sales_month_claimed == told.sales_month
    assert survey.observation.margin_percent == told.margin
    with field_window(qtbot, desk) as window:
        card = shown(window, case).findChild(BusinessCard)
        assert card is not None
        read = texts(card)
        assert f"还没有走访看过经营；{told.on} 贷前调查（{told.by}）所见" in read
        assert not told.note or told.note in read
        window.news(visit(desk, case.id, replace(BEFORE, sales_month_claimed=3_900_000)).changes)
        card = window.page().findChild(BusinessCard)
        assert card is not None
        press(named(card, "与贷前比较"))
        assert f"贷前 {formats.amount(told.sales_month)}" in texts(card)
