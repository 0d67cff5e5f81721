"""Which files a fact names: from then on they may be sent, by whoever made the fact."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.domain.attached_file import FileContent
from fieldapp.domain.document import DocumentContent, Revision
from fieldapp.domain.facts import Fact, PlanDecided


@dataclass(frozen=True, slots=True)
class FileName:
    """A file by its content: digest, size in bytes, kind, and the record that names it."""

    sha256: str
    size: int
    kind: str
    record_id: str


def named_files(fact: Fact) -> tuple[FileName, ...]:
    """The files that this fact names."""
    payload = fact.payload
    if isinstance(payload, DocumentContent):
        return (_paper(fact.id, payload.revision),)
    if isinstance(payload, FileContent):
        return (FileName(payload.sha256, payload.size, payload.kind.value, fact.id),)
    if isinstance(payload, PlanDecided) and payload.revision is not None:
        return (_paper(payload.document_id, payload.revision),)
    return ()


def _paper(document_id: str, revision: Revision) -> FileName:
    return FileName(revision.sha256, revision.size, "document", document_id)
