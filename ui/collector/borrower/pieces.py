"""A page put together piece by piece: one piece an event, so that none of them holds the window up.

What the first look needs is made out of sight and shown at once; the rest follows in the same way, a column at a time,
because every piece that is shown by itself would have the whole page laid out again. Later a piece is made anew only
when what it shows is different; one that keeps something of its own (a filter, what somebody is typing) is told the
news instead. The keyboard stays where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar, cast

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.collector.borrower.shown import Shown
from ui.widgets.emptying import let_go
from ui.widgets.unhurried import show_at_once

ABSENT = object()
"""What a piece answers that is not on the page now."""
P = TypeVar("P", bound=QWidget)
FIRST_LOOK = 3
"""Pieces up to this turn are seen first."""
PAINTED_MS = 25
"""So long after them the rest begins."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece.

    Attributes:
        of: what it shows of the page; the same answer, and it stays as it is. `ABSENT`: it is not there.
        make: makes it.
        renew: tells one that is there the news; None: it is made anew.
        turn: what has a lower number is made earlier; the order of the list is that of the page.
        begin, fill: where both are given, `begin` makes it without knowing of which case, `fill` tells it once.
    """

    key: str
    column: int
    of: Callable[[Shown], object]
    make: Callable[[Shown], QWidget] | None = None
    renew: Callable[[QWidget, Shown], object] | None = None
    turn: int = 9
    begin: Callable[[], QWidget] | None = None
    fill: Callable[[QWidget, Shown], object] | None = None


def ahead(
    key: str,
    column: int,
    of: Callable[[Shown], object],
    begin: Callable[[], P],
    fill: Callable[[P, Shown], object],
    renew: Callable[[P, Shown], object] | None = None,
    *,
    turn: int,
) -> Piece:
    """A piece that can be begun before anybody knows of which case it is."""

    def of_this(tell: Callable[[P, Shown], object]) -> Callable[[QWidget, Shown], object]:
        return lambda part, shown: tell(cast(P, part), shown)

    return Piece(key, column, of, None, of_this(renew) if renew else None, turn, begin, of_this(fill))


class Pieces(QObject):
    """Keeps the pieces of a page true; `held` is the widget that holds the columns, hidden until the first look.

    Signals:
        seen: what the first look needs is on screen.
        filled: every piece shows what it should.
    """

    seen = Signal()
    filled = Signal()

    def __init__(self, held: QWidget, columns: Sequence[QVBoxLayout], pieces: Sequence[Piece]) -> None:
        super().__init__(held)
        self._held, self._columns, self._pieces = held, columns, list(pieces)
        self._made: dict[str, QWidget] = {}
        self._begun: dict[str, QWidget] = {}
        self._of: dict[str, object] = {}
        self._queue: list[Piece] = []
        self._covered: list[list[QWidget]] = [[] for _ in columns]
        self._shown: Shown | None = None
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._go_on)
        self.is_seen = self.is_filled = False
        held.hide()

    def show(self, shown: Shown) -> None:
        """Show this, the pieces that changed one after another in their order."""
        self._shown, self.is_filled = shown, False
        self._queue = sorted(self._pieces, key=lambda piece: piece.turn)
        self._turn.start()
        self._go_on()

    def begin(self) -> list[Callable[[], object]]:
        """What can be made before there is anything to show, step by step."""
        return [partial(self._begin, piece) for piece in self._pieces if piece.begin is not None]

    def _begin(self, piece: Piece) -> None:
        if piece.begin is None or piece.key in self._of or piece.key in self._begun:
            return
        made = self._begun[piece.key] = piece.begin()
        self._columns[piece.column].addWidget(made)
        made.ensurePolished()

    def in_order(self) -> list[QWidget]:
        """The pieces on the page, as one reads them."""
        return [self._made[piece.key] for piece in self._pieces if piece.key in self._made]

    def leave(self) -> None:
        """The case is not here any more: nothing of it stays to be seen."""
        self._turn.stop()
        self._queue.clear()
        self._shown = None
        for widget in self._made.values():
            widget.hide()
        self._of.clear()

    def _go_on(self) -> None:
        """Build the next piece that changed, or show what was built."""
        if self._shown is None:  # it was left meanwhile
            self._turn.stop()
            return
        while self._queue:
            if not self.is_seen and self._queue[0].turn > FIRST_LOOK:
                self.is_seen = True
                self._turn.stop()
                self._held.show()
                self.seen.emit()
                QTimer.singleShot(PAINTED_MS, self, self._turn.start)  # what is seen is painted first
                return
            if self._build(self._queue.pop(0)):
                return
        self._uncover()

    def _build(self, piece: Piece) -> bool:
        """Bring a piece up to date; whether anything had to be done."""
        assert self._shown is not None
        of = piece.of(self._shown)
        if piece.key in self._of and self._of[piece.key] == of:
            return False
        fresh = piece.key not in self._of
        self._of[piece.key] = of
        if of is ABSENT and piece.key not in self._made:
            return False
        self._put(piece, self._shown, absent=of is ABSENT, fresh=fresh)
        return True

    def _uncover(self) -> None:
        """Show what was made out of sight, a column at a time."""
        for waiting in self._covered:
            if waiting:
                show_at_once(waiting)
                waiting.clear()
                return
        self._turn.stop()
        self.is_filled = True
        self.filled.emit()

    def _put(self, piece: Piece, shown: Shown, *, absent: bool, fresh: bool) -> None:
        before = self._made.get(piece.key)
        if before is not None and not absent and piece.renew is not None:
            piece.renew(before, shown)
            before.show()
            return
        focused = _focused(before)
        if before is not None:
            del self._made[piece.key]
            self._columns[piece.column].removeWidget(before)
            let_go(before)
        if absent:
            return
        made = self._make(piece, shown)
        self._made[piece.key] = made
        by_itself = made.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)  # it comes when it has something
        covered = self.is_seen and fresh
        if covered and not by_itself:
            made.hide()
            self._covered[piece.column].append(made)
        self._columns[piece.column].removeWidget(made)
        self._columns[piece.column].insertWidget(self._place(piece), made)
        if not self.is_seen:
            made.ensurePolished()  # a piece a turn, so that the turn that shows them all has less to do
        elif not (covered or by_itself):
            made.show()  # now and not with the next event: what is not shown cannot take the focus
            _focus(made, focused)

    def _make(self, piece: Piece, shown: Shown) -> QWidget:
        if piece.begin is None or piece.fill is None:
            assert piece.make is not None
            return piece.make(shown)
        made = self._begun.pop(piece.key, None) or piece.begin()
        piece.fill(made, shown)
        return made

    def _place(self, piece: Piece) -> int:
        """How many pieces stand above this one in its column."""
        place = 0
        for other in self._pieces:
            if other.key == piece.key:
                break
            place += other.column == piece.column and other.key in self._made
        return place


def _focused(part: QWidget | None) -> str:
    """The name of the control in a part that has the keyboard; empty for none."""
    if part is None:
        return ""
    held = part.window().focusWidget()
    return held.accessibleName() if held is not None and part.isAncestorOf(held) else ""


def _focus(part: QWidget, name: str) -> None:
    """Put the keyboard on the control that took the place of the one that had it."""
    for widget in part.findChildren(QWidget) if name else ():
        if widget.accessibleName() == name and widget.isVisible():
            widget.setFocus()
            return
