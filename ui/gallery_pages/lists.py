"""The table with many rows, with none, and with a question that could not be answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout

from fieldapp.errors import KnownError
from ui import formats
from ui.gallery_pages.words import w
from ui.tasks import Tasks
from ui.theme import BUCKETS, Bucket
from ui.widgets.card import Card
from ui.widgets.chips import bucket_words
from ui.widgets.page import PageFrame
from ui.widgets.paged_model import Column, Source
from ui.widgets.paged_table import PagedTable
from ui.widgets.states import EmptyState


@dataclass(frozen=True, slots=True)
class SampleCase:
    """A made-up row of the gallery's table."""

    number: int
    name: str
    shop: str
    bucket: Bucket
    overdue: int
    owed: int


NAMES = ("李建国", "王秀英", "赵德顺", "陈晓梅", "孙国庆")
SHOPS: tuple[str, ...] = (
    "李记小炒（餐馆）", "秀英水果超市",
    "德顺五金加工部", "晓梅服装店",
    "国庆养殖场",
)  # fmt: skip
ROWS = 1_204


def sample_rows(offset: int, limit: int) -> list[SampleCase]:
    """Rows as a store would answer them."""
    made = []
    for number in range(offset, min(offset + limit, ROWS)):
        kind = number % 5
        days = (45, 12, 76, 38, 128)[kind]
        bucket = BUCKETS[min((days + 29) // 30, 4)]
        made.append(SampleCase(number, NAMES[kind], SHOPS[kind], bucket, days, 320_410 + number * 7_919))
    return made


def case_columns() -> list[Column[SampleCase]]:
    """Columns of every kind."""
    return [
        Column(w("借款人"), lambda case: case.name, 0, "lines", "name", second=lambda case: w(case.shop)),
        Column(w("逾期"), lambda case: bucket_words(case.bucket, case.overdue), 130, "bucket", "days",
               bucket=lambda case: case.bucket),
        Column(w("今日应还"), lambda case: formats.amount(case.owed), 130, "money", "owed"),
        Column(w("下一步"), lambda _case: w("承诺今日还款，须当面确认"), 0),
        Column(w("期限"), lambda case: formats.days(case.overdue), 90, tone=lambda _case: "warn"),
    ]  # fmt: skip


def lists_page(tasks: Tasks) -> PageFrame:
    """The table with rows, the empty one, the one that failed."""
    facts = w("{count} 个案件 · 按 07-24 18:00 账务").format(count=formats.number(ROWS))
    page = PageFrame(w("列表"), facts, scroll=False)
    card = Card(pad=0)
    empty = EmptyState(w("没有案件"))
    table: PagedTable[SampleCase] = PagedTable(
        w("案件"), tasks, case_columns(), key=lambda case: case.number, empty=empty
    )
    table.load(Source(lambda: ROWS, sample_rows), sorted_by="owed", descending=True)
    card.add(table, 1)
    page.body.addWidget(card, 3)
    row = QHBoxLayout()
    for source in (Source(lambda: 0, _no_rows), Source(_no_count, _no_rows)):
        held = Card(pad=0)
        held.add(_small_table(tasks, source), 1)
        row.addWidget(held)
    page.body.addLayout(row, 2)
    return page


def _small_table(tasks: Tasks, source: Source[SampleCase]) -> PagedTable[SampleCase]:
    nothing = EmptyState(
        w("今天没有要走访的案件"), w("可以从案件页加入，或请主管分配。"),
        action=w("去案件页"), icon="today",
    )  # fmt: skip
    table: PagedTable[SampleCase] = PagedTable(
        w("小表"), tasks, case_columns()[1:3], key=lambda case: case.number, empty=nothing
    )
    table.load(source)
    return table


def _no_rows(_offset: int, _limit: int) -> Sequence[SampleCase]:
    return []


def _no_count() -> int:
    raise KnownError("setup.resource_missing", {"name": "icons"})
