"""Laptops with real encrypted stores, on the practice morning."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from fieldapp import clock
from fieldapp.domain.staff import Staff
from fieldapp.services.desk import Desk
from tests.laptops import desk_in
from tests.office import MORNING, staff

NewDesk = Callable[..., Desk]


@pytest.fixture(autouse=True)
def _practice_morning() -> Iterator[None]:
    """The practice day, ten in the morning."""
    before = clock.use(clock.PracticeClock(MORNING))
    yield
    clock.use(before)


@pytest.fixture(scope="session")
def collector() -> Staff:
    return staff()[0]


@pytest.fixture
def new_desk(tmp_path: Path, collector: Staff) -> Iterator[NewDesk]:
    """Desks of a collector, closed afterwards."""
    with ExitStack() as opened:

        def make(person: Staff = collector) -> Desk:
            desk = desk_in(tmp_path / f"desk{len(list(tmp_path.iterdir()))}", person)
            opened.callback(desk.store.close)
            return desk

        yield make


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    """One desk with nothing on it."""
    return new_desk()
