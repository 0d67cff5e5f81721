"""The paged table against a real SQLite file: placeholders, stale answers, refresh, keys, and no waiting."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from fieldapp.errors import KnownError
from ui import formats
from ui.tasks import Tasks
from ui.widgets.paged_model import KEEP, LOADING_ROLE, PAGE, Column, PagedModel, Source
from ui.widgets.paged_table import PagedTable
from ui.widgets.states import EmptyState

ROWS = 100_000
Row = tuple[int, str, int]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("table") / "cases.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE cases (id INTEGER PRIMARY KEY, name TEXT, owed INTEGER)")
        db.executemany("INSERT INTO cases VALUES (?, ?, ?)", ((n, f"姓名 {n}", n * 137) for n in range(ROWS)))
    db.close()
    return path


def query(database: Path, sql: str, values: Sequence[int] = ()) -> list[Row]:
    db = sqlite3.connect(database)
    try:
        return db.execute(sql, values).fetchall()
    finally:
        db.close()


@pytest.fixture
def source(database: Path) -> Source[Row]:
    return Source(
        lambda: query(database, "SELECT count(*) FROM cases")[0][0],
        lambda offset, limit: query(
            database, "SELECT id, name, owed FROM cases ORDER BY id LIMIT ? OFFSET ?", (limit, offset)
        ),
    )


def columns() -> list[Column[Row]]:
    return [
        Column("姓名", lambda row: row[1], sort="name"),
        Column("今日应还", lambda row: formats.amount(row[2]), 130, "money", "owed"),
        Column("期限", lambda _row: "45 天", 90),
    ]


@pytest.fixture
def table(qtbot: QtBot, tasks: Tasks) -> Iterator[PagedTable[Row]]:
    made: PagedTable[Row] = PagedTable(
        "案件", tasks, columns(), key=lambda row: row[0], empty=EmptyState("没有案件", action="去导入")
    )
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    yield made
    tasks.close()


def loaded(qtbot: QtBot, table: PagedTable[Row], tasks: Tasks) -> None:
    """Until every row on screen is there."""

    def there() -> bool:
        table.view.viewport().repaint()
        return tasks.running() == 0 and table.model.row(max(table.view.rowAt(0), 0)) is not None

    qtbot.waitUntil(there)


def test_rows_come_from_a_reader_thread(
    qtbot: QtBot, table: PagedTable[Row], source: Source[Row], tasks: Tasks
) -> None:
    where: list[threading.Thread] = []

    def fetch(offset: int, limit: int) -> Sequence[Row]:
        where.append(threading.current_thread())
        return source.fetch(offset, limit)

    with qtbot.waitSignal(table.counted) as counted:
        table.load(Source(source.count, fetch))
    assert counted.args == [ROWS]
    assert table.model.index(0, 1).data() == "0.00"
    assert all(thread is not threading.main_thread() for thread in where)


def test_a_row_that_is_not_there_yet_is_a_placeholder_and_then_comes(
    qtbot: QtBot, table: PagedTable[Row], source: Source[Row], tasks: Tasks
) -> None:
    table.load(source)
    qtbot.waitUntil(lambda: table.model.rowCount() == ROWS)
    far = table.model.index(70_000, 0)
    assert far.data(LOADING_ROLE) is True
    qtbot.waitUntil(lambda: table.model.row(70_000) is not None)
    assert far.data() == "姓名 70000"


def test_scrolling_over_everything_keeps_only_a_few_pages_and_fetches_where_one_stops(
    qtbot: QtBot, table: PagedTable[Row], source: Source[Row], tasks: Tasks
) -> None:
    fetched: list[int] = []

    def fetch(offset: int, limit: int) -> Sequence[Row]:
        fetched.append(offset)
        return source.fetch(offset, limit)

    table.load(Source(source.count, fetch))
    loaded(qtbot, table, tasks)
    bar = table.view.verticalScrollBar()
    for step in range(101):
        bar.setValue(bar.maximum() * step // 100)
        table.view.viewport().repaint()
    loaded(qtbot, table, tasks)
    assert table.model.row(ROWS - 1) == (ROWS - 1, f"姓名 {ROWS - 1}", (ROWS - 1) * 137)
    assert len(table.model._pages) <= KEEP
    assert len(fetched) < 30
    assert all(offset % PAGE == 0 for offset in fetched)


def test_the_window_is_free_while_a_slow_store_answers(
    qtbot: QtBot, table: PagedTable[Row], source: Source[Row], tasks: Tasks
) -> None:
    beats: list[int] = []
    enough, in_time = threading.Event(), []

    def beat() -> None:
        beats.append(1)
        if len(beats) == 10:
            enough.set()

    timer = QTimer(interval=5)
    timer.timeout.connect(beat)

    def slowly(offset: int, limit: int) -> Sequence[Row]:
        in_time.append(enough.wait(5))
        return source.fetch(offset, limit)

    timer.start()
    table.load(Source(source.count, slowly))
    qtbot.waitUntil(lambda: table.model.rowCount() == ROWS, timeout=10_000)
    timer.stop()
    assert in_time
    assert all(in_time), "the window beats ten times while the store has not answered"


def test_an_answer_to_an_older_question_is_dropped(
    qtbot: QtBot, table: PagedTable[Row], source: Source[Row], tasks: Tasks
) -> None:
    go_on = threading.Event()

    def late() -> int:
        go_on.wait(5)
        return 3

    table.load(Source(late, source.fetch))
    table.load(source)
    qtbot.waitUntil(lambda: table.model.rowCount() == ROWS)
    go_on.set()
    qtbot.waitUntil(lambda: tasks.running() == 0)
    assert table.model.rowCount() == ROWS


def test_refresh_keeps_the_place_and_the_current_row(
    qtbot: QtBot, table: PagedTable[Row], source: Source[Row], tasks: Tasks
) -> None:
    rows: list[Row] = [(number, f"姓名 {number}", number) for number in range(300)]
    changing = Source(lambda: len(rows), lambda offset, limit: list(rows[offset : offset + limit]))
    table.load(changing)
    loaded(qtbot, table, tasks)
    assert table.select(5)
    bar = table.view.verticalScrollBar()
    bar.setValue(60)
    rows.insert(0, (999, "新案件", 1))
    with qtbot.waitSignal(table.counted):
        table.refresh()
    assert table.model.rowCount() == 301
    assert table.current() == (5, "姓名 5", 5)
    assert table.view.currentIndex().row() == 6
    del rows[100:]
    with qtbot.waitSignal(table.counted):
        table.refresh()
    assert table.model.rowCount() == 100
    assert table.current() == (5, "姓名 5", 5)


def test_no_rows_show_the_empty_state_and_rows_the_table_again(
    qtbot: QtBot, table: PagedTable[Row], source: Source[Row], tasks: Tasks
) -> None:
    with qtbot.waitSignal(table.counted):
        table.load(Source(lambda: 0, lambda _offset, _limit: []))
    assert not table.view.isVisible()
    with qtbot.waitSignal(table.counted):
        table.load(source)
    assert table.view.isVisible()


def test_a_question_that_fails_says_so_and_can_be_put_again(
    qtbot: QtBot, table: PagedTable[Row], source: Source[Row], tasks: Tasks
) -> None:
    broken = [True]

    def count() -> int:
        if broken:
            raise KnownError("setup.resource_missing", {"name": "cases"})
        return source.count()

    with qtbot.waitSignal(table.model.failed):
        table.load(Source(count, source.fetch))
    assert table._banner.isVisible()
    assert "cases" in table._banner.accessibleName()
    broken.clear()
    with qtbot.waitSignal(table.counted):
        table._banner.acted.emit()
    assert not table._banner.isVisible()
    assert table.model.rowCount() == ROWS


def test_return_opens_space_looks_and_nothing_happens_on_a_row_that_is_not_there(
    qtbot: QtBot, table: PagedTable[Row], source: Source[Row], tasks: Tasks
) -> None:
    opened: list[Row] = []
    looked: list[Row] = []
    table.opened.connect(opened.append)
    table.looked.connect(looked.append)
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    table.load(source)
    loaded(qtbot, table, tasks)
    table.select(1)
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    qtbot.keyClick(table.view, Qt.Key.Key_Down)
    qtbot.keyClick(table.view, Qt.Key.Key_Space)
    assert opened == [(1, "姓名 1", 137)]
    assert looked == [(2, "姓名 2", 274)]


def test_selecting_tells_the_row(qtbot: QtBot, table: PagedTable[Row], source: Source[Row], tasks: Tasks) -> None:
    table.load(source)
    loaded(qtbot, table, tasks)
    with qtbot.waitSignal(table.selected) as told:
        qtbot.mouseClick(
            table.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, table.view.rowViewportPosition(3) + 10)
        )
    assert told.args == [(3, "姓名 3", 411)]


def test_the_head_and_the_menu_wish_for_an_order(
    qtbot: QtBot, table: PagedTable[Row], source: Source[Row], tasks: Tasks
) -> None:
    wishes: list[tuple[str, bool]] = []
    table.sort_wanted.connect(lambda by, descending: wishes.append((by, descending)))
    table.load(source, sorted_by="owed")
    loaded(qtbot, table, tasks)
    assert table.model.headerData(1, Qt.Orientation.Horizontal) == "今日应还 ↑"
    head = table.view.horizontalHeader()
    head.sectionClicked.emit(1)
    head.sectionClicked.emit(2)
    table.view.customContextMenuRequested.emit(QPoint(5, 5))
    menu = table.findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["按“姓名”排序", "按“今日应还”排序"]
    menu.actions()[0].trigger()
    menu.close()
    assert wishes == [("owed", True), ("name", False)]


def test_the_table_paints_every_kind_of_cell(qtbot: QtBot, tasks: Tasks) -> None:
    from ui.gallery_pages.lists import ROWS as SAMPLE_ROWS
    from ui.gallery_pages.lists import case_columns, sample_rows

    table = PagedTable("案件", tasks, case_columns(), key=lambda case: case.number, empty=EmptyState("没有"))
    qtbot.addWidget(table)
    table.resize(900, 400)
    table.show()
    waiting = table.grab().toImage()
    with qtbot.waitSignal(table.counted):
        table.load(Source(lambda: SAMPLE_ROWS, sample_rows))
    shown = table.grab().toImage()
    assert shown != waiting
    assert table.model.index(0, 1).data() == "M2 · 45 天"


def test_a_model_alone_knows_nothing_before_it_is_loaded(tasks: Tasks) -> None:
    model: PagedModel[Row] = PagedModel(tasks, columns())
    assert model.rowCount() == 0
    assert model.columnCount() == 3
    assert model.row(0) is None
    model.refresh()
    assert tasks.running() == 0
