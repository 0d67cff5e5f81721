"""The books read again by somebody who does not know the product's rules: what was accepted, in its order, must make
sense, and must be what the records say.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from fieldapp.domain.case import Entity
from fieldapp.protocol.codec import decompress
from fieldapp.protocol.records import decode_record
from fieldapp.store.office.ledger import case_link_hash
from tests.sim.cards import check_cards
from tests.sim.cash import check_cash
from tests.sim.matters import check_matters
from tests.sim.office import SimOffice
from tests.sim.violations import hold

GENESIS = "0" * 64
CHAIN = """SELECT l.case_id, l.number, l.prev_hash, l.hash, f.fact_id, f.kind, f.made_by, f.payload, f.digest
FROM case_link l JOIN fact f ON f.fact_id = l.fact_id ORDER BY l.case_id, l.number"""


@dataclass
class PlanOnPaper:
    """A plan as the chain of its case tells it."""

    loan: str
    by: str
    level: int
    approvers: int
    state: str = "proposed"
    approvals: int = 0


def check_books(office: SimOffice) -> None:
    """Chains, plans and sums agree with the records."""
    chains: dict[str, list[Any]] = defaultdict(list)
    for row in office.peek.execute(CHAIN).fetchall():
        chains[row[0]].append(row)
    plans: dict[str, PlanOnPaper] = {}
    for case_id, links in chains.items():
        _chained(case_id, links)
        _follow(links, plans)
    _states(office, plans)
    every = [link for links in chains.values() for link in links]
    check_cards(office, every)
    check_matters(office, every)
    check_cash(office, every)
    _sums(office, every)


def _chained(case_id: str, links: list[Any]) -> None:
    tip = GENESIS
    for place, (_, number, prev, hash_, fact_id, _, _, _, digest) in enumerate(links, start=1):
        hold(2, (number, prev) == (place, tip), f"the chain of case {case_id} breaks at {number}")
        tip = case_link_hash(prev, number, fact_id, digest)
        hold(2, hash_ == tip, f"the chain of case {case_id} does not verify at {number}")


def _follow(links: list[Any], plans: dict[str, PlanOnPaper]) -> None:
    """Every accepted transition starts from a state from which it is allowed."""
    for _, number, _, _, fact_id, kind, by, payload, _ in links:
        said = json.loads(payload)
        if kind == "plan_proposed":
            _propose(fact_id, by, said, plans)
        elif kind.startswith("plan_") or kind == "document_sealed":
            plan = plans.get(said["plan_id"])
            hold(7, plan is not None, f"{kind} number {number} on a plan that does not exist")
            assert plan is not None
            hold(7, plan.state == "proposed", f"{kind} {fact_id} was accepted on a plan that was {plan.state}")
            _move(kind, by, plan)


def _propose(fact_id: str, by: str, said: dict[str, Any], plans: dict[str, PlanOnPaper]) -> None:
    loan = said["terms"]["loan_id"]
    for earlier in plans.values():
        if earlier.loan == loan and earlier.state in {"proposed", "active"}:
            earlier.state = "superseded"
    plans[fact_id] = PlanOnPaper(loan, by, said["level"], said["approvers"])


def _move(kind: str, by: str, plan: PlanOnPaper) -> None:
    if kind == "plan_withdrawn":
        hold(7, by == plan.by, "a plan was withdrawn by somebody else")
        plan.state = "withdrawn"
    elif kind == "document_sealed" and plan.level == 0:
        plan.state = "active"
    elif kind == "plan_approved":
        plan.approvals += 1
        plan.state = "active" if plan.approvals >= plan.approvers else plan.state
    elif kind in {"plan_returned", "plan_rejected"}:
        plan.state = kind.removeprefix("plan_")


def _states(office: SimOffice, plans: dict[str, PlanOnPaper]) -> None:
    rows = office.peek.execute("SELECT id, blob FROM record WHERE entity='plan'").fetchall()
    found = {id_: decode_record(Entity.PLAN, decompress(blob)).state.value for id_, blob in rows}
    told = {id_: plan.state for id_, plan in plans.items()}
    hold(7, found == told, f"plans are {found}, their chains say {told}")


def _sums(office: SimOffice, links: list[Any]) -> None:
    rows = office.peek.execute("SELECT id, blob FROM record WHERE entity='promise'").fetchall()
    promised = {id_: decode_record(Entity.PROMISE, decompress(blob)).content.amount for id_, blob in rows}
    made = {link[4]: json.loads(link[7])["amount"] for link in links if link[5] == "promise_made"}
    hold(17, promised == made, f"promised {sum(promised.values())}, by the facts {sum(made.values())}")
    for id_, blob in office.peek.execute("SELECT id, blob FROM record WHERE entity='case'").fetchall():
        loans = decode_record(Entity.CASE, decompress(blob)).loans
        paid = [payment for loan in loans for payment in loan.payments]
        hold(17, len(paid) == len(set(paid)), f"a payment on case {id_} counts twice")
        hold(17, loans == office.cases[id_].loans, f"the loans of case {id_} are not as the bank brought them")
