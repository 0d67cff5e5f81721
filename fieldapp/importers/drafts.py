"""Single rows as domain values: what each sheet's row must say, and what must be true of it by itself.

What must be true between rows (who belongs to whom, duplicates, balances) is for `portfolio` to judge.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from fieldapp.clock import DEFAULT_ZONE
from fieldapp.domain.lending.loan import Charge, Loan, LoanTerms, Payment
from fieldapp.domain.money import Rounding
from fieldapp.domain.party import Guarantee, Party, PartyRole, Premises
from fieldapp.importers import words
from fieldapp.importers.balances import Stated, stated
from fieldapp.importers.layouts import CASE_NO, CONTRACT_NO
from fieldapp.importers.place_cells import Datums, read_place
from fieldapp.importers.reader import NAME_LIMIT, RowReader

MAX_INSTALMENTS = 480
MAX_RATE_PERCENT = 36
MAX_UPLIFT_PERCENT = 50  # 银发[2003]251号: an overdue loan bears 30 to 50 % more, never beyond
MAX_GRACE_DAYS = 30


@dataclass(frozen=True, slots=True)
class CaseDraft:
    """A row of the case sheet; ids are given when the case is whole."""

    case_no: str
    collector: str
    opened_on: date
    assigned_at: datetime
    borrower: Party


@dataclass(frozen=True, slots=True)
class LoanDraft:
    """A row of the loan sheet: the contract, and what the file says is owed on it."""

    case_no: str
    loan: Loan
    stated: Stated


def read_case(row: RowReader) -> CaseDraft:
    """A case and its borrower."""
    opened_on = row.day("立案日期")
    assigned_at = at_moment(row.moment("分派时间"))
    if row.ok and civil_date(assigned_at) < opened_on:
        row.refuse("分派时间", "import.before", other="立案日期", date=opened_on.isoformat())
    borrower = Party(
        id="",
        name=row.text("借款人", required=True, limit=NAME_LIMIT),
        role=PartyRole.BORROWER,
        id_no=row.identity("身份证号", required=True),
        phones=row.phones("手机号", required=True),
        address=row.text("住址"),
    )
    collector = row.text("催收员账号", required=True, limit=NAME_LIMIT)
    return CaseDraft(row.key(CASE_NO), collector, opened_on, assigned_at, borrower)


def read_loan(row: RowReader) -> LoanDraft:
    """A contract with its terms, still without payments."""
    signed_on = row.day("签订日期")
    terms = LoanTerms(
        principal=row.amount("本金", positive=True),
        annual_rate=row.percent("年利率(%)", MAX_RATE_PERCENT),
        method=row.word("还款方式", words.METHODS),
        instalments=row.whole("期数", 1, MAX_INSTALMENTS),
        disbursed_on=row.day("放款日期"),
        first_due=row.day("首期还款日"),
        penalty_uplift=row.percent("罚息上浮(%)", MAX_UPLIFT_PERCENT),
        grace_days=row.whole("宽限天数", 0, MAX_GRACE_DAYS),
        arrears_day_count=row.word("计息基数", words.DAY_COUNTS),
        rounding=row.word("舍入方式", words.ROUNDINGS, Rounding.HALF_UP),
        allocation=row.word("冲销顺序", words.ORDERS),
    )
    if row.ok and terms.first_due <= terms.disbursed_on:
        row.refuse("首期还款日", "import.not_after", other="放款日期", date=terms.disbursed_on.isoformat())
    if row.ok and terms.disbursed_on < signed_on:
        row.refuse("放款日期", "import.before", other="签订日期", date=signed_on.isoformat())
    contract_no, product = row.key(CONTRACT_NO), row.text("产品", limit=NAME_LIMIT)
    loan = Loan("", contract_no, product, signed_on, terms)
    return LoanDraft(row.key(CASE_NO), loan, stated(row))


def read_party(row: RowReader) -> tuple[str, Party]:
    """A party with the number of its case."""
    role = row.word("角色", words.ROLES)
    party = Party(
        id="",
        name=row.text("姓名", required=True, limit=NAME_LIMIT),
        role=role,
        id_no=row.identity("身份证号", required=role is PartyRole.GUARANTOR),
        phones=row.phones("手机号"),
        address=row.text("住址"),
        relation=row.text("关系", limit=NAME_LIMIT),
        guarantee=_guarantee(row) if role is PartyRole.GUARANTOR else None,
    )
    return row.key(CASE_NO), party


def _guarantee(row: RowReader) -> Guarantee:
    guarantee = Guarantee(
        contract_no=row.text("保证合同号", required=True, limit=NAME_LIMIT),
        kind=row.word("保证方式", words.GUARANTEES),
        signed_on=row.day("保证签订日期"),
        period_end=row.day_or_none("保证期间止"),
    )
    if row.ok and guarantee.period_end is not None and guarantee.period_end <= guarantee.signed_on:
        row.refuse("保证期间止", "import.not_after", other="保证签订日期", date=guarantee.signed_on.isoformat())
    return guarantee


def read_premises(row: RowReader, datums: Datums) -> tuple[str, Premises]:
    """A business address with the number of its case."""
    premises = Premises(
        id="",
        name=row.text("名称", required=True, limit=NAME_LIMIT),
        trade=row.text("行业", limit=NAME_LIMIT),
        kind=row.word("场所类型", words.PREMISES_KINDS),
        district=row.text("区县", required=True, limit=NAME_LIMIT),
        address=row.text("地址", required=True),
        place=read_place(row, datums),
    )
    return row.key(CASE_NO), premises


def read_payment(row: RowReader) -> tuple[str, Payment]:
    """A payment with the number of its contract."""
    payment = Payment(
        reference=row.text("流水号", required=True, limit=NAME_LIMIT),
        received_on=row.day("还款日期"),
        amount=row.amount("金额", positive=True),
        channel=row.text("渠道", limit=NAME_LIMIT),
        reversed_on=row.day_or_none("冲正日期"),
    )
    if row.ok and payment.reversed_on is not None and payment.reversed_on < payment.received_on:
        row.refuse("冲正日期", "import.before", other="还款日期", date=payment.received_on.isoformat())
    return row.key(CONTRACT_NO), payment


def read_charge(row: RowReader) -> tuple[str, Charge]:
    """A cost with the number of its contract."""
    charge = Charge(
        reference=row.text("费用编号", required=True, limit=NAME_LIMIT),
        charged_on=row.day("发生日期"),
        amount=row.amount("金额", positive=True),
        what=row.text("事由", limit=NAME_LIMIT),
    )
    return row.key(CONTRACT_NO), charge


def at_moment(civil: date | datetime, otherwise: time = time()) -> datetime:
    """A civil moment of the file as aware UTC; a bare date is taken at `otherwise`."""
    local = civil if isinstance(civil, datetime) else datetime.combine(civil, otherwise)
    return local.replace(tzinfo=ZoneInfo(DEFAULT_ZONE)).astimezone(UTC)


def civil_date(moment: datetime) -> date:
    """The civil date of an aware moment."""
    return moment.astimezone(ZoneInfo(DEFAULT_ZONE)).date()
