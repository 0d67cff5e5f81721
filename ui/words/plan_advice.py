"""Words for what the plan desk advises: why a plan is proposed, what estimates mean, where guarantors stand, what the
lender could do instead and on which assumptions."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from fieldapp.domain.plans.affordability import Source
from fieldapp.domain.plans.guarantor_consent import Stance
from fieldapp.domain.plans.offers import EASY_ROWS, Why
from fieldapp.domain.strategy.comparison import Way
from ui import formats
from ui.i18n import translate

_CONTEXT = "words.plan_advice"
_WHYS = {
    Why.FITS: QT_TRANSLATE_NOOP("words.plan_advice", "每期都在可还能力之内，期数最少。"),
    Why.LONGEST: QT_TRANSLATE_NOOP("words.plan_advice", "最长的期数仍超出可还能力：宜先谈困难减免或一次结清。"),
    Why.UNKNOWN_CAPACITY: QT_TRANSLATE_NOOP("words.plan_advice", "还不知道每月能还多少，只是试算，不作推荐。"),
    Why.PASSING_CAUSE: QT_TRANSLATE_NOOP("words.plan_advice", "欠款的原因是暂时的：按原合同顺延，之后照常还。"),
    Why.HARDSHIP: QT_TRANSLATE_NOOP("words.plan_advice", "对方遇到困难：前 {count} 期只付利息，先缓一缓。"),
    Why.RECOVERY: QT_TRANSLATE_NOOP("words.plan_advice", "前 {count} 期只付利息，等生意恢复后再还本金。"),
    Why.ENDS: QT_TRANSLATE_NOOP("words.plan_advice", "一次付清，就此了结；罚息复利作为让步减免。"),
}
_SOURCES = {
    Source.CLAIMED: QT_TRANSLATE_NOOP("words.plan_advice", "老板自述"),
    Source.PURCHASES: QT_TRANSLATE_NOOP("words.plan_advice", "进货倒推"),
    Source.STOCK_TURN: QT_TRANSLATE_NOOP("words.plan_advice", "存货周转"),
    Source.TICKETS: QT_TRANSLATE_NOOP("words.plan_advice", "客流与客单"),
    Source.POWER: QT_TRANSLATE_NOOP("words.plan_advice", "用电"),
}
_STANCES = {
    Stance.SIGNS: QT_TRANSLATE_NOOP("words.plan_advice", "将在文书上签字"),
    Stance.SIGNED: QT_TRANSLATE_NOOP("words.plan_advice", "已在文书上签字同意"),
    Stance.SEPARATE: QT_TRANSLATE_NOOP("words.plan_advice", "另有书面同意"),
    Stance.NONE: QT_TRANSLATE_NOOP("words.plan_advice", "没有书面同意"),
}
_WAYS = {
    Way.PLAN: QT_TRANSLATE_NOOP("words.plan_advice", "这个方案"),
    Way.STATUS_QUO: QT_TRANSLATE_NOOP("words.plan_advice", "维持现状"),
    Way.LITIGATION: QT_TRANSLATE_NOOP("words.plan_advice", "起诉"),
}
_ASSUMPTIONS = {
    "discount": QT_TRANSLATE_NOOP("words.plan_advice", "折现率（年）"),
    "break_hazard": QT_TRANSLATE_NOOP("words.plan_advice", "方案每月违约的可能"),
    "broken_recovery": QT_TRANSLATE_NOOP("words.plan_advice", "违约后还能收回余额的"),
    "broken_delay": QT_TRANSLATE_NOOP("words.plan_advice", "违约后多久收回（月）"),
    "arrears_recovery": QT_TRANSLATE_NOOP("words.plan_advice", "欠息费的收回比例"),
    "collected": QT_TRANSLATE_NOOP("words.plan_advice", "维持现状一年内收回结清金额的"),
    "win": QT_TRANSLATE_NOOP("words.plan_advice", "胜诉的可能"),
    "enforced": QT_TRANSLATE_NOOP("words.plan_advice", "执行能收回的比例"),
    "court_delay": QT_TRANSLATE_NOOP("words.plan_advice", "起诉到收回（月）"),
    "lawyer": QT_TRANSLATE_NOOP("words.plan_advice", "律师费"),
}
_MONTHS = frozenset({"broken_delay", "court_delay"})
_FIELDS = {
    "instalments": QT_TRANSLATE_NOOP("words.plan_advice", "期数"),
    "deferral_months": QT_TRANSLATE_NOOP("words.plan_advice", "展期月数"),
    "waived_penalty": QT_TRANSLATE_NOOP("words.plan_advice", "减免罚息"),
    "waived_compound": QT_TRANSLATE_NOOP("words.plan_advice", "减免复利"),
    "waived_interest": QT_TRANSLATE_NOOP("words.plan_advice", "减免利息"),
    "waived_costs": QT_TRANSLATE_NOOP("words.plan_advice", "减免费用"),
    "waived_principal": QT_TRANSLATE_NOOP("words.plan_advice", "减免本金"),
}


def plan_why(why: Why) -> str:
    """Why the program proposes a plan."""
    return translate(_CONTEXT, str(_WHYS[why])).format(count=EASY_ROWS)


def sales_source(source: Source) -> str:
    """Where an estimate of sales comes from."""
    return translate(_CONTEXT, str(_SOURCES[source]))


def stance(where: Stance) -> str:
    """Where a guarantor stands."""
    return translate(_CONTEXT, str(_STANCES[where]))


def way(which: Way) -> str:
    """What the lender could do."""
    return translate(_CONTEXT, str(_WAYS[which]))


def assumption(name: str) -> str:
    """What an assumption of the comparison is about."""
    return translate(_CONTEXT, str(_ASSUMPTIONS[name]))


def assumption_value(name: str, value: object) -> str:
    """An assumption's figure: a share in percent, months, or a sum."""
    figure = f"{value}"
    if name == "lawyer":
        return formats.money(int(float(figure)))
    if name in _MONTHS:
        return f"{float(figure):g}"
    return f"{float(figure) * 100:.4g}%"


def term(field: str) -> str:
    """A term of a plan by its name in the domain."""
    return translate(_CONTEXT, str(_FIELDS[field]))


def term_value(field: str, value: int) -> str:
    """A term's value: a sum, or a number."""
    return formats.amount(value) if field.startswith("waived_") else formats.number(value)
