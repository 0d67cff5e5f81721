from __future__ import annotations

import re
from pathlib import Path

import pytest

from fieldapp import paths
from fieldapp.documents.problem import Problem, person_in_words
from fieldapp.sentences import catalogue

ROOT = paths.resources().parent
CODE = re.compile(r'"((?:documents|security)\.[a-z0-9_.]+)"')
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def used() -> set[str]:
    """Every code that the modules of this part name."""
    folders = [ROOT / "fieldapp" / "documents", ROOT / "fieldapp" / "security", ROOT / "fieldapp" / "cli"]
    modules = [path for folder in folders for path in folder.rglob("*.py")]
    return {code for path in modules for code in CODE.findall(path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_code_has_a_sentence(language: str) -> None:
    assert len(used()) > 60
    assert used() - set(catalogue(language)) == set()


@pytest.mark.parametrize("area", ["documents", "security"])
def test_both_languages_say_the_same_with_the_same_values(area: str) -> None:
    chinese, english = catalogue("zh_CN"), catalogue("en")
    mine = {code for code in chinese if code.startswith(f"{area}.")}
    assert mine == {code for code in english if code.startswith(f"{area}.")}
    for code in mine:
        assert set(PLACEHOLDER.findall(chinese[code]["text"])) == set(PLACEHOLDER.findall(english[code]["text"])), code
        assert bool(chinese[code].get("action")) == bool(english[code].get("action")), code


def test_no_sentence_of_a_problem_keeps_an_empty_placeholder() -> None:
    problem = Problem(
        "documents.certificate_out_of_time", {"field": "guarantor2", "from": "2026-01-01", "until": "2028-01-01"}
    )
    for language in ("zh_CN", "en"):
        assert not PLACEHOLDER.search(str(problem.sentence(language)))
    assert problem.sentence().text.startswith("保证人2的证书")
    assert "guarantor 2" in problem.sentence("en").text


def test_a_place_nobody_knows_is_named_as_it_is() -> None:
    assert person_in_words("Signature1", "zh_CN") == "Signature1"
    assert person_in_words("supervisor", "en") == "approver"


def test_the_catalogues_are_files_of_their_area() -> None:
    for language in ("zh_CN", "en"):
        folder = Path(paths.resources()) / "messages" / language
        assert {"documents.json", "security.json"} <= {path.name for path in folder.iterdir()}
