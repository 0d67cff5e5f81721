"""Settling clashes on working cards: the proposal's author or a supervisor chooses, and the choice is a fact itself."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp import clock
from fieldapp.domain.case import CaseFile
from fieldapp.domain.case_card import CardProposal, CaseCard, Choice, settlement_of
from fieldapp.domain.facts import FactKind
from fieldapp.domain.staff import StaffRole
from fieldapp.errors import KnownError
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.outbox import OVERLAY
from fieldapp.store.laptop.unit import ChangeSet, LaptopUnit


@dataclass(frozen=True, slots=True)
class OpenProposal:
    """A value that waits beside the one that stands, on a case of this laptop."""

    file: CaseFile
    proposal: CardProposal

    @property
    def card(self) -> CaseCard:
        """The card as it was read: a choice is made on top of it."""
        return self.file.working_card


def open_proposals(desk: Desk) -> list[OpenProposal]:
    """What whoever sits here may settle, oldest first: a collector their own, a supervisor the team's."""
    with desk.store.reading() as unit:
        return proposals_within(unit, desk)


def proposals_within(unit: LaptopUnit, desk: Desk) -> list[OpenProposal]:
    """The same within a transaction."""
    all_of_team = desk.staff.role is StaffRole.SUPERVISOR
    files = [unit.files.find(case_id) for case_id in sorted(_with_proposals(unit))]
    found = [
        OpenProposal(file, proposal)
        for file in files
        if file is not None
        for proposal in file.working_card.proposals
        if all_of_team or proposal.by == desk.staff.id
    ]
    return sorted(found, key=lambda one: (one.proposal.at, one.proposal.id))


def settle(
    desk: Desk, case_id: str, seen: CaseCard, proposal_id: str, choice: Choice, value: str | None = None
) -> ChangeSet:
    """Choose on top of what `seen` shows; `value` words it anew from both (with `mine`).

    Raises:
        KnownError: `card.already_settled`, `card.changed_meanwhile` (look again, then choose), `case.not_here` …
    """
    proposal = seen.proposal(proposal_id)
    if proposal is None:
        raise KnownError("card.already_settled")
    settled = settlement_of(seen, proposal, choice, value)
    with desk.store.writing() as unit:
        fact = desk.fact(FactKind.CARD_SETTLED, case_id, settled)
        desk.record(unit, unit.files.get(case_id), fact)
        unit.outbox.mark_read(proposal_id, clock.now())  # whoever settles it has seen it; of others it touches none
        return unit.changes


def _with_proposals(unit: LaptopUnit) -> set[str]:
    """Cases whose card has a proposal, or may have one once what waits here is folded over it."""
    here = (entry for entry in unit.outbox.entries() if entry.status in OVERLAY)
    waiting = {entry.fact.case_id for entry in here if entry.fact.kind is FactKind.CARD_EDITED}
    return {card.case_id for card in unit.shadow.cards() if card.proposals} | waiting
