"""The simulator as the build runs it: minutes of fresh histories, the same one twice, and one that tells its trace."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sim.world import run

ROOT = Path(__file__).resolve().parents[2]
MINUTES = "1"
EXTRA_SECONDS = 180


def simulated(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The simulator in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "tests.sim", *words],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=float(MINUTES) * 60 + EXTRA_SECONDS,
    )


@pytest.mark.slow
@pytest.mark.parametrize("first", [1, 100_001])
def test_two_minutes_of_histories_break_nothing(first: int) -> None:
    done = simulated(f"{first}-", "--minutes", MINUTES)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-8000:]
    assert done.stdout.splitlines()[-1].endswith("violations 0")


def test_the_same_seed_is_the_same_history_in_any_process() -> None:
    here = run(17).digest
    script = "from tests.sim.world import run; print(run(5).digest, run(17).digest)"
    for salt in ("1", "2"):
        told = subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": salt},
            capture_output=True,
            text=True,
            check=True,
        )
        assert told.stdout.split()[1] == here


def test_other_seeds_are_other_histories() -> None:
    assert len({run(seed).digest for seed in range(1, 6)}) == 5


def test_a_run_ends_with_one_line_that_says_how_much_was_looked_at() -> None:
    done = simulated("3-4")
    assert done.stdout.splitlines()[-1] == "seeds 2, steps 400, violations 0", done.stdout[-4000:]
