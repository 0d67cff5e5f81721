"""What was done here about the case and is not in the office's books yet, and what was refused: nobody must guess."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from fieldapp.domain.facts import FactKind
from fieldapp.services.look_at_case import CasePage
from fieldapp.store.laptop.outbox import OutboxEntry
from ui import formats, theme, words
from ui.i18n import translate
from ui.viewmodels.happenings import REFUSED, refusal_words
from ui.widgets.card import Card
from ui.widgets.chips import Chip
from ui.widgets.labels import label

MOST = 6
"""Lines at most; the page of sync has all of them."""


def unsettled(page: CasePage) -> list[OutboxEntry]:
    """Facts of this laptop that still need something: to be sent, to be settled, or to be read why not."""
    return [entry for entry in page.entries if _needs_something(entry)]


def _needs_something(entry: OutboxEntry) -> bool:
    if refused(entry):
        return not entry.read
    told_as_file = entry.fact.kind is FactKind.FILE_ATTACHED and entry.status != "held"
    return entry.status != "settled" and not told_as_file


def refused(entry: OutboxEntry) -> bool:
    """Whether the server did not take it."""
    return entry.status in REFUSED


class CustodyCard(Card):
    """One line a fact, with where it is; only made when there is something to say."""

    def __init__(self, page: CasePage) -> None:
        super().__init__(translate("CustodyCard", "本机记录"))
        self.body.setSpacing(theme.XXS)
        found = sorted(unsettled(page), key=lambda entry: not refused(entry))
        for entry in found[:MOST]:
            self.add(self._line(page, entry))
            if entry.status == "rejected":  # a clash is told where the two values stand
                self.add(label(refusal_words(entry), "muted", wrap=True))
        if len(found) > MOST:
            self.add(label(self.tr("另有 %n 项，见“同步”", "", len(found) - MOST), "faint", wrap=True))

    @staticmethod
    def _line(page: CasePage, entry: OutboxEntry) -> QWidget:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(theme.XS)
        kind, where = words.fact_kind(entry.fact.kind), words.custody(entry.status)
        when = formats.short_moment(entry.fact.made_at, page.seen.case.zone)
        row.addWidget(label(kind, "muted"))
        row.addWidget(label(when, "faint"))
        row.addStretch(1)
        row.addWidget(Chip(where, words.custody_tone(entry.status)))
        held.setAccessibleName(f"{kind} {when} {where}")
        return held
