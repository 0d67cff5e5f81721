"""A time of the day typed by hand: 9:30, 0930 or just 9. A field, not a spin box: no arrows to miss with a finger."""

from __future__ import annotations

from datetime import time

from ui.widgets.checked_edit import CheckedEdit, Refusal

LAST_HOUR, LAST_MINUTE = 23, 59


class TimeEdit(CheckedEdit[time]):
    """A time of the day, to the minute."""

    def __init__(self, says: str, *, required: bool = True) -> None:
        super().__init__(says, required=required)

    def read(self, text: str) -> time:
        hours, colon, minutes = text.replace(".", ":").partition(":")
        if not colon and len(hours) > 2:
            hours, minutes = hours[:-2], hours[-2:]
        if not (hours + (minutes or "0")).isdecimal() or not hours:
            raise Refusal(self.tr("请输入时间，例如 9:30"), at_once=not (hours + minutes).isdecimal() and bool(hours))
        hour, minute = int(hours), int(minutes or "0")
        if hour > LAST_HOUR or minute > LAST_MINUTE:
            raise Refusal(self.tr("没有这个时间"))
        return time(hour, minute)

    def write(self, value: time) -> str:
        return f"{value:%H:%M}"
