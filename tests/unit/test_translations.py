"""The window speaks English wherever it speaks Chinese: every text is known, translated, and holds the same figures."""

from __future__ import annotations

import ast
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import translations
from translations import ENGLISH, Message

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = ROOT / "resources" / "messages"
FIGURE = re.compile(r"\{\w*\}|%L?n")
CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
KNOWN = list(translations.messages(ENGLISH))
LOOKED_UP = (ast.Name, ast.Call)
"""What a text may be instead of a plain word: looked up in a table whose entries are marked for translation."""

Text = tuple[str, str, bool]


def texts(of: list[Message]) -> set[Text]:
    return {(one.context, one.source, one.numerus) for one in of}


def written() -> Iterator[tuple[str, ast.expr | None, ast.expr, bool, str]]:
    """Every call that asks for a translation: the class it stands in, context, text, whether it counts, and where."""
    for path in sorted((ROOT / "ui").rglob("*.py")):
        yield from calls(ast.parse(path.read_text(encoding="utf-8")), "", path.relative_to(ROOT))


def calls(node: ast.AST, inside: str, path: Path) -> Iterator[tuple[str, ast.expr | None, ast.expr, bool, str]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            name = child.func.attr if isinstance(child.func, ast.Attribute) else getattr(child.func, "id", "")
            where, given = f"{path}:{child.lineno}", child.args
            if name == "tr":
                yield inside, None, given[0], len(given) > 2, where
            elif name in {"translate", "QT_TRANSLATE_NOOP"} and len(given) > 1 and not moves(child):
                yield inside, given[0], given[1], len(given) > 3, where
        yield from calls(child, child.name if isinstance(child, ast.ClassDef) else inside, path)


def moves(call: ast.Call) -> bool:
    """Whether it is a painter that is moved, and no text that is translated."""
    return ast.unparse(call.func) == "painter.translate"


def plain(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def test_the_translation_file_is_what_the_code_says_now(tmp_path: Path) -> None:
    copy = tmp_path / ENGLISH.name
    shutil.copyfile(ENGLISH, copy)
    translations.extract(copy)
    now, kept = texts(list(translations.messages(copy))), texts(KNOWN)
    assert now - kept == set(), "new: run build/dev.py translate"
    assert kept - now == set(), "gone: run build/dev.py translate"


def test_every_text_is_translated() -> None:
    assert [(one.context, one.source) for one in KNOWN if not one.finished] == []


def test_every_text_is_found_where_the_window_looks_for_it() -> None:
    """A text asked of another object than `self` would be kept under a context nobody asks for."""
    asked = {
        (plain(context) or inside, text, counts, where)
        for inside, context, node, counts, where in written()
        if (text := plain(node)) is not None
    }
    kept = texts(KNOWN)
    assert {one for one in asked if one[:3] not in kept} == set()
    assert kept - {one[:3] for one in asked} == set()


def test_no_text_is_put_together_before_it_is_translated() -> None:
    computed = [
        where
        for _inside, context, node, _counts, where in written()
        if plain(node) is None and (context is None or not isinstance(node, LOOKED_UP))
    ]
    assert computed == []


def test_a_translation_holds_the_figures_of_its_source() -> None:
    differing = [
        (one.context, one.source, form)
        for one in KNOWN
        for form in one.forms
        if sorted(FIGURE.findall(one.source)) != sorted(FIGURE.findall(form))
    ]
    assert differing == []


def test_what_is_counted_has_two_forms_and_counts() -> None:
    assert [one.source for one in KNOWN if one.numerus and len(one.forms) != 2] == []
    assert [one.source for one in KNOWN if one.numerus != bool(re.search(r"%L?n", one.source))] == []


def test_no_chinese_is_left_in_the_english() -> None:
    assert [(one.context, form) for one in KNOWN for form in one.forms if CHINESE.search(form)] == []


def test_the_file_names_no_places_in_the_code() -> None:
    assert "<location" not in ENGLISH.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted((CATALOGUES / "zh_CN").glob("*.json")), ids=lambda path: path.stem)
def test_each_catalogue_says_the_same_in_both_languages(path: Path) -> None:
    chinese = json.loads(path.read_text(encoding="utf-8"))
    english = json.loads((CATALOGUES / "en" / path.name).read_text(encoding="utf-8"))
    assert list(english) == list(chinese), "the same codes in the same order"
    for code, entry in chinese.items():
        assert figures(english[code]) == figures(entry), code
        assert bool(english[code].get("action")) == bool(entry.get("action")), code


def figures(entry: dict[str, str]) -> list[str]:
    return sorted(set(FIGURE.findall(entry["text"] + entry.get("action", ""))))
