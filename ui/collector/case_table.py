"""The columns of the case list, and what the list is asked to show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from fieldapp.services.saved_filters import ListLook
from fieldapp.store.laptop.case_filter import CaseFilter
from fieldapp.store.laptop.case_list import CaseLine
from ui import formats
from ui.i18n import translate
from ui.theme import Tone
from ui.viewmodels import case_lines
from ui.widgets.chips import bucket_words
from ui.widgets.paged_model import Column

USUAL = ("name", "late", "owed", "contact", "reason", "address")
NARROW = ("name", "late", "owed", "contact", "reason")
"""What is shown where there is no room for the address and nobody has chosen."""


class Wanted(QObject):
    """What the list is asked to show. It belongs to the workplace, so it outlives a page that is made anew."""

    def __init__(self, work: QObject) -> None:
        super().__init__(work)
        self.filter = CaseFilter()
        self.current = ""
        self.beside = ""
        """What stands beside the list: "peek", "columns", "saved", "export" or nothing."""
        self.look: ListLook | None = None
        """How the list looks, once it was read."""

    @staticmethod
    def of(work: QObject) -> Wanted:
        """The one of this workplace."""
        return work.findChild(Wanted) or Wanted(work)

    def change(self, **fields: object) -> CaseFilter:
        """The filter with some of its fields changed."""
        self.filter = replace(self.filter, **fields)  # type: ignore[arg-type]
        return self.filter


def columns() -> list[Column[CaseLine]]:
    """The columns, in the language on screen."""
    return [
        Column(translate("CasesPage", "借款人"), lambda line: line.borrower_name, 190, "lines", "name",
               second=lambda line: line.premises_name, key="name"),
        Column(translate("CasesPage", "逾期"), late, 126, "bucket", "late", bucket=case_lines.bucket, key="late"),
        Column(translate("CasesPage", "今日应还（元）"), _sum(lambda line: line.owed), 126, "money", "owed",
               tone=_figure_tone, key="owed"),
        Column(translate("CasesPage", "最近联系"), case_lines.last_contact, 168, sort="contact", tone=_contact_tone,
               key="contact"),
        Column(translate("CasesPage", "下一步"), case_lines.next_step, 0, "text", "urgency", tone=_step_tone,
               key="reason"),
        Column(translate("CasesPage", "地址"), lambda line: line.address, 0, sort="address",
               tone=lambda _line: "text_2", key="address"),
        Column(translate("CasesPage", "建议"), case_lines.advice, 150, sort="step", tone=_advice_tone, key="advice"),
        Column(translate("CasesPage", "暂停事项"), case_lines.holds, 150, sort="holds", tone=lambda _line: "warn",
               key="holds"),
        Column(translate("CasesPage", "结清须（元）"), _sum(lambda line: line.payoff), 126, "money", "payoff",
               tone=_figure_tone, key="payoff"),
        Column(translate("CasesPage", "方案"), case_lines.plan, 110, sort="plan", key="plan"),
        Column(translate("CasesPage", "区县"), lambda line: line.district, 100, sort="district",
               tone=lambda _line: "text_2", key="district"),
        Column(translate("CasesPage", "案件号"), lambda line: line.case_no, 140, sort="case_no",
               tone=lambda _line: "text_2", key="case_no"),
        Column(translate("CasesPage", "最近外访"), case_lines.last_visit, 130, sort="visit",
               tone=lambda line: "text" if line.last_visit_at else "text_3", key="visit"),
        Column(translate("CasesPage", "账务时间"), lambda line: formats.short_moment(line.balance_at), 130,
               sort="balance", tone=lambda _line: "text_3", key="balance"),
    ]  # fmt: skip


def late(line: CaseLine) -> str:
    """Bucket and days past due; that they are being worked out while they are."""
    if not case_lines.settled(line):
        return translate("CasesPage", "计算中")
    return bucket_words(case_lines.bucket(line), line.days_past_due)


def _sum(of: Callable[[CaseLine], int]) -> Callable[[CaseLine], str]:
    return lambda line: formats.amount(of(line)) if case_lines.settled(line) else "…"


def _figure_tone(line: CaseLine) -> Tone:
    return "text" if case_lines.settled(line) else "text_3"


def _contact_tone(line: CaseLine) -> Tone:
    return "text" if line.last_contact_at or line.last_visit_at else "text_3"


def _step_tone(line: CaseLine) -> Tone:
    return "text" if line.reasons else "text_3"


def _advice_tone(line: CaseLine) -> Tone:
    return "text" if line.next_step else "text_3"
