"""What a push says of places: which cases it may reach beyond its own, and what is to be given to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from fieldapp.domain.case import CaseFile
from fieldapp.domain.facts import Fact, FactKind
from fieldapp.domain.known_case import speaks_of
from fieldapp.domain.particulars import ParticularContent, ParticularKind
from fieldapp.protocol.envelope import FactEnvelope
from fieldapp.services.share_places import Confirmation, neighbours, share
from fieldapp.store.office.unit import OfficeUnit

_PREMISES = f'"{ParticularKind.PREMISES.value}"'.encode()
"""In the payload of every particular that speaks of premises; in others it does no harm."""


def beside(unit: OfficeUnit, envelopes: Iterable[FactEnvelope], fresh: Collection[str]) -> frozenset[str]:
    """Other cases that these facts may say something of, to be locked with their own, in one order for all."""
    added = [one for one in envelopes if one.kind == FactKind.PARTICULAR_ADDED.value and _PREMISES in one.payload]
    said = {one.case_id for one in added}
    return neighbours(unit, said & set(fresh))


def share_all(unit: OfficeUnit, accepted: Iterable[Fact], files: Mapping[str, CaseFile]) -> None:
    """Give what was said of places in facts that stand to the cases at the same doors."""
    said: dict[str, list[Confirmation]] = {}
    for fact in accepted:
        for confirmation in _said(fact, files[fact.case_id]):
            said.setdefault(fact.case_id, []).append(confirmation)
    for case_id in sorted(said):
        share(unit, files[case_id], said[case_id])


def _said(fact: Fact, file: CaseFile) -> Iterator[Confirmation]:
    content = fact.payload
    if not isinstance(content, ParticularContent) or content.kind is not ParticularKind.PREMISES:
        return
    by_id = {one.id: one for one in file.particulars}
    spoken = speaks_of(by_id[fact.id], by_id) if fact.id in by_id else None
    if spoken is not None:
        yield Confirmation(spoken[2], fact.made_by, fact.id, fact.made_at)
