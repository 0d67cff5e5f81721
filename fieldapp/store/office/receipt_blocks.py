"""Numbers of receipts: reserved in blocks for single laptops, so that each can write receipts without a connection.

No number is given twice, not even by a server that was put back to an older state and does not know what it gave
since. So a block begins where the clock stands: numbers grow by `PER_SECOND` with every second, whatever is given, and
a server whose history is new (or that never gave any) begins an hour ahead of the clock, further than its predecessor
came unless it gave more than two blocks in every second of that hour. What a laptop holds and the server has forgotten
is known again by its seal; of two laptops that hold one number after all, only the first keeps it.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from db.server_schema import meta, receipt_block, receipt_number

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
PER_SECOND = 100
AHEAD = timedelta(hours=1)
_EPOCH, _ISSUED_IN = "epoch", "receipt_epoch"
_SECRET = "recovery_private"  # noqa: S105 - the name of a setting
"""What only the office has, and every backup of it: seals are made with it."""


@dataclass(frozen=True, slots=True)
class Block:
    """Numbers `first` to `last` of one laptop; all before `next` were seen used."""

    first: int
    last: int
    next: int


class ReceiptBlocks:
    """Reserved and used numbers within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def of_device(self, device_id: str) -> list[Block]:
        """The blocks of a laptop, in order."""
        used = sa.func.max(receipt_number.c.number)
        within = receipt_number.c.number.between(receipt_block.c.first, receipt_block.c.last)
        query = (
            sa.select(receipt_block.c.first, receipt_block.c.last, used.label("used"))
            .select_from(receipt_block.outerjoin(receipt_number, within))
            .where(receipt_block.c.device_id == device_id)
            .group_by(receipt_block.c.first, receipt_block.c.last)
            .order_by(receipt_block.c.first)
        )
        return [
            Block(row.first, row.last, row.first if row.used is None else row.used + 1)
            for row in self._connection.execute(query)
        ]

    def owner(self, number: int) -> str | None:
        """The laptop that a number is reserved for."""
        mine = (receipt_block.c.first <= number) & (receipt_block.c.last >= number)
        return self._connection.execute(sa.select(receipt_block.c.device_id).where(mine)).scalar()

    def used_by(self, number: int) -> str | None:
        """The receipt that has this number."""
        mine = receipt_number.c.number == number
        return self._connection.execute(sa.select(receipt_number.c.receipt_id).where(mine)).scalar()

    def use(self, number: int, receipt_id: str, device_id: str) -> None:
        """This number is used from now on."""
        self._connection.execute(
            sa.insert(receipt_number).values(number=number, receipt_id=receipt_id, device_id=device_id)
        )

    def issue(self, device_id: str, staff_id: str, size: int, now: datetime) -> Block | None:
        """Reserve a new block; None where numbers are given faster than the clock lets them grow: ask again later."""
        # one at a time, whichever laptop and server process asks
        self._connection.execute(sa.select(meta.c.value).where(meta.c.key == _EPOCH).with_for_update()).all()
        known: dict[str, str] = {row.key: row.value for row in self._connection.execute(sa.select(meta))}
        last = self._connection.execute(sa.select(sa.func.max(receipt_block.c.last))).scalar() or 0
        own_history = known.get(_ISSUED_IN) == known.get(_EPOCH)
        first = max(last + 1, _at(now) if own_history else _at(now + AHEAD))
        if first + size > _at(now + 2 * AHEAD):
            return None
        if not own_history:
            self._keep_epoch(known)
        self._reserve(first, first + size - 1, device_id, staff_id, now)
        return Block(first, first + size - 1, first)

    def know_again(self, device_id: str, staff_id: str, told: Iterable[tuple[int, int, str]], now: datetime) -> int:
        """Take back blocks that a laptop holds and that are forgotten here, by their seals; how many those were."""
        here = {block.first for block in self.of_device(device_id)}
        found = 0
        for first, last, seal in told:
            ours = first not in here and hmac.compare_digest(self.seal(device_id, first, last), seal)
            if ours and not self._overlaps(first, last):
                self._reserve(first, last, device_id, staff_id, now)
                found += 1
        return found

    def seal(self, device_id: str, first: int, last: int) -> str:
        """The seal of a block."""
        secret = self._connection.execute(sa.select(meta.c.value).where(meta.c.key == _SECRET)).scalar() or ""
        told = f"receipts|{device_id}|{first}|{last}"
        return hmac.new(secret.encode(), told.encode(), hashlib.sha256).hexdigest()[:32]

    def _overlaps(self, first: int, last: int) -> bool:
        meets = (receipt_block.c.first <= last) & (receipt_block.c.last >= first)
        return self._connection.execute(sa.select(receipt_block.c.first).where(meets).limit(1)).first() is not None

    def _reserve(self, first: int, last: int, device_id: str, staff_id: str, now: datetime) -> None:
        self._connection.execute(
            sa.insert(receipt_block).values(first=first, last=last, device_id=device_id, staff_id=staff_id, at=now)
        )

    def _keep_epoch(self, known: dict[str, str]) -> None:
        value = known.get(_EPOCH, "")
        if _ISSUED_IN in known:
            self._connection.execute(sa.update(meta).where(meta.c.key == _ISSUED_IN).values(value=value))
        else:
            self._connection.execute(sa.insert(meta).values(key=_ISSUED_IN, value=value))


def _at(moment: datetime) -> int:
    """Where numbers stand at a moment."""
    return max(1, int((moment - BEGAN).total_seconds()) * PER_SECOND)
