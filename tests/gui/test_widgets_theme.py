"""Colours, fonts, icons and the change of theme at run time."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import ui
from fieldapp.errors import KnownError
from ui import fonts, icons, theme
from ui.theme import BUCKETS
from ui.tokens import DARK, LIGHT, Theme
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.chips import Chip
from ui.widgets.labels import Picture, label

UI = Path(ui.__file__).parent
THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: QColor) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor | str, other: QColor | str) -> float:
    lighter, darker = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


TONES = tuple(tone for tone in get_args(theme.Tone) if tone != "on_accent")
GROUNDS = get_args(theme.Ground)


@THEMES
@pytest.mark.parametrize("ground", GROUNDS)
def test_every_text_can_be_read_on_every_ground(tokens: Theme, ground: str) -> None:
    """All of them with each other: a row that is chosen, a note, a banner may hold words of any tone."""
    poor = {
        text: round(contrast(getattr(tokens, text), getattr(tokens, ground)), 2)
        for text in TONES
        if contrast(getattr(tokens, text), getattr(tokens, ground)) < 4.5
    }
    assert poor == {}


@THEMES
@pytest.mark.parametrize("ground", ["surface", "canvas", "sunken", "accent_weak"])
def test_chips_of_buckets_can_be_read_where_lists_are_chosen_and_not(tokens: Theme, ground: str) -> None:
    for colour in tokens.buckets:
        assert contrast(colour, getattr(tokens, ground)) >= 4.5


@THEMES
def test_marks_that_stand_beside_words_can_be_told_from_their_ground(tokens: Theme) -> None:
    """Dots, bars and edges are no text: three to one is asked of them (WCAG 2.2, 1.4.11)."""
    for mark in ("accent", "ok", "warn", "stop", "info", "focus", "field_line"):
        for ground in ("canvas", "surface"):
            assert contrast(getattr(tokens, mark), getattr(tokens, ground)) >= 3, (mark, ground)


@pytest.mark.parametrize("path", sorted(UI.rglob("*.py")), ids=lambda path: path.name)
def test_every_colour_that_is_painted_is_one_of_the_tokens_that_were_looked_at(path: Path) -> None:
    """A tone or ground that is asked for by name anywhere is in the tables above."""
    asked = set(re.findall(r"""theme\.colour\(\s*["'](\w+)["']""", path.read_text(encoding="utf-8")))
    assert asked <= {*TONES, "on_accent", *GROUNDS, *get_args(theme.Line)}


@THEMES
def test_words_on_the_accent_and_on_its_pressed_form_can_be_read(tokens: Theme) -> None:
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    assert contrast(tokens.on_accent, tokens.accent_strong) >= 4.5


@THEMES
def test_bucket_chips_can_be_read_and_bucket_colours_differ(tokens: Theme) -> None:
    for colour in tokens.buckets:
        ground = theme.blend(QColor(colour), QColor(tokens.surface), tokens.bucket_tint)
        assert contrast(colour, ground) >= 4.5
        assert contrast(colour, tokens.surface) >= 4.5
    assert len(set(tokens.buckets)) == len(BUCKETS)


@THEMES
def test_edges_of_fields_and_the_focus_stand_out(tokens: Theme) -> None:
    for ground in (tokens.surface, tokens.canvas):
        assert contrast(tokens.field_line, ground) >= 3
        assert contrast(tokens.focus, ground) >= 3


def test_nobody_writes_a_hex_colour_outside_of_the_theme() -> None:
    hexes = re.compile(r"""["'(\s]#[0-9a-fA-F]{3,8}\b""")
    found = [
        f"{path.relative_to(UI)}:{number}"
        for path in UI.rglob("*.py")
        if path.name != "tokens.py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if hexes.search(line)
    ]
    assert found == []


def test_a_change_of_theme_repaints_what_is_on_screen(qtbot: QtBot, look: QApplication) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    card, chip, picture, press = Card("卡片"), Chip("状态", "ok"), Picture("ok", "ok", 24), button("完成", "primary")
    for part in (card, chip, picture, press):
        part.setParent(holder)
        part.resize(part.sizeHint())
    holder.show()
    seen = {}
    for chosen in ("light", "dark"):
        theme.apply(look, chosen)
        seen[chosen] = [part.grab().toImage() for part in (card, chip, picture, press)]
    theme.apply(look, "light")
    assert all(light != dark for light, dark in zip(seen["light"], seen["dark"], strict=True))


def test_changes_are_said(qtbot: QtBot, look: QApplication) -> None:
    with qtbot.waitSignal(theme.changes.changed):
        theme.apply(look, "dark")
    assert theme.current().dark
    assert theme.choice() == "dark"
    theme.apply(look, "light")


def test_following_the_system_falls_back_to_light_where_it_does_not_tell(look: QApplication) -> None:
    theme.apply(look, "system")
    assert theme.choice() == "system"
    assert not theme.current().dark
    theme.apply(look, "light")


def test_text_grows_with_the_chosen_size_and_not_beyond_bounds(qtbot: QtBot, look: QApplication) -> None:
    words = label("今日应还")
    qtbot.addWidget(words)
    words.show()
    normal = words.sizeHint().height()
    theme.apply(look, "light", 1.5)
    assert words.sizeHint().height() > normal * 1.3
    assert theme.current().text_scale == 1.5
    theme.apply(look, "light", 9.0)
    assert theme.current().text_scale == 1.5
    theme.apply(look, "light")
    assert theme.current().text_scale == 1.0


@pytest.mark.parametrize("strong", [False, True])
def test_digits_have_one_width_and_the_face_is_ours(strong: bool) -> None:
    made = fonts.make(10, strong=strong)
    metrics = QFontMetrics(made)
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1
    assert QFontInfo(made).family().startswith("Noto Sans SC")


def test_the_faces_have_the_rare_characters_of_names() -> None:
    metrics = QFontMetrics(fonts.make(10))
    assert all(metrics.inFontUcs4(ord(character)) for character in "李镕喆堃琤¥−…·")


def test_an_icon_is_tinted_by_its_token_and_faint_while_disabled() -> None:
    picture = icons.pixmap("ok", 24, "stop").toImage()
    pixels = [picture.pixelColor(x, y) for x in range(24) for y in range(24)]
    assert {pixel.rgb() for pixel in pixels if pixel.alpha() == 255} == {QColor(LIGHT.stop).rgb()}
    made = icons.icon("ok", "stop")
    normal, off = made.pixmap(24), made.pixmap(24, made.Mode.Disabled)
    assert normal.toImage() != off.toImage()


def test_an_icon_is_sharp_on_a_fine_screen() -> None:
    fine = icons.pixmap("ok", 24, "text", 2.0)
    assert fine.width() == 48
    assert fine.deviceIndependentSize().width() == 24


def test_an_unknown_icon_is_a_known_error() -> None:
    with pytest.raises(KnownError) as refused:
        icons.icon("no_such_icon")
    assert refused.value.code == "setup.resource_missing"


def test_a_system_that_turns_dark_is_followed_while_running_unless_one_of_the_two_was_chosen(
    look: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme.apply(look, "system")
    system = {"system": DARK, "light": LIGHT, "dark": DARK}
    monkeypatch.setattr(theme, "_resolve", lambda _app, chosen: system[chosen])
    look.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.current().dark
    theme.apply(look, "light")
    look.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert not theme.current().dark
    monkeypatch.undo()
    theme.apply(look, "light")
