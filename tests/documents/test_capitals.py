from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.documents.capitals import LIMIT, from_capitals, in_capitals

# the examples of appendix 1 of the payment settlement measures, with the spellings it allows
OFFICIAL = {
    140_950: {"壹仟肆佰零玖元伍角", "壹仟肆佰零玖元伍角整"},
    600_714: {"陆仟零柒元壹角肆分"},
    168_032: {"壹仟陆佰捌拾元零叁角贰分", "壹仟陆佰捌拾元叁角贰分"},
    10_700_053: {"壹拾万柒仟元零伍角叁分", "壹拾万零柒仟元伍角叁分"},
    1_640_902: {"壹万陆仟肆佰零玖元零贰分"},
    32_504: {"叁佰贰拾伍元零肆分"},
}
amounts = st.one_of(
    st.integers(0, LIMIT - 1),
    st.integers(0, 99_999),
    # many zeros in a row: where the rules about 零 bite
    st.lists(st.sampled_from("000123456789"), min_size=1, max_size=14).map(lambda digits: int("".join(digits))),
)


@pytest.mark.parametrize(("fen", "allowed"), OFFICIAL.items())
def test_the_official_examples_are_written_in_an_allowed_spelling(fen: int, allowed: set[str]) -> None:
    assert in_capitals(fen, prefix=False) in allowed


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (0, "人民币零元整"),
        (1, "人民币壹分"),
        (10, "人民币壹角整"),
        (1_000_000, "人民币壹万元整"),
        (20_000_400_000, "人民币贰亿零肆仟元整"),
        (10_001_000_000, "人民币壹亿零壹万元整"),
        (10_000_103_050, "人民币壹亿零壹仟零叁拾元伍角整"),
        (99_999_999_999_999, "人民币玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_edges_are_written_as_a_bank_writes_them(fen: int, text: str) -> None:
    assert in_capitals(fen) == text


def test_traditional_characters_are_written_for_taiwan() -> None:
    assert in_capitals(2_000_001_000, "zh_TW") == "人民幣貳仟萬零壹拾元整"


@given(amounts, st.sampled_from(["zh_CN", "zh_TW"]), st.booleans())
def test_every_amount_reads_back_as_itself(fen: int, language: str, prefix: bool) -> None:
    assert from_capitals(in_capitals(fen, language, prefix=prefix), language) == fen


@given(amounts)
def test_no_amount_is_written_with_two_zeros_side_by_side_or_a_zero_before_a_unit(fen: int) -> None:
    text = in_capitals(fen, prefix=False)
    assert "零零" not in text
    assert not any(f"零{unit}" in text for unit in ("拾", "佰", "仟", "万", "亿"))


@given(amounts, amounts)
def test_two_amounts_are_never_written_alike(one: int, other: int) -> None:
    assert (in_capitals(one) == in_capitals(other)) == (one == other)


@pytest.mark.parametrize(
    "text", ["", "人民币", "壹", "壹元", "壹元壹分", "壹拾万柒仟元伍角叁分x", "零零元整", "整", "亿元整", "壹亿亿元整"]
)
def test_another_spelling_is_refused_when_reading(text: str) -> None:
    with pytest.raises(ValueError):
        from_capitals(text)


@given(st.text("零壹贰拾佰仟万亿元角分整人民币", max_size=12))
def test_whatever_reads_is_written_the_same_way(text: str) -> None:
    try:
        fen = from_capitals(text)
    except ValueError:
        return
    assert text in {in_capitals(fen), in_capitals(fen, prefix=False)}


@pytest.mark.parametrize("fen", [-1, LIMIT])
def test_an_amount_out_of_range_is_refused(fen: int) -> None:
    with pytest.raises(ValueError):
        in_capitals(fen)


@pytest.mark.parametrize("fen", [1.0, True, "1"])
def test_only_integer_fen_become_a_legal_amount(fen: object) -> None:
    with pytest.raises(TypeError):
        in_capitals(fen)  # type: ignore[arg-type]
