"""Receipts and deposits read again from the chains: every number once, every sum paid in once, none after a void."""

from __future__ import annotations

import json
from typing import Any

from tests.sim.office import SimOffice
from tests.sim.violations import hold

BLOCKS = "SELECT first, last, device_id FROM receipt_block"
MAKERS = "SELECT fact_id, device_id FROM fact"


def check_cash(office: SimOffice, links: list[Any]) -> None:
    """What was accepted of money in hand makes sense in its order."""
    blocks = office.peek.execute(BLOCKS).fetchall()
    device = dict(office.peek.execute(MAKERS).fetchall())
    numbers: dict[int, str] = {}
    amounts: dict[str, int] = {}
    ended: set[str] = set()
    for _, _, _, _, fact_id, kind, _, payload, _ in links:
        said = json.loads(payload)
        if kind == "cash_received":
            number = said["number"]
            hold(17, number not in numbers, f"receipt {number} is {numbers.get(number)} and {fact_id}")
            owner = next((one for first, last, one in blocks if first <= number <= last), None)
            hold(17, owner == device[fact_id], f"receipt {number} is of a block of {owner}, not of {device[fact_id]}")
            numbers[number] = fact_id
            amounts[fact_id] = said["amount"]
        elif kind == "receipt_voided":
            _end(said["receipt_id"], fact_id, amounts, ended)
        elif kind == "cash_deposited":
            for receipt_id in said["receipt_ids"]:
                _end(receipt_id, fact_id, amounts, ended)
            total = sum(amounts[one] for one in said["receipt_ids"])
            hold(17, total == said["amount"], f"deposit {fact_id} of {said['amount']} is of receipts of {total}")


def _end(receipt_id: str, by: str, amounts: dict[str, int], ended: set[str]) -> None:
    hold(17, receipt_id in amounts, f"{by} is about receipt {receipt_id}, which was never accepted before it")
    hold(17, receipt_id not in ended, f"receipt {receipt_id} ended twice, the second time by {by}")
    ended.add(receipt_id)
