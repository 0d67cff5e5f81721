"""What can honestly be said of how far from the address somebody was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.nearness import Nearness, NearnessRules, distance, metres
from fieldapp.domain.party import Place, PlaceSource

SHOP = Place(120_585_000, 31_299_000, 20, PlaceSource.PINNED)


def north(by: int, radius: int = 15) -> Place:
    """A place so many metres north of the shop."""
    return Place(SHOP.lon_e6, SHOP.lat_e6 + round(by / 0.111195), radius, PlaceSource.CHECK_IN)


@pytest.mark.parametrize("by", [0, 38, 1_000, 25_000])
def test_the_distance_is_along_the_earth(by: int) -> None:
    assert abs(metres(north(by), SHOP) - by) < 0.5


def test_a_known_distance_between_two_cities() -> None:
    suzhou = Place(120_585_300, 31_298_900, 0, PlaceSource.CHECK_IN)
    shanghai = Place(121_473_700, 31_230_400, 0, PlaceSource.CHECK_IN)
    assert 84_500 < metres(suzhou, shanghai) < 85_000


@pytest.mark.parametrize(
    ("by", "radius", "said"),
    [
        (38, 15, Nearness.THERE),
        (115, 15, Nearness.THERE),
        (116, 15, Nearness.NEAR),
        (465, 15, Nearness.NEAR),
        (466, 15, Nearness.UNSURE),
        (535, 15, Nearness.UNSURE),
        (537, 15, Nearness.ELSEWHERE),
        (38, 3_000, Nearness.UNSURE),
        (9_000, 3_000, Nearness.ELSEWHERE),
    ],
)
def test_both_radii_count_in_both_directions(by: int, radius: int, said: Nearness) -> None:
    assert distance(north(by, radius), SHOP).nearness is said


def test_an_office_may_draw_the_circles_closer() -> None:
    assert distance(north(100), SHOP, NearnessRules(there=50, near=120)).nearness is Nearness.UNSURE


@given(st.integers(0, 20_000), st.integers(0, 5_000), st.integers(0, 5_000))
def test_a_larger_radius_never_makes_anything_surer(by: int, radius: int, more: int) -> None:
    order = [Nearness.THERE, Nearness.NEAR, Nearness.UNSURE]
    close, wide = distance(north(by, radius), SHOP), distance(north(by, radius + more), SHOP)
    assert close.least >= wide.least
    assert close.most <= wide.most
    if close.nearness in order and wide.nearness in order:
        assert order.index(wide.nearness) >= order.index(close.nearness)
    else:
        assert Nearness.ELSEWHERE in {close.nearness, wide.nearness}
        assert wide.nearness in {Nearness.ELSEWHERE, Nearness.UNSURE}
