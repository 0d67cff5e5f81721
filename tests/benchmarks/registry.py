"""The sections of `make bench` and who fills them: any module here named SECTION_….py adds its rows by itself."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.table import Row

SECTIONS = ("sync", "search", "server", "photos", "window", "start", "open", "map", "plan")


@dataclass(frozen=True, slots=True)
class Bench:
    """What a section is asked for.

    Attributes:
        scratch: a folder that goes away.
        rounds: how often what is short is run.
        cases: how many cases the issue's figure for ten thousand is measured with; fewer make a smoke test.
        many: the same for a hundred thousand.
        peers: whether programs of others are run beside ours.
        short: smallest form of everything else, to try the harness.
        syncs: how many the server's memory is watched over.
        photos: how many are sent.
    """

    scratch: Path
    rounds: int = 5
    cases: int = 10_000
    many: int = 100_000
    peers: bool = True
    short: bool = False
    syncs: int = 100_000
    photos: int = 500

    def say(self, what: str) -> None:
        """Tell whoever waits what is being done."""
        print(f"  … {what}", file=sys.stderr, flush=True)


Maker = Callable[[Bench], Iterator[Row]]
_makers: dict[str, list[Maker]] = {name: [] for name in SECTIONS}


def section(name: str) -> Callable[[Maker], Maker]:
    """Fill a section with the rows that the function yields."""

    def register(make: Maker) -> Maker:
        if make.__module__ not in {known.__module__ for known in _makers[name]}:
            _makers[name].append(make)
        return make

    return register


def makers(name: str) -> list[Maker]:
    """Everybody who fills this section."""
    folder = Path(__file__).parent
    for module in sorted(found.name for found in pkgutil.iter_modules([str(folder)])):
        if module.startswith(f"{name}_") and not module.endswith("_process"):
            importlib.import_module(f"tests.benchmarks.{module}")
    return _makers[name]
