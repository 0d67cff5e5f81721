"""The cards of the conflict desk: two values side by side, who and when each, and one key to choose."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from fieldapp.domain.case_card import Choice
from fieldapp.domain.party import masked_phone
from ui import theme, words
from ui.i18n import translate
from ui.parts.phone import PhoneReveal
from ui.theme import Tone
from ui.viewmodels.conflict_sides import Side
from ui.viewmodels.conflicts import ClashLine, NotTakenLine
from ui.widgets.buttons import Kind, button
from ui.widgets.card import Card, Note
from ui.widgets.chips import Chip
from ui.widgets.columns import Columns
from ui.widgets.flow import Flow
from ui.widgets.labels import label
from ui.widgets.ledger import Reason

KEYS = {Choice.MINE: Qt.Key.Key_1, Choice.THEIRS: Qt.Key.Key_2, Choice.KEEP_BOTH: Qt.Key.Key_3}
READ, AGAIN = Qt.Key.Key_R, Qt.Key.Key_D
HELD = "held"


class KeyedCard(Card):
    """A card that can have the keyboard: its keys do what its buttons say.

    Signals:
        open_wanted: (str) the case to look at.
    """

    open_wanted = Signal(str)

    def __init__(self, ident: str, title: str, detail: str) -> None:
        super().__init__(says=f"{title} {detail}")
        self.ident = ident
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("pressable", "true")
        self._keys: dict[Qt.Key, QPushButton] = {}
        self.head.addWidget(label(title, "h2"))
        self.head.addWidget(label(detail, "muted", wrap=True), 1)
        self.body.addLayout(self.head)
        self.foot = Flow()

    def offer(self, words_: str, key: Qt.Key | None, act: Callable[[], object], kind: Kind = "") -> QPushButton:
        """One more way to go on; its key is told before its words."""
        told = words_ if key is None else f"{chr(key)} · {words_}"
        made = button(told, kind, says=words_)
        made.clicked.connect(lambda _checked=False: act())
        if key is not None:
            self._keys[key] = made
            made.setToolTip(chr(key))
        self.foot.add(made)
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        made = self._keys.get(Qt.Key(event.key()))
        if made is not None and made.isEnabled() and event.modifiers() in _PLAIN:
            made.click()
        else:
            super().keyPressEvent(event)

    def _add_sides(self, *sides: Note) -> None:
        columns = Columns([1] * len(sides))
        for number, side in enumerate(sides):
            columns.column(number).addWidget(side)
        self.add(columns)

    def _offer_case(self, case_id: str) -> None:
        if case_id:
            self.offer(translate("conflict_cards", "打开案件"), None, lambda: self.open_wanted.emit(case_id), "quiet")


_PLAIN = {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}


class ClashCard(KeyedCard):
    """Two values for one field.

    Signals:
        chosen: (object, object) the `ClashLine` and the `Choice`.
    """

    chosen = Signal(object, object)

    def __init__(self, line: ClashLine, *, can_open: bool) -> None:
        super().__init__(line.proposal_id, line.what, line.case)
        if line.waits:
            self.head.addWidget(Chip(translate("conflict_cards", "等主管决定"), "info"))
        proposed = translate("conflict_cards", "你写的") if line.own else translate("conflict_cards", "同事的提议")
        self._add_sides(
            side(proposed, line.mine, "accent"), side(translate("conflict_cards", "现在的"), line.theirs, "text_2")
        )
        self.add(Reason(line.why, "info" if line.waits else "warn"))
        for choice in line.choices:
            told = _choice_words(choice, own=line.own, waits=line.waits)
            self.offer(told, KEYS[choice], partial(self.chosen.emit, line, choice))
        if can_open:
            self._offer_case(line.case_id)
        self.add(self.foot)


class NotTakenCard(KeyedCard):
    """A fact that the server did not take: what was wanted, how it is now, why, and what to do.

    Signals:
        read: (str) somebody has read it.
        again: (object) the `NotTakenLine` that is to be recorded again.
    """

    read = Signal(str)
    again = Signal(object)

    def __init__(self, line: NotTakenLine, *, can_open: bool) -> None:
        super().__init__(line.fact_id, line.what, line.case)
        self.head.addWidget(Chip(words.custody(line.status), words.custody_tone(line.status)))
        self._add_sides(
            side(translate("conflict_cards", "你要做的"), line.wanted, "text_2"),
            side(translate("conflict_cards", "现在的情况"), line.now, "text_2"),
        )
        self.add(Reason(line.why, "info" if line.status == HELD else "warn", hint=line.code))
        if line.because:
            told = translate("conflict_cards", "因为它依据的“{what}”没有被接收。").format(what=line.because)
            self.add(label(told, "muted", wrap=True))
        if line.advice:
            self.add(label(line.advice, "muted", wrap=True))
        if line.status != HELD:  # there is no last word yet that one could have read
            self.offer(translate("conflict_cards", "知道了"), READ, lambda: self.read.emit(line.fact_id))
        if line.again:
            self.offer(translate("conflict_cards", "据此重新记录"), AGAIN, lambda: self.again.emit(line))
        if can_open:
            self._offer_case(line.case_id)
        self.add(self.foot)


def side(title: str, shown: Side, tone: Tone) -> Note:
    """One of two values, large enough to compare at a glance."""
    made = Note("", tone=tone)
    heading = made.body.itemAt(0)
    if heading is not None and (widget := heading.widget()) is not None:
        widget.hide()
    made.body.addWidget(label(title, "faint", "text_2"))  # the faintest tone is too faint on a coloured ground
    if shown.phone:
        made.body.addWidget(Flow([PhoneReveal(shown.value)]))
    else:
        made.body.addWidget(label(shown.value, "h2", wrap=True, selectable=True))
    if shown.told:
        made.body.addWidget(label(shown.told, "faint", "text_2", wrap=True))
    made.body.setSpacing(theme.XXS)
    value = masked_phone(shown.value) if shown.phone else shown.value
    made.setAccessibleName(f"{title} {value} {shown.told}".strip())
    return made


def _choice_words(choice: Choice, *, own: bool, waits: bool) -> str:
    if waits:
        return translate("conflict_cards", "收回我的")
    if not own:
        return words.card_choice(choice)
    return {
        Choice.MINE: translate("conflict_cards", "用我的"),
        Choice.THEIRS: translate("conflict_cards", "用现在的"),
        Choice.KEEP_BOTH: words.card_choice(Choice.KEEP_BOTH),
    }[choice]
