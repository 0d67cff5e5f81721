"""The tables beside the supervisor's map: by district, by collector, and the cases themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from fieldapp.services.watch_coverage import CoveredCase, District, Workload
from ui import formats
from ui.i18n import translate
from ui.tasks import Tasks
from ui.viewmodels import team_map as said
from ui.widgets.chips import bucket_words
from ui.widgets.paged_model import Column, Source
from ui.widgets.paged_table import PagedTable
from ui.widgets.states import EmptyState

R = TypeVar("R")


def district_table(tasks: Tasks) -> PagedTable[District]:
    """Where was nobody: the district with the most unvisited cases first."""
    columns: list[Column[District]] = [
        Column(translate("TeamMap", "地区"), said.district_name, 0),
        Column(translate("TeamMap", "走访过"), lambda one: said.coverage_cell(one.share), 110, "money",
               tone=lambda one: said.coverage_tone(one.share)),
        Column(translate("TeamMap", "未走访"), lambda one: formats.number(one.share.unseen), 90, "money"),
        Column(translate("TeamMap", "今日应还"), lambda one: formats.money(one.share.owed), 140, "money"),
    ]  # fmt: skip
    return PagedTable(translate("TeamMap", "各地区的走访"), tasks, columns, key=lambda one: one.name, empty=_nothing())


def people_table(tasks: Tasks) -> PagedTable[Workload]:
    """Who has how much to do."""
    columns: list[Column[Workload]] = [
        Column(translate("TeamMap", "催收员"), said.collector_name, 0, "lines", second=said.collector_state),
        Column(translate("TeamMap", "走访过"), lambda one: said.coverage_cell(one.share), 100, "money",
               tone=lambda one: said.coverage_tone(one.share)),
        Column(translate("TeamMap", "待走访"), lambda one: formats.number(one.share.unseen), 80, "money"),
        Column(translate("TeamMap", "逾期中位"), lambda one: formats.days(one.late_days), 90, "money"),
        Column(translate("TeamMap", "今日应还"), lambda one: formats.money(one.share.owed), 130, "money"),
    ]  # fmt: skip
    return PagedTable(
        translate("TeamMap", "各催收员的工作量"), tasks, columns, key=lambda one: one.staff_id, empty=_nothing()
    )


def case_table(tasks: Tasks) -> PagedTable[CoveredCase]:
    """The cases; several can be chosen and given to somebody."""
    columns: list[Column[CoveredCase]] = [
        Column(translate("TeamMap", "案件"), said.named, 0, "lines", second=said.keeper),
        Column(translate("TeamMap", "逾期"), lambda one: bucket_words(said.bucket(one), one.line.days_past_due), 136,
               "bucket", bucket=said.bucket),
        Column(translate("TeamMap", "最近走访"), said.last_seen, 84,
               tone=lambda one: "text_2" if one.seen else "warn"),
        Column(translate("TeamMap", "今日应还"), lambda one: formats.money(one.line.owed), 108, "money"),
    ]  # fmt: skip
    return PagedTable(
        translate("TeamMap", "案件"), tasks, columns, key=lambda one: one.line.case_id, empty=_nothing(), several=True
    )


def source_of(rows: Sequence[R], key: Callable[[R], object] | None = None) -> Source[R]:
    """Rows that are all here."""
    return Source(
        lambda: len(rows),
        lambda offset, limit: rows[offset : offset + limit],
        keys=None if key is None else lambda first, count: [key(one) for one in rows[first : first + count]],
    )


def _nothing() -> EmptyState:
    return EmptyState(
        translate("TeamMap", "没有找到"),
        translate("TeamMap", "换一个逾期阶段、催收员或走访时间试试。"),
        icon="search_none",
    )
