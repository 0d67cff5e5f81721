"""Walks through the gallery: names for screen readers, targets large enough, nothing cut, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui import gallery, i18n, theme
from ui.gallery import PAGES, Gallery
from ui.i18n import Language
from ui.tasks import Tasks

PRESSED = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QTabBar)
SPOKEN = {
    QAccessible.Role.Button,
    QAccessible.Role.EditableText,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.ComboBox,
    QAccessible.Role.Table,
    QAccessible.Role.List,
    QAccessible.Role.SpinBox,
    QAccessible.Role.ProgressBar,
    QAccessible.Role.PageTabList,
}
LANGUAGES = pytest.mark.parametrize("language", ["zh_CN", "en"])


@pytest.fixture
def window(qtbot: QtBot, tasks: Tasks, language: Language) -> Iterator[Gallery]:
    i18n.switch(language)
    made = gallery.gallery_window(tasks)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    yield made
    made.close()
    tasks.close()
    i18n.switch("zh_CN")


def shown(window: Gallery, page: str) -> Gallery:
    window.go(page)
    for _ in range(3):
        QApplication.processEvents()
    return window


def own(widget: QWidget) -> bool:
    """Whether it is a part of ours rather than an inner part Qt gave a control."""
    return not widget.objectName().startswith("qt_") and not isinstance(widget.parentWidget(), QComboBox | QTabBar)


@LANGUAGES
@pytest.mark.parametrize("page", PAGES)
def test_every_control_has_a_name(window: Gallery, page: str) -> None:
    def unnamed(face: Any) -> Iterator[str]:
        thing = face.object()
        spoken = face.role() in SPOKEN and not isinstance(thing, QHeaderView)
        if isinstance(thing, QWidget) and own(thing) and spoken and not face.text(QAccessible.Text.Name):
            yield f"{type(thing).__name__} {face.role().name}"
        for number in range(face.childCount()):
            child = face.child(number)
            thing = child.object() if child is not None and child.isValid() else None
            if isinstance(thing, QWidget) and not thing.isHidden():
                yield from unnamed(child)

    root = QAccessible.queryAccessibleInterface(shown(window, page))
    assert list(unnamed(root)) == []


@LANGUAGES
@pytest.mark.parametrize("page", PAGES)
def test_no_target_is_smaller_than_a_finger_needs(window: Gallery, page: str) -> None:
    small = [
        f"{type(part).__name__} {part.accessibleName()} {part.height()}"
        for part in shown(window, page).findChildren(QWidget)
        if isinstance(part, PRESSED) and part.isVisible() and own(part) and part.height() < theme.TARGET
    ]
    assert small == []


@LANGUAGES
@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_cut_at_1280_by_720(window: Gallery, page: str) -> None:
    current = shown(window, page).page()
    assert current is not None
    for scroll in current.findChildren(QScrollArea):
        assert scroll.horizontalScrollBar().maximum() == 0
    for part in current.findChildren(QAbstractButton):
        if part.isVisible() and own(part) and part.text():
            assert part.width() >= part.minimumSizeHint().width(), part.accessibleName()


@LANGUAGES
@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_cut_with_the_largest_text(window: Gallery, page: str, look: QApplication) -> None:
    theme.apply(look, "light", 1.5)
    try:
        current = shown(window, page).page()
        assert current is not None
        assert window.minimumSizeHint().width() <= 1280
        for scroll in current.findChildren(QScrollArea):
            assert scroll.horizontalScrollBar().maximum() == 0
    finally:
        theme.apply(look, "light")


class Windows(QObject):
    """Notes what is shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_no_part_flashes_as_a_window_of_its_own_while_its_page_is_made(
    qtbot: QtBot, tasks: Tasks, look: QApplication
) -> None:
    seen = Windows()
    look.installEventFilter(seen)
    made = gallery.gallery_window(tasks)
    qtbot.addWidget(made)
    made.show()
    for page in PAGES:
        shown(made, page)
    qtbot.waitUntil(lambda: tasks.running() == 0)
    look.removeEventFilter(seen)
    tasks.close()
    assert seen.shown == ["Gallery"]


@LANGUAGES
def test_tables_can_be_reached_and_have_rows_large_enough(window: Gallery, qtbot: QtBot) -> None:
    shown(window, "lists")
    qtbot.waitUntil(lambda: window.tasks.running() == 0)
    tables = window.findChildren(QTableView)
    assert tables
    for table in tables:
        assert table.verticalHeader().defaultSectionSize() >= theme.TARGET
        assert table.accessibleName()


def test_the_gallery_can_be_photographed_without_a_screen(tmp_path: Path, look: QApplication) -> None:
    saved = gallery.save_gallery(look, tmp_path, languages=("zh_CN",))
    theme.apply(look, "light")
    assert len(saved) == len(PAGES) * len(gallery.THEMES) * len(gallery.SIZES)
    assert all(path.stat().st_size > 10_000 for path in saved)


NOT_IN_THE_GALLERY = {
    "Centred": "holds a whole window: sign-in",
    "CrashDialog": "a window of its own, shown by tests/gui/test_widgets_crash.py",
    "CoverageSketch": "needs a team's cases; it stands on the team's map",
    "FieldMap": "needs the web view; tests/gui/test_map.py",
    "PlainMap": "needs cases; tests/gui/test_plain_map.py",
    "TimeEdit": "stands on the day's habits and agreed times; tests/gui/test_today_arranged.py",
    "PdfPane": "needs a paper",
    "PdfView": "needs a paper",
    "PageThumbs": "needs a paper",
    "PinSketch": "needs a place; it stands on the visit page",
    "PlaceSketch": "needs cases; it stands on the day's page",
    "Popup": "the list of the search field, whose lines are shown",
    "NewsDrawer": "a drawer, with lines that are shown",
    "ShortcutOverview": "a window of its own (F1)",
    "WebMap": "needs the web view",
    "BusyLine": "shown while something is slow",
}
"""Parts of `ui.widgets` that are looked at elsewhere, and why."""


def parts_of_ours() -> set[type[QWidget]]:
    """Every public widget of `ui.widgets`."""
    import importlib
    import pkgutil

    import ui.widgets

    found: set[type[QWidget]] = set()
    for module in pkgutil.iter_modules(ui.widgets.__path__):
        if module.name in {"web_map", "pdf_view", "pdf_pane", "pdf_pages"}:
            continue
        loaded = importlib.import_module(f"ui.widgets.{module.name}")
        found |= {
            one
            for name, one in vars(loaded).items()
            if isinstance(one, type)
            and issubclass(one, QWidget)
            and one.__module__ == loaded.__name__
            and name[0] != "_"
        }
    return found


def test_every_part_is_in_the_gallery_or_it_is_said_where_it_is_looked_at(qtbot: QtBot, tasks: Tasks) -> None:
    made = gallery.gallery_window(tasks)
    qtbot.addWidget(made)
    made.show()
    seen: set[type] = set()
    for page in PAGES:
        shown(made, page)
        qtbot.waitUntil(lambda: tasks.running() == 0)
        made.say("…")
        for one in [made, *made.findChildren(QWidget)]:
            seen |= set(type(one).__mro__)
    tasks.close()
    missing = {one.__name__ for one in parts_of_ours() if one not in seen} - set(NOT_IN_THE_GALLERY)
    assert missing == set()
