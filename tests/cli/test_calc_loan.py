"""`fieldapp calc loan`: contracts as a stranger would write them, and what is refused by field."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from fieldapp.cli.calc.command import answer, schema
from fieldapp.cli.main import main
from fieldapp.errors import KnownError

TERMS = {
    "principal": "120000.00",
    "annual_rate_percent": "12",
    "method": "equal_instalment",
    "instalments": 12,
    "every": 1,
    "unit": "months",
    "disbursed_on": "2026-01-10",
    "first_due_on": "2026-02-10",
    "day_count": "MONTHLY_12",
    "arrears_day_count": "ACT_360",
    "penalty_uplift_percent": "50",
    "compound_unpaid_interest": True,
    "rounding": "HALF_UP",
    "currency_digits": 2,
    "instalment_multiple": None,
    "grace_principal": 0,
    "grace_interest": 0,
    "down_payment_percent": None,
}
PAID = [{"on": f"2026-0{month}-10", "kind": "repay", "amount": "10661.85"} for month in (2, 3, 4, 5)]
AS_OF = "2026-07-25"
ROUND = {
    "principal": "12000",
    "annual_rate_percent": "12",
    "method": "equal_principal",
    "instalments": 12,
    "disbursed_on": "2026-01-01",
    "first_due_on": "2026-02-01",
}


def asked(terms: dict[str, Any], *events: dict[str, Any], as_of: str | None = None) -> dict[str, Any]:
    question: dict[str, Any] = {"terms": terms, "events": list(events)}
    return answer("loan", json.dumps(question | ({"as_of": as_of} if as_of else {})).encode())


def refusal(terms: dict[str, Any], *events: dict[str, Any], as_of: str | None = None) -> dict[str, object]:
    with pytest.raises(KnownError) as caught:
        asked(terms, *events, as_of=as_of)
    assert caught.value.code == "calc.field_wrong"
    return caught.value.params


def test_the_worked_loan_is_answered_to_the_cent() -> None:
    found = asked(TERMS, *PAID, as_of=AS_OF)
    rows, at = found["schedule"], found["at"]
    assert (rows[0]["principal"], rows[0]["interest"], rows[0]["balance"]) == ("9461.85", "1200.00", "110538.15")
    assert (rows[5]["principal"], rows[5]["interest"], rows[5]["balance"]) == ("9944.50", "717.35", "61790.56")
    assert (rows[11]["balance"], rows[4]["penalty"], rows[4]["compound"]) == ("0.00", "221.54", "18.36")
    assert (at["days_past_due"], at["bucket"], at["report_bucket"], at["card_class"]) == (
        45,
        "M2",
        "M2",
        "special_mention",
    )
    assert (at["arrears"], at["cure"], at["payoff"]) == ("21323.70", "21643.56", "83743.07")
    assert (at["current_interest"], at["principal_outstanding"]) == ("308.95", "81581.10")
    assert (at["oldest_unpaid_deadline"], at["valid_until"], at["per_diem"]) == (
        "2026-06-10",
        "2026-08-09",
        "31.25870333",
    )
    totals = found["totals"]
    assert (totals["principal"], totals["interest"], totals["lent"]) == ("120000.00", "7942.26", "120000.00")
    assert (totals["paid"], totals["capitalised"]) == ("42647.40", "0.00")


@pytest.mark.parametrize(("allocation", "last"), [(None, (5, "2946.98")), ("HORIZONTAL", (5, "3744.29"))])
def test_five_thousand_are_allocated_as_the_rules_say(allocation: str | None, last: tuple[int, str]) -> None:
    events = ({"on": AS_OF, "kind": "charge", "amount": "200"}, {"on": AS_OF, "kind": "repay", "amount": "5000"})
    found = asked(TERMS | {"allocation": allocation}, *PAID, *events)
    lines = found["events"][-1]["allocation"]
    assert lines[0] == {"number": 0, "component": "cost", "amount": "200.00"}
    assert (lines[-1]["number"], lines[-1]["amount"]) == last
    assert found["at"]["as_of"] == AS_OF


def test_an_order_can_be_written_out() -> None:
    listed = {"components": ["principal", "interest", "compound", "penalty", "fee", "cost"], "direction": "horizontal"}
    repay = {"on": "2026-02-01", "kind": "repay", "amount": "1100"}
    lines = asked(ROUND | {"allocation": listed}, repay)["events"][0]["allocation"]
    assert [line["component"] for line in lines] == ["principal", "interest"]
    steps = {"steps": [{"timing": ["past_due", "due"], "components": listed["components"]}], "excess": "hold"}
    found = asked(ROUND | {"allocation": steps}, repay | {"amount": "1200"}, as_of="2026-03-01")
    assert (found["events"][0]["excess"], found["totals"]["credit"]) == ("80.00", "0.00")
    assert found["held_applied"] == [
        {"on": "2026-03-01", "allocation": [{"number": 2, "component": "principal", "amount": "80.00"}]}
    ]
    across = asked(ROUND | {"allocation": {"direction": "horizontal", "excess": "last"}}, repay | {"amount": "1200"})
    assert across["events"][0]["allocation"][-1] == {"number": 12, "component": "principal", "amount": "80.00"}
    long_due = {"principal_first_after_days": 10}
    late = asked(ROUND | {"allocation": long_due}, repay | {"on": "2026-02-20", "amount": "1"})
    assert late["events"][0]["allocation"][0]["component"] == "principal"


@pytest.mark.parametrize(
    ("changes", "row", "expected"),
    [
        ({"method": "interest_only"}, -1, ("12000.00", "120.00")),
        ({"method": "fixed_principal", "fixed_principal": "500"}, -1, ("6500.00", "65.00")),
        ({"method": "flat"}, 5, ("1000.00", "120.00")),
        ({"method": "step_up", "steps": [{"rows": 2, "amount": "400"}]}, 0, ("280.00", "120.00")),
        ({"method": "equal_instalment", "instalment_multiple": "10"}, 0, ("950.00", "120.00")),
        ({"method": "equal_instalment", "smooth_last": True}, 0, ("946.19", "120.00")),
        ({"grace_principal": 2, "grace_interest": 2}, 2, ("1200.00", "360.00")),
        ({"interest_free": 1}, 0, ("1000.00", "0.00")),
        ({"down_payment_percent": "25", "instalments": 9}, 1, ("1000.00", "90.00")),
        ({"rate_changes": [{"on": "2026-04-16", "annual_rate_percent": "6"}]}, 3, ("1000.00", "67.50")),
        ({"currency_digits": 0, "principal": 12000}, 0, ("1000", "120")),
        ({"currency_digits": 3}, 0, ("1000.000", "120.000")),
        ({"every": 2, "unit": "weeks", "first_due_on": "2026-01-15"}, 0, ("1000.00", "56.00")),
        ({"day_count": "ACT_365F"}, 0, ("1000.00", "122.30")),
        ({"day_count": "30e_360"}, 0, ("1000.00", "120.00")),
        ({"day_count": "act/act".replace("/", "_")}, 0, ("1000.00", "122.30")),
    ],
)
def test_every_option_can_be_written(changes: dict[str, Any], row: int, expected: tuple[str, str]) -> None:
    found = asked(ROUND | changes)["schedule"][row]
    assert (found["principal"], found["interest"]) == expected


def test_rows_and_disbursements_can_be_written() -> None:
    rows = [
        {"due_on": "2026-02-01", "principal": "2000"},
        {"due_on": "2026-03-15", "amount": "3000", "interest": "100"},
        {"due_on": "2026-12-31"},
    ]
    found = asked(ROUND | {"method": "explicit", "instalments": 3, "rows": rows})["schedule"]
    assert [(row["due_on"], row["principal"]) for row in found] == [
        ("2026-02-01", "2000.00"),
        ("2026-03-15", "2900.00"),
        ("2026-12-31", "7100.00"),
    ]
    paid_out = [{"on": "2026-01-01", "amount": "9000"}, {"on": "2026-04-01", "amount": "3000"}]
    drawn = asked(ROUND | {"disbursements": paid_out}, as_of="2026-05-01")
    assert (drawn["schedule"][0]["principal"], drawn["schedule"][0]["balance"]) == ("750.00", "8250.00")
    assert (drawn["schedule"][3]["principal"], drawn["totals"]["lent"]) == ("1083.33", "12000.00")
    assert drawn["schedule"][-1]["balance"] == "0.00"


def test_every_kind_of_event_can_be_written() -> None:
    kinds: list[dict[str, Any]] = [
        {"on": "2026-01-05", "kind": "disburse", "amount": "1200"},
        {"on": "2026-02-01", "kind": "rate_change", "annual_rate_percent": "6"},
        {"on": "2026-02-10", "kind": "charge", "amount": "20", "component": "fee", "number": 1, "id": "fee"},
        {"on": "2026-02-11", "kind": "waive", "component": "penalty"},
        {"on": "2026-02-12", "kind": "pause"},
        {"on": "2026-02-14", "kind": "resume"},
        {"on": "2026-02-20", "kind": "reschedule", "shift_months": 1},
        {"on": "2026-02-21", "kind": "re_amortise", "spread_interest": False},
        {"on": "2026-02-22", "kind": "re_age", "first_due_on": "2026-03-22", "instalments": 6},
        {"on": "2026-02-23", "kind": "reverse", "of": "fee"},
        {"on": "2026-02-24", "kind": "accelerate"},
        {"on": "2026-02-25", "kind": "write_off"},
        {"on": "2026-02-26", "kind": "repay", "amount": "100"},
        {"on": "2026-02-27", "kind": "payoff"},
    ]
    found = asked(ROUND, *kinds)
    told = {each["kind"]: each for each in found["events"]}
    assert [each["kind"] for each in found["events"]] == [each["kind"] for each in kinds]
    assert told["repay"]["recovered"] == "100.00"
    assert (told["charge"]["applied"], told["reverse"]["applied"]) == (False, False)
    assert found["totals"]["outstanding"] == "0.00"


def test_two_equal_payments_each_show_their_own_lines() -> None:
    half = {"on": "2026-02-01", "kind": "repay", "amount": "600"}
    first, second = asked(ROUND, half, half)["events"]
    assert first["allocation"] != second["allocation"]
    named = half | {"id": "a"}
    once, again = asked(ROUND, named, named)["events"]
    assert (once["applied"], again["applied"]) == (True, False)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("terms.principal", {"principal": "0"}),
        ("terms.principal", {"principal": "12,000"}),
        ("terms.principal", {"principal": "12000.001"}),
        ("terms.annual_rate_percent", {"annual_rate_percent": "-1"}),
        ("terms.instalments", {"instalments": 0}),
        ("terms.every", {"every": 0}),
        ("terms.first_due_on", {"first_due_on": "2026-01-01"}),
        ("terms.method", {"method": "annuity"}),
        ("terms.unit", {"unit": "years"}),
        ("terms.day_count", {"day_count": "30/365"}),
        ("terms.arrears_day_count", {"arrears_day_count": "MONTHLY_12"}),
        ("terms.rounding", {"rounding": "DOWN"}),
        ("terms.currency_digits", {"currency_digits": 4}),
        ("terms.instalment_multiple", {"instalment_multiple": "0"}),
        ("terms.grace_days", {"grace_days": -1}),
        ("terms.grace_mode", {"grace_mode": "none"}),
        ("terms.grace_principal", {"grace_principal": 12}),
        ("terms.grace_interest", {"grace_interest": 12}),
        ("terms.interest_free", {"interest_free": 13}),
        ("terms.down_payment_percent", {"down_payment_percent": "100"}),
        ("terms.penalty_uplift_percent", {"penalty_uplift_percent": "x"}),
        ("terms.smooth_last", {"smooth_last": True}),
        ("terms.holiday_shift", {"holiday_shift": "SOMETIME"}),
        ("terms.fixed_principal", {"fixed_principal": "10"}),
        ("terms.steps", {"steps": [{"rows": 1, "amount": "10"}]}),
        ("terms.rows", {"rows": [{"due_on": "2026-02-01", "principal": "1"}]}),
        ("terms.tolerance", {"tolerance": "-1"}),
        ("terms.disbursements", {"disbursements": [{"on": "2026-01-02", "amount": "12000"}]}),
        ("terms.disbursements", {"disbursements": [{"on": "2026-01-01", "amount": "11000"}]}),
        (
            "terms.disbursements",
            {"disbursements": [{"on": "2026-01-01", "amount": "11000"}, {"on": "2027-02-01", "amount": "1000"}]},
        ),
        ("terms.rate_changes", {"rate_changes": [{"on": "2026-01-01", "annual_rate_percent": "1"}]}),
        ("terms.allocation", {"allocation": "sideways"}),
        ("terms.allocation", {"allocation": {"components": ["principal"]}}),
        ("terms.allocation", {"allocation": {"components": [], "steps": []}}),
        ("terms.allocation.excess", {"allocation": {"excess": "keep"}}),
        ("terms.allocation.principal_first_after_days", {"allocation": {"principal_first_after_days": -1}}),
        ("terms.allocation.steps.timing", {"allocation": {"steps": [{"timing": ["soon"]}]}}),
        ("terms.interest", {"interest": "1"}),
    ],
)
def test_contradictory_terms_are_refused_by_field(field: str, changes: dict[str, Any]) -> None:
    assert refusal(ROUND | changes)["field"] == field


@pytest.mark.parametrize("amount", [12000.5, 1e4])
def test_amounts_are_text_and_never_floats(amount: float) -> None:
    assert refusal(ROUND | {"principal": amount})["field"] == "terms.principal"


@pytest.mark.parametrize(
    ("field", "event"),
    [
        ("events[0].kind", {"kind": "pay"}),
        ("events[0].amount", {"kind": "repay"}),
        ("events[0].amount", {"kind": "repay", "amount": "0"}),
        ("events[0].on", {"kind": "repay", "amount": "1", "on": "2025-12-31"}),
        ("events[0].on", {"kind": "repay", "amount": "1", "on": "31.12.2026"}),
        ("events[0].component", {"kind": "waive"}),
        ("events[0].component", {"kind": "waive", "component": "all"}),
        ("events[0].component", {"kind": "charge", "amount": "1", "component": "interest"}),
        ("events[0].number", {"kind": "charge", "amount": "1", "component": "fee", "number": 13}),
        ("events[0].number", {"kind": "repay", "amount": "1", "number": 1}),
        ("events[0].annual_rate_percent", {"kind": "rate_change"}),
        ("events[0].kind", {"kind": "reschedule"}),
        ("events[0].instalments", {"kind": "reschedule", "instalments": 3}),
        ("events[0].from_number", {"kind": "reschedule", "from_number": 1, "shift_months": 1}),
        ("events[0].first_due_on", {"kind": "re_age", "instalments": 3}),
        ("events[0].capitalise", {"kind": "re_age", "first_due_on": "2026-09-01", "capitalise": ["cost"]}),
        ("events[0].amount", {"kind": "payoff", "amount": "1"}),
        ("events[0].on", {"kind": "resume"}),
        ("events[0].of", {"kind": "reverse"}),
        ("events[0].of", {"kind": "reverse", "of": "nothing"}),
        ("events[0].reason", {"kind": "pause", "reason": "x"}),
    ],
)
def test_events_that_cannot_be_are_refused_by_field(field: str, event: dict[str, Any]) -> None:
    assert refusal(ROUND, {"on": "2026-03-16"} | event)["field"] == field


def test_ids_and_dates_must_fit() -> None:
    first = {"on": "2026-03-16", "kind": "repay", "amount": "1", "id": "a"}
    assert refusal(ROUND, first, first | {"amount": "2"})["field"] == "events[1].id"
    back = {"on": "2026-03-15", "kind": "reverse", "of": "a"}
    assert refusal(ROUND, first, back)["field"] == "events[1].on"
    assert refusal(ROUND, as_of="2025-12-31")["field"] == "as_of"


def test_a_tranche_that_no_row_can_repay_is_refused_where_it_stands() -> None:
    paid_out = [{"on": "2026-01-01", "amount": "9000"}, {"on": "2026-04-01", "amount": "3000"}]
    at_once = {"on": "2026-03-16", "kind": "accelerate"}
    found = refusal(ROUND | {"disbursements": paid_out}, at_once, as_of="2026-05-01")
    assert found["field"] == "terms.disbursements"


def test_the_door_itself_prints_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "loan.json"
    file.write_text(json.dumps({"terms": TERMS, "events": PAID, "as_of": AS_OF}), encoding="utf-8")
    assert main(["calc", "loan", str(file)]) == 0
    assert json.loads(capsys.readouterr().out)["at"]["cure"] == "21643.56"
    assert set(schema("loan")) == {"title", "question", "answer", "$defs", "$schema"}


def test_the_example_on_the_page_is_the_answer() -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "rules" / "loan.md"
    question, said = re.findall(r"```json\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    found = answer("loan", question.encode())
    assert found["at"] == json.loads(said)
    without = json.loads(question) | {"as_of": AS_OF}
    without["events"] = without["events"][:4]
    at = answer("loan", json.dumps(without).encode())["at"]
    assert (at["cure"], at["payoff"]) == ("21643.56", "83743.07")


def test_what_a_re_age_makes_principal_is_no_balance_of_the_rows_before_it() -> None:
    re_age = {"on": "2026-07-25", "kind": "re_age", "instalments": 18, "first_due_on": "2026-08-25"}
    rows = asked(TERMS, *PAID, re_age, as_of=AS_OF)["schedule"]
    assert [row["balance"] for row in rows[:6]] == [
        *("110538.15", "100981.68", "91329.65", "81581.10"),
        *("81581.10", "81581.10"),
    ]
    assert rows[6]["balance"] == "78876.92"  # 83,114.26 − 4,237.34
