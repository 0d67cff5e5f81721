"""Writes the practice portfolio as the workbook a back office would send: several sheets, Chinese headers, real dates.

Like real ones it is not of one mind: sums of loans are numbers, sums of payments are text with thousands separators.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from fieldapp.sample.model import SampleCase, SampleLoan, SampleParty, SamplePortfolio, SamplePremises, SampleSurvey

Value = str | int | Decimal | date | datetime | None
Line = tuple[Value, ...]

CASES = ("案件编号", "借款人", "身份证号", "手机号", "住址", "催收员账号", "立案日期", "分派时间")
LOANS = (
    *("案件编号", "合同编号", "产品", "签订日期", "放款日期", "首期还款日", "本金", "年利率(%)", "还款方式", "期数"),
    *("罚息上浮(%)", "宽限天数", "计息基数", "冲销顺序"),
    *("未还本金", "逾期本金", "逾期利息", "罚息", "复利", "费用", "应还合计", "结清金额"),
)
PARTIES = (
    *("案件编号", "角色", "姓名", "身份证号", "手机号", "住址", "关系"),
    *("保证合同号", "保证方式", "保证签订日期", "保证期间止"),
)
PREMISES = (
    *("案件编号", "名称", "行业", "场所类型", "区县", "地址"),
    *("经度", "纬度", "误差半径(米)", "位置来源"),
)
PAYMENTS = ("合同编号", "流水号", "还款日期", "金额", "渠道", "冲正日期")
CHARGES = ("合同编号", "费用编号", "发生日期", "金额", "事由")
SURVEYS = (
    *("案件编号", "调查日期", "调查人", "营业状态", "客流", "十分钟客流", "备货", "库存估值", "在岗人数", "平时人数"),
    *("日销售", "月销售", "毛利率(%)", "月进货", "月经营费用", "月家庭开支", "月其他还款", "场地"),
    *("开动机台", "全部机台", "种养规模", "长势", "月用电(度)", "调查说明"),
)
_WIDTH = 17


def write_workbook(portfolio: SamplePortfolio, path: Path) -> None:
    """Write `portfolio` to `path` as XLSX."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.created = book.properties.modified = portfolio.statement_at
    for title, lines in portfolio_sheets(portfolio).items():
        _fill(book.create_sheet(title), lines)
    book.save(path)


def portfolio_sheets(portfolio: SamplePortfolio) -> dict[str, list[Line]]:
    """Every sheet as its lines, headers included: what the workbook says, whatever its bytes."""
    cases = portfolio.cases
    pairs = [(case, loan) for case in cases for loan in case.loans]
    return {
        "案件": [*_notes(portfolio), CASES, *map(_case_line, cases)],
        "贷款": [LOANS, *(_loan_line(case, loan) for case, loan in pairs)],
        "相关人": [PARTIES, *(_party_line(case, party) for case in cases for party in case.parties)],
        "经营场所": [PREMISES, *(_premises_line(case, place) for case in cases for place in case.premises)],
        "还款流水": [PAYMENTS, *(line for loan in portfolio.loans for line in _payment_lines(loan))],
        "费用": [CHARGES, *(line for loan in portfolio.loans for line in _charge_lines(loan))],
        "贷前调查": [SURVEYS, *(survey_line(case, case.survey) for case in cases if case.survey is not None)],
    }


def yuan(minor: int) -> Decimal:
    """分 as 元, with two decimals."""
    return Decimal(minor).scaleb(-2)


def _notes(portfolio: SamplePortfolio) -> list[Line]:
    """What stands above the table: what this is, as of when, and how many rows there ought to be."""
    return [
        ("外访案件导出",),
        ("导出机构", portfolio.office.name),
        ("账务时点", portfolio.statement_at),
        ("案件数", len(portfolio.cases), "贷款数", len(portfolio.loans)),
        (),
    ]


def _case_line(case: SampleCase) -> Line:
    person = case.borrower
    known = (case.case_no, person.name, person.id_no, person.phone, person.address)
    return (*known, case.collector, case.opened_on, case.assigned_at)


def _loan_line(case: SampleCase, loan: SampleLoan) -> Line:
    terms, stated = loan.terms, loan.stated
    return (
        *(case.case_no, loan.contract_no, loan.product, loan.signed_on, terms.disbursed_on, terms.first_due),
        *(yuan(terms.principal), yuan(terms.rate), terms.method, terms.count),
        *(terms.uplift, terms.grace_days, terms.year_days, "逐期冲销" if terms.row_by_row else "费息本顺序"),
        *map(yuan, (stated.principal, stated.overdue_principal, stated.overdue_interest)),
        *map(yuan, (stated.penalty, stated.compound, stated.costs, stated.due, stated.payoff)),
    )


def _party_line(case: SampleCase, party: SampleParty) -> Line:
    person = (party.role, party.name, party.id_no, party.phone, party.address, party.relation)
    guarantee = (party.guarantee_no, party.guarantee_kind, party.guarantee_signed_on, party.guarantee_end)
    return (case.case_no, *person, *guarantee)


def _premises_line(case: SampleCase, premises: SamplePremises) -> Line:
    place = premises.place
    where = (place.lon, place.lat, place.radius_m, place.source) if place else (None,) * 4
    known = (premises.name, premises.trade, premises.kind, premises.district, premises.address)
    return (case.case_no, *known, *where)


def _payment_lines(loan: SampleLoan) -> Iterator[Line]:
    for paid in loan.payments:
        amount = f"{yuan(paid.amount):,.2f}"
        yield (loan.contract_no, paid.reference, paid.received_on, amount, paid.channel, paid.reversed_on)


def _charge_lines(loan: SampleLoan) -> Iterator[Line]:
    for cost in loan.charges:
        yield (loan.contract_no, cost.reference, cost.charged_on, yuan(cost.amount), cost.what)


def survey_line(case: SampleCase, seen: SampleSurvey) -> Line:
    """A survey in the order of `SURVEYS`."""
    return (
        *(case.case_no, seen.on, seen.by, seen.open_status, seen.crowd, seen.customers, seen.stock),
        *(_sum(seen.stock_value), seen.staff_now, seen.staff_usual, _sum(seen.sales_day), yuan(seen.sales_month)),
        *(seen.margin, yuan(seen.purchases_month), yuan(seen.costs_month)),
        *(yuan(seen.household_month), yuan(seen.other_debt_month), seen.rent),
        *(seen.machines_running, seen.machines, seen.land_or_head, seen.condition, seen.kwh, seen.note),
    )


def _sum(minor: int | None) -> Decimal | None:
    return None if minor is None else yuan(minor)


def _fill(sheet: Worksheet, lines: Sequence[Line]) -> None:
    header = next(number for number, line in enumerate(lines, start=1) if len(line) > 4)
    for line in lines:
        sheet.append([value or None if isinstance(value, str) else value for value in line])
    for cell in sheet[header]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = f"A{header + 1}"
    for number in range(1, len(lines[header - 1]) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTH
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, Cell):
                _format(cell)


def _format(cell: Cell) -> None:
    if isinstance(cell.value, datetime):
        cell.number_format = "yyyy-mm-dd hh:mm"
    elif isinstance(cell.value, Decimal) and cell.value.as_tuple().exponent == -2:
        cell.number_format = "#,##0.00"
