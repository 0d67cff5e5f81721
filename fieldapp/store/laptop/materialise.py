"""Makes a case's row in the list and its entry in the search from the case as shown, at a date."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import sqlalchemy as sa

from db.client_schema import case_row
from fieldapp import rule_packs
from fieldapp.domain.case import CaseFile
from fieldapp.domain.caseview import CaseView, view
from fieldapp.domain.plans.plan_life import PlanState
from fieldapp.domain.strategy.urgency import WeighedReason, reasons, score
from fieldapp.rule_packs.agreements import agreement_rules
from fieldapp.store.laptop.case_files import CaseFiles
from fieldapp.store.laptop.outbox import Outbox
from fieldapp.store.laptop.search_tokens import name_tokens, other_tokens


class Materialiser:
    """Materialising within one transaction."""

    def __init__(self, connection: sa.Connection, files: CaseFiles, outbox: Outbox, today: date) -> None:
        self._connection = connection
        self._files = files
        self._outbox = outbox
        self.today = today

    def refresh(self, case_id: str) -> None:
        """Make the row and the search entry anew, or take them away if the case is not here any more."""
        file = self._files.find(case_id)
        rid = self._connection.execute(sa.select(case_row.c.rid).where(case_row.c.case_id == case_id)).scalar()
        if file is None:
            self._remove(rid)
            return
        values = self._values(file)
        if rid is None:
            inserted = self._connection.execute(sa.insert(case_row).values(values).returning(case_row.c.rid))
            rid = inserted.scalar_one()
        else:
            self._connection.execute(sa.update(case_row).where(case_row.c.rid == rid).values(values))
            self._unindex(rid)
        self._index(rid, file)

    def _values(self, file: CaseFile) -> dict[str, Any]:
        seen = view(file, self.today, agreement_rules())
        found = reasons(seen, rule_packs.load().urgency)
        return (
            _identity(file)
            | _sums(seen)
            | _work(seen, found)
            | {
                "pending": self._outbox.pending_of(file.case.id),
                "as_of": self.today.isoformat(),
            }
        )

    def _remove(self, rid: int | None) -> None:
        if rid is not None:
            self._unindex(rid)
            self._connection.execute(sa.delete(case_row).where(case_row.c.rid == rid))

    def _unindex(self, rid: int) -> None:
        self._connection.exec_driver_sql("DELETE FROM case_search WHERE rowid = ?", (rid,))

    def _index(self, rid: int, file: CaseFile) -> None:
        case = file.case
        names = name_tokens(case.borrower.name, *(premises.name for premises in case.premises))
        people = (case.borrower, *case.parties)
        numbers = (
            case.case_no,
            *(loan.contract_no for loan in case.loans),
            *(phone for person in people for phone in person.phones),
            *(person.id_no for person in people),
        )
        places = tuple(f"{p.district}{p.address}" for p in case.premises)
        texts = (*places, *(p.trade for p in case.premises), *(p.name for p in case.parties), case.borrower.address)
        self._connection.exec_driver_sql(
            "INSERT INTO case_search(rowid, name, other) VALUES (?, ?, ?)", (rid, names, other_tokens(texts, numbers))
        )


def _identity(file: CaseFile) -> dict[str, Any]:
    case = file.case
    premises = case.premises[0] if case.premises else None
    place = premises.place if premises else None
    return {
        "case_id": case.id,
        "case_no": case.case_no,
        "borrower_name": case.borrower.name,
        "premises_name": premises.name if premises else "",
        "trade": premises.trade if premises else "",
        "district": premises.district if premises else "",
        "address": premises.address if premises else case.borrower.address,
        "lon_e6": place.lon_e6 if place else None,
        "lat_e6": place.lat_e6 if place else None,
        "radius_m": place.radius_m if place else None,
        "assigned_to": case.assigned_to,
        "balance_at": case.balance_at,
    }


def _sums(seen: CaseView) -> dict[str, Any]:
    return {
        "bucket": seen.bucket.value,
        "days_past_due": seen.days_past_due,
        "owed_minor": seen.owed.total,
        "payoff_minor": seen.payoff,
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
