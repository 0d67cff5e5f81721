"""What the rules of collection say to the chosen plan, in sentences: what forbids it, and what must be minded."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout

from fieldapp.domain.compliance.answer import Outcome, Spoken
from ui import words
from ui.i18n import translate
from ui.theme import Tone
from ui.widgets.card import Card
from ui.widgets.emptying import empty
from ui.widgets.labels import show_in_place
from ui.widgets.ledger import Reason


class PlanRulesCard(Card):
    """`show_rules` fills it; hidden where no rule has anything to say."""

    def __init__(self) -> None:
        super().__init__(translate("PlanRulesCard", "合规要求"))
        self._held = QVBoxLayout()
        self.body.addLayout(self._held)
        self._shown: tuple[Spoken, ...] = ()
        self.hide()

    def show_rules(self, spoken: Sequence[Spoken]) -> None:
        """Say what these rules said, the gravest first."""
        show_in_place(self, shown=bool(spoken))
        if tuple(spoken) == self._shown:
            return
        self._shown = tuple(spoken)
        empty(self._held)
        for one in spoken:
            tone: Tone = "stop" if one.outcome is Outcome.BLOCK else "warn"
            self._held.addWidget(Reason(words.rule_words(one), tone, one.rule_id))
