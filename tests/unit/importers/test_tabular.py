"""Files of every kind become tables, and a file that cannot be trusted is refused as a whole with the reason."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from fieldapp.errors import KnownError
from fieldapp.importers.csv_grid import csv_grid, decode, delimiter_of
from fieldapp.importers.layouts import Layout
from fieldapp.importers.tabular import Table, read_grids, table

PEOPLE = Layout("人员", ("姓名", "手机号", "金额"), optional=("备注",))
TEXT = '姓名,手机号,金额\n李建国,15400000001,"1,200.50"\n王秀英,15400000002,300\n'


def written(path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def read(path: Path, layout: Layout = PEOPLE) -> Table:
    return table(read_grids(path)[0], layout, path.name)


def refused(path: Path, layout: Layout = PEOPLE) -> KnownError:
    with pytest.raises(KnownError) as caught:
        read(path, layout)
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encoding_and_delimiter_are_found_out(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = TEXT.replace("1,200.50", "1200.50").replace(",", delimiter)
    found = read(written(tmp_path / "a.csv", text, encoding))
    assert [dict(row.cells) for row in found.rows] == [
        {"姓名": "李建国", "手机号": "15400000001", "金额": "1200.50"},
        {"姓名": "王秀英", "手机号": "15400000002", "金额": "300"},
    ]


def test_a_delimiter_inside_quotes_does_not_count() -> None:
    assert delimiter_of('姓名;金额;说明\n李;"1,2,3,4,5";x\n') == ";"
    assert delimiter_of("案件数,6\n编号,流水,金额\n1,a|1;b|2;c|3;d|4;e|5,2\n") == ","
    assert delimiter_of("姓名\n李建国\n") == ","
    found = csv_grid('姓名\t金额\t备注\n李建国\t"1,200.50"\t\n'.encode(), "a.csv")
    assert found.lines[1].cells == ("李建国", "1,200.50", "")


def test_undecodable_bytes_name_their_line(tmp_path: Path) -> None:
    damaged = TEXT.encode().replace("王".encode(), b"\xe7\x8e")
    error = refused(written(tmp_path / "a.csv", damaged))
    assert (error.code, error.params["line"], error.params["encoding"]) == ("import.undecodable", 3, "UTF-8")
    neither = "姓名,金额\n".encode("gb18030") + b"\x81\x7f,\xff\n"
    error = refused(written(tmp_path / "b.csv", neither))
    assert (error.code, error.params["line"], error.params["encoding"]) == ("import.undecodable", 2, "GB18030")


@given(st.text(alphabet="李建国王秀英张伟abc123,，。㐂𬱖", min_size=1))
@settings(max_examples=80)
def test_chinese_text_survives_either_encoding(text: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        raw = ("姓名与手机号码\n" + text).encode(encoding)
        assert decode(raw, "a.csv") == "姓名与手机号码\n" + text


def test_half_a_quoted_cell_names_its_line(tmp_path: Path) -> None:
    error = refused(written(tmp_path / "a.csv", TEXT + '赵德顺,"15400'))
    assert (error.code, error.params["line"]) == ("import.damaged_line", 4)


def test_rows_carry_the_number_a_person_sees(tmp_path: Path) -> None:
    text = "催收名单\n账务时点,2026-07-24\n\n" + TEXT.replace("李建国", '"李\n建国"')
    found = read(written(tmp_path / "a.csv", text))
    assert [row.number for row in found.rows] == [5, 7]
    assert found.notes == {"账务时点": "2026-07-24"}


def test_a_line_that_was_cut_short_or_split_too_often_is_rejected(tmp_path: Path) -> None:
    found = read(
        written(tmp_path / "a.csv", TEXT + "赵德顺,154000\n陈晓梅,15400000004,300,多余\n孙国庆,15400000005,1,\n")
    )
    assert [(r.row, r.code, dict(r.params)) for r in found.rejects] == [
        (4, "import.row_length", {"cells": 2, "columns": 3}),
        (5, "import.row_length", {"cells": 4, "columns": 3}),
    ]


def test_missing_columns_are_named(tmp_path: Path) -> None:
    error = refused(written(tmp_path / "a.csv", "姓名,电话\n李建国,15400000001\n"))
    assert (error.code, error.params["columns"]) == ("import.missing_columns", "金额")


def test_a_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    error = refused(written(tmp_path / "a.csv", "姓名,手机号,金额,金额\n李建国,15400000001,1,2\n"))
    assert (error.code, error.params["columns"]) == ("import.double_column", "金额")


def test_headers_may_be_wide_spaced_or_called_otherwise(tmp_path: Path) -> None:
    found = read(written(tmp_path / "a.csv", " 姓 名 ,联系电话,金额,内部编号\n李建国,15400000001,1,x\n"))
    assert set(found.rows[0].cells) == {"姓名", "手机号", "金额"}
    assert found.rows[0].reject("手机号", "", "import.missing_value").column == "联系电话"


@pytest.mark.parametrize(
    "content", [b"", b"  \r\n\r\n", "姓名,手机号,金额\n".encode(), "姓名,手机号,金额\n,,\n".encode()]
)
def test_a_file_without_rows_is_empty(tmp_path: Path, content: bytes) -> None:
    assert refused(written(tmp_path / "a.csv", content)).code == "import.empty_file"


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    error = refused(tmp_path / "none.csv")
    assert (error.code, error.retryable) == ("import.unreadable_file", True)
    assert refused(tmp_path).code == "import.unreadable_file"


# workbooks ----------------------------------------------------------------------------------------------------


def workbook(path: Path, *lines: tuple[object, ...]) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "人员"
    for line in lines:
        sheet.append(line)  # type: ignore[arg-type]
    book.save(path)
    return path


def test_numbers_of_a_workbook_are_exact(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        ("姓名", "手机号", "金额"),
        ("李建国", 15400000001, 10661.85),
        ("王秀英", "15400000002", 0.1 + 0.2),
        ("赵德顺", 1.54e10, 300.0),
    )
    found = [row.cells["金额"] for row in read(path).rows]
    assert found == [Decimal("10661.85"), Decimal("0.3"), 300]
    assert read(path).rows[2].cells["手机号"] == 15400000000


def test_rows_of_a_workbook_keep_their_numbers_over_gaps(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", ("名单",), (), ("姓名", "手机号", "金额"), (), ("李建国", "1", 2), (), ("王", "2", 3)
    )
    assert [row.number for row in read(path).rows] == [5, 7]


def test_half_a_workbook_is_refused(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "a.xlsx", ("姓名", "手机号", "金额"), ("李建国", "1", 2)).read_bytes()
    for part in (whole[: len(whole) // 2], whole[:100], whole[:-30], b"not a workbook at all"):
        assert refused(written(tmp_path / "half.xlsx", part)).code == "import.damaged_file"


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    empty_zip = b"PK\x05\x06" + bytes(18)
    assert refused(written(tmp_path / "a.xlsx", empty_zip)).code == "import.damaged_file"


def test_every_damaged_byte_is_refused_or_harmless(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "a.xlsx", ("姓名", "手机号", "金额"), ("李建国", "1", 2)).read_bytes()
    for position in range(0, len(whole), 97):
        changed = bytearray(whole)
        changed[position] ^= 0xFF
        path = written(tmp_path / "changed.xlsx", bytes(changed))
        try:
            found = [row.cells["姓名"] for row in read(path).rows]
        except KnownError:
            continue
        assert found == ["李建国"], position


def test_an_old_or_locked_workbook_is_told_apart(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert refused(written(tmp_path / "a.xls", ole)).code == "import.old_or_locked_file"


def test_the_kind_of_file_is_read_off_its_bytes(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("姓名", "手机号", "金额"), ("李建国", "1", 2))
    renamed = path.rename(tmp_path / "a.csv")
    assert read(renamed).rows[0].cells["姓名"] == "李建国"


# json ---------------------------------------------------------------------------------------------------------


def test_a_list_of_objects_is_a_table(tmp_path: Path) -> None:
    people = [{"姓名": "李建国", "手机号": "1", "金额": 10661.85}, {"姓名": "王秀英", "金额": 2, "手机号": None}]
    found = read(written(tmp_path / "a.json", json.dumps(people, ensure_ascii=False)))
    assert [row.cells["金额"] for row in found.rows] == [Decimal("10661.85"), 2]
    assert [row.number for row in found.rows] == [1, 2]


def test_sheets_of_json_have_names_and_notes(tmp_path: Path) -> None:
    whole = {"说明": {"账务时点": "2026-07-24"}, "人员": [{"姓名": "李", "手机号": "1", "金额": 1}], "空": []}
    grids = read_grids(written(tmp_path / "a.json", json.dumps(whole, ensure_ascii=False)))
    assert [grid.sheet for grid in grids] == ["人员", "空"]
    assert table(grids[0], PEOPLE, "a.json").notes == {"账务时点": "2026-07-24"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[{"姓名": "李"', "import.damaged_json"),
        ('{"人员": "李"}', "import.json_shape"),
        ('["李", "王"]', "import.json_shape"),
        ('{"说明": [], "人员": []}', "import.json_shape"),
        ("[" * 100_000, "import.damaged_json"),
        ('[{"金额": ' + "9" * 5_000 + "}]", "import.damaged_json"),
    ],
)
def test_json_of_another_shape_is_refused(tmp_path: Path, text: str, code: str) -> None:
    assert refused(written(tmp_path / "a.json", text)).code == code
