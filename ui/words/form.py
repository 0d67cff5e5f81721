"""Words for the observation form beyond its first questions: its fields, its groups, and how answers read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP

from fieldapp.domain.observation import (
    RATINGS,
    Avoidance,
    Condition,
    Freshness,
    Lasting,
    OwnerPresent,
    RentStatus,
    SalesProof,
)
from fieldapp.domain.observation_form import Group
from fieldapp.domain.party import PremisesKind
from ui import formats
from ui.i18n import translate
from ui.words.party import premises_kind

_CONTEXT = "words.observed"
_OPTIONS: Mapping[type[StrEnum], Mapping[str, object]] = {
    OwnerPresent: {
        "present": QT_TRANSLATE_NOOP("words.observed", "本人在"),
        "family_runs": QT_TRANSLATE_NOOP("words.observed", "家人经营"),
        "staff_only": QT_TRANSLATE_NOOP("words.observed", "只有店员"),
        "nobody": QT_TRANSLATE_NOOP("words.observed", "无人"),
    },
    SalesProof: {
        "none": QT_TRANSLATE_NOOP("words.observed", "没有凭据"),
        "book": QT_TRANSLATE_NOOP("words.observed", "账本"),
        "pos_screen": QT_TRANSLATE_NOOP("words.observed", "收银屏"),
        "e_wallet": QT_TRANSLATE_NOOP("words.observed", "手机收款"),
        "bank": QT_TRANSLATE_NOOP("words.observed", "银行流水"),
    },
    Freshness: {
        "fresh": QT_TRANSLATE_NOOP("words.observed", "新货"),
        "old": QT_TRANSLATE_NOOP("words.observed", "陈货"),
        "expired": QT_TRANSLATE_NOOP("words.observed", "过期"),
    },
    Condition: {
        "good": QT_TRANSLATE_NOOP("words.observed", "好"),
        "fair": QT_TRANSLATE_NOOP("words.observed", "一般"),
        "poor": QT_TRANSLATE_NOOP("words.observed", "差"),
    },
    RentStatus: {
        "own": QT_TRANSLATE_NOOP("words.observed", "自有"),
        "paid": QT_TRANSLATE_NOOP("words.observed", "租金已交"),
        "arrears": QT_TRANSLATE_NOOP("words.observed", "欠租"),
    },
    Lasting: {
        "temporary": QT_TRANSLATE_NOOP("words.observed", "暂时的"),
        "permanent": QT_TRANSLATE_NOOP("words.observed", "长期的"),
    },
    Avoidance: {
        "hides": QT_TRANSLATE_NOOP("words.observed", "避而不见"),
        "false_info": QT_TRANSLATE_NOOP("words.observed", "给出不实信息"),
        "moved_assets": QT_TRANSLATE_NOOP("words.observed", "转移财物"),
        "third_person_lies": QT_TRANSLATE_NOOP("words.observed", "让旁人遮掩"),
    },
}
FIELD_NAMES: Mapping[str, object] = {
    "premises_type": QT_TRANSLATE_NOOP("words.observed", "场所类型"),
    "owner_present": QT_TRANSLATE_NOOP("words.observed", "谁在经营"),
    "cooperation": QT_TRANSLATE_NOOP("words.observed", "配合程度"),
    "sales_proof": QT_TRANSLATE_NOOP("words.observed", "销售凭据"),
    "stock_value": QT_TRANSLATE_NOOP("words.observed", "库存估值"),
    "stock_freshness": QT_TRANSLATE_NOOP("words.observed", "货品新旧"),
    "purchases_invoice": QT_TRANSLATE_NOOP("words.observed", "看过进货单"),
    "wages_unpaid": QT_TRANSLATE_NOOP("words.observed", "拖欠工资"),
    "machines_running": QT_TRANSLATE_NOOP("words.observed", "开动机台"),
    "machines_total": QT_TRANSLATE_NOOP("words.observed", "全部机台"),
    "output_last_month": QT_TRANSLATE_NOOP("words.observed", "上月产量"),
    "crop_or_herd": QT_TRANSLATE_NOOP("words.observed", "种养规模"),
    "crop_condition": QT_TRANSLATE_NOOP("words.observed", "长势"),
    "crop_sale_month": QT_TRANSLATE_NOOP("words.observed", "出售月份"),
    "crop_price": QT_TRANSLATE_NOOP("words.observed", "预计售价"),
    "crop_cost": QT_TRANSLATE_NOOP("words.observed", "预计成本"),
    "power_kwh": QT_TRANSLATE_NOOP("words.observed", "本月用电"),
    "water_m3": QT_TRANSLATE_NOOP("words.observed", "本月用水"),
    "tax_paid": QT_TRANSLATE_NOOP("words.observed", "上月缴税"),
    "utility_arrears": QT_TRANSLATE_NOOP("words.observed", "欠水电费"),
    "rent_status": QT_TRANSLATE_NOOP("words.observed", "场地"),
    "rent_paid_to": QT_TRANSLATE_NOOP("words.observed", "租金交到"),
    "rent_arrears_months": QT_TRANSLATE_NOOP("words.observed", "欠租月数"),
    "landlord_notice": QT_TRANSLATE_NOOP("words.observed", "房东催告"),
    "receivables_total": QT_TRANSLATE_NOOP("words.observed", "应收货款"),
    "receivables_due_on": QT_TRANSLATE_NOOP("words.observed", "预计收回"),
    "receivables_debtors": QT_TRANSLATE_NOOP("words.observed", "主要欠款方"),
    "receivables_proof": QT_TRANSLATE_NOOP("words.observed", "看过对账单"),
    "payables_suppliers": QT_TRANSLATE_NOOP("words.observed", "欠供应商"),
    "other_lenders": QT_TRANSLATE_NOOP("words.observed", "另有借款"),
    "creditors_pressing": QT_TRANSLATE_NOOP("words.observed", "债主催逼"),
    "key_assets": QT_TRANSLATE_NOOP("words.observed", "主要资产"),
    "seizure_notice": QT_TRANSLATE_NOOP("words.observed", "查封拍卖"),
    "dependants": QT_TRANSLATE_NOOP("words.observed", "供养人数"),
    "household_illness": QT_TRANSLATE_NOOP("words.observed", "家人患病"),
    "household_school": QT_TRANSLATE_NOOP("words.observed", "子女上学"),
    "household_hardship": QT_TRANSLATE_NOOP("words.observed", "生活困难"),
    "household_consent": QT_TRANSLATE_NOOP("words.observed", "同意记录"),
    "explains_openly": QT_TRANSLATE_NOOP("words.observed", "说明坦诚"),
    "shows_books": QT_TRANSLATE_NOOP("words.observed", "出示账目"),
    "avoidance": QT_TRANSLATE_NOOP("words.observed", "回避迹象"),
    "false_statement_proven": QT_TRANSLATE_NOOP("words.observed", "证实不实"),
    "proposal_amount": QT_TRANSLATE_NOOP("words.observed", "愿还金额"),
    "proposal_date": QT_TRANSLATE_NOOP("words.observed", "愿还日期"),
    "proposal_method": QT_TRANSLATE_NOOP("words.observed", "还款办法"),
    "risk_to_staff": QT_TRANSLATE_NOOP("words.observed", "人身风险"),
    "observer_confidence": QT_TRANSLATE_NOOP("words.observed", "观察把握"),
}
_GROUPS: Mapping[Group, object] = {
    Group.PLACE: QT_TRANSLATE_NOOP("words.observed", "现场所见"),
    Group.PRODUCTION: QT_TRANSLATE_NOOP("words.observed", "生产与种养"),
    Group.METERS: QT_TRANSLATE_NOOP("words.observed", "水电税与场地"),
    Group.SALES: QT_TRANSLATE_NOOP("words.observed", "销售与进货"),
    Group.MONEY_DUE: QT_TRANSLATE_NOOP("words.observed", "应收货款"),
    Group.OUTGOINGS: QT_TRANSLATE_NOOP("words.observed", "开支与债务"),
    Group.ASSETS: QT_TRANSLATE_NOOP("words.observed", "资产"),
    Group.HOUSEHOLD: QT_TRANSLATE_NOOP("words.observed", "家庭"),
    Group.CONDUCT: QT_TRANSLATE_NOOP("words.observed", "态度"),
    Group.PROPOSAL: QT_TRANSLATE_NOOP("words.observed", "对方的提议"),
    Group.SAFETY: QT_TRANSLATE_NOOP("words.observed", "安全与把握"),
}
_UNITS: Mapping[str, object] = {
    "machines_running": QT_TRANSLATE_NOOP("words.observed", "台"),
    "machines_total": QT_TRANSLATE_NOOP("words.observed", "台"),
    "output_last_month": QT_TRANSLATE_NOOP("words.observed", "件"),
    "crop_or_herd": QT_TRANSLATE_NOOP("words.observed", "亩/头"),
    "power_kwh": QT_TRANSLATE_NOOP("words.observed", "度"),
    "water_m3": QT_TRANSLATE_NOOP("words.observed", "吨"),
    "rent_arrears_months": QT_TRANSLATE_NOOP("words.observed", "个月"),
}
SUMS = frozenset(
    {"stock_value", "crop_price", "crop_cost", "tax_paid", "receivables_total", "payables_suppliers", "proposal_amount"}
)
"""Fields of this module that are money."""


def group(one: Group) -> str:
    """What a group of questions is called: "水电税与场地"."""
    return translate(_CONTEXT, str(_GROUPS[one]))


def option(value: StrEnum) -> str:
    """An answer of the form that is one of a few: "欠租".

    Raises:
        KeyError: no question has such an answer.
    """
    if isinstance(value, PremisesKind):
        return premises_kind(value)
    return translate(_CONTEXT, str(_OPTIONS[type(value)][value.value]))


def unit(field: str) -> str:
    """The unit of a count: "度"; people where nothing else is said."""
    return translate(_CONTEXT, str(_UNITS[field])) if field in _UNITS else translate("visit_editors", "人")


def yes_no(answer: bool) -> str:
    """An answer that is yes or no."""
    return translate("words.observed", "是") if answer else translate("words.observed", "否")


def field_name(field: str) -> str:
    """The name of one of this module's fields."""
    return translate(_CONTEXT, str(FIELD_NAMES[field]))


def field_value(field: str, value: object) -> str:
    """What was answered, as read.

    Raises:
        TypeError: nothing is answered so.
    """
    if isinstance(value, bool):
        return yes_no(value)
    if isinstance(value, StrEnum):
        return option(value)
    if isinstance(value, int):
        return _number(field, value)
    if isinstance(value, date):
        return formats.iso_date(value)
    if isinstance(value, tuple):
        told = [option(one) if isinstance(one, StrEnum) else str(one) for one in value]
        return formats.listed(told) if told else translate("words.observed", "没有")
    if isinstance(value, str):
        return value
    raise TypeError(f"{field} is not observed as {type(value).__name__}")


def _number(field: str, value: int) -> str:
    if field in RATINGS:
        return translate("words.observed", "{rating} 分").format(rating=value)
    if field in SUMS:
        return formats.amount(value)
    if field in _UNITS:
        return f"{formats.number(value)} {unit(field)}"
    return translate("words.visit", "%n 人", "", value)
