"""Keys for online geocoders: entered once, never shown again, and off until then."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from fieldapp.geo.geocoders.contract import Provider
from fieldapp.services.ask_geocoder import providers, read_keys
from fieldapp.services.desk import Desk
from tests.gui.place_window import place_window, segment
from tests.office import TestOffice, borrower_case, sync
from ui.geocoder_settings import GeocoderCard
from ui.settings_page import SettingsPage

KEY = "k-0123456789abcdef"


def signed_in(office: TestOffice) -> Desk:
    office.save(borrower_case(office.people["zhouming"]))
    desk = office.desk("zhouming")
    sync(desk)
    return desk


def test_a_key_is_kept_in_the_encrypted_store_and_never_shown_again(office: TestOffice, qtbot: QtBot) -> None:
    desk = signed_in(office)
    assert not any(one.ready for one in providers(desk))
    with place_window(qtbot, desk) as window:
        page = window.go("settings")
        assert isinstance(page, SettingsPage)
        card: GeocoderCard = page.geocoders
        assert card.key.echoMode() is QLineEdit.EchoMode.Password
        QTest.keyClicks(card.key, KEY)
        QTest.keyClick(card.key, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: card.remove.isVisibleTo(card))
        assert card.key.text() == ""
        assert read_keys(desk).key(Provider.AMAP) == KEY
        assert [one.provider for one in providers(desk) if one.ready] == [Provider.AMAP]
        assert not providers(desk)[0].may_keep, "nobody has said yet that its terms allow it"
        card.keeping.click()
        qtbot.waitUntil(lambda: providers(desk)[0].may_keep)
        card.remove.click()
        qtbot.waitUntil(lambda: not card.remove.isVisibleTo(card))
    assert read_keys(desk).keep == ()
    assert not any(KEY.encode() in path.read_bytes() for path in Path(desk.folder).rglob("*") if path.is_file())


def test_nominatim_takes_a_server_by_its_address_and_may_be_kept(office: TestOffice, qtbot: QtBot) -> None:
    desk = signed_in(office)
    with place_window(qtbot, desk) as window:
        page = window.go("settings")
        assert isinstance(page, SettingsPage)
        card = page.geocoders
        QTest.mouseClick(segment(card.provider, "nominatim"), Qt.MouseButton.LeftButton)
        assert not card.keeping.isVisibleTo(card)
        card.save.click()
        assert card.error.accessibleName()
        QTest.keyClicks(card.key, "nominatim.example")
        card.save.click()
        qtbot.waitUntil(lambda: "nominatim.example" in card.error.accessibleName())
        card.key.setText("https://nominatim.example")
        card.save.click()
        qtbot.waitUntil(lambda: providers(desk)[0].ready)
        assert (providers(desk)[0].provider, providers(desk)[0].may_keep) == (Provider.NOMINATIM, True)
