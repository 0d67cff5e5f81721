"""The map's page and what it is answered: everything local, small, and nobody's name in the page itself."""

from __future__ import annotations

import json
import re

import pytest

from fieldapp import paths
from fieldapp.geo import map_answers
from fieldapp.geo.map_answers import MapPoint, look_json, points_json
from fieldapp.geo.map_page import POLICY, page_html, refuse_links


def point(number: int) -> MapPoint:
    return MapPoint(
        f"case-{number}", 31_301_000 + number, 120_601_000, number % 5, 250, f"李建国{number}", "M2 · 45 天"
    )


def test_the_page_is_small_and_every_file_it_names_is_here() -> None:
    html = page_html().decode()
    assert len(html) < 10_000
    named = re.findall(r'(?:src|href)="([^"]+)"', html)
    assert len(named) == 7
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


def test_our_own_script_and_style_name_no_address_and_write_no_markup() -> None:
    for name in ("fieldlayer.js", "map.css"):
        text = (paths.resources() / "map" / name).read_text(encoding="utf-8")
        assert "://" not in text
        for dangerous in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
            assert dangerous not in text


def test_five_thousand_cases_are_answered_in_less_than_a_megabyte() -> None:
    answer = points_json(point(number) for number in range(5_000))
    assert len(answer) < 1_000_000
    rows = json.loads(answer)
    assert len(rows) == 5_000
    assert rows[3] == [31.301003, 120.601, "case-3", 3, 250, "李建国3", "M2 · 45 天"]


def test_the_look_is_the_themes_tokens_and_the_languages_words() -> None:
    look = json.loads(look_json({"ground": "#eef1ec"}, [("M0", "#436779")], {"map": "案件地图"}))
    assert look == {
        "colours": {"ground": "#eef1ec"},
        "buckets": [{"label": "M0", "colour": "#436779"}],
        "words": {"map": "案件地图"},
    }
