"""Map packs come to the laptop in as many goes as it takes, whole or not at all."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from fieldapp import clock
from fieldapp.errors import KnownError
from fieldapp.geo.basemap.packs import installed
from fieldapp.protocol.maps import MapOffer
from fieldapp.server import home as server_home
from fieldapp.server import maps_http
from fieldapp.server.map_packs import add_pack, withdraw
from fieldapp.services.desk import Desk
from fieldapp.sync.map_packs import Arrivals, ask_offers, fetch, last_offers, size_of
from fieldapp.sync.transport import Transport
from tests.cutting_proxy import CuttingProxy, cutting_proxy
from tests.map_packs import make_pack
from tests.office import TestOffice, running_office

LENGTH = 600_000
ROOT = Path(__file__).resolve().parents[2]


def go_on(_have: int, _size: int) -> bool:
    return True


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestOffice]:
    with running_office(tmp_path_factory.mktemp("office")) as one:
        yield one


@pytest.fixture(scope="module")
def own(office: TestOffice) -> Iterator[Desk]:
    desk = office.desk("zhouming")
    yield desk
    desk.store.close()


@pytest.fixture
def offer(office: TestOffice, tmp_path: Path) -> MapOffer:
    make_pack(tmp_path / "a.fieldpack", filler=LENGTH)
    files = server_home.find(office.folder / "server").file_store()
    return add_pack(office.store, files, tmp_path / "a.fieldpack", clock.now())


@pytest.fixture
def arrivals(tmp_path: Path) -> Arrivals:
    return Arrivals(tmp_path / "laptop" / "map_packs")


def line_of(desk: Desk, url: str = "") -> Transport:
    with desk.store.reading() as unit:
        return Transport(url or desk.server_url, unit.settings.get("token", str) or "")


@pytest.fixture
def line(own: Desk) -> Iterator[Transport]:
    made = line_of(own)
    yield made
    made.close()


@pytest.fixture
def proxy(office: TestOffice) -> Iterator[CuttingProxy]:
    with cutting_proxy(office.url) as one:
        yield one


def test_what_the_office_offers_is_known_without_a_line_afterwards(offer: MapOffer, own: Desk, line: Transport) -> None:
    assert ask_offers(own.store, line).packs == (offer,)
    with own.store.reading() as unit:
        kept = last_offers(unit)
    assert kept is not None
    assert kept.packs == (offer,)


def test_a_pack_is_installed_with_its_digest_and_nothing_is_left_over(
    offer: MapOffer, line: Transport, arrivals: Arrivals
) -> None:
    told: list[int] = []

    def heard(have: int, _size: int) -> bool:
        told.append(have)
        return True

    pack = fetch(offer, line, arrivals, heard)
    assert installed(arrivals.installed).packs == (pack,)
    assert (pack.id, pack.sha256) == (offer.id, offer.sha256)
    assert told == sorted(told)
    assert told[-1] == offer.size
    assert arrivals.coming() == ()
    assert not arrivals.part(offer).exists()


def test_a_line_that_is_cut_again_and_again_brings_it_all_the_same_and_no_byte_twice(
    offer: MapOffer, own: Desk, proxy: CuttingProxy, arrivals: Arrivals
) -> None:
    line = line_of(own, proxy.url)
    proxy.cut_after(down=100_000)
    assert fetch(offer, line, arrivals, go_on).sha256 == offer.sha256
    assert proxy.cuts >= offer.size // 100_000
    # what is read at a time may be lost at each cut, and each answer has a head
    assert proxy.carried["down"] < offer.size + (proxy.cuts + 1) * (16_384 + 2_000)
    line.close()


def test_a_line_that_brings_nothing_is_given_up_and_what_came_stays(
    offer: MapOffer, own: Desk, proxy: CuttingProxy, arrivals: Arrivals
) -> None:
    line = line_of(own, proxy.url)
    proxy.cut_after(down=200_000, for_good=True)
    with pytest.raises(KnownError) as failed:
        fetch(offer, line, arrivals, go_on)
    assert failed.value.retryable
    (half,) = arrivals.coming()
    assert (half.offer, half.paused) == (offer, False)
    assert 150_000 <= half.have < offer.size
    before = proxy.carried["down"]
    proxy.mend()
    fetch(offer, line, arrivals, go_on)
    assert proxy.carried["down"] - before < offer.size - half.have + 2_000
    line.close()


def test_a_proxy_that_leaves_out_the_stretch_brings_the_rest_all_the_same(
    offer: MapOffer, line: Transport, arrivals: Arrivals, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(KnownError, match=r"map\.paused"):
        fetch(offer, line, arrivals, lambda have, _size: have < 100_000)
    whole = maps_http.stretch
    monkeypatch.setattr(maps_http, "stretch", lambda _asked, size: whole("", size))
    assert fetch(offer, line, arrivals, go_on).sha256 == offer.sha256


def test_a_stretch_that_nobody_asked_for_is_not_put_behind_what_came(
    offer: MapOffer, line: Transport, arrivals: Arrivals, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(KnownError, match=r"map\.paused"):
        fetch(offer, line, arrivals, lambda have, _size: have < 100_000)
    half = size_of(arrivals.part(offer))
    monkeypatch.setattr(maps_http, "stretch", lambda _asked, size: (1, size))
    with pytest.raises(KnownError, match=r"sync\.not_our_server"):
        fetch(offer, line, arrivals, go_on)
    assert size_of(arrivals.part(offer)) == half


def test_a_pause_keeps_what_came_and_giving_up_throws_it_away(
    offer: MapOffer, line: Transport, arrivals: Arrivals
) -> None:
    with pytest.raises(KnownError, match=r"map\.paused"):
        fetch(offer, line, arrivals, lambda have, _size: have < 100_000)
    assert size_of(arrivals.part(offer)) >= 100_000
    arrivals.wish(offer, paused=True)
    assert [one.paused for one in arrivals.coming()] == [True]
    arrivals.forget(offer)
    assert arrivals.coming() == ()
    assert not arrivals.part(offer).exists()
    assert installed(arrivals.installed).packs == ()


def test_a_killed_program_goes_on_where_it_was(
    offer: MapOffer, own: Desk, proxy: CuttingProxy, arrivals: Arrivals
) -> None:
    line = line_of(own, proxy.url)
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, line._base, line.token, str(arrivals.installed), offer.sha256, str(offer.size)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"half\n"
    child.kill()
    child.wait()
    child.stdout.close()
    have = arrivals.coming()[0].have
    assert 200_000 <= have < offer.size
    before = proxy.carried["down"]
    assert fetch(offer, line, arrivals, go_on).sha256 == offer.sha256
    assert proxy.carried["down"] - before < offer.size - have + 2_000
    line.close()


KILLED = """
import sys
import threading
from pathlib import Path
from fieldapp.protocol.maps import MapOffer
from fieldapp.sync.map_packs import Arrivals, fetch
from fieldapp.sync.transport import Transport

