"""The conflict desk: everything that did not simply go through, and one key to say how it shall be.

Nothing is merged by time and nothing goes away by itself: a clash stays until somebody chose, a refused fact until
somebody read why.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from fieldapp.domain.case_card import Choice
from fieldapp.domain.staff import StaffRole
from fieldapp.errors import KnownError
from fieldapp.services.read_refusal import acknowledge
from fieldapp.services.redo_fact import redo
from fieldapp.services.settle_conflict import settle
from fieldapp.store.laptop.unit import ChangeSet
from ui.conflict_cards import ClashCard, KeyedCard, NotTakenCard
from ui.i18n import translate
from ui.loader import Loader
from ui.viewmodels.conflicts import ClashLine, ConflictsView, NotTakenLine, read_conflicts
from ui.widgets.emptying import let_go
from ui.widgets.labels import label
from ui.widgets.page import PageFrame
from ui.widgets.states import Banner, EmptyState

if TYPE_CHECKING:
    from ui.workplace import Workplace

KEY = "conflicts"


def open_desk(work: Workplace) -> None:
    """Show the desk over whatever is on screen; back leads there again."""
    if work.shell is not None:
        work.shell.open_beside(KEY, lambda: ConflictDesk(work))


class ConflictDesk(PageFrame):
    """The page. On a card: 1, 2, 3 choose; R marks as read; D records again. Tab goes from card to card."""

    def __init__(self, work: Workplace) -> None:
        super().__init__("", can_go_back=True)
        self._work = work
        self.set_title(self.tr("冲突台"))
        self._banner = Banner("", "warn", action=self.tr("重试"))
        self._nothing = EmptyState(
            self.tr("没有要处理的"),
            self.tr("大家改了不同的地方会自动合并；改到同一处，或有记录未被接收时，会在这里并排给你看。"),
            icon="ok",
        )
        self._parts: list[QWidget] = []
        self._cards: dict[str, tuple[object, KeyedCard]] = {}
        for part in (self._banner, self._nothing):
            part.hide()
            self.body.addWidget(part)
        self.loader: Loader[ConflictsView] = Loader(
            self, work.tasks, lambda: read_conflicts(work.desk), self._show, self._fail
        )
        self._banner.acted.connect(self.loader.ask)
        work.changed.connect(lambda _changes: self.loader.ask())

    def cards(self) -> list[KeyedCard]:
        """The cards on screen, from the top."""
        return [card for _line, card in self._cards.values()]

    def _show(self, found: ConflictsView) -> None:
        focused = self._focused()
        self._banner.hide()
        self.set_title(self.tr("冲突台"), _facts(found))
        self.setUpdatesEnabled(False)
        self._fill(found)
        self.setUpdatesEnabled(True)
        self._nothing.setVisible(not self._cards)
        self._focus_near(focused)

    def _fill(self, found: ConflictsView) -> None:
        """Cards that say the same as before stay as they are; only headings and what is new is made."""
        before, self._cards = self._cards, {}
        for part in self._parts:
            let_go(part)
        self._parts = []
        todo = [line for line in found.clashes if not line.waits]
        waiting = [line for line in found.clashes if line.waits]
        self._section(self.tr("改到了同一处"), todo, before)
        self._section(self.tr("未被接收的记录"), found.not_taken, before)
        self._section(self.tr("已交主管决定"), waiting, before)
        for line, card in before.values():
            if self._cards.get(card.ident, (None, None))[1] is not card:
                let_go(card)
            del line

    def _section(
        self, title: str, lines: Sequence[ClashLine | NotTakenLine], before: dict[str, tuple[object, KeyedCard]]
    ) -> None:
        if not lines:
            return
        heading = label(title, "h2")
        self.body.addWidget(heading)
        self._parts.append(heading)
        for line in lines:
            ident = line.proposal_id if isinstance(line, ClashLine) else line.fact_id
            kept, card = before.get(ident, (None, None))
            if card is None or kept != line:
                card = self._card(line)
            self._cards[ident] = (line, card)
            self.body.removeWidget(card)
            self.body.addWidget(card)
            card.show()

    def _card(self, line: ClashLine | NotTakenLine) -> KeyedCard:
        can_open = self._work.desk.staff.role is StaffRole.COLLECTOR
        if isinstance(line, ClashLine):
            clash = ClashCard(line, can_open=can_open)
            clash.chosen.connect(self._settle)
            clash.open_wanted.connect(self._open_case)
            return clash
        made = NotTakenCard(line, can_open=can_open)
        made.read.connect(self._acknowledge)
        made.again.connect(self._redo)
        made.open_wanted.connect(self._open_case)
        return made

    def _settle(self, line: ClashLine, choice: Choice) -> None:
        work = self._work
        work.tasks.write(
            lambda: settle(work.desk, line.case_id, line.card, line.proposal_id, choice),
            done=lambda changes: self._on_settled(choice, changes),
            failed=self._on_refused,
            owner=work,
        )

    def _on_settled(self, choice: Choice, changes: ChangeSet) -> None:
        if self._work.shell is not None:
            self._work.shell.say(_settled_words(choice))
        self._work.saved(changes)

    def _on_refused(self, error: KnownError) -> None:
        """Somebody was faster: say so, and show how it stands now."""
        if self._work.shell is not None:
            self._work.shell.say_error(error)
        self.loader.ask()

    def _acknowledge(self, fact_id: str) -> None:
        work = self._work
        work.tasks.write(
            lambda: acknowledge(work.desk, fact_id),
            done=lambda _none: work.saved(ChangeSet(outbox=True)),
            failed=self._fail,
            owner=work,
        )

    def _redo(self, line: NotTakenLine) -> None:
        work = self._work
        work.tasks.write(
            lambda: redo(work.desk, line.entry),
            done=lambda opened: work.open(*opened),
            failed=self._on_refused,
            owner=work,
        )

    def _open_case(self, case_id: str) -> None:
        self._work.open("case", case_id)

    def _fail(self, error: KnownError) -> None:
        self._banner.say_error(error, action=self.tr("重试"))

    def _focused(self) -> int:
        """The place of the card that has the keyboard; -1 for none."""
        for number, card in enumerate(self.cards()):
            if card.hasFocus() or card.isAncestorOf(self.focusWidget() or self):
                return number
        return -1

    def _focus_near(self, number: int) -> None:
        """The keyboard goes to the card in the place of the one that was dealt with, or to the first."""
        cards = self.cards()
        if not cards:
            if number >= 0:
                self.setFocus()
            return
        if self._focused() < 0 and self.isVisible() and (number >= 0 or self._has_keyboard()):
            cards[min(max(number, 0), len(cards) - 1)].setFocus()

    def _has_keyboard(self) -> bool:
        return self.hasFocus() or self.isAncestorOf(self.focusWidget() or self)


def _facts(found: ConflictsView) -> str:
    todo = sum(1 for line in found.clashes if not line.waits)
    parts = []
    if todo:
        parts.append(translate("ConflictDesk", "%n 处改动等你选", "", todo))
    if found.not_taken:
        parts.append(translate("ConflictDesk", "%n 条记录请看一下", "", len(found.not_taken)))
    return " · ".join(parts)


def _settled_words(choice: Choice) -> str:
    return {
        Choice.MINE: translate("ConflictDesk", "已采用提议的值，保存在本机，联网后送达。"),
        Choice.THEIRS: translate("ConflictDesk", "已保留现有的值，提议已收起。"),
        Choice.KEEP_BOTH: translate("ConflictDesk", "两个值都留着，交给主管决定。"),
    }[choice]
