"""Light or dark, and the size of text, changed from wherever one is and kept: by settings, by the palette."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from ui import theme
from ui.preferences import Preferences


def set_look(preferences: Preferences, wanted: theme.Choice) -> None:
    """Show the screen so from now on."""
    preferences.keep(theme=wanted)
    theme.apply(_app(), wanted, theme.current().text_scale)


def set_scale(preferences: Preferences, scale: float) -> None:
    """Show text at this size from now on."""
    preferences.keep(text_scale=scale)
    theme.apply(_app(), preferences.theme, scale)


def set_size(preferences: Preferences, steps: int) -> None:
    """One size of text up or down, as far as they go."""
    sizes = theme.TEXT_SCALES
    here = min(range(len(sizes)), key=lambda at: abs(sizes[at] - theme.current().text_scale))
    set_scale(preferences, sizes[max(0, min(here + steps, len(sizes) - 1))])


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
