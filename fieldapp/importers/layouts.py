"""The layouts a portfolio may come in: several sheets, or one flat table with a line for each loan.

Every column named here must be there, though its cells may be empty unless `words` and `drafts` ask for them: a
misspelled header would otherwise pass for a column that holds nothing. Columns not named here are left alone.

**Sheets** (XLSX, or JSON with a list for each): 案件, 贷款, 相关人, 经营场所, 还款流水 and, where there are any, 费用
and 贷前调查. Rows find each other by 案件编号 and 合同编号.

**One flat table** (CSV, or a single sheet): the columns of a case, a loan and its premises side by side, up to two
guarantors and contacts and one co-debtor, and the history in two cells:
还款流水 holds `日期|金额|流水号|渠道|冲正日期`, 费用流水 holds `日期|金额|费用编号|事由`, entries separated by `;`.
A case with several loans has several lines, which must agree in everything but the loan.

**The survey before the loan** (sheet 贷前调查, or the same columns in the flat table) may be left out altogether, and
of its answers any column may be absent: what was not asked then is not known now.

Above the table stand notes, a label and its value side by side: 账务时点 (required, the moment up to which payments
are in the sums), and 案件数 and 贷款数, which are compared with what was read.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from types import MappingProxyType

from fieldapp.importers.grid import Cell, is_blank

STATEMENT_NOTES = ("账务时点", "账务日期")
CASE_COUNT, LOAN_COUNT = "案件数", "贷款数"
CASE_NO, CONTRACT_NO = "案件编号", "合同编号"

_PERSON = ("身份证号", "手机号", "住址")
CASE_COLUMNS = (CASE_NO, "借款人", *_PERSON, "催收员账号", "立案日期", "分派时间")
BALANCE_COLUMNS = ("未还本金", "逾期本金", "逾期利息", "罚息", "复利", "费用", "应还合计", "结清金额")
LOAN_COLUMNS = (
    *(CASE_NO, CONTRACT_NO, "产品", "签订日期", "放款日期", "首期还款日", "本金", "年利率(%)", "还款方式", "期数"),
    *("罚息上浮(%)", "宽限天数", "计息基数", "冲销顺序", *BALANCE_COLUMNS),
)
GUARANTEE_COLUMNS = ("保证合同号", "保证方式", "保证签订日期", "保证期间止")
PARTY_COLUMNS = (CASE_NO, "角色", "姓名", *_PERSON, "关系", *GUARANTEE_COLUMNS)
PLACE_COLUMNS = ("经度", "纬度", "误差半径(米)", "位置来源")
DATUM = "坐标系"
PREMISES_COLUMNS = (CASE_NO, "名称", "行业", "场所类型", "区县", "地址", *PLACE_COLUMNS)
PAYMENT_COLUMNS = (CONTRACT_NO, "流水号", "还款日期", "金额", "渠道", "冲正日期")
CHARGE_COLUMNS = (CONTRACT_NO, "费用编号", "发生日期", "金额", "事由")
SURVEY_COLUMNS = (CASE_NO, "调查日期", "调查人")
SURVEY_ANSWERS = (
    *("营业状态", "客流", "十分钟客流", "备货", "库存估值", "在岗人数", "平时人数"),
    *("日销售", "月销售", "毛利率(%)", "月进货", "月经营费用", "月家庭开支", "月其他还款"),
    *("场地", "开动机台", "全部机台", "种养规模", "长势", "月用电(度)"),
)
SURVEY_NOTE = "调查说明"
MOVEMENT_COLUMNS = (CONTRACT_NO, "流水号", "交易类型", "交易日期", "金额", "渠道", "原流水号")

_ALIASES = {
    "借款人姓名": "借款人",
    "客户姓名": "借款人",
    "证件号码": "身份证号",
    "证件号": "身份证号",
    "联系电话": "手机号",
    "电话": "手机号",
    "合同号": CONTRACT_NO,
    "借款合同编号": CONTRACT_NO,
    "案号": CASE_NO,
    "催收员": "催收员账号",
    "年利率%": "年利率(%)",
    "罚息上浮%": "罚息上浮(%)",
    "误差半径": "误差半径(米)",
    "误差(米)": "误差半径(米)",
    "坐标系统": DATUM,
    "坐标类型": DATUM,
    "毛利率": "毛利率(%)",
    "毛利率%": "毛利率(%)",
    "月用电": "月用电(度)",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """One table: its sheet's name and its columns; `optional` ones may be absent, `may_be_empty` tables have no row."""

    sheet: str
    columns: tuple[str, ...]
    optional: tuple[str, ...] = ()
    may_be_empty: bool = False
    aliases: MappingProxyType[str, str] = field(default_factory=lambda: MappingProxyType(_ALIASES))

    def column(self, header: Cell) -> str | None:
        """The column a header cell names, or None."""
        if is_blank(header):
            return None
        plain = "".join(unicodedata.normalize("NFKC", str(header)).split())
        named = self.aliases.get(plain, plain)
        return named if named in self.columns or named in self.optional else None


CASES = Layout("案件", CASE_COLUMNS)
LOANS = Layout("贷款", LOAN_COLUMNS, optional=("舍入方式",))
PARTIES = Layout("相关人", PARTY_COLUMNS, may_be_empty=True)
PREMISES = Layout("经营场所", PREMISES_COLUMNS, optional=(DATUM,))
PAYMENTS = Layout("还款流水", PAYMENT_COLUMNS, may_be_empty=True)
CHARGES = Layout("费用", CHARGE_COLUMNS, may_be_empty=True)
SURVEYS = Layout("贷前调查", SURVEY_COLUMNS, optional=(*SURVEY_ANSWERS, SURVEY_NOTE), may_be_empty=True)
MOVEMENTS = Layout("还款流水", MOVEMENT_COLUMNS)
SHEETS = (CASES, LOANS, PARTIES, PREMISES, PAYMENTS)
OPTIONAL_SHEETS = (CHARGES, SURVEYS)

FLAT_PREMISES = {"名称": "场所名称", "地址": "场所地址"}
FLAT_PARTIES = (
    *(("保证人", f"保证人{n}") for n in (1, 2)),
    *(("联系人", f"联系人{n}") for n in (1, 2)),
    ("共同债务人", "共同债务人"),
)
FLAT_PAYMENTS, FLAT_CHARGES = "还款流水", "费用流水"
_FLAT_PARTY_PARTS = {
    "保证人": (*_PERSON, "关系", *GUARANTEE_COLUMNS),
    "联系人": ("手机号", "关系"),
    "共同债务人": (*_PERSON, "关系"),
}


def flat_party_columns(role: str, prefix: str) -> dict[str, str]:
    """Columns of the party sheet, by the flat column that holds them: the bare prefix is the name."""
    parts = {part: f"{prefix}{part}" for part in _FLAT_PARTY_PARTS[role]}
    return {"姓名": prefix, **parts}


def _flat_columns() -> tuple[str, ...]:
    premises = [FLAT_PREMISES.get(column, column) for column in PREMISES_COLUMNS]
    parties = [name for role, prefix in FLAT_PARTIES for name in flat_party_columns(role, prefix).values()]
    whole = [*CASE_COLUMNS, *LOAN_COLUMNS, *premises, *parties, FLAT_PAYMENTS, FLAT_CHARGES]
    return tuple(dict.fromkeys(whole))


FLAT = Layout("", _flat_columns(), optional=("舍入方式", DATUM, *SURVEY_COLUMNS[1:], *SURVEY_ANSWERS, SURVEY_NOTE))
