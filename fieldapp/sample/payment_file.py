"""A payments file of a later day: what came in, and what the bank took back."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from fieldapp.sample.model import SamplePortfolio
from fieldapp.sample.workbook import yuan

HEADER = ("合同编号", "流水号", "交易类型", "交易日期", "金额", "渠道", "原流水号")
PAID, TAKEN_BACK = "还款", "冲正"


@dataclass(frozen=True, slots=True)
class SampleMovement:
    """One line of the file; `original` is the entry that a 冲正 takes back."""

    contract_no: str
    reference: str
    kind: str
    on: date
    amount: int
    channel: str = "转账"
    original: str = ""


def payment(contract_no: str, on: date, amount: int, number: int = 1) -> SampleMovement:
    """Money received."""
    return SampleMovement(contract_no, f"{on:%Y%m%d}9{number:05}", PAID, on, amount)


def reversal(portfolio: SamplePortfolio, contract_no: str, on: date, number: int = 1) -> SampleMovement:
    """The newest payment of a loan, taken back on `on`."""
    newest = max(
        (paid for paid in portfolio.loan(contract_no).payments if paid.reversed_on is None),
        key=lambda paid: paid.reference,
    )
    reference = f"{on:%Y%m%d}8{number:05}"
    return SampleMovement(contract_no, reference, TAKEN_BACK, on, newest.amount, newest.channel, newest.reference)


def write_payments(movements: Sequence[SampleMovement], path: Path) -> None:
    """Write the movements: XLSX for `.xlsx`, else CSV as a Chinese Excel saves it (GB18030)."""
    lines: list[tuple[str | date, ...]] = [
        (m.contract_no, m.reference, m.kind, m.on, f"{yuan(m.amount):.2f}", m.channel, m.original) for m in movements
    ]
    if path.suffix == ".xlsx":
        book = Workbook()
        sheet = book.worksheets[0]
        sheet.title = "还款流水"
        for line in (HEADER, *lines):
            sheet.append(line)
        book.save(path)
        return
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows([HEADER, *lines])
