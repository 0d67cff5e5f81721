"""The door of `fieldapp calc`: every question has a schema and a page, and what cannot be read is refused plainly."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from fieldapp.cli.calc.command import NAMES, answer, schema
from fieldapp.cli.calc.question import major, minor
from fieldapp.cli.main import main
from fieldapp.errors import KnownError

PAGES = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_question_has_a_schema_of_its_own_and_of_its_answer(name: str) -> None:
    found = schema(name)
    assert {"question", "answer", "$defs"} <= set(found)
    assert json.dumps(found)


def test_the_page_of_the_rules_names_every_question_and_its_chapter() -> None:
    page = (PAGES / "rules.md").read_text(encoding="utf-8")
    for name in NAMES:
        assert f"| `{name}` |" in page
    linked = {part.split(")")[0] for part in page.split("](rules/")[1:]}
    assert linked == {path.name for path in (PAGES / "rules").glob("*.md")}


@pytest.mark.parametrize(("text", "code"), [(b"{", "calc.not_json"), (b"\xff\xfe", "calc.not_json"), (b"[]", None)])
def test_what_is_no_question_is_refused(text: bytes, code: str | None) -> None:
    with pytest.raises(KnownError) as caught:
        answer("loan", text)
    assert caught.value.code == (code or "calc.field_wrong")


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calc", "loan", "nowhere.json"]) == 1
    assert "nowhere.json" in capsys.readouterr().err


def test_a_question_can_come_by_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terms = {"principal": "100", "annual_rate_percent": "0", "instalments": 1}
    dates = {"disbursed_on": "2026-01-10", "first_due_on": "2026-02-10"}
    written = json.dumps({"terms": terms | dates}).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(written)))
    assert main(["calc", "loan", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["schedule"][0]["due"] == "100.00"


def test_the_schema_is_printed_with_references_that_resolve(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calc", "schema", "loan"]) == 0
    printed = json.loads(capsys.readouterr().out)
    name = printed["question"]["$ref"].removeprefix("#/$defs/")
    assert name in printed["$defs"]


def test_amounts_are_written_as_they_are_read() -> None:
    for digits, text in ((0, "12"), (2, "0.07"), (2, "-0.50"), (3, "1.005")):
        assert major(minor(text, "x", digits, below_zero=True), digits) == text
