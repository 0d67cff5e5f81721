"""Photos and files of a case on the borrower page: adding, dropping, what is told, looking, saving, fetching."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from fieldapp.domain.case import Case
from fieldapp.services.read_file import files_of
from tests.gui.borrower_page import window
from tests.gui.field_window import FieldWindow, named, press, texts
from tests.office import TestOffice, sync
from tests.sync.attached import MB, OGG, a_file, attach
from ui.collector.borrower.page import BorrowerPage
from ui.collector.files import FileLineRow, FilesCard
from ui.parts.file_viewer import FileViewer

__all__ = ["window"]


def card_of(window: FieldWindow, case: Case) -> FilesCard:
    window.work.open("case", case.id)
    window.activate()
    window.settle()
    page = window.page()
    assert isinstance(page, BorrowerPage)
    (card,) = page.findChildren(FilesCard)
    return card


def rows(card: FilesCard) -> list[FileLineRow]:
    return [row for row in card.findChildren(FileLineRow) if row.isVisibleTo(card)]


def a_photo(folder: Path, name: str = "店面.jpg", colour: str = "#884422") -> Path:
    image = QImage(800, 600, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    assert image.save(str(folder / name))
    return folder / name


def drop(page: BorrowerPage, paths: list[Path]) -> bool:
    """Drag files over the page and let go; whether the page wanted them."""
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at, keys, mouse = QPointF(50, 50), Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, held, mouse, keys)
    enter.ignore()
    QApplication.sendEvent(page, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(page, QDropEvent(at, Qt.DropAction.CopyAction, held, mouse, keys))
    return True


def test_a_case_without_files_says_how_to_add_some(window: FieldWindow, case: Case) -> None:
    card = card_of(window, case)
    assert rows(card) == []
    assert any("拖到这一页" in told for told in texts(card))


def test_dropped_photos_are_kept_and_listed_and_a_wrong_one_is_named_with_its_reason(
    window: FieldWindow, case: Case, tmp_path: Path, qtbot: QtBot
) -> None:
    card = card_of(window, case)
    page = window.page()
    assert isinstance(page, BorrowerPage)
    wrong = a_file(tmp_path, "程序.exe", 3_000, b"MZ\x90\0")
    assert drop(page, [a_photo(tmp_path), wrong, a_photo(tmp_path, "货架.png", "#224488")])
    qtbot.waitUntil(lambda: len(rows(card)) == 2, timeout=10_000)
    window.settle()
    assert [row.accessibleName() for row in rows(card)] == ["货架.png 等待发送", "店面.jpg 等待发送"]
    assert any("程序.exe" in told and "不能添加" in told for told in texts(card))
    assert not drop(page, []), "what is no file is not wanted"
    assert [line.record.content.name for line in files_of(window.desk, case.id)] == ["货架.png", "店面.jpg"]


def test_the_command_opens_the_choice_of_files_by_keyboard(
    window: FieldWindow, case: Case, tmp_path: Path, qtbot: QtBot
) -> None:
    card = card_of(window, case)
    qtbot.keyClick(card, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: bool(card.findChildren(QFileDialog)))
    (dialog,) = card.findChildren(QFileDialog)
    dialog.filesSelected.emit([str(a_photo(tmp_path))])
    dialog.close()
    qtbot.waitUntil(lambda: len(rows(card)) == 1, timeout=10_000)
    window.settle()


def test_what_has_arrived_and_what_was_refused_is_told_with_the_reason(
    window: FieldWindow, case: Case, office: TestOffice
) -> None:
    attach(window.desk, case, "小.jpg", 300_000)
    attach(window.desk, case, "大.jpg", 2 * MB)
    with office.store.writing() as unit:
        unit.files.set_limits({"photo": MB})
    sync(window.desk)
    card = card_of(window, case)
    assert [row.accessibleName() for row in rows(card)] == ["大.jpg 未被接收", "小.jpg 办公室已核对"]
    assert any("超过单个文件 1 MB" in told for told in texts(card))


def test_a_photo_is_looked_at_without_a_copy_on_the_disk(
    window: FieldWindow, case: Case, tmp_path: Path, qtbot: QtBot
) -> None:
    card = card_of(window, case)
    card.adding.add([a_photo(tmp_path)])
    qtbot.waitUntil(lambda: len(rows(card)) == 1, timeout=10_000)
    window.settle()
    before = {path for path in window.desk.folder.rglob("*") if path.is_file()}
    press(named(rows(card)[0], "打开 店面.jpg"))
    (viewer,) = card.window().findChildren(FileViewer)
    qtbot.waitUntil(viewer.photo.shown, timeout=10_000)
    assert {path for path in window.desk.folder.rglob("*") if path.is_file()} == before
    qtbot.keyClick(viewer, Qt.Key.Key_Escape)
    window.settle()


def test_a_recording_is_saved_as_a_copy_where_the_person_wants_it(
    window: FieldWindow, case: Case, tmp_path: Path, qtbot: QtBot
) -> None:
    attach(window.desk, case, "谈话.ogg", 700_000, OGG)
    card = card_of(window, case)
    press(named(rows(card)[0], "另存 谈话.ogg"))
    (dialog,) = card.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "out.ogg"))
    dialog.close()
    qtbot.waitUntil((tmp_path / "out.ogg").exists, timeout=10_000)
    window.settle()
    assert (tmp_path / "out.ogg").stat().st_size == 700_000


def test_more_files_than_fit_are_shown_on_demand(window: FieldWindow, case: Case, qtbot: QtBot) -> None:
    for number in range(9):
        attach(window.desk, case, f"{number}.jpg", 5_000)
    card = card_of(window, case)
    assert len(rows(card)) == 6
    qtbot.mouseClick(card.more, Qt.MouseButton.LeftButton)
    window.settle()
    assert len(rows(card)) == 9
    assert not card.more.isVisible()


def test_everything_in_the_card_has_a_name_and_is_large_enough(window: FieldWindow, case: Case) -> None:
    attach(window.desk, case, "a.jpg", 5_000)
    card = card_of(window, case)
    for made in card.findChildren(QPushButton):
        if made.isVisibleTo(card):
            assert made.accessibleName()
            assert made.height() >= 32
