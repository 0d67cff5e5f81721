"""Bars, curves and what stands beside them."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from ui import formats
from ui.gallery_pages.words import w
from ui.widgets.bars import CapacityBar, Mark, Meter
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.chips import Chip
from ui.widgets.curve import BalanceCurve
from ui.widgets.labels import label
from ui.widgets.ledger import LedgerLine
from ui.widgets.page import PageFrame


def figures_page() -> PageFrame:
    """Bars, curves and what stands beside them."""
    page = PageFrame(w("图形"), w("细条、曲线与它们的数字"))
    capacity = Card(w("每月能还多少"))
    capacity.add_action(w("怎样算出"))
    capacity.add(
        label(
            w("三种估算取最低：自述 42,000 · 进货倒推 38,500 · 票数推算 40,200。余 3,680，按七成计。"),
            "muted",
            wrap=True,
        )
    )
    plans = (Mark(w("按能力分期"), 253_649), Mark(w("先息后本"), 81_581),
             Mark(w("缩短期限"), 288_700))  # fmt: skip
    safe, left = Mark(w("可还能力"), 257_600), Mark(w("每月结余"), 368_000)
    capacity.add(CapacityBar(safe, left, plans))
    page.body.addWidget(capacity)
    near = Card(w("相近的数字"))
    near.add(CapacityBar(Mark(w("可还能力"), 257_600), Mark(w("每月结余"), 260_000)))
    page.body.addWidget(near)
    columns = page.columns(1, 1, 1)
    for number, (column, bend) in enumerate(zip(columns, (1, 2, 8), strict=True)):
        column.addWidget(_plan(number, bend))
    willing = Card(w("经营状况"))
    willing.add(Meter(w("还款能力"), 62, note=w("上次 55")))
    willing.add(Meter(w("还款意愿"), 31, "warn"))
    page.body.addWidget(willing)
    return page


def _plan(number: int, bend: int) -> Card:
    card = Card()
    card.set_chosen(number == 0)
    row = QHBoxLayout()
    row.addWidget(label(w("按能力分期"), "h2"))
    row.addStretch(1)
    row.addWidget(Chip(w("推荐"), "accent") if number == 0 else Chip(w("备选"), dot=False))
    card.body.addLayout(row)
    card.add(label(formats.money(253_649), "figure"))
    start, periods = 8_158_110, 39
    falling = [start * max(periods - period * (bend if bend > 4 else 1), 0) // periods for period in range(periods + 1)]
    card.add(BalanceCurve(falling, [start + 24_000 * period for period in range(periods + 1)]))
    card.add(LedgerLine(w("计划本金"), formats.amount(start)))
    card.add(LedgerLine(w("共还"), formats.amount(9_892_293)))
    card.add(button(w("以此方案继续"), "primary" if number == 0 else ""))
    return card
