"""The law of the debt (R21–R29): limitation, guarantees, plans, allocation, interest deducted in advance."""

from __future__ import annotations

from datetime import date

import pytest

from fieldapp.domain.compliance.answer import Outcome
from fieldapp.domain.compliance.verbs import Role, Verb
from fieldapp.domain.party import GuaranteeKind
from tests.unit.domain.compliance.asking import (
    ALLOWED,
    BOUNDARY,
    KEPT,
    REFUSED,
    Row,
    ask,
    check,
    codes,
    local,
    of_rule,
    row,
)

JOINT = {"role": Role.GUARANTOR, "name": "张伟", "contract_ref": "BZ-1", "guarantee_kind": GuaranteeKind.JOINT}
GENERAL = JOINT | {"guarantee_kind": GuaranteeKind.GENERAL}
UNCLEAR = JOINT | {"guarantee_kind": GuaranteeKind.UNCLEAR}
SHOWN = {"identified": True}
WHOLE = ("base", "rate", "dates", "default_clause")
THREAT = {"text": "不还款我们马上起诉"}


def ends(year: int, month: int, day: int) -> dict[str, date]:
    return {"limitation_ends_on": date(year, month, day)}


def until(month: int, day: int) -> dict[str, date]:
    return {"guarantee_ends_on": date(2026, month, day)}


