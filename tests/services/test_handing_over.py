"""A copy that leaves the program: whole on the stick or not there, and a code that says no more than it should."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from fieldapp.errors import KnownError
from fieldapp.protocol.canonical import sha256
from fieldapp.services import hand_over
from fieldapp.services.hand_over import HALF, LARGEST_CODE, code_for, copy_to_stick, mail_address
from tests.documents.papers import paper

PDF = b"%PDF-1.7 " + bytes(range(256)) * 1_000


def test_a_copy_is_whole_and_named_after_the_paper(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = copy_to_stick(PDF, tmp_path, "HKJH-20260725-C0417", lambda done, total: told.append((done, total)))
    assert path == tmp_path / "HKJH-20260725-C0417.pdf"
    assert path.read_bytes() == PDF
    assert told[-1] == (len(PDF), len(PDF))
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_a_name_no_stick_can_take_is_made_fit(tmp_path: Path) -> None:
    assert copy_to_stick(PDF, tmp_path, 'a/b:c*"d').name == "a b c d.pdf"


def test_a_stick_pulled_while_writing_leaves_no_file_of_that_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pulled(done: int, _total: int) -> None:
        if done > hand_over.PIECE:
            raise OSError(errno.EIO, "Input/output error")

    with pytest.raises(KnownError) as refused:
        copy_to_stick(PDF, tmp_path, "paper", pulled)
    assert refused.value.code == "document.stick_gone"
    assert list(tmp_path.iterdir()) == []


def test_what_a_pulled_stick_kept_is_swept_away_by_the_next_copy(tmp_path: Path) -> None:
    (tmp_path / f"old.pdf{HALF}").write_bytes(b"half")
    (tmp_path / "theirs.txt").write_text("x")
    copy_to_stick(PDF, tmp_path, "paper")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["paper.pdf", "theirs.txt"]


def test_a_stick_that_returns_other_bytes_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hand_over, "_read_back", lambda _path: PDF[:-1])
    with pytest.raises(KnownError) as refused:
        copy_to_stick(PDF, tmp_path, "paper")
    assert refused.value.code == "document.stick_differs"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "code"), [(errno.EROFS, "document.stick_read_only"), (errno.ENOSPC, "document.stick_gone")]
)
def test_a_stick_that_cannot_be_written_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(hand_over, "_write", refuse)
    with pytest.raises(KnownError) as refused:
        copy_to_stick(PDF, tmp_path, "paper")
    assert refused.value.code == code


def test_a_stick_that_is_gone_altogether_is_said(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as refused:
        copy_to_stick(PDF, tmp_path / "gone", "paper")
    assert refused.value.code == "document.stick_gone"


def test_the_code_holds_the_dates_where_they_fit_and_never_the_borrower() -> None:
    short, whole = code_for(paper(6), "HKJH-1", sha256(PDF))
    assert whole
    assert "2026-12-20" in short
    assert f"fa2:HKJH-1:{sha256(PDF)}" in short
    assert paper().borrower.name not in short
    assert paper().borrower.id_no not in short
    long, whole = code_for(paper(60), "HKJH-1", sha256(PDF))
    assert (long, whole) == (f"fa2:HKJH-1:{sha256(PDF)}", False)
    assert len(short.encode()) <= LARGEST_CODE
    assert code_for(None, "HKJH-1", "ab") == ("fa2:HKJH-1:ab", False)


def test_a_mail_address_is_safe_to_open() -> None:
    assert (
        mail_address("文书 A&B", "见附件")
        == "mailto:?subject=%E6%96%87%E4%B9%A6%20A%26B&body=%E8%A7%81%E9%99%84%E4%BB%B6"
    )
