"""Photos: a day's worth of them arrives, each verified at the server; and what a cut line costs again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.registry import Bench, section
from tests.benchmarks.sync_lanes import OwnLane, own_lane
from tests.benchmarks.table import Row, at_most
from tests.cutting_proxy import cutting_proxy

PHOTO, LARGE = 1_500_000, 15_000_000
CASES = 500
CUT_PERCENT = 99
MOST_ROUNDS = 5
"""Rounds of sync within which everything must be there: what one of them leaves comes with the next."""


@section("photos")
def rows(bench: Bench) -> Iterator[Row]:
    """All of them, then single ones over a line that is cut."""
    count, size = (6, 300_000) if bench.short else (bench.photos, PHOTO)
    with own_lane(CASES, bench.scratch) as own:
        own.fresh()
        own.first_pull()
        yield from _many(own, count, size)
        number = count
        for each in (size, 10 * size):
            again = []
            for _ in range(1 if bench.short else bench.rounds):
                again.append(_sent_again(own, number, each))
                number += 2
            work = f"a photo of {each / 1e6:g} MB cut at {CUT_PERCENT} %: sent again"
            yield Row(work, again, at_most(1, "%"), unit="%")


def _many(own: OwnLane, count: int, size: int) -> Iterator[Row]:
    attached = own.laptop.ask("attach", first=0, count=count, size=size, cases=CASES)
    own.line.delay(0)
    used = own.server.cpu_seconds()
    rounds = _until_verified(own, own.line.url)
    went = own.line.read()
    used = own.server.cpu_seconds() - used
    arrived = sum(_arrived(own, sha256, size) for sha256 in attached["sha256"])
    seconds = sum(done["s"] for done in rounds)
    work = f"photos of {size / 1e6:g} MB that did not arrive verified, of {count}"
    yield Row(work, [count - arrived], at_most(0, ""), unit="", note=f"{len(rounds)} round(s) of sync")
    yield Row("  all of them", [seconds], note=f"{count * size / seconds / 1e6:.0f} MB/s")
    yield Row("  laptop's processor", [sum(done["cpu"] for done in rounds)])
    yield Row("  server's processor", [used])
    yield Row("  up the line beyond the photos", [100 * (went["up"] / (count * size) - 1)], unit="%")


def _until_verified(own: OwnLane, url: str) -> list[dict[str, Any]]:
    """Rounds of sync until no file waits."""
    rounds: list[dict[str, Any]] = []
    while not rounds or own.laptop.ask("files_waiting")["up"]:
        if len(rounds) == MOST_ROUNDS:
            raise RuntimeError(f"files still wait after {MOST_ROUNDS} rounds: {rounds[-1]}")
        rounds.append(own.laptop.ask("sync", server=url))
    return rounds


def _arrived(own: OwnLane, sha256: str, size: int) -> bool:
    """Whether the server has it on record and every byte of it is on its disk."""
    with own.office.store() as store, store.reading() as unit:
        named = unit.files.find(sha256)
    if named is None or named.stored_at is None or named.size != size:
        return False
    found = [path for path in own.office.home.files.rglob(f"{sha256}*") if _digest(path) == sha256]
    return len(found) == 1


def _digest(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _sent_again(own: OwnLane, number: int, size: int) -> float:
    """Percent of a photo that goes over the line twice, beside another of its size that was not cut."""
    with cutting_proxy(own.server.url) as proxy:
        went = []
        for place, cut in ((number, None), (number + 1, size * CUT_PERCENT // 100)):
            (sha256,) = own.laptop.ask("attach", first=place, count=1, size=size, cases=CASES)["sha256"]
            proxy.cut_after(up=cut)
            before = proxy.carried["up"]
            own.laptop.ask("sync", server=proxy.url)
            proxy.mend()
            _until_verified(own, proxy.url)
            went.append(proxy.carried["up"] - before)
            if not _arrived(own, sha256, size):
                raise RuntimeError(f"photo {place} is not whole at the server")
        if not proxy.cuts:
            raise RuntimeError("the line was not cut")
    return 100 * (went[1] - went[0]) / size
