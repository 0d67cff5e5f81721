"""Writes portfolio files of every kind for the tests, from the practice portfolio or changed at will."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from fieldapp.importers import layouts
from fieldapp.sample.model import SampleCase, SampleLoan, SampleParty, SamplePortfolio
from fieldapp.sample.workbook import SURVEYS, portfolio_sheets, survey_line, yuan

STAFF = {"zhouming": "staff-zhou", "wudi": "staff-wu", "linxiao": "staff-lin"}
Sheets = dict[str, list[list[Any]]]


def first_cases(portfolio: SamplePortfolio, count: int) -> SamplePortfolio:
    """The same portfolio with only its first cases."""
    return SamplePortfolio(
        portfolio.as_of,
        portfolio.seed,
        portfolio.statement_at,
        portfolio.office,
        portfolio.staff,
        portfolio.cases[:count],
    )


def sheets_of(portfolio: SamplePortfolio) -> Sheets:
    """The sheets as lists that a test may change."""
    return {title: [list(line) for line in lines] for title, lines in portfolio_sheets(portfolio).items()}


def header_at(lines: list[list[Any]]) -> int:
    """The position of the header line."""
    return next(n for n, line in enumerate(lines) if len(line) > 4)


def cell(sheets: Sheets, sheet: str, row: int, column: str) -> tuple[list[Any], int]:
    """The line of a data row (1 is the first) and the position of a column in it."""
    lines = sheets[sheet]
    at = header_at(lines)
    return lines[at + row], lines[at].index(column)


def put(sheets: Sheets, sheet: str, row: int, column: str, value: Any) -> None:
    """Write a cell of the first, second … data row."""
    line, position = cell(sheets, sheet, row, column)
    line[position] = value


def get(sheets: Sheets, sheet: str, row: int, column: str) -> Any:
    """What stands in a cell."""
    line, position = cell(sheets, sheet, row, column)
    return line[position]


def number_in_file(sheets: Sheets, sheet: str, row: int) -> int:
    """The number that a spreadsheet shows beside a data row."""
    return header_at(sheets[sheet]) + 1 + row


def write_xlsx(sheets: Sheets, path: Path) -> Path:
    """Write the sheets as they are."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append([None if value == "" else value for value in line])
    book.save(path)
    return path


def write_json(sheets: Sheets, path: Path) -> Path:
    """The same sheets as lists of objects."""
    whole: dict[str, Any] = {"说明": {}}
    for title, lines in sheets.items():
        at = header_at(lines)
        for line in lines[:at]:
            whole["说明"].update(zip(line[::2], line[1::2], strict=False))
        whole[title] = [dict(zip(lines[at], line, strict=False)) for line in lines[at + 1 :]]
    path.write_text(json.dumps(whole, ensure_ascii=False, default=_plain), encoding="utf-8")
    return path


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    assert isinstance(value, date)
    return value.isoformat()


# the flat table -----------------------------------------------------------------------------------------------


def flat_lines(portfolio: SamplePortfolio) -> list[dict[str, str]]:
    """One line for each loan; what the flat table has no room for (a third contact, a second shop) is left out."""
    return [_flat_line(case, loan) for case in portfolio.cases for loan in case.loans]


