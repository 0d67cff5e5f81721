"""A paper of the case as the case file knows it: what it is about and the digest of every revision of its file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from fieldapp.domain.plans.authority import Level


class DocumentKind(StrEnum):
    """Kinds of paper."""

    PLAN = "plan"


class Signer(StrEnum):
    """Whose certificate signs a revision: a field of the paper each. Where two people approve, each has their own."""

    COLLECTOR = "collector"
    SUPERVISOR = "supervisor"
    SECOND_SUPERVISOR = "supervisor2"


APPROVERS = (Signer.SUPERVISOR, Signer.SECOND_SUPERVISOR)
"""The fields of those who approve, in the order in which they are filled; a paper has no more."""


def expected_signers(level: Level, approvers: int) -> tuple[Signer, ...]:
    """Who must sign the paper of a plan that needs `approvers` people of `level`; the last of them locks it."""
    return (Signer.COLLECTOR, *(() if level is Level.COLLECTOR else APPROVERS[:approvers]))


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision of the file: each is a byte prefix of the next. `size` in bytes."""

    sha256: str
    size: int
    signer: Signer
    signed_by: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class DocumentContent:
    """What was sealed: the plan it puts on paper, the digest of the data attached to it, its first sealed revision."""

    kind: DocumentKind
    number: str
    plan_id: str
    paper_digest: str
    shown_digest: str
    expected_signers: tuple[Signer, ...]
    revision: Revision


@dataclass(frozen=True, slots=True)
class Document:
    """A paper as the case file holds it."""

    id: str
    case_id: str
    sealed_by: str
    sealed_at: datetime
    content: DocumentContent
    revisions: tuple[Revision, ...]

    @property
    def current(self) -> Revision:
        """The newest revision."""
        return self.revisions[-1]

    @property
    def awaited(self) -> tuple[Signer, ...]:
        """Who must still sign, in their order."""
        signed = {revision.signer for revision in self.revisions}
        return tuple(signer for signer in self.content.expected_signers if signer not in signed)

    @property
    def complete(self) -> bool:
        """Whether everybody who must sign has signed."""
        return not self.awaited
