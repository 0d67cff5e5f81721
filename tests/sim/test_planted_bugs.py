"""Ten bugs planted into the product, one after the other: each must be found within a few histories."""

from __future__ import annotations

import pytest

from tests.sim.planted import BUGS
from tests.sim.world import run

ENOUGH = 120
"""Seeds within which each bug must show; most show in the first five."""


@pytest.mark.parametrize("bug", BUGS)
def test_a_planted_bug_is_found(bug: str) -> None:
    found = next((seed for seed in range(1, ENOUGH + 1) if run(seed, bug=BUGS[bug]).violation), None)
    assert found is not None, f"{bug} was not found in {ENOUGH} seeds"
