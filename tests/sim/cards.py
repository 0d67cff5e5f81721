"""The working cards read again from the chains: no field ever changed on top of something its author had not seen."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from fieldapp.domain.case import Entity
from fieldapp.protocol.codec import decompress
from fieldapp.protocol.records import decode_record
from tests.sim.office import SimOffice
from tests.sim.violations import hold


@dataclass
class Waiting:
    """A value beside the field: on what it was made, by whom, and whether a supervisor is to choose."""

    field: str
    value: str
    base: str
    by: str
    left_to_supervisor: bool = False


@dataclass
class CardOnPaper:
    """Which fact stands in each field with which value, and which values wait beside it."""

    stands: dict[str, tuple[str, str]] = field(default_factory=dict)
    waits: dict[str, Waiting] = field(default_factory=dict)

    def edit(self, fact_id: str, by: str, said: dict[str, Any], status: str) -> None:
        """An edit that the office has accepted, or kept as a proposal."""
        name, value, base = said["field"], said["value"], said.get("instead_of", "")
        standing, seen = self.stands.get(name, ("", None))
        stale = base != standing and seen != value
        hold(8, status == ("conflict" if stale else "accepted"), f"{fact_id} on {base}, {standing} stood: {status}")
        if stale:
            self._waits(fact_id, Waiting(name, value, base, by))
        elif seen != value:
            self._takes(name, fact_id, value)

    def settle(self, fact_id: str, said: dict[str, Any]) -> None:
        """A settlement that the office has accepted."""
        waiting = self.waits.get(said["proposal_id"])
        hold(8, waiting is not None, f"{fact_id} settled what does not wait")
        assert waiting is not None
        if said["choice"] == "keep_both":
            waiting.left_to_supervisor = True
            return
        del self.waits[said["proposal_id"]]
        if said["choice"] == "mine":
            standing, _ = self.stands.get(waiting.field, ("", None))
            hold(8, said.get("instead_of", "") == standing, f"{fact_id} settled over {standing}, which was not seen")
            self._takes(waiting.field, fact_id, said["value"])

    def _waits(self, fact_id: str, new: Waiting) -> None:
        own = self.waits.get(new.base)
        if own is not None and own.by == new.by:
            del self.waits[new.base]
            new.base = own.base
        self.waits[fact_id] = new

    def _takes(self, name: str, fact_id: str, value: str) -> None:
        self.stands[name] = (fact_id, value)
        for id_, waiting in sorted(self.waits.items()):
            if (waiting.field, waiting.base) == (name, fact_id) and not waiting.left_to_supervisor:
                del self.waits[id_]
                self._takes(name, id_, waiting.value)
                return


def check_cards(office: SimOffice, links: list[Any]) -> None:
    """What the chains say of each field is what the cards say, unless a value that waited has taken its place."""
    statuses = {link[4]: office.status_of(link[4]) for link in links if link[5] == "card_edited"}
    cards: dict[str, CardOnPaper] = {}
    for case_id, _, _, _, fact_id, kind, by, payload, _ in links:
        card = cards.setdefault(case_id, CardOnPaper())
        if kind == "card_edited":
            card.edit(fact_id, by, json.loads(payload), statuses[fact_id])
        elif kind == "card_settled":
            card.settle(fact_id, json.loads(payload))
    for id_, blob in office.peek.execute("SELECT id, blob FROM record WHERE entity='card'").fetchall():
        found = decode_record(Entity.CARD, decompress(blob))
        told = {each.field: (each.fact_id, each.value) for each in found.fields}
        hold(8, told == cards[id_].stands, f"the card of {id_} says {told}, its chain {cards[id_].stands}")
