"""What a program proposes to begin the talk with: what fits, room to recover, an end at once, each with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.plans.offers import EASY_ROWS, LATER_ROWS, Known, Offer, Site, Why, offers
from fieldapp.domain.plans.plan import PlanKind
from fieldapp.domain.plans.plan_schedule import build_on, ground_at
from fieldapp.domain.plans.plan_soundness import problems_on
from fieldapp.domain.plans.policy import USUAL
from fieldapp.domain.visit import Cause
from tests.unit.domain.builders import TODAY, plan_terms, worked_loan

SITE = Site(ground_at(worked_loan(), TODAY), plan_terms())
OTHER = Site(ground_at(replace(worked_loan(paid=5), id="loan-2"), TODAY), plan_terms(loan_id="loan-2"))
WORN = Known(2_576_00, Cause.SALES_FALL)


def highest(*made: tuple[Site, Offer]) -> list[int]:
    site, offer = made[0]
    return [row.total for row in build_on(site.ground, offer.terms[0]).rows]


def test_the_first_fits_with_the_fewest_rows() -> None:
    fitting, *_ = offers([SITE], WORN)
    assert (fitting.why, fitting.terms[0].kind, fitting.terms[0].instalments) == (
        Why.FITS,
        PlanKind.EQUAL_INSTALMENT,
        40,
    )
    assert max(highest((SITE, fitting))) <= 2_576_00


def test_the_second_asks_for_interest_alone_until_the_business_recovers() -> None:
    _, second, _ = offers([SITE], WORN)
    assert second.why is Why.RECOVERY
    (step,) = second.terms[0].steps
    assert (step.rows, step.amount) == (EASY_ROWS, 815_81)
    assert second.terms[0].instalments == 46
    assert max(highest((SITE, second))) <= 2_576_00


def test_the_third_ends_it_soon_without_penalty() -> None:
    *_, third = offers([SITE], WORN)
    (terms,) = third.terms
    assert (third.why, terms.kind, terms.first_due) == (Why.ENDS, PlanKind.SETTLEMENT, TODAY + timedelta(days=15))
    assert (terms.waived_penalty, terms.waived_compound) == (SITE.ground.pot.penalty, SITE.ground.pot.compound)
    strict = replace(USUAL, first_row_within_days=7)
    *_, soon = offers([SITE], WORN, strict)
    assert soon.terms[0].first_due == TODAY + timedelta(days=7)


@pytest.mark.parametrize(
    ("known", "why", "kind"),
    [
        (Known(2_576_00, Cause.RECEIVABLE_DELAYED), Why.PASSING_CAUSE, PlanKind.DEFERRAL),
        (Known(2_576_00, Cause.SALES_FALL, passes=True), Why.PASSING_CAUSE, PlanKind.DEFERRAL),
        (Known(2_576_00, Cause.RECEIVABLE_DELAYED, passes=False), Why.RECOVERY, PlanKind.STEP_UP),
        (Known(2_576_00, Cause.ILLNESS), Why.HARDSHIP, PlanKind.STEP_UP),
        (Known(2_576_00), Why.RECOVERY, PlanKind.STEP_UP),
    ],
)
def test_the_second_goes_by_the_cause(known: Known, why: Why, kind: PlanKind) -> None:
    _, second, _ = offers([SITE], known)
    assert (second.why, second.terms[0].kind) == (why, kind)


def test_a_passing_cause_without_rows_to_move_is_helped_otherwise() -> None:
    over = replace(SITE, ground=replace(SITE.ground, rows=()))
    _, second, _ = offers([over], Known(None, Cause.FORGOT))
    assert second.why is Why.RECOVERY


def test_nothing_fits_where_nobody_knows_the_capacity() -> None:
    fitting, second, _ = offers([SITE], Known())
    assert (fitting.why, fitting.terms[0].instalments) == (Why.UNKNOWN_CAPACITY, 12)
    assert second.terms[0].instalments == EASY_ROWS + LATER_ROWS


@pytest.mark.parametrize("capacity", [0, 1_000_00])
def test_where_even_the_longest_asks_for_more_it_says_so(capacity: int) -> None:
    fitting, *_ = offers([SITE], Known(capacity))
    assert (fitting.why, fitting.terms[0].instalments) == (Why.LONGEST, USUAL.max_instalments)


def test_without_interest_the_principal_is_paid_in_equal_parts() -> None:
    free = replace(SITE, begin=plan_terms(annual_rate=Decimal(0)))
    _, second, _ = offers([free], Known())
    assert second.terms[0].kind is PlanKind.EQUAL_PRINCIPAL
    strict = replace(USUAL, max_instalments=6)
    _, short, _ = offers([SITE], Known(), strict)
    assert short.terms[0].kind is PlanKind.EQUAL_PRINCIPAL, "no room for rows of interest alone"


def test_several_loans_share_one_capacity() -> None:
    fitting, second, third = offers([SITE, OTHER], Known(6_000_00, Cause.SALES_FALL))
    assert [terms.loan_id for terms in fitting.terms] == ["loan-1", "loan-2"]
    for offer in (fitting, second):
        rows = [build_on(site.ground, terms).rows for site, terms in zip((SITE, OTHER), offer.terms, strict=True)]
        together = [sum(row.total for row in day) for day in zip(*rows, strict=True)]
        assert max(together) <= 6_000_00
    assert len({terms.instalments for terms in fitting.terms}) == 1
    assert all(terms.kind is PlanKind.SETTLEMENT for terms in third.terms)
    _, moved, _ = offers([SITE, OTHER], Known(6_000_00, Cause.FORGOT))
    assert [terms.deferral_months for terms in moved.terms] == [2, 2]


@given(st.integers(1_900_00, 90_000_00))
def test_one_row_fewer_would_not_fit(capacity: int) -> None:
    fitting, *_ = offers([SITE], Known(capacity))
    (terms,) = fitting.terms
    assert fitting.why is Why.FITS
    assert not problems_on(SITE.ground, terms)
    assert max(highest((SITE, fitting))) <= capacity
    if terms.instalments > 1:
        count = terms.instalments - 1
        fewer = replace(terms, instalments=count, arrears_rows=count)
        assert build_on(SITE.ground, fewer).highest_row > capacity
