from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from fieldapp.documents.page import stamp_lines, words
from fieldapp.documents.wording import day_in_words, fill, grouped


@pytest.mark.parametrize(
    ("fen", "text"), [(0, "0.00"), (5, "0.05"), (100_000, "1,000.00"), (10_700_053, "107,000.53"), (-29_612, "-296.12")]
)
def test_amounts_are_grouped_by_thousands_with_two_decimals(fen: int, text: str) -> None:
    assert grouped(fen) == text


def test_a_date_is_written_as_the_language_writes_it() -> None:
    assert day_in_words(date(2026, 11, 1), "zh_CN") == "2026年11月1日"
    assert day_in_words(date(2026, 11, 1), "en") == "1 November 2026"


def test_a_value_with_braces_is_printed_as_it_is() -> None:
    assert fill("{name}，{address}", {"name": "{address}", "address": "南台路"}) == "{address}，南台路"


def test_a_sentence_without_its_value_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        fill("{missing}", {})


def test_both_languages_have_the_same_words_and_placeholders() -> None:
    def shape(value: object) -> object:
        if isinstance(value, dict):
            return {key: shape(inner) for key, inner in value.items() if key != "when"} | {"_when": value.get("when")}
        if isinstance(value, list):
            return [shape(inner) for inner in value]
        return {part.split("}")[0] for part in str(value).split("{")[1:]}

    chinese, english = words("zh_CN"), words("en")
    for said in (chinese, english):
        assert said["clauses"]
    ignored = {"schedule_intro"}  # the languages name the number of instalments in different places
    assert {k: shape(v) for k, v in chinese.items() if k not in ignored} == {
        k: shape(v) for k, v in english.items() if k not in ignored
    }


def test_a_stamp_tells_who_and_when_in_civil_time() -> None:
    when = datetime(2026, 11, 21, 2, 20, tzinfo=UTC)
    assert stamp_lines("zh_CN", "collector", "李小龙", "C0417", when) == [
        "数字签名",
        "经办人 李小龙",
        "工号 C0417",
        "2026-11-21 10:20+08:00",
    ]
