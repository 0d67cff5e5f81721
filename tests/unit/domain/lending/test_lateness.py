"""Days past due, grace, pauses, days off, tolerance, buckets and the life of a quote, each worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from fieldapp.domain.calendar import DayCount
from fieldapp.domain.lending.ageing import Bucket, CardClass, card_class_of, report_bucket_of
from fieldapp.domain.lending.ledger import foreseen_rows
from fieldapp.domain.lending.loan import (
    ExplicitRow,
    GraceMode,
    HolidayShift,
    RateChange,
    RepaymentMethod,
    Step,
    Tranche,
)
from fieldapp.domain.lending.quote import quote_at, quote_of
from fieldapp.domain.workdays import WorkCalendar
from tests.unit.domain.lending.accounts import C, EventKind, event, ledger, loan, on_time, owed, pairs, plain, repay

DUE = date(2026, 2, 1)  # a Sunday
HALF = Decimal("0.06")


def days(count: int) -> date:
    return DUE + timedelta(days=count)


# grace -----------------------------------------------------------------------------------------------------------


def test_within_grace_nothing_is_late_and_afterwards_everything_counts_from_the_due_date() -> None:
    own = plain(grace_days=3)
    within, after = owed(own, days(3)), owed(own, days(4))
    assert (within.days_past_due, within.penalty, within.bucket, within.lateness.in_grace) == (0, 0, Bucket.M0, True)
    # 1,000 · 18 % · 4 / 360 = 2.00; 120 · 18 % · 4 / 360 = 0.24
    assert (after.days_past_due, after.penalty, after.compound, after.bucket) == (4, 2_00, 24, Bucket.M1)


def test_grace_can_shift_the_beginning_instead() -> None:
    own = plain(grace_days=3, grace_mode=GraceMode.SHIFT)
    within, after = owed(own, days(3)), owed(own, days(4))
    assert (within.days_past_due, within.penalty, within.lateness.in_grace) == (0, 0, True)
    assert (after.days_past_due, after.lateness.raw_days, after.penalty, after.compound) == (1, 4, 50, 6)


def test_what_was_paid_within_grace_never_bears_penalty() -> None:
    own = plain(grace_days=3)
    part = repay(days(2), 620_00)  # 120 interest, 500 principal
    assert owed(own, days(4), part).penalty == 1_00  # 500 · 18 % · 4 / 360
    assert owed(own, days(4), part).compound == 0


def test_the_per_diem_knows_the_last_day_of_grace() -> None:
    own = plain(grace_days=3)
    # 11,000 not due cost 12 % a day by 360: 3.6667; once the grace ends 1,120 overdue cost 18 %: 0.56
    running = Decimal(11_000_00) * Decimal("0.12") / 360
    assert owed(own, days(2)).per_diem == running
    assert owed(own, days(3)).per_diem == running + Decimal(1_120_00) * Decimal("0.18") / 360


def test_two_counts_make_two_per_diems() -> None:
    own = plain(day_count=DayCount.ACT_ACT, arrears_day_count=DayCount.ACT_365F)
    running = Decimal(11_000_00) * Decimal("0.12") / 365
    overdue = own.principal // 12 + ledger(own, DUE).rows[0].interest
    assert owed(own, days(1)).per_diem == Decimal(overdue) * Decimal("0.18") / 365 + running
    leap = plain(day_count=DayCount.ACT_ACT, disbursed_on=date(2028, 1, 1), first_due=date(2028, 2, 1))
    assert owed(leap, leap.disbursed_on).per_diem == Decimal(12_000_00) * Decimal("0.12") / 366


# compound interest, day counts, rates ------------------------------------------------------------------------------


def test_compound_interest_can_be_switched_off() -> None:
    found = owed(plain(compound_unpaid_interest=False), days(10))
    assert (found.penalty, found.compound) == (5_00, 0)
    assert found.per_diem == (Decimal(1_000_00) * Decimal("0.18") + Decimal(11_000_00) * Decimal("0.12")) / 360


def test_the_penalty_rate_is_the_contract_rate_and_half_of_it() -> None:
    assert plain().penalty_rate == Decimal("0.18")


def test_no_uplift_means_the_contract_rate() -> None:
    assert owed(plain(penalty_uplift=Decimal(0)), days(20)).penalty == 6_67  # 1,000 · 12 % · 20 / 360


@pytest.mark.parametrize(
    ("count", "until", "part"),
    [
        (DayCount.ACT_365F, date(2026, 3, 1), Fraction(28, 365)),
        (DayCount.E30_360, date(2026, 3, 1), Fraction(30, 360)),
        (DayCount.ACT_ACT, date(2026, 3, 1), Fraction(28, 365)),
        (DayCount.ACT_360, date(2026, 3, 1), Fraction(28, 360)),
    ],
)
def test_arrears_follow_their_own_count(count: DayCount, until: date, part: Fraction) -> None:
    own = plain(arrears_day_count=count)
    exact = 1_000_00 * Fraction(18, 100) * part
    assert ledger(own, until).rows[0].penalty == int(exact + Fraction(1, 2))


def test_arrears_over_several_rates_are_rounded_once() -> None:
    # 1,000 for 10 days at 18 %, 10 at 9 %, 11 at 36 %
    changes = (RateChange(days(10), HALF), RateChange(days(20), Decimal("0.24")))
    own = plain(method=RepaymentMethod.INTEREST_ONLY, instalments=1, rate_changes=())
    exact = 12_000_00 * Fraction(18 * 10 + 9 * 10 + 36 * 11, 100 * 360)
    told = tuple(event(EventKind.RATE_CHANGE, c.on, annual_rate=c.annual_rate) for c in changes)
    assert owed(own, days(31), *told).penalty == int(exact + Fraction(1, 2))
    # and once the last change lies before what is posted, by that rate alone: 12,000 · 36 % · 5 / 360
    part = repay(days(31), owed(own, days(31), *told).penalty, "p")
    assert owed(own, days(36), *told, part).penalty == 60_00


# pauses ----------------------------------------------------------------------------------------------------------


def test_a_pause_is_taken_off_the_days_that_steer_and_not_off_the_raw_ones() -> None:
    told = (event(EventKind.PAUSE, days(10)), event(EventKind.RESUME, days(25)))
    found = owed(plain(), days(40), *told)
    assert (found.days_past_due, found.lateness.raw_days, found.lateness.paused_days) == (25, 40, 15)
    assert found.bucket is Bucket.M2  # of the raw days
    assert found.penalty == owed(plain(), days(40)).penalty


def test_an_open_pause_counts_to_today_and_only_within_the_delay() -> None:
    early = event(EventKind.PAUSE, DUE - timedelta(days=20))
    found = owed(plain(), days(12), early)
    assert (found.days_past_due, found.lateness.paused_days) == (0, 12)


def test_pauses_add_up() -> None:
    told = [
        event(kind, days(on))
        for kind, on in (
            (EventKind.PAUSE, 1),
            (EventKind.RESUME, 4),
            (EventKind.PAUSE, 10),
            (EventKind.RESUME, 12),
        )
    ]
    assert owed(plain(), days(20), *told).days_past_due == 15


# days off ----------------------------------------------------------------------------------------------------------

OFF = WorkCalendar(holidays=frozenset({date(2026, 2, 2)}), years=frozenset({2026}))


@pytest.mark.parametrize(
    ("shift", "deadline"),
    [
        (HolidayShift.NONE, DUE),
        (HolidayShift.NEXT_WORKDAY, date(2026, 2, 3)),
        (HolidayShift.PREVIOUS, date(2026, 1, 30)),
        (HolidayShift.MODIFIED_NEXT, date(2026, 2, 3)),
    ],
)
def test_a_day_off_moves_the_deadline_and_what_counts_from_it(shift: HolidayShift, deadline: date) -> None:
    own = plain(holiday_shift=shift)
    row = ledger(own, DUE, calendar=OFF).rows[0]
    assert (row.deadline, row.instalment.due, row.instalment.interest) == (deadline, DUE, 120_00)
    late = deadline + timedelta(days=4)
    found = owed(own, late, calendar=OFF)
    assert (found.days_past_due, found.penalty) == (4, 2_00)
    assert owed(own, deadline, calendar=OFF).days_past_due == 0


def test_a_deadline_in_another_month_moves_back() -> None:
    # 31 January 2026 is a Saturday; the next working day lies in February
    own = plain(first_due=date(2026, 1, 31), holiday_shift=HolidayShift.MODIFIED_NEXT)
    assert ledger(own, own.disbursed_on).rows[0].deadline == date(2026, 1, 30)


def test_a_row_whose_deadline_lies_before_its_due_date_is_owed_from_the_deadline() -> None:
    own = plain(holiday_shift=HolidayShift.PREVIOUS)
    friday, saturday = date(2026, 1, 30), date(2026, 1, 31)
    assert (owed(own, friday).cure, owed(own, friday).valid_until) == (1_120_00, date(2026, 2, 26))
    assert owed(own, date(2026, 1, 29)).cure == 0
    late = owed(own, saturday)
    assert (late.days_past_due, late.penalty) == (1, 50)
    # on the deadline it is due, so paying it is no payment in advance; the payoff asks for all of its interest
    assert owed(own, friday).payoff == 12_000_00 + 120_00
    assert owed(own, saturday, repay(friday, 1_120_00)).days_past_due == 0


# tolerance, buckets ------------------------------------------------------------------------------------------------


def test_what_a_row_lacks_within_the_tolerance_makes_nobody_late() -> None:
    lacking = repay(DUE, 1_110_00)
    assert owed(plain(tolerance=10_00), days(20), lacking).days_past_due == 0
    assert owed(plain(tolerance=9_99), days(20), lacking).days_past_due == 20
    assert owed(plain(tolerance=10_00), days(20), lacking).cure == 10_00 + 10  # owed all the same: 10 · 18 % · 20 / 360


@pytest.mark.parametrize(
    ("count", "report", "card"),
    [
        (0, "M0", CardClass.NORMAL),
        (1, "M1", CardClass.SPECIAL_MENTION),
        (90, "M3", CardClass.SPECIAL_MENTION),
        (91, "M4", CardClass.SUBSTANDARD),
        (120, "M4", CardClass.SUBSTANDARD),
        (121, "M5", CardClass.DOUBTFUL),
        (150, "M5", CardClass.DOUBTFUL),
        (151, "M6", CardClass.DOUBTFUL),
        (180, "M6", CardClass.DOUBTFUL),
        (181, "M7+", CardClass.LOSS),
    ],
)
def test_reports_and_cards_have_their_own_classes(count: int, report: str, card: CardClass) -> None:
    assert (report_bucket_of(count), card_class_of(count)) == (report, card)


# quotes ------------------------------------------------------------------------------------------------------------


def test_a_quote_holds_until_the_day_before_something_changes() -> None:
    assert owed(plain(), days(10)).valid_until == date(2026, 2, 28)
    foreseen = plain(rate_changes=(RateChange(days(14), HALF),))
    assert owed(foreseen, days(10)).valid_until == days(13)
    assert owed(plain(), date(2027, 5, 1)).valid_until == date(2027, 5, 1)


@pytest.mark.parametrize(
    "own",
    [
        plain(rate_changes=(RateChange(days(14), HALF),)),
        plain(tranches=(Tranche(days(14), 2_000_00),)),
    ],
)
def test_a_snapshot_does_not_answer_past_what_the_contract_foresees(own: Any) -> None:
    snapshot = ledger(own, days(3)).snapshot
    assert snapshot.good_until == days(13)
    assert quote_at(snapshot, days(13)) == owed(own, days(13))
    with pytest.raises(ValueError, match="says nothing"):
        quote_at(snapshot, days(14))
    with pytest.raises(ValueError, match="says nothing"):
        quote_at(snapshot, days(2))


def test_a_ledger_quotes_what_the_loan_owes() -> None:
    assert quote_of(ledger(plain(), days(10)), plain()) == owed(plain(), days(10))


def test_what_the_contract_foresees_is_shown_before_it_happens_and_not_after_an_acceleration() -> None:
    own = plain(tranches=(Tranche(days(14), 2_000_00),))
    before = foreseen_rows(loan(own), days(3))
    assert sum(row.instalment.principal for row in before) == 12_000_00
    stopped = loan(own, event(EventKind.ACCELERATE, days(3)))
    assert sum(row.instalment.principal for row in foreseen_rows(stopped, days(3))) == 10_000_00


def test_interest_put_off_is_told_by_a_snapshot_as_by_a_replay() -> None:
    own = plain(grace_interest=1)
    told = on_time(own, 2)
    snapshot = ledger(own, date(2026, 3, 1), *told).snapshot
    assert quote_at(snapshot, date(2026, 3, 16)).current_interest == 50_00  # 15 days on 10,000, nothing put off


# negative amortisation -----------------------------------------------------------------------------------------------


def test_interest_that_a_row_does_not_ask_for_becomes_principal_on_its_due_date() -> None:
    # 120 interest, 20 asked for: 100 become principal on 1 February; then 121 a month on 12,100
    own = plain(
        instalments=3,
        method=RepaymentMethod.STEP_UP,
        steps=(Step(1, 20_00), Step(1, 221_00)),
        negative_amortisation=True,
    )
    before, after = owed(own, DUE - timedelta(days=1)), owed(own, DUE)
    assert (before.undue_principal, before.current_interest) == (12_000_00, 120_00)  # 30 days by 360
    assert (after.cure, after.undue_principal) == (20_00, 12_100_00)
    paid = repay(DUE, 20_00, "a")
    assert owed(own, days(10), paid).days_past_due == 0
    assert owed(own, days(10), paid).cure == 0
    assert pairs(ledger(own, DUE, paid).rows) == [(-100_00, 120_00), (100_00, 121_00), (12_000_00, 120_00)]


def test_a_payoff_before_the_balance_has_grown_asks_for_no_growth() -> None:
    rows = (ExplicitRow(DUE, amount=20_00), ExplicitRow(date(2026, 3, 1)))
    own = plain(method=RepaymentMethod.EXPLICIT, instalments=2, rows=rows, negative_amortisation=True)
    on = date(2026, 1, 16)
    found = ledger(own, on, event(EventKind.PAYOFF, on))
    assert sum(line.amount for line in found.events[-1].lines) == 12_060_00
    assert sum(p for p, _ in pairs(found.rows)) == 12_000_00
    at_once = owed(own, on, event(EventKind.ACCELERATE, on))
    assert (at_once.overdue_principal, at_once.cure) == (12_000_00, 12_060_00)


def test_growth_is_taken_back_although_its_row_was_paid_ahead() -> None:
    rows = (ExplicitRow(DUE, amount=20_00), ExplicitRow(date(2026, 3, 1)))
    own = plain(method=RepaymentMethod.EXPLICIT, instalments=2, rows=rows, negative_amortisation=True)
    on = date(2026, 1, 16)  # 20 of the 60 earned were paid ahead
    found = owed(own, on, repay(on, 20_00), event(EventKind.ACCELERATE, on))
    assert (found.overdue_principal, found.cure) == (12_000_00, 12_040_00)


def test_a_waiver_leaves_growth_as_it_was_agreed() -> None:
    rows = (ExplicitRow(DUE, amount=20_00), ExplicitRow(date(2026, 3, 1)))
    own = plain(method=RepaymentMethod.EXPLICIT, instalments=2, rows=rows, negative_amortisation=True)
    gift = event(EventKind.WAIVE, DUE, component=C.INTEREST)
    assert owed(own, DUE, gift).cure == 0
    assert owed(own, DUE, gift).undue_principal == 12_100_00
