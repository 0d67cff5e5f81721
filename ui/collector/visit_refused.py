"""A visit that may not begin as it stands: why, from when it may, what is possible instead, and the reason it takes."""

from __future__ import annotations

from PySide6.QtCore import Signal

from fieldapp.domain.caseview import CaseView
from fieldapp.domain.compliance.verbs import Verb
from fieldapp.domain.party import Party
from fieldapp.errors import KnownError
from ui import messages
from ui.parts.may_i import MayI
from ui.viewmodels.visit_form import possible_again
from ui.widgets.card import Card
from ui.widgets.states import EmptyState
from ui.workplace import Workplace


class RefusedCard(Card):
    """The card; `asked` is what the rules were asked, and about whom.

    Signals:
        opened: (str) the way is free now; with the override by which it is, if one was needed.
        left: back to the case.
    """

    opened = Signal(str)
    left = Signal()

    def __init__(self, work: Workplace, seen: CaseView, refusal: KnownError, asked: tuple[Verb, Party]) -> None:
        super().__init__()
        sentence = messages.sentence(refusal)
        when, told = possible_again(refusal, seen.case.zone), sentence.action
        if when:
            told = self.tr("{when} 起可以外访。{action}").format(when=when, action=sentence.action)
        state = EmptyState(sentence.text, told, icon="clock", action=self.tr("回到案件"))
        state.acted.connect(self.left)
        self.add(state)
        verb, host = asked
        self.may_i = MayI(work, seen.case.id, verb, host.id)
        self.may_i.opened.connect(self.opened)
        self.add(self.may_i)
