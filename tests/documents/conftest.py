"""A signed plan in every stage of its life, made once: rendering and sealing are the slow part of these tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from fieldapp import clock, paths
from fieldapp.documents.page import stamp_lines
from fieldapp.documents.plan_paper import PlanPaper
from fieldapp.documents.render import RenderedPaper, Renderer
from fieldapp.documents.sealing import prepare_revision, seal
from fieldapp.documents.signer import DocumentSigner, signer_from
from fieldapp.domain.ids import new_id
from fieldapp.errors import KnownError
from fieldapp.security import signing_key
from fieldapp.security.passphrase_wrap import Cost
from fieldapp.security.pki import OfficeCA, Role, make_csr
from tests.documents import papers

OPENED = datetime(2026, 3, 1, tzinfo=UTC)
SIGNED = datetime(2026, 11, 21, 2, 20, tzinfo=UTC)
APPROVED = SIGNED + timedelta(hours=5)
TODAY = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
CHEAP = Cost(passes=1, memory_kib=64, lanes=1)


@dataclass(frozen=True)
class Person:
    """Somebody with a certificate, and its serial number."""

    signer: DocumentSigner
    serial: int


def enrol(office: OfficeCA, name: str, staff_no: str, role: Role, at: datetime = OPENED) -> Person:
    """Give somebody a certificate the way the program does: request, issue, lock, unlock."""
    device = new_id()
    key, request = make_csr(device)
    certificate = office.issue(request, name=name, staff_no=staff_no, role=role, device_id=device, at=at)
    blob = signing_key.lock(key, certificate, office.chain_pem(), "口令 246810", cost=CHEAP)
    signer = signer_from(signing_key.unlock(blob, "口令 246810"))
    held = signer.engine.signing_cert
    assert held is not None
    return Person(signer, held.serial_number)


@dataclass(frozen=True)
class SignedPlan:
    """The same paper after each step."""

    paper: PlanPaper
    rendered: RenderedPaper
    prepared: bytes
    collected: bytes
    approved: bytes
    look: bytes


@pytest.fixture(autouse=True)
def _practice_day() -> Iterator[None]:
    before = clock.use(clock.PracticeClock(TODAY))
    yield
    clock.use(before)


@pytest.fixture(scope="session")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    try:
        return paths.made("fonts", "paper")
    except KnownError:
        folder = tmp_path_factory.mktemp("faces")
        for package in ("pylopdf_fonts_zh_cn", "pylopdf_fonts_zh_tw"):
            for face in files(package).iterdir():
                if face.name.endswith(".otf"):
                    shutil.copy(str(face), folder / face.name)
        return folder


@pytest.fixture(scope="session")
def renderer(faces: Path) -> Renderer:
    return Renderer(faces)


@pytest.fixture(scope="session")
def office() -> OfficeCA:
    return OfficeCA.create(papers.LENDER, OPENED)


@pytest.fixture(scope="session")
def collector(office: OfficeCA) -> Person:
    return enrol(office, "李小龙", "C0417", "collector")


@pytest.fixture(scope="session")
def supervisor(office: OfficeCA) -> Person:
    return enrol(office, "周敏", "S0003", "supervisor")


@pytest.fixture(scope="session")
def signed(renderer: Renderer, collector: Person, supervisor: Person) -> SignedPlan:
    paper = papers.paper()
    rendered = renderer.render(paper)
    boxes = {box.name: box for box in rendered.boxes}
    inks = {"borrower": papers.handwriting(3), "guarantor1": papers.handwriting(9, kind="mouse")}
    prepared = prepare_revision(rendered.pdf, rendered.boxes, inks, {"place": paper.place, "read_aloud": True}, SIGNED)
    lines = stamp_lines(paper.lang, "collector", "李小龙", "C0417", SIGNED)
    look = renderer.stamp(lines, boxes["collector"], papers.handwriting(5))
    collected = seal(prepared, "collector", collector.signer, look, when=SIGNED)
    lines = stamp_lines(paper.lang, "supervisor", "周敏", "S0003", APPROVED)
    second = renderer.stamp(lines, boxes["supervisor"])
    approved = seal(collected, "supervisor", supervisor.signer, second, when=APPROVED)
    return SignedPlan(paper, rendered, prepared, collected, approved, look)


@pytest.fixture(scope="session")
def root(office: OfficeCA) -> list[bytes]:
    return [office.root.certificate_pem()]
