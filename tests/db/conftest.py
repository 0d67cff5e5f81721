"""The three databases of the product: a laptop's, a small office's, a company's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.db.databases import Database, laptop_database, office_database

KINDS = ("laptop", "sqlite office", pytest.param("postgres office", marks=pytest.mark.postgres))


@pytest.fixture(params=KINDS)
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Database]]:
    """Makes empty databases of each kind in turn."""
    with ExitStack() as opened:

        def make() -> Database:
            number = len(list(tmp_path.iterdir()))
            if request.param == "laptop":
                return opened.enter_context(laptop_database(tmp_path / f"store{number}.db"))
            if request.param == "sqlite office":
                return opened.enter_context(office_database(f"sqlite:///{tmp_path / f'office{number}.db'}"))
            return opened.enter_context(office_database(request.getfixturevalue("postgres").database()))

        yield make


@pytest.fixture
def database(new_database: Callable[[], Database]) -> Database:
    """One empty database."""
    return new_database()
