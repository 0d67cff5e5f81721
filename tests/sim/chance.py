"""All randomness of a run, from its seed: the scheduler's choices, and the ids and salts that the product makes."""

from __future__ import annotations

import random  # noqa: TID251 - the seeded generator itself
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from unittest.mock import patch

from fieldapp import clock
from fieldapp.domain import ids
from fieldapp.protocol import envelope


class Chance(random.Random):
    """A seeded generator with the two questions that the simulator asks all the time."""

    def happens(self, probability: float) -> bool:
        """Whether something of this probability happens now."""
        return self.random() < probability

    def one_of(self, weighted: dict[str, float]) -> str:
        """One of the names, by weight."""
        return self.choices(list(weighted), list(weighted.values()))[0]


class SeededIds:
    """UUIDv7 as on a machine whose clock is the simulated one: it may jump back, and so may the order of ids."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._count = 0

    def uuid7(self) -> str:
        """One id; within a millisecond they keep their order."""
        self._count += 1
        moment = int(clock.now().timestamp() * 1000) & (2**48 - 1)
        bits = (moment << 80) | (7 << 76) | ((self._count & 0xFFF) << 64) | (2 << 62) | self._chance.getrandbits(62)
        text = f"{bits:032x}"
        return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


@contextmanager
def seeded(chance: Chance) -> Iterator[None]:
    """Ids and salts come from `chance` as long as this lasts."""
    with (
        patch.object(ids, "uuid_utils", SeededIds(chance)),
        patch.object(envelope, "os", SimpleNamespace(urandom=chance.randbytes)),
    ):
        yield
