"""Makes a case's row in the list from the case as shown, at a date: what is owed, how urgent it is, what was done.

That takes a replay of its loans. Where many cases come at once they can be found first and get their figures after.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import msgspec
import sqlalchemy as sa

from db.client_schema import case_row, unreadable
from fieldapp import clock, rule_packs
from fieldapp.domain.case import Case, CaseFile
from fieldapp.domain.caseview import CaseView, view
from fieldapp.domain.matter import MatterKind
from fieldapp.domain.plans.plan_life import PlanState
from fieldapp.domain.strategy.urgency import WeighedReason, reasons, score
from fieldapp.errors import KnownError
from fieldapp.rule_packs.agreements import agreement_rules
from fieldapp.store.laptop.case_files import CaseFiles
from fieldapp.store.laptop.learnt_words import known_by, learnt
from fieldapp.store.laptop.outbox import Outbox
from fieldapp.store.laptop.shadow import Unopened
from fieldapp.store.laptop.sketches import CaseHead, Sketches, open_head

UNREADABLE = (msgspec.ValidationError, msgspec.DecodeError, KnownError)
"""What a record that another program wrote wrongly brings about; it must not stop the records behind it."""


class Materialiser:
    """Materialising within one transaction."""

    def __init__(self, connection: sa.Connection, files: CaseFiles, outbox: Outbox, today: date) -> None:
        self._connection = connection
        self._files = files
        self._outbox = outbox
        self._sketches = Sketches(connection)
        self.today = today

    @property
    def moved(self) -> set[str]:
        """Other cases that stand elsewhere on the map now."""
        return self._sketches.moved

    def refresh(self, case_id: str) -> None:
        """Make the row and the search entry anew, or take them away if the case is not here any more.

        A case with a record that cannot be read keeps the row it has, and is listed as unreadable.
        """
        try:
            file = self._files.find(case_id)
        except UNREADABLE as error:
            self._note_unreadable(case_id, error)
            return
        if file is None:
            self._sketches.remove([case_id])
            return
        mark = known_by(self._files.mark(case_id), file, self.today)
        if self._sketches.drawn_from(case_id) != mark:
            known = file.known_on(self.today)
            self._sketches.draw({case_id: (mark, known)}, learnt={case_id: (file.case, learnt(file))})
        values = self._values(file)
        self._connection.execute(sa.update(case_row).where(case_row.c.case_id == case_id).values(values))
        self._connection.execute(sa.delete(unreadable).where(unreadable.c.case_id == case_id))

    def sketch(self, renewed: dict[str, Unopened], touched: set[str]) -> None:
        """Many cases at once: names and search now, figures when `refresh` comes to them.

        `renewed` are cases whose own record came, unopened; of `touched` ones something else is different.
        """
        heads: dict[str, tuple[bytes, CaseHead | Case]] = {}
        for case_id, came in renewed.items():
            try:
                heads[case_id] = came.mark, open_head(came.blob)
            except UNREADABLE as error:
                self._note_unreadable(case_id, error)
        self._sketches.draw(heads)
        self._sketches.outdate(touched, heads)

    def remove(self, case_ids: list[str]) -> None:
        """Take away rows and search entries of cases that are not here any more."""
        self._sketches.remove(case_ids)

    def _values(self, file: CaseFile) -> dict[str, Any]:
        seen = view(file, self.today, agreement_rules())
        found = reasons(seen, rule_packs.load().urgency)
        return (
            _sums(seen)
            | _work(seen, found)
            | _standing(seen)
            | {
                "pending": self._outbox.pending_of(file.case.id),
                "as_of": self.today.isoformat(),
            }
        )

    def _note_unreadable(self, case_id: str, error: Exception) -> None:
        key = unreadable.c.case_id == case_id
        self._connection.execute(sa.delete(unreadable).where(key))
        self._connection.execute(
            sa.insert(unreadable).values(
                entity="case", id=case_id, case_id=case_id, detail=f"{type(error).__name__}: {error}", at=clock.now()
            )
        )
        # counted as done for today: it would be tried for ever otherwise
        row = sa.update(case_row).where(case_row.c.case_id == case_id)
        self._connection.execute(row.values(as_of=self.today.isoformat()))


def _sums(seen: CaseView) -> dict[str, Any]:
    return {
        "bucket": seen.bucket.value,
        "days_past_due": seen.days_past_due,
        "owed_minor": seen.owed.total,
        "payoff_minor": seen.payoff,
    }


def _standing(seen: CaseView) -> dict[str, Any]:
    """What rests on the case and when somebody was last reached; the next step is asked for anew."""
    file = seen.file
    reached = [visit.content.arrived_at for visit in seen.standing_visits]
    reached += [contact.content.at for contact in file.contacts if contact.content.connected]
    return {
        "holds": ",".join(sorted(kind.value for kind in MatterKind if file.resting_matters(kind))),
        "last_contact_at": max(reached, default=None),
        "next_step": "",
    }


def _work(seen: CaseView, found: tuple[WeighedReason, ...]) -> dict[str, Any]:
    last = seen.last_visit
    days = seen.visit_days()
    undecided = [p for p in seen.plans if p.plan.state in {PlanState.PROPOSED, PlanState.ACTIVE, PlanState.RETURNED}]
    return {
        "urgency": score(seen, found),
        "reasons": json.dumps([[w.reason.value, w.params] for w in found], ensure_ascii=False),
        "last_visit_at": last.content.arrived_at if last else None,
        "last_outcome": last.content.outcome.value if last else None,
        "visited_on": days[-1].isoformat() if days else None,
        "plan_health": (undecided[-1].health if undecided[-1].plan.state is not PlanState.RETURNED else "returned")
        if undecided
        else None,
    }
