"""Places in a file: in any of three datums, converted and kept; what is no place is refused with row and column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from fieldapp.domain.party import Datum, Place, PlaceSource
from fieldapp.geo.convert import converted
from fieldapp.importers import IdBook, read_portfolio
from fieldapp.importers.place_cells import Datums, read_place
from fieldapp.importers.reader import RowReader
from fieldapp.importers.tabular import Row
from tests.unit.importers.files import STAFF, first_cases, flat_lines, header_at, write_flat, write_xlsx
from tests.unit.importers.portfolio_files import small, whole_portfolio

CELLS = {"经度": "120.617500", "纬度": "31.312000", "误差半径(米)": "50", "位置来源": "地图检索"}
PLAIN = Place(120_617_500, 31_312_000, 50, PlaceSource.GEOCODER)
CONVERTING = Datums(converted)


def read(cells: Mapping[str, str], datums: Datums = CONVERTING) -> tuple[Place | None, list[tuple[str, str]]]:
    reader = RowReader(Row("p.xlsx", "经营场所", 7, dict(cells), {}))
    place = read_place(reader, datums)
    assert all((reject.sheet, reject.row) == ("经营场所", 7) for reject in reader.rejects)
    return place, [(reject.column, reject.code) for reject in reader.rejects]


def test_a_place_without_a_datum_is_wgs_84() -> None:
    assert read(CELLS) == (PLAIN, [])
    assert read(CELLS, Datums()) == (PLAIN, [])
    assert read(CELLS | {"坐标系": "CGCS2000"}) == (PLAIN, [])


@pytest.mark.parametrize(("name", "datum"), [("GCJ-02", Datum.GCJ02), ("bd09", Datum.BD09), ("百度坐标", Datum.BD09)])
def test_another_datum_is_converted_and_kept(name: str, datum: Datum) -> None:
    lon_e6, lat_e6 = converted(PLAIN.lon_e6, PLAIN.lat_e6, datum)
    expected = replace(PLAIN, lon_e6=lon_e6, lat_e6=lat_e6, datum=datum)
    assert read(CELLS | {"坐标系": name}) == (expected, [])
    assert read(CELLS, Datums(converted, datum)) == (expected, []), "the file's usual datum"
    assert read(CELLS | {"坐标系": "WGS-84"}, Datums(converted, datum)) == (PLAIN, []), "a row knows better"


def test_a_datum_nobody_knows_and_one_nobody_converts_are_refused() -> None:
    assert read(CELLS | {"坐标系": "北京54"})[1] == [("坐标系", "import.unknown_datum")]
    assert read(CELLS | {"坐标系": "GCJ-02"}, Datums())[1] == [("坐标系", "import.other_datum")]


@pytest.mark.parametrize(
    ("lon", "lat", "refused"),
    [
        ("0", "0", [("经度", "import.place_nowhere")]),
        ("31.312", "120.6175", [("经度", "import.place_swapped")]),
        ("-0.1276", "51.5072", [("经度", "import.place_outside")]),
        ("120.6", "61.3", [("纬度", "import.place_outside")]),
        ("2.35", "48.85", [("经度", "import.place_outside")]),
        ("2.35", "-48.85", [("纬度", "import.place_outside")]),
        ("1206175", "31.3", [("经度", "import.place_outside")]),
        ("东经120", "31.3", [("经度", "import.not_a_number")]),
        ("126.978", "37.566", [("经度", "import.place_abroad")]),
        ("120.6", "", [("纬度", "import.missing_value")]),
    ],
)
def test_what_is_no_place_in_china_is_refused(lon: str, lat: str, refused: list[tuple[str, str]]) -> None:
    assert read(CELLS | {"经度": lon, "纬度": lat})[1] == refused


def test_the_column_is_read_in_both_layouts(tmp_path: Path) -> None:
    sheets = small(1)
    header, *rows = sheets["经营场所"][header_at(sheets["经营场所"]) :]
    header.append("坐标系")
    for row in rows:
        row.append("GCJ-02")
    lines = [line | {"坐标系": "GCJ-02"} for line in flat_lines(first_cases(whole_portfolio(), 1))]
    for path in (write_xlsx(sheets, tmp_path / "p.xlsx"), write_flat(lines, tmp_path / "p.csv")):
        reading = read_portfolio(path, IdBook(), STAFF, CONVERTING)
        places = [premises.place for case in reading.cases for premises in case.premises if premises.place]
        assert {place.datum for place in places} == {Datum.GCJ02}


def test_nothing_in_the_four_columns_is_no_place() -> None:
    assert read({"坐标系": "GCJ-02"}) == (None, [])
