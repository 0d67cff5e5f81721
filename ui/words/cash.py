"""Words for cash in hand: how a receipt's number is written, and how pressing its deposit is."""

from __future__ import annotations

from datetime import datetime

from fieldapp import clock
from fieldapp.domain.cash import DepositUrgency
from ui import formats
from ui.i18n import translate
from ui.theme import Tone

_TONES: dict[DepositUrgency, Tone] = {
    DepositUrgency.FINE: "ok",
    DepositUrgency.SOON: "warn",
    DepositUrgency.OVERDUE: "stop",
}


def receipt_no(number: int) -> str:
    """A receipt's number as it is printed and read aloud, in groups: "17 8036 0001"."""
    digits = str(number)
    head = len(digits) % 4
    groups = [digits[:head]] if head else []
    return " ".join([*groups, *(digits[at : at + 4] for at in range(head, len(digits), 4))])


def deposit_tone(urgency: DepositUrgency) -> Tone:
    """The tone of what is said about a deadline."""
    return _TONES[urgency]


def deposit_due(due_by: datetime | None, urgency: DepositUrgency) -> str:
    """By when cash is to be paid in: "07-26 10:00 前缴存", "即将到期：还剩 2 小时", "已超期 3 小时"."""
    if due_by is None:
        return translate("words.cash", "按办公室规定缴存")
    if urgency is DepositUrgency.FINE:
        return translate("words.cash", "{moment} 前缴存").format(moment=formats.short_moment(due_by))
    minutes = max(1, int(abs((due_by - clock.now()).total_seconds())) // 60)
    if minutes > 180:  # minutes no longer matter
        minutes -= minutes % 60
    span = formats.duration(minutes) if minutes < 48 * 60 else formats.days(minutes // (24 * 60))
    if urgency is DepositUrgency.SOON:
        return translate("words.cash", "即将到期：还剩 {span}").format(span=span)
    return translate("words.cash", "已超期 {span}").format(span=span)