def _flat_line(case: SampleCase, loan: SampleLoan) -> dict[str, str]:
    terms, stated, shop = loan.terms, loan.stated, case.premises[0]
    person, place = case.borrower, shop.place
    line = {
        "案件编号": case.case_no,
        "借款人": person.name,
        "身份证号": person.id_no,
        "手机号": person.phone,
        "住址": person.address,
        "催收员账号": case.collector,
        "立案日期": case.opened_on.isoformat(),
        "分派时间": case.assigned_at.strftime("%Y/%m/%d %H:%M"),
        "合同编号": loan.contract_no,
        "产品": loan.product,
        "签订日期": loan.signed_on.isoformat(),
        "放款日期": terms.disbursed_on.isoformat(),
        "首期还款日": terms.first_due.isoformat(),
        "本金": f"{yuan(terms.principal):,}",
        "年利率(%)": str(yuan(terms.rate)),
        "还款方式": terms.method,
        "期数": str(terms.count),
        "罚息上浮(%)": str(terms.uplift),
        "宽限天数": str(terms.grace_days),
        "计息基数": str(terms.year_days),
        "冲销顺序": "逐期冲销" if terms.row_by_row else "费息本顺序",
        "场所名称": shop.name,
        "行业": shop.trade,
        "场所类型": shop.kind,
        "区县": shop.district,
        "场所地址": shop.address,
        "经度": str(place.lon) if place else "",
        "纬度": str(place.lat) if place else "",
        "误差半径(米)": str(place.radius_m) if place else "",
        "位置来源": place.source if place else "",
    }
    sums = (
        *(stated.principal, stated.overdue_principal, stated.overdue_interest, stated.penalty, stated.compound),
        *(stated.costs, stated.due, stated.payoff),
    )
    line |= {column: f"¥{yuan(minor):,.2f}" for column, minor in zip(layouts.BALANCE_COLUMNS, sums, strict=True)}
    for role, prefix in layouts.FLAT_PARTIES:
        line |= _flat_party(case, role, prefix)
    told = survey_line(case, case.survey) if case.survey is not None else ("",) * len(SURVEYS)
    line |= {name: "" if value is None else str(value) for name, value in zip(SURVEYS[1:], told[1:], strict=True)}
    line["还款流水"] = ";".join(
        f"{p.received_on}|{yuan(p.amount)}|{p.reference}|{p.channel}|{p.reversed_on or ''}" for p in loan.payments
    )
    line["费用流水"] = ";".join(f"{c.charged_on}|{yuan(c.amount)}|{c.reference}|{c.what}" for c in loan.charges)
    return line


def _flat_party(case: SampleCase, role: str, prefix: str) -> dict[str, str]:
    of_role = [party for party in case.parties if party.role == role]
    number = int(prefix[-1]) - 1 if prefix[-1].isdigit() else 0
    party = of_role[number] if number < len(of_role) else SampleParty(role, "")
    values = {
        "姓名": party.name,
        "身份证号": party.id_no,
        "手机号": party.phone,
        "住址": party.address,
        "关系": party.relation,
        "保证合同号": party.guarantee_no,
        "保证方式": party.guarantee_kind,
        "保证签订日期": str(party.guarantee_signed_on or ""),
        "保证期间止": str(party.guarantee_end or ""),
    }
    return {flat: values[part] for part, flat in layouts.flat_party_columns(role, prefix).items()}


def write_flat(
    lines: Iterable[dict[str, str]],
    path: Path,
    *,
    encoding: str = "utf-8-sig",
    delimiter: str = ",",
    statement: str = "2026-07-24 18:00",
    notes: dict[str, str] | None = None,
) -> Path:
    """Write flat lines as CSV, with the notes a back office puts above."""
    path.write_bytes(flat_text(lines, delimiter, {"账务时点": statement} | (notes or {})).encode(encoding))
    return path


def flat_text(lines: Iterable[dict[str, str]], delimiter: str, notes: dict[str, str]) -> str:
    """The text of such a file."""
    rows = list(lines)
    text = io.StringIO()
    out = csv.writer(text, delimiter=delimiter)
    for label, value in notes.items():
        out.writerow([label, value])
    out.writerow(rows[0])
    out.writerows(row.values() for row in rows)
    return text.getvalue()


def repeated(lines: list[dict[str, str]], times: int) -> list[dict[str, str]]:
    """The same lines again and again, each time as other cases and contracts."""
    return [
        line | {"案件编号": f"{line['案件编号']}-{n}", "合同编号": f"{line['合同编号']}-{n}"}
        for n in range(times)
        for line in lines
    ]
