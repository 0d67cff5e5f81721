"""The search key by key, in the short: 20,000 lines, against bars that hold on a machine with other things to do."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

import pytest

from fieldapp import clock
from fieldapp.services.desk import Desk
from tests.benchmarks.conftest import fastest
from tests.benchmarks.search_keys import Typed, painted, percentile, query_and_model, typed, words_of_a_case
from tests.benchmarks.search_rows import long_list
from tests.office import MORNING
from tests.store import plain_tokens

LINES = 20_000


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    before = clock.use(clock.PracticeClock(MORNING))
    own = long_list(tmp_path_factory.mktemp("keys"), LINES)
    yield own
    own.store.close()
    clock.use(before)


def test_a_key_costs_little_more_than_showing_the_list(desk: Desk) -> None:
    """Floor: the same way through query and model with nothing typed, which searches for nothing."""
    keys = typed(LINES, people=3)
    took = [ms for _, ms in query_and_model(desk, keys, rounds=2)]
    least = statistics.median(ms for _, ms in query_and_model(desk, [Typed("list", "")] * 20, rounds=2))
    assert statistics.median(took) < 4 * least, f"median {statistics.median(took):.1f} ms, floor {least:.1f} ms"
    assert percentile(took, 0.95) < 12 * least, f"p95 {percentile(took, 0.95):.1f} ms, floor {least:.1f} ms"


def test_rows_are_painted_soon_after_the_key(desk: Desk) -> None:
    """Floor: painting the same view again."""
    to_rows, again = painted(desk, typed(LINES, people=1)[::4])
    assert len(to_rows) > 20
    assert statistics.median(to_rows) < 5 * statistics.median(again)


def test_the_words_of_a_case_are_made_faster_than_the_plain_way() -> None:
    from tests.benchmarks.search_rows import borrower

    people = [borrower(number) for number in range(2_000)]

    def plainly() -> None:
        for who in people:
            plain_tokens.name_tokens(who.name, who.shop)
            plain_tokens.other_tokens((who.district + who.address, who.trade, who.guarantor, who.home), who.numbers)

    assert words_of_a_case(2_000, 5) * 2_000 / 1e6 < fastest(plainly, 5)
