"""What a search costs key by key: the query and the list's model, and until the rows are painted, in a real window.

`python -m tests.benchmarks.search_keys 100000 1000000` prints a table; `rows()` is what the table of all benchmarks
takes. The bars: query and model at the 95th percentile 5 ms at 100,000 cases and 40 ms at 1,000,000; painted rows 1.5
times what it costs to paint the same view again.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pypinyin import lazy_pinyin

from fieldapp import clock
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.case_list import CaseFilter, CaseLine
from tests.benchmarks.search_rows import ROADS, Borrower, borrower, long_list
from tests.office import MORNING
from ui.collector.case_question import CaseQuestion
from ui.collector.case_table import columns
from ui.tasks import Tasks
from ui.widgets.paged_model import PAGE, PagedModel

BARS_MS = {100_000: 5.0, 1_000_000: 40.0}
PAINTED_BAR = 1.5
ROUNDS = 3
PEOPLE = 12
"""Borrowers looked for, each in every way."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What the field holds after one key, within one way of looking for somebody."""

    way: str
    text: str


def typed(count: int, people: int = PEOPLE) -> list[Typed]:
    """Every key of looking for some borrowers of a list of `count` lines in every way."""
    dice = random.Random(7)
    keys: list[Typed] = []
    for _ in range(people):
        who = borrower(dice.randint(2, count))
        for way, text in _ways(who, dice):
            keys += [Typed(way, text[: end + 1]) for end in range(len(text)) if text[end] != " "]
    for way, text in (("nothing found", "龘"), ("nothing found", "zzzz"), ("nothing found", "99999999")):
        keys += [Typed(way, text[: end + 1]) for end in range(len(text))]
    keys += [Typed("one character", character) for character in "路号市区王国建1w9"]
    return keys


def _ways(who: Borrower, dice: random.Random) -> Iterator[tuple[str, str]]:
    syllables = [str(lazy_pinyin(character)[0]) for character in who.name]
    start = dice.randint(0, 5)
    road = next(road for road in ROADS if road in who.address)
    yield "name", who.name
    yield "pinyin", "".join(syllables)
    yield "pinyin with blanks", " ".join(syllables)
    yield "initials", "".join(syllable[0] for syllable in syllables)
    yield "part of a phone", who.phones[0][start : start + 6]
    yield "whole phone", who.phones[1]
    yield "end of a phone", who.phones[0][-4:]
    yield "case number", who.case_no
    yield "identity number", who.ids[0]
    yield "address", f"{who.district}{road}{who.address.removeprefix(road)}"
    yield "road and number", f"{road} {who.address.removeprefix(road)}"
    yield "surname and district", f"{who.name[0]} {who.district[3:]}"


def query_and_model(
    desk: Desk, keys: Sequence[Typed], *, buckets: tuple[str, ...] = (), rounds: int = ROUNDS
) -> list[tuple[Typed, float]]:
    """Milliseconds of each key: searching, reading the rows of the first page, giving them to the model.

    The keys are gone through `rounds` times, so that none finds warm what it left itself, and the fastest of each counts:
    what else the machine does only ever adds.
    """
    tasks = Tasks()
    model: PagedModel[CaseLine] = PagedModel(tasks, columns())
    took = [float("inf")] * len(keys)
    try:
        for _ in range(rounds):
            for place, key in enumerate(keys):
                started = time.perf_counter()
                question = CaseQuestion(desk, CaseFilter(key.text, buckets))
                model._take(question.count(), 0, question.fetch(0, PAGE), keep_place=False)
                took[place] = min(took[place], (time.perf_counter() - started) * 1000)
    finally:
        tasks.close()
    return list(zip(keys, took, strict=True))


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of them does not pass."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def rows(counts: Sequence[int] = (100_000, 1_000_000), folder: Path | None = None) -> list[dict[str, Any]]:
    """The lines of the table of benchmarks: name, median, p95, bar (ms), met."""
    found: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as scratch, _practice():
        for count in counts:
            desk = (folder and _kept(folder, count)) or long_list(Path(scratch) / str(count), count)
            try:
                found += _table(f"search, {count:,} cases", query_and_model(desk, typed(count)), BARS_MS.get(count))
            finally:
                desk.store.close()
    return found


def _table(name: str, took: dict[str, list[float]], bar: float | None) -> list[dict[str, Any]]:
    every = [value for values in took.values() for value in values]
    lines = [(f"{name}: every key", every), *((f"{name}: {way}", values) for way, values in took.items())]
    return [_row(says, values, bar if number == 0 else None) for number, (says, values) in enumerate(lines)]


def _row(name: str, values: Sequence[float], bar: float | None) -> dict[str, Any]:
    p95 = percentile(values, 0.95)
    return {
        "name": name,
        "median": round(statistics.median(values), 2),
        "p95": round(p95, 2),
        "max": round(max(values), 2),
        "keys": len(values),
        "bar": bar,
        "met": None if bar is None else p95 <= bar,
    }


class _practice:
    """The day of practice, so that every run sees the same list."""

    def __enter__(self) -> None:
        self._before = clock.use(clock.PracticeClock(MORNING))

    def __exit__(self, *_: object) -> None:
        clock.use(self._before)


def _kept(folder: Path, count: int) -> Desk | None:
    return None


if __name__ == "__main__":
    for line in rows([int(one) for one in sys.argv[1:]] or (100_000, 1_000_000)):
        print(line)
