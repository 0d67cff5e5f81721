"""The server's part in the numbers of receipts: a collector's laptop always has some in hand, each good once and for it
alone."""

from __future__ import annotations

from datetime import datetime

from fieldapp.domain.cash import ReceiptContent
from fieldapp.domain.facts import Fact
from fieldapp.domain.refusal import Refusal
from fieldapp.domain.staff import StaffRole
from fieldapp.protocol.messages import RECEIPTS, ReceiptBlock, SyncRequest
from fieldapp.store.office.accounts import SignedIn
from fieldapp.store.office.receipt_blocks import Block
from fieldapp.store.office.unit import OfficeStore, OfficeUnit, UnstorableError

BLOCK = 50
"""Numbers in a block, unless the office sets another size (`receipt_block_size`)."""
FEWEST = 20
"""With fewer than this left, a laptop gets another block."""


def know_again(store: OfficeStore, who: SignedIn, request: SyncRequest, now: datetime) -> None:
    """What was reserved for this laptop and is forgotten here: this server was restored from a backup since."""
    told = [(block.first, block.last, block.seal) for block in request.receipt_blocks]
    if not told:
        return
    with store.reading() as unit:
        here = {block.first for block in unit.receipts.of_device(who.device_id)}
    if {first for first, _, _ in told} <= here:
        return
    with store.writing() as unit:
        unit.receipts.know_again(who.device_id, who.staff.id, told, now)


def blocks_for(store: OfficeStore, who: SignedIn, request: SyncRequest, now: datetime) -> tuple[ReceiptBlock, ...]:
    """What this laptop may write receipts with, with a new block where it runs short; after its facts were taken."""
    if RECEIPTS not in request.capabilities or who.staff.role is not StaffRole.COLLECTOR:
        return ()
    used = {block.first: block.next for block in request.receipt_blocks}
    with store.reading() as unit:
        blocks = unit.receipts.of_device(who.device_id)
        told = _told(unit, who.device_id, blocks)
    if sum(_left(block, used) for block in blocks) >= FEWEST:
        return told
    try:
        with store.writing() as unit:
            size = int(unit.settings.get("receipt_block_size") or BLOCK)
            added = unit.receipts.issue(who.device_id, who.staff.id, size, now)
            return told if added is None else (*told, *_told(unit, who.device_id, [added]))
    except UnstorableError:  # another server process was first: next time
        return told


def _left(block: Block, used: dict[int, int]) -> int:
    """Numbers of a block that neither the facts here nor the laptop itself calls used."""
    return max(0, block.last + 1 - max(block.next, used.get(block.first, 0)))


def _told(unit: OfficeUnit, device_id: str, blocks: list[Block]) -> tuple[ReceiptBlock, ...]:
    return tuple(
        ReceiptBlock(block.first, block.last, block.next, unit.receipts.seal(device_id, block.first, block.last))
        for block in blocks
        if block.next <= block.last
    )


def against_number(unit: OfficeUnit, taken: dict[int, str], fact: Fact, device_id: str) -> Refusal | None:
    """Why the number of this receipt is no good; else it is `taken` from now on, whatever becomes of the receipt."""
    if not isinstance(fact.payload, ReceiptContent):
        return None
    number = fact.payload.number
    told: dict[str, str | int] = {"number": number}
    if unit.receipts.owner(number) != device_id:
        return Refusal("cash.number_not_yours", told)
    before = taken.get(number) or unit.receipts.used_by(number)
    if before is not None and before != fact.id:
        return Refusal("cash.number_used", told)
    if before is None:
        taken[number] = fact.id
    return None
