"""One place for colour, spacing, type and radii, so that light and dark, and a change of mind, cost nobody any work.

Every colour on screen is one of `ui.tokens`; a widget that paints asks `colour(...)` while it paints and never keeps
the answer, so a change of theme at run time needs no more than a repaint. Plain Qt widgets get their look from the
palette and the style sheet that `apply` sets. Nobody else writes a hex value.

Light and dark are both ours, because a platform's own colour scheme cannot be set everywhere.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Literal, get_args

from PySide6 import QtCore
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from ui import first_paint, fonts, stylesheet
from ui.tokens import DARK, LIGHT, POINTS, STRONG_ROLES, Role, Theme

Choice = Literal["system", "light", "dark"]
Tone = Literal["text", "text_2", "text_3", "accent", "on_accent", "ok", "warn", "stop", "info"]
Ground = Literal["canvas", "surface", "sunken", "accent_weak", "ok_weak", "warn_weak", "stop_weak", "info_weak"]
Line = Literal["line", "field_line", "focus", "paper", "ink", "ink_line", "track", "map_ground", "map_road",
               "map_water", "map_green", "map_building", "map_main", "map_edge"]  # fmt: skip
Bucket = Literal["M0", "M1", "M2", "M3", "M4+"]

BUCKETS: tuple[Bucket, ...] = get_args(Bucket)
XXS, XS, S, M, L, XL = 4, 8, 12, 16, 24, 32
"""Spacing in px; nothing else is used between things."""
TARGET = 32
"""Least height in px of anything that can be pressed."""
LINE_LENGTH = 1560
"""Width in px at which the columns of a page stop growing."""
TEXT_SCALES = (0.9, 1.0, 1.15, 1.3, 1.5)
HALF = 128
"""Lightness, of 255, below which a ground is dark."""
STYLED = "in_our_style"
"""Property of an application that has the style already."""


class Changes(QObject):
    """Says that the tokens are others now: colours, or the size of text."""

    changed = Signal()


changes = Changes()
_current = LIGHT
_choice: Choice = "light"
_told: Choice = "system"
"""What the platform was told for its own parts."""
_following: list[bool] = []


def current() -> Theme:
    """The tokens in force."""
    return _current


def choice() -> Choice:
    """What the user chose: to follow the system, or one of the two."""
    return _choice


def colour(token: Tone | Ground | Line) -> QColor:
    """The colour of a token now; ask while painting, do not keep it."""
    return QColor(getattr(_current, token))


def weak(tone: Tone) -> QColor:
    """The ground that belongs to a tone: for chips and banners."""
    return QColor(getattr(_current, f"{tone}_weak", _current.sunken))


def bucket_colour(bucket: Bucket) -> QColor:
    """The fixed colour of an ageing bucket; it never stands without the bucket's name beside it."""
    return QColor(_current.buckets[BUCKETS.index(bucket)])


def bucket_ground(bucket: Bucket) -> QColor:
    """The ground of a bucket's chip: its colour, thinned over a card."""
    return blend(bucket_colour(bucket), QColor(_current.surface), _current.bucket_tint)


def blend(over: QColor, ground: QColor, share: float) -> QColor:
    """`share` (0..1) of one colour over another, as one opaque colour."""
    parts = zip(over.getRgb()[:3], ground.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(top * share + below * (1 - share)) for top, below in parts))


def font(role: Role = "body") -> QFont:
    """The interface font for a role of the type scale, at the user's text size; ask while painting."""
    return fonts.make(POINTS[role] * _current.text_scale, strong=role in STRONG_ROLES)


def scaled(pixels: int) -> int:
    """A size in px that goes with the text: pictures beside words, rows of a table. Never smaller than asked for."""
    return round(pixels * max(1.0, _current.text_scale))


def application(arguments: Sequence[str] = ()) -> QApplication:
    """The application, in our style from its first moment on.

    To ask one for its style, or to give it another, costs fifteen milliseconds of the start: PySide makes the
    enumerations of `QStyle` for the answer.
    """
    made = QApplication([sys.argv[0], "-style", "Fusion", *arguments])
    made.setProperty(STYLED, True)
    return made


def apply(app: QApplication, chosen: Choice = "system", text_scale: float = 1.0) -> None:
    """Put a theme in force for the whole application, now and (for "system") whenever the system changes its mind.

    `text_scale` is the size of text against the normal 10 points, 0.9 to 1.5.
    """
    global _choice
    _choice = chosen
    if not app.property(STYLED):
        app.setStyle("Fusion")
        app.setProperty(STYLED, True)
    if not _following:
        _following.append(True)
        app.styleHints().colorSchemeChanged.connect(_on_system_change)
    _tell_platform(app, chosen)
    _put(app, _resolve(app, chosen), min(max(text_scale, TEXT_SCALES[0]), TEXT_SCALES[-1]))


def _tell_platform(app: QApplication, chosen: Choice) -> None:
    """For its own parts: title bar, file dialogs. It goes by itself until it is told otherwise."""
    global _told
    if chosen == _told:
        return
    _told, schemes = chosen, QtCore.Qt.ColorScheme
    app.styleHints().setColorScheme({"system": schemes.Unknown, "light": schemes.Light, "dark": schemes.Dark}[chosen])


def _on_system_change() -> None:
    app = QApplication.instance()
    if _choice == "system" and isinstance(app, QApplication):
        _put(app, _resolve(app, "system"), _current.text_scale)


def _look_again() -> None:
    """The first window went by the platform's palette; few platforms have one that is not as dark as they say."""
    app = QApplication.instance()
    if _choice == "system" and isinstance(app, QApplication) and _resolve(app, "system").dark != _current.dark:
        _on_system_change()


def _resolve(app: QApplication, chosen: Choice) -> Theme:
    if chosen == "system" and first_paint.held():
        first_paint.after(_look_again)
        return DARK if app.palette().color(QPalette.ColorRole.Window).lightness() < HALF else LIGHT
    if chosen == "system":
        return DARK if app.styleHints().colorScheme() == QtCore.Qt.ColorScheme.Dark else LIGHT
    return DARK if chosen == "dark" else LIGHT


def _put(app: QApplication, tokens: Theme, text_scale: float) -> None:
    global _current
    _current = tokens._replace(text_scale=text_scale)
    app.setStyleSheet("")  # else every widget works its old rules out once more for the new palette
    app.setFont(font())
    app.setPalette(_palette(_current))
    app.setStyleSheet(stylesheet.rules(_current))
    changes.changed.emit()


def _palette(theme: Theme) -> QPalette:
    palette, roles = QPalette(), QPalette.ColorRole
    for role, value in (
        (roles.Window, theme.canvas), (roles.Base, theme.surface), (roles.AlternateBase, theme.sunken),
        (roles.Button, theme.surface), (roles.WindowText, theme.text), (roles.Text, theme.text),
        (roles.ButtonText, theme.text), (roles.PlaceholderText, theme.text_3), (roles.ToolTipBase, theme.surface),
        (roles.ToolTipText, theme.text), (roles.Mid, theme.line), (roles.Highlight, theme.accent),
        (roles.Accent, theme.accent), (roles.Link, theme.accent), (roles.HighlightedText, theme.on_accent),
    ):  # fmt: skip
        palette.setColor(role, QColor(value))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.text_3))
    return palette