url, token, folder, sha256, size = sys.argv[1:]

def heard(have, whole):
    if have >= 200_000:
        print("half", flush=True)
        threading.Event().wait()
    return True

fetch(MapOffer(sha256, int(size), "suzhou", "x"), Transport(url, token), Arrivals(Path(folder)), heard)
"""


def test_what_is_not_what_was_named_is_thrown_away_and_comes_anew(
    offer: MapOffer, line: Transport, arrivals: Arrivals
) -> None:
    arrivals.wish(offer)
    arrivals.part(offer).write_bytes(b"spoilt" * 1000)
    with pytest.raises(KnownError, match=r"map\.digest_differs"):
        fetch(offer, line, arrivals, go_on)
    assert arrivals.coming() == ()
    assert fetch(offer, line, arrivals, go_on).sha256 == offer.sha256


def test_a_disk_without_room_is_said_before_a_byte_comes(
    offer: MapOffer, line: Transport, arrivals: Arrivals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: SimpleNamespace(free=1_000_000))
    with pytest.raises(KnownError, match=r"map\.disk_full") as refused:
        fetch(offer, line, arrivals, go_on)
    assert refused.value.params == {"need_mb": 66, "free_mb": 0}
    assert [one.have for one in arrivals.coming()] == [0]


def test_a_pack_withdrawn_meanwhile_is_said(
    offer: MapOffer, office: TestOffice, line: Transport, arrivals: Arrivals
) -> None:
    withdraw(office.store, server_home.find(office.folder / "server").file_store(), offer.sha256, clock.now())
    with pytest.raises(KnownError, match=r"map\.unknown"):
        fetch(offer, line, arrivals, go_on)


def test_two_windows_do_not_fetch_into_the_same_file(offer: MapOffer, line: Transport, arrivals: Arrivals) -> None:
    with arrivals.alone(), pytest.raises(KnownError, match=r"map\.other_window"):
        fetch(offer, line, arrivals, go_on)


def test_a_newer_pack_of_the_same_id_takes_the_place_of_the_older(
    offer: MapOffer, office: TestOffice, line: Transport, arrivals: Arrivals, tmp_path: Path
) -> None:
    fetch(offer, line, arrivals, go_on)
    make_pack(tmp_path / "b.fieldpack", made_on="2026-07-01", name="苏州城区新")
    files = server_home.find(office.folder / "server").file_store()
    newer = add_pack(office.store, files, tmp_path / "b.fieldpack", clock.now())
    fetch(newer, line, arrivals, go_on)
    assert [(one.name, one.sha256) for one in installed(arrivals.installed).packs] == [("苏州城区新", newer.sha256)]


@pytest.mark.parametrize("changed", [{"id": "../x"}, {"suffix": "/../../x"}, {"sha256": "../../etc"}])
def test_an_offer_that_leads_elsewhere_on_the_disk_is_none(arrivals: Arrivals, changed: dict[str, str]) -> None:
    told = {"sha256": "0" * 64, "id": "suzhou", "suffix": ".fieldpack"} | changed
    with pytest.raises(KnownError, match=r"map\.unknown"):
        arrivals.part(MapOffer(told["sha256"], 1, told["id"], "x", suffix=told["suffix"]))
