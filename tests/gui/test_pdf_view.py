"""The view of a paper: pages at reading size, painted off the GUI thread, walked and zoomed by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fieldapp.services.issue_document import renderer
from tests.documents.papers import paper
from ui.tasks import Tasks
from ui.widgets.page_marks import PageMark
from ui.widgets.pdf_pane import PdfPane
from ui.widgets.pdf_view import WIDEST, PdfView

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return renderer().render(paper(36)).pdf


@pytest.fixture
def view(qtbot: QtBot, tasks: Tasks, pdf: bytes) -> Iterator[PdfView]:
    made = PdfView(tasks, "还款计划书")
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    with qtbot.waitSignal(made.painted, timeout=10_000):
        made.show_pdf(pdf)
    yield made
    tasks.close()


def test_the_pages_in_view_are_painted_as_wide_as_the_view(view: PdfView) -> None:
    picture = view.picture(1)
    assert picture is not None
    assert picture.width() == view.viewport().width() - 24
    assert view.pages() >= 2
    assert view.picture(view.pages()) is None, "what nobody looks at is not painted"


def test_a_page_stops_growing_at_a_comfortable_width(qtbot: QtBot, view: PdfView) -> None:
    with qtbot.waitSignal(view.painted, timeout=10_000):
        view.resize(1600, 500)
    picture = view.picture(1)
    assert picture is not None
    assert picture.width() == WIDEST


def test_keys_walk_through_the_pages_and_say_where_one_is(qtbot: QtBot, view: PdfView) -> None:
    told: list[int] = []
    view.page_changed.connect(told.append)
    bar = view.verticalScrollBar()
    QTest.keyClick(view, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    assert told[-1] == view.pages()
    qtbot.waitUntil(lambda: view.picture(view.pages()) is not None, timeout=10_000)
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert (bar.value(), told[-1]) == (0, 1)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert bar.value() == view.viewport().height() - 32
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert bar.value() == 0


def test_zooming_keeps_the_middle_where_it_is_and_paints_anew(qtbot: QtBot, view: PdfView) -> None:
    bar = view.verticalScrollBar()
    bar.setValue(400)
    before = (bar.value() + view.viewport().height() / 2) / (bar.maximum() + view.viewport().height())
    with qtbot.waitSignal(view.painted, timeout=10_000):
        QTest.keyClick(view, Qt.Key.Key_Plus, CONTROL)
    after = (bar.value() + view.viewport().height() / 2) / (bar.maximum() + view.viewport().height())
    assert view.zoom() == 1.25
    assert abs(after - before) < 0.02
    QTest.keyClick(view, Qt.Key.Key_Minus, CONTROL)
    QTest.keyClick(view, Qt.Key.Key_Minus, CONTROL)
    assert view.zoom() == 0.8
    with qtbot.waitSignal(view.painted, timeout=10_000):
        QTest.keyClick(view, Qt.Key.Key_0, CONTROL)
    assert view.zoom() == 1


def test_the_wheel_zooms_with_control_and_scrolls_without(qtbot: QtBot, view: PdfView) -> None:
    def turn(modifiers: Qt.KeyboardModifier) -> None:
        at = QPointF(100, 100)
        event = QWheelEvent(
            at, view.mapToGlobal(at), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, modifiers,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), event)

    turn(Qt.KeyboardModifier.NoModifier)
    assert view.verticalScrollBar().value() > 0
    with qtbot.waitSignal(view.painted, timeout=10_000):
        turn(CONTROL)
    assert view.zoom() == 0.8


def test_another_paper_takes_the_place_of_the_first_from_its_top(qtbot: QtBot, view: PdfView) -> None:
    other = renderer().render(paper(2, approval=False)).pdf
    QTest.keyClick(view, Qt.Key.Key_End)
    with qtbot.waitSignal(view.painted, timeout=10_000):
        view.show_pdf(other)
    assert view.verticalScrollBar().value() == 0
    view.show_pdf(b"")
    assert view.pages() == 0
    assert view.picture(1) is None


def test_a_mark_is_brought_into_the_middle(view: PdfView) -> None:
    mark = PageMark(2, (100, 600, 120, 40), "在此签名", (((0.0, 0.0), (5.0, 5.0)),))
    view.set_marks([mark])
    view.go_to(mark)
    assert view.verticalScrollBar().value() > 500
    blue = view.grab().toImage()
    colours = {blue.pixelColor(x, y).name() for x in range(0, 700, 2) for y in range(200, 300, 2)}
    assert "#0f6b5c" in colours, "the mark is in view"


def test_a_file_that_is_no_paper_is_said_in_its_place(qtbot: QtBot, tasks: Tasks, pdf: bytes) -> None:
    pane = PdfPane(tasks, "还款计划书")
    qtbot.addWidget(pane)
    pane.resize(700, 500)
    pane.show()
    pane.show_pdf(b"%PDF-1.7 nothing more")
    qtbot.waitUntil(pane._trouble.isVisible, timeout=10_000)
    assert pane._trouble.accessibleName().startswith("文件已损坏")
    with qtbot.waitSignal(pane.view.painted, timeout=10_000):
        pane.show_pdf(pdf)
    assert not pane._trouble.isVisible()
    assert pane._where.text() == f"第 1 页，共 {pane.view.pages()} 页"
    tasks.close()
