"""Which of several debts a payment is for (民法典 560)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.lending.designation import Debt, Ground, divide

TODAY = date(2026, 7, 25)
EARLY, LATE, COMING = date(2026, 5, 1), date(2026, 6, 1), date(2026, 9, 1)


def debt(name: str, owed: int = 1_000_00, due: date = EARLY, security: int = 0, burden: str = "0.12") -> Debt:
    return Debt(name, owed, due, security, Decimal(burden))


def served(amount: int, *debts: Debt, designated: tuple[str, ...] = ()) -> list[tuple[str, int]]:
    return [(share.debt_id, share.amount) for share in divide(amount, debts, TODAY, designated)[0]]


def test_the_debtor_says_which_debt_is_paid() -> None:
    both = debt("a"), debt("b", due=COMING)
    assert served(1_200_00, *both, designated=("b",)) == [("b", 1_000_00), ("a", 200_00)]
    assert divide(100, both, TODAY, ("b",))[0][0].ground is Ground.DESIGNATED


def test_what_is_due_comes_before_what_is_not() -> None:
    shares, left = divide(2_500_00, (debt("a", due=COMING, burden="0.24"), debt("b")), TODAY)
    assert [(share.debt_id, share.ground) for share in shares] == [("b", Ground.DUE_FIRST), ("a", Ground.NOT_DUE)]
    assert left == 500_00


def test_a_debt_that_falls_due_today_is_due() -> None:
    assert served(500_00, debt("a", due=date(2026, 7, 26)), debt("b", due=TODAY, security=1)) == [("b", 500_00)]


def test_the_least_secured_comes_first() -> None:
    assert served(500_00, debt("a", security=10), debt("b")) == [("b", 500_00)]


def test_equally_secured_the_heaviest_comes_first() -> None:
    assert served(500_00, debt("a"), debt("b", burden="0.18", due=LATE)) == [("b", 500_00)]


def test_equally_heavy_the_earliest_due_comes_first() -> None:
    assert served(500_00, debt("a", due=LATE), debt("b")) == [("b", 500_00)]


def test_due_on_one_day_they_share_in_proportion_to_the_cent() -> None:
    assert served(100, debt("a", 100), debt("b", 100), debt("c", 100)) == [("a", 34), ("b", 33), ("c", 33)]
    assert served(1, debt("a", 1), debt("b", 300)) == [("b", 1)]


@pytest.mark.parametrize("names", [("x",), ("a", "a")])
def test_a_designation_must_name_debts_each_once(names: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="designation"):
        divide(100, (debt("a"),), TODAY, names)


@given(
    st.integers(0, 10_000),
    st.lists(st.tuples(st.integers(0, 3_000), st.sampled_from([EARLY, LATE, COMING]), st.integers(0, 2)), max_size=6),
)
def test_nothing_is_lost_and_no_debt_gets_more_than_it_needs(amount: int, written: list[tuple[int, date, int]]) -> None:
    debts = [debt(str(n), owed, due, security) for n, (owed, due, security) in enumerate(written)]
    shares, left = divide(amount, debts, TODAY)
    assert sum(share.amount for share in shares) + left == amount
    assert left == max(0, amount - sum(each.owed for each in debts))
    owed = {each.id: each.owed for each in debts}
    assert all(0 < share.amount <= owed[share.debt_id] for share in shares)
