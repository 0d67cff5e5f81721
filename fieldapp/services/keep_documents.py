"""The papers of a laptop: which there are, what state they are in, and their bytes for reading."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.domain.case import Case
from fieldapp.domain.document import Document
from fieldapp.domain.plans.plan_life import Plan
from fieldapp.services.desk import Desk
from fieldapp.services.read_file import read_file


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper: `file_state` is where its newest revision is (local, sent, verified, wanted, here)."""

    case: Case
    document: Document
    plan: Plan | None
    file_state: str


def papers(desk: Desk) -> list[PaperLine]:
    """All papers of the cases on this laptop, newest first."""
    found: list[PaperLine] = []
    with desk.store.reading() as unit:
        for case_id in unit.cases.with_documents():
            file = unit.files.find(case_id)
            if file is None:
                continue
            for document in file.documents:
                kept = unit.attachments.find(document.current.sha256)
                plan = file.plan(document.content.plan_id)
                found.append(PaperLine(file.case, document, plan, kept.state if kept else "wanted"))
    return sorted(found, key=lambda line: line.document.sealed_at, reverse=True)


def read_paper(desk: Desk, sha256: str) -> bytes:
    """The bytes of a revision, wherever they lie: a paper with many rows is too large for the store itself.

    Raises:
        KnownError: `document.not_arrived`, `file.damaged`, `file.missing`.
    """
    return read_file(desk, sha256)
