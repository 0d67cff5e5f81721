"""`fieldapp geo locate`: a line of JSON for every address, whatever stands in it."""

from __future__ import annotations

import io
import json
import sqlite3
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from fieldapp.cli.main import main

ADDRESSES = "杭州市江干区钱江路1366号\n\n苏州市姑苏区\t人民路1号\nBerlin, Hauptstr. 1\n"
FIELDS = ["address", "adcode", "level", "lon", "lat", "radius_m", "reason"]


def answers(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> list[dict[str, Any]]:
    assert main(["geo", "locate", *map(str, arguments)]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "地址.txt"
    path.write_text(ADDRESSES, encoding="utf-8")
    return path


def test_each_line_is_answered_in_its_order(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = answers(capsys, file)
    assert [list(one) for one in told] == [FIELDS] * 4
    assert [one["adcode"] for one in told] == ["330102", None, "320508", None]
    assert [one["reason"] for one in told] == ["renamed", "empty", "district", "foreign"]
    assert told[0]["level"] == "district"
    assert 119 < told[0]["lon"] < 121
    assert told[3]["lon"] is told[3]["radius_m"] is told[3]["level"] is None


def test_standard_input_and_gb18030_are_read_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO("苏州市姑苏区\n".encode("gb18030"))))
    assert [one["adcode"] for one in answers(capsys)] == ["320508"]
    told = answers(capsys, _written(tmp_path, b"\xef\xbb\xbfBerlin"))[0]
    assert [*told.values()] == ["Berlin", *[None] * 5, "foreign"]


def test_more_says_the_township_and_why_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (one,) = answers(capsys, "--more", "--lang", "en", _written(tmp_path, "昆山市玉山镇".encode()))
    assert list(one) == [*FIELDS, "township", "said"]
    assert one["township"].startswith(one["adcode"])
    assert "township" in one["said"].lower()


def test_every_line_has_one_answer_however_odd_its_characters_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        "苏州市\u2028姑苏区",
        "",
        "\t",
        "苏州市\x0b\x1c\x85姑苏区",
        " 江苏省\t苏州市\t姑苏区 ",
        "\x00",
        '"=1+1"',
        "",
    ]
    told = answers(capsys, _written(tmp_path, ("\r\n".join(lines) + "\r\n").encode()))
    assert [one["address"] for one in told] == lines
    assert [one["adcode"] for one in told] == ["320508", None, None, "320508", "320508", None, None, None]
    assert {one["reason"] for one in told if one["adcode"] is None} <= {"empty", "unknown"}


def _written(folder: Path, content: bytes) -> Path:
    path = folder / "one.txt"
    path.write_bytes(content)
    return path


def test_only_a_known_place_is_exact(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    known = tmp_path / "known.csv"
    known.write_text(
        "address,lon,lat,district,radius_m,datum\n人民路 １ 号,120.6218,31.3102,苏州市姑苏区,30,GCJ-02\n",
        encoding="utf-8",
    )
    told = answers(capsys, "--known", known, file)
    assert [one["level"] for one in told] == ["district", None, "exact", None]
    assert (told[2]["reason"], told[2]["radius_m"], told[2]["adcode"]) == ("known", 30, "320508")
    assert told[2]["lon"] == pytest.approx(120.6175, abs=1e-3)


def test_a_pack_brings_streets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = tmp_path / "suzhou"
    pack.mkdir()
    with sqlite3.connect(pack / "streets.db") as made:
        made.execute("CREATE TABLE s (name TEXT, num TEXT, lon REAL, lat REAL, len REAL)")
        made.execute("INSERT INTO s VALUES ('观前街', NULL, 120.627, 31.3115, 700)")
    made.close()
    (one,) = answers(capsys, "--pack", pack, _written(tmp_path, "苏州市姑苏区观前街5号".encode()))
    assert (one["level"], one["reason"], one["radius_m"]) == ("street", "street", 350)


@pytest.mark.parametrize(
    ("arguments", "content", "code"),
    [
        (("missing.txt",), b"", "无法读取"),
        (("one.txt", "--pack", "one.txt"), b"x", "已损坏"),
        (("one.txt", "--pack", "."), b"x", "没有道路数据"),
        (("one.txt",), b"\xff\xff\xff", "GB18030"),
        (("one.txt", "--known", "one.txt"), b"a,b\n1,2\n", "缺少这些列"),
        (("one.txt", "--known", "one.txt"), b"address,lon,lat\nx,31.3,120.6\n", "第 2 行"),
        (("one.txt", "--known", "one.txt"), b"address,lon,lat\nx,east,31\n", "第 2 行"),
        (("one.txt", "--known", "one.txt"), b"address,lon,lat,datum\nx,120,31,B54\n", "第 2 行"),
        (("one.txt", "--known", "gone.csv"), b"x", "无法读取"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(
    arguments: tuple[str, ...],
    content: bytes,
    code: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    _written(tmp_path, content)
    assert main(["geo", "locate", *arguments]) == 1
    assert code in capsys.readouterr().err
