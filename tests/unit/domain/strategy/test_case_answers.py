"""What today's case file answers of the form, and what it leaves open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from fieldapp.domain.attached_file import AttachedFile, FileContent, FileKind
from fieldapp.domain.case import CaseFile, Visit
from fieldapp.domain.caseview import view
from fieldapp.domain.contact_log import Channel, ContactContent, LoggedContact
from fieldapp.domain.observation import (
    Avoidance,
    Crowd,
    Lasting,
    Observation,
    OpenStatus,
    OwnerPresent,
    RentStatus,
    SalesProof,
    StockLevel,
)
from fieldapp.domain.party import PremisesKind
from fieldapp.domain.plans.plan_life import Plan, PlanState
from fieldapp.domain.strategy.answers import Answers, Kept, Source
from fieldapp.domain.strategy.case_answers import asked_of
from fieldapp.domain.strategy.client import Reach, Standing
from fieldapp.domain.strategy.scoring import Asked, assess
from fieldapp.domain.visit import Cause, Met, Outcome
from tests.unit.domain.builders import COLLECTOR, NOON, TODAY, case, payment, plan_content, promise, visit_content
from tests.unit.domain.builders import worked_loan as loan
from tests.unit.domain.strategy.forms import RULES

SEEN = Observation(
    open_status=OpenStatus.OPEN_REDUCED,
    customers_10min=2,
    crowd=Crowd.FEWER,
    stock_level=StockLevel.THIN,
    staff_now=2,
    staff_usual=3,
    sales_day_claimed=1_400_00,
    sales_month_claimed=42_000_00,
    purchases_month=20_000_00,
    margin_percent=50,
    costs_month=3_800_00,
    household_month=2_500_00,
    other_debt_month=800_00,
)


def visit(days_ago: int, **content: Any) -> Visit:
    at = NOON - timedelta(days=days_ago)
    plain = {"arrived_at": at, "left_at": at} | content
    return Visit(f"v{days_ago}", "case-1", COLLECTOR.id, at, visit_content(**plain))


def asked(*visits: Visit, as_of: date = TODAY, **changes: Any) -> Asked:
    file = replace(CaseFile(case(loan(payment(5_000_00, TODAY - timedelta(days=2))))), visits=visits, **changes)
    return asked_of(view(file, as_of), RULES.cure_plan_months)


def test_a_case_nobody_visited_answers_almost_nothing() -> None:
    found = asked()
    assert found.answers == Answers()
    assert (found.before, found.trade, found.reach) == (None, "", Reach())
    assert assess(found, RULES).client.standing is Standing.INSUFFICIENT


def test_what_a_visit_saw_stands_in_the_form() -> None:
    found = asked(visit(3, observation=SEEN, cause=Cause.SALES_FALL))
    answers = found.answers
    assert answers.premises_type is PremisesKind.SHOP
    assert (answers.open_status, answers.crowd, answers.stock_level) == (
        OpenStatus.OPEN_REDUCED,
        Crowd.FEWER,
        StockLevel.THIN,
    )
    assert (answers.staff_now, answers.staff_usual, answers.customers_10min) == (2, 3, 2)
    assert (answers.sales_today, answers.sales_month, answers.purchases_month) == (1_400_00, 42_000_00, 20_000_00)
    assert (answers.margin_percent, answers.cause, answers.owner_present) == (
        50,
        Cause.SALES_FALL,
        OwnerPresent.PRESENT,
    )
    assert (found.trade, found.as_of) == ("餐馆", TODAY)
    assert answers.household_hardship is None
    assert answers.cause_lasting is None


def test_money_that_came_after_the_last_visit_counts_and_money_before_does_not() -> None:
    assert asked(visit(3)).answers.paid_since_visit is True
    assert asked(visit(2)).answers.paid_since_visit is False


def test_debt_service_is_free_cash_over_the_next_instalment_and_a_twelfth_of_the_arrears() -> None:
    found = asked(visit(3, observation=SEEN))
    free = 20_000_00 - 3_800_00 - 2_500_00 - 800_00  # the lowest estimate: 20,000 / (1 − 50 %) × 50 %
    assert found.cure is not None
    assert found.answers.dscr == Decimal(free) / (Decimal(10_661_85) + Decimal(found.cure) / 12)


def test_under_a_plan_a_month_carries_the_plans_next_row() -> None:
    content = plan_content()
    plan = Plan("plan-1", "case-1", COLLECTOR.id, NOON, content, PlanState.ACTIVE)
    found = asked(visit(3, observation=SEEN), plans=(plan,))
    assert (found.cure, found.answers.dscr) == (0, Decimal(12_900_00) / content.rows[0].total)


def test_with_nothing_left_to_pay_there_is_no_debt_service() -> None:
    whole = CaseFile(case(loan(payment(200_000_00))), visits=(visit(3, observation=SEEN),))
    assert asked_of(view(whole, TODAY), 12).answers.dscr is None
    content = plan_content()
    done = replace(
        CaseFile(case(loan(payment(sum(row.total for row in content.rows), TODAY + timedelta(days=1))))),
        plans=(Plan("plan-1", "case-1", COLLECTOR.id, NOON, content, PlanState.ACTIVE),),
        visits=(visit(3, observation=SEEN),),
    )
    assert asked_of(view(done, TODAY + timedelta(days=2)), 12).answers.dscr is None


def test_the_last_three_promises_whose_day_has_passed_count_the_newest_first() -> None:
    start = TODAY - timedelta(days=60)
    made = [promise(1, start + timedelta(days=5 * n), start, str(n)) for n in range(4)]
    opened = promise(1_00, TODAY + timedelta(days=3), TODAY, "open")
    found = asked(promises=(*made, opened)).answers.promises
    assert found == (Kept.BROKEN, Kept.BROKEN, Kept.BROKEN)
    kept = promise(5_000_00, TODAY - timedelta(days=2), TODAY - timedelta(days=4), "kept")
    assert (asked(promises=(*made, kept)).answers.promises or ())[0] is Kept.KEPT


def test_illness_is_a_hardship_and_a_dispute_is_told_without_counting_against() -> None:
    assert asked(visit(1, cause=Cause.ILLNESS)).answers.household_hardship is True
    assert asked(visit(1, outcome=Outcome.HARDSHIP)).answers.household_hardship is True
    assert asked(visit(1, outcome=Outcome.DISPUTE)).answers.dispute_in_good_faith is True
    assert asked(visit(1, met=Met.GUARANTOR)).answers.owner_present is None


def test_the_observation_before_the_newest_is_what_it_is_held_against() -> None:
    found = asked(visit(9, observation=SEEN), visit(5), visit(2, observation=replace(SEEN, crowd=Crowd.NONE)))
    assert found.answers.crowd is Crowd.NONE
    assert found.before is not None
    assert found.before.crowd is Crowd.FEWER
    ability = assess(found, RULES).ability
    assert ability is not None
    lines = {one.code: one for one in ability.contributions}
    assert lines["customers"].delta == -6


def test_visits_in_vain_since_somebody_was_met_are_attempts() -> None:
    vain = [visit(days, met=Met.NOBODY, outcome=Outcome.NOT_FOUND) for days in (6, 4, 1)]
    assert asked(visit(9), *vain).reach == Reach(attempts=3, days=3, failed_visits=3)
    assert asked(*vain, visit(0)).reach == Reach()


def test_a_visit_to_a_place_that_left_the_case_names_no_trade() -> None:
    found = asked(visit(1, observation=SEEN, premises_id="gone"))
    assert (found.trade, found.answers.premises_type) == ("", None)


FULL = replace(
    SEEN,
    sales_proof=SalesProof.BANK,
    purchases_invoice=True,
    receivables_total=9_000_00,
    receivables_proof=True,
    rent_status=RentStatus.ARREARS,
    rent_arrears_months=2,
    cooperation=4,
    avoidance=(Avoidance.HIDES, Avoidance.MOVED_ASSETS),
    proposal_amount=5_000_00,
)


def test_everything_the_form_asks_reaches_the_scores() -> None:
    answers = asked(visit(3, observation=FULL, cause_lasting=Lasting.TEMPORARY, note="x")).answers
    assert (answers.rent_arrears_months, answers.receivables_total, answers.cooperation) == (2, 9_000_00, 4)
    assert answers.avoidance == frozenset({Avoidance.HIDES, Avoidance.MOVED_ASSETS})
    assert (answers.proposal_amount, answers.cause_lasting, answers.note) == (5_000_00, Lasting.TEMPORARY, "x")


def test_what_was_shown_on_paper_is_a_document_and_the_rest_is_a_claim() -> None:
    sources = asked(visit(3, observation=FULL)).answers.sources
    shown = {"sales_today", "sales_month", "purchases_month", "receivables_total", "receivables_due_on"}
    assert set(sources) == shown | {"receivables_debtors"}
    assert set(sources.values()) == {Source.DOCUMENT}
    unproven = replace(FULL, sales_proof=SalesProof.NONE, purchases_invoice=False, receivables_proof=None)
    assert asked(visit(3, observation=unproven)).answers.sources == {}


def test_what_the_last_visit_did_not_ask_of_the_person_stands_as_it_was() -> None:
    earlier = visit(9, observation=FULL)
    later = visit(2, met=Met.GUARANTOR, observation=Observation(cooperation=2, owner_present=OwnerPresent.FAMILY_RUNS))
    answers = asked(earlier, later).answers
    assert (answers.cooperation, answers.owner_present, answers.proposal_amount) == (
        2,
        OwnerPresent.FAMILY_RUNS,
        5_000_00,
    )
    assert answers.open_status is OpenStatus.OPEN_REDUCED, "the business as it was last seen"


def test_a_place_that_was_found_to_be_another_kind_is_that_kind() -> None:
    found = asked(visit(3, observation=replace(SEEN, premises_type=PremisesKind.SERVICE)))
    assert found.answers.premises_type is PremisesKind.SERVICE
    assert asked(visit(3, observation=SEEN, premises_id="gone")).answers.premises_type is None


def test_hardship_that_was_written_down_with_consent_is_told() -> None:
    hard = Observation(household_consent=True, household_hardship=True)
    assert asked(visit(3, observation=hard)).answers.household_hardship is True
    assert asked(visit(3, cause=Cause.SALES_FALL, cause_second=Cause.ILLNESS)).answers.household_hardship is True


def test_photos_of_the_visit_are_counted() -> None:
    def photo(name: str, of: str, kind: FileKind) -> AttachedFile:
        content = FileContent(name * 64, 10, kind, "x", "image/jpeg", None, of)
        return AttachedFile(name, "case-1", COLLECTOR.id, NOON, content)

    files = (photo("a", "v3", FileKind.PHOTO), photo("b", "v3", FileKind.RECORDING), photo("c", "", FileKind.PHOTO))
    assert asked(visit(3, observation=SEEN), files=files).answers.photos == 1
    assert asked(visit(3, observation=SEEN)).answers.photos is None


def test_a_number_that_was_answered_when_last_called_is_reachable() -> None:
    def call(days_ago: int, connected: bool, party: str = "p-li", channel: Channel = Channel.CALL) -> LoggedContact:
        at = NOON - timedelta(days=days_ago)
        content = ContactContent(at, channel, party, connected=connected)
        return LoggedContact(f"c{days_ago}{party}{channel}", "case-1", COLLECTOR.id, at, content)

    assert asked().answers.reachable is None
    assert asked(contacts=(call(1, True, "p-zhang"), call(1, True, channel=Channel.SMS))).answers.reachable is None
    assert asked(contacts=(call(5, True), call(2, False))).answers.reachable is False
    assert asked(contacts=(call(5, False), call(2, True))).answers.reachable is True
