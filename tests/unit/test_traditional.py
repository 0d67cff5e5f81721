"""The Traditional Chinese that set-up makes: whole, in no other script, with every figure still in its place."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import translations
from assets import traditional

from fieldapp import paths, sentences

FIGURE = re.compile(r"\{\w*\}|%L?n")
WORDS = translations.ENGLISH.with_name("zh_TW_words.tsv")
convert = traditional.converter(WORDS)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_every_text_of_the_window_is_turned_and_keeps_its_figures(tmp_path: Path) -> None:
    made = tmp_path / "made.ts"
    traditional.window(translations.ENGLISH, convert).write(made, encoding="utf-8")
    turned, source = list(translations.messages(made)), list(translations.messages(translations.ENGLISH))
    assert [(one.context, one.source) for one in turned] == [(one.context, one.source) for one in source]
    assert all(one.finished and len(one.forms) == 1 for one in turned)
    for one in turned:
        assert sorted(FIGURE.findall(one.forms[0])) == sorted(FIGURE.findall(one.source)), one.source
        assert characters_left(one.forms[0]) == "", one.forms[0]


def test_the_catalogue_has_every_code_with_its_figures() -> None:
    simplified, turned = sentences.catalogue("zh_CN"), sentences.catalogue("zh_TW")
    assert simplified.keys() == turned.keys()
    for code, entry in simplified.items():
        for part, text in entry.items():
            assert sorted(FIGURE.findall(turned[code][part])) == sorted(FIGURE.findall(text)), code
            assert characters_left(turned[code][part]) == "", code


def test_the_words_of_the_trade_go_before_the_general_ones() -> None:
    assert convert("账户余额与台账") == "帳戶餘額與台帳"
    assert convert("打印{name}的收据，%n 份") == "列印{name}的收據，%n 份"


def test_a_line_of_the_list_that_is_not_two_texts_is_named(tmp_path: Path) -> None:
    words = tmp_path / "words.tsv"
    words.write_text("# 一\n甲\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 2"):
        traditional.converter(words)


def test_what_was_made_is_what_would_be_made_now() -> None:
    for path in sorted((paths.resources() / "messages" / "zh_CN").glob("*.json")):
        now = {
            code: {part: convert(text) for part, text in entry.items()}
            for code, entry in json.loads(path.read_text(encoding="utf-8")).items()
        }
        assert json.loads(paths.made("messages", "zh_TW", path.name).read_text(encoding="utf-8")) == now


def characters_left(text: str) -> str:
    """Characters that no Traditional text is written with: those that Big5 does not have."""
    return "".join(one for one in text if CHINESE.match(one) and not in_big5(one))


def in_big5(one: str) -> bool:
    try:
        one.encode("big5hkscs")
    except UnicodeEncodeError:
        return False
    return True
