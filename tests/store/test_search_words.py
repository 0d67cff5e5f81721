"""The words a case is found by, and that a search finds by them exactly what holds what was typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from db.client_schema import case_row
from fieldapp.domain.staff import Staff
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.case_list import CaseFilter, CaseList
from fieldapp.store.laptop.search_query import query
from fieldapp.store.laptop.search_tokens import name_tokens, other_tokens
from tests.laptops import bring_cases, desk_in
from tests.office import borrower_case
from tests.store import plain_tokens

SURNAMES, GIVEN = "王李张单曾仇解", "伟芳娜秀英建国海波小红𬭎"
PLACES = ("苏州市姑苏区", "苏州市吴中区", "吴江区")
ROADS = ("人民路", "建设路", "四环西路", "工业大道")
TRADES = ("餐饮", "五金", "便利店")
ANY = st.text(st.characters(codec="utf-8"), max_size=24)
LIKELY = st.text("王李张单曾人民路区12号03-·㐀 ＡｂKℌ\u0301ΣΑ𬭎🙂\n", max_size=24)


@given(st.lists(ANY | LIKELY, max_size=4))
@settings(deadline=None, max_examples=200)
def test_the_words_of_names_are_those_of_the_plain_way(names: list[str]) -> None:
    words = name_tokens(*names).split(" ")
    assert sorted(words) == plain_tokens.name_tokens(*names).split(" ")


@given(st.lists(ANY | LIKELY, max_size=4), st.lists(ANY | LIKELY | st.from_regex(r"[0-9]{0,40}"), max_size=5))
@settings(deadline=None, max_examples=200)
def test_the_words_of_addresses_and_numbers_are_those_of_the_plain_way(texts: list[str], numbers: list[str]) -> None:
    words = other_tokens(tuple(texts), tuple(numbers)).split(" ")
    assert sorted(words) == plain_tokens.other_tokens(tuple(texts), tuple(numbers)).split(" ")


@dataclass(frozen=True)
class Known:
    """One line of the list and everything it is found by."""

    rid: int
    name: str
    shop: str
    place: str
    road: str
    house: int
    trade: str
    phone: str
    case_no: str

    @property
    def texts(self) -> tuple[str, ...]:
        return (f"{self.place}{self.road}{self.house}号", self.trade)

    @property
    def numbers(self) -> tuple[str, ...]:
        return (self.phone, self.case_no)


def _known(rid: int) -> Known:
    spread = [rid * prime // 7 for prime in (7919, 104_729, 1_299_709, 15_485_863, 179_424_673)]
    pick = [number % 9_973 for number in spread]
    name = SURNAMES[pick[0] % 7] + GIVEN[pick[1] % 11] + (GIVEN[pick[2] % 11] if pick[3] % 3 else "")
    return Known(
        rid, name, f"{name[0]}记{TRADES[pick[1] % 3]}", PLACES[pick[2] % 3], ROADS[pick[3] % 4], pick[4] % 400 + 1,
        TRADES[pick[0] % 3], f"13{spread[4] % 10**9:09d}", f"HK-2026-{rid:05d}",
    )  # fmt: skip


LINES = {rid: _known(rid) for rid in range(2, 1_202)}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, collector: Staff) -> Iterator[Desk]:
    """A laptop with more lines than a search brings."""
    own = desk_in(tmp_path_factory.mktemp("words"), collector)
    bring_cases(own.store, collector, [borrower_case(collector)])
    with own.store._engine.connect().execution_options(writing=True) as connection, connection.begin():
        line = dict(connection.execute(sa.select(case_row)).mappings().one())
        connection.exec_driver_sql("DELETE FROM case_row")
        connection.exec_driver_sql("DELETE FROM case_search")
        buckets, owed = ("M0", "M1", "M2", "M3"), 1_000
        rows = [
            line | {"rid": rid, "case_id": f"{rid:036d}", "case_no": one.case_no, "borrower_name": one.name,
                    "bucket": buckets[rid % 4], "urgency": rid * 7919 % 1_009, "owed_minor": rid * owed}
            for rid, one in LINES.items()
        ]  # fmt: skip
        connection.execute(sa.insert(case_row), rows)
        connection.exec_driver_sql(
            "INSERT INTO case_search(rowid, name, other) VALUES (?, ?, ?)",
            [(rid, name_tokens(o.name, o.shop), other_tokens(o.texts, o.numbers)) for rid, o in LINES.items()],
        )
    yield own
    own.store.close()


def holding(part: str) -> set[int]:
    """The lines that hold a word of a query, by a plain reading of what is promised."""
    return {rid for rid, one in LINES.items() if _holds(one, part)}


def _holds(one: Known, part: str) -> bool:
    part = unicodedata.normalize("NFKC", part).lower()
    if re.fullmatch(r"[0-9]+", part):
        return any(part in number for number in _figures(one)) or str(one.house).startswith(part)
    if re.fullmatch(r"[a-z]+", part):
        return any(_sounds(name, part) for name in (one.name, one.shop)) or (
            len(part) > 1 and one.case_no.lower().startswith(part)
        )
    return any(part in text for text in (one.name, one.shop, *one.texts))


def _sounds(name: str, part: str) -> bool:
    readings = [[str(lazy_pinyin(character)[0]).lower() for character in name]]
    special = {"单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie"}.get(name[0])
    if special:
        readings.append([special, *readings[0][1:]])
    for syllables in readings:
        for start in range(len(syllables)):
            letters = "".join(syllable[0] for syllable in syllables[start:])
            if letters.startswith(part) or (len(part) > 1 and "".join(syllables[start:]).startswith(part)):
                return True
    return False


def found(desk: Desk, text: str) -> set[int]:
    """All lines a search finds, however many: what is shown at once, or what the long way brings."""
    with desk.store.reading() as unit:
        hits = unit.cases.search(CaseFilter(text))
        asked = query(text)
        assert asked is not None
        statement = "SELECT rowid FROM case_search WHERE case_search MATCH ?"
        everything = set(unit.cases._connection.exec_driver_sql(statement, (asked.expression,)).scalars())
        if hits.more:
            assert len(hits.rids) == 500
            assert set(hits.rids) < everything
        else:
            assert set(hits.rids) == everything
        return everything


def _figures(one: Known) -> list[str]:
    return [re.sub(r"[^0-9a-z]", "", number.lower()) for number in one.numbers]


def _part(data: st.DataObject) -> str:
    """Something of one of the lines, as somebody may remember it."""
    one = LINES[data.draw(st.sampled_from(sorted(LINES)))]
    syllables = [str(lazy_pinyin(character)[0]) for character in one.name]
    kind = data.draw(st.sampled_from(["characters", "number", "pinyin", "initials"]))
    if kind in {"pinyin", "initials"}:
        whole = "".join(syllables if kind == "pinyin" else [syllable[0] for syllable in syllables])
        return whole[: data.draw(st.integers(1, len(whole)))]
    if kind == "number":
        whole, shortest = data.draw(st.sampled_from(_figures(one))).removeprefix("hk"), 3
    else:
        whole, shortest = data.draw(st.sampled_from([one.name, one.shop, one.road, one.trade, one.texts[0][:9]])), 1
        whole = re.sub("[0-9].*", "", whole)
    start = data.draw(st.integers(0, len(whole) - shortest))
    return whole[start : data.draw(st.integers(start + shortest, len(whole)))]


@given(st.data())
@settings(deadline=None, max_examples=50)
def test_any_part_of_what_is_known_finds_all_that_have_it_and_nobody_else(desk: Desk, data: st.DataObject) -> None:
    part = _part(data)
    assert found(desk, part) == holding(part)


@given(st.data())
@settings(deadline=None, max_examples=30)
def test_more_words_find_those_that_have_all_of_them(desk: Desk, data: st.DataObject) -> None:
    parts = [_part(data) for _ in range(data.draw(st.integers(2, 3)))]
    assert found(desk, " ".join(parts)) == set.intersection(*map(holding, parts))


@given(st.sampled_from(sorted(LINES)), st.integers(1, 3), st.booleans())
@settings(deadline=None, max_examples=30)
def test_a_road_and_a_number_are_a_house(desk: Desk, rid: int, figures: int, together: bool) -> None:
    """Beside a road, one or two figures are a house number with at most one figure more; any number may end so too."""
    one = LINES[rid]
    number = str(one.house)[:figures]
    numbers = {number, *(f"{number}{more}" for more in range(10))} if len(number) < 3 else {number}
    wanted = {
        other
        for other in holding(f"{one.road}")
        if str(LINES[other].house) in numbers
        or any(figures[-3:] in numbers for figures in _figures(LINES[other]))
        or (len(number) >= 3 and other in holding(number))
    }
    assert rid in wanted or len(str(one.house)) > len(number) + 1
    assert found(desk, f"{one.place}{one.road}{number}" if together else f"{one.road} {number}") == (
        wanted & holding(f"{one.place}{one.road}") if together else wanted
    )


@pytest.mark.parametrize("text", ["王", "路", "苏州市", "138", "13", "hk", "w", "li", "2026", "人民路"])
@pytest.mark.parametrize("buckets", [(), ("M1",), ("M0", "M3")])
def test_a_filter_keeps_those_of_its_buckets_and_counts_them_all(
    desk: Desk, text: str, buckets: tuple[str, ...]
) -> None:
    wanted = CaseFilter(text, buckets)
    every = found(desk, text)
    kept = {rid for rid in every if not buckets or f"M{rid % 4}" in buckets}
    with desk.store.reading() as unit:
        hits = unit.cases.search(wanted)
        sums = unit.cases.sums(wanted)
        assert unit.cases.count(wanted) == unit.cases.totals(wanted).count == len(kept)
    assert hits.more == (len(kept) > 500)
    assert set(hits.rids) <= kept
    assert len(hits.rids) == min(len(kept), 500)
    assert {bucket: (total.count, total.owed) for bucket, total in sums.items()} == _by_bucket(every)
    if hits.by_bucket is not None:
        assert hits.by_bucket == _by_bucket(every)
    else:
        assert len(every) > 500


def _by_bucket(rids: set[int]) -> dict[str, tuple[int, int]]:
    buckets = {f"M{rid % 4}" for rid in rids}
    of = {bucket: [rid for rid in rids if f"M{rid % 4}" == bucket] for bucket in buckets}
    return {bucket: (len(some), sum(rid * 1_000 for rid in some)) for bucket, some in of.items()}


@pytest.mark.parametrize("sort", ["urgency", "owed", "late", "name"])
def test_few_hits_are_sorted_and_pages_of_them_fit_together(desk: Desk, sort: str) -> None:
    wanted = CaseFilter("伟", ("M1", "M2"), sort=sort)
    with desk.store.reading() as unit:
        hits = unit.cases.search(wanted)
        long_way = [int(line.case_id) for line in unit.cases.page(wanted, 0, 10_000)]
        paged = [int(line.case_id) for at in range(0, 500, 40) for line in unit.cases.page(wanted, at, 40)]
    assert not hits.more
    assert list(hits.rids) == long_way == paged


def test_of_too_many_hits_those_by_name_come_first(desk: Desk) -> None:
    """Everybody lives in 苏, and the last line of all is of somebody called so."""
    with desk.store._engine.connect().execution_options(writing=True) as connection, connection.begin() as change:
        cases, last = CaseList(connection), max(LINES)
        assert last not in cases.search(CaseFilter("区")).rids
        connection.exec_driver_sql("DELETE FROM case_search WHERE rowid = ?", (last,))
        words = (last, name_tokens("区海"), other_tokens(LINES[last].texts, ()))
        connection.exec_driver_sql("INSERT INTO case_search(rowid, name, other) VALUES (?, ?, ?)", words)
        hits = cases.search(CaseFilter("区"))
        assert hits.more
        assert hits.rids[0] == last
        assert cases.search(CaseFilter("区", ("M0",))).more is False
        change.rollback()


def test_the_index_is_byte_for_byte_that_of_the_plain_words(desk: Desk, tmp_path: Path) -> None:
    """Only the order of the words differs, and the search keeps none."""
    quick = [(rid, name_tokens(one.name, one.shop), other_tokens(one.texts, one.numbers)) for rid, one in LINES.items()]
    plain = [
        (rid, plain_tokens.name_tokens(one.name, one.shop), plain_tokens.other_tokens(one.texts, one.numbers))
        for rid, one in LINES.items()
    ]
    assert quick != plain
    stored = []
    for entries in (quick, plain):
        with desk.store._engine.connect().execution_options(writing=True) as connection, connection.begin() as change:
            connection.exec_driver_sql("INSERT INTO case_search(case_search) VALUES ('delete-all')")
            connection.exec_driver_sql("INSERT INTO case_search(rowid, name, other) VALUES (?, ?, ?)", entries)
            tables = ("case_search_data", "case_search_idx", "case_search_docsize")
            stored.append([connection.exec_driver_sql(f"SELECT * FROM {table}").all() for table in tables])
            change.rollback()
    assert stored[0] == stored[1]
