"""The whole window mirrored, as for a language that is written from the right: nothing is cut, nothing lies on another,
and the frame is the mirror image of itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QStyle, QStyleOptionComboBox, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.frame_window import FrameWindow, desk_with_cases, frame_window
from tests.office import TestOffice
from ui import gallery, icons, theme
from ui.gallery import PAGES, Gallery
from ui.tasks import Tasks
from ui.widgets.buttons import Select
from ui.widgets.chips import Chip
from ui.widgets.choice import Choice
from ui.widgets.drawer import Drawer
from ui.widgets.search import SearchField

LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
SIZE = (1366, 768)


@pytest.fixture
def mirrored(look: QApplication) -> Iterator[None]:
    look.setLayoutDirection(RIGHT)
    yield
    look.setLayoutDirection(LEFT)


@pytest.fixture
def window(qtbot: QtBot, tasks: Tasks, look: QApplication) -> Iterator[Gallery]:
    made = gallery.gallery_window(tasks)
    qtbot.addWidget(made)
    made.resize(*SIZE)
    made.show()
    yield made
    made.close()
    tasks.close()
    look.setLayoutDirection(LEFT)


def shown(window: Gallery, page: str) -> QWidget:
    window.go(page)
    for _ in range(3):
        QApplication.processEvents()
    current = window.page()
    assert current is not None
    return current


def place_in(window: QWidget, part: QWidget) -> QRect:
    return QRect(part.mapTo(window, QPoint(0, 0)), part.size())


def laid_out(holder: QWidget) -> list[QWidget]:
    """The visible parts that a layout of this widget has placed."""
    layout = holder.layout()
    if layout is None:
        return []
    children = holder.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [one for one in children if one.isVisible() and not one.isWindow() and layout.indexOf(one) >= 0]


def overlapping(root: QWidget) -> list[str]:
    found = []
    for holder in [root, *root.findChildren(QWidget)]:
        parts = laid_out(holder)
        for number, one in enumerate(parts):
            for other in parts[number + 1 :]:
                both = one.geometry().intersected(other.geometry())
                if both.width() > 1 and both.height() > 1:
                    found.append(f"{type(holder).__name__}: {one.accessibleName()} on {other.accessibleName()}")
    return found


def cut(root: QWidget) -> list[str]:
    """Parts that lie outside of what holds them, and buttons without room for their words."""
    found = []
    for holder in [root, *root.findChildren(QWidget)]:
        inside = holder.rect().adjusted(-1, -1, 1, 1)
        found += [
            f"{type(part).__name__} {part.accessibleName()} outside {type(holder).__name__}"
            for part in laid_out(holder)
            if not inside.contains(part.geometry())
        ]
    found += [
        f"no room: {one.accessibleName()}"
        for one in root.findChildren(QAbstractButton)
        if one.isVisible() and one.text() and one.width() < one.minimumSizeHint().width()
    ]
    return found


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_samples_is_whole_when_mirrored(window: Gallery, page: str, mirrored: None) -> None:
    current = shown(window, page)
    assert overlapping(current) == []
    assert cut(current) == []
    for scroll in current.findChildren(QScrollArea):
        assert scroll.horizontalScrollBar().maximum() == 0


def test_the_frame_is_the_mirror_image_of_itself(window: Gallery, look: QApplication) -> None:
    shown(window, "basics")
    parts = [window.topbar, window.topbar.search, window.topbar.user, window.foot, window.foot.cash, window.foot.keys]
    rail = window._rail
    before = [place_in(window, part) for part in [*parts, rail]]
    look.setLayoutDirection(RIGHT)
    for _ in range(3):
        QApplication.processEvents()
    after = [place_in(window, part) for part in [*parts, rail]]
    for was, now in zip(before, after, strict=True):
        assert now.size() == was.size()
        assert now.left() == window.width() - was.right() - 1
        assert now.top() == was.top()


def test_signed_in_the_frame_with_palette_news_and_settings_is_whole_when_mirrored(
    office: TestOffice, qtbot: QtBot, tmp_path: Path, mirrored: None
) -> None:
    with frame_window(qtbot, desk_with_cases(office), tmp_path, practice=True) as made:
        made.settle()
        shell = made.shell
        hits = made.type("李")
        assert hits
        popup = shell.topbar.search.popup()
        assert popup is not None
        frame = popup.parentWidget()
        assert frame is not None
        assert shell.rect().contains(frame.geometry())
        assert frame.geometry().right() == place_in(shell, shell.topbar.search).right()
        shell.say("外访已保存在本机")
        made.frame.open_settings()
        made.settle()
        page = shell.page()
        assert page is not None
        assert overlapping(page) == []
        assert cut(page) == []
        _check_whole(made)
        shell.show_news()
        drawer = shell.findChildren(Drawer)[-1]
        assert drawer._panel.geometry().left() == theme.XS, "it comes from where reading ends"
        drawer.close_up()


def _check_whole(made: FrameWindow) -> None:
    for part in (made.shell.topbar, made.shell.foot, made.shell._rail):
        assert overlapping(part) == []
        assert cut(part) == []


@pytest.mark.parametrize("direction", [LEFT, RIGHT])
def test_the_arrow_of_a_select_never_lies_on_its_answer(qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    made = Select("还款渠道", ["委托扣款账户"])
    qtbot.addWidget(made)
    made.setLayoutDirection(direction)
    made.resize(160, 34)
    made.show()
    option = QStyleOptionComboBox()
    made.initStyleOption(option)
    control, text = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
    words = made.style().subControlRect(control, option, text, made)
    arrow = QRect(made.width() - 18 - theme.XS, 0, 18, made.height())
    arrow = QStyle.visualRect(direction, made.rect(), arrow)
    assert not words.adjusted(2, 0, -2, 0).intersects(arrow.adjusted(4, 0, -4, 0))


def test_the_answers_of_a_choice_and_their_arrow_keys_are_mirrored(qtbot: QtBot, look: QApplication) -> None:
    made = Choice("见到", [("self", "本人"), ("family", "家人"), ("nobody", "无人")], "self")
    qtbot.addWidget(made)
    made.setLayoutDirection(RIGHT)
    made.resize(made.sizeHint())
    made.show()
    first, second, _third = made._segments
    assert first.x() > second.x()
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Left)
    assert made.value() == "family"
    qtbot.keyClick(second, Qt.Key.Key_Right)
    assert made.value() == "self"


def _columns_with_ink(image: QImage, wanted: int) -> list[int]:
    return [x for x in range(image.width()) if any(image.pixel(x, y) == wanted for y in range(image.height()))]


def test_a_chip_has_its_dot_where_reading_begins(qtbot: QtBot) -> None:
    dots = {}
    for direction in (LEFT, RIGHT):
        chip = Chip("", "stop")
        qtbot.addWidget(chip)
        chip.setLayoutDirection(direction)
        chip.resize(60, 22)
        image = chip.grab().toImage()
        columns = _columns_with_ink(image, theme.colour("stop").rgb())
        dots[direction] = sum(columns) / len(columns) / image.width()
    assert dots[LEFT] < 0.4
    assert dots[RIGHT] > 0.6


def test_an_arrow_points_where_reading_goes_and_other_pictures_stay(look: QApplication, mirrored: None) -> None:
    turned, clock = icons.pixmap("back", 24).toImage(), icons.pixmap("clock", 24).toImage()
    look.setLayoutDirection(LEFT)
    assert turned == icons.pixmap("back", 24).toImage().flipped(Qt.Orientation.Horizontal)
    assert clock == icons.pixmap("clock", 24).toImage()


def test_the_search_field_keeps_room_for_its_picture_on_the_right_side(qtbot: QtBot, tasks: Tasks) -> None:
    field = SearchField(tasks, "查找")
    qtbot.addWidget(field)
    assert field.textMargins().left() > 0
    field.setLayoutDirection(RIGHT)
    assert (field.textMargins().left(), field.textMargins().right() > 0) == (0, True)
    tasks.close()
