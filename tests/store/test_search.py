"""Finding a case by whatever somebody remembers of it, typed however they type it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.domain.party import Party, PartyRole
from fieldapp.domain.staff import Staff
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.case_list import CaseFilter
from tests.laptops import bring_cases, desk_in
from tests.office import MORNING, borrower_case

PEOPLE = {
    "李建国": ("李记小炒", 412, "四环西路 18 号"),
    "王芳": ("芳芳水果超市", 413, "建设路农贸市场 B12"),
    "曾伟": ("老曾五金", 414, "工业大道 207 号"),
    "单小红": ("KTV 888", 415, "步行街 3 区 21 号"),
    "仇海波": ("海波养殖场", 416, "红旗乡三组"),
    "买买提·艾山": ("丝路餐厅", 417, "学院路 9 号"),
    "吕岚": ("O'Neill's Café", 418, "吕梁巷 2 号"),
    "李𬭎": ("宏盛", 419, "观前街 1 号"),
}
ALL = " ".join(PEOPLE)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, collector: Staff) -> Iterator[Desk]:
    """A laptop with a few borrowers who are told apart by every field."""
    before = clock.use(clock.PracticeClock(MORNING))
    own = desk_in(tmp_path_factory.mktemp("search"), collector)
    bring_cases(own.store, collector, [_case(collector, name, *about) for name, about in PEOPLE.items()])
    yield own
    own.store.close()
    clock.use(before)


def _case(collector: Staff, name: str, shop: str, number: int, address: str) -> Case:
    case = borrower_case(collector, name, shop, number, address=address)
    others = (Party(f"p{number}", f"保人{number}", PartyRole.GUARANTOR, "", (f"1370000{number:04d}",)),)
    borrower = replace(case.borrower, address="", id_no=f"32050219880315{number:04d}")
    return replace(case, parties=others, borrower=borrower)


def found(desk: Desk, text: str) -> set[str]:
    with desk.store.reading() as unit:
        page = {line.borrower_name for line in unit.cases.page(CaseFilter(text), 0, 100)}
        assert unit.cases.totals(CaseFilter(text)).count == len(page)
        return page


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("李建国", "李建国"), ("建国", "李建国"), ("李建", "李建国"), ("王芳", "王芳"), ("芳", "王芳"),
        ("李", "李建国 李𬭎"), ("李 国", "李建国"), ("芳芳水果", "王芳"), ("艾山", "买买提·艾山"),
        ("买买提", "买买提·艾山"), ("买买提·艾山", "买买提·艾山"), ("𬭎", "李𬭎"), ("李𬭎", "李𬭎"),
        ("lijianguo", "李建国"), ("jianguo", "李建国"), ("li jian guo", "李建国"), ("LiJian", "李建国"),
        ("ljg", "李建国"), ("LJG", "李建国"), ("wf", "王芳"), ("w", "王芳 曾伟"), ("fang", "王芳"),
        ("zengwei", "曾伟"), ("zw", "曾伟"), ("shanxiaohong", "单小红"), ("sxh", "单小红"), ("qiuhaibo", "仇海波"),
        ("qhb", "仇海波"), ("lvlan", "吕岚"), ("ll", "吕岚"), ("aishan", "买买提·艾山"), ("ktv", "单小红"),
        ("888", "单小红"), ("neill", "吕岚"), ("caf", "吕岚"),
    ],
)  # fmt: skip
def test_by_name_in_characters_pinyin_and_initials(desk: Desk, text: str, names: str) -> None:
    assert found(desk, text) == set(names.split())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("13900000412", "李建国"), ("0412", "李建国"), ("139000", ALL), ("00413", "王芳"), ("390000041", ALL),
        ("13700000414", "曾伟"), ("HK-2026-0412", "李建国"), ("hk20260413", "王芳"), ("2026-0414", "曾伟"),
        ("HK", ALL), ("苏惠贷2026-0412", "李建国"), ("苏惠贷2026", ALL), ("惠贷", ALL), ("苏惠贷 0413", "王芳"),
        ("320502198803150412", "李建国"), ("0315 0413", "王芳"), ("１３９００００００４１２", ""),
        ("139 0000 0412", "李建国"), ("１３９０００００４１２", "李建国"),
    ],
)  # fmt: skip
def test_by_any_end_of_a_number(desk: Desk, text: str, names: str) -> None:
    assert found(desk, text) == set(names.split())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("四环西路", "李建国"), ("四环西路18号", "李建国"), ("四环西路 18 号", "李建国"), ("建设路", "王芳"),
        ("农贸市场 B12", "王芳"), ("姑苏区", ALL), ("工业大道 曾", "曾伟"), ("水果", "王芳"), ("李 四环", "李建国"),
        ("保人415", "单小红"), ("吕梁巷", "吕岚"),
    ],
)  # fmt: skip
def test_by_words_of_an_address_a_trade_or_a_guarantor(desk: Desk, text: str, names: str) -> None:
    assert found(desk, text) == set(names.split())


@pytest.mark.parametrize(
    "text",
    [
        "张三",
        "zhangsan",
        "999999",
        "李建设",
        "国建",
        "李王",
        "环四",
        "xyz",
        "建国李",
        "🙂",
        "***",
        '"',
        "'",
        "--",
        "()",
        "?!",
        "·",
    ],
)
def test_what_is_nowhere_is_found_nowhere(desk: Desk, text: str) -> None:
    assert found(desk, text) == set()


@pytest.mark.parametrize("text", ["", " ", "\t\n", "\u3000"])
def test_nothing_typed_shows_everything(desk: Desk, text: str) -> None:
    assert found(desk, text) == set(PEOPLE)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('"李建国"', "李建国"), ("李建国*", "李建国"), ("李*", "李建国 李𬭎"), ("name:李建国", ""),
        ("李建国 OR 王芳", ""), ("李建国 AND 王芳", ""), ("NEAR(李 国)", ""), ("李建国') OR 1=1 --", ""),
        ("^李", "李建国 李𬭎"), ("-李", "李建国 李𬭎"), ("李建国🙂", "李建国"), ("🙂 王芳 🙂", "王芳"),
        (":words", ""), ("%", ""), ("_", ""),
    ],
)  # fmt: skip
def test_signs_that_mean_something_to_a_search_engine_mean_nothing_here(desk: Desk, text: str, names: str) -> None:
    assert found(desk, text) == set(names.split())


@pytest.mark.parametrize(
    "text", ["李" * 1_000, "李建国" * 333, "l" * 1_000, "1" * 1_000, "李 " * 500, "a1李" * 333, "( " * 500]
)
def test_a_thousand_characters_are_answered_calmly(desk: Desk, text: str) -> None:
    assert found(desk, text) <= set(PEOPLE)


@given(st.text(max_size=40))
@settings(deadline=None, max_examples=150)
def test_no_text_whatever_breaks_the_search(desk: Desk, text: str) -> None:
    assert found(desk, text) <= set(PEOPLE)


@given(st.sampled_from(sorted(PEOPLE)), st.data())
@settings(deadline=None, max_examples=60)
def test_every_part_of_a_name_finds_its_borrower(desk: Desk, name: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(name) - 1))
    part = name[start : data.draw(st.integers(start + 1, len(name)))]
    if part != "·":
        assert name in found(desk, part)


def test_a_name_that_was_corrected_is_found_by_the_new_one_only(desk: Desk, collector: Staff) -> None:
    with desk.store.reading() as unit:
        (line,) = unit.cases.page(CaseFilter("王芳"), 0, 10)
        case = unit.files.get(line.case_id).case
    try:
        bring_cases(desk.store, collector, [replace(case, borrower=replace(case.borrower, name="黄芳"))])
        assert found(desk, "黄芳") == {"黄芳"}
        assert found(desk, "王芳") == set()
        assert found(desk, "hf") == {"黄芳"}
    finally:
        bring_cases(desk.store, collector, [case])
