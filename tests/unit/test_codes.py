"""Every code that the source can bring forth has a sentence in every language, with the figures it needs."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from fieldapp import sentences

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = ROOT / "fieldapp" / "cli" / "calc"
CODE = re.compile(r"[a-z]+(\.[a-z0-9_]+)+")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
CARRIERS = {"KnownError": 0, "Refusal": 0, "Against": 0, "Instead": 0, "FactVerdict": 2, "_refuse": 1}
"""Who carries a code, and as which of its arguments."""
FILES_AND_COLUMNS = re.compile(r".*\.(json|db|log|typ|id|fact_id)")
SENTENCES = sentences.catalogue("zh_CN")


@dataclass(frozen=True)
class Brought:
    """A code in the source: where, and with which figures, as far as the source shows them."""

    code: str
    where: str
    figures: frozenset[str] | None


def sources() -> list[Path]:
    return sorted(path for folder in ("fieldapp", "ui", "db") for path in (ROOT / folder).rglob("*.py"))


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def brought() -> Iterator[Brought]:
    """Every code given to a carrier as a plain word."""
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or called(node) not in CARRIERS:
                continue
            at = CARRIERS[called(node)]
            if len(node.args) <= at:
                continue
            where = f"{path.relative_to(ROOT)}:{node.lineno}"
            more = node.args[at + 1] if len(node.args) > at + 1 else None
            for code in words(node.args[at]):
                yield Brought(code, where, figures(more))


def words(node: ast.expr) -> list[str]:
    """The codes an expression may be: one word, or either of two."""
    if isinstance(node, ast.IfExp):
        return words(node.body) + words(node.orelse)
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        return [node.value]
    return []


def figures(node: ast.expr | None) -> frozenset[str] | None:
    """The names of the figures that come along; None where the source does not show them."""
    if node is None:
        return frozenset()
    if isinstance(node, ast.Dict) and all(isinstance(key, ast.Constant) for key in node.keys):
        return frozenset(str(key.value) for key in node.keys if isinstance(key, ast.Constant))
    return None


ALL = list(brought())


def placeholders(language: str, code: str) -> set[str]:
    entry = sentences.catalogue(language)[code]
    return set(PLACEHOLDER.findall(entry["text"] + entry.get("action", "")))


def test_the_source_was_read() -> None:
    codes = {one.code for one in ALL}
    assert len(codes) > 250
    assert {"store.disk_full", "fact.out_of_order", "plan.does_not_add_up", "may.outside_hours"} <= codes


def test_every_code_has_a_sentence() -> None:
    assert [(one.code, one.where) for one in ALL if one.code not in SENTENCES] == []


def test_every_word_in_the_source_that_looks_like_a_code_has_a_sentence() -> None:
    """Also those that reach a carrier by a variable; the questions of `calc` name their fields with dots too."""
    areas = {code.split(".")[0] for code in SENTENCES}
    strange = [
        (node.value, f"{path.relative_to(ROOT)}:{node.lineno}")
        for path in sources()
        if QUESTIONS not in path.parents
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and CODE.fullmatch(node.value)
        and node.value.split(".")[0] in areas
        and node.value not in SENTENCES
        and not FILES_AND_COLUMNS.fullmatch(node.value)
    ]
    assert strange == []


def test_the_languages_have_the_same_codes_with_the_same_figures() -> None:
    first, *others = sentences.LANGUAGES
    for language in others:
        assert set(sentences.catalogue(language)) == set(sentences.catalogue(first))
        differing = {
            code for code in sentences.catalogue(first) if placeholders(first, code) != placeholders(language, code)
        }
        assert differing == set()


def readable(names: frozenset[str]) -> set[str]:
    """What figures of these names are called in a sentence."""
    return {name.removesuffix("_minor") for name in names} | ({"level_word"} if "level" in names else set())


def test_every_figure_a_sentence_names_comes_with_its_code() -> None:
    missing = [
        (one.code, one.where, placeholders("zh_CN", one.code) - readable(one.figures))
        for one in ALL
        if one.code in SENTENCES and one.figures is not None
        if placeholders("zh_CN", one.code) - readable(one.figures)
    ]
    assert missing == []


@pytest.mark.parametrize("language", sentences.LANGUAGES)
def test_sentences_are_sentences(language: str) -> None:
    for code, entry in sentences.catalogue(language).items():
        assert set(entry) <= {"text", "action"}, code
        assert entry["text"].strip() == entry["text"] != "" or code == "list.separator", code
        assert entry.get("action", "").strip() == entry.get("action", ""), code
        assert "{" not in PLACEHOLDER.sub("", entry["text"] + entry.get("action", "")), code


def test_no_code_stands_in_two_files_of_a_language() -> None:
    for language in sentences.LANGUAGES:
        seen: dict[str, str] = {}
        for path in sorted((ROOT / "resources" / "messages" / language).glob("*.json")):
            pairs = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=list)
            for code, _entry in pairs:
                assert code not in seen, f"{code} in {seen.get(code)} and {path.name}"
                seen[code] = path.name


@pytest.mark.parametrize(
    ("minor", "read"),
    [(0, "0.00"), (5, "0.05"), (123_456_789, "1,234,567.89"), (-5, "-0.05"), (-100, "-1.00"), (-123_456, "-1,234.56")],
)
def test_a_sum_is_read_to_the_cent(minor: int, read: str) -> None:
    assert f" {read} " in f" {sentences.say('plan.waiver_too_large', {'limit_minor': minor})} ".replace("元", " ")


def test_what_somebody_typed_is_never_taken_for_a_placeholder() -> None:
    said = str(sentences.say("server.login_taken", {"login": "{staff_no}", "staff_no": "C0417"}))
    assert "{staff_no}" in said
    assert "C0417" in said


def test_a_code_of_a_newer_server_is_said_as_such_and_breaks_nothing() -> None:
    for language in sentences.LANGUAGES:
        said = sentences.say("no.such_code", {"reason": "x"}, language)
        assert "no.such_code" in said.text
        assert said.action
