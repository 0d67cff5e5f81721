"""`import` as a back office meets it: what it says, what it leaves behind, and what it never does."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fieldapp.cli import speaking
from fieldapp.cli.main import main
from tests.unit.importers.files import Sheets, get, put, write_xlsx
from tests.unit.importers.portfolio_files import small

WHO = ["--login", "zhouming", "--name", "周明", "--staff-no", "C1", "--role", "collector", "--passphrase-stdin"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    folder = tmp_path / "server"
    monkeypatch.setattr(sys, "stdin", io.StringIO("practice-2026\n"))
    assert main(["server", "init", "--home", str(folder), "--name", "某某"]) == 0
    assert main(["server", "user", "add", "--home", str(folder), *WHO]) == 0
    capsys.readouterr()
    return folder


def take(home: Path, file: Path, *more: str | Path) -> int:
    return main(["import", "portfolio", str(file), "--home", str(home), *map(str, more)])


def a_cent_off(folder: Path) -> Path:
    sheets: Sheets = small(2)
    put(sheets, "贷款", 1, "应还合计", float(get(sheets, "贷款", 1, "应还合计")) + 0.01)
    return write_xlsx(sheets, folder / "案件.xlsx")


def test_the_fault_is_said_and_the_rows_that_fall_with_it_are_counted(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "rejects.csv"
    assert take(home, a_cent_off(tmp_path), "--report", report, "--lang", "en") == 1
    said = capsys.readouterr()
    fault, rest = said.err.splitlines()
    assert fault.startswith("贷款, row 2, 应还合计: ")
    assert "a difference of 0.01" in fault
    listed = report.read_bytes().decode("utf-8-sig").splitlines()
    assert rest.startswith(f"{len(listed) - 2} sound rows of the same cases")
    assert said.out.startswith("Nothing was imported: ")
    assert ", 1 problems" in said.out


def test_a_report_that_cannot_be_written_is_told_before_anything_is_taken(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_xlsx(small(2), tmp_path / "案件.xlsx")
    before = file.read_bytes()
    for report in (tmp_path / "no" / "such.csv", tmp_path, file):
        assert take(home, file, "--report", report) == 1
        assert capsys.readouterr().err.startswith(("无法写入问题清单", "问题清单"))
    assert file.read_bytes() == before
    assert take(home, file) == 0
    assert "更新 2 个案件" in capsys.readouterr().out


@pytest.mark.parametrize(("name", "words"), [("nowhere.csv", "找不到该文件或目录"), ("", "这是一个目录，不是文件")])
def test_why_a_file_cannot_be_read_is_said_in_the_language_asked_for(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, words: str
) -> None:
    assert take(home, tmp_path / name) == 1
    assert words in capsys.readouterr().err


def test_a_table_of_something_else_is_no_portfolio(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.csv").write_text("<html>,a,b\n1,2,3\n", encoding="utf-8")
    assert take(home, tmp_path / "x.csv", "--lang", "en") == 1
    assert "x.csv is no portfolio" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe whose reader has gone")
def test_whoever_stops_reading_changes_neither_the_exit_code_nor_what_was_done(home: Path, tmp_path: Path) -> None:
    file = write_xlsx(small(2), tmp_path / "案件.xlsx")
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "fieldapp", "import", "portfolio", str(file), "--home", str(home)]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_console_without_chinese_still_gets_the_figures(home: Path, tmp_path: Path) -> None:
    file = write_xlsx(small(2), tmp_path / "portfolio.xlsx")
    done = subprocess.run(
        [sys.executable, "-m", "fieldapp", "import", "portfolio", str(file), "--home", str(home)],
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b" 2 " in done.stdout


def test_a_terminal_sees_that_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setattr(speaking, "STEP_SECONDS", 0.001)
    with speaking.alive("import.running", {"file": "案件.xlsx"}, "zh_CN"):
        while "已用 2 秒" not in shown.getvalue():
            pass
    assert "正在导入 案件.xlsx……已用 1 秒" in shown.getvalue()
    assert shown.getvalue().endswith("\r\x1b[K")


def test_nobody_looking_on_sees_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with speaking.alive("import.running", {"file": "x"}, "en"):
        pass
    assert capsys.readouterr().err == ""


HEADER = "合同编号,流水号,交易类型,交易日期,金额,渠道,原流水号"


def pay(home: Path, folder: Path, *lines: str) -> int:
    file = folder / "还款.csv"
    file.write_text("\n".join((HEADER, *lines)), encoding="utf-8")
    return main(["import", "payments", str(file), "--home", str(home)])


@pytest.fixture
def stored(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[str, str, str, str]:
    """Contract, day of disbursement, number and sum of a payment that came in with the portfolio."""
    sheets = small(2)
    assert take(home, write_xlsx(sheets, tmp_path / "案件.xlsx")) == 0
    capsys.readouterr()
    contract = get(sheets, "还款流水", 1, "合同编号")
    loan = next(line for line in sheets["贷款"] if line[1] == contract)
    number, amount = get(sheets, "还款流水", 1, "流水号"), get(sheets, "还款流水", 1, "金额").replace(",", "")
    return contract, str(loan[sheets["贷款"][0].index("放款日期")]), number, amount


def test_money_cannot_come_in_before_the_loan_nor_go_back_before_it_came(
    home: Path, tmp_path: Path, stored: tuple[str, str, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    contract, disbursed, number, amount = stored
    early = f"{contract},P1,还款,2001-01-01,10.00,转账,"
    back = f"{contract},R1,冲正,2001-01-01,{amount},转账,{number}"
    assert pay(home, tmp_path, early, back) == 1
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("还款.csv 第 2 行“交易日期”")
    assert f"早于放款日期 {disbursed}" in first
    assert second.startswith("还款.csv 第 3 行“交易日期”")


def test_a_reversal_may_stand_above_its_payment(
    home: Path, tmp_path: Path, stored: tuple[str, str, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    contract, disbursed, *_ = stored
    lines = (f"{contract},R1,冲正,{disbursed},10,转账,P1", f"{contract},P1,还款,{disbursed},10,转账,")
    assert pay(home, tmp_path, *lines) == 0
    assert pay(home, tmp_path, *lines) == 0
    assert "更新 0 个案件" in capsys.readouterr().out.splitlines()[-1]


def test_what_a_payments_file_gets_wrong_is_said_as_it_stands_there(
    home: Path, tmp_path: Path, stored: tuple[str, str, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    contract, disbursed, number, _amount = stored
    lines = (f"X-1,P1,还款,{disbursed},10,转账,", f"{contract},R1,冲正,{disbursed},9,转账,{number}")
    assert pay(home, tmp_path, *lines) == 1
    unknown, other_sum = capsys.readouterr().err.splitlines()
    assert "系统里没有合同 X-1" in unknown
    assert "冲正金额 9.00 与原流水金额不同" in other_sum
