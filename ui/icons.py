"""Pictures of one family, tinted by token: white masks made at set-up, so that start needs no icon font and no SVG.

`resources/icons.txt` names them (`name glyph`, one a line); set-up writes one white 96x96 mask each. An icon paints
itself in the colour its token has at that moment, so a change of theme needs no new icons.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QImage, QPainter, QPixmap, QTransform

from fieldapp import paths
from ui import theme
from ui.theme import Tone

DIRECTED = frozenset({"back", "forward", "chevron_left", "chevron_right", "undo", "redo", "return", "sign_out", "play"})
"""Pictures that point where reading goes: mirrored where it goes from right to left."""
_masks: dict[str, QImage] = {}
_tinted: dict[tuple[str, int, int, int], QPixmap] = {}


def icon(name: str, colour: Tone = "text", checked: Tone | None = None) -> QIcon:
    """An icon for buttons and menus: `colour` as it is, `checked` while its button is on, faint while disabled.

    Raises:
        KnownError: `setup.resource_missing` when set-up has not made an icon of that name.
    """
    _mask(name)
    return QIcon(_TintedEngine(name, colour, checked or colour))


def pixmap(name: str, size: int, colour: Tone = "text", scale: float = 1.0) -> QPixmap:
    """The picture in `size` x `size` logical px, sharp at the screen's `scale`, in the token's colour now.

    Raises:
        KnownError: `setup.resource_missing` when set-up has not made an icon of that name.
    """
    side = max(1, round(size * scale))
    tint = theme.colour(colour)
    turned = name in DIRECTED and QGuiApplication.isRightToLeft()
    key = (name + "<" * turned, side, round(scale * 100), tint.rgba())
    if key not in _tinted:
        painted = _paint(name, side, scale, colour)
        _tinted[key] = painted.transformed(QTransform.fromScale(-1, 1)) if turned else painted
    return _tinted[key]


def draw(painter: QPainter, name: str, where: QRect, colour: Tone = "text") -> None:
    """Paint the picture centred in `where`, as large as fits."""
    side = min(where.width(), where.height())
    device = painter.device()
    scale = device.devicePixelRatioF() if device is not None else 1.0
    left, top = where.x() + (where.width() - side) // 2, where.y() + (where.height() - side) // 2
    painter.drawPixmap(QRect(left, top, side, side), pixmap(name, side, colour, scale))


def _mask(name: str) -> QImage:
    if name not in _masks:
        _masks[name] = QImage(str(paths.made("icons", f"{name}.png")))
    return _masks[name]


def _paint(name: str, side: int, scale: float, colour: Tone) -> QPixmap:
    image = _mask(name).smoothScaled(side, side)  # they are square
    plain = QPixmap(side, side)
    plain.fill(theme.colour(colour))  # an image asks whether its colour is one of `Qt` (`ui.first_paint`)
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.drawPixmap(image.rect(), plain)
    painter.end()
    tinted = QPixmap.fromImage(image)
    tinted.setDevicePixelRatio(scale)
    return tinted


class _TintedEngine(QIconEngine):
    """Paints a mask in the colour its token has at the moment of painting."""

    def __init__(self, name: str, colour: Tone, checked: Tone) -> None:
        super().__init__()
        self._name, self._colour, self._checked = name, colour, checked

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        draw(painter, self._name, rect, self._tone(mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return pixmap(self._name, min(size.width(), size.height()), self._tone(mode, state))

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        logical = round(min(size.width(), size.height()) / scale)
        return pixmap(self._name, logical, self._tone(mode, state), scale)

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._name, self._colour, self._checked)

    def _tone(self, mode: QIcon.Mode, state: QIcon.State) -> Tone:
        if mode == QIcon.Mode.Disabled:
            return "text_3"
        return self._checked if state == QIcon.State.On else self._colour
