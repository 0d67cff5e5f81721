"""Who must approve the chosen plan and why, and what would bring it within one's own authority, or nearer to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from fieldapp.domain.plans.authority import Level, Requirement
from fieldapp.domain.plans.plan import PlanTerms
from fieldapp.domain.plans.within_authority import Advice, TermChange, Within
from ui import formats, words
from ui.i18n import translate
from ui.parts.requirement import RequirementNote
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.emptying import empty
from ui.widgets.labels import label
from ui.widgets.ledger import Reason


class AuthorityCard(Card):
    """`show_needed` fills it.

    Signals:
        wanted: (PlanTerms) the person takes the advice: these terms instead.
    """

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(translate("AuthorityCard", "谁来批准"))
        self._held = QVBoxLayout()
        self._shown: object = None
        self.body.addLayout(self._held)

    def show_needed(self, needed: Requirement, advice: Advice | None, *, loans: int = 1) -> None:
        """Show what is needed; the advice comes when it is worked out."""
        if (needed, advice, loans) == self._shown:
            return
        self._shown = (needed, advice, loans)
        empty(self._held)
        self._held.addWidget(RequirementNote(needed))
        if needed.level is Level.COLLECTOR:
            return
        if loans > 1:
            self._held.addWidget(label(translate("AuthorityCard", "几笔借款合在一起计算权限。"), "faint", wrap=True))
        if advice is None:
            return
        if isinstance(advice.own, Within):
            told = translate("AuthorityCard", "这样改，就在你自己的权限内：{changes}。")
            self._offer(advice.own, told.format(changes=change_words(advice.own.changes)))
            return
        reasons = formats.clauses(words.criterion(one) for one in advice.own.left)
        told = translate("AuthorityCard", "改条款也到不了你自己的权限：{reasons}。")
        self._held.addWidget(Reason(told.format(reasons=reasons), "info"))
        if advice.nearest is not None:
            told = translate("AuthorityCard", "这样改，{level}就能批：{changes}。")
            level = words.level(advice.nearest.level)
            self._offer(advice.nearest, told.format(level=level, changes=change_words(advice.nearest.changes)))

    def _offer(self, way: Within, told: str) -> None:
        self._held.addWidget(Reason(told, "ok"))
        if not way.changes:
            return
        take = button(
            translate("AuthorityCard", "按此修改"), "", "tune", says=f"{told} {translate('AuthorityCard', '按此修改')}"
        )
        take.clicked.connect(lambda: self._take(way.terms))
        self._held.addWidget(take)

    def _take(self, terms: PlanTerms) -> None:
        self.wanted.emit(terms)


def change_words(changes: tuple[TermChange, ...]) -> str:
    """The changes in one clause: "期数 39 → 24，减免罚息 296.12 → 148.06"."""
    return formats.clauses(
        f"{words.term(one.field)} {words.term_value(one.field, one.before)} → {words.term_value(one.field, one.after)}"
        for one in changes
    )
