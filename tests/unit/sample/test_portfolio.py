"""The practice portfolio: the same for the same day, believable on every day, and nobody's real data."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache

import pytest

from fieldapp.sample import SamplePortfolio
from fieldapp.sample import make_portfolio as make_afresh
from fieldapp.sample.arithmetic import statement, step
from fieldapp.sample.model import SampleCase, SampleParty
from fieldapp.sample.workbook import portfolio_sheets

TODAY = date(2026, 7, 25)
make_portfolio = cache(make_afresh)
DAYS = [date(2024, 1, 1), date(2024, 2, 29), date(2026, 3, 31), date(2028, 10, 30), date(2030, 12, 31)]


@pytest.fixture(scope="module")
def portfolio() -> SamplePortfolio:
    return make_portfolio(TODAY)


def bucket(days: int) -> str:
    return next(name for limit, name in ((0, "M0"), (30, "M1"), (60, "M2"), (90, "M3"), (9999, "M4+")) if days <= limit)


def late(case: SampleCase, as_of: date) -> int:
    stated = (statement(loan.terms, loan.payments, loan.charges, as_of) for loan in case.loans)
    return max(owed.days_past_due for owed in stated)


def people(portfolio: SamplePortfolio) -> list[SampleParty]:
    return [party for case in portfolio.cases for party in (case.borrower, *case.parties)]


def test_the_same_day_and_seed_make_the_same_portfolio(portfolio: SamplePortfolio) -> None:
    again = make_afresh(TODAY)
    assert again == portfolio
    assert repr(portfolio_sheets(again)).encode() == repr(portfolio_sheets(portfolio)).encode()


def test_another_seed_makes_other_people_but_the_same_five(portfolio: SamplePortfolio) -> None:
    other = make_portfolio(TODAY, seed=1)
    assert [c.borrower.name for c in other.cases[:5]] == [c.borrower.name for c in portfolio.cases[:5]]
    assert [c.borrower.name for c in other.cases[5:]] != [c.borrower.name for c in portfolio.cases[5:]]


def test_three_collectors_have_eighty_borrowers_each(portfolio: SamplePortfolio) -> None:
    assert Counter(case.collector for case in portfolio.cases) == {"zhouming": 80, "wudi": 80, "linxiao": 80}
    assert len(portfolio.loans) == 300
    assert [(s.login, s.role) for s in portfolio.staff] == [
        ("zhouming", "collector"),
        ("wudi", "collector"),
        ("linxiao", "collector"),
        ("chenlan", "supervisor"),
    ]


@pytest.mark.parametrize("as_of", [TODAY, *DAYS])
def test_every_bucket_is_there_on_every_day(as_of: date) -> None:
    portfolio = make_portfolio(as_of)
    found = Counter(bucket(late(case, as_of)) for case in portfolio.cases)
    assert found.total() == 240
    assert 3 <= found["M0"] <= 25
    assert 60 <= found["M1"] <= 115
    assert 35 <= found["M2"] <= 80
    assert 22 <= found["M3"] <= 60
    assert 30 <= found["M4+"] <= 70
    assert portfolio.statement_at == datetime.combine(as_of - timedelta(days=1), datetime.min.time()).replace(hour=18)


@pytest.mark.parametrize("as_of", [TODAY, *DAYS])
def test_nothing_happened_after_the_statement(as_of: date) -> None:
    portfolio = make_portfolio(as_of)
    yesterday = as_of - timedelta(days=1)
    for case in portfolio.cases:
        assert case.opened_on <= case.assigned_at.date() <= yesterday
        for loan in case.loans:
            assert loan.signed_on <= loan.terms.disbursed_on < loan.terms.first_due
            assert all(loan.terms.disbursed_on < paid.received_on <= yesterday for paid in loan.payments)
            assert all(p.reversed_on is None or p.received_on < p.reversed_on <= yesterday for p in loan.payments)
            assert all(charge.charged_on <= yesterday for charge in loan.charges)


@pytest.mark.parametrize("as_of", [TODAY, *DAYS])
def test_the_five_cases_of_the_practice_day_are_as_late_as_their_story(as_of: date) -> None:
    """Due dates are kept off the 29th to 31st: at most three days more."""
    li, wang, zhao, chen, sun = make_portfolio(as_of).cases[:5]
    for case, name, days in ((li, "李建国", 45), (wang, "王秀英", 12), (zhao, "赵德顺", 76), (chen, "陈晓梅", 38)):
        assert case.borrower.name == name
        assert days <= late(case, as_of) <= days + 3
    assert 128 <= late(sun, as_of) <= 131
    assert [bucket(late(case, as_of)) for case in (li, wang, zhao, chen, sun)] == ["M2", "M1", "M3", "M2", "M4+"]
    assert all(case.collector == "zhouming" for case in (li, wang, zhao, chen, sun))


def test_the_first_case_is_the_worked_loan(portfolio: SamplePortfolio) -> None:
    case = portfolio.cases[0]
    assert (case.case_no, case.premises[0].name) == ("HK-2026-0412", "李记小炒")
    (loan,) = case.loans
    owed = statement(loan.terms, loan.payments, loan.charges, TODAY)
    assert (owed.due, owed.payoff, owed.days_past_due) == (21_643_56, 83_743_07, 45)


@pytest.mark.parametrize("as_of", [TODAY, *DAYS])
def test_one_limitation_and_one_guarantee_period_are_near_their_end(as_of: date) -> None:
    cases = make_portfolio(as_of).cases
    zhao_old, sun = cases[2].loans[1], cases[4]
    started = max(paid.received_on for paid in zhao_old.payments)
    assert 40 <= (step(started, 36) - as_of).days <= 41
    assert zhao_old.stated.payoff == 3_680_00
    assert sun.parties[0].guarantee_end == as_of + timedelta(days=19)
    assert step(sun.loans[0].terms.first_due, 11) < as_of


def test_the_contracts_are_of_every_kind(portfolio: SamplePortfolio) -> None:
    terms = [loan.terms for loan in portfolio.loans]
    assert {t.method for t in terms} == {"等额本息", "等额本金", "先息后本"}
    assert {t.grace_days for t in terms} == {0, 3}
    assert {t.year_days for t in terms} == {360, 365}
    assert min(t.rate for t in terms) == 800
    assert max(t.rate for t in terms) == 1800
    assert 20 <= sum(t.row_by_row for t in terms) <= 80
    assert sum(t.disbursed_on.day != t.first_due.day for t in terms) >= 10


def test_payments_are_of_every_kind(portfolio: SamplePortfolio) -> None:
    loans = portfolio.loans
    assert 8 <= sum(any(p.reversed_on for p in loan.payments) for loan in loans) <= 60
    assert sum(bool(loan.charges) for loan in loans) >= 10
    assert sum(loan.stated.days_past_due > 0 and loan.stated.overdue_interest == 0 for loan in loans) >= 3
    references = [paid.reference for loan in loans for paid in loan.payments]
    assert len(set(references)) == len(references)


def test_guarantors_contacts_and_co_debtors_are_of_every_kind(portfolio: SamplePortfolio) -> None:
    parties = [party for case in portfolio.cases for party in case.parties]
    assert {party.role for party in parties} == {"保证人", "联系人", "共同债务人"}
    guarantors = [party for party in parties if party.role == "保证人"]
    assert {party.guarantee_kind for party in guarantors} == {"连带责任", "一般保证", "约定不明"}
    ends = [party.guarantee_end for party in guarantors]
    assert sum(end is None for end in ends) >= 20
    assert sum(end is not None and 0 <= (end - TODAY).days <= 60 for end in ends) >= 4
    assert {"姐姐", "邻居", "配偶"} <= {party.relation for party in parties}


def test_an_agreed_guarantee_period_ends_after_the_debt_has_matured(portfolio: SamplePortfolio) -> None:
    for case in portfolio.cases:
        maturity = step(case.loans[0].terms.first_due, case.loans[0].terms.count - 1)
        for party in case.parties:
            assert party.guarantee_end is None or party.guarantee_end > maturity


def test_places_are_in_the_two_cities_and_more_or_less_exact(portfolio: SamplePortfolio) -> None:
    premises = [found for case in portfolio.cases for found in case.premises]
    places = [found.place for found in premises if found.place]
    assert {found.district[:3] for found in premises} == {"苏州市", "无锡市"}
    assert len({found.district for found in premises}) >= 12
    assert all(119.7 < place.lon < 121.3 and 30.8 < place.lat < 32.0 for place in places)
    assert 3 <= len(premises) - len(places) <= 25
    coarse = [place for place in places if place.source == "区县"]
    assert all(5_000 <= place.radius_m <= 11_000 for place in coarse)
    assert len(coarse) >= 4
    assert sum(place.radius_m <= 300 for place in places) > 0.8 * len(places)


def test_nobody_can_be_called_or_found_by_these_numbers(portfolio: SamplePortfolio) -> None:
    everybody = people(portfolio)
    phones = [party.phone for party in everybody] + [member.phone for member in portfolio.staff]
    assert all(len(phone) == 11 and phone.startswith("154") and phone.isdigit() for phone in phones)
    assert len(set(phones)) == len(phones)
    numbers = [party.id_no for party in everybody if party.id_no]
    assert all(number.startswith("329901") and len(number) == 18 for number in numbers)
    assert len(set(numbers)) == len(numbers)
    weights = [2 ** (17 - n) % 11 for n in range(17)]
    for number in numbers:
        total = sum(int(digit) * weight for digit, weight in zip(number[:17], weights, strict=True))
        check = 10 if number[17] == "X" else int(number[17])
        assert (total + check) % 11 == 1


def test_no_two_people_share_a_name(portfolio: SamplePortfolio) -> None:
    names = [party.name for party in people(portfolio)]
    assert len(set(names)) == len(names)


def test_one_more_borrower_changes_none_of_the_others(portfolio: SamplePortfolio) -> None:
    """Each case has dice of its own: a later day moves dates, not people."""
    other = make_portfolio(TODAY + timedelta(days=1))
    assert [c.borrower.name for c in other.cases] == [c.borrower.name for c in portfolio.cases]
    assert replace(other.cases[7].premises[0], place=None) == replace(portfolio.cases[7].premises[0], place=None)
