from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fieldapp.cli import verify
from fieldapp.documents.verify import verify as verify_document
from tests.documents import attacks
from tests.documents.conftest import SignedPlan


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIELDAPP_HOME", str(tmp_path / "home"))


def run(*arguments: str | Path) -> int:
    parser = argparse.ArgumentParser()
    verify.add_parser(parser.add_subparsers())
    args = parser.parse_args(["verify", *map(str, arguments)])
    assert args.run is verify.run
    return int(verify.run(args))


@pytest.fixture
def plan(tmp_path: Path, signed: SignedPlan) -> Path:
    path = tmp_path / "计划 书.pdf"
    path.write_bytes(signed.approved)
    return path


@pytest.fixture
def office_pem(tmp_path: Path, root: list[bytes]) -> Path:
    path = tmp_path / "root.pem"
    path.write_bytes(root[0])
    return path


def test_a_sound_paper_says_who_signed_and_when(
    plan: Path, office_pem: Path, signed: SignedPlan, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(plan, "--trust", office_pem) == verify.SOUND == 0
    assert capsys.readouterr().out.splitlines() == [
        "文件完整，签名可信。",
        "文书编号：HKJH-2026-000123",
        f"数据指纹：{signed.paper.digest()}",
        f"文件指纹：{verify_document(signed.approved, []).file_sha256}",
        "签名：",
        "  经办人 李小龙（工号 C0417），2026-11-21 10:20:00+08:00",
        "  审批人 周敏（工号 S0003），2026-11-21 15:20:00+08:00",
    ]


def test_it_speaks_english_when_asked(plan: Path, office_pem: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(plan, "--trust", office_pem, "--lang", "en") == 0
    said = capsys.readouterr().out
    assert said.startswith("The file is whole and its signatures are trusted.\nDocument: HKJH-2026-000123\n")
    assert "  approver: 周敏 (staff no. S0003), 2026-11-21 15:20:00+08:00" in said


def test_the_trust_folder_is_asked_when_nobody_is_named(
    plan: Path, tmp_path: Path, root: list[bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(plan) == verify.UNPROVEN == 3
    assert "签发机构在这里不受信任" in capsys.readouterr().out
    trust = tmp_path / "home" / "trust"
    trust.mkdir(parents=True)
    (trust / "office.pem").write_bytes(root[0])
    assert run(plan) == 0


def test_a_tampered_paper_is_named_and_refused(
    plan: Path, office_pem: Path, signed: SignedPlan, capsys: pytest.CaptureFixture[str]
) -> None:
    plan.write_bytes(attacks.paint(signed.approved))
    assert run(plan, "--trust", office_pem) == verify.NOT_WHOLE == 1
    said = capsys.readouterr().out
    assert said.startswith("文件不完整或被改动，不可采信。\n")
    assert "发现的问题：\n  · 经办人签名之后，文件又增加了不允许的内容。" in said


@pytest.mark.parametrize(("content", "code"), [(b"hello", 2), (b"", 2), (b"%PDF-1.7 half a fi", 1)])
def test_what_is_no_paper_has_its_own_exit_code(plan: Path, content: bytes, code: int) -> None:
    plan.write_bytes(content)
    assert run(plan) == code


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "none.pdf") == verify.UNREADABLE == 2
    assert f"找不到文件 {tmp_path / 'none.pdf'}" in capsys.readouterr().out


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert run(tmp_path) == 2


def test_trust_that_is_no_certificate_is_refused(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "no.pem").write_text("nothing", encoding="utf-8")
    assert run(plan, "--trust", tmp_path / "no.pem") == 2
    assert run(plan, "--trust", tmp_path / "missing.pem") == 2


def test_a_console_that_cannot_write_chinese_still_gets_the_verdict(plan: Path, office_pem: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "fieldapp", "verify", str(plan), "--trust", str(office_pem)],
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"HKJH-2026-000123" in done.stdout
