"""Texts to somebody's phone or letter box: approved templates, and how one is filled with exact figures.

Nobody writes a message of their own about a debt (R16): the office approves the words, by the stage of the case, the
kind of customer, who reads them and by which channel; the case gives the figures, to the cent and with their date. A
template cannot name what the case does not know, and nothing to somebody who owes nothing tells of a debt, neither by
its words nor by what is filled in: both are looked at after filling, by who sends and by the office.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fieldapp.domain.compliance.lexicon import bare
from fieldapp.domain.contact_log import Channel
from fieldapp.domain.party import PartyRole
from fieldapp.domain.strategy.situation import Family
from fieldapp.errors import KnownError

LANGUAGES = ("zh_CN", "zh_TW", "en")
PLAIN = frozenset({"name", "borrower", "collector", "staff_no", "collector_phone", "office_phone"})
"""What anybody may read. The office's own name is not among it: a lender's name tells of a loan."""
OF_THE_DEBT = frozenset(
    {
        "office",
        "contract_no",
        "guarantee_no",
        "as_of",
        "days",
        "owed",
        "payoff",
        "next_due",
        "next_amount",
        "promise_due",
        "promise_amount",
        "plan_due",
        "plan_amount",
        "plan_unpaid",
        "account_name",
        "account_bank",
        "account_no",
    }
)
"""What only those may read who owe the debt or guarantee it."""
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
DEBT_WORDS = (
    "贷", "貸", "债", "債", "欠", "逾期", "借款", "还款", "還款", "还钱", "還錢", "催", "本金", "利息", "罚息", "罰息",
    "违约", "違約", "分期", "担保", "擔保", "保证人", "保證人", "起诉", "起訴", "诉讼", "訴訟", "法院",
    "征信", "徵信", "信用", "资产管理", "資產管理",
)  # fmt: skip
"""Words that tell of a debt; texts are compared as the lexicon does it (no blanks, no signs)."""
_ENGLISH = re.compile(
    r"\b(?:debt|loan|overdue|arrears|repay|instal|lend|credit|guarant|lawsuit|court|collect|interest|owe|borrow)",
    re.IGNORECASE,
)
_SUM = re.compile(r"[¥￥$€]\s*\d|\d[\d,]*\.\d{2}(?!\d)|\d\s*(?:元|块|塊|万|萬|yuan|rmb)", re.IGNORECASE)


class Stage(StrEnum):
    """How a case stands, as far as texts differ by it: buckets of ageing, and what goes before them."""

    BEFORE_DUE = "before_due"
    M1 = "m1"
    M2 = "m2"
    M3 = "m3"
    M4 = "m4"
    PROMISE = "promise"
    PLAN = "plan"
    HARDSHIP = "hardship"
    DISPUTE = "dispute"
    COMPLAINT = "complaint"
    PAID_CLAIM = "paid_claim"
    PAID = "paid"


@dataclass(frozen=True, slots=True)
class Template:
    """An approved text. `titles` and `texts` are by language; the first of `LANGUAGES` is always there.

    Attributes:
        approved_by, approved_on: whose word lets it be used, and since when.
    """

    id: str
    titles: Mapping[str, str]
    texts: Mapping[str, str]
    stages: frozenset[Stage]
    customers: frozenset[Family]
    roles: frozenset[PartyRole]
    channels: frozenset[Channel]
    approved_by: str
    approved_on: date

    def title(self, language: str) -> str:
        """What it is for, in a language it has, else in the first."""
        return self.titles.get(language, self.titles[LANGUAGES[0]])

    def text(self, language: str) -> str:
        """Its words with their placeholders, in a language it has, else in the first."""
        return self.texts.get(language, self.texts[LANGUAGES[0]])

    @property
    def placeholders(self) -> frozenset[str]:
        """Every figure it names, in any language."""
        return frozenset(name for text in self.texts.values() for name in PLACEHOLDER.findall(text))


@dataclass(frozen=True, slots=True)
class Outreach:
    """The approved texts in force."""

    version: str
    templates: tuple[Template, ...]

    def template(self, template_id: str) -> Template | None:
        """The template with this id."""
        return next((one for one in self.templates if one.id == template_id), None)

    def fitting(
        self, stages: Iterable[Stage], customer: Family, role: PartyRole, channel: Channel
    ) -> tuple[Template, ...]:
        """The templates for this stage, customer, reader and channel, those of the first stage first."""
        wanted = list(stages)
        fit = [
            one
            for one in self.templates
            if customer in one.customers and role in one.roles and channel in one.channels and one.stages & set(wanted)
        ]
        return tuple(sorted(fit, key=lambda one: min(wanted.index(stage) for stage in one.stages & set(wanted))))


def fault(template: Template) -> str:
    """Why a template cannot be approved: figures nobody knows, or words that an outsider must not read; or empty."""
    strange = template.placeholders - PLAIN - OF_THE_DEBT
    if strange:
        return f"unknown placeholders {sorted(strange)}"
    if PartyRole.CONTACT not in template.roles:
        return ""
    if template.roles != {PartyRole.CONTACT}:
        return "a text for contacts is for nobody else"
    if template.placeholders & OF_THE_DEBT:
        return f"tells contacts of the debt: {sorted(template.placeholders & OF_THE_DEBT)}"
    told = [language for language, text in template.texts.items() if tells_of_debt(PLACEHOLDER.sub("", text))]
    return f"tells contacts of the debt in {told}" if told else ""


def filled(template: Template, language: str, role: PartyRole, figures: Mapping[str, str]) -> str:
    """The text as it would be sent.

    Raises:
        KnownError: `outreach.unknown_placeholder`, `outreach.figure_missing` (the case does not know it),
            `outreach.not_for_role`, `outreach.debt_told` (to somebody who owes nothing).
    """
    if role not in template.roles:
        raise KnownError("outreach.not_for_role")
    text = template.text(language)
    for name in PLACEHOLDER.findall(text):
        if name not in PLAIN | OF_THE_DEBT:
            raise KnownError("outreach.unknown_placeholder", {"name": name})
        if not figures.get(name):
            raise KnownError("outreach.figure_missing", {"name": name})
    made = PLACEHOLDER.sub(lambda found: figures[found[1]], text)
    if role is PartyRole.CONTACT and tells_of_debt(made):
        raise KnownError("outreach.debt_told")
    return made


def missing(template: Template, language: str, figures: Mapping[str, str]) -> Sequence[str]:
    """What the text names and the case does not know, in the order of the text."""
    return [name for name in PLACEHOLDER.findall(template.text(language)) if not figures.get(name)]


def tells_of_debt(text: str) -> bool:
    """Whether a text tells of a debt, by a word or by a sum."""
    compared = bare(text)
    said = any(word in compared for word in DEBT_WORDS) or _ENGLISH.search(text) is not None
    return said or _SUM.search(text) is not None
