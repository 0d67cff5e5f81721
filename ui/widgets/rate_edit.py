"""A yearly rate typed by hand: percent on screen, an exact fraction inside, never a float on the way."""

from __future__ import annotations

import re
from decimal import Decimal

from ui.widgets.checked_edit import CheckedEdit, Refusal

DIGITS = 4
_SHAPE = re.compile(r"\d{1,3}(\.\d*)?|\.\d+")


class RateEdit(CheckedEdit[Decimal]):
    """`value()` is a fraction: "12" is 0.12. `most` is a fraction too."""

    def __init__(self, says: str, *, most: Decimal | None = None, required: bool = False) -> None:
        self._most = most
        super().__init__(says, required=required, suffix="%")

    def set_most(self, most: Decimal) -> None:
        """Accept no more than this from now on."""
        self._most = most

    def read(self, text: str) -> Decimal:
        plain = text.replace("%", "").replace(" ", "")
        if _SHAPE.fullmatch(plain) is None:
            raise Refusal(self.tr("请输入年利率，例如 12 或 8.5"), at_once=plain != ".")
        if len(plain.partition(".")[2]) > DIGITS:
            raise Refusal(self.tr("最多 {digits} 位小数").format(digits=DIGITS))
        value = Decimal(plain) / 100
        if self._most is not None and value > self._most:
            raise Refusal(self.tr("不能高于合同利率 {rate}%").format(rate=percent(self._most)))
        return value

    def write(self, value: Decimal) -> str:
        return percent(value)


def percent(rate: Decimal) -> str:
    """A fraction as percent without empty decimals: 0.12 -> "12"."""
    return f"{(rate * 100).normalize():f}"
