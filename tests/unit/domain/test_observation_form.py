"""Which questions are asked: those that fit the premises, who was met, what came of it and what was answered so far."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.observation import (
    FIELDS,
    PERSONAL,
    RATINGS,
    Avoidance,
    Observation,
    OpenStatus,
    OwnerPresent,
    RentStatus,
    StockLevel,
)
from fieldapp.domain.observation_form import (
    CLOSED,
    FOLLOWS,
    GROUP_OF,
    GROUPS,
    NOT_THERE,
    ORDER,
    Group,
    Setting,
    asked,
    asked_groups,
    follow_met,
)
from fieldapp.domain.party import PremisesKind
from fieldapp.domain.strategy.answers import QUESTIONS
from fieldapp.domain.strategy.score_inputs import INPUTS
from fieldapp.domain.visit import Met, Outcome

SHOP = Setting(PremisesKind.SHOP, Met.BORROWER, Outcome.PLAN_TALKS)
NOTHING = Observation()


def test_every_answer_is_in_one_group_of_the_form() -> None:
    assert sorted(ORDER) == sorted(FIELDS)
    assert len(ORDER) == len(set(ORDER))
    assert set(FOLLOWS) | PERSONAL | RATINGS <= set(FIELDS)


def test_every_question_of_the_form_is_asked_somewhere() -> None:
    """Number 1 to 22 of the form; what the lender knows (0, 19) and what the visit holds itself is not asked here."""
    elsewhere = {"sales_today", "sales_month", "cause", "cause_second", "cause_lasting", "power_change_percent"}
    elsewhere |= {"promises", "paid_since_visit", "photos", "note"}
    by_form = {name for name, number in QUESTIONS.items() if number} - elsewhere
    assert by_form <= set(FIELDS)
    numbers = {QUESTIONS[name] for name in FIELDS if name in QUESTIONS}
    assert {*range(1, 23)} - numbers == {17, 19}, "the cause stands beside the outcome, promises are the lender's own"


def test_nobody_is_asked_of_customers_in_a_factory_or_of_machines_in_a_shop() -> None:
    shop = asked(SHOP, NOTHING)
    factory = asked(replace(SHOP, kind=PremisesKind.FACTORY), NOTHING)
    farm = asked(replace(SHOP, kind=PremisesKind.FARM), NOTHING)
    assert "crowd" in shop
    assert "crowd" not in factory
    assert "machines_running" in factory
    assert not {"machines_running", "crop_or_herd"} & set(shop)
    assert "crop_or_herd" in farm
    assert "stock_level" not in asked(replace(SHOP, kind=PremisesKind.SERVICE), NOTHING)
    vehicle = set(asked(replace(SHOP, kind=PremisesKind.VEHICLE), NOTHING))
    assert not vehicle & {"rent_status", "power_kwh", "staff_now", "crowd"}
    assert "key_assets" in vehicle


@pytest.mark.parametrize("one", [each for each in INPUTS.values() if each.only], ids=lambda one: one.code)
def test_what_a_score_looks_at_is_asked_where_it_looks(one: object) -> None:
    for kind in PremisesKind:
        for name in one.reads:  # type: ignore[attr-defined]
            there = name not in NOT_THERE[kind]
            assert there == (kind in one.only), (kind, name)  # type: ignore[attr-defined]


def test_a_place_found_to_be_another_kind_is_asked_as_that_kind() -> None:
    found = asked(SHOP, Observation(premises_type=PremisesKind.FACTORY))
    assert "machines_running" in found
    assert "crowd" not in found


def test_where_nobody_knows_the_kind_a_shop_is_asked_for() -> None:
    assert asked(Setting(None, None, None), NOTHING) == asked(Setting(PremisesKind.SHOP, None, None), NOTHING)


@pytest.mark.parametrize(
    ("seen", "name"),
    [
        (Observation(stock_level=StockLevel.THIN), "stock_freshness"),
        (Observation(staff_now=0), "staff_usual"),
        (Observation(staff_now=1, staff_usual=2), "wages_unpaid"),
        (Observation(rent_status=RentStatus.PAID), "rent_paid_to"),
        (Observation(rent_status=RentStatus.ARREARS), "rent_arrears_months"),
        (Observation(rent_status=RentStatus.ARREARS), "landlord_notice"),
        (Observation(sales_day_claimed=1), "sales_proof"),
        (Observation(sales_month_claimed=1), "sales_proof"),
        (Observation(purchases_month=1), "purchases_invoice"),
        (Observation(receivables_total=1), "receivables_debtors"),
        (Observation(household_consent=True), "household_illness"),
        (Observation(avoidance=(Avoidance.FALSE_INFO,)), "false_statement_proven"),
        (Observation(proposal_amount=1), "proposal_method"),
    ],
)
def test_a_question_that_hangs_on_another_follows_it(seen: Observation, name: str) -> None:
    assert name not in asked(SHOP, NOTHING)
    assert name in asked(SHOP, seen)


def test_machines_and_crops_follow_step_by_step() -> None:
    factory, farm = replace(SHOP, kind=PremisesKind.FACTORY), replace(SHOP, kind=PremisesKind.FARM)
    assert "machines_total" in asked(factory, Observation(machines_running=0))
    assert "output_last_month" in asked(factory, Observation(machines_running=0, machines_total=8))
    assert "crop_price" not in asked(farm, Observation(crop_or_herd=12))
    assert "crop_price" in asked(farm, Observation(crop_or_herd=12, crop_sale_month=date(2026, 10, 1)))


def test_health_is_not_asked_after_a_refusal_and_not_before_consent() -> None:
    assert "household_illness" not in asked(SHOP, Observation(household_consent=False))


@pytest.mark.parametrize("status", sorted(CLOSED))
def test_a_place_that_is_closed_for_good_has_neither_customers_nor_sales(status: OpenStatus) -> None:
    found = set(asked(SHOP, Observation(open_status=status)))
    assert not found & {"crowd", "sales_month_claimed", "staff_now", "stock_level"}
    assert {"seizure_notice", "household_month", "proposal_amount", "cooperation"} <= found


def test_outside_business_hours_nobody_counts_customers() -> None:
    found = set(asked(SHOP, Observation(open_status=OpenStatus.CLOSED_HOURS)))
    assert not found & {"crowd", "customers_10min", "staff_now"}
    assert "stock_level" in found


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.DISPUTE, Outcome.PAID_CLAIM])
def test_whoever_does_not_talk_is_not_asked_for_sales_but_how_they_behaved_is_noted(outcome: Outcome) -> None:
    found = set(asked(replace(SHOP, outcome=outcome), NOTHING))
    assert not found & {"sales_month_claimed", "household_month", "proposal_amount"}
    assert {"open_status", "cooperation", "avoidance"} <= found


def test_where_nobody_was_met_only_what_one_sees_is_asked() -> None:
    for setting in (replace(SHOP, met=Met.NOBODY), replace(SHOP, outcome=Outcome.NOT_FOUND)):
        found = set(asked(setting, NOTHING))
        assert {"open_status", "stock_level", "seizure_notice", "risk_to_staff"} <= found
        assert not found & {"sales_month_claimed", "cooperation", "dependants", "power_kwh"}


def test_of_a_business_that_has_moved_the_empty_place_is_all_there_is() -> None:
    found = asked_groups(replace(SHOP, outcome=Outcome.MOVED), NOTHING)
    assert set(found) == {Group.PLACE, Group.ASSETS, Group.SAFETY}
    assert found[Group.PLACE] == ("premises_type", "open_status")


@given(
    st.sampled_from([None, *PremisesKind]),
    st.sampled_from([None, *Met]),
    st.sampled_from([None, *Outcome]),
    st.sampled_from([None, *OpenStatus]),
    st.sampled_from([None, *RentStatus]),
)
def test_what_was_answered_stays_in_sight_whatever_is_chosen(
    kind: PremisesKind | None,
    met: Met | None,
    outcome: Outcome | None,
    status: OpenStatus | None,
    rent: RentStatus | None,
) -> None:
    seen = Observation(open_status=status, rent_status=rent, sales_month_claimed=1, machines_total=2, crop_price=3)
    found = asked(Setting(kind, met, outcome), seen)
    assert seen.given() <= set(found)
    assert list(found) == [name for name in ORDER if name in found]
    groups = asked_groups(Setting(kind, met, outcome), seen)
    assert [name for names in groups.values() for name in names] == list(found)
    assert all(GROUP_OF[name] is group for group, names in groups.items() for name in names)
    assert all(set(names) <= set(GROUPS[group]) for group, names in groups.items())


def test_what_is_noted_of_a_person_is_no_observation_of_the_business() -> None:
    assert not NOTHING.of_business
    assert not Observation(cooperation=3, risk_to_staff=False, proposal_amount=1).of_business
    assert Observation(open_status=OpenStatus.OPEN_NORMAL).of_business


def test_who_was_met_says_who_runs_the_place() -> None:
    assert [follow_met(who) for who in (Met.BORROWER, Met.FAMILY, Met.STAFF, Met.NOBODY)] == [
        one.value for one in OwnerPresent
    ]
    assert follow_met(Met.GUARANTOR) == follow_met(None) == ""
