"""A sum of money typed by hand: integer minor units in and out, never a float on the way."""

from __future__ import annotations

import re

from ui import formats
from ui.widgets.checked_edit import CheckedEdit, Refusal

_SHAPE = re.compile(r"(\d*)(?:\.(\d*))?")
_NOISE = re.compile(r"[,\s¥￥元]")


class MoneyEdit(CheckedEdit[int]):
    """Groups thousands while one types and shows two decimals when one is done.

    `value()` is in minor units (分). Commas, spaces, "¥" and "元" may be typed or pasted and mean nothing; anything
    else that is no amount is refused with a reason. `most` and `least` are in minor units too.
    """

    def __init__(
        self, says: str, *, most: int | None = None, least: int = 0, required: bool = False, currency: str = "CNY"
    ) -> None:
        self._most, self._least, self._currency = most, least, currency
        super().__init__(says, required=required, prefix=formats.SYMBOLS.get(currency, currency))

    def read(self, text: str) -> int:
        minor = self._minor(_NOISE.sub("", text))
        if self._most is not None and minor > self._most:
            raise Refusal(self.tr("不能超过 {sum}").format(sum=formats.money(self._most, self._currency)))
        if minor < self._least:
            least = formats.money(self._least, self._currency)
            raise Refusal(self.tr("不能低于 {sum}").format(sum=least), at_once=False)
        return minor

    def write(self, value: int) -> str:
        return formats.amount(value, self._currency)

    def tidy(self, text: str, caret: int) -> tuple[str, int]:
        """Put the commas where they belong, and leave the caret behind the same digit."""
        kept = _NOISE.sub("", text)
        if _SHAPE.fullmatch(kept) is None or not kept:
            return text, caret
        before = len(_NOISE.sub("", text[:caret]))
        whole, point, rest = kept.partition(".")
        grouped = f"{int(whole):,}" if whole.isdecimal() and not whole.startswith("0") else whole
        tidied = grouped + point + rest
        place = 0
        while before and place < len(tidied):
            before -= tidied[place] != ","
            place += 1
        return tidied, place

    def _minor(self, text: str) -> int:
        shape = _SHAPE.fullmatch(text)
        if shape is None or not (shape[1] or shape[2]):
            raise Refusal(self.tr("请输入金额，例如 8,000 或 8,000.50"), at_once=text != ".")
        digits = formats.MINOR_DIGITS.get(self._currency, 2)
        fraction = shape[2] or ""
        if len(fraction) > digits:
            raise Refusal(self.tr("最多 {digits} 位小数").format(digits=digits))
        return int((shape[1] or "0") + fraction.ljust(digits, "0"))
