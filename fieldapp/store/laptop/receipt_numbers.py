"""The numbers of receipts that the office reserved for this laptop: taken one by one, each once.

A number is taken in the transaction that keeps the receipt, so that a killed program neither loses one nor gives it
out again. Besides what was counted here, what the office has already seen of a block and what the facts themselves say
is looked at: a store that was put back to an earlier state must not begin again where it was then.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import sqlalchemy as sa

from db.client_schema import fact
from fieldapp.domain.cash import ReceiptContent
from fieldapp.domain.facts import FactKind
from fieldapp.protocol.messages import MAX_BLOCKS, ReceiptBlock
from fieldapp.store.laptop.settings import Settings

SETTING = "receipt_blocks"


class ReceiptNumbers:
    """Reserved numbers within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._settings = Settings(connection)

    def blocks(self) -> tuple[ReceiptBlock, ...]:
        """All blocks that were ever reserved for this laptop, as far as they are told: the newest, in order."""
        kept = self._settings.get(SETTING, tuple[ReceiptBlock, ...]) or ()
        return kept[-MAX_BLOCKS:]

    def left(self) -> int:
        """How many receipts can still be written without the office."""
        return sum(max(0, block.last - block.next + 1) for block in self.blocks())

    def take(self) -> int | None:
        """The next number, which is used from now on; None where none is left."""
        written = self._written()
        blocks = list(self.blocks())
        for at, block in enumerate(blocks):
            number = max([block.next, *(one + 1 for one in written if block.first <= one <= block.last)])
            if number <= block.last:
                blocks[at] = msgspec.structs.replace(block, next=number + 1)
                self._settings.set(SETTING, blocks)
                return number
        return None

    def peek(self) -> int | None:
        """The number that would be next."""
        return next((block.next for block in self.blocks() if block.next <= block.last), None)

    def lay_aside(self) -> None:
        """Give out none of the present numbers any more: what this store forgot may have been written with them."""
        blocks = [msgspec.structs.replace(block, next=block.last + 1) for block in self.blocks()]
        if blocks:
            self._settings.set(SETTING, blocks)

    def told(self, blocks: Iterable[ReceiptBlock]) -> None:
        """Keep what the office says of the blocks of this laptop; nothing said changes nothing.

        A block it does not name is used up, for all that is known there, and gives no number any more.
        """
        said = {block.first: block for block in blocks}
        if not said:
            return
        kept = {block.first: block for block in self.blocks()}
        for first, block in kept.items():
            if first not in said:
                kept[first] = msgspec.structs.replace(block, next=block.last + 1)
        for first, block in said.items():
            before = kept.get(first)
            kept[first] = block if before is None else msgspec.structs.replace(block, next=max(block.next, before.next))
        self._settings.set_if_other(SETTING, sorted(kept.values(), key=lambda block: block.first))

    def _written(self) -> list[int]:
        """Numbers of all receipts whose facts are here."""
        query = sa.select(fact.c.payload).where(fact.c.kind == FactKind.CASH_RECEIVED.value)
        payloads = self._connection.execute(query).scalars()
        return [msgspec.json.decode(payload, type=ReceiptContent).number for payload in payloads]
