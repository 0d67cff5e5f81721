"""Whatever is broken, cut off, foreign or made to harm is refused with a known error that names file and reason."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldapp.errors import KnownError
from fieldapp.geo.basemap.pack_file import install, look_into
from fieldapp.geo.basemap.pack_manifest import MANIFEST
from fieldapp.geo.basemap.packs import Pack
from fieldapp.geo.basemap.tiles import TileReader
from fieldapp.sentences import say
from tests import small_packs


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small pack; nobody may write to it."""
    return small_packs.fieldpack(tmp_path_factory.mktemp("whole"))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Small files of nothing but tiles."""
    folder = tmp_path_factory.mktemp("plain")
    made = small_packs.pmtiles(folder / "a.pmtiles"), small_packs.mbtiles(folder / "a.mbtiles")
    return {path.suffix: path.read_bytes() for path in made}


def refused(file: Path) -> KnownError:
    """Why a file is no pack; the sentence about it names the file in both languages."""
    with pytest.raises(KnownError) as caught:
        look_into(file)
    error = caught.value
    assert error.code.startswith("pack.")
    for language in ("zh_CN", "en"):
        text = str(say(error.code, error.params, language))
        assert "{" not in text
        assert file.name in text or error.code == "pack.disk_full"
    return error


def test_a_pack_cut_off_at_any_byte_is_refused(whole: Path, tmp_path: Path) -> None:
    content = whole.read_bytes()
    cut = tmp_path / "cut.fieldpack"
    for length in [*range(0, len(content), 149), *range(len(content) - 40, len(content))]:
        cut.write_bytes(content[:length])
        assert refused(cut).code in ({"pack.truncated"} if length > 3 else {"pack.not_a_pack"}), length


@pytest.mark.parametrize("suffix", [".pmtiles", ".mbtiles"])
def test_a_file_of_tiles_cut_off_at_any_byte_is_refused(plain: dict[str, bytes], tmp_path: Path, suffix: str) -> None:
    cut, content = tmp_path / f"cut{suffix}", plain[suffix]
    for length in [*range(0, len(content), 97), len(content) - 1]:
        cut.write_bytes(content[:length])
        assert refused(cut).code in {"pack.truncated", "pack.not_a_pack", "pack.damaged"}, length


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(["fieldpack", "pmtiles", "mbtiles"]), seed=st.data())
def test_a_changed_byte_anywhere_is_refused_or_harmless(
    whole: Path, plain: dict[str, bytes], tmp_path: Path, kind: str, seed: st.DataObject
) -> None:
    content = bytearray(whole.read_bytes() if kind == "fieldpack" else plain[f".{kind}"])
    at = seed.draw(st.integers(0, len(content) - 1))
    content[at] = seed.draw(st.integers(0, 255))
    file = tmp_path / f"changed.{kind}"
    file.write_bytes(content)
    with suppress(KnownError):  # anything else is a failure
        read(install(file, tmp_path / "packs"))


def read(pack: Pack) -> None:
    reader = TileReader(pack)
    for place in small_packs.numbers():
        reader.tile(*place)


@pytest.mark.parametrize(
    "name", ["../evil.txt", "/etc/cron.d/evil", "a/../../evil", "..", "c:evil", "..\\evil.txt", "sub/tiles.pmtiles"]
)
def test_a_name_that_leads_elsewhere_is_refused(whole: Path, tmp_path: Path, name: str) -> None:
    evil = tmp_path / "evil.fieldpack"
    shutil.copy(whole, evil)
    with zipfile.ZipFile(evil, "a") as archive:
        archive.writestr(name, b"evil")
    assert refused(evil).code == "pack.unsafe_name"
    with pytest.raises(KnownError):
        install(evil, tmp_path / "packs")
    assert not list(tmp_path.rglob("evil.txt"))
    assert list((tmp_path / "packs").iterdir()) == []


def test_a_name_that_comes_twice_is_refused(whole: Path, tmp_path: Path) -> None:
    twice = tmp_path / "twice.fieldpack"
    shutil.copy(whole, twice)
    with zipfile.ZipFile(twice, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(MANIFEST, b"{}")
    assert refused(twice).code == "pack.unsafe_name"


def test_what_would_grow_on_unpacking_is_refused(whole: Path, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.fieldpack"
    shutil.copy(whole, bomb)
    with zipfile.ZipFile(bomb, "a") as archive:
        archive.writestr("readme.txt", bytes(1 << 20), zipfile.ZIP_DEFLATED)
    assert refused(bomb).code == "pack.not_stored"


def test_entries_that_share_their_bytes_are_refused(whole: Path, tmp_path: Path) -> None:
    """Many entries that all point at the same bytes make a small file that unpacks to a large one."""
    bomb = tmp_path / "overlap.fieldpack"
    with zipfile.ZipFile(bomb, "w") as archive:
        archive.writestr("first.bin", bytes(200_000))
        for number in range(50):
            entry = zipfile.ZipInfo(f"{number}.bin")
            entry.file_size = entry.compress_size = 200_000
            entry.header_offset = entry.CRC = 0
            archive.filelist.append(entry)
            archive.NameToInfo[entry.filename] = entry
    assert refused(bomb).code == "pack.too_large"


def test_tiles_that_grow_without_end_are_refused(tmp_path: Path) -> None:
    from region import archive

    tile = archive.packed(b"\x1a" + bytes(40 << 20))
    archive.write_tiles(tmp_path / "bomb.pmtiles", [(0, 0, 0, tile)], small_packs.BOUNDS, {})
    assert refused(tmp_path / "bomb.pmtiles").code == "pack.damaged"


NONSENSE: list[tuple[str, object]] = [
    ("id", "../../up"),
    ("id", "CON"),
    ("id", ""),
    ("id", 7),
    ("name", ""),
    ("name", "<b></b>"),
    ("name", "x" * 10_000),
    ("bounds", [1, 2, 3]),
    ("bounds", [0, 0, 0, 0]),
    ("bounds", [10, 0, -10, 5]),
    ("bounds", [0, 0, 10**12, 5]),
    ("files", {}),
    ("files", {"../x": {"size": 1, "sha256": "0" * 64}}),
    ("files", {"tiles.pmtiles": {"size": -1, "sha256": "0" * 64}}),
    ("files", {"tiles.pmtiles": {"size": 1, "sha256": "zz"}}),
    ("tiles", {"file": "/etc/passwd", "media_type": "image/png", "min_zoom": 0, "max_zoom": 1}),
    ("tiles", {"file": "tiles.pmtiles", "media_type": "text/html", "min_zoom": 0, "max_zoom": 1}),
    ("tiles", {"file": "tiles.pmtiles", "media_type": "image/png", "min_zoom": 9, "max_zoom": 1}),
    ("tiles", {"file": "tiles.pmtiles", "media_type": "image/png", "min_zoom": 0, "max_zoom": 99}),
    ("tiles", None),
    ("datum", "mars"),
]


@pytest.mark.parametrize(("field", "value"), NONSENSE)
def test_a_description_that_makes_no_sense_is_refused(whole: Path, tmp_path: Path, field: str, value: object) -> None:
    with zipfile.ZipFile(whole) as archive:
        said = json.loads(archive.read(MANIFEST))
    nonsense = json.dumps({**said, field: value}).encode()
    error = refused(small_packs.repacked(whole, tmp_path / "nonsense.fieldpack", **{MANIFEST: nonsense}))
    assert error.code == "pack.manifest"


@pytest.mark.parametrize("raw", [b"", b"[]", b"null", b"{", b"\xff\xfe", b"[" * 100_000, b'{"format": 1}'])
def test_a_description_that_is_none_is_refused(whole: Path, tmp_path: Path, raw: bytes) -> None:
    assert refused(small_packs.repacked(whole, tmp_path / "none.fieldpack", **{MANIFEST: raw})).code == "pack.manifest"


def test_a_pack_for_a_later_program_says_so(whole: Path, tmp_path: Path) -> None:
    assert (
        refused(small_packs.repacked(whole, tmp_path / "new.fieldpack", **{MANIFEST: b'{"format": 2}'})).code
        == "pack.newer"
    )


def test_a_pack_without_a_description_is_none(whole: Path, tmp_path: Path) -> None:
    assert refused(small_packs.repacked(whole, tmp_path / "x.fieldpack", **{MANIFEST: None})).code == "pack.not_a_pack"


def test_a_part_that_is_missing_or_another_is_refused(whole: Path, tmp_path: Path) -> None:
    without = small_packs.repacked(whole, tmp_path / "without.fieldpack", **{"roads.npz": None})
    assert refused(without).code == "pack.truncated"
    with zipfile.ZipFile(whole) as archive:
        roads = bytearray(archive.read("roads.npz"))
    roads[100] ^= 1
    other = small_packs.repacked(whole, tmp_path / "other.fieldpack", **{"roads.npz": bytes(roads)})
    assert refused(other).code == "pack.damaged"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.fieldpack", b"\x89PNG\r\n\x1a\n" + bytes(500)),
        ("empty.fieldpack", b""),
        ("letter.pmtiles", b"Dear Sir or Madam, " * 40),
        ("letter.mbtiles", b"Dear Sir or Madam, " * 40),
        ("old.pmtiles", b"PM\x02\x00" + bytes(600)),
    ],
)
def test_a_file_of_another_kind_is_no_pack(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert refused(tmp_path / name).code in {"pack.not_a_pack", "pack.truncated"}


def test_a_file_that_is_not_there_or_a_folder_is_said(tmp_path: Path) -> None:
    assert refused(tmp_path / "gone.fieldpack").code == "pack.unreadable"
    (tmp_path / "folder.fieldpack").mkdir()
    assert refused(tmp_path / "folder.fieldpack").code == "pack.unreadable"
    (tmp_path / "folder.pmtiles").mkdir()
    assert refused(tmp_path / "folder.pmtiles").code == "pack.unreadable"


def test_tiles_of_a_kind_that_no_map_shows_are_refused(tmp_path: Path) -> None:
    assert refused(small_packs.mbtiles(tmp_path / "t.mbtiles", "tiff")).code == "pack.tile_type"
    raw = bytearray(small_packs.pmtiles(tmp_path / "t.pmtiles").read_bytes())
    raw[99] = 5
    (tmp_path / "t.pmtiles").write_bytes(raw)
    assert refused(tmp_path / "t.pmtiles").code == "pack.tile_type"
    raw[99], raw[98] = 1, 3
    (tmp_path / "t.pmtiles").write_bytes(raw)
    assert refused(tmp_path / "t.pmtiles").code == "pack.compression"


def test_tiles_that_are_not_what_the_file_says_are_refused(tmp_path: Path) -> None:
    assert refused(small_packs.mbtiles(tmp_path / "t.mbtiles", "png", format="jpg")).code == "pack.damaged"


def test_a_database_of_something_else_is_no_pack(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "notes.mbtiles") as database:
        database.execute("CREATE TABLE notes(text TEXT)")
    database.close()
    assert refused(tmp_path / "notes.mbtiles").code == "pack.not_a_pack"


def test_text_that_is_none_is_refused(tmp_path: Path) -> None:
    path = small_packs.mbtiles(tmp_path / "text.mbtiles")
    with sqlite3.connect(path) as database:
        database.execute("UPDATE metadata SET value = CAST(x'80ff' AS TEXT) WHERE name = 'name'")
    database.close()
    assert refused(path).code == "pack.damaged"


def test_a_file_without_a_tile_is_refused(tmp_path: Path) -> None:
    path = small_packs.mbtiles(tmp_path / "none.mbtiles")
    with sqlite3.connect(path) as database:
        database.execute("DELETE FROM tiles")
    database.close()
    assert refused(path).code in {"pack.empty", "pack.damaged"}


ROAD_NONSENSE: list[dict[str, np.ndarray]] = [
    {"to": np.array([1, 2, 0, 2, 0, 3], np.int32)},
    {"to": np.array([1, 2, 0, 2, 0, -1], np.int32)},
    {"first": np.array([0, 2, 1, 6], np.int32)},
    {"first": np.array([0, 2, 6], np.int32)},
    {"sec": np.array([1, 1, 1, 1, 1, np.nan], np.float32)},
    {"sec": np.array([1, 1, 1, 1, 1, 0], np.float32)},
    {"metres": np.array([1, 1, 1, 1, 1, np.inf], np.float32)},
    {"metres": np.ones(5, np.float32)},
    {"lon_e6": np.array([1, 2, 200_000_000], np.int32)},
    {"lat_e6": np.array([1.0, 2.0, 3.0])},
    {"lat_e6": np.array([[1], [2], [3]], np.int32)},
    {"sec": np.array([object()] * 6)},
    {"shape": np.zeros(7, np.int32)},
]


@pytest.mark.parametrize("changed", ROAD_NONSENSE)
def test_a_road_graph_that_leads_nowhere_is_refused(tmp_path: Path, changed: dict[str, np.ndarray]) -> None:
    made = small_packs.parts(tmp_path / "parts")
    small_packs.roads(made / "roads.npz", **changed)
    from region import make_pack

    make_pack.write_pack(small_packs.described(made), made, tmp_path / "roads.fieldpack")
    assert refused(tmp_path / "roads.fieldpack").code == "pack.damaged"


def test_streets_off_the_earth_are_refused(tmp_path: Path) -> None:
    from region import make_pack

    made = small_packs.parts(tmp_path / "parts")
    with sqlite3.connect(made / "streets.db") as database:
        database.execute("INSERT INTO s VALUES ('x', NULL, 400.0, 0.0, 1.0)")
    database.close()
    make_pack.write_pack(small_packs.described(made), made, tmp_path / "streets.fieldpack")
    assert refused(tmp_path / "streets.fieldpack").code == "pack.damaged"
