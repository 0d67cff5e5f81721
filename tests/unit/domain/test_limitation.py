"""The legal clocks, on dates that can be counted by hand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.clocks.events import Interruption
from fieldapp.domain.clocks.guarantee import guarantee_period
from fieldapp.domain.clocks.limitation import limitation
from tests.unit.domain.builders import TODAY, guarantee, worked_loan

LAST_DUE = date(2027, 1, 10)
MATURED = worked_loan(disbursed_on=date(2022, 9, 4), first_due=date(2022, 10, 4))  # last instalment 4 September 2023


def test_limitation_runs_three_years_from_the_last_instalment() -> None:
    clock = limitation(worked_loan(), (), TODAY)
    assert (clock.ends_on, clock.since, clock.cause) == (date(2030, 1, 10), LAST_DUE, Interruption.LAST_DUE)
    assert clock.days_left(TODAY) == 1265


def test_a_matured_loan_shows_the_days_that_are_left() -> None:
    clock = limitation(MATURED, (), TODAY)
    assert clock.ends_on == date(2026, 9, 4)
    assert clock.days_left(TODAY) == 41
    assert clock.days_left(date(2026, 9, 5)) == -1


@pytest.mark.parametrize("cause", [Interruption.PAYMENT, Interruption.PROMISE, Interruption.PLAN, Interruption.DEMAND])
def test_a_later_event_starts_the_three_years_anew(cause: Interruption) -> None:
    clock = limitation(MATURED, [(date(2025, 5, 6), cause)], TODAY)
    assert (clock.ends_on, clock.since, clock.cause) == (date(2028, 5, 6), date(2025, 5, 6), cause)


def test_an_event_before_the_last_instalment_changes_nothing() -> None:
    clock = limitation(worked_loan(), [(date(2026, 5, 10), Interruption.PAYMENT)], TODAY)
    assert clock.cause is Interruption.LAST_DUE


def test_the_latest_event_counts_and_one_in_the_future_does_not() -> None:
    events = [
        (date(2025, 1, 1), Interruption.PAYMENT),
        (date(2026, 2, 28), Interruption.PROMISE),
        (date(2026, 12, 1), Interruption.PLAN),
    ]
    assert limitation(MATURED, events, TODAY).since == date(2026, 2, 28)


def test_a_leap_day_ends_on_the_twenty_eighth() -> None:
    clock = limitation(MATURED, [(date(2024, 2, 29), Interruption.PAYMENT)], TODAY)
    assert clock.ends_on == date(2027, 2, 28)


@given(st.lists(st.dates(date(2023, 9, 5), date(2026, 7, 25)), max_size=5), st.dates(date(2024, 1, 1), TODAY))
def test_a_further_event_never_shortens_the_time(events: list[date], more: date) -> None:
    known = [(day, Interruption.PAYMENT) for day in events]
    with_more = limitation(MATURED, [*known, (more, Interruption.DEMAND)], TODAY)
    assert with_more.ends_on >= limitation(MATURED, known, TODAY).ends_on


def test_a_demand_after_the_end_does_not_revive_the_claim() -> None:
    """民法典 192, 195: what has run out is not interrupted any more."""
    long_matured = worked_loan(disbursed_on=date(2019, 1, 10), first_due=date(2019, 2, 10))
    clock = limitation(long_matured, [(date(2026, 1, 5), Interruption.DEMAND)], TODAY)
    assert clock.ends_on == date(2023, 1, 10)


def test_an_agreed_guarantee_period_ends_as_agreed() -> None:
    agreed = date(2028, 1, 10)
    clock = guarantee_period(guarantee(agreed), worked_loan())
    assert (clock.ends_on, clock.since) == (agreed, LAST_DUE)


def test_without_an_agreement_the_guarantee_lasts_six_months_after_maturity() -> None:
    assert guarantee_period(guarantee(), worked_loan()).ends_on == date(2027, 7, 10)


@pytest.mark.parametrize("agreed", [LAST_DUE, date(2026, 12, 31)])
def test_a_period_that_ends_before_the_debt_is_due_counts_as_none(agreed: date) -> None:
    """民法典 692(2): agreed to end with or before the principal debt's term = not agreed."""
    assert guarantee_period(guarantee(agreed), worked_loan()).ends_on == date(2027, 7, 10)
