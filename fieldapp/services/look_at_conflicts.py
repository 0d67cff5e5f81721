"""Everything that did not simply go through: values that clashed, facts that were refused, facts the office holds.

Nothing here goes away by itself: a clash stays until somebody chose, a refused fact until somebody read why.
"""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.domain.case import CaseFile
from fieldapp.domain.facts import FactKind
from fieldapp.domain.staff import Staff
from fieldapp.services.desk import Desk
from fieldapp.services.settle_conflict import OpenProposal, proposals_within
from fieldapp.store.laptop.case_list import CaseLine
from fieldapp.store.laptop.outbox import OutboxEntry
from fieldapp.store.laptop.unit import LaptopUnit

DEPENDENCY = "fact.dependency_refused"


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A fact of this laptop that the server did not take as it was.

    Attributes:
        line, file: the case as the list and the page know it; None once it is not on this laptop any more.
        because: the refused fact that this one builds on.
    """

    entry: OutboxEntry
    line: CaseLine | None
    file: CaseFile | None
    because: OutboxEntry | None


@dataclass(frozen=True, slots=True)
class ConflictsPage:
    """What the conflict desk shows: open proposals, and facts that nobody has read about yet; oldest first."""

    proposals: tuple[OpenProposal, ...]
    not_taken: tuple[NotTaken, ...]
    staff: dict[str, Staff]


def look_at_conflicts(desk: Desk) -> ConflictsPage:
    """Read it all in one go."""
    with desk.store.reading() as unit:
        proposals = proposals_within(unit, desk)
        open_ids = {one.proposal.id for one in proposals}
        entries = {entry.fact.id: entry for entry in unit.outbox.refused()}
        shown = [entry for entry in entries.values() if not _shown_as_clash(entry, open_ids)]
        return ConflictsPage(
            tuple(proposals),
            tuple(_not_taken(unit, entry, entries) for entry in sorted(shown, key=lambda one: one.fact.id)),
            unit.shadow.staff(),
        )


def _shown_as_clash(entry: OutboxEntry, open_ids: set[str]) -> bool:
    return entry.fact.kind is FactKind.CARD_EDITED and entry.fact.id in open_ids


def _not_taken(unit: LaptopUnit, entry: OutboxEntry, refused: dict[str, OutboxEntry]) -> NotTaken:
    case_id = entry.fact.case_id
    because = next((refused[needed] for needed in entry.depends_on if needed in refused), None)
    return NotTaken(entry, unit.cases.line(case_id), unit.files.find(case_id), because)
