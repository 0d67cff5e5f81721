"""What was raised, read again from the chains: each step from where it is allowed, each matter ended once."""

from __future__ import annotations

import json
from typing import Any

from fieldapp.domain.case import Entity
from fieldapp.protocol.codec import decompress
from fieldapp.protocol.records import decode_record
from tests.sim.office import SimOffice
from tests.sim.violations import hold

ENDS = {"answered", "withdrawn"}


def check_matters(office: SimOffice, links: list[Any]) -> None:
    """Accepted steps make sense in their order, and the records say what they say; what was only added is all there."""
    states: dict[str, str] = {}
    for _, number, _, _, fact_id, kind, by, payload, _ in links:
        said = json.loads(payload)
        if kind == "matter_raised":
            states[fact_id] = "open"
        elif kind == "matter_moved":
            before = states.get(said["matter_id"])
            hold(7, before == "open", f"{fact_id}, number {number} by {by}, moved a matter that was {before}")
            hold(7, said["to"] in ENDS, f"{fact_id} moved a matter to {said['to']}")
            states[said["matter_id"]] = said["to"]
    rows = office.peek.execute("SELECT id, blob FROM record WHERE entity='matter'").fetchall()
    found = {id_: decode_record(Entity.MATTER, decompress(blob)).state.value for id_, blob in rows}
    hold(7, found == states, f"matters are {found}, their chains say {states}")
    for entity, kind in (("contact", "contact_logged"), ("particular", "particular_added"), ("help", "help_asked")):
        kept = {row[0] for row in office.peek.execute("SELECT id FROM record WHERE entity=?", (entity,)).fetchall()}
        made = {link[4] for link in links if link[5] == kind}
        hold(2, kept == made, f"{entity}: {len(kept)} records of {len(made)} facts")
