"""All that waits for an answer, case after case: disputes, complaints, hardship and payments to be looked for.

For a supervisor's page: the next step of each is taken in place, and what must be answered first stands first.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldapp.domain.matter import MatterMoved
from fieldapp.errors import KnownError
from fieldapp.services.raise_matter import OpenMatter, move_matter, open_matters
from fieldapp.store.laptop.unit import ChangeSet
from ui import formats, theme
from ui.in_pieces import InPieces, Piece
from ui.loader import Loader
from ui.parts.matter_view import MatterView
from ui.widgets.card import Card
from ui.widgets.emptying import let_go
from ui.widgets.labels import label
from ui.widgets.states import Banner, EmptyState
from ui.workplace import Workplace


class OpenMatters(QWidget):
    """Loads itself and keeps itself true.

    Signals:
        counted: (int) how many wait, for a badge. filled: they are on screen.
    """

    counted = Signal(int)
    filled = Signal()

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._work = work
        self._cards: dict[str, tuple[OpenMatter, Card]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.M)
        self._error = Banner("", "warn", action=self.tr("重试"))
        self._error.hide()
        self._column.addWidget(self._error)
        self._nothing = EmptyState(
            self.tr("没有待答复的事"), self.tr("催收员听到的异议、投诉、困难和称已付款会列在这里。"), icon="ok"
        )
        self._nothing.hide()
        self._column.addWidget(self._nothing)
        self._pieces: InPieces | None = None
        self._loader: Loader[tuple[OpenMatter, ...]] = Loader(
            self, work.tasks, lambda: open_matters(work.desk), self._show, self._say_error
        )
        self._error.acted.connect(self._loader.ask)
        work.changed.connect(lambda _changes: self._loader.ask())

    def _show(self, found: tuple[OpenMatter, ...]) -> None:
        self._error.hide()
        if self._pieces is not None:
            self._pieces.stop()
        here = {one.line.matter.id for one in found}
        for gone in set(self._cards) - here:
            let_go(self._cards.pop(gone)[1])
        self._nothing.setVisible(not found)
        self.counted.emit(len(found))
        self._pieces = InPieces(self, self._put_all(found), done=self._all_put)

    def _all_put(self) -> None:
        self._pieces = None
        self.filled.emit()

    def _put_all(self, found: tuple[OpenMatter, ...]) -> Iterator[Piece]:
        for place, one in enumerate(found):
            yield partial(self._put, place, one)

    def _put(self, place: int, one: OpenMatter) -> None:
        """The card of a matter; one that is the same as before is left alone, with what is being typed in it."""
        before = self._cards.get(one.line.matter.id)
        if before is not None and before[0].line == one.line:
            return
        if before is not None:
            let_go(before[1])
        card = self._card(one)
        self._cards[one.line.matter.id] = (one, card)
        self._column.insertWidget(place + 2, card)

    def _card(self, one: OpenMatter) -> Card:
        card = Card(says=one.borrower)
        head = QHBoxLayout()
        head.addWidget(label(formats.aside(one.borrower, one.case_no), "h2", wrap=True), 1)
        if one.collector:
            head.addWidget(label(self.tr("负责人 {name}").format(name=one.collector), "faint"))
        card.body.addLayout(head)
        view = MatterView(one.line, one.whole)
        view.given.connect(lambda moved: self._move(one.case_id, view, moved))
        card.add(view)
        return card

    def _move(self, case_id: str, view: MatterView, moved: MatterMoved) -> None:
        self._work.tasks.write(
            lambda: move_matter(self._work.desk, case_id, moved),
            done=self._moved,
            failed=view.say_error,
            owner=view,
        )

    def _moved(self, changes: ChangeSet) -> None:
        self._work.saved(changes)

    def _say_error(self, error: KnownError) -> None:
        self._error.say_error(error, action=self.tr("重试"))
