"""What every test shares: an office on demand, and nothing of this machine's own settings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.office import TestOffice, running_office
from tests.postgres import postgres

__all__ = ["postgres"]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TestOffice]:
    """A running office with its people and no cases yet."""
    with running_office(tmp_path) as one:
        yield one
