"""The table of divisions: what is in it, and that it is what its sources say."""

from __future__ import annotations

import csv
import gzip

from places import build_table

from fieldapp import paths
from fieldapp.domain.coordinates import abroad
from fieldapp.geo.addresses.divisions import RENAMES, TABLE, By, Divisions, ancestors, divisions, short

FOLDER = paths.resources() / "geo"


def test_the_names_are_those_of_the_administrative_list() -> None:
    assert divisions().names == build_table.names()


def test_the_characters_are_those_of_the_conversion_it_was_made_by() -> None:
    assert (FOLDER / "traditional.txt").read_text(encoding="utf-8") == build_table.traditional()


def test_the_file_reads_back_as_what_was_written() -> None:
    names = {"320000": "江苏省", "320500": "苏州市", "320508": "姑苏区", "320508001": "双塔街道"}
    points = {"320500": [1206172, 312999, 25_000, 0]}
    written = build_table.written({"listed": "2025-12-31", "names": names, "points": points})
    assert written == build_table.written({"listed": "2025-12-31", "names": names, "points": points})
    table = Divisions(gzip.decompress(written), "old_name,within,new_codes,year\n")
    middle = table.middle("320500")
    assert table.names == names
    assert middle is not None
    assert (middle.lon_e6, middle.lat_e6, middle.radius_m, middle.by) == (120_617_200, 31_299_900, 25_000, By.OWN_NAME)


def test_every_district_has_a_point_within_the_country() -> None:
    table = divisions()
    for code in table.names:
        if len(code) == 6:
            middle = table.middle(code)
            assert middle is not None, code
            assert 73e6 < middle.lon_e6 < 135.1e6, code
            assert 3e6 < middle.lat_e6 < 54e6, code
            assert 8_000 <= middle.radius_m <= 1_700_000, code


def test_every_former_name_leads_to_a_division_of_today() -> None:
    with (FOLDER / RENAMES).open(encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    table = divisions()
    assert len(rows) > 300
    gone = [(row["old_name"], code) for row in rows for code in row["new_codes"].split("|") if code not in table.names]
    assert gone == []


def test_short_names_are_what_people_write() -> None:
    written = {
        "深圳市": "深圳",
        "黔东南苗族侗族自治州": "黔东南",
        "内蒙古自治区": "内蒙古",
        "广西壮族自治区": "广西",
        "新疆维吾尔自治区": "新疆",
        "管城回族区": "管城",
        "木里藏族自治县": "木里",
        "沙县": "沙县",
        "市中区": "市中",
    }
    assert {name: short(name) for name in written} == written


def test_a_township_lies_in_its_district_its_city_and_its_province() -> None:
    assert list(ancestors("320583100")) == ["320583100", "320583", "320500", "320000"]
    assert list(ancestors("441900119")) == ["441900119", "441900", "440000"]


def test_the_table_is_small() -> None:
    assert (FOLDER / TABLE).stat().st_size < 600_000
    assert divisions().listed == build_table.LISTED


def test_no_place_of_the_country_is_taken_for_one_abroad() -> None:
    table = divisions()
    points = {code: middle for code in table.names if (middle := table.middle(code))}
    assert [code for code, at in points.items() if abroad(at.lon_e6 / 1e6, at.lat_e6 / 1e6)] == []
