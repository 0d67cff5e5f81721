"""The columns of the case list, and what the list is asked to show."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from fieldapp.store.laptop.case_list import CaseFilter, CaseLine
from ui import formats
from ui.i18n import translate
from ui.theme import Tone
from ui.viewmodels import case_lines
from ui.widgets.chips import bucket_words
from ui.widgets.paged_model import Column

DESCENDING = {"urgency": True, "owed": True, "late": True, "name": False}
"""The one direction in which each order of the list makes sense: the worst first, names from A."""


class Wanted(QObject):
    """What the list is asked to show. It belongs to the workplace, so it outlives a page that is made anew."""

    def __init__(self, work: QObject) -> None:
        super().__init__(work)
        self.filter = CaseFilter()
        self.current = ""
        self.peeking = False

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
               second=lambda line: line.premises_name),
        Column(translate("CasesPage", "逾期"), lambda line: bucket_words(case_lines.bucket(line), line.days_past_due),
               126, "bucket", "late", bucket=case_lines.bucket),
        Column(translate("CasesPage", "今日应还（元）"), lambda line: formats.amount(line.owed), 126, "money", "owed"),
        Column(translate("CasesPage", "最近联系"), case_lines.last_contact, 168, tone=_contact_tone),
        Column(translate("CasesPage", "下一步"), case_lines.next_step, 0, "text", "urgency", tone=_step_tone),
        Column(translate("CasesPage", "地址"), lambda line: line.address, 0, tone=lambda _line: "text_2"),
    ]  # fmt: skip


def _contact_tone(line: CaseLine) -> Tone:
    return "text" if line.last_visit_at else "text_3"


def _step_tone(line: CaseLine) -> Tone:
    return "text" if line.reasons else "text_3"
