"""Small pages and small batches, so that a handful of records already takes several frames and several calls.

Only measures are changed, never code; what has no such measure (any more) is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import ModuleType
from unittest.mock import patch

from fieldapp.server import pull
from fieldapp.sync import driver, file_moves
from tests.sim.chance import Chance

MEASURES: tuple[tuple[ModuleType, str, tuple[int, ...]], ...] = (
    (pull, "PAGE_BYTES", (200, 1_500, 262_144)),
    (pull, "FETCH_ROWS", (1, 3, 500)),
    (driver, "MAX_FACTS", (1, 3, 1_000)),
    (file_moves, "MIN_PIECE", (300, 1_048_576)),
)


@contextmanager
def small_pages(chance: Chance) -> Iterator[None]:
    """Measures of this run."""
    with ExitStack() as changed:
        for module, name, sizes in MEASURES:
            size = chance.choice(sizes)
            if hasattr(module, name):
                changed.enter_context(patch.object(module, name, size))
        yield
