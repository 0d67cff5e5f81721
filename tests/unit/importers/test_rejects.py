"""Rejects speak both languages, show nobody's numbers, and fill a report that a spreadsheet may open safely."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from pathlib import Path

import pytest

import fieldapp.importers
from fieldapp import paths
from fieldapp.errors import KnownError
from fieldapp.importers import IdBook, Reject, read_portfolio, write_report
from fieldapp.sample import make_portfolio
from fieldapp.sentences import LANGUAGES, MADE, catalogue
from tests.unit.importers.files import STAFF, first_cases, put, sheets_of, write_xlsx

SOURCES = sorted(Path(fieldapp.importers.__file__).parent.glob("*.py"))
CODES = sorted({code for path in SOURCES for code in re.findall(r'"(import\.[a-z_]+)"', path.read_text("utf-8"))})
PLACEHOLDER = re.compile(r"\{(\w+)\}")
ALWAYS_THERE = {"file", "sheet", "row", "column", "value"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_sentence_and_no_sentence_is_left_over(language: str) -> None:
    messages = paths.made("messages", language) if language in MADE else paths.resources() / "messages" / language
    assert set(json.loads((messages / "import.json").read_text("utf-8"))) == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_both_languages_ask_for_the_same_figures(code: str) -> None:
    asked = [set(PLACEHOLDER.findall(" ".join(catalogue(language)[code].values()))) for language in LANGUAGES]
    assert asked[0] == asked[1]


def many_rejects(tmp_path: Path) -> tuple[Reject, ...]:
    """A file with a fault of nearly every kind."""
    sheets = sheets_of(first_cases(make_portfolio(date(2026, 7, 25)), 12))
    sheets["案件"][3] = []
    wrong = [
        ("案件", 1, "借款人", "=HYPERLINK(1)"),
        ("案件", 1, "手机号", "154000000"),
        ("案件", 1, "身份证号", "329901198301150092"),
        ("案件", 2, "分派时间", "2026-01-01"),
        ("案件", 3, "借款人", "@" + "名" * 80),
        ("案件", 3, "催收员账号", "nobody"),
        ("贷款", 2, "本金", "1.005"),
        ("贷款", 5, "首期还款日", "2020-01-01"),
        ("贷款", 5, "年利率(%)", "0.5"),
        ("贷款", 6, "还款方式", "气球贷"),
        ("相关人", 1, "保证方式", ""),
        ("经营场所", 1, "经度", "31"),
        ("还款流水", 1, "金额", "-5"),
        ("还款流水", 30, "还款日期", "+2026"),
    ]
    for sheet, row, column, value in wrong:
        put(sheets, sheet, row, column, value)
    sheets["贷款"][9][14] += 1
    return read_portfolio(write_xlsx(sheets, tmp_path / "p.xlsx"), IdBook(), STAFF).rejects


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_keeps_an_unfilled_placeholder(language: str, tmp_path: Path) -> None:
    rejects = many_rejects(tmp_path)
    assert len({reject.code for reject in rejects}) >= 12
    for reject in rejects:
        for said in (reject.sentence(language), reject.action(language), reject.place(language)):
            assert PLACEHOLDER.search(said) is None, (reject, said)


def test_a_place_reads_like_a_place(tmp_path: Path) -> None:
    reject = next(r for r in many_rejects(tmp_path) if r.column == "本金")
    assert reject.place() == "贷款 第 3 行“本金”"
    assert reject.sentence() == "“本金”是 1.005，小数超过两位，不是一笔金额。"
    assert reject.place("en") == "贷款, row 3, 本金"


def test_no_identity_or_telephone_number_is_shown_whole(tmp_path: Path) -> None:
    rejects = many_rejects(tmp_path)
    shown = {reject.column: reject.value for reject in rejects if reject.column in {"手机号", "身份证号"}}
    assert shown == {"手机号": "15*****00", "身份证号": "32**************92"}
    assert all("154000000" not in reject.sentence() for reject in rejects)


def test_the_report_can_be_opened_by_a_spreadsheet(tmp_path: Path) -> None:
    rejects = many_rejects(tmp_path)
    path = tmp_path / "退回.csv"
    write_report(rejects, path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *lines = csv.reader(file)
    assert header == ["文件", "工作表", "行", "列", "内容", "原因", "处理办法", "代码"]
    assert len(lines) == len(rejects)
    assert all(not cell.startswith(("=", "+", "-", "@")) for line in lines for cell in line)
    assert "'@" + "名" * 79 in {line[4] for line in lines}


def test_the_report_speaks_english_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    write_report([Reject("p.xlsx", "贷款", 3, "本金", "x", "import.not_a_number")], path, "en")
    header, line = path.read_text("utf-8-sig").splitlines()
    assert header == "File,Sheet,Row,Column,Value,Reason,What to do,Code"
    assert line.startswith("p.xlsx,贷款,3,本金,x,“本金” says “x”, which is no number.") or '"“本金” says' in line


def test_errors_of_a_whole_file_have_their_figures(tmp_path: Path) -> None:
    """Each placeholder of a sentence about a file is a parameter that the error carries."""
    path = tmp_path / "p.csv"
    path.write_bytes("案件编号,借款人\n".encode() + b"\xff\xff\n")
    with pytest.raises(KnownError) as caught:
        read_portfolio(path, IdBook(), STAFF)
    error = caught.value
    for language in LANGUAGES:
        asked = set(PLACEHOLDER.findall(catalogue(language)[error.code]["text"]))
        assert asked <= set(error.params)
