"""Place, photos and recordings of a visit in the window: taken, told honestly, and there again afterwards."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from fieldapp.domain.attached_file import FileKind
from fieldapp.domain.case import Case
from fieldapp.domain.party import Place, PlaceSource
from fieldapp.domain.visit import Consent, Outcome, PlacedBy
from fieldapp.services import record_visit
from fieldapp.services.look_at_case import look_at_case
from fieldapp.services.record_visit import left_open
from tests.gui.devices import StillLens, StillReceiver, ToneMicrophone
from tests.gui.place_window import PlaceWindow, place_window, press, says
from tests.gui.visit_page import desk_with, form, kept, pick, seen_before
from tests.office import TestOffice, borrower_case
from tests.pictures import photo
from ui.camera import CameraView
from ui.collector.visit import VisitPage
from ui.collector.visit_reopen import reopen_visit

SHOP = Place(120_585_000, 31_299_000, 20, PlaceSource.PINNED)


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> StillReceiver:
    made = StillReceiver(lat=31.29934)  # 38 m north of the shop
    monkeypatch.setattr("ui.place_source.made_receiver", lambda: made)
    return made


@pytest.fixture
def microphone(monkeypatch: pytest.MonkeyPatch) -> ToneMicrophone:
    made = ToneMicrophone()
    monkeypatch.setattr("ui.recorder.made_microphone", lambda: made)
    return made


def placed(office: TestOffice) -> Case:
    """The usual case, its shop on the map."""
    case = borrower_case(office.people["zhouming"])
    return replace(case, premises=(replace(case.premises[0], place=SHOP),))


def photos_of(window: PlaceWindow, page: VisitPage, count: int) -> None:
    assert page.right is not None
    right = page.right
    window.bot.waitUntil(lambda: len(right.photos.photos) == count and not right.photos.busy, timeout=15_000)


def advised(page: VisitPage) -> list[str]:
    """What the list of what is missing offers to go to."""
    return [one.text() for one in page.gaps.findChildren(QPushButton)]


def test_the_place_is_taken_once_on_arrival_and_told_with_its_mark(
    office: TestOffice, qtbot: QtBot, receiver: StillReceiver
) -> None:
    desk = desk_with(office, case := placed(office))
    with place_window(qtbot, desk) as window:
        page = window.visit(case.id)
        qtbot.waitUntil(lambda: form(page).draft.place is not None)
        assert receiver.asked == 1
        assert receiver.stopped == 1, "nothing listens on"
        assert says(page, "距登记地址 38 米（就在现场）")
        assert form(page).draft.placed_by is PlacedBy.DEVICE
        page.right.leave.place.ask()  # type: ignore[union-attr]
        assert form(page).draft.left_place is not None
        pick(page, "met", "nobody")
        pick(page, "outcome", "not_found")
        page.finish()
        window.settle()
        content = look_at_case(desk, case.id).seen.file.visits[0].content
        assert content.place == Place(120_585_000, 31_299_340, 10, PlaceSource.CHECK_IN)
        assert (content.placed_by, content.left_placed_by) == (PlacedBy.DEVICE, PlacedBy.DEVICE)


def test_without_a_receiver_a_place_is_pinned_by_hand_and_said_to_be(
    office: TestOffice, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.place_source.made_receiver", lambda: StillReceiver(why_not="这台电脑没有定位设备"))
    desk = desk_with(office, case := placed(office))
    with place_window(qtbot, desk) as window:
        page = window.visit(case.id)
        qtbot.waitUntil(lambda: says(page, "这台电脑没有定位设备。可以用照片的位置，或在图上标注。"))
        press(form(page).arrival, "在图上标注")
        sketch = form(page).arrival.place.sketch
        QTest.keyClick(sketch, Qt.Key.Key_Right)
        QTest.keyClick(sketch, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
        QTest.mouseClick(sketch, Qt.MouseButton.LeftButton, pos=sketch.rect().center() + QPoint(10, 0))
        place = form(page).draft.place
        assert place is not None
        assert place.source is PlaceSource.PINNED
        assert place.lon_e6 > SHOP.lon_e6
        assert place.lat_e6 == SHOP.lat_e6
        assert form(page).draft.placed_by is PlacedBy.HAND
        assert says(page, "手工标注，不作证明")
        QTest.keyClick(sketch, Qt.Key.Key_Plus)
        press(form(page).arrival, "清除位置")
        assert form(page).draft.place is None


def test_photos_come_from_files_by_dropping_and_by_pasting(
    office: TestOffice, qtbot: QtBot, receiver: StillReceiver, tmp_path: Path
) -> None:
    assert receiver.asked == 0
    desk = desk_with(office, case := placed(office))
    front = tmp_path / "front.jpg"
    front.write_bytes(photo(1, 1600, taken="2026:07:25 09:40:00", lon=120.5851, lat=31.2991))
    with place_window(qtbot, desk) as window:
        page = window.visit(case.id)
        assert "拍门面和内部（还差 2 张）" in advised(page)
        dropped = QMimeData()
        dropped.setUrls([QUrl.fromLocalFile(str(front))])
        held = Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(page, QDragEnterEvent(QPointF(300, 300), *held))
        QApplication.sendEvent(page, QDropEvent(QPointF(300, 300), *held))
        photos_of(window, page, 1)
        press(form(page).arrival, "用照片的位置")
        assert form(page).draft.placed_by is PlacedBy.PHOTO
        image = QImage()
        image.loadFromData(photo(2, 400))
        QGuiApplication.clipboard().setImage(image)
        page.right.photos.paste()  # type: ignore[union-attr]
        photos_of(window, page, 2)
        page.right.photos.add_files([front])  # type: ignore[union-attr]
        qtbot.waitUntil(lambda: says(page, "这张照片已经在本案里：front.jpg"))
        assert not any("拍门面和内部" in words for words in advised(page))
        window.shell.back()
        window.settle()
        page = window.visit(case.id)
        assert page.right is not None
        assert len(page.right.photos.photos) == 2, "they were there before anything was finished"
        name = f"移除照片 {page.right.photos.photos[1].name}"
        (away,) = (one for one in page.findChildren(QToolButton) if one.accessibleName() == name)
        away.click()
        photos_of(window, page, 1)
        pick(page, "met", "nobody")
        pick(page, "outcome", "not_found")
        page.finish()
        window.settle()
        file = look_at_case(desk, case.id).seen.file
        (one,) = file.files
        assert (one.content.kind, one.content.visit_id) == (FileKind.PHOTO, file.visits[0].id)
        QGuiApplication.clipboard().clear()


def test_a_picture_from_the_camera_is_a_photo_and_a_camera_that_is_not_there_says_so(
    office: TestOffice, qtbot: QtBot, receiver: StillReceiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert receiver.asked == 0
    desk = desk_with(office, case := placed(office))
    lens = StillLens()
    monkeypatch.setattr("ui.camera.made_lens", lambda: lens)
    with place_window(qtbot, desk) as window:
        page = window.visit(case.id)
        assert page.right is not None
        page.right.photos.open_camera()
        (camera,) = window.shell.findChildren(CameraView)
        assert lens.open
        QTest.keyClick(camera, Qt.Key.Key_Return)
        photos_of(window, page, 1)
        QTest.keyClick(camera, Qt.Key.Key_Escape)
        assert lens.closed == 1
        lens.why_not = "没有找到摄像头"
        page.right.photos.open_camera()
        qtbot.waitUntil(lambda: says(page, "摄像头打不开：没有找到摄像头"))


def test_nothing_is_recorded_before_consent_and_everything_after_it_is_kept(
    office: TestOffice, qtbot: QtBot, receiver: StillReceiver, microphone: ToneMicrophone
) -> None:
    assert receiver.asked == 0
    desk = desk_with(office, case := placed(office))
    with place_window(qtbot, desk) as window:
        page = window.visit(case.id)
        assert page.right is not None
        card = page.right.recording
        assert not card.start.isVisibleTo(page)
        card.begin()
        assert microphone.stops == 0
        assert card.recorder.seconds == 0
        assert says(card, "对方没有同意录音")
        press(card, "同意录音")
        press(card, "开始录音")
        qtbot.waitUntil(lambda: card.recorder.seconds > 0.2)
        assert microphone.hears()
        press(card, "暂停")
        assert microphone.stops == 1
        rested = card.recorder.seconds
        press(card, "继续")
        qtbot.waitUntil(lambda: card.recorder.seconds > rested)
        press(card, "停止")
        window.settle()
        assert not microphone.hears()
        assert len(card.recordings) == 1
        pick(page, "met", "nobody")
        pick(page, "outcome", "not_found")
        page.finish()
        window.settle()
        file = look_at_case(desk, case.id).seen.file
        assert [one.content.kind for one in file.files] == [FileKind.RECORDING]
        assert file.visits[0].content.recording is Consent.AGREED


def test_a_visit_that_is_finished_while_it_records_has_the_recording(
    office: TestOffice, qtbot: QtBot, receiver: StillReceiver, microphone: ToneMicrophone
) -> None:
    assert receiver.asked == 0
    desk = desk_with(office, case := placed(office))
    with place_window(qtbot, desk) as window:
        page = window.visit(case.id)
        assert page.right is not None
        press(page.right.recording, "同意录音")
        press(page.right.recording, "开始录音")
        qtbot.waitUntil(lambda: page.right is not None and page.right.recording.recorder.seconds > 0.2)
        pick(page, "met", "nobody")
        pick(page, "outcome", "not_found")
        page.finish()
        window.settle()
        assert not microphone.hears()
        assert len(look_at_case(desk, case.id).seen.file.files) == 1


def test_a_refusal_to_be_recorded_is_part_of_the_record(
    office: TestOffice, qtbot: QtBot, receiver: StillReceiver, microphone: ToneMicrophone
) -> None:
    assert receiver.asked == 0
    desk = desk_with(office, case := placed(office))
    with place_window(qtbot, desk) as window:
        page = window.visit(case.id)
        assert page.right is not None
        press(page.right.recording, "不同意录音")
        assert says(page.right.recording, "不录音。请写明谈话内容")
        assert form(page).draft.recording is Consent.REFUSED
        assert not microphone.hears()


def test_a_microphone_that_is_not_there_says_so(
    office: TestOffice, qtbot: QtBot, receiver: StillReceiver, microphone: ToneMicrophone
) -> None:
    assert receiver.asked == 0
    microphone.why_not = "没有找到话筒"
    desk = desk_with(office, case := placed(office))
    with place_window(qtbot, desk) as window:
        page = window.visit(case.id)
        assert page.right is not None
        press(page.right.recording, "同意录音")
        press(page.right.recording, "开始录音")
        assert says(page, "话筒打不开：没有找到话筒")


def test_a_visit_is_put_right_beside_the_old_record(office: TestOffice, qtbot: QtBot, receiver: StillReceiver) -> None:
    desk = desk_with(office, case := placed(office))
    seen_before(desk, case.id)
    first = look_at_case(desk, case.id).seen.file.visits[0]
    with place_window(qtbot, desk) as window:
        window.work.open("correct_visit", f"{case.id}|{first.id}")
        page = window.shell.page()
        assert isinstance(page, VisitPage)
        qtbot.waitUntil(lambda: page.is_settled, timeout=15_000)
        window.settle()
        assert says(page, "更正外访")
        assert says(page, "原记录：39,000.00")
        assert says(page, "原来的记录不会改动")
        assert receiver.asked == 0, "nobody is there now"
        pick(page, "outcome", "dispute")
        page.finish()
        assert says(page, "还差：更正的原因。")
        reason = form(page).reason
        assert reason is not None
        QTest.keyClicks(reason, "wrong outcome")
        qtbot.waitUntil(lambda: not page.missing.isVisible())
        page.finish()
        window.settle()
        file = look_at_case(desk, case.id).seen.file
        assert [visit.content.outcome for visit in file.visits] == [Outcome.PLAN_TALKS, Outcome.DISPUTE]
        assert file.visits[1].content.correction_reason == "wrong outcome"
        assert file.visits[1].content.left_at == first.content.left_at


def test_the_visit_that_was_on_screen_is_opened_again_and_one_that_was_closed_is_not(
    office: TestOffice, qtbot: QtBot, receiver: StillReceiver
) -> None:
    assert receiver.asked == 0
    desk = desk_with(office, case := placed(office))
    with place_window(qtbot, desk) as window:
        page = window.visit(case.id)
        pick(page, "met", "family")
        window.settle()
        qtbot.waitUntil(lambda: kept(desk, case.id) is not None)
        assert left_open(desk) == case.id
        window.shell.back()
        window.settle()
        assert left_open(desk) == ""
        record_visit.remember_open(desk, case.id)  # as a killed program leaves it
        reopen_visit(window.work)
        window.settle()
        again = window.shell.page()
        assert isinstance(again, VisitPage)
        qtbot.waitUntil(lambda: again.is_settled, timeout=15_000)
        record_visit.remember_open(desk, f"{case.id}|no-such-visit")
        assert left_open(desk) == ""
