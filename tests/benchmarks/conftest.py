"""Speeds are compared with a floor measured beside them in the same run, so that a slow machine fails nothing."""

from __future__ import annotations

import time
from collections.abc import Callable


def fastest(work: Callable[[], object], times: int = 3) -> float:
    """Seconds of the fastest of some runs: what else the machine does only ever adds."""
    best = float("inf")
    for _ in range(times):
        started = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - started)
    return best
