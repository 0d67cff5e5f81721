"""Acknowledging that a fact was refused: it stays in the record but no longer asks for attention."""

from __future__ import annotations

from fieldapp import clock
from fieldapp.services.desk import Desk


def acknowledge(desk: Desk, fact_id: str) -> None:
    """Somebody has read why this fact was refused."""
    with desk.store.writing() as unit:
        unit.outbox.mark_read(fact_id, clock.now())
        unit.changes.outbox = True
