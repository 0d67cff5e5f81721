"""The surveys of the practice portfolio: of most borrowers, before the loan, believable in their trade."""

from __future__ import annotations

from datetime import date

import pytest

from fieldapp.sample import SamplePortfolio, make_portfolio
from fieldapp.sample.model import SampleSurvey
from fieldapp.sample.surveys import SURVEYORS
from fieldapp.sample.trades import TRADES

TODAY = date(2026, 7, 25)


@pytest.fixture(scope="module")
def portfolio() -> SamplePortfolio:
    return make_portfolio(TODAY)


@pytest.fixture(scope="module")
def surveys(portfolio: SamplePortfolio) -> list[tuple[str, SampleSurvey]]:
    return [(case.premises[0].trade, case.survey) for case in portfolio.cases if case.survey is not None]


def test_a_good_part_of_the_borrowers_was_surveyed_and_the_five_by_hand_all_were(portfolio: SamplePortfolio) -> None:
    found = [case.survey is not None for case in portfolio.cases]
    assert all(found[:5])
    assert 140 <= sum(found) <= 200


def test_every_survey_was_made_before_the_loan_was_signed(portfolio: SamplePortfolio) -> None:
    for case in portfolio.cases:
        if case.survey is not None:
            assert 3 <= (case.loans[0].signed_on - case.survey.on).days <= 12


def test_surveys_of_nearly_every_trade_are_there(surveys: list[tuple[str, SampleSurvey]]) -> None:
    assert len({trade for trade, _ in surveys}) >= len(TRADES) - 3


def test_what_was_earned_carried_the_instalment(portfolio: SamplePortfolio) -> None:
    for case in portfolio.cases:
        seen, terms = case.survey, case.loans[0].terms
        if seen is not None:
            left = seen.sales_month * seen.margin // 100 - seen.costs_month
            left -= seen.household_month + seen.other_debt_month
            assert left >= terms.principal // terms.count


def test_only_what_the_trade_has_was_asked(surveys: list[tuple[str, SampleSurvey]]) -> None:
    for trade, seen in surveys:
        assert (seen.machines is not None) == (trade in {"五金加工", "纺织", "塑料制品", "机械", "食品"})
        assert (seen.land_or_head is not None) == bool(seen.condition)
        assert (seen.stock_value is not None) == bool(seen.stock)
        assert (seen.customers is not None) == bool(seen.crowd) == (seen.sales_day is not None)
        if seen.machines is not None and seen.machines_running is not None:
            assert 1 <= seen.machines_running <= seen.machines
        if trade == "货运":
            assert (seen.staff_now, seen.customers, seen.kwh) == (None, None, None)


def test_surveyors_are_nobody_of_the_portfolio(portfolio: SamplePortfolio) -> None:
    people = {party.name for case in portfolio.cases for party in (case.borrower, *case.parties)}
    assert not people & set(SURVEYORS)
    assert {case.survey.by for case in portfolio.cases if case.survey is not None} == set(SURVEYORS)