ROWS = [
    row("R21", ALLOWED, Outcome.ALLOWED, KEPT, Verb.OPEN_CASE, case=ends(2028, 7, 10)),
    row("R21", ALLOWED, Outcome.ALLOWED, KEPT, Verb.OPEN_CASE),
    row("R21", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.OPEN_CASE, case=ends(2027, 1, 22)),  # 181 days
    row("R21", BOUNDARY, Outcome.WARN, "may.limitation_ending", Verb.OPEN_CASE, case=ends(2027, 1, 21)),  # 180 days
    row("R21", BOUNDARY, Outcome.WARN, "may.limitation_ending", Verb.OPEN_CASE, case=ends(2026, 7, 25)),
    row("R21", REFUSED, Outcome.WARN, "may.time_barred", Verb.CALL, case=ends(2026, 7, 24)),
    row("R21", REFUSED, Outcome.BLOCK, "may.barred_wording", Verb.SMS, case=ends(2026, 7, 24), action=THREAT),
    row("R21", REFUSED, Outcome.BLOCK, "may.barred_wording", Verb.THREATEN_SUIT, case=ends(2026, 7, 24)),
    row("R21", ALLOWED, Outcome.ALLOWED, KEPT, Verb.SMS, case=ends(2028, 7, 24), action=THREAT),
    row("R22", ALLOWED, Outcome.ALLOWED, KEPT, Verb.SERVE_NOTICE, visit={"proof": "signed_receipt"}),
    row("R22", BOUNDARY, Outcome.WARN, "may.no_proof", Verb.SERVE_NOTICE, visit={"proof": "told_on_the_phone"}),
    row("R22", REFUSED, Outcome.WARN, "may.no_proof", Verb.SERVE_NOTICE),
    row("R23", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL, party=JOINT | until(12, 31)),
    row("R23", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.CALL, party=JOINT | until(9, 24)),  # 61 days
    row("R23", BOUNDARY, Outcome.WARN, "may.guarantee_ending", Verb.CALL, party=JOINT | until(9, 23)),  # 60 days
    row("R23", REFUSED, Outcome.WARN, "may.guarantee_ending", Verb.CALL, party=JOINT | until(7, 25)),
    row("R23", REFUSED, Outcome.WARN, "may.guarantee_end_unknown", Verb.CALL, party=JOINT),
    row(
        *("R23", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL),
        party=JOINT | until(7, 30) | {"demanded_on": date(2026, 7, 1)},
    ),
    row("R24", ALLOWED, Outcome.ALLOWED, KEPT, Verb.DEMAND_GUARANTOR, party=JOINT | until(12, 31)),
    row("R24", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.DEMAND_GUARANTOR, party=JOINT | until(7, 25)),
    row("R24", REFUSED, Outcome.BLOCK, "may.guarantee_over", Verb.DEMAND_GUARANTOR, party=JOINT | until(7, 24)),
    row("R24", ALLOWED, Outcome.ALLOWED, KEPT, Verb.DEMAND_GUARANTOR, party=JOINT),
    row(
        *("R24", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.DEMAND_GUARANTOR),
        party=JOINT | until(7, 24) | {"demanded_on": date(2026, 7, 24)},
    ),
    row(
        *("R24", REFUSED, Outcome.BLOCK, "may.guarantee_over", Verb.DEMAND_GUARANTOR),
        party=JOINT | until(7, 24) | {"demanded_on": date(2026, 7, 25)},
    ),
    row(
        *("R24", REFUSED, Outcome.BLOCK, "may.guarantee_over", Verb.DEMAND_GUARANTOR),
        party=GENERAL | until(7, 24) | {"demanded_on": date(2026, 7, 1)},
    ),
    row(
        *("R24", ALLOWED, Outcome.ALLOWED, KEPT, Verb.DEMAND_GUARANTOR),
        party=GENERAL | until(7, 24),
        case={"suit_filed_on": date(2026, 7, 24)},
    ),
    row("R25", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL, party=JOINT),
    row("R25", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.CALL, party=GENERAL | {"exceptions": ("bankruptcy_accepted",)}),
    row("R25", BOUNDARY, Outcome.WARN, "may.guarantor_general", Verb.CALL, party=UNCLEAR | {"exceptions": ("rich",)}),
    row("R25", REFUSED, Outcome.WARN, "may.guarantor_general", Verb.CALL, party=GENERAL),
    row("R25", REFUSED, Outcome.WARN, "may.guarantor_general", Verb.CALL, party={"role": Role.GUARANTOR}),
    row("R26", ALLOWED, Outcome.ALLOWED, KEPT, Verb.PROPOSE_PLAN),
    row("R26", ALLOWED, Outcome.ALLOWED, KEPT, Verb.PROPOSE_PLAN, party=JOINT | {"plan_consent": True}),
    row(
        *("R26", BOUNDARY, Outcome.WARN, "may.consent_waived", Verb.PROPOSE_PLAN),
        plan={"consents_missing": 1, "supervisor_waiver": True},
    ),
    row("R26", REFUSED, Outcome.BLOCK, "may.no_consent", Verb.PROPOSE_PLAN, plan={"consents_missing": 1}),
    row("R26", REFUSED, Outcome.BLOCK, "may.no_consent", Verb.PROPOSE_PLAN, party=JOINT),
    row("R27", ALLOWED, Outcome.ALLOWED, KEPT, Verb.PROPOSE_PLAN, plan={"states": WHOLE}),
    row(
        *("R27", BOUNDARY, Outcome.BLOCK, "may.plan_incomplete", Verb.PROPOSE_PLAN),
        plan={"states": WHOLE, "waives": True},
    ),
    row("R27", REFUSED, Outcome.BLOCK, "may.plan_incomplete", Verb.PROPOSE_PLAN, plan={"states": WHOLE[1:]}),
    row(
        *("R27", ALLOWED, Outcome.ALLOWED, KEPT, Verb.PROPOSE_PLAN),
        plan={"states": (*WHOLE, "waiver_conditions"), "waives": True},
    ),
    row("R28", ALLOWED, Outcome.ALLOWED, KEPT, Verb.ALLOCATE_PAYMENT),
    row(
        *("R28", ALLOWED, Outcome.ALLOWED, KEPT, Verb.ALLOCATE_PAYMENT),
        money={"order": ("costs", "compound", "penalty", "interest", "principal")},
    ),
    row(
        *("R28", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.ALLOCATE_PAYMENT),
        money={"order": ("principal", "interest"), "order_agreed": True},
    ),
    row(
        *("R28", REFUSED, Outcome.BLOCK, "may.allocation_order", Verb.ALLOCATE_PAYMENT),
        money={"order": ("principal", "interest")},
    ),
    row("R28", REFUSED, Outcome.WARN, "may.no_designation", Verb.ALLOCATE_PAYMENT, money={"several_debts": True}),
    row(
        *("R28", ALLOWED, Outcome.ALLOWED, KEPT, Verb.ALLOCATE_PAYMENT),
        money={"several_debts": True, "designation": "JK-1"},
    ),
    row("R29", ALLOWED, Outcome.ALLOWED, KEPT, Verb.QUOTE, debt={"principal": 100_00}),
    row("R29", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.QUOTE, debt={"principal": 100_00, "net_disbursed": 100_00}),
    row(
        *("R29", REFUSED, Outcome.WARN, "may.deducted_in_advance", Verb.QUOTE),
        debt={"principal": 100_00, "net_disbursed": 99_99},
    ),
]


