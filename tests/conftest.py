"""What every test shares: an office on demand, and nothing of this machine's own settings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldapp.domain.case import Case
from fieldapp.services.desk import Desk
from tests.office import TestOffice, borrower_case, running_office, sync
from tests.postgres import postgres

__all__ = ["postgres"]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TestOffice]:
    """A running office with its people and no cases yet."""
    with running_office(tmp_path) as one:
        yield one


@pytest.fixture
def case(office: TestOffice) -> Case:
    """The office's one case, of collector 周明."""
    one = borrower_case(office.people["zhouming"])
    office.save(one)
    return one


@pytest.fixture
def desk(office: TestOffice, case: Case) -> Desk:
    """The collector's laptop, which has the case."""
    one = office.desk("zhouming")
    assert sync(one).complete
    return one
