"""What a person can put right about the way to the server, on the sync page and in the settings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fieldapp import clock
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.sync_state import SyncRound
from fieldapp.sync.network import Network, ProxyMode, keep_network, network_of
from fieldapp.sync.when import SETTING
from tests.gui.place_window import PATIENCE, PlaceWindow, place_window, press, says, segment, write
from tests.gui.test_sync_page import desk_with_cases
from tests.office import TestOffice, borrower_case, sync
from tests.sync.certificates import authority
from ui.settings_page import SettingsPage
from ui.sync_page import SyncPage

PIN = "1f2e3d4c5b6a7988" * 4


def failed(desk: Desk, code: str, params: dict[str, str | int]) -> None:
    """The last round ended with this."""
    with desk.store.writing() as unit:
        unit.sync.log(SyncRound(clock.now(), code, params, 0, 0, 900))


def network(desk: Desk) -> Network:
    with desk.store.reading() as unit:
        return network_of(unit)


@contextmanager
def page_for(qtbot: QtBot, desk: Desk) -> Iterator[tuple[PlaceWindow, SyncPage]]:
    with place_window(qtbot, desk) as window:
        page = window.go("sync")
        assert isinstance(page, SyncPage)
        qtbot.waitUntil(lambda: page.loader.shown() is not None, timeout=PATIENCE)
        window.settle()
        yield window, page


def test_a_network_that_wants_a_sign_in_first_leads_to_its_page(
    office: TestOffice, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, opened = desk_with_cases(office), list[str]()
    failed(desk, "network.portal", {"page": "http://login.hotel.test/start", "address": office.url})
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    with page_for(qtbot, desk) as (window, page):
        assert says(page, "这个网络要求先在网页上登录")
        assert says(page.trouble, "登录页在 login.hotel.test")
        press(page.trouble, "打开登录页")
        assert opened == ["http://login.hotel.test/start"]
        window.work.sync.start()
        press(page.trouble, "登录好了，重试")
        qtbot.waitUntil(lambda: not page.trouble.isVisible(), timeout=PATIENCE)


def test_what_a_network_names_as_its_page_is_opened_only_if_it_is_one(
    office: TestOffice, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, opened = desk_with_cases(office), list[str]()
    failed(desk, "network.portal", {"page": "file:///etc/passwd", "address": office.url})
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    with page_for(qtbot, desk) as (_, page):
        press(page.trouble, "打开登录页")
    assert opened == []


def test_a_proxys_sign_in_is_typed_in_place_and_kept_in_the_store(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with_cases(office)
    params: dict[str, str | int] = {"proxy": "http://proxy.test:3128", "status": 407, "host": "office.test"}
    failed(desk, "network.proxy_sign_in_refused", params)
    with page_for(qtbot, desk) as (window, page):
        card = page.trouble.proxy
        assert says(card, "与服务器的账号无关")
        assert says(card, "代理不接受这个账号或密码")
        assert not page.renew.isVisible(), "never taken for the server's own sign-in"
        press(card, "保存并重试")
        assert says(card, "请填写账号和口令")
        write(card.login, "chen")
        write(card.password, "geheim 1:2")
        QTest.keyClick(card.password, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: network(desk).login == "chen", timeout=PATIENCE)
        assert network(desk).password == "geheim 1:2"
        window.settle()
        assert card.password.text() == ""
        assert window.work._transport.network.login == "chen"


def test_a_changed_authority_is_believed_only_after_a_person_compared(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with_cases(office)
    with desk.store.writing() as unit:
        keep_network(unit, Network(pin="00" * 32, pinned="Office CA"))
    params: dict[str, str | int] = {
        "address": "https://office.test",
        "was": "Office CA 0000 0000 0000 0000",
        "now": "Other CA 1f2e 3d4c 5b6a 7988",
        "pin": PIN,
        "name": "Other CA",
    }
    failed(desk, "network.certificate_changed", params)
    with page_for(qtbot, desk) as (window, page):
        assert says(page.trouble, "Office CA 0000 0000 0000 0000")
        assert says(page.trouble, "Other CA 1f2e 3d4c 5b6a 7988")
        assert network(desk).pin == "00" * 32
        press(page.trouble, "已核对，信任新的")
        qtbot.waitUntil(lambda: network(desk).pin == PIN, timeout=PATIENCE)
        window.settle()
        assert network(desk).pinned == "Other CA"


@contextmanager
def settings_for(qtbot: QtBot, desk: Desk) -> Iterator[tuple[PlaceWindow, SettingsPage]]:
    with place_window(qtbot, desk) as window:
        page = window.go("settings")
        assert isinstance(page, SettingsPage)
        window.settle()
        yield window, page


@pytest.fixture
def desk(office: TestOffice) -> Desk:
    office.save(borrower_case(office.people["zhouming"]))
    made = office.desk("zhouming")
    sync(made)
    return made


def test_a_proxy_is_set_by_hand_and_a_wrong_address_is_told_in_place(desk: Desk, qtbot: QtBot) -> None:
    with settings_for(qtbot, desk) as (window, page):
        card = page.network
        assert not card.address.isVisible()
        QTest.mouseClick(segment(card.mode, "manual"), Qt.MouseButton.LeftButton)
        write(card.address, "socks5://proxy.test:1080")
        press(card, "保存代理设置")
        assert says(card, "不支持 socks5 代理")
        assert network(desk).mode is ProxyMode.SYSTEM
        write(card.address, "proxy.test:3128")
        write(card.login, "chen")
        write(card.password, "geheim")
        press(card, "保存代理设置")
        qtbot.waitUntil(lambda: says(card, "已保存"), timeout=PATIENCE)
        kept = network(desk)
        assert (kept.mode, kept.proxy) == (ProxyMode.MANUAL, "http://proxy.test:3128")
        assert (kept.login, kept.password) == ("chen", "geheim")
        assert card.password.text() == "", "a password is never shown again"
        press(card, "保存代理设置")
        window.settle()
        assert network(desk).password == "geheim", "left empty it stays as it was"
        QTest.mouseClick(segment(card.mode, "none"), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: network(desk).mode is ProxyMode.NONE, timeout=PATIENCE)


def test_the_offices_own_authority_is_added_and_taken_away(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    good, bad = tmp_path / "ca.pem", tmp_path / "bad.pem"
    good.write_text(authority("Su Nan Office CA").pem, encoding="utf-8")
    bad.write_text("no certificate", encoding="utf-8")
    with settings_for(qtbot, desk) as (_, page):
        card = page.network
        for path, said in ((bad, "没有可用的证书"), (tmp_path / "gone.pem", "读不出文件 gone.pem")):
            card.add_authorities(path)
            qtbot.waitUntil(lambda said=said: says(card, said), timeout=PATIENCE)  # type: ignore[misc]
        for _ in range(2):
            card.add_authorities(good)
            qtbot.waitUntil(lambda: says(card, "除系统外还信任：Su Nan Office CA。"), timeout=PATIENCE)
        assert network(desk).authorities.count("BEGIN CERTIFICATE") == 1
        press(card, "移除")
        qtbot.waitUntil(lambda: network(desk).authorities == "", timeout=PATIENCE)


def test_another_schedule_is_in_force_at_once_and_kept(desk: Desk, qtbot: QtBot) -> None:
    with settings_for(qtbot, desk) as (window, page):
        QTest.mouseClick(segment(page.schedule.every, "900.0"), Qt.MouseButton.LeftButton)
        window.settle()
        assert window.work.sync._pace.every == 900.0
        with desk.store.reading() as unit:
            assert unit.settings.get(SETTING, float) == 900.0
