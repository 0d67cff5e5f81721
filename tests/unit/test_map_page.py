"""The map's page and what it is answered: everything local, small, and nobody's name in the page itself."""

from __future__ import annotations

import json
import re

import pytest

from fieldapp import paths
from fieldapp.geo.basemap import map_answers
from fieldapp.geo.basemap.map_answers import (
    AT_ONCE,
    GroundPack,
    MapKind,
    MapPoint,
    RouteStop,
    ground_json,
    head_json,
    look_json,
    points_answer,
    route_json,
)
from fieldapp.geo.basemap.map_page import OWN_SCRIPTS, POLICY, page_html, refuse_links

OWN = (*(f"{name}.js" for name in OWN_SCRIPTS), "map.css")


def point(number: int) -> MapPoint:
    return MapPoint(
        f"case-{number}", 31_301_000 + number, 120_601_000, number % 5, 250, f"李建国{number}", "M2 · 45 天"
    )


def test_the_page_is_small_and_every_file_it_names_is_here() -> None:
    html = page_html().decode()
    assert len(html) < 10_000
    named = re.findall(r'(?:src|href)="([^"]+)"', html)
    assert len(named) == 5 + len(OWN_SCRIPTS)
    for name in named:
        folder, _, file = name.partition("/")
        if folder == map_answers.ASSETS:
            assert paths.made("map", file).is_file()
        elif folder == map_answers.OWN:
            assert (paths.resources() / "map" / file).is_file()
        else:
            assert name == map_answers.CHANNEL


def test_the_page_lets_nothing_else_be_loaded() -> None:
    assert f'content="{POLICY}"' in page_html().decode()
    assert POLICY.startswith("default-src 'none'")


@pytest.mark.parametrize(
    "html",
    ['<script src="https://a.example/x.js">', '<link href="//a.example/x.css">', "<img src='//a'>", "url(//a.example)"],
)
def test_a_page_that_links_to_the_network_is_refused(html: str) -> None:
    with pytest.raises(ValueError, match="links to the network"):
        refuse_links(html)


def test_our_own_scripts_and_style_name_no_address_and_write_no_markup() -> None:
    assert {path.name for path in (paths.resources() / "map").iterdir()} >= set(OWN)
    for name in OWN:
        text = (paths.resources() / "map" / name).read_text(encoding="utf-8")
        assert "://" not in text
        for dangerous in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
            assert dangerous not in text, name


def test_points_are_answered_as_geojson_a_few_thousand_at_a_time() -> None:
    answer = points_answer(point(number) for number in range(2 * AT_ONCE + 1))
    assert answer.count == 2 * AT_ONCE + 1
    pages = [json.loads(page) for page in answer.pages]
    assert [len(page["features"]) for page in pages] == [AT_ONCE, AT_ONCE, 1]
    assert pages[0]["type"] == "FeatureCollection"
    assert pages[0]["features"][3] == {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [120.601, 31.301003]},
        "properties": {"id": "case-3", "kind": 3, "radius": 250, "title": "李建国3", "detail": "M2 · 45 天"},
    }
    assert json.loads(head_json(answer, 7)) == {"count": 2 * AT_ONCE + 1, "pages": 3, "version": 7}
    assert max(len(page) for page in answer.pages) < 1_000_000


def test_the_way_of_a_day_is_answered_as_geojson_with_its_stops() -> None:
    stops = [RouteStop(2, 120_600_000, 31_300_000, "case-1", "李建国")]
    told = json.loads(route_json(stops, [(120_600_000, 31_300_000), (120_610_000, 31_310_000)]))
    first, line = told["features"]
    assert first["properties"] == {"number": 2, "id": "case-1", "title": "李建国", "detail": ""}
    assert line["geometry"] == {"type": "LineString", "coordinates": [[120.6, 31.3], [120.61, 31.31]]}
    assert json.loads(route_json(stops, []))["features"] == [first]


def test_the_ground_names_its_packs_lowest_first() -> None:
    packs = [
        GroundPack("world", "vector", 0, 6, (-180.0, -85.0, 180.0, 85.0), "Natural Earth", True),
        GroundPack("town", "raster", 8, 15, (120.0, 31.0, 121.0, 32.0), "© <b>us</b>"),
    ]
    told = json.loads(ground_json(packs))["packs"]
    assert [pack["id"] for pack in told] == ["world", "town"]
    assert told[1] == {
        "id": "town", "kind": "raster", "min_zoom": 8, "max_zoom": 15, "bounds": [120.0, 31.0, 121.0, 32.0],
        "attribution": "© <b>us</b>", "built_in": False,
    }  # fmt: skip


def test_the_look_is_the_themes_tokens_the_kinds_and_the_languages_words() -> None:
    kinds = [MapKind("M0", "#436779", "circle")]
    look = json.loads(look_json({"ground": "#eef1ec"}, kinds, {"map": "案件地图"}, language="zh", offers_ground=True))
    assert look == {
        "colours": {"ground": "#eef1ec"},
        "kinds": [{"label": "M0", "colour": "#436779", "shape": "circle", "paper": ""}],
        "words": {"map": "案件地图"},
        "language": "zh",
        "offers_ground": True,
    }
