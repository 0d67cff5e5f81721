"""The call itself: the number once it is open, one large button for what happens next, and how long was spoken.

Dialling is done on the phone in one's hand; here is pressed what happened, so that the log has its times without
anybody looking at a clock. A call that was made before, or that the other side made, is logged the same way.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldapp import clock
from fieldapp.domain.contact_rules import LONGEST_CALL_S
from fieldapp.domain.party import masked_phone
from fieldapp.services.log_contact import ContactDesk, ContactDraft
from ui import theme
from ui.parts.number_lock import NumberLock
from ui.widgets.buttons import Kind, button
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.emptying import empty
from ui.widgets.fields import Fields
from ui.widgets.flow import Flow
from ui.widgets.int_edit import IntEdit
from ui.widgets.labels import label, show_in_place
from ui.words import contact as contact_words
from ui.workplace import Workplace

TICK_MS = 1000
AGO_MINUTES = (0, 30, 60, 180)
"""How long ago a call was that is logged afterwards, as one may say it."""


class CallCard(Card):
    """Number, course and length of one call; written into the draft.

    Signals:
        edited: something changed.
        moved: the call has got somewhere: it was dialled, answered, is over, or begins anew.
    """

    edited = Signal()
    moved = Signal()

    def __init__(self, work: Workplace, desk: ContactDesk) -> None:
        super().__init__(self.tr("通话"))
        self._work, self._desk, self._draft = work, desk, desk.draft
        self._free = False
        self._numbers = QVBoxLayout()
        self._course = QVBoxLayout()
        self._course.setSpacing(theme.S)
        self._clock = label("", "display")
        self.body.addLayout(self._numbers)
        self.body.addWidget(self._clock)
        self.body.addLayout(self._course)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._say_time)
        if not self._draft.number and desk.party.phones:
            self._draft.number = desk.party.phones[0]
        self.set_free(free=False, reason=self.tr("正在查看能否联系"))
        self._show_course()

    @property
    def is_over(self) -> bool:
        """Whether the call can be logged: it was not answered, or it is over."""
        return over(self._draft)

    def set_free(self, *, free: bool, reason: str = "") -> None:
        """Whether one may call now: numbers and the first button follow; `reason` says why not."""
        changed = self._free is not free
        self._free = free
        empty(self._numbers)
        party = self._desk.party
        if not party.phones:
            self._numbers.addWidget(label(self.tr("没有登记电话。可以先补充号码。"), "muted", wrap=True))
        locks = [
            NumberLock(self._work, self._draft.case_id, party, which, "" if free else reason)
            for which in range(len(party.phones))
        ]
        if locks:
            self._numbers.addWidget(Flow(locks))
        if len(locks) > 1:
            answers = [(str(which), masked_phone(number)) for which, number in enumerate(party.phones)]
            chosen = str(party.phones.index(self._draft.number)) if self._draft.number in party.phones else "0"
            which = Choice(self.tr("拨打哪个号码"), answers, chosen)
            which.changed.connect(lambda value: self._take_number(int(value)))
            self._numbers.addWidget(which)
        if changed:
            self._show_course()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()

    def dial(self) -> None:
        """The number is being dialled."""
        self._draft.began_at, self._draft.incoming = clock.now(), False
        self._move()

    def take_call(self) -> None:
        """They have called us, and it was answered."""
        now = clock.now()
        self._draft.began_at, self._draft.answered_at = now, now
        self._draft.connected = self._draft.incoming = True
        self._move()

    def answer(self) -> None:
        """Somebody has answered."""
        self._draft.answered_at, self._draft.connected = clock.now(), True
        self._move()

    def miss(self) -> None:
        """Nobody answers."""
        self._draft.ended_at, self._draft.connected = clock.now(), False
        self._move()

    def end(self) -> None:
        """The call is over."""
        self._draft.ended_at = clock.now()
        self._draft.seconds = self._draft.length
        self._move()

    def begin_anew(self) -> None:
        """Nothing of this was so."""
        draft = self._draft
        draft.began_at = draft.answered_at = draft.ended_at = draft.connected = draft.seconds = None
        draft.incoming = False
        self._move()

    def log_earlier(self) -> None:
        """A call that was made before, away from the laptop."""
        self._draft.began_at = self._draft.ended_at = clock.now()
        self._draft.connected = True
        self._draft.seconds = 0
        self._move()

    def _move(self) -> None:
        self._show_course(focus=True)
        self.edited.emit()
        self.moved.emit()

    def _show_course(self, *, focus: bool = False) -> None:
        """What can have happened next, as buttons, and the time."""
        empty(self._course)
        draft = self._draft
        show_in_place(self._clock, shown=draft.began_at is not None)
        if draft.began_at is None:
            first = self._offer_begin()
        elif self.is_over:
            first = self._offer_end()
        elif draft.answered_at is None:
            first = self._offer_row(
                (self.tr("接通了"), "primary", self.answer),
                (self.tr("没有接通"), "", self.miss),
                (self.tr("取消"), "quiet", self.begin_anew),
            )
        else:
            first = self._offer_row((self.tr("通话结束"), "primary", self.end))
        self._say_time()
        if focus:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_begin(self) -> QWidget:
        first = self._offer_row(
            (self.tr("开始拨号"), "primary", self.dial),
            (self.tr("对方来电"), "", self.take_call),
            (self.tr("补记已打过的电话"), "quiet", self.log_earlier),
        )
        first.setEnabled(self._free and bool(self._desk.party.phones))
        return first

    def _offer_row(self, *steps: tuple[str, Kind, Callable[[], None]]) -> QWidget:
        row, made = Flow(), []
        for words, kind, act in steps:
            one = button(words, kind)
            one.clicked.connect(lambda _checked=False, act=act: act())
            row.add(one)
            made.append(one)
        self._course.addWidget(row)
        return made[0]

    def _offer_end(self) -> QWidget:
        """Whether it was answered and for how long, which may still be put right, and a way back."""
        draft = self._draft
        form = Fields()
        again = button(self.tr("重新计时"), "quiet", "undo")
        again.clicked.connect(self.begin_anew)
        first: QWidget = again
        if not draft.incoming:
            answers = [("yes", self.tr("已接通")), ("no", self.tr("未接通"))]
            connected = Choice(self.tr("是否接通"), answers, "yes" if draft.connected else "no")
            connected.changed.connect(lambda value: self._take_connected(connected=value == "yes"))
            form.add(self.tr("是否接通"), connected, wide=True)
            first = connected
        if draft.connected:
            length = IntEdit(self.tr("通话时长"), unit=self.tr("秒"), most=LONGEST_CALL_S)
            length.set_value(draft.length)
            length.changed.connect(self._take_seconds)
            form.add(self.tr("通话时长"), length, width=160, below=True)
        if draft.answered_at is None:
            form.add(self.tr("什么时候"), self._ago(), wide=True)
        self._course.addWidget(form)
        self._course.addWidget(Flow([again]))
        return first

    def _ago(self) -> Choice:
        words = [self.tr("刚才") if not one else self.tr("%n 分钟前", "", one) for one in AGO_MINUTES]
        answers = [(str(one), said) for one, said in zip(AGO_MINUTES, words, strict=True)]
        chosen = _minutes_ago(self._draft.began_at)
        ago = Choice(self.tr("什么时候"), answers, str(chosen) if chosen in AGO_MINUTES else None)
        ago.changed.connect(self._take_ago)
        return ago

    def _take_number(self, which: int) -> None:
        self._draft.number = self._desk.party.phones[which]
        self.edited.emit()

    def _take_connected(self, *, connected: bool) -> None:
        self._draft.connected = connected
        QTimer.singleShot(0, self, self._move)  # the choice that was pressed is made anew with the rest

    def _take_seconds(self, seconds: int | None) -> None:
        self._draft.seconds = seconds or 0
        self._say_time()
        self.edited.emit()

    def _take_ago(self, minutes: str) -> None:
        self._draft.began_at = clock.now() - timedelta(minutes=int(minutes))
        self.edited.emit()

    def _say_time(self) -> None:
        draft = self._draft
        if draft.began_at is None:
            return
        if self.is_over:
            told = contact_words.spoken_for(draft.length) if draft.connected else self.tr("未接通")
        elif draft.answered_at is None:
            told = self.tr("正在拨号 {time}").format(time=_running(draft.began_at))
        else:
            told = _running(draft.answered_at)
        self._clock.setText(told)
        self._clock.setAccessibleName(told)


def over(draft: ContactDraft) -> bool:
    """Whether a call can be logged."""
    return draft.connected is False or (draft.connected is True and draft.ended_at is not None)


def _running(since: datetime) -> str:
    minutes, seconds = divmod(max(0, int((clock.now() - since).total_seconds())), 60)
    return f"{minutes:02}:{seconds:02}"


def _minutes_ago(moment: datetime | None) -> int:
    return 0 if moment is None else round((clock.now() - moment).total_seconds() / 60)
