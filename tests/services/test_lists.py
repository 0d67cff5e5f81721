"""Filters by name, tags on many cases, next steps that are asked for, and lists that leave the store."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.domain.compliance.answer import Outcome
from fieldapp.errors import KnownError
from fieldapp.services import export_list, saved_filters
from fieldapp.services.advise import advise
from fieldapp.services.desk import Desk
from fieldapp.services.export_list import Exported, ExportPurpose, FileKind, Table
from fieldapp.services.saved_filters import ListLook
from fieldapp.services.tag_cases import MOST_AT_ONCE, tag_cases, untag
from fieldapp.store.laptop.case_filter import CaseFilter
from tests.laptops import bring_cases, desk_in
from tests.office import MORNING, some_cases, staff

PERSON = staff()[0]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    before = clock.use(clock.PracticeClock(MORNING))
    own = desk_in(tmp_path / "desk", PERSON)
    yield own
    own.store.close()
    clock.use(before)


@pytest.fixture
def cases(desk: Desk) -> list[Case]:
    found = some_cases(PERSON)
    bring_cases(desk.store, PERSON, found)
    return found


def names(desk: Desk) -> list[str]:
    return [one.name for one in saved_filters.saved_filters(desk)]


def test_filters_are_kept_under_their_names_moved_renamed_deleted_and_put_back(desk: Desk) -> None:
    for name in ("甲", " 乙  组 ", "丙"):
        saved_filters.save_filter(desk, name, CaseFilter(text=name.strip()))
    assert names(desk) == ["甲", "乙 组", "丙"]
    first, second, third = saved_filters.saved_filters(desk)
    assert second.filter == CaseFilter(text="乙  组")
    saved_filters.move_filter(desk, third.id, -1)
    saved_filters.move_filter(desk, first.id, -1)
    assert names(desk) == ["甲", "丙", "乙 组"]
    saved_filters.rename_filter(desk, first.id, "甲组")
    saved_filters.rename_filter(desk, third.id, "  ")
    assert names(desk) == ["甲组", "丙", "乙 组"]
    before = saved_filters.saved_filters(desk)
    saved_filters.delete_filter(desk, third.id)
    assert names(desk) == ["甲组", "乙 组"]
    saved_filters.restore_filters(desk, before)
    assert names(desk) == ["甲组", "丙", "乙 组"]


def test_a_filter_of_the_same_name_takes_the_new_meaning_where_it_stands(desk: Desk) -> None:
    wanted = CaseFilter("姑苏", ("M2",), sort="name", descending=True, marks=("held",))
    saved_filters.save_filter(desk, "甲", CaseFilter())
    saved_filters.save_filter(desk, "乙", CaseFilter())
    saved_filters.save_filter(desk, "甲", wanted)
    assert names(desk) == ["甲", "乙"]
    assert saved_filters.saved_filters(desk)[0].filter == wanted


def test_how_the_list_looks_is_kept(desk: Desk) -> None:
    assert saved_filters.list_look(desk) == ListLook()
    look = ListLook(("name", "owed"), {"owed": 140}, "owed", descending=False)
    saved_filters.keep_look(desk, look)
    assert saved_filters.list_look(desk) == look


def tags(desk: Desk, case: Case) -> str:
    with desk.store.reading() as unit:
        field = unit.files.get(case.id).working_card.field("tags")
    return field.value if field else ""


def test_a_tag_goes_on_every_card_that_lacks_it_and_comes_off_again(desk: Desk, cases: list[Case]) -> None:
    tag_cases(desk, [cases[0].id], "有车")
    steps: list[int] = []
    tagged = tag_cases(
        desk, [case.id for case in cases[:3]] + ["gone"], "有车", step=lambda done, _all: steps.append(done)
    )
    assert steps == [0, 1, 2, 3]
    assert [case_id for case_id, _, _ in tagged.edits] == [cases[1].id, cases[2].id]
    assert tagged.changes.cases == {cases[1].id, cases[2].id}
    assert [tags(desk, case) for case in cases[:4]] == ["有车", "有车", "有车", ""]
    untag(desk, tagged)
    assert [tags(desk, case) for case in cases[:3]] == ["有车", "", ""]


def test_a_full_card_is_left_as_it_is_and_counted(desk: Desk, cases: list[Case]) -> None:
    for number in range(8):
        tag_cases(desk, [cases[0].id], f"标签{number}")
    tagged = tag_cases(desk, [cases[0].id, cases[1].id], "再一个")
    assert (len(tagged.edits), tagged.full) == (1, 1)
    with pytest.raises(KnownError, match=r"list\.too_many_chosen"):
        tag_cases(desk, [cases[0].id] * (MOST_AT_ONCE + 1), "甲")


def test_next_steps_are_worked_out_for_whom_they_are_asked_and_kept(desk: Desk, cases: list[Case]) -> None:
    sun, zhou = cases[4], cases[5]
    changed = advise(desk, [sun.id, zhou.id, "gone"])
    assert changed.cases == {sun.id, zhou.id}
    with desk.store.reading() as unit:
        steps = {line.case_id: line.next_step for line in unit.cases.page(CaseFilter(), 0, 10)}
    assert steps[sun.id] == "judicial_referral"
    assert steps[zhou.id] == "wait"
    assert steps[cases[0].id] == ""


def test_a_masked_working_list_may_be_taken_out_for_a_purpose_only(desk: Desk) -> None:
    allowed = export_list.may_export(desk, ExportPurpose.VISITS)
    assert allowed.outcome is Outcome.ALLOWED
    assert {rule.rule_id for rule in allowed.rules} >= {"R36", "R39"}
    refused = export_list.may_export(desk, None)
    assert [rule.code for rule in refused.against] == ["may.no_export"]
    with pytest.raises(KnownError, match=r"list\.too_many_rows"):
        export_list.must_be_allowed(desk, ExportPurpose.VISITS, export_list.MOST_ROWS + 1)
    export_list.must_be_allowed(desk, ExportPurpose.VISITS, 10)


def table(count: int = 3) -> Table:
    rows = [("李建国", "21,643.56"), ("=cmd()", "0.00"), ("王秀英", "…")][:count]
    return Table(("借款人", "今日应还"), iter(rows), count, "周明（C0417）· 3 条", frozenset({1}))


def test_a_text_file_carries_the_mark_at_both_ends_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    export_list.write_file(path, FileKind.CSV, table())
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == rows[-1] == ["周明（C0417）· 3 条"]
    assert rows[1:-1] == [["借款人", "今日应还"], ["李建国", "21,643.56"], ["'=cmd()", "0.00"], ["王秀英", "…"]]
    assert list(tmp_path.iterdir()) == [path]


def test_a_sheet_adds_up_sums_and_carries_the_mark_on_every_page(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    export_list.write_file(path, FileKind.XLSX, table())
    sheet = load_workbook(path).active
    assert isinstance(sheet, Worksheet)
    assert [cell.value for cell in sheet["A"]] == [
        "周明（C0417）· 3 条", "借款人", "李建国", "=cmd()", "王秀英", "周明（C0417）· 3 条",
    ]  # fmt: skip
    assert sheet["A4"].data_type == "s", "a text, and no formula"
    assert sheet["B3"].value == pytest.approx(21643.56)
    assert sheet["B5"].value == "…"
    assert sheet.oddHeader is not None
    assert sheet.oddFooter is not None
    assert sheet.oddHeader.left.text == sheet.oddFooter.left.text == "周明（C0417）· 3 条"


def test_a_list_that_is_given_up_leaves_nothing(tmp_path: Path) -> None:
    class GivenUpError(Exception):
        """Somebody pressed cancel."""

    def step(_done: int, _all: int) -> None:
        raise GivenUpError

    for kind in (FileKind.CSV, FileKind.XLSX):
        given = replace(table(), rows=export_list.counted(table().rows, 3, step))
        with pytest.raises(GivenUpError):
            export_list.write_file(tmp_path / f"list.{kind.value}", kind, given)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"list\.not_written"):
        export_list.write_file(tmp_path / "nowhere" / "list.csv", FileKind.CSV, table())


def test_who_took_a_list_out_is_kept_the_newest_first(desk: Desk) -> None:
    for rows in (1, 2):
        keep = Exported(export_list.new_number(), clock.now(), "周明", ExportPurpose.CHECK, FileKind.PDF, rows, "x.pdf")
        export_list.keep_export(desk, keep)
    assert [one.rows for one in export_list.exports(desk)] == [2, 1]
    assert len({one.number for one in export_list.exports(desk)}) == 2


def test_no_cell_of_a_text_file_passes_for_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    cells = ("-2+3", "=1", "+1", "@x", "李记", "−1.00")
    export_list.write_file(path, FileKind.CSV, export_list.Table(("a",) * 6, [cells], 1, "mark"))
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[2] == ["'-2+3", "'=1", "'+1", "'@x", "李记", "−1.00"]
