"""What the sheets and pages about cash read: where a sum would go, line by line, and how sums and days are said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fieldapp.domain.caseview import CaseView
from fieldapp.domain.lending.allocation import AllocationLine, Component
from fieldapp.services.take_cash import preview
from ui import formats, words
from ui.i18n import translate


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One line of where money would go: its name and its sum, minor units."""

    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class Preview:
    """Where a sum would go if the bank posted it today; `left_over` is what no instalment needs yet, minor units.

    `owed_after`: what would still be overdue on the loan.
    """

    amount: int
    lines: tuple[PreviewLine, ...]
    left_over: int
    owed_after: int


def work_out(seen: CaseView, loan_id: str, amount: int) -> Preview:
    """For a reader thread: the account is replayed with the sum in it."""
    lines, left_over = preview(seen, loan_id, amount)
    by_part = {part: sum(line.amount for line in lines if line.component is part) for part in Component}
    owed = next(loan.owed for loan in seen.loans if loan.loan.id == loan_id)
    return Preview(
        amount,
        tuple(PreviewLine(_named(part, lines), total) for part, total in by_part.items() if total),
        left_over,
        max(0, owed - amount),
    )


def _named(part: Component, lines: Sequence[AllocationLine]) -> str:
    """A component with the instalments it is of: "利息（第 5–7 期）"."""
    numbers = sorted({line.instalment for line in lines if line.component is part and line.instalment})
    if not numbers:
        return words.component(part)
    if len(numbers) == 1:
        told = translate("cash_lines", "第 {number} 期").format(number=numbers[0])
    else:
        told = translate("cash_lines", "第 {first}–{last} 期").format(first=numbers[0], last=numbers[-1])
    return formats.aside(words.component(part), told)
