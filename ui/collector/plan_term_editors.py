"""The editors of a plan's terms, made one by one when a kind of plan first asks for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from fieldapp.domain.plans.plan import PlanKind
from fieldapp.rule_packs.plans import plan_policy
from fieldapp.services.negotiate_plan import LoanSite
from ui import formats, theme, words
from ui.collector.plan_rows import RowsEdit
from ui.collector.plan_steps import StepsEdit
from ui.collector.plan_term_fields import waivers_of
from ui.collector.plan_waiver import Waiver
from ui.i18n import translate
from ui.widgets.choice import Choice
from ui.widgets.date_pick import DatePick
from ui.widgets.int_edit import IntEdit
from ui.widgets.rate_edit import RateEdit, percent

OFFERED = tuple(PlanKind)


def editor_of(name: str, site: LoanSite) -> QWidget:
    """The editor of one term of a plan on a loan."""
    if name.startswith("waived_"):
        return Waiver(words.term(name), waivers_of(site)[name])
    made = _MAKERS[name](site)
    if isinstance(made, IntEdit | RateEdit):
        made.setFixedWidth(theme.scaled(132))
    return made


def term_name(name: str) -> str:
    """What a term is called in the form."""
    if name.startswith("waived_"):
        return words.term(name)
    names = {
        "kind": translate("TermsForm", "还款方式"),
        "instalments": translate("TermsForm", "期数"),
        "rhythm": translate("TermsForm", "多久一期"),
        "steps": translate("TermsForm", "前几段"),
        "rows": translate("TermsForm", "各期"),
        "first_due": translate("TermsForm", "首期还款日"),
        "settle_on": translate("TermsForm", "付清日"),
        "grace": translate("TermsForm", "付清宽限"),
        "deferral": translate("TermsForm", "展期月数"),
        "rate": translate("TermsForm", "年利率"),
        "arrears": translate("TermsForm", "欠息费分摊"),
    }
    return names[name]


def value_before(name: str, site: LoanSite) -> str:
    """What stands beside the editor: the contract's own value, or how much there is."""
    contract, sums = site.loan.terms, site.quote
    if name.startswith("waived_"):
        most = translate("TermsForm", "共 {sum} 可减")
        return most.format(sum=formats.money(waivers_of(site)[name]))
    if name == "instalments":
        return translate("TermsForm", "合同 {count} 期").format(count=contract.instalments)
    if name == "rate":
        return translate("TermsForm", "合同 {rate}%").format(rate=percent(contract.annual_rate))
    if name == "arrears":
        side = sums.cure - sums.overdue_principal + sums.current_interest
        return translate("TermsForm", "往期欠息费 {sum}").format(sum=formats.money(side))
    return ""


def _days(site: LoanSite) -> tuple[date, date]:
    """From when to when a first row may fall due."""
    as_of = site.quote.as_of
    return as_of + timedelta(days=1), as_of + timedelta(days=plan_policy().first_row_within_days)


def _kind(_site: LoanSite) -> Choice:
    return Choice(translate("TermsForm", "还款方式"), [(kind.value, words.plan_kind(kind)) for kind in OFFERED])


def _rhythm(_site: LoanSite) -> Choice:
    answers = [
        ("month", translate("TermsForm", "每月")),
        ("fortnight", translate("TermsForm", "每两周")),
        ("week", translate("TermsForm", "每周")),
        ("quarter", translate("TermsForm", "每季")),
    ]
    return Choice(translate("TermsForm", "多久一期"), answers, "month")


def _rows(name: str, unit: str, most: int, least: int = 1) -> IntEdit:
    return IntEdit(name, unit=unit, least=least, most=most, required=True)


_MAKERS: dict[str, Callable[[LoanSite], QWidget]] = {
    "kind": _kind,
    "rhythm": _rhythm,
    "steps": lambda _site: StepsEdit(),
    "rows": lambda site: RowsEdit(site.quote.as_of),
    "instalments": lambda _site: _rows(
        translate("TermsForm", "期数"), translate("TermsForm", "期"), plan_policy().max_instalments
    ),
    "arrears": lambda _site: _rows(
        translate("TermsForm", "往期欠息费分摊"), translate("TermsForm", "期"), plan_policy().max_instalments
    ),
    "deferral": lambda _site: _rows(
        translate("TermsForm", "展期月数"), translate("TermsForm", "个月"), plan_policy().max_deferral_months
    ),
    "grace": lambda _site: _rows(translate("TermsForm", "付清宽限"), translate("TermsForm", "天"), 30, 0),
    "first_due": lambda site: _day(translate("TermsForm", "首期还款日"), site),
    "settle_on": lambda site: _day(translate("TermsForm", "付清日"), site),
    "rate": lambda site: RateEdit(translate("TermsForm", "年利率"), most=site.loan.terms.annual_rate, required=True),
}


def _day(name: str, site: LoanSite) -> DatePick:
    least, most = _days(site)
    return DatePick(name, least=least, most=most, required=True)
