from __future__ import annotations

import dataclasses
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldapp.documents.paper_check import check_paper, hidden_character
from fieldapp.documents.plan_paper import PlanPaper, plan_paper_from, read_plan_paper
from fieldapp.errors import KnownError
from fieldapp.protocol.canonical import canonical
from tests.documents.papers import BORROWER, GUARANTORS, paper, rows_of


def codes(made: PlanPaper) -> list[str]:
    return [problem.code for problem in check_paper(made)]


def with_row(made: PlanPaper, number: int, **changes: Any) -> PlanPaper:
    rows = list(made.rows)
    rows[number - 1] = dataclasses.replace(rows[number - 1], **changes)
    return dataclasses.replace(made, rows=tuple(rows))


def test_a_paper_reads_back_from_its_canonical_bytes() -> None:
    made = paper(24, waived=29_612, guarantors=GUARANTORS, lang="en")
    assert read_plan_paper(made.canonical()) == made == plan_paper_from(made.to_canonical())


def test_amounts_are_integer_fen_and_dates_iso_in_the_attached_data() -> None:
    plain = json.loads(paper().canonical())
    assert plain["debt"]["total"] == 8_343_412
    assert plain["rows"][0]["due"] == "2026-12-20"


def test_the_digest_changes_with_a_single_fen() -> None:
    assert paper().digest() != with_row(paper(), 1, arrears=paper().rows[0].arrears + 1).digest()


@pytest.mark.parametrize(
    "change",
    [
        {"grace_days": "3"},
        {"grace_days": 3.0},
        {"schema": "fieldapp.repayment-plan/2"},
        {"kind": "balloon"},
        {"issued": "21.11.2026"},
        {"expected_signers": ["borrower"]},
        {"rows": None},
    ],
)
def test_data_of_another_shape_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(KnownError) as refused:
        plan_paper_from(paper().to_canonical() | change)
    assert refused.value.code == "documents.data_unreadable"


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"null"])
def test_bytes_that_are_no_plan_are_refused(content: bytes) -> None:
    with pytest.raises(KnownError) as refused:
        read_plan_paper(content)
    assert refused.value.code == "documents.data_unreadable"


@pytest.mark.parametrize(
    "spelling", [lambda plain: json.dumps(plain).encode(), lambda plain: canonical(plain | {"extra": 1})]
)
def test_the_same_content_in_other_bytes_is_refused(spelling: Any) -> None:
    with pytest.raises(KnownError) as refused:
        read_plan_paper(spelling(paper().to_canonical()))
    assert refused.value.code == "documents.data_not_canonical"


@pytest.mark.parametrize("count", [1, 2, 12, 24, 60])
@pytest.mark.parametrize("waived", [0, 29_612])
def test_a_sound_paper_has_no_problem(count: int, waived: int) -> None:
    assert codes(paper(count, waived=waived)) == []


def test_a_waiver_may_reach_into_the_principal_but_no_further_than_itself() -> None:
    less = rows_of(8_000_000, 12, first=date(2026, 12, 20))
    assert codes(paper(waived=185_302 + 158_110, rows=less)) == []
    assert "documents.principal_not_repaid" in codes(paper(waived=100, rows=less))


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (with_row(paper(), 4, total=1), "documents.row_total_wrong"),
        (with_row(paper(), 5, balance=1), "documents.row_balance_wrong"),
        (with_row(paper(), 1, balance=8_158_110), "documents.row_balance_wrong"),
        (with_row(paper(), 2, no=3), "documents.row_number_wrong"),
        (with_row(paper(), 3, due=date(2026, 12, 1)), "documents.row_out_of_order"),
        (with_row(paper(), 1, due=date(2026, 11, 20)), "documents.row_out_of_order"),
        (with_row(paper(), 1, principal=1), "documents.principal_not_repaid"),
        (with_row(paper(), 1, interest=-1), "documents.amount_out_of_range"),
        (with_row(paper(), 1, arrears=0), "documents.debt_not_covered"),
        (paper(rows=()), "documents.no_rows"),
        (paper(debt=dataclasses.replace(paper().debt, total=1)), "documents.debt_total_wrong"),
        (paper(debt=dataclasses.replace(paper().debt, waived=100)), "documents.debt_total_wrong"),
        (paper(expected_signers=("collector",)), "documents.signers_do_not_fit"),
        (paper(expected_signers=("supervisor", "collector")), "documents.signers_do_not_fit"),
        (paper(borrower=dataclasses.replace(BORROWER, name="王\u202e五")), "documents.hidden_character"),
        (paper(place="南台路\n18 号"), "documents.hidden_character"),
    ],
)
def test_what_does_not_add_up_is_named(made: PlanPaper, code: str) -> None:
    assert code in codes(made)


@given(st.integers(1, 60), st.integers(100, 10**10), st.integers(0, 185_302), st.data())
@settings(deadline=None, max_examples=60)
def test_any_amount_of_a_schedule_changed_by_a_fen_is_noticed(
    count: int, principal: int, waived: int, data: Any
) -> None:
    made = paper(count, principal=principal, waived=waived)
    number = data.draw(st.integers(1, count))
    name = data.draw(st.sampled_from(["principal", "interest", "arrears", "total", "balance"]))
    changed = with_row(
        made, number, **{name: getattr(made.rows[number - 1], name) + data.draw(st.sampled_from([-1, 1]))}
    )
    assert codes(made) == []
    assert codes(changed) != []


@pytest.mark.parametrize(
    ("text", "found"), [("王𬱖", None), ("a b", None), ("a\u200bb", "U+200B"), ("\x00", "U+0000"), ("\ue000", "U+E000")]
)
def test_characters_nobody_can_see_are_found(text: str, found: str | None) -> None:
    assert hidden_character(text) == found
