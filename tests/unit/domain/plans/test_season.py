"""A business that earns in seasons, month by month."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.plans.season import season

ORCHARD = [500_00] * 8 + [9_000_00, 12_000_00, 500_00, 500_00]
AFTER_HARVEST = [0] * 8 + [8_000_00, 11_000_00, 0, 0]


def test_an_orchard_bears_instalments_after_the_harvest() -> None:
    found = season(ORCHARD, AFTER_HARVEST)
    assert (found.bears, found.lowest, found.lowest_month) == (True, 500_00, 1)
    assert found.months[8].cumulative == 4_000_00 + 1_000_00
    assert found.months[-1].cumulative == sum(ORCHARD) - sum(AFTER_HARVEST)


def test_level_instalments_break_it_before_the_harvest_whatever_the_year_earns() -> None:
    found = season(ORCHARD, [1_000_00] * 12)
    assert (found.bears, found.lowest, found.lowest_month) == (False, -4_000_00, 8)
    assert found.level == 500_00
    assert season(ORCHARD, [500_00] * 12).bears


def test_cash_at_hand_carries_it_over_the_first_months() -> None:
    found = season(ORCHARD, [1_000_00] * 12, opening=4_000_00)
    assert (found.bears, found.lowest, found.lowest_month, found.level) == (True, 0, 8, 1_000_00)


def test_a_season_of_losses_bears_no_instalment() -> None:
    found = season([-1_00, 5_00], [0, 0])
    assert (found.bears, found.level, found.lowest) == (False, 0, -1_00)


@pytest.mark.parametrize(("free", "instalments"), [([], []), ([1], [1, 2]), ([1, 2], [1])])
def test_every_month_needs_its_instalment(free: list[int], instalments: list[int]) -> None:
    with pytest.raises(ValueError, match="as many"):
        season(free, instalments)


MONTHS = st.lists(st.integers(-(10**6), 10**7), min_size=1, max_size=36)


@given(MONTHS, st.integers(0, 10**7))
def test_the_level_found_is_the_largest_that_is_borne(free: list[int], opening: int) -> None:
    level = season(free, [0] * len(free), opening).level
    if season(free, [0] * len(free), opening).bears:
        assert season(free, [level] * len(free), opening).bears
    assert not season(free, [level + 1] * len(free), opening).bears
