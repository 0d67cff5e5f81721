"""The contract's own schedule and a plan side by side, month by month, with what each comes to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout

from fieldapp.domain.plans.bundle import Merged
from fieldapp.domain.plans.plan_schedule import Ground
from ui import formats
from ui.i18n import translate
from ui.widgets.card import Card
from ui.widgets.emptying import empty
from ui.widgets.figure_table import FigureTable, Head, Row
from ui.widgets.labels import label


class CompareCard(Card):
    """`show_both` fills it."""

    def __init__(self) -> None:
        super().__init__(translate("CompareCard", "与原计划对比"))
        self._told = self.add(label("", "muted", wrap=True))
        self._held = QVBoxLayout()
        self.body.addLayout(self._held)
        self._shown: object = None

    def show_both(self, grounds: Sequence[Ground], merged: Merged, as_of: date) -> None:
        """Show the contracts' unpaid rows beside the plan's."""
        if (tuple(grounds), merged) == self._shown:
            return
        self._shown = (tuple(grounds), merged)
        before = contract_rows(grounds, as_of)
        after = {row.due: row.total for row in merged.rows}
        empty(self._held)
        self._told.setText(summary(before, after))  # type: ignore[attr-defined]
        heads = [
            Head(translate("CompareCard", "月份"), figures=False),
            Head(translate("CompareCard", "原计划到期"), figures=False),
            Head(translate("CompareCard", "原计划应还")),
            Head(translate("CompareCard", "新方案到期"), figures=False),
            Head(translate("CompareCard", "新方案应还")),
            Head(translate("CompareCard", "相差")),
        ]
        rows = [*_lines(before, after), _sum(before, after)]
        self._held.addWidget(FigureTable(translate("CompareCard", "与原计划对比"), heads, rows))


def contract_rows(grounds: Sequence[Ground], as_of: date) -> dict[date, int]:
    """What the contracts still ask for on each day: overdue rows with penalty and all, coming ones as written."""
    found: dict[date, int] = {}
    for ground in grounds:
        for row in ground.rows:
            asks = row.unpaid if row.instalment.due <= as_of else row.principal + row.interest
            if asks:
                found[row.instalment.due] = found.get(row.instalment.due, 0) + asks
    return dict(sorted(found.items()))


def summary(before: dict[date, int], after: dict[date, int]) -> str:
    """Both in one line: how many rows, until when, how much in all and at most."""
    said = []
    for name, rows in (
        (translate("CompareCard", "原计划"), before),
        (translate("CompareCard", "新方案"), after),
    ):
        if not rows:
            said.append(formats.headed(name, translate("CompareCard", "没有剩余的期次")))
            continue
        told = translate("CompareCard", "%n 期，末期 {last}，共 {sum}，最多一期 {most}", "", len(rows))
        told = told.format(
            last=formats.iso_date(max(rows)),
            sum=formats.amount(sum(rows.values())),
            most=formats.amount(max(rows.values())),
        )
        said.append(formats.headed(name, told))
    return "\n".join(said)


def _lines(before: dict[date, int], after: dict[date, int]) -> list[Row]:
    months = sorted({(day.year, day.month) for day in (*before, *after)})
    return [_line(f"{year}-{month:02}", _in(before, year, month), _in(after, year, month)) for year, month in months]


def _in(rows: dict[date, int], year: int, month: int) -> dict[date, int]:
    return {day: minor for day, minor in rows.items() if (day.year, day.month) == (year, month)}


def _line(name: str, before: dict[date, int], after: dict[date, int]) -> Row:
    old, new = sum(before.values()), sum(after.values())
    days = [" ".join(formats.short_date(day) for day in rows) for rows in (before, after)]
    cells = (name, days[0], formats.amount(old) if before else "", days[1], formats.amount(new) if after else "")
    return Row((*cells, _signed(new - old)))


def _sum(before: dict[date, int], after: dict[date, int]) -> Row:
    old, new = sum(before.values()), sum(after.values())
    name = translate("CompareCard", "合计")
    return Row((name, "", formats.amount(old), "", formats.amount(new), _signed(new - old)), strong=True)


def _signed(minor: int) -> str:
    return f"+{formats.amount(minor)}" if minor > 0 else formats.amount(minor)
