"""One way to repay, on a card: what it asks each month, how the balance falls beside the contract's, what it costs, who
must approve it and why it is proposed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from fieldapp.domain.plans.plan import PlanKind
from fieldapp.domain.plans.solver import capacity_per_row
from ui import formats, messages, theme, words
from ui.i18n import translate
from ui.parts.plan_terms_words import terms_words
from ui.parts.proposal_body import ProposalBody
from ui.theme import Tone
from ui.viewmodels.plan_desk import Proposal
from ui.widgets.card import Card
from ui.widgets.chips import Chip
from ui.widgets.emptying import let_go
from ui.widgets.labels import label
from ui.widgets.ledger import Reason

__all__ = ["ProposalCard", "capacity_of_rows", "fill_proposal", "proposal_words", "terms_words"]


class ProposalCard(Card):
    """Pressing it (or Return on it) chooses it, where it can be carried out at all. What it shows is changed in place,
    so that figures follow the keys without a flicker."""

    def __init__(self, title: str, *, says: str = "") -> None:
        super().__init__(title, pressable=True, says=says or title)
        self._title, self.possible = title, False
        self._chip = Chip("", "text_2")
        self._chip.hide()
        self.head.addWidget(self._chip)
        self._shown: object = None
        self._held = QVBoxLayout()
        self._told: QWidget | None = None
        self._figures: ProposalBody | None = None
        self.body.addLayout(self._held)

    def show_proposal(self, proposal: Proposal, capacity: int | None, note: str = "", tone: Tone = "text_2") -> None:
        """Show a proposal instead of what was shown; `note` is the chip beside the title."""
        self._show_chip(note, tone)
        self._show_possible(proposal.merged is not None)
        if (proposal, capacity) == self._shown:
            return
        self._shown = (proposal, capacity)
        self.setAccessibleName(formats.headed(self._title, proposal_words(proposal)))
        if proposal.merged is None:
            self._say_only(_problems(proposal))
            return
        self._say_only(None)
        if self._figures is None:
            self._figures = ProposalBody()
            self._held.addWidget(self._figures)
        self._figures.show_proposal(proposal, proposal.merged, capacity)
        self._figures.show()

    def rename(self, title: str) -> None:
        """Another kind of plan is proposed here."""
        self._title = title
        named = self.head.itemAt(0)
        name = named.widget() if named is not None else None
        if isinstance(name, QLabel):
            name.setText(title)

    def show_nothing(self, sentence: str) -> None:
        """There is no proposal yet, and why."""
        self._shown = None
        self._show_possible(False)
        self._show_chip("", "text_2")
        self._say_only(label(sentence, "muted", wrap=True))

    def _show_possible(self, possible: bool) -> None:
        self.possible = possible
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if possible else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if possible else Qt.CursorShape.ArrowCursor)

    def _show_chip(self, words_: str, tone: Tone) -> None:
        self._chip.set(words_, tone)
        self._chip.setVisible(bool(words_))

    def _say_only(self, told: QWidget | None) -> None:
        if self._told is not None:
            let_go(self._told)
        self._told = told
        if told is not None:
            self._held.addWidget(told)
            if self._figures is not None:
                self._figures.hide()


def proposal_words(proposal: Proposal) -> str:
    """A proposal in one line: instalments, first day, and the dearest row."""
    merged = proposal.merged
    if merged is None:
        return formats.clauses(said_against(proposal))
    dearest = translate("ProposalCard", "每期最多 {sum}").format(sum=formats.money(merged.highest_row))
    return f"{terms_words(proposal.option.terms, merged)} · {dearest}"


def said_against(proposal: Proposal) -> list[str]:
    """What stands against it, in sentences."""
    found = {
        messages.say(each.code, dict(each.params)).text for part in proposal.arrangement.parts for each in part.problems
    }
    return sorted(found)


def capacity_of_rows(proposal: Proposal, monthly: int | None) -> int | None:
    """What a row of the proposal may ask for, if the borrower can pay so much a month."""
    terms = proposal.option.terms
    even = len(proposal.arrangement.parts) == 1 and terms.kind is not PlanKind.CUSTOM
    return capacity_per_row(monthly, terms) if even and monthly is not None else monthly


def fill_proposal(column: QVBoxLayout, proposal: Proposal, capacity: int | None) -> None:
    """Put everything a card says about a proposal that can be carried out into a column."""
    assert proposal.merged is not None
    held = ProposalBody()
    held.show_proposal(proposal, proposal.merged, capacity)
    column.addWidget(held)


def _problems(proposal: Proposal) -> QWidget:
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.XS)
    if proposal.arrangement.why is not None:
        column.addWidget(label(words.plan_why(proposal.arrangement.why), "muted", wrap=True))
    column.addWidget(label(translate("ProposalCard", "按今天的金额做不成"), "muted", wrap=True))
    for sentence in said_against(proposal):
        column.addWidget(Reason(sentence, "warn"))
    return held
