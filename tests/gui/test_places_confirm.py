"""The queue of places to confirm, by mouse and by keys alone: pinned, kept, taken back, and honest about each."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from fieldapp.domain.case import Case
from fieldapp.domain.nearness import metres
from fieldapp.domain.party import Datum, Place, PlaceSource
from fieldapp.geo.datums import from_wgs84
from fieldapp.geo.geocoders.contract import Provider
from fieldapp.services.ask_geocoder import GeocoderAnswer, allow_keeping, keep_key, providers
from fieldapp.services.find_places import find_places
from fieldapp.services.places_to_confirm import places_to_confirm
from tests.gui.confirm_window import PINNED, TOWNSHIP, case_at, click, confirm_window
from tests.gui.devices import StillReceiver
from tests.office import TestOffice, file_of, sync
from tests.pictures import photo
from ui.collector.places_confirm import PlacesPage


def queued(page: PlacesPage) -> list[str]:
    """The names in the list."""
    queue = page.loader.shown()
    assert queue is not None
    return [line.name for line in queue.lines]


def two(office: TestOffice) -> tuple[Case, Case]:
    """One known by its township, one not known at all."""
    return (
        case_at(office, "秀英水果超市", "苏州市吴中区木渎镇建设路 12 号", TOWNSHIP),
        case_at(office, "李记小炒", "苏州市姑苏区观前街 18 号", None),
    )


def test_what_nobody_confirmed_is_listed_and_told(office: TestOffice, qtbot: QtBot) -> None:
    known, unknown = two(office)
    pinned = case_at(office, "晓梅服装店", "苏州市姑苏区步行街 21 号", PINNED)
    with confirm_window(qtbot, office, known, unknown, pinned) as window:
        page = window.page()
        assert sorted(queued(page)) == ["李记小炒", "秀英水果超市"]
        assert "2 处还没有人确认" in page._facts.text()
        page.choose((known.id, known.premises[0].id))
        window.settle()
        assert page.card.known.text().startswith("位置只到乡镇；约 3.2 公里以内")
        assert not page._save.isEnabled()
        assert page.card.sketch.span() >= TOWNSHIP.radius_m


def test_by_keys_alone_one_after_another(office: TestOffice, qtbot: QtBot) -> None:
    """Return on the list, arrows on the sketch, Return: kept, and the next one is there with the keyboard on it."""
    with confirm_window(qtbot, office, *two(office)) as window:
        page = window.page()
        sketch = page.card.sketch
        for left in (1, 0):
            line = page.card.line
            assert line is not None
            qtbot.waitUntil(sketch.isEnabled)  # what lies around the next one is read first
            page.list.setFocus()
            QTest.keyClick(page.list, Qt.Key.Key_Return)
            assert sketch.hasFocus()
            for _ in range(6):
                QTest.keyClick(sketch, Qt.Key.Key_Plus)
            QTest.keyClick(sketch, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
            QTest.keyClick(sketch, Qt.Key.Key_Up)
            assert page.card.place is not None
            assert page.card.place.radius_m <= 60
            QTest.keyClick(sketch, Qt.Key.Key_Return)
            window.settle()
            window.settle()
            assert places_to_confirm(window.desk).total == left
        assert len([told for told in window.toasts() if "位置已保存" in told]) == 2
        assert page._faces.currentWidget() is page._empty


def test_a_pin_by_mouse_is_where_it_was_put_and_can_be_taken_back(office: TestOffice, qtbot: QtBot) -> None:
    known, _ = two(office)
    with confirm_window(qtbot, office, known) as window:
        page = window.page()
        for _ in range(5):
            page.card.ways.closer.click()
        off = QPoint(50, -30)
        click(page.card.sketch, off)
        put = page.card.place
        assert put is not None
        per_pixel = page.card.sketch._metres()
        far = metres(put, TOWNSHIP)
        assert far == pytest.approx(per_pixel * (off.x() ** 2 + off.y() ** 2) ** 0.5, rel=0.03)
        page.save()
        page.save()  # a hand that presses twice
        window.settle()
        assert file_of(window.desk, known).known.premises[0].place == put
        assert len(file_of(window.desk, known).particulars) == 1
        toast = window.shell.toaster._toasts[-1]
        assert toast.act is not None
        toast.act.click()
        window.settle()
        window.settle()
        assert file_of(window.desk, known).known.premises[0].place == TOWNSHIP
        assert queued(page) == ["秀英水果超市"]
        sync(window.desk)
        sync(window.desk)
        assert file_of(window.desk, known).known.premises[0].place == TOWNSHIP


def test_too_coarse_a_pin_is_not_kept(office: TestOffice, qtbot: QtBot) -> None:
    with confirm_window(qtbot, office, two(office)[1], case_at(office, "x", "y 路 1 号", PINNED)) as window:
        page = window.page()
        assert "仅供参照" in page.card.told.text()
        click(page.card.sketch, QPoint(40, 0))
        assert page.card.place is not None
        assert "误差太大" in page.card.told.text()
        assert not page._save.isEnabled()
        page.save()
        window.settle()
        assert places_to_confirm(window.desk).total == 1


def test_pasted_numbers_are_converted_from_their_datum(office: TestOffice, qtbot: QtBot) -> None:
    """And bad ones are told, and kept nowhere."""
    known, _ = two(office)
    with confirm_window(qtbot, office, known) as window:
        page = window.page()
        page.card.ways.numbers.click()
        form = page.card.ways.form
        assert form.isVisible()
        for text, told in (("0,0", "没有坐标"), ("45.1, 50.2", "分不清"), ("abc", "没有读出")):
            form.edit.setText(text)
            window.settle()
            assert told in form.told.text()
            assert page.card.place is None
        form.edit.setText("-122.419400, 37.774900")
        window.settle()
        assert "不在中国境内" in form.told.text()
        assert "请再看一遍" in page.card.told.text()
        for datum in Datum:
            lon, lat = (float(one) for one in from_wgs84(120.5301, 31.2612, datum))
            form.datum.set_value(datum.value)
            form.edit.setText(f"{lat:.6f}，{lon:.6f}")
            window.settle()
            assert "先写的是纬度" in form.told.text()
            place = page.card.place
            assert place is not None
            assert metres(place, Place(120_530_100, 31_261_200, 0, PlaceSource.PINNED)) < 0.3
            assert place.datum is datum
        page.save()
        window.settle()
        kept = file_of(window.desk, known).known.premises[0].place
        assert kept == place


def test_the_receiver_and_a_photo_say_where_one_is(
    office: TestOffice, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    receiver = StillReceiver(lon=120.5301, lat=31.2612, radius=14)
    monkeypatch.setattr("ui.place_source.made_receiver", lambda: receiver)
    with_place, without = tmp_path / "door.jpg", tmp_path / "chat.jpg"
    with_place.write_bytes(photo(lon=120.5402, lat=31.2713))
    without.write_bytes(photo())
    with confirm_window(qtbot, office, two(office)[0]) as window:
        page = window.page()
        page.card.ways.here.click()
        assert page.card.place == Place(120_530_100, 31_261_200, 14, PlaceSource.CHECK_IN)
        assert receiver.stopped >= 1
        page.card.ways.read_photo(with_place)
        window.settle()
        assert page.card.place == Place(120_540_200, 31_271_300, 8, PlaceSource.CHECK_IN)
        page.card.ways.read_photo(without)
        window.settle()
        assert "没有记录拍摄位置" in page.card.told.text()
        page.card.ways.read_photo(tmp_path / "gone.jpg")
        window.settle()
        assert "gone.jpg" in page.card.told.text()


def test_it_opens_on_the_one_that_was_asked_for_and_skips_to_the_next(office: TestOffice, qtbot: QtBot) -> None:
    first, second = two(office)
    with confirm_window(qtbot, office, first, second) as window:
        page = window.page(f"{second.id}|{second.premises[0].id}")
        assert page.key[0] == second.id
        page.skip()
        assert page.key[0] == first.id
        page.skip()  # all were skipped: it begins again
        assert page.key != ("", "")
        page.card.opened.click()
        assert window.opened == [page.key[0]]


def test_what_another_case_or_a_geocoder_knows_is_offered(
    office: TestOffice, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A geocoder's answer is kept for the address only where its terms allow that; it confirms nothing."""
    street = Place(120_531_000, 31_262_000, 90, PlaceSource.STREET)
    vague, better = (case_at(office, name, "苏州市吴中区木渎镇建设路 12 号", place)
                     for name, place in (("甲店", TOWNSHIP), ("乙店", street)))  # fmt: skip
    with confirm_window(qtbot, office, vague, better) as window:
        while find_places(window.desk):
            pass
        keep_key(window.desk, Provider.AMAP, "key")
        page = window.page(f"{vague.id}|{vague.premises[0].id}")
        names = [one.text() for one in page.card.ways.same.findChildren(QPushButton)]
        assert names[0] == "用“乙店”的位置（HK-乙店）"
        assert any(name.startswith("在线查询") for name in names)
        page.card.ways.same.findChildren(QPushButton)[0].click()
        assert page.card.place == street
        found = Place(120_532_000, 31_263_000, 40, PlaceSource.GEOCODER)
        choice = next(one for one in providers(window.desk) if one.ready)
        for may_keep, source in ((False, PlaceSource.TOWNSHIP), (True, PlaceSource.GEOCODER)):
            allow_keeping(window.desk, Provider.AMAP, may_keep)
            answer = GeocoderAnswer(Provider.AMAP, *page.key, found, "门址", "建设路12号", may_keep, "© AMap")
            monkeypatch.setattr("fieldapp.sync.geocoding.locate_online", lambda *_asked, answer=answer: answer)
            page.look_up(choice)
            window.settle()
            assert ("不允许保存" in page.card.told.text()) is not may_keep
            window.settle()
            line = next(one for one in places_to_confirm(window.desk).lines if one.case_id == vague.id)
            assert line.source == source
        assert places_to_confirm(window.desk).total == 2
