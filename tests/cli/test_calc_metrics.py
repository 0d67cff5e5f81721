"""`fieldapp calc metrics`: plain rows in, every figure they allow out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fieldapp.cli.calc.command import answer, schema
from fieldapp.cli.main import main
from fieldapp.errors import KnownError

WHOLE: dict[str, Any] = {
    "loans": [
        {"loan_id": "a", "days_past_due": 0, "principal": "700.00"},
        {"loan_id": "b", "days_past_due": 45, "principal": "300.00", "overdue_amount": "50.00"},
    ],
    "arrears": [{"case_id": "b", "overdue_at_start": "200.00", "newly_overdue": "100.00"}],
    "receipts": [{"case_id": "b", "on": "2026-07-05", "amount": "150.00"}],
    "episodes": [
        {"case_id": "b", "began_on": "2026-07-01", "cured_on": "2026-07-11", "amount": "10.00"},
        {"case_id": "c", "began_on": "2026-07-01", "amount": "10.00"},
    ],
    "costs": {"wages": "30.00", "travel": "7.50", "accounts": 3},
    "promises": [
        {"promise_id": "p", "window_end": "2026-07-09", "promised": "90.00", "paid": "60.00", "end": "partial"}
    ],
    "balances": [{"loan_id": "b", "balance_at_start": "300.00", "days_at_start": 15, "days_at_end": 46}],
    "attempts": [{"account_id": "b", "on": "2026-07-02", "right_party": True}],
    "visits": [{"visit_id": "v", "case_id": "b", "collector_id": "zhou", "on": "2026-07-03", "met": "debtor"}],
    "plans": [
        {"plan_id": "x", "began_on": "2026-03-01", "rows": [{"due": "2026-04-01", "paid_on": "2026-04-02"}]},
        {"plan_id": "y", "began_on": "2026-03-01", "rows": [{"due": "2026-04-01"}]},
    ],
    "compliance": {"actions": 50, "blocked": 1, "accounts": 500, "complaints": 1, "evidence_required": 3},
}


def asked(**rows: Any) -> dict[str, Any]:
    return answer("metrics", json.dumps({"start": "2026-06-30", "end": "2026-07-31"} | rows).encode())


def figures(found: dict[str, Any]) -> dict[str, str | None]:
    return {f"{one['name']}.{one['variant']}": one["value"] for one in found["figures"]}


def test_every_figure_of_a_period_is_answered() -> None:
    found = figures(asked(**WHOLE))
    assert (
        found
        | {
            "overdue_rate.amount": "30.00",
            "overdue_rate.par30": "30.00",
            "overdue_rate.par90": "0.00",
            "overdue_rate.count": "50.00",
            "overdue_rate.arrears": "5.00",
            "collection_rate.stock": "75.00",
            "collection_rate.flow": "50.00",
            "collection_cycle.mean": "10.00",
            "collection_cycle.amount_weighted": "10.00",
            "cost.rate": "25.00",
            "cost.per_visit": "37.50",
            "cost.per_account": "12.50",
            "promises_kept.count": "0.00",
            "promises_kept.amount": "66.67",
            "roll_rate.m1_m2": "100.00",
            "cure_rate.m1_m0": "0.00",
            "roll_rate.m2_m3": None,
            "contact_rate.account": "100.00",
            "contact_rate.attempt": "100.00",
            "visits.productivity": "1.00",
            "visits.effective": "100.00",
            "visits.cash_7_days": "150.00",
            "plan_success.at_90_days": "50.00",
            "plan_success.at_180_days": None,
            "compliance.events": "2.00",
            "compliance.complaints": "2.00",
            "compliance.evidence": "0.00",
        }
        == found
    )


def test_a_figure_shows_what_it_is_made_of() -> None:
    (rate, *_) = asked(**WHOLE)["figures"]
    assert rate == {
        "name": "overdue_rate",
        "variant": "amount",
        "numerator": "300.00",
        "numerator_unit": "money",
        "denominator": "1000.00",
        "denominator_unit": "money",
        "value": "30.00",
        "exact": "3/10",
        "unit": "percent",
        "rows": 2,
        "flags": [],
    }


def test_the_median_counts_open_cases() -> None:
    assert asked(**WHOLE)["survival"] == {
        "median": 10,
        "cured": 1,
        "censored": 1,
        "steps": [{"day": 10, "at_risk": 2, "cured": 1, "still_open_percent": "50.00"}],
    }


def test_only_what_is_given_is_answered() -> None:
    found = asked()
    assert (found["figures"], found["survival"]) == ([], None)
    assert set(figures(asked(loans=[]))) == {
        f"overdue_rate.{v}" for v in ("amount", "par30", "par90", "count", "arrears")
    }
    assert set(figures(asked(loans=[])).values()) == {None}


def test_visits_that_are_not_listed_can_be_counted() -> None:
    assert figures(asked(costs={"wages": "30.00", "visits": 4}))["cost.per_visit"] == "7.50"
    assert figures(asked(visits=WHOLE["visits"], collector_days=4))["visits.productivity"] == "0.25"


@pytest.mark.parametrize(
    ("rows", "field"),
    [
        ({"end": "2026-06-30"}, "end"),
        ({"start": "June"}, "start"),
        ({"loans": [{"loan_id": "a", "days_past_due": -1, "principal": "1.00"}]}, "loans[0].days_past_due"),
        ({"receipts": [{"case_id": "a", "on": "2026-07-01", "amount": "-1.00"}]}, "receipts[0].amount"),
        ({"episodes": [{"case_id": "a", "began_on": "2026-08-01"}]}, "episodes[0].began_on"),
        ({"collector_days": -1, "visits": []}, "collector_days"),
        ({"costs": {"visits": -1}}, "costs.visits"),
        ({"compliance": {"actions": -1}}, "compliance.actions"),
        ({"plans": [{"plan_id": "x", "began_on": "2026-03-01", "rows": [{"due": "soon"}]}]}, "plans[0].rows[0].due"),
        ({"colour": []}, "colour"),
    ],
)
def test_a_wrong_field_is_named(rows: dict[str, Any], field: str) -> None:
    with pytest.raises(KnownError) as caught:
        asked(**rows)
    assert (caught.value.code, caught.value.params["field"]) == ("calc.field_wrong", field)


def test_the_command_reads_a_file_and_has_a_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "rows.json"
    file.write_text(json.dumps({"start": "2026-06-30", "end": "2026-07-30", **WHOLE}), encoding="utf-8")
    assert main(["calc", "metrics", str(file)]) == 0
    flags = {flag for one in json.loads(capsys.readouterr().out)["figures"] for flag in one["flags"]}
    assert flags == {"last_touch", "not_month_end"}
    assert "figures" in schema("metrics")["$defs"]["MetricsAnswer"]["properties"]
