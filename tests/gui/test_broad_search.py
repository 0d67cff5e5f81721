"""A search that finds more than anybody reads: rows at once, names first, and nothing claimed that is not known."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fieldapp import clock
from fieldapp.store.laptop.case_list import CaseFilter, CaseLine, CaseList, Totals
from fieldapp.store.laptop.stop import Stop, Stopped
from tests.benchmarks.search_rows import long_list
from tests.gui.field_window import FieldWindow, field_window, texts
from tests.gui.test_cases import chip, column, page, search
from tests.office import MORNING
from ui.collector.case_question import CaseQuestion
from ui.widgets.paged_model import PagedModel

LINES = 1_500


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[FieldWindow]:
    before = clock.use(clock.PracticeClock(MORNING))
    desk = long_list(tmp_path / "desk", LINES)
    with field_window(qtbot, desk, place="cases") as one:
        yield one
    desk.store.close()
    clock.use(before)


def arrow(window: FieldWindow, number: int) -> str:
    head = page(window)._table.model.headerData(number, Qt.Orientation.Horizontal)
    return str(head)[-1]


def has_lines(model: PagedModel[CaseLine], count: int) -> bool:
    return model.rowCount() == count


def first_lines(model: PagedModel[CaseLine]) -> list[CaseLine]:
    """The lines of the first page, which must be there."""
    lines = [model.row(number) for number in range(40)]
    there = [line for line in lines if line is not None]
    assert len(there) == len(lines)
    return there


def test_all_that_is_found_is_listed_in_order_those_by_name_first(window: FieldWindow) -> None:
    search(window, "路")
    model = page(window)._table.model
    with window.desk.store.reading() as unit:
        wanted = CaseFilter("路")
        count, order = unit.cases.count(wanted), unit.cases.case_ids(unit.cases.order(wanted))
    assert count > 500
    window.bot.waitUntil(lambda: model.rowCount() == count)
    window.settle()
    assert [line.case_id for line in first_lines(model)] == order[:40]
    foot = next(text for text in texts(page(window)) if "今日应还合计" in text)
    assert foot.startswith(f"{count} 个案件")
    assert "姓名相符的在前" in foot
    assert arrow(window, 4) not in "↑↓", "those by name come first, so it is no order by one column"


def test_a_broad_search_is_sorted_by_the_head_that_is_pressed_and_shows_it(window: FieldWindow) -> None:
    search(window, "路")
    for down in (True, False):
        page(window)._table.view.horizontalHeader().sectionClicked.emit(2)
        window.settle()
        model = page(window)._table.model
        with window.desk.store.reading() as unit:
            count = unit.cases.count(CaseFilter("路"))
        window.bot.waitUntil(partial(has_lines, model, count))
        window.settle()
        owed = [line.owed for line in first_lines(model)]
        assert owed == sorted(owed, reverse=down)
        assert arrow(window, 2) == ("↓" if down else "↑")


def test_until_it_is_summed_nothing_is_claimed(window: FieldWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, whole = threading.Event(), CaseList.sums

    def slowly(cases: CaseList, wanted: CaseFilter) -> dict[str, Totals]:
        go_on.wait(10)
        return whole(cases, wanted)

    monkeypatch.setattr(CaseList, "sums", slowly)
    shown = page(window)
    shown._search.setText("路")
    shown._search.textEdited.emit("路")
    window.bot.waitUntil(lambda: shown._table.model.rowCount() == 500)
    assert "超过 500 个案件，先列出 500 个，姓名相符的在前 · 正在合计…" in texts(shown)
    assert chip(window, "M2").accessibleName().split()[-1] != "0"
    go_on.set()
    window.settle()
    assert chip(window, "M2").accessibleName().split()[-1].isdecimal()


def test_few_hits_are_sorted_and_summed_at_once(window: FieldWindow) -> None:
    search(window, "HK-2026-00005")
    assert len(column(window)) == 100
    assert any(text.startswith("100 个案件 · 今日应还合计") for text in texts(page(window)))
    assert arrow(window, 4) == "↓"


def test_a_question_that_was_replaced_reads_nothing_more(window: FieldWindow) -> None:
    question = CaseQuestion(window.desk, CaseFilter("路"))
    assert question.count() == 500
    question.stop()
    assert question.sums() is None
    with pytest.raises(Stopped):
        question.fetch(0, 10)


def test_stopping_interrupts_what_runs_and_nothing_after_it(window: FieldWindow) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    stop, running = Stop(), threading.Event()
    ended: list[BaseException] = []

    def read() -> None:
        try:
            with window.desk.store.reading() as unit, unit.cases.heeding(stop):
                running.set()
                unit.cases._connection.exec_driver_sql(endless)
        except Stopped as stopped:
            ended.append(stopped)

    thread = threading.Thread(target=read)
    thread.start()
    assert running.wait(10)
    while thread.is_alive():  # it may not have begun its statement yet, and an interrupt before that is none
        stop.ask()
        thread.join(0.01)
    assert len(ended) == 1
    stop.ask()
    with window.desk.store.reading() as unit:
        assert unit.cases.count(CaseFilter()) == LINES
