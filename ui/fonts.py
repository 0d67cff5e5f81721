"""Loads the two faces of the interface once, so that Chinese looks the same on every laptop, font installed or not.

Both are cut from Noto Sans SC at set-up. Their digits all have one width, so columns of money line up by themselves.
The strong face may be its own family or the same family at another weight, depending on how it was cut: callers ask
`make(points, strong=...)` and never name a family.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QFont, QFontDatabase

from fieldapp import paths
from fieldapp.errors import KnownError

FALLBACKS = ("Noto Sans CJK SC", "Microsoft YaHei UI", "PingFang SC", "WenQuanYi Micro Hei")
"""For the rare characters of names that lie outside GBK."""


class Families(NamedTuple):
    """The family names Qt knows our two faces by."""

    normal: str
    strong: str


_families: Families | None = None


def load() -> Families:
    """Register our faces with Qt, once a process; a `QApplication` must exist.

    Raises:
        KnownError: `setup.resource_missing` when set-up has not made them, or a file is no font.
    """
    global _families
    if _families is None:
        _families = Families(_add("NotoSansSC-Regular.ttf"), _add("NotoSansSC-SemiBold.ttf"))
    return _families


def make(points: float, *, strong: bool = False) -> QFont:
    """A face of ours in `points`, with digits of equal width."""
    families = load()
    made = QFont([families.strong if strong else families.normal, *FALLBACKS])
    made.setPointSizeF(points)
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def _add(name: str) -> str:
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(paths.made("fonts", name))))
    if not families:
        raise KnownError("setup.resource_missing", {"name": f"fonts/{name}"})
    return families[0]
