"""What the foot of the window says: cash in hand and by when it must be paid in, what is not sent, who works here.

It reads the store off the GUI thread whenever something has changed, and says nothing that would be nothing: no cash,
no line about cash. The tray, where there is one, says the same.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from fieldapp import clock
from fieldapp.domain.cash import CashInHand, DepositUrgency
from fieldapp.domain.staff import StaffRole
from fieldapp.services.take_cash import cash_in_hand
from fieldapp.store.laptop.unit import ChangeSet
from ui import formats, sync_words
from ui.i18n import translate
from ui.shell import Shell
from ui.theme import Tone
from ui.tray import Tray
from ui.workplace import Workplace

LOOK_EVERY_MS = 60_000
_TONES: dict[DepositUrgency, Tone] = {
    DepositUrgency.FINE: "text_2",
    DepositUrgency.SOON: "warn",
    DepositUrgency.OVERDUE: "stop",
}


class StatusLine(QObject):
    """For one window."""

    def __init__(self, work: Workplace, shell: Shell, tray: Tray) -> None:
        super().__init__(shell)
        self._work, self._shell, self._tray = work, shell, tray
        self._cash: CashInHand | None = None
        self._collects = work.desk.staff.role is not StaffRole.SUPERVISOR
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)  # a deadline comes nearer by itself
        self._timer.timeout.connect(self.show)
        work.changed.connect(self._on_changed)
        work.status.connect(lambda _status: self.show())
        shell.rebuilt.connect(self.attach)
        shell.closed.connect(self._timer.stop)
        self.attach()

    def begin(self) -> None:
        """Read for the first time, once the window has been painted."""
        self._timer.start()
        self._read()

    def attach(self) -> None:
        """The foot is a new one: the frame was made anew."""
        foot = self._shell.foot
        foot.cash_wanted.connect(lambda: self._work.open("cash", "") if self._work.can("cash") else None)
        foot.unsent_wanted.connect(lambda: self._shell.go("sync"))
        foot.trouble_wanted.connect(lambda: self._shell.go("sync"))
        foot.who.clicked.connect(self._shell.user_wanted)
        self.show()

    def show(self) -> None:
        """Say what is known."""
        foot, status = self._shell.foot, self._work.last_status
        foot.practice.setVisible(self._work.practice)
        foot.who.say(_who(self._work), says=translate("foot", "设置，已登录：{who}").format(who=_who(self._work)))
        cash = _cash(self._cash)
        foot.cash.say(*cash)
        unsent = "" if status is None else sync_words.waiting(status)
        count = 0 if status is None else status.waiting + status.files_up
        foot.unsent.say(translate("foot", "待发送 %n 项", "", count) if count else "", tip=unsent, says=unsent)
        refused = 0 if status is None else status.refused + status.files_refused
        trouble = translate("foot", "%n 项未被接收", "", refused) if refused else ""
        foot.trouble.say(trouble, "warn")
        self._tray.say(tuple(line for line in (trouble, cash[0], unsent) if line), urgent=bool(refused))

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.cases or changes.outbox or not changes:
            self._read()

    def _read(self) -> None:
        if self._collects:
            self._work.tasks.read(lambda: cash_in_hand(self._work.desk), done=self._take, owner=self)

    def _take(self, cash: CashInHand) -> None:
        self._cash = cash
        self.show()


def _cash(cash: CashInHand | None) -> tuple[str, Tone]:
    """What is in hand and by when it must be paid in: "现金 ¥ 3,000.00 · 今日 18:00 前缴存"."""
    if cash is None or not cash.receipts:
        return "", "text_2"
    words = translate("foot", "现金 {sum}").format(sum=formats.money(cash.amount))
    urgency = cash.urgency(clock.now())
    if urgency is DepositUrgency.OVERDUE:
        words += " · " + translate("foot", "已过缴存期限")
    elif cash.due_by is not None:
        words += " · " + translate("foot", "{when} 前缴存").format(when=formats.short_moment(cash.due_by))
    return words, _TONES[urgency]


def _who(work: Workplace) -> str:
    staff = work.desk.staff
    return f"{staff.name} · {staff.staff_no}" if staff.staff_no else staff.name
