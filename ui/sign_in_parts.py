"""What the sign-in window is put together from and asks nothing of: the name above, a field, who somebody is.

The words stay in the window's own context of translation. Part of the first window, so nothing but Qt's widgets.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui import theme
from ui.access import Access
from ui.i18n import translate
from ui.widgets.labels import label

if TYPE_CHECKING:
    from ui.parts.destroyed import Destroyed
    from ui.widgets.states import Banner

CENTRED = 4
"""`Qt.AlignmentFlag.AlignHCenter`, by the name of the property: `Qt` need not be named for it (`ui.first_paint`)."""


def mark() -> QWidget:
    """The name of the program and what it is for."""
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.XXS)
    for one in (
        label(translate("SignIn", "催收外访"), "display"),
        label(translate("SignIn", "催收不是追债，是帮客户找办法。"), "muted"),
    ):
        one.setProperty("alignment", CENTRED)
        column.addWidget(one)
    return held


def field(words: str, *, secret: bool = False) -> QLineEdit:
    """A field as tall as its text needs, and never smaller than what can be pressed."""
    made = QLineEdit()
    made.setAccessibleName(words)
    made.ensurePolished()
    made.setMinimumHeight(max(theme.TARGET, made.sizeHint().height()))
    if secret:
        made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


def notices(destroyed: Sequence[Destroyed], read: Callable[[Destroyed], object]) -> list[Banner]:
    """What was destroyed on this laptop and nobody has read of yet."""
    if not destroyed:
        return []
    from ui.parts.destroyed import notice  # what a start almost never shows, it does not load

    return [notice(one, read) for one in destroyed]


def role_of(access: Access) -> str:
    """What somebody does, in words; nothing for a role of a newer server."""
    roles = {"collector": translate("SignIn", "催收员"), "supervisor": translate("SignIn", "主管")}
    return roles.get(access.role, "")
