"""Letting a pack in: what is whole comes in whole, whatever is broken is a known error that names file and reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fieldapp.domain.party import Datum
from fieldapp.errors import KnownError
from fieldapp.geo.basemap.pack_file import digest_of, install, remove, remove_folder
from fieldapp.geo.basemap.pack_manifest import MANIFEST, Bounds
from fieldapp.geo.basemap.packs import Installed, installed
from tests import maps, small_packs


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small pack; nobody may write to it."""
    return small_packs.fieldpack(tmp_path_factory.mktemp("whole"))


def test_what_the_office_made_comes_in_with_all_its_parts(whole: Path, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []

    def hear(done: int, of: int) -> bool:
        heard.append((done, of))
        return True

    pack = install(whole, tmp_path, heard=hear)
    assert (pack.id, pack.name, pack.attribution) == ("small", "小地图", "© nobody")
    assert pack.bounds == small_packs.BOUNDS
    assert (pack.min_zoom, pack.max_zoom, pack.layers) == (0, 3, ("earth", "roads"))
    assert pack.roads is not None
    assert pack.streets is not None
    assert heard[-1] == (pack.size, pack.size)
    assert pack.sha256 == digest_of(whole)
    assert installed(tmp_path).packs == (pack,)
    assert [path.name for path in tmp_path.iterdir()] == ["pack-small"]


def test_the_sample_pack_holds_what_was_asked_of_it(tmp_path: Path) -> None:
    pack = maps.helsinki(tmp_path)
    assert (pack.id, pack.boundaries, pack.as_of) == ("helsinki", False, "2019-04-21")
    assert pack.attribution == "© OpenStreetMap contributors"
    assert pack.holds(*maps.HELSINKI)
    assert not pack.holds(120_000_000, 31_000_000)


def test_a_newer_pack_of_the_same_id_takes_the_place_of_the_older(whole: Path, tmp_path: Path) -> None:
    install(whole, tmp_path / "packs")
    (tmp_path / "new").mkdir()
    newer = small_packs.fieldpack(tmp_path / "new", name="新地图")
    assert install(newer, tmp_path / "packs").name == "新地图"
    assert [pack.name for pack in installed(tmp_path / "packs").packs] == ["新地图"]


def test_a_broken_pack_leaves_the_older_one_as_it_was(whole: Path, tmp_path: Path) -> None:
    before = install(whole, tmp_path / "packs")
    broken = small_packs.repacked(whole, tmp_path / "b.fieldpack", **{"streets.db": b"nothing"})
    with pytest.raises(KnownError):
        install(broken, tmp_path / "packs")
    assert installed(tmp_path / "packs").packs == (before,)
    assert [path.name for path in (tmp_path / "packs").iterdir()] == ["pack-small"]


def test_it_can_be_stopped_before_anything_counts(whole: Path, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"pack\.cancelled"):
        install(whole, tmp_path, heard=lambda _done, _of: False)
    assert list(tmp_path.iterdir()) == []


def test_a_pack_moved_aside_when_the_power_went_comes_back(whole: Path, tmp_path: Path) -> None:
    before = install(whole, tmp_path / "packs")
    before.folder.rename(before.folder.with_name(f".old-{before.folder.name}"))
    (tmp_path / "packs" / ".making-half").mkdir()
    other = small_packs.mbtiles(tmp_path / "other.mbtiles")
    install(other, tmp_path / "packs")
    assert [pack.id for pack in installed(tmp_path / "packs").packs] == ["other", "small"]
    assert not list((tmp_path / "packs").glob(".*"))


def test_packs_are_removed_whole_or_broken(whole: Path, tmp_path: Path) -> None:
    pack = install(whole, tmp_path)
    (pack.folder / "streets.db").unlink()
    (broken,) = installed(tmp_path).broken
    assert broken.error.code == "pack.unreadable"
    assert broken.error.params["file"] == "streets.db"
    remove_folder(broken.folder)
    remove(install(whole, tmp_path))
    assert installed(tmp_path) == Installed()


@pytest.mark.parametrize("part", ["tiles.pmtiles", "roads.npz", "streets.db", MANIFEST])
def test_an_installed_pack_that_lost_bytes_is_said_and_the_others_stay(whole: Path, tmp_path: Path, part: str) -> None:
    pack, other = install(whole, tmp_path), small_packs.mbtiles(tmp_path / "other.mbtiles")
    kept = install(other, tmp_path)
    content = (pack.folder / part).read_bytes()
    (pack.folder / part).write_bytes(content[: len(content) // 2])
    found = installed(tmp_path)
    assert found.packs == (kept,)
    assert [(broken.id, broken.error.params["file"]) for broken in found.broken] == [("small", part)]


def test_what_a_pack_says_of_itself_is_plain_text(tmp_path: Path) -> None:
    said = {"name": "<img src=x onerror=alert(1)>苏州\n&lt;b&gt;", "attribution": "<a href='http://x'>© OSM</a>"}
    pack = install(small_packs.fieldpack(tmp_path, **said), tmp_path / "packs")
    assert (pack.name, pack.attribution) == ("苏州", "© OSM")


def test_tiles_of_others_are_described_by_what_they_say_as_plain_text(tmp_path: Path) -> None:
    said = {
        "attribution": "<a href='http://x'>&copy; <b>Somebody</b></a><script>alert(1)</script>",
        "name": "航拍",
        "datum": "gcj02",
    }
    file = small_packs.mbtiles(tmp_path / "aerial 2026.mbtiles", "png", **said)
    pack = install(file, tmp_path / "packs")
    assert (pack.id, pack.name, pack.bounds) == (
        "aerial-2026",
        "航拍",
        Bounds(120_000_000, 31_000_000, 121_000_000, 32_000_000),
    )
    assert pack.attribution == "© Somebody alert(1)"
    assert pack.datum is Datum.GCJ02
    assert install(small_packs.mbtiles(tmp_path / "b.mbtiles", bounds="a,b,c"), tmp_path / "packs").bounds == Bounds()
    assert install(small_packs.pmtiles(tmp_path / "c.pmtiles"), tmp_path / "packs").attribution == "© nobody"


def test_a_full_disk_is_said_before_anything_is_written(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: shutil._ntuple_diskusage(10, 5, 5))
    with pytest.raises(KnownError, match=r"pack\.disk_full"):
        install(whole, tmp_path)
    assert list(tmp_path.iterdir()) == []
