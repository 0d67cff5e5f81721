"""What programs that are not ours say about our files."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.documents import attacks
from tests.documents.conftest import SignedPlan

needs_poppler = pytest.mark.skipif(not shutil.which("pdfsig"), reason="pdfsig (poppler-utils) is not here")
needs_nss = pytest.mark.skipif(not shutil.which("certutil"), reason="certutil (libnss3-tools) is not here")
needs_openssl = pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not here")


def run(*command: str | Path) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, check=False)
    return done.stdout.decode("utf-8", "replace") + done.stderr.decode("utf-8", "replace")


@pytest.fixture
def trusting(tmp_path: Path, root: list[bytes]) -> Path:
    """An NSS database that trusts the office."""
    (tmp_path / "root.pem").write_bytes(root[0])
    database = tmp_path / "nss"
    database.mkdir()
    run("certutil", "-N", "-d", f"sql:{database}", "--empty-password")
    run("certutil", "-A", "-d", f"sql:{database}", "-n", "root", "-t", "C,C,C", "-i", tmp_path / "root.pem")
    return database


@needs_poppler
@needs_nss
def test_poppler_finds_both_signatures_valid_and_trusted(signed: SignedPlan, tmp_path: Path, trusting: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(signed.approved)
    said = run("pdfsig", "-nssdir", f"sql:{trusting}", tmp_path / "plan.pdf")
    assert said.count("Signature is Valid.") == 2
    assert said.count("Signature Type: ETSI.CAdES.detached") == 2
    assert "Total document signed" in said
    assert "Signer Certificate Common Name: 李小龙" in said
    assert "Signer Certificate Common Name: 周敏" in said


@needs_poppler
@needs_nss
def test_poppler_sees_a_changed_byte(signed: SignedPlan, tmp_path: Path, trusting: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(attacks.flip(signed.approved, 40_000))
    assert "Digest Mismatch" in run("pdfsig", "-nssdir", f"sql:{trusting}", tmp_path / "plan.pdf")


@needs_poppler
def test_poppler_reads_the_pages_and_the_attachments(signed: SignedPlan, tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(signed.approved)
    said = run("pdfinfo", tmp_path / "plan.pdf")
    assert re.search(r"Pages:\s+2", said)
    assert re.search(r"PDF version:\s+1\.7", said)
    assert "plan.json" in run("pdfdetach", "-list", tmp_path / "plan.pdf")
    assert "王𬱖" in run("pdftotext", "-layout", tmp_path / "plan.pdf", "-")
    fonts = run("pdffonts", tmp_path / "plan.pdf").splitlines()[2:]
    faces = [line for line in fonts if "Noto" in line or "Libertinus" in line]
    assert faces
    assert all(re.search(r"\byes yes yes\b", line) for line in faces), "every face is embedded, cut down and readable"


@needs_openssl
def test_openssl_verifies_every_signature_over_the_bytes_it_names(
    signed: SignedPlan, tmp_path: Path, root: list[bytes]
) -> None:
    (tmp_path / "root.pem").write_bytes(root[0])
    ranges = re.findall(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)", signed.approved)
    assert len(ranges) == 2
    for start, length, resumes, rest in (tuple(map(int, numbers)) for numbers in ranges):
        (tmp_path / "content").write_bytes(
            signed.approved[start : start + length] + signed.approved[resumes : resumes + rest]
        )
        (tmp_path / "cms.der").write_bytes(bytes.fromhex(signed.approved[length + 1 : resumes - 1].decode()))
        said = run(
            "openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", tmp_path / "cms.der",
            "-content", tmp_path / "content", "-CAfile", tmp_path / "root.pem", "-purpose", "any",
            "-attime", "1795000000", "-out", tmp_path / "out",
        )  # fmt: skip
        assert "successful" in said