@pytest.mark.parametrize("line", ROWS)
def test_the_law_of_the_debt(line: Row) -> None:
    check(line)


@pytest.mark.parametrize(("left", "band"), [(180, 180), (91, 180), (90, 90), (31, 90), (30, 30), (0, 30)])
def test_limitation_warns_by_bands(left: int, band: int) -> None:
    day = date.fromordinal(date(2026, 7, 25).toordinal() + left)
    (near,) = of_rule(ask(Verb.OPEN_CASE, case={"limitation_ends_on": day}), "R21")
    assert near.params == {"days": left, "date": day.isoformat(), "limit": band}


def test_limitation_says_when_the_next_band_begins() -> None:
    answer = ask(Verb.OPEN_CASE, case=ends(2027, 1, 22))
    assert answer.valid_until == local(0, day=26)


@pytest.mark.parametrize(("left", "band"), [(60, 60), (31, 60), (30, 30), (11, 30), (10, 10), (0, 10)])
def test_the_guarantee_period_warns_by_bands(left: int, band: int) -> None:
    day = date.fromordinal(date(2026, 7, 25).toordinal() + left)
    answer = ask(Verb.OPEN_CASE, party=JOINT | {"guarantee_ends_on": day})
    (near,) = of_rule(answer, "R23")
    assert near.params["limit"] == band
    assert [other.code for other in near.instead] == ["instead.demand_guarantor"]


def test_a_general_guarantee_is_preserved_by_filing_not_by_a_demand() -> None:
    (near,) = of_rule(ask(Verb.OPEN_CASE, party=GENERAL | until(7, 30)), "R23")
    assert [other.code for other in near.instead] == ["instead.file_suit"]


@pytest.mark.parametrize(
    ("agreed", "over"),
    [
        (None, False),  # six months after 31 January: 31 July
        (date(2026, 1, 31), False),  # not after the debt falls due: as none
        (date(2026, 7, 24), True),
        (date(2026, 7, 25), False),
    ],
)
def test_a_period_that_was_not_validly_agreed_is_six_months(agreed: date | None, over: bool) -> None:
    party = JOINT | {"guarantee_ends_on": agreed}
    answer = ask(Verb.DEMAND_GUARANTOR, party=party, case={"last_due_on": date(2026, 1, 31)}, actor=SHOWN)
    assert ("may.guarantee_over" in codes(answer)) is over


def test_six_months_end_with_their_last_day() -> None:
    due = {"last_due_on": date(2026, 1, 24)}
    assert "may.guarantee_over" in codes(ask(Verb.DEMAND_GUARANTOR, party=JOINT, case=due))
    due = {"last_due_on": date(2026, 1, 25)}
    assert "may.guarantee_over" not in codes(ask(Verb.DEMAND_GUARANTOR, party=JOINT, case=due))


def test_deducted_interest_is_no_principal() -> None:
    debt = {"principal": 100_000_00, "net_disbursed": 94_000_00}
    (said,) = of_rule(ask(Verb.ASK_PAYMENT, debt=debt), "R29")
    assert said.params == {"principal_minor": 94_000_00, "deducted_minor": 6_000_00}


def test_a_plan_says_every_clause_that_it_lacks() -> None:
    said = of_rule(ask(Verb.PROPOSE_PLAN, plan={"waives": True}), "R27")
    assert [one.params["reason"] for one in said] == [
        *("clause_base", "clause_rate", "clause_dates", "clause_default_clause", "clause_waiver_conditions"),
    ]
