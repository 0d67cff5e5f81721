"""Map packs at the office: taken in whole or not at all, offered to whoever has signed in, withdrawn again."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import urllib3

from fieldapp.errors import KnownError
from fieldapp.server.maps_http import stretch
from tests.laptops import BareLaptop
from tests.map_packs import make_pack
from tests.office import TestOffice
from tests.server.administrator import Administrator
from tests.server.conftest import Laptop


@pytest.fixture
def office(small_office: TestOffice) -> TestOffice:
    return small_office


@pytest.fixture
def administrator(
    office: TestOffice, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Administrator:
    return Administrator(office, capsys, monkeypatch)


@pytest.fixture
def own(office: TestOffice, laptop: Laptop) -> BareLaptop:
    return laptop(office.people["zhouming"])


def asked(own: BareLaptop, sha256: str, **headers: str) -> urllib3.BaseHTTPResponse:
    told = {"Authorization": f"Bearer {own.transport.token}", **headers}
    return urllib3.request("GET", f"{own.transport._base}/v1/maps/{sha256}", headers=told)


def test_a_pack_is_offered_with_all_that_it_says_of_itself(
    administrator: Administrator, own: BareLaptop, tmp_path: Path
) -> None:
    file = tmp_path / "a.fieldpack"
    digest = make_pack(file, pack_id="told", name="讲明白的地图")
    assert "讲明白的地图" in administrator.types("map", "add", str(file))
    offer = next(one for one in own.transport.maps() if one.id == "told")
    assert (offer.sha256, offer.size, offer.suffix) == (digest, file.stat().st_size, ".fieldpack")
    assert offer.bounds == pytest.approx((120.4, 31.1, 120.9, 31.5))
    assert (offer.attribution, offer.made_on) == ("© OpenStreetMap contributors", "2026-05-01")
    assert (offer.tiles, offer.has_roads, offer.has_streets) == ("", False, True)
    assert "offered" in administrator.types("map", "list")


def test_a_pack_is_read_from_any_byte_to_any_other(
    administrator: Administrator, own: BareLaptop, tmp_path: Path
) -> None:
    file = tmp_path / "a.fieldpack"
    digest = make_pack(file, pack_id="read", filler=70_000)
    administrator.types("map", "add", str(file))
    content = file.read_bytes()
    whole = asked(own, digest)
    assert (whole.status, hashlib.sha256(whole.data).hexdigest()) == (200, digest)
    some = asked(own, digest, Range="bytes=1000-1999")
    assert (some.status, some.data) == (206, content[1000:2000])
    assert some.headers["Content-Range"] == f"bytes 1000-1999/{len(content)}"
    rest = asked(own, digest, Range="bytes=50000-", **{"If-Range": f'"{digest}"'})
    assert (rest.status, rest.data) == (206, content[50_000:])
    other = asked(own, digest, Range="bytes=50000-", **{"If-Range": '"another"'})
    assert (other.status, other.data) == (200, content)
    beyond = asked(own, digest, Range=f"bytes={len(content)}-")
    assert (beyond.status, beyond.headers["Content-Range"]) == (416, f"bytes */{len(content)}")


@pytest.mark.parametrize(
    ("asked_for", "given"),
    [
        ("", (0, 10)),
        ("bytes=0-", (0, 10)),
        ("bytes=3-5", (3, 6)),
        ("bytes=3-99", (3, 10)),
        ("bytes=10-", None),
        ("bytes=5-4", None),
        ("bytes=-4", (0, 10)),
        ("lines=1-2", (0, 10)),
        ("bytes=a-b", (0, 10)),
        (f"bytes={'9' * 5000}-", (0, 10)),
        (f"bytes=3-{'9' * 5000}", (0, 10)),
    ],
)
def test_a_stretch_is_what_was_asked_for_and_everything_where_nothing_sensible_was(
    asked_for: str, given: tuple[int, int] | None
) -> None:
    assert stretch(asked_for, 10) == given


def test_a_newer_pack_takes_the_place_of_the_older_and_frees_its_room(
    administrator: Administrator, own: BareLaptop, office: TestOffice, tmp_path: Path
) -> None:
    older = make_pack(tmp_path / "a.fieldpack", pack_id="renewed", made_on="2025-01-01")
    newer = make_pack(tmp_path / "b.fieldpack", pack_id="renewed")
    for name in ("a", "b"):
        administrator.types("map", "add", str(tmp_path / f"{name}.fieldpack"))
    assert [one.sha256 for one in own.transport.maps() if one.id == "renewed"] == [newer]
    assert not (office.folder / "server" / "files" / older[:2] / older).exists()
    refused = asked(own, older)
    assert (refused.status, b"map.unknown" in refused.data) == (404, True)


def test_a_withdrawn_pack_is_offered_no_more_and_can_be_offered_again(
    administrator: Administrator, own: BareLaptop, tmp_path: Path
) -> None:
    digest = make_pack(tmp_path / "a.fieldpack", pack_id="gone", name="会撤下的地图")
    administrator.types("map", "add", str(tmp_path / "a.fieldpack"))
    assert "not offered any more" in administrator.types("map", "withdraw", "会撤下的地图")
    assert asked(own, digest).status == 404
    code, _, wrong = administrator.tries("map", "withdraw", digest[:12])
    assert (code, "No map pack on offer" in wrong) == (1, True)
    administrator.types("map", "add", str(tmp_path / "a.fieldpack"))
    assert asked(own, digest).status == 200
    administrator.types("map", "withdraw", digest[:12])


def test_a_pack_whose_bytes_were_lost_says_so(
    administrator: Administrator, own: BareLaptop, office: TestOffice, tmp_path: Path
) -> None:
    digest = make_pack(tmp_path / "a.fieldpack", pack_id="lost")
    administrator.types("map", "add", str(tmp_path / "a.fieldpack"))
    (office.folder / "server" / "files" / digest[:2] / digest).unlink()
    with pytest.raises(KnownError, match=r"map\.not_here"):
        next(own.transport.map_pack(digest, 0))


def test_what_is_no_pack_is_refused_and_nothing_of_it_kept(administrator: Administrator, tmp_path: Path) -> None:
    file = tmp_path / "broken.fieldpack"
    make_pack(file, pack_id="broken", filler=20_000)
    file.write_bytes(file.read_bytes()[:10_000])
    code, _, wrong = administrator.tries("map", "add", str(file))
    assert (code, "broken.fieldpack" in wrong) == (1, True)
    code, _, wrong = administrator.tries("map", "add", str(tmp_path / "not-there.fieldpack"))
    assert (code, "not-there.fieldpack" in wrong) == (1, True)


def test_nobody_reads_maps_without_having_signed_in(office: TestOffice) -> None:
    for path in ("/v1/maps", f"/v1/maps/{'0' * 64}"):
        assert urllib3.request("GET", office.url + path).status == 401
