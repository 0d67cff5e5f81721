"""What credit may cost and how far it may be stretched (R30–R34)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from fieldapp.domain.compliance.answer import Outcome
from fieldapp.domain.compliance.price_law import all_in, percent, uplift
from fieldapp.domain.compliance.question import Debt
from fieldapp.domain.compliance.verbs import Lender, Product, Verb
from tests.unit.domain.compliance.asking import (
    ALLOWED,
    BOUNDARY,
    KEPT,
    REFUSED,
    Row,
    ask,
    check,
    of_rule,
    row,
)

D = Decimal
LPR = D("0.03")  # four times: 12 %


def private(rate: str, **more: Any) -> dict[str, Any]:
    return {"lender": Lender.PRIVATE, "rate": D(rate), "lpr": LPR} | more


def small(rate: str, on: date = date(2026, 3, 1), **more: Any) -> dict[str, Any]:
    return {"lender": Lender.SMALL_LOAN, "rate": D(rate), "contract_on": on} | more


def penal(value: str, **more: Any) -> dict[str, Any]:
    return {"penalty_uplift": D(value)} | more


def extended(term: int, months: int, **debt: Any) -> dict[str, Any]:
    return {"debt": {"term_months": term} | debt, "plan": {"extension_months": months}}


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else D(text)


CARD = {"product": Product.CARD}
MEANS = {"means_proved": True, "willing": True}
LATER = date(2028, 1, 1)
ROWS = [
    row("R30", ALLOWED, Outcome.ALLOWED, KEPT, Verb.QUOTE, debt=private("0.10")),
    row("R30", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.QUOTE, debt=private("0.12")),
    row("R30", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.QUOTE, debt=private("0.10", fees_rate=D("0.02"))),
    row("R30", REFUSED, Outcome.BLOCK, "may.over_private_cap", Verb.QUOTE, debt=private("0.1201")),
    row(
        *("R30", REFUSED, Outcome.BLOCK, "may.over_private_cap", Verb.PROPOSE_PLAN),
        debt=private("0.08", overdue_rate=D("0.10"), damages_rate=D("0.02"), fees_rate=D("0.001")),
    ),
    row("R30", REFUSED, Outcome.BLOCK, "may.lpr_unknown", Verb.QUOTE, debt=private("0.01", lpr=None)),
    row("R31", ALLOWED, Outcome.ALLOWED, KEPT, Verb.QUOTE, debt=small("0.10", lpr=LPR)),
    row("R31", ALLOWED, Outcome.ALLOWED, KEPT, Verb.QUOTE, debt=small("0.30", date(2025, 12, 18))),
    row("R31", ALLOWED, Outcome.ALLOWED, KEPT, Verb.QUOTE, debt={"lender": Lender.SMALL_LOAN, "rate": D("0.30")}),
    row("R31", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.QUOTE, debt=small("0.24")),
    row("R31", BOUNDARY, Outcome.WARN, "may.over_small_loan_target", Verb.QUOTE, debt=small("0.24", lpr=LPR)),
    row("R31", REFUSED, Outcome.BLOCK, "may.over_small_loan_cap", Verb.QUOTE, debt=small("0.2401")),
    row("R31", REFUSED, Outcome.BLOCK, "may.over_small_loan_target", Verb.QUOTE, debt=small("0.121", LATER, lpr=LPR)),
    row("R31", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.QUOTE, debt=small("0.12", LATER, lpr=LPR)),
    row("R31", REFUSED, Outcome.BLOCK, "may.lpr_unknown", Verb.QUOTE, debt=small("0.12", LATER)),
    row("R31", REFUSED, Outcome.BLOCK, "may.hidden_fees", Verb.QUOTE, debt=small("0.10", fees_undisclosed=True)),
    row("R32", ALLOWED, Outcome.ALLOWED, KEPT, Verb.QUOTE, debt=penal("0.30")),
    row("R32", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.QUOTE, debt=penal("0.50")),
    row("R32", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.QUOTE, debt=penal("1.00", misused=True)),
    row("R32", REFUSED, Outcome.BLOCK, "may.penalty_uplift", Verb.QUOTE, debt=penal("0.51")),
    row("R32", REFUSED, Outcome.BLOCK, "may.penalty_uplift", Verb.QUOTE, debt=penal("1.01", misused=True)),
    row("R32", REFUSED, Outcome.BLOCK, "may.compound_on_penalty", Verb.QUOTE, debt={"compounds_penalty": True}),
    row("R33", ALLOWED, Outcome.ALLOWED, KEPT, Verb.PROPOSE_PLAN, debt=CARD, plan=MEANS | {"instalments": 12}),
    row("R33", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.PROPOSE_PLAN, debt=CARD, plan=MEANS | {"instalments": 60}),
    row(
        *("R33", REFUSED, Outcome.BLOCK, "may.card_instalments", Verb.PROPOSE_PLAN),
        debt=CARD,
        plan=MEANS | {"instalments": 61},
    ),
    row("R33", REFUSED, Outcome.WARN, "may.card_means", Verb.PROPOSE_PLAN, debt=CARD, plan={"instalments": 12}),
    row("R33", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.PROPOSE_PLAN, plan={"instalments": 60}),
    row("R33", REFUSED, Outcome.WARN, "may.policy_instalments", Verb.PROPOSE_PLAN, plan={"instalments": 61}),
    row("R34", ALLOWED, Outcome.ALLOWED, KEPT, Verb.PROPOSE_PLAN, **extended(12, 6)),
    row("R34", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.PROPOSE_PLAN, **extended(12, 12)),
    row("R34", REFUSED, Outcome.BLOCK, "may.extension_too_long", Verb.PROPOSE_PLAN, **extended(12, 13)),
    row(
        *("R34", REFUSED, Outcome.BLOCK, "may.extension_too_long", Verb.PROPOSE_PLAN),
        **extended(12, 7, extended_months=6),
    ),
    row("R34", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.PROPOSE_PLAN, **extended(13, 6)),
    row("R34", REFUSED, Outcome.BLOCK, "may.extension_too_long", Verb.PROPOSE_PLAN, **extended(13, 7)),
    row("R34", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.PROPOSE_PLAN, **extended(60, 30)),
    row("R34", REFUSED, Outcome.BLOCK, "may.extension_too_long", Verb.PROPOSE_PLAN, **extended(60, 31)),
    row("R34", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.PROPOSE_PLAN, **extended(61, 36)),
    row("R34", REFUSED, Outcome.BLOCK, "may.extension_too_long", Verb.PROPOSE_PLAN, **extended(61, 37)),
    row("R34", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.PROPOSE_PLAN, **extended(12, 12, personal=True)),
    row(
        *("R34", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.PROPOSE_PLAN),
        **extended(24, 12, personal=True, product_max_months=36),
    ),
    row(
        *("R34", REFUSED, Outcome.BLOCK, "may.extension_too_long", Verb.PROPOSE_PLAN),
        **extended(24, 13, personal=True, product_max_months=36),
    ),
    row("R34", REFUSED, Outcome.WARN, "may.term_unknown", Verb.PROPOSE_PLAN, **extended(24, 12, personal=True)),
    row("R34", REFUSED, Outcome.WARN, "may.term_unknown", Verb.PROPOSE_PLAN, plan={"extension_months": 1}),
    row(
        *("R34", REFUSED, Outcome.WARN, "may.extension_consent", Verb.PROPOSE_PLAN),
        debt={"term_months": 12},
        plan={"extension_months": 6, "consents_missing": 1},
    ),
]


@pytest.mark.parametrize("line", ROWS)
def test_price_and_terms(line: Row) -> None:
    check(line)


@pytest.mark.parametrize("lender", [lender for lender in Lender if lender is not Lender.PRIVATE])
def test_the_private_cap_binds_neither_banks_nor_local_financial_organisations(lender: Lender) -> None:
    answer = ask(Verb.QUOTE, debt={"lender": lender, "rate": D("0.20"), "lpr": LPR})
    assert of_rule(answer, "R30") == []


def test_the_seven_local_organisations_are_named() -> None:
    assert len(set(Lender) - {Lender.BANK, Lender.CONSUMER_FINANCE, Lender.PRIVATE}) == 7


def test_what_is_over_the_cap_is_said() -> None:
    debt = private("0.10", overdue_rate=D("0.135"), fees_rate=D("0.01"))
    (over,) = of_rule(ask(Verb.QUOTE, debt=debt), "R30")
    assert over.params == {"rate": "14.5", "cap": "12", "excess": "2.5"}
    assert [other.code for other in over.instead] == ["instead.at_the_cap"]


def test_everything_together_is_the_dearer_rate_with_damages_and_fees() -> None:
    debt = Debt(rate=D("0.12"), overdue_rate=D("0.10"), damages_rate=D("0.02"), fees_rate=D("0.01"))
    assert all_in(debt) == D("0.15")


@pytest.mark.parametrize(
    ("rate", "overdue", "given", "expected"),
    [
        ("0.12", "0.18", None, D("0.5")),
        ("0.12", "0.18", "0.3", D("0.3")),
        ("0.12", None, None, None),
        ("0", "0.18", None, None),
    ],
)
def test_the_uplift_is_worked_out_from_the_rates_where_it_is_not_given(
    rate: str, overdue: str | None, given: str | None, expected: Decimal | None
) -> None:
    debt = Debt(rate=D(rate), overdue_rate=_decimal(overdue), penalty_uplift=_decimal(given))
    assert uplift(debt) == expected


def test_a_percentage_is_written_without_empty_decimals() -> None:
    assert [percent(D(rate)) for rate in ("0.12", "0.1450", "1", "0")] == ["12", "14.5", "100", "0"]
