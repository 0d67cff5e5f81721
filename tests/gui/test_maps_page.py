"""Offline maps on screen: fetched, paused, gone on with, added by hand, removed, and broken ones said."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fieldapp import clock, paths
from fieldapp.geo.basemap.pack_file import install
from fieldapp.geo.basemap.packs import installed, world
from fieldapp.protocol.maps import MapOffer
from fieldapp.server import home as server_home
from fieldapp.server.map_packs import add_pack
from fieldapp.services.desk import Desk
from fieldapp.sync.map_packs import Arrivals
from fieldapp.sync.steps import SyncReport
from tests.gui.place_window import PATIENCE, PlaceWindow, place_window, says
from tests.map_packs import make_pack
from tests.office import TestOffice, some_cases, sync
from ui.maps_page import MapsPage, open_maps
from ui.parts.map_offer_card import OfferCard
from ui.parts.map_pack_card import BrokenCard, PackCard
from ui.viewmodels.map_packs import bounds_words, made_words, progress_words, title_of

Offered = Callable[..., MapOffer]


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIELDAPP_HOME", str(tmp_path / "home"))


@pytest.fixture
def own(office: TestOffice) -> Desk:
    office.save(*some_cases(office.people["zhouming"]))
    desk = office.desk("zhouming")
    sync(desk)
    return desk


@pytest.fixture
def offered(office: TestOffice, tmp_path: Path) -> Offered:
    def offer(pack_id: str = "suzhou", name: str = "苏州城区", filler: int = 300_000) -> MapOffer:
        file = tmp_path / f"{pack_id}.fieldpack"
        make_pack(file, pack_id=pack_id, name=name, filler=filler)
        return add_pack(office.store, server_home.find(office.folder / "server").file_store(), file, clock.now())

    return offer


@contextmanager
def maps(qtbot: QtBot, desk: Desk) -> Iterator[tuple[PlaceWindow, MapsPage]]:
    with place_window(qtbot, desk) as window:
        open_maps(window.work)
        page = window.shell.page()
        assert isinstance(page, MapsPage)
        with qtbot.waitSignal(window.work.maps.offered, timeout=PATIENCE):
            pass
        window.settle()
        yield window, page


def said(part: QWidget) -> str:
    return "\n".join(shown.text() for shown in part.findChildren(QLabel) if shown.isVisibleTo(part))


def key(part: QWidget, words: str) -> QPushButton:
    return next(one for one in part.findChildren(QPushButton) if one.text() == words and not one.isHidden())


def card_of(page: MapsPage, offer: MapOffer) -> OfferCard:
    return page.offers[offer.sha256]


def test_a_map_of_the_office_is_fetched_and_shown_as_installed(own: Desk, offered: Offered, qtbot: QtBot) -> None:
    offer = offered()
    with maps(qtbot, own) as (window, page):
        card = card_of(page, offer)
        assert "矢量" not in said(card)
        assert "街道名" in said(card)
        with qtbot.waitSignal(window.work.maps.changed, timeout=PATIENCE):
            QTest.mouseClick(card.main, Qt.MouseButton.LeftButton)
        window.settle()
        qtbot.waitUntil(lambda: card.said.text() == "已安装", timeout=PATIENCE)
        assert card.main.isHidden()
        shown = next(one for one in page.findChildren(PackCard) if one.pack.id == "suzhou")
        assert re.search(r"覆盖 (\d) / \1 个", said(shown))
        assert "© OpenStreetMap contributors" in said(shown)
        assert "1 份离线地图" in said(page)


def test_what_a_killed_program_left_goes_on_by_itself_after_the_next_sync(
    own: Desk, offered: Offered, qtbot: QtBot, tmp_path: Path
) -> None:
    offer = offered()
    half(offer, tmp_path)
    with place_window(qtbot, own) as window:
        with qtbot.waitSignal(window.work.maps.changed, timeout=PATIENCE):
            window.work.heard.emit(SyncReport(0, 0, 0, None))
        assert [one.sha256 for one in installed(paths.map_packs()).packs] == [offer.sha256]


def test_what_a_person_paused_waits_for_the_person_and_leaves_nothing_when_given_up(
    own: Desk, offered: Offered, qtbot: QtBot, tmp_path: Path
) -> None:
    offer = offered()
    arrivals = half(offer, tmp_path, paused=True)
    with maps(qtbot, own) as (window, page):
        card = card_of(page, offer)
        assert "已暂停" in card.said.text()
        assert card.main.text() == "继续下载"
        window.work.heard.emit(SyncReport(0, 0, 0, None))
        window.settle()
        assert window.work.maps.now is None
        QTest.mouseClick(card.cancel, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: arrivals.coming() == (), timeout=PATIENCE)
        qtbot.waitUntil(lambda: card.main.text() == "下载", timeout=PATIENCE)
        assert card.cancel.isHidden()


def half(offer: MapOffer, tmp_path: Path, *, paused: bool = False) -> Arrivals:
    arrivals = Arrivals(paths.map_packs())
    arrivals.wish(offer, paused=paused)
    arrivals.part(offer).write_bytes((tmp_path / "suzhou.fieldpack").read_bytes()[:100_000])
    return arrivals


def test_an_office_without_maps_is_told_from_one_that_was_never_asked(
    own: Desk, office: TestOffice, qtbot: QtBot
) -> None:
    object.__setattr__(own, "server_url", "http://127.0.0.1:9")
    with maps(qtbot, own) as (window, page):
        assert says(page, "暂时不知道办公室提供什么")
        object.__setattr__(own, "server_url", office.url)
        with qtbot.waitSignal(window.work.maps.offered, timeout=PATIENCE):
            page.refresh_key.click()
        window.settle()
        assert says(page, "办公室还没有提供地图")


def test_without_a_line_the_last_list_is_shown_and_said_to_be_old(
    own: Desk, offered: Offered, office: TestOffice, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer = offered()
    with maps(qtbot, own) as (window, page):
        assert not page.line.isVisible()
        object.__setattr__(own, "server_url", "http://127.0.0.1:9")
        with qtbot.waitSignal(window.work.maps.offered, timeout=PATIENCE):
            page.refresh_key.click()
        window.settle()
        assert page.line.isVisible()
        assert "没有连上办公室" in said(page.line)
        assert offer.sha256 in page.offers
        card = card_of(page, offer)
        card.main.click()
        qtbot.waitUntil(lambda: offer.sha256 in window.work.maps.failed, timeout=PATIENCE)
        window.settle()
        assert card.main.text() == "再试一次"
        object.__setattr__(own, "server_url", office.url)
        with qtbot.waitSignal(window.work.maps.changed, timeout=PATIENCE):
            window.work.heard.emit(SyncReport(0, 0, 0, None))


def test_maps_are_added_from_a_stick_and_removed_and_broken_ones_are_said(
    own: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "stick.fieldpack"
    make_pack(file, pack_id="stick", name="U盘里的地图", made_on="2024-01-01")
    make_pack(tmp_path / "b.fieldpack", pack_id="broken")
    install(tmp_path / "b.fieldpack", paths.map_packs())
    (paths.map_packs() / "pack-broken" / "streets.db").write_bytes(b"torn")
    with maps(qtbot, own) as (window, page):
        for one in page.findChildren(QPushButton):
            assert one.accessibleName() or not one.isVisible(), one.text()
        (torn,) = page.findChildren(BrokenCard)
        assert "streets.db" in said(torn)
        key(torn, "移除…").click()
        with qtbot.waitSignal(window.work.maps.changed, timeout=PATIENCE):
            key(torn, "移除").click()
        window.settle()
        assert "还没有离线地图" in said(page)
        with qtbot.waitSignal(window.work.maps.changed, timeout=PATIENCE):
            page.add_file(file)
        window.settle()
        card = next(one for one in page.findChildren(PackCard) if one.pack.id == "stick" and one.isVisible())
        assert "道路可能已有变化" in said(card)
        key(card, "移除…").click()
        assert installed(paths.map_packs()).packs
        key(card, "保留").click()
        key(card, "移除…").click()
        with qtbot.waitSignal(window.work.maps.changed, timeout=PATIENCE):
            key(card, "移除").click()
        window.settle()
        assert not installed(paths.map_packs()).packs
        assert file.exists()
        other = tmp_path / "holiday.fieldpack"
        other.write_bytes(os.urandom(2000))
        page.add_file(other)
        window.settle()
        assert page.banner.isVisible()
        assert "holiday.fieldpack" in said(page.banner)
        assert not installed(paths.map_packs()).packs


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ((120.4, 31.1, 120.9, 31.5), "东经 120.40°–120.90°；北纬 31.10°–31.50°"),
        ((-71.2, -33.6, -70.4, -33.2), "西经 70.40°–71.20°；南纬 33.20°–33.60°"),
        ((-180.0, -85.0, 180.0, 85.0), "全世界"),
        ((-1.0, 50.0, 1.0, 52.0), "东经 −1.00°–1.00°；北纬 50.00°–52.00°"),
    ],
)
def test_what_a_map_covers_is_said_in_degrees(bounds: tuple[float, float, float, float], words: str) -> None:
    assert bounds_words(bounds) == words


def test_the_age_of_a_map_is_that_of_its_survey_and_warns_after_a_year(office: TestOffice) -> None:
    assert office.url
    assert made_words("2026-07-20", "") == ("2026-07-20 制作 · 5 天前", False)
    assert made_words("2026-07-20", "2025-01-01")[1]
    assert made_words("someday", "") == ("制作日期不明", False)
    assert progress_words(1024 * 1024, 3 * 1024 * 1024, 1024 * 1024) == "1.0 MB / 3.0 MB · 每秒 1.0 MB · 还要约 1 分钟"


def test_the_map_that_came_with_the_program_is_called_in_the_words_of_the_window() -> None:
    pack = world()
    assert pack is not None
    assert title_of(pack) == "世界底图（仅陆地）"
    assert title_of(replace(pack, built_in=False)) == pack.name
