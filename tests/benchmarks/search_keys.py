"""What a search costs key by key: the query and the list's model, and until the rows are painted, in a real window.

`python -m tests.benchmarks.search_keys 100000 1000000` prints a table; `rows()` is what the table of all benchmarks
takes. The bars: query and model at the 95th percentile 5 ms at 100,000 cases and 40 ms at 1,000,000; painted rows 1.5
times what it costs to paint the same view again.
"""

from __future__ import annotations

import random  # noqa: TID251 - seeded
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pypinyin import lazy_pinyin
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop

from fieldapp import clock
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.case_list import CaseFilter, CaseLine
from tests.benchmarks.conftest import fastest
from tests.benchmarks.search_rows import ROADS, Borrower, borrower, long_list
from tests.office import MORNING
from ui.collector.case_question import CaseQuestion
from ui.collector.case_table import columns
from ui.collector.cases import CasesPage
from ui.tasks import Tasks
from ui.widgets.paged_model import PAGE, PagedModel
from ui.workplace import Workplace

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

    The keys are gone through `rounds` times, so that none finds warm what it left, and the fastest of each counts:
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


def painted(desk: Desk, keys: Sequence[Typed]) -> tuple[list[float], list[float]]:
    """Milliseconds per key in a real window off screen: from the key to painted rows, and to paint the same again.

    A key goes to the search field; the clock stops when the list has painted the answer: the way through the threads,
    the query, the model, the selection and the painting. Beside it the same view is painted again unchanged.
    """
    work = Workplace(desk, Tasks())
    page = CasesPage(work)
    page.resize(1366, 768)
    page.show()
    view, model = page._table.view, page._table.model
    answered: list[int] = []
    page._table.counted.connect(answered.append)
    to_rows: list[float] = []
    again: list[float] = []
    try:
        _settle(work)
        for key in keys:
            page._search.setText(key.text)
            answered.clear()
            started = time.perf_counter()
            page._search.textEdited.emit(key.text)
            while not answered:
                QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            view.viewport().repaint()
            if model.rowCount() and page._table.isVisible():
                to_rows.append((time.perf_counter() - started) * 1000)
                _settle(work)
                started = time.perf_counter()
                view.viewport().repaint()
                again.append((time.perf_counter() - started) * 1000)
            _settle(work)
    finally:
        work.close()
        page.close()
        page.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return to_rows, again


def _settle(work: Workplace) -> None:
    QCoreApplication.processEvents()
    while work.tasks.running():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
    QCoreApplication.processEvents()


def words_of_a_case(count: int = 10_000, rounds: int = 5) -> float:
    """Microseconds to make the words of one case, as a first sync makes them for every case."""
    people = [borrower(number) for number in range(count)]
    return fastest(lambda: [who.words() for who in people], rounds) / count * 1e6


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of them does not pass."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def rows(counts: Sequence[int] = (100_000, 1_000_000)) -> list[dict[str, Any]]:
    """The lines of the table of benchmarks: name, median and p95 (ms), bar and whether it is met (None: no bar).

    Needs a QApplication with the theme on it. Making 1,000,000 lines takes four minutes and 1.4 GB of scratch.
    """
    found: list[dict[str, Any]] = []
    before = clock.use(clock.PracticeClock(MORNING))
    try:
        for count in counts:
            with tempfile.TemporaryDirectory() as scratch:
                desk = long_list(Path(scratch) / "desk", count)
                try:
                    found += of_list(desk, count)
                finally:
                    desk.store.close()
        took = words_of_a_case()
        found.append(_row("search, words of one case (µs)", [took], 20.0))
    finally:
        clock.use(before)
    return found


def of_list(desk: Desk, count: int, people: int = PEOPLE) -> list[dict[str, Any]]:
    """The lines about one list: every key, each way of looking, with a filter, and until the rows are painted."""
    keys = typed(count, people)
    took = query_and_model(desk, keys)
    found = [_row(f"search {count:,}: every key", [ms for _, ms in took], BARS_MS.get(count))]
    for way in dict.fromkeys(key.way for key in keys):
        found.append(_row(f"search {count:,}: {way}", [ms for key, ms in took if key.way == way]))
    filtered = query_and_model(desk, keys, buckets=("M4+",), rounds=1)
    found.append(_row(f"search {count:,}: every key, one bucket of five", [ms for _, ms in filtered]))
    to_rows, again = painted(desk, keys[::5])
    share = statistics.median(to_rows) / statistics.median(again)
    found.append(_row(f"search {count:,}: until rows are painted", to_rows))
    found.append(_row(f"search {count:,}: painting the same again", again))
    return [*found, _row(f"search {count:,}: painted rows, times painting the same again", [share], PAINTED_BAR)]


def _row(name: str, values: Sequence[float], bar: float | None = None) -> dict[str, Any]:
    p95 = percentile(values, 0.95)
    return {
        "name": name,
        "median": round(statistics.median(values), 2),
        "p95": round(p95, 2),
        "max": round(max(values), 2),
        "bar": bar,
        "met": None if bar is None else p95 <= bar,
    }


if __name__ == "__main__":
    from PySide6.QtWidgets import QApplication

    from ui import i18n, singletons, theme

    singletons.keep()
    application = QApplication([])
    i18n.switch("zh_CN")
    theme.apply(application, "light")
    for line in rows([int(one) for one in sys.argv[1:]] or (100_000, 1_000_000)):
        print(line)
