"""A paper is complete when everybody expected has signed it."""

from __future__ import annotations

from fieldapp.domain.document import Document, Signer
from tests.unit.domain.builders import COLLECTOR, NOON, document_content, revision


def paper(*signers: Signer, expected: tuple[Signer, ...] = (Signer.COLLECTOR, Signer.SUPERVISOR)) -> Document:
    revisions = tuple(revision(signer, size=50_000 + n, sha256=f"r{n}") for n, signer in enumerate(signers))
    content = document_content("plan-1", expected_signers=expected, revision=revisions[0])
    return Document("doc-1", "case-1", COLLECTOR.id, NOON, content, revisions)


def test_a_paper_waits_for_the_supervisor() -> None:
    assert not paper(Signer.COLLECTOR).complete
    assert paper(Signer.COLLECTOR, Signer.SUPERVISOR).complete


def test_a_plan_within_the_collectors_authority_needs_one_signature() -> None:
    assert paper(Signer.COLLECTOR, expected=(Signer.COLLECTOR,)).complete


def test_two_signatures_of_the_same_signer_do_not_complete_it() -> None:
    assert not paper(Signer.COLLECTOR, Signer.COLLECTOR).complete


def test_the_newest_revision_is_the_current_one() -> None:
    assert paper(Signer.COLLECTOR, Signer.SUPERVISOR).current.sha256 == "r1"
