"""A guarantor whose burden grows: who is asked, who consented, and what is lost without it (民法典 695)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.facts import FactKind
from fieldapp.domain.party import Guarantee, GuaranteeKind, Party, PartyRole
from fieldapp.domain.plans.authority import AuthorityMatrix, Level, PlanFigures, required
from fieldapp.domain.plans.consents_of_plan import asked_of, burden_in, losses, unconsented
from fieldapp.domain.plans.guarantor_consent import (
    Burden,
    Consent,
    Stance,
    after_signing,
    burden_of,
    guarantors_of,
    loss,
    missing,
    stances,
    told_apart,
)
from fieldapp.domain.plans.plan import PlanKind
from fieldapp.domain.plans.plan_schedule import build_on, ground_at
from tests.unit.domain.builders import (
    GUARANTOR,
    MATRIX,
    SISTER,
    TODAY,
    case_file,
    fact,
    plan_content,
    plan_terms,
    terms,
    verdict,
    worked_loan,
)

LOAN = worked_loan()
GROUND = ground_at(LOAN, TODAY)
SMALL = replace(LOAN, terms=terms(principal=1_000_00), payments=())
LAST_ROW = date(2027, 1, 10)


def burden(**changes: object) -> Burden:
    schedule = build_on(GROUND, plan_terms(**changes))
    return burden_of(GROUND.rows, GROUND.principal, GROUND.pot, TODAY, schedule)


def test_a_longer_plan_asks_for_more_and_ends_later() -> None:
    found = burden()
    coming = sum(row.interest for row in GROUND.rows if row.instalment.due > TODAY)
    contract = GROUND.principal + GROUND.pot.total - GROUND.pot.current_interest + coming
    assert found.added == build_on(GROUND, plan_terms()).total - contract
    assert (found.contract_last_due, found.last_due) == (LAST_ROW, date(2027, 7, 25))
    assert found.later
    assert found.grows


def test_a_settlement_makes_nobodys_burden_heavier() -> None:
    found = burden(kind=PlanKind.SETTLEMENT, instalments=1)
    assert (found.added, found.later, found.grows) == (0, False, False)


def test_later_alone_is_heavier_too() -> None:
    assert Burden(0, date(2027, 2, 10), LAST_ROW).grows
    assert not Burden(0, LAST_ROW, LAST_ROW).grows


@given(st.integers(1, 60))
def test_what_is_added_is_never_negative(count: int) -> None:
    assert burden(instalments=count, arrears_rows=1).added >= 0


def test_without_any_row_the_debt_was_due_at_once() -> None:
    schedule = build_on(GROUND, plan_terms())
    assert burden_of((), GROUND.principal, GROUND.pot, TODAY, schedule).contract_last_due == TODAY


def test_only_guarantors_of_the_loan_are_asked() -> None:
    other = Guarantee("BZ-2", GuaranteeKind.JOINT, date(2026, 1, 8), loan_ids=("loan-9",))
    elsewhere = Party("p-x", "王五", PartyRole.GUARANTOR, guarantee=other)
    plain = Party("p-y", "赵六", PartyRole.GUARANTOR)
    assert guarantors_of((GUARANTOR, SISTER, elsewhere, plain), "loan-1") == (GUARANTOR,)
    assert asked_of(case_file(), plan_content()) == (GUARANTOR,)
    short = plan_content(kind=PlanKind.SETTLEMENT, instalments=1)
    assert asked_of(case_file(), short) == ()


def test_who_says_nothing_else_is_to_sign_on_the_paper() -> None:
    assert stances((GUARANTOR,), ()) == (Consent(GUARANTOR.id, Stance.SIGNS),)
    told = Consent(GUARANTOR.id, Stance.SEPARATE, "同意书 0725")
    assert stances((GUARANTOR,), (told, Consent("p-gone", Stance.NONE))) == (told,)


@pytest.mark.parametrize(
    ("before", "signed", "after"),
    [
        (Stance.SIGNS, True, Stance.SIGNED),
        (Stance.SIGNS, False, Stance.NONE),
        (Stance.SIGNED, False, Stance.NONE),
        (Stance.SEPARATE, False, Stance.SEPARATE),
        (Stance.SEPARATE, True, Stance.SIGNED),
        (Stance.NONE, False, Stance.NONE),
        (Stance.NONE, True, Stance.SIGNED),
    ],
)
def test_ink_on_the_paper_settles_where_somebody_stands(before: Stance, signed: bool, after: Stance) -> None:
    one = Consent(GUARANTOR.id, before, "文件", "")
    (found,) = after_signing((one,), {GUARANTOR.id} if signed else set())
    assert found.stance is after


def test_only_what_is_written_counts_and_what_is_expected_where_that_is_asked() -> None:
    signs = (Consent(GUARANTOR.id, Stance.SIGNS),)
    assert missing((GUARANTOR,), signs) == (GUARANTOR,)
    assert missing((GUARANTOR,), signs, expected=True) == ()
    assert missing((GUARANTOR,), (Consent(GUARANTOR.id, Stance.SIGNED),)) == ()
    assert missing((GUARANTOR,), ()) == (GUARANTOR,)


def test_a_signature_holds_for_its_own_paper_alone() -> None:
    told = tuple(Consent(f"p-{stance}", stance) for stance in Stance)
    assert [one.stance for one in told_apart(told)] == [Stance.SEPARATE, Stance.NONE]


def test_what_is_lost_is_told_with_figures() -> None:
    content = plan_content()
    ((party, found),) = losses(case_file(), content)
    assert party is GUARANTOR
    assert found.added == burden().added
    assert found.period_ends == date(2027, 7, 10), "six months after the last row of the contract"
    after = [row for row in content.rows if row.due > found.period_ends]
    assert (found.rows_after, found.after_period) == (len(after), sum(row.total for row in after))
    assert loss("p", burden(), date(2030, 1, 1), content.rows).rows_after == 0


def test_nothing_is_lost_where_everybody_consented_or_the_loan_is_not_here() -> None:
    consented = replace(plan_content(), consents=(Consent(GUARANTOR.id, Stance.SIGNED),))
    assert losses(case_file(), consented) == ()
    elsewhere = replace(plan_content(), terms=plan_terms(loan_id="loan-9"))
    assert losses(case_file(), elsewhere) == ()
    assert asked_of(case_file(), elsewhere) == ()
    assert burden_in(case_file(), elsewhere) is None
    assert unconsented(case_file(), plan_content()) == (GUARANTOR,)


def test_nobody_gives_a_guarantee_away_on_their_own_authority() -> None:
    figures = PlanFigures(3, 500_000, 0, 0, 0)
    assert required(figures, MATRIX).level is Level.COLLECTOR
    need = required(replace(figures, unconsented=1), MATRIX)
    assert need.level is Level.TEAM_LEAD
    assert [(reason.criterion, reason.value) for reason in need.reasons] == [("consent", 1)]
    higher = replace(figures, balance=100_000_00)
    assert required(replace(higher, unconsented=1), MATRIX) == required(higher, MATRIX)
    one = AuthorityMatrix("one", MATRIX.limits[:1], 7)
    assert required(replace(figures, unconsented=1), one).level is Level.COLLECTOR


def test_a_small_plan_without_consent_is_refused_until_somebody_signs_or_approves() -> None:
    file = case_file(SMALL)
    content = plan_content(SMALL, instalments=3)
    assert content.level is Level.COLLECTOR
    assert verdict(file, fact(FactKind.PLAN_PROPOSED, content)) == "plan.consent_needed"
    signed = replace(content, consents=(Consent(GUARANTOR.id, Stance.SIGNED),))
    assert verdict(file, fact(FactKind.PLAN_PROPOSED, signed)) is None
    lead = replace(content, level=Level.TEAM_LEAD)
    assert verdict(file, fact(FactKind.PLAN_PROPOSED, lead)) is None
    at_once = plan_content(SMALL, kind=PlanKind.SETTLEMENT, instalments=1)
    assert verdict(file, fact(FactKind.PLAN_PROPOSED, at_once)) is None


def test_a_consent_is_of_somebody_who_guarantees_and_on_a_paper_that_has_a_name() -> None:
    content = plan_content()

    def said(consent: Consent) -> str | None:
        return verdict(case_file(), fact(FactKind.PLAN_PROPOSED, replace(content, consents=(consent,))))

    assert said(Consent(SISTER.id, Stance.SIGNED)) == "plan.consent_of_nobody"
    assert said(Consent("p-nobody", Stance.SIGNED)) == "plan.consent_of_nobody"
    assert said(Consent(GUARANTOR.id, Stance.SEPARATE, " ")) == "plan.consent_paper_missing"
    assert said(Consent(GUARANTOR.id, Stance.SEPARATE, "0725 号")) is None
